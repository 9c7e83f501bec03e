"""The table of floors: a line for each level, with the kit's figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from palaestra.benchmarks import floors


def test_each_level_has_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "floors.md"
    assert floors.main(["Puzzle-Sort-v0", "--seeds", "10", "--out", str(file)]) == 0
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("| Puzzle-Sort-v0")]
    assert [line.split(" | ")[1] for line in lines] == ["0", "1", "2", "3", "4"]
    assert all(line.count("|") == len(floors.COLUMNS) + 3 for line in lines)
    assert all(float(line.split(" | ")[2]) < 0.5 for line in lines)
    assert lines[0] in capsys.readouterr().out
