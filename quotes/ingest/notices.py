"""Lines that tell of an article instead of telling its story: bylines, dates, credits.

English newspapers, agencies, blogs and press releases are covered. What a line does not plainly
say is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quotes.article import Span
from quotes.ingest.dates import dates_in
from quotes.ingest.fields import imprint
from quotes.ingest.lines import Line
from quotes.ingest.names import AGENCIES, credited, is_calendar, outlet_name

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
    place = front[: days[0][0].start if days else agency.start() if agency else None]
    words = re.split(r"[\s,]+", place.strip(" ,"))
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
