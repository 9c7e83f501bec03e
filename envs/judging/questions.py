"""What a kind of short question owes: a sound version, and versions with one fault, known by construction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

Params = dict[str, Any]
FINE, DAMAGED, IMPOSSIBLE, CONTRADICTION, MISSING, UNRELATED = (
    "fine",
    "damaged",
    "impossible",
    "contradiction",
    "missing",
    "unrelated",
)
FOREIGN = (
    "How old is the captain?",
    "How many pages does the book have?",
    "What is the volume of the cylinder?",
    "What is the slope of the line?",
    "How many eggs are left in the basket?",
    "At what time does the ship arrive?",
    "How many stamps does Olga have?",
    "What is the temperature in the evening?",
    "Which team wins the match?",
    "What is the imaginary part of z?",
)


class Asked(ABC):
    """A kind of question."""

    name: ClassVar[str]
    near: ClassVar[tuple[str, ...]]
    """Goals of the same sort, about things that the conditions do not mention."""

    @abstractmethod
    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Return the numbers of a question and of its faulty versions."""

    @abstractmethod
    def given(self, p: Params, kind: str) -> str:
        """Return the conditions: sound ones, or those with an impossible, a contradictory or a missing one."""

    @abstractmethod
    def goal(self, p: Params) -> str:
        """Return what is asked for."""

    @abstractmethod
    def why(self, p: Params, kind: str) -> str:
        """Say what is wrong with the impossible, the contradictory and the incomplete version."""


def damaged(text: str, how: int, where: Sequence[int]) -> str:
    """Return a text cut off, with blots over its words, or with the words of its last sentence in disorder.

    Args:
        text: A question of two or more sentences.
        how: 0, 1 or 2.
        where: Two numbers that decide where.
    """
    head, _, last = text.rpartition(". ")
    words = last.split(" ")
    if how == 1 or len(words) < 5:
        return " ".join(_blot(word, i + where[0]) for i, word in enumerate(text.split(" ")))
    if how == 0:
        at = 2 + where[0] % (len(words) - 3)
        return f"{head}. {' '.join(words[:at])} {words[at][: 1 + where[1] % max(1, len(words[at]) - 1)]}"
    turned = words[::-1] if len(words) % 2 == 0 else [words[(2 * i + 1) % len(words)] for i in range(len(words))]
    return f"{head}. {' '.join(turned)}"


def _blot(word: str, turn: int) -> str:
    """Return a word with every second letter unreadable; numbers and short words are left."""
    if not word.isalpha() or len(word) < 3:
        return word
    return "".join("#?@%~"[(turn + i) % 5] if (turn + i) % 2 else letter for i, letter in enumerate(word))
