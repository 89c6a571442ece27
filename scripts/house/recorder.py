"""Records which functions of the package a command enters; run by :mod:`scripts.house.trace`.

``python -P recorder.py OUT ARGUMENT...`` runs ``quotes ARGUMENT...`` in this process. What runs
while a module is imported is left out, so are bodies of classes and code that was generated.
"""

from __future__ import annotations

import importlib
import json
import sys
import threading
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType
from typing import Any


class Recorder:
    """A profile function that notes every function of a folder the first time it is entered.

    ``entered`` are all of them, in the order of their first call. From the moment that a function
    of the room ``store`` is handed an extraction until it returns, ``walked`` are those that this
    thread enters, each with whether it is handed the extraction or a part of it.
    """

    def __init__(self, package: Path) -> None:
        self.entered: dict[CodeType, None] = {}
        self.walked: dict[CodeType, bool] = {}
        self._root = f"{package}/"
        self._importing = threading.local()
        self._start: FrameType | None = None
        self._parts: dict[int, object] = {}

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Take a note of what :func:`sys.setprofile` tells."""
        code = frame.f_code
        if code.co_name == "<module>":
            self._importing.depth = self._depth() + {"call": 1, "return": -1}.get(event, 0)
        elif event == "call":
            is_function = code.co_flags & CO_OPTIMIZED
            if is_function and code.co_filename.startswith(self._root) and not self._depth():
                self._note(frame, code)
        elif event == "return" and frame is self._start:
            self._start = None

    def _depth(self) -> int:
        return getattr(self._importing, "depth", 0)

    def _note(self, frame: FrameType, code: CodeType) -> None:
        self.entered.setdefault(code)
        if not self.walked and code.co_filename.startswith(f"{self._root}store/"):
            self._begin(frame, code)
        if self._start is not None and _below(frame, self._start) and _is_named(code):
            carries = self.walked.get(code) or any(map(self._carries, _arguments(frame)))
            self.walked[code] = carries

    def _begin(self, frame: FrameType, code: CodeType) -> None:
        for value in _arguments(frame):
            if type(value).__name__ == "Extraction" and _is_named(code):
                self._start = frame
                collect(value, self._parts)

    def _carries(self, value: object) -> bool:
        if isinstance(value, Mapping):
            return any(id(one) in self._parts for one in value.values())
        if id(value) in self._parts:
            return True
        return isinstance(value, tuple | list | set | frozenset) and any(
            id(one) in self._parts for one in value
        )


def collect(value: object, parts: dict[int, object]) -> None:
    """Note a value and all that it is made of by their identity: objects, texts and collections.

    Numbers, dates, truth values and what is empty are left out: Python keeps one object for all
    that are alike.
    """
    if id(value) in parts or not _tells(value):
        return
    parts[id(value)] = value
    if is_dataclass(value):
        for field in fields(value):
            collect(getattr(value, field.name), parts)
    elif isinstance(value, Mapping):
        for one in value.values():
            collect(one, parts)
    elif isinstance(value, Collection) and not isinstance(value, str | bytes):
        for one in value:
            collect(one, parts)


def _tells(value: object) -> bool:
    if isinstance(value, str | bytes):
        return len(value) > 1
    return is_dataclass(value) or (isinstance(value, Collection) and len(value) > 0)


def _arguments(frame: FrameType) -> list[Any]:
    code = frame.f_code
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return [frame.f_locals[name] for name in names if name in frame.f_locals]


def _below(frame: FrameType | None, start: FrameType) -> bool:
    """Whether the frame is that of the start, or runs for it."""
    while frame is not None and frame is not start:
        frame = frame.f_back
    return frame is start


def _is_named(code: CodeType) -> bool:
    """Whether it is a function of its own, not a lambda, a comprehension or an inner function."""
    return "<" not in code.co_qualname


def main() -> None:
    out, *arguments = sys.argv[1:]
    start = importlib.import_module("quotes.__main__")
    package = Path(str(start.__file__)).parent
    recorder = Recorder(package)
    sys.argv = ["quotes", *arguments]
    threading.setprofile(recorder)
    sys.setprofile(recorder)
    try:
        start.main()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        noted = {
            "entered": [_name(code, package) for code in recorder.entered],
            "walked": [
                [*_name(code, package), carries] for code, carries in recorder.walked.items()
            ],
        }
        Path(out).write_text(json.dumps(noted), "utf8")


def _name(code: CodeType, package: Path) -> tuple[str, str]:
    return str(Path(code.co_filename).relative_to(package)), code.co_qualname


if __name__ == "__main__":
    main()
