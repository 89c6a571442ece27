"""The terms on which a source speaks: whether it asked not to be named, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.article import Span
from quotes.lexicon import any_of, word_set

_BARRIER = "\x00"
"""Stands where words are that belong to no reason: quoted ones, and those of the cue."""

_NAMED = r"(?:named|identified|quoted(?: by name)?|cited by name|mentioned by name)"
_SPEAK = any_of(word_set("verbs", "speaking"))
_ASKED = re.compile(
    rf"(?:\bon|\bunder|\bupon)(?: the| a)? (?:strict )?(?:condition|promise|guarantee) (?:of|that)"
    rf"(?: (?:strict|complete|full))? (?:anonymity|(?:he|she|they|it|their names?|(?:his|her) name)"
    rf"(?: would| will|) (?:not|n't|remain)(?:(?! because| as )[^,.;])*)"
    rf"|\b(?:not (?:to )?|n't |un)(?:wish |want |willing |wishing |wanting )*(?:to )?be {_NAMED}"
    rf"|\b(?:declin|refus)(?:ed|es|ing) to be {_NAMED}"
    r"|\b(?:declin|refus)(?:ed|es|ing) to (?:give|provide|disclose|reveal|share)"
    r" (?:his|her|their|its|a)(?: full| last| own| real)?"
    r" (?:names?|surnames?|identity|identities)"
    r"|\b(?:ask|request|demand|seek|want|insist)(?:ed|s|ing)?(?: for| on)?(?: strict)? anonymity"
    r"|\bsought anonymity|\b(?:was|were) (?:granted|given|promised) anonymity"
    r"|\b(?:speaking|spoke|speaks|speak|talked|talking|responded|commented) anonymously"
    r"|\bto (?:remain|stay) (?:anonymous|unnamed|unidentified)"
    rf"|\b(?:could|can|would|may) ?(?:not|n't) be {_NAMED}"
    rf"|\bwithout (?:being|having to be) {_NAMED}"
    r"|\b(?:whose|his|her|their) (?:real )?(?:names?|identity|identities)"
    r" (?:is|are|was|were|has been|have been|is being|are being)"
    r" (?:being )?(?:withheld|changed|protected|not being (?:used|published))"
    r"|\bwhom? (?:\w+ ){1,4}(?:agreed|decided|chose|is|are) not (?:to )?(?:nam|identify)(?:e|ing)?",
    re.IGNORECASE,
)
"""Words that say that a source asked not to be named, or was promised it."""

_UNFREE = re.compile(
    rf"\b(?:(?:was|were|is|are|had|have|has)(?: been)? (?:also )?not(?: been)?"
    rf"|(?:was|were|is|are|has|have|had)n['’]t(?: been)?)"
    rf"(?: yet)?\s+(?P<reason>(?:authori[sz]ed|allowed|permitted|cleared|entitled|supposed)"
    rf" to {_SPEAK}\b)"
    rf"|\b(?:who|they|he|she|and|because) (?:lacks?|lacked|did not have|do not have|has no|had no)"
    rf"\s+(?P<lacking>(?:the )?(?:authori[sz]ation|authority|permission|clearance)"
    rf" to {_SPEAK}\b)",
    re.IGNORECASE,
)
"""Words that say that a source may not speak; they are a reason by themselves."""

_REASON = re.compile(
    r"[\s,]*(?:\b(?:in \w+ \w+|publicly|by name|for this (?:article|story))\b[\s,]*)?"
    r"(?:\b(?:because of|because|due to|owing to|given|citing|as|since|out of|for the reason that)"
    r"\s+(?P<plain>.+)"
    r"|\bfor (?P<fear>fear\b.+)"
    r"|\bfor (?P<sake>(?:[\w'’-]+ ){1,6}?(?:reasons?|safety|security|privacy|purposes)\b)"
    r"|(?P<doing>\b(?:fearing|to avoid|to protect|to preserve|to discuss|to describe|to speak"
    r"|to talk|to share|to reveal|to offer|to be (?:frank|candid|able)|to disclose"
    r"|in order to|so as not to|so that|lest|while)\b.+))",
    re.IGNORECASE | re.DOTALL,
)
"""What stands right behind the request: the words that tell why."""

_AHEAD = re.compile(
    r"^\W*(?:citing (?P<citing>[^,]+)|(?P<fearing>fearing [^,]+)|for (?P<fear>fear of [^,]+)"
    r"|(?:because of|because|as|since) (?P<plain>[^,]+)),[^.;]*$",
    re.IGNORECASE | re.DOTALL,
)
"""A reason told before the request: "Citing fear of reprisals, he asked not to be named"."""

_END = re.compile(
    rf"[,;:.!?()—–{_BARRIER}\n“”\"]|\s-\s"
    rf"|\b{any_of(word_set('verbs', 'ends_terms'))}\b"
)
_LONGEST = 160
"""Characters of a reason at most."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whether a source asked not to be named or may not speak, and the reason, as it stands."""

    asked: bool
    reason: str | None


def terms_in(passage: str) -> Terms:
    """The terms that a sentence tells.

    ``passage`` has barriers (see :func:`masked`) where words are that tell of something else.
    """
    unfree = _unfree(passage)
    asked = _ASKED.search(passage)
    if asked is None:
        return Terms(asked=unfree is not None, reason=unfree)
    return Terms(asked=True, reason=_reason(passage, asked) or unfree)


def masked(text: str, place: Span, away: Iterable[tuple[int, int]]) -> str:
    """A stretch of the text with barriers over what lies from one offset to another."""
    chars = list(place.of(text))
    for start, end in away:
        for at in range(max(start, place.start), min(end, place.end)):
            chars[at - place.start] = _BARRIER
    return "".join(chars)


def is_hidden(passage: str) -> bool:
    """Whether barriers leave no letter of a passage."""
    return not any(char.isalnum() for char in passage)


def _reason(passage: str, asked: re.Match[str]) -> str | None:
    behind = _REASON.match(passage, asked.end())
    if behind is not None:
        told = next((words for words in behind.groups() if words), "")
        return _cut(told)
    ahead = _AHEAD.search(passage, 0, asked.start())
    return _cut(next(words for words in ahead.groups() if words)) if ahead else None


def _unfree(passage: str) -> str | None:
    found = _UNFREE.search(passage)
    if found is None:
        return None
    name = "reason" if found.group("reason") else "lacking"
    told = _cut(passage[found.start(name) :])
    return f"not {told}" if told and name == "reason" else told and f"no {told}"


def _cut(words: str) -> str | None:
    """The words up to the next mark or verb of speech, on one line."""
    end = _END.search(words)
    reason = " ".join(words[: end.start() if end else None].split())
    return reason if 3 <= len(reason) <= _LONGEST else None
