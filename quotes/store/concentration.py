"""How concentrated voices are: whether few say most of what is quoted, or many say a little."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TOP = 10


@dataclass(frozen=True, slots=True)
class Concentration:
    """Measures over how often each voice is quoted.

    ``voices`` is how many there are and ``quotations`` how often they are quoted in all.
    ``top_share`` in [0, 1] is the part that the ten most quoted have in it. ``gini`` in [0, 1) is
    the Gini coefficient (Gini, 1912): 0 where all are quoted equally often. ``effective`` is how
    many voices, all quoted equally often, would be as concentrated: the inverse of the Herfindahl
    index (Laakso and Taagepera, 1979), from 1 to ``voices``.
    """

    voices: int
    quotations: int
    top_share: float
    gini: float
    effective: float


def concentration(counts: Iterable[int]) -> Concentration | None:
    """The measures of these counts, each one voice's; None where nobody is quoted.

    :param counts: how often each voice is quoted; zeros are left out.
    """
    ascending = sorted(count for count in counts if count > 0)
    voices, total = len(ascending), sum(ascending)
    if not voices:
        return None
    ranked = sum(rank * count for rank, count in enumerate(ascending, start=1))
    return Concentration(
        voices=voices,
        quotations=total,
        top_share=sum(ascending[-TOP:]) / total,
        gini=(2 * ranked - (voices + 1) * total) / (voices * total),
        effective=total**2 / sum(count**2 for count in ascending),
    )
