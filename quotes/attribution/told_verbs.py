"""The verbs of a sentence that tell of posts: what each says, when, and whether it is so.

Verbs are found by their base forms (``quotes/data/post_verbs.tsv``) with the words before them
that tell their voice and tense: "has since been appointed" is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quotes.lexicon import DETERMINING, word_set
from quotes.text.normalize import lemma

Tense = Literal["past", "present", "future"]

_TOKEN = re.compile(r"<[PRDLO]\d+>|[^\W\d_][\w’'-]*|\d+|[^\w\s]")
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am"})
_HAVE = frozenset({"has", "have", "had", "having"})
_FUTURE = frozenset({"will", "shall"})
_MAY = word_set("verb_helpers", "may")
"""Words before a verb that leave open whether it happens, and those that say it does not."""
_PLAIN = word_set("verb_helpers", "plain")
_NOT = word_set("verb_helpers", "not")
_SURE_TO = word_set("verb_helpers", "sure")
_NOUNS_TOO = word_set("verb_helpers", "noun")
_SKIPPED = frozenset({"the", "a", "an", "his", "her", "its", "their", "own", "this", "that"})
_BEFORE_NOUN = DETERMINING | frozenset({"of", "new", "own", "first", "last", "whose", "'s", "’s"})
_MOST_SKIPPED = 2
_KINDS = {
    "appoint": word_set("post_verbs", "appoint"),
    "as": word_set("post_verbs", "as"),
    "become": word_set("post_verbs", "become"),
    "begin": word_set("post_verbs", "begin"),
    "die": word_set("post_verbs", "die"),
    "dismiss": word_set("post_verbs", "dismiss"),
    "end": word_set("post_verbs", "end"),
    "fall": word_set("post_verbs", "fall"),
    "kill": word_set("post_verbs", "kill"),
    "lead": word_set("post_verbs", "lead"),
    "move": word_set("post_verbs", "move"),
    "pass": word_set("post_verbs", "pass"),
    "stand": word_set("post_verbs", "stand"),
    "succeed": word_set("post_verbs", "succeed"),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of posts between two characters of a marked sentence, with its helpers.

    ``kinds`` are those of the list; ``base`` the phrase of the list; ``head`` where the verb
    itself begins. ``sure``: it is said to be so. ``to``: it stands behind a mere "to".
    """

    start: int
    head: int
    end: int
    base: str
    kinds: frozenset[str]
    tense: Tense
    passive: bool
    perfect: bool
    sure: bool
    to: bool
    ing: bool

    def is_a(self, *kinds: str) -> bool:
        """Whether it is of one of the kinds."""
        return not self.kinds.isdisjoint(kinds)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], frozenset[str]]]]:
    """The phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for phrase in frozenset().union(*_KINDS.values()):
        words = tuple(phrase.split())
        kinds = frozenset(kind for kind, phrases in _KINDS.items() if phrase in phrases)
        found.setdefault(words[0], []).append((words, kinds))
    for phrases in found.values():
        phrases.sort(key=lambda it: -len(it[0]))
    return found


@lru_cache(maxsize=1 << 14)
def _base(word: str) -> str:
    base = lemma(word, "VERB")
    if base != word:
        return base
    # What is a noun too may come back as it is: "remains", "standing".
    stems = (word.removesuffix("s"), word.removesuffix("ing"), f"{word.removesuffix('ing')}e")
    return next((stem for stem in stems if stem != word and stem in _phrases()), word)


def verbs_of(text: str) -> Iterator[Verb]:
    """The verbs of posts in a marked sentence, in their order."""
    tokens = list(_TOKEN.finditer(text))
    words = [token.group().lower() for token in tokens]
    after = 0
    found_verbs: list[Verb] = []
    for at, word in enumerate(words):
        if at < after or not word[0].isalpha() or (tokens[at].group()[0].isupper() and at):
            continue
        found = _match(words, at)
        if found is None or _is_noun(words, at):
            continue
        stop, base, kinds = found
        verb = _verb(tokens, words, at, stop, base, kinds)
        if verb is not None:
            after = stop
            found_verbs.append(verb)
    for place, verb in enumerate(found_verbs):
        # "has been" of "has been appointed" is no verb of its own.
        if place + 1 == len(found_verbs) or verb.end <= found_verbs[place + 1].start:
            yield verb


def _match(words: Sequence[str], at: int) -> tuple[int, str, frozenset[str]] | None:
    """The longest phrase that begins at a word, and where it ends."""
    for phrase, kinds in _phrases().get(_base(words[at]), ()):
        stop = at + 1
        for wanted in phrase[1:]:
            skipped = 0
            while (
                stop < len(words)
                and skipped < _MOST_SKIPPED
                and words[stop] in _SKIPPED
                and words[stop] != wanted
            ):
                stop += 1
                skipped += 1
            if stop < len(words) and wanted in (words[stop], _base(words[stop])):
                stop += 1
            else:
                break
        else:
            return stop, " ".join(phrase), kinds
    return None


def _is_noun(words: Sequence[str], at: int) -> bool:
    """Whether a word that is a noun too stands where a noun does: "his lead", "the head"."""
    if words[at] not in _NOUNS_TOO or not at:
        return words[at] in _NOUNS_TOO
    before = words[at - 1]
    return before in _BEFORE_NOUN or before.startswith("<r") or before.endswith(("'s", "’s"))


def _verb(
    tokens: Sequence[re.Match[str]],
    words: Sequence[str],
    at: int,
    stop: int,
    base: str,
    kinds: frozenset[str],
) -> Verb | None:
    start = at
    while start and (
        words[start - 1] in _BE | _HAVE | _FUTURE | _MAY | _PLAIN | _NOT | {"to"}
        or (words[start - 1].endswith("ly") and words[start - 1].isalpha())
    ):
        start -= 1
    helpers = words[start:at]
    be = [word for word in helpers if word in _BE]
    word = words[at]
    ing = word.endswith("ing")
    finite = word if word in _BE else ""
    past_form = not ing and word not in _BE and _base(word) != word and not word.endswith("s")
    unchanged = not ing and word == _base(word)
    passive = bool(be) and not ing and (past_form or unchanged) and helpers[-1] not in ("to",)
    if passive and helpers and helpers.index(be[-1]) < len(helpers) - 1:
        between = helpers[helpers.index(be[-1]) + 1 :]
        passive = "to" not in between
    passive = passive and base.split()[0] != "be"
    sure = not set(helpers) & (_MAY | _NOT)
    tense: Tense = "present"
    bare_to = False
    if set(helpers) & _FUTURE:
        tense = "future"
    elif "to" in helpers:
        place = helpers.index("to")
        governor = helpers[place - 1] if place else (words[start - 1] if start else "")
        if governor in _BE or governor in _SURE_TO:
            tense = "future"
        else:
            bare_to = True
            tense = "future"
    elif (
        "had" in helpers
        or "was" in helpers
        or "were" in helpers
        or "has" in helpers
        or "have" in helpers
        or "having" in helpers
        or finite in ("was", "were")
        or (past_form and not be)
    ):
        tense = "past"
    elif passive:
        tense = "present"
    if helpers == [] and unchanged and base.split()[0] in ("quit", "let", "put", "beat"):
        tense = "past"
    return Verb(
        start=tokens[start].start(),
        head=tokens[at].start(),
        end=tokens[stop - 1].end(),
        base=base,
        kinds=kinds,
        tense=tense,
        passive=passive,
        perfect=bool(set(helpers) & _HAVE),
        sure=sure,
        to=bare_to,
        ing=ing,
    )
