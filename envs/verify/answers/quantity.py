"""Scalars as answers: labels and chains of equations taken off, units, percents and degrees compared."""

from __future__ import annotations

from typing import NamedTuple

from .members import is_label, members
from .numeric import evaluate
from .same import Scalars
from .tree import PI, ZERO, Expr, free_symbols, has, is_constant, is_scalar, neg, num, walk
from .units import DOLLAR, Unit

DEG, RAD = (("deg", 1),), (("rad", 1),)
_NAMED = ("sin", "cos", "tan", "cot", "sec", "csc")
_EVERYWHERE = ("sin", "cos", "sinh", "cosh", "tanh", "arctan", "floor", "ceil")
_HALF_TURN = Expr("div", (PI, num(180)))


class Mismatch(Exception):
    """An answer is not the right one; the message says why, without telling the right one."""


class Quantity(NamedTuple):
    """A value with its unit; `percent` if it is one, `mixed` if several units were added up."""

    value: Expr
    unit: Unit | None = None
    percent: bool = False
    mixed: bool = False


def quantity(expr: Expr) -> Quantity:
    """Return a scalar as a quantity; raises Mismatch where units stand in impossible places."""
    op, args = expr.op, expr.args
    if op == "unit":
        _plain(args[0])
        return Quantity(args[0], expr.value)
    if op == "percent":
        _plain(args[0])
        return Quantity(args[0], percent=True)
    if op == "neg" and args[0].op in ("unit", "percent", "add", "and"):
        inner = quantity(args[0])
        return inner._replace(value=neg(inner.value))
    if op in ("add", "and") and all(
        arg.op == "unit" or (arg.op == "neg" and arg.args[0].op == "unit") for arg in args
    ):
        parts = [quantity(arg) for arg in args]
        dims = {part.unit.dims for part in parts if part.unit}
        if len(dims) > 1:
            raise Mismatch("different units are added")
        terms = tuple(Expr("mul", (part.value, num(part.unit.scale))) for part in parts if part.unit)
        return Quantity(Expr("add", terms), Unit(dims=dims.pop()), mixed=True)
    _plain(expr)
    return Quantity(expr)


def _plain(expr: Expr) -> None:
    if any(node.op == "unit" and node.value.dims != DEG for node in walk(expr)):
        raise Mismatch("a unit stands inside of a formula")


def unnamed(relation: Expr) -> Expr:
    """Return an equation or inequality without words and a colon in front: `the line: y = 2x`."""
    first = relation.args[0]
    if first.op == "ratio" and len(first.args) == 2 and first.args[0].op == "text" and is_label(first.args[0]):
        return Expr("rel", (first.args[1], *relation.args[1:]), relation.value)
    return relation


def bare(expr: Expr) -> Expr:
    """Return an answer without a label in words, such as `Area:`, or a name before a collection."""
    for _ in range(3):
        if len(expr.args) == 2 and _is_named(expr.op, expr.value, *expr.args):
            expr = expr.args[1]
        elif expr.op == "set" and expr.args and all(arg.op == "rel" for arg in expr.args):
            expr = Expr("and", expr.args)
        else:
            break
    return expr


def _is_named(op: str, value: object, name: Expr, what: Expr) -> bool:
    """Return whether a statement only names: `Area: 5`, `S = {1, 2}`, `x ∈ {1, 2}`, the point `A(1, 2)`."""
    if op == "ratio":
        return name.op == "text" and is_label(name)
    if op == "rel":
        return value == ("=",) and is_label(name) and not is_scalar(what)
    return name.op == "sym" and ((op == "in" and what.op in ("set", "seq")) or (op == "mul" and what.op == "tuple"))


class Quantities(Scalars):
    """Comparisons of scalars as answers."""

    inside = 0  # how many collections the compared parts stand in

    def scalar(self, gold: Expr, answer: Expr) -> None:
        """Raise Mismatch unless an answer is the one value that is asked for."""
        answer = bare(answer)
        if answer.op == "rel":
            answer = self.chain(gold, answer)
        if answer.op in ("seq", "or", "and", "set") or has(answer, "pm", "mp"):
            answer = self.one_of(answer)
        if answer.op == "ratio" and len(answer.args) == 2:
            answer = Expr("div", answer.args)
        if not is_scalar(answer):
            raise Mismatch("another kind of answer was expected")
        extra = free_symbols(answer) - free_symbols(gold)
        if extra and _needs(answer, extra):
            raise Mismatch("it depends on a variable that is not asked for")
        if not self.equal(quantity(gold), quantity(answer)):
            raise Mismatch("the value is not the right one")

    def chain(self, gold: Expr, relation: Expr) -> Expr:
        """Return the value that `x = 3 + 2 = 5` ends with; all its sides but names must be equal."""
        sides, signs = list(relation.args), list(relation.value)
        if any(sign not in ("=", "~") for sign in signs):
            raise Mismatch("another kind of answer was expected")
        if len(sides) == 2 and is_label(sides[1]) and not free_symbols(gold) and not is_label(sides[0]):
            sides.reverse()  # 5 = x
        last = sides[-1]
        if last.op in ("seq", "or", "and", "set") or has(last, "pm", "mp"):
            if all(is_label(side) for side in sides[:-1]):
                return last
            raise Mismatch("a chain of equations with several values")
        exact: Expr | None = None  # what stands before the first sign of approximation
        values: list[Expr] = []
        for k, side in enumerate(sides):
            if k < len(sides) - 1 and self.names(side, last, gold):
                continue
            if not is_scalar(side):
                raise Mismatch("another kind of answer was expected")
            if values and signs[k - 1] == "=" and not self.equal(quantity(values[-1]), quantity(side)):
                raise Mismatch("the sides of the equation are different values")
            if values and signs[k - 1] == "~":
                if not rounds(values[-1], side):
                    raise Mismatch("the sides of the equation are different values")
                exact = exact or values[-1]
            values.append(side)
        if exact is not None and is_scalar(gold) and self.equal(quantity(gold), quantity(exact)):
            return exact
        return last

    def names(self, side: Expr, last: Expr, gold: Expr) -> bool:
        """Return whether a side is a name for what follows: `x`, `f(3)`, `m + n`, but not `2x`."""
        symbols = free_symbols(side)
        if (side.op == "text" and is_label(side)) or (side.op == "call" and side.value.endswith("()")):
            return True
        if symbols & free_symbols(last) or self.similar(side, gold):
            return False
        return (
            side.op == "sym"
            or (side.op == "call" and side.value in _NAMED and bool(symbols))
            or (len(symbols) > 1 and _is_asked(side, last))
        )

    def similar(self, side: Expr, gold: Expr) -> bool:
        """Return whether a side is a formula in the variables of the right answer, so that it must be a value."""
        symbols = free_symbols(side)
        return side.op != "sym" and bool(symbols) and symbols <= free_symbols(gold)

    def one_of(self, answer: Expr) -> Expr:
        """Return the value that all members of a collection have, if it is offered as one."""
        if answer.op == "and" and all(arg.op == "unit" for arg in answer.args):
            return Expr("add", answer.args)  # 5 dollars and 50 cents
        found = members(answer)
        if self.inside or not found or answer.op in ("seq", "and") or not all(is_scalar(value) for value in found):
            raise Mismatch("one answer is asked for")
        if any(not self.equal(quantity(found[0]), quantity(value)) for value in found[1:]):
            raise Mismatch("more than one answer is given")
        return found[0]

    def equal(self, gold: Quantity, answer: Quantity) -> bool:
        """Return whether two quantities agree; a unit may be left out, but not replaced by another."""
        if gold.percent or answer.percent:
            return self.percents(gold, answer)
        if gold.unit is None and answer.unit is None:
            return self.same(gold.value, answer.value)
        if gold.unit is not None and answer.unit is not None:
            return self.units(gold, gold.unit, answer, answer.unit)
        if any(q.mixed and q.unit is not None and q.unit.dims != DOLLAR.dims for q in (gold, answer)):
            return False  # 2 hours 30 minutes is neither 2.5 nor 150 of itself
        if self.same(gold.value, answer.value):
            return True
        angle = [q for q in (gold, answer) if q.unit is not None and q.unit.dims == DEG]
        other = answer if angle and angle[0] is gold else gold
        return bool(angle) and self.same(self.radians(angle[0]), other.value)

    def units(self, gold: Quantity, first: Unit, answer: Quantity, second: Unit) -> bool:
        """Compare quantities that both have a unit."""
        if first.dims == second.dims:
            if first.scale == second.scale:
                return self.same(gold.value, answer.value)
            return self.same(_scaled(gold.value, first), _scaled(answer.value, second))
        if {first.dims, second.dims} == {DEG, RAD}:
            a = self.radians(gold) if first.dims == DEG else gold.value
            b = self.radians(answer) if second.dims == DEG else answer.value
            return self.same(a, b)
        return False

    def radians(self, angle: Quantity) -> Expr:
        """Return an angle in degrees as a number."""
        assert angle.unit is not None
        return Expr("mul", (_scaled(angle.value, angle.unit), _HALF_TURN))

    def percents(self, gold: Quantity, answer: Quantity) -> bool:
        """Return whether percents agree: 50% is 50%, 0.5 and, where a percentage is asked for, 50."""
        if gold.unit or answer.unit:
            return False
        if gold.percent and answer.percent:
            return self.same(gold.value, answer.value)
        if gold.percent and self.same(gold.value, answer.value):
            return True
        a, b = (Expr("percent", (q.value,)) if q.percent else q.value for q in (gold, answer))
        return self.same(a, b)


def _scaled(value: Expr, unit: Unit) -> Expr:
    return Expr("mul", (value, num(unit.scale)))


def _is_asked(side: Expr, value: Expr) -> bool:
    """Return whether `100m + n = 204` may say what is asked for; `2x - y + 1 = 0` is an equation."""
    terms = side.args if side.op == "add" else (side,)
    return is_scalar(side) and value != ZERO and all(free_symbols(term) for term in terms)


def _needs(expr: Expr, names: frozenset[str]) -> bool:
    """Return whether an expression has no value for some values of these variables, as x/x has none for 0."""
    for node in walk(expr):
        if node.op == "call" and node.value in _EVERYWHERE:
            continue
        inside = (
            node.args[1:] if node.op in ("div", "pow") else node.args if node.op in ("call", "fact", "root") else ()
        )
        if any(free_symbols(arg) & names for arg in inside):
            return True
    return False


def rounds(exact: Expr, rounded: Expr) -> bool:
    """Return whether a constant is written with fewer digits, rounded or cut off, as `2.83` is for the root of 8."""
    if not (is_constant(quantity(exact).value) and is_constant(quantity(rounded).value)):
        return False
    x, y = evaluate(quantity(exact).value, {}), evaluate(quantity(rounded).value, {})
    if x is None or y is None:
        return False
    written = quantity(rounded).value
    if written.op != "num":
        return abs(x - y) <= 0.005 * abs(x)
    places = next((k for k in range(30) if (written.value * 10**k).denominator == 1), 30)
    return abs(x - y) <= 1.0001 * 10.0**-places
