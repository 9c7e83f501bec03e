"""Trigonometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.trigonometry_structured import Amplitude, ArctanSum, PeriodicSum, SquareSums, Triangle
from .families.trigonometry_values import (
    Compound,
    Equation,
    ExactValue,
    FromTangent,
    QuadraticEquation,
    SineCosineSum,
)  # fmt: skip
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Trigonometry(TemplateTask):
    """Work exactly with sine, cosine and tangent: values, equations, identities, triangles and long sums.

    Description: eleven kinds of problems. Values at special angles (`exact_value`) and of multiples and sums of angles
    with rational sines (`compound`); values from the tangent (`from_tangent`) and from the sum of sine and cosine
    (`sine_cosine_sum`); equations on an interval (`equation`, `quadratic_equation`); lengths and areas in triangles
    (`triangle`); largest and smallest values (`amplitude`); and sums over many angles (`periodic_sum`, `square_sums`,
    `arctan_sum`).

    Observation: the question in one of two phrasings. Angles are in radians unless degrees are named.

    Action: an exact number such as (sqrt(2) - sqrt(6))/4, or for equations a set such as {pi/6, 5*pi/6}. Where a value
    is asked for, it has to be in simplest form: the expression of the question, and anything like it, is no answer.

    Reward: 1 if the answer is equal to the right one, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws larger numbers, more terms and finer angles; `template` keeps to one kind. In
    the split "transformative/test" the sums have so many terms that adding them up runs out, while periods, closed
    forms and telescopes still answer.

    Oracle: computes with sums of rational multiples of square roots. Two draws at levels 0 to 2 are the same problem
    as often as if there were about 13,000, 28,000 and 39,000 problems; the levels above act like more than 100,000.
    Floors: the answer to another problem of the same kind, a constant, and any number of the prompt are right in fewer
    than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        ExactValue(), Compound(), FromTangent(), SineCosineSum(), Equation(), QuadraticEquation(), Triangle(),
        Amplitude(), PeriodicSum(), SquareSums(), ArctanSum(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Trigonometry]]


Trigonometry.levels = tuple(Trigonometry(tier) for tier in range(1, 6))
