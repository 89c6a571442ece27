"""Claims made from what people said, as it stands and altered, with the right verdicts.

Where chance makes of an altered text words that somebody said, the texts themselves show it, and
the claim is left out. Two verdicts are right where the ladder allows both: a text that has lost a
negation at its very beginning or end is altered, or trimmed with the turn of the sense told; a
paraphrase in which about half of the words stand is altered or similar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Literal

from quotes.check.results import DifferenceKind, PolarityChange, Verdict
from quotes.types import Claim, Kind, Span
from scripts.evaluation import altering
from scripts.evaluation.altering import spelled
from scripts.evaluation.altering_words import DENYING, FOREIGN
from scripts.evaluation.checking import Case
from scripts.evaluation.retrieval_queries import Passage
from scripts.evaluation.run import Json
from scripts.evaluation.score import gold_articles, same_person, words

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


SEED = 20260606
TRIES = 5
"""How often an alteration is tried that fails by chance."""
NAMED = 0.75
"""The share of claims, of those whose speaker has a name, that name the speaker."""
FAR = 300
"""Characters at least between two quotations that do not stand side by side."""
STANDS, FALLS = 0.55, 0.45
"""With more of its words the same a paraphrase is altered, with less it is only similar."""


_OR_TRIMMED: tuple[Verdict, ...] = ("altered", "trimmed")


@dataclass(frozen=True, slots=True)
class Altered:
    """A case, and the quotations that it is made from."""

    case: Case
    sources: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to alter a text, with the verdict that is right then."""

    alter: altering.Alteration
    verdict: Verdict
    change: DifferenceKind | None = None
    turns: PolarityChange | None = None


def claims(said: Sequence[Said], texts: Mapping[str, str]) -> list[Altered]:
    """The claims on what was said, the same each time.

    :param said: all quotations, in the order of articles and texts.
    :param texts: the stored texts of the articles, by name.
    """
    maker = _Maker(said, texts)
    outer = [one for one in said if not one.nested]
    marked = [one for one in outer if one.kind != "indirect"]
    found = [
        claim
        for one in marked
        for claim in (*maker.kept(one), *maker.altered(one), *maker.moved(one))
    ]
    found += maker.stitched(marked)
    found += [claim for one in outer if one.kind == "indirect" for claim in maker.reported(one)]
    return [*found, *maker.foreign()]


class _Maker:
    """Makes claims from the quotations of some articles; chance hangs on the seed alone."""

    def __init__(self, said: Sequence[Said], texts: Mapping[str, str]) -> None:
        self._said = said
        self._texts = texts
        self._flat = [f" {' '.join(altering.spelled(text))} " for text in texts.values()]
        self._pool = sorted(
            {
                word
                for one in said
                for word in map(altering.core, one.text.split())
                if word.isalpha() and word.islower() and altering.is_content(word)
            }
        )
        self._people = sorted({name for one in said for name in one.people})
        self._count = 0

    def kept(self, said: Said) -> Iterator[Altered]:
        """The words as they stand, written another way, and a sentence out of several."""
        yield self._claim("as it stands", said, said.text, ("verbatim",))
        for one in sentences(said, self._texts[said.place.doc])[:2]:
            yield self._claim("one sentence", one, one.text, ("verbatim",))
        ways: Mapping[str, altering.Alteration] = {
            "other marks": altering.restyle_marks,
            "other case": altering.restyle_case,
            "other spelling": altering.respell,
            "short form": altering.contract,
            "number written otherwise": altering.rewrite_number,
            "brackets put in": altering.add_bracket,
        }
        for group, alter in ways.items():
            text = alter(said.text, self._rng())
            if text is not None:
                yield self._claim(group, said, text, ("verbatim",))

    def altered(self, said: Said) -> Iterator[Altered]:
        """The words with something left out, put in or changed."""
        for group, way in self._ways().items():
            one = self._stretch(said)
            for _ in range(TRIES):
                text = way.alter(one.text, self._rng())
                if text is not None and not self._is_luck(text, way.verdict):
                    either = way.verdict == "altered" and _is_an_end(text, one.text)
                    verdicts = _OR_TRIMMED if either else (way.verdict,)
                    yield self._claim(group, one, text, verdicts, way.change, way.turns)
                    break
        one = self._stretch(said)
        text = altering.paraphrase(one.text, self._rng())
        if text is not None and not self._is_luck(text, "altered"):
            yield self._claim("paraphrase", one, text, _paraphrased(one, text))

    def moved(self, said: Said) -> Iterator[Altered]:
        """The words in the mouth of somebody else of the articles."""
        if not said.people:
            return
        rng, one = self._rng(), self._stretch(said)
        own = {*said.people, *(name for other in self._alike(one) for name in other.people)}
        others = [
            name
            for name in self._people
            if not any(same_person(name, known) or _share_a_name(name, known) for known in own)
        ]
        if others:
            by = rng.choice(others)
            yield self._make(
                "other speaker", (one,), one.text, by, ("other-speaker",), speaker=said.people[0]
            )

    def stitched(self, marked: Sequence[Said]) -> list[Altered]:
        """Two quotations of one speaker that do not stand side by side, as one."""
        made = []
        for place, first in enumerate(marked):
            rng = self._rng()
            later = [
                other
                for other in marked[place + 1 :]
                if other.speakers == first.speakers
                and self._are_apart(first, other)
                and other not in self._alike(first)
                and first not in self._alike(other)
            ]
            if not later:
                continue
            parts = self._stretch(first), self._stretch(rng.choice(later))
            text = altering.joined(parts[0].text, parts[1].text, rng)
            if not self._is_luck(text, "stitched"):
                made.append(self._make("stitched", parts, text, self._by(first), ("stitched",)))
        return made

    def reported(self, said: Said) -> Iterator[Altered]:
        """The words of a report in other words, claimed as they stand there.

        What somebody denied is no words of theirs: the claim leaves the denial out.
        """
        denied = DENYING & set(altering.spelled(said.cue))
        flat = " ".join(said.words)
        if not any(flat in " ".join(other.words) for other in self._quoted()):
            verdict: Verdict = "out-of-context" if denied else "indirect"
            yield self._claim("reported words", said, said.text, (verdict,))

    def foreign(self) -> list[Altered]:
        """Sentences that nobody said."""
        made = []
        for text in FOREIGN:
            rng = self._rng()
            by = rng.choice(self._people) if self._people and rng.random() < NAMED else None
            made.append(self._make("said by nobody", (), text, by, ("not-found",)))
        return made

    def _ways(self) -> dict[str, _Way]:
        swap = partial(altering.swap_word, pool=self._pool)
        return {
            "cut at an end": _Way(altering.drop_end, "trimmed"),
            "cut in the middle": _Way(altering.drop_middle, "trimmed"),
            "cut, with an ellipsis": _Way(partial(altering.drop_middle, sign="…"), "trimmed"),
            "negation cut": _Way(altering.drop_negation, "altered", turns="negation"),
            "negated": _Way(altering.negate, "altered", "negation"),
            "word swapped": _Way(swap, "altered", "word"),
            "number changed": _Way(altering.change_number, "altered", "number"),
            "name changed": _Way(altering.change_name, "altered", "name"),
            "tense changed": _Way(altering.change_tense, "altered", "tense"),
        }

    def _claim(
        self,
        group: str,
        said: Said,
        text: str,
        verdicts: tuple[Verdict, ...],
        change: DifferenceKind | None = None,
        turns: PolarityChange | None = None,
    ) -> Altered:
        return self._make(group, (said,), text, self._by(said), verdicts, change, turns)

    def _make(
        self,
        group: str,
        sources: tuple[Said, ...],
        text: str,
        by: str | None,
        verdicts: tuple[Verdict, ...],
        change: DifferenceKind | None = None,
        turns: PolarityChange | None = None,
        speaker: str | None = None,
    ) -> Altered:
        parts = tuple((one.place, *(other.place for other in self._alike(one))) for one in sources)
        name = f"{sources[0].place.doc}#{sources[0].order}" if sources else "nobody"
        claim = Claim(text, by)
        return Altered(Case(name, group, claim, verdicts, parts, turns, change, speaker), sources)

    def _by(self, said: Said) -> str | None:
        return said.people[0] if said.people and self._rng().random() < NAMED else None

    def _stretch(self, said: Said) -> Said:
        """The whole quotation, or one sentence of a long one."""
        if len(said.words) <= LONG:
            return said
        found = sentences(said, self._texts[said.place.doc])
        return self._rng().choice(found) if found else said

    def _quoted(self) -> Iterable[Said]:
        return (one for one in self._said if one.kind != "indirect")

    def _alike(self, said: Said) -> list[Said]:
        """Other quotations that hold the same words, such as the same one in another place."""
        flat = f" {' '.join(said.words)} "
        return [
            other
            for other in self._said
            if other.place != said.place and flat in f" {' '.join(other.words)} "
        ]

    def _are_apart(self, one: Said, other: Said) -> bool:
        if one.place.doc != other.place.doc:
            return True
        gap = other.place.pieces[0].start - one.place.pieces[-1].end
        return gap >= FAR and one.order != other.order

    def _is_luck(self, text: str, verdict: Verdict) -> bool:
        """Whether an altered text is one that stands in an article after all, or next to none."""
        flat = " ".join(altering.spelled(text))
        if len(flat.split()) < LEAST:
            return True
        if verdict == "trimmed":
            return any(flat == " ".join(other.words) for other in self._said)
        return any(f" {flat} " in article for article in self._flat)

    def _rng(self) -> Random:
        """A source of chance of its own for every question, so that none moves the others."""
        self._count += 1
        return Random(f"{SEED} {self._count}")


def _is_an_end(text: str, whole: str) -> bool:
    """Whether a text is the beginning or the end of another one."""
    part, words = altering.spelled(text), altering.spelled(whole)
    return part in (words[: len(part)], words[-len(part) :])


def _paraphrased(said: Said, text: str) -> tuple[Verdict, ...]:
    """Altered while most words stand, similar when most do not."""
    stand = set(said.words) & set(altering.spelled(text))
    share = len(stand) / len(set(said.words))
    if share > STANDS:
        return ("altered",)
    return ("similar",) if share < FALLS else ("altered", "similar")


def _share_a_name(one: str, other: str) -> bool:
    return bool(set(words(one)) & set(words(other)))
