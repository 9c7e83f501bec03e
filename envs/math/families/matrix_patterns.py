"""Matrices of any size whose pattern tells the determinant or the rank: three diagonals, and a moving row."""

from __future__ import annotations

from math import gcd

import numpy as np

from ..notation import between, inside, linear, nonzero, pick, signed, term
from ..template import STEPS, Params, Template
from .modular_lines import inverse, reduced, some_prime


class Tridiagonal(Template):
    """The determinant of a matrix with three diagonals, modulo a prime."""

    name = "tridiagonal"
    opens = "n"
    phrasings = (
        "The {n} by {n} matrix A has {a} in every place of the diagonal{last}, {b} directly above and {c} directly "
        "below the diagonal, and 0 elsewhere. Find the remainder when the determinant of A is divided by {q}.",
        "Let D be the determinant of the {n} by {n} matrix with {a} in every place of the diagonal{last}, {b} in all "
        "places next to it on the right, {c} in all places next to it on the left, and 0 elsewhere. Which number from "
        "0 to {most} is congruent to D modulo {q}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small size."""
        return self._pick(rng, tier, between(rng, 3 + tier, 8 + 4 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a size that the recurrence does not reach."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        q = some_prime(rng, 30 * tier, 100 * tier)
        while True:
            r, s = nonzero(rng, 4 + tier), nonzero(rng, 4 + tier)
            b = pick(rng, [b for b in range(1, abs(r * s) + 1) if r * s % b == 0]) * pick(rng, (1, -1))
            last = r + s + nonzero(rng, 3 + tier) if tier > 3 else r + s
            if abs(r) != abs(s) and r * s != 1 and last:
                return {"n": n, "a": r + s, "b": b, "c": r * s // b, "last": last, "q": q}

    def _roots(self, p: Params) -> tuple[int, int]:
        """Return the roots of t^2 = at - bc, the larger one first."""
        a, size = p["a"], round((p["a"] ** 2 - 4 * p["b"] * p["c"]) ** 0.5)
        return (a + size) // 2, (a - size) // 2

    def _value(self, p: Params, n: int) -> int:
        """Return the determinant of size n with equal numbers on the diagonal, modulo q."""
        r, s = self._roots(p)
        q = p["q"]
        return (pow(r, n + 1, q) - pow(s, n + 1, q)) * pow(r - s, -1, q) % int(q)

    def answer(self, p: Params) -> str:
        """Use the closed form."""
        n, q = p["n"], p["q"]
        return str((self._value(p, n) + (p["last"] - p["a"]) * self._value(p, n - 1)) % q)

    def words(self, p: Params) -> Params:
        """Mention a last place that differs."""
        last = "" if p["last"] == p["a"] else f" but the last, which holds {p['last']}"
        return {"last": last, "most": p["q"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Solve the recurrence, and take powers modulo the prime."""
        n, a, b, c, q, extra = p["n"], p["a"], p["b"], p["c"], p["q"], p["last"] - p["a"]
        r, s = self._roots(p)
        gap = r - s
        equal = "" if not extra else " with equal numbers on the diagonal"
        lines = [
            f"Let D_m be the determinant of size m{equal}. Expanding along the last row gives D_m = "
            f"{signed([term(a, 'D_(m-1)'), term(-b * c, 'D_(m-2)')])}, since {b} × {inside(c)} = {b * c}.",
            f"t^2 = {linear(a, -b * c, 't')} has the solutions {r} and {s}. With D_0 = 1 and D_1 = {a}, D_m = "
            f"({inside(r)}^(m+1) - {inside(s)}^(m+1))/{gap}.",
        ]
        if gap % q == 1:
            divide = ""
        else:
            lines += inverse(gap % q, q)
            divide = f" × {pow(gap, -1, q)}"
            lines.append(f"So dividing by {gap} is multiplying by {pow(gap, -1, q)} modulo {q}.")
        wanted = [n, n - 1] if extra else [n]
        for m in wanted:
            values = []
            for x in (r, s):
                base = x % q
                if base != x:
                    lines.append(f"{inside(x)} ≡ {base} (mod {q}).")
                lines += reduced(base, m + 1, q) if base != 1 else []
                values.append(pow(base, m + 1, q))
            lines.append(f"D_{m} ≡ ({values[0]} - {values[1]}){divide} ≡ {self._value(p, m)} (mod {q}).")
        if extra:
            lines.append(f"The last place holds {p['last']} instead of {a}, so the determinant is D_{n} "
                         f"{'+' if extra > 0 else '-'} {term(abs(extra), f'D_{n - 1}')}.")  # fmt: skip
            lines.append(
                f"{self._value(p, n)} + {inside(extra)} × {self._value(p, n - 1)} ≡ {self.answer(p)} (mod {q})."
            )
        return lines

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go up size by size."""
        if p["n"] > steps:
            return None
        before, now = 1, p["a"]
        for m in range(2, p["n"] + 1):
            before, now = now, (p["last"] if m == p["n"] else p["a"]) * now - p["b"] * p["c"] * before
        return str(now % p["q"])


class WindowRank(Template):
    """The rank of a matrix whose rows are one row of zeros and ones, moved on step by step."""

    name = "window_rank"
    opens = "n"
    phrasings = (
        "A matrix of size {n} by {n} has its rows and columns numbered from 0. Row i has ones in the {m} columns "
        "whose numbers are the remainders of {places} on division by {n}, and zeros elsewhere. Find the rank of the "
        "matrix.",
        "A matrix has {n} rows and {n} columns, both numbered from 0. Its entry in row i and column j is 1 if j is "
        "one of the {m} numbers {places} modulo {n}, and otherwise 0. What is its rank over the rational numbers?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small size, and gaps between the ones from tier 3 on."""
        return self._pick(rng, tier, 20 + 10 * tier, 90 + 8 * tier, 10 + 2 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a size far too large to eliminate."""
        return self._pick(rng, tier, 10**5, 10 ** (5 + 2 * tier), 200 * tier)

    def _pick(self, rng: np.random.Generator, tier: int, low: int, high: int, most: int) -> Params:
        while True:  # with all common divisors equally likely, so that the kernel is not small as a rule
            gap, g = between(rng, 2, 3 + tier) if tier > 2 else 1, between(rng, 3, most)
            n, step = g * between(rng, -(-low // g), high // g), g // gcd(g, gap)
            m = step * between(rng, 1, max(1, min(10**4, n // gap) // step))
            if m > 2 and m * gap < n and gcd(n, m * gap) == g and g - gcd(n, gap) > 1:
                return {"n": n, "m": m, "gap": gap}

    def answer(self, p: Params) -> str:
        """Subtract the dimension of the kernel."""
        return str(p["n"] - gcd(p["n"], p["m"] * p["gap"]) + gcd(p["n"], p["gap"]))

    def words(self, p: Params) -> Params:
        """Write the places out."""
        gap = p["gap"]
        return {"places": f"i, i + {gap}, {f'i + {2 * gap}, ' if p['m'] > 3 else ''}..., i + {(p['m'] - 1) * gap}"}

    def steps(self, p: Params) -> list[str]:
        """Find the kernel: its vectors are periodic."""
        n, m, gap = p["n"], p["m"], p["gap"]
        g, h = gcd(n, m * gap), gcd(n, gap)
        lines = [
            f"Let x be in the kernel, with places counted modulo {n}: for every i, x_i + x_(i+{gap}) + ... + "
            f"x_(i+{(m - 1) * gap}) = 0.",
            f"Subtract the equation for i from that for i + {gap}: x_(i+{m * gap}) = x_i. So x has the periods "
            f"{m * gap} and {n}, and with them their greatest common divisor {g}.",
        ]
        if gap == 1:
            lines.append(f"A row meets {m} places in a row, which are {m}/{g} = {m // g} whole periods: its equation "
                         f"says that the {g} numbers of a period add up to 0.")  # fmt: skip
            lines.append(f"So {g} - 1 = {g - 1} numbers are free: this is the dimension of the kernel.")
        else:
            lines.append(f"Inside a period, steps of {gap} split the {g} places into gcd({g}, {gap}) = {h} classes of "
                         f"{g}/{h} = {g // h} places.")  # fmt: skip
            lines.append(f"A row goes round one class {m}/{g // h} = {m // (g // h)} times: its equation says that "
                         "the numbers of this class add up to 0.")  # fmt: skip
            lines.append(f"That is one condition for each class, so the kernel has the dimension {g} - {h} = {g - h}.")
        return [*lines, f"The rank is {n} - {g - h} = {self.answer(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Eliminate; a large prime modulus keeps the numbers small, and the rank."""
        n, q = p["n"], 2**31 - 1
        if n > steps:
            return None
        rows = np.zeros((n, n), dtype=np.int64)
        for i in range(n):
            rows[i, [(i + k * p["gap"]) % n for k in range(p["m"])]] = 1
        rank = 0
        for j in range(n):
            below = np.nonzero(rows[rank:, j])[0]
            if not len(below):
                continue
            at = rank + int(below[0])
            rows[[rank, at]] = rows[[at, rank]]
            factors = rows[rank + 1 :, j] * pow(int(rows[rank, j]), -1, q) % q
            steps -= int(np.count_nonzero(factors))
            rows[rank + 1 :] = (rows[rank + 1 :] - np.outer(factors, rows[rank])) % q
            rank += 1
        return str(rank) if steps >= 0 else None
