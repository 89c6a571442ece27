"""Whom a command is about: the name as it was typed, and asking back where several have it.

On a terminal it is asked; elsewhere the people are listed on stderr. :func:`the_person` is for
commands that need one, :func:`whom` for those that tell what they can of all before they end with
exit code 2, :func:`narrowed` for those of which a name only narrows the answer.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quotes.api import (
    Different,
    EntityRequest,
    Merge,
    NameResolution,
    NobodyNamedError,
    PersonRow,
    Query,
    Same,
    SeveralNamedError,
    choices,
    listed,
)

if TYPE_CHECKING:
    from quotes.archive import Archive


@dataclass(frozen=True, slots=True)
class Whom:
    """The people whom a command is about.

    ``chosen`` is one person or, where a human said so on a terminal, all of a name; else
    ``left_open`` says who they are.
    """

    people: tuple[PersonRow, ...]
    left_open: SeveralNamedError | None = None

    def finish(self) -> None:
        """End the command after what could be told without the choice.

        :raises SeveralNamedError: it was left open whom the name means.
        """
        if self.left_open is not None:
            raise self.left_open

    def tell(self) -> None:
        """Say on stderr that an answer is on all of a name, where that was left open.

        For what a name only narrows: its answer tells them apart, so that it is whole.
        """
        if self.left_open is not None:
            _say(f"{self.left_open}\nWhat is shown is of all of them.")


def the_person(archive: Archive, name: str) -> PersonRow:
    """The one person whom the name means, or who was chosen on a terminal.

    :raises NobodyNamedError: there is nobody.
    :raises SeveralNamedError: there are several, and nobody was asked or answered.
    """
    found = archive.named(name)
    if found.outcome == "several" and on_terminal():
        answer = _asked(archive, found, everybody=False)
        if isinstance(answer, PersonRow):
            return answer
    return found.only


def whom(archive: Archive, name: str) -> Whom:
    """Those whom the name means: of several the one who was chosen on a terminal, else all.

    :raises NobodyNamedError: there is nobody.
    """
    found = archive.named(name)
    if found.outcome == "nobody":
        raise NobodyNamedError(found)
    if found.outcome == "one":
        return Whom(found.people)
    if on_terminal():
        answer = _asked(archive, found, everybody=True)
        if isinstance(answer, PersonRow):
            return Whom((answer,))
        if answer == "all":
            return Whom(found.people)
    return Whom(found.people, SeveralNamedError(found))


def narrowed(archive: Archive, name: str | None, *, named: bool = False) -> tuple[str | None, Whom]:
    """A name that narrows a search, and whom it means: with the number, where one was chosen.

    A name that nobody has stays as it is, and finds nothing.

    :param named: keep the name before the number, as it is to be shown.
    """
    if not name or not name.strip() or archive.named(name).outcome != "several":
        return name, Whom(())
    meant = whom(archive, name)
    if len(meant.people) > 1:
        return name, meant
    (person,) = meant.people
    return (f"{person.name}, {person.id}" if named else str(person.id)), meant


def with_person(query: Query, archive: Archive) -> tuple[Query, Whom]:
    """The query for the person whom its name means, or for all of a name, and who they are."""
    person, meant = narrowed(archive, query.person)
    return replace(query, person=person), meant


def the_number(archive: Archive, name: str) -> str:
    """What means the same person as the name, but one only: the number, where a human chose it.

    Without a terminal the name stays as it is; what takes it says what is wrong with it.
    """
    if on_terminal() and archive.named(name).outcome == "several":
        return str(the_person(archive, name).id)
    return name


def chosen(archive: Archive, request: EntityRequest) -> EntityRequest:
    """The request on people with the numbers of those whom a human chose on a terminal."""
    asked = replace(request, entity=the_number(archive, request.entity))
    if isinstance(asked, Merge | Same | Different):
        return replace(asked, other=the_number(archive, asked.other))
    return asked


def on_terminal() -> bool:
    """Whether a human can be asked: what is read and what is told stands on a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(
    archive: Archive, found: NameResolution, *, everybody: bool
) -> PersonRow | Literal["all"] | None:
    """The one whom a human chooses; "all" where they want no choice, None for no answer.

    :param everybody: whether an empty line means all of them.
    """
    _say(choices(found))
    people = found.people
    name = found.asked.partition(",")[0]
    prompt = f"Number, or a post or body{' (Enter for all)' if everybody else ''}: "
    while True:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        answer = line.strip()
        if not answer:
            if not line:
                _say("")
            return "all" if everybody and line else None
        fitting = _fitting(archive, people, name, answer)
        if len(fitting) == 1:
            return fitting[0]
        _say(f"{len(fitting)} of them:\n{listed(fitting)}" if fitting else "That is none of them.")


def _fitting(
    archive: Archive, people: tuple[PersonRow, ...], name: str, answer: str
) -> list[PersonRow]:
    """Those of the people whom an answer means: by the number, a post, a body, or a fuller name."""
    ids = {person.id for person in people}
    for asked in (answer, f"{name}, {answer}"):
        fitting = [person for person in archive.named(asked).people if person.id in ids]
        if fitting:
            return fitting
    return []


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
