from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from quotes.attribution.attribute import attribute
from quotes.attribution.confidence import Chance, ConfidenceInput, shipped
from quotes.attribution.pairs import PairScorer
from quotes.reader.reading import Attribution, Reading
from quotes.types import Article, QuotationStatus, Span

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


@pytest.mark.parametrize("status", ["said", "denied", "refused", "hypothetical"])
def test_what_is_told_in_words_that_were_not_said_was_not_said(
    read: Callable[[str], Reading], status: QuotationStatus
) -> None:
    text = "Okafor denied writing: “The mayor told us the bridge would hold.”"

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    outer = Attribution((at("The mayor told us the bridge would hold."),), at("Okafor"), None, 0.99)
    inner = Attribution((at("the bridge would hold"),), at("The mayor"), at("told"), 0.98)
    reading = replace(read(text), attributions=(replace(outer, status=status), inner))
    first, second = attribute(reading, Article(text, "bridge.txt")).quotations
    assert (second.nested_in, second.status) == (first.id, first.status) == (first.id, status)


@pytest.mark.parametrize("nobody", ["Nobody", "No minister", "None of the engineers"])
def test_words_that_nobody_says_are_no_quotation(
    read: Callable[[str], Reading], nobody: str
) -> None:
    text = f"{nobody} said: “The bridge is new.”"
    words = text.index("“")
    told = Attribution((Span(words, len(text)),), Span(0, len(nobody)), None, 0.99)
    reading = replace(read(text), attributions=(told,))
    assert not attribute(reading, Article(text, "bridge.txt")).quotations
    number = text.replace(nobody, "No 10", 1)
    words = number.index("“")
    told = Attribution((Span(words, len(number)),), Span(0, 5), None, 0.99)
    reading = replace(read(number), attributions=(told,))
    assert len(attribute(reading, Article(number, "bridge.txt")).quotations) == 1


def test_a_label_of_a_transcript_is_its_own_speaker(read: Callable[[str], Reading]) -> None:
    text = (
        "MR. ODDY: You saw the light?\n\nTHE WITNESS: I saw it twice. It was green.\n\n"
        "MR. ODDY: And the ship?\n\nTHE WITNESS: It never turned.\n"
    )
    found = attribute(read(text), Article(text, "inquiry.txt"))
    speakers = [[(s.type, s.name) for s in q.speakers] for q in found.quotations]
    assert all(kind != "person" for ((kind, name),) in speakers if name.lower() == "witness")
    assert {name for ((_, name),) in speakers} <= {"Oddy", "WITNESS"}


@pytest.mark.parametrize(("cue", "status"), [("condemned", "said"), ("did not welcome", "denied")])
def test_an_attitude_is_taken_and_not_denied(
    read: Callable[[str], Reading], cue: str, status: QuotationStatus
) -> None:
    text = f"Ines Okafor {cue} the plan."
    told = Attribution(
        (Span(text.index("the plan"), len(text) - 1),),
        Span(0, 11),
        Span(12, 12 + len(cue)),
        0.9,
        status="denied",
    )
    reading = replace(read(text), attributions=(told,))
    (found,) = attribute(reading, Article(text, "plan.txt")).quotations
    assert found.status == status


def test_ids_are_the_same_each_time_and_all_different(read: Callable[[str], Reading]) -> None:
    article = Article(TEXT, "bridge.txt")
    ids = [[q.id for q in attribute(read(TEXT), article).quotations] for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_nobody_in_a_credit_is_told_of(read: Callable[[str], Reading]) -> None:
    from quotes.ingest.header import byline_spans, line_notices

    text = f"Bridge may close\n\nBy Una Brandt\n\n{TEXT}"
    people = attribute(
        read(text), Article(text, "bridge.txt"), byline_spans(line_notices(text))
    ).people
    assert "Una Brandt" not in {person.name for person in people}


WEIGHED = (
    "“The bridge will not hold another winter,” said Ines Okafor, the chief engineer of the Tarn "
    "Valley Council.\n\n“We asked for the money in March.”\n\nPaul Rennick did not answer."
)


def test_quotations_carry_the_calibrated_confidence(read: Callable[[str], Reading]) -> None:
    shown: list[ConfidenceInput] = []

    def remember(known: ConfidenceInput) -> Chance:
        shown.append(known)
        return Chance(0.5, 0.5)

    article = Article(WEIGHED, "bridge.txt")
    plain = attribute(read(WEIGHED), article, (), remember).quotations
    assert [q.confidence for q in plain] == [0.25, 0.25]
    assert [q.sure for q in plain] == [False, False]
    quotations = attribute(read(WEIGHED), article).quotations
    assert [q.confidence for q in quotations] == [round(shipped()(k).whole, 3) for k in shown]
    told, going_on = shown
    assert (told.marked, told.way, going_on.way) == (True, "named", "carried")
    assert going_on.score < told.score


def test_no_quotation_is_surer_than_its_speaker(read: Callable[[str], Reading]) -> None:
    quotations = attribute(read(WEIGHED), Article(WEIGHED, "bridge.txt")).quotations
    assert quotations
    for quotation in quotations:
        assert quotation.why is not None
        assert quotation.confidence <= quotation.why.certainty


class Undecided(PairScorer):
    """Finds everybody as likely as nobody."""

    def __init__(self) -> None:
        pass

    def scores(self, *given: Any, **_: Any) -> tuple[NDArray[np.float32], float]:
        _, _, firsts, *_rest = given
        return np.zeros(len(firsts), np.float32), 0.0


def test_what_a_surer_speaker_leaves_is_the_rivals(read: Callable[[str], Reading]) -> None:
    def halved(known: ConfidenceInput) -> Chance:
        return Chance(1.0, 1 - (1 - known.certainty) / 2)

    def kept(known: ConfidenceInput) -> Chance:
        return Chance(1.0, known.certainty)

    article = Article(WEIGHED, "bridge.txt")
    plain = attribute(read(WEIGHED), article, (), kept, Undecided()).quotations
    surer = attribute(read(WEIGHED), article, (), halved, Undecided()).quotations
    chances = [
        [[rival.chance for rival in q.why.rivals] for q in found if q.why]
        for found in (plain, surer)
    ]
    assert any(chances[0])
    for before, after in zip(*chances, strict=True):
        assert after == pytest.approx([chance / 2 for chance in before], abs=1e-3)
