"""Theorems made from concepts: checked, told in English, and each told differently."""

import json

import numpy as np
import pytest

from palaestra.envs import PalaestraError
from palaestra.envs.proofs import check_proof
from palaestra.envs.proofs.informal import UnsayableError, informal
from palaestra.envs.proofs.synthesis import OPERATIONS, concepts, lemmas_of, synthesize


def test_every_pair_of_concepts_gives_a_theorem_that_is_proved() -> None:
    for i, pair in enumerate(concepts()):
        made = synthesize(np.random.default_rng(i), pair)
        assert made.concepts == pair
        assert made.uses
        assert check_proof(made.statement, made.proof, lemmas=lemmas_of(made.uses)).is_correct
        assert not check_proof(made.statement, made.proof).is_correct  # it does rest on what it says
        assert made.informal_statement == informal(made.statement)
        json.dumps(made.to_json())


def test_the_operation_is_in_the_statement() -> None:
    for i in range(40):
        made = synthesize(np.random.default_rng(i))
        shapes = [kinds[made.concepts[1]] for kinds in OPERATIONS.values() if made.concepts[1] in kinds]
        assert any(shape.replace("{}", "").strip() in made.statement for shape in shapes)


def test_different_theorems_are_told_differently_and_the_seed_decides() -> None:
    many = [synthesize(np.random.default_rng(i)) for i in range(120)]
    told = {made.informal_statement: made.statement for made in many}
    assert all(told[made.informal_statement] == made.statement for made in many)
    assert len(told) > 100
    assert [synthesize(np.random.default_rng(i)) for i in range(120)][:20] == many[:20]


@pytest.mark.parametrize(
    ("formal", "english"),
    [
        ("(p q : Prop) (h : p ∧ q) : q ∧ p", "Let p and q be propositions. Suppose that p and q. Then q and p."),
        ("(p q : Prop) : (p → q) ∨ ¬(q ∧ p)", "Let p and q be propositions. Then (if p, then q) or (not (q and p))."),
        ("(n : Nat) (x : Int) : n ≤ n", "Let n be a natural number, and let x be an integer. Then n is at most n."),
        (": ∀ n : Nat, ∃ m, n < m", "For every natural number n, (there is some m such that (n is less than m))."),
        ("(a b : Int) : a - b = -(b - a)", "Let a and b be integers. Then a - b equals -(b - a)."),
    ],
)  # fmt: skip
def test_english_by_hand(formal: str, english: str) -> None:
    assert informal(f"theorem t {formal}") == english


def test_grouping_is_told() -> None:
    left = informal("theorem t (p q r : Prop) : (p ∧ q) ∧ r")
    assert left != informal("theorem t (p q r : Prop) : p ∧ (q ∧ r)")
    assert informal("theorem t (p q r : Prop) : p ∧ q ∧ r") == informal("theorem t (p q r : Prop) : p ∧ (q ∧ r)")


def test_what_cannot_be_said_is_not_said() -> None:
    with pytest.raises(UnsayableError):
        informal("theorem t : (fun x : Nat => x) = (fun x => x)")
    with pytest.raises(PalaestraError, match="concepts"):
        synthesize(np.random.default_rng(0), ("logic", "square"))
