"""Where a text names organisations: the model's entities, made whole and taken apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quotes.article import Span
from quotes.attribution.organizations.short_forms import SMALL
from quotes.attribution.people.names import folded
from quotes.attribution.words import NO_ENTITY, Words
from quotes.lexicon import ORGANIZATION_NOUNS

_LONGEST = 10
_AGAINST = frozenset({"v", "v.", "vs", "vs.", "versus"})
_PLACING = frozenset({"in", "at", "near", "from", "to", "outside", "around"})


def mentions(words: Words, skip: Sequence[Span] = ()) -> list[range]:
    """The places of every name that the model calls an organisation's, none inside ``skip``."""
    found = [places for whole in _entities(words) for places in _parts(words, whole)]
    return [
        places
        for places in found
        if any(words[at].is_capitalised for at in places)
        and not any(words.span(places).meets(span) for span in skip)
    ]


def passed_over(
    words: Words, forms: Collection[str], taken: Collection[int], skip: Sequence[Span] = ()
) -> Iterator[tuple[str, range]]:
    """Further places where one of the forms stands as it is, though the model saw none there.

    A lone word counts only where it is no place and belongs to no longer name.
    """
    wanted: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        parts = tuple(form.split())
        wanted.setdefault(parts[0], []).append(parts)
    seen = set(taken)
    for place in range(len(words)):
        for parts in wanted.get(words[place].text, ()):
            places = range(place, place + len(parts))
            if places.stop > len(words) or not seen.isdisjoint(places):
                continue
            if any(words[at].text != part for at, part in zip(places, parts, strict=True)):
                continue
            if len(parts) == 1 and not _stands_alone(words, place):
                continue
            if not any(words.span(places).meets(span) for span in skip):
                seen.update(places)
                yield " ".join(parts), places
                break


def _stands_alone(words: Words, place: int) -> bool:
    if words[place].label == "LOC" or words.lower(place - 1) in _PLACING:
        return False
    opens = place > 0 and words[place - 1].is_capitalised and words.joined(place - 1)
    if opens and words.lower(place - 1) not in SMALL:
        return False
    return not _is_name_behind(words, place + 1)


def _entities(words: Words) -> Iterator[range]:
    place = 0
    while place < len(words):
        word = words[place]
        if word.label != "ORG" or word.entity == NO_ENTITY:
            place += 1
            continue
        start = place
        while place < len(words) and words[place].entity == word.entity:
            place += 1
        yield range(start, place)


def _parts(words: Words, entity: range) -> Iterator[range]:
    """The names in an entity: without marks at its ends, cut behind a body that owns the rest.

    A case at court, "Okoro v. Harbour Board", is none.
    """
    start, end = entity.start, entity.stop
    if any(words.lower(at) in _AGAINST for at in entity):
        return
    for at in entity[1:-1]:
        owner = words.lower(at - 1)
        if words[at].is_possessive and owner in ORGANIZATION_NOUNS and not owner.endswith("s"):
            yield from _parts(words, range(start, at))
            start = at + 1
    while start < end and (words.lower(start) in SMALL or words[start].is_possessive):
        start += 1
    end = _end(words, start, end)
    start = _with_first_part(words, start)
    if start < end:
        yield range(start, end)


def _end(words: Words, start: int, end: int) -> int:
    """Where a name ends: without marks and small words, with what the model cut off its "of"."""
    while end > start:
        word = words[end - 1]
        if word.lower == "of" and _is_name_behind(words, end):
            return _run_end(words, end)
        if not (word.lower in SMALL or word.is_possessive or not word.text[-1].isalnum()):
            break
        end -= 1
    noun = words.lower(end - 1) in ORGANIZATION_NOUNS if end > start else False
    if noun and words.lower(end) == "of" and words.joined(end - 1):
        behind = _is_name_behind(words, end + 1)
        if behind and words[end + 1].label in ("", "MISC", "LOC"):
            return _run_end(words, end + 1)
    return end


def _is_name_behind(words: Words, place: int) -> bool:
    return place < len(words) and words[place].is_capitalised and words.joined(place - 1)


def _run_end(words: Words, place: int) -> int:
    """Behind the capitalised words that begin at a place."""
    end = place
    while end < len(words) and end - place < _LONGEST and words[end].is_capitalised:
        end += 1
        if end < len(words) and not words.joined(end - 1):
            break
    return end


def _with_first_part(words: Words, start: int) -> int:
    """Where a name cut behind "of" or "for" begins: "Center for | American Studies"."""
    head = start - 2
    if (
        head >= 0
        and words.lower(start - 1) in ("of", "for", "on")
        and words[head].is_capitalised
        and words.lower(head) in ORGANIZATION_NOUNS
        and words.joined(head)
        and words.joined(start - 1)
    ):
        while (
            head and words[head - 1].is_capitalised and words[head - 1].label == words[head].label
        ):
            if folded(words[head - 1].text) in SMALL or not words.joined(head - 1):
                break
            head -= 1
        return head
    return start
