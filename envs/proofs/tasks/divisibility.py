"""Theorems on divisors and remainders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...core import knob
from .base import BUDGET, Theorem, symbols
from .counting import CountingTask

KINDS = {"combination": 0, "product": 1, "chain": 1, "power": 1, "polynomial": 2, "parity": 3, "cases": 4}
LETTERS = ("a", "b", "c", "d", "m", "n", "u", "v")


def term(coefficient: int, power: str) -> str:
    """Return a coefficient times a power, or the power alone."""
    return power if coefficient == 1 else f"{coefficient} * {power}"


@dataclass(frozen=True)
class Divisibility(CountingTask):
    """Prove that a number divides another one, or what remainder it leaves.

    Description: kinds: a divisor of several numbers divides their combination; products and chains of divisors;
    powers of divisors; the remainder of a polynomial in n from that of n; the remainders of a polynomial for all n,
    by parity and by three to five cases.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as chat one tactic; as
    moves one of 24 tactics, the oracle's among them.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics.

    Arguments: `stage` says which kinds there are, `largest` how large coefficients and moduli may be. Statements are
    plain Lean 4; so are the proofs but for ring, which is Mathlib's.

    Oracle: names the quotients and multiplies out. Difficulty: the symbols of its proof. No theorem is closed by one
    call of an automatic tactic, nor after intros.

    Floors: random tactics and any constant proof prove few theorems, for names and coefficients differ. Level 0 has
    more than 10,000 problems. Version history: v0, the first.
    """

    stage: int = knob(1, "kinds of theorems, from 0 to 4")
    budget: int = knob(12, BUDGET)

    levels: ClassVar[Sequence[Divisibility]]
    kinds: ClassVar[Mapping[str, int]] = KINDS
    lemmas: ClassVar[str] = (
        " Lemmas of Lean's core are known, such as Nat.add_comm, Nat.mul_add, Nat.pow_succ and Nat.dvd_trans."
    )
    example: ClassVar[tuple[str, str]] = (
        "theorem twice (a b : Nat) (h : a ∣ b) : a ∣ 2 * b",
        "by\n  obtain ⟨k, hk⟩ := h\n  refine ⟨2 * k, ?_⟩\n  rw [hk]\n  ring",
    )
    common: ClassVar[tuple[str, ...]] = ("omega", "ring", "constructor")

    def theorem(self, rng: np.random.Generator) -> Theorem:
        """Draw a kind, names and coefficients."""
        letters = [LETTERS[int(i)] for i in rng.permutation(len(LETTERS))]
        numbers = rng.integers(2, self.largest + 1, 6).tolist()
        draw = self.kind(rng)
        theorem: Theorem = draw(letters, numbers, rng)
        menu = [
            "obtain ⟨i, h1⟩ := h1",
            "obtain ⟨j, h2⟩ := h2",
            "obtain ⟨i, hi⟩ := h1",
            "exact h1",
            "exact h2",
            "rw [h1]",
            "rw [h2]",
            "rw [hi]",
            "rw [hj]",
            "apply Nat.dvd_trans h1",
            "exact Nat.dvd_trans h1 h2",
            "exists i",
            "exists j",
            "exists i * j",
            "exists i + j",
            "refine ⟨i * j, ?_⟩",
            "refine ⟨i + j, ?_⟩",
            "constructor",
            *(f"exists {x} * i + {y} * j" for x, y in ((2, 3), (numbers[1], numbers[0]))),
        ]
        return Theorem(theorem.statement, theorem.plan, menu, symbols(theorem.plan))

    def _combination(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        d, x, y, z = letters[:4]
        p, q, r = numbers[:3]
        if rng.random() < 0.4:
            given, goal = f"(h1 : {d} ∣ {x}) (h2 : {d} ∣ {y})", f"{d} ∣ {p} * {x} + {q} * {y}"
            witness, facts = f"{p} * i + {q} * j", ["i", "j"]
        elif rng.random() < 0.5:
            given, goal = f"(h1 : {d} ∣ {x}) (h2 : {d} ∣ {y})", f"{d} ∣ {p} * {x} + {q} * ({y} * {z}) + {r} * {d}"
            witness, facts = f"{p} * i + {q} * (j * {z}) + {r}", ["i", "j"]
        else:
            given, goal = f"(h1 : {p} * {d} ∣ {x}) (h2 : {d} ∣ {y})", f"{d} ∣ {q} * {x} + {r} * {y}"
            witness, facts = f"{p * q} * i + {r} * j", ["i", "j"]
        return _witness(letters[:4], given, goal, facts, witness)

    def _product(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        d, e, x, y, z = letters[:5]
        p, q = numbers[:2]
        given = f"(h1 : {p} * {d} ∣ {x}) (h2 : {e} ∣ {y})"
        goal, witness = f"{d} * {e} ∣ {q} * ({x} * {y}) * {z}", f"{p * q} * (i * j) * {z}"
        if rng.random() < 0.5:
            goal, witness = f"{d} * {e} ∣ {q} * ({x} * {y}) + {p} * ({d} * {e})", f"{p * q} * (i * j) + {p}"
        return _witness(letters[:5], given, goal, ["i", "j"], witness)

    def _chain(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        d, x, y, z = letters[:4]
        p, q, r = numbers[:3]
        given = f"(h1 : {d} ∣ {p} * {x}) (h2 : {x} ∣ {y}) (h3 : {d} ∣ {z})"
        goal, witness = f"{d} ∣ {p * q} * {y} + {r} * {z}", f"{q} * (i * j) + {r} * k"
        names = sorted(letters[:4])
        plan = [
            "obtain ⟨i, hi⟩ := h1",
            "obtain ⟨j, hj⟩ := h2",
            "obtain ⟨k, hk⟩ := h3",
            f"refine ⟨{witness}, ?_⟩",
            f"have e1 : {p * q} * ({x} * j) = {q} * j * ({p} * {x}) := by ring",
            "rw [hj]",
            "rw [hk]",
            "rw [e1]",
            "rw [hi]",
            "ring",
        ]
        return Theorem(f"({' '.join(names)} : Nat) {given} : {goal}", plan)

    def _power(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        d, x, y = letters[:3]
        p, q, r = numbers[:3]
        k = 2 + r % 3
        given, names = f"(h1 : {d} ∣ {x}) (h2 : {d} ^ {k} ∣ {y})", sorted(letters[:3])
        form = int(rng.integers(3))
        if form == 0:
            goal, witness = f"{d} ^ {k} ∣ {p} * {x} ^ {k} + {q} * {y}", f"{p} * i ^ {k} + {q} * j"
        elif form == 1:
            goal = f"{d} ^ {k + 1} ∣ {p} * {x} ^ {k + 1} + {q} * ({x} * {y})"
            witness = f"{p} * i ^ {k + 1} + {q} * (i * j)"
        else:
            goal = f"{d} ^ {2 * k} ∣ {p} * {y} ^ 2 + {q} * ({x} ^ {k} * {y})"
            witness = f"{p} * j ^ 2 + {q} * (i ^ {k} * j)"
        return _witness(names, given, goal, ["i", "j"], witness)

    def _polynomial(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        n, modulus = letters[0], numbers[0] + 1
        rest = int(rng.integers(1, modulus))
        a, b, c = numbers[1], numbers[2], numbers[3]
        lines, left = _remainder(n, modulus, rest, a, b, c, "k")
        plan = [f"obtain ⟨k, hk⟩ : ∃ k, {n} = {modulus} * k + {rest} := ⟨{n} / {modulus}, by omega⟩", *lines]
        return Theorem(
            f"({n} : Nat) (h1 : {n} % {modulus} = {rest}) : {_quadratic(n, a, b, c)} % {modulus} = {left}", plan
        )

    def _cases(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        return self._every(letters[0], int(rng.integers(3, 6)), *numbers[1:4])

    def _parity(self, letters: list[str], numbers: list[int], rng: np.random.Generator) -> Theorem:
        return self._every(letters[0], 2, *numbers[1:4])

    def _every(self, n: str, modulus: int, a: int, b: int, c: int) -> Theorem:
        values = sorted({(a * r * r + b * r + c) % modulus for r in range(modulus)})
        goal = " ∨ ".join(f"{_quadratic(n, a, b, c)} % {modulus} = {value}" for value in values)
        plan = [
            f"obtain ⟨k, hk⟩ : ∃ k, {n} = {modulus} * k + {n} % {modulus} := ⟨{n} / {modulus}, by omega⟩",
            f"have hr : {' ∨ '.join(f'{n} % {modulus} = {r}' for r in range(modulus))} := by omega",
            f"rcases hr with {' | '.join(['hr'] * modulus)}",
        ]
        for r in range(modulus):
            lines, left = _remainder(n, modulus, r, a, b, c, "k")
            plan += [
                "rw [hr] at hk",
                f"have goal : {_quadratic(n, a, b, c)} % {modulus} = {left} := by {'; '.join(lines)}",
            ]
            plan.append("omega" if len(values) > 1 else "exact goal")
        return Theorem(f"({n} : Nat) : {goal}", plan)

    @property
    def fallback(self) -> Theorem:
        """One of the kind."""
        return self.theorem(np.random.default_rng(0))


def _witness(names: Sequence[str], given: str, goal: str, facts: Sequence[str], witness: str) -> Theorem:
    opened = [f"obtain ⟨{fact}, h{fact}⟩ := h{i}" for i, fact in enumerate(facts, 1)]
    plan = [*opened, f"refine ⟨{witness}, ?_⟩", *(f"rw [h{fact}]" for fact in facts), "ring"]
    used = [name for name in sorted(names) if name in (given + goal).replace("(", " ").replace(")", " ").split()]
    return Theorem(f"({' '.join(used)} : Nat) {given} : {goal}", plan)


def _quadratic(n: str, a: int, b: int, c: int) -> str:
    return f"({a} * ({n} * {n}) + {b} * {n} + {c})"


def _remainder(n: str, modulus: int, rest: int, a: int, b: int, c: int, k: str) -> tuple[list[str], int]:
    """Return lines that prove the remainder of a quadratic from `hk`, which says what n is, and that remainder."""
    value = a * rest * rest + b * rest + c
    square, linear = a * modulus, 2 * a * rest + b
    at = f"{modulus} * {k} + {rest}"
    whole = f"{modulus} * ({square} * ({k} * {k}) + {linear} * {k} + {value // modulus}) + {value % modulus}"
    equation = f"{a} * (({at}) * ({at})) + {b} * ({at}) + {c} = {whole}"
    return ["rw [hk]", f"have e : {equation} := (by ring)", "rw [e]", "omega"], value % modulus


Divisibility.levels = (
    Divisibility(stage=0, largest=99, budget=10),
    Divisibility(stage=1, largest=99, budget=12),
    Divisibility(stage=2, largest=99, budget=10),
    Divisibility(stage=3, largest=99, budget=14),
    Divisibility(stage=4, largest=99, budget=22),
)
