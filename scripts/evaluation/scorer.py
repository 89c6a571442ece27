"""The shared scorer of attributions, asked for its counts article by article."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Json = dict[str, Any]
Counts = NDArray[np.int64]
"""(articles, measures, 3): how many were right, predicted, and marked, by article and measure."""

MEASURES = ("joint", "joint80", "content", "source", "cue")
KINDS = ("all", "direct", "mixed", "indirect")


class Scorer:
    """The functions of ``attribution.py``, which scores whole sets of articles in percent.

    Its own copy of the script hands its counts on instead of turning them into percent, so that
    any choice of articles can be scored without counting again.
    """

    def __init__(self, path: Path) -> None:
        self._script = _loaded(path)
        self._script.prf = lambda *counts: counts

    def counts(self, gold: Sequence[Json], predicted: Sequence[Json], kind: str = "all") -> Counts:
        """The counts of each article; ``predicted`` holds the answers in the order of ``gold``."""
        return np.array(
            [
                self._of_one(article, answer, kind)
                for article, answer in zip(gold, predicted, strict=True)
            ],
            dtype=np.int64,
        ).reshape(-1, len(MEASURES), 3)

    def _of_one(self, article: Json, answer: Json, kind: str) -> list[list[int]]:
        result = self._script.score([article], [answer], kind)
        return [list(result[measure].values()) for measure in MEASURES]


def _loaded(path: Path) -> Any:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python script")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
