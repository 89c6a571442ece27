"""What an article tells of bodies that go on under another name, read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from quotes.attribution.tagged import Sentence
from quotes.attribution.told_frames import EFFECT
from quotes.lexicon import any_of, word_set
from quotes.types import Renaming

_NAME = r"(?:the )?(<O\d+>|[A-Z][\w’'-]*(?: (?:(?:of|for|on|and|the) )*[A-Z][\w’'-]*)*)"
_MERGES = any_of(word_set("office_nouns", "merging"))
_NAMED = any_of(word_set("office_nouns", "naming"))
_BE = r"(?:will be|was|is|has been|is to be|had been|were|are|have been)"
_RENAMED = re.compile(
    rf"<O(\d+)>(?:, formerly [^,]*,)?(?: (?:since|on|from) <D\d+>,?)? {_BE}(?: since| now| to be)?"
    rf"(?: (?:on|since|from) <D\d+>)? {_NAMED}(?: as| to)? {_NAME}"
    rf"|<O(\d+)> (?:now |will |has )?(?:calls itself|call itself|called itself|goes by the name of"
    rf"|changes its name to|change its name to|changed its name to|becomes|became|become"
    rf"|renames itself|renamed itself) {_NAME}"
)
_FORMERLY = re.compile(
    rf"<O(?P<new>\d+)>,? \(?(?:formerly|previously|once|until <D(?P<day>\d+)>|which was|as it"
    rf" was then)"
    rf"(?: called| known as| named)? {_NAME}"
)
_SINCE_NAME = re.compile(
    rf"(?:<O(?P<old>\d+)>|[Tt]he (?P<short>[A-Z]{{2,}})), (?:since|from|as of) <D(?P<day>\d+)>"
    rf" {_NAME}"
)
_ITS_NAME = re.compile(
    rf"[Tt]he (?:new |merged |joint )?(?P<noun>[a-z]+)(?: of the two)? (?:{_BE}(?: now)? {_NAMED}"
    rf"|calls itself|is called|goes by the name of|bears the name|takes the name(?: of)?) {_NAME}"
)
_NEW_NAME = re.compile(r"<O(\d+)> has a new name")
_CALL_IT = re.compile(rf"\b(?:call it|calling it|rename it|be called) {_NAME}")
_NOW = re.compile(rf"<O(\d+)>, now {_NAME}")
_INTO = re.compile(
    rf"(?:\b(?:into|to form|to become|forming|become|becomes|becoming|as|called|named) {_NAME}"
    r"|, the (<O\d+>)\.?$)"
)


def renamings(sentences: Sequence[Sentence], published: date) -> Iterator[Renaming]:
    """The bodies that the sentences say to have got, or to get, another name."""
    reading = _Renamings(sentences, published)
    seen: set[tuple[str, str]] = set()
    for renaming in reading.read():
        if renaming.old != renaming.new and (renaming.old, renaming.new) not in seen:
            seen.add((renaming.old, renaming.new))
            yield renaming


class _Renamings:
    """Goes through the sentences of an article, with which bodies are said to merge."""

    def __init__(self, sentences: Sequence[Sentence], published: date) -> None:
        self._sentences = sentences
        self._published = published
        self._merging: list[str] = []
        """Bodies that are said to be made one, whose common name is still to be told."""
        self._waiting: str | None = None
        self._last: list[str] = []

    def read(self) -> Iterator[Renaming]:
        """What the sentences tell, one after the other."""
        for number, sentence in enumerate(self._sentences):
            day = self._day(number)
            yield from self._plain(sentence, day)
            yield from self._merged(sentence, day)
            if sentence.bodies:
                self._last = list(sentence.bodies)

    def _day(self, number: int) -> str | None:
        """The day of a sentence, or that on which one of the next says that all takes effect."""
        own = next((it.when for it in self._sentences[number].days if not it.length), None)
        for ahead in self._sentences[number + 1 : number + 3]:
            effect = EFFECT.search(ahead.text)
            if effect and own is None:
                own = ahead.days[int(effect[1])].when
        return own

    def _plain(self, sentence: Sentence, day: str | None) -> Iterator[Renaming]:
        text, span = sentence.text, sentence.span

        def name(told: str) -> str:
            mark = re.fullmatch(r"<O(\d+)>", told)
            return sentence.bodies[int(mark[1])] if mark else told

        several = len(set(sentence.bodies)) > 2
        for match in () if several else _RENAMED.finditer(text):
            old, new = (match[1], match[2]) if match[1] else (match[3], match[4])
            yield Renaming(sentence.bodies[int(old)], name(new), day, span)
        for match in _NOW.finditer(text):
            yield Renaming(sentence.bodies[int(match[1])], name(match[2]), None, span)
        for match in _FORMERLY.finditer(text):
            since = sentence.days[int(match["day"])].when if match["day"] else None
            yield Renaming(name(match[3]), sentence.bodies[int(match["new"])], since, span)
        for match in _SINCE_NAME.finditer(text):
            old = sentence.bodies[int(match["old"])] if match["old"] else match["short"]
            when = sentence.days[int(match["day"])].when
            yield Renaming(old, name(match[4]), when, span)
        if self._waiting and (called := _CALL_IT.search(text)):
            when = day or self._published.isoformat()
            yield Renaming(self._waiting, name(called[1]), when, span)
            self._waiting = None
        if renewed := _NEW_NAME.search(text):
            self._waiting = sentence.bodies[int(renewed[1])]
        for match in _ITS_NAME.finditer(text):
            olds = self._merging or self._called(match["noun"], sentence, match.start())
            for body in olds:
                yield Renaming(body, name(match[2]), day or self._published.isoformat(), span)
            self._merging = []

    def _called(self, noun: str, sentence: Sentence, at: int) -> list[str]:
        """The body that "the party" means: the last named of that kind."""
        before = [int(it) for it in re.findall(r"<O(\d+)>", sentence.text[:at])]
        near = [sentence.bodies[it] for it in before]
        every = [body for it in self._sentences for body in it.bodies]
        for body in (*reversed(near), *every):
            if noun in body.lower().split():
                return [body]
        return []

    def _merged(self, sentence: Sentence, day: str | None) -> Iterator[Renaming]:
        """ "A and B merge into C on 1 May", "A and B will merge. The new body calls itself C" """
        verb = re.search(rf"\b{_MERGES}\b", sentence.text)
        if verb is None:
            return
        marks = [int(it) for it in re.findall(r"<O(\d+)>", sentence.text)]
        into = None
        for match in _INTO.finditer(sentence.text):
            told = match[1] or match[2]
            if told.startswith("<O") or " " in told:
                into = match, told
        if into is None:
            if len(marks) > 1:
                self._merging = [sentence.bodies[it] for it in marks]
            return
        match, told = into
        mark = re.fullmatch(r"<O(\d+)>", told)
        new = sentence.bodies[int(mark[1])] if mark else told
        before = [
            sentence.bodies[int(it)]
            for it in re.findall(r"<O(\d+)>", sentence.text[: match.start()])
        ]
        when = day or self._published.isoformat()
        for old in before or self._last:
            yield Renaming(old, new, when, sentence.span)
