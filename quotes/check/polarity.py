"""Whether words that a claim leaves out turn the sense of the words that it keeps."""

from __future__ import annotations

import re
from typing import Literal

from quotes.check.results import PolarityChange
from quotes.lexicon import TENS_AND_UNITS, any_of, word_set

Position = Literal["before", "within", "after"]

NEARBY = 5
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
