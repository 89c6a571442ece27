"""Verdicts and doubts as sentences that an editor may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.check.match import Match
from quotes.check.rows import Difference, Turn, VerdictEvidence
from quotes.check.speakers import Sought, names_of
from quotes.check.verdict import VerdictFinding
from quotes.db.rows import QuotationRow
from quotes.text.tokens import Token, tokens
from quotes.types import Claim, Span

# What a check found, laid out for a human: a word-by-word difference, a marked paragraph.


SegmentKind = Literal["same", "missing", "added", "changed"]
PartKind = Literal["plain", "quotation", "guard"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a claim beside what was said in its place.

    ``claim`` is "" where words are missing from the claim, ``said`` is "" where the claim adds
    some. The segments' ``claim`` texts, one after the other, are the claim itself. ``harmless``
    differences are of writing only and alter nothing.
    """

    kind: SegmentKind
    claim: str
    said: str
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class PassagePart:
    """A stretch of a paragraph: the words found, words that turn their sense, or the rest."""

    kind: PartKind
    text: str


def segments(claim: str, evidence: VerdictEvidence) -> tuple[Segment, ...]:
    """The claim, word by word, beside the stored words that it was compared with.

    :param claim: the text of the claim that the evidence belongs to.
    :returns: segments in reading order, neighbours that are the same joined.
    """
    return tuple(_joined(_walked(claim, evidence)))


def passage(evidence: VerdictEvidence) -> tuple[PassagePart, ...]:
    """The paragraphs around a stored quotation, the words found and the guards marked in them."""
    row = evidence.quotation
    marked: list[tuple[Span, PartKind]] = [(piece, "quotation") for piece in evidence.pieces]
    marked += [(guard.where, "guard") for guard in evidence.guards]
    kinds: list[PartKind] = ["plain"] * len(row.context)
    for span, kind in marked:
        for place in range(span.start - row.context_start, span.end - row.context_start):
            if 0 <= place < len(kinds):
                kinds[place] = kind
    edges = [at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1]]
    bounds = [0, *edges, len(kinds)]
    return tuple(PassagePart(kinds[a], row.context[a:b]) for a, b in pairwise(bounds) if a < b)


def _walked(claim: str, evidence: VerdictEvidence) -> Iterator[Segment]:
    """The segments word by word: both texts are gone through at once, and agree between two
    differences."""
    row, differences = evidence.quotation, evidence.differences
    ours = tokens(claim)
    theirs = [token for token in tokens(row.context) if _is_compared(token, evidence)]
    owners = _owners(ours, [one.place for one in differences], 0)
    theirs_owners = _owners(theirs, [one.where for one in differences], row.context_start)
    at, place, other = 0, 0, 0
    while place < len(ours) or other < len(theirs):
        owner = owners[place] if place < len(ours) else None
        left_out = theirs_owners[other] if other < len(theirs) else None
        if left_out is not None and differences[left_out].place is None:
            start = _inserted_at(claim, ours, place)
            yield _same(claim[at:start])
            at = start
            yield _missing_segment(differences[left_out], last=place >= len(ours))
            other = _after(theirs_owners, other)
        elif place >= len(ours):
            other += 1
        elif owner is not None:
            end = _after(owners, place)
            first, last = ours[place].start, ours[end - 1].end
            yield _same(claim[at:first])
            yield _parted(claim[first:last], differences[owner])
            at, place = last, end
            other = _after(theirs_owners, other) if left_out == owner else other
        else:
            agreed = other < len(theirs) and theirs[other].key == ours[place].key
            yield _same(claim[at : ours[place].end])
            at, place, other = ours[place].end, place + 1, other + agreed
    yield _same(claim[at:])


def _inserted_at(claim: str, words: Sequence[Token], place: int) -> int:
    """Where words left out before this word of the claim would stand in it: in front of the word,
    and at the ends outside of the marks."""
    if place >= len(words):
        return len(claim)
    return words[place].start if place else 0


def _is_compared(token: Token, evidence: VerdictEvidence) -> bool:
    """Whether a word of the context was compared with the claim, or is told to miss in it."""
    at = token.start + evidence.quotation.context_start
    wheres = (one.where for one in evidence.differences)
    return any(span and span.start <= at < span.end for span in (*evidence.pieces, *wheres))


def _owners(words: Sequence[Token], places: Sequence[Span | None], offset: int) -> list[int | None]:
    """Which difference each word belongs to; ``offset`` is where the words' text begins."""
    found: list[int | None] = []
    for word in words:
        at = word.start + offset
        found.append(
            next((n for n, span in enumerate(places) if span and span.start <= at < span.end), None)
        )
    return found


def _after(owners: Sequence[int | None], at: int) -> int:
    """The first word behind those of the same difference."""
    return next((n for n in range(at, len(owners)) if owners[n] != owners[at]), len(owners))


def _same(text: str) -> Segment:
    return Segment("same", text, text)


def _missing_segment(difference: Difference, *, last: bool) -> Segment:
    """Words left out, with the blank that parts them from the word before or behind."""
    said = f" {difference.said}" if last else f"{difference.said} "
    return Segment("missing", "", said, difference.harmless)


def _parted(words: str, difference: Difference) -> Segment:
    kind: SegmentKind = "changed" if difference.said else "added"
    return Segment(kind, words, difference.said, difference.harmless)


def _joined(parts: Iterable[Segment]) -> Iterator[Segment]:
    """The segments without empty ones, neighbours that are the same in one."""
    begun = ""
    for part in parts:
        if part.kind == "same":
            begun += part.claim
            continue
        if begun:
            yield _same(begun)
            begun = ""
        yield part
    if begun:
        yield _same(begun)


DAYS = 7
"""Days after the day claimed within which an article may well report it."""

_TURNS: dict[Turn, str] = {
    "negation": "they deny what is left",
    "condition": "they set a condition for what is left",
    "question": "they make it a question",
    "hedge": "they make it less certain",
    "contrast": "they speak against what is left",
    "quantity": "they limit what is left",
}


def explain_verdict(claim: Claim, finding: VerdictFinding) -> str:
    """The reason for a verdict, in one sentence."""
    if not finding.found:
        return _not_found(claim)
    first, guards = finding.found[0]
    who, where = names_of(first.row), _where(first.row)
    if finding.verdict == "verbatim":
        return f"These are the words of {who}, {where}."
    if finding.verdict == "trimmed":
        return f"These are words of {who}, {where}, but some are left out: {_missing_words(first)}."
    if finding.verdict == "altered":
        return f"The words of {who}, {where}, differ: {_changes(first)}."
    if finding.verdict == "stitched":
        return f"It is put together from several quotations: {_sources(finding)}."
    if finding.verdict == "indirect":
        return f"It is only reported, not quoted, of {who}, {where}."
    if finding.verdict == "other-speaker":
        return _by_others(claim, first)
    if finding.verdict == "out-of-context":
        return (
            f"These are words of {who}, {where}, but the claim leaves out what they stand in. "
            + (" ".join(one.sentence for one in guards))
        )
    return f"Nobody is quoted with these words; {who}, {where}, says something like it."


def doubts(claim: Claim, sought: Sought | None, finding: VerdictFinding) -> tuple[str, ...]:
    """What a verdict cannot be sure of, a sentence each."""
    return (*_of_name(sought, finding), *_of_speaker(sought, finding), *_of_day(claim, finding))


def _of_name(sought: Sought | None, finding: VerdictFinding) -> Iterable[str]:
    if sought is None:
        return
    if not sought.called and not any(match.by == "same" for match, _ in finding.found):
        yield f"Nobody called {sought.name} is in the archive."
    if len(sought.called) > 1:
        listed = ", ".join(f"{one.name} ({one.id})" for one in sought.called[:5])
        more = len(sought.called) - 5
        listed += f" and {more} more" if more > 0 else ""
        yield f"{sought.name} may be one of {len(sought.called)} people in the archive: {listed}."


def _of_speaker(sought: Sought | None, finding: VerdictFinding) -> Iterable[str]:
    for match, _ in finding.found[:1]:
        unsure = sought and match.by == "same" and not match.echoed
        if sought and unsure and sought.only_perhaps(match.row):
            yield f"The article calls the speaker {names_of(match.row)}, who may be somebody else."
        if sought and sought.is_rival(match.row):
            yield (
                f"Who speaks is not sure in the article: {names_of(match.row)} is the likeliest, "
                f"but it may be {sought.name}."
            )
        elif match.echoed and match.by == "same":
            yield f"The words come from {names_of(match.row)}, who repeats them."
        if sought and match.by == "unnamed":
            yield f"The article does not name the speaker, who may be {sought.name}."
        if match.row.confidence < 0.5:
            yield (
                f"The program is not sure of this quotation and its speaker "
                f"(confidence {match.row.confidence:.2f})."
            )


def _of_day(claim: Claim, finding: VerdictFinding) -> Iterable[str]:
    days = [
        match.row.article.published for match, _ in finding.found if match.row.article.published
    ]
    if claim.on is None or not days:
        return
    nearest = min(days, key=lambda day: abs((day - claim.on).days) if claim.on else 0)
    apart = (nearest - claim.on).days
    if not 0 <= apart <= DAYS:
        when = "after" if apart > 0 else "before"
        yield (
            f"The article closest to {claim.on.isoformat()} is of {nearest.isoformat()}, "
            f"{abs(apart)} days {when} that day."
        )


def _where(row: QuotationRow) -> str:
    article = row.article
    outlet = article.outlet or article.title or article.source
    return f"in {outlet}" + (f" on {article.published.isoformat()}" if article.published else "")


def _missing_words(match: Match) -> str:
    parts = [one for one in match.comparison.differences if one.kind == "missing"]
    said = "; ".join(
        f"“{_short(one.said)}”" + (f" ({_TURNS[one.turns]})" if one.turns else "") for one in parts
    )
    return said or "at the ends"


def _changes(match: Match) -> str:
    return "; ".join(
        _change(one.kind, one.claim, one.said)
        for one in match.comparison.differences
        if not one.harmless and (one.kind != "missing" or one.turns)
    )


def _change(kind: str, claim: str, said: str) -> str:
    label = "" if kind in ("word", "added", "missing") else f"{kind}: "
    if not said:
        return f"{label}“{_short(claim)}” is not there"
    if not claim:
        return f"{label}“{_short(said)}” is left out"
    return f"{label}“{_short(claim)}” for “{_short(said)}”"


def _sources(finding: VerdictFinding) -> str:
    found = (f"{names_of(match.row)}, {_where(match.row)}" for match, _ in finding.found)
    return "; ".join(dict.fromkeys(found))


def _by_others(claim: Claim, match: Match) -> str:
    where, who = _capital(_where(match.row)), names_of(match.row)
    if match.echoed:
        return f"{where}, {who} only repeats these words, which are somebody else's."
    if match.by == "unnamed":
        return f"{where}, these are the words of {who}, whom it does not name as {claim.by}."
    return f"{where}, these are the words of {who}, not of {claim.by}."


def _not_found(claim: Claim) -> str:
    whom = f" of {claim.by}" if claim.by else ""
    return f"Nothing like it is stored{whom}, which does not mean that it was never said."


def _short(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
