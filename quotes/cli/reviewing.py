"""Checked claims as schema.org ``ClaimReview``, to be put on the page of a fact-check."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.files import check_folder, write_file
from quotes.cli.listings.words import count
from quotes.errors import UsageError

if TYPE_CHECKING:
    from quotes.check.rows import Checked

_WEB = ("http://", "https://")

Reviewer = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who checked, for schema.org.", show_default=False),
]
Page = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="The page that the check stands on, for schema.org.", show_default=False
    ),
]


@dataclass(frozen=True, slots=True)
class Publication:
    """By whom a check is published, and on which page."""

    reviewer: str
    url: str


def publication(reviewer: str | None, url: str | None) -> Publication:
    """By whom and where the reviews are published.

    :raises UsageError: either is missing, or the page is none of the web.
    """
    reviewer, url = (reviewer or "").strip(), (url or "").strip()
    if not reviewer or not url:
        raise UsageError(
            "schema.org wants to know who checked and on which page; give --reviewer and --url."
        )
    if not url.lower().startswith(_WEB):
        raise UsageError(f"{url} is no address of a page; it begins with https:// or http://.")
    return Publication(reviewer, url)


def write_reviews(
    checks: Iterable[Checked], published: Publication, output: Path | None, *, alone: bool
) -> None:
    """Write a ``ClaimReview`` for each claim as JSON-LD, in a file or else on standard output.

    :param alone: whether there is one claim, which is written as one object; a list is an array.
    :raises QuotesError: the file cannot be written, or a claim cannot be checked.
    """
    from quotes.export.claim_review import claim_review

    if output is not None:
        check_folder(output)
    made = [claim_review(one, published.reviewer, published.url) for one in checks]
    written = json.dumps(made[0] if alone else made, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(written, nl=False)
    else:
        write_file(output, written)
        typer.echo(f"{count(len(made), 'claim')} checked. The review is in {output}.", err=True)
