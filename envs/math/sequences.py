"""Sequences and series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.series_blocks import EndlessFraction, Repeats
from .families.series_ends import FloorSum, TelescopingProduct, TelescopingSum
from .families.series_sums import ArithmeticGeometric, ArithmeticSum, GeometricSum, PolynomialSum
from .families.series_terms import Differences, LinearRecurrence, ReturningMap
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Sequences(TemplateTask):
    """Find terms and sums of sequences.

    Description: a problem of one of 12 kinds: sums of arithmetic and of endless geometric sequences that are known by
    two terms; sums of the values of a polynomial, of fractions that telescope, of rounded fractions, of linear numbers
    times powers; products that telescope; late terms of linear recurrences modulo a prime, of polynomial sequences, of
    maps that come back, of sequences with blocks of equal numbers; endless continued fractions.

    Observation: the question. Action: the exact value: a whole number, a fraction such as 7/24, or an expression such
    as (3 + √21)/6.

    Reward: 1 if the value is right, else 0.

    Episode end: after one answer.

    Arguments: `tier` is the difficulty: larger numbers and more steps. `template` keeps to one kind of problem:
    arithmetic_sum, geometric_sum, polynomial_sum, telescoping_sum, telescoping_product, floor_sum,
    arithmetic_geometric, linear_recurrence, differences, returning_map, repeats or endless_fraction.

    Oracle: computes exactly, and explains step by step.

    Space: Two draws at level 0 are the same problem as often as if it had about 51,000 problems; the levels above act
    like more than 100,000.

    Floors: the answer to another problem of the same kind is right in fewer than 1 of 20 cases, and so are any
    constant and the last or largest number of the prompt.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[Sequences]]
    templates: ClassVar[tuple[Template, ...]] = (
        ArithmeticSum(),
        GeometricSum(),
        PolynomialSum(),
        TelescopingSum(),
        TelescopingProduct(),
        FloorSum(),
        ArithmeticGeometric(),
        LinearRecurrence(),
        Differences(),
        ReturningMap(),
        Repeats(),
        EndlessFraction(),
    )


Sequences.levels = tuple(Sequences(tier) for tier in range(1, 6))
