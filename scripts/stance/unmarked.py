"""Phrases of the written passages that the program would ask for and no writer marked.

``python -m scripts.stance.unmarked`` writes them to ``written/unmarked.jsonl``, which is not kept.
The writers of the files in :data:`WHOLE` marked everything that is talked about, so what is left
there is mostly no target at all ("own right", "an affront"): in training it counts as a phrase
without a side.
"""

from __future__ import annotations

import json
import re

from quotes.meaning.phrases import TokenIndex, phrases_of
from quotes.meaning.sides import TargetCandidates
from quotes.pipeline import Extractor
from quotes.reader.component import Reader
from quotes.reader.model import Model
from quotes.types import Article
from scripts.stance.data import UNMARKED, WRITTEN, read_lines

WHOLE = tuple(f"news-{number}.jsonl" for number in range(4, 10))


def unmarked(extractor: Extractor, text: str, marked: list[str]) -> list[str]:
    """The candidates of a passage that share no character with a marked phrase."""
    doc = extractor.read(Article(text=text, source="-")).doc
    taken = set()
    for phrase in marked:
        for match in re.finditer(re.escape(phrase), text):
            taken |= set(range(*match.span()))
    found = []
    for candidate in TargetCandidates(doc, TokenIndex(doc), phrases_of(doc)).within(0, len(doc)):
        last = doc[candidate.end - 1]
        place = range(doc[candidate.start].idx, last.idx + len(last))
        if taken.isdisjoint(place):
            found.append(text[place.start : place.stop])
    return list(dict.fromkeys(found))


def main() -> None:
    extractor = Extractor(Reader(Model.shipped()))
    with UNMARKED.open("w", encoding="utf8") as file:
        for name in WHOLE:
            for row in read_lines(WRITTEN / name):
                left = unmarked(extractor, row["text"], [target for target, _ in row["targets"]])
                if left:
                    line = {"text": row["text"], "unmarked": left}
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
