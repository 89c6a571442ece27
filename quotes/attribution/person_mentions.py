"""Where a name begins and ends: the words that can be part of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.attribution.words import Word, Words
from quotes.lexicon import (
    ABBREVIATED,
    ARABIC_ARTICLES,
    COUNTRIES,
    COUPLE_WORDS,
    FAMILY_FIRST,
    FEMALE_TITLES,
    GIVEN,
    GROUP_NOUNS,
    HONORIFICS,
    KIN,
    MALE_TITLES,
    MONTHS,
    MONTHS_SHORT,
    ORGANIZATION_NOUNS,
    PARTICLES,
    PARTIES,
    PERSON_NOUNS,
    PLACE_NOUNS,
    PORTFOLIOS,
    POST_MODIFIERS,
    POSTNOMINALS,
    STOP_WORDS,
    SUFFIXES,
    WEEKDAYS,
    gender_of,
    is_demonym,
    is_listed_post,
    is_post,
    is_post_plural,
    word_set,
)
from quotes.names.person import PersonName, fold_word, parse
from quotes.types import Span

_ELIDED = frozenset({"d", "l", "dell"})
"""Particles that an apostrophe ties to a name: "d'Arcy"."""
_HONOURS = word_set("named_things", "honour")
"""What is named after people: "the Ellen Whitcombe professor of history"."""
_NAMED_BEFORE = word_set("named_things", "before")
"""Words that, before a person's name, make it a storm's, a place's or a ship's."""
_NAMES_OR_WORDS = word_set("names_or_words")
"""Common words and months that are names too, where the reader takes them for a person's."""
_NOT_PEOPLE = word_set("not_people")
"""Names of groups, papers and places that have the form of a person's."""
_MONTHS_STOPPED = frozenset(f"{month.capitalize()}." for month in MONTHS_SHORT)
"""Months cut short, with their full stop."""
_NAMED_AFTER = word_set("named_things", "after")
"""Nouns behind a person's name that make it something else's: "the X Foundation"."""
_NO_NAMES = word_set("no_names") | MONTHS | WEEKDAYS | word_set("calendar", "day")
"""Words that are no part of anybody's name, whatever their case."""

MAX_NAME = 5
"""Words of a name at most, nickname aside."""

_COMMON_WORDS = word_set("common_words")
_STRAY_POSSESSIVE = re.compile("[‘`´]s$")
_OPENING = frozenset("\"“‘'«(")
_CLOSING = frozenset("\"”’'»)")
_PLACING = frozenset({"of", "at", "for", "in"})
_BRACKETS = frozenset(")]")
_LONGEST_PARTICLE = 4
_NATIONALS = word_set("nationals")
_LONGEST_RANK = 4
_LONGEST_APPOSITION = 8
_HEADLINE = 4
"""Words that a line needs at least to be told as a headline by its capitals."""


def is_title(word: str) -> bool:
    """Whether a word, in lower case, can stand before a name as its title."""
    plain = word.rstrip(".")
    return plain in HONORIFICS or is_post(plain)


def is_capitalised(word: Word) -> bool:
    """Whether the word is written as a name is: "Rashid", "al-Rashid", "d'Arcy"."""
    if word.is_capitalised:
        return True
    prefix, rest = _prefix(word.text)
    return bool(rest) and rest[0].isupper() and prefix in ARABIC_ARTICLES | _ELIDED


def _prefix(text: str) -> tuple[str, str]:
    for mark in ("-", "‐", "‑", "'", "’"):
        prefix, _, rest = text.partition(mark)
        if rest:
            return prefix.lower(), rest
    return "", ""


def is_name_word(words: Words, index: int) -> bool:
    """Whether the word at the index can be part of a name."""
    if not 0 <= index < len(words):
        return False
    word = words[index]
    plain = word.lower.rstrip(".")
    if not is_capitalised(word) or plain in POSTNOMINALS:
        return False
    if plain in _NO_NAMES and not _is_taken_for_name(word):
        return False
    if len(word.text) > 2 and word.text.endswith("s") and word.text[:-1].isupper():
        return False
    if word.text in _MONTHS_STOPPED or (index and words[index - 1].text in ("#", "@")):
        return False
    return not (any(c.isdigit() for c in word.text) or word.is_possessive)


def _is_taken_for_name(word: Word) -> bool:
    """Whether the reader takes a common word or month for a person's name: "Edith May"."""
    return word.lower in _NAMES_OR_WORDS and word.label == "PERSON" and word.pos == "PROPN"


def continues(words: Words, index: int) -> bool:
    """Whether a name begun before can go on with this word."""
    if is_name_word(words, index):
        if words[index].pos == "VERB" and words.lower(index).endswith("ing"):
            return False
        return not is_common(words.lower(index)) and words[index].label in ("", "PERSON", "MISC")
    if words.lower(index) in ("y", "do"):
        return False
    last = index
    while words.lower(last) in PARTICLES and _is_tied(words, last):
        last += 1
    return last > index and is_name_word(words, last)


def _is_tied(words: Words, index: int) -> bool:
    """Whether the next word can belong to the same name: a particle goes on over a line's end."""
    if words.joined(index) or index + 1 >= len(words):
        return index + 1 < len(words)
    gap = words.text[words[index].span.end : words[index + 1].span.start]
    return words.lower(index) in PARTICLES and gap.count("\n") == 1


def is_common(word: str) -> bool:
    """Whether a word, in lower case, stands for a post, a body, a country or a people."""
    plain = word.rstrip(".")
    return (
        plain in ORGANIZATION_NOUNS
        or plain in PORTFOLIOS
        or plain in POST_MODIFIERS
        or plain in PARTIES
        or plain in COUNTRIES
        or is_demonym(plain)
        or is_title(plain)
    )


def in_headline(words: Words, index: int) -> bool:
    """Whether the word stands in a line in which most words have a capital letter."""
    letters = [words[at] for at in words.sentence_of(index) if words[at].text[0].isalpha()]
    capitals = sum(word.is_capitalised for word in letters)
    return len(letters) >= _HEADLINE and 3 * capitals > 2 * len(letters)


def whole_name(words: Words, tokens: range) -> range | None:
    """The tokens of a name made whole: titles and marks taken off, cut pieces put back."""
    start, end = tokens.start, tokens.stop
    while start < end and not _may_begin(words, start, end):
        start += 1
    while start < end and not _may_end(words, end - 1):
        end -= 1
    if start == end:
        return None
    while start and words.joined(start - 1) and _belongs_before(words, start - 1):
        if _stands_before_name(words, start - 1):
            break
        start -= 1
    if end - start == 1 and start and words.joined(start - 1):
        start -= _is_lost_part(words, start - 1) or _is_brought_in(words, start - 1)
    end = _with_what_follows(words, start, end)
    size = sum(words[at].text not in _OPENING | _CLOSING for at in range(start, end))
    if size > MAX_NAME + 1 or not _is_plausible(words, range(start, end)):
        return None
    return range(start, end)


def _may_begin(words: Words, index: int, end: int) -> bool:
    word = words[index]
    if word.lower in COUPLE_WORDS:
        return False
    if word.lower in PARTICLES and index + 1 < end:
        last = next((at for at in range(index, end) if words.lower(at) not in PARTICLES), index)
        return is_name_word(words, last)
    if not is_name_word(words, index):
        return False
    plain = word.lower.rstrip(".")
    if _stands_before_name(words, index):
        return False
    if plain in GIVEN or _ends_as_a_post(word):
        return True
    if index + 1 == end:
        describes = is_demonym(plain) and words.joined(index) and is_name_word(words, index + 1)
        return not (is_title(plain) or describes)
    if words.lower(index - 1) in _PLACING and words.lower(index + 1) in GIVEN:
        return end - index < 3
    return not (is_title(plain) or plain in POST_MODIFIERS or is_demonym(plain))


def _stands_before_name(words: Words, index: int) -> bool:
    """Whether a rank ("DCI Ruth Marlow") or a noun for somebody of a country ("Briton Neil
    Appleby") stands here before a full name.

    Two letters before one word are initials as often: "JD Vance".
    """
    behind: list[str] = []
    at = index
    while len(behind) < MAX_NAME and words.joined(at) and is_name_word(words, at + 1):
        at += 1
        behind.append(words[at].text)
    if words.lower(index) in _NATIONALS:
        return len(behind) > 1 and behind[0].lower() in GIVEN
    text = words[index].text
    letters = text.isalpha() and text.isupper() and 1 < len(text) <= _LONGEST_RANK
    named = any(len(part.rstrip(".")) > 1 and not part.isupper() for part in behind)
    return letters and named and (len(text) > 2 or len(behind) > 1)


def _is_kin(words: Words, index: int) -> bool:
    """Whether a sentence opens with a noun for people before a name: "Twins X", "Daughter Y"."""
    word = words.lower(index)
    if words.joined(index - 1) or word in GIVEN or word in FAMILY_FIRST:
        return False
    return word in KIN or word in GROUP_NOUNS or is_post_plural(word)


def _ends_as_a_post(word: Word) -> bool:
    """Whether a person's name has the ending of a post by chance: "Tigist", "Zaheer"."""
    plain = word.lower.rstrip(".")
    return word.label == "PERSON" and is_post(plain) and not is_listed_post(plain)


def _may_end(words: Words, index: int) -> bool:
    return is_name_word(words, index) or fold_word(words[index].text) in SUFFIXES


def _belongs_before(words: Words, index: int) -> bool:
    """Whether the word before a name is its lost first part: a given name, initial, or piece."""
    word = words[index]
    if not is_name_word(words, index) or is_title(word.lower) or is_common(word.lower):
        return False
    if _is_kin(words, index):
        return False
    if word.lower in MONTHS and word.entity != words[index + 1].entity:
        return False
    if word.label == "PERSON" and not in_headline(words, index):
        return not (words.lower(index - 1) in _PLACING and words.lower(index + 1) in GIVEN)
    initial = len(fold_word(word.text)) == 1 and word.text.endswith(".")
    return initial or (word.lower in GIVEN and word.label in ("", "MISC"))


def _is_lost_part(words: Words, index: int) -> bool:
    """Whether a word before a lone family name is the given name, passed over by the model."""
    word = words[index]
    if in_headline(words, index) or gender_of(words.lower(index + 1)) == "female":
        return False
    cut = (
        word.label in ("ORG", "LOC") and words.joined(index - 1) and words[index - 1].is_capitalised
    )
    return (
        (word.label == "" or cut)
        and word.pos == "PROPN"
        and is_name_word(words, index)
        and not is_title(word.lower)
        and not is_common(word.lower)
        and not _is_kin(words, index)
    )


def _is_brought_in(words: Words, index: int) -> bool:
    """Whether a post is told right before a word with a capital letter: "the chief Said X"."""
    before = index - 1
    if words.lower(before) == ",":
        before -= 1
    plain = words.lower(before)
    return (
        words[index].is_capitalised
        and words[index].text.isalpha()
        and words.joined(before)
        and not words[before].is_capitalised
        and (is_listed_post(plain) or plain in PERSON_NOUNS)
        and not (is_title(words.lower(index)) or is_common(words.lower(index)))
    )


def _with_what_follows(words: Words, start: int, end: int) -> int:
    while end < len(words) and _is_tied(words, end - 1) and end - start < MAX_NAME:
        word = words[end]
        if word.text in _OPENING and (after := _nickname_end(words, end)):
            end = after
            continue
        plain = fold_word(word.text)
        if plain in SUFFIXES and word.is_capitalised:
            end += 1
            break
        if not continues(words, end):
            break
        near = word.label == "PERSON" or word.entity == words[end - 1].entity != -1
        lone = end - start == 1 and word.pos == "PROPN"
        particle = words[end - 1].lower in PARTICLES or word.lower in PARTICLES
        initial = len(fold_word(words[end - 1].text)) == 1
        if not (near or lone or particle or initial):
            break
        end += 1
    if fold_word(words[end - 1].text) in ("jr", "sr") and _has_full_stop(words, end - 1):
        end += 1
    if (
        end + 1 < len(words)
        and words[end].text == ","
        and fold_word(words[end + 1].text) in ("jr", "sr")
    ):
        end += 2
    return end


def _has_full_stop(words: Words, index: int) -> bool:
    """Whether the full stop of "Sr." was cut off as a mark of its own inside a sentence."""
    return (
        words.joined(index)
        and words.joined(index + 1)
        and words[index + 1].text == "."
        and words[index + 1].span.start == words[index].span.end
    )


def _nickname_end(words: Words, index: int) -> int | None:
    """Behind the family name that follows a nickname in quotation marks, else None."""
    for closing in range(index + 2, min(index + 4, len(words) - 1)):
        if words[closing].text in _CLOSING:
            inside = all(words[at].is_capitalised for at in range(index + 1, closing))
            return closing + 2 if inside and _is_family(words, closing + 1) else None
    return None


def _is_family(words: Words, index: int) -> bool:
    """Whether the word behind a nickname is a family name rather than the headline's next word."""
    return is_name_word(words, index) and words[index].pos in ("PROPN", "NOUN")


def _is_plausible(words: Words, tokens: range) -> bool:
    text = words.phrase(tokens)
    name = parse(text, titled=False)
    if not name.words or not any(len(word) > 1 for word in name.words):
        return False
    plain = [words.lower(at) for at in tokens]
    thing = len(plain) > 1 and plain[0].rstrip(".") in _NAMED_BEFORE
    if thing or " ".join(name.words) in _NOT_PEOPLE:
        return False
    if words.lower(tokens[0] - 1).rstrip(".") in _NAMED_BEFORE and words.joined(tokens[0] - 1):
        return False
    is_noun = len(plain) == 1 and is_common(plain[0]) and not _ends_as_a_post(words[tokens[0]])
    if is_noun or " ".join(plain) in COUNTRIES:
        return words.lower(tokens[0] - 1).rstrip(".") in HONORIFICS
    if words.joined(tokens[-1]) and words[tokens[-1] + 1].is_capitalised:
        after = words.lower(tokens[-1] + 1)
        if len(plain) > 1 and (after in _NAMED_AFTER or after == "high"):
            return False
    if words.lower(tokens[0] - 1) == "the" and words.lower(tokens[-1] + 1) in _HONOURS:
        return False
    common = ORGANIZATION_NOUNS | PLACE_NOUNS
    if len(plain) == 1 or plain[-1] not in common:
        return True
    is_person = words[tokens[-1]].label == "PERSON"
    return (plain[0] in GIVEN and (len(plain) < 3 or is_person)) or (
        is_person and _is_korean_given(words[tokens[0]].text)
    )


def _is_korean_given(text: str) -> bool:
    """Whether it is two syllables tied by a hyphen, the second small: "Min-seo"."""
    first, _, second = text.partition("-")
    return first.istitle() and len(second) > 1 and second.islower()


# Where a text names people: the spans of their names, without titles and possessives.


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where somebody is named.

    ``tokens`` are the words of the name; ``titles`` the words of a title right before it, in
    lower case; ``gender`` is what these show.
    """

    name: PersonName
    tokens: range
    span: Span
    titles: tuple[str, ...]

    @property
    def gender(self) -> str | None:
        """``male`` or ``female`` where a title shows it."""
        for title in self.titles:
            if title in MALE_TITLES:
                return "male"
            if title in FEMALE_TITLES:
                return "female"
        return None


def namings(words: Words, skip: Sequence[Span] = ()) -> list[Naming]:
    """All places where people are named, in reading order, none of them inside ``skip``.

    Found are the model's PERSON entities, cleaned and made whole; capitalised words behind a
    title ("Mr Smith", "Sen. Smith"); and runs that begin with a common given name.
    """
    taken: set[int] = set()
    found: list[Naming] = []
    small = {word.text for word in words.words if word.text.islower()}
    for tokens in [*_entities(words), *_titled(words), *_given(words)]:
        whole = whole_name(words, tokens)
        if whole is None or not taken.isdisjoint(whole):
            continue
        while len(whole) > 2 and words.lower(whole[-1]) in small and in_headline(words, whole[0]):
            whole = whole[:-1]
        if any(words.span(whole).meets(span) for span in skip):
            continue
        taken.update(whole)
        found.append(naming_at(words, whole))
    return sorted(found, key=lambda naming: naming.span)


def naming_at(words: Words, tokens: range) -> Naming:
    """The naming at these tokens, with the titles before it."""
    span = words.span(tokens)
    span = Span(span.start, span.end - _glued(words[tokens[-1]]))
    name = parse(" ".join(span.of(words.text).split()), titled=False)
    return Naming(name, tokens, span, titles_before(words, tokens[0]))


def _glued(word: Word) -> int:
    """The length of what is no part of the name at its end: "-run" of "the Vale-run council"."""
    stray = _STRAY_POSSESSIVE.search(word.text)
    if stray:
        return len(stray[0])
    name, hyphen, last = word.text.rpartition("-")
    modifier = word.pos in ("VERB", "ADJ") or (word.pos == "NOUN" and last in _COMMON_WORDS)
    return len(hyphen + last) if name and last.islower() and modifier else 0


def titles_before(words: Words, index: int) -> tuple[str, ...]:
    """The titles right before a name, in lower case, in reading order.

    A couple's are the husband's, whose name it is: "Mr. and Mrs. Emil Vance".
    """
    titles: list[str] = []
    at = index - 1
    while at >= 0 and words.joined(at) and len(titles) < MAX_NAME:
        plain = words.lower(at).rstrip(".")
        if plain == "" or not (plain in HONORIFICS or is_post(plain)):
            break
        titles.insert(0, plain)
        at -= 1
    couple = titles == ["mrs"] and words.lower(at) in ("and", "&")
    husband = words.lower(at - 1).rstrip(".")
    return (husband,) if couple and husband in MALE_TITLES else tuple(titles)


def told_alike(words: Words, naming: Naming, known: Iterable[Naming]) -> int:
    """How many words of what is told beside a name are told beside the others too."""
    told = _told(words, naming)
    return len(told & {word for other in known for word in _told(words, other)}) if told else 0


def _told(words: Words, naming: Naming) -> frozenset[str]:
    """What the title before a name and the apposition behind it say, in lower case: "the vet
    from Corvane" behind "Mr Vance,"."""
    told = set(naming.titles) - HONORIFICS
    at = naming.tokens.stop
    if words.lower(at) == "," and words.joined(naming.tokens[-1]):
        for behind in range(at + 1, min(at + 1 + _LONGEST_APPOSITION, len(words))):
            if not words[behind].text[0].isalnum() or words[behind].pos in ("VERB", "AUX"):
                break
            told.add(words.lower(behind))
    return frozenset(told - STOP_WORDS)


def _entities(words: Words) -> Iterator[range]:
    index = 0
    while index < len(words):
        word = words[index]
        if word.label != "PERSON":
            index += 1
            continue
        end = index + 1
        while end < len(words) and words[end].entity == word.entity and _goes_on(words, index, end):
            end += 1
        yield range(index, end)
        index = end


def _goes_on(words: Words, start: int, index: int) -> bool:
    """Whether a PERSON entity is still the same name here: no common word, no new line."""
    word = words[index]
    if _ends_sentence(words, index - 1) and is_capitalised(word):
        return False
    if word.text in _BRACKETS and not any(words[at].text in "([" for at in range(start, index)):
        return False
    if word.text[0].isalpha() and not is_capitalised(word) and word.lower not in PARTICLES:
        return word.is_possessive or _is_foreign_particle(words, index)
    gap = words.text[words[index - 1].span.end : word.span.start]
    return "\n" not in gap or not is_common(word.lower)


def _is_foreign_particle(words: Words, index: int) -> bool:
    """Whether a short small word inside what the reader takes for one name ties its parts."""
    word = words[index]
    return (
        len(word.text) <= _LONGEST_PARTICLE
        and word.text.isalpha()
        and word.lower not in STOP_WORDS
        and index + 1 < len(words)
        and words[index + 1].entity == word.entity
        and is_capitalised(words[index + 1])
    )


def _ends_sentence(words: Words, index: int) -> bool:
    """Whether a full stop stands here that belongs neither to an initial nor to "Jr."."""
    word = words[index]
    if not word.text.endswith("."):
        return False
    name = fold_word(word.text) or fold_word(words[index - 1].text)
    return len(name) > 2 and name not in SUFFIXES


def _titled(words: Words) -> Iterator[range]:
    """Runs of capitalised words behind a title."""
    for index in range(len(words) - 1):
        plain = words.lower(index).rstrip(".")
        if not words.joined(index) or not is_name_word(words, index + 1):
            continue
        if plain in HONORIFICS and plain not in ("father", "brother", "sister"):
            sure = True
        elif plain in ABBREVIATED or (words[index].is_capitalised and is_post(plain)):
            after = words[index + 1]
            sure = after.label in ("PERSON", "MISC") or (after.label == "" and after.pos != "VERB")
        else:
            continue
        plain = words.lower(index + 1)
        if not sure or is_title(plain) or is_common(plain):
            continue
        end = index + 2
        while end < index + 1 + MAX_NAME and words.joined(end - 1) and continues(words, end):
            end += 1
        if is_capitalised(words[end - 1]):
            yield range(index + 1, end)


def _given(words: Words) -> Iterator[range]:
    """Two or three capitalised words of which the first is a common given name."""
    for index in range(len(words) - 1):
        word = words[index]
        if word.lower not in GIVEN or not word.is_capitalised or not words.joined(index):
            continue
        if index and words[index - 1].is_capitalised and words.joined(index - 1):
            before = words.lower(index - 1)
            apart = words[index - 1].label not in ("", "PERSON")
            if not (is_title(before) or is_common(before) or apart):
                continue
        end = index + 1
        while end < index + 4 and words.joined(end - 1) and continues(words, end):
            end += 1
        tokens = range(index, end)
        labels = {words[at].label for at in tokens}
        if len(tokens) < 2 or not is_capitalised(words[end - 1]):
            continue
        if any(is_common(words.lower(at)) for at in tokens[1:]):
            continue
        entities = {words[at].entity for at in tokens if words[at].label not in ("", "PERSON")}
        alone = all(
            words[at].entity not in entities for at in (index - 1, end) if 0 <= at < len(words)
        )
        if labels <= {"", "PERSON", "MISC"} or (len(tokens) == 2 and alone):
            yield tokens
