"""The judged queries: what a reporter types, and which quotations answer it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from quotes.types import Span
from scripts.evaluation.run import Json

Half = Literal["shared-words", "other-words"]
HALVES: tuple[Half, ...] = get_args(Half)

FUNCTION_WORDS = frozenset(
    """
    a an the and or but nor so yet if then than that this these those as at by for from in into of
    off on onto out over to up with within without about above across after against along among
    around before behind below beneath beside besides between beyond down during except inside near
    outside past since through throughout till toward towards under until upon via while although
    because though unless whereas whether i me my mine myself we us our ours ourselves you your
    yours yourself yourselves he him his himself she her hers herself it its itself they them their
    theirs themselves one ones oneself each every either neither both all any some none no not
    nothing nobody anybody anyone anything everybody everyone everything somebody someone something
    other others another such same own who whom whose which what when where why how am is are was
    were be been being do does did done doing have has had having will would shall should can could
    may might must ought cannot s t d ll m re ve don doesn didn isn aren wasn weren won wouldn
    couldn shouldn hasn haven hadn ain there here now also too very just only even ever never more
    most much many less least few again still already once
    """.split()
)
"""Words of the closed classes, and the parts that an apostrophe leaves of their short forms."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in an article: ``pieces`` of the stored text, in reading order.

    ``doc`` is ``gold/NAME.txt`` in the shared data, or ``seeds/NAME`` among the samples, with the
    line of the record for JSON lines (``seeds/agency.jsonl:2``).
    """

    doc: str
    pieces: tuple[Span, ...]

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def agrees(self, other: Passage) -> bool:
        """Whether what the two share is more than half of either."""
        if self.doc != other.doc:
            return False
        shared = sum(
            max(0, min(ours.end, theirs.end) - max(ours.start, theirs.start))
            for ours in self.pieces
            for theirs in other.pieces
        )
        return 2 * shared > min(len(self), len(other))


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with every quotation of the collection that answers it.

    In the half "other-words" no content word of the query occurs in any of the answers.
    """

    query: str
    half: Half
    answers: tuple[Passage, ...]

    def within(self, docs: Iterable[str]) -> bool:
        """Whether all answers stand in these articles."""
        return {answer.doc for answer in self.answers} <= set(docs)


def load(path: Path) -> list[Judged]:
    """The queries of a file of JSON lines (see tests/retrieval/README.md), in their order."""
    return [_judged(json.loads(line)) for line in path.read_text("utf8").splitlines()]


def content_words(text: str) -> list[str]:
    """The words of the text, in lower case, without those of the closed classes."""
    return [word for word in _WORD.findall(text.lower()) if word not in FUNCTION_WORDS]


def stems(texts: Sequence[str]) -> list[set[str]]:
    """The stems of each text's content words, as the index of the store makes them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING "
            "fts5(words, tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        connection.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(texts, 'instance')")
        connection.executemany(
            "INSERT INTO texts (rowid, words) VALUES (?, ?)",
            ((row, " ".join(content_words(text))) for row, text in enumerate(texts)),
        )
        found: list[set[str]] = [set() for _ in texts]
        for term, row in connection.execute("SELECT term, doc FROM terms"):
            found[row].add(term)
    return found


def _judged(row: Json) -> Judged:
    if row["half"] not in HALVES:
        raise ValueError(f"{row['query']}: there is no half {row['half']}")
    return Judged(row["query"], row["half"], tuple(map(_passage, row["answers"])))


def _passage(answer: Json) -> Passage:
    pieces = tuple(Span(piece["start"], piece["end"]) for piece in answer["pieces"])
    return Passage(answer["doc"], pieces)
