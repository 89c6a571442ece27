"""The verdict on a claim: from the very words of the very speaker down to nothing found.

The first rung that holds is the verdict: the words in their context, several quotations stitched
together, altered words, reported speech. The figures behind the thresholds are those of the claims
in tests/checks and of altered quotations (docs/accuracy.md, "Checking claims").
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import assert_never

from quotes.check.claim_context import (
    ClaimContext,
    ClaimedSpeaker,
    VerdictFinding,
    resolve_speaker,
)
from quotes.check.context import (
    SourceArticles,
)
from quotes.check.explain import doubts, explain_verdict
from quotes.check.match import (
    Match,
    claim_readings,
    compare,
    match_meaning,
    match_quotation,
    match_speech,
)
from quotes.check.results import (
    Checked,
    ContextWarning,
    Difference,
    SaidBy,
    Verdict,
    VerdictEvidence,
)
from quotes.check.thresholds import (
    BY_OTHERS,
    CHANCE_BOUND,
    CLEARLY,
    CLOSE,
    COMPARED,
    CONTINUED,
    COSINE_WEIGHT,
    LEAST_PARAPHRASE,
    LEAST_STITCHED_WORDS,
    LEFT,
    MOST_READ,
    MOST_STITCHED_PARTS,
    NEAR,
    NEARLY,
    PASSAGES,
    SHOWN,
)
from quotes.entities.naming import is_more_than_a_name
from quotes.errors import UsageError
from quotes.meaning.paraphrase import ParaphraseModel
from quotes.search.claims import Lookup
from quotes.search.query import ClaimCandidate
from quotes.store.store import Store
from quotes.text.paragraphs import sentences
from quotes.text.tokens import tokens
from quotes.types import PIECE_JOINER, Claim, Span


@dataclass(frozen=True, slots=True)
class StitchedPart:
    """A part of a claim with the quotation that it comes from."""

    span: Span
    match: Match


def stitched(words: str, matches: Sequence[Match]) -> tuple[StitchedPart, ...]:
    """The parts of a claim that come from different quotations, empty if it is not such a one.

    The longest part that stands in one quotation is taken first, then the longest of what is left.
    """
    unexplained = [Span(0, len(words))] if words else []
    parts: list[StitchedPart] = []
    while unexplained and len(parts) < MOST_STITCHED_PARTS:
        part = _longest(words, unexplained, matches, parts)
        if part is None:
            break
        parts.append(part)
        unexplained = [left for span in unexplained for left in _without(span, part.span)]
    left = sum(_count(span.of(words)) for span in unexplained)
    sources = {part.match.row.id for part in parts}
    if len(sources) < 2 or left > LEFT * _count(words):
        return ()
    return tuple(sorted(parts, key=lambda part: part.span))


def _longest(
    words: str, unexplained: Sequence[Span], matches: Sequence[Match], parts: Sequence[StitchedPart]
) -> StitchedPart | None:
    used = {part.match.row.id for part in parts}
    found: list[tuple[int, float, StitchedPart]] = []
    for match in matches:
        if not match.said.text or match.level == "reported":
            continue
        for span in unexplained:
            for matched in compare(span.of(words), match.said.text).claim_spans:
                part = Span(span.start + matched.start, span.start + matched.end)
                size = _count(part.of(words))
                if size < LEAST_STITCHED_WORDS or (match.row.id in used and len(matches) > 1):
                    continue
                comparison = compare(part.of(words), match.said.text)
                if comparison.similarity >= CLOSE:
                    stitch = StitchedPart(part, replace(match, comparison=comparison))
                    found.append((size, match.row.confidence, stitch))
    return max(found, key=lambda ranked: ranked[:2])[2] if found else None


def _without(span: Span, taken: Span) -> list[Span]:
    if not span.meets(taken):
        return [span]
    left = []
    if span.start < taken.start:
        left.append(Span(span.start, taken.start))
    if taken.end < span.end:
        left.append(Span(taken.end, span.end))
    return left


def _count(text: str) -> int:
    return len(tokens(text))


def decide_verdict(context: ClaimContext, matches: Sequence[Match]) -> VerdictFinding | None:
    """The verdict that the words of quotations give, None where none of them answers the claim.

    :param matches: quotations with like words, the best first.
    """
    own = [match for match in matches if match.is_said and _is_own(match.said_by)]
    others = [match for match in matches if match.is_said and not _is_own(match.said_by)]
    not_said = _not_said(matches)
    exact = [match for match in not_said if match.exact]
    reported = [match for match in not_said if match.level == "reported"]
    finding = (
        _exact(context, own)
        or _denied(context, exact)
        or _exact_elsewhere(others)
        or _stitched(context, own)
        or _altered(context, own, others, reported)
        or _reported(context, own, others)
        or _denied(context, reported)
    )
    return finding and replace(finding, not_said=not_said)


def _not_said(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Those with like words that the speaker claimed is not said to have said."""
    return tuple(
        match
        for match in matches
        if not match.is_said and match.level != "partly" and _is_own(match.said_by)
    )


def _is_own(said_by: SaidBy | None) -> bool:
    """Whether words may answer for the speaker claimed, or for anybody where none is."""
    match said_by:
        case None | "same":
            return True
        case "other" | "unnamed":
            return False
        case _:
            assert_never(said_by)


def _exact(context: ClaimContext, own: Sequence[Match]) -> VerdictFinding | None:
    exact = [match for match in own if match.exact]
    return _in_context(context, exact) if exact else None


def _exact_elsewhere(others: Sequence[Match]) -> VerdictFinding | None:
    exact = [match for match in others if match.exact]
    return _without_warnings("other-speaker", exact) if exact else None


def _denied(context: ClaimContext, not_said: Sequence[Match]) -> VerdictFinding | None:
    """The words are there, but the articles say that they were not said."""
    read = tuple((match, context.warnings(match)) for match in not_said[:MOST_READ])
    return VerdictFinding("out-of-context", read) if read else None


def _in_context(context: ClaimContext, exact: Sequence[Match]) -> VerdictFinding:
    """The words are there: whether they mean there what they seem to mean in the claim."""
    best = [match for match in exact if match.level == exact[0].level]
    read = [(match, context.warnings(match)) for match in best[:MOST_READ]]
    free = [warned for warned in read if not warned[1]]
    unread = tuple((match, ()) for match in exact if match not in [warned[0] for warned in read])
    if not free:
        return VerdictFinding("out-of-context", (*read, *unread))
    verdict: Verdict = "verbatim" if free[0][0].level == "same" else "trimmed"
    return VerdictFinding(verdict, (*free, *(warned for warned in read if warned[1]), *unread))


def _stitched(context: ClaimContext, own: Sequence[Match]) -> VerdictFinding | None:
    if any(_is_one_changed(match) or _is_reported(match) for match in own):
        return None
    parts = stitched(context.words, own)
    return _without_warnings("stitched", [part.match for part in parts]) if parts else None


def _is_reported(match: Match) -> bool:
    """Whether nearly all of a claim is one indirect quotation."""
    return match.level == "reported" and match.similarity >= NEARLY


def _is_one_changed(match: Match) -> bool:
    """Whether nearly all of a claim is one quotation, with no long stretch of it from elsewhere."""
    return match.similarity >= NEARLY and all(
        _count(difference.claim) < LEAST_STITCHED_WORDS
        for difference in match.comparison.differences
        if not difference.harmless
    )


def _altered(
    context: ClaimContext,
    own: Sequence[Match],
    others: Sequence[Match],
    denied: Sequence[Match],
) -> VerdictFinding | None:
    """Words that were changed, also where the article leaves open who said them.

    That confirms nothing of anybody; to call them somebody else's would blame the one claimed.
    """
    lost = [match for match in others if context.may_have_said(match)]
    others = [match for match in others if match not in lost]
    altered = [match for match in (*own, *lost) if match.level == "altered"]
    altered.sort(key=lambda match: -match.similarity)
    best = max((match.similarity for match in altered), default=0.0)
    if any(match.level == "reported" and match.similarity >= best for match in (*own, *denied)):
        return None
    elsewhere = [
        match for match in others if match.level == "altered" and match.similarity >= BY_OTHERS
    ]
    if elsewhere and elsewhere[0].similarity > best + CLEARLY:
        return _without_warnings("other-speaker", elsewhere)
    return _without_warnings("altered", altered) if altered else None


def _reported(
    context: ClaimContext, own: Sequence[Match], others: Sequence[Match]
) -> VerdictFinding | None:
    reported = [match for match in own if match.level == "reported"]
    if reported:
        read = [(match, context.warnings(match)) for match in reported[:MOST_READ]]
        free = tuple(warned for warned in read if not warned[1])
        return (
            VerdictFinding("indirect", free)
            if free
            else VerdictFinding("out-of-context", tuple(read))
        )
    elsewhere = [
        match for match in others if match.level == "reported" and match.similarity >= BY_OTHERS
    ]
    return _without_warnings("other-speaker", elsewhere) if elsewhere else None


def _without_warnings(verdict: Verdict, matches: Sequence[Match]) -> VerdictFinding:
    return VerdictFinding(verdict, tuple((match, ()) for match in matches))


def _with_name(claim: Claim, speaker: ClaimedSpeaker | None) -> Claim:
    """The claim as sentences tell it: of the name, where a number or a post chose the person."""
    if speaker is None or not is_more_than_a_name(claim.by or ""):
        return claim
    return replace(claim, by=speaker.name)


class Checker:
    """Checks claims against a store; it may be asked any number of them."""

    def __init__(self, store: Store) -> None:
        self._lookup = store.lookup

    @cached_property
    def _paraphrase(self) -> ParaphraseModel:
        """Opened for the first claim that no wording answers."""
        return ParaphraseModel.shipped()

    def check(self, claim: Claim) -> Checked:
        """The verdict on a claim with its evidence.

        :raises UsageError: the claim has no words.
        :raises StoreError: the database fails.
        """
        context, matches = self._read(claim)
        finding = decide_verdict(context, matches) or self._by_meaning(context, matches)
        speaker = context.speaker
        return Checked(
            claim=claim,
            verdict=finding.verdict,
            why=explain_verdict(_with_name(claim, speaker), finding),
            evidence=tuple(_evidence(context, *warned) for warned in finding.matches[:SHOWN]),
            searched=self._lookup.searched(speaker.person_ids if speaker else None),
            doubts=doubts(claim, speaker, finding),
        )

    def _read(self, claim: Claim) -> tuple[ClaimContext, list[Match]]:
        """The claim in the reading that fits what is stored, with the quotations like it.

        What is a frame around words in marks may be words as well, with marks inside them.
        """
        name = (claim.by or "").strip()
        speaker = resolve_speaker(name, self._lookup) if name else None
        articles = SourceArticles(self._lookup)
        *others, last = (
            ClaimContext(claim, reading, speaker, articles)
            for reading in claim_readings(claim.text)
        )
        if not any(map(str.isalnum, last.words)):
            raise UsageError("The claim has no words; give what somebody is said to have said.")
        for context in others:
            matches = self._matches(context)
            if matches and context.holds_frame(matches[0], last.reading):
                return context, matches
        return last, self._matches(last)

    def _matches(self, context: ClaimContext) -> list[Match]:
        """The quotations whose words resemble the claim's, the best first."""
        people = context.speaker.person_ids if context.speaker else None
        candidates = self._lookup.candidates(context.words, people or None, COMPARED)
        rows = self._lookup.quotations(candidate.row for candidate in candidates).values()
        matches = [
            context.attributed(
                match_quotation(
                    context.words, row, context.said_by(row), quoted=context.claim.quoted
                )
            )
            for row in rows
        ]
        matches.sort(key=lambda match: match.sort_key)
        if matches and not matches[0].exact:
            matches += self._continued(context, matches[:CONTINUED])
        return sorted(matches, key=lambda match: match.sort_key)

    def _continued(self, context: ClaimContext, matches: Iterable[Match]) -> list[Match]:
        """The matches as parts of a longer speech, where more of the claim stands in that."""
        found = []
        for match in matches:
            rows = context.articles.speech(match.row) if match.row.kind != "indirect" else ()
            if len(rows) > 1:
                text = context.articles.of(match.row).text
                longer = match_speech(context.words, rows, text, match.said_by)
                if longer.exact and longer.unbroken:
                    found.append(longer)
        return found

    def _by_meaning(self, context: ClaimContext, matches: Sequence[Match]) -> VerdictFinding:
        """Quotations that mean the same in other words, by the speaker claimed if one is.

        Where none of them was said, the nearest that were not are told.
        """
        same = self._of_same_meaning(context)
        not_said = _not_said(matches) or tuple(match for match in same if not match.is_said)
        if said := [match for match in same if match.is_said]:
            return replace(_without_warnings("similar", said), not_said=not_said)
        nearest = tuple((match, context.warnings(match)) for match in not_said[:MOST_READ])
        return VerdictFinding("not-found", nearest)

    def _of_same_meaning(self, context: ClaimContext) -> list[Match]:
        people = context.speaker.person_ids if context.speaker else None
        if people is not None and not people:
            return []
        near = self._lookup.near(context.words, people, NEAR)
        paraphrases = paraphrase_match(context.words, near, self._lookup, self._paraphrase)
        rows = self._lookup.quotations(row for _, row in paraphrases)
        return [
            match_meaning(rows[row], cosine, context.said_by(rows[row]))
            for cosine, row in paraphrases
        ]


def paraphrase_match(
    words: str, near: Sequence[ClaimCandidate], lookup: Lookup, model: ParaphraseModel
) -> list[tuple[float, int]]:
    """The cosine and the row id of those quotations that say the same, the surest first.

    Of a quotation its whole, each sentence and each two sentences are compared.

    :param near: quotations that are close in meaning.
    """
    passages = [(text, candidate.row) for candidate in near for text in _passages(candidate.text)]
    cosines = lookup.cosines(words, [text for text, _ in passages])
    closest = sorted(zip(cosines, passages, strict=True), reverse=True)[:PASSAGES]
    chances = model.chances(words, [text for _, (text, _) in closest])
    found: dict[int, tuple[float, float]] = {}
    for chance, (cosine, (_, row)) in zip(chances, closest, strict=True):
        bounded = min(max(chance, CHANCE_BOUND), 1 - CHANCE_BOUND)
        score = math.log(bounded / (1 - bounded)) + COSINE_WEIGHT * cosine
        if score >= LEAST_PARAPHRASE:
            found[row] = max(found.get(row, (score, cosine)), (score, cosine))
    ordered = sorted(found.items(), key=lambda scored: scored[1], reverse=True)
    return [(cosine, row) for row, (_, cosine) in ordered]


def _passages(text: str) -> Iterator[str]:
    plain = text.replace(PIECE_JOINER, " ")
    each = [sentence.of(plain) for sentence in sentences(plain, Span(0, len(plain)))]
    pairs = (f"{sentence} {following}" for sentence, following in pairwise(each))
    yield from dict.fromkeys((plain, *each, *pairs))


def _evidence(
    context: ClaimContext, match: Match, warnings: tuple[ContextWarning, ...]
) -> VerdictEvidence:
    return VerdictEvidence(
        quotation=match.row,
        pieces=match.article_spans,
        similarity=match.similarity,
        differences=tuple(
            _in_texts(context, match, difference) for difference in match.comparison.differences
        ),
        said_by=match.said_by,
        warnings=warnings,
    )


def _in_texts(context: ClaimContext, match: Match, difference: Difference) -> Difference:
    """A difference with its spans in the claim's text and in the article's."""
    span = difference.said_span
    said_span = match.said.source_span(span) if span else None
    return replace(
        difference, claim_span=context.in_claim(difference.claim_span), said_span=said_span
    )
