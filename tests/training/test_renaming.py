from __future__ import annotations

import gzip
import json
import random
from itertools import pairwise

import numpy as np
import pytest
from tokenizers import Tokenizer

from quotes.reader.model import Model
from scripts.training.data import Example, polnear
from scripts.training.renaming import Names, names_of, renamed

WORDS = "Ines Okafor spoke first . Okafor thanked Tom Brandt , and brandt bowed .".split()
PEOPLE = {0, 1, 5, 7, 8}


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Model.shipped().tokenizer


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer) -> Example:
    text = " ".join(WORDS)
    rows, at = [], 0
    for number, word in enumerate(WORDS):
        kind = "PERSON" if number in PEOPLE else "O"
        rows.append([at, at + len(word), "X", kind])
        at += len(word) + 1
    article = {"text": text, "attributions": [], "silver": {"sentences": [rows[:5], rows[5:]]}}
    path = tmp_path_factory.mktemp("corpus") / "made.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf8") as file:
        file.write(json.dumps(article) + "\n")
    (found,) = polnear(path, tokenizer)
    return found


def shown(example: Example, tokenizer: Tokenizer) -> list[str]:
    """The words of an example as their pieces spell them."""
    first, pieces = example.encoded.first, example.encoded.pieces
    return [
        tokenizer.decode(pieces[begin:end].tolist()).replace(" ", "")
        for begin, end in pairwise(first.tolist())
    ]


def ids(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    return tuple(tokenizer.encode(word, add_special_tokens=False).ids)


def test_names_are_told_apart_by_their_place(example: Example, tokenizer: Tokenizer) -> None:
    names = names_of([example])
    assert set(names.given) == {ids(tokenizer, "ines"), ids(tokenizer, "tom")}
    assert set(names.family) == {ids(tokenizer, "okafor"), ids(tokenizer, "brandt")}


def test_a_person_bears_the_same_new_name_throughout(
    example: Example, tokenizer: Tokenizer
) -> None:
    names = Names((ids(tokenizer, "lavinia"),), (ids(tokenizer, "szczepanska"),))
    new = renamed(example, names, random.Random(1))
    words = shown(new, tokenizer)
    assert words[:2] == ["lavinia", "szczepanska"]
    assert words[5] == "szczepanska"
    others = [i for i in range(len(WORDS)) if i not in PEOPLE]
    assert [words[i] for i in others] == [WORDS[i].lower() for i in others]


def test_only_the_pieces_change(example: Example) -> None:
    new = renamed(example, names_of([example]), random.Random(2))
    assert len(new.encoded) == len(example.encoded)
    assert new.encoded.first[-1] == len(new.encoded.pieces)
    np.testing.assert_array_equal(new.encoded.features, example.encoded.features)
    np.testing.assert_array_equal(new.entities, example.entities)
    np.testing.assert_array_equal(new.links, example.links)
