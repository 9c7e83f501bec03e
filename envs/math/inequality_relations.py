"""Which of two expressions is larger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.relations import ALGEBRAIC
from .families.relations_more import MORE
from .families.surds import digits
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class InequalityRelations(TemplateTask):
    """Tell how two expressions relate on a domain: <=, >=, =, <, > or none of these.

    Description: relation prediction as in IneqMath (arXiv:2506.07927), for several pairs of expressions at once, in
    ten kinds: squares of sums, fractions, exponentials, means of powers, sums over 1 to n, waves, forms in the sides
    of a triangle, symmetric cubics, whole parts, distances on a line. Each pair has the strongest relation that is
    true, from (A) to (F), and the worked solution proves it.

    Observation: the pairs with their domains, and the six choices. Action: one letter for each pair, in order, such
    as `DAF`; signs between the letters and numbers before them do not matter.

    Reward: 1 if all letters are right, else 0.

    Episode end: after one answer.

    Arguments: `tier` sets the number of pairs, from 3 to 7, and makes their numbers larger; `template` names one kind.

    Oracle: decides each pair by the sign of a difference. Floors: each letter is right for 1 pair in 6, so that a
    random guess or a constant is right in 1 problem of 216 at level 0 and in fewer above. Every level has more than
    100,000 problems.

    Generalisation: the transformative test hides where signs change or equality holds from anyone who tries small
    values. Answers are letters, so there is no compositional split.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*ALGEBRAIC, *MORE)
    levels: ClassVar[Sequence[InequalityRelations]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of digits in question and solution."""
        return digits(problem.prompt + self.explain(problem))


InequalityRelations.levels = tuple(InequalityRelations(tier) for tier in range(1, TIERS + 1))
