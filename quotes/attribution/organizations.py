"""The organisations of an article: which of the names in it belong to one body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from quotes import types as article
from quotes.attribution.words import NO_ENTITY, Words
from quotes.lexicon import (
    COUNTRIES,
    COUNTRY_OF,
    INSTITUTION_NOUNS,
    ORGANIZATION_NOUNS,
    PERSON_NOUNS,
    UNIT_NOUNS,
    any_of,
    word_set,
)
from quotes.names.organization import (
    LEGAL_FORMS,
    SMALL,
    is_abbreviation,
    is_kind_of,
    is_short_form,
    key_words,
    spells,
)
from quotes.names.person import fold_word
from quotes.types import Organization, Person, Quotation, Span

# The organisations of an article, and which of them a phrase means.


_GENERIC = word_set("organization_nouns", "generic")
"""Nouns that can stand for an organisation named before, whatever its own name is."""
_STRICT = word_set("organization_nouns", "strict")
"""Those of them that fit no organisation whose name says that it is of another kind."""


@dataclass(frozen=True, slots=True)
class OrganizationCluster:
    """An organisation: its fullest name, its other forms, and the spans of all of them.

    ``former_names`` are those that the text says it no longer bears; ``parent`` is the name of
    the body that it is a part, unit or subsidiary of; ``place`` the country, region or town whose
    public body it is, where the text says so.
    """

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    former_names: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of the name, the fullest first, former names last."""
        return (self.name, *self.aliases, *self.former_names)

    @property
    def without_mentions(self) -> article.Organization:
        """The organisation without its places in the text."""
        return article.Organization(
            self.name, self.aliases, self.former_names, self.parent, self.place
        )


def named(phrase: str, organizations: Sequence[OrganizationCluster]) -> OrganizationCluster | None:
    """The organisation that a phrase names by any of its forms, or by its last words."""
    wanted = key_words(phrase)
    if not wanted:
        return None
    for organization in organizations:
        if any(key_words(form) == wanted for form in organization.forms):
            return organization
    ending = [
        organization
        for organization in organizations
        if len(key := key_words(organization.name)) > len(wanted) and key[-len(wanted) :] == wanted
    ]
    return ending[0] if len(ending) == 1 else None


def described(
    noun: str, before: int, organizations: Sequence[OrganizationCluster]
) -> tuple[OrganizationCluster | None, bool]:
    """The organisation meant by "the NOUN" at a place in the text, and whether that is sure.

    One whose name says that it is such a body, or holds the noun; else, for a noun like
    "company", the one named last.
    """
    earlier = [o for o in organizations if o.mentions[0].start < before]

    def last(organization: OrganizationCluster) -> int:
        return max(span.start for span in organization.mentions if span.start < before)

    holding = [o for o in earlier if any(is_kind_of(noun, form) for form in o.forms)]
    holding = holding or [o for o in earlier if fold_word(noun) in key_words(o.name)]
    if holding:
        return max(holding, key=last), len(holding) == 1
    fitting = [o for o in earlier if noun not in _STRICT or not _is_of_another_kind(noun, o)]
    if noun in _GENERIC and fitting:
        return max(fitting, key=last), False
    return None, False


def _is_of_another_kind(noun: str, organization: OrganizationCluster) -> bool:
    """Whether the name says that it is no such thing: a college is not "the newspaper"."""
    kind = key_words(organization.name)[-1]
    return kind != fold_word(noun) and kind in ORGANIZATION_NOUNS | INSTITUTION_NOUNS


def subject_before(words: Words, index: int) -> str | None:
    """The organisation that the sentence before the one at the index begins with."""
    this = words.sentence_of(index).start
    if this == 0 or words[this - 1].paragraph != words[this].paragraph:
        return None
    sentence = words.sentence_of(this - 1)
    start = sentence.start
    if words.lower(start) in SMALL:
        start += 1
    end = start
    while end < sentence.stop and end - start < 10:
        word = words[end]
        if not (word.text[0].isalnum() or word.is_possessive or word.text == "&"):
            break
        if word.pos in ("VERB", "AUX") and not word.is_capitalised:
            break
        end += 1
    while end > start and words[end - 1].is_possessive:
        end -= 1
    if start >= end:
        return None
    last = words[end - 1]
    if last.label == "ORG" or last.lower in ORGANIZATION_NOUNS:
        return words.phrase(range(start, end))
    return None


# Where a text names organisations: the model's entities, made whole and taken apart.


_LONGEST = 10
_AGAINST = frozenset({"v", "v.", "vs", "vs.", "versus"})
_PLACING = frozenset({"in", "at", "near", "from", "to", "outside", "around"})


def mentions(words: Words, skip: Sequence[Span] = ()) -> list[range]:
    """The tokens of every name that the model calls an organisation's, none inside ``skip``."""
    found = [tokens for whole in _entities(words) for tokens in _parts(words, whole)]
    return [
        tokens
        for tokens in found
        if any(words[at].is_capitalised for at in tokens)
        and not any(words.span(tokens).meets(span) for span in skip)
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
    for index in range(len(words)):
        for parts in wanted.get(words[index].text, ()):
            tokens = range(index, index + len(parts))
            if tokens.stop > len(words) or not seen.isdisjoint(tokens):
                continue
            if any(words[at].text != part for at, part in zip(tokens, parts, strict=True)):
                continue
            if len(parts) == 1 and not _stands_alone(words, index):
                continue
            if not any(words.span(tokens).meets(span) for span in skip):
                seen.update(tokens)
                yield " ".join(parts), tokens
                break


def _stands_alone(words: Words, index: int) -> bool:
    if words[index].label == "LOC" or words.lower(index - 1) in _PLACING:
        return False
    opens = index > 0 and words[index - 1].is_capitalised and words.joined(index - 1)
    if opens and words.lower(index - 1) not in SMALL:
        return False
    return not _is_name_behind(words, index + 1)


def _entities(words: Words) -> Iterator[range]:
    """The tokens of each ORG entity; who is labelled in a transcript ("THE WITNESS:") is none."""
    index = 0
    while index < len(words):
        word = words[index]
        if word.label != "ORG" or word.entity == NO_ENTITY:
            index += 1
            continue
        start = index
        while index < len(words) and words[index].entity == word.entity:
            index += 1
        if not (index - start == 1 and word.text.isupper() and word.lower in PERSON_NOUNS):
            yield range(start, index)


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


def _is_name_behind(words: Words, index: int) -> bool:
    return index < len(words) and words[index].is_capitalised and words.joined(index - 1)


def _run_end(words: Words, index: int) -> int:
    """Behind the capitalised words that begin at an index."""
    end = index
    while end < len(words) and end - index < _LONGEST and words[end].is_capitalised:
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
            if fold_word(words[head - 1].text) in SMALL or not words.joined(head - 1):
                break
            head -= 1
        return head
    return start


# Whose a public body is: the country, region or town that the words around its name tell.


_PUBLIC = word_set("organization_nouns", "public")
_OWNER = re.compile(r"(?P<place>[\w. -]+?)['’]s? ")
_BEHIND = re.compile(r" (?:of|in) (?:the )?(?P<place>[A-Z][\w .-]+)$")


def is_public(name: str) -> bool:
    """Whether a name tells a body of a state or a town: a ministry, a council, a police force."""
    return not _PUBLIC.isdisjoint(name.lower().split())


def place_of(words: Words, tokens: range) -> str | None:
    """The place whose body stands at these tokens: "Kenya" for "Kenya's health ministry".

    Told by a possessive, by an adjective before or at the start of the name, or by "of" and a
    country at its end; None for a body that is no public one, or where nothing is told.
    """
    if not is_public(words.phrase(tokens)):
        return None
    before = tokens.start - 1
    if before > 0 and words[before].is_possessive and words.joined(before):
        owner = words[before - 1]
        if owner.label == "LOC" or owner.lower in COUNTRIES:
            return owner.text
    for at in (before, tokens.start):
        if words.lower(at) in COUNTRY_OF and (at != before or words.joined(before)):
            return COUNTRY_OF[words.lower(at)]
    return place_in(words.phrase(tokens))


def place_in(name: str) -> str | None:
    """The country that the name of a public body holds, None where it holds none."""
    if not is_public(name):
        return None
    parts = name.split()
    owner = _OWNER.match(name)
    if owner and owner["place"].lower() in COUNTRIES:
        return owner["place"]
    if parts[0].lower() in COUNTRY_OF:
        return COUNTRY_OF[parts[0].lower()]
    found = _BEHIND.search(name)
    return found["place"] if found and found["place"].lower() in COUNTRIES else None


def without_place(name: str) -> tuple[str, ...]:
    """The name without the country that owns the body, where one stands before it."""
    owner = _OWNER.match(name)
    return (name[owner.end() :],) if owner and owner["place"].lower() in COUNTRIES else ()


# What a text says of two names of organisations: abbreviation, former name, part of a whole.


Relation = Literal["abbreviation", "former", "parent"]


@dataclass(frozen=True, slots=True)
class Tie:
    """``name`` is the abbreviation, a former name or the parent of the body named ``of``.

    ``evidence`` is the stretch of text from the one name to the other.
    """

    relation: Relation
    name: str
    of: str
    evidence: Span


_NAME = (
    r"(?P<name>[A-Z0-9][\w&.’'-]*"
    r"(?:\s+(?:(?:of|for|and|on|&)\s+(?:the\s+)?)?[A-Z0-9][\w&’'-]*){0,8})"
)
_THE = r"(?:the\s+|The\s+)?"
_OPEN = r"(?:\s*\([A-Z]{2,8}\))?\)?\s*,?\s*(?:\(\s*)?"
_SINCE = r"(?:until\s+(?:recently|last\s+\w+|\d{4}),?\s+|in\s+\d{4}\s+)?"
_CALLED = r"(?:known\s+as|called|named|operating\s+as|trading\s+as|styled)"

_ABBREVIATED = re.compile(
    r"\s*(?:\(\s*(?:or\s+|also\s+known\s+as\s+|known\s+as\s+|abbreviated\s+(?:as\s+|to\s+)?)?"
    r"|,\s*(?:or|abbreviated(?:\s+(?:as|to))?|known\s+(?:simply\s+|widely\s+)?(?:as|by))\s+)"
    rf"{_THE}[“\"‘']?(?P<name>[A-Z][\w.&]{{1,9}}?)[”\"’']?(?:\s*[),;]|\s)"
)
_SPELLED_OUT = re.compile(rf"\s*\(\s*{_THE}{_NAME}\s*\)")
_WAS = re.compile(
    rf"{_OPEN}(?:which\s+(?:was|is)\s+)?(?:"
    rf"{_SINCE}(?:then|formerly|previously|originally|once|earlier)\s+(?:also\s+)?{_CALLED}"
    rf"|{_SINCE}{_CALLED}(?=[^.;]{{3,60}}\s(?:until|before)\s)"
    rf"|(?P<bare>formerly|previously|the\s+former|until\s+\d{{4}}|which\s+used\s+to\s+be)"
    rf"|which\s+until\s+[\w\s]{{3,20}}\s(?:was|were)\s+{_CALLED}|which\s+used\s+to\s+be\s+{_CALLED}"
    rf"|(?:the|an?)\s+(?:[a-z-]+\s+){{1,3}}(?:once|formerly|previously)\s+{_CALLED}"
    r"|known\s+(?:until|before)\s+[\w\s]{2,25}?\s+as"
    rf"|renamed\s+from|which\s+changed\s+its\s+name\s+from"
    rf")\s+{_THE}{_NAME}"
)
_AS = re.compile(
    rf",\s+as\s+{_THE}{_NAME}(?:\s+(?:in|of|at)\s+[A-Z]\w+)?"
    r"\s+(?:is\s+now|has\s+(?:now\s+)?been)\s+(?:called|known|named|styled)\b"
)
_BECAME = re.compile(
    rf"{_OPEN}(?:(?:which|that|and)\s+)?(?:(?:has|had|have)\s+)?"
    rf"(?:(?:been|was|were|is|since|later|subsequently|then|now)\s+)*(?:"
    rf"(?:renamed|rebranded|rechristened)(?:\s+itself)?(?:\s+as|\s+to)?"
    rf"|(?:changed|changing)\s+its\s+name\s+(?:in\s+\d{{4}}\s+)?to"
    rf"|(?<=now\s){_CALLED}|(?<=later\s){_CALLED}|(?<=since\s){_CALLED}"
    rf")\s+{_THE}{_NAME}"
)
_NOW = re.compile(rf"\s*\(\s*(?:now|today)\s+{_THE}{_NAME}")
_IS_NOW = re.compile(rf"{_OPEN}(?:now|today)\s+{_THE}{_NAME}(?!['’]s)")
_GREW = re.compile(rf"\s+(?:became|has\s+become|had\s+become)\s+{_THE}{_NAME}(?!['’]s)")
_CLOSED = re.compile(r"\s*(?:[,;.)]|\([A-Z]{2,8}\))")
_MOVED = re.compile(rf"\b(?:once|formerly|previously|first)\s+(?:of|at|with|for)\s+{_THE}\Z")
"""Before the body that a person has left for another one: "once of X, now Y"."""
_FROM = re.compile(rf"\bname\s+from\s+{_THE}\Z")
_TO = re.compile(rf"\s+to\s+{_THE}$")
_KINDS = any_of(word_set("organization_nouns", "part"))
_PART_OF = re.compile(
    rf"{_OPEN}(?:(?:which|that)\s+)?(?:is\s+|was\s+)?(?:now\s+|currently\s+|itself\s+)?(?:"
    rf"(?:an?\s+|the\s+|one\s+of\s+the\s+)?(?:[a-z-]+\s+){{0,3}}{_KINDS}s?\s+(?:of|at|within)"
    rf"|(?:wholly\s+|partly\s+|majority[\s-]|jointly\s+)?(?:owned|run|controlled|operated)\s+by"
    rf"|belongs\s+to"
    rf")\s+{_THE}$"
)
_AT = re.compile(rf"\s+(?:of|at|within)\s+{_THE}$")
_OWNING = re.compile(
    rf"(?:['’]s?\s+|\s+|-)(?:[a-z-]+\s+){{0,3}}(?:subsidiary|owned\s+(?:[a-z-]+\s+){{0,2}}|"
    rf"(?<=['’]s\s){_KINDS}),?\s*{_THE}$"
)
_OWN = re.compile(r"['’]s?\s+(?:own\s+)?$")
_EXCHANGES = frozenset({"NYSE", "NASDAQ", "LSE", "TSX", "ASX", "AIM", "FTSE"})
_FAR = 90


def ties(text: str, named: Mapping[Span, str]) -> Iterator[Tie]:
    """Everything that the text tells of its organisations' names, in reading order.

    :param named: the name that stands at each span, as the text has it.
    """
    spans = sorted(named)
    for span in spans:
        yield from _names_of(text, span, named)
    for first, second in pairwise(spans):
        if first.end <= second.start <= first.end + _FAR:
            yield from _parts_of(text, first, second, named)


def _names_of(text: str, span: Span, named: Mapping[Span, str]) -> Iterator[Tie]:
    """Abbreviations and other names told right behind a name."""
    name = named[span]
    if not is_abbreviation(name) and (found := _ABBREVIATED.match(text, span.end)):
        short = found["name"].rstrip(".") if found["name"].count(".") == 1 else found["name"]
        if _can_abbreviate(short, name, bracketed="(" in found[0]):
            yield Tie("abbreviation", short, name, Span(span.start, found.end("name")))
    found = _SPELLED_OUT.match(text, span.end) if is_abbreviation(name) else None
    if found and spells(name, found["name"]):
        yield Tie("abbreviation", name, found["name"], Span(span.start, found.end("name")))
    if found := _WAS.match(text, span.end) or _AS.match(text, span.end):
        other, end = _other(found, named)
        if not found.groupdict().get("bare") or other in named.values():
            yield Tie("former", other, name, Span(span.start, end))
    if found := _BECAME.match(text, span.end) or _NOW.match(text, span.end):
        other, end = _other(found, named)
        if _is_passive(text[span.end : found.start("name")]):
            yield Tie("former", name, other, Span(span.start, end))
    now, grew = _IS_NOW.match(text, span.end), _GREW.match(text, span.end)
    if found := now or grew:
        other, end = _other(found, named)
        shared = not set(key_words(name)).isdisjoint(key_words(other))
        told = now and _CLOSED.match(text, end) and not _MOVED.search(text, 0, span.start)
        if other in named.values() and (shared or told):
            yield Tie("former", name, other, Span(span.start, end))


def _parts_of(text: str, first: Span, second: Span, named: Mapping[Span, str]) -> Iterator[Tie]:
    """Whole and part, or old and new, in two names that follow one another."""
    between = text[first.end : second.start]
    both = Span(first.start, second.end)
    if _TO.fullmatch(between) and _FROM.search(text, 0, first.start):
        yield Tie("former", named[first], named[second], both)
    elif _PART_OF.fullmatch(between) or (_AT.fullmatch(between) and _is_unit(named[first])):
        yield Tie("parent", named[second], named[first], both)
    elif _OWNING.fullmatch(between) or (_OWN.fullmatch(between) and _is_unit(named[second])):
        yield Tie("parent", named[first], named[second], both)


def _is_passive(cue: str) -> bool:
    """Whether the body before the cue gets the new name, rather than giving it to another."""
    if re.search(r"\b(?:was|were|been|is|itself|its\s+name|as|to|now|later|since)\b", cue):
        return True
    return cue.lstrip()[:1] in (",", "(") and not re.search(r"\b(?:which|that|and)\b", cue)


def _other(found: re.Match[str], named: Mapping[Span, str]) -> tuple[str, int]:
    """The other name: the organisation that begins there, else the capitalised words."""
    start = found.start("name")
    for span, name in named.items():
        if span.start == start:
            return name, span.end
    words = " ".join(found["name"].split())
    return words.rstrip(".,").removesuffix("'s").removesuffix("’s"), found.end("name")


def _can_abbreviate(short: str, name: str, *, bracketed: bool) -> bool:
    """Whether a told abbreviation is one: no country or stock exchange behind the name."""
    if not is_abbreviation(short) or short in _EXCHANGES:
        return False
    if spells(short, name):
        return True
    other = short.lower() in COUNTRIES or len(short) < 3
    return bracketed and not other and len(key_words(name)) > 1


def _is_unit(name: str) -> bool:
    words = key_words(name)
    return bool(words) and (words[0] in UNIT_NOUNS or words[-1] in UNIT_NOUNS)


@dataclass(slots=True)
class _Body:
    """Names of one body, the fullest first, and those that it no longer bears."""

    names: list[str]
    former: list[str] = field(default_factory=list)

    @property
    def all_names(self) -> list[str]:
        return self.names + self.former


def find_organizations(
    words: Words, skip: Sequence[Span] = (), people: Iterable[str] = ()
) -> list[OrganizationCluster]:
    """Every organisation named in the text, in the order of the first mention.

    Found are the model's entities, and further places where a known name or its short form
    stands. ``people`` are the names of the article's people: a word of these is nobody's short
    form. No name is taken from inside ``skip``.
    """
    forms: dict[str, list[Span]] = {}
    taken: set[int] = set()
    for tokens in mentions(words, skip):
        if key_words(words.phrase(tokens)):
            forms.setdefault(words.phrase(tokens), []).append(words.span(tokens))
            taken.update(tokens)
    stated_ties = list(ties(words.text, {span: form for form in forms for span in forms[form]}))
    _add(forms, taken, words, skip, {name for tie in stated_ties for name in (tie.name, tie.of)})
    bodies = _bodies(forms, stated_ties)
    _add(forms, taken, words, skip, _unseen_short_forms(bodies, people) | set(forms))
    bodies = _bodies(forms, stated_ties)
    found = [_organization(words, body, forms, stated_ties, bodies) for body in bodies]
    return sorted(found, key=lambda organization: organization.mentions[0])


def _add(
    forms: dict[str, list[Span]],
    taken: set[int],
    words: Words,
    skip: Sequence[Span],
    wanted: Collection[str],
) -> None:
    """Add the places where one of the wanted names stands and none is known yet."""
    for form, tokens in passed_over(words, wanted, taken, skip):
        forms.setdefault(form, []).append(words.span(tokens))
        taken.update(tokens)


def _bodies(forms: dict[str, list[Span]], stated_ties: Sequence[Tie]) -> list[_Body]:
    """The names gathered by what the text tells of them, and by their words."""
    abbreviated = {tie.name: tie.of for tie in stated_ties if tie.relation == "abbreviation"}
    apart = {frozenset((tie.name, tie.of)) for tie in stated_ties if tie.relation == "parent"}
    bodies: list[_Body] = []
    kinds: list[str] = []
    for form in sorted(forms, key=lambda form: (-len(key_words(form)), forms[form][0])):
        told_home = abbreviated.get(form)
        homes = [body for body in bodies if told_home in body.names] or [
            body
            for body in bodies
            if is_short_form(form, body.names[0])
            and not any(frozenset((form, name)) in apart for name in body.names)
        ]
        if len(homes) == 1:
            homes[0].names.append(form)
        elif any(is_kind_of(form, other) for other in forms):
            kinds.append(form)
        else:
            bodies.append(_Body([form]))
    for form in kinds:
        homes = [body for body in bodies if is_kind_of(form, body.names[0])]
        if len(homes) == 1:
            homes[0].names.append(form)
        else:
            bodies.append(_Body([form]))
    return _renamed(bodies, stated_ties)


def _renamed(bodies: list[_Body], stated_ties: Sequence[Tie]) -> list[_Body]:
    """The bodies, with those made one that the text says are one under an older name."""
    for tie in stated_ties:
        if tie.relation != "former":
            continue
        old = next((body for body in bodies if tie.name in body.all_names), None)
        new = next((body for body in bodies if tie.of in body.all_names), None)
        if old is None or new is None or old is new:
            continue
        new.former += [name for name in old.all_names if name not in new.former]
        bodies = [body for body in bodies if body is not old]
    return bodies


def _unseen_short_forms(bodies: Sequence[_Body], people: Iterable[str]) -> set[str]:
    """Short forms by which a body may be called, each of them fitting no other body."""
    human = {fold_word(word) for name in people for word in name.split()}
    known = {name for body in bodies for name in body.all_names}
    found: dict[str, int] = {}
    for body in bodies:
        for short in {short for name in body.all_names for short in _short_forms(name)}:
            found[short] = found.get(short, 0) + 1
    return {
        short
        for short, number in found.items()
        if number == 1
        and short not in known
        and not human.intersection(map(fold_word, short.split()))
    }


def _short_forms(name: str) -> set[str]:
    """The name without its legal form, and its first word where that can stand for it."""
    if is_abbreviation(name):
        return set()
    parts = name.split()
    shorts = {parts[0]}
    while len(parts) > 1 and fold_word(parts[-1]) in LEGAL_FORMS:
        parts = parts[:-1]
        shorts.add(" ".join(parts))
    return {short for short in shorts if short != name and is_short_form(short, name)}


def _organization(
    words: Words,
    body: _Body,
    forms: dict[str, list[Span]],
    stated_ties: Sequence[Tie],
    bodies: Sequence[_Body],
) -> OrganizationCluster:
    spans = sorted(span for name in body.all_names for span in forms[name])
    places = (place_of(words, words.tokens(span)) for span in spans)
    return OrganizationCluster(
        name=body.names[0],
        aliases=tuple(body.names[1:]),
        mentions=tuple(spans),
        former_names=tuple(body.former),
        parent=_parent(body, stated_ties, bodies),
        place=next((place for place in places if place), None),
    )


def _parent(body: _Body, stated_ties: Sequence[Tie], bodies: Sequence[_Body]) -> str | None:
    """The name of the body that this one is told to be a part of, None where it is its own."""
    wholes = (
        whole.names[0]
        for tie in stated_ties
        if tie.relation == "parent" and tie.of in body.all_names
        for whole in bodies
        if whole is not body and tie.name in whole.all_names
    )
    return next(wholes, None)


# The list of organisations that an article is said to name.


def told_organizations(
    organizations: Sequence[OrganizationCluster],
    people: Sequence[Person],
    quotations: Sequence[Quotation],
) -> tuple[Organization, ...]:
    """The organisations of the cast, then those that only speak or have people in post."""
    listed = [_without_owner(organization.without_mentions) for organization in organizations]
    known = {(form, body.place) for body in listed for form in body.forms}
    named = {form for form, _ in known}
    for name, country in [*_speaking(quotations), *_employing(people, quotations)]:
        place = place_in(name) or (country if is_public(name) else None)
        if (name, place) in known or (place is None and name in named):
            continue
        listed.append(Organization(name, without_place(name), place=place))
        known.add((name, place))
        named.add(name)
    return tuple(listed)


def _without_owner(organization: Organization) -> Organization:
    """The organisation, found without the country that stands before its name too."""
    short = (form for form in without_place(organization.name) if form not in organization.forms)
    return replace(organization, aliases=(*organization.aliases, *short))


def _speaking(quotations: Sequence[Quotation]) -> Iterator[tuple[str, str | None]]:
    for quotation in quotations:
        for speaker in quotation.speakers:
            if speaker.type == "organization":
                yield speaker.name, None


def _employing(
    people: Sequence[Person], quotations: Sequence[Quotation]
) -> Iterator[tuple[str, str | None]]:
    posts = [post for person in people for post in person.affiliations]
    posts += [
        speaker.affiliation
        for quotation in quotations
        for speaker in quotation.speakers
        if speaker.affiliation
    ]
    for post in posts:
        if post.organization:
            yield post.organization, post.country
