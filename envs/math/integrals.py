"""Integrals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.integral_forms import ExponentialWave, Parts, PowerSum, RationalFunction, Substitution, WavePowers
from .families.integral_values import Area, DefinitePolynomial, ExactValues, Improper, Staircase, Symmetry
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Integrals(TemplateTask):
    """Integrate: antiderivatives by all rules, exact definite and improper integrals, areas, symmetry.

    Description: twelve kinds of problems. Antiderivatives of sums of powers (`power_sum`), by substitution
    (`substitution`), by parts (`parts`, `exponential_wave`), by partial fractions (`rational_function`) and of powers
    of sines and cosines (`wave_powers`); definite integrals of polynomials (`definite_polynomial`), with pi, e or
    logarithms in their values (`exact_values`), without end (`improper`), as areas (`area`), between opposite numbers
    (`symmetry`) and along a staircase (`staircase`).

    Observation: the question in one of two phrasings.

    Action: for an antiderivative any formula with the right derivative, with or without a constant; else an exact
    number.

    Reward: 1 if the derivative of the answer is the integrand, or if the number is right in any notation; else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws higher degrees, more factors and larger numbers; `template` keeps to one kind.
    In the split "transformative/test" there is no antiderivative in closed form, or far too many steps to add up; the
    symmetry of the integrand and sums of powers still answer.

    Oracle: integrates by the rules. Answers are differentiated symbolically and compared at points where the integrand
    is real. Two draws at levels 0 and 1 are the same problem as often as if there were about 16,000 and 54,000
    problems; the levels above act like more than 100,000. Floors: the answer to another problem of the same kind, a
    constant, and any number of the prompt are right in fewer than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        PowerSum(), Substitution(), Parts(), ExponentialWave(), RationalFunction(), WavePowers(), DefinitePolynomial(),
        ExactValues(), Improper(), Area(), Symmetry(), Staircase(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Integrals]]


Integrals.levels = tuple(Integrals(tier) for tier in range(1, 6))
