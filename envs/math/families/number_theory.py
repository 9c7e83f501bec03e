"""Number theory: equations in integers; divisors and remainders stand in files of their own."""

from __future__ import annotations

from math import gcd

import numpy as np

from ..notation import between, join, nonzero, polynomial
from .asked import Count
from .congruences import Congruences, QuadraticCongruence, Towers
from .divisibility import Divisors, FactorialPowers, Reducible
from .factors import divisors, factored
from .family import Family, Params


class SquareValues(Count):
    """Integers at which a quadratic takes square values."""

    name = "square_values"
    what = "S"
    phrasings = (
        "Let S be the sum of all positive integers n for which {poly} is the square of an integer. {find}",
        "For some positive integers n the number {poly} is a perfect square. Let S be the sum of all such n. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger coefficients with more solutions."""
        while True:
            p: Params = {"a": nonzero(rng, 6 + 5 * tier), "b": nonzero(rng, 150 * tier)}
            rows = self._rows(p)
            if len(rows) >= 2 + tier // 2 and min(m for *_, m in rows) > 0 and self.total(p) > 20:
                return p

    def _rows(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return factors u and v, n and the root m, for every solution with m >= 0, by n."""
        a, found = p["a"], {}
        d = 4 * p["b"] - a * a
        for t in divisors(abs(d)) if d else []:
            for u in (t, -t):
                v = d // u
                n, m = v - u - 2 * a, u + v
                if n > 0 and m >= 0 and n % 4 == 0 and m % 4 == 0:
                    found[n // 4] = (u, v, n // 4, m // 4)
        return [found[n] for n in sorted(found)]

    def total(self, p: Params) -> int:
        """Add the solutions."""
        return sum(n for _, _, n, _ in self._rows(p))

    def words(self, p: Params) -> Params:
        """Write the quadratic out."""
        return {**super().words(p), "poly": polynomial([1, p["a"], p["b"]]).replace("x", "n")}

    def steps(self, p: Params) -> list[str]:
        """Factor a difference of squares."""
        a, rows = p["a"], self._rows(p)
        two = f"2n {'-' if a < 0 else '+'} {abs(a)}"
        d = 4 * p["b"] - a * a
        return [
            f"Let the value be m^2 with m >= 0. Multiplying by 4, (2m)^2 - ({two})^2 = {d}, which is u·v with",
            f"u = 2m - ({two}), v = 2m + ({two}); so 4m = u + v and 4n = v - u {'-' if a > 0 else '+'} {abs(2 * a)}.",
            f"The divisors of {abs(d)} = {factored(abs(d))} that give integers m >= 0 and n > 0:",
            "; ".join(f"u = {u}, v = {v}: n = {n}, m = {m}" for u, v, n, m in rows) + ".",
            f"S = {' + '.join(str(n) for _, _, n, _ in rows)} = {self.total(p)}.",
        ]


class Hyperbola(Count):
    """Integer points on a hyperbola."""

    name = "hyperbola"
    what = "S"
    phrasings = (
        "Let S be the sum of x + y over all ordered pairs (x, y) of positive integers that satisfy {equation}. {find}",
        "All ordered pairs (x, y) of positive integers with {equation} are listed once each. For each pair "
        "the number x + y is computed; S is the sum of these numbers. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers; from tier 3 on xy has a coefficient."""
        while True:
            lead = 1 if tier < 3 else between(rng, 2, tier)
            a, b, c = between(rng, 2, 6 + 4 * tier), between(rng, 2, 6 + 4 * tier), between(rng, 5, 60 * tier)
            p: Params = {"lead": lead, "a": a, "b": b, "c": c}
            if gcd(lead, a) == gcd(lead, b) == 1 and 3 <= len(self._pairs(p)) <= 16:
                return p

    def _pairs(self, p: Params) -> list[tuple[int, int]]:
        lead, a, b = p["lead"], p["a"], p["b"]
        k = lead * p["c"] + a * b
        pairs = [(d + b, k // d + a) for d in divisors(k)]
        return [(x // lead, y // lead) for x, y in pairs if x % lead == y % lead == 0]

    def total(self, p: Params) -> int:
        """Add over the divisors."""
        return sum(x + y for x, y in self._pairs(p))

    def words(self, p: Params) -> Params:
        """Write the equation out."""
        lead = p["lead"] if p["lead"] > 1 else ""
        return {**super().words(p), "equation": f"{lead}xy - {p['a']}x - {p['b']}y = {p['c']}"}

    def steps(self, p: Params) -> list[str]:
        """Complete the product."""
        q, a, b, pairs = p["lead"], p["a"], p["b"], self._pairs(p)
        k, lead = q * p["c"] + a * b, q if q > 1 else ""
        return [
            f"Multiply by {q} and add {a}·{b}:" if q > 1 else f"Add {a}·{b} on both sides:",
            f"({lead}x - {b})({lead}y - {a}) = {k} = {factored(k)}.",
            f"Two negative factors would be above -{b} and -{a}, with a product below {a * b}; so both are positive.",
            f"Each divisor of {k} is tried as the first factor; integers x and y come out for (x, y) =",
            ", ".join(f"({x}, {y})" for x, y in pairs) + ".",
            f"The sums x + y add to {' + '.join(str(x + y) for x, y in pairs)} = {self.total(p)}.",
        ]


class Stamps(Count):
    """Amounts that cannot be made from given coins."""

    name = "stamps"
    what = "B"
    phrasings = (
        "A post office has an unlimited supply of stamps worth {values} cents. Let B be the number of positive "
        "whole amounts of cents that cannot be made exactly from such stamps. {find}",
        "A positive integer is called bad if it is not a sum of numbers each of which is {either} (repetitions are "
        "allowed, and a single number counts as a sum). There are B bad numbers. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger values, three of them from tier 3 on."""
        low, high = ((5, 12), (9, 16), (8, 13), (10, 15), (12, 18))[tier - 1]
        while True:
            first = between(rng, low, high)
            values = sorted({first, *(between(rng, first + 1, 90 + 10 * tier) for _ in range(1 if tier < 3 else 2))})
            p: Params = {"values": values}
            if gcd(*values) == 1 and len(values) == (2 if tier < 3 else 3) and self._all_needed(p):
                return p

    def _all_needed(self, p: Params) -> bool:
        low = p["values"][:-1]
        return gcd(*low) > 1 or self._least({"values": low})[p["values"][-1] % low[0]] > p["values"][-1]

    def _least(self, p: Params) -> list[int]:
        """Return for every residue modulo the smallest value the least amount that can be made."""
        m, rest = p["values"][0], p["values"][1:]
        far = m * sum(p["values"])
        least = [0] + [far] * (m - 1)
        for _ in range(m):
            for r in range(m):
                for v in rest:
                    least[(r + v) % m] = min(least[(r + v) % m], least[r] + v)
        return least

    def total(self, p: Params) -> int:
        """Add up the gaps below the least amounts."""
        return sum(w // p["values"][0] for w in self._least(p))

    def words(self, p: Params) -> Params:
        """Write the values out."""
        values = [str(v) for v in p["values"]]
        return {**super().words(p), "values": join(values), "either": ", ".join(values[:-1]) + " or " + values[-1]}

    def ask(self, p: Params, phrasing: int) -> str:
        """Return the question; the values are no longer a list."""
        return self.phrasings[phrasing % len(self.phrasings)].format(**self.words(p))

    def steps(self, p: Params) -> list[str]:
        """Show the least amounts and the gaps."""
        m, least = p["values"][0], self._least(p)
        return [
            f"If an amount can be made, so can every amount that is larger by a multiple of {m}. The least ones that",
            f"can be made, for the remainders 1 to {m - 1} when divided by {m}:",
            ", ".join(str(w) for w in least[1:]) + ".",
            f"Below a least amount w, w/{m} rounded down positive amounts have its remainder; none can be made:",
            f"{' + '.join(str(w // m) for w in least[1:])} = {self.total(p)}.",
        ]


FAMILIES: tuple[Family, ...] = (
    Divisors(),
    FactorialPowers(),
    SquareValues(),
    Hyperbola(),
    Reducible(),
    Congruences(),
    Towers(),
    QuadraticCongruence(),
    Stamps(),
)
