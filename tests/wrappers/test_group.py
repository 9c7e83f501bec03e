import warnings
from dataclasses import dataclass

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.vector import AutoresetMode
from gymnasium.wrappers.vector import DictInfoToList, RecordEpisodeStatistics
from hypothesis import given
from hypothesis import strategies as st

import palaestra  # noqa: F401  registers the ids
from palaestra.envs import Completion, KnobError, Playable, Problem, Verdict, knob, make
from palaestra.wrappers import (
    FormatReward,
    GroupVectorEnv,
    GroupWrapper,
    KimiLength,
    LengthPenalty,
    ThinkingBudget,
    shape_rows,
    shapers,
)
from palaestra.wrappers.functional import kimi_length

ID = "Puzzle-Sort-v0"


@dataclass(frozen=True)
class Stairs(Playable):
    """Climb to the top exactly, one or two steps at a time."""

    most: int = knob(6, "the highest top")

    n_moves, shape, horizon, move_help = 2, (1,), 9, "Write 1 or 2."

    def generate(self, rng):
        top = int(rng.integers(3, self.most + 1))
        return Problem(f"Climb {top} steps.", {"top": top})

    def solve(self, problem):
        return str(problem.data["top"])

    def verify(self, problem, answer):
        return Verdict.correct() if answer == self.solve(problem) else Verdict.wrong("not the top")

    def start(self, problem):
        return 0

    def legal(self, problem, state):
        return np.array([True, True])

    def apply(self, problem, state, move):
        return state + move + 1

    def over(self, problem, state):
        return state >= problem.data["top"]

    def observe(self, problem, state):
        return np.array([min(1.0, state / problem.data["top"])], np.float32)

    def show(self, problem, state):
        return str(state)

    def parse(self, problem, text):
        return {"1": 0, "2": 1}.get(text)

    def write(self, problem, move):
        return str(move + 1)

    def plan(self, problem):
        return [0] * problem.data["top"]


class Spread(GroupWrapper):
    """Takes a third of the group's mean off: another shaper, so that nesting can be seen; counts what it saw."""

    part = "spread"
    rows = 0

    def shape(self, rewards, lengths, scores, groups):
        ids, member = np.unique(groups, return_inverse=True)
        means = np.array([rewards[groups == id].mean() for id in ids])
        return rewards - means[member] / 3

    def remember(self, rewards, lengths, scores, groups):
        self.rows += len(rewards)


def sort_env():
    return LengthPenalty(FormatReward(gym.make(ID), weight=0.1), 12, 9, weight=0.3)


def chat_env():
    return ThinkingBudget(LengthPenalty(FormatReward(make(Stairs(), interface="chat")), 30, 25), (1, 3))


def stack(make, problems=8, rollouts=8):
    return KimiLength(Spread(KimiLength(GroupVectorEnv(make, problems=problems, rollouts=rollouts), weight=0.3)), 0.4)


def responses(envs, rng):
    """Return one response per slot: right, wrong, malformed or empty, of any length."""
    texts = []
    for env in envs.unwrapped.envs:
        right = env.unwrapped.task.solve(env.unwrapped.problem)
        tail = [rf"\boxed{{{right}}}", r"\boxed{12}", "boxed", ""][int(rng.integers(4))]
        texts.append("w " * int(rng.integers(0, 20)) + tail)
    return texts


def components(infos, slot):
    found = infos["reward_components"]
    return {k: v[slot] for k, v in found.items() if not k.startswith("_") and found[f"_{k}"][slot]}


def test_a_group_shares_its_problem_and_groups_differ():
    envs = GroupVectorEnv(lambda: gym.make(ID), problems=3, rollouts=4)
    prompts, infos = envs.reset(seed=[7, 8, 9])
    for group, seed in enumerate((7, 8, 9)):
        assert set(prompts[4 * group : 4 * group + 4]) == {gym.make(ID).reset(seed=seed)[0]}
    assert infos["seed"].tolist() == np.repeat([7, 8, 9], 4).tolist()
    assert infos["group"].tolist() == np.repeat([0, 1, 2], 4).tolist()
    assert envs.reset(seed=7)[1]["seed"].tolist() == infos["seed"].tolist()
    assert envs.metadata["autoreset_mode"] is AutoresetMode.DISABLED
    assert prompts in envs.observation_space
    assert prompts in envs.action_space


def test_seeds_that_are_not_given_are_drawn_per_group_and_reproducibly():
    draws = []
    for _ in range(2):
        envs = GroupVectorEnv(lambda: gym.make(ID), problems=3, rollouts=2)
        for first in (5, [1, 2, 3]):
            envs.reset(seed=first)
            draws.append([envs.reset()[1]["seed"].tolist() for _ in range(2)])
    assert draws[:2] == draws[2:]
    assert draws[0] != draws[1]
    for seeds in draws[0]:
        assert seeds[::2] == seeds[1::2]
        assert len(set(seeds)) == 3
    seeds = envs.reset(seed=[4, None, 6])[1]["seed"]
    assert seeds[[0, 1, 4, 5]].tolist() == [4, 4, 6, 6]
    assert seeds[2] == seeds[3]


def test_options_for_all_or_one_per_problem():
    envs = GroupVectorEnv(lambda: gym.make(ID), problems=2, rollouts=2)
    assert envs.reset(seed=0, options={"level": 1})[1]["level"].tolist() == [1] * 4
    assert envs.reset(seed=0, options=[{"level": 2}, None])[1]["level"].tolist() == [2, 2, 0, 0]


def test_wrong_use_says_what_to_do():
    envs = GroupVectorEnv(lambda: gym.make(ID), problems=2, rollouts=2)
    with pytest.raises(gym.error.ResetNeeded):
        envs.step(["a"] * 4)
    with pytest.raises(KnobError, match="3 seeds for 2 problems"):
        envs.reset(seed=[1, 2, 3])
    with pytest.raises(KnobError, match="seed="):
        envs.reset(seed=[1, -2])
    with pytest.raises(KnobError, match="1 options for 2 problems"):
        envs.reset(options=[{}])
    envs.reset(seed=0)
    with pytest.raises(KnobError, match="3 actions for 4 slots"):
        envs.step(["a"] * 3)
    with pytest.raises(TypeError, match="action 2"):
        envs.step(["a", "a", 7, "a"])
    envs.step(["a"] * 4)
    with pytest.raises(gym.error.ResetNeeded):
        envs.step(["a"] * 4)
    with pytest.raises(KnobError, match="1 or more"):
        GroupVectorEnv(lambda: gym.make(ID), problems=0, rollouts=2)
    env = gym.make(ID)
    with pytest.raises(KnobError, match="new environment"):
        GroupVectorEnv(lambda: env, problems=1, rollouts=2)
    with pytest.raises(KnobError, match="other vector wrappers go outside"):
        KimiLength(RecordEpisodeStatistics(envs))


def test_sort_in_one_step_equals_replay_and_shape():
    envs, alone, rng = stack(sort_env), sort_env(), np.random.default_rng(0)
    for start in range(5):
        seeds = list(range(8 * start, 8 * start + 8))
        _, infos = envs.reset(seed=seeds)
        texts = responses(envs, rng)
        _, rewards, terminations, truncations, infos = envs.step(texts)
        assert terminations.all()
        assert not truncations.any()
        local, lengths, scores = [], [], []
        for slot, text in enumerate(texts):
            alone.reset(seed=seeds[slot // 8])
            _, reward, _, _, info = alone.step(text)
            local.append(reward)
            lengths.append(info["length"])
            scores.append(info["verdict"].score)
            parts = components(infos, slot)
            assert set(parts) == {"correct", "format", "length", "kimi_length", "spread"}
            assert sum(parts.values()) == pytest.approx(rewards[slot], abs=1e-9)
        other = stack(sort_env)
        np.testing.assert_array_equal(rewards, shape_rows(other, local, lengths, scores, envs.base.groups))
        np.testing.assert_array_equal(rewards, envs.returns)
        order = rng.permutation(64)  # gathered rows may stand in any order and bear any ids
        shuffled = shape_rows(other, *(np.array(c)[order] for c in (local, lengths, scores, infos["group"] + 40)))
        np.testing.assert_allclose(shuffled, rewards[order], rtol=0, atol=1e-12)


def play_chat(env_seed, moves):
    env = chat_env()
    env.reset(seed=env_seed)
    total = 0.0
    for move in moves:
        _, reward, terminated, _, info = env.step(move)
        total += reward
        if terminated:
            return total, info["length"], info["verdict"].score
    raise AssertionError("the episode did not end")


@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(1, 4))
def test_chat_with_slots_that_end_apart_equals_replay_and_shape(seed, problems, rollouts):
    rng = np.random.default_rng(seed)
    n = problems * rollouts
    seeds = [int(s) for s in rng.integers(0, 1000, size=problems)]
    scripts = [
        [
            " ".join(["w"] * int(rng.integers(0, 4)) + [rf"\boxed{{{rng.choice(['1', '1', '2', 'x'])}}}"])
            for _ in range(9)
        ]
        for _ in range(n)
    ]
    envs = stack(chat_env, problems, rollouts)
    envs.reset(seed=seeds)
    sums, ended, last = np.zeros(n), np.zeros(n, bool), [""] * n
    for turn in range(9):
        observations, rewards, terminations, _, infos = envs.step([script[turn] for script in scripts])
        sums += rewards
        closed = np.array([terminations[envs.base.groups == g].all() for g in envs.base.groups])
        assert not rewards[ended & ~envs.base.completed].any()  # nothing more until the group is complete
        assert (terminations >= ended).all()
        for slot in range(n):
            if ended[slot]:
                assert observations[slot] == last[slot]
                assert not infos["_name"][slot]
            if "reward_components" in infos and infos["_reward_components"][slot]:
                assert sum(components(infos, slot).values()) == pytest.approx(rewards[slot], abs=1e-9)
            else:
                assert rewards[slot] == 0
        assert (closed >= envs.base.completed).all()
        ended, last = terminations, observations
        if ended.all():
            break
    assert ended.all()
    replayed = [play_chat(seeds[i // rollouts], script) for i, script in enumerate(scripts)]
    local, lengths, scores = (list(column) for column in zip(*replayed, strict=True))
    expected = shape_rows(stack(chat_env, problems, rollouts), local, lengths, scores, envs.base.groups)
    np.testing.assert_array_equal(envs.returns, expected)
    np.testing.assert_allclose(sums, expected, rtol=0, atol=1e-12)


def test_all_members_are_paid_when_the_last_one_ends():
    envs = KimiLength(GroupVectorEnv(lambda: make(Stairs(3), interface="chat"), problems=1, rollouts=2))
    envs.reset(seed=0)
    one, two = r"\boxed{1}", r"w w w \boxed{2}"
    np.testing.assert_array_equal(envs.step([two, one])[1], [0, 0])
    np.testing.assert_array_equal(envs.step([one, one])[1], [1, 0])
    _, rewards, _, _, infos = envs.step(["ignored", one])
    np.testing.assert_array_equal(rewards, [-0.5, 1.5])  # five words against three
    assert components(infos, 0) == {"kimi_length": -0.5}
    assert components(infos, 1) == {"correct": 1.0, "kimi_length": 0.5}
    np.testing.assert_array_equal(envs.returns, [0.5, 1.5])


def test_numeric_observations_are_batched_and_steps_are_length():
    envs = KimiLength(GroupVectorEnv(lambda: make(Stairs(3), interface="moves"), problems=1, rollouts=2))
    observations, infos = envs.reset(seed=0)
    assert observations.shape == (2, 1)
    assert observations.dtype == np.float32
    assert infos["action_mask"].shape == (2, 2)
    envs.step(np.array([1, 0]))
    envs.step(np.array([0, 0]))
    _, rewards, *_ = envs.step(np.array([0, 0]))
    np.testing.assert_array_equal(rewards, [0.5, 0.5])
    np.testing.assert_array_equal(envs.returns, [1.5, 0.5])  # two moves beat three


def test_token_ids_are_the_length():
    envs = KimiLength(GroupVectorEnv(lambda: gym.make(ID), problems=1, rollouts=2))
    envs.reset(seed=0)
    env = envs.base.envs[0].unwrapped
    right = env.format.write("", env.task.solve(env.problem))
    _, rewards, *_ = envs.step([Completion(f"w w w {right}", [1]), Completion(right, range(5))])
    np.testing.assert_array_equal(rewards, [1.5, 0.5])


def test_half_a_group_is_refused():
    envs = stack(sort_env, 2, 4)
    rows = [0.0] * 6, [1] * 6, [0.0] * 6
    with pytest.raises(KnobError, match="group 3 has 2 of its 4 rollouts: gather"):
        shape_rows(envs, *rows, [3, 3, 0, 0, 0, 0])
    with pytest.raises(KnobError, match="2 of its 4"):
        shape_rows(envs, *rows, [0, 0, 1, 1, 2, 2])
    assert shape_rows(envs, *rows, [0, 0, 1, 1, 2, 2], rollouts=2).shape == (6,)
    with pytest.raises(KnobError, match="lengths has shape"):
        shape_rows(envs, [0.0] * 4, [1] * 3, [0.0] * 4, [0] * 4)
    with pytest.raises(KnobError, match="scores holds a value that is not finite"):
        shape_rows(envs, [0.0] * 4, [1] * 4, [0.0, 0.0, 0.0, float("nan")], [0] * 4)


def test_a_shaper_cannot_change_its_arguments():
    class Rude(GroupWrapper):
        def shape(self, rewards, lengths, scores, groups):
            rewards += 1
            return rewards

    envs = Rude(GroupVectorEnv(lambda: gym.make(ID), problems=1, rollouts=2))
    with pytest.raises(ValueError, match="read-only"):
        shape_rows(envs, [0, 0], [1, 1], [0, 0], [0, 0])


def test_shapers_are_listed_inner_to_outer():
    envs = stack(sort_env, 1, 2)
    assert [type(s) for s in shapers(RecordEpisodeStatistics(envs))] == [KimiLength, Spread, KimiLength]
    assert [s.weight for s in shapers(envs)[::2]] == [0.3, 0.4]
    assert shapers(envs.base) == []


def test_warm_up_counts_batches_and_survives_a_resume():
    def build():
        return KimiLength(Spread(GroupVectorEnv(lambda: gym.make(ID), problems=1, rollouts=2)), warmup=2)

    def shaped(envs):
        return shape_rows(envs, [1.0, 1.0], [1, 2], [1.0, 1.0], [0, 0]).tolist()

    off, on = [1 - 1 / 3] * 2, [1 - 1 / 3 + 0.5, 1 - 1 / 3 - 0.5]
    straight = build()
    np.testing.assert_allclose([shaped(straight) for _ in range(4)], [off, off, on, on])
    first = build()
    shaped(first)
    second = build()
    for old, new in zip(shapers(first), shapers(second), strict=True):
        new.load_state_dict(old.state_dict())
    np.testing.assert_allclose([shaped(second) for _ in range(2)], [off, on])
    assert second.state_dict() == {"batches": 3}


def test_memory_is_written_once_a_batch_and_not_for_an_abandoned_one():
    envs = KimiLength(Spread(GroupVectorEnv(lambda: make(Stairs(3), interface="chat"), problems=2, rollouts=2)))
    one, bad = r"\boxed{1}", "no"
    envs.reset(seed=0)
    envs.step([bad, bad, one, one])  # the first group is complete, the second is not
    assert envs.batches == 0
    assert envs.env.rows == 0
    envs.reset(seed=0)
    assert envs.batches == 0
    envs.step([bad, bad, one, one])
    envs.step([bad, bad, bad, bad])
    assert envs.batches == 1
    assert envs.env.rows == 4


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 99)), min_size=4, max_size=4),
    st.floats(0, 2, allow_nan=False),
)
def test_kimi_never_lifts_a_wrong_rollout_over_a_right_one(rows, weight):
    envs = KimiLength(GroupVectorEnv(lambda: gym.make(ID), problems=1, rollouts=4), weight)
    score = np.array([float(ok) for ok, _ in rows])
    lengths = np.array([length for _, length in rows])
    shaped = shape_rows(envs, score, lengths, score, [0] * 4)
    np.testing.assert_allclose(shaped, score + weight * kimi_length(score == 1, lengths, [0] * 4))
    if 0 < score.sum() < 4:
        assert shaped[score == 1].min() >= shaped[score == 0].max() - 1e-9
    for kind in (score == 1, score == 0):
        assert (np.diff(shaped[kind][np.argsort(lengths[kind], kind="stable")]) <= 1e-9).all()


def test_gymnasium_vector_wrappers_go_outside():
    envs = DictInfoToList(RecordEpisodeStatistics(stack(sort_env, 2, 2)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, infos = envs.reset(seed=0)
        assert [info["group"] for info in infos] == [0, 0, 1, 1]
        _, rewards, _, _, infos = envs.step([r"\boxed{1}", "a b", "", r"w \boxed{2}"])
    for reward, info in zip(rewards, infos, strict=True):
        assert sum(info["reward_components"].values()) == pytest.approx(reward, abs=1e-9)
        assert isinstance(info["verdict"], Verdict)


def one_chat(env, turns):
    env.reset(seed=0)
    for text in turns:
        _, reward, terminated, _, info = env.step(text)
        assert reward == 0 or terminated
    assert terminated
    assert sum(info["reward_components"].values()) == pytest.approx(reward, abs=1e-9)
    return info


def test_in_a_chat_length_is_the_sum_and_form_the_last_turns():
    env = LengthPenalty(FormatReward(make(Stairs(3), interface="chat")), 10, 10, weight=0.5)
    one, wordy = r"\boxed{1}", r"w w w \boxed{1}"
    for turns, length in (([one] * 3, 3), ([wordy, one, one], 6), ([one, one, wordy], 6)):
        info = one_chat(env, turns)
        assert (info["length"], info["reward_components"]["length"]) == (length, pytest.approx(-length / 20))
        assert info["reward_components"]["format"] == 0.1
    assert one_chat(env, [one, one, "none"])["reward_components"]["format"] == 0


def test_in_a_chat_every_turn_keeps_the_budget():
    env = ThinkingBudget(make(Stairs(3), interface="chat"), 2)
    fine, over = r"<think>a b</think>\boxed{1}", r"<think>a b c</think>\boxed{1}"
    info = one_chat(env, [fine] * 3)
    assert (info["reward_components"]["budget"], info["thinking"], info["length"]) == (0.1, 2, 6)
    for turns in ([over, fine, fine], [fine, over, fine], [fine, fine, over]):
        info = one_chat(env, turns)
        assert info["verdict"].is_correct
        assert (info["reward_components"]["budget"], info["thinking"], info["length"]) == (0, 3, 7)
    assert one_chat(env, [fine] * 3)["reward_components"]["budget"] == 0.1  # forgotten by the next episode
