"""From files to stored quotations, with the model that the package ships."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path

import pytest

from quotes.lexicon import seed
from tests.cli.conftest import Run, lines

QUOTES = (sys.executable, "-m", "quotes")

BRIDGE = """Bridge to close for repairs

By Jon Petrel

The old bridge over the Sund will close for {weeks} weeks in spring, the city said on Friday.

“We found cracks in three of the pillars,” said Maren Okonedo, chief engineer at the Harbour \
Institute. “Waiting would be reckless.”
"""


@pytest.fixture
def bridge(folder: Path) -> Path:
    file = folder / "bridge.txt"
    file.write_text(BRIDGE.format(weeks="six"), encoding="utf-8")
    return file


def articles(folder: Path, number: int) -> Path:
    made = folder / "articles"
    made.mkdir()
    for count in range(number):
        text = BRIDGE.format(weeks=count + 2)
        (made / f"{count:03}.txt").write_text(text, encoding="utf-8")
    return made


def summary(added: int, unchanged: int, updated: int, failed: int) -> str:
    articles = "article" if added == 1 else "articles"
    return f"{added} {articles} added, {unchanged} unchanged, {updated} updated, {failed} failed; "


def test_extract_finds_who_said_what(run: Run, bridge: Path) -> None:
    (answer,) = lines(run("extract", "bridge.txt", "--nl"))
    text = bridge.read_text(encoding="utf-8")
    assert answer["article"]["source"] == "bridge.txt"
    assert answer["article"]["authors"] == ["Jon Petrel"]
    assert answer["article"]["chars"] == len(text)
    (said,) = [quote for quote in answer["quotes"] if "cracks" in quote["text"]]
    pieces = [text[piece["start"] : piece["end"]] for piece in said["pieces"]]
    assert said["text"] == " … ".join(pieces)
    assert said["kind"] == "direct"
    assert [speaker["name"] for speaker in said["speakers"]] == ["Maren Okonedo"]
    assert said["speakers"][0]["affiliation"]["organization"] == "Harbour Institute"
    assert "Maren Okonedo" in [person["name"] for person in answer["people"]]


def test_extract_gives_the_same_in_every_format(run: Run, bridge: Path) -> None:
    answers = lines(run("extract", bridge.name, "--nl"))
    assert json.loads(run("extract", bridge.name, "--json").stdout) == answers
    for quote in answers[0]["quotes"]:
        assert quote["id"] in run("extract", bridge.name, "--csv").stdout
    shown = " ".join(run("extract", bridge.name).stdout.split())
    assert "Bridge to close for repairs" in shown
    assert "Maren Okonedo" in shown


def test_standard_input_and_what_the_user_says(run: Run, bridge: Path) -> None:
    options = (
        ("--title", "Cracks"),
        ("--author", "A. Reed"),
        ("--author", "B. Reed"),
        ("--outlet", "Observer"),
        ("--published", "2026-03-31"),
        ("--url", "https://observer.example/1"),
    )
    (answer,) = lines(run("extract", "-", "--nl", *chain(*options), given=bridge.read_bytes()))
    article = answer["article"]
    assert article["source"] == "-"
    assert article["title"] == "Cracks"
    assert article["authors"] == ["A. Reed", "B. Reed"]
    assert article["outlet"] == "Observer"
    assert article["published"] == "2026-03-31"
    assert article["url"] == "https://observer.example/1"


@pytest.mark.parametrize("command", ["add", "extract"])
def test_wrong_usage(run: Run, bridge: Path, command: str) -> None:
    run("init")
    assert "31 March" in run(command, bridge.name, "--published", "31 March", code=2).stderr
    run(command, bridge.name, "--published", "2026-02-30", code=2)
    run(command, code=2)


def test_adding_twice_changes_nothing(run: Run, bridge: Path) -> None:
    run("init")
    first = run("add", bridge.name)
    assert first.stdout.startswith(summary(1, 0, 0, 0))
    assert first.stderr == ""
    before = run("search", "--json").stdout
    assert run("add", bridge.name).stdout.startswith(summary(0, 1, 0, 0))
    assert run("search", "--json").stdout == before


def test_a_changed_article_takes_the_place_of_the_old_one(run: Run, bridge: Path) -> None:
    run("init")
    run("add", bridge.name)
    bridge.write_text(BRIDGE.format(weeks="nine"), encoding="utf-8")
    assert run("add", bridge.name).stdout.startswith(summary(0, 0, 1, 0))
    assert lines(run("stats", "--nl"))[0]["articles"] == 1


def test_stored_and_extracted_quotations_agree(run: Run, bridge: Path) -> None:
    run("init")
    run("add", bridge.name)
    (answer,) = lines(run("extract", bridge.name, "--nl"))
    stored = {row["id"]: row for row in lines(run("search", "--nl"))}
    assert set(stored) == {quote["id"] for quote in answer["quotes"]}
    for quote in answer["quotes"]:
        row = stored[quote["id"]]
        for key in (
            "kind",
            "act",
            "status",
            "text",
            "pieces",
            "cue",
            "nested_in",
            "confidence",
            "sure",
        ):
            assert row[key] == quote[key]
        for key in ("type", "name", "mention", "affiliation"):
            assert [s[key] for s in row["speakers"]] == [s[key] for s in quote["speakers"]]


@pytest.mark.parametrize("command", ["add", "extract"])
def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    run: Run, folder: Path, bridge: Path, command: str
) -> None:
    run("init")
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50)
    (folder / "broken.jsonl").write_text('{"text": \n', encoding="utf-8")
    bad = ("empty.txt", "missing.txt", "picture.txt", "broken.jsonl")
    result = run(command, *bad, bridge.name, code=1)
    told = result.stderr.splitlines()
    assert len(told) == len(bad)
    for line, source in zip(told, bad, strict=True):
        assert line.startswith("quotes: ")
        assert source in line
    if command == "add":
        assert result.stdout.startswith(summary(1, 0, 0, len(bad)))
    else:
        assert "Maren Okonedo" in result.stdout


def test_seed_makes_the_database_and_loads_the_samples(run: Run, folder: Path) -> None:
    loaded = run("seed").stdout
    assert " 0 failed" in loaded
    assert (folder / "quotes.db").is_file()
    stats = lines(run("stats", "--nl"))[0]
    assert stats["articles"] >= 12
    assert stats["quotations"] > stats["articles"]
    for command in ("people", "topics"):
        assert lines(run(command, "--nl"))
    again = run("seed").stdout
    assert again.startswith(summary(0, stats["articles"], 0, 0))


def test_each_line_is_written_as_soon_as_it_is_there() -> None:
    first = next(path for path in sorted(seed("articles").iterdir()) if path.suffix == ".txt")
    with subprocess.Popen(
        [*QUOTES, "extract", str(first), "-", "--nl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())["article"]["source"] == str(first)
        rest, _ = process.communicate(BRIDGE.format(weeks="four"))
    assert json.loads(rest)["article"]["source"] == "-"
    assert process.returncode == 0


def test_a_closed_pipe_ends_extract_quietly(folder: Path) -> None:
    with subprocess.Popen(
        [*QUOTES, "extract", str(articles(folder, 12)), "--nl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        assert process.stderr
        json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt cannot be sent there")
def test_an_interrupted_run_keeps_whole_articles_and_can_go_on(run: Run, folder: Path) -> None:
    run("init")
    number = 100
    source = articles(folder, number)
    with subprocess.Popen(
        [*QUOTES, "add", str(source)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while not (stored := lines(run("stats", "--nl"))[0]["articles"]):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        output = process.communicate()
    assert (process.returncode, output) == (130, (b"", b""))
    assert 0 < stored <= lines(run("stats", "--nl"))[0]["articles"] < number

    done = run("add", str(source)).stdout
    assert " 0 failed" in done
    (stats,) = lines(run("stats", "--nl"))
    assert stats["articles"] == number
    found = lines(run("search", "cracks", "--kind", "direct", "--limit", "0", "--nl"))
    assert len({row["article"]["id"] for row in found}) == len(found) == number


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot be limited there")
def test_a_full_disk_is_one_sentence_and_loses_nothing(run: Run, folder: Path) -> None:
    import resource

    run("init")
    source = articles(folder, 60)
    limit = (folder / "quotes.db").stat().st_size + 60_000
    done = subprocess.run(
        [*QUOTES, "add", str(source)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("quotes: ")
    assert done.stderr.count("\n") == 1
    assert "internal error" not in done.stderr
    assert " 0 failed" in run("add", str(source)).stdout
    assert lines(run("stats", "--nl"))[0]["articles"] == 60


def test_topics_and_sides_stay_when_another_sentence_is_edited(run: Run, bridge: Path) -> None:
    run("init")
    run("add", "bridge.txt")
    (row,) = lines(run("search", "cracks", "--nl"))
    quote, wrong = row["id"], row["topics"][0]["topic"]
    run("topics", "set", quote, "old age")
    run("topics", "set", quote, wrong, "--not")
    run("stance", "set", quote, "waiting", "oppose")
    text = BRIDGE.format(weeks="eight").replace("the city said", "the mayor said")
    bridge.write_text(f"Corrected on Monday.\n\n{text}", encoding="utf-8")
    assert "1 updated" in run("add", "bridge.txt").stdout
    (row,) = lines(run("search", "cracks", "--nl"))
    assert row["id"] == quote
    assert {"topic": "old age", "score": 1.0, "origin": "human"} in row["topics"]
    assert wrong not in {link["topic"] for link in row["topics"]}
    assert [side["target"] for side in row["stances"] if side["origin"] == "human"] == ["waiting"]
    bridge.write_text(text.replace("cracks", "rust"), encoding="utf-8")
    run("add", "bridge.txt")
    assert lines(run("search", "old age", "--nl")) == []
    states = {row["id"]: row["asleep"] for row in lines(run("topics", "decisions", "--nl"))}
    assert states == {1: True, 2: True}
    assert "orphaned" in run("topics", "decisions").stdout
    run("topics", "undo", "1")
    assert "undone by" in " ".join(run("topics", "decisions").stdout.split())


def seen(run: Run) -> list[str]:
    """All that the command line tells of topics, but for the log."""
    return [
        run("topics", "list", "--limit", "0", "--json").stdout,
        run("topics", "list", "--curated", "--limit", "0", "--json").stdout,
        run("topics", "show", "floods", "--json").stdout,
        run("search", "--limit", "0", "--json").stdout,
    ]


def topic(run: Run, name: str) -> list[str]:
    return [row["id"] for row in lines(run("search", "--topic", name, "--nl"))]


@pytest.mark.usefixtures("bridge")
def test_decisions_on_topics_are_taken_back(run: Run) -> None:
    run("init")
    run("add", "bridge.txt")
    (row,) = lines(run("search", "cracks", "--nl"))
    phrase = next(link["topic"] for link in row["topics"] if link["origin"] == "phrase")
    before = seen(run)

    told = run("topics", "merge", phrase, "floods", "--why", "one beat", "--user", "ida")
    assert told.stderr == "`quotes topics undo 1` takes it back.\n"
    assert topic(run, "floods") == topic(run, phrase) == [row["id"]]
    (decision,) = lines(run("topics", "decisions", "--nl"))
    assert (decision["subject"], decision["kind"], decision["by"]) == ("topic", "merge", "ida")
    said = run("topics", "undo", "1", "--user", "bo", "--why", "two beats").stdout
    assert said == f"Undone is decision 1: topic {phrase} is part of floods.\n"
    assert seen(run) == before
    shown = " ".join(run("topics", "decisions").stdout.split())
    assert "one beat" in shown
    assert "undone by bo" in shown
    assert "two beats" in run("topics", "decisions", "--csv").stdout

    run("topics", "rename", phrase, "worn-out stone")
    run("topics", "add", "worn-out stone", "--synonym", "old piers")
    run("topics", "merge", "worn-out stone", "floods")
    run("topics", "set", row["id"], "floods", "--not")
    run("topics", "undo", "2")
    assert {one["asleep"] for one in lines(run("topics", "decisions", "--nl"))} == {False}
    assert topic(run, "floods") == []
    assert "old piers" in run("topics", "show", "floods").stdout
    run("topics", "undo", "4")
    assert topic(run, "old piers") == [row["id"]]
    for number in ("5", "3"):
        run("topics", "undo", number)
    assert seen(run) == before
    assert "undone already" in run("topics", "undo", "3", code=2).stderr
