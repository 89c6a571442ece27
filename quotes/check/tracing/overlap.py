"""How much of two wordings is the same, whichever of them is the longer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from quotes.article import Span
from quotes.check.words.tokens import Token, tokens

SHARE = 0.6
"""Of the shorter wording so much must stand in the other one, in its order."""
RUN = 8
"""So many words on end make two wordings cuts of one quotation, however long the rest is."""
SURE_SHARE, SURE_RUN = 0.8, 12
"""What it takes instead where somebody else is said to have said it."""
FEWEST = 6
"""Words of a fragment that tells by itself, without its speaker, which quotation it is of."""
BARELY = 3
"""Words of a fragment at least, unless it is the other wording as a whole."""
_LEAST_BLOCK = 3


@dataclass(frozen=True, slots=True)
class Overlap:
    """The words that two wordings have in common, in stretches of three words or more.

    ``same`` counts them, ``run`` those of the longest stretch, ``shorter`` and ``longer`` all
    words of either wording.
    """

    same: int
    run: int
    shorter: int
    longer: int

    @property
    def share(self) -> float:
        """How much of the shorter wording stands in the longer one, in [0, 1]."""
        return self.same / self.shorter if self.shorter else 0.0

    @property
    def is_one_quotation(self) -> bool:
        """Whether both are the same words, though trimmed, altered or cut in another place."""
        if self.run >= RUN:
            return True
        if self.share < SHARE:
            return False
        like_long = self.shorter >= SHARE * self.longer
        return self.shorter >= FEWEST or (like_long and self.same >= min(BARELY, self.shorter))

    @property
    def is_surely_one(self) -> bool:
        """Whether they are so much the same that two people hardly said both by chance."""
        return self.is_one_quotation and (self.share >= SURE_SHARE or self.run >= SURE_RUN)

    @property
    def is_fragment(self) -> bool:
        """Whether one is a short piece of the other that others may have said by chance."""
        return BARELY <= self.shorter == self.same < FEWEST


def overlap(one: str, other: str) -> Overlap:
    """The words that two wordings have in common; the same both ways round."""
    first, second = sorted((_keys(tokens(one)), _keys(tokens(other))), key=lambda k: (len(k), k))
    blocks = _blocks(first, second)
    return Overlap(
        same=sum(block.size for block in blocks),
        run=max((block.size for block in blocks), default=0),
        shorter=len(first),
        longer=len(second),
    )


def may_have(text: str, words: str) -> bool:
    """Whether a text has enough of the words, anywhere in it; quicker to tell than where."""
    lower = text.casefold()
    sought = [word.text.casefold() for word in tokens(words)]
    return sum(word in lower for word in sought) >= SHARE * len(sought)


def place_in(words: str, text: str) -> Span | None:
    """Where a longer text has these words or most of them close together; None if it has not."""
    sought, read = tokens(words), tokens(text)
    blocks = _blocks(_keys(sought), _keys(read))
    if not blocks:
        return None
    longest = max(blocks, key=lambda block: block.size)
    near = [b for b in blocks if abs(b.b - longest.b) <= 2 * len(sought)]
    start, end = near[0].b, near[-1].b + near[-1].size
    if sum(block.size for block in near) < max(SHARE * len(sought), min(FEWEST, len(sought))):
        return None
    return Span(read[start].start, read[end - 1].end)


def _keys(words: Sequence[Token]) -> list[str]:
    return [word.key for word in words]


def _blocks(one: list[str], other: list[str]) -> list[Match]:
    found = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    least = min(_LEAST_BLOCK, len(one), len(other))
    return [block for block in found if block.size >= max(least, 1)]
