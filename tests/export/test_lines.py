from __future__ import annotations

import json

from quotes.export.lines import array, json_lines
from quotes.report.records import quotation_record
from quotes.store.selected.selection import Selection


def test_an_object_a_line_with_the_keys_of_the_answer_format(selection: Selection) -> None:
    text = "".join(json_lines(selection))
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    assert found == [quotation_record(row) for row in selection.quotations()]
    assert found[0]["article"]["id"]
    assert "“" in text


def test_arrays_are_json_however_many_there_are() -> None:
    for number in range(4):
        objects = [{"n": one} for one in range(number)]
        assert json.loads("".join(array(objects))) == objects
