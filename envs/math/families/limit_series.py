"""Power series and infinite sums: a coefficient, a radius of convergence, sums with powers and with factorials."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, prod
from typing import Any, ClassVar

import numpy as np

from ..notation import between, combination, divided, inside, join, linear, nonzero, pick, power, signed, term
from ..power_series import Series, exponential, function, series, times, written
from ..template import Params, Template


class TaylorCoefficient(Template):
    """One coefficient of a product of functions."""

    name = "taylor_coefficient"
    opens = "n"
    phrasings = (
        "Find the coefficient of x^{n} in the power series of {product} about x = 0.",
        "The function {product} is expanded in powers of x. What is the coefficient of x^{n}?",
    )
    some: ClassVar[tuple[str, ...]] = ("exp", "ln", "sin", "cos", "sqrt", "arctan", "geometric", "cbrt")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a polynomial times a function, then more functions."""
        count, low, high = ((1, 3, 4), (1, 5, 6), (2, 3, 4), (2, 5, 6), (2, 6, 7))[tier - 1]
        while True:
            names = [self.some[int(i)] for i in rng.permutation(len(self.some))[:count]]
            factors: list[list[Any]] = []
            for name in names:
                a = pick(rng, (1, -1, 2, -2, 3, -3)[: 4 if tier > 3 else 6])
                factors.append([name, abs(a) if name in ("sin", "cos", "arctan") else a])
            poly = [nonzero(rng, 3 + tier) for _ in range(1 + (tier + 1) // 2)] if tier in (1, 2, 5) else []
            p: Params = {"factors": factors, "poly": poly, "n": between(rng, low, high)}
            if self._product(p)[p["n"]]:
                return p

    def _all(self, p: Params) -> list[tuple[str, Series]]:
        """Return every factor, as text and as a series."""
        n = p["n"]
        out = [(function(name, a), series(name, a, n)) for name, a in p["factors"]]
        poly = [Fraction(c) for c in p["poly"]]
        return [(f"({written(poly)})", poly), *out] if poly else out

    def _product(self, p: Params) -> Series:
        out: Series = [Fraction(1)]
        for _, factor in self._all(p):
            out = times(out, factor, p["n"])
        return out

    def answer(self, p: Params) -> str:
        """Multiply the series."""
        return str(self._product(p)[p["n"]])

    def words(self, p: Params) -> Params:
        """Write the product out."""
        return {"product": "*".join(text for text, _ in self._all(p))}

    def steps(self, p: Params) -> list[str]:
        """Write the series down, and collect the products that make the power."""
        n, factors = p["n"], self._all(p)
        lines = [
            f"{text} = {written(f)} + ..."
            for text, f in factors
            if text[0] != "(" or not p["poly"] or f is not factors[0][1]
        ]
        text, f = factors[0]
        for other, g in factors[1:-1]:
            text, f = f"{text}*{other}", times(f, g, n)
            lines.append(f"{text} = {written(f)} + ...")
        if len(factors) == 1:
            return lines
        g = factors[-1][1]
        parts = [(i, n - i) for i in range(n + 1) if i < len(f) and f[i] and n - i < len(g) and g[n - i]]
        ways = [f"{power('x', i) or '1'} by {power('x', j) or '1'}" for i, j in parts]
        shown = " + ".join(f"{inside(f[i])}*{inside(g[j])}" for i, j in parts)
        return [*lines, f"x^{n} comes from {join(ways)}: {shown} = {self.answer(p)}."]


class PolynomialSeries(Template):
    """A sum of a polynomial times the powers of a number."""

    name = "polynomial_series"
    opens = "c"
    phrasings = (
        "Find the sum of ({poly} + {c})*({r})^i over all whole numbers i from {start} on.",
        "What is the value of the infinite series whose terms are ({poly} + {c})*({r})^i for i = {start}, {next}, "
        "...?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree, and a later start."""
        degree, size = (1, 1, 2, 2, 3)[tier - 1], (5, 7, 6, 9, 9)[tier - 1]
        while True:
            bottom = between(rng, 2, size)
            top = nonzero(rng, bottom - 1)
            if gcd(top, bottom) == 1 and (tier > 1 or top > 0):
                break
        start = 0 if tier == 1 else between(rng, 1, 1 + tier // 2)
        while True:
            poly = [*(nonzero(rng, 2 + tier) for _ in range(degree))]
            p: Params = {"poly": poly, "c": between(rng, 1, 6 + tier), "top": top, "bottom": bottom, "start": start}
            if self.answer(p) != "0":
                return p

    def _sums(self, r: Fraction) -> list[tuple[str, Fraction]]:
        """Return the sums of i^e * r^i over i = 0, 1, ... for e = 0, 1, 2, 3."""
        one = 1 - r
        return [
            ("1/(1 - r)", 1 / one), ("r/(1 - r)^2", r / one**2), ("r(1 + r)/(1 - r)^3", r * (1 + r) / one**3),
            ("r(1 + 4r + r^2)/(1 - r)^4", r * (1 + 4 * r + r * r) / one**4),
        ]  # fmt: skip

    def _value(self, p: Params) -> tuple[Fraction, list[Fraction]]:
        """Return the sum from 0 on, and the terms before the start."""
        r = Fraction(p["top"], p["bottom"])
        full = [p["c"], *reversed(p["poly"])]  # lowest power first
        total = sum((a * value for a, (_, value) in zip(full, self._sums(r), strict=False)), Fraction(0))
        first = [sum(a * i**e for e, a in enumerate(full)) * r**i for i in range(p["start"])]
        return total, first

    def answer(self, p: Params) -> str:
        """Add the known sums, and take the first terms away."""
        total, first = self._value(p)
        return str(total - sum(first))

    def words(self, p: Params) -> Params:
        """Write polynomial and ratio out."""
        degree = len(p["poly"])
        poly = combination(p["poly"], [power("i", degree - j) for j in range(degree)])
        return {"poly": poly, "r": str(Fraction(p["top"], p["bottom"])), "next": p["start"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Use the derivatives of the geometric series."""
        r, degree = Fraction(p["top"], p["bottom"]), len(p["poly"])
        total, first = self._value(p)
        lines = [f"Begin with i = 0, and let r = {r}. Differentiate the geometric series, multiply by r, and so on:"]
        for e, (text, value) in enumerate(self._sums(r)[: degree + 1]):
            name = ("r^i", "i*r^i")[e] if e < 2 else f"i^{e}*r^i"
            lines.append(f"The sum of {name} is {text} = {value}.")
        full = [*p["poly"], p["c"]]
        values = [value for _, value in reversed(self._sums(r)[: degree + 1])]
        parts = " + ".join(f"{inside(a)}*{inside(v)}" for a, v in zip(full, values, strict=True))
        lines.append(f"Together: {parts} = {total}.")
        if first:
            shown = join([f"{value} for i = {i}" for i, value in enumerate(first)])
            lines.append(f"The terms before i = {p['start']} are {shown}.")
            lines.append(f"Without them: {total} - {' - '.join(map(inside, first))} = {self.answer(p)}.")
        return lines


class ExponentialSeries(Template):
    """A sum of a polynomial times powers over factorials."""

    name = "exponential_series"
    opens = "c"
    phrasings = (
        "Find the exact value of the sum of ({poly} + {c})*{base}^i/i! over i = 0, 1, 2, ...",
        "The infinite series with the terms ({poly} + {c})*{base}^i/i! for i = 0, 1, 2, ... has which exact value?",
    )
    stirling: ClassVar[tuple[tuple[int, ...], ...]] = ((1,), (0, 1), (0, 1, 1), (0, 1, 3, 1), (0, 1, 7, 6, 1))
    """i^e as a sum of 1, i, i(i-1), i(i-1)(i-2), ..."""

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree, and a fraction at tier 5."""
        while True:
            poly = [nonzero(rng, 3 + tier) for _ in range((1, 2, 2, 3, 4)[tier - 1])]
            top, bottom = nonzero(rng, 3 + tier // 2), between(rng, 2, 4) if tier == 5 else 1
            p: Params = {"poly": poly, "c": between(rng, 1, 8 + tier), "top": top, "bottom": bottom}
            if gcd(top, bottom) == 1 and self._factor(p):
                return p

    def _mixed(self, p: Params) -> list[int]:
        """Return the factors of 1, i, i(i-1), ..."""
        full = [p["c"], *reversed(p["poly"])]
        return [sum(a * self.stirling[e][j] for e, a in enumerate(full) if j <= e) for j in range(len(full))]

    def _factor(self, p: Params) -> Fraction:
        r = Fraction(p["top"], p["bottom"])
        return sum((b * r**j for j, b in enumerate(self._mixed(p))), Fraction(0))

    def answer(self, p: Params) -> str:
        """Take the factor times the power of e."""
        return exponential(Fraction(p["top"], p["bottom"]), self._factor(p))

    def words(self, p: Params) -> Params:
        """Write polynomial and base out."""
        degree = len(p["poly"])
        poly = combination(p["poly"], [power("i", degree - j) for j in range(degree)])
        return {"poly": poly, "base": inside(Fraction(p["top"], p["bottom"]))}

    def steps(self, p: Params) -> list[str]:
        """Write the polynomial in falling factorials."""
        r, mixed = Fraction(p["top"], p["bottom"]), self._mixed(p)
        names = ["", "i", "i(i-1)", "i(i-1)(i-2)", "i(i-1)(i-2)(i-3)"]
        lines = []
        for e in range(2, len(mixed)):
            row = self.stirling[e]
            lines.append(f"i^{e} = {signed(term(row[j], names[j]) for j in range(e, 0, -1))}.")
        shown = signed([*(term(mixed[j], names[j]) for j in range(len(mixed) - 1, 0, -1)), term(mixed[0])])
        values = " + ".join(f"{inside(b)}*{inside(r)}^{j}" for j, b in enumerate(mixed))
        return [
            *lines,
            f"So the polynomial is {shown}.",
            f"The sum of i(i-1)...(i-j+1)*r^i/i! is r^j*e^r, as all terms begin with r^j/(i-j)!. Here r = {r}.",
            f"The factor of e^r is {values} = {self._factor(p)}.",
            f"The sum is {self.answer(p)}.",
        ]


class Radius(Template):
    """The radius of convergence of a series with factorials."""

    name = "radius"
    opens = "base"
    phrasings = (
        "Find the radius of convergence of the power series whose coefficient of x^i is {top}*{base}^i/({bottom}), "
        "for i = 1, 2, 3, ...",
        "The power series with the terms {top}*{base}^i/({bottom})*x^i for i = 1, 2, 3, ... converges for |x| < R and "
        "diverges for |x| > R. What is R?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more and larger factorials; at tier 5 also i^i below."""
        while True:
            above = [between(rng, 2, (3, 4, 5, 4, 4)[tier - 1]) for _ in range(2 if tier > 3 else 1)]
            left, below = sum(above) - (tier == 5), []
            while left:
                below.append(between(rng, 1, min(left, (1, 3, 3, 3, 4)[tier - 1])))
                left -= below[-1]
            base, q = between(rng, 2, 9 + 2 * tier), between(rng, 2, 9 + 2 * tier)
            if gcd(base, q) == 1 and len(below) > 1 and not set(above) & set(below):
                return {"above": sorted(above), "below": sorted(below), "own": int(tier == 5), "base": base, "q": q,
                        "d": between(rng, 1, 2 + tier)}  # fmt: skip

    def _growth(self, p: Params) -> tuple[int, int]:
        """Return to what the quotient of the factorials tends, as numerator and denominator."""
        return prod(m**m for m in p["above"]), prod(m**m for m in p["below"])

    def answer(self, p: Params) -> str:
        """Turn the limit of the ratio over."""
        up, down = self._growth(p)
        value = Fraction(p["q"] * down, p["base"] * up)
        return term(value, "e") if p["own"] else str(value)

    def words(self, p: Params) -> Params:
        """Write the coefficient out."""

        def factorials(some: list[int]) -> list[str]:
            out = []
            for m in sorted(set(some)):
                text = "i!" if m == 1 else f"({m}i)!"
                count = some.count(m)
                out.append(text if count == 1 else f"({text})^{count}")
            return out

        front = ["i"] if p["d"] == 1 else [f"i^{p['d']}"]
        bottom = [*factorials(p["below"]), *(["i^i"] if p["own"] else []), f"{p['q']}^i"]
        return {"top": "*".join([*front, *factorials(p["above"])]), "bottom": "*".join(bottom)}

    def steps(self, p: Params) -> list[str]:
        """Use the ratio test factor by factor."""
        up, down = self._growth(p)
        shown = {m: "".join(f"({linear(m, s, 'i')})" for s in range(1, m + 1)) for m in (*p["above"], *p["below"])}
        powers = f"((i + 1)/i)^{p['d']}" if p["d"] > 1 else "(i + 1)/i"
        lines = [
            f"Divide the coefficient for i + 1 by that for i. The powers give {p['base']}/{p['q']}, and {powers} "
            "tends to 1.",
        ]
        for what, some in (("above", p["above"]), ("below", p["below"])):
            for m in sorted(set(some)):
                name = "i!" if m == 1 else f"({m}i)!"
                count = f", {some.count(m)} times" if some.count(m) > 1 else ""
                grows = term(m**m, power("i", m))
                lines.append(f"{name} {what} the line{count}: the factor {shown[m]}, which grows like {grows}.")
        if p["own"]:
            lines.append("i^i below the line: (i + 1)^(i + 1)/i^i = (i + 1)(1 + 1/i)^i grows like ei.")
        value = Fraction(p["base"] * up, p["q"] * down)
        limit = f"{value.numerator}/({value.denominator}e)" if p["own"] else str(value)
        rest = Fraction(up, down)
        ratio = f"{rest.numerator}/({rest.denominator}e)" if p["own"] else divided(up, down)
        return [
            *lines,
            f"The powers of i cancel, and the rest of these factors tends to {ratio}.",
            f"With {p['base']}/{p['q']}, the ratio tends to {limit}.",
            f"The radius is its reciprocal, {self.answer(p)}.",
        ]
