"""Propositional formulas: how they are written, what rows of a truth table they hold in, and a prover for them.

Two measures of a sequent: `holds_in` decides it classically by truth tables, `provable` intuitionistically by the
contraction-free calculus G4ip (Dyckhoff, Journal of Symbolic Logic 57, 1992). `script` writes a short proof in Lean's
tactics, step by step, where every choice is first asked of `provable`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from .naming import tokens

Formula = str | tuple[str, "Formula"] | tuple[str, "Formula", "Formula"]
"""An atom, `FALSE`, `("¬", a)` or `(op, a, b)`."""

FALSE = "False"
Sequent = tuple[tuple[tuple[str, Formula], ...], Formula]
"""Named hypotheses and the goal."""

_LEVEL = {"↔": 20, "→": 25, "∨": 30, "∧": 35}
NODES = 600  # sequents that one search for a short script may open


def write(formula: Formula, around: int = 0) -> str:
    """Return a formula as Lean prints it, with no parentheses but those it needs.

    >>> write(("→", ("∧", "p", ("¬", "q")), ("→", "p", "q")))
    'p ∧ ¬q → p → q'
    """
    if isinstance(formula, str):
        return formula
    if len(formula) == 2:
        return f"¬{write(formula[1], 1024)}"
    op, a, b = formula
    level = _LEVEL[op]
    text = f"{write(a, level + 1)} {op} {write(b, level + (op == '↔'))}"
    return f"({text})" if around > level else text


@functools.lru_cache(maxsize=4096)
def read(text: str) -> Formula:
    """Read a formula as Lean prints it.

    >>> read("p ∧ ¬q → p → q")
    ('→', ('∧', 'p', ('¬', 'q')), ('→', 'p', 'q'))
    """
    rest = tokens(text)[::-1]

    def formula(least: int) -> Formula:
        token = rest.pop()
        left: Formula = ("¬", formula(1024)) if token == "¬" else formula(0) if token == "(" else token
        if token == "(":
            rest.pop()
        while rest and _LEVEL.get(rest[-1], -1) >= least:
            op = rest.pop()
            left = (op, left, formula(_LEVEL[op] + (op == "↔")))
        return left

    return formula(0)


def size(formula: Formula) -> int:
    """Return how many connectives a formula has."""
    return 0 if isinstance(formula, str) else 1 + sum(size(part) for part in formula[1:])


def atoms_of(formula: Formula) -> Iterator[str]:
    """Yield the atoms from left to right, again and again."""
    if isinstance(formula, str):
        if formula != FALSE:
            yield formula
        return
    for part in formula[1:]:
        yield from atoms_of(part)


def holds_in(formula: Formula, rows: dict[str, int], every: int) -> int:
    """Return the rows of a truth table in which a formula holds, as bits; `rows` says it of the atoms."""
    if isinstance(formula, str):
        return 0 if formula == FALSE else rows[formula]
    a = holds_in(formula[1], rows, every)
    if len(formula) == 2:
        return every & ~a
    b = holds_in(formula[2], rows, every)
    if formula[0] == "∧":
        return a & b
    if formula[0] == "∨":
        return a | b
    return (every & ~a | b) if formula[0] == "→" else every & ~(a ^ b)


def table(atoms: Sequence[str]) -> tuple[dict[str, int], int]:
    """Return each atom's rows in the truth table of several, and all rows."""
    n = 1 << len(atoms)
    rows = {atom: sum(1 << row for row in range(n) if row >> i & 1) for i, atom in enumerate(atoms)}
    return rows, (1 << n) - 1


@functools.lru_cache(maxsize=4096)
def spelt(formula: Formula) -> Formula:
    """Return a formula with ¬a spelt out as a → False, which Lean takes for the same."""
    if isinstance(formula, str):
        return formula
    if len(formula) == 2:
        return "→", spelt(formula[1]), FALSE
    return formula[0], spelt(formula[1]), spelt(formula[2])


# -- G4ip -------------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=4096)
def _plain(formula: Formula) -> Formula:
    """Return a formula with ¬ and ↔ spelt out."""
    if isinstance(formula, str):
        return formula
    a = _plain(formula[1])
    if len(formula) == 2:
        return "→", a, FALSE
    b = _plain(formula[2])
    return ("∧", ("→", a, b), ("→", b, a)) if formula[0] == "↔" else (formula[0], a, b)


def provable(hypotheses: Sequence[Formula], goal: Formula) -> bool:
    """Return whether the goal follows intuitionistically."""
    return _g4ip(frozenset(map(_plain, hypotheses)), _plain(goal))


@functools.lru_cache(maxsize=20_000)
def _g4ip(left: frozenset[Formula], goal: Formula) -> bool:
    if FALSE in left or goal in left:
        return True
    for f in left:  # what loses nothing; any order gives the same truth
        if isinstance(f, str) or len(f) == 2:
            continue
        rest, (op, a, b) = left - {f}, f
        if op == "∧":
            return _g4ip(rest | {a, b}, goal)
        if op == "∨":
            return _g4ip(rest | {a}, goal) and _g4ip(rest | {b}, goal)
        if a in left:
            return _g4ip(rest | {b}, goal)
        if a == FALSE:
            return _g4ip(rest, goal)
        if not isinstance(a, str) and a[0] != "→" and len(a) == 3:
            now: set[Formula] = {("→", a[1], ("→", a[2], b))} if a[0] == "∧" else {("→", a[1], b), ("→", a[2], b)}
            return _g4ip(rest | now, goal)
    if not isinstance(goal, str) and len(goal) == 3:
        if goal[0] == "→":
            return _g4ip(left | {goal[1]}, goal[2])
        if goal[0] == "∧":
            return _g4ip(left, goal[1]) and _g4ip(left, goal[2])
        if _g4ip(left, goal[1]) or _g4ip(left, goal[2]):
            return True
    for f in left:
        if isinstance(f, str) or isinstance(f[1], str) or len(f) == 2 or len(f[1]) == 2:
            continue
        rest, inner, b = left - {f}, f[1], f[2]
        if _g4ip(rest | {("→", inner[2], b)}, inner) and _g4ip(rest | {b}, goal):
            return True
    return False


# -- scripts ----------------------------------------------------------------------------------------------------------


def split(formula: Formula) -> tuple[Formula, Formula] | None:
    """Return the two parts of a conjunction or an equivalence."""
    if isinstance(formula, str) or len(formula) == 2:
        return None
    op, a, b = formula
    return (a, b) if op == "∧" else (("→", a, b), ("→", b, a)) if op == "↔" else None


def _implies(formula: Formula) -> tuple[Formula, Formula] | None:
    if isinstance(formula, str):
        return None
    if len(formula) == 2:
        return formula[1], FALSE
    return (formula[1], formula[2]) if formula[0] == "→" else None


class Scribe:
    """Writes short scripts for sequents that are provable, with hypotheses named from a pool.

    A script is flat: each line works on the first goal that is open, as in Lean.
    """

    def __init__(self, names: Sequence[str], nodes: int = NODES) -> None:
        """Take the names of hypotheses, in the order in which they are given to new ones."""
        self.names, self.nodes = names, nodes

    def script(self, hypotheses: Sequence[tuple[str, Formula]], goal: Formula, most: int) -> list[str] | None:
        """Return a script of at most so many lines; None if none is found within the budget."""
        self._left = self.nodes
        found = self._search((tuple(hypotheses), goal), most, frozenset())
        return found

    def _search(self, sequent: Sequent, most: int, path: frozenset[object]) -> list[str] | None:
        """Return the shortest script among those looked at, or None if all are longer than `most`."""
        hypotheses, goal = sequent
        mark = frozenset(f for _, f in hypotheses), goal
        self._left -= 1
        if most < 1 or mark in path or self._left < 0:
            return None
        for name, f in hypotheses:
            if f == goal:
                return [f"exact {name}"]
        known = {f for _, f in hypotheses}
        if FALSE in known or any(not isinstance(f, str) and f[0] == "¬" and f[1] in known for f in known):
            return ["contradiction"]
        path |= {mark}
        best: list[str] | None = None
        for line, premises in self._steps(sequent):
            if not all(provable([f for _, f in hyps], g) for hyps, g in premises):
                continue
            bound = (len(best) - 1 if best else most) - 1
            lines = [line]
            for i, premise in enumerate(premises):
                more = self._search(premise, bound - (len(premises) - 1 - i), path)
                if more is None:
                    break
                bound -= len(more)
                lines += more
            else:
                best = lines
            if line.split()[0] in ("intro", "constructor") or " with ⟨" in line:
                return best  # nothing is lost by these, so nothing else is tried
        return best

    def _steps(self, sequent: Sequent) -> Iterator[tuple[str, list[Sequent]]]:
        """Yield tactics with the goals that they leave, the likeliest first."""
        hypotheses, goal = sequent
        used = {name for name, _ in hypotheses}
        new = next((name for name in self.names if name not in used), None)
        if new and (arrow := _implies(goal)):
            yield f"intro {new}", [((*hypotheses, (new, arrow[0])), arrow[1])]
        for i, (name, f) in enumerate(hypotheses):
            if new and (parts := split(f)):
                both = (*hypotheses[:i], *hypotheses[i + 1 :], (name, parts[0]), (new, parts[1]))
                yield f"rcases {name} with ⟨{name}, {new}⟩", [(both, goal)]
        if pair := split(goal):
            yield "constructor", [(hypotheses, pair[0]), (hypotheses, pair[1])]
        for name, f in hypotheses:
            if premises := _backward(f, goal):
                yield f"apply {name}", [(hypotheses, premise) for premise in premises]
        named = {f: name for name, f in hypotheses}
        for i, (name, f) in enumerate(hypotheses):
            if (arrow := _implies(f)) and arrow[0] in named:
                after = (*hypotheses[:i], (name, arrow[1]), *hypotheses[i + 1 :])
                yield f"specialize {name} {named[arrow[0]]}", [(after, goal)]
        if not isinstance(goal, str) and goal[0] == "∨":
            yield "left", [(hypotheses, goal[1])]
            yield "right", [(hypotheses, goal[-1])]
        for i, (name, f) in enumerate(hypotheses):
            if not isinstance(f, str) and f[0] == "∨":
                rest = (*hypotheses[:i], *hypotheses[i + 1 :])
                yield f"rcases {name} with {name} | {name}", [(((*rest, (name, part))), goal) for part in f[1:]]
        for name, f in hypotheses:
            arrow = _implies(f)
            if new and arrow and arrow[0] not in named and arrow[1] != goal:
                yield f"have {new} := {name} ?_", [(hypotheses, arrow[0]), ((*hypotheses, (new, arrow[1])), goal)]
        if goal != FALSE:
            yield "exfalso", [(hypotheses, FALSE)]


def _backward(formula: Formula, goal: Formula) -> list[Formula]:
    """Return what is left to prove after `apply` with a hypothesis; nothing if its conclusion is another one."""
    if not isinstance(formula, str) and len(formula) == 2:
        return [formula[1]] if goal == FALSE else []
    premises: list[Formula] = []
    while formula != goal:
        if isinstance(formula, str) or formula[0] != "→" or len(formula) == 2:
            return []
        premises.append(formula[1])
        formula = formula[2]
    return premises
