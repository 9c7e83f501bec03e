"""A task played move by move: masks, endings, moves as text, and boards whose size is fixed."""

import pickle
import warnings
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from gymnasium import spaces
from gymnasium.utils.env_checker import check_env
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nasty_texts
from toys import LETTERS, Spell

from palaestra.envs import KnobError, Problem, Prose, make

PROBLEM = Problem("Write abacus backwards.", {"word": "abacus"})


def opened(interface: str, **kwargs: Any) -> Any:
    env = make(Spell(6), interface=interface, **kwargs)
    env.reset(seed=0, options={"problem": PROBLEM})
    return env


def moves(word: str) -> list[int]:
    return [LETTERS.index(letter) for letter in word]


def test_a_play_that_is_solved() -> None:
    env = opened("moves")
    for turn, move in enumerate(moves("sucaba")):
        seen, reward, ended, cut, info = env.step(move)
        assert (float(reward), ended, cut) == (float(turn == 5), turn == 5, False)
        assert seen in env.observation_space
    assert info["answer"] == "sucaba"
    assert info["verdict"].is_correct
    assert info["length"] == 6
    assert not info["action_mask"].any()
    with pytest.raises(gym.error.ResetNeeded):
        env.step(0)


def test_a_play_that_is_not() -> None:
    env = opened("moves")
    for move in moves("sucabb"):
        _, reward, ended, _, info = env.step(move)
    assert ended
    assert reward == 0.0
    assert not info["verdict"].is_correct


@pytest.mark.parametrize("move", [25, -1, 26, 10**9])
def test_an_illegal_move_ends_it_with_nothing(move: int) -> None:
    env = opened("moves")
    env.step(moves("s")[0])
    _, reward, ended, cut, info = env.step(move)
    assert (reward, ended, cut) == (0.0, True, False)
    assert "illegal" in info["verdict"].reason
    assert info["answer"] == "s"


def test_the_horizon_ends_it() -> None:
    class Short(Spell):
        horizon = 3  # type: ignore[assignment]

    env: Any = make(Short(6), interface="moves")
    env.reset(seed=0, options={"problem": PROBLEM})
    for move in moves("suc"):
        _, reward, ended, cut, info = env.step(move)
    assert (reward, ended, cut) == (0.0, True, False)
    assert info["verdict"].reason == "unsolved after 3 moves"


def test_a_dead_end_ends_it() -> None:
    class Stuck(Spell):
        def legal(self, problem: Problem, state: Any) -> np.ndarray:
            return super().legal(problem, state) & (len(state) < 2)

    env: Any = make(Stuck(6), interface="moves")
    env.reset(seed=0, options={"problem": PROBLEM})
    env.step(moves("s")[0])
    _, reward, ended, _, info = env.step(moves("u")[0])
    assert (reward, ended) == (0.0, True)
    assert info["verdict"].reason == "no legal move is left"


def test_masks_are_right_and_fresh() -> None:
    env = opened("moves")
    _, info = env.reset(seed=0, options={"problem": PROBLEM})
    mask = info["action_mask"]
    assert (mask.dtype, mask.shape) == (np.int8, (26,))
    assert [LETTERS[i] for i in np.flatnonzero(mask)] == sorted(set("abacus"))
    assert env.action_masks().dtype == bool
    np.testing.assert_array_equal(env.action_masks(), mask.astype(bool))
    mask[:] = 0
    _, _, _, _, later = env.step(moves("s")[0])
    assert later["action_mask"].sum() == len(set("abacus"))
    assert later["action_mask"] is not mask


def test_the_mask_in_the_observation() -> None:
    env = opened("moves", mask="obs")
    assert isinstance(env.observation_space, spaces.Dict)
    seen, info = env.reset(seed=0)
    assert seen in env.observation_space
    np.testing.assert_array_equal(seen["action_mask"], info["action_mask"])
    with pytest.raises(KnobError, match="use 'obs' or None"):
        opened("moves", mask="info")


def test_chat_shows_the_state_and_reads_moves() -> None:
    env = make(Spell(6), interface="chat")
    text, info = env.reset(seed=0, options={"problem": PROBLEM})
    assert text.startswith(PROBLEM.prompt)
    assert "A move is one letter." in text
    assert text.endswith("Put your final answer in \\boxed{}.")
    total = 0
    for turn, letter in enumerate("sucaba", start=1):
        seen, reward, ended, _, info = env.step(f"I write this \\boxed{{{letter}}}")
        total += 4
        assert seen == ("correct" if ended else "sucaba"[:turn])
    assert (reward, ended, info["answer"], info["length"]) == (1.0, True, "sucaba", total)


@pytest.mark.parametrize(
    "text", ["\\boxed{s or u}", "\\boxed{z}", "s", "\\boxed{}", "<think>\\boxed{s}", "\\boxed{s} \\boxed{u}"]
)
def test_chat_never_guesses(text: str) -> None:
    env = opened("chat")
    seen, reward, ended, _, info = env.step(text)
    assert (reward, ended, info["answer"]) == (0.0, True, "")
    assert seen == info["verdict"].reason


@settings(deadline=None)
@given(nasty_texts())
def test_any_text_is_a_turn(text: str) -> None:
    env = opened("chat")
    assert env.step(text)[0] in env.observation_space
    env = opened("chat")
    env.step(f"\\boxed{{{text}}}")
    with pytest.raises(TypeError, match="as a string"):
        opened("chat").step(3)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_random_plays_end_and_agree_between_the_interfaces(seed: int, luck: int) -> None:
    task = Spell(6)
    numeric, chat = (make(task, interface=interface) for interface in ("moves", "chat"))
    _, info = numeric.reset(seed=seed)
    chat.reset(seed=seed)
    rng, ended, turns = np.random.default_rng(luck), False, 0
    while not ended:
        move = int(rng.choice(np.flatnonzero(info["action_mask"])))
        _, reward, ended, _, info = numeric.step(move)
        _, paid, over, _, told = chat.step(f"\\boxed{{{task.write(PROBLEM, move)}}}")
        turns += 1
        assert (reward, ended, info["name"]) == (paid, over, told["name"])
    assert turns <= task.horizon
    assert info["answer"] == told["answer"]


def test_a_level_of_another_size_needs_its_own_environment() -> None:
    env = make(Spell(6), interface="moves")
    with pytest.raises(KnobError, match="make an environment at that level"):
        env.reset(seed=0, options={"level": 1})
    env.reset(seed=0, options={"level": 0})
    assert make(Spell(6), interface="chat").reset(seed=0, options={"level": 1})[1]["level"] == 1


@pytest.mark.parametrize("interface", ["moves", "chat"])
def test_check_env_and_pickle(interface: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(make(Spell(6), interface=interface), skip_render_check=True, skip_close_check=True)
    env = opened(interface)
    again = pickle.loads(pickle.dumps(env))
    action = 25 if interface == "moves" else "nothing"
    assert again.step(action)[4]["verdict"] == env.step(action)[4]["verdict"]
    assert opened("chat").action_space == Prose(1 << 21)


def test_a_second_move_far_behind_the_first_is_seen():
    env = gym.make("Puzzle-Sudoku-v0", interface="chat", level=0, format="plain")
    env.reset(seed=3)
    move = int(np.flatnonzero(env.unwrapped.action_masks())[0])
    text = env.unwrapped.task.write(env.unwrapped.problem, move)
    _, reward, terminated, _, info = env.step(text + " " * 300 + text)
    assert terminated
    assert reward == 0
    assert "no legal move" in info["verdict"].reason
