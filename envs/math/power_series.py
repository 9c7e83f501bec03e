"""Power series: the beginnings of a few functions, exactly, and how both are written."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial

from .notation import Number, power, signed, term

Series = list[Fraction]


def written(coefficients: Sequence[Number], name: str = "x") -> str:
    """Write a polynomial, lowest power first.

    >>> written([1, -2, 0, Fraction(1, 6)])
    '1 - 2x + (1/6)x^3'
    """
    return signed(term(c, power(name, i)) for i, c in enumerate(coefficients))


def times(a: Sequence[Number], b: Sequence[Number], n: int) -> Series:
    """Multiply two series up to x^n."""
    out = [Fraction(0)] * (n + 1)
    for i, x in enumerate(a[: n + 1]):
        for j, y in enumerate(b[: n + 1 - i]):
            out[i + j] += Fraction(x) * y
    return out


def over(a: Sequence[Number], b: Sequence[Number], n: int) -> Series:
    """Divide two series up to x^n; b has a constant term."""
    out: Series = []
    for i in range(n + 1):
        rest = Fraction(a[i]) if i < len(a) else Fraction(0)
        rest -= sum((Fraction(b[j]) * out[i - j] for j in range(1, min(i, len(b) - 1) + 1)), Fraction(0))
        out.append(rest / b[0])
    return out


def binomial(exponent: Fraction, n: int) -> Series:
    """Return the series of (1 + x)^exponent up to x^n."""
    out = [Fraction(1)]
    for i in range(1, n + 1):
        out.append(out[-1] * (exponent - i + 1) / i)
    return out


def _plain(name: str, n: int) -> Series:
    if name == "exp":
        return [Fraction(1, factorial(i)) for i in range(n + 1)]
    if name in ("sin", "cos"):
        first = name == "sin"
        return [Fraction((i % 2 == first) * (-1) ** (i // 2), factorial(i)) for i in range(n + 1)]
    if name == "tan":
        return over(_plain("sin", n), _plain("cos", n), n)
    if name == "ln":
        return [Fraction(0), *(Fraction((-1) ** (i + 1), i) for i in range(1, n + 1))]
    if name == "arctan":
        return [Fraction(i % 2 * (-1) ** (i // 2), max(i, 1)) for i in range(n + 1)]
    if name == "geometric":
        return [Fraction(1)] * (n + 1)
    return binomial({"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}[name], n)


def series(name: str, a: Number, n: int) -> Series:
    """Return the series of a function of ax up to x^n: of 1 + ax for `ln`, `sqrt` and `cbrt`.

    >>> [str(c) for c in series("ln", 2, 3)]
    ['0', '2', '-2', '8/3']
    """
    return [c * a**i for i, c in enumerate(_plain(name, n))]


def function(name: str, a: Number) -> str:
    """Write the function that `series` expands.

    >>> function("exp", -1), function("ln", 3), function("geometric", 2), function("cbrt", -2), function("sin", 1)
    ('e^(-x)', 'ln(1 + 3x)', '1/(1 - 2x)', '(1 - 2x)^(1/3)', 'sin(x)')
    """
    inner = term(a, "x")
    if name == "exp":
        return "e^x" if a == 1 else f"e^({inner})"
    if name == "geometric":
        return f"1/({written([1, -a])})"
    if name == "cbrt":
        return f"({written([1, a])})^(1/3)"
    return f"{name}({written([1, a]) if name in ('ln', 'sqrt') else inner})"


def exponential(exponent: Number, factor: Number = 1) -> str:
    """Write a multiple of a power of e.

    >>> exponential(1), exponential(Fraction(-1, 2), 3), exponential(2, Fraction(1, 2)), exponential(0, 5)
    ('e', '3e^(-1/2)', '(1/2)e^2', '5')
    """
    plain = exponent > 0 and Fraction(exponent).denominator == 1
    text = "e" if exponent == 1 else f"e^{exponent}" if plain else f"e^({exponent})"
    return term(factor, text) if exponent else str(factor)


SUMS = ("", "n(n + 1)/2", "n(n + 1)(2n + 1)/6", "n^2(n + 1)^2/4", "n(n + 1)(2n + 1)(3n^2 + 3n - 1)/30")
"""The sums of i, i^2, i^3 and i^4 for i = 1, ..., n, as formulas."""


def power_sum(n: int, exponent: int) -> int:
    """Return the sum of the powers of 1, ..., n, by its formula.

    >>> [power_sum(3, e) for e in range(5)]
    [3, 6, 14, 36, 98]
    """
    if exponent == 0:
        return n
    if exponent == 1:
        return n * (n + 1) // 2
    if exponent == 2:
        return n * (n + 1) * (2 * n + 1) // 6
    if exponent == 3:
        return (n * (n + 1) // 2) ** 2
    return n * (n + 1) * (2 * n + 1) * (3 * n * n + 3 * n - 1) // 30
