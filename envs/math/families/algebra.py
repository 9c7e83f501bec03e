"""Algebra: logarithms and sums; polynomials and sequences stand in files of their own."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import numpy as np

from ..notation import between, polynomial
from .asked import Ratio
from .family import Family, Params
from .polynomials import PowerSums, ShiftedProduct
from .sequences import NearestPower, PeriodicSums, WeightedPowers


class Logarithms(Ratio):
    """Logarithms of one number to several bases."""

    name = "logarithms"
    phrasings = (
        "Let w, z, {names} be real numbers greater than 1 with {given} and log_b(w) = {c}, where b = {product}. "
        "Then log_z(w) is {find}",
        "Real numbers {names}, z and w, all greater than 1, satisfy {given}. Put b = {product}; it turns out that "
        "log_b(w) = {c}. The value of log_z(w) is {find}",
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
        known = zip(p["powers"], p["logs"], strict=False)
        return Fraction(1, p["c"]) - sum((Fraction(e, a) for e, a in known), Fraction(0))

    def value(self, p: Params) -> Fraction:
        """Add reciprocals."""
        return int(p["powers"][-1]) / self._rest(p)

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
        log = "log_w(z)" if f == 1 else f"{f}·log_w(z)"
        return [
            "Take logarithms to base w: log_w(x) = 1/log_x(w), and the same for the other bases.",
            f"The logarithm of b is then 1/{p['c']} = {' + '.join(parts)} + {log}.",
            f"So {log} = 1/{p['c']} - {' - '.join(parts)} = {rest}"
            + ("." if f == 1 else f", and log_w(z) = {rest / f}."),
            f"log_z(w) is the reciprocal, {f / rest}.",
        ]


class Telescoping(Ratio):
    """A sum of reciprocals of products in arithmetic progression."""

    name = "telescoping"
    phrasings = (
        "The sum of {term} over all integers k from {low} to {high} is {find}",
        "Add up the fractions {term}, where k takes the whole values {low}, {next}, ..., {high}. The sum is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two factors, then three, and factors that skip."""
        while True:
            step, low, factors = between(rng, 1, 2 + tier), between(rng, 1, 4), 3 if tier >= 4 else 2
            skip = (1, 2, 3, 1, 2)[tier - 1]
            p: Params = {"low": low, "high": low + between(rng, 7 + 2 * tier, 12 + 8 * tier)}
            p |= {"a": step, "b": between(rng, 1 - step, 5), "skip": skip, "factors": factors}
            if step * low + p["b"] > 0 and (tier > 1 or self._sum(p) < 1000):
                return p

    def _at(self, p: Params, k: int, factors: int) -> list[int]:
        return [p["a"] * (k + i * p["skip"]) + p["b"] for i in range(factors)]

    def value(self, p: Params) -> Fraction:
        """Keep the ends of the telescope."""
        f, s = p["factors"], p["skip"]
        ends = [*range(p["low"], p["low"] + s)], [*range(p["high"] + 1, p["high"] + s + 1)]
        first, last = (sum((Fraction(1, prod(self._at(p, k, f - 1))) for k in side), Fraction(0)) for side in ends)
        return (first - last) / int(p["a"] * s * (f - 1))

    def words(self, p: Params) -> Params:
        """Write the general term out."""
        shifts = [p["a"] * i * p["skip"] + p["b"] for i in range(p["factors"])]
        factors = [polynomial([p["a"], b]).replace("x", "k") for b in shifts]
        return {
            **super().words(p),
            "next": p["low"] + 1,
            "term": "1/(" + "".join(f if f == "k" else f"({f})" for f in factors) + ")",
        }

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
            f"What stays is g(k) for k from {low} to {low + s - 1} and -g(k) for k from {high + 1} to {high + s}:"
            if s > 1
            else f"What stays is g({low}) and -g({high + 1}):",
            f"({' + '.join(kept)} - {' - '.join(lost)})/{unit} = {self.value(p)}.",
        ]


class FloorSums(Family):
    """How far to add rounded-down roots or logarithms to reach a given sum."""

    name = "floor_sums"
    phrasings = (
        "For a positive integer k let f(k) be {meaning}. There is exactly one integer n >= {start} with "
        "f({start}) + f({after}) + ... + f(n) = {sum}. Find n.",
        "Let f(k) denote {meaning}. Starting with k = {start}, the values f({start}), f({after}), f({then}), ... are "
        "added one by one, and after f(n) has been added the sum is {sum}. Find n.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer sum."""
        kind = ("log", "root")[between(rng, 0, 1)]
        base = between(rng, 2, 5) if kind == "log" else between(rng, 2, 3)
        start = between(rng, base, 10 + 8 * tier)
        n = between(rng, start + 20, (60, 120, 250, 500, 999)[tier - 1])
        p: Params = {"kind": kind, "base": base, "start": start, "sum": 0}
        return {**p, "sum": sum(v * (j - i + 1) for i, j, v in self._blocks(p, n))}

    def _edge(self, p: Params, v: int) -> int:
        """Return the smallest k with f(k) = v."""
        return int(p["base"] ** v if p["kind"] == "log" else v ** p["base"])

    def _blocks(self, p: Params, n: int | None = None) -> list[tuple[int, int, int]]:
        """Return first, last and value of every block of equal values, up to n or to the given sum."""
        blocks, k, v, left = [], p["start"], 0, p["sum"]
        while k <= n if n is not None else left > 0:
            while self._edge(p, v + 1) <= k:
                v += 1
            last = self._edge(p, v + 1) - 1
            last = min(last, n) if n is not None else min(last, k + left // v - 1)
            blocks.append((k, last, v))
            left -= v * (last - k + 1)
            k = last + 1
        return blocks

    def answer(self, p: Params) -> int:
        """Return the end of the last block."""
        return self._blocks(p)[-1][1]

    def words(self, p: Params) -> Params:
        """Say what f is."""
        b = p["base"]
        name = f"log_{b}(k)" if p["kind"] == "log" else ("√k" if b == 2 else "the cube root of k")
        meaning = f"the greatest integer that does not exceed {name}"
        return {"meaning": meaning, "after": p["start"] + 1, "then": p["start"] + 2}

    def explain(self, p: Params) -> str:
        """Add whole blocks, then part of one."""
        *whole, (i, j, v) = self._blocks(p)
        done = sum(w * (b - a + 1) for a, b, w in whole)
        lines = ["f is constant on blocks of consecutive k. The blocks that fit into the sum as a whole are"]
        lines.append(", ".join(f"{a} to {b} with f = {w}" for a, b, w in whole) + "." if whole else "none.")
        if whole:
            lines.append(f"They add {' + '.join(f'{b - a + 1}×{w}' for a, b, w in whole)} = {done}.")
        lines.append(f"What is missing, {p['sum']} - {done} = {p['sum'] - done}, comes from terms equal to {v}:")
        lines.append(f"{p['sum'] - done}/{v} = {j - i + 1} of them, beginning with k = {i}.")
        return "\n".join(lines)


FAMILIES: tuple[Family, ...] = (
    PowerSums(),
    ShiftedProduct(),
    Logarithms(),
    Telescoping(),
    PeriodicSums(),
    FloorSums(),
    WeightedPowers(),
    NearestPower(),
)
