"""What each head is trained on, and how much it counts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from quotes.reader.reading import LINKS
from scripts.training.data import MASK
from scripts.training.network import Network
from scripts.training.recipe import Weights
from scripts.training.truth import Questions
from scripts.training.windows import Batch


def loss(
    logits: Tensor, pointers: Tensor, batch: Batch, heads: dict[str, int], weights: Weights
) -> Tensor:
    """The weighted sum of the heads' mean losses over what the batch knows."""
    total = logits.new_zeros((), dtype=torch.float32)
    parts = dict(zip(heads, logits.float().split(list(heads.values()), dim=-1), strict=True))
    parts["dep"] = parts["dep"] + _at_head(parts["governs"], batch.links[:, :, LINKS.index("head")])
    for name, weight in weights.tags.items():
        target = batch.tags[name]
        if bool((target != MASK).any()):
            total = total + weight * F.cross_entropy(
                parts[name].flatten(0, 1),
                target.flatten(),
                weight=_class_weights(parts[name], weights.rare.get(name, 1.0)),
                ignore_index=MASK,
                label_smoothing=weights.smoothing,
            )
    known = batch.entities.any(-1)
    if bool(known.any()):
        weight = weights.silver if batch.silver else weights.entities
        total = total + weight * allowed_loss(parts["entity"][known], batch.entities[known])
    for i, name in enumerate(LINKS):
        target = batch.links[:, :, i]
        annotated = target != MASK
        if bool(annotated.any()):
            total = total + weights.links[name] * F.cross_entropy(
                pointers[:, i][annotated].float(), target[annotated]
            )
    return total


def question_loss(network: Network, states: Tensor, asked: Questions) -> Tensor:
    """Minus the log-probability of the right answers, averaged over the questions by weight.

    ``states`` (words, width) are those of the text. A question with several right answers wants
    each of them as often; one whose answer is no candidate wants nobody.
    """
    question = torch.from_numpy(asked.question)
    scores, nobody = network.pairs(
        network.pairs.vectors(states),
        torch.from_numpy(asked.asks),
        torch.from_numpy(asked.first),
        torch.from_numpy(asked.head),
        torch.from_numpy(asked.features),
        question,
        asked.task,
    )
    count = len(asked.asks)
    total = states.new_zeros(())
    right = torch.from_numpy(asked.right)
    for number in range(count):
        mine = question == number
        own, answer = scores[mine], right[mine]
        everything = torch.cat([own, nobody[number : number + 1]]).logsumexp(0)
        answers = answer[answer >= 0].unique()
        wanted = [own[answer == one].logsumexp(0) for one in answers]
        best = torch.stack(wanted).mean() if wanted else nobody[number]
        total = total + float(asked.weight[number]) * (everything - best)
    return total / float(asked.weight.sum())


def _class_weights(logits: Tensor, rare: float) -> Tensor | None:
    """The weights of the classes where the first one, "nothing", is much more frequent."""
    if rare == 1.0:
        return None
    weights = logits.new_full((logits.shape[-1],), rare)
    weights[0] = 1.0
    return weights


def _at_head(scores: Tensor, heads: Tensor) -> Tensor:
    """For each word the scores that stand at its head."""
    return scores.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, scores.shape[2]))


def allowed_loss(logits: Tensor, allowed: Tensor) -> Tensor:
    """Mean negative log-likelihood of the allowed labels together: partial supervision, for
    corpora that mark fewer classes than the model has."""
    log_p = logits.log_softmax(-1).masked_fill(~allowed, float("-inf"))
    return -log_p.logsumexp(-1).mean()
