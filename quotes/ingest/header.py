"""Lines that tell of an article instead of telling its story: bylines, dates, credits.

English newspapers, agencies, blogs and press releases are covered. What a line does not plainly
say is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from quotes.ingest.metadata import Given, clean, dates_in
from quotes.lexicon import MONTHS, PARTICLES, WEEKDAYS, any_of, word_set, word_table
from quotes.text.paragraphs import Line, lines_of
from quotes.types import Span

# Names of authors and outlets in the lines above and below an article.


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


AGENCIES = word_table("agencies")
"""News agencies by their names in lower case."""

_OUTLET_WORDS = word_set("outlet_words")
_ROLES = word_set("byline_words")
_SECTIONS = word_set("section_words")
_DAYS_AND_MONTHS = WEEKDAYS | MONTHS - {"may"}
_RELEASES = _set("briefing conference immediate release releases statement statements")
_NO_NAME = _OUTLET_WORDS | _ROLES | _SECTIONS | _RELEASES | _DAYS_AND_MONTHS | {"the", "a", "an"}
_HONORIFIC = re.compile(rf"^(?:{any_of(word_set('titles', 'byline'))}\b\.?\s+)+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_JOIN = re.compile(r"\s+(?:and|&)\s+|\s+with\s+", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:in|at|for|of|from)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:,|\||\(|\s[–—-]\s)\s*")


def person_name(text: str) -> str | None:
    """The text as a person's name, capitals throughout made lower; None if it looks like none."""
    text = _HONORIFIC.sub("", text.strip(" ,;:"))
    words = text.split()
    if not 2 <= len(words) <= 5:
        return None
    for index, word in enumerate(words):
        plain = word.strip(".").lower()
        if plain in _NO_NAME or not _WORD.fullmatch(word):
            return None
        if not word[0].isupper() and not (plain in PARTICLES and index < len(words) - 1):
            return None
    return text.title() if text.isupper() else text


def outlet_name(text: str) -> str | None:
    """The text as an outlet's name; None if nothing in it says that it is one."""
    text = text.strip(" ,;:()").removesuffix(".")
    agency = AGENCIES.get(text.lower().removeprefix("the "))
    if agency:
        return agency
    words = text.lower().split()
    if not words:
        return None
    named = text[:1].isupper() and (words[0] == "the" or not _OUTLET_WORDS.isdisjoint(words))
    jobs = _ROLES & set(words) if words[0] != "the" else _ROLES & set(words) - _OUTLET_WORDS
    if not named or not 2 <= len(words) <= 7 or jobs or not _RELEASES.isdisjoint(words):
        return None
    return text


def is_role(text: str) -> bool:
    """Whether a short text names the job of a journalist."""
    return not _ROLES.isdisjoint(re.findall(r"[a-z]+", text.lower()))


def is_section(text: str) -> bool:
    """Whether a short text is made of the names of sections and menu entries alone."""
    return _SECTIONS.issuperset(re.findall(r"[^\W\d_]+", text.lower()))


def is_calendar(word: str) -> bool:
    """Whether a word is the name of a day or a month."""
    return word.lower() in _DAYS_AND_MONTHS | {"may"}


def credited(text: str) -> tuple[tuple[str, ...], str | None] | None:
    """Authors and outlet in what follows "By"; None if it is no credit at all.

    "A and B, Staff Reporters, The Daily X" gives ``((A, B), "The Daily X")``. What follows a
    comma counts as another author only where the list ends with "and".
    """
    joined = _JOIN.split(text.strip(" .,:;"))
    if len(joined) > 1:
        first, *others = joined
        parts = [*_ASIDE.split(first), *others]
    else:
        parts = [text.strip(" .,:;")]
    authors: list[str] = []
    outlet: str | None = None
    known = False
    for part in parts:
        name, *rest = _ASIDE.split(part)
        head, *tail = _PLACE.split(name, maxsplit=1)
        person = person_name(head)
        if person:
            authors.append(person)
        for candidate in [*([] if person else [name]), *tail, *rest]:
            outlet = outlet or outlet_name(candidate)
            known = known or is_role(candidate)
    if not authors and not outlet and not known:
        return None
    return tuple(dict.fromkeys(authors)), outlet


def listed_names(text: str) -> tuple[str, ...]:
    """The names in a list of authors: "A and B", "A; B", "A, B & C", perhaps after "By"."""
    text = re.sub(r"^by\s*:?\s+", "", text.strip(), flags=re.IGNORECASE)
    names: list[str] = []
    for part in re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", text):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        several = all(" " in piece for piece in pieces)
        names.extend(pieces if several else [part.strip(" ,")])
    return tuple(dict.fromkeys(name for name in names if name))


def stated_authors(value: Any) -> tuple[str, ...]:
    """The authors that a record states: a list in words, or names and objects with a ``name``."""
    if isinstance(value, str):
        return listed_names(clean(value) or "")
    entries = value if isinstance(value, list) else [value]
    names = (entry.get("name") if isinstance(entry, dict) else entry for entry in entries)
    return tuple(dict.fromkeys(name for name in map(clean, names) if name))


# A byline or date line -> what each of its fields says of the article.


_BY = re.compile(
    r"^(?:(?:words|story|text|report|reporting|written|posted|published)\s+)?by\b\s*:?\s+(?P<who>.+)$"
    r"|^(?:authors?|writers?|reporters?|byline|written by)\s*:\s*(?P<named>.+)$",
    re.IGNORECASE,
)
_OUTLET_LABEL = re.compile(
    r"^(?i:source|publisher|publication|outlet)\s*:\s*(?P<outlet>[A-Z].{1,60})$"
)
_DATE_LABEL = re.compile(
    r"(?:^|(?<=\s))(?P<label>(?:(?:first|originally|last)\s+)?(?:published|posted|updated|modified)|"
    r"created|date|on|as of|(?:for\s+)?(?:immediate\s+)?release(?:d)?)"
    r"(?:\s+(?:on|at))?\s*[:\-]?\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"^(?:T|[\s,|·•–—-]|at\b)*\d{1,2}(?:[:.]\d{2}){0,2}(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?"
    r"\s*(?:Z\b|\(?\b[A-Z]{2,4}\b\)?)?(?:\s*[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|·•\t]\s*|\s+[–—-]+\s+|\s{3,}")
_LONGEST_ASIDE = 6


@dataclass(frozen=True, slots=True)
class Imprint:
    """Authors, outlet and day in a line; ``updated`` where the day is that of a later change."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    updated: bool = False


def imprint(line: str) -> Imprint | None:
    """What a short line of one or several fields says; None if it is no byline and no date line.

    "Jane Doe | The Daily X | 4 May 2023" has three fields. A field that says nothing is let pass
    beside others if it is short, as "5 min read" is.
    """
    fields = [field for field in _SEPARATOR.split(line) if field]
    read = [_field(field) for field in fields]
    known = [said for said in read if said]
    unknown = [field for field, said in zip(fields, read, strict=True) if not said]
    name = person_name(fields[0]) if len(fields) > 1 and not read[0] else None
    if name and (known or any(outlet_name(field) or is_role(field) for field in fields[1:])):
        known.append(Imprint(authors=(name,)))
    if not known or any(len(field.split()) > _LONGEST_ASIDE for field in unknown):
        return None
    outlets = [said.outlet for said in known] + [outlet_name(field) for field in unknown]
    dated = sorted((said for said in known if said.published), key=lambda said: said.updated)
    return Imprint(
        authors=next((said.authors for said in known if said.authors), ()),
        outlet=next((outlet for outlet in outlets if outlet), None),
        published=dated[0].published if dated else None,
        updated=dated[0].updated if dated else False,
    )


def _field(field: str) -> Imprint | None:
    day, rest = _take_dates(field)
    if not rest:
        return day if day.published else None
    match = _BY.match(rest)
    credit = credited(match["who"] or match["named"]) if match else None
    if credit:
        return replace(day, authors=credit[0], outlet=credit[1])
    if match and day.published and len(rest.split()) <= _LONGEST_ASIDE:
        return day
    label = _OUTLET_LABEL.match(rest)
    if label:
        return replace(day, outlet=label["outlet"].strip())
    name, comma, aside = rest.partition(",")
    author = person_name(name)
    prose = len(aside.split()) > _LONGEST_ASIDE or aside.endswith((".", "”", '"'))
    if (
        author
        and (day.published or (comma and (outlet_name(aside) or is_role(aside))))
        and not prose
    ):
        return replace(day, authors=(author,), outlet=outlet_name(aside))
    return None


def _take_dates(field: str) -> tuple[Imprint, str]:
    """The day that the field gives, and what is left without dates, their labels and times."""
    days: list[Imprint] = []
    while found := next(dates_in(field), None):
        span, day = found
        label = _DATE_LABEL.search(field[: span.start])
        before = field[: label.start() if label else span.start]
        after = _CLOCK.sub("", field[span.end :], count=1)
        updated = bool(label and re.search("updat|modif", label["label"], re.IGNORECASE))
        days.append(Imprint(published=day, updated=updated))
        field = f"{before} {after}".strip(" ,;:-–—().")
    return min(days, key=lambda said: said.updated, default=Imprint()), field


Kind = Literal[
    "byline",
    "date",
    "updated",
    "masthead",
    "lead",
    "dateline",
    "origin",
    "agency",
    "copyright",
    "picture",
]

LONGEST = 200
"""Characters of a byline or date line at most."""

_AGENCY_CREDIT = re.compile(r"^\(?(?P<more>additional\s+)?reporting by (?P<who>[^;)]+)", re.I)
_CAPITAL = r"[A-Z][\w’'&-]*(?:\.\w+)*"
_ORIGIN = re.compile(
    r"(?i:\bthis (?:piece|article|story|report|column|commentary|essay|interview|post|content)\b"
    r"(?:\s+(?:was|is|has been|originally|first))*\s+|^\W?(?:(?:originally|first)\s+)?)"
    r"(?i:(?:re)?(?:published|printed|posted)|appeared)\s+"
    r"(?:here\s+)?(?:with (?:the )?(?:kind )?permission (?:of|from)|courtesy of|in|by|on|at|from)"
    r"\s+(?:the\s+)?"
    rf"(?P<outlet>(?:The\s+)?{_CAPITAL}(?:\s+(?:(?:of|the|and|for|&)\s+)*{_CAPITAL})*)"
)
_COPYRIGHT = re.compile(
    r"^\W*(?i:©|\(c\)|copyright)(?:\s*(?:©|\([cC]\)))?\s*(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?,?\s+"
    r"(?:by\s+)?(?P<outlet>[A-Z][^.,;|–—]{1,60})"
)
_RIGHTS = re.compile(r"\s*\ball rights reserved.*$", re.IGNORECASE)
_PICTURE = re.compile(
    r"^[(\[]?(?i:(?:file\s+)?(?:photo(?:graph)?|image|picture|illustration|graphic|video|credit)s?"
    r"(?:\s+credit)?(?:\s*:|\s+(?:by|courtesy)\b|\s*©))"
    r"|\b(?:Photo|Image|Picture|Credit)s?:\s[^:]{2,80}$"
)
_DATELINE = re.compile(r"^(?!(?i:by)\b)(?P<front>[^—–\n]{2,80}?)\s*(?:—|–|--|\s-|(?P<colon>:))\s")
_AGENCY = re.compile(r"[(/](?P<name>[A-Za-z][^()/]{1,30})[)/]\s*$")
_DATELINE_REACH = 120
_MASTHEAD_WORDS = 5


@dataclass(frozen=True, slots=True)
class Notice:
    """What one line, or the front of one, says of the article."""

    kind: Kind
    span: Span
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None


def notice_of(line: Line) -> Notice | None:
    """What the line says of the article; None for a line of its story."""
    front = _dateline(line)
    if len(line.text) <= LONGEST:
        front = _picture(line) or _rights(line) or _agency_credit(line) or front
        front = front or _imprint(line) or _masthead(line)
    return front or _origin(line) or _lead(line)


def _picture(line: Line) -> Notice | None:
    match = _PICTURE.search(line.text)
    if not match:
        return None
    return Notice("picture", Span(line.start + match.start(), line.span.end))


def _rights(line: Line) -> Notice | None:
    match = _COPYRIGHT.match(line.text)
    if not match:
        return None
    outlet = _RIGHTS.sub("", match["outlet"]).strip()
    return Notice("copyright", line.span, outlet=outlet if 1 <= len(outlet.split()) <= 6 else None)


def _agency_credit(line: Line) -> Notice | None:
    match = _AGENCY_CREDIT.match(line.text)
    credit = credited(match["who"]) if match else None
    if not match or credit is None:
        return None
    return Notice("agency", line.span, authors=() if match["more"] else credit[0])


def _imprint(line: Line) -> Notice | None:
    said = imprint(line.text)
    if not said:
        return None
    named = said.authors or said.outlet or not said.published
    kind: Kind = "byline" if named else "updated" if said.updated else "date"
    return Notice(kind, line.span, said.authors, said.outlet, said.published)


def _masthead(line: Line) -> Notice | None:
    """A line that is the name of an outlet and nothing else, such as "The Harbour Gazette"."""
    words = line.text.split()
    capitals = all(word[0].isupper() or word in ("and", "of", "the") for word in words)
    capitals = capitals and ": " not in line.text
    outlet = outlet_name(line.text) if capitals and len(words) <= _MASTHEAD_WORDS else None
    return Notice("masthead", line.span, outlet=outlet) if outlet else None


def _origin(line: Line) -> Notice | None:
    if len(line.text) > 2 * LONGEST:
        return None
    match = _ORIGIN.search(line.text)
    if not match or is_calendar(match["outlet"].split()[0]):
        return None
    return Notice("origin", line.span, outlet=match["outlet"].rstrip("’'"))


def _dateline(line: Line) -> Notice | None:
    match = _DATELINE.match(line.text[:_DATELINE_REACH])
    if not match:
        return None
    front = match["front"]
    agency = _AGENCY.search(front)
    name = agency["name"].strip() if agency else ""
    days = list(dates_in(front))
    where = front[: days[0][0].start if days else agency.start() if agency else None]
    words = re.split(r"[\s,]+", where.strip(" ,"))
    shouted = len(words[0]) > 1 and words[0].isupper() and len(words) <= 6
    known = AGENCIES.get(name.lower())
    if not (known and len(words) <= 6) and not (shouted and (days or name)):
        return None
    if match["colon"] and not name:
        return None
    return Notice(
        "dateline",
        Span(line.start, line.start + match.end() - 1),
        outlet=known or name or None,
        published=days[0][1] if days else None,
    )


def _lead(line: Line) -> Notice | None:
    """A story that begins with the day and its weekday, and goes on with a capital."""
    head = line.text[:60]
    found = next(dates_in(head), None)
    if not found or found[0].start or not head[:1].isalpha():
        return None
    span, day = found
    rest = line.text[span.end :]
    if not re.match(r"(?:mon|tue|wed|thu|fri|sat|sun)", head, re.IGNORECASE):
        return None
    if not re.match(r"\s+[A-Z“\"]", rest):
        return None
    return Notice("lead", Span(line.start, line.start + span.end), published=day)


# The headline at the top of a plain text.


_LONGEST = 160
_MOST_WORDS = 25
_REACH = 8
_LABEL = re.compile(r"^(?:title|headline)\s*:\s*|^#{1,3}\s+", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"^(?:categor(?:y|ies)|tags?|topics?|section|filed under|posted in|share|follow us|skip to|"
    r"(?:press|news|media) release|sign in|log in|read more|advertisement|search|menu)"
    r"\b(?=\s*:|\s*$|.{0,30}$)|\s[>»›]\s",
    re.IGNORECASE,
)
_TURN = re.compile(r"^(?:Q|A|Question|Answer|Interviewer)\s*:")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\.\.\.$")
_OUTLET_TAIL = re.compile(r"\s+[|–—-]\s+(?P<outlet>[^|–—]{3,50})$")


def headline(lines: tuple[Line, ...]) -> tuple[str, str | None] | None:
    """Title of the article, and the outlet if the headline ends with it; None if none is shown.

    A headline is short, has no closing full stop and stands apart: before a blank line, a byline
    or a date, or in a text that never parts its paragraphs. Navigation, section names, bylines
    and dates above it are passed over.
    """
    for index, line in enumerate(lines[:_REACH]):
        if _passed_over(line):
            continue
        labelled = _LABEL.match(line.text)
        text = line.text[labelled.end() :].strip() if labelled else line.text
        apart = line.parted or not any(other.parted for other in lines[:-1])
        after = lines[index + 1 : index + 2]
        if not after or not (labelled or (_is_title(text) and (apart or notice_of(after[0])))):
            return None
        return _without_outlet(text)
    return None


def _passed_over(line: Line) -> bool:
    words = line.text.split()
    return (
        not any(character.isalpha() for character in line.text)
        or (len(words) == 1 and not _LABEL.match(line.text))
        or is_section(line.text)
        or bool(_NAVIGATION.search(line.text))
        or notice_of(line) is not None
    )


def _is_title(text: str) -> bool:
    stopped = text.endswith((".", ",", ":", ";")) and not _ABBREVIATED.search(text)
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not stopped
        and not text[0].islower()
        and not _TURN.match(text)
    )


def _without_outlet(text: str) -> tuple[str, str | None]:
    tail = _OUTLET_TAIL.search(text)
    outlet = outlet_name(tail["outlet"]) if tail else None
    return (text[: tail.start()], outlet) if tail and outlet else (text, None)


# Plain text -> the title, authors, outlet and day that it shows.


_HEAD = 15
_TAIL = 10
_IN_HEAD: frozenset[Kind] = frozenset(
    ("byline", "date", "updated", "masthead", "lead", "dateline", "origin")
)
_IN_TAIL: frozenset[Kind] = frozenset(("origin", "copyright", "agency"))
_OUTLETS: tuple[Kind, ...] = (
    "origin",
    "byline",
    "masthead",
    "date",
    "updated",
    "copyright",
    "dateline",
)
_DAYS: tuple[Kind, ...] = ("byline", "date", "dateline", "lead", "updated")


def shown_fields(text: str) -> Given:
    """What the first 15 and the last 10 lines show of the article; what they do not show is empty.

    The outlet is the one it was first published in, before that of the byline, of the
    masthead, before the holder of the rights, before the agency of the dateline. A day of
    change counts where no other stands.
    """
    lines = lines_of(text)
    head, tail = lines[:_HEAD], lines[_HEAD:][-_TAIL:]
    notices = [n for n in map(notice_of, head) if n and n.kind in _IN_HEAD | _IN_TAIL]
    notices += [n for n in map(notice_of, tail) if n and n.kind in _IN_TAIL]
    title, title_outlet = headline(head) or (None, None)
    return Given(
        title=title,
        authors=next((n.authors for n in notices if n.authors), ()),
        outlet=_first_outlet(notices, ("origin",)) or title_outlet or _first_outlet(notices),
        published=_first_day(notices),
    )


NoticedLine = tuple[Line, Notice | None]
"""A line, and what it says of the article; None for a line of its story."""


def line_notices(text: str) -> tuple[NoticedLine, ...]:
    """The lines of the text that are not blank, each with what it says of the article."""
    return tuple((line, notice_of(line)) for line in lines_of(text))


def byline_spans(lines: Iterable[NoticedLine]) -> tuple[Span, ...]:
    """Where bylines, dates, datelines and credits stand in these lines, in order.

    Nobody named there is the source of a quotation.
    """
    return tuple(notice.span for _, notice in lines if notice)


def _first_outlet(notices: list[Notice], kinds: tuple[Kind, ...] = _OUTLETS) -> str | None:
    found = (n.outlet for kind in kinds for n in notices if n.kind == kind and n.outlet)
    return next(found, None)


def _first_day(notices: list[Notice]) -> date | None:
    found = (n.published for kind in _DAYS for n in notices if n.kind == kind and n.published)
    return next(found, None)
