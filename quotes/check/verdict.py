"""The verdict on a claim: from the very words of the very speaker down to nothing found.

The first rung that holds is the verdict: the words in their context, several quotations stitched
together, altered words, reported speech. The figures behind the thresholds are those of the claims
in tests/checks and of altered quotations (docs/accuracy.md, "Checking claims").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.check.context import (
    ClaimedSubject,
    SourceArticles,
    claimed_subjects,
    context_warnings,
    subject_warning,
)
from quotes.check.differences import compare
from quotes.check.match import ClaimReading, Match, is_gloss, match_repeated
from quotes.check.results import ContextWarning, SaidBy, Verdict
from quotes.check.speakers import ClaimedSpeaker, has_no_speaker, only_pronouns
from quotes.db.rows import QuotationRow
from quotes.lexicon import any_of, word_set
from quotes.names.person import fold_person, surname
from quotes.text.marks import Quoted, quoted, quoted_within
from quotes.text.normalize import fold
from quotes.text.tokens import tokens
from quotes.types import Claim, Span

MOST_READ = 4
"""Matches at most whose context is read for a claim."""
NEARLY = 0.8
"""The similarity from which a claim is one quotation with words changed, not several."""
CLEARLY = 0.1
"""How much closer the words of others must be than altered ones of the speaker claimed."""
BY_OTHERS = 0.85
"""The similarity from which altered or reported words of others answer a claim."""
LEAST_STITCHED_WORDS = 4
"""Words that a part of a stitched claim has at least."""
CLOSE = 0.85
"""How much of a part must stand in its quotation."""
LEFT = 0.25
"""The share of the claim's words that may stand in none of the quotations."""
MOST_PARTS = 4
"""Parts of a stitched claim at most."""
REACH = 120
"""Characters before and after inner marks in which it is said whose words they are."""
LEAST_REPEATED_WORDS = 4
"""Words in inner marks that are an utterance and no mere term."""

_OWN = re.compile(
    r"\b(?:I|we)(?:['’]ve|\s+have|\s+had)?(?:\s+\w+)?\s+"
    rf"{any_of(word_set('verbs', 'own'))}\b"
)
_LEADING = re.compile(r"[^.!?]*$")
_FOLLOWING = re.compile(r"[^.!?]*")
_REMARKS = frozenset({"sic", "sic!", "…", "...", "emphasis added", "laughs", "laughter"})
"""An editor's brackets that say nothing of the subject."""


@dataclass(frozen=True, slots=True)
class RepeatedSpeech:
    """The words in inner marks that the claimed ones stand in, as characters of the article.

    ``said_by`` tells whether the speaker claimed is the one whose words are repeated.
    """

    inner: Span
    said_by: SaidBy


def repeated_speech(match: Match, speaker: ClaimedSpeaker) -> RepeatedSpeech | None:
    """Whose words the claimed ones are, if the speaker of the quotation only repeats them.

    :returns: None where they are the speaker's own, or nothing says whose they are.
    """
    context, offset = match.row.context, match.row.context_start
    spans = [Span(span.start - offset, span.end - offset) for span in match.article_spans]
    marks = _marks_around(context, spans)
    if marks is None:
        return None
    outer, inner = marks
    lead = _LEADING.search(
        context, max(outer.inner.start, inner.span.start - REACH), inner.span.start
    )
    tail = _FOLLOWING.match(context, inner.span.end, min(outer.inner.end, inner.span.end + REACH))
    around = " ".join(part[0] for part in (lead, tail) if part)
    span = Span(inner.inner.start + offset, inner.inner.end + offset)
    if surname(fold_person(speaker.name)) in fold(around).split():
        return RepeatedSpeech(span, "same")
    if _OWN.search(around) or match.said_by != "same":
        return None
    return RepeatedSpeech(span, "other")


def _marks_around(context: str, spans: list[Span]) -> tuple[Quoted, Quoted] | None:
    """The outer and the inner marks that all spans stand in."""
    for outer in quoted(context):
        for inner in quoted_within(context, outer):
            utters = len(inner.inner.of(context).split()) >= LEAST_REPEATED_WORDS
            if utters and spans and all(inner.span.holds(span) for span in spans):
                return outer, inner
    return None


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """A claim in one reading, the speaker it names, and the articles that are read for it."""

    claim: Claim
    reading: ClaimReading
    speaker: ClaimedSpeaker | None
    articles: SourceArticles

    @property
    def words(self) -> str:
        """The words that somebody is claimed to have said."""
        return self.reading.words.text

    def said_by(self, row: QuotationRow) -> SaidBy | None:
        """Whether the speaker claimed says a quotation, None where the claim names nobody."""
        if self.speaker is None:
            return None
        said_by = self.speaker.said_by(row)
        if said_by == "unnamed" and only_pronouns(row):
            text = self.articles.of(row).text
            return "same" if self.speaker.is_open(row, text) else said_by
        return said_by

    def may_have_said(self, match: Match) -> bool:
        """Whether no speaker was found for a match in an article that names the one claimed."""
        if self.speaker is None or not has_no_speaker(match.row):
            return False
        return self.speaker.is_named_in(self.articles.of(match.row).text)

    def attributed(self, match: Match) -> Match:
        """The match, by whom its words really are where the speaker repeats another's."""
        spoken = match.row.kind != "indirect" and not only_pronouns(match.row)
        if self.speaker is None or not spoken or not match.comparison.claim_spans:
            return match
        speech = repeated_speech(match, self.speaker)
        return match_repeated(match, self.words, speech.inner, speech.said_by) if speech else match

    def warnings(self, match: Match) -> tuple[ContextWarning, ...]:
        """What stands around the claimed words of a match and changes what they mean."""
        article = self.articles.of(match.row)
        found: list[ContextWarning] = []
        for row in match.rows:
            claimed = [
                span
                for span in match.article_spans
                if any(piece.meets(span) for piece in row.pieces)
            ]
            found += context_warnings(article, row, claimed, self.claim.text)
        glosses = [
            ClaimedSubject(gloss.claim, gloss.said)
            for gloss in match.comparison.differences
            if is_gloss(gloss) and gloss.claim.strip("[] ").casefold() not in _REMARKS
        ]
        subject = subject_warning(
            [*glosses, *claimed_subjects(self.reading.frame)],
            article.text,
            match.article_spans or match.row.pieces,
            [piece for row in match.rows for piece in row.pieces],
            [speaker.name for row in match.rows for speaker in row.speakers]
            + [self.claim.by or ""],
        )
        return (*found, subject) if subject else tuple(found)

    def holds_frame(self, match: Match, framed: ClaimReading) -> bool:
        """Whether what another reading takes for a frame is mostly words of the quotation too."""
        matched = [self.in_claim(span) for span in match.comparison.claim_spans]
        frame = [
            Span(word.start, word.end)
            for word in tokens(self.claim.text)
            if not any(span.start <= word.start < span.end for span in framed.words.spans)
        ]
        said = [word for word in frame if any(span and span.holds(word) for span in matched)]
        return 2 * len(said) > len(frame)

    def in_claim(self, span: Span | None) -> Span | None:
        """A span of the words as one of the claim's text."""
        return self.reading.words.source_span(span) if span else None


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
    while unexplained and len(parts) < MOST_PARTS:
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


Warned = tuple[Match, tuple[ContextWarning, ...]]
"""A match with what its context warns of."""


@dataclass(frozen=True, slots=True)
class VerdictFinding:
    """A verdict with the matches that it rests on, the best first, each with its warnings."""

    verdict: Verdict
    matches: tuple[Warned, ...] = ()


def decide_verdict(context: ClaimContext, matches: Sequence[Match]) -> VerdictFinding | None:
    """The verdict that the words of quotations give, None where none of them answers the claim.

    :param matches: quotations with like words, the best first.
    """
    own = [match for match in matches if match.said_by in (None, "same")]
    others = [match for match in matches if match.said_by in ("other", "unnamed")]
    return (
        _exact(context, own, others)
        or _stitched(context, own)
        or _altered(context, own, others)
        or _reported(context, own, others)
    )


def _exact(
    context: ClaimContext, own: Sequence[Match], others: Sequence[Match]
) -> VerdictFinding | None:
    exact = [match for match in own if match.exact]
    if exact:
        return _in_context(context, exact)
    elsewhere = [match for match in others if match.exact]
    return _without_warnings("other-speaker", elsewhere) if elsewhere else None


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
    context: ClaimContext, own: Sequence[Match], others: Sequence[Match]
) -> VerdictFinding | None:
    """Words that were changed, also where the article leaves open who said them.

    That confirms nothing of anybody; to call them somebody else's would blame the one claimed.
    """
    lost = [match for match in others if context.may_have_said(match)]
    others = [match for match in others if match not in lost]
    altered = [match for match in (*own, *lost) if match.level == "altered"]
    altered.sort(key=lambda match: -match.similarity)
    best = max((match.similarity for match in altered), default=0.0)
    if any(match.level == "reported" and match.similarity >= best for match in own):
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
