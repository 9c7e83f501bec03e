"""Complex numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.complex_powers import AllRoots, Argument, PowerRemainder, UnitPower, UnitSum
from .families.complex_values import Conjugate, Distance, Expression, LinearPair, Modulus, Quadratic
from .template import Template, TemplateTask


@dataclass(frozen=True)
class ComplexNumbers(TemplateTask):
    """Calculate with complex numbers: products, equations, sizes, roots, and powers of any height.

    Description: eleven kinds of problems. Products and quotients (`expression`), equations with complex coefficients
    (`quadratic`, `linear_pair`) and with the conjugate (`conjugate`), sizes (`modulus`) and distances (`distance`),
    all roots of a number (`all_roots`); high powers of numbers of size 1 (`unit_power`), sums along such powers
    (`unit_sum`), the angle of a product of powers (`argument`), and a part of a power modulo a number
    (`power_remainder`).

    Observation: the question in one of two phrasings; i is the imaginary unit.

    Action: a number such as (1 - sqrt(3)*i)/2, a set of numbers, a tuple, or an angle such as 5*pi/6. Where a value is
    asked for, it has to be worked out: the expression of the question, and anything like it, is no answer.

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws larger numbers, more factors and finer angles; `template` keeps to one kind. In
    the split "transformative/test" the exponents and the numbers of terms are so high that multiplying factor by
    factor and adding term by term run out, while angles, geometric sums and squaring still answer.

    Oracle: computes with sums of rational multiples of square roots. Two draws at levels 0 to 4 are the same problem
    as often as if there were about 12,000, 59,000, 75,000, 54,000 and 47,000 problems. Floors: the answer to another
    problem of the same kind, a constant, and any number of the prompt are right in fewer than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Expression(), Quadratic(), LinearPair(), Conjugate(), Modulus(), Distance(), AllRoots(), UnitPower(),
        UnitSum(), Argument(), PowerRemainder(),
    )  # fmt: skip
    levels: ClassVar[Sequence[ComplexNumbers]]


ComplexNumbers.levels = tuple(ComplexNumbers(tier) for tier in range(1, 6))
