"""Whether the same words are given to the same speaker."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.check.rows import SaidBy
from quotes.store.folding import fold_organization, fold_person, surname
from quotes.store.identity.names import names_agree
from quotes.store.rows import QuotationRow, SpeakerRow


def are_named(row: QuotationRow) -> bool:
    """Whether a speaker of the quotation has a name."""
    return any(one.type != "unknown" and one.anonymity is None for one in row.speakers)


def said_by(row: QuotationRow, voices: Sequence[SpeakerRow]) -> SaidBy:
    """Whether one of these speakers says the quotation; "unnamed" where it names nobody."""
    if any(_is_one(one, other) for one in row.speakers for other in voices):
        return "same"
    return "other" if are_named(row) else "unnamed"


def _is_one(one: SpeakerRow, other: SpeakerRow) -> bool:
    """Whether two speakers of the same words are one; there a bare family name is enough."""
    if one.person_id is not None and one.person_id == other.person_id:
        return True
    if not one.type == other.type == "person":
        return fold_organization(one.name) == fold_organization(other.name)
    names = fold_person(one.name), fold_person(other.name)
    bare = any(" " not in name for name in names)
    return (bare and surname(names[0]) == surname(names[1])) or names_agree(one.name, other.name)
