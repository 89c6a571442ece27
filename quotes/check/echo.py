"""Words that a speaker only repeats: a quotation inside somebody's quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.article import Span
from quotes.check.match import Match
from quotes.check.rows import SaidBy
from quotes.check.speakers import Sought
from quotes.lexicon import any_of, word_set
from quotes.reader.marks import Quoted, quoted, quoted_within
from quotes.store.folding import fold, fold_person

REACH = 120
"""Characters before and after the inner marks in which it is said whose words they are."""
LEAST_WORDS = 4
"""Words in inner marks that are an utterance and no mere term."""
_OWN = re.compile(
    r"\b(?:I|we)(?:['’]ve|\s+have|\s+had)?(?:\s+\w+)?\s+"
    rf"{any_of(word_set('verbs', 'own'))}\b"
)
_LEADING = re.compile(r"[^.!?]*$")
_FOLLOWING = re.compile(r"[^.!?]*")


@dataclass(frozen=True, slots=True)
class Echo:
    """The inner stretch that the claimed words stand in, as characters of the article.

    ``by`` tells whether whom the claim names is the one whose words it repeats.
    """

    inner: Span
    by: SaidBy


def echo_of(match: Match, sought: Sought) -> Echo | None:
    """Whose words the claimed ones are, if the speaker only repeats them.

    :returns: None where they are the speaker's own, or nothing says whose they are.
    """
    context, offset = match.row.context, match.row.context_start
    places = [Span(one.start - offset, one.end - offset) for one in match.places]
    found = _around(context, places)
    if found is None:
        return None
    outer, inner = found
    lead = _LEADING.search(
        context, max(outer.inner.start, inner.span.start - REACH), inner.span.start
    )
    follow = _FOLLOWING.match(context, inner.span.end, min(outer.inner.end, inner.span.end + REACH))
    words = " ".join(part[0] for part in (lead, follow) if part)
    place = Span(inner.inner.start + offset, inner.inner.end + offset)
    if fold_person(sought.name).rpartition(" ")[2] in fold(words).split():
        return Echo(place, "same")
    return None if _OWN.search(words) or match.by != "same" else Echo(place, "other")


def _around(context: str, places: list[Span]) -> tuple[Quoted, Quoted] | None:
    """The outer and the inner marks that all places stand in."""
    for outer in quoted(context):
        for inner in quoted_within(context, outer):
            utters = len(inner.inner.of(context).split()) >= LEAST_WORDS
            if utters and places and all(inner.span.holds(place) for place in places):
                return outer, inner
    return None
