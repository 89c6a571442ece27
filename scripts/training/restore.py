"""Restore a run from the int8 graph: ``python -m scripts.training.restore --out RUN``.

The package ships the network only as ``scripts.training.export`` quantised it. This writes
``RUN/network.pt`` and ``RUN/meta.json`` with the weights that the graph computes with, in float, so
that ``scripts.training.train --start RUN`` goes on from the shipped network. What quantising
rounded away stays lost.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from scripts.training.network import Network, Pairs

QUANTISED = "_quantized"
"""What the name of a weight ends with once it holds bytes."""


def parameters(graph: onnx.GraphProto) -> dict[str, Tensor]:
    """The parameters of the network in a graph that the export quantised, by their names in it."""
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found: dict[str, Tensor] = {}
    for name, value in values.items():
        plain = name.removesuffix(QUANTISED)
        if plain.endswith((".weight", ".bias")):
            whole = value if plain == name else _in_float(values, plain)
            found[_parameter(plain)] = torch.tensor(whole)
    # The weight of a linear layer loses its name when it is transposed for the product; the bias
    # that the same node adds keeps its own.
    for node in graph.node:
        weights = [name for name in node.input if name in values and name.endswith(QUANTISED)]
        biases = [name for name in node.input if name in values and name.endswith(".bias")]
        if weights and biases:
            whole = _in_float(values, weights[0].removesuffix(QUANTISED))
            name = _parameter(biases[0]).removesuffix("bias") + "weight"
            found[name] = torch.tensor(whole.T.copy())
    return found


def _in_float(values: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """A quantised weight as the graph takes it: a scale and a zero point for all, or a column."""
    steps = values[name + QUANTISED].astype(np.int32) - values[f"{name}_zero_point"].astype(
        np.int32
    )
    return steps.astype(np.float32) * values[f"{name}_scale"].astype(np.float32)


def _parameter(name: str) -> str:
    """The network's own name of a parameter that the export wrapped."""
    return name.removeprefix("network.").replace(".layer.", ".")


def restore(weights: Path, run: Path) -> None:
    """Write the run that training goes on from with the network in a folder of weights."""
    described = json.loads((weights / "reader.json").read_text("utf8"))
    network = Network(described["heads"])
    pairs = {f"pairs.{name}": of for name, of in Pairs.saved(weights / "pairs.npz").items()}
    network.load_state_dict(parameters(onnx.load(str(weights / "reader.onnx")).graph) | pairs)
    run.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), run / "network.pt")
    stages = [*described["stages"], {"restored from": described["sha256"]}]
    meta = {"stages": stages, "labels": described["labels"], "heads": described["heads"]}
    (run / "meta.json").write_text(json.dumps(meta, indent=1), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, default=Path("quotes/reader/weights"))
    parser.add_argument("--out", type=Path, required=True, help="folder for the run")
    args = parser.parse_args()
    restore(args.weights, args.out)


if __name__ == "__main__":
    main()
