from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.attribution.transcripts import TranscriptTurn, transcript_turns
from quotes.reader.encode import blank_english
from quotes.reader.reading import Reading
from quotes.types import Span

TALK = (
    "Ines Okafor has sailed the ferry for ten years.\n\n"
    "THE COURIER: Were you there that night?\n\n"
    "OKAFOR: I was on the bridge. I saw it.\n\n"
    "It took a minute, no more.\n\n"
    "THE COURIER: And then?\n\n"
    "OKAFOR: Then I went home.\n\n"
    "This interview has been shortened."
)


def reading(text: str, *people: str) -> Reading:
    """A reading in which the model has found these people, each where the name first stands."""
    doc = blank_english()(text)
    starts = [(text.index(name), name) for name in people]
    spans = [doc.char_span(start, start + len(name), label="PERSON") for start, name in starts]
    doc.ents = tuple(found for found in spans if found is not None)
    return Reading(doc, ())


def turns(
    text: str, outlet: str | None = None, skip: Sequence[Span] = (), people: Sequence[str] = ()
) -> list[TranscriptTurn]:
    """The turns of those who are quoted."""
    read = reading(text, *people)
    return [t for t in transcript_turns(read, read.layout, outlet, skip) if not t.asks]


def said(text: str, *people: str) -> list[tuple[str | None, str]]:
    """Who is named as the source of each turn, and the words."""
    return [
        (
            turn.source.of(text) if turn.source else None,
            " / ".join(piece.of(text) for piece in turn.pieces),
        )
        for turn in turns(text, people=people)
    ]


def test_a_turn_is_what_stands_between_two_labels() -> None:
    found = turns(TALK, "The Courier")
    assert [[piece.of(TALK) for piece in turn.pieces] for turn in found] == [
        ["I was on the bridge. I saw it.", "It took a minute, no more."],
        ["Then I went home."],
    ]
    assert {turn.label.of(TALK) for turn in found if turn.label} == {"OKAFOR"}


def labels(text: str) -> set[str]:
    return {turn.label.of(text) for turn in turns(text) if turn.label}


def test_whoever_asks_is_not_quoted() -> None:
    text = TALK.replace("THE COURIER", "Reader").replace("OKAFOR", "Dr. Okafor")
    assert labels(text) == {"Dr. Okafor"}


def test_whoever_asks_most_is_not_quoted() -> None:
    text = TALK.replace("THE COURIER", "BRANDT")
    assert labels(text) == {"OKAFOR"}
    assert labels(text.replace("that night?", "that night.")) == {"BRANDT", "OKAFOR"}


def test_a_few_colons_make_no_transcript() -> None:
    text = "Update: The ferry sails.\n\nWeather: Rain.\n\nOkafor: “We sail.”\n\nNote: It did."
    assert turns(text) == []


def test_passages_to_skip_are_no_turns() -> None:
    skip = [turns(TALK, "The Courier")[0].pieces[1]]
    assert len(turns(TALK, "The Courier", skip)[0].pieces) == 1


def test_a_label_that_comes_once_takes_the_floor_all_the_same() -> None:
    text = (
        "MS. BRANDT: You signed it?\n\nTHE WITNESS: I did.\n\nMS. BRANDT: And this?\n\n"
        "THE WITNESS: Not mine.\n\nTHE COURT: Which page is it?\n\nTHE WITNESS: Page nine."
    )
    assert ("THE WITNESS", "Not mine.") in said(text)
    note = text.replace("THE COURT: Which page is it?", "Note: The court rose at noon.")
    assert ("THE WITNESS", "Not mine.") in said(note)
    assert not any("rose" in words for _, words in said(note))


@pytest.mark.parametrize("stop", [".", ":"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_letters_stand_for_who_is_interviewed(stop: str, gap: str) -> None:
    lines = ["Five questions for Ines Okafor", f"Q{stop} Is it safe?", f"A{stop} It is. I swim."]
    text = gap.join([*lines, f"Q{stop} And the engine?", f"A{stop} Old."])
    assert said(text, "Ines Okafor") == [("Ines Okafor", "It is. I swim."), ("Ines Okafor", "Old.")]


@pytest.mark.parametrize(
    ("intro", "guest"),
    [
        ("Interview with Ines Okafor, harbour master", "Ines Okafor"),
        ("Ines Okafor has run the ferry for years. She spoke to Tom Brandt.", "Ines Okafor"),
        ("We spoke to Ines Okafor before the vote.", "Ines Okafor"),
        ("Ines Okafor talked to our reporter Tom Brandt.", "Ines Okafor"),
        ("By Tom Brandt\n\nInes Okafor answers.", "Ines Okafor"),
        ("Ines Okafor and Tom Brandt run the ferry.", None),
        ("The harbour master answers.", None),
    ],
)
def test_who_is_interviewed(intro: str, guest: str | None) -> None:
    text = f"{intro}\n\nQ: Is it safe?\n\nA: It is.\n\nQ: Sure?\n\nA: Yes."
    people = [name for name in ("Ines Okafor", "Tom Brandt") if name in intro]
    assert said(text, *people) == [(guest, "It is."), (guest, "Yes.")]


def test_who_tells_the_name_when_asked_for_it() -> None:
    text = "Q. Please state your name.\nA. Ines Maria Okafor.\nQ. Were you there?\nA. I was."
    assert said(text)[1] == ("Ines Maria Okafor", "I was.")
    court = (
        "THE CLERK: State your full name.\n\nTHE WITNESS: Ines Okafor.\n\n"
        "MR. BRANDT: Where were you?\n\nTHE WITNESS: On the bridge.\n\nMR. BRANDT: Alone?\n\n"
        "THE WITNESS: Yes."
    )
    assert ("Ines Okafor", "On the bridge.") in said(court)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Mr. ODDY.", "Mr. ODDY"),
        ("Mr. ODDY (during the reading).", "Mr. ODDY"),
        ("Ms. O'DELL of Vermont.", "Ms. O'DELL"),
        ("Ms. LOPEZ of New Mexico.", "Ms. LOPEZ"),
        ("Mr SMITH (Tarn Valley):", "Mr SMITH"),
        ("Mrs DE WITT (Tarn Valley) (15:04):", "Mrs DE WITT"),
        ("Senator McKAY:", "McKAY"),
        ("The Minister for Roads (Lydia Kerr):", "Lydia Kerr"),
        ("Jane Holt (Tarn Valley) (Green):", "Jane Holt"),
    ],
)
def test_records_of_parliaments(label: str, name: str) -> None:
    text = (
        "The SPEAKER. The question is on the bill.\n\n"
        f"{label} I ask for time. It floods fields.\n\nAnd roads.\n\n"
        "The ACTING CHAIR. Is there objection?"
    )
    assert said(text)[1] == (name, "I ask for time. It floods fields. / And roads.")


def test_captions_mark_who_else_speaks() -> None:
    text = (
        ">> COUNCILMEMBER OKAFOR: I move item seven.\n\n>> Second.\n\n"
        ">> PRESIDENT BASS: Any discussion?\n\nThere is none.\n\n>> BRANDT: I will vote no."
    )
    assert said(text) == [
        ("OKAFOR", "I move item seven."),
        (None, "Second."),
        ("BASS", "Any discussion? / There is none."),
        ("BRANDT", "I will vote no."),
    ]


@pytest.mark.parametrize("label", ["{} (71):", "{}, 71, retired:", "{} (71, retired):", "{}, 71:"])
def test_people_in_the_street(label: str) -> None:
    one, other = label.format("Tilly Grout"), label.format("Sam Okoro")
    text = f"We asked on the beach.\n\n{one} Save it.\n\nIt rained.\n\n{other} Burn it."
    assert said(text) == [("Tilly Grout", "Save it."), ("Sam Okoro", "Burn it.")]


@pytest.mark.parametrize("dash", ["—", "–"])
def test_labels_given_once_above_a_dialogue_with_dashes(dash: str) -> None:
    text = (
        "Courier: Were you there?\n\nInes Okafor: I was.\n\n"
        f"{dash} And then?\n\n{dash} I went home.\n\n{dash} Alone?\n\n{dash} Yes.\n\nThe end."
    )
    assert said(text) == [
        ("Ines Okafor", "I was."),
        ("Ines Okafor", "I went home."),
        ("Ines Okafor", "Yes."),
    ]


def test_labels_given_once_above_questions_and_answers() -> None:
    text = (
        "Courier: Were you there when it sank?\n\nInes Okafor: I was on the bridge.\n\n"
        "And what did you do?\n\nI went home. My son was asleep.\n\nDid you sleep?\n\nNo."
    )
    assert said(text) == [
        ("Ines Okafor", "I was on the bridge."),
        ("Ines Okafor", "I went home. My son was asleep."),
        ("Ines Okafor", "No."),
    ]


def test_questions_without_labels() -> None:
    text = (
        "The last ferry\n\nInes Okafor has run it for thirty years. She spoke to Tom Brandt.\n\n"
        "What will you miss most?\n\nThe fog. I steer by the bell.\n\n"
        "What did your father say?\n\nMy father said nothing.\n\nHe could not swim.\n\n"
        "And now?\n\nI will sleep.\n\nThe ferry sails again in May."
    )
    assert said(text, "Ines Okafor", "Tom Brandt") == [
        ("Ines Okafor", "The fog. I steer by the bell."),
        ("Ines Okafor", "My father said nothing. / He could not swim."),
        ("Ines Okafor", "I will sleep."),
    ]


def test_questions_that_the_author_answers_are_no_interview() -> None:
    text = (
        "The ferry and Ines Okafor explained\n\nWhat happened?\n\nThe ferry sank in May.\n\n"
        "Who is to blame?\n\nThe board says nobody is.\n\nWhat comes next?\n\nA vote in June."
    )
    assert turns(text, people=["Ines Okafor"]) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Q: Why?",
                "A: Because.",
                "Prose.",
                "B C: No.",
                ">> Yes.",
                "Mr. ODDY. I do.",
                "— So?",
                "Did you?",
                "I did.",
            ]
        ),
        max_size=12,
    )
)
def test_turns_are_in_order_and_apart(lines: list[str]) -> None:
    pieces = [piece for turn in turns("\n\n".join(lines)) for piece in turn.pieces]
    assert all(a.end < b.start for a, b in itertools.pairwise(pieces))
