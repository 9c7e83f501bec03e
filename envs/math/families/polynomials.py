"""Algebra of polynomials: symmetric functions of their roots."""

from __future__ import annotations

from math import isqrt

import numpy as np

from ..notation import between, nonzero, polynomial
from .asked import Count
from .family import Params


class PowerSums(Count):
    """The sum of equal powers of the roots of a polynomial."""

    name = "power_sums"
    what = "S"
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
            p: Params = {"d": d, "k": k, "c": [nonzero(rng, 5 + tier) for _ in range(d)]}
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
        return {**super().words(p), "rest": whole.split(" ", 1)[1]}

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
    what = "Q"
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
        return even**2 + int(p["a"]) * odd**2

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        return {**super().words(p), "poly": polynomial([1, *p["c"]])}

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
