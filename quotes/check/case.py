"""A claim that is being checked, with what is known of it before anything is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.article import Span
from quotes.check.claimed import Wording
from quotes.check.context.guard import guards
from quotes.check.context.scene import Scenes
from quotes.check.context.subject import Gloss, about, subject_guard
from quotes.check.echo import echo_of
from quotes.check.match import Match, is_gloss, repeated
from quotes.check.rows import Claim, Guard, SaidBy
from quotes.check.speakers import Sought, only_pronouns
from quotes.check.words.tokens import tokens
from quotes.store.rows import QuotationRow

_REMARKS = frozenset({"sic", "sic!", "…", "...", "emphasis added", "laughs", "laughter"})
"""An editor's brackets that say nothing of the subject."""


@dataclass(frozen=True, slots=True)
class Case:
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
        echo = echo_of(match, self.sought)
        return repeated(match, self.words, echo.inner, echo.by) if echo else match

    def guards(self, match: Match) -> tuple[Guard, ...]:
        """What stands around the claimed words of a match and turns what they mean."""
        around = self.scenes.around(match.row)
        found: list[Guard] = []
        for row in match.rows:
            inside = [
                place for place in match.places if any(piece.meets(place) for piece in row.pieces)
            ]
            found += guards(around, row, inside, self.claim.text)
        glosses = [
            Gloss(one.claim, one.said)
            for one in match.comparison.differences
            if is_gloss(one) and one.claim.strip("[] ").casefold() not in _REMARKS
        ]
        subject = subject_guard(
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
