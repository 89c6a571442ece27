"""Reads one mention of an unnamed source: how many, of which group and body, in which place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from quotes.attribution.bodies import (
    ANAPHORIC,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    is_organization,
    is_place,
    organization_phrase,
)
from quotes.attribution.cast import Cast
from quotes.attribution.organizations import OrganizationCluster, described, named
from quotes.attribution.source_phrases import is_human, is_plural
from quotes.attribution.words import Words
from quotes.lexicon import (
    CONSTITUENCY_OFFICES,
    DOCUMENT_NOUNS,
    KIN,
    ORGANIZATION_NOUNS,
    PARTIES,
    PUBLIC_OFFICES,
    SHARED_POSTS,
    TENS_AND_UNITS,
    any_of,
    is_demonym,
    word_set,
)
from quotes.names.organization import is_short_form
from quotes.types import Anonymity, Quotation, Span, Speaker

# The closed lists of words that tell of unnamed sources; all written for `quotes`.


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS = {word: value for word, value in TENS_AND_UNITS.items() if 1 <= value <= 12} | {
    "both": 2,
    "couple": 2,
    "pair": 2,
    "duo": 2,
    "trio": 3,
    "dozen": 12,
    "half-dozen": 6,
}
DOZENS = _set("dozen half-dozen")
COUNTING_NOUNS = _set("couple pair duo trio dozen half-dozen")
"""Numbers that are nouns, and count what stands behind them with "of"."""

FEW = _set("several few handful")
MASSES = word_set("grammar", "mass")
"""Quantities of people at large."""

BEFORE_NUMBERS = word_set("grammar", "before_number")

SOURCES = _set("source sources person people individual individuals")
SILENT = SOURCES | word_set("people_nouns", "silent")
"""Nouns that tell nothing of who somebody is."""

INSIDERS = word_set("people_nouns", "insider")
"""Plural nouns for people to whom reporters speak one by one."""

ONE_OF_MANY = word_set("people_nouns", "one_of_many")
"""Singular nouns that name nobody in particular, even with "the" before them."""

MORE_PEOPLE = word_set("people_nouns", "more")
"""Nouns for one person beside those of :mod:`quotes.attribution.wordlists`."""

EVERYBODY = _set("everyone everybody anyone anybody public crowd family")

PEOPLE_ENDINGS = ("ers", "ors", "ists", "ants", "ans", "ees", "men", "women", "folk", "people")
"""How plural nouns for people end that no list has."""

UNIQUE_OFFICES = (
    PUBLIC_OFFICES | SHARED_POSTS | CONSTITUENCY_OFFICES | PARTIES | _set("nominee candidate mogul")
) - ONE_OF_MANY
"""With "the" before them they mean one person whom the reader knows, or can look up."""

NO_MEMBERS = word_set("people_nouns", "no_member")
"""People "of" a body who do not belong to it."""

KNOWING = word_set("source_words", "knowing")
"""Words behind a noun that say how its people come to know."""
KNOWLEDGE = _set("knowledge insight access involvement experience ties links")

RELATIVE = _set("who whom")
CLAUSE_STARTS = word_set("grammar", "clause_start")
BEING = _set("was were is are has had have")
PLACED = word_set("grammar", "placed")
"""What stands behind "who was" where a clause tells of somebody's place."""
PLACING = word_set("verbs", "source")
"""Verbs behind "who" that tell of somebody's place."""

EMPTY = word_set("source_words", "empty")
"""Words before a noun that tell nothing of its people."""
RANKS = word_set("source_words", "rank")
NO_BODIES = word_set("organization_nouns", "no_body")
"""Nouns for bodies that before another noun rather tell of its kind."""


# The body and the place that the words around a noun give to unnamed people.


Place = tuple[str | None, str | None]
"""The name of a body, and the words that place people in it or elsewhere."""

_PLACING_LONGEST = 24
"""Words behind a noun at most."""
_DETERMINERS = DETERMINERS | ANAPHORIC | PERSONAL


def place_before(
    words: Words, tokens: range, organizations: Sequence[OrganizationCluster]
) -> Place:
    """What the words before a noun tell: "the ministry's", "senior defence ministry"."""
    body = _body_before(words, tokens)
    position_words = [at for at in tokens if at not in body and words.lower(at) not in EMPTY]
    while position_words and words.lower(position_words[-1]) in ("and", "or"):
        position_words.pop()
    position = " ".join(words.phrase(run) for run in _runs(position_words))
    if (
        position_words
        and words.lower(position_words[0]) in RANKS
        and not words[position_words[0]].label
    ):
        position = position[:1].lower() + position[1:]
    return _name(words, body, organizations) if body else None, position or None


def place_behind(
    words: Words, start: int, stop: int, organizations: Sequence[OrganizationCluster]
) -> Place:
    """What the words behind a noun tell, from an index on and not beyond another.

    "at the ministry" is a body; "close to the talks", "in Tidewater" and "who was in the room" are
    places.
    """
    noun = words.lower(start - 1)
    at = start + words[start].is_possessive if start < len(words) else start
    limit = min(stop, at + _PLACING_LONGEST, len(words))
    organization: str | None = None
    while at < limit and words.lower(at) in PREPOSITIONS | {"inside"}:
        end = _end(words, at + 1, limit, through=False)
        inner = range(at + 1, end)
        if inner and all(words[p].label == "DATE" for p in inner):
            at = end
            continue
        outsider = words.lower(at) == "of" and noun in NO_MEMBERS
        found = None if outsider else _body_behind(words, inner, organizations)
        if found is None or organization is not None:
            break
        organization, at = found, end
    return organization, _position(words, at, limit)


def tells_how(position: str) -> bool:
    """Whether a position says how somebody comes to know: "familiar with the plan"."""
    lower = position.lower().split()
    return bool(set(lower) & (KNOWING | KNOWLEDGE)) or lower[0] in PLACING | BEING


def _position(words: Words, at: int, limit: int) -> str | None:
    if at >= limit:
        return None
    lower = words.lower(at)
    if lower in PREPOSITIONS or lower in KNOWING:
        end = _end(words, at + 1, limit, through=True)
        doing = words.lower(at + 1).endswith("ing") and words[min(at + 1, limit - 1)].pos == "VERB"
        knows = lower in KNOWING or (end > at + 1 and not doing)
        return words.phrase(range(at, end)) if knows else None
    clause = at + (words[at].text == ",")
    if words.lower(clause) in RELATIVE and clause + 1 < limit:
        return _clause(words, clause + 1, limit)
    return None


def _runs(tokens: Sequence[int]) -> list[range]:
    """Places that follow on one another, as ranges."""
    runs: list[range] = []
    for at in tokens:
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


def _body_before(words: Words, tokens: range) -> range:
    """The tokens of an organisation among the words before a noun."""
    for at in reversed(tokens):
        word = words[at]
        if word.is_possessive:
            owner = range(tokens.start, at)
            if owner and is_organization(words, owner) and not is_place(words, owner):
                return range(tokens.start, at + 1)
            continue
        if word.label == "ORG":
            start = at
            while start > tokens.start and words[start - 1].entity == word.entity:
                start -= 1
            return range(start, at + 1)
        if word.lower in ORGANIZATION_NOUNS and word.lower not in NO_BODIES | RANKS:
            start = at
            while start > tokens.start and _belongs(words, start - 1):
                start -= 1
            return range(start, at + 1)
    return range(0)


def _belongs(words: Words, index: int) -> bool:
    word = words[index]
    return word.lower not in RANKS | EMPTY and word.text[0].isalnum() and word.pos != "ADV"


def _body_behind(
    words: Words, tokens: range, organizations: Sequence[OrganizationCluster]
) -> str | None:
    start = tokens.start
    while start < tokens.stop and words.lower(start) in _DETERMINERS:
        start += 1
    inner = range(start, tokens.stop)
    if not inner or is_place(words, inner) or words[inner[-1]].label == "PERSON":
        return None
    if words.lower(inner[-1]) in KNOWLEDGE or not is_organization(words, inner):
        return None
    return _name(words, inner, organizations)


def _end(words: Words, start: int, limit: int, *, through: bool) -> int:
    """Where a phrase ends; ``through`` goes on over prepositions."""
    at = start
    while at < limit and words.joined(at - 1):
        word = words[at]
        if not (word.text[0].isalnum() or word.is_possessive or word.text == "&"):
            break
        named_on = word.label == "ORG" and words[at - 1].entity == word.entity
        if not named_on and (
            word.lower in RELATIVE | CLAUSE_STARTS | {"and", "but"}
            or (word.lower in PREPOSITIONS and not through)
            or _is_finite(words, at)
        ):
            break
        at += 1
    return at


def _is_finite(words: Words, index: int) -> bool:
    word = words[index]
    if word.pos == "AUX":
        return True
    participle = word.lower.endswith("ing") or words.lower(index + 1) in PREPOSITIONS
    return word.pos == "VERB" and not participle


def _clause(words: Words, start: int, limit: int) -> str | None:
    """A relative clause that tells of a place, "was in the room"; none of speaking."""
    verb, then = words.lower(start), words.lower(start + 1)
    if not (verb in PLACING or (verb in BEING and then in PLACED)):
        return None
    end = start
    while end < limit and words.joined(end - 1):
        word = words[end]
        if not (word.text[0].isalnum() or word.is_possessive):
            break
        if word.lower in ("and", "but", "because"):
            break
        end += 1
    return words.phrase(range(start, end)) if end > start + 1 else None


def _name(words: Words, tokens: range, organizations: Sequence[OrganizationCluster]) -> str | None:
    """The article's organisation that the words name, else the words."""
    text = organization_phrase(words, tokens)
    if text is None:
        return None
    known = named(text, organizations)
    if known is not None:
        return known.name
    longer = [
        organization for organization in organizations if is_short_form(text, organization.name)
    ]
    if len(longer) == 1:
        return longer[0].name
    if len(text.split()) == 1 and text.islower():
        meant, sure = described(text, words[tokens.start].span.start, organizations)
        if meant is not None and sure:
            return meant.name
    common = words.lower(tokens.start) in ORGANIZATION_NOUNS and not words[tokens.start].label
    return text[0].lower() + text[1:] if common else text


Number = int | Literal["several"]

_MOST_COUNTED = 24
"""So many people at most can have been spoken to one by one."""
_YEAR = 4
"""Digits of a year, which counts nobody."""
_FORWARD = frozenset({"the", "this", "that", "these", "those", "both"})
_OWNERS = PERSONAL | ANAPHORIC | {"whose"}
_FREE = frozenset({"such", "other", "certain", "various", "own", "of", "them"})


@dataclass(frozen=True, slots=True)
class Sourcing:
    """What one mention tells of an unnamed source.

    ``head`` is the noun in lower case; ``points_back`` says that the mention may mean one spoken
    of before ("the officials"), ``bare`` that it adds no word of its own to the noun. ``crowd``
    says that it stands for people at large; ``known`` that readers know, or can look up, who is
    meant ("the mayor"), unless it is a source that the article brought in without a name.
    """

    number: Number
    group: str | None
    organization: str | None
    position: str | None
    head: str
    points_back: bool
    bare: bool
    crowd: bool
    known: bool

    @property
    def tells_who(self) -> bool:
        """Whether the words say what sort of people they are, or in which place."""
        if self.position is not None:
            return True
        return self.group is not None and self.head not in SILENT


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the noun: where it ends, how many it counts, whether it points back.

    ``owned`` says that a pronoun tells whose the people are ("his lawyer").
    """

    end: int
    number: Number | None
    definite: bool
    owned: bool
    mass: bool
    few: bool


def sourcing_of(
    words: Words,
    tokens: range,
    stop: int,
    organizations: Sequence[OrganizationCluster],
    *,
    plural: bool,
) -> Sourcing | None:
    """What the phrase at these tokens tells, None where it is no human source.

    :param stop: the index before which the description ends at the latest, as the quotation or
        its cue begins there; it may lie behind the phrase.
    :param plural: whether the phrase is known to stand for several.
    """
    opening = _opening(words, tokens)
    core = _core(words, range(opening.end, tokens.stop))
    head = words.lower(core[-1]) if core else words.lower(opening.end - 1)
    if "@" in words.phrase(tokens) or not _is_human(words, core, head, plural=plural):
        return None
    several = _is_several(head) or (plural and head not in PARTIES)
    start = _group_start(words, core)
    body, before = place_before(words, range(core.start, start), organizations)
    behind_body, behind = place_behind(words, core.stop, stop, organizations)
    knows = behind is not None and tells_how(behind)
    counted = isinstance(opening.number, int) and opening.number <= _MOST_COUNTED
    bodies = head.removesuffix("s") in ORGANIZATION_NOUNS
    spoken_to = (counted and not opening.mass) or opening.few
    singly = knows or head in INSIDERS or (spoken_to and not bodies)
    return Sourcing(
        number=opening.number or ("several" if several else 1),
        group=_group(words, range(start, core.stop)),
        organization=body or behind_body,
        position=", ".join(part for part in (before, behind) if part) or None,
        head=head,
        points_back=opening.definite or opening.owned,
        bare=len(core) == 1 and behind_body is None and behind is None,
        crowd=head in EVERYBODY or (not singly and (several or opening.mass)),
        known=not several and _is_known(words, core, head, opening),
    )


def _opening(words: Words, tokens: range) -> _Opening:
    """Reads "at least three of the", "a couple of", "many of his", "both"."""
    at = tokens.start
    while at < tokens.stop - 1 and words.lower(at) in BEFORE_NUMBERS | {","}:
        at += 1
    number: Number | None = None
    definite = owned = mass = few = False
    while at < tokens.stop:
        word, ahead = words.lower(at), words.lower(at - 1)
        counted = number is not None and "of" in (ahead, words.lower(at - 2))
        if word in NUMBERS or (word.isdigit() and len(word) < _YEAR):
            if word in COUNTING_NOUNS and not _counts(words, at, tokens):
                break
            count = int(word) if word.isdigit() else NUMBERS[word]
            dozens = number if word in DOZENS and isinstance(number, int) else 1
            pair = word == "both" and "and" in words.phrase(tokens).split()
            if not counted and not pair:
                number = count * dozens
        elif word in FEW and (word != "few" or ahead in ("a", "the", "last")):
            number, few = number or "several", True
        elif word in MASSES and (word not in ("group", "crowd") or words.lower(at + 1) == "of"):
            number, mass = "several", True
        elif word in _FORWARD:
            definite = True
        elif word in _OWNERS:
            owned = True
        elif word not in DETERMINERS and word not in _FREE:
            break
        at += 1
    return _Opening(at, number, definite, owned, mass, few)


def _counts(words: Words, index: int, tokens: range) -> bool:
    """Whether a counting noun counts a noun behind it: "a couple of residents", "a dozen men"."""
    behind = words.lower(index + 1)
    return index + 1 < tokens.stop and (behind == "of" or words.lower(index) in DOZENS)


def _core(words: Words, tokens: range) -> range:
    """The noun with what stands before it, up to a preposition or a clause."""
    stop = tokens.start
    while stop < tokens.stop and not _ends_core(words, stop, tokens.start):
        stop += 1
    while stop > tokens.start and (words[stop - 1].is_possessive or words[stop - 1].pos == "ADV"):
        stop -= 1
    return range(tokens.start, stop)


def _ends_core(words: Words, index: int, start: int) -> bool:
    word = words[index]
    if index > start and word.label == "ORG" and words[index - 1].entity == word.entity:
        return False
    if word.lower in RELATIVE | CLAUSE_STARTS or word.lower in PREPOSITIONS or word.pos == "AUX":
        return True
    if not (word.text[0].isalnum() or word.is_possessive):
        return True
    behind_noun = index > start and words[index - 1].pos in ("NOUN", "PROPN", "NUM", "PRON")
    shaped = word.pos == "VERB" and word.lower.endswith(("ed", "ing"))
    return behind_noun and (word.lower in KNOWING or shaped)


def _is_several(noun: str) -> bool:
    if is_plural(noun) or noun in INSIDERS:
        return True
    return noun.endswith("s") and (noun[:-1] in MORE_PEOPLE or noun in PARTIES)


def _is_human(words: Words, core: range, head: str, *, plural: bool) -> bool:
    """Whether the head stands for people, or for several bodies."""
    if not core:
        return plural or head in NUMBERS
    if words[core[-1]].label == "LOC" or words.lower(core.start) == "no":
        return False
    if head in SOURCES or _is_several(head):
        return True
    singular = head.removesuffix("s")
    if head in DOCUMENT_NOUNS or singular in DOCUMENT_NOUNS:
        return False
    if is_human(head) or head in MORE_PEOPLE | EVERYBODY | PARTIES or is_demonym(head):
        return True
    if words.lower(core.stop + (words.lower(core.stop) == ",")) == "who":
        return True
    if not plural:
        return False
    nation = words[core[-1]].label == "NORP"
    return nation or singular in ORGANIZATION_NOUNS or head.endswith(PEOPLE_ENDINGS)


def _group_start(words: Words, core: range) -> int:
    """Where the group begins: at the head, or at the first of several joined by "and"."""
    if not core:
        return core.start
    if any(words.lower(at) in ("and", "or") for at in core[1:-1]):
        for at in core:
            if _is_several(words.lower(at)) or words.lower(at).endswith(PEOPLE_ENDINGS):
                return at
    return core[-1]


def _group(words: Words, tokens: range) -> str | None:
    """The group as it stands, without a capital letter of the sentence."""
    if not tokens:
        return None
    text, first = words.phrase(tokens), words[tokens.start]
    name = first.label == "NORP" or first.lower in PARTIES or is_demonym(first.lower)
    return text if name or first.text.isupper() else text[0].lower() + text[1:]


def _is_known(words: Words, core: range, head: str, opening: _Opening) -> bool:
    """Whether one person is meant whom readers know: "the mayor", "Connecticut's governor".

    It is not where the noun means nobody in particular ("the official"), or the text spoke of "a
    woman" before.
    """
    owned = opening.owned or any(words[at].is_possessive for at in core)
    if head in UNIQUE_OFFICES:
        return opening.definite or owned
    if owned or not opening.definite or head in ONE_OF_MANY or head in KIN:
        return False
    return not any(
        words.lower(at) == head
        and any(
            words.lower(p) in ("a", "an", "one", "another")
            for p in range(max(words.sentence_of(at).start, at - 5), at)
        )
        for at in range(core.start)
    )


# The terms on which a source speaks: whether it asked not to be named, and why.


_BARRIER = "\x00"
"""Stands where words are that belong to no reason: quoted ones, and those of the cue."""

_NAMED = r"(?:named|identified|quoted(?: by name)?|cited by name|mentioned by name)"
_SPEAK = any_of(word_set("verbs", "speaking"))
_ASKED = re.compile(
    rf"(?:\bon|\bunder|\bupon)(?: the| a)? (?:strict )?(?:condition|promise|guarantee) (?:of|that)"
    rf"(?: (?:strict|complete|full))? (?:anonymity|(?:he|she|they|it|their names?|(?:his|her) name)"
    rf"(?: would| will|) (?:not|n't|remain)(?:(?! because| as )[^,.;])*)"
    rf"|\b(?:not (?:to )?|n't |un)(?:wish |want |willing |wishing |wanting )*(?:to )?be {_NAMED}"
    rf"|\b(?:declin|refus)(?:ed|es|ing) to be {_NAMED}"
    r"|\b(?:declin|refus)(?:ed|es|ing) to (?:give|provide|disclose|reveal|share)"
    r" (?:his|her|their|its|a)(?: full| last| own| real)?"
    r" (?:names?|surnames?|identity|identities)"
    r"|\b(?:ask|request|demand|seek|want|insist)(?:ed|s|ing)?(?: for| on)?(?: strict)? anonymity"
    r"|\bsought anonymity|\b(?:was|were) (?:granted|given|promised) anonymity"
    r"|\b(?:speaking|spoke|speaks|speak|talked|talking|responded|commented) anonymously"
    r"|\bto (?:remain|stay) (?:anonymous|unnamed|unidentified)"
    rf"|\b(?:could|can|would|may) ?(?:not|n't) be {_NAMED}"
    rf"|\bwithout (?:being|having to be) {_NAMED}"
    r"|\b(?:whose|his|her|their) (?:real )?(?:names?|identity|identities)"
    r" (?:is|are|was|were|has been|have been|is being|are being)"
    r" (?:being )?(?:withheld|changed|protected|not being (?:used|published))"
    r"|\bwhom? (?:\w+ ){1,4}(?:agreed|decided|chose|is|are) not (?:to )?(?:nam|identify)(?:e|ing)?",
    re.IGNORECASE,
)
"""Words that say that a source asked not to be named, or was promised it."""

_UNFREE = re.compile(
    rf"\b(?:(?:was|were|is|are|had|have|has)(?: been)? (?:also )?not(?: been)?"
    rf"|(?:was|were|is|are|has|have|had)n['’]t(?: been)?)"
    rf"(?: yet)?\s+(?P<reason>(?:authori[sz]ed|allowed|permitted|cleared|entitled|supposed)"
    rf" to {_SPEAK}\b)"
    rf"|\b(?:who|they|he|she|and|because) (?:lacks?|lacked|did not have|do not have|has no|had no)"
    rf"\s+(?P<lacking>(?:the )?(?:authori[sz]ation|authority|permission|clearance)"
    rf" to {_SPEAK}\b)",
    re.IGNORECASE,
)
"""Words that say that a source may not speak; they are a reason by themselves."""

_REASON = re.compile(
    r"[\s,]*(?:\b(?:in \w+ \w+|publicly|by name|for this (?:article|story))\b[\s,]*)?"
    r"(?:\b(?:because of|because|due to|owing to|given|citing|as|since|out of|for the reason that)"
    r"\s+(?P<plain>.+)"
    r"|\bfor (?P<fear>fear\b.+)"
    r"|\bfor (?P<sake>(?:[\w'’-]+ ){1,6}?(?:reasons?|safety|security|privacy|purposes)\b)"
    r"|(?P<doing>\b(?:fearing|to avoid|to protect|to preserve|to discuss|to describe|to speak"
    r"|to talk|to share|to reveal|to offer|to be (?:frank|candid|able)|to disclose"
    r"|in order to|so as not to|so that|lest|while)\b.+))",
    re.IGNORECASE | re.DOTALL,
)
"""What stands right behind the request: the words that tell why."""

_AHEAD = re.compile(
    r"^\W*(?:citing (?P<citing>[^,]+)|(?P<fearing>fearing [^,]+)|for (?P<fear>fear of [^,]+)"
    r"|(?:because of|because|as|since) (?P<plain>[^,]+)),[^.;]*$",
    re.IGNORECASE | re.DOTALL,
)
"""A reason told before the request: "Citing fear of reprisals, he asked not to be named"."""

_END = re.compile(
    rf"[,;:.!?()—–{_BARRIER}\n“”\"]|\s-\s"
    rf"|\b{any_of(word_set('verbs', 'ends_terms'))}\b"
)
_TERMS_LONGEST = 160
"""Characters of a reason at most."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whether a source asked not to be named or may not speak, and the reason, as it stands."""

    asked: bool
    reason: str | None


def terms_in(passage: str) -> Terms:
    """The terms that a sentence tells.

    ``passage`` has barriers (see :func:`masked`) where words are that tell of something else.
    """
    unfree = _unfree(passage)
    asked = _ASKED.search(passage)
    if asked is None:
        return Terms(asked=unfree is not None, reason=unfree)
    return Terms(asked=True, reason=_reason(passage, asked) or unfree)


def masked(text: str, span: Span, away: Iterable[tuple[int, int]]) -> str:
    """A stretch of the text with barriers over what lies from one offset to another."""
    chars = list(span.of(text))
    for start, end in away:
        for at in range(max(start, span.start), min(end, span.end)):
            chars[at - span.start] = _BARRIER
    return "".join(chars)


def is_hidden(passage: str) -> bool:
    """Whether barriers leave no letter of a passage."""
    return not any(char.isalnum() for char in passage)


def _reason(passage: str, asked: re.Match[str]) -> str | None:
    behind = _REASON.match(passage, asked.end())
    if behind is not None:
        reason = next((words for words in behind.groups() if words), "")
        return _cut(reason)
    ahead = _AHEAD.search(passage, 0, asked.start())
    return _cut(next(words for words in ahead.groups() if words)) if ahead else None


def _unfree(passage: str) -> str | None:
    found = _UNFREE.search(passage)
    if found is None:
        return None
    name = "reason" if found.group("reason") else "lacking"
    words = _cut(passage[found.start(name) :])
    return f"not {words}" if words and name == "reason" else words and f"no {words}"


def _cut(words: str) -> str | None:
    """The words up to the next mark or verb of speech, on one line."""
    end = _END.search(words)
    reason = " ".join(words[: end.start() if end else None].split())
    return reason if 3 <= len(reason) <= _TERMS_LONGEST else None


# Sources without a name: what the article tells of them, and how well that describes them.
#
# Newsrooms ask that an unnamed source be described as fully as can be, and that readers learn why
# it is not named (The Associated Press, "News Values and Principles"; Reuters, "Handbook of
# Journalism"). The grade counts what is told: who they are, for whom they work, why no name is
# given. A crowd ("voters", "critics") is nobody to whom anonymity was granted; it is a
# collective.


_GOES_ON = word_set("grammar", "goes_on")
"""First words of a sentence that goes on about the source of the sentence before."""
_PRONOUNS = word_set("grammar", "pronoun")
_GENERIC = word_set("people_nouns", "bare")
_TERMS_CUE = frozenset({"condition", "anonymity", "anonymously"})
"""Words of a cue that itself tells of the terms: "speaking on condition of anonymity"."""
_LOOK_AHEAD = 15
"""Sentences behind the source's in which its terms may stand."""


@dataclass(slots=True)
class _Source:
    """One unnamed source through an article: what its mentions tell, the first one first."""

    type: str
    name: str
    mention: Span
    sourcings: list[Sourcing] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)

    def anonymity(self) -> Anonymity:
        """Everything that is told of the source."""
        first = self.sourcings[0]
        organization = next((s.organization for s in self.sourcings if s.organization), None)
        reason = next((terms.reason for terms in self.terms if terms.reason), None)
        who = any(sourcing.tells_who for sourcing in self.sourcings)
        return Anonymity(
            number=first.number,
            group=next((s.group for s in self.sourcings if s.group), None),
            organization=organization,
            position=next((s.position for s in self.sourcings if s.position), None),
            reason=reason,
            grade=who + (organization is not None) + (reason is not None),
            collective=first.crowd and not any(terms.asked for terms in self.terms),
        )


def with_anonymity(quotations: Iterable[Quotation], cast: Cast) -> tuple[Quotation, ...]:
    """The quotations, in reading order, their unnamed sources with what the article tells of them.

    People, organisations, papers and pronouns without an antecedent get nothing. "The officials"
    are the officials spoken of last: what is told of them anywhere holds for all they say.
    """
    listed = tuple(quotations)
    sources = _Sources(cast)
    known = [[sources.of(speaker, q) for speaker in q.speakers] for q in listed]
    return tuple(
        replace(
            quotation,
            speakers=tuple(
                replace(speaker, anonymity=source.anonymity()) if source else speaker
                for speaker, source in zip(quotation.speakers, found, strict=True)
            ),
        )
        if any(found)
        else quotation
        for quotation, found in zip(listed, known, strict=True)
    )


class _Sources:
    """The unnamed sources of one article, as its quotations are gone through."""

    def __init__(self, cast: Cast) -> None:
        self._words = cast.words
        self._organizations = cast.organizations
        self._quoted = tuple((q.span.start, q.span.end) for q in cast.words.layout.marks)
        self._found: list[_Source] = []

    def of(self, speaker: Speaker, quotation: Quotation) -> _Source | None:
        """The unnamed source that a speaker is, None for any other speaker."""
        if speaker.type not in ("group", "unknown"):
            return None
        mention = speaker.mention
        sourcing = self._sourcing(speaker, mention, quotation) if mention else None
        source = self._before(speaker, sourcing)
        if sourcing is None or mention is None:
            return source
        terms = self._terms(mention, sourcing, quotation)
        if source is None:
            if sourcing.known and not terms.asked:
                return None
            source = _Source(speaker.type, speaker.name, mention)
            self._found.append(source)
        source.sourcings.append(sourcing)
        source.terms.append(terms)
        return source

    def _sourcing(self, speaker: Speaker, mention: Span, quotation: Quotation) -> Sourcing | None:
        tokens = self._words.tokens(mention)
        if not tokens or (len(tokens) == 1 and self._words.lower(tokens[0]) in _PRONOUNS):
            return None
        ends = [span.start for span in (*quotation.pieces, quotation.cue) if span]
        stop = min((end for end in ends if end >= mention.end), default=len(self._words.text))
        return sourcing_of(
            self._words,
            tokens,
            self._words.tokens(Span(mention.start, stop)).stop,
            self._organizations,
            plural=speaker.type == "group",
        )

    def _before(self, speaker: Speaker, sourcing: Sourcing | None) -> _Source | None:
        """The source spoken of before that is meant again."""
        for source in reversed(self._found):
            if sourcing is None:
                if (source.type, source.name) == (speaker.type, speaker.name):
                    return source
            elif source.mention == speaker.mention or _is_again(source.sourcings[0], sourcing):
                return source
        return None

    def _terms(self, mention: Span, sourcing: Sourcing, quotation: Quotation) -> Terms:
        """What the sentence of the mention tells, else the next one that goes on about it."""
        away = [*self._quoted, *((piece.start, piece.end) for piece in quotation.pieces)]
        cue = quotation.cue
        if cue and not _TERMS_CUE & set(cue.of(self._words.text).lower().split()):
            away.append((cue.start, cue.end))
        sentences = self._sentences(self._words.tokens(mention)[0])
        here = terms_in(self._passage(next(sentences), away))
        if here.reason:
            return here
        follows = True
        for sentence in sentences:
            passage = self._passage(sentence, away)
            if is_hidden(passage):
                continue
            if self._names_again(sentence, sourcing) or (follows and self._goes_on(sentence)):
                then = terms_in(passage)
                if then.asked:
                    return then
            follows = False
        return here

    def _passage(self, sentence: range, away: Sequence[tuple[int, int]]) -> str:
        return masked(self._words.text, self._words.span(sentence), away)

    def _sentences(self, index: int) -> Iterator[range]:
        """The sentence of a token and those behind it."""
        for _ in range(1 + _LOOK_AHEAD):
            sentence = self._words.sentence_of(index)
            yield sentence
            index = sentence.stop
            if index >= len(self._words):
                return

    def _names_again(self, sentence: range, sourcing: Sourcing) -> bool:
        """Whether a sentence begins with the source's noun: "The senior officials"."""
        opening = [self._words.lower(at) for at in sentence[:5]]
        return opening[0] in ("the", "these", "those") and sourcing.head in opening

    def _goes_on(self, sentence: range) -> bool:
        """Whether a sentence begins as one does that goes on about whom the last one told of."""
        first, second = (self._words.lower(sentence.start + at) for at in (0, 1))
        return first in _GOES_ON or (first == "the" and second in _GENERIC)


def _is_again(source: Sourcing, mention: Sourcing) -> bool:
    """Whether "the officials" are those of an earlier mention."""
    alike = source.head == mention.head and (source.number == 1) == (mention.number == 1)
    return alike and mention.points_back and mention.bare
