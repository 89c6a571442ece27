"""Where a text names people: the spans of their names, without titles and possessives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.attribution.people.bounds import (
    MAX_NAME,
    continues,
    is_capitalised,
    is_common,
    is_name_word,
    is_title,
    whole_name,
)
from quotes.attribution.people.names import Name, folded
from quotes.attribution.words import Words
from quotes.lexicon import (
    ABBREVIATED,
    FEMALE_TITLES,
    GIVEN,
    HONORIFICS,
    MALE_TITLES,
    PARTICLES,
    SUFFIXES,
    is_post,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where somebody is named.

    ``places`` are the words of the name; ``titles`` the words of a title right before it, in
    lower case; ``gender`` is what these show.
    """

    name: Name
    places: range
    span: Span
    titles: tuple[str, ...]

    @property
    def gender(self) -> str | None:
        """``male`` or ``female`` where a title shows it."""
        for title in self.titles:
            if title in MALE_TITLES:
                return "male"
            if title in FEMALE_TITLES:
                return "female"
        return None


def namings(words: Words, skip: Sequence[Span] = ()) -> list[Naming]:
    """All places where people are named, in reading order, none of them inside ``skip``.

    Found are the model's PERSON entities, cleaned and made whole; capitalised words behind a
    title ("Mr Smith", "Sen. Smith"); and runs that begin with a common given name.
    """
    taken: set[int] = set()
    found: list[Naming] = []
    for places in [*_entities(words), *_titled(words), *_given(words)]:
        whole = whole_name(words, places)
        if whole is None or not taken.isdisjoint(whole):
            continue
        if any(words.span(whole).meets(span) for span in skip):
            continue
        taken.update(whole)
        found.append(naming_at(words, whole))
    return sorted(found, key=lambda naming: naming.span)


def naming_at(words: Words, places: range) -> Naming:
    """The naming at these places, with the titles before it."""
    text = words.phrase(places)
    return Naming(Name.of(text), places, words.span(places), titles_before(words, places[0]))


def titles_before(words: Words, place: int) -> tuple[str, ...]:
    """The titles right before a name, in lower case, in reading order."""
    titles: list[str] = []
    at = place - 1
    while at >= 0 and words.joined(at) and len(titles) < MAX_NAME:
        plain = words.lower(at).rstrip(".")
        if plain == "" or not (plain in HONORIFICS or is_post(plain)):
            break
        titles.insert(0, plain)
        at -= 1
    return tuple(titles)


def _entities(words: Words) -> Iterator[range]:
    place = 0
    while place < len(words):
        word = words[place]
        if word.label != "PERSON":
            place += 1
            continue
        end = place + 1
        while end < len(words) and words[end].entity == word.entity and _goes_on(words, end):
            end += 1
        yield range(place, end)
        place = end


def _goes_on(words: Words, place: int) -> bool:
    """Whether a PERSON entity is still the same name here: no common word, no new line."""
    word = words[place]
    if _ends_sentence(words, place - 1) and is_capitalised(word):
        return False
    if word.text[0].isalpha() and not is_capitalised(word) and word.lower not in PARTICLES:
        return word.is_possessive
    gap = words.text[words[place - 1].span.end : word.span.start]
    return "\n" not in gap or not is_common(word.lower)


def _ends_sentence(words: Words, place: int) -> bool:
    """Whether a full stop stands here that belongs neither to an initial nor to "Jr."."""
    word = words[place]
    if not word.text.endswith("."):
        return False
    name = folded(word.text) or folded(words[place - 1].text)
    return len(name) > 2 and name not in SUFFIXES


def _titled(words: Words) -> Iterator[range]:
    """Runs of capitalised words behind a title."""
    for place in range(len(words) - 1):
        plain = words.lower(place).rstrip(".")
        if not words.joined(place) or not is_name_word(words, place + 1):
            continue
        if plain in HONORIFICS and plain not in ("father", "brother", "sister"):
            sure = True
        elif plain in ABBREVIATED or (words[place].is_capitalised and is_post(plain)):
            after = words[place + 1]
            sure = after.label in ("PERSON", "MISC") or (after.label == "" and after.pos != "VERB")
        else:
            continue
        plain = words.lower(place + 1)
        if not sure or is_title(plain) or is_common(plain):
            continue
        end = place + 2
        while end < place + 1 + MAX_NAME and words.joined(end - 1) and continues(words, end):
            end += 1
        if is_capitalised(words[end - 1]):
            yield range(place + 1, end)


def _given(words: Words) -> Iterator[range]:
    """Two or three capitalised words of which the first is a common given name."""
    for place in range(len(words) - 1):
        word = words[place]
        if word.lower not in GIVEN or not word.is_capitalised or not words.joined(place):
            continue
        if place and words[place - 1].is_capitalised and words.joined(place - 1):
            before = words.lower(place - 1)
            apart = words[place - 1].label not in ("", "PERSON")
            if not (is_title(before) or is_common(before) or apart):
                continue
        end = place + 1
        while end < place + 4 and words.joined(end - 1) and continues(words, end):
            end += 1
        places = range(place, end)
        labels = {words[at].label for at in places}
        if len(places) < 2 or not is_capitalised(words[end - 1]):
            continue
        if any(is_common(words.lower(at)) for at in places[1:]):
            continue
        entities = {words[at].entity for at in places if words[at].label not in ("", "PERSON")}
        alone = all(
            words[at].entity not in entities for at in (place - 1, end) if 0 <= at < len(words)
        )
        if labels <= {"", "PERSON", "MISC"} or (len(places) == 2 and alone):
            yield places
