"""The corpora as examples: encoded words with whatever each corpus knows about them.

Every reader below takes a file of shared/data (see its README for formats and licences) and
yields :class:`Example`; what a corpus doesn't know is masked and costs nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from quotes.reader.encode import Encoded, Ints, blank_english, encode
from quotes.reader.reading import ENTITY_TAGS, INNER_LAYER, LINKS, POST_LAYERS, SPAN_LAYERS

MASK = -100
NONE = -1
"""Target of a link that leads nowhere: no source, no cue, or the root of a sentence."""

Json = dict[str, Any]


@dataclass(slots=True)
class Example:
    """One document with its targets, all by word; MASK where nothing is known.

    ``tags`` (words, heads) label ids of the heads in ``HEADS`` but the entities; ``entities``
    (words, entity tags) which tags are allowed (none where unknown); ``links`` (words, links)
    target words of each of ``LINKS``; ``silver`` where a program marked the entities.
    """

    encoded: Encoded
    tags: dict[str, Ints]
    entities: NDArray[np.bool_]
    links: Ints
    silver: bool = False


@dataclass(frozen=True, slots=True)
class Inventory:
    """The label sets that come from the treebanks."""

    pos: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf8") as file:
        yield from file


def empty_example(doc: Doc, tokenizer: Tokenizer) -> Example:
    """A document of which nothing is known yet."""
    encoded = encode(doc, tokenizer)
    n = len(encoded)
    heads = (*SPAN_LAYERS, "pos", "tag", "dep", "sentence", "status", *POST_LAYERS, INNER_LAYER)
    return Example(
        encoded,
        {name: np.full(n, MASK, dtype=np.int64) for name in heads},
        np.zeros((n, len(ENTITY_TAGS)), dtype=bool),
        np.full((n, len(LINKS)), MASK, dtype=np.int64),
    )


def places_of(doc: Doc, encoded: Encoded) -> tuple[Ints, Ints]:
    """Where each word starts and ends, in characters."""
    starts = np.array([doc[int(i)].idx for i in encoded.tokens], dtype=np.int64)
    ends = starts + np.array([len(doc[int(i)]) for i in encoded.tokens], dtype=np.int64)
    return starts, ends


def words_of_span(span: list[int], starts: Ints, ends: Ints) -> range:
    """The words that a span of characters touches."""
    return range(
        int(np.searchsorted(ends, span[0], "right")), int(np.searchsorted(starts, span[1]))
    )


# --- PolNeAR: attributions, with silver entities and sentences -----------------------------------

_SILVER = {
    "PERSON": ("PERSON",),
    "ORGANIZATION": ("ORG",),
    "LOCATION": ("LOC",),
    "MISC": ("MISC", "NORP"),
}


def _allow(types: Iterable[str], begins: bool) -> NDArray[np.bool_]:
    allowed = np.zeros(len(ENTITY_TAGS), dtype=bool)
    for kind in types:
        allowed[ENTITY_TAGS.index(f"{'B' if begins else 'I'}-{kind}")] = True
    return allowed


def _outside(*may_be: str) -> NDArray[np.bool_]:
    """O, or any tag of a type that the corpus does not mark."""
    allowed = _allow(may_be, True) | _allow(may_be, False)
    allowed[0] = True
    return allowed


def polnear(path: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """PolNeAR 1.0 (Newell et al. 2018), with the CoreNLP layer for entities and sentences."""
    for line in _lines(path):
        article = json.loads(line)
        doc = blank_english()(article["text"])
        example = empty_example(doc, tokenizer)
        example.silver = True
        starts, ends = places_of(doc, example.encoded)
        for name in (*SPAN_LAYERS, INNER_LAYER):
            example.tags[name][:] = 0
        for attribution in article["attributions"]:
            parts = {name: attribution[name] for name in SPAN_LAYERS}
            inner = any(holds(o["content"], parts["content"]) for o in article["attributions"])
            add_attribution(example, parts, starts, ends, inner=inner)
        silver = article.get("silver", {"sentences": []})["sentences"]
        if silver:
            example.tags["sentence"][:] = 0
        for sentence in silver:
            _add_silver(example, sentence, starts, ends)
        yield example


def holds(outer: list[list[int]], inner: list[list[int]]) -> bool:
    """Whether some spans lie within others that hold more."""

    def size(spans: list[list[int]]) -> int:
        return sum(end - start for start, end in spans)

    return size(outer) > size(inner) > 0 and all(
        any(start <= first and last <= end for start, end in outer) for first, last in inner
    )


def add_attribution(
    example: Example, parts: dict[str, list[list[int]]], starts: Ints, ends: Ints, *, inner: bool
) -> None:
    """Mark an attribution: ``parts`` are the spans of its source, cue and content; ``inner`` where
    its content stands inside another's."""
    target: dict[str, int] = {}
    for name in SPAN_LAYERS:
        layer = INNER_LAYER if inner and name == "content" else name
        for span in parts[name]:
            words = words_of_span(span, starts, ends)
            if len(words):
                example.tags[layer][words.start] = 1
                example.tags[layer][words.start + 1 : words.stop] = 2
                target.setdefault(name, words.start)
    for span in parts["content"]:
        words = words_of_span(span, starts, ends)
        for name in ("source", "cue"):
            link = LINKS.index(f"inner {name}" if inner else name)
            example.links[words.start : words.stop, link] = target.get(name, NONE)


def _add_silver(example: Example, sentence: list[list[Any]], starts: Ints, ends: Ints) -> None:
    begins = words_of_span(sentence[0][:2], starts, ends)
    if len(begins):
        example.tags["sentence"][begins.start] = 1
    previous = "O"
    for start, end, _, kind in sentence:
        types = _SILVER.get(kind, ())
        for word in words_of_span([start, end], starts, ends):
            example.entities[word] = _allow(types, kind != previous) if types else _outside("DATE")
            previous = kind
        previous = kind


# --- named entities ------------------------------------------------------------------------------

_WORLDWIDE = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Location": "LOC",
    "Facility": "LOC",
    "NORP": "NORP",
    "Date": "DATE",
    "Misc": "MISC",
    "Product": "MISC",
}
_CONLL = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ("MISC", "NORP")}
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}”’]|'s|’s|n't|n’t|'\w{1,2}|''|\.\.\.)$")
_NO_SPACE_AFTER = {"(", "[", "{", "“", "‘", "$", "``", "#", "£", "€"}


def _spaces(words: list[str]) -> list[bool]:
    """Where blanks stood between the words of a corpus that does not say."""
    spaces, inside = [], False
    for word, after in zip(words, [*words[1:], ""], strict=True):
        joined = bool(_NO_SPACE_BEFORE.match(after)) or word in _NO_SPACE_AFTER
        if word == '"':
            inside = not inside
            joined = joined or inside
        if after == '"' and inside:
            joined = True
        spaces.append(not joined)
    return spaces


def _tagged(sentences: list[list[list[str]]]) -> tuple[Doc, list[int], list[str], list[bool]]:
    """A document of tagged sentences as a Doc, with offsets, tags and sentence starts."""
    text, places, tags, begins = "", [], [], []
    for sentence in sentences:
        words = [word for word, _ in sentence]
        for i, (word, space) in enumerate(zip(words, _spaces(words), strict=True)):
            places.append(len(text))
            tags.append(sentence[i][1])
            begins.append(i == 0)
            text += word + (" " if space or i == len(words) - 1 else "")
    return blank_english()(text), places, tags, begins


def worldwide(path: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """The world news entity corpus (Shan et al. 2023); spans that begin with I- begin with B-."""
    for line in _lines(path):
        yield _entities(json.loads(line)["sentences"], tokenizer, _worldwide_tag)


def wikigold(path: Path, tokenizer: Tokenizer, group: int = 12) -> Iterator[Example]:
    """Wikigold (Balasuriya et al. 2009), a dozen sentences an example."""
    lines = [json.loads(line) for line in _lines(path)]
    sentences = [sentence for line in lines for sentence in line["sentences"]]
    for i in range(0, len(sentences), group):
        yield _entities(sentences[i : i + group], tokenizer, _wikigold_tag)


def _worldwide_tag(tag: str, begins: bool) -> NDArray[np.bool_]:
    kind = _WORLDWIDE.get(tag[2:])
    return _allow([kind], begins or tag[0] == "B") if kind else _outside()


def _wikigold_tag(tag: str, begins: bool) -> NDArray[np.bool_]:
    types = _CONLL.get(tag[2:])
    return _allow(types, begins or tag[0] == "B") if types else _outside("DATE")


def _entities(sentences: list[list[list[str]]], tokenizer: Tokenizer, allowed: Any) -> Example:
    doc, places, tags, begins = _tagged(sentences)
    example = empty_example(doc, tokenizer)
    starts, _ = places_of(doc, example.encoded)
    example.tags["sentence"][:] = 0
    last = -1
    for word, start in enumerate(starts):
        at = int(np.searchsorted(places, start, "right")) - 1
        tag, before = tags[at], tags[at - 1] if at else "O"
        first_in_token = at != last
        new = first_in_token and (begins[at] or before[1:] != tag[1:] or tag[0] == "B")
        example.entities[word] = allowed("I" + tag[1:] if tag != "O" else tag, new)
        if begins[at] and first_in_token:
            example.tags["sentence"][word] = 1
        last = at
    return example


# --- treebanks -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    columns: list[str]
    sentence: int
    head: int


def _documents(path: Path) -> Iterator[tuple[str, list[_Word]]]:
    """Text and words of each document; a paragraph begins after a blank line."""
    text, base, sentence = "", 0, 0
    words: list[_Word] = []
    rows: list[list[str]] = []
    paragraph = False
    for line in [*_lines(path), "# newdoc"]:
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if words:
                yield text, words
            text, words, sentence = "", [], 0
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if text:
                text = text.rstrip() + ("\n\n" if paragraph else " ")
            base = len(words)
            text = _add_sentence(text, words, rows, sentence, base)
            rows, paragraph, sentence = [], False, sentence + 1


def _add_sentence(
    text: str, words: list[_Word], rows: list[list[str]], sentence: int, base: int
) -> str:
    joined: dict[int, tuple[str, bool]] = {}
    covered = 0
    for row in rows:
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = (int(x) for x in row[0].split("-"))
            parts = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            if "".join(r[1] for r in parts) == row[1]:
                joined.update({int(r[0]): ("", False) for r in parts})
                joined[last] = ("", space)
            covered = last
            continue
        if not row[0].isdigit():
            continue
        index = int(row[0])
        if index <= covered:
            space = joined.get(index, ("", space))[1]
        start = len(text)
        text += row[1]
        head = base + int(row[6]) - 1 if row[6] != "0" else NONE
        words.append(_Word(start, len(text), row, sentence, head))
        text += " " if space else ""
    return text


def inventory(paths: Iterable[Path]) -> Inventory:
    """The parts of speech, tags and relations that the treebanks use at least five times."""
    counts: list[dict[str, int]] = [{}, {}, {}]
    for path in paths:
        for line in _lines(path):
            row = line.split("\t")
            if len(row) == 10 and row[0].isdigit():
                for count, column in zip(counts, (3, 4, 7), strict=True):
                    count[row[column]] = count.get(row[column], 0) + 1
    return Inventory(*(tuple(sorted(k for k, n in count.items() if n >= 5)) for count in counts))


def treebank(path: Path, tokenizer: Tokenizer, labels: Inventory) -> Iterator[Example]:
    """Universal Dependencies; a token that is cut another way than the treebank's is masked."""
    ids = [{label: i for i, label in enumerate(x)} for x in (labels.pos, labels.tag, labels.dep)]
    for text, words in _documents(path):
        doc = blank_english()(text)
        example = empty_example(doc, tokenizer)
        starts, ends = places_of(doc, example.encoded)
        by_place = {(w.start, w.end): i for i, w in enumerate(words)}
        token_of = {i: int(np.searchsorted(ends, w.start, "right")) for i, w in enumerate(words)}
        example.tags["sentence"][:] = 0
        for word in range(len(starts)):
            at = by_place.get((int(starts[word]), int(ends[word])))
            if at is None:
                continue
            row = words[at].columns
            for name, column, known in zip(("pos", "tag", "dep"), (3, 4, 7), ids, strict=True):
                example.tags[name][word] = known.get(row[column], MASK)
            head = words[at].head
            example.links[word, 2] = NONE if head == NONE else token_of[head]
            if example.links[word, 2] == word:
                example.links[word, 2] = MASK
        seen = -1
        for i, w in enumerate(words):
            if w.sentence != seen and token_of[i] < len(starts):
                example.tags["sentence"][token_of[i]] = 1
                seen = w.sentence
        yield example
