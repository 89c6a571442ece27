"""What the articles of two namesakes tell of, by the words that few articles have.

After Bagga and Baldwin (1998), who tell people of one name apart by the words around them.
``common_words.txt`` holds the commonest English words of four letters and more: the head of the
vocabulary, which is ordered by frequency, of the tokenizer that the reader uses (Apache-2.0).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files

from simplemma import lemmatize

from quotes.lexicon import MONTHS, WEEKDAYS, word_set
from quotes.store.folding import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_PROPER = re.compile(
    r"(?:(?<=[\w,;] )|(?<=[-’']))[A-Z][^\W\d_]{3,}|[A-Z][^\W\d_]{3,}(?=[’']s\b| [A-Z])"
)
_CALENDAR = WEEKDAYS | MONTHS - {"may"} | word_set("calendar", "day")
FEWEST = 2
_ALIKE = 0.1


def telling_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of an article that few others have: lemmas in lower case, no common words.

    :param names: the names of its people, whose words are left out.
    """
    left_out = _common() | {word for name in names for word in fold(name).split()}
    plain = {word for word in _WORD.findall(text.casefold()) if fold(word) not in left_out}
    return frozenset(lemma for word in plain if (lemma := _lemma(word)) not in left_out)


def proper_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of proper names in a text, in lower case: of places, firms, works and the like.

    Words that stand in lower case too, common words and those of the names of people are none.
    """
    left_out = _common() | {word for name in names for word in fold(name).split()}
    lower = {word for word in _WORD.findall(text) if word.islower()}
    proper = {word.lower() for word in _PROPER.findall(text)} - lower
    return frozenset(
        folded
        for word in proper
        if (folded := fold(word)) not in left_out and _lemma(word) not in left_out
    )


def shared_setting(
    ours: Collection[frozenset[str]],
    theirs: Collection[frozenset[str]],
    known: frozenset[str],
    fewest: int = FEWEST,
) -> tuple[str, ...]:
    """The words that the two most alike articles share, empty where no two are alike.

    Alike are two of which the cosine is at least 0.1, which of two articles that have nothing to
    do with one another one in forty reaches, with at least two words in common.

    :param known: words that are not counted since they are evidence already.
    :param fewest: how many words they have to share.
    """
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for one in ours:
        for other in theirs:
            shared = (one & other) - known
            if len(shared) >= fewest:
                cosine = len(shared) / math.sqrt(len(one) * len(other))
                best = max(best, (cosine, tuple(sorted(shared))))
    return best[1] if best[0] >= _ALIKE else ()


def _lemma(word: str) -> str:
    return fold(lemmatize(word, "en"))


@cache
def _common() -> frozenset[str]:
    words = files("quotes.store.identity").joinpath("common_words.txt").read_text("utf-8").split()
    return frozenset(words) | _CALENDAR
