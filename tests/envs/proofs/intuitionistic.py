"""Which propositions in Lean's syntax hold without excluded middle: a second opinion, by another calculus."""

from __future__ import annotations

from typing import Any

from lean_syntax import Tree, Unsupported
from statements import PROP, read


class Spent(Exception):
    """The fuel is used up."""


def intuitionistic(text: str, fuel: int = 20_000) -> bool | None:
    """Whether a propositional statement holds without excluded middle; None when it is another one, or too hard."""
    try:
        statement = read(text)
        context = []
        for _, kind, tree in statement.variables:
            if tree is not None:
                context.append(_formula(tree))
            elif kind != PROP:
                return None
        return _G4ip(fuel).prove(tuple(context), frozenset(), frozenset(), _formula(statement.conclusion))
    except (Unsupported, Spent, RecursionError):
        return None


TOP, BOTTOM = ("⊤",), ("⊥",)


def _formula(tree: Tree) -> Tree:
    match tree:
        case ("var", name):
            return ("atom", name)
        case ("const", "True" | "False" as name):
            return TOP if name == "True" else BOTTOM
        case ("not", inner):
            return _join("→", _formula(inner), BOTTOM)
        case ("bin", "∧" | "∨" | "→" as op, _, left, right):
            return _join(op, _formula(left), _formula(right))
        case ("bin", "↔" | "=", "Prop", left, right):
            a, b = _formula(left), _formula(right)
            return _join("∧", _join("→", a, b), _join("→", b, a))
    raise Unsupported("not propositional")


def _join(op: str, a: Tree, b: Tree) -> Tree:
    """The formula, without constants inside."""
    if op == "→":
        return TOP if a in (BOTTOM, b) or b == TOP else b if a == TOP else (op, a, b)
    unit, zero = (TOP, BOTTOM) if op == "∧" else (BOTTOM, TOP)
    return zero if zero in (a, b) else b if a == unit else a if b in (unit, a) else (op, a, b)


class _G4ip:
    """The contraction-free sequent calculus (Dyckhoff, J. Symb. Logic 57, 1992): every search ends."""

    def __init__(self, fuel: int) -> None:
        self.fuel = fuel
        self.known: dict[Any, bool] = {}

    def prove(self, todo: tuple[Tree, ...], atoms: frozenset[Tree], stuck: frozenset[Tree], goal: Tree) -> bool:
        """Whether the goal follows; `stuck` are implications from an absent atom or from an implication."""
        key = frozenset(todo), atoms, stuck, goal
        if key not in self.known:
            self.fuel -= 1
            if self.fuel < 0:
                raise Spent
            self.known[key] = self._left(todo[0], todo[1:], atoms, stuck, goal) if todo else self._right(*key[1:])
        return self.known[key]

    def _left(
        self, first: Tree, rest: tuple[Tree, ...], atoms: frozenset[Tree], stuck: frozenset[Tree], goal: Tree
    ) -> bool:
        match first:
            case ("⊥",):
                return True
            case ("atom", _):
                freed = frozenset(f for f in stuck if f[1] == first)
                more = (*rest, *sorted(f[2] for f in freed))
                return first == goal or self.prove(more, atoms | {first}, stuck - freed, goal)
            case ("∧", a, b):
                return self.prove((a, b, *rest), atoms, stuck, goal)
            case ("∨", a, b):
                return all(self.prove((side, *rest), atoms, stuck, goal) for side in (a, b))
            case ("→", ("∧", a, b), c):
                return self.prove((("→", a, _join("→", b, c)), *rest), atoms, stuck, goal)
            case ("→", ("∨", a, b), c):
                return self.prove((("→", a, c), ("→", b, c), *rest), atoms, stuck, goal)
            case ("→", a, b) if a in atoms:
                return self.prove((b, *rest), atoms, stuck, goal)
            case ("→", _, _):
                return self.prove(rest, atoms, stuck | {first}, goal)
        return self.prove(rest, atoms, stuck, goal)

    def _right(self, atoms: frozenset[Tree], stuck: frozenset[Tree], goal: Tree) -> bool:
        if goal == TOP or goal in atoms:
            return True
        match goal:
            case ("→", a, b):
                return self.prove((a,), atoms, stuck, b)
            case ("∧", a, b):
                return self.prove((), atoms, stuck, a) and self.prove((), atoms, stuck, b)
            case ("∨", a, b) if self.prove((), atoms, stuck, a) or self.prove((), atoms, stuck, b):
                return True
        for first in sorted(stuck):
            if first[1][0] == "→":
                (_, (_, c, d), b), rest = first, stuck - {first}
                if self.prove((_join("→", d, b), c), atoms, rest, d) and self.prove((b,), atoms, rest, goal):
                    return True
        return False
