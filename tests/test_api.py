"""The public door: the examples of docs/api.md run, and what they leave out."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

import quotes
from quotes.db.rows import ArticleRow, Rows, TopicRow
from quotes.types import Span, Stance

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for path in (ROOT / "seeds/articles").glob("dam-*"):
        copy(path, folder)
    return folder


def test_the_examples_of_the_documentation_run(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(samples)
    failed, tried = doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False)
    assert tried > 20
    assert not failed


def test_importing_the_package_loads_no_library() -> None:
    program = (
        "import sys, quotes; print(sorted({'numpy', 'spacy', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_every_public_name_is_there() -> None:
    assert all(getattr(quotes, name) is not None for name in quotes.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = quotes.Nothing


@pytest.mark.parametrize("source", ["mising.txt", Path("mising"), "below/mising.html"])
def test_a_misspelled_path_is_no_text(source: str | Path) -> None:
    with pytest.raises(quotes.IngestError, match="mising"):
        quotes.read_article(source)


def test_a_text_is_read_as_if_it_were_piped() -> None:
    article = quotes.read_article("The mill stays.\n", title="Mill", outlet="Gazette")
    assert (article.text, article.source) == ("The mill stays.\n", "-")
    assert (article.title, article.outlet) == ("Mill", "Gazette")


def test_several_articles_at_once_are_refused() -> None:
    with pytest.raises(quotes.UsageError, match="holds 2 articles"):
        quotes.read_article('[{"text": "One."}, {"text": "Two."}]')


def test_a_person_of_no_or_several_records_gets_no_report(tmp_path: Path) -> None:
    with (
        quotes.Archive(tmp_path / "quotes.db") as archive,
        pytest.raises(quotes.QuotesError, match="Nobody in the database is called Petty"),
    ):
        archive.report("Petty")


def test_an_archive_is_not_made_unless_asked_for(tmp_path: Path) -> None:
    with pytest.raises(quotes.StoreError, match="There is no database"):
        quotes.Archive(tmp_path / "quotes.db", create=False)


def test_rows_are_a_list_and_a_table() -> None:
    rows = Rows([TopicRow("dams & water", 3, 2), TopicRow("rivers", 1, 1)])
    assert rows == [TopicRow("dams & water", 3, 2), TopicRow("rivers", 1, 1)]
    assert isinstance(rows[:1], Rows)
    html = rows._repr_html_()
    assert "<th>topic</th>" in html
    assert "<td>dams &amp; water</td>" in html
    assert "parent" not in html, "a column that is empty throughout"


def test_rows_inside_rows_become_cells() -> None:
    article = ArticleRow("1", "a.txt", None, None, ("A. B.", "C."), None, date(2026, 3, 1), "00")
    table = Rows([article]).to_pandas()
    assert table.loc[0, "authors"] == "A. B.; C."
    assert table.loc[0, "published"] == date(2026, 3, 1)
    stances = Rows([Stance("the dam", "oppose", 0.9, Span(3, 7))]).to_pandas()
    assert stances.loc[0, "words"] == "3-7"


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(quotes.QuotesError, match="pip install pandas"):
        Rows([TopicRow("rivers", 1, 1)]).to_pandas()


def test_overlapping_marks_become_one_box() -> None:
    extraction = quotes.read("Tom Reed said “the mill” stays, and <b>nothing</b> else.\n\nIt does.")
    boxes = extraction.displacy("ent")
    assert boxes.count('<mark class="entity"') >= 2
    assert "&lt;b&gt;" in boxes
    assert extraction._repr_html_() == extraction.displacy()
