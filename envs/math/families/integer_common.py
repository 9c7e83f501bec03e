"""Common divisors: of differences of powers, of all numbers up to n, none at all; and a prime in a long product."""

from __future__ import annotations

from math import gcd, prod

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template
from .factors import factored, factors
from .integer_divisors import smooth


def euclid(x: int, y: int) -> list[str]:
    """Show Euclid's algorithm."""
    lines = []
    while y:
        lines.append(f"{x} = {x // y} × {y} + {x % y}")
        x, y = y, x % y
    return lines


class GcdPowers(Template):
    """The greatest common divisor of two differences of powers."""

    name = "gcd_powers"
    opens = "m"
    phrasings = (
        "Find the greatest common divisor of {a}^{m} - {b}^{m} and {a}^{n} - {b}^{n}.",
        "What is the largest integer that divides both {a}^{m} - {b}^{m} and {a}^{n} - {b}^{n}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            a, g = between(rng, 3, 14 + 4 * tier), between(rng, 2 + (tier + 1) // 2, 4 + tier)
            b, u, v = between(rng, 2, a - 1), between(rng, low, high), between(rng, low, high)
            if gcd(u, v) == 1 and gcd(a, b) == 1 and u != v:
                return {"a": a, "b": b, "m": g * u, "n": g * v}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger exponents and bases."""
        return self._draw(rng, tier, 3 * tier, 8 + 12 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw numbers too long to be written down."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write both numbers down and take remainders."""
        if max(p["m"], p["n"]) * len(str(p["a"])) > steps:
            return None
        x, y = (p["a"] ** e - p["b"] ** e for e in (p["m"], p["n"]))
        while y:
            x, y = y, x % y
        return str(x)

    def answer(self, p: Params) -> str:
        """Take the greatest common divisor of the exponents."""
        g = gcd(p["m"], p["n"])
        return str(p["a"] ** g - p["b"] ** g)

    def steps(self, p: Params) -> list[str]:
        """Run Euclid's algorithm on the exponents."""
        a, b, m, n = p["a"], p["b"], p["m"], p["n"]
        g = gcd(m, n)
        return [
            f"For i > j, {a}^i - {b}^i = {a}^(i-j)·({a}^j - {b}^j) + {b}^j·({a}^(i-j) - {b}^(i-j)). {a}^j - {b}^j "
            f"and {b} have no common",
            f"divisor, because {a} and {b} have none. So the common divisors of the differences for i and j are "
            f"those for",
            "j and i - j: the exponents go through Euclid's algorithm.",
            *euclid(max(m, n), min(m, n)),
            f"The exponents have the greatest common divisor {g}, so the answer is {a}^{g} - {b}^{g}:",
            f"{a**g} - {b**g} = {a**g - b**g}.",
        ]


class NthCoprime(Template):
    """The n-th number without a common divisor with m."""

    name = "nth_coprime"
    opens = "n"
    phrasings = (
        "The positive integers that have no common divisor with {m} except 1 are listed in increasing order. Which "
        "number stands in position {n}?",
        "List all positive integers x with gcd(x, {m}) = 1 in increasing order, beginning with 1. What is entry "
        "number {n} of the list?",
    )
    moduli = (
        (10, 12, 14, 15, 18, 20, 21, 22, 24),
        (26, 28, 33, 34, 35, 36, 38, 39, 40, 42, 44),
        (45, 48, 50, 52, 54, 55, 57, 60, 63, 65),
        (66, 70, 72, 77, 78, 84, 85, 90, 91, 102),
        (105, 110, 114, 120, 130, 132, 140, 143, 150, 154, 165, 210),
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        pool = self.moduli[tier - 1]
        while True:
            p: Params = {"m": pool[between(rng, 0, len(pool) - 1)], "n": between(rng, low, high)}
            if p["n"] % len(self._row(p)) > 1:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a later entry, and a modulus with more residues."""
        return self._draw(rng, tier, 40 * tier, 300 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an entry too late to be reached one by one."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go through the integers."""
        left = p["n"]
        for x in range(1, steps):
            left -= gcd(x, p["m"]) == 1
            if not left:
                return str(x)
        return None

    def _row(self, p: Params) -> list[int]:
        return [x for x in range(1, p["m"]) if gcd(x, p["m"]) == 1]

    def answer(self, p: Params) -> str:
        """Count whole periods."""
        row = self._row(p)
        whole, rest = divmod(p["n"] - 1, len(row))
        return str(whole * p["m"] + row[rest])

    def steps(self, p: Params) -> list[str]:
        """List one period."""
        m, n, row = p["m"], p["n"], self._row(p)
        whole, rest = divmod(n - 1, len(row))
        primes = list(factors(m))
        return [
            f"{m} = {factored(m)}, so the list leaves out the multiples of {join([str(q) for q in primes])}.",
            f"Whether x is listed depends on its remainder modulo {m} only. The remainders that are listed are",
            ", ".join(map(str, row)) + f". Their number is {len(row)}.",
            f"{n} = {whole} × {len(row)} + {rest + 1}: {whole} whole periods of {m} come first, then {rest + 1} more "
            f"entries.",
            f"Remainder number {rest + 1} is {row[rest]}, so the entry is {whole} × {m} + {row[rest]} = "
            f"{whole * m + row[rest]}.",
        ]


class GcdSum(Template):
    """The sum of gcd(i, n) for i = 1 to n."""

    name = "gcd_sum"
    opens = "n"
    phrasings = (
        "Find the value of gcd(1, n) + gcd(2, n) + gcd(3, n) + ... + gcd(n, n) for n = {n}.",
        "For each integer i from 1 to {n}, write down the greatest common divisor of i and that last number, {n}. "
        "What is the sum of all numbers written down?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger number with more prime factors."""
        low, high = (20, 100, 300, 1000, 2000)[tier - 1], (1500, 3000, 6000, 8000, 9900)[tier - 1]
        while True:
            n = between(rng, low, high)
            if len(factors(n)) >= (2, 2, 3, 3, 4)[tier - 1]:
                return {"n": n}

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many terms to add."""
        while True:
            n = smooth(rng, 10**5, 10 ** (8 + tier), (2, 2, 3, 3, 5, 7, 11, 13, 17, 19, 23, 29))
            if len(factors(n)) >= 2 + tier // 2:
                return {"n": n}

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        return str(sum(gcd(i, p["n"]) for i in range(1, p["n"] + 1))) if p["n"] <= steps else None

    def _parts(self, p: Params) -> list[tuple[int, int, int]]:
        """Return the value at every prime power of n."""
        return [(q, e, q ** (e - 1) * (q + e * (q - 1))) for q, e in factors(p["n"]).items()]

    def answer(self, p: Params) -> str:
        """Multiply over the prime powers."""
        return str(prod(value for _, _, value in self._parts(p)))

    def steps(self, p: Params) -> list[str]:
        """Find the sum for each prime power."""
        n, parts = p["n"], self._parts(p)
        lines = [
            f"{n} = {factored(n)}. By the Chinese remainder theorem i is given by its remainders modulo these prime "
            f"powers,",
            "and gcd(i, n) is the product of what they give; so the sum is the product of the sums for the prime "
            "powers.",
            "Among the numbers 1 to q^e, q^(e-j) - q^(e-j-1) have the greatest common divisor q^j with q^e, for j < "
            "e, and",
            "one has q^e.",
        ]
        for q, e, value in parts:
            terms = [f"{q**j} × {q ** (e - j) - q ** (e - j - 1)}" for j in range(e)]
            lines.append(f"For {q**e}: {' + '.join(terms)} + {q**e} = {value}.")
        return [*lines, f"The sum is {' × '.join(str(value) for _, _, value in parts)} = {self.answer(p)}."]


class Lifting(Template):
    """The exponent of a prime in a product of numbers a^i - 1."""

    name = "lifting"
    opens = "n"
    phrasings = (
        "Let P be the product of the numbers {a}^i - 1 for all integers i from 1 to {n}. Find the greatest integer s "
        "for which {q}^s divides P.",
        "The numbers {a}^1 - 1, {a}^2 - 1, {a}^3 - 1, ..., up to the exponent {n}, are multiplied. How often does the "
        "prime {q} occur as a factor of the product?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            q = (3, 5, 7, 11, 13)[between(rng, 0, min(4, 1 + tier))]
            p: Params = {"q": q, "a": between(rng, 2, 12 + 8 * tier), "n": between(rng, low, high)}
            if p["a"] % q and (tier < 3 or self._parts(p)[0] > 1):
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer product; from tier 3 on only some factors are divisible."""
        return self._draw(rng, tier, 50 * tier, 250 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many factors to go through."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go through the factors."""
        if p["n"] > steps:
            return None
        total, big = 0, p["q"] ** 40
        for i in range(1, p["n"] + 1):
            x = pow(p["a"], i, big) - 1
            while x % p["q"] == 0:
                x, total = x // p["q"], total + 1
        return str(total)

    def _parts(self, p: Params) -> tuple[int, int]:
        """Return the order of a modulo q, and the exponent of q in a^d - 1."""
        d, e = 1, 0
        while (p["a"] ** d - 1) % p["q"]:
            d += 1
        x = p["a"] ** d - 1
        while x % p["q"] == 0:
            x, e = x // p["q"], e + 1
        return d, e

    def _legendre(self, n: int, q: int) -> list[int]:
        found = []
        while n >= q:
            n //= q
            found.append(n)
        return found

    def answer(self, p: Params) -> str:
        """Lift the exponent."""
        d, e = self._parts(p)
        return str(p["n"] // d * e + sum(self._legendre(p["n"] // d, p["q"])))

    def steps(self, p: Params) -> list[str]:
        """Find the order, then use Legendre's formula."""
        a, q, n, (d, e) = p["a"], p["q"], p["n"], self._parts(p)
        rest, row, x = n // d, self._legendre(n // d, q), a**d - 1
        powers = ", ".join(f"{a}^{i} ≡ {pow(a, i, q)}" for i in range(1, d + 1))
        which = "every i" if d == 1 else f"the multiples of {d} only: i = {d}j with j from 1 to {rest}"
        shown = " + ".join(map(str, row))
        return [
            f"{powers} (mod {q}), so {q} divides {a}^i - 1 for {which}.",
            f"{a}^{d} - 1 = {x} = {q}^{e} × {x // q**e}. By the lifting-the-exponent lemma, the exponent of {q} in",
            f"{a}^{'j' if d == 1 else f'({d}j)'} - 1 is {e} plus the exponent of {q} in j, for j = 1 to {rest}.",
            f"The first part adds {rest} × {e} = {rest * e}; the second one adds the exponent of {q} in {rest}!:",
            f"{shown} = {sum(row)}." if len(row) > 1 else f"{sum(row)}.",
            f"Together {rest * e} + {sum(row)} = {rest * e + sum(row)}.",
        ]
