"""The sections on who somebody is, and how often, where and on what they are quoted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quotes.report.blocks import (
    Bar,
    Block,
    Column,
    Columns,
    Inline,
    Items,
    Paragraph,
    Part,
    Section,
    Table,
    Text,
)
from quotes.report.expert.compose import REGULAR_ARTICLES, REGULAR_SPAN
from quotes.report.expert.quoting import Quoting, short_day
from quotes.report.expert.rows import ExpertReport, Held, Period, Topic, TopicKind
from quotes.report.words import count, one_line, post_line

MOST_ROWS = 15
"""So many rows of a table are shown; the JSON has all."""
MOST_ONCE = 30
MOST_STEPS = 40
"""So many months or years are drawn, those without a quotation among them."""
_KINDS: dict[TopicKind, str] = {
    "curated": "Topics of the vocabulary",
    "name": "Names spoken of",
    "phrase": "Words that several articles share",
}


def who(report: ExpertReport, quoting: Quoting) -> Section:
    """Names, record, posts through time."""
    person = report.person
    items: list[Inline] = []
    if person.aliases:
        items.append((Text("Also called: "), Text(one_line(", ".join(person.aliases)))))
    items.append((Text("Record in the database: "), Text(str(person.id), "code")))
    if person.qid:
        link = f"https://www.wikidata.org/wiki/{person.qid}"
        items.append((Text("Wikidata: "), Text(person.qid, link=link)))
    blocks: list[Block] = [Items(tuple(items))]
    if report.posts:
        columns = (
            Column("Post"),
            Column("Seen"),
            Column("As the source says it"),
            Column("Source"),
        )
        rows = tuple(_post_row(held, quoting) for held in report.posts)
        blocks.append(Table("Posts through time, the latest first", columns, rows))
    else:
        blocks.append(_none("No article and no contact list tells of a post."))
    return Section("who", "Who they are", tuple(blocks))


def _post_row(held: Held, quoting: Quoting) -> tuple[Inline, ...]:
    post = held.post
    line = post_line(post)
    more = ", ".join(one_line(part) for part in (post.party, post.country) if part)
    seen = _seen(post.first_seen, post.last_seen)
    if post.ended:
        seen += f"; told to be over {short_day(post.ended)}"
    source = quoting.references([held.article]) if held.article else (Text("contact list"),)
    return (
        (Text(f"{line} ({more})" if more else line),),
        (Text(seen),),
        (Text(one_line(post.evidence)),),
        source,
    )


def _seen(first: date | None, last: date | None) -> str:
    if first == last:
        return short_day(first)
    return f"{short_day(first)} to {short_day(last)}"


def how_often(report: ExpertReport, quoting: Quoting) -> Section:
    """Counts, a chart by month or year, the first and the latest quotation."""
    tally = report.tally
    if not tally.quotations:
        return Section("often", "How often", (_none("No quotation was found."),))
    named = (
        (tally.direct, "direct (word for word)"),
        (tally.mixed, "partly direct"),
        (tally.indirect, "indirect (in the article’s words)"),
    )
    kinds = ", ".join(f"{number} {kind}" for number, kind in named if number)
    within = f"{count(len(tally.articles), 'article')} of {count(tally.outlets, 'outlet')}"
    if tally.independent < len(tally.articles):
        within += f"; {tally.independent} of the articles are independent, the others copies"
    items: list[Inline] = [
        (Text(f"{count(tally.quotations, 'quotation')}: {kinds}"),),
        (Text(f"{within} "), *quoting.references(tally.articles)),
    ]
    blocks: list[Block | Part] = [Items(tuple(items)), *_over_time(report, quoting)]
    if tally.first and tally.latest and tally.first.id != tally.latest.id:
        blocks.append(Part("First quotation", (quoting.quote(tally.first),)))
        blocks.append(Part("Latest quotation", (quoting.quote(tally.latest),)))
    return Section("often", "How often", tuple(blocks))


def _over_time(report: ExpertReport, quoting: Quoting) -> Iterator[Block]:
    dated = [one for one in report.periods if one.first]
    if not dated:
        return
    if len(dated) > 1:
        listed = "; ".join(f"{_period_name(one, report)} {one.quotations}" for one in dated)
        yield Columns(
            f"Quotations by {report.step}",
            f"Number of quotations by {report.step}. {listed}.",
            tuple(_bars(report)),
        )
    yield Table(
        f"Quotations by {report.step}, in figures",
        (
            Column(report.step.capitalize()),
            Column("Quotations", numeric=True),
            Column("Articles", numeric=True),
            Column("Sources"),
        ),
        tuple(
            (
                (Text(_period_name(one, report)),),
                (Text(str(one.quotations)),),
                (Text(str(len(one.articles))),),
                quoting.references(one.articles),
            )
            for one in report.periods
        ),
    )


def _period_name(period: Period, report: ExpertReport) -> str:
    if period.first is None:
        return "undated"
    return str(period.first.year) if report.step == "year" else f"{period.first:%B %Y}"


def _bars(report: ExpertReport) -> Iterator[Bar]:
    """A bar for every month or year from the first to the last, at most the latest of them."""
    numbers = {one.first: one.quotations for one in report.periods if one.first}
    steps = [min(numbers)]
    while steps[-1] < max(numbers):
        steps.append(_next(steps[-1], report))
    for first in steps[-MOST_STEPS:]:
        label = str(first.year) if report.step == "year" else f"{first:%b %Y}"
        yield Bar(label, numbers.get(first, 0))


def _next(first: date, report: ExpertReport) -> date:
    if report.step == "year" or first.month == 12:
        return date(first.year + 1, 1, 1)
    return first.replace(month=first.month + 1)


def where(report: ExpertReport, quoting: Quoting) -> Section:
    """Outlets, and who else is quoted in the same articles."""
    if not report.outlets:
        return Section("where", "Where, and beside whom", (_none("No quotation was found."),))
    outlets = tuple(
        (
            (Text(one_line(one.name) if one.name else "No outlet known"),),
            (Text(str(one.quotations)),),
            (Text(str(len(one.articles))),),
            quoting.references(one.articles),
        )
        for one in report.outlets[:MOST_ROWS]
    )
    beside = tuple(
        (
            (Text(one_line(one.companion.name)),),
            (Text(str(len(one.articles))),),
            (Text(f"{one.share:.0%}"),),
            (Text(str(one.companion.quotations)),),
            quoting.references(one.articles),
        )
        for one in report.beside[:MOST_ROWS]
    )
    blocks: list[Block] = [
        Table(
            "Outlets" + _of_all(len(outlets), len(report.outlets)),
            (
                Column("Outlet"),
                Column("Quotations", numeric=True),
                Column("Articles", numeric=True),
                Column("Sources"),
            ),
            outlets,
        )
    ]
    if beside:
        caption = "People quoted in the same articles; the share is of the person’s articles"
        caption += _of_all(len(beside), len(report.beside))
        columns = (
            Column("Person"),
            Column("Articles together", numeric=True),
            Column("Share", numeric=True),
            Column("Their quotations", numeric=True),
            Column("Sources"),
        )
        blocks.append(Table(caption, columns, beside))
    else:
        blocks.append(_none("Nobody else with a name is quoted in the same articles."))
    return Section("where", "Where, and beside whom", tuple(blocks))


def topics(report: ExpertReport, quoting: Quoting) -> Section:
    """What somebody is quoted on, and whether as a regular voice."""
    if not report.topics:
        return Section("topics", "Topics", (_none("No topic was found."),))
    rule = (
        f"A voice on a topic is called regular if it is quoted on it in {REGULAR_ARTICLES} "
        f"independent articles or more, the first and the last at least {REGULAR_SPAN.days} days "
        "apart, and passing otherwise. Undated articles count as articles, not as days."
    )
    blocks: list[Block] = [Paragraph((Text(rule, "faint"),))]
    for kind, caption in _KINDS.items():
        there = [one for one in report.topics if one.kind == kind]
        often = [one for one in there if one.quotations > 1]
        if often:
            blocks.append(_topic_table(caption, often, quoting))
        if len(often) < len(there):
            once = [one for one in there if one.quotations == 1]
            blocks.append(_once(f"{caption}, with one quotation each: ", once, quoting))
    return Section("topics", "Topics", tuple(blocks))


def _once(begin: str, topics: list[Topic], quoting: Quoting) -> Paragraph:
    inline: list[Inline] = [(Text(begin),)]
    for one in topics[:MOST_ONCE]:
        between = Text("; " if len(inline) > 1 else "")
        inline.append((between, Text(f"{one_line(one.topic)} "), *quoting.references(one.articles)))
    more = len(topics) - MOST_ONCE
    inline.append((Text(f"; and {more} more." if more > 0 else "."),))
    return Paragraph(tuple(piece for part in inline for piece in part))


def _topic_table(caption: str, topics: list[Topic], quoting: Quoting) -> Table:
    rows = tuple(_topic_row(one, quoting) for one in topics[:MOST_ROWS])
    columns = (
        Column("Topic"),
        Column("Voice"),
        Column("Quotations", numeric=True),
        Column("Articles", numeric=True),
        Column("Outlets", numeric=True),
        Column("From, to"),
        Column("Sources"),
    )
    return Table(caption + _of_all(len(rows), len(topics)), columns, rows)


def _topic_row(one: Topic, quoting: Quoting) -> tuple[Inline, ...]:
    articles = str(len(one.articles))
    if one.independent < len(one.articles):
        articles += f" ({one.independent} independent)"
    return (
        (Text(one_line(one.topic)),),
        (Text(one.voice, "strong" if one.voice == "regular" else "plain"),),
        (Text(str(one.quotations)),),
        (Text(articles),),
        (Text(str(one.outlets)),),
        (Text(_seen(one.first, one.last)),),
        quoting.references(one.articles),
    )


def _of_all(shown: int, every: int) -> str:
    return f", {shown} of {every}" if shown < every else ""


def _none(sentence: str) -> Paragraph:
    return Paragraph((Text(sentence),))
