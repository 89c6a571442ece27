"""Where a text describes a named person: titles, appositions, relative clauses, copulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PERSONAL, PREPOSITIONS
from quotes.attribution.naming import Naming
from quotes.attribution.posts import head_run
from quotes.attribution.wordlists import (
    ABBREVIATED,
    HONORIFICS,
    ORGANIZATION_NOUNS,
    PARTIES,
    PERSON_NOUNS,
    POST_MODIFIERS,
    POSTNOMINALS,
    is_post,
)
from quotes.attribution.words import NO_ENTITY, Words

PARTICIPLES = {"prosecuting": "prosecutor", "defending": "defence lawyer"}
"""What somebody is in court by what they do there: "Ann Lee, prosecuting, said"."""

MAX_PHRASE = 28
"""Words of a description at most."""

_BE = frozenset("is was be been being are were 's becomes became remains remained".split())
_AUX = frozenset(
    "will would has had have who also now currently then once previously later".split()
)
_FUTURE = frozenset({"will", "would"})
_SERVE = frozenset({"serves", "served", "works", "worked", "acts", "acted", "serving", "working"})
_LEADING = {
    "heads": "head",
    "headed": "head",
    "leads": "leader",
    "led": "leader",
    "chairs": "chair",
    "chaired": "chair",
    "directs": "director",
    "directed": "director",
    "runs": "head",
    "ran": "head",
    "manages": "manager",
    "edits": "editor",
    "owns": "owner",
    "founded": "founder",
    "co-founded": "co-founder",
    "coaches": "coach",
    "captains": "captain",
    "represents": "representative",
}
_CLAUSE = frozenset(
    "said says told tells asked added wrote is was are were has have had will would who which that "
    "whose where when while after before since because if but as than then said. announced warned "
    "argued noted".split()
)
_STOPS = frozenset(';:.!?"“”()[]{}—–|')
_MARKUP = frozenset("<>=@#_")
"""Marks of page code and addresses: no word that holds one belongs to a title."""
_SUBORDINATE = frozenset("after when before as asked in during while since with for if".split())


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase about a person: its places, the whole passage, and how it is to be read.

    ``role`` is the role that a verb gives ("heads" gives "head"), the phrase then says of what;
    ``kind`` "past" is what somebody "was"; "belonging" is a bare organisation ("Ann Lee of the
    Miners' Union").
    """

    places: range
    evidence: range
    kind: Literal["posts", "past", "belonging", "verb", "letters", "party"]
    role: str = ""


def descriptions(words: Words, naming: Naming) -> Iterator[Description]:
    """Everything around one naming that may state a post, nearest words first."""
    yield from _before(words, naming.places)
    end = naming.places.stop
    if naming.name.is_full:
        yield from _apposition_before(words, naming.places)
    yield from _after(words, naming.places, end)
    yield from _copula(words, naming.places, end)


def title_start(words: Words, place: int) -> int:
    """Where the title begins that stands right before a name, the determiner included."""
    start = place
    while start > 0 and place - start < MAX_PHRASE and words.joined(start - 1):
        word = words[start - 1]
        if _blocks_title(words, start - 1, place):
            break
        start -= 1
        determined = word.lower in DETERMINERS | ANAPHORIC | PERSONAL
        if determined and not (start and _is_link(words, start - 1, place)):
            break
    return start


def _is_link(words: Words, place: int, name: int) -> bool:
    """Whether a preposition before a name belongs to the title: "Governor of Ohio X".

    Where a post stands right before the name ("a spokesman for Governor X"), only a preposition
    inside an organisation's name does.
    """
    if words.lower(place) not in PREPOSITIONS or not place or not words.joined(place - 1):
        return False
    if is_post(words.lower(name - 1)):
        before, after = words[place - 1], words[place + 1]
        tied = before.entity != NO_ENTITY and before.entity == after.entity
        capitals = before.is_capitalised and after.is_capitalised
        return tied or (capitals and before.lower in ORGANIZATION_NOUNS)
    return _links(words, place)


def _blocks_title(words: Words, place: int, name: int) -> bool:
    word = words[place]
    first = place == name - 1
    lower = word.lower
    if word.is_possessive:
        return first or place == 0 or words[place - 1].label == "PERSON"
    if lower == "-":
        return False
    if lower in _CLAUSE or not word.text[0].isalnum() or not _MARKUP.isdisjoint(word.text):
        return True
    if lower in PREPOSITIONS:
        return first or not _is_link(words, place, name)
    if lower == "and":
        return not is_post(words.lower(place - 1))
    if word.label == "PERSON" and not (is_post(lower) or word.label != words[place - 1].label):
        return True
    if word.label == "DATE" or (word.text[0].isdigit() and not lower.endswith("old")):
        return True
    if word.is_capitalised or lower in DETERMINERS | ANAPHORIC | PERSONAL:
        return False
    if is_post(lower) or lower in ORGANIZATION_NOUNS:
        return False
    return word.pos in ("VERB", "AUX", "ADV", "SCONJ", "CCONJ", "PRON", "ADP", "PART", "INTJ")


def _links(words: Words, place: int) -> bool:
    """Whether a preposition in a title joins a post or an organisation to what follows."""
    before, after = words[place - 1], words[place + 1]
    if before.entity != NO_ENTITY and before.entity == after.entity:
        return True
    lower = words.lower(place)
    if is_post(before.lower):
        return lower in ("of", "for", "at", "to")
    noun = before.lower in ORGANIZATION_NOUNS
    return noun and lower in ("of", "at", "for", "on")


def _before(words: Words, name: range) -> Iterator[Description]:
    """Titles: "NASA Administrator X", "Governor of Ohio X", "the Crown prosecutor X"."""
    end = name.start
    while end and words.lower(end - 1).rstrip(".") in HONORIFICS and words.joined(end - 1):
        end -= 1
    start = title_start(words, end)
    region = range(start, end)
    if not region or words.lower(end - 1) in DETERMINERS | PERSONAL:
        return
    run = head_run(words, region)
    if run is None:
        return
    if run.stop < end and words.lower(run.stop) not in PREPOSITIONS | {"and"}:
        return
    yield Description(region, range(start, name.stop), "posts")


def _apposition_before(words: Words, name: range) -> Iterator[Description]:
    """A description, a comma, the name: "the club's owner, X"."""
    comma = name.start - 1
    while comma > 0 and words.lower(comma).rstrip(".") in HONORIFICS:
        comma -= 1
    while comma > 0 and is_post(words.lower(comma)) and words.joined(comma):
        comma -= 1
    if comma < 1 or words[comma].text not in (",", "—", "–") or not words.joined(comma):
        return
    start = comma
    while start > 0 and comma - start < MAX_PHRASE and words.joined(start - 1):
        word = words[start - 1]
        if word.text in ("(", ")"):
            start -= 1
            continue
        if word.text in _STOPS or word.text == "," or word.lower in _CLAUSE:
            break
        if word.pos in ("VERB", "AUX") and not (word.is_capitalised or is_post(word.lower)):
            break
        start -= 1
    sentence = words.sentence_of(name.start)
    opening = words.lower(sentence.start)
    ended = (
        name.stop >= len(words)
        or words[name.stop].text in (",", ".", ";", "(")
        or (words.lower(name.stop) in POSTNOMINALS)
    )
    if start == sentence.start and opening in _SUBORDINATE and not ended:
        return
    while start < comma and words.lower(start) in PREPOSITIONS | {"according", "by", "and", "but"}:
        start += 1
    region = next(
        (
            range(at, comma)
            for at in range(start, comma)
            if (at == start or words.lower(at) in DETERMINERS | ANAPHORIC | PERSONAL)
            and head_run(words, range(at, comma))
        ),
        range(comma, comma),
    )
    if not region:
        return
    first = words.lower(region.start)
    run = head_run(words, region)
    if run is None or not (
        first in DETERMINERS | ANAPHORIC | PERSONAL
        or words[region.start].is_capitalised
        or run.start == region.start
    ):
        return
    if any(words[at].label == "PERSON" for at in range(run.stop, comma)):
        return
    if run.stop < comma and words[run.stop].pos == "NOUN":
        return
    yield Description(region, range(region.start, name.stop), "posts")


def _after(words: Words, name: range, place: int) -> Iterator[Description]:
    """What follows a name: age, letters, "of Y", party in brackets, appositions, "who" clauses."""
    at = place
    if at < len(words) and words.joined(at - 1) and words.lower(at) in POSTNOMINALS:
        at += 1
    if at < len(words) and words[at].text in ("(", "[") and words.joined(at - 1):
        closing = _closing(words, at)
        if closing:
            yield Description(range(at + 1, closing), range(name.start, closing + 1), "party")
            at = closing + 1
    if at < len(words) and words.joined(at - 1) and words.lower(at) in ("of", "at", "from", "with"):
        region = range(at + 1, _phrase_end(words, at + 1))
        if region:
            yield Description(region, range(name.start, region.stop), "belonging")
        return
    if at < len(words) and words.lower(at) == "who" and words.joined(at - 1):
        yield from _who(words, name, at)
        return
    for _ in range(4):
        if at + 1 >= len(words) or words[at].text not in (",", "—", "–") or not words.joined(at):
            return
        at += 1
        if words.lower(at) in ("and", "also", "now", "then", "currently") and at + 1 < len(words):
            at += 1
        if words[at].text[0].isdigit() or words.lower(at) == "aged":
            at += 2 if words.lower(at) == "aged" else 1
            continue
        if words.lower(at) in POSTNOMINALS or words.lower(at) in PARTICIPLES:
            yield Description(range(at, at + 1), range(name.start, at + 1), "letters")
            at += 1
            continue
        if words.lower(at) == "who":
            yield from _who(words, name, at)
            return
        lead = at + 1 if words.lower(at) in ("formerly", "previously", "also", "now") else at
        if words.lower(lead) in ("of", "at", "from", "with"):
            region = range(lead + 1, _phrase_end(words, lead + 1))
            if region:
                yield Description(region, range(name.start, region.stop), "belonging")
            at = region.stop
            continue
        region = range(at, _phrase_end(words, at))
        if not region:
            return
        named = region[1:] if words.lower(at) in DETERMINERS else region
        if (
            named
            and words.lower(named.start) in PARTIES
            and words[named.start].is_capitalised
            and not (head_run(words, named))
        ):
            yield Description(named, range(name.start, region.stop), "party")
            at = region.stop
            continue
        if not _is_description(words, region) or _is_subject(words, name, region):
            return
        yield Description(region, range(name.start, region.stop), "posts")
        at = region.stop
        if at < len(words) and words[at].text == "(":
            at = (_closing(words, at) or at - 1) + 1


def _is_subject(words: Words, name: range, region: range) -> bool:
    """Whether the phrase behind "According to X," is no apposition but the sentence's subject."""
    opening = words.sentence_of(name.start)
    if words.lower(opening.start) != "according" or name.start - opening.start > 4:
        return False
    return region.stop < len(words) and words[region.stop].text not in (",", ".", "—", "–")


def _is_description(words: Words, region: range) -> bool:
    """Whether a phrase behind a comma describes the person: a post, and nobody else's name."""
    run = head_run(words, region)
    if run is None:
        return words.lower(region.start) in DETERMINERS and any(
            words.lower(at) in PERSON_NOUNS for at in region
        )
    if run.stop < region.stop:
        after, title = words[run.stop], words.lower(run[-1]).rstrip(".")
        if after.label == "PERSON" or (title in ABBREVIATED and after.is_capitalised):
            return False
    return not any(
        words[at].label == "PERSON" and not words[at].is_possessive
        for at in range(region.start, run.start)
        if at + 1 < len(words)
        and not words[at + 1].is_possessive
        and words[at].label == "PERSON"
        and at + 1 >= run.start
    )


def _who(words: Words, name: range, place: int) -> Iterator[Description]:
    """A relative clause: "who is", "who became", "who heads"."""
    at = place + 1
    while at < len(words) and words.lower(at) in _AUX and words.joined(at - 1):
        at += 1
    yield from _predicate(words, name, at)


def _copula(words: Words, name: range, place: int) -> Iterator[Description]:
    """ "X is a professor at Y"."""
    at = place
    if (
        at < len(words)
        and words.joined(at - 1)
        and not words[at].is_possessive
        and words.lower(at) in _BE | _AUX | _SERVE | {"joined"}
    ):
        while at < len(words) and words.lower(at) in _AUX - _FUTURE:
            at += 1
        if words.lower(at) in _BE | _SERVE | {"joined"}:
            yield from _predicate(words, name, at)


def _predicate(words: Words, name: range, at: int) -> Iterator[Description]:
    if at >= len(words) or not words.joined(at - 1):
        return
    verb = words.lower(at)
    if verb in _LEADING:
        region = range(at + 1, _phrase_end(words, at + 1))
        if region:
            yield Description(region, range(name.start, region.stop), "verb", _LEADING[verb])
        return
    if verb == "joined":
        region = range(at + 1, _phrase_end(words, at + 1))
        if region:
            yield Description(region, range(name.start, region.stop), "belonging")
        return
    if verb in _SERVE:
        if words.lower(at + 1) not in ("as", "at", "for", "with"):
            return
        kind: Literal["posts", "past", "belonging"] = (
            "posts" if words.lower(at + 1) == "as" else "belonging"
        )
        region = range(at + 2, _phrase_end(words, at + 2))
    elif verb in _BE:
        start = at + 1
        while words.lower(start) in ("now", "also", "still", "currently", "then", "been"):
            start += 1
        kind = "past" if verb in ("was", "were", "been") else "posts"
        region = range(start, _phrase_end(words, start))
        run = head_run(words, region)
        if run is None or any(_is_verb(words, i) for i in range(start, run.start)):
            return
    else:
        return
    if region:
        yield Description(region, range(name.start, region.stop), kind)


def _is_verb(words: Words, place: int) -> bool:
    word = words[place]
    own = word.is_capitalised or word.lower in POST_MODIFIERS
    return word.pos in ("VERB", "AUX", "ADP") and not own


def _closing(words: Words, place: int) -> int | None:
    for at in range(place + 1, min(place + 7, len(words))):
        if words[at].text in (")", "]"):
            return at
    return None


def _phrase_end(words: Words, start: int) -> int:
    """Behind the last word of the noun phrase that begins at the place."""
    at = start
    while at < len(words) and at - start < MAX_PHRASE:
        word = words[at]
        if at > start and not words.joined(at - 1):
            break
        if word.text in _STOPS or word.text == "," or word.lower in _CLAUSE - {"as"}:
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
