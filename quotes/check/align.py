"""The stretches where claim and quotation part, between the words that are the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from quotes.check.rows import DifferenceKind
from quotes.lexicon import (
    AUXILIARIES,
    MODALS,
    MONTHS,
    MONTHS_SHORT,
    NEGATORS,
    OPPOSITES,
    word_set,
    word_table,
)
from quotes.text.numbers import number_at
from quotes.text.paragraphs import sentences
from quotes.text.spelling import KNOWN_WORDS
from quotes.text.tokens import Token, tokens
from quotes.types import PIECE_JOINER, Span

# Texts as rows of units that are compared: a unit is a word, or words that stand for one thing.


_FILLERS = word_set("grammar", "filler")
_FUNCTION_WORDS = word_set("grammar", "function")
_MONTHS = MONTHS | MONTHS_SHORT

KEPT_TEXTS = 256
"""Texts whose units are kept from one comparison to the next."""

ELLIPSIS = re.compile(r"\[\s*(?:…|\.{2,}|\.(?:\s?\.)+)\s*\]|…|\.(?:\s?\.){2,}")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_SPOKEN = {
    word: tuple((part.partition(":")[0], int(part.partition(":")[2])) for part in parts.split(" "))
    for word, parts in word_table("contractions").items()
}
"""Words spoken as one, each part with the character of the word at which it ends."""

_ENDINGS = {"'ll": "will", "'ve": "have", "'re": "are", "'m": "am", "'s": "'s", "'d": "'d"}
_NOT = {"can't": ("can", 2), "won't": ("will", 2), "shan't": ("shall", 3)}
_SIGNS = {"&": "and", "%": "percent"}
_PHRASES = {
    ("per", "cent"): "percent",
    ("all", "right"): "alright",
    ("united", "states"): "us",
    ("united", "kingdom"): "uk",
    ("united", "nations"): "un",
    ("european", "union"): "eu",
}
_PHRASED = frozenset(first for first, _ in _PHRASES)
_MEANT = {"'s": ("is", "has", "us"), "'d": ("would", "had", "did")}


class Unit(NamedTuple):
    """What is compared as one: ``key`` is equal for equal sense, whatever the writing.

    It stands from ``start`` to ``end``, within the surface words from ``outer_start`` to
    ``outer_end`` ("n't" in "don't"). ``gloss`` marks an editor's words in brackets, ``gap`` an
    ellipsis right before. ``weight`` is what the unit counts in a similarity.
    """

    key: str
    start: int
    end: int
    outer_start: int
    outer_end: int
    weight: float
    gloss: bool = False
    gap: bool = False

    @property
    def number(self) -> bool:
        """Whether it is a number, or named by one, as "1980s" is."""
        return self.key[0] == "#" or self.key[0].isdigit()


def weight(key: str) -> float:
    """What a unit counts: 1 a content word or number, 0.3 a function word, 0 an "um"."""
    if key in _FILLERS:
        return 0.0
    return 0.3 if key in _FUNCTION_WORDS else 1.0


@lru_cache(maxsize=KEPT_TEXTS)
def units(text: str) -> tuple[Unit, ...]:
    """The units of a text, in order, with contractions and spoken forms taken apart."""
    plain = _plain(text, tokens(text))
    glosses = [found.span() for found in _BRACKETS.finditer(text)]
    gaps = [found.start() for found in ELLIPSIS.finditer(text)]
    return tuple(_marked(plain, glosses, gaps) if glosses or gaps else plain)


def _marked(
    plain: Iterator[Unit], glosses: Sequence[tuple[int, int]], gaps: Sequence[int]
) -> Iterator[Unit]:
    """The units with what brackets and ellipses around them tell, without "[sic]"."""
    passed = 0
    for unit in plain:
        gloss = any(start < unit.start and unit.end < end for start, end in glosses)
        if gloss and unit.key == "sic":
            continue
        before = bisect_right(gaps, unit.start)
        gap = before > passed
        yield unit._replace(gloss=gloss, gap=gap) if gloss or gap else unit
        passed = before


def _plain(text: str, words: Sequence[Token]) -> Iterator[Unit]:
    at = 0
    while at < len(words):
        word = words[at]
        number = number_at(text, words, at)
        if number:
            after = at + number.count
            key = number.key
            if key.endswith("th") and _dated(words, at, after):
                key = key.removesuffix("th")
            signed = key.startswith("#-") and word.key != "minus"
            yield _unit(key, word.start - signed, words[after - 1].end)
            at = after
        elif word.key in _PHRASED and at + 1 < len(words) and _phrase(word, words[at + 1]):
            yield _unit(_phrase(word, words[at + 1]), word.start, words[at + 1].end)
            at += 2
        else:
            start = word.start
            for part, weighed, offset in _units_parts(word.key, word.text):
                end = word.start + offset
                yield Unit(part, start, end, word.start, word.end, weighed)
                start = end
            at += 1


def _dated(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether an ordinal is the day of a month: "May 5th", "the 5th of May"."""
    around = [word.key for word in (*words[max(start - 1, 0) : start], *words[end : end + 2])]
    return bool(_MONTHS.intersection([key for key in around if key != "of"][:2]))


def _phrase(word: Token, after: Token) -> str:
    return _PHRASES.get((word.key, after.key), "")


def _unit(key: str, start: int, end: int) -> Unit:
    return Unit(key, start, end, start, end, weight(key))


@lru_cache(maxsize=KNOWN_WORDS)
def _units_parts(key: str, surface: str) -> tuple[tuple[str, float, int], ...]:
    """What a surface word stands for: each part's key, weight, and offset at which it ends."""
    return tuple((part, weight(part), end) for part, end in _split(key, surface))


def _split(key: str, surface: str) -> Sequence[tuple[str, int]]:
    length = len(surface)
    if key in _SPOKEN and len(key) == length:
        return _SPOKEN[key]
    if "'" not in key:
        return ((_SIGNS.get(key, key), length),)
    if key in _NOT and len(key) == length:
        stem, end = _NOT[key]
        return ((stem, end), ("not", length))
    if key.endswith("n't") and key != "ain't" and length > 3:
        return ((key[:-3], length - 3), ("not", length))
    for ending, meant in _ENDINGS.items():
        if key.endswith(ending) and length > len(ending):
            end = length - len(ending)
            return ((tokens(surface[:end])[0].key, end), (meant, length))
    return ((key, length),)


def settled(
    first: Sequence[Unit], second: Sequence[Unit]
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Both rows of units with what only the other one tells settled.

    "it's" is read as "it is" or "it has" where the other text has one of these; "cooperate" and
    "co-operate", "health care" and "healthcare" become one unit each.
    """
    pairs = [{(a.key, b.key) for a, b in pairwise(row)} for row in (first, second)]
    singles = [{unit.key for unit in row} for row in (first, second)]
    return (
        tuple(_settled(first, singles[1], pairs[1])),
        tuple(_settled(second, singles[0], pairs[0])),
    )


def _settled(row: Sequence[Unit], singles: set[str], pairs: set[tuple[str, str]]) -> Iterator[Unit]:
    at = 0
    while at < len(row):
        unit = row[at]
        after = row[at + 1] if at + 1 < len(row) else None
        key = unit.key + after.key if after and unit.key not in NEGATORS else ""
        if after and key in singles and (unit.key, after.key) not in pairs:
            start, end = unit.outer_start, after.outer_end
            yield Unit(key, unit.start, after.end, start, end, weight(key), unit.gloss, unit.gap)
            at += 2
            continue
        if unit.key in _MEANT and at and (row[at - 1].key, unit.key) not in pairs:
            meant = (key for key in _MEANT[unit.key] if (row[at - 1].key, key) in pairs)
            unit = unit._replace(key=next(meant, unit.key))
        yield unit
        at += 1


# The words of a claim laid along the words of a quotation.
#
# Both are rows of units. The best local alignment is found by dynamic programming with affine
# gaps (Smith and Waterman 1981, J. Mol. Biol. 147; Gotoh 1982, J. Mol. Biol. 162): few and long
# common stretches win over many short ones, so that no "the" or "of" is matched far from its
# neighbours.


_EQUAL = 1.0
"""What any match is worth, besides the weight of its unit."""
_UNEQUAL = -0.7
_OPEN = -1.8
_OPEN_AT_ELLIPSIS = -0.2
_LEFT_OUT = -0.01
"""For each unit of the quotation that the claim passes over."""
_PUT_IN = -0.3
"""For each unit of the claim, after the first, that the quotation does not have."""
_LARGEST = 2_000_000
"""Cells of the largest table that is filled; beyond it the longest common subsequence has to do."""


@dataclass(frozen=True, slots=True)
class TokenAlignment:
    """Which unit of the claim is which of the quotation: pairs of indices, both rising."""

    pairs: tuple[tuple[int, int], ...]


def align_tokens(claim: Sequence[Unit], said: Sequence[Unit]) -> TokenAlignment:
    """The best alignment of equal units, in order; units that have no equal stay out of it."""
    claimed, spoken = [unit.key for unit in claim], [unit.key for unit in said]
    known = set(spoken)
    if known.isdisjoint(claimed):
        return TokenAlignment(())
    at = _within(claimed, spoken) if known.issuperset(claimed) else None
    if at is not None:
        return TokenAlignment(tuple((index, at + index) for index in range(len(claim))))
    if len(claimed) * len(spoken) > _LARGEST:
        return TokenAlignment(_common(claimed, spoken))
    return TokenAlignment(_Table(claim, spoken).pairs())


def _within(claimed: Sequence[str], spoken: Sequence[str]) -> int | None:
    """Where the claim stands as a whole in what was said."""
    size = len(claimed)
    for at in range(len(spoken) - size + 1):
        if spoken[at] == claimed[0] and spoken[at : at + size] == claimed:
            return at
    return None


def _common(claimed: Sequence[str], spoken: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The longest common subsequence, in little memory."""
    blocks = LCSseq.opcodes(claimed, spoken)
    equal = (block for block in blocks if block.tag == "equal")
    return tuple(
        (block.src_start + step, block.dest_start + step)
        for block in equal
        for step in range(block.src_end - block.src_start)
    )


class _Table:
    """The table of scores: a row for each unit of the claim, a column for each of the quotation.

    Row and column 0 stand before the first unit. ``matched`` holds the best score of an alignment
    that ends in the two units side by side, ``put_in`` of one that ends in a unit only the claim
    has, ``ended`` the better of both, and ``best`` that or one that ends in units left out.
    """

    def __init__(self, claim: Sequence[Unit], spoken: Sequence[str]) -> None:
        import numpy as np

        self.claim = claim
        codes: dict[str, int] = {}
        row = np.array([codes.setdefault(key, len(codes)) for key in spoken])
        column = np.array([codes.get(unit.key, -1) for unit in claim])
        worth = np.array([_EQUAL + unit.weight for unit in claim])
        self.same = column[:, None] == row
        shape = (len(claim) + 1, len(spoken) + 1)
        self.matched = np.zeros(shape)
        self.matched[1:, 1:] = np.where(self.same, worth[:, None], _UNEQUAL)
        self.put_in = np.full(shape, -np.inf)
        self.further = np.zeros(shape, dtype=bool)
        self.ended = np.zeros(shape)
        self.best = np.zeros(shape)
        self.passing = np.arange(shape[1]) * _LEFT_OUT
        self._fill()

    def _fill(self) -> None:
        import numpy as np

        for index in range(1, len(self.best)):
            before = self.best[index - 1]
            matched, put_in, ended = self.matched[index], self.put_in[index], self.ended[index]
            matched[1:] += before[:-1]
            opened, further = before + _OPEN, self.put_in[index - 1] + _PUT_IN
            np.greater(further, opened, out=self.further[index])
            np.maximum(opened, further, out=put_in)
            np.maximum(matched, put_in, out=ended)
            np.maximum(ended, 0.0, out=ended)
            left_out = np.maximum.accumulate(ended - self.passing)
            left_out += self.passing + self._opening(index)
            np.maximum(ended, left_out, out=self.best[index])

    def _opening(self, index: int) -> float:
        """What it costs to leave words out after this many units of the claim."""
        ellipsis = index < len(self.claim) and self.claim[index].gap
        return _OPEN_AT_ELLIPSIS if ellipsis else _OPEN

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The matched units of the best alignment, read back from where it ends."""
        i, j = divmod(int(self.ended.argmax()), self.ended.shape[1])
        found = []
        while i and j and self.best[i, j] > 0:
            if self.best[i, j] > self.ended[i, j]:
                j = int((self.ended[i, :j] - self.passing[:j]).argmax())
            elif self.matched[i, j] >= self.put_in[i, j]:
                i, j = i - 1, j - 1
                if self.same[i, j]:
                    found.append((i, j))
            else:
                while self.further[i, j]:
                    i -= 1
                i -= 1
        return tuple(reversed(found))


# What kind of change it is when words of a claim stand for other words of a quotation.


_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_NO_OPPOSITES = word_set("not_opposites")
"""Words that one of these prefixes makes another word of, and not the opposite."""
_PAST = word_table("past_forms")
"""Past forms that are words of their own too, with their verb."""
_QUANTITIES = word_set("grammar", "quantity")
"""Words that give a number without being one."""

KNOWN_WORDS = 20_000
_MARKS = " \t\"'“”‘’«»()[]—–-\u00a0"
_STOPS = frozenset(".!?…:\n\r")
_NEGATING = NEGATORS | {"false", "untrue"}


@lru_cache(maxsize=KNOWN_WORDS)
def base(key: str) -> str:
    """The base form of a word: "rose" -> "rise"; "will" for "would"; "#" for every number."""
    from simplemma import lemmatize

    if key[0] == "#" or key[0].isdigit() or key in _QUANTITIES:
        return "#"
    if key in NEGATORS:
        return "not"
    if key in MODALS:
        return MODALS[key]
    if key == "'s":
        return "be"
    found: str = _PAST.get(key) or lemmatize(key, lang="en")
    return found.lower()


@lru_cache(maxsize=KNOWN_WORDS)
def _in_dictionary(word: str) -> bool:
    from simplemma import is_known

    return bool(is_known(word, lang="en"))


def is_name(unit: Unit, text: str) -> bool:
    """Whether a unit of the text is written as a name: "Harlow", "Friday", "Dutch"."""
    word = text[unit.start : unit.end]
    if unit.number or not word[:1].isupper() or unit.key == "i":
        return False
    before = text[: unit.start].rstrip(_MARKS)[-1:]
    return (bool(before) and before not in _STOPS) or not _in_dictionary(word.lower())


def numbers(row: Sequence[Unit]) -> list[str]:
    """The numbers and words of number among the units, without a bare "one"."""
    return sorted(
        unit.key for unit in row if unit.key != "#1" and (unit.number or unit.key in _QUANTITIES)
    )


def negations(row: Sequence[Unit]) -> int:
    """How many of the units negate."""
    return sum(unit.key in _NEGATING for unit in row)


def opposed(first: str, second: str) -> bool:
    """Whether one word is the other's opposite, by a prefix or by the list of opposites."""
    short, long = sorted((first, second), key=len)
    prefixed = any(long == prefix + short for prefix in _NEGATIVE_PREFIXES)
    if prefixed and len(short) > 3 and base(short) not in _NO_OPPOSITES:
        return True
    if short + "less" == long or (short.endswith("ful") and long == short[:-3] + "less"):
        return True
    one, other = base(first), base(second)
    return other in OPPOSITES.get(one, ()) or second in OPPOSITES.get(first, ())


def gloss_kind(
    gloss: Sequence[Unit], other: Sequence[Unit], gloss_text: str, other_text: str
) -> DifferenceKind:
    """The kind of a change that an editor marked with brackets.

    An editor may explain a pronoun, name whom a noun means and fit a form of a verb; whatever else
    the brackets hold in place of words is a change like any other.
    """
    if negations(gloss) % 2 != negations(other) % 2:
        return "negation"
    if numbers(gloss) and numbers(other) and numbers(gloss) != numbers(other):
        return "number"
    bases = {base(unit.key) for unit in gloss}
    changed = [unit for unit in other if unit.weight >= 1 and base(unit.key) not in bases]
    if any(is_name(unit, other_text) for unit in changed):
        return "name"
    explained = not changed or any(is_name(unit, gloss_text) for unit in gloss)
    return "bracket" if explained else "word"


def only_auxiliaries(row: Sequence[Unit]) -> bool:
    """Whether the units are auxiliary verbs and nothing else: "have", "will be"."""
    return all(base(unit.key) in AUXILIARIES for unit in row)


def kind_of(
    claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
) -> DifferenceKind:
    """The kind of a change: the gravest that holds, of number, negation, name, tense and word.

    :param claim: the claim's units that stand in place of ``said``, neither being empty.
    """
    ours, theirs = numbers(claim), numbers(said)
    alone = len(claim) == len(said) == 1
    if ours != theirs and (alone or (ours and theirs)):
        return "number"
    if negations(claim) % 2 != negations(said) % 2 or any(
        opposed(one.key, other.key) for one in claim for other in said
    ):
        return "negation"
    if ours != theirs:
        return "number"
    if _names_differ(claim, said, claim_text, said_text):
        return "name"
    return "tense" if _tenses(claim, said) else "word"


def _names_differ(
    claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
) -> bool:
    theirs = {unit.key for unit in said if is_name(unit, said_text)}
    if not theirs:
        return False
    if claim_text == claim_text.lower() or claim_text == claim_text.upper():
        return any(unit.key not in theirs and not _in_dictionary(unit.key) for unit in claim)
    return bool({unit.key for unit in claim if is_name(unit, claim_text)} - theirs)


def _tenses(claim: Sequence[Unit], said: Sequence[Unit]) -> bool:
    """Whether both are the same verbs in other forms, with or without auxiliaries."""
    if len(claim) != len(said):
        claim = [unit for unit in claim if base(unit.key) not in AUXILIARIES]
        said = [unit for unit in said if base(unit.key) not in AUXILIARIES]
    return len(claim) == len(said) and all(
        one.key == other.key or _forms(one.key, other.key)
        for one, other in zip(claim, said, strict=True)
    )


def _forms(one: str, other: str) -> bool:
    """Whether the two are forms of one verb, as far as the words alone tell."""
    if base(one) != base(other) or base(one) in {"#", "not"}:
        return False
    short, long = sorted((one, other), key=len)
    return long not in {short + "s", short + "es", short + "er", short + "est", short + "ly"}


Pairs = tuple[tuple[int, int], ...]

_AUXILIARIES = AUXILIARIES | {*MODALS.values()}
_EDGE = 4
"""Unmatched words at an end of the claim that are taken to stand for the quotation's there."""
_LONGER = 2
"""How many units longer than its replacement a stretch of the quotation may be."""


@dataclass(frozen=True, slots=True)
class Block:
    """Units ``i1`` to ``i2`` of the claim in place of units ``j1`` to ``j2`` of the quotation."""

    i1: int
    i2: int
    j1: int
    j2: int


def blocks(
    pairs: Pairs, claim: Sequence[Unit], said: Sequence[Unit], sentence_of: Sequence[int]
) -> tuple[Pairs, tuple[Block, ...]]:
    """The matched pairs, completed, and every stretch that differs, in order.

    Words of the quotation before and after the matched ones belong to it as far as their sentence
    goes.

    :param sentence_of: the number of the sentence of each unit of ``said``.
    """
    pairs = _without_part_glosses(pairs, claim, said)
    if not pairs:
        return (), (Block(0, len(claim), 0, 0),) if claim else ()
    more: list[tuple[int, int]] = []
    parted: list[Block] = []
    for block in _Cut(claim, said, sentence_of).blocks(pairs):
        for part in _blocks_parts(block, claim, said):
            if isinstance(part, Block):
                parted.append(part)
            else:
                more.append(part)
    return tuple(sorted({*pairs, *more})), tuple(parted)


def _without_part_glosses(pairs: Pairs, claim: Sequence[Unit], said: Sequence[Unit]) -> Pairs:
    """The pairs without those in an editor's words of which only a part is matched."""
    if not any(unit.gloss for unit in (*claim, *said)):
        return pairs
    loose = [_loose(claim, {i for i, _ in pairs}), _loose(said, {j for _, j in pairs})]
    return tuple((i, j) for i, j in pairs if i not in loose[0] and j not in loose[1])


def _loose(row: Sequence[Unit], matched: set[int]) -> set[int]:
    """The units in brackets of which not all are matched."""
    found: set[int] = set()
    for gloss, run in groupby(range(len(row)), lambda at: row[at].gloss):
        inside = set(run)
        if gloss and not inside <= matched:
            found |= inside
    return found


class _Cut:
    """Cuts what lies between and around the matched words into blocks."""

    def __init__(
        self, claim: Sequence[Unit], said: Sequence[Unit], sentence_of: Sequence[int]
    ) -> None:
        self.claim = claim
        self.said = said
        self.sentence_of = sentence_of

    def blocks(self, pairs: Pairs) -> Iterator[Block]:
        """The blocks before, between and after the pairs."""
        i, j = pairs[0]
        low = j
        while low and self.sentence_of[low - 1] == self.sentence_of[j]:
            low -= 1
        yield from self._behind(Block(0, i, low, j), i <= _EDGE)
        for (i, j), (k, m) in pairwise(pairs):
            if k - i > 1 or m - j > 1:
                yield from self._between(Block(i + 1, k, j + 1, m))
        i, j = pairs[-1]
        high = j + 1
        while high < len(self.said) and self.sentence_of[high] == self.sentence_of[j]:
            high += 1
        block = Block(i + 1, len(self.claim), j + 1, high)
        yield from self._before(block, block.i2 - block.i1 <= _EDGE)

    def _between(self, block: Block) -> Iterator[Block]:
        behind = self.claim[block.i1].gap
        if behind == self.claim[block.i2].gap:
            ours = self._bases(block)
            reach = block.i2 - block.i1 + _LONGER
            behind = len(ours & self._said(block.j2 - reach, block.j2)) > len(
                ours & self._said(block.j1, block.j1 + reach)
            )
        return self._behind(block) if behind else self._before(block)

    def _behind(self, block: Block, replaces: bool = True) -> Iterator[Block]:
        """The claim's words in place of the last words of the quotation's, the first left out."""
        at = block.j2
        if replaces:
            at -= self._replaced(block, range(block.j2 - 1, block.j1 - 1, -1))
            while block.j1 < at < block.j2 and _inside(self.said[at]):
                at -= 1
        if at > block.j1:
            yield Block(block.i1, block.i1, block.j1, at)
        if block.i1 < block.i2:
            yield Block(block.i1, block.i2, at, block.j2)

    def _before(self, block: Block, replaces: bool = True) -> Iterator[Block]:
        """The claim's words in place of the first words of the quotation's, the last left out."""
        at = block.j1
        if replaces:
            at += self._replaced(block, range(block.j1, block.j2))
            while block.j1 < at < block.j2 and _inside(self.said[at]):
                at += 1
        if block.i1 < block.i2:
            yield Block(block.i1, block.i2, block.j1, at)
        if at < block.j2:
            yield Block(block.i2, block.i2, at, block.j2)

    def _replaced(self, block: Block, order: range) -> int:
        """How many of the quotation's units, the nearest first, the claim's stand in place of."""
        ours = block.i2 - block.i1
        if not ours or len(order) <= ours + _LONGER:
            return len(order) if ours else 0
        bases = self._bases(block)
        near = order[: ours + _LONGER]
        alike = [count for count, j in enumerate(near, 1) if base(self.said[j].key) in bases]
        return max([ours, *alike])

    def _bases(self, block: Block) -> set[str]:
        return {base(unit.key) for unit in self.claim[block.i1 : block.i2]}

    def _said(self, start: int, end: int) -> set[str]:
        return {base(unit.key) for unit in self.said[max(start, 0) : end]}


def _inside(unit: Unit) -> bool:
    return unit.start > unit.outer_start


def _blocks_parts(
    block: Block, claim: Sequence[Unit], said: Sequence[Unit]
) -> Iterator[Block | tuple[int, int]]:
    """The block taken apart where words in it belong together: same word, verb, or number."""
    if block.i1 == block.i2 or block.j1 == block.j2:
        yield block
        return
    ours = [_likeness(unit) for unit in claim[block.i1 : block.i2]]
    theirs = [_likeness(unit) for unit in said[block.j1 : block.j2]]
    open_part: Block | None = None
    for part, like in _steps(block, ours, theirs):
        if open_part is None:
            open_part, open_like = part, like
        elif not (like or open_like) or _one_verb(open_part, part, claim, said):
            open_part = Block(open_part.i1, part.i2, open_part.j1, part.j2)
            open_like = like and open_like
        else:
            yield _pair(open_part, claim, said)
            open_part, open_like = part, like
    if open_part is not None:
        yield _pair(open_part, claim, said)


def _steps(
    block: Block, ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[Block, bool]]:
    """Words that are alike one by one, and what differs between them; with which of both it is."""
    for step in Levenshtein.opcodes(ours, theirs):
        i1, i2 = block.i1 + step.src_start, block.i1 + step.src_end
        j1, j2 = block.j1 + step.dest_start, block.j1 + step.dest_end
        if step.tag != "equal":
            yield Block(i1, i2, j1, j2), False
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            yield Block(i, i + 1, j, j + 1), True


def _one_verb(first: Block, second: Block, claim: Sequence[Unit], said: Sequence[Unit]) -> bool:
    """Whether one of two blocks side by side has only auxiliaries of the other's changed verb."""
    if any(_pair(part, claim, said) != part for part in (first, second)):
        return False
    return any(
        all(
            base(unit.key) in _AUXILIARIES
            for unit in (*claim[part.i1 : part.i2], *said[part.j1 : part.j2])
        )
        for part in (first, second)
    )


def _pair(block: Block, claim: Sequence[Unit], said: Sequence[Unit]) -> Block | tuple[int, int]:
    """The block, or the pair of indices that it is if it has one and the same unit twice."""
    alone = (block.i2 - block.i1, block.j2 - block.j1) == (1, 1)
    same = alone and claim[block.i1].key == said[block.j1].key
    return (block.i1, block.j1) if same else block


def _likeness(unit: Unit) -> str:
    return f"[{unit.start}" if unit.gloss else base(unit.key)


# A claim and a quotation laid side by side, before it is told how they differ.


@dataclass(frozen=True, slots=True)
class Alignment:
    """The units of both texts, which of them are the same, and the blocks that differ.

    ``pairs`` are indices into ``ours`` (the claim's units) and ``theirs`` (the quotation's), both
    rising; ``sentence_of`` gives the number in ``sentences`` for each unit of the quotation.
    """

    claim: str
    said: str
    ours: tuple[Unit, ...]
    theirs: tuple[Unit, ...]
    pairs: tuple[tuple[int, int], ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    sentence_of: tuple[int, ...]

    @property
    def kept(self) -> frozenset[int]:
        """The quotation's units that the claim has, or has others in place of."""
        replaced = (
            j for block in self.blocks if block.i1 < block.i2 for j in range(block.j1, block.j2)
        )
        return frozenset({*(j for _, j in self.pairs), *replaced})

    @property
    def whole_pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs without those in surface words of which another part is not matched."""
        cut = [
            {unit.outer_start for at, unit in enumerate(row) if at not in matched}
            for row, matched in (
                (self.ours, {i for i, _ in self.pairs}),
                (self.theirs, {j for _, j in self.pairs}),
            )
        ]
        return tuple(
            (i, j)
            for i, j in self.pairs
            if self.ours[i].outer_start not in cut[0] and self.theirs[j].outer_start not in cut[1]
        )


def align(claim: str, said: str) -> Alignment:
    """Lay the words of a claim along those of a quotation."""
    ours, theirs = settled(units(claim), units(said))
    spans = _sentences(said)
    sentence_of = _numbers(theirs, spans)
    pairs, parted = blocks(align_tokens(ours, theirs).pairs, ours, theirs, sentence_of)
    return Alignment(claim, said, ours, theirs, pairs, parted, spans, sentence_of)


@lru_cache(maxsize=KEPT_TEXTS)
def _sentences(said: str) -> tuple[Span, ...]:
    if not said:
        return ()
    plain = said.replace(PIECE_JOINER, " " * len(PIECE_JOINER))
    return tuple(sentences(plain, Span(0, len(plain))))


def _numbers(row: Sequence[Unit], spans: Sequence[Span]) -> tuple[int, ...]:
    """The number of the sentence that each unit stands in."""
    numbers = []
    at = 0
    for unit in row:
        while at + 1 < len(spans) and unit.start >= spans[at].end:
            at += 1
        numbers.append(at)
    return tuple(numbers)
