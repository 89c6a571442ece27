"""Which side a quotation takes, where its words leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotes.article import Polarity, Quotation, Stance
from quotes.meaning import lexicon
from quotes.meaning.phrases import NOMINAL, plain, reach_of, singular
from quotes.meaning.places import Places
from quotes.meaning.sides import Side, sides_of, subject_of, takes_clause

MOST = 3
"""Stances of a quotation at most."""

_BY_CUE = 0.85
_BY_OWN_WORD = 0.8
_BY_JUDGEMENT = 0.7
_LESS_BY_PRONOUN = 0.1
_LESS_BY_PLACE = 0.15
_LESS_IF_NEGATED = 0.15
_LONGEST_TARGET = 10
_OPPOSITE: dict[Polarity, Polarity] = {
    "support": "oppose",
    "oppose": "support",
    "neutral": "neutral",
}


class Stances:
    """Finds the stances of the quotations of one document."""

    def __init__(self, doc: Doc, places: Places) -> None:
        self._doc = doc
        self._places = places

    def of(self, quotation: Quotation) -> tuple[Stance, ...]:
        """The clearest stances, best first, at most :data:`MOST`; none where there is doubt.

        A side counts if the cue takes it ("praised"), if the speaker does in the quotation ("we
        reject"), or if the quotation judges by itself ("is a mistake"); negation turns it. In
        questions and under conditions nothing counts, and no target has two sides.
        """
        best: dict[str, Stance] = {}
        torn: set[str] = set()
        for stance in (*self._by_cue(quotation), *self._by_content(quotation)):
            key = stance.target.casefold()
            other = best.setdefault(key, stance)
            if other.polarity != stance.polarity:
                torn.add(key)
            if other.score < stance.score:
                best[key] = stance
        clear = [stance for key, stance in best.items() if key not in torn]
        return tuple(sorted(clear, key=lambda stance: -stance.score)[:MOST])

    def _by_cue(self, quotation: Quotation) -> Iterator[Stance]:
        for place in self._places.tokens(quotation.cue) if quotation.cue else ():
            word = self._doc[place]
            sides = [(side, _BY_CUE) for side in sides_of(word) if not side.judges]
            polarity = lexicon.VERBS.get(word.lower_) if word.pos_ == "VERB" else None
            target = self._first_noun(quotation)
            if polarity and target is not None and not sides and not takes_clause(word):
                sides.append((Side(word, polarity, target), _BY_CUE - _LESS_BY_PLACE))
            for side, score in sides:
                yield from self._stance(quotation, side, score, _is_negated(word))

    def _first_noun(self, quotation: Quotation) -> Token | None:
        """The noun of the phrase that the quotation begins with, if it begins with one."""
        for place in self._places.tokens(quotation.pieces[0]):
            token = self._doc[place]
            if token.pos_ in NOMINAL and token.dep_ not in ("compound", "flat"):
                return None if token.dep_.startswith("nsubj") else token
            if token.pos_ not in ("DET", "ADJ", "NUM", "PUNCT", "PROPN", "NOUN"):
                return None
        return None

    def _by_content(self, quotation: Quotation) -> Iterator[Stance]:
        within = [self._places.tokens(piece) for piece in quotation.pieces]
        for tokens in within:
            for word in self._doc[tokens.start : tokens.stop]:
                for side in sides_of(word):
                    base = _certainty(side, quotation)
                    turned = _turns(side.word, quotation, tokens) if base else None
                    if base and turned is not None:
                        yield from self._stance(quotation, side, base, turned)

    def _stance(
        self, quotation: Quotation, side: Side, score: float, turned: bool
    ) -> Iterator[Stance]:
        start, end = reach_of(side.target)
        target = plain(self._doc[start:end].text)
        own = {word for speaker in quotation.speakers for word in speaker.name.casefold().split()}
        vague = end == side.target.i + 1 == start + 1 and singular(side.target) in lexicon.GENERIC
        if vague or not target or end - start > _LONGEST_TARGET:
            return
        if set(target.casefold().split()) <= own:
            return
        polarity = _OPPOSITE[side.polarity] if turned else side.polarity
        yield Stance(target, polarity, round(score - _LESS_IF_NEGATED * turned, 3))


def _certainty(side: Side, quotation: Quotation) -> float:
    """How sure it is that the speaker takes the side; 0 if another may."""
    if side.judges:
        return _BY_JUDGEMENT
    owner = next((c.lower_ for c in side.word.children if c.dep_ == "nmod:poss"), None)
    if owner:
        return _BY_OWN_WORD if owner in lexicon.OWN else 0.0
    return _speaks(subject_of(side.word), quotation)


def _speaks(subject: Token | None, quotation: Quotation) -> float:
    if subject is None:
        return 0.0
    if subject.lower_ in lexicon.FIRST_PERSON:
        return _BY_OWN_WORD
    if quotation.kind != "direct" and subject.lower_ in lexicon.THIRD_PERSON:
        return _BY_OWN_WORD - _LESS_BY_PRONOUN
    return 0.0


def _turns(word: Token, quotation: Quotation, spoken: range) -> bool | None:
    """Whether negation turns the word's side; None in a question, under a condition, or where
    the quotation hands the words on from someone else.
    """
    if any(token.text == "?" for token in word.sent):
        return None
    turned = _is_negated(word)
    while True:
        if _is_conditional(word):
            return None
        governor = word.head
        if governor.i == word.i or governor.i not in spoken:
            return turned
        if word.dep_ in ("ccomp", "acl", "acl:relcl", "parataxis"):
            if word.dep_ != "ccomp" or not _speaks(subject_of(governor), quotation):
                return None
            turned ^= _is_negated(governor)
        word = governor


def _is_negated(word: Token) -> bool:
    return sum(child.lower_ in lexicon.NEGATIONS for child in word.children) % 2 == 1


def _is_conditional(word: Token) -> bool:
    """Whether the clause is under a condition, or has one under it."""
    below = (child for child in word.children if child.dep_ == "advcl")
    return any(
        mark.dep_ == "mark" and mark.lower_ in lexicon.CONDITIONS
        for clause in (word, *below)
        for mark in clause.children
    )
