"""What a marking says becomes targets of words, links and questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from quotes.reader.component import Reader
from quotes.reader.encode import blank_english
from quotes.reader.model import Model
from quotes.reader.reading import LINKS, STATUSES
from scripts.training import truth
from scripts.training.data import NONE, Example
from scripts.training.truth import Marking, Questions

TEXT = (
    "Ines Okafor, the former mayor of Tern Bay, met Paul Reyes. “We sail at noon,” she said. "
    "Reyes denied that the ferry was late.\n"
)


def span(phrase: str, before: str = "") -> list[int]:
    """Where a phrase stands, with these words behind it."""
    start = TEXT.index(phrase + before)
    return [start, start + len(phrase)]


TRUTH: dict[str, Any] = {
    "persons": [
        {
            "id": "P1",
            "name": "Ines Okafor",
            "mentions": ["Ines Okafor"],
            "affiliations": [
                {
                    "role": "former mayor",
                    "organization": "Tern Bay",
                    "unit": None,
                    "evidence": "Ines Okafor, the former mayor of Tern Bay",
                    "evidence_span": span("Ines Okafor, the former mayor of Tern Bay"),
                }
            ],
        },
        {"id": "P2", "name": "Paul Reyes", "mentions": ["Paul Reyes", "Reyes"], "affiliations": []},
    ],
    "quotes": [
        {
            "kind": "direct",
            "content_spans": [span("“We sail at noon,”")],
            "cue_span": span("said"),
            "mention_span": span("she", " said"),
            "speakers": ["P1"],
        },
        {
            "kind": "indirect",
            "status": "denied",
            "content_spans": [span("the ferry was late")],
            "cue_span": span("denied"),
            "mention_span": span("Reyes", " denied"),
            "speakers": ["P2"],
        },
    ],
}


@pytest.fixture(scope="module")
def made() -> tuple[Example, Questions]:
    reader = Reader(Model.shipped(1))
    markings: Iterator[Marking] = iter([Marking(TEXT, TRUTH)])
    ((example, asked),) = truth.examples(markings, reader)
    assert asked is not None
    return example, asked


def words(example: Example) -> list[str]:
    doc = blank_english()(TEXT)
    return [doc[int(token)].text for token in example.encoded.tokens]


def marked(example: Example, layer: str) -> str:
    tags = example.tags[layer]
    return " ".join(word for word, tag in zip(words(example), tags, strict=True) if tag > 0)


def test_spans_are_marked_by_word(made: tuple[Example, Questions]) -> None:
    example, _ = made
    assert marked(example, "cue") == "said denied"
    assert marked(example, "source") == "she Reyes"
    assert marked(example, "content") == "“ We sail at noon , ” that the ferry was late"


def test_a_status_belongs_to_the_words_of_its_content(made: tuple[Example, Questions]) -> None:
    example, _ = made
    status = dict(zip(words(example), example.tags["status"], strict=True))
    assert status["sail"] == STATUSES.index("said")
    assert status["ferry"] == STATUSES.index("denied")


def test_a_post_points_at_its_holder_and_its_body(made: tuple[Example, Questions]) -> None:
    example, _ = made
    assert marked(example, "role") == "former mayor"
    assert marked(example, "employer") == "Tern Bay"
    text = words(example)
    mayor = text.index("mayor")
    links = dict(zip(LINKS, example.links[mayor], strict=True))
    assert text[links["holder"]] == "Ines"
    assert text[links["employer"]] == "Tern"
    assert links["unit"] == NONE


def test_a_question_knows_its_answer(made: tuple[Example, Questions]) -> None:
    example, asked = made
    text = words(example)
    assert [text[row] for row in asked.asks[:, 0]] == ["she", "Reyes"]
    for number, name in enumerate(("Ines", "Reyes")):
        own = asked.question == number
        heads = {text[row] for row in asked.first[own & (asked.right >= 0)]}
        assert name in heads
        others = {text[row] for row in asked.first[own & (asked.right < 0)]}
        assert name not in others


def test_every_written_passage_can_be_read() -> None:
    for marking in truth.written():
        for quote in truth.quotes_of(marking.truth):
            assert all(marking.text[start:end] for start, end in quote["content_spans"])
