"""Importing a contact list: who is known already, who is new, and what is new of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from sqlalchemy import Connection, insert, select, update

from quotes.db.engine import chunks
from quotes.db.rows import ImportRow
from quotes.db.tables import (
    ContactKeyTable,
    ContactLinkTable,
    ContactListTable,
    ContactNameTable,
    ContactPostTable,
    ContactTable,
    PersonTable,
)
from quotes.entities.apply import standing
from quotes.entities.ledger import PEOPLE, Author
from quotes.entities.post_match import weigh_posts
from quotes.entities.posts import (
    PostKey,
    as_listed,
    key_of,
    organization_key,
    qids_of,
    status_of,
    tenure_of,
)
from quotes.entities.profile import listed_profile
from quotes.entities.profiles import candidates, clusters
from quotes.entities.score import weigh
from quotes.entities.shown import apply_names
from quotes.entities.weights import MatchVerdict
from quotes.errors import QuotesError
from quotes.names.person import fold_person, parse, surname
from quotes.names.person_match import index_keys, names_agree
from quotes.types import Contact, ContactPost

# The rows of a list put together as people.


_Called = tuple[str, frozenset[str]]


def refusal(file: str, line: int, what: str) -> QuotesError:
    """The error that says what is amiss with a line of a list."""
    return QuotesError(f"{file}: line {line}: {what}; nothing was imported.")


def people_of(rows: Sequence[Contact], file: str) -> list[Contact]:
    """The people of a list: rows with one QID are one person, or with one name and like aliases.

    :raises QuotesError: a QID stands with two names, or a row could be that of two people.
    """
    by_qid: dict[_Called, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if row.qid:
            by_qid[_called(row)][row.qid] = None
    people: dict[str | _Called, Contact] = {}
    for row in rows:
        known = list(by_qid.get(_called(row), ()))
        if row.qid is None and len(known) > 1:
            raise refusal(
                file, row.line, f"{row.name} is {' and '.join(known)} in the list; add the QID"
            )
        key = row.qid or (known[0] if known else _called(row))
        before = people.get(key)
        if before is not None and not goes_by(row.name, (before.name, *before.aliases)):
            raise refusal(file, row.line, f"{key} is {before.name} in the list, not {row.name}")
        people[key] = row if before is None else _joined(before, row)
    return list(people.values())


def check_organizations(rows: Iterable[Contact], known: dict[str, str], file: str) -> None:
    """Check that no organisation gets a second QID.

    :param known: the QIDs of organisations that are stored, by the key of their names.
    :raises QuotesError: one would.
    """
    qids = dict(known)
    for row in rows:
        for post in row.posts:
            key, qid = organization_key(post.organization), post.organization_qid
            if key and qid and qids.setdefault(key, qid) != qid:
                raise refusal(
                    file, post.line, f"{post.organization} is known as {qids[key]}, not {qid}"
                )


def goes_by(name: str, names: Iterable[str]) -> bool:
    """Whether a name is, or can be a form of, one of the names."""
    return any(fold_person(name) == fold_person(form) or names_agree(name, form) for form in names)


def _called(row: Contact) -> _Called:
    return fold_person(row.name), frozenset(map(fold_person, row.aliases))


def _joined(before: Contact, row: Contact) -> Contact:
    names = dict.fromkeys((*before.aliases, row.name, *row.aliases))
    return replace(
        before,
        aliases=tuple(name for name in names if name != before.name),
        posts=(*before.posts, *row.posts),
        qid=before.qid or row.qid,
    )


# Which stored contact a person of a list is: by QID, else by full name and agreeing post.


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
        found = select(ContactTable.id).where(ContactTable.qid.in_(part))
        ids.update(connection.scalars(found))
    for part in chunks({fold_person(contact.name) for contact in contacts}):
        named = select(ContactNameTable.contact_id).where(ContactNameTable.folded.in_(part))
        ids.update(connection.scalars(named.distinct()))
    return [found for part in chunks(sorted(ids)) for found in _stored(connection, part)]


def match(contacts: Sequence[Contact], stored: Sequence[Stored], file: str) -> list[Stored | None]:
    """The stored contact that each person of a list is, None for those who are new.

    :raises QuotesError: a person contradicts a QID that is known.
    """
    by_qid = {entry.qid: entry for entry in stored if entry.qid}
    by_name: dict[str, list[Stored]] = defaultdict(list)
    for entry in stored:
        for name in entry.names:
            by_name[name].append(entry)
    listed_qids = {contact.qid for contact in contacts if contact.qid}
    found: list[Stored | None] = []
    for contact in contacts:
        if contact.qid in by_qid:
            entry = by_qid[contact.qid]
            if not goes_by(contact.name, entry.names.values()):
                known = next(iter(entry.names.values()))
                raise refusal(
                    file, contact.line, f"{contact.qid} is {known} already, not {contact.name}"
                )
            found.append(entry)
            continue
        called = by_name.get(fold_person(contact.name), [])
        if contact.qid:
            _check_qid(contact, called, listed_qids, file)
        fitting = _fitting(contact, [entry for entry in called if not (contact.qid and entry.qid)])
        if fitting is not None and contact.qid:
            fitting.qid = contact.qid
            by_qid[contact.qid] = fitting
        found.append(fitting)
    return found


def _fitting(contact: Contact, called: Collection[Stored]) -> Stored | None:
    """The contact of this name who holds all of the posts, else the one whose posts agree best."""
    for entry in called:
        if bool(contact.posts) == bool(entry.posts) and entry.lacks(contact) == ([], []):
            return entry
    agreeing = [(weight, entry) for entry in called if (weight := _agreement(contact, entry)) > 0]
    return max(agreeing, key=lambda pair: (pair[0], -pair[1].id))[1] if agreeing else None


def _agreement(contact: Contact, entry: Stored) -> float:
    found = weigh_posts(
        [tenure_of(post) for post in contact.posts], [tenure_of(post) for post in entry.listed]
    )
    return found.weight if found and found.evidence.kind in _AGREEING else 0.0


def _check_qid(
    contact: Contact, called: Iterable[Stored], listed_qids: Collection[str | None], file: str
) -> None:
    """Refuse a second QID for one name in one post, unless the list has both as two people."""
    for entry in called:
        known = {key[:2] for key in entry.posts if key.role and key.organization}
        same = known & {key_of(post)[:2] for post in contact.posts}
        if entry.qid and entry.qid not in listed_qids and same:
            raise refusal(
                file, contact.line, f"{contact.name} is known as {entry.qid}, not {contact.qid}"
            )


def _stored(connection: Connection, ids: Collection[int]) -> Iterator[Stored]:
    """The contacts with these ids, in their order."""
    names: dict[int, dict[str, str]] = defaultdict(dict)
    named = select(ContactNameTable).where(ContactNameTable.contact_id.in_(ids))
    for name in connection.execute(named.order_by(ContactNameTable.id)):
        names[name.contact_id][name.folded] = name.name
    held: dict[int, list[ContactPost]] = defaultdict(list)
    posted = select(ContactPostTable).where(ContactPostTable.contact_id.in_(ids))
    for post in connection.execute(posted.order_by(ContactPostTable.id)):
        held[post.contact_id].append(as_listed(post))
    wanted = select(ContactTable).where(ContactTable.id.in_(ids)).order_by(ContactTable.id)
    for row in connection.execute(wanted):
        posts: dict[PostKey, set[str | None]] = defaultdict(set)
        for listed in held[row.id]:
            posts[key_of(listed)].add(listed.organization_qid)
        yield Stored(row.id, row.person_id, names[row.id], row.qid, dict(posts), held[row.id])


_CLOSE = 0.02


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A new person of the list, by index, and a person across articles who may be the same."""

    index: int
    person: int
    verdict: MatchVerdict


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
    qids = {entry.id: entry.qid for entry in stored}
    found = match(people, stored, file)
    writer = _Writer(connection, file, author)
    matched = 0
    for contact, entry in zip(people, found, strict=True):
        if entry is None:
            continue
        names, posts = entry.lacks(contact)
        is_new_qid = contact.qid is not None and qids[entry.id] is None
        if names or posts or is_new_qid:
            matched += 1
            writer.add_to(entry.id, names, posts, contact.qid if is_new_qid else None)
    new = [contact for contact, entry in zip(people, found, strict=True) if entry is None]
    homes, links = _homes(connection, new, {entry.person for entry in found if entry is not None})
    touched = {entry.person for entry in found if entry is not None}
    for index, contact in enumerate(new):
        touched.add(writer.add(contact, homes.get(index), links.get(index, ())))
    apply_names(connection, PEOPLE, touched, standing(connection, PEOPLE).names)
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

    def add(self, contact: Contact, home: int | None, links: Iterable[_Candidate]) -> int:
        """Write a new contact, and a person for it where it has none; the person."""
        run = self._connection
        if home is None:
            made = insert(PersonTable).values(name=contact.name).returning(PersonTable.id)
            home = run.execute(made).scalar_one()
        row = {"person_id": home, "machine_person_id": home, "name": contact.name}
        written = insert(ContactTable).values(row).returning(ContactTable.id)
        contact_id = run.execute(written).scalar_one()
        names = dict.fromkeys((contact.name, *contact.aliases))
        self.add_to(contact_id, names, contact.posts, contact.qid)
        weighed = [
            {
                "contact_id": contact_id,
                "person_id": pair.person,
                "verdict": "same" if pair.person == home else "maybe",
                "score": pair.verdict.score,
                "evidence": [{"kind": e.kind, "detail": e.detail} for e in pair.verdict.evidence],
            }
            for pair in links
        ]
        if weighed:
            run.execute(insert(ContactLinkTable), weighed)
        return home

    def add_to(
        self, contact_id: int, names: Iterable[str], posts: Sequence[ContactPost], qid: str | None
    ) -> None:
        """Write what is new of a contact."""
        spelled = {fold_person(name): name for name in reversed(list(names))}
        rows = [
            {
                "contact_id": contact_id,
                "list_id": self._list,
                "name": name,
                "folded": folded,
                "surname": surname(folded),
            }
            for folded, name in reversed(spelled.items())
        ]
        if rows:
            self._connection.execute(insert(ContactNameTable), rows)
            self._write_keys(contact_id, spelled.values())
        if posts:
            held = [self._post(contact_id, post) for post in dict.fromkeys(posts)]
            self._connection.execute(insert(ContactPostTable), held)
        if qid is not None:
            changed = update(ContactTable).where(ContactTable.id == contact_id)
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
            made = insert(ContactListTable).values(row).returning(ContactListTable.id)
            self._made = self._connection.execute(made).scalar_one()
        return self._made

    def _write_keys(self, contact_id: int, names: Iterable[str]) -> None:
        held = select(ContactKeyTable.key).where(ContactKeyTable.contact_id == contact_id)
        keys = set[str]().union(*map(index_keys, map(parse, names))) - set(
            self._connection.scalars(held)
        )
        if keys:
            self._connection.execute(
                insert(ContactKeyTable),
                [{"contact_id": contact_id, "key": key} for key in sorted(keys)],
            )

    def _post(self, contact_id: int, post: ContactPost) -> dict[str, object]:
        return {
            "contact_id": contact_id,
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
) -> tuple[dict[int, int], dict[int, list[_Candidate]]]:
    """Who the new people of a list are across articles, and the pairs to keep, by index.

    :param taken: people who are somebody else of the list.
    """
    pairs = _weighed(connection, new, taken)
    homes: dict[int, int] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.verdict.score, pair.person)):
        same = sorted(
            (p.verdict.score for p in pairs if p.index == pair.index and _is_same(p)), reverse=True
        )
        torn = any(best - second < _CLOSE for best, second in pairwise(same[:2]))
        free = pair.index not in homes and pair.person not in homes.values()
        if _is_same(pair) and free and not torn:
            homes[pair.index] = pair.person
    links: dict[int, list[_Candidate]] = {}
    for pair in pairs:
        if pair.person == homes.get(pair.index) or (
            pair.index not in homes and pair.person not in homes.values()
        ):
            links.setdefault(pair.index, []).append(pair)
    return homes, links


def _weighed(connection: Connection, new: Sequence[Contact], taken: set[int]) -> list[_Candidate]:
    among = candidates(connection, (contact.name for contact in new))
    people = {name: {it.person for it in found} for name, found in among.items()}
    known = set[int]().union(*people.values()) - taken
    profiles = [listed_profile(contact) for contact in new]
    records = {it: one.profile for it, one in clusters(connection, known).items()}
    qids = qids_of(connection, known)
    return [
        _Candidate(index, person, verdict)
        for index, (contact, profile) in enumerate(zip(new, profiles, strict=True))
        for person in sorted(people.get(contact.name, set()) & records.keys())
        if not (contact.qid and person in qids)
        if (verdict := weigh(profile, records[person])).verdict != "different"
    ]


def _is_same(pair: _Candidate) -> bool:
    return pair.verdict.verdict == "same"


def _organization_qids(connection: Connection) -> dict[str, str]:
    known = select(ContactPostTable.organization_key, ContactPostTable.organization_qid)
    identified = known.where(
        ContactPostTable.organization_key.is_not(None),
        ContactPostTable.organization_qid.is_not(None),
    )
    return {key or "": qid or "" for key, qid in connection.execute(identified.distinct())}
