"""What the arguments of a command say: the environment, the task, the agent."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

import gymnasium as gym

from palaestra.envs import KnobError, Knobs, described, entry_of, load, register


def environment(word: str) -> str:
    """Return the id that a word stands for: an id, or `"module:Class"`, which gets an id for this process.

    Its problems go by the name of the class, as with `palaestra.make("module:Class")`. Modules in the working
    directory are found. "palaestra:Math-AIME-v0", as `gym.make` takes it, is an id, too.

    Raises:
        RegistrationError: If the module or the class is not there, or is no task.
    """
    module, colon, name = word.partition(":")
    if word in gym.registry or not colon or name in gym.registry:
        return name or word
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    id = f"{re.sub(r'[^A-Za-z0-9_]+', '-', module)}/{load(word).__name__}-v0"
    if id not in gym.registry or entry_of(id) != word:
        register(id, word, task_id=word)
    return id


def console() -> Any:
    """Return a console as wide as the terminal; 120 columns where there is none."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 120, highlight=False, soft_wrap=True)


def knobs_of(words: Sequence[str]) -> dict[str, str]:
    """Return knobs from words such as `holes=50`, or raise KnobError."""
    knobs = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise KnobError(f"{word!r}: write knobs as name=value, for example holes=50")
        knobs[name] = value
    return knobs


def env_kwargs(args: argparse.Namespace) -> dict[str, Any]:
    """Return what the command line says about the environment, for `gym.make`."""
    kwargs: dict[str, Any] = dict(knobs_of(args.knobs))
    for name in ("level", "difficulty", "split", "format", "interface", "opponent", "seat"):
        value = getattr(args, name, None)
        if value is not None:
            kwargs[name] = None if value == "all" else value
    return kwargs


def task_of(id: str, kwargs: dict[str, Any]) -> Knobs:
    """Return the task or rules that an id, a level and knobs describe."""
    knobs = {k: v for k, v in kwargs.items() if k not in ("split", "format", "interface", "opponent", "seat")}
    return described(id, **knobs)[0]


def maker(id: str, kwargs: dict[str, Any], **more: Any) -> Callable[[], gym.Env[Any, Any]]:
    """Return a function that makes the environment; an id nobody registered is an error here, not later."""
    entry_of(id)
    return lambda: gym.make(id, **(kwargs | more))


def agent_of(args: argparse.Namespace, format: str) -> tuple[Any, str]:
    """Return the agent or model that is to answer, and its name."""
    from palaestra.agents.named import model_agent, scripted_agent

    seed = args.seed or 0
    if args.model:
        sampling = {"max_new_tokens": args.max_new_tokens, "temperature": args.temperature}
        return model_agent(args.model, format=format, seed=seed, **sampling), str(args.model)
    return scripted_agent(args.agent, format=format, seed=seed), args.agent
