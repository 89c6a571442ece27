from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from quotes.attribution.attribute import gathered
from quotes.attribution.spans import Draft
from quotes.reader.reading import Reading

Read = Callable[[str], Reading]
Told = tuple[str | None, list[str]]


def told(reading: Reading) -> list[Told]:
    """The source of each draft with its pieces; "..." for one that goes on with the one before."""
    found = gathered(reading, reading.layout)
    return [(_source(draft, reading.text), _pieces(draft, reading.text)) for draft in found]


def _source(draft: Draft, text: str) -> str | None:
    return "..." if draft.continues else draft.source.of(text) if draft.source else None


def _pieces(draft: Draft, text: str) -> list[str]:
    return [piece.of(text) for piece in draft.pieces]


def holds(found: Sequence[Told], source: str | None, *pieces: str) -> bool:
    """Whether the pieces are one quotation with the source, whatever else is in its phrase."""
    return any(
        own == list(pieces) and (name == source or (source and name and source in name))
        for name, own in found
    )


SMALL = ["“We will see,”", "“So do I,”", "“That is enough,”", "“What is done is done,”", "“I did,”"]


@pytest.mark.parametrize("words", SMALL)
@pytest.mark.parametrize("verb", ["said", "replied", "answered"])
def test_words_that_are_all_small_are_judged_by_the_attribution_beside_them(
    read: Read, words: str, verb: str
) -> None:
    text = f"“The harbour tax must go,” Senator Ines Okafor said.\n\n{words} {verb} Tom Brandt."
    assert holds(told(read(text)), "Tom Brandt", words)
    text = f"“The harbour tax must go,” Senator Ines Okafor said.\n\n{words} Brandt {verb}."
    assert holds(told(read(text)), "Brandt", words)


@pytest.mark.parametrize("more", ["“Not now.”", "“Nobody.”", "“Never.”", "“I had to.”", "“Done!”"])
def test_a_short_second_piece(read: Read, more: str) -> None:
    found = told(read(f"“We will not sell the mill,” said the mayor, Ines Okafor. {more}"))
    assert holds(found, "Ines Okafor", "“We will not sell the mill,”", more)


@pytest.mark.parametrize(
    ("text", "speaker", "other"),
    [
        ("“Will you resign?” “Not before May,” said Ines Okafor.", "“Not before May,”", "resign"),
        ("“Is it safe?” “Ask the crew,” Ines Okafor replied.", "“Ask the crew,”", "safe"),
        ("“You knew.” “I knew nothing,” answered Ines Okafor.", "“I knew nothing,”", "You"),
        (
            "“You knew in March.” Brandt shook his head.\n\n“I knew nothing,” Ines Okafor said.",
            "“I knew nothing,”",
            "You knew",
        ),
        ("“Did you sign?”\n\n“I sign many letters,” said Ines Okafor.", "“I sign many", "Did"),
    ],
)
def test_what_another_asks_is_not_of_who_answers(
    read: Read, text: str, speaker: str, other: str
) -> None:
    by_her = [piece for name, own in told(read(text)) if name and "Okafor" in name for piece in own]
    assert any(piece.startswith(speaker) for piece in by_her)
    assert not any(other in piece for piece in by_her)


def test_a_paragraph_with_nothing_else_goes_on_with_the_speaker(read: Read) -> None:
    text = "“We sail at noon,” Ines Okafor said.\n\n“Nobody stays behind.”\n\nThe crew cheered."
    assert told(read(text))[1] == ("...", ["“Nobody stays behind.”"])


@pytest.mark.parametrize(
    "after",
    [
        "Tom Brandt laughed.",
        "Brandt, who owns the quay, shook his head.",
        "She looked away.",
        "The mayor disagreed.",
        "That is the view of Tom Brandt.",
    ],
)
def test_a_paragraph_that_names_somebody_else_does_not_go_on(read: Read, after: str) -> None:
    found = told(read(f"“We sail at noon,” said Ines Okafor.\n\n“The boat is old.” {after}"))
    assert not any(name in ("...", "Ines Okafor") and "old" in own[0] for name, own in found)


def test_who_is_named_between_ends_it(read: Read) -> None:
    text = "“We sail at noon,” said Ines Okafor. Tom Brandt stood up.\n\n“The boat is old.”"
    assert not holds(told(read(text)), "...", "“The boat is old.”")


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Tom Brandt turned to the crew.", "Tom Brandt"),
        ("The foreman waited for them inside.", "foreman"),
        ("She stood up at last.", "She"),
        ("Ines Okafor’s deputy, Tom Brandt, shrugged.", "Tom Brandt"),
    ],
)
def test_the_sentence_before_tells_who_speaks(read: Read, before: str, source: str) -> None:
    text = f"“We sail at noon,” said Ines Okafor.\n\n{before} “The boat is far too old.”"
    assert holds(told(read(text)), source, "“The boat is far too old.”")


@pytest.mark.parametrize(
    "text",
    [
        "Tom Brandt turned. “Keep left past the sheds.” Ines Okafor nodded.",
        "The crew waited. “You are late again.” Okafor said nothing.",
    ],
)
def test_who_reacts_behind_a_full_stop_did_not_say_it(read: Read, text: str) -> None:
    assert not any(name and "Okafor" in name for name, _ in told(read(text)))


def test_the_verb_and_its_subject_beside_an_utterance(read: Read) -> None:
    text = "Could the tunnel flood again? “It could,” the minister's aide, Tom Brandt, conceded."
    assert holds(told(read(text)), "Tom Brandt", "“It could,”")


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board declined to comment on Monday.",
        "Okafor did not respond when the Gazette wrote to her.",
        "A spokesman for the board refused to say whether the ferry would sail.",
        "The board said that it would not comment on the fares.",
        "Ines Okafor could not be reached for comment.",
        "The company had no immediate comment.",
    ],
)
def test_a_refusal_without_words_is_no_quotation(read: Read, text: str) -> None:
    assert told(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "“We have no comment on the leak,” a spokesman for the board said.",
        "Ines Okafor refused to call the ferry “a floating coffin”.",
        "Asked about the leak, Ines Okafor said: “No comment.”",
    ],
)
def test_a_refusal_with_words_is_one(read: Read, text: str) -> None:
    assert told(read(text))


@pytest.mark.parametrize(
    "label",
    [
        "Ines Okafor, father of the victim:",
        "Ines Okafor:",
        "Prosecutor Ines Okafor:",
        "Ines Okafor, who runs the kiosk:",
        "Ines Okafor, 71, retired:",
    ],
)
def test_a_name_and_a_colon_without_a_verb(read: Read, label: str) -> None:
    text = (
        f"What they said\n\nTom Brandt, roads minister: “It is safe.”\n\n{label} “Safe for whom?”"
    )
    assert holds(told(read(text)), "Okafor", "“Safe for whom?”")
