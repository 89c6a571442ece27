"""What stands before a name: titles, appositions, possessives, plurals before a list."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PERSONAL, PREPOSITIONS
from quotes.attribution.people.naming import Naming
from quotes.attribution.posts.passages import CLAUSE, MAX_PHRASE, STOPS, Description
from quotes.attribution.posts.roles import head_run, is_plural_head
from quotes.attribution.posts.standing import STATUS_WORDS
from quotes.attribution.words import NO_ENTITY, Words
from quotes.lexicon import (
    HONORIFICS,
    ORGANIZATION_NOUNS,
    PORTFOLIOS,
    POST_MODIFIERS,
    POSTNOMINALS,
    is_post,
    is_post_plural,
    word_set,
)

_MARKUP = frozenset("<>=@#_")
"""Marks of page code and addresses: no word that holds one belongs to a title."""
_COUNTED = frozenset({"the", "its", "their", "two", "three", "four"})
_SUBORDINATE = word_set("grammar", "subordinate")


def before(words: Words, naming: Naming) -> Iterator[Description]:
    """The phrases before a name that may state a post, nearest words first."""
    yield from _title(words, naming.places)
    if naming.name.is_full:
        yield from _apposition(words, naming.places)
        yield from _owner(words, naming.places)
        yield from _plural(words, naming.places)


def title_start(words: Words, place: int) -> int:
    """Where the title begins that stands right before a name, the determiner included."""
    start = place
    while start > 0 and place - start < MAX_PHRASE and words.joined(start - 1):
        word = words[start - 1]
        if _blocks_title(words, start - 1, place):
            break
        start -= 1
        determined = word.lower in DETERMINERS | ANAPHORIC | PERSONAL
        if determined and not (start and _is_link(words, start - 1, place)):
            break
    return start


def _is_link(words: Words, place: int, name: int) -> bool:
    """Whether a preposition before a name belongs to the title: "Governor of Ohio X".

    Where a post stands right before the name ("a spokesman for Governor X"), only a preposition
    inside an organisation's name does.
    """
    if words.lower(place) not in PREPOSITIONS or not place or not words.joined(place - 1):
        return False
    if is_post(words.lower(name - 1)):
        before, after = words[place - 1], words[place + 1]
        tied = before.entity != NO_ENTITY and before.entity == after.entity
        capitals = before.is_capitalised and after.is_capitalised
        return tied or (capitals and before.lower in ORGANIZATION_NOUNS)
    return _links(words, place)


def _blocks_title(words: Words, place: int, name: int) -> bool:
    word = words[place]
    first = place == name - 1
    lower = word.lower
    if word.is_possessive:
        return first or place == 0 or words[place - 1].label == "PERSON"
    if lower == "-":
        return is_post(words.lower(place - 1)) or is_post_plural(words.lower(place - 1))
    if lower in CLAUSE or not word.text[0].isalnum() or not _MARKUP.isdisjoint(word.text):
        return True
    if lower in PREPOSITIONS:
        return first or not _is_link(words, place, name)
    if lower == "and":
        return not is_post(words.lower(place - 1))
    if word.label == "PERSON" and not (is_post(lower) or word.label != words[place - 1].label):
        return True
    if word.label == "DATE" or (word.text[0].isdigit() and not lower.endswith("old")):
        return True
    if word.is_capitalised or lower in DETERMINERS | ANAPHORIC | PERSONAL:
        return False
    if is_post(lower) or lower in ORGANIZATION_NOUNS or lower in STATUS_WORDS - {"then"}:
        return False
    if words[name - 1].is_capitalised and words[place + 1].is_capitalised:
        return not (lower in POST_MODIFIERS | PORTFOLIOS or word.pos == "ADJ")
    return word.pos in ("VERB", "AUX", "ADV", "SCONJ", "CCONJ", "PRON", "ADP", "PART", "INTJ")


def _links(words: Words, place: int) -> bool:
    """Whether a preposition in a title joins a post or an organisation to what follows."""
    before, after = words[place - 1], words[place + 1]
    if before.entity != NO_ENTITY and before.entity == after.entity:
        return True
    lower = words.lower(place)
    if is_post(before.lower):
        return lower in ("of", "for", "at", "to")
    noun = before.lower in ORGANIZATION_NOUNS
    return noun and lower in ("of", "at", "for", "on")


def _title(words: Words, name: range) -> Iterator[Description]:
    """Titles: "NASA Administrator X", "Governor of Ohio X", "the Crown prosecutor X"."""
    end = name.start
    while end and words.lower(end - 1).rstrip(".") in HONORIFICS and words.joined(end - 1):
        end -= 1
    start = title_start(words, end)
    region = range(start, end)
    if not region or words.lower(end - 1) in DETERMINERS | PERSONAL:
        return
    run = head_run(words, region)
    if run is None:
        return
    if run.stop < end and words.lower(run.stop) not in PREPOSITIONS | {"and"}:
        return
    yield Description(region, range(start, name.stop), "posts")


def _apposition(words: Words, name: range) -> Iterator[Description]:
    """A description, a comma, the name: "the club's owner, X"."""
    comma = name.start - 1
    while comma > 0 and words.lower(comma).rstrip(".") in HONORIFICS:
        comma -= 1
    while comma > 0 and is_post(words.lower(comma)) and words.joined(comma):
        comma -= 1
    if comma < 1 or words[comma].text not in (",", "—", "–") or not words.joined(comma):
        return
    start = comma
    while start > 0 and comma - start < MAX_PHRASE and words.joined(start - 1):
        word = words[start - 1]
        if word.text in ("(", ")"):
            start -= 1
            continue
        if word.text in STOPS or word.text == "," or word.lower in CLAUSE:
            break
        if word.label == "PERSON" and words.lower(start) == "and":
            break
        if word.pos in ("VERB", "AUX") and not (word.is_capitalised or is_post(word.lower)):
            break
        start -= 1
    sentence = words.sentence_of(name.start)
    opening = words.lower(sentence.start)
    ended = (
        name.stop >= len(words)
        or words[name.stop].text in (",", ".", ";", "(")
        or (words.lower(name.stop) in POSTNOMINALS)
    )
    if start == sentence.start and opening in _SUBORDINATE and not ended:
        return
    while start < comma and words.lower(start) in PREPOSITIONS | {"according", "by", "and", "but"}:
        start += 1
    region = next(
        (
            range(at, comma)
            for at in range(start, comma)
            if (at == start or words.lower(at) in DETERMINERS | ANAPHORIC | PERSONAL)
            and head_run(words, range(at, comma))
        ),
        range(comma, comma),
    )
    if not region:
        return
    first = words.lower(region.start)
    run = head_run(words, region)
    if run is None or not (
        first in DETERMINERS | ANAPHORIC | PERSONAL
        or words[region.start].is_capitalised
        or run.start == region.start
    ):
        return
    if any(words[at].label == "PERSON" for at in range(run.stop, comma)):
        return
    if run.stop < comma and words[run.stop].pos == "NOUN":
        return
    yield Description(region, range(region.start, name.stop), "posts")


def _owner(words: Words, name: range) -> Iterator[Description]:
    """An organisation whose the person is: "Calder University's Ann Lee"."""
    mark = name.start - 1
    if mark < 1 or not words[mark].is_possessive or not words.joined(mark):
        return
    start = mark
    while start > 0 and words[start - 1].label == "ORG" and words.joined(start - 1):
        start -= 1
    if start < mark:
        yield Description(range(start, mark), range(start, name.stop), "belonging")


def _plural(words: Words, name: range) -> Iterator[Description]:
    """A plural before a list of names: "Senators X and Y", "leaders including X, Y and Z"."""
    first = end = _list_start(words, name.start)
    if name.stop < len(words) and words[name.stop].is_possessive:
        return
    if words.lower(end - 1) in ("including", "like"):
        end -= 1
    elif words.lower(end - 1) == "as" and words.lower(end - 2) == "such":
        end -= 2
    if end < first and words.lower(end - 1) == ",":
        end -= 1
    is_apposition = end == first and words.lower(end - 1) == ","
    if is_apposition:
        end -= 1
    if end < 1 or not words.joined(end - 1) or not is_plural_head(words, end - 1):
        return
    start = title_start(words, end)
    if is_apposition:
        told = words.lower(start) in _COUNTED and (first < name.start or _goes_on(words, name))
    else:
        told = end - start > 1 or end < first or words[start].is_capitalised
    if told:
        yield Description(range(start, end), range(start, name.stop), "plural")


def _goes_on(words: Words, name: range) -> bool:
    """Whether another name follows in a list."""
    after = name.stop + 1
    listed = words.lower(name.stop) in ("and", ",") and after < len(words)
    return listed and words[after].label == "PERSON"


def _list_start(words: Words, place: int) -> int:
    """Where a list of names begins of which the one at the place is a part."""
    while True:
        end = place
        while words.lower(end - 1) in (",", "and", "&") and words.joined(end - 1):
            end -= 1
        start = end
        while (
            start > 0
            and words[start - 1].label == "PERSON"
            and words[start - 1].is_capitalised
            and words.joined(start - 1)
        ):
            start -= 1
        if end == place or start == end:
            return place
        place = start
