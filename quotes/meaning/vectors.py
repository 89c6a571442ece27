"""Texts as vectors of their meaning: near in direction where the meaning is near.

The network is all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019,
"Sentence-BERT"), with the mean of its last states as the vector of a text. Only the direction of a
vector counts, so it is kept as signed bytes whose largest component is 127 or -127.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quotes.reader.onnx import Network, cores

if TYPE_CHECKING:
    from tokenizers import Tokenizer


Vectors = NDArray[np.int8]
Floats = NDArray[np.float32]

WIDTH = 384
MOST_PIECES = 256
"""Word pieces of a text that are read, its two ends included, as the network was trained."""
LARGEST = 127
CHUNK = 1024
"""Vectors that are turned to floats at a time, so few that they stay in the processor's cache."""


class Encoder:
    """The network that makes vectors, loaded when it is first used.

    ``sha256`` is the hash of its weights: vectors of one hash can be compared.
    """

    def __init__(self, network: Network, threads: int | None = None) -> None:
        """``threads`` is how many texts are read at a time, each on one core; by default as many
        as there are cores that this process may use."""
        self.sha256 = network.sha256
        self._network = network
        self._threads = threads or cores()

    @classmethod
    def shipped(cls, threads: int | None = None) -> Encoder:
        """The encoder that lies in the package."""
        return cls(Network.shipped("meaning", "vectors", threads=1), threads)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        tokenizer = self._network.tokenizer
        tokenizer.enable_truncation(MOST_PIECES)
        return tokenizer

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector a text, as signed bytes (texts, 384), for texts of any length.

        Every text is read by itself: its vector does not depend on what else is read. Only the
        first 256 word pieces of a text count.
        """
        return as_bytes(np.array(list(self._means(texts)), np.float32).reshape(-1, WIDTH))

    def _means(self, texts: Sequence[str]) -> Iterator[Floats]:
        if len(texts) < 2 or self._threads < 2:
            yield from map(self._mean, texts)
            return
        yield self._mean(texts[0])  # opens the network before threads share it
        with ThreadPoolExecutor(self._threads, thread_name_prefix="quotes-vectors") as pool:
            yield from pool.map(self._mean, texts[1:])

    def _mean(self, text: str) -> Floats:
        """The mean of the last states (384,) over the pieces of a text."""
        pieces = np.array([self._tokenizer.encode(text).ids], np.int64)
        (means,) = self._network.run(("means",), pieces=pieces)
        mean: Floats = means[0]
        return mean


def as_bytes(vectors: Floats) -> Vectors:
    """Vectors (n, 384), none of them zero, as signed bytes of the same directions."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    rounded: Vectors = np.rint(vectors * (LARGEST / largest)).astype(np.int8)
    return rounded


def directions(vectors: Vectors) -> Floats:
    """Vectors (n, 384) as floats of length 1."""
    floats = vectors.astype(np.float32)
    floats /= np.linalg.norm(floats, axis=1, keepdims=True)
    return floats


def similarities(query: Vectors, vectors: Vectors) -> Floats:
    """The cosine of one vector (384,) with each of many (n, 384), as floats (n,).

    The vectors are turned to floats a part at a time; what is kept is one number a vector.
    """
    asked = query.astype(np.float32)
    asked /= np.linalg.norm(asked)
    cosines = np.empty(len(vectors), np.float32)
    lengths = np.empty(len(vectors), np.float32)
    for begin in range(0, len(vectors), CHUNK):
        here = slice(begin, begin + CHUNK)
        part = vectors[here].astype(np.float32)
        np.matmul(part, asked, out=cosines[here])
        np.einsum("ij,ij->i", part, part, out=lengths[here])
    cosines /= np.sqrt(lengths)
    return cosines


# The vector of a quotation: of its own words, of its paragraphs, and a little of its article.


ARTICLE = 0.5
"""How much the mean of an article's quoted paragraphs counts beside a quotation's own words, or its
own paragraphs."""


def passage_vectors(encoder: Encoder, passages: Sequence[tuple[str, str]]) -> Vectors:
    """A vector for each quotation of one article, as signed bytes (quotations, 384).

    :param passages: the words of each, and the paragraphs that it stands in.
    """
    if not passages:
        return encoder.encode([])
    around = list(dict.fromkeys(context for _, context in passages))
    own = directions(encoder.encode([text for text, _ in passages]))
    paragraphs = directions(encoder.encode(around))
    row = {context: number for number, context in enumerate(around)}
    beside = paragraphs[np.array([row[context] for _, context in passages], np.intp)]
    article = beside.mean(axis=0)
    return as_bytes(own + beside + ARTICLE * article / np.linalg.norm(article))


# Sketches of vectors: one bit a component, so that many are compared fast.
#
# A sketch keeps the signs of a vector. The part of the signs in which two sketches differ grows
# with the angle between their vectors (Charikar 2002, "Similarity estimation techniques from
# rounding algorithms"); here the components themselves stand in for random directions.


Sketches = NDArray[np.uint8]
Rows = NDArray[np.intp]

BYTES = WIDTH // 8
FIRST = 4000
"""Sketches that are weighed after all were compared by their bits alone."""


def sketched(vectors: Vectors) -> Sketches:
    """The sketches (n, 48) of vectors (n, 384): whether each component is above zero."""
    return np.packbits(vectors > 0, axis=1)


def shortlist(asked: Vectors, sketches: Sketches, most: int) -> Rows:
    """The rows (most,) of the sketches whose vectors are likely the nearest, in no order.

    All sketches (n, 48) are compared with that of ``asked`` (384,) by the number of bits that
    differ; the best of them once more by the sum of the components of ``asked`` where the bit is
    set, as one of the two vectors is known in full (Gordo et al. 2014, "Asymmetric distances for
    binary embeddings"). All are given if there are no more than ``most``.
    """
    if len(sketches) <= most:
        return np.arange(len(sketches))
    words = sketches.view(np.uint64)
    own = sketched(asked[np.newaxis]).view(np.uint64)
    differing = np.bitwise_count(words ^ own).sum(axis=1, dtype=np.uint16)
    near = _lowest(differing, max(FIRST, most))
    bits = np.unpackbits(sketches[near], axis=1).astype(np.float32)
    chosen = _lowest(-(bits @ asked.astype(np.float32)), most)
    found: Rows = near[chosen]
    return found


def _lowest(numbers: NDArray[np.uint16] | NDArray[np.float32], most: int) -> Rows:
    if len(numbers) <= most:
        return np.arange(len(numbers))
    found: Rows = np.argpartition(numbers, most)[:most]
    return found
