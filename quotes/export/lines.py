"""JSON, an object a line or many in one document, written as they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quotes.answer import Json
from quotes.report.records import quotation_record

if TYPE_CHECKING:
    from quotes.store.selected.selection import Selection


def json_lines(selection: Selection) -> Iterator[str]:
    """Each quotation with the keys of the answer format, its paragraph and its article."""
    return lines(map(quotation_record, selection.quotations()))


def lines(objects: Iterable[Json]) -> Iterator[str]:
    """One object a line."""
    return (f"{dumped(one)}\n" for one in objects)


def array(objects: Iterable[Json], before: str = "[", after: str = "]") -> Iterator[str]:
    """One array over several lines, between the text before and the text after it."""
    yield before
    joint = "\n"
    for one in objects:
        yield joint + dumped(one)
        joint = ",\n"
    yield f"\n{after}\n"


def dumped(one: Json) -> str:
    """The object on one line, in characters rather than in escapes."""
    return json.dumps(one, ensure_ascii=False)
