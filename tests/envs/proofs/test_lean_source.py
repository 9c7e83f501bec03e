"""The source filter: what it lets through, and a file of cheating attempts that it and the embedded prover refuse."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs.proofs import check_proof, check_term
from palaestra.envs.proofs.lean.source import ALLOWED, COMMANDS, UNSOUND, Refused, clean, is_file, refusal
from palaestra.envs.proofs.theorems import theorems

CHEATS = json.loads((Path(__file__).parent / "cheats.json").read_text(encoding="utf-8"))


def test_there_are_many_and_each_says_why():
    assert len(CHEATS) >= 60
    assert len({(c["statement"], c["proof"]) for c in CHEATS}) == len(CHEATS)
    assert all(len(c["why"]) >= 7 for c in CHEATS)


@pytest.mark.parametrize("cheat", CHEATS, ids=[f"{i}-{c['why'][:40]}" for i, c in enumerate(CHEATS)])
def test_every_cheat_is_refused_by_the_filter_and_by_the_embedded_prover(cheat):
    assert refusal(cheat["proof"])
    assert not check_proof(cheat["statement"], cheat["proof"]).is_correct
    declared = f"{cheat['statement']} := {cheat['proof']}"
    assert refusal(declared)
    assert not check_term(declared).is_correct


def test_honest_proofs_pass_as_they_are_and_as_declarations():
    for t in theorems():
        assert refusal(t.proof) == "", t.name
        assert refusal(t.text) == "", t.name


@pytest.mark.parametrize(
    "text",
    [
        "by nlinarith [sq_nonneg (a - b), sq_nonneg (a + b), mul_pos ha hb]",
        "by\n  norm_num [Nat.pow_succ, Nat.mod_eq_of_lt] at *\n  <;> omega",
        "by\n  rcases h with ⟨x, hx, -⟩ | h\n  · simp_all [Finset.sum_range_succ]\n  all_goals try linarith",
        "by\n  calc\n    a = b := by rw [h]\n    _ = c := by\n      simp only [k, mul_comm]\n      ring",
        "theorem helper (n : ℕ) : n + 0 = n := by simp\n\ntheorem t (n : ℕ) : n + 0 = n := helper n",
        "lemma a.b : True := trivial".replace("a.b", "ab"),
        "def double (n : Nat) : Nat\n| 0 => 0\n| n + 1 => double n + 2",
        "by -- first\n  /- a /- nested -/ remark -/\n  trivial",
        "fun h ↦ (h.2 ▸ h.1 : p)",
        "by\n  obtain ⟨k, rfl⟩ := h\n  refine ⟨k ^ 2, ?_⟩\n  have h₁ : (2 * k) ^ 2 = 4 * k ^ 2 := by ring\n  exact h₁",
        "by\n  induction n with\n  | zero => simp\n  | succ n ih =>\n    rw [pow_succ]\n    linarith",
    ],
)
def test_the_usual_ways_to_write_proofs_pass(text):
    assert refusal(text) == ""


def test_comments_are_gone_from_what_is_handed_on():
    text = clean("by -- sorry\n  /- axiom -/ trivial")
    assert text.split() == ["by", "trivial"]
    assert not any(sign in text for sign in ("--", "/-", "-/"))


def test_what_is_a_file_and_what_is_a_proof():
    assert is_file(clean("theorem t : True := trivial"))
    assert not is_file(clean("by trivial"))
    with pytest.raises(Refused, match="at the margin"):
        clean("by trivial\ntheorem t : True := trivial")


@given(st.text(max_size=200))
def test_it_is_total_and_what_it_returns_holds_only_allowed_signs(text):
    try:
        found = clean(text)
    except Refused:
        return
    assert set(found) <= ALLOWED
    assert found.split()


@given(st.sampled_from(sorted(UNSOUND)), st.sampled_from(["by {}", "by\n  exact foo.{}", "fun x => x.{}.y", "{} a"]))
def test_an_unsound_word_ends_it_wherever_it_stands(word, frame):
    assert refusal(frame.format(word))


@given(st.sampled_from(sorted(COMMANDS)), st.sampled_from(["by {}", "by\n  exact h {}", "f ({} x)", "by simp\n{} x"]))
def test_a_command_ends_it_wherever_it_stands_alone(word, frame):
    assert refusal(frame.format(word))
    assert refusal("by exact Polynomial.eval_add.symm") == ""
    assert refusal("by exact Matrix.trace p.eval") == ""


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "/-" * 30_000,
        "by\n" + "  trivial\n" * 9_000,
        "\ud800",
        "\0" * 50,
        "a" * 1_000_000,
        "by " + "h." * 30_000,
    ],
    ids=["brackets", "comments", "steps", "surrogate", "zeros", "megabyte", "dots"],
)
def test_monsters_are_answered_quickly(text):
    began = time.process_time()
    refusal(text)
    assert time.process_time() - began < 1.0
