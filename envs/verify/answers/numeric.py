"""Values of expressions, and whether two expressions have the same ones.

Constants are compared by balls that are narrowed until they part, or until they agree far beyond the digits that are
written in them. Formulas are compared at points drawn from a seed: small and large, positive and negative, and at the
numbers that stand in them, where the corners of `|x - 3|` are. They are read over the reals, so an odd root of a
negative number is real, and formulas that are real at different points are different.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from .balls import EXACT, MAX_PRECISION, Ball, Balls, Coarse, Cost, Costly, Outside, Undecided, engine
from .exact import Undefined, bits, rational
from .functions import apply
from .tree import IMAG, E, Expr, free_symbols, walk
from .units import DEGREE

MARGIN = 150  # bits that must agree
GOOD = 5  # points that must agree
Point = Mapping[str, Any]


def value_of(balls: Balls, expr: Expr, point: Point) -> Ball:
    """Return the value of a scalar; raises Undefined, Outside, Undecided or Costly."""
    balls.cost.pay(balls.precision)
    op, args = expr.op, expr.args
    if op == "num":
        return balls.number(expr.value)
    if op == "sym":
        if expr.value not in point:
            raise Undecided(f"{expr.value} has no value")
        value = point[expr.value]
        return balls.number(value) if isinstance(value, Fraction) else Ball(balls.ctx.convert(value), EXACT)
    if op == "const":
        return _constant(balls, expr.value)
    if op == "neg":
        return balls.negative(value_of(balls, args[0], point))
    if op == "add":
        return balls.add([value_of(balls, arg, point) for arg in args])
    if op == "mul":
        product = value_of(balls, args[0], point)
        for arg in args[1:]:
            product = balls.mul(product, value_of(balls, arg, point))
        return product
    if op == "div":
        return balls.mul(value_of(balls, args[0], point), balls.inverse(value_of(balls, args[1], point)))
    if op == "pow":
        return _power(balls, args[0], args[1], point)
    if op == "root":
        degree = rational(args[1])
        if degree is None or degree.denominator != 1 or degree == 0 or bits(degree) > 30:
            raise Undecided("the degree of a root is no small whole number")
        return balls.rational_power(value_of(balls, args[0], point), 1 / degree)
    if op == "percent":
        return balls.mul(value_of(balls, args[0], point), balls.number(Fraction(1, 100)))
    if op == "unit" and expr.value == DEGREE:
        return balls.mul(balls.mul(value_of(balls, args[0], point), balls.pi()), balls.number(Fraction(1, 180)))
    if op in ("call", "fact", "fact2", "abs"):
        return apply(balls, expr.value if op == "call" else op, [value_of(balls, arg, point) for arg in args])
    raise Undecided(f"{op} has no value")


def _constant(balls: Balls, name: str) -> Ball:
    if name == "pi":
        return balls.pi()
    if name == "e":
        return balls.ball(+balls.ctx.e, EXACT)
    if name == "i":
        return Ball(balls.ctx.mpc(0, 1), EXACT)
    raise Undecided("infinity is no number")


def _power(balls: Balls, base: Expr, exponent: Expr, point: Point) -> Ball:
    e = rational(exponent)
    if base == E:
        return balls.exp(balls.number(e) if e is not None else value_of(balls, exponent, point))
    if e is not None:
        if bits(e) > 200:
            raise Undecided("an exponent is too large")
        return balls.rational_power(value_of(balls, base, point), e)
    x, a = value_of(balls, exponent, point), value_of(balls, base, point)
    if not a.mid and a.err == EXACT:
        raise Undefined("zero to a power")
    if x.err == EXACT and not balls.is_complex(x) and balls.ctx.isint(x.mid) and abs(x.mid) < 10**6:
        return balls.integer_power(a, int(x.mid))
    return balls.exp(balls.mul(x, balls.ln(a)))


# -- constants --------------------------------------------------------------------------------------------------------


def same_constant(a: Expr, b: Expr, cost: Cost) -> bool | None:
    """Return whether two constants are equal, or None if that stays open; raises Costly."""
    size = _size(a, b)
    precision = 2 * MARGIN + 2 * size
    with engine.lock:
        while precision <= MAX_PRECISION:
            balls = Balls(precision, cost)
            try:
                x, y = value_of(balls, a, {}), value_of(balls, b, {})
                apart = _apart(balls, x, y)
                if apart:
                    return False
                scale = max(balls.mag(x.mid), balls.mag(y.mid)) if balls.nonzero(x) or balls.nonzero(y) else 0
                if max(x.err, y.err) <= scale - MARGIN - size:
                    return True
            except Coarse:
                pass
            except (Undefined, Outside):
                return False
            except Undecided:
                return None
            precision *= 2
    return None


def _size(*exprs: Expr) -> int:
    """Return how many digits are written in expressions, in bits; far more than these must agree."""
    sizes = [bits(node.value) for expr in exprs for node in walk(expr) if node.op == "num"]
    return min(sum(sizes), 8 * max(sizes, default=0) + 256)


def is_defined(expr: Expr, cost: Cost) -> bool:
    """Return whether a constant has a value, or is only too large to be computed."""
    with engine.lock:
        for precision in (200, 800, 3200):
            try:
                value_of(Balls(precision, cost), expr, {})
            except Coarse:
                continue
            except (Undefined, Outside):
                return False
            except Undecided:
                return True
            return True
    return False


def _apart(balls: Balls, x: Ball, y: Ball) -> bool:
    """Return whether two balls certainly hold different numbers."""
    return bool(balls.mag(x.mid - y.mid) > max(x.err, y.err, balls.mag(x.mid) - balls.precision) + 3)


def sign_of(expr: Expr, cost: Cost) -> int | None:
    """Return the sign of a real constant that is not zero, or None."""
    with engine.lock:
        for precision in (200, 800):
            balls = Balls(precision, cost)
            try:
                x = value_of(balls, expr, {})
            except Coarse:
                continue
            except ArithmeticError:
                return None
            if balls.is_complex(x):
                return None
            if balls.nonzero(x):
                return 1 if x.mid > 0 else -1
    return None


# -- formulas ---------------------------------------------------------------------------------------------------------


def same_formula(a: Expr, b: Expr, seed: int, cost: Cost) -> bool | None:
    """Return whether two formulas agree wherever they are tried, or None if that stays open; raises Costly."""
    names = sorted(free_symbols(a) | free_symbols(b))
    over_reals = not any(node == IMAG for expr in (a, b) for node in walk(expr))
    precision = 2 * MARGIN + _size(a, b)
    if precision > MAX_PRECISION:
        return None
    good = 0
    for tried in (points(names, _numbers(a, b), seed, whole=_counts(a) or _counts(b)), near_points(names, seed)):
        for point in tried:
            agree = _agree(a, b, point, over_reals, precision, cost)
            if agree is False:
                return False
            good += agree is True
        if good >= GOOD:
            return True
    return None


def _agree(a: Expr, b: Expr, point: Point, over_reals: bool, precision: int, cost: Cost) -> bool | None:
    """Return whether two formulas agree at a point, or None where that says nothing."""
    with engine.lock:
        balls = Balls(precision, cost)
        try:
            x, y = _at(balls, a, point, over_reals), _at(balls, b, point, over_reals)
            if x is None and y is None:
                return None
            if x is None or y is None or _apart(balls, x, y):
                return False
            if max(x.err, y.err) > max(balls.mag(x.mid), balls.mag(y.mid), -40) - MARGIN // 2:
                return None
        except (Undefined, Undecided):
            return None
    return True


def _at(balls: Balls, expr: Expr, point: Point, over_reals: bool) -> Ball | None:
    """Return the value at a point, or None where a formula over the reals has none."""
    try:
        x = value_of(balls, expr, point)
    except Outside:
        return None
    return None if over_reals and balls.is_complex(x) else x


_CORNERS = ("abs", "root", "max", "min", "floor", "ceil", "sgn")


def _numbers(*exprs: Expr) -> tuple[list[Fraction], list[Fraction]]:
    """Return the numbers in the expressions (one half counts as such, not as 1 and 2), and those inside of corners."""
    all_: set[Fraction] = set()
    inside: set[Fraction] = set()
    stack = [(expr, False) for expr in exprs]
    while stack:
        node, corner = stack.pop()
        value = rational(node)
        if value is not None:
            if bits(value) < 64:
                (inside if corner else all_).add(abs(value))
            continue
        corner = corner or (node.value if node.op == "call" else node.op) in _CORNERS
        stack.extend((arg, corner) for arg in node.args)
    return sorted(all_)[:40], sorted(inside)[:6]


def _counts(expr: Expr) -> bool:
    """Return whether a formula speaks of whole numbers only, as (-1)^n does."""
    for node in walk(expr):
        if node.op == "pow" and free_symbols(node.args[1]):
            base = rational(node.args[0])
            if base is not None and base < 0:
                return True
    return False


def points(
    names: list[str], numbers: tuple[list[Fraction], list[Fraction]], seed: int, whole: bool = False
) -> Iterator[dict[str, Fraction]]:
    """Yield the points at which formulas are compared."""
    rng = random.Random(seed)

    def draw(low: int, high: int) -> Fraction:
        return Fraction(rng.randrange(low * 512, high * 512) * 2 + 1, 1024)  # never a whole number

    if not whole:
        for low, high in ((0, 3), (1, 4), (0, 1), (-3, 3), (2, 12), (-1, 1), (-9, -1), (-1, 0)):
            yield {name: draw(low, high) for name in names}
        plain, inside = numbers
        far = 16 + 2 * int(sum(plain, Fraction(0)) + sum(inside, Fraction(0)))
        for sign in (1, -1):
            yield {name: sign * (far + draw(0, 8)) for name in names}
        for number in (*rng.sample(plain, min(2, len(plain))), *inside):
            yield dict.fromkeys(names, number or Fraction(1, 64))
    for k in range(8 if whole else 2):
        yield {name: Fraction(rng.randrange(2 + k, 12 + 3 * k)) for name in names}


def near_points(names: list[str], seed: int) -> Iterator[dict[str, Fraction]]:
    """Yield more points between -1 and 1, for formulas that have values there only."""
    rng = random.Random(seed + 1)
    for low in (0, -512) * 5:
        yield {name: Fraction(rng.randrange(low, 512) * 2 + 1, 1024) for name in names}


def evaluate(expr: Expr, values: Mapping[str, Any]) -> float | complex | None:
    r"""Return the value of an expression, or None where it has none or it is not computed.

    Numbers are read over the reals: `\sqrt[3]{-8}` is -2, `arcsin 2` is None, while `\sqrt{-4}` is the complex 2i.
    """
    for precision in (90, 300, 1000):
        with engine.lock:
            balls = Balls(precision, Cost())
            try:
                x = value_of(balls, expr, values)
                if x.err > max(balls.mag(x.mid), -1000) - 60:
                    raise Coarse("too few digits")
                return complex(x.mid) if balls.is_complex(x) else float(x.mid)
            except Coarse:
                continue
            except (ArithmeticError, ValueError, TypeError):
                return None
    return None


__all__ = ["Costly", "Undecided", "evaluate", "is_defined", "same_constant", "same_formula", "sign_of"]
