"""Objects to be constructed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.surds import digits
from .families.witness_numbers import NUMBERS
from .families.witness_shapes import SHAPES
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class Construction(TemplateTask):
    """Find an object with given properties; every one that has them is right.

    Description: answer construction with a checkable witness, as in ConstructiveBench (arXiv:2505.18492), in twelve
    kinds: a number with so many divisors, unit fractions with a given sum, sets without three terms in arithmetic
    progression, rulers without equal distances, polynomials with a given irrational root, differences of squares, Pell
    equations, covering congruences, groups with equal sums, connected graphs with given degrees, matrices with given
    row and column sums, graceful labels of trees. There is always such an object, because one was built first.

    Observation: the question. Action: the object, as the question says: a number, a list of numbers such as `3, 5, 9`,
    groups such as `{1, 6}, {2, 5}`, edges such as `1-2, 2-3`, rows such as `0 1; 1 0`, or a polynomial in x.

    Reward: 1 if the object has all the properties, else 0. All checks are exact and bounded.

    Episode end: after one answer.

    Arguments: `tier` makes the objects larger; `template` names one kind.

    Oracle: builds the object by a known construction. Floors: a random guess, a constant and a number of the prompt
    are right in fewer than 1 of 50 cases. Two draws at levels 0 to 2 are the same problem as often as if there were
    about 11,000, 18,000 and 87,000 problems; the levels above act like more than 100,000.

    Generalisation: the transformative test has equations whose least solution is far beyond trying. Objects are no
    numbers that another question could go on with, so there is no compositional split.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*NUMBERS, *SHAPES)
    levels: ClassVar[Sequence[Construction]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of digits in question and solution."""
        return digits(problem.prompt + self.explain(problem))


Construction.levels = tuple(Construction(tier) for tier in range(1, TIERS + 1))
