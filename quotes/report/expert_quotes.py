"""The sections that show quotations, and how each is shown with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from textwrap import shorten
from typing import assert_never
from urllib.parse import urlsplit

from quotes.db.rows import ArticleRow, PersonRow, QuotationRow, SpeakerRow
from quotes.report.blocks import (
    Block,
    Inline,
    Paragraph,
    Part,
    Quote,
    Reference,
    Section,
    Side,
    Sides,
    SidesBar,
    Text,
    paragraph,
)
from quotes.report.expert_data import SURE_ALONE, ExpertReport, Repeated, SubjectSummary
from quotes.report.records import cue_text, in_context
from quotes.report.wording import (
    count,
    one_line,
    post_line,
    status_line,
    tally_line,
    unsure_words,
)
from quotes.stances.standpoints import Course, Standpoint
from quotes.stances.summary import strongest
from quotes.types import PIECE_JOINER, SIDES, Kind, Span

_MOST_REFERENCES = 12
"""So many sources are named behind a figure; the others are counted."""
_MOST_SUBJECTS = 12
_MOST_A_SIDE = 3
_MOST_REPEATED = 8
_MOST_BY_OTHERS = 12
_MOST_NOT_SAID = 12
_LONGEST_TITLE = 70


def _kind_words(kind: Kind) -> str:
    match kind:
        case "direct":
            return "Direct"
        case "mixed":
            return "Partly direct"
        case "indirect":
            return "Indirect"
        case _:
            assert_never(kind)


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
        blocks.append(paragraph("No side is sure enough to be shown."))
        return Section("stances", title, tuple(blocks))
    shown = report.subjects[:_MOST_SUBJECTS]
    blocks.append(_chart(shown))
    blocks += [
        Part(
            one_line(subject.label),
            (
                Paragraph(
                    (
                        Text(_course_line(subject.course), "strong"),
                        Text(f" {tally_line(subject.standpoints)}."),
                    )
                ),
                *map(quoting.standpoint, strongest(subject.standpoints, _MOST_A_SIDE)),
            ),
        )
        for subject in shown
    ]
    if len(report.subjects) > len(shown):
        more = len(report.subjects) - len(shown)
        blocks.append(paragraph(f"{count(more, 'subject')} more: see the JSON."))
    return Section("stances", title, tuple(blocks))


def _course_line(course: Course) -> str:
    """Where somebody stands, in words."""
    match course.held:
        case "support":
            return "In support."
        case "oppose":
            return "Against."
        case "neutral":
            return "Takes no side, or weighs both."
        case "mixed":
            return "On both sides, without one clear change."
        case "changed":
            return (
                f"First {course.earlier} (until {day_name(course.until)}), "
                f"then {course.later} (since {day_name(course.since)})."
            )
        case _:
            assert_never(course.held)


def _chart(subjects: tuple[SubjectSummary, ...]) -> Sides:
    listed = "; ".join(
        f"{one_line(subject.label)}: {tally_line(subject.standpoints)}" for subject in subjects
    )
    bars = []
    for subject in subjects:
        tally = Counter(standpoint.side for standpoint in subject.standpoints)
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
        nothing = paragraph("None was found. Undated articles cannot show one.")
        return Section("changes", title, (nothing,))
    parts = tuple(
        Part(
            one_line(pair.subject),
            (quoting.standpoint(pair.earlier), quoting.standpoint(pair.later)),
        )
        for pair in report.reversals
    )
    return Section("changes", title, (paragraph(rule, "faint"), *parts))


def repeats(report: ExpertReport, quoting: Quoting) -> Section:
    """What several articles quote in nearly the same words."""
    title = "Most repeated sentences"
    if not report.repeated:
        nothing = paragraph("No two articles quote nearly the same words.")
        return Section("repeated", title, (nothing,))
    parts = tuple(_repeated(report, quoting))
    return Section("repeated", title, parts)


def _repeated(report: ExpertReport, quoting: Quoting) -> Iterator[Part]:
    for saying in report.repeated[:_MOST_REPEATED]:
        line = f"In {count(saying.articles, 'article')}"
        if saying.independent < saying.articles:
            line += f", {saying.independent} of them independent: the others are copies"
        quotes = tuple(quoting.quote(row) for row in _one_an_article(saying))
        title = shorten(
            one_line(min((row.text for row in saying.quotations), key=len)),
            _LONGEST_TITLE,
            placeholder="…",
        )
        yield Part(title, (paragraph(f"{line}."), *quotes))


def _one_an_article(saying: Repeated) -> list[QuotationRow]:
    return list({row.article.id: row for row in reversed(saying.quotations)}.values())[::-1]


def by_others(report: ExpertReport, quoting: Quoting) -> Section:
    """What others say of the person."""
    title = "What others say about them"
    if not report.by_others:
        nothing = paragraph("No quotation of somebody else names them.")
        return Section("others", title, (nothing,))
    rule = (
        "Quotations of others that name the person, in articles in which the person appears and "
        "nobody else has that name."
    )
    shown = report.by_others[:_MOST_BY_OTHERS]
    blocks: list[Block] = [paragraph(rule, "faint")]
    blocks += [quoting.quote(row, speakers=True) for row in shown]
    if len(report.by_others) > len(shown):
        more = len(report.by_others) - len(shown)
        blocks.append(paragraph(f"{count(more, 'quotation')} more: see the JSON."))
    return Section("others", title, tuple(blocks))


def not_said(report: ExpertReport, quoting: Quoting) -> Section:
    """Words that articles say the person did not say."""
    rule = (
        "An article says that the person denied these words or would not say them, or it only "
        "supposes them. They are no evidence, and count for nothing else in this report."
    )
    shown = report.not_said[:_MOST_NOT_SAID]
    blocks: list[Block] = [paragraph(rule, "faint"), *map(quoting.quote, shown)]
    if len(report.not_said) > len(shown):
        more = len(report.not_said) - len(shown)
        blocks.append(paragraph(f"{count(more, 'quotation')} more: see the JSON."))
    return Section("not-said", "What they did not say", tuple(blocks))


class Quoting:
    """Shows quotations of one person, with the numbers that the report gives its sources."""

    def __init__(self, articles: Iterable[ArticleRow], person: PersonRow) -> None:
        """Number these articles from 1."""
        self._numbers = {article.id: number for number, article in enumerate(articles, start=1)}
        self._person = person.id
        self._several_posts = len({post_line(post) for post in person.posts}) > 1

    def references(self, articles: Sequence[ArticleRow]) -> Inline:
        """The numbers of these articles."""
        inline: list[Text | Reference | Side] = []
        for article in articles[:_MOST_REFERENCES]:
            inline += [Text(" "), Reference(self._numbers[article.id])]
        if len(articles) > _MOST_REFERENCES:
            inline.append(Text(f" and {len(articles) - _MOST_REFERENCES} more"))
        return tuple(inline[1:])

    def quote(self, row: QuotationRow, *, speakers: bool = False) -> Quote:
        """A quotation; with its speakers where they are others than the person reported on."""
        before: list[Text | Reference | Side] = []
        if speakers:
            names = " and ".join(map(_speaker, row.speakers))
            before += [Text(names or "Unknown", "strong"), Text(" · ")]
        before.append(Text(_kind_name(row)))
        if self._several_posts and (held := self._held(row)):
            before.append(Text(f" · as {held}"))
        return self._quote(row, tuple(before), (Text(one_line(row.text)),))

    def standpoint(self, standpoint: Standpoint) -> Quote:
        """A quotation that takes a side, with the words that carry it marked."""
        target = one_line(standpoint.stance.target)
        if standpoint.side != standpoint.stance.polarity:
            target = f"{standpoint.stance.polarity} of {target}"
        how = (
            "decided by a human"
            if standpoint.stance.origin == "human"
            else f"chance {standpoint.chance:.2f}"
        )
        before = (
            Side(standpoint.side),
            Text(f" towards “{target}”, {how} · {_kind_name(standpoint.quotation)}"),
        )
        return self._quote(
            standpoint.quotation, before, _marked(standpoint.quotation, standpoint.stance.words)
        )

    def _quote(self, row: QuotationRow, before: Inline, words: Inline) -> Quote:
        unsure = unsure_words(row.confidence)
        doubt = (Text(" · "), Text(unsure, "strong")) if unsure else ()
        return Quote(before + self._beside(row) + doubt, words, self.source(row))

    def _held(self, row: QuotationRow) -> str:
        """The post of the person as the quotation's article has it."""
        own = (post_line(s) for s in row.speakers if s.person_id == self._person)
        return next(own, "")

    def _beside(self, row: QuotationRow) -> Inline:
        """Those to whom the article gives the same words."""
        if all(speaker.person_id != self._person for speaker in row.speakers):
            return ()
        others = [s.name for s in row.speakers if s.person_id != self._person]
        return (Text(f" · also of {one_line(' and '.join(others))}"),) if others else ()

    def source(self, row: QuotationRow) -> Inline:
        """Where a quotation stands: outlet, day, title with its link, number, and its id."""
        number = Reference(self._numbers[row.article.id])
        return (*article_line(row.article), Text(" "), number, Text(" · "), Text(row.id, "code"))


def _kind_name(row: QuotationRow) -> str:
    """Whether the words are the speaker's own, and whether they were said at all."""
    attitude = "an attitude" if row.act == "attitude" else None
    status = status_line(row.status, cue_text(row))
    return ", ".join(filter(None, (_kind_words(row.kind), attitude, status)))


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


def _marked(row: QuotationRow, words: Span | None) -> Inline:
    """The quotation on one line with these words marked; before it where they stand outside."""
    carrying = in_context(row, words) if words else None
    spans = [span for piece in row.pieces if (span := in_context(row, piece)) is not None]
    if carrying is None or len(spans) < len(row.pieces):
        return (Text(one_line(row.text)),)
    inline: list[Text] = []
    if not any(span.holds(carrying) for span in spans):
        inline += [Text(one_line(carrying.of(row.context)), "mark"), Text(": ")]
    for number, span in enumerate(spans):
        if number:
            inline.append(Text(PIECE_JOINER))
        if span.holds(carrying):
            inline += [
                Text(_flat(row.context[span.start : carrying.start])),
                Text(_flat(carrying.of(row.context)), "mark"),
                Text(_flat(row.context[carrying.end : span.end])),
            ]
        else:
            inline.append(Text(_flat(span.of(row.context))))
    return tuple(piece for piece in inline if piece.text)


def _flat(text: str) -> str:
    """The text on one line, with the spaces at its ends."""
    line = one_line(text)
    begin = " " if text[:1].isspace() else ""
    end = " " if line and text[-1:].isspace() else ""
    return f"{begin}{line}{end}"


def _speaker(speaker: SpeakerRow) -> str:
    post = post_line(speaker)
    name = one_line(speaker.name) or "unknown"
    return f"{name} ({post})" if post else name
