"""Long products and sums of logarithms, and numbers too large to write out."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import log

import numpy as np

from ..exact import Exact
from ..notation import between, divided, pick
from ..template import STEPS, Params, Template


def exponent(base: int, value: int) -> int:
    """Return k with base^k = value."""
    k = 0
    while value > 1:
        value, k = value // base, k + 1
    return k


class ChainProduct(Exact):
    """A product of logarithms in which every base cancels."""

    name = "chain_product"
    opens = "n"
    phrasings = (
        "Multiply log_i(i + 1) for all whole i from {start} to {n}, and multiply the product by {c}. What is the "
        "exact result?",
        "Find the exact value of {c} times the product of log_i(i + 1) over i = {start}, {next}, ..., {n}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors."""
        return self._pick(rng, tier, 10 ** min(4, 2 + tier // 2))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many factors."""
        a, j = between(rng, 2, 5 + tier), between(rng, 1, 3 + tier)
        m = between(rng, 18, 20 + 4 * tier)
        return {"a": a, "j": j, "n": a**m - 1, "c": between(rng, 2, 25 + 5 * tier)}

    def _pick(self, rng: np.random.Generator, tier: int, top: int) -> Params:
        a = between(rng, 2, 3 + tier)
        most = exponent(a, top) - 1
        j = between(rng, 1, max(1, min(3, most - 1)))
        return {
            "a": a,
            "j": j,
            "n": a ** between(rng, j + 1, max(j + 1, most)) - 1,
            "c": between(rng, 2, 30 + 5 * tier),
        }

    def answer(self, p: Params) -> str:
        """Take the logarithm of the last argument to the first base."""
        return str(Fraction(p["c"] * exponent(p["a"], p["n"] + 1), p["j"]))

    def words(self, p: Params) -> Params:
        """Name the first two bases."""
        return {"start": p["a"] ** p["j"], "next": p["a"] ** p["j"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Change the base of all factors."""
        a, j, n, c = p["a"], p["j"], p["n"], p["c"]
        m, start = exponent(a, n + 1), a**j
        return [
            "log_i(i + 1) = ln(i + 1)/ln(i), so every logarithm cancels but the first below and the last above.",
            f"The product is ln({n + 1})/ln({start}) = log_{start}({n + 1}).",
            f"{n + 1} = {a}^{m} and {start} = {a}^{j}, so it is {divided(m, j)}; {c} times that is the result.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply factor by factor."""
        start = p["a"] ** p["j"]
        if p["n"] - start > steps:
            return None
        value = float(p["c"])
        for k in range(start, p["n"] + 1):
            value *= log(k + 1) / log(k)
        return str(Fraction(value).limit_denominator(100))


class QuotientSum(Exact):
    """A sum of logarithms of quotients of neighbours."""

    name = "quotient_sum"
    opens = "n"
    phrasings = (
        "Find the exact value of {c} times the sum of log_{base}(1 + 1/i) over i = {m}, {next}, ..., {n}.",
        "Add log_{base}(1 + 1/i) for all whole i from {m} to {n}, and multiply the sum by {c}. What is the exact "
        "result?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms."""
        a, m = pick(rng, (2, 3, 5, 6, 7)), between(rng, 2, 9 + 3 * tier)
        top = exponent(a, (4 + 10 * tier) * 10) - 1
        while True:
            p: Params = {"a": a, "s": between(rng, 2, 4), "m": m, "n": m * a ** between(rng, 1, max(1, top)) - 1,
                         "c": between(rng, 1, 20 + 5 * tier)}  # fmt: skip
            if self.answer(p) not in map(str, (m, m + 1, p["c"], 1, p["n"])):
                return p

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms."""
        a, m = pick(rng, (2, 3, 5, 6, 7)), between(rng, 2, 9 + 3 * tier)
        return {"a": a, "s": between(rng, 2, 4), "m": m, "n": m * a ** between(rng, 16, 20 + 5 * tier) - 1,
                "c": between(rng, 1, 20 + 5 * tier)}  # fmt: skip

    def answer(self, p: Params) -> str:
        """Take the logarithm of the last number over the first."""
        return str(Fraction(p["c"] * exponent(p["a"], (p["n"] + 1) // p["m"]), p["s"]))

    def words(self, p: Params) -> Params:
        """Name the base and the second k."""
        return {"base": p["a"] ** p["s"], "next": p["m"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Let neighbours cancel."""
        a, s, m, n, c = p["a"], p["s"], p["m"], p["n"], p["c"]
        base, k = a**s, exponent(a, (n + 1) // m)
        return [
            f"log_{base}(1 + 1/i) = log_{base}(i + 1) - log_{base}(i), so neighbours cancel.",
            f"The sum is log_{base}({n + 1}) - log_{base}({m}) = log_{base}({(n + 1) // m}).",
            f"{(n + 1) // m} = {a}^{k} and {base} = {a}^{s}, so it is {divided(k, s)}; {c} times that is the result.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] - p["m"] > steps:
            return None
        total = sum(log(1 + 1 / k) for k in range(p["m"], p["n"] + 1)) / (p["s"] * log(p["a"]))
        return str(Fraction(p["c"] * total).limit_denominator(100))


class Digits(Template):
    """How many digits a power has."""

    name = "digits"
    opens = "n"
    phrasings = (
        "How many digits does the number {c} * {a}^{n} have in decimal notation?",
        "The number {c} * {a}^{n} is written out in decimal notation. How many digits does one write?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an exponent that multiplication reaches."""
        return self._pick(rng, tier, between(rng, 10 + 10 * tier, 60 + 60 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an exponent that it does not reach."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        a = pick(rng, [a for a in range(2, 10 + 10 * tier) if a != 10 and a != 100])
        return {"c": between(rng, 2, 9 * 10**tier), "a": a, "n": n}

    def _log(self, p: Params) -> Decimal:
        """Return the decimal logarithm, to twenty digits behind the point at least."""
        with localcontext() as context:
            context.prec = 30 + len(str(p["n"]))
            return Decimal(p["c"]).log10() + int(p["n"]) * Decimal(p["a"]).log10()

    def answer(self, p: Params) -> str:
        """Round the logarithm down and add 1."""
        return str(int(self._log(p)) + 1)

    def steps(self, p: Params) -> list[str]:
        """Use as many digits of the logarithms as the product needs."""
        c, a, n = p["c"], p["a"], p["n"]
        places = len(str(n)) + 6
        with localcontext() as context:
            context.prec = 30 + len(str(n))
            unit = Decimal(1).scaleb(-places)
            first, second = (Decimal(v).log10().quantize(unit) for v in (c, a))
            total, short = self._log(p), Decimal("0.00001")
            lines = [
                "A number N has floor(log_10(N)) + 1 digits.",
                f"log_10({c}) = {first} and log_10({a}) = {second}, rounded.",
                f"log_10({c} * {a}^{n}) = {first} + {n}*{second} = {total.quantize(short)}, rounded.",
                f"Rounded down this is {int(total)}; add 1.",
            ]
        return lines

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply it out and count."""
        if p["n"] > steps:
            return None
        value = p["c"]
        for _ in range(p["n"]):
            value *= p["a"]
        return str(len(str(value)))
