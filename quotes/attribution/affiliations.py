"""The posts that an article gives a person, each with the passage that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.article import Affiliation
from quotes.attribution.bodies import introduced_body
from quotes.attribution.descriptions import PARTICIPLES, Description, descriptions
from quotes.attribution.names import folded
from quotes.attribution.naming import Naming
from quotes.attribution.organizations import (
    Organization,
    described,
    key_words,
    named,
    subject_before,
)
from quotes.attribution.people import Individual
from quotes.attribution.posts import (
    Post,
    belonging,
    complement_post,
    party_of,
    posts_of,
)
from quotes.attribution.wordlists import POSTNOMINAL_POSTS
from quotes.attribution.words import Words


@dataclass(frozen=True, slots=True)
class _Found:
    post: Post
    evidence: range


def affiliations_of(
    words: Words, person: Individual, organizations: Sequence[Organization]
) -> tuple[Affiliation, ...]:
    """All posts of the person in the order of the text, none of them twice."""
    found: list[_Found] = []
    introduced = any(naming.name.is_full for naming in person.namings)
    for naming in person.namings:
        for description in descriptions(words, naming):
            if introduced and _is_somebody_else(words, naming, description):
                continue
            found.extend(_read(words, description))
    filled = [replace(f, post=_filled(words, f, organizations)) for f in found]
    return tuple(
        Affiliation(f.post.role, f.post.organization, f.post.unit, words.span(f.evidence))
        for f in _distinct(filled)
    )


def _is_somebody_else(words: Words, naming: Naming, description: Description) -> bool:
    """Whether a title before a bare name is no title: "the judge Grantley was talking of"."""
    first, last = description.places[0], description.places[-1]
    return (
        not naming.name.is_full
        and last + 1 == naming.places.start
        and words.lower(first) == "the"
        and not words[last].is_capitalised
    )


def _read(words: Words, description: Description) -> Iterator[_Found]:
    posts: Iterable[Post | None]
    if description.kind == "posts":
        posts = posts_of(words, description.places)
    elif description.kind == "past":
        posts = [post for post in posts_of(words, description.places) if post.organization]
    elif description.kind == "belonging":
        posts = [belonging(words, description.places)]
    elif description.kind == "verb":
        fields = description.role in ("head", "director")
        posts = [complement_post(words, description.role, description.places, fields)]
    elif description.kind == "party":
        posts = [party_of(words.phrase(description.places))]
    else:
        letters = words[description.places[0]]
        role = PARTICIPLES.get(letters.lower)
        if role is None and letters.lower in POSTNOMINAL_POSTS:
            role = letters.text
        posts = [Post(role)] if role else []
    for post in posts:
        if post is not None:
            yield _Found(post, description.evidence)


def _filled(words: Words, found: _Found, organizations: Sequence[Organization]) -> Post:
    """The post with "its" and "the company" replaced by the organisation that is meant."""
    post, start = found.post, words[found.evidence[0]].span.start
    if post.holder in ("its", "their"):
        subject = subject_before(words, found.evidence[0])
        if subject is not None:
            return replace(post, organization=subject, holder=None)
        before = [o for o in organizations if o.mentions[0].start < start]
        near = [
            o for o in before if any(start - s.end < 600 for s in o.mentions if s.start < start)
        ]
        if near:
            owner = max(near, key=lambda o: max(s.start for s in o.mentions if s.start < start))
            return replace(post, organization=owner.name, holder=None)
        return post
    name = post.organization
    if name is None or not name.islower():
        return replace(post, organization=_fullest(name, organizations)) if name else post
    known = named(name, organizations)
    if known is None and len(key_words(name)) == 1 and post.unit is None:
        whole, unit = introduced_body(words, name.split()[-1].lower(), found.evidence[0])
        if whole:
            return replace(post, organization=whole, unit=unit)
        known, _ = described(folded(name), start, organizations)
    return replace(post, organization=known.name) if known else post


def _fullest(name: str, organizations: Sequence[Organization]) -> str:
    """An acronym's long form where the article gives one; any other name as it stands."""
    if not name.isupper() or " " in name or "." in name:
        return name
    known = named(name, organizations)
    return known.name if known and len(known.name) > len(name) else name


def _distinct(found: Sequence[_Found]) -> list[_Found]:
    """The posts without repetitions; the fuller of two that say the same stays."""
    kept: list[_Found] = []
    for one in found:
        for place, other in enumerate(kept):
            if _repeats(one.post, other.post):
                break
            if _repeats(other.post, one.post):
                kept[place] = one
                break
        else:
            kept.append(one)
    return kept


def _repeats(less: Post, more: Post) -> bool:
    """Whether everything that the first post says is said by the second one."""
    if less.role and not set(key_words(less.role)) <= set(key_words(more.role or "")):
        return False
    if less.organization is None:
        return less.role is not None
    one, other = key_words(less.organization), key_words(more.organization or "")
    return set(one) <= set(other) or "".join(one) == "".join(other)
