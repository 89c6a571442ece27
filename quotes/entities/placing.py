"""Who the people of articles are: a new article is placed, or a whole block gone through again.

The people of an article that comes after all others of their names are only placed among those
that are known. Where one comes late or is read again, or a human decided on its people, the whole
block of its names is gone through anew, from what was kept of each appearance, so that the same
people come out whatever the order of adding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import groupby

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from quotes.db.engine import chunks
from quotes.db.inserts import insert_rows, insert_with_ids
from quotes.db.tables import (
    ArticlePersonNameTable,
    ArticlePersonTable,
    ArticleTable,
    ContactLinkTable,
    ContactTable,
    DecisionTable,
    PersonLinkTable,
    PersonProfileTable,
    PersonTable,
)
from quotes.entities.apply import ReplayedDecisions, apply_to_mentions, assigned_to
from quotes.entities.clustering import (
    COMPARED,
    Cluster,
    Clustering,
    Joined,
    Order,
    PersonAppearance,
    Placed,
    WeighedLink,
    placed_as_text,
)
from quotes.entities.ledger import PEOPLE, Decision, about, read
from quotes.entities.profile import Profile
from quotes.entities.profiles import (
    NameCandidate,
    appearances,
    candidates,
    clusters,
    foremost,
    forget_clusters,
    keep_clusters,
    listed_clusters,
    listed_people,
)
from quotes.entities.shown import apply_names
from quotes.names.person import fold_person


@dataclass(frozen=True, slots=True)
class Place:
    """An article among the others: its ``day``, ``version`` and ``public_id``."""

    day: date | None
    version: int
    public_id: str

    @property
    def order(self) -> tuple[date, int, str]:
        """What articles are gone through by; those without a day come first."""
        return self.day or date.min, self.version, self.public_id


@dataclass(slots=True)
class Placement:
    """Where the people of a new article go, before their rows are written.

    ``people`` are the ids, None for those who are new; ``late`` are the places of those whose block
    has to be gone through again.
    """

    people: list[int | None]
    late: list[int] = field(default_factory=list)
    _placed: dict[int, Placed] = field(default_factory=dict)
    _joined: list[Joined] = field(default_factory=list)
    _clustering: Clustering | None = None
    _appearances: dict[int, PersonAppearance] = field(default_factory=dict)
    _known: Mapping[int, Cluster] = field(default_factory=dict)


def place(
    connection: Connection,
    people: Sequence[Profile],
    known: Mapping[int, int],
    at: Place,
    outcome: ReplayedDecisions,
    decisions: Sequence[Decision],
) -> Placement:
    """Place the people of an article that is not stored yet.

    :param people: the profiles of all its people.
    :param known: whom those are that an earlier version of the article had, by index.
    """
    called = [frozenset() if it in known else one.full_names for it, one in enumerate(people)]
    by_name = candidates(connection, frozenset[str]().union(*called))
    found = [set[NameCandidate]().union(*(by_name[name] for name in names)) for names in called]
    asked = set[int](known.values()).union(*(foremost(people, COMPARED) for people in found))
    there = clusters(connection, asked)
    for person in known.values():
        there.setdefault(person, Cluster(person, None, (), frozenset({person})))
    ids = [known.get(index) for index in range(len(people))]
    made = Placement(ids)
    weighed: dict[int, PersonAppearance] = {}
    for index, profile in enumerate(people):
        order: Order = (*at.order, fold_person(profile.name), index)
        one = PersonAppearance(-1 - index, 0, order, 0, profile)
        latest = [it.latest for it in found[index]]
        if index in known:
            latest = [there[known[index]].latest]
        if not profile.full_names:
            continue
        made._appearances[index] = one
        waits = any(it.pending for it in found[index])
        if waits or max(latest, default="") > placed_as_text(at.order):
            made.late.append(index)
        else:
            weighed[index] = one
    if not weighed:
        return made
    made._known = dict(there)
    clustering = Clustering(
        there,
        apart=settled(connection, decisions, there),
        canonical=outcome.canonical_id,
        meet=partial(are_together, connection),
        pinned={weighed[index].id: known[index] for index in weighed if index in known},
    )
    placed, joined = clustering.add(weighed.values())
    for index, where in zip(weighed, placed, strict=True):
        made.people[index] = where.label if where.label >= 0 else None
        made._placed[index] = where
    made._joined, made._clustering = joined, clustering
    return made


def settle(
    connection: Connection,
    placement: Placement,
    rows: Sequence[int],
    people: Sequence[int],
    article: int,
    outcome: ReplayedDecisions,
) -> None:
    """Keep what is known of the people of an article, now that they have rows.

    :param rows: their rows in ``article_people``; ``people`` whom the machine took them for.
    """
    late = []
    for index in placement.late:
        if placement.people[index] is not None:
            # An earlier version has the person; what is known of them stays till then.
            waits = update(PersonProfileTable).where(PersonProfileTable.person_id == people[index])
            connection.execute(waits.values(pending=True))
            continue
        one = placement._appearances[index]
        own = PersonAppearance(rows[index], article, one.order, people[index], one.profile)
        late.append(Cluster(people[index], None, (), frozenset()).with_appearance(own))
    keep_clusters(connection, late, {}, {cluster.label for cluster in late})
    clustering = placement._clustering
    if clustering is None:
        return
    numbers = {one.id: rows[index] for index, one in placement._appearances.items()}
    labels = {where.label: people[index] for index, where in placement._placed.items()}
    changed = []
    for label in dict.fromkeys(where.label for where in placement._placed.values()):
        cluster = clustering.clusters[label]
        changed.append(cluster.numbered(labels[label], numbers, article))
    for join in placement._joined:
        label = labels.get(join.label, join.label)
        if join.gone >= 0:
            absorb(connection, label, join, outcome)
            apply_names(connection, PEOPLE, [label], outcome.names)
    keep_clusters(connection, changed, placement._known)
    gone = {join.gone: join.label for join in placement._joined}
    links = [
        (
            rows[index],
            labels.get(follow(gone, link.label), follow(gone, link.label)),
            verdict,
            link,
        )
        for index, where in placement._placed.items()
        for verdict, found in (("same", [where.same] if where.same else []), ("maybe", where.may))
        for link in found
    ]
    keep_links(
        connection,
        [it for it in links if it[1] >= 0 and (it[2] == "same" or it[1] not in people)],
    )


def follow(steps: Mapping[int, int], label: int) -> int:
    """Whom somebody was joined to in the end."""
    while label in steps:
        label = steps[label]
    return label


_LEFT, _RIGHT = ArticlePersonTable.aliased(), ArticlePersonTable.aliased()
_TOGETHER = (
    select(_LEFT.id)
    .where(
        _LEFT.machine_person_id == bindparam("one"),
        exists().where(
            _RIGHT.machine_person_id == bindparam("other"), _RIGHT.article_id == _LEFT.article_id
        ),
    )
    .limit(1)
)


def are_together(connection: Connection, one: Cluster, other: Cluster) -> bool:
    """Whether two people stand in one article."""
    # The articles of whoever stands in fewer are gone through.
    fewer, more = sorted((one, other), key=lambda it: it.size)
    asked = {"one": fewer.label, "other": more.label}
    return connection.scalar(_TOGETHER, asked) is not None


def settled(
    connection: Connection, decisions: Iterable[Decision], people: Collection[int]
) -> frozenset[int]:
    """Those of the people whom the machine never joins to one another.

    That is whoever a human decided on, or put into a contact list.
    """
    decided = about([decision for decision in decisions if not decision.undone])
    return frozenset(decided.intersection(people) | listed_people(connection, people))


def absorb(connection: Connection, label: int, join: Joined, outcome: ReplayedDecisions) -> None:
    """Make one person of two that are stored."""
    gone = join.gone
    first = connection.scalar(
        select(ArticlePersonTable.id)
        .where(ArticlePersonTable.machine_person_id == gone)
        .order_by(ArticlePersonTable.id)
        .limit(1)
    )
    connection.execute(
        update(ArticlePersonTable)
        .where(ArticlePersonTable.machine_person_id == gone)
        .values(machine_person_id=label, person_id=outcome.canonical_id(label))
    )
    for table, of in (
        (PersonLinkTable, "article_person_id"),
        (ContactLinkTable, "contact_id"),
    ):
        key = getattr(table, of)
        there = select(key).where(table.person_id == label)
        connection.execute(
            update(table).where(table.person_id == gone, key.not_in(there)).values(person_id=label)
        )
    own = select(ArticlePersonTable.id).where(ArticlePersonTable.machine_person_id == label)
    connection.execute(
        delete(PersonLinkTable).where(
            PersonLinkTable.person_id == label,
            PersonLinkTable.verdict == "maybe",
            PersonLinkTable.article_person_id.in_(own),
        )
    )
    if first is not None:
        stored = PersonLinkTable.article_person_id == first, PersonLinkTable.person_id == label
        connection.execute(delete(PersonLinkTable).where(*stored))
        keep_links(connection, [(first, label, "same", WeighedLink(label, join.weighed))])
    drop_people(connection, [gone])


def keep_links(connection: Connection, links: Iterable[tuple[int, int, str, WeighedLink]]) -> None:
    """Keep what was weighed: the row of an appearance, a person, the verdict and the evidence.

    None of the pairs may be stored yet.
    """
    rows = {
        (row, person): {
            "article_person_id": row,
            "person_id": person,
            "verdict": verdict,
            "score": link.weighed.score,
            "evidence": [{"kind": it.kind, "detail": it.detail} for it in link.weighed.evidence],
        }
        for row, person, verdict, link in links
    }
    insert_rows(connection, PersonLinkTable, list(rows.values()))


def drop_people(connection: Connection, people: Collection[int]) -> None:
    """Delete those of the people to whom nothing refers any more."""
    for part in chunks(people):
        connection.execute(
            delete(PersonTable).where(
                PersonTable.id.in_(part),
                ~exists().where(ArticlePersonTable.person_id == PersonTable.id),
                ~exists().where(ArticlePersonTable.machine_person_id == PersonTable.id),
                ~exists().where(ContactTable.person_id == PersonTable.id),
                ~exists().where(ContactTable.machine_person_id == PersonTable.id),
                ~exists().where(DecisionTable.person_id == PersonTable.id),
                ~exists().where(DecisionTable.other_person_id == PersonTable.id),
            )
        )


# A block gone through again.


def first_pending(connection: Connection) -> int | None:
    """Somebody of an article that came late, whose names are not gone through yet."""
    return connection.scalar(_FIRST_PENDING)


_PENDING = select(PersonProfileTable.person_id).where(PersonProfileTable.pending)
_FIRST_PENDING = _PENDING.order_by(PersonProfileTable.person_id).limit(1)
_IS_PENDING = _PENDING.where(PersonProfileTable.person_id == bindparam("person"))


def is_pending(connection: Connection, person: int) -> bool:
    """Whether somebody waits for their names to be gone through."""
    return connection.scalar(_IS_PENDING, {"person": person}) is not None


def involved(connection: Connection, decision: Decision) -> set[int]:
    """Whose names have to be gone through again after a decision was made or undone."""
    people = about([decision])
    for member in decision.members:
        taken_for = (
            select(ArticlePersonTable.machine_person_id)
            .join(ArticleTable, ArticleTable.id == ArticlePersonTable.article_id)
            .where(
                ArticleTable.public_id == member.article,
                ArticlePersonTable.folded == member.folded,
                ArticlePersonTable.ordinal == member.ordinal,
            )
        )
        people.update(connection.scalars(taken_for))
    return people


def resolve_again(connection: Connection, people: Collection[int]) -> None:
    """Go through all appearances again whose names may be one of these people's.

    :param people: whom the machine took appearances for.
    """
    block = _block(connection, people)
    ones = [
        one
        for part in chunks(block)
        for one in appearances(connection, ArticlePersonTable.machine_person_id.in_(part))
    ]
    decisions = read(connection, "person")
    outcome, current = assigned_to(connection, decisions, [one.id for one in ones])
    ones = sorted(
        (_taken_for(one, current.get(one.id, one.person)) for one in ones),
        key=lambda one: one.order,
    )
    machine = _machine(connection, ones)
    found = _gone_through(connection, ones, block, decisions, outcome)
    kept = settled(connection, decisions, block)
    labels = _labels(connection, found, kept)
    moved = [
        {"at": one.id, "to": labels[found.where[one.id]]}
        for one in ones
        if one.id not in found.pinned and labels[found.where[one.id]] != machine[one.id]
    ]
    if moved:
        connection.execute(
            update(ArticlePersonTable)
            .where(ArticlePersonTable.id == bindparam("at"))
            .values(machine_person_id=bindparam("to")),
            moved,
        )
    for part in chunks(one.id for one in ones):
        connection.execute(
            delete(PersonLinkTable).where(PersonLinkTable.article_person_id.in_(part))
        )
    forget_clusters(connection, block)
    keep_clusters(
        connection,
        [
            replace(cluster, label=labels[label])
            for label, cluster in found.clusters.items()
            if cluster.recent
        ],
        {},
    )
    keep_links(
        connection,
        [
            (row, labels[found.now(link.label)], verdict, link)
            for row, verdict, link in found.links
            if verdict == "same" or found.now(link.label) != found.where[row]
        ],
    )
    apply_to_mentions(connection, PEOPLE, [one.id for one in ones], decisions)
    apply_names(connection, PEOPLE, block | set(labels.values()), outcome.names)
    drop_people(connection, block)


def _block(connection: Connection, people: Collection[int]) -> set[int]:
    """All people whose names may be one of these people's, or of somebody's so found."""
    block: set[int] = set()
    fresh = set(people)
    while fresh:
        block |= fresh
        names: set[str] = set()
        for part in chunks(fresh):
            called = (
                select(ArticlePersonNameTable.name)
                .join(
                    ArticlePersonTable,
                    ArticlePersonTable.id == ArticlePersonNameTable.article_person_id,
                )
                .where(ArticlePersonTable.machine_person_id.in_(part))
            )
            names.update(connection.scalars(called.distinct()))
        for cluster in listed_clusters(connection, fresh, {}).values():
            names |= cluster.profile.names
        found = set[NameCandidate]().union(*candidates(connection, names).values())
        fresh = {it.person for it in found} | _moved(connection, block)
        fresh -= block
    return block


def _moved(connection: Connection, people: Collection[int]) -> set[int]:
    """Whom the machine took those appearances for that humans gave to these people."""
    found: set[int] = set()
    for part in chunks(people):
        given = select(ArticlePersonTable.machine_person_id).where(
            ArticlePersonTable.person_id.in_(part)
        )
        found.update(connection.scalars(given.distinct()))
    return found


def _taken_for(one: PersonAppearance, person: int) -> PersonAppearance:
    return PersonAppearance(one.id, one.article, one.order, person, one.profile)


def _machine(connection: Connection, ones: Sequence[PersonAppearance]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in chunks(one.id for one in ones):
        rows = select(ArticlePersonTable.id, ArticlePersonTable.machine_person_id)
        found |= {
            row.id: row.machine_person_id
            for row in connection.execute(rows.where(ArticlePersonTable.id.in_(part)))
        }
    return found


@dataclass(slots=True)
class _Found:
    """A block gone through: its people by label, and where each appearance went.

    ``pinned`` are the appearances that a human split off: whom the machine took them for stays.
    """

    clusters: dict[int, Cluster]
    where: dict[int, int] = field(default_factory=dict)
    links: list[tuple[int, str, WeighedLink]] = field(default_factory=list)
    gone: dict[int, int] = field(default_factory=dict)
    pinned: set[int] = field(default_factory=set)
    votes: dict[int, dict[int, int]] = field(default_factory=dict)

    def now(self, label: int) -> int:
        """The label of whom somebody was joined to."""
        return follow(self.gone, label)


def _gone_through(
    connection: Connection,
    ones: Sequence[PersonAppearance],
    block: Collection[int],
    decisions: Sequence[Decision],
    outcome: ReplayedDecisions,
) -> _Found:
    """Put the appearances of a block together anew."""
    split = {
        (member.article, member.folded, member.ordinal): decision.other
        for decision in decisions
        if decision.kind == "split" and not decision.undone and decision.other is not None
        for member in decision.members
    }
    born = {person for person in split.values() if person in block}
    seeds = listed_clusters(connection, block, {})
    start = {person: Cluster(person, None, (), frozenset({person})) for person in born} | seeds
    found = _Found(dict(start))
    stands: dict[int, set[int]] = defaultdict(set)
    clustering = Clustering(
        found.clusters,
        apart=settled(connection, decisions, block),
        canonical=outcome.canonical_id,
        meet=lambda one, other: not stands[one.label].isdisjoint(stands[other.label]),
        pinned={},
    )
    roots = _first_versions(connection, {one.article for one in ones})
    before: dict[tuple[int, str, int], int] = {}
    pinned: dict[int, int] = {}
    clustering.pinned = pinned
    for _, group in groupby(ones, key=lambda one: one.order[:3]):
        people = list(group)
        for one in people:
            public_id, folded, ordinal = one.order[2:]
            person = split.get((public_id, folded, ordinal))
            version = before.get((roots[one.article], folded, ordinal))
            if person in born:
                pinned[one.id] = found.now(person)
                found.pinned.add(one.id)
            elif version is not None:
                pinned[one.id] = found.now(version)
        placed, joined = clustering.add(people)
        for one, where in zip(people, placed, strict=True):
            found.where[one.id] = where.label
            before[roots[one.article], one.folded, one.order[4]] = where.label
            if where.same:
                found.links.append((one.id, "same", where.same))
            found.links += [(one.id, "maybe", link) for link in where.may]
        for join in joined:
            found.gone[join.gone] = join.label
            first = min(
                (it for it, label in found.where.items() if label == join.gone), default=None
            )
            if first is not None:
                found.links.append((first, "same", WeighedLink(join.label, join.weighed)))
            stands[join.label] |= stands.pop(join.gone, set())
        for one in people:
            stands[found.now(found.where[one.id])].add(one.article)
    found.where = {row: found.now(label) for row, label in found.where.items()}
    for one in ones:
        votes = found.votes.setdefault(found.where[one.id], {})
        votes[one.person] = votes.get(one.person, 0) + 1
    return found


def _first_versions(connection: Connection, articles: Collection[int]) -> dict[int, int]:
    """The first version of each article."""
    before: dict[int, int] = {}
    fresh = set(articles)
    while fresh:
        reached: set[int] = set()
        for part in chunks(fresh):
            rows = select(ArticleTable.id, ArticleTable.supersedes_id).where(
                ArticleTable.id.in_(part), ArticleTable.supersedes_id.is_not(None)
            )
            for row, earlier in connection.execute(rows):
                if earlier is not None:
                    before[row] = earlier
                    reached.add(earlier)
        fresh = reached - before.keys()
    return {article: follow(before, article) for article in articles}


def _labels(
    connection: Connection,
    found: _Found,
    kept: Collection[int],
) -> dict[int, int]:
    """The id of each person that was put together.

    Who stood with most of the appearances before keeps the id; whom humans decided on goes first,
    then who has no other id to take.
    """
    labels = {label: label for label in found.clusters if label >= 0}
    taken = set(labels)
    votes = sorted(
        (person not in kept, -count, len(counted), person, label)
        for label, counted in found.votes.items()
        if label not in labels
        for person, count in counted.items()
    )
    for *_, person, label in votes:
        if label not in labels and person not in taken:
            labels[label] = person
            taken.add(person)
    new = [label for label in found.votes if label not in labels]
    if new:
        rows = [{"name": found.clusters[label].profile.name} for label in new]
        made = insert_with_ids(connection, PersonTable, rows)
        labels |= dict(zip(new, made, strict=True))
    return labels
