"""Algebra: polynomials and their roots, logarithms, sums, sequences and powers."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt, prod

import numpy as np

from .asked import Count, Ratio, between, join
from .family import Family, Params


def signed(terms: list[str]) -> str:
    """Join terms that may begin with a minus sign."""
    return " + ".join(terms).replace("+ -", "- ")


def polynomial(coefficients: list[int]) -> str:
    """Write a polynomial in x, highest power first."""
    terms = []
    for power, c in zip(range(len(coefficients) - 1, -1, -1), coefficients, strict=True):
        size = "" if abs(c) == 1 and power else str(abs(c))
        if c:
            terms.append(("-" if c < 0 else "") + size + ("" if not power else "x" if power == 1 else f"x^{power}"))
    return signed(terms) or "0"


def nonzero(rng: np.random.Generator, size: int) -> int:
    """Return a whole number between -size and size, but not 0."""
    return between(rng, 1, size) * (1 if rng.random() < 0.5 else -1)


class PowerSums(Count):
    """The sum of equal powers of the roots of a polynomial."""

    name = "power_sums"
    what = "the sum of the {k}th powers of the roots"
    phrasings = (
        "Let S be the sum of the {k}th powers of all complex roots of x^{d} {rest}, each root counted with its "
        "multiplicity. {find}",
        "The {d} complex roots of the equation x^{d} {rest} = 0, listed with multiplicity, are each raised to the "
        "power {k}, and the results are added to give S. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree and a higher power; the sum is positive."""
        d, k = 3 + tier // 4, 4 + tier
        while True:
            p: Params = {"d": d, "k": k, "c": [nonzero(rng, 3 + tier) for _ in range(d)]}
            if self.total(p) > 30:
                return p

    def _sums(self, p: Params) -> list[int]:
        c, sums = p["c"], [p["d"]]
        for k in range(1, p["k"] + 1):
            older = sum(a * s for a, s in zip(c, reversed(sums[1:]), strict=False))
            sums.append(-older - (k * c[k - 1] if k <= p["d"] else 0))
        return sums

    def total(self, p: Params) -> int:
        """Apply Newton's identities."""
        return self._sums(p)[-1]

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        whole = polynomial([1, *p["c"]])
        find = "Find S." if self.total(p) < 1000 else "Find the remainder when S is divided by 1000."
        return {"rest": whole.split(" ", 1)[1], "find": find}

    def steps(self, p: Params) -> list[str]:
        """Show every power sum."""
        lines = ["Let s_k be the sum of the k-th powers of the roots. Newton's identities give them in turn:"]
        c, sums = p["c"], self._sums(p)
        for k in range(1, p["k"] + 1):
            parts = [f"({-a})×({sums[k - i]})" for i, a in enumerate(c, 1) if i < k]
            parts += [f"({-c[k - 1]})×{k}"] if k <= p["d"] else []
            lines.append(f"s_{k} = {' + '.join(parts)} = {sums[k]}.")
        return lines


class ShiftedProduct(Count):
    """The product of r^2 + a over the roots r."""

    name = "shifted_product"
    what = "the product of r^2 + {a} over all roots r"
    phrasings = (
        "Let P(x) = {poly}, and let Q be the product of the numbers r^2 + {a}, where r runs through the {d} complex "
        "roots of P counted with multiplicity. {find}",
        "For every complex root r of {poly} = 0 (repeated roots repeated), write down r^2 + {a}. Let Q be the product "
        "of these {d} numbers. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree and larger coefficients."""
        d = 3 + tier // 2
        while True:
            p: Params = {"d": d, "a": between(rng, 1, 2 + tier), "c": [nonzero(rng, 5 + 2 * tier) for _ in range(d)]}
            if self.total(p) > 50:
                return p

    def _parts(self, p: Params) -> tuple[int, int]:
        """Return E and O with P(i√a) = E + i√a·O."""
        low = [1, *p["c"]][::-1]
        even = sum(c * (-p["a"]) ** k for k, c in enumerate(low[::2]))
        return even, sum(c * (-p["a"]) ** k for k, c in enumerate(low[1::2]))

    def total(self, p: Params) -> int:
        """Take the polynomial at ±i√a."""
        even, odd = self._parts(p)
        return even**2 + p["a"] * odd**2

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        find = "Find Q." if self.total(p) < 1000 else "Find the remainder when Q is divided by 1000."
        return {"poly": polynomial([1, *p["c"]]), "find": find}

    def steps(self, p: Params) -> list[str]:
        """Show the value at i√a."""
        a, (even, odd) = p["a"], self._parts(p)
        root = f"i√{a}" if isqrt(a) ** 2 != a else "i" if a == 1 else f"{isqrt(a)}i"
        return [
            f"With z = {root}, so that z^2 = -{a}, every factor is r^2 + {a} = (z - r)(-z - r).",
            "Multiplying over all roots, Q = P(z)·P(-z).",
            f"In P(z) the even powers sum to {even} and the odd powers to ({odd})·z,",
            f"so P(z) = {even} + ({odd})z, and P(-z) = {even} - ({odd})z.",
            f"Q = ({even})^2 - ({odd})^2·z^2 = {even**2} + {a}×{odd**2} = {self.total(p)}.",
        ]


class Logarithms(Ratio):
    """Logarithms of one number to several bases."""

    name = "logarithms"
    what = "Then log_z(w)"
    phrasings = (
        "Let w, z, {names} be real numbers greater than 1 with {given} and log_b(w) = {c}, where b = {product}. {find}",
        "Real numbers {names}, z and w, all greater than 1, satisfy {given}. Put b = {product}; then log_b(w) = {c}. "
        "{find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more bases, with higher exponents from tier 2 on."""
        while True:
            n = 2 + tier // 3
            logs = [between(rng, 8, 30 + 10 * tier) for _ in range(n)]
            powers = [between(rng, 1, tier) for _ in range(n + 1)]
            p: Params = {"logs": logs, "powers": powers, "c": between(rng, 2, 12)}
            if self._rest(p) > 0 and self._sum(p) < 1000:
                return p

    def _rest(self, p: Params) -> Fraction:
        return Fraction(1, p["c"]) - sum(Fraction(e, a) for e, a in zip(p["powers"], p["logs"], strict=False))

    def value(self, p: Params) -> Fraction:
        """Add reciprocals."""
        return p["powers"][-1] / self._rest(p)

    def words(self, p: Params) -> Params:
        """Write the bases out."""
        names = "xyuv"[: len(p["logs"])]
        given = [f"log_{x}(w) = {a}" for x, a in zip(names, p["logs"], strict=True)]
        powers = [x if e == 1 else f"{x}^{e}" for x, e in zip([*names, "z"], p["powers"], strict=True)]
        return {**super().words(p), "names": ", ".join(names), "given": ", ".join(given), "product": "·".join(powers)}

    def steps(self, p: Params) -> list[str]:
        """Measure every logarithm in units of log w."""
        f, rest = p["powers"][-1], self._rest(p)
        parts = [f"{e}/{a}" for e, a in zip(p["powers"], p["logs"], strict=False)]
        return [
            "Take logarithms to base w: log_w(x) = 1/log_x(w), and the same for the other bases.",
            f"The logarithm of b is then 1/{p['c']} = {' + '.join(parts)} + {f}·log_w(z).",
            f"So {f}·log_w(z) = 1/{p['c']} - {' - '.join(parts)} = {rest},",
            f"log_w(z) = {rest / f}, and log_z(w) is its reciprocal, {f / rest}.",
        ]


class Telescoping(Ratio):
    """Sums of reciprocals of products in arithmetic progression."""

    name = "telescoping"
    what = "The value of this sum"
    phrasings = (
        "Consider the sum of {term} over all integers k from {low} to {high}. {find}",
        "Add up the fractions {term} for k = {low}, {low} + 1, ..., {high}. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two factors, then three, and factors that skip."""
        while True:
            step, skip = between(rng, 1, 2 + tier), 1 if tier < 3 else between(rng, 1, 3)
            low = between(rng, 1, 3)
            p: Params = {"low": low, "high": low + between(rng, 7 + 2 * tier, 12 + 8 * tier)}
            p |= {"a": step, "b": between(rng, 1 - step, 5), "skip": skip, "factors": 2 + (tier + 1) // 3}
            if step * low + p["b"] > 0 and (tier > 1 or self._sum(p) < 1000):
                return p

    def _at(self, p: Params, k: int, factors: int) -> list[int]:
        return [p["a"] * (k + i * p["skip"]) + p["b"] for i in range(factors)]

    def value(self, p: Params) -> Fraction:
        """Keep the ends of the telescope."""
        f, s = p["factors"], p["skip"]
        ends = [*range(p["low"], p["low"] + s)], [*range(p["high"] + 1, p["high"] + s + 1)]
        first, last = (sum(Fraction(1, prod(self._at(p, k, f - 1))) for k in side) for side in ends)
        return (first - last) / (p["a"] * s * (f - 1))

    def words(self, p: Params) -> Params:
        """Write the general term out."""
        shifts = [p["a"] * i * p["skip"] + p["b"] for i in range(p["factors"])]
        factors = [polynomial([p["a"], b]).replace("x", "k") for b in shifts]
        return {**super().words(p), "term": "1/(" + "".join(f if f == "k" else f"({f})" for f in factors) + ")"}

    def steps(self, p: Params) -> list[str]:
        """Show the difference that telescopes, and its ends."""
        f, s, low, high = p["factors"], p["skip"], p["low"], p["high"]
        unit = p["a"] * s * (f - 1)
        kept = [f"1/{prod(self._at(p, k, f - 1))}" for k in range(low, low + s)]
        lost = [f"1/{prod(self._at(p, k, f - 1))}" for k in range(high + 1, high + s + 1)]
        return [
            f"Let g(k) be the reciprocal of the product of the first {f - 1} of the {f} factors of the denominator."
            if f > 2
            else "Let g(k) be the reciprocal of the first factor of the denominator.",
            f"The last factor minus the first is {unit}, so the term equals (g(k) - g(k + {s}))/{unit}.",
            f"In the sum only g(k) for k from {low} to {low + s - 1} and -g(k) for k from {high + 1} to {high + s} stay:"
            if s > 1
            else f"In the sum only g({low}) and -g({high + 1}) stay:",
            f"({' + '.join(kept)} - {' - '.join(lost)})/{unit} = {self.value(p)}.",
        ]


FAMILIES: tuple[Family, ...] = (PowerSums(), ShiftedProduct(), Logarithms(), Telescoping())
