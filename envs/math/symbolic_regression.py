"""Formulas behind tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.laws_exact import EXACT
from .families.laws_rounded import ROUNDED
from .families.surds import digits
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class SymbolicRegression(TemplateTask):
    """Find the formula behind a table of values.

    Description: from numbers to a symbolic expression, as in SNIP (arXiv:2310.02227). Ten kinds of formulas:
    polynomials with few terms, quotients, exponentials, power laws, polynomials in two variables, sums of distances,
    lines with steps, roots, waves and logarithms. Their numbers are whole or simple fractions, so that the formula is
    to be found exactly and not only fitted.

    Observation: the table, what the formula may use, and the largest size it may have. Action: an expression in the
    variables, such as `3*x^2 + 1`; `y = ...` is read too.

    Reward: 1 if the formula keeps to what is allowed, is not too large, and has the right value at every point of the
    table and at seven or more others that are not shown; else 0. Values are compared exactly where formula and data
    are rational, and to a relative error of 1e-6 where the table is rounded. Nothing is paid for a formula that only
    goes through the points shown, such as an interpolating polynomial or a list of cases: it fails at the other
    points, and mostly at the size too.

    Episode end: after one answer.

    Arguments: `tier` makes the numbers and the formulas larger; `template` names one kind.

    Oracle: the hidden formula. Floors: a random guess, a constant and a number of the prompt are never right; the
    formula of another problem is right in fewer than 1 of 50 cases. Two draws at level 0 are the same problem as often
    as if it had about 30,000 problems; the levels above act like more than 100,000.

    Generalisation: the transformative test has polynomials of a degree far beyond the number of points (but a point
    that shows all coefficients), and bases and widths that cannot be found by trying. Answers are expressions, so
    there is no compositional split.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*EXACT, *ROUNDED)
    levels: ClassVar[Sequence[SymbolicRegression]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of digits in question and solution."""
        return digits(problem.prompt + self.explain(problem))


SymbolicRegression.levels = tuple(SymbolicRegression(tier) for tier in range(1, TIERS + 1))
