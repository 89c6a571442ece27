from __future__ import annotations

import csv
import io

import pytest

from tests.cli.conftest import Run, lines

pytestmark = pytest.mark.usefixtures("filled")


def test_topics(run: Run) -> None:
    (row,) = lines(run("topics", "--nl"))
    assert (row["topic"], row["quotations"], row["people"]) == ("water price", 1, 1)
    assert (row["articles"], row["curated"], row["parent"]) == (1, False, None)
    assert lines(run("topics", "ferries", "--nl")) == []
    assert "water price" in run("topics", "water").stdout


def test_stats(run: Run) -> None:
    (stats,) = lines(run("stats", "--nl"))
    assert stats["articles"] == stats["outlets"] == 2
    assert stats["people"] == stats["quotations"] == 3
    assert stats["by_kind"] == {"direct": 1, "indirect": 2}
    assert stats["by_outlet"] == {"Fjord Observer": 1, "Harbour Gazette": 2}
    assert (stats["first"], stats["last"]) == ("2026-03-02", "2026-05-20")


def test_stats_keep_people_of_one_name_apart(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("stats", "--csv").stdout))
    quoted = [(row["name"], row["value"]) for row in rows if row["group"] == "most_quoted"]
    assert quoted.count(("Maren Okonedo", "1")) == 2


def test_stats_for_people(run: Run) -> None:
    shown = run("stats").stdout
    assert "2026-03-02 to 2026-05-20" in shown
    assert "Harbour Gazette" in shown
