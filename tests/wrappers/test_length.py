import gymnasium as gym
import pytest
from hypothesis import given
from hypothesis import strategies as st

import palaestra  # noqa: F401  registers the ids
from palaestra.envs import Completion, KnobError
from palaestra.wrappers import LengthPenalty


def paid(env, text):
    env.reset(seed=0)
    _, reward, _, _, info = env.step(text)
    assert sum(info["reward_components"].values()) == pytest.approx(reward, abs=1e-9)
    return info["reward_components"]["length"]


@pytest.mark.parametrize(("n", "part"), [(10, 0), (15, 0), (17, -0.2), (20, -0.5), (21, -0.5)])
def test_dapo_numbers_at_half_weight(n, part):
    words = LengthPenalty(gym.make("Puzzle-Sort-v0"), 20, 5, weight=0.5)
    assert paid(words, "w " * n) == pytest.approx(part)
    chars = LengthPenalty(gym.make("Puzzle-Sort-v0"), 20, 5, count="chars", weight=0.5)
    assert paid(chars, "w" * n) == pytest.approx(part)
    commas = LengthPenalty(gym.make("Puzzle-Sort-v0"), 20, 5, count=lambda text: text.count(","), weight=0.5)
    assert paid(commas, "," * n) == pytest.approx(part)


def test_token_ids_count_first():
    env = LengthPenalty(gym.make("Puzzle-Sort-v0"), 20, 5, weight=0.5)
    assert paid(env, Completion("one word", range(20))) == -0.5
    assert paid(env, Completion("w " * 50, range(3))) == 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_longer_never_earns_more(a, b):
    env = LengthPenalty(gym.make("Puzzle-Sort-v0"), 40, 30)
    short, long = sorted((a, b))
    assert -0.25 <= paid(env, "w " * long) <= paid(env, "w " * short) <= 0


@pytest.mark.parametrize("knobs", [(0, 0), (10, 11), (10, -1)])
def test_bad_limits_are_refused(knobs):
    with pytest.raises(KnobError, match="cache"):
        LengthPenalty(gym.make("Puzzle-Sort-v0"), *knobs)


def test_an_unknown_count_is_refused_at_once():
    with pytest.raises(ValueError, match="count='tokens'"):
        LengthPenalty(gym.make("Puzzle-Sort-v0"), 10, 5, count="tokens")
