"""What is right of a quotation that was found in a marked article."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.evaluation.score import judgements, same_person, score

DOC = {
    "doc": "bridge",
    "persons": [
        {"id": "p1", "name": "Ines Okafor", "affiliations": []},
        {"id": "p2", "name": "Paul Rennick", "affiliations": []},
    ],
    "quotes": [
        {"content_spans": [[0, 20]], "speakers": ["p1"], "status": "denied", "core": True},
        {"content_spans": [[30, 50]], "speakers": [{"group": "council officials"}], "core": False},
        {"content_spans": [[60, 80]], "speakers": ["p1", "p2"]},
    ],
}


def quote(start: int, *names: str, type: str = "person", status: str = "said") -> dict[str, Any]:
    return {
        "pieces": [{"start": start, "end": start + 20}],
        "speakers": [{"type": type, "name": name, "mention": None} for name in names],
        "status": status,
    }


def judged(*quotes: dict[str, Any]) -> list[Any]:
    return judgements(DOC, {"quotes": list(quotes)})


def test_all_that_is_marked_has_to_be_right() -> None:
    right, said, two = judged(
        quote(0, "Ines Okafor", status="denied"),
        quote(30, "officials", type="group"),
        quote(60, "Paul Rennick", "Ines Okafor"),
    )
    assert (right.right, right.status, right.core) == (True, True, True)
    assert (said.right, said.status, said.core) == (True, None, False)
    assert (two.right, two.core) == (True, True)


def test_another_status_is_wrong() -> None:
    (found,) = judged(quote(0, "Ines Okafor"))
    assert (found.found, found.speakers, found.status, found.right) == (True, True, False, False)


def test_what_is_no_marked_quotation_has_no_speakers() -> None:
    once, twice = judged(quote(0, "Ines Okafor", status="denied"), quote(200, "Paul Rennick"))
    assert once.found
    assert (twice.found, twice.right, twice.names_another) == (False, False, False)


def test_one_quotation_answers_one_mark() -> None:
    first, second = judged(
        quote(0, "Ines Okafor", status="denied"), quote(0, "Ines Okafor", status="denied")
    )
    assert first.found != second.found


@pytest.mark.parametrize(
    ("names", "type", "another"),
    [
        (["Paul Rennick"], "person", True),
        (["Dr Okafor"], "person", False),
        (["Okafor"], "person", False),
        (["Ines Okafor", "Paul Rennick"], "person", True),
        (["Tarn Valley Council"], "organization", False),
        (["Dr"], "person", False),
        ([], "person", False),
    ],
)
def test_a_wrong_name_is_that_of_a_person_who_is_none_of_the_speakers(
    names: list[str], type: str, another: bool
) -> None:
    (found,) = judged(quote(0, *names, type=type))
    assert found.names_another == another


def test_titles_make_no_other_person() -> None:
    assert same_person("Dr Ines Okafor", "Ines Okafor")
    assert same_person("Okafor", "Mrs Okafor")
    assert not same_person("Dr", "Mrs")
    assert not same_person("Ines Okafor", "Okafor")


def test_an_unnamed_source_may_be_taken_for_a_person() -> None:
    doc = {
        "doc": "bridge",
        "persons": [],
        "quotes": [
            {"content_spans": [[0, 20]], "speakers": [{"group": "a neighbour", "unnamed": True}]}
        ],
    }
    answer = {
        "article": {"source": "bridge.txt"},
        "people": [],
        "quotes": [quote(0, "the neighbour")],
    }
    assert score([doc], [answer]).speakers == 100.0
    (found,) = judgements(doc, answer)
    assert found.speakers
