"""What a learner keeps and gains as tasks come one after another: stability and transfer, from a table of scores.

A table has shape (T, T): row i holds the scores on all T tasks after task i was learned. The six figures are those of
LeanAgent (arXiv:2410.06209, table 3). It takes over forgetting (Chaudhry et al., arXiv:1801.10112), backward transfer
(Díaz-Rodríguez et al., arXiv:1810.13166) and windows (De Lange et al., arXiv:2205.13452), and adds CFR and IP.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

WINDOW = 5


def _table(scores: ArrayLike) -> np.ndarray:
    table = np.asarray(scores, dtype=float)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not len(table):
        raise ValueError(f"a table of shape {table.shape}: it must be square, a row for each task learned")
    return table


def average_scores(scores: ArrayLike) -> np.ndarray:
    """Return, (T,), after each task the mean score on the tasks learned so far."""
    table = _table(scores)
    return np.array([table[i, : i + 1].mean() for i in range(len(table))])


def forgetting(scores: ArrayLike) -> float:
    """Return FM: how far each old task has fallen at the end from its best score since it was learned, on average."""
    table = _table(scores)
    last = len(table) - 1
    return float(np.mean([table[j:last, j].max() - table[last, j] for j in range(last)])) if last else 0.0


def windowed_forgetting(scores: ArrayLike, window: int = WINDOW) -> float:
    """Return WF: each task's worst fall between two rows at most `window` apart, on average; no fall counts 0."""
    table = _table(scores)
    n = len(table)
    falls = [
        max(
            (table[i, j] - table[k, j] for i in range(j, n) for k in range(i, min(i + window, n - 1) + 1)), default=0.0
        )
        for j in range(n)
    ]
    return float(np.mean(falls))


def backward_transfer(scores: ArrayLike) -> float:
    """Return EBWT: the mean over all later rows i and earlier tasks j of what task j gained since it was learned."""
    table = _table(scores)
    gains = [table[i, j] - table[j, j] for i in range(len(table)) for j in range(i)]
    return float(np.mean(gains)) if gains else 0.0


def resilience(scores: ArrayLike) -> float:
    """Return CFR: the lowest of `average_scores` over the highest; 1 where all are 0."""
    means = average_scores(scores)
    return float(means.min() / means.max()) if means.max() > 0 else 1.0


def windowed_plasticity(scores: ArrayLike, window: int = WINDOW) -> float:
    """Return WP: the largest rise of `average_scores` between two rows at most `window` apart."""
    means = average_scores(scores)
    n = len(means)
    return float(max(means[k] - means[i] for i in range(n) for k in range(i, min(i + window, n - 1) + 1)))


def incremental_plasticity(validation: ArrayLike) -> float:
    """Return IP: the slope of a line through validation scores, (T,), one after each task; 0 for a single one."""
    values = np.asarray(validation, dtype=float)
    return float(np.polyfit(np.arange(len(values)), values, 1)[0]) if len(values) > 1 else 0.0


def summary(scores: ArrayLike) -> dict[str, float]:
    """Return all six figures by their short names; validation is the task just learned."""
    table = _table(scores)
    return {
        f"WF{WINDOW}": windowed_forgetting(table),
        "FM": forgetting(table),
        "CFR": resilience(table),
        "EBWT": backward_transfer(table),
        f"WP{WINDOW}": windowed_plasticity(table),
        "IP": incremental_plasticity(np.diag(table)),
    }


__all__ = [
    "average_scores", "backward_transfer", "forgetting", "incremental_plasticity", "resilience", "summary",
    "windowed_forgetting", "windowed_plasticity",
]  # fmt: skip
