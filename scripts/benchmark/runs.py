"""Commands run to their end on some of the cores, timed and weighed."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_LIBRARIES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Run:
    """One command, start-up included: seconds, seconds of processors, peak memory in MiB."""

    seconds: float
    processor: float
    memory: float


def run(command: list[str], threads: int) -> Run:
    """Run the command on so many cores, its numeric libraries with so many threads.

    :raises SystemExit: the command fails.
    """
    settings = os.environ | dict.fromkeys(_LIBRARIES, str(threads))
    with _on_cores(threads):
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=settings)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@contextmanager
def _on_cores(threads: int) -> Iterator[None]:
    """Let what is started inside have so many of this process's cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:threads])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
