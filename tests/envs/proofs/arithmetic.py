"""What expressions and formulas of arithmetic mean, by Lean's definitions and by trying values; and random ones."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Expr = Any
Formula = Any
Env = Mapping[Any, int]


class Number:
    """An expression written with Python's operators; `.e` is the nested tuple."""

    def __init__(self, e: Expr) -> None:
        self.e = e.e if isinstance(e, Number) else e

    def _binary(op: str, swap: bool = False) -> Any:  # type: ignore[misc]
        def method(self: Number, other: Any) -> Number:
            left, right = (other, self) if swap else (self, other)
            return Number((op, Number(left).e, Number(right).e))

        return method

    __add__, __radd__ = _binary("+"), _binary("+", swap=True)
    __sub__, __rsub__ = _binary("-"), _binary("-", swap=True)
    __mul__, __rmul__ = _binary("*"), _binary("*", swap=True)
    __floordiv__, __mod__, __pow__ = _binary("/"), _binary("%"), _binary("^")
    __rpow__ = _binary("^", swap=True)
    monus, lower, upper = _binary("monus"), _binary("min"), _binary("max")

    def _relation(op: str, swap: bool = False) -> Any:  # type: ignore[misc]
        def method(self: Number, other: Any) -> Formula:
            left, right = (other, self) if swap else (self, other)
            return (op, Number(left).e, Number(right).e)

        return method

    __le__, __lt__, __ge__, __gt__ = _relation("<="), _relation("<"), _relation("<=", True), _relation("<", True)
    eq, divides = _relation("="), _relation("dvd")


def quotient_and_remainder(a: int, b: int) -> tuple[int, int]:
    """Lean's `Int.ediv` and `Int.emod`, found by trying all remainders."""
    if b == 0:
        return 0, a
    remainder = next(r for r in range(abs(b)) if (a - r) % b == 0)
    return (a - remainder) // b, remainder


def value(expr: Expr, env: Env) -> int:
    """The value of an expression. Where it is written out in `env`, the value stands there."""
    if isinstance(expr, int):
        return expr
    if expr in env:
        return env[expr]
    op, a, b = expr[0], value(expr[1], env), value(expr[2], env)
    if op in ("/", "%"):
        return quotient_and_remainder(a, b)[op == "%"]
    if op == "monus":
        while a > 0 and b > 0:
            a, b = a - 1, b - 1
        return a - b if a >= b else 0
    if op in ("min", "max"):
        return sorted((a, b))[op == "max"]
    return {"+": a + b, "-": a - b, "*": a * b}[op] if op != "^" else a**b


def holds(formula: Formula, env: Env) -> bool:
    """Whether a formula is true."""
    op = formula[0]
    if op in ("true", "false"):
        return bool(op == "true")
    if op == "prop":
        return bool(env[formula])
    if op == "not":
        return not holds(formula[1], env)
    if op in ("and", "or", "imp", "iff"):
        f, g = holds(formula[1], env), holds(formula[2], env)
        return {"and": f and g, "or": f or g, "imp": g or not f, "iff": f == g}[op]
    a, b = value(formula[1], env), value(formula[2], env)
    if op == "dvd":
        return b == 0 if a == 0 else abs(b) % abs(a) == 0
    return {"=": a == b, "<=": a <= b, "<": a < b}[op]


def unknowns(*trees: Any) -> list[Any]:
    """The unknowns that occur, in order."""
    found: dict[Any, None] = {}
    stack = list(trees)[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple) and node[0] in ("nat", "int", "prop"):
            found[node] = None
        elif isinstance(node, tuple):
            stack.extend(node[:0:-1])
    return list(found)


def box(names: Sequence[Any], radius: int) -> Iterator[dict[Any, int]]:
    """All values of the unknowns from -radius to radius (naturals from 0)."""
    ranges = {"nat": range(radius + 1), "int": range(-radius, radius + 1), "prop": range(2)}
    for values in itertools.product(*(ranges[name[0]] for name in names)):
        yield dict(zip(names, values, strict=True))


def in_box(names: Sequence[Any], radius: int) -> list[Formula]:
    """Formulas that say so."""
    return [("and", ("<=", -radius, name), ("<=", name, radius)) for name in names if name[0] != "prop"]


def random_expr(rng: random.Random, depth: int, kind: str, *, powers: bool = False, count: int = 3) -> Expr:
    """An expression of Nat or Int, in so many unknowns of each kind."""
    if depth == 0 or rng.random() < 0.3:
        if rng.random() < 0.3:
            return rng.randint(0 if kind == "nat" else -6, 6)
        return (kind if rng.random() < 0.7 else "nat", rng.randrange(count))
    op = rng.choice(["+", "+", "-", "-", "*", "/", "%", "min", "max", *(["^"] if powers else [])])
    a = random_expr(rng, depth - 1, kind, powers=powers, count=count)
    if op == "^":
        return (op, a, random_expr(rng, 1, "nat", count=count)) if rng.random() < 0.5 else (op, a, rng.randint(0, 3))
    if op in ("*", "/", "%") and rng.random() < 0.9:
        k = rng.randint(0 if kind == "nat" else -5, 5)
        return (op, k, a) if op == "*" and rng.random() < 0.5 else (op, a, k)
    if op == "-" and kind == "nat":
        op = "monus"
    return (op, a, random_expr(rng, depth - 1, kind, powers=powers, count=count))


def random_formula(rng: random.Random, depth: int, *, powers: bool = False, count: int = 3) -> Formula:
    """A formula over such expressions."""
    if depth == 0 or rng.random() < 0.5:
        if rng.random() < 0.03:
            return rng.choice([("true",), ("false",), ("prop", 0)])
        kind, op = rng.choice(["nat", "int"]), rng.choice(["=", "<=", "<", "dvd"])
        right = random_expr(rng, 2, kind, powers=powers, count=count)
        if op == "dvd" and rng.random() < 0.8:
            return (op, rng.randint(0, 5), right)
        return (op, random_expr(rng, 2, kind, powers=powers, count=count), right)
    op = rng.choice(["not", "and", "or", "imp", "iff"])
    f = random_formula(rng, depth - 1, powers=powers, count=count)
    return (op, f) if op == "not" else (op, f, random_formula(rng, depth - 1, powers=powers, count=count))


OPERATORS = [["+", "-", "*"], ["monus", "min", "max"], ["/", "%"], ["=", "<=", "<"], ["and", "or", "imp", "iff"]]


def change(tree: Any, rng: random.Random) -> Any:
    """The expression or formula with one number, unknown or operator changed."""
    if isinstance(tree, int):
        return tree + 1 if tree < 1 else tree + rng.choice([-1, 1])
    if len(tree) < 2:
        return tree
    if isinstance(tree[1], int) and len(tree) == 2:
        return (tree[0], (tree[1] + 1) % 3)
    i = rng.randrange(len(tree))
    if i == 0:
        return (rng.choice(next((ops for ops in OPERATORS if tree[0] in ops), [tree[0]])), *tree[1:])
    return (*tree[:i], change(tree[i], rng), *tree[i + 1 :])


def mutate(tree: Any, rng: random.Random) -> Any:
    """The nested tuple with one leaf or branch changed."""
    if not isinstance(tree, tuple) or not tree or rng.random() < 0.1:
        if isinstance(tree, int):
            return rng.choice([tree + 1, tree - 1, -tree, 0, 1, 2 * tree, rng.randint(-9, 9)])
        return rng.choice([tree, 0, (), "combine", "equate", "linear", None, 1.0, True])
    parts = list(tree)
    what = rng.random()
    i = rng.randrange(len(parts))
    if what < 0.8:
        parts[i] = mutate(parts[i], rng)
    elif what < 0.87:
        parts.insert(i, parts[rng.randrange(len(parts))])
    elif what < 0.94:
        del parts[i]
    else:
        j = rng.randrange(len(parts))
        parts[i], parts[j] = parts[j], parts[i]
    return tuple(parts)
