"""Read an archive with one spaCy pipeline: ``python -m scripts.benchmark.pipe reader|peer FILE``.

The reader is the component of this package alone, without lemmas, which the peer has not either;
the peer is :mod:`scripts.benchmark.peer`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from spacy.language import Language

from scripts.benchmark.peer import small_english
from scripts.benchmark.texts import texts_of


def _reader() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes_reader", config={"lemmas": False})
    return nlp


def main() -> None:
    """Read every text of the archive once, and keep nothing."""
    which, archive = sys.argv[1:]
    nlp = {"reader": _reader, "peer": small_english}[which]()
    for _ in nlp.pipe(texts_of(Path(archive))):
        pass


if __name__ == "__main__":
    main()
