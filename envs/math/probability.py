"""Exact probabilities and expected values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.chance_means import Extremes, Neighbours, OrderStatistic
from .families.chance_urns import NextToss, Polya, Transfer, UnknownUrn
from .families.chance_waits import Coupons, Fewest
from .families.chance_walks import Rooms, Ruin, Turns, WalkTime
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Probability(TemplateTask):
    """Find probabilities and expected values exactly.

    Description: a problem of one of 13 kinds: balls that change urns; a coin of unknown kind; an urn in which the
    drawn colour becomes more frequent; an urn of unknown content; the mean time of a walk; a gambler with unfair
    games; a mouse that goes through doors at random; players taking turns; the mean of order statistics, of extremes,
    of the number of neighbours of given kinds; how long it takes to collect pictures; the fewest tries that make a
    success likely enough.

    Observation: the question. Action: the exact value: a fraction such as 7/24, which need not be in lowest terms, or
    a whole number.

    Reward: 1 if the value is right, else 0.

    Episode end: after one answer.

    Arguments: `tier` is the difficulty: more things and more conditions. `template` keeps to one kind of problem:
    transfer, next_toss, polya, unknown_urn, walk_time, ruin, rooms, turns, order_statistic, extremes, neighbours,
    coupons or fewest.

    Oracle: computes in fractions, and explains with Bayes' rule, equations for what comes next, symmetry and
    linearity.

    Space: Two draws at levels 0 to 4 are the same problem as often as if there were about 9,700, 27,000, 34,000,
    51,000 and 54,000 problems.

    Floors: the answer to another problem of the same kind is right in fewer than 1 of 20 cases, and so are any
    constant and the last or largest number of the prompt.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[Probability]]
    templates: ClassVar[tuple[Template, ...]] = (
        Transfer(),
        NextToss(),
        Polya(),
        UnknownUrn(),
        WalkTime(),
        Ruin(),
        Rooms(),
        Turns(),
        OrderStatistic(),
        Extremes(),
        Neighbours(),
        Coupons(),
        Fewest(),
    )


Probability.levels = tuple(Probability(tier) for tier in range(1, 6))
