"""Markings made for this project: whole articles, kept without their words, and passages.

``written/*.jsonl`` hold passages that were written here, with their text (``written/README.md``).
``markings/articles.jsonl`` holds the markings of articles of shared/data, which stay outside of the
project: each string of a marking is kept as the span of characters where it stands, and a few that
stand nowhere (the usual name of a body) as they are. With the corpora at hand::

    python -m scripts.training.marked unpack --data ../shared/data --out FOLDER

makes ``FOLDER/NAME.json`` and ``FOLDER/articles/NAME.txt`` of them, the form of shared/marked that
``endtoend.py`` scores; ``pack FOLDER`` keeps new ones. ``part train --shared ../shared --out
FOLDER`` puts together what a model is trained on, from these and the marked articles of shared, and
``part choose`` and ``part calibrate`` what is kept out of it (``markings/kept_out.json``).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ARTICLES = Path(__file__).with_name("markings") / "articles.jsonl"
KEPT_OUT = Path(__file__).with_name("markings") / "kept_out.json"
WRITTEN = Path(__file__).with_name("written")
CORPORA = ("world/original.train.jsonl.gz", "attribution/polnear.train.jsonl.gz")
_SPANS = {"content": "content_spans", "cue": "cue_span", "mention": "mention_span"}
_HINTS = ("after", "cue_at", "mention_at", "note")
"""What a marking only needs to find its strings, or says to its reader."""


def passages(folder: Path = WRITTEN) -> Iterator[Json]:
    """The passages that were written here, in the order of their files."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf8").splitlines():
            yield json.loads(line)


def digest(text: str) -> str:
    """Hexadecimal SHA-256 of a text, by which a marking knows its article."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack(marking: Json, text: str, reader: int = 1) -> Json:
    """A marking without the words of its article.

    :param marking: as shared/marked has it, with the spans filled in.
    :param reader: who marked it: 2 for a second marking of the same article.
    """
    quotes = [_packed_quote(quote, text) for quote in marking["quotes"]]
    return {
        "name": marking["doc"],
        "sha256": digest(text),
        "reader": reader,
        "persons": _packed(marking["persons"], text),
        "bodies": _packed(marking.get("bodies", []), text),
        "quotes": quotes,
    }


def _packed_quote(quote: Json, text: str) -> Json:
    kept = {key: value for key, value in quote.items() if key not in (*_HINTS, *_SPANS)}
    for name in ("speakers", "stance"):
        kept[name] = _packed(quote.get(name) or [], text)
    return kept


_PLAIN = frozenset({"id", "speaks", "polarity", "unnamed", "evidence_span"})


def _packed(value: Any, text: str) -> Any:
    """A value with each string replaced by the span of its first place in the text."""
    if isinstance(value, dict):
        return {
            key: part if key in _PLAIN else _packed(part, text)
            for key, part in value.items()
            if key != "evidence" or part
        }
    if isinstance(value, list):
        return [part if _is_id(part) else _packed(part, text) for part in value]
    if isinstance(value, str) and (start := text.find(value)) >= 0:
        return [start, start + len(value)]
    return value


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and value[:1] == "P" and value[1:].isdigit()


def unpack(packed: Json, text: str) -> Json:
    """The marking with its words, as :func:`pack` was given it but for hints and notes.

    :raises ValueError: the text is not that of the marking.
    """
    if digest(text) != packed["sha256"]:
        raise ValueError(f"{packed['name']}: this is not the text that was marked")
    return {
        "doc": packed["name"],
        "sha256": packed["sha256"],
        "persons": _unpacked(packed["persons"], text),
        "bodies": _unpacked(packed["bodies"], text),
        "quotes": [_unpacked_quote(quote, text) for quote in packed["quotes"]],
    }


def _unpacked_quote(quote: Json, text: str) -> Json:
    found = dict(quote)
    for name in ("speakers", "stance"):
        found[name] = _unpacked(quote[name], text)
    found["content"] = [text[start:end] for start, end in quote["content_spans"]]
    for name in ("cue", "mention"):
        span = quote[_SPANS[name]]
        found[name] = None if span is None else text[span[0] : span[1]]
    return found


def _unpacked(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {
            key: part if key in _PLAIN else _unpacked(part, text) for key, part in value.items()
        }
    if isinstance(value, list):
        if len(value) == 2 and all(type(part) is int for part in value):
            return text[value[0] : value[1]]
        return [_unpacked(part, text) for part in value]
    return value


def texts(data: Path) -> dict[str, str]:
    """The articles of the corpora by the SHA-256 of their text."""
    found: dict[str, str] = {}
    for corpus in CORPORA:
        with gzip.open(data / corpus, "rt", encoding="utf8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                found[digest(text)] = text
    return found


def unpack_all(data: Path, out: Path, reader: int = 1) -> int:
    """Write the articles that a reader marked, with their texts, into a folder; how many."""
    known = texts(data)
    (out / "articles").mkdir(parents=True, exist_ok=True)
    written = 0
    for line in ARTICLES.read_text("utf8").splitlines():
        packed = json.loads(line)
        if packed["reader"] == reader:
            text = known[packed["sha256"]]
            marking = json.dumps(unpack(packed, text), ensure_ascii=False)
            (out / f"{packed['name']}.json").write_text(marking, "utf8")
            (out / "articles" / f"{packed['name']}.txt").write_bytes(text.encode())
            written += 1
    return written


def part(name: str, shared: Path, out: Path) -> int:
    """Write the marked articles of a part (train, choose, calibrate) into a folder; how many.

    ``shared`` holds ``marked/train``, ``gold`` and ``data``. The reference article is in no part:
    it is marked under another name than its text's.
    """
    kept_out: dict[str, list[str]] = json.loads(KEPT_OUT.read_text("utf8"))
    unpack_all(shared / "data", out)
    for folder in (shared / "marked/train", shared / "gold"):
        for marking in sorted(folder.glob("*.json")):
            text = folder / "articles" / f"{marking.stem}.txt"
            if text.exists():
                (out / marking.name).write_bytes(marking.read_bytes())
                (out / "articles" / text.name).write_bytes(text.read_bytes())
    elsewhere = {one for of, names in kept_out.items() if of != name for one in names}
    for marking in list(out.glob("*.json")):
        mine = marking.stem in kept_out[name] if name in kept_out else True
        if not mine or marking.stem in elsewhere:
            marking.unlink()
            (out / "articles" / f"{marking.stem}.txt").unlink()
    return len(list(out.glob("*.json")))


def pack_all(folders: Sequence[Path]) -> int:
    """Keep the markings of folders beside those that are there already; how many are new.

    A second marking of the same article is its second reader's.
    """
    lines = ARTICLES.read_text("utf8").splitlines() if ARTICLES.exists() else []
    held = [json.loads(line) for line in lines]
    before = len(held)
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            text = (folder / "articles" / f"{path.stem}.txt").read_bytes().decode()
            readers = sum(packed["sha256"] == digest(text) for packed in held)
            held.append(pack(json.loads(path.read_text("utf8")), text, readers + 1))
    ARTICLES.parent.mkdir(exist_ok=True)
    ARTICLES.write_text("".join(json.dumps(packed) + "\n" for packed in held), "utf8")
    return len(held) - before


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    unpacking = commands.add_parser("unpack", help="write markings with their articles")
    unpacking.add_argument("--data", type=Path, required=True, help="the folder shared/data")
    unpacking.add_argument("--out", type=Path, required=True)
    unpacking.add_argument("--reader", type=int, default=1, help="2: the second markings")
    packing = commands.add_parser("pack", help="keep the markings of folders")
    packing.add_argument("folder", type=Path, nargs="+")
    parting = commands.add_parser("part", help="put together what to train on, or what is kept out")
    parting.add_argument("part", choices=["train", "choose", "calibrate"])
    parting.add_argument("--shared", type=Path, required=True)
    parting.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if args.command == "pack":
        print(pack_all(args.folder), "markings kept")
    elif args.command == "part":
        print(part(args.part, args.shared, args.out), "articles written")
    else:
        print(unpack_all(args.data, args.out, args.reader), "articles written")


if __name__ == "__main__":
    main()
