"""What the page says of the cost of a listing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmark.runs import run
from scripts.benchmark.starting import LISTINGS, Start, Starts, import_times, needless, section


def test_needless_imports_are_read_from_the_report() -> None:
    report = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       120 |        120 |   zipimport\n"
        "import time:      1200 |      51200 |     numpy.linalg\n"
        "import time:       300 |        300 | numpydoc\n"
        "import time:        70 |      90000 | alembic\n"
        "import time:        40 |         40 |   sqlalchemy.ormolu\n"
        "spacy said something\n"
    )
    assert needless(report) == ("alembic", "numpy")


def test_the_report_is_that_of_python() -> None:
    code = [sys.executable, "-X", "importtime", "-c", "import json.decoder"]
    done = subprocess.run(code, capture_output=True, text=True, check=True)
    assert "json.decoder" in done.stderr
    assert needless(done.stderr) == ()
    assert needless(done.stderr.replace("json.decoder", "spacy.cli")) == ("spacy",)


@pytest.mark.parametrize("words", [*LISTINGS.values(), ["search", "water", "--nl"]], ids=" ".join)
def test_a_listing_imports_nothing_needless(words: list[str], hand_made: Path) -> None:
    report = import_times([*words, "--db", str(hand_made)])
    assert "quotes.store.store" in report
    assert needless(report) == ()


def test_the_section_gives_ratios() -> None:
    found = Starts({"quotes stats": Start(0.6, ("numpy",))}, {"python -c pass": Start(0.2)})
    assert "| `quotes stats` | 0.60 | 3.0 | numpy |" in section(found)


def test_processor_time_is_that_of_the_command() -> None:
    asleep = run([sys.executable, "-c", "import time; time.sleep(0.5)"], 1)
    assert 0 < asleep.processor < asleep.seconds
