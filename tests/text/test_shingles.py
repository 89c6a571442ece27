from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.shingles import BANDS, Shingles, bands, containment, shared, shingles
from tests.check.pier import AGENCY, INTERVIEW, SHORTENED, UNCREDITED

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
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
