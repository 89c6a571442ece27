"""Writing the people of one article: their names and posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert

from quotes.article import Affiliation, Extraction, Person
from quotes.store.appearances import Known, write_appearances
from quotes.store.folding import fold_person, surname
from quotes.store.models import Name, NameKind, Post
from quotes.store.roster import Roster, seat_columns

PostKey = tuple[str | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids of what the speakers of an article refer to, by the names the article uses.

    ``people`` and the keys of ``posts`` are appearances.
    """

    people: dict[str, int]
    organizations: Roster
    posts: dict[tuple[int, PostKey], int]

    def post(self, appearance: int, affiliation: Affiliation) -> int | None:
        """The id of the person's post that the affiliation tells of."""
        return self.posts.get((appearance, _post_key(affiliation, self.organizations)))


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
    known: Sequence[Known],
    organizations: Roster,
) -> Cast:
    """Write an article's people with their names and posts as machine rows.

    :param article: the id of the article's row.
    :param people: what :func:`everyone` gave, and ``known`` what the store knows of each.
    """
    ids = write_appearances(connection, article, people, known)
    _write_names(connection, people, ids)
    return Cast(
        people={name: ids[index] for name, index in _places(people).items()},
        organizations=organizations,
        posts=_write_posts(connection, extraction, people, ids, organizations),
    )


def _places(people: Sequence[Person]) -> dict[str, int]:
    """The first person of each name; a full name goes before a like alias."""
    backwards = list(enumerate(people))[::-1]
    places = {alias: index for index, person in backwards for alias in person.aliases}
    return places | {person.name: index for index, person in backwards}


def _write_names(connection: Connection, people: Sequence[Person], ids: Sequence[int]) -> None:
    rows: list[dict[str, Any]] = []
    for person, appearance in zip(people, ids, strict=True):
        kinds: dict[str, NameKind] = {person.name: "full"}
        for name in person.aliases:
            kinds.setdefault(name, "alias")
        for name, kind in kinds.items():
            folded = fold_person(name)
            rows.append(
                {
                    "appearance_id": appearance,
                    "name": name,
                    "folded": folded,
                    "surname": surname(folded),
                    "kind": kind,
                }
            )
    if rows:
        connection.execute(insert(Name), rows)


def _write_posts(
    connection: Connection,
    extraction: Extraction,
    people: Sequence[Person],
    ids: Sequence[int],
    organizations: Roster,
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
                    "appearance_id": row,
                    "role": key[0],
                    **seat_columns(organizations.of(post.organization, post.country)),
                    "unit": key[2],
                    "evidence_start": post.evidence.start,
                    "evidence_end": post.evidence.end,
                    "evidence": post.evidence.of(text),
                    "first_day": day,
                    "last_day": day,
                    "origin": "machine",
                    "status": post.status,
                    "party": post.party,
                    "country": post.country,
                },
            )
    if not rows:
        return {}
    made = connection.scalars(
        insert(Post).returning(Post.id, sort_by_parameter_order=True), list(rows.values())
    )
    return dict(zip(rows, made, strict=True))


def _post_key(post: Affiliation, organizations: Roster) -> PostKey:
    seat = organizations.of(post.organization, post.country)
    return post.role or None, seat.body if seat else None, post.unit or None
