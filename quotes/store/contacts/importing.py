"""Importing a contact list: who is known already, who is new, and what is new of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from sqlalchemy import Connection, insert, select, update

from quotes.contacts import Contact, ContactPost
from quotes.store import listed
from quotes.store.contacts.grouping import check_organizations, people_of
from quotes.store.contacts.known import qids_of
from quotes.store.contacts.matching import match, stored_like
from quotes.store.contacts.posts import organization_key, status_of
from quotes.store.decisions.ledger import Author
from quotes.store.decisions.settle import settle_names, standing
from quotes.store.folding import fold_person, surname
from quotes.store.identity.index import index_keys
from quotes.store.identity.profile import Verdict
from quotes.store.identity.weigh import weigh
from quotes.store.models import Person
from quotes.store.profiles import candidates, commonness, known_profiles, listed_profile
from quotes.store.rows import ImportRow

_CLOSE = 0.02


@dataclass(frozen=True, slots=True)
class _Pair:
    """A new person of the list, by place, and a person across articles who may be the same."""

    place: int
    person: int
    verdict: Verdict


def import_contacts(
    connection: Connection, rows: Sequence[Contact], file: str, author: Author
) -> ImportRow:
    """Put the people of a list among the stored ones, as a human's word; how many are what.

    Who is in no list yet is weighed against the people of articles: the same person gets what the
    list says, one who may be the same is linked, and the others are people of their own.

    :param file: what the list is called in messages and as evidence of its posts.
    :raises QuotesError: a line contradicts another one, or a QID that is known.
    """
    people = people_of(rows, file)
    check_organizations(rows, _organization_qids(connection), file)
    stored = stored_like(connection, people)
    qids = {one.id: one.qid for one in stored}
    found = match(people, stored, file)
    writer = _Writer(connection, file, author)
    matched = 0
    for contact, one in zip(people, found, strict=True):
        if one is None:
            continue
        names, posts = one.lacks(contact)
        is_new_qid = contact.qid is not None and qids[one.id] is None
        if names or posts or is_new_qid:
            matched += 1
            writer.add_to(one.id, names, posts, contact.qid if is_new_qid else None)
    new = [contact for contact, one in zip(people, found, strict=True) if one is None]
    homes, links = _homes(connection, new, {one.person for one in found if one is not None})
    touched = {one.person for one in found if one is not None}
    for place, contact in enumerate(new):
        touched.add(writer.add(contact, homes.get(place), links.get(place, ())))
    settle_names(connection, touched, standing(connection))
    return ImportRow(
        file=file,
        by=author.name,
        people=len(people),
        added=len(new) - len(homes),
        matched=matched + len(homes),
        unchanged=len(people) - len(new) - matched,
        maybe=len(links.keys() - homes.keys()),
    )


class _Writer:
    """Writes contacts of one list; the row of the list is made with the first that is new."""

    def __init__(self, connection: Connection, file: str, author: Author) -> None:
        self._connection = connection
        self._file = file
        self._author = author
        self._made: int | None = None

    def add(self, contact: Contact, home: int | None, links: Iterable[_Pair]) -> int:
        """Write a new contact, and a person for it where it has none; the person."""
        run = self._connection
        if home is None:
            made = insert(Person).values(name=contact.name).returning(Person.id)
            home = run.execute(made).scalar_one()
        row = {"person_id": home, "home_id": home, "name": contact.name}
        one = run.execute(
            insert(listed.Contact).values(row).returning(listed.Contact.id)
        ).scalar_one()
        names = dict.fromkeys((contact.name, *contact.aliases))
        self.add_to(one, names, contact.posts, contact.qid)
        weighed = [
            {
                "contact_id": one,
                "person_id": pair.person,
                "verdict": "same" if pair.person == home else "maybe",
                "score": pair.verdict.score,
                "evidence": [{"kind": e.kind, "detail": e.detail} for e in pair.verdict.evidence],
            }
            for pair in links
        ]
        if weighed:
            run.execute(insert(listed.ContactLink), weighed)
        return home

    def add_to(
        self, one: int, names: Iterable[str], posts: Sequence[ContactPost], qid: str | None
    ) -> None:
        """Write what is new of a contact."""
        spelled = {fold_person(name): name for name in reversed(list(names))}
        rows = [
            {
                "contact_id": one,
                "list_id": self._list,
                "name": name,
                "folded": folded,
                "surname": surname(folded),
            }
            for folded, name in reversed(spelled.items())
        ]
        if rows:
            self._connection.execute(insert(listed.ContactName), rows)
            self._write_keys(one, spelled.values())
        if posts:
            held = [self._post(one, post) for post in dict.fromkeys(posts)]
            self._connection.execute(insert(listed.ContactPost), held)
        if qid is not None:
            changed = update(listed.Contact).where(listed.Contact.id == one)
            self._connection.execute(changed.values(qid=qid))

    @property
    def _list(self) -> int:
        if self._made is None:
            row = {
                "file": self._file,
                "by": self._author.name,
                "at": datetime.now(UTC),
                "why": self._author.why,
            }
            made = insert(listed.ContactList).values(row).returning(listed.ContactList.id)
            self._made = self._connection.execute(made).scalar_one()
        return self._made

    def _write_keys(self, one: int, names: Iterable[str]) -> None:
        held = select(listed.ContactKey.key).where(listed.ContactKey.contact_id == one)
        keys = set[str]().union(*map(index_keys, names)) - set(self._connection.scalars(held))
        if keys:
            self._connection.execute(
                insert(listed.ContactKey), [{"contact_id": one, "key": key} for key in sorted(keys)]
            )

    def _post(self, one: int, post: ContactPost) -> dict[str, object]:
        return {
            "contact_id": one,
            "list_id": self._list,
            "line": post.line,
            "role": post.role,
            "organization": post.organization,
            "organization_key": organization_key(post.organization),
            "organization_qid": post.organization_qid,
            "unit": post.unit,
            "status": status_of(post),
            "first_day": post.start,
            "last_day": post.end,
        }


def _homes(
    connection: Connection, new: Sequence[Contact], taken: set[int]
) -> tuple[dict[int, int], dict[int, list[_Pair]]]:
    """Who the new people of a list are across articles, and the pairs to keep, by place.

    :param taken: people who are somebody else of the list.
    """
    pairs = _weighed(connection, new, taken)
    homes: dict[int, int] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.verdict.score, pair.person)):
        same = sorted(
            (p.verdict.score for p in pairs if p.place == pair.place and _is_same(p)), reverse=True
        )
        torn = any(one - other < _CLOSE for one, other in pairwise(same[:2]))
        free = pair.place not in homes and pair.person not in homes.values()
        if _is_same(pair) and free and not torn:
            homes[pair.place] = pair.person
    links: dict[int, list[_Pair]] = {}
    for pair in pairs:
        if pair.person == homes.get(pair.place) or (
            pair.place not in homes and pair.person not in homes.values()
        ):
            links.setdefault(pair.place, []).append(pair)
    return homes, links


def _weighed(connection: Connection, new: Sequence[Contact], taken: set[int]) -> list[_Pair]:
    among = candidates(connection, (contact.name for contact in new))
    known = set[int]().union(*among.values()) - taken
    profiles = [listed_profile(contact) for contact in new]
    records = known_profiles(connection, known, profiles)
    names = [profile.name for profile in (*profiles, *records.values())]
    common = commonness(connection, names)
    qids = qids_of(connection, known)
    return [
        _Pair(place, person, verdict)
        for place, (contact, profile) in enumerate(zip(new, profiles, strict=True))
        for person in sorted(among.get(contact.name, set()) & records.keys())
        if not (contact.qid and person in qids)
        if (verdict := weigh(profile, records[person], common)).verdict != "different"
    ]


def _is_same(pair: _Pair) -> bool:
    return pair.verdict.verdict == "same"


def _organization_qids(connection: Connection) -> dict[str, str]:
    known = select(listed.ContactPost.organization_key, listed.ContactPost.organization_qid)
    told = known.where(
        listed.ContactPost.organization_key.is_not(None),
        listed.ContactPost.organization_qid.is_not(None),
    )
    return {key or "": qid or "" for key, qid in connection.execute(told.distinct())}
