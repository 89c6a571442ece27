"""Asking back on a terminal: whom a name means, and whether two are one."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.api import DecisionRow
from quotes.cli import asking, maybe
from quotes.entities.requests import Same
from quotes.store.store import Store
from tests.cli.conftest import Run, lines
from tests.stances.made import said, side
from tests.store.made import raw

POSTS = (("poet", "Ariel Press"), ("nurse", "Bay Clinic"), ("pilot", "Cove Port"))


@pytest.fixture
def archive(blank: Path, folder: Path) -> Iterator[Store]:
    with Store.open(shutil.copy(blank, folder / "quotes.db")) as store:
        for number, (role, at) in enumerate(POSTS, start=1):
            words = f"The toll is number {number}."
            on = f"202{number}-01-01"
            store.add(said("Emil Fors", words, side("support"), on=on, role=role, at=at))
        store.add(said("Ada Brink", "No.", side("oppose"), on="2024-01-01", role="mayor", at="Orr"))
        yield store


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands believe that a human sits there."""
    monkeypatch.setattr(asking, "on_terminal", lambda: True)
    monkeypatch.setattr(maybe, "on_terminal", lambda: True)


# Which of a name.


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("answer", "number"),
    [("2", 2), ("nurse\n", 2), ("bay clinic\n", 2), ("Fors, pilot\n", 3), ("xyz\n\npoet\n", None)],
)
def test_a_number_a_post_or_a_body_is_taken(
    run: Run, archive: Store, answer: str, number: int | None
) -> None:
    found = lines(run("person", "Emil Fors", "--nl", given=answer))
    ids = sorted(row.id for row in archive.person("Emil Fors"))
    assert [row["id"] for row in found] == ([ids[number - 1]] if number else ids)


@pytest.mark.usefixtures("terminal", "archive")
def test_the_question_stands_on_stderr(run: Run) -> None:
    told = run("search", "--person", "Fors", "--nl", given="7\npilot\n")
    assert told.stderr.startswith("3 people of that name:\n")
    assert told.stderr.count("Number, or a post or body (Enter for all): ") == 2
    assert "That is none of them." in told.stderr
    (found,) = lines(told)
    assert found["text"] == "The toll is number 3."


@pytest.mark.usefixtures("terminal", "archive")
def test_an_empty_line_means_all_and_is_no_failure(run: Run) -> None:
    for arguments in (("person", "Fors"), ("report", "Fors"), ("search", "--person", "Fors")):
        told = run(*arguments, given="\n")
        assert "3 people" in told.stderr
        assert "What is shown" not in told.stderr
        assert told.stdout


@pytest.mark.usefixtures("terminal", "archive")
def test_without_an_answer_it_is_as_off_a_terminal(run: Run) -> None:
    assert "quotes: 3 people of that name" in run("person", "Fors", given="", code=2).stderr
    refused = run("people", "rename", "Fors", "F.", given="\n", code=2)
    assert "(Enter for all)" not in refused.stderr
    assert refused.stdout == ""


@pytest.mark.usefixtures("terminal")
def test_decisions_are_on_whom_was_chosen(run: Run, archive: Store) -> None:
    poet, _, pilot = sorted(row.id for row in archive.person("Emil Fors"))
    run("people", "merge", "Fors", "Fors", "--user", "ida", given="poet\npilot\n")
    (made,) = archive.decisions()
    assert (made.person, made.other) == (poet, pilot)
    run("people", "alias", "add", "Fors", "Fossi", given="poet\n")
    assert [row.id for row in archive.person("Fossi")] == [poet]
    run("people", "alias", "remove", "Fossi", "Fossi")
    assert archive.person("Fossi") == []


@pytest.mark.usefixtures("terminal", "archive")
def test_a_claim_is_checked_against_whom_was_chosen(run: Run) -> None:
    claim = "check", "The toll is number 2", "--by", "Emil Fors", "--nl"
    (nurse,) = lines(run(*claim, given="nurse\n"))
    (pilot,) = lines(run(*claim, given="pilot\n"))
    assert (nurse["verdict"], pilot["verdict"]) == ("verbatim", "other-speaker")
    assert nurse["by"].startswith("Emil Fors, ")


def test_a_pipe_is_no_terminal(run: Run, archive: Store) -> None:
    assert archive.person("Fors")
    assert not asking.on_terminal()
    assert "Number, or" not in run("person", "Fors", given="poet\n", code=2).stderr


# Whether two are one.

Press = Callable[[str], str]


def leave_open(store: Store) -> list[frozenset[int]]:
    """Let the machine have left the three of one name open; the pairs, the likeliest first."""
    poet, nurse, pilot = sorted(row.id for row in store.person("Emil Fors"))
    evidence = json.dumps([{"kind": "outlet", "detail": "both stand in Isle Post"}])
    with raw(Path(store.url.removeprefix("sqlite:///"))) as database:
        database.execute("DELETE FROM person_links")
        for person, other, score in (
            (pilot, poet, 0.9996),
            (nurse, poet, 0.7),
            (pilot, nurse, 0.4),
        ):
            database.execute(
                "INSERT INTO person_links (article_person_id, person_id, verdict, score, evidence) "
                "SELECT id, ?, 'maybe', ?, ? FROM article_people WHERE person_id = ?",
                (other, score, evidence, person),
            )
    return [frozenset({pilot, poet}), frozenset({nurse, poet}), frozenset({pilot, nurse})]


@pytest.fixture
def pairs(archive: Store) -> list[frozenset[int]]:
    found = leave_open(archive)
    assert [frozenset({row.person, row.other}) for row in archive.maybe(None)] == found
    return found


@pytest.fixture
def press(run: Run, terminal: None, monkeypatch: pytest.MonkeyPatch) -> Press:  # noqa: ARG001
    """Runs the command with these keys, then q; what it wrote."""

    def press(keys: str, *options: str) -> str:
        waiting = iter(keys)
        monkeypatch.setattr(maybe, "keystroke", lambda: next(waiting, "q"))
        return run("people", "maybe", "--user", "ida", *options).stdout

    return press


def standing(archive: Store) -> list[DecisionRow]:
    return [row for row in reversed(archive.decisions()) if row.undone_at is None]


def test_y_makes_one_of_them_and_n_two(
    archive: Store, pairs: list[frozenset[int]], press: Press
) -> None:
    told = press("y")
    (made,) = standing(archive)
    assert (made.kind, made.by, {made.person, made.other}) == ("merge", "ida", set(pairs[0]))
    assert (made.why or "").startswith("shown by `quotes people maybe` with a chance of 0.")
    assert f"Decision {made.id}: person" in told
    assert "1 decision made" in told
    left = len(archive.maybe(None))
    press("n" * left, "--why", "two trades")
    assert archive.maybe(None) == []
    assert {(row.kind, row.why) for row in standing(archive)[1:]} == {("different", "two trades")}


def test_the_pair_is_shown_with_what_tells_them_apart(
    archive: Store, pairs: list[frozenset[int]], press: Press
) -> None:
    told = press("")
    first = archive.maybe(None)[0]
    assert "Chance 0.98\n" in told
    assert first.score == 0.98, "no chance of a maybe is shown as certain"
    for person in pairs[0]:
        assert f"  {person}  Emil Fors  " in told
    for seen in first.evidence:
        assert seen.detail in " ".join(told.split())
    assert standing(archive) == []
    assert "0 decisions made" in told


def test_skipping_and_taking_back(
    archive: Store, pairs: list[frozenset[int]], press: Press
) -> None:
    press("s" * len(pairs))
    assert standing(archive) == []
    told = press("unu")
    assert told.count("Nothing was decided yet.") == 1
    assert "Undone is decision 1" in told
    assert standing(archive) == []
    told = press("snuun")
    (made,) = standing(archive)
    assert {made.person, made.other} == set(pairs[0]), "the skip is taken back as well"
    assert "The last skip is taken back." in told


def test_other_keys_ask_again_and_a_limit_ends_it(
    archive: Store, pairs: list[frozenset[int]], press: Press
) -> None:
    assert press("x?n").count("The same person?") == 2 - (len(pairs) == 1)
    assert len(standing(archive)) == 1
    told = press("n", "--limit", "1")
    assert len(standing(archive)) == 2
    assert told.count("The same person?") == 1


def test_a_pair_that_cannot_be_decided_is_skipped(
    archive: Store, pairs: list[frozenset[int]], press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = archive.maybe(None)[0]
    archive.decide(Same(str(row.person), str(row.other)), "bo")
    monkeypatch.setattr(Store, "maybe", lambda _self, _limit: [row])
    told = press("y")
    assert "are one person already" in told
    assert "The pair is skipped." in told
    assert len(standing(archive)) == 1 < len(pairs)


@pytest.mark.usefixtures("terminal")
def test_it_can_be_listed_on_a_terminal_too(
    run: Run, archive: Store, pairs: list[frozenset[int]]
) -> None:
    found = lines(run("people", "maybe", "--nl"))
    assert [{pair["person"]["id"], pair["other"]["id"]} for pair in found] == list(map(set, pairs))
    assert all(pair["score"] <= 0.98 for pair in found)
    assert "May be the same as" in run("people", "maybe", "--list").stdout
    assert standing(archive) == []


@given(keys=st.text("ynsu", max_size=12))
def test_any_keys_leave_what_can_be_undone(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, keys: str
) -> None:
    path = shutil.copy(blank, tmp_path_factory.mktemp("keys") / "quotes.db")
    with Store.open(path) as store:
        for number, (role, at) in enumerate(POSTS, start=1):
            store.add(said("Emil Fors", f"Number {number}.", role=role, at=at))
        before = store.maybe(None), store.people(limit=None)
        sitting = maybe._Sitting(store, "ida", None)
        pressed = []
        for key in keys:
            row = sitting.next()
            if key == "u":
                sitting.undo()
                pressed = pressed[:-1]
            elif row is not None:
                pressed.append(key)
                if key == "s":
                    sitting.skip(row)
                else:
                    sitting.decide(row, "same" if key == "y" else "different")
        assert sitting.decisions() == len(pressed) - pressed.count("s") == len(standing(store))
        while sitting.steps:
            sitting.undo()
        assert (store.maybe(None), store.people(limit=None)) == before


def test_on_a_real_terminal(archive: Store, folder: Path) -> None:
    leave_open(archive)
    master, slave = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "quotes", "people", "maybe", "--user", "ida"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**os.environ, "TERM": "dumb", "QUOTES_DB": str(folder / "quotes.db")},
        )
        os.close(slave)
        told = _until(master, b"quit: ")
        _press(master, b"n")
        told += _until(master, b"quit: ")
        _press(master, b"q")
        assert process.wait(timeout=60) == 0
    finally:
        os.close(master)
    assert b"The same person?" in told
    (made,) = standing(archive)
    assert made.kind == "different"


def _press(master: int, key: bytes) -> None:
    """Press a key once the program waits for one: what is typed before is thrown away."""
    latest = time.monotonic() + 60
    while termios.tcgetattr(master)[3] & termios.ICANON:
        assert time.monotonic() < latest, "the terminal takes whole lines only"
        time.sleep(0.01)
    os.write(master, key)


def _until(master: int, end: bytes) -> bytes:
    """What the terminal shows up to these words."""
    told, latest = b"", time.monotonic() + 60
    while not told.endswith(end):
        ready, _, _ = select.select([master], [], [], max(latest - time.monotonic(), 0))
        assert ready, told.decode()
        told += os.read(master, 4096)
    return told
