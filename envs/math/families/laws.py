"""Formulas behind tables of values: what all kinds share, above all how a proposed formula is judged."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor, isfinite
from typing import ClassVar

from ...core import Verdict
from ...verify.answers import evaluate, free_symbols, read_math
from ...verify.answers.tree import Expr
from ..notation import combination, join
from ..template import Params, Template
from .surds import brackets

Number = int | Fraction | float
Point = tuple[Number, ...]

ARITHMETIC = frozenset(("num", "sym", "neg", "add", "mul", "div", "pow"))
MAX_LENGTH = 2_000  # characters of an answer
MAX_BITS = 4_000
EXACT, ROUNDED = 1e-12, 1e-6  # relative errors that are let pass, where data are exact and where they are rounded


def size_of(expr: Expr) -> int:
    """Return the number of numbers, variables, operators and functions in an expression; a minus counts once."""
    total, stack = 0, [expr]
    while stack:
        node = stack.pop()
        if node.op in ("add", "mul"):
            total += len(node.args) - 1
            stack.extend(arg.args[0] if node.op == "add" and arg.op == "neg" else arg for arg in node.args)
        elif node.op == "root" and node.args[-1] == Expr("num", (), Fraction(2)):
            total += 1
            stack.append(node.args[0])
        else:
            total += 1
            stack.extend(node.args)
    return total


def exact_value(expr: Expr, at: Mapping[str, Number]) -> Fraction | None:
    """Return the value of an expression of rational numbers, or None where it has none, or is none."""
    op = expr.op
    if op == "num":
        return Fraction(expr.value)
    if op == "sym":
        value = at.get(expr.value)
        return None if value is None or isinstance(value, float) else Fraction(value)
    if op not in ARITHMETIC and op != "abs" and (op, expr.value) != ("call", "floor"):
        return None
    args = []
    for arg in expr.args:
        value = exact_value(arg, at)
        if value is None or value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS:
            return None
        args.append(value)
    if op == "add":
        return sum(args, Fraction(0))
    if op == "mul":
        product = Fraction(1)
        for value in args:
            product *= value
        return product if product.numerator.bit_length() <= 4 * MAX_BITS else None
    if op == "neg":
        return -args[0]
    if op == "div":
        return args[0] / args[1] if args[1] else None
    if op == "pow":
        base, exponent = args
        bits = base.numerator.bit_length() + base.denominator.bit_length()
        if exponent.denominator != 1 or abs(exponent) * bits > MAX_BITS or (base == 0 and exponent <= 0):
            return None
        return base ** int(exponent)
    return abs(args[0]) if op == "abs" else Fraction(floor(args[0]))


def show(value: Number) -> str:
    """Write a value: a whole number, a fraction, or a decimal with ten digits."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def solved(rows: Sequence[Sequence[Fraction]], names: Sequence[str]) -> tuple[list[str], list[Fraction]]:
    """Solve linear equations, each given by its coefficients and its right side; return the lines and the solution."""
    work, lines = [list(map(Fraction, row)) for row in rows], []
    lines += [f"{combination(row[:-1], names)} = {row[-1]}" for row in work]
    n = len(names)
    for k in range(n):
        pivot = next(i for i in range(k, len(work)) if work[i][k])
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [value / work[k][k] for value in work[k]]
        for i in range(len(work)):
            if i != k and work[i][k]:
                factor = work[i][k]
                work[i] = [a - factor * b for a, b in zip(work[i], work[k], strict=True)]
        if k < n - 1:
            rest = [f"{combination(row[:-1], names)} = {row[-1]}" for row in work[k + 1 : n]]
            lines.append(f"Eliminate {names[k]}: {join(rest)}.")
    solution = [row[-1] for row in work[:n]]
    lines.append(f"So {join([f'{name} = {value}' for name, value in zip(names, solution, strict=True)])}.")
    return lines, solution


class Law(Template):
    """A hidden formula; a subclass draws it, evaluates it and says where it is shown."""

    phrasings = (
        "A quantity {left} depends on {variables} by a formula that is to be found.{note} Known values:\n{table}\n"
        "Give the formula for {left} as an expression in {variables}. It must hold for all other {domain} too. Use "
        "only "
        "numbers, {variables}, {allowed}. It may have at most {limit} symbols, where each number, variable, operator "
        "and function counts as one.",
        "Find an expression in {variables} that gives the value {left} in each of these cases, and in all others with "
        "{domain}.{note}\n{table}\nAllowed are numbers, {variables}, {allowed}. Every number, variable, operator and "
        "function counts as one symbol, and there may be at most {limit} of them.",
    )
    variables: ClassVar[tuple[str, ...]] = ("x",)
    left: ClassVar[str] = "y"
    domain: ClassVar[str] = "x"
    note: ClassVar[str] = ""
    allowed: ClassVar[str] = "+ - * / ^"
    extra: ClassVar[frozenset[str]] = frozenset()
    """What the formula may use beyond arithmetic: kinds of nodes and names of functions."""

    @abstractmethod
    def value(self, p: Params, *at: Number) -> Number:
        """Return the value of the formula."""

    @abstractmethod
    def answer(self, p: Params) -> str:
        """Write the formula."""

    @abstractmethod
    def shown(self, p: Params) -> list[Point]:
        """Return the points that the prompt gives."""

    @abstractmethod
    def held_out(self, p: Params) -> list[Point]:
        """Return points, not among those shown, at which a formula has to be right too."""

    def table(self, p: Params) -> list[tuple[Point, Number]]:
        """Return the points shown with their values."""
        return [(at, self.value(p, *at)) for at in self.shown(p)]

    def row(self, at: Point, value: Number) -> str:
        """Write one line of the table."""
        names = ", ".join(f"{name} = {self.place(x)}" for name, x in zip(self.variables, at, strict=True))
        return f"{names}: {self.left} = {show(value)}"

    def place(self, x: Number) -> str:
        """Write a coordinate."""
        return show(x)

    def limit(self, p: Params) -> int:
        """Return the largest size that is allowed: half as much again as the formula has, and at least 4 more."""
        size = size_of(read_math(self.answer(p)))
        return size + max(4, size // 2)

    def words(self, p: Params) -> Params:
        """Write the table."""
        return {
            "table": "\n".join(self.row(at, value) for at, value in self.table(p)),
            "variables": join(list(self.variables)),
            "left": self.left,
            "domain": self.domain,
            "allowed": self.allowed,
            "note": self.note and " " + self.note,
            "limit": str(self.limit(p)),
        }

    def verify(self, p: Params, answer: str) -> Verdict:
        """Check what the formula uses, its size, and its values where they are shown and elsewhere."""
        if len(answer) > MAX_LENGTH:
            return Verdict.wrong(f"the formula has more than {MAX_LENGTH} characters")
        try:
            expr = read_math(answer)
        except ValueError as error:
            return Verdict.wrong(f"the formula cannot be read: {error}")
        if expr.op == "rel" and expr.value == ("=",) and expr.args[0] == Expr("sym", (), self.left):
            expr = expr.args[1]
        foreign = _foreign(expr, ARITHMETIC | self.extra)
        if foreign:
            return Verdict.wrong(f"{foreign} is not allowed in the formula")
        others = free_symbols(expr) - set(self.variables)
        if others:
            return Verdict.wrong(f"{sorted(others)[0]} is not among the variables")
        size, limit = size_of(expr), self.limit(p)
        if size > limit:
            return Verdict.wrong(f"the formula has {size} symbols; at most {limit} are allowed")
        for name, places in (("shown", self.shown(p)), ("other", self.held_out(p))):
            values = [self.value(p, *at) for at in places]
            scale = max(abs(float(value)) for value in values)
            for at, value in zip(places, values, strict=True):
                if not self._agrees(expr, dict(zip(self.variables, at, strict=True)), value, scale):
                    where = ", ".join(self.place(x) for x in at) if name == "shown" else "another point"
                    return Verdict.wrong(f"the formula has a wrong value at {where}")
        return Verdict.correct()

    def _agrees(self, expr: Expr, at: Mapping[str, Number], value: Number, scale: float) -> bool:
        exact = exact_value(expr, at)
        if exact is not None and not isinstance(value, float):
            return exact == value
        shift = 0 if value else 1 + round(scale)  # a value of 0 has no digits that could be computed
        found = evaluate(Expr("add", (expr, Expr("num", (), Fraction(shift)))), at) if exact is None else float(exact)
        if found is None or isinstance(found, complex) or not isfinite(found):
            return False
        error = EXACT if not isinstance(value, float) else ROUNDED
        return abs(found - float(value) - shift) <= error * max(abs(float(value)), shift, 1e-6 * scale)


def _foreign(expr: Expr, allowed: frozenset[str]) -> str:
    """Return the name of something in an expression that is not allowed, or nothing."""
    stack = [expr]
    while stack:
        node = stack.pop()
        name = str(node.value) if node.op in ("call", "const") else node.op
        if name not in allowed:
            return name
        stack.extend(node.args)
    return ""


__all__ = ["Law", "Number", "Point", "brackets", "show", "solved"]
