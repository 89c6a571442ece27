"""How a report names its sources and shows a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from quotes.article import PIECE_JOINER, Span
from quotes.report.blocks import Inline, Quote, Reference, Side, Text
from quotes.report.records import in_context
from quotes.report.words import one_line, post_line
from quotes.store.rows import ArticleRow, PersonRow, QuotationRow
from quotes.store.standpoints.rows import Standpoint

MOST_REFERENCES = 12
"""So many sources are named behind a figure; the others are counted."""
_KINDS = {"direct": "Direct", "mixed": "Partly direct", "indirect": "Indirect"}


class Quoting:
    """Shows quotations of one person, with the numbers that the report gives its sources."""

    def __init__(self, articles: Iterable[ArticleRow], person: PersonRow) -> None:
        """Number these articles from 1."""
        self._numbers = {article.id: place for place, article in enumerate(articles, start=1)}
        self._person = person.id
        self._several_posts = len({post_line(post) for post in person.posts}) > 1

    def references(self, articles: Sequence[ArticleRow]) -> Inline:
        """The numbers of these articles."""
        found: list[Text | Reference | Side] = []
        for article in articles[:MOST_REFERENCES]:
            found += [Text(" "), Reference(self._numbers[article.id])]
        if len(articles) > MOST_REFERENCES:
            found.append(Text(f" and {len(articles) - MOST_REFERENCES} more"))
        return tuple(found[1:])

    def quote(self, row: QuotationRow, *, speakers: bool = False) -> Quote:
        """A quotation; with its speakers where they are others than the person reported on."""
        before: list[Text | Reference | Side] = []
        if speakers:
            names = " and ".join(_speaker(row, place) for place in range(len(row.speakers)))
            before += [Text(names or "Unknown", "strong"), Text(" · ")]
        before.append(Text(kind_name(row)))
        if self._several_posts and (held := self._held(row)):
            before.append(Text(f" · as {held}"))
        return self._quote(row, tuple(before), (Text(one_line(row.text)),))

    def standpoint(self, one: Standpoint) -> Quote:
        """A quotation that takes a side, with the words that carry it marked."""
        target = one_line(one.stance.target)
        if one.side != one.stance.polarity:
            target = f"{one.stance.polarity} of {target}"
        how = "decided by a human" if one.stance.origin == "human" else f"chance {one.chance:.2f}"
        before = (
            Side(one.side),
            Text(f" towards “{target}”, {how} · {kind_name(one.quotation)}"),
        )
        return self._quote(one.quotation, before, marked(one.quotation, one.stance.words))

    def _quote(self, row: QuotationRow, before: Inline, words: Inline) -> Quote:
        return Quote(row.id, before + self._beside(row), words, self.source(row))

    def _held(self, row: QuotationRow) -> str:
        """The post of the person as the quotation's article has it."""
        own = (post_line(one) for one in row.speakers if one.person_id == self._person)
        return next(own, "")

    def _beside(self, row: QuotationRow) -> Inline:
        """Those to whom the article gives the same words."""
        if all(speaker.person_id != self._person for speaker in row.speakers):
            return ()
        others = [one.name for one in row.speakers if one.person_id != self._person]
        return (Text(f" · also of {one_line(' and '.join(others))}"),) if others else ()

    def source(self, row: QuotationRow) -> Inline:
        """Where a quotation stands: outlet, day, title with its link, number, and its id."""
        number = Reference(self._numbers[row.article.id])
        return (*article_line(row.article), Text(" "), number, Text(" · "), Text(row.id, "code"))


def kind_name(row: QuotationRow) -> str:
    """Whether the words are the speaker's own, and whether they were said at all."""
    name = _KINDS[row.kind]
    return f"{name}, an attitude" if row.act == "attitude" else name


def day_name(day: date | None) -> str:
    """The day in words: 31 March 2026."""
    return f"{day.day} {day:%B %Y}" if day else "undated"


def short_day(day: date | None) -> str:
    """The day as it stands in tables: 31 Mar 2026."""
    return f"{day.day} {day:%b %Y}" if day else "undated"


def article_line(article: ArticleRow) -> Inline:
    """Outlet, day and title of an article, with a link where its address is one of the web."""
    title = one_line(article.title or "") or "Untitled"
    outlet = one_line(article.outlet or "") or "No outlet"
    link = web_link(article.url) or web_link(article.source)
    name: tuple[Text, ...] = (Text(title, link=link),)
    if link is None:
        name += (Text(f" (file {one_line(PurePath(article.source).name)})", "faint"),)
    return (Text(f"{outlet}, {day_name(article.published)}: "), *name)


def web_link(address: str | None) -> str | None:
    """The address if a browser may be led to it, which no script is."""
    if not address or any(char.isspace() or not char.isprintable() for char in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def marked(row: QuotationRow, words: Span | None) -> Inline:
    """The quotation on one line with these words marked; before it where they stand outside."""
    found = in_context(row, words) if words else None
    places = [in_context(row, piece) for piece in row.pieces]
    known = [place for place in places if place is not None]
    if found is None or len(known) < len(places):
        return (Text(one_line(row.text)),)
    inline: list[Text] = []
    if not any(place.holds(found) for place in known):
        inline += [Text(one_line(found.of(row.context)), "mark"), Text(": ")]
    for number, place in enumerate(known):
        if number:
            inline.append(Text(PIECE_JOINER))
        if place.holds(found):
            inline += [
                Text(_flat(row.context[place.start : found.start])),
                Text(_flat(found.of(row.context)), "mark"),
                Text(_flat(row.context[found.end : place.end])),
            ]
        else:
            inline.append(Text(_flat(place.of(row.context))))
    return tuple(piece for piece in inline if piece.text)


def _flat(text: str) -> str:
    """The text on one line, with the spaces at its ends."""
    line = one_line(text)
    begin = " " if text[:1].isspace() else ""
    end = " " if line and text[-1:].isspace() else ""
    return f"{begin}{line}{end}"


def _speaker(row: QuotationRow, place: int) -> str:
    speaker = row.speakers[place]
    post = post_line(speaker)
    name = one_line(speaker.name) or "unknown"
    return f"{name} ({post})" if post else name
