"""Scores -> labels: constrained tag sequences and dependency trees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.reader.labels import bio_allowed
from quotes.reader.model import Floats

Words = tuple[int, int]
"""A stretch of words: the first, and the one after the last."""

ROOT = -1


def best_tags(log_p: Floats, tags: tuple[str, ...]) -> NDArray[np.int64]:
    """The most probable tag sequence in which no I- stands without its B- (Viterbi 1967).

    ``log_p`` (words, tags) are log-probabilities; the result (words,) are tag ids. Making each
    stray I- a B- gives an allowed sequence, so a word for which every other tag loses more than
    that keeps its own best tag, and only the stretches of doubtful words between are searched.
    """
    allowed = np.array(bio_allowed(tags))
    barred = np.where(allowed, 0.0, -np.inf).astype(np.float32)
    path: NDArray[np.int64] = log_p.argmax(axis=1)
    stray = ~allowed[np.concatenate([[0], path[:-1]]), path]
    if not stray.any():
        return path
    best_two = np.partition(log_p, -2, axis=1)[:, -2:]
    margin = best_two[:, 1] - best_two[:, 0]
    loss = _loss_as_begin(log_p, path, tags) * stray
    todo: list[Words] = [(0, len(path))]
    while todo:
        begin, end = todo.pop()
        if not stray[begin:end].any():
            continue
        runs = _runs(margin[begin:end] <= loss[begin:end].sum())
        if runs == [(0, end - begin)]:
            before, after = path[begin - 1] if begin else 0, path[end : end + 1]
            path[begin:end] = _viterbi(log_p[begin:end], barred, before, after)
        else:
            todo += [(begin + first, begin + stop) for first, stop in runs]
    return path


def _loss_as_begin(log_p: Floats, path: NDArray[np.int64], tags: tuple[str, ...]) -> Floats:
    """What each word loses where its I- becomes the B- of that kind."""
    begins = np.array([tags.index("B" + t[1:]) if t[0] == "I" else i for i, t in enumerate(tags)])
    words = np.arange(len(path))
    loss: Floats = log_p[words, path] - log_p[words, begins[path]]
    return loss


def _runs(marked: NDArray[np.bool_]) -> list[Words]:
    """The stretches of words that are marked."""
    edges = np.flatnonzero(np.diff(marked, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _viterbi(
    log_p: Floats, barred: Floats, before: int, after: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The best path between the tag before it and the one after it, if there is one."""
    words = len(log_p)
    back = np.zeros((words, len(barred)), dtype=np.int64)
    score = log_p[0] + barred[before]
    for word in range(1, words):
        paths = score[:, None] + barred
        back[word] = paths.argmax(axis=0)
        score = paths.max(axis=0) + log_p[word]
    path = np.zeros(words, dtype=np.int64)
    path[-1] = (score + barred[:, after].sum(axis=1)).argmax()
    for word in range(words - 1, 0, -1):
        path[word - 1] = back[word, path[word]]
    return path


def spans(
    path: Sequence[int] | NDArray[np.int64], tags: tuple[str, ...]
) -> list[tuple[Words, str]]:
    """The stretches that a tag sequence marks, with their kind ("" for plain B and I)."""
    found: list[tuple[Words, str]] = []
    for word in np.flatnonzero(path).tolist():
        tag = tags[path[word]]
        if tag.startswith("B"):
            found.append(((word, word + 1), tag[2:]))
        else:
            (begin, _), kind = found[-1]
            found[-1] = ((begin, word + 1), kind)
    return found


def joined(stretches: Sequence[Words], gap: Callable[[Words], bool]) -> list[Words]:
    """The stretches, those made one that touch, and those after which ``gap`` allows the words
    up to the next."""
    result: list[Words] = []
    for begin, end in stretches:
        if result and (result[-1][1] == begin or gap((result[-1][0], begin))):
            result[-1] = (result[-1][0], end)
        else:
            result.append((begin, end))
    return result


def best_tree(scores: Floats) -> list[int]:
    """Heads of a sentence's words: one root, no cycle, greedily the best.

    ``scores`` (words, 1 + words): column 0 is the root, column i + 1 the word i. Each word takes
    its best head; a cycle is opened where that costs least.
    """
    words = len(scores)
    scores = scores.copy()
    scores[np.arange(words), np.arange(words) + 1] = -np.inf
    root = int(scores[:, 0].argmax()) if words else 0
    scores[:, 0] = -np.inf
    heads = [int(h) - 1 for h in scores.argmax(axis=1)]
    if words:
        heads[root] = ROOT
    while cycle := _cycle(heads):
        word, head = _cheapest_way_out(scores, heads, cycle)
        heads[word] = head
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The words of a cycle, or none."""
    safe: set[int] = {ROOT}
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while word not in safe and word not in path:
            path.append(word)
            word = heads[word]
        if word in path:
            return path[path.index(word) :]
        safe.update(path)
    return []


def _cheapest_way_out(scores: Floats, heads: list[int], cycle: list[int]) -> tuple[int, int]:
    """Which word of the cycle gets which head that does not lead back into it."""
    outside = [word for word in range(len(heads)) if not _leads_to(heads, word, set(cycle))]
    costs = [
        (scores[word, heads[word] + 1] - scores[word, head + 1], word, head)
        for word in cycle
        for head in outside
    ]
    _, word, head = min(costs)
    return word, head


def _leads_to(heads: list[int], word: int, targets: set[int]) -> bool:
    seen: set[int] = set()
    while word != ROOT and word not in seen:
        if word in targets:
            return True
        seen.add(word)
        word = heads[word]
    return word != ROOT
