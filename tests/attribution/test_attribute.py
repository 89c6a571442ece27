from __future__ import annotations

from collections.abc import Callable

from quotes.attribution.attribute import attribute
from quotes.reader.reading import Reading
from quotes.types import Article

TEXT = (
    "“The bridge will not hold another winter,” said Ines Okafor, the chief engineer of the Tarn "
    "Valley Council.\n\n“We asked for the money in March.”\n\nPaul Rennick did not answer."
)


def test_people_and_quotations_come_out(read: Callable[[str], Reading]) -> None:
    found = attribute(read(TEXT), Article(TEXT, "bridge.txt"))
    people, quotations = found.people, found.quotations
    assert "Ines Okafor" in {person.name for person in people}
    assert [[s.name for s in q.speakers] for q in quotations] == [["Ines Okafor"]] * 2
    assert [q.cue.of(TEXT) if q.cue else None for q in quotations] == ["said", None]
    assert quotations[1].speakers[0].mention is None


def test_ids_are_the_same_each_time_and_all_different(read: Callable[[str], Reading]) -> None:
    article = Article(TEXT, "bridge.txt")
    ids = [[q.id for q in attribute(read(TEXT), article).quotations] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_nobody_in_a_credit_is_told_of(read: Callable[[str], Reading]) -> None:
    from quotes.ingest.header import byline_spans

    text = f"Bridge may close\n\nBy Una Brandt\n\n{TEXT}"
    people = attribute(read(text), Article(text, "bridge.txt"), byline_spans(text)).people
    assert "Una Brandt" not in {person.name for person in people}
