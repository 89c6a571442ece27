from __future__ import annotations

import pytest

from quotes.meaning.phrases import named_things
from tests.meaning.parses import doc_of


def words(text: str, ents: dict[str, str] | None = None) -> list[str]:
    """Names in a text whose words are of the part of speech that their case says."""
    small = {"the": "DET", "of": "ADP", "on": "ADP", "and": "CCONJ", "in": "ADP", "When": "SCONJ"}
    tokens = [
        f"{word}|{small.get(word, 'PROPN' if word[0].isupper() else 'NOUN')}|{min(place, 1)}|dep"
        for place, word in enumerate(text.split())
    ]
    doc = doc_of(" ".join(tokens), ents=ents)
    return [doc[start:end].text for start, end in named_things(doc)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("they passed the Quiet Harbours Act in May", ["Quiet Harbours Act"]),
        ("the Treaty of Tern Bay stands", ["Treaty of Tern Bay"]),
        ("the Agreement on the Northern Shoals", ["Agreement on the Northern Shoals"]),
        ("the Health and Safety Act and others", ["Health and Safety Act"]),
        ("the Freedom of Information Act", ["Freedom of Information Act"]),
        ("When Gull Cup fans sang", ["Gull Cup"]),
        ("the Skarholm Grand Prix began", ["Skarholm Grand Prix"]),
        ("an act of war", []),
        ("the Act says so", []),
    ],
)
def test_laws_and_events(text: str, names: list[str]) -> None:
    assert words(text) == names


def test_a_man_called_bill_is_no_law() -> None:
    assert words("we met Old Bill Fenwick there", {"Bill Fenwick": "PERSON"}) == []
