"""Ratings from matches: Bradley–Terry by maximum likelihood on the Elo scale, with bootstrap intervals.

A player rated d points above another is expected to score 1 / (1 + 10^(-d / 400)), a win counting 1, a draw ½ and a
loss 0 (Elo 1978). The ratings that make the matches likeliest under this are those of Bradley and Terry (1952), a draw
being half a win for each side; every player's expected score then equals its actual one. Ratings are centred: their
mean is `CENTRE`.

A game may be scored with any share from 0 to 1, what one side scores being what the other lacks of 1. The equations
are the same, and they find the ratings behind the expected scores whatever the spread of a game's score is (Papke and
Wooldridge 1996). The likelihood's own curvature would be wrong about their uncertainty: intervals are by resampling.

Intervals are those of the Bayesian bootstrap (Rubin 1981): matches are weighted at random, not drawn again. Half a
match won and half a match lost are weighted along with every pair's own. For matches that are only won or lost this
is Jeffreys' interval of a proportion; who has won every match, or drawn every one, is then still not known exactly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from palaestra.envs import KnobError

SCALE = 400 / math.log(10)
CENTRE = 1500.0
PRIOR = 1.0
NEWTON = 200
JEFFREYS = 0.5
"""The matches won, and as many lost, that intervals add to those of each pair: the prior of Jeffreys."""
LEAST = 1e-6
"""The least weight of them that is drawn: on the logit scale a weight may come close to 0, but not be it."""


@dataclass(frozen=True)
class Rating:
    """A player's rating with its 95 % interval, and the score that it stands for."""

    name: str
    elo: float
    low: float
    high: float
    score: float
    games: int


def expected(difference: float) -> float:
    """Return the score expected of a player rated so many points above the other.

    >>> expected(0.0), round(expected(400.0), 4)
    (0.5, 0.9091)
    """
    return 1 / (1 + 10 ** (-difference / 400))


def bradley_terry(scores: np.ndarray, *, prior: float = PRIOR) -> np.ndarray:
    """Return the ratings, (n,), that make a score matrix likeliest.

    Args:
        scores: (n, n); what player i has scored against player j in all their games, a draw ½, or any share.
        prior: Drawn games that are added between any two who have met. Without them a player who has won every game,
            or lost every game, has no finite rating; with them its rating grows with the number of games.

    Raises:
        KnobError: If the players fall into groups that never met, or a rating is not finite.
    """
    n = len(scores)
    met = scores + scores.T
    wins = scores + np.where(met > 0, prior / 2, 0.0)
    games = wins + wins.T
    if n > 1 and not _joined(games > 0):
        raise KnobError("these players fall into groups that never met; ratings compare only those who met")
    if n > 1 and not _joined(wins > 0):
        raise KnobError("a player (or a group) never scored against the rest: no finite rating fits; use prior > 0")
    total = wins.sum(axis=1)
    strength = np.zeros(n)
    for _ in range(NEWTON):  # the likelihood is concave, and each step is cut to where the model is still like itself
        p = 1 / (1 + np.exp(strength[None, :] - strength[:, None]))
        gradient = total - (games * p).sum(axis=1)
        curvature = games * p * (1 - p)
        hessian = np.diag(curvature.sum(axis=1)) - curvature
        step = np.linalg.solve(hessian + 1 / n, gradient)  # 1 / n: only differences matter, so their mean stays 0
        strength += step * min(1.0, 2.0 / max(1e-12, np.abs(step).max()))
        if np.abs(step).max() < 1e-12:
            break
    fitted: np.ndarray = CENTRE + SCALE * (strength - strength.mean())
    return fitted


def _joined(edges: np.ndarray) -> bool:
    """Return whether every node reaches every other along the edges."""
    reach = edges | np.eye(len(edges), dtype=bool)
    for _ in range(max(1, len(edges).bit_length())):
        reach = reach @ reach
    return bool(reach.all())


def ratings(
    names: Sequence[str],
    matches: Mapping[tuple[int, int], Sequence[tuple[float, int]]],
    *,
    prior: float = PRIOR,
    draws: int = 1000,
    seed: int = 0,
) -> list[Rating]:
    """Return ratings with 95 % intervals, the strongest first.

    Args:
        names: The players.
        matches: Of each pair (i, j) its matches: what i scored in it, and of how many games.
        prior: See `bradley_terry`. In intervals these games are won and lost halves, of random weight; a prior of less
            than a match counts as one match there.
        draws: Bootstrap resamples; 0 for none. Whole matches are weighted, within each pair: the games of a match
            share their seed, so they are not independent, matches are.
        seed: Of the bootstrap.
    """
    tables = {pair: np.array(rows, dtype=np.float64).reshape(-1, 2) for pair, rows in matches.items() if len(rows)}
    rng = np.random.default_rng(seed)

    def matrix(resample: bool) -> np.ndarray:
        scores = np.zeros((len(names), len(names)))
        for (i, j), rows in tables.items():
            weights = rng.standard_gamma(1.0, len(rows)) if resample else np.ones(len(rows))
            won, games = weights @ rows
            if resample:
                size = rows[:, 1].mean()
                more, less = np.maximum(rng.standard_gamma(max(JEFFREYS, prior / 2 / size), 2), LEAST) * size
                won, games = won + more, games + more + less
            scores[i, j] += won
            scores[j, i] += games - won
        return scores

    scores = matrix(False)
    fitted = bradley_terry(scores, prior=prior)
    low = high = fitted
    if draws:
        resampled = np.array([bradley_terry(matrix(True), prior=0.0) for _ in range(draws)])
        low, high = np.quantile(resampled, [0.025, 0.975], axis=0)
        low, high = np.minimum(low, fitted), np.maximum(high, fitted)
    games = (scores + scores.T).sum(axis=1)
    rows = [
        Rating(name, float(fitted[i]), float(low[i]), float(high[i]), float(scores[i].sum() / games[i]), int(games[i]))
        for i, name in enumerate(names)
    ]
    return sorted(rows, key=lambda rating: -rating.elo)
