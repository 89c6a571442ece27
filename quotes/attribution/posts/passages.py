"""A phrase that says something of a person, and where such phrases end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.article import PostStatus
from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PERSONAL
from quotes.attribution.words import Words
from quotes.lexicon import ORGANIZATION_NOUNS, PERSON_NOUNS, is_post, word_set

MAX_PHRASE = 28
"""Words of a description at most."""
CLAUSE = word_set("grammar", "clause")
"""Words that begin a clause: no description goes on behind them."""
STOPS = frozenset(';:.!?"“”()[]{}—–|')
"""Marks that end a description."""

Kind = Literal["posts", "plural", "placed", "belonging", "verb", "letters", "party", "bracket"]


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase about a person: its places, the whole passage, and how it is to be read.

    ``role`` is the role that a verb gives ("heads" gives "head"), the phrase then says of what.
    ``kind`` "placed" is a post that counts only with an organisation, "plural" what several people
    are ("directors"), "belonging" a bare organisation ("Ann Lee of the Miners' Union"), "bracket"
    a party or an organisation. ``status`` is what the words around the phrase say: "formerly",
    "will become".
    """

    places: range
    evidence: range
    kind: Kind
    role: str = ""
    status: PostStatus = "current"


def phrase_end(words: Words, start: int) -> int:
    """Behind the last word of the noun phrase that begins at the place."""
    at = start
    while at < len(words) and at - start < MAX_PHRASE:
        word = words[at]
        if at > start and not words.joined(at - 1):
            break
        if word.text in STOPS or word.text == "," or word.lower in CLAUSE - {"as"}:
            break
        if (
            word.pos in ("VERB", "AUX")
            and at > start
            and words.lower(at - 1) not in DETERMINERS | ANAPHORIC | PERSONAL
            and not word.is_capitalised
            and not is_post(word.lower)
            and word.label != "ORG"
            and word.text[0].isalpha()
            and not word.is_possessive
            and word.lower not in ORGANIZATION_NOUNS | PERSON_NOUNS
            and word.lower.endswith(("ed", "s", "ing", "aid", "old", "ote"))
        ):
            break
        at += 1
    return at


def closing(words: Words, place: int) -> int | None:
    """The bracket that closes the one at the place, a few words on."""
    for at in range(place + 1, min(place + 7, len(words))):
        if words[at].text in (")", "]"):
            return at
    return None
