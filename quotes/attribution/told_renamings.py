"""What an article tells of bodies that go on under another name, read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from quotes.attribution.tagged import Sentence
from quotes.attribution.told_frames import EFFECT
from quotes.types import Renaming

_NAME = r"(?:the )?(<O\d+>|[A-Z][\w’'-]*(?: (?:(?:of|for|on|and|the) )*[A-Z][\w’'-]*)*)"
_RENAMED = re.compile(
    rf"<O(\d+)>(?:, formerly [^,]*,)? (?:will be|was|is|has been|is to be)"
    rf" (?:called|renamed|known as|now called) {_NAME}"
)
_SINCE_NAME = re.compile(rf"<O(\d+)>, (?:since|from) <D(\d+)> {_NAME}")
_MERGED = re.compile(
    rf"<O(\d+)> (?:will be|was|is|has been|is to be) merged with"
    rf" (?:[^<]|<O\d+>)*? (?:into|to form|to become) {_NAME}"
)
_NEW_NAME = re.compile(r"<O(\d+)> has a new name")
_CALL_IT = re.compile(rf"\b(?:call it|calling it|rename it|be called) {_NAME}")
_NOW = re.compile(rf"<O(\d+)>, now {_NAME}")


def renamings(sentences: Sequence[Sentence], published: date) -> Iterator[Renaming]:
    """The bodies that the sentences say to have got, or to get, another name."""
    waiting: str | None = None
    for number, sentence in enumerate(sentences):
        text = sentence.text

        def name(told: str, sentence: Sentence = sentence) -> str:
            mark = re.fullmatch(r"<O(\d+)>", told)
            return sentence.bodies[int(mark[1])] if mark else told

        day = next((it.when for it in sentence.days if not it.length), None)
        for ahead in sentences[number + 1 : number + 3]:
            effect = EFFECT.search(ahead.text)
            if effect and day is None:
                day = ahead.days[int(effect[1])].when
        for pattern in (_RENAMED, _MERGED, _NOW):
            for match in pattern.finditer(text):
                old, new = sentence.bodies[int(match[1])], name(match[2])
                if old != new:
                    yield Renaming(old, new, day if pattern is not _NOW else None, sentence.span)
        for match in _SINCE_NAME.finditer(text):
            when = sentence.days[int(match[2])].when
            yield Renaming(sentence.bodies[int(match[1])], name(match[3]), when, sentence.span)
        if waiting and (called := _CALL_IT.search(text)):
            yield Renaming(waiting, name(called[1]), day or published.isoformat(), sentence.span)
            waiting = None
        if renewed := _NEW_NAME.search(text):
            waiting = sentence.bodies[int(renewed[1])]
