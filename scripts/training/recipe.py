"""Everything that decides the result of a training run; written beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Damage:
    """How often a window loses what a text may lack, as shares of the windows.

    ``case``: its capitals, or everything but capitals, one as often as the other; ``quotes``: the
    sides of its quotation marks; ``layout``: its line breaks; ``names``: its people's names, for
    those of other people.
    """

    case: float = 0.08
    quotes: float = 0.08
    layout: float = 0.08
    names: float = 0.25
    words: float = 0.05


@dataclass(frozen=True)
class Weights:
    """Weight of each head's mean loss; ``silver`` that of entities a program has marked, ``rare``
    how much more a word counts whose class is not a tag head's first one."""

    tags: dict[str, float] = field(
        default_factory=lambda: {
            "source": 1.0,
            "cue": 1.0,
            "content": 1.0,
            "sentence": 0.3,
            "pos": 0.3,
            "tag": 0.3,
            "dep": 0.3,
            "status": 0.3,
            "role": 2.0,
            "employer": 2.0,
            "unit": 1.0,
            "inner": 1.0,
        }
    )
    rare: dict[str, float] = field(
        default_factory=lambda: {
            "role": 3.0,
            "employer": 3.0,
            "unit": 3.0,
            "inner": 3.0,
            "status": 3.0,
        }
    )
    entities: float = 0.7
    silver: float = 0.2
    links: dict[str, float] = field(
        default_factory=lambda: {
            "source": 1.0,
            "cue": 1.0,
            "head": 0.6,
            "holder": 0.8,
            "employer": 0.8,
            "unit": 0.4,
            "inner source": 0.6,
            "inner cue": 0.6,
        }
    )
    speakers: float = 0.5
    antecedents: float = 0.25
    smoothing: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """Passes over the corpora, sizes in word pieces, rates of AdamW.

    The rates rise over ``warm_up`` steps, stay, and fall to nothing over the last ``decline`` of
    all steps ("warm-up, stable, decay"; Hu et al. 2024). ``freeze_words`` leaves the embeddings of
    the word pieces as they are, ``freeze_layers`` the lowest layers too; ``bfloat16`` halves the
    precision of the encoder's sums, which is faster where the processor can.
    """

    seed: int = 1
    attribution_passes: float = 6
    syntax_passes: float = 2
    entity_passes: float = 2
    marked_passes: float = 0
    written_passes: float = 0
    coreference_passes: float = 0
    shortest: int = 160
    longest: int = 400
    batch_pieces: int = 1600
    encoder_rate: float = 1e-4
    head_rate: float = 5e-4
    warm_up: int = 100
    decline: float = 1.0
    decay: float = 0.01
    clip: float = 1.0
    dropout: float = 0.1
    freeze_words: bool = False
    freeze_layers: int = 0
    bfloat16: bool = True
    damage: Damage = Damage()
    weights: Weights = field(default_factory=Weights)

    def rate(self, step: int, total: int) -> float:
        """The share of the full rates that holds at a step."""
        falling = max(1.0, self.decline * (total - self.warm_up))
        return min((step + 1) / self.warm_up, 1.0, max(0.0, (total - step) / falling))


def read_recipe(path: Path | None, changes: list[str]) -> Recipe:
    """The recipe of a JSON file (missing fields as in ``Recipe``), with ``name=value`` changes.

    Names of parts are written with a point: ``weights.smoothing=0.1``. Raises ValueError for a
    name that the recipe does not have.
    """
    given = json.loads(path.read_text("utf8")) if path else {}
    for change in changes:
        name, _, value = change.partition("=")
        *parts, last = name.split(".")
        into = given
        for part in parts:
            into = into.setdefault(part, {})
        into[last] = json.loads(value)
    return _filled(Recipe(), given)


def _filled(default: T, given: dict[str, Any]) -> T:
    known = {f.name for f in fields(default)}  # type: ignore[arg-type]
    unknown = set(given) - known
    if unknown:
        raise ValueError(f"a recipe has no {', '.join(sorted(unknown))}")
    values = {}
    for name, value in given.items():
        own = getattr(default, name)
        if isinstance(own, dict):
            values[name] = {**own, **value}
        else:
            values[name] = _filled(own, value) if isinstance(value, dict) else value
    return replace(default, **values)  # type: ignore[type-var]
