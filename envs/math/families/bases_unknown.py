"""Numbers known by their numerals: unknown bases, and the sum of the digits of a long number."""

from __future__ import annotations

import numpy as np

from ..notation import between, polynomial
from ..template import STEPS, Params, Template
from .bases_written import some_base
from .numerals import digits, spread, value_of
from .roots import root


class UnknownBase(Template):
    """The base in which a number has a given numeral."""

    name = "unknown_base"
    opens = "n"
    phrasings = (
        "The number {n} (in base 10) is written {text} in base b. Find b.",
        "In which base does {text} stand for the number that is {n} in base 10?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        parts = [between(rng, 1, 9), *(between(rng, 0, 9) for _ in range(2 + tier // 3))]
        return {"digits": parts, "n": value_of(parts, between(rng, low, high))}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger base, and more digits."""
        return self._draw(rng, tier, 11, 40 + 60 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a base that nobody reaches by trying."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try one base after the other."""
        for b in range(max(p["digits"]) + 1, steps):
            if value_of(p["digits"], b) >= p["n"]:
                return str(b) if value_of(p["digits"], b) == p["n"] else None
        return None

    def answer(self, p: Params) -> str:
        """Bisect: the value grows with the base."""
        low, high = 1, root(p["n"], len(p["digits"]) - 1) + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if value_of(p["digits"], middle) <= p["n"] else (low, middle)
        return str(low)

    def words(self, p: Params) -> Params:
        """Write the numeral."""
        return {"text": "".join(map(str, p["digits"]))}

    def steps(self, p: Params) -> list[str]:
        """Take a root for an upper bound, then go down."""
        parts, n = p["digits"], p["n"]
        k, first = len(parts) - 1, parts[0]
        b, top = int(self.answer(p)), root(n // first, k)
        lines = [f"The base satisfies {polynomial(parts).replace('x', 'b')} = {n}."]
        lines.append(f"Its first term is at most {n}, so b^{k} is at most {n // first}, and b is at most {top}.")
        lines.append("The left side grows with b, and its first term is by far the largest one. Try from there down.")
        for c in range(top, b - 1, -1):
            value = value_of(parts, c)
            lines.append(f"b = {c}: {_expanded(parts, c)} = {value}" + (", too large." if value > n else "."))
        return lines


def _expanded(parts: list[int], b: int) -> str:
    """Write the value of a numeral as a sum."""
    terms = []
    for i, digit in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
        power = f"{b}^{i}" if i > 1 else str(b)
        if digit:
            terms.append(str(digit) if not i else power if digit == 1 else f"{digit} × {power}")
    return " + ".join(terms)


class TwoBases(Template):
    """A number known by its numerals in two unknown bases."""

    name = "two_bases"
    phrasings = (
        "A number is written {first} in base b and {second} in base b + {s}. Find the number in base 10.",
        "The base-b numeral {first} and the base-(b + {s}) numeral {second} stand for the same number. Which number "
        "is it, in base 10?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger bases, and from tier 3 on a longer step between them; there is one solution."""
        while True:
            b, s = between(rng, 11, 14 + 3 * tier), between(rng, 1, 1 + tier)
            parts = [between(rng, 1, 9), between(rng, 0, 9), between(rng, 0, 9)]
            other = digits(value_of(parts, b), b + s)
            p: Params = {"first": parts, "second": other, "s": s}
            if max(other) <= 9 and len(other) == 3 and self._bases(p) == [b]:
                return p

    def _equation(self, p: Params) -> list[int]:
        """Return the difference of both values as a polynomial in b."""
        (x, y, z), (u, v, w), s = p["first"], p["second"], p["s"]
        return [x - u, y - v - 2 * u * s, z - w - v * s - u * s * s]

    def _bases(self, p: Params) -> list[int]:
        """Return all bases that fit; a root is no larger than the constant term, or than the ratio if that is 0."""
        a, d, c = self._equation(p)
        low = max(*p["first"], max(p["second"]) - p["s"], 1) + 1
        return [b for b in range(low, 2 + max(abs(c), abs(d))) if a * b * b + d * b + c == 0]

    def answer(self, p: Params) -> str:
        """Solve for the base."""
        return str(value_of(p["first"], self._bases(p)[0]))

    def words(self, p: Params) -> Params:
        """Write the numerals."""
        return {k: "".join(map(str, p[k])) for k in ("first", "second")}

    def steps(self, p: Params) -> list[str]:
        """Solve the equation for the base."""
        s, (a, d, c), b = p["s"], self._equation(p), self._bases(p)[0]
        left = polynomial(p["first"]).replace("x", "b")
        right = polynomial(p["second"]).replace("x", f"(b + {s})")
        equation = polynomial([a, d, c]).replace("x", "b")
        lines = [f"Both values are equal: {left} = {right}.", f"With everything on one side, {equation} = 0."]
        if a:
            square = d * d - 4 * a * c
            lines.append(f"The discriminant is ({d})^2 - 4 × ({a}) × ({c}) = {square} = {root(square, 2)}^2,")
            lines.append(f"so b = ({-d} + {root(square, 2)})/{2 * a} or b = ({-d} - {root(square, 2)})/{2 * a};")
            lines.append(f"of these only b = {b} is a whole number larger than the digits.")
        else:
            lines.append(f"This is linear, and b = {b}.")
        return [*lines, f"The number is {_expanded(p['first'], b)} = {value_of(p['first'], b)}."]


class DigitSum(Template):
    """The sum of the digits of c·b^k - d in base b."""

    name = "digit_sum"
    opens = "e"
    phrasings = (
        "What is the sum of the base-{b} digits of the number {c}·{b}^{e} - {d}? Give the sum in base 10.",
        "The number {c}·{b}^{e} - {d} is written in base {b}. Find the sum of its digits as a number in base 10.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        b = some_base(rng, tier, 3)
        return {
            "b": b,
            "c": between(rng, 2, b**tier),
            "d": between(rng, b, b ** (1 + tier)),
            "e": between(rng, low, high),
        }

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer number."""
        return self._draw(rng, tier, 2 + tier, 10 + 20 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number with too many digits to write down."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write all digits down."""
        if p["e"] > steps:
            return None
        return str(sum(digits(p["c"] * p["b"] ** p["e"] - p["d"], p["b"])))

    def answer(self, p: Params) -> str:
        """Write the number as (c - 1)·b^k + (b^k - 1) - (d - 1): no borrowing."""
        b = p["b"]
        return str(sum(digits(p["c"] - 1, b)) + p["e"] * (b - 1) - sum(digits(p["d"] - 1, b)))

    def steps(self, p: Params) -> list[str]:
        """Show the digits of both parts."""
        b, c, d, k = p["b"], p["c"], p["d"], p["e"]
        high, low = digits(c - 1, b), digits(d - 1, b)
        lines = [
            f"{c}·{b}^{k} - {d} = {c - 1}·{b}^{k} + ({b}^{k} - 1) - {d - 1}.",
            f"In base {b}, {b}^{k} - 1 consists of {k} digits {b - 1}.",
        ]
        for n, some in ((d - 1, low), (c - 1, high)):
            total = " + ".join(map(str, some)) + f" = {sum(some)}" if len(some) > 1 else str(sum(some))
            lines.append(f"{n} in base {b} is {spread(some, b)}, with the sum of digits {total}.")
        lines.append(f"{d - 1} has no more than {k} digits, so taking it away from these needs no borrowing:")
        lines.append(f"their sum, {k} × {b - 1}, goes down by {sum(low)}. In front of them stands {spread(high, b)}.")
        return [*lines, f"The sum is {sum(high)} + {k} × {b - 1} - {sum(low)} = {self.answer(p)}."]
