"""A database with stances comes out of revision 0010 with the same ones, both ways."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import IntegrityError

import pytest

from tests.store.made import raw
from tests.store.test_migration_identity import go, rows

BEFORE = """
INSERT INTO extraction_runs VALUES (1, '1', 'm', '{}', '2024-01-01', '2024-01-01');
INSERT INTO articles (id, public_id, version, run_id, source, authors, language, sha256, text)
VALUES (1, 'a', 1, 1, 'a.txt', '[]', 'en', 'aa', 'She backs the tolls.');
INSERT INTO quotations (id, public_id, article_id, run_id, kind, act, text, context_start,
    context, confidence, origin)
VALUES (1, 'abcdef', 1, 1, 'indirect', 'statement', 'the tolls', 0, 'the tolls', 0.9, 'machine');
INSERT INTO stances (id, quotation_id, target, folded, polarity, score, origin)
VALUES (3, 1, 'the Tolls', 'the tolls', 'support', 0.8, 'machine'),
    (4, 1, 'the Tolls', 'the tolls', 'oppose', 1.0, 'human');
"""
OLD = "SELECT id, quotation_id, target, folded, polarity, score, origin FROM stances ORDER BY id"
NEW = 'SELECT folded, words_start, words_end, "by", at, why FROM stances ORDER BY id'


@pytest.fixture
def old(path: Path) -> Path:
    go(path, "0009")
    with raw(path) as connection:
        connection.executescript(BEFORE)
    return path


def test_up_and_down_again(old: Path) -> None:
    before = rows(old, OLD)
    go(old, "0010")
    assert rows(old, NEW) == [("toll", *[None] * 5)] * 2
    go(old, "0009", down=True)
    assert rows(old, OLD) == before


def test_down_loses_only_rows_without_a_side(old: Path) -> None:
    before = rows(old, OLD)
    go(old, "0010")
    with raw(old) as connection:
        connection.execute(
            'INSERT INTO stances (quotation_id, target, folded, polarity, score, origin, "by", at) '
            "VALUES (1, 'dam', 'dam', NULL, 1.0, 'human', 'ida', '2024-03-02')"
        )
    go(old, "0009", down=True)
    assert rows(old, OLD) == before


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("origin, polarity", "'machine', NULL"),
        ('origin, polarity, "by"', "'human', NULL, 'ida'"),
        ("origin, polarity, words_start, words_end", "'human', 'oppose', 4, 4"),
    ],
)
def test_what_no_row_may_say(old: Path, columns: str, values: str) -> None:
    go(old, "0010")
    with pytest.raises(IntegrityError, match="CHECK"), raw(old) as connection:
        connection.execute(
            f"INSERT INTO stances (quotation_id, target, folded, score, {columns}) "
            f"VALUES (1, 'x', 'x', 1.0, {values})"
        )
