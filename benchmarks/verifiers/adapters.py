"""Verifiers by name, each as a function of the reference and the response; None is no verdict."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable

from palaestra.envs import MissingExtraError, PalaestraError

Verifier = Callable[[str, str], bool | float | None]

QUESTION = """Reference answer: {gold}

Response of a student:
{response}

Is the final answer of the response equal to the reference answer? Reply with one word, Yes or No."""
LONGEST = 4_000  # characters of a text that a judge is shown: the end, where answers stand


def ours() -> Verifier:
    """Return our own verifier."""
    from palaestra.envs.verify import verify_answer as verify

    return lambda gold, response: float(verify(gold, response).score)


def math_verify(wrapped: bool = True) -> Verifier:
    """Return Math-Verify at its defaults, the reference between dollar signs or bare."""
    from math_verify import parse, verify

    return lambda gold, response: bool(verify(parse(f"${gold}$" if wrapped else gold), parse(response)))


def trl(wrapped: bool = True) -> Verifier:
    """Return TRL's `accuracy_reward`, the reference between dollar signs or bare; None skips the row in training."""
    import math_verify as needed  # TRL looks for it in every call
    from trl.rewards import accuracy_reward

    assert needed

    def verify(gold: str, response: str) -> float | None:
        completion = [{"role": "assistant", "content": response}]
        rewards: list[float | None] = accuracy_reward([completion], [f"${gold}$" if wrapped else gold])
        return rewards[0]

    return verify


def judge(name: str) -> Verifier:
    """Return a language model that is asked whether the two are equal; anything but one word is no verdict."""
    from palaestra.agents.llm import TransformersAgent, load_model

    agent = TransformersAgent(*load_model(name), max_new_tokens=8, temperature=0.0)

    def verify(gold: str, response: str) -> bool | None:
        agent.reset([0])
        return word(
            str(agent.act([QUESTION.format(gold=gold[-LONGEST:], response=response[-LONGEST:])], [{}], [0])[0])
        )

    return verify


def word(reply: str) -> bool | None:
    """Read a judge's reply.

    >>> word(" Yes."), word("no"), word("Yes, because"), word("")
    (True, False, None, None)
    """
    match = re.fullmatch(r"(yes|no)[.!]?", reply.strip().lower())
    return match[1] == "yes" if match else None


ADAPTERS: dict[str, Callable[[], Verifier]] = {
    "ours": ours,
    "math-verify": math_verify,
    "math-verify-bare": lambda: math_verify(wrapped=False),
    "trl": trl,
    "trl-bare": lambda: trl(wrapped=False),
}


def adapter(name: str) -> Verifier:
    """Return a verifier by its name: one of `ADAPTERS`, "judge:" and a model, or "module:function".

    Raises:
        MissingExtraError: If a package that it needs is not installed.
        PalaestraError: If there is none of that name.
    """
    kind, colon, rest = name.partition(":")
    try:
        if name in ADAPTERS:
            return ADAPTERS[name]()
        if kind == "judge" and rest:
            return judge(rest)
        if colon:
            found: Verifier = getattr(importlib.import_module(kind), rest)
            return found
    except ImportError as error:
        raise MissingExtraError(f"{name} needs a package: {error} (pip install 'palaestra[bench]')") from error
    except AttributeError as error:
        raise PalaestraError(f"{name}: {error}") from error
    raise PalaestraError(f"no verifier {name!r}; there are {', '.join(ADAPTERS)}, judge:MODEL and module:function")
