"""Export a trained network to int8 ONNX: ``python -m scripts.training.export RUN``.

Writes ``reader.onnx`` and ``reader.json`` (label inventories, recipe, hash) into the weights
folder of the package. Linear layers and embeddings are quantised dynamically to 8 bits, with a
scale a channel.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from scripts.training.network import Network

OPSET = 17


def export(run: Path, weights: Path, quantise: bool = True) -> str:
    """Write the model of a run; returns its SHA-256."""
    meta = json.loads((run / "meta.json").read_text())
    network = Network(meta["heads"])
    network.load_state_dict(torch.load(run / "network.pt", weights_only=True))
    network.eval()
    length = 24
    sample = (
        torch.ones(2, length, dtype=torch.long),
        torch.ones(2, length, dtype=torch.long),
        torch.zeros(2, length, 3, dtype=torch.long),
    )
    by_place = {0: "batch", 1: "length"}
    target = weights / "reader.onnx"
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            network,
            sample,
            str(whole),
            input_names=["pieces", "mask", "features"],
            output_names=["tags", "pointers"],
            dynamic_axes={
                "pieces": by_place,
                "mask": by_place,
                "features": by_place,
                "tags": by_place,
                "pointers": {0: "batch", 2: "length", 3: "length"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        if quantise:
            ready = Path(folder) / "ready.onnx"
            quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready),
                str(target),
                per_channel=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )
        else:
            target.write_bytes(whole.read_bytes())
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    description = {
        "sha256": digest,
        "heads": meta["heads"],
        "labels": meta["labels"],
        "recipe": meta["recipe"],
    }
    (weights / "reader.json").write_text(json.dumps(description, indent=1) + "\n", encoding="utf8")
    return digest


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
