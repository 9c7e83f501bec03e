"""What a problem family of `Math-AIME-v0` is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np

Params = dict[str, Any]
"""The numbers of one problem, as JSON."""


class Family(ABC):
    """A family of competition problems with integer answers from 0 to 999.

    Stateless: one instance per family stands in its topic's `FAMILIES`. `draw` chooses numbers for a tier from 1 to 5;
    `phrasings` ask for the same thing in different words, each a template over the numbers (and over what `words`
    adds to them).
    """

    name: ClassVar[str]
    phrasings: ClassVar[tuple[str, ...]]

    @abstractmethod
    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Return the numbers of a problem; harder with every tier."""

    @abstractmethod
    def answer(self, p: Params) -> int:
        """Return the answer; a drawn problem whose answer is not in 0..999 is drawn again."""

    @abstractmethod
    def explain(self, p: Params) -> str:
        """Return a worked solution that ends just before the answer is stated."""

    def words(self, p: Params) -> Params:
        """Return what else the phrasings need, such as a polynomial written out."""
        return {}

    def ask(self, p: Params, phrasing: int) -> str:
        """Return the question in one of the phrasings."""
        return self.phrasings[phrasing % len(self.phrasings)].format(**p, **self.words(p))
