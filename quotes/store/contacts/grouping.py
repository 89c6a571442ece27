"""The rows of a list put together as people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.contacts import Contact
from quotes.errors import QuotesError
from quotes.store.contacts.posts import organization_key
from quotes.store.folding import fold_person
from quotes.store.identity.names import names_agree

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
    return any(fold_person(name) == fold_person(one) or names_agree(name, one) for one in names)


def _called(row: Contact) -> _Called:
    return fold_person(row.name), frozenset(map(fold_person, row.aliases))


def _joined(one: Contact, other: Contact) -> Contact:
    names = dict.fromkeys((*one.aliases, other.name, *other.aliases))
    return replace(
        one,
        aliases=tuple(name for name in names if name != one.name),
        posts=(*one.posts, *other.posts),
        qid=one.qid or other.qid,
    )
