"""People of one article: finding again those that are stored, writing their rows, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Self

from sqlalchemy import Connection, bindparam, insert, select, update

from quotes.db.engine import chunks
from quotes.db.matching import row_id
from quotes.db.rows import DecisionRow, LinkRow, Observation, SpeakerWhy
from quotes.db.tables import (
    ArticlePersonKeyTable,
    ArticlePersonNameTable,
    ArticlePersonTable,
    LinkVerdict,
    PersonLinkTable,
    PostTable,
    QuotationTable,
    SpeakerTable,
)
from quotes.db.tables import PersonTable as StoredPerson
from quotes.entities.apply import ReplayedDecisions, assigned, standing
from quotes.entities.decide import list_decisions
from quotes.entities.ledger import PEOPLE
from quotes.entities.link_organizations import OrganizationForm
from quotes.entities.posts import qids_of
from quotes.entities.profile import Profile
from quotes.entities.profiles import candidates, commonness, known_profiles
from quotes.entities.score import Commonness, weigh
from quotes.entities.weights import MatchEvidence, MatchVerdict

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
class PersonLink:
    """A known person whom the machine takes for the same, or who may be, and on what evidence."""

    person: int
    verdict: LinkVerdict
    score: float
    evidence: tuple[MatchEvidence, ...]

    @classmethod
    def of(cls, person: int, verdict: LinkVerdict, weighed: MatchVerdict) -> Self:
        """The link to a person on what was weighed."""
        return cls(person, verdict, weighed.score, weighed.evidence)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the store knows of a person of an article.

    ``row`` is the row of that person in this very article, ``person`` the one across
    articles; None for what is to be made. ``links`` are the known people who were weighed.
    """

    row: int | None = None
    person: int | None = None
    links: tuple[PersonLink, ...] = ()


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


def write_article_people(
    connection: Connection,
    article: int,
    people: Sequence[ArticlePerson],
    known: Sequence[KnownPerson],
) -> list[int]:
    """Write the rows of an article's people, those across articles that are new included.

    :return: the ids of their rows, in the order of the people.
    """
    new = [{"name": p.name} for p, it in zip(people, known, strict=True) if it.person is None]
    made = iter(_insert(connection, StoredPerson, new))
    person_ids = [next(made) if it.person is None else it.person for it in known]
    rows: list[dict[str, Any]] = []
    ordinals = _ordinals(connection, article, people, known)
    for person, person_id, ordinal in zip(people, person_ids, ordinals, strict=True):
        rows.append(
            {
                "article_id": article,
                "person_id": person_id,
                "machine_person_id": person_id,
                "name": person.name,
                "folded": person.folded,
                "ordinal": ordinal,
            }
        )
    fresh = iter(
        _insert(
            connection,
            ArticlePersonTable,
            [row for row, it in zip(rows, known, strict=True) if it.row is None],
        )
    )
    kept = [
        {"at": it.row}
        | {key: row[key] for key in ("machine_person_id", "name", "folded", "ordinal")}
        for row, it in zip(rows, known, strict=True)
        if it.row is not None
    ]
    if kept:
        values: dict[str, Any] = {key: bindparam(key) for key in kept[0] if key != "at"}
        at = ArticlePersonTable.id == bindparam("at")
        connection.execute(update(ArticlePersonTable).where(at).values(values), kept)
    ids = [next(fresh) if it.row is None else it.row for it in known]
    _write_names(connection, people, ids)
    _write_links(connection, known, ids)
    return ids


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


def _ordinals(
    connection: Connection,
    article: int,
    people: Sequence[ArticlePerson],
    known: Sequence[KnownPerson],
) -> list[int]:
    """The ordinal of each person among those of the article with the same name.

    Whoever keeps row and name keeps the ordinal; others take the first that is free.
    """
    stored = {
        row: (folded, ordinal)
        for row, folded, ordinal in connection.execute(
            select(
                ArticlePersonTable.id, ArticlePersonTable.folded, ArticlePersonTable.ordinal
            ).where(ArticlePersonTable.article_id == article)
        )
    }
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
    of_person = "article_person_id"
    for model, rows in (
        (
            ArticlePersonNameTable,
            [
                {of_person: row, **it}
                for person, row in zip(people, ids, strict=True)
                for it in person.names
            ],
        ),
        (
            ArticlePersonKeyTable,
            [
                {of_person: row, "key": it}
                for person, row in zip(people, ids, strict=True)
                for it in person.keys
            ],
        ),
    ):
        if rows:
            connection.execute(insert(model), rows)


def _write_links(connection: Connection, known: Sequence[KnownPerson], ids: Sequence[int]) -> None:
    links = [
        {
            "article_person_id": row,
            "person_id": link.person,
            "verdict": link.verdict,
            "score": link.score,
            "evidence": [{"kind": e.kind, "detail": e.detail} for e in link.evidence],
        }
        for person, row in zip(known, ids, strict=True)
        for link in person.links
    ]
    if links:
        connection.execute(insert(PersonLinkTable), links)


def _insert(
    connection: Connection,
    model: type[ArticlePersonTable] | type[StoredPerson],
    rows: list[dict[str, Any]],
) -> Sequence[int]:
    if not rows:
        return ()
    made = insert(model).returning(model.id, sort_by_parameter_order=True)
    return connection.scalars(made, rows).all()


# Who the people of a new article are among those that the database knows.
#
# Whoever has the same name in the same article, or in its earlier version, is the same person.
# Others are weighed against all people with a name that can be a form of theirs; each known
# person is at most one person of an article, and the best pair goes first.


_CLOSE = 0.02


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A person of the article, by index, and a known one, who may be the same."""

    index: int
    person: int
    verdict: MatchVerdict


def link_people(
    connection: Connection,
    people: Sequence[ArticlePerson],
    article: int,
    previous: int | None,
) -> list[KnownPerson]:
    """What the store knows of each person of an article.

    :param people: the people of the article, speakers included.
    :param article: the row of the article, ``previous`` that of its earlier version.
    """
    known = [KnownPerson()] * len(people)
    for index, person in find_again(connection, article, people).items():
        known[index] = person
    if previous is not None and previous != article:
        for index, before in find_before(connection, previous, people).items():
            if known[index].person is None:
                known[index] = KnownPerson(None, before)
    profiles = [person.profile for person in people]
    fresh = {index: profiles[index] for index, it in enumerate(known) if it.person is None}
    outcome = standing(connection, PEOPLE)
    taken = {outcome.canonical_id(it.person) for it in known if it.person is not None}
    among = candidates(connection, (profile.name for profile in fresh.values()))
    records = known_profiles(connection, set[int]().union(*among.values()) - taken, profiles)
    if not records:
        return known
    names = [profile.name for profile in (*fresh.values(), *records.values())]
    companions = set[str]().union(*(profile.companions for profile in fresh.values()))
    bodies = set[str]().union(
        *(
            profile.organizations | profile.employers
            for profile in (*fresh.values(), *records.values())
        )
    )
    common = commonness(connection, names, companions, bodies)
    pairs = [
        _Pairing(index, person, verdict)
        for index, profile in fresh.items()
        for person in among.get(profile.name, set()) & records.keys()
        if (verdict := weigh(profile, records[person], common)).verdict != "different"
    ]
    same = [pair for pair in pairs if pair.verdict.verdict == "same"]
    rivals = {person: records[person] for pair, _ in _rivals(same) for person in pair}
    chosen = _choose(same, _apart(connection, rivals, common, outcome))
    taken |= {pair.person for pair in chosen.values()}
    for index in fresh:
        pair = chosen.get(index)
        links = [PersonLink.of(pair.person, "same", pair.verdict)] if pair else []
        links += [
            PersonLink.of(rival.person, "maybe", rival.verdict)
            for rival in pairs
            if rival.index == index and rival.person not in taken
        ]
        folded = people[index].folded
        taken_for = _machine_person(connection, pair.person, folded, outcome) if pair else None
        known[index] = KnownPerson(None, taken_for, tuple(links))
    return known


def _rivals(same: Sequence[_Pairing]) -> set[tuple[frozenset[int], int]]:
    """Pairs of known people whom one person of the article is alike, with the index of that."""
    return {
        (frozenset({pair.person, rival.person}), pair.index)
        for pair, rival in combinations(same, 2)
        if pair.index == rival.index and abs(pair.verdict.score - rival.verdict.score) < _CLOSE
    }


def _choose(same: Sequence[_Pairing], apart: set[frozenset[int]]) -> dict[int, _Pairing]:
    """The pairs to be taken for the same, by index; nobody who may be either of two people."""
    torn = {index for rivals, index in _rivals(same) if rivals in apart}
    chosen: dict[int, _Pairing] = {}
    taken: set[int] = set()
    for pair in sorted(same, key=lambda pair: (-pair.verdict.score, pair.person)):
        if pair.index not in torn | chosen.keys() and pair.person not in taken:
            chosen[pair.index] = pair
            taken.add(pair.person)
    return chosen


def _apart(
    connection: Connection,
    records: Mapping[int, Profile],
    common: Commonness,
    outcome: ReplayedDecisions,
) -> set[frozenset[int]]:
    """Pairs of known people who are two: by a human, by QID, in one article, or on the evidence."""
    if not records:
        return set()
    left, right = ArticlePersonTable.aliased(), ArticlePersonTable.aliased()
    together = (
        select(left.person_id, right.person_id)
        .join(right, right.article_id == left.article_id)
        .where(left.person_id.in_(records), right.person_id.in_(records))
        .where(left.person_id < right.person_id)
    )
    apart = {frozenset({*pair}) for pair in connection.execute(together.distinct())}
    apart |= {
        frozenset({first, second})
        for first, second in combinations(records, 2)
        if weigh(records[first], records[second], common).verdict == "different"
    }
    qids = qids_of(connection, records)
    apart |= {frozenset(pair) for pair in combinations(qids, 2)}
    return apart | set(outcome.apart)


def _machine_person(
    connection: Connection, person: int, folded: str, outcome: ReplayedDecisions
) -> int:
    """Who of those that humans merged into a person is called so; else the person."""
    called = select(ArticlePersonTable.machine_person_id).where(
        ArticlePersonTable.person_id == person, ArticlePersonTable.folded == folded
    )
    machine = {it for it in connection.scalars(called) if outcome.canonical_id(it) == person}
    return person if person in machine or not machine else min(machine)


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
