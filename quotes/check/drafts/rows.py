"""A draft whose quotations have been checked: frozen, fit to be shown to an editor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from quotes.article import Article, Kind, Span
from quotes.check.rows import Checked, Verdict

ALARMS: frozenset[Verdict] = frozenset({"altered", "other-speaker"})
"""The verdicts with which a draft fails."""

Standing = Literal["wrong", "open", "fine", "short"]
"""What is to be done about a quotation: correct it, look at it, nothing; or it is too short."""

_WELL: frozenset[Verdict] = frozenset({"verbatim"})
_WELL_REPORTED: frozenset[Verdict] = frozenset({"verbatim", "trimmed", "indirect", "similar"})
_ORDER = {verdict: place for place, verdict in enumerate(get_args(Verdict))}


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a draft: the first character, and the one behind the last, of its text,
    and the paragraph, from 1. ``line``, from 1, is that of the file; None where the text was taken
    out of a file that has no lines.
    """

    start: int
    end: int
    paragraph: int
    line: int | None


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft, or one of the stretches that a mixed one has in marks, checked.

    ``words`` are those of the draft and stand at ``place``; ``pieces`` are the stretches of the
    draft's text that were checked. ``speaker`` is what the draft calls who said it, None where it
    names nobody at all, ``named`` whether that is a name, and ``sure`` whether the draft gives the
    words to them for certain. ``short`` words may be anybody's. ``own`` evidence is the draft
    itself, which is stored too. ``doubts`` are sentences on all that.
    """

    number: int
    kind: Kind
    words: str
    pieces: tuple[Span, ...]
    place: Place
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
        if self.short or self.verdict not in ALARMS:
            return False
        if self.verdict == "altered":
            return self.checked.claim.quoted
        return self.sure and self._has_another_name

    @property
    def standing(self) -> Standing:
        """Wrong, open, fine, or too short to tell."""
        if self.alarms:
            return "wrong"
        well = _WELL if self.checked.claim.quoted else _WELL_REPORTED
        if not self.own and (self.verdict in well or self._is_cut_out):
            return "fine"
        return "short" if self.short else "open"

    @property
    def _has_another_name(self) -> bool:
        """Whether the archive names who said it; a source without a name may be anybody."""
        return not self.checked.evidence or self.checked.evidence[0].by != "unnamed"

    @property
    def _is_cut_out(self) -> bool:
        """Whether the words stand together in what was said, and nothing around them turns it."""
        if self.verdict != "trimmed" or not self.checked.evidence:
            return False
        best = self.checked.evidence[0]
        start = min((piece.start for piece in best.pieces), default=0)
        end = max((piece.end for piece in best.pieces), default=0)
        return not any(
            one.turns or (one.where and start < one.where.start < end)
            for one in best.differences
            if one.kind == "missing"
        )


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with its quotations, in its order."""

    article: Article
    quotations: tuple[CheckedQuotation, ...]

    @property
    def failed(self) -> bool:
        """Whether a quotation is altered or under another name."""
        return any(one.alarms for one in self.quotations)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many quotations have each verdict, in the order of the ladder."""
        found = Counter(one.verdict for one in self.quotations)
        return {verdict: found[verdict] for verdict in sorted(found, key=_ORDER.__getitem__)}
