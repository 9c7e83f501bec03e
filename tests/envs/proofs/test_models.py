"""The second checker itself: statements known to be true or false, Lean's precedences, and random formulas."""

import random
from pathlib import Path

import intuitionistic as g4ip
import lean_syntax
import models
import pytest
import statements
from arithmetic import random_formula, unknowns
from faults import has_monus, lean, negative, random_proposition
from hypothesis import given, settings
from intuitionistic import intuitionistic
from lean_syntax import Parser
from models import judge
from statements import Unsupported, read
from strategies import nasty_texts

from palaestra.envs.proofs.linear import Refuted, refute

TRUE = [
    "∀ p q : Prop, p ∧ q → q ∧ p",
    "theorem a (p q : Prop) (h : p ∨ q) : q ∨ p",
    "∀ p q : Prop, ((p → q) → p) → p",
    "∀ p q : Prop, (p = q) ↔ (p ↔ q)",
    "2 ^ 10 = 1024 ∧ 7 % 3 = 1 ∧ 3 - 5 = 0 ∧ 5 / 0 = 0 ∧ 5 % 0 = 5",
    "(3 : Int) - 5 = -2 ∧ (-7 : Int) / 2 = -4 ∧ (-7 : Int) % 2 = 1 ∧ (7 : Int) / (-2) = -3",
    "∃ n : Nat, n * n = 16",
    "theorem a (x y : Bool) : (x && y) = (y && x) ∧ (x || !x) = true",
    "theorem a (f g : Bool → Bool) (h : ∀ x, f x = g x) : f = g",
    "[1, 2] ++ [3] = [1, 2, 3] ∧ [1, 2, 3].length = 3 ∧ [1, 2].map (fun x => x + 1) = [2, 3] ∧ 2 ∈ [1, 2]",
    "[1, 2, 3].foldr (fun x y => x + y) 0 = 6 ∧ (1 :: [2]).reverse = [2, 1] ∧ [5, 6].filter (fun n => n == 5) = [5]",
]
NOT_FALSE = [
    "theorem a (n m : Nat) : n + m = m + n",
    "theorem a (n m : Int) : n - m + m = n",
    "theorem a (n : Nat) (h : n > 0) : n - 1 < n",
    "theorem a (n : Nat) : 2 ∣ n * (n + 1)",
    "theorem a (x : Int) : x % 2 = 0 ∨ x % 2 = 1",
    "theorem a (n m : Nat) : (n : Int) - m + m = n",
    "theorem a {α : Type} [Inhabited α] (P : α → Prop) (h : ∀ x, P x) : ∃ x, P x",
    "theorem a {α : Type} (xs ys : List α) : (xs ++ ys).reverse = ys.reverse ++ xs.reverse",
    "theorem a {α β : Type} (f : α → β) (xs : List α) : (xs.map f).length = xs.length",
    "theorem a (α : Type) (f : α → α) (h : ∀ x, f (f x) = x) (x y : α) (e : f x = f y) : x = y",
    "∀ n : Nat, ∃ m, m > n",
    "∀ (f : Nat → Nat), f 0 = 0 → (∀ n, f (n + 1) = f n + 2) → ∀ n, f n = 2 * n",
    "∃ n : Nat, n * n = 17",  # false, but no box tells
    "example : ∀ x > 0, x ≥ 1",
    "theorem a (xs : List Nat) (h : ∀ x ∈ xs, x = 0) : xs.sum = 0",
]
FALSE = [
    "theorem a (p q : Prop) (h : p ∨ q) : p",
    "theorem a (n m : Nat) : n - m + m = n",
    "theorem a (n : Nat) : 3 ∣ n * (n + 1)",
    "theorem a (n m : Nat) : ((n - m : Nat) : Int) = n - m",
    "theorem a {α : Type} (P Q : α → Prop) (h : ∀ x, P x ∨ Q x) : (∀ x, P x) ∨ ∀ x, Q x",
    "theorem a {α : Type} (P : α → Prop) (h : ∀ x, P x) : ∃ x, P x",  # the empty type
    "theorem a {α : Type} (R : α → α → Prop) (s : ∀ x y, R x y → R y x) "
    "(t : ∀ x y z, R x y → R y z → R x z) : ∀ x, R x x",
    "theorem a {α : Type} (R : α → α → Prop) (h : ∀ x, ∃ y, R x y) : ∃ y, ∀ x, R x y",
    "theorem a {α : Type} (xs ys : List α) : (xs ++ ys).reverse = xs.reverse ++ ys.reverse",
    "theorem a (x : Int) (h : x ≤ -7) : x % 3 = 1",
    "theorem a (n : ℕ) : n ^ 2 + n + 1 ≠ 43",
    "theorem a (x y z : Nat) : x - (y - z) = x - y + z",
    "theorem a (p : Prop) : p = True",
    "theorem a (f : Nat → Nat) (h : f 0 = 0) : f 1 = 1",
    "∃ x : Bool, x ≠ x",
    "1 + 1 = 3",
]


@pytest.mark.parametrize("text", TRUE)
def test_true(text):
    assert judge(text).verdict == "true"


@pytest.mark.parametrize("text", NOT_FALSE)
def test_not_refuted(text):
    assert judge(text).verdict == "unknown"


@pytest.mark.parametrize("text", FALSE)
def test_false(text):
    assert judge(text).verdict == "false"


def test_hypotheses_beyond_the_box_make_a_suspect():
    text = "theorem a (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 1) (h0 : f 0 = 0) : f 3 = 4"
    assert judge(text).verdict == "suspect"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("¬p ∧ q", "(¬p) ∧ q"),
        ("¬a = b", "¬(a = b)"),
        ("p → q → r", "p → (q → r)"),
        ("p ∧ q ∨ r → s ↔ t", "(((p ∧ q) ∨ r) → s) ↔ t"),
        ("p ∧ q ∧ r", "p ∧ (q ∧ r)"),
        ("a - b - c = d", "((a - b) - c) = d"),
        ("a ^ b ^ c * d", "(a ^ (b ^ c)) * d"),
        ("-a ^ b", "-(a ^ b)"),
        ("-a * b", "(-a) * b"),
        ("f x + g y", "(f x) + (g y)"),
        ("a :: b ++ c", "(a :: b) ++ c"),
        ("p ∧ ∀ x, q x → r", "p ∧ (∀ x, (q x → r))"),
        ("p /\\ q -> r", "p ∧ q → r"),
        ("∃ x y, p", "∃ x, ∃ y, p"),
    ],
)
def test_precedences(text, same):
    assert Parser(text).expression() == Parser(same).expression()


DEEP = ["(" * 20_000, "¬" * 20_000 + "True", "∀ x : Nat, " * 2_000 + "True", "f " * 5_000]
WRONG = ["", "p", "theorem", "∀", "1 +", "1 + 1", "theorem a : sorry", "example (n : Nat) : -n = n", "((", "1 = 1 )"]


@pytest.mark.parametrize("text", [*WRONG, *DEEP, "∀ n : Nat, n = true"])
def test_what_is_not_understood(text):
    assert judge(text).verdict == "unsupported"
    with pytest.raises(Unsupported):
        read(text)


@settings(max_examples=100, deadline=None)
@given(nasty_texts())
def test_any_text_gets_a_verdict(text):
    assert judge(text, tries=200).verdict in ("true", "false", "suspect", "unknown", "unsupported")
    assert intuitionistic(text) in (True, False, None)


def test_g4ip_agrees_with_known_facts():
    holds = ["p → p", "¬¬(p ∨ ¬p)", "(p → q) → ¬q → ¬p", "¬¬¬p → ¬p", "((p → q) → p) → ¬¬p", "¬(p ∨ q) ↔ ¬p ∧ ¬q"]
    fails = ["p ∨ ¬p", "¬¬p → p", "((p → q) → p) → p", "(p → q) ∨ (q → p)", "¬(p ∧ q) → ¬p ∨ ¬q", "(¬q → ¬p) → p → q"]
    assert all(intuitionistic(f"∀ p q : Prop, {text}") is True for text in holds)
    assert all(intuitionistic(f"∀ p q : Prop, {text}") is False for text in fails)
    assert intuitionistic("theorem a (p q : Prop) (h : p ∧ q) : q") is True
    assert intuitionistic("∀ n : Nat, n = n") is None


def test_glivenko():
    """A proposition is a tautology exactly when its double negation holds intuitionistically (Glivenko, 1929)."""
    rng = random.Random(7)
    seen = set()
    for _ in range(400):
        text = random_proposition(rng, 4)
        classical = judge(f"∀ p q r : Prop, {text}").verdict == "true"
        assert intuitionistic(f"∀ p q r : Prop, ¬¬({text})") is classical
        strong = intuitionistic(f"∀ p q r : Prop, {text}")
        assert classical or not strong
        seen.add((classical, strong))
    assert seen == {(True, True), (True, False), (False, False)}


def test_agrees_with_omega():
    rng = random.Random(8)
    counts = {"false": 0, "missed": 0, "proved": 0}
    for _ in range(300):
        formula = random_formula(rng, 2)
        names = unknowns(formula)
        if ("prop", 0) in names or (has_monus(formula) and (negative(formula) or any(n[0] == "int" for n in names))):
            continue
        binders = "".join(f"({k[0]}{n} : {k.capitalize()}) " for k, n in names)
        verdict = judge(f"theorem t {binders}: {lean(formula)}", tries=2_000).verdict
        outcome = refute([("not", formula)])
        assert verdict != "unsupported"
        if isinstance(outcome, Refuted):
            counts["proved"] += 1
            assert verdict in ("true", "unknown")
        elif verdict == "false":
            counts["false"] += 1
        elif all(len(expr) == 2 or isinstance(expr[2], int) for expr in outcome.model):
            counts["missed"] += 1  # a counterexample that is not near zero
    assert counts["proved"] > 20
    assert counts["false"] > 50
    assert counts["missed"] < 10


def test_it_imports_nothing_of_the_prover():
    for module in (models, statements, lean_syntax, g4ip):
        assert "palaestra" not in Path(module.__file__).read_text(encoding="utf-8")
