"""The functions of balls, by name. Inverse trigonometric ones, floors and factorials take real arguments only."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .balls import EXACT, Ball, Balls, Coarse, Outside, Undecided
from .exact import Undefined, exact_call

MAX_GAMMA = 10**6
MAX_GAMMA_PRECISION = 1_500


def apply(balls: Balls, name: str, args: list[Ball]) -> Ball:
    """Return a function of balls by name; raises Undefined, Outside, Undecided or Costly."""
    balls.cost.pay(balls.precision, 2)
    if name in _REAL and any(balls.is_complex(arg) for arg in args):
        raise Outside("a real argument is needed")
    function = _REAL.get(name) or _ANY.get(name)
    if function is None:
        raise Undecided(f"{name} has no value")
    return function(balls, *args)


def _half(b: Balls, x: Ball) -> Ball:
    return b.mul(x, b.number(Fraction(1, 2)))


def _one(b: Balls) -> Ball:
    return b.number(Fraction(1))


# -- trigonometric and hyperbolic -------------------------------------------------------------------------------------


def _wave(b: Balls, x: Ball, function: Any) -> Ball:
    b.smooth(x)
    mid = function(x.mid)
    growth = b.mag(x.mid.imag.__abs__()) if b.is_complex(x) else 0
    if growth > 10:
        raise Undecided("a value is too large")
    return b.ball(mid, x.err + 2 + (2 << max(growth, 0) if b.is_complex(x) else 0) if x.err > EXACT else EXACT)


def _sin(b: Balls, x: Ball) -> Ball:
    return _wave(b, x, b.ctx.sin)


def _cos(b: Balls, x: Ball) -> Ball:
    return _wave(b, x, b.ctx.cos)


def _tan(b: Balls, x: Ball) -> Ball:
    return b.mul(_sin(b, x), b.inverse(_cos(b, x)))


def _cot(b: Balls, x: Ball) -> Ball:
    return b.mul(_cos(b, x), b.inverse(_sin(b, x)))


def _sinh(b: Balls, x: Ball) -> Ball:
    return _half(b, b.add([b.exp(x), b.negative(b.exp(b.negative(x)))]))


def _cosh(b: Balls, x: Ball) -> Ball:
    return _half(b, b.add([b.exp(x), b.exp(b.negative(x))]))


def _tanh(b: Balls, x: Ball) -> Ball:
    return b.mul(_sinh(b, x), b.inverse(_cosh(b, x)))


def _inverse_of(function: Callable[[Balls, Ball], Ball]) -> Callable[[Balls, Ball], Ball]:
    return lambda b, x: b.inverse(function(b, x))


def _of_inverse(function: Callable[[Balls, Ball], Ball]) -> Callable[[Balls, Ball], Ball]:
    return lambda b, x: function(b, b.inverse(x))


def _arc(b: Balls, x: Ball, function: Any) -> Ball:
    """Return arcsin or arccos, whose error grows towards the ends of the domain."""
    b.smooth(x)
    if abs(x.mid) > 1:
        if b.mag(abs(x.mid) - 1) <= x.err + 1:
            raise Coarse("an argument is at the end of a domain")
        raise Outside("an argument is outside of [-1, 1]")
    if x.err == EXACT:
        return b.ball(function(x.mid), EXACT)
    room = 1 - x.mid * x.mid
    loss = min(-b.mag(room) // 2 if room and b.mag(room) > x.err + 3 else -x.err // 2, -x.err // 2)
    return b.ball(function(x.mid), x.err + loss + 3)


def _arcsin(b: Balls, x: Ball) -> Ball:
    return _arc(b, x, b.ctx.asin)


def _arccos(b: Balls, x: Ball) -> Ball:
    return _arc(b, x, b.ctx.acos)


def _arctan(b: Balls, x: Ball) -> Ball:
    b.smooth(x)
    return b.ball(b.ctx.atan(x.mid), x.err + 1 if x.err > EXACT else EXACT)


def _arccot(b: Balls, x: Ball) -> Ball:
    return b.add([_half(b, b.pi()), b.negative(_arctan(b, x))])


def _arcsinh(b: Balls, x: Ball) -> Ball:
    root = b.rational_power(b.add([b.mul(x, x), _one(b)]), Fraction(1, 2))
    return b.ln(b.add([x, root])) if x.mid >= 0 else b.negative(_arcsinh(b, b.negative(x)))


def _arccosh(b: Balls, x: Ball) -> Ball:
    if x.mid < 1:
        raise Outside("an argument is less than 1")
    return b.ln(b.add([x, b.rational_power(b.add([b.mul(x, x), b.negative(_one(b))]), Fraction(1, 2))]))


def _arctanh(b: Balls, x: Ball) -> Ball:
    if abs(x.mid) >= 1:
        raise Outside("an argument is outside of (-1, 1)")
    return _half(b, b.ln(b.mul(b.add([_one(b), x]), b.inverse(b.add([_one(b), b.negative(x)])))))


# -- logarithms -------------------------------------------------------------------------------------------------------


def _log(b: Balls, x: Ball, base: Ball | None = None) -> Ball:
    """Return the logarithm to a base, which is 10 if none is written."""
    return b.mul(b.ln(x), b.inverse(b.ln(base or b.number(Fraction(10)))))


# -- steps ------------------------------------------------------------------------------------------------------------


def _abs(b: Balls, x: Ball) -> Ball:
    return b.ball(abs(x.mid), x.err)


def _floor(b: Balls, x: Ball) -> Ball:
    whole = b.ctx.floor(x.mid)
    if x.err > -8:
        raise Coarse("a number is too uncertain to be rounded")
    if x.err > EXACT and b.mag(x.mid - whole - 1) <= x.err + 2:
        whole += 1  # as close to a whole number as can be told: it is that number
    return Ball(whole, EXACT)


def _ceil(b: Balls, x: Ball) -> Ball:
    return b.negative(_floor(b, b.negative(x)))


def _sgn(b: Balls, x: Ball) -> Ball:
    if not b.nonzero(x):
        if not x.mid and x.err == EXACT:
            return x
        raise Coarse("a sign is uncertain")
    return _one(b) if x.mid > 0 else b.negative(_one(b))


def _largest(b: Balls, *args: Ball) -> Ball:
    return Ball(max(arg.mid for arg in args), max(arg.err for arg in args))


def _least(b: Balls, *args: Ball) -> Ball:
    return Ball(min(arg.mid for arg in args), max(arg.err for arg in args))


# -- whole numbers ----------------------------------------------------------------------------------------------------


def _fact(b: Balls, x: Ball) -> Ball:
    if x.err > -20:
        raise Coarse("a factorial is too uncertain")
    if abs(x.mid) > MAX_GAMMA or b.precision > MAX_GAMMA_PRECISION:
        raise Undecided("a factorial is too large")
    near = b.ctx.nint(x.mid)
    if near < 0 and b.mag(x.mid - near) <= max(x.err, -b.precision // 2):
        raise Undefined("a factorial of a negative whole number")
    b.cost.pay(b.precision, 10 + int(abs(x.mid)) // 1000)
    mid = b.ctx.gamma(x.mid + 1)
    return b.ball(mid, b.mag(mid) + x.err + 24 if x.err > EXACT else EXACT)


def _fact2(b: Balls, x: Ball) -> Ball:
    if x.err > EXACT or not b.ctx.isint(x.mid) or not 0 <= x.mid <= 2000:
        raise Undecided("a double factorial is not computed")
    return b.number(Fraction(math.prod(range(int(x.mid), 0, -2))))


def _binom(b: Balls, n: Ball, k: Ball) -> Ball:
    if k.err > EXACT or not b.ctx.isint(k.mid) or not 0 <= k.mid <= 60:
        rest = b.add([n, b.negative(k)])
        return b.mul(_fact(b, n), b.inverse(b.mul(_fact(b, k), _fact(b, rest))))
    out = _one(b)
    for j in range(int(k.mid)):
        factor = b.add([n, b.number(Fraction(-j))])
        out = b.mul(out, b.mul(factor, b.number(Fraction(1, j + 1))))
    return out


def _whole(name: str) -> Callable[..., Ball]:
    def function(b: Balls, *args: Ball) -> Ball:
        if any(arg.err > EXACT or not b.ctx.isint(arg.mid) or abs(arg.mid) > 2**200 for arg in args):
            raise Undecided(f"{name} takes whole numbers")
        value = exact_call(name, [Fraction(int(arg.mid)) for arg in args])
        assert value is not None
        return b.number(value)

    return function


_ANY: dict[str, Callable[..., Ball]] = {
    "sin": _sin, "cos": _cos, "tan": _tan, "cot": _cot, "sec": _inverse_of(_cos), "csc": _inverse_of(_sin),
    "sinh": _sinh, "cosh": _cosh, "tanh": _tanh, "coth": _inverse_of(_tanh), "sech": _inverse_of(_cosh),
    "csch": _inverse_of(_sinh), "ln": Balls.ln, "log": _log, "abs": _abs,
}  # fmt: skip
_REAL: dict[str, Callable[..., Ball]] = {
    "arcsin": _arcsin, "arccos": _arccos, "arctan": _arctan, "arccot": _arccot, "arcsec": _of_inverse(_arccos),
    "arccsc": _of_inverse(_arcsin), "arcsinh": _arcsinh, "arccosh": _arccosh, "arctanh": _arctanh, "floor": _floor,
    "ceil": _ceil, "sgn": _sgn, "max": _largest, "min": _least, "fact": _fact, "fact2": _fact2, "binom": _binom,
    "gcd": _whole("gcd"), "lcm": _whole("lcm"),
}  # fmt: skip
