import gymnasium as gym
import pytest

import palaestra  # noqa: F401  registers the ids
from palaestra.envs import KnobError
from palaestra.wrappers import FormatReward


def play(env, text):
    env.reset(seed=0)
    _, reward, terminated, truncated, info = env.step(text)
    assert terminated
    assert not truncated
    return reward, info["reward_components"]


def right(env):
    env.reset(seed=0)
    return env.unwrapped.task.solve(env.unwrapped.problem)


@pytest.mark.parametrize("form", ["boxed", "tags", "think-boxed", "plain"])
def test_form_is_paid_right_or_wrong(form):
    env = FormatReward(gym.make("Puzzle-Sort-v0", format=form), weight=0.25)
    answer, write = right(env), env.unwrapped.format.write
    assert play(env, write("hm", answer)) == (1.25, {"correct": 1.0, "format": 0.25})
    assert play(env, write("hm", "?")) == (0.25, {"correct": 0.0, "format": 0.25})


def test_a_right_answer_in_the_wrong_form_earns_no_bonus():
    env = FormatReward(gym.make("Puzzle-Sort-v0", format="tags"))
    assert play(env, f"<answer>{right(env)}</answer>") == (1.0, {"correct": 1.0, "format": 0.0})


@pytest.mark.parametrize(
    "text", ["", "no box", r"\boxed{}", r"\boxed{ $ $ }", r"\boxed{1} or \boxed{2}", r"<think>\boxed{1}", "\\boxed{1"]
)
def test_no_answer_no_bonus(text):
    env = FormatReward(gym.make("Puzzle-Sort-v0"))
    assert play(env, text)[0] == 0.0


@pytest.mark.parametrize("weight", [-0.1, 1.01, float("nan"), float("inf")])
def test_a_weight_beyond_the_gap_is_refused(weight):
    with pytest.raises(KnobError, match="weight"):
        FormatReward(gym.make("Puzzle-Sort-v0"), weight=weight)


def test_other_action_spaces_are_refused():
    with pytest.raises(KnobError, match="interface='answer' or interface='chat'"):
        FormatReward(gym.make("CartPole-v1"))
    with pytest.raises(TypeError, match="wraps an environment"):
        FormatReward("Puzzle-Sort-v0")


def test_two_of_a_kind_share_one_name():
    env = FormatReward(FormatReward(gym.make("Puzzle-Sort-v0"), weight=0.25), weight=0.5)
    assert play(env, r"\boxed{?}") == (0.75, {"correct": 0.0, "format": 0.75})
