"""What somebody says again and again: nearly the same words in several articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from quotes.article import PIECE_JOINER
from quotes.lexicon import NEGATORS, OPPOSITES, word_set
from quotes.store.folding import fold
from quotes.store.rows import QuotationRow

LEAST_WORDS = 5
"""Shorter sayings are repeated by chance."""
LEAST_LIKENESS = 90.0
"""How alike the shorter saying and a stretch of the longer one are, in per cent of the signs."""
LEAST_SHARED = 0.9
"""How many of the words of the shorter saying stand in the longer one, in the same order."""
_CONTRACTED = word_set("grammar", "contracted")


def repeated(quotations: Iterable[QuotationRow]) -> list[tuple[QuotationRow, ...]]:
    """Groups of quotations of two articles or more with nearly the same words.

    A group has the quotations that hold its shortest one, the earliest first; a quotation that
    holds two of them is in two groups. Groups of most articles come first.
    """
    sayings = [(words, row) for row in quotations if len(words := _words(row.text)) >= LEAST_WORDS]
    sayings.sort(key=lambda saying: (len(saying[0]), _time(saying[1])))
    having = _having(sayings)
    grouped: set[int] = set()
    groups = []
    for place, (words, _) in enumerate(sayings):
        if place in grouped:
            continue
        near = {other for run in _runs(words) for other in having[run] if other >= place}
        there = [other for other in sorted(near) if _holds(sayings[other][0], words)]
        if len({sayings[other][1].article.id for other in there}) > 1:
            alike = len(words) / LEAST_SHARED
            grouped.update(other for other in there if len(sayings[other][0]) <= alike)
            groups.append(tuple(sorted((sayings[other][1] for other in there), key=_time)))
    return sorted(groups, key=lambda group: (-len({row.article.id for row in group}), -len(group)))


def _words(text: str) -> list[str]:
    return fold(text.replace(PIECE_JOINER, " ")).split()


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The runs of three words, which nearly the same sayings share."""
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def _having(sayings: Sequence[tuple[list[str], QuotationRow]]) -> dict[tuple[str, ...], list[int]]:
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, (words, _) in enumerate(sayings):
        for run in _runs(words):
            having[run].append(place)
    return having


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether the longer saying has the words of the shorter one, nearly side by side.

    A word may differ, but no number, no negation, and none that turns into its opposite.
    """
    if LCSseq.similarity(shorter, longer) < LEAST_SHARED * len(shorter):
        return False
    whole = " ".join(longer)
    place = fuzz.partial_ratio_alignment(" ".join(shorter), whole, score_cutoff=LEAST_LIKENESS)
    if place is None:
        return False
    stretch = _whole_words(whole, place.dest_start, place.dest_end)
    lost, added = Counter(shorter) - Counter(stretch), Counter(stretch) - Counter(shorter)
    if any(map(_tells, (*lost, *added))):
        return False
    return not any(OPPOSITES.get(one) in added for one in lost)


def _whole_words(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch, those at its ends whole."""
    begin = text.rfind(" ", 0, start + 1) + 1
    stop = text.find(" ", max(end - 1, 0))
    return text[begin : stop if stop >= 0 else len(text)].split()


def _tells(word: str) -> bool:
    """Whether a word more or less makes it another saying: a number or a negation."""
    contracted = word.endswith("nt") and word[:-2] in _CONTRACTED
    return word in NEGATORS or contracted or any(map(str.isdigit, word))


def _time(row: QuotationRow) -> tuple[date, str, str]:
    return row.article.published or date.max, row.article.id, row.id
