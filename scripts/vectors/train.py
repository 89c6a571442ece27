"""Teach the vectors what reporters mean: ``python -m scripts.vectors.train --help``.

all-MiniLM-L6-v2 goes on learning from pairs that belong together: queries written for this project
with the passages they were written for, and claims with arguments on them (Perspectrum and the
ones written here), which seldom share words. A query has to be nearer to its text than to those of
the other pairs of the batch (van den Oord et al. 2018, "InfoNCE"); a text that moves away from
where the published network has it costs something too, so that what it knows of other texts is
kept.

The figures on the queries to the passages that are kept out of training go to stderr.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.reader.model import Model
from scripts.stance import data
from scripts.training.network import Network

WRITTEN = Path(__file__).parent / "written"
MOST_PIECES = 128
BARRED = -10000.0


@dataclass(frozen=True)
class Pair:
    """A query and a text that it should find; texts of one ``group`` all answer it."""

    query: str
    text: str
    group: str


@dataclass(frozen=True)
class Recipe:
    """What a run is made of.

    ``claims`` is the share of the claims' arguments that a pass sees; ``keep`` weighs the distance
    from the published network; ``share`` is that of the trained weights in the result, the rest are
    the published ones (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
    """

    passes: int = 3
    claims: float = 0.35
    batch: int = 64
    rate: float = 5e-5
    scale: float = 20.0
    keep: float = 1.0
    share: float = 0.75
    seed: int = 1


def claims(folder: Path) -> list[Pair]:
    """Claims with the arguments on them, whichever side those take."""
    examples = data.perspectrum(folder, "train") + data.debates()
    return [Pair(one.targets[0][0], one.text, one.targets[0][0]) for one in examples]


def queries() -> tuple[list[Pair], list[Pair]]:
    """The written queries with their passages, and those to an eighth of the passages, by a hash of
    the text, that is kept out of training."""
    kept: list[Pair] = []
    held_out: list[Pair] = []
    for path in sorted(WRITTEN.glob("queries-*.jsonl")):
        for row in data.read_lines(path):
            name, _, line = row["passage"].partition(":")
            text = _passages(name)[int(line) - 1]
            eighth = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 8 == 0
            pairs = [Pair(query, text, text) for query in row["queries"]]
            (held_out if eighth else kept).extend(pairs)
    return kept, held_out


@cache
def _passages(name: str) -> list[str]:
    return [row["text"] for row in data.read_lines(data.WRITTEN / name)]


class Vectors(nn.Module):
    """Batches of texts in, vectors of length 1 out."""

    def __init__(self, network: Network, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.network = network
        self.tokenizer = tokenizer

    def forward(self, texts: Sequence[str]) -> Tensor:
        """The vectors (texts, width)."""
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]
        longest = max(map(len, ids))
        pieces = torch.tensor([one + [0] * (longest - len(one)) for one in ids])
        real = torch.tensor([[1.0] * len(one) + [0.0] * (longest - len(one)) for one in ids])
        network = self.network
        places = torch.arange(longest)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = network.norm(network.words(pieces) + network.positions(places))
            for layer in network.layers:
                x = layer(x, (1 - real)[:, None, None, :] * BARRED)
        means = (x.float() * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        return F.normalize(means, dim=-1)


def batches(pairs: list[Pair], size: int, rng: random.Random) -> list[list[Pair]]:
    """The pairs in random batches, no two of one group together."""
    made: list[list[Pair]] = []
    waiting = rng.sample(pairs, len(pairs))
    while len(waiting) >= size:
        batch: dict[str, Pair] = {}
        left = []
        for pair in waiting:
            if len(batch) < size and pair.group not in batch:
                batch[pair.group] = pair
            else:
                left.append(pair)
        if len(batch) < size:
            break
        made.append(list(batch.values()))
        waiting = left
    return made


@torch.no_grad()
def recall(vectors: Vectors, held_out: Sequence[Pair], others: Sequence[Pair]) -> float:
    """The share of the queries, in per cent, whose passage is among the ten nearest of all."""
    vectors.eval()
    texts = list(dict.fromkeys(pair.text for pair in (*held_out, *others)))
    place = {text: number for number, text in enumerate(texts)}
    found = torch.cat([vectors(texts[n : n + 64]) for n in range(0, len(texts), 64)])
    hits = 0
    for begin in range(0, len(held_out), 64):
        part = held_out[begin : begin + 64]
        best = (vectors([pair.query for pair in part]) @ found.T).topk(10).indices
        right = torch.tensor([place[pair.text] for pair in part])
        hits += int((best == right[:, None]).any(1).sum())
    return round(100 * hits / len(held_out), 1)


def a_pass(
    asked: list[Pair], claimed: list[Pair], recipe: Recipe, rng: random.Random
) -> list[list[Pair]]:
    """The batches of one pass over the queries and a share of the claims."""
    some = rng.sample(claimed, round(recipe.claims * len(claimed)))
    return batches(asked + some, recipe.batch, rng)


def train(vectors: Vectors, asked: list[Pair], claimed: list[Pair], recipe: Recipe) -> None:
    """Train the network in place, all but its word embeddings."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    published = copy.deepcopy(vectors).eval()
    vectors.network.words.requires_grad_(False)
    plan = [b for _ in range(recipe.passes) for b in a_pass(asked, claimed, recipe, rng)]
    learning = [one for one in vectors.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=recipe.rate, weight_decay=0.01)
    decline = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 20, (len(plan) - step) / len(plan))
    )
    for step, batch in enumerate(plan, 1):
        vectors.train()
        texts = [pair.query for pair in batch] + [pair.text for pair in batch]
        made = vectors(texts)
        with torch.no_grad():
            before = published(texts)
        asked, answers = made.chunk(2)
        near = recipe.scale * asked @ answers.T
        right = torch.arange(len(batch))
        moved = (1 - (made * before).sum(-1)).mean()
        lost = F.cross_entropy(near, right) + F.cross_entropy(near.T, right) + recipe.keep * moved
        optimizer.zero_grad()
        lost.backward()
        optimizer.step()
        decline.step()
        if step % 20 == 0:
            print(f"step {step}/{len(plan)} loss {lost.item():.3f}", file=sys.stderr)


def blend(network: Network, published: Network, share: float) -> None:
    """Move the weights of a network back towards the published ones, in place."""
    before = published.state_dict()
    mixed = {
        name: share * weights + (1 - share) * before[name]
        for name, weights in network.state_dict().items()
    }
    network.load_state_dict(mixed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    options = parser.parse_args()
    recipe = replace(Recipe(), **{name: json.loads(value) for name, value in options.set})
    network = Network({"none": 1})
    network.load_encoder(options.encoder / "model.safetensors")
    tokenizer = Model.shipped().tokenizer
    tokenizer.enable_truncation(MOST_PIECES)
    vectors = Vectors(network, tokenizer)
    asked, held_out = queries()
    published = copy.deepcopy(network)
    figures = {"published": recall(vectors, held_out, asked)}
    print(figures, file=sys.stderr)
    train(vectors, asked, claims(options.data), recipe)
    figures["trained"] = recall(vectors, held_out, asked)
    blend(network, published, recipe.share)
    figures["blended"] = recall(vectors, held_out, asked)
    print(figures, file=sys.stderr)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    about = {"recipe": asdict(recipe), "recall at 10 of kept-out queries": figures}
    (options.out / "meta.json").write_text(json.dumps(about, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
