"""Export a trained stance network to int8 ONNX: ``python -m scripts.stance.export RUN``.

Writes ``stance.onnx`` and ``stance.json`` (hash, temperature, recipe, figures) into the weights of
the package. The temperature (Guo et al. 2017, "On Calibration of Modern Neural Networks") is
fitted on the passages that are kept out of training.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from scripts.stance import data
from scripts.stance.batches import Pieces, collate
from scripts.stance.data import SIDES
from scripts.stance.network import StanceNetwork, bars
from scripts.training.export import OPSET, optimise, to_bytes
from scripts.training.network import Layer

WEIGHTS = Path("quotes/meaning/weights")
HEEDING = 5
TEMPERATURES = [0.6 + 0.05 * step for step in range(50)]


class _Attention(torch.autograd.Function):
    """Attention with a bias over ``heads`` heads, exported as one operator."""

    @staticmethod
    def forward(
        _: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor, heads: int
    ) -> Tensor:
        batch, length, width = query.shape
        apart = (x.view(batch, length, heads, -1).transpose(1, 2) for x in (query, key, value))
        mixed: Tensor = F.scaled_dot_product_attention(*apart, attn_mask=bias)
        return mixed.transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, bias: Any, heads: int) -> Any:
        none = graph.op("prim::Constant")
        none.setType(torch._C.OptionalType.ofTensor())
        node = graph.op(
            "com.microsoft::MultiHeadAttention",
            query,
            key,
            value,
            none,
            none,
            bias,
            num_heads_i=heads,
        )
        return node.setType(query.type())


class _FusedLayer(nn.Module):
    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        layer = self.layer
        query, key, value = layer.qkv(x).chunk(3, dim=-1)
        mixed: Tensor = _Attention.apply(query, key, value, bias, layer.heads)  # type: ignore[no-untyped-call]
        x = layer.norm1(x + layer.out(mixed))
        y: Tensor = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return y


class _Sides(nn.Module):
    """The network over one sequence without padding.

    It answers with scores of the sides (1, targets, 3), and with how much each target heeds each
    piece (1, targets, length): the attention of its pieces in layer :data:`HEEDING`, whose
    strongest words agree best with those that change the answer when they are hidden.
    """

    def __init__(self, network: StanceNetwork) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(_FusedLayer(layer) for layer in network.layers)

    def forward(self, pieces: Tensor, parts: Tensor, means: Tensor) -> tuple[Tensor, Tensor]:
        bias = bars(parts, torch.ones_like(parts, dtype=torch.bool))
        x = self.network.embedded(pieces, parts)
        heeds = means
        for number, layer in enumerate(self.layers, 1):
            if number == HEEDING:
                heeds = means @ _attention(layer.layer, x, bias)
            x = layer(x, bias)
        sides: Tensor = self.network.side(self.network.answer(x, means))
        return sides, heeds


def _attention(layer: Layer, x: Tensor, bias: Tensor) -> Tensor:
    """The mean attention (batch, length, length) of a layer's heads."""
    batch, length, width = x.shape
    query, key, _ = layer.qkv(x).chunk(3, dim=-1)
    apart = (y.view(batch, length, layer.heads, -1).transpose(1, 2) for y in (query, key))
    near = next(apart) @ next(apart).transpose(-1, -2) / math.sqrt(width // layer.heads)
    return (near + bias).softmax(-1).mean(1)


def temperature_of(network: StanceNetwork, pieces: Pieces) -> float:
    """What the scores are divided by so that chances fit the passages kept out of training."""
    _, passages = data.passages()
    batch = collate(passages, pieces)
    network.eval()
    with torch.no_grad():
        scores = network.side(network(batch.pieces, batch.parts, batch.means, batch.real))
    asked = batch.sides >= 0
    losses = [
        F.cross_entropy(scores[asked] / temperature, batch.sides[asked]).item()
        for temperature in TEMPERATURES
    ]
    return round(TEMPERATURES[losses.index(min(losses))], 2)


def export(run: Path, weights: Path, quantise: bool = True) -> str:
    """Write the model of a run; returns its SHA-256."""
    network = StanceNetwork()
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    temperature = temperature_of(network, Pieces())
    length, targets = 24, 3
    sample = (
        torch.ones(1, length, dtype=torch.long),
        torch.arange(length)[None] % (targets + 1),
        torch.full((1, targets, length), 1 / length),
    )
    target = weights / "stance.onnx"
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "float.onnx", Path(folder) / "bytes.onnx"
        torch.onnx.export(
            _Sides(network).eval(),
            sample,
            str(whole),
            input_names=["pieces", "parts", "means"],
            output_names=["sides", "heeds"],
            dynamic_axes={
                "pieces": {1: "length"},
                "parts": {1: "length"},
                "means": {1: "targets", 2: "length"},
                "sides": {1: "targets"},
                "heeds": {1: "targets", 2: "length"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        if quantise:
            to_bytes(whole, small)
        optimise(small if quantise else whole, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    about = json.loads((run / "meta.json").read_text("utf8"))
    description = {"sha256": digest, "temperature": temperature, "sides": SIDES, **about}
    (weights / "stance.json").write_text(json.dumps(description, indent=1) + "\n", "utf8")
    return digest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that scripts.stance.train wrote")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--float", action="store_true", help="leave the weights in float32")
    options = parser.parse_args()
    print(export(options.run, options.weights, not options.float))


if __name__ == "__main__":
    main()
