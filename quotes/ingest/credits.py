"""Whose text an article says that it is: agencies, outlets it was taken over from, releases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quotes.ingest.header import (
    AGENCIES,
    LONGEST,
    Notice,
    NoticedLine,
    credited,
    is_calendar,
    line_notices,
    outlet_name,
)
from quotes.lexicon import word_table
from quotes.text.layout import Layout
from quotes.text.normalize import fold_organization
from quotes.text.paragraphs import Line
from quotes.types import Article, Credit, CreditKind, Span

FULL_NAMES = word_table("agencies", column=2)
"""Agencies under their full names by short or other ones, folded; both stand in articles."""


def key_of(name: str) -> str:
    """The folded name by which two credits or outlets are one: "AP" is "the Associated Press"."""
    folded = fold_organization(name)
    return fold_organization(FULL_NAMES.get(folded, folded))


def short_form(name: str) -> str:
    """The first letters of a name's words as capitals: "CW" for "the Cascade Wire"."""
    return "".join(word[0] for word in fold_organization(name).split()).upper()


HEAD, TAIL = 15, 10
"""So many of the first and of the last lines are read."""

_WIRES_OF_RELEASES = {
    "business wire": "Business Wire",
    "businesswire": "Business Wire",
    "eurekalert": "EurekAlert",
    "globe newswire": "GlobeNewswire",
    "globenewswire": "GlobeNewswire",
    "pr newswire": "PR Newswire",
    "prnewswire": "PR Newswire",
}
_AGENCY_WORDS = re.compile(
    r"\b(?:\w*wire|agency|news service|(?:press|news) (?:association|agency|trust))$", re.IGNORECASE
)
_NAME = r"(?P<name>[A-Z][\w.&’'-]*(?:[ ](?:(?:of|the|and|for|&)[ ])*[A-Z][\w.&’'-]*){0,5})"
_PIECE = r"(?:article|story|report|piece|interview|column|essay|post|content)"
_TAKEN_OVER = re.compile(
    rf"(?:\b(?i:this\s+{_PIECE}\s+(?:(?:was|is|has\s+been)\s+)?(?:(?:originally|first)\s+)?"
    r"(?:re-?published|re-?printed|published|syndicated|produced|provided|appeared|ran))"
    r"|^\W*(?i:(?:(?:originally|first)\s+(?:published|printed|posted|appeared))"
    r"|re-?published|re-?printed))\s+"
    r"(?:(?i:here|and\s+distributed)\s+)?"
    r"(?i:with\s+(?:the\s+)?(?:kind\s+)?permission\s+(?:of|from)|courtesy\s+of|from|in|by|on|at)\s+"
    rf"(?i:the\s+)?{_NAME}"
)
_SOURCE = re.compile(rf"^(?i:source|agency)\s*:\s*(?i:the\s+)?{_NAME}\W*$")
_SIGNED = re.compile(
    rf"(?:^|[.!?”\"’)]\s*)(?P<sign>(?:[—–-]+\s*|[(/\[])(?i:the\s+)?{_NAME}[)/\]]?)\s*$"
)
_SOURCE_LABEL = re.compile(r"^source\b", re.IGNORECASE)
_SIGNED_LINES = 3
"""So many of the last lines may end with the agency that the text is signed by."""
_RELEASE = re.compile(
    r"^\W*(?:(?:press|news|media)\s+release\b|for\s+immediate\s+release\b|"
    r"(?:embargoed\s+)?(?:until|for\s+release)\s+\d|notes?\s+to\s+(?:the\s+)?editors?\b)",
    re.IGNORECASE,
)
_RELEASED_BY = re.compile(rf"^SOURCE:?\s+{_NAME}\W*$")


_KEYS = frozenset(map(key_of, (*AGENCIES, *FULL_NAMES)))


def credits_of(
    article: Article, layout: Layout | None = None, lines: Sequence[NoticedLine] | None = None
) -> tuple[Credit, ...]:
    """The credits in the first and last lines of the article's text and in its authors' names.

    Each name counts once; bodies that only contributed to the report are no credit.

    :param layout: the layout of the text, ``lines`` its lines with their notices; both are made
        where they are not given.
    """
    found: dict[tuple[CreditKind, str | None], Credit] = {}
    for credit in [
        *_in_text(
            layout or Layout.of(article.text),
            article.outlet,
            line_notices(article.text) if lines is None else lines,
        ),
        *_in_authors(article.authors),
    ]:
        found.setdefault((credit.kind, credit.name and key_of(credit.name)), credit)
    named = [credit for credit in found.values() if credit.name]
    if any(credit.kind == "release" for credit in named):
        found.pop(("release", None), None)
    long = {short_form(credit.name) for credit in named if credit.name and " " in credit.name}
    return tuple(credit for credit in found.values() if credit.name not in long)


def _in_text(layout: Layout, outlet: str | None, every: Sequence[NoticedLine]) -> Iterator[Credit]:
    kept = [
        (line, notice)
        for line, notice in every
        if not any(span.meets(line.span) for span in layout.boilerplate)
    ]
    head, tail = kept[:HEAD], kept[HEAD:][-TAIL:]
    after_byline = False
    for line, notice in head:
        if notice is not None:
            yield from _in_notice(line, notice, outlet, after_byline=after_byline)
        after_byline = notice is not None and notice.kind == "byline"
    for line, _ in [*head, *tail]:
        yield from _in_line(line)
    yield from _signed([line for line, _ in kept])
    yield from _in_rights(notice for _, notice in every[-TAIL:])


def _in_notice(
    line: Line, notice: Notice, own: str | None, *, after_byline: bool
) -> Iterator[Credit]:
    """What a dateline or byline says; an outlet's own name is no credit.

    A line with the name of an agency alone is one below a byline; elsewhere a picture may be its.
    """
    name, span = notice.outlet, notice.span
    if name is None or any(map(str.isdigit, name)) or _SOURCE_LABEL.match(line.text):
        return
    if notice.kind == "dateline":
        yield _agency(name, span)
    elif notice.kind == "byline" or (notice.kind == "masthead" and after_byline):
        if _is_agency(name):
            yield _agency(name, span)
        elif notice.kind == "byline" and own is not None and key_of(own) != key_of(name):
            yield Credit("republished", name, span)


def _in_line(line: Line) -> Iterator[Credit]:
    text = line.text
    if len(text) <= 2 * LONGEST and (match := _TAKEN_OVER.search(text)):
        name = match["name"].rstrip("’'.")
        if not is_calendar(name.split()[0]):
            yield Credit("agency" if _is_agency(name) else "republished", _full(name), line.span)
    if match := _SOURCE.match(text):
        name = match["name"].rstrip(".")
        if _is_agency(name):
            yield _agency(name, line.span)
        elif outlet_name(name):
            yield Credit("republished", name, line.span)
    if match := _RELEASED_BY.match(text):
        yield Credit("release", match["name"].rstrip("."), line.span)
    elif _RELEASE.match(text):
        yield Credit("release", None, line.span)


def _signed(lines: Sequence[Line]) -> Iterator[Credit]:
    """The agency in brackets or behind a dash at the end; a list of items signed each is none."""
    matches = [(line, _SIGNED.search(line.text)) for line in lines]
    found = [(line, match) for line, match in matches if match and _is_agency(_plain(match))]
    if len(found) == 1 and found[0][0] in lines[-_SIGNED_LINES:]:
        line, match = found[0]
        yield _agency(_plain(match), Span(line.start + match.start("sign"), line.span.end))


def _in_rights(notices: Iterable[Notice | None]) -> Iterator[Credit]:
    """An agency that holds the rights."""
    for notice in notices:
        if notice and notice.kind == "copyright" and notice.outlet and _is_agency(notice.outlet):
            yield _agency(notice.outlet, notice.span)


def _plain(match: re.Match[str]) -> str:
    return match["name"].rstrip(".")


def _in_authors(authors: Sequence[str]) -> Iterator[Credit]:
    for author in authors:
        byline = credited(author)
        name = byline[1] if byline else None
        if name and _is_agency(name):
            yield _agency(name, None)


def _agency(name: str, evidence: Span | None) -> Credit:
    wire = _WIRES_OF_RELEASES.get(name.lower())
    return Credit("release", wire, evidence) if wire else Credit("agency", _full(name), evidence)


def _is_agency(name: str) -> bool:
    known = key_of(name) in _KEYS or fold_organization(name) in _WIRES_OF_RELEASES
    return known or bool(_AGENCY_WORDS.search(name))


def _full(name: str) -> str:
    folded = fold_organization(name)
    return FULL_NAMES.get(folded) or AGENCIES.get(folded) or name.removeprefix("The ")
