"""Who a word stands for: "random", "oracle", or a model."""

from __future__ import annotations

from typing import Any

from palaestra.envs import KnobError, did_you_mean

from .agent import Agent
from .llm.prompts import default_format
from .llm.runtime import names_model, quiet, require
from .scripted import OracleAgent, RandomAgent

SCRIPTED = ("random", "oracle")


def scripted_agent(name: str, *, format: str, seed: int = 0) -> Agent:
    """Return the agent without a model that a word stands for, or raise KnobError."""
    if name not in SCRIPTED:
        raise KnobError(f"no agent {name!r}{did_you_mean(name, SCRIPTED)}")
    return RandomAgent(seed=seed, format=format) if name == "random" else OracleAgent(format=format)


def model_agent(name: str, *, format: str = "", **how: Any) -> Agent:
    """Return a model as an agent, by a name that `load_model` knows.

    Args:
        name: The model.
        format: The format that it is asked in at games; by default the one that it was trained in.
        **how: Of `TransformersAgent`.
    """
    require()
    quiet()
    from .llm import TransformersAgent, load_model

    model, tokenizer = load_model(name)
    return TransformersAgent(model, tokenizer, format=format or default_format(name), **how)


def agent_named(
    name: str, *, format: str = "", seed: int = 0, temperature: float = 1.0, max_new_tokens: int = 64
) -> Agent:
    """Return the player that a word of the command line stands for.

    Args:
        name: "random", "oracle" or a model.
        format: The format that it is asked in; by default the one that a model was trained in.
        seed: Of whatever it draws.
        temperature: Of a model's sampling; 0 is greedy.
        max_new_tokens: The most tokens of a model's move.

    Raises:
        KnobError: If it is neither a built-in agent nor a model.
    """
    if name in SCRIPTED:
        return scripted_agent(name, format=format or "plain", seed=seed)
    if not names_model(name):
        raise KnobError(f"no agent {name!r}{did_you_mean(name, SCRIPTED)}; or a model: a folder or a Hugging Face id")
    sampling: dict[str, Any] = {"temperature": temperature, "max_new_tokens": max_new_tokens, "seed": seed}
    return model_agent(name, format=format, batch_size=64, **sampling)


__all__ = ["SCRIPTED", "agent_named", "model_agent", "scripted_agent"]
