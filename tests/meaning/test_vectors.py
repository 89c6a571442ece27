from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quotes.meaning.vectors import (
    BYTES,
    CHUNK,
    FIRST,
    WIDTH,
    Encoder,
    Floats,
    Vectors,
    as_bytes,
    directions,
    passage_vectors,
    shortlist,
    similarities,
    sketched,
)

TEXTS = (
    "The planet is heating up.",
    "Temperatures keep rising all over the world, the researcher warned.",
    "Our goalkeeper saved the cup.",
    "",
)

components = st.floats(-8, 8, width=32).filter(lambda value: value == 0 or abs(value) > 1e-3)
rows = st.integers(1, 4).flatmap(lambda n: arrays(np.float32, (n, WIDTH), elements=components))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.shipped()


def test_what_is_near_in_meaning_is_near_in_direction(encoder: Encoder) -> None:
    heating, rising, goalkeeper, _ = encoder.encode(TEXTS)
    to_rising, to_goalkeeper = similarities(heating, np.stack([rising, goalkeeper]))
    assert to_rising > 0.4
    assert to_goalkeeper < 0.2


def test_a_vector_does_not_depend_on_what_else_is_read(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    assert together.shape == (len(TEXTS), WIDTH)
    assert together.dtype == np.int8
    assert (together == np.concatenate([encoder.encode([text]) for text in TEXTS])).all()
    assert (together == Encoder.shipped(1).encode(TEXTS)).all()
    assert encoder.encode([]).shape == (0, WIDTH)


def test_the_end_of_a_very_long_text_does_not_count(encoder: Encoder) -> None:
    long = "The harbour is closed. " * 100
    assert (encoder.encode([long]) == encoder.encode([long + "Elephants."])).all()


def test_the_hash_is_that_of_the_weights(encoder: Encoder) -> None:
    weights = files("quotes.meaning") / "weights" / "vectors.onnx"
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == encoder.sha256


def test_searching_loads_no_spacy() -> None:
    program = "import sys, quotes.store.store as _; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_quotation_is_known_by_its_words_and_by_its_paragraph(encoder: Encoder) -> None:
    own, paragraph, other = (
        "It is a disgrace.",
        "It is a disgrace. The bridge is shut.",
        "It rained.",
    )
    alone, placed, elsewhere = (
        passage_vectors(encoder, [(own, around)])[0] for around in (own, paragraph, other)
    )
    (asked,) = encoder.encode(["bridge closure"])
    near_alone, near_placed, near_elsewhere = similarities(
        asked, np.stack([alone, placed, elsewhere])
    )
    assert near_placed > near_alone + 0.1
    assert near_placed > near_elsewhere + 0.1
    assert (alone == encoder.encode([own])[0]).mean() > 0.95


def test_a_quotation_is_known_a_little_by_its_article(encoder: Encoder) -> None:
    own = "It is a disgrace."
    alone = passage_vectors(encoder, [(own, own)])[0]
    beside = passage_vectors(encoder, [(own, own), ("The bridge is shut.", "The bridge is shut.")])
    (asked,) = encoder.encode(["bridge closure"])
    near_alone, near, bridge = similarities(asked, np.stack([alone, *beside]))
    assert near_alone < near < bridge


@given(rows)
def test_signed_bytes_keep_the_direction(vectors: Floats) -> None:
    vectors[:, 0] = 1
    small = as_bytes(vectors)
    assert (np.abs(small.astype(int)).max(axis=1) == 127).all()
    floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert ((floats * directions(small)).sum(axis=1) > 0.99).all()


@pytest.mark.parametrize("number", [0, 1, CHUNK, 2 * CHUNK + 3])
def test_similarities_are_cosines(number: int) -> None:
    chance = np.random.default_rng(number)
    vectors: Vectors = chance.integers(-127, 128, (number, WIDTH), dtype=np.int8)
    (asked,) = chance.integers(-127, 128, (1, WIDTH), dtype=np.int8)
    found = similarities(asked, vectors)
    floats = vectors.astype(np.float64)
    lengths = np.linalg.norm(floats, axis=1) * np.linalg.norm(asked.astype(np.float64))
    assert found.dtype == np.float32
    assert found == pytest.approx(floats @ asked.astype(np.float64) / lengths, abs=1e-5)


vectors = st.integers(0, 12).flatmap(
    lambda number: arrays(np.int8, (number, WIDTH), elements=st.integers(-127, 127))
)


@settings(max_examples=30)
@given(vectors=vectors, most=st.integers(1, 12))
def test_as_many_as_wanted_each_once(vectors: np.ndarray, most: int) -> None:
    sketches = sketched(vectors)
    assert sketches.shape == (len(vectors), BYTES)
    assert (np.unpackbits(sketches, axis=1) == (vectors > 0)).all()
    asked = np.ones(WIDTH, np.int8)
    places = shortlist(asked, sketches, most)
    assert len(set(places.tolist())) == len(places) == min(most, len(vectors))


@pytest.mark.parametrize("number", [200, FIRST + 2000])
def test_the_nearest_are_on_the_list(number: int) -> None:
    """Some vectors lie near the one asked for, the others in any direction."""
    chance = np.random.default_rng(11)
    asked = chance.integers(-100, 100, WIDTH)
    near = asked + chance.integers(-60, 60, (10, WIDTH))
    far = chance.integers(-100, 100, (number - 10, WIDTH))
    vectors = np.clip(np.concatenate([far, near]), -127, 127).astype(np.int8)
    places = shortlist(asked.astype(np.int8), sketched(vectors), 20)
    exact = np.argsort(-similarities(asked.astype(np.int8), vectors))[:10]
    assert set(exact.tolist()) == set(range(number - 10, number))
    assert set(exact.tolist()) <= set(places.tolist())
