"""Radicals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.radical_structured import ConjugatePower, Equation, RootProduct, Telescope
from .families.radical_values import Collect, CubeRoots, Endless, Nested, Rationalise, RationalPowers, ValueAt
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Radicals(TemplateTask):
    """Work exactly with radicals: simplify, rationalise, denest, solve equations, and cancel long sums and products.

    Description: eleven kinds of problems. Sums of radicals (`collect`), radicals in denominators (`rationalise`) and
    inside radicals (`nested`), cube roots of conjugate numbers (`cube_roots`), powers with fractions as exponents
    (`rational_powers`), a polynomial at a + b*sqrt(c) (`value_at`), radicals and fractions without end (`endless`),
    equations (`equation`), a long sum (`telescope`) and a long product (`root_product`) in which almost everything
    cancels, and the remainder of a sum of two conjugate powers (`conjugate_power`).

    Observation: the question in one of two phrasings. `sqrt(x)` is the square root, `x^(1/3)` the cube root.

    Action: an exact number such as (1 - 2*sqrt(3))/5, or for `equation` a set. Where a value is asked for, it has to
    be in simplest form: the expression of the question, and anything like it, is no answer.

    Reward: 1 if the answer is equal to the right one, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws larger numbers, more terms and deeper nesting; `template` keeps to one kind. In
    the split "transformative/test" the sum, the product and the exponent are so long that working through them term by
    term runs out, while telescopes and doubling still answer.

    Oracle: computes with sums of rational multiples of square roots. Two draws at levels 0 to 4 are the same problem
    as often as if there were about 9,500, 20,000, 43,000, 59,000 and 94,000 problems. Floors: the answer to another
    problem of the same kind, a constant, and any number of the prompt are right in fewer than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Collect(), Rationalise(), Nested(), CubeRoots(), RationalPowers(), ValueAt(), Endless(), Equation(),
        Telescope(), RootProduct(), ConjugatePower(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Radicals]]


Radicals.levels = tuple(Radicals(tier) for tier in range(1, 6))
