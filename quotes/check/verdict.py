"""The ladder of verdicts: from the very words of the very speaker down to nothing found."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quotes.check.context import Gloss, Scenes, about, context_warnings, subject_warning
from quotes.check.differences import compare
from quotes.check.match import Match, Wording, is_gloss, repeated
from quotes.check.rows import ContextWarning, SaidBy, Verdict
from quotes.check.speakers import Sought, only_pronouns
from quotes.db.rows import QuotationRow
from quotes.lexicon import any_of, word_set
from quotes.meaning.paraphrase import ParaphraseModel
from quotes.names.person import fold_person
from quotes.search.claims import ClaimCandidate, Lookup
from quotes.text.marks import Quoted, quoted, quoted_within
from quotes.text.normalize import fold
from quotes.text.paragraphs import sentences
from quotes.text.tokens import tokens
from quotes.types import PIECE_JOINER, Claim, Span

# Quotations that say what a claim says, in other words.
#
# Two networks are asked: how close in meaning both are, and, of the closest, whether the one says
# what the other says. Neither is enough: what speaks of the same thing is close in meaning too.


READ = 8
"""Passages that are read together with the claim, the closest in meaning."""
WEIGHT = 6.0
"""How much the cosine counts beside the log-odds that both say the same."""
LEAST = 5.2
"""The sum of both from which two texts say the same."""
SURE = 1e-4


def paraphrase_match(
    words: str, near: Sequence[ClaimCandidate], lookup: Lookup, model: ParaphraseModel
) -> list[tuple[float, int]]:
    """The cosine and the row id of those quotations that say the same, the surest first.

    Of a quotation its whole, each sentence and each two sentences are compared.

    :param near: quotations that are close in meaning.
    """
    passages = [(text, one.row) for one in near for text in _passages(one.text)]
    cosines = lookup.likeness(words, [text for text, _ in passages])
    closest = sorted(zip(cosines, passages, strict=True), reverse=True)[:READ]
    chances = model.chances(words, [text for _, (text, _) in closest])
    found: dict[int, tuple[float, float]] = {}
    for chance, (cosine, (_, row)) in zip(chances, closest, strict=True):
        sure = min(max(chance, SURE), 1 - SURE)
        score = math.log(sure / (1 - sure)) + WEIGHT * cosine
        if score >= LEAST:
            found[row] = max(found.get(row, (score, cosine)), (score, cosine))
    ordered = sorted(found.items(), key=lambda one: one[1], reverse=True)
    return [(cosine, row) for row, (_, cosine) in ordered]


def _passages(text: str) -> Iterator[str]:
    plain = text.replace(PIECE_JOINER, " ")
    each = [one.of(plain) for one in sentences(plain, Span(0, len(plain)))]
    yield from dict.fromkeys((plain, *each, *(f"{one} {after}" for one, after in pairwise(each))))


# Words that a speaker only repeats: a quotation inside somebody's quotation.


REACH = 120
"""Characters before and after the inner marks in which it is said whose words they are."""
LEAST_REPEATED_WORDS = 4
"""Words in inner marks that are an utterance and no mere term."""
_OWN = re.compile(
    r"\b(?:I|we)(?:['’]ve|\s+have|\s+had)?(?:\s+\w+)?\s+"
    rf"{any_of(word_set('verbs', 'own'))}\b"
)
_LEADING = re.compile(r"[^.!?]*$")
_FOLLOWING = re.compile(r"[^.!?]*")


@dataclass(frozen=True, slots=True)
class RepeatedSpeech:
    """The inner stretch that the claimed words stand in, as characters of the article.

    ``by`` tells whether whom the claim names is the one whose words it repeats.
    """

    inner: Span
    by: SaidBy


def repeated_speech(match: Match, sought: Sought) -> RepeatedSpeech | None:
    """Whose words the claimed ones are, if the speaker only repeats them.

    :returns: None where they are the speaker's own, or nothing says whose they are.
    """
    context, offset = match.row.context, match.row.context_start
    places = [Span(one.start - offset, one.end - offset) for one in match.places]
    found = _around(context, places)
    if found is None:
        return None
    outer, inner = found
    lead = _LEADING.search(
        context, max(outer.inner.start, inner.span.start - REACH), inner.span.start
    )
    follow = _FOLLOWING.match(context, inner.span.end, min(outer.inner.end, inner.span.end + REACH))
    words = " ".join(part[0] for part in (lead, follow) if part)
    place = Span(inner.inner.start + offset, inner.inner.end + offset)
    if fold_person(sought.name).rpartition(" ")[2] in fold(words).split():
        return RepeatedSpeech(place, "same")
    return None if _OWN.search(words) or match.by != "same" else RepeatedSpeech(place, "other")


def _around(context: str, places: list[Span]) -> tuple[Quoted, Quoted] | None:
    """The outer and the inner marks that all places stand in."""
    for outer in quoted(context):
        for inner in quoted_within(context, outer):
            utters = len(inner.inner.of(context).split()) >= LEAST_REPEATED_WORDS
            if utters and places and all(inner.span.holds(place) for place in places):
                return outer, inner
    return None


# A claim that is being checked, with what is known of it before anything is looked up.


_REMARKS = frozenset({"sic", "sic!", "…", "...", "emphasis added", "laughs", "laughter"})
"""An editor's brackets that say nothing of the subject."""


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """A claim, its words and frame, whom it names, and the articles read for it."""

    claim: Claim
    wording: Wording
    sought: Sought | None
    scenes: Scenes

    @property
    def words(self) -> str:
        """The words that somebody is claimed to have said."""
        return self.wording.words.text

    def said_by(self, row: QuotationRow) -> SaidBy | None:
        """Whether whom the claim names says a quotation, None where it names nobody."""
        if self.sought is None:
            return None
        by = self.sought.said(row)
        if by == "unnamed" and only_pronouns(row):
            text = self.scenes.around(row).text
            return "same" if self.sought.is_open(row, text) else by
        return by

    def voiced(self, match: Match) -> Match:
        """The match, by whom its words really are where the speaker repeats another's."""
        spoken = match.row.kind != "indirect" and not only_pronouns(match.row)
        if self.sought is None or not spoken or not match.comparison.covered:
            return match
        echo = repeated_speech(match, self.sought)
        return repeated(match, self.words, echo.inner, echo.by) if echo else match

    def guards(self, match: Match) -> tuple[ContextWarning, ...]:
        """What stands around the claimed words of a match and turns what they mean."""
        around = self.scenes.around(match.row)
        found: list[ContextWarning] = []
        for row in match.rows:
            inside = [
                place for place in match.places if any(piece.meets(place) for piece in row.pieces)
            ]
            found += context_warnings(around, row, inside, self.claim.text)
        glosses = [
            Gloss(one.claim, one.said)
            for one in match.comparison.differences
            if is_gloss(one) and one.claim.strip("[] ").casefold() not in _REMARKS
        ]
        subject = subject_warning(
            [*glosses, *about(self.wording.frame)],
            around.text,
            match.places or match.row.pieces,
            [piece for row in match.rows for piece in row.pieces],
            [speaker.name for row in match.rows for speaker in row.speakers]
            + [self.claim.by or ""],
        )
        return (*found, subject) if subject else tuple(found)

    def holds_frame(self, match: Match, framed: Wording) -> bool:
        """Whether what another reading takes for a frame is mostly words of the quotation too."""
        text = self.claim.text
        covered = [self.in_claim(one) for one in match.comparison.covered]
        frame = [
            Span(word.start, word.end)
            for word in tokens(text)
            if not any(one.start <= word.start < one.end for one in framed.words.stretches)
        ]
        said = [word for word in frame if any(one and one.holds(word) for one in covered)]
        return 2 * len(said) > len(frame)

    def in_claim(self, place: Span | None) -> Span | None:
        """A place in the words as one in the claim's text."""
        return self.wording.words.around(place) if place else None


# Claims that are put together from several quotations.


LEAST_STITCHED_WORDS = 4
"""Words that a part of a stitched claim has at least."""
CLOSE = 0.85
"""How much of a part must stand in its quotation."""
LEFT = 0.25
"""The share of the claim's words that may stand in none of the quotations."""
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class StitchedPart:
    """A stretch of a claim with the quotation that it comes from."""

    place: Span
    match: Match


def stitched(words: str, matches: Sequence[Match]) -> tuple[StitchedPart, ...]:
    """The parts of a claim that come from different quotations, empty if it is not such a one.

    The longest part that stands in one quotation is taken first, then the longest of what is left.
    """
    open_places = [Span(0, len(words))] if words else []
    parts: list[StitchedPart] = []
    while open_places and len(parts) < MOST_PARTS:
        found = _longest(words, open_places, matches, parts)
        if found is None:
            break
        parts.append(found)
        open_places = [left for place in open_places for left in _without(place, found.place)]
    left = sum(_count(place.of(words)) for place in open_places)
    sources = {part.match.row.id for part in parts}
    if len(sources) < 2 or left > LEFT * _count(words):
        return ()
    return tuple(sorted(parts, key=lambda part: part.place))


def _longest(
    words: str, places: Sequence[Span], matches: Sequence[Match], parts: Sequence[StitchedPart]
) -> StitchedPart | None:
    used = {part.match.row.id for part in parts}
    found: list[tuple[int, float, StitchedPart]] = []
    for one in matches:
        if not one.said.text or one.level == "reported":
            continue
        for place in places:
            comparison = compare(place.of(words), one.said.text)
            for stretch in comparison.covered:
                there = Span(place.start + stretch.start, place.start + stretch.end)
                size = _count(there.of(words))
                if size < LEAST_STITCHED_WORDS or (one.row.id in used and len(matches) > 1):
                    continue
                again = compare(there.of(words), one.said.text)
                if again.similarity >= CLOSE:
                    part = StitchedPart(there, replace(one, comparison=again))
                    found.append((size, one.row.confidence, part))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _without(place: Span, taken: Span) -> list[Span]:
    if not place.meets(taken):
        return [place]
    left = []
    if place.start < taken.start:
        left.append(Span(place.start, taken.start))
    if taken.end < place.end:
        left.append(Span(taken.end, place.end))
    return left


def _count(text: str) -> int:
    return len(tokens(text))


GUARDED = 4
"""Matches whose surroundings are read for a claim at most."""
NEARLY = 0.8
"""The similarity from which a claim is one quotation with words changed, not several."""
CLEARLY = 0.1
"""How much closer the words of others must be than altered ones of whom the claim names."""
BY_OTHERS = 0.85
"""The similarity from which altered or reported words of others answer a claim."""


@dataclass(frozen=True, slots=True)
class VerdictFinding:
    """A verdict with the matches that it rests on, the best first, each with its guards."""

    verdict: Verdict
    found: tuple[tuple[Match, tuple[ContextWarning, ...]], ...] = ()


def decide_verdict(case: ClaimContext, matches: Sequence[Match]) -> VerdictFinding | None:
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


def _exact(
    case: ClaimContext, ours: Sequence[Match], others: Sequence[Match]
) -> VerdictFinding | None:
    exact = [one for one in ours if one.exact]
    if exact:
        return _in_context(case, exact)
    elsewhere = [one for one in others if one.exact]
    return _plain("other-speaker", elsewhere) if elsewhere else None


def _in_context(case: ClaimContext, exact: Sequence[Match]) -> VerdictFinding:
    """The words are there: whether they mean there what they seem to mean in the claim."""
    best = [one for one in exact if one.level == exact[0].level]
    seen = [(one, case.guards(one)) for one in best[:GUARDED]]
    free = [pair for pair in seen if not pair[1]]
    rest = tuple((one, ()) for one in exact if one not in [pair[0] for pair in seen])
    if not free:
        return VerdictFinding("out-of-context", (*seen, *rest))
    verdict: Verdict = "verbatim" if free[0][0].level == "same" else "trimmed"
    return VerdictFinding(verdict, (*free, *(pair for pair in seen if pair[1]), *rest))


def _stitched(case: ClaimContext, ours: Sequence[Match]) -> VerdictFinding | None:
    if any(_is_one_changed(one) or _is_reported(one) for one in ours):
        return None
    parts = stitched(case.words, ours)
    if not parts:
        return None
    return VerdictFinding("stitched", tuple((part.match, ()) for part in parts))


def _is_reported(match: Match) -> bool:
    """Whether nearly all of a claim is one indirect quotation."""
    return match.level == "reported" and match.comparison.similarity >= NEARLY


def _is_one_changed(match: Match) -> bool:
    """Whether nearly all of a claim is one quotation, with no long stretch of it from elsewhere."""
    return match.comparison.similarity >= NEARLY and all(
        len(tokens(one.claim)) < LEAST_STITCHED_WORDS
        for one in match.comparison.differences
        if not one.harmless
    )


def _altered(ours: Sequence[Match], others: Sequence[Match]) -> VerdictFinding | None:
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


def _reported(
    case: ClaimContext, ours: Sequence[Match], others: Sequence[Match]
) -> VerdictFinding | None:
    reported = [one for one in ours if one.level == "reported"]
    if reported:
        seen = [(one, case.guards(one)) for one in reported[:GUARDED]]
        free = [pair for pair in seen if not pair[1]]
        return (
            VerdictFinding("indirect", tuple(free))
            if free
            else VerdictFinding("out-of-context", tuple(seen))
        )
    elsewhere = [
        one for one in others if one.level == "reported" and one.comparison.similarity >= BY_OTHERS
    ]
    return _plain("other-speaker", elsewhere) if elsewhere else None


def _plain(verdict: Verdict, matches: Sequence[Match]) -> VerdictFinding:
    return VerdictFinding(verdict, tuple((one, ()) for one in matches))
