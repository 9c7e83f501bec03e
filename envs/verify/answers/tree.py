"""Mathematics as a small immutable tree, and the limits that keep every later step bounded.

Scalars: `num` (a Fraction), `sym` (a name), `const` (`pi`, `e`, `i`, `inf`), `add`, `mul`, `neg`, `div`, `pow`, `root`
(of a degree), `call` (a function by name), `fact`, `fact2`, `abs`, `pm` and `mp` (plus or minus), `percent`, `unit`
(a quantity), `text`, `dots`. Collections and statements: `seq` (a bare list), `tuple`, `set`, `interval`, `matrix`,
`ratio`, `rel` (a chain of relations), `union`, `inter`, `minus`, `or`, `and`, `such` (a set by its condition), `mod`,
`big` (a sum, integral or limit).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

MAX_TEXT = 20_000  # characters of an answer
MAX_NODES = 2_000
MAX_DEPTH = 100
MAX_BITS = 4_096  # of a number that arithmetic makes
MAX_DIGITS = 4_000  # of a number that is written out


class ReadError(ValueError):
    """A text that is no mathematics as this module reads it; the message says why."""


class Expr(NamedTuple):
    """A node: what it is, its parts, and a value (a Fraction, a name, the signs of a chain) where its kind has one."""

    op: str
    args: tuple[Expr, ...] = ()
    value: Any = None


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, to be looked up."""
    return frozenset(words.split())


def num(value: int | Fraction) -> Expr:
    """Return a number."""
    return Expr("num", (), Fraction(value))


ZERO, ONE, TWO, TEN, MINUS_ONE = num(0), num(1), num(2), num(10), num(-1)
PI, E, IMAG, INF = Expr("const", (), "pi"), Expr("const", (), "e"), Expr("const", (), "i"), Expr("const", (), "inf")
DOTS = Expr("dots")


def sym(name: str) -> Expr:
    """Return a variable."""
    return Expr("sym", (), name)


def call(name: str, *args: Expr) -> Expr:
    """Return a function of its arguments."""
    return Expr("call", args, name)


def nary(op: str, left: Expr, right: Expr) -> Expr:
    """Return `left op right`, with the parts of a left side of the same kind taken over."""
    return Expr(op, (*left.args, right) if left.op == op else (left, right))


def neg(a: Expr) -> Expr:
    """Return minus a."""
    return num(-a.value) if a.op == "num" else Expr("neg", (a,))


def walk(expr: Expr) -> Iterator[Expr]:
    """Yield every node, each before its parts."""
    stack = [expr]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.args))


def measure(expr: Expr) -> None:
    """Raise ReadError for a tree that is too large or too deep to be worked on by recursion."""
    stack, nodes = [(expr, 1)], 0
    while stack:
        node, depth = stack.pop()
        nodes += 1
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise ReadError("it is too large or nested too deeply")
        stack.extend((arg, depth + 1) for arg in node.args)


def free_symbols(expr: Expr) -> frozenset[str]:
    """Return the names of the variables in an expression.

    >>> sorted(free_symbols(Expr("add", (sym("x"), Expr("mul", (num(2), sym("y")))))))
    ['x', 'y']
    """
    return frozenset(node.value for node in walk(expr) if node.op == "sym")


def put(expr: Expr, values: Mapping[str, Expr]) -> Expr:
    """Return an expression with others for some of its variables."""
    if expr.op == "sym":
        return values.get(expr.value, expr)
    return Expr(expr.op, tuple(put(arg, values) for arg in expr.args), expr.value) if expr.args else expr


def has(expr: Expr, *ops: str) -> bool:
    """Return whether a node of one of these kinds occurs."""
    return any(node.op in ops for node in walk(expr))


SCALARS = listed("num sym const add mul neg div pow root call fact fact2 abs pm mp percent unit")


def is_scalar(expr: Expr) -> bool:
    """Return whether an expression is one number or one formula all through."""
    return all(node.op in SCALARS for node in walk(expr))


def is_constant(expr: Expr) -> bool:
    """Return whether an expression is a scalar without variables, unknown functions or plus-or-minus signs."""
    return all(node.op in SCALARS and node.op not in ("sym", "pm", "mp") for node in walk(expr))
