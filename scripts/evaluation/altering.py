"""Ways to alter what somebody said: a text and a source of chance in, the altered text out.

Each works on any text and gives None where it cannot do what it says. The words are those between
blanks, with the punctuation that clings to them; what stays keeps its order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from scripts.evaluation.altering_words import (
    AUXILIARIES,
    CONTRACTIONS,
    HEDGING,
    LINKING,
    MAGNITUDES,
    NAMES,
    NUMBERS,
    SPELLINGS,
    SYNONYMS,
    TENSES,
    TURNING,
)
from scripts.evaluation.retrieval_queries import FUNCTION_WORDS

Alteration = Callable[[str, Random], "str | None"]

LEAST = 5
"""Words that a text keeps at least when others are dropped."""

_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_STYLES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-"})
_CURLY = str.maketrans({"'": "’"})


def spelled(text: str) -> tuple[str, ...]:
    """The words of a text for comparing: no case, no punctuation, no marks."""
    plain = text.casefold().replace("’", "'").replace("‘", "'")
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain))


def core(word: str) -> str:
    """A word without the punctuation around it; "" where nothing else is left."""
    match = _CORE.search(word)
    return match[0] if match else ""


def is_content(word: str) -> bool:
    """Whether a word in small letters is a content word, and none that counts or denies."""
    return len(word) > 3 and not any(word in those for those in (FUNCTION_WORDS, NUMBERS, TURNING))


def turns(words: Sequence[str]) -> bool:
    """Whether one of these words denies, or sets a condition."""
    return any(
        plain in TURNING or plain.endswith("n't")
        for plain in (core(word).casefold().replace("’", "'") for word in words)
    )


def drop_end(text: str, rng: Random) -> str | None:
    """Without some words at the beginning or at the end, none of which turns the sense.

    The cut is not between sentences, nor within a name or a number.
    """
    words = text.split()
    most = min(len(words) - LEAST, len(words) // 2)
    if most < 1:
        return None
    count = rng.randint(1, most)
    start = rng.random() < 0.5
    place = count if start else len(words) - count
    dropped, kept = (words[:place], words[place:]) if start else (words[place:], words[:place])
    is_apt = _may_go(dropped) and _may_part(words, place) and words[place - 1][-1] not in ".!?"
    return " ".join(kept) if is_apt else None


def drop_middle(text: str, rng: Random, sign: str = "") -> str | None:
    """Without up to three words in the middle, none of which turns the sense or makes the tense.

    The cut is not within a name or a number.

    :param sign: what stands in their place, such as an ellipsis.
    """
    words = text.split()
    if len(words) < LEAST + 3:
        return None
    count = rng.randint(1, 3)
    first = rng.randint(2, len(words) - count - 2)
    last = first + count
    dropped = words[first:last]
    links = any(core(word).casefold() in LINKING for word in dropped)
    is_apt = not links and _may_go(dropped)
    if not is_apt or not _may_part(words, first) or not _may_part(words, last):
        return None
    return " ".join([*words[:first], *([sign] if sign else []), *words[last:]])


def drop_negation(text: str, rng: Random) -> str | None:
    """Without one of its negations: a word such as "not", or the "n't" of a verb."""
    return _change_one(text, rng, _without_negation)


def negate(text: str, rng: Random) -> str | None:
    """With "not" after a verb that has none."""
    words = text.split()
    places = [
        place
        for place, word in enumerate(words[:-1])
        if word.casefold() in AUXILIARIES and not turns(words[place + 1 : place + 2])
    ]
    if not places:
        return None
    place = rng.choice(places)
    return " ".join([*words[: place + 1], "not", *words[place + 1 :]])


def swap_word(text: str, rng: Random, pool: Sequence[str]) -> str | None:
    """With another content word in the place of one.

    :param pool: words to take; the new one ends as the old one does, so that it fits better.
    """
    own = set(spelled(text))
    if len(own) <= LEAST:
        return None

    def swapped(old: str) -> str | None:
        fits = [word for word in pool if _could_stand_for(word, old) and word not in own]
        return rng.choice(fits) if fits else None

    return _change_one(text, rng, swapped)


def change_number(text: str, rng: Random) -> str | None:
    """With another number in the place of one, in figures or in a word."""

    def changed(old: str) -> str | None:
        if _FIGURES.fullmatch(old):
            return _other_figures(old, rng)
        if old.casefold() in NUMBERS and old.casefold() != "one":
            return rng.choice([word for word in NUMBERS if word not in (old.casefold(), "one")])
        return None

    return _change_one(text, rng, changed)


def change_name(text: str, rng: Random) -> str | None:
    """With another name in the place of one that stands within a sentence."""
    words = text.split()
    runs = [run for run in _runs(words) if run[0] > 0 and words[run[0] - 1][-1] not in ".!?:…)]"]
    if not runs:
        return None
    start, end = rng.choice(runs)
    old = " ".join(words[start:end])
    named = core(old)
    tail = re.search(r"['’]s$", named)
    new = rng.choice([name for name in NAMES if name.casefold() not in old.casefold()])
    return " ".join(
        [*words[:start], old.replace(named, new + (tail[0] if tail else "")), *words[end:]]
    )


def change_tense(text: str, rng: Random) -> str | None:
    """With another tense of one of the commonest verbs, where it is no infinitive."""
    words = text.split()
    plain = [core(word).casefold().replace("’", "'") for word in words]
    places = [
        place
        for place, word in enumerate(plain)
        if word in TENSES and not (place and _governs(plain[place - 1]))
    ]
    if not places:
        return None
    place = rng.choice(places)
    return " ".join([*words[:place], _put(words[place], TENSES[plain[place]]), *words[place + 1 :]])


def paraphrase(text: str, rng: Random) -> str | None:
    """With a word of the same meaning wherever the list has one."""
    words = [
        _put(word, rng.choice(SYNONYMS[core(word).casefold()]))
        if core(word).casefold() in SYNONYMS and (place == 0 or not core(word)[0].isupper())
        else word
        for place, word in enumerate(text.split())
    ]
    changed = " ".join(words)
    return changed if changed != " ".join(text.split()) else None


def restyle_marks(text: str, rng: Random) -> str | None:
    """With other marks and dashes: straight where they are curly, curly where they are straight."""
    del rng
    plain = text.translate(_STYLES)
    changed = plain if plain != text else re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return changed if changed != text else None


def restyle_case(text: str, rng: Random) -> str | None:
    """In small letters, in capitals, or with capitals at the beginning of each word."""
    changed = rng.choice([text.lower(), text.upper(), _titled(text)])
    return changed if changed != text else None


def respell(text: str, rng: Random) -> str | None:
    """With one word spelled the British way where it is spelled the American way, or back."""
    return _change_one(text, rng, lambda old: SPELLINGS.get(old.casefold()))


def contract(text: str, rng: Random) -> str | None:
    """With a short form written out, or with two words drawn together into one."""
    plain = text.replace("’", "'")
    found = [
        (short, long)
        for pair in CONTRACTIONS
        for short, long in (pair, pair[::-1])
        if re.search(rf"\b{re.escape(short)}\b(?!')", plain)
    ]
    if not found:
        return None
    old, new = rng.choice(found)
    return re.sub(rf"\b{re.escape(old)}\b(?!')", new, plain, count=1)


def rewrite_number(text: str, rng: Random) -> str | None:
    """With a number in figures that is spelled, or spelled where it is in figures."""
    figures = {str(value): word for word, value in NUMBERS.items()}

    def written(old: str) -> str | None:
        value = NUMBERS.get(old.casefold())
        if value is not None and value > 1:
            return str(value)
        return figures.get(old)

    return _change_one(text, rng, written)


def add_bracket(text: str, rng: Random) -> str | None:
    """With an editor's hand in it: "[sic]" after a word, or "[t]he" for "The" at the beginning."""
    if rng.random() < 0.5 and text[0].isalpha() and text[1:2].isalpha():
        return f"[{text[0].swapcase()}]{text[1:]}"
    words = text.split()
    place = rng.randint(1, len(words))
    return " ".join([*words[:place], "[sic]", *words[place:]])


def joined(first: str, second: str, rng: Random) -> str:
    """Two texts as one: with an ellipsis, or as sentences that follow one another."""
    if rng.random() < 0.5:
        return f"{first.rstrip(' ,;.')} … {second}"
    end = "" if first[-1] in ".!?" else "."
    return f"{first.rstrip(' ,;')}{end} {second[0].upper()}{second[1:]}"


def _may_go(words: Sequence[str]) -> bool:
    """Whether words can be left out without a turn of the sense."""
    hedges = any(core(word).casefold() in HEDGING for word in words)
    return not hedges and not turns(words) and not any("?" in word for word in words)


def _may_part(words: Sequence[str], place: int) -> bool:
    """Whether the word before this place and the one there belong to no one name or number."""
    before, after = core(words[place - 1]), core(words[place])
    in_name = _is_name(before) and _is_name(after)
    counts = _counts(before) and _counts(after)
    return bool(before and after) and not in_name and not counts


def _counts(word: str) -> bool:
    return word[:1].isdigit() or any(word.casefold() in those for those in (NUMBERS, MAGNITUDES))


def _change_one(text: str, rng: Random, change: Callable[[str], str | None]) -> str | None:
    """The text with one of the words changed for which there is a change.

    A change to "" takes the word away with its punctuation.
    """
    words = text.split()
    changes = {place: _new(word, change) for place, word in enumerate(words)}
    places = [place for place, new in changes.items() if new is not None]
    if not places:
        return None
    place = rng.choice(places)
    return " ".join([*words[:place], *filter(None, [changes[place]]), *words[place + 1 :]])


def _new(word: str, change: Callable[[str], str | None]) -> str | None:
    old = core(word)
    new = change(old) if old else None
    if new is None or new == old:
        return None
    return _put(word, new) if new else ""


def _put(word: str, new: str) -> str:
    """A new word in the place of the old one, with its punctuation and its first letter's case."""
    old = core(word)
    if old[0].isupper() and old != "I":
        new = new[0].upper() + new[1:]
    start = word.index(old)
    return word[:start] + new + word[start + len(old) :]


def _governs(word: str) -> bool:
    """Whether an infinitive follows this word, in small letters."""
    return word in AUXILIARIES or word in ("to", "not", "do") or word.endswith(("'ll", "'d", "n't"))


def _without_negation(old: str) -> str | None:
    plain = old.casefold().replace("’", "'")
    if plain in ("not", "never", "no"):
        return ""
    irregular: Mapping[str, str] = {"can't": "can", "cannot": "can", "won't": "will"}
    if plain in irregular:
        return irregular[plain]
    return old[:-3] if plain.endswith("n't") and len(plain) > 4 else None


def _could_stand_for(new: str, old: str) -> bool:
    if not old.isalpha() or not old.islower() or not is_content(old):
        return False
    return new[:3] != old[:3] and _ending(new) == _ending(old) and abs(len(new) - len(old)) < 4


def _ending(word: str) -> str:
    return next((end for end in ("ing", "ed", "ly", "ion", "s") if word.endswith(end)), "")


def _other_figures(old: str, rng: Random) -> str:
    """Figures of the same look with another value: one of the digits, not a last zero, is new."""
    places = [place for place, sign in enumerate(old) if sign in "0123456789"]
    place = rng.choice(places)
    digits = [digit for digit in "123456789" if digit != old[place]]
    return old[:place] + rng.choice(digits) + old[place + 1 :]


def _runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where names stand: words with capitals side by side, until a sign ends them."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for place, word in enumerate([*words, ""]):
        capital = _is_name(core(word)) and word[0].isalpha()
        if start is not None and (not capital or words[place - 1][-1:] in '.,;:!?"”)]'):
            runs.append((start, place))
            start = None
        if capital and start is None:
            start = place
    return runs


def _is_name(plain: str) -> bool:
    stem = re.split("['’]", plain)[0].casefold()
    is_word = stem in FUNCTION_WORDS or stem in NUMBERS
    return plain[:1].isupper() and len(plain) > 2 and not is_word


def _titled(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split())
