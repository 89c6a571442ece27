"""The posts that the reader marks, given to the people of the cast who hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.attribution.organizations import OrganizationCluster, named
from quotes.attribution.source_phrases import is_human
from quotes.attribution.words import Words
from quotes.lexicon import (
    ABBREVIATED,
    CONSTITUENCY_OFFICES,
    COUNTRY_OF,
    PARTIES,
    PUBLIC_OFFICES,
    country,
    is_country,
    is_demonym,
    is_post_plural,
    word_set,
    word_table,
)
from quotes.names.organization import is_kind_of, key_words
from quotes.reader.reading import PostSpans
from quotes.types import Affiliation, PostStatus, Span

SURE = 0.6
"""The least confidence of the model in a post that is kept."""
_NEAR = 3
"""Words before a role in which its status may stand."""
_POLITICAL = CONSTITUENCY_OFFICES | PUBLIC_OFFICES | {"candidate", "nominee", "chair"}
"""Posts that a party fills."""
_STATUS: Mapping[str, PostStatus] = word_table("post_statuses")  # type: ignore[assignment]
_STATE_BODIES = word_set("organization_nouns", "state")
_PARTY_LETTERS = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_PAST = frozenset({"was", "were", "served", "been"})
_ARTICLES = frozenset({"the", "a", "an"})
_JOINERS = frozenset({",", "and", "&"})
_AFTER_STATUS = frozenset({"elect", "designate"})
_BRACKETED = re.compile(r"\s*\([^()]*\)$")
"""The abbreviation behind a name."""


def held_posts(
    words: Words,
    posts: Sequence[PostSpans],
    owners: Mapping[int, int],
    organizations: Sequence[OrganizationCluster],
) -> dict[int, tuple[Affiliation, ...]]:
    """The posts of each member of the cast, in the order of the text, none of them twice.

    ``owners`` gives the number of the member that each word of a name belongs to, and each word
    of a description that surely means a member.
    """
    found: dict[int, list[Affiliation]] = {}
    sure = [post for post in posts if post.confidence >= SURE]
    # Nothing is a part of itself: then it is the part, and the body around it is told elsewhere.
    sure = [replace(post, employer=None) if post.unit == post.employer else post for post in sure]
    apart = [part for post in sure for part in _apart(words, post)]
    for post in _whole(words, apart):
        for holder in _holders(words, post, owners):
            found.setdefault(holder, []).append(_affiliation(words, post, organizations))
    return {
        number: tuple(_distinct(_with_party(affiliations)))
        for number, affiliations in found.items()
    }


def _apart(words: Words, post: PostSpans) -> Iterator[PostSpans]:
    """The roles of a post, cut at commas and "and" behind a noun for somebody."""
    tokens = words.tokens(post.role) if post.role else range(0)
    if not tokens or not is_human(words.lower(tokens[-1])):
        yield post
        return
    start = tokens.start
    for at in tokens:
        if words.lower(at) in _JOINERS:
            if at > start and is_human(words.lower(at - 1)):
                yield replace(post, role=words.span(range(start, at)))
                start = at + 1
            elif at == start:
                start = at + 1
    yield replace(post, role=words.span(range(start, tokens.stop)))


def _whole(words: Words, posts: Sequence[PostSpans]) -> list[PostSpans]:
    """The posts, a role and a body of one holder made one: where the role has no body and they
    stand in one sentence, and where the role's body is a part of the other, which follows it:
    "director of the X programme at Y"."""
    bodies = [post for post in posts if post.role is None and post.holder and post.employer]
    taken: set[PostSpans] = set()
    whole: list[PostSpans] = []
    for post in posts:
        if post.role is not None and post.holder is not None:
            own = [body for body in bodies if body.holder == post.holder and body not in taken]
            beside = [body for body in own if _completes(words, post, body)]
            if len(beside) == 1:
                taken.add(beside[0])
                whole.append(
                    replace(post, employer=beside[0].employer, unit=post.unit or post.employer)
                )
                continue
        whole.append(post)
    return [post for post in whole if post not in taken]


def _completes(words: Words, post: PostSpans, body: PostSpans) -> bool:
    """Whether the body that is told of a post's holder is the one that the post lacks."""
    if post.role is None or body.employer is None or _party(body.employer.of(words.text)):
        return False
    at = words.tokens(body.employer).start
    if post.employer is None:
        return words[at].sentence == words[words.tokens(post.role).start].sentence
    part = words.tokens(post.employer)
    between = [words.lower(n) for n in range(part.stop, at)]
    return post.unit is None and between in (["at"], ["at", "the"])


def _holders(words: Words, post: PostSpans, owners: Mapping[int, int]) -> Iterator[int]:
    """The members who hold a post: the one it points at, and for a role in the plural those who
    are listed behind them; where it points at no name, the one whom its words mean."""
    if post.holder is None:
        called = (
            {owners[at] for at in words.tokens(post.role) if at in owners} if post.role else set()
        )
        yield from called if len(called) == 1 else ()
        return
    at = words.tokens(post.holder).start
    while at < len(words) and at not in owners and words.joined(at) and _may_begin_name(words, at):
        at += 1
    if at not in owners:
        return
    yield owners[at]
    if post.role is None or not _is_plural(words, post.role):
        return
    last = owners[at]
    while at < len(words) and (at in owners or words.lower(at) in (",", "and", "&")):
        if at in owners and owners[at] != last:
            last = owners[at]
            yield last
        at += 1


def _may_begin_name(words: Words, at: int) -> bool:
    return words[at].is_capitalised or words[at].text == "."


def _is_plural(words: Words, role: Span) -> bool:
    tokens = words.tokens(role)
    return bool(tokens) and any(is_post_plural(words.lower(at).rstrip(".")) for at in tokens)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a post is made of, as it is shown."""

    role: str | None
    organization: str | None
    unit: str | None


def _affiliation(
    words: Words, post: PostSpans, organizations: Sequence[OrganizationCluster]
) -> Affiliation:
    parts = _Parts(
        _role_text(words, post.role) if post.role else None,
        _body_text(words, post.employer, organizations) if post.employer else None,
        _body_text(words, post.unit, ()) if post.unit else None,
    )
    spans = [span for span in (post.role, post.employer, post.unit, post.holder) if span]
    near = [span for span in spans if not post.holder or _is_near(words, span, post)]
    party = _party(parts.organization) if parts.role is None else None
    return Affiliation(
        parts.role,
        party or parts.organization,
        parts.unit,
        Span(min(span.start for span in near), max(span.end for span in near)),
        _status(words, post),
        party,
        country_of(parts.organization),
    )


def _is_near(words: Words, span: Span, post: PostSpans) -> bool:
    """Whether a part stands in the paragraph of the role, so that it can be shown with it."""
    anchor = post.role or post.employer or span
    here, there = words.tokens(span), words.tokens(anchor)
    return bool(here) and bool(there) and words[here[0]].paragraph == words[there[0]].paragraph


def _role_text(words: Words, role: Span) -> str:
    """The role as it is shown: one holder's, with its status, abbreviations written out."""
    tokens = words.tokens(role)
    start = tokens.start
    while start and words.joined(start - 1) and words.lower(start - 1).rstrip("-") in _STATUS:
        start -= 1
    phrase = words.phrase(range(start, tokens.stop))
    spelled = " ".join(
        ABBREVIATED.get(word.lower().rstrip("."), word) for word in phrase.split(" ")
    )
    for word in spelled.split():
        if is_post_plural(word.lower().rstrip(".")):
            spelled = spelled.replace(word, _singular(word), 1)
    return spelled


def _singular(noun: str) -> str:
    return f"{noun[:-2]}an" if noun.endswith("men") else noun.removesuffix("s")


def _body_text(
    words: Words, span: Span, organizations: Sequence[OrganizationCluster]
) -> str | None:
    """The fullest name of a body, without an article before it and a possessive mark behind it."""
    tokens = words.tokens(span)
    start, stop = tokens.start, tokens.stop
    while start < stop - 1 and words.lower(start) in _ARTICLES:
        start += 1
    while stop - 1 > start and words[stop - 1].is_possessive:
        stop -= 1
    name = _BRACKETED.sub("", words.phrase(range(start, stop)))
    if not name:
        return None
    if is_demonym(name):
        return country(name) if name.lower() in COUNTRY_OF else name
    holders = [o for o in organizations if any(is_kind_of(name, form) for form in o.forms)]
    if len(holders) == 1:
        return holders[0].name
    known = named(name, organizations)
    return known.name if known and len(known.name) > len(name) else name


def _party(name: str | None) -> str | None:
    """The party that a name or its letter is: "Republican", "R-Texas", "D"."""
    if not name:
        return None
    first = name.split()[0]
    if first.lower() in PARTIES and first[0].isupper():
        return name
    return _PARTY_LETTERS.get(name.partition("-")[0].strip(". "))


def country_of(organization: str | None) -> str | None:
    """The country that a post is held for, by its organisation: "Norway", "Norwegian army"."""
    if organization is None:
        return None
    if is_country(organization):
        return organization
    first, _, rest = organization.partition(" ")
    if _STATE_BODIES.isdisjoint(rest.lower().split()):
        return None
    first = first.removesuffix("’s").removesuffix("'s")
    return country(first) if first.lower() in COUNTRY_OF or is_country(first) else None


def _status(words: Words, post: PostSpans) -> PostStatus:
    """Whether a post is held, was held, is held in another's stead, or is still to come."""
    anchor = post.role or post.employer
    assert anchor is not None
    tokens = words.tokens(anchor)
    start = tokens.start
    while start > max(0, tokens.start - _NEAR) and words.joined(start - 1):
        if words[start - 1].text in (",", ";", ":") or words[start - 1].is_possessive:
            break
        start -= 1
    for at in range(start, tokens.stop):
        lower = words.lower(at)
        if lower in _STATUS:
            return _STATUS[lower]
        for part in (lower.partition("-")[0], lower.rpartition("-")[2]) if "-" in lower else ():
            if part in ("ex", "then", *_AFTER_STATUS):
                return _STATUS[part]
    if words.lower(tokens.stop).lstrip("-") in _AFTER_STATUS:
        return "elect"
    verbs = {words.lower(at) for at in range(start, tokens.start)}
    return "former" if not verbs.isdisjoint(_PAST) else "current"


def _with_party(found: Sequence[Affiliation]) -> list[Affiliation]:
    """The posts with the party of the person, for those that a party fills."""
    parties = {post.party for post in found if post.party}
    if len(parties) != 1:
        return list(found)
    (party,) = parties
    return [replace(post, party=party) if _is_political(post) else post for post in found]


def _is_political(post: Affiliation) -> bool:
    role = (post.role or "").lower().replace("-", " ").split()
    return not _POLITICAL.isdisjoint(role)


def _distinct(found: Sequence[Affiliation]) -> list[Affiliation]:
    """The posts without repetitions; the fuller of two that say the same stays."""
    kept: list[Affiliation] = []
    for later in found:
        for index, earlier in enumerate(kept):
            if _repeats(later, earlier):
                break
            if _repeats(earlier, later):
                kept[index] = later
                break
        else:
            kept.append(later)
    return kept


def _repeats(less: Affiliation, more: Affiliation) -> bool:
    """Whether everything that the first post says is said by the second one."""
    if less.role and not set(key_words(less.role)) <= set(key_words(more.role or "")):
        return False
    if less.organization is None:
        return less.role is not None
    fewer, more_words = key_words(less.organization), key_words(more.organization or "")
    return set(fewer) <= set(more_words) or "".join(fewer) == "".join(more_words)
