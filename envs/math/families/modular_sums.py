"""Long products and sums modulo m: factorials, sums of powers, the residues that are powers."""

from __future__ import annotations

from math import factorial, gcd

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template
from .modular_lines import inverse, some_prime


class Factorial(Template):
    """The remainder of a factorial just below a prime."""

    name = "factorial"
    opens = "n"
    phrasings = (
        "Find the remainder when {n}! is divided by the prime {p}.",
        "All integers from 1 to {n} are multiplied, and the product is divided by the prime number {p}. What is the "
        "remainder?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        q, j = some_prime(rng, low, high), between(rng, 2 + tier, 5 + 2 * tier)
        return {"p": q, "n": q - j}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger prime, farther away."""
        return self._draw(rng, tier, 40 + 60 * tier, 600 + 400 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a product with too many factors."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply one factor after the other."""
        if p["n"] > steps:
            return None
        r = 1
        for i in range(2, p["n"] + 1):
            r = r * i % p["p"]
        return str(r)

    def answer(self, p: Params) -> str:
        """Divide -1 by the missing factors; each is congruent to minus a small number."""
        j = p["p"] - p["n"]
        return str((-1) ** j * pow(factorial(j - 1), -1, p["p"]) % p["p"])

    def steps(self, p: Params) -> list[str]:
        """Use Wilson's theorem."""
        q, n = p["p"], p["n"]
        j = q - n
        whole = factorial(j - 1)
        r, sign, other = whole % q, "-" if j % 2 == 0 else "", "" if j % 2 == 0 else "-"
        inv = pow(r, -1, q)
        lines = [
            f"By Wilson's theorem {q - 1}! ≡ -1 (mod {q}). It is {n}! times the factors {n + 1} to {q - 1},",
            f"which are congruent to -{j - 1}, ..., -1 and have the product {sign}{j - 1}! = {sign}{whole}.",
            f"So {n}! × {whole} ≡ {other}1 (mod {q})" + (f", where {whole} ≡ {r} (mod {q})." if r != whole else "."),
        ]
        if r > 1:
            lines += [f"The inverse of {r} modulo {q}:", *inverse(r, q)]
        return [*lines, f"It is {inv}, so {n}! ≡ {other}{inv} ≡ {self.answer(p)} (mod {q})."]


class PowerSum(Template):
    """The remainder of a sum of powers."""

    name = "power_sum"
    opens = "n"
    phrasings = (
        "Let f(i) = {poly}. Find the remainder when f(1) + f(2) + ... + f(n) is divided by {m}, for n = {n}.",
        "For every integer i from 1 to {n} the number {poly} is written down. What is the remainder when the sum of "
        "all these numbers is divided by {m}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            m = between(rng, 11 + 4 * tier, 18 + 7 * tier)
            p: Params = {"m": m, "e": between(rng, 2, 3 + tier), "c": between(rng, 1, m - 1), "b": between(rng, 1, 9)}
            p["n"] = between(rng, low, high)
            if p["n"] % m > 4 and self._row(p)[0]:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger modulus, higher powers and more terms."""
        return self._draw(rng, tier, 60 * tier, 800 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms than can be added."""
        return self._draw(rng, tier, 10**6, 10 ** (8 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] > steps:
            return None
        return str(sum(p["b"] * i ** p["e"] + p["c"] for i in range(1, p["n"] + 1)) % p["m"])

    def _row(self, p: Params) -> list[int]:
        """Return the residues of the terms for i = 1 to m."""
        return [(p["b"] * i ** p["e"] + p["c"]) % p["m"] for i in range(1, p["m"] + 1)]

    def answer(self, p: Params) -> str:
        """Count whole periods."""
        row, (whole, rest) = self._row(p), divmod(p["n"], p["m"])
        return str((whole * sum(row) + sum(row[:rest])) % p["m"])

    def words(self, p: Params) -> Params:
        """Write the term."""
        return {"poly": f"{p['b'] if p['b'] > 1 else ''}i^{p['e']} + {p['c']}"}

    def steps(self, p: Params) -> list[str]:
        """List one period."""
        m, n, row = p["m"], p["n"], self._row(p)
        (whole, rest), total = divmod(n, m), sum(row)
        few = sum(row[:rest])
        return [
            f"Modulo {m} the terms repeat with period {m}. For i = 1 to {m} they leave the remainders",
            ", ".join(map(str, row)) + ",",
            f"with the sum {total} ≡ {total % m} (mod {m}).",
            f"{n} = {whole} × {m} + {rest}: {whole} whole periods, and the first {rest} remainders once more; these "
            f"have the sum {few}.",
            f"Together {whole} × {total % m} + {few} = {whole * (total % m) + few} ≡ {self.answer(p)} (mod {m}).",
        ]


class PowerResidues(Template):
    """The sum of all remainders of k-th powers modulo a prime."""

    name = "power_residues"
    opens = "e"
    phrasings = (
        "The integers that are not multiples of the prime {p} are raised to the power {e} and divided by {p}. Find "
        "the sum of all different remainders that occur.",
        "Let R be the set of all r from 1 to {last} for which x^{e} ≡ r (mod {p}) has a solution x; {p} is a prime. "
        "What is the sum of the elements of R?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            p: Params = {"p": some_prime(rng, low, high), "e": between(rng, 2, 10 + 20 * tier)}
            g = gcd(p["e"], p["p"] - 1)
            if (p["p"] - 1) // g % 2 == 0 and g > 1 and (p["p"] - 1) // g > 6 + 4 * tier:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger prime and a higher power."""
        return self._draw(rng, tier, 30 * tier, 500 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a prime with too many remainders to list."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Raise every residue to the power."""
        if p["p"] > steps:
            return None
        return str(sum({pow(x, p["e"], p["p"]) for x in range(1, p["p"])}))

    def answer(self, p: Params) -> str:
        """Pair r with p - r."""
        return str(p["p"] * (p["p"] - 1) // (2 * gcd(p["e"], p["p"] - 1)))

    def words(self, p: Params) -> Params:
        """Name the largest residue."""
        return {"last": p["p"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Count the residues and pair them."""
        q, e, x, y = p["p"], p["e"], p["p"] - 1, p["e"]
        g, lines = gcd(e, q - 1), []
        while y:
            lines.append(f"{x} = {x // y} × {y} + {x % y}")
            x, y = y, x % y
        size = (q - 1) // g
        return [
            f"Write the residues as powers w^0, ..., w^{q - 2} of a primitive root w of {q}. Powers to the exponent "
            f"{e}",
            f"are those whose exponent is a multiple of the greatest common divisor of {e} and {q - 1}:",
            *lines,
            f"so of {g}. There are {q - 1}/{g} = {size} of them.",
            f"-1 is w^{(q - 1) // 2}, and {(q - 1) // 2} = {g} × {(q - 1) // 2 // g}, so -1 is one of them.",
            f"So with r also {q} - r occurs: {size // 2} pairs, each with the sum {q}.",
            f"The sum is {size // 2} × {q} = {size // 2 * q}.",
        ]
