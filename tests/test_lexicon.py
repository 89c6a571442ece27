"""The word lists: sorted, whole, each fact once, all of them loaded, and none left in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from quotes.errors import QuotesError
from quotes.lexicon import (
    KIN,
    any_of,
    given_roots,
    is_nickname,
    is_post,
    is_post_plural,
    word_rows,
    word_set,
    word_table,
)

PACKAGE = Path(__file__).parent.parent / "quotes"
FILES = sorted((PACKAGE / "data").iterdir())
MODULES = sorted(PACKAGE.rglob("*.py"))
LOADERS = {"word_set": ".txt", "word_rows": ".tsv", "word_table": ".tsv"}

SAME_WORDS = {
    ("numbers.tsv", "ordinals.tsv"): "",
}
WORD = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+)*")
LONGEST = 11
"""Words that a closed set in the code may have."""
IN_CODE = {
    "add": "",
}


@cache
def lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text("utf-8").splitlines())


def entries(file: Path) -> list[str]:
    return [line for line in lines(file) if not line.startswith("#")]
