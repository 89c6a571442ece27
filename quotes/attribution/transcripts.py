"""Interviews, hearings and records: every paragraph begins with who is speaking.

    THE GAZETTE: Were you there?        Q. Were you there?        The SPEAKER. Order.
    OKAFOR: I was on the bridge.        A. I was.                 Mr. ODDY. I agree.

And interviews without labels, in which questions and answers take turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.lexicon import HONORIFICS, is_post
from quotes.reader.reading import Reading
from quotes.text.layout import Layout
from quotes.text.paragraphs import sentences
from quotes.types import Span

MIN_TURNS = 4
"""Labelled paragraphs that make a transcript, where the labels have no form of their own."""
MIN_RETURNS = 2
"""So often must somebody take the floor to be one of its speakers."""
MIN_RECORDED = 2
"""Labelled paragraphs that make one where the labels have a form that nothing else has."""

_CAPITALS = r"[A-Z][A-Z’'\-]+(?:\s+[A-Z][A-Z’'\-]+){0,3}"
_ASIDE = r"(?:\s*[(\[][^()\[\]\n]{1,60}[)\]]){0,2}"
_NAME = r"[A-Z][\w.’'\-]*(?:\s[A-Z][\w.’'\-]*){1,3}"
_LABEL = re.compile(
    rf"""(?P<label>[A-Z][\w.’'\-]*(?:[ \u00a0](?:[A-Z][\w.’'\-]*|of|the|and|de|van|von|bin)){{0,5}})
        {_ASIDE}[ \u00a0]?:(?:[ \u00a0]+|$)""",
    re.VERBOSE,
)
"""A name and a colon."""
_RECORD = re.compile(
    rf"""(?P<label>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Senator|Sir|Madam|Mx)\.?\s+(?:Mc|Mac|De\s)?{_CAPITALS}
        |The\s+{_CAPITALS}))
        (?:\s+of\s+[A-Z][\w.]+(?:\s[A-Z]\w+)*)?{_ASIDE}(?:\s*:|\.)\s+""",
    re.VERBOSE,
)
"""A title and a name in capital letters, as the records of parliaments have it."""
_OFFICE = re.compile(
    rf"(?:The\s+[A-Z][\w,’'\- ]{{2,80}}?\s*\((?P<label>{_NAME})\)|(?P<member>{_NAME})"
    rf"\s*\([A-Z][^()\n]{{1,60}}\){_ASIDE})\s*:\s+"
)
"""An office with its holder, or a member with the seat and party, in round brackets."""
_AGED = re.compile(
    rf"(?P<label>{_NAME})(?:\s*\(\d{{1,3}}\b[^()\n]{{0,60}}\)|,\s*\d{{1,3}}\b[^:.\n]{{0,80}}):\s+"
)
"""A name with an age: people in the street, each of whom says one thing."""
_LETTER = re.compile(r"(?P<label>[QA])[.:][ \u00a0]+")
"""Q and A, each with a full stop or colon."""
_CHANGE = re.compile(rf">>+\s*(?:(?P<label>[A-Z][\w.’'\- ]{{1,50}}?){_ASIDE}:\s+)?")
"""The mark by which captions show that somebody else speaks, with or without a name."""
_DASH = re.compile(r"[—–―-]\s+")

_ASKS = frozenset(
    {"q", "question", "interviewer", "host", "reporter", "moderator", "presenter", "reader"}
)
_QUESTION = re.compile(r"\?[\"'”’)]*$")
_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s|[Mm]yself)\b")
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:interview\w*|spoke|speaks?|talk(?:s|ed)?|sat\s+down|sits\s+down|ask(?:s|ed)?|answer\w*"
    r"|conversation|questions?|Q\s*&\s*A)\b",
    re.IGNORECASE,
)
_TALKED_TO = re.compile(
    r"\b(?:spoke|speaks|talk(?:s|ed)|told)\s+(?:(?:to|with)\s+)?(?:[a-z’']+\s+){0,4}$"
)
_BEHIND = re.compile(r"\b(?:[Bb]y|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ww]riter)\s+$")
_STATE_NAME = re.compile(r"\bname\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?:[A-Z][\w’'\-]*\.?\s+){1,4}[A-Z][\w’'\-]+(?=\.?$)")
MIN_QUESTIONS = 3
"""Paragraphs that ask, in an interview without labels."""
LONGEST_QUESTION = 60
"""Words of a paragraph that asks at most."""


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """What one speaker says until the next, the label left out.

    ``label`` is the label as it stands, if there is one. ``source`` is where the text names who
    speaks: the name in the label, or that of the person interviewed; None where it does not.
    ``asks`` is true of whoever asks the questions and is not quoted.
    """

    label: Span | None
    source: Span | None
    pieces: tuple[Span, ...]
    asks: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with the label that it begins with; ``opens`` where somebody takes the floor."""

    block: Span
    label: Span | None = None
    begin: int = 0
    opens: bool = False


def transcript_turns(
    reading: Reading, layout: Layout, outlet: str | None = None, skip: Sequence[Span] = ()
) -> list[TranscriptTurn]:
    """The turns of a transcript in reading order, those of whoever asks marked as such.

    ``outlet`` is the name under which the outlet itself asks; ``skip`` are passages to pass over.
    No turns are found in a text that is no transcript.
    """
    blocks = [block for block in layout.paragraphs if not any(block.meets(s) for s in skip)]
    lines = _recorded(layout.text, blocks) or _labelled(layout.text, blocks)
    if not lines:
        return _in_the_street(layout.text, blocks) or _unlabelled(reading, layout, blocks)
    turns = _turns(lines)
    first = next(line.block for line in lines if line.opens)
    guest = _guest(reading, [block for block in blocks if block.start < first.start])
    return _named(layout.text, turns, outlet, guest)


def _recorded(text: str, blocks: Sequence[Span]) -> list[_Line]:
    """The paragraphs of a transcript whose labels have a form that nothing else has."""
    for forms in ((_RECORD, _OFFICE), (_LETTER,), (_CHANGE,)):
        lines = [
            _line(
                block, next((m for form in forms if (m := form.match(text, *_ends(block)))), None)
            )
            for block in blocks
        ]
        labels = [line.label.of(text) for line in lines if line.label]
        opening = sum(line.opens for line in lines)
        if opening >= MIN_RECORDED and (_LETTER not in forms or {*labels} == {"Q", "A"}):
            return lines
    return []


def _ends(block: Span) -> tuple[int, int]:
    return block.start, block.end


def _labelled(text: str, blocks: Sequence[Span]) -> list[_Line]:
    """The paragraphs of a transcript whose labels are names that come again, or are given once
    above a dialogue with dashes."""
    matches = {block: _LABEL.match(text, *_ends(block)) for block in blocks}
    counts = Counter(match["label"] for match in matches.values() if match)
    speaking = {label for label, count in counts.items() if count >= MIN_RETURNS}
    if sum(counts[label] for label in speaking) >= MIN_TURNS and len(speaking) > 1:
        capitals = all(label.isupper() for label in speaking)
        return [
            _Line(block, opens=True)
            if match and not _is_speaker(match["label"], speaking, capitals)
            else _line(block, match)
            for block, match in matches.items()
        ]
    return _with_dashes(text, blocks, matches)


def _line(block: Span, match: re.Match[str] | None) -> _Line:
    if match is None:
        return _Line(block)
    label = next(
        (Span(*match.span(name)) for name, found in match.groupdict().items() if found), None
    )
    return _Line(block, label, match.end(), opens=True)


def _is_speaker(label: str, speaking: set[str], capitals: bool) -> bool:
    """Whether a label stands for a speaker: it comes again, or is written as the others are and is
    more than a single word."""
    return label in speaking or (label.isupper() if capitals else " " in label)


def _with_dashes(
    text: str, blocks: Sequence[Span], matches: dict[Span, re.Match[str] | None]
) -> list[_Line]:
    """The paragraphs of a dialogue of two who are named once and then take turns, each with a
    dash."""
    for at, (first, second) in enumerate(pairwise(blocks)):
        one, other = matches[first], matches[second]
        if not one or not other or one["label"] == other["label"]:
            continue
        rest = blocks[at + 2 :]
        dashes = [dash for block in rest if (dash := _DASH.match(text, *_ends(block)))]
        if len(dashes) < MIN_RETURNS or dashes[0].start() != rest[0].start:
            continue
        labels = (Span(*one.span("label")), Span(*other.span("label")))
        lines = [_line(first, one), _line(second, other)]
        for number, block in enumerate(rest):
            dash = _DASH.match(text, *_ends(block))
            if dash is None or (number % 2 and _QUESTION.search(block.of(text))):
                break
            lines.append(_Line(block, labels[number % 2], dash.end(), opens=True))
        return lines
    return []


def _in_the_street(text: str, blocks: Sequence[Span]) -> list[TranscriptTurn]:
    """What people with an age behind their names say, each in a paragraph."""
    matches = [(block, m) for block in blocks if (m := _AGED.match(text, *_ends(block)))]
    if len(matches) < MIN_RECORDED:
        return []
    return [
        TranscriptTurn(label, label, (Span(match.end(), block.end),))
        for block, match in matches
        if match.end() < block.end and (label := Span(*match.span("label")))
    ]


def _turns(lines: Sequence[_Line]) -> list[TranscriptTurn]:
    """What each speaker says; the paragraphs behind the last label are no longer theirs."""
    found: list[TranscriptTurn] = []
    last = max(i for i, line in enumerate(lines) if line.opens)
    for line in lines[: last + 1]:
        if line.opens:
            begin = line.begin or line.block.start
            pieces = (Span(begin, line.block.end),) if begin < line.block.end else ()
            asks = line.begin == 0
            found.append(TranscriptTurn(line.label, line.label, pieces, asks=asks))
        elif found:
            turn = found[-1]
            found[-1] = TranscriptTurn(
                turn.label, turn.source, (*turn.pieces, line.block), turn.asks
            )
    return [turn for turn in found if turn.pieces]


def _named(
    text: str, turns: Sequence[TranscriptTurn], outlet: str | None, guest: Span | None
) -> list[TranscriptTurn]:
    """The turns with the names of who speaks in them."""
    labels = {turn.label.of(text) for turn in turns if turn.label}
    asking = {label for label in labels if _is_asker(label, outlet)} | _who_asks_most(turns, text)
    own = _own_names(turns, text)
    found: list[TranscriptTurn] = []
    for turn in turns:
        label = turn.label.of(text) if turn.label else ""
        known = guest if label == "A" else None
        source = known or own.get(label) or _name_in(turn.label, text)
        asks = turn.asks or label in asking
        found.append(TranscriptTurn(turn.label, source, turn.pieces, asks))
    return found


def _own_names(turns: Sequence[TranscriptTurn], text: str) -> dict[str, Span]:
    """The names that those whose label is none tell when they are asked for it."""
    found: dict[str, Span] = {}
    for asked, turn in pairwise(turns):
        label = turn.label.of(text) if turn.label else ""
        is_role = label == "A" or label.casefold().startswith("the ")
        if is_role and _STATE_NAME.search(asked.pieces[-1].of(text)):
            name = _FULL_NAME.match(text, turn.pieces[0].start, turn.pieces[0].end)
            if name:
                found.setdefault(label, Span(*name.span()))
    return found


def _name_in(label: Span | None, text: str) -> Span | None:
    """The name in a label, without the post before it: COUNCILMEMBER REID."""
    if label is None or label.of(text) == "A":
        return None
    words = list(re.finditer(r"\S+", label.of(text)))
    for word in words[:-1]:
        plain = word[0].casefold().rstrip(".")
        if plain in HONORIFICS or not is_post(plain):
            return Span(label.start + word.start(), label.end)
    return Span(label.start + words[-1].start(), label.end)


def _who_asks_most(turns: Sequence[TranscriptTurn], text: str) -> set[str]:
    """The one label most of whose turns end with a question mark, if there is just one."""
    counts = Counter(turn.label.of(text) for turn in turns if turn.label)
    asked = Counter(
        turn.label.of(text)
        for turn in turns
        if turn.label and _QUESTION.search(turn.pieces[-1].of(text))
    )
    most = {label for label, count in counts.items() if 2 * asked[label] > count}
    return most if len(most) == 1 and len(counts) > 1 else set()


def _is_asker(label: str, outlet: str | None) -> bool:
    name = label.casefold()
    return name in _ASKS or (outlet is not None and outlet.casefold().startswith(name))


# Who is interviewed, and interviews without labels.


def _guest(reading: Reading, intro: Sequence[Span]) -> Span | None:
    """The one person whom the introduction of an interview is about, and not who asks."""
    text = reading.text
    found: dict[str, Span] = {}
    for entity in reading.doc.ents:
        name = Span(entity.start_char, entity.end_char)
        block = next((block for block in intro if block.holds(name)), None)
        if block is None or entity.label_ != "PERSON" or " " not in entity.text:
            continue
        before = text[block.start : name.start]
        talked_to = _TALKED_TO.search(before)
        by_a_person = talked_to is not None and any(
            token.ent_type_ == "PERSON" or token.lower_ in ("he", "she")
            for sentence in sentences(text, Span(block.start, name.start))
            if sentence.end == name.start or text[sentence.end : name.start].isspace()
            for token in reading.doc.char_span(
                sentence.start, sentence.end, alignment_mode="expand"
            )
            or ()
        )
        if not by_a_person and not _BEHIND.search(before):
            found.setdefault(entity[-1].lower_, name)
    return next(iter(found.values())) if len(found) == 1 else None


def _unlabelled(reading: Reading, layout: Layout, blocks: Sequence[Span]) -> list[TranscriptTurn]:
    """The turns of an interview whose questions are paragraphs of their own.

    Those who ask say "you", those who answer "I": questions as headings of an explanation, which
    its author answers, have neither.
    """
    text = layout.text
    asking = [
        at
        for at, block in enumerate(blocks)
        if _is_question(block, layout) and (at or _LABEL.match(text, *_ends(block)))
    ]
    if len(asking) < 2:
        return []
    intro = blocks[: asking[0]]
    announced = any(_TALK.search(block.of(text)) for block in intro)
    if len(asking) < MIN_QUESTIONS and not announced:
        return []
    answers = [tuple(blocks[a + 1 : b]) for a, b in pairwise([*asking, len(blocks)])]
    if not all(answers[:-1]) or not answers[-1]:
        return []
    answers[-1] = tuple(_last_answer(text, answers[-1]))
    said_i = sum(any(_I.search(block.of(text)) for block in answer) for answer in answers)
    said_you = sum(bool(_YOU.search(blocks[at].of(text))) for at in asking)
    if not said_you or 2 * said_i < len(answers) or (said_i < 2 and not announced):
        return []
    if any(layout.opens_paragraph(block) for answer in answers for block in answer):
        return []
    guest = _guest(reading, intro)
    if label := _LABEL.match(text, *_ends(answers[0][0])):
        guest = Span(*label.span("label"))
        answers[0] = (Span(label.end(), answers[0][0].end), *answers[0][1:])
    if guest is None:
        return []
    return [
        turn
        for at, answer in zip(asking, answers, strict=True)
        for turn in (
            TranscriptTurn(None, None, (blocks[at],), asks=True),
            TranscriptTurn(None, guest, answer),
        )
    ]


def _is_question(block: Span, layout: Layout) -> bool:
    words = block.of(layout.text)
    return (
        bool(_QUESTION.search(words))
        and len(words.split()) <= LONGEST_QUESTION
        and not layout.marks_at(Span(block.start, block.start + 1))
    )


def _last_answer(text: str, blocks: Sequence[Span]) -> Iterator[Span]:
    """The paragraphs of the last answer: the first, and those that go on in the first person."""
    for number, block in enumerate(blocks):
        if number and not _I.search(block.of(text)):
            return
        yield block
