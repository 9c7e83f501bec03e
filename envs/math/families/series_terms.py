"""Late terms of sequences: linear recurrences, polynomials, maps that come back."""

from __future__ import annotations

from fractions import Fraction
from math import comb, gcd, isqrt

import numpy as np

from ..notation import between, join, nonzero, polynomial, signed
from ..template import STEPS, Params, Template
from .modular_lines import reduced, some_prime
from .series_sums import bracket


class LinearRecurrence(Template):
    """A late term of a linear recurrence, modulo a prime."""

    name = "linear_recurrence"
    opens = "n"
    phrasings = (
        "A sequence begins with a_0 = {x} and a_1 = {y}, and a_(i+1) = {law} for every i >= 1. Find the remainder "
        "when a_i is divided by {m}, for i = {n}.",
        "The integers a_0, a_1, a_2, ... satisfy a_0 = {x}, a_1 = {y} and a_(i+1) = {law} for i = 1, 2, 3, ... Which "
        "number from 0 to {last} is congruent modulo {m} to the term with index {n}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            m = some_prime(rng, (30, 60, 100, 200, 400)[tier - 1], (90, 150, 300, 600, 1500)[tier - 1])
            r, s = nonzero(rng, 4 + tier), nonzero(rng, 4 + tier)
            c, d = between(rng, 1, 5 + tier), nonzero(rng, 5 + tier)
            p: Params = {"m": m, "p": r + s, "q": -r * s, "x": c + d, "y": c * r + d * s, "n": between(rng, low, high)}
            shown = (p["x"], p["y"], abs(p["p"]), abs(p["q"]))
            if abs(r) != abs(s) and min(abs(r), abs(s)) > 1 and p["p"] and int(self.answer(p)) not in shown:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger prime and a later term."""
        return self._draw(rng, tier, 30 * tier, 1000 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a term too late to be reached."""
        return self._draw(rng, tier, 10**6, 10 ** (8 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go term by term."""
        if p["n"] > steps:
            return None
        x, y = p["x"], p["y"]
        for _ in range(p["n"]):
            x, y = y, (p["p"] * y + p["q"] * x) % p["m"]
        return str(x % p["m"])

    def _roots(self, p: Params) -> tuple[int, int, int, int]:
        """Return the roots of t^2 = pt + q, and the coefficients of their powers."""
        root = isqrt(p["p"] ** 2 + 4 * p["q"])
        r, s = (p["p"] + root) // 2, (p["p"] - root) // 2
        c = (p["y"] - s * p["x"]) // (r - s)
        return r, s, c, p["x"] - c

    def answer(self, p: Params) -> str:
        """Use the powers of the roots."""
        r, s, c, d = self._roots(p)
        return str((c * pow(r, p["n"], p["m"]) + d * pow(s, p["n"], p["m"])) % p["m"])

    def words(self, p: Params) -> Params:
        """Write the rule."""
        terms = [
            f"{'-' if c < 0 else ''}{'' if abs(c) == 1 else f'{abs(c)}·'}{name}"
            for c, name in ((p["p"], "a_i"), (p["q"], "a_(i-1)"))
        ]
        return {"law": signed(terms), "last": p["m"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Find the roots and the coefficients, then the powers."""
        (r, s, c, d), m, n = self._roots(p), p["m"], p["n"]
        u, v = pow(r, n, m), pow(s, n, m)
        lines = [
            f"The roots of t^2 = {polynomial([p['p'], p['q']]).replace('x', 't')} are {r} and {s}, so "
            f"a_i = c·{bracket(r)}^i + d·{bracket(s)}^i.",
            f"c + d = {p['x']} and {r}c {'-' if s < 0 else '+'} {abs(s)}d = {p['y']} give c = {c} and d = {d}.",
        ]
        for t in (r, s):
            if t < 0:
                lines.append(f"Modulo {m}, {t} ≡ {t % m}.")
            lines += reduced(t % m, n, m)
        total = c * u + d * v
        return [*lines, f"So the term is {bracket(c)} × {u} + {bracket(d)} × {v} = {total} ≡ {total % m} (mod {m})."]


class Differences(Template):
    """A late value of a polynomial that is known by its first values."""

    name = "differences"
    opens = "n"
    phrasings = (
        "The terms a_1, a_2, a_3, ... of a sequence are the values of a polynomial of degree at most {degree} at 1, "
        "2, 3, ... The sequence begins with {start}. Find the term with the index {n}.",
        "A polynomial f of degree {degree} or less takes the values {start} at x = {places}. What is f({n})?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        degree = (2, 2, 3, 3, 4)[tier - 1]
        heads = [between(rng, -20, 30), *(nonzero(rng, 6 + 3 * tier) for _ in range(degree))]
        start = [sum(comb(x, i) * h for i, h in enumerate(heads)) for x in range(degree + 1)]
        return {"start": start, "n": between(rng, low, high)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree and a later term."""
        return self._draw(rng, tier, 8 + 4 * tier, 30 + 40 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a term too late for a table."""
        return self._draw(rng, tier, 10**4, 10 ** (5 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Continue the table of differences."""
        table = [row[-1] for row in self._table(p)]
        if (p["n"] - len(table)) * (len(table) - 1) > steps:
            return None
        for _ in range(p["n"] - len(table)):
            for i in range(len(table) - 2, -1, -1):
                table[i] += table[i + 1]
        return str(table[0])

    def _table(self, p: Params) -> list[list[int]]:
        """Return the values and their differences."""
        rows = [list(p["start"])]
        while len(rows[-1]) > 1:
            rows.append([b - a for a, b in zip(rows[-1], rows[-1][1:], strict=False)])
        return rows

    def answer(self, p: Params) -> str:
        """Use Newton's formula."""
        return str(sum(comb(p["n"] - 1, i) * row[0] for i, row in enumerate(self._table(p))))

    def words(self, p: Params) -> Params:
        """Write the values."""
        start = p["start"]
        places = [str(i) for i in range(1, len(start) + 1)]
        return {"start": ", ".join(map(str, start)), "degree": len(start) - 1, "places": join(places)}

    def steps(self, p: Params) -> list[str]:
        """Show the table and the formula."""
        rows, n = self._table(p), p["n"]
        names = ("values", "first differences", "second differences", "third differences", "fourth differences")
        lines = [f"{name.capitalize()}: {', '.join(map(str, row))}" for name, row in zip(names, rows, strict=False)]
        lines.append(
            "The first numbers of these rows are the coefficients in Newton's formula: the term with index n is their"
        )
        lines.append(f"sum with the factors C(n - 1, 0), C(n - 1, 1), C(n - 1, 2), ... Here n - 1 = {n - 1}.")
        values = []
        for i, row in enumerate(rows):
            values.append(row[0] * comb(n - 1, i))
            lines.append(f"{row[0]} × C({n - 1}, {i}) = {bracket(row[0])} × {comb(n - 1, i)} = {values[-1]}")
        return [*lines, f"{signed(list(map(str, values)))} = {sum(values)}."]


class ReturningMap(Template):
    """A late term of a sequence made by a fraction, which comes back after a few steps."""

    name = "returning_map"
    opens = "n"
    phrasings = (
        "A sequence of rational numbers begins with a_1 = {x}, and a_(i+1) = ({top})/({below}) for every i. Find a_i "
        "for i = {n}.",
        "Start with the number {x}. In every step a number t is replaced by ({steptop})/({stepbelow}). Let a_1 = {x} "
        "be the first number, a_2 the one after the first step, and so on. Which number is the one with the index "
        "{n}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        orders = ((3,), (3, 4), (4, 6), (4, 6), (6,))[tier - 1]
        order = orders[between(rng, 0, len(orders) - 1)]
        per = {3: 1, 4: 2, 6: 3}[order]  # square of the trace over the determinant
        size = 3 + tier
        while True:
            trace = nonzero(rng, size) * (per if order != 3 else 1)
            if order == 4 and trace % 2:
                continue
            det = trace * trace // per
            a = between(rng, -size, size)
            d = trace - a
            c = nonzero(rng, size)
            if (a * d - det) % c or gcd(a, d, c, (a * d - det) // c) > 1 or a * d == det:
                continue
            p: Params = {"map": [a, (a * d - det) // c, c, d], "n": between(rng, low, high), "order": order}
            p["x"] = str(Fraction(nonzero(rng, 9), between(rng, 1, 1 + tier)))
            row = self._cycle(p)
            if len(row) == order and (p["n"] - 1) % order and abs(p["map"][1]) < 99:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a map that comes back later, and fractions to start with."""
        return self._draw(rng, tier, 20, 200 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a term too late to be reached."""
        return self._draw(rng, tier, 10**5, 10 ** (8 + 2 * tier))

    def _next(self, p: Params, x: Fraction) -> Fraction | None:
        a, b, c, d = p["map"]
        below = c * x + d
        return (a * x + b) / below if below else None

    def _cycle(self, p: Params) -> list[Fraction]:
        """Return the terms until they come back; too few if one does not exist."""
        row = [Fraction(p["x"])]
        while len(row) < 12:
            x = self._next(p, row[-1])
            if x is None or x == row[0]:
                return row if x is not None else []
            row.append(x)
        return []

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go term by term."""
        if p["n"] > steps:
            return None
        x: Fraction | None = Fraction(p["x"])
        for _ in range(p["n"] - 1):
            x = self._next(p, x) if x is not None else None
        return str(x)

    def answer(self, p: Params) -> str:
        """Reduce the index."""
        row = self._cycle(p)
        return str(row[(p["n"] - 1) % len(row)])

    def _linear(self, c: int, d: int, name: str) -> str:
        size = "" if abs(c) == 1 else f"{abs(c)}·"
        terms = [f"{'-' if c < 0 else ''}{size}{name}"] if c else []
        return signed(terms + ([str(d)] if d else []))

    def words(self, p: Params) -> Params:
        """Write the map."""
        a, b, c, d = p["map"]
        return {
            "top": self._linear(a, b, "a_i"),
            "below": self._linear(c, d, "a_i"),
            "steptop": self._linear(a, b, "t"),
            "stepbelow": self._linear(c, d, "t"),
        }

    def steps(self, p: Params) -> list[str]:
        """Compute until the first term comes back."""
        a, b, c, d = p["map"]
        row, n = self._cycle(p), p["n"]
        lines = []
        for i, x in enumerate(row, 1):
            top = f"{a} × {bracket(x)} + {bracket(b)}"
            value = row[i % len(row)]
            lines.append(f"a_{i + 1} = ({top})/({c} × {bracket(x)} + {bracket(d)}) = {value}")
        whole, rest = divmod(n - 1, len(row))
        lines.append(f"a_{len(row) + 1} is a_1 again, so the terms repeat with period {len(row)}.")
        lines.append(
            f"{n} - 1 = {whole} × {len(row)} + {rest}, so the term with index {n} is a_{rest + 1} = {row[rest]}."
        )
        return lines
