"""Which words of a noun phrase name the role that somebody has."""

from __future__ import annotations

from quotes.attribution.bodies import PREPOSITIONS, is_inside_name
from quotes.attribution.words import Words
from quotes.lexicon import (
    ABBREVIATED,
    CONSTITUENCY_OFFICES,
    ORGANIZATION_NOUNS,
    PARTIES,
    PORTFOLIOS,
    POST_MODIFIERS,
    is_demonym,
    is_post,
    is_post_plural,
    word_set,
)

POSTPOSITIVE = frozenset({"emeritus", "emerita", "elect", "designate"})
"""Words that belong to a role and stand behind it: "professor emeritus of history"."""
ENDS = word_set("grammar", "ends_role")
"""Words that no description goes on behind."""
_BLOCKING = PREPOSITIONS | {"by", "about", "after", "before"}


def head_run(words: Words, places: range) -> range | None:
    """The words that name the post: the first run of posts that no possessive follows."""
    at = places.start
    while at < places.stop:
        if words.lower(at) in _BLOCKING and not is_inside_name(words, at, places):
            return None
        if not is_head(words, at):
            at += 1
            continue
        end = at + 1
        while end < places.stop and is_head(words, end):
            end += 1
        if end < places.stop and words.lower(end) in POSTPOSITIVE:
            end += 1
        if end < places.stop and words[end].is_possessive:
            at = end + 1
            continue
        follower = words[end] if end < places.stop else None
        if follower is not None and _modifies(words, end, places):
            at = end
            continue
        return range(at, end)
    return None


def head_of(words: Words, run: range) -> str:
    """The noun of a run of posts, in lower case: "professor" of "professor emeritus"."""
    last = run[-1]
    if len(run) > 1 and words.lower(last) in POSTPOSITIVE:
        last -= 1
    return words.lower(last).rstrip(".")


def is_head(words: Words, place: int) -> bool:
    """Whether the word names a post, "Major" with a capital letter among them."""
    lower = words.lower(place)
    return is_post(lower) or (lower == "major" and words.lower(place - 1) not in ("a", "the"))


def is_plural_head(words: Words, place: int) -> bool:
    """Whether the word is the plural of a post: "directors", "Reps."."""
    return is_post_plural(words.lower(place).rstrip("."))


def singular(role: str) -> str:
    """A role in the plural as each of its holders has it: "union leaders", "Senators"."""
    before, _, last = role.rpartition(" ")
    one = f"{last[:-2]}an" if last.endswith("men") else last[:-1]
    return f"{before} {one}".strip()


def _modifies(words: Words, place: int, places: range) -> bool:
    """Whether the post before the place only modifies a later head: "police union official"."""
    word = words[place]
    if not word.text[0].isalpha() or word.lower in PREPOSITIONS | ENDS | {"and", "or"}:
        return False
    joining = ORGANIZATION_NOUNS | POST_MODIFIERS | PORTFOLIOS | PARTIES
    if word.lower not in joining and not is_demonym(word.lower):
        return False
    return any(is_head(words, at) for at in range(place + 1, min(place + 3, places.stop)))


def role_start(words: Words, places: range) -> tuple[int, range]:
    """Where the role's own words begin, and the places of what stands before them."""
    at = places.stop
    while at > places.start:
        word = words[at - 1]
        lower = word.lower.rstrip(".")
        own = lower in POST_MODIFIERS or lower in PORTFOLIOS or is_post(lower)
        if own and lower in PARTIES and word.is_capitalised:
            own = words.lower(places.stop) not in CONSTITUENCY_OFFICES
        tied = word.label in ("ORG", "LOC", "NORP") and not (
            own and words[at - 2].entity != word.entity
        )
        plain = not word.is_capitalised and word.text[0].isalpha()
        if tied or not (own or plain or word.lower in ("and", "&", "-", "/")):
            break
        at -= 1
    while at < places.stop and words.lower(at) in ("and", "&", "-", "/"):
        at += 1
    return _without_ages(words, at, places.stop), range(places.start, at)


def _without_ages(words: Words, start: int, end: int) -> int:
    while start < end and (
        words[start].text[0].isdigit()
        or words.lower(start).endswith(("-old", "-born", "-based"))
        or words[start].pos == "ADV"
    ):
        start += 1
    return start


def role_text(words: Words, places: range) -> str:
    """The role as it is shown: abbreviations written out."""
    spelled = words.phrase(places).split(" ")
    return " ".join(ABBREVIATED.get(word.lower().rstrip("."), word) for word in spelled)
