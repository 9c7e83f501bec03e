"""Polynomials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.polynomial_coefficients import (
    BinomialDivisor,
    CoefficientSums,
    Interpolation,
    PartialFractions,
    ProductCoefficient,
    ReciprocalValues,
    Remainder,
)  # fmt: skip
from .families.polynomial_roots import CommonDivisor, Discriminant, Palindrome, Roots, Vieta
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Polynomials(TemplateTask):
    """Work with polynomials: roots, coefficients, remainders, common divisors, partial fractions, interpolation.

    Description: twelve kinds of problems. All real roots (`roots`), also of coefficients that read the same from both
    ends (`palindrome`); symmetric functions of roots nobody has to know (`vieta`) and the discriminant of a cubic
    (`discriminant`); greatest common divisors (`common_divisor`, and of x^a ± 1 and x^b ± 1: `binomial_divisor`);
    one coefficient of a product of powers (`product_coefficient`), the sum of all even or all odd ones
    (`coefficient_sums`), the remainder of high powers (`remainder`); partial fractions (`partial_fractions`); and a
    value from other values (`interpolation`, `reciprocal_values`).

    Observation: the question in one of two phrasings.

    Action: a number, a set such as {-1/2, 3 - sqrt(2)}, a tuple such as (2, -1/3), or a polynomial in x in any form.

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws higher degrees and larger coefficients; `template` keeps to one kind. In the
    split "transformative/test" exponents, degrees and places are so large that expanding, dividing, extending a table
    and Lagrange's formula run out, while binomials, periods, two values and known roots still answer.

    Oracle: computes with whole numbers and fractions. Two draws at levels 0 to 2 are the same problem as often as if
    there were about 11,000, 23,000 and 80,000 problems; the levels above act like more than 100,000. Floors: the
    answer to another problem of the same kind, a constant, and any number of the prompt are right in fewer than 1 of
    20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Roots(), Palindrome(), Vieta(), Discriminant(), CommonDivisor(), BinomialDivisor(), ProductCoefficient(),
        CoefficientSums(), Remainder(), PartialFractions(), Interpolation(), ReciprocalValues(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Polynomials]]


Polynomials.levels = tuple(Polynomials(tier) for tier in range(1, 6))
