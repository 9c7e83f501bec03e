"""Evaluation: distinct held-out problems, honest counts."""

import gymnasium as gym

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
