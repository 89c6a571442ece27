"""The profile of a person: what articles tell beside the name, to be compared with another's.

Of the texts, the words around the name are read and, where no other person is named in it, the
whole paragraph; what stands within quotation marks is not read for gender and calling.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from sys import intern
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from simplemma import lemmatize

from quotes.entities.post_match import CALLINGS, Tenure, parse_role
from quotes.entities.posts import tenure_of
from quotes.lexicon import (
    FEMALE_NOUNS,
    MALE_NOUNS,
    MONTHS,
    PERSON_NOUNS,
    WEEKDAYS,
    any_of,
    word_set,
    word_table,
)
from quotes.names.person import fold_person, parse, surname
from quotes.text.normalize import fold, fold_organization
from quotes.types import Article, Contact, Person

_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_PROPER = re.compile(
    r"(?:(?<=[\w,;] )|(?<=[-’']))[A-Z][^\W\d_]{3,}|[A-Z][^\W\d_]{3,}(?=[’']s\b| [A-Z])"
)
_CALENDAR = WEEKDAYS | MONTHS - {"may"} | word_set("calendar", "day")
_COMMON = word_set("common_words") | _CALENDAR
"""The commonest English words of four letters and more, and those of the calendar."""
_TITLES = frozenset(word_table("titles")) | frozenset(word_table("posts"))
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|‘[^’]*’(?!\w)")
_WORDS = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[^\W\d_a-z])")
"""Between sentences, and behind "Mr." too: to part too much loses evidence, to part too little
gives the ages and pronouns of others (as :func:`quotes.text.paragraphs.sentences` once did)."""
_MEN, _WOMEN = PERSON_NOUNS - FEMALE_NOUNS, PERSON_NOUNS - MALE_NOUNS
_HE, _SHE = re.compile(r"\b[Hh]e\b"), re.compile(r"\b[Ss]he\b")
_AGE = r"(?P<age>[1-9]\d)"
_AGED = (
    rf"(?:, | \()(?:who is |aged |now |then |at )?{_AGE}(?=[,.;:)”]| and | on | from | in )",
    rf",? aged {_AGE}\b",
    rf",? (?:at|who is|is|turned|was) {_AGE}(?=[,.;]| the | when | and )",
    rf", (?:an? |the |now an? )?{_AGE}[- ]years?[- ]old\b",
)
_AGED_FURTHER = rf", [^,.;()]{{1,60}}, (?:who is |aged )?{_AGE}(?=[,.;])"
_AGED_BEHIND = [re.compile(pattern) for pattern in (*_AGED, _AGED_FURTHER)]
_AGED_BEFORE = re.compile(rf"\b{_AGE}[- ]year[- ]old (?:[\w'’-]+ ){{0,3}}$")
_AGED_TEXTS = (
    rf"\b[Tt]he {_AGE}-year-old\b",
    rf"\b[Aa]t {_AGE},? I\b",
    rf"\b(?:[Hh]e|[Ss]he) (?:is|was|turned|turns) {_AGE}(?=[,.;]| and | when | the )",
    rf"\b(?:I am|I['’]m|I was|I turned) {_AGE}[,.;!]",
    rf"\b(?:{'|'.join(sorted(CALLINGS))})(?:,| of| aged|, aged|, who is|, who was) {_AGE}[,.;]",
)
_AGED_ALONE = [re.compile(pattern) for pattern in _AGED_TEXTS]
_SPEECH = any_of(word_set("verbs", "recounting"))
_DESCRIPTIONS = CALLINGS | word_set("posts", "described")
"""Words that tell what somebody is, which namesakes of one trade share."""
_CALLING = rf"(?P<calling>{'|'.join(sorted(CALLINGS, key=len, reverse=True))})"
_CALLED_TEXTS = (
    rf"\b[Tt]he (?:[\w'’-]+ )?{_CALLING},? {_SPEECH}\b",
    rf"(?:^|[.!?”\"] +)The (?:[\w'’-]+ )?{_CALLING}(?= (?:of|at|from|in|who|has|had|is|was)\b|,)",
    rf"\b{_SPEECH} the (?:[\w'’-]+ ){{0,2}}?{_CALLING}\b",
)
_CALLED_ALONE = [re.compile(pattern) for pattern in _CALLED_TEXTS]
_NAMESAKE = re.compile(
    r"\bnamesakes?\b|\bsame name\b|\bnot to be confused\b"
    r"|\b(?:bears?|shares?|carr(?:y|ies)) (?:the|a) (?:[\w'’]+ )?names?\b"
    r"|\bshares? (?:his|her|their) (?:[\w'’]+ )?names?\b"
    r"|\bnamed after (?:his|her)\b|\bha(?:s|d|ve) (?:his|her|their) name\b"
    r"|\bnames?\b[^.;]{0,60}\b(?:the same|identical|alike)\b"
)
_OF_NAMESAKES = ("name", "confused", "relat")
"""What stands in every text in which one of the patterns of namesakes is found."""
_UNRELATED = re.compile(r"\bno relation\b|\bnot related to\b|\bunrelated to\b")
_FAMILY_LINE = re.compile(rf"\b{any_of(word_set('family_line'))}\b")
_OFFICE = any_of(
    frozenset(f"[{post[0].upper()}{post[0]}]{post[1:]}" for post in word_set("posts", "office"))
)
_OFFICE_FIRST = re.compile(_OFFICE)
_OFFICE_BEFORE = re.compile(rf"\b{_OFFICE},? $")
_OFFICE_BEHIND = re.compile(rf", (?:the )?(?:[\w'’-]+ ){{0,2}}?{_OFFICE}\b")
_CALLED_BEFORE = re.compile(rf"(?i:\b{_CALLING}) $")
_CALLED_BEHIND = re.compile(rf", (?:an? |the |who is an? )?(?:[\w'’-]+ ){{0,3}}?{_CALLING}\b")
_ALL_ARTICLES = 1699
"""Articles whose words were counted for ``word_articles.tsv``."""
_USUAL = 2.0
"""The inverse document frequency, in natural logarithms, up to which a word tells nothing."""
_NEAR = 40
"""Characters before a name among which a calling stands."""
_FAR = 80
"""Characters before a name among which an age stands."""
MOST_NAMES = 300
"""Names of other people beyond which an article is a list, of whose people nothing is read."""


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
    :ivar namesake: whether an article says that somebody else has the whole name.
    :ivar kin: whether an article tells of the person's father, son or the like.
    """

    births: frozenset[int] = frozenset()
    genders: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    namesake: bool = False
    kin: bool = False


UNKNOWN = ProfileFeatures()
"""The features of somebody of whom no text tells."""


def merge_features(features: Collection[ProfileFeatures]) -> ProfileFeatures:
    """What several articles tell of a person together: of namesakes and kin, what half of them do,
    so that one article that is misread does not part somebody who stands in hundreds."""
    return ProfileFeatures(
        births=frozenset[int]().union(*(it.births for it in features)),
        genders=frozenset[str]().union(*(it.genders for it in features)),
        callings=frozenset[str]().union(*(it.callings for it in features)),
        near=frozenset[str]().union(*(it.near for it in features)),
        places=frozenset[str]().union(*(it.places for it in features)),
        officials=frozenset[str]().union(*(it.officials for it in features)),
        namesake=2 * sum(it.namesake for it in features) >= len(features),
        kin=2 * sum(it.kin for it in features) >= len(features),
    )


def profile_features(
    text: str, forms: Collection[str], others: Collection[str], published: date | None
) -> ProfileFeatures:
    """What an article tells of one of its people.

    :param forms: the names of the person there; ``others`` those of the other people.
    """
    if len(others) > MOST_NAMES:
        return UNKNOWN
    own, theirs = _calls(forms, others), _calls(others, forms)
    paragraphs = [part for part in text.split("\n") if _named(part, own)]
    alone = list(_paragraphs_alone(text, own, theirs))
    plain = list(_sentences_alone(text, own, theirs))
    names = frozenset(forms) | frozenset(others)
    ages = set(_ages(paragraphs, [*alone, *plain], own))
    return ProfileFeatures(
        births=frozenset({published.year - age for age in ages} if published else ()),
        genders=_genders(plain),
        callings=frozenset(_callings(paragraphs, [*_bare(alone), *plain], own)),
        near=proper_words("\n".join(paragraphs), names),
        places=_places(text, names),
        officials=frozenset(fold_person(name) for name in others if _is_official(name, text)),
        namesake=any(_tells_of_namesake(part, forms, others) for part in paragraphs),
        kin=any(_FAMILY_LINE.search(part) for part in plain),
    )


def _tells_of_namesake(text: str, forms: Collection[str], others: Collection[str]) -> bool:
    """Whether a paragraph says that two people have the whole name.

    Who is no relation of somebody with another given name shares the family name only.
    """
    if not any(word in text for word in _OF_NAMESAKES):
        return False
    plain = _QUOTED.sub(" ", text)
    if _NAMESAKE.search(plain):
        return True
    families = {surname(fold_person(name)) for name in forms}
    relatives = (name for name in others if surname(fold_person(name)) in families)
    return bool(_UNRELATED.search(plain)) and not any(name in plain for name in relatives)


def _bare(texts: Iterable[str]) -> Iterator[str]:
    """The texts without what stands within quotation marks."""
    return (_QUOTED.sub(" ", text) for text in texts)


def _paragraphs_alone(text: str, own: Sequence[str], theirs: Collection[str]) -> Iterator[str]:
    """The paragraphs that name the person alone, and those behind them that name nobody."""
    goes_on = False
    for part in filter(str.strip, text.split("\n")):
        if any(call in part for call in theirs):
            goes_on = False
        elif goes_on or _named(_QUOTED.sub(" ", part), own):
            goes_on = True
            yield part


def _sentences_alone(text: str, own: Sequence[str], theirs: Collection[str]) -> Iterator[str]:
    """The sentences that name the person alone, and those behind them that name nobody.

    What stands within quotation marks is left out.
    """
    goes_on = False
    for plain in filter(str.strip, _bare(text.split("\n"))):
        for sentence in _SENTENCE.split(plain):
            if any(call in sentence for call in theirs):
                goes_on = False
            elif _named(sentence, own) or (goes_on and sentence.strip()):
                goes_on = True
                yield sentence


def _calls(forms: Collection[str], others: Collection[str]) -> list[str]:
    """What a person is called: the full names, and the last word where nobody else has it."""
    shared = {surname(fold(name)) for name in others}
    last = {name.rpartition(" ")[2] for name in forms}
    return sorted(
        {name for name in forms if " " in name}
        | {word for word in last if fold(word) not in shared},
        key=lambda name: (-len(name), name),
    )


def _named(text: str, calls: Sequence[str]) -> list[tuple[int, int]]:
    """Where one of the names stands in a text as whole words, the longer name before the shorter.

    :param calls: the names, the longest first.
    """
    found: list[tuple[int, int]] = []
    for call in calls:
        start = text.find(call)
        while start >= 0:
            end = start + len(call)
            whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
            if whole and all(end <= left or right <= start for left, right in found):
                found.append((start, end))
            start = text.find(call, end)
    return sorted(found)


def _ages(paragraphs: Iterable[str], alone: Iterable[str], own: Sequence[str]) -> Iterator[int]:
    for text in paragraphs:
        for start, end in _named(text, own):
            beside = [pattern.match(text, end) for pattern in _AGED_BEHIND]
            beside.append(_AGED_BEFORE.search(text, max(0, start - _FAR), start))
            yield from (int(found["age"]) for found in beside if found)
    for text in alone:
        for pattern in _AGED_ALONE if any(map(str.isdigit, text)) else ():
            yield from (int(found["age"]) for found in pattern.finditer(text))


def _genders(plain: Sequence[str]) -> frozenset[str]:
    """The gender of the pronouns, if all are of one; "he" may be "the man" of the same text."""
    found = {
        gender
        for gender, pronoun, others in (("male", _HE, _MEN), ("female", _SHE, _WOMEN))
        for text in plain
        if pronoun.search(text) and others.isdisjoint(_WORDS.findall(text.lower()))
    }
    return frozenset(found) if len(found) == 1 else frozenset()


def _callings(paragraphs: Iterable[str], plain: Iterable[str], own: Sequence[str]) -> Iterator[str]:
    for text in paragraphs:
        for start, end in _named(text, own):
            before = _CALLED_BEFORE.search(text, max(0, start - _NEAR), start)
            behind = _CALLED_BEHIND.match(text, end)
            yield from (found["calling"].lower() for found in (before, behind) if found)
    for text in plain:
        for pattern in _CALLED_ALONE:
            yield from (found["calling"].lower() for found in pattern.finditer(text))


@lru_cache(maxsize=64)
def _places(text: str, names: frozenset[str]) -> frozenset[str]:
    return proper_words(text, names)


@lru_cache(maxsize=1024)
def _is_official(name: str, text: str) -> bool:
    return bool(_OFFICE_FIRST.match(name)) or any(
        _OFFICE_BEFORE.search(text, max(0, start - _NEAR), start) or _OFFICE_BEHIND.match(text, end)
        for start, end in _named(text, [name])
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """What one or more articles tell of a person.

    ``name`` and ``names`` are as spelled. ``companions`` are the folded full names of other
    people of the same articles, ``organizations`` the folded names of all organisations there,
    ``outlets`` the folded names of the outlets; ``days`` the first and last day of the articles;
    ``contexts`` the distinctive words of each article, ``told`` those of its paragraphs that tell
    of the person, ``features`` what their texts tell of the person; ``vectors`` what each article
    is about; ``size`` in how many the person stands.
    """

    name: str
    names: frozenset[str]
    gender: Literal["male", "female"] | None
    posts: frozenset[Tenure]
    companions: frozenset[str]
    organizations: frozenset[str]
    outlets: frozenset[str]
    days: tuple[date, date] | None
    contexts: frozenset[frozenset[str]] = frozenset()
    told: frozenset[frozenset[str]] = frozenset()
    features: ProfileFeatures = UNKNOWN
    vectors: frozenset[bytes] = frozenset()
    size: int = 1

    @property
    def employers(self) -> frozenset[str]:
        """The folded names of the organisations of the posts."""
        return frozenset(
            fold_organization(post.organization) for post in self.posts if post.organization
        )

    @property
    def full_names(self) -> frozenset[str]:
        """The names of more than one word, as spelled: also those that are told of other days."""
        return frozenset(filter(is_whole, self.names))


def new_profiles(
    article: Article,
    people: Sequence[Person],
    organizations: frozenset[str],
    vector: bytes | None = None,
) -> list[Profile]:
    """The profile of each person of an article, from that article alone.

    :param vector: what the article is about, see :class:`~quotes.types.Extraction`.
    :param organizations: the folded names, but for those in small letters, of the organisations
        that it names, also of those that only have people in post.
    """
    day = article.published
    full = frozenset(filter(is_full, (fold_person(person.name) for person in people)))
    forms = [frozenset({person.name, *person.aliases}) for person in people]
    others = [
        [name for other in people if other is not person for name in (other.name, *other.aliases)]
        for person in people
    ]
    words = one_object(context_words(article.text, frozenset[str]().union(*forms)))
    contexts = frozenset({words} if words else ())
    return [
        Profile(
            name=person.name,
            names=forms[index],
            gender=titled_gender(forms[index]),
            posts=without_vague(
                Tenure(post.role, post.organization, post.unit, post.status, day, day)
                for post in person.affiliations
            ),
            companions=full - {fold_person(person.name)},
            organizations=organizations,
            outlets=frozenset({fold_organization(article.outlet)} if article.outlet else ()),
            days=(day, day) if day else None,
            contexts=contexts,
            told=told_words(article.text, forms[index], others[index], words),
            features=profile_features(article.text, forms[index], others[index], day),
            vectors=frozenset({vector} if vector else ()),
        )
        for index, person in enumerate(people)
    ]


def listed_profile(contact: Contact) -> Profile:
    """The profile of a person of a contact list, from that list alone."""
    names = frozenset({contact.name, *contact.aliases})
    return Profile(
        name=contact.name,
        names=names,
        gender=titled_gender(names),
        posts=without_vague(map(tenure_of, contact.posts)),
        companions=frozenset(),
        organizations=frozenset(),
        outlets=frozenset(),
        days=None,
    )


def is_full(folded: str) -> bool:
    """Whether a folded name has more than one word."""
    return " " in folded


def is_whole(name: str) -> bool:
    """Whether a name, as spelled, can be the whole name of somebody: of two words, or a peer's."""
    return is_full(fold_person(name)) or parse(name).is_peer


def without_vague(posts: Iterable[Tenure]) -> frozenset[Tenure]:
    """The posts without those that leave out what another one tells: the organisation of the same
    role, or of which kind a surgeon is, where no organisation is told."""
    held = frozenset(posts)
    placed = {(fold(post.role), post.status) for post in held if post.role and post.organization}
    finer = {(parse_role(post.role).words, post.status) for post in held if post.role}
    return frozenset(
        post
        for post in held
        if post.organization
        or not post.role
        or (
            (fold(post.role), post.status) not in placed
            and not any(
                parse_role(post.role).words < words and post.status == status
                for words, status in finer
            )
        )
    )


def titled_gender(names: Iterable[str]) -> Literal["male", "female"] | None:
    """The gender that titles show, None where they show none or several."""
    shown = {gender for name in names if (gender := parse(name).titled_gender)}
    return shown.pop() if len(shown) == 1 else None


@lru_cache(maxsize=1 << 11)
def one_object(words: frozenset[str]) -> frozenset[str]:
    """Always the same object for the same words, so that what is kept of them is found at once."""
    return frozenset(map(intern, words))


def context_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of an article that tell what it is about: lemmas in lower case, no usual words.

    :param names: the names of its people, whose words are left out.
    """
    left_out = _CALENDAR | _words_of(names)
    return frozenset(word for word in lemmas(text, left_out) if _weight(word) > 0)


def told_words(
    text: str, forms: Collection[str], others: Collection[str], words: frozenset[str]
) -> frozenset[frozenset[str]]:
    """Those of the distinctive words of an article that stand in paragraphs that tell of a person.

    :param forms: the names of the person there; ``others`` those of the other people.
    :param words: the distinctive words.
    """
    if len(others) > MOST_NAMES:
        return frozenset()
    own, theirs = _calls(forms, others), _calls(others, forms)
    alone = set(_paragraphs_alone(text, own, theirs))
    parts = (part for part in text.split("\n") if part in alone or _named(part, own))
    found = {word for part in parts for word in _WORD.findall(part.casefold())}
    told = words & set(map(_lemma, found))
    return frozenset({told} if told else ())


def lemmas(text: str, left_out: Collection[str] = ()) -> frozenset[str]:
    """The lemmas of the words of a text that have at least four letters.

    :param left_out: words that do not count, neither as they stand nor as lemmas.
    """
    plain = {word for word in _WORD.findall(text.casefold()) if fold(word) not in left_out}
    return frozenset(lemma for word in plain if (lemma := _lemma(word)) not in left_out)


def distinctive_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of an article that few others have: lemmas in lower case, no common words.

    :param names: the names of its people, whose words are left out.
    """
    return lemmas(text, _COMMON | _words_of(names))


def _words_of(names: Iterable[str]) -> set[str]:
    """The words of names, also those that an apostrophe or a hyphen joins."""
    names = list(names)
    whole = {word for name in names for word in fold(name).split()}
    return whole | {fold(part) for name in names for part in _LETTERS.findall(name)}


def proper_words(text: str, names: Iterable[str]) -> frozenset[str]:
    """The words of proper names in a text, in lower case: of places, firms, works and the like.

    Words that stand in lower case too, common words and those of the names of people are none.
    """
    left_out = _COMMON | _TITLES | _words_of(names)
    lower = {word for word in _WORD.findall(text) if word.islower()}
    proper = {word.lower() for word in _PROPER.findall(text)} - lower
    return frozenset(
        folded
        for word in proper
        if (folded := fold(word)) not in left_out and _lemma(word) not in left_out
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How alike the two most alike articles of two people are.

    ``words`` in [0, 1] is the cosine of their distinctive words, each weighed by how few articles
    have it, ``told`` that of the paragraphs that tell of the two; ``meaning`` that of their
    vectors, None where an article has none; ``common`` are the words that they share, and ``size``
    the number of distinctive words of the shortest article: what short ones share or do not share
    tells little.
    """

    words: float
    told: float
    meaning: float | None
    common: frozenset[str]
    size: int

    @property
    def shared(self) -> tuple[str, ...]:
        """The words that tell anything, the most telling first."""
        telling = (word for word in self.common if _weight(word) > 0)
        return tuple(sorted(telling, key=lambda word: (-_weight(word), word)))


def surroundings(ours: Profile, theirs: Profile, counted: frozenset[str]) -> Surroundings | None:
    """How alike the articles of two people are, None where nothing is known of them.

    After Bagga and Baldwin (1998), who tell people of one name apart by the words around them.
    Words that tell what somebody is, which namesakes of one trade share, are left out.

    :param counted: words that are left out too, since they are evidence already.
    """
    if not ours.contexts or not theirs.contexts:
        return None
    best, pair = _most_alike(ours.contexts, theirs.contexts, counted)
    told, _ = _most_alike(ours.told, theirs.told, counted)
    common = _undescribed(pair[0] & pair[1]) - counted if pair else frozenset[str]()
    cosines = [_cosine(*them) for them in product(ours.vectors, theirs.vectors)]
    size = min(map(len, (*ours.contexts, *theirs.contexts)))
    return Surroundings(best, told, max(cosines, default=None), common, size)


_Two = tuple[frozenset[str], frozenset[str]]


def _most_alike(
    ours: Iterable[frozenset[str]], theirs: Iterable[frozenset[str]], counted: frozenset[str]
) -> tuple[float, _Two | None]:
    """The cosine of the two sets of words that are most alike, and these; 0 and None for none."""
    best = 0.0
    pair: _Two | None = None
    other = [(right, right & counted, _left(right, counted)) for right in theirs]
    for left in ours:
        known, size = left & counted, _left(left, counted)
        for right, theirs_known, theirs_size in other:
            told = _told(left, right)
            if known and theirs_known:
                told -= _telling(_undescribed(known & theirs_known))
            whole = size * theirs_size
            if told > _NOTHING and whole > 0 and (alike := told / math.sqrt(whole)) > best:
                best, pair = alike, (left, right)
    return best, pair


_NOTHING = 1e-9
"""What words tell that are all left out, but for the rounding."""


def _left(words: frozenset[str], counted: frozenset[str]) -> float:
    """What the words of an article tell, without those that are left out."""
    known = words & counted
    return _told(words, words) - (_telling(_undescribed(known)) if known else 0.0)


@lru_cache(maxsize=1 << 14)
def _told(left: frozenset[str], right: frozenset[str]) -> float:
    """What the words tell that two articles share, kept for the pairs that are met again."""
    return _telling(_undescribed(left & right))


def _undescribed(words: frozenset[str]) -> frozenset[str]:
    return words - _DESCRIPTIONS


def _telling(words: Iterable[str]) -> float:
    return math.fsum(map(_weight, words))  # exact, so that the order of a set does not matter


@lru_cache(maxsize=1 << 15)
def _weight(word: str) -> float:
    """What it tells to share a word: its inverse document frequency, less that of usual words."""
    articles = int(word_table("word_articles").get(word, "1"))
    return max(0.0, math.log(_ALL_ARTICLES / (1 + articles)) - _USUAL)


@lru_cache(maxsize=1 << 14)
def _cosine(left: bytes, right: bytes) -> float:
    return float(_direction(left) @ _direction(right))


@lru_cache(maxsize=1 << 10)
def _direction(vector: bytes) -> NDArray[np.float32]:
    """A stored vector at length one."""
    plain = np.frombuffer(vector, np.int8).astype(np.float32)
    return plain / np.linalg.norm(plain)


@lru_cache(maxsize=1 << 14)
def _lemma(word: str) -> str:
    return fold(lemmatize(word, "en"))
