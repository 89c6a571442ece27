"""The ladder of verdicts: from the very words of the very speaker down to nothing found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.check.case import Case
from quotes.check.match import Match
from quotes.check.rows import Guard, Verdict
from quotes.check.stitching import LEAST_WORDS, stitched
from quotes.check.words.tokens import tokens

GUARDED = 4
"""Matches whose surroundings are read for a claim at most."""
NEARLY = 0.8
"""The similarity from which a claim is one quotation with words changed, not several."""
CLEARLY = 0.1
"""How much closer the words of others must be than altered ones of whom the claim names."""
BY_OTHERS = 0.85
"""The similarity from which altered or reported words of others answer a claim."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with the matches that it rests on, the best first, each with its guards."""

    verdict: Verdict
    found: tuple[tuple[Match, tuple[Guard, ...]], ...] = ()


def climb(case: Case, matches: Sequence[Match]) -> Finding | None:
    """The verdict that the words of quotations give, None where none of them answers the claim.

    :param matches: quotations with like words, the best first.
    """
    ours = [one for one in matches if one.by in (None, "same")]
    others = [one for one in matches if one.by in ("other", "unnamed")]
    return (
        _exact(case, ours, others)
        or _stitched(case, ours)
        or _altered(ours, others)
        or _reported(case, ours, others)
    )


def _exact(case: Case, ours: Sequence[Match], others: Sequence[Match]) -> Finding | None:
    exact = [one for one in ours if one.exact]
    if exact:
        return _in_context(case, exact)
    elsewhere = [one for one in others if one.exact]
    return _plain("other-speaker", elsewhere) if elsewhere else None


def _in_context(case: Case, exact: Sequence[Match]) -> Finding:
    """The words are there: whether they mean there what they seem to mean in the claim."""
    best = [one for one in exact if one.level == exact[0].level]
    seen = [(one, case.guards(one)) for one in best[:GUARDED]]
    free = [pair for pair in seen if not pair[1]]
    rest = tuple((one, ()) for one in exact if one not in [pair[0] for pair in seen])
    if not free:
        return Finding("out-of-context", (*seen, *rest))
    verdict: Verdict = "verbatim" if free[0][0].level == "same" else "trimmed"
    return Finding(verdict, (*free, *(pair for pair in seen if pair[1]), *rest))


def _stitched(case: Case, ours: Sequence[Match]) -> Finding | None:
    if any(_is_one_changed(one) or _is_reported(one) for one in ours):
        return None
    parts = stitched(case.words, ours)
    if not parts:
        return None
    return Finding("stitched", tuple((part.match, ()) for part in parts))


def _is_reported(match: Match) -> bool:
    """Whether nearly all of a claim is one indirect quotation."""
    return match.level == "reported" and match.comparison.similarity >= NEARLY


def _is_one_changed(match: Match) -> bool:
    """Whether nearly all of a claim is one quotation, with no long stretch of it from elsewhere."""
    return match.comparison.similarity >= NEARLY and all(
        len(tokens(one.claim)) < LEAST_WORDS
        for one in match.comparison.differences
        if not one.harmless
    )


def _altered(ours: Sequence[Match], others: Sequence[Match]) -> Finding | None:
    altered = [one for one in ours if one.level == "altered"]
    best = max((one.comparison.similarity for one in altered), default=0.0)
    if any(one.level == "reported" and one.comparison.similarity >= best for one in ours):
        return None
    elsewhere = [
        one for one in others if one.level == "altered" and one.comparison.similarity >= BY_OTHERS
    ]
    if elsewhere and elsewhere[0].comparison.similarity > best + CLEARLY:
        return _plain("other-speaker", elsewhere)
    return _plain("altered", altered) if altered else None


def _reported(case: Case, ours: Sequence[Match], others: Sequence[Match]) -> Finding | None:
    reported = [one for one in ours if one.level == "reported"]
    if reported:
        seen = [(one, case.guards(one)) for one in reported[:GUARDED]]
        free = [pair for pair in seen if not pair[1]]
        return Finding("indirect", tuple(free)) if free else Finding("out-of-context", tuple(seen))
    elsewhere = [
        one for one in others if one.level == "reported" and one.comparison.similarity >= BY_OTHERS
    ]
    return _plain("other-speaker", elsewhere) if elsewhere else None


def _plain(verdict: Verdict, matches: Sequence[Match]) -> Finding:
    return Finding(verdict, tuple((one, ()) for one in matches))
