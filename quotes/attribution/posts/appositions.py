"""What stands behind a name: age, letters, "of Y", brackets, appositions."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.article import PostStatus
from quotes.attribution.bodies import DETERMINERS
from quotes.attribution.posts.passages import Description, closing, phrase_end
from quotes.attribution.posts.posts import party_of
from quotes.attribution.posts.predicates import relative_clause
from quotes.attribution.posts.roles import head_run
from quotes.attribution.words import Words
from quotes.lexicon import ABBREVIATED, PERSON_NOUNS, POSTNOMINALS, word_set

PARTICIPLES = {"prosecuting": "prosecutor", "defending": "defence lawyer"}
"""What somebody is in court by what they do there: "Ann Lee, prosecuting, said"."""

_ADVERBS: dict[str, PostStatus] = {
    **dict.fromkeys(("and", "also", "now", "currently", "still"), "current"),
    **dict.fromkeys(("then", "formerly", "previously", "once"), "former"),
}
"""Words that may open an apposition, and the status they tell."""
_BELONGING = frozenset({"of", "at", "from", "with"})
_SPEAKING = (("speaking", "for"), ("speaking", "on", "behalf", "of"), ("on", "behalf", "of"))
_CAPTION = word_set("grammar", "caption")
"""Words that say where in a picture somebody stands: "second from left"."""


def behind(words: Words, name: range) -> Iterator[Description]:
    """The phrases behind a name that may state a post, nearest words first."""
    at = name.stop
    if _goes_on(words, at) and words.lower(at) in POSTNOMINALS:
        at += 1
    if _goes_on(words, at) and words[at].text in ("(", "["):
        end = closing(words, at)
        if end:
            yield Description(range(at + 1, end), range(name.start, end + 1), "bracket")
            at = end + 1
    if _goes_on(words, at) and words.lower(at) in _BELONGING:
        yield from _belonging(words, name, at + 1)
    elif _goes_on(words, at) and words.lower(at) == "who":
        yield from relative_clause(words, name, at)
    else:
        yield from _appositions(words, name, at)


def _goes_on(words: Words, place: int) -> bool:
    return place < len(words) and words.joined(place - 1)


def _belonging(words: Words, name: range, start: int) -> Iterator[Description]:
    region = range(start, phrase_end(words, start))
    if region:
        yield Description(region, range(name.start, region.stop), "belonging")


def _appositions(words: Words, name: range, at: int) -> Iterator[Description]:
    """What stands behind a name between commas or dashes, one after the other."""
    for _ in range(5):
        if at + 1 >= len(words) or words[at].text not in (",", "—", "–") or not words.joined(at):
            return
        at += 1
        status: PostStatus = "current"
        while words.lower(at) in _ADVERBS and words.joined(at):
            status = _ADVERBS[words.lower(at)]
            at += 1
        if words[at].text[0].isdigit() or words.lower(at) == "aged":
            at += 2 if words.lower(at) == "aged" else 1
            if _is_residence(words, at):
                return
            continue
        if words.lower(at) in POSTNOMINALS or words.lower(at) in PARTICIPLES:
            yield Description(range(at, at + 1), range(name.start, at + 1), "letters")
            at += 1
            continue
        if words.lower(at) == "who":
            yield from relative_clause(words, name, at)
            return
        preposition = _place_behind(words, at)
        if preposition:
            region = range(preposition, phrase_end(words, preposition))
            if region:
                yield Description(region, range(name.start, region.stop), "belonging", "", status)
            at = region.stop
            continue
        region = range(at, phrase_end(words, at))
        if not region:
            return
        if all(words.lower(place) in _CAPTION for place in region):
            at = region.stop
            continue
        named = region[1:] if words.lower(at) in DETERMINERS else region
        if named and not head_run(words, named) and party_of(words.phrase(named)):
            yield Description(named, range(name.start, region.stop), "party")
            at = region.stop
            continue
        if not _is_description(words, region) or _is_subject(words, name, region):
            return
        yield Description(region, range(name.start, region.stop), "posts", "", status)
        at = region.stop
        if _goes_on(words, at) and words.lower(at) == "who":
            yield from relative_clause(words, name, at)
            return
        if at < len(words) and words[at].text == "(":
            at = (closing(words, at) or at - 1) + 1


def _is_residence(words: Words, comma: int) -> bool:
    """Whether "of Dunmore" stands behind an age: where somebody lives."""
    at = comma + 1
    if words.lower(at) not in ("of", "from"):
        return False
    return phrase_end(words, at + 1) - at <= 2


def _place_behind(words: Words, at: int) -> int | None:
    """Behind "of", "from" or "speaking for" at the place, None where nothing such stands."""
    if words.lower(at) in _BELONGING:
        return at + 1
    for phrase in _SPEAKING:
        if all(words.lower(at + number) == word for number, word in enumerate(phrase)):
            return at + len(phrase)
    return None


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
