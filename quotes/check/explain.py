"""What a check found, explained to an editor.

The verdict and its doubts as sentences, the claim word by word beside what was said (a diff view),
and the paragraph of a quotation with the words found marked in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, assert_never

from quotes.attribution.confidence import is_sure
from quotes.check.claim_context import ClaimedSpeaker, VerdictFinding, names_of
from quotes.check.match import Match
from quotes.check.results import Difference, DifferenceKind, PolarityChange, VerdictEvidence
from quotes.check.thresholds import DAYS, MOST_NAMESAKES, MOST_SHOWN
from quotes.db.rows import QuotationRow
from quotes.text.tokens import Token, tokens
from quotes.types import Claim, Span

SegmentKind = Literal["same", "missing", "added", "changed"]
PartKind = Literal["plain", "quotation", "warning"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a claim beside what was said in its place.

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
    """A part of a paragraph: the words found, words that change their meaning, or the rest."""

    kind: PartKind
    text: str


def segments(claim: str, evidence: VerdictEvidence) -> tuple[Segment, ...]:
    """The claim, word by word, beside the stored words that it was compared with.

    :param claim: the text of the claim that the evidence belongs to.
    :returns: segments in reading order, neighbours that are the same joined.
    """
    return tuple(_joined(_word_by_word(claim, evidence)))


def passage(evidence: VerdictEvidence) -> tuple[PassagePart, ...]:
    """The paragraphs around a stored quotation, the words found and the warnings marked in them."""
    row = evidence.quotation
    marked: list[tuple[Span, PartKind]] = [(piece, "quotation") for piece in evidence.pieces]
    marked += [(warning.span, "warning") for warning in evidence.warnings]
    kinds: list[PartKind] = ["plain"] * len(row.context)
    for span, kind in marked:
        for index in range(span.start - row.context_start, span.end - row.context_start):
            if 0 <= index < len(kinds):
                kinds[index] = kind
    edges = [index for index in range(1, len(kinds)) if kinds[index] != kinds[index - 1]]
    bounds = [0, *edges, len(kinds)]
    return tuple(PassagePart(kinds[a], row.context[a:b]) for a, b in pairwise(bounds) if a < b)


def _word_by_word(claim: str, evidence: VerdictEvidence) -> Iterator[Segment]:
    """The segments; both texts are gone through at once, and agree between two differences."""
    row, differences = evidence.quotation, evidence.differences
    claimed = tokens(claim)
    spoken = [token for token in tokens(row.context) if _is_compared(token, evidence)]
    claimed_in = _differences_of(claimed, [difference.claim_span for difference in differences], 0)
    spoken_in = _differences_of(
        spoken, [difference.said_span for difference in differences], row.context_start
    )
    end, i, j = 0, 0, 0
    while i < len(claimed) or j < len(spoken):
        changed = claimed_in[i] if i < len(claimed) else None
        left_out = spoken_in[j] if j < len(spoken) else None
        if left_out is not None and differences[left_out].claim_span is None:
            start = _inserted_at(claim, claimed, i)
            yield _same(claim[end:start])
            end = start
            yield _missing_segment(differences[left_out], last=i >= len(claimed))
            j = _after(spoken_in, j)
        elif i >= len(claimed):
            j += 1
        elif changed is not None:
            after = _after(claimed_in, i)
            first, last = claimed[i].start, claimed[after - 1].end
            yield _same(claim[end:first])
            yield _changed_segment(claim[first:last], differences[changed])
            end, i = last, after
            j = _after(spoken_in, j) if left_out == changed else j
        else:
            agreed = j < len(spoken) and spoken[j].key == claimed[i].key
            yield _same(claim[end : claimed[i].end])
            end, i, j = claimed[i].end, i + 1, j + agreed
    yield _same(claim[end:])


def _inserted_at(claim: str, words: Sequence[Token], index: int) -> int:
    """Where words left out before this word of the claim would stand in it: in front of the word,
    and at the ends outside of the marks."""
    if index >= len(words):
        return len(claim)
    return words[index].start if index else 0


def _is_compared(token: Token, evidence: VerdictEvidence) -> bool:
    """Whether a word of the context was compared with the claim, or is missing in it."""
    start = token.start + evidence.quotation.context_start
    spans = (difference.said_span for difference in evidence.differences)
    return any(span and span.start <= start < span.end for span in (*evidence.pieces, *spans))


def _differences_of(
    words: Sequence[Token], spans: Sequence[Span | None], offset: int
) -> list[int | None]:
    """The difference that each word belongs to; ``offset`` is where the words' text begins."""
    found: list[int | None] = []
    for word in words:
        start = word.start + offset
        holding = (n for n, span in enumerate(spans) if span and span.start <= start < span.end)
        found.append(next(holding, None))
    return found


def _after(numbers: Sequence[int | None], index: int) -> int:
    """The first word behind those of the same difference."""
    others = (n for n in range(index, len(numbers)) if numbers[n] != numbers[index])
    return next(others, len(numbers))


def _same(text: str) -> Segment:
    return Segment("same", text, text)


def _missing_segment(difference: Difference, *, last: bool) -> Segment:
    """Words left out, with the blank that parts them from the word before or behind."""
    said = f" {difference.said}" if last else f"{difference.said} "
    return Segment("missing", "", said, difference.harmless)


def _changed_segment(words: str, difference: Difference) -> Segment:
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


def explain_verdict(claim: Claim, finding: VerdictFinding) -> str:
    """The reason for a verdict, in one sentence."""
    if not finding.matches:
        return _not_found(claim)
    match, warnings = finding.matches[0]
    who, where = names_of(match.row), _where(match.row)
    verdict = finding.verdict
    if verdict == "verbatim":
        return f"These are the words of {who}, {where}."
    if verdict == "trimmed":
        return f"These are words of {who}, {where}, but some are left out: {_missing_words(match)}."
    if verdict == "altered":
        return f"The words of {who}, {where}, differ: {_changes(match)}."
    if verdict == "stitched":
        return f"It is put together from several quotations: {_sources(finding)}."
    if verdict == "indirect":
        return f"It is only reported, not quoted, of {who}, {where}."
    if verdict == "other-speaker":
        return _by_others(claim, match)
    if verdict == "out-of-context" and not match.is_said:
        return f"The words stand {where}, but were not said by {who}. " + (
            " ".join(warning.sentence for warning in warnings)
        )
    if verdict == "out-of-context":
        return (
            f"These are words of {who}, {where}, but the claim leaves out what they stand in. "
            + (" ".join(warning.sentence for warning in warnings))
        )
    if verdict == "similar":
        return f"Nobody is quoted with these words; {who}, {where}, says something like it."
    if verdict == "not-found":
        return f"{_not_found(claim)} The nearest words, {where}, are {_unsaid_by(match)}."
    assert_never(verdict)


def doubts(
    claim: Claim, speaker: ClaimedSpeaker | None, finding: VerdictFinding
) -> tuple[str, ...]:
    """What a verdict cannot be sure of, a sentence each."""
    return (
        *(_of_name(speaker, finding) if speaker else ()),
        *_of_speaker(speaker, finding),
        *_of_day(claim, finding),
        *_of_denials(finding),
    )


def _of_name(speaker: ClaimedSpeaker, finding: VerdictFinding) -> Iterable[str]:
    people = speaker.candidates
    if not people and not any(match.said_by == "same" for match, _ in finding.matches):
        yield f"Nobody called {speaker.name} is in the archive."
    if len(people) > 1:
        listed = ", ".join(f"{person.name} ({person.id})" for person in people[:MOST_NAMESAKES])
        more = len(people) - MOST_NAMESAKES
        listed += f" and {more} more" if more > 0 else ""
        yield f"{speaker.name} may be one of {len(people)} people in the archive: {listed}."


def _of_speaker(speaker: ClaimedSpeaker | None, finding: VerdictFinding) -> Iterable[str]:
    for match, _ in finding.matches[:1]:
        same = match.said_by == "same"
        if speaker and same and not match.is_repeated and speaker.is_only_possible(match.row):
            yield f"The article calls the speaker {names_of(match.row)}, who may be somebody else."
        if speaker and speaker.is_rival(match.row):
            yield (
                f"Who speaks is not sure in the article: {names_of(match.row)} is the likeliest, "
                f"but it may be {speaker.name}."
            )
        elif match.is_repeated and same:
            yield f"The words come from {names_of(match.row)}, who repeats them."
        if speaker and match.said_by == "unnamed":
            yield f"The article does not name the speaker, who may be {speaker.name}."
        if not is_sure(match.row.confidence):
            yield (
                f"The program is not sure of this quotation and its speaker "
                f"(confidence {match.row.confidence:.2f})."
            )


def _of_day(claim: Claim, finding: VerdictFinding) -> Iterable[str]:
    published = (match.row.article.published for match, _ in finding.matches)
    days = [day for day in published if day]
    if claim.on is None or not days:
        return
    claimed = claim.on
    nearest = min(days, key=lambda day: abs((day - claimed).days))
    apart = (nearest - claimed).days
    if not 0 <= apart <= DAYS:
        when = "after" if apart > 0 else "before"
        yield (
            f"The article closest to {claimed.isoformat()} is of {nearest.isoformat()}, "
            f"{abs(apart)} days {when} that day."
        )


def _of_denials(finding: VerdictFinding) -> Iterable[str]:
    """Where somebody said the words, that they were denied elsewhere."""
    told = {match.row.id for match, _ in finding.matches}
    for match in finding.not_said[:1]:
        if match.row.id not in told:
            where = _where(match.row)
            yield (
                f"{where[:1].upper()}{where[1:]}, much the same words are {_unsaid_by(match)}: "
                f"“{_short(match.row.text)}”."
            )


def _unsaid_by(match: Match) -> str:
    """What an article tells of words that were not said, and of whom."""
    who = names_of(match.row)
    match match.row.status:
        case "said":
            return f"said by {who}"
        case "denied":
            return f"denied by {who}"
        case "refused":
            return f"not what {who} would say"
        case "hypothetical":
            return f"only supposed of {who}"
        case _:
            assert_never(match.row.status)


def _where(row: QuotationRow) -> str:
    article = row.article
    outlet = article.outlet or article.title or article.source
    return f"in {outlet}" + (f" on {article.published.isoformat()}" if article.published else "")


def _missing_words(match: Match) -> str:
    missing = (
        f"“{_short(difference.said)}”"
        + (f" ({_effect(difference.polarity_change)})" if difference.polarity_change else "")
        for difference in match.comparison.differences
        if difference.kind == "missing"
    )
    return "; ".join(missing) or "at the ends"


def _effect(change: PolarityChange) -> str:
    """What words that are left out do to the rest."""
    match change:
        case "negation":
            return "they deny what is left"
        case "condition":
            return "they set a condition for what is left"
        case "question":
            return "they make it a question"
        case "hedge":
            return "they make it less certain"
        case "contrast":
            return "they speak against what is left"
        case "quantity":
            return "they limit what is left"
        case _:
            assert_never(change)


def _changes(match: Match) -> str:
    return "; ".join(
        _change(difference.kind, difference.claim, difference.said)
        for difference in match.comparison.differences
        if not difference.harmless and (difference.kind != "missing" or difference.polarity_change)
    )


def _change(kind: DifferenceKind, claim: str, said: str) -> str:
    label = "" if kind in ("word", "added", "missing") else f"{kind}: "
    if not said:
        return f"{label}“{_short(claim)}” is not there"
    if not claim:
        return f"{label}“{_short(said)}” is left out"
    return f"{label}“{_short(claim)}” for “{_short(said)}”"


def _sources(finding: VerdictFinding) -> str:
    sources = (f"{names_of(match.row)}, {_where(match.row)}" for match, _ in finding.matches)
    return "; ".join(dict.fromkeys(sources))


def _by_others(claim: Claim, match: Match) -> str:
    where, who = _where(match.row), names_of(match.row)
    where = where[:1].upper() + where[1:]
    if match.is_repeated:
        return f"{where}, {who} only repeats these words, which are somebody else's."
    if match.said_by == "unnamed":
        return f"{where}, these are the words of {who}, whom it does not name as {claim.by}."
    return f"{where}, these are the words of {who}, not of {claim.by}."


def _not_found(claim: Claim) -> str:
    speaker = f" of {claim.by}" if claim.by else ""
    return f"Nothing like it is stored{speaker}, which does not mean that it was never said."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else f"{line[: MOST_SHOWN - 1].rstrip()}…"
