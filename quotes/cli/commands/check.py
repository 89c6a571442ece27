"""``quotes check``: did they really say it?"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from quotes.check.rows import Claim
from quotes.cli.checking_drafts import (
    Output,
    Report,
    ReportForm,
    check_draft_file,
    check_one_form,
    holds_claims,
    report_form,
)
from quotes.cli.command import FAILED
from quotes.cli.dates import day
from quotes.cli.listings.checks import CHECKS
from quotes.cli.output import Format, output_options, write
from quotes.cli.reviewing import Page, Publication, Reviewer, publication, write_reviews
from quotes.cli.settings import Database, database_url
from quotes.errors import UsageError


@output_options
def check(
    form: Format,
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAIM]",
            help="What somebody is said to have said; - for a draft on standard input.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who is said to have said it, by name, alias or id."),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="The day it is said to be of: 2026-03-31."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="A draft (.md, .docx, .html, .txt), each quotation of which is checked, or a list "
            "of claims (.csv, .jsonl, .json).",
            show_default=False,
        ),
    ] = None,
    report: Report = None,
    output: Output = None,
    reviewer: Reviewer = None,
    url: Page = None,
    db: Database = None,
) -> None:
    """Check whether somebody really said it.

    The words are looked for in everything that is stored. The verdict comes with the articles that
    it rests on, the quotation marked in its paragraph, and every word that differs. What is not
    found may still have been said.

    A draft is read as any article is, and every quotation in it is checked; the command ends with
    exit code 1 if one is altered or under another name. A list of claims has a column or key
    claim, and may have by and on. With --format schema.org a claim, or each one of a list, is
    written as a ClaimReview for the page of a fact-check.

    \b
    Example:
      quotes check "We will not sell the mill" --by "Maren Okonedo"
      quotes check --file draft.docx --format html -o draft.html
      quotes check --file claims.csv --nl
      quotes check --file claims.csv --format schema.org --reviewer Quay --url https://quay.example
    """
    draft = _draft(claim, file)
    if (file or draft) and (by or on):
        raise UsageError("--by and --on go with a claim; a file says itself who said what.")
    published = _published(report, form, reviewer, url)
    if draft is None and (report or output) and not published:
        raise UsageError("--format and --output are for the report on a draft; give one.")
    report = report_form(report, output)

    from quotes.check.check import Checker
    from quotes.store import Store

    with Store.open(database_url(db)) as store:
        if draft is not None:
            failed = check_draft_file(draft, store, form, report, output).failed
            if failed:
                raise typer.Exit(FAILED)
            return
        checks = map(Checker(store).check, _claims(claim, file, by, on))
        if published:
            write_reviews(checks, published, output, alone=file is None)
        else:
            write(checks, CHECKS, form)


def _published(
    report: ReportForm | None, form: Format, reviewer: str | None, url: str | None
) -> Publication | None:
    """By whom and where the check is published, None where it is no review."""
    if report is ReportForm.SCHEMA_ORG:
        check_one_form(report, form)
        return publication(reviewer, url)
    if reviewer or url:
        raise UsageError("--reviewer and --url go with --format schema.org.")
    return None


def _draft(claim: str | None, file: str | None) -> str | None:
    """The path of the draft, or - for standard input; None where there is none."""
    if (claim is None) == (file is None):
        raise UsageError("Give either a claim, or a file with --file, or - for a draft.")
    if file is not None:
        return None if holds_claims(file) else file
    return claim if claim == "-" else None


def _claims(
    claim: str | None, file: str | None, by: str | None, on: date | None
) -> tuple[Claim, ...]:
    from quotes.ingest.claims import read_claims

    return read_claims(file) if file is not None else (Claim(claim or "", by, on),)
