"""Names in all their forms within one article: who is one person, and who are two.

The passages of ``name_forms.txt`` were made for this project. In each, ``{1:Marlowe}`` marks a
name with the number of its person; what is not marked names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from quotes.attribution.cast import find_cast
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]

PASSAGES = Path(__file__).with_name("name_forms.txt")
MARK = re.compile(r"\{(?P<person>\d):(?P<name>[^}]+)\}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its marks, and the person of each marked name."""

    title: str
    text: str
    persons: dict[Span, str]


def passages() -> Iterator[Passage]:
    for block in re.split(r"^## ", PASSAGES.read_text("utf8"), flags=re.MULTILINE)[1:]:
        title, _, marked = block.strip().partition("\n")
        text, persons, at = "", {}, 0
        for match in MARK.finditer(marked):
            text += marked[at : match.start()]
            persons[Span(len(text), len(text) + len(match["name"]))] = match["person"]
            text += match["name"]
            at = match.end()
        yield Passage(title, text + marked[at:], persons)


def grouped(spans: dict[Span, str], text: str) -> set[frozenset[tuple[int, str]]]:
    """The names of each person, by their ends: whether a title belongs to them is open here."""
    groups: dict[str, set[tuple[int, str]]] = {}
    for span, person in spans.items():
        groups.setdefault(person, set()).add((span.end, span.of(text).split()[-1]))
    return {frozenset(group) for group in groups.values()}


@pytest.mark.parametrize("passage", list(passages()), ids=lambda passage: str(passage.title))
def test_names_of_one_person_are_together(passage: Passage, read: Read) -> None:
    found = {
        naming.span: str(number)
        for number, member in enumerate(find_cast(read(passage.text)).members)
        for naming in member.individual.namings
    }
    assert grouped(found, passage.text) == grouped(passage.persons, passage.text)
