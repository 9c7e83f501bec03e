"""A statement of arithmetic, read by the second checker's own parser and handed to Z3."""

from __future__ import annotations

from typing import Any

import z3
from lean_syntax import Unsupported
from statements import BOOL, INT, NAT, PROP, find, read

MOST = 20  # the largest exponent that is written out


class Translation:
    """Z3's terms for typed trees. What Z3 has no word for becomes an unknown of its own, the same for equal trees."""

    def __init__(self) -> None:
        self.facts: list[Any] = []
        self.known: dict[str, Any] = {}

    def unknown(self, name: str, kind: Any) -> Any:
        """A variable; natural numbers are not negative."""
        if name not in self.known:
            made = z3.Int(name) if kind in (NAT, INT) else z3.Bool(name)
            self.known[name] = made
            if kind == NAT:
                self.facts.append(made >= 0)
        return self.known[name]

    def term(self, tree: Any, kind: Any) -> Any:
        """The Z3 term of a tree whose type is a number or a truth value."""
        match tree:
            case ("num", number):
                return z3.IntVal(number)
            case ("var", name) if name in self.known:
                return self.known[name]
            case ("const", "True" | "true"):
                return z3.BoolVal(True)
            case ("const", "False" | "false"):
                return z3.BoolVal(False)
            case ("not", inner):
                return z3.Not(self.term(inner, PROP))
            case ("istrue", inner):
                return self.term(inner, BOOL)
            case ("neg", inner):
                return -self.term(inner, INT)
            case ("bin", op, sides, left, right):
                return self._binary(op, find(sides), left, right, tree, kind)
        return self.unknown(repr(tree), kind)

    def _binary(self, op: str, sides: Any, left: Any, right: Any, tree: Any, kind: Any) -> Any:
        if op == "^":
            if right[0] != "num" or right[1] > MOST:
                return self.unknown(repr(tree), kind)
            base, power = self.term(left, sides), z3.IntVal(1)
            for _ in range(right[1]):
                power = power * base
            return power
        logical = op in ("∧", "∨", "→", "↔", "&&", "||")
        if not logical and sides not in (NAT, INT, PROP, BOOL):
            return self.unknown(repr(tree), kind)
        a, b = (self.term(side, PROP if logical else sides) for side in (left, right))
        table = {
            "∧": lambda: z3.And(a, b), "&&": lambda: z3.And(a, b), "∨": lambda: z3.Or(a, b), "||": lambda: z3.Or(a, b),
            "→": lambda: z3.Implies(a, b), "↔": lambda: a == b, "=": lambda: a == b, "==": lambda: a == b,
            "≠": lambda: a != b, "!=": lambda: a != b, "<": lambda: a < b, "≤": lambda: a <= b, ">": lambda: a > b,
            "≥": lambda: a >= b, "+": lambda: a + b, "*": lambda: a * b,
            "-": lambda: z3.If(a >= b, a - b, 0) if sides == NAT else a - b,
            "/": lambda: z3.If(b == 0, 0, a / b), "%": lambda: z3.If(b == 0, a, a % b),
            "∣": lambda: z3.If(a == 0, b == 0, b % a == 0),
        }  # fmt: skip
        if op not in table:
            return self.unknown(repr(tree), kind)
        return table[op]()


def proved(text: str, milliseconds: int = 2_000) -> bool | None:
    """Whether Z3 proves a statement; None where it is not understood. False only means that it found no proof."""
    try:
        statement = read(text)
        translation = Translation()
        for name, kind, hypothesis in statement.variables:
            if hypothesis is not None:
                translation.facts.append(translation.term(hypothesis, PROP))
            elif find(kind) in (NAT, INT, PROP, BOOL):
                translation.unknown(name, find(kind))
        goal = translation.term(statement.conclusion, PROP)
    except (Unsupported, z3.Z3Exception):
        return None
    solver = z3.Solver()
    solver.set("timeout", milliseconds)
    solver.add(*translation.facts, z3.Not(goal))
    return bool(solver.check() == z3.unsat)
