"""A claim's words beside a quotation's words: what is the same, and where the two part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quotes.article import PIECE_JOINER, Span
from quotes.check.rows import Difference, DifferenceKind
from quotes.check.words.blocks import Block
from quotes.check.words.laid import Laid, lay
from quotes.check.words.telling import Telling
from quotes.check.words.writing import Writing

_HALF: frozenset[DifferenceKind] = frozenset({"number", "negation", "name", "tense"})
"""Changes of a word into one of its own sort, which still tell where the words come from."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of a claim stand to those of a quotation.

    ``similarity`` in [0, 1] is the share of the claim's words that stand in the quotation in the
    same order: a content word or number counts 1, a function word 0.3, a filled pause nothing, and
    an editor's words in brackets are left aside; a word in place of another number or name, of
    another form of the verb or of its opposite counts half. ``covered`` are the stretches of the
    claim that are matched, ``places`` those of the quotation, both in order; no place runs over the
    joint between two pieces. ``whole`` tells that the claim has the whole quotation, or whole
    sentences of it that follow one another, with harmless differences at most (filled pauses may
    be left out). ``first`` tells that it starts where a sentence of the quotation starts, ``last``
    that it ends where one ends.
    """

    similarity: float
    covered: tuple[Span, ...]
    places: tuple[Span, ...]
    differences: tuple[Difference, ...]
    whole: bool
    first: bool
    last: bool

    @property
    def altered(self) -> bool:
        """Whether words were changed or put in, beyond what is left out."""
        return any(not (found.harmless or found.kind == "missing") for found in self.differences)

    @property
    def trimmed(self) -> bool:
        """Whether words are left out."""
        return any(found.kind == "missing" for found in self.differences)


def compare(claim: str, said: str) -> Comparison:
    """The words of a claim compared with those of a quotation.

    :param claim: the words claimed, with or without marks around them; an ellipsis in it owns up to
        words left out, brackets hold an editor's words.
    :param said: the quotation's text, its pieces joined by :data:`quotes.article.PIECE_JOINER`.
    :returns: similarity, matched stretches and differences; places in the claim are characters of
        ``claim``, places in the quotation characters of ``said``.
    """
    laid = lay(claim, said)
    telling = Telling(laid)
    kinds = {block: telling.kind(block) for block in laid.blocks}
    told = [telling.difference(kind, block, turns) for block, (kind, turns) in kinds.items()]
    told += Writing(laid.ours, laid.theirs, claim, said).differences(laid.pairs)
    told += telling.unasked()
    first, last = _ends(laid)
    harmless = all(found.harmless or _only_fillers(found, laid) for found in told)
    return Comparison(
        similarity=_similarity(laid, {block: kind for block, (kind, _) in kinds.items()}),
        covered=tuple(_stretches(laid, 0)),
        places=tuple(_stretches(laid, 1)),
        differences=tuple(sorted(told, key=lambda found: _order(found, laid))),
        whole=bool(laid.pairs) and first and last and harmless,
        first=first,
        last=last,
    )


def _similarity(laid: Laid, kinds: Mapping[Block, DifferenceKind]) -> float:
    shares = dict.fromkeys((i for i, _ in laid.pairs), 1.0)
    for block, kind in kinds.items():
        if kind in _HALF and block.j1 < block.j2:
            shares |= dict.fromkeys(range(block.i1, block.i2), 0.5)
    every = range(len(laid.ours))
    weights = {at: laid.ours[at].weight for at in every if not laid.ours[at].gloss}
    if not sum(weights.values()):
        weights = dict.fromkeys(weights or every, 1.0)
    if not weights:
        return 0.0
    return sum(weights[at] * shares.get(at, 0.0) for at in weights) / sum(weights.values())


def _stretches(laid: Laid, side: int) -> Iterator[Span]:
    """The matched stretches of the claim (0) or the quotation (1), in whole surface words."""
    row = (laid.ours, laid.theirs)[side]
    before: tuple[int, int] | None = None
    start = 0
    for pair in laid.whole_pairs:
        first, at = row[pair[side]].start, pair[side]
        if before is None:
            start = first
        elif pair != (before[0] + 1, before[1] + 1) or (
            side == 1 and PIECE_JOINER in laid.said[row[at - 1].end : first]
        ):
            yield Span(start, row[before[side]].end)
            start = first
        before = pair
    if before is not None:
        yield Span(start, row[before[side]].end)


def _ends(laid: Laid) -> tuple[bool, bool]:
    """Whether the claim starts where a sentence starts, and ends where one ends."""
    if not laid.kept:
        return False, False
    low, high = min(laid.kept), max(laid.kept)
    while low and not laid.theirs[low - 1].weight:
        low -= 1
    while high + 1 < len(laid.theirs) and not laid.theirs[high + 1].weight:
        high += 1
    numbers = laid.sentence_of
    first = low == 0 or numbers[low - 1] != numbers[low]
    last = high + 1 == len(numbers) or numbers[high + 1] != numbers[high]
    return first, last


def _only_fillers(found: Difference, laid: Laid) -> bool:
    where = found.where
    if found.kind != "missing" or found.turns is not None or where is None:
        return False
    return not any(unit.weight for unit in laid.theirs if where.start <= unit.start < where.end)


def _order(found: Difference, laid: Laid) -> tuple[int, int]:
    """Where a difference comes in the quotation; words put in come before what follows them."""
    if found.where is not None:
        return found.where.start, 1
    start = found.place.start if found.place else 0
    after = (laid.theirs[j].start for i, j in laid.pairs if laid.ours[i].start >= start)
    return next(after, len(laid.said)), 0
