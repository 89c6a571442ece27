"""What finding out who speaks costs beside the reader: ``python -m scripts.benchmark.after``.

Both are timed in one process on one thread, in processor seconds: the reader, and everything in an
article that is decided on its reading (people, posts, organisations, quotations, speakers).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.ingest.header import byline_spans, line_notices
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import blank_english
from quotes.reader.model import Model
from quotes.types import Article
from scripts.benchmark.texts import samples

ARTICLES = Path("seeds/articles")
WARM_UP = 2


def share(texts: Sequence[str]) -> float:
    """The time of everything behind the reader, as a part of the reader's."""
    reader, english = Reader(Model.shipped(1)), blank_english()
    reading_time = deciding_time = 0.0
    for number, text in enumerate([*texts[:WARM_UP], *texts]):
        began = time.process_time()
        reading = reading_of(reader(english.make_doc(text)))
        read = time.process_time()
        attribute(reading, Article(text, "-"), byline_spans(line_notices(text)))
        decided = time.process_time()
        if number >= WARM_UP:
            reading_time += read - began
            deciding_time += decided - read
    return deciding_time / reading_time


def main() -> None:
    print(f"{share(samples(ARTICLES)):.2f} of the reader's time")


if __name__ == "__main__":
    main()
