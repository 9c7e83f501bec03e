"""`make` and the environment of a task: levels, options, names, given problems, infos and errors that help."""

import json
import pickle
import warnings
from typing import Any

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from hypothesis import given, settings
from strategies import nasty_texts
from toys import Reverse, Spell, Take

import palaestra
from palaestra.envs import KnobError, Problem, Prose, ReasoningEnv, SplitError, Verdict, make, problem_at, split_of

ID = "Puzzle-Sort-v0"


def solved(env: Any) -> str:
    return f"\\boxed{{{env.unwrapped.task.solve(env.unwrapped.problem)}}}"


def test_one_episode() -> None:
    env = gym.make(ID, level=1)
    text, info = env.reset(seed=7)
    assert text == f"{env.unwrapped.problem.prompt}\n\nPut your final answer in \\boxed{{}}."  # type: ignore[attr-defined]
    assert info == {"name": info["name"], "level": 1, "seed": 7, "split": ""}
    assert json.loads(info["name"]) == {
        "id": ID,
        "knobs": {"length": 6, "letters": 10, "order": "ascending"},
        "split": None,
        "seed": 7,
    }
    answer = env.unwrapped.task.solve(env.unwrapped.problem)  # type: ignore[attr-defined]
    seen, reward, terminated, truncated, last = env.step(f"I sort them. \\boxed{{{answer}}}")
    assert (seen, reward, terminated, truncated) == ("correct", 1.0, True, False)
    assert last == info | {
        "verdict": Verdict.correct(),
        "answer": answer,
        "length": 4,
        "reward_components": {"correct": 1.0},
    }


def test_a_wrong_and_a_missing_answer() -> None:
    env = gym.make(ID)
    env.reset(seed=1)
    seen, reward, terminated, _, info = env.step("\\boxed{zzzz}")
    assert (reward, terminated, info["answer"]) == (0.0, True, "zzzz")
    assert seen == info["verdict"].reason
    env.reset(seed=1)
    _, reward, _, _, info = env.step("no idea")
    assert (reward, info["answer"], str(info["verdict"].status)) == (0.0, "", "no_answer")


@settings(deadline=None)
@given(nasty_texts())
def test_any_text_is_an_action(text: str) -> None:
    env = make("palaestra.envs.puzzles.sort:Sort")
    env.reset(seed=0)
    assert text in env.action_space
    seen, reward, terminated, _, _ = env.step(text)
    assert terminated
    assert 0 <= float(reward) <= 1
    assert seen in env.observation_space


def test_order_is_enforced() -> None:
    env = make(Reverse())
    with pytest.raises(gym.error.ResetNeeded):
        env.step("a")
    with pytest.raises(gym.error.ResetNeeded):
        _ = env.problem  # type: ignore[attr-defined]
    env.reset(seed=0)
    env.step("a")
    with pytest.raises(gym.error.ResetNeeded, match="next problem"):
        env.step("a")
    env.reset(seed=0)
    with pytest.raises(TypeError, match="as a string, not int"):
        env.step(3)


# -- levels and options -----------------------------------------------------------------------------------------------


def test_levels_difficulties_and_knobs() -> None:
    assert gym.make(ID, level=3).reset(seed=0)[1]["level"] == 3
    assert gym.make(ID, difficulty=0.5).reset(seed=0)[1]["level"] == 2
    assert gym.make(ID, length=5).reset(seed=0)[1]["level"] == -1
    assert gym.make(ID, level=4, length=5).unwrapped.task.order == "given"  # type: ignore[attr-defined]


def test_reset_options_choose_the_level_for_one_episode() -> None:
    env = gym.make(ID, level=0)
    text, info = env.reset(seed=9, options={"level": 2})
    assert info["level"] == 2
    assert text == gym.make(ID, level=2).reset(seed=9)[0]
    assert env.reset(seed=9, options={"difficulty": 1.0})[1]["level"] == 4
    assert env.reset(seed=9)[1]["level"] == 0  # and it is over


def test_reset_options_keep_knobs_given_by_name() -> None:
    env = gym.make(ID, letters=3)
    env.reset(seed=0, options={"level": 1})
    assert (env.unwrapped.task.length, env.unwrapped.task.letters) == (6, 3)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"levle": 1}, "did you mean 'level'"),
        ({"level": 99}, "has levels 0 to 4"),
        ({"level": 1, "difficulty": 0.5}, "not both"),
        ({"difficulty": 2}, "from 0 to 1"),
        ({"problem": {"data": {}}}, "is a Problem or"),
        ({"problem": 3}, "is a Problem or"),
    ],
)
def test_wrong_options(options: dict[str, Any], message: str) -> None:
    with pytest.raises(KnobError, match=message):
        gym.make(ID).reset(seed=0, options=options)


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"lenght": 3}, "did you mean 'length'"),
        ({"level": 5}, "has levels 0 to 4"),
        ({"length": 1}, "use 2 to 200"),
        ({"length": "four"}, "expected int"),
        ({"order": "up"}, "'ascending', 'descending' or 'given'"),
        ({"format": "bxed"}, "did you mean 'boxed'"),
        ({"interface": "answers"}, "did you mean 'answer'"),
        ({"interface": "moves"}, "cannot be played move by move"),
        ({"mask": "obs"}, "belongs to interface='moves'"),
        ({"opponent": "random"}, "is no game"),
        ({"seat": 1}, "is no game"),
        ({"split": "valid"}, "use 'train', 'test' or None"),
    ],
)
def test_wrong_arguments(kwargs: dict[str, Any], message: str) -> None:
    with pytest.raises((KnobError, SplitError), match=message):
        gym.make(ID, **kwargs)


def test_wrong_render_modes_are_told() -> None:
    with pytest.raises(KnobError, match="did you mean 'ansi'"):
        make(Reverse(), render_mode="ansii")


def test_an_instance_has_its_knobs_already() -> None:
    assert make(Reverse(9)).unwrapped.task == Reverse(9)  # type: ignore[attr-defined]
    with pytest.raises(KnobError, match="has its knobs already"):
        make(Reverse(9), level=1)


# -- seeds and names --------------------------------------------------------------------------------------------------


def test_seeds_name_problems_and_lack_of_one_draws_another() -> None:
    env = gym.make(ID)
    first, info = env.reset(seed=3)
    follow = [env.reset() for _ in range(5)]
    assert len({text for text, _ in follow} | {first}) == 6
    twin = gym.make(ID)
    assert twin.reset(seed=3)[0] == first
    assert [twin.reset()[0] for _ in range(5)] == [text for text, _ in follow]
    for text, told in follow:  # a drawn seed is a name like any other
        assert gym.make(ID).reset(seed=told["seed"])[0] == text
        assert 0 <= told["seed"] < 2**63
    assert info["seed"] == 3


def test_seeds_of_any_size_but_no_others() -> None:
    env = make(Reverse())
    assert env.reset(seed=2**63 - 1)[1]["seed"] == 2**63 - 1
    with pytest.raises(KnobError, match="use 0 to"):
        env.reset(seed=2**63)
    with pytest.raises(KnobError, match="use 0 to"):
        env.reset(seed=-1)


def test_a_name_rebuilds_its_problem() -> None:
    env = gym.make("Puzzle-Sort-v0", split="test", length=5)
    _, info = env.reset(seed=11)
    name = json.loads(info["name"])
    again = gym.make(name["id"], split=name["split"], **name["knobs"])
    again.reset(seed=name["seed"])
    assert again.unwrapped.problem == env.unwrapped.problem  # type: ignore[attr-defined]


@pytest.mark.parametrize("split", ["train", "test"])
def test_splits(split: str) -> None:
    env = gym.make(ID, level=3, split=split)
    for seed in range(20):
        _, info = env.reset(seed=seed)
        assert info["split"] == split
        assert split_of(env.unwrapped.problem.key) == split  # type: ignore[attr-defined]


def test_the_problem_is_a_copy() -> None:
    env: Any = make(Reverse())
    env.reset(seed=0)
    env.problem.data["word"] = "spoiled"
    assert env.problem.data["word"] != "spoiled"
    assert problem_at(env.id, Reverse(), None, 0).data["word"] != "spoiled"
    assert env.step(solved(env))[1] == 1.0


# -- given problems ---------------------------------------------------------------------------------------------------


def test_a_given_problem() -> None:
    env: Any = make(Reverse())
    for problem in (Problem("¿∀?", {"word": "abc"}), {"prompt": "¿∀?", "data": {"word": "abc"}}):
        text, info = env.reset(seed=0, options={"problem": problem})
        assert text.startswith("¿∀?\n\n")
        assert info["name"] == ""
        assert env.step("\\boxed{cba}")[1] == 1.0


def test_a_given_problem_of_the_other_split_is_refused() -> None:
    problem = Problem("p", {"word": "abc"})
    env: Any = make(Reverse())
    env.reset(options={"problem": problem})
    home = split_of(env.problem.key)
    other = {"train": "test", "test": "train"}[home]
    make(Reverse(), split=home).reset(options={"problem": problem})
    with pytest.raises(SplitError, match=f"belongs to split '{home}', not '{other}'"):
        make(Reverse(), split=other).reset(options={"problem": problem})
    with pytest.raises(ValueError, match="belongs to split"):  # the family of errors is ValueError too
        make(Reverse(), split=other).reset(options={"problem": problem})


def test_the_key_of_a_given_problem_is_its_own() -> None:
    env: Any = make(Reverse())
    env.reset(options={"problem": Problem("p", {"word": "abc"}, key="f" * 64)})
    assert env.problem.key != "f" * 64


# -- formats, pictures, API -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["boxed", "tags", "think-boxed", "plain", "auto"])
def test_every_format_asks_and_reads(format: str) -> None:
    env: Any = gym.make(ID, format=format)
    text, _ = env.reset(seed=0)
    form = env.unwrapped.format
    assert text == env.unwrapped.problem.prompt + (f"\n\n{form.instruction}" if form.instruction else "")
    answer = env.unwrapped.task.solve(env.unwrapped.problem)
    assert env.step(form.write("I look.", answer))[1] == 1.0


def test_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    env: Any = gym.make(ID, render_mode="ansi")
    env.reset(seed=0)
    before = env.render()
    env.step("\\boxed{9999}")
    assert "9999" not in before
    assert env.render() != before
    env = gym.make(ID, render_mode="rgb_array")
    env.reset(seed=0)
    assert env.render().dtype == np.uint8
    env = gym.make(ID, render_mode="human")
    env.reset(seed=0)
    env.render()
    assert capsys.readouterr().out.strip()
    assert make(Reverse()).render() is None


def test_check_env_and_pickle() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gym.make(ID).unwrapped)
    env: Any = gym.make(ID)
    env.reset(seed=2)
    assert pickle.loads(pickle.dumps(env)).step(solved(env))[1] == 1.0


def test_kinds_of_views() -> None:
    assert isinstance(make(Reverse()), ReasoningEnv)
    assert type(make(Spell(), interface="moves")).__name__ == "MovesEnv"
    assert type(make(Spell(), interface="chat")).__name__ == "ChatEnv"
    assert type(make(Take())).__name__ == "GameEnv"
    assert make(Reverse()).observation_space == Prose(1 << 16)
    assert palaestra.make is make


def test_make_takes_an_id_as_well() -> None:
    mine = palaestra.make("Puzzle-Sort-v0", level=1, split="test", format="tags")
    theirs = gym.make("Puzzle-Sort-v0", level=1, split="test", format="tags")
    assert mine.spec == theirs.spec
    assert mine.reset(seed=3) == theirs.reset(seed=3)
    with pytest.raises(gym.error.NameNotFound, match="Puzzle-Sort"):
        palaestra.make("Puzzle-Srt-v0")
    with pytest.raises(KnobError, match="no knob"):
        palaestra.make("Puzzle-Sort-v0", depth=3)
