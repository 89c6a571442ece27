from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.damage import DAMAGES, WIDTH, damaged

Json = dict[str, Any]

TEXT = (
    "The Tarn ferry “will sail at noon,” Ines Okafor said. "
    "Okafor’s deputy told the board that the pier was “a wreck” and would close.\n\n"
    '"Nobody asked us," he said, and `it\' rained.'
)


def article(text: str, *contents: str) -> Json:
    found = [[text.index(words), text.index(words) + len(words)] for words in contents]
    return {
        "id": "tarn",
        "text": text,
        "attributions": [{"source": [], "cue": [], "content": [span]} for span in found],
    }


def text_after(name: str, text: str, *contents: str) -> str:
    result: str = damaged(article(text, *contents), DAMAGES[name])["text"]
    return result


def letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.replace("&quot;", "").casefold()))


@st.composite
def articles(draw: st.DrawFn) -> Json:
    signs = st.sampled_from([*"abß é“”\"'‘’«.,-İ", "''", "``", "\n\n", "\n", " ", "\u00a0"])
    text = draw(st.lists(signs, max_size=120).map("".join))
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place).map(lambda span: sorted(span)), max_size=3)
    roles = st.fixed_dictionaries({"source": spans, "cue": spans, "content": spans})
    return {"id": "x", "text": text, "attributions": draw(st.lists(roles, max_size=3))}


@pytest.mark.parametrize("name", DAMAGES)
@given(before=articles())
def test_spans_cover_the_same_letters(name: str, before: Json) -> None:
    after = damaged(before, DAMAGES[name])
    assert letters(after["text"]) == letters(before["text"])
    assert len(after["attributions"]) == len(before["attributions"])
    for old, new in zip(before["attributions"], after["attributions"], strict=True):
        for role, spans in old.items():
            was = [letters(before["text"][start:end]) for start, end in spans]
            now = [letters(after["text"][start:end]) for start, end in new[role]]
            assert [found for found in was if found] == [found for found in now if found]
            assert all(start < end <= len(after["text"]) for start, end in new[role])


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_leaves_a_trace(name: str) -> None:
    wreck = "that the pier was “a wreck” and would close"
    assert text_after(name, TEXT, wreck) != TEXT


def test_marks_turn_straight_and_curly() -> None:
    assert text_after("straight marks", "“It isn’t ‘late’,” he said.") == (
        "\"It isn't 'late',\" he said."
    )
    assert text_after("curly marks", "\"It isn't 'late',\" he said. (\"No.\") ''Go.''") == (
        "“It isn’t ‘late’,” he said. (“No.”) “Go.”"
    )


def test_marks_are_lost() -> None:
    assert text_after("no marks at all", "“No,” he said. ''Go.''") == "No, he said. Go."
    assert text_after("`&quot;` instead of marks", "“No,” he said.") == ("&quot;No,&quot; he said.")


def test_only_mixed_speech_loses_its_marks() -> None:
    direct = "“will sail at noon,”"
    mixed = "that the pier was “a wreck” and would close"
    after = text_after("no marks on mixed speech", TEXT, direct, mixed)
    assert after == TEXT.replace("“a wreck”", "a wreck")


def test_lone_marks_leave_no_span() -> None:
    after = damaged(article("He said “no”.", "“"), DAMAGES["no marks at all"])
    assert after["attributions"] == [{"source": [], "cue": [], "content": []}]


def test_lines_are_full_and_short() -> None:
    text = " ".join(["ferry"] * 40) + "\n\n" + " ".join(["pier"] * 20)
    after = text_after(f"lines broken at {WIDTH} columns", text)
    assert after.replace("\n\n", "|").replace("\n", " ").replace("|", "\n\n") == text
    lines = after.split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert len(lines[0]) + len(" ferry") > WIDTH
    assert text_after("the same, no blank lines", text) == after.replace("\n\n", "\n")


def test_the_same_blanks_harden_each_time() -> None:
    (name,) = (name for name in DAMAGES if "non-breaking" in name)
    text = " ".join(["ferry"] * 80)
    after = text_after(name, text)
    assert after == text_after(name, text)
    assert 2 <= after.count("\u00a0") <= 30
