"""What all text wrappers share: the check of the action space, the books of the reward, and the law of bonuses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, ClassVar

import gymnasium as gym
from gymnasium.utils import RecordConstructorArgs

from palaestra.envs import Format, KnobError, Prose

GAP = 1.0
"""A right answer scores 1, a wrong one 0. What wrappers add must never close this gap."""


def layers(env: Any) -> Iterator[Any]:
    """Yield the layers of a wrapped (vector) environment, outermost first."""
    while True:
        yield env
        if not isinstance(env, gym.Wrapper | gym.vector.VectorWrapper):
            return
        env = env.env


def swing_of(env: Any) -> float:
    """Return how far the wrappers of an environment can together lift a wrong episode over a right one."""
    return float(sum(getattr(layer, "swing", 0.0) for layer in layers(env)))


def claim(name: str, inner: float, own: float) -> float:
    """Return a layer's swing, or raise KnobError if the stack could then rank a wrong episode above a right one."""
    if not (math.isfinite(own) and own >= 0):
        raise KnobError(f"{name}: a weight is a number from 0 upwards")
    if inner + own > GAP + 1e-9:
        raise KnobError(
            f"{name} can shift the reward by {own:g} and the wrappers inside it by {inner:g}: together more than the "
            f"{GAP:g} between wrong and right, so a wrong answer could earn more than a right one; lower a weight"
        )
    return own


class TextWrapper(gym.Wrapper[str, str, str, str], RecordConstructorArgs):
    """A wrapper of text environments whose part of the reward is paid at the end of the episode.

    Subclasses call `RecordConstructorArgs.__init__` first, so that `env.spec` rebuilds the stack.

    Attributes:
        part: The name under which `info["reward_components"]` carries this wrapper's share.
        swing: The most by which this part can favour a wrong episode over a right one. The swings of a stack may
            not sum to more than the gap between wrong and right; this is checked when the stack is built.
    """

    part: ClassVar[str]

    def __init__(self, env: gym.Env[str, str], swing: float) -> None:
        name = type(self).__name__
        if not isinstance(env, gym.Env):
            raise TypeError(f"{name} wraps an environment, not {type(env).__name__}")
        if not isinstance(env.action_space, Prose):
            raise KnobError(
                f"{name} wraps text environments, and this one's actions are {env.action_space}; "
                "make it with interface='answer' or interface='chat'"
            )
        gym.Wrapper.__init__(self, env)
        self.swing = claim(name, swing_of(env), swing)

    def _pay(self, reward: Any, info: dict[str, Any], part: float) -> tuple[float, dict[str, Any]]:
        """Return the reward with this wrapper's part added, and the info that says so."""
        components = dict(info.get("reward_components", {"correct": float(reward)}))
        components[self.part] = components.get(self.part, 0.0) + part
        return float(reward) + part, info | {"reward_components": components}


def format_of(env: gym.Env[Any, Any]) -> Format:
    """Return the format that an environment reads responses with, or raise KnobError if it has none."""
    form = next((layer.__dict__["format"] for layer in layers(env) if "format" in layer.__dict__), None)
    if not isinstance(form, Format):
        raise KnobError(f"{env.unwrapped} reads no format: this wrapper needs an environment made by palaestra")
    return form
