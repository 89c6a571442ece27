"""Occupancies: who held a post from when until when, put together from dated reports.

A report is what one article, list or register says of a post. Reports of one post by one person
make runs; a run begins where a beginning is told, else where the post is first reported, and ends
where an end is told, where it is reported as former, where its holder has died, or, for an office
that one person holds at a time, on the day before the next one is in it. Where nobody has reported
a post for three years it is not claimed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from quotes.db.rows import PostRow
from quotes.entities.body_names import NO_NAMES, Names, is_vague, name_on
from quotes.entities.reports import Contender, PostReport, one_office
from quotes.entities.roles import is_bare, is_calling, is_single, office_of
from quotes.entities.spells import DAY, Event, Spell, before_own, cut, events_of, last_day, runs_of
from quotes.lexicon import word_set
from quotes.text.days import latest
from quotes.types import PostStatus

LAPSE = timedelta(days=3 * 365)
"""How long a post is claimed after the last report of it; by the figures of the offices' stories,
of which longer makes more answers wrong than right."""
BOUNDED = timedelta(days=8 * 365)
"""How long before its known end a post is claimed without a report of it."""
TAKES_UP = timedelta(days=92)
"""How long after somebody is told to get a post it is taken to be held, if nothing else is told."""
_IN_ONEDAY: tuple[PostStatus, ...] = ("elect", "acting", "current", "former")
"""In which order statuses follow one another that are told on the same day."""


def as_of(posts: Iterable[PostRow], day: date) -> tuple[PostRow, ...]:
    """The posts known for a day, with their bodies under the names of that day.

    Those held then, those told by then to be former, and those told by then to come. A post
    without any date is known on no day.
    """
    return tuple(_on_day(post, day) for post in posts if _is_known(post, day))


def is_seen(post: PostRow, day: date) -> bool:
    """Whether the day lies between the first and the last report of the post."""
    return bool(post.first_seen and post.last_seen and post.first_seen <= day <= post.last_seen)


def _is_known(post: PostRow, day: date) -> bool:
    if post.role is None or (not post.organization and is_bare(post.role)):
        # Whom somebody belongs to, or what they are by trade, is no post that goes on.
        return is_seen(post, day)
    if post.since is None or day < post.since:
        return False
    if post.ended is not None and day >= post.ended:
        return False
    seen = max(filter(None, (post.last_seen, post.since)))
    # Who is told to have left, or to have been followed, was in it until then.
    if post.ended is not None and post.ended <= seen + BOUNDED:
        return True
    return day <= seen + LAPSE


def _on_day(post: PostRow, day: date) -> PostRow:
    name = name_on(post.bodies, day) if post.bodies else None
    return replace(post, organization=name) if name and post.organization else post


# From reports to the posts of one person.


@dataclass(slots=True)
class _Post:
    """The reports of one post by one person."""

    reports: list[PostReport] = field(default_factory=list)

    @property
    def role(self) -> str | None:
        """The fullest role that the reports give."""
        roles = [report.role for report in self.reports if report.role]
        return max(roles, key=lambda role: (len(office_of(role).words), role), default=None)

    @property
    def body(self) -> PostReport | None:
        """A report that names the body, rather by a name of its own."""
        placed = [report for report in self.reports if report.organization]
        own = [report for report in placed if not is_vague(report.organization)]
        return next(reversed(own or placed), None)


def occupancies(
    reports: Collection[PostReport],
    rivals: Sequence[Contender] = (),
    names: Names = NO_NAMES,
) -> tuple[PostRow, ...]:
    """The occupancies that reports on one person give, whatever their order; the latest first.

    :param rivals: what is reported of others who may have held the same offices.
    :param names: which bodies go on under other names.
    """
    ordered = sorted(reports, key=_order)
    held = [report for report in ordered if report.kind == "held"]
    ends = [report for report in ordered if report.kind != "held"]
    posts = _posts(held, names)
    rows = [
        row
        for post in posts
        for row in _rows(post, ends, [it for it in rivals if _rivals(post, it, names)], names)
    ]
    return tuple(sorted(_succeeded(rows), key=_latest_first))


_BESIDE = word_set("office_words", "beside")
"""Words of posts that are held beside others."""


def _succeeded(rows: Sequence[PostRow]) -> list[PostRow]:
    """The rows, those that nobody reports any more ended where a post is reported that fills a
    day: who goes to another desk has left the old one, also where no article says so."""
    filling = [
        row
        for row in rows
        if row.status == "current" and row.role and row.since and not _is_beside(row.role)
    ]

    def ended(row: PostRow) -> PostRow:
        if row.status != "current" or not row.role or row.since is None:
            return row
        if office_of(row.role).words & _KEPT:
            return row
        last = max(row.since, row.last_seen or row.since)
        later = [
            other.since
            for other in filling
            if other is not row
            and other.since
            and other.since > row.since
            and (other.since > last or (_is_near_row(row, other) and other.since >= last))
        ]
        if not later or (row.ended and row.ended <= min(later)):
            return row
        return replace(row, ended=min(later))

    return [ended(row) for row in rows]


_KEPT = frozenset({"professor", "member", "mp", "councillor", "senator", "founder"})


def _is_near_row(row: PostRow, other: PostRow) -> bool:
    return row.article_id is not None and row.article_id == other.article_id


def _is_beside(role: str) -> bool:
    return is_calling(role) or bool(office_of(role).words & _BESIDE)


def _order(report: PostReport) -> tuple[date, int, bool, str, str, str]:
    return (
        report.day or date.min,
        _IN_ONEDAY.index(report.status),
        report.organization is not None,
        report.article_id or "",
        report.role or "",
        report.evidence,
    )


def _posts(reports: Sequence[PostReport], names: Names) -> list[_Post]:
    """The reports, put together by post."""
    posts: list[_Post] = []
    placed = [report for report in reports if not is_vague(report.organization)]
    loose = [report for report in reports if is_vague(report.organization)]
    for report in placed:
        home = next((post for post in posts if _belongs(report, post, names)), None)
        if home is None:
            home = _Post()
            posts.append(home)
        home.reports.append(report)
    for report in loose:
        homes = [post for post in posts if _belongs(report, post, names)]
        if len(homes) > 1:
            near = [home for home in homes if any(_is_near(report, it) for it in home.reports)]
            homes = near or homes
        if len(homes) == 1:
            homes[0].reports.append(report)
        else:
            posts.append(_Post([report]))
    for post in posts:
        post.reports.sort(key=_order)
    return posts


def _is_near(report: PostReport, other: PostReport) -> bool:
    return report.article_id is not None and report.article_id == other.article_id


def _belongs(report: PostReport, post: _Post, names: Names) -> bool:
    """Whether a report is of this post."""
    first = post.reports[0]
    if bool(report.role) != bool(first.role) or (
        report.unit and first.unit and report.unit != first.unit
    ):
        return False
    if report.role and not any(one_office(report, it, names) for it in post.reports):
        return False
    if not report.organization or not first.organization:
        return bool(report.role) or report.organization == first.organization
    if report.body is not None and report.body == first.body:
        return True
    vague = is_vague(report.organization) or is_vague(first.organization)
    return vague or names.like(report.organization, first.organization)


def _rivals(post: _Post, rival: Contender, names: Names) -> bool:
    """Whether somebody else's report is of the office that this post is."""
    if (
        not is_single(post.role)
        or not is_single(rival.report.role)
        or is_calling(rival.report.role or "")
    ):
        return False
    if rival.report.kind != "held" or (
        rival.report.status in ("former", "elect") and not rival.report.began
    ):
        return False
    own = post.body or post.reports[-1]
    if not any(one_office(report, rival.report, names) for report in post.reports):
        return False
    theirs = rival.report.organization
    if own.body is not None and own.body == rival.report.body:
        return True
    if is_vague(own.organization) or is_vague(theirs):
        # Without a body on one side, some article must name the two together: many countries have
        # a finance minister.
        return rival.report.same_context
    assert own.organization
    assert theirs
    return names.like(own.organization, theirs)


# From the reports of one post to its runs.


def _rows(
    post: _Post, ends: Sequence[PostReport], rivals: Sequence[Contender], names: Names
) -> Iterator[PostRow]:
    shared = _shared(post, rivals)
    left = [_left_behind(report, post, ends, names) for report in post.reports]
    post = _Post([_handed_over(report, rivals) for report in left])
    by_status = {
        acting: [r for r in post.reports if (r.status == "acting") == acting]
        for acting in (False, True)
    }
    others = [rival for rival in rivals if rival.person not in shared]
    for acting in (False, True):
        own = by_status[acting]
        waiting = [r for r in own if r.status == "elect" and not r.began and r.day]
        dated = [r for r in own if r not in waiting]
        if waiting and not acting:
            dated += _taken_up(waiting, dated, others)
        if acting and own:
            dated += [r for r in by_status[False] if r.status == "former"]
        runs = runs_of(dated, _ending(post, ends, names), _death(ends))
        runs = cut(runs, others, acting)
        if acting:
            runs = before_own(runs, by_status[False])
        for run in runs:
            yield _row(run, post, "acting" if acting else "current", names)
        if waiting and not acting:
            over = [run.since for run in runs]
            over += [r.day for r in dated if r.status == "former" and r.day]
            yield from _elect(waiting, post, over, names)
        formers = [r for r in dated if r.status == "former" and r.day]
        if formers and not acting:
            yield from _former(formers, runs, post, names)
    undated = [r for r in post.reports if r.day is None and not r.began and not r.ended]
    seen = {r.status for r in post.reports if r.day is not None}
    for status in dict.fromkeys(r.status for r in undated if r.status not in seen):
        same = [r for r in undated if r.status == status]
        yield _base(same, post, status, names)


def _taken_up(
    waiting: Sequence[PostReport], dated: Sequence[PostReport], others: Sequence[Contender]
) -> Iterator[PostReport]:
    """A post that somebody was told to get, as held some months later: unless another report of
    it follows soon, or somebody else is found in it."""
    last = max(waiting, key=lambda it: it.day or date.min)
    assert last.day is not None
    begins = last.day + TAKES_UP
    known = [it for it in dated if it.day and it.day >= last.day and it.status != "former"]
    if any(it.day and it.day <= begins + DAY * 365 for it in known):
        return
    taken = [
        event.day
        for rival in others
        for event in events_of([rival.report])
        if event.what in ("start", "seen") and event.day >= last.day
    ]
    if not taken or min(taken) > begins + DAY * 365:
        yield replace(last, status="current", day=begins)


def _handed_over(report: PostReport, rivals: Sequence[Contender]) -> PostReport:
    """A report of a post that its own article says has gone to somebody else: it has ended."""
    if report.status not in ("current", "acting") or report.day is None or report.ended:
        return report
    begun = [
        latest(rival.report.began)
        for rival in rivals
        if rival.report.article_id == report.article_id
        and rival.report.began
        and rival.report.status == "current"
        and len(rival.report.began) == 10
    ]
    own = latest(report.began) if report.began else date.min
    last = max((day for day in begun if own < day <= report.day), default=None)
    if last is None or "share" in report.evidence:
        return report
    status: PostStatus = "acting" if report.status == "acting" else "former"
    return replace(report, status=status, ended=(last - DAY).isoformat())


def _ending(post: _Post, ends: Sequence[PostReport], names: Names) -> list[Event]:
    """What ends all posts, or all at a body: a death, a leaving."""
    found: list[Event] = []
    for report in ends:
        if not report.ended:
            continue
        if report.kind == "left" and report.organization:
            own = post.body
            if own is None or not (
                (own.body is not None and own.body == report.body)
                or names.like(own.organization or "", report.organization)
            ):
                continue
        last = last_day(report.ended)
        if report.kind == "left" and _is_begun_by(post, report, last):
            continue
        found.append(Event(last, "end", None))
    return found


def _left_behind(
    report: PostReport, post: _Post, ends: Sequence[PostReport], names: Names
) -> PostReport:
    """A report of a post that its own article says its holder has left."""
    if report.status == "former" or report.ended or report.day is None or not report.article_id:
        return report
    own = [it for it in ends if it.article_id == report.article_id]
    begun = latest(report.began) if report.began else None
    for event in _ending(post, own, names):
        if event.day < report.day and begun is not None and begun < event.day:
            return replace(report, status="former", ended=event.day.isoformat())
    return report


def _is_begun_by(post: _Post, left: PostReport, last: date) -> bool:
    """Whether the article that tells of a leaving gives the person this post after it."""
    own = [it for it in post.reports if it.article_id == left.article_id and it.article_id]
    if any(it.began and latest(it.began) >= last for it in own):
        return True
    first = post.reports[0].article_id == left.article_id
    return first and any(
        not it.began and it.status != "former" and it.day and last < it.day for it in own
    )


def _death(ends: Sequence[PostReport]) -> date | None:
    """The day after which a person held nothing."""
    days = [latest(it.ended) for it in ends if it.kind == "died" and it.ended]
    return min(days, default=None)


def _shared(post: _Post, rivals: Iterable[Contender]) -> set[int]:
    """Those who are reported to be in the same office beside the person, by one article."""
    own = {
        r.article_id for r in post.reports if r.status == "current" and not r.began and not r.ended
    }
    return {
        rival.person
        for rival in rivals
        if rival.report.article_id is not None
        and rival.report.article_id in own
        and rival.report.status == "current"
        and not rival.report.began
        and not rival.report.ended
    }


# Rows.


def _row(run: Spell, post: _Post, status: PostStatus, names: Names) -> PostRow:
    base = _base(run.reports or post.reports, post, status, names)
    return replace(
        base,
        since=run.since,
        ended=run.until + DAY if run.until else None,
    )


def _elect(
    reports: Sequence[PostReport], post: _Post, over: Sequence[date], names: Names
) -> Iterator[PostRow]:
    """What is told to come, until the first day on which it has come, or is over."""

    def ended(report: PostReport) -> date:
        later = (day for day in over if report.day and day >= report.day)
        return min(later, default=date.max)

    for end, same in groupby(sorted(reports, key=_order), key=ended):
        base = _base(list(same), post, "elect", names)
        last = base.last_seen or date.min
        # What is told on the day on which it has come is shown on that day.
        until = max(end, last + DAY) if end < date.max else None
        yield replace(base, since=base.first_seen, ended=until)


def _former(
    reports: Sequence[PostReport], runs: Sequence[Spell], post: _Post, names: Names
) -> Iterator[PostRow]:
    def again(report: PostReport) -> date:
        """The day on which the post is held again."""
        later = (run.since for run in runs if report.day and run.since > report.day)
        return min(later, default=date.max)

    for held, same in groupby(sorted(reports, key=_order), key=again):
        base = _base(list(same), post, "former", names)
        yield replace(base, since=base.first_seen, ended=held if held < date.max else None)


def _base(reports: Sequence[PostReport], post: _Post, status: PostStatus, names: Names) -> PostRow:
    """One row, with the evidence of its latest report."""
    last = reports[-1]
    own = [r for r in reports if r.organization and not is_vague(r.organization)]
    placed = own[-1] if own else post.body or last
    named = [r.role for r in reports if r.role]
    fullest = [
        role
        for role in named
        if len(office_of(role).words) == max(len(office_of(r).words) for r in named)
    ]
    held = [r.day for r in reports if r.day is not None and r.status == status]
    days = sorted(held or (r.day for r in reports if r.day is not None))
    return PostRow(
        role=fullest[-1] if fullest else post.role,
        organization=placed.organization,
        unit=next((r.unit for r in reversed(reports) if r.unit), placed.unit),
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        evidence=last.evidence,
        article_id=last.article_id,
        status=status,
        party=next((r.party for r in reversed(reports) if r.party), None),
        country=next((r.country for r in reversed(reports) if r.country), None),
        organization_id=placed.body if isinstance(placed.body, int) else None,
        bodies=names.over_time(placed.organization) if placed.organization else (),
    )


def _latest_first(row: PostRow) -> tuple[int, int, str, str, str, str]:
    return (
        -(row.last_seen or date.min).toordinal(),
        _IN_ONEDAY.index(row.status) if row.status != "current" else -1,
        row.organization or "",
        row.role or "",
        row.unit or "",
        row.article_id or "",
    )
