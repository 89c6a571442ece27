"""Measure the shipped model head by head on the dev files and write its card:
``python -m scripts.training.measure --data ../shared/data``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from string import Template

import numpy as np

from quotes.reader.annotate import ROOT, best_tags, best_tree, head_scores, relations, spans
from quotes.reader.encode import Ints
from quotes.reader.model import Model, Scores
from quotes.reader.reading import ENTITY_TAGS, SPAN_LAYERS, SPAN_TAGS
from scripts.training import data
from scripts.training.data import MASK, Example

_MAIN = frozenset({"PERSON", "ORG", "LOC"})


@dataclass(slots=True)
class Count:
    """Right, predicted and wanted; their F1 in percent."""

    right: int = 0
    predicted: int = 0
    wanted: int = 0

    def add(self, predicted: set[object], wanted: set[object]) -> None:
        """Count two sets of answers."""
        self.right += len(predicted & wanted)
        self.predicted += len(predicted)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return round(200 * self.right / max(1, self.predicted + self.wanted), 1)


def read(model: Model, examples: Iterable[Example]) -> Iterable[tuple[Example, Scores]]:
    """Each example with what the model says of it."""
    for example in examples:
        yield example, model.scores(example.encoded)


def syntax(model: Model, examples: Iterable[Example]) -> dict[str, float]:
    """Accuracy of parts of speech and heads, given the treebank's sentences, and sentence F1."""
    root = model.labels["dep"].index("root")
    right = dict.fromkeys(("pos", "tag", "uas", "las"), 0)
    known = dict.fromkeys(right, 0)
    sentences = Count()
    for example, scores in read(model, examples):
        for name in ("pos", "tag"):
            target = example.tags[name]
            annotated = target != MASK
            known[name] += int(annotated.sum())
            right[name] += int((scores.tags[name].argmax(1) == target)[annotated].sum())
        starts = np.flatnonzero(example.tags["sentence"] == 1)
        guessed = np.flatnonzero(
            scores.tags["sentence"].argmax(1) | example.encoded.starts_paragraph
        )
        sentences.add(set(guessed.tolist()), set(starts.tolist()))
        heads = _heads(scores, starts, len(example.encoded))
        annotated = example.links[:, 2] != MASK
        wanted = example.links[:, 2].copy()
        wanted[wanted == data.NONE] = np.flatnonzero(wanted == data.NONE)
        hit = (heads == wanted) & annotated
        labelled = hit & (relations(scores, heads, root) == example.tags["dep"])
        known["uas"] += int(annotated.sum())
        known["las"] += int(annotated.sum())
        right["uas"] += int(hit.sum())
        right["las"] += int(labelled.sum())
    shares = {name: round(100 * right[name] / max(1, known[name]), 1) for name in right}
    return {**shares, "sentence F1": sentences.f1}


def _heads(scores: Scores, starts: Ints, words: int) -> Ints:
    """The head of each word, a root's head being itself."""
    heads = np.zeros(words, dtype=np.int64)
    for begin, end in zip(starts, [*starts[1:], words], strict=True):
        for word, head in enumerate(best_tree(head_scores(scores, int(begin), int(end)))):
            heads[begin + word] = begin + (word if head == ROOT else head)
    return heads


def entities(model: Model, examples: Iterable[Example]) -> dict[str, float]:
    """Exact F1 of entity spans, all types together and each."""
    counts: dict[str, Count] = {}
    for example, scores in read(model, examples):
        wanted = set(spans(example.entities.argmax(1), ENTITY_TAGS))
        found = set(spans(best_tags(scores.tags["entity"], ENTITY_TAGS), ENTITY_TAGS))
        counts.setdefault("all", Count()).add(set(found), set(wanted))
        counts.setdefault("PERSON, ORG, LOC together", Count()).add(
            {s for s in found if s[1] in _MAIN}, {s for s in wanted if s[1] in _MAIN}
        )
        for kind in {k for _, k in wanted | found}:
            own = counts.setdefault(kind, Count())
            own.add({s for s in found if s[1] == kind}, {s for s in wanted if s[1] == kind})
    return {kind: count.f1 for kind, count in sorted(counts.items())}


def layers(model: Model, examples: Iterable[Example]) -> dict[str, float]:
    """Exact F1 of the attribution spans by word."""
    counts = {layer: Count() for layer in SPAN_LAYERS}
    for example, scores in read(model, examples):
        for layer, count in counts.items():
            wanted = set(spans(example.tags[layer], SPAN_TAGS))
            found = set(spans(best_tags(scores.tags[layer], SPAN_TAGS), SPAN_TAGS))
            count.add(set(found), set(wanted))
    return {layer: count.f1 for layer, count in counts.items()}


def card(model: Model, figures: dict[str, dict[str, float]]) -> str:
    """The text of the model card."""
    rows = "\n".join(
        f"| {corpus} | {', '.join(f'{name} {value}' for name, value in values.items())} |"
        for corpus, values in figures.items()
    )
    template = Template((Path(__file__).parent / "card.md").read_text("utf8"))
    return template.substitute(sha256=model.sha256, rows=rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder shared/data")
    parser.add_argument("--weights", type=Path, default=Path("quotes/reader/weights"))
    args = parser.parse_args()
    model = Model(args.weights)
    labels = data.Inventory(*(tuple(model.labels[name]) for name in ("pos", "tag", "dep")))
    tokenizer = model.tokenizer
    syntax_folder = args.data / "syntax"
    figures = {
        f"UD English {name.upper()}": syntax(
            model, data.treebank(syntax_folder / f"{name}.dev.conllu.gz", tokenizer, labels)
        )
        for name in ("ewt", "gum")
    }
    figures["world news entities (F1)"] = entities(
        model, data.worldwide(args.data / "ner/worldwide.dev.jsonl.gz", tokenizer)
    )
    figures["PolNeAR spans (F1)"] = layers(
        model, data.polnear(args.data / "attribution/polnear.dev.jsonl.gz", tokenizer)
    )
    text = card(model, figures)
    (args.weights / "README.md").write_text(text, "utf8")
    print(text)


if __name__ == "__main__":
    main()
