"""Corpora with coreference as documents: a text, and which of its mentions belong together."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from quotes.types import Span

Gender = Literal["masculine", "feminine"]

_BRACKETS = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_GLUED = frozenset(".,;:!?)]’%") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "’"}


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its chains of mentions; ``origin`` names the corpus."""

    origin: str
    text: str
    chains: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A passage of GAP (Webster et al. 2018): a pronoun, two names, and which of them it means."""

    text: str
    pronoun: Span
    names: tuple[Span, Span]
    meant: tuple[bool, bool]
    gender: Gender


def gap(path: Path) -> list[Ambiguous]:
    """The passages of a part of GAP."""
    return [_ambiguous(row) for row in _rows(path)]


def _ambiguous(row: dict[str, str]) -> Ambiguous:
    def span(kind: str) -> Span:
        start = int(row[f"{kind}-offset"])
        return Span(start, start + len(row[kind]))

    return Ambiguous(
        text=row["Text"],
        pronoun=span("Pronoun"),
        names=(span("A"), span("B")),
        meant=(row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"),
        gender="masculine" if row["Pronoun"].lower() in ("he", "him", "his") else "feminine",
    )


def ontogum(path: Path) -> Iterator[Document]:
    """OntoGUM (Zhu et al. 2021): rows of index, word, brackets."""
    for row in _rows(path):
        words, brackets = [cells[1] for cells in row["conll"]], [cells[2] for cells in row["conll"]]
        yield _bracketed("ontogum", words, brackets)


def litbank(path: Path) -> Iterator[Document]:
    """LitBank (Bamman et al. 2020): rows of word, brackets."""
    for row in _rows(path):
        words, brackets = [cells[0] for cells in row["conll"]], [cells[1] for cells in row["conll"]]
        yield _bracketed("litbank", words, brackets)


def polnear(path: Path) -> Iterator[Document]:
    """PolNeAR with the chains that CoreNLP found, right nearly always for names, often else."""
    for row in _rows(path):
        chains = row.get("silver", {}).get("coref")
        if chains:
            found = tuple(tuple(Span(*mention) for mention in chain) for chain in chains)
            yield Document("polnear", row["text"], found)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def _bracketed(origin: str, words: Sequence[str], brackets: Sequence[str]) -> Document:
    text, spans = _text(words)
    begun: dict[str, list[int]] = {}
    chains: dict[str, list[Span]] = {}

    def close(chain: str, first: int, last: int) -> None:
        chains.setdefault(chain, []).append(Span(spans[first].start, spans[last].end))

    for place, cell in enumerate(brackets):
        for alone, opened, closed in _BRACKETS.findall(cell):
            if alone:
                close(alone, place, place)
            elif opened:
                begun.setdefault(opened, []).append(place)
            elif begun.get(closed):
                close(closed, begun[closed].pop(), place)
    return Document(origin, text, tuple(tuple(chain) for chain in chains.values()))


def _text(words: Sequence[str]) -> tuple[str, list[Span]]:
    """The words as a text with blanks where a writer would set them, and their places in it."""
    text = ""
    spans: list[Span] = []
    inside = False
    for given in words:
        word = _MARKS.get(given, given)
        mark = word == '"'
        closing = mark and inside
        opened = text[-1:] in "([$" or (text.endswith('"') and inside)
        if text and not (closing or opened or word in _GLUED):
            text += " "
        inside ^= mark
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
    return text, spans
