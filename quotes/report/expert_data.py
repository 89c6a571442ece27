"""The report on a person as data: every figure with the articles that it counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, TypeVar, assert_never, get_args

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from quotes.check.trace import copied
from quotes.copies.copies import ArticleText
from quotes.db.rows import ArticleRow, MaybeRow, PersonRow, PostRow, QuotationRow
from quotes.lexicon import NEGATORS, OPPOSITES, word_set
from quotes.report.wording import post_line
from quotes.stances.standpoints import Course, Reversal, Standpoint, Step
from quotes.stances.summary import core_side, course_of, label_of
from quotes.store.dossier import Companion, Dossier, DossierLink, DossierQuery
from quotes.text.normalize import fold, fold_organization
from quotes.types import PIECE_JOINER, Kind, TopicLink

VoiceKind = Literal["regular", "passing"]
TopicKind = Literal["curated", "name", "phrase"]
Key = TypeVar("Key", bound=Hashable)

REGULAR_ARTICLES = 3
REGULAR_SPAN = timedelta(days=90)
"""A regular voice is quoted in so many independent articles, over so long a time, at least."""
_MOST_MONTHS = 24
"""Longer times are counted by year."""
SURE_ALONE = 0.8
"""How likely a side is right at least that is taken in one quotation only."""
_LEAST_SCORE = 0.6
"""Topics found in the words of a quotation score more than this, those found beside it less."""
UNSURE = 0.5
"""Quotations with less confidence than this are more likely wrong than right."""
UNSURE_LINK = 0.98
"""Articles taken to be on the person with less of a chance than this are named."""
_LEAST_WORDS = 5
"""Shorter sayings are repeated by chance."""
_LEAST_LIKENESS = 90.0
"""How alike the shorter saying and a stretch of the longer one are, in per cent of the signs."""
_LEAST_SHARED = 0.9
"""How many of the words of the shorter saying stand in the longer one, in the same order."""
_CONTRACTED = word_set("grammar", "contracted")
_OWN_WORDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_KINDS: tuple[TopicKind, ...] = get_args(TopicKind)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the report is narrowed to, and how likely the sides in it are right at least."""

    since: date | None
    until: date | None
    topic: str | None
    sure: float


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post, and the article that tells of it; None where a contact list does."""

    post: PostRow
    article: ArticleRow | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody is quoted, and how.

    ``mixed`` quotations are in part the person's own words, ``indirect`` ones the article's;
    ``independent`` counts an article and its copies once. ``first`` and ``latest`` are dated.
    """

    quotations: int
    direct: int
    mixed: int
    indirect: int
    articles: tuple[ArticleRow, ...]
    independent: int
    outlets: int
    first: QuotationRow | None
    latest: QuotationRow | None


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A month or year by its first day, None for undated articles, and what was quoted in it."""

    first: date | None
    quotations: int
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class OutletSummary:
    """An outlet, None for articles without one, and what it quoted."""

    name: str | None
    quotations: int
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody quoted in the same articles; ``share`` in [0, 1] is of the person's articles."""

    companion: Companion
    articles: tuple[ArticleRow, ...]
    share: float


@dataclass(frozen=True, slots=True)
class TopicSummary:
    """What the person is quoted on; ``independent`` counts an article and its copies once.

    A "curated" topic is one of the vocabulary or one that a human gave.
    """

    topic: str
    kind: TopicKind
    quotations: int
    articles: tuple[ArticleRow, ...]
    independent: int
    outlets: int
    first: date | None
    last: date | None
    voice: VoiceKind


@dataclass(frozen=True, slots=True)
class SubjectSummary:
    """Where the person stands on one subject, with the standpoints, the earliest first."""

    label: str
    course: Course
    standpoints: tuple[Standpoint, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Nearly the same words in several articles, the earliest first."""

    quotations: tuple[QuotationRow, ...]
    articles: int
    independent: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two posts at different organizations told for the same time, each by other articles."""

    first: HeldPost
    second: HeldPost


@dataclass(frozen=True, slots=True)
class Doubts:
    """What the report cannot be sure of.

    ``maybe`` are others who may be the same person, ``namesakes`` further records of the same name,
    ``links`` articles that were less surely taken to be on this one; ``unsure`` are quotations that
    are more likely wrong than right; ``left_out`` counts sides not sure enough to be shown.
    """

    namesakes: tuple[PersonRow, ...]
    maybe: tuple[MaybeRow, ...]
    links: tuple[DossierLink, ...]
    clashes: tuple[Clash, ...]
    unsure: tuple[QuotationRow, ...]
    undated: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ExpertReport:
    """The report on a person. ``quotations`` are the newest first, ``articles`` numbered from 1.

    ``not_said`` are words that articles say the person denied or refused, or that they only
    suppose; nothing else in the report rests on them.
    """

    person: PersonRow
    scope: Scope
    made: date
    posts: tuple[HeldPost, ...]
    tally: Tally
    step: Step
    periods: tuple[ReportPeriod, ...]
    outlets: tuple[OutletSummary, ...]
    beside: tuple[Beside, ...]
    topics: tuple[TopicSummary, ...]
    subjects: tuple[SubjectSummary, ...]
    reversals: tuple[Reversal, ...]
    repeated: tuple[Repeated, ...]
    by_others: tuple[QuotationRow, ...]
    not_said: tuple[QuotationRow, ...]
    doubts: Doubts
    quotations: tuple[QuotationRow, ...]
    articles: tuple[ArticleRow, ...]


def main_post(report: ExpertReport) -> str:
    """The post that tells most who the person is, "" without one.

    It is the latest, and of those last seen on its day one with a role and an organization.
    """
    posts = [held.post for held in report.posts if post_line(held.post)]
    named = [post for post in posts if post.role] or posts
    latest = [post for post in named if post.last_seen == named[0].last_seen]
    placed = [post for post in latest if post.organization] or latest
    return post_line(placed[0]) if placed else ""


def compose(dossier: Dossier, query: DossierQuery, made: date) -> ExpertReport:
    """The report that a dossier gives.

    :param query: what the dossier was narrowed to.
    :param made: the day on which the report is made.
    """
    quotations = dossier.quotations
    subjects = _subjects(dossier.standpoints, query)
    left_out = len(dossier.standpoints) - sum(len(subject.standpoints) for subject in subjects)
    step = _step(quotations)
    copies = _CopyCounts(dossier.alike)
    posts = tuple(
        HeldPost(post, dossier.told_in.get(post.article_id or "")) for post in dossier.person.posts
    )
    return ExpertReport(
        person=dossier.person,
        scope=Scope(query.since, query.until, query.topic, query.min_confidence),
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
            Repeated(group, len(articles), copies.independent(articles))
            for group in _repeated(quotations)
            if copies.independent(articles := _articles(group)) > 1
        ),
        by_others=dossier.by_others,
        not_said=dossier.not_said,
        doubts=_doubts(dossier, posts, left_out),
        quotations=quotations,
        articles=_sources(dossier, posts),
    )


class _CopyCounts:
    """Which of a person's articles are one text."""

    def __init__(self, alike: Iterable[tuple[ArticleText, ArticleText]]) -> None:
        """Of these pairs those are copies that share enough text."""
        self._cluster: dict[str, set[str]] = {}
        for text, other in alike:
            if copied(text, other) is not None:
                ids = text.article.id, other.article.id
                joined = set(ids).union(*(self._cluster.get(article, ()) for article in ids))
                self._cluster.update(dict.fromkeys(joined, joined))

    def independent(self, articles: Iterable[ArticleRow]) -> int:
        """How many articles there are, those with their copies counted once."""
        return len({min(self._cluster.get(article.id, {article.id})) for article in articles})


def _doubts(dossier: Dossier, posts: Sequence[HeldPost], left_out: int) -> Doubts:
    """The doubts that a dossier leaves.

    :param left_out: how many sides are not shown, as not sure enough.
    """
    undecided = {person for pair in dossier.maybe for person in (pair.person, pair.other)}
    unsure = (row for row in dossier.quotations if row.confidence < UNSURE)
    return Doubts(
        namesakes=tuple(p for p in dossier.namesakes if p.id not in undecided),
        maybe=dossier.maybe,
        links=tuple(link for link in dossier.links if link.score < UNSURE_LINK),
        clashes=tuple(_clashes(posts)),
        unsure=tuple(sorted(unsure, key=lambda row: row.confidence)),
        undated=sum(row.article.published is None for row in dossier.quotations),
        left_out=left_out,
    )


def _clashes(posts: Iterable[HeldPost]) -> Iterable[Clash]:
    """Posts held at the same time at different organizations that no article tells together."""
    held = [
        held
        for held in posts
        if held.post.organization and held.post.status in ("current", "acting") and held.article
    ]
    for first, second in combinations(held, 2):
        if (
            first.post.organization != second.post.organization
            and first.post.article_id != second.post.article_id
            and _overlap(first.post, second.post)
        ):
            yield Clash(first, second)


def _overlap(first: PostRow, second: PostRow) -> bool:
    """Whether the days between which each was seen meet."""
    if not (first.first_seen and first.last_seen and second.first_seen and second.last_seen):
        return False
    return first.first_seen <= second.last_seen and second.first_seen <= first.last_seen


def _repeated(quotations: Iterable[QuotationRow]) -> list[tuple[QuotationRow, ...]]:
    """Groups of quotations of two articles or more with nearly the same words.

    A group has the quotations that hold its shortest one, the earliest first; a quotation that
    holds two of them is in two groups. Groups of most articles come first.
    """
    sayings = [(words, row) for row in quotations if len(words := _words(row.text)) >= _LEAST_WORDS]
    sayings.sort(key=lambda saying: (len(saying[0]), _time(saying[1])))
    with_run = _by_run(sayings)
    grouped: set[int] = set()
    groups = []
    for index, (words, _) in enumerate(sayings):
        if index in grouped:
            continue
        near = {other for run in _runs(words) for other in with_run[run] if other >= index}
        alike = [other for other in sorted(near) if _holds(sayings[other][0], words)]
        if len({sayings[other][1].article.id for other in alike}) > 1:
            longest = len(words) / _LEAST_SHARED
            grouped.update(other for other in alike if len(sayings[other][0]) <= longest)
            groups.append(tuple(sorted((sayings[other][1] for other in alike), key=_time)))
    return sorted(groups, key=lambda group: (-len({row.article.id for row in group}), -len(group)))


def _words(text: str) -> list[str]:
    return fold(text.replace(PIECE_JOINER, " ")).split()


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The runs of three words, which nearly the same sayings share."""
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def _by_run(sayings: Sequence[tuple[list[str], QuotationRow]]) -> dict[tuple[str, ...], list[int]]:
    indices: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, (words, _) in enumerate(sayings):
        for run in _runs(words):
            indices[run].append(index)
    return indices


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether the longer saying has the words of the shorter one, nearly side by side.

    A word may differ, but no number, no negation, and none that turns into its opposite.
    """
    if LCSseq.similarity(shorter, longer) < _LEAST_SHARED * len(shorter):
        return False
    whole = " ".join(longer)
    alignment = fuzz.partial_ratio_alignment(" ".join(shorter), whole, score_cutoff=_LEAST_LIKENESS)
    if alignment is None:
        return False
    stretch = _whole_words(whole, alignment.dest_start, alignment.dest_end)
    lost, added = Counter(shorter) - Counter(stretch), Counter(stretch) - Counter(shorter)
    if any(map(_turns, (*lost, *added))):
        return False
    return not any(OPPOSITES.get(word) in added for word in lost)


def _whole_words(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch, those at its ends whole."""
    begin = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", max(end - 1, 0))
    return text[begin : stop if stop >= 0 else len(text)].split()


def _turns(word: str) -> bool:
    """Whether a word more or less makes it another saying: a number or a negation."""
    contracted = word.endswith("nt") and word[:-2] in _CONTRACTED
    return word in NEGATORS or contracted or any(map(str.isdigit, word))


def _time(row: QuotationRow) -> tuple[date, str, str]:
    return row.article.published or date.max, row.article.id, row.id


def _voice(independent: int, first: date | None, last: date | None) -> VoiceKind:
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


def _tally(quotations: Sequence[QuotationRow], copies: _CopyCounts) -> Tally:
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


def _telling(dated: Sequence[QuotationRow], index: int) -> QuotationRow | None:
    """Of the quotations of one day the one that tells most: direct before others, the surest."""
    if not dated:
        return None
    day = dated[index].article.published
    rows = [row for row in dated if row.article.published == day]
    return min(rows, key=lambda row: (_OWN_WORDS.index(row.kind), -row.confidence, row.id))


def _step(quotations: Iterable[QuotationRow]) -> Step:
    days = _days(_articles(quotations))
    if not days:
        return "month"
    months = 12 * (days[-1].year - days[0].year) + days[-1].month - days[0].month
    return "month" if months < _MOST_MONTHS else "year"


def _periods(quotations: Iterable[QuotationRow], step: Step) -> tuple[ReportPeriod, ...]:
    """The periods with a quotation, the earliest first, undated ones last."""
    rows = _grouped((_first_day(row.article.published, step), row) for row in quotations)
    ordered = sorted(rows, key=lambda first: (first is None, first or date.min))
    return tuple(ReportPeriod(first, len(rows[first]), _articles(rows[first])) for first in ordered)


def _first_day(day: date | None, step: Step) -> date | None:
    return day and day.replace(day=1, month=1 if step == "year" else day.month)


def _outlets(quotations: Iterable[QuotationRow]) -> tuple[OutletSummary, ...]:
    by_outlet = _grouped((row.article.outlet, row) for row in quotations)
    outlets = [OutletSummary(name, len(rows), _articles(rows)) for name, rows in by_outlet.items()]
    return tuple(
        sorted(
            outlets, key=lambda outlet: (-outlet.quotations, outlet.name is None, outlet.name or "")
        )
    )


def _grouped(rows: Iterable[tuple[Key, QuotationRow]]) -> dict[Key, list[QuotationRow]]:
    groups: dict[Key, list[QuotationRow]] = defaultdict(list)
    for key, row in rows:
        groups[key].append(row)
    return groups


def _beside(dossier: Dossier) -> tuple[Beside, ...]:
    own = {article.id: article for article in _articles(dossier.quotations)}
    return tuple(
        Beside(
            companion,
            tuple(sorted((own[article] for article in companion.articles), key=_newest_first)),
            len(companion.articles) / len(own),
        )
        for companion in dossier.companions
    )


def _topics(quotations: Iterable[QuotationRow], copies: _CopyCounts) -> tuple[TopicSummary, ...]:
    """The topics, curated ones first; phrases only where several articles have them.

    The words of one quotation at least have to hold the topic, and not only those around it; the
    outlet's own name, as in "told the Gazette", is none.
    """
    by_topic = _grouped((link.topic, row) for row in quotations for link in row.topics)
    held = {
        link.topic
        for row in quotations
        for link in row.topics
        if (link.score >= _LEAST_SCORE or link.origin == "human") and not _is_outlet(link, row)
    }
    kinds: dict[str, TopicKind] = {}
    for link in (link for row in quotations for link in row.topics):
        kinds[link.topic] = min(kinds.get(link.topic, "phrase"), _kind(link), key=_KINDS.index)
    topics = []
    for topic, rows in by_topic.items():
        articles = _articles(rows)
        if topic not in held or (kinds[topic] == "phrase" and len(articles) == 1):
            continue
        days = _days(articles)
        first, last = (days[0], days[-1]) if days else (None, None)
        independent = copies.independent(articles)
        topics.append(
            TopicSummary(
                topic=topic,
                kind=kinds[topic],
                quotations=len(rows),
                articles=articles,
                independent=independent,
                outlets=_outlet_count(articles),
                first=first,
                last=last,
                voice=_voice(independent, first, last),
            )
        )
    return tuple(
        sorted(
            topics,
            key=lambda topic: (
                _KINDS.index(topic.kind),
                -topic.independent,
                -topic.quotations,
                topic.topic,
            ),
        )
    )


def _is_outlet(link: TopicLink, row: QuotationRow) -> bool:
    outlet = row.article.outlet
    return outlet is not None and fold_organization(link.topic) == fold_organization(outlet)


def _kind(link: TopicLink) -> TopicKind:
    match link.origin:
        case "phrase":
            return "phrase"
        case "entity":
            return "name"
        case "vocabulary" | "similarity" | "human":
            return "curated"
        case _:
            assert_never(link.origin)


def _subjects(standpoints: Sequence[Standpoint], query: DossierQuery) -> tuple[SubjectSummary, ...]:
    """The subjects on which sides are sure enough, those of most quotations first.

    Each side has to have the chance of the query. One quotation alone is enough if a human decided
    its side, if it is on the topic asked for, or if it has the greater chance and its subject is a
    topic of the vocabulary or a name, and no mere phrase.
    """
    telling = {
        fold(link.topic)
        for standpoint in standpoints
        for link in standpoint.quotation.topics
        if _kind(link) != "phrase"
    }
    by_subject: dict[str, list[Standpoint]] = defaultdict(list)
    for standpoint in standpoints:
        if standpoint.chance >= query.min_confidence or standpoint.stance.origin == "human":
            side = standpoint.side if query.topic else core_side(standpoint)
            by_subject[standpoint.subject.key].append(replace(standpoint, side=side))
    subjects = [
        SubjectSummary(label_of(taken), course_of(taken), tuple(taken))
        for taken in by_subject.values()
        if query.topic
        or len({fold(standpoint.quotation.text) for standpoint in taken}) > 1
        or _stands_alone(taken[0], telling)
    ]
    return tuple(
        sorted(
            subjects,
            key=lambda subject: (
                -len(subject.standpoints),
                -max(standpoint.chance for standpoint in subject.standpoints),
                subject.label,
            ),
        )
    )


def _stands_alone(standpoint: Standpoint, telling: Container[str]) -> bool:
    subject = standpoint.subject
    named = fold(subject.label) in telling or subject.key in telling
    return standpoint.stance.origin == "human" or (named and standpoint.chance >= SURE_ALONE)


def _sources(dossier: Dossier, posts: Iterable[HeldPost]) -> tuple[ArticleRow, ...]:
    """Every article that the report names, the newest first."""
    rows = *dossier.quotations, *dossier.by_others, *dossier.not_said
    named = [row.article for row in rows]
    named += [held.article for held in posts if held.article]
    named += [link.article for link in dossier.links]
    return tuple(sorted({article.id: article for article in named}.values(), key=_newest_first))
