"""Did X really say Y? A claim against everything that is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.check.context import Scenes
from quotes.check.explain import doubts, explain_verdict
from quotes.check.match import Match, as_written, claim_readings, match, match_speech
from quotes.check.rows import Checked, ContextWarning, Difference, VerdictEvidence
from quotes.check.speakers import seek
from quotes.check.verdict import ClaimContext, VerdictFinding, decide_verdict, paraphrase_match
from quotes.errors import UsageError
from quotes.meaning.paraphrase import ParaphraseModel
from quotes.search.claims import ClaimCandidate
from quotes.store.store import Store
from quotes.types import Claim, Span

COMPARED = 16
"""Candidates whose wording is compared in full."""
SPOKEN_ON = 3
"""Matches that are looked at for whether the speech goes on in the next quotation."""
SHOWN = 5
"""Quotations that are shown as evidence at most."""
NEAR = 8
"""Quotations near in meaning whose own words are compared."""


class Checker:
    """Checks claims against a store; it may be asked any number of them."""

    def __init__(self, store: Store) -> None:
        self._lookup = store.lookup
        self._paraphrase = ParaphraseModel.shipped()

    def check(self, claim: Claim) -> Checked:
        """The verdict on a claim with its evidence.

        :raises UsageError: the claim has no words.
        :raises StoreError: the database fails.
        """
        case, matches = self._read(claim)
        finding = decide_verdict(case, matches) or self._by_meaning(case)
        searched = self._lookup.searched(case.sought.people if case.sought else None)
        return Checked(
            claim=claim,
            verdict=finding.verdict,
            why=explain_verdict(claim, finding),
            evidence=tuple(_evidence(case, *one) for one in finding.found[:SHOWN]),
            searched=searched,
            doubts=doubts(claim, case.sought, finding),
        )

    def _read(self, claim: Claim) -> tuple[ClaimContext, list[Match]]:
        """The claim in the reading that fits what is stored, with the quotations like it.

        What is a frame around words in marks may be words as well, with marks inside them.
        """
        name = (claim.by or "").strip()
        sought = seek(name, self._lookup) if name else None
        scenes = Scenes(self._lookup)
        *others, last = (
            ClaimContext(claim, said, sought, scenes) for said in claim_readings(claim.text)
        )
        if not any(map(str.isalnum, last.words)):
            raise UsageError("The claim has no words; give what somebody is said to have said.")
        for case in others:
            matches = self._matches(case)
            if matches and case.holds_frame(matches[0], last.wording):
                return case, matches
        return last, self._matches(last)

    def _matches(self, case: ClaimContext) -> list[Match]:
        """The quotations whose words resemble the claim's, the best first."""
        people = case.sought.people if case.sought else None
        found = self._compared(case, self._lookup.candidates(case.words, people or None, COMPARED))
        if found and not found[0].exact:
            found += self._spoken_on(case, found[:SPOKEN_ON])
        return sorted(found, key=lambda one: one.order)

    def _compared(self, case: ClaimContext, candidates: Sequence[ClaimCandidate]) -> list[Match]:
        rows = self._lookup.quotations(one.row for one in candidates).values()
        found = [
            case.voiced(match(case.words, row, case.said_by(row), quoted=case.claim.quoted))
            for row in rows
        ]
        return sorted(found, key=lambda one: one.order)

    def _spoken_on(self, case: ClaimContext, matches: Iterable[Match]) -> list[Match]:
        """The matches as parts of a longer speech, where more of the claim stands in that."""
        found = []
        for one in matches:
            rows = case.scenes.speech(one.row) if one.row.kind != "indirect" else ()
            if len(rows) > 1:
                text = case.scenes.around(one.row).text
                longer = match_speech(case.words, rows, text, one.by)
                if longer.exact and longer.unbroken:
                    found.append(longer)
        return found

    def _by_meaning(self, case: ClaimContext) -> VerdictFinding:
        """Quotations that mean the same in other words, by whom the claim names if it does."""
        if case.sought and not case.sought.people:
            return VerdictFinding("not-found")
        people = case.sought.people if case.sought else None
        near = self._lookup.near(case.words, people, NEAR)
        alike_ones = paraphrase_match(case.words, near, self._lookup, self._paraphrase)
        rows = self._lookup.quotations(row for _, row in alike_ones)
        found = [
            (as_written(rows[row], cosine, case.said_by(rows[row])), ())
            for cosine, row in alike_ones
        ]
        return VerdictFinding("similar", tuple(found)) if found else VerdictFinding("not-found")


def _evidence(
    case: ClaimContext, found: Match, guards: tuple[ContextWarning, ...]
) -> VerdictEvidence:
    return VerdictEvidence(
        quotation=found.row,
        pieces=found.places,
        similarity=found.comparison.similarity,
        differences=tuple(_placed(case, found, one) for one in found.comparison.differences),
        by=found.by,
        guards=guards,
    )


def _placed(case: ClaimContext, found: Match, difference: Difference) -> Difference:
    """A difference with its places in the claim's text and in the article's."""
    where: Span | None = found.said.around(difference.where) if difference.where else None
    return replace(difference, place=case.in_claim(difference.place), where=where)
