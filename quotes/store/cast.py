"""Writing the people of one article: their names and posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select

from quotes.article import Affiliation, Extraction, Person
from quotes.store.folding import fold_person, surname
from quotes.store.labels import organization_ids
from quotes.store.models import Name, NameKind, Post
from quotes.store.models import Person as StoredPerson

PostKey = tuple[str | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids of what the speakers of an article refer to, by the names the article uses."""

    people: dict[str, int]
    organizations: dict[str, int]
    posts: dict[tuple[int, PostKey], int]

    def post(self, person: int, affiliation: Affiliation) -> int | None:
        """The id of the person's post that the affiliation tells of."""
        return self.posts.get((person, _post_key(affiliation, self.organizations)))


def everyone(extraction: Extraction) -> list[Person]:
    """The people of an extraction, and the speakers that are missing among them.

    A post that only a speaker shows is given to the person too.
    """
    people = list(extraction.people)
    place = _places(people)
    for quotation in extraction.quotations:
        for speaker in quotation.speakers:
            if speaker.type != "person":
                continue
            if speaker.name not in place:
                place[speaker.name] = len(people)
                people.append(Person(speaker.name))
            person = people[place[speaker.name]]
            if speaker.affiliation and speaker.affiliation not in person.affiliations:
                posts = (*person.affiliations, speaker.affiliation)
                people[place[speaker.name]] = replace(person, affiliations=posts)
    return people


def write_cast(
    connection: Connection,
    article: int,
    extraction: Extraction,
    people: Sequence[Person],
    known: Sequence[int | None],
) -> Cast:
    """Write names and posts of an article's people as machine rows.

    :param article: the id of the article's row.
    :param people: what :func:`everyone` gave, ``known`` their ids, None for those to be made.
    """
    ids = _person_ids(connection, people, known)
    _write_names(connection, article, people, ids)
    organizations = organization_ids(connection, _organizations(extraction, people))
    return Cast(
        people={name: ids[index] for name, index in _places(people).items()},
        organizations=organizations,
        posts=_write_posts(connection, article, extraction, people, ids, organizations),
    )


def _places(people: Sequence[Person]) -> dict[str, int]:
    """The first person of each name; a full name goes before a like alias."""
    backwards = list(enumerate(people))[::-1]
    places = {alias: index for index, person in backwards for alias in person.aliases}
    return places | {person.name: index for index, person in backwards}


def _person_ids(
    connection: Connection, people: Sequence[Person], known: Sequence[int | None]
) -> list[int]:
    new = [{"name": p.name} for p, row in zip(people, known, strict=True) if row is None]
    made = (
        iter(())
        if not new
        else iter(
            connection.scalars(
                insert(StoredPerson).returning(StoredPerson.id, sort_by_parameter_order=True), new
            ).all()
        )
    )
    return [next(made) if row is None else row for row in known]


def _write_names(
    connection: Connection, article: int, people: Sequence[Person], ids: Sequence[int]
) -> None:
    kept = select(Name.person_id, Name.name).where(
        Name.article_id == article, Name.origin == "machine"
    )
    there = {(person, name) for person, name in connection.execute(kept)}
    rows: list[dict[str, Any]] = []
    for person, row in zip(people, ids, strict=True):
        kinds: dict[str, NameKind] = dict.fromkeys(person.aliases, "alias")
        for name, kind in ({person.name: "full"} | kinds | {person.name: "full"}).items():
            if (row, name) not in there:
                folded = fold_person(name)
                rows.append(
                    {
                        "person_id": row,
                        "article_id": article,
                        "name": name,
                        "folded": folded,
                        "surname": surname(folded),
                        "kind": kind,
                        "origin": "machine",
                    }
                )
    if rows:
        connection.execute(insert(Name), rows)


def _organizations(extraction: Extraction, people: Sequence[Person]) -> list[str]:
    """The names of the organisations that speak, or that people and speakers belong to."""
    names = [post.organization for person in people for post in person.affiliations]
    for quotation in extraction.quotations:
        for speaker in quotation.speakers:
            if speaker.type == "organization":
                names.append(speaker.name)
            elif speaker.affiliation:
                names.append(speaker.affiliation.organization)
    return [name for name in names if name]


def _write_posts(
    connection: Connection,
    article: int,
    extraction: Extraction,
    people: Sequence[Person],
    ids: Sequence[int],
    organizations: dict[str, int],
) -> dict[tuple[int, PostKey], int]:
    text, day = extraction.article.text, extraction.article.published
    rows: dict[tuple[int, PostKey], dict[str, Any]] = {}
    for person, row in zip(people, ids, strict=True):
        for post in person.affiliations:
            key = _post_key(post, organizations)
            if key == (None, None, None):
                continue
            rows.setdefault(
                (row, key),
                {
                    "person_id": row,
                    "article_id": article,
                    "role": key[0],
                    "organization_id": key[1],
                    "unit": key[2],
                    "evidence_start": post.evidence.start,
                    "evidence_end": post.evidence.end,
                    "evidence": post.evidence.of(text),
                    "first_day": day,
                    "last_day": day,
                    "origin": "machine",
                },
            )
    if not rows:
        return {}
    made = connection.scalars(
        insert(Post).returning(Post.id, sort_by_parameter_order=True), list(rows.values())
    )
    return dict(zip(rows, made, strict=True))


def _post_key(post: Affiliation, organizations: dict[str, int]) -> PostKey:
    organization = organizations[post.organization] if post.organization else None
    return post.role or None, organization, post.unit or None
