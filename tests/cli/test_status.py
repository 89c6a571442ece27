"""What was denied, refused or only supposed is shown as such, and is evidence for nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from quotes.cli.add import EXTRACTIONS
from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.cli.samples import mill

SAID, DENIED, REFUSED, SUPPOSED = mill().quotations


@pytest.fixture(scope="module")
def mill_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mill") / "quotes.db"
    with Store(str(made)) as store:
        store.add(mill())
    return made


@pytest.fixture(autouse=True)
def database(mill_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database that all commands of this module only read."""
    monkeypatch.setenv("QUOTES_DB", str(mill_file))


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ((), [SAID, DENIED, REFUSED, SUPPOSED]),
        (("--status", "said"), [SAID]),
        (("--status", "denied"), [DENIED]),
        (("--status", "refused"), [REFUSED]),
        (("--status", "hypothetical"), [SUPPOSED]),
        (("--person", "Askvik", "--status", "hypothetical"), []),
        (("--stance", "oppose"), [SAID]),
        (("--stance", "support"), []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
@pytest.mark.parametrize("command", [("search", "--nl"), ("export", "--format", "jsonl")])
def test_the_filter(
    run: Run, command: Sequence[str], conditions: tuple[str, ...], found: list[object]
) -> None:
    rows = lines(run(*command, *conditions))
    wanted = {quotation.id: quotation.status for quotation in mill().quotations}
    assert {row["id"]: row["status"] for row in rows} == {
        id: status
        for id, status in wanted.items()
        if any(id == q.id for q in found)  # type: ignore[attr-defined]
    }


def test_a_listing_marks_what_was_not_said_with_its_cue(run: Run) -> None:
    shown = " ".join(run("search").stdout.split())
    assert "not said: denied (“denied”)" in shown
    assert "not said: refused (“would not say”)" in shown
    assert "not said: only supposed (“might say”)" in shown
    assert shown.count("not said") == 3


def test_show_tells_the_status(run: Run) -> None:
    assert "Status not said: denied (“denied”)" in " ".join(run("show", DENIED.id).stdout.split())
    assert "not said" not in run("show", SAID.id).stdout


def test_only_what_was_said_is_counted(run: Run) -> None:
    (stats,) = lines(run("stats", "--nl"))
    assert stats["by_status"] == {"denied": 1, "hypothetical": 1, "refused": 1, "said": 1}
    assert (stats["quotations"], stats["by_kind"]) == (1, {"direct": 1})
    assert stats["most_quoted"] == [{"name": "Rune Askvik", "quotations": 1}]
    assert stats["by_outlet"] == {"Harbour Gazette": 1}
    assert (stats["unnamed"]["quotations"], stats["voices"]["voices"]) == (1, 1)
    people = {row["name"]: row for row in lines(run("people", "--nl"))}
    assert (people["Rune Askvik"]["quotations"], people["Petra Lund"]["quotations"]) == (1, 0)
    assert (people["Petra Lund"]["articles"], people["Petra Lund"]["last"]) == (0, None)
    bodies = {row["name"]: row["quotations"] for row in lines(run("organizations", "--nl"))}
    assert bodies == {"Mill Trust": 1}
    (topic,) = [row for row in lines(run("topics", "--nl")) if row["topic"] == "mill"]
    assert (topic["quotations"], topic["people"]) == (1, 1)


def test_nobody_takes_a_side_in_words_that_were_not_said(run: Run) -> None:
    (voice,) = lines(run("stance", "sale of the mill", "--nl"))
    assert (voice["name"], voice["held"], voice["oppose"], voice["support"]) == (
        "Rune Askvik",
        "oppose",
        1,
        0,
    )
    (timeline,) = lines(run("timeline", "Rune Askvik", "--nl"))
    told = [point["quotation"]["id"] for p in timeline["periods"] for point in p["standpoints"]]
    assert (told, timeline["reversals"]) == ([SAID.id], [])
    assert lines(run("compare", "Rune Askvik", "Petra Lund", "--nl"))[0]["shared"] == []


def test_no_side_is_given_to_words_that_were_not_said(run: Run) -> None:
    result = run("stance", "set", DENIED.id, "the mill", "support", code=2)
    assert "not said (denied)" in " ".join(result.stderr.split())


def exported(run: Run, form: str) -> str:
    return run("export", "--format", form).stdout


def test_exports_tell_the_status(run: Run, folder: Path) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported(run, "csv")))}
    assert (rows[DENIED.id]["status"], rows[SAID.id]["status"]) == ("denied", "said")
    for annotation in json.loads(exported(run, "w3c"))["first"]["items"]:
        (how,) = [b["value"] for b in annotation["body"] if b["purpose"] == "classifying"]
        assert ("not said" in how) == (annotation["id"].split(":")[-1] != SAID.id)
    (item,) = json.loads(exported(run, "csl"))
    notes = item["note"].splitlines()
    assert sum("not said" in line for line in notes) == 3
    assert f"[{REFUSED.id}] Rune Askvik (chairman, Mill Trust) (not said: refused" in item["note"]
    run("export", "--format", "markdown", "-o", "vault")
    note = (folder / "vault" / "Rune Askvik.md").read_text(encoding="utf-8")
    assert "**not said: denied (“denied”)**" in note
    assert "quotations: 1\n" in note


def test_nobody_is_called_the_creator_of_words_that_were_not_said(run: Run) -> None:
    nodes = {node["identifier"]: node for node in json.loads(exported(run, "schema.org"))["@graph"]}
    assert nodes[SAID.id]["creator"][0]["name"] == "Rune Askvik"
    assert "description" not in nodes[SAID.id]
    assert "creator" not in nodes[DENIED.id]
    assert nodes[DENIED.id]["description"] == "Rune Askvik, not said: denied (“denied”)"


def test_only_what_was_said_documents_that_somebody_is_quoted(run: Run) -> None:
    entities = [json.loads(line) for line in exported(run, "ftm").splitlines()]
    names = {e["id"]: e["properties"]["name"][0] for e in entities if e["schema"] == "Person"}
    quoted = [e["properties"]["entity"] for e in entities if e["schema"] == "Documentation"]
    assert [[names[one] for one in who] for who in quoted] == [["Rune Askvik"]]
    titles = [e["properties"]["name"][0] for e in entities if e["schema"] == "Note"]
    assert "Quotation of Petra Lund, not said: only supposed (“might say”), 2026-05-04" in titles


@pytest.mark.parametrize(
    ("claim", "by", "verdict", "guard", "why"),
    [
        ("We will keep the mill", "Askvik", "verbatim", None, "These are the words of Rune Askvik"),
        (
            "The mill will be sold to Corven Holdings",
            "Askvik",
            "out-of-context",
            "denial",
            "were not said by Rune Askvik. The article says that the speaker denied it: “denied”.",
        ),
        (
            "Forty jobs are at risk",
            "Askvik",
            "out-of-context",
            "refusal",
            "The article says that the speaker would not say it: “would not say”.",
        ),
        (
            "the mill was safe",
            None,
            "out-of-context",
            "supposition",
            "were not said by Petra Lund. The article only supposes that the speaker says it",
        ),
        (
            "The mill will be sold to Norvik Fisheries",
            "Askvik",
            "not-found",
            "denial",
            "The nearest words, in Harbour Gazette on 2026-05-04, are denied by Rune Askvik.",
        ),
        (
            "The mill will be sold to Corven Holdings",
            "Petra Lund",
            "not-found",
            None,
            "Nothing like it is stored of Petra Lund",
        ),
    ],
)
def test_what_was_not_said_supports_no_claim(
    run: Run, claim: str, by: str | None, verdict: str, guard: str | None, why: str
) -> None:
    (checked,) = lines(run("check", claim, *(("--by", by) if by else ()), "--nl"))
    assert (checked["verdict"], why in checked["why"]) == (verdict, True), checked["why"]
    if guard:
        assert [one["kind"] for one in checked["evidence"][0]["guards"]] == [guard]
        assert checked["evidence"][0]["status"] != "said"
    else:
        assert all(evidence["status"] == "said" for evidence in checked["evidence"])


def test_only_what_was_said_is_traced(run: Run) -> None:
    assert "not said (denied)" in run("trace", DENIED.id, code=2).stderr
    (found,) = lines(run("trace", DENIED.text(mill().article.text), "--nl"))
    assert (found["families"], found["reports"]) == ([], [])


def test_the_report_rests_on_what_was_said(run: Run) -> None:
    report = json.loads(run("report", "Rune Askvik", "--format", "json").stdout)
    assert [row["id"] for row in report["quotations"]] == [SAID.id]
    assert {row["id"] for row in report["not_said"]} == {DENIED.id, REFUSED.id}
    assert report["quoted"]["quotations"] == 1
    assert report["beside"] == []
    shown = run("report", "Rune Askvik").stdout
    before, _, section = shown.partition("## What they did not say")
    assert "Corven Holdings" not in before
    assert "not said: denied (“denied”)" in section.partition("\n## ")[0]
    assert "Corven Holdings" in section.partition("\n## ")[0]
    assert "is not quoted in what this report covers" in run("report", "Petra Lund").stdout


def test_a_person_shows_what_was_not_said_as_such(run: Run) -> None:
    shown = " ".join(run("person", "Petra Lund").stdout.split())
    assert "not said: only supposed (“might say”)" in shown


def test_extract_marks_what_was_not_said() -> None:
    terminal = Console(file=io.StringIO(), width=100)
    EXTRACTIONS.show([mill()], terminal)
    assert isinstance(terminal.file, io.StringIO)
    shown = " ".join(terminal.file.getvalue().split())
    assert shown.count("not said") == 3
    assert "(“denied”)" in shown
