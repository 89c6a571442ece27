"""What people said, as hand-marked articles have it: the words that claims are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from quotes.types import Kind, Span
from scripts.evaluation.altering import spelled
from scripts.evaluation.retrieval_queries import Passage
from scripts.evaluation.run import Json
from scripts.evaluation.score import gold_articles

LONG = 40
"""Words above which a claim is made from one sentence of a quotation."""
LEAST = 4
"""Words that a quotation has at least to be altered."""

Part = Literal["whole", "sentence"]

_EDGES = " \n\t\"“”„«»'‘’,;"
_MARKED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=[\"”’']?\s+[\"“‘']?[A-Z])|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked articles: their files, and the marks by the name ``prefix/NAME`` of the article."""

    prefix: str
    paths: tuple[Path, ...]
    marks: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a quotation as a human marked it: all of them, or one sentence of them.

    ``place`` is where they stand, ``order`` which quotation of the article they belong to.
    ``nested``: it stands within another quotation. ``speakers`` are names, ``people`` those of them
    who are named individuals; ``cue`` is what reports the words, "" where nothing does.
    """

    text: str
    kind: Kind
    part: Part
    place: Passage
    order: int
    nested: bool
    speakers: tuple[str, ...]
    people: tuple[str, ...]
    cue: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words for comparing."""
        return spelled(self.text)


def marked(marks: Path, articles: Path, prefix: str) -> Marked:
    """The marked articles of a folder, whose texts lie in another one."""
    docs = {f"{prefix}/{Path(doc['doc']).name}.txt": doc for doc in gold_articles(marks)}
    return Marked(prefix, tuple(articles / Path(doc).name for doc in docs), docs)


def sources(marked: Marked, texts: Mapping[str, str]) -> list[Said]:
    """All that is marked as speech or writing: in quotation marks, or reported without them.

    Of a partly quoted passage only the parts in marks are taken.
    """
    return [
        said
        for doc, marks in marked.marks.items()
        for order, quote in enumerate(marks["quotes"])
        if quote.get("core", True)
        for said in _said(doc, order, quote, _names(marks), texts[doc])
        if len(said.words) >= LEAST
    ]


def sentences(said: Said, text: str) -> list[Said]:
    """The whole sentences of a quotation, each by itself; none where it has only one.

    A sentence that runs over two pieces is left out.
    """
    places = [place for piece in said.place.pieces for place in _sentences(piece, text)]
    found = [
        replace(said, text=_plain([place], text), part="sentence", place=_at(said, place))
        for before, place, after in zip([None, *places], places, [*places[1:], None], strict=False)
        if _begins(before, place, text) and (after is None or _begins(place, after, text))
    ]
    return [one for one in found if len(one.words) > LEAST] if len(places) > 1 else []


def _said(doc: str, order: int, quote: Json, names: Mapping[str, str], text: str) -> Iterator[Said]:
    pieces = [_bare(Span(*span), text) for span in quote["content_spans"]]
    people = tuple(names[one] for one in quote["speakers"] if isinstance(one, str))
    groups = tuple(one["group"] for one in quote["speakers"] if not isinstance(one, str))
    if quote["kind"] == "mixed":
        parts = [[part] for span in quote["content_spans"] for part in _in_marks(Span(*span), text)]
    elif quote["kind"] == "indirect" and len(pieces) > 1:
        parts = []
    else:
        parts = [pieces]
    for part in parts:
        yield Said(
            text=_plain(part, text),
            kind=quote["kind"],
            part="whole",
            place=Passage(doc, tuple(part)),
            order=order,
            nested=bool(quote.get("nested")),
            speakers=people + groups,
            people=people,
            cue=quote.get("cue") or "",
        )


def _in_marks(piece: Span, text: str) -> Iterator[Span]:
    for match in _MARKED.finditer(text, piece.start, piece.end):
        yield _bare(Span(*match.span(1)), text)


def _sentences(piece: Span, text: str) -> Iterable[Span]:
    return (Span(*match.span()) for match in _SENTENCE.finditer(text[: piece.end], piece.start))


def _at(said: Said, place: Span) -> Passage:
    return Passage(said.place.doc, (place,))


def _bare(span: Span, text: str) -> Span:
    """A stretch without the marks, blanks and commas at its ends."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip(_EDGES))
    end = span.end - (len(piece) - len(piece.rstrip(_EDGES)))
    return Span(start, end)


def _plain(pieces: Sequence[Span], text: str) -> str:
    """The pieces as one text, with a stop where a comma ended a sentence before its speaker."""
    parts = [" ".join(piece.of(text).split()) for piece in pieces]
    whole = parts[0]
    for part in parts[1:]:
        end = "" if whole[-1] in ".!?…" else "." if _is_beginning(part) else ","
        whole = f"{whole}{end} {part}"
    return whole


def _begins(before: Span | None, place: Span, text: str) -> bool:
    """Whether a sentence begins here, after what stands before it."""
    ended = before is None or before.of(text)[-1] in ".!?…"
    return ended or _is_beginning(place.of(text))


def _is_beginning(words: str) -> bool:
    """Whether words that follow a comma in the text begin a sentence of their own."""
    return words[0].isupper() and not re.match(r"I\b", words)


def _names(marks: Json) -> dict[str, str]:
    return {person["id"]: person["name"] for person in marks["persons"]}
