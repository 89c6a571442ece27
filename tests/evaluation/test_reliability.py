from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.reliability import (
    Judged,
    calibration_error,
    curve,
    equal_mass,
    equal_width,
    kept,
    log_loss,
    section,
)

PNG = b"\x89PNG"

pairs = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def sample(*rows: tuple[float, bool]) -> Judged:
    confidence, right = np.array(rows, dtype=np.float64).T
    return Judged(confidence, right)


def quote(start: int, confidence: float, name: str = "Ines Okafor") -> dict[str, object]:
    return {
        "pieces": [{"start": start, "end": start + 6}],
        "speakers": [{"type": "person", "name": name, "mention": None}],
        "status": "said",
        "confidence": confidence,
    }


def test_the_error_of_a_known_case() -> None:
    bins = equal_width(sample((0.85, True), (0.81, False), (0.3, False), (1.0, True)))
    assert [(b.number, b.right) for b in bins] == [(1, 0.0), (2, 0.5), (1, 1.0)]
    assert calibration_error(bins) == pytest.approx((0.3 + 2 * 0.33 + 0.0) / 4)


def test_a_bin_of_like_number_holds_equals_in_order() -> None:
    bins = equal_mass(sample(*[(n / 20, n % 2 == 0) for n in range(20)]), bins=5)
    assert [b.number for b in bins] == [4] * 5
    assert [(b.low, b.high) for b in bins] == sorted((b.low, b.high) for b in bins)


@given(pairs)
def test_bins_hold_everything_once(rows: list[tuple[float, bool]]) -> None:
    found = sample(*rows)
    for bins in (equal_width(found), equal_mass(found)):
        assert sum(b.number for b in bins) == len(rows)
        assert sum(b.number * b.right for b in bins) == pytest.approx(found.right.sum())
        assert 0 <= calibration_error(bins) <= 1


@given(pairs)
def test_the_curve_ends_with_all_of_them(rows: list[tuple[float, bool]]) -> None:
    found = sample(*rows)
    covered, precision = curve(found)
    assert covered[-1] == 1
    assert precision[-1] == pytest.approx(found.right.mean())
    assert list(covered) == sorted(set(covered))
    for threshold, share, exact in zip(
        sorted(set(found.confidence), reverse=True), covered, precision, strict=True
    ):
        left = kept(found, threshold)
        assert (left.coverage, left.precision) == pytest.approx((share, exact))


def test_saying_so_beats_not_knowing() -> None:
    assert log_loss(sample((0.9, True), (0.1, False))) < log_loss(sample((0.5, True), (0.5, False)))


DOC = {
    "doc": "bridge",
    "persons": [{"id": "p", "name": "Ines Okafor"}],
    "quotes": [{"content_spans": [[start, start + 6]], "speakers": ["p"]} for start in (0, 20)],
}


def test_the_section_comes_with_its_pictures(tmp_path: Path) -> None:
    answer = {"quotes": [quote(0, 0.98), quote(20, 0.98, "Paul Rennick"), quote(40, 0.35)]}
    text = section([DOC] * 3, [answer] * 3, tmp_path / "images")
    assert "| 0.9 to 1.0 | 6 | 0.980 | 0.500 |" in text
    assert "| 0.3 to 0.4 | 3 | 0.350 | 0.000 |" in text
    assert "| 0.5 | 6 | 0.667 | 0.500 | 1.000 | 50.0 | 0.0 |" in text
    assert "| 0.3 | 9 | 1.000 | 0.333 | 1.000 | 33.3 | 33.3 |" in text
    assert "On marked/blind: 3 of 6, 66.7 %" in " ".join(text.split())
    assert text.count(" (sure) |") == 1
    for name in ("reliability.png", "precision-coverage.png"):
        assert f"images/{name}" in text
        assert (tmp_path / "images" / name).read_bytes().startswith(PNG)


def test_a_section_about_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no quotation"):
        section([DOC], [{"quotes": []}], tmp_path)
