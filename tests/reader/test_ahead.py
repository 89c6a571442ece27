from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.reader.ahead import AHEAD, ahead


@given(st.lists(st.integers()))
def test_everything_comes_in_order(numbers: list[int]) -> None:
    found = [(number, doubled.result()) for number, doubled in ahead(lambda n: 2 * n, numbers)]
    assert found == [(number, 2 * number) for number in numbers]


def test_no_more_is_taken_than_is_worked_on_ahead() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    for number, _ in ahead(str, numbers()):
        assert len(taken) <= number + 1 + AHEAD


def test_the_next_is_worked_on_while_the_caller_is_busy() -> None:
    begun = threading.Event()

    def work(number: int) -> None:
        if number == 1:
            begun.set()

    pairs = ahead(work, range(3))
    next(pairs)
    assert begun.wait(10)
    pairs.close()


def test_an_error_belongs_to_the_thing_that_caused_it() -> None:
    outcomes = [future.exception() is None for _, future in ahead(lambda n: 6 // n, [3, 0, 2])]
    assert outcomes == [True, False, True]


def test_what_has_not_begun_is_left_undone_when_the_caller_stops() -> None:
    done: list[int] = []
    release = threading.Event()

    def work(number: int) -> None:
        release.wait(10)
        done.append(number)

    pairs = ahead(work, range(10))
    next(pairs)
    threading.Timer(0.1, release.set).start()
    pairs.close()
    assert len(done) < 3


def test_an_error_of_the_source_of_things_is_raised() -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise LookupError

    with pytest.raises(LookupError):
        list(ahead(str, numbers()))
