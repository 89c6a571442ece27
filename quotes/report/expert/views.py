"""The sections on what somebody says: sides, changes of mind, repeated words; and of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import shorten

from quotes.report.blocks import Block, Inline, Paragraph, Part, Section, Sides, SidesBar, Text
from quotes.report.expert.compose import SURE_ALONE
from quotes.report.expert.quoting import Quoting, day_name
from quotes.report.expert.rows import ExpertReport, Repeated, Subject
from quotes.report.words import count, one_line
from quotes.store.rows import QuotationRow
from quotes.store.standpoints.course import strongest
from quotes.store.standpoints.rows import SIDES, Course

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
                Paragraph((Text(course_line(one.course), "strong"), Text(f" {_tally(one)}."))),
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


def _tally(subject: Subject) -> str:
    tally = Counter(one.side for one in subject.standpoints)
    return ", ".join(f"{side} {tally[side]}" for side in SIDES if tally[side])


def _chart(subjects: tuple[Subject, ...]) -> Sides:
    listed = "; ".join(f"{one_line(one.label)}: {_tally(one)}" for one in subjects)
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
