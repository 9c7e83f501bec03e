"""A wrapper stack as words, for command lines and run folders: `LengthPenalty:max_length=64,cache=16`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import gymnasium as gym

from palaestra.envs import KnobError, did_you_mean

from .base import TextWrapper
from .budget import ThinkingBudget
from .format import FormatReward
from .group import GroupVectorEnv, GroupWrapper, KimiLength, shapers
from .length import LengthPenalty
from .multi import MultiProblem

BY_NAME: dict[str, type[TextWrapper] | type[GroupWrapper]] = {
    cls.__name__: cls for cls in (FormatReward, LengthPenalty, MultiProblem, ThinkingBudget, KimiLength)
}

Make = Callable[[], gym.Env[Any, Any]]


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def parse_word(word: str) -> tuple[type[Any], dict[str, Any]]:
    """Return the wrapper and the arguments that a word names.

    >>> parse_word("LengthPenalty:max_length=64,cache=16")
    (<class 'palaestra.wrappers.length.LengthPenalty'>, {'max_length': 64, 'cache': 16})
    """
    name, _, rest = word.partition(":")
    if name not in BY_NAME:
        raise KnobError(f"no wrapper {name!r}{did_you_mean(name, BY_NAME)}")
    kwargs = {}
    for pair in filter(None, rest.split(",")):
        key, equals, value = pair.partition("=")
        if not equals:
            raise KnobError(f"{word!r}: write {name}:argument=value,…")
        kwargs[key] = _value(value)
    return BY_NAME[name], kwargs


def stack(make: Make, words: Sequence[str], rollouts: int) -> tuple[Make, list[GroupWrapper]]:
    """Return what makes the environment inside its wrappers, and the group shapers outside of them.

    Args:
        make: Makes the bare environment.
        words: The wrappers, innermost first; group wrappers come last.
        rollouts: The size of a group.

    Raises:
        KnobError: For an unknown wrapper or argument, or a group wrapper inside a single one.
    """
    parsed = [parse_word(word) for word in words]
    inner = [(cls, kwargs) for cls, kwargs in parsed if issubclass(cls, TextWrapper)]
    outer = [(cls, kwargs) for cls, kwargs in parsed if not issubclass(cls, TextWrapper)]
    if parsed != inner + outer:
        raise KnobError("wrappers of groups go outside: name them last")

    def wrapped() -> gym.Env[Any, Any]:
        env = make()
        for cls, kwargs in inner:
            env = cls(env, **kwargs)
        return env

    try:
        if not outer:
            wrapped().close()
            return wrapped, []
        envs: Any = GroupVectorEnv(wrapped, problems=1, rollouts=rollouts)
        for cls, kwargs in outer:
            envs = cls(envs, **kwargs)
    except TypeError as error:
        raise KnobError(f"wrappers {' '.join(words)}: {error}") from error
    return wrapped, shapers(envs)
