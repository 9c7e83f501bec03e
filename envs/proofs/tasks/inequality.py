"""Theorems that one expression is at most another one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...core import knob
from .base import BUDGET, Theorem, symbols
from .counting import CountingTask

KINDS = {"product": 0, "triple": 1, "square": 2, "bernoulli": 3, "power": 1, "three": 4}
LETTERS = ("a", "b", "c", "d", "u", "v", "w", "z")
FACTS = ("ha", "hb", "hc", "hd", "hu", "hv", "hw", "hx", "hy", "hz")
SQUARES = (
    "have sq : ∀ x y : Nat, 2 * (x * y) ≤ x * x + y * y := ?_",
    "intro x y",
    "rcases Nat.le_total x y with h | h",
    "obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le h",
    "rw [hk]",
    "have e : x * x + (x + k) * (x + k) = 2 * (x * (x + k)) + k * k := by ring",
    "omega",
    "obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le h",
    "rw [hk]",
    "have e : (y + k) * (y + k) + y * y = 2 * ((y + k) * y) + k * k := by ring",
    "omega",
)
"""A proof that 2xy is at most x² + y², which natural numbers need as a lemma."""


@dataclass(frozen=True)
class Inequality(CountingTask):
    """Prove an inequality between natural numbers.

    Description: kinds: products of what is at most something, with linear parts; three factors; twice a product is at
    most the sum of the squares, weighted and with linear parts; Bernoulli's inequality and bounds of powers, by
    induction; sums of three products against sums of three squares.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as chat one tactic; as
    moves one of 24 tactics, the oracle's among them.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics.

    Arguments: `stage` says which kinds there are, `largest` how large coefficients may be. Statements are plain Lean
    4; so are the proofs but for ring, which is Mathlib's.

    Oracle: the products that are needed, then omega. Difficulty: the symbols of its proof. No theorem is closed by
    one call of an automatic tactic, nor after intros.

    Floors: random tactics and any constant proof prove few theorems, for names and coefficients differ. Levels 2 and 3
    have about 9,600 problems, the others more. Version history: v0, the first.
    """

    stage: int = knob(0, "kinds of theorems, from 0 to 4")
    budget: int = knob(8, BUDGET)

    levels: ClassVar[Sequence[Inequality]]
    kinds: ClassVar[Mapping[str, int]] = KINDS
    lemmas: ClassVar[str] = (
        " Lemmas of Lean's core are known, such as Nat.add_comm, Nat.mul_add, Nat.pow_succ and Nat.mul_le_mul."
    )
    example: ClassVar[tuple[str, str]] = (
        "theorem square (a b : Nat) (h : a ≤ b) : a * a ≤ b * b + 1",
        "by\n  have k := Nat.mul_le_mul h h\n  omega",
    )
    common: ClassVar[tuple[str, ...]] = ("omega", "simp", "decide")

    def theorem(self, rng: np.random.Generator) -> Theorem:
        """Draw a kind, names and coefficients."""
        letters = [LETTERS[int(i)] for i in rng.permutation(len(LETTERS))]
        p, q, r, s = rng.integers(2, self.largest + 1, 4).tolist()
        draw = self.kind(rng)
        names, given, goal, plan = draw(letters, p, q, r, s)
        menu = [
            "have k1 := Nat.mul_le_mul h1 h1",
            "have k1 := Nat.mul_le_mul h2 h1",
            "have k2 := Nat.mul_le_mul h2 h2",
            "have k2 := Nat.mul_le_mul h1 h2",
            "apply Nat.add_le_add",
            "apply Nat.mul_le_mul",
            "exact h1",
            "exact h2",
            f"induction {names[0]}",
            f"induction {names[-1]}",
            f"cases {names[0]}",
            "rw [Nat.pow_succ]",
            "exact ih",
            *(f"have k{i} := sq {x} {y}" for i in (1, 2) for x in names[:2] for y in names[-2:]),
            *SQUARES[:3],
        ]
        facts = [FACTS[int(i)] for i in rng.permutation(len(FACTS))]
        hypotheses = "".join(f" ({fact} : {text})" for fact, text in zip(facts, given, strict=False))
        plan, menu = (
            [re.sub(r"\bh([123])\b", lambda i: facts[int(i[1]) - 1], x) for x in lines] for lines in (plan, menu)
        )
        return Theorem(f"({' '.join(sorted(names))} : Nat){hypotheses} : {goal}", plan, menu, symbols(plan))

    def _product(self, x: list[str], p: int, q: int, r: int, s: int) -> tuple[list[str], list[str], str, list[str]]:
        a, b, c, d = x[:4]
        goal = f"{p} * ({a} * {c}) + {q} * {a} + {r} * {c} ≤ {p} * ({b} * {d}) + {q} * {b} + {r + s - 2} * {d}"
        return x[:4], [f"{a} ≤ {b}", f"{c} ≤ {d}"], goal, ["have k1 := Nat.mul_le_mul h1 h2", "omega"]

    def _triple(self, x: list[str], p: int, q: int, r: int, s: int) -> tuple[list[str], list[str], str, list[str]]:
        a, b, c, d, e, f = x[:6]
        left, right = f"{p} * ({a} * {c} * {e})", f"{p} * ({b} * {d} * {f})"
        goal = f"{left} + {q} * ({a} * {c}) + {r} * {e} ≤ {right} + {q} * ({b} * {d}) + {r} * {f}"
        if s % 2:
            goal = f"{left} + {q} * ({c} * {e}) ≤ {right} + {q} * ({d} * {f}) + {s} * {b}"
            plan = [
                "have k1 := Nat.mul_le_mul h1 h2",
                "have k2 := Nat.mul_le_mul k1 h3",
                "have k3 := Nat.mul_le_mul h2 h3",
            ]
            return x[:6], [f"{a} ≤ {b}", f"{c} ≤ {d}", f"{e} ≤ {f}"], goal, [*plan, "omega"]
        plan = ["have k1 := Nat.mul_le_mul h1 h2", "have k2 := Nat.mul_le_mul k1 h3", "omega"]
        return x[:6], [f"{a} ≤ {b}", f"{c} ≤ {d}", f"{e} ≤ {f}"], goal, plan

    def _square(self, x: list[str], p: int, q: int, r: int, s: int) -> tuple[list[str], list[str], str, list[str]]:
        a, b = x[:2]
        goal = f"{2 * p} * ({a} * {b}) + {q} * {a} ≤ {p} * ({a} * {a}) + {p} * ({b} * {b}) + {q} * {b}"
        equation = f"{a} * {a} + ({a} + k) * ({a} + k) = 2 * ({a} * ({a} + k)) + k * k"
        plan = ["obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le h1", "rw [hk]", f"have e : {equation} := by ring", "omega"]
        return [a, b], [f"{a} ≤ {b}"], goal, plan

    def _bernoulli(self, x: list[str], p: int, q: int, r: int, s: int) -> tuple[list[str], list[str], str, list[str]]:
        a, n = x[:2]
        goal = f"{p} + {p * q} * ({n} * {a}) ≤ {p} * (1 + {q} * {a}) ^ {n}"
        equation = (
            f"({p} + {p * q} * ({n} * {a})) * (1 + {q} * {a}) = "
            f"{p} + {p * q} * (({n} + 1) * {a}) + {p * q * q} * ({n} * {a} * {a})"
        )
        power = f"(1 + {q} * {a}) ^ {n}"
        plan = [
            f"induction {n}",
            "simp",
            f"rename_i {n} ih",
            "rw [Nat.pow_succ]",
            f"have k1 := Nat.mul_le_mul ih (Nat.le_refl (1 + {q} * {a}))",
            f"have e : {equation} := by ring",
            f"have e2 : {p} * {power} * (1 + {q} * {a}) = {p} * ({power} * (1 + {q} * {a})) := by ring",
            "omega",
        ]
        return [a, n], [], goal, plan

    def _power(self, x: list[str], p: int, q: int, r: int, s: int) -> tuple[list[str], list[str], str, list[str]]:
        n = x[0]
        base, first = q + 1, p
        goal = f"{first} * {n} + {r % (s + first)} < {s + first + r % (s + first)} * {base} ^ {n}"
        plan = [
            f"induction {n}",
            "omega",
            f"rename_i {n} ih",
            "rw [Nat.pow_succ]",
            f"have k1 : 0 < {base} ^ {n} := ?_",
            "apply Nat.pow_pos",
            "omega",
            "omega",
        ]
        return [n], [], goal, plan

    def _three(self, x: list[str], p: int, q: int, r: int, s: int) -> tuple[list[str], list[str], str, list[str]]:
        a, b, c = x[:3]
        left = f"{2 * p} * ({a} * {b}) + {2 * q} * ({b} * {c}) + {2 * r} * ({a} * {c})"
        goal = f"{left} ≤ {p + r} * ({a} * {a}) + {p + q} * ({b} * {b}) + {q + r} * ({c} * {c}) + {s} * {a}"
        plan = [*SQUARES, f"have k1 := sq {a} {b}", f"have k2 := sq {b} {c}", f"have k3 := sq {a} {c}", "omega"]
        return [a, b, c], [], goal, plan

    @property
    def fallback(self) -> Theorem:
        """One of the kind."""
        return self.theorem(np.random.default_rng(0))


Inequality.levels = (
    Inequality(stage=0, budget=8),
    Inequality(stage=1, budget=12),
    Inequality(stage=2, budget=10),
    Inequality(stage=3, budget=12),
    Inequality(stage=4, budget=22),
)
