"""Equations in whole numbers, and perfect powers."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import gcd, isqrt, lcm

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template
from .modular_lines import inverse
from .roots import root

ORDINALS = {2: "squares", 3: "cubes", 4: "fourth powers", 5: "fifth powers", 6: "sixth powers", 7: "seventh powers"}


class Diophantine(Template):
    """The number of solutions of a linear equation."""

    name = "diophantine"
    opens = "c"
    phrasings = (
        "How many pairs (x, y) of integers with x >= {s} and y >= {t} satisfy {a}x + {b}y = {c}?",
        "Count the solutions of {a}x + {b}y = {c} in integers x and y, where x is at least {s} and y is at least {t}.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, least: int, most: int) -> Params:
        """Draw coefficients and a right side with about so many solutions."""
        while True:
            g = 1 if tier < 3 else between(rng, 2, 4)
            a, b = between(rng, 3, 8 + 5 * tier), between(rng, 3, 8 + 5 * tier)
            s, t = (between(rng, 0, 1), 0) if tier < 2 else (between(rng, 0, 12 * tier), between(rng, 0, 12 * tier))
            c = a * s + b * t + between(rng, least * a * b, most * a * b)
            if gcd(a, b) == 1 and a != b and a % b != 1:
                return {"a": a * g, "b": b * g, "c": c * g, "s": s, "t": t}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger coefficients; bounds from tier 2 on, a common divisor from tier 3 on."""
        return self._draw(rng, tier, 10, 60 + 20 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw too many values of x to try."""
        return self._draw(rng, tier, 10**5, 10 ** (5 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try every x."""
        last = (p["c"] - p["b"] * p["t"]) // p["a"]
        if last - p["s"] > steps:
            return None
        return str(sum((p["c"] - p["a"] * x) % p["b"] == 0 for x in range(p["s"], last + 1)))

    def _parts(self, p: Params) -> tuple[int, int, int, int, int]:
        """Return the equation without common divisor for x - s and y - t, and the least x - s."""
        g = gcd(p["a"], p["b"])
        a, b = p["a"] // g, p["b"] // g
        c = p["c"] // g - a * p["s"] - b * p["t"]
        return g, a, b, c, c * pow(a, -1, b) % b

    def answer(self, p: Params) -> str:
        """Count the steps of b that x can take."""
        _, a, b, c, u = self._parts(p)
        return str((c // a - u) // b + 1)

    def steps(self, p: Params) -> list[str]:
        """Shift, find the least x and count."""
        s, t, (g, a, b, c, u) = p["s"], p["t"], self._parts(p)
        lines = []
        if g > 1:
            lines.append(f"Divide the equation by {g}: {a}x + {b}y = {p['c'] // g}.")
        lines.append(f"Put x = {f'{s} + u' if s else 'u'} and y = {f'{t} + v' if t else 'v'} with u, v >= 0. Then")
        taken = (f" - {a} × {s}" if s else "") + (f" - {b} × {t}" if t else "")
        lines.append(f"{a}u + {b}v = {p['c'] // g}{taken}{f' = {c}' if taken else ''}, so {a}u ≡ {c % b} (mod {b}).")
        if a % b > 1:
            inv = pow(a, -1, b)
            lines += [f"The inverse of {a % b} modulo {b}:", *inverse(a % b, b)]
            lines.append(f"It is {inv}, so u ≡ {inv} × {c % b} ≡ {u} (mod {b}).")
        else:
            lines.append(f"This is u ≡ {u} (mod {b}).")
        last = u + (c // a - u) // b * b
        return [
            *lines,
            f"v >= 0 means {a}u <= {c}, so u <= {c // a}. The values are u = {u}, {u + b}, ..., {last}.",
            f"Their number is ({last} - {u})/{b} + 1 = {(last - u) // b + 1}.",
        ]


class Pell(Template):
    """The first solution of Pell's equation beyond a bound."""

    name = "pell"
    opens = "low"
    phrasings = (
        "Among all pairs (x, y) of positive integers with x^2 - {d}y^2 = 1 and x > {low}, take the one with the least "
        "x. Find {a}x + {b}y for it.",
        "The equation x^2 - {d}y^2 = 1 has infinitely many solutions in positive integers. For the first one with "
        "x > {low}, in order of increasing x, what is {a}x + {b}y?",
    )
    numbers = (
        (2, 3, 5, 6, 7, 8, 10, 11, 12, 14, 15),
        (17, 18, 20, 23, 24, 26, 27, 30, 32, 35),
        (13, 19, 21, 22, 33, 34, 37, 38, 39, 40),
        (28, 41, 42, 44, 45, 47, 48, 51, 54, 55, 56),
        (29, 31, 43, 52, 53, 57, 58, 59, 60, 62, 63),
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        pool = self.numbers[tier - 1]
        d, size = pool[between(rng, 0, len(pool) - 1)], between(rng, low, high)
        return {"d": d, "low": between(rng, size, 10 * size), "a": between(rng, 2, 9), "b": between(rng, 2, 9)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an equation with a larger first solution."""
        while True:
            p = self._draw(rng, tier, 2, 300 * 2**tier)
            if self._run(p)[-1][1] < STEPS:
                return p

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a bound beyond which no y is found by trying."""
        return self._draw(rng, tier, 10**7, 10 ** (7 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try y = 1, 2, 3, ..."""
        for y in range(1, steps + 1):
            x = isqrt(p["d"] * y * y + 1)
            if x > p["low"] and x * x == p["d"] * y * y + 1:
                return str(p["a"] * x + p["b"] * y)
        return None

    def _run(self, p: Params) -> list[tuple[int, int]]:
        """Return the solutions up to the one asked for."""
        d = p["d"]
        rows = [self._convergents(d)[-1][1:]]
        while rows[-1][0] <= p["low"]:
            (u, v), (s, t) = rows[0], rows[-1]
            rows.append((u * s + d * v * t, u * t + v * s))
        return rows

    def answer(self, p: Params) -> str:
        """Multiply by the first solution again and again."""
        x, y = self._run(p)[-1]
        return str(p["a"] * x + p["b"] * y)

    def _convergents(self, d: int) -> list[tuple[int, int, int]]:
        """Return the partial quotients of √d with the convergents x/y, up to x^2 - dy^2 = 1."""
        first, m, k, a = isqrt(d), 0, 1, isqrt(d)
        (s, t), (u, v), rows = (1, 0), (first, 1), [(first, first, 1)]
        while u * u - d * v * v != 1:
            m = k * a - m
            k = (d - m * m) // k
            a = (first + m) // k
            (s, t), (u, v) = (u, v), (a * u + s, a * v + t)
            rows.append((a, u, v))
        return rows

    def steps(self, p: Params) -> list[str]:
        """Find the first solution by the continued fraction, then recur."""
        d, rows = p["d"], self._run(p)
        (u, v), (x, y) = rows[0], rows[-1]
        found = self._convergents(d)
        lines = [
            f"The least solution comes from the continued fraction of √{d}. Its partial quotients and convergents "
            f"x/y are",
            "; ".join(f"{a}, {s}/{t}: {s}^2 - {d} × {t}^2 = {s * s - d * t * t}" for a, s, t in found) + ".",
            f"So the least solution is ({u}, {v}), and from a solution (x, y) the next one is "
            f"({u}x + {d * v}y, {v}x + {u}y):",
        ]
        for (s, t), (e, f) in pairwise(rows):
            lines.append(f"x = {u} × {s} + {d * v} × {t} = {e}, y = {v} × {s} + {u} × {t} = {f}.")
        return [
            *lines,
            f"This is the first solution with x > {p['low']}.",
            f"{p['a']} × {x} + {p['b']} × {y} = {p['a'] * x + p['b'] * y}.",
        ]


class PerfectPowers(Template):
    """How many numbers in a range are perfect powers."""

    name = "perfect_powers"
    opens = "n"
    phrasings = (
        "How many of the integers from {low} to {n} are perfect {kinds}, counting each number once?",
        "A positive integer is called special if it is one of the perfect {kinds}. How many special integers x are "
        "there with {low} <= x <= {n}?",
    )
    kinds = (
        ((2, 3), (2, 5)),
        ((2, 3), (2, 5), (3, 4)),
        ((2, 3), (3, 4), (2, 7), (3, 5)),
        ((2, 3, 5), (3, 4, 5), (2, 3, 7)),
        ((2, 3, 5), (3, 4, 5), (2, 5, 7), (2, 3, 5, 7)),
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        pool = self.kinds[tier - 1]
        n = between(rng, low, high)
        return {
            "e": list(pool[between(rng, 0, len(pool) - 1)]),
            "low": 1 if tier < 2 else between(rng, 2, n // 20),
            "n": n,
        }

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger range, from tier 2 on not from 1, and more kinds of powers."""
        while True:
            p = self._draw(rng, tier, 10**3 * 4**tier, 10**4 * 5**tier)
            if int(self.answer(p)) > 25:
                return p

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a range with too many powers to list."""
        return self._draw(rng, tier, 2 * 10**12, 10 ** (13 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """List all powers."""
        found: set[int] = set()
        for e in p["e"]:
            i = 1
            while i**e <= p["n"]:
                found.add(i**e)
                i, steps = i + 1, steps - 1
                if steps < 0:
                    return None
        return str(sum(x >= p["low"] for x in found))

    def _rows(self, p: Params) -> list[tuple[int, int, int]]:
        """Return sign, exponent and the number of such powers for every choice of exponents."""
        rows: dict[int, int] = {}
        for size in range(1, len(p["e"]) + 1):
            for some in combinations(p["e"], size):
                rows[lcm(*some)] = rows.get(lcm(*some), 0) - (-1) ** size
        return [(sign, e, root(p["n"], e) - root(p["low"] - 1, e)) for e, sign in rows.items() if sign]

    def answer(self, p: Params) -> str:
        """Include and exclude."""
        return str(sum(sign * count for sign, _, count in self._rows(p)))

    def words(self, p: Params) -> Params:
        """Name the powers."""
        return {"kinds": " or ".join([", ".join(ORDINALS[e] for e in p["e"][:-1]), ORDINALS[p["e"][-1]]])}

    def steps(self, p: Params) -> list[str]:
        """Count powers by roots."""
        low, n, rows = p["low"], p["n"], self._rows(p)
        lines = [
            "A number that is a power of two kinds is a power to the least common multiple of the exponents, so these "
            "are counted with sign by inclusion and exclusion.",
        ]
        for sign, e, count in rows:
            top, below = root(n, e), root(low - 1, e)
            text = f"Exponent {e}: {top}^{e} <= {n} < {top + 1}^{e}"
            if low > 1:
                text += f" and {below}^{e} < {low} <= {below + 1}^{e}, so {top} - {below} = {count} of them"
            else:
                text += f", so {count} of them"
            lines.append(text + (", added." if sign > 0 else ", subtracted."))
        terms = " ".join(f"{'+' if sign > 0 else '-'} {count}" for sign, _, count in rows).removeprefix("+ ")
        return [*lines, f"{terms} = {self.answer(p)}."]
