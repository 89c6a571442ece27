"""A credit: whose text an article says that it is, and when two names are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.article import Span
from quotes.lexicon import word_table
from quotes.store.folding import fold_organization

CreditKind = Literal["agency", "republished", "release"]

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
