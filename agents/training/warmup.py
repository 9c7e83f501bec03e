"""Fine-tuning on demonstrations before reinforcement learning: the oracle's solutions, mixed with wrong ones.

A share `good` of the demonstrations is right. The rest end in a wrong answer, so that the model knows how to solve
the task but seldom does: what reinforcement learning then changes is which of its habits it follows.
"""

from __future__ import annotations

import itertools
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from palaestra.envs import PalaestraError, TaskEnv

from ..llm.prompts import encode, opening
from .bridge import Bridge, reset
from .finetune import batches, fine_tune

TRIES = 16


@dataclass(frozen=True)
class WarmUp:
    """How to warm up; all of it JSON."""

    steps: int = 0
    """Steps of fine-tuning; 0 is none."""
    good: float = 1.0
    """The share of demonstrations that are right."""
    count: int = 2048
    """How many demonstrations there are."""
    batch: int = 64
    """Demonstrations in a step."""
    learning_rate: float = 2e-3
    """Of AdamW, after ten steps of rising."""
    decay: float = 0.0
    """The share of the steps, the last ones, in which the learning rate falls to 0 on a straight line."""
    explain: bool = False
    """Whether demonstrations hold the worked solution as their thinking, or the answer alone."""
    best: int = 1
    """In games, of how many random games on each seed a seat is shown the one that paid it best: no oracle needed."""
    playouts: int = 0
    """In games, of how many random games, played from where it is, a seat is shown to choose each move by, against
    others who move at random (flat Monte Carlo, see `envs.games.oracle.sampled`); 0 for none."""
    steady: float = 1.0
    """The share of a seat's moves that it chooses by `playouts`; the rest are random, so there is something to try."""
    read: float = 0.0
    """In games, the weight of what a seat hears, the ending included, beside its own messages': it learns to foresee
    it. A board's tokens are many and mostly certain, so a tenth is enough to learn to read it."""


@dataclass(frozen=True)
class Demonstration:
    """A prompt's tokens, the text shown as its answer, and whether that is right.

    In a conversation `ids` is what comes after the prompt, as in a `Stream`, `mask` the weight of each of its tokens
    in the loss, and `text` its last message.
    """

    prompt: list[int]
    text: str
    right: bool
    ids: Sequence[int] = ()
    mask: Sequence[float] = ()


def demonstrations(bridge: Bridge, how: WarmUp, seed: int, levels: Sequence[int] = ()) -> list[Demonstration]:
    """Return `how.count` demonstrations on names drawn from `seed`; `seed` decides all of it."""
    env = bridge.env
    inner: Any = env.unwrapped
    if not isinstance(inner, TaskEnv):
        raise PalaestraError(f"{type(inner).__name__} has no oracle to warm up on; set warm_up.steps to 0")
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, zlib.crc32(b"demonstrations")))))
    before = ""
    out = []
    for name in bridge.names(how.count, seed, levels):
        observation = reset(env, name)
        task, problem = inner.task, inner.problem
        right = task.solve(problem)
        answer = right if rng.random() < how.good else wrong_answer(task, problem, before, rng)
        thinking = task.explain(problem) if how.explain else ""
        prompt = encode(bridge.tokenizer, opening(observation, bridge.system))
        out.append(Demonstration(prompt, inner.format.write(thinking, answer), answer == right))
        before = right
    return out


def wrong_answer(task: Any, problem: Any, other: str, rng: np.random.Generator) -> str:
    """Return a wrong answer: a guess, or else another problem's answer; the right one if there is no wrong one."""
    for _ in range(TRIES):
        guess = str(task.guess(problem, rng))
        if task.verify(problem, guess).score < 1.0:
            return guess
    if other and task.verify(problem, other).score < 1.0:
        return other
    return str(task.solve(problem))


def warm_up(
    model: Any,
    bridge: Bridge,
    how: WarmUp,
    seed: int,
    *,
    levels: Sequence[int] = (),
    on_step: Callable[[int, float], None] | None = None,
) -> dict[str, Any]:
    """Fine-tune the model in place; the seed decides the demonstrations and their order.

    Returns what happened as JSON: `steps`, `demonstrations`, how many of those were `right`, `seconds` and the first
    and last `losses`.
    """
    tokenizer = bridge.tokenizer
    begun = time.monotonic()
    shown = bridge.demonstrations(how, seed, levels)
    eos = tokenizer.eos_token_id
    answers = [list(d.ids) or [*tokenizer(d.text, add_special_tokens=False)["input_ids"], eos] for d in shown]
    masks = [list(d.mask) or [1] * len(answer) for d, answer in zip(shown, answers, strict=True)]
    rows = [(d.prompt, answer, mask) for d, answer, mask in zip(shown, answers, masks, strict=True)]

    def rate(step: int) -> float:
        return how.learning_rate * min(1.0, step / 10, falling(step, how))

    order = itertools.islice(batches(len(shown), how.batch, seed), how.steps)
    losses = fine_tune(model, rows, order, rate, tokenizer.pad_token_id, on_step=on_step)
    return {
        "steps": how.steps,
        "demonstrations": len(shown),
        "right": sum(demonstration.right for demonstration in shown),
        "rest": bridge.rest(how),
        "seconds": round(time.monotonic() - begun, 1),
        "losses": [losses[0], losses[-1]] if losses else [],
    }


def falling(step: int, how: WarmUp) -> float:
    """Return the bound on the share of the learning rate in a step: 1 or more before it begins to fall.

    >>> [falling(step, WarmUp(steps=4, decay=0.5)) for step in (1, 2, 3, 4)]
    [2.0, 1.5, 1.0, 0.5]
    """
    return (how.steps - step + 1) / (how.decay * how.steps) if how.decay else 1.0


__all__ = ["Demonstration", "WarmUp", "demonstrations", "warm_up", "wrong_answer"]
