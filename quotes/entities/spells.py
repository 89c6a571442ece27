"""Spells: the time in which one person was in one post, made from what is reported of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from quotes.entities.reports import Contender, PostReport
from quotes.text.days import earliest, latest

DAY = timedelta(days=1)
BEFORE_END = timedelta(days=92)
"""How long somebody whose post is only told to have ended is taken to have held it before."""


_What = Literal["start", "seen", "former", "end"]


_ORDER: tuple[_What, ...] = ("start", "seen", "former", "end")


@dataclass(frozen=True, slots=True)
class Event:
    """That a post is begun, seen, called former or ended on a day, by a report if one says so."""

    day: date
    what: _What
    report: PostReport | None


@dataclass(slots=True)
class Spell:
    """The time from ``since`` to ``until``; ``last`` is the last day of which it is reported."""

    since: date
    last: date
    until: date | None = None
    reports: list[PostReport] = field(default_factory=list)
    open: bool = True


def events_of(reports: Sequence[PostReport]) -> Iterator[Event]:
    """What the reports of one post say to have happened, each on its day."""
    for report in reports:
        day = report.day
        begins = latest(report.began) if report.began else None
        ends = last_day(report.ended) if report.ended else None
        if begins is not None:
            if day is not None and len(report.began or "") < 10:
                begins = min(begins, day)
            yield Event(begins, "start", report)
        future = begins is not None and day is not None and begins > day
        lasts = day is not None and not future and (ends is None or ends >= day)
        if day is not None and lasts and report.status in ("current", "acting"):
            yield Event(day, "seen", report)
        if ends is not None:
            yield Event(ends, "end", report)
        elif report.status == "former" and day is not None:
            yield Event(day, "former", report)


def last_day(when: str) -> date:
    """The last day on which a post was surely held that ended then."""
    return earliest(when) if len(when) == 10 else earliest(when) - DAY


def runs_of(
    reports: Sequence[PostReport], ends: Iterable[Event], death: date | None
) -> list[Spell]:
    """The spells that reports of one post and the ends of all posts give, in their order."""
    events = sorted(
        (
            event
            for event in (*events_of(reports), *ends)
            if death is None or event.day <= death or event.what == "end"
        ),
        key=lambda it: (it.day, _ORDER.index(it.what)),
    )
    runs: list[Spell] = []
    current: Spell | None = None
    for event in events:
        if event.what in ("start", "seen"):
            if current is None:
                current = Spell(event.day, event.day)
                runs.append(current)
            current.last = event.day
        elif event.what == "end":
            if current is None:
                if event.report is None or (death is not None and event.day > death):
                    continue
                current = Spell(event.day - BEFORE_END, event.day)
                runs.append(current)
            current.until = event.day
        elif current is not None:
            # Who is told on one day to hold it and to have held it is shown on that day.
            current.until = max(event.day - DAY, current.last)
        else:
            continue
        if event.report is not None and event.what != "former":
            current.reports.append(event.report)
        if event.what in ("end", "former"):
            current = None
    return runs


def cut(runs: Sequence[Spell], rivals: Sequence[Contender], acting: bool) -> list[Spell]:
    """The runs, ended on the day before somebody else is in the office."""
    theirs = sorted(
        (_cuts_on(event, rival.report), rival.report.status == "acting")
        for rival in rivals
        for event in events_of([rival.report])
        if event.what in ("start", "seen")
    )
    cut: list[Spell] = []
    for run in runs:
        pending: Spell | None = run
        while pending is not None:
            pending, whole = _cut_once(pending, theirs, acting)
            cut.append(whole)
    return cut


def _cuts_on(event: Event, report: PostReport) -> date:
    """The day from which somebody's being in an office ends another's claim to it: the first that
    a beginning may mean which is told by its year or month."""
    if event.what == "start" and report.began and len(report.began) < 10:
        return earliest(report.began)
    return event.day


def _cut_once(
    run: Spell, theirs: Sequence[tuple[date, bool]], acting: bool
) -> tuple[Spell | None, Spell]:
    own = sorted(
        {
            event.day
            for event in events_of(run.reports)
            if event.what in ("start", "seen") and event.day >= run.since
        }
    )
    for day, stands_in in theirs:
        if day <= run.since or (run.until is not None and day > run.until):
            continue
        later = [it for it in own if it >= day]
        if (acting and stands_in) or (stands_in and later):
            continue
        if not later:
            return None, replace(run, until=day - DAY)
        if day in own:
            continue
        after = [it for it in run.reports if it.day is None or it.day >= day]
        before = [it for it in run.reports if it.day is None or it.day < day]
        rest = Spell(later[0], run.last, run.until, after or run.reports)
        return rest, replace(
            run,
            until=day - DAY,
            last=max([it for it in own if it < day], default=run.since),
            reports=before or run.reports,
        )
    return None, run


def before_own(runs: Sequence[Spell], reports: Sequence[PostReport]) -> list[Spell]:
    """Acting runs, ended where the same person gets the post itself."""
    days = sorted(event.day for event in events_of(reports) if event.what in ("start", "seen"))
    kept = []
    for run in runs:
        after = next((day for day in days if day > run.since and day >= run.last), None)
        if after is not None and (run.until is None or run.until >= after):
            run = replace(run, until=max(after - DAY, run.last))
        kept.append(run)
    return kept
