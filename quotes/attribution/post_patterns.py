"""What verbs say of a person: "who heads", "is a professor at", "was appointed", "resigned as"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.attribution.bodies import ANAPHORIC, DETERMINERS, PERSONAL, PREPOSITIONS
from quotes.attribution.person_clusters import Individual
from quotes.attribution.person_mentions import Naming
from quotes.attribution.post_phrases import (
    STATUS_WORDS,
    head_of,
    head_run,
    is_plural_head,
    party_of,
)
from quotes.attribution.words import NO_ENTITY, Words
from quotes.lexicon import (
    ABBREVIATED,
    HONORIFICS,
    ORGANIZATION_NOUNS,
    PERSON_NOUNS,
    PORTFOLIOS,
    POST_MODIFIERS,
    POSTNOMINALS,
    is_post,
    is_post_plural,
    word_rows,
    word_set,
)
from quotes.types import PostStatus

# A phrase that says something of a person, and where such phrases end.


MAX_PHRASE = 28
"""Words of a description at most."""
CLAUSE = word_set("grammar", "clause")
"""Words that begin a clause: no description goes on behind them."""
STOPS = frozenset(';:.!?"“”()[]{}—–|')
"""Marks that end a description."""

Kind = Literal["posts", "plural", "placed", "belonging", "verb", "letters", "party", "bracket"]


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase about a person: its tokens, the whole passage, and how it is to be read.

    ``role`` is the role that a verb gives ("heads" gives "head"), the phrase then says of what.
    ``kind`` "placed" is a post that counts only with an organisation, "plural" what several people
    are ("directors"), "belonging" a bare organisation ("Ann Lee of the Miners' Union"), "bracket"
    a party or an organisation. ``status`` is what the words around the phrase say: "formerly",
    "will become".
    """

    tokens: range
    evidence: range
    kind: Kind
    role: str = ""
    status: PostStatus = "current"


def phrase_end(words: Words, start: int) -> int:
    """Behind the last word of the noun phrase that begins at the index."""
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


def closing(words: Words, index: int) -> int | None:
    """The bracket that closes the one at the index, a few words on."""
    for at in range(index + 1, min(index + 7, len(words))):
        if words[at].text in (")", "]"):
            return at
    return None


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
    """The verb of a clause: its index, and what the words before it say."""

    at: int
    status: PostStatus
    perfect: bool


def relative_clause(words: Words, name: range, index: int) -> Iterator[Description]:
    """A relative clause: "who is", "who became", "who heads"; ``index`` is that of "who"."""
    verb = _verb(words, index + 1)
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
    if not _predicates_is_subject(words, name):
        return
    verb = _verb(words, at)
    yield from _common(words, name, verb)
    for found in _leading(words, name, verb):
        ended = found.status != "former" or words.lower(found.tokens.stop) in _ENDED
        if ended and _names_body(words, found.tokens):
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


def _predicates_is_subject(words: Words, name: range) -> bool:
    """Whether nothing before the name makes it a condition or part of another phrase."""
    before = name.start - 1
    while before >= 0 and words.joined(before) and _is_title(words.lower(before)):
        before -= 1
    if before < 0 or not words.joined(before):
        return True
    return words.lower(before) not in PREPOSITIONS | _CONDITIONS | {"by", "and", "or"}


def _is_title(word: str) -> bool:
    return word.rstrip(".") in HONORIFICS or is_post(word)


def _names_body(words: Words, tokens: range) -> bool:
    start = tokens.start
    while start < tokens.stop and words.lower(start) in DETERMINERS:
        start += 1
    return start < tokens.stop and (words[start].is_capitalised or words[start].label == "ORG")


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
        run = head_run(words, found.tokens)
        if run is None or not body or not _names_body(words, body):
            yield found
            continue
        first = start
        while words.lower(first) in DETERMINERS | ANAPHORIC:
            first += 1
        role = words.phrase(range(first, run.stop))
        yield Description(body, found.evidence, "verb", role, status)


def _is_verb(words: Words, index: int) -> bool:
    word = words[index]
    own = word.is_capitalised or word.lower in POST_MODIFIERS
    return word.pos in ("VERB", "AUX", "ADP") and not own


# What stands behind a name: age, letters, "of Y", brackets, appositions.


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
    if _appositions_goes_on(words, at) and words.lower(at) in POSTNOMINALS:
        at += 1
    if _appositions_goes_on(words, at) and words[at].text in ("(", "["):
        end = closing(words, at)
        if end:
            yield Description(range(at + 1, end), range(name.start, end + 1), "bracket")
            at = end + 1
    if _appositions_goes_on(words, at) and words.lower(at) in _BELONGING:
        yield from _belonging(words, name, at + 1)
    elif _appositions_goes_on(words, at) and words.lower(at) == "who":
        yield from relative_clause(words, name, at)
    else:
        yield from _appositions(words, name, at)


def _appositions_goes_on(words: Words, index: int) -> bool:
    return index < len(words) and words.joined(index - 1)


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
        if all(words.lower(index) in _CAPTION for index in region):
            at = region.stop
            continue
        named = region[1:] if words.lower(at) in DETERMINERS else region
        if named and not head_run(words, named) and party_of(words.phrase(named)):
            yield Description(named, range(name.start, region.stop), "party")
            at = region.stop
            continue
        if not _is_description(words, region) or _appositions_is_subject(words, name, region):
            return
        yield Description(region, range(name.start, region.stop), "posts", "", status)
        at = region.stop
        if _appositions_goes_on(words, at) and words.lower(at) == "who":
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
    """Behind "of", "from" or "speaking for" at the index, None where nothing such stands."""
    if words.lower(at) in _BELONGING:
        return at + 1
    for phrase in _SPEAKING:
        if all(words.lower(at + number) == word for number, word in enumerate(phrase)):
            return at + len(phrase)
    return None


def _appositions_is_subject(words: Words, name: range, region: range) -> bool:
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


# What stands before a name: titles, appositions, possessives, plurals before a list.


_MARKUP = frozenset("<>=@#_")
"""Marks of page code and addresses: no word that holds one belongs to a title."""
_COUNTED = frozenset({"the", "its", "their", "two", "three", "four"})
_SUBORDINATE = word_set("grammar", "subordinate")


def before(words: Words, naming: Naming) -> Iterator[Description]:
    """The phrases before a name that may state a post, nearest words first."""
    yield from _title(words, naming.tokens)
    if naming.name.is_full:
        yield from _apposition(words, naming.tokens)
        yield from _owner(words, naming.tokens)
        yield from _plural(words, naming.tokens)


def title_start(words: Words, index: int) -> int:
    """Where the title begins that stands right before a name, the determiner included."""
    start = index
    while start > 0 and index - start < MAX_PHRASE and words.joined(start - 1):
        word = words[start - 1]
        if _blocks_title(words, start - 1, index):
            break
        start -= 1
        determined = word.lower in DETERMINERS | ANAPHORIC | PERSONAL
        if determined and not (start and _is_link(words, start - 1, index)):
            break
    return start


def _is_link(words: Words, index: int, name: int) -> bool:
    """Whether a preposition before a name belongs to the title: "Governor of Ohio X".

    Where a post stands right before the name ("a spokesman for Governor X"), only a preposition
    inside an organisation's name does.
    """
    if words.lower(index) not in PREPOSITIONS or not index or not words.joined(index - 1):
        return False
    if is_post(words.lower(name - 1)):
        before, after = words[index - 1], words[index + 1]
        tied = before.entity != NO_ENTITY and before.entity == after.entity
        capitals = before.is_capitalised and after.is_capitalised
        return tied or (capitals and before.lower in ORGANIZATION_NOUNS)
    return _links(words, index)


def _blocks_title(words: Words, index: int, name: int) -> bool:
    word = words[index]
    first = index == name - 1
    lower = word.lower
    if word.is_possessive:
        return first or index == 0 or words[index - 1].label == "PERSON"
    if lower == "-":
        return is_post(words.lower(index - 1)) or is_post_plural(words.lower(index - 1))
    if lower in CLAUSE or not word.text[0].isalnum() or not _MARKUP.isdisjoint(word.text):
        return True
    if lower in PREPOSITIONS:
        return first or not _is_link(words, index, name)
    if lower == "and":
        return not is_post(words.lower(index - 1))
    if word.label == "PERSON" and not (is_post(lower) or word.label != words[index - 1].label):
        return True
    if word.label == "DATE" or (word.text[0].isdigit() and not lower.endswith("old")):
        return True
    if word.is_capitalised or lower in DETERMINERS | ANAPHORIC | PERSONAL:
        return False
    if is_post(lower) or lower in ORGANIZATION_NOUNS or lower in STATUS_WORDS - {"then"}:
        return False
    if words[name - 1].is_capitalised and words[index + 1].is_capitalised:
        return not (lower in POST_MODIFIERS | PORTFOLIOS or word.pos == "ADJ")
    return word.pos in ("VERB", "AUX", "ADV", "SCONJ", "CCONJ", "PRON", "ADP", "PART", "INTJ")


def _links(words: Words, index: int) -> bool:
    """Whether a preposition in a title joins a post or an organisation to what follows."""
    before, after = words[index - 1], words[index + 1]
    if before.entity != NO_ENTITY and before.entity == after.entity:
        return True
    lower = words.lower(index)
    if is_post(before.lower):
        return lower in ("of", "for", "at", "to")
    noun = before.lower in ORGANIZATION_NOUNS
    return noun and lower in ("of", "at", "for", "on")


def _title(words: Words, name: range) -> Iterator[Description]:
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


def _apposition(words: Words, name: range) -> Iterator[Description]:
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
        if word.text in STOPS or word.text == "," or word.lower in CLAUSE:
            break
        if word.label == "PERSON" and words.lower(start) == "and":
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


def _owner(words: Words, name: range) -> Iterator[Description]:
    """An organisation whose the person is: "Calder University's Ann Lee"."""
    mark = name.start - 1
    if mark < 1 or not words[mark].is_possessive or not words.joined(mark):
        return
    start = mark
    while start > 0 and words[start - 1].label == "ORG" and words.joined(start - 1):
        start -= 1
    if start < mark:
        yield Description(range(start, mark), range(start, name.stop), "belonging")


def _plural(words: Words, name: range) -> Iterator[Description]:
    """A plural before a list of names: "Senators X and Y", "leaders including X, Y and Z"."""
    first = end = _list_start(words, name.start)
    if name.stop < len(words) and words[name.stop].is_possessive:
        return
    if words.lower(end - 1) in ("including", "like"):
        end -= 1
    elif words.lower(end - 1) == "as" and words.lower(end - 2) == "such":
        end -= 2
    if end < first and words.lower(end - 1) == ",":
        end -= 1
    is_apposition = end == first and words.lower(end - 1) == ","
    if is_apposition:
        end -= 1
    if end < 1 or not words.joined(end - 1) or not is_plural_head(words, end - 1):
        return
    start = title_start(words, end)
    if is_apposition:
        counted = words.lower(start) in _COUNTED and (
            first < name.start or _titles_goes_on(words, name)
        )
    else:
        counted = end - start > 1 or end < first or words[start].is_capitalised
    if counted:
        yield Description(range(start, end), range(start, name.stop), "plural")


def _titles_goes_on(words: Words, name: range) -> bool:
    """Whether another name follows in a list."""
    after = name.stop + 1
    listed = words.lower(name.stop) in ("and", ",") and after < len(words)
    return listed and words[after].label == "PERSON"


def _list_start(words: Words, index: int) -> int:
    """Where a list of names begins of which the one at the index is a part."""
    while True:
        end = index
        while words.lower(end - 1) in (",", "and", "&") and words.joined(end - 1):
            end -= 1
        start = end
        while (
            start > 0
            and words[start - 1].label == "PERSON"
            and words[start - 1].is_capitalised
            and words.joined(start - 1)
        ):
            start -= 1
        if end == index or start == end:
            return index
        index = start


# Where a text describes a named person: titles, appositions, relative clauses, predicates.


def descriptions(words: Words, naming: Naming) -> Iterator[Description]:
    """Everything around one naming that may state a post, nearest words first."""
    yield from before(words, naming)
    yield from behind(words, naming.tokens)
    yield from predicate(words, naming.tokens)
    yield from appointment(words, naming.tokens)


# Pronouns and descriptions that open a sentence and surely mean one person named before.
#
# "“It is late,” said Ann Lee. She heads the trust." Anything that could be somebody else (a
# second name, "her lawyer", another gender) makes the pronoun unsure, and it is left out; so is
# "the minister" where two people are ministers.


_PRONOUNS = {"he": "male", "she": "female"}
_REACH = 3
"""Sentences without a name that a pronoun may look back over."""


def openings(words: Words, people: Sequence[Individual]) -> list[list[range]]:
    """For each of the people, the tokens of the subjects that open a sentence and mean them."""
    found = _pronouns(words, people)
    for number, tokens in _descriptions(words, people):
        found[number].append(tokens)
    return found


def _pronouns(words: Words, people: Sequence[Individual]) -> list[list[range]]:
    owner = {
        index: number
        for number, person in enumerate(people)
        for naming in person.namings
        for index in naming.tokens
    }
    found: list[list[range]] = [[] for _ in people]
    known: int | None = None
    age = 0
    for sentence, is_quoted in _sentences(words):
        first = words.lower(sentence.start)
        meant = known if first in _PRONOUNS and not is_quoted else None
        if meant is not None and people[meant].gender not in (None, _PRONOUNS[first]):
            meant = known = None
        if meant is not None:
            found[meant].append(range(sentence.start, sentence.start + 1))
        named = {owner[index] for index in sentence if index in owner}
        if len(named) > 1 or _others(words, people, sentence, named, owner):
            known = None
        elif named:
            (known,), age = named, 0
        elif meant is None:
            age += 1
            known = known if age < _REACH else None
    return found


def _descriptions(words: Words, people: Sequence[Individual]) -> Iterator[tuple[int, range]]:
    """Sentences that open with "The former minister", where one person alone is a minister."""
    holders: dict[str, set[int]] = {}
    for number, person in enumerate(people):
        for naming in person.namings:
            for description in descriptions(words, naming):
                run = head_run(words, description.tokens)
                if run and description.kind in ("posts", "plural", "placed"):
                    holders.setdefault(head_of(words, run), set()).add(number)
    for sentence, is_quoted in _sentences(words):
        if is_quoted or words.lower(sentence.start) != "the" or len(sentence) < 4:
            continue
        run = head_run(words, sentence[1:6])
        if run is None or run.stop >= sentence.stop or words[run.stop].is_capitalised:
            continue
        meant = holders.get(head_of(words, run), set())
        if len(meant) != 1 or any(
            words[at].is_capitalised for at in range(sentence.start + 1, run.start)
        ):
            continue
        (number,) = meant
        if people[number].namings[0].tokens.start < sentence.start:
            yield number, range(sentence.start, run.stop)


def _sentences(words: Words) -> Iterator[tuple[range, bool]]:
    """The sentences of a text, and whether each begins inside a quotation."""
    start = depth = 0
    paragraph = -1
    while start < len(words):
        sentence = words.sentence_of(start)
        if words[start].paragraph != paragraph:
            paragraph, depth = words[start].paragraph, 0
        yield sentence, depth > 0 or words[start].text in ("“", '"')
        for index in sentence:
            text = words[index].text
            if text == '"':
                depth = 1 - min(depth, 1)
            elif text in "“”":
                depth = depth + 1 if text == "“" else max(0, depth - 1)
        start = sentence.stop


def _others(
    words: Words,
    people: Sequence[Individual],
    sentence: range,
    named: set[int],
    owner: dict[int, int],
) -> bool:
    """Whether a sentence may speak of somebody besides the one person named in it."""
    own = set(owner)
    for number in named:
        for naming in people[number].namings:
            if naming.tokens.start in sentence:
                if words.lower(naming.tokens.stop) in ("'s", "'"):
                    return True
                for description in descriptions(words, naming):
                    own.update(description.evidence)
    return any(
        words[index].label == "PERSON"
        or words.lower(index) in PERSON_NOUNS
        or is_post(words.lower(index))
        for index in sentence
        if index not in own
    )
