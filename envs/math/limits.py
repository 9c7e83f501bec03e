"""Limits and series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.limit_functions import DifferenceQuotient, Quotient, Roots
from .families.limit_orders import Exponential, Vanishing
from .families.limit_sequences import Recursive, RiemannSum
from .families.limit_series import ExponentialSeries, PolynomialSeries, Radius, TaylorCoefficient
from .families.limit_structured import ManyFactors, ManyPowers, RationalSeries, Telescope
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Limits(TemplateTask):
    """Find limits of functions and sequences, sums of series, and coefficients of power series.

    Description: fifteen kinds of problems. Quotients of polynomials (`quotient`), differences of roots (`roots`) and
    difference quotients (`difference_quotient`); quotients that vanish (`vanishing`) and powers whose base tends to 1
    (`exponential`); sequences given step by step (`recursive`) and sums that become integrals (`riemann_sum`); one
    coefficient of a product of functions (`taylor_coefficient`), sums of series with powers (`polynomial_series`) and
    with factorials (`exponential_series`), the radius of convergence (`radius`); a far coefficient of a rational
    function (`rational_series`), a long sum that telescopes (`telescope`), and the first order of long sums and
    products (`many_powers`, `many_factors`).

    Observation: the question in one of several phrasings.

    Action: an exact number, such as 3/7, e^(-5/2) or (1 + sqrt(5))/2.

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws higher orders, more terms and larger numbers; `template` keeps to one kind. In
    the split "transformative/test" the last four kinds have so many terms, or ask so far out, that working term by
    term runs out, while known series, telescopes and closed sums still answer.

    Oracle: computes with fractions and exact roots. Two draws at levels 0 to 3 are the same problem as often as if
    there were 15,000, more than 100,000, more than 100,000 and 87,000 problems; the levels above act like more than
    100,000. Floors: the answer to another problem of the same kind, a constant, and any number of the prompt are right
    in fewer than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Quotient(), Roots(), DifferenceQuotient(), Vanishing(), Exponential(), Recursive(), RiemannSum(),
        TaylorCoefficient(), PolynomialSeries(), ExponentialSeries(), Radius(), RationalSeries(), Telescope(),
        ManyPowers(), ManyFactors(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Limits]]


Limits.levels = tuple(Limits(tier) for tier in range(1, 6))
