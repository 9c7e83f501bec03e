"""Theorems as tasks: a statement to prove in one text, tactic by tactic, or by a finite list of tactics.

A family draws theorems with a proof of their own; everything else is derived here: the verifier (the kernel's, of the
statement that the problem holds), the play, the observation in numbers, the worked proof and the picture.
"""

from __future__ import annotations

import functools
import textwrap
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ...board import Board
from ...core import JSON, Problem, Verdict, knob
from ...play import Playable
from ..check import check_proof, start
from ..printer import shown_names
from ..state import Done, Error
from ..state import State as Goals
from ..terms import epoch
from .encoding import SHAPE, encode
from .naming import is_name, nameless, tokens

AUTOMATION = ("assumption", "contradiction", "trivial", "rfl", "decide", "omega", "ring", "norm_num", "simp")
"""Tactics that close a goal in one call. No theorem of a family falls to one of them, nor to one after `intros`."""
DRAWS = 400  # theorems drawn until one is not trivial
SIZE = 6_000  # characters of a proof that are read
NAME = "target"
BUDGET = "tactics of a play at most, refused ones included"


class Attempt(NamedTuple):
    """A play: the tactics that went through, and what Lean said to the last one if it did not."""

    script: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Theorem:
    """A theorem with a proof: the text after its name, and tactics that each work on the first open goal.

    Attributes:
        statement: Binders, a colon and the proposition.
        plan: The proof.
        menu: Further tactics that may be tried, for plays by number.
        difficulty: How hard the theorem is, by the measure of its family; by default the length of the plan.
    """

    statement: str
    plan: Sequence[str]
    menu: Sequence[str] = ()
    difficulty: float = 0.0


@dataclass(frozen=True)
class ProofTask(Playable):
    """A family of theorems. A subclass draws them; `fallback` is one that is always there."""

    budget: int = knob(40, BUDGET)

    longest: ClassVar[int] = 2_000
    open_moves: ClassVar[bool] = True
    max_answer: ClassVar[int] = SIZE
    common: ClassVar[tuple[str, ...]] = ()
    """Tactics that every play by number has, at the same place."""
    places: ClassVar[int] = 48
    """How many tactics a play by number has."""
    tactics: ClassVar[tuple[str, ...]] = ()
    """The tactics that the prompt names; the prover knows more."""
    lemmas: ClassVar[str] = ""
    """What the prompt says of lemmas."""
    example: ClassVar[tuple[str, str]] = ("", "")
    """A theorem and its proof, for the prompt."""
    probes: ClassVar[tuple[str, ...]] = ("assumption", "contradiction", "trivial", "simp")
    """The automation that may close a draw of this family; what never can, for any draw, is left to the tests."""

    @abstractmethod
    def theorem(self, rng: np.random.Generator) -> Theorem | None:
        """Return a theorem with its proof, or None where this draw leads nowhere."""

    @property
    @abstractmethod
    def fallback(self) -> Theorem:
        """A theorem of this level for the case that no draw is good."""

    # -- problems -----------------------------------------------------------------------------------------------------

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw theorems until one is not trivial."""
        for _ in range(DRAWS):
            theorem = self.theorem(rng)
            if theorem is not None and not closed_by(f"theorem {NAME} {theorem.statement}", self.probes):
                return self.pose(theorem, rng)
        return self.pose(self.fallback, rng)

    def pose(self, theorem: Theorem, rng: np.random.Generator) -> Problem:
        """Return the problem that asks for a proof of a theorem."""
        statement = f"theorem {NAME} {theorem.statement}"
        example, proof = self.example
        prompt = (
            "Prove this theorem in Lean 4, without Mathlib.\n\n"
            f"{statement} := by\n  …\n\nThe goal, as Lean shows it:\n\n{said(statement, ())}\n\n"
            f"A proof is what follows `:=`: `by` and tactics, one a line, or a term. For example,\n\n{example}\n\n"
            f"has the proof\n\n{proof}\n\nTactics: {', '.join(self.tactics)}.{self.lemmas} "
            "Neither sorry nor axioms are accepted."
        )
        data: dict[str, JSON] = {"statement": statement, "plan": list(theorem.plan)}
        data["difficulty"] = theorem.difficulty or float(len(theorem.plan))
        if self.common:
            data["menu"] = self._menu(theorem, rng)
        return Problem(prompt, data)

    def _menu(self, theorem: Theorem, rng: np.random.Generator) -> list[str]:
        """Return the tactics of a play by number: the common ones, and the theorem's own ones in a sorted order."""
        needed = [line for line in dict.fromkeys(theorem.plan) if line not in self.common]
        others = [line for line in dict.fromkeys(theorem.menu) if line not in self.common and line not in needed]
        room = self.places - len(self.common) - len(needed)
        chosen = [others[int(i)] for i in rng.permutation(len(others))[: max(room, 0)]]
        own = sorted([*needed, *chosen])
        return [*self.common, *own, *[""] * (room - len(chosen))]

    def identity(self, problem: Problem) -> JSON:
        """Return the statement without the names in it and without the order of its hypotheses."""
        return nameless(problem.data["statement"])

    def effort(self, problem: Problem) -> float:
        """Return the difficulty (for the conformance kit)."""
        return float(problem.data.get("difficulty", 0.0))

    # -- answers ------------------------------------------------------------------------------------------------------

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Let the kernel judge the proof: of the statement that the problem holds, whatever the answer says."""
        if len(answer) > self.max_answer:
            return Verdict.wrong(f"the proof has {len(answer)} characters; at most {self.max_answer} are read")
        return _judged(problem.data["statement"], answer)

    def solve(self, problem: Problem) -> str:
        """Return the family's proof, a dot before each goal where there are several."""
        plan = problem.data.get("plan", [])
        return "by\n" + "\n".join(structured(problem.data["statement"], tuple(plan)))

    def accepts(self, problem: Problem, answer: str) -> bool:
        """Return whether a proof goes through once more, from its own text alone (for the conformance kit).

        The kernel's word is final: a theorem has many proofs, and one proof may fit several theorems.
        """
        return check_proof(" ".join(problem.data["statement"].split()), answer).is_correct

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return those of some random tactics that go through; as many are tried as the family's proof has."""
        alphabet, attempt = self.alphabet(problem), Attempt()
        wanted = len(problem.data.get("plan", [])) or 4
        for die in rng.random(wanted).tolist():
            goals = goals_after(problem.data["statement"], attempt.script)
            if isinstance(goals, Goals):
                here = _context(goals)
                likely = [tactic for tactic in alphabet if tactic and _may(tactic, here)] or ["rfl"]
                after = self._after(problem, attempt, likely[int(die * len(likely))])
                attempt = attempt if after.error else after
        return self.show(problem, attempt)

    def lean(self, problem: Problem, answer: str | None = None) -> str:
        """Return a self-contained file that any Lean 4 checks: a proof, by default the family's, down to its terms.

        Raises:
            ValueError: The proof does not hold.
        """
        from ..lean import to_lean

        return to_lean(problem.data["statement"], self.solve(problem) if answer is None else answer)

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Tell the proof, tactic by tactic, with the goals between."""
        statement, plan = problem.data["statement"], tuple(problem.data.get("plan", []))
        lines = [f"The goal:\n{said(statement, ())}"]
        lines += [f"{line}\n{said(statement, plan[:i])}" for i, line in enumerate(plan, 1)]
        return "\n\n".join(lines)

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the statement with its goal, or an answer and what is said of it."""
        statement = problem.data["statement"]
        lines = textwrap.wrap(statement, 96, subsequent_indent="    ")
        lines += ["", *said(statement, ()).splitlines()]
        if answer is not None:
            shown = [line for row in answer[:2_000].splitlines()[:40] for line in textwrap.wrap(row, 96) or [""]]
            lines += ["", *shown, "", *self.verify(problem, answer).reason.splitlines()[:8]]
        return Board.from_text(lines)

    # -- plays --------------------------------------------------------------------------------------------------------

    def alphabet(self, problem: Problem) -> Sequence[str]:
        """Return the tactics that have numbers; an empty text is never legal."""
        menu: Sequence[str] = problem.data.get("menu") or self.common
        return [*menu, *[""] * (self.n_moves - len(menu))]

    @property
    def n_moves(self) -> int:
        """The places of the list of tactics."""
        return self.places

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows of symbols in binary: how many goals, what is to be shown, and the hypotheses."""
        return SHAPE

    @property
    def horizon(self) -> int:
        """The budget of tactics."""
        return self.budget

    def start(self, problem: Problem) -> Attempt:
        """Return the play in which nothing was done."""
        return Attempt()

    def legal(self, problem: Problem, state: Attempt) -> np.ndarray:
        """Return the tactics of the list that go through and change the goals."""
        return np.array(_legal(problem.data["statement"], tuple(self.alphabet(problem)), state.script), bool)

    def likely(self, alphabet: Sequence[str], goals: str) -> list[bool]:
        """Return which tactics fit the names in goals as printed, without asking Lean: for policies that see texts."""
        lines = [line for line in goals.split("\n\n")[0].splitlines() if line[:1] != "⊢"]
        here = frozenset(name for line in lines for name in line.partition(" :")[0].split())
        return [bool(tactic) and _may(tactic, here) for tactic in alphabet]

    def apply(self, problem: Problem, state: Attempt, move: int) -> Attempt:
        """Run a tactic of the list."""
        return self._after(problem, state, self.alphabet(problem)[move])

    def hear(self, problem: Problem, state: Attempt, text: str) -> Attempt:
        """Run any tactic. One that is refused leaves the goals as they are, and Lean's words."""
        return self._after(problem, state, text)

    def _after(self, problem: Problem, state: Attempt, text: str) -> Attempt:
        text = text.strip()
        if sum(map(len, state.script)) + len(text) > self.max_answer - 200 - 4 * len(state.script):
            return Attempt(state.script, f"the proof would have more than {self.max_answer} characters")
        after = goals_after(problem.data["statement"], (*state.script, text))
        if isinstance(after, Error):
            return Attempt(state.script, after.message)
        return Attempt((*state.script, text))

    def over(self, problem: Problem, state: Attempt) -> bool:
        """Return whether no goal is left and the kernel accepts the whole proof."""
        done = isinstance(goals_after(problem.data["statement"], state.script), Done)
        return done and self.verify(problem, self.show(problem, state)).is_correct

    def observe(self, problem: Problem, state: Attempt) -> np.ndarray:
        """Return the first goal as numbers."""
        return encode(said(problem.data["statement"], state.script))

    def show(self, problem: Problem, state: Attempt) -> str:
        """Return the proof so far."""
        return "\n  ".join(["by", *(line.replace("\n", "\n  ") for line in state.script)])

    def tell(self, problem: Problem, state: Attempt) -> str:
        """Return the goals as Lean prints them, below what it said if a tactic was refused."""
        goals = said(problem.data["statement"], state.script)
        return f"error: {state.error}\n\n{goals}" if state.error else goals

    def parse(self, problem: Problem, text: str) -> int | None:
        """Read a tactic of the list."""
        wanted = " ".join(text[: self.longest].split())
        return next((i for i, tactic in enumerate(self.alphabet(problem)) if tactic and tactic == wanted), None)

    def write(self, problem: Problem, move: int) -> str:
        """Write a tactic."""
        return self.alphabet(problem)[move]

    def plan(self, problem: Problem) -> list[int]:
        """Return the family's proof as tactics of the list."""
        place = {tactic: i for i, tactic in enumerate(self.alphabet(problem))}
        return [place[line] for line in problem.data.get("plan", [])]

    @property
    def move_help(self) -> str:
        """How a tactic is given."""
        return "A move is one tactic, for the first goal. You then see the goals, or Lean's error, which costs a move."


def goals_after(statement: str, script: tuple[str, ...]) -> Goals | Done | Error:
    """Return what is left after tactics, each run on the first goal; an Error stays one."""
    return _goals_after(statement, script, epoch())


@functools.lru_cache(maxsize=1024)
def _goals_after(statement: str, script: tuple[str, ...], now: int) -> Goals | Done | Error:
    if not script:
        return start(statement)
    before = goals_after(statement, script[:-1])
    if isinstance(before, Goals):
        return before.apply(script[-1])
    return before if isinstance(before, Error) else Error("tactic", "no goals to be proved", 0)


@functools.lru_cache(maxsize=2048)
def said(statement: str, script: tuple[str, ...]) -> str:
    """Return the goals after tactics as Lean prints them."""
    goals = goals_after(statement, script)
    return str(goals) if isinstance(goals, Goals) else "No goals"


@functools.lru_cache(maxsize=256)
def _judged(statement: str, answer: str) -> Verdict:
    """Return the kernel's verdict; a group of rollouts asks it of one answer many times, and a play twice."""
    return check_proof(statement, answer)


@functools.lru_cache(maxsize=2048)
def _legal(statement: str, alphabet: tuple[str, ...], script: tuple[str, ...]) -> tuple[bool, ...]:
    goals = goals_after(statement, script)
    if not isinstance(goals, Goals):
        return (False,) * len(alphabet)
    here = _context(goals)
    return tuple(bool(tactic) and _may(tactic, here) and _through(goals, tactic) for tactic in alphabet)


def _context(goals: Goals) -> frozenset[str]:
    """Return the names of the first goal's context; a name that cannot be written ends with ✝."""
    return frozenset(dict(shown_names(goals.meta.holes[goals.goals[0]].locals)).values())


def _may(tactic: str, here: frozenset[str]) -> bool:
    """Return whether a tactic speaks of names that are there and gives names that are new, before Lean is asked."""
    needs, makes = _names(tactic)
    if tactic.startswith("rename_i"):
        return any(name.endswith("✝") for name in here)
    return needs <= here and not makes & here


@functools.lru_cache(maxsize=4096)
def _names(tactic: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the name that a tactic works on, if that is sure, and the names that it gives."""
    head, *rest = tokens(tactic)
    made = {"intro": rest, "have": rest[:1], "by_contra": rest, "by_cases": rest[:1]}.get(head, [])
    if head == "obtain" and "⟩" in rest:
        made = [name for name in rest[: rest.index("⟩")] if is_name(name)]
    used = rest[:1] if head in ("exact", "apply", "cases", "induction", "rcases", "specialize") else []
    if head == "have" and rest[1:2] == [":="]:
        used = [name for name in rest[2:] if name != "by"] if "∀" not in rest else []
    return frozenset(n for n in used if is_name(n) and "." not in n and n.islower()), frozenset(made)


def _through(goals: Goals, tactic: str) -> bool:
    """Return whether a tactic goes through and changes the goals."""
    after = goals.apply(tactic)
    if not isinstance(after, Goals):
        return isinstance(after, Done)
    if after.epoch != goals.epoch:
        return str(after) != str(goals)
    return len(after.goals) != len(goals.goals) or _first(after) != _first(goals)


def _first(goals: Goals) -> tuple[object, ...]:
    """Return what the first goal says: its hypotheses with their names, and its target. Equal terms are one object."""
    meta, hole = goals.meta, goals.meta.holes[goals.goals[0]]
    return tuple((x.name, meta.inst(x.type)) for x in hole.locals.order), meta.inst(hole.type)


def closed_by(statement: str, tactics: Sequence[str] = AUTOMATION) -> str:
    """Return the automation that closes a theorem in one call, alone or after `intros`; "" if there is none."""
    first = start(statement)
    opened = first.apply("intros") if "→" in statement or "∀" in statement or "¬" in statement else first
    for goals in (first, *([opened] if isinstance(opened, Goals) and str(opened) != str(first) else [])):
        for tactic in tactics:
            if isinstance(goals.apply(tactic), Done):
                return tactic
    return ""


def symbols(plan: Sequence[str]) -> int:
    """Return how many symbols a proof has: a measure of what is to be found."""
    return sum(len(tokens(line)) for line in plan)


def structured(statement: str, plan: tuple[str, ...]) -> list[str]:
    """Return a flat script as indented lines, with a dot before each goal where a tactic leaves several."""
    out: list[str] = []
    depth, open_goals = 1, [1]  # how many goals stand at each depth, the innermost last
    dot = False
    for i, line in enumerate(plan):
        before, after = goals_after(statement, plan[:i]), goals_after(statement, plan[: i + 1])
        lead = "  " * (depth - 1) + ("· " if dot else "  ")
        out.append(lead + line.replace("\n", "\n" + " " * len(lead)))
        many = len(before.goals) if isinstance(before, Goals) else 0
        left = len(after.goals) - many + 1 if isinstance(after, Goals) else 0
        dot = False
        if left > 1:
            open_goals.append(left)
            depth, dot = depth + 1, True
        elif left < 1:
            while len(open_goals) > 1 and open_goals[-1] == 1:
                open_goals.pop()
                depth -= 1
            open_goals[-1] -= 1
            dot = len(open_goals) > 1
    return out
