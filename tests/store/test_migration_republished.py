"""A database with articles comes out of revision 0012 with their bands and credits."""

from __future__ import annotations

import json
from pathlib import Path
from sqlite3 import IntegrityError

import pytest

from quotes.store import Store
from quotes.store.republished.minhash import bands
from quotes.store.republished.shingles import shingles
from tests.check.pier import AGENCY, SHORTENED
from tests.store.made import raw
from tests.store.test_migration_identity import go, rows

RUN = "INSERT INTO extraction_runs VALUES (1, '1', 'm', '{}', '2024-01-01', '2024-01-01')"
ARTICLE = (
    "INSERT INTO articles (id, public_id, version, run_id, source, authors, language, sha256, text)"
    " VALUES (?, ?, 1, 1, ?, ?, 'en', 'aa', ?)"
)
CREDITS = (
    "SELECT article_id, kind, name, evidence_start IS NULL FROM article_credits ORDER BY article_id"
)


@pytest.fixture
def old(path: Path) -> Path:
    go(path, "0011")
    texts = [(AGENCY, []), ("Pier shut.", ["Reuters"]), (SHORTENED, ["Ida Brandt"])]
    with raw(path) as connection:
        connection.execute(RUN)
        for row, (text, authors) in enumerate(texts, start=1):
            connection.execute(ARTICLE, (row, f"a{row}", f"{row}.txt", json.dumps(authors), text))
    return path


def test_articles_that_are_stored_get_theirs(old: Path) -> None:
    go(old, "0012")
    found = rows(old, "SELECT article_id, band FROM article_bands ORDER BY article_id, band")
    made = [(1, band) for band in bands(shingles(AGENCY))]
    assert found == [*made, *((3, band) for band in bands(shingles(SHORTENED)))]
    assert rows(old, CREDITS) == [
        (1, "agency", "Northwire", 0),
        (2, "agency", "Reuters", 1),
        (3, "agency", "Northwire", 0),
    ]


def test_down_drops_the_tables_alone(old: Path) -> None:
    before = rows(old, "SELECT * FROM articles")
    go(old, "0012")
    go(old, "0011", down=True)
    assert rows(old, "SELECT * FROM articles") == before
    assert rows(old, "SELECT name FROM sqlite_master WHERE name LIKE '%article_%d%s'") == []
    go(old, "0012")
    assert len(rows(old, CREDITS)) == 3


@pytest.mark.parametrize("values", ["'paper', 'X', NULL, NULL", "'agency', 'X', 4, 4"])
def test_what_no_credit_may_say(store: Store, path: Path, values: str) -> None:
    with raw(path) as connection:
        connection.execute(RUN)
        connection.execute(ARTICLE, (1, "a1", "1.txt", "[]", AGENCY))
    assert store.stats().articles == 0
    with pytest.raises(IntegrityError, match="CHECK"), raw(path) as connection:
        connection.execute(f"INSERT INTO article_credits VALUES (1, 0, {values})")
