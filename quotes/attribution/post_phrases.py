"""What a noun phrase says of a person: role, organisation, unit, status, party.

"an independent analyst and adjunct fellow at the Center for Peace" holds two posts; "Assistant
Director of the Law School's Clinic at Example University" holds one with a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from quotes.attribution.bodies import (
    ANAPHORIC,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    is_inside_name,
    is_organization,
    is_place,
    organization_phrase,
    parts_of,
    unit_phrase,
    whole_and_unit,
)
from quotes.attribution.words import Words
from quotes.lexicon import (
    ABBREVIATED,
    CONSTITUENCY_OFFICES,
    COUNTRIES,
    COUNTRY_OF,
    DOCUMENT_NOUNS,
    HONORIFICS,
    ORGANIZATION_NOUNS,
    PARTIES,
    PERSON_NOUNS,
    PLACE_NOUNS,
    PORTFOLIOS,
    POST_MODIFIERS,
    PUBLIC_OFFICES,
    SHARED_POSTS,
    country,
    is_country,
    is_demonym,
    is_post,
    is_post_plural,
    word_set,
    word_table,
)
from quotes.types import PostStatus

if TYPE_CHECKING:
    from quotes.attribution.words import Words


# Which words of a noun phrase name the role that somebody has.


POSTPOSITIVE = frozenset({"emeritus", "emerita", "elect", "designate"})
"""Words that belong to a role and stand behind it: "professor emeritus of history"."""
ENDS = word_set("grammar", "ends_role")
"""Words that no description goes on behind."""
_BLOCKING = PREPOSITIONS | {"by", "about", "after", "before"}


def head_run(words: Words, tokens: range) -> range | None:
    """The words that name the post: the first run of posts that no possessive follows."""
    at = tokens.start
    while at < tokens.stop:
        if words.lower(at) in _BLOCKING and not is_inside_name(words, at, tokens):
            return None
        if not is_head(words, at):
            at += 1
            continue
        end = at + 1
        while end < tokens.stop and is_head(words, end):
            end += 1
        if end < tokens.stop and words.lower(end) in POSTPOSITIVE:
            end += 1
        if end < tokens.stop and words[end].is_possessive:
            at = end + 1
            continue
        follower = words[end] if end < tokens.stop else None
        if follower is not None and _modifies(words, end, tokens):
            at = end
            continue
        return range(at, end)
    return None


def head_of(words: Words, run: range) -> str:
    """The noun of a run of posts, in lower case: "professor" of "professor emeritus"."""
    last = run[-1]
    if len(run) > 1 and words.lower(last) in POSTPOSITIVE:
        last -= 1
    return words.lower(last).rstrip(".")


def is_head(words: Words, index: int) -> bool:
    """Whether the word names a post, "Major" with a capital letter among them."""
    lower = words.lower(index)
    return is_post(lower) or (lower == "major" and words.lower(index - 1) not in ("a", "the"))


def is_plural_head(words: Words, index: int) -> bool:
    """Whether the word is the plural of a post: "directors", "Reps."."""
    return is_post_plural(words.lower(index).rstrip("."))


def singular(role: str) -> str:
    """A role in the plural as each of its holders has it: "union leaders", "Senators"."""
    before, _, last = role.rpartition(" ")
    noun = f"{last[:-2]}an" if last.endswith("men") else last[:-1]
    return f"{before} {noun}".strip()


def _modifies(words: Words, index: int, tokens: range) -> bool:
    """Whether the post before the index only modifies a later head: "police union official"."""
    word = words[index]
    if not word.text[0].isalpha() or word.lower in PREPOSITIONS | ENDS | {"and", "or"}:
        return False
    joining = ORGANIZATION_NOUNS | POST_MODIFIERS | PORTFOLIOS | PARTIES
    if word.lower not in joining and not is_demonym(word.lower):
        return False
    return any(is_head(words, at) for at in range(index + 1, min(index + 3, tokens.stop)))


def role_start(words: Words, tokens: range) -> tuple[int, range]:
    """Where the role's own words begin, and the tokens of what stands before them."""
    at = tokens.stop
    while at > tokens.start:
        word = words[at - 1]
        lower = word.lower.rstrip(".")
        own = lower in POST_MODIFIERS or lower in PORTFOLIOS or is_post(lower)
        if own and lower in PARTIES and word.is_capitalised:
            own = words.lower(tokens.stop) not in CONSTITUENCY_OFFICES
        tied = word.label in ("ORG", "LOC", "NORP") and not (
            own and words[at - 2].entity != word.entity
        )
        plain = not word.is_capitalised and word.text[0].isalpha()
        if tied or not (own or plain or word.lower in ("and", "&", "-", "/")):
            break
        at -= 1
    while at < tokens.stop and words.lower(at) in ("and", "&", "-", "/"):
        at += 1
    return _without_ages(words, at, tokens.stop), range(tokens.start, at)


def _without_ages(words: Words, start: int, end: int) -> int:
    while start < end and (
        words[start].text[0].isdigit()
        or words.lower(start).endswith(("-old", "-born", "-based"))
        or words[start].pos == "ADV"
    ):
        start += 1
    return start


def role_text(words: Words, tokens: range) -> str:
    """The role as it is shown: abbreviations written out."""
    spelled = words.phrase(tokens).split(" ")
    return " ".join(ABBREVIATED.get(word.lower().rstrip("."), word) for word in spelled)


# Whether a post is held, was held, is held in another's stead, or is still to come.
#
# "former minister" was one, "acting director" is one for a while, "mayor-elect" will be one; an
# "outgoing" chief is still there.


_STATUS: dict[str, PostStatus] = {
    word: status
    for status in get_args(PostStatus)
    for word, found in word_table("post_statuses").items()
    if found == status
}
STATUS_WORDS = frozenset(_STATUS)
"""Words before a role that tell whether it is held: "ousted", "former"."""
_STATE_BODIES = word_set("organization_nouns", "state")


def status_in(words: Words, tokens: range) -> PostStatus:
    """The status that the words of a role tell: "former", "ex-mayor", "president-elect"."""
    for index in tokens:
        lower = words.lower(index)
        if lower in _STATUS and (lower != "caretaker" or index + 1 < tokens.stop):
            return _STATUS[lower]
        for part in (lower.partition("-")[0], lower.rpartition("-")[2]) if "-" in lower else ():
            if part in ("ex", "then", "elect", "designate"):
                return _STATUS[part]
    return "current"


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


# Whom a role serves: the body, place or party in the words around it.


_PARTY_FIRST = frozenset({"new", "social", "christian", "liberal", "lib"})
_TIMES = STATUS_WORDS | {"outgoing"}


def before_role(words: Words, tokens: range, head: str) -> tuple[list[str], str | None, str | None]:
    """Words of time, the organisation, and the party in what stands before a role."""
    start, end = tokens.start, tokens.stop
    times: list[str] = []
    while start < end and words.lower(start).rstrip("-") in _TIMES:
        times.append(words[start].text)
        start += 1
    while start < end and words[start].text[0].isdigit():
        start += 1
    party: str | None = None
    if start < end - 1 and is_party(words, start) and not is_party(words, end - 1):
        party = words[start].text
        start += 1
    if start < end and is_party(words, end - 1):
        first = end - 1
        while first > start and words.lower(first - 1) in PARTIES | _PARTY_FIRST:
            first -= 1
        party = words.phrase(range(first, end))
        end = first
    while start < end and not words[start].is_capitalised:
        start += 1
    if start == end:
        return times, None, party
    return times, _serving(words, range(start, end), head), party


def is_party(words: Words, index: int) -> bool:
    """Whether the word names a party or its people."""
    return words.lower(index) in PARTIES and words[index].is_capitalised


def _serving(words: Words, tokens: range, head: str) -> str | None:
    """Whom a post serves by the words before it: "Russian" (minister), "NASA" (chief)."""
    phrase = organization_phrase(words, tokens)
    if phrase is None:
        return None
    if is_demonym(phrase) or phrase.lower() in COUNTRIES or is_place(words, tokens):
        return place_served(phrase, head)
    if head in CONSTITUENCY_OFFICES:
        return None
    first = tokens.start
    if is_demonym(words.lower(first)) and words[first].entity != words[first + 1].entity:
        phrase = words.phrase(tokens[1:])
    if all(words[at].label == "PERSON" for at in tokens) and words[tokens[-1]].label:
        return None
    if "-" in phrase and words.lower(tokens[-1]).endswith(
        ("-winning", "-selling", "-born", "-led")
    ):
        return None
    if words[tokens[-1]].pos in ("ADP", "ADV", "SCONJ", "CCONJ"):
        return None
    return phrase


def owner_of_role(words: Words, tokens: range, head: str) -> tuple[str | None, str | None]:
    """Organisation and unit that a possessive before a role names."""
    last = tokens[-1]
    if words.lower(last) in PERSON_NOUNS or is_post(words.lower(last)):
        return None, None
    if words[last].label in ("PERSON", "DATE") or words.lower(last) in DOCUMENT_NOUNS | HONORIFICS:
        return None, None
    if is_place(words, tokens):
        phrase = organization_phrase(words, tokens)
        return (place_served(phrase, head) if phrase else None), None
    if not is_organization(words, tokens):
        return None, None
    return whole_and_unit(words, tokens)


def behind_role(
    words: Words, tokens: range, preposition: str, head: str
) -> tuple[str, str | None, str | None]:
    """What follows a role: words of the role itself, organisation, unit."""
    if not tokens:
        return "", None, None
    if preposition == "to":
        end = next((at for at in tokens if words.lower(at) in ("at", "from")), tokens.stop)
        return f"to {words.phrase(range(tokens.start, end))}", None, None
    end = _field_end(words, tokens, preposition)
    if end > tokens.start:
        suffix = f"{preposition} {words.phrase(range(tokens.start, end))}"
        rest = range(end, tokens.stop)
        if rest and words.lower(rest[0]) in PREPOSITIONS - {"to"}:
            _, organization, unit = behind_role(words, rest[1:], "at", head)
            return suffix, organization, unit
        return suffix, None, None
    if preposition == "from":
        return "", None, None
    if (
        preposition == "for"
        and words.lower(tokens[0]) == "the"
        and is_post(words.lower(tokens[-1]))
    ):
        return "", words.phrase(tokens[1:]), None
    if head in CONSTITUENCY_OFFICES and not _is_body(words, tokens):
        return "", None, None
    parts = parts_of(words, tokens)
    kept: list[range] = []
    for part in parts:
        if not part.tokens:
            continue
        if is_place(words, part.tokens) and not is_organization(words, part.tokens):
            if not kept and part.after in ("", "of") and preposition in ("of", "for"):
                phrase = organization_phrase(words, part.tokens)
                return "", (place_served(phrase, head) if phrase else None), None
            break
        if is_organization(words, part.tokens):
            if not kept and preposition == "of" and words[part.tokens[-1]].label == "PERSON":
                return "", place_served(words.phrase(part.tokens), head), None
            kept.append(part.tokens)
        elif not kept:
            break
    if not kept:
        return "", None, None
    if len(kept) == 1:
        organization, unit = whole_and_unit(words, kept[0])
        return "", organization, unit
    return "", organization_phrase(words, kept[-1]), unit_phrase(words, kept[0])


def _is_body(words: Words, tokens: range) -> bool:
    """Whether a lawmaker's place is no constituency: a country, or something with a body's noun."""
    if words.phrase(tokens).lower().removeprefix("the ") in COUNTRIES:
        return True
    return any(words.lower(at) in ORGANIZATION_NOUNS for at in tokens)


def place_served(phrase: str, head: str) -> str | None:
    """The country, town or team that somebody with this role serves, None for a mere origin."""
    head = ABBREVIATED.get(head, head).lower()
    if head in CONSTITUENCY_OFFICES:
        return phrase if phrase.lower() in COUNTRIES and not is_demonym(phrase) else None
    return country(phrase) if head in PUBLIC_OFFICES else None


def _field_end(words: Words, tokens: range, preposition: str) -> int:
    """Behind the field of a role ("of Education", "of energy policy research"), or its start."""
    start = tokens.start
    if words.lower(start) in DETERMINERS or preposition not in ("of", "for", "in", "on"):
        return start
    end = start
    while end < tokens.stop:
        lower = words.lower(end)
        if lower in PREPOSITIONS and not (
            lower in ("of", "and") and words.lower(end + 1) in PORTFOLIOS
        ):
            break
        word = words[end]
        if word.is_possessive or (
            word.label in ("ORG", "LOC", "PERSON") and lower not in PORTFOLIOS
        ):
            return start
        if word.is_capitalised and lower not in PORTFOLIOS | {"and", "&"}:
            return start
        end += 1
    if end == start:
        return start
    last = words.lower(end - 1)
    if last in PORTFOLIOS:
        return end
    singular = last[:-1] if last.endswith("s") else last
    return start if last in ORGANIZATION_NOUNS or singular in ORGANIZATION_NOUNS else end


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


def posts_of(words: Words, tokens: range) -> list[Post]:
    """The posts that the noun phrase at these tokens states, in the order of the text."""
    found: list[list[Post]] = []
    heads: list[str] = []
    cut = _cut(words, tokens)
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


def plural_posts_of(words: Words, tokens: range) -> list[Post]:
    """The posts that each of several people holds: "Brightwell directors" gives "director"."""
    last = next((at for at in tokens if is_plural_head(words, at)), None)
    if last is None:
        return []
    start = last
    while start > tokens.start and is_head(words, start - 1):
        start -= 1
    first = tokens.start
    while first < start and (words.lower(first) in _QUANTITIES or words[first].pos == "NUM"):
        first += 1
    tokens = range(first, tokens.stop)
    return [
        replace(post, role=singular(post.role)) if post.role else post
        for post in _segment_posts(words, tokens, range(start, last + 1))
    ]


def complement_post(words: Words, role: str, tokens: range, fields: bool = True) -> Post | None:
    """The post of somebody who "heads", "chairs" or "founded" what stands at these tokens.

    Without ``fields`` only an organisation counts, not "energy policy".
    """
    tokens = _cut(words, tokens)
    while tokens and words.lower(tokens[0]) in DETERMINERS:
        tokens = tokens[1:]
    if not tokens:
        return None
    suffix, organization, unit = behind_role(words, tokens, "of", role)
    if organization is None and not (fields and suffix):
        return None
    return Post(f"{role} {suffix}".strip(), organization, unit)


def belonging(words: Words, tokens: range) -> Post | None:
    """The post of somebody "of" or "from" what stands at these tokens, if it is a body."""
    tokens = _cut(words, tokens)
    kept = [part.tokens for part in parts_of(words, tokens) if part.tokens]
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
    letter, _, state = inside.partition("-")
    party = _PARTY_LETTERS.get(letter.strip())
    if party is None or (state and not state.strip()[:1].isupper()):
        return None
    return Post(None, party, party=party)


def _cut(words: Words, tokens: range) -> range:
    """The tokens up to the first word that begins something else than a noun phrase."""
    for at in tokens:
        word = words[at]
        if word.lower in ENDS and not word.is_capitalised:
            return range(tokens.start, at)
        if word.label == "DATE" and at > tokens.start and words.lower(at - 1) in _DATING:
            return range(tokens.start, at - 1)
    return tokens


def _has_ended(words: Words, index: int) -> bool:
    """Whether "until 2019" or "from 2009 to 2015" stands at the index."""
    if words.lower(index) == "until":
        return True
    if words.lower(index) not in ("from", "between"):
        return False
    return any(
        words.lower(at) in ("to", "until", "and") and words.lower(at + 1).isdigit()
        for at in range(index + 2, index + 4)
    )


def _segments(words: Words, tokens: range) -> Iterator[range]:
    """The phrase cut at each "and" behind which another post begins."""
    start = tokens.start
    for at in tokens:
        if at > start and words.lower(at) in ("and", "&", ","):
            rest = range(at + 1, tokens.stop)
            if head_run(words, range(start, at)) and _begins_post(words, rest):
                yield range(start, at)
                start = at + 1
    if start < tokens.stop:
        yield range(start, tokens.stop)


def _begins_post(words: Words, tokens: range) -> bool:
    run = head_run(words, tokens)
    return run is not None and run.start - tokens.start <= 5


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


def _segment_posts(words: Words, tokens: range, run: range) -> list[Post]:
    start = tokens.start
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
    rest = range(run.stop, tokens.stop)
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
