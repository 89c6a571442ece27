"""What a noun phrase says of a person: role, organisation, unit, status, party.

"an independent analyst and adjunct fellow at the Center for Peace" holds two posts; "Assistant
Director of the Law School's Clinic at Example University" holds one with a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quotes.article import PostStatus
from quotes.attribution.bodies import (
    ANAPHORIC,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    is_organization,
    is_place,
    organization_phrase,
    parts_of,
    unit_phrase,
    whole_and_unit,
)
from quotes.attribution.posts.roles import (
    ENDS,
    head_of,
    head_run,
    is_head,
    is_plural_head,
    role_start,
    role_text,
    singular,
)
from quotes.attribution.posts.served import before_role, behind_role, owner_of_role
from quotes.attribution.posts.standing import status_in
from quotes.attribution.words import Words
from quotes.lexicon import ORGANIZATION_NOUNS, PARTIES, PLACE_NOUNS, SHARED_POSTS, word_set

_PARTY_LETTERS = {"R": "Republican", "D": "Democrat", "I": "Independent"}

_AUTHORS = frozenset({"author", "co-author", "coauthor", "writer", "editor", "researcher"})
_QUANTITIES = word_set("grammar", "several")
_DATING = frozenset({"in", "from", "on", "for", "at", "by"})
_BODIES = word_set("organization_nouns", "member_of")
"""Nouns that, right before a role, hint at a body named elsewhere: a "board member"."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a phrase states it.

    ``holder`` is set where the organisation is only hinted at: "its" or "their", or the noun
    before the role, "board" of a "board member".
    """

    role: str | None
    organization: str | None = None
    unit: str | None = None
    holder: str | None = None
    status: PostStatus = "current"
    party: str | None = None


def posts_of(words: Words, places: range) -> list[Post]:
    """The posts that the noun phrase at these places states, in the order of the text."""
    found: list[list[Post]] = []
    heads: list[str] = []
    cut = _cut(words, places)
    for segment in _segments(words, cut):
        run = head_run(words, segment)
        if run is None:
            continue
        found.append(_segment_posts(words, segment, run))
        heads.append(head_of(words, run))
    for at in range(len(found) - 2, -1, -1):
        found[at] = _shared(found[at], found[at + 1], heads[at])
    if found and _has_ended(words, cut.stop):
        found[-1] = [
            replace(post, status="former") if post.status == "current" else post
            for post in found[-1]
        ]
    return [post for posts in found for post in posts]


def plural_posts_of(words: Words, places: range) -> list[Post]:
    """The posts that each of several people holds: "Brightwell directors" gives "director"."""
    last = next((at for at in places if is_plural_head(words, at)), None)
    if last is None:
        return []
    start = last
    while start > places.start and is_head(words, start - 1):
        start -= 1
    first = places.start
    while first < start and (words.lower(first) in _QUANTITIES or words[first].pos == "NUM"):
        first += 1
    places = range(first, places.stop)
    return [
        replace(post, role=singular(post.role)) if post.role else post
        for post in _segment_posts(words, places, range(start, last + 1))
    ]


def complement_post(words: Words, role: str, places: range, fields: bool = True) -> Post | None:
    """The post of somebody who "heads", "chairs" or "founded" what stands at these places.

    Without ``fields`` only an organisation counts, not "energy policy".
    """
    places = _cut(words, places)
    while places and words.lower(places[0]) in DETERMINERS:
        places = places[1:]
    if not places:
        return None
    suffix, organization, unit = behind_role(words, places, "of", role)
    if organization is None and not (fields and suffix):
        return None
    return Post(f"{role} {suffix}".strip(), organization, unit)


def belonging(words: Words, places: range) -> Post | None:
    """The post of somebody "of" or "from" what stands at these places, if it is a body."""
    places = _cut(words, places)
    kept = [part.places for part in parts_of(words, places) if part.places]
    if not kept or is_place(words, kept[0]) or not is_organization(words, kept[0]):
        return None
    if len(kept) > 1 and is_organization(words, kept[1]) and not is_place(words, kept[1]):
        return Post(None, organization_phrase(words, kept[1]), unit_phrase(words, kept[0]))
    last = kept[0][-1]
    noun = words.lower(last)
    if words[last].label != "ORG" and noun not in ORGANIZATION_NOUNS:
        return None
    if noun in PLACE_NOUNS or any(words[at].text[0].isdigit() for at in kept[0]):
        return None
    organization, unit = whole_and_unit(words, kept[0])
    return Post(None, organization, unit) if organization else None


def party_of(inside: str) -> Post | None:
    """The party in words behind a name: "R-Texas", "D", "Republican from Texas"."""
    first = inside.split()[0] if inside.split() else ""
    if first.lower() in PARTIES and first[0].isupper():
        return Post(None, first, party=first)
    letter, _, place = inside.partition("-")
    party = _PARTY_LETTERS.get(letter.strip())
    if party is None or (place and not place.strip()[:1].isupper()):
        return None
    return Post(None, party, party=party)


def _cut(words: Words, places: range) -> range:
    """The places up to the first word that begins something else than a noun phrase."""
    for at in places:
        word = words[at]
        if word.lower in ENDS and not word.is_capitalised:
            return range(places.start, at)
        if word.label == "DATE" and at > places.start and words.lower(at - 1) in _DATING:
            return range(places.start, at - 1)
    return places


def _has_ended(words: Words, place: int) -> bool:
    """Whether "until 2019" or "from 2009 to 2015" stands at the place."""
    if words.lower(place) == "until":
        return True
    if words.lower(place) not in ("from", "between"):
        return False
    return any(
        words.lower(at) in ("to", "until", "and") and words.lower(at + 1).isdigit()
        for at in range(place + 2, place + 4)
    )


def _segments(words: Words, places: range) -> Iterator[range]:
    """The phrase cut at each "and" behind which another post begins."""
    start = places.start
    for at in places:
        if at > start and words.lower(at) in ("and", "&", ","):
            rest = range(at + 1, places.stop)
            if head_run(words, range(start, at)) and _begins_post(words, rest):
                yield range(start, at)
                start = at + 1
    if start < places.stop:
        yield range(start, places.stop)


def _begins_post(words: Words, places: range) -> bool:
    run = head_run(words, places)
    return run is not None and run.start - places.start <= 5


def _shared(posts: list[Post], after: list[Post], head: str) -> list[Post]:
    """The posts of the phrase before "and", with the organisation of the phrase behind it."""
    donor = next((post for post in after if post.role and post.organization), None)
    if donor is None or head not in SHARED_POSTS:
        return posts
    return [
        replace(post, organization=donor.organization, unit=donor.unit)
        if post.role and post.organization is None and post.holder is None
        else post
        for post in posts
    ]


def _segment_posts(words: Words, places: range, run: range) -> list[Post]:
    start = places.start
    holder: str | None = None
    owner: range | None = None
    first = words.lower(start)
    if first in ANAPHORIC:
        holder = first
    if first in DETERMINERS | ANAPHORIC | PERSONAL and start < run.start:
        start += 1
    for at in range(run.start - 1, start, -1):
        if words[at].is_possessive:
            owner = range(start, at)
            start = at + 1
            break
    own_start, prefix = role_start(words, range(start, run.start))
    head = head_of(words, run)
    role = role_text(words, range(own_start, run.stop))
    suffix, organization, unit = "", None, None
    rest = range(run.stop, places.stop)
    if rest and words.lower(rest[0]) in PREPOSITIONS:
        suffix, organization, unit = behind_role(words, rest[1:], words.lower(rest[0]), head)
    party: str | None = None
    if prefix:
        times, named, party = before_role(words, prefix, head)
        role = " ".join([*times, role])
        if named and organization and unit is None and words.lower(rest[0]) != "to":
            named = None
        organization = organization or named
    if owner and organization is None:
        organization, unit = owner_of_role(words, owner, head)
    if organization or head in _AUTHORS:
        holder = None
    elif holder is None and owner is None and words.lower(run.start - 1) in _BODIES:
        holder = words.lower(run.start - 1) if own_start < run.start else None
    status = status_in(words, range(start, run.stop))
    post = Post(f"{role} {suffix}".strip(), organization, unit, holder, status)
    return [post, Post(None, party, party=party)] if party else [post]
