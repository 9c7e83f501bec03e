"""Hard subsets: what a sampling agent never solves, as names that can be asked again."""

from __future__ import annotations

from pathlib import Path

import gymnasium as gym
import pytest

import palaestra  # noqa: F401
from palaestra.agents import OracleAgent, RandomAgent, rebuild
from palaestra.benchmarks.evaluate import evaluate
from palaestra.benchmarks.hard import hard_subset, read_names, seeds_of, write_names
from palaestra.cli import main
from palaestra.envs import PalaestraError

ID = "Puzzle-KnightsAndKnaves-v0"


def make() -> gym.Env:
    return gym.make(ID, level=0, split="train")


def test_more_tries_leave_fewer_and_nothing_is_left_to_an_oracle() -> None:
    left = [hard_subset(make, RandomAgent(), k, n=40) for k in (1, 4, 16)]
    assert 40 > len(left[0]) > len(left[1]) > len(left[2])
    assert set(left[2]) <= set(left[1]) <= set(left[0])
    assert left[1] == hard_subset(make, RandomAgent(), 4, n=40), "a fresh agent of the same seed repeats it"
    assert hard_subset(make, OracleAgent(), 1, n=10) == []
    with pytest.raises(PalaestraError, match="at least once"):
        hard_subset(make, RandomAgent(), 0)


def test_names_are_asked_again(tmp_path: Path) -> None:
    names = hard_subset(make, RandomAgent(), 2, n=20)
    write_names(names, tmp_path / "hard.jsonl")
    assert read_names(tmp_path / "hard.jsonl") == names
    seeds = seeds_of(names, make)
    result, episodes = evaluate(make, OracleAgent(), seeds=seeds)
    assert [episode.name for episode in episodes] == names
    assert result.accuracy == 1.0
    for name in names:
        task, problem = rebuild(name)
        assert task.verify(problem, task.solve(problem)).is_correct
    with pytest.raises(PalaestraError, match="split"):
        seeds_of(names, lambda: gym.make(ID, level=0, split="test"))
    with pytest.raises(PalaestraError, match="knobs"):
        seeds_of(names, lambda: gym.make(ID, level=1, split="train"))
    (tmp_path / "bad.jsonl").write_text("7\n")
    with pytest.raises(PalaestraError, match="expected lines"):
        read_names(tmp_path / "bad.jsonl")


def test_one_command_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "hard.jsonl")
    assert main(["hard", ID, "--level", "1", "--k", "2", "--n", "20", "--out", file]) == 0
    left = len(read_names(file))
    assert f"{left} of 20 problems unsolved by random in 2 tries" in capsys.readouterr().out
    assert main(["eval", ID, "--level", "1", "--split", "train", "--names", file, "--agent", "oracle"]) == 0
    assert f"({left} answers to {left} problems" in capsys.readouterr().out
    assert main(["eval", ID, "--wrap", "MultiProblem:count=3", "--agent", "oracle", "--n", "5"]) == 0
    assert "100.0 % correct" in capsys.readouterr().out


def test_games_and_what_is_no_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(tmp_path / "hard.jsonl")
    words = ["Game-TicTacToe-v0", "--opponent", "oracle", "--agent", "random"]
    assert main(["hard", *words, "--k", "1", "--n", "4", "--out", file]) == 0
    lost = read_names(file)
    assert main(["eval", *words, "--names", file]) == 0
    said = capsys.readouterr().out
    assert f"{len(lost)} games" in said
    assert "split" not in said.splitlines()[-3], "games have no splits"
    Path(file).write_text('{"name": "[1]"}\n')
    assert main(["eval", *words, "--names", file]) == 2
    assert "is no problem's name" in capsys.readouterr().err
