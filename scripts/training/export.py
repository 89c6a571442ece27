"""Export a trained network to int8 ONNX: ``python -m scripts.training.export RUN``.

Writes ``reader.onnx`` and ``reader.json`` (label inventories, recipes, hash) into the weights
folder of the package. Linear layers and embeddings are quantised dynamically to 8 bits, with a
scale a channel. Windows are read without padding, so the graph takes no mask, and its attention is
the fused operator of ONNX Runtime, which never holds the whole table of weights (Dao et al. 2022,
"FlashAttention"). The graph is written as ONNX Runtime optimises it for any processor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional as F

from scripts.training.network import STATES, Layer, Network

OPSET = 17
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""Optimisations that are slower on a processor than what they replace."""


class _Attention(torch.autograd.Function):
    """Attention without a mask over ``heads`` heads, exported as one operator."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        batch, length, width = query.shape
        apart = (x.view(batch, length, heads, -1).transpose(1, 2) for x in (query, key, value))
        mixed: Tensor = F.scaled_dot_product_attention(*apart)
        return mixed.transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return node.setType(query.type())


class FusedLayer(nn.Module):
    """A layer of the network with the fused attention."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor, _: Tensor) -> Tensor:
        """States (1, length, width) in and out."""
        layer = self.layer
        query, key, value = layer.qkv(x).chunk(3, dim=-1)
        mixed: Tensor = _Attention.apply(query, key, value, layer.heads)  # type: ignore[no-untyped-call]
        x = layer.norm1(x + layer.out(mixed))
        y: Tensor = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return y


class _ByWord(nn.Module):
    """The network over one window without padding, answering with log-probabilities by word.

    ``pieces`` (1, length), ``features`` (1, length, 3), ``words`` (words,) the places of the words'
    first pieces. Returns tags (words, labels), normalised head by head, pointers
    (links, words, 1 + words) whose first column is the window's first place, and vectors
    (words, width) of the words in mentions: as an asking one, as the first and as the head word of
    a candidate, and what speaks for nobody, by task.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        network.layers = nn.ModuleList(FusedLayer(layer) for layer in network.layers)

    def forward(self, pieces: Tensor, features: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        depths = self.network.depths(pieces, features, torch.zeros(1))
        states = depths[-1]
        asking = states[:, words]
        tags, pointers = self.network.answer(asking, torch.cat([states[:, :1], asking], dim=1))
        heads = tags[0].split(list(self.network.head_sizes.values()), dim=-1)
        known = torch.cat([head.log_softmax(-1) for head in heads], dim=-1)
        layers = torch.cat([depths[layer - 1][0, words] for layer in STATES], dim=-1)
        return known, pointers[0].log_softmax(-1), self.network.pairs.vectors(layers).half()


def export(run: Path, weights: Path, quantise: bool = True) -> str:
    """Write the model of a run; returns its SHA-256."""
    meta = json.loads((run / "meta.json").read_text())
    network = Network(meta["heads"])
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    network.eval()
    length, words = 24, 16
    sample = (
        torch.ones(1, length, dtype=torch.long),
        torch.zeros(1, length, 3, dtype=torch.long),
        torch.arange(1, 1 + words),
    )
    target = weights / "reader.onnx"
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            _ByWord(network),
            sample,
            str(whole),
            input_names=["pieces", "features", "words"],
            output_names=["tags", "pointers", "vectors"],
            dynamic_axes={
                "pieces": {1: "length"},
                "features": {1: "length"},
                "words": {0: "words"},
                "tags": {0: "words"},
                "pointers": {1: "words", 2: "targets"},
                "vectors": {0: "words"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        quantised = Path(folder) / "ready.onnx"
        if quantise:
            to_bytes(whole, quantised)
        optimise(quantised if quantise else whole, target)
    network.pairs.save(weights / "pairs.npz")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    description = {
        "sha256": digest,
        "heads": meta["heads"],
        "labels": meta["labels"],
        "stages": meta["stages"],
    }
    (weights / "reader.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf8")
    return digest


def to_bytes(source: Path, target: Path) -> None:
    """Quantise linear layers and embeddings of a graph dynamically, with a scale a channel."""
    with tempfile.TemporaryDirectory() as folder:
        shaped = Path(folder) / "shaped.onnx"
        quant_pre_process(str(source), str(shaped), skip_symbolic_shape=True)
        quantize_dynamic(
            str(shaped),
            str(target),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def optimise(source: Path, target: Path) -> None:
    """Write a graph as ONNX Runtime optimises it for any processor."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(
        str(source),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=SLOW_FUSIONS,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="folder that scripts.training.train wrote")
    parser.add_argument("--weights", type=Path, default=Path("quotes/reader/weights"))
    parser.add_argument("--float", action="store_true", help="leave the weights in float32")
    args = parser.parse_args()
    print(export(args.run, args.weights, not args.float))


if __name__ == "__main__":
    main()
