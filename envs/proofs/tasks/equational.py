"""Theorems of equational logic: one term is rewritten into another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...core import knob
from .base import BUDGET, ProofTask, Theorem

Term = str | tuple["str | Term", ...]
"""A variable or constant, or a function with its arguments."""
Equation = tuple[Term, Term]

UNARY, BINARY, CONSTANTS, VARIABLES = ("f", "g", "k"), ("m", "t"), ("a", "b", "c"), ("x", "y")
LARGEST = 14  # symbols of a term
WALKS = 24  # terms tried with one set of laws
NODES = 80  # terms looked at for a shorter way


def write(term: Term, inside: bool = False) -> str:
    """Return a term as Lean prints it.

    >>> write(("f", ("m", "a", ("f", "b"))))
    'f (m a (f b))'
    """
    if isinstance(term, str):
        return term
    text = " ".join(write(part, True) for part in term)
    return f"({text})" if inside else text


def size(term: Term) -> int:
    """Return how many symbols a term has."""
    return 1 if isinstance(term, str) else sum(map(size, term))


def subterms(term: Term) -> Iterator[Term]:
    """Yield a term and all terms in it."""
    yield term
    if not isinstance(term, str):
        for part in term[1:]:
            yield from subterms(part)


def replace(term: Term, old: Term, new: Term) -> Term:
    """Replace a term wherever it occurs."""
    if term == old:
        return new
    return term if isinstance(term, str) else (term[0], *(replace(part, old, new) for part in term[1:]))


def match(pattern: Term, term: Term, found: dict[str, Term]) -> bool:
    """Fill `found` with what the variables of a pattern stand for; return whether it fits."""
    if isinstance(pattern, str):
        return found.setdefault(pattern, term) == term if pattern in VARIABLES else pattern == term
    if isinstance(term, str) or len(term) != len(pattern) or term[0] != pattern[0]:
        return False
    return all(match(p, t, found) for p, t in zip(pattern[1:], term[1:], strict=True))


def fill(pattern: Term, found: dict[str, Term]) -> Term:
    """Put terms in place of variables."""
    if isinstance(pattern, str):
        return found.get(pattern, pattern)
    return (pattern[0], *(fill(part, found) for part in pattern[1:]))


class Rewriter:
    """Finds what laws rewrite in terms; what they make of each subterm is remembered."""

    def __init__(self, laws: Sequence[Equation]) -> None:
        """Take the laws; the first is called h1."""
        self.known: dict[Term, list[tuple[str, Term, Term]]] = {}
        self.sides: list[tuple[str, Term, Term, list[str]]] = []
        for i, law in enumerate(laws, 1):
            names = [v for v in VARIABLES if any(v in subterms(side) for side in law)]
            self.sides += [(f"rw [h{i}", *law, names), (f"rw [← h{i}", *law[::-1], names)]

    def steps(self, term: Term) -> dict[str, tuple[str, Term, Term]]:
        """Return what can be rewritten, by line: the text for `rw`, what is replaced and by what."""
        return {step[0]: step for sub in subterms(term) for step in self._at(sub)}

    def _at(self, sub: Term) -> list[tuple[str, Term, Term]]:
        out = self.known.get(sub)
        if out is None:
            out = self.known[sub] = []
            for head, old, new, names in self.sides:
                found: dict[str, Term] = {}
                if match(old, sub, found):
                    line = " ".join([head, *(write(found[v], True) for v in names)]) + "]"
                    out.append((line, sub, fill(new, found)))
        return out


@dataclass(frozen=True)
class Equational(ProofTask):
    """Prove an equation from equations, by rewriting.

    Description: a type with constants and functions, laws such as ∀ x, f (g x) = g x, and an equation between two
    terms. It comes from rewriting one into the other `steps` times, in either direction of the laws.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as chat one tactic; as
    moves one of 32 tactics, the oracle's among them: rewriting steps that fit here or near here.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics.

    Arguments: `steps` rewriting steps, `laws` equations given, `binary` functions of two arguments. Statements and
    proofs are plain Lean 4, without Mathlib.

    Oracle: the rewriting that made the equation; a search through 80 equations found none that is shorter.
    Difficulty: its steps. No theorem is closed by one call of an automatic tactic, nor after intros.

    Floors: random tactics prove few theorems of level 0 and hardly any later; a constant proof, hardly any. Level 0
    has more than 5,000 problems. Version history: v0, the first.
    """

    steps: int = knob(3, "rewriting steps")
    laws: int = knob(3, "equations given")
    binary: int = knob(0, "functions of two arguments")
    budget: int = knob(10, BUDGET)

    levels: ClassVar[Sequence[Equational]]
    tactics: ClassVar[tuple[str, ...]] = ("rw", "exact", "apply", "have", "calc", "symm", "intro", "rfl", "simp")
    example: ClassVar[tuple[str, str]] = (
        "theorem thrice (α : Type) (f : α → α) (a : α) (h : ∀ x, f (f x) = x) : f (f (f a)) = f a",
        "by\n  rw [h a]",
    )
    common: ClassVar[tuple[str, ...]] = ("rfl", "assumption", "simp")
    places: ClassVar[int] = 32

    def __post_init__(self) -> None:
        if not (2 <= self.steps <= 12 and 2 <= self.laws <= 6 and 0 <= self.binary <= len(BINARY)):
            raise ValueError(f"{self.knobs()}: use 2 to 12 steps, 2 to 6 laws and 0 to {len(BINARY)} binary functions")

    def theorem(self, rng: np.random.Generator) -> Theorem | None:
        """Draw laws and a term, and rewrite it."""
        laws: list[Equation] = []
        for _ in range(20 * self.laws):
            law = self._law(rng)
            if law is not None and law not in laws and law[::-1] not in laws:
                laws.append(law)
                if len(laws) == self.laws:
                    break
        rewriter = Rewriter(laws)
        for _ in range(WALKS):
            found = self._walk(rng, laws, rewriter)
            if found is not None:
                return found
        return None

    def _walk(self, rng: np.random.Generator, laws: Sequence[Equation], rewriter: Rewriter) -> Theorem | None:
        """Rewrite a term at random; return the equation with its first one if no shorter way is found."""
        first = self._term(rng, 3 + self.binary, CONSTANTS[:2])
        last, menu, seen, way = first, list[str](), {first}, list[tuple[str, Term, Term]]()
        for _ in range(self.steps):
            ways = list(rewriter.steps(last).values())
            menu += [line for line, _, _ in ways]
            ways = [
                step for step in ways if (after := replace(last, *step[1:])) not in seen and size(after) <= LARGEST
            ]
            if not ways:
                return None
            way.append(ways[int(rng.integers(len(ways)))])
            last = replace(last, *way[-1][1:])
            seen.add(last)
        plan = _both_sides(first, last, way)
        if (
            plan is None
            or len({line[line.index("h")] + line[line.index("h") + 1] for line in plan}) < 2
            or self._shorter(first, last, rewriter)
        ):
            return None
        used = [
            name for name in (*UNARY, *BINARY, *CONSTANTS) if any(_speaks(law, name) for law in (*laws, (first, last)))
        ]
        kinds = (("α → α → α", BINARY), ("α → α", UNARY), ("α", CONSTANTS))
        binders = [
            f"({' '.join(n for n in names if n in used)} : {kind})" for kind, names in kinds if set(names) & set(used)
        ]
        given = [f"(h{i} : {_law_text(law)})" for i, law in enumerate(laws, 1)]
        statement = f"(α : Type) {' '.join([*binders, *given])} : {write(first)} = {write(last)}"
        return Theorem(statement, plan, menu)

    def _shorter(self, first: Term, last: Term, rewriter: Rewriter) -> bool:
        """Return whether fewer rewriting steps are found that do, among the first that there are."""
        seen, front = {(first, last)}, [(first, last)]
        for _ in range(self.steps - 1):
            following = []
            for left, right in front:
                for _, old, new in rewriter.steps(left).values():
                    after = replace(left, old, new), replace(right, old, new)
                    if after[0] == after[1]:
                        return True
                    if after not in seen and len(seen) < NODES:
                        seen.add(after)
                        following.append(after)
            front = following
        return False

    def _law(self, rng: np.random.Generator) -> Equation | None:
        names = VARIABLES[: 1 + (self.binary > 0 and rng.random() < 0.5)]
        left, right = (self._term(rng, int(rng.integers(1, 4)), names) for _ in range(2))
        if isinstance(left, str) or left == right:
            return None
        held = [{v for v in VARIABLES if v in subterms(side)} for side in (left, right)]
        return (left, right) if held[0] == held[1] else None

    def _term(self, rng: np.random.Generator, depth: int, leaves: Sequence[str]) -> Term:
        if depth == 0:
            return leaves[int(rng.integers(len(leaves)))]
        functions = UNARY[: 2 + (self.laws > 3)] + BINARY[: self.binary]
        name = functions[int(rng.integers(len(functions)))]
        if name in UNARY:
            return name, self._term(rng, depth - 1, leaves)
        first, second = self._term(rng, depth - 1, leaves), self._term(rng, int(rng.integers(depth)), leaves)
        return (name, first, second) if rng.random() < 0.5 else (name, second, first)

    @property
    def fallback(self) -> Theorem:
        """A chain of one law."""
        term, other = "a", "a"
        for _ in range(self.steps):
            term, other = f"(f {term})", f"(g {other})"
        plan = []
        for done in range(self.steps):
            inner = "a"
            for _ in range(self.steps - 1 - done):
                inner = f"(f {inner})"
            plan.append(f"rw [h1 {inner}]")
        goal = f"{term[1:-1]} = {other[1:-1]}"
        return Theorem(f"(α : Type) (f g : α → α) (a : α) (h1 : ∀ x, f x = g x) : {goal}", plan)


def _both_sides(first: Term, last: Term, way: Sequence[tuple[str, Term, Term]]) -> list[str] | None:
    """Return the steps as lines if they make the sides equal at the last one; `rw` rewrites both sides of the goal."""
    for i, (_, old, new) in enumerate(way):
        if first == last or not any(old in subterms(side) for side in (first, last)):
            return None
        first, last = replace(first, old, new), replace(last, old, new)
        if first == last:
            return [line for line, _, _ in way] if i == len(way) - 1 else None
    return None


def _speaks(law: Equation, name: str) -> bool:
    heads = [term if isinstance(term, str) else term[0] for side in law for term in subterms(side)]
    return name in heads


def _law_text(law: Equation) -> str:
    names = [v for v in VARIABLES if v in subterms(law[0])]
    bound = f"∀ {' '.join(names)}, " if names else ""
    return f"{bound}{write(law[0])} = {write(law[1])}"


Equational.levels = (
    Equational(steps=2, laws=2, binary=0, budget=8),
    Equational(steps=3, laws=3, binary=0, budget=10),
    Equational(steps=4, laws=3, binary=1, budget=12),
    Equational(steps=5, laws=4, binary=1, budget=14),
    Equational(steps=6, laws=4, binary=2, budget=16),
)
