"""Organisations across articles: which are one, and what humans decide on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.db.rows import DecisionRow, PostRow, Query
from quotes.entities.requests import AddAlias, Different, EntityRequest, Merge, Rename, Same, Split
from quotes.errors import QuotesError, UsageError
from quotes.store.store import Store
from quotes.types import Affiliation, Article, Extraction, Organization, Person, Span, Speaker
from tests.store.made import ferry, note, post, quotation, raw

CENTRE = Organization("Centre for Delta Studies", ("CDS",))
SOCIETY = Organization("Coast Dwellers' Society", ("CDS",))
BARE = Organization("CDS")


def told(
    text: str,
    *bodies: Organization,
    outlet: str | None = None,
    people: Sequence[Person] = (),
    program: str = "1",
) -> Extraction:
    """An article in which the first of the bodies speaks."""
    article = Article(text, f"{text}.txt", outlet=outlet)
    said = quotation(article, text, Speaker("organization", bodies[0].name), kind="indirect")
    return Extraction(article, tuple(people), (said,), program, "m", organizations=bodies)


def post_organizations(name: str, organization: str) -> Person:
    return Person(name, (), (Affiliation("director", organization, None, Span(0, 3)),))


def groups(store: Store) -> set[frozenset[str]]:
    """Which articles' speakers are one organisation, by the texts of the articles."""
    with raw(Path(store.url.removeprefix("sqlite:///"))) as database:
        rows = database.execute(
            "SELECT speakers.organization_id, articles.text FROM speakers "
            "JOIN quotations ON quotations.id = speakers.quotation_id "
            "JOIN articles ON articles.id = quotations.article_id "
            "WHERE speakers.type = 'organization'"
        ).fetchall()
    found: dict[int, set[str]] = {}
    for organization, text in rows:
        found.setdefault(organization, set()).add(text)
    return {frozenset(texts) for texts in found.values()}


def in_step(store: Store) -> bool:
    """Whether posts and speakers belong to the organisation that their body is."""
    with raw(Path(store.url.removeprefix("sqlite:///"))) as database:
        wrong = [
            database.execute(
                f"SELECT count(*) FROM {table} "
                "JOIN article_organizations AS o ON o.id = article_organization_id "
                f"WHERE o.organization_id <> {table}.organization_id"
            ).fetchone()[0]
            for table in ("posts", "speakers")
        ]
        empty = database.execute(
            "SELECT count(*) FROM organizations WHERE id NOT IN "
            "(SELECT machine_organization_id FROM article_organizations UNION "
            "SELECT organization_id FROM article_organizations UNION "
            "SELECT organization_id FROM decisions WHERE organization_id IS NOT NULL UNION "
            "SELECT other_organization_id FROM decisions WHERE other_organization_id IS NOT NULL)"
        ).fetchone()[0]
    return [*wrong, empty] == [0, 0, 0]


def fresh(blank: Path, folder: str, extractions: Sequence[Extraction]) -> Store:
    store = Store.open(str(copy(blank, Path(folder) / "quotes.db")))
    for extraction in extractions:
        store.add(extraction)
    return store


SAME = [
    (Organization("The Harbour Office"), Organization("Harbour Office")),
    (Organization("Delta Freight"), Organization("Delta Freight Ltd")),
    (CENTRE, BARE),
    (CENTRE, Organization("River Institute", (), ("Centre for Delta Studies",))),
    (
        Organization("Kenya's health ministry", ("health ministry",), place="Kenya"),
        Organization("Ministry of Health of Kenya", place="Kenya"),
    ),
    (
        Organization("Department of Physics", parent="Northfield University"),
        Organization("Physics Department", parent="Northfield University"),
    ),
]
APART = [
    (CENTRE, SOCIETY),
    (
        Organization("health ministry", place="Kenya"),
        Organization("health ministry", place="Ghana"),
    ),
    (Organization("Health Ministry"), Organization("Health Ministry")),
    (Organization("Supreme Court"), Organization("Supreme Court", place="Kenya")),
    (
        Organization("Department of Physics", parent="Northfield University"),
        Organization("Department of Physics", parent="Orrin University"),
    ),
    (Organization("Physics Department"), Organization("Department of Physics")),
    (Organization("Global Ports"), Organization("Global Ports Foundation")),
    (Organization("Harbour Bank", ("HB",)), Organization("HB")),
    (
        Organization("Quayline", parent="Meridian Holdings"),
        Organization("Meridian Holdings", ("Meridian",)),
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
@pytest.mark.parametrize("turned", [False, True])
def test_one_body(store: Store, one: Organization, other: Organization, turned: bool) -> None:
    pair = (other, one) if turned else (one, other)
    for text, body in zip(("first", "second"), pair, strict=True):
        store.add(told(text, body))
    assert groups(store) == {frozenset({"first", "second"})}
    assert in_step(store)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_bodies(store: Store, one: Organization, other: Organization) -> None:
    store.add(told("first", one, outlet="The Gazette"))
    store.add(told("second", other, outlet="The Echo"))
    assert len(groups(store)) == 2


def test_a_common_name_is_one_body_within_an_outlet(store: Store) -> None:
    council = Organization("City Council")
    for text, outlet in (("first", "Echo"), ("second", "Echo"), ("third", "Gazette")):
        store.add(told(text, council, outlet=outlet))
    assert groups(store) == {frozenset({"first", "second"}), frozenset({"third"})}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_an_abbreviation_that_two_bodies_have_joins_neither(
    store: Store, order: tuple[int, ...]
) -> None:
    three = [told("centre", CENTRE), told("society", SOCIETY), told("bare", BARE)]
    for place in order:
        store.add(three[place])
    assert len(groups(store)) == 3
    assert in_step(store)
    assert {pair.shared for pair in store.organization_pairs()} == {"CDS"}
    assert len(store.organization_pairs()) == 3


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_two_bodies_the_outlets_own_is_meant(store: Store, order: tuple[int, ...]) -> None:
    three = [
        told("centre", CENTRE, outlet="Echo"),
        told("society", SOCIETY, outlet="Gazette"),
        told("bare", BARE, outlet="Echo"),
    ]
    for place in order:
        store.add(three[place])
    assert groups(store) == {frozenset({"centre", "bare"}), frozenset({"society"})}


@pytest.mark.parametrize("turned", [False, True])
def test_letters_and_a_person_in_post_show_the_body(store: Store, turned: bool) -> None:
    full = Organization("National Union of Signal Workers")
    two = [
        told("full", full, people=[post_organizations("Ana Petrov", full.name)]),
        told("short", Organization("NUSW"), people=[post_organizations("Ana Petrov", "NUSW")]),
        told("else", Organization("NUSX"), people=[post_organizations("Ana Petrov", "NUSX")]),
    ]
    for extraction in two[::-1] if turned else two:
        store.add(extraction)
    assert groups(store) == {frozenset({"full", "short"}), frozenset({"else"})}
    assert in_step(store)


def test_letters_alone_show_nothing(store: Store) -> None:
    store.add(told("full", Organization("National Union of Signal Workers")))
    store.add(told("short", Organization("NUSW")))
    assert len(groups(store)) == 2
    (pair,) = store.organization_pairs()
    assert pair.shared == "NUSW"


def test_a_renaming_makes_two_known_bodies_one(store: Store) -> None:
    store.add(told("old", Organization("Orrin Dyes")))
    store.add(told("new", Organization("Solway Materials")))
    assert len(groups(store)) == 2
    store.add(told("both", Organization("Solway Materials", (), ("Orrin Dyes",))))
    assert groups(store) == {frozenset({"old", "new", "both"})}
    (row,) = store.organizations()
    assert (row.name, row.former_names) == ("Solway Materials", ("Orrin Dyes",))
    assert in_step(store)


def test_a_body_is_found_by_any_of_its_names(store: Store) -> None:
    store.add(told("full", Organization("River Institute", ("RI",), ("Delta House",))))
    for name in ("river", "RI", "Delta House"):
        assert len(store.search(Query(org=name))) == 1
        assert len(store.organizations(name)) == 1
    assert not store.search(Query(org="Harbour"))


def test_the_list_counts_people_and_tells_the_whole(store: Store) -> None:
    unit = Organization("Quayline", parent="Meridian Holdings")
    store.add(
        told(
            "quay",
            unit,
            Organization("Meridian Holdings", ("Meridian",)),
            people=[post_organizations("Ana Petrov", "Quayline")],
        )
    )
    quayline, meridian = store.organizations()
    assert (quayline.name, quayline.parents, quayline.people) == (
        "Quayline",
        ("Meridian Holdings",),
        1,
    )
    assert (meridian.aliases, meridian.quotations) == (("Meridian",), 0)


def decide(store: Store, request: EntityRequest, by: str, why: str | None = None) -> DecisionRow:
    return store.decide(replace(request, subject="organization"), by, why)


def test_decisions_and_undo(store: Store) -> None:
    store.add(told("one", Organization("Harbour Office")))
    store.add(told("two", Organization("Port Office of Skarholm")))
    before = groups(store)
    made = decide(store, Merge("Harbour Office", "Port Office of Skarholm"), "Ida")
    assert groups(store) == {frozenset({"one", "two"})}
    assert [row.name for row in store.organizations()] == ["Harbour Office"]
    assert in_step(store)
    store.add(told("three", Organization("Port Office of Skarholm")))
    assert groups(store) == {frozenset({"one", "two", "three"})}
    store.add(told("two", Organization("Port Office of Skarholm"), program="2"))
    assert groups(store) == {frozenset({"one", "two", "three"})}
    undone = store.undo(made.id, "Ida")
    assert undone.subject == "organization"
    assert groups(store) == {frozenset({"one"}), frozenset({"two", "three"})}
    assert len(before) == 2
    assert [row.id for row in store.decisions("organization")] == [made.id]
    assert store.decisions("person") == []


def test_what_is_told_apart_is_not_merged(store: Store) -> None:
    store.add(told("centre", CENTRE))
    store.add(told("society", SOCIETY))
    decide(store, Different(CENTRE.name, SOCIETY.name), "Ida")
    assert store.organization_pairs() == []
    with pytest.raises(UsageError, match="decision 1 tells them apart"):
        decide(store, Same(CENTRE.name, SOCIETY.name), "Ida")


def test_the_machine_does_not_join_what_humans_decided_on(store: Store) -> None:
    store.add(told("old", Organization("Orrin Dyes")))
    store.add(told("new", Organization("Solway Materials")))
    decide(store, Different("Orrin Dyes", "Solway Materials"), "Ida")
    store.add(told("both", Organization("Solway Materials", (), ("Orrin Dyes",))))
    assert frozenset({"old"}) in groups(store)


def test_a_split_stays_when_the_article_is_read_again(store: Store) -> None:
    for text in ("one", "two"):
        store.add(told(text, Organization("Harbour Office")))
    article = told("two", Organization("Harbour Office")).article.id
    decide(
        store, Split("Harbour Office", (article,), "Harbour Office of Orrin"), "Ida", "another town"
    )
    assert groups(store) == {frozenset({"one"}), frozenset({"two"})}
    store.add(told("two", Organization("Harbour Office"), program="2"))
    assert groups(store) == {frozenset({"one"}), frozenset({"two"})}
    names = {row.name for row in store.organizations()}
    assert names == {"Harbour Office", "Harbour Office of Orrin"}


def test_names_that_humans_give(store: Store) -> None:
    store.add(told("one", Organization("Harbour Office")))
    decide(store, AddAlias("Harbour Office", "the quay house"), "Ida")
    renamed = decide(store, Rename("quay house", "Office of the Harbour"), "Ida")
    (row,) = store.organizations("quay")
    assert row.name == "Office of the Harbour"
    assert set(row.aliases) == {"Harbour Office", "the quay house"}
    store.undo(renamed.id, "Ida")
    assert store.organizations("quay")[0].name == "Harbour Office"


@pytest.mark.parametrize(
    ("request_", "error", "words"),
    [
        (Merge("Nowhere", "Harbour"), QuotesError, "No organisation in the database"),
        (Merge("99", "Harbour"), QuotesError, "There is no organisation 99"),
        (Merge("Office", "Harbour Office"), UsageError, "Several organisations"),
        (Merge("Harbour Office", "1"), UsageError, "one already"),
        (Rename("Harbour Office", "--"), UsageError, "needs a letter"),
        (Split("Harbour Office", ()), UsageError, "at least one article"),
    ],
)
def test_requests_that_make_no_sense(
    store: Store, request_: EntityRequest, error: type[Exception], words: str
) -> None:
    store.add(told("one", Organization("Harbour Office")))
    store.add(told("two", Organization("Port Office")))
    with pytest.raises(error, match=words):
        decide(store, request_, "Ida")
    assert store.decisions("organization") == []


EXTRACTIONS = [
    told("centre", CENTRE, outlet="Echo"),
    told("society", SOCIETY, outlet="Gazette"),
    told("bare", BARE),
    told("renamed", Organization("River Institute", (), ("Centre for Delta Studies",))),
    told("river", Organization("River Institute")),
]
CHOICES = st.lists(
    st.tuples(st.sampled_from([Merge, Same, Different]), st.integers(0, 3), st.integers(0, 3)),
    max_size=4,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(EXTRACTIONS))
def test_the_order_of_articles_does_not_matter(blank: Path, order: list[Extraction]) -> None:
    with TemporaryDirectory() as folder, fresh(blank, folder, order) as store:
        assert groups(store) == {
            frozenset({"centre", "renamed", "river"}),
            frozenset({"society"}),
            frozenset({"bare"}),
        }
        assert in_step(store)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(choices=CHOICES, data=st.data())
def test_all_undone_is_as_it_was_and_reading_again_keeps_decisions(
    blank: Path, choices: list[tuple[type[Merge], int, int]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, fresh(blank, folder, EXTRACTIONS) as store:
        before, rows = groups(store), store.organizations()
        ids = [str(row.id) for row in rows]
        made = []
        for request_, one, other in choices:
            try:
                request = request_(ids[one % len(ids)], ids[other % len(ids)])
                made.append(decide(store, request, "Ida").id)
            except UsageError:
                continue
        decided = groups(store)
        for extraction in EXTRACTIONS:
            again = Extraction(
                extraction.article,
                (),
                extraction.quotations,
                "2",
                "m",
                organizations=extraction.organizations,
            )
            store.add(again)
        assert groups(store) == decided
        assert in_step(store)
        for decision in data.draw(st.permutations(made)):
            store.undo(decision, "Ida")
        assert groups(store) == before
        assert {row.name for row in store.organizations()} == {row.name for row in rows}
        assert in_step(store)


@pytest.fixture
def full(store: Store) -> Store:
    store.add(ferry())
    text = "Mara Lindqvist, Director of the Harbour Office, said yes. Ola Lindqvist said no."
    director = post(text, "Director", "Director", "Harbour Office")
    mara = Person("Mara Lindqvist", ("Mara",), (director,))
    store.add(
        note(
            text,
            mara,
            Person("Ola Lindqvist"),
            Person("Pia Lindqvist", (), (post(text, "Ola", "clerk", None),)),
            source="b.txt",
            says="said yes",
            outlet="Isle Post",
            published=date(2024, 5, 1),
        )
    )
    return store


def test_counts_posts_and_aliases(full: Store) -> None:
    (mara,) = full.person("mara LINDQVIST")
    assert (mara.name, mara.aliases) == ("Mara Lindqvist", ("Lindqvist", "Mara"))
    assert (mara.quotations, mara.articles, mara.outlets) == (3, 2, 2)
    assert (mara.first, mara.last) == (date(2024, 3, 1), date(2024, 5, 1))
    (held,) = mara.posts
    assert isinstance(held, PostRow)
    assert (held.role, held.organization, held.unit) == ("Director", "Harbour Office", None)
    assert (held.first_seen, held.last_seen) == (date(2024, 3, 1), date(2024, 5, 1))
    assert held.evidence == "Director"


def test_the_most_quoted_first(full: Store) -> None:
    assert [(person.name, person.quotations) for person in full.people()] == [
        ("Mara Lindqvist", 3),
        ("Tomas Okoro", 2),
        ("Pia Lindqvist", 0),
    ]
    assert [person.name for person in full.people(limit=1)] == ["Mara Lindqvist"]
    assert len(full.people(limit=None)) == 3


@pytest.mark.parametrize("text", [None, "lindqvist", "tomas", "nobody"])
def test_people_are_counted_as_they_are_listed(full: Store, text: str | None) -> None:
    assert full.count_people(text) == len(full.people(text, limit=None))


@pytest.mark.parametrize("text", [None, "quayline", "nobody"])
def test_organizations_are_counted_as_they_are_listed(store: Store, text: str | None) -> None:
    for name in ("Quayline", "Meridian Holdings"):
        store.add(told(name, Organization(name)))
    assert store.count_organizations(text) == len(store.organizations(text, limit=None))


def test_who_is_only_named_is_not_listed(full: Store) -> None:
    assert full.person("Ola Lindqvist") == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Prof. Mara Lindqvist", ["Mara Lindqvist"]),
        ("mara", ["Mara Lindqvist"]),
        ("Lindqvist", ["Mara Lindqvist", "Pia Lindqvist"]),
        ("okoro", ["Tomas Okoro"]),
        ("tomas", ["Tomas Okoro"]),
        ("Okoro Tomas", ["Tomas Okoro"]),
        ("pia", ["Pia Lindqvist"]),
        ("nobody", []),
        ("", []),
        ("%", []),
    ],
)
def test_whom_a_name_means(full: Store, name: str, found: list[str]) -> None:
    assert [person.name for person in full.person(name)] == found


def test_a_surname_that_several_have(full: Store) -> None:
    full.add(note("Tea Okoro said hm.", Person("Tea Okoro"), source="c.txt", says="said hm"))
    assert [person.name for person in full.person("Okoro")] == ["Tomas Okoro", "Tea Okoro"]


def test_words_in_a_name(full: Store) -> None:
    found = full.people("lindqvist")
    assert [person.name for person in found] == ["Mara Lindqvist", "Pia Lindqvist"]
    assert full.people("lind") == []
    assert len(full.people("  ")) == 3
