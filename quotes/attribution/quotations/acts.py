"""Statement or attitude: what kind of act a cue reports."""

from __future__ import annotations

import re

from quotes.article import Act

_ATTITUDES = """
admire aim anticipate appreciate approve assume await back believe blame care celebrate commend
condemn consider contemplate criticise criticize denounce deplore deride desire disapprove dislike
distrust doubt dread endorse enjoy envisage expect favor favour fear feel foresee hail hate hope
imagine intend judge know lambast lament like loathe love mourn mull object oppose plan praise
prefer prize realise realize regard regret reject relish resent respect see seek slam support
suspect think tolerate trust understand value view want weigh welcome wish wonder worry
""".split()
_IRREGULAR = """
felt foresaw foreseen knew known planned planning preferred preferring regretted regretting saw
seen seeing slammed slamming sought thought understood mulled
""".split()
_NOUNS = """
afraid ambition anger anxiety anxious approval assumption attitude belief concern concerned
confident convinced criticism desire disappointment dismay doubtful expectation fearful hopeful
intention mindset opinion opposed optimistic pessimistic praised skeptical sceptical support sure
view worried
""".split()
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
