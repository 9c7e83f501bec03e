"""Skeletons: their holes are theorems, and what is put together is a proof or nothing."""

import functools

import pytest

from palaestra.agents.proofs import Uniform, consistency, cuts, decompose, holes, prove, splice
from palaestra.agents.proofs.decompose import SkeletonError
from palaestra.agents.proofs.search import best_first
from palaestra.envs.proofs import check_proof

CHAIN = "theorem t (p q r s : Prop) (h1 : p → q) (h2 : q → r) (h3 : r → s) : p → s ∧ r"
SKELETON = """by
  intro h4
  have h5 : q := by sorry -- sorry, in a comment, is none
  have h6 : r ∧ s := by
    have h7 : r := by
      sorry
    constructor
    · exact h7
    · sorry
  exact ⟨sorry, h6.left⟩"""
MENU = ["assumption", "constructor", *(f"apply h{i}" for i in range(1, 8)), *(f"exact h{i}" for i in range(1, 8))]


def test_each_hole_is_the_theorem_at_its_place() -> None:
    given = "(p q r s : Prop) (h1 : p → q) (h2 : q → r) (h3 : r → s) (h4 : p) "
    assert holes(CHAIN, SKELETON) == [
        f"theorem part {given}: q",
        f"theorem part {given}(h5 : q) : r",
        f"theorem part {given}(h5 : q) (h7 : r) : s",
        f"theorem part {given}(h5 : q) (h6 : r ∧ s) : s",
    ]


def test_a_skeleton_is_solved_part_by_part_and_accepted_whole() -> None:
    found = decompose(CHAIN, [SKELETON], Uniform(MENU), functools.partial(best_first, width=20))
    assert found is not None
    assert found.solved == 4
    assert found.proof is not None
    assert "sorry" not in found.proof
    assert check_proof(CHAIN, found.proof).is_correct
    assert consistency(SKELETON, found.proof) == 1.0
    assert consistency(SKELETON, "by\n  have h5 : q := h1 h4\n  exact h5") == pytest.approx(1 / 3)


def test_the_kernel_accepts_no_skeleton() -> None:
    assert not check_proof(CHAIN, SKELETON).is_correct
    assert not check_proof(CHAIN, "by sorry").is_correct


def test_a_hole_that_is_false_stays_open() -> None:
    wrong = "by\n  intro h4\n  have h5 : ¬p := by sorry\n  exact absurd h4 h5"
    right = "by\n  intro h4\n  have h5 : r := by sorry\n  exact ⟨h3 h5, h5⟩"
    found = decompose(CHAIN, [wrong], Uniform(MENU))
    assert found is not None
    assert (found.solved, found.proof) == (0, None)
    found = decompose(CHAIN, [wrong, right], Uniform(MENU), functools.partial(best_first, width=20))
    assert found is not None
    assert found.skeleton == right
    assert found.proof is not None


@pytest.mark.parametrize(
    "skeleton",
    [
        "by\n  intro h4",  # a goal is left
        "by\n  intro h4\n  have h5 : q := by sorry",  # the same
        "by\n  exact h9\n  sorry",  # a line is refused
        "by\n  intro h4\n  sorry\n  sorry",  # nothing is left for the second
        "by\n  intro h4\n  constructor\n  · skip\n    have h5 : q := by sorry\n  · sorry",  # the block leaves its goal
        "fun h => sorry",
        "by\n  apply sorry",
        "",
    ],
)
def test_what_does_not_hang_together_is_refused(skeleton: str) -> None:
    with pytest.raises(SkeletonError):
        holes(CHAIN, skeleton)
    assert decompose(CHAIN, [skeleton], Uniform(MENU)) is None


def test_splice_keeps_the_blocks() -> None:
    skeleton = "by\n  constructor\n  · sorry\n  · intro h\n    sorry"
    assert splice(skeleton, [["left", "exact a"], ["exact b"]]) == (
        "by\n  constructor\n  · left\n    exact a\n  · intro h\n    exact b"
    )


def test_a_cut_proves_what_the_same_search_does_not() -> None:
    # q must be proved first, and no tactic of the menu says so
    statement = "theorem t (p q r : Prop) (h1 : p → q) (h2 : q ∧ p → r) (h3 : q → q ∧ p → r → False) : p → False"
    menu = ["assumption", "constructor", "contradiction", "apply h1", "apply h2", "exact h2 c6", "exact h3 h1"]
    method = functools.partial(best_first, expansions=12, width=9)
    (plain,) = prove([statement], Uniform([*menu, "intro c1"]), method)
    assert not plain.proved
    menu += ["exact h3 c6.left c6 (h2 c6)"]
    found = decompose(statement, cuts(statement), Uniform(menu), method)
    assert found is not None
    assert found.proof is not None
    assert check_proof(statement, found.proof).is_correct
    assert "have c6 : q ∧ p" in found.proof
