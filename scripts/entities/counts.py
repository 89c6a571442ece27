"""Count in how many news articles words stand: ``python -m scripts.entities.counts --shared DIR``.

Writes ``quotes/data/word_articles.tsv``: lemmas of at least three of the articles of PolNeAR and of
the Worldwide corpus (the parts that training may see), with how many have them. The counts are
facts about these articles; no sentence of them is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from quotes.entities.profile import lemmas

CORPORA = ("world/original.train", "attribution/polnear.train")
FEWEST = 3
TARGET = Path("quotes/data/word_articles.tsv")


def texts(shared: Path) -> Iterator[str]:
    """The texts of the corpora."""
    for name in CORPORA:
        with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, required=True, help="the folder of shared data")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    articles = 0
    for text in texts(args.shared):
        counts.update(lemmas(text))
        articles += 1
    rows = [f"{word}\t{count}" for word, count in sorted(counts.items()) if count >= FEWEST]
    head = [
        f"# In how many of {articles} news articles a lemma stands, those of {FEWEST} and more.",
        "# Written for quotes; Apache-2.0. Counted by scripts/entities/counts.py.",
    ]
    TARGET.write_text("\n".join([*head, *rows]) + "\n", "utf8")
    print(f"{len(rows)} lemmas of {articles} articles")


if __name__ == "__main__":
    main()
