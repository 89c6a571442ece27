from __future__ import annotations

import pytest

from quotes.store.identity.commonness import Commonness, Rarity


@pytest.mark.parametrize(
    ("name", "folded", "rarity"),
    [
        ("Ingvild Torsund", "ingvild torsund", "rare"),
        ("Ann Torsund", "ann torsund", "ordinary"),
        ("Ingvild Smith", "ingvild smith", "ordinary"),
        ("Jack Smith", "jack smith", "common"),
        ("Ingvild Gard", "ingvild gard", "shared"),
        ("Ingvild Holt", "ingvild holt", "common"),
        ("Ann Moe", "ann moe", "common"),
        ("Ingvild Moe", "ingvild moe", "ordinary"),
        ("", "", "rare"),
    ],
)
def test_rarity(name: str, folded: str, rarity: Rarity) -> None:
    counts = Commonness(full={"ingvild gard": 2, "ingvild holt": 3}, family={"moe": 5}, people=900)
    assert counts.rarity(name, folded) == rarity


def test_a_person_of_one_article_in_fifty_is_everywhere() -> None:
    counts = Commonness(articles={"bo ek": 21, "cy lund": 20, "di berg": 6}, all_articles=1000)
    assert counts.is_everywhere("bo ek")
    assert not counts.is_everywhere("cy lund")
    assert not counts.is_everywhere("nobody")
    assert Commonness(articles={"di berg": 6}, all_articles=9).is_everywhere("di berg")
