"""Several problems in one prompt: each is judged on its own, and nothing is paid across."""

import json

import gymnasium as gym
import pytest
from hypothesis import given
from hypothesis import strategies as st

import palaestra  # noqa: F401  registers the ids
from palaestra.agents import OracleAgent, RandomAgent, rollout
from palaestra.envs import KnobError, Prose, get_format
from palaestra.wrappers import FormatReward, MultiProblem, write_answers
from palaestra.wrappers.multi import sections

ID = "Puzzle-Sort-v0"


def build(count=3, form="boxed", **kwargs):
    return MultiProblem(gym.make(ID, format=form, **kwargs), count)


def right(env):
    return [env.unwrapped.task.solve(problem) for problem in env._problems]


def play(env, text, seed=0):
    env.reset(seed=seed)
    return env.step(text)


def test_all_problems_are_asked_and_differ():
    env = build(4)
    prompt, info = env.reset(seed=5)
    names = json.loads(info["names"])
    assert len(set(names)) == 4
    assert names[0] == info["name"]
    assert [prompt.count(f"Problem {i}\n") for i in range(1, 6)] == [1, 1, 1, 1, 0]
    assert all(problem.prompt in prompt for problem in env._problems)
    assert env.reset(seed=5)[0] == prompt != env.reset(seed=6)[0]
    assert prompt in env.observation_space


@pytest.mark.parametrize("form", ["boxed", "tags", "plain", "think-boxed", "auto"])
def test_the_share_of_right_answers_is_paid(form):
    env = build(3, form)
    env.reset(seed=0)
    answers = right(env)
    for wrong in range(4):
        given = ["zz"] * wrong + answers[wrong:]
        _, reward, terminated, _, info = play(env, "Thinking aloud.\n" + write_answers(get_format(form), given))
        assert terminated
        assert reward == pytest.approx((3 - wrong) / 3)
        assert info["scores"].tolist() == [0.0] * wrong + [1.0] * (3 - wrong)
        assert info["verdict"].is_correct == (wrong == 0)
        assert info["reward_components"] == {"correct": reward}


def test_no_credit_across():
    env = build(3)
    env.reset(seed=0)
    a, b, c = (f"\\boxed{{{answer}}}" for answer in right(env))
    assert play(env, f"Answer 1: {b}\nAnswer 2: {c}\nAnswer 3: {a}")[1] == 0.0
    assert play(env, f"Answer 3: {c}\nAnswer 1: {a}\nAnswer 2: {b}")[1] == 1.0, "numbers count, not the order"
    assert play(env, f"{a} {b} {c}")[1] == 0.0, "an answer has a number"
    assert play(env, f"Answer 1: {a} {b} {c}\nAnswer 2: {a} {b} {c}\nAnswer 3: {a} {b} {c}")[1] == 0.0
    assert play(env, f"Answer 1: {a}\nAnswer 1: {b}\nAnswer 2: {b}")[1] == pytest.approx(1 / 3), "two answers are none"
    assert play(env, f"Answer 1: {a}\nAnswer 1: {a}")[1] == pytest.approx(1 / 3)
    assert play(env, f"<think>Answer 1: {a}</think>Answer 2: {b}")[1] == pytest.approx(1 / 3)
    assert play(env, f"<think>Answer 1: {a}")[1] == 0.0
    assert play(env, f"Answer 4: {a}\nAnswer 0: {a}\nAnswer 001: {a}")[1] <= 1 / 3


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["Answer 1:", "\n", "**Answer 2:**", "x", "</think>"])).map("".join)
)
def test_any_text_has_a_verdict(text):
    env = build(2)
    _, reward, terminated, truncated, info = play(env, text)
    assert 0.0 <= reward <= 1.0
    assert terminated
    assert not truncated
    assert len(sections(text, 2)) == 2
    assert info["verdict"].score == reward


def test_headings_as_models_write_them():
    for line in (
        "Answer 1: 7",
        "**Answer 1:** 7",
        "- Answer 1. 7",
        "### Answer 1) 7",
        "ANSWER 1: 7",
        "Answer to problem 1: 7",
    ):
        assert sections(f"So.\n{line}", 1) == [["7"]], line
    assert sections("the Answer 1: 7", 1) == [[]]


def test_agents_and_wrappers_work_on_it():
    envs = [build(3) for _ in range(2)]
    assert all(episode.reward == 1.0 for episode in rollout(envs, OracleAgent(), range(6)))
    assert sum(episode.reward for episode in rollout(envs, RandomAgent(), range(6))) < 2
    formed = FormatReward(build(2), 0.2)
    formed.reset(seed=0)
    text = write_answers(get_format("boxed"), right(formed.env))
    assert formed.step(text)[1] == pytest.approx(1.2)
    assert play(formed, "Answer 1: \\boxed{a}")[1] == 0.0
    assert isinstance(build(2).action_space, Prose)


def test_it_is_rebuilt_from_its_spec():
    env = build(2)
    again = gym.make(env.spec)
    assert again.reset(seed=3)[0] == env.reset(seed=3)[0]


def test_what_it_cannot_wrap_is_told():
    with pytest.raises(KnobError, match="use a whole number from 1"):
        build(0)
    with pytest.raises(KnobError, match="first"):
        MultiProblem(FormatReward(gym.make(ID)), 2)
    with pytest.raises(KnobError, match="interface='answer'"):
        MultiProblem(gym.make("Puzzle-Sudoku-v0", interface="chat"), 2)
