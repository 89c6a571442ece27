"""A topic of a curated vocabulary: what is read from a file and kept by the store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CuratedTopic:
    """A topic that somebody named, with the words that tell it.

    ``synonyms`` are other names of it; ``patterns`` only find it in texts (their syntax is that of
    :func:`quotes.meaning.vocabulary.terms.pattern`). ``parent`` is the label of the topic above
    it, ``code`` its IPTC Media Topic, such as "medtop:06000000"; ``line`` is where it stood in a
    file, from 1.
    """

    label: str
    synonyms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    parent: str | None = None
    code: str | None = None
    line: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the synonyms."""
        return (self.label, *self.synonyms)
