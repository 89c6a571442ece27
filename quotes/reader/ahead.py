"""Work that is begun ahead of its turn, in a thread beside the caller's."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

AHEAD = 2
"""Things that are worked on before the caller asks for them: a bound on memory."""


def ahead(
    work: Callable[[Thing], Result], things: Iterable[Thing]
) -> Generator[tuple[Thing, Future[Result]], None, None]:
    """Each thing with what the work makes of it, in order, the next ones under way meanwhile.

    One thread does all the work; whatever it raises is raised by the future's ``result()``. When
    the iterator is closed, what has not begun is left undone.
    """
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="quotes-reader")
    waiting: deque[tuple[Thing, Future[Result]]] = deque()
    try:
        for thing in things:
            waiting.append((thing, pool.submit(work, thing)))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting
    finally:
        pool.shutdown(cancel_futures=True)
