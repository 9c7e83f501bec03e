"""Rewards as pure functions: arrays in, arrays out; N rollouts, integer lengths, no state."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def soft_overlong(lengths: ArrayLike, max_length: int, cache: int) -> Floats:
    """DAPO's soft overlong punishment: 0, then a ramp over the last `cache` units, then -1.

    Yu et al., "DAPO", arXiv 2503.14476, equation 13.

    Args:
        lengths: Length of each rollout, integers, shape (N,).
        max_length: The length from which on the punishment is full.
        cache: Width of the ramp in front of `max_length`; 0 punishes only what is longer than `max_length`.

    Returns:
        Punishments in [-1, 0], shape (N,), non-increasing in length.

    >>> soft_overlong([10, 15, 17, 20, 21], 20, 5).tolist()
    [0.0, 0.0, -0.4, -1.0, -1.0]
    """
    over = (max_length - cache - np.asarray(lengths, dtype=np.float64)) / max(cache, 1)
    return np.minimum(np.maximum(over, -1.0), 0.0)


def kimi_length(correct: ArrayLike, lengths: ArrayLike, groups: ArrayLike) -> Floats:
    """Kimi k1.5's length reward: the shortest rollout of a group gets 0.5, the longest -0.5; wrong ones never gain.

    Kimi Team, "Kimi k1.5", arXiv 2501.12599, section 2.3.3: with lambda = 0.5 - (length - min) / (max - min), a
    correct rollout gets lambda and a wrong one min(0, lambda); all get 0 where max = min. The minimum and the
    maximum are over the whole group, wrong rollouts included.

    Args:
        correct: Whether each rollout is correct, shape (N,).
        lengths: Length of each rollout, shape (N,).
        groups: The id of each rollout's group, in any order, shape (N,); every group must be complete.

    Returns:
        Length rewards in [-0.5, 0.5], shape (N,), non-increasing in length within a group.

    >>> kimi_length([1, 1, 0, 0], [100, 300, 200, 500], [7, 7, 7, 7]).tolist()
    [0.5, 0.0, 0.0, -0.5]
    """
    size = np.asarray(lengths, dtype=np.float64)
    ids, member = np.unique(np.asarray(groups), return_inverse=True)
    low, high = np.full(len(ids), np.inf), np.full(len(ids), -np.inf)
    np.minimum.at(low, member, size)
    np.maximum.at(high, member, size)
    spread = (high - low)[member]
    flat = spread == 0
    share = np.where(flat, 0.0, 0.5 - (size - low[member]) / np.where(flat, 1.0, spread))
    return np.where(np.asarray(correct, dtype=bool), share, np.minimum(share, 0.0))
