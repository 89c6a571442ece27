"""The context guard: words around a quotation without which it means something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.check.context import guard_words as wording
from quotes.check.rows import Guard, GuardKind
from quotes.check.words.sentences import paragraph_sentences
from quotes.store.rows import QuotationRow

_SENTENCE_END = re.compile(r"[.!?]+")
_EDGES = " .\"'“”‘’«»,:;"
_MARK = 2
"""Characters of an opening mark, at the most."""
_AFTER = 2
"""Sentences after the quotation in which somebody may take it back."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An article as the guard sees it: its text, and all its quotations in reading order."""

    text: str
    quotations: tuple[QuotationRow, ...]

    def speakers_at(self, span: Span) -> frozenset[str] | None:
        """The names of who says the quoted words that meet the span, None for narration."""
        for row in self.quotations:
            if row.kind != "indirect" and any(piece.meets(span) for piece in row.pieces):
                return frozenset(speaker.name for speaker in row.speakers)
        return None


def guards(
    around: Surroundings, row: QuotationRow, claimed: Sequence[Span], claim: str
) -> list[Guard]:
    """What stands around the claimed stretches of a quotation and turns what they mean.

    :param claimed: where the claimed words stand in the article, in reading order.
    :param claim: the words of the claim, to see what it does not leave out.
    """
    if not claimed:
        return []
    return _Scene(around, row, claimed, claim).guards()


class _Scene:
    """The sentences around one claimed stretch."""

    def __init__(
        self, around: Surroundings, row: QuotationRow, claimed: Sequence[Span], claim: str
    ) -> None:
        self._around, self._row, self._claimed, self._claim = around, row, claimed, claim
        self._text = around.text
        every = [one for block in paragraph_sentences(self._text) for one in block]
        first, last = claimed[0].start, claimed[-1].end
        own = [at for at, one in enumerate(every) if one.start < last and first < one.end]
        self._own = [every[at] for at in own]
        self._before = every[own[0] - 1] if own and own[0] > 0 else None
        self._after = every[own[-1] + 1 : own[-1] + 1 + _AFTER] if own else []

    def guards(self) -> list[Guard]:
        found = [*self._of_the_cue(), *self._inside(), *self._preceding(), *self._following()]
        return list({(one.kind, one.where): one for one in found}.values())

    def _of_the_cue(self) -> Iterable[Guard]:
        cue = self._row.cue
        if cue is None:
            return
        words = cue.of(self._text)
        if self._row.kind == "indirect" and wording.DENYING.search(words):
            yield self._guard("denial", cue, "The article says that the speaker denied it")
        if wording.NOT_MEANT.search(words):
            yield self._guard("distance", cue, "The article says how it was meant")

    def _inside(self) -> Iterable[Guard]:
        """Words of the claimed sentences themselves."""
        if not self._own:
            return
        start, end = self._own[0].start, self._claimed[0].start
        begun = max((piece.start for piece in self._row.pieces if piece.start <= end), default=end)
        yield from self._of_lead(max(start, begun), end)
        yield from self._of_report(start, min(begun, end))
        yield from self._of_narration()
        yield from self._of_question()

    def _of_lead(self, start: int, end: int) -> Iterable[Guard]:
        """The speaker's own words before those claimed."""
        words = self._text[start:end]
        if wording.HANDED_ON.search(words) or wording.PUT_IN_MOUTH.search(words):
            yield self._guard("distance", Span(start, end), "The speaker hands on what others say")

    def _of_report(self, start: int, end: int) -> Iterable[Guard]:
        """The reporter's words before those claimed."""
        words = self._text[start:end]
        if wording.NOT_SAID.search(words) or wording.DENIED_SAYING.search(words):
            yield self._guard("denial", Span(start, end), "The words before deny it")

    def _of_narration(self) -> Iterable[Guard]:
        """The reporter's words in the same sentences."""
        for part in self._narrated():
            words = part.of(self._text)
            if wording.ASKED_WHAT_IF.search(words) or (
                wording.CONDITION.search(words) and not wording.ASKED_IF.search(words)
            ):
                yield self._guard("condition", part, "The article sets it under a condition")
            elif wording.NOT_MEANT.search(words):
                yield self._guard("distance", part, "The article says how it was meant")

    def _narrated(self) -> Iterable[Span]:
        end = self._claimed[-1].end
        for sentence in self._own:
            start = sentence.start
            inside = sorted(
                piece
                for row in self._around.quotations
                for piece in row.pieces
                if piece in self._row.pieces
                or (piece.meets(sentence) and (row.kind == "direct" or piece.start >= end))
            )
            for piece in inside:
                if start < piece.start <= sentence.end:
                    yield Span(start, piece.start)
                start = max(start, piece.end)
            if start < sentence.end:
                yield Span(start, sentence.end)

    def _of_question(self) -> Iterable[Guard]:
        last = self._claimed[-1]
        piece = next((one for one in self._row.pieces if one.meets(last)), last)
        ending = _SENTENCE_END.search(self._text, last.end - 1, piece.end)
        if ending and "?" in ending[0] and "?" not in self._claim:
            yield self._guard("question", self._own[-1], "It was asked, not stated")

    def _preceding(self) -> Iterable[Guard]:
        before = self._before
        if before is None or not self._same_voice(before):
            return
        words = before.of(self._text)
        if self._is_spoken_into():
            return
        if words.rstrip("\"'”’ ").endswith(":") and wording.HANDED_ON.search(
            words.rstrip("\"'”’: ")
        ):
            yield self._guard("distance", before, "The speaker hands on what others say")
        elif wording.SUPPOSING.search(words) or (
            self._is_tentative() and (wording.IMAGINING.search(words) or _asks_if(words))
        ):
            yield self._guard("condition", before, "The sentence before sets a condition")

    def _is_spoken_into(self) -> bool:
        """Whether the claimed words begin in the middle of a spoken sentence."""
        start, end = self._own[0].start, self._claimed[0].start
        return any(
            piece.start < end and end - max(start, piece.start) > _MARK
            for piece in self._row.pieces
        )

    def _is_tentative(self) -> bool:
        return any(wording.TENTATIVE.search(one.of(self._text)) for one in self._claimed)

    def _following(self) -> Iterable[Guard]:
        for number, after in enumerate(self._after):
            words = after.of(self._text)
            speakers = self._around.speakers_at(after)
            if speakers is None:
                if wording.TAKEN_BACK.search(words):
                    yield self._guard("denial", after, "The article says that it was taken back")
                continue
            if number or not self._same_voice(after):
                continue
            if self._is_denied_by(words):
                yield self._guard("denial", after, "The next sentence takes it back or denies it")
            elif wording.ONLY_IF.search(words):
                yield self._guard("condition", after, "The next sentence sets a condition")

    def _is_denied_by(self, words: str) -> bool:
        """Whether the next sentence denies the claimed ones."""
        claimed = " ".join(one.of(self._text) for one in self._own)
        if wording.DENIAL.search(words):
            return True
        if wording.CONTRARY.search(words):
            return not wording.NEGATED.search(claimed)
        return bool(wording.JUDGEMENT.search(words) and wording.SAID_BY_OTHERS.search(claimed))

    def _same_voice(self, sentence: Span) -> bool:
        """Whether the speaker of the quotation, or the reporter, says the sentence."""
        speakers = self._around.speakers_at(sentence)
        own = frozenset(speaker.name for speaker in self._row.speakers)
        return speakers is None or bool(speakers & own) or not own

    def _guard(self, kind: GuardKind, where: Span, what: str) -> Guard:
        words = " ".join(where.of(self._text).split())
        bare = words.strip(_EDGES)
        return Guard(kind, words, where, f"{what}: “{bare}”.")


def _asks_if(words: str) -> bool:
    return words.rstrip("\"'”’ ").endswith("?") and bool(wording.IF.search(words))
