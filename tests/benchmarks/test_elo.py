"""Ratings against closed forms, against the equations they have to solve, and against players of known strength."""

from __future__ import annotations

import itertools
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


def drawn(kind: str, p: float, n: int, rng: np.random.Generator) -> list[tuple[float, int]]:
    """Matches of two games in which a game scores p on average: each won or lost, both alike, or shares."""
    if kind == "games won or lost":
        return [(float(won), 2) for won in rng.binomial(2, p, n)]
    if kind == "matches won or lost":
        return [(2.0 * won, 2) for won in rng.binomial(1, p, n)]
    return [(2.0 * share, 2) for share in rng.beta(4 * p, 4 * (1 - p), n)]


@pytest.mark.parametrize("kind", ["games won or lost", "matches won or lost", "shares"])
@pytest.mark.parametrize(("gap", "n"), [(0.0, 5), (120.0, 60), (400.0, 20), (800.0, 20)])
def test_intervals_cover_the_truth_about_as_often_as_they_say(kind: str, gap: float, n: int) -> None:
    rng, hits, trials = np.random.default_rng(0), 0, 60
    for trial in range(trials):
        matches = {(0, 1): drawn(kind, expected(gap), n, rng)}
        a = next(r for r in ratings("ab", matches, draws=100, seed=trial) if r.name == "a")
        hits += a.low <= CENTRE + gap / 2 <= a.high
    assert hits / trials >= 0.85, "95 % less three deviations"


@pytest.mark.parametrize("scored", [0.0, 0.3, 1.0, 1.9, 2.0])
@pytest.mark.parametrize("prior", [0.1, 1.0, 4.0])
def test_matches_that_all_end_alike_are_not_certainty(scored: float, prior: float) -> None:
    def ends(n: int) -> tuple[float, float]:
        a = next(r for r in ratings("ab", {(0, 1): [(scored, 2)] * n}, prior=prior, draws=200) if r.name == "a")
        assert a.low <= a.elo <= a.high
        return expected(2 * (a.low - CENTRE)), expected(2 * (a.high - CENTRE))

    widths = [high - low for low, high in map(ends, (4, 16, 64, 256))]
    assert all(later < 0.6 * earlier for earlier, later in itertools.pairwise(widths)), "as shares of a game"
    assert widths[-1] > 0.0005


@settings(max_examples=40)
@given(
    n=st.integers(2, 4),
    kinds=st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.4, 2.0]), min_size=1, max_size=5),
    prior=st.sampled_from([0.5, 1.0, 10.0]),
)
def test_every_interval_has_a_width_and_holds_its_rating(n: int, kinds: list[float], prior: float) -> None:
    matches = {pair: [(kind, 2) for kind in kinds] for pair in itertools.combinations(range(n), 2)}
    for row in ratings("abcd"[:n], matches, prior=prior, draws=60):
        assert math.isfinite(row.low)
        assert math.isfinite(row.high)
        assert row.low <= row.elo <= row.high
        assert row.high - row.low > 1


def test_rare_losses_are_as_uncertain_as_jeffreys_says() -> None:
    """Of 50 matches all won: the 97.5 % quantile of Beta(½, 50½) for the share that is lost is 0.0488."""
    a = ratings("ab", {(0, 1): [(2.0, 2)] * 50}, draws=4000)[0]
    assert expected(-2 * (a.low - CENTRE)) == pytest.approx(0.04876, abs=0.004)


def test_shares_are_rated_like_wins_and_draws_of_the_same_sum() -> None:
    shares = ratings("ab", {(0, 1): [(1.25, 2), (1.0, 2), (1.5, 2)]}, draws=0)
    games = ratings("ab", {(0, 1): [(1.5, 2), (1.0, 2), (1.25, 2)]}, draws=0)
    assert [row.elo for row in shares] == pytest.approx([row.elo for row in games])
    assert shares[0].elo - shares[1].elo == pytest.approx(gap((3.75 + 0.5) / 7))


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
