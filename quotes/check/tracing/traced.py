"""What a trace answers: frozen, fit to be shown to an editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quotes.check.rows import Difference, SaidBy
from quotes.store.lookup.rows import Searched
from quotes.store.republished.credit import Credit
from quotes.store.rows import ArticleRow, QuotationRow


@dataclass(frozen=True, slots=True)
class Fold:
    """Why an article counts as a copy of an earlier one of its family.

    ``share`` in [0, 1] is how much of the text of the shorter one stands in the other; ``credit``
    is the agency or outlet that both come from. Either may be None, not both.
    """

    share: float | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Appearance:
    """The words in one article.

    ``words`` are those in quotation marks there, of an indirect quotation all of it; ``quotation``
    is None in a copy in which they were not found as one. ``similarity`` in [0, 1] is how much of
    the shorter wording is that of the earliest, and ``differences`` part the words here ("claim")
    from the earliest ("said"), by their places in either wording. ``by`` tells whether the speaker
    is that of the earliest. ``fold`` is None for the first of a family.
    """

    article: ArticleRow
    quotation: QuotationRow | None
    words: str
    similarity: float
    differences: tuple[Difference, ...]
    by: SaidBy
    credits: tuple[Credit, ...]
    fold: Fold | None = None

    @property
    def day(self) -> date | None:
        """When it was published, if that is known."""
        return self.article.published


@dataclass(frozen=True, slots=True)
class Family:
    """An article and its copies: one source, however often it is printed.

    The earliest comes first, undated articles last. ``outlet`` is the one that counts as the
    source, the credited agency before the outlet that prints it; None where neither is known.
    """

    appearances: tuple[Appearance, ...]
    outlet: str | None

    @property
    def first(self) -> Appearance:
        """The earliest."""
        return self.appearances[0]

    @property
    def copies(self) -> tuple[Appearance, ...]:
        """All but the earliest."""
        return self.appearances[1:]


@dataclass(frozen=True, slots=True)
class Trace:
    """Where words come from: the families in which they stand, the earliest first.

    ``text`` are the words that were traced, ``quotation`` the one that was asked for, if it was by
    its id. ``reports`` tell in other words what the same speaker said. ``outlets`` counts the
    independent ones, those of the families, each once.
    """

    text: str
    quotation: QuotationRow | None
    families: tuple[Family, ...]
    reports: tuple[Appearance, ...]
    outlets: int
    searched: Searched

    @property
    def earliest(self) -> tuple[Appearance, ...]:
        """The first appearance of all; several where families begin on the same day."""
        if not self.families:
            return ()
        day = self.families[0].first.day
        if day is None:
            return ()
        return tuple(family.first for family in self.families if family.first.day == day)

    @property
    def copies(self) -> int:
        """How many articles are copies of another."""
        return sum(len(family.copies) for family in self.families)
