"""What each means of resolving speakers gives: ``python -m scripts.coreference.ablation``.

On the news marked by hand (``--shared``/gold and tests/gold): speakers right, and attributed F1,
with names only, then with pronouns, then with descriptions, each by recency, by salience and by
the learned score. On PolNeAR's development part: how often pronouns and descriptions that a
quotation has for its source go to somebody whom CoreNLP's chain (right about four times in five)
names as well.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.answer import extraction_answer
from quotes.attribution.antecedents import Score
from quotes.attribution.attribute import attribute
from quotes.attribution.coreference import PRONOUNS, shipped
from quotes.ingest.header import byline_spans, line_notices
from quotes.reader.component import Reader
from quotes.reader.model import Model
from quotes.reader.reading import Reading
from quotes.types import Article, Extraction
from scripts.coreference.examples import readings
from scripts.coreference.salience import Recency, Salience
from scripts.evaluation.run import marked_articles

Json = dict[str, Any]

SCORES: dict[str, Score] = {
    "nearest name": Recency(),
    "salience": Salience(),
    "learned": shipped(),
}
OWN_GOLD = Path("tests/gold")
LONGEST_NAME = 40
"""Characters of a mention at most that counts as a name."""
PLURALS = frozenset({"they", "them", "both", "we", "i"})


@dataclass(frozen=True, slots=True)
class Level:
    """Which mentions are resolved, and by which score."""

    name: str
    score: str
    pronouns: bool
    descriptions: bool


LEVELS = (
    Level("names only", "learned", pronouns=False, descriptions=False),
    Level("+ pronouns, nearest name", "nearest name", pronouns=True, descriptions=False),
    Level("+ pronouns, salience", "salience", pronouns=True, descriptions=False),
    Level("+ descriptions, salience", "salience", pronouns=True, descriptions=True),
    Level("+ learned score", "learned", pronouns=True, descriptions=True),
)


def is_pronoun(mention: str) -> bool:
    """Whether a mention is a pronoun alone."""
    return mention.lower() in PRONOUNS or mention.lower() in PLURALS


def is_name(mention: str, name: str) -> bool:
    """Whether a mention has a word of the name it stands for."""
    return not {w.strip("'’s.,").lower() for w in mention.split()}.isdisjoint(
        w.strip(".,").lower() for w in name.split()
    )


def masked(answer: Json, level: Level) -> Json:
    """The answer with those speakers unknown that the level does not resolve."""
    for quote in answer["quotes"]:
        for speaker in quote["speakers"]:
            mention = (speaker["mention"] or {}).get("text", "")
            if speaker["type"] != "person" or not mention or is_name(mention, speaker["name"]):
                continue
            kept = level.pronouns if is_pronoun(mention) else level.descriptions
            if not kept:
                speaker.update(type="unknown", name=mention, affiliation=None)
    return answer


def answers(
    given: Sequence[tuple[str, Reading]], score: Score, level: Level | None = None
) -> list[Json]:
    """The answers for texts that were read, as ``quotes extract`` gives them."""
    made: list[Json] = []
    for source, reading in given:
        article = Article(reading.text, source)
        found = attribute(reading, article, byline_spans(line_notices(article.text)), score=score)
        whole = Extraction(article, found.people, found.quotations)
        answer = extraction_answer(whole)
        made.append(masked(answer, level) if level else answer)
    return made


def read(reader: Reader, sources: Iterable[tuple[str, str]]) -> list[tuple[str, Reading]]:
    """Texts with their sources, read."""
    given = list(sources)
    found = readings(reader, (text for _, text in given))
    return [(source, reading) for (source, _), reading in zip(given, found, strict=True)]


def news(scorer: Path, gold: Path, given: Sequence[Json]) -> Json:
    """What the shared end-to-end scorer says of the answers."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in given), "utf8")
        command = [sys.executable, str(scorer), str(gold), str(file), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Json = json.loads(done.stdout)
    return figures


def agreement(rows: Sequence[Json], given: Sequence[Json]) -> dict[str, tuple[int, int]]:
    """How many singular pronouns, and descriptions, go to somebody whom the silver chain names, of
    those in a chain that names a person."""
    counts = {"pronouns": [0, 0], "descriptions": [0, 0]}
    for row, answer in zip(rows, given, strict=True):
        silver = row.get("silver", {})
        people = _people(row["text"], silver.get("sentences") or [])
        named = _named(silver.get("coref") or [], people)
        for speaker in (s for quote in answer["quotes"] for s in quote["speakers"]):
            place = speaker["mention"]
            names = named.get((place["start"], place["end"])) if place else None
            if not names or is_name(place["text"], " ".join(names)):
                continue
            pronoun = is_pronoun(place["text"])
            count = counts["pronouns" if pronoun else "descriptions"]
            count[0] += speaker["type"] == "person" and speaker["name"].split()[-1] in names
            count[1] += 1
    return {kind: (right, of) for kind, (right, of) in counts.items()}


def _people(text: str, sentences: Sequence[Any]) -> dict[int, str]:
    """The words that CoreNLP takes for people's, by where they start."""
    words = (word for sentence in sentences for word in sentence)
    return {start: text[start:end] for start, end, _, label in words if label == "PERSON"}


def _named(chains: Sequence[Any], people: dict[int, str]) -> dict[tuple[int, int], set[str]]:
    """The names of people in the chain of each mention."""
    found: dict[tuple[int, int], set[str]] = {}
    for chain in chains:
        names = {
            people[at]
            for start, end in chain
            if end - start < LONGEST_NAME
            for at in range(start, end)
            if at in people
        }
        found.update(dict.fromkeys(((start, end) for start, end in chain), names))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold, eval, data")
    args = parser.parse_args()
    reader = Reader(Model.shipped())
    scorer = args.shared / "eval/endtoend.py"
    for gold, articles in ((args.shared / "gold", "articles"), (OWN_GOLD, "../../seeds/articles")):
        marked = {
            Path(json.loads(file.read_text("utf8"))["doc"]).name for file in gold.glob("*.json")
        }
        files = sorted(file for file in (gold / articles).glob("*.txt") if file.stem in marked)
        given = read(reader, ((str(file), file.read_text("utf8")) for file in files))
        print(f"{gold}, speakers right / attributed F1")
        for level in LEVELS:
            figures = news(scorer, gold, answers(given, SCORES[level.score], level))
            print(f"  {level.name:28} {figures['speakers']:5} {figures['attributed']['f1']:5}")
    rows = marked_articles(args.shared / "data/attribution/polnear.dev.jsonl.gz")
    given = read(reader, ((row["id"], row["text"]) for row in rows))
    print("PolNeAR dev, agreement with CoreNLP's chains")
    for name, score in SCORES.items():
        for kind, (right, of) in agreement(rows, answers(given, score)).items():
            print(f"  {name:28} {kind:13} {100 * right / max(of, 1):5.1f} of {of}")


if __name__ == "__main__":
    main()
