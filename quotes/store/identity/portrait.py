"""What the text of an article tells of a person beside the name: age, gender, calling, places.

Read from the words around the name and, where no other person is named in it, from the whole
paragraph; what stands within quotation marks is not read for gender and calling.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from quotes.lexicon import any_of, word_set
from quotes.store.folding import fold, fold_person
from quotes.store.identity.roles import CALLINGS
from quotes.store.identity.setting import proper_words

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|‘[^’]*’(?!\w)")
_HE, _SHE = re.compile(r"\b[Hh]e\b"), re.compile(r"\b[Ss]he\b")
_AGE = r"(?P<age>[1-9]\d)"
_AGED = (
    rf"(?:, | \()(?:who is |aged |now |then |at )?{_AGE}(?=[,.;:)”]| and | on | from | in )",
    rf",? aged {_AGE}\b",
    rf",? (?:at|who is|is|turned|was) {_AGE}(?=[,.;]| the | when | and )",
    rf", (?:an? |the |now an? )?{_AGE}[- ]years?[- ]old\b",
)
_AGED_BEFORE = rf"\b{_AGE}[- ]year[- ]old (?:[\w'’-]+ ){{0,3}}"
_AGED_ALONE = (
    rf"\b[Tt]he {_AGE}-year-old\b",
    rf"\b[Aa]t {_AGE},? I\b",
    rf"\b(?:I am|I['’]m|I was|I turned) {_AGE}[,.;!]",
    rf"\b(?:{'|'.join(sorted(CALLINGS))})(?:,| of| aged|, aged) {_AGE}[,.;]",
)
_SPEECH = any_of(word_set("verbs", "recounting"))
_CALLING = rf"(?P<calling>{'|'.join(sorted(CALLINGS, key=len, reverse=True))})"
_CALLED_ALONE = (
    rf"\b[Tt]he (?:[\w'’-]+ )?{_CALLING},? {_SPEECH}\b",
    rf"(?:^|[.!?”\"] +)The (?:[\w'’-]+ )?{_CALLING}(?= (?:of|at|from|in|who|has|had|is|was)\b|,)",
    rf"\b{_SPEECH} the (?:[\w'’-]+ ){{0,2}}?{_CALLING}\b",
)
_NAMESAKE = re.compile(
    r"\bnamesakes?\b|\bsame name\b|\bno relation\b|\bnot related to\b|\bnot to be confused\b"
    r"|\b(?:bears?|shares?|carr(?:y|ies)|took) (?:the|his|her|its|their|a) (?:[\w'’]+ )?names?\b"
    r"|\bnamed after (?:his|her)\b"
)
_OFFICE = any_of(
    frozenset(f"[{post[0].upper()}{post[0]}]{post[1:]}" for post in word_set("posts", "office"))
)


_CALLED_BEFORE = re.compile(rf"(?i:\b{_CALLING}) $")
_CALLED_BEHIND = re.compile(rf", (?:an? |the |who is an? )?(?:[\w'’-]+ ){{0,3}}?{_CALLING}\b")
_NEAR = 40
"""Characters before a name among which a calling stands."""
MOST_NAMES = 300
"""Names of other people beyond which an article is a list, of which no portraits are drawn."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What texts tell of a person.

    :ivar births: years of an article less the age given there: the person was born then or a year
        before.
    :ivar genders: "male", "female", by the pronouns.
    :ivar callings: words for what the person is, as spelled.
    :ivar near: proper names, in lower case, of paragraphs that name the person.
    :ivar places: proper names of the articles.
    :ivar officials: folded names of holders of a public office in the articles.
    :ivar namesake: whether an article says that somebody else has the name.
    """

    births: frozenset[int] = frozenset()
    genders: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    namesake: bool = False


UNKNOWN = Portrait()
"""The portrait of somebody of whom no text tells."""


def merged(portraits: Iterable[Portrait]) -> Portrait:
    """What several articles tell of a person together."""
    found = list(portraits)
    parts = {
        field.name: frozenset().union(*(getattr(one, field.name) for one in found))
        for field in fields(Portrait)
        if field.name != "namesake"
    }
    return Portrait(**parts, namesake=any(one.namesake for one in found))


def portrait(
    text: str, forms: Collection[str], others: Collection[str], published: date | None
) -> Portrait:
    """What an article tells of one of its people.

    :param forms: the names of the person there; ``others`` those of the other people.
    """
    if len(others) > MOST_NAMES:
        return UNKNOWN
    own, theirs = _pattern(_calls(forms, others)), _calls(others, forms)
    paragraphs = [one for one in text.split("\n") if own and own.search(one)]
    alone = [one for one in paragraphs if not any(call in one for call in theirs)]
    plain = [_QUOTED.sub(" ", one) for one in alone]
    names = frozenset(forms) | frozenset(others)
    ages = set(_ages(paragraphs, alone, own.pattern)) if own else set[int]()
    return Portrait(
        births=frozenset({published.year - age for age in ages} if published else ()),
        genders=_genders(plain),
        callings=frozenset(_callings(paragraphs, plain, own)) if own else frozenset(),
        near=proper_words("\n".join(paragraphs), names),
        places=_places(text, names),
        officials=frozenset(fold_person(one) for one in others if _is_official(one, text)),
        namesake=any(_NAMESAKE.search(one) for one in paragraphs),
    )


def _calls(forms: Collection[str], others: Collection[str]) -> list[str]:
    """What a person is called: the full names, and the last word where nobody else has it."""
    shared = {fold(name).rpartition(" ")[2] for name in others}
    last = {name.rpartition(" ")[2] for name in forms}
    return sorted(
        {name for name in forms if " " in name} | {one for one in last if fold(one) not in shared},
        key=lambda name: (-len(name), name),
    )


def _pattern(calls: Sequence[str]) -> re.Pattern[str] | None:
    if not calls:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, calls))})(?!\w)")


def _ages(paragraphs: Iterable[str], alone: Iterable[str], own: str) -> Iterator[int]:
    beside = [rf"{own}{after}" for after in _AGED] + [_AGED_BEFORE + own]
    for texts, patterns in ((paragraphs, beside), (alone, _AGED_ALONE)):
        for text in texts:
            for pattern in patterns:
                yield from (int(found["age"]) for found in re.finditer(pattern, text))


def _genders(plain: Sequence[str]) -> frozenset[str]:
    """The gender of the pronouns, if all are of one."""
    text = "\n".join(plain)
    found = [one for one, word in (("male", _HE), ("female", _SHE)) if word.search(text)]
    return frozenset(found) if len(found) == 1 else frozenset()


def _callings(
    paragraphs: Iterable[str], plain: Iterable[str], own: re.Pattern[str]
) -> Iterator[str]:
    for text in paragraphs:
        for name in own.finditer(text):
            before = _CALLED_BEFORE.search(text, max(0, name.start() - _NEAR), name.start())
            behind = _CALLED_BEHIND.match(text, name.end())
            yield from (one["calling"].lower() for one in (before, behind) if one)
    for text in plain:
        for pattern in _CALLED_ALONE:
            yield from (found["calling"].lower() for found in re.finditer(pattern, text))


@lru_cache(maxsize=64)
def _places(text: str, names: frozenset[str]) -> frozenset[str]:
    return proper_words(text, names)


@lru_cache(maxsize=1024)
def _is_official(name: str, text: str) -> bool:
    spelled = re.escape(name)
    before = rf"\b{_OFFICE},? {spelled}(?!\w)"
    after = rf"(?<!\w){spelled}, (?:the )?(?:[\w'’-]+ ){{0,2}}?{_OFFICE}\b"
    return bool(re.search(before, text) or re.search(after, text) or re.match(_OFFICE, name))
