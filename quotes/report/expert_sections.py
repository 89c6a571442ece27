"""The sections on who somebody is, and how often, where and on what they are quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from textwrap import shorten
from urllib.parse import urlsplit

from quotes import __version__
from quotes.db.rows import ArticleRow, MaybeRow, Observation, PersonRow, QuotationRow
from quotes.report.blocks import (
    Bar,
    Block,
    Column,
    Columns,
    Inline,
    Items,
    Outline,
    Paragraph,
    Part,
    Quote,
    Reference,
    Section,
    Side,
    Sides,
    SidesBar,
    Table,
    Text,
)
from quotes.report.expert_data import (
    REGULAR_ARTICLES,
    REGULAR_SPAN,
    SURE_ALONE,
    UNSURE,
    UNSURE_LINK,
    Clash,
    ExpertReport,
    Held,
    Repeated,
    ReportPeriod,
    SubjectSummary,
    TopicKind,
    TopicSummary,
    main_post,
)
from quotes.report.records import in_context
from quotes.report.wording import count, one_line, period, post_line, tally_line
from quotes.stances.rows import SIDES, Course, Standpoint
from quotes.stances.summary import strongest
from quotes.types import PIECE_JOINER, Span

# How a report names its sources and shows a quotation.


MOST_REFERENCES = 12
"""So many sources are named behind a figure; the others are counted."""
_QUOTING_KINDS = {"direct": "Direct", "mixed": "Partly direct", "indirect": "Indirect"}


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
    name = _QUOTING_KINDS[row.kind]
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


# The last sections: what is in doubt, all quotations, the articles.


MOST_QUOTATIONS = 50
MOST_UNSURE = 10


def doubts(report: ExpertReport, quoting: Quoting) -> Section:
    """Namesakes, unsure links and quotations, posts that do not go together."""
    found = report.doubts
    blocks: list[Block | Part] = []
    if found.maybe:
        items = tuple(_maybe(pair, report.person) for pair in found.maybe)
        blocks.append(Part("Others who may be the same person", (Items(items),)))
    if found.namesakes:
        items = tuple(_namesake(one) for one in found.namesakes)
        blocks.append(Part("Other records under this name", (Items(items),)))
    if found.links:
        rule = f"Taken to be on this person with a chance below {UNSURE_LINK:.2f}:"
        items = tuple(
            (
                Text(
                    f"{one_line(link.name)}, chance {link.score:.2f} ({_evidence(link.evidence)}). "
                ),
                *article_line(link.article),
                Text(" "),
                *quoting.references([link.article]),
            )
            for link in found.links
        )
        blocks.append(Part("Articles that may be on somebody else", (_told(rule), Items(items))))
    if found.clashes:
        items = tuple(_clash(clash, quoting) for clash in found.clashes)
        blocks.append(Part("Posts that may not go together", (Items(items),)))
    if found.unsure:
        blocks.append(Part("Quotations that may be wrong", tuple(_unsure(report, quoting))))
    if found.undated:
        undated = count(
            found.undated,
            "quotation stands in an undated article",
            "quotations stand in undated articles",
        )
        rests = "no month, first or latest quotation and no change of mind can rest on that."
        blocks.append(_told(f"{undated}: {rests}"))
    if not blocks:
        blocks.append(_told("None was found: no namesake, no unsure link, no doubtful quotation."))
    return Section("doubts", "Unresolved doubts", tuple(blocks))


def _maybe(pair: MaybeRow, person: PersonRow) -> Inline:
    other, name = (
        (pair.other, pair.other_name)
        if pair.person == person.id
        else (pair.person, pair.person_name)
    )
    return (
        Text(f"{one_line(name)}, record "),
        Text(str(other), "code"),
        Text(f", with a chance of {pair.score:.2f}: {_evidence(pair.evidence)}. Decide with "),
        Text(f"quotes people same {person.id} {other}", "code"),
        Text(" or "),
        Text(f"quotes people different {person.id} {other}", "code"),
        Text("."),
    )


def _evidence(evidence: Iterable[Observation]) -> str:
    return "; ".join(one_line(one.detail) for one in evidence) or "no evidence kept"


def _namesake(one: PersonRow) -> Inline:
    post = f", {post_line(one.posts[0])}" if one.posts else ""
    quoted = f"{count(one.quotations, 'quotation')}, {period(one.first, one.last)}"
    return (
        Text(f"{one_line(one.name)}{post}, record "),
        Text(str(one.id), "code"),
        Text(f": {quoted}. Nothing of them is in this report."),
    )


def _clash(clash: Clash, quoting: Quoting) -> Inline:
    inline: list[Inline] = []
    for held in (clash.one, clash.other):
        seen = period(held.post.first_seen, held.post.last_seen)
        source = quoting.references([held.article]) if held.article else ()
        inline.append((Text(f"{post_line(held.post)} ({seen}) "), *source))
    return (*inline[0], Text(" and "), *inline[1], Text(": told for the same time."))


def _unsure(report: ExpertReport, quoting: Quoting) -> Iterator[Block]:
    unsure = report.doubts.unsure
    shown = unsure[:MOST_UNSURE]
    rule = f"Confidence below {UNSURE:.1f}, more likely wrong than right, in words or speaker."
    if len(shown) < len(unsure):
        rule += f" The {len(shown)} least sure of {len(unsure)}; the JSON has all."
    yield _told(rule)
    for row in shown:
        yield _told(_why(row))
        yield quoting.quote(row)


def _why(row: QuotationRow) -> str:
    told = f"Confidence {row.confidence:.2f}"
    if row.why is None:
        return f"{told}."
    told += f"; how the speaker was found: {one_line(row.why.reason)}."
    rivals = ", ".join(f"{one_line(one.name)} ({one.chance:.2f})" for one in row.why.rivals)
    return f"{told} It may be {rivals}." if rivals else told


def quotations(report: ExpertReport, quoting: Quoting) -> Section:
    """All quotations, the newest first."""
    every = report.quotations
    shown = every[:MOST_QUOTATIONS]
    blocks: list[Block] = []
    if not every:
        blocks.append(_told("No quotation was found."))
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
        blocks.append(_told(f"{count(len(every), 'quotation')}, the newest first."))
    blocks += map(quoting.quote, shown)
    return Section("quotations", "Quotations", tuple(blocks))


def sources(report: ExpertReport) -> Section:
    """The articles by their numbers."""
    if not report.articles:
        return Section("sources", "Articles", (_told("No article is named in this report."),))
    items = tuple(
        (*article_line(article), Text(" · "), Text(article.id, "code"))
        for article in report.articles
    )
    return Section("sources", "Articles", (Items(items, numbered=True),))


def _told(sentence: str) -> Paragraph:
    return Paragraph((Text(sentence),))


MOST_ROWS = 15
"""So many rows of a table are shown; the JSON has all."""
MOST_ONCE = 30
MOST_STEPS = 40
"""So many months or years are drawn, those without a quotation among them."""
_FIGURES_KINDS: dict[TopicKind, str] = {
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


def _period_name(period: ReportPeriod, report: ExpertReport) -> str:
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
    for kind, caption in _FIGURES_KINDS.items():
        there = [one for one in report.topics if one.kind == kind]
        often = [one for one in there if one.quotations > 1]
        if often:
            blocks.append(_topic_table(caption, often, quoting))
        if len(often) < len(there):
            once = [one for one in there if one.quotations == 1]
            blocks.append(_once(f"{caption}, with one quotation each: ", once, quoting))
    return Section("topics", "Topics", tuple(blocks))


def _once(begin: str, topics: list[TopicSummary], quoting: Quoting) -> Paragraph:
    inline: list[Inline] = [(Text(begin),)]
    for one in topics[:MOST_ONCE]:
        between = Text("; " if len(inline) > 1 else "")
        inline.append((between, Text(f"{one_line(one.topic)} "), *quoting.references(one.articles)))
    more = len(topics) - MOST_ONCE
    inline.append((Text(f"; and {more} more." if more > 0 else "."),))
    return Paragraph(tuple(piece for part in inline for piece in part))


def _topic_table(caption: str, topics: list[TopicSummary], quoting: Quoting) -> Table:
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


def _topic_row(one: TopicSummary, quoting: Quoting) -> tuple[Inline, ...]:
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


# The sections on what somebody says: sides, changes of mind, repeated words; and of them.


MOST_SUBJECTS = 12
MOST_A_SIDE = 3
MOST_REPEATED = 8
MOST_BY_OTHERS = 12
LONGEST_TITLE = 70
_HELD = {
    "support": "In support.",
    "oppose": "Against.",
    "neutral": "Takes no side, or weighs both.",
    "mixed": "On both sides, without one clear change.",
}


def stances(report: ExpertReport, quoting: Quoting) -> Section:
    """Where somebody stands, subject by subject."""
    title = "Where they stand"
    if report.scope.topic:
        rule = f"Sides towards “{one_line(report.scope.topic)}”"
        rule += f" that are right with a chance of {report.scope.sure:.2f} or more."
    else:
        rule = (
            f"Sides are shown that are right with a chance of {report.scope.sure:.2f} or more "
            "(that of the side times that of the quotation) and taken in several quotations; those "
            f"of one quotation alone with a chance of {SURE_ALONE:.2f} or more, on a topic of the "
            "vocabulary or a name; and all that a human decided."
        )
    rule += (
        " A machine read them, from the marked words: read the quotation before you write where "
        "somebody stands."
    )
    left_out: Inline = ()
    if report.doubts.left_out:
        left_out = (
            Text(f" {count(report.doubts.left_out, 'side is', 'sides are')} left out; ", "faint"),
            Text(f"quotes timeline {report.person.id}", "code"),
            Text(" lists all.", "faint"),
        )
    blocks: list[Block | Part] = [Paragraph((Text(rule, "faint"), *left_out))]
    if not report.subjects:
        blocks.append(Paragraph((Text("No side is sure enough to be shown."),)))
        return Section("stances", title, tuple(blocks))
    shown = report.subjects[:MOST_SUBJECTS]
    blocks.append(_chart(shown))
    blocks += [
        Part(
            one_line(one.label),
            (
                Paragraph(
                    (
                        Text(course_line(one.course), "strong"),
                        Text(f" {tally_line(one.standpoints)}."),
                    )
                ),
                *map(quoting.standpoint, strongest(one.standpoints, MOST_A_SIDE)),
            ),
        )
        for one in shown
    ]
    if len(report.subjects) > len(shown):
        more = len(report.subjects) - len(shown)
        blocks.append(Paragraph((Text(f"{count(more, 'subject')} more: see the JSON."),)))
    return Section("stances", title, tuple(blocks))


def course_line(course: Course) -> str:
    """Where somebody stands, in words."""
    if course.held == "changed":
        return (
            f"First {course.earlier} (until {day_name(course.until)}), "
            f"then {course.later} (since {day_name(course.since)})."
        )
    return _HELD[course.held]


def _chart(subjects: tuple[SubjectSummary, ...]) -> Sides:
    listed = "; ".join(f"{one_line(one.label)}: {tally_line(one.standpoints)}" for one in subjects)
    bars = []
    for subject in subjects:
        tally = Counter(one.side for one in subject.standpoints)
        bars.append(SidesBar(one_line(subject.label), *(tally[side] for side in SIDES)))
    return Sides(
        "Sides by subject",
        f"How many quotations oppose, are neutral and support, subject by subject. {listed}.",
        tuple(bars),
    )


def changes(report: ExpertReport, quoting: Quoting) -> Section:
    """Changes of mind: pairs of quotations."""
    rule = (
        "Two quotations of different days with opposite sides on the same thing, the last before "
        f"the change and the first after it, each right with a chance of {report.scope.sure:.2f} "
        "or more. Look at both before you write that somebody changed sides."
    )
    title = "Changes of mind"
    if not report.reversals:
        nothing = Paragraph((Text("None was found. Undated articles cannot show one."),))
        return Section("changes", title, (nothing,))
    parts = tuple(
        Part(
            one_line(pair.subject),
            (quoting.standpoint(pair.earlier), quoting.standpoint(pair.later)),
        )
        for pair in report.reversals
    )
    return Section("changes", title, (Paragraph((Text(rule, "faint"),)), *parts))


def repeats(report: ExpertReport, quoting: Quoting) -> Section:
    """What several articles quote in nearly the same words."""
    title = "Most repeated sentences"
    if not report.repeated:
        nothing = Paragraph((Text("No two articles quote nearly the same words."),))
        return Section("repeated", title, (nothing,))
    parts = tuple(_repeated(report, quoting))
    return Section("repeated", title, parts)


def _repeated(report: ExpertReport, quoting: Quoting) -> Iterator[Part]:
    for one in report.repeated[:MOST_REPEATED]:
        told = f"In {count(one.articles, 'article')}"
        if one.independent < one.articles:
            told += f", {one.independent} of them independent: the others are copies"
        quotes = tuple(quoting.quote(row) for row in _one_an_article(one))
        title = shorten(
            one_line(min((row.text for row in one.quotations), key=len)),
            LONGEST_TITLE,
            placeholder="…",
        )
        yield Part(title, (Paragraph((Text(f"{told}."),)), *quotes))


def _one_an_article(one: Repeated) -> list[QuotationRow]:
    return list({row.article.id: row for row in reversed(one.quotations)}.values())[::-1]


def by_others(report: ExpertReport, quoting: Quoting) -> Section:
    """What others say of the person."""
    title = "What others say about them"
    if not report.by_others:
        nothing = Paragraph((Text("No quotation of somebody else names them."),))
        return Section("others", title, (nothing,))
    rule = (
        "Quotations of others that name the person, in articles in which the person appears and "
        "nobody else has that name."
    )
    shown = report.by_others[:MOST_BY_OTHERS]
    blocks: list[Block] = [Paragraph((Text(rule, "faint"),))]
    blocks += [quoting.quote(row, speakers=True) for row in shown]
    if len(report.by_others) > len(shown):
        more = len(report.by_others) - len(shown)
        blocks.append(Paragraph((Text(f"{count(more, 'quotation')} more: see the JSON."),)))
    return Section("others", title, tuple(blocks))


# The report on a person in sections, as Markdown, HTML and Word show it.


def outline(report: ExpertReport) -> Outline:
    """The report in its sections; every line of them names its source."""
    quoting = Quoting(report.articles, report.person)
    return Outline(
        title=one_line(report.person.name),
        lead=_lead(report),
        sections=(
            who(report, quoting),
            how_often(report, quoting),
            where(report, quoting),
            topics(report, quoting),
            stances(report, quoting),
            changes(report, quoting),
            repeats(report, quoting),
            by_others(report, quoting),
            doubts(report, quoting),
            quotations(report, quoting),
            sources(report),
        ),
        closing=Paragraph((Text(_closing(report), "faint"),)),
    )


def _lead(report: ExpertReport) -> tuple[Paragraph, ...]:
    lines = [Paragraph((Text(_summary(report)),))]
    if narrowed := _narrowed(report):
        lines.append(Paragraph((Text(f"Narrowed to {narrowed}.", "strong"),)))
    note = (
        "Numbers in brackets are those of the articles at the end, the digits behind a quotation "
        "its id: "
    )
    after = " shows it in its paragraph. Speakers, topics and sides were found by a machine."
    lines.append(
        Paragraph((Text(note, "faint"), Text("quotes show ID --why", "code"), Text(after, "faint")))
    )
    return tuple(lines)


def _summary(report: ExpertReport) -> str:
    tally = report.tally
    held = main_post(report)
    post = f", {held}," if held else ""
    name = f"{one_line(report.person.name)}{post}"
    if not tally.quotations:
        return f"{name} is not quoted in what this report covers."
    told = (
        f"{name} is quoted {_times(tally.quotations)} in {count(len(tally.articles), 'article')} "
        f"of {count(tally.outlets, 'outlet')}"
    )
    if tally.first and tally.latest:
        first, last = (day_name(row.article.published) for row in (tally.first, tally.latest))
        told += f", on {first}" if first == last else f", from {first} to {last}"
    else:
        told += ", all undated"
    regular = [
        f"“{one_line(one.topic)}”"
        for one in report.topics
        if one.voice == "regular" and one.kind == "curated"
    ]
    voice = f" A regular voice on {', '.join(regular[:3])}." if regular else ""
    return f"{told}.{voice}"


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
    told = ", ".join(parts)
    return f"{told}; names, posts and doubts about who is who are not narrowed" if told else ""


def _closing(report: ExpertReport) -> str:
    return f"Made on {day_name(report.made)} by quotes {__version__}."
