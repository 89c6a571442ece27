"""Whether a post is held, was held, is held in another's stead, or is still to come.

"former minister" was one, "acting director" is one for a while, "mayor-elect" will be one; an
"outgoing" chief is still there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from quotes.article import PostStatus
from quotes.lexicon import COUNTRY_OF, country, is_country, word_set, word_table

if TYPE_CHECKING:
    from quotes.attribution.words import Words

_STATUS: dict[str, PostStatus] = {
    word: status
    for status in get_args(PostStatus)
    for word, found in word_table("post_statuses").items()
    if found == status
}
STATUS_WORDS = frozenset(_STATUS)
"""Words before a role that tell whether it is held: "ousted", "former"."""
_STATE_BODIES = word_set("organization_nouns", "state")


def status_in(words: Words, places: range) -> PostStatus:
    """The status that the words of a role tell: "former", "ex-mayor", "president-elect"."""
    for place in places:
        lower = words.lower(place)
        if lower in _STATUS and (lower != "caretaker" or place + 1 < places.stop):
            return _STATUS[lower]
        for part in (lower.partition("-")[0], lower.rpartition("-")[2]) if "-" in lower else ():
            if part in ("ex", "then", "elect", "designate"):
                return _STATUS[part]
    return "current"


def country_of(organization: str | None) -> str | None:
    """The country that a post is held for, by its organisation: "Norway", "Norwegian army"."""
    if organization is None:
        return None
    if is_country(organization):
        return organization
    first, _, rest = organization.partition(" ")
    if _STATE_BODIES.isdisjoint(rest.lower().split()):
        return None
    first = first.removesuffix("’s").removesuffix("'s")
    return country(first) if first.lower() in COUNTRY_OF or is_country(first) else None
