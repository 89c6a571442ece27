from __future__ import annotations

import signal

import pytest

from quotes.cli.app import finishing


def work(presses: int, done: list[str]) -> None:
    with finishing():
        for _ in range(presses):
            signal.raise_signal(signal.SIGINT)
        done.append("work")
    done.append("next")


def test_without_an_interrupt_all_is_done() -> None:
    done: list[str] = []
    work(0, done)
    assert done == ["work", "next"]


@pytest.mark.parametrize(("presses", "expected"), [(1, ["work"]), (2, [])])
def test_the_work_in_hand_is_finished_unless_pressed_twice(
    presses: int, expected: list[str]
) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(presses, done)
    assert done == expected


def test_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGINT)
    with finishing():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
