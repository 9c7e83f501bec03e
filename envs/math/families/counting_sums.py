"""Counting by inclusion and exclusion: bounded sums, multiples; and pieces that share a border."""

from __future__ import annotations

from itertools import combinations
from math import comb, lcm

import numpy as np

from ...core import JSON
from ..notation import between, join
from ..template import STEPS, Params, Template


class BoundedSum(Template):
    """Solutions of x_1 + ... + x_r = n with bounds for each."""

    name = "bounded_sum"
    opens = "n"
    phrasings = (
        "How many solutions in integers does the equation {left} = {n} have with {bounds}?",
        "Find the number of tuples ({names}) of integers with {bounds} and sum {n}.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, size: int, width: int) -> Params:
        """Draw bounds of about this width."""
        while True:
            lows = [0 if tier == 1 else between(rng, 0, max(3, width // 8)) for _ in range(size)]
            caps = [between(rng, width // 2, 2 * width) for _ in range(size)]
            rest = between(rng, max(caps) + 1, sum(caps) * 3 // 4)
            p: Params = {
                "rows": [[low, low + cap] for low, cap in zip(lows, caps, strict=True)],
                "n": rest + sum(lows),
            }
            if sum(1 for _, sign, _ in self._terms(p) if sign < 0) > 1 and int(self.answer(p)) > 20:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more unknowns, with wider bounds; from tier 2 on they do not begin at 0."""
        return self._draw(rng, tier, (3, 3, 4, 4, 5)[tier - 1], 5 + 4 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw bounds too wide to go through."""
        return self._draw(rng, tier, (3, 3, 4, 4, 5)[tier - 1], between(rng, 10**5, 10 ** (5 + tier)))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add one unknown after the other, and count the ways to every sum."""
        row = [1]
        for low, high in p["rows"]:
            size = min(len(row) + high, p["n"] + 1)
            steps -= size
            if steps < 0:
                return None
            new, window = [], 0
            for s in range(size):
                window += row[s - low] if 0 <= s - low < len(row) else 0
                window -= row[s - high - 1] if 0 <= s - high - 1 < len(row) else 0
                new.append(window)
            row = new
        return str(row[p["n"]])

    def _terms(self, p: Params) -> list[tuple[list[int], int, int]]:
        """Return who exceeds the bound, the sign and what is left to distribute."""
        rest, caps, found = p["n"] - sum(low for low, _ in p["rows"]), [b - a for a, b in p["rows"]], []
        for size in range(len(caps) + 1):
            for some in combinations(range(len(caps)), size):
                left = rest - sum(caps[i] + 1 for i in some)
                if left >= 0:
                    found.append(([i + 1 for i in some], (-1) ** size, left))
        return found

    def answer(self, p: Params) -> str:
        """Include and exclude."""
        r = len(p["rows"]) - 1
        return str(sum(sign * comb(left + r, r) for _, sign, left in self._terms(p)))

    def words(self, p: Params) -> Params:
        """Write the equation and the bounds."""
        names = [f"x_{i}" for i in range(1, len(p["rows"]) + 1)]
        bounds = [f"{a} <= {x} <= {b}" for x, (a, b) in zip(names, p["rows"], strict=True)]
        return {"names": ", ".join(names), "left": " + ".join(names), "bounds": join(bounds)}

    def identity(self, p: Params) -> JSON:
        """Return the bounds in one order."""
        return {**p, "rows": sorted(p["rows"])}

    def steps(self, p: Params) -> list[str]:
        """Shift the lower bounds to 0, then include and exclude."""
        rows, r = p["rows"], len(p["rows"])
        lows, caps = [a for a, _ in rows], [b - a for a, b in rows]
        rest = p["n"] - sum(lows)
        lines = []
        if any(lows):
            lines.append("Put y_i = x_i minus its lower bound, so that all y_i begin at 0. Their sum is")
            lines.append(f"{p['n']} - {' - '.join(str(a) for a in lows if a)} = {rest}, and they are at most")
            lines.append(join([str(c) for c in caps]) + ".")
        name = "y" if any(lows) else "x"
        lines.append(
            f"Without upper bounds, sum s is reached in C(s + {r - 1}, {r - 1}) ways. If {name}_i is too large,"
        )
        lines.append(
            "take its bound plus 1 away from the sum. By inclusion and exclusion over those that are too large:"
        )
        values = []
        for some, sign, left in self._terms(p):
            value = comb(left + r - 1, r - 1)
            values.append(sign * value)
            who = join([f"{name}_{i}" for i in some]) if some else "none"
            taken = f"{rest} - {' - '.join(str(caps[i - 1] + 1) for i in some)} = {left}" if some else str(left)
            verb = "add" if sign > 0 else "subtract"
            lines.append(f"{who}: the sum left is {taken}; {verb} C({left + r - 1}, {r - 1}) = {value}")
        shown = " + ".join(map(str, values)).replace("+ -", "- ")
        return [*lines, f"{shown} = {sum(values)}."]


class Multiples(Template):
    """How many numbers are multiples of some of a few numbers."""

    name = "multiples"
    opens = "n"
    phrasings = (
        "How many of the integers from 1 to {n} are divisible by {what}?",
        "Count the integers x with 1 <= x <= {n} that are multiples of {what}.",
    )
    rules = ("at least one of", "none of", "at least one of", "exactly one of", "exactly two of")

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            size = (2, 2, 3, 3, 4)[tier - 1]
            some = sorted(between(rng, 4, 12 + 8 * tier if size < 4 else 30) for _ in range(size))
            if all(b % a for a, b in combinations(some, 2)) and lcm(*some) > max(some):
                p: Params = {"of": some, "n": between(rng, low, high), "rule": self.rules[tier - 1]}
                if int(self.answer(p)) > 12:
                    return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more divisors with a harder rule."""
        return self._draw(rng, tier, 200 * tier, 1900 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers than can be tried."""
        return self._draw(rng, tier, 10**6, 10 ** (7 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try every number."""
        if p["n"] > steps:
            return None
        hits = [sum(x % d == 0 for d in p["of"]) for x in range(1, p["n"] + 1)]
        fits = {"none of": lambda h: h == 0, "exactly one of": lambda h: h == 1, "exactly two of": lambda h: h == 2}
        return str(sum(fits.get(p["rule"], bool)(h) for h in hits))

    def _rows(self, p: Params) -> list[tuple[list[int], int, int]]:
        """Return some of the divisors with the signed weight and the number of common multiples."""
        rows: list[tuple[list[int], int, int]] = []
        for size in range(len(p["of"]) + 1):
            one = (-1) ** (size + 1)
            weight = {
                "at least one of": one if size else 0,
                "none of": -one,
                "exactly one of": one * size,
                "exactly two of": -one * size * (size - 1) // 2,
            }[p["rule"]]
            rows += [(list(some), weight, p["n"] // lcm(*some)) for some in combinations(p["of"], size) if weight]
        return rows

    def answer(self, p: Params) -> str:
        """Add common multiples with their weights."""
        return str(sum(weight * count for _, weight, count in self._rows(p)))

    def words(self, p: Params) -> Params:
        """Write the rule and the divisors."""
        return {"what": f"{p['rule']} the numbers {join([str(d) for d in p['of']])}"}

    def steps(self, p: Params) -> list[str]:
        """Show every count."""
        n, rows = p["n"], self._rows(p)
        why = {
            "at least one of": "Add the multiples of each and take common multiples of two away",
            "none of": "From all numbers take the multiples of each away and add the common multiples of both again",
            "exactly one of": "Add the multiples of each. A common multiple of two is counted twice then and has to "
            "vanish, so it is taken away twice; a multiple of all three is counted 3 - 6 times, so it is added 3 "
            "times",
            "exactly two of": "Add the common multiples of two, take those of three away 3 times, add 6 times those "
            "of all four: this counts a multiple of exactly three numbers 3 - 3 times, of all four 6 - 12 + 6 times",
        }[p["rule"]]
        if p["rule"] == "at least one of" and len(p["of"]) == 3:
            why += "; those of all three were taken away once too often and are added"
        lines = [f"{why}."]
        for some, weight, count in rows:
            if not some:
                lines.append(f"All numbers: {n}.")
                continue
            name = str(some[0]) if len(some) == 1 else f"{join([str(d) for d in some])}, that is of {lcm(*some)}"
            times = "" if abs(weight) == 1 else f" {abs(weight)} times"
            verb = "added" if weight > 0 else "taken away"
            lines.append(f"Multiples of {name}: {n}/{lcm(*some)} rounded down gives {count}, {verb}{times}.")
        terms = [f"{'-' if w < 0 else ''}{abs(w)} × {c}" if abs(w) > 1 else str(w * c) for _, w, c in rows]
        shown = " + ".join(terms).replace("+ -", "- ")
        return [*lines, f"{shown} = {self.answer(p)}."]
