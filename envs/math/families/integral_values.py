"""Definite integrals: exact values, areas, symmetry, and steps too many to add up."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import comb, factorial
from typing import ClassVar

import numpy as np

from ..notation import (
    between,
    from_roots,
    inside,
    nonzero,
    plus,
    polynomial,
    power,
    scaled,
    several,
    signed,
    term,
)  # fmt: skip
from ..template import STEPS, Params, Template
from .integral_forms import grown


def at(coefficients: list[Fraction], x: int | Fraction) -> Fraction:
    """Return the value of a polynomial with fractions as coefficients."""
    total = Fraction(0)
    for c in coefficients:
        total = total * x + c
    return total


class DefinitePolynomial(Template):
    """The integral of a polynomial between whole numbers."""

    name = "definite_polynomial"
    opens = "b"
    phrasings = (
        "Evaluate the integral of {f} with respect to x from {a} to {b}.",
        "Find the exact value of the definite integral of {f} over x from {a} to {b}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree."""
        size = 4 + 2 * tier
        while True:
            poly = [nonzero(rng, size), *(between(rng, -size, size) for _ in range(1 + tier))]
            a = between(rng, -2 - tier // 2, 2)
            p: Params = {"poly": poly, "a": a, "b": between(rng, a + 1, a + 2 + tier)}
            if self.answer(p) != "0":
                return p

    def answer(self, p: Params) -> str:
        """Subtract the values of an antiderivative."""
        f = grown(p["poly"])
        return str(at(f, p["b"]) - at(f, p["a"]))

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        return {"f": polynomial(p["poly"])}

    def steps(self, p: Params) -> list[str]:
        """Integrate, put the ends in."""
        f = grown(p["poly"])
        high, low = at(f, p["b"]), at(f, p["a"])
        return [
            f"An antiderivative is F(x) = {polynomial(f)}.",
            f"F({p['b']}) = {high}.",
            f"F({p['a']}) = {low}.",
            f"The integral is {high} - {inside(low)} = {high - low}.",
        ]


class Area(Template):
    """The area between two graphs."""

    name = "area"
    phrasings = (
        "Find the total area enclosed between the graphs of f(x) = {f} and g(x) = {g}.",
        "The graphs of f(x) = {f} and g(x) = {g} bound one or two regions. What is their area altogether?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two common points, then three."""
        count, size = (2, 6 + 2 * tier) if tier < 4 else (3, 3 + tier)
        return {"roots": sorted(several(rng, -size, size, count)), "scale": nonzero(rng, 5 + tier),
                "g": [between(rng, -4 - tier, 4 + tier) for _ in range(count - (tier < 3))]}  # fmt: skip

    def _difference(self, p: Params) -> list[int]:
        return [p["scale"] * c for c in from_roots(p["roots"])]

    def _pieces(self, p: Params) -> list[tuple[int, int, Fraction]]:
        f, roots = grown(self._difference(p)), p["roots"]
        return [(a, b, at(f, b) - at(f, a)) for a, b in pairwise(roots)]

    def answer(self, p: Params) -> str:
        """Add the sizes of the pieces."""
        return str(sum((abs(value) for *_, value in self._pieces(p)), Fraction(0)))

    def words(self, p: Params) -> Params:
        """Write both functions out."""
        return {"f": polynomial(plus(self._difference(p), p["g"])), "g": polynomial(p["g"])}

    def steps(self, p: Params) -> list[str]:
        """Find the common points, integrate the difference."""
        d = self._difference(p)
        lines = [
            f"f(x) - g(x) = {polynomial(d)}, with the zeros {', '.join(map(str, p['roots']))}.",
            f"An antiderivative of the difference is D(x) = {polynomial(grown(d))}.",
        ]
        for a, b, value in self._pieces(p):
            low, high = at(grown(d), a), at(grown(d), b)
            lines.append(f"From {a} to {b}: {high} - {inside(low)} = {value}, an area of {abs(value)}.")
        return [*lines, *(["Add the areas."] if len(p["roots"]) > 2 else [])]


class Improper(Template):
    """A polynomial under an exponential tail."""

    name = "improper"
    opens = "a"
    phrasings = (
        "Evaluate the improper integral of ({poly})*e^(-{a}*x) with respect to x from 0 to infinity.",
        "What is the exact value of the integral of ({poly})*e^(-{a}*x) over all x > 0?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree."""
        while True:
            p: Params = {"poly": [nonzero(rng, 6 + 2 * tier) for _ in range(1 + tier)], "a": between(rng, 2, 6 + tier)}
            if self.answer(p) != "0":
                return p

    def _parts(self, p: Params) -> list[tuple[int, int, Fraction]]:
        n = len(p["poly"]) - 1
        return [
            (c, n - i, Fraction(c * factorial(n - i), p["a"] ** (n - i + 1))) for i, c in enumerate(p["poly"]) if c
        ]  # fmt: skip

    def answer(self, p: Params) -> str:
        """Use n!/a^(n + 1) for every power."""
        return str(sum((value for *_, value in self._parts(p)), Fraction(0)))

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        return {"poly": polynomial(p["poly"])}

    def steps(self, p: Params) -> list[str]:
        """Integrate power by power."""
        a = p["a"]
        lines = [f"By parts, the integral of x^n*e^(-{a}x) from 0 to infinity is n/{a} times that with n - 1, and "
                 f"that of e^(-{a}x) is 1/{a}; so it is n!/{a}^(n + 1)."]  # fmt: skip
        for c, n, value in self._parts(p):
            lines.append(f"{term(c, power('x', n)) or c}: {inside(c)}*{factorial(n)}/{a ** (n + 1)} = {value}.")
        return [*lines, f"The sum is {signed(str(value) for *_, value in self._parts(p))}."]


class ExactValues(Template):
    """Definite integrals with logarithms, pi and e in their values."""

    name = "exact_values"
    phrasings = (
        "Evaluate the integral of {f} with respect to x from {low} to {high}. Give the exact value.",
        "Find the exact value of the definite integral of {f} over x from {low} to {high}.",
    )
    kinds: ClassVar[tuple[str, ...]] = (
        "log",
        "exp",
        "circle",
        "arctan",
        "wave",
        "logarithm",
        "xexp",
        "xwave",
        "arcsine",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more kinds and larger numbers."""
        kind = self.kinds[between(rng, max(0, 2 * tier - 5), min(8, 2 + 2 * tier))]
        a, b, c = between(rng, 1, 3 + tier), between(rng, 1, 5 + 2 * tier), nonzero(rng, 6 + 2 * tier)
        if kind == "wave" and b % 4 == 0:
            b += 1  # else the value is 0 or predictable
        return {"kind": kind, "a": a, "b": b, "c": c}

    def _forms(self, p: Params) -> tuple[str, str, str, str, list[str]]:
        """Return integrand, ends, value and the middle of the solution, all without the factor c in the value."""
        kind, a, b, c = p["kind"], p["a"], p["b"], p["c"]
        if kind == "log":  # c/(x + a) from 0 to b
            q = Fraction(a + b, a)
            return f"{c}/(x + {a})", "0", str(b), scaled(c, f"ln({q})"), [
                f"An antiderivative is {scaled(c, f'ln(x + {a})')}.",
                f"Between the ends it grows by {c} times ln({a + b}) - ln({a}) = ln({q}).",
            ]  # fmt: skip
        if kind == "exp":  # c*e^(ax) from 0 to ln(b + 1)
            value = Fraction(c * ((b + 1) ** a - 1), a)
            return scaled(c, f"e^({term(a, 'x')})"), "0", f"ln({b + 1})", str(value), [
                f"An antiderivative is {Fraction(c, a)} times e^({term(a, 'x')}).",
                f"e^({term(a, 'x')}) is 1 at 0 and {b + 1}^{a} = {(b + 1) ** a} at ln({b + 1}), so it grows by "
                f"{(b + 1) ** a - 1}.",
            ]  # fmt: skip
        if kind == "circle":  # c*sqrt(b^2 - x^2) from 0 to b
            return scaled(c, f"sqrt({b * b} - x^2)"), "0", str(b), scaled(Fraction(c * b * b, 4), "pi"), [
                f"The graph of sqrt({b * b} - x^2) from 0 to {b} is a quarter of a circle with radius {b}.",
                f"Its area is {b}^2*pi/4; multiply by {c}.",
            ]  # fmt: skip
        if kind == "arctan":  # c/(x^2 + b^2) from 0 to b, or to b*sqrt(3)
            wide, root = a % 2, "sqrt(3)" if a % 2 else "1"
            turn = Fraction(1, 3) if wide else Fraction(1, 4)
            end = (f"{b}*sqrt(3)" if b > 1 else "sqrt(3)") if wide else str(b)
            return f"{c}/(x^2 + {b * b})", "0", end, scaled(Fraction(c, b) * turn, "pi"), [
                f"An antiderivative is {Fraction(c, b)} times arctan(x/{b}).",
                f"At 0 the arctangent is 0, at {end} it is arctan({root}) = {scaled(turn, 'pi')}.",
            ]  # fmt: skip
        if kind == "wave":  # c*sin(bx) from 0 to pi/2, for b that is not divisible by 4
            last = (1, 0, -1, 0)[b % 4]
            value = Fraction(c * (1 - last), b)
            return scaled(c, f"sin({term(b, 'x')})"), "0", "pi/2", str(value), [
                f"An antiderivative is {Fraction(-c, b)} times cos({term(b, 'x')}).",
                f"cos({term(b, 'x')}) is 1 at 0 and {last} at pi/2, so it grows by {last - 1}.",
            ]  # fmt: skip
        if kind == "logarithm":  # c*ln(x) from 1 to e^a: c*((a - 1)e^a + 1)
            end = "e" if a == 1 else f"e^{a}"
            text = signed([scaled(c * (a - 1), end), str(c)])
            return scaled(c, "ln(x)"), "1", end, text, [
                "By parts, an antiderivative of ln(x) is x*ln(x) - x.",
                f"At {end} it is {scaled(a, end)} - {end}, at 1 it is -1.",
                f"The difference is {signed([scaled(a - 1, end), '1'])}; multiply by {c}.",
            ]  # fmt: skip
        if kind == "xexp":  # c*x*e^(x) from 0 to a: c*((a - 1)e^a + 1)
            end = "e" if a == 1 else f"e^{a}"
            text = signed([scaled(c * (a - 1), end), str(c)])
            return scaled(c, "x*e^x"), "0", str(a), text, [
                "By parts, an antiderivative of x*e^x is (x - 1)*e^x.",
                f"At {a} it is {scaled(a - 1, end) or 0}, at 0 it is -1.",
                f"The difference is {signed([scaled(a - 1, end), '1'])}; multiply by {c}.",
            ]  # fmt: skip
        if kind == "xwave":  # c*x*sin(bx) from 0 to pi
            sign = -1 if b % 2 == 0 else 1
            return scaled(c, f"x*sin({term(b, 'x')})"), "0", "pi", scaled(Fraction(sign * c, b), "pi"), [
                f"By parts, an antiderivative of x*sin({term(b, 'x')}) is -x*cos({term(b, 'x')})/{b} + "
                f"sin({term(b, 'x')})/{b * b}.",
                f"At pi it is -pi*({-sign})/{b}, since cos({b}*pi) = {-sign} and the sine is 0; at 0 it is 0.",
                f"Multiply by {c}.",
            ]  # fmt: skip
        turn = Fraction(1, 6)  # c/sqrt(4b^2 - x^2) from 0 to b
        return f"{c}/sqrt({4 * b * b} - x^2)", "0", str(b), scaled(c * turn, "pi"), [
            f"An antiderivative is {c} times arcsin(x/{2 * b}).",
            f"At {b} the arcsine is arcsin(1/2) = pi/6, at 0 it is 0.",
        ]  # fmt: skip

    def answer(self, p: Params) -> str:
        """Put the ends into an antiderivative."""
        return self._forms(p)[3]

    def words(self, p: Params) -> Params:
        """Write the integral out."""
        f, low, high, _, _ = self._forms(p)
        return {"f": f, "low": low, "high": high}

    def steps(self, p: Params) -> list[str]:
        """Integrate, put the ends in."""
        return self._forms(p)[4]


class Symmetry(Template):
    """An integral between opposite numbers: odd parts vanish, and 1/(1 + e^g) with odd g counts for one half."""

    name = "symmetry"
    opens = "a"
    phrasings = (
        "Evaluate the integral of {f} with respect to x from -{a} to {a}.",
        "Find the exact value of the definite integral of {f} over x from -{a} to {a}.",
    )
    odd: ClassVar[tuple[str, ...]] = (
        "sin(x^3)",
        "sin(x)^3*e^(x^2)",
        "x*e^(x^4)",
        "arctan(x)*cos(x^2)",
        "x^3*sqrt(x^2 + 1)*cos(x^2)",
        "x*cos(x)*e^(x^2)",
    )
    bells: ClassVar[tuple[str, ...]] = ("x", "x^3", "sin(x)", "x^3 + x", "arctan(x)", "x*cos(x)")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a polynomial, and a wave with a known antiderivative."""
        return self._pick(rng, tier, {"wave": [nonzero(rng, 6), between(rng, 2, 4 + tier)], "odd": [], "bell": []})

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw functions without an antiderivative in closed form."""
        extra: Params = {"wave": [], "odd": [], "bell": []}
        if rng.random() < 0.5:
            extra["odd"] = [nonzero(rng, 6 + tier), between(rng, 0, len(self.odd) - 1)]
        else:
            extra["bell"] = [between(rng, 1, 2 + tier), between(rng, 0, len(self.bells) - 1)]
        return self._pick(rng, tier, extra)

    def _pick(self, rng: np.random.Generator, tier: int, extra: Params) -> Params:
        size = 4 + 2 * tier
        while True:
            poly = [nonzero(rng, size) for _ in range(3 + 2 * ((tier + 1) // 2) - (tier == 1))]
            if extra["bell"]:
                poly = [c if (len(poly) - i) % 2 else 0 for i, c in enumerate(poly)]
                poly = poly if poly[0] else poly[1:]
            p: Params = {"a": between(rng, 1, 3 + tier), "poly": poly, **extra}
            if self.answer(p) != "0":
                return p

    def answer(self, p: Params) -> str:
        """Integrate the even part of the polynomial."""
        n = len(p["poly"])
        even = [c if (n - i) % 2 else 0 for i, c in enumerate(p["poly"])]
        return str(at(grown(even), p["a"]) * (1 if p["bell"] else 2))

    def words(self, p: Params) -> Params:
        """Write the integrand out."""
        poly = polynomial(p["poly"])
        if p["bell"]:
            k, i = p["bell"]
            g = self.bells[i]
            inner = (
                g
                if k == 1
                else f"{k}({g})"
                if " " in g
                else f"{k}{g}"
                if g.startswith("x") and "*" not in g
                else f"{k}*{g}"
            )
            return {"f": f"({poly})/(1 + e^({inner}))"}
        if p["odd"]:
            return {"f": signed([poly, scaled(p["odd"][0], self.odd[p["odd"][1]])])}
        return {"f": signed([poly, scaled(p["wave"][0], f"sin({p['wave'][1]}x)")])}

    def steps(self, p: Params) -> list[str]:
        """Compare x with -x."""
        a, n = p["a"], len(p["poly"])
        even = [c if (n - i) % 2 else 0 for i, c in enumerate(p["poly"])]
        value = at(grown(even), a)
        if p["bell"]:
            lines = [
                "Write the integrand as p(x)/(1 + e^(g(x))), where p is even and g is odd.",
                "At -x it is p(x)/(1 + e^(-g(x))) = p(x)*e^(g(x))/(1 + e^(g(x))).",
                "So the values at x and -x add up to p(x).",
                f"Hence the integral is that of p(x) from 0 to {a}.",
            ]
        else:
            odd = [0 if (n - i) % 2 else c for i, c in enumerate(p["poly"])]
            other = (
                scaled(p["odd"][0], self.odd[p["odd"][1]])
                if p["odd"]
                else scaled(p["wave"][0], f"sin({p['wave'][1]}x)")
            )
            gone = signed([polynomial(odd) if any(odd) else "", other])
            lines = [f"{gone} is odd: its values at x and -x cancel, and its integral from -{a} to {a} is 0.",
                     f"What remains is even, so its integral is twice that from 0 to {a}."]  # fmt: skip
        while len(even) > 1 and not even[0]:
            even = even[1:]
        return [
            *lines,
            f"An antiderivative of {polynomial(even)} is {polynomial(grown(even))}, with the value {value} at {a}.",
            *([] if p["bell"] else [f"Twice that is {2 * value}."]),
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Look antiderivatives up term by term; only powers and waves are in the table."""
        if p["odd"] or p["bell"]:
            return None
        f, a = grown(p["poly"]), p["a"]
        wave = Fraction(-p["wave"][0], p["wave"][1]) if p["wave"] else Fraction(0)  # of cos(bx), the same at both ends
        return str(at(f, a) - at(f, -a) + wave - wave)


class Staircase(Template):
    """An integral with the floor function: sums of powers instead of step by step."""

    name = "staircase"
    opens = "n"
    phrasings = (
        "Evaluate the integral of {f} with respect to x from 0 to {n}, where floor(x) is the largest whole number not "
        "above x.",
        "Let floor(x) be the largest whole number that does not exceed x. Find the exact integral of {f} over x from "
        "0 to {n}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw few steps."""
        return self._pick(rng, tier, between(rng, 3 + tier, 8 + 4 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many steps."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        return {
            "n": n,
            "power": (1, 1, 2, 2, 3)[tier - 1],
            "a": nonzero(rng, 3 + tier),
            "b": nonzero(rng, 6 + 2 * tier),
        }

    def _sum(self, n: int, power: int) -> int:
        """Return 0^power + 1^power + ... + (n-1)^power, by binomials."""
        out: list[int] = []
        for k in range(power + 1):
            # n^(k+1) is the sum of (i+1)^(k+1) - i^(k+1) over i below n
            known = sum(comb(k + 1, j) * out[j] for j in range(k))
            out.append((n ** (k + 1) - known) // (k + 1))
        return out[power]

    def answer(self, p: Params) -> str:
        """Add over all steps."""
        q, a, b = p["power"], p["a"], p["b"]
        return str(a * self._sum(p["n"], q + 1) + Fraction(a + 2 * b, 2) * self._sum(p["n"], q))

    def words(self, p: Params) -> Params:
        """Write the integrand out."""
        inner = signed([term(p["a"], "x"), str(p["b"])])
        return {"f": ("floor(x)" if p["power"] == 1 else f"floor(x)^{p['power']}") + f"*({inner})"}

    def steps(self, p: Params) -> list[str]:
        """Integrate one step, then add."""
        n, q, a, b = p["n"], p["power"], p["a"], p["b"]
        first, second = self._sum(n, q), self._sum(n, q + 1)
        c = Fraction(a + 2 * b, 2)
        inner = signed([term(a, "x"), str(b)])
        kq = "k" if q == 1 else f"k^{q}"
        return [
            f"From k to k + 1 the integrand is {kq}*({inner}), and the integral of {inner} there is "
            f"{signed([term(a, 'k'), str(c) if c else ''])}.",
            f"So add {signed([term(a, f'k^{q + 1}'), term(c, kq)])} over k = 0, 1, ..., {n - 1}.",
            f"The sum of {kq} is {first}, and the sum of k^{q + 1} is {second}.",
            f"Altogether {inside(a)}*{second} + {inside(c)}*{first}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Integrate step by step."""
        if p["n"] > steps:
            return None
        total = Fraction(0)
        for k in range(p["n"]):
            total += k ** p["power"] * (p["a"] * k + Fraction(p["a"] + 2 * p["b"], 2))
        return str(total)
