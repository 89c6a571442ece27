from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.set_off import set_off, with_set_off
from quotes.attribution.spans import Draft
from quotes.reader.encode import blank_english
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]


def found(reading: Reading) -> list[tuple[str, str]]:
    """Who is named as the source of each block, and its words."""
    text = reading.text
    return [
        (
            draft.source.of(text) if draft.source else "",
            " / ".join(p.of(text) for p in draft.pieces),
        )
        for draft in set_off(reading, reading.layout)
    ]


def plain(text: str) -> Reading:
    return Reading(blank_english()(text), ())


@pytest.mark.parametrize(
    "line",
    [
        "— Ines Okafor (@inesokafor) March 3, 2026",
        "—Ines Okafor (@inesokafor)",
        "-- Ines Okafor (@inesokafor) 3 March 2026",
        "A post shared by Ines Okafor (@tern.ferry)",
        "Posted by Ines Okafor (@tern_ferry) on Friday",
    ],
)
def test_the_line_below_a_post_names_whose_it_is(line: str) -> None:
    text = (
        f"Okafor set off a row.\n\nPump your own petrol. It is good.\n\n{line}\n\nNobody laughed."
    )
    assert found(plain(text)) == [("Ines Okafor", "Pump your own petrol. It is good.")]


@pytest.mark.parametrize(
    "text",
    [
        "The row goes on.\n\n— Ines Okafor, Tarn",
        "It rained.\n\nFollow Ines Okafor (@inesokafor) for more.",
        "“Pump your own petrol.”\n\n— Ines Okafor (@inesokafor) March 3, 2026",
    ],
)
def test_what_is_no_post(text: str) -> None:
    assert found(plain(text)) == []


@pytest.mark.parametrize(
    ("introduction", "source"),
    [
        ("In a letter to parents, head teacher Ines Okafor wrote:", "Ines Okafor"),
        ("Ines Okafor explains:", "Ines Okafor"),
        ("On Sunday she made her last crossing, and wrote to the passengers:", "she"),
        ("Councillor Ines Okafor posted on Facebook:", "Ines Okafor"),
        ("The harbour board said in a statement:", "The harbour board"),
    ],
)
def test_a_block_below_a_colon(read: Read, introduction: str, source: str) -> None:
    words = "Nobody is hurt. The roof will be mended by Easter."
    text = f"The storm came at noon.\n\n{introduction}\n\n{words}\n\nThe council met on Tuesday."
    (block,) = found(read(text))
    assert source in block[0]
    assert block[1] == words


def test_a_letter_goes_on_while_somebody_is_addressed(read: Read) -> None:
    text = (
        "Ines Okafor wrote to the crew:\n\nWe have sold the ferry.\n\nI thank you for every year."
        "\n\nThe crew met on Tuesday. It was raining."
    )
    assert [words for _, words in found(read(text))] == [
        "We have sold the ferry. / I thank you for every year."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Three things will change, Ines Okafor said:\n\n- fares\n- hours\n- the engine",
        "Ines Okafor wrote:\n\n“We sail at noon.”\n\nIt rained.",
        "The board has three plans:\n\nThe first is a bridge.\n\nIt rained.",
    ],
)
def test_what_is_no_block(read: Read, text: str) -> None:
    assert found(read(text)) == []


@pytest.mark.parametrize("dash", ["—", "–"])
def test_a_dialogue_with_dashes(read: Read, dash: str) -> None:
    text = (
        f"They meet at the lamp room.\n\n{dash} The wind has turned, said Ines Okafor.\n\n"
        f"{dash} It has not, answered Tom Brandt, the younger.\n\n{dash} Who says so? she asked."
    )
    assert found(read(text)) == [
        ("Ines Okafor", "The wind has turned"),
        ("Tom Brandt", "It has not"),
        ("she", "Who says so?"),
    ]


def test_what_is_told_within_a_block_is_nested() -> None:
    text = "Okafor wrote:\n\nThe mayor said it sails. We sail."
    block = Span(text.index("The mayor"), len(text))
    own = Draft((block,), None, Span(0, 6), 0.8, transcribed=True)
    inner = Draft(
        (Span(text.index("it sails"), text.index("it sails") + 8),),
        None,
        Span(block.start, block.start + 9),
        0.9,
    )
    outer = Draft((Span(text.index("We sail"), len(text)),), None, Span(0, 6), 0.9)
    kept = with_set_off([inner, outer], [own], text)
    assert [(draft.pieces, draft.nested) for draft in kept] == [
        (own.pieces, False),
        (inner.pieces, True),
    ]
