from __future__ import annotations

from pathlib import Path

from quotes.ingest.credits import credits_of
from quotes.store.store import Store
from quotes.text.shingles import bands, shingles
from quotes.types import Article, Extraction
from tests.check.pier import AGENCY, INTERVIEW, SHORTENED, UNCREDITED
from tests.store.made import raw


def article(text: str, source: str, program: str = "1", **details: str) -> Extraction:
    return Extraction(Article(text, source, **details), program=program, model="m")  # type: ignore[arg-type]


def stored(path: Path, source: str) -> tuple[set[int], list[tuple[str, str]]]:
    with raw(path) as connection:
        (row,) = connection.execute(
            "SELECT id FROM articles WHERE source = ? ORDER BY version DESC", (source,)
        ).fetchone()
        found = connection.execute("SELECT band FROM article_bands WHERE article_id = ?", (row,))
        credits = connection.execute(
            "SELECT kind, name FROM article_credits WHERE article_id = ? ORDER BY ordinal", (row,)
        )
        return {band for (band,) in found}, credits.fetchall()


def test_bands_and_credits_are_written_with_the_article(store: Store, path: Path) -> None:
    store.add(article(AGENCY, "agency.txt"))
    store.add(article("Pier shut.", "brief.txt"))
    assert stored(path, "agency.txt") == (
        set(bands(shingles(AGENCY))),
        [(one.kind, one.name) for one in credits_of(Article(AGENCY, "agency.txt"))],
    )
    assert stored(path, "agency.txt")[1] == [("agency", "Northwire")]
    assert stored(path, "brief.txt") == (set(), [])


def test_reading_an_article_again_keeps_them_in_step(store: Store, path: Path) -> None:
    store.add(article(INTERVIEW, "a.txt"))
    before = stored(path, "a.txt")
    with raw(path) as connection:
        connection.execute("INSERT INTO article_credits VALUES (1, 7, 'agency', 'Old', NULL, NULL)")
    assert store.add(article(INTERVIEW, "a.txt", program="2")) == "updated"
    assert stored(path, "a.txt") == before


def test_articles_that_share_text_find_one_another(store: Store) -> None:
    made = [article(AGENCY, "1"), article(SHORTENED, "2"), article(UNCREDITED, "3")]
    for one in (*made, article(INTERVIEW, "4")):
        store.add(one)
    first, *copies = (one.article.id for one in made)
    assert set(store.copies.alike([first])) == set(copies)
    assert set(store.copies.alike([first, copies[0]])) == {copies[1]}
    assert set(store.copies.alike([first], lambda text: "tea room" not in text)) == set()
    assert store.copies.alike([]) == {}


def test_what_stands_there_no_more_is_left_out(store: Store) -> None:
    store.add(article(AGENCY, "1"))
    old = article(SHORTENED, "2")
    store.add(old)
    store.add(article(INTERVIEW, "2"))
    (first,) = store.copies.read([Article(AGENCY, "1").id])
    assert store.copies.alike([first]) == {}
    assert set(store.copies.read([old.article.id])) == {old.article.id}


def test_read_gives_texts_and_credits(store: Store) -> None:
    extraction = article(AGENCY, "1", outlet="Northwire")
    store.add(extraction)
    found = store.copies.read([extraction.article.id, "0" * 16])
    (one,) = found.values()
    assert one.article.outlet == "Northwire"
    assert one.text == AGENCY
    assert one.credits == credits_of(extraction.article)
    assert one.shingles == shingles(AGENCY)


def test_a_deleted_article_leaves_nothing(store: Store, path: Path) -> None:
    store.add(article(AGENCY, "1"))
    with raw(path) as connection:
        connection.execute("DELETE FROM articles")
        for table in ("article_bands", "article_credits"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
