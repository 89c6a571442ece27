"""What an article itself says of who is a person, where the reader took a name for something else.

The reader judges a name by its looks, so a rare one becomes a place or a firm. Its article often
says better: by a post before or behind it, an age, a shorter form that is a person's, or a source
that ends with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.attribution.person_mentions import (
    in_headline,
    is_capitalised,
    is_common,
    is_name_word,
)
from quotes.attribution.words import Word, Words
from quotes.lexicon import (
    COUNTRIES,
    HONORIFICS,
    ORGANIZATION_NOUNS,
    PARTICLES,
    PERSON_NOUNS,
    PLACE_NOUNS,
    is_given,
    is_listed_post,
    word_set,
)
from quotes.names.person import fold_word
from quotes.types import Span

_BODIES_TOO = ORGANIZATION_NOUNS | word_set("posts", "body")
"""Posts that firms and teams have as well: "the developer X", "the champion X"."""
_COMMON = word_set("common_words")
_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN"})
_RELATIVE = frozenset({"who", "whose", "which", "that"})
_LONGEST = 4
_POST_WORDS = 8
"""Words behind a name among which a post in apposition ends."""
_OLDEST = 110


def with_people(words: Words, sources: Sequence[Span]) -> Words:
    """The words, with the names that the article shows to be people's labelled as such.

    :param sources: who speaks, as the reader marked it.
    """
    bearers = _bearers(words)
    people = [
        run
        for run in _runs(words)
        if any(fold_word(words[at].text) in bearers for at in run[1:])
        or is_told_person(words, run, sources)
    ]
    if not people:
        return words
    number = max(word.entity for word in words.words) + 1
    changed = list(words.words)
    for entity, run in enumerate(people, number):
        for at in run:
            changed[at] = replace(changed[at], label="PERSON", pos="PROPN", entity=entity)
    return replace(words, words=tuple(changed))


def is_told_person(words: Words, name: range, sources: Sequence[Span]) -> bool:
    """Whether the words around a name say that it is a person's: a post, an age, what speaks."""
    return (
        _stands_behind_post(words, name)
        or _stands_before_post(words, name)
        or _is_called(words, name)
        or _ends_a_source(words, name, sources)
    )


def _stands_behind_post(words: Words, name: range) -> bool:
    """ "the striker X Y", "its engineer, X Y,"."""
    before = name.start - 1
    if words.lower(before) == "," and words.joined(before):
        if words.joined(name[-1]) and words[name.stop].is_possessive:
            return False
        before -= 1
    if not words.joined(before) or not _is_persons_post(words[before]):
        return False
    return not (words[name[-1]].label == "MISC" and words[before].is_capitalised)


def _stands_before_post(words: Words, name: range) -> bool:
    """ "X Y, regional head of Z", "X Y, 41,"."""
    comma = name.stop
    before = words[name.start - 1].pos if words.joined(name.start - 1) else ""
    if before == "ADJ" or (before == "ADP" and words[name[-1]].label == "LOC"):
        return False
    if words.lower(comma) != "," or not words.joined(comma):
        return False
    number = words.lower(comma + 1)
    if number.isdecimal() and words.lower(comma + 2) in (",", "."):
        return 9 < int(number) < _OLDEST
    return _is_post_phrase(words, comma + 1)


def _is_called(words: Words, name: range) -> bool:
    """ "X Y is the village's only notary"."""
    joined = words.joined(name[-1]) and words.joined(name.stop)
    return (
        joined and words.lower(name.stop) in ("is", "was") and _is_post_phrase(words, name.stop + 1)
    )


def _ends_a_source(words: Words, name: range, sources: Sequence[Span]) -> bool:
    """ "the head of pilots in the Harbour Office X Y said": a post leads the source."""
    before = name.start - 1
    if not words.joined(before) or not (
        words[before].is_capitalised or words[before].pos == "NOUN"
    ):
        return False
    end = words[name[-1]].span.end
    for source in sources:
        if source.end != end or source.start >= words[before].span.end:
            continue
        for at in range(words.tokens(source).start, name.start):
            if words[at].pos == "ADP":
                return at > 0 and _is_persons_post(words[at - 1])
    return False


def _is_post_phrase(words: Words, start: int) -> bool:
    """Whether a noun phrase that begins here says what one person is."""
    head: Word | None = None
    for at in range(start, min(start + _POST_WORDS, len(words))):
        if words[at].pos not in _NOMINAL or words.lower(at) in _RELATIVE:
            break
        head = words[at] if words[at].pos == "NOUN" else None
    return head is not None and _is_persons_post(head)


def _is_persons_post(word: Word) -> bool:
    """Whether a noun says what one person is, and never what a body is."""
    plain = word.lower.rstrip(".")
    if plain in _BODIES_TOO or word.label == "PERSON" or word.pos == "NUM":
        return False
    return plain in PERSON_NOUNS or any(
        is_listed_post(part) and part not in _BODIES_TOO for part in (plain, plain.split("-")[-1])
    )


def _bearers(words: Words) -> set[str]:
    """Lone words that the article uses as people's names and that are no part of a fuller one."""
    alone: set[str] = set()
    in_full: set[str] = set()
    for at, word in enumerate(words.words):
        titled = words.lower(at - 1).rstrip(".") in HONORIFICS
        if not is_name_word(words, at) or not (titled or word.label == "PERSON"):
            continue
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(words) and words.joined(min(n, at))]
        if any(words[n].label == "PERSON" and is_capitalised(words[n]) for n in beside):
            in_full.add(fold_word(word.text))
        elif titled or not any(words[n].is_capitalised for n in beside):
            alone.add(fold_word(word.text))
    return {name for name in alone - in_full if len(name) > 2}


def _runs(words: Words) -> Iterator[range]:
    """Runs of two to four capitalised words that the reader takes for no person's name."""
    at = 0
    while at < len(words):
        if not _may_be_in_run(words, at):
            at += 1
            continue
        end = at + 1
        while end < len(words) and words.joined(end - 1) and _may_be_in_run(words, end):
            end += 1
        run = _trimmed(words, range(at, end))
        if 1 < len(run) <= _LONGEST and _looks_like_a_name(words, run):
            yield run
        at = end


def _may_be_in_run(words: Words, at: int) -> bool:
    word = words[at]
    if word.label in ("PERSON", "DATE", "NORP"):
        return False
    return is_name_word(words, at) or (
        word.lower in PARTICLES
        and words.joined(at)
        and words.joined(at - 1)
        and words[at + 1].is_capitalised
    )


def _trimmed(words: Words, run: range) -> range:
    """The run behind the last word that is a post, a body or a country: those begin no name."""
    last = next((at for at in reversed(run) if is_common(words.lower(at))), None)
    return run if last is None else range(last + 1, run.stop)


def _looks_like_a_name(words: Words, run: range) -> bool:
    plain = [words.lower(at) for at in run]
    if words.lower(run.start - 1) == "the" or in_headline(words, run.start):
        return False
    if {plain[0], plain[-1]} & PARTICLES or plain[-1] in PLACE_NOUNS or len(plain[-1]) < 2:
        return False
    if words.joined(run[-1]) and words[run.stop].is_capitalised:
        return False
    if " ".join(plain) in COUNTRIES or any(_is_abbreviation(words[at].text) for at in run):
        return False
    if any(words[at].label == "" and words[at].pos != "PROPN" for at in run[1:]):
        return False
    return is_given(fold_word(plain[0])) or not all(word in _COMMON for word in plain)


def _is_abbreviation(text: str) -> bool:
    return text.isupper() and len(text) > 2
