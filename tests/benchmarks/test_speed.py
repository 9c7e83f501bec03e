"""The speed table: its pairs are matched, its rates are of the right problems, and what is missing is said."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from pathlib import Path

import gymnasium as gym
import pytest

from palaestra.benchmarks import speed
from palaestra.envs import KnobError, PalaestraError, Task, entry_of, load, problem_at
from palaestra.envs.bridges import reasoning_gym_names

INSTALLED = importlib.util.find_spec("reasoning_gym") is not None
MINI = speed.TABLE[0]


def label(match: speed.Match) -> str:
    return f"{match.puzzle} {match.size}"


@pytest.mark.parametrize("match", speed.TABLE, ids=label)
def test_knobs_make_problems_of_the_size_that_the_table_says(match: speed.Match) -> None:
    if match.id not in gym.registry:
        pytest.skip(f"{match.id} is not registered")
    task = load(entry_of(match.id)).resolve(**match.knobs)
    assert isinstance(task, Task)
    for seed in range(5):
        assert match.of_ours(problem_at(match.id, task, None, seed)) == match.size
    assert len(match.counts.split(", ")) == len(match.size)


@pytest.mark.parametrize("match", [match for match in speed.TABLE if match.dataset], ids=label)
def test_data_sets_are_as_large(match: speed.Match) -> None:
    assert match.dataset in reasoning_gym_names()
    if not INSTALLED:
        pytest.skip("pip install reasoning-gym")
    from reasoning_gym.factory import create_dataset

    dataset = create_dataset(match.dataset, seed=7, size=3, **match.config)
    assert [match.of_theirs(dataset[i]) for i in range(3)] == [match.size] * 3


def test_no_pair_stands_twice() -> None:
    assert len(set(map(label, speed.TABLE))) == len(speed.TABLE)


def test_a_line_has_numbers_and_a_report_names_all_columns() -> None:
    lines, skipped, failed = speed.run([MINI], seconds=0.02)
    assert skipped == failed == []
    [line] = lines
    assert line.ours.problems >= speed.LEAST
    assert line.ours.generated > 0 < line.ours.verified
    assert 0 < line.p99 <= line.worst
    assert line.theirs is None
    assert len(speed.cells(line)) == len(speed.COLUMNS)
    text = speed.report(lines, ["x"], ["y"])
    assert all(column in text for column in speed.COLUMNS)
    assert "skipped: x\nfailed: y" in text
    assert json.loads(json.dumps(line.to_json()))["size"] == [10]


def test_the_summary_leaves_out_what_is_not_the_same_puzzle() -> None:
    ours, theirs = speed.Rates(60.0, 900.0, 9), speed.Rates(10.0, 1.0, 9)
    pairs = [speed.Line(MINI, ours, theirs, 1.0, 2.0, 9)]
    other = dataclasses.replace(MINI, puzzle="another", other="it is not")
    pairs.append(speed.Line(other, ours, speed.Rates(6000.0, 1.0, 9), 1.0, 3.0, 9))
    text = "\n".join(speed.summary(pairs))
    assert "1 pairs of the same puzzle: median 6; lowest 6 (mini sudoku)" in text
    assert "3 ms (another)" in text
    assert "another: it is not." in speed.report(pairs)


def test_hardest_levels_are_drawn_in_the_test_split(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--only", "lights", "--seconds", "0.01", "--hardest"]) == 0
    assert "Puzzle-LightsOut-v0" in capsys.readouterr().out.split("Hardest levels")[1]


def test_what_is_not_registered_is_skipped_in_words() -> None:
    match = dataclasses.replace(MINI, id="Puzzle-Nowhere-v0")
    assert speed.run([match], seconds=0.01)[:2] == ([], ["mini sudoku: Puzzle-Nowhere-v0 is not registered"])


def test_a_pair_that_does_not_match_is_an_error() -> None:
    with pytest.raises(PalaestraError, match=r"ours has \(10,\), the table says \(9,\)"):
        speed.measure_ours(dataclasses.replace(MINI, size=(9,)), 0.01)
    with pytest.raises(KnobError):
        speed.measure_ours(dataclasses.replace(MINI, knobs={"hole": 9}), 0.01)
    assert len(speed.run([dataclasses.replace(MINI, size=(9,))], seconds=0.01)[2]) == 1


@pytest.mark.skipif(INSTALLED, reason="the package is installed")
def test_the_other_package_missing_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--against", "reasoning-gym", "--only", "mini", "--seconds", "0.01"]) == 2
    assert "pip install reasoning-gym" in capsys.readouterr().err


@pytest.mark.skipif(not INSTALLED, reason="pip install reasoning-gym")
def test_both_sides_are_measured(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "speed.json"
    argv = ["--against", "reasoning-gym", "--only", "mini", "--seconds", "0.02", "--json", str(file)]
    assert speed.main(argv) == 0
    assert "mini sudoku" in capsys.readouterr().out
    assert json.loads(file.read_text(encoding="utf-8"))[0]["theirs"]["generated"] > 0


def test_alone_it_prints_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--only", "mini", "--seconds", "0.01"]) == 0
    assert "mini sudoku" in capsys.readouterr().out
