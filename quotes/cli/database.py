"""Who is heard: the figures on unnamed sources and on the concentration of voices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from quotes.cli.options import Database, database_url
from quotes.cli.output import Format, Json, Listing, console, output_options, write
from quotes.cli.run import command, finishing
from quotes.db.rows import TOP, Concentration, SourceUse, Stats
from quotes.export.tabular import Cell
from quotes.report.wording import count, iso, one_line, period

if TYPE_CHECKING:
    from quotes.store.store import Store


# ``quotes db``: the version of the database, and what can be made again from its texts.


app = typer.Typer(
    help="Look after the database.",
    no_args_is_help=True,
)


def upgrade(db: Database = None) -> None:
    """Bring an older database up to date.

    Nothing that is stored is lost.

    \b
    Example:
      quotes db upgrade
    """
    from quotes.store.store import upgrade as upgrade_store

    typer.echo(f"The database is at version {upgrade_store(database_url(db))}.")


def current(db: Database = None) -> None:
    """Show the version of the database.

    Beside it stands the version that this program needs, if that is another.

    \b
    Example:
      quotes db current
    """
    from quotes.db.schema import revision

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
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        made = sum(_vectors(store))
        with finishing():
            store.curation.settle_all()
            store.rebuild_words()
    typer.echo(f"{count(made, 'vector')} made; the index of words was made anew.")


def _vectors(store: Store) -> Iterator[int]:
    """How many vectors each batch made; the progress is shown on stderr if that is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    terminal = console(stderr=True)
    batches = store.make_vectors()
    with Progress(
        *columns,
        console=terminal,
        transient=True,
        redirect_stdout=False,
        disable=not terminal.is_terminal,
    ) as bar:
        task = bar.add_task("Vectors", total=store.without_vectors(current=False))
        while True:
            with finishing():
                made = next(batches, 0)
            if not made:
                return
            bar.advance(task, made)
            yield made


command(app, upgrade)
command(app, current)
command(app, reindex)


# ``quotes init``: make a database.


def init(db: Database = None) -> None:
    """Make an empty database for articles and quotations.

    \b
    Example:
      quotes init
      quotes init --db newsroom.db
    """
    from quotes.store.store import Store

    Store(database_url(db)).close()
    typer.echo("The database is ready; fill it with `quotes add PATH` or `quotes seed`.")


Figures = dict[str, float | int | None]


def heard_record(stats: Stats) -> Json:
    """The JSON keys for unnamed sources and voices, in all and by outlet."""
    return {
        "unnamed": _use_record(stats.unnamed),
        "unnamed_by_outlet": {
            outlet: _use_record(use) for outlet, use in stats.unnamed_by_outlet.items()
        },
        "voices": _voices_record(stats.voices) if stats.voices else None,
        "voices_by_outlet": {
            outlet: _voices_record(voices) for outlet, voices in stats.voices_by_outlet.items()
        },
    }


def heard_cells(stats: Stats) -> Iterator[tuple[Cell, ...]]:
    """The CSV rows: the group with what is measured, the outlet or "all", the value."""
    uses = {"all": stats.unnamed, **stats.unnamed_by_outlet}
    voices = {"all": stats.voices} if stats.voices else {}
    yield from _rows("unnamed", {outlet: _use_figures(use) for outlet, use in uses.items()})
    yield from _rows(
        "voices",
        {
            outlet: _voices_record(one)
            for outlet, one in {**voices, **stats.voices_by_outlet}.items()
        },
    )


def show_heard(stats: Stats, terminal: Console) -> None:
    """Write both for people; nothing where there is nothing to tell."""
    if stats.quotations:
        terminal.print()
        terminal.print(Text("Unnamed sources", style="bold"))
        terminal.print(_use_line(stats.unnamed))
    leaning = {outlet: use for outlet, use in stats.unnamed_by_outlet.items() if use.unnamed}
    if leaning:
        terminal.print(_use_table(leaning))
    if stats.voices:
        terminal.print()
        terminal.print(Text("Voices: people and organizations with a name", style="bold"))
        terminal.print(_voices_line(stats.voices))
    if stats.voices_by_outlet:
        terminal.print(_voices_table(stats.voices_by_outlet))


def _use_record(use: SourceUse) -> Json:
    by_grade = {str(grade): count for grade, count in enumerate(use.by_grade)}
    return {
        "quotations": use.quotations,
        "unnamed": use.unnamed,
        "share": round(use.share, 3),
        "by_grade": by_grade,
        "mean_grade": None if use.mean_grade is None else round(use.mean_grade, 2),
    }


def _use_figures(use: SourceUse) -> Figures:
    record = _use_record(use)
    grades = {f"grade_{grade}": count for grade, count in record.pop("by_grade").items()}
    return {**record, **grades}


def _voices_record(voices: Concentration) -> Figures:
    return {
        "voices": voices.voices,
        "quotations": voices.quotations,
        "top_share": round(voices.top_share, 3),
        "gini": round(voices.gini, 3),
        "effective": round(voices.effective, 1),
    }


def _rows(group: str, by_outlet: Mapping[str, Figures]) -> Iterator[tuple[Cell, ...]]:
    for outlet, figures in by_outlet.items():
        for name, value in figures.items():
            yield f"{group}: {name}", outlet, value


def _use_line(use: SourceUse) -> str:
    line = f"{use.unnamed} of {count(use.quotations, 'quotation')} ({use.share:.0%})"
    if use.mean_grade is None:
        return line
    return f"{line}; described with grade {use.mean_grade:.1f} of 3 in the mean"


def _use_table(uses: Mapping[str, SourceUse]) -> Table:
    heads = ("Outlet", "Unnamed", "of", "Share", "Grade 0", "1", "2", "3", "Mean")
    return _table(
        heads,
        (
            (
                outlet,
                use.unnamed,
                use.quotations,
                f"{use.share:.0%}",
                *use.by_grade,
                f"{use.mean_grade or 0:.1f}",
            )
            for outlet, use in uses.items()
        ),
    )


def _voices_line(voices: Concentration) -> str:
    return (
        f"{count(voices.voices, 'voice')}; the {TOP} most quoted have {voices.top_share:.0%}; "
        f"Gini {voices.gini:.2f}; as concentrated as {voices.effective:.1f} voices quoted equally "
        "often"
    )


def _voices_table(voices: Mapping[str, Concentration]) -> Table:
    heads = ("Outlet", "Voices", "Quotations", f"Top {TOP}", "Gini", "Effective")
    return _table(
        heads,
        (
            (
                outlet,
                one.voices,
                one.quotations,
                f"{one.top_share:.0%}",
                f"{one.gini:.2f}",
                f"{one.effective:.1f}",
            )
            for outlet, one in voices.items()
        ),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column(heads[0], overflow="fold", min_width=12)
    for head in heads[1:]:
        table.add_column(head, justify="right", no_wrap=True)
    for name, *values in rows:
        table.add_row(Text(one_line(str(name))), *(str(value) for value in values))
    return table


# The counts over a database.


Counts = Collection[tuple[str, int]]

_TOTALS = ("articles", "outlets", "people", "organizations", "quotations")


def _totals(stats: Stats) -> dict[str, int]:
    return {name: getattr(stats, name) for name in _TOTALS}


def _groups(stats: Stats) -> dict[str, Counts]:
    return {
        "by_kind": stats.by_kind.items(),
        "by_speaker_type": stats.by_speaker_type.items(),
        "by_outlet": stats.by_outlet.items(),
        "most_quoted": stats.most_quoted,
    }


def _record(stats: Stats) -> Json:
    return {
        **_totals(stats),
        "by_kind": stats.by_kind,
        "by_speaker_type": stats.by_speaker_type,
        "by_outlet": stats.by_outlet,
        "most_quoted": [
            {"name": name, "quotations": quotations} for name, quotations in stats.most_quoted
        ],
        "first": iso(stats.first),
        "last": iso(stats.last),
        **heard_record(stats),
    }


def _cells(stats: Stats) -> Iterable[tuple[Cell, ...]]:
    for name, value in _totals(stats).items():
        yield "total", name, value
    for group, counts in _groups(stats).items():
        for name, value in counts:
            yield group, name, value
    yield "published", "first", iso(stats.first)
    yield "published", "last", iso(stats.last)
    yield from heard_cells(stats)


_HEADINGS = {
    "by_kind": "Quotations by kind",
    "by_speaker_type": "Quotations by sort of speaker",
    "by_outlet": "Quotations by outlet",
    "most_quoted": "Most quoted people",
}


def _counts(counts: Counts) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for name, value in counts:
        table.add_row(str(value), Text(one_line(name)))
    return table


def _show(figures: Iterable[Stats], terminal: Console) -> None:
    for stats in figures:
        terminal.print(_counts(_totals(stats).items()))
        terminal.print(f"Published: {period(stats.first, stats.last)}")
        for group, counts in _groups(stats).items():
            if counts:
                terminal.print()
                terminal.print(Text(_HEADINGS[group], style="bold"))
                terminal.print(_counts(counts))
        show_heard(stats, terminal)


STATS = Listing(record=_record, columns=("group", "name", "value"), cells=_cells, show=_show)


# ``quotes stats``: what the database holds.


@output_options
def stats(form: Format, db: Database = None) -> None:
    """Count what the database holds.

    \b
    Example:
      quotes stats
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        figures = store.stats()
    write([figures], STATS, form)
