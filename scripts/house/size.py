"""How big the package is and how it is cut: ``python -m scripts.house.size [--tree FOLDER]``.

A module is a file ``.py`` of the package; its importers are the other modules that import it or
something in it. A word list is a set, frozenset, tuple or dict of texts, or ``"...".split()``, in
the code, with :data:`LIST` words or more.
"""

from __future__ import annotations

import argparse
import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

LIST = 8
"""So many words make a list."""
SHORT, LONG = 150, 600
"""A module of fewer or of more lines is counted."""
MODULES, MEDIAN, LINES = 180, (150, 300), 46_206
"""What to reach: at most so many modules, a median between these, fewer lines in all."""


@dataclass(frozen=True, slots=True)
class House:
    """The modules of a package by their path in it: their code and what it says."""

    texts: dict[str, str]
    trees: dict[str, ast.Module]

    @classmethod
    def read(cls, package: Path) -> House:
        """The modules below a folder."""
        files = sorted(package.rglob("*.py"))
        texts = {file.relative_to(package).as_posix(): file.read_text("utf8") for file in files}
        return cls(texts, {path: ast.parse(text) for path, text in texts.items()})

    def lines(self) -> dict[str, int]:
        """How many lines each module has."""
        return {path: len(text.splitlines()) for path, text in self.texts.items()}

    def importers(self) -> dict[str, set[str]]:
        """Which modules import each module; packages' ``__init__`` are no targets."""
        paths = {_dotted(path): path for path in self.texts}
        found: dict[str, set[str]] = {path: set() for path in self.texts}
        for path, tree in self.trees.items():
            for name in _imported(path, tree):
                target = paths.get(name)
                if target is not None and target != path:
                    found[target].add(path)
        return {path: by for path, by in found.items() if not path.endswith("__init__.py")}

    def single(self) -> dict[str, str]:
        """The modules that one other module imports, with that one."""
        return {path: next(iter(by)) for path, by in self.importers().items() if len(by) == 1}

    def single_in_folder(self) -> list[str]:
        """The modules whose only importer is in the same folder."""
        return [path for path, by in self.single().items() if _folder(path) == _folder(by)]

    def repeated_names(self) -> dict[str, list[str]]:
        """File names that occur in several folders."""
        found = defaultdict(list)
        for path in self.texts:
            if Path(path).name not in {"__init__.py", "__main__.py"}:
                found[Path(path).stem].append(_folder(path))
        return _several(found)

    def repeated_classes(self) -> dict[str, list[str]]:
        """Names of classes that several modules have."""
        found = defaultdict(list)
        for path, tree in self.trees.items():
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(path)
        return _several(found)

    def unexplained_packages(self) -> list[str]:
        """Folders of modules whose ``__init__`` is missing or has no docstring."""
        folders = sorted({_folder(path) for path in self.texts})
        inits = {folder: f"{folder}/__init__.py".removeprefix("./") for folder in folders}
        return [
            folder
            for folder, init in inits.items()
            if init not in self.trees or not ast.get_docstring(self.trees[init])
        ]

    def listed_words(self) -> dict[str, int]:
        """How many words of lists are in the code of each module that has such a list."""
        counts = {path: sum(_lists(tree)) for path, tree in self.trees.items()}
        return {path: count for path, count in counts.items() if count}


def _several(found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: where for name, where in sorted(found.items()) if len(where) > 1}


def _folder(path: str) -> str:
    return Path(path).parent.as_posix()


def _dotted(path: str) -> str:
    """The name of a module below its package: ``""`` for the package itself."""
    parts = Path(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: str, tree: ast.Module) -> Iterator[str]:
    """The names below the package that a module imports: modules, and what may be one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _inside(alias.name)
        elif isinstance(node, ast.ImportFrom):
            for base in _base(path, node):
                yield base
                for alias in node.names:
                    yield f"{base}.{alias.name}".removeprefix(".")


def _inside(name: str) -> list[str]:
    """What follows ``quotes`` in an absolute name; nothing where another package is meant."""
    first, _, rest = name.partition(".")
    return [rest] if first == "quotes" else []


def _base(path: str, node: ast.ImportFrom) -> list[str]:
    if not node.level:
        return _inside(node.module or "")
    parents = Path(path).parts[: -node.level]
    return [".".join([*parents, *([node.module] if node.module else [])])]


def _lists(node: ast.AST) -> Iterator[int]:
    """The numbers of words of the outermost lists below a node."""
    if isinstance(node, ast.Set | ast.Tuple | ast.Dict) or _is_split(node):
        count = _words(node)
        if count >= LIST:
            yield count
            return
    for child in ast.iter_child_nodes(node):
        yield from _lists(child)


def _is_split(node: ast.AST) -> bool:
    """Whether it is ``"...".split()`` or its like."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"split", "splitlines"}
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.func.value.value, str)
    )


def _words(node: ast.AST | None) -> int:
    """The words of the texts that stand in a list."""
    match node:
        case ast.Constant(value=str(text)):
            return len(text.split())
        case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            return sum(map(_words, parts))
        case ast.Dict(keys=keys, values=values):
            return sum(map(_words, [*keys, *values]))
        case ast.Starred(value=inner):
            return _words(inner)
        case ast.Call(func=ast.Attribute(value=inner)) if _is_split(node):
            return _words(inner)
        case ast.Call(func=ast.Name(id="set" | "frozenset" | "tuple" | "dict"), args=parts):
            return sum(map(_words, parts))
    return 0


def report(house: House, *, listed: bool) -> Iterator[str]:
    """The figures beside what they must reach, with what they count where it is to be listed."""
    lines = house.lines()
    sizes = sorted(lines.values())
    low, high = MEDIAN
    yield f"modules: {len(sizes)} (target: at most {MODULES})"
    yield (
        f"lines a module: median {median(sizes):g} (target: {low} to {high}), "
        f"least {sizes[0]}, most {sizes[-1]}"
    )
    yield f"lines in all: {sum(sizes)} (target: below {LINES})"
    figures: dict[str, Mapping[str, object]] = {
        f"modules below {SHORT} lines": {p: n for p, n in lines.items() if n < SHORT},
        f"modules above {LONG} lines": {p: n for p, n in lines.items() if n > LONG},
        "modules with a single importer": house.single(),
        "of them in the same folder": dict.fromkeys(house.single_in_folder(), ""),
        "names of modules in several folders": house.repeated_names(),
        "names of classes in several modules": house.repeated_classes(),
        "packages without a docstring": dict.fromkeys(house.unexplained_packages(), ""),
    }
    for name, found in figures.items():
        yield f"{name}: {len(found)}"
        if listed:
            yield from (f"    {key} {value}".rstrip() for key, value in found.items())
    words = house.listed_words()
    yield f"words in lists: {sum(words.values())} in {len(words)} modules"
    if listed:
        most = sorted(words.items(), key=lambda item: -item[1])
        yield from (f"    {path} {count}" for path, count in most)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tree", type=Path, default=Path(), help="a checkout (this folder)")
    parser.add_argument("--list", action="store_true", help="list what is counted too")
    args = parser.parse_args()
    print("\n".join(report(House.read(args.tree / "quotes"), listed=args.list)))


if __name__ == "__main__":
    main()
