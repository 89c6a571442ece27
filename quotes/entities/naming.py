"""Whom a user means who types a name: resolved here, for every command and every query.

A name is tried in several ways, the strictest first; the first that finds somebody counts:

1. a number is the id of a person (who was merged into another is that other), a QID that of a list;
2. a title before a name is a post of the person, if anybody of the name has it: "Mayor Carter";
3. the whole name, as an article, a human or a list gives it; a single word also as a surname;
4. the end of a name, as a surname with what stands before it;
5. a name, a comma, and words of a post or a body, or the number: "James Carter, police";
6. a surname, a comma, and what stands before it: "Carter, James";
7. words of a name;
8. words of a post or a body before a name: "the nurse Ann Vale".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, Select, false, select

from quotes.db.matching import as_id, has_words, people_called, people_named
from quotes.db.rows import PersonRow, PostRow
from quotes.db.tables import ArticlePersonKeyTable, ArticlePersonTable, ContactTable, PersonTable
from quotes.entities.apply import standing
from quotes.entities.ledger import PEOPLE
from quotes.entities.people import has_any, people_among, people_of, shown_names, with_words
from quotes.entities.reports import says_status
from quotes.errors import QuotesError, UsageError
from quotes.lexicon import STOP_WORDS
from quotes.names.person import fold_person, parse, surname
from quotes.names.person_match import index_keys
from quotes.text.normalize import fold

MOST_LISTED = 20
"""People of one name that a message lists."""
MOST_NEAR = 5
"""People that a message offers where nobody has the name."""

_QID = re.compile("Q[1-9][0-9]*", re.ASCII | re.IGNORECASE)
_MOST_WORDS = 8
"""Words at the beginning of which a post may stand that is no title."""
_BEGINNING = 3
"""Letters from which on the beginning of a word of a post stands for the word."""
_LEAST_ALIKE = 75
"""How alike two names must be, of 100, for one to be offered for the other; set by hand."""
_MOST_WEIGHED = 500
"""Names that are compared at most where nobody has the one that was typed."""

NameOutcome = Literal["one", "several", "nobody"]


@dataclass(frozen=True, slots=True)
class NameResolution:
    """Whom a name may mean: one person, several, or nobody.

    ``people`` are the most quoted first. Where there are none, ``near`` are people whose names are
    like it, or who have the name without the post that was asked for.
    """

    asked: str
    people: tuple[PersonRow, ...]
    near: tuple[PersonRow, ...] = ()

    @property
    def outcome(self) -> NameOutcome:
        """How many have the name."""
        if not self.people:
            return "nobody"
        return "one" if len(self.people) == 1 else "several"

    @property
    def only(self) -> PersonRow:
        """The one person whom the name means.

        :raises NobodyNamedError: there is nobody.
        :raises SeveralNamedError: there are several.
        """
        if not self.people:
            raise NobodyNamedError(self)
        if len(self.people) > 1:
            raise SeveralNamedError(self)
        return self.people[0]


class NobodyNamedError(QuotesError):
    """Nobody has the name; the message offers those that are near."""

    def __init__(self, found: NameResolution) -> None:
        """Say it of this name."""
        self.found = found
        asked = _plain(found.asked)
        number = as_id(found.asked)
        if number is not None:
            said = f"There is no person {number}; `quotes person NAME` shows the numbers."
        elif found.near:
            said = (
                f"Nobody in the database is called {asked}; these are near:\n{listed(found.near)}"
            )
        else:
            said = (
                f"Nobody in the database is called {asked}; `quotes people TEXT` finds words of a "
                "name."
            )
        super().__init__(said)


class SeveralNamedError(UsageError):
    """Several people have the name; the message lists them and says how to choose."""

    def __init__(self, found: NameResolution) -> None:
        """Ask back for this name."""
        self.found = found
        super().__init__(f"{choices(found)}\n{_how_to_choose(found)}")


def choices(found: NameResolution) -> str:
    """The people of a name with what tells them apart, a line each, under a heading."""
    return f"{len(found.people)} people of that name:\n{listed(found.people)}"


def _how_to_choose(found: NameResolution) -> str:
    name = found.asked.partition(",")[0]
    words = _telling_apart(found.people)
    if words is None:
        return "Give the number of one."
    return (
        "Give the number of one, or the name with a post or a body after a comma: "
        f'"{_plain(name)}, {_plain(words)}".'
    )


def _telling_apart(people: Sequence[PersonRow]) -> str | None:
    """A role or a body that one of the people alone has, None where there is none."""
    for person in people:
        for post in person.posts:
            for words in filter(None, (post.role, post.organization)):
                having = [p for p in people if any(_tells(held, words) for held in p.posts)]
                if fold(words) and "," not in words and having == [person]:
                    return words
    return None


def resolve(connection: Connection, asked: str, *, titled: bool = True) -> NameResolution:
    """Whom a name may mean, as it was typed; see the head of this module for the ways.

    :param titled: whether a title before the name chooses among those of the name.
    """
    for wanted in ways(connection, asked, titled=titled):
        if people := people_among(connection, wanted):
            return NameResolution(asked, tuple(people))
    return NameResolution(asked, (), tuple(_near(connection, asked)))


def meant(connection: Connection, asked: str) -> Select[int]:
    """The ids of those whom a name may mean, as :func:`resolve` finds them."""
    for wanted in ways(connection, asked):
        if has_any(connection, wanted):
            return wanted
    return select(PersonTable.id).where(false())


def ways(connection: Connection, asked: str, *, titled: bool = True) -> Iterator[Select[int]]:
    """For each way to take a name the ids of those whom it means; the first with anybody counts.

    :param titled: whether a title before the name chooses among those of the name.
    """
    number = as_id(asked)
    if number is not None:
        person = standing(connection, PEOPLE).canonical_id(number)
        yield select(PersonTable.id).where(PersonTable.id == person)
        return
    if _QID.fullmatch(asked.strip()):
        yield select(ContactTable.person_id).where(ContactTable.qid == asked.strip().upper())
    folded = fold_person(asked)
    if not folded:
        return
    titles = " ".join(parse(asked).titles) if titled else ""
    if titles and (people := _in_post(connection, asked, titles)):
        yield _among(people)
    yield from _by_name(asked)
    before, comma, after = asked.partition(",")
    if comma and fold(before) and fold(after):
        yield _among(_in_post(connection, before, after))
        turned = fold_person(f"{after} {before}")
        yield people_named(lambda names: names.folded == turned)
    yield _with_words(folded)
    if titled:
        yield from _behind_a_post(connection, asked)


def _by_name(name: str) -> Iterator[Select[int]]:
    folded = fold_person(name)
    if " " in folded:
        yield people_named(lambda names: names.folded == folded)
    if folded:
        yield people_called(name)


def _with_words(folded: str) -> Select[int]:
    return people_named(lambda names: has_words(names.folded, folded))


def _behind_a_post(connection: Connection, asked: str) -> Iterator[Select[int]]:
    """The people of the end of a name, in a post of the words before it: "Nurse Ann Vale"."""
    words = asked.split()
    for count in range(1, min(len(words), _MOST_WORDS)):
        yield _among(_in_post(connection, " ".join(words[count:]), " ".join(words[:count])))


def _among(people: Sequence[PersonRow]) -> Select[int]:
    return select(PersonTable.id).where(PersonTable.id.in_([person.id for person in people]))


def _without_post(connection: Connection, name: str) -> list[PersonRow]:
    """The people of the name that stands before a comma."""
    folded = fold_person(name)
    for wanted in (*_by_name(name), *([_with_words(folded)] if folded else [])):
        if people := people_among(connection, wanted):
            return people
    return []


def _in_post(connection: Connection, name: str, words: str) -> list[PersonRow]:
    """Those of the people of a name who have a post or a body with all of the words.

    A number in place of the words is the id of one of them.
    """
    people = _without_post(connection, name)
    if not people:
        return []
    number = as_id(words)
    if number is not None:
        number = standing(connection, PEOPLE).canonical_id(number)
        return [person for person in people if person.id == number]
    bodies = frozenset(connection.scalars(with_words(words)))
    return [
        person
        for person in people
        if any(post.organization_id in bodies or _tells(post, words) for post in person.posts)
    ]


def _tells(post: PostRow, words: str) -> bool:
    """Whether each of the words is in the post, in full or by its beginning."""
    parts = post.status, post.role, post.unit, post.organization, post.party, post.country
    there = fold(" ".join(filter(None, parts))).replace("-", " ").split()
    asked = fold(words).replace("-", " ").split()
    telling = [word for word in asked if word not in STOP_WORDS] or asked
    return all(
        any(word == told or (len(word) >= _BEGINNING and told.startswith(word)) for told in there)
        for word in telling
    )


def is_more_than_a_name(asked: str) -> bool:
    """Whether a number, a QID or a comma says which of those of a name is meant."""
    return as_id(asked) is not None or "," in asked or bool(_QID.fullmatch(asked.strip()))


# Who is near, where nobody has the name.


def _near(connection: Connection, asked: str) -> list[PersonRow]:
    """People to offer: those of the name in other posts, else those with a name like it."""
    if as_id(asked) is not None:
        return []
    name, comma, _ = asked.partition(",")
    if comma and (people := _without_post(connection, name)):
        return people[:MOST_NEAR]
    folded = fold_person(name)
    if not folded:
        return []
    from rapidfuzz.fuzz import ratio

    keyed = (
        select(ArticlePersonTable.person_id)
        .join(
            ArticlePersonKeyTable, ArticlePersonKeyTable.article_person_id == ArticlePersonTable.id
        )
        .where(ArticlePersonKeyTable.key.in_(sorted(index_keys(parse(name)))))
    )
    begins = surname(folded)[:_BEGINNING]
    beginning = people_named(lambda names: names.surname.startswith(begins, autoescape=True))
    ids = dict.fromkeys(
        person
        for wanted in (keyed, people_called(surname(folded)), beginning)
        for person in connection.scalars(wanted.distinct().limit(_MOST_WEIGHED))
    )
    weighed = {
        person: max(ratio(folded, form) for form in _compared(folded, fold_person(shown)))
        for person, shown in shown_names(connection, PEOPLE, ids).items()
    }
    best = sorted(weighed, key=lambda person: (-weighed[person], person))
    alike_enough = [person for person in best if weighed[person] >= _LEAST_ALIKE]
    rows = people_of(connection, alike_enough[: 4 * MOST_NEAR])
    return [rows[person] for person in alike_enough if person in rows][:MOST_NEAR]


def _compared(asked: str, name: str) -> set[str]:
    """What of a name is compared with the one asked for: the surname alone with a single word."""
    return {name} if " " in asked else {name, surname(name)}


# People of one name as a message tells them apart.


def listed(people: Sequence[PersonRow]) -> str:
    """A line for each: number, name, latest post and body, years, count of quotations."""
    rows = [
        (str(person.id), _plain(person.name), _post(person), _years(person), _quoted(person))
        for person in people[:MOST_LISTED]
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if not at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            if width
        ).rstrip()
        for row in rows
    ]
    if len(people) > MOST_LISTED:
        lines.append(f"and {len(people) - MOST_LISTED} more; `quotes people TEXT` lists them.")
    return "\n".join(f"  {line}" for line in lines)


def _post(person: PersonRow) -> str:
    """The latest post with its body, "" without one."""
    if not person.posts:
        return ""
    post = person.posts[0]
    parts = post.role, post.unit, post.organization
    line = ", ".join(map(_plain, filter(None, parts)))
    if post.status == "current" or says_status(post.role):
        return line
    return f"{line} (elect)" if post.status == "elect" else f"{post.status} {line}"


def _years(person: PersonRow) -> str:
    """The years of the quotations, without any those in which the posts were seen."""
    seen = [day for post in person.posts for day in (post.first_seen, post.last_seen)]
    days: list[date] = list(filter(None, (person.first, person.last))) or list(filter(None, seen))
    if not days:
        return "undated"
    first, last = min(days).year, max(days).year
    return str(first) if first == last else f"{first}-{last}"


def _quoted(person: PersonRow) -> str:
    return f"{person.quotations} quotation{'' if person.quotations == 1 else 's'}"


def _plain(text: str) -> str:
    """The text on one line, without what could steer a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
