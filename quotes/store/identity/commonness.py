"""How common names are: by a list of very common ones, and by the counts of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from quotes.lexicon import COMMON_GIVEN, given_roots, word_set
from quotes.store.folding import surname
from quotes.store.identity.names import is_initial
from quotes.store.identity.parsing import Name, parse

Rarity = Literal["rare", "ordinary", "shared", "common"]
"""``rare``: neither the given nor the family name is common; ``ordinary``: one of them is;
``shared``: two people of the database carry the full name; ``common``: more of them do, or both
parts are common."""

_FAMILY = word_set("family_names", "common")
_FEW = 2
_MANY = 5
_ONE_IN = 200
_EVERYWHERE = 5
_ONE_ARTICLE_IN = 50


@dataclass(frozen=True, slots=True)
class Commonness:
    """How many people of the database carry a name, and in how many articles a name stands.

    Only the names that are asked for need to be there; a name that is missing counts as nobody's.

    :ivar full: people by folded full name.
    :ivar given: people by the folded first word of their name.
    :ivar family: people by the folded last word of their name.
    :ivar articles: articles by the folded full name of a person named in them.
    :ivar bodies: articles by the folded name of an organisation named in them.
    :ivar people: all people of the database.
    :ivar all_articles: all articles of the database.
    """

    full: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    family: Mapping[str, int] = field(default_factory=dict)
    articles: Mapping[str, int] = field(default_factory=dict)
    bodies: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    all_articles: int = 0

    def rarity(self, name: str, folded: str) -> Rarity:
        """How many people may well carry a full name.

        :param name: the name as spelled, ``folded`` the same folded, as the counts have it.
        """
        parsed = parse(name)
        given = self._is_common_given(parsed, folded.partition(" ")[0])
        family = self._is_common_family(parsed, surname(folded))
        carriers = self.full.get(folded, 0)
        if (given and family) or carriers > _FEW:
            return "common"
        if carriers == _FEW:
            return "shared"
        return "ordinary" if given or family else "rare"

    def is_everywhere(self, companion: str) -> bool:
        """Whether a folded full name stands in so many articles that to share it tells little."""
        return self._is_in_many(self.articles.get(companion, 0))

    def is_spread(self, body: str) -> bool:
        """Whether a folded body stands in so many articles that to be near it tells little."""
        return self._is_in_many(self.bodies.get(body, 0))

    def _is_in_many(self, articles: int) -> bool:
        return articles > max(_EVERYWHERE, self.all_articles // _ONE_ARTICLE_IN)

    def _is_common_given(self, name: Name, given: str) -> bool:
        spellings = name.words[0] if name.words else frozenset()
        if is_initial(spellings):
            return True
        known = spellings.union(*(given_roots(form) for form in spellings))
        return bool(known & COMMON_GIVEN) or self._has_many(self.given.get(given, 0))

    def _is_common_family(self, name: Name, family: str) -> bool:
        known = name.words[-1] if name.words else frozenset()
        return bool(known & _FAMILY) or self._has_many(self.family.get(family, 0))

    def _has_many(self, people: int) -> bool:
        return people >= max(_MANY, self.people // _ONE_IN)
