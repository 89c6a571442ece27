"""Wordings that turn what stands next to them: conditions, denials, and words of others.

In the patterns a space stands for any blanks, an apostrophe for a straight or a curly one, and
``<`` for the opening mark that a quotation may begin with.
"""

from __future__ import annotations

import re

from quotes.lexicon import any_of, word_set

_MARKS = "\"'“‘"


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


def _pattern(wording: str) -> re.Pattern[str]:
    plain = wording.replace("'", "['’]").replace(" ", r"\s+").replace("<", f"[{_MARKS}]?")
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
