"""The data of the stance model, as texts with targets and the side towards each.

``written/`` holds passages and arguments that were written for this project: ``news-*.jsonl`` one
passage a line with the sides of its quotation towards phrases in it, ``debate-*.jsonl`` one
argument a line with the side towards a claim. Perspectrum (Chen et al. 2019) has claims and
arguments from debate sites, NewsMTSC (Hamborg and Donnay 2021) news sentences with how people in
them come off.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

SIDES = ("oppose", "neutral", "support")
WRITTEN = Path(__file__).parent / "written"
UNMARKED = WRITTEN / "unmarked.jsonl"
Task = Literal["side", "two-sided", "polarity"]
"""What the labels of an example are: one of three sides; one of two, which leaves open whether a
text takes any; or how a person comes off, which is another question with a head of its own."""

_OPPOSITE = {"oppose": "support", "support": "oppose"}
_POLARITIES = {"negative": "oppose", "neutral": "neutral", "positive": "support"}
_TURNS = [
    (re.compile(rf"\b{words}\b"), turned)
    for words, turned in (
        ("should not", "should"),
        ("should", "should not"),
        ("must not", "must"),
        ("must", "must not"),
        ("is not", "is"),
        ("are not", "are"),
        ("is", "is not"),
        ("are", "are not"),
        ("does more good than harm", "does more harm than good"),
        ("does more harm than good", "does more good than harm"),
    )
]


@dataclass(frozen=True)
class Example:
    """A text and the side that it takes towards each of some targets: (target, side).

    ``unmarked`` are phrases of the text that are hardly targets (see ``scripts.stance.unmarked``).
    """

    text: str
    targets: tuple[tuple[str, str], ...]
    task: Task
    unmarked: tuple[str, ...] = ()


def perspectrum(data: Path, part: str) -> list[Example]:
    """The pairs of ``stance/perspectrum.PART``."""
    rows = read_lines(data / "stance" / f"perspectrum.{part}.jsonl.gz")
    return [Example(row["text"], ((row["target"], row["stance"]),), "two-sided") for row in rows]


def newsmtsc(data: Path) -> tuple[list[Example], list[Example]]:
    """The sentences of ``stance/newsmtsc.train``, and a tenth of them, by a hash of the text, that
    is kept out of training."""
    kept: list[Example] = []
    held_out: list[Example] = []
    for row in read_lines(data / "stance" / "newsmtsc.train.jsonl.gz"):
        targets = tuple((name, _POLARITIES[side]) for _, _, name, side in row["targets"])
        tenth = int(hashlib.sha256(row["text"].encode()).hexdigest(), 16) % 10 == 0
        (held_out if tenth else kept).append(Example(row["text"], targets, "polarity"))
    return kept, held_out


def debates() -> list[Example]:
    """The written arguments on claims."""
    return [
        Example(row["text"], ((row["target"], row["side"]),), "two-sided")
        for row in _written("debate-*.jsonl")
    ]


def passages() -> tuple[list[Example], list[Example]]:
    """The written news passages, and an eighth of them, by a hash of the text, that is kept out of
    training."""
    kept: list[Example] = []
    held_out: list[Example] = []
    for row in _written("news-*.jsonl"):
        text, targets = row["text"], tuple((target, side) for target, side in row["targets"])
        eighth = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 8 == 0
        (held_out if eighth else kept).append(Example(text, targets, "side"))
    return kept, held_out


def with_unmarked(examples: Iterable[Example]) -> list[Example]:
    """The passages with the phrases that ``scripts.stance.unmarked`` found no mark on.

    :raises FileNotFoundError: it was not run.
    """
    left = {row["text"]: tuple(row["unmarked"]) for row in read_lines(UNMARKED)}
    return [replace(one, unmarked=left.get(one.text, ())) for one in examples]


def negated(claim: str) -> str | None:
    """The claim with "not" put in or taken out, None where it has no verb to do it at."""
    if claim.rstrip().endswith("?"):
        return None
    for pattern, turned in _TURNS:
        if pattern.search(claim):
            return pattern.sub(turned, claim, count=1)
    return None


def turned_about(example: Example, rng: random.Random, chance: float) -> Example:
    """The example of one claim, with this chance with the claim negated and the other side."""
    claim, side = example.targets[0]
    other = negated(claim) if rng.random() < chance else None
    return replace(example, targets=((other, _OPPOSITE[side]),)) if other else example


def arguments_in_pairs(
    examples: Iterable[Example], rng: random.Random, a_claim: int
) -> Iterator[Example]:
    """Some pairs of arguments on one claim: with the same side one supports the other."""
    by_claim: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_claim[example.targets[0][0]].append(example)
    for arguments in by_claim.values():
        for _ in range(a_claim if len(arguments) > 1 else 0):
            one, other = rng.sample(arguments, 2)
            agree = one.targets[0][1] == other.targets[0][1]
            side = "support" if agree else "oppose"
            yield Example(other.text, ((one.text, side),), "two-sided")


def _written(pattern: str) -> list[dict[str, Any]]:
    return [row for path in sorted(WRITTEN.glob(pattern)) for row in read_lines(path)]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file, packed or not."""
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]
