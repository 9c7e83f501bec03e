"""Equations with parts masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.equations import Equation
from .families.equations_physics import PHYSICS
from .families.equations_signals import SIGNALS
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class MaskedEquation(TemplateTask):
    """Fill in the masked parts of an equation that models a situation.

    Description: the progression of WirelessMathBench (arXiv:2505.14354): multiple choice, one blank with about 25 % of
    the symbols, several with 50 % and 75 %, and the whole right side. The situation is told with all quantities and
    their units, so that it determines the equation. Thirteen kinds: the capacity of a radio link, path loss in
    decibels, estimates from readings and from many sensors, queues, the Doppler effect, a charging capacitor, a throw,
    braking, lenses, gases in vessels, heat through layers, springs. The parts of each model are drawn, and so are the
    names of its symbols.

    Observation: the situation, the symbols, the equation with blanks [1], [2], ... and, at tier 1, five expressions
    for each blank. Action: at tier 1 one letter for each blank, such as `BD`; above, one expression for each blank,
    separated by semicolons, such as `P_t*G_t; k*T*B`.

    Reward: 1 if the equation with the blanks filled in is equivalent to the true one, else 0. Only numbers and the
    symbols listed may be used. The filled equation is compared with the true one as a whole, so factors may be shared
    out over several blanks in any right way.

    Episode end: after one answer.

    Arguments: `tier` is the step of the progression, from 1 (multiple choice) to 5 (all masked); `template` names one
    kind.

    Oracle: the parts that were masked. Floors: a random guess of two letters is right in 1 case of 25 at level 0, and
    the answer to another problem in fewer than 1 of 20 above. Two draws at levels 0 to 4 are the same problem as often
    as if there were more than 100,000, 94,000, more than 100,000, more than 100,000 and 28,000 problems.

    Generalisation: the transformative test has so many sensors or layers that they cannot be added one by one. Answers
    are expressions, so there is no compositional split.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*SIGNALS, *PHYSICS)
    levels: ClassVar[Sequence[MaskedEquation]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of ways to fill the blanks."""
        template, p = self._parts(problem)[-1]
        assert isinstance(template, Equation)
        return template.effort(p)


MaskedEquation.levels = tuple(MaskedEquation(tier) for tier in range(1, TIERS + 1))
