"""The networks of the package: where their weights lie, and how all of them are opened."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import Tokenizer


def cores() -> int:
    """How many cores this process may use, as far as the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Network:
    """A network in ONNX with its description and tokenizer.

    Network and tokenizer are opened when they are first used, so that whoever only compares what
    a network made loads neither library. ``description`` is what its JSON file holds and
    ``sha256`` the hash of its weights.
    """

    def __init__(
        self, graph: Path, tokenizer: Path, threads: int | None = None, *, spinning: bool = True
    ) -> None:
        """Take the files of a network; its description lies beside it, as ``.json``.

        ``threads`` is how many cores it may use; by default all that this process may.
        ``spinning``: whether they wait busily for more to do, which is faster where nothing else
        is done and slower beside other work.
        """
        self.description: dict[str, Any] = json.loads(graph.with_suffix(".json").read_text("utf8"))
        self.sha256: str = self.description["sha256"]
        self.threads = threads or cores()
        self._graph = graph
        self._tokenizer = tokenizer
        self._spinning = spinning

    @classmethod
    def shipped(
        cls, room: str, name: str, threads: int | None = None, *, spinning: bool = True
    ) -> Network:
        """The network of this name that lies in a room of the package.

        All networks share the word pieces of the reader.
        """
        graph, tokenizer = (
            Path(str(files(f"quotes.{of}") / "weights" / file))
            for of, file in ((room, f"{name}.onnx"), ("reader", "tokenizer.json"))
        )
        return cls(graph, tokenizer, threads, spinning=spinning)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """A tokenizer that neither pads nor cuts, and for which no text is one of its signs."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._tokenizer))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.encode_special_tokens = True
        return tokenizer

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        """The graph was optimised when it was exported; doing it again would only take time."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        spinning = str(int(self._spinning))
        options.add_session_config_entry("session.intra_op.allow_spinning", spinning)
        return onnxruntime.InferenceSession(
            str(self._graph), options, providers=["CPUExecutionProvider"]
        )

    def run(self, outputs: Sequence[str], **inputs: NDArray[Any]) -> list[NDArray[Any]]:
        """The outputs of these names."""
        answers: list[NDArray[Any]] = self._session.run(list(outputs), inputs)
        return answers


def ends(tokenizer: Tokenizer) -> tuple[int, int]:
    """The word pieces that a tokenizer has for the begin of a sequence and the end of a part."""
    begin, end = (tokenizer.token_to_id(sign) or 0 for sign in ("[CLS]", "[SEP]"))
    return begin, end
