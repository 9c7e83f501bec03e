"""Arithmetic with numbers of any precision, each with a bound on its error.

A ball is a number and the exponent of two that bounds its error. What is too small to show beside a larger term, or
too close to a saturated function, asks for more precision instead of being lost, so that two constants which differ
at all are not taken for equal. Nothing is computed that is too large: such values are undecided.
"""

from __future__ import annotations

import math
import os
import threading
from fractions import Fraction
from typing import Any, NamedTuple

from .exact import Undefined, bits

EXACT = -(10**9)
MAX_PRECISION = 12_000
MAX_EXPONENT = 2**22  # of two, in a value
MAX_COST = 12_000


class Undecided(ArithmeticError):
    """A value that is not computed: too large, of an unknown function or of a variable without a value."""


class Coarse(Undecided):
    """More precision may decide."""


class Outside(ArithmeticError):
    """An argument outside a function's domain."""


class Costly(ArithmeticError):
    """The work allowed for one comparison is used up."""


class Ball(NamedTuple):
    """A number, real or complex, and the power of two that bounds its error."""

    mid: Any
    err: int


class Cost:
    """What a comparison has spent on numbers."""

    def __init__(self) -> None:
        self.spent = 0

    def pay(self, precision: int, weight: int = 1) -> None:
        """Count some work; raise Costly at the limit."""
        self.spent += weight * (1 + precision // 400) ** 2
        if self.spent > MAX_COST:
            raise Costly("the comparison takes too long")


class _Engine:
    """One context of mpmath for this process, and the lock that guards mpmath's caches."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.context: Any = None

    def get(self) -> Any:
        if self.context is None:
            import mpmath  # type: ignore[import-untyped]  # late: importing this room imports nothing heavy

            self.context = mpmath.MPContext()
        return self.context

    def renew(self) -> None:
        self.lock = threading.Lock()


engine = _Engine()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=engine.renew)  # another thread may have held the lock


class Balls:
    """Arithmetic at one precision; for use while `engine.lock` is held."""

    def __init__(self, precision: int, cost: Cost) -> None:
        self.ctx, self.precision, self.cost = engine.get(), precision, cost
        self.ctx.prec = precision + 20

    def mag(self, x: Any) -> int:
        """Return m with |x| < 2^m and, but for complex numbers, 2^(m-1) <= |x|."""
        return int(self.ctx.mag(x)) if x else EXACT

    def ball(self, mid: Any, err: int) -> Ball:
        """Return a ball with its rounding error added; an imaginary part that is none is dropped."""
        size = self.mag(mid)
        if size > MAX_EXPONENT:
            raise Undecided("a value is too large")
        err = max(err, size - self.precision, EXACT)
        if isinstance(mid, self.ctx.mpc) and (not mid.imag or self.mag(mid.imag) <= err):
            mid = mid.real
        return Ball(mid, err)

    def number(self, value: Fraction) -> Ball:
        """Return a fraction."""
        n, d = value.numerator, value.denominator
        if n.bit_length() <= self.precision and d & (d - 1) == 0 and d.bit_length() <= self.precision:
            return Ball(self.ctx.mpf(n) / d, EXACT)
        return self.ball(self.ctx.mpf(n) / d, EXACT)

    def nonzero(self, x: Ball) -> bool:
        """Return whether a ball certainly holds no zero."""
        return bool(x.mid) and x.err < self.mag(x.mid) - 3

    def away_from_zero(self, x: Ball) -> None:
        """Raise Undefined for zero, Coarse for what may be zero."""
        if not self.nonzero(x):
            if not x.mid and x.err == EXACT:
                raise Undefined("a division by zero")
            raise Coarse("a divisor may be zero")

    def is_complex(self, x: Ball) -> bool:
        """Return whether a number is not real."""
        return isinstance(x.mid, self.ctx.mpc)

    def smooth(self, x: Ball) -> None:
        """Ask for more precision where an argument is so small or large that a function would hide it."""
        if x.err > 0:
            raise Coarse("an argument is too uncertain")
        if self.nonzero(x) and abs(self.mag(x.mid)) > self.precision // 3:
            raise Coarse("an argument is too small or too large")

    # -- arithmetic ---------------------------------------------------------------------------------------------------

    def add(self, terms: list[Ball]) -> Ball:
        """Return a sum, unless a term would be lost in it."""
        total = terms[0].mid
        for term in terms[1:]:
            total = total + term.mid
        sizes = [self.mag(term.mid) for term in terms]
        largest = max(sizes)
        for term, size in zip(terms, sizes, strict=True):
            if size < largest - self.precision + 64 and self.nonzero(term):
                raise Coarse("a term is lost beside a larger one")
        err = max(term.err for term in terms)
        if err == EXACT and largest - min(self.last_bit(term.mid) for term in terms) <= self.precision:
            return Ball(total, EXACT)
        return self.ball(total, max(err, largest - self.precision) + len(terms).bit_length())

    def last_bit(self, x: Any) -> int:
        """Return the exponent of the last bit of an exact number; that of zero is beyond all."""
        parts = (x.real, x.imag) if isinstance(x, self.ctx.mpc) else (x,)
        return min((int(part.exp) for part in parts if part), default=-EXACT)

    def short(self, *factors: Any) -> bool:
        """Return whether the product of real numbers needs no rounding."""
        real = all(not isinstance(x, self.ctx.mpc) for x in factors)
        return real and sum(x.man.bit_length() for x in factors) <= self.precision

    def mul(self, a: Ball, b: Ball) -> Ball:
        """Return a product."""
        mid = a.mid * b.mid
        if (not a.mid and a.err == EXACT) or (not b.mid and b.err == EXACT):
            return Ball(self.ctx.mpf(0), EXACT)
        if a.err == b.err == EXACT and self.short(a.mid, b.mid):
            return Ball(mid, EXACT)
        return self.ball(mid, max(a.err + self.mag(b.mid), b.err + self.mag(a.mid), a.err + b.err) + 2)

    def inverse(self, x: Ball) -> Ball:
        """Return one over a number."""
        self.away_from_zero(x)
        mid = 1 / x.mid
        return self.ball(mid, x.err - 2 * self.mag(x.mid) + 4 if x.err > EXACT else EXACT)

    def negative(self, x: Ball) -> Ball:
        """Return minus a number."""
        return Ball(-x.mid, x.err)

    def pi(self) -> Ball:
        """Return pi."""
        return self.ball(+self.ctx.pi, EXACT)

    # -- powers -------------------------------------------------------------------------------------------------------

    def exp(self, x: Ball) -> Ball:
        """Return the exponential of a number that is not large."""
        self.cost.pay(self.precision)
        if self.mag(x.mid) > 21:
            raise Undecided("a value is too large")
        self.smooth(x)
        mid = self.ctx.exp(x.mid)
        return self.ball(mid, self.mag(mid) + x.err + 2 if x.err > EXACT else EXACT)

    def ln(self, x: Ball) -> Ball:
        """Return the principal natural logarithm."""
        self.cost.pay(self.precision)
        self.away_from_zero(x)
        return self.ball(self.ctx.log(x.mid), x.err - self.mag(x.mid) + 3 if x.err > EXACT else EXACT)

    def integer_power(self, a: Ball, n: int) -> Ball:
        """Return a whole power that is not large."""
        size = self.mag(a.mid)
        if n <= 0:
            self.away_from_zero(a)
        if not a.mid:
            return Ball(a.mid, EXACT if a.err == EXACT else a.err * n)
        if abs(n) * max(abs(size), 1) > MAX_EXPONENT:
            raise Undecided("a power is too large")
        self.cost.pay(self.precision)
        mid = a.mid**n
        if a.err == EXACT and 0 < n < 1000 and self.short(*[a.mid] * n):
            return Ball(mid, EXACT)
        loss = abs(n).bit_length() + 3
        relative = max(a.err - size if a.err > EXACT else EXACT, -self.precision)
        if relative + loss > -8:
            raise Coarse("a power is too uncertain")
        return self.ball(mid, self.mag(mid) + relative + loss)

    def rational_power(self, a: Ball, e: Fraction) -> Ball:
        """Return a root's power: the real one if there is one of odd degree, else the principal one."""
        if e.denominator == 1:
            return self.integer_power(a, e.numerator)
        if not self.nonzero(a):
            if a.mid or a.err > EXACT:
                if e > 0 and a.err < -self.precision // 2:
                    return Ball(self.ctx.mpf(0), math.floor(a.err * e) + 2)
                raise Coarse("a base may be zero")
            if e < 0:
                raise Undefined("a division by zero")
            return Ball(self.ctx.mpf(0), EXACT)
        self.cost.pay(self.precision)
        negative = not isinstance(a.mid, self.ctx.mpc) and a.mid < 0
        mid, degree = (-a.mid if negative else a.mid), e.denominator
        if e.numerator == 1 and degree == 2:
            root = self.ctx.sqrt(mid)
        elif e.numerator == 1 and degree < 100:
            root = self.ctx.root(mid, degree)
        else:
            if abs(e) * abs(self.mag(mid)) > MAX_EXPONENT:
                raise Undecided("a power is too large")
            root = mid ** (self.ctx.mpf(e.numerator) / degree)
        if negative and degree % 2:
            root = root if e.numerator % 2 == 0 else -root
        elif negative and degree == 2:
            root = root * self.ctx.mpc(0, 1) ** e.numerator
        elif negative:
            root = root * self.ctx.expjpi(self.ctx.mpf(e.numerator) / degree)
        size, growth = self.mag(root), max(0, bits(e))
        relative = max(a.err - self.mag(a.mid) if a.err > EXACT else EXACT, -self.precision)
        if a.err == EXACT and e == Fraction(1, 2) and self.short(root, root) and root * root == a.mid:
            return Ball(root, EXACT)
        return self.ball(root, size + relative + growth + 2)
