"""What holds for every stack of text wrappers."""

import functools
import pickle
import warnings

import gymnasium as gym
import pytest
from gymnasium.envs.registration import EnvSpec
from gymnasium.utils.env_checker import check_env
from hypothesis import given
from hypothesis import strategies as st

import palaestra  # noqa: F401  registers the ids
from palaestra.envs import KnobError
from palaestra.wrappers import FormatReward, GroupVectorEnv, KimiLength, LengthPenalty, ThinkingBudget

ID = "Puzzle-Sort-v0"
one = {
    "format": lambda env: FormatReward(env, weight=0.2),
    "length": lambda env: LengthPenalty(env, 8, 6, weight=0.3),
    "budget": lambda env: ThinkingBudget(env, (1, 4), weight=0.4),
}
stacks = st.permutations(sorted(one)).flatmap(lambda names: st.integers(0, 3).map(lambda n: names[:n]))
forms = st.sampled_from(["boxed", "tags", "think-boxed", "plain"])
bodies = st.lists(st.sampled_from(["<think>", "</think>", "w ", "\n", "\\boxed{", "}", "<answer>", "∀"]), max_size=25)


def build(names, form="boxed"):
    env = gym.make(ID, format=form)
    for name in names:
        env = one[name](env)
    return env


@given(stacks, forms, bodies.map("".join), st.integers(0, 50))
def test_parts_sum_to_the_reward_and_a_right_answer_stays_ahead(names, form, text, seed):
    env = build(names, form)
    env.reset(seed=seed)
    oracle = env.unwrapped.format.write("w " * (seed % 13), env.unwrapped.task.solve(env.unwrapped.problem))
    rewards = []
    for response in (oracle, text):
        env.reset(seed=seed)
        _, reward, terminated, _, info = env.step(response)
        assert terminated
        assert type(reward) is float
        assert list(info["reward_components"]) == ["correct", *names]
        assert reward == pytest.approx(sum(info["reward_components"].values()), abs=1e-9)
        assert -0.3 <= reward <= 1.6 + 1e-9
        rewards.append((info["verdict"].score, reward))
    if rewards[1][0] == 0.0:  # the laziest right answer against the most polished wrong one, whatever they are
        assert rewards[0][1] >= rewards[1][1] - 1e-9


def test_the_worst_right_answer_ties_with_the_best_wrong_one_at_the_limit():
    env = LengthPenalty(FormatReward(gym.make(ID, format="tags"), weight=0.5), 8, 4, weight=0.5)
    env.reset(seed=0)
    answer = env.unwrapped.task.solve(env.unwrapped.problem)
    worst_right = env.step("w " * 20 + f"<answer>{answer}</answer>")[1]
    env.reset(seed=0)
    best_wrong = env.step("<think></think><answer>?</answer>")[1]
    assert worst_right == best_wrong == 0.5


def test_a_stack_that_could_rank_wrong_above_right_is_refused():
    env = LengthPenalty(FormatReward(gym.make(ID), weight=0.6), 8, 4, weight=0.4)
    with pytest.raises(KnobError, match="more than a right one"):
        ThinkingBudget(env, 5, weight=0.01)
    assert KimiLength(GroupVectorEnv(lambda: FormatReward(gym.make(ID), weight=0.5), problems=1, rollouts=2))
    with pytest.raises(KnobError, match="more than a right one"):
        KimiLength(GroupVectorEnv(lambda: FormatReward(gym.make(ID), weight=0.6), problems=1, rollouts=2))


def test_the_defaults_fit_together():
    def make():
        return ThinkingBudget(LengthPenalty(FormatReward(gym.make(ID)), 100, 20), 50)

    assert KimiLength(GroupVectorEnv(make, problems=1, rollouts=2))


def test_spec_json_rebuilds_the_stack():
    env = build(["format", "length", "budget"], "tags")
    again = gym.make(EnvSpec.from_json(env.spec.to_json()))
    assert str(again) == str(env)
    for seed in range(5):
        assert env.reset(seed=seed) == again.reset(seed=seed)
        text = "<think>w w w</think><answer>12</answer>"
        assert env.step(text) == again.step(text)


def test_pickle_keeps_the_stack_in_mid_episode():
    env = build(["format", "length", "budget"], "tags")
    env.reset(seed=3)
    again = pickle.loads(pickle.dumps(env))
    assert env.step("<answer>1</answer>") == again.step("<answer>1</answer>")
    assert env.reset() == again.reset()


@pytest.mark.parametrize("name", sorted(one))
def test_gymnasium_checker(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=".*different from the unwrapped version.*")  # it is, on purpose
        check_env(build([name]))


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_make_vec(mode):
    wrappers = (FormatReward, functools.partial(ThinkingBudget, budget=(2, 9)))
    envs = gym.make_vec(ID, num_envs=2, vectorization_mode=mode, wrappers=wrappers)
    try:
        prompts, infos = envs.reset(seed=4)
        for i in range(2):
            alone = ThinkingBudget(FormatReward(gym.make(ID)), (2, 9))
            prompt, info = alone.reset(seed=4 + i)
            assert (prompts[i], infos["budget"][i]) == (prompt, info["budget"])
        _, rewards, terminations, _, infos = envs.step((r"\boxed{∀}", "no"))
        assert terminations.all()
        assert rewards.tolist() == [0.2, 0.0]
        assert infos["reward_components"]["format"].tolist() == [0.1, 0.0]
    finally:
        envs.close()


def test_a_replayed_episode_returns_the_same():
    env = build(["budget", "format", "length"])
    runs = []
    for _ in range(2):
        for seed in (5, 6, 5):
            runs.append((env.reset(seed=seed), env.step(r"<think>a b c d e f</think>\boxed{1}")))
    assert runs[0] == runs[2] == runs[3] == runs[5]
    assert runs[1] == runs[4]
