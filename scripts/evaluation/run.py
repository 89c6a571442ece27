"""Run the product on marked articles, as a user would: ``quotes extract --nl``."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def extract(paths: Sequence[Path]) -> list[Json]:
    """What ``quotes extract --nl`` prints for these files."""
    command = [sys.executable, "-m", "quotes", "extract", "--nl", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def marked_articles(path: Path) -> list[Json]:
    """The articles of a PolNeAR file."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        return [json.loads(line) for line in file]


def attributions(articles: Sequence[Json]) -> list[Json]:
    """What the product finds in the texts of these articles, in PolNeAR's form, in one run.

    A quotation becomes an attribution: the mentions of its speakers are the source, its pieces
    the content, and its confidence stands beside them. One without a mention has no source.
    """
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "articles.jsonl"
        write_lines(texts, [{"text": article["text"]} for article in articles])
        answers = extract([texts])
    if len(answers) != len(articles):
        raise RuntimeError(f"{len(articles)} articles went in, {len(answers)} came out")
    return [
        {"id": article["id"], "attributions": [_attribution(q) for q in answer["quotes"]]}
        for article, answer in zip(articles, answers, strict=True)
    ]


def write_lines(path: Path, rows: Sequence[Json]) -> None:
    """Write one JSON object a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")


def _attribution(quote: Json) -> Json:
    mentions = {
        (s["mention"]["start"], s["mention"]["end"]) for s in quote["speakers"] if s["mention"]
    }
    return {
        "source": [list(mention) for mention in sorted(mentions)],
        "cue": [[quote["cue"]["start"], quote["cue"]["end"]]] if quote["cue"] else [],
        "content": [[piece["start"], piece["end"]] for piece in quote["pieces"]],
        "confidence": quote["confidence"],
    }
