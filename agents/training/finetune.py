"""Supervised fine-tuning: the loop, the order of its batches and its loss."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import torch

Row = tuple[list[int], list[int], Sequence[float]]
"""The tokens of a prompt and of its answer, and the weight of each of the answer's in the loss."""


def fine_tune(
    model: Any,
    rows: Sequence[Row],
    order: Iterable[Sequence[int]],
    rate: Callable[[int], float],
    pad: int,
    *,
    on_step: Callable[[int, float], None] | None = None,
) -> list[float]:
    """Fine-tune the model in place by AdamW, a step for each batch of indices in `order`; returns the losses.

    A plain loop: for a nano model a trainer's own overhead is longer than the step.

    Args:
        model: A causal language model.
        rows: What is learned.
        order: Which of the rows make up each step, counted from 1.
        rate: The learning rate of a step.
        pad: The padding token.
        on_step: Is told the step and its loss.
    """
    import torch

    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad])
    training = model.training
    model.train()
    losses: list[float] = []
    for step, chosen in enumerate(order, 1):
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        loss = demonstration_loss(model, [rows[i] for i in chosen], pad)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        if on_step is not None:
            on_step(step, losses[-1])
    model.train(training)
    return losses


def batches(n: int, size: int, seed: int) -> Iterator[list[int]]:
    """Yield batches of indices for ever: a new order for each pass, all indices once in a pass."""
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, zlib.crc32(b"batches")))))
    size = min(size, n)
    while True:
        order = rng.permutation(n).tolist()
        yield from (order[i * size : (i + 1) * size] for i in range(math.floor(n / size)))


def demonstration_loss(model: Any, rows: Sequence[Row], pad: int) -> torch.Tensor:
    """Return the mean cross-entropy of the answers' tokens, weighted by their masks; padded on the left, (B, T)."""
    import torch

    width = max(len(prompt) + len(answer) for prompt, answer, _ in rows)
    longest = max(len(answer) for _, answer, _ in rows)
    ids = torch.full((len(rows), width), pad)
    seen = torch.zeros_like(ids)
    labels = torch.full((len(rows), longest), pad)
    weights = torch.zeros((len(rows), longest))
    for row, (prompt, answer, mask) in enumerate(rows):
        ids[row, width - len(prompt) - len(answer) :] = torch.tensor(prompt + answer)
        seen[row, width - len(prompt) - len(answer) :] = 1
        labels[row, longest - len(answer) :] = torch.tensor(answer)
        weights[row, longest - len(answer) :] = torch.tensor(mask, dtype=torch.float32)
    device = next(model.parameters()).device
    positions = (seen.cumsum(1) - 1).clamp(min=0)
    out = model(
        input_ids=ids.to(device),
        attention_mask=seen.to(device),
        position_ids=positions.to(device),
        logits_to_keep=longest + 1,  # only what predicts an answer's token
        use_cache=False,
    )
    logits = out.logits[:, -longest - 1 : -1].float()
    losses = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten().to(device), reduction="none")
    weigh = weights.flatten().to(device)
    return (losses * weigh).sum() / weigh.sum()


__all__ = ["Row", "batches", "demonstration_loss", "fine_tune"]
