"""Posts through time: what articles of many days say, put together as dated occupancies.

A report is what one article says of a post on its day. Reports of one post (the same role,
organisation and unit, whatever words of status stand around the role) follow one another in time;
an occupancy is a run of them with one status, and ends where another status is told: "director" of
2021 and 2023, then "former director" in 2024.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from quotes.db.rows import PostRow
from quotes.lexicon import word_table
from quotes.text.normalize import fold
from quotes.types import PostStatus

_IN_ONE_DAY: tuple[PostStatus, ...] = ("elect", "acting", "current", "former")
"""In which order statuses follow one another that are told on the same day."""
_STATUS_WORDS = {
    "outgoing",
    *(word for word, status in word_table("post_statuses").items() if status in _IN_ONE_DAY),
}

_Post = tuple[str, int | str | None, str]


@dataclass(frozen=True, slots=True)
class PostReport:
    """What one article says of a post.

    ``organization`` is the name to show, ``body`` what the organisation is known by; ``day`` is
    that of the article, None where it has none; ``article_id`` as in the answer format, None for
    what a contact list tells.
    """

    role: str | None
    organization: str | None
    body: int | str | None
    unit: str | None
    status: PostStatus
    party: str | None
    country: str | None
    day: date | None
    evidence: str
    article_id: str | None

    @property
    def stem(self) -> str:
        """The role without case and without words of status: "ex-mayor" and "Mayor" are one."""
        words = _words(self.role)
        return " ".join([word for word in words if word not in _STATUS_WORDS] or words)


def says_status(role: str | None) -> bool:
    """Whether a role has a word of status in it: "former mayor", "president-elect"."""
    words = _words(role)
    return len(words) > 1 and not _STATUS_WORDS.isdisjoint(words)


def _words(role: str | None) -> list[str]:
    return fold(role or "").replace("-", " ").split()


def occupancies(reports: Collection[PostReport]) -> tuple[PostRow, ...]:
    """The occupancies that reports on one person give, whatever their order; the latest first."""
    posts: dict[_Post, list[PostReport]] = defaultdict(list)
    homes = _homes(reports)
    for report in reports:
        posts[homes.get(_key(report), _key(report))].append(report)
    rows = [row for told in posts.values() for row in _runs(told)]
    return tuple(sorted(rows, key=_latest_first))


def as_of(posts: Iterable[PostRow], day: date) -> tuple[PostRow, ...]:
    """The posts known on a day: seen then, or seen before and not told otherwise until then.

    A post without any date is known on no day.
    """
    return tuple(post for post in posts if _is_known(post, day))


def is_seen(post: PostRow, day: date) -> bool:
    """Whether the day lies between the first and the last article that tells of the post."""
    return bool(post.first_seen and post.last_seen and post.first_seen <= day <= post.last_seen)


def _is_known(post: PostRow, day: date) -> bool:
    if is_seen(post, day):
        return True
    begun = post.first_seen is not None and post.first_seen <= day
    return begun and (post.ended is None or day < post.ended)


def _key(report: PostReport) -> _Post:
    return report.stem, report.body, fold(report.unit or "")


def _homes(reports: Iterable[PostReport]) -> dict[_Post, _Post]:
    """A role without an organisation -> the only post with one that has the same role."""
    placed: dict[str, set[_Post]] = defaultdict(set)
    for report in reports:
        if report.role and report.body is not None:
            placed[report.stem].add(_key(report))
    return {(stem, None, ""): next(iter(keys)) for stem, keys in placed.items() if len(keys) == 1}


def _runs(reports: Iterable[PostReport]) -> Iterator[PostRow]:
    """The occupancies of one post: its dated reports in time, cut where the status changes."""
    told = sorted(reports, key=_order)
    dated = [report for report in told if report.day is not None]
    runs = [list(run) for _, run in groupby(dated, key=lambda report: report.status)]
    for place, run in enumerate(runs):
        ended = runs[place + 1][0].day if place + 1 < len(runs) else None
        yield _row(run, ended, told)
    seen = {report.status for report in dated}
    undated = [report for report in told if report.day is None and report.status not in seen]
    for _, same in groupby(undated, key=lambda report: report.status):
        yield _row(list(same), None, told)


def _order(report: PostReport) -> tuple[date, int, bool, str, str, str]:
    return (
        report.day or date.min,
        _IN_ONE_DAY.index(report.status),
        report.organization is not None,
        report.article_id or "",
        report.role or "",
        report.evidence,
    )


def _row(run: list[PostReport], ended: date | None, told: list[PostReport]) -> PostRow:
    """One occupancy, with the evidence of its latest article."""
    latest = run[-1]
    placed = next((report for report in reversed(run) if report.organization), None)
    placed = placed or next((report for report in reversed(told) if report.organization), latest)
    return PostRow(
        role=latest.role,
        organization=placed.organization,
        unit=placed.unit,
        first_seen=run[0].day,
        last_seen=latest.day,
        evidence=latest.evidence,
        article_id=latest.article_id,
        status=latest.status,
        party=next((report.party for report in reversed(run) if report.party), None),
        country=next((report.country for report in reversed(run) if report.country), None),
        ended=ended,
        organization_id=placed.body if isinstance(placed.body, int) else None,
    )


def _latest_first(row: PostRow) -> tuple[int, int, str, str, str, str]:
    return (
        -(row.last_seen or date.min).toordinal(),
        _IN_ONE_DAY.index(row.status) if row.status != "current" else -1,
        row.organization or "",
        row.role or "",
        row.unit or "",
        row.article_id or "",
    )
