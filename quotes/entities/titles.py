"""Whom a title in an article means: "the new minister", "her predecessor", "the governor".

Within the article first: who speaks under the title there, or who alone bears it. Then across
articles: who held the office on that day, or had held it, of those whom the article can mean.
Where two fit, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from quotes.db.matching import CURRENT
from quotes.db.rows import MeantRow, PostRow
from quotes.db.tables import (
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    PersonTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.entities.body_names import is_vague
from quotes.entities.occupancies import LAPSE
from quotes.entities.office_search import asked, fits, role_words, texts_of
from quotes.entities.offices import holding, names_of, posts_of
from quotes.entities.roles import is_calling, office_of
from quotes.errors import QuotesError

_PAST = frozenset({"former", "ex", "then", "late", "previous", "emeritus"})
_COMING = frozenset({"incoming", "elect", "designate", "future"})
_RELATION = re.compile(
    r"^(?:his|her|their|its)\s+(?P<what>predecessor|successor|deputy)$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|an?|his|her|its|their|this)\s+", re.IGNORECASE)
_NEW = timedelta(days=400)
"""How long somebody is new in an office."""
_NEAR = 400
"""Characters before and behind a title in which whoever it means is looked for first."""


@dataclass(frozen=True, slots=True)
class _Member:
    """Somebody whom an article names, and where."""

    person: int
    name: str
    places: tuple[int, ...]


def meant(connection: Connection, phrase: str, article: str) -> MeantRow | None:
    """Whom a title in an article means, if article and archive allow no other.

    :param article: the id of the article, as in the answer format.
    :raises QuotesError: there is no such article, or it does not have the words.
    """
    found = connection.execute(
        select(ArticleTable.id, ArticleTable.text, ArticleTable.published).where(
            ArticleTable.public_id == article
        )
    ).first()
    if found is None:
        raise QuotesError(f"There is no article {article}.")
    at = found.text.lower().find(phrase.lower())
    if at < 0:
        raise QuotesError(f"The article {article} does not say \u201c{phrase}\u201d.")
    speaker = _speaker(connection, found.id, at, at + len(phrase))
    if found.published is None:
        return speaker
    members = _members(connection, found.id, found.text)
    title = _Title(connection, phrase, found.published, members)
    related = _RELATION.match(phrase.strip())
    if related:
        return title.related(related["what"].lower(), at)
    held = title.holder(at, speaker)
    if held is not None or title.is_of_another_day:
        return held
    # Whom the article lets speak so, where nobody is known to hold the office.
    if speaker is None or title.holders or title.holds_another(speaker.person):
        return None
    return speaker


def _speaker(connection: Connection, article: int, start: int, end: int) -> MeantRow | None:
    """Who speaks under these very words."""
    rows = connection.execute(
        select(
            PersonTable.id, PersonTable.name, SpeakerTable.mention_start, SpeakerTable.mention_end
        )
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .join(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .join(PersonTable, PersonTable.id == ArticlePersonTable.person_id)
        .where(QuotationTable.article_id == article, SpeakerTable.mention_start.is_not(None))
    ).all()
    near = {
        (row.id, row.name) for row in rows if row.mention_start < end and start < row.mention_end
    }
    if len(near) != 1:
        return None
    ((person, name),) = near
    return MeantRow(name, person, "speaks under these words in the article")


def _members(connection: Connection, article: int, text: str) -> list[_Member]:
    rows = connection.execute(
        select(PersonTable.id, PersonTable.name, ArticlePersonNameTable.name.label("form"))
        .join(ArticlePersonTable, ArticlePersonTable.person_id == PersonTable.id)
        .join(
            ArticlePersonNameTable,
            ArticlePersonNameTable.article_person_id == ArticlePersonTable.id,
        )
        .where(ArticlePersonTable.article_id == article)
    ).all()
    names: dict[int, str] = {}
    places: dict[int, set[int]] = {}
    for row in rows:
        names[row.id] = row.name
        found = re.finditer(rf"(?<!\w){re.escape(row.form)}(?!\w)", text)
        places.setdefault(row.id, set()).update(match.start() for match in found)
    return [_Member(person, names[person], tuple(sorted(places[person]))) for person in names]


class _Title:
    """A title, the day on which it is said, and the people of the article."""

    def __init__(
        self, connection: Connection, phrase: str, day: date, members: Sequence[_Member]
    ) -> None:
        self._connection = connection
        self._day = day
        self._members = members
        plain = _ARTICLE.sub("", " ".join(phrase.split()))
        words = set(plain.lower().replace("-", " ").split())
        self._past = bool(words & _PAST)
        self._coming = bool(words & _COMING)
        self._new = "new" in words
        self._first = "first" in words
        self._wanted = asked(plain)
        self._names = names_of(connection)
        self.holders: set[int] = set()
        """Those in the article who held the office."""

    @property
    def is_of_another_day(self) -> bool:
        """Whether the title is of who was, or will be, in the office."""
        return self._past or self._coming

    def holder(self, at: int, speaker: MeantRow | None) -> MeantRow | None:
        """Who holds the office, or held it where the title says so."""
        if not self._wanted.ways or self._first:
            return None
        within = {member.person for member in self._members}
        fitting = self.holders = self._fitting(within)
        if speaker is not None and speaker.person in fitting:
            return speaker
        if len(fitting) > 1:
            fitting = self._nearest(fitting, at)
        if len(fitting) == 1:
            (person,) = fitting
            return MeantRow(
                self._name(person), person, f"{self._what()}, and the article names no other"
            )
        if fitting or self._past or self._coming:
            return None
        heads = {word for office, _ in self._wanted.ways for word in office.words}
        others = {person for person, _ in holding(self._connection, heads)} - within
        known = self._fitting(others)
        # Nobody in the article is it: then the archive may know one holder on the day, whose
        # body the article names.
        here = {person for person in known if self._is_of_here(person, within)}
        if len(known) != 1 or here != known:
            return None
        (person,) = known
        return MeantRow(
            self._name(person), person, f"{self._what()}, and the archive knows no other"
        )

    def holds_another(self, person: int) -> bool:
        """Whether somebody is known to hold another post on the day, so that the title, of which
        nobody is known, need not be theirs; somebody new has none that is known yet."""
        if self._new or self._first:
            return True
        return any(
            post.role
            and not is_calling(post.role)
            and post.status in ("current", "acting")
            and post.since
            and post.since < self._day
            and (post.ended is None or self._day < post.ended)
            for post in posts_of(self._connection, {person})[person]
        )

    def _what(self) -> str:
        held = "had held the office by" if self._past else "held the office on"
        return f"{held} {self._day}"

    def _is_of_here(self, person: int, within: set[int]) -> bool:
        """Whether somebody stands in an article together with those of this one."""
        together = select(ArticlePersonTable.article_id).where(
            ArticlePersonTable.person_id == person, ArticlePersonTable.article_id.in_(CURRENT)
        )
        return (
            self._connection.scalar(
                select(ArticlePersonTable.id).where(
                    ArticlePersonTable.article_id.in_(together),
                    ArticlePersonTable.person_id.in_(within),
                )
            )
            is not None
        )

    def _fitting(self, people: Iterable[int]) -> set[int]:
        texts = texts_of(self._connection)
        same = self._of_one_name(set(people))
        everybody = {other for others in same.values() for other in others}
        posts = posts_of(self._connection, everybody)
        held = {
            other: [post for post in posts[other] if self._is_office(other, post, texts)]
            for other in everybody
        }
        return {
            person
            for person, others in same.items()
            if any(self._is_then(post) for other in others for post in held[other])
            # Who holds it today is not the former one.
            and not (
                self._past and any(self._is_held(post) for other in others for post in held[other])
            )
        }

    def _of_one_name(self, people: set[int]) -> dict[int, set[int]]:
        """Each of the people with the records of the same full name, which may be the same."""
        shown = self._connection.execute(
            select(PersonTable.id, PersonTable.name).where(PersonTable.id.in_(people))
        )
        names: dict[int, str] = {row.id: row.name for row in shown}
        wanted = {name for name in names.values() if " " in name}
        records = self._connection.execute(
            select(PersonTable.id, PersonTable.name).where(PersonTable.name.in_(wanted))
        ).all()
        return {
            person: {person, *(row.id for row in records if row.name == names.get(person))}
            for person in people
        }

    def _is_held(self, post: PostRow) -> bool:
        """Whether somebody is in a post on the day."""
        return (
            post.status in ("current", "acting")
            and post.since is not None
            and post.since <= self._day
            and (post.ended is None or self._day < post.ended)
            and (post.last_seen or post.since) + LAPSE >= self._day
        )

    def _is_office(self, person: int, post: PostRow, texts: object) -> bool:
        if post.role is None:
            return False
        for office, body in self._wanted.ways:
            own = role_words(post)
            if office_of(post.role).lesser != office.lesser:
                continue
            if body is None and (office.words <= own or (office.top and bool(own & office.words))):
                return True
        return fits(self._wanted, person, post, self._names, texts)  # type: ignore[arg-type]

    def _is_then(self, post: PostRow) -> bool:
        """Whether a post makes somebody what the title says, on the day."""
        if post.since is None:
            return post.status == "former" and self._past
        held = post.status in ("current", "acting")
        if self._coming:
            return post.since > self._day or (post.status == "elect" and post.since <= self._day)
        if self._past:
            left = post.ended is not None and post.ended <= self._day
            return (post.status == "former" and post.since <= self._day) or (
                post.status == "current" and left
            )
        recent = (post.last_seen or post.since) + LAPSE >= self._day
        return (
            held
            and post.since <= self._day
            and (post.ended is None or self._day < post.ended)
            and recent
            and (not self._new or self._day - post.since <= _NEW)
        )

    def _nearest(self, fitting: set[int], at: int) -> set[int]:
        """Of several, the one who is named beside the title, and no other is."""
        near = {
            member.person
            for member in self._members
            if member.person in fitting
            and any(abs(place - at) <= _NEAR // 4 for place in member.places)
        }
        return near if len(near) == 1 else fitting

    def _name(self, person: int) -> str:
        return (
            self._connection.scalar(select(PersonTable.name).where(PersonTable.id == person)) or ""
        )

    def related(self, what: str, at: int) -> MeantRow | None:
        """Who came before or after somebody, or stands below: of whom the words are said."""
        before = [
            (place, member)
            for member in self._members
            for place in member.places
            if at - _NEAR <= place < at
        ]
        if not before:
            return None
        subject = max(before, key=lambda it: it[0])[1]
        posts = posts_of(self._connection, {subject.person})[subject.person]
        own = [
            post
            for post in posts
            if post.role
            and post.status in ("current", "acting")
            and post.since
            and post.since <= self._day
            and (post.ended is None or self._day <= post.ended)
        ]
        candidates: set[int] = set()
        others = [member for member in self._members if member.person != subject.person]
        heads = {word for post in own for word in office_of(post.role or "").words}
        people = {person for person, _ in holding(self._connection, heads)} if heads else set()
        people |= {member.person for member in others}
        people.discard(subject.person)
        for person, theirs in posts_of(self._connection, people).items():
            if any(self._is_related(what, post, mine) for post in theirs for mine in own):
                candidates.add(person)
        within = candidates & {member.person for member in others}
        found = within or candidates
        if len(found) != 1:
            return None
        (person,) = found
        return MeantRow(self._name(person), person, f"{what} of {subject.name}")

    def _is_related(self, what: str, post: PostRow, mine: PostRow) -> bool:
        if post.role is None or post.since is None or mine.since is None:
            return False
        words, own = role_words(post), role_words(mine)
        told = post.organization and mine.organization and not is_vague(post.organization)
        if told and not self._names.like(post.organization or "", mine.organization or ""):
            return False
        if what == "deputy":
            now = post.since <= self._day and (post.ended is None or self._day < post.ended)
            return "deputy" in words and now and (words - {"deputy"} <= own or words == {"deputy"})
        if words != own and not (
            office_of(post.role).top and not office_of(mine.role or "").lesser
        ):
            return False
        if what == "predecessor":
            return post.ended is not None and post.ended <= mine.since and post.status != "elect"
        return mine.ended is not None and post.since >= mine.ended
