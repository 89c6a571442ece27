"""Train the paraphrase model: ``python -m scripts.paraphrase.train --encoder FOLDER --out RUN``.

Starts from all-MiniLM-L6-v2, whose means already lie close where the meaning is close. Seeded; the
figures on the pairs kept out of training go to stderr after each pass. ``RUN/network.pt`` is what
``scripts.paraphrase.export`` reads.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from quotes.meaning.paraphrase import sequence
from quotes.meaning.vectors import Encoder, directions
from quotes.reader.model import Model
from scripts.paraphrase.data import Pair, pairs
from scripts.paraphrase.network import ParaphraseNetwork


@dataclass(frozen=True)
class Recipe:
    """What a run is made of.

    A pass sees every true pair, ``others`` claims of each passage that are not true of it, and each
    true claim once with a passage that it is not true of, for a share of ``near`` one of the
    nearest in meaning, so that nothing in a claim itself tells whether it is true. ``smoothing`` is
    what is taken off a label.
    """

    passes: int = 2
    batch: int = 32
    encoder_rate: float = 5e-5
    head_rate: float = 5e-4
    others: int = 2
    near: float = 0.5
    smoothing: float = 0.05
    seed: int = 1


NEAREST = 20
"""Passages that count as near to a passage."""


def collate(some: Sequence[Pair], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, parts, what is real, and labels of a batch."""
    read = [sequence(tokenizer, pair.claim, pair.text) for pair in some]
    longest = max(len(pieces) for pieces, _ in read)

    def padded(row: list[int]) -> list[int]:
        return row + [0] * (longest - len(row))

    return (
        torch.tensor([padded(pieces) for pieces, _ in read]),
        torch.tensor([padded(parts) for _, parts in read]),
        torch.tensor([padded([1] * len(pieces)) for pieces, _ in read]).bool(),
        torch.tensor([float(pair.same) for pair in some]),
    )


@torch.no_grad()
def measure(
    network: ParaphraseNetwork, held_out: Sequence[Pair], tokenizer: Tokenizer
) -> dict[str, float]:
    """Per cent of the pairs judged right, and of pairs of a true and a false one put in order.

    Each true claim counts with another passage too, which it is not true of.
    """
    network.eval()
    texts = list(dict.fromkeys(pair.text for pair in held_out))
    after = dict(zip(texts, [*texts[1:], texts[0]], strict=True))
    held_out = [
        *held_out,
        *(Pair(pair.claim, after[pair.text], False) for pair in held_out if pair.same),
    ]
    parts = [collate(held_out[n : n + 64], tokenizer) for n in range(0, len(held_out), 64)]
    scores = torch.cat([network(*part[:3]) for part in parts])
    same = torch.cat([part[3] for part in parts]).bool()
    ordered = (scores[same][:, None] > scores[~same][None]).float().mean().item()
    right = ((scores > 0) == same).float().mean().item()
    return {"right": round(100 * right, 1), "in order": round(100 * ordered, 1)}


def neighbours(texts: Sequence[str]) -> dict[str, list[str]]:
    """The passages nearest in meaning to each, by the shipped vectors."""
    vectors = torch.tensor(directions(Encoder.shipped().encode(texts)))
    nearest = (vectors @ vectors.T).topk(min(NEAREST + 1, len(texts))).indices.tolist()
    return {
        text: [texts[one] for one in row if texts[one] != text]
        for text, row in zip(texts, nearest, strict=True)
    }


def a_pass(
    kept: Sequence[Pair], near: dict[str, list[str]], recipe: Recipe, rng: random.Random
) -> list[list[Pair]]:
    """The batches of one pass."""
    texts = list(near)
    every: list[Pair] = []
    by_text: dict[str, list[Pair]] = defaultdict(list)
    for pair in kept:
        if not pair.same:
            by_text[pair.text].append(pair)
            continue
        others = near[pair.text] if rng.random() < recipe.near else texts
        text = rng.choice([one for one in others if one != pair.text])
        every += [pair, Pair(pair.claim, text, False)]
    for pairs_there in by_text.values():
        every += rng.sample(pairs_there, min(recipe.others, len(pairs_there)))
    rng.shuffle(every)
    return [every[n : n + recipe.batch] for n in range(0, len(every), recipe.batch)]


def train(
    network: ParaphraseNetwork,
    kept: Sequence[Pair],
    held_out: Sequence[Pair],
    tokenizer: Tokenizer,
    recipe: Recipe,
) -> dict[str, float]:
    """Train the network in place, all but its word embeddings; the figures after it."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    network.words.requires_grad_(False)
    heads = [*network.both.parameters(), *network.same.parameters()]
    fresh = {id(one) for one in heads}
    encoder = [p for p in network.parameters() if p.requires_grad and id(p) not in fresh]
    near = neighbours(list(dict.fromkeys(pair.text for pair in kept)))
    plan = [a_pass(kept, near, recipe, rng) for _ in range(recipe.passes)]
    steps = sum(map(len, plan))
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": recipe.encoder_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=0.01,
    )
    decline = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 50, max(0.02, (steps - step) / steps))
    )
    figures: dict[str, float] = {}
    for number, batches in enumerate(plan, 1):
        for batch in batches:
            network.train()
            pieces, parts, real, same = collate(batch, tokenizer)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(pieces, parts, real)
            wanted = same * (1 - 2 * recipe.smoothing) + recipe.smoothing
            lost = F.binary_cross_entropy_with_logits(scores.float(), wanted)
            optimizer.zero_grad()
            lost.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            decline.step()
        figures = measure(network, held_out, tokenizer)
        print(f"pass {number}: {figures}", file=sys.stderr, flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    options = parser.parse_args()
    recipe = replace(Recipe(), **{name: json.loads(value) for name, value in options.set})
    tokenizer = Model.shipped().tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = ParaphraseNetwork()
    network.load_encoder(options.encoder / "model.safetensors")
    kept, held_out = pairs()
    figures = train(network, kept, held_out, tokenizer, recipe)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    about = {
        "recipe": asdict(recipe),
        "pairs": {"trained on": len(kept), "kept out": len(held_out)},
        "per cent of the pairs kept out": figures,
    }
    (options.out / "meta.json").write_text(json.dumps(about, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
