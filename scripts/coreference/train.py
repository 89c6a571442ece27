"""Train the score of antecedents: ``python -m scripts.coreference.train --data SHARED/data``.

The encoder of the shipped reader stays as it is; only the head on top of its states is trained, so
the corpora are read once and the rest takes minutes. Every eighth document of OntoGUM and LitBank
is kept to see how training goes; GAP's validation part is not looked at here.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from quotes.reader.component import Reader
from quotes.reader.model import Model
from scripts.coreference.documents import gap, litbank, ontogum, polnear
from scripts.coreference.examples import Examples, examples_of, examples_of_gap
from scripts.coreference.network import Head, loss

ANAPHORS = 160
"""Anaphors of a batch, about."""
GAP, SILVER = 6.0, 0.4
"""What an example of GAP, and one that CoreNLP annotated, counts."""


def right_share(head: Head, given: Sequence[Examples]) -> float:
    """The share in percent of anaphors with an antecedent whose best candidate is one."""
    head.eval()
    right = total = 0
    with torch.no_grad():
        for one in given:
            scores = head([one])[0].numpy()
            for number in range(len(one.weight)):
                pairs = one.anaphor == number
                if one.right[pairs].any():
                    total += 1
                    right += int(one.right[pairs][scores[pairs].argmax()])
    return 100 * right / max(1, total)


def _batches(given: list[Examples]) -> list[list[Examples]]:
    random.shuffle(given)
    batches: list[list[Examples]] = [[]]
    size = 0
    for one in given:
        if size >= ANAPHORS:
            batches.append([])
            size = 0
        batches[-1].append(one)
        size += len(one.weight)
    return batches


def train(
    given: list[Examples], kept: Sequence[Examples], passes: int, rate: float, dropout: float
) -> Head:
    """A head trained on the examples with AdamW and a linear decline of the rate."""
    head = Head(given[0].states.shape[1], dropout)
    optimiser = torch.optim.AdamW(head.parameters(), rate, weight_decay=0.01)
    steps = passes * len(_batches(given)) + passes
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / 100) * max(0.0, 1 - step / steps)
    )
    for number in range(passes):
        head.train()
        began, sum_of_losses, weight = time.monotonic(), 0.0, 0.0
        for batch in _batches(given):
            total = sum(
                (loss(s, one) for s, one in zip(head(batch), batch, strict=True)), torch.zeros(())
            )
            counts = float(sum(one.weight.sum() for one in batch))
            optimiser.zero_grad()
            (total / counts).backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            sum_of_losses += float(total.detach())
            weight += counts
        print(
            f"pass {number + 1}: loss {sum_of_losses / weight:.3f}, kept documents "
            f"{right_share(head, kept):.1f} % right, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    return head


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with coref/, attribution/")
    parser.add_argument(
        "--weights",
        type=Path,
        default=Path("quotes/attribution/weights/antecedents.npz"),
    )
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    reader = Reader(Model.shipped(args.threads))
    coref = args.data / "coref"
    given = examples_of_gap(reader, gap(coref / "gap.development.jsonl.gz"), GAP)
    print(f"GAP: {len(given)} passages", flush=True)
    kept: list[Examples] = []
    for name, documents in (
        ("OntoGUM", list(ontogum(coref / "ontogum.train.jsonl.gz"))),
        ("LitBank", list(litbank(coref / "litbank.train.jsonl.gz"))),
    ):
        made = examples_of(reader, documents, 1.0)
        kept += made[::8]
        given += [one for number, one in enumerate(made) if number % 8]
        print(f"{name}: {sum(len(one.weight) for one in made)} anaphors", flush=True)
    silver = list(polnear(args.data / "attribution" / "polnear.train.jsonl.gz"))
    made = examples_of(reader, silver, SILVER)
    given += made
    print(f"PolNeAR: {sum(len(one.weight) for one in made)} anaphors", flush=True)
    train(given, kept, args.passes, args.rate, args.dropout).save(args.weights)


if __name__ == "__main__":
    main()
