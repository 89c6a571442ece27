"""People of one article: finding again those that are stored, and writing their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, bindparam, insert, select, update

from quotes.article import Person
from quotes.store.chunks import chunks
from quotes.store.decided import LinkVerdict, PersonLink
from quotes.store.decisions.settle import seats
from quotes.store.folding import fold_person
from quotes.store.identity.index import index_keys
from quotes.store.identity.profile import Evidence, Verdict
from quotes.store.models import Appearance, Name, NameKey
from quotes.store.models import Person as StoredPerson


@dataclass(frozen=True, slots=True)
class Link:
    """A known person whom the machine takes for the same, or who may be, and on what evidence."""

    person: int
    verdict: LinkVerdict
    score: float
    evidence: tuple[Evidence, ...]

    @classmethod
    def of(cls, person: int, verdict: LinkVerdict, weighed: Verdict) -> Self:
        """The link to a person on what was weighed."""
        return cls(person, verdict, weighed.score, weighed.evidence)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a person of an article.

    ``appearance`` is the row of that person in this very article, ``home`` the person across
    articles; None for what is to be made. ``links`` are the known people who were weighed.
    """

    appearance: int | None = None
    home: int | None = None
    links: tuple[Link, ...] = ()


def find_again(connection: Connection, article: int, people: Sequence[Person]) -> dict[int, Known]:
    """Which people of an article its stored appearances are, by their place among the people.

    An appearance is found again by the same full name, first come, first served; else by a full
    name that nobody else of the article has among the forms of theirs. Decisions know it by its
    full name: where that changes, its home is where they left it.
    """
    same, renamed = _match(connection, article, people)
    stored = select(Appearance.id, Appearance.home_id).where(Appearance.article_id == article)
    homes = {row.id: row.home_id for row in connection.execute(stored)}
    if renamed:
        left = seats(connection, article)
        homes |= {row: left[row] for row in renamed.values()}
    return {place: Known(row, homes[row]) for place, row in (same | renamed).items()}


def find_before(connection: Connection, previous: int, people: Sequence[Person]) -> dict[int, int]:
    """Who the people of an article were in its earlier version, but for merges, by place."""
    same, renamed = _match(connection, previous, people)
    found = same | renamed
    homes = seats(connection, previous) if found else {}
    return {place: homes[row] for place, row in found.items()}


def write_appearances(
    connection: Connection,
    article: int,
    people: Sequence[Person],
    known: Sequence[Known],
) -> list[int]:
    """Write the rows of an article's people, those across articles that are new included.

    :return: the ids of the appearances, in the order of the people.
    """
    new = [{"name": p.name} for p, one in zip(people, known, strict=True) if one.home is None]
    made = iter(_insert(connection, StoredPerson, new))
    homes = [next(made) if one.home is None else one.home for one in known]
    rows: list[dict[str, Any]] = []
    ordinals = _ordinals(connection, article, people, known)
    for person, home, ordinal in zip(people, homes, ordinals, strict=True):
        rows.append(
            {
                "article_id": article,
                "person_id": home,
                "home_id": home,
                "name": person.name,
                "folded": fold_person(person.name),
                "ordinal": ordinal,
            }
        )
    fresh = iter(
        _insert(
            connection,
            Appearance,
            [row for row, one in zip(rows, known, strict=True) if one.appearance is None],
        )
    )
    kept = [
        {"at": one.appearance} | {key: row[key] for key in ("home_id", "name", "folded", "ordinal")}
        for row, one in zip(rows, known, strict=True)
        if one.appearance is not None
    ]
    if kept:
        values: dict[str, Any] = {key: bindparam(key) for key in kept[0] if key != "at"}
        at = Appearance.id == bindparam("at")
        connection.execute(update(Appearance).where(at).values(values), kept)
    ids = [next(fresh) if one.appearance is None else one.appearance for one in known]
    _write_keys(connection, people, ids)
    _write_links(connection, known, ids)
    return ids


def _match(
    connection: Connection, article: int, people: Sequence[Person]
) -> tuple[dict[int, int], dict[int, int]]:
    """Appearances that the people are, by place: those of the same name, and the others."""
    stored = select(Appearance.id, Appearance.folded).where(Appearance.article_id == article)
    free: dict[str, list[int]] = defaultdict(list)
    for row, folded in connection.execute(stored.order_by(Appearance.ordinal)):
        free[folded].append(row)
    same: dict[int, int] = {}
    for place, person in enumerate(people):
        if rest := free[fold_person(person.name)]:
            same[place] = rest.pop(0)
    left = {row for rest in free.values() for row in rest}
    new = {
        place: _full_forms(map(fold_person, (person.name, *person.aliases)))
        for place, person in enumerate(people)
        if place not in same
    }
    return same, _by_form(new, _forms(connection, left)) if left and new else {}


def _full_forms(folded: Iterable[str]) -> set[str]:
    return {form for form in folded if " " in form}


def _forms(connection: Connection, appearances: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(appearances):
        names = select(Name.appearance_id, Name.folded).where(Name.appearance_id.in_(part))
        for row, folded in connection.execute(names):
            found[row].add(folded)
    return {row: _full_forms(forms) for row, forms in found.items()}


def _by_form(new: Mapping[int, set[str]], old: Mapping[int, set[str]]) -> dict[int, int]:
    """Pairs of a new and an old one that share a form with each other alone."""
    pairs = [(place, row) for place in new for row in old if new[place] & old[row]]
    places, rows = [place for place, _ in pairs], [row for _, row in pairs]
    return {p: row for p, row in pairs if places.count(p) == rows.count(row) == 1}


def _ordinals(
    connection: Connection, article: int, people: Sequence[Person], known: Sequence[Known]
) -> list[int]:
    """The place of each person among those of the article with the same name.

    Whoever keeps row and name keeps the place; others take the first that is free.
    """
    stored = {
        row: (folded, ordinal)
        for row, folded, ordinal in connection.execute(
            select(Appearance.id, Appearance.folded, Appearance.ordinal).where(
                Appearance.article_id == article
            )
        )
    }
    taken = set(stored.values())
    ordinals: list[int] = []
    for person, one in zip(people, known, strict=True):
        folded = fold_person(person.name)
        was = stored.get(one.appearance) if one.appearance is not None else None
        if was is not None and was[0] == folded:
            ordinals.append(was[1])
            continue
        ordinal = 0
        while (folded, ordinal) in taken:
            ordinal += 1
        taken.add((folded, ordinal))
        ordinals.append(ordinal)
    return ordinals


def _write_keys(connection: Connection, people: Sequence[Person], ids: Sequence[int]) -> None:
    keys = [
        {"appearance_id": row, "key": key}
        for person, row in zip(people, ids, strict=True)
        for key in sorted(index_keys(person.name))
    ]
    if keys:
        connection.execute(insert(NameKey), keys)


def _write_links(connection: Connection, known: Sequence[Known], ids: Sequence[int]) -> None:
    links = [
        {
            "appearance_id": row,
            "person_id": link.person,
            "verdict": link.verdict,
            "score": link.score,
            "evidence": [{"kind": e.kind, "detail": e.detail} for e in link.evidence],
        }
        for one, row in zip(known, ids, strict=True)
        for link in one.links
    ]
    if links:
        connection.execute(insert(PersonLink), links)


def _insert(
    connection: Connection,
    model: type[Appearance] | type[StoredPerson],
    rows: list[dict[str, Any]],
) -> Sequence[int]:
    if not rows:
        return ()
    made = insert(model).returning(model.id, sort_by_parameter_order=True)
    return connection.scalars(made, rows).all()
