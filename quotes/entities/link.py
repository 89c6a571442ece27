"""People of one article: finding again those that are stored, writing their rows, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from quotes.db.engine import chunks
from quotes.db.inserts import insert_rows, insert_with_ids
from quotes.db.matching import row_id
from quotes.db.rows import DecisionRow, LinkRow, Observation, SpeakerWhy
from quotes.db.tables import (
    ArticleFeaturesTable,
    ArticlePersonKeyTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    PersonLinkTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.db.tables import PersonTable as StoredPerson
from quotes.entities.apply import assigned
from quotes.entities.decide import list_decisions
from quotes.entities.link_organizations import OrganizationForm
from quotes.entities.profile import Profile
from quotes.entities.profiles import article_features, person_features

_REWRITTEN = ("machine_person_id", "name", "folded", "ordinal", "features")
PostKey = tuple[str | None, OrganizationForm | None, str | None]
"""What makes two posts of an article's person one: role, organisation and unit."""


@dataclass(frozen=True, slots=True)
class ArticlePost:
    """A post of a person of an article, with its own columns."""

    key: PostKey
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticlePerson:
    """A person of an article, ready to be linked and written.

    ``names`` are the rows of the names, ``keys`` what other forms of the full name are found by,
    ``profile`` what the article tells that may be compared.
    """

    name: str
    folded: str
    names: tuple[dict[str, Any], ...]
    keys: tuple[str, ...]
    posts: tuple[ArticlePost, ...]
    profile: Profile

    @property
    def full_forms(self) -> set[str]:
        """The folded names of more than one word."""
        return {name["folded"] for name in self.names if " " in name["folded"]}


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the store knows of a person of an article.

    ``row`` is the row of that person in this very article, ``person`` the one across
    articles; None for what is to be made.
    """

    row: int | None = None
    person: int | None = None


def recognize(
    connection: Connection,
    article: int | None,
    people: Sequence[ArticlePerson],
    previous: int | None,
) -> list[KnownPerson]:
    """Whom the stored rows of the article, or of its earlier version, show its people to be.

    :param article: None where it has none yet.
    """
    known = [KnownPerson()] * len(people)
    if article is not None:
        for index, person in find_again(connection, article, people).items():
            known[index] = person
    if previous is not None and previous != article:
        for index, before in find_before(connection, previous, people).items():
            if known[index].person is None:
                known[index] = KnownPerson(None, before)
    return known


def find_again(
    connection: Connection, article: int, people: Sequence[ArticlePerson]
) -> dict[int, KnownPerson]:
    """Which people of an article its stored rows are, by index.

    A person is found again by the same full name, first come, first served; else by a full
    name that nobody else of the article has among the forms of theirs. Decisions know it by its
    full name: where that changes, it is whom they left it with.
    """
    same, renamed = _match(connection, article, people)
    stored = select(ArticlePersonTable.id, ArticlePersonTable.machine_person_id).where(
        ArticlePersonTable.article_id == article
    )
    machine = {row.id: row.machine_person_id for row in connection.execute(stored)}
    if renamed:
        left = assigned(connection, article)
        machine |= {row: left[row] for row in renamed.values()}
    return {index: KnownPerson(row, machine[row]) for index, row in (same | renamed).items()}


def find_before(
    connection: Connection, previous: int, people: Sequence[ArticlePerson]
) -> dict[int, int]:
    """Who the people of an article were in its earlier version, but for merges, by index."""
    same, renamed = _match(connection, previous, people)
    found = same | renamed
    machine = assigned(connection, previous) if found else {}
    return {index: machine[row] for index, row in found.items()}


@dataclass(frozen=True, slots=True)
class WrittenPeople:
    """The people of an article in their order: their ``rows``, and the ``people`` they are."""

    rows: list[int]
    people: list[int]


def write_article_people(
    connection: Connection,
    article: int,
    people: Sequence[ArticlePerson],
    known: Sequence[KnownPerson],
    *,
    again: bool,
) -> WrittenPeople:
    """Write the rows of an article's people, those across articles that are new included.

    :param again: whether the article may have such rows already.
    """
    new = [{"name": p.name} for p, it in zip(people, known, strict=True) if it.person is None]
    made = iter(insert_with_ids(connection, StoredPerson, new))
    person_ids = [next(made) if it.person is None else it.person for it in known]
    rows: list[dict[str, Any]] = []
    stored = _stored_ordinals(connection, article) if again else {}
    ordinals = _ordinals(stored, people, known)
    for person, person_id, ordinal in zip(people, person_ids, ordinals, strict=True):
        rows.append(
            {
                "article_id": article,
                "person_id": person_id,
                "machine_person_id": person_id,
                "name": person.name,
                "folded": person.folded,
                "ordinal": ordinal,
                "features": person_features(person.profile),
            }
        )
    fresh = iter(
        insert_with_ids(
            connection,
            ArticlePersonTable,
            [row for row, it in zip(rows, known, strict=True) if it.row is None],
        )
    )
    kept = [
        {"at": it.row} | {key: row[key] for key in _REWRITTEN}
        for row, it in zip(rows, known, strict=True)
        if it.row is not None
    ]
    if kept:
        values: dict[str, Any] = {key: bindparam(key) for key in kept[0] if key != "at"}
        at = ArticlePersonTable.id == bindparam("at")
        connection.execute(update(ArticlePersonTable).where(at).values(values), kept)
    ids = [next(fresh) if it.row is None else it.row for it in known]
    _write_names(connection, people, ids)
    if again:
        of_article = ArticleFeaturesTable.article_id == article
        connection.execute(delete(ArticleFeaturesTable).where(of_article))
    shared = article_features([person.profile for person in people])
    insert_rows(connection, ArticleFeaturesTable, [{"article_id": article, "features": shared}])
    return WrittenPeople(ids, person_ids)


def _match(
    connection: Connection, article: int, people: Sequence[ArticlePerson]
) -> tuple[dict[int, int], dict[int, int]]:
    """The rows that the people are, by index: those of the same name, and the others."""
    stored = select(ArticlePersonTable.id, ArticlePersonTable.folded).where(
        ArticlePersonTable.article_id == article
    )
    free: dict[str, list[int]] = defaultdict(list)
    for row, folded in connection.execute(stored.order_by(ArticlePersonTable.ordinal)):
        free[folded].append(row)
    same: dict[int, int] = {}
    for index, person in enumerate(people):
        if rest := free[person.folded]:
            same[index] = rest.pop(0)
    left = {row for rest in free.values() for row in rest}
    new = {index: person.full_forms for index, person in enumerate(people) if index not in same}
    return same, _by_form(new, _forms(connection, left)) if left and new else {}


def _forms(connection: Connection, rows: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(rows):
        names = select(
            ArticlePersonNameTable.article_person_id, ArticlePersonNameTable.folded
        ).where(ArticlePersonNameTable.article_person_id.in_(part))
        for row, folded in connection.execute(names):
            if " " in folded:
                found[row].add(folded)
    return found


def _by_form(new: Mapping[int, set[str]], old: Mapping[int, set[str]]) -> dict[int, int]:
    """Pairs of a new and an old person that share a form with each other alone."""
    pairs = [(index, row) for index in new for row in old if new[index] & old[row]]
    indexes, rows = [index for index, _ in pairs], [row for _, row in pairs]
    return {at: row for at, row in pairs if indexes.count(at) == rows.count(row) == 1}


def _stored_ordinals(connection: Connection, article: int) -> dict[int, tuple[str, int]]:
    """The folded names and the ordinals of the people of an article, by their rows."""
    stored = select(
        ArticlePersonTable.id, ArticlePersonTable.folded, ArticlePersonTable.ordinal
    ).where(ArticlePersonTable.article_id == article)
    return {row: (folded, ordinal) for row, folded, ordinal in connection.execute(stored)}


def _ordinals(
    stored: Mapping[int, tuple[str, int]],
    people: Sequence[ArticlePerson],
    known: Sequence[KnownPerson],
) -> list[int]:
    """The ordinal of each person among those of the article with the same name.

    Whoever keeps row and name keeps the ordinal; others take the first that is free.
    """
    taken = set(stored.values())
    ordinals: list[int] = []
    for person, was_known in zip(people, known, strict=True):
        folded = person.folded
        was = stored.get(was_known.row) if was_known.row is not None else None
        if was is not None and was[0] == folded:
            ordinals.append(was[1])
            continue
        ordinal = 0
        while (folded, ordinal) in taken:
            ordinal += 1
        taken.add((folded, ordinal))
        ordinals.append(ordinal)
    return ordinals


def _write_names(
    connection: Connection, people: Sequence[ArticlePerson], ids: Sequence[int]
) -> None:
    written = list(zip(people, ids, strict=True))
    names = [{"article_person_id": row, **it} for person, row in written for it in person.names]
    keys = [{"article_person_id": row, "key": it} for person, row in written for it in person.keys]
    insert_rows(connection, ArticlePersonNameTable, names)
    insert_rows(connection, ArticlePersonKeyTable, keys)


# Why the speakers of a quotation are who they are: the post, the links of the machine, the
# decisions. What was weighed inside the article stands with the quotation (quotes.types.Why).


def explain_speakers(connection: Connection, quotation_id: str) -> tuple[SpeakerWhy, ...]:
    """What stands behind each speaker of a quotation, in their order.

    :param quotation_id: the whole id.
    """
    rows = connection.execute(
        select(
            SpeakerTable.name,
            PostTable.evidence,
            ArticlePersonTable.id,
            ArticlePersonTable.person_id,
            ArticlePersonTable.machine_person_id,
            StoredPerson.name,
        )
        .join(QuotationTable, QuotationTable.id == SpeakerTable.quotation_id)
        .outerjoin(PostTable, PostTable.id == SpeakerTable.post_id)
        .outerjoin(ArticlePersonTable, ArticlePersonTable.id == SpeakerTable.article_person_id)
        .outerjoin(StoredPerson, StoredPerson.id == ArticlePersonTable.person_id)
        .where(QuotationTable.id == row_id(connection, quotation_id))
        .order_by(SpeakerTable.ordinal)
    )
    return tuple(
        SpeakerWhy(
            name=name,
            evidence=evidence,
            person_id=person_id,
            person=person,
            links=_links_of(connection, appearance) if appearance else (),
            decisions=_decisions_on(connection, {person_id, machine_id}) if appearance else (),
        )
        for name, evidence, appearance, person_id, machine_id, person in rows.all()
    )


def _links_of(connection: Connection, appearance: int) -> tuple[LinkRow, ...]:
    """The links of a person of an article, the likeliest first."""
    rows = connection.execute(
        select(PersonLinkTable, StoredPerson.name)
        .join(StoredPerson, StoredPerson.id == PersonLinkTable.person_id)
        .where(PersonLinkTable.article_person_id == appearance)
        .order_by(PersonLinkTable.score.desc(), StoredPerson.id)
    )
    return tuple(
        LinkRow(
            link.person_id,
            link.name,
            link.verdict,
            link.score,
            tuple(Observation(observed["kind"], observed["detail"]) for observed in link.evidence),
        )
        for link in rows
    )


def _decisions_on(connection: Connection, people: Collection[int]) -> tuple[DecisionRow, ...]:
    """The decisions in force on these people, the earliest first."""
    return tuple(
        row
        for row in reversed(list_decisions(connection, "person"))
        if {row.person, row.other} & set(people) and not row.inapplicable and row.undone_at is None
    )
