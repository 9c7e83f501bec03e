"""What the parser makes of operators, commands and brackets once their parts are there."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .exact import rational
from .tree import (
    DOTS,
    IMAG,
    MAX_NODES,
    TWO,
    E,
    Expr,
    ReadError,
    call,
    free_symbols,
    is_constant,
    listed,
    nary,
    neg,
    num,
    put,
    sym,
    walk,
)  # fmt: skip
from .units import Unit

RELATIONS = ("=", "<", ">", "<=", ">=", "!=", "~", "->")
_SETS = {"cup": "union", "cap": "inter", "minus": "minus", "or": "or", "and": "and"}
_TRIGONOMETRIC = listed("sin cos tan cot sec csc sinh cosh tanh")
_MANY = frozenset(("max", "min", "gcd", "lcm"))  # functions of any number of arguments; all others take one


class Gather:
    """A command that waits for arguments."""

    def __init__(self, name: str, need: int = 1) -> None:
        self.name, self.need = name, need
        self.args: list[Expr] = []
        self.index: Expr | None = None  # of a root; the base of a logarithm
        self.power: Expr | None = None  # of a function: sin^2
        self.want = ""  # which of the two comes next


class Frame:
    """An open bracket: operands, operators, and the parts that commas, stars and rows have closed already."""

    def __init__(self, kind: str, then: str = "") -> None:
        self.kind, self.then = kind, then
        self.values: list[Expr] = []
        self.ops: list[tuple[str, Any]] = []
        self.items: list[Expr] = []
        self.rows: list[list[Expr]] = []
        self.mark = ""  # what separates the items: a comma or a semicolon
        self.such: Expr | None = None  # what stands before the bar of {x | …}
        self.due = True  # whether an operand comes next


def number(digits: str) -> Expr:
    """Return a number in digits."""
    return num(int(digits) if digits.isdecimal() else Fraction(digits))


def with_unit(a: Expr, unit: Unit) -> Expr:
    """Return a quantity; units of a quantity multiply."""
    return Expr("unit", a.args, a.value.times(unit)) if a.op == "unit" else Expr("unit", (a,), unit)


def signed(sign: str, a: Expr) -> Expr:
    """Return a value behind a sign."""
    return a if sign == "+" else neg(a) if sign == "-" else Expr(sign, (a,))


def joined(op: str, a: Expr, b: Expr) -> Expr:
    """Return what an operator between two values makes."""
    if op in ("+", "-"):
        return nary("add", a, b if op == "+" else neg(b))
    if op in ("pm", "mp"):
        return nary("add", a, Expr(op, (b,)))
    if op in ("*", "beside", "inner"):
        if "matrix" in (a.op, b.op) and a.op != b.op:
            matrix, factor = (a, b) if a.op == "matrix" else (b, a)
            return Expr("matrix", tuple(nary("mul", factor, cell) for cell in matrix.args), matrix.value)
        return nary("mul", a, b)
    if op == "mixed":
        proper = b.op == "div" and all(x.op == "num" and x.value.denominator == 1 for x in b.args)
        if a.op == "num" and proper and 0 < b.args[0].value < b.args[1].value:
            return num(a.value + b.args[0].value / b.args[1].value)
        return nary("mul", a, b)
    if op == "^" and b == sym("T") and a.op in ("tuple", "matrix"):
        return _transposed(a)
    if op == "and" and a.op in ("unit", "add") and b.op == "unit" and _added(a, b):
        return nary("add", a, b)  # 3 hours and 30 minutes
    if op in ("/", "^"):
        return Expr("div" if op == "/" else "pow", (a, b))
    if op in RELATIONS:
        if a.op == "rel":
            return Expr("rel", (*a.args, b), (*a.value, op))
        return Expr("rel", (a, b), (op,))
    if op == ":":
        return nary("ratio", a, b)
    if op == "choose":
        return call("binom", a, b)
    if op in ("in", "mod"):
        return Expr(op, (a, b))
    if op in ("cup", "cap", "minus"):  # {1,2} ∪ {3} in braces of TeX
        a, b = (Expr("set", (part,)) if is_constant(part) else part for part in (a, b))
    return nary(_SETS[op], a, b)


def _transposed(a: Expr) -> Expr:
    """Return a matrix with rows and columns exchanged; a vector in brackets becomes a column."""
    if a.op == "tuple":
        return Expr("matrix", a.args, len(a.args))
    rows, cells = a.value, a.args
    width = len(cells) // rows
    return Expr("matrix", tuple(cells[r * width + c] for c in range(width) for r in range(rows)), width)


def _added(a: Expr, b: Expr) -> bool:
    """Return whether quantities are of one kind but in different units, so that "and" adds them."""
    parts = a.args if a.op == "add" else (a,)
    return all(
        part.op == "unit" and part.value.dims == b.value.dims and part.value.scale > b.value.scale for part in parts
    )


def big(name: str, lower: Expr | None, upper: Expr | None, body: Expr) -> Expr:
    """Return a sum or product, written out if it is short, or an integral or limit as a sign that stays unread."""
    if lower is not None and lower.op == "rel" and lower.args[0] == IMAG:  # here i is a counter
        lower, body = (_swapped(part) for part in (lower, body))
    count = lower is not None and lower.op == "rel" and lower.value == ("=",) and lower.args[0].op == "sym"
    if name in ("sum", "prod") and count and lower is not None and upper is not None:
        index, first, last = lower.args[0].value, rational(lower.args[1]), rational(upper)
        subscripts = any("_" in s and index in s for s in free_symbols(body))
        if first is not None and last is not None and first.denominator == last.denominator == 1 and not subscripts:
            numbers = range(int(first), int(last) + 1)
            if len(numbers) > 1 and len(numbers) * sum(1 for _ in walk(body)) < MAX_NODES // 2:
                return Expr("add" if name == "sum" else "mul", tuple(put(body, {index: num(k)}) for k in numbers))
    return Expr("big", (lower or DOTS, upper or DOTS, body), name)


def _swapped(expr: Expr) -> Expr:
    return sym("i") if expr == IMAG else Expr(expr.op, tuple(_swapped(arg) for arg in expr.args), expr.value)


def called(gather: Gather, args: tuple[Expr, ...]) -> Expr:
    """Return a function of its arguments."""
    name = gather.args[0].value
    if gather.name == "big":
        return big(name, gather.index, gather.power, args[0])
    if len(args) != 1 and name not in _MANY:
        raise ReadError(f"{name} takes one argument")
    power = gather.power
    if power is not None and power == num(-1) and name in _TRIGONOMETRIC:
        name, power = f"arc{name}", None
    if gather.index is not None and name != "log":
        raise ReadError(f"{name} has no base")
    if name == "sqrt":
        made = Expr("root", (*args, TWO))
    elif name == "cbrt":
        made = Expr("root", (*args, num(3)))
    elif name == "factorial":
        made = Expr("fact", args)
    elif name == "abs":
        made = Expr("abs", args)
    elif name == "exp":
        made = Expr("pow", (E, args[0]))
    elif name == "cis":
        made = Expr("pow", (E, Expr("mul", (IMAG, args[0]))))
    elif gather.index is not None:
        made = call("log", args[0], gather.index)
    else:
        made = call(name, *args)
    return made if power is None else Expr("pow", (made, power))


def gathered(gather: Gather) -> Expr:
    """Return what a command makes of its arguments."""
    if gather.name == "frac":
        return Expr("div", tuple(gather.args))
    if gather.name == "binom":
        return call("binom", *gather.args)
    if gather.name == "sqrt":
        return Expr("root", (*gather.args, gather.index or TWO))
    return call(f"{gather.name}()", *gather.args)


def closed(frame: Frame, name: str) -> Expr:
    """Return what a closed bracket holds."""
    kind, items = frame.kind, tuple(frame.items)
    if kind == "matrix" and name == "matrix":
        rows = [*frame.rows, list(items)] if items else frame.rows
        if len({len(row) for row in rows}) != 1:
            raise ReadError("the rows of a matrix differ in length")
        return Expr("matrix", tuple(cell for row in rows for cell in row), len(rows))
    if kind == "]" or name == "[":
        if len(items) != 2 or kind not in ("[", "]") or name not in ("[", "]"):
            raise ReadError("a bracket is closed by another")
        return Expr("interval", items, ("(" if kind == "]" else "[") + (")" if name == "[" else "]"))
    if kind in ("(", "[") and name in (")", "]"):
        same = (kind, name) in (("(", ")"), ("[", "]"))
        if len(items) == 1 and same:
            return items[0]
        if same:
            return Expr("tuple", items, kind + name)
        if len(items) == 2:
            return Expr("interval", items, kind + name)
    elif kind == name == "set" or (kind == "{" and name == "}"):
        if frame.such is not None:
            return Expr("such", (frame.such, items[0] if len(items) == 1 else Expr("and", items)))
        if kind == "{" and len(items) == 1:
            return items[0]
        return Expr("set", items)
    elif kind == name and len(items) == 1 and kind in ("|", "abs"):
        return Expr("abs", items)
    elif kind == name and len(items) == 1 and kind in ("floor", "ceil"):
        return call(kind, items[0])
    elif kind == name == "<":
        return Expr("tuple", items, "<>")
    raise ReadError("a bracket is closed by another")
