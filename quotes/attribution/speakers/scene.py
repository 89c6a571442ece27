"""What the resolution of a source has before it, and what it answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.article import Rival, Span, Speaker
from quotes.attribution.cast import Cast
from quotes.attribution.speakers.antecedents import Antecedents, Turn
from quotes.attribution.speakers.phrases import Phrase, source_of
from quotes.attribution.words import Words


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who speaks: the speakers, the chance in [0, 1] that they are right, why, and who else was
    weighed, the likeliest first."""

    speakers: tuple[Speaker, ...]
    certainty: float
    reason: str
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The words beside a quotation that are to be resolved.

    ``before`` has the mention (or the first piece) and the speakers of every quotation earlier
    in the text, in the order of the text; ``content`` the pieces of this quotation, inside which
    no antecedent is looked for.
    """

    mention: Span
    before: Sequence[Turn]
    content: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Scene:
    """One article: its words and cast, the passages inside quotation marks, the member whose name
    each place belongs to, and who may be pointed back to."""

    words: Words
    cast: Cast
    quoted: tuple[Span, ...]
    owners: Mapping[int, int]
    antecedents: Antecedents = field(repr=False)

    def source(self, phrase: Phrase, mention: Span) -> tuple[Speaker, float, str]:
        """A noun phrase as a speaker that is no named person, with certainty and reason."""
        kind, name, sure, reason = source_of(self.words, phrase, self.cast.organizations)
        return Speaker(kind, name, mention), sure, reason

    def unresolved(self, mention: Span, sure: float, reason: str) -> Resolution:
        """Nobody that the article names."""
        return Resolution((Speaker("unknown", mention.of(self.words.text), mention),), sure, reason)


def again(speaker: Speaker, mention: Span) -> Speaker:
    """The same speaker under another mention."""
    return Speaker(speaker.type, speaker.name, mention, speaker.affiliation)
