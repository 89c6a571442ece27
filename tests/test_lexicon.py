"""The word lists: sorted, whole, each fact once, all of them loaded, and none left in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from quotes.errors import QuotesError
from quotes.lexicon import KIN, any_of, given_roots, is_nickname, is_post, word_set, word_table

PACKAGE = Path(__file__).parent.parent / "quotes"
FILES = sorted((PACKAGE / "data").iterdir())
MODULES = sorted(PACKAGE.rglob("*.py"))
ENDINGS = {"word_set": (".txt", ".tsv"), "word_rows": (".tsv",), "word_table": (".tsv",)}
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))

OVERLAP = 0.8
OVERLAP_FROM = 10
OTHER_FACT = {
    ("family_line.txt", "kin.tsv"): "relatives who often have one name, beside their gender",
    ("given_names.tsv", "nicknames.tsv"): "the short forms of a given name, beside who has it",
    ("grammar.tsv", "pronouns.tsv"): "the gender of a pronoun, beside what it does in a phrase",
    ("title_abbreviations.tsv", "titles.tsv"): "what a title is short for, beside who bears it",
    ("posts.tsv", "single_offices.txt"): "offices that one person holds at a time, beside trades",
}
"""Files that have words in common and say different things of them."""

MOST_IN_CODE = 11
CLOSED = {
    "CLAUSE": "where a clause begins, a pattern",
    "COMMANDS": "the commands of the program",
    "COMPLEMENT": "a frame of a sentence, with what may stand in it",
    "GOVERNED": "what stands before a name, a pattern",
    "ORGANIZATIONS": "the columns of a listing",
    "DifferenceKind": "a closed set that mypy checks",
    "_BLOCKS": "elements of a page",
    "_COLUMNS": "the columns of a listing",
    "_CUE": "stems that go with the endings behind them",
    "_DOUBLED": "endings of a rule of spelling",
    "_LED": "what leads to a date in a sentence, a pattern",
    "_KINDS": "the kinds of a list, each with its words",
    "_MONTHS": "the number of a month is its place",
    "_NUMBERS": "the number of a word is its place",
    "_ORDER": "the number of a month is its place",
    "_OUR": "endings of a rule of spelling",
    "_PAGE": "elements of a page",
    "_PLAIN_BODY": "a frame of a name, with what it cannot begin with",
    "_PATTERN": "the forms of a date",
    "_RE": "stems of a rule of spelling",
    "_REASON": "openings of a clause, each a pattern",
    "_RENAMED": "a frame of a sentence, with what may stand in it",
    "_SOUNDS": "rules of spelling, in the order in which they are tried",
    "__all__": "names of the package",
}
"""Assignments that hold more words than that, and why they are no list of words."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+)*")
_ALTERNATIVES = re.compile(rf"(?:[^\W\d_][\w'’ -]*\|){{{MOST_IN_CODE},}}[^\W\d_]")


FIGURES = {
    "match_factors.tsv": "kinds of evidence with what was fitted",
    "word_articles.tsv": "words of the news with how many articles have them",
}
"""Files of figures, which hold numbers and words of other lists."""


def rows(file: Path) -> list[list[str]]:
    lines = file.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def entries(file: Path) -> list[str]:
    return [row[0] for row in rows(file)]


def documented(file: Path) -> set[str]:
    """The tags that the head of a table explains."""
    return set(re.findall(r"^# (\w+): ", file.read_text("utf-8"), re.MULTILINE))


def loads() -> Iterator[tuple[str, str, str | None]]:
    """Each call of a loader in the package: its name, the list, and the tag."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                asked = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if node.func.id in ENDINGS and asked:
                    tag = asked[1] if len(asked) > 1 and isinstance(asked[1], str) else None
                    yield node.func.id, str(asked[0]), tag


@every_file
def test_a_list_tells_what_it_is(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    assert len(head) > 1
    assert any("Written for quotes" in line for line in head)


@every_file
def test_a_list_is_sorted_and_has_each_word_once(file: Path) -> None:
    words = entries(file)
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
    assert file.read_bytes().endswith(b"\n")


@every_file
def test_no_entry_is_a_stump(file: Path) -> None:
    if file.name in FIGURES:
        pytest.skip("figures have signs")
    cells = [cell for row in rows(file) for cell in row if cell]
    words = [*entries(file), *cells, *(word for cell in cells for word in cell.split(" "))]
    assert [word for word in words if not word or word != word.strip(" \t-‐‑–")] == []


@every_file
def test_every_line_has_its_columns(file: Path) -> None:
    widths = {len(row) for row in rows(file)}
    assert widths == {1} if file.suffix == ".txt" else min(widths) > 1


@every_file
def test_every_list_and_every_tag_of_it_is_asked_for(file: Path) -> None:
    asked = {(name, tag) for loader, name, tag in loads() if file.suffix in ENDINGS[loader]}
    assert file.stem in {name for name, _ in asked}
    tags = {tag for name, tag in asked if name == file.stem and tag}
    assert tags == documented(file)
    if tags:
        assert {tag for row in rows(file) for tag in row[1].split()} == tags


def test_no_list_repeats_another() -> None:
    # The most common words of English hold most words of any other list.
    lists = [file for file in FILES if file.name not in {"common_words.txt", *FIGURES}]
    words = {file.name: set(entries(file)) for file in lists}
    repeated = {
        (one, other)
        for one, other in combinations(words, 2)
        if (smaller := min(len(words[one]), len(words[other]))) >= OVERLAP_FROM
        and len(words[one] & words[other]) > OVERLAP * smaller
    }
    assert repeated == OTHER_FACT.keys()


def test_no_list_of_words_stands_in_the_code() -> None:
    found = {
        ast.unparse(_target(statement))
        for module in MODULES
        for statement in ast.parse(module.read_text("utf-8")).body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
        if any(map(_holds_words, ast.walk(statement.value)))
    }
    assert found == CLOSED.keys()


def test_a_list_in_the_code_would_be_seen() -> None:
    words = [f"word{'s' * size}" for size in range(MOST_IN_CODE + 1)]
    texts = (
        repr(set(words)),
        repr(dict.fromkeys(words, 1)),
        f"{' '.join(words)!r}.split()",
        f"re.compile({'|'.join(words)!r})",
        f"any_of{tuple(words)}",
    )
    for text in texts:
        assert any(map(_holds_words, ast.walk(ast.parse(text)))), text
    assert not any(map(_holds_words, ast.walk(ast.parse(repr(set(words[1:]))))))


def test_only_the_lexicon_opens_the_lists() -> None:
    opening = [m.name for m in MODULES if '"data"' in m.read_text("utf-8")]
    assert opening == ["lexicon.py"]


def test_a_missing_list_is_told() -> None:
    with pytest.raises(QuotesError, match=r"word list nothing\.txt is missing"):
        word_set("nothing")
    with pytest.raises(QuotesError, match=r"nothing\.tsv is missing"):
        word_table("nothing")
    with pytest.raises(QuotesError, match=r"tag nothing in posts\.tsv is missing"):
        word_set("posts", "nothing")


def test_a_column_leaves_out_the_words_without_an_entry() -> None:
    assert word_table("agencies")["ap"] == "AP"
    assert word_table("agencies", column=2)["ap"] == "Associated Press"
    assert "cp" not in word_table("agencies")
    assert "reuters" not in word_table("agencies", column=2)


def test_posts_are_told_by_list_and_by_ending() -> None:
    for post in ("minister", "co-founder", "co-chairman", "neighbor-coordinator", "ichthyologist"):
        assert is_post(post), post
    for word in ("career", "winter", "sister-in-law", "member-state", "42-year-old", "founders"):
        assert not is_post(word), word


def test_given_names_have_their_short_forms() -> None:
    assert is_nickname("bob", "robert")
    assert is_nickname("liz", "betty")
    assert not is_nickname("liz", "robert")
    assert given_roots("katya") == {"ekaterina"}
    assert KIN["aunt"] == "female"
    assert KIN["cousin"] == ""


def test_the_longest_word_is_tried_first() -> None:
    found = re.match(any_of(frozenset({"co", "co-founder", "founder"})), "co-founder")
    assert found is not None
    assert found[0] == "co-founder"


def _target(statement: ast.Assign | ast.AnnAssign) -> ast.expr:
    return statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]


def _holds_words(node: ast.AST) -> bool:
    """Whether a part of an expression spells out more words than a closed set may have."""
    if isinstance(node, ast.Call):
        text = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            return len(text.value.split()) > MOST_IN_CODE
        return _count(node.args) > MOST_IN_CODE
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        return _count(node.elts) > MOST_IN_CODE
    if isinstance(node, ast.Dict):
        return _count(key for key in node.keys if key) > MOST_IN_CODE
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(_ALTERNATIVES.search(node.value))
    return False


def _count(nodes: Iterable[ast.expr]) -> int:
    return sum(
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(_WORD.fullmatch(node.value))
        for node in nodes
    )
