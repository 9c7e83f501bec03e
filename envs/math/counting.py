"""Counting: arrangements, choices, paths and colourings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.counting_choices import Committee, ExactColours, Groups, Hats, RowRules
from .families.counting_colours import GraphColourings, Solids
from .families.counting_paths import Ballot, ClosedPoints, Triangulations
from .families.counting_sums import BoundedSum, Multiples
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Counting(TemplateTask):
    """Count arrangements, choices, paths and colourings.

    Description: a problem of one of 12 kinds: people in a row with rules about blocks, neighbours and ends;
    permutations with some fixed points; groups without names; colourings with an exact number of colours; committees;
    solutions of an equation with bounds; multiples of some of a few numbers; paths below a line, and around closed
    points; triangulations of a polygon with given diagonals; proper colourings of a graph; colourings of solids up to
    rotation.

    Observation: the question. Action: a whole number.

    Reward: 1 if the number is right, else 0.

    Episode end: after one answer.

    Arguments: `tier` is the difficulty: more things and more rules. `template` keeps to one kind of problem:
    row_rules, hats, groups, exact_colours, committee, bounded_sum, multiples, ballot, closed_points, triangulations,
    graph_colourings or solids.

    Oracle: computes, and explains by products, inclusion and exclusion, reflection and Burnside's lemma.

    Space: Two draws at levels 0 to 4 are the same problem as often as if there were about 6,400, 7,800, 15,000, 19,000
    and 19,000 problems.

    Floors: the answer to another problem of the same kind is right in fewer than 1 of 20 cases, and so are any
    constant and the last or largest number of the prompt.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[Counting]]
    templates: ClassVar[tuple[Template, ...]] = (
        RowRules(),
        Hats(),
        Groups(),
        ExactColours(),
        Committee(),
        BoundedSum(),
        Multiples(),
        Ballot(),
        ClosedPoints(),
        Triangulations(),
        GraphColourings(),
        Solids(),
    )


Counting.levels = tuple(Counting(tier) for tier in range(1, 6))
