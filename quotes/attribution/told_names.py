"""What an article tells of a person's other names: at birth, before a marriage, on the stage.

Sentences are read with a mark for every name: "<0>, who was <1> until she married".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.attribution.person_mentions import Naming, naming_at, whole_name
from quotes.attribution.words import Words
from quotes.lexicon import HONORIFICS, PRONOUNS_OF, any_of, is_given, word_set
from quotes.names.person import parse
from quotes.names.person_match import Fit, fit, same_name
from quotes.types import Span

ToldKind = Literal["other", "family", "husband"]
"""``other``: the whole of another name; ``family``: a family name that goes behind the same given
name ("née Crane"); ``husband``: the husband's, by which a wife is called too ("Mrs Omar Vale")."""

_KEPT = word_set("titles", "kept")
_BIRTH = frozenset({"née", "nee", "né"})
_FAR = 3
"""Sentences with names back to the one that names who a pronoun is."""

_A, _B = r"<(?P<owner>\d+)>", r"[“\"‘'«]?<(?P<other>\d+)>(?!['’]s\b)"
_BREAK = r"(?:, \d{1,3})?(?:,? [(–—-] ?|, | \(?)"
_WHO = r"(?:, \d{1,3})?,? \(?who "
_KIND = any_of(word_set("told_names", "kind"))
_UNDER = any_of(word_set("told_names", "under"))
_HELD = any_of(word_set("told_names", "held"))
_KNOWN = rf"(?:{_HELD} )?"
_IS = r"(?:is|was|were|are|had been|has been|will be|is to be)"
_THEIRS = r"(?P<pronoun>her|his|their)"
_THEY = r"(?P<pronoun>she|he|they)"
_SELF = r"(?:him|her|them)(?:self|selves)"
_WORDS = r"(?:[\w’'-]+ )"
_ENDS = r"(?=[,.;:)”\"]| who\b| until\b|$)"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_NAMES = _compiled(
    # <0>, better known as <1>; <0>, who was known until her marriage as <1>; <0> (née <1>)
    rf"{_A}{_BREAK}(?:who {_IS} )?{_KNOWN}"
    rf"(?:known {_WORDS}{{0,4}}as|a\.?k\.?a\.?|née|nee|né|born|nicknamed) {_B}",
    # <0>, formerly <1>; <0>, the former <1>; <0>, now <1>
    rf"{_A}{_BREAK}(?:formerly|previously|originally|the former|now|today)"
    rf"(?: called| named)? {_B}{_ENDS}",
    # <0> (then <1>); <0>, real name <1>; <0>, who used to be <1>
    rf"{_A} \((?:then|once) {_B}{_ENDS}",
    rf"{_A}{_BREAK}{_KIND} name:? {_B}{_ENDS}",
    rf"{_A}{_WHO}(?:used to be|had been) (?:called |known as )?{_B}{_ENDS}",
    rf"{_A}{_WHO}until {_WORDS}{{1,5}}?was (?:called |known as )?{_B}{_ENDS}",
    # <0>, the boxer formerly known as <1>
    rf"{_A}{_BREAK}(?:the|an?) (?:(?!of |to ){_WORDS}){{1,4}}?known as {_B}",
    # readers knew <0> as <1>; <0> asked to be called <1>
    rf"\b(?:knew|knows?) {_A} (?:better )?as {_B}",
    rf"{_A} (?:now )?(?:asked|asks|chose|liked|likes|preferred|prefers|wanted|wants)"
    rf" to be (?:called|known as) {_B}",
    # <0>, who performs as <1>; <0>, who now calls herself <1>
    rf"{_A}{_WHO}(?:now |also |still |once )?"
    rf"(?:{_UNDER} {_WORDS}{{0,3}}?(?:as|under the {_WORDS}{{0,2}}(?:name|pseudonym)(?: of)?)"
    rf"|(?:goes|went) by(?: the name(?: of)?)?|(?:calls|called) {_SELF}) {_B}(?! (?:in|opposite) )",
    # <0>, who was first elected for Tern Bay as <1>; <0>, who was born <1>
    rf"{_A}{_WHO}{_IS} (?:first |originally |once |also )*"
    rf"(?:(?:elected|registered|raised) {_WORDS}{{0,5}}?as"
    rf"|(?:born|christened|baptised|baptized)(?: as)?) {_B}",
    # <0>, whose real name is <1>; <0>, whom everybody calls <1>; whom readers knew as <1>
    rf"{_A}{_BREAK}whose {_KIND} name {_IS} {_B}",
    rf"{_A}{_BREAK}whom {_WORDS}{{1,4}}?(?:(?:calls?|called)|(?:knows?|knew) as) {_B}",
    # <0> was born <1>; she is known as <1>; he calls himself <1>
    rf"(?:{_A}|\b{_THEY}) (?:{_IS} (?:{_KNOWN}known {_WORDS}{{0,4}}as"
    rf"|(?:born|christened|baptised|baptized)(?: as)?)"
    rf"|used to be (?:known as|called)|(?:calls|called) {_SELF}) {_B}",
    # her maiden name, <1>
    rf"\b{_THEIRS} {_KIND} name(?:,| {_IS}| of|) {_B}",
    # changed her name to <1>
    rf"\b(?:changed|changing) {_THEIRS} name (?:[^<.;]{{0,30}} )?(?:from|to) {_B}",
    # Born <1> in Tern Bay, she; Born <1>, <0>
    rf"^[^\w<]*Born (?:as )?{_B}(?:[^<]*?, {_A}(?!['’])|.*?, {_THEY}\b)",
)
_SUBJECT = _compiled(
    # took the name of <1>; under the pen name <1>
    rf"\b(?:took|takes|taken|taking|adopted|chose|chosen|assumed|uses) the "
    rf"(?:(?:{_KIND}|papal|regnal) )?name(?: of)? {_B}",
    rf"\bunder the (?:(?:(?:pen|stage|ring|assumed) )?name|pseudonym)(?: of)? {_B}",
    # the name that he has used for two years, <1>
    rf"\bthe (?:\w+ )?name (?:that |which |(?:by|under) which )?{_THEY} [^<.;]{{1,60}}, {_B}",
)
"""Names of whoever else is named in the sentence, or of whom a pronoun in it is."""
_ALIKE = _compiled(
    # <0>, then <1>; <0> became <1>
    rf"{_A}{_BREAK}(?:then|once|at the time|later|soon to be) {_B}{_ENDS}",
    rf"{_A} (?:is now|became|has become) {_B}",
)
"""What tells another name of somebody only where both have the same given name."""
_TITLED = _compiled(
    # became <1>; sits as <1>; took the title of <1>
    rf"\b(?:becomes?|became|(?:was|been) (?:made|created)"
    rf"|(?:took|takes|taken|chose|chosen) the title(?: of)?,?"
    rf"|(?:sits|sat|ennobled|peerage|introduced|sworn in|seat) {_WORDS}{{0,6}}?as) {_B}",
)
"""Titles that take the place of a name: "became Lord Vale"."""
_PEERAGE = _compiled(
    # <0> (<1>); <0>, who as <1> led the union
    rf"{_A} \({_B}\)",
    rf"{_A}(?:, \d{{1,3}})?,? who,? as {_B}",
)
"""What tells the name of a peer only."""
_HUSBAND = _compiled(
    # survived by her husband, <1>; <0>, who is married to <1>
    rf"\bsurvived by (?P<pronoun>her) husband,? {_WORDS}{{0,4}}{_B}",
    rf"{_A}{_BREAK}(?:who is )?married to {_WORDS}{{0,4}}{_B}",
    # <0>, the wife of <1>
    rf"{_A}, (?:the )?(?:wife|widow) of {_WORDS}{{0,4}}{_B}",
    # <1> and his wife, <0>; <1>’s wife, <0>
    rf"<(?P<other>\d+)>(?:,[^<.;]{{1,40}},)?(?: and his|['’]s) (?:wife|widow),? {_A}",
)
_HER_HUSBAND = _compiled(
    # <0>, whose husband <1>; her husband, the agent <1>
    rf"(?:{_A}{_BREAK}whose|\b(?P<pronoun>her)) (?:late )?husband,? {_WORDS}{{0,4}}{_B}",
)
"""Husbands whose names a wife is called by only where the article calls her "Mrs"."""
_BORN = re.compile(r"\b(?:née|nee|né|born|formerly|(?:maiden|birth) name)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldName:
    """That the person of one naming bears the name of another one too, here or at another time.

    ``text`` is the other name as it stands, with a title that is a part of it.
    """

    owner: Naming
    other: Naming
    kind: ToldKind
    text: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with a mark for each name in it, and the place in the text of each character."""

    text: str
    places: tuple[int, ...]
    namings: tuple[Naming, ...]


def birth_names(words: Words, found: Sequence[Naming]) -> list[Naming]:
    """Names behind "née" and "her maiden name was" that the model passed over."""
    taken = {at for naming in found for at in naming.tokens}
    more: list[Naming] = []
    for at in range(len(words) - 1):
        if _brings_birth_name(words, at) and words.joined(at) and at + 1 not in taken:
            tokens = whole_name(words, range(at + 1, at + 2))
            if tokens is not None and taken.isdisjoint(tokens):
                more.append(naming_at(words, tokens))
    return more


def _brings_birth_name(words: Words, at: int) -> bool:
    if words.lower(at) in _BIRTH:
        return True
    told = [words.lower(before) for before in range(at - 2, at + 1)]
    return told[:2] == ["maiden", "name"] and told[2] in ("was", "is", ",", "of")


def told_names(words: Words, found: Sequence[Naming]) -> list[ToldName]:
    """Everything that the article tells of other names of those named, in reading order.

    A name told of a pronoun is somebody's only where one person alone can be meant, and never
    inside a quotation.
    """
    sentences = list(_sentences(words, sorted(found, key=lambda naming: naming.span)))
    told: dict[tuple[Span, Span], ToldName] = {}
    for number, sentence in enumerate(sentences):
        if not sentence.namings:
            continue
        for match, kind in _matches(sentence):
            other = sentence.namings[int(match["other"])]
            owner = _owner(words, sentences[: number + 1], match, other, kind)
            if owner is None or owner is other:
                continue
            if kind == "other" and not _may_be_told(words, owner, other, match.re):
                continue
            if match.re in _HER_HUSBAND and not _is_mrs(owner, found):
                continue
            if kind == "other" and _BORN.search(match[0]) and _is_family(other):
                kind = "family"
            name = ToldName(owner, other, kind, kept_form(words, other))
            told.setdefault((owner.span, other.span), name)
    return sorted(told.values(), key=lambda name: name.other.span)


def _matches(sentence: _Sentence) -> Iterator[tuple[re.Match[str], ToldKind]]:
    for pattern in (*_NAMES, *_SUBJECT, *_ALIKE, *_TITLED, *_PEERAGE):
        for match in pattern.finditer(sentence.text):
            yield match, "other"
    for pattern in (*_HUSBAND, *_HER_HUSBAND):
        for match in pattern.finditer(sentence.text):
            yield match, "husband"


def _may_be_told(words: Words, owner: Naming, other: Naming, pattern: re.Pattern[str]) -> bool:
    """Whether two names go with what tells them, and are no forms of one name anyway."""
    if owner.name.is_full and other.name.is_full and same_name(owner.name, other.name):
        return False
    if pattern in _ALIKE:
        return _share_a_name(owner, other, "other")
    if pattern in _TITLED:
        return _has_kept_title(words, other)
    if pattern in _PEERAGE:
        return any(parse(kept_form(words, naming)).is_peer for naming in (owner, other))
    return True


def _is_mrs(wife: Naming, found: Sequence[Naming]) -> bool:
    """Whether somebody of the wife's family name is called "Mrs"."""
    family = wife.name.words[-1]
    return any("mrs" in one.titles and one.name.words[-1] == family for one in found)


def _is_family(naming: Naming) -> bool:
    """Whether a told name is a family name alone."""
    return len(naming.name.words) == 1 and not naming.titles and not is_given(naming.name.words[0])


def kept_form(words: Words, naming: Naming) -> str:
    """The name with the title that is a part of it, and its place: "Lord Vale of Hame"."""
    if naming.name.is_full or not _has_kept_title(words, naming):
        return naming.name.text
    return words.phrase(_whole(words, naming))


def _has_kept_title(words: Words, naming: Naming) -> bool:
    return words.lower(_whole(words, naming)[0]).rstrip(".") in _KEPT


def _whole(words: Words, naming: Naming) -> range:
    """The tokens of a name with the titles right before it, and the place of a peer's behind."""
    start, stop = naming.tokens.start, naming.tokens.stop
    while words.joined(start - 1) and _is_honorific(words, start - 1):
        start -= 1
    if start < naming.tokens.start and words.joined(stop - 1) and words.lower(stop) == "of":
        last = stop + 1
        while words.joined(last - 1) and last < len(words) and words[last].is_capitalised:
            last += 1
        stop = last if last > stop + 1 else stop
    return range(start, stop)


def _is_honorific(words: Words, at: int) -> bool:
    return words[at].is_capitalised and words.lower(at).rstrip(".") in HONORIFICS | _KEPT


def _sentences(words: Words, found: Sequence[Naming]) -> Iterator[_Sentence]:
    """The sentences in which somebody is named, or could be by a pronoun."""
    marked = {}
    for naming in found:
        tokens = _whole(words, naming)
        marked[tokens.start] = (tokens.stop, naming)
    at = 0
    while at < len(words):
        sentence = words.sentence_of(at)
        text = ""
        places: list[int] = []
        namings: list[Naming] = []
        index, end = sentence.start, words[sentence.start].span.start
        while index < sentence.stop:
            start = words[index].span.start
            text += " " * (start > end)
            stop, piece = index + 1, words[index].text
            if index in marked:
                stop, naming = marked[index]
                piece = f"<{len(namings)}>"
                namings.append(naming)
            places += [start] * (len(text) + len(piece) - len(places))
            text += piece
            end = words[stop - 1].span.end
            index = stop
        yield _Sentence(text, tuple(places), tuple(namings))
        at = max(sentence.stop, index)


def _owner(
    words: Words,
    sentences: Sequence[_Sentence],
    match: re.Match[str],
    other: Naming,
    kind: ToldKind,
) -> Naming | None:
    """Whose name it is: who stands there, or the one person whom the sentence can mean."""
    here = sentences[-1]
    groups = match.groupdict()
    if mark := groups.get("owner"):
        return here.namings[int(mark)]
    at = here.places[match.start()]
    if words.layout.marks_at(Span(at, at + 1)):
        return None
    pronoun = (groups.get("pronoun") or "").lower()
    gender = PRONOUNS_OF.get(pronoun)
    naming = [one for one in sentences[:-1] if one.namings][: -1 - _FAR : -1]
    for sentence in (here, *naming):
        before = [one for one in sentence.namings if one.span.end <= at and one is not other]
        fitting = [one for one in before if _may_be(one, gender)]
        alike = [one for one in fitting if _share_a_name(one, other, kind)]
        if alike:
            return alike[0] if _is_one(alike) else None
        if fitting and kind != "husband":
            return (
                fitting[0]
                if _is_one(fitting) and _is_clear(words, here, fitting[0], gender)
                else None
            )
        if not pronoun:
            return None
    return None


def _may_be(naming: Naming, gender: str | None) -> bool:
    shown = naming.gender or naming.name.gender
    return gender not in ("male", "female") or shown in (None, gender)


def _share_a_name(naming: Naming, other: Naming, kind: ToldKind) -> bool:
    """Whether a name that changes in part would be like this one: a wife's name like her
    husband's, and a maiden name like the later one."""
    ours, theirs = naming.name, other.name
    if kind == "husband":
        return not theirs.is_full or ours.words[-1] == theirs.words[-1]
    return ours.is_full and theirs.is_full and ours.words[0] == theirs.words[0]


def _is_clear(words: Words, here: _Sentence, naming: Naming, gender: str | None) -> bool:
    """Whether a pronoun can go back to a name: of a speaker in a sentence before that has a
    quotation too it can only where the gender is known."""
    if naming in here.namings or gender is None or (naming.gender or naming.name.gender):
        return True
    return not words.layout.marks_at(words.span(words.sentence_of(naming.tokens.start)))


def _is_one(namings: Sequence[Naming]) -> bool:
    """Whether all are forms of the first one's name."""
    first = max((naming.name for naming in namings), key=lambda name: len(name.words))
    return all(same_name(one.name, first) or fit(one.name, first) != Fit.NONE for one in namings)
