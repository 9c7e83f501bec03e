"""Geometry without coordinates: lengths, angles, areas and volumes of figures told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.surds import digits
from .families.synthetic import FLAT
from .families.synthetic_more import REPEATED
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class SyntheticGeometry(TemplateTask):
    """Find lengths, angles, areas and volumes of figures that are told in words.

    Description: thirteen kinds of figures without coordinates: triangles by their sides, trapezoids, quadrilaterals
    in a circle, common tangents, perpendicular chords, folded paper, arcs and the angles over them, regular polygons
    inside one another, pyramids, painted strips of a triangle, wires between poles, spirals of right triangles, and
    zigzags between two rays.

    Observation: the question. Action: the value, exactly: a whole number, a fraction or an expression with roots such
    as `5*sqrt(7)/4`; angles in degrees.

    Reward: 1 if the value is right in any exact form, else 0.

    Episode end: after one answer.

    Arguments: `tier` makes lengths larger and asks for what takes more steps; `template` names one kind.

    Oracle: computes in whole numbers, fractions and square roots. Floors: a random guess, a constant and a number of
    the prompt are right in fewer than 1 of 20 cases at level 0 and 1 of 50 above. Two draws at levels 0 to 2 are the
    same problem as often as if there were about 3,800, 13,000 and 70,000 problems; the levels above act like more than
    100,000.

    Generalisation: the transformative test repeats strips, poles, triangles and segments so often that only a formula
    masters them.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*FLAT, *REPEATED)
    levels: ClassVar[Sequence[SyntheticGeometry]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of digits in question and solution."""
        return digits(problem.prompt + self.explain(problem))


SyntheticGeometry.levels = tuple(SyntheticGeometry(tier) for tier in range(1, TIERS + 1))
