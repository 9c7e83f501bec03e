"""Limits and series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.convergence_functions import DifferenceQuotient, Quotient, Roots
from .families.convergence_orders import Exponential, Vanishing
from .families.convergence_sequences import Recursive, RiemannSum
from .families.convergence_series import ExponentialSeries, PolynomialSeries, Radius, TaylorCoefficient
from .families.convergence_structured import ManyFactors, ManyPowers, RationalSeries, Telescope
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Convergence(TemplateTask):
    """Find limits, sums of series and coefficients of power series, up to very many terms and factors.

    Description: fifteen kinds of problems. Limits of a quotient of polynomials that both vanish (`quotient`), of a
    difference of roots (`roots`), of a difference quotient (`difference_quotient`), of functions that both vanish at 0
    (`vanishing`), and of a power whose base tends to 1 (`exponential`); a coefficient of a product of functions
    (`taylor_coefficient`), a radius of convergence (`radius`), sums of a polynomial times powers (`polynomial_series`)
    and times powers over factorials (`exponential_series`); the limit of a recursion (`recursive`) and of a sum that
    becomes an integral (`riemann_sum`). Four kinds may have very many terms: a coefficient of a polynomial over a
    power of 1 - x^m (`rational_series`), a sum of reciprocals of products (`telescope`), the difference quotient of a
    long polynomial (`many_powers`), and the first order of a long product (`many_factors`).

    Observation: the question in one of two phrasings.

    Action: a number, also with roots, logarithms, arctan or powers of e, such as (3/2)*ln(5/2).

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws higher orders, larger coefficients and functions harder to see through;
    `template` keeps to one kind. In the split "transformative/test" the last four kinds have up to 10^15 terms or
    factors: working term by term runs out, while the binomial series, differences that cancel, and formulas for the
    sums of powers still answer.

    Oracle: computes in whole numbers and fractions. Two draws at levels 0 to 3 are the same problem as often as if
    there were 13,000, 87,000, more than 100,000 and 70,000 problems; the levels above act like more than 100,000.
    Floors: the answer to another problem of the same kind, a constant, and any number of the prompt are right in fewer
    than 1 of 20 cases.

    Space: two draws at level 0 are the same problem as often as if it had about 20,000 problems, at level 1 about
    70,000 problems, above more than 100,000.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Quotient(), Roots(), DifferenceQuotient(), Vanishing(), Exponential(), TaylorCoefficient(), PolynomialSeries(),
        ExponentialSeries(), Radius(), Recursive(), RiemannSum(), RationalSeries(), Telescope(), ManyPowers(),
        ManyFactors(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Convergence]]


Convergence.levels = tuple(Convergence(tier) for tier in range(1, 6))
