"""Number theory of divisors: how many there are, common ones, and those of factorials."""

from __future__ import annotations

from itertools import combinations
from math import prod

import numpy as np

from ..notation import between, signed
from .asked import Count
from .factors import factored, factors
from .family import Family, Params


class Divisors(Count):
    """Divisors that are multiples of a number and no squares."""

    name = "divisors"
    what = "the number of these divisors"
    phrasings = (
        "Consider the positive divisors of {number} that are multiples of {multiple} but are not perfect squares. "
        "{find}",
        "A positive divisor of {number} is called good if it is a multiple of {multiple} and is not the square of an "
        "integer. Consider all good divisors. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger powers of larger bases."""
        while True:
            bases = sorted({between(rng, 6, 20 + 15 * tier) for _ in range(2 if tier < 4 else 3)})
            p: Params = {"powers": [[b, between(rng, 2, 4 + 2 * tier)] for b in bases]}
            e = self._exponents(p)
            p["multiple"] = prod(q ** between(rng, 0, min(k, 1 + tier // 3)) for q, k in e.items())
            if 2 <= len(e) <= 4 and len(bases) > 1 and 1 < p["multiple"] < 10000 and self.total(p) > 20:
                return p

    def _exponents(self, p: Params) -> dict[int, int]:
        total: dict[int, int] = {}
        for b, k in p["powers"]:
            for q, e in factors(b).items():
                total[q] = total.get(q, 0) + e * k
        return dict(sorted(total.items()))

    def _choices(self, p: Params) -> list[tuple[int, int, int, int, int]]:
        """Return prime, least and greatest exponent, number of choices and of even ones."""
        need, rows = factors(p["multiple"]), []
        for q, e in self._exponents(p).items():
            d = need.get(q, 0)
            rows.append((q, d, e, e - d + 1, e // 2 - (d + 1) // 2 + 1))
        return rows

    def total(self, p: Params) -> int:
        """Multiply the choices; take away the squares."""
        rows = self._choices(p)
        return prod(r[3] for r in rows) - prod(r[4] for r in rows)

    def words(self, p: Params) -> Params:
        """Write the number as a product of powers."""
        return {**super().words(p), "number": "·".join(f"{b}^{k}" for b, k in p["powers"])}

    def steps(self, p: Params) -> list[str]:
        """Show the choices of every exponent."""
        rows = self._choices(p)
        whole, even = ([r[i] for r in rows] for i in (3, 4))
        return [
            "The number is " + "·".join(f"{q}^{e}" for q, _, e, _, _ in rows) + f", and {p['multiple']} = "
            f"{factored(p['multiple'])}. In a divisor that is a multiple of it",
            *(f"the exponent of {q} is from {d} to {e}: {n} choices, {m} of them even;" for q, d, e, n, m in rows),
            f"together {'×'.join(map(str, whole))} = {prod(whole)} multiples. A square has even exponents only:",
            f"{'×'.join(map(str, even))} = {prod(even)} of them are squares.",
            f"{prod(whole)} - {prod(even)} = {self.total(p)} remain.",
        ]


class FactorialPowers(Family):
    """The highest power of a number in a product of consecutive integers."""

    name = "factorial_powers"
    phrasings = (
        "Find the greatest integer k for which {base}^k divides the product of all integers from {low} to {high}.",
        "The integers {low}, {after}, ..., {high} are multiplied. The product is divided by {base} as often as the "
        "result stays an integer. How many divisions by {base} are possible?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer product; from tier 2 on it does not begin with 1."""
        while True:
            base = between(rng, 6, 60 + 30 * tier)
            low = 1 if tier == 1 else between(rng, 20, 150 * tier)
            p: Params = {"base": base, "low": low, "high": low + between(rng, 80 * tier, 250 * tier)}
            f = factors(base)
            if len(f) >= 2 and max(f) < 30 and max(f.values()) > 1 and self.answer(p) >= 8:
                return p

    def _count(self, n: int, q: int) -> list[int]:
        parts = []
        while n >= q:
            n //= q
            parts.append(n)
        return parts

    def _limits(self, p: Params) -> list[tuple[int, int, int]]:
        """Return for every prime its exponent in the base, its exponent in the product, and what this allows."""
        rows = []
        for q, e in factors(p["base"]).items():
            total = sum(self._count(p["high"], q)) - sum(self._count(p["low"] - 1, q))
            rows.append((q, e, total))
        return rows

    def answer(self, p: Params) -> int:
        """Take the scarcest prime."""
        return min(total // e for _, e, total in self._limits(p))

    def words(self, p: Params) -> Params:
        """Add the second factor."""
        return {"after": p["low"] + 1}

    def explain(self, p: Params) -> str:
        """Apply Legendre's formula to every prime."""
        low, high = p["low"] - 1, p["high"]
        lines = [f"{p['base']} = {factored(p['base'])}, and the product is {high}!" + (f"/{low}!." if low else ".")]
        for q, e, total in self._limits(p):
            up, down = self._count(high, q), self._count(low, q)
            minus = f" - ({' + '.join(map(str, down))})" if down else ""
            lines.append(f"Exponent of {q} by Legendre's formula: {' + '.join(map(str, up))}{minus} = {total};")
            lines.append(f"each factor {p['base']} needs {e}, so at most {total // e} are possible.")
        lines.append(f"The least bound decides: {min(t // e for _, e, t in self._limits(p))}.")
        return "\n".join(lines)


class Reducible(Count):
    """Fractions that can be reduced."""

    name = "reducible"
    what = "the number of such integers n"
    phrasings = (
        "Consider the integers n from 1 to {n} for which the fraction (n^2 + {b})/(n + {a}) is not in lowest terms. "
        "{find}",
        "For some integers n with 1 <= n <= {n}, the numbers n^2 + {b} and n + {a} have a common divisor greater than "
        "1. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers, and more primes that can be common."""
        while True:
            a, b = between(rng, 2, 10 + 5 * tier), between(rng, 1, 20 + 20 * tier)
            p: Params = {"a": a, "b": b, "n": between(rng, 200 * tier, 800 * tier)}
            if len(factors(a * a + b)) == (2 if tier < 3 else 3) and self.total(p) > 10:
                return p

    def _terms(self, p: Params) -> list[tuple[int, int]]:
        """Return every product of different primes of a^2 + b with the signed number of its multiples."""
        primes, a, rows = list(factors(p["a"] ** 2 + p["b"])), p["a"], []
        for size in range(1, len(primes) + 1):
            for chosen in combinations(primes, size):
                d = prod(chosen)
                rows.append((d, (-1) ** (size + 1) * ((p["n"] + a) // d - a // d)))
        return rows

    def total(self, p: Params) -> int:
        """Include and exclude multiples of the primes."""
        return sum(count for _, count in self._terms(p))

    def steps(self, p: Params) -> list[str]:
        """Reduce to one number, then include and exclude."""
        a, b, n, terms = p["a"], p["b"], p["n"], self._terms(p)
        k = a * a + b
        return [
            f"n^2 + {b} = (n + {a})(n - {a}) + {k}, so a common divisor of n^2 + {b} and n + {a} divides {k}.",
            f"{k} = {factored(k)}: the fraction can be reduced if and only if n + {a} is a multiple of one of these",
            f"primes. n + {a} runs from {a + 1} to {a + n}; the multiples of d there:",
            ", ".join(f"{abs(count)} for d = {d}" for d, count in terms) + ".",
            f"By inclusion and exclusion: {signed([str(count) for _, count in terms])} = {self.total(p)}.",
        ]
