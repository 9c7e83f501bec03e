"""`palaestra train Proof-…`: a whole study, small, and what is refused before anything is loaded."""

import json
from pathlib import Path

import pytest

pytest.importorskip("trl")

from palaestra.cli import main
from palaestra.envs.proofs import check_proof

TINY = ["model=nano-32x1", "rounds=1", "demonstrations=6", "warm_up=30", "theorems=4", "steps=5", "expansions=3"]


@pytest.mark.parametrize("recipe", ["expert-iteration", "stp"])
def test_a_study_from_start_to_report(recipe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = tmp_path / "run"
    more = ["attempts=2", "conjectures=2", "conjecture_tokens=20"] if recipe == "stp" else []
    controls = ["uniform-policy", "more-fine-tuning", *(["no-conjectures"] if recipe == "stp" else [])]
    command = ["train", "Proof-Propositional-v0", "--recipe", recipe, "--model", "nano", "--eval-problems", "4"]
    command += ["--set", *TINY, *more, "--controls", *controls, "--run", str(run)]
    assert main(command) == 0
    rows = [json.loads(line) for line in (run / "evaluations.jsonl").read_text().splitlines()]
    assert [row["phase"] for row in rows] == ["before", "after", *["control"] * len(controls)]
    assert all(row["low"] <= row["accuracy"] <= row["high"] for row in rows)
    report = (run / "report.md").read_text()
    assert "share of theorems proved (mcts)" in report
    assert all(f"control: {control}" in report for control in controls)
    assert (run / "curves.png").stat().st_size > 10_000
    assert main(command) == 2
    assert "--resume" in capsys.readouterr().err
    assert main([*command, "--resume"]) == 0
    assert [json.loads(line) for line in (run / "evaluations.jsonl").read_text().splitlines()] == rows
    for line in (run / "ledger.jsonl").read_text().splitlines() if (run / "ledger.jsonl").exists() else []:
        row = json.loads(line)
        assert check_proof(row["statement"], "by\n  " + "\n  ".join(row["script"])).is_correct


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Puzzle-Sort-v0"], "Proof-"),
        (["Proof-Propositional-v0", "--controls", "no-conjectures"], "no-conjectures"),
        (["Proof-Propositional-v0", "--set", "search=bfs"], "best-first"),
        (["Proof-Propositional-v0", "--set", "theorem=3"], "theorems"),
        (["Proof-Propositional-v0", "--wrap", "FormatReward"], "--wrap"),
        (["Proof-Propositional-v0", "--interface", "chat"], "--interface"),
    ],
)
def test_what_does_not_fit_is_refused(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["train", *words, "--recipe", "expert-iteration", "--model", "nano", "--run", str(tmp_path / "run")]
    assert main(command) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "run").exists()
