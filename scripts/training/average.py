"""Average the weights of runs that went on from the same one:
``python -m scripts.training.average runs/a runs/b --out runs/both``.

Such networks lie in one basin, and their mean is better than each (Wortsman et al. 2022, "Model
soups"). The result is a run that ``scripts.training.export`` reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch


def average(runs: Sequence[Path], out: Path) -> None:
    """Write the mean of the runs' networks as a run of its own.

    Raises ValueError where the runs have other heads or labels.
    """
    described = [json.loads((run / "meta.json").read_text("utf8")) for run in runs]
    for name in ("heads", "labels"):
        if any(meta[name] != described[0][name] for meta in described):
            raise ValueError(f"the runs differ in their {name}")
    networks = [torch.load(run / "network.pt", weights_only=True) for run in runs]
    mean = {name: sum(n[name] for n in networks) / len(networks) for name in networks[0]}
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "network.pt")
    stages = [{"average of": [meta["stages"] for meta in described]}]
    (out / "meta.json").write_text(json.dumps({**described[0], "stages": stages}, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, nargs="+", help="folders of finished runs")
    parser.add_argument("--out", type=Path, required=True, help="folder for the result")
    args = parser.parse_args()
    average(args.runs, args.out)


if __name__ == "__main__":
    main()
