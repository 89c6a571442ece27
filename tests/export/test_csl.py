"""Items are rendered by citeproc-py as a bibliography."""

from __future__ import annotations

import json
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from quotes.export.csl import csl_items, csl_name
from quotes.search.selection import Selection

Item = dict[str, Any]

KEYS = {"id", "type", "title", "author", "container-title", "issued", "URL", "language", "note"}
TYPES = {"article-newspaper", "webpage", "document"}


@pytest.fixture
def items(selection: Selection) -> list[Item]:
    found: list[Item] = json.loads("".join(csl_items(selection)))
    return found


def test_a_bibliography(items: list[Item]) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    library = CitationStylesBibliography(style, CiteProcJSON(items), formatters.plain)
    for item in items:
        library.register(Citation([CitationItem(item["id"])]))
    library.sort()
    entries = [str(entry) for entry in library.bibliography()]
    assert len(entries) == len(items)
    (water,) = [entry for entry in entries if "Tidewater" in entry]
    assert "Petrel, J." in water
    assert "2026" in water
    assert "Harbour Gazette" in water
    assert any("Associated Press" in entry for entry in entries)


def test_an_item_an_article_with_keys_and_types_of_the_format(
    items: list[Item], selection: Selection
) -> None:
    assert [item["id"] for item in items] == [
        f"quotes-{one.article.id}" for one in selection.articles()
    ]
    for item in items:
        assert item.keys() <= KEYS
        assert item["type"] in TYPES
        for author in item.get("author", ()):
            assert author.keys() in ({"literal"}, {"family", "given"})
        for parts in item.get("issued", {}).get("date-parts", ()):
            assert len(parts) == 3


def test_the_note_says_who_said_what(items: list[Item], selection: Selection) -> None:
    notes = "\n".join(item["note"] for item in items)
    for row in selection.quotations():
        assert f"[{row.id}] " in notes
    assert "Maren Okonedo (director, Harbour Institute): “Nobody asked" in notes
    assert all(line.startswith("[") for line in notes.splitlines())


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Jon Petrel", {"given": "Jon", "family": "Petrel"}),
        ("JON PETREL", {"given": "Jon", "family": "Petrel"}),
        ("Ada B. Marsh-Lund", {"given": "Ada B.", "family": "Marsh-Lund"}),
        ("Ana de la Cruz", {"literal": "Ana de la Cruz"}),
        ("Mary Ann Holt", {"literal": "Mary Ann Holt"}),
        ("Reuters", {"literal": "Reuters"}),
        ("Agence France-Presse", {"literal": "Agence France-Presse"}),
        ("News Desk", {"literal": "News Desk"}),
        ("Jon Petrel Jr.", {"literal": "Jon Petrel Jr."}),
        ("@cmd", {"literal": "@cmd"}),
    ],
)
def test_names_are_parted_only_where_that_is_sure(author: str, name: dict[str, str]) -> None:
    assert csl_name(author) == name
