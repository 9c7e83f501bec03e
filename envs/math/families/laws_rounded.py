"""Hidden formulas with roots, waves and logarithms, whose tables are rounded to ten digits."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np

from ..notation import between, nonzero, power, signed
from ..template import Params, Template
from .laws import Law, Number, Point, show
from .laws_exact import total


class SquareRoot(Law):
    """The root of a polynomial."""

    name = "square_root"
    domain = "x where it is defined"
    note = "Values are rounded to ten digits."
    allowed = "+ - * / ^ and sqrt(...)"
    extra = frozenset(("root",))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a polynomial that is positive for x >= 0."""
        size = 5 + 6 * tier
        degree = 1 + (tier + 1) // 2
        return {"inside": [between(rng, 1, size) for _ in range(degree)] + [between(rng, 1, 3 * size)], "n": 4 + tier}

    def _square(self, p: Params, x: Number) -> Number:
        value: Number = 0
        for c in p["inside"]:
            value = value * x + c
        return value

    def value(self, p: Params, *at: Number) -> Number:
        """Take the root."""
        return math.sqrt(self._square(p, at[0]))

    def answer(self, p: Params) -> str:
        """Write it."""
        n = len(p["inside"]) - 1
        return f"sqrt({total([(c, power('x', n - i) if i < n else '') for i, c in enumerate(p['inside'])])})"

    def shown(self, p: Params) -> list[Point]:
        """Return whole numbers from 0 on."""
        return [(x,) for x in range(p["n"])]

    def held_out(self, p: Params) -> list[Point]:
        """Return other numbers."""
        return [(x,) for x in (Fraction(1, 2), Fraction(7, 3), 13, 17.5, 40, 99, 1000)]

    def steps(self, p: Params) -> list[str]:
        """Square, then take differences."""
        n = len(p["inside"]) - 1
        column = [int(self._square(p, x)) for x in range(p["n"])]
        lines = [
            f"The squares of the values are {', '.join(map(str, column))}, up to rounding: whole numbers.",
        ]
        names = ("differences", "second differences", "third differences", "fourth differences")
        for k in range(n):
            column = [b - a for a, b in pairwise(column)]
            lines.append(f"Their {names[k]}: {', '.join(map(str, column))}.")
        lead = p["inside"][0]
        lines.append(f"The last ones are constant, so y^2 is a polynomial of degree {n} in x.")
        lines.append(
            f"Its first coefficient is {column[0]}/{math.factorial(n)} = {lead}, and at x = 0 it is {p['inside'][-1]}."
        )
        rest = [f"{int(self._square(p, x)) - lead * x**n - p['inside'][-1]} at x = {x}" for x in range(1, n)]
        if rest:
            lines.append(f"Without these two terms it is {' and '.join(rest)}, which gives the rest.")
        return lines


class Wave(Law):
    """A wave about a mean."""

    name = "wave"
    domain = "numbers x (in radians)"
    note = "Values are rounded to ten digits."
    allowed = "+ - * /, pi, sin(...) and cos(...)"
    extra = frozenset(("sin", "cos", "pi"))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw frequency, amplitude and mean; from tier 3 on both a sine and a cosine."""
        size = 5 + 5 * tier
        both = [nonzero(rng, size), nonzero(rng, size)]
        if tier < 3:
            both[between(rng, 0, 1)] = 0
        return {"b": between(rng, 1, 5), "a": both[0], "c": both[1], "d": nonzero(rng, 3 * size)}

    def value(self, p: Params, *at: Number) -> Number:
        """Compute it; places are twelfths of a turn, or numbers of radians as floats."""
        x = float(at[0]) * p["b"]
        return float(p["a"] * math.sin(x) + p["c"] * math.cos(x) + p["d"])

    def answer(self, p: Params) -> str:
        """Write it."""
        inside = "x" if p["b"] == 1 else f"{p['b']}*x"
        return total([(p["a"], f"sin({inside})"), (p["c"], f"cos({inside})"), (p["d"], "")])

    def shown(self, p: Params) -> list[Point]:
        """Return twelve places around the circle, and two more."""
        return [*((k * math.pi / 6,) for k in range(12)), (1.0,), (2.0,)]

    def place(self, x: Number) -> str:
        """Write a multiple of pi as such."""
        twelfth = round(float(x) * 6 / math.pi)
        if abs(float(x) - twelfth * math.pi / 6) > 1e-9:
            return show(x)
        share = Fraction(twelfth, 6)
        top = "" if share.numerator == 1 else f"{share.numerator}*"
        below = "" if share.denominator == 1 else f"/{share.denominator}"
        return f"{top}pi{below}" if share else "0"

    def held_out(self, p: Params) -> list[Point]:
        """Return other places."""
        return [(x,) for x in (0.3, 0.7, 1.9, 2.6, 3.3, 4.1, 5.7, 7.9, 11.3, -0.4)]

    def steps(self, p: Params) -> list[str]:
        """Take the mean, then compare with the five slowest waves."""
        d, rows = p["d"], self.table(p)[:12]
        ys = [float(y) - d for _, y in rows]
        lines = [f"The mean of the twelve values at multiples of pi/6 is {d}, so y = {d} + a wave; take it off."]
        for b in range(1, 6):
            one = sum(y * math.sin(b * k * math.pi / 6) for k, y in enumerate(ys)) / 6
            two = sum(y * math.cos(b * k * math.pi / 6) for k, y in enumerate(ys)) / 6
            shares = f"times sin({b}x) is {round(one, 6) + 0:g}, times cos({b}x) {round(two, 6) + 0:g}"
            lines.append(f"A sixth of the sum of the rest {shares}.")
        b = p["b"]
        lines.append(f"So only sin({b}x) and cos({b}x) are in it, with these coefficients.")
        return [*lines, f"Check at x = 1: {show(self.value(p, 1.0))}, as given."]


class Logarithm(Law):
    """A logarithm of a shifted x."""

    name = "logarithm"
    domain = "x where it is defined"
    note = "Values are rounded to ten digits."
    allowed = "+ - * / and logarithms written log_2(...), log_3(...), ln(...)"
    extra = frozenset(("log", "ln"))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw base, shift and factor; places are where the value is whole, and a few more."""
        size = 4 + 5 * tier
        base = (2, 3, 2, 3, 5)[between(rng, 0, min(4, tier))]
        return {
            "k": base,
            "a": nonzero(rng, size),
            "c": between(rng, 1, size),
            "b": nonzero(rng, 4 * size),
            "n": 3 + tier,
        }

    def value(self, p: Params, *at: Number) -> Number:
        """Compute it."""
        x = at[0] + p["c"]
        whole = round(math.log(float(x), p["k"]))
        if not isinstance(x, float) and x == Fraction(p["k"]) ** whole:
            return int(p["a"] * whole + p["b"])
        return float(p["a"] * math.log(float(x)) / math.log(p["k"]) + p["b"])

    def answer(self, p: Params) -> str:
        """Write it."""
        return total([(p["a"], f"log_{p['k']}(x + {p['c']})"), (p["b"], "")])

    def shown(self, p: Params) -> list[Point]:
        """Return where x + c is a power of the base, and where it is not."""
        first = next(i for i in range(20) if p["k"] ** i > p["c"])
        powers = [p["k"] ** (first + i) - p["c"] for i in range(p["n"] - 1)]
        return [(x,) for x in sorted({0, *powers})]

    def held_out(self, p: Params) -> list[Point]:
        """Return other places."""
        return [(x,) for x in (Fraction(1, 2), Fraction(10, 3), 6.25, 28.5, 77.5, 1000.5, 123456.5)]

    def steps(self, p: Params) -> list[str]:
        """Find equal steps of y at places that grow by a factor."""
        rows = [(int(at[0]), y) for at, y in self.table(p) if not isinstance(y, float)]
        (x, y), (s, t), (u, v) = rows[-3:]
        a, k, c = p["a"], p["k"], p["c"]
        first = k ** round(math.log(x + c, k))
        return [
            f"From x = {x} to {s} and from {s} to {u} the value changes by {t - y} and {v - t}, equal steps.",
            f"A logarithm does this if x + c grows by one factor: ({s} + c)^2 = ({x} + c)({u} + c), so "
            f"c*({signed([str(2 * s), str(-x), str(-u)])})"
            f" = {x}*{u} - {s}^2, and c = {c}.",
            f"x + c is then {x + c}, {s + c}, {u + c}, with the factor {k}: the step {a} belongs to base {k}.",
            f"At x = {x}, x + c = {first}, so {a}*log_{k}({first}) + b = {y} and b = {p['b']}.",
        ]


ROUNDED: tuple[Template, ...] = (SquareRoot(), Wave(), Logarithm())
"""Formulas with rounded tables."""
