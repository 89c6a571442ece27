"""What a text says of two names of organisations: abbreviation, former name, part of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.article import Span
from quotes.attribution.organizations.short_forms import is_abbreviation, key_words, spells
from quotes.lexicon import COUNTRIES, UNIT_NOUNS, any_of, word_set

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
_OPEN = r"\)?\s*,?\s*(?:\(\s*)?"
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
    rf"|(?P<bare>formerly|previously|until\s+\d{{4}})"
    rf"|renamed\s+from|which\s+changed\s+its\s+name\s+from"
    rf")\s+{_THE}{_NAME}"
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
    if found := _WAS.match(text, span.end):
        other, end = _other(found, named)
        if not found["bare"] or other in named.values():
            yield Tie("former", other, name, Span(span.start, end))
    if found := _BECAME.match(text, span.end) or _NOW.match(text, span.end):
        other, end = _other(found, named)
        if _is_passive(text[span.end : found.start("name")]):
            yield Tie("former", name, other, Span(span.start, end))


def _parts_of(text: str, first: Span, second: Span, named: Mapping[Span, str]) -> Iterator[Tie]:
    """Whole and part in two names that follow one another."""
    between = text[first.end : second.start]
    both = Span(first.start, second.end)
    if _PART_OF.fullmatch(between) or (_AT.fullmatch(between) and _is_unit(named[first])):
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
