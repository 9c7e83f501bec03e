"""Sums and products of which only the ends are left, and sums of rounded fractions."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, prod

import numpy as np

from ..notation import between, polynomial
from ..template import STEPS, Params, Template
from .series_sums import bracket


class TelescopingSum(Template):
    """A sum of differences of reciprocal squares."""

    name = "telescoping_sum"
    opens = "n"
    phrasings = (
        "Find the exact value of the sum of {term} over all integers x from {low} to {n}.",
        "Let f(x) = {term}. What is f({low}) + f({after}) + ... + f(n) for n = {n}? Give the exact value.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        gap = 1 if tier < 3 else 2
        a = between(rng, 1, 1 + tier)
        b = between(rng, 0, a - 1) if a > 1 else 0
        start = between(rng, 1, 2 + 2 * tier)
        return {"a": a, "b": b, "gap": gap, "low": start, "n": start + between(rng, low, high)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms; from tier 3 on each term meets the next but one."""
        return self._draw(rng, tier, 8 * tier, 150 + 20 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms than can be added."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + tier))

    def _root(self, p: Params, x: int) -> int:
        """Return ax + b."""
        return int(p["a"] * x + p["b"])

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add fraction by fraction."""
        if p["n"] > steps:
            return None
        total = Fraction(0)
        for x in range(p["low"], p["n"] + 1):
            s, t = self._root(p, x), self._root(p, x + p["gap"])
            total += Fraction(t * t - s * s, s * s * t * t)
        return str(total)

    def _ends(self, p: Params) -> tuple[list[int], list[int]]:
        """Return the numbers ax + b whose reciprocal squares stay, with plus and with minus."""
        low, n, gap = p["low"], p["n"], p["gap"]
        return (
            [self._root(p, x) for x in range(low, low + gap)],
            [self._root(p, x) for x in range(n + 1, n + 1 + gap)],
        )

    def answer(self, p: Params) -> str:
        """Keep the ends."""
        first, last = (sum((Fraction(1, r * r) for r in side), start=Fraction(0)) for side in self._ends(p))
        return str(first - last)

    def words(self, p: Params) -> Params:
        """Write the term out."""
        a, b, gap = p["a"], p["b"], p["gap"]
        shift = b + a * gap
        top = [2 * a * a * gap, shift * shift - b * b]
        common = gcd(*top)
        inner = polynomial([top[0] // common, top[1] // common])
        above = inner if common == 1 else f"{common}({inner})"
        roots = [polynomial([a, c]) for c in (b, shift)]
        below = "".join(f"({r})^2" if r != "x" else "x^2" for r in roots)
        return {"term": f"({above})/({below})" if common == 1 else f"{above}/({below})", "after": p["low"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Show the difference that telescopes, and what stays."""
        a, b, gap, low, n = (p[name] for name in ("a", "b", "gap", "low", "n"))
        (plus, minus), shift = self._ends(p), b + a * gap
        one, two = (r if r == "x" else f"({r})" for r in (polynomial([a, b]), polynomial([a, shift])))
        value = Fraction(self.answer(p))
        stays = " + ".join(f"1/{r}^2" for r in plus) + " - " + " - ".join(f"1/{r}^2" for r in minus)
        return [
            f"{two}^2 - {one}^2 = {polynomial([2 * a * a * gap, shift * shift - b * b])}, the numerator, so the "
            f"term is 1/{one}^2 - 1/{two}^2.",
            f"With g(x) = 1/{one}^2 it is g(x) - g(x + {gap}). In the sum everything cancels except the first "
            f"{'term' if gap == 1 else 'two terms'}, g({low})" + (f" and g({low + 1})" if gap > 1 else "") + ", and",
            f"-g({n + 1})" + (f" and -g({n + 2})" if gap > 1 else "") + " at the end:",
            f"{stays} = {value}.",
        ]


class TelescopingProduct(Template):
    """A product of quotients that cancel."""

    name = "telescoping_product"
    opens = "n"
    phrasings = (
        "Find the exact value of the product of {term} over all integers x from {low} to {n}.",
        "The numbers {term} for x = {low}, {after}, and so on up to x = {n} are multiplied. What is their product, "
        "exactly?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        shift = between(rng, 1, 1 + tier // 2)
        down = shift if tier < 4 else between(rng, 1, shift + 1)
        start = between(rng, down + 1, down + 3 + 2 * tier)
        return {"up": shift, "down": down, "low": start, "n": start + between(rng, low, high)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors; from tier 4 on both shifts may differ."""
        return self._draw(rng, tier, 10 * tier, 400 + 40 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors than can be multiplied."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply factor by factor."""
        if p["n"] > steps:
            return None
        value = Fraction(1)
        for x in range(p["low"], p["n"] + 1):
            value *= Fraction((x - p["down"]) * (x + p["up"]), x * x)
        return str(value)

    def _parts(self, p: Params) -> list[list[int]]:
        """Return what stays of both products: first numerator and denominator of one, then of the other."""
        low, n, up, down = p["low"], p["n"], p["up"], p["down"]
        return [
            list(range(low - down, low)),
            list(range(n - down + 1, n + 1)),
            list(range(n + 1, n + up + 1)),
            list(range(low, low + up)),
        ]

    def answer(self, p: Params) -> str:
        """Keep the ends."""
        a, b, c, d = map(prod, self._parts(p))
        return str(Fraction(a * c, b * d))

    def words(self, p: Params) -> Params:
        """Write the factor out."""
        up, down = p["up"], p["down"]
        top = polynomial([1, 0, -up * up]) if up == down else f"(x - {down})(x + {up})"
        return {"term": f"({top})/x^2" if up == down else f"{top}/x^2", "after": p["low"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Cancel in both products."""
        low, n, up, down = p["low"], p["n"], p["up"], p["down"]
        parts = self._parts(p)
        a, b, c, d = map(prod, parts)
        first, second = Fraction(a, b), Fraction(c, d)
        left = [" × ".join(map(str, part)) if len(part) == 1 else f"({' × '.join(map(str, part))})" for part in parts]
        one, two = f"{left[0]}/{left[1]}", f"{left[2]}/{left[3]}"
        return [
            f"Each factor is (x - {down})/x times (x + {up})/x.",
            f"In the product of (x - {down})/x the numerators run from {low - down} to {n - down} and the "
            f"denominators from {low} to {n}. What is in both cancels:",
            f"{one} = {first}." if one != str(first) else f"{one}.",
            f"In the product of (x + {up})/x the numerators run from {low + up} to {n + up}. After cancelling:",
            f"{two} = {second}." if two != str(second) else f"{two}.",
            f"Together {first} × {bracket(second)} = {first * second}.",
        ]


class FloorSum(Template):
    """The sum of rounded-down fractions."""

    name = "floor_sum"
    opens = "n"
    phrasings = (
        "For an integer x let f(x) be the greatest integer that does not exceed {term}. Find f(1) + f(2) + ... + "
        "f(n) for n = {n}.",
        "Each of the numbers {term} for x = 1, 2, 3, ..., {n} is rounded down to an integer. What is the sum of the "
        "results?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            b = between(rng, 3 + tier, 6 + 4 * tier)
            a, c = between(rng, 2, 2 * b), 0 if tier < 3 else between(rng, 1, 3 * b)
            n = between(rng, low, high)
            if gcd(a, b) == 1 and n % b:
                return {"a": a, "b": b, "c": c, "n": n}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger fractions and more terms."""
        return self._draw(rng, tier, 20 * tier, 250 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms than can be added."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] > steps:
            return None
        return str(sum((p["a"] * x + p["c"]) // p["b"] for x in range(1, p["n"] + 1)))

    def _rests(self, p: Params) -> list[int]:
        """Return the remainders of ax + c for x = 1 to b."""
        return [(p["a"] * x + p["c"]) % p["b"] for x in range(1, p["b"] + 1)]

    def _parts(self, p: Params) -> tuple[int, int]:
        """Return the sum of ax + c, and that of the remainders."""
        a, b, c, n, rests = p["a"], p["b"], p["c"], p["n"], self._rests(p)
        whole, few = divmod(n, b)
        return int(a * n * (n + 1) // 2 + c * n), int(whole * sum(rests) + sum(rests[:few]))

    def answer(self, p: Params) -> str:
        """Take the remainders away and divide."""
        total, rests = self._parts(p)
        return str((total - rests) // int(p["b"]))

    def words(self, p: Params) -> Params:
        """Write the fraction."""
        top = polynomial([p["a"], p["c"]])
        return {"term": f"({top})/{p['b']}" if p["c"] else f"{top}/{p['b']}"}

    def steps(self, p: Params) -> list[str]:
        """Add the numerators and the remainders."""
        a, b, c, n, rests = p["a"], p["b"], p["c"], p["n"], self._rests(p)
        (total, taken), (whole, few) = self._parts(p), divmod(n, b)
        top = polynomial([a, c])
        more = f" + {c} × {n}" if c else ""
        return [
            f"Rounding down takes the remainder of {top} away before the division by {b}.",
            f"The sum of all {top} is {a} × {n} × {n + 1}/2{more} = {total}.",
            f"The remainders for x = 1 to {b} are {', '.join(map(str, rests))}; each number from 0 to {b - 1} occurs "
            f"once,",
            f"and their sum is {b} × {b - 1}/2 = {sum(rests)}.",
            f"{n} = {whole} × {b} + {few}: {whole} such periods and then {' + '.join(map(str, rests[:few]))}"
            + (f" = {sum(rests[:few])}." if few > 1 else "."),
            f"So the remainders add up to {whole} × {sum(rests)} + {sum(rests[:few])} = {taken}.",
            f"({total} - {taken})/{b} = {(total - taken) // b}.",
        ]
