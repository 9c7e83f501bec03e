"""Theorems on list programs, proved by induction over lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...core import knob
from .base import BUDGET, Theorem, symbols
from .counting import CountingTask

KINDS = {
    "fusion": 0, "total": 0, "append": 1, "change": 1, "through": 2, "joined": 2, "loop": 3, "reversed": 4,
    "reversal": 5,
}  # fmt: skip
MEASURES, CHANGES, LISTS = (
    ("len", "sum", "cost", "size", "weight"),
    ("dup", "inc", "conv", "spread"),
    ("l", "m", "xs", "ys", "s"),
)
ZERO, ASSOC = "rw [Nat.zero_add]", "rw [← Nat.add_assoc]"


@dataclass(frozen=True)
class Lists(CountingTask):
    """Prove what a list program does, by induction over lists.

    Description: functions on lists of natural numbers, given by their laws for [] and x :: l: measures such as
    lengths and weighted sums, appending, reversing, maps that change or double each element, and loops with an
    accumulator. Kinds: two changes in one go, a measure of a doubled or changed list, of two lists appended, a change
    of what was appended, a loop over all accumulators, the measure of a reversed list, which needs a lemma, and the
    reversal of what was appended, which needs two lemmas.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as chat one tactic; as
    moves one of 36 tactics, the oracle's among them.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics.

    Arguments: `stage` says which kinds there are, `largest` how large coefficients may be. Statements and proofs are
    plain Lean 4, without Mathlib.

    Oracle: its own induction. Difficulty: the symbols of its proof. No theorem is closed by one call of an automatic
    tactic, nor after intros.

    Floors: random tactics and any constant proof prove few theorems, for names and laws differ. Each level has more
    than 20,000 problems. Version history: v0, the first.
    """

    stage: int = knob(0, "kinds of theorems, from 0 to 5")
    budget: int = knob(10, BUDGET)

    levels: ClassVar[Sequence[Lists]]
    kinds: ClassVar[Mapping[str, int]] = KINDS
    lemmas: ClassVar[str] = (
        " Lemmas of Lean's core are known, such as Nat.add_comm, Nat.mul_add, Nat.pow_succ and Nat.add_assoc."
    )
    example: ClassVar[tuple[str, str]] = (
        "theorem zero (f : List Nat → Nat) (f_nil : f [] = 0) (f_cons : ∀ x l, f (x :: l) = f l) (l : List Nat) : "
        "f l = 0",
        "by\n  induction l with\n  | nil => exact f_nil\n  | cons x l ih => rw [f_cons, ih]",
    )
    common: ClassVar[tuple[str, ...]] = ("omega", "rfl", "simp")
    places: ClassVar[int] = 36

    def theorem(self, rng: np.random.Generator) -> Theorem:
        """Draw a kind, names and coefficients."""
        mu = MEASURES[int(rng.integers(len(MEASURES)))]
        g = CHANGES[int(rng.integers(len(CHANGES)))]
        xs, ys = (LISTS[int(i)] for i in rng.permutation(len(LISTS))[:2])
        a, b, c, d = rng.integers(2, self.largest + 1, 4).tolist()
        draw = self.kind(rng)
        statement, plan = draw(mu, g, xs, ys, a, b, c, d)
        menu = [
            f"induction {xs}",
            f"induction {ys}",
            f"cases {xs}",
            f"rename_i x {xs} ih",
            "rename_i y k ih",
            "rw [ih]",
            "rw [← ih]",
            *(f"rw [{f}_{case}]" for f in (mu, g, "app", "rev") for case in ("nil", "cons")),
            "exact ih",
            "rw [Nat.add_assoc]",
            "rw [Nat.add_comm]",
            "rw [Nat.add_zero]",
            f"intro {xs} {ys}",
            f"rw [app_cons x {ys} {xs}]",
        ]
        return Theorem(statement, plan, menu, symbols(plan))

    def _total(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """A measure of a list in which every element stands twice, changed."""
        laws = f"{_measure(mu, a, b, 0)} {_law(g, '[]', f'(x + {c}) :: (x + {d}) :: {g} l')}"
        length = f"{_measure('count', 0, 1, 0)} "
        goal = f"{mu} ({g} {xs}) = 2 * {mu} {xs} + {a * (c + d)} * count {xs}"
        plan = _over(
            xs,
            f"rw [{g}_nil, {mu}_nil, count_nil]",
            [f"rw [{g}_cons, {mu}_cons, {mu}_cons, {mu}_cons, count_cons]", "omega"],
        )
        kinds = f"({mu} count : List Nat → Nat) ({g} : List Nat → List Nat)"
        return f"{kinds} {length}{laws} ({xs} : List Nat) : {goal}", plan

    def _change(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """A measure of a list whose elements were changed."""
        laws = f"{_measure(mu, a, b, c)} {_measure('count', 0, 1, 0)} {_law(g, '[]', f'({d} * x + {b}) :: {g} l')}"
        goal = f"{mu} ({g} {xs}) + {b * (d - 1)} * count {xs} + {c * (d - 1)} = {d} * {mu} {xs} + {a * b} * count {xs}"
        step = [
            f"rw [{g}_cons]",
            f"rw [{mu}_cons]",
            f"have z := {mu}_cons x {xs}",
            f"have y := count_cons x {xs}",
            "rw [z, y]",
            "omega",
        ]
        plan = _over(xs, f"rw [{g}_nil, {mu}_nil, count_nil]", step)
        return f"({mu} count : List Nat → Nat) ({g} : List Nat → List Nat) {laws} ({xs} : List Nat) : {goal}", plan

    def _fusion(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """Two changes of the elements are one."""
        inner, outer = f"({c} * x + {d})", f"({a} * x + {b})"
        laws = f"{_law(g, '[]', f'{inner} :: {g} l')} {_law('next', '[]', f'{outer} :: next l')}"
        whole = _law("both", "[]", f"({a} * {inner} + {b}) :: both l")
        plan = _over(xs, f"rw [{g}_nil, next_nil, both_nil]", [f"rw [{g}_cons, next_cons, both_cons]", "rw [ih]"])
        kinds = f"({g} next both : List Nat → List Nat)"
        return f"{kinds} {laws} {whole} ({xs} : List Nat) : next ({g} {xs}) = both {xs}", plan

    def _append(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """A measure of two lists, one after the other."""
        goal = f"{mu} (app {xs} {ys}) = {mu} {xs} + {mu} {ys}"
        step = [f"rw [app_cons x {xs} {ys}]", f"rw [{mu}_cons x {xs}]", f"rw [{mu}_cons]", "rw [ih]", ASSOC]
        plan = [f"induction {xs}", f"rw [app_nil {ys}, {mu}_nil]", ZERO, f"rename_i x {xs} ih", *step]
        return f"({mu} : List Nat → Nat) {_APP} {_sum(mu, a, b)} ({xs} {ys} : List Nat) : {goal}", plan

    def _through(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """A change of elements goes through appending."""
        head = f"({a} * x + {b}) :: " if c % 3 else f"({a} * x + {b}) :: ({d} * x + {c}) :: "
        goal = f"{g} (app {xs} {ys}) = app ({g} {xs}) ({g} {ys})"
        step = [f"rw [app_cons x {xs} {ys}]", f"rw [{g}_cons x (app {xs} {ys})]", f"rw [{g}_cons x {xs}]"]
        step += ["rw [app_cons]"] * head.count("::") + ["rw [ih]"]
        plan = [
            f"induction {xs}",
            f"rw [app_nil {ys}]",
            f"rw [{g}_nil]",
            f"rw [app_nil ({g} {ys})]",
            f"rename_i x {xs} ih",
            *step,
        ]
        laws = f"{_APP} {_law(g, '[]', f'{head}{g} l')}"
        return f"({g} : List Nat → List Nat) {laws} ({xs} {ys} : List Nat) : {goal}", plan

    def _joined(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """A measure of what a change made of two lists, one after the other."""
        head = f"({c} * x + {d}) :: "
        laws = f"{_APP} {_sum(mu, a, b)} {_law(g, '[]', f'{head}{g} l')}"
        goal = f"{mu} ({g} (app {xs} {ys})) = {mu} ({g} {xs}) + {mu} ({g} {ys})"
        step = [f"rw [app_cons x {xs} {ys}]", f"rw [{g}_cons x (app {xs} {ys})]", f"rw [{g}_cons x {xs}]"]
        step += [f"rw [{mu}_cons _ ({g} (app {xs} {ys}))]", f"rw [{mu}_cons _ ({g} {xs})]", "rw [ih]", ASSOC]
        plan = [
            f"induction {xs}",
            f"rw [app_nil {ys}]",
            f"rw [{g}_nil]",
            f"rw [{mu}_nil]",
            ZERO,
            f"rename_i x {xs} ih",
            *step,
        ]
        kinds = f"({mu} : List Nat → Nat) ({g} : List Nat → List Nat)"
        return f"{kinds} {laws} ({xs} {ys} : List Nat) : {goal}", plan

    def _reversed(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """A measure of a reversed list; a lemma on appending is needed."""
        laws = f"{_APP} {_REV} {_sum(mu, a, b)}"
        plan = [
            f"have lemma1 : ∀ k j, {mu} (app k j) = {mu} k + {mu} j := ?_",
            "intro k j",
            "induction k",
            "rw [app_nil j]",
            f"rw [{mu}_nil]",
            ZERO,
            "rename_i x k ih",
            "rw [app_cons x k j]",
            f"rw [{mu}_cons x k]",
            f"rw [{mu}_cons x (app k j)]",
            "rw [ih]",
            ASSOC,
            f"induction {xs}",
            "rw [rev_nil]",
            f"rename_i x {xs} ih",
            f"rw [rev_cons x {xs}]",
            f"rw [lemma1 (rev {xs}) [x]]",
            f"rw [{mu}_cons x []]",
            f"rw [{mu}_nil]",
            f"rw [{mu}_cons x {xs}]",
            "rw [ih]",
            "rw [Nat.add_zero]",
            "rw [Nat.add_comm]",
        ]
        return f"({mu} : List Nat → Nat) {laws} ({xs} : List Nat) : {mu} (rev {xs}) = {mu} {xs}", plan

    def _loop(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """What a loop with two accumulators comes to, for all of them; then what it comes to from the start."""
        laws = (
            f"{_sum(mu, a, b)} {_law(g, '[]', f'({d} * x + {c}) :: {g} l')} {_APP} "
            "(loop_nil : ∀ i m, loop [] i m = i :: m) "
            f"(loop_cons : ∀ x l i m, loop (x :: l) i m = ({d} * x + {c}) :: loop l (i + ({a} * x + {b})) m)"
        )
        plan = [
            f"have lemma1 : ∀ k i j, loop k i j = app ({g} k) ((i + {mu} k) :: j) := ?_",
            "intro k",
            "induction k",
            "intro i j",
            "rw [loop_nil]",
            f"rw [{g}_nil]",
            f"rw [{mu}_nil]",
            "rw [Nat.add_zero]",
            "rw [app_nil]",
            "rename_i x k ih",
            "intro i j",
            "rw [loop_cons]",
            f"rw [{g}_cons]",
            f"rw [{mu}_cons]",
            "rw [app_cons]",
            "rw [ih]",
            "rw [Nat.add_assoc i]",
            f"rw [lemma1 {xs} {b} {ys}]",
        ]
        goal = f"loop {xs} {b} {ys} = app ({g} {xs}) (({b} + {mu} {xs}) :: {ys})"
        kinds = f"({mu} : List Nat → Nat) ({g} : List Nat → List Nat) (loop : List Nat → Nat → List Nat → List Nat)"
        return f"{kinds} {laws} ({xs} {ys} : List Nat) : {goal}", plan

    def _reversal(self, mu: str, g: str, xs: str, ys: str, a: int, b: int, c: int, d: int) -> tuple[str, list[str]]:
        """Reversing what was appended, with a change of the elements; appending must be known to be associative."""
        laws = f"{_APP} {_law('rev', '[]', f'app (rev l) [{a} * x + {b}]')}"
        plan = [
            "have nil : ∀ k, app k [] = k := ?_",
            "intro k",
            "induction k",
            "rw [app_nil]",
            "rename_i x k ih",
            "rw [app_cons x k []]",
            "rw [ih]",
            "have assoc : ∀ i j k, app (app i j) k = app i (app j k) := ?_",
            "intro i j k",
            "induction i",
            "rw [app_nil j]",
            "rw [app_nil (app j k)]",
            "rename_i x i ih",
            "rw [app_cons x i j]",
            "rw [app_cons x (app i j) k]",
            "rw [app_cons x i (app j k)]",
            "rw [ih]",
            f"induction {xs}",
            f"rw [app_nil {ys}]",
            "rw [rev_nil]",
            f"rw [nil (rev {ys})]",
            f"rename_i x {xs} ih",
            f"rw [app_cons x {xs} {ys}]",
            f"rw [rev_cons x (app {xs} {ys})]",
            f"rw [rev_cons x {xs}]",
            "rw [ih]",
            f"rw [assoc (rev {ys}) (rev {xs}) [{a} * x + {b}]]",
        ]
        goal = f"rev (app {xs} {ys}) = app (rev {ys}) (rev {xs})"
        return f"(rev : List Nat → List Nat) {laws} ({xs} {ys} : List Nat) : {goal}", plan

    @property
    def fallback(self) -> Theorem:
        """One of the kind."""
        return self.theorem(np.random.default_rng(0))


_APP = (
    "(app : List Nat → List Nat → List Nat) (app_nil : ∀ m, app [] m = m) "
    "(app_cons : ∀ x l m, app (x :: l) m = x :: app l m)"
)
_REV = "(rev : List Nat → List Nat) (rev_nil : rev [] = []) (rev_cons : ∀ x l, rev (x :: l) = app (rev l) [x])"


def _measure(name: str, weight: int, step: int, first: int) -> str:
    """Return the laws of a measure: so much for [], and a weight times the element and a step more for each."""
    part = f"{weight} * x + {step}" if weight else f"{step}"
    return _law(name, str(first), f"{name} l + ({part})" if weight else f"{name} l + {part}")


def _sum(name: str, weight: int, step: int) -> str:
    """Return the laws of a measure that is 0 for [] and begins with the head's part, so that sums rewrite."""
    return _law(name, "0", f"{weight} * x + {step} + {name} l")


def _law(name: str, nil: str, cons: str) -> str:
    return f"({name}_nil : {name} [] = {nil}) ({name}_cons : ∀ x l, {name} (x :: l) = {cons})"


def _over(xs: str, nil: str, cons: Sequence[str]) -> list[str]:
    return [f"induction {xs}", nil, f"rename_i x {xs} ih", *cons]


Lists.levels = (
    Lists(stage=0, budget=10),
    Lists(stage=1, budget=14),
    Lists(stage=2, budget=18),
    Lists(stage=3, budget=24),
    Lists(stage=4, budget=30),
    Lists(stage=5, budget=34),
)
