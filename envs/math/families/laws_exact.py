"""Hidden formulas whose tables are exact: polynomials, quotients, exponentials, distances, whole parts."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import floor

import numpy as np

from ..notation import between, join, nonzero, power, signed
from ..template import STEPS, Params, Template
from .laws import Law, Number, Point, solved
from .surds import brackets


def product(c: Number, what: str) -> str:
    """Write a multiple with a sign of multiplication: 3*x, x, -x, 7."""
    if not what:
        return str(c)
    return what if c == 1 else f"-{what}" if c == -1 else f"{_number(c)}*{what}"


def _number(c: Number) -> str:
    text = str(c)
    return f"({text})" if "/" in text else text


def total(terms: list[tuple[Number, str]]) -> str:
    """Write a sum of multiples."""
    return signed(product(c, what) for c, what in terms if c)


class SparsePolynomial(Law):
    """A polynomial with few terms."""

    name = "polynomial"
    domain = "numbers x"
    note = "It is a polynomial whose numbers are all positive whole numbers below 1000."
    allowed = "+ - * ^"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a degree that the number of points allows to find by interpolation."""
        return self._with(rng, tier, between(rng, 1 + (tier + 1) // 2, 2 + tier), 0)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a degree far beyond the number of points."""
        return self._with(rng, tier, between(rng, 8 + 2 * tier, 12 + 4 * tier), 5 + tier)

    def _with(self, rng: np.random.Generator, tier: int, degree: int, points: int) -> Params:
        n = min(degree, 1 + (tier + 1) // 2)
        powers = sorted({degree, *(between(rng, 0, degree - 1) for _ in range(n))}, reverse=True)
        terms = [[between(rng, 1, (9, 20, 60, 200, 999)[tier - 1]), e] for e in powers]
        return {"terms": terms, "n": points or degree + 2}

    def value(self, p: Params, *at: Number) -> Number:
        """Add the terms."""
        value: Number = sum(c * at[0] ** e for c, e in p["terms"])
        return value

    def answer(self, p: Params) -> str:
        """Write the terms."""
        return total([(c, power("x", e) if e else "") for c, e in p["terms"]])

    def shown(self, p: Params) -> list[Point]:
        """Return small whole numbers and 1000."""
        return [*((x,) for x in range(1, p["n"])), (1000,)]

    def held_out(self, p: Params) -> list[Point]:
        """Return negative numbers, fractions and larger ones."""
        return [(x,) for x in (0, -1, -3, Fraction(1, 2), Fraction(-7, 3), 23, 47, 101, 999, 1001)]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Interpolate (Newton), one step for each difference."""
        xs = [Fraction(at[0]) for at in self.shown(p)]
        column = [Fraction(self.value(p, *at)) for at in self.shown(p)]
        top = [column[0]]
        for k in range(1, len(xs)):
            column = [(b - a) / (xs[i + k] - xs[i]) for i, (a, b) in enumerate(pairwise(column))]
            top.append(column[0])
        poly = [Fraction(0)]
        for x, c in zip(reversed(xs), reversed(top), strict=True):  # Horner: poly * (X - x) + c
            shifted = [Fraction(0), *poly]
            poly = [a - x * b for a, b in zip(shifted, [*poly, Fraction(0)], strict=True)]
            poly[0] += c
        return total([(c, power("x", e) if e else "") for e, c in reversed(list(enumerate(poly)))])

    def steps(self, p: Params) -> list[str]:
        """Read the value at 1000 like a number in base 1000."""
        digits = str(self.value(p, 1000))
        groups = [digits[max(0, i - 3) : i] for i in range(len(digits), 0, -3)][::-1]
        lines = [
            "The coefficients are whole numbers from 1 to 999, so at x = 1000 each fills its own group of three "
            "digits.",
            f"y(1000) = {' '.join(groups)}, in groups of three from the right.",
        ]
        for c, e in p["terms"]:
            lines.append(
                f"Group {e} (the last one is group 0) holds {c}: a term {product(c, power('x', e) if e else '')}."
            )
        check = " + ".join(f"{c}*2^{e}" for c, e in p["terms"])
        return [*lines, f"All other groups are 0. Check at x = 2: {check} = {self.value(p, 2)}, as in the table."]


class Quotient(Law):
    """A quotient of a polynomial and a linear term."""

    name = "quotient"
    domain = "x where it is defined"
    allowed = "+ - * / ^"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a numerator; from tier 3 on a quadratic one."""
        size = 4 + 3 * tier
        while True:
            top = [nonzero(rng, size) for _ in range(2 + (tier > 2))]
            c = between(rng, 1, size)
            value = top[0] * c * c - top[1] * c + top[2] if len(top) == 3 else top[1] - top[0] * c
            if value:  # else the quotient could be shortened
                return {"top": top, "c": c, "n": 3 + tier}

    def _top(self, p: Params, x: Number) -> Number:
        value: Number = 0
        for c in p["top"]:
            value = value * x + c
        return value

    def value(self, p: Params, *at: Number) -> Number:
        """Divide."""
        value: Number = Fraction(self._top(p, at[0])) / (at[0] + p["c"])
        return value

    def answer(self, p: Params) -> str:
        """Write the quotient."""
        n = len(p["top"]) - 1
        top = total([(c, power("x", n - i) if i < n else "") for i, c in enumerate(p["top"])])
        return f"({top})/(x + {p['c']})"

    def shown(self, p: Params) -> list[Point]:
        """Return whole numbers from 0 on."""
        return [(x,) for x in range(p["n"] + len(p["top"]) - 2)]

    def held_out(self, p: Params) -> list[Point]:
        """Return other numbers."""
        others = (Fraction(1, 2), Fraction(7, 3), 19, 40, 101, Fraction(-1, 3), -p["c"] - 1, -p["c"] - 4, 977)
        return [(x,) for x in others if x != -p["c"]]

    def steps(self, p: Params) -> list[str]:
        """Multiply by the denominator; every point then gives a linear equation."""
        names = [*"abd"[: len(p["top"])], "c"]
        n = len(names)
        rows = []
        for (x, *_), y in self.table(p)[:n]:
            y = Fraction(y)
            rows.append([*(Fraction(x) ** (n - 2 - i) for i in range(n - 1)), -y, Fraction(x) * y])
        shape = "a*x + b" if n == 3 else "a*x^2 + b*x + d"
        lines, found = solved(rows, names)
        at, y = self.table(p)[n]
        return [
            f"Try y = ({shape})/(x + c), that is {shape} - c*y = x*y. The first {n} values give:",
            *lines,
            f"Check at x = {at[0]}: {_number(self._top(p, at[0]))}/({at[0]} + {brackets(found[-1])}) = {y}, as given.",
        ]


class Exponential(Law):
    """A power with x in the exponent."""

    name = "exponential"
    domain = "whole numbers x"
    allowed = "+ - * / ^"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small base; from tier 3 on add a multiple of x."""
        return self._with(rng, tier, between(rng, 2, 3 + 3 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a base that is not found by trying."""
        return self._with(rng, tier, between(rng, 10 ** (4 + tier), 10 ** (5 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, base: int) -> Params:
        d = nonzero(rng, 5 + 5 * tier) if tier > 2 else 0
        return {"a": nonzero(rng, 3 + 3 * tier), "b": base, "c": nonzero(rng, 9 + 9 * tier), "d": d, "n": 4 + tier}

    def value(self, p: Params, *at: Number) -> Number:
        """Compute it."""
        value: Number = p["a"] * Fraction(p["b"]) ** at[0] + p["d"] * at[0] + p["c"]
        return value

    def answer(self, p: Params) -> str:
        """Write it."""
        return total([(p["a"], f"{p['b']}^x"), (p["d"], "x"), (p["c"], "")])

    def shown(self, p: Params) -> list[Point]:
        """Return the first whole numbers."""
        return [(x,) for x in range(p["n"])]

    def held_out(self, p: Params) -> list[Point]:
        """Return larger and negative ones."""
        return [(x,) for x in (p["n"], p["n"] + 1, p["n"] + 5, 17, 21, -1, -2, -5)]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try one base after the other."""
        y = [Fraction(value) for _, value in self.table(p)]
        for base in range(2, min(steps, 5_000)):
            if p["d"]:  # a (b - 1)^2 and a b (b - 1)^2 are the first two second differences
                a = (y[2] - 2 * y[1] + y[0]) / (base - 1) ** 2
                fits = y[3] - 2 * y[2] + y[1] == a * base * (base - 1) ** 2
            else:
                a = (y[1] - y[0]) / (base - 1)
                fits = y[2] - y[1] == a * base * (base - 1)
            if fits:
                d = y[1] - y[0] - a * (base - 1)
                return total([(a, f"{base}^x"), (d, "x"), (y[0] - a, "")])
        return None

    def steps(self, p: Params) -> list[str]:
        """Take differences until a pure power is left."""
        y = [int(value) for _, value in self.table(p)]
        first = [b - a for a, b in pairwise(y)]
        a, b, c, d = p["a"], p["b"], p["c"], p["d"]
        lines = [f"Differences of neighbouring values: {', '.join(map(str, first))}."]
        if d:
            second = [q - r for r, q in pairwise(first)]
            lines += [
                f"Their quotients are not constant. Differences of the differences: {', '.join(map(str, second))}.",
                f"Each of these is {b} times the one before, so y = a*{b}^x + d*x + c.",
                f"a*({b} - 1)^2 = {second[0]} gives a = {a}; a*({b} - 1) + d = {first[0]} gives d = {d}.",
            ]
        else:
            lines += [
                f"Each of these is {b} times the one before, so y = a*{b}^x + c.",
                f"a*({b} - 1) = {first[0]} gives a = {a}.",
            ]
        return [*lines, f"At x = 0: {a} + c = {y[0]}, so c = {c}."]


class PowerLaw(Law):
    """A power of x with a fraction for its exponent."""

    name = "power_law"
    domain = "positive x"
    allowed = "+ - * / ^ and sqrt(...)"
    extra = frozenset(("root",))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the exponent; points are powers, so that values are whole."""
        q = between(rng, 2, 2 + (tier + 1) // 2)
        r = between(rng, 1, 2 + tier)
        r += r % q == 0
        size = 6 + 6 * tier
        return {"a": nonzero(rng, size), "r": r, "q": q, "c": nonzero(rng, 3 * size), "n": 3 + (tier + 1) // 2}

    def _exponent(self, p: Params) -> Fraction:
        return Fraction(p["r"], p["q"])

    def value(self, p: Params, *at: Number) -> Number:
        """Use a whole root where there is one."""
        base = round(float(at[0]) ** (1 / p["q"]))
        if not isinstance(at[0], float) and base ** p["q"] == at[0]:
            return int(p["a"] * base ** p["r"] + p["c"])
        return float(p["a"] * float(at[0]) ** float(self._exponent(p)) + p["c"])

    def answer(self, p: Params) -> str:
        """Write it."""
        return total([(p["a"], f"x^({self._exponent(p)})"), (p["c"], "")])

    def shown(self, p: Params) -> list[Point]:
        """Return powers of powers of 2, and of 3."""
        return [*((2 ** (k * p["q"]),) for k in range(p["n"])), (3 ** p["q"],)]

    def held_out(self, p: Params) -> list[Point]:
        """Return other numbers."""
        return [(x,) for x in (2, 3, 5, Fraction(1, 2), 7, 10, 100, 6 ** p["q"], 5 ** p["q"])]

    def steps(self, p: Params) -> list[str]:
        """Take differences, then compare with the ratio of the places."""
        rows = self.table(p)[: p["n"]]
        xs, ys = [at[0] for at, _ in rows], [int(y) for _, y in rows]
        first = [b - a for a, b in pairwise(ys)]
        ratio, r, q = 2 ** p["r"], p["r"], p["q"]
        return [
            f"The places {', '.join(map(str, xs))} grow by the factor {2**q} each time.",
            f"Differences of their values: {', '.join(map(str, first))}: each is {ratio} times the one before.",
            f"So y = a*x^k + c with {2**q}^k = {ratio}, that is 2^({q}*k) = 2^{r}, and k = {self._exponent(p)}.",
            f"a*({ratio} - 1) = {first[0]} gives a = {p['a']}, and x = 1 gives {p['a']} + c = {ys[0]}, so c = "
            f"{p['c']}.",
        ]


class TwoVariables(Law):
    """A polynomial in two variables."""

    name = "two_variables"
    variables = ("u", "v")
    left = "z"
    domain = "numbers u and v"
    allowed = "+ - * / ^"
    monomials = ("", "u", "v", "u*v", "u^2", "v^2", "u^2*v")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms with every tier."""
        count = 2 + (tier + 1) // 2
        kinds = sorted(rng.permutation(len(self.monomials) - (tier < 3))[:count].tolist())
        if not any("u" in self.monomials[k] for k in kinds) or not any("v" in self.monomials[k] for k in kinds):
            kinds = sorted({*kinds[1:], 3})
        return {"terms": [[nonzero(rng, 4 + 4 * tier), k] for k in kinds], "n": 1 + tier}

    def value(self, p: Params, *at: Number) -> Number:
        """Add the terms."""
        u, v = at
        values = (1, u, v, u * v, u * u, v * v, u * u * v)
        value: Number = sum(c * values[k] for c, k in p["terms"])
        return value

    def answer(self, p: Params) -> str:
        """Write the terms."""
        return total([(c, self.monomials[k]) for c, k in reversed(p["terms"])])

    def shown(self, p: Params) -> list[Point]:
        """Return points on the axes, on the diagonal, and some more."""
        points: list[Point] = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1)]
        return points + [(2 + k, 3 - 2 * k) for k in range(p["n"])]

    def held_out(self, p: Params) -> list[Point]:
        """Return other points."""
        half, third = Fraction(1, 2), Fraction(-2, 3)
        return [(9, 7), (-4, 11), (half, third), (100, 3), (3, 100), (-8, -5), (third, 6), (13, 0), (0, 17)]

    def steps(self, p: Params) -> list[str]:
        """Use axes first."""
        z = {at: int(value) for at, value in self.table(p)}
        o, e, w, n, s, ne, nw = (z[at] for at in self.shown(p)[:7])
        extra = self.shown(p)[7]
        lines = [
            "Try z = a + b*u + c*v + d*u*v + e*u^2 + f*v^2 + g*u^2*v.",
            f"u = v = 0: a = {o}.",
            f"v = 0, u = 1 and -1: a + b + e = {e} and a - b + e = {w}, so b = {Fraction(e - w, 2)} and "
            f"e = {Fraction(e + w, 2) - o}.",
            f"u = 0, v = 1 and -1: a + c + f = {n} and a - c + f = {s}, so c = {Fraction(n - s, 2)} and "
            f"f = {Fraction(n + s, 2) - o}.",
            f"u = v = 1 and u = -1, v = 1: what is left of z is d + g = {ne - e - n + o} and -d + g = "
            f"{nw - w - n + o}.",
            f"So d = {Fraction(ne - e - nw + w, 2)} and g = {Fraction(ne - e + nw - w, 2) - n + o}.",
        ]
        return [*lines, f"Check at u = {extra[0]}, v = {extra[1]}: the sum is {z[extra]}, as given."]


class Distances(Law):
    """A sum of distances on a line."""

    name = "distances"
    domain = "numbers x"
    allowed = "+ - * / and absolute values written abs(...)"
    extra = frozenset(("abs",))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw corners that lie between the points shown, none of them neighbours."""
        n = 1 + (tier + 1) // 2
        corners = np.cumsum(rng.integers(2, 4, n)) + between(rng, -12, 12)
        return {
            "parts": [[nonzero(rng, 3 + 2 * tier), int(b)] for b in corners],
            "e": nonzero(rng, 10 * tier),
            "m": between(rng, -tier, tier) if tier > 2 else 0,
            "more": 1 + tier // 2,
        }

    def value(self, p: Params, *at: Number) -> Number:
        """Add the distances."""
        value: Number = sum(a * abs(at[0] - b) for a, b in p["parts"]) + p["m"] * at[0] + p["e"]
        return value

    def answer(self, p: Params) -> str:
        """Write the distances."""
        parts = [(a, f"abs({signed(['x', str(-b)]) if b else 'x'})") for a, b in p["parts"]]
        return total([*parts, (p["m"], "x"), (p["e"], "")])

    def shown(self, p: Params) -> list[Point]:
        """Return whole numbers from before the first corner to after the last."""
        low, high = p["parts"][0][1], p["parts"][-1][1]
        return [(x,) for x in range(low - p["more"] - 1, high + p["more"] + 2)]

    def held_out(self, p: Params) -> list[Point]:
        """Return points between, and far away on both sides."""
        low, high = p["parts"][0][1], p["parts"][-1][1]
        half = Fraction(1, 2)
        return [(x,) for x in (low - 20, low - 100, low - half, low + half, high - half, high + 30, high + 1000)]

    def steps(self, p: Params) -> list[str]:
        """Find the corners by the slopes."""
        rows = [(int(at[0]), int(y)) for at, y in self.table(p)]
        slopes = [b[1] - a[1] for a, b in pairwise(rows)]
        lines = [f"Slopes between neighbouring points, from x = {rows[0][0]} on: {', '.join(map(str, slopes))}."]
        for a, b in p["parts"]:
            corner = product(a, f"|x - {brackets(b) if b < 0 else b}|")
            lines.append(f"At x = {b} the slope changes by {2 * a}, so there is a term {corner}.")
        rest = sum(a for a, _ in p["parts"])
        lines.append(
            f"On the far right these terms have the slope {rest}, and y has {slopes[-1]}: {slopes[-1] - rest} is"
        )
        lines[-1] += " left for a multiple of x." if p["m"] else " left, so there is no other term with x."
        x, y = rows[0]
        known = self.value(p, x)
        return [*lines, f"At x = {x} they add up to {int(known) - p['e']}, and y = {y}, so the constant is {p['e']}."]


class WholeParts(Law):
    """A line with steps."""

    name = "whole_parts"
    domain = "whole numbers x"
    allowed = "+ - * / and floor(...)"
    extra = frozenset(("floor",))

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the width of a step."""
        return self._with(rng, tier, between(rng, 3, 8 + 10 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a step far wider than one can try."""
        return self._with(rng, tier, between(rng, 10 ** (5 + tier), 10 ** (6 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, b: int) -> Params:
        size = 4 + 5 * tier
        later = sorted({between(rng, 2 * b + 1, 9 * b) for _ in range(2 * tier)})
        return {"a": nonzero(rng, size), "b": b, "c": nonzero(rng, size), "d": nonzero(rng, 3 * size), "later": later}

    def value(self, p: Params, *at: Number) -> Number:
        """Compute it."""
        value: Number = p["a"] * floor(Fraction(at[0]) / p["b"]) + p["c"] * at[0] + p["d"]
        return value

    def answer(self, p: Params) -> str:
        """Write it."""
        return total([(p["a"], f"floor(x/{p['b']})"), (p["c"], "x"), (p["d"], "")])

    def shown(self, p: Params) -> list[Point]:
        """Return the places around the first steps, and some later ones."""
        b = p["b"]
        return [(x,) for x in sorted({0, 1, 2, b - 1, b, 2 * b - 1, 2 * b, *p["later"]})]

    def held_out(self, p: Params) -> list[Point]:
        """Return other places around steps."""
        b = p["b"]
        return [(x,) for x in (-1, -b, -b - 1, 10 * b - 1, 10 * b, 57 * b + 1, -3 * b - b // 2, 1000 * b + b - 1)]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try one width after the other."""
        rows = [(int(at[0]), int(y)) for at, y in self.table(p)]
        d, c = rows[0][1], rows[1][1] - rows[0][1]
        rest = [(x, y - c * x - d) for x, y in rows]
        far, most = rest[-1]
        for b in range(2, min(steps, far)):
            height = Fraction(most, far // b)
            if all(h == x // b * height for x, h in rest):
                return total([(height, f"floor(x/{b})"), (c, "x"), (d, "")])
        return None

    def steps(self, p: Params) -> list[str]:
        """Take the line off, and see the steps."""
        a, b, c, d = (p[key] for key in "abcd")
        rows = [(int(at[0]), int(y)) for at, y in self.table(p)]
        rest = [f"{y - c * x - d} at {x}" for x, y in rows]
        return [
            f"At x = 0 the value is {d}, and from 0 to 1 and from 1 to 2 it changes by {c}: begin with "
            f"{total([(c, 'x'), (d, '')])}.",
            f"What is left of y: {join(rest)}.",
            f"It is 0 up to x = {b - 1}, jumps by {a} at x = {b}, and again at x = {2 * b}: steps of width {b}.",
            f"A step function of height {a} and width {b} is {a} times the whole part of x/{b}.",
        ]


EXACT: tuple[Template, ...] = (
    SparsePolynomial(),
    Quotient(),
    Exponential(),
    PowerLaw(),
    TwoVariables(),
    Distances(),
    WholeParts(),
)
"""Formulas with exact tables."""
