"""Opening the networks of this room, and the tokenizer that they share with the reader."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer


def shipped_files() -> tuple[Path, Path]:
    """The folder of the weights that lie in the package, and the file of the reader's tokenizer."""
    weights = Path(str(files("quotes.meaning") / "weights"))
    reader = Path(str(files("quotes.reader") / "weights"))
    return weights, reader / "tokenizer.json"


def open_network(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    """The network of an ONNX file, on so many cores.

    The graph was optimised when it was exported; doing it again would only take time.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def open_tokenizer(file: Path) -> Tokenizer:
    """A tokenizer that neither pads nor cuts, and for which no text is one of its signs."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True
    return tokenizer
