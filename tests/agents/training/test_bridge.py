"""The bridge: what training pays is what the environment paid, for one-shot and multi-turn episodes."""

from __future__ import annotations

import json
from typing import Any

import gymnasium as gym
import numpy as np
import pytest

from palaestra.agents.llm import nano
from palaestra.agents.training import Bridge, ShuffledRewards, WarmUp, demonstrations
from palaestra.envs import Completion

pytest.importorskip("trl")


class Halved(gym.Wrapper[str, str, str, str]):
    """Pays half, less a hundredth for each token."""

    def step(self, action: str) -> Any:
        observation, reward, terminated, truncated, info = self.env.step(action)
        return observation, float(reward) / 2 - info["length"] / 100, terminated, truncated, info


def make() -> gym.Env[Any, Any]:
    return Halved(gym.make("Puzzle-Sort-v0", level=0, format="plain", split="train"))


@pytest.fixture(scope="module")
def bridge() -> Bridge:
    return Bridge(make, nano.make_tokenizer())


def test_a_row_is_a_name_without_its_answer(bridge: Bridge) -> None:
    env = gym.make("Puzzle-Sort-v0", level=0, format="plain", split="train")
    for name in bridge.names(20, seed=3):
        row = bridge.row(name)
        prompt, _ = env.reset(seed=name[0])
        assert set(row) == {"prompt", "seed", "level"}
        assert row["prompt"] == prompt + "\n"
        assert env.unwrapped.task.solve(env.unwrapped.problem) not in json.dumps(row)  # type: ignore[attr-defined]


def test_names_are_a_function_of_the_seed(bridge: Bridge) -> None:
    assert bridge.names(50, 1) == bridge.names(50, 1)
    assert bridge.names(50, 1) != bridge.names(50, 2)
    assert [level for _, level in bridge.names(4, 0, levels=(2, 5))] == [2, 5, 2, 5]


def test_the_reward_is_what_the_wrapper_stack_returned(bridge: Bridge) -> None:
    env = make()
    inner: Any = env.unwrapped
    names = bridge.names(12, seed=0)
    rng = np.random.default_rng(0)
    texts, expected = [], []
    for i, (seed, _) in enumerate(names):
        env.reset(seed=seed)
        texts.append(inner.task.solve(inner.problem) if i % 2 else inner.task.guess(inner.problem, rng))
        expected.append(env.step(Completion(texts[-1], [1] * (i + 1)))[1])
    seen: dict[str, float] = {}
    got = bridge.reward(
        prompts=[""] * 12,
        completions=texts,
        completion_ids=[[1] * (i + 1) for i in range(12)],
        seed=[s for s, _ in names],
        level=[lv for _, lv in names],
        log_metric=seen.__setitem__,
    )
    assert got == expected
    assert seen["accuracy"] >= 0.5
    assert seen["length"] == np.mean(np.arange(1, 13))
    assert bridge.last["reward"].dtype == np.float64
    assert bridge.last["reward"].tolist() == expected


def test_levels_of_a_row_reach_the_environment(bridge: Bridge) -> None:
    short, long = bridge.row((5, 0)), bridge.row((5, 3))
    assert len(long["prompt"]) > len(short["prompt"])


def test_conversational_rows_carry_the_system_message() -> None:
    tokenizer = nano.make_tokenizer()
    tokenizer.chat_template = "{% for m in messages %}{{ m['role'] + ':' + m['content'] + '<eos>' }}{% endfor %}"
    row = Bridge(make, tokenizer, system="Be brief.").row((1, -1))
    assert [m["role"] for m in row["prompt"]] == ["system", "user"]


@pytest.mark.parametrize("good", [0.0, 0.3, 1.0])
def test_the_share_of_right_demonstrations_is_the_one_asked_for(bridge: Bridge, good: float) -> None:
    shown = demonstrations(bridge, WarmUp(steps=1, good=good, count=400), seed=0)
    assert abs(np.mean([d.right for d in shown]) - good) < 0.08
    assert shown == demonstrations(bridge, WarmUp(steps=1, good=good, count=400), seed=0)
    names = bridge.names(400, 0)
    env = make()
    for demonstration, (seed, _) in list(zip(shown, names, strict=True))[:40]:
        env.reset(seed=seed)
        info = env.step(demonstration.text)[4]
        assert (info["verdict"].score == 1.0) == demonstration.right


def test_shuffled_rewards_keep_the_rewards_and_go_on_after_a_resume() -> None:
    rewards = np.arange(32.0)
    one, two = ShuffledRewards(7), ShuffledRewards(7)
    first = one.shape(rewards, None, None, None)
    assert sorted(first) == rewards.tolist()
    assert first.tolist() != rewards.tolist()
    one.remember(rewards, None, None, None)
    two.load_state_dict(json.loads(json.dumps(one.state_dict())))
    assert two.shape(rewards, None, None, None).tolist() == one.shape(rewards, None, None, None).tolist()
