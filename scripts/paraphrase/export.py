"""Export a trained paraphrase network to int8 ONNX: ``python -m scripts.paraphrase.export RUN``.

Writes ``paraphrase.onnx`` and ``paraphrase.json`` (hash, temperature, recipe, figures) into the
weights of the package. The temperature (Guo et al. 2017, "On Calibration of Modern Neural
Networks") is fitted on the pairs that are kept out of training.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quotes.reader.model import Model
from scripts.paraphrase.data import pairs
from scripts.paraphrase.network import ParaphraseNetwork
from scripts.paraphrase.train import collate
from scripts.training.export import OPSET, FusedLayer, optimise, to_bytes

WEIGHTS = Path("quotes/meaning/weights")
TEMPERATURES = [0.5 + 0.05 * step for step in range(60)]


class _Same(nn.Module):
    """The network over pairs of one length, which need no mask."""

    def __init__(self, network: ParaphraseNetwork) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in network.layers)

    def forward(self, pieces: Tensor, parts: Tensor) -> Tensor:
        x = self.network.embedded(pieces, parts)
        for layer in self.layers:
            x = layer(x, torch.zeros(1))
        scores: Tensor = self.network.score(x, parts == 1, parts == 0)
        return scores


def temperature_of(network: ParaphraseNetwork) -> float:
    """What scores are divided by so that chances fit the pairs kept out of training."""
    tokenizer = Model.shipped().tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    _, held_out = pairs()
    pieces, parts, real, same = collate(held_out, tokenizer)
    with torch.no_grad():
        scores = network(pieces, parts, real)
    losses = [
        F.binary_cross_entropy_with_logits(scores / temperature, same).item()
        for temperature in TEMPERATURES
    ]
    return round(TEMPERATURES[losses.index(min(losses))], 2)


def export(run: Path, weights: Path) -> str:
    """Write the model of a run; returns its SHA-256."""
    network = ParaphraseNetwork()
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    network.eval()
    sample = torch.ones(1, 24, dtype=torch.long), (torch.arange(24) < 9).long()[None]
    target = weights / "paraphrase.onnx"
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "float.onnx", Path(folder) / "bytes.onnx"
        torch.onnx.export(
            _Same(network).eval(),
            sample,
            str(whole),
            input_names=["pieces", "parts"],
            output_names=["same"],
            dynamic_axes={"pieces": {1: "length"}, "parts": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        to_bytes(whole, small)
        optimise(small, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    about = json.loads((run / "meta.json").read_text("utf8"))
    description = {"sha256": digest, "temperature": temperature_of(network), **about}
    (weights / "paraphrase.json").write_text(json.dumps(description, indent=1) + "\n", "utf8")
    return digest


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="folder that scripts.paraphrase.train wrote")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    print(export(options.run, options.weights))


if __name__ == "__main__":
    main()
