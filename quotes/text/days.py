"""Days that a text tells in words, as partial dates: "2009", "2014-03", "2015-10-01"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from quotes.lexicon import MONTHS, WEEKDAYS, any_of

_ORDER = (
    "january february march april may june july august september october november december".split()
)
_WEEK = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
}
_MONTH = any_of(MONTHS)
_WEEKDAY = any_of(WEEKDAYS)
_PATTERN = re.compile(
    rf"""
    (?:on\s+)?(?:(?:last\s+|next\s+)?{_WEEKDAY},?\s+)?(?:the\s+)?
        (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b
        (?:,?\s+(?P<year>[12]\d{{3}}))?
    | (?P<amonth>{_MONTH})\s+(?P<aday>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)
        (?:,?\s+(?P<ayear>[12]\d{{3}}))?
    | (?:the\s+)?(?P<edge>end|beginning|start)\s+of\s+
        (?:(?P<emonth>{_MONTH})\b(?:\s+(?P<eyear>[12]\d{{3}}))?|(?P<eyear2>[12]\d{{3}})
        |the\s+(?P<eunit>month|year|week))
    | (?:last\s+|next\s+|early\s+|late\s+|mid-?\s*)?(?P<mmonth>{_MONTH})\s+(?P<myear>[12]\d{{3}})
    | (?P<which>last|next|this)\s+(?P<wmonth>{_MONTH})\b
    | (?:in|since|until|till|by|from|to|of|last|that)\s+(?P<lone>{_MONTH})\b(?!\s+\d)
    | (?P<since>since|in|from|until|till|of|between|by|to|early|late|mid|and)\s+
        (?P<yyyy>(?:19|20)\d\d)\b
    | (?P<lastyear>last\s+year) | (?P<nextyear>next\s+year)
    | (?P<lastmonth>last\s+month) | (?P<nextmonth>next\s+month)
    | (?P<rel>yesterday|today|tomorrow|tonight|this\s+(?:morning|afternoon|evening|week))
    | (?:(?P<wwhich>last|next|this)\s+)?(?P<weekday>{_WEEKDAY})\b
    | (?P<newyear>the\s+new\s+year|new\s+year) | (?P<xmas>christmas)
    | (?P<same>(?:the\s+same|that|that\s+very|the\s+following|the\s+next)
        \s+(?:day|afternoon|evening|night)
        |the\s+day\s+after\b(?!\s+\w))
    | the\s+(?P<nth>\d{{1,2}})(?:st|nd|rd|th)\b
    | (?:the\s+)?(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<syear>(?:19|20)\d\d)\b
    | the\s+first\s+of\s+(?:the|this)\s+(?P<thismonth>month)
    | (?P<for>for|after)\s+(?:more\s+than\s+|nearly\s+|almost\s+|about\s+)?
        (?P<n>\d{{1,2}}|{any_of(frozenset(_NUMBERS))}|(?:twenty|thirty|forty)(?:-\w+)?)\s+years\b
    | (?P<ago>\d{{1,2}}|{any_of(frozenset(_NUMBERS))})\s+years\s+(?:ago|earlier)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day, month or year told between two characters; ``length`` where it is one of time."""

    start: int
    end: int
    when: str
    length: bool = False


def told_days(text: str, published: date, before: str | None = None) -> Iterator[ToldDay]:
    """The days that a text tells, in their order.

    :param published: the day that "yesterday" and "on Friday" are counted from.
    :param before: the day told last before the text, which "on that day" means.
    """
    latest = before
    for match in _PATTERN.finditer(text):
        when = _when(match, published, latest, _is_ahead(text[: match.start()], match.group()))
        if when is None:
            continue
        length = bool(match["for"])
        if not length and len(when) == 10:
            latest = when
        yield ToldDay(match.start(), match.end(), when, length)


def _is_ahead(before: str, told: str) -> bool:
    """Whether a day without a year is told of what is still to come: "will ... in November"."""
    if re.match(r"(?:since|last|that)\b", told, re.IGNORECASE):
        return False
    clause = re.split(r"[;:]|, (?:and|but|who|which|where) ", before)[-1]
    if _PAST.search(clause):
        return False
    return bool(_AHEAD.search(clause) or re.match(r"(?:until|till|by)\b", told, re.IGNORECASE))


_AHEAD = re.compile(r"\b(?:will|shall|is to|are to|going to|until|till|by)\b|\bto \w+ (?:\w+ )?in$")
_PAST = re.compile(r"\b(?:had|was|were)\b|\w{3}ed\b")


def _when(
    match: re.Match[str], published: date, latest: str | None, ahead: bool = False
) -> str | None:
    part = {name: value for name, value in match.groupdict().items() if value}
    if "month" in part or "amonth" in part:
        month = _month(part.get("month") or part["amonth"])
        number = int(part.get("day") or part["aday"])
        year = part.get("year") or part.get("ayear")
        return _day(int(year) if year else None, month, number, published)
    if "edge" in part:
        return _edge(part, published)
    if "mmonth" in part:
        return f"{part['myear']}-{_month(part['mmonth']):02}"
    if "wmonth" in part or "lone" in part:
        month = _month(part.get("wmonth") or part["lone"])
        which = part.get("which", "").lower()
        return _lone_month(month, which or ("next" if ahead else ""), published, bool(which))
    if "season" in part:
        return part["syear"]
    if "thismonth" in part:
        return published.replace(day=1).isoformat()
    if "yyyy" in part:
        return part["yyyy"]
    if "lastyear" in part or "nextyear" in part:
        return str(published.year + (1 if "nextyear" in part else -1))
    if "lastmonth" in part or "nextmonth" in part:
        middle = published.replace(day=15) + timedelta(days=30 if "nextmonth" in part else -30)
        return f"{middle:%Y-%m}"
    if "rel" in part:
        shift = {"yesterday": -1, "tomorrow": 1}.get(part["rel"].lower(), 0)
        return (published + timedelta(days=shift)).isoformat()
    if "weekday" in part:
        if ahead and "wwhich" not in part:
            part["wwhich"] = "next"
        return _weekday(part, published)
    if "newyear" in part:
        return _day(None, 1, 1, published)
    if "xmas" in part:
        return _day(None, 12, 25, published)
    if "same" in part:
        if latest and re.search("following|next|after", part["same"].lower()):
            return (date.fromisoformat(latest) + timedelta(days=1)).isoformat()
        return latest
    if "nth" in part:
        base = date.fromisoformat(latest) if latest else published
        return _valid(base.year, base.month, int(part["nth"]))
    if "for" in part:
        return str(published.year - _number(part["n"]))
    return str(published.year - _number(part["ago"]))


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, _, units = word.lower().partition("-")
    many = {"thirty": 30, "forty": 40}.get(tens) or _NUMBERS[tens]
    return many + (_NUMBERS.get(units, 0) if units else 0)


def _month(word: str) -> int:
    return _ORDER.index(word.lower()) + 1


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _day(year: int | None, month: int, day: int, published: date) -> str | None:
    """The day; of the year that brings it nearest to the article where none is told."""
    if year is not None:
        return _valid(year, month, day)
    near = [_valid(published.year + shift, month, day) for shift in (-1, 0, 1)]
    days = [date.fromisoformat(it) for it in near if it]
    return min(days, key=lambda it: abs((it - published).days)).isoformat() if days else None


def _lone_month(month: int, which: str, published: date, told: bool = True) -> str:
    """The month told without a year: the last one, unless it is said to be the next."""
    if which == "next":
        year = published.year + (month < published.month or (told and month == published.month))
    elif which == "this":
        year = published.year
    else:
        year = published.year - (month > published.month)
    return f"{year}-{month:02}"


def _edge(part: dict[str, str], published: date) -> str | None:
    end = part["edge"].lower() == "end"
    if "eyear2" in part:
        return f"{part['eyear2']}-{'12-31' if end else '01-01'}"
    if part.get("eunit") == "week":
        return None
    if "emonth" in part:
        month = _month(part["emonth"])
        middle = _day(int(part["eyear"]) if "eyear" in part else None, month, 15, published)
        assert middle is not None
        first = date.fromisoformat(middle).replace(day=1)
    elif part["eunit"] == "year":
        first = date(published.year, 12 if end else 1, 1)
    else:
        first = published.replace(day=1)
    if not end:
        return first.isoformat()
    following = (first + timedelta(days=31)).replace(day=1)
    return (following - timedelta(days=1)).isoformat()


def _weekday(part: dict[str, str], published: date) -> str:
    wanted = _WEEK.index(part["weekday"].lower())
    if part.get("wwhich", "").lower() == "this":
        return (published + timedelta(days=(wanted - published.weekday()) % 7)).isoformat()
    if part.get("wwhich", "").lower() == "next":
        return (published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)).isoformat()
    back = (published.weekday() - wanted - 1) % 7 + 1
    return (published - timedelta(days=back)).isoformat()


def earliest(when: str) -> date:
    """The first day of a partial date."""
    parts = [int(part) for part in when.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def latest(when: str) -> date:
    """The last day of a partial date."""
    first = earliest(when)
    if len(when) == 10:
        return first
    if len(when) == 4:
        return date(first.year, 12, 31)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
