"""A report says what the run's files say, and says so when there is nothing to say."""

import json

import pytest

from palaestra.benchmarks.report import conclusion, findings, write_report
from palaestra.envs import PalaestraError


def row(phase, accuracy, low, high, **more):
    base = {"phase": phase, "label": "x", "set": "held out", "decoding": "sampled", "problems": 64, "answers": 256}
    base |= {"accuracy": accuracy, "low": low, "high": high, "length": 3.0, "statuses": {"correct": 9, "no_answer": 7}}
    return base | more


def test_conclusion_tells_whether_intervals_touch():
    assert "+40.0 points; the 95 % intervals do not touch" in conclusion(
        [row("before", 0.3, 0.2, 0.4), row("after", 0.7, 0.6, 0.8)]
    )
    assert "overlap" in conclusion([row("before", 0.3, 0.2, 0.4), row("after", 0.4, 0.39, 0.5)])
    assert "-20.0 points" in conclusion([row("before", 0.5, 0.4, 0.6), row("after", 0.3, 0.2, 0.35)])
    assert "not finished" in conclusion([row("before", 0.3, 0.2, 0.4)])


def test_a_run_that_never_earned_anything_is_told_so():
    dead = [{"step": i, "zero_std_share": 1.0, "seconds": 1.0} for i in range(4)]
    assert any("nothing to learn from" in line for line in findings(dead))
    assert not any("nothing to learn" in line for line in findings([{"step": 1, "zero_std_share": 0.2, "seconds": 1}]))


def test_report_is_made_of_the_run_folder(tmp_path):
    pytest.importorskip("matplotlib")
    study = {"id": "Puzzle-Sort-v0", "settings": {"model": "<nano>"}, "command": "palaestra demo", "notes": ["a note"]}
    (tmp_path / "study.json").write_text(json.dumps(study))
    rows = [row("before", 0.3, 0.2, 0.4), row("after", 0.7, 0.6, 0.8), row("control", 0.3, 0.2, 0.4, label="shuffled")]
    (tmp_path / "evaluations.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows) + '{"cut off')
    metrics = [{"step": i, "reward": i / 9, "accuracy": i / 9, "length": 4, "seconds": 0.5} for i in range(9)]
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(m) + "\n" for m in metrics))
    md, page = write_report(tmp_path)
    text, html = md.read_text(), page.read_text()
    for said in ("70.0 [60.0, 80.0]", "control: shuffled", "a note", "palaestra demo"):
        assert said in text
        assert said in html
    assert "<nano> on" not in html, "what comes from files is escaped"
    assert "data:image/png;base64," in html
    assert "http" not in html, "the page is self-contained"
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_is_no_run(tmp_path):
    with pytest.raises(PalaestraError, match="no run folder"):
        write_report(tmp_path)


def test_controls_and_the_warm_up_are_told(tmp_path):
    pytest.importorskip("matplotlib")
    rows = [row("before", 0.3, 0.2, 0.4), row("after", 0.7, 0.6, 0.8)]
    rows.append(row("control", 0.1, 0.05, 0.2, label="shuffled-rewards"))
    assert "shuffled-rewards reached 10.0 [5.0, 20.0] %" in conclusion(rows)
    (tmp_path / "study.json").write_text(json.dumps({"id": "Puzzle-Sort-v0", "settings": {"model": "nano"}}))
    warmed = {"steps": 5, "demonstrations": 400, "right": 121, "seconds": 2.0, "losses": [3.0, 1.0]}
    (tmp_path / "warm_up.json").write_text(json.dumps(warmed))
    assert "400 demonstrations 121 (30.2 %) are right" in write_report(tmp_path)[0].read_text()
