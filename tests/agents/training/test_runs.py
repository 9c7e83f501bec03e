"""A run folder: what is refused, and a run killed by SIGKILL that ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("trl")

from palaestra.agents.files import truncate, write_json
from palaestra.agents.llm import load_model
from palaestra.agents.recipes import GRPO, NANO_SORT, train
from palaestra.agents.training.runs import complete, complete_checkpoints, drop_incomplete
from palaestra.envs import PalaestraError

SCRIPT = """
import sys
import gymnasium as gym
import palaestra
from palaestra.agents.recipes import GRPO, train
from palaestra.agents.training import WarmUp

def make():
    return gym.make("Puzzle-Sort-v0", length=2, letters=4, format="plain")

settings = GRPO(
    steps=int(sys.argv[2]), prompts=4, rollouts=4, max_new_tokens=4, checkpoint_every=2, names=64,
    shuffle_rewards=True, warm_up=WarmUp(steps=10, count=64, batch=16, learning_rate=1e-2),
)
if __name__ == "__main__":
    train(make, settings, sys.argv[1], resume="--resume" in sys.argv, progress=False)
"""


def metrics(run: Path) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    return [{key: value for key, value in line.items() if key != "seconds"} for line in lines]


def start(script: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    env = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)} | environment
    return subprocess.Popen([sys.executable, str(script), *arguments], env=env)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is POSIX")
def test_killed_and_resumed_is_the_same_to_the_last_digit(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert start(script, str(whole), "12").wait() == 0
    process = start(script, str(broken), "12")
    for _ in range(1200):
        if len(complete_checkpoints(broken / "checkpoints")) >= 2:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert not (broken / "model").exists()
    last = complete_checkpoints(broken / "checkpoints")[-1]
    half = broken / "checkpoints" / "checkpoint-11"  # what a kill in the middle of writing leaves behind
    half.mkdir(exist_ok=True)
    (half / "trainer_state.json").write_text("{")
    with (broken / "metrics.jsonl").open("a") as file:
        file.write('{"step": 99, "rew')
    assert start(script, str(broken), "12", "--resume").wait() == 0
    assert last.exists() or complete_checkpoints(broken / "checkpoints")
    assert metrics(broken) == metrics(whole)
    assert [line["step"] for line in metrics(broken)] == list(range(1, 13))
    one, two = (load_model(run)[0].state_dict() for run in (whole, broken))
    assert all((one[key] == two[key]).all() for key in one)
    assert "model" in (broken / "model" / "README.md").read_text()


RANKS = """
import json, os, sys, time
from transformers import TrainerCallback
from palaestra.agents.training import trainer as parts
from palaestra.cli import main

class Losses(TrainerCallback):
    def on_log(self, args, state, control, logs=None, **kwargs):
        if "reward" in logs:
            with open(f"{sys.argv[1]}/rank{os.environ['RANK']}.jsonl", "a") as file:
                file.write(json.dumps([logs["loss"], logs["reward"], logs["grad_norm"]]) + "\\n")

init = parts.SeamedGRPOTrainer.__init__
def with_losses(self, *a, **k):
    init(self, *a, **k)
    self.add_callback(Losses())
parts.SeamedGRPOTrainer.__init__ = with_losses
if os.environ["RANK"] == "1":
    time.sleep(4)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.slow
def test_two_processes_take_equal_steps(tmp_path: Path) -> None:
    """As README starts them, with a control; the second comes when the first has written much of what it writes."""
    driver = tmp_path / "ranks.py"
    driver.write_text(RANKS)
    env = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2", str(driver)]
    command += [str(tmp_path), "train", "Puzzle-Sort-v0", "--model", "nano", "--steps", "2"]
    command += ["--run-dir", str(tmp_path / "run"), "--eval-problems", "8", "--controls", "shuffled-rewards"]
    command += ["--set", "warm_up.steps=60", "beta=0.01"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    ranks = [(tmp_path / f"rank{i}.jsonl").read_text().splitlines() for i in (0, 1)]
    assert len(ranks[0]) == 4
    assert ranks[0] == ranks[1]
    assert any(json.loads(line)[0] for line in ranks[0])
    for run in (tmp_path / "run", tmp_path / "run" / "controls" / "shuffled-rewards"):
        assert [line["step"] for line in metrics(run)] == [1, 2]
        load_model(run)
    assert (tmp_path / "run" / "report.html").exists()
    assert [done.stdout.count(f"{phase}, held out, sampled") for phase in ("before", "after", "control")] == [1, 1, 1]


def test_settings_are_json_and_unknown_ones_are_named() -> None:
    assert GRPO.from_json(json.loads(json.dumps(NANO_SORT.to_json()))) == NANO_SORT
    with pytest.raises(PalaestraError, match="did you mean 'learning_rate'"):
        GRPO.from_json({"learning_rates": 1})


def test_dry_run_prints_what_reaches_trl_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = GRPO(report_to="tensorboard", bf16=True, trl={"use_vllm": True, "max_steps": 7})
    train(lambda: pytest.fail("made"), settings, tmp_path / "run", dry_run=True)  # type: ignore[arg-type,return-value]
    shown = json.loads(capsys.readouterr().out)
    assert shown["trl"]["use_vllm"] is True
    assert shown["trl"]["max_steps"] == 7
    assert shown["trl"]["bf16"] is True
    assert shown["trl"]["report_to"] == "tensorboard"
    assert shown["trl"]["push_to_hub"] is False
    assert GRPO.from_json(shown["settings"]) == settings
    assert not (tmp_path / "run").exists()


def test_a_folder_in_use_and_other_settings_are_refused(tmp_path: Path) -> None:
    write_json(tmp_path / "config.json", {"settings": GRPO(steps=3).to_json()})
    with pytest.raises(PalaestraError, match="--resume"):
        train(lambda: pytest.fail("made"), GRPO(steps=3), tmp_path)  # type: ignore[arg-type,return-value]
    with pytest.raises(PalaestraError, match="steps=3"):
        train(lambda: pytest.fail("made"), GRPO(steps=4), tmp_path, resume=True)  # type: ignore[arg-type,return-value]


def test_only_marked_checkpoints_count_and_the_rest_goes(tmp_path: Path) -> None:
    for step in (2, 10, 4):
        (tmp_path / f"checkpoint-{step}").mkdir()
    for step in (10, 2):
        write_json(tmp_path / f"checkpoint-{step}" / "complete.json", {"step": step})
    assert [path.name for path in complete_checkpoints(tmp_path)] == ["checkpoint-2", "checkpoint-10"]
    (tmp_path / "checkpoint-12").mkdir()
    complete(tmp_path / "checkpoint-12", 12, keep=2)
    assert [path.name for path in complete_checkpoints(tmp_path)] == ["checkpoint-10", "checkpoint-12"]
    assert not (tmp_path / "checkpoint-2").exists()
    drop_incomplete(tmp_path)
    assert not (tmp_path / "checkpoint-4").exists()


def test_truncation_keeps_whole_lines_up_to_the_step(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    path.write_text('{"step": 1}\n{"step": 2}\n{"step": 3}\n{"st')
    truncate(path, 2)
    assert path.read_text() == '{"step": 1}\n{"step": 2}\n'
