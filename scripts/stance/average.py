"""Average the weights of stance runs that went on from the same one:
``python -m scripts.stance.average runs/b runs/c --out runs/both``.

The result is a run that ``scripts.stance.export`` reads (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch

from scripts.stance import score
from scripts.stance.batches import Pieces
from scripts.stance.network import StanceNetwork


def average(runs: Sequence[Path], out: Path, folder: Path) -> None:
    """Write the mean of the runs' networks as a run of its own, with its figures.

    :param folder: the data that the figures are measured on.
    """
    networks = [torch.load(run / "network.pt", weights_only=True) for run in runs]
    mean = {name: sum(one[name] for one in networks) / len(networks) for name in networks[0]}
    network = StanceNetwork()
    network.load_state_dict(mean)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "network.pt")
    about = {
        "average of": [json.loads((run / "meta.json").read_text("utf8")) for run in runs],
        "figures": score.figures(network, Pieces(), folder),
    }
    (out / "meta.json").write_text(json.dumps(about, indent=1) + "\n", "utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="folders of finished runs")
    parser.add_argument("--out", type=Path, required=True, help="folder for the result")
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    average(options.runs, options.out, options.data)


if __name__ == "__main__":
    main()
