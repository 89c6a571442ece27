"""Whose text an article says that it is: agencies, outlets it was taken over from, releases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.boilerplate import boilerplate
from quotes.ingest.header import (
    AGENCIES,
    LONGEST,
    Notice,
    credited,
    is_calendar,
    notice_of,
    outlet_name,
)
from quotes.lexicon import word_table
from quotes.text.layout import Layout
from quotes.text.normalize import fold_organization
from quotes.text.paragraphs import Line, lines_of
from quotes.types import Article, CreditKind, Span

# A credit: whose text an article says that it is, and when two names are one.


FULL_NAMES = word_table("agencies", column=2)
"""Agencies under their full names by short or other ones, folded; both stand in articles."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose text it is; ``name`` is None for a release whose sender is not plainly told.

    ``evidence`` is where the text says so, None where the list of authors does.
    """

    kind: CreditKind
    name: str | None
    evidence: Span | None = None


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


def credits_of(article: Article, layout: Layout | None = None) -> tuple[Credit, ...]:
    """The credits in the first and last lines of the article's text and in its authors' names.

    Each name counts once; bodies that only contributed to the report are no credit.
    """
    found: dict[tuple[CreditKind, str | None], Credit] = {}
    for credit in [
        *_in_text(article, layout or Layout.of(article.text)),
        *_in_authors(article.authors),
    ]:
        found.setdefault((credit.kind, credit.name and key_of(credit.name)), credit)
    named = [credit for credit in found.values() if credit.name]
    if any(credit.kind == "release" for credit in named):
        found.pop(("release", None), None)
    long = {short_form(credit.name) for credit in named if credit.name and " " in credit.name}
    return tuple(credit for credit in found.values() if credit.name not in long)


def _in_text(article: Article, layout: Layout) -> Iterator[Credit]:
    passed_over = boilerplate(article.text, layout.paragraphs)
    every = lines_of(article.text)
    lines = [line for line in every if not any(span.meets(line.span) for span in passed_over)]
    head, tail = lines[:HEAD], lines[HEAD:][-TAIL:]
    after_byline = False
    for line in head:
        notice = notice_of(line)
        if notice is not None:
            yield from _in_notice(line, notice, article.outlet, after_byline=after_byline)
        after_byline = notice is not None and notice.kind == "byline"
    for line in [*head, *tail]:
        yield from _in_line(line)
    yield from _signed(lines)
    yield from _in_rights(every)


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


def _in_rights(lines: Sequence[Line]) -> Iterator[Credit]:
    """An agency that holds the rights."""
    for line in lines[-TAIL:]:
        notice = notice_of(line)
        if notice and notice.kind == "copyright" and notice.outlet and _is_agency(notice.outlet):
            yield _agency(notice.outlet, notice.span)


def _plain(match: re.Match[str]) -> str:
    return match["name"].rstrip(".")


def _in_authors(authors: Sequence[str]) -> Iterator[Credit]:
    for author in authors:
        said = credited(author)
        name = said[1] if said else None
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


# The runs of words by which one article's text is compared with another's.
#
# Broder, "On the resemblance and containment of documents" (SEQUENCES 1997).


Shingles = frozenset[int]
"""The runs of words of a text, each as a number of 64 bits."""
Numbers = NDArray[np.uint64]

WIDTH = 4
"""Words in a run."""
FEWEST = 20
"""Runs outside of quotation marks that tell enough of a text; with fewer, all of it counts."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_BASE, _FIRST, _SECOND = (
    np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)


def shingles(text: str, layout: Layout | None = None) -> Shingles:
    """The runs of four words of an article's text, without case, punctuation and boilerplate.

    What stands in quotation marks is left out, because articles on one event share it without
    being copies; only a text with hardly anything else is taken whole.
    """
    layout = layout or Layout.of(text)
    passed_over = boilerplate(text, layout.paragraphs)
    spoken = [stretch.inner for stretch in layout.marks]
    told = _runs(_without(text, [*passed_over, *spoken]))
    return told if len(told) >= FEWEST else _runs(_without(text, passed_over))


def containment(one: Shingles, other: Shingles) -> float:
    """How much of the shorter of two texts stands in the other, in [0, 1]; 0 where one is empty."""
    shorter = min(len(one), len(other))
    return shared(one, other) / shorter if shorter else 0.0


def shared(one: Shingles, other: Shingles) -> int:
    """How many runs two texts have in common."""
    return len(one & other)


def mixed(numbers: Numbers) -> Numbers:
    """Each number with its bits well mixed (the finalizer of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))


def _without(text: str, left_out: list[Span]) -> Iterator[str]:
    """The stretches of the text between those that are left out."""
    at = 0
    for span in sorted(left_out):
        if at < span.start:
            yield text[at : span.start]
        at = max(at, span.end)
    yield text[at:]


def _runs(stretches: Iterator[str]) -> Shingles:
    plain = _APOSTROPHES.sub("", " ".join(stretches)).casefold()
    words = np.array([crc32(word.encode()) for word in _WORD.findall(plain)], np.uint64)
    count = len(words) - WIDTH + 1
    if count < 1:
        return frozenset()
    runs = np.zeros(count, np.uint64)
    for place in range(WIDTH):
        runs = runs * _BASE + words[place : place + count]
    return frozenset(mixed(runs).tolist())


# MinHash signatures cut into bands, by which like texts find one another.
#
# Broder, "On the resemblance and containment of documents" (SEQUENCES 1997), for the signature;
# Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3, for the bands.


BANDS, ROWS = 50, 2
"""Two texts that share a part s of all their runs have a band in common with the chance
``1 - (1 - s**2)**50``: 0.99 for s = 0.3, 0.87 for 0.2, 0.0002 for 0.002."""

_HASHES = BANDS * ROWS
_SEEDS = mixed(np.arange(1, 2 * _HASHES + 1, dtype=np.uint64))
_FACTORS, _OFFSETS = _SEEDS[:_HASHES] | np.uint64(1), _SEEDS[_HASHES:]
_PLACES = mixed(np.arange(BANDS, dtype=np.uint64))


def signature(shingles: Shingles) -> Numbers:
    """The least value (100,) of each of 100 hash functions over the runs; none of no runs."""
    if not shingles:
        return np.empty(0, np.uint64)
    runs = np.fromiter(shingles, np.uint64, len(shingles))
    pairs = zip(_FACTORS, _OFFSETS, strict=True)
    return np.array([mixed(runs * factor + offset).min() for factor, offset in pairs])


def bands(shingles: Shingles) -> list[int]:
    """The 50 bands of the signature as numbers of 32 bits with a sign, each once.

    Band and place make the number, so that only like bands of two texts meet.
    """
    least = signature(shingles)
    if not len(least):
        return []
    joined = _PLACES
    for row in least.reshape(BANDS, ROWS).T:
        joined = mixed(joined + row)
    numbers = joined.astype(np.uint32).view(np.int32)
    return sorted(set(numbers.tolist()))
