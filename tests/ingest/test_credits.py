from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.credits import credits_of, key_of
from quotes.types import Article, Credit

STORY = "The mayor of Marlow said on Monday that the pier would be built again by the summer."
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


def found(text: str, outlet: str | None = "Marlow Post", *authors: str) -> list[tuple[str, ...]]:
    credits = credits_of(Article(text, "a.txt", outlet=outlet, authors=authors))
    return [
        (one.kind, one.name or "", one.evidence.of(text) if one.evidence else "") for one in credits
    ]


@pytest.mark.parametrize(
    ("line", "name", "evidence"),
    [
        ("MARLOW (Northwire) — The pier fell.", "Northwire", "MARLOW (Northwire) —"),
        ("MARLOW, May 5 (AP) – The pier fell.", "Associated Press", "MARLOW, May 5 (AP) –"),
        ("Marlow (AFP) - The pier fell.", "Agence France-Presse", "Marlow (AFP) -"),
        ("By Ines Okafor, Reuters", "Reuters", None),
        ("By The Associated Press", "Associated Press", None),
        ("By Ines Okafor\nCascade Wire", "Cascade Wire", "Cascade Wire"),
        ("Source: AFP", "Agence France-Presse", None),
        ("Originally published by Northwire.", "Northwire", None),
    ],
)
def test_an_agency_above_the_story(line: str, name: str, evidence: str | None) -> None:
    assert found(f"{line}\n\n{STORY}\n") == [("agency", name, evidence or line)]


@pytest.mark.parametrize(
    ("end", "name", "evidence"),
    [
        ("It fell on Sunday. (AP)", "Associated Press", "(AP)"),
        ("It fell on Sunday. — Northwire", "Northwire", "— Northwire"),
        ("[Press Association]", "PA Media", "[Press Association]"),
        ("© 2026 Agence France-Presse", "Agence France-Presse", "© 2026 Agence France-Presse"),
    ],
)
def test_an_agency_below_the_story(end: str, name: str, evidence: str) -> None:
    assert found(f"Pier falls\n\n{STORY}\n\n{end}\n") == [("agency", name, evidence)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article was republished from Harbour Gazette.", "Harbour Gazette"),
        ("This story first appeared in The Isle Monthly.", "Isle Monthly"),
        ("Originally published in the Harbour Gazette on 3 May 2026.", "Harbour Gazette"),
        ("Republished with permission from the Isle Monthly.", "Isle Monthly"),
        ("By Ines Okafor, Harbour Gazette", "Harbour Gazette"),
    ],
)
def test_another_outlet(line: str, name: str) -> None:
    assert found(f"{line}\n\n{STORY}\n") == [("republished", name, line)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("PRESS RELEASE", ""),
        ("FOR IMMEDIATE RELEASE: 6 February 2026", ""),
        ("MARLOW, Feb. 6, 2026 /PRNewswire/ -- The pier fell.", "PR Newswire"),
        ("SOURCE Marlow Harbour Office", "Marlow Harbour Office"),
    ],
)
def test_a_release(line: str, name: str) -> None:
    ((kind, sender, _),) = found(f"{line}\n\n{STORY}\n")
    assert (kind, sender) == ("release", name)


@pytest.mark.parametrize(
    "line",
    [
        "By Ines Okafor",
        "By Ines Okafor, Marlow Post",
        "Published by Ines Okafor",
        "Her book, first published in London in 1920, sold well.",
        "His study, first published in Nature on Monday, says so.",
        "Originally published on March 3, 2026.",
        "Source: Ministry of Works",
        "With inputs from PTI",
        "Reuters contributed to this report.",
        "He spoke to Reuters on Sunday.",
        "The agency (AP) said that the pier fell.",
        "Reuters",
        "MARLOW (March 5) — The pier fell.",
    ],
)
def test_no_credit(line: str) -> None:
    assert found(f"{line}\n\n{STORY}\n") == []


def test_a_list_of_items_signed_each_is_no_copy() -> None:
    items = "It fell on Sunday. [AP]\n\nNobody was hurt. [Reuters]\n"
    assert found(f"Morning letter\n\n{STORY}\n\n{items}") == []


def test_authors_and_text_name_an_agency_once() -> None:
    text = f"MARLOW (AP) — The pier fell.\n\n{STORY}"
    assert found(text, None, "The Associated Press") == [
        ("agency", "Associated Press", "MARLOW (AP) —")
    ]
    assert found(STORY, None, "The Associated Press") == [("agency", "Associated Press", "")]


def test_a_short_form_goes_into_the_name() -> None:
    text = (SEEDS / "dam-hearing-wire.txt").read_text(encoding="utf-8")
    assert [name for _, name, _ in found(text, None)] == ["Cascade Wire"]
    local = (SEEDS / "dam-hearing-local.txt").read_text(encoding="utf-8")
    assert found(local, "The Calder Falls Sentinel") == []


def test_names_of_one_agency_have_one_key() -> None:
    assert key_of("AP") == key_of("The Associated Press") == key_of("associated press")
    assert key_of("Press Association") == key_of("PA")
    assert key_of("Northwire") != key_of("Reuters")


@given(st.text(alphabet='By ()AP—-.,\n"”ReutrsSOURCE:published in', max_size=200))
def test_evidence_lies_in_the_text(text: str) -> None:
    for credit in credits_of(Article(text, "a.txt")):
        assert isinstance(credit, Credit)
        assert credit.evidence is not None
        assert credit.evidence.of(text).strip()
