"""Sums of rational multiples of square roots, exact: what exact values of radicals and of trigonometry are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, isqrt, lcm, sqrt

from .notation import Number, signed


def squares(n: int) -> tuple[int, int]:
    """Return a and d with n = a^2 * d for a positive n, where no square divides d.

    >>> squares(72), squares(10**18 * 6)
    ((6, 2), (1000000000, 6))
    """
    for d in range(1, 40):  # first, since large numbers are made that way
        if n % d == 0 and isqrt(n // d) ** 2 == n // d:
            a, low = squares_of_small(d)
            return a * isqrt(n // d), low
    return squares_of_small(n)


def squares_of_small(n: int) -> tuple[int, int]:
    """Return the same by trial division, which takes as many steps as the root of n."""
    a, d, k = 1, n, 2
    while k * k <= d:
        while d % (k * k) == 0:
            a, d = a * k, d // (k * k)
        k += 1
    return a, d


@dataclass(frozen=True)
class Surd:
    """The sum of c*sqrt(d) over the pairs (d, c): d rising, free of squares; no c is 0."""

    terms: tuple[tuple[int, Fraction], ...]

    @classmethod
    def make(cls, parts: Mapping[int, Number]) -> Surd:
        """Return the sum of c*sqrt(d), where the d are positive whole numbers."""
        out: dict[int, Fraction] = {}
        for n, c in parts.items():
            a, d = squares(n)
            out[d] = out.get(d, Fraction(0)) + a * Fraction(c)
        return cls(tuple(sorted((d, c) for d, c in out.items() if c)))

    @classmethod
    def of(cls, value: Number) -> Surd:
        """Return a rational number."""
        return cls.make({1: value})

    @classmethod
    def root(cls, value: Number, c: Number = 1) -> Surd:
        """Return c times the square root of a rational number that is not negative."""
        q = Fraction(value)
        return cls.make({q.numerator * q.denominator: Fraction(c) / q.denominator}) if q else cls(())

    def __add__(self, other: Surd | Number) -> Surd:
        out = dict(self.terms)
        for d, c in other.terms if isinstance(other, Surd) else ((1, Fraction(other)),):
            out[d] = out.get(d, Fraction(0)) + c
        return Surd(tuple(sorted((d, c) for d, c in out.items() if c)))

    def __neg__(self) -> Surd:
        return Surd(tuple((d, -c) for d, c in self.terms))

    def __sub__(self, other: Surd | Number) -> Surd:
        return self + -other

    def __mul__(self, other: Surd | Number) -> Surd:
        if not isinstance(other, Surd):
            return Surd(tuple((d, c * other) for d, c in self.terms if other))
        out: dict[int, Fraction] = {}
        for d, c in self.terms:
            for e, f in other.terms:
                shared = gcd(d, e)
                low = d * e // (shared * shared)
                out[low] = out.get(low, Fraction(0)) + c * f * shared
        return Surd(tuple(sorted((d, c) for d, c in out.items() if c)))

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n: int) -> Surd:
        out = Surd.of(1)
        for _ in range(n):
            out = out * self
        return out

    def inverse(self) -> Surd:
        """Return 1 over a sum of at most two terms or of terms in two roots; by conjugates.

        Raises:
            ZeroDivisionError: For 0.
        """
        top, bottom = Surd.of(1), self
        while len(bottom.terms) > 1 or (bottom.terms and bottom.terms[0][0] != 1):
            d = bottom.terms[-1][0]
            # change the sign of the roots that share the last prime of d
            p = max(k for k in range(2, d + 1) if d % k == 0 and squares_of_small(k)[0] == 1 and _prime(k))
            conjugate = Surd(tuple((e, -c if e % p == 0 else c) for e, c in bottom.terms))
            top, bottom = top * conjugate, bottom * conjugate
        if not bottom.terms:
            raise ZeroDivisionError("1 over 0")
        return top * (1 / bottom.terms[0][1])

    def __truediv__(self, other: Surd | Number) -> Surd:
        return self * (other.inverse() if isinstance(other, Surd) else 1 / Fraction(other))

    def __float__(self) -> float:
        return float(sum(float(c) * sqrt(d) for d, c in self.terms))

    @property
    def rational(self) -> Fraction | None:
        """The value if it is rational."""
        if not self.terms:
            return Fraction(0)
        return self.terms[0][1] if len(self.terms) == 1 and self.terms[0][0] == 1 else None

    def __str__(self) -> str:
        return written(self.terms)


def written(terms: tuple[tuple[int, Fraction], ...]) -> str:
    """Write the sum over one denominator.

    >>> str(Surd.of(Fraction(1, 2)) - Surd.root(12, Fraction(1, 4)))
    '(1 - sqrt(3))/2'
    """
    bottom = lcm(*(c.denominator for _, c in terms)) if terms else 1
    parts = []
    for d, c in terms:
        size = abs(c.numerator * (bottom // c.denominator))
        text = str(size) if d == 1 else f"sqrt({d})" if size == 1 else f"{size}*sqrt({d})"
        parts.append(f"-{text}" if c < 0 else text)
    text = signed(parts)
    return text if bottom == 1 else f"{text}/{bottom}" if len(terms) == 1 else f"({text})/{bottom}"


def _prime(n: int) -> bool:
    return n > 1 and all(n % k for k in range(2, isqrt(n) + 1))
