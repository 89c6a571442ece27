"""Making the report on a person from what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from quotes.article import Kind, TopicLink
from quotes.report.expert.copies import Copies
from quotes.report.expert.doubts import doubts_of
from quotes.report.expert.repeats import repeated
from quotes.report.expert.rows import (
    Beside,
    ExpertReport,
    Held,
    Outlet,
    Period,
    Repeated,
    Scope,
    Subject,
    Tally,
    Topic,
    TopicKind,
    VoiceKind,
)
from quotes.store.dossiers.rows import Dossier, DossierQuery
from quotes.store.folding import fold, fold_organization
from quotes.store.rows import ArticleRow, QuotationRow
from quotes.store.standpoints.course import course_of
from quotes.store.standpoints.reversals import core_side, label_of
from quotes.store.standpoints.rows import Standpoint, Step

REGULAR_ARTICLES = 3
REGULAR_SPAN = timedelta(days=90)
"""A regular voice is quoted in so many independent articles, over so long a time, at least."""
MOST_MONTHS = 24
"""Longer times are counted by year."""
SURE_ALONE = 0.8
"""How likely a side is right at least that is taken in one quotation only."""
LEAST_SCORE = 0.6
"""Topics found in the words of a quotation score more than this, those found beside it less."""
_OWN_WORDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_KINDS: tuple[TopicKind, ...] = ("curated", "name", "phrase")

Key = TypeVar("Key", bound=Hashable)


def compose(dossier: Dossier, query: DossierQuery, made: date) -> ExpertReport:
    """The report that a dossier gives.

    :param query: what the dossier was narrowed to.
    :param made: the day on which the report is made.
    """
    quotations = dossier.quotations
    subjects = _subjects(dossier.standpoints, query)
    left_out = len(dossier.standpoints) - sum(len(one.standpoints) for one in subjects)
    step = _step(quotations)
    copies = Copies(dossier.alike)
    posts = tuple(
        Held(post, dossier.told_in.get(post.article_id or "")) for post in dossier.person.posts
    )
    return ExpertReport(
        person=dossier.person,
        scope=Scope(query.since, query.until, query.topic, query.sure),
        made=made,
        posts=posts,
        tally=_tally(quotations, copies),
        step=step,
        periods=_periods(quotations, step),
        outlets=_outlets(quotations),
        beside=_beside(dossier),
        topics=_topics(quotations, copies),
        subjects=subjects,
        reversals=dossier.reversals,
        repeated=tuple(
            Repeated(group, len(there), copies.independent(there))
            for group in repeated(quotations)
            if copies.independent(there := _articles(group)) > 1
        ),
        by_others=dossier.by_others,
        doubts=doubts_of(dossier, posts, left_out),
        quotations=quotations,
        articles=_sources(dossier, posts),
    )


def voice(independent: int, first: date | None, last: date | None) -> VoiceKind:
    """Whether somebody is a regular voice who is quoted so often over such a time."""
    long = first is not None and last is not None and last - first >= REGULAR_SPAN
    return "regular" if independent >= REGULAR_ARTICLES and long else "passing"


def _articles(rows: Iterable[QuotationRow]) -> tuple[ArticleRow, ...]:
    """The articles of these quotations, each once, the newest first."""
    return tuple(sorted({row.article.id: row.article for row in rows}.values(), key=_newest_first))


def _newest_first(article: ArticleRow) -> tuple[bool, int, str]:
    day = article.published
    return day is None, -day.toordinal() if day else 0, article.id


def _outlet_count(articles: Iterable[ArticleRow]) -> int:
    return len({article.outlet for article in articles if article.outlet})


def _days(articles: Iterable[ArticleRow]) -> list[date]:
    return sorted(article.published for article in articles if article.published)


def _tally(quotations: Sequence[QuotationRow], copies: Copies) -> Tally:
    articles = _articles(quotations)
    kinds = [row.kind for row in quotations]
    dated = [row for row in quotations if row.article.published]
    return Tally(
        quotations=len(quotations),
        direct=kinds.count("direct"),
        mixed=kinds.count("mixed"),
        indirect=kinds.count("indirect"),
        articles=articles,
        independent=copies.independent(articles),
        outlets=_outlet_count(articles),
        first=_telling(dated, -1),
        latest=_telling(dated, 0),
    )


def _telling(dated: Sequence[QuotationRow], place: int) -> QuotationRow | None:
    """Of the quotations of one day the one that tells most: direct before others, the surest."""
    if not dated:
        return None
    day = dated[place].article.published
    there = [row for row in dated if row.article.published == day]
    return min(there, key=lambda row: (_OWN_WORDS.index(row.kind), -row.confidence, row.id))


def _step(quotations: Iterable[QuotationRow]) -> Step:
    days = _days(_articles(quotations))
    if not days:
        return "month"
    months = 12 * (days[-1].year - days[0].year) + days[-1].month - days[0].month
    return "month" if months < MOST_MONTHS else "year"


def _periods(quotations: Iterable[QuotationRow], step: Step) -> tuple[Period, ...]:
    """The periods with a quotation, the earliest first, undated ones last."""
    found: dict[date | None, list[QuotationRow]] = defaultdict(list)
    for row in quotations:
        day = row.article.published
        found[day and day.replace(day=1, month=1 if step == "year" else day.month)].append(row)
    ordered = sorted(found, key=lambda first: (first is None, first or date.min))
    return tuple(Period(one, len(found[one]), _articles(found[one])) for one in ordered)


def _outlets(quotations: Iterable[QuotationRow]) -> tuple[Outlet, ...]:
    found = _grouped((row.article.outlet, row) for row in quotations)
    outlets = [Outlet(name, len(rows), _articles(rows)) for name, rows in found.items()]
    return tuple(
        sorted(outlets, key=lambda one: (-one.quotations, one.name is None, one.name or ""))
    )


def _grouped(rows: Iterable[tuple[Key, QuotationRow]]) -> dict[Key, list[QuotationRow]]:
    found: dict[Key, list[QuotationRow]] = defaultdict(list)
    for key, row in rows:
        found[key].append(row)
    return found


def _beside(dossier: Dossier) -> tuple[Beside, ...]:
    own = {article.id: article for article in _articles(dossier.quotations)}
    return tuple(
        Beside(
            one,
            tuple(sorted((own[article] for article in one.articles), key=_newest_first)),
            len(one.articles) / len(own),
        )
        for one in dossier.companions
    )


def _topics(quotations: Iterable[QuotationRow], copies: Copies) -> tuple[Topic, ...]:
    """The topics, curated ones first; phrases only where several articles have them.

    The words of one quotation at least have to hold the topic, and not only those around it; the
    outlet's own name, as in "told the Gazette", is none.
    """
    found = _grouped((link.topic, row) for row in quotations for link in row.topics)
    held = {
        link.topic
        for row in quotations
        for link in row.topics
        if (link.score >= LEAST_SCORE or link.origin == "human") and not _is_outlet(link, row)
    }
    kinds: dict[str, TopicKind] = {}
    for link in (link for row in quotations for link in row.topics):
        kinds[link.topic] = min(kinds.get(link.topic, "phrase"), _kind(link), key=_KINDS.index)
    topics = []
    for topic, rows in found.items():
        articles = _articles(rows)
        if topic not in held or (kinds[topic] == "phrase" and len(articles) == 1):
            continue
        days = _days(articles)
        first, last = (days[0], days[-1]) if days else (None, None)
        independent = copies.independent(articles)
        topics.append(
            Topic(
                topic=topic,
                kind=kinds[topic],
                quotations=len(rows),
                articles=articles,
                independent=independent,
                outlets=_outlet_count(articles),
                first=first,
                last=last,
                voice=voice(independent, first, last),
            )
        )
    return tuple(
        sorted(
            topics,
            key=lambda one: (_KINDS.index(one.kind), -one.independent, -one.quotations, one.topic),
        )
    )


def _is_outlet(link: TopicLink, row: QuotationRow) -> bool:
    outlet = row.article.outlet
    return outlet is not None and fold_organization(link.topic) == fold_organization(outlet)


def _kind(link: TopicLink) -> TopicKind:
    if link.origin == "phrase":
        return "phrase"
    return "name" if link.origin == "entity" else "curated"


def _subjects(standpoints: Sequence[Standpoint], query: DossierQuery) -> tuple[Subject, ...]:
    """The subjects on which sides are sure enough, those of most quotations first.

    Each side has to have the chance of the query. One quotation alone is enough if a human decided
    its side, if it is on the topic asked for, or if it has the greater chance and its subject is a
    topic of the vocabulary or a name, and no mere phrase.
    """
    telling = {
        fold(link.topic)
        for one in standpoints
        for link in one.quotation.topics
        if _kind(link) != "phrase"
    }
    found: dict[str, list[Standpoint]] = defaultdict(list)
    for one in standpoints:
        if one.chance >= query.sure or one.stance.origin == "human":
            core = one if query.topic else replace(one, side=core_side(one))
            found[one.subject.key].append(core)
    subjects = [
        Subject(label_of(there), course_of(there), tuple(there))
        for there in found.values()
        if query.topic
        or len({fold(one.quotation.text) for one in there}) > 1
        or _stands_alone(there[0], telling)
    ]
    return tuple(
        sorted(
            subjects,
            key=lambda one: (
                -len(one.standpoints),
                -max(standpoint.chance for standpoint in one.standpoints),
                one.label,
            ),
        )
    )


def _stands_alone(one: Standpoint, telling: Container[str]) -> bool:
    named = fold(one.subject.label) in telling or one.subject.key in telling
    return one.stance.origin == "human" or (named and one.chance >= SURE_ALONE)


def _sources(dossier: Dossier, posts: Iterable[Held]) -> tuple[ArticleRow, ...]:
    """Every article that the report names, the newest first."""
    named = [row.article for row in (*dossier.quotations, *dossier.by_others)]
    named += [held.article for held in posts if held.article]
    named += [link.article for link in dossier.links]
    return tuple(sorted({article.id: article for article in named}.values(), key=_newest_first))
