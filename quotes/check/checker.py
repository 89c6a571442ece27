"""Did X really say Y? A claim against everything that is stored.

The words are compared first. Where no wording answers, two networks are asked: how close in meaning
a quotation is, and whether the closest say what the claim says. Neither is enough alone: what
speaks of the same thing is close in meaning too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from quotes.check.context import SourceArticles
from quotes.check.explain import doubts, explain_verdict
from quotes.check.match import (
    Match,
    claim_readings,
    match_meaning,
    match_quotation,
    match_speech,
)
from quotes.check.results import Checked, ContextWarning, Difference, VerdictEvidence
from quotes.check.speakers import resolve_speaker
from quotes.check.verdict import ClaimContext, VerdictFinding, decide_verdict
from quotes.errors import UsageError
from quotes.meaning.paraphrase import ParaphraseModel
from quotes.search.claims import Lookup
from quotes.search.query import ClaimCandidate
from quotes.store.store import Store
from quotes.text.paragraphs import sentences
from quotes.types import PIECE_JOINER, Claim, Span

COMPARED = 16
"""Candidates whose wording is compared in full."""
CONTINUED = 3
"""Matches that are looked at for whether the speech goes on in the next quotation."""
SHOWN = 5
"""Quotations that are shown as evidence at most."""
NEAR = 8
"""Quotations near in meaning whose own words are compared."""
PASSAGES = 8
"""Passages that are read together with the claim, the closest in meaning."""
COSINE_WEIGHT = 6.0
"""How much the cosine counts beside the log-odds that both say the same."""
LEAST_PARAPHRASE = 5.2
"""The sum of both from which two texts say the same."""
LEAST_CHANCE = 1e-4
"""The chance, and the one less than certainty, at which log-odds are cut off."""


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
        finding = decide_verdict(context, matches) or self._by_meaning(context)
        speaker = context.speaker
        return Checked(
            claim=claim,
            verdict=finding.verdict,
            why=explain_verdict(claim, finding),
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

    def _by_meaning(self, context: ClaimContext) -> VerdictFinding:
        """Quotations that mean the same in other words, by the speaker claimed if one is."""
        people = context.speaker.person_ids if context.speaker else None
        if people is not None and not people:
            return VerdictFinding("not-found")
        near = self._lookup.near(context.words, people, NEAR)
        paraphrases = paraphrase_match(context.words, near, self._lookup, self._paraphrase)
        rows = self._lookup.quotations(row for _, row in paraphrases)
        matches = tuple(
            (match_meaning(rows[row], cosine, context.said_by(rows[row])), ())
            for cosine, row in paraphrases
        )
        return VerdictFinding("similar", matches) if matches else VerdictFinding("not-found")


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
        bounded = min(max(chance, LEAST_CHANCE), 1 - LEAST_CHANCE)
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
