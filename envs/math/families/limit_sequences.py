"""Limits of sequences: recursions, and sums that become integrals."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt
from typing import ClassVar

import numpy as np

from ..notation import between, divided, inside, linear, nonzero, pick, polynomial, signed, term
from ..surds import Surd
from ..template import Params, Template


class Recursive(Template):
    """The limit of a sequence given step by step."""

    name = "recursive"
    phrasings = (
        "A sequence is given by {start} and {rule} for all n >= 0. Find its exact limit.",
        "Let {start}, and for n = 0, 1, 2, ... let {rule}. To which exact value does {what} converge?",
    )
    forms: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("line",),
        ("root",),
        ("quotient",),
        ("mean",),
        ("pair", "long mean"),
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a line, a root, a quotient, a mean, and a pair of sequences."""
        form = pick(rng, range(len(self.forms[tier - 1])))
        name = self.forms[tier - 1][form]
        while True:
            a, b, c = nonzero(rng, 6 + tier), nonzero(rng, 20), between(rng, 2, 9 + tier)
            x, y, z = (nonzero(rng, 12 + 2 * tier) for _ in range(3))
            u, v, w = (between(rng, 1, 7 + tier) for _ in range(3))
            fresh = a != c and abs(Fraction(b, c - a)) not in (abs(a), abs(b), c, abs(x))
            if name == "line" and abs(a) < c and gcd(a, c) == 1 and fresh:
                return {"form": name, "a": a, "b": b, "c": c, "x": [x]}
            if name == "mean" and gcd(u, v) == 1 and x != y:
                return {"form": name, "weights": [u, v], "x": [x, y]}
            if name == "root" and isqrt(u * u + 4 * abs(b)) ** 2 != u * u + 4 * abs(b):
                return {"form": name, "a": u, "b": abs(b), "x": [abs(x)]}
            if (
                name == "quotient"
                and isqrt((v - u) ** 2 + 4 * abs(b)) ** 2 != (v - u) ** 2 + 4 * abs(b)
                and u * v != abs(b)
            ):
                return {"form": name, "a": u, "b": abs(b), "c": v, "x": [abs(x)]}
            if name == "pair" and x * y > 0 and x != y:
                return {"form": name, "weights": [u, between(rng, 1, 9), v, between(rng, 1, 9)], "x": [x, y]}
            if name == "long mean" and gcd(u, v, w) == 1 and len({x, y, z}) > 1 and x * y > 0 < y * z:
                return {"form": name, "weights": [u, v, w], "x": [x, y, z]}

    def _limit(self, p: Params) -> Surd:
        form, x = p["form"], p["x"]
        if form == "line":
            return Surd.of(Fraction(p["b"], p["c"] - p["a"]))
        if form == "root":  # L^2 = aL + b
            return (Surd.of(p["a"]) + Surd.root(p["a"] ** 2 + 4 * p["b"])) * Fraction(1, 2)
        if form == "quotient":  # L^2 + (c - a)L - b = 0
            h = p["a"] - p["c"]
            return (Surd.of(h) + Surd.root(h * h + 4 * p["b"])) * Fraction(1, 2)
        constant, total = self._invariant(p)
        return Surd.of(Fraction(sum(k * value for k, value in zip(constant, x, strict=True)), total))

    def _invariant(self, p: Params) -> tuple[list[int], int]:
        """Return the factors of a combination that never changes, and their sum."""
        w = p["weights"]
        if p["form"] == "pair":  # x + (v/(u+v))(y - x), y + (s/(s+t))(x - y)
            u, v, s, t = w
            constant = [s * (u + v), v * (s + t)]
        else:
            constant = [sum(w[: k + 1]) for k in range(len(w))]
        shared = gcd(*constant)
        return [k // shared for k in constant], sum(constant) // shared

    def answer(self, p: Params) -> str:
        """Solve for the limit."""
        return str(self._limit(p))

    def words(self, p: Params) -> Params:
        """Write the rule out."""
        form, x = p["form"], p["x"]
        start = ", ".join(f"x_{i} = {value}" for i, value in enumerate(x))
        what = "the sequence"
        if form == "line":
            rule = f"x_(n+1) = ({linear(p['a'], p['b'], 'x_n')})/{p['c']}"
        elif form == "root":
            rule = f"x_(n+1) = sqrt({linear(p['a'], p['b'], 'x_n')})"
        elif form == "quotient":
            rule = f"x_(n+1) = ({linear(p['a'], p['b'], 'x_n')})/({linear(1, p['c'], 'x_n')})"
        elif form == "pair":
            u, v, s, t = p["weights"]
            start = f"x_0 = {x[0]}, y_0 = {x[1]}"
            first, second = signed([term(u, "x_n"), term(v, "y_n")]), signed([term(s, "x_n"), term(t, "y_n")])
            rule = f"x_(n+1) = ({first})/{u + v}, y_(n+1) = ({second})/{s + t}"
            what = "x_n"
        else:
            w = p["weights"]
            names = ["x_n", *(f"x_(n+{i})" for i in range(1, len(w)))]
            rule = f"x_(n+{len(w)}) = ({signed(term(a, name) for a, name in zip(w, names, strict=True))})/{sum(w)}"
        return {"start": start, "rule": rule, "what": what}

    def steps(self, p: Params) -> list[str]:
        """Put the limit into the rule, or find what never changes."""
        form, x, limit = p["form"], p["x"], self._limit(p)
        if form == "line":
            a, b, c = p["a"], p["b"], p["c"]
            return [
                f"A step multiplies differences of two values by {Fraction(a, c)}, which is less than 1 in absolute "
                "value, so the sequence converges.",
                f"Its limit satisfies L = ({linear(a, b, 'L')})/{c}, so {term(c - a, 'L')} = {b}.",
                f"L = {divided(b, c - a)}.",
            ]
        if form in ("root", "quotient"):
            a, b = p["a"], p["b"]
            h = a if form == "root" else a - p["c"]
            size = h * h + 4 * b
            why = (
                f"The positive fixed point attracts: sqrt({linear(a, b, 'x')}) is larger than x below it and smaller "
                "above it."
                if form == "root" else
                "All values are positive. A step x -> (ax + b)/(x + c) with positive numbers goes towards its "
                "positive fixed point."
            )  # fmt: skip
            rule = (
                f"L = sqrt({linear(a, b, 'L')})"
                if form == "root"
                else f"L({linear(1, p['c'], 'L')}) = {linear(a, b, 'L')}"
            )
            return [
                why,
                f"The limit satisfies {rule}, that is {polynomial([1, -h, -b], 'L')} = 0.",
                f"The positive solution is ({h} + sqrt({h * h} + 4*{b}))/2 = ({h} + sqrt({size}))/2"
                + ("." if str(limit) == f"({h} + sqrt({size}))/2" else f" = {limit}."),
            ]
        constant, total = self._invariant(p)
        names = ["x_n", "y_n"] if form == "pair" else ["x_n", "x_(n+1)", "x_(n+2)"][: len(x)]
        kept = signed(term(k, name) for k, name in zip(constant, names, strict=True))
        value = sum(k * v for k, v in zip(constant, x, strict=True))
        parts = " + ".join(f"{k}*{inside(v)}" for k, v in zip(constant, x, strict=True))
        return [
            "Every new value is a mean of earlier ones with positive weights, so the values close in on one number L.",
            *self._why(p, names),
            f"So {kept} never changes. At the start it is {parts} = {value}, in the limit {total}L.",
            f"L = {divided(value, total)}.",
        ]

    def _why(self, p: Params, names: list[str]) -> list[str]:
        """Show that a combination never changes."""
        w = p["weights"]
        if p["form"] == "pair":
            u, v, s, t = w
            return [
                f"x changes by {inside(Fraction(v, u + v))}(y_n - x_n) in a step, and y by "
                f"{inside(Fraction(s, s + t))}(x_n - y_n): the two changes are as {v * (s + t)} to -{s * (u + v)}."
            ]
        sums = [sum(w[: k + 1]) for k in range(len(w))]
        extra = signed(term(k, name) for k, name in zip(sums, names[1:], strict=False))
        right = signed(term(k, name) for k, name in zip(sums, names, strict=True))
        return [
            f"The rule says {sums[-1]}x_(n+{len(w)}) = "
            f"{signed(term(k, name) for k, name in zip(w, names, strict=True))}.",
            f"Add {extra} to both sides. The right side becomes {right}, and the left side is the same with n + 1 "
            "for n.",
        ]


class RiemannSum(Template):
    """A sum that becomes an integral."""

    name = "riemann_sum"
    opens = "c"
    phrasings = (
        "Find the exact limit, as n tends to infinity, of the sum of {summand} over i = 1, 2, ..., {c}*n.",
        "For every n let S_n be the sum of {summand} over the whole numbers i from 1 to {c}*n. Which exact value "
        "does S_n approach as n grows?",
    )
    forms: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("power",),
        ("power",),
        ("log",),
        ("root", "square"),
        ("quotient", "arc"),
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw powers, then reciprocals, roots, and quotients."""
        form = self.forms[tier - 1][pick(rng, range(len(self.forms[tier - 1])))]
        while True:
            a, b, c = between(rng, 1, 3 + tier), between(rng, 1, 3 + 2 * tier), between(rng, 2, 4 + tier)
            p: Params = {"form": form, "a": a, "b": b, "c": c, "p": between(rng, 1, 5 + tier), "m": 2 + (tier == 2)}
            if form == "root":
                low, high = sorted((between(rng, 1, 6), between(rng, 2, 12)))
                p["b"], rise = low * low, high * high - low * low
                p["c"] = pick(rng, [k for k in range(2, rise + 1) if rise % k == 0] or [1])
                p["a"] = rise // p["c"]
            if form == "arc":
                p["a"] = 1
            if p["a"] and p["c"] > 1 and gcd(p["a"], p["b"]) == 1 and gcd(p["b"], p["c"]) == 1:
                return p

    def _ends(self, p: Params) -> tuple[int, int]:
        """Return the inner function at the ends of the integral."""
        a, b, c = int(p["a"]), int(p["b"]), int(p["c"])
        return b, a * (c * c if p["form"] == "quotient" else c) + b

    def answer(self, p: Params) -> str:
        """Integrate."""
        form, a, m = p["form"], p["a"], p["m"]
        low, high = self._ends(p)
        factor = Fraction(p["p"], a)
        if form == "power":
            return str(factor * Fraction(high ** (m + 1) - low ** (m + 1), m + 1))
        if form == "log":
            return _times(factor, f"ln({Fraction(high, low)})")
        if form == "quotient":
            return _times(factor / 2, f"ln({Fraction(high, low)})")
        if form == "square":
            return str(factor * (Fraction(1, low) - Fraction(1, high)))
        if form == "root":
            return str(factor * Fraction(2, 3) * (isqrt(high) ** 3 - isqrt(low) ** 3))
        return _times(Fraction(p["p"], p["b"]), f"arctan({Fraction(p['c'], p['b'])})")

    def words(self, p: Params) -> Params:
        """Write a term of the sum out."""
        a, b, top, m = p["a"], p["b"], p["p"], p["m"]
        inner = signed([term(a, "i"), term(b, "n")])
        square = signed([term(a, "i^2"), term(b, "n^2")])
        return {"summand": {
            "power": f"{term(top, f'({inner})^{m}')}/n^{m + 1}", "log": f"{top}/({inner})",
            "square": f"{term(top, 'n')}/({inner})^2", "root": f"{term(top, f'sqrt(({inner})/n)')}/n",
            "quotient": f"{term(top, 'i')}/({square})", "arc": f"{term(top, 'n')}/(i^2 + {term(b * b, 'n^2')})",
        }[p["form"]]}  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Name the integral, and an antiderivative."""
        form, a, b, c, top, m = p["form"], p["a"], p["b"], p["c"], p["p"], p["m"]
        low, high = self._ends(p)
        inner, factor = linear(a, b, "t"), Fraction(top, a)
        square = signed([term(a, "t^2"), str(b)])
        integrand, primitive, shown = {
            "power": (term(top, f"({inner})^{m}"), term(factor / (m + 1), f"({inner})^{m + 1}"),
                      f"{inside(factor / (m + 1))}*({high}^{m + 1} - {low}^{m + 1})"),
            "log": (f"{top}/({inner})", term(factor, f"ln({inner})"), term(factor, f"(ln({high}) - ln({low}))")),
            "square": (f"{top}/({inner})^2", f"-{inside(factor)}/({inner})",
                       f"{inside(factor)}*(1/{low} - 1/{high})"),
            "root": (term(top, f"sqrt({inner})"), term(factor * Fraction(2, 3), f"({inner})^(3/2)"),
                     f"{inside(factor * Fraction(2, 3))}*({isqrt(high)}^3 - {isqrt(low)}^3)"),
            "quotient": (f"{term(top, 't')}/({square})", term(factor / 2, f"ln({square})"),
                         term(factor / 2, f"(ln({high}) - ln({low}))")),
            "arc": (f"{top}/(t^2 + {b * b})", term(Fraction(top, b), f"arctan({term(Fraction(1, b), 't')})"),
                    term(Fraction(top, b), f"(arctan({Fraction(c, b)}) - arctan(0))")),
        }[form]  # fmt: skip
        lines = [
            f"With t = i/n, a term is 1/n times {integrand}, and t runs from 0 to {c} in steps of 1/n.",
            f"So the sums are Riemann sums, and tend to the integral of {integrand} from 0 to {c}.",
            f"An antiderivative is {primitive}.",
        ]
        if form not in ("arc",):
            lines.append(f"Inside, the value at t = 0 is {low}, and at t = {c} it is {high}.")
        return [*lines, f"The integral is {shown} = {self.answer(p)}."]


def _times(factor: Fraction, text: str) -> str:
    """Write a multiple of a function value."""
    return text if factor == 1 else f"{inside(factor)}*{text}"
