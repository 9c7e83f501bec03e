"""Theorems of propositional logic."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ...core import Problem, knob
from .base import BUDGET, Attempt, ProofTask, Theorem, said
from .formulas import FALSE, Formula, Scribe, atoms_of, holds_in, provable, read, spelt, table, write

ATOMS = ("p", "q", "r", "s", "t")
HYPOTHESES = tuple(f"h{i}" for i in range(1, 13))
POOL = 40  # formulas of one draw, of at most three connectives each
SETS = 40  # sets of hypotheses tried in one draw
GOALS = 4  # goals of one draw that may be joined, until the proof is long enough


@dataclass(frozen=True)
class Propositional(ProofTask):
    """Prove a tautology from hypotheses, by tactics of Lean 4.

    Description: a theorem over propositions such as p and q, from hypotheses that are all needed: without any one of
    them it is false. Up to `atoms` propositions. Intuitionistic theorems have a proof without excluded middle;
    classical ones have none, which a decision procedure (G4ip) has shown.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal, symbol by symbol in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as
    chat one tactic; as moves one of 522 tactics over hypotheses h1 to h12, of which a mask tells those that go
    through. A new hypothesis takes the first free name.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics, refused ones included.

    Arguments: `atoms`, `hypotheses`, `least` and `most` steps of the oracle's proof, `classical`. Statements and
    proofs are plain Lean 4; by_contra needs Mathlib or Batteries in older versions of Lean.

    Oracle: search for a short script, every choice of which is first asked of G4ip; classical theorems by
    contradiction or by cases. Difficulty: its length. No theorem is closed by one call of assumption, contradiction,
    trivial, rfl, decide, omega, ring, norm_num or simp, nor by one after intros.

    Floors: random tactics, as many as the oracle's proof has, prove some theorems at level 0 and hardly any later;
    any constant proof, less than 1 in 10. Level 0 has about 1,300 problems. Version history: v0, the first.
    """

    atoms: int = knob(3, "propositions, at most")
    hypotheses: int = knob(3, "hypotheses, at most")
    least: int = knob(6, "steps of the oracle's proof, at least")
    most: int = knob(8, "steps of the oracle's proof, at most")
    classical: bool = knob(False, "theorems that need excluded middle")
    budget: int = knob(18, BUDGET)

    levels: ClassVar[Sequence[Propositional]]
    tactics: ClassVar[tuple[str, ...]] = (
        "intro",
        "exact",
        "apply",
        "refine",
        "have",
        "constructor",
        "left",
        "right",
        "cases",
        "rcases",
        "obtain",
        "specialize",
        "exfalso",
        "contradiction",
        "assumption",
        "by_contra",
        "by_cases",
        "simp",
    )
    example: ClassVar[tuple[str, str]] = (
        "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p",
        "by\n  constructor\n  · exact h.right\n  · exact h.left",
    )

    def __post_init__(self) -> None:
        if not (2 <= self.atoms <= len(ATOMS) and 1 <= self.hypotheses <= 5):
            raise ValueError(f"{self.knobs()}: use 2 to {len(ATOMS)} atoms and 1 to 5 hypotheses")
        if not 3 <= self.least <= self.most <= 40:
            raise ValueError(f"least={self.least}, most={self.most}: use 3 to 40, least no more than most")

    def theorem(self, rng: np.random.Generator) -> Theorem | None:
        """Draw hypotheses, and goals until enough of them follow from all hypotheses and from no fewer."""
        sequent = self._sequent(rng)
        if sequent is None:
            return None
        facts, goals = sequent
        inside = int(rng.integers(len(facts) + 1)) if rng.random() < 0.4 else 0  # some premises stand in the goal
        named = list(zip(HYPOTHESES, facts[: len(facts) - inside], strict=False))
        whole, plan = goals[0], list[str]()
        for i, more in enumerate(goals):
            whole = more if i == 0 else ("∧", whole, more)
            goal = whole
            for fact in facts[len(facts) - inside :]:
                goal = ("→", fact, goal)
            plan = self._proof(named, goal) or []
            if not plan or len(plan) >= self.least:
                break
        if not self.least <= len(plan) <= self.most:
            return None
        found = [atom for _, fact in named for atom in atoms_of(fact)] + list(atoms_of(goal))
        names = " ".join(sorted(dict.fromkeys(found)))
        given = "".join(f" ({name} : {write(fact)})" for name, fact in named)
        return Theorem(f"({names} : Prop){given} : {write(goal)}", plan)

    def _sequent(self, rng: np.random.Generator) -> tuple[list[Formula], list[Formula]] | None:
        """Return hypotheses and some goals; each goal needs all hypotheses and none gives the one before."""
        rows, every = table(ATOMS[: self.atoms])
        dice = iter(rng.random(POOL * 16).tolist())
        pool = list(dict.fromkeys(self._formula(dice, 1 + int(3 * next(dice))) for _ in range(POOL)))
        where = [holds_in(formula, rows, every) for formula in pool]
        for _ in range(SETS):
            chosen = rng.permutation(len(pool))[: int(rng.integers(1, self.hypotheses + 1))].tolist()
            both = functools.reduce(int.__and__, (where[i] for i in chosen))
            rests = [functools.reduce(int.__and__, (where[i] for i in chosen if i != j), every) for j in chosen]
            if both == 0 or both in rests:
                continue
            facts, goals, last = [pool[i] for i in chosen], list[Formula](), 0
            for goal, true in zip(pool, where, strict=True):
                follows = both & ~true == 0 and all(rest & ~true for rest in rests) and goal not in facts
                if follows and (not goals or true & ~last) and provable(facts, goal) is not self.classical:
                    goals.append(goal)
                    last = true
            if goals:
                return facts, goals[:GOALS]
        return None

    def _formula(self, dice: Iterator[float], connectives: int) -> Formula:
        if connectives == 0:
            die = next(dice)
            return FALSE if die < 0.02 else ATOMS[int(die * self.atoms)]
        die = next(dice)
        if die < 0.14:
            return "¬", self._formula(dice, connectives - 1)
        op = "→" if die < 0.48 else "∧" if die < 0.7 else "∨" if die < 0.92 else "↔"
        left = int(next(dice) * connectives)
        a, b = self._formula(dice, left), self._formula(dice, connectives - 1 - left)
        return (op, a, b) if a != b else a

    def _proof(self, named: list[tuple[str, Formula]], goal: Formula) -> list[str] | None:
        scribe = Scribe(HYPOTHESES)
        if not self.classical:
            return scribe.script(named, goal, self.most)
        new = HYPOTHESES[len(named)]
        best = scribe.script([*named, (new, ("¬", goal))], FALSE, self.most - 1)
        best = best and [f"by_contra {new}", *best]
        for atom in ATOMS[: self.atoms]:
            room = (len(best) if best else self.most + 1) - 2
            first = scribe.script([*named, (new, atom)], goal, room)
            second = first and scribe.script([*named, (new, ("¬", atom))], goal, room - len(first))
            if first and second:
                best = [f"by_cases {new} : {atom}", *first, *second]
        return best

    @property
    def fallback(self) -> Theorem:
        """Peirce's law, or a chain of implications."""
        if self.classical:
            plan = ("intro h1", "by_contra h2", "apply h2", "apply h1", "intro h3", "contradiction")
            return Theorem("(p q : Prop) : ((p → q) → p) → p", plan)
        return Theorem("(p q r : Prop) (h1 : p → q) (h2 : q → r) (h3 : p) : r", ("apply h2", "apply h1", "exact h3"))

    # -- plays --------------------------------------------------------------------------------------------------------

    def alphabet(self, problem: Problem) -> Sequence[str]:
        """Return the tactics: enough for every tautology."""
        return TACTICS

    @property
    def n_moves(self) -> int:
        """As many as there are tactics."""
        return len(TACTICS)

    def legal(self, problem: Problem, state: Attempt) -> np.ndarray:
        """Return the tactics that go through, told by the formulas alone; a new name is the first free one."""
        goals = said(problem.data["statement"], state.script)
        return np.array(_open(goals) if "⊢" in goals else (False,) * len(TACTICS), bool)

    def likely(self, alphabet: Sequence[str], goals: str) -> list[bool]:
        """Return which tactics fit the names in goals as printed; a new name is the first free one."""
        fits = super().likely(alphabet, goals)
        new = next((name for name in HYPOTHESES if not re.search(rf"\b{name}\b", goals.split("\n\n")[0])), None)
        gives = {line: two for line, (head, _, two) in zip(TACTICS, _PARTS, strict=True) if head in _GIVING and two}
        return [fit and gives.get(line, new) == new for line, fit in zip(alphabet, fits, strict=True)]


def _tactics() -> Iterator[tuple[str, str, str]]:
    """Yield the tactics with the hypothesis and the second name, or the atom, that each speaks of."""
    for line in ("constructor", "left", "right", "exfalso", "assumption", "contradiction"):
        yield line, "", ""
    for name in HYPOTHESES:
        yield f"intro {name}", "", name
        yield f"by_contra {name}", "", name
        yield from ((f"by_cases {name} : {atom}", atom, name) for atom in ATOMS)
        yield f"exact {name}", name, ""
        yield f"apply {name}", name, ""
        yield f"rcases {name} with {name} | {name}", name, ""
    for one, two in itertools.permutations(HYPOTHESES, 2):
        yield f"rcases {one} with ⟨{one}, {two}⟩", one, two
        yield f"have {two} := {one} ?_", one, two
        yield f"specialize {one} {two}", one, two


TACTICS = tuple(line for line, _, _ in _tactics())
_PARTS = tuple((line.split()[0] + " |" * ("|" in line), one, two) for line, one, two in _tactics())
_GIVING = ("intro", "by_contra", "by_cases", "have", "rcases")


@functools.lru_cache(maxsize=4096)
def _open(goals: str) -> tuple[bool, ...]:
    """Return which tactics go through and change the first of some goals."""
    lines: list[str] = []
    for line in goals.split("\n\n")[0].splitlines():
        if line.startswith(" "):
            lines[-1] += line
        elif not line.startswith("case "):
            lines.append(line)
    goal, known = read(lines.pop().removeprefix("⊢ ")), dict[str, Formula]()
    for line in lines:
        names, _, text = line.partition(" : ")
        known |= dict.fromkeys(names.split(), "Prop" if text == "Prop" else spelt(read(text)))
    new = next((name for name in HYPOTHESES if name not in known), None)
    return tuple(_goes(*parts, spelt(goal), known, new) for parts in _PARTS)


def _goes(head: str, one: str, two: str, goal: Formula, known: dict[str, Formula], new: str | None) -> bool:
    """Return whether a tactic of the list goes through; all formulas have ¬ spelt out."""
    if one and one not in known:
        return False
    if head in _GIVING[:-1] and two != new:
        return False
    fact, op = known.get(one, ""), goal[0] if not isinstance(goal, str) else ""
    if head in ("left", "right"):
        return op == "∨"
    if head == "constructor":
        return op in ("∧", "↔")
    if head == "intro":
        return op == "→"
    if head in ("exfalso", "by_contra"):
        return goal != FALSE
    if head == "by_cases":
        return one not in known.values() and ("→", one, FALSE) not in known.values()
    if head == "exact":
        return fact == goal
    if head == "assumption":
        return goal in known.values()
    if head == "contradiction":
        facts = set(known.values())
        return FALSE in facts or any(f[0] == "→" and f[2] == FALSE and f[1] in facts for f in facts if len(f) == 3)
    kind = fact[0] if not isinstance(fact, str) else ""
    if head == "rcases":
        return kind in ("∧", "↔") and two == new
    if head == "rcases |":
        return kind == "∨"
    if head == "have":
        return kind == "→"
    if head == "specialize":
        return kind == "→" and two in known and fact[1] == known[two]
    premises = []
    while fact != goal and not isinstance(fact, str) and fact[0] == "→":
        premises.append(fact[1])
        fact = fact[-1]
    return fact == goal and premises != [goal]


Propositional.levels = (
    Propositional(atoms=3, hypotheses=2, least=3, most=5, budget=12),
    Propositional(atoms=3, hypotheses=3, least=6, most=8, budget=18),
    Propositional(atoms=4, hypotheses=3, least=9, most=12, budget=24),
    Propositional(atoms=4, hypotheses=4, least=13, most=17, budget=32),
    Propositional(atoms=4, hypotheses=3, least=14, most=20, classical=True, budget=36),
    Propositional(atoms=5, hypotheses=4, least=18, most=24, budget=40),
)
