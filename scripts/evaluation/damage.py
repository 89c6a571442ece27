"""Marked articles as careless hands and machines leave them: other marks, other case, other lines.

A damage says, for every character of an article's text, what stands in its place (nothing, one
character or several), so that the marked spans can be moved along with the text. An article is a
dict with ``id``, ``text`` and ``attributions``, whose ``source``, ``cue`` and ``content`` are lists
of ``[start, end]`` in characters of the text, as in PolNeAR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import accumulate
from random import Random
from typing import Any

from quotes.text.marks import quoted

Json = dict[str, Any]
Damage = Callable[[Json], list[str]]
"""From an article to as many strings as its text has characters."""

WIDTH = 72
"""Columns of hard-wrapped text, as in mail."""
ONE_BLANK_IN = 8
"""How many blanks there are to one that becomes a non-breaking space."""

_DOUBLE = re.compile("[“”„‟«»\"＂]|``|''|&quot;")
_STRAIGHT = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_STRAIGHT_MARK = re.compile("''|``|[\"']")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^ \n]+")
_GAP = re.compile(r"\n\s*\n")


def damaged(article: Json, damage: Damage) -> Json:
    """A copy of the article with the damage done and its spans moved to the same words.

    A span of which nothing is left (lone marks) is gone.
    """
    pieces = damage(article)
    place = [0, *accumulate(map(len, pieces))]
    return {
        "id": article["id"],
        "text": "".join(pieces),
        "attributions": [
            {role: _moved(spans, place) for role, spans in attribution.items()}
            for attribution in article["attributions"]
        ],
    }


def _moved(spans: Iterable[list[int]], place: list[int]) -> list[list[int]]:
    moved = ([place[start], place[end]] for start, end in spans)
    return [span for span in moved if span[0] < span[1]]


def straight_marks(article: Json) -> list[str]:
    """Curly marks and apostrophes become straight."""
    return [c.translate(_STRAIGHT) for c in article["text"]]


def curly_marks(article: Json) -> list[str]:
    """Straight marks and apostrophes become curly, as a word processor turns them."""
    text = article["text"]
    pieces = list(text)
    for mark in _STRAIGHT_MARK.finditer(text):
        opens = not text[: mark.start()] or text[mark.start() - 1] in " \u00a0\n([{—–-“‘"
        pair = "‘’" if mark.group() == "'" else "“”"
        _put(pieces, mark, pair[not opens])
    return pieces


def escaped_marks(article: Json) -> list[str]:
    """Double marks become ``&quot;``, as where a page was unescaped once too seldom."""
    return _marks_replaced(article["text"], "&quot;")


def no_marks(article: Json) -> list[str]:
    """All double marks are gone."""
    return _marks_replaced(article["text"], "")


def no_marks_on_mixed(article: Json) -> list[str]:
    """Double marks are gone from contents that stand partly inside marks, partly outside."""
    text = article["text"]
    pieces = list(text)
    inside = {i for q in quoted(text) for i in range(q.span.start, q.span.end)}
    for attribution in article["attributions"]:
        content = attribution["content"]
        letters = {i for start, end in content for i in range(start, end) if text[i].isalnum()}
        if letters & inside and letters - inside:
            for start, end in content:
                for mark in _DOUBLE.finditer(text, start, end):
                    _put(pieces, mark, "")
    return pieces


def lower_case(article: Json) -> list[str]:
    """No capitals."""
    return [c.lower() for c in article["text"]]


def capitals(article: Json) -> list[str]:
    """Nothing but capitals."""
    return [c.upper() for c in article["text"]]


def hard_breaks(article: Json) -> list[str]:
    """Lines of at most ``WIDTH`` columns where words allow; paragraphs stay as far apart."""
    text = article["text"]
    pieces = list(text)
    for line in _LINE.finditer(text):
        begin = line.start()
        for word in _WORD.finditer(text, *line.span()):
            if word.end() - begin > WIDTH and word.start() > begin:
                pieces[word.start() - 1] = "\n"
                begin = word.start()
    return pieces


def hard_breaks_alone(article: Json) -> list[str]:
    """Hard breaks without blank lines between the paragraphs, as in text copied from a PDF."""
    pieces = hard_breaks(article)
    for gap in _GAP.finditer(article["text"]):
        _put(pieces, gap, "\n")
    return pieces


def hard_blanks(article: Json) -> list[str]:
    """Some blanks become non-breaking spaces, always the same ones."""
    chance = Random(article["text"])
    return [
        "\u00a0" if c == " " and chance.randrange(ONE_BLANK_IN) == 0 else c for c in article["text"]
    ]


DAMAGES: dict[str, Damage] = {
    "straight marks": straight_marks,
    "curly marks": curly_marks,
    "`&quot;` instead of marks": escaped_marks,
    "no marks on mixed speech": no_marks_on_mixed,
    "no marks at all": no_marks,
    "all lower case": lower_case,
    "ALL CAPITALS": capitals,
    f"lines broken at {WIDTH} columns": hard_breaks,
    "the same, no blank lines": hard_breaks_alone,
    f"one blank in {ONE_BLANK_IN} non-breaking": hard_blanks,
}
"""All damages by their names in the table."""


def _marks_replaced(text: str, new: str) -> list[str]:
    pieces = list(text)
    for mark in _DOUBLE.finditer(text):
        _put(pieces, mark, new)
    return pieces


def _put(pieces: list[str], place: re.Match[str], new: str) -> None:
    """Let ``new`` stand for the characters of the match."""
    pieces[place.start() : place.end()] = [new, *[""] * (len(place.group()) - 1)]
