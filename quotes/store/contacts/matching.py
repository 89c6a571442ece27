"""Which stored contact a person of a list is: by QID, else by full name and agreeing post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import Session, selectinload

from quotes.contacts import Contact, ContactPost
from quotes.store import listed
from quotes.store.chunks import chunks
from quotes.store.contacts.grouping import goes_by, refusal
from quotes.store.contacts.posts import PostKey, as_listed, key_of, tenure_of
from quotes.store.folding import fold_person
from quotes.store.identity.posts import weigh_posts

_AGREEING = ("post", "organisation")


@dataclass(slots=True)
class Stored:
    """A stored contact; ``posts`` are the QIDs of the organisation by the keys of its posts."""

    id: int
    person: int
    names: dict[str, str]
    qid: str | None
    posts: dict[PostKey, set[str | None]]
    listed: list[ContactPost]

    def lacks(self, contact: Contact) -> tuple[list[str], list[ContactPost]]:
        """The names and the posts of a person of a list that are not stored of the contact."""
        named = (contact.name, *contact.aliases)
        names = {fold_person(name): name for name in reversed(named)}
        posts = {(key_of(post), post.organization_qid): post for post in reversed(contact.posts)}
        return (
            [name for folded, name in reversed(names.items()) if folded not in self.names],
            [p for (key, qid), p in reversed(posts.items()) if not self._holds(key, qid)],
        )

    def _holds(self, key: PostKey, qid: str | None) -> bool:
        return key in self.posts and (qid is None or qid in self.posts[key])


def stored_like(connection: Connection, contacts: Sequence[Contact]) -> list[Stored]:
    """The stored contacts with the QID or a name of one of these, in the order of their ids."""
    ids: set[int] = set()
    for part in chunks({contact.qid for contact in contacts if contact.qid}):
        found = select(listed.Contact.id).where(listed.Contact.qid.in_(part))
        ids.update(connection.scalars(found))
    for part in chunks({fold_person(contact.name) for contact in contacts}):
        named = select(listed.ContactName.contact_id).where(listed.ContactName.folded.in_(part))
        ids.update(connection.scalars(named.distinct()))
    with Session(connection) as session:
        return [
            _stored(row) for part in chunks(sorted(ids)) for row in session.scalars(_whole(part))
        ]


def match(contacts: Sequence[Contact], stored: Sequence[Stored], file: str) -> list[Stored | None]:
    """The stored contact that each person of a list is, None for those who are new.

    :raises QuotesError: a person contradicts a QID that is known.
    """
    by_qid = {one.qid: one for one in stored if one.qid}
    by_name: dict[str, list[Stored]] = defaultdict(list)
    for one in stored:
        for name in one.names:
            by_name[name].append(one)
    listed_qids = {contact.qid for contact in contacts if contact.qid}
    found: list[Stored | None] = []
    for contact in contacts:
        if contact.qid in by_qid:
            one = by_qid[contact.qid]
            if not goes_by(contact.name, one.names.values()):
                known = next(iter(one.names.values()))
                raise refusal(
                    file, contact.line, f"{contact.qid} is {known} already, not {contact.name}"
                )
            found.append(one)
            continue
        called = by_name.get(fold_person(contact.name), [])
        if contact.qid:
            _check_qid(contact, called, listed_qids, file)
        fitting = _fitting(contact, [one for one in called if not (contact.qid and one.qid)])
        if fitting is not None and contact.qid:
            fitting.qid = contact.qid
            by_qid[contact.qid] = fitting
        found.append(fitting)
    return found


def _fitting(contact: Contact, called: Collection[Stored]) -> Stored | None:
    """The contact of this name who holds all of the posts, else the one whose posts agree best."""
    for one in called:
        if bool(contact.posts) == bool(one.posts) and one.lacks(contact) == ([], []):
            return one
    agreeing = [(weight, one) for one in called if (weight := _agreement(contact, one)) > 0]
    return max(agreeing, key=lambda pair: (pair[0], -pair[1].id))[1] if agreeing else None


def _agreement(contact: Contact, one: Stored) -> float:
    found = weigh_posts(
        [tenure_of(post) for post in contact.posts], [tenure_of(post) for post in one.listed]
    )
    return found.weight if found and found.evidence.kind in _AGREEING else 0.0


def _check_qid(
    contact: Contact, called: Iterable[Stored], listed_qids: Collection[str | None], file: str
) -> None:
    """Refuse a second QID for one name in one post, unless the list has both as two people."""
    for one in called:
        known = {key[:2] for key in one.posts if key.role and key.organization}
        same = known & {key_of(post)[:2] for post in contact.posts}
        if one.qid and one.qid not in listed_qids and same:
            raise refusal(
                file, contact.line, f"{contact.name} is known as {one.qid}, not {contact.qid}"
            )


def _whole(ids: Collection[int]) -> Select[listed.Contact]:
    return (
        select(listed.Contact)
        .where(listed.Contact.id.in_(ids))
        .order_by(listed.Contact.id)
        .options(selectinload(listed.Contact.names), selectinload(listed.Contact.posts))
    )


def _stored(row: listed.Contact) -> Stored:
    posts: dict[PostKey, set[str | None]] = defaultdict(set)
    held = [as_listed(post) for post in row.posts]
    for post in held:
        posts[key_of(post)].add(post.organization_qid)
    names = {name.folded: name.name for name in row.names}
    return Stored(row.id, row.person_id, names, row.qid, dict(posts), held)
