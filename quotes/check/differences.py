"""A claim compared with a quotation: what is the same, where they differ, and in which way.

A difference of wording gets the gravest kind that holds (number, negation, name, tense, word);
words that are the same may still differ in writing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from quotes.check.align import Alignment, Block, Pairs
from quotes.check.results import Difference, DifferenceKind, PolarityChange
from quotes.check.thresholds import LONG, NEARBY
from quotes.check.units import ELLIPSIS, Unit, base, in_dictionary, is_name, negations, numbers
from quotes.lexicon import AUXILIARIES, OPPOSITES, TENS_AND_UNITS, any_of, word_set
from quotes.text.tokens import fold
from quotes.types import PIECE_JOINER, Span

# Words left out.

Position = Literal["before", "within", "after"]


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


def polarity_change(missing: str, sentence: str, kept: str) -> PolarityChange | None:
    """How words left out of a sentence change what the claim keeps of it, None if they do not.

    Only what bears on the words kept counts: a negation or hedge in the same clause, a condition
    anywhere in the sentence up to a colon or another main clause, a "but" right behind.

    :param missing: the words left out, as they stand in the sentence.
    :param sentence: the whole sentence of the quotation, with its last mark.
    :param kept: the words of the sentence that the claim has, in order.
    """
    words = missing.strip()
    start = sentence.find(words)
    if start < 0 or not _WORD.search(words) or not kept.strip():
        return None
    follows = sentence[start + len(words) :].lstrip()
    position = _position(sentence[:start], follows, kept)
    nearby = _nearby(words, position)
    if (position == "after" and words.rstrip("\"'”’)] ").endswith("?")) or _ASKED.search(nearby):
        return "question"
    if _conditional(words, kept, position):
        return "condition"
    if _DENIAL.search(_NO_DENIAL.sub("", nearby)):
        return "negation"
    if _hedged(words, nearby, follows, position):
        return "hedge"
    if position == "after" and _BUT.match(words):
        return "contrast"
    if _counted(nearby, follows, position):
        return "quantity"
    return None


def _position(before: str, after: str, kept: str) -> Position:
    """Where words left out between ``before`` and ``after`` stand beside those kept."""
    words = set(_WORD.findall(kept.lower()))
    if words.isdisjoint(_WORD.findall(before.lower())):
        return "before"
    return "after" if words.isdisjoint(_WORD.findall(after.lower())) else "within"


def _nearby(words: str, position: Position) -> str:
    """The part of the words left out that belongs to the clause of the words kept."""
    if position == "within":
        aside = words[0] in ",(—–" and words[-1] in ",)—–"
        return "" if aside else _CLAUSE.split(words)[-1]
    if position == "after":
        end = _BREAK.search(words)
        return " ".join((words[: end.start()] if end else words).split()[:NEARBY])
    plain = _ASIDE.sub(" ", words)
    *_, start = [0, *(found.end() for found in _BREAK.finditer(plain))]
    return plain[start:]


def _conditional(words: str, kept: str, position: Position) -> bool:
    parts = _STRONG_BREAK.split(words)
    part = {"before": parts[-1], "after": parts[0], "within": words}[position]
    return bool(_CONDITION.search(part) or (_ONCE.search(part) and _TO_COME.search(kept)))


def _hedged(words: str, nearby: str, follows: str, position: Position) -> bool:
    if position == "before":
        if _OTHERS.search(nearby) or _MODAL.search(" ".join(nearby.split()[-4:])):
            return True
    elif _HEDGE.match(words.lstrip(" ,—–(")):
        return True
    if _HEDGE.search(nearby) or (position == "within" and _MODAL.search(nearby)):
        return True
    if position == "after":
        return False
    counts = re.match(_NUMBER, follows, re.IGNORECASE)
    return bool(_NEARLY.search(nearby) or (counts and _ABOUT.search(nearby)))


def _counted(nearby: str, follows: str, position: Position) -> bool:
    if position == "after" or not follows:
        return False
    return bool((_WITHIN_QUANTITY if position == "within" else _BEFORE_QUANTITY).search(nearby))


# Words changed or put in.

_NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_NO_OPPOSITES = word_set("not_opposites")
"""Words that one of these prefixes makes another word of, and not the opposite."""
_ASKING = word_set("grammar", "asking")
_END = re.compile(r"[.!?]")
_MARKS = str.maketrans(
    dict.fromkeys("’‘ʼ′´＇`‛", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
_BLANKS = re.compile(r"\s+")


def is_harmless(kind: DifferenceKind) -> bool:
    """Whether it is a difference of writing only."""
    match kind:
        case "marks" | "case" | "spelling" | "contraction" | "figure" | "bracket" | "ellipsis":
            return True
        case "missing" | "added" | "number" | "negation" | "name" | "tense" | "word":
            return False
        case _:
            assert_never(kind)


def difference_of(
    kind: DifferenceKind,
    claim: str,
    said: str,
    claim_span: Span | None,
    said_span: Span | None,
    change: PolarityChange | None = None,
) -> Difference:
    """A difference of this kind."""
    harmless = is_harmless(kind)
    return Difference(kind, claim, said, claim_span, said_span, change, harmless=harmless)


def opposed(first: str, second: str) -> bool:
    """Whether one word is the other's opposite, by a prefix or by the list of opposites."""
    short, long = sorted((first, second), key=len)
    prefixed = any(long == prefix + short for prefix in _NEGATIVE_PREFIXES)
    if prefixed and len(short) > 3 and base(short) not in _NO_OPPOSITES:
        return True
    if short + "less" == long or (short.endswith("ful") and long == short[:-3] + "less"):
        return True
    return base(second) in OPPOSITES.get(base(first), ()) or second in OPPOSITES.get(first, ())


def gloss_kind(
    gloss: Sequence[Unit], plain: Sequence[Unit], gloss_text: str, plain_text: str
) -> DifferenceKind:
    """The kind of a change that an editor marked with brackets.

    An editor may explain a pronoun, name whom a noun means and fit a form of a verb; whatever else
    the brackets hold in place of words is a change like any other.
    """
    if negations(gloss) % 2 != negations(plain) % 2:
        return "negation"
    if numbers(gloss) and numbers(plain) and numbers(gloss) != numbers(plain):
        return "number"
    bases = {base(unit.key) for unit in gloss}
    changed = [unit for unit in plain if unit.weight >= 1 and base(unit.key) not in bases]
    if any(is_name(unit, plain_text) for unit in changed):
        return "name"
    explained = not changed or any(is_name(unit, gloss_text) for unit in gloss)
    return "bracket" if explained else "word"


def _only_auxiliaries(units: Sequence[Unit]) -> bool:
    """Whether the units are auxiliary verbs and nothing else: "have", "will be"."""
    return all(base(unit.key) in AUXILIARIES for unit in units)


def kind_of(
    claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
) -> DifferenceKind:
    """The kind of a change: the gravest that holds, of number, negation, name, tense and word.

    :param claim: the claim's units that stand in place of ``said``, neither being empty.
    """
    claimed, spoken = numbers(claim), numbers(said)
    alone = len(claim) == len(said) == 1
    if claimed != spoken and (alone or (claimed and spoken)):
        return "number"
    if negations(claim) % 2 != negations(said) % 2 or any(
        opposed(unit.key, spoken_unit.key) for unit in claim for spoken_unit in said
    ):
        return "negation"
    if claimed != spoken:
        return "number"
    if _names_differ(claim, said, claim_text, said_text):
        return "name"
    return "tense" if _is_other_tense(claim, said) else "word"


def _names_differ(
    claim: Sequence[Unit], said: Sequence[Unit], claim_text: str, said_text: str
) -> bool:
    names = {unit.key for unit in said if is_name(unit, said_text)}
    if not names:
        return False
    if claim_text == claim_text.lower() or claim_text == claim_text.upper():
        return any(unit.key not in names and not in_dictionary(unit.key) for unit in claim)
    return bool({unit.key for unit in claim if is_name(unit, claim_text)} - names)


def _is_other_tense(claim: Sequence[Unit], said: Sequence[Unit]) -> bool:
    """Whether both are the same verbs in other forms, with or without auxiliaries."""
    if len(claim) != len(said):
        claim = [unit for unit in claim if base(unit.key) not in AUXILIARIES]
        said = [unit for unit in said if base(unit.key) not in AUXILIARIES]
    return len(claim) == len(said) and all(
        claimed.key == spoken.key or _are_forms(claimed.key, spoken.key)
        for claimed, spoken in zip(claim, said, strict=True)
    )


def _are_forms(first: str, second: str) -> bool:
    """Whether the two are forms of one verb, as far as the words alone tell."""
    if base(first) != base(second) or base(first) in {"#", "not"}:
        return False
    short, long = sorted((first, second), key=len)
    return long not in {short + "s", short + "es", short + "er", short + "est", short + "ly"}


class DifferenceClassifier:
    """Says what each block of an alignment is: its kind, and how words left out change the rest."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._kept = alignment.kept
        self._pairs = frozenset(alignment.pairs)

    def kind(self, block: Block) -> tuple[DifferenceKind, PolarityChange | None]:
        """What kind of difference a block is, and how words left out change the meaning."""
        claimed, spoken = self._units(block)
        texts = self._alignment.claim, self._alignment.said
        plain = [unit for unit in claimed if not unit.gloss]
        if claimed and not plain:
            return gloss_kind(claimed, spoken, *texts), None
        if spoken and all(unit.gloss for unit in spoken):
            return gloss_kind(spoken, claimed, *reversed(texts)), None
        if claimed and spoken:
            return kind_of(plain, spoken, *texts), None
        return (_added_kind(claimed), None) if claimed else self._missing_kind(block)

    def difference(
        self, kind: DifferenceKind, block: Block, change: PolarityChange | None = None
    ) -> Difference:
        """A block as a difference, widened to whole surface words."""
        claimed, spoken = self._units(self._widened(block))
        claim_span = _span(claimed, self._alignment.claim)
        said_span = _span(spoken, self._alignment.said)
        claim = claim_span.of(self._alignment.claim) if claim_span else ""
        said = said_span.of(self._alignment.said) if said_span else ""
        return difference_of(kind, claim, said, claim_span, said_span, change)

    def dropped_questions(self) -> Iterator[Difference]:
        """The question marks of sentences that the claim gives as if nobody had asked."""
        alignment = self._alignment
        firsts: dict[int, int] = {}
        lasts: dict[int, tuple[int, int]] = {}
        for i, j in alignment.pairs:
            firsts.setdefault(alignment.sentence_of[j], j)
            lasts[alignment.sentence_of[j]] = (i, j)
        for number, (i, j) in lasts.items():
            tail = alignment.said[alignment.said_units[j].end : alignment.sentences[number].end]
            inner = j + 1 < len(alignment.said_units) and alignment.sentence_of[j + 1] == number
            if inner or "?" not in tail:
                continue
            after = (
                alignment.claim_units[i + 1].start
                if i + 1 < len(alignment.claim_units)
                else len(alignment.claim)
            )
            marks = alignment.claim[alignment.claim_units[i].end : after]
            first = firsts[number]
            starts = first == 0 or alignment.sentence_of[first - 1] != number
            shown = starts and alignment.said_units[first].key in _ASKING and not _END.search(marks)
            if "?" not in marks and not shown:
                start = alignment.said_units[j].end + tail.index("?")
                yield difference_of("missing", "", "?", None, Span(start, start + 1), "question")

    def _units(self, block: Block) -> tuple[Sequence[Unit], Sequence[Unit]]:
        return self._alignment.claim_units[block.i1 : block.i2], self._alignment.said_units[
            block.j1 : block.j2
        ]

    def _missing_kind(self, block: Block) -> tuple[DifferenceKind, PolarityChange | None]:
        """Words left out inside the claim, without an ellipsis there, may be an alteration."""
        change = self._polarity_change(block)
        claimed, spoken = self._alignment.claim_units, self._units(block)[1]
        if 0 < block.i1 < len(claimed) and not claimed[block.i1].gap:
            if change == "negation":
                return "negation", None
            if change is None and _only_auxiliaries(spoken):
                return "tense", None
        return "missing", change

    def _polarity_change(self, block: Block) -> PolarityChange | None:
        """How the words left out change what is kept of their sentences."""
        alignment = self._alignment
        for number in sorted({alignment.sentence_of[j] for j in range(block.j1, block.j2)}):
            inside = range(
                *(cut(alignment.sentence_of, number) for cut in (bisect_left, bisect_right))
            )
            kept = [j for j in inside if j in self._kept]
            if not kept:
                continue
            missing = self._missing_span(number, inside, block)
            words = " ".join(
                alignment.said[alignment.said_units[j].start : alignment.said_units[j].end]
                for j in kept
            )
            sentence = alignment.sentences[number].of(alignment.said)
            change = polarity_change(missing.of(alignment.said), sentence, words)
            if change is not None:
                return change
        return None

    def _missing_span(self, number: int, inside: Sequence[int], block: Block) -> Span:
        """Where the words that a sentence lacks stand, with the marks on both sides."""
        units, sentence = self._alignment.said_units, self._alignment.sentences[number]
        first, last = max(block.j1, inside[0]), min(block.j2 - 1, inside[-1])
        start, end = sentence.start, sentence.end
        if first > inside[0]:
            start = min(units[first - 1].outer_end, units[first].outer_start)
        if last < inside[-1]:
            end = max(units[last + 1].outer_start, units[last].outer_end)
        return Span(start, end)

    def _widened(self, block: Block) -> Block:
        """The block with the whole of every surface word that it has a part of."""
        pairs = self._pairs
        i1, i2, j1, j2 = block.i1, block.i2, block.j1, block.j2
        while (i1 - 1, j1 - 1) in pairs and self._cut(Block(i1, i2, j1, j2), first=True):
            i1, j1 = i1 - 1, j1 - 1
        while (i2, j2) in pairs and self._cut(Block(i1, i2, j1, j2), first=False):
            i2, j2 = i2 + 1, j2 + 1
        return Block(i1, i2, j1, j2)

    def _cut(self, block: Block, *, first: bool) -> bool:
        """Whether the block starts, or ends, inside a surface word."""
        sides = [units for units in self._units(block) if units]
        if first:
            return any(units[0].start > units[0].outer_start for units in sides)
        return any(units[-1].end < units[-1].outer_end for units in sides)


def _added_kind(units: Sequence[Unit]) -> DifferenceKind:
    if len(units) > LONG:
        return "added"
    if negations(units) % 2:
        return "negation"
    if numbers(units):
        return "number"
    return "tense" if _only_auxiliaries(units) else "added"


def _span(units: Sequence[Unit], text: str) -> Span | None:
    """From the first unit to the last, with the brackets around them."""
    if not units:
        return None
    start, end = units[0].start, units[-1].end
    if units[0].gloss and text[start - 1 : start] == "[":
        start -= 1
    if units[-1].gloss and text[end : end + 1] == "]":
        end += 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class _Run:
    """Matched units ``i1`` to ``i2`` and ``j1`` to ``j2``, and how their writing differs."""

    i1: int
    i2: int
    j1: int
    j2: int
    kind: DifferenceKind | None = None

    def follows(self, run: _Run) -> bool:
        """Whether it comes right after the other run on both sides."""
        return (self.i1, self.j1) == (run.i2, run.j2)


def _is_joined(kind: DifferenceKind | None) -> bool:
    """Whether words side by side share it as one difference."""
    return kind in ("case", "bracket")


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
                claim_span, said_span = self._spans(run)
                claimed, spoken = claim_span.of(self.claim_text), said_span.of(self.said_text)
                yield difference_of(run.kind, claimed, spoken, claim_span, said_span)
            before = run

    def _runs(self, pairs: Pairs) -> Iterator[_Run]:
        """The surface words that differ in the same way, side by side, taken together."""
        open_run: _Run | None = None
        for word in self._words(pairs):
            run = _Run(word.i1, word.i2, word.j1, word.j2, self._kind(word))
            if open_run is not None:
                if run.kind == open_run.kind and _is_joined(run.kind) and run.follows(open_run):
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
        claimed, spoken = self.claim[run.i1 : run.i2], self.said[run.j1 : run.j2]
        return (
            Span(claimed[0].outer_start, claimed[-1].outer_end),
            Span(spoken[0].outer_start, spoken[-1].outer_end),
        )

    def _kind(self, word: _Run) -> DifferenceKind | None:
        """How a surface word is written otherwise, None where it is not, or is matched in part."""
        claimed, spoken = self.claim[word.i1 : word.i2], self.said[word.j1 : word.j2]
        claim_span, said_span = self._spans(word)
        claim, said = claim_span.of(self.claim_text), said_span.of(self.said_text)
        glossed = claimed[0].gloss != spoken[0].gloss
        if _in_part(claimed) or _in_part(spoken) or (claim == said and not glossed):
            return None
        if glossed or ("[" in claim) != ("[" in said):
            return "bracket"
        claim, said = (_BLANKS.sub(" ", text.translate(_MARKS)) for text in (claim, said))
        if claim == said or (fold(claim) == fold(said) and claim.casefold() != said.casefold()):
            return "marks"
        if claim.casefold() == said.casefold():
            return "case"
        if claimed[0].number:
            return "figure"
        parts = any(unit.start > unit.outer_start for unit in (*claimed, *spoken))
        return "contraction" if parts or "'" in claim + said else "spelling"

    def _marks(self, before: _Run, after: _Run) -> Iterator[Difference]:
        """The marks between two words, where they differ and no joint of pieces lies there."""
        start, end = self.said[before.j2 - 1].outer_end, self.said[after.j1].outer_start
        if PIECE_JOINER in self.said_text[start:end]:
            return
        said_span = _marks_span(self.said_text, start, end)
        start, end = self.claim[before.i2 - 1].outer_end, self.claim[after.i1].outer_start
        claim_span = _marks_span(self.claim_text, start, end)
        claim = claim_span.of(self.claim_text) if claim_span else ""
        said = said_span.of(self.said_text) if said_span else ""
        if claim.strip("[] ") != said.strip("[] "):
            kind: DifferenceKind = "ellipsis" if ELLIPSIS.search(claim) else "marks"
            yield difference_of(kind, claim, said, claim_span, said_span)


def _in_part(units: Sequence[Unit]) -> bool:
    """Whether the units begin or end inside a surface word."""
    return units[0].start > units[0].outer_start or units[-1].end < units[-1].outer_end


def _marks_span(text: str, start: int, end: int) -> Span | None:
    """Where the marks between two words stand, without the blanks around them."""
    marks = text[start:end].strip()
    if not marks:
        return None
    first = text.index(marks, start)
    return Span(first, first + len(marks))
