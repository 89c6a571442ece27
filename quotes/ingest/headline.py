"""The headline at the top of a plain text."""

from __future__ import annotations

import re

from quotes.ingest.lines import Line
from quotes.ingest.names import is_section, outlet_name
from quotes.ingest.notices import notice_of

_LONGEST = 160
_MOST_WORDS = 25
_REACH = 8
_LABEL = re.compile(r"^(?:title|headline)\s*:\s*|^#{1,3}\s+", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"^(?:categor(?:y|ies)|tags?|topics?|section|filed under|posted in|share|follow us|skip to|"
    r"(?:press|news|media) release|sign in|log in|read more|advertisement|search|menu)"
    r"\b(?=\s*:|\s*$|.{0,30}$)|\s[>»›]\s",
    re.IGNORECASE,
)
_TURN = re.compile(r"^(?:Q|A|Question|Answer|Interviewer)\s*:")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\.\.\.$")
_OUTLET_TAIL = re.compile(r"\s+[|–—-]\s+(?P<outlet>[^|–—]{3,50})$")


def headline(lines: tuple[Line, ...]) -> tuple[str, str | None] | None:
    """Title of the article, and the outlet if the headline ends with it; None if none is shown.

    A headline is short, has no closing full stop and stands apart: before a blank line, a byline
    or a date, or in a text that never parts its paragraphs. Navigation, section names, bylines
    and dates above it are passed over.
    """
    for place, line in enumerate(lines[:_REACH]):
        if _passed_over(line):
            continue
        labelled = _LABEL.match(line.text)
        text = line.text[labelled.end() :].strip() if labelled else line.text
        apart = line.parted or not any(other.parted for other in lines[:-1])
        after = lines[place + 1 : place + 2]
        if not after or not (labelled or (_is_title(text) and (apart or notice_of(after[0])))):
            return None
        return _without_outlet(text)
    return None


def _passed_over(line: Line) -> bool:
    words = line.text.split()
    return (
        not any(character.isalpha() for character in line.text)
        or (len(words) == 1 and not _LABEL.match(line.text))
        or is_section(line.text)
        or bool(_NAVIGATION.search(line.text))
        or notice_of(line) is not None
    )


def _is_title(text: str) -> bool:
    stopped = text.endswith((".", ",", ":", ";")) and not _ABBREVIATED.search(text)
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not stopped
        and not text[0].islower()
        and not _TURN.match(text)
    )


def _without_outlet(text: str) -> tuple[str, str | None]:
    tail = _OUTLET_TAIL.search(text)
    outlet = outlet_name(tail["outlet"]) if tail else None
    return (text[: tail.start()], outlet) if tail and outlet else (text, None)
