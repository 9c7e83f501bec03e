"""A mixture asks what its parts ask, as often as their weights say, and keeps their keys and splits."""

from collections import Counter

import gymnasium as gym
import pytest

import palaestra
from palaestra.envs import KnobError, load, problem_at, split_of, suite, suites
from palaestra.envs.mixture import Mixture, part

PARTS = ("Puzzle-Sort-v0:0*3", "Math-Arithmetic-v0")


def test_weights_are_shares() -> None:
    task = Mixture(PARTS)
    drawn = Counter(problem_at("Mixture-v0", task, None, seed).data["id"] for seed in range(2_000))
    assert drawn["Puzzle-Sort-v0"] / 2_000 == pytest.approx(0.75, abs=0.04)


@pytest.mark.parametrize("split", ["train", "test"])
def test_a_problem_keeps_its_parts_key(split: str) -> None:
    task = Mixture(PARTS)
    for seed in range(200):
        problem = problem_at("Mixture-v0", task, split, seed)
        inner_task, inner = part(problem)
        assert problem.key == inner_task.key(problem.data["id"], inner)
        assert split_of(problem.key) == split
        assert inner_task.verify(inner, task.solve(problem)).is_correct


def test_training_on_a_suite_never_shows_a_parts_test_problem() -> None:
    easy = Mixture(suite("seven-puzzles"))
    train = {problem_at("Mixture-v0", easy, "train", seed).key for seed in range(300)}
    for text in easy.parts:
        id, _, level = text.partition(":")
        task = gym.make(id, level=int(level)).unwrapped.task  # type: ignore[attr-defined]
        assert not train & {problem_at(id, task, "test", seed).key for seed in range(60)}


def test_play_and_explain_are_the_parts() -> None:
    env = gym.make("Mixture-v0", parts=PARTS, split="test")
    for seed in range(20):
        prompt, _ = env.reset(seed=seed)
        base = env.unwrapped
        inner_task, inner = part(base.problem)  # type: ignore[attr-defined]
        assert prompt.startswith(inner.prompt)
        assert base.task.explain(base.problem) == inner_task.explain(inner)  # type: ignore[attr-defined]
        answer = inner_task.solve(inner)
        assert env.step(f"\\boxed{{{answer}}}")[1] == 1.0


def test_markup_is_the_parts_business() -> None:
    task = Mixture(("Puzzle-Nonogram-v0:0",))
    problem = problem_at("Mixture-v0", task, None, 0)
    assert task.tidy(problem, "__##") == "__##"
    sort = problem_at("Mixture-v0", Mixture(("Puzzle-Sort-v0",)), None, 0)
    assert Mixture(("Puzzle-Sort-v0",)).tidy(sort, "**12**") == "12"


def test_suites_are_three_difficulties_of_known_ids() -> None:
    assert list(suites()["seven-puzzles"]) == ["easy", "medium", "hard"]
    assert [level.parts for level in Mixture.levels] == [suite("seven-puzzles", d) for d in suites()["seven-puzzles"]]
    assert all(len(set(parts)) == 7 for parts in suites()["seven-puzzles"].values())


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((), "at least one"),
        (("Puzzle-Srt-v0",), "Puzzle-Sort-v0"),
        (("Puzzle-Sort-v0:99",), "levels 0 to"),
        (("Puzzle-Sort-v0:x",), "write"),
        (("Puzzle-Sort-v0*0",), "above 0"),
        (("Puzzle-Sort-v0*nan",), "above 0"),
        (("Game-TicTacToe-v0",), "no task"),
        (("Mixture-v0",), "no task"),
    ],
)
def test_mistakes_are_named(parts: tuple[str, ...], why: str) -> None:
    with pytest.raises(palaestra.PalaestraError, match=why):
        load("palaestra.envs.mixture:Mixture").resolve(parts=parts)


def test_unknown_suites_are_named() -> None:
    with pytest.raises(KnobError, match="seven-puzzles"):
        suite("seven-puzles")
    with pytest.raises(KnobError, match="easy, medium, hard"):
        suite("seven-puzzles", "huge")
