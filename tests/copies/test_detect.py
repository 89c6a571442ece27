from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.copies.detect import (
    BANDS,
    Credit,
    Shingles,
    bands,
    containment,
    credits_of,
    key_of,
    shared,
    shingles,
)
from quotes.types import Article
from tests.check.pier import AGENCY, INTERVIEW, SHORTENED, UNCREDITED

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


runs = st.frozensets(st.integers(0, 2**64 - 1), max_size=200)


def seed(name: str) -> Shingles:
    return shingles((SEEDS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("copy", [SHORTENED, UNCREDITED])
def test_a_shortened_copy_is_contained_in_its_original(copy: str) -> None:
    assert containment(shingles(AGENCY), shingles(copy)) > 0.5


def test_an_article_that_shares_quotations_only_is_not() -> None:
    assert containment(shingles(AGENCY), shingles(INTERVIEW)) < 0.1
    assert containment(seed("dam-hearing-wire.txt"), seed("dam-hearing-local.txt")) < 0.1


def test_articles_on_one_event_are_not() -> None:
    release, approved = seed("hospital-merger-release.txt"), "hospital-merger-approved-scraped.txt"
    assert containment(release, seed(approved)) < 0.1


def test_case_marks_and_boilerplate_do_not_count() -> None:
    changed = AGENCY.upper().replace("\n\n", "\n\nShare this on Facebook\n\n").replace(",", " –")
    assert containment(shingles(AGENCY), shingles(changed)) == 1.0


def test_a_text_of_quotations_only_is_taken_whole() -> None:
    speech = '"The pier will stay shut until the divers have seen every one of its iron legs, and '
    speech += 'nobody will be let through the gates before that day, whatever they may offer us."'
    assert len(shingles(speech)) > 20


@pytest.mark.parametrize("text", ["", "Pier shut", '"No," she said.'])
def test_a_text_of_a_few_words_has_no_bands(text: str) -> None:
    assert bands(shingles(text)) == []
    assert containment(shingles(text), shingles(AGENCY)) == 0.0


@given(st.text(max_size=400))
def test_the_same_text_gives_the_same(text: str) -> None:
    assert shingles(text) == shingles(text)
    assert bands(shingles(text)) == bands(shingles(text))


@given(runs, runs)
def test_containment_is_a_share_and_the_same_both_ways(one: Shingles, other: Shingles) -> None:
    share = containment(one, other)
    assert 0 <= share <= 1
    assert share == containment(other, one)
    assert shared(one, other) <= min(len(one), len(other))


@given(runs.filter(len))
def test_bands_are_numbers_of_32_bits(one: Shingles) -> None:
    found = bands(one)
    assert 0 < len(found) <= BANDS
    assert all(-(2**31) <= band < 2**31 for band in found)


def test_bands_meet_the_more_the_more_alike_texts_are() -> None:
    random = Random(7)
    numbers = [random.getrandbits(64) for _ in range(600)]

    def common(share: float) -> int:
        """Bands in common of two texts that share this part of all their runs."""
        each = round(len(numbers) * (1 - share) / 2)
        rest = len(numbers) - 2 * each
        one, other = frozenset(numbers[: each + rest]), frozenset(numbers[each:])
        return len(set(bands(one)) & set(bands(other)))

    assert common(1.0) == BANDS
    assert common(0.8) > common(0.4) > 0
    assert common(0.0) == 0
