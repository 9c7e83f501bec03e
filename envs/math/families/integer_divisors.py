"""Sums over divisors."""

from __future__ import annotations

from math import gcd, isqrt, lcm, prod

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template
from .factors import divisors, factored, factors


def smooth(rng: np.random.Generator, low: int, high: int, primes: tuple[int, ...]) -> int:
    """Return a number from low on made of these primes; at most high, which is at least low times the largest."""
    n = 1
    while n < low:
        n *= primes[between(rng, 0, len(primes) - 1)]
        n = 1 if n > high else n
    return n


def sigma(n: int) -> int:
    """Return the sum of the divisors."""
    return prod((q ** (e + 1) - 1) // (q - 1) for q, e in factors(n).items())


def sigma_steps(n: int) -> list[str]:
    """Show how the sum of the divisors of n is found."""
    lines = [f"{n} = {factored(n)}; its divisors have the sum"] if n > 1 else []
    sums = ["(" + " + ".join(str(q**i) for i in range(e + 1)) + ")" for q, e in factors(n).items()]
    values = [str((q ** (e + 1) - 1) // (q - 1)) for q, e in factors(n).items()]
    made = f" = {' × '.join(values)}" if len(values) > 1 else ""
    return [*lines, f"{' × '.join(sums)}{made} = {sigma(n)}."] if n > 1 else ["The only divisor of 1 is 1."]


class DivisorSum(Template):
    """The sum of the divisors that are multiples of something."""

    name = "divisor_sum"
    opens = "n"
    phrasings = (
        "Find the sum of all positive divisors of {n} that are multiples of {d}{but}.",
        "Some of the positive divisors of {n} are multiples of {d}{but}. What is the sum of these divisors?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        primes = (2, 2, 2, 3, 3, 5, 7, 11, 13)[: 5 + tier]
        while True:
            if low < STEPS:  # a larger prime once in a while makes for many more numbers
                n = smooth(rng, low // 12, high // 30, primes) * between(rng, 12, 30)
            else:
                n = smooth(rng, low, high, primes)
            some = [d for d in divisors(gcd(n, 2**4 * 3**2 * 5 * 7 * 11)) if 1 < d < 40 and d * d < n]
            if len(factors(n)) < min(2 + tier // 2, 4) or len(some) < 2:
                continue
            d = some[between(rng, 0, len(some) - 1)]
            p: Params = {"n": n, "d": d, "e": 0}
            if tier > 2:
                p["e"] = next((e for e in some if e % d and d % e), 0)
            if len(factors(n // d)) > 1 and bool(p["e"]) == (tier > 2):
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger number; from tier 3 on multiples of a second number are left out."""
        return self._draw(rng, tier, (300, 900, 2700, 5000, 9000)[tier - 1], 10000 * 5**tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number whose square root is too large to try everything below it."""
        return self._draw(rng, tier, 10**9, 10 ** (11 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try every number up to the square root."""
        n, d, e = p["n"], p["d"], p["e"]
        if isqrt(n) > steps:
            return None
        pairs = {x for i in range(1, isqrt(n) + 1) if n % i == 0 for x in (i, n // i)}
        return str(sum(x for x in pairs if x % d == 0 and (not e or x % e)))

    def answer(self, p: Params) -> str:
        """Divide by d; take multiples of both away."""
        n, d = p["n"], p["d"]
        total = d * sigma(n // d)
        if p["e"] and n % lcm(d, p["e"]) == 0:
            both = lcm(d, p["e"])
            total -= both * sigma(n // both)
        return str(total)

    def words(self, p: Params) -> Params:
        """Say what is left out."""
        return {"but": f" but not of {p['e']}" if p["e"] else ""}

    def steps(self, p: Params) -> list[str]:
        """Use the product formula."""
        n, d, e = p["n"], p["d"], p["e"]
        first = d * sigma(n // d)
        lines = [f"The divisors of {n} that are multiples of {d} are {d} times the divisors of {n}/{d} = {n // d}."]
        lines += sigma_steps(n // d)
        lines.append(f"So the multiples of {d} have the sum {d} × {sigma(n // d)} = {first}.")
        if e:
            both = lcm(d, e)
            lines.append(f"Those that are multiples of {e} too are multiples of {both}: {both} times the divisors of")
            lines.append(f"{n}/{both} = {n // both}.")
            lines += sigma_steps(n // both)
            second = both * sigma(n // both)
            lines.append(f"They have the sum {both} × {sigma(n // both)} = {second} and are taken away:")
            lines.append(f"{first} - {second} = {first - second}.")
        return lines


class SquareDifferences(Template):
    """All ways to write a number as a difference of two squares."""

    name = "square_differences"
    opens = "n"
    phrasings = (
        "Find the sum of all positive integers x for which there is a positive integer y with x^2 - y^2 = {n}.",
        "Consider all pairs (x, y) of positive integers with x^2 - y^2 = {n}. What is the sum of the values of x that "
        "occur?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger number with more divisors; from tier 3 on a multiple of 4."""
        low, high = ((60, 2000), (500, 8000), (1000, 12000), (3000, 40000), (8000, 80000))[tier - 1]
        while True:
            n = 2 * between(rng, low // 2, high // 2) + 1
            least = (5, 7, 5, 7, 9)[tier - 1]
            n *= 4 ** between(rng, 1, 2) if tier > 2 else 1
            if isqrt(n) ** 2 != n and len(factors(n)) > 1 and len(divisors(n)) > least * (1 if tier < 3 else 3):
                return {"n": n}

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number with a square root too large to try everything below it."""
        while True:
            n = smooth(rng, 10**9, 10 ** (11 + tier), (3, 3, 5, 5, 7, 7, 11, 13, 17, 19, 23, 29))
            n *= 4 ** between(rng, 1, 2) if tier > 2 else 1
            if isqrt(n) ** 2 != n:
                return {"n": n}

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try every x - y."""
        n, total = p["n"], 0
        if isqrt(n) > steps:
            return None
        for d in range(1, isqrt(n) + 1):
            if n % d == 0 and d * d != n and (d + n // d) % 2 == 0:
                total += (d + n // d) // 2
        return str(total)

    def answer(self, p: Params) -> str:
        """Add the divisors."""
        n = p["n"]
        return str(sigma(n) // 2 if n % 2 else sigma(n // 4))

    def steps(self, p: Params) -> list[str]:
        """Pair divisors."""
        n = p["n"]
        if n % 2:
            return [
                f"x^2 - y^2 = (x - y)(x + y) = {n}. With d = x - y < x + y = {n}/d, x is (d + {n}/d)/2; as {n} is "
                f"odd,",
                f"this is a whole number for each of the pairs of divisors d, {n}/d. {n} is no square, so every "
                f"divisor",
                f"is in one pair, and the sum of all x is half the sum of the divisors of {n}.",
                *sigma_steps(n),
                f"{sigma(n)}/2 = {sigma(n) // 2}.",
            ]
        m = n // 4
        return [
            f"x^2 - y^2 = (x - y)(x + y) = {n}. The factors differ by 2y, so both are even: x - y = 2d and x + y = 2f",
            f"with df = {n}/4 = {m} and d < f. Then x = d + f.",
            f"{m} is no square, so every divisor of it is in one pair, and the sum of all x is that of its divisors.",
            *sigma_steps(m),
        ]
