"""Compare the answers of two states of the package: ``scripts/compare_answers FIRST [SECOND]``.

A side is a commit, a folder with a checkout (``.`` is the working tree) or a file with answers
made before (``.nl``). Each side runs ``quotes extract --nl`` once over the same copies of the
shared gold and training articles and the sample articles of this checkout; the answers of a commit
are kept under build/answers. Exit code 1: the answers differ.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CACHE = Path("build/answers")
SHOWN = 5
"""Differences of one article that are printed."""
LISTS_BY = {"people": "name", "quotes": "pieces"}
"""The lists whose entries are compared by a key of theirs, not by their place in the list."""

Json = Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of one article that is not the same on both sides; None where it is missing."""

    article: str
    path: str
    before: Json
    after: Json


def article_folders(shared: Path) -> dict[str, Path]:
    """The folders whose articles are read, by what they are called in the answers."""
    return {
        "gold": shared / "gold/articles",
        "seeds": ROOT / "seeds/articles",
        "train": shared / "marked/train/articles",
    }


def copy_articles(folders: dict[str, Path], target: Path) -> list[str]:
    """Copy the articles, so that both sides see the same paths; the paths, sorted."""
    for name, folder in folders.items():
        shutil.copytree(folder, target / name, copy_function=shutil.copyfile)
    return sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())


def digest(folder: Path, files: Iterable[str]) -> str:
    """Some hexadecimal digits that stand for the names and contents of the files."""
    hashed = hashlib.sha256()
    for file in files:
        hashed.update(file.encode() + b"\0" + (folder / file).read_bytes())
    return hashed.hexdigest()[:12]


def answers(side: str, articles: Path, files: Sequence[str]) -> bytes:
    """What a side answers to the articles.

    :raises SystemExit: the side is neither file, folder nor commit, or it fails on an article.
    """
    path = Path(side)
    if path.suffix == ".nl" and path.is_file():
        return path.read_bytes()
    if (path / "quotes/__init__.py").is_file():
        return extract(path.resolve(), articles, files)
    commit = _commit(side)
    kept = ROOT / CACHE / f"{commit}-{digest(articles, files)}.nl"
    if not kept.is_file():
        with tempfile.TemporaryDirectory() as folder:
            check_out(commit, Path(folder))
            made = extract(Path(folder), articles, files)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made)
    return kept.read_bytes()


def extract(tree: Path, articles: Path, files: Sequence[str]) -> bytes:
    """Run the package of a folder over the articles, in one process.

    :raises SystemExit: it fails on an article.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", "quotes", "extract", *files, "--nl"],
        cwd=articles,
        env=os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
    )
    if done.returncode:
        raise SystemExit(f"{tree} fails on the articles:\n{done.stderr.decode()}")
    return done.stdout


def check_out(commit: str, target: Path) -> None:
    """Write the files of a commit into a folder."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(target, filter="data")


def _commit(name: str) -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if found.returncode:
        raise SystemExit(f"{name} is neither a commit, a checkout of the package nor a .nl file.")
    return found.stdout.strip()


def by_article(lines: bytes) -> dict[str, Json]:
    """The answers by the source of their article."""
    parsed = (json.loads(line) for line in lines.decode().splitlines())
    return {answer["article"]["source"]: answer for answer in parsed}


def without_ids(answer: Json) -> Json:
    """The answer with its quotations called by where they stand instead of by their ids."""
    quotes = answer.get("quotes", [])
    names = dict(zip((quote["id"] for quote in quotes), _keys("pieces", quotes), strict=True))
    called = [
        quote
        | {"id": names[quote["id"]]}
        | {"nested_in": names.get(quote["nested_in"], quote["nested_in"])}
        for quote in quotes
    ]
    return answer | {"quotes": called}


def differences(first: dict[str, Json], second: dict[str, Json]) -> Iterator[Difference]:
    """What is not the same in the articles of two sides, an article after the other."""
    for article in {**first, **second}:
        before, after = first.get(article), second.get(article)
        if before is None or after is None:
            known = [None if side is None else "answered" for side in (before, after)]
            yield Difference(article, "", *known)
        else:
            found = list(_compared(article, "", before, after))
            yield from found
            if not found and json.dumps(before) != json.dumps(after):
                yield Difference(article, "order of keys", list(before), list(after))


def _compared(article: str, path: str, before: Json, after: Json) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            below = f"{path}.{key}" if path else str(key)
            yield from _compared(article, below, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _compared_lists(article, path, before, after)
    elif before != after:
        yield Difference(article, path, before, after)


def _compared_lists(
    article: str, path: str, before: list[Json], after: list[Json]
) -> Iterator[Difference]:
    key = LISTS_BY.get(path, "")
    ours, theirs = _keys(key, before), _keys(key, after)
    first = dict(zip(ours, before, strict=True))
    second = dict(zip(theirs, after, strict=True))
    for name in {**first, **second}:
        yield from _compared(article, f"{path}[{name}]", first.get(name), second.get(name))
    if ours != theirs and sorted(ours) == sorted(theirs):
        yield Difference(article, path, ours, theirs)


def _keys(key: str, entries: Sequence[Json]) -> list[str]:
    """A name for each entry, no two alike: its value of the key, else its place in the list."""
    if not key:
        return [str(number) for number in range(len(entries))]
    names: list[str] = []
    for entry in entries:
        value = entry[key]
        if isinstance(value, list):
            value = "+".join(f"{piece['start']}-{piece['end']}" for piece in value)
        names.append(f"{value} #{seen + 1}" if (seen := _count(names, value)) else value)
    return names


def _count(names: Iterable[str], value: str) -> int:
    return sum(name == value or name.startswith(f"{value} #") for name in names)


def report(found: Sequence[Difference], articles: int) -> Iterator[str]:
    """What to print: the articles that differ, each with its first differences."""
    grouped: dict[str, list[Difference]] = {}
    for difference in found:
        grouped.setdefault(difference.article, []).append(difference)
    for article, of_it in grouped.items():
        yield article
        for one in of_it[:SHOWN]:
            yield f"  {one.path or 'article'}: {_short(one.before)} -> {_short(one.after)}"
        if len(of_it) > SHOWN:
            yield f"  and {len(of_it) - SHOWN} more"
    yield f"{len(grouped)} of {articles} articles differ, in {len(found)} values."


def _short(value: Json) -> str:
    text = "missing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else f"{text[:97]}..."


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="scripts/compare_answers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("first", help="commit, folder or .nl file")
    parser.add_argument("second", nargs="?", default=str(ROOT), help="(the working tree)")
    parser.add_argument("--ignore-ids", action="store_true", help="ids of quotations may differ")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all differences there")
    parser.add_argument("--save", type=Path, metavar="OUT", help="keep the first side's answers")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="(%(default)s)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as threads:
        articles = Path(folder)
        files = copy_articles(article_folders(args.shared), articles)
        sides = [
            threads.submit(answers, side, articles, files) for side in (args.first, args.second)
        ]
        first, second = (side.result() for side in sides)
    if args.save:
        args.save.write_bytes(first)
    before, after = by_article(first), by_article(second)
    if args.ignore_ids:
        before, after = ({k: without_ids(v) for k, v in side.items()} for side in (before, after))
    found = list(differences(before, after))
    same = not found and (args.ignore_ids or first == second)
    if args.json:
        made = {
            "same": same,
            "articles": len(before),
            "differences": [asdict(one) for one in found],
        }
        args.json.write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf8")
    if first == second:
        print(f"The answers to {len(before)} articles are the same, byte for byte.")
    elif same:
        print(f"The answers to {len(before)} articles are the same but for ids of quotations.")
    elif found:
        print("\n".join(report(found, len(before))))
    else:
        print("The answers hold the same values, written differently.")
    sys.exit(not same)


if __name__ == "__main__":
    main()
