"""Export trained vectors to int8 ONNX: ``python -m scripts.vectors.export RUN``.

The graph takes texts of one length, so it needs no mask, and gives the mean of the last layer's
states (Reimers and Gurevych 2019, "Sentence-BERT"). Writes ``vectors.onnx`` and ``vectors.json``
(hash, recipe, figures). The tokenizer is the reader's, which the package has already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from scripts.training.export import OPSET, FusedLayer, optimise, to_bytes
from scripts.training.network import Network


class Pooled(nn.Module):
    """Pieces (texts, length) in, the mean of their last states (texts, width) out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.words, self.positions, self.norm = network.words, network.positions, network.norm
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in network.layers)

    def forward(self, pieces: Tensor) -> Tensor:
        """The means of texts of one length."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(places))
        for layer in self.layers:
            x = layer(x, torch.zeros(1))
        mean: Tensor = x.mean(1)
        return mean


def pooled(run: Path) -> Pooled:
    """The trained network in float32."""
    network = Network({"none": 1})
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    return Pooled(network).eval()


def export(run: Path, weights: Path) -> str:
    """Write the model of a run into the folder; returns its SHA-256."""
    weights.mkdir(exist_ok=True)
    target = weights / "vectors.onnx"
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "float.onnx", Path(folder) / "bytes.onnx"
        torch.onnx.export(
            pooled(run),
            (torch.ones(2, 24, dtype=torch.long),),
            str(whole),
            input_names=["pieces"],
            output_names=["means"],
            dynamic_axes={"pieces": {0: "texts", 1: "length"}, "means": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )
        to_bytes(whole, small)
        optimise(small, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    about = json.loads((run / "meta.json").read_text("utf8"))
    description = {"sha256": digest, **about}
    (weights / "vectors.json").write_text(json.dumps(description, indent=1) + "\n", "utf8")
    return digest


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="folder that scripts.vectors.train wrote")
    parser.add_argument("--weights", type=Path, default=Path("quotes/meaning/weights"))
    args = parser.parse_args()
    print(export(args.run, args.weights))


if __name__ == "__main__":
    main()
