"""What an article tells of a source without a name, in a line."""

from __future__ import annotations

from quotes.article import Anonymity

TOLD = ("nothing told", "little told", "well told", "fully told")
"""What the grades from 0 to 3 mean, in words."""


def unnamed_line(anonymity: Anonymity) -> str:
    """The line: "2 officials, Harbour Office; grade 2 of 3 (well told); no reason given"."""
    number = str(anonymity.number)
    who = f"{number} {anonymity.group}" if anonymity.group else number
    parts = [who, anonymity.position, anonymity.organization]
    told = ", ".join(part for part in parts if part)
    if anonymity.collective:
        return f"people at large: {told}"
    why = f"reason: {anonymity.reason}" if anonymity.reason else "no reason given"
    return f"{told}; grade {anonymity.grade} of 3 ({TOLD[anonymity.grade]}); {why}"
