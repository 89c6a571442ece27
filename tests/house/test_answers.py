"""Answers of two sides are compared value by value, quotations by where they stand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.house import answers as module
from scripts.house.answers import Difference, answers, by_article, differences, main, without_ids


def quote(start: int, id: str, speaker: str = "Ann", nested_in: str | None = None) -> Any:
    return {
        "id": id,
        "pieces": [{"start": start, "end": start + 5}],
        "speakers": [{"name": speaker}],
        "nested_in": nested_in,
    }


def answer(*quotes: Any, source: str = "gold/a.txt") -> Any:
    return {"article": {"source": source}, "people": [{"name": "Ann"}], "quotes": list(quotes)}


def lines(*answers: Any) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in answers)


def compared(first: Any, second: Any) -> list[Difference]:
    return list(differences(by_article(lines(first)), by_article(lines(second))))


def test_a_changed_value_is_told_with_its_path() -> None:
    before, after = answer(quote(3, "a")), answer(quote(3, "a", "Bob"))
    assert compared(before, after) == [
        Difference("gold/a.txt", "quotes[3-8].speakers[0].name", "Ann", "Bob")
    ]


def test_one_quotation_more_leaves_the_others_alike() -> None:
    more = quote(1, "b")
    before, after = answer(quote(3, "a")), answer(more, quote(3, "a"))
    assert compared(before, after) == [Difference("gold/a.txt", "quotes[1-6]", None, more)]


def test_another_order_is_a_difference() -> None:
    one, other = quote(1, "a"), quote(9, "b")
    found = compared(answer(one, other), answer(other, one))
    assert [(one.path, one.after) for one in found] == [("quotes", ["9-14", "1-6"])]


def test_another_order_of_keys_is_a_difference() -> None:
    before = answer(quote(1, "a"))
    after = dict(reversed(before.items()))
    assert [one.path for one in compared(before, after)] == ["order of keys"]


def test_an_article_that_one_side_lacks_is_a_difference() -> None:
    found = compared(answer(), answer(source="gold/b.txt"))
    assert [(one.article, one.before) for one in found] == [
        ("gold/a.txt", "answered"),
        ("gold/b.txt", None),
    ]


def test_without_ids_a_nested_quotation_still_names_the_outer_one() -> None:
    before = answer(quote(1, "a"), quote(2, "b", nested_in="a"), quote(9, "c"))
    renamed = answer(quote(1, "x"), quote(2, "y", nested_in="x"), quote(9, "z"))
    moved = answer(quote(1, "x"), quote(2, "y", nested_in="z"), quote(9, "z"))
    assert without_ids(before) == without_ids(renamed)
    assert without_ids(before) != without_ids(moved)


def test_two_quotations_of_the_same_pieces_are_told_apart() -> None:
    before = answer(quote(1, "a"), quote(1, "b"))
    after = answer(quote(1, "a"), quote(1, "b", "Bob"))
    assert [one.path for one in compared(before, after)] == ["quotes[1-6 #2].speakers[0].name"]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    for folder in ("gold/articles", "marked/train/articles"):
        (tmp_path / "shared" / folder).mkdir(parents=True)
    (tmp_path / "shared/gold/articles/a.txt").write_text("Text.", "utf8")
    return tmp_path / "shared"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["compare_answers", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_exit_codes(
    tmp_path: Path,
    shared: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second, out = tmp_path / "1.nl", tmp_path / "2.nl", tmp_path / "out.json"
    first.write_bytes(lines(answer(quote(1, "a"))))
    second.write_bytes(lines(answer(quote(1, "x"))))
    assert run(monkeypatch, first, first, "--shared", shared) == 0
    assert "byte for byte" in capsys.readouterr().out
    assert run(monkeypatch, first, second, "--shared", shared, "--ignore-ids") == 0
    assert "but for ids" in capsys.readouterr().out
    assert run(monkeypatch, first, second, "--shared", shared, "--json", out) == 1
    assert 'quotes[1-6].id: "a" -> "x"' in capsys.readouterr().out
    assert [one["path"] for one in json.loads(out.read_text("utf8"))["differences"]] == [
        "quotes[1-6].id"
    ]


ECHO = "import sys; print(sys.argv[1:])\n"


def make_package(folder: Path, code: str) -> None:
    (folder / "quotes").mkdir(parents=True, exist_ok=True)
    (folder / "quotes/__init__.py").touch()
    (folder / "quotes/__main__.py").write_text(code, "utf8")


def test_a_folder_is_run_on_the_files_given(tmp_path: Path) -> None:
    make_package(tmp_path, ECHO)
    said = answers(str(tmp_path), tmp_path, ["gold/a.txt"])
    assert said.decode().strip() == "['extract', 'gold/a.txt', '--nl']"


def test_a_side_that_fails_ends_it(tmp_path: Path) -> None:
    make_package(tmp_path, "raise SystemExit('broken')")
    with pytest.raises(SystemExit, match="broken"):
        answers(str(tmp_path), tmp_path, [])


def test_a_commit_is_run_as_it_was_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    make_package(tmp_path, ECHO)
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "one"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    make_package(tmp_path, "raise SystemExit('the working tree was run')")
    said = answers("HEAD", tmp_path, [])
    assert said.decode().strip() == "['extract', '--nl']"
    (kept,) = (tmp_path / "build/answers").iterdir()
    kept.write_bytes(b"kept")
    assert answers("HEAD", tmp_path, []) == b"kept"
    with pytest.raises(SystemExit, match="neither a commit"):
        answers("nothing", tmp_path, [])
