"""Train the stance model: ``python -m scripts.stance.train --data DATA --encoder FILE --out RUN``.

Seeded; a log line goes to stderr every 50 steps, and the figures on Perspectrum dev, the passages
kept out of training and the tenth of NewsMTSC after each pass. ``RUN/network.pt`` is what
``scripts.stance.export`` reads; ``--start RUN`` goes on from one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.meaning.phrases import plain
from scripts.stance import data, score
from scripts.stance.batches import Batch, Pieces, collate, grouped
from scripts.stance.data import SIDES, Example
from scripts.stance.network import StanceNetwork

TWO_SIDES = [SIDES.index("oppose"), SIDES.index("support")]


@dataclass(frozen=True)
class Recipe:
    """What a run is made of.

    ``claims`` is the share of the claims' arguments that a pass sees; ``negate`` the chance that a
    claim is negated and its side turned; ``pairs`` how many pairs of arguments a claim gives in a
    pass; ``news`` how often a passage is seen in a pass; ``polarity`` the share of NewsMTSC that a
    pass sees; ``alone`` how often a passage has one target only; ``unmarked`` how many unmarked
    phrases it has besides; ``bare`` how often a target loses its "the".
    """

    passes: int = 3
    batch: int = 32
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    smoothing: float = 0.05
    claims: float = 1.0
    negate: float = 0.15
    pairs: int = 0
    news: int = 3
    polarity: float = 0.3
    alone: float = 0.25
    unmarked: int = 1
    bare: float = 0.5
    seed: int = 1


@dataclass(frozen=True)
class Sources:
    """The examples of a run, by where they come from."""

    claims: list[Example]
    news: list[Example]
    polarity: list[Example]


def a_pass(sources: Sources, recipe: Recipe, rng: random.Random) -> list[Example]:
    """The examples of one pass over the data, in no order."""
    some = rng.sample(sources.claims, round(recipe.claims * len(sources.claims)))
    claims = [data.turned_about(one, rng, recipe.negate) for one in some]
    claims += data.arguments_in_pairs(sources.claims, rng, recipe.pairs)
    news = [_some_targets(one, recipe, rng) for one in sources.news * recipe.news]
    polarity = [one for one in sources.polarity if rng.random() < recipe.polarity]
    return claims + news + polarity


def _some_targets(example: Example, recipe: Recipe, rng: random.Random) -> Example:
    """The targets in another order or one of them, some without "the", and a few unmarked ones."""
    targets = rng.sample(example.targets, len(example.targets))
    if rng.random() < recipe.alone:
        targets = targets[:1]
    few = rng.sample(example.unmarked, min(len(example.unmarked), recipe.unmarked))
    targets += [(phrase, "neutral") for phrase in few]
    bare = [(plain(target) if rng.random() < recipe.bare else target, s) for target, s in targets]
    return replace(example, targets=tuple(bare))


def loss(network: StanceNetwork, batch: Batch, smoothing: float) -> Tensor:
    """The mean loss of the targets; polarity counts half.

    Of a pair of claim and argument only the two sides are compared, so that "neutral" is learned
    from the passages alone.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        made = network(batch.pieces, batch.parts, batch.means, batch.real)
        sides, polarities = network.side(made).float(), network.polarity(made).float()
    asked = batch.sides >= 0
    total = torch.zeros(())
    for task, scores, labels, weight in (
        ("side", sides, batch.sides, 1.0),
        ("two-sided", sides[..., TWO_SIDES], (batch.sides > 0).long(), 1.0),
        ("polarity", polarities, batch.sides, 0.5),
    ):
        mine = asked & torch.tensor([one == task for one in batch.tasks])[:, None]
        if mine.any():
            total = total + weight * F.cross_entropy(
                scores[mine], labels[mine], reduction="sum", label_smoothing=smoothing
            )
    return total / asked.sum()


def train(network: StanceNetwork, sources: Sources, pieces: Pieces, recipe: Recipe, tell) -> None:  # type: ignore[no-untyped-def]
    """Train the network in place, all but its word embeddings; ``tell(pass)`` is called after each
    pass."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    for module in network.modules():
        if isinstance(module, nn.Dropout):
            module.p = recipe.dropout
    passes = [
        grouped(a_pass(sources, recipe, rng), pieces, recipe.batch, rng)
        for _ in range(recipe.passes)
    ]
    steps = sum(map(len, passes))
    network.words.requires_grad_(False)
    heads = {"both", "side", "polarity"}
    parts: tuple[list[nn.Parameter], list[nn.Parameter]] = ([], [])
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            parts[name.split(".")[0] in heads].append(parameter)
    optimizer = torch.optim.AdamW(
        [
            {"params": parts[0], "lr": recipe.encoder_rate},
            {"params": parts[1], "lr": recipe.head_rate},
        ],
        weight_decay=0.01,
    )
    decline = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / 100, (steps - step) / steps)
    )
    step, mean, begun = 0, 0.0, time.monotonic()
    for number, batches in enumerate(passes, 1):
        network.train()
        for examples in batches:
            lost = loss(network, collate(examples, pieces), recipe.smoothing)
            optimizer.zero_grad()
            lost.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            decline.step()
            step += 1
            mean = lost.item() if step == 1 else 0.98 * mean + 0.02 * lost.item()
            if step % 50 == 0:
                spent = time.monotonic() - begun
                print(f"step {step}/{steps} loss {mean:.3f} {spent:.0f} s", file=sys.stderr)
        tell(number)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="a MiniLM checkpoint in safetensors format")
    parser.add_argument("--start", type=Path, help="go on from this run instead")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"))
    options = parser.parse_args(arguments)
    recipe = replace(Recipe(), **{name: json.loads(value) for name, value in options.set})
    torch.manual_seed(recipe.seed)
    network = StanceNetwork()
    if options.start:
        network.load_state_dict(torch.load(options.start / "network.pt", weights_only=True))
    elif options.encoder:
        network.load_encoder(options.encoder)
    else:
        parser.error("one of --encoder and --start is needed")
    news, _ = data.passages()
    polarity, _ = data.newsmtsc(options.data)
    claims = data.perspectrum(options.data, "train") + data.debates()
    sources = Sources(claims, data.with_unmarked(news), polarity)
    pieces = Pieces()
    options.out.mkdir(parents=True, exist_ok=True)

    def tell(number: int) -> None:
        figures = score.figures(network, pieces, options.data)
        print(f"pass {number}: {json.dumps(figures)}", file=sys.stderr)
        torch.save(network.state_dict(), options.out / "network.pt")
        about = {"recipe": asdict(recipe), "passes": number, "figures": figures}
        (options.out / "meta.json").write_text(json.dumps(about, indent=1) + "\n", "utf8")

    train(network, sources, pieces, recipe, tell)


if __name__ == "__main__":
    main()
