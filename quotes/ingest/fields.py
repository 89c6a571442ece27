"""A byline or date line -> what each of its fields says of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from quotes.ingest.dates import dates_in
from quotes.ingest.names import credited, is_role, outlet_name, person_name

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
