"""Intervals for accuracies."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


def wilson(successes: float, n: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion (Wilson 1927), 95 % by default.

    Successes may be the sum of n shares from 0 to 1: they spread no wider than successes and failures of that sum.

    >>> tuple(round(x, 3) for x in wilson(8, 10))
    (0.49, 0.943)
    """
    if n == 0:
        return 0.0, 1.0
    p, z2 = successes / n, z * z
    middle = p + z2 / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)
    return (0.0 if successes == 0 else low), (1.0 if successes == n else high)


def bootstrap(groups: Sequence[Sequence[float]], *, draws: int = 10_000, seed: int = 0) -> tuple[float, float]:
    """Return the 95 % percentile interval of the mean over groups, resampling whole groups.

    Args:
        groups: One sequence of scores per problem; answers to one problem are not independent, problems are.
        draws: Bootstrap resamples.
        seed: Makes the interval reproducible.
    """
    means = np.array([float(np.mean(group)) for group in groups])
    if not len(means):
        return 0.0, 1.0
    rng = np.random.default_rng(seed)
    resampled = means[rng.integers(0, len(means), (draws, len(means)))].mean(axis=1)
    low, high = np.quantile(resampled, [0.025, 0.975])
    return float(low), float(high)
