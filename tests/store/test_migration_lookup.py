"""A database with quotations and vectors comes out of revision 0011 looked up by both."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from quotes.store.packed import ID
from tests.store.made import check_search_index, raw
from tests.store.test_migration_identity import go, rows

BEFORE = """
INSERT INTO extraction_runs VALUES (1, '1', 'm', '{}', '2024-01-01', '2024-01-01');
INSERT INTO articles (id, public_id, version, run_id, source, authors, language, sha256, text)
VALUES (1, 'a', 1, 1, 'a.txt', '[]', 'en', 'aa', 'She backs the tolls.'),
    (2, 'b', 1, 1, 'b.txt', '[]', 'en', 'bb', 'Nobody spoke.');
INSERT INTO quotations (id, public_id, article_id, run_id, kind, act, text, context_start,
    context, confidence, origin)
VALUES (1, 'abcdef', 1, 1, 'indirect', 'statement', 'the tolls', 0, 'the tolls', 0.9, 'machine'),
    (2, 'abcdee', 1, 1, 'indirect', 'statement', 'She', 0, 'She', 0.9, 'machine');
"""
VECTORS = np.array([[1, -1, 5, *[0] * 5] * 48, [-1] * 384], np.int8)
OLD = "SELECT article_id, model, quotations, vectors FROM vectors"


@pytest.fixture
def old(path: Path) -> Path:
    go(path, "0010")
    with raw(path) as connection:
        connection.executescript(BEFORE)
        ids = np.array([1, 2], ID).tobytes()
        connection.execute(
            "INSERT INTO vectors VALUES (1, 'm', ?, ?), (2, 'm', x'', x'')",
            (ids, VECTORS.tobytes()),
        )
    return path


def test_sketches_are_made_of_the_vectors(old: Path) -> None:
    before = rows(old, OLD)
    go(old, "0011")
    assert rows(old, "SELECT * FROM sketches") == [
        (1, "m", bytes([0b10100000] * 48 + [0] * 48)),
        (2, "m", b""),
    ]
    go(old, "0010", down=True)
    assert rows(old, OLD) == before
    assert rows(old, "SELECT name FROM sqlite_master WHERE name LIKE '%trigram%'") == []


def test_trigrams_and_frequencies_are_those_of_the_quotations(old: Path) -> None:
    go(old, "0011")
    check_search_index(old)
    found = (
        "SELECT rowid FROM quotation_search_trigrams WHERE quotation_search_trigrams MATCH 'oll'"
    )
    assert rows(old, found) == [(1,)]
    assert rows(old, "SELECT term, doc FROM quotation_search_terms ORDER BY term") == [
        ("she", 1),
        ("the", 1),
        ("toll", 1),
    ]


def test_sketches_go_with_their_vectors(old: Path) -> None:
    go(old, "0011")
    with raw(old) as connection:
        connection.execute("DELETE FROM vectors WHERE article_id = 1")
    assert rows(old, "SELECT article_id FROM sketches") == [(2,)]
