"""What verbs say of a person: "who heads", "is a professor at", "was appointed", "resigned as"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.article import PostStatus
from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PREPOSITIONS
from quotes.attribution.posts.passages import Description, Kind, phrase_end
from quotes.attribution.posts.roles import head_run
from quotes.attribution.words import Words
from quotes.lexicon import HONORIFICS, POST_MODIFIERS, is_post, word_rows, word_set

_BE = word_set("grammar", "be")
_HINTS: dict[str, PostStatus] = {
    **dict.fromkeys(("previously", "once", "formerly", "had"), "former"),
    **dict.fromkeys(("will", "'ll", "would"), "elect"),
}
"""Words before a verb that tell the status of the post."""
_PERFECT = frozenset({"has", "have"})
_NEUTRAL = word_set("grammar", "neutral")
_SPEAKING_FOR = "representative"
"""What "represents" makes of somebody, if a body is named: "represents the eastern end" is none."""
_LEADING = {
    form: (post, form == base, form == past)
    for base, third, past, post in word_rows("leading_verbs")
    for form in (base, third, past)
}
"""Forms of verbs for heading what follows: the role, whether a bare and whether a past form."""
_FOUNDING = {"founded": "founder", "co-founded": "co-founder"}
_SERVING = word_set("verbs", "serving")
_SERVED = frozenset({"served", "worked", "acted"})
_GIVEN = word_set("verbs", "given")
"""Participles by which somebody "was" given a post."""
_TAKEN = frozenset("sacked fired removed ousted dismissed".split())
_PUT_UP = frozenset("nominated designated tapped picked selected".split())
_CHOOSING = word_set("verbs", "choosing")
"""Verbs by which a body gives somebody a post: "The club hired X as its manager"."""
_INTO = frozenset({"as", "to", "be", "become", "in"})
"""Words between such a participle and the post: "sworn in as", "chosen to be"."""
_TIMES = frozenset({"years", "decades", "decade", "months", "year"})
_LEFT = frozenset({"resigned", "retired", "quit", "stepped", "stood"})
_CONDITIONS = frozenset("if whether unless when until before should".split())
_ENDED = frozenset({"until", "from", "between"})


@dataclass(frozen=True, slots=True)
class _Verb:
    """The verb of a clause: its place, and what the words before it say."""

    at: int
    status: PostStatus
    perfect: bool


def relative_clause(words: Words, name: range, place: int) -> Iterator[Description]:
    """A relative clause: "who is", "who became", "who heads"; ``place`` is that of "who"."""
    verb = _verb(words, place + 1)
    yield from _common(words, name, verb)
    yield from _leading(words, name, verb)


def predicate(words: Words, name: range) -> Iterator[Description]:
    """What a sentence says with the person as its subject: "X is a professor at Y"."""
    at = name.stop
    if at < len(words) and words[at].text == "," and words.joined(at - 1):
        end = phrase_end(words, at + 1)
        if end < len(words) and words[end].text == "," and words.joined(end - 1):
            at = end + 1
    if at >= len(words) or not words.joined(at - 1) or words[at].is_possessive:
        return
    if not _is_subject(words, name):
        return
    verb = _verb(words, at)
    yield from _common(words, name, verb)
    for found in _leading(words, name, verb):
        ended = found.status != "former" or words.lower(found.places.stop) in _ENDED
        if ended and _names_body(words, found.places):
            yield found


def appointment(words: Words, name: range) -> Iterator[Description]:
    """What a body makes the person: "The club has hired X, a former referee, as its manager"."""
    if words.lower(name.start - 1) not in _CHOOSING or not words.joined(name.start - 1):
        return
    at = name.stop
    if words.lower(at) == ",":
        at = phrase_end(words, at + 1)
        at += words.lower(at) == ","
    if words.lower(at) == "as" and words.joined(at - 1):
        yield from _described(words, name, at + 1, "posts", "current")


def _is_subject(words: Words, name: range) -> bool:
    """Whether nothing before the name makes it a condition or part of another phrase."""
    before = name.start - 1
    while before >= 0 and words.joined(before) and _is_title(words.lower(before)):
        before -= 1
    if before < 0 or not words.joined(before):
        return True
    return words.lower(before) not in PREPOSITIONS | _CONDITIONS | {"by", "and", "or"}


def _is_title(word: str) -> bool:
    return word.rstrip(".") in HONORIFICS or is_post(word)


def _names_body(words: Words, places: range) -> bool:
    start = places.start
    while start < places.stop and words.lower(start) in DETERMINERS:
        start += 1
    return start < places.stop and (words[start].is_capitalised or words[start].label == "ORG")


def _verb(words: Words, at: int) -> _Verb:
    status: PostStatus = "current"
    perfect = False
    while at < len(words) and words.joined(at - 1):
        lower = words.lower(at)
        if lower not in _HINTS and lower not in _PERFECT | _NEUTRAL:
            break
        status = _HINTS.get(lower, status)
        perfect = perfect or lower in _PERFECT
        at += 1
    if words.lower(at) == "used" and words.lower(at + 1) == "to":
        return _Verb(at + 2, "former", False)
    return _Verb(at, status, perfect)


def _leading(words: Words, subject: range, verb: _Verb) -> Iterator[Description]:
    """ "who heads the trust", "has led the union since 2019", "founded the club"."""
    lower = words.lower(verb.at)
    status = verb.status
    if lower in _FOUNDING:
        role = _FOUNDING[lower]
        status = "current"
    elif lower in _LEADING:
        role, is_bare, is_past = _LEADING[lower]
        if is_bare and status == "current" and not verb.perfect:
            return
        if is_past and not verb.perfect:
            status = "former"
    else:
        return
    region = range(verb.at + 1, phrase_end(words, verb.at + 1))
    if region and (role != _SPEAKING_FOR or _names_body(words, region)):
        yield Description(region, range(subject.start, region.stop), "verb", role, status)


def _common(words: Words, subject: range, verb: _Verb) -> Iterator[Description]:
    """What verbs other than those of heading say: being, becoming, serving, joining, leaving."""
    lower, after = words.lower(verb.at), words.lower(verb.at + 1)
    start, status = verb.at + 1, verb.status
    kind: Kind = "posts"
    if lower in _BE:
        yield from _being(words, subject, verb)
        return
    if lower in ("joined", "joins") or (lower == "join" and status == "elect"):
        kind = "belonging"
    elif lower == "spent" and (body := _behind_time(words, start)):
        kind, start = "belonging", body
        if not verb.perfect:
            status = "former"
    elif lower in _SERVING | _SERVED and after in ("as", "at", "for", "with"):
        start += 1
        kind = "posts" if after == "as" else "belonging"
        if lower in _SERVED and not verb.perfect:
            status = "former"
    elif lower in ("took", "takes", "taken", "take") and after == "over":
        if words.lower(verb.at + 2) != "as":
            return
        start += 2
    elif lower in _LEFT:
        start += after in ("down", "aside")
        if words.lower(start) != "as":
            return
        start, status = start + 1, "former"
    else:
        return
    yield from _described(words, subject, start, kind, status)


def _being(words: Words, subject: range, verb: _Verb) -> Iterator[Description]:
    """ "is a professor", "was appointed director", "will be mayor", "is no longer chair"."""
    form = words.lower(verb.at)
    if form in ("be", "being") and verb.status == "current":
        return
    start, status = verb.at + 1, verb.status
    kind: Kind = "posts"
    if words.lower(start) == "no" and words.lower(start + 1) == "longer":
        start, status = start + 2, "former"
    while words.lower(start) in _NEUTRAL | {"been"}:
        start += 1
    word = words.lower(start)
    if word in _GIVEN | _TAKEN | _PUT_UP:
        if word not in _GIVEN:
            status = "former" if word in _TAKEN else "elect"
        start += 1
        while words.lower(start) in _INTO:
            start += 1
    elif word in ("to", "set", "due") and "become" in (
        words.lower(start + 1),
        words.lower(start + 2),
    ):
        start, status = start + 2 + (word != "to"), "elect"
    elif form in ("was", "were", "been"):
        kind = "placed"
        status = "current" if verb.perfect and status == "current" else "former"
    if words.lower(start) in ("not", "n't", "no", "never"):
        return
    if status == "elect":
        kind = "placed"
    yield from _described(words, subject, start, kind, status)


def _behind_time(words: Words, start: int) -> int | None:
    """Behind the "at" of "eleven years at", None where no time stands there."""
    for at in range(start + 1, start + 6):
        if words.lower(at) in ("at", "with") and words.lower(at - 1) in _TIMES:
            return at + 1
    return None


def _described(
    words: Words, subject: range, start: int, kind: Kind, status: PostStatus
) -> Iterator[Description]:
    region = range(start, phrase_end(words, start))
    if kind == "belonging":
        end = next((at for at in region if words.lower(at) == "as"), region.stop)
        if end + 1 < region.stop:
            yield from _in_role(words, subject, range(start, end), end + 1, status)
            return
    if not region or (kind == "belonging" and words.lower(start) in ANAPHORIC):
        return
    if kind != "belonging":
        run = head_run(words, region)
        if run is None or any(_is_verb(words, at) for at in range(start, run.start)):
            return
    yield Description(region, range(subject.start, region.stop), kind, "", status)


def _in_role(
    words: Words, subject: range, body: range, start: int, status: PostStatus
) -> Iterator[Description]:
    """ "joined the trust as its director": the role behind "as", of the body before it."""
    for found in _described(words, subject, start, "posts", status):
        run = head_run(words, found.places)
        if run is None or not body or not _names_body(words, body):
            yield found
            continue
        first = start
        while words.lower(first) in DETERMINERS | ANAPHORIC:
            first += 1
        role = words.phrase(range(first, run.stop))
        yield Description(body, found.evidence, "verb", role, status)


def _is_verb(words: Words, place: int) -> bool:
    word = words[place]
    own = word.is_capitalised or word.lower in POST_MODIFIERS
    return word.pos in ("VERB", "AUX", "ADP") and not own
