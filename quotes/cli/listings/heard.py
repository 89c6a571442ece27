"""Who is heard: the figures on unnamed sources and on the concentration of voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.words import count, one_line
from quotes.cli.output import Cell, Json
from quotes.store.concentration import TOP, Concentration
from quotes.store.rows import SourceUse, Stats

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
