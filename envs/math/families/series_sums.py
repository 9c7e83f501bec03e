"""Sums of many terms: arithmetic and geometric ones, those of polynomials, and of both multiplied."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..notation import between, nonzero, polynomial, signed
from ..template import STEPS, Params, Template


def bracket(x: Fraction | int) -> str:
    """Write a factor, in parentheses if it is negative or a fraction."""
    return str(x) if x >= 0 and Fraction(x).denominator == 1 else f"({x})"


class ArithmeticSum(Template):
    """A sum of consecutive terms of an arithmetic sequence that is known by two terms."""

    name = "arithmetic_sum"
    opens = "n"
    phrasings = (
        "In an arithmetic sequence, term number {i} is {x} and term number {j} is {y}. Find the sum of the terms from "
        "number {low} to number {n}.",
        "The numbers a_1, a_2, a_3, ... form an arithmetic sequence with a_{i} = {x} and a_{j} = {y}. What is the "
        "sum of all terms a_r with {low} <= r <= {n}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        i = between(rng, 2, 4 + 3 * tier)
        j = i + between(rng, 2, 5 + 3 * tier)
        step = Fraction(nonzero(rng, 5 + 4 * tier), 1 if tier < 3 else between(rng, 2, 2 + tier))
        first = Fraction(between(rng, -10 * tier, 20 * tier))
        x, y = first + (i - 1) * step, first + (j - 1) * step
        start = 1 if tier < 2 else between(rng, 2, 20 * tier)
        return {"i": i, "x": str(x), "j": j, "y": str(y), "low": start, "n": start + between(rng, low, high)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms; from tier 2 on not from the first, from tier 3 on with a fraction as step."""
        return self._draw(rng, tier, 20 * tier, 300 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms than can be added."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def _rule(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return the first term and the step."""
        x, y = Fraction(p["x"]), Fraction(p["y"])
        step = (y - x) / (p["j"] - p["i"])
        return x - (p["i"] - 1) * step, step

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] > steps:
            return None
        term, step = self._rule(p)
        total = Fraction(0)
        for r in range(1, p["n"] + 1):
            total += term if r >= p["low"] else 0
            term += step
        return str(total)

    def _ends(self, p: Params) -> tuple[Fraction, Fraction, int]:
        """Return the first and last term of the sum, and their number."""
        first, step = self._rule(p)
        return first + (p["low"] - 1) * step, first + (p["n"] - 1) * step, int(p["n"] - p["low"] + 1)

    def answer(self, p: Params) -> str:
        """Take the mean of the ends as often as there are terms."""
        low, high, count = self._ends(p)
        return str(count * (low + high) / 2)

    def steps(self, p: Params) -> list[str]:
        """Find the rule, then the ends."""
        i, j, start, n = p["i"], p["j"], p["low"], p["n"]
        (first, step), (low, high, count) = self._rule(p), self._ends(p)
        x, y = Fraction(p["x"]), Fraction(p["y"])
        lines = [
            f"From term {i} to term {j} there are {j - i} steps, so one step is ({y} - {bracket(x)})/{j - i} = "
            f"{step}.",
            f"The first term is {x} - {i - 1} × {bracket(step)} = {first}.",
        ]
        if start > 1:
            lines.append(f"Term {start} is {first} + {start - 1} × {bracket(step)} = {low}.")
        return [
            *lines,
            f"Term {n} is {first} + {n - 1} × {bracket(step)} = {high}.",
            f"The sum has {n} - {start} + 1 = {count} terms with the mean ({low} + {bracket(high)})/2 = "
            f"{(low + high) / 2}.",
            f"{count} × {bracket((low + high) / 2)} = {self.answer(p)}.",
        ]


class GeometricSum(Template):
    """The sum of endlessly many terms of a geometric sequence that is known by two terms."""

    name = "geometric_sum"
    opens = "m"
    phrasings = (
        "In a geometric sequence of real numbers, term number {i} is {x} and term number {j} is {y}. Find the sum of "
        "{which} from term number {m} on{first}.",
        "The real numbers a_1, a_2, a_3, ... form an infinite geometric sequence with a_{i} = {x} and a_{j} = {y}. "
        "What is the sum of {which} from the one with the index {m} on{first}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw terms that lie farther apart; from tier 3 on only every second or third term counts."""
        while True:
            v = between(rng, 2, 4 + tier)
            ratio = Fraction(between(rng, 1, v - 1) * (-1 if tier > 1 and rng.random() < 0.5 else 1), v)
            i = between(rng, 1, 1 + tier)
            gap = 1 if tier == 1 else 3 if tier < 5 else (3, 5)[between(rng, 0, 1)]
            x = Fraction(nonzero(rng, 12), between(rng, 1, 1 + tier))
            y, skip = x * ratio**gap, 1 if tier < 3 else between(rng, 2, 3)
            p: Params = {"i": i, "x": str(x), "j": i + gap, "y": str(y), "m": between(rng, 1, 2 + tier), "skip": skip}
            if self.answer(p).strip("-") not in (str(abs(x)), str(abs(y)), str(p["i"]), str(p["j"]), str(p["m"])):
                return p

    def _ratio(self, p: Params) -> Fraction:
        """Return the real root of odd order."""
        power, e = Fraction(p["y"]) / Fraction(p["x"]), p["j"] - p["i"]
        for below in range(1, 12):
            for top in range(-below, below + 1):
                if Fraction(top, below) ** e == power:
                    return Fraction(top, below)
        raise ValueError(f"no ratio for {p}")

    def _parts(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return the first term that counts and the ratio of those that count."""
        ratio = self._ratio(p)
        return Fraction(p["x"]) * ratio ** (p["m"] - p["i"]), ratio ** p["skip"]

    def answer(self, p: Params) -> str:
        """Divide the first term by 1 less the ratio."""
        first, ratio = self._parts(p)
        return str(first / (1 - ratio))

    def words(self, p: Params) -> Params:
        """Say which terms count."""
        which = {1: "all its infinitely many terms", 2: "every second term", 3: "every third term"}[p["skip"]]
        return {"which": which, "first": ", that one included"}

    def steps(self, p: Params) -> list[str]:
        """Find the ratio, then sum."""
        i, j, m, ratio = p["i"], p["j"], p["m"], self._ratio(p)
        x, y = Fraction(p["x"]), Fraction(p["y"])
        (first, power), gap = self._parts(p), j - i
        made = f"({y})/({x}) = {y / x}"
        lines = [
            f"The ratio is {made}."
            if gap == 1
            else f"The ratio to the power {gap} is {made} = ({ratio})^{gap}, so the ratio is {ratio}."
        ]
        if m != i:
            e = m - i
            lines.append(f"Term {m} is {bracket(x)} × ({ratio})^{f'({e})' if e < 0 else e} = {first}.")
        else:
            lines.append(f"Term {m} is {x}.")
        if p["skip"] > 1:
            lines.append(f"From one term that counts to the next one the ratio is ({ratio})^{p['skip']} = {power}.")
        return [*lines, f"The sum is ({first})/(1 - {bracket(power)}) = {self.answer(p)}."]


class PolynomialSum(Template):
    """The sum of the values of a polynomial."""

    name = "polynomial_sum"
    opens = "n"
    phrasings = (
        "Find the sum of the values of {poly} for all integers x from {low} to {n}.",
        "For each integer x with {low} <= x <= {n} the number {poly} is computed. What is the sum of all these "
        "numbers?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        degree = (2, 3, 3, 4, 4)[tier - 1]
        poly = [between(rng, 1, 2 + tier), *(between(rng, -6, 9) for _ in range(degree))]
        start = 1 if tier < 3 else between(rng, 2, 10 * tier)
        return {"poly": poly, "low": start, "n": start + between(rng, low, high)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw higher degrees and more values."""
        return self._draw(rng, tier, 15 * tier, 100 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more values than can be added."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + tier))

    def _at(self, p: Params, x: int) -> int:
        value = 0
        for c in p["poly"]:
            value = value * x + c
        return int(value)

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add value by value."""
        if p["n"] > steps:
            return None
        return str(sum(self._at(p, x) for x in range(p["low"], p["n"] + 1)))

    def _powers(self, n: int, e: int) -> int:
        """Return 1^e + 2^e + ... + n^e."""
        return (
            n,
            n * (n + 1) // 2,
            n * (n + 1) * (2 * n + 1) // 6,
            (n * (n + 1) // 2) ** 2,
            n * (n + 1) * (2 * n + 1) * (3 * n * n + 3 * n - 1) // 30,
        )[e]

    def _formula(self, n: int, e: int) -> str:
        return (
            f"{n}",
            f"{n} × {n + 1}/2",
            f"{n} × {n + 1} × {2 * n + 1}/6",
            f"({n} × {n + 1}/2)^2",
            f"{n} × {n + 1} × {2 * n + 1} × {3 * n * n + 3 * n - 1}/30",
        )[e]

    def _upto(self, p: Params, n: int) -> int:
        size = len(p["poly"]) - 1
        return int(sum(c * self._powers(n, size - i) for i, c in enumerate(p["poly"])))

    def answer(self, p: Params) -> str:
        """Use the formulas for sums of powers."""
        return str(self._upto(p, p["n"]) - self._upto(p, p["low"] - 1))

    def words(self, p: Params) -> Params:
        """Write the polynomial."""
        return {"poly": polynomial(p["poly"])}

    def _lines(self, p: Params, n: int) -> list[str]:
        size, lines, terms = len(p["poly"]) - 1, [], []
        for i, c in enumerate(p["poly"]):
            if c:
                value = self._powers(n, size - i)
                terms.append(f"{c} × {value}" if c > 0 else f"-{-c} × {value}")
                name = "numbers" if size == i else "x" if size - i == 1 else f"x^{size - i}"
                lines.append(f"{name}: {self._formula(n, size - i)}" + (f" = {value}" if size > i else ""))
        return [f"For x from 1 to {n}, the sums are:", *lines, f"{signed(terms)} = {self._upto(p, n)}."]

    def steps(self, p: Params) -> list[str]:
        """Add powers by their formulas, up to both ends."""
        lines = ["Use the formulas for sums of powers: for 1, for x, for x^2 and so on."]
        lines += self._lines(p, p["n"])
        if p["low"] > 1:
            lines += [*self._lines(p, p["low"] - 1), "The values before the first one are taken away:"]
            high, low = self._upto(p, p["n"]), self._upto(p, p["low"] - 1)
            lines.append(f"{high} - {bracket(low)} = {high - low}.")
        return lines


class ArithmeticGeometric(Template):
    """The sum of linear numerators times powers."""

    name = "arithmetic_geometric"
    opens = "a"
    phrasings = (
        "Find the value of the infinite series whose term number x, for x = {low}, {after}, {then}, ..., is ({a}·x + "
        "{b}) times ({ratio})^x.",
        "For every integer x >= {low} the number ({a}·x + {b})·({ratio})^x is formed. What is the sum of all these "
        "numbers?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more complicated ratios, and a later first term."""
        v = between(rng, 2 + tier // 3, 4 + tier)
        u = between(rng, 1, v - 1) * (-1 if tier > 2 and rng.random() < 0.5 else 1)
        ratio = Fraction(u, v)
        return {
            "a": between(rng, 2, 14 + 3 * tier),
            "b": between(rng, 1, 18 + 3 * tier),
            "u": ratio.numerator,
            "v": ratio.denominator,
            "low": 0 if tier < 2 else between(rng, 0, tier),
        }

    def _parts(self, p: Params) -> tuple[Fraction, Fraction, Fraction]:
        """Return the ratio, the first coefficient, and the sum without the first power."""
        r, first = Fraction(p["u"], p["v"]), Fraction(p["a"] * p["low"] + p["b"])
        return r, first, (first + p["a"] * r / (1 - r)) / (1 - r)

    def answer(self, p: Params) -> str:
        """Subtract the series times its ratio."""
        r, _, inner = self._parts(p)
        return str(r ** p["low"] * inner)

    def words(self, p: Params) -> Params:
        """Write the ratio and the first indices."""
        low = p["low"]
        return {"ratio": str(Fraction(p["u"], p["v"])), "after": low + 1, "then": low + 2}

    def steps(self, p: Params) -> list[str]:
        """Subtract the series times its ratio."""
        r, first, inner = self._parts(p)
        a, low = p["a"], p["low"]
        rest, power = a * r / (1 - r), r**low
        lines = []
        if low:
            lines.append(
                f"Take ({r})^{low} out: the sum is ({r})^{low}·S, where S begins with {a} × {low} + {p['b']} = {first}"
            )
            lines.append(f"and its coefficients grow by {a} from term to term.")
        else:
            lines.append(
                f"Let S be the sum; it begins with {first}, and its coefficients grow by {a} from term to term."
            )
        lines += [
            f"In S - ({r})·S all further coefficients become {a}: (1 - {bracket(r)})·S = {first} + {a}·(({r}) + "
            f"({r})^2 + ...).",
            f"The geometric series gives {a} × {bracket(r)}/(1 - {bracket(r)}) = {rest}, so (1 - {bracket(r)})·S = "
            f"{first + rest}",
            f"and S = {bracket(first + rest)}/(1 - {bracket(r)}) = {inner}.",
        ]
        if low:
            lines.append(f"The sum is ({r})^{low} × {bracket(inner)} = {power * inner}.")
        return lines
