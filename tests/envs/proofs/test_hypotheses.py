"""What proofs take from certificates, stated as texts: Z3 proves it, and no box of values refutes it."""

import importlib
from collections import Counter

import numpy as np
import pytest
from models import judge

from palaestra.envs.proofs.check import deep_terms, parse_statement, prove
from palaestra.envs.proofs.lean.hypotheses import name_certificates
from palaestra.envs.proofs.printer import show
from palaestra.envs.proofs.theorems import proofs
from palaestra.envs.registry import entry_of, ids

smt = pytest.importorskip("smt", reason="needs z3-solver")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("∀ n m : Nat, n < m → n + 1 ≤ m", True),
        ("∀ n m : Nat, n - m + m = n", False),
        ("∀ a b : Int, (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2", True),
        ("∀ a : Int, a % 3 < 3 ∧ 0 ≤ a % 3", True),
        ("∀ n : Nat, 2 ∣ n → 3 ∣ n → 6 ∣ n", True),
        ("∀ (f : Nat → Nat) (n : Nat), f n < 5 → f n ≤ 7", True),
        ("∀ n : Nat, n", None),
    ],
)
def test_what_z3_says(text, verdict):
    assert smt.proved(text) is verdict


def generated(per_level):
    for entry in (entry_of(id) for id in ids() if id.startswith("Proof-")):
        module, name = entry.split(":")
        for i, task in enumerate(getattr(importlib.import_module(module), name).levels):
            for seed in range(per_level):
                problem = task.generate(np.random.default_rng([i, seed]))
                yield name, prove(parse_statement(problem.data["statement"]), task.solve(problem))


@pytest.mark.parametrize(("per_level", "every"), [(1, 8), pytest.param(10, 1, marks=pytest.mark.slow)])
def test_hypotheses_hold(per_level, every):
    terms = [("library", term) for term, _ in list(proofs().values())[::every]] + list(generated(per_level))
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    open_ones = []
    for source, term in terms:
        with deep_terms():
            texts = [show(statement) for _, statement in name_certificates(term)[1]]
        for text in texts:
            if text in seen:
                continue
            seen.add(text)
            found, box = smt.proved(text), judge(text, tries=400)
            assert box.verdict not in ("false", "suspect"), (source, text, box.witness)
            counts["proved by Z3" if found else "not read by Z3's translation" if found is None else "open"] += 1
            counts[f"box: {box.verdict}"] += 1
            if found is False:
                open_ones.append(text)
    print(dict(counts), *open_ones[:10], sep="\n")
    assert counts["proved by Z3"] > 0.9 * len(seen)
