"""Derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.derivative_rules import Chain, PowerTerms, Product, Quotient, Tangent, VariableExponent
from .families.derivative_values import Extremum, FactorProduct, HighOrder, Implicit, Inverse, Parametric
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Derivatives(TemplateTask):
    """Differentiate: by all rules, implicitly, along curves, many times; tangents and extrema.

    Description: twelve kinds of problems. Derivatives as expressions: of products (`product`), quotients (`quotient`),
    functions inside functions (`chain`) and powers with x in base and exponent (`variable_exponent`). Values: of sums
    of powers (`power_terms`), on curves (`implicit`, `parametric`), of inverse functions (`inverse`), of high order
    (`high_order`), of long products (`factor_product`). Tangents (`tangent`), and largest and smallest values on an
    interval (`extremum`).

    Observation: the question in one of two phrasings.

    Action: an expression in x in any equivalent form, a number, or for `tangent` the equation of a line.

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws higher degrees, more factors and more layers; `template` keeps to one kind. In
    the split "transformative/test" the order of a derivative and the number of factors are so high that
    differentiating again and again and multiplying out run out, while Leibniz's rule and symmetric functions still
    answer.

    Oracle: differentiates symbolically, and computes in fractions. Two draws at level 0 are the same problem as often
    as if it had about 27,000 problems; the levels above act like more than 100,000. Floors: the answer to another
    problem of the same kind, a constant, and any number of the prompt are right in fewer than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        PowerTerms(), Product(), Quotient(), Chain(), VariableExponent(), Tangent(), Implicit(), Inverse(),
        Parametric(), Extremum(), HighOrder(), FactorProduct(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Derivatives]]


Derivatives.levels = tuple(Derivatives(tier) for tier in range(1, 6))
