"""Pronouns and descriptions that open a sentence and surely mean one person named before.

"“It is late,” said Ann Lee. She heads the trust." Anything that could be somebody else (a second
name, "her lawyer", another gender) makes the pronoun unsure, and it is left out; so is "the
minister" where two people are ministers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.attribution.people.people import Individual
from quotes.attribution.posts.descriptions import descriptions
from quotes.attribution.posts.roles import head_of, head_run
from quotes.attribution.words import Words
from quotes.lexicon import PERSON_NOUNS, is_post

_PRONOUNS = {"he": "male", "she": "female"}
_REACH = 3
"""Sentences without a name that a pronoun may look back over."""


def openings(words: Words, people: Sequence[Individual]) -> list[list[range]]:
    """For each of the people, the places of the subjects that open a sentence and mean them."""
    found = _pronouns(words, people)
    for number, places in _descriptions(words, people):
        found[number].append(places)
    return found


def _pronouns(words: Words, people: Sequence[Individual]) -> list[list[range]]:
    owner = {
        place: number
        for number, person in enumerate(people)
        for naming in person.namings
        for place in naming.places
    }
    found: list[list[range]] = [[] for _ in people]
    known: int | None = None
    age = 0
    for sentence, is_quoted in _sentences(words):
        first = words.lower(sentence.start)
        meant = known if first in _PRONOUNS and not is_quoted else None
        if meant is not None and people[meant].gender not in (None, _PRONOUNS[first]):
            meant = known = None
        if meant is not None:
            found[meant].append(range(sentence.start, sentence.start + 1))
        named = {owner[place] for place in sentence if place in owner}
        if len(named) > 1 or _others(words, people, sentence, named, owner):
            known = None
        elif named:
            (known,), age = named, 0
        elif meant is None:
            age += 1
            known = known if age < _REACH else None
    return found


def _descriptions(words: Words, people: Sequence[Individual]) -> Iterator[tuple[int, range]]:
    """Sentences that open with "The former minister", where one person alone is a minister."""
    holders: dict[str, set[int]] = {}
    for number, person in enumerate(people):
        for naming in person.namings:
            for description in descriptions(words, naming):
                run = head_run(words, description.places)
                if run and description.kind in ("posts", "plural", "placed"):
                    holders.setdefault(head_of(words, run), set()).add(number)
    for sentence, is_quoted in _sentences(words):
        if is_quoted or words.lower(sentence.start) != "the" or len(sentence) < 4:
            continue
        run = head_run(words, sentence[1:6])
        if run is None or run.stop >= sentence.stop or words[run.stop].is_capitalised:
            continue
        meant = holders.get(head_of(words, run), set())
        if len(meant) != 1 or any(
            words[at].is_capitalised for at in range(sentence.start + 1, run.start)
        ):
            continue
        (number,) = meant
        if people[number].namings[0].places.start < sentence.start:
            yield number, range(sentence.start, run.stop)


def _sentences(words: Words) -> Iterator[tuple[range, bool]]:
    """The sentences of a text, and whether each begins inside a quotation."""
    start = depth = 0
    paragraph = -1
    while start < len(words):
        sentence = words.sentence_of(start)
        if words[start].paragraph != paragraph:
            paragraph, depth = words[start].paragraph, 0
        yield sentence, depth > 0 or words[start].text in ("“", '"')
        for place in sentence:
            text = words[place].text
            if text == '"':
                depth = 1 - min(depth, 1)
            elif text in "“”":
                depth = depth + 1 if text == "“" else max(0, depth - 1)
        start = sentence.stop


def _others(
    words: Words,
    people: Sequence[Individual],
    sentence: range,
    named: set[int],
    owner: dict[int, int],
) -> bool:
    """Whether a sentence may speak of somebody besides the one person named in it."""
    own = set(owner)
    for number in named:
        for naming in people[number].namings:
            if naming.places.start in sentence:
                if words.lower(naming.places.stop) in ("'s", "'"):
                    return True
                for description in descriptions(words, naming):
                    own.update(description.evidence)
    return any(
        words[place].label == "PERSON"
        or words.lower(place) in PERSON_NOUNS
        or is_post(words.lower(place))
        for place in sentence
        if place not in own
    )
