"""Articles that are one source: copies of one text, or credited to one agency or outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.check.tracing.traced import Fold
from quotes.store.republished.credit import key_of, short_form
from quotes.store.republished.rows import ArticleText
from quotes.store.republished.shingles import shared

COPIED = 0.4
"""So much of the shorter text, without what is quoted, must stand in the other one."""
LEAST_SHARED = 12
"""Runs of words that two copies have in common at least."""
_LONGEST_SHORT_FORM = 5


def families(articles: Iterable[ArticleText]) -> list[list[tuple[ArticleText, Fold | None]]]:
    """The articles parted into families, each article in one of them.

    Order is kept: a family begins with its first article, which has no :class:`Fold`; of every
    other article it is told what makes it a copy, of an earlier one of its family where it can be.
    """
    listed = list(articles)
    credits = _Credits(listed)
    found: list[list[ArticleText]] = []
    for article in listed:
        kin = [one for one in found if any(_fold(member, article, credits) for member in one)]
        others = [one for one in found if one not in kin]
        found = [*others, [*(member for one in kin for member in one), article]]
    order = {article: place for place, article in enumerate(listed)}
    ordered = [sorted(one, key=order.__getitem__) for one in found]
    ordered.sort(key=lambda one: order[one[0]])
    return [list(_explained(one, credits)) for one in ordered]


def copied(one: ArticleText, other: ArticleText) -> float | None:
    """How much of the shorter of two texts the other has, in [0, 1]; None if they are no copies."""
    shorter = min(len(one.shingles), len(other.shingles))
    common = shared(one.shingles, other.shingles) if shorter else 0
    if common < LEAST_SHARED or common < COPIED * shorter:
        return None
    return common / shorter


class _Credits:
    """To which agency or outlet two articles both go back."""

    def __init__(self, articles: Sequence[ArticleText]) -> None:
        names = [name for one in articles for name in (*_credited(one), one.article.outlet) if name]
        self._long = {key_of(name) for name in names if len(name.split()) > 1}
        self._credited = {one: self._keys(one) for one in articles}
        self._own = {one: self._known(one.article.outlet or "") for one in articles}

    def common(self, one: ArticleText, other: ArticleText) -> str | None:
        """The name by which either credits the other's outlet, or both credit the same."""
        ours, theirs = self._credited[one], self._credited[other]
        for key, name in ours.items():
            if key in theirs or key == self._own[other]:
                return name
        return theirs.get(self._own[one])

    def _keys(self, one: ArticleText) -> dict[str, str]:
        return {self._known(name): name for name in _credited(one)}

    def _known(self, name: str) -> str:
        """The key of a name; a short form is the only long name here with these initials."""
        key = key_of(name)
        if len(key) > _LONGEST_SHORT_FORM or not name.isupper():
            return key
        long = [one for one in self._long if short_form(one) == name]
        return long[0] if len(long) == 1 else key


def _credited(one: ArticleText) -> list[str]:
    return [credit.name for credit in one.credits if credit.name]


def _fold(earlier: ArticleText, article: ArticleText, credits: _Credits) -> Fold | None:
    share, credit = copied(earlier, article), credits.common(earlier, article)
    return Fold(share, credit) if share is not None or credit is not None else None


def _explained(
    members: Sequence[ArticleText], credits: _Credits
) -> Iterable[tuple[ArticleText, Fold | None]]:
    """Each member with what ties it best to an earlier one, else to a later one."""
    yield members[0], None
    for place, member in enumerate(members[1:], start=1):
        earlier = [_fold(one, member, credits) for one in members[:place]]
        later = [_fold(one, member, credits) for one in members[place + 1 :]]
        folds = [one for one in earlier if one] or [one for one in later if one]
        yield member, max(folds, key=lambda one: (one.share or 0.0, one.credit is not None))
