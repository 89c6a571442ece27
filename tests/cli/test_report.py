from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import docx
import pytest
from lxml import html

from quotes.lexicon import seed
from quotes.store.store import Store
from tests.cli.conftest import Run
from tests.report.experts import isle


@pytest.fixture(scope="session")
def isle_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("isle") / "quotes.db"
    with Store(str(made)) as store:
        for extraction in isle():
            store.add(extraction)
    return made


@pytest.fixture
def isle_db(isle_made: Path, folder: Path) -> Path:
    """The database quotes.db in the current folder."""
    return Path(shutil.copy(isle_made, folder))


@pytest.mark.usefixtures("isle_db")
def test_a_report_goes_to_standard_output_as_markdown(run: Run) -> None:
    made = run("report", "1").stdout
    assert made.startswith("# Maren Tolvik\n")
    assert "**oppose** towards “the toll”" in made
    narrowed = run("report", "1", "--until", "2025-03", "--topic", "taxation").stdout
    assert "Narrowed to quotations on “taxation”, articles of 31 March 2025 or earlier" in narrowed
    assert "Change of tide" not in narrowed.partition("## How often")[2].partition("## Articles")[0]


@pytest.mark.usefixtures("isle_db")
def test_the_file_tells_the_format(run: Run, folder: Path) -> None:
    for name in ("a.md", "a.html", "a.json", "a.docx"):
        said = run("report", "1", "-o", name)
        assert (said.stdout, said.stderr) == ("", f"The report on Maren Tolvik is in {name}.\n")
    assert (folder / "a.md").read_text().startswith("# Maren Tolvik")
    shown = html.document_fromstring((folder / "a.html").read_bytes().decode())
    assert shown.xpath("//h1/text()") == ["Maren Tolvik"]
    assert json.loads((folder / "a.json").read_text())["person"]["id"] == 1
    assert docx.Document(str(folder / "a.docx")).paragraphs[0].text == "Maren Tolvik"
    run("report", "1", "--format", "docx", "-o", "b.bin")
    assert docx.Document(io.BytesIO((folder / "b.bin").read_bytes())).paragraphs


@pytest.mark.usefixtures("isle_db")
def test_a_name_of_several_people_tells_each_and_asks_for_one(run: Run, folder: Path) -> None:
    told = run("report", "Maren Tolvik", code=2)
    first, chair, violinist, how = told.stderr.splitlines()
    assert first == "quotes: 2 people of that name:"
    assert chair.split() == (
        "1 Maren Tolvik chair, Skarholm Harbour Board 2025 8 quotations".split()
    )
    assert violinist.split()[:1] == ["3"]
    assert how.endswith('"Maren Tolvik, chair".')
    assert told.stdout.startswith("# 2 people called Maren Tolvik\n")
    for section in ("Maren Tolvik, number 1", "Maren Tolvik, number 3", "Articles"):
        assert f"\n## {section}\n" in told.stdout
    for form in ("html", "docx", "json"):
        said = run("report", "Maren Tolvik", "-o", f"both.{form}", code=2).stderr
        assert said.startswith(f"The report on 2 people called Maren Tolvik is in both.{form}.\n")
    people = json.loads((folder / "both.json").read_text())["people"]
    assert [report["person"]["id"] for report in people] == [1, 3]
    alone = json.loads(run("report", "1", "-f", "json").stdout)
    assert people[0] == alone
    assert (
        run("report", "Maren Tolvik, chair", "-f", "json").stdout
        == json.dumps(alone, ensure_ascii=False, indent=1) + "\n"
    )


@pytest.mark.usefixtures("isle_db")
def test_a_report_on_nobody(run: Run) -> None:
    assert run("report", "Nobody Here", code=1).stderr.startswith("quotes: Nobody in the database")


@pytest.mark.usefixtures("isle_db")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give the name of a person, or --all for everybody."),
        (("--all",), "--all takes no name, and the folder to write into: --all -o FOLDER."),
        (("Tolvik", "--all", "-o", "x"), "--all takes no name"),
        (("1", "-f", "docx"), "A Word document goes into a file; name one with -o."),
        (("1", "-o", "x.txt"), "x.txt does not tell a format; name it with --format."),
        (("1", "--since", "2026", "--until", "2025"), "--since 2026-01-01 lies after"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    assert run("report", *arguments, code=2).stderr.startswith(f"quotes: {said}")


@pytest.mark.usefixtures("isle_db")
def test_what_cannot_be_written_leaves_nothing(run: Run, folder: Path) -> None:
    before = sorted(folder.iterdir())
    said = run("report", "1", "-o", "nowhere/a.md", code=1).stderr
    assert said == "quotes: nowhere/a.md cannot be written: no such file or directory.\n"
    (folder / "file").write_text("")
    assert "file cannot be made" in run("report", "--all", "-o", "file", code=1).stderr
    (folder / "file").unlink()
    assert sorted(folder.iterdir()) == before


@pytest.mark.usefixtures("isle_db")
def test_everybody_who_is_quoted_gets_a_file_and_a_place_in_the_index(
    run: Run, folder: Path
) -> None:
    said = run("report", "--all", "-o", "all/of/them").stderr
    assert said == "3 reports written; begin with all/of/them/index.html.\n"
    made = folder / "all" / "of" / "them"
    names = {"ivo-brandt-2.html", "maren-tolvik-1.html", "maren-tolvik-3.html"}
    assert {one.name for one in made.iterdir()} == {"index.html", *names}
    index = html.document_fromstring((made / "index.html").read_bytes().decode())
    assert set(index.xpath("//tbody//a/@href")) == names
    few = run("report", "--all", "-o", "few", "--min-quotations", "2", "-f", "json").stderr
    assert few == "2 reports written; begin with few/index.json.\n"
    listed = json.loads((folder / "few" / "index.json").read_text())
    assert [(one["file"], one["quotations"]) for one in listed] == [
        ("maren-tolvik-1.json", 8),
        ("ivo-brandt-2.json", 3),
    ]
    late = run("report", "--all", "-o", "late", "--since", "2025-09-01", "-f", "md").stderr
    assert late == "1 report written; begin with late/index.md.\n"
    assert "(<maren-tolvik-1.md>)" in (folder / "late" / "index.md").read_text()


def test_the_sample_articles_have_reports(run: Run) -> None:
    run("init", "--db", "samples.db")
    run("add", *map(str, sorted(seed("articles").glob("dam-*"))), "--db", "samples.db")
    made = json.loads(run("report", "Lorraine Petty", "-f", "json", "--db", "samples.db").stdout)
    posts = {(post["role"], post["organization"]) for post in made["posts"]}
    assert ("chair", "Calder County Board of Commissioners") in posts
    assert made["quoted"]["quotations"] >= 12
    assert "rivers, dams and water" in {one["topic"] for one in made["topics"]}
    shown = html.document_fromstring(
        run("report", "Lorraine Petty", "-f", "html", "--db", "samples.db").stdout
    )
    quotes = shown.xpath("//div[@class='quote']")
    assert len(quotes) >= made["quoted"]["quotations"]
    assert all(quote.xpath("p[@class='source']/a[@class='ref']/@href") for quote in quotes)
