"""Whether words that a claim leaves out turn the sense of the words that it keeps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.check.align import (
    ELLIPSIS,
    Alignment,
    Block,
    Unit,
    align,
    gloss_kind,
    kind_of,
    negations,
    numbers,
    only_auxiliaries,
)
from quotes.check.rows import Difference, DifferenceKind, Turn
from quotes.lexicon import TENS_AND_UNITS, any_of, word_set
from quotes.text.tokens import fold
from quotes.types import PIECE_JOINER, Span

Place = Literal["before", "within", "after"]

NEAR = 5
"""Words behind those kept in which a negation or a hedge still speaks of them."""

_NUMBER = rf"(?:\d|[$£€]|(?:a|{any_of(frozenset(TENS_AND_UNITS))}|hundred|half|dozens?)\b)"
_DENIAL = re.compile(
    rf"\b(?:{any_of(word_set('grammar', 'denial'))}"
    r"|\w+n['’]t|refus\w+ to|fail\w* to|den(?:y|ies|ied|ying)|doubts?|doubtful|false|untrue|lies?"
    r"|myth|unable|wrong to|nonsense|rejects?|rejected|impossible|unlikely|far from|anything but"
    r"|instead of|rather than|opposed to|against)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|least|merely|surprisingly|to mention)|no (?:doubt|question|matter"
    r"|wonder|secret)|nothing but|whether or not|make no mistake|why not|can(?:not|['’]t) deny"
    r"|(?:do not|don['’]t) (?:forget|deny)|without (?:doubt|question))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!even )(?<!as )(?<!what )\bif\b(?! (?:anything|you (?:like|will|ask|look|want to know)))"
    r"|\b(?:unless|provided(?: that|,| we| you| they| the)|providing|assuming"
    r"|suppos(?:e|ing) (?:that|we|you)|as long as|so long as|in case|in the event"
    r"|on (?:the )?condition|depending on|until"
    r"|only (?:when|once|after))\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:when|once|as soon as)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|shall|can|going to)\b|['’]ll\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\bwhether\b"
    r"|\b(?:do|did|does) (?:you|we|they|he|she|i) (?:really )?(?:think|believe|know|say)\b"
    r"|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|know|see|unclear|sure|question is)"
    r" (?:if|why|how|what)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    rf"\b(?:{any_of(word_set('hedges'))}"
    r"|as far as (?:i|we)\b|seems?|seemed|appears? to|appeared to|tends? to"
    r"|(?:may|might|could) have|there is an? (?:\w+ )?(?:risk|chance|danger|possibility)"
    r"|(?:it is|it['’]s) (?:\w+ )?possible"
    r"|(?:i|we)(?:['’]d| would|['’]m|['’]re| am| are| do| really| still| just| also)*(?: \w+ly)?"
    r" (?:think|thought|believed?|guess|suppose|suspect|hoped?|hoping|wish|fear|imagine|assumed?"
    r"|expect|reckon|feel|afraid|heard))\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:may|might|could)\b", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:almost|nearly|virtually|practically|partly|mostly)\W*$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|perhaps|as many as)\W*$", re.IGNORECASE
)
_OTHERS = re.compile(
    rf"\b(?:{any_of(word_set('others', 'named'))}|the \w+)(?: \w+){{0,2}}"
    rf" (?:{any_of(word_set('verbs', 'others_say'))}|(?:tell|tells|told) (?:us|me|you))"
    r"(?: that)?\W*$",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"^\W*(?:but|although|though|however|yet|except|apart from|albeit|even though"
    r"|with the exception)\b",
    re.IGNORECASE,
)
_QUANTITY = (
    r"(?:(?:some|many|few|part|parts|half|none|any) of|(?<!the )(?<!at )most(?: of)?|not all|only"
    r"|up to|at (?:least|most)|almost all|(?:fewer|less|more) than"
    r"|an? (?:few|fraction|minority|majority|handful|quarter|third) of)"
)
_WITHIN_QUANTITY = re.compile(rf"\b{_QUANTITY}\b", re.IGNORECASE)
_BEFORE_QUANTITY = re.compile(
    rf"\b(?:{_QUANTITY}|some|few|half|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r"(?: (?:in|out of) \w+)? of)(?:\s+(?:the|these|those|our|my|their|its|his|her))?\W*$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    rf"[,;:()—–]|\s-\s|\b{any_of(word_set('grammar', 'break'))}\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"[;:]|\b{any_of(word_set('grammar', 'break') - {'or', 'as'})}\b", re.IGNORECASE
)
_ASIDE = re.compile(r",(?!\s*(?:and|but|or|so|because)\b)[^,]{1,30},", re.IGNORECASE)
_STRONG_BREAK = re.compile(r"[;:]|,\s*(?:and|but|so|because)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def polarity_change(missing: str, sentence: str, kept: str) -> Turn | None:
    """How words that a claim leaves out of a sentence turn what it keeps of it, None if not.

    Only what bears on the words kept counts: a negation or hedge in the same clause, a condition
    anywhere in the sentence up to a colon or another main clause, a "but" right behind.

    :param missing: the words left out, as they stand in the sentence.
    :param sentence: the whole sentence of the quotation, with its last mark.
    :param kept: the words of the sentence that the claim has, in order.
    """
    words = missing.strip()
    at = sentence.find(words)
    if at < 0 or not _WORD.search(words) or not kept.strip():
        return None
    follows = sentence[at + len(words) :].lstrip()
    place = _place(sentence[:at], follows, kept)
    near = _near(words, place)
    if (place == "after" and words.rstrip("\"'”’)] ").endswith("?")) or _ASKED.search(near):
        return "question"
    if _conditional(words, kept, place):
        return "condition"
    if _DENIAL.search(_NO_DENIAL.sub("", near)):
        return "negation"
    if _hedged(words, near, follows, place):
        return "hedge"
    if place == "after" and _BUT.match(words):
        return "contrast"
    if _counted(near, follows, place):
        return "quantity"
    return None


def _place(before: str, after: str, kept: str) -> Place:
    """Where words left out between ``before`` and ``after`` stand beside those kept."""
    words = set(_WORD.findall(kept.lower()))
    if words.isdisjoint(_WORD.findall(before.lower())):
        return "before"
    return "after" if words.isdisjoint(_WORD.findall(after.lower())) else "within"


def _near(words: str, place: Place) -> str:
    """The part of the words left out that belongs to the clause of the words kept."""
    if place == "within":
        aside = words[0] in ",(—–" and words[-1] in ",)—–"
        return "" if aside else _CLAUSE.split(words)[-1]
    if place == "after":
        end = _BREAK.search(words)
        return " ".join((words[: end.start()] if end else words).split()[:NEAR])
    plain = _ASIDE.sub(" ", words)
    *_, start = [0, *(found.end() for found in _BREAK.finditer(plain))]
    return plain[start:]


def _conditional(words: str, kept: str, place: Place) -> bool:
    parts = _STRONG_BREAK.split(words)
    part = {"before": parts[-1], "after": parts[0], "within": words}[place]
    return bool(_CONDITION.search(part) or (_ONCE.search(part) and _TO_COME.search(kept)))


def _hedged(words: str, near: str, follows: str, place: Place) -> bool:
    if place == "before":
        if _OTHERS.search(near) or _MODAL.search(" ".join(near.split()[-4:])):
            return True
    elif _HEDGE.match(words.lstrip(" ,—–(")):
        return True
    if _HEDGE.search(near) or (place == "within" and _MODAL.search(near)):
        return True
    if place == "after":
        return False
    counts = re.match(_NUMBER, follows, re.IGNORECASE)
    return bool(_NEARLY.search(near) or (counts and _ABOUT.search(near)))


def _counted(near: str, follows: str, place: Place) -> bool:
    if place == "after" or not follows:
        return False
    return bool((_WITHIN_QUANTITY if place == "within" else _BEFORE_QUANTITY).search(near))


# What each difference between a claim and a quotation is, in words for a human.


_ASKING = word_set("grammar", "asking")
_END = re.compile(r"[.!?]")
_LONG = 6
"""Units put in, from which on they are only told as added: another quotation's, mostly."""


class DifferenceClassifier:
    """Tells the differences of one claim and one quotation."""

    def __init__(self, laid: Alignment) -> None:
        self.laid = laid
        self.kept = laid.kept
        self.pairs = frozenset(laid.pairs)

    def kind(self, block: Block) -> tuple[DifferenceKind, Turn | None]:
        """What kind of difference a block is, and how words left out turn the sense."""
        ours, theirs = self._units(block)
        texts = self.laid.claim, self.laid.said
        plain = [unit for unit in ours if not unit.gloss]
        if ours and not plain:
            return gloss_kind(ours, theirs, *texts), None
        if theirs and all(unit.gloss for unit in theirs):
            return gloss_kind(theirs, ours, *reversed(texts)), None
        if ours and theirs:
            return kind_of(plain, theirs, *texts), None
        return (_added_kind(ours), None) if ours else self._missing_kind(block)

    def difference(
        self, kind: DifferenceKind, block: Block, turns: Turn | None = None
    ) -> Difference:
        """A block as a difference, widened to whole surface words."""
        ours, theirs = self._units(self._widened(block))
        place, where = _span(ours, self.laid.claim), _span(theirs, self.laid.said)
        claim = place.of(self.laid.claim) if place else ""
        said = where.of(self.laid.said) if where else ""
        return Difference(kind, claim, said, place, where, turns)

    def unasked(self) -> Iterator[Difference]:
        """The question marks of sentences that the claim gives as if nobody had asked."""
        laid = self.laid
        firsts: dict[int, int] = {}
        lasts: dict[int, tuple[int, int]] = {}
        for i, j in laid.pairs:
            firsts.setdefault(laid.sentence_of[j], j)
            lasts[laid.sentence_of[j]] = (i, j)
        for number, (i, j) in lasts.items():
            tail = laid.said[laid.theirs[j].end : laid.sentences[number].end]
            inner = j + 1 < len(laid.theirs) and laid.sentence_of[j + 1] == number
            if inner or "?" not in tail:
                continue
            after = laid.ours[i + 1].start if i + 1 < len(laid.ours) else len(laid.claim)
            marks = laid.claim[laid.ours[i].end : after]
            first = firsts[number]
            starts = first == 0 or laid.sentence_of[first - 1] != number
            shown = starts and laid.theirs[first].key in _ASKING and not _END.search(marks)
            if "?" not in marks and not shown:
                at = laid.theirs[j].end + tail.index("?")
                yield Difference("missing", "", "?", None, Span(at, at + 1), "question")

    def _units(self, block: Block) -> tuple[Sequence[Unit], Sequence[Unit]]:
        return self.laid.ours[block.i1 : block.i2], self.laid.theirs[block.j1 : block.j2]

    def _missing_kind(self, block: Block) -> tuple[DifferenceKind, Turn | None]:
        """Words left out inside the claim, without an ellipsis there, may be an alteration."""
        turns = self._turn(block)
        ours, theirs = self.laid.ours, self.laid.theirs[block.j1 : block.j2]
        if 0 < block.i1 < len(ours) and not ours[block.i1].gap:
            if turns == "negation":
                return "negation", None
            if turns is None and only_auxiliaries(theirs):
                return "tense", None
        return "missing", turns

    def _turn(self, block: Block) -> Turn | None:
        """How the words left out turn what is kept of their sentences."""
        laid = self.laid
        for number in sorted({laid.sentence_of[j] for j in range(block.j1, block.j2)}):
            inside = range(*(cut(laid.sentence_of, number) for cut in (bisect_left, bisect_right)))
            kept = [j for j in inside if j in self.kept]
            if not kept:
                continue
            gone = self._stretch(number, inside, block)
            words = " ".join(laid.said[laid.theirs[j].start : laid.theirs[j].end] for j in kept)
            turn = polarity_change(gone.of(laid.said), laid.sentences[number].of(laid.said), words)
            if turn is not None:
                return turn
        return None

    def _stretch(self, number: int, inside: Sequence[int], block: Block) -> Span:
        """Where the words that a sentence lacks stand, with the marks on both sides."""
        theirs, sentence = self.laid.theirs, self.laid.sentences[number]
        first, last = max(block.j1, inside[0]), min(block.j2 - 1, inside[-1])
        start, end = sentence.start, sentence.end
        if first > inside[0]:
            start = min(theirs[first - 1].outer_end, theirs[first].outer_start)
        if last < inside[-1]:
            end = max(theirs[last + 1].outer_start, theirs[last].outer_end)
        return Span(start, end)

    def _widened(self, block: Block) -> Block:
        """The block with the whole of every surface word that it has a part of."""
        pairs = self.pairs
        i1, i2, j1, j2 = block.i1, block.i2, block.j1, block.j2
        while (i1 - 1, j1 - 1) in pairs and self._cut(Block(i1, i2, j1, j2), first=True):
            i1, j1 = i1 - 1, j1 - 1
        while (i2, j2) in pairs and self._cut(Block(i1, i2, j1, j2), first=False):
            i2, j2 = i2 + 1, j2 + 1
        return Block(i1, i2, j1, j2)

    def _cut(self, block: Block, *, first: bool) -> bool:
        """Whether the block starts, or ends, inside a surface word."""
        rows = [row for row in self._units(block) if row]
        if first:
            return any(row[0].start > row[0].outer_start for row in rows)
        return any(row[-1].end < row[-1].outer_end for row in rows)


def _added_kind(ours: Sequence[Unit]) -> DifferenceKind:
    if len(ours) > _LONG:
        return "added"
    if negations(ours) % 2:
        return "negation"
    if numbers(ours):
        return "number"
    return "tense" if only_auxiliaries(ours) else "added"


def _span(row: Sequence[Unit], text: str) -> Span | None:
    """From the first unit to the last, with the brackets around them."""
    if not row:
        return None
    start, end = row[0].start, row[-1].end
    if row[0].gloss and text[start - 1 : start] == "[":
        start -= 1
    if row[-1].gloss and text[end : end + 1] == "]":
        end += 1
    return Span(start, end)


# Differences of writing only, between words of a claim and of a quotation that are the same.


Pairs = Sequence[tuple[int, int]]

_MARKS = str.maketrans(
    dict.fromkeys("’‘ʼ′´＇`‛", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
_BLANKS = re.compile(r"\s+")
_JOINED: frozenset[DifferenceKind] = frozenset({"case", "bracket"})
"""Kinds that words side by side share as one difference."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Matched units ``i1`` to ``i2`` and ``j1`` to ``j2``, and how their writing differs."""

    i1: int
    i2: int
    j1: int
    j2: int
    kind: DifferenceKind | None = None

    def follows(self, other: _Run) -> bool:
        """Whether it comes right after the other on both sides."""
        return (self.i1, self.j1) == (other.i2, other.j2)


class SurfaceDifferences:
    """Two texts in units, to compare how the same words are written in them."""

    def __init__(
        self, claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
    ) -> None:
        self.claim = claim
        self.said = said
        self.claim_text = claim_text
        self.said_text = said_text

    def differences(self, pairs: Pairs) -> Iterator[Difference]:
        """Where matched words differ in case, spelling, figures, brackets or the marks between.

        :param pairs: the matched units, as indices into claim and quotation, in order.
        """
        before: _Run | None = None
        for run in self._runs(pairs):
            if before is not None and run.follows(before):
                yield from self._marks(before, run)
            if run.kind is not None:
                place, where = self._spans(run)
                ours, theirs = place.of(self.claim_text), where.of(self.said_text)
                yield Difference(run.kind, ours, theirs, place, where)
            before = run

    def _runs(self, pairs: Pairs) -> Iterator[_Run]:
        """The surface words that differ in the same way, side by side, taken together."""
        open_run: _Run | None = None
        for word in self._words(pairs):
            run = _Run(word.i1, word.i2, word.j1, word.j2, self._kind(word))
            if open_run is not None:
                if run.kind == open_run.kind and run.kind in _JOINED and run.follows(open_run):
                    open_run = _Run(open_run.i1, run.i2, open_run.j1, run.j2, run.kind)
                    continue
                yield open_run
            open_run = run
        if open_run is not None:
            yield open_run

    def _words(self, pairs: Pairs) -> Iterator[_Run]:
        """The matched units, together where they are parts of one surface word on a side."""
        word: _Run | None = None
        for i, j in pairs:
            if word is not None:
                inside = (
                    self.claim[i].outer_start == self.claim[word.i2 - 1].outer_start
                    or self.said[j].outer_start == self.said[word.j2 - 1].outer_start
                )
                if inside and (i, j) == (word.i2, word.j2):
                    word = _Run(word.i1, i + 1, word.j1, j + 1)
                    continue
                yield word
            word = _Run(i, i + 1, j, j + 1)
        if word is not None:
            yield word

    def _spans(self, run: _Run) -> tuple[Span, Span]:
        ours, theirs = self.claim[run.i1 : run.i2], self.said[run.j1 : run.j2]
        return (
            Span(ours[0].outer_start, ours[-1].outer_end),
            Span(theirs[0].outer_start, theirs[-1].outer_end),
        )

    def _kind(self, word: _Run) -> DifferenceKind | None:
        """How a surface word is written otherwise, None where it is not, or is matched in part."""
        ours, theirs = self.claim[word.i1 : word.i2], self.said[word.j1 : word.j2]
        place, where = self._spans(word)
        one, other = place.of(self.claim_text), where.of(self.said_text)
        glossed = ours[0].gloss != theirs[0].gloss
        if _in_part(ours) or _in_part(theirs) or (one == other and not glossed):
            return None
        if glossed or ("[" in one) != ("[" in other):
            return "bracket"
        one, other = (_BLANKS.sub(" ", text.translate(_MARKS)) for text in (one, other))
        if one == other or (fold(one) == fold(other) and one.casefold() != other.casefold()):
            return "marks"
        if one.casefold() == other.casefold():
            return "case"
        if ours[0].number:
            return "figure"
        parts = any(unit.start > unit.outer_start for unit in (*ours, *theirs))
        return "contraction" if parts or "'" in one + other else "spelling"

    def _marks(self, before: _Run, after: _Run) -> Iterator[Difference]:
        """The marks between two words, where they differ and no joint of pieces lies there."""
        start, end = self.said[before.j2 - 1].outer_end, self.said[after.j1].outer_start
        if PIECE_JOINER in self.said_text[start:end]:
            return
        where = _marks(self.said_text, start, end)
        start, end = self.claim[before.i2 - 1].outer_end, self.claim[after.i1].outer_start
        place = _marks(self.claim_text, start, end)
        one = place.of(self.claim_text) if place else ""
        other = where.of(self.said_text) if where else ""
        if one.strip("[] ") != other.strip("[] "):
            kind: DifferenceKind = "ellipsis" if ELLIPSIS.search(one) else "marks"
            yield Difference(kind, one, other, place, where)


def _in_part(row: Sequence[Unit]) -> bool:
    return row[0].start > row[0].outer_start or row[-1].end < row[-1].outer_end


def _marks(text: str, start: int, end: int) -> Span | None:
    """Where the marks between two words stand, without the blanks around them."""
    marks = text[start:end].strip()
    if not marks:
        return None
    at = text.index(marks, start)
    return Span(at, at + len(marks))


# A claim's words beside a quotation's words: what is the same, and where the two part.


_HALF: frozenset[DifferenceKind] = frozenset({"number", "negation", "name", "tense"})
"""Changes of a word into one of its own sort, which still tell where the words come from."""


@dataclass(frozen=True, slots=True)
class WordComparison:
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


def compare(claim: str, said: str) -> WordComparison:
    """The words of a claim compared with those of a quotation.

    :param claim: the words claimed, with or without marks around them; an ellipsis in it owns up to
        words left out, brackets hold an editor's words.
    :param said: the quotation's text, its pieces joined by :data:`quotes.types.PIECE_JOINER`.
    :returns: similarity, matched stretches and differences; places in the claim are characters of
        ``claim``, places in the quotation characters of ``said``.
    """
    laid = align(claim, said)
    telling = DifferenceClassifier(laid)
    kinds = {block: telling.kind(block) for block in laid.blocks}
    told = [telling.difference(kind, block, turns) for block, (kind, turns) in kinds.items()]
    told += SurfaceDifferences(laid.ours, laid.theirs, claim, said).differences(laid.pairs)
    told += telling.unasked()
    first, last = _ends(laid)
    harmless = all(found.harmless or _only_fillers(found, laid) for found in told)
    return WordComparison(
        similarity=_similarity(laid, {block: kind for block, (kind, _) in kinds.items()}),
        covered=tuple(_stretches(laid, 0)),
        places=tuple(_stretches(laid, 1)),
        differences=tuple(sorted(told, key=lambda found: _order(found, laid))),
        whole=bool(laid.pairs) and first and last and harmless,
        first=first,
        last=last,
    )


def _similarity(laid: Alignment, kinds: Mapping[Block, DifferenceKind]) -> float:
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


def _stretches(laid: Alignment, side: int) -> Iterator[Span]:
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


def _ends(laid: Alignment) -> tuple[bool, bool]:
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


def _only_fillers(found: Difference, laid: Alignment) -> bool:
    where = found.where
    if found.kind != "missing" or found.turns is not None or where is None:
        return False
    return not any(unit.weight for unit in laid.theirs if where.start <= unit.start < where.end)


def _order(found: Difference, laid: Alignment) -> tuple[int, int]:
    """Where a difference comes in the quotation; words put in come before what follows them."""
    if found.where is not None:
        return found.where.start, 1
    start = found.place.start if found.place else 0
    after = (laid.theirs[j].start for i, j in laid.pairs if laid.ours[i].start >= start)
    return next(after, len(laid.said)), 0
