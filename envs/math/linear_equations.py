"""Linear equations and systems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.linear_one import AbsoluteValues, Brackets, Literal, Means, Quotients, Ratios
from .families.linear_structured import AllButOne, Circle, Distances, PositivePairs
from .families.linear_systems import Consistency, Singular, System
from .template import Template, TemplateTask


@dataclass(frozen=True)
class LinearEquations(TemplateTask):
    """Solve linear equations: one unknown, systems, parameters, absolute values, and systems with a structure.

    Description: thirteen kinds of problems. One unknown among brackets (`brackets`), over several denominators
    (`quotients`), with another letter in the coefficients (`literal`), inside absolute values (`absolute_values`); a
    chain of ratios (`ratios`) and joint means (`means`); systems of two to four equations (`system`), one equation
    too many with a parameter (`consistency`), and the parameter that spoils a system (`singular`); sums of all numbers
    but one (`all_but_one`), sums of neighbours on a circle (`circle`), sums of many distances (`distances`), and pairs
    of positive whole numbers on a line (`positive_pairs`).

    Observation: the question in one of two or three phrasings.

    Action: a number, a tuple such as (1, -2), a set such as {-1/2, 3}, or for `literal` an expression in a.

    Reward: 1 if the answer is equal to the right one in any notation, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws larger numbers, more brackets, more unknowns and more equations; `template`
    keeps to one kind. In the split "transformative/test" the last four kinds have thousands to billions of unknowns,
    points or solutions: elimination and listing run out, while the sum of all equations, symmetry or one solution and
    its step still answer.

    Oracle: computes in fractions. Two draws at level 0 are the same problem as often as if it had about 62,000
    problems; the levels above act like more than 100,000. Floors: the answer to another problem of the same kind, a
    constant, and any number of the prompt are right in fewer than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        Brackets(), Quotients(), Literal(), AbsoluteValues(), Ratios(), Means(), System(), Consistency(), Singular(),
        AllButOne(), Circle(), Distances(), PositivePairs(),
    )  # fmt: skip
    levels: ClassVar[Sequence[LinearEquations]]


LinearEquations.levels = tuple(LinearEquations(tier) for tier in range(1, 6))
