"""Plain text -> the title, authors, outlet and day that it shows."""

from __future__ import annotations

from datetime import date

from quotes.article import Span
from quotes.ingest.given import Given
from quotes.ingest.headline import headline
from quotes.ingest.lines import lines_of
from quotes.ingest.notices import Kind, Notice, notice_of

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


def shown(text: str) -> Given:
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


def byline_spans(text: str) -> tuple[Span, ...]:
    """Where bylines, dates, datelines and credits stand in the text, in order.

    Nobody named there is the source of a quotation.
    """
    found = (notice_of(line) for line in lines_of(text))
    return tuple(notice.span for notice in found if notice)


def _first_outlet(notices: list[Notice], kinds: tuple[Kind, ...] = _OUTLETS) -> str | None:
    found = (n.outlet for kind in kinds for n in notices if n.kind == kind and n.outlet)
    return next(found, None)


def _first_day(notices: list[Notice]) -> date | None:
    found = (n.published for kind in _DAYS for n in notices if n.kind == kind and n.published)
    return next(found, None)
