"""Evaluation: distinct held-out problems, honest counts."""

import gymnasium as gym
import pytest

from palaestra.agents import OracleAgent, RandomAgent
from palaestra.benchmarks import distinct_seeds, evaluate
from palaestra.envs import split_of


def test_held_out_problems_are_distinct_and_from_test():
    make = lambda: gym.make("Math-Arithmetic-v0", level=0, split="test")  # noqa: E731
    seeds = distinct_seeds(make, 1000)
    env = make()
    keys = []
    for seed in seeds:
        env.reset(seed=seed)
        keys.append(env.unwrapped.problem.key)
    assert len(keys) == len(set(keys)) >= 20
    assert {split_of(key) for key in keys} == {"test"}


def test_counts_and_statuses_add_up():
    make = lambda: gym.make("Puzzle-Sort-v0", split="test")  # noqa: E731
    result, episodes = evaluate(make, RandomAgent(), n=30, samples=3)
    assert result.problems == 30
    assert result.answers == len(episodes) == 90 == sum(result.statuses.values())
    assert result.low <= result.accuracy <= result.high
    assert result.accuracy == result.statuses.get("correct", 0) / 90
    perfect, _ = evaluate(make, OracleAgent(), n=30)
    assert (perfect.accuracy, perfect.high, perfect.method) == (1.0, 1.0, "Wilson")
    assert perfect.low < 1


def test_games_are_won_drawn_and_lost():
    make = lambda: gym.make("Game-TicTacToe-v0", opponent="oracle", format="boxed")  # noqa: E731
    result, episodes = evaluate(make, OracleAgent(), n=10)
    assert result.outcomes == {"win": 0, "draw": 10, "loss": 0}
    assert result.accuracy == result.score == 0.5
    assert result.method == "Wilson over seeds"
    assert result.low < 0.5 < result.high
    assert str(result).startswith("agent: 0 won, 10 drawn, 0 lost; score 50.0 % [")
    assert "+0.000 of the stake a game (10 games" in str(result)
    assert "correct" not in str(result)
    result, episodes = evaluate(make, RandomAgent(), n=20, samples=2)
    assert sum(result.outcomes.values()) == result.answers == 40
    assert result.outcomes["loss"] == sum(episode.score == 0 for episode in episodes) > 0
    assert result.accuracy == pytest.approx(sum(episode.score for episode in episodes) / 40)
    assert result.low <= result.accuracy <= result.high


def test_a_chip_won_is_a_win_and_scores_less_than_the_stake():
    make = lambda: gym.make("Game-KuhnPoker-v0", seat=0)  # noqa: E731
    result, episodes = evaluate(make, OracleAgent(), n=60)
    assert {episode.score for episode in episodes} == {0.0, 0.25, 0.75, 1.0}
    assert result.outcomes["win"] == sum(episode.score > 0.5 for episode in episodes)
    assert result.method == "bootstrap over seeds"
    assert result.accuracy == pytest.approx(result.score)
    assert result.low < result.accuracy < result.high


def test_tasks_have_no_outcomes():
    result, _ = evaluate(lambda: gym.make("Puzzle-Sort-v0", split="test"), OracleAgent(), n=5)
    assert result.outcomes == {}
    assert "100.0 % correct" in str(result)
