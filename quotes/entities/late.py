"""Articles that come a little late, put in where they belong.

Where an article is stored after others of its day, or of a later one, its people belong before
those of the others. What the others added to the people of those names is taken back, as far as it
was marked (:data:`quotes.entities.clustering.MARKED`), and all of them are placed once more, in
their order. So it costs what so few articles cost, however many there are; and what comes out is
what going through the whole block gives, which is done where it cannot be taken back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sqlalchemy import Column, Connection, bindparam, delete, exists, func, or_, select, update

from quotes.db.engine import chunks
from quotes.db.inserts import insert_with_ids
from quotes.db.tables import (
    ArticlePersonTable,
    ArticleTable,
    PersonKeyTable,
    PersonLinkTable,
    PersonMarkTable,
    PersonProfileTable,
    PersonTable,
)
from quotes.entities.apply import ReplayedDecisions, replay
from quotes.entities.clustering import (
    COMPARED,
    Cluster,
    Clustering,
    Mark,
    PersonAppearance,
    placed_as_text,
)
from quotes.entities.ledger import PEOPLE, about, read
from quotes.entities.placing import (
    absorb,
    are_together,
    drop_people,
    follow,
    keep_links,
    resolve_again,
)
from quotes.entities.profiles import (
    NameCandidate,
    appearances_of,
    candidates,
    clusters,
    foremost,
    forget_clusters,
    forget_marks,
    keep_clusters,
    listed_people,
    marks_of,
)
from quotes.entities.shown import apply_names, renamed_by_names

MOST = 12
"""How many appearances are placed once more at most where that is half of the block or more."""


def place_late(connection: Connection, person: int) -> None:
    """Put the people of late articles, who may have this one's name, in where they belong."""
    decisions = [it for it in read(connection, PEOPLE.subject) if not it.undone]
    block = _block(connection, person)
    taken = None
    if block is not None and about(decisions).isdisjoint(block):
        taken = _taken_back(connection, block)
    if taken is None:
        resolve_again(connection, [person])
    else:
        _place_again(connection, taken, replay({}, decisions))


def _block(connection: Connection, person: int) -> dict[int, NameCandidate] | None:
    """All who may have this one's name, or that of somebody so found.

    None where a list or a human tells of one of them.
    """
    own = select(PersonProfileTable.names).where(PersonProfileTable.person_id == person)
    fresh = set((connection.scalar(own) or "").split("\n"))
    seen: set[str] = set()
    block: dict[int, NameCandidate] = {}
    while fresh := fresh - seen:
        seen |= fresh
        found = set[NameCandidate]().union(*candidates(connection, fresh).values())
        block |= {it.person: it for it in found}
        fresh = {name for it in found for name in it.names.split("\n") if name}
    if not all(it.size for it in block.values()) or listed_people(connection, block):
        return None
    return block if person in block else None


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was taken back: the ``appearances`` in their order, and the people who had them.

    ``before`` is what was known of these people before, None where nothing was.
    """

    appearances: Sequence[PersonAppearance]
    before: Mapping[int, Cluster | None]


def _taken_back(connection: Connection, block: Mapping[int, NameCandidate]) -> _Taken | None:
    """What has to be placed once more, None where it cannot be taken back."""
    waiting, tails = _tails(connection, block)
    firsts = [tails[person][0] for person in waiting if _is_whole(block[person], tails[person])]
    if len(firsts) < len(waiting) or not _are_all(connection, waiting, block):
        # An earlier version of an article has one of them, or they are not known from the first.
        return None
    late = appearances_of(connection, firsts)
    if len(late) < len(firsts) or not late:
        return None
    since = placed_as_text(min(one.order for one in late.values())[:3])
    touched = [it for it in block.values() if it.latest >= since]
    tails |= _tails(connection, [it.person for it in touched if it.person not in tails])[1]
    marks = marks_of(connection, [it.person for it in touched])
    before: dict[int, Cluster | None] = {}
    taken: list[PersonAppearance] = []
    for it in touched:
        parted = _parted(connection, it, tails[it.person], marks[it.person], since)
        if parted is None:
            return None
        before[it.person], later = parted
        taken += later
    whole = sum(it.size for it in block.values())
    if len(taken) > MOST and 2 * len(taken) > whole:
        return None
    if _have_versions(connection, {one.article for one in taken}):
        return None
    return _Taken(sorted(taken, key=lambda one: one.order), before)


def _tails(
    connection: Connection, people: Iterable[int]
) -> tuple[list[int], dict[int, Sequence[int]]]:
    """Those of the people who wait, and the rows that can be taken back, by person."""
    waiting: list[int] = []
    tails: dict[int, Sequence[int]] = {}
    for part in chunks(people):
        stored = select(
            PersonProfileTable.person_id, PersonProfileTable.pending, PersonProfileTable.tail
        ).where(PersonProfileTable.person_id.in_(part))
        for person, pending, tail in connection.execute(stored):
            tails[person] = tail
            if pending:
                waiting.append(person)
    return waiting, tails


def _is_whole(person: NameCandidate, tail: Sequence[int]) -> bool:
    """Whether all appearances of a person can be taken back."""
    return bool(tail) and person.size == len(tail)


def _are_all(
    connection: Connection, people: Collection[int], block: Mapping[int, NameCandidate]
) -> bool:
    """Whether everything that is stored of people is known of them."""
    for part in chunks(people):
        stored = (
            select(ArticlePersonTable.machine_person_id, func.count())
            .where(ArticlePersonTable.machine_person_id.in_(part))
            .group_by(ArticlePersonTable.machine_person_id)
        )
        if any(count != block[person].size for person, count in connection.execute(stored)):
            return False
    return True


def _parted(
    connection: Connection,
    person: NameCandidate,
    tail: Sequence[int],
    marks: Sequence[Mark],
    since: str,
) -> tuple[Cluster | None, list[PersonAppearance]] | None:
    """What was known of a person before a place, and the appearances from there on.

    None where that is not marked.
    """
    begin = person.size - len(tail)
    valid = [it for it in marks if begin <= it.size <= person.size and it.latest < since]
    start: Cluster | None = None
    if valid:
        mark = valid[-1]
        recent = appearances_of(connection, mark.recent)
        if len(recent) < len(mark.recent):
            return None
        kept = sorted(recent.values(), key=lambda one: one.order)
        done = tuple(tail[: mark.size - begin])
        start = Cluster(person.person, mark.history, tuple(kept), frozenset({person.person}), done)
    elif not _is_whole(person, tail):
        return None
    rows = tail[(start.size if start else 0) - begin :]
    there = appearances_of(connection, rows)
    ones = [there[row] for row in rows if row in there and there[row].person == person.person]
    if len(ones) < len(rows) or ones != sorted(ones, key=lambda one: one.order):
        return None
    later: list[PersonAppearance] = []
    for one in ones:
        if placed_as_text(one.order[:3]) >= since:
            later.append(one)
            continue
        empty = Cluster(person.person, None, (), frozenset({person.person}))
        start = (start or empty).with_appearance(one)
    return start, later


def _have_versions(connection: Connection, articles: Collection[int]) -> bool:
    """Whether one of the articles has an earlier or a later version."""
    newer = ArticleTable.aliased()
    for part in chunks(articles):
        found = select(ArticleTable.id).where(
            ArticleTable.id.in_(part),
            or_(
                ArticleTable.supersedes_id.is_not(None),
                exists().where(newer.supersedes_id == ArticleTable.id),
            ),
        )
        if connection.scalar(found.limit(1)) is not None:
            return True
    return False


def _place_again(connection: Connection, taken: _Taken, outcome: ReplayedDecisions) -> None:
    known = {person: it for person, it in taken.before.items() if it is not None}
    forget_marks(connection, {person: _marked(cluster) for person, cluster in known.items()})
    keep_clusters(connection, list(known.values()), dict.fromkeys(known, _NOBODY))
    free = set(taken.before) - known.keys()
    forget_clusters(connection, free)
    for part in chunks(one.id for one in taken.appearances):
        connection.execute(
            delete(PersonLinkTable).where(PersonLinkTable.article_person_id.in_(part))
        )
    # Until they are placed they are nobody's, so that nothing is made of whose they were.
    (nobody,) = insert_with_ids(connection, PersonTable, [{"name": ""}])
    connection.execute(_TAKE, [{"at": one.id, "to": nobody} for one in taken.appearances])
    where: dict[int, int] = {}
    new: set[int] = set()
    for _, group in groupby(taken.appearances, key=lambda one: one.article):
        ones = list(group)
        placed, gone = _place_article(connection, ones, outcome, new)
        where |= dict(zip((one.id for one in ones), placed, strict=True))
        where = {row: follow(gone, label) for row, label in where.items()}
    renamed = _old_ids(taken.appearances, where, new, free)
    _rename(connection, renamed)
    where = {row: renamed.get(label, label) for row, label in where.items()}
    moved = [one for one in taken.appearances if where[one.id] != one.person]
    gained: dict[int, set[str]] = defaultdict(set)
    for one in moved:
        gained[where[one.id]].add(one.profile.name)
    lost = {one.person for one in moved}
    named = lost | {renamed.get(it, it) for it in new} | renamed_by_names(connection, gained)
    drop_people(connection, {*taken.before, *renamed, nobody})
    apply_names(connection, PEOPLE, named, outcome.names)


_NOBODY = Cluster(0, None, (), frozenset())


def _marked(cluster: Cluster) -> int:
    """After how many appearances the earlier of what is marked now was marked before."""
    return min((mark.size for mark in cluster.marks), default=cluster.size + 1) - 1


def _place_article(
    connection: Connection,
    ones: Sequence[PersonAppearance],
    outcome: ReplayedDecisions,
    new: set[int],
) -> tuple[list[int], dict[int, int]]:
    """Place some people of a stored article; who they are, and who became one with whom thereby.

    :param new: gets the ids of those who are new.
    """
    called = frozenset[str]().union(*(one.profile.full_names for one in ones))
    found = candidates(connection, called)
    there = clusters(
        connection, set[int]().union(*(foremost(it, COMPARED) for it in found.values()))
    )
    clustering = Clustering(
        dict(there),
        canonical=outcome.canonical_id,
        meet=partial(are_together, connection),
    )
    placed, joined = clustering.add(ones)
    names = {it.label: one.profile.name for one, it in zip(ones, placed, strict=True)}
    begun = [label for label in names if label < 0]
    made = insert_with_ids(connection, PersonTable, [{"name": names[it]} for it in begun])
    labels = dict(zip(begun, made, strict=True))
    new.update(made)
    connection.execute(
        _TAKE,
        [
            {"at": one.id, "to": labels.get(it.label, it.label)}
            for one, it in zip(ones, placed, strict=True)
        ],
    )
    for join in joined:
        if join.gone >= 0:
            absorb(connection, labels.get(join.label, join.label), join, outcome)
    changed = [
        clustering.clusters[label].numbered(labels.get(label, label), {}, 0)
        for label in dict.fromkeys(it.label for it in placed)
    ]
    keep_clusters(connection, changed, there)
    gone = {join.gone: join.label for join in joined}

    def now(label: int) -> int:
        label = follow(gone, label)
        return labels.get(label, label)

    own = [now(it.label) for it in placed]
    links = [
        (one.id, now(link.label), verdict, link)
        for one, where in zip(ones, placed, strict=True)
        for verdict, some in (("same", [where.same] if where.same else []), ("maybe", where.may))
        for link in some
    ]
    keep_links(connection, [it for it in links if it[2] == "same" or it[1] not in own])
    return own, {row: labels.get(it, it) for row, it in gone.items() if row >= 0}


_TAKE = (
    update(ArticlePersonTable)
    .where(ArticlePersonTable.id == bindparam("at"))
    .values(machine_person_id=bindparam("to"), person_id=bindparam("to"))
)


def _old_ids(
    ones: Sequence[PersonAppearance],
    where: Mapping[int, int],
    new: Collection[int],
    free: Collection[int],
) -> dict[int, int]:
    """The ids that new people get: whoever stood with most of the appearances before keeps its own.

    :param where: who the appearances are now; ``new`` those of them who have a new id.
    :param free: the ids of those who are nobody now.
    """
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for one in ones:
        votes[where[one.id]][one.person] += 1
    ranked = sorted(
        (-count, len(counted), person, label)
        for label, counted in votes.items()
        for person, count in counted.items()
        if person in free
    )
    renamed: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, person, label in ranked:
        if label in new and label not in renamed and person not in taken:
            renamed[label] = person
            taken.add(person)
    return renamed


def _rename(connection: Connection, ids: Mapping[int, int]) -> None:
    """Let people go under other ids, which are nobody's."""
    if not ids:
        return
    columns: tuple[Column[int], ...] = (
        ArticlePersonTable.machine_person_id,
        ArticlePersonTable.person_id,
        PersonLinkTable.person_id,
        PersonProfileTable.person_id,
        PersonKeyTable.person_id,
        PersonMarkTable.person_id,
    )
    for column in columns:
        connection.execute(
            update(column.table)
            .where(column == bindparam("of"))
            .values({column.key: bindparam("to")}),
            [{"of": old, "to": new} for old, new in ids.items()],
        )
