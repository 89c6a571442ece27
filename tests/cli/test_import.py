from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, lines
from tests.store.made import dump

pytestmark = pytest.mark.usefixtures("filled")

LIST = """name,aliases,role,organization,unit,status,from,to,qid,organization_qid
Maren Okonedo,M. O. Okonedo;Okonedo M.,director,Harbour Institute,,,2019,,Q101,Q201
Ilse Brandvold,,,,,,,,,
Jon Falk,,spokesman,Tidewater Council,Press Office,former,2018-03,2020-02,,
"""
OBJECTS = [
    {
        "name": "Maren Okonedo",
        "aliases": ["M. O. Okonedo", "Okonedo M."],
        "qid": "Q101",
        "posts": [
            {
                "role": "director",
                "organization": "Harbour Institute",
                "from": "2019",
                "organization_qid": "Q201",
            }
        ],
    },
    {"name": "Ilse Brandvold"},
    {
        "name": "Jon Falk",
        "posts": [
            {
                "role": "spokesman",
                "organization": "Tidewater Council",
                "unit": "Press Office",
                "status": "former",
                "from": "2018-03-01",
                "to": "2020-02-29",
            }
        ],
    },
]
JSON_LINES = "\n".join(json.dumps(one) for one in OBJECTS)


def imported(run: Run, given: str | bytes, file: str = "-") -> dict[str, object]:
    if file != "-":
        Path(file).write_bytes(given.encode() if isinstance(given, str) else given)
    done = run("people", "import", file, "--user", "ada", "--nl", given=given)
    (row,) = lines(done)
    return row


def test_a_list_of_csv(run: Run) -> None:
    row = imported(run, LIST, "desk.csv")
    assert row == {
        "file": "desk.csv",
        "by": "ada",
        "people": 3,
        "added": 2,
        "matched": 1,
        "unchanged": 0,
        "maybe": 1,
    }
    (maren,) = lines(run("person", "Q101", "--nl"))
    assert (maren["qid"], maren["quotations"]) == ("Q101", 1)
    assert {"M. O. Okonedo", "Okonedo M."} <= set(maren["aliases"])
    (falk,) = lines(run("people", "falk", "--nl"))
    former, held = falk["posts"]
    assert (held["first_seen"], held["last_seen"]) == ("2018-03-01", "2020-02-29")
    assert (former["status"], former["unit"], former["article_id"]) == (
        "former",
        "Press Office",
        None,
    )
    (institute,) = lines(run("organizations", "institute", "--nl"))
    assert institute["qid"] == "Q201"


def test_what_is_shown(run: Run) -> None:
    Path("desk.csv").write_text(LIST)
    shown = " ".join(run("people", "import", "desk.csv").stdout.split())
    assert shown == (
        "desk.csv: 3 people, 2 added, 1 matched, 0 unchanged. 1 of those added may be somebody "
        "who is known; `quotes people maybe` lists them."
    )
    assert "Q101" in run("people").stdout
    assert "Q101" in run("person", "Q101").stdout
    assert "desk.csv, line 4" in " ".join(run("person", "Falk").stdout.split())
    assert "Q201" in run("organizations").stdout
    header, *rows = run("people", "okonedo", "--csv").stdout.splitlines()
    assert header.endswith(",qid")
    assert sum(row.endswith(",Q101") for row in rows) == 1
    assert "Ilse Brandvold" in run("people", "maybe").stdout


@pytest.mark.parametrize(
    ("given", "file"),
    [
        (JSON_LINES, "desk.jsonl"),
        (JSON_LINES, "desk"),
        (JSON_LINES, "-"),
        (LIST, "-"),
        (b"\xef\xbb\xbf" + LIST.encode(), "desk.csv"),
        (LIST.replace(";", "|").replace(",", ";").replace("M. O. Okonedo|", ""), "desk.csv"),
        (LIST.replace(",", "\t"), "desk.tsv"),
        (LIST.replace("\n", "\r\n").encode("utf-16"), "desk.csv"),
        ("\n" + LIST.upper().replace("\n", "\n\n", 1).replace("FORMER", "former"), "desk.csv"),
    ],
)
def test_every_form_of_a_list_is_the_same_list(given: str | bytes, file: str, run: Run) -> None:
    imported(run, LIST, "first.csv")
    row = imported(run, given, file)
    assert (row["added"], row["matched"], row["unchanged"]) == (0, 0, 3)


@pytest.mark.parametrize(
    ("given", "file", "said"),
    [
        ("name,role\n ,mayor\n", "a.csv", "line 2: there is no name"),
        ("name,qid\nIda,X5\n", "a.csv", "line 2: X5 is no qid; that is a Q and a number"),
        ("name,qid\nIda,Q0\n", "a.csv", "line 2: Q0 is no qid"),
        ("name,role,from\nIda,mayor,May\n", "a.csv", "line 2: May in from is not a day"),
        ("name,role,to\nIda,mayor,2020-02-30\n", "a.csv", "line 2: 2020-02-30 in to is not a day"),
        (
            "name,role,from,to\nIda,mayor,2021,2020\n",
            "a.csv",
            "line 2: the post ends on 2020-12-31, before it begins on 2021-01-01",
        ),
        ("name,status\nIda,acting\n", "a.csv", "line 2: a post needs a role, an organization or"),
        ("name,role,status\nIda,mayor,late\n", "a.csv", "line 2: late is no status"),
        ("name,role,organization_qid\nIda,mayor,Q5\n", "a.csv", "line 2: the organization_qid Q5"),
        ("name,phone\nIda,1\n", "a.csv", "line 1: there is no column phone; the columns are name"),
        ("name,name\nIda,1\n", "a.csv", "line 1: the column name stands there twice"),
        ("role\nmayor\n", "a.csv", "line 1: there is no column name"),
        ("name\nIda,mayor\n", "a.csv", "line 2: it has 2 cells, but there are 1 columns"),
        ('name,role\n"Ida,mayor\n', "a.csv", "line 2: it is not CSV"),
        ("name\n", "a.csv", "it names nobody"),
        ("", "a.csv", "it is empty"),
        (b"name\x00\xff\xfe\x81", "a.csv", "it is not text"),
        (b"%PDF-1.7", "a.csv", "it is a PDF document, not text"),
        ("Dear desk,\nhere they are.\n", "-", "line 1: there is no column dear desk"),
        ("{", "a.jsonl", "line 1: it is not valid JSON"),
        ('\n["Ida"]', "a.jsonl", "line 2: a person has to be a JSON object"),
        ('{"name": 5}', "a.jsonl", "line 1: its name is not a text"),
        ('{"name": "Ida", "phone": 1}', "-", "line 1: a person has no phone; the keys are name"),
        ('{"name": "Ida", "posts": {}}', "a.json", "line 1: its posts are not a list"),
        ('{"name": "Ida", "posts": [{"job": "x"}]}', "a.json", "line 1: a post has no job"),
        ('{"name": "Ida", "aliases": [1]}', "a.json", "line 1: its alias is not a text"),
    ],
)
def test_a_fault_is_one_sentence_and_nothing_is_imported(
    given: str | bytes, file: str, said: str, run: Run
) -> None:
    before = dump(Path("quotes.db"))
    if file != "-":
        Path(file).write_bytes(given.encode() if isinstance(given, str) else given)
    refused = run("people", "import", file, code=1, given=given)
    assert refused.stderr.startswith(f"quotes: {file}: {said}")
    assert refused.stderr.count("\n") == 1
    assert dump(Path("quotes.db")) == before


def test_a_missing_file_and_a_folder(run: Run, folder: Path) -> None:
    missing = run("people", "import", "none.csv", code=1)
    assert missing.stderr.startswith("quotes: none.csv: it cannot be read: no such file")
    (folder / "lists.csv").mkdir()
    refused = run("people", "import", "lists.csv", code=1)
    assert refused.stderr.startswith("quotes: lists.csv is no register: it has no appointment.csv")


def test_a_late_contradiction_keeps_nothing(run: Run) -> None:
    imported(run, LIST, "desk.csv")
    before = dump(Path("quotes.db"))
    Path("more.csv").write_text("name,qid\nTea Holm,Q7\nJon Falk,Q101\n")
    refused = run("people", "import", "more.csv", code=1)
    assert "more.csv: line 3: Q101 is Maren Okonedo already, not Jon Falk" in refused.stderr
    assert dump(Path("quotes.db")) == before


def test_the_sample_list_fits_the_columns(run: Run) -> None:
    sample = Path(__file__).parents[2] / "seeds" / "contacts.csv"
    assert imported(run, sample.read_text(), "contacts.csv")["people"] == 7
