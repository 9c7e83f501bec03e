"""The recipe: its settings, what it refuses, and a run that goes on after a stop as if nothing had happened."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("trl")

from palaestra.agents.llm import load_model
from palaestra.agents.recipes import spiral
from palaestra.agents.recipes.spiral import NANO, PAPER, PRESETS, Spiral
from palaestra.agents.table import table
from palaestra.agents.training import WarmUp
from palaestra.agents.training.runs import complete_checkpoints
from palaestra.envs import PalaestraError

SHORT = dataclasses.replace(
    NANO,
    prompts=4,
    max_new_tokens=80,
    turn_tokens=6,
    games=("Game-KuhnPoker-v0",),
    joins=(1,),
    opponents={"self": 1.0, "past": 1.0, "random": 1.0},
    past_every=1,
    past_size=2,
    names=64,
    checkpoint_every=2,
    keep_checkpoints=2,
    warm_up=WarmUp(steps=4, good=0.0, count=32, batch=8),
)
SCRIPT = """
import functools, json, sys
from palaestra.agents.recipes import spiral
from palaestra.agents.table import table

make = functools.partial(table, "Game-Nim-v0", format="plain", piles=(2, 1))
settings = spiral.Spiral.from_json(json.loads(sys.argv[2]))
if __name__ == "__main__":
    spiral.train(make, settings, sys.argv[1], resume="--resume" in sys.argv, progress=False)
"""
MAKE = functools.partial(table, "Game-Nim-v0", format="plain", piles=(2, 1))


def metrics(run: Path) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    return [{key: value for key, value in line.items() if key != "seconds"} for line in lines]


def memory(run: Path) -> Any:
    last = complete_checkpoints(run / "checkpoints")[-1]
    state = json.loads((last / "trainer_state.json").read_text())
    return state["stateful_callbacks"]["SeamState"]["attributes"]["memory"]


def same(one: Path, other: Path) -> None:
    assert metrics(one) == metrics(other)
    assert memory(one) == memory(other)
    assert {p.name for p in (one / "opponents").iterdir()} == {p.name for p in (other / "opponents").iterdir()}
    first, second = (load_model(run)[0].state_dict() for run in (one, other))
    assert all((first[key] == second[key]).all() for key in first)


def test_a_run_that_was_stopped_goes_on_to_the_last_digit(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    settings = dataclasses.replace(SHORT, steps=6)
    spiral.train(MAKE, settings, whole, progress=False)
    shutil.copytree(whole, broken)
    shutil.rmtree(broken / "model")  # as it lay there after step 4 and a part of step 5
    shutil.rmtree(broken / "checkpoints" / "checkpoint-6")
    for step in (4, 5):
        (broken / "opponents" / f"step-{step}.safetensors").write_bytes(b"half")
    (broken / "opponents" / ".new").mkdir()
    (broken / "opponents" / ".new" / ".tmpyIEnfw").write_bytes(b"killed while writing")
    lines = (broken / "metrics.jsonl").read_text().splitlines(keepends=True)
    (broken / "metrics.jsonl").write_text("".join(lines[:5]) + '{"step": 6, "re')
    spiral.train(MAKE, settings, broken, progress=False, resume=True)
    same(whole, broken)
    kept = memory(whole)
    assert set(kept) == {"curriculum", "advantage", "opponents"}
    assert kept["opponents"]["batches"] == kept["curriculum"]["batches"] == 6
    assert {"Game-Nim-v0/0", "Game-KuhnPoker-v0/1"} <= set(kept["advantage"]["baselines"])
    played = {key.split("/")[2] for line in metrics(whole) for key in line if key.startswith("palaestra/win/")}
    assert played == {"Game-Nim-v0", "Game-KuhnPoker-v0"}
    assert not [key for key in metrics(whole)[0] if "Kuhn" in key], "the second game joins after one batch"
    assert json.loads((whole / "config.json").read_text())["recipe"] == "spiral"
    assert "by Spiral" in (whole / "model" / "README.md").read_text()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is POSIX")
def test_killed_and_resumed_is_the_same_to_the_last_digit(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    settings = json.dumps(dataclasses.replace(SHORT, steps=12).to_json())
    env = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}

    def start(run: Path, *more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, str(script), str(run), settings, *more], env=env)

    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert start(whole).wait() == 0
    process = start(broken)
    for _ in range(2400):
        if len(complete_checkpoints(broken / "checkpoints")) >= 2:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert not (broken / "model").exists()
    assert start(broken, "--resume").wait() == 0
    same(whole, broken)


def test_settings_go_through_json() -> None:
    for preset in [*PRESETS.values(), SHORT]:
        assert Spiral.from_json(json.loads(json.dumps(preset.to_json()))) == preset
    with pytest.raises(PalaestraError, match="Spiral has no setting 'decy'; did you mean 'decay'"):
        Spiral.from_json({"decy": 0.5})


def test_the_papers_settings() -> None:
    assert (PAPER.decay, PAPER.baseline, PAPER.learning_rate, PAPER.schedule) == (0.95, "role", 1e-6, "constant")
    assert PAPER.prompts * PAPER.rollouts == 128
    assert (PAPER.steps, PAPER.temperature, PAPER.beta, PAPER.trl["num_iterations"]) == (400, 1.0, 0.0, 2)
    assert PAPER.opponents == {"self": 1.0}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"rollouts": 3}, "has 2 seats"),
        ({"games": ("Game-KuhnPoker-v0:1",), "joins": ()}, "has 3 seats"),
        ({"games": ("Game-KuhnPoker-v0:x",)}, "ID:LEVEL"),
        ({"games": ("Puzzle-Sort-v0",)}, "no game"),
        ({"joins": (1, 2)}, "one number for each"),
        ({"baseline": "rolle"}, "did you mean 'role'"),
        ({"opponents": {}}, "give each a share"),
        ({"opponents": {"self": 1.0, "orakle": 1.0}}, "did you mean 'oracle'"),
        ({"trl": {"num_iterations": 2}, "checkpoint_every": 5}, "multiple of num_iterations"),
    ],
)
def test_settings_that_do_not_fit_are_refused_before_anything_is_made(
    changed: dict[str, Any], says: str, tmp_path: Path
) -> None:
    with pytest.raises(PalaestraError, match=says):
        spiral.train(MAKE, dataclasses.replace(SHORT, **changed), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_room_for_the_longest_games() -> None:
    move, whole = spiral.room([MAKE])
    assert 8 <= move <= 16
    assert whole > 2 * move
    assert spiral.room([MAKE]) == (move, whole)
    assert spiral.room([MAKE], phrases=True)[1] < whole / 2
