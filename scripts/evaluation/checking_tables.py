"""Tables of how claims were checked, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scripts.evaluation.bootstrap import Estimate
from scripts.evaluation.checking import VERDICTS, Result, confusion, figures, groups

HEAD = ("percent", "claims", "right verdict", "and evidence", "turn, change, speaker told")


def lines(rows: Sequence[Result], others: Mapping[str, Sequence[Result]]) -> list[Sequence[str]]:
    """The figures of all claims, of other choices of them by name, and of each group."""
    parts = {"all": rows, **others, **groups(rows)}
    return [_line(name, part) for name, part in parts.items()]


def hard_counts(rows: Sequence[Result]) -> dict[str, str]:
    """The counts that must be 0, and the time of a check, by what they are."""
    count = figures(rows)
    return {
        '"verbatim" for an altered claim': str(count.changes_passed),
        '"said by someone else", wrongly, where a namesake is known': str(count.namesakes_blamed),
        "milliseconds a check, median": str(count.milliseconds),
    }


def table(rows: Sequence[Result], others: Mapping[str, Sequence[Result]] | None = None) -> str:
    """All figures, with intervals."""
    counts = [f"{name}: {count}" for name, count in hard_counts(rows).items()]
    return "\n".join([aligned([HEAD, *lines(rows, others or {})]), "", *counts])


def confusion_lines(rows: Sequence[Result]) -> list[Sequence[str]]:
    """A heading and a line for every verdict expected, with how often each was given."""
    counts = confusion(rows)
    expected = [one for one in VERDICTS if any(first == one for first, _ in counts)]
    return [
        ("expected, given:", *VERDICTS),
        *((one, *(str(counts.get((one, given), "")) for given in VERDICTS)) for one in expected),
    ]


def confusion_table(rows: Sequence[Result]) -> str:
    """What was given where each verdict was expected."""
    return aligned(confusion_lines(rows))


def aligned(cells: Iterable[Sequence[str]]) -> str:
    """Cells in columns."""
    kept = list(cells)
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in kept
    )


def _line(name: str, rows: Sequence[Result]) -> Sequence[str]:
    count = figures(rows)
    told = any(row.told is not None for row in rows)
    return (
        name,
        str(len(rows)),
        _shown(count.right),
        _shown(count.whole),
        _shown(count.told) if told else "",
    )


def _shown(found: Estimate) -> str:
    return f"{found.value:.1f} [{found.low:.1f}, {found.high:.1f}]"
