"""Ratings against closed forms, against the equations they have to solve, and against players of known strength."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.benchmarks.elo import CENTRE, bradley_terry, expected, ratings
from palaestra.envs import KnobError


def gap(score: float) -> float:
    """The points between two players of whom one scores so much: 400 log10(s / (1 - s))."""
    return 400 * math.log10(score / (1 - score))


@given(
    wins=st.integers(0, 60), draws=st.integers(0, 60), losses=st.integers(0, 60), prior=st.sampled_from([0.5, 1, 4])
)
def test_two_players_stand_apart_by_the_logit_of_the_score(wins: int, draws: int, losses: int, prior: float) -> None:
    games = wins + draws + losses
    if not games:
        return
    score = wins + draws / 2
    fitted = bradley_terry(np.array([[0, score], [games - score, 0]]), prior=prior)
    assert fitted[0] - fitted[1] == pytest.approx(gap((score + prior / 2) / (games + prior)), abs=1e-6)
    assert fitted.mean() == pytest.approx(CENTRE)


def test_without_a_prior_it_is_the_plain_logit() -> None:
    fitted = bradley_terry(np.array([[0, 75.0], [25.0, 0]]), prior=0)
    assert fitted[0] - fitted[1] == pytest.approx(gap(0.75)) == pytest.approx(190.848, abs=1e-3)


@settings(max_examples=40)
@given(st.integers(2, 7), st.integers(0, 10_000))
def test_at_the_optimum_everybody_scores_what_is_expected(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    games = np.triu(rng.integers(0, 40, (n, n)), 1)
    games[np.arange(n - 1), np.arange(1, n)] += 1  # all are joined
    share = rng.random((n, n))
    scores = np.triu(games * share, 1)
    scores += np.triu(games - scores, 1).T
    fitted = bradley_terry(scores, prior=1.0)
    met = np.where(games + games.T > 0, 1.0, 0.0)
    p = np.array([[expected(a - b) for b in fitted] for a in fitted])
    assert ((scores + met / 2).sum(1)) == pytest.approx(((games + games.T + met) * p).sum(1), abs=1e-6)


def test_three_players_of_a_known_model_are_found() -> None:
    true = np.array([1700.0, 1500.0, 1300.0])
    scores = np.array(
        [[0 if i == j else 1000 * expected(a - b) for j, b in enumerate(true)] for i, a in enumerate(true)]
    )
    assert bradley_terry(scores, prior=0) == pytest.approx(true, abs=1e-6)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(0)
    p, hits, trials = expected(120.0), 0, 60
    for trial in range(trials):
        rows = [(float(rng.random() < p) + float(rng.random() < p), 2) for _ in range(60)]
        a = next(r for r in ratings("ab", {(0, 1): rows}, prior=0, draws=80, seed=trial) if r.name == "a")
        hits += a.low <= CENTRE + 60 <= a.high
    assert 0.85 <= hits / trials <= 0.99


def test_intervals_narrow_with_matches_and_repeat_with_the_seed() -> None:
    def width(n: int) -> float:
        row = ratings("ab", {(0, 1): [(1.5, 2), (0.5, 2)] * n}, draws=300)[0]
        return row.high - row.low

    assert width(100) < 0.55 * width(20)
    assert ratings("ab", {(0, 1): [(1, 2), (2, 2)]}, draws=50) == ratings("ab", {(0, 1): [(1, 2), (2, 2)]}, draws=50)


def test_who_wins_everything_is_finite_only_with_a_prior() -> None:
    scores = np.array([[0, 10.0], [0, 0]])
    assert np.isfinite(bradley_terry(scores, prior=1.0)).all()
    with pytest.raises(KnobError, match="prior > 0"):
        bradley_terry(scores, prior=0)


def test_players_who_never_met_are_not_compared() -> None:
    scores = np.zeros((4, 4))
    scores[0, 1] = scores[1, 0] = scores[2, 3] = scores[3, 2] = 5
    with pytest.raises(KnobError, match="never met"):
        bradley_terry(scores)


def test_draws_only_are_equal_ratings() -> None:
    rows = ratings(["x", "y"], {(0, 1): [(1.0, 2)] * 20})
    assert [row.elo for row in rows] == [CENTRE, CENTRE]
    assert [row.score for row in rows] == [0.5, 0.5]
    assert [row.games for row in rows] == [40, 40]
