"""A draft, or a list of claims, from a file to what the archive says of it."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.files import check_folder, write_file
from quotes.cli.output import Format, write
from quotes.errors import IngestError, UsageError

if TYPE_CHECKING:
    from quotes.article import Article
    from quotes.check.drafts.rows import CheckedDraft
    from quotes.store import Store

CLAIM_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
"""The endings of files that hold claims; those of any other name hold a draft."""


class ReportForm(Enum):
    """What the report on a draft is written as, or the review of claims (``schema.org``)."""

    MD = "md"
    HTML = "html"
    JSON = "json"
    SCHEMA_ORG = "schema.org"


_BY_ENDING = {
    ".md": ReportForm.MD,
    ".markdown": ReportForm.MD,
    ".html": ReportForm.HTML,
    ".htm": ReportForm.HTML,
    ".json": ReportForm.JSON,
}

Report = Annotated[
    ReportForm | None,
    typer.Option(
        "--format",
        help="Write the report on a draft as md, html or json, claims as schema.org ClaimReview.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it into a file; a report on a draft in the form of its ending by default.",
        show_default=False,
    ),
]


def holds_claims(path: str) -> bool:
    """Whether a file is a list of claims by its name, and no draft."""
    return Path(path).suffix.lower() in CLAIM_ENDINGS


def report_form(report: ReportForm | None, output: Path | None) -> ReportForm | None:
    """The form of the report: the one asked for, or else that of the file's ending; None for the
    listing in the terminal.

    :raises UsageError: the ending of the file tells no form.
    """
    if report is not None or output is None:
        return report
    form = _BY_ENDING.get(output.suffix.lower())
    if form is None:
        raise UsageError(f"{output} ends in no known form; add --format md, html or json.")
    return form


def check_one_form(report: ReportForm | None, form: Format) -> None:
    """Check that not both a report and a listing are asked for.

    :raises UsageError: they are.
    """
    if report is not None and form is not Format.TABLE:
        raise UsageError("Choose either --format or one of --json, --nl and --csv, not both.")


def check_draft_file(
    path: str,
    store: Store,
    form: Format = Format.TABLE,
    report: ReportForm | None = None,
    output: Path | None = None,
) -> CheckedDraft:
    """Check the draft at a path, or on standard input for ``-``, and write what comes of it.

    :param form: how it is listed on standard output, where no report is asked for.
    :param report: the form of the report, which goes to ``output`` or else to standard output.
    :raises IngestError: the draft cannot be read; the message is one sentence.
    :raises UsageError: a listing and a report are asked for at once, or a form that is for claims.
    :raises QuotesError: the report cannot be written.
    """
    from quotes.check.check import Checker
    from quotes.check.drafts.drafts import check_draft
    from quotes.cli.listings.drafts import DRAFTS
    from quotes.pipeline import Extractor
    from quotes.reader.component import Reader
    from quotes.reader.model import Model

    report = report_form(report, output)
    if report is ReportForm.SCHEMA_ORG:
        raise UsageError("schema.org is for claims; a draft is written as md, html or json.")
    check_one_form(report, form)
    if output is not None:
        check_folder(output)
    article = _draft(path)
    extractor = Extractor(Reader(Model.shipped(spinning=False)))
    draft = check_draft(extractor.extract(article), Checker(store).check)
    if report is None:
        write([draft], DRAFTS, form)
        return draft
    written = _written(draft, report)
    if output is None:
        typer.echo(written, nl=False)
    else:
        write_file(output, written)
        typer.echo(f"{_conclusion(draft)} The report is in {output}.", err=True)
    return draft


def _draft(path: str) -> Article:
    """The one article that is the draft."""
    from quotes.ingest import Failure, read

    if path != "-" and Path(path).is_dir():
        raise UsageError(f"{path} is a folder; a draft is one file.")
    found = list(read([path], stdin=typer.get_binary_stream("stdin")))
    if len(found) != 1:
        raise UsageError(f"{path} holds {len(found)} articles; a draft is one.")
    (draft,) = found
    if isinstance(draft, Failure):
        raise IngestError(f"{draft.source}: {draft.reason}.")
    return draft


def _written(draft: CheckedDraft, report: ReportForm) -> str:
    from quotes.report.drafts import draft_html, draft_markdown, draft_record

    if report is ReportForm.MD:
        return draft_markdown(draft)
    if report is ReportForm.HTML:
        return draft_html(draft)
    return json.dumps(draft_record(draft), ensure_ascii=False, indent=2) + "\n"


def _conclusion(draft: CheckedDraft) -> str:
    from quotes.report.drafts.words import conclusion

    return conclusion(draft)
