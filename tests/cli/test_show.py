from __future__ import annotations

import pytest

from tests.cli.conftest import Run, lines
from tests.cli.samples import WATER, water

pytestmark = pytest.mark.usefixtures("filled")


def test_the_pieces_are_marked_in_their_paragraph(run: Run) -> None:
    shown = " ".join(run("show", water().quotations[0].id).stdout.split())
    assert "⟦“Nobody asked the people who pay,”⟧ said Maren Okonedo, director" in shown
    assert "Institute. ⟦“This is a tax by another name.”⟧" in shown


def test_everything_known_is_shown(run: Run) -> None:
    shown = " ".join(run("show", water().quotations[0].id).stdout.split())
    for known in (
        "Harbour Gazette",
        "2026-03-02",
        "Jon Petrel",
        "https://gazette.example/water",
        "director, Harbour Institute",
        "oppose",
        "water price",
        "0.93",
        water().article.id,
    ):
        assert known in shown


def test_the_json_is_that_of_search(run: Run) -> None:
    (found,) = lines(run("search", "tax", "--nl"))
    assert lines(run("show", found["id"], "--nl")) == [found]
    assert WATER[found["pieces"][0]["start"]] == "“"


def test_an_unknown_id_fails_with_a_sentence(run: Run) -> None:
    result = run("show", "feedfacecafebeef", code=1)
    assert result.stdout == ""
    assert result.stderr.startswith("quotes: There is no quotation feedfacecafebeef")
    assert result.stderr.count("\n") == 1
