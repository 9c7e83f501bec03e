"""Best constants in inequalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.bounds_forms import FORMS
from .families.bounds_means import MEANS
from .families.surds import digits
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class InequalityBounds(TemplateTask):
    """Find the largest (or smallest) constant for which an inequality always holds.

    Description: bound estimation as in IneqMath (arXiv:2506.07927), in fourteen kinds: reciprocals under a linear
    condition, a sum under a product and a product under a sum, sums of square roots, of powers and of lengths,
    rearrangements, products of neighbours, trigonometric expressions, symmetric cubics, weighted fractions, cosines
    of a triangle, quotients of quadratics, chains of differences. All constants are proven: the worked solution gives
    the inequality and says when equality holds.

    Observation: the question. Action: the constant, exactly: a whole number, a fraction, or an expression with roots
    and cosines such as (1 + 3*sqrt(5))/2 or 7/(2*cos(pi/9)).

    Reward: 1 if the constant is right in any exact form, else 0.

    Episode end: after one answer.

    Arguments: `tier` makes numbers larger, and adds variables, factors and cases; `template` names one kind.

    Oracle: computes the closed form. Floors: a random guess, a constant and a number of the prompt are right in fewer
    than 1 of 20 cases at level 0 and 1 of 50 above. Two draws at levels 0 and 1 are the same problem as often as if
    there were about 14,000 and 94,000 problems; the levels above act like more than 100,000.

    Generalisation: the transformative test has sums of millions of lengths, rearrangements too long to try, and
    weights for which the bound that one finds first is never reached.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*MEANS, *FORMS)
    levels: ClassVar[Sequence[InequalityBounds]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of digits in question and solution."""
        return digits(problem.prompt + self.explain(problem))


InequalityBounds.levels = tuple(InequalityBounds(tier) for tier in range(1, TIERS + 1))
