from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quotes.export.obsidian import block_quote, escaped, file_name, file_names, person_notes, tag
from quotes.search.selection import Selection
from tests.export.samples import NAMES

Notes = dict[str, str]

FORBIDDEN = set('\\/:*?"<>|#^[]%`') | {chr(code) for code in range(32)}


@pytest.fixture
def notes(selection: Selection) -> Notes:
    return dict(person_notes(selection))


def properties(note: str) -> dict[str, Any]:
    _, front, _ = note.split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(front)
    return found


def body(note: str) -> str:
    return note.split("---\n", 2)[2]


def test_one_note_a_person_of_a_name_that_no_other_has(notes: Notes, selection: Selection) -> None:
    assert len(notes) == len(selection.names()) == len({name.casefold() for name in notes})
    assert {"Ilse Brandvold.md", "Maren Okonedo (1).md", "Maren Okonedo (3).md"} <= notes.keys()
    for name in notes:
        assert not FORBIDDEN & set(name)
        assert len(name.encode()) < 255


def test_the_front_matter_is_yaml(notes: Notes) -> None:
    assert properties(notes["Maren Okonedo (1).md"]) == {
        "name": "Maren Okonedo",
        "aliases": ["Okonedo"],
        "organization": ["Harbour Institute"],
        "posts": ["director, Harbour Institute (2026-03-02)"],
        "first_quoted": date(2026, 3, 2),
        "last_quoted": date(2026, 3, 2),
        "quotations": 1,
        "articles": 1,
    }


def test_topics_of_the_vocabulary_are_tags(notes: Notes) -> None:
    (ana,) = [found for note in notes.values() if (found := properties(note))["name"] == NAMES[3]]
    assert ana["tags"] == ["topic-one"]


def test_hostile_names_are_only_names(notes: Notes) -> None:
    assert {properties(note)["name"] for note in notes.values()} >= set(NAMES)


def test_a_quotation_has_its_source_and_an_id_to_point_to(
    notes: Notes, selection: Selection
) -> None:
    note = notes["Maren Okonedo (1).md"]
    row = next(selection.quotations())
    assert f"> {row.text}\n\n^{row.id}\n" in note
    assert "[Tidewater to pay more for water](<https://gazette.example/water>)" in note
    ids = re.findall(r"^\^([0-9a-f]{16})$", "".join(notes.values()), re.MULTILINE)
    people = [s for one in selection.quotations() for s in one.speakers if s.person_id]
    assert len(ids) == len(people)


def test_people_of_one_article_are_linked_to_notes_that_are_there(notes: Notes) -> None:
    assert "[[Maren Okonedo (1)]] (1 article)" in notes["Ilse Brandvold.md"]
    for note in notes.values():
        for link in re.findall(r"^- \[\[(.+)\]\] \(\d+ articles?\)$", note, re.MULTILINE):
            assert f"{link}.md" in notes


def test_nothing_that_an_article_says_acts_as_markup(notes: Notes) -> None:
    (note,) = [one for one in notes.values() if properties(one)["name"] == "Ana\nBeck"]
    parsed = MarkdownIt().parse(body(note))
    kinds = [token.type for token in parsed]
    assert kinds.count("blockquote_open") == 4
    quoted = range(kinds.index("blockquote_open"), kinds.index("blockquote_close"))
    inside = [parsed[place].type for place in quoted]
    assert set(inside) == {"blockquote_open", "paragraph_open", "inline", "paragraph_close"}
    texts = [parsed[place].content for place in quoted if parsed[place].type == "inline"]
    assert "“- \\[\\[not\\]\\] a \\*list\\*" in "\n".join(texts)
    assert "[[not" not in note
    assert "\\# nor a heading \\<b\\>" in note


@given(st.text(max_size=60))
def test_escaped_text_is_shown_as_it_stands(text: str) -> None:
    shown = MarkdownIt().parseInline(escaped(" ".join(text.split())))[0].children or ()
    assert all(token.type in ("text", "text_special") for token in shown)


@given(st.text(max_size=80) | st.text("-+*#>=_`~1.) \t\n[]<a", max_size=40))
def test_a_block_quote_holds_nothing_but_paragraphs(text: str) -> None:
    parsed = MarkdownIt().parse(block_quote(text))
    kinds = {"blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline"}
    assert {token.type for token in parsed} <= kinds


@given(st.dictionaries(st.integers(1, 99), st.text(max_size=100), max_size=8))
def test_file_names_are_safe_and_unique(people: dict[int, str]) -> None:
    names = file_names(people)
    assert names.keys() == people.keys()
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name
        assert not FORBIDDEN & set(name)
        assert name.strip(" .") == name
        assert len(f"{name}.md".encode()) <= 255


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Maren Okonedo", "Maren Okonedo"),
        ("../x", "x"),
        ("a|b", "a b"),
        ("[[x]]", "x"),
        ("Ana\nBeck", "Ana Beck"),
        ("CON", "person CON"),
        ("nul.txt", "person nul.txt"),
        ("...", "person"),
        ("", "person"),
    ],
)
def test_a_file_name(name: str, file: str) -> None:
    assert file_name(name) == file


def test_a_name_that_looks_like_a_numbered_one_is_told_apart() -> None:
    names = file_names({1: "Ana Beck", 2: "ANA BECK", 3: "Ana Beck (1)"})
    assert len({name.casefold() for name in names.values()}) == 3
    assert names[3] == "Ana Beck (1)"


@pytest.mark.parametrize(
    ("label", "made"),
    [("water price", "water-price"), ("=topic; [one]", "topic-one"), ("2026", None), ("EU", "eu")],
)
def test_a_tag(label: str, made: str | None) -> None:
    assert tag(label) == made
