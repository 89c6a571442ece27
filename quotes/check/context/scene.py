"""The articles that quotations stand in, read when they are needed."""

from __future__ import annotations

from quotes.check.context.guard import Surroundings
from quotes.store.lookup.lookup import Lookup
from quotes.store.rows import QuotationRow

GAP = 120
"""Characters between two quotations of one speech at most: room for an attribution."""
_MARKS = frozenset('"“”„«»')


class Scenes:
    """The surroundings of quotations; those of an article are read once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._read: dict[str, Surroundings] = {}

    def around(self, row: QuotationRow) -> Surroundings:
        """The article of a quotation: its text and all its quotations."""
        article = row.article.id
        if article not in self._read:
            self._read[article] = Surroundings(
                self._lookup.text(article), tuple(self._lookup.of_article(article))
            )
        return self._read[article]

    def speech(self, row: QuotationRow) -> tuple[QuotationRow, ...]:
        """The quotation with those of the same speakers that directly go before and after it.

        Between two of them stands nothing but an attribution.
        """
        around = self.around(row)
        outer = [one for one in around.quotations if one.nested_in is None]
        if row.id not in {one.id for one in outer}:
            return (row,)
        runs: list[list[QuotationRow]] = []
        for one in outer:
            if runs and _goes_on(runs[-1][-1], one, around.text):
                runs[-1].append(one)
            else:
                runs.append([one])
        return next(tuple(run) for run in runs if row.id in {one.id for one in run})


def _goes_on(one: QuotationRow, after: QuotationRow, text: str) -> bool:
    if "indirect" in (one.kind, after.kind) or _names(one) != _names(after) or not _names(one):
        return False
    gap = text[one.pieces[-1].end : after.pieces[0].start]
    return len(gap) <= GAP and not _MARKS & set(gap) and "?" not in gap


def _names(row: QuotationRow) -> frozenset[str]:
    return frozenset(speaker.name for speaker in row.speakers)
