"""Complex numbers whose parts are sums of rational multiples of square roots, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from .angles import cosine, sine
from .notation import Number, signed
from .surds import Surd


@dataclass(frozen=True)
class Complex:
    """A complex number."""

    re: Surd
    im: Surd

    @classmethod
    def of(cls, re: Number, im: Number = 0) -> Complex:
        """Return a number with rational parts."""
        return cls(Surd.of(re), Surd.of(im))

    @classmethod
    def unit(cls, k: int) -> Complex:
        """Return the number of size 1 at the angle k*pi/12."""
        return cls(cosine(k), sine(k))

    def __add__(self, other: Complex) -> Complex:
        return Complex(self.re + other.re, self.im + other.im)

    def __sub__(self, other: Complex) -> Complex:
        return Complex(self.re - other.re, self.im - other.im)

    def __mul__(self, other: Complex | Surd | Number) -> Complex:
        if not isinstance(other, Complex):
            return Complex(self.re * other, self.im * other)
        return Complex(self.re * other.re - self.im * other.im, self.re * other.im + self.im * other.re)

    def __truediv__(self, other: Complex) -> Complex:
        return self * other.conjugate() * other.norm().inverse()

    def __pow__(self, n: int) -> Complex:
        out, base = Complex.of(1), self
        while n:
            if n % 2:
                out = out * base
            base, n = base * base, n // 2
        return out

    def conjugate(self) -> Complex:
        """Return the mirror image in the real axis."""
        return Complex(self.re, -self.im)

    def norm(self) -> Surd:
        """Return the square of the absolute value."""
        return self.re * self.re + self.im * self.im

    def __str__(self) -> str:
        return written(self)

    def __bool__(self) -> bool:
        return bool(self.re.terms or self.im.terms)


def written(z: Complex) -> str:
    """Write a complex number over one denominator.

    >>> str(Complex.unit(4)), str(Complex.of(Fraction(1, 2), -3)), str(Complex.of(0, 1)), str(Complex.of(0))
    ('(1 + sqrt(3)*i)/2', '(1 - 6i)/2', 'i', '0')
    """
    both = (*z.re.terms, *z.im.terms)
    bottom = lcm(*(c.denominator for _, c in both)) if both else 1
    parts = []
    for terms, unit in ((z.re.terms, ""), (z.im.terms, "i")):
        for d, c in terms:
            value = Fraction(c * bottom)
            size, root = abs(int(value)), "" if d == 1 else f"sqrt({d})"
            if d == 1:
                text = unit if unit and size == 1 else f"{size}{unit}"
            else:
                text = "*".join([*([str(size)] if size > 1 else []), root, *([unit] if unit else [])])
            parts.append(f"-{text}" if value < 0 else text)
    text = signed(parts)
    return text if bottom == 1 else f"{text}/{bottom}" if len(parts) == 1 else f"({text})/{bottom}"


def bracketed(z: Complex) -> str:
    """Return a complex number as it stands in a product.

    >>> bracketed(Complex.of(1, 2)), bracketed(Complex.of(0, 1)), bracketed(Complex.of(-3))
    ('(1 + 2i)', 'i', '(-3)')
    """
    text = str(z)
    return f"({text})" if " " in text or "/" in text or text.startswith("-") else text
