"""What stands around a quotation and turns what it means, and what does not."""

from __future__ import annotations

import pytest

from quotes.check.context.guard import guards
from quotes.check.rows import Guard
from tests.check.made import around, place, quotation


def found(text: str, claimed: str, *spoken: str, **known: str) -> list[Guard]:
    """The guards of claimed words in a text, in which all in marks is of the same speaker."""
    rows = [quotation(text, words, **known) for words in spoken or (f"“{claimed}”",)]  # type: ignore[arg-type]
    where = place(text, claimed)
    row = next(one for one in rows if any(piece.meets(where) for piece in one.pieces))
    return guards(around(text, *rows), row, [where], claimed)


def kinds(*given: str, **known: str) -> list[str]:
    return [one.kind for one in found(*given, **known)]


PLAIN = "The mayor looked up. “We will sell the mill,” said Odo Fenwick. The gulls cried."


def test_nothing_is_found_where_nothing_is() -> None:
    assert found(PLAIN, "We will sell the mill", "“We will sell the mill,”") == []
    assert guards(around(PLAIN), quotation(PLAIN, "“We will sell the mill,”"), [], "") == []


@pytest.mark.parametrize(
    ("text", "claimed", "spoken", "kind"),
    [
        (
            "“Some people will tell you that the mill is finished. It is not,” Fenwick said.",
            "the mill is finished",
            "“Some people will tell you that the mill is finished. It is not,”",
            "distance",
        ),
        (
            "“First she said the judges would help us,” Fenwick said.",
            "the judges would help us",
            "“First she said the judges would help us,”",
            "distance",
        ),
        (
            "If the levy fails, Fenwick said, “we will sell the mill.”",
            "we will sell the mill",
            "“we will sell the mill.”",
            "condition",
        ),
        (
            "Asked what he would do if the levy failed, he said: “We will sell the mill.”",
            "We will sell the mill",
            "“We will sell the mill.”",
            "condition",
        ),
        (
            "“Suppose the levy fails. We sell the mill,” Fenwick said.",
            "We sell the mill",
            "“Suppose the levy fails. We sell the mill,”",
            "condition",
        ),
        (
            "“Imagine a town without flour. We would leave,” Fenwick said.",
            "We would leave",
            "“Imagine a town without flour. We would leave,”",
            "condition",
        ),
        (
            "“We will sell the mill. Only if the levy fails,” Fenwick said.",
            "We will sell the mill.",
            "“We will sell the mill. Only if the levy fails,”",
            "condition",
        ),
        (
            "“The mill is finished. That is not true,” Fenwick said.",
            "The mill is finished.",
            "“The mill is finished. That is not true,”",
            "denial",
        ),
        (
            "“They say the mill is finished. That is nonsense,” Fenwick said.",
            "They say the mill is finished.",
            "“They say the mill is finished. That is nonsense,”",
            "denial",
        ),
        (
            "“We are finished. Far from it,” Fenwick said.",
            "We are finished.",
            "“We are finished. Far from it,”",
            "denial",
        ),
        (
            "Fenwick denied saying “we will sell the mill.”",
            "we will sell the mill",
            "“we will sell the mill.”",
            "denial",
        ),
        (
            "Fenwick would not say whether “we will sell the mill.”",
            "we will sell the mill",
            "“we will sell the mill.”",
            "denial",
        ),
        (
            "“We will sell the mill,” Fenwick said. He later retracted the remark.",
            "We will sell the mill",
            "“We will sell the mill,”",
            "denial",
        ),
        (
            "“We will sell the mill,” Fenwick joked.",
            "We will sell the mill",
            "“We will sell the mill,”",
            "distance",
        ),
        (
            "“Will we sell the mill?” Fenwick asked.",
            "Will we sell the mill",
            "“Will we sell the mill?”",
            "question",
        ),
    ],
)
def test_what_turns_the_sense(text: str, claimed: str, spoken: str, kind: str) -> None:
    assert kinds(text, claimed, spoken) == [kind]


@pytest.mark.parametrize(
    ("text", "claimed", "spoken"),
    [
        (
            "“We will stay. If they come, we go,” Fenwick said.",
            "We will stay.",
            "“We will stay. If they come, we go,”",
        ),
        (
            "“They shut our school. It was not our fault,” Fenwick said.",
            "They shut our school.",
            "“They shut our school. It was not our fault,”",
        ),
        (
            "“They want the mill. That is wrong,” Fenwick said.",
            "They want the mill.",
            "“They want the mill. That is wrong,”",
        ),
        (
            "“We are not finished. Far from it,” Fenwick said.",
            "We are not finished.",
            "“We are not finished. Far from it,”",
        ),
        (
            "“I said that the mill leaks,” Fenwick said.",
            "the mill leaks",
            "“I said that the mill leaks,”",
        ),
        (
            "“As they say, the mill grinds slowly,” Fenwick said.",
            "the mill grinds slowly",
            "“As they say, the mill grinds slowly,”",
        ),
        (
            "Fenwick rejected the plan, saying “the mill is not for sale.”",
            "the mill is not for sale",
            "“the mill is not for sale.”",
        ),
        (
            "Asked if he was tired, Fenwick said: “We will stay.”",
            "We will stay.",
            "“We will stay.”",
        ),
        (
            "“We will stay,” said Fenwick, if a little wearily.",
            "We will stay",
            "“We will stay,”",
        ),
        (
            "“We will stay,” Fenwick said. The buyer withdrew from the sale.",
            "We will stay",
            "“We will stay,”",
        ),
        (
            "“Who asked us? Nobody did,” Fenwick said.",
            "Nobody did",
            "“Who asked us? Nobody did,”",
        ),
    ],
)
def test_what_does_not(text: str, claimed: str, spoken: str) -> None:
    assert kinds(text, claimed, spoken) == []


def test_a_guard_says_where_it_stands() -> None:
    text = "“The mill is finished. That is  not true,” Fenwick said."
    (one,) = found(text, "The mill is finished.", text[: text.index(" Fenwick")])
    assert one.where.of(text).startswith("That is  not true")
    assert "That is not true" in one.sentence
    assert "  " not in one.words


def test_a_denied_report() -> None:
    text = "Fenwick denied the mill would be sold."
    claimed = "the mill would be sold"
    assert kinds(text, claimed, claimed, kind="indirect", cue="denied") == ["denial"]
    assert (
        kinds(text.replace("denied", "feared"), claimed, claimed, kind="indirect", cue="feared")
        == []
    )


def test_a_question_that_the_claim_asks_as_well() -> None:
    text = "“Will we sell the mill?” Fenwick asked."
    row = quotation(text, "“Will we sell the mill?”")
    where = place(text, "Will we sell the mill")
    assert guards(around(text, row), row, [where], "Will we sell the mill?") == []


def test_what_another_says_next_denies_nothing() -> None:
    text = "“The mill is finished,” Fenwick said. “That is not true,” said Ilse Brandvold."
    row = quotation(text, "“The mill is finished,”")
    other = quotation(text, "“That is not true,”", by="Ilse Brandvold")
    where = place(text, "The mill is finished")
    assert guards(around(text, row, other), row, [where], "The mill is finished") == []


def test_a_condition_of_what_is_reported_after_the_quotation_is_not_its_own() -> None:
    text = "“The pier is safe,” Fenwick said, adding that if the wind rose it would be shut."
    row = quotation(text, "“The pier is safe,”")
    after = quotation(text, "that if the wind rose it would be shut", kind="indirect")
    where = place(text, "The pier is safe")
    assert guards(around(text, row, after), row, [where], "The pier is safe") == []


def test_who_speaks_where() -> None:
    rows = [
        quotation(PLAIN, "“We will sell the mill,”"),
        quotation(PLAIN, "The gulls cried", kind="indirect"),
    ]
    scene = around(PLAIN, *rows)
    assert scene.speakers_at(place(PLAIN, "sell")) == frozenset({"Odo Fenwick"})
    assert scene.speakers_at(place(PLAIN, "The gulls")) is None
    assert scene.speakers_at(place(PLAIN, "The mayor")) is None
