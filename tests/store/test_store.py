"""What holds for any extractions in any order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.db.rows import Query
from quotes.store.store import Store
from quotes.types import (
    Affiliation,
    Article,
    Extraction,
    Person,
    Quotation,
    QuotationIds,
    Span,
    Speaker,
    Stance,
    TopicLink,
)
from tests.store.made import check_search_index, dump

TEXTS = (
    "Ann Vale said the bridge is old.\n\nBo Ek agreed with Ann Vale at once.",
    "The council said: “No bridge!”\nAnn Vale wept 😀 and Bo Ek fears the worst.",
    "Nothing happened at all on this day.",
)
NAMES = ("Ann Vale", "Bo Ek", "Vale", "ann vále")
BODIES = (None, "the Council", "Council", "Bridge Club")

shares = st.floats(0, 1)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    text = draw(st.sampled_from(TEXTS))
    article = Article(
        text=text,
        source=draw(st.sampled_from(["a.txt", "b.txt", "-"])),
        url=draw(st.sampled_from([None, "https://a.example/"])),
        outlet=draw(st.sampled_from([None, "Isle Post", "The Isle Post"])),
    )
    spans = st.tuples(st.integers(0, len(text) - 2), st.integers(1, 20)).map(
        lambda at: Span(at[0], min(at[0] + at[1], len(text)))
    )
    posts = st.builds(
        Affiliation,
        st.sampled_from([None, "head"]),
        st.sampled_from(BODIES),
        st.sampled_from([None, "night shift"]),
        spans,
    )
    speakers = st.builds(
        Speaker,
        st.sampled_from(["person", "organization", "group", "unknown"]),
        st.sampled_from(NAMES),
        st.none() | spans,
        st.none() | posts,
    )
    people = st.builds(
        Person,
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        st.lists(posts, max_size=2).map(tuple),
    )
    quotations: list[Quotation] = []
    ids = QuotationIds(article)
    for _ in range(draw(st.integers(0, 3))):
        pieces = tuple(sorted(draw(st.lists(spans, min_size=1, max_size=2))))
        quotations.append(
            Quotation(
                id=ids.next(pieces),
                kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
                act=draw(st.sampled_from(["statement", "attitude"])),
                pieces=pieces,
                cue=draw(st.none() | spans),
                speakers=tuple(draw(st.lists(speakers, max_size=2))),
                confidence=draw(shares),
                nested_in=quotations[-1].id if quotations and draw(st.booleans()) else None,
                topics=tuple(
                    draw(st.lists(st.builds(TopicLink, st.sampled_from(BODIES[1:]), shares)))
                ),
                stances=tuple(
                    draw(
                        st.lists(
                            st.builds(
                                Stance,
                                st.sampled_from(BODIES[1:]),
                                st.sampled_from(["support", "oppose", "neutral"]),
                                shares,
                            ),
                            max_size=2,
                        )
                    )
                ),
            )
        )
    return Extraction(
        article,
        tuple(draw(st.lists(people, max_size=3))),
        tuple(quotations),
        draw(st.sampled_from(["1", "2"])),
        "m",
    )


def consistent(given: list[Extraction]) -> list[Extraction]:
    """One program finds the same in the same text, wherever that stands."""
    found: dict[tuple[str, str], Extraction] = {}
    return [
        replace(found.setdefault((each.article.id, each.program), each), article=each.article)
        for each in given
    ]


@given(given=st.lists(extractions(), min_size=1, max_size=5))
@settings(max_examples=25)
def test_adding_again_changes_nothing_and_the_index_keeps_step(
    blank: Path, given: list[Extraction]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(copy(blank, folder))
        with Store.open(str(path)) as store:
            for extraction in consistent(given):
                written = store.add(extraction) != "unchanged"
                assert store.holds(extraction.article, extraction.program, extraction.model)
                before = dump(path)
                assert store.add(extraction) == "unchanged"
                assert dump(path) == before
                rows = {row.id: row for row in store.search(Query(limit=None))}
                for quotation in extraction.quotations if written else ():
                    assert rows[quotation.id].pieces == quotation.pieces
                    assert rows[quotation.id].nested_in == quotation.nested_in
                assert store.stats().quotations == len(rows)
            store.people()
        check_search_index(path)


@given(given=st.lists(extractions(), min_size=1, max_size=4))
@settings(max_examples=15)
def test_nothing_is_left_of_what_was_replaced(blank: Path, given: list[Extraction]) -> None:
    """Emptying every article by another program leaves no machine row, shared ones included."""
    with TemporaryDirectory() as folder:
        path = Path(copy(blank, folder))
        with Store.open(str(path)) as store:
            for extraction in given:
                store.add(extraction)
            for extraction in given:
                store.add(Extraction(extraction.article, program="3", model="m"))
            assert store.search(Query()) == store.people() == store.topics() == []
        emptied = ("people", "names", "posts", "speakers", "pieces", "topics", "organizations")
        new = set(dump(path)) - set(dump(blank))
        left = [line for line in new if line.startswith("INSERT")]
        assert not [line for line in left if line.split('"')[1] in (*emptied, "quotations")]
        check_search_index(path)
