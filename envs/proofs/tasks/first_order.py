"""Theorems of first-order logic, made backwards: each hypothesis is what some step of the proof needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from ...core import knob
from .base import BUDGET, ProofTask, Theorem
from .naming import tokens

Atom = tuple[str, ...]
"""A predicate with its terms, which are names or `f x`."""

UNARY, BINARY, CONSTANTS = ("P", "Q", "R", "A", "B", "C", "D"), ("S", "T", "U"), ("a", "b", "c")
BOUND, FREE = ("x", "y", "z", "x₁", "y₁", "z₁"), ("u", "v", "w", "u₁", "v₁", "w₁", "u₂", "v₂", "w₂")


def write(atom: Atom) -> str:
    """Return an atom as Lean prints it."""
    return " ".join([atom[0], *(f"({term})" if " " in term else term for term in atom[1:])])


@dataclass
class Draft:
    """A theorem in the making: hypotheses, and the facts that are known where the proof has come to."""

    rng: np.random.Generator
    depth: int
    function: bool
    given: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    menu: list[str] = field(default_factory=list)
    facts: dict[Atom, str] = field(default_factory=dict)
    wanted: set[Atom] = field(default_factory=set)
    count: int = 0
    free: int = 0

    def pick(self, some: Sequence[str]) -> str:
        """Return one at random."""
        return some[int(self.rng.integers(len(some)))]

    def new(self) -> str:
        """Return the name of a new fact."""
        self.count += 1
        return f"k{self.count}"

    def eigen(self) -> str:
        """Return a new variable."""
        self.free += 1
        return FREE[self.free - 1]

    def law(self, text: str) -> str:
        """Add a hypothesis; return the mark that stands for its name."""
        self.given.append(text)
        return f"«{len(self.given) - 1}»"

    def general(self, premises: Sequence[Atom], conclusion: str, terms: Sequence[str]) -> str:
        """Add a hypothesis that says of all what is said here of some terms; return its name with these terms."""
        text = " → ".join([*map(write, premises), conclusion])
        said = [term for term in dict.fromkeys(terms) if (f"({term})" if " " in term else term) in _words(text)]
        marks = [f"‹{i}›" for i in range(len(said))]
        for term, mark in zip(said, marks, strict=True):
            text = _swap(text, term, mark)
        for bound, mark in zip(BOUND, marks, strict=False):
            text = text.replace(mark, bound)
        law = self.law(f"∀ {' '.join(BOUND[: len(said)])}, {text}" if said else text)
        return " ".join([law, *(f"({term})" if " " in term else term for term in said)])

    # -- proofs -------------------------------------------------------------------------------------------------------

    def prove(self, atom: Atom, depth: int) -> None:
        """Write a proof of an atom, adding the hypotheses that it needs."""
        self.wanted.add(atom)
        if atom in self.facts:
            self.lines.append(f"exact {self.facts[atom]}")
            return
        terms = list(dict.fromkeys(atom[1:]))
        if depth <= 0:
            self._end(atom, terms)
            return
        die = self.rng.random()
        if die < 0.22 and depth > 1 and self.free < 6:
            self._through_exists(atom, terms, depth)
        elif die < 0.4 and depth > 1:
            self._through_or(atom, terms, depth)
        else:
            count = 1 + int(self.rng.random() < 0.45)
            drawn = dict.fromkeys(self._premise(terms) for _ in range(2 * count))
            premises = [premise for premise in drawn if premise not in self.wanted][:count]
            if not premises:
                self._end(atom, terms)
                return
            terms = list(dict.fromkeys([*terms, *(t for p in premises for t in p[1:])]))
            self._use(self.general(premises, write(atom), terms))
            for i, premise in enumerate(premises):
                self.prove(premise, depth - 1 - i)

    def _use(self, law: str) -> None:
        self.lines.append(f"apply {law}")
        name, *terms = _words(law)
        self.menu += [f"apply {name}", *(f"apply {name} {' '.join([c] * len(terms))}" for c in CONSTANTS if terms)]

    def _premise(self, terms: Sequence[str]) -> Atom:
        if self.rng.random() < 0.3:
            other = self.pick([*terms, self.pick(CONSTANTS[:2])])
            return self.pick(BINARY), self.pick(terms), other
        return self.pick(UNARY), self.pick(terms)

    def _end(self, atom: Atom, terms: list[str]) -> None:
        """Finish: the atom is given, or follows from a fact that is known."""
        known = [fact for fact in self.facts if set(fact[1:]) & set(terms)]
        if known and (self.rng.random() < 0.6 or any(t.split()[-1] in FREE for t in terms)):
            fact = known[int(self.rng.integers(len(known)))]
            self._use(self.general([fact], write(atom), list(dict.fromkeys([*terms, *fact[1:]]))))
            self.lines.append(f"exact {self.facts[fact]}")
        elif any(t.split()[-1] in FREE for t in terms):
            fact = self.pick(UNARY), self.pick(CONSTANTS[:2])
            self._use(self.general([fact], write(atom), [*terms, fact[1]]))
            self.prove(fact, 0)
        else:
            self.facts[atom] = self.law(write(atom))
            self.lines.append(f"exact {self.facts[atom]}")

    def _cut(self, premise: Atom, conclusion: str, terms: list[str], depth: int) -> str:
        """Write that a conclusion holds by a law and its premise; return the name that it gets."""
        law, name = self.general([premise], conclusion, terms), self.new()
        if premise in self.facts:
            self.lines.append(f"have {name} := {law} {self.facts[premise]}")
        else:
            self.lines.append(f"have {name} := {law} ?_")
            self.prove(premise, depth - 1)
        return name

    def _through_exists(self, atom: Atom, terms: list[str], depth: int) -> None:
        premise = self._premise(terms[:1])
        terms = list(dict.fromkeys([*terms, *premise[1:]]))
        relation, second = (self.pick(BINARY), terms[0], "e"), (self.pick(UNARY), "e")
        text = f"∃ e, {write(relation)} ∧ {write(second)}"
        name = self._cut(premise, text, list(dict.fromkeys([terms[0], *premise[1:]])), depth)
        new, one, two = self.eigen(), self.new(), self.new()
        self.lines.append(f"obtain ⟨{new}, {one}, {two}⟩ := {name}")
        before = dict(self.facts)
        self.facts |= {(relation[0], terms[0], new): one, (second[0], new): two}
        if self.rng.random() < 0.5:
            self._use(self.general([(relation[0], terms[0], new), (second[0], new)], write(atom), [*terms, new]))
            self.lines += [f"exact {one}", f"exact {two}"]
        else:
            middle = (self.pick(UNARY), new)
            self._use(self.general([(relation[0], terms[0], new), middle], write(atom), [*terms, new]))
            self.lines.append(f"exact {one}")
            self.prove(middle, depth - 2)
        self.facts = before

    def _through_or(self, atom: Atom, terms: list[str], depth: int) -> None:
        premise = self._premise(terms[:1])
        cases = [(self.pick(UNARY), terms[0]) for _ in range(2)]
        if cases[0] == cases[1] or atom in cases:
            self.prove(atom, depth - 1)
            return
        conclusion = " ∨ ".join(map(write, cases))
        name = self._cut(premise, conclusion, list(dict.fromkeys([terms[0], *premise[1:]])), depth)
        self.lines.append(f"rcases {name} with {name} | {name}")
        for case in cases:
            before = dict(self.facts)
            self.facts[case] = name
            self._use(self.general([case], write(atom), terms))
            self.lines.append(f"exact {name}")
            self.facts = before


def _swap(text: str, term: str, new: str) -> str:
    """Replace a term in atoms' text."""
    wrapped = f"({term})" if " " in term else term
    return " ".join(new if word == wrapped else word for word in _words(text))


def _words(text: str) -> list[str]:
    """Split at spaces outside parentheses."""
    return re.findall(r"\([^)]*\)|[^ ]+", text)


@dataclass(frozen=True)
class FirstOrder(ProofTask):
    """Prove a theorem with quantifiers from hypotheses, by tactics of Lean 4.

    Description: predicates P, Q, S and so on over a type, hypotheses such as ∀ x, P x → ∃ e, S x e ∧ Q e, and a goal
    that is a conjunction, an implication for all, an existence or a negation. Each hypothesis is what one step of a
    proof of `depth` rounds needs, but for `spare` ones that lead elsewhere. With `classical`, the goal needs a proof
    by contradiction.

    Observation: the statement and its goal as Lean prints it. As chat: the goals after each tactic, or Lean's error.
    As moves: the first goal in binary, (10, 32, 6). Action: a proof, by and tactics or a term; as chat one tactic; as
    moves one of 48 tactics, the oracle's among them, and the same with other terms.

    Reward: 1 if the kernel accepts the proof, else 0. Episode end: after one answer; as moves and as chat when no
    goal is left or after `budget` tactics.

    Arguments: `depth` rounds of backward steps, `function` for terms f x, `spare` hypotheses, `least` and
    `most` steps of the oracle's proof, `classical`. Statements and proofs are plain Lean 4, without Mathlib.

    Oracle: the proof that the theorem was made from. Difficulty: its steps. No theorem is closed by one call of an
    automatic tactic, nor after intros.

    Floors: random tactics and any constant proof prove hardly any theorem. Level 0
    has more than 30,000 problems. Version history: v0, the first.
    """

    depth: int = knob(2, "rounds of backward steps")
    function: bool = knob(False, "whether terms have a function")
    spare: int = knob(2, "hypotheses that the proof does not use")
    least: int = knob(4, "steps of the oracle's proof, at least")
    most: int = knob(6, "steps of the oracle's proof, at most")
    classical: bool = knob(False, "whether the goal comes from a negated universal")
    budget: int = knob(10, BUDGET)

    levels: ClassVar[Sequence[FirstOrder]]
    tactics: ClassVar[tuple[str, ...]] = (
        "intro",
        "exact",
        "apply",
        "refine",
        "have",
        "constructor",
        "left",
        "right",
        "exists",
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
        "theorem some (α : Type) (P Q : α → Prop) (a : α) (h : ∀ x, P x → Q x) (k : P a) : ∃ x, Q x",
        "by\n  refine ⟨a, ?_⟩\n  exact h a k",
    )
    common: ClassVar[tuple[str, ...]] = (
        "constructor",
        "left",
        "right",
        "exfalso",
        "assumption",
        "contradiction",
        "intro k1",
    )

    def __post_init__(self) -> None:
        if not (1 <= self.depth <= 6 and 3 <= self.least <= self.most <= 50):
            raise ValueError(f"{self.knobs()}: use a depth of 1 to 6, and 3 to 50 for least and most")

    def theorem(self, rng: np.random.Generator) -> Theorem | None:
        """Draw a goal, and prove it from hypotheses that the proof brings up."""
        draft = Draft(rng, self.depth, self.function)
        goal = self._contradiction(draft) if self.classical else self._goal(draft)
        if not self.least <= len(draft.lines) <= self.most or len(set(draft.given)) < len(draft.given):
            return None
        for _ in range(self.spare):
            other = self._spare(draft)
            draft.given += [other] if other not in draft.given else []
        order = rng.permutation(len(draft.given)).tolist()

        def named(line: str) -> str:
            for place, i in enumerate(order, 1):
                line = line.replace(f"«{i}»", f"h{place}")
            return line

        given = [draft.given[i] for i in order]
        binders, words = ["(α : Type)"], set(tokens(" ".join([*given, goal, *draft.lines])))
        for kind, names in (("α → Prop", UNARY), ("α → α → Prop", BINARY), ("α → α", ("f",)), ("α", CONSTANTS)):
            held = [name for name in names if name in words]
            binders += [f"({' '.join(held)} : {kind})"] if held else []
        binders += [f"(h{place} : {text})" for place, text in enumerate(given, 1)]
        return Theorem(f"{' '.join(binders)} : {goal}", [*map(named, draft.lines)], [*map(named, draft.menu)])

    def _spare(self, draft: Draft) -> str:
        """Return a hypothesis that no step needs."""
        one, two, relation = draft.pick(UNARY), draft.pick(UNARY), draft.pick(BINARY)
        if one == two:
            return f"∀ x, {one} x → ∃ y, {relation} x y"
        return draft.pick((f"∀ x, {one} x → {two} x", f"∀ x y, {relation} x y → {one} x → {two} y"))

    def _goal(self, draft: Draft) -> str:
        kind = draft.pick(("all", "exists", "and", "not", "all exists"))
        one, two = draft.pick(UNARY), draft.pick(UNARY)
        if kind == "all":
            new, name = draft.eigen(), draft.new()
            draft.lines.append(f"intro {new} {name}")
            draft.facts[(one, new)] = name
            draft.prove((two, new), self.depth)
            return f"∀ x, {one} x → {two} x"
        if kind == "all exists":
            new, name, relation = draft.eigen(), draft.new(), draft.pick(BINARY)
            witness = f"f {new}" if self.function else draft.pick(CONSTANTS[:2])
            draft.lines += [f"intro {new} {name}", f"refine ⟨{witness}, ?_⟩"]
            draft.menu += [f"refine ⟨{c}, ?_⟩" for c in (*CONSTANTS[:2], new)]
            draft.facts[(one, new)] = name
            draft.prove((relation, new, witness), self.depth)
            return f"∀ x, {one} x → ∃ y, {relation} x y"
        if kind == "exists":
            witness = draft.pick(("f a", "f b")) if self.function else draft.pick(CONSTANTS[:2])
            draft.lines.append(f"refine ⟨{witness}, ?_, ?_⟩")
            draft.menu += [f"refine ⟨{c}, ?_, ?_⟩" for c in CONSTANTS[:2]]
            draft.prove((one, witness), self.depth - 1)
            draft.prove((two, witness), self.depth)
            return f"∃ x, {one} x ∧ {two} x"
        constant = draft.pick(CONSTANTS[:2])
        if kind == "and":
            draft.lines.append("constructor")
            draft.prove((one, constant), self.depth - 1)
            draft.prove((two, constant), self.depth)
            return f"{one} {constant} ∧ {two} {constant}"
        name = draft.new()
        draft.lines += [f"intro {name}", f"apply {draft.law(f'¬{two} {constant}')}"]
        draft.facts[(one, constant)] = name
        draft.prove((two, constant), self.depth)
        return f"¬{one} {constant}"

    def _contradiction(self, draft: Draft) -> str:
        """Make a goal ∃ x, P x ∧ ¬Q x from ¬∀ x, P' x → Q' x, where P' leads to P and Q to Q'."""
        one, two, three = (draft.pick(UNARY) for _ in range(3))
        if len({one, two, three}) < 3:
            return ""
        no, new, name, other = draft.new(), draft.eigen(), draft.new(), draft.new()
        law = draft.law(f"¬∀ x, {three} x → {two} x")
        draft.lines += [f"by_contra {no}", f"apply {law}", f"intro {new} {name}", f"by_contra {other}", f"apply {no}"]
        draft.lines += [f"refine ⟨{new}, ?_, ?_⟩"]
        draft.facts[(three, new)] = name
        draft.prove((one, new), self.depth)
        last = draft.new()
        draft.lines += [f"intro {last}", f"apply {other}"]
        draft.facts = {(three, new): name, (one, new): last} if one == two else {(three, new): name}
        source = draft.pick(UNARY)
        draft.facts[(source, new)] = last
        draft.prove((two, new), self.depth - 1)
        draft.menu += ["exfalso", f"exact {no}", f"apply {other}"]
        return f"∃ x, {one} x ∧ ¬{source} x"

    @property
    def fallback(self) -> Theorem:
        """A syllogism."""
        plan = ("apply h2 a", "apply h1 a", "exact h3")
        statement = (
            "(α : Type) (P Q R : α → Prop) (a : α) (h1 : ∀ x, P x → Q x) (h2 : ∀ x, Q x → R x) (h3 : P a) : R a"
        )
        return Theorem(statement, plan)


FirstOrder.levels = (
    FirstOrder(depth=2, least=4, most=6, budget=10),
    FirstOrder(depth=3, least=7, most=9, budget=14),
    FirstOrder(depth=3, least=10, most=13, function=True, budget=20),
    FirstOrder(depth=3, least=14, most=18, function=True, classical=True, budget=26),
    FirstOrder(depth=4, least=19, most=25, function=True, budget=34),
)
