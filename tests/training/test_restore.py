from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

import torch

from quotes.reader.encode import blank_english, encode, windows
from quotes.reader.model import Model
from quotes.reader.reading import LINKS
from scripts.training.network import STATES, Network
from scripts.training.restore import restore

WEIGHTS = Path(__file__).parents[2] / "quotes/reader/weights"
TEXT = (
    "The ferry board of Tarnholm voted on Tuesday to close the old terminal. “Nobody asked us,” "
    "said Ilse Marwood, who has sold tickets there for nineteen years. Chairman Pieter Adebayo "
    "told reporters that the building was no longer safe."
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restored")
    restore(WEIGHTS, folder)
    return folder


def test_the_restored_network_reads_as_the_shipped_graph(run: Path) -> None:
    model = Model.shipped(threads=1)
    encoded = encode(blank_english()(TEXT), model.tokenizer)
    scores = model.scores(encoded)
    network = Network(json.loads((run / "meta.json").read_text("utf8"))["heads"])
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    network.eval()
    begin, end = (model.tokenizer.token_to_id(sign) for sign in ("[CLS]", "[SEP]"))
    pieces = torch.tensor([[begin, *encoded.pieces, end]])
    features = torch.zeros(*pieces.shape, encoded.features.shape[1], dtype=torch.long)
    features[0, 1:-1] = torch.tensor(np.repeat(encoded.features, np.diff(encoded.first), axis=0))
    words = torch.tensor(encoded.first[:-1] + 1)
    with torch.no_grad():
        depths = network.depths(pieces, features, torch.zeros(1))
        states = depths[-1]
        tags, pointers = network.answer(states[:, words], states[:, [0, *words.tolist()]])
        known = torch.cat([depths[layer - 1] for layer in STATES], dim=-1)[0, words]
        vectors = network.pairs.vectors(known).numpy()

    assert len(windows(encoded)) == 1
    apart = np.abs(vectors - scores.vectors.astype(np.float32))
    assert apart.mean() < 0.1 * np.abs(vectors).mean()
    by_head = tags[0].numpy()
    at = list(np.cumsum(list(model.heads.values()))[:-1])
    for head, logits in zip(model.heads, np.split(by_head, at, axis=1), strict=True):
        if head in ("source", "cue", "content", "entity", "sentence", "pos", "tag"):
            assert (logits.argmax(1) == scores.tags[head].argmax(1)).mean() > 0.9, head
    link = LINKS.index("head")
    there = scores.links[0].pointers[link].argmax(1)
    assert (pointers[0, link].numpy().argmax(1) == there).mean() > 0.8


def test_the_score_of_pairs_is_the_shipped_one(run: Path) -> None:
    restored = torch.load(run / "network.pt", weights_only=True)
    with np.load(WEIGHTS / "pairs.npz") as shipped:
        features = shipped["features"].astype(np.float32)
        answer = shipped["answer"].astype(np.float32)
    assert (restored["pairs.features.weight"].numpy() == features).all()
    assert (restored["pairs.answer.weight"].numpy()[0] == answer).all()


def test_a_restored_run_tells_what_it_was_restored_from(run: Path) -> None:
    shipped = json.loads((WEIGHTS / "reader.json").read_text("utf8"))
    restored = json.loads((run / "meta.json").read_text("utf8"))

    assert restored["stages"] == [*shipped["stages"], {"restored from": shipped["sha256"]}]
    assert restored["labels"] == shipped["labels"]
