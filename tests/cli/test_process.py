"""What only a process of its own shows: start-up, pipes, the terminal, errors without a net."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.store.store import Store
from tests.cli.samples import water

QUOTES = (sys.executable, "-m", "quotes")
HEAVY = {"spacy", "onnxruntime", "tokenizers", "trafilatura", "alembic", "numpy"}


def quotes(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*QUOTES, *arguments], capture_output=True, encoding="utf-8", check=False, env=env
    )


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "arguments", [("--help",), ("search", "--help"), ("search", "tax"), ("people",), ("stats",)]
)
def test_start_up_loads_only_what_is_needed(arguments: tuple[str, ...]) -> None:
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('\\n' + ' '.join(sys.modules), file=sys.stderr))\n"
        "from quotes.cli import main\n"
        f"sys.argv = ['quotes', *{arguments!r}]\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "quotes.cli.app" in loaded
    assert not loaded & HEAVY
    assert "quotes.cli.check" not in loaded


@pytest.mark.usefixtures("filled")
def test_a_closed_pipe_ends_it_quietly() -> None:
    with Store.open("sqlite:///quotes.db") as store:
        for number in range(40):
            store.add(water(f"{number}.txt"))
    reading, writing = os.pipe()
    os.close(reading)
    for options in (("--nl",), ("--csv",), ("--json",), ()):
        done = subprocess.run(
            [*QUOTES, "search", "--limit", "0", *options],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
    os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("filled")
def test_a_full_disk_under_the_output_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*QUOTES, "search"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "quotes: No space left on device.\n"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("stream", ["<&-", ">&-"])
def test_a_closed_stream_is_one_sentence_or_nothing(stream: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m quotes search {stream}', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    if stream == "<&-":
        assert (done.returncode, done.stderr) == (0, "")
    else:
        assert done.returncode == 1
        assert done.stderr == (
            "quotes: standard output is closed; open it, or send it to a file.\n"
        )


@pytest.mark.usefixtures("filled")
def test_output_is_utf_8_whatever_the_locale() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = quotes("search", "tax", "--nl", env=env)
    assert done.returncode == 0
    assert json.loads(done.stdout)["text"].startswith("“Nobody")
    assert "“Nobody" in quotes("search", "tax", env=env).stdout


@pytest.mark.parametrize("arguments", [("-v", "search"), ("search", "--verbose")])
def test_verbose_adds_the_traceback(arguments: tuple[str, ...]) -> None:
    done = quotes(*arguments)
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("quotes: ")


def test_verbose_tells_nothing_of_what_other_packages_log() -> None:
    done = quotes("-v", "init")
    assert (done.returncode, done.stderr) == (0, "")


def test_without_verbose_there_is_one_sentence() -> None:
    done = quotes("search")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "quotes init" in done.stderr


def test_wrong_usage_of_the_program_itself() -> None:
    assert quotes("no-such-command").returncode == 2
    assert quotes("--no-such-option").returncode == 2
