"""What the commands share that decide who is who: whom, by whom, why, and the answer."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.decisions import sentence
from quotes.cli.options import database_url
from quotes.errors import UsageError

if TYPE_CHECKING:
    from quotes.entities.decisions import Request

Person = Annotated[str, typer.Argument(metavar="PERSON", help="The person, by id or name.")]
One = Annotated[str, typer.Argument(metavar="A", help="A person, by id or name.")]
Other = Annotated[str, typer.Argument(metavar="B", help="Another person, by id or name.")]
NewName = Annotated[str, typer.Argument(metavar="NAME", help="The name to be given.")]
Body = Annotated[
    str, typer.Argument(metavar="ORGANIZATION", help="The organisation, by id or name.")
]
OneBody = Annotated[str, typer.Argument(metavar="A", help="An organisation, by id or name.")]
OtherBody = Annotated[str, typer.Argument(metavar="B", help="Another organisation, by id or name.")]

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        envvar="QUOTES_USER",
        metavar="WHO",
        help="Who decides. Without it: the name of your account.",
        show_default=False,
    ),
]
Why = Annotated[
    str | None,
    typer.Option("--why", metavar="TEXT", help="Why, for the log.", show_default=False),
]


def author(by: str | None) -> str:
    """Who decides: as given, else the name of the account.

    :raises UsageError: neither is known.
    """
    if by and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("Say who decides with --by, or set QUOTES_USER.") from None


def decide_organization(request: Request, by: str | None, why: str | None, db: str | None) -> None:
    """Have the store write a decision on organisations down, and say what it was."""
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        made = store.decide_organization(request, author(by), why)
    typer.echo(f"Decision {made.id}: {sentence(made)}.")


def decide(request: Request, by: str | None, why: str | None, db: str | None) -> None:
    """Have the store write a decision down, and say what it was."""
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        made = store.decide(request, author(by), why)
    typer.echo(f"Decision {made.id}: {sentence(made)}.")
