"""Names of files and tags that every program and file system takes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

LONGEST = 80
"""Characters of a file name without its ending and number; 80 of 4 bytes and more fit into 255."""

_FORBIDDEN = re.compile(r"""[\\/:*?"<>|#^\[\]%`]""")
_RESERVED = {"con", "prn", "aux", "nul", "com0", "lpt0"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
"""Names that Windows keeps for devices."""
_IN_TAG = re.compile(r"[^\w/-]+")
_LONGEST_BYTES = 200


def file_names(people: Mapping[int, str]) -> dict[int, str]:
    """A file name without ending for each person, by their ids; no two differ in case alone.

    Where several people have one name, each has the number of the person behind it.
    """
    plain = {one: file_name(name) for one, name in people.items()}
    often = Counter(map(_folded, plain.values()))
    found: dict[int, str] = {}
    taken: set[str] = set()
    for one, name in sorted(plain.items(), key=lambda item: (often[_folded(item[1])] > 1, item[0])):
        chosen = name if often[_folded(name)] == 1 else f"{name} ({one})"
        while _folded(chosen) in taken:
            chosen = f"{chosen} ({one})"
        taken.add(_folded(chosen))
        found[one] = chosen
    return found


def file_name(name: str) -> str:
    """The name as a file may be called, on one line and without what leads into other folders."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else char
        for char in unicodedata.normalize("NFC", name)
    )
    words = " ".join(_FORBIDDEN.sub(" ", kept).split())[:LONGEST]
    while len(words.encode()) > _LONGEST_BYTES:
        words = words[:-1]
    words = words.strip(" .")
    if not words or words.split(".")[0].lower() in _RESERVED:
        return f"person {words}".strip()
    return words


def tag(label: str) -> str | None:
    """The label as a tag of letters, digits, ``-``, ``_`` and ``/``; None without a letter."""
    made = _IN_TAG.sub("-", unicodedata.normalize("NFC", label)).strip("-/")
    return made.lower() if any(char.isalpha() for char in made) else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
