"""Wordings that turn what stands next to them: conditions, denials, and words of others.

In the patterns a space stands for any blanks, an apostrophe for a straight or a curly one, and
``<`` for the opening mark that a quotation may begin with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.check.rows import ContextWarning, ContextWarningKind
from quotes.db.rows import QuotationRow
from quotes.lexicon import STOP_WORDS, any_of, word_set
from quotes.search.claims import Lookup
from quotes.text.normalize import lemma
from quotes.text.paragraphs import paragraph_sentences
from quotes.types import Span

_GUARD_WORDS_MARKS = "\"'“‘"


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


def _pattern(wording: str) -> re.Pattern[str]:
    plain = (
        wording.replace("'", "['’]").replace(" ", r"\s+").replace("<", f"[{_GUARD_WORDS_MARKS}]?")
    )
    return re.compile(plain, re.IGNORECASE)


_START = (
    r"(?:^|[.,;:!?—–]\s*"
    rf"|\b{any_of(word_set('grammar', 'opens_clause'))} )<"
)
"""Where a clause begins."""
_END = r"(?=\s*(?:[^\w\s]|$))"
"""Where a clause or sentence ends."""
_OPENERS = r"^<(?:(?:but|and|well|no|now|so|look|though|of course),? |that is, )*"
_LONG_AS = (
    _any("(?:as|so) long as", "on (?:the |one )?condition", "provided(?: that)?")
    + r"(?! (?:\w+ )?(?:can |could )?remembers?\b| (?:with|by|for)\b)"
)

_OTHERS = (
    _any("(?:some|many|most|certain|other|a few|plenty of|lots of|all) ", "")
    + _any("of ", "")
    + _any("the ", "these ", "our ", "my ", "his ", "her ", "")
    + _any(any_of(word_set("others", "doubted")), "those [a-z ]{2,30}")
)
_ADVERBS = any_of(word_set("grammar", "before_telling"))
_TELLING = rf"(?: {_ADVERBS})* " + _any(
    any_of(word_set("verbs", "claiming")), "want (?:you|us|me) to (?:believe|think)"
)
_THAT = r"(?: that| this)?[,:]?\s*<\s*$"
_TO_WHOM = "(?: (?:to )?(?:you|us|me|themselves))?"
_TOLD = _any(
    "(?:we|you|i) (?:are|is|was|were|have been|keep being|get|am) (?:often |always )?told",
    "it is (?:often |sometimes )?(?:said|claimed|argued|rumou?red)",
    "the (?:story|argument|claim|rumou?r|theory) (?:goes|is|was)",
)

HANDED_ON = _pattern(rf"{_START}(?:{_OTHERS}{_TELLING}{_TO_WHOM}|{_TOLD}(?:,? too,?)?){_THAT}")
"""At the end of what stands before a quotation: "some people will tell you that"."""

PUT_IN_MOUTH = _pattern(rf"{_START}(?:he|she|the \w+|my \w+){_TELLING}{_TO_WHOM}{_THAT}")
"""At the end of what a speaker says before: "first she said"."""

SAID_BY_OTHERS = _pattern(
    rf"\b(?:{_OTHERS}{_TELLING}|{_TOLD}"
    r"|the (?:idea|notion|claim|argument|suggestion|story|rumou?r) that)\b"
)
"""A sentence that tells what others say or think."""

DENYING = _pattern(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|disown|disavow)(?:s|es|ed|ing)?"
    r"|(?:disput|refut)(?:es?|ed|ing))\b"
)
"""A cue by which what is reported is denied."""

_CHARGE = r"(?:[\w-]+ ){0,3}" + _any(
    "claims?",
    "reports?",
    "suggestions?",
    "ideas?",
    "notions?",
    "accusations?",
    "allegations?",
    "charges?",
    "rumou?rs?",
)
DENIED_SAYING = _pattern(
    r"\b(?:(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing))"
    r" (?:that|(?:ever )?(?:having )?(?:said|saying|claim(?:ed|ing)|suggest(?:ed|ing)))(?: that)?"
    r"|(?:den(?:y|ies|ied|ying)|(?:reject|dismiss)(?:s|es|ed|ing)?|(?:disput|refut)(?:es?|ed|ing))"
    rf" {_CHARGE} (?:that|of))[,:]?\s*<\s*$"
)
"""At the end of what stands before: "denied saying", "dismissed suggestions that"."""

NOT_SAID = _pattern(
    r"\b(?:never said|(?:did|does|has|had|would|could)(?: not|n't) (?:say|said|claim|promise)"
    r"|stopped short of saying|declined to say|refus(?:ed|es) to say)(?: whether| if)?" + _THAT
)
"""At the end of what stands before, in the words of a reporter: "would not say that"."""

CONDITION = _pattern(
    r"(?:^|[,;:—–-]\s*|\b(?:but|and|that|only) )<"
    r"(?:if(?! (?:an?|not|at all|any|anything|only|ever|perhaps|possible|need be|so)\b)|unless"
    rf"|assuming (?:that|it|there|he|she|they|we|nothing|all)|{_LONG_AS}"
    r"|in the event|in case|were .{1,40} to)\b"
)
"""A condition in the sentence of a quotation: "if the levy fails,"."""

ASKED_IF = _pattern(
    r"\b(?:ask(?:ed|ing)?|wonder(?:ed|ing)?|know|see|say|doubt(?:ed|ful)?|sure|clear)\b"
    r"[^.]{0,40}? (?:if|whether)\b"
)
"""An "if" that sets no condition: "asked if"."""

ASKED_WHAT_IF = _pattern(
    r"\bask(?:ed|ing)?\b[^.,]*\b(?:what|how|who|where|which)\b"
    r"[^.,]*\b(?:would|could|might|will)\b[^.,]*\b(?:if|should|were)\b"
)
"""A condition in the question that a quotation answers: "asked what she would do if"."""

SUPPOSING = _pattern(
    rf"{_OPENERS}(?:(?:suppose|supposing|(?:let us|let's) (?:say|assume)|picture this)\b"
    r"|(?:imagine|assume|pretend) (?:that|if|for a moment|you|we|they|there)\b(?!\s*[!.])"
    r"|(?:what|and) if\b[^?]*\?)"
)
"""A sentence under which the next one stands."""

IMAGINING = _pattern(rf"{_OPENERS}(?:imagine|picture|assume|pretend)\b")
"""A sentence under which the next one may stand, where that is only thought of."""

_NOT_WHOLE = (
    rf"(?![^.!?]*,\s)(?![^.!?]*\b{any_of(word_set('grammar', 'auxiliary'))}"
    r" (?:i|we|you|he|she|it|they|the|an?|our|my|any\w*|people)\b)"
)
ONLY_IF = _pattern(
    rf"{_OPENERS}(?:(?:only (?:if|when|after|once(?! (?:in|an?|before|again|more)\b))|unless"
    rf"|{_LONG_AS}|if and only if) (?=\w){_NOT_WHOLE}"
    r"|(?:all of )?(?:that|this) (?:all )?depends|it all depends"
    r"|it depends(?: on (?:whether|how|what|who|when|where)\b|\s*[.!]))"
)
"""A sentence without a clause of its own that sets the one before it under a condition."""

_THIS = r"(?:that|this|it|which|all of (?:that|this|it))(?: (?:claim|idea|story|argument|rumou?r))?"
_IS = "(?:'s| is| was| would be)"
_BLUNTLY = f"(?:{any_of(word_set('grammar', 'bluntly'))} )*"
_TRUE = "(?:true|so|correct|the case)"
_DO_NOT = "(?:i|we) (?:(?:do|did)(?: not|n't)|never|no longer|cannot|can't)"
_IT = r"(?:that|this|it|so|(?:any|a word) of (?:that|this|it))"
_MOMENT = "(?: at all| either| for an? (?:minute|moment|second))?"
_OTHERS_SAY = (
    "(?:they|critics|some|(?:some |most |many )?people|(?:my|our) (?:opponents|critics|rivals))"
    " (?:say|claim|tell (?:you|us)|want (?:you|us) to (?:think|believe))"
)
DENIAL = _pattern(
    rf"{_OPENERS}(?:{_THIS}(?:{_IS} {_BLUNTLY}"
    rf"(?:not (?:quite |at all )?{_TRUE}|untrue|false|lies?|myth){_END}"
    rf"|(?: is|was)n't {_BLUNTLY}{_TRUE}{_END}|{_IS} what {_OTHERS_SAY}\b)"
    rf"|(?:that|this|it|nothing) (?:could(?: not|n't)?|can't) be (?:further|farther) from the truth"
    rf"|{_DO_NOT} (?:believe|think|say|said) {_IT}{_MOMENT}{_END}"
    rf"|{_DO_NOT} (?:believe|think) (?:that|this|it){_IS} {_TRUE}{_END}"
    rf"|(?:i was|i am|i'm) (?:only |just )?(?:joking|kidding|wrong|mistaken){_END}"
    rf"|(?:[\w ]{{1,40}} )?(?:say|says|show|shows) (?:quite |exactly )?the opposite{_END}"
    r"|the (?:exact )?opposite is (?:true|the case)"
    r"|(?:i|we) (?:take|took) (?:that|it|those words) back"
    rf"|(?:not (?:true|so|any ?more)|wrong|nonsense|rubbish|that was then){_END})"
)
"""A sentence in which the speaker denies what went before, or takes it back."""

CONTRARY = _pattern(
    rf"{_OPENERS}(?:(?:certainly|absolutely) not|not at all|far from it"
    rf"|quite the (?:opposite|contrary)|on the contrary){_END}"
)
"""A sentence that denies what went before, unless that was a denial itself."""

JUDGEMENT = _pattern(
    rf"{_OPENERS}(?:{_THIS}{_IS} {_BLUNTLY}"
    + _any("not (?:right|our|my|how|what|going)", any_of(word_set("judgements")))
    + rf"\b|{_DO_NOT} (?:accept|agree|buy|hold|share|see it)\b)"
)
"""A sentence that denies what went before if that was the word of others."""

NEGATED = _pattern(r"\b(?:not|no|never|nobody|nothing|none|neither|nor|cannot|\w+n't)\b")
"""A sentence that denies something itself."""

_UTTERED = (
    "(?:(?:the|his|her|their|that|this|those|these|its) )?(?:[a-z-]+ )?"
    "(?:remarks?|comments?|statements?|claims?|words?|figures?|allegations?|accusations?"
    "|assertions?|tweets?|posts?)"
)
TAKEN_BACK = _pattern(
    rf"\b(?:(?:retract(?:ed|s)|withdr(?:ew|aws|awn)|(?:took|taken|walked) back) {_UTTERED}"
    rf"|(?:took|taken|walked) (?:it|that|this|{_UTTERED}) back|backtracked"
    rf"|{_UTTERED} (?:was|were) (?:\w+ )?(?:withdrawn|retracted)"
    rf"|apologi[sz]ed for (?:{_UTTERED}|saying|what (?:he|she|they) (?:had )?said)"
    rf"|corrected (?:himself|herself|themselves|{_UTTERED}))\b"
)
"""A reporter's words that the speaker took it back."""

NOT_MEANT = _pattern(
    r"\b(?:jok(?:ed|ing|ingly)|quipped|in jest|sarcastic(?:ally)?|tongue[\s-]in[\s-]cheek"
    r"|mockingly|mimick(?:ed|ing)|imitat(?:ed|ing)|paraphras(?:ed|ing)|parod(?:ied|ying)"
    r"|recit(?:ed|ing)|(?:quoting|quoted from) (?:an?|the|his|her|their|what|one)\b"
    r"(?! (?:figures?|numbers?|statistics))|read(?:s|ing)? (?:(?:aloud|out)(?: from)?|from)"
    r"|reading (?:\w+ ){1,3}(?:letter|note|e-?mail|message|statement|text|poem|verse|post|diary)"
    r"|recall(?:ed|ing) (?:\w+ ){1,3}saying)\b"
)
"""A reporter's words that the speaker's words were not, or not seriously, meant."""

TENTATIVE = _pattern(r"\b(?:would|could|might|should)\b|'d\b")
"""Verbs of what is only thought of."""

IF = _pattern(r"\b(?:if|unless|suppose|should)\b")
"""Words by which a question supposes something."""


# The context guard: words around a quotation without which it means something else.


_SENTENCE_END = re.compile(r"[.!?]+")
_EDGES = " .\"'“”‘’«»,:;"
_MARK = 2
"""Characters of an opening mark, at the most."""
_AFTER = 2
"""Sentences after the quotation in which somebody may take it back."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An article as the guard sees it: its text, and all its quotations in reading order."""

    text: str
    quotations: tuple[QuotationRow, ...]

    def speakers_at(self, span: Span) -> frozenset[str] | None:
        """The names of who says the quoted words that meet the span, None for narration."""
        for row in self.quotations:
            if row.kind != "indirect" and any(piece.meets(span) for piece in row.pieces):
                return frozenset(speaker.name for speaker in row.speakers)
        return None


def context_warnings(
    around: Surroundings, row: QuotationRow, claimed: Sequence[Span], claim: str
) -> list[ContextWarning]:
    """What stands around the claimed stretches of a quotation and turns what they mean.

    :param claimed: where the claimed words stand in the article, in reading order.
    :param claim: the words of the claim, to see what it does not leave out.
    """
    if not claimed:
        return []
    return _Scene(around, row, claimed, claim).guards()


class _Scene:
    """The sentences around one claimed stretch."""

    def __init__(
        self, around: Surroundings, row: QuotationRow, claimed: Sequence[Span], claim: str
    ) -> None:
        self._around, self._row, self._claimed, self._claim = around, row, claimed, claim
        self._text = around.text
        every = [one for block in paragraph_sentences(self._text) for one in block]
        first, last = claimed[0].start, claimed[-1].end
        own = [at for at, one in enumerate(every) if one.start < last and first < one.end]
        self._own = [every[at] for at in own]
        self._before = every[own[0] - 1] if own and own[0] > 0 else None
        self._after = every[own[-1] + 1 : own[-1] + 1 + _AFTER] if own else []

    def guards(self) -> list[ContextWarning]:
        found = [*self._of_the_cue(), *self._inside(), *self._preceding(), *self._following()]
        return list({(one.kind, one.where): one for one in found}.values())

    def _of_the_cue(self) -> Iterable[ContextWarning]:
        cue = self._row.cue
        if cue is None:
            return
        words = cue.of(self._text)
        if self._row.kind == "indirect" and DENYING.search(words):
            yield self._guard("denial", cue, "The article says that the speaker denied it")
        if NOT_MEANT.search(words):
            yield self._guard("distance", cue, "The article says how it was meant")

    def _inside(self) -> Iterable[ContextWarning]:
        """Words of the claimed sentences themselves."""
        if not self._own:
            return
        start, end = self._own[0].start, self._claimed[0].start
        begun = max((piece.start for piece in self._row.pieces if piece.start <= end), default=end)
        yield from self._of_lead(max(start, begun), end)
        yield from self._of_report(start, min(begun, end))
        yield from self._of_narration()
        yield from self._of_question()

    def _of_lead(self, start: int, end: int) -> Iterable[ContextWarning]:
        """The speaker's own words before those claimed."""
        words = self._text[start:end]
        if HANDED_ON.search(words) or PUT_IN_MOUTH.search(words):
            yield self._guard("distance", Span(start, end), "The speaker hands on what others say")

    def _of_report(self, start: int, end: int) -> Iterable[ContextWarning]:
        """The reporter's words before those claimed."""
        words = self._text[start:end]
        if NOT_SAID.search(words) or DENIED_SAYING.search(words):
            yield self._guard("denial", Span(start, end), "The words before deny it")

    def _of_narration(self) -> Iterable[ContextWarning]:
        """The reporter's words in the same sentences."""
        for part in self._narrated():
            words = part.of(self._text)
            if ASKED_WHAT_IF.search(words) or (
                CONDITION.search(words) and not ASKED_IF.search(words)
            ):
                yield self._guard("condition", part, "The article sets it under a condition")
            elif NOT_MEANT.search(words):
                yield self._guard("distance", part, "The article says how it was meant")

    def _narrated(self) -> Iterable[Span]:
        end = self._claimed[-1].end
        for sentence in self._own:
            start = sentence.start
            inside = sorted(
                piece
                for row in self._around.quotations
                for piece in row.pieces
                if piece in self._row.pieces
                or (piece.meets(sentence) and (row.kind == "direct" or piece.start >= end))
            )
            for piece in inside:
                if start < piece.start <= sentence.end:
                    yield Span(start, piece.start)
                start = max(start, piece.end)
            if start < sentence.end:
                yield Span(start, sentence.end)

    def _of_question(self) -> Iterable[ContextWarning]:
        last = self._claimed[-1]
        piece = next((one for one in self._row.pieces if one.meets(last)), last)
        ending = _SENTENCE_END.search(self._text, last.end - 1, piece.end)
        if ending and "?" in ending[0] and "?" not in self._claim:
            yield self._guard("question", self._own[-1], "It was asked, not stated")

    def _preceding(self) -> Iterable[ContextWarning]:
        before = self._before
        if before is None or not self._same_voice(before):
            return
        words = before.of(self._text)
        if self._is_spoken_into():
            return
        if words.rstrip("\"'”’ ").endswith(":") and HANDED_ON.search(words.rstrip("\"'”’: ")):
            yield self._guard("distance", before, "The speaker hands on what others say")
        elif SUPPOSING.search(words) or (
            self._is_tentative() and (IMAGINING.search(words) or _asks_if(words))
        ):
            yield self._guard("condition", before, "The sentence before sets a condition")

    def _is_spoken_into(self) -> bool:
        """Whether the claimed words begin in the middle of a spoken sentence."""
        start, end = self._own[0].start, self._claimed[0].start
        return any(
            piece.start < end and end - max(start, piece.start) > _MARK
            for piece in self._row.pieces
        )

    def _is_tentative(self) -> bool:
        return any(TENTATIVE.search(one.of(self._text)) for one in self._claimed)

    def _following(self) -> Iterable[ContextWarning]:
        for number, after in enumerate(self._after):
            words = after.of(self._text)
            speakers = self._around.speakers_at(after)
            if speakers is None:
                if TAKEN_BACK.search(words):
                    yield self._guard("denial", after, "The article says that it was taken back")
                continue
            if number or not self._same_voice(after):
                continue
            if self._is_denied_by(words):
                yield self._guard("denial", after, "The next sentence takes it back or denies it")
            elif ONLY_IF.search(words):
                yield self._guard("condition", after, "The next sentence sets a condition")

    def _is_denied_by(self, words: str) -> bool:
        """Whether the next sentence denies the claimed ones."""
        claimed = " ".join(one.of(self._text) for one in self._own)
        if DENIAL.search(words):
            return True
        if CONTRARY.search(words):
            return not NEGATED.search(claimed)
        return bool(JUDGEMENT.search(words) and SAID_BY_OTHERS.search(claimed))

    def _same_voice(self, sentence: Span) -> bool:
        """Whether the speaker of the quotation, or the reporter, says the sentence."""
        speakers = self._around.speakers_at(sentence)
        own = frozenset(speaker.name for speaker in self._row.speakers)
        return speakers is None or bool(speakers & own) or not own

    def _guard(self, kind: ContextWarningKind, where: Span, what: str) -> ContextWarning:
        words = " ".join(where.of(self._text).split())
        bare = words.strip(_EDGES)
        return ContextWarning(kind, words, where, f"{what}: “{bare}”.")


def _asks_if(words: str) -> bool:
    return words.rstrip("\"'”’ ").endswith("?") and bool(IF.search(words))


# The articles that quotations stand in, read when they are needed.


GAP = 120
"""Characters between two quotations of one speech at most: room for an attribution."""
_SCENE_MARKS = frozenset('"“”„«»')


class Scenes:
    """The surroundings of quotations; those of an article are read once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._read: dict[str, Surroundings] = {}

    def around(self, row: QuotationRow) -> Surroundings:
        """The article of a quotation: its text and all its quotations."""
        article = row.article.id
        if article not in self._read:
            self._read[article] = Surroundings(
                self._lookup.text(article), tuple(self._lookup.of_article(article))
            )
        return self._read[article]

    def speech(self, row: QuotationRow) -> tuple[QuotationRow, ...]:
        """The quotation with those of the same speakers that directly go before and after it.

        Between two of them stands nothing but an attribution.
        """
        around = self.around(row)
        outer = [one for one in around.quotations if one.nested_in is None]
        if row.id not in {one.id for one in outer}:
            return (row,)
        runs: list[list[QuotationRow]] = []
        for one in outer:
            if runs and _goes_on(runs[-1][-1], one, around.text):
                runs[-1].append(one)
            else:
                runs.append([one])
        return next(tuple(run) for run in runs if row.id in {one.id for one in run})


def _goes_on(one: QuotationRow, after: QuotationRow, text: str) -> bool:
    if "indirect" in (one.kind, after.kind) or _names(one) != _names(after) or not _names(one):
        return False
    gap = text[one.pieces[-1].end : after.pieces[0].start]
    return len(gap) <= GAP and not _SCENE_MARKS & set(gap) and "?" not in gap


def _names(row: QuotationRow) -> frozenset[str]:
    return frozenset(speaker.name for speaker in row.speakers)


# Whether a claim puts a quotation on something that its speaker does not speak of.
#
# What is spoken of is looked for from near to far: in the words just before those claimed, then
# in the sentences before. The first one of the speaker's own that names a thing decides.


BACK = 4
"""Sentences before the quotation in which what it is about may be named."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ABOUT = re.compile(
    r"\b(?:call(?:ed|s|ing)|describ(?:ed|es|ing)|dismiss(?:ed|es|ing)|label(?:l?ed|s)"
    r"|brand(?:ed|s)|denounc(?:ed|es)|hail(?:ed|s)|prais(?:ed|es)|on|about|of|regarding|over)"
    r"\s+(?P<what>(?:(?!\b(?:on|about|of|regarding|over)\b).)+?)(?:\s+as)?[\s:,.]*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s+(?:that|who|which|whom|in|at|for|from|to|after|before)\b.*$", re.I)
_QUESTION = re.compile(r"[^.!?:]*\?")
_THING = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|their|its|these|those|this(?!\s+(?:is|was|has|will)\b))\s+"
    rf"(?!{any_of(word_set('generic_nouns', 'vague'))}\b)[a-z]{{3,}}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gloss:
    """What a claim says that words are about, and the words that this stands for, if any."""

    words: str
    instead_of: str = ""


def about(frame: str) -> Iterator[Gloss]:
    """What the frame of a claim says that the quotation is about: "called the ferry"."""
    question = _QUESTION.search(frame)
    if question:
        yield Gloss(question[0])
    found = _ABOUT.search(frame)
    if found:
        yield Gloss(_RELATIVE.sub("", found["what"]))


def subject_warning(
    glosses: Iterable[Gloss],
    text: str,
    claimed: Sequence[Span],
    pieces: Sequence[Span],
    names: Collection[str],
) -> ContextWarning | None:
    """A guard if what the claim says the words are about is not what the speaker speaks of.

    :param text: the article's text.
    :param claimed: where the claimed words stand in it, ``pieces`` where the whole quotation does.
    :param names: who speaks; their names say nothing of the subject.
    """
    spoken = _lemmas(" ".join(names))
    for gloss in glosses:
        asked = _lemmas(gloss.words) - spoken
        if asked and not _is_spoken_of(asked, gloss, text, claimed, pieces):
            words = " ".join(gloss.words.split())
            return ContextWarning(
                "subject", words, claimed[0], f"The speaker does not say it of “{words}”."
            )
    return None


def _is_spoken_of(
    asked: set[str], gloss: Gloss, text: str, claimed: Sequence[Span], pieces: Sequence[Span]
) -> bool:
    if asked & _lemmas(gloss.instead_of):
        return True
    if _THING.search(gloss.instead_of):
        return False
    blocks = paragraph_sentences(text)
    every = [one for block in blocks for one in block]
    own = [one for one in every if one.start < claimed[-1].end and claimed[0].start < one.end]
    if not own:
        return True
    lead = text[own[0].start : claimed[0].start]
    rest = text[claimed[-1].end : own[-1].end]
    if asked & (_lemmas(lead) | _lemmas(rest) | _lemmas(" ".join(one.of(text) for one in claimed))):
        return True
    if _names_a_thing(own[0].start, claimed[0].start, text, pieces):
        return False
    before = [one for one in every if one.end <= own[0].start][-BACK:]
    for sentence in reversed(before):
        if asked & _lemmas(sentence.of(text)):
            return True
        if _names_a_thing(sentence.start, sentence.end, text, pieces):
            return False
    return False


def _names_a_thing(start: int, end: int, text: str, pieces: Sequence[Span]) -> bool:
    """Whether the speaker's own words from one character to another name something."""
    return any(
        _THING.search(text, max(start, piece.start), min(end, piece.end))
        for piece in pieces
        if piece.start < end and start < piece.end
    )


def _lemmas(text: str) -> set[str]:
    """The telling words of a text in their base forms."""
    return {
        lemma(word, "NOUN").lower()
        for word in _WORD.findall(text)
        if len(word) > 2 and word.lower() not in STOP_WORDS
    }
