from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from quotes.report import drawing
from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.stances.made import island, said, side


@pytest.fixture(scope="session")
def island_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("island") / "quotes.db"
    with Store(str(made)) as store:
        for extraction in island():
            store.add(extraction)
    return made


@pytest.fixture
def isle(island_file: Path, folder: Path) -> Path:
    """The database quotes.db in the current folder, with what an island says of its toll."""
    return Path(shutil.copy(island_file, folder))


@pytest.mark.usefixtures("isle")
def test_who_stands_where(run: Run) -> None:
    shown = run("stance", "toll").stdout
    assert " ".join(shown.split()).startswith(
        "toll 4 people, 1 organisation, 1 unnamed source; 9 quotations, 2025-01-10 to 2025-06-02"
    )
    places = [shown.index(f"\n{held}: ") for held in ("Support", "Oppose", "Changed", "Mixed")]
    assert places == sorted(places)
    assert "⟦welcome⟧" in shown
    assert run("stance", "list", "toll").stdout == shown


@pytest.mark.usefixtures("isle")
def test_who_stands_where_for_programs(run: Run) -> None:
    found = lines(run("stance", "toll", "--limit", "1", "--nl"))
    assert found == json.loads(run("stance", "toll", "--limit", "1", "--json").stdout)
    ada = next(voice for voice in found if voice["name"] == "Ada Brink")
    assert (ada["held"], ada["support"], ada["oppose"], ada["neutral"]) == ("changed", 1, 1, 1)
    assert ada["change"] == {
        "earlier": "support",
        "until": "2025-01-10",
        "later": "oppose",
        "since": "2025-06-02",
    }
    assert (ada["first"], ada["last"]) == ("2025-01-10", "2025-06-02")
    first = ada["standpoints"][0]
    assert first["stance"]["words"] == {"start": 3, "end": 10, "text": "welcome"}
    assert (first["side"], first["match"], first["chance"]) == ("support", "same", 0.81)
    assert first["quotation"]["text"] == "We welcome the toll."
    rows = list(csv.DictReader(io.StringIO(run("stance", "toll", "--csv").stdout)))
    assert len(rows) == 9
    assert {row["held"] for row in rows} == {"support", "oppose", "changed", "mixed", "neutral"}
    turned = next(row for row in rows if row["name"] == "Ben Caro")
    assert (turned["side"], turned["polarity"]) == ("oppose", "support")


@pytest.mark.usefixtures("isle")
def test_nothing_found_says_what_was_searched(run: Run) -> None:
    result = run("stance", "light house")
    assert result.stdout == ""
    assert result.stderr == (
        'No stance on "light house" was found; searched were 12 stances on 7 targets, by words.\n'
    )
    nobody = run("stance", "toll", "--person", "Nobody", "--json")
    assert nobody.stdout == "[]\n"
    assert "ask for less" in nobody.stderr


@pytest.mark.usefixtures("isle")
def test_a_side_is_corrected(run: Run) -> None:
    (dora,) = lines(run("stance", "toll", "--person", "Ek", "--nl"))
    quotation = dora["standpoints"][0]["quotation"]["id"]
    done = run("stance", "set", quotation, "toll", "oppose", "--why", "irony", "--user", "ida")
    assert done.stdout == f"Quotation {quotation} opposes toll.\n"
    (dora,) = lines(run("stance", "toll", "--person", "Ek", "--nl"))
    assert (dora["held"], dora["standpoints"][0]["stance"]["origin"]) == ("oppose", "human")
    assert "oppose: toll (decided by a human)" in run("show", quotation).stdout
    run("stance", "set", quotation[:10], "the tolls", "none", "--user", "ida")
    assert lines(run("stance", "toll", "--person", "Ek", "--nl")) == []


@pytest.mark.usefixtures("isle")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("stance", "set", "0" * 16, "toll", "oppose"), 1, "There is no quotation 0000"),
        (("stance", "set", "0" * 16, "toll", "against"), 2, "Invalid value"),
        (("stance", "…"), 2, "A target needs a word"),
        (("stance",), 2, "Missing argument"),
        (("stance", "toll", "--since", "2026", "--until", "2025"), 2, "swap them"),
        (("timeline", "Nobody"), 1, "Nobody in the database is called Nobody"),
        (("timeline", "Brink", "--chart", "a.gif"), 2, "has to end in .png, .svg or .html"),
        (("compare", "Ada Brink", "Brink"), 2, "are one person; give two"),
        (("compare", "Ada Brink", "Nobody"), 1, "Nobody in the database is called Nobody"),
        (("compare", "Ada Brink", "Ben Caro", "--chart", "x/a.png"), 1, "x does not exist"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    assert message in " ".join(run(*arguments, code=code).stderr.split())


@pytest.mark.usefixtures("isle")
def test_a_timeline(run: Run) -> None:
    shown = run("timeline", "Brink", "--topic", "toll").stdout
    assert "2025-01" in shown
    assert "· 4 months without" in shown
    pair = next(line for line in shown.splitlines() if "We ⟦welcome⟧ the toll." in line)
    assert "The tolls are a burden." in pair
    assert shown.rindex("undated") > shown.rindex("2025-06-02")
    assert "1 reversal" not in run("timeline", "Brink", "--min-confidence", "0.9").stdout
    assert "\n2025 " in run("timeline", "Brink", "--interval", "year").stdout


@pytest.mark.usefixtures("isle")
def test_a_timeline_for_programs(run: Run) -> None:
    (found,) = lines(run("timeline", "Brink", "--nl"))
    assert [period["period"] for period in found["periods"]] == ["2025-01", "2025-05", "2025-06"]
    assert (found["periods"][0]["support"], found["periods"][0]["oppose"]) == (1, 0)
    assert len(found["undated"]) == 1
    (pair,) = found["reversals"]
    assert (pair["subject"], pair["earlier"]["side"], pair["later"]["side"]) == (
        "tolls",
        "support",
        "oppose",
    )
    rows = list(csv.DictReader(io.StringIO(run("timeline", "Brink", "--csv").stdout)))
    assert [(row["period"], row["reversals"]) for row in rows] == [
        ("2025-01", "1 earlier"),
        ("2025-05", ""),
        ("2025-06", "1 later"),
        ("", ""),
    ]


def test_people_of_one_name_are_shown_apart(run: Run, isle: Path, folder: Path) -> None:
    with Store.open(str(isle)) as store:
        store.add(said("Emil Fors", "Yes.", side("support"), on="2025-01-01", role="poet", at="A"))
        store.add(said("Emil Fors", "No.", side("oppose"), on="2025-02-01", role="nurse", at="B"))
        number = str(store.person("Emil Fors")[1].id)
    assert "1 of 2 people found" in run("timeline", "Fors", code=2).stdout
    refused = run("timeline", "Fors", "--chart", "a.png", code=2)
    assert "2 people of that name:" in refused.stderr
    assert f"{number}  Emil Fors  nurse, B  2025" in refused.stderr
    assert refused.stdout == ""
    assert not (folder / "a.png").exists()
    assert run("timeline", number, "--chart", "a.svg").stderr == "The chart is in a.svg.\n"


@pytest.mark.usefixtures("isle")
def test_a_chart_without_its_libraries(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "LIBRARIES", ("no_such_library",))
    refused = run("timeline", "Brink", "--chart", "a.png", code=1)
    assert "pip install altair vl-convert-python" in refused.stderr
    assert refused.stdout == ""


def test_no_chart_of_undated_articles(run: Run, isle: Path, folder: Path) -> None:
    with Store.open(str(isle)) as store:
        store.add(said("Emil Fors", "Yes.", side("support")))
    assert "none of the articles is dated" in run("timeline", "Fors", "--chart", "a.png").stderr
    assert not (folder / "a.png").exists()


@pytest.mark.usefixtures("isle")
def test_two_people_side_by_side(run: Run, folder: Path) -> None:
    shown = run("compare", "Ada Brink", "Ben Caro", "--chart", "both.html").stdout
    assert (folder / "both.html").is_file()
    assert "on toll: they agree" in shown
    assert "earlier support (until 2025-01-10)" in " ".join(shown.split())
    (found,) = lines(run("compare", "Ada Brink", "Ben Caro", "--topic", "toll", "--nl"))
    (shared,) = found["shared"]
    assert (shared["subject"], shared["verdict"]) == ("toll", "agree")
    assert (shared["one"]["held"], shared["other"]["oppose"]) == ("changed", 1)
    rows = list(csv.DictReader(io.StringIO(run("compare", "1", "Ben Caro", "--csv").stdout)))
    assert {(row["subject"], row["person"]) for row in rows} == {
        (subject, person) for subject in ("toll", "bridge") for person in ("Ada Brink", "Ben Caro")
    }
    nothing = run("compare", "Dora Ek", "Ben Caro", "--topic", "bridge")
    assert 'No side that both Dora Ek and Ben Caro took on "bridge"' in nothing.stderr
