"""Which targets of stances belong to what somebody asked for, and whether the side turns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from quotes.article import Polarity, Span
from quotes.meaning.vocabulary.vocabulary import Vocabulary
from quotes.store.standpoints.rows import Match
from quotes.store.standpoints.subjects import subject_of
from quotes.store.standpoints.targets import content_of, words_of
from quotes.store.standpoints.turning import turn_of

Places = Callable[[str], Iterable[Span]]
"""Where in a target the names of the topic stand that was asked for."""

OPPOSITE: dict[Polarity, Polarity] = {
    "support": "oppose",
    "oppose": "support",
    "neutral": "neutral",
}


@dataclass(frozen=True, slots=True)
class Belonging:
    """How a target belongs to what was asked for; ``turned``: the side is the opposite one."""

    match: Match
    turned: bool = False

    def side(self, polarity: Polarity) -> Polarity:
        """The side towards what was asked for, of a stance towards the target."""
        return OPPOSITE[polarity] if self.turned else polarity


class Asked:
    """What sides are wanted towards; holds the words asked for and the names of their topic."""

    def __init__(
        self, target: str, places: Places | None = None, similar: Collection[str] = ()
    ) -> None:
        """Take the words asked for.

        :param places: where the names of their topic stand in a target, if they name one.
        :param similar: the targets that are known to be close in meaning.
        """
        self._words = content_of(target)
        self._subject = subject_of(target)
        self._places = places
        self._similar = frozenset(similar)

    def belonging(self, target: str) -> Belonging | None:
        """How a target belongs to what was asked for.

        None if it does not, or if nothing can be said of the side: "cuts to the tax".
        """
        words = words_of(target)
        forms = [word.form for word in words]
        if self._words and self._words <= set(forms):
            named = [place for place, form in enumerate(forms) if form in self._words]
            same = subject_of(target).key == self._subject.key
            return _carried(forms, named, "same" if same else "part")
        for span in self._places(target) if self._places else ():
            named = [i for i, word in enumerate(words) if span.meets(Span(word.start, word.end))]
            if named and (found := _carried(forms, named, "topic")):
                return found
        return Belonging("similar") if target in self._similar else None


def _carried(forms: list[str], named: list[int], match: Match) -> Belonging | None:
    turn = turn_of(forms, named)
    return None if turn == "unknown" else Belonging(match, turn == "opposite")


def names_of(vocabulary: Vocabulary, topic: str) -> Places:
    """Where the label and the synonyms of a topic stand; a pattern may mean something beside it."""

    def places(target: str) -> Iterator[Span]:
        for hit in vocabulary.hits(target):
            if hit.term.topic == topic and hit.term.kind != "pattern":
                yield hit.place

    return places
