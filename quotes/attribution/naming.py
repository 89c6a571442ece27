"""Where a text names people: the spans of their names, without titles and possessives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.attribution.demonyms import COUNTRIES, is_demonym
from quotes.attribution.given_names import FEMALE, MALE
from quotes.attribution.names import Name, folded
from quotes.attribution.wordlists import (
    ABBREVIATED,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_TITLES,
    MONTHS_SHORT,
    NAMED_AFTER,
    NO_NAMES,
    ORGANIZATION_NOUNS,
    PARTICLES,
    PARTIES,
    PLACE_NOUNS,
    PORTFOLIOS,
    POST_MODIFIERS,
    POSTNOMINALS,
    SUFFIXES,
    is_post,
)
from quotes.attribution.words import Words

MAX_NAME = 5
"""Words of a name at most, nickname aside."""

_OPENING = frozenset("\"“‘'«(")
_CLOSING = frozenset("\"”’'»)")
_PLACING = frozenset({"of", "at", "for", "in"})
_GIVEN = MALE | FEMALE


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
        whole = _whole(words, places)
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


def is_title(word: str) -> bool:
    """Whether a word, in lower case, can stand before a name as its title."""
    plain = word.rstrip(".")
    return plain in HONORIFICS or is_post(plain)


def is_name_word(words: Words, place: int) -> bool:
    """Whether the word at the place can be part of a name."""
    if not 0 <= place < len(words):
        return False
    word = words[place]
    plain = word.lower.rstrip(".")
    if not word.is_capitalised or plain in NO_NAMES or plain in POSTNOMINALS:
        return False
    if len(word.text) > 2 and word.text.endswith("s") and word.text[:-1].isupper():
        return False
    if word.text in MONTHS_SHORT or (place and words[place - 1].text in ("#", "@")):
        return False
    return not (any(c.isdigit() for c in word.text) or word.is_possessive)


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
    if word.text[0].isalpha() and not word.is_capitalised and word.lower not in PARTICLES:
        return word.is_possessive
    gap = words.text[words[place - 1].span.end : word.span.start]
    return "\n" not in gap or not _is_common(word.lower)


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
        if not sure or is_title(plain) or _is_common(plain):
            continue
        end = place + 2
        while end < place + 1 + MAX_NAME and words.joined(end - 1) and _continues(words, end):
            end += 1
        if words[end - 1].is_capitalised:
            yield range(place + 1, end)


def _given(words: Words) -> Iterator[range]:
    """Two or three capitalised words of which the first is a common given name."""
    for place in range(len(words) - 1):
        word = words[place]
        if word.lower not in _GIVEN or not word.is_capitalised or not words.joined(place):
            continue
        if place and words[place - 1].is_capitalised and words.joined(place - 1):
            before = words.lower(place - 1)
            apart = words[place - 1].label not in ("", "PERSON")
            if not (is_title(before) or _is_common(before) or apart):
                continue
        end = place + 1
        while end < place + 4 and words.joined(end - 1) and _continues(words, end):
            end += 1
        places = range(place, end)
        labels = {words[at].label for at in places}
        if len(places) < 2 or not words[end - 1].is_capitalised:
            continue
        if any(_is_common(words.lower(at)) for at in places[1:]):
            continue
        entities = {words[at].entity for at in places if words[at].label not in ("", "PERSON")}
        alone = all(
            words[at].entity not in entities for at in (place - 1, end) if 0 <= at < len(words)
        )
        if labels <= {"", "PERSON", "MISC"} or (len(places) == 2 and alone):
            yield places


def _continues(words: Words, place: int) -> bool:
    if is_name_word(words, place):
        if words[place].pos == "VERB" and words.lower(place).endswith("ing"):
            return False
        return not _is_common(words.lower(place)) and words[place].label in ("", "PERSON", "MISC")
    word = words[place]
    return (
        word.lower in PARTICLES
        and word.lower not in ("y", "do")
        and is_name_word(words, place + 1)
        and words.joined(place)
    )


def _is_common(word: str) -> bool:
    plain = word.rstrip(".")
    return (
        plain in ORGANIZATION_NOUNS
        or plain in PORTFOLIOS
        or plain in POST_MODIFIERS
        or plain in PARTIES
        or plain in COUNTRIES
        or is_demonym(plain)
        or is_title(plain)
    )


def _whole(words: Words, places: range) -> range | None:
    """The places of a name made whole: titles and marks taken off, cut pieces put back."""
    start, end = places.start, places.stop
    while start < end and not _may_begin(words, start, end):
        start += 1
    while start < end and not _may_end(words, end - 1):
        end -= 1
    if start == end:
        return None
    while start and words.joined(start - 1) and _belongs_before(words, start - 1):
        start -= 1
    if end - start == 1 and start and words.joined(start - 1) and _is_lost_part(words, start - 1):
        start -= 1
    end = _with_what_follows(words, start, end)
    size = sum(words[at].text not in _OPENING | _CLOSING for at in range(start, end))
    if size > MAX_NAME + 1 or not _is_plausible(words, range(start, end)):
        return None
    return range(start, end)


def _may_begin(words: Words, place: int, end: int) -> bool:
    word = words[place]
    if word.lower in PARTICLES and place + 1 < end:
        return is_name_word(words, place + 1)
    if not is_name_word(words, place):
        return False
    plain = word.lower.rstrip(".")
    if plain in _GIVEN:
        return True
    if place + 1 == end:
        describes = is_demonym(plain) and words.joined(place) and is_name_word(words, place + 1)
        return not (is_title(plain) or describes)
    if words.lower(place - 1) in _PLACING and words.lower(place + 1) in _GIVEN:
        return end - place < 3
    return not (is_title(plain) or plain in POST_MODIFIERS or is_demonym(plain))


def _may_end(words: Words, place: int) -> bool:
    return is_name_word(words, place) or folded(words[place].text) in SUFFIXES


def _belongs_before(words: Words, place: int) -> bool:
    """Whether the word before a name is its lost first part: a given name, initial, or piece."""
    word = words[place]
    if not is_name_word(words, place) or is_title(word.lower) or _is_common(word.lower):
        return False
    if word.label == "PERSON":
        return not (words.lower(place - 1) in _PLACING and words.lower(place + 1) in _GIVEN)
    initial = len(folded(word.text)) == 1 and word.text.endswith(".")
    return initial or (word.lower in _GIVEN and word.label in ("", "MISC"))


def _is_lost_part(words: Words, place: int) -> bool:
    """Whether a word before a lone family name is the given name, passed over by the model."""
    word = words[place]
    cut = (
        word.label in ("ORG", "LOC") and words.joined(place - 1) and words[place - 1].is_capitalised
    )
    return (
        (word.label == "" or cut)
        and word.pos == "PROPN"
        and is_name_word(words, place)
        and not is_title(word.lower)
        and not _is_common(word.lower)
    )


def _with_what_follows(words: Words, start: int, end: int) -> int:
    while end < len(words) and words.joined(end - 1) and end - start < MAX_NAME:
        word = words[end]
        if word.text in _OPENING and (after := _nickname_end(words, end)):
            end = after
            continue
        plain = folded(word.text)
        if plain in SUFFIXES and word.is_capitalised:
            end += 1
            break
        if not _continues(words, end):
            break
        near = word.label == "PERSON" or word.entity == words[end - 1].entity != -1
        lone = end - start == 1 and word.pos == "PROPN"
        particle = words[end - 1].lower in PARTICLES or word.lower in PARTICLES
        initial = len(folded(words[end - 1].text)) == 1
        if not (near or lone or particle or initial):
            break
        end += 1
    if (
        end + 1 < len(words)
        and words[end].text == ","
        and folded(words[end + 1].text) in ("jr", "sr")
    ):
        end += 2
    return end


def _nickname_end(words: Words, place: int) -> int | None:
    """Behind the family name that follows a nickname in quotation marks, else None."""
    for closing in range(place + 2, min(place + 4, len(words) - 1)):
        if words[closing].text in _CLOSING:
            inside = all(words[at].is_capitalised for at in range(place + 1, closing))
            return closing + 2 if inside and is_name_word(words, closing + 1) else None
    return None


def _is_plausible(words: Words, places: range) -> bool:
    text = words.phrase(places)
    name = Name.of(text)
    if not name.words or not any(len(word) > 1 for word in name.words):
        return False
    plain = [words.lower(at) for at in places]
    if " ".join(plain) in COUNTRIES or (len(plain) == 1 and (_is_common(plain[0]))):
        return words.lower(places[0] - 1).rstrip(".") in HONORIFICS
    if is_title(plain[-1]) and len(plain) == 1:
        return False
    if words.joined(places[-1]) and words[places[-1] + 1].is_capitalised:
        after = words.lower(places[-1] + 1)
        if len(plain) > 1 and (after in NAMED_AFTER or after == "high"):
            return False
    common = ORGANIZATION_NOUNS | PLACE_NOUNS
    return len(plain) == 1 or plain[0] in _GIVEN or plain[-1] not in common
