"""A draft before publication: each of its quotations checked against what is stored."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never, get_args

from quotes.check.results import Checked, Verdict
from quotes.check.thresholds import CERTAIN, COVERED, SHORT
from quotes.text.marks import quoted
from quotes.text.paragraphs import paragraphs
from quotes.text.tokens import tokens
from quotes.types import (
    Article,
    Claim,
    Extraction,
    Kind,
    Quotation,
    QuotationStatus,
    Span,
    Speaker,
)

Standing = Literal["wrong", "open", "fine", "short"]
"""What is to be done about a quotation: correct it, look at it, nothing; or it is too short."""

_ORDER = {verdict: rank for rank, verdict in enumerate(get_args(Verdict))}

_WITHOUT_LINES = ("trafilatura", "python-docx")
_NAMED = ("person", "organization")
_MARKS = "\"'“”‘’«»„‟‚‛`"
_INNER = str.maketrans(dict.fromkeys("“„‟«", "‘") | dict.fromkeys("”»", "’") | {'"': "'"})
"""Marks inside of marks, so that the outer ones are plain."""

Check = Callable[[Claim], Checked]


@dataclass(frozen=True, slots=True)
class DraftPosition:
    """Where words stand in a draft: from ``start`` to ``end`` of its text, in which paragraph.

    ``paragraph`` counts from 1; so does ``line``, that of the file, None where the text was taken
    out of a file that has no lines.
    """

    start: int
    end: int
    paragraph: int
    line: int | None


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft, or one of the parts that a mixed one has in marks, checked.

    ``words`` are those of the draft and stand at ``position``; ``pieces`` are the spans of the
    draft's text that were checked. ``speaker`` is what the draft calls who said it, None where it
    names nobody at all, ``named`` whether that is a name, and ``sure`` whether the draft gives the
    words to them for certain. ``short`` words may be anybody's. ``own`` evidence is the draft
    itself, which is stored too. ``doubts`` are sentences on all that.
    """

    number: int
    kind: Kind
    words: str
    pieces: tuple[Span, ...]
    position: DraftPosition
    speaker: str | None
    named: bool
    short: bool
    checked: Checked
    doubts: tuple[str, ...] = ()
    sure: bool = True
    own: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the archive says of it."""
        return self.checked.verdict

    @property
    def alarms(self) -> bool:
        """Whether it makes the draft fail: words in marks that are altered, or any under another
        name than in the archive, and neither too short to tell nor of an uncertain speaker."""
        if self.short:
            return False
        match self.verdict:
            case "altered":
                return self.checked.claim.quoted
            case "other-speaker":
                return self.sure and self._has_another_name
            case "verbatim" | "trimmed" | "indirect" | "similar":
                return False
            case "stitched" | "out-of-context" | "not-found":
                return False
            case _:
                assert_never(self.verdict)

    @property
    def standing(self) -> Standing:
        """Wrong, open, fine, or too short to tell."""
        if self.alarms:
            return "wrong"
        if not self.own and (self._is_borne_out or self._is_cut_out):
            return "fine"
        return "short" if self.short else "open"

    @property
    def _is_borne_out(self) -> bool:
        """Whether the archive has the words, or for a report at least what they say."""
        match self.verdict:
            case "verbatim":
                return True
            case "trimmed" | "indirect" | "similar":
                return not self.checked.claim.quoted
            case "altered" | "stitched" | "other-speaker" | "out-of-context" | "not-found":
                return False
            case _:
                assert_never(self.verdict)

    @property
    def _has_another_name(self) -> bool:
        """Whether the archive names who said it; a source without a name may be anybody."""
        return not self.checked.evidence or self.checked.evidence[0].said_by != "unnamed"

    @property
    def _is_cut_out(self) -> bool:
        """Whether the words stand together in what was said, and nothing left out changes it."""
        if self.verdict != "trimmed" or not self.checked.evidence:
            return False
        best = self.checked.evidence[0]
        start = min((piece.start for piece in best.pieces), default=0)
        end = max((piece.end for piece in best.pieces), default=0)
        return not any(
            difference.polarity_change
            or (difference.said_span and start < difference.said_span.start < end)
            for difference in best.differences
            if difference.kind == "missing"
        )


@dataclass(frozen=True, slots=True)
class UnclaimedWords:
    """Words of which the draft itself says that they were not said, so that it claims nothing."""

    words: str
    speaker: str | None
    status: QuotationStatus
    position: DraftPosition


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with its quotations, in its order; ``unclaimed`` are not checked."""

    article: Article
    quotations: tuple[CheckedQuotation, ...]
    unclaimed: tuple[UnclaimedWords, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a quotation is altered or under another name."""
        return any(quotation.alarms for quotation in self.quotations)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many quotations have each verdict, in the order of the ladder."""
        counts = Counter(quotation.verdict for quotation in self.quotations)
        return {verdict: counts[verdict] for verdict in sorted(counts, key=_ORDER.__getitem__)}


def check_draft(extraction: Extraction, check: Check) -> CheckedDraft:
    """Check every quotation of a draft, in its order.

    A direct quotation is checked as one claim, without the words that break it off; of a mixed one
    each part in marks is; an indirect one is as a claim that nobody quotes. A quotation in the
    words of another is checked with these. Of several speakers, those with a name are asked after
    one by one until the words are found to be somebody's. What the draft says was denied, refused
    or only supposed is not checked.

    :param extraction: what the reader finds in the draft.
    :param check: gives the verdict on a claim, as :meth:`quotes.check.verdict.Checker.check` does.
    """
    draft = _DraftText(extraction.article)
    found: list[CheckedQuotation] = []
    unclaimed: list[UnclaimedWords] = []
    covered: list[Span] = []
    for quotation in sorted(extraction.quotations, key=_reading_order):
        if quotation.status != "said":
            unclaimed.append(_unclaimed(draft, quotation))
            continue
        inner = quotation.nested_in is not None
        if inner and all(any(span.holds(piece) for span in covered) for piece in quotation.pieces):
            continue
        for pieces, in_marks in draft.parts(quotation):
            covered += pieces if in_marks else ()
            if tokens(draft.said(pieces)):
                found.append(_checked(draft, quotation, pieces, in_marks, len(found) + 1, check))
    return CheckedDraft(extraction.article, tuple(found), tuple(unclaimed))


def _unclaimed(draft: _DraftText, quotation: Quotation) -> UnclaimedWords:
    return UnclaimedWords(
        words=draft.shown(quotation.pieces),
        speaker=_speaker(quotation.speakers),
        status=quotation.status,
        position=draft.position(quotation.pieces),
    )


class _DraftText:
    """The text of a draft, with its marks, paragraphs and lines."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._marked = quoted(article.text)
        self._paragraphs = [span.start for span in paragraphs(article.text)]
        self._has_lines = not (article.extractor or "").startswith(_WITHOUT_LINES)
        self.sha256 = article.sha256

    def parts(self, quotation: Quotation) -> Iterator[tuple[tuple[Span, ...], bool]]:
        """What is checked of a quotation, each as one, and whether it stands in marks."""
        match quotation.kind:
            case "indirect":
                yield quotation.pieces, False
            case "direct":
                yield tuple(p for piece in quotation.pieces for p in self._inside(piece)), True
            case "mixed":
                marked = [span for piece in quotation.pieces for span in self._in_marks(piece)]
                yield from (((span,), True) for span in marked)
                if not marked:
                    yield quotation.pieces, False
            case _:
                assert_never(quotation.kind)

    def said(self, pieces: tuple[Span, ...]) -> str:
        """The words of the pieces on one line."""
        return " ".join(" ".join(piece.of(self._text) for piece in pieces).split())

    def shown(self, pieces: tuple[Span, ...]) -> str:
        """The words as they stand in the draft, an ellipsis where others stand between."""
        return " … ".join(" ".join(piece.of(self._text).split()) for piece in pieces)

    def position(self, pieces: tuple[Span, ...]) -> DraftPosition:
        """Where the pieces stand."""
        start, end = pieces[0].start, pieces[-1].end
        line = self._text.count("\n", 0, start) + 1 if self._has_lines else None
        return DraftPosition(start, end, max(1, bisect_right(self._paragraphs, start)), line)

    def _in_marks(self, piece: Span) -> list[Span]:
        """The parts of a piece that stand between marks, without these."""
        found = []
        for marks in self._marked:
            start, end = max(marks.inner.start, piece.start), min(marks.inner.end, piece.end)
            if start < end:
                found.append(Span(start, end))
        return found

    def _inside(self, piece: Span) -> list[Span]:
        """A directly quoted piece without its marks."""
        marked = self._in_marks(piece)
        own = sum(map(len, marked)) >= COVERED * len(piece)
        return [self._bare(span) for span in (marked if own else [piece])]

    def _bare(self, span: Span) -> Span:
        """The span without marks at its ends, or as it is where it is nothing else."""
        words = span.of(self._text)
        start = span.start + len(words) - len(words.lstrip(_MARKS))
        end = span.end - (len(words) - len(words.rstrip(_MARKS)))
        return Span(start, end) if start < end else span


def _reading_order(quotation: Quotation) -> tuple[int, int]:
    """By where it begins, the longer of two first."""
    return quotation.pieces[0].start, -quotation.pieces[-1].end


def _checked(
    draft: _DraftText,
    quotation: Quotation,
    pieces: tuple[Span, ...],
    in_marks: bool,
    number: int,
    check: Check,
) -> CheckedQuotation:
    said = draft.said(pieces)
    text = f"“{said.translate(_INNER)}”" if in_marks else said
    names = [speaker.name for speaker in quotation.speakers if speaker.type in _NAMED]
    claimed: list[str | None] = [*names] or [None]
    checked = _first_confirmed([Claim(text, name, quoted=in_marks) for name in claimed], check)
    sure = quotation.why is None or quotation.why.certainty >= CERTAIN
    own = bool(checked.evidence) and all(
        evidence.quotation.article.sha256 == draft.sha256 for evidence in checked.evidence
    )
    return CheckedQuotation(
        number=number,
        kind=quotation.kind,
        words=draft.shown(pieces),
        pieces=pieces,
        position=draft.position(pieces),
        speaker=_speaker(quotation.speakers),
        named=bool(names),
        short=len(tokens(said)) <= SHORT,
        checked=checked,
        doubts=tuple(_doubts(names, sure=sure, own=own)),
        sure=sure,
        own=own,
    )


def _first_confirmed(claims: list[Claim], check: Check) -> Checked:
    """The first answer that does not give the words to somebody else, or else the first."""
    answers = []
    for claim in claims:
        answers.append(check(claim))
        if answers[-1].verdict not in ("other-speaker", "not-found"):
            return answers[-1]
    return answers[0]


def _speaker(speakers: tuple[Speaker, ...]) -> str | None:
    return " and ".join(dict.fromkeys(speaker.name for speaker in speakers)) or None


def _doubts(names: list[str], *, sure: bool, own: bool) -> Iterator[str]:
    if names and not sure:
        yield (
            f"The draft may not give these words to {names[0]}: it names nobody beside them for "
            "certain."
        )
    if own:
        yield "The archive holds this very text; it is no evidence for itself."
