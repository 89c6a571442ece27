"""Interviews and hearings set as a transcript: every paragraph begins with who is speaking.

THE GAZETTE: Were you there?
OKAFOR: I was on the bridge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.reader.paragraphs import paragraphs

MIN_TURNS = 4
"""Labelled paragraphs that make a transcript."""
MIN_RETURNS = 2
"""So often must somebody take the floor to be one of its speakers."""

_LABEL = re.compile(
    r"(?P<label>[A-Z][\w.’'\-]*(?:[ \u00a0](?:[A-Z][\w.’'\-]*|of|the|and|de|van|von|bin)){0,4})"
    r"[ \u00a0]?:[ \u00a0]+(?=\S)"
)
_ASKS = frozenset({"q", "question", "interviewer", "host", "reporter", "moderator", "presenter"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next: the label and the paragraphs, the label left out."""

    label: Span
    pieces: tuple[Span, ...]

    def holds(self, span: Span) -> bool:
        """Whether the span lies in one of the paragraphs."""
        return any(piece.holds(span) for piece in self.pieces)


def turns(text: str, outlet: str | None = None, skip: Sequence[Span] = ()) -> list[Turn]:
    """The turns of a transcript in reading order, without those of whoever asks the questions.

    ``outlet`` is the name under which the outlet itself asks; ``skip`` are passages to pass over.
    No turns are found in a text that is no transcript.
    """
    blocks = [block for block in paragraphs(text) if not any(block.meets(s) for s in skip)]
    labels = {block: _LABEL.match(text, block.start, block.end) for block in blocks}
    counts = Counter(match["label"] for match in labels.values() if match)
    speaking = {label for label, count in counts.items() if count >= MIN_RETURNS}
    if sum(counts[label] for label in speaking) < MIN_TURNS or len(speaking) < 2:
        return []
    found: list[Turn] = []
    last_label = max(i for i, block in enumerate(blocks) if _speaks(labels[block], speaking))
    for block in blocks[: last_label + 1]:
        match = labels[block]
        if match and _speaks(match, speaking):
            label = Span(match.start("label"), match.end("label"))
            found.append(Turn(label, (Span(match.end(), block.end),)))
        elif found:
            last = found[-1]
            found[-1] = Turn(last.label, (*last.pieces, block))
    asking = {label for label in speaking if _is_asker(label, outlet)}
    asking |= _who_asks_most(found, text)
    return [turn for turn in found if turn.label.of(text) not in asking]


def _who_asks_most(found: Sequence[Turn], text: str) -> set[str]:
    """The one label most of whose turns end with a question mark, if there is just one."""
    counts = Counter(turn.label.of(text) for turn in found)
    asked = Counter(
        turn.label.of(text)
        for turn in found
        if turn.pieces[-1].of(text).rstrip("”\"’'").endswith("?")
    )
    most = {label for label, count in counts.items() if 2 * asked[label] > count}
    return most if len(most) == 1 else set()


def _speaks(match: re.Match[str] | None, speaking: set[str]) -> bool:
    return match is not None and match["label"] in speaking


def _is_asker(label: str, outlet: str | None) -> bool:
    name = label.casefold()
    return name in _ASKS or (outlet is not None and outlet.casefold().startswith(name))
