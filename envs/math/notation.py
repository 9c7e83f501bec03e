"""How mathematics draws its numbers and writes its formulas: plain text that also reads as LaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

Number = int | Fraction


def between(rng: np.random.Generator, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`, both included."""
    return int(rng.integers(low, high + 1))


def nonzero(rng: np.random.Generator, size: int) -> int:
    """Return a whole number between -size and size, but not 0."""
    return between(rng, 1, size) * (1 if rng.random() < 0.5 else -1)


def pick(rng: np.random.Generator, some: Sequence[int]) -> int:
    """Return one of some whole numbers."""
    return some[int(rng.integers(len(some)))]


def several(rng: np.random.Generator, low: int, high: int, count: int) -> list[int]:
    """Return different whole numbers from `low` to `high`, in random order."""
    return [low + int(i) for i in rng.permutation(high - low + 1)[:count]]


def join(parts: Sequence[str]) -> str:
    """Return the parts as a list in words.

    >>> join(["x", "y", "z"])
    'x, y and z'
    """
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def ordinal(n: int) -> str:
    """Return the number with its ending.

    >>> ordinal(11), ordinal(22), ordinal(103)
    ('11th', '22nd', '103rd')
    """
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def inside(value: Number) -> str:
    """Return a number as it stands among others: in brackets if it is negative or a fraction.

    >>> inside(3), inside(-3), inside(Fraction(1, 2))
    ('3', '(-3)', '(1/2)')
    """
    return str(value) if value >= 0 and Fraction(value).denominator == 1 else f"({value})"


def divided(a: Number, b: Number) -> str:
    """Write a quotient and its value, or only the value where the quotient is already that.

    >>> divided(6, -4), divided(3, 2), divided(7, 1)
    ('6/(-4) = -3/2', '3/2', '7')
    """
    top = str(a) if Fraction(a).denominator == 1 else f"({a})"
    text, value = f"{top}/{inside(b)}", str(Fraction(a) / b)
    return value if b == 1 or text == value else f"{text} = {value}"


def signed(terms: Iterable[str]) -> str:
    """Join the terms that are not empty, each of which may begin with a minus sign.

    >>> signed(["3x", "", "-5"])
    '3x - 5'
    """
    text = "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in terms if term)
    return "0" if not text else "-" + text[3:] if text.startswith(" - ") else text[3:]


def term(c: Number, name: str = "") -> str:
    """Return a coefficient times a name; nothing if the coefficient is 0.

    >>> term(-1, "x"), term(Fraction(2, 3), "x"), term(0, "x"), term(5)
    ('-x', '(2/3)x', '', '5')
    """
    if not c or not name:
        return str(c) if c else ""
    size = abs(Fraction(c))
    return ("-" if c < 0 else "") + ("" if size == 1 else inside(size)) + name


def multiple(c: Number, text: str) -> str:
    """Return a coefficient times an expression, in brackets where that needs them.

    >>> multiple(2, "x + 1"), multiple(-3, "x^2"), multiple(2, "-1"), multiple(5, "1")
    ('2(x + 1)', '-3x^2', '2(-1)', '5')
    """
    if text == "1":
        return term(c)
    plain = text[:1].isalpha() and text.replace("^", "").isalnum()
    return term(c, text if plain else f"({text})")


def multiple_of(c: int, text: str) -> str:
    """Return a coefficient times a product or a function, with a sign of multiplication between them.

    >>> multiple_of(-1, "sin(x)"), multiple_of(3, "2*sin(x)")
    ('-sin(x)', '3*2*sin(x)')
    """
    return text if c == 1 else f"-{text}" if c == -1 else f"{c}*{text}"


def combination(coefficients: Sequence[Number], names: Sequence[str]) -> str:
    """Write a sum of multiples.

    >>> combination([3, -1, 0, 2], ["x", "y", "z", ""])
    '3x - y + 2'
    """
    return signed(term(c, name) for c, name in zip(coefficients, names, strict=True))


def power(name: str, n: int) -> str:
    """Return a power of a name; nothing for the power 0.

    >>> power("x", 0), power("x", 1), power("x", 12)
    ('', 'x', 'x^12')
    """
    return "" if n == 0 else name if n == 1 else f"{name}^{n}"


def polynomial(coefficients: Sequence[Number], name: str = "x") -> str:
    """Write a polynomial whose coefficients are given highest power first.

    >>> polynomial([1, 0, -3, Fraction(1, 2)])
    'x^3 - 3x + 1/2'
    """
    degree = len(coefficients) - 1
    return combination(coefficients, [power(name, degree - i) for i in range(degree + 1)])


def linear(a: Number, b: Number, name: str = "x") -> str:
    """Write ax + b."""
    return polynomial([a, b], name)


def scaled(c: Number, text: str) -> str:
    """Return a coefficient times a function or a product, with a division behind it.

    >>> scaled(Fraction(-2, 3), "sin(x)"), scaled(7, "x*e^x"), scaled(Fraction(1, 4), "ln(x)"), scaled(0, "x")
    ('-2*sin(x)/3', '7x*e^x', 'ln(x)/4', '')
    """
    value = Fraction(c)
    top, below = abs(value.numerator), f"/{value.denominator}" if value.denominator > 1 else ""
    if not value:
        return ""
    star = "" if text[:1] in ("x", "t", "k") and not text[1:2].isalpha() else "*"
    return ("-" if value < 0 else "") + (text if top == 1 else f"{top}{star}{text}") + below


def chosen(values: Iterable[Number]) -> str:
    """Write a set of numbers in rising order.

    >>> chosen([2, Fraction(-1, 2), 2])
    '{-1/2, 2}'
    """
    return "{" + ", ".join(str(value) for value in sorted(set(values))) + "}"


def ordered(values: Iterable[Number]) -> str:
    """Write a tuple of numbers.

    >>> ordered([2, Fraction(-1, 2)])
    '(2, -1/2)'
    """
    return "(" + ", ".join(map(str, values)) + ")"


# -- polynomials as lists of coefficients, highest power first ------------------------------------------------------


def times(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """Multiply two polynomials.

    >>> times([1, 2], [1, -2])
    [1, 0, -4]
    """
    out = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    return out


def plus(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """Add two polynomials.

    >>> plus([1, 2, 3], [1, -1])
    [1, 3, 2]
    """
    size = max(len(a), len(b))
    return [x + y for x, y in zip([0] * (size - len(a)) + [*a], [0] * (size - len(b)) + [*b], strict=True)]


def from_roots(roots: Iterable[int]) -> list[int]:
    """Return the product of x - r over the roots."""
    out = [1]
    for root in roots:
        out = times(out, [1, -root])
    return out


def value_at(coefficients: Sequence[int], x: Number) -> Fraction:
    """Return the value of a polynomial."""
    total = Fraction(0)
    for c in coefficients:
        total = total * x + c
    return total


def derived(coefficients: Sequence[int]) -> list[int]:
    """Return the coefficients of the derivative; of a constant, [0]."""
    degree = len(coefficients) - 1
    return [c * (degree - i) for i, c in enumerate(coefficients[:-1])] or [0]
