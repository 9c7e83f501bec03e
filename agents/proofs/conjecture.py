"""Conjectures: theorems that a model makes up near one it knows, and what they are worth (STP, arXiv:2502.00212).

A conjecture is worth something if the prover of the day proves it, but seldom. One that is false earns nothing, as no
attempt proves it; one that is easy earns nothing either.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Sequence

import numpy as np

from palaestra.envs import split_of
from palaestra.envs.proofs import start
from palaestra.envs.proofs.check import guarded
from palaestra.envs.proofs.tasks.base import NAME, ProofTask, Theorem, closed_by
from palaestra.envs.proofs.tasks.naming import tokens

from .lm import LMPolicy, compact

BARELY = 0.25
LONGEST = 400  # characters of a conjecture
CUE = "near "
_SPACED = re.compile(r"\s*(:|→|∧|∨|↔|=|≤|<|≥|>|≠|∣)\s*")


def barely_provable(p: float, most: float = BARELY) -> float:
    """Return the conjecturer's reward for a pass rate: 1 - p where 0 < p <= most, else 0.

    >>> [barely_provable(p) for p in (0, 0.125, 0.25, 0.5)]
    [0.0, 0.875, 0.75, 0.0]
    """
    return 1.0 - p if 0.0 < p <= most else 0.0


def body(statement: str) -> str:
    """Return a statement without its name.

    >>> body("theorem target (p : Prop) : p → p")
    '(p : Prop) : p → p'
    """
    return statement.split(" ", 2)[2] if statement.startswith("theorem ") else statement


def spaced(text: str) -> str:
    """Return a compact statement with spaces around its signs, as people write it.

    >>> spaced("(p q:Prop)(h1:p→q):¬q→¬p")
    '(p q : Prop) (h1 : p → q) : ¬q → ¬p'
    """
    return _SPACED.sub(r" \1 ", text).replace(")(", ") (").strip()


def prompt(statement: str) -> str:
    """Return what the conjecturer reads: a theorem near which it is to make up another."""
    return CUE + compact(body(statement))


def neighbours(statements: Sequence[str], each: int = 4) -> list[tuple[str, str]]:
    """Return pairs of a prompt and one of the `each` statements most like it: what a conjecturer is first taught.

    Likeness is the share of neighbouring tokens that two statements have in common (Jaccard).
    """
    bags = [set(itertools.pairwise(found)) for found in map(tokens, statements)]
    pairs = []
    for i, bag in enumerate(bags):
        likeness = np.array([len(bag & other) / (len(bag | other) or 1) for other in bags])
        likeness[i] = -1.0
        for near in np.argsort(-likeness, kind="stable")[: min(each, len(bags) - 1)].tolist():
            pairs.append((prompt(statements[i]), compact(body(statements[near]))))
    return pairs


def conjectures(policy: LMPolicy, seeds: Sequence[str], *, seed: int, max_tokens: int = 96) -> list[str]:
    """Return for each theorem the statement that the model makes up near it; "" where it wrote none."""
    said = policy.sample([prompt(statement) for statement in seeds], seed=seed, max_tokens=max_tokens)
    return [f"theorem {NAME} {spaced(text)}" if 0 < len(text) <= LONGEST else "" for text in said]


def key_of(task: ProofTask, id: str, statement: str) -> str:
    """Return the key that the statement has as a problem of the task: the same for statements alike up to names."""
    posed = task.pose(Theorem(body(statement), ()), np.random.default_rng(zlib.crc32(statement.encode())))
    return task.key(id, posed)


def admissible(task: ProofTask, id: str, statement: str, known: set[str]) -> str:
    """Return the key of a conjecture that may be tried; "" for one that may not.

    It must be well formed, unlike those `known` by key, not closed by one call of automation, and in the train split:
    a conjecture that happens to be a held-out theorem is dropped, so that held-out figures stay clean.
    """
    if not statement or not guarded(lambda: bool(start(statement)), lambda *_: False):
        return ""
    key = key_of(task, id, statement)
    if key in known or split_of(key) != "train" or closed_by(statement):
        return ""
    return key


def elegance(statement: str, proof: str) -> float:
    """Return how much there is to prove for what is said: symbols of the proof over symbols of the statement."""
    return len(tokens(proof)) / max(len(tokens(statement)), 1)


__all__ = [
    "admissible", "barely_provable", "body", "conjectures", "elegance", "key_of", "neighbours", "prompt", "spaced",
]  # fmt: skip
