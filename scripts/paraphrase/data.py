"""Pairs of a claim and a passage with a quotation, and whether they say the same.

``written/pairs-*.jsonl`` has, for the passages of ``scripts/stance/written``, claims that say what
the quotation says in other words ("same"), and claims on the same subject that do not ("other").
All were written for this project.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.stance import data

WRITTEN = Path(__file__).parent / "written"
KEPT_OUT = 8
"""One of so many passages is kept out of training."""


@dataclass(frozen=True)
class Pair:
    """A claim, the text that it is held against, and whether the two say the same."""

    claim: str
    text: str
    same: bool


def pairs() -> tuple[list[Pair], list[Pair]]:
    """The pairs to train on, and those with an eighth of the passages, by a hash of the text."""
    kept: list[Pair] = []
    held_out: list[Pair] = []
    for path in sorted(WRITTEN.glob("pairs-*.jsonl")):
        for row in data.read_lines(path):
            name, _, line = row["passage"].partition(":")
            text = _passages(name)[int(line) - 1]
            out = int(hashlib.sha256(text.encode()).hexdigest(), 16) % KEPT_OUT == 0
            target = held_out if out else kept
            target.extend(Pair(claim, text, True) for claim in row["same"])
            target.extend(Pair(claim, text, False) for claim in row["other"])
    return kept, held_out


@cache
def _passages(name: str) -> list[str]:
    return [row["text"] for row in data.read_lines(data.WRITTEN / name)]
