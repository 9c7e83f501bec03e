"""The census of generated theorems counts what it says, and shows a proof that is refused."""

from collections.abc import Sequence
from typing import Any

import pytest

from palaestra.benchmarks import proofs


def test_a_census_counts_theorems_and_certificates(capsys: pytest.CaptureFixture[str]) -> None:
    assert proofs.main(["--theorems", "10", "--families", "Equational", "Proof-Inequality-v0"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert [row[:4] for row in rows] == [
        ["Proof-Equational-v0", "10", "10", "10"],
        ["Proof-Inequality-v0", "10", "10", "10"],
    ]
    assert [row[4] for row in rows] == ["0.0", "100.0"]


def test_a_refused_proof_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    row = proofs.Drawn(2, "theorem", "theorem t : 0 = 1", "omega could not prove the goal", False, 1)

    def two(id: str, numbers: Sequence[int]) -> list[Any]:
        return [row, row._replace(refusal="", identity="other")]

    monkeypatch.setattr(proofs, "drawn", two)
    assert proofs.main(["--theorems", "2", "--families", "Lists"]) == 1
    told = capsys.readouterr().out
    assert "level 2: omega could not prove the goal\n  theorem t : 0 = 1" in told


def test_an_unknown_family_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        proofs.main(["--families", "Geometry"])
    assert "'Proof-Geometry-v0' is no family" in capsys.readouterr().err
