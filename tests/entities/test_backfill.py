"""What people are told apart by, made for articles that were stored before it was kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import create_engine

from quotes.entities.backfill import fill_features, fill_profiles
from quotes.store.store import Store
from tests.entities.test_placing import ARTICLES, groups, leftovers
from tests.store.made import raw

KEPT = (
    "SELECT person_id, history, recent, size FROM person_profiles ORDER BY person_id",
    "SELECT key, person_id FROM person_keys ORDER BY key, person_id",
)


def test_what_is_made_later_is_what_would_have_been_kept(blank: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(blank, tmp_path / "made.db"))
    with Store.open(str(path)) as store:
        for extraction in ARTICLES[:4]:
            store.add(extraction)
        before = groups(store)
        with raw(path) as database:
            kept = [database.execute(question).fetchall() for question in KEPT]
            for table in ("article_features", "person_profiles", "person_keys"):
                database.execute(f"DELETE FROM {table}")
            database.execute("UPDATE article_people SET features = NULL")
            database.commit()
        engine = create_engine(store.url)
        with engine.begin() as connection:
            assert fill_features(connection) == 4
            assert fill_features(connection) == 0
            assert fill_profiles(connection) > 0
            assert fill_profiles(connection) == 0
        engine.dispose()
        with raw(path) as database:
            assert [database.execute(question).fetchall() for question in KEPT] == kept
        assert groups(store) == before
        store.add(ARTICLES[5])
        assert leftovers(store) == [0, 0, 0, 0]
