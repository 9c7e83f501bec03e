"""Theorems on recursive functions of natural numbers, proved by induction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...core import knob
from .base import BUDGET, Theorem, symbols
from .counting import CountingTask

FUNCTIONS, NUMBERS = ("f", "g", "s", "t", "c", "d", "u"), ("n", "m", "k", "i", "j")
KINDS = {
    "linear": 0, "bound": 0, "power": 1, "sum": 2, "remainder": 2, "loop": 3, "squares": 4, "two": 5,
}  # fmt: skip

LEMMA = 20  # what a lemma, or a more general induction, adds to the difficulty


def square(n: str) -> str:
    """Return the line that multiplies out the square of a successor."""
    return f"have e : ({n} + 1) * ({n} + 1) = {n} * {n} + 2 * {n} + 1 := by ring"


@dataclass(frozen=True)
class Induction(CountingTask):
    """Prove what a recursive function comes to, by induction.

    Description: functions from natural numbers to natural numbers, given by their value at 0 and by a law for n + 1,
    and a closed form, a bound or a remainder. Kinds: linear growth, bounds, powers, remainders, sums of an arithmetic
    progression, a loop with an accumulator, where the induction has to be over all accumulators, sums of squares, and
    two functions of which one needs a lemma first.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as chat one tactic; as
    moves one of 24 tactics, the oracle's among them.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics.

    Arguments: `stage` says which kinds there are, `largest` how large coefficients may be. Statements are plain Lean
    4; so are the proofs but for ring, which is Mathlib's.

    Oracle: its own induction. Difficulty: the symbols of its proof, and 20 more for a lemma or for an induction over
    all accumulators. No theorem is closed by one call of an automatic tactic, nor after intros.

    Floors: random tactics and any constant proof prove few theorems, for names and laws differ; a proof that fits all
    names of its kind would be a constant that pays. Level 0 has more than 50,000 problems, the names not counted.
    Version history: v0, the first.
    """

    stage: int = knob(1, "kinds of theorems, from 0 to 5")
    budget: int = knob(12, BUDGET)

    levels: ClassVar[Sequence[Induction]]
    kinds: ClassVar[Mapping[str, int]] = KINDS
    lemmas: ClassVar[str] = (
        " Lemmas of Lean's core are known, such as Nat.add_comm, Nat.mul_add, Nat.pow_succ and Nat.le_trans."
    )
    example: ClassVar[tuple[str, str]] = (
        "theorem same (f : Nat → Nat) (f_succ : ∀ n, f (n + 1) = f n) (n : Nat) : f n = f 0",
        "by\n  induction n with\n  | zero => rfl\n  | succ n ih => rw [f_succ, ih]",
    )
    common: ClassVar[tuple[str, ...]] = ("omega", "ring", "simp")

    def theorem(self, rng: np.random.Generator) -> Theorem:
        """Draw a kind, names and coefficients."""
        f, g = (FUNCTIONS[int(i)] for i in rng.permutation(len(FUNCTIONS))[:2])
        n, m = (NUMBERS[int(i)] for i in rng.permutation(len(NUMBERS))[:2])
        draw = self.kind(rng)
        a, b, c, d = rng.integers(2, self.largest + 1, 4).tolist()
        theorem: Theorem = draw(f, g, n, m, a, b, c, d)
        menu = [
            f"induction {n}",
            "rename_i k ih",
            f"rename_i {n} ih",
            f"cases {n}",
            f"rw [{f}_zero]",
            f"rw [{f}_succ]",
            "rw [ih]",
            "rw [← ih]",
            f"rw [← {f}_succ]",
            f"simp [{f}_zero]",
            f"simp [{f}_succ]",
            square(n),
            f"have z := {f}_succ {n}",
            f"rw [{f}_zero, {f}_succ]",
            f"have e := {f}_zero",
        ]
        ideas = sum("∀" in line or "generalizing" in line for line in theorem.plan)
        return Theorem(theorem.statement, theorem.plan, menu, symbols(theorem.plan) + LEMMA * ideas)

    def _linear(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        laws = f"({f}_zero : {f} 0 = {b}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {f} {m} + {a})"
        goal = f"{f} {n} + {c} = {a} * {n} + {b + c}" if c % 2 else f"{c} * {f} {n} = {a * c} * {n} + {b * c}"
        return Theorem(f"({f} : Nat → Nat) {laws} ({n} : Nat) : {goal}", _by_induction(n, [f"rw [{f}_succ]", "omega"]))

    def _bound(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        law = f"{a} * {f} {m} + {b}" if d % 2 else f"{f} {m} + {m} + {b}"
        laws = f"({f}_zero : {f} 0 = {c}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {law})"
        goal = f"{n} < {f} {n}" if d % 3 else f"{min(a, b)} * {n} ≤ {f} {n}"
        return Theorem(f"({f} : Nat → Nat) {laws} ({n} : Nat) : {goal}", _by_induction(n, [f"rw [{f}_succ]", "omega"]))

    def _sum(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        laws = f"({f}_zero : {f} 0 = {c}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {f} {m} + ({a} * {m} + {b}))"
        goal = f"2 * {f} {n} + {a} * {n} = {a} * ({n} * {n}) + {2 * b} * {n} + {2 * c}"
        plan = _by_induction(n, [f"rw [{f}_succ]", square(n), "omega"])
        return Theorem(f"({f} : Nat → Nat) {laws} ({n} : Nat) : {goal}", plan)

    def _power(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        laws = f"({f}_zero : {f} 0 = {c}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {a} * {f} {m} + {(a - 1) * b})"
        goal = f"{f} {n} + {b} = {b + c} * {a} ^ {n}"
        plan = _by_induction(n, [f"rw [{f}_succ]", "rw [Nat.pow_succ]", "omega"])
        return Theorem(f"({f} : Nat → Nat) {laws} ({n} : Nat) : {goal}", plan)

    def _remainder(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        laws = f"({f}_zero : {f} 0 = {c}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {a * d + 1} * {f} {m} + {a * b})"
        before = [f"have step : ∀ {m}, {f} ({m} + 1) % {a} = {f} {m} % {a} := by intro {m}; rw [{f}_succ]; omega"]
        plan = [*before, *_by_induction(n, ["rw [step]", "exact ih"])]
        return Theorem(f"({f} : Nat → Nat) {laws} ({n} : Nat) : {f} {n} % {a} = {c % a}", plan)

    def _squares(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        step = f"({a} * ({m} * {m}) + {b} * {m} + {d})"
        laws = f"({f}_zero : {f} 0 = {c}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {f} {m} + {step})"
        left = f"6 * {f} {n} + {3 * a} * ({n} * {n}) + {3 * b} * {n}"
        goal = f"{left} = {2 * a} * ({n} * {n} * {n}) + {3 * b} * ({n} * {n}) + {a + 6 * d} * {n} + {6 * c}"
        cube = f"({n} + 1) * ({n} + 1) * ({n} + 1) = {n} * {n} * {n} + 3 * ({n} * {n}) + 3 * {n} + 1"
        plan = _by_induction(n, [f"rw [{f}_succ]", square(n), f"have e3 : {cube} := by ring", "omega"])
        return Theorem(f"({f} : Nat → Nat) {laws} ({n} : Nat) : {goal}", plan)

    def _two(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        laws = (
            f"({g}_zero : {g} 0 = {b}) ({g}_succ : ∀ {m}, {g} ({m} + 1) = {g} {m} + {a}) "
            f"({f}_zero : {f} 0 = {c}) ({f}_succ : ∀ {m}, {f} ({m} + 1) = {f} {m} + {d} * {g} {m})"
        )
        goal = f"2 * {f} {n} + {a * d} * {n} = {a * d} * ({n} * {n}) + {2 * b * d} * {n} + {2 * c}"
        steps = f"intro {m}; induction {m} with | zero => exact {g}_zero | succ {m} ih => rw [{g}_succ]; omega"
        lemma = f"have lemma1 : ∀ {m}, {g} {m} = {a} * {m} + {b} := by {steps}"
        plan = [lemma, *_by_induction(n, [f"rw [{f}_succ]", "rw [lemma1]", square(n), "omega"])]
        return Theorem(f"({f} {g} : Nat → Nat) {laws} ({n} : Nat) : {goal}", plan)

    def _loop(self, f: str, g: str, n: str, m: str, a: int, b: int, c: int, d: int) -> Theorem:
        laws = (
            f"({f}_zero : ∀ a, {f} 0 a = {c} * a + {d}) "
            f"({f}_succ : ∀ {m} a, {f} ({m} + 1) a = {f} {m} (a + ({a} * {m} + {b})))"
        )
        total = f"{2 * c} * a + {a * c} * ({n} * {n}) + {2 * b * c} * {n} + {2 * d}"
        goal = f"2 * {f} {n} a + {a * c} * {n} = {total}"
        plan = [
            f"induction {n} generalizing a",
            f"have z := {f}_zero a",
            "omega",
            f"rename_i {n} ih",
            f"have z := ih (a + ({a} * {n} + {b}))",
            f"rw [{f}_succ]",
            square(n),
            "omega",
        ]
        return Theorem(f"({f} : Nat → Nat → Nat) {laws} ({n} a : Nat) : {goal}", plan)

    @property
    def fallback(self) -> Theorem:
        """One of the kind, with fixed coefficients."""
        return self.theorem(np.random.default_rng(0))


def _by_induction(n: str, step: Sequence[str]) -> list[str]:
    return [f"induction {n}", "omega", f"rename_i {n} ih", *step]


Induction.levels = (
    Induction(stage=0, largest=99, budget=12),
    Induction(stage=1, largest=99, budget=12),
    Induction(stage=2, largest=99, budget=12),
    Induction(stage=3, largest=99, budget=12),
    Induction(stage=4, largest=99, budget=12),
    Induction(stage=5, largest=99, budget=12),
)
