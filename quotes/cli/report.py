"""``quotes report``: a report on an expert, or on everybody who is quoted."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.api import MIN_CONFIDENCE, DossierQuery
from quotes.cli.app import open_archive, write_file
from quotes.cli.asking import whom
from quotes.cli.options import (
    Database,
    Since,
    Until,
    check_period,
)
from quotes.errors import QuotesError, UsageError
from quotes.report.expert import FORMATS, FormatName
from quotes.report.wording import count

if TYPE_CHECKING:
    from quotes.archive import Archive


_STDOUT = Path("-")


def report(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="The person: a name, also with a post or a body after a comma, or a number.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="A report on everybody who is quoted, into a folder.")
    ] = False,
    since: Since = None,
    until: Until = None,
    topic: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="Quotations on this only.", show_default=False),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="NUMBER",
            help="How likely the sides that are shown must be right, each, from 0 to 1.",
        ),
    ] = MIN_CONFIDENCE,
    min_quotations: Annotated[
        int,
        typer.Option(
            min=1, metavar="NUMBER", help="With --all: only who is quoted so often at least."
        ),
    ] = 1,
    form: Annotated[
        FormatName | None,
        typer.Option(
            "--format",
            "-f",
            help="Without it: what the file is called, else md, with --all html.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The file to write, or the folder for --all. Without it: standard output.",
            show_default=False,
        ),
    ] = None,
    db: Database = None,
) -> None:
    """Report on an expert, for an editor.

    Told are posts through time, how often, where and beside whom they are quoted, topics and
    whether they are a regular voice on them, sides taken, changes of mind, sentences that come
    again, what others say of them, and what is in doubt. Every line names its source.

    A page (html) is one file that needs no network. --all writes a file for each person, and an
    index.

    Where several people have the name, it is asked which is meant; off a terminal each is told in
    short, and the list of them stands on stderr, with exit code 2.

    \b
    Example:
      quotes report "Maren Okonedo" -o okonedo.html
      quotes report "Okonedo, director" --topic "water price" --since 2025
      quotes report --all -o reports/ --min-quotations 3
    """
    check_period(since, until)
    query = DossierQuery(since, until, topic, min_confidence)
    path = None if output == _STDOUT else output
    if every:
        if name is not None or path is None:
            raise UsageError("--all takes no name, and the folder to write into: --all -o FOLDER.")
        with open_archive(db) as archive:
            _write_all(archive, query, form or "html", path, min_quotations)
        return
    if name is None:
        raise UsageError("Give the name of a person, or --all for everybody.")
    form = form or _form_of(path)
    if form == "docx" and path is None:
        raise UsageError("A Word document goes into a file; name one with -o.")
    with open_archive(db) as archive:
        _write_one(archive, name, query, form, path)


def _form_of(path: Path | None) -> FormatName:
    """The format that the name of a file tells; Markdown without one.

    :raises UsageError: it tells another one.
    """
    if path is None:
        return "md"
    endings: dict[str, FormatName] = {f".{form}": form for form in FORMATS}
    found = {**endings, ".markdown": "md", ".htm": "html"}.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"{path} does not tell a format; name it with --format.")
    return found


def _write_one(
    archive: Archive, name: str, query: DossierQuery, form: FormatName, path: Path | None
) -> None:
    from quotes.report.expert import written
    from quotes.report.expert_data import compose

    meant = whom(archive, name)
    today = date.today()
    reports = [compose(found, query, today) for found in archive.dossiers(meant.people, query)]
    if len(reports) == 1:
        made, subject = written(reports[0], form), meant.people[0].name
    else:
        from quotes.report.namesakes import written_namesakes

        made = written_namesakes(name, reports, form)
        subject = f"{len(reports)} people called {name}"
    if path is None:
        sys.stdout.write(made.decode("utf-8"))
    else:
        write_file(path, made)
        typer.echo(f"The report on {subject} is in {path}.", err=True)
    meant.finish()


def _write_all(
    archive: Archive, query: DossierQuery, form: FormatName, folder: Path, least: int
) -> None:
    from quotes.report.expert import entry, index_file, written, written_index
    from quotes.report.expert_data import compose

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuotesError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    today = date.today()
    entries = []
    people = [person for person in archive.people(limit=None) if person.quotations >= least]
    for dossier in archive.dossiers(people, query):
        if len(dossier.quotations) >= least:
            made = compose(dossier, query, today)
            entries.append(entry(made, form))
            write_file(folder / entries[-1].file, written(made, form))
    index = folder / index_file(form)
    write_file(index, written_index(entries, form, today))
    typer.echo(f"{count(len(entries), 'report')} written; begin with {index}.", err=True)
