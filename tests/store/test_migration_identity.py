"""A database full of articles comes out of revision 0003 with the same people, both ways."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command

from quotes.store import Store, schema
from quotes.store.decisions.requests import Merge
from quotes.store.engine import database_url, make_engine
from tests.store.made import raw

BEFORE = """
INSERT INTO extraction_runs VALUES (1, '1', 'm', '{}', '2024-01-01', '2024-01-01');
INSERT INTO articles (id, public_id, version, run_id, source, authors, language, sha256, text)
VALUES (1, 'a', 1, 1, 'a.txt', '[]', 'en', 'aa', 'Ann Vale, clerk, said yes. So did Ann Vale.'),
    (2, 'b', 1, 1, 'b.txt', '[]', 'en', 'bb', 'Vale said no.');
INSERT INTO addresses VALUES (1, 'a.txt', 1), (2, 'b.txt', 2);
INSERT INTO people VALUES (1, 'Ann Vale'), (2, 'Ann Vale');
INSERT INTO names (id, person_id, article_id, name, folded, surname, kind, origin)
VALUES (1, 1, 1, 'Vale', 'vale', 'vale', 'alias', 'machine'),
    (2, 1, 1, 'Ann Vale', 'ann vale', 'vale', 'full', 'machine'),
    (3, 2, 1, 'Ann Vale', 'ann vale', 'vale', 'full', 'machine'),
    (4, 1, 2, 'Ms. Vale', 'vale', 'vale', 'full', 'machine'),
    (5, 2, NULL, 'The Sphinx', 'the sphinx', 'sphinx', 'alias', 'human');
INSERT INTO posts (id, person_id, article_id, role, evidence_start, evidence_end, evidence, origin)
VALUES (7, 1, 1, 'clerk', 10, 15, 'clerk', 'machine'), (8, 2, 1, 'clerk', 0, 3, 'Ann', 'human');
INSERT INTO quotations (id, public_id, article_id, run_id, kind, act, text, context_start,
    context, confidence, origin)
VALUES (1, 'q1', 1, 1, 'indirect', 'statement', 'yes', 0, 'yes', 0.9, 'machine'),
    (2, 'q2', 2, 1, 'indirect', 'statement', 'no', 0, 'no', 0.9, 'machine');
INSERT INTO speakers (quotation_id, ordinal, type, name, person_id, post_id)
VALUES (1, 0, 'person', 'Ann Vale', 1, 7), (1, 1, 'group', 'many', NULL, NULL),
    (2, 0, 'person', 'Ms. Vale', 1, NULL);
"""
SAID = "SELECT quotation, speaker, person_id FROM quotation_view ORDER BY 1, 2"
OLD = (
    "SELECT person_id, article_id, name, kind, origin FROM names ORDER BY 1, 2, 3",
    "SELECT id, person_id, article_id, role, origin FROM posts ORDER BY id",
    "SELECT quotation_id, ordinal, person_id, post_id FROM speakers ORDER BY 1, 2",
    SAID,
)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with raw(path) as connection:
        return connection.execute(query).fetchall()


def go(path: Path, revision: str, *, down: bool = False) -> None:
    engine = make_engine(database_url(str(path)))
    if down:
        with engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.close()
            with connection.begin():
                command.downgrade(schema.config(connection), revision)
    else:
        schema.migrate(engine, revision)
    engine.dispose()


@pytest.fixture
def old(path: Path) -> Path:
    go(path, "0002")
    with raw(path) as connection:
        connection.executescript(BEFORE)
    return path


def test_up_and_down_again(old: Path) -> None:
    before = [rows(old, query) for query in OLD]
    go(old, "0003")
    assert rows(old, SAID) == before[-1]
    appearing = "SELECT article_id, person_id, home_id, name, folded, ordinal FROM appearances"
    assert rows(old, f"{appearing} ORDER BY 1, 2") == [
        (1, 1, 1, "Ann Vale", "ann vale", 0),
        (1, 2, 2, "Ann Vale", "ann vale", 1),
        (2, 1, 1, "Ms. Vale", "vale", 0),
    ]
    given = "SELECT kind, aliases.name, aliases.person_id FROM aliases JOIN decisions ON true"
    assert rows(old, given) == [("alias", "The Sphinx", 2)]
    assert rows(old, "SELECT count(*) > 0 FROM name_keys") == [(1,)]
    go(old, "0002", down=True)
    assert [rows(old, query) for query in OLD] == before


def test_the_people_are_the_same_and_decisions_go_on(old: Path) -> None:
    go(old, "head")
    with Store.open(str(old)) as store:
        assert [(one.id, one.name, one.quotations) for one in store.people()] == [
            (1, "Ann Vale", 2),
            (2, "Ann Vale", 0),
        ]
        assert [one.id for one in store.person("the sphinx")] == [2]
        assert store.decide(Merge("1", "2"), "ida").id == 2
        assert [one.id for one in store.person("the sphinx")] == [1]
        (merged,) = store.people()
        assert len(merged.posts) == 1


def test_down_after_a_merge_keeps_one_person(old: Path) -> None:
    go(old, "head")
    with Store.open(str(old)) as store:
        store.decide(Merge("1", "2"), "ida")
    go(old, "0002", down=True)
    assert rows(old, "SELECT id, name FROM people") == [(1, "Ann Vale")]
    assert [name for _, _, name, *_ in rows(old, OLD[0])] == [
        "The Sphinx",
        "Ann Vale",
        "Vale",
        "Ms. Vale",
    ]
    assert rows(old, OLD[2]) == [(1, 0, 1, 7), (1, 1, None, None), (2, 0, 1, None)]
