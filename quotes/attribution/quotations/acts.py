"""Statement or attitude: what kind of act a cue reports."""

from __future__ import annotations

import re

from quotes.article import Act
from quotes.lexicon import word_set

_ATTITUDES = word_set("verbs", "attitude")
_IRREGULAR = word_set("verbs", "attitude_form")
_NOUNS = word_set("attitude_words")
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|wr(?:ote|ites?|iting|itten)|tweet\w*|announc\w+"
    r"|according|stat(?:e[sd]?|ing|ement)|add(?:s|ed|ing)?|repl(?:y|ie[sd]|ying)|post(?:s|ed|ing))\b",
    re.IGNORECASE,
)


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if verb.endswith(("ch", "sh", "s", "x")) else "s")
    return {verb, plural, stem + "ed", stem + "ing"}


_ATTITUDE_FORMS = frozenset(
    {form for verb in _ATTITUDES for form in _forms(verb)} | {*_IRREGULAR, *_NOUNS}
)


def act_of(cue: str | None) -> Act:
    """What the words of a cue report: ``attitude`` for belief, feeling, intention, praise or
    blame, else ``statement``; a verb of speech among them makes it a statement."""
    if cue is None or _SPEECH.search(cue):
        return "statement"
    words = re.findall(r"[a-z]+", cue.lower())
    return "attitude" if any(word in _ATTITUDE_FORMS for word in words) else "statement"
