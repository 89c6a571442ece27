"""What the heads of the model say: the label inventories, in the order of their logits."""

from __future__ import annotations

from typing import Final

SPAN_LAYERS: Final = ("source", "cue", "content")
SPAN_TAGS: Final = ("O", "B", "I")
ENTITY_TYPES: Final = ("PERSON", "ORG", "LOC", "NORP", "DATE", "MISC")
ENTITY_TAGS: Final = ("O", *(f"{mark}-{kind}" for kind in ENTITY_TYPES for mark in "BI"))
LINKS: Final = ("source", "cue", "head")
"""Pointers from a word to another word; pointing at the window's first place means none."""


def bio_allowed(tags: tuple[str, ...]) -> list[list[bool]]:
    """Which tag may follow which: ``allowed[before][after]``; I- only goes on with its own kind."""

    def may_follow(before: str, after: str) -> bool:
        return (
            not after.startswith("I")
            or before[1:] == after[1:] != ""
            or (after == "I" and before in ("B", "I"))
        )

    return [[may_follow(before, after) for after in tags] for before in tags]
