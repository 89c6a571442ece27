"""Whose words they are: the speaker that a claim names, without being misled by namesakes.

And the claim in one reading, with that speaker and the articles that are read for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.check.context import (
    ClaimedSubject,
    SourceArticles,
    claimed_subjects,
    context_warnings,
    subject_warning,
)
from quotes.check.match import ClaimReading, Match, is_gloss, match_repeated
from quotes.check.results import ContextWarning, SaidBy, Verdict
from quotes.check.thresholds import LEAST_REPEATED_WORDS, REACH, RIVAL_CHANCE, SHORTEST_FORM, SURE
from quotes.db.rows import QuotationRow, SpeakerRow
from quotes.entities.naming import is_more_than_a_name
from quotes.lexicon import any_of, word_set
from quotes.names.person import fold_person, surname
from quotes.names.person_match import names_agree
from quotes.search.claims import Lookup, PersonCandidate
from quotes.text.marks import Quoted, quoted, quoted_within
from quotes.text.normalize import fold, fold_organization
from quotes.text.tokens import tokens
from quotes.types import UNKNOWN_SPEAKER, Claim, Span

_SPOKESPERSON = "spokes"
"""How the words for one begin: spokesman, spokeswoman, spokesperson."""
_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})


@dataclass(frozen=True, slots=True)
class ClaimedSpeaker:
    """The speaker that a claim names: the name, and the records of people whom it may mean.

    ``excluded`` are ids of namesakes in other posts than the one that the claim gives.
    """

    name: str
    candidates: tuple[PersonCandidate, ...]
    excluded: frozenset[int] = frozenset()

    @property
    def person_ids(self) -> frozenset[int]:
        """The ids of the records."""
        return frozenset(person.id for person in self.candidates)

    def said_by(self, row: QuotationRow) -> SaidBy:
        """Whether one of these says the quotation.

        "same" also where the article leaves it open, or the program is not sure enough of another
        speaker to say that it was not the one claimed. "unnamed": the quotation has no speaker, or
        one without a name, who may be anybody.
        """
        if any(self._is(speaker) or self._may_be(speaker) for speaker in row.speakers):
            return "same"
        if any(self._speaks_for(speaker) for speaker in row.speakers):
            return "same"
        if self.is_rival(row) or self.is_open(row):
            return "same"
        return "other" if has_named_speaker(row) else "unnamed"

    def is_only_possible(self, row: QuotationRow) -> bool:
        """Whether the article leaves it open that the speaker is the one claimed."""
        return not any(self._is(speaker) for speaker in row.speakers)

    def is_rival(self, row: QuotationRow) -> bool:
        """Whether the one claimed was weighed as the speaker, and the one taken is not sure."""
        if row.why is None or row.why.certainty >= SURE:
            return False
        return any(
            rival.chance >= RIVAL_CHANCE and may_be_same_person(rival.name, self.name)
            for rival in row.why.rivals
        )

    def is_open(self, row: QuotationRow, text: str | None = None) -> bool:
        """Whether a pronoun that resolves to nobody says it, near the name of the one claimed.

        :param text: where the name has to stand; the paragraphs around by default.
        """
        nearby = row.context if text is None else text
        return only_pronouns(row) and self.is_named_in(nearby)

    def is_named_in(self, text: str) -> bool:
        """Whether a text has the surname of the one claimed."""
        return surname(fold_person(self.name)) in fold(text).split()

    def _is(self, speaker: SpeakerRow) -> bool:
        if speaker.person_id is not None:
            return speaker.person_id in self.person_ids
        if speaker.type == "person":
            return fold_person(speaker.name) == fold_person(self.name)
        return speaker.type in ("organization", "group") and _same_body(speaker.name, self.name)

    def _speaks_for(self, speaker: SpeakerRow) -> bool:
        """Whether the speaker is a spokesperson of the body claimed: such words are the body's."""
        if speaker.organization is None or not _same_body(speaker.organization, self.name):
            return False
        return any(word.startswith(_SPOKESPERSON) for word in fold(speaker.role or "").split())

    def _may_be(self, speaker: SpeakerRow) -> bool:
        """Whether the article gives a surname only, or a form that may be the same name."""
        if speaker.person_id in self.excluded:
            return False
        return speaker.type == "person" and may_be_same_person(speaker.name, self.name)


def resolve_speaker(name: str, lookup: Lookup) -> ClaimedSpeaker:
    """Whom a name means that may have a post before it: "Mayor Anna Meier", "Superintendent Rao".

    Where nobody has the name as it is written, words are taken off its front. What is left has to
    be a name that may be that of the whole, or one of somebody whose post has one of these words.
    A number, or a post behind a comma, says itself which of those of a name is meant.
    """
    if is_more_than_a_name(name) and (meant := tuple(lookup.people(name))):
        called = lookup.people(meant[0].name)
        others = frozenset(person.id for person in called if person not in meant)
        return ClaimedSpeaker(meant[0].name, meant, lookup.in_post(others))
    words = name.split()
    for count in range(len(words)):
        bare_name = " ".join(words[count:])
        people = candidates = tuple(lookup.people(bare_name))
        if count and people:
            candidates = _in_post(words[:count], people, lookup) or tuple(
                person for person in people if may_be_same_person(person.name, name)
            )
        elif len(people) > 1:
            candidates = _in_post(_titles(name), people, lookup) or people
        if candidates:
            namesakes = frozenset(person.id for person in people if person not in candidates)
            return ClaimedSpeaker(bare_name, candidates, lookup.in_post(namesakes))
    return ClaimedSpeaker(name, ())


def _in_post(
    words: Sequence[str], people: tuple[PersonCandidate, ...], lookup: Lookup
) -> tuple[PersonCandidate, ...]:
    """Those of the people whose post has one of the words."""
    ids = frozenset(person.id for person in people)
    in_post = lookup.in_post(ids, frozenset(fold(word) for word in words))
    return tuple(person for person in people if person.id in in_post)


def _titles(name: str) -> list[str]:
    """The words of a name that are none of the person's: "Mayor"."""
    own = fold_person(name).split()
    return [word for word in name.split() if fold(word) not in own]


def may_be_same_person(first: str, second: str) -> bool:
    """Whether two names may be those of one person: a surname alone, a short form, an initial."""
    first_words, second_words = fold_person(first).split(), fold_person(second).split()
    if not first_words or not second_words:
        return False
    if first_words[-1] == second_words[-1]:
        if len(first_words) == 1 or len(second_words) == 1:
            return True
        short, long = sorted((first_words[0], second_words[0]), key=len)
        if len(short) >= SHORTEST_FORM and long.startswith(short):
            return True
    return names_agree(first, second)


def has_named_speaker(row: QuotationRow) -> bool:
    """Whether a speaker of the quotation has a name."""
    return any(speaker.type != "unknown" and speaker.anonymity is None for speaker in row.speakers)


def only_pronouns(row: QuotationRow) -> bool:
    """Whether pronouns say it, and nobody knows whom they mean."""
    return bool(row.speakers) and all(fold(speaker.name) in _PRONOUNS for speaker in row.speakers)


def has_no_speaker(row: QuotationRow) -> bool:
    """Whether no source was found for a quotation."""
    return all(map(_is_unknown, row.speakers))


def names_of(row: QuotationRow) -> str:
    """The speakers of a quotation as a sentence names them."""
    if only_pronouns(row):
        return f"somebody whom the article only calls “{row.speakers[0].name}”"
    named = [speaker.name for speaker in row.speakers if not _is_unknown(speaker)]
    return " and ".join(named) or "nobody whom the article names"


def _is_unknown(speaker: SpeakerRow) -> bool:
    return speaker.type == "unknown" and speaker.name in ("", UNKNOWN_SPEAKER.name)


def _same_body(first: str, second: str) -> bool:
    """Whether all words of one name stand in the other."""
    left, right = set(fold_organization(first).split()), set(fold_organization(second).split())
    return bool(left and right) and (left <= right or right <= left)


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

    :returns: None where they are the speaker's own, as those of a nested quotation are, or nothing
        says whose they are.
    """
    context, offset = match.row.context, match.row.context_start
    spans = [Span(span.start - offset, span.end - offset) for span in match.article_spans]
    marks = _marks_around(context, spans)
    if marks is None:
        return None
    outer, inner = marks
    if all(inner.span.holds(Span(p.start - offset, p.end - offset)) for p in match.row.pieces):
        return None
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


Warned = tuple[Match, tuple[ContextWarning, ...]]
"""A match with what its context warns of."""


@dataclass(frozen=True, slots=True)
class VerdictFinding:
    """A verdict with the matches that it rests on, the best first, each with its warnings.

    ``not_said`` are others with like words that the speaker, as articles say, denied, refused to
    say or is only supposed to have said.
    """

    verdict: Verdict
    matches: tuple[Warned, ...] = ()
    not_said: tuple[Match, ...] = ()
