"""``quotes init``, ``db`` and ``stats``: the database, and what it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from quotes.api import TOP, Concentration, SourceUse, Stats
from quotes.cli.app import create_archive, database_url, finishing, group, open_archive
from quotes.cli.layout import Column, show_facts, show_table
from quotes.cli.options import (
    Database,
)
from quotes.cli.output import Json, Listing, Output, console, output_options
from quotes.export.tabular import Cell
from quotes.report.wording import count, iso, period

if TYPE_CHECKING:
    from quotes.archive import Archive


def init(db: Database = None) -> None:
    """Make an empty database for articles and quotations.

    \b
    Example:
      quotes init
      quotes init --db newsroom.db
    """
    create_archive(db).close()
    typer.echo("The database is ready; fill it with `quotes add PATH` or `quotes seed`.")


# ``quotes db``: the version of the database, and what can be made again from its texts.


def upgrade(db: Database = None) -> None:
    """Bring an older database up to date.

    Nothing that is stored is lost.

    \b
    Example:
      quotes db upgrade
    """
    from quotes import upgrade as upgrade_database

    typer.echo(f"The database is at version {upgrade_database(database_url(db))}.")


def current(db: Database = None) -> None:
    """Show the version of the database.

    Beside it stands the version that this program needs, if that is another.

    \b
    Example:
      quotes db current
    """
    from quotes import revision

    version = revision(database_url(db))
    if version.state == "current":
        typer.echo(f"The database is at version {version.found}, up to date.")
    else:
        mend = "update the program" if version.state == "newer" else "run `quotes db upgrade`"
        typer.echo(
            f"The database is at version {version.found}, this program needs {version.newest}: "
            f"{mend}."
        )


def reindex(db: Database = None) -> None:
    """Make the vectors that are missing, and the index of words anew.

    Quotations that were stored before there were vectors, or with those of another model, get
    theirs, so that `quotes search --about` finds them by meaning, and the topics close to them. A
    run that was interrupted keeps what it did; the same command again does the rest.

    \b
    Example:
      quotes db reindex
    """
    with open_archive(db) as archive:
        made = sum(_vectors(archive))
        with finishing():
            archive.curation.settle_all()
            archive.rebuild_words()
    typer.echo(f"{count(made, 'vector')} made; the index of words was made anew.")


def _vectors(archive: Archive) -> Iterator[int]:
    """How many vectors each batch made; the progress is shown on stderr if that is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    terminal = console(stderr=True)
    batches = archive.make_vectors()
    with Progress(
        *columns,
        console=terminal,
        transient=True,
        redirect_stdout=False,
        disable=not terminal.is_terminal,
    ) as bar:
        task = bar.add_task("Vectors", total=archive.without_vectors(current=False))
        while True:
            with finishing():
                made = next(batches, 0)
            if not made:
                return
            bar.advance(task, made)
            yield made


db = group("Look after the database.", upgrade, current, reindex)


# ``quotes stats``: what the database holds, and who is heard.


@output_options
def stats(out: Output, db: Database = None) -> None:
    """Count what the database holds.

    \b
    Example:
      quotes stats
    """
    with open_archive(db) as archive:
        figures = archive.stats()
    out.write([figures], STATS)


Counts = Collection[tuple[str, int]]
Figures = dict[str, float | int | None]

_TOTALS = ("articles", "outlets", "people", "organizations", "quotations")
_HEADINGS = {
    "by_status": "Quotations by status; only those said count in the other figures",
    "by_kind": "Quotations by kind",
    "by_speaker_type": "Quotations by sort of speaker",
    "by_outlet": "Quotations by outlet",
    "most_quoted": "Most quoted people",
}


def _totals(stats: Stats) -> dict[str, int]:
    return {name: getattr(stats, name) for name in _TOTALS}


def _groups(stats: Stats) -> dict[str, Counts]:
    return {
        "by_status": stats.by_status.items(),
        "by_kind": stats.by_kind.items(),
        "by_speaker_type": stats.by_speaker_type.items(),
        "by_outlet": stats.by_outlet.items(),
        "most_quoted": stats.most_quoted,
    }


def _record(stats: Stats) -> Json:
    return {
        **_totals(stats),
        "by_status": stats.by_status,
        "by_kind": stats.by_kind,
        "by_speaker_type": stats.by_speaker_type,
        "by_outlet": stats.by_outlet,
        "most_quoted": [
            {"name": name, "quotations": quotations} for name, quotations in stats.most_quoted
        ],
        "first": iso(stats.first),
        "last": iso(stats.last),
        "unnamed": _unnamed_record(stats.unnamed),
        "unnamed_by_outlet": {
            outlet: _unnamed_record(use) for outlet, use in stats.unnamed_by_outlet.items()
        },
        "voices": _voices_record(stats.voices) if stats.voices else None,
        "voices_by_outlet": {
            outlet: _voices_record(voices) for outlet, voices in stats.voices_by_outlet.items()
        },
    }


def _unnamed_record(use: SourceUse) -> Json:
    return {
        "quotations": use.quotations,
        "unnamed": use.unnamed,
        "share": round(use.share, 3),
        "by_grade": {str(grade): number for grade, number in enumerate(use.by_grade)},
        "mean_grade": None if use.mean_grade is None else round(use.mean_grade, 2),
    }


def _voices_record(voices: Concentration) -> Figures:
    return {
        "voices": voices.voices,
        "quotations": voices.quotations,
        "top_share": round(voices.top_share, 3),
        "gini": round(voices.gini, 3),
        "effective": round(voices.effective, 1),
    }


def _cells(stats: Stats) -> Iterator[tuple[Cell, ...]]:
    """The CSV rows: the group, with what is measured, then the name or outlet, then the value."""
    for name, value in _totals(stats).items():
        yield "total", name, value
    for counted, counts in _groups(stats).items():
        for name, value in counts:
            yield counted, name, value
    yield "published", "first", iso(stats.first)
    yield "published", "last", iso(stats.last)
    for outlet, use in {"all": stats.unnamed, **stats.unnamed_by_outlet}.items():
        figures = _unnamed_record(use)
        grades = {f"grade_{grade}": number for grade, number in figures.pop("by_grade").items()}
        yield from _figures("unnamed", outlet, figures | grades)
    of_all = {"all": stats.voices} if stats.voices else {}
    for outlet, voices in {**of_all, **stats.voices_by_outlet}.items():
        yield from _figures("voices", outlet, _voices_record(voices))


def _figures(what: str, outlet: str, figures: Figures) -> Iterator[tuple[Cell, ...]]:
    return ((f"{what}: {name}", outlet, value) for name, value in figures.items())


def _show(figures: Iterable[Stats], terminal: Console) -> None:
    for stats in figures:
        _show_counts(_totals(stats).items(), terminal)
        terminal.print(f"Published: {period(stats.first, stats.last)}")
        for counted, counts in _groups(stats).items():
            if counts:
                terminal.print()
                terminal.print(Text(_HEADINGS[counted], style="bold"))
                _show_counts(counts, terminal)
        _show_unnamed(stats, terminal)
        _show_voices(stats, terminal)


def _show_counts(counts: Counts, terminal: Console) -> None:
    show_facts(((str(number), name) for name, number in counts), terminal, numbers=True)


def _show_unnamed(stats: Stats, terminal: Console) -> None:
    use = stats.unnamed
    if stats.quotations:
        line = f"{use.unnamed} of {count(use.quotations, 'quotation')} ({use.share:.0%})"
        if use.mean_grade is not None:
            line += f"; described with grade {use.mean_grade:.1f} of 3 in the mean"
        terminal.print()
        terminal.print(Text("Unnamed sources", style="bold"))
        terminal.print(line)
    leaning = {outlet: use for outlet, use in stats.unnamed_by_outlet.items() if use.unnamed}
    show_table(leaning.items(), _UNNAMED_COLUMNS, terminal)


_UNNAMED_COLUMNS: tuple[Column[tuple[str, SourceUse]], ...] = (
    Column("Outlet", lambda row: row[0]),
    Column("Unnamed", lambda row: row[1].unnamed, right=True),
    Column("of", lambda row: row[1].quotations, right=True),
    Column("Share", lambda row: f"{row[1].share:.0%}", right=True),
    Column("Grade 0", lambda row: row[1].by_grade[0], right=True, spare=1),
    Column("1", lambda row: row[1].by_grade[1], right=True, spare=1),
    Column("2", lambda row: row[1].by_grade[2], right=True, spare=1),
    Column("3", lambda row: row[1].by_grade[3], right=True, spare=1),
    Column("Mean", lambda row: f"{row[1].mean_grade or 0:.1f}", right=True),
)


def _show_voices(stats: Stats, terminal: Console) -> None:
    voices = stats.voices
    if voices:
        terminal.print()
        terminal.print(Text("Voices: people and organizations with a name", style="bold"))
        terminal.print(
            f"{count(voices.voices, 'voice')}; the {TOP} most quoted have "
            f"{voices.top_share:.0%}; Gini {voices.gini:.2f}; as concentrated as "
            f"{voices.effective:.1f} voices quoted equally often"
        )
    show_table(stats.voices_by_outlet.items(), _VOICES_COLUMNS, terminal)


_VOICES_COLUMNS: tuple[Column[tuple[str, Concentration]], ...] = (
    Column("Outlet", lambda row: row[0]),
    Column("Voices", lambda row: row[1].voices, right=True),
    Column("Quotations", lambda row: row[1].quotations, right=True, spare=1),
    Column(f"Top {TOP}", lambda row: f"{row[1].top_share:.0%}", right=True),
    Column("Gini", lambda row: f"{row[1].gini:.2f}", right=True),
    Column("Effective", lambda row: f"{row[1].effective:.1f}", right=True, spare=2),
)


STATS = Listing(record=_record, columns=("group", "name", "value"), cells=_cells, show=_show)
