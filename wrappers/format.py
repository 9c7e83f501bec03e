"""A reward for form."""

from __future__ import annotations

from typing import Any

import gymnasium as gym
from gymnasium.utils import RecordConstructorArgs

from palaestra.envs import clean

from .base import TextWrapper, format_of


class FormatReward(TextWrapper):
    """Pays `weight` for a response that has the form its prompt asked for, right or wrong.

    The form is the environment's own (`gym.make(id, format=…)`); an empty answer has none. In a chat the last
    turn's form counts, once, at the end of the episode.

    Args:
        env: A text environment.
        weight: What form pays, from 0 to 1: never more than the gap between a wrong and a right answer.
    """

    part = "format"

    def __init__(self, env: gym.Env[str, str], weight: float = 0.1) -> None:
        RecordConstructorArgs.__init__(self, weight=weight)
        super().__init__(env, weight)
        self.weight = weight
        self._format = format_of(env)

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Step, and pay for form if the episode ends."""
        observation, reward, terminated, truncated, info = self.env.step(action)
        if not (terminated or truncated):
            return observation, float(reward), terminated, truncated, info
        response = self._format.parse(action)
        formed = response.well_formed and bool(clean(response.answer or ""))
        reward, info = self._pay(reward, info, self.weight * formed)
        return observation, reward, terminated, truncated, info
