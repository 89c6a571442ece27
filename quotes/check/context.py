"""What stands around a quotation that a claim leaves out and that changes what it means.

A condition, a question, a denial, words of others that are handed on, a joke; or another subject
than the claim puts it on. Only wordings are known, not meanings. In the patterns a space stands for
any blanks, an apostrophe for a straight or a curly one, and ``<`` for the opening mark that a
quotation may begin with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from quotes.check.results import ContextWarning, ContextWarningKind
from quotes.check.thresholds import GAP, LONGEST_MARK, SENTENCES_AFTER, SENTENCES_BEFORE
from quotes.db.rows import QuotationRow
from quotes.lexicon import STOP_WORDS, any_of, word_set
from quotes.search.claims import Lookup
from quotes.text.normalize import lemma
from quotes.text.paragraphs import paragraph_sentences
from quotes.types import Span


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


def _pattern(wording: str) -> re.Pattern[str]:
    plain = wording.replace("'", "['’]").replace(" ", r"\s+").replace("<", "[\"'“‘]?")
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

_SENTENCE_END = re.compile(r"[.!?]+")
_EDGES = " .\"'“”‘’«»,:;"
_DOUBLE_MARKS = frozenset('"“”„«»')
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
class SourceArticle:
    """The article that a quotation stands in: its text, and all its quotations in order."""

    text: str
    quotations: tuple[QuotationRow, ...]

    def speakers_at(self, span: Span) -> frozenset[str] | None:
        """The names of who says the quoted words that meet the span, None for narration."""
        for row in self.quotations:
            if row.kind != "indirect" and any(piece.meets(span) for piece in row.pieces):
                return _speakers(row)
        return None


class SourceArticles:
    """The articles of quotations, each read once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._read: dict[str, SourceArticle] = {}

    def of(self, row: QuotationRow) -> SourceArticle:
        """The article of a quotation."""
        article = row.article.id
        if article not in self._read:
            self._read[article] = SourceArticle(
                self._lookup.text(article), tuple(self._lookup.of_article(article))
            )
        return self._read[article]

    def speech(self, row: QuotationRow) -> tuple[QuotationRow, ...]:
        """The quotation with those of the same speakers that directly go before and after it.

        Between two of them stands nothing but an attribution.
        """
        article = self.of(row)
        runs: list[list[QuotationRow]] = []
        for quotation in article.quotations:
            if quotation.nested_in is not None:
                continue
            if runs and _goes_on(runs[-1][-1], quotation, article.text):
                runs[-1].append(quotation)
            else:
                runs.append([quotation])
        own = (tuple(run) for run in runs if row.id in {quotation.id for quotation in run})
        return next(own, (row,))


def _goes_on(row: QuotationRow, following: QuotationRow, text: str) -> bool:
    speakers = _speakers(row)
    if "indirect" in (row.kind, following.kind) or not speakers or speakers != _speakers(following):
        return False
    if row.status != following.status:
        return False
    gap = text[row.pieces[-1].end : following.pieces[0].start]
    return len(gap) <= GAP and not _DOUBLE_MARKS & set(gap) and "?" not in gap


def _speakers(row: QuotationRow) -> frozenset[str]:
    return frozenset(speaker.name for speaker in row.speakers)


def status_warning(row: QuotationRow, text: str) -> ContextWarning | None:
    """A warning if the article says that the words of a quotation were not said.

    :param text: the article's text.
    """
    kind: ContextWarningKind
    match row.status:
        case "said":
            return None
        case "denied":
            kind, what = "denial", "The article says that the speaker denied it"
        case "refused":
            kind, what = "refusal", "The article says that the speaker would not say it"
        case "hypothetical":
            kind, what = "supposition", "The article only supposes that the speaker says it"
        case _:
            assert_never(row.status)
    if row.cue is None:
        return ContextWarning(kind, "", row.pieces[0], f"{what}.")
    return _warning(kind, row.cue, what, text)


def _warning(kind: ContextWarningKind, span: Span, what: str, text: str) -> ContextWarning:
    words = " ".join(span.of(text).split())
    return ContextWarning(kind, words, span, f"{what}: “{words.strip(_EDGES)}”.")


def context_warnings(
    article: SourceArticle, row: QuotationRow, claimed: Sequence[Span], claim: str
) -> list[ContextWarning]:
    """What stands around the claimed words of a quotation and changes what they mean.

    :param claimed: where the claimed words stand in the article, in reading order.
    :param claim: the words of the claim, to see what it does not leave out.
    """
    if not claimed:
        return []
    return _WarningFinder(article, row, claimed, claim).warnings()


class _WarningFinder:
    """Reads the sentences around the claimed words of one quotation."""

    def __init__(
        self, article: SourceArticle, row: QuotationRow, claimed: Sequence[Span], claim: str
    ) -> None:
        self._article, self._row, self._claimed, self._claim = article, row, claimed, claim
        self._text = article.text
        sentences = [
            sentence for paragraph in paragraph_sentences(self._text) for sentence in paragraph
        ]
        own = _meeting(sentences, claimed)
        self._own = [sentences[index] for index in own]
        self._before = sentences[own[0] - 1] if own and own[0] > 0 else None
        self._after = sentences[own[-1] + 1 : own[-1] + 1 + SENTENCES_AFTER] if own else []

    def warnings(self) -> list[ContextWarning]:
        not_said = status_warning(self._row, self._text)
        around = [*self._inside(), *self._preceding(), *self._following()]
        found = [not_said, *around] if not_said else [*self._of_cue(), *around]
        return list({(warning.kind, warning.span): warning for warning in found}.values())

    def _of_cue(self) -> Iterable[ContextWarning]:
        cue = self._row.cue
        if cue is None:
            return
        words = cue.of(self._text)
        if self._row.kind == "indirect" and DENYING.search(words):
            yield self._warning("denial", cue, "The article says that the speaker denied it")
        if NOT_MEANT.search(words):
            yield self._warning("distance", cue, "The article says how it was meant")

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
            span = Span(start, end)
            yield self._warning("distance", span, "The speaker hands on what others say")

    def _of_report(self, start: int, end: int) -> Iterable[ContextWarning]:
        """The reporter's words before those claimed, where not all of the quotation is denied."""
        words = self._text[start:end]
        if self._row.status != "said":
            return
        if NOT_SAID.search(words) or DENIED_SAYING.search(words):
            yield self._warning("denial", Span(start, end), "The words before deny it")

    def _of_narration(self) -> Iterable[ContextWarning]:
        """The reporter's words in the same sentences."""
        for span in self._narrated():
            words = span.of(self._text)
            if ASKED_WHAT_IF.search(words) or (
                CONDITION.search(words) and not ASKED_IF.search(words)
            ):
                yield self._warning("condition", span, "The article sets it under a condition")
            elif NOT_MEANT.search(words):
                yield self._warning("distance", span, "The article says how it was meant")

    def _narrated(self) -> Iterable[Span]:
        end = self._claimed[-1].end
        for sentence in self._own:
            start = sentence.start
            inside = sorted(
                piece
                for row in self._article.quotations
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
        piece = next((piece for piece in self._row.pieces if piece.meets(last)), last)
        ending = _SENTENCE_END.search(self._text, last.end - 1, piece.end)
        if ending and "?" in ending[0] and "?" not in self._claim:
            yield self._warning("question", self._own[-1], "It was asked, not stated")

    def _preceding(self) -> Iterable[ContextWarning]:
        before = self._before
        if before is None or not self._is_same_speaker(before):
            return
        words = before.of(self._text)
        if self._begins_inside_sentence():
            return
        if words.rstrip("\"'”’ ").endswith(":") and HANDED_ON.search(words.rstrip("\"'”’: ")):
            yield self._warning("distance", before, "The speaker hands on what others say")
        elif SUPPOSING.search(words) or (
            self._is_tentative() and (IMAGINING.search(words) or _asks_if(words))
        ):
            yield self._warning("condition", before, "The sentence before sets a condition")

    def _begins_inside_sentence(self) -> bool:
        """Whether the claimed words begin in the middle of a spoken sentence."""
        start, end = self._own[0].start, self._claimed[0].start
        return any(
            piece.start < end and end - max(start, piece.start) > LONGEST_MARK
            for piece in self._row.pieces
        )

    def _is_tentative(self) -> bool:
        return any(TENTATIVE.search(span.of(self._text)) for span in self._claimed)

    def _following(self) -> Iterable[ContextWarning]:
        for number, sentence in enumerate(self._after):
            words = sentence.of(self._text)
            if self._article.speakers_at(sentence) is None:
                if TAKEN_BACK.search(words):
                    what = "The article says that it was taken back"
                    yield self._warning("denial", sentence, what)
                continue
            if number or not self._is_same_speaker(sentence):
                continue
            if self._is_denied_by(words):
                what = "The next sentence takes it back or denies it"
                yield self._warning("denial", sentence, what)
            elif ONLY_IF.search(words):
                yield self._warning("condition", sentence, "The next sentence sets a condition")

    def _is_denied_by(self, words: str) -> bool:
        """Whether the next sentence denies the claimed ones."""
        claimed = " ".join(sentence.of(self._text) for sentence in self._own)
        if DENIAL.search(words):
            return True
        if CONTRARY.search(words):
            return not NEGATED.search(claimed)
        return bool(JUDGEMENT.search(words) and SAID_BY_OTHERS.search(claimed))

    def _is_same_speaker(self, sentence: Span) -> bool:
        """Whether the speaker of the quotation, or the reporter, says the sentence."""
        speakers = self._article.speakers_at(sentence)
        own = _speakers(self._row)
        return speakers is None or bool(speakers & own) or not own

    def _warning(self, kind: ContextWarningKind, span: Span, what: str) -> ContextWarning:
        return _warning(kind, span, what, self._text)


def _meeting(sentences: Sequence[Span], claimed: Sequence[Span]) -> list[int]:
    """The numbers of the sentences that the claimed words stand in."""
    start, end = claimed[0].start, claimed[-1].end
    return [
        number
        for number, sentence in enumerate(sentences)
        if sentence.start < end and start < sentence.end
    ]


def _asks_if(words: str) -> bool:
    return words.rstrip("\"'”’ ").endswith("?") and bool(IF.search(words))


@dataclass(frozen=True, slots=True)
class ClaimedSubject:
    """What a claim says that words are about, and the words that this stands for, if any."""

    words: str
    instead_of: str = ""


def claimed_subjects(frame: str) -> Iterator[ClaimedSubject]:
    """What the frame of a claim says that the quotation is about: "called the ferry"."""
    question = _QUESTION.search(frame)
    if question:
        yield ClaimedSubject(question[0])
    about = _ABOUT.search(frame)
    if about:
        yield ClaimedSubject(_RELATIVE.sub("", about["what"]))


def subject_warning(
    subjects: Iterable[ClaimedSubject],
    text: str,
    claimed: Sequence[Span],
    pieces: Sequence[Span],
    names: Collection[str],
) -> ContextWarning | None:
    """A warning if what the claim says the words are about is not what the speaker speaks of.

    :param text: the article's text.
    :param claimed: where the claimed words stand in it, ``pieces`` where the whole quotation does.
    :param names: who speaks; their names say nothing of the subject.
    """
    spoken = _lemmas(" ".join(names))
    for subject in subjects:
        telling = _lemmas(subject.words) - spoken
        if telling and not _is_spoken_of(telling, subject, text, claimed, pieces):
            words = " ".join(subject.words.split())
            return ContextWarning(
                "subject", words, claimed[0], f"The speaker does not say it of “{words}”."
            )
    return None


def _is_spoken_of(
    telling: set[str],
    subject: ClaimedSubject,
    text: str,
    claimed: Sequence[Span],
    pieces: Sequence[Span],
) -> bool:
    """Looked for from near to far: in the words beside those claimed, then in sentences before.

    The first sentence of the speaker's own that names a thing decides.
    """
    if telling & _lemmas(subject.instead_of):
        return True
    if _THING.search(subject.instead_of):
        return False
    sentences = [sentence for paragraph in paragraph_sentences(text) for sentence in paragraph]
    own = [sentences[number] for number in _meeting(sentences, claimed)]
    if not own:
        return True
    lead = text[own[0].start : claimed[0].start]
    rest = text[claimed[-1].end : own[-1].end]
    if telling & _lemmas(" ".join((lead, *(span.of(text) for span in claimed), rest))):
        return True
    if _names_a_thing(own[0].start, claimed[0].start, text, pieces):
        return False
    before = [sentence for sentence in sentences if sentence.end <= own[0].start]
    for sentence in reversed(before[-SENTENCES_BEFORE:]):
        if telling & _lemmas(sentence.of(text)):
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
