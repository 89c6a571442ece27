from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, event

from quotes.store.dossier import Dossier, DossierQuery
from quotes.store.store import Store
from tests.report.experts import Said, article, isle


def dossier(store: Store, name: str, **narrowed: object) -> Dossier:
    (person,) = store.person(name)
    query = DossierQuery(**narrowed)  # type: ignore[arg-type]
    (found,) = store.dossiers([person], query)
    return found


def filled(store: Store) -> Store:
    for extraction in isle():
        store.add(extraction)
    return store


def test_a_name_that_two_people_of_an_article_have_names_nobody(store: Store) -> None:
    store.add(
        article(
            Said("Ada Rimstad", "“The ferry is late.”", "captain", "Isle Ferries"),
            Said("Bo Rimstad", "“The ferry is full.”", "smith", "Isle Forge"),
            Said("Cleo Varn", "“Rimstad is wrong.”"),
            Said("Dag Varn", "“Ada Rimstad is right.”"),
            on="2025-01-01",
        )
    )
    said = [row.text for row in dossier(store, "Ada Rimstad").by_others]
    assert said == ["“Ada Rimstad is right.”"]
    assert dossier(store, "Bo Rimstad").by_others == ()


def test_a_part_of_a_word_names_nobody(store: Store) -> None:
    store.add(
        article(
            Said("Ada Low", "“The ferry is late.”", "captain", "Isle Ferries"),
            Said("Cleo Varn", "“The tide is low. Lower than Lowland.”"),
            on="2025-01-01",
        )
    )
    assert dossier(store, "Ada Low").by_others == ()


def test_companions_are_people_of_the_articles_that_are_left(store: Store) -> None:
    (brandt,) = dossier(filled(store), "1").companions
    assert (brandt.name, len(brandt.articles), brandt.quotations) == ("Ivo Brandt", 3, 3)
    (late,) = dossier(store, "1", since=date(2025, 4, 1)).companions
    assert (len(late.articles), late.quotations) == (1, 1)


def test_copies_are_pairs_of_articles_with_text_in_common(store: Store) -> None:
    pairs = dossier(filled(store), "1").alike
    days = [{one.article.published, other.article.published} for one, other in pairs]
    assert {date(2025, 1, 10), date(2025, 1, 11)} in days
    assert all(len(pair) == 2 for pair in days)
    assert dossier(store, "Ivo Brandt", since=date(2025, 4, 1)).alike == ()


def test_articles_read_again_are_told_once(store: Store) -> None:
    before = dossier(filled(store), "1")
    for extraction in isle():
        store.add(extraction)
    assert dossier(store, "1").quotations == before.quotations


def test_many_people_take_few_queries_each(store: Store) -> None:
    filled(store)
    people = [one for one in store.people(limit=None) if one.quotations]
    counted: list[str] = []

    def count(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", count)
    try:
        made = list(store.dossiers(people, DossierQuery()))
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert [one.person.id for one in made] == [one.id for one in people]
    assert len(counted) < 45 * len(people)
