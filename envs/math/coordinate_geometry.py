"""Geometry with coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import Problem
from .families.coordinates import PLANE
from .families.coordinates_more import BEYOND
from .families.surds import digits
from .template import TIERS, Template, TemplateTask


@dataclass(frozen=True)
class CoordinateGeometry(TemplateTask):
    """Find lines, circles, points, lengths and areas from coordinates.

    Description: thirteen kinds: bisectors, altitudes, medians and Euler lines; circles through three points; tangents
    from a point; polygons on a parabola; reflections in two lines in turn; chords; lattice points in a triangle;
    conics; loci; centres of triangles; repeated turns; distances in space; tetrahedra.

    Observation: the question, with all coordinates. Action: an exact number such as `2*sqrt(5)/3` or `12*pi`, a point
    such as `(3/2, -1)`, or an equation in x and y such as `3x - 2y = 7`, as the question asks.

    Reward: 1 if the answer is right in any equivalent form (an equation also up to a factor), else 0.

    Episode end: after one answer.

    Arguments: `tier` makes the coordinates larger and asks for harder lines, centres and distances; `template` names
    one kind.

    Oracle: computes in whole numbers, fractions and square roots. Floors: a random guess, a constant and a number of
    the prompt are right in fewer than 1 of 20 cases at level 0 and 1 of 50 above. Every level has more than 100,000
    problems.

    Generalisation: the transformative test has polygons, reflections, rows of points and turns without number, which
    only a formula masters.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (*PLANE, *BEYOND)
    levels: ClassVar[Sequence[CoordinateGeometry]]

    def effort(self, problem: Problem) -> float:
        """Return the logarithm of the number of digits in question and solution."""
        return digits(problem.prompt + self.explain(problem))


CoordinateGeometry.levels = tuple(CoordinateGeometry(tier) for tier in range(1, TIERS + 1))
