"""The report on a person in sections; every line of them names its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never, get_args

from quotes import __version__
from quotes.db.rows import ArticleRow, MaybeRow, Observation, PersonRow, QuotationRow
from quotes.report.blocks import (
    Bar,
    Block,
    ColumnHead,
    Columns,
    Inline,
    Items,
    Outline,
    Paragraph,
    Part,
    Section,
    Table,
    Text,
    paragraph,
    text,
)
from quotes.report.expert_data import (
    REGULAR_ARTICLES,
    REGULAR_SPAN,
    UNSURE,
    UNSURE_LINK,
    Clash,
    ExpertReport,
    HeldPost,
    ReportPeriod,
    TopicKind,
    TopicSummary,
    main_post,
)
from quotes.report.expert_quotes import (
    Quoting,
    article_line,
    by_others,
    changes,
    day_name,
    not_said,
    repeats,
    short_day,
    stances,
)
from quotes.report.wording import chance_words, count, one_line, period, post_line

_MOST_ROWS = 15
"""So many rows of a table are shown; the JSON has all."""
_MOST_ONCE = 30
_MOST_STEPS = 40
"""So many months or years are drawn, those without a quotation among them."""
_MOST_QUOTATIONS = 50
_MOST_UNSURE = 10
_QUOTATIONS, _ARTICLES = (
    ColumnHead("Quotations", numeric=True),
    ColumnHead("Articles", numeric=True),
)
_SOURCES = ColumnHead("Sources")


def _caption_of(kind: TopicKind) -> str:
    match kind:
        case "curated":
            return "Topics of the vocabulary"
        case "name":
            return "Names spoken of"
        case "phrase":
            return "Words that several articles share"
        case _:
            assert_never(kind)


def outline(report: ExpertReport) -> Outline:
    """The blocks of the report."""
    quoting = Quoting(report.articles, report.person)
    return Outline(
        title=one_line(report.person.name),
        lead=_lead(report),
        sections=(
            who(report, quoting),
            _how_often(report, quoting),
            _where(report, quoting),
            _topics(report, quoting),
            stances(report, quoting),
            changes(report, quoting),
            repeats(report, quoting),
            by_others(report, quoting),
            *((not_said(report, quoting),) if report.not_said else ()),
            _doubts(report, quoting),
            _quotations(report, quoting),
            sources(report.articles),
        ),
        closing=paragraph(f"Made on {day_name(report.made)} by quotes {__version__}.", "faint"),
    )


def _lead(report: ExpertReport) -> tuple[Paragraph, ...]:
    lines = [paragraph(summary(report))]
    if narrowed := _narrowed(report):
        lines.append(paragraph(f"Narrowed to {narrowed}.", "strong"))
    note = (
        "Numbers in brackets are those of the articles at the end, the digits behind a quotation "
        "its id: "
    )
    after = " shows it in its paragraph. Speakers, topics and sides were found by a machine."
    lines.append(
        Paragraph((Text(note, "faint"), Text("quotes show ID --why", "code"), Text(after, "faint")))
    )
    return tuple(lines)


def summary(report: ExpertReport) -> str:
    """Who it is, and how often, where and when quoted, in a sentence or two."""
    tally = report.tally
    held = main_post(report)
    post = f", {held}," if held else ""
    name = f"{one_line(report.person.name)}{post}"
    if not tally.quotations:
        return f"{name} is not quoted in what this report covers."
    line = (
        f"{name} is quoted {_times(tally.quotations)} in {count(len(tally.articles), 'article')} "
        f"of {count(tally.outlets, 'outlet')}"
    )
    if tally.first and tally.latest:
        first, last = (day_name(row.article.published) for row in (tally.first, tally.latest))
        line += f", on {first}" if first == last else f", from {first} to {last}"
    else:
        line += ", all undated"
    regular = [
        f"“{one_line(topic.topic)}”"
        for topic in report.topics
        if topic.voice == "regular" and topic.kind == "curated"
    ]
    voice = f" A regular voice on {', '.join(regular[:3])}." if regular else ""
    return f"{line}.{voice}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _narrowed(report: ExpertReport) -> str:
    scope = report.scope
    parts = []
    if scope.topic:
        parts.append(f"quotations on “{one_line(scope.topic)}”")
    if scope.since:
        parts.append(f"articles of {day_name(scope.since)} or later")
    if scope.until:
        parts.append(f"articles of {day_name(scope.until)} or earlier")
    line = ", ".join(parts)
    return f"{line}; names, posts and doubts about who is who are not narrowed" if line else ""


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
        columns = map(ColumnHead, ("Post", "Seen", "As the source says it", "Source"))
        rows = tuple(_post_row(held, quoting) for held in report.posts)
        blocks.append(Table("Posts through time, the latest first", tuple(columns), rows))
    else:
        blocks.append(paragraph("No article and no contact list tells of a post."))
    return Section("who", "Who they are", tuple(blocks))


def _post_row(held: HeldPost, quoting: Quoting) -> tuple[Inline, ...]:
    post = held.post
    line = post_line(post)
    more = ", ".join(one_line(part) for part in (post.party, post.country) if part)
    seen = _seen(post.first_seen, post.last_seen)
    if post.ended:
        seen += f"; told to be over {short_day(post.ended)}"
    source = quoting.references([held.article]) if held.article else text("contact list")
    return (
        text(f"{line} ({more})" if more else line),
        text(seen),
        text(one_line(post.evidence)),
        source,
    )


def _seen(first: date | None, last: date | None) -> str:
    if first == last:
        return short_day(first)
    return f"{short_day(first)} to {short_day(last)}"


def _how_often(report: ExpertReport, quoting: Quoting) -> Section:
    """Counts, a chart by month or year, the first and the latest quotation."""
    tally = report.tally
    if not tally.quotations:
        return Section("often", "How often", (paragraph("No quotation was found."),))
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
        text(f"{count(tally.quotations, 'quotation')}: {kinds}"),
        (Text(f"{within} "), *quoting.references(tally.articles)),
    ]
    blocks: list[Block | Part] = [Items(tuple(items)), *_over_time(report, quoting)]
    if tally.first and tally.latest and tally.first.id != tally.latest.id:
        blocks.append(Part("First quotation", (quoting.quote(tally.first),)))
        blocks.append(Part("Latest quotation", (quoting.quote(tally.latest),)))
    return Section("often", "How often", tuple(blocks))


def _over_time(report: ExpertReport, quoting: Quoting) -> Iterator[Block]:
    dated = [interval for interval in report.periods if interval.first]
    if not dated:
        return
    if len(dated) > 1:
        listed = "; ".join(
            f"{_period_name(interval, report)} {interval.quotations}" for interval in dated
        )
        yield Columns(
            f"Quotations by {report.step}",
            f"Number of quotations by {report.step}. {listed}.",
            tuple(_bars(report)),
        )
    yield Table(
        f"Quotations by {report.step}, in figures",
        (ColumnHead(report.step.capitalize()), _QUOTATIONS, _ARTICLES, _SOURCES),
        tuple(
            (
                text(_period_name(interval, report)),
                text(interval.quotations),
                text(len(interval.articles)),
                quoting.references(interval.articles),
            )
            for interval in report.periods
        ),
    )


def _period_name(interval: ReportPeriod, report: ExpertReport) -> str:
    if interval.first is None:
        return "undated"
    return str(interval.first.year) if report.step == "year" else f"{interval.first:%B %Y}"


def _bars(report: ExpertReport) -> Iterator[Bar]:
    """A bar for every month or year from the first to the last, at most the latest of them."""
    numbers = {interval.first: interval.quotations for interval in report.periods if interval.first}
    steps = [min(numbers)]
    while steps[-1] < max(numbers):
        steps.append(_next(steps[-1], report))
    for first in steps[-_MOST_STEPS:]:
        label = str(first.year) if report.step == "year" else f"{first:%b %Y}"
        yield Bar(label, numbers.get(first, 0))


def _next(first: date, report: ExpertReport) -> date:
    if report.step == "year" or first.month == 12:
        return date(first.year + 1, 1, 1)
    return first.replace(month=first.month + 1)


def _where(report: ExpertReport, quoting: Quoting) -> Section:
    """Outlets, and who else is quoted in the same articles."""
    if not report.outlets:
        return Section("where", "Where, and beside whom", (paragraph("No quotation was found."),))
    outlets = tuple(
        (
            text(one_line(outlet.name) if outlet.name else "No outlet known"),
            text(outlet.quotations),
            text(len(outlet.articles)),
            quoting.references(outlet.articles),
        )
        for outlet in report.outlets[:_MOST_ROWS]
    )
    beside = tuple(
        (
            text(one_line(other.companion.name)),
            text(len(other.articles)),
            text(f"{other.share:.0%}"),
            text(other.companion.quotations),
            quoting.references(other.articles),
        )
        for other in report.beside[:_MOST_ROWS]
    )
    blocks: list[Block] = [
        Table(
            "Outlets" + _of_all(len(outlets), len(report.outlets)),
            (ColumnHead("Outlet"), _QUOTATIONS, _ARTICLES, _SOURCES),
            outlets,
        )
    ]
    if beside:
        caption = "People quoted in the same articles; the share is of the person’s articles"
        caption += _of_all(len(beside), len(report.beside))
        columns = (
            ColumnHead("Person"),
            ColumnHead("Articles together", numeric=True),
            ColumnHead("Share", numeric=True),
            ColumnHead("Their quotations", numeric=True),
            _SOURCES,
        )
        blocks.append(Table(caption, columns, beside))
    else:
        blocks.append(paragraph("Nobody else with a name is quoted in the same articles."))
    return Section("where", "Where, and beside whom", tuple(blocks))


def _topics(report: ExpertReport, quoting: Quoting) -> Section:
    """What somebody is quoted on, and whether as a regular voice."""
    if not report.topics:
        return Section("topics", "Topics", (paragraph("No topic was found."),))
    rule = (
        f"A voice on a topic is called regular if it is quoted on it in {REGULAR_ARTICLES} "
        f"independent articles or more, the first and the last at least {REGULAR_SPAN.days} days "
        "apart, and passing otherwise. Undated articles count as articles, not as days."
    )
    blocks: list[Block] = [paragraph(rule, "faint")]
    kinds: tuple[TopicKind, ...] = get_args(TopicKind)
    for kind in kinds:
        caption = _caption_of(kind)
        topics = [topic for topic in report.topics if topic.kind == kind]
        often = [topic for topic in topics if topic.quotations > 1]
        if often:
            blocks.append(_topic_table(caption, often, quoting))
        if len(often) < len(topics):
            once = [topic for topic in topics if topic.quotations == 1]
            blocks.append(_once(f"{caption}, with one quotation each: ", once, quoting))
    return Section("topics", "Topics", tuple(blocks))


def _once(begin: str, topics: list[TopicSummary], quoting: Quoting) -> Paragraph:
    inline: list[Inline] = [text(begin)]
    for topic in topics[:_MOST_ONCE]:
        between = Text("; " if len(inline) > 1 else "")
        inline.append(
            (between, Text(f"{one_line(topic.topic)} "), *quoting.references(topic.articles))
        )
    more = len(topics) - _MOST_ONCE
    inline.append(text(f"; and {more} more." if more > 0 else "."))
    return Paragraph(tuple(piece for part in inline for piece in part))


def _topic_table(caption: str, topics: list[TopicSummary], quoting: Quoting) -> Table:
    rows = tuple(_topic_row(topic, quoting) for topic in topics[:_MOST_ROWS])
    columns = (
        ColumnHead("Topic"),
        ColumnHead("Voice"),
        _QUOTATIONS,
        _ARTICLES,
        ColumnHead("Outlets", numeric=True),
        ColumnHead("From, to"),
        _SOURCES,
    )
    return Table(caption + _of_all(len(rows), len(topics)), columns, rows)


def _topic_row(topic: TopicSummary, quoting: Quoting) -> tuple[Inline, ...]:
    articles = str(len(topic.articles))
    if topic.independent < len(topic.articles):
        articles += f" ({topic.independent} independent)"
    return (
        text(one_line(topic.topic)),
        text(topic.voice, "strong" if topic.voice == "regular" else "plain"),
        text(topic.quotations),
        text(articles),
        text(topic.outlets),
        text(_seen(topic.first, topic.last)),
        quoting.references(topic.articles),
    )


def _of_all(shown: int, every: int) -> str:
    return f", {shown} of {every}" if shown < every else ""


def _doubts(report: ExpertReport, quoting: Quoting) -> Section:
    """Namesakes, unsure links and quotations, posts that do not go together."""
    unresolved = report.doubts
    blocks: list[Block | Part] = []
    if unresolved.maybe:
        items = tuple(may_be_same(pair, report.person) for pair in unresolved.maybe)
        blocks.append(Part("Others who may be the same person", (Items(items),)))
    if unresolved.namesakes:
        items = tuple(_namesake(person) for person in unresolved.namesakes)
        blocks.append(Part("Other records under this name", (Items(items),)))
    if unresolved.links:
        rule = f"Taken to be on this person with a chance below {UNSURE_LINK:.2f}:"
        items = tuple(
            (
                Text(
                    f"{one_line(link.name)}, chance {chance_words(link.score)} "
                    f"({_evidence(link.evidence)}). "
                ),
                *article_line(link.article),
                Text(" "),
                *quoting.references([link.article]),
            )
            for link in unresolved.links
        )
        blocks.append(
            Part("Articles that may be on somebody else", (paragraph(rule), Items(items)))
        )
    if unresolved.clashes:
        items = tuple(_clash(clash, quoting) for clash in unresolved.clashes)
        blocks.append(Part("Posts that may not go together", (Items(items),)))
    if unresolved.unsure:
        blocks.append(Part("Quotations that may be wrong", tuple(_unsure(report, quoting))))
    if unresolved.undated:
        undated = count(
            unresolved.undated,
            "quotation stands in an undated article",
            "quotations stand in undated articles",
        )
        rests = "no month, first or latest quotation and no change of mind can rest on that."
        blocks.append(paragraph(f"{undated}: {rests}"))
    if not blocks:
        blocks.append(
            paragraph("None was found: no namesake, no unsure link, no doubtful quotation.")
        )
    return Section("doubts", "Unresolved doubts", tuple(blocks))


def may_be_same(pair: MaybeRow, person: PersonRow) -> Inline:
    """Another record that may be this person, with the commands that decide."""
    other, name = (
        (pair.other, pair.other_name)
        if pair.person == person.id
        else (pair.person, pair.person_name)
    )
    return (
        Text(f"{one_line(name)}, record "),
        Text(str(other), "code"),
        Text(
            f", with a chance of {chance_words(pair.score)}: {_evidence(pair.evidence)}. "
            "Decide with "
        ),
        Text(f"quotes people same {person.id} {other}", "code"),
        Text(" or "),
        Text(f"quotes people different {person.id} {other}", "code"),
        Text("."),
    )


def _evidence(evidence: Iterable[Observation]) -> str:
    return "; ".join(one_line(observation.detail) for observation in evidence) or "no evidence kept"


def _namesake(person: PersonRow) -> Inline:
    post = f", {post_line(person.posts[0])}" if person.posts else ""
    quoted = f"{count(person.quotations, 'quotation')}, {period(person.first, person.last)}"
    return (
        Text(f"{one_line(person.name)}{post}, record "),
        Text(str(person.id), "code"),
        Text(f": {quoted}. Nothing of them is in this report."),
    )


def _clash(clash: Clash, quoting: Quoting) -> Inline:
    inline: list[Inline] = []
    for held in (clash.first, clash.second):
        seen = period(held.post.first_seen, held.post.last_seen)
        source = quoting.references([held.article]) if held.article else ()
        inline.append((Text(f"{post_line(held.post)} ({seen}) "), *source))
    return (*inline[0], Text(" and "), *inline[1], Text(": told for the same time."))


def _unsure(report: ExpertReport, quoting: Quoting) -> Iterator[Block]:
    unsure = report.doubts.unsure
    shown = unsure[:_MOST_UNSURE]
    rule = f"Confidence below {UNSURE:.1f}, more likely wrong than right, in words or speaker."
    if len(shown) < len(unsure):
        rule += f" The {len(shown)} least sure of {len(unsure)}; the JSON has all."
    yield paragraph(rule)
    for row in shown:
        yield paragraph(_why(row))
        yield quoting.quote(row)


def _why(row: QuotationRow) -> str:
    line = f"Confidence {row.confidence:.2f}"
    if row.why is None:
        return f"{line}."
    line += f"; how the speaker was found: {one_line(row.why.reason)}."
    rivals = ", ".join(f"{one_line(rival.name)} ({rival.chance:.2f})" for rival in row.why.rivals)
    return f"{line} It may be {rivals}." if rivals else line


def _quotations(report: ExpertReport, quoting: Quoting) -> Section:
    """All quotations, the newest first."""
    every = report.quotations
    shown = every[:_MOST_QUOTATIONS]
    blocks: list[Block] = []
    if not every:
        blocks.append(paragraph("No quotation was found."))
    elif len(shown) < len(every):
        blocks.append(
            Paragraph(
                (
                    Text(f"The {len(shown)} latest of {len(every)}, the newest first. "),
                    Text(f"quotes person {report.person.id} --limit 0", "code"),
                    Text(" lists all."),
                )
            )
        )
    else:
        blocks.append(paragraph(f"{count(len(every), 'quotation')}, the newest first."))
    blocks += map(quoting.quote, shown)
    return Section("quotations", "Quotations", tuple(blocks))


def sources(articles: Sequence[ArticleRow]) -> Section:
    """The articles by their numbers."""
    if not articles:
        return Section("sources", "Articles", (paragraph("No article is named in this report."),))
    items = tuple(
        (*article_line(article), Text(" · "), Text(article.id, "code")) for article in articles
    )
    return Section("sources", "Articles", (Items(items, numbered=True),))
