"""Exact numbers made of square roots, and how templates write them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, isqrt, lcm, log2, sqrt

from ..notation import Number, signed


def split_square(n: int) -> tuple[int, int]:
    """Return a and b with n = a²b and b free of squares, for n > 0."""
    a, b, rest, d = 1, 1, n, 2
    while d * d * d <= rest:
        while rest % (d * d) == 0:
            a, rest = a * d, rest // (d * d)
        if rest % d == 0:
            b, rest = b * d, rest // d
        d += 1 if d == 2 else 2
    whole = isqrt(rest)  # what is left has at most two prime factors
    return (a * whole, b) if whole * whole == rest else (a, b * rest)


class Surd:
    """A sum of rational multiples of square roots of whole numbers, such as 1/2 + 3√5."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[int, Number] | Number = 0) -> None:
        given = terms if isinstance(terms, Mapping) else {1: terms}
        self.terms = {root: Fraction(c) for root, c in sorted(given.items()) if c}

    def __add__(self, other: Surd | Number) -> Surd:
        total = dict(self.terms)
        for root, c in as_surd(other).terms.items():
            total[root] = total.get(root, Fraction(0)) + c
        return Surd(total)

    def __mul__(self, other: Surd | Number) -> Surd:
        total: dict[int, Fraction] = {}
        for r, c in self.terms.items():
            for s, d in as_surd(other).terms.items():
                g = gcd(r, s)  # √r √s = g √(rs / g²), and rs / g² is free of squares again
                root = r * s // (g * g)
                total[root] = total.get(root, Fraction(0)) + c * d * g
        return Surd(total)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Surd:
        return self * -1

    def __sub__(self, other: Surd | Number) -> Surd:
        return self + -as_surd(other)

    def __rsub__(self, other: Number) -> Surd:
        return -self + other

    def __truediv__(self, other: Surd | Number) -> Surd:
        """Divide by a number with at most two terms."""
        below = as_surd(other)
        if len(below.terms) == 1:
            ((root, c),) = below.terms.items()
            return self * Surd({root: 1 / (c * root)})
        (r, c), (s, d) = below.terms.items()
        return self * Surd({r: c, s: -d}) * (1 / (c * c * r - d * d * s))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surd | int | Fraction) and self.terms == as_surd(other).terms

    def __hash__(self) -> int:
        return hash(tuple(self.terms.items()))

    def __float__(self) -> float:
        return float(sum(float(c) * sqrt(root) for root, c in self.terms.items()))

    def rational(self) -> Fraction | None:
        """Return the number as a fraction, or None if it is irrational."""
        return self.terms.get(1, Fraction(0)) if set(self.terms) <= {1} else None

    def __str__(self) -> str:
        """Write it as a person would: 7/2, 2*sqrt(5)/3, (1 + 3*sqrt(5))/2."""
        if not self.terms:
            return "0"
        below = lcm(*(c.denominator for c in self.terms.values()))
        parts = [_term(int(c * below), root) for root, c in self.terms.items()]
        text = signed(parts)
        if below == 1:
            return text
        return f"({text})/{below}" if len(parts) > 1 else f"{text}/{below}"


def as_surd(value: Surd | Number) -> Surd:
    """Return a number as a surd."""
    return value if isinstance(value, Surd) else Surd(value)


def root(value: Number) -> Surd:
    """Return the square root of a rational number that is not negative."""
    q = Fraction(value)
    if q == 0:
        return Surd()
    a, b = split_square(q.numerator * q.denominator)
    return Surd({b: Fraction(a, q.denominator)})


def _term(c: int, root: int) -> str:
    if root == 1:
        return str(c)
    size = "" if abs(c) == 1 else f"{abs(c)}*"
    return f"{'-' if c < 0 else ''}{size}sqrt({root})"


def digits(text: str) -> float:
    """Return the logarithm of the number of digits in a text: how much there is to calculate with."""
    return log2(1 + sum(c.isdigit() for c in text))


def chain(*values: object) -> str:
    """Write equal things with = between them, leaving out what would stand there twice."""
    return " = ".join(dict.fromkeys(map(str, values)))


def brackets(value: object) -> str:
    """Put a number in brackets where it stands after an operator: fractions, sums and negative ones."""
    text = str(value)
    return text if text.isalnum() else f"({text})"
