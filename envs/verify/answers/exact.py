"""Exact arithmetic: scalars as quotients of polynomials over the rationals.

The generators are variables, pi, e, i and radicals, which reduce (i*i = -1, sqrt 2 * sqrt 2 = 2), and everything
else, opaque but with its parts in normal form. Two forms that agree are equal. Two that differ are different if all
generators are known to be independent; otherwise only numbers can tell. Every step is bounded: what would grow too
large stays opaque, or ends the attempt.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction

from .tree import MAX_BITS, Expr
from .units import DEGREE

Monomial = tuple[tuple[int, int], ...]
Poly = dict[Monomial, Fraction]
Form = tuple[Poly, Poly]

MAX_WORK = 8_000  # multiplications of terms
MAX_TERMS = 600
MAX_POWER = 60  # of a sum that is multiplied out
MAX_FACTORIAL = 500
_UNITY: Poly = {(): Fraction(1)}
_SMALL_PRIMES = [n for n in range(2, 1000) if all(n % p for p in range(2, math.isqrt(n) + 1))]


class Unfit(ArithmeticError):
    """What exact arithmetic does not hold: infinities, plus-or-minus signs, forms that grow too large."""


class Undefined(ArithmeticError):
    """What has no value: a division by zero."""


def bits(value: Fraction) -> int:
    """Return the size of a number."""
    return value.numerator.bit_length() + value.denominator.bit_length()


def power(base: Fraction, exponent: int) -> Fraction | None:
    """Return a power, or None if it is too large to be written out."""
    if exponent < 0 and base == 0:
        raise Undefined("a division by zero")
    return base**exponent if abs(exponent) * bits(base) <= MAX_BITS or abs(base) <= 1 == base.denominator else None


def rational(expr: Expr) -> Fraction | None:
    """Return the value of simple arithmetic with numbers, or None."""
    if expr.op == "num":
        return Fraction(expr.value)
    if expr.op not in ("neg", "div", "mul", "add", "pow"):
        return None
    parts = [rational(arg) for arg in expr.args]
    if any(part is None or bits(part) > MAX_BITS for part in parts):
        return None
    values = [part for part in parts if part is not None]
    if expr.op == "neg":
        return -values[0]
    if expr.op == "div":
        return values[0] / values[1] if values[1] else None
    if expr.op == "pow":
        whole = values[1].denominator == 1 and (values[0] != 0 or values[1] > 0)
        return power(values[0], values[1].numerator) if whole else None
    total = Fraction(expr.op == "mul")
    for value in values:
        total = total * value if expr.op == "mul" else total + value
        if bits(total) > 2 * MAX_BITS:
            return None
    return total


class Field:
    """The generators of one comparison, and arithmetic over them."""

    def __init__(self) -> None:
        self.ids: dict[Hashable, int] = {}
        self.rules: dict[int, tuple[int, Fraction]] = {}  # generator -> (k, v): its k-th power is v
        self.independent = True
        self.transcendental = False
        self.work = 0

    # -- generators ---------------------------------------------------------------------------------------------------

    def atom(self, key: Hashable, rule: tuple[int, Fraction] | None = None) -> Form:
        """Return a generator as a form."""
        at = self.ids.setdefault(key, len(self.ids))
        if rule:
            self.rules[at] = rule
        return {((at, 1),): Fraction(1)}, _UNITY

    def opaque(self, key: Hashable) -> Form:
        """Return a generator that may depend on others."""
        self.independent = False
        return self.atom(key)

    def frozen(self, form: Form) -> Hashable:
        """Return a form as a key; equal forms with the same denominator up to a factor have the same key."""
        top, bottom = form
        lead = bottom[min(bottom)]
        return (
            tuple(sorted((m, c / lead) for m, c in top.items())),
            tuple(sorted((m, c / lead) for m, c in bottom.items())),
        )

    def radical(self, value: Fraction, degree: int) -> Form:
        """Return the positive root of a positive number, with whole powers taken out and primes apart."""
        whole = value.numerator * value.denominator ** (degree - 1)
        if whole.bit_length() > MAX_BITS:
            raise Unfit("a root is too large")
        outside, factors, rest = 1, [], whole
        for p in _SMALL_PRIMES:
            if p**degree > rest and p * p > rest:
                break
            count = 0
            while rest % p == 0:
                rest //= p
                count += 1
            outside *= p ** (count // degree)
            if count % degree:
                factors.append((p, count % degree))
        root = int_root(rest, degree)
        if root**degree == rest:
            outside *= root
        else:
            factors.append((rest, 1))
            self.independent &= degree == 2 and rest < _SMALL_PRIMES[-1] ** 2
        self.independent &= degree == 2 or not factors
        form: Form = ({(): Fraction(outside, value.denominator)}, _UNITY)
        for p, count in factors:
            for _ in range(count):
                form = self.mul(form, self.atom(("root", p, degree), (degree, Fraction(p))))
        return form

    # -- arithmetic ---------------------------------------------------------------------------------------------------

    def times(self, a: Poly, b: Poly) -> Poly:
        """Return the product of two polynomials."""
        if a is _UNITY:
            return b
        if b is _UNITY:
            return a
        self.work += len(a) * len(b)
        if self.work > MAX_WORK:
            raise Unfit("too many terms")
        out: Poly = {}
        for left, c in a.items():
            for right, d in b.items():
                monomial, factor = self.merge(left, right)
                value = out.get(monomial, 0) + c * d * factor
                out[monomial] = Fraction(value)
        out = {m: c for m, c in out.items() if c}
        if len(out) > MAX_TERMS or any(bits(c) > 2 * MAX_BITS for c in out.values()):
            raise Unfit("too many terms")
        return out

    def merge(self, left: Monomial, right: Monomial) -> tuple[Monomial, Fraction | int]:
        """Return the product of two monomials, and the number that their rules make."""
        if not left or not right:
            return left or right, 1
        powers = dict(left)
        factor: Fraction | int = 1
        for at, exponent in right:
            powers[at] = powers.get(at, 0) + exponent
            if at in self.rules and powers[at] >= self.rules[at][0]:
                k, v = self.rules[at]
                factor *= v ** (powers[at] // k)
                powers[at] %= k
        return tuple(sorted((at, e) for at, e in powers.items() if e)), factor

    def add(self, a: Form, b: Form) -> Form:
        """Return a sum."""
        if a[1] == b[1]:
            top, bottom = _plus(a[0], b[0]), a[1]
        else:
            top, bottom = _plus(self.times(a[0], b[1]), self.times(b[0], a[1])), self.times(a[1], b[1])
        if len(top) > MAX_TERMS:
            raise Unfit("too many terms")
        return top, bottom

    def mul(self, a: Form, b: Form) -> Form:
        """Return a product."""
        return self.times(a[0], b[0]), self.times(a[1], b[1])

    def div(self, a: Form, b: Form) -> Form:
        """Return a quotient."""
        if not b[0]:
            raise Undefined("a division by zero")
        if len(b[0]) == 1 and () in b[0] and b[1] == _UNITY:
            c = b[0][()]
            return {m: v / c for m, v in a[0].items()}, a[1]
        return self.times(a[0], b[1]), self.times(a[1], b[0])

    def to_power(self, base: Form, exponent: int) -> Form:
        """Return a whole power."""
        if exponent < 0:
            base, exponent = self.div(({(): Fraction(1)}, _UNITY), base), -exponent
        out: Form = (_UNITY, _UNITY)
        while exponent:
            if exponent & 1:
                out = self.mul(out, base)
            exponent >>= 1
            if exponent:
                base = self.mul(base, base)
        return out

    # -- expressions --------------------------------------------------------------------------------------------------

    def form(self, expr: Expr) -> Form:
        """Return the normal form of a scalar, or raise Unfit or Undefined."""
        op, args = expr.op, expr.args
        if op == "num":
            return ({(): expr.value} if expr.value else {}), _UNITY
        if op == "sym":
            return self.atom(("sym", expr.value))
        if op == "const":
            return self.constant(expr.value)
        if op == "neg":
            top, bottom = self.form(args[0])
            return {m: -c for m, c in top.items()}, bottom
        if op in ("add", "mul"):
            total = self.form(args[0])
            for arg in args[1:]:
                part = self.form(arg)
                total = self.add(total, part) if op == "add" else self.mul(total, part)
            return total
        if op == "div":
            return self.div(self.form(args[0]), self.form(args[1]))
        if op == "percent":
            return self.div(self.form(args[0]), ({(): Fraction(100)}, _UNITY))
        if op == "unit" and expr.value == DEGREE:
            return self.mul(self.mul(self.form(args[0]), self.constant("pi")), ({(): Fraction(1, 180)}, _UNITY))
        if op == "root":
            return self.raised(args[0], self.div(({(): Fraction(1)}, _UNITY), self.form(args[1])))
        if op == "pow":
            return self.raised(args[0], self.form(args[1]))
        if op in ("call", "fact", "fact2", "abs"):
            return self.function(op if op != "call" else expr.value, [self.form(arg) for arg in args])
        raise Unfit(f"{op} has no value of its own")

    def constant(self, name: str) -> Form:
        """Return pi, e or i."""
        if name == "inf":
            raise Unfit("infinity")
        if name == "i":
            return self.atom("i", (2, Fraction(-1)))
        self.independent &= not self.transcendental or name in self.ids  # pi and e together: who knows
        self.transcendental = True
        return self.atom(name)

    def raised(self, base_expr: Expr, exponent: Form) -> Form:
        """Return a power with an exponent in normal form."""
        base = self.form(base_expr)
        e, value = constant_of(exponent), constant_of(base)
        if e is None:
            return self.exponential(base, exponent)
        if value is None and e.denominator != 1:
            return self.opaque(("pow", self.frozen(base), e))
        if e.denominator == 1:
            n = e.numerator
            if value is not None:
                if value == 0 and n <= 0:
                    raise Undefined("zero to a power that is not positive")
                exact = power(value, n)
                if exact is not None:
                    return ({(): exact} if exact else {}), _UNITY
            elif abs(n) <= MAX_POWER or (len(base[0]) == 1 and base[1] == _UNITY and abs(n) < MAX_BITS):
                return self.to_power(base, n)
            return self.opaque(("pow", self.frozen(base), n))
        assert value is not None  # what follows is a root of a number
        if value == 0:
            if e < 0:
                raise Undefined("a division by zero")
            return {}, _UNITY
        degree = e.denominator
        if degree > 12 or abs(e.numerator) > MAX_POWER or (value < 0 and degree % 2 == 0 and degree > 2):
            return self.opaque(("pow", self.frozen(base), e))
        root = self.radical(abs(value), degree)
        if value < 0:
            root = self.mul(root, self.constant("i") if degree == 2 else ({(): Fraction(-1)}, _UNITY))
        return self.to_power(root, e.numerator)

    def exponential(self, base: Form, exponent: Form) -> Form:
        """Return base^(a + 2b + 3) as base^a * (base^b)^2 * base^3."""
        if exponent[1] != _UNITY:
            return self.opaque(("pow", self.frozen(base), self.frozen(exponent)))
        out: Form = (_UNITY, _UNITY)
        for monomial, c in exponent[0].items():
            if abs(c.numerator) > MAX_POWER:
                raise Unfit("an exponent is too large")
            if monomial or c.denominator > 1:
                part: Form = self.opaque(("pow", self.frozen(base), monomial, c.denominator))
            else:
                part = base
            out = self.mul(out, self.to_power(part, c.numerator))
        return out

    def function(self, name: str, args: list[Form]) -> Form:
        """Return a function of forms: exact if it can be, else opaque."""
        values = [value for arg in args if (value := constant_of(arg)) is not None]
        if len(values) == len(args):
            exact = exact_call(name, values)
            if exact is not None:
                return ({(): exact} if exact else {}), _UNITY
        if name == "abs" and args[0][0] and args[0][0][min(args[0][0])] < 0:
            args = [({m: -c for m, c in args[0][0].items()}, args[0][1])]
        return self.opaque((name, *(self.frozen(arg) for arg in args)))


def _plus(a: Poly, b: Poly) -> Poly:
    out = dict(a)
    for monomial, c in b.items():
        value = out.get(monomial, Fraction(0)) + c
        if value:
            out[monomial] = value
        else:
            out.pop(monomial, None)
    return out


def constant_of(form: Form) -> Fraction | None:
    """Return the number that a form is, or None."""
    top, bottom = form
    if bottom != _UNITY or len(top) > 1 or (top and () not in top):
        return None
    return top[()] if top else Fraction(0)


def int_root(n: int, degree: int) -> int:
    """Return the whole part of the root of a positive whole number."""
    if degree == 2:
        return math.isqrt(n)
    low, high = 0, 1 << (n.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= n else (low, middle - 1)
    return low


def exact_call(name: str, values: list[Fraction]) -> Fraction | None:
    """Return a function of numbers where it is exact and small, or None."""
    whole = [v.numerator for v in values if v.denominator == 1]
    first = values[0]
    if name == "abs":
        return abs(first)
    if name in ("max", "min"):
        return max(values) if name == "max" else min(values)
    if name in ("floor", "ceil"):
        return Fraction(math.floor(first) if name == "floor" else math.ceil(first))
    if name == "sgn":
        return Fraction((first > 0) - (first < 0))
    if len(whole) != len(values):
        return None
    if name in ("gcd", "lcm"):
        return Fraction(math.gcd(*whole) if name == "gcd" else math.lcm(*whole))
    if name in ("fact", "fact2") and 0 <= whole[0] <= MAX_FACTORIAL:
        return Fraction(math.factorial(whole[0]) if name == "fact" else math.prod(range(whole[0], 0, -2)))
    if name == "binom" and 0 <= whole[0] <= MAX_BITS and whole[1] >= 0:
        return Fraction(math.comb(*whole))
    return None
