"""Whole numbers: divisors, equations, powers and digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.integer_common import GcdPowers, GcdSum, Lifting, NthCoprime
from .families.integer_digits import DigitTotal, MissingDigits
from .families.integer_divisors import DivisorSum, SquareDifferences
from .families.integer_solutions import Diophantine, Pell, PerfectPowers
from .template import Template, TemplateTask


@dataclass(frozen=True)
class NumberTheory(TemplateTask):
    """Solve problems about divisors, equations in whole numbers, powers and digits.

    Description: a problem of one of 11 kinds: the greatest common divisor of two differences of powers; the sum of
    some divisors of a number, of gcd(i, n) over all i up to n, or of all x with x^2 - y^2 = n; the n-th number without
    a common divisor with m; the exponent of a prime in a long product; the number of solutions of ax + by = c; the
    first solution of Pell's equation beyond a bound; how many numbers are perfect powers; the sum of all digits when
    counting; all numbers that a pattern with missing digits can be.

    Observation: the question. Action: a whole number.

    Reward: 1 if the number is right, else 0.

    Episode end: after one answer.

    Arguments: `tier` is the difficulty: larger numbers, and further conditions from tier 2 or 3 on. `template` keeps
    to one kind of problem: gcd_powers, divisor_sum, nth_coprime, square_differences, gcd_sum, lifting, diophantine,
    pell, perfect_powers, digit_total or missing_digits.

    Oracle: computes, and explains step by step.

    Space: Two draws at levels 0 to 4 are the same problem as often as if there were 18,000, 47,000, more than 100,000,
    more than 100,000 and 56,000 problems.

    Floors: the answer to another problem of the same kind is right in fewer than 1 of 20 cases, and so are any
    constant and the last or largest number of the prompt.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[NumberTheory]]
    templates: ClassVar[tuple[Template, ...]] = (
        GcdPowers(),
        DivisorSum(),
        NthCoprime(),
        SquareDifferences(),
        GcdSum(),
        Lifting(),
        Diophantine(),
        Pell(),
        PerfectPowers(),
        DigitTotal(),
        MissingDigits(),
    )


NumberTheory.levels = tuple(NumberTheory(tier) for tier in range(1, 6))
