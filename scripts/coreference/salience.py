"""What the learned score is compared with: the mention named last, and salience by rules.

The weights of salience follow Lappin and Leass (1994): a recent subject beats an object, a speaker
beats somebody spoken of, and names inside quotations count little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.coreference import NOWHERE, Agreement, GrammaticalRole, Mention
from quotes.attribution.words import Words

_SENTENCE, _PARAGRAPH, _REACH = 1.0, 0.35, 12.0
_SUBJECT, _OBLIQUE, _POSSESSIVE = 1.2, -0.6, -0.3
_SOURCE, _QUOTED, _UNSURE = 0.8, -2.5, -0.8


class Recency:
    """The nearer, the likelier."""

    def scores(
        self,
        words: Words,  # noqa: ARG002
        states: NDArray[np.float16],  # noqa: ARG002
        anaphor: Mention,
        candidates: Sequence[Mention],
    ) -> NDArray[np.float32]:
        """Log-odds (candidates,) that leave no doubt: each candidate far behind the one nearer."""
        gaps = np.array([abs(anaphor.tokens.start - one.tokens.start) for one in candidates])
        return np.float32(40) - 5 * gaps.argsort().argsort().astype(np.float32)


class Salience:
    """Distance, syntax, quotation marks and agreement by hand-set weights."""

    def scores(
        self,
        words: Words,  # noqa: ARG002
        states: NDArray[np.float16],  # noqa: ARG002
        anaphor: Mention,
        candidates: Sequence[Mention],
    ) -> NDArray[np.float32]:
        """Log-odds (candidates,)."""
        return 5.0 + 2 * np.array([_weight(anaphor, one) for one in candidates], np.float32)


def _weight(anaphor: Mention, candidate: Mention) -> float:
    sentences = abs(anaphor.sentence - candidate.sentence)
    paragraphs = abs(anaphor.paragraph - candidate.paragraph)
    weight = -min(_REACH, _SENTENCE * sentences + _PARAGRAPH * paragraphs)
    weight -= abs(anaphor.tokens.start - candidate.tokens.start) / 400
    if candidate.possessive:
        weight += _POSSESSIVE
    elif candidate.role == GrammaticalRole.SUBJECT:
        weight += _SUBJECT
    elif candidate.role in (GrammaticalRole.OBLIQUE, GrammaticalRole.GENITIVE):
        weight += _OBLIQUE
    if candidate.is_source:
        weight += _SOURCE
    if candidate.content != NOWHERE and anaphor.content == NOWHERE:
        weight += _QUOTED
    return weight + _UNSURE * (candidate.agreement == Agreement.UNKNOWN)
