"""Arithmetic modulo m."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.modular_powers import DiscreteLog, Generator, Order, Power
from .families.modular_solve import LiftedRoot, Linear, Remainders, System
from .families.modular_sums import Factorial, PowerResidues, PowerSum
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Modular(TemplateTask):
    """Compute and solve modulo a number.

    Description: a problem of one of 11 kinds: the remainder of a high power, of a factorial just below a prime, or
    of a long sum of powers; a late term of x -> ax + c modulo a prime; the order of a residue; a discrete logarithm;
    the sum of all remainders of k-th powers; the sum of all solutions of a linear congruence; the first number beyond
    a bound with given remainders; a root modulo a power of a prime; two linear congruences with two unknowns.

    Observation: the question. Action: a whole number, or an ordered pair such as (3, 5) where one is asked for.

    Reward: 1 if the answer is right, else 0.

    Episode end: after one answer.

    Arguments: `tier` is the difficulty: larger moduli, with common divisors from tier 3 on, and more steps.
    `template` keeps to one kind of problem: power, order, discrete_log, generator, factorial, power_sum,
    power_residues, linear, remainders, lifted_root or system.

    Oracle: computes, and explains with Euler's, Fermat's and Wilson's theorems, Euclid's algorithm and squaring.

    Space: Two draws at levels 0 and 1 are the same problem as often as if there were about 26,000 and 47,000 problems;
    the levels above act like more than 100,000.

    Floors: the answer to another problem of the same kind is right in fewer than 1 of 20 cases, and so are any
    constant and the last or largest number of the prompt.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[Modular]]
    templates: ClassVar[tuple[Template, ...]] = (
        Power(),
        Order(),
        DiscreteLog(),
        Generator(),
        Factorial(),
        PowerSum(),
        PowerResidues(),
        Linear(),
        Remainders(),
        LiftedRoot(),
        System(),
    )


Modular.levels = tuple(Modular(tier) for tier in range(1, 6))
