"""The cells of a table that a spreadsheet may open."""

from __future__ import annotations

from collections.abc import Iterable

Cell = str | int | float | None

BETWEEN = "; "

# What a spreadsheet takes for the start of a formula, the full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: Cell) -> Cell:
    """A CSV cell that no spreadsheet runs as a formula: such text gets an apostrophe in front."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def joined(values: Iterable[str | None]) -> str:
    """The values that are there, each once, in one cell."""
    return BETWEEN.join(dict.fromkeys(value for value in values if value))
