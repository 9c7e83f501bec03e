"""A price on length."""

from __future__ import annotations

from typing import Any

import gymnasium as gym
from gymnasium.utils import RecordConstructorArgs

from palaestra.envs import Count, KnobError, length_of

from .base import TextWrapper
from .functional import soft_overlong


class LengthPenalty(TextWrapper):
    """Takes up to `weight` off for responses longer than `max_length - cache`: DAPO's soft overlong form.

    See `palaestra.wrappers.functional.soft_overlong` (arXiv 2503.14476, equation 13). In a chat the length is the
    sum over the turns. The paper's penalty is as large as half its gap between wrong (-1) and right (+1): on our
    scale from 0 to 1 that is `weight=0.5`.

    Args:
        env: A text environment.
        max_length: The length from which on the whole of `weight` is taken off.
        cache: How far before `max_length` the penalty begins to grow; 0 for none.
        count: "words", "chars" or a function of the text; a `Completion` counts its token ids instead. A stack
            whose `count` is a function has no JSON spec.
        weight: The most that is taken off, from 0 to 1.
    """

    part = "length"

    def __init__(
        self, env: gym.Env[str, str], max_length: int, cache: int, count: Count = "words", weight: float = 0.25
    ) -> None:
        RecordConstructorArgs.__init__(self, max_length=max_length, cache=cache, count=count, weight=weight)
        super().__init__(env, weight)
        if not 0 <= cache <= max_length or max_length < 1:
            raise KnobError(f"max_length={max_length}, cache={cache}: use 0 <= cache <= max_length, 1 <= max_length")
        length_of("", count)  # an unknown count is an error now, not in the first step
        self.max_length, self.cache, self.count, self.weight = max_length, cache, count, weight
        self._length = 0

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        """Begin a new episode of length 0."""
        self._length = 0
        return self.env.reset(seed=seed, options=options)

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Step, and take the penalty off if the episode ends."""
        observation, reward, terminated, truncated, info = self.env.step(action)
        self._length += length_of(action, self.count)
        if not (terminated or truncated):
            return observation, float(reward), terminated, truncated, info
        part = self.weight * float(soft_overlong(self._length, self.max_length, self.cache))
        reward, info = self._pay(reward, info, part)
        return observation, reward, terminated, truncated, info
