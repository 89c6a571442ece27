"""What the text of an article tells of a person beside the name: age, gender, calling, places.

Read from the words around the name and, where no other person is named in it, from the whole
paragraph; what stands within quotation marks is not read for gender and calling.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from simplemma import lemmatize

from quotes.lexicon import MONTHS, WEEKDAYS, any_of, word_set, word_table
from quotes.text.normalize import fold, fold_organization, fold_person

# Whether two roles can be one person's: the same, of one trade, or of two.


RoleMatch = Literal["same", "aside", "trade", "related", "rank", "elsewhere", "open", "unlike"]
"""``same``: one role in its forms; ``aside``: the same over two things (professor of law, of
history); ``trade``: two of one trade; ``related``: of two trades that one person may well have;
``rank``: like, but a deputy is not the head; ``elsewhere``: an office of two places (mayor of X,
mayor of Y); ``open``: nothing to tell; ``unlike``: two trades that one person seldom has."""

_RELATED = frozenset(
    frozenset({one, other})
    for one, others in word_table("related_trades").items()
    for other in others.split(" ")
)
_FORMS = (
    (r"\bspokes(?:man|woman|lady|people|men|women)\b", "spokesperson"),
    (r"\bchair(?:man|woman|person|lady)\b", "chair"),
    (r"\bcongress(?:man|woman|person)\b|\bmember of congress\b", "congressmember"),
    (r"\bassembly(?:man|woman|person)\b", "assemblymember"),
    (r"\bcouncil(?:man|woman|or|person| member)\b", "councillor"),
    (r"\bpolice(?:man|woman)\b", "police officer"),
    (r"\bbusiness(?:man|woman)\b", "businessperson"),
    (r"\bfisher(?:man|woman)\b", "fisher"),
    (r"\bactress\b", "actor"),
    (r"\bwaitress\b", "waiter"),
    (r"\bchief executive(?: officer)?\b|\bmanaging director\b", "ceo"),
    (r"\bsenate member\b|\bmember of (?:the )?senate\b", "senator"),
    (r"\bmember of (?:the )?parliament\b|\bparliamentarian\b|\bmember parliament\b", "mp"),
    (r"\blaw ?maker\b|\blegislator\b", "legislator"),
    (r"\bco ?founder\b", "founder"),
    (r"\bhead ?(?:teacher|master|mistress)\b", "headteacher"),
    (r"\bpress officer\b|\bpress secretary\b", "spokesperson"),
    (r"\b(?:barrister|solicitor|attorney)\b", "lawyer"),
    (r"\bprime minister\b", "premier"),
    (r"\badvisor\b", "adviser"),
    (r"\bscientist\b", "researcher"),
    (r"\b(?:director|chief|boss)\b", "head"),
)
_LESSER = re.compile(r"\b(?:deputy|vice|assistant|associate|under|sub|junior|shadow|trainee)\b")
_ADORNMENTS = word_set("role_adornments")
_PLACING = re.compile(r" (?:of|for|from|in|at|to|with|on) ")
_LEGISLATORS = frozenset({"senator", "mp", "congressmember", "representative", "legislator"})
_BROAD = frozenset({"legislator"})
_LOCAL = _LEGISLATORS | word_set("posts", "local")


@dataclass(frozen=True, slots=True)
class ParsedRole:
    """A role in its parts: what it is, of what or where, and whether it is a lesser rank."""

    words: frozenset[str]
    place: frozenset[str]
    lesser: bool

    @property
    def trades(self) -> frozenset[str]:
        """The trades that its words belong to."""
        return frozenset().union(*(_TRADE_OF.get(word, frozenset()) for word in self.words))

    @property
    def is_local(self) -> bool:
        """Whether it is an office that belongs to one place, so that two places are two people."""
        return bool(self.words & _LOCAL)


_TRADE_OF = {
    word: frozenset(trades.split(" ")) for word, trades in word_table("posts", column=2).items()
}
_OF_RANK = word_set("posts", "rank")
CALLINGS = frozenset(_TRADE_OF) - _OF_RANK
"""Words for what a person is by trade or study, those left out that are ranks or say little."""


@lru_cache(maxsize=4096)
def parse_role(text: str) -> ParsedRole:
    """The parts of a role as spelled."""
    plain = fold(text)
    for pattern, form in _FORMS:
        plain = re.sub(pattern, form, plain)
    lesser = bool(_LESSER.search(plain))
    what, *where = _PLACING.split(_LESSER.sub(" ", plain), maxsplit=1)
    words = frozenset(what.split()) - _ADORNMENTS or frozenset(what.split())
    place = frozenset(" ".join(where).split()) - {"the", "a", "an", "of", "for", "and", "in"}
    return ParsedRole(words, place, lesser)


def _are_of_two_matters(ours: ParsedRole, theirs: ParsedRole) -> bool:
    """Whether two roles of one trade are over two things, as "professor of law" and "lecturer in
    history" are; those who lead may well lead two."""
    apart = bool(ours.place and theirs.place) and not ours.place & theirs.place
    return apart and "head" not in ours.trades & theirs.trades


@lru_cache(maxsize=4096)
def match_roles(one: str | None, other: str | None) -> RoleMatch:
    """How two roles, as spelled, go together; the same both ways round."""
    if not one or not other:
        return "open"
    ours, theirs = parse_role(one), parse_role(other)
    if ours.words == theirs.words or _subsume(ours, theirs):
        if ours.lesser != theirs.lesser:
            return "rank"
        if not ours.place or not theirs.place or ours.place & theirs.place:
            return "same"
        return "elsewhere" if ours.is_local and theirs.is_local else "aside"
    if not ours.trades or not theirs.trades:
        return "trade" if ours.words & theirs.words else "open"
    if ours.trades & theirs.trades:
        return "aside" if _are_of_two_matters(ours, theirs) else "trade"
    return "related" if _related(ours, theirs) else "unlike"


def _subsume(ours: ParsedRole, theirs: ParsedRole) -> bool:
    """Whether one role is the other said more fully (researcher, marine researcher)."""
    if ours.words & _LEGISLATORS and theirs.words & _LEGISLATORS:
        return bool(ours.words & theirs.words) or bool((ours.words | theirs.words) & _BROAD)
    small, large = sorted((ours.words, theirs.words), key=len)
    return bool(small) and small <= large and any(word in _TRADE_OF for word in small)


def _related(ours: ParsedRole, theirs: ParsedRole) -> bool:
    return any(
        frozenset({one, other}) in _RELATED for one in ours.trades for other in theirs.trades
    )


# What the articles of two namesakes tell of, by the words that few articles have.
#
# After Bagga and Baldwin (1998), who tell people of one name apart by the words around them.
# ``common_words.txt`` holds the commonest English words of four letters and more: the head of the
# vocabulary, which is ordered by frequency, of the tokenizer that the reader uses (Apache-2.0).


_WORD = re.compile(r"[^\W\d_]{4,}")
_PROPER = re.compile(
    r"(?:(?<=[\w,;] )|(?<=[-’']))[A-Z][^\W\d_]{3,}|[A-Z][^\W\d_]{3,}(?=[’']s\b| [A-Z])"
)
_CALENDAR = WEEKDAYS | MONTHS - {"may"} | word_set("calendar", "day")
FEWEST = 2
_ALIKE = 0.1


def telling_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of an article that few others have: lemmas in lower case, no common words.

    :param names: the names of its people, whose words are left out.
    """
    left_out = _common() | {word for name in names for word in fold(name).split()}
    plain = {word for word in _WORD.findall(text.casefold()) if fold(word) not in left_out}
    return frozenset(lemma for word in plain if (lemma := _lemma(word)) not in left_out)


def proper_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of proper names in a text, in lower case: of places, firms, works and the like.

    Words that stand in lower case too, common words and those of the names of people are none.
    """
    left_out = _common() | {word for name in names for word in fold(name).split()}
    lower = {word for word in _WORD.findall(text) if word.islower()}
    proper = {word.lower() for word in _PROPER.findall(text)} - lower
    return frozenset(
        folded
        for word in proper
        if (folded := fold(word)) not in left_out and _lemma(word) not in left_out
    )


def shared_setting(
    ours: Collection[frozenset[str]],
    theirs: Collection[frozenset[str]],
    known: frozenset[str],
    fewest: int = FEWEST,
) -> tuple[str, ...]:
    """The words that the two most alike articles share, empty where no two are alike.

    Alike are two of which the cosine is at least 0.1, which of two articles that have nothing to
    do with one another one in forty reaches, with at least two words in common.

    :param known: words that are not counted since they are evidence already.
    :param fewest: how many words they have to share.
    """
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    for one in ours:
        for other in theirs:
            shared = (one & other) - known
            if len(shared) >= fewest:
                cosine = len(shared) / math.sqrt(len(one) * len(other))
                best = max(best, (cosine, tuple(sorted(shared))))
    return best[1] if best[0] >= _ALIKE else ()


def _lemma(word: str) -> str:
    return fold(lemmatize(word, "en"))


@cache
def _common() -> frozenset[str]:
    words = files("quotes.data").joinpath("common_words.txt").read_text("utf-8").split()
    return frozenset(words) | _CALENDAR


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
class ProfileFeatures:
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


UNKNOWN = ProfileFeatures()
"""The portrait of somebody of whom no text tells."""


def merged(portraits: Iterable[ProfileFeatures]) -> ProfileFeatures:
    """What several articles tell of a person together."""
    found = list(portraits)
    parts = {
        field.name: frozenset().union(*(getattr(one, field.name) for one in found))
        for field in fields(ProfileFeatures)
        if field.name != "namesake"
    }
    return ProfileFeatures(**parts, namesake=any(one.namesake for one in found))


def profile_features(
    text: str, forms: Collection[str], others: Collection[str], published: date | None
) -> ProfileFeatures:
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
    return ProfileFeatures(
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


# What is compared of two people, and what comes of it.


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post as spelled, its status (current, former, acting, elect), first and last day seen."""

    role: str | None
    organization: str | None
    unit: str | None
    status: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """What one or more articles tell of a person.

    ``name`` and ``names`` are as spelled. ``companions`` are the folded full names of other
    people of the same articles, ``organizations`` the folded names of all organisations there,
    ``outlets`` the folded names of the outlets; ``days`` the first and last day of the articles;
    ``settings`` the telling words of each article, ``portrait`` what their texts tell of the
    person.
    """

    name: str
    names: frozenset[str]
    gender: Literal["male", "female"] | None
    posts: frozenset[Tenure]
    companions: frozenset[str]
    organizations: frozenset[str]
    outlets: frozenset[str]
    days: tuple[date, date] | None
    settings: frozenset[frozenset[str]] = frozenset()
    portrait: ProfileFeatures = UNKNOWN

    @property
    def served(self) -> frozenset[str]:
        """The folded names of the organisations of the posts."""
        return frozenset(
            fold_organization(post.organization) for post in self.posts if post.organization
        )


@dataclass(frozen=True, slots=True)
class MatchEvidence:
    """One observation for or against, ``detail`` as a sentence for a human."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two profiles are one person's.

    ``score`` in [0, 1] is the estimated chance of it, ``evidence`` what was observed, for and
    against, the name first.
    """

    verdict: Literal["same", "maybe", "different"]
    score: float
    evidence: tuple[MatchEvidence, ...]
