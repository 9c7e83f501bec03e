"""Linear equations in great numbers, whose structure answers what elimination and listing cannot."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt

import numpy as np

from ..notation import between, chosen, combination, divided, inside, linear, nonzero, several, term
from ..template import STEPS, Params, Template


class AllButOne(Template):
    """The sums of all numbers but one: adding all equations gives the total."""

    name = "all_but_one"
    opens = "b"
    phrasings = (
        "There are {n} numbers x_1, x_2, ..., x_{n}. For every i from 1 to {n}, the sum of all of them except x_i is "
        "{a}i + {b}. Find x_{k}.",
        "A system of {n} equations in the unknowns x_1, x_2, ..., x_{n} says: for i = 1, 2, ..., {n}, all unknowns "
        "without x_i add up to {a}i + {b}. What is x_{k}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers."""
        return self._pick(rng, tier, between(rng, 3 + tier, 4 + 2 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many numbers to eliminate."""
        return self._pick(rng, tier, between(rng, 10**4, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        a = between(rng, 2, 8 + 4 * tier)
        b = (-a * n * (n + 1) // 2) % (n - 1) + (n - 1) * between(rng, 0, 8 + 4 * tier)  # so that the total is whole
        p: Params = {"n": n, "a": a, "b": b, "k": between(rng, 1, n)}
        return p if self.answer(p) != "0" else p | {"k": p["k"] % n + 1}

    def _total(self, p: Params) -> tuple[int, Fraction]:
        n = p["n"]
        right = p["a"] * n * (n + 1) // 2 + p["b"] * n
        return right, Fraction(right, n - 1)

    def answer(self, p: Params) -> str:
        """Subtract from the total."""
        return str(self._total(p)[1] - p["a"] * p["k"] - p["b"])

    def steps(self, p: Params) -> list[str]:
        """Add all equations."""
        n, a, b, k = p["n"], p["a"], p["b"], p["k"]
        right, total = self._total(p)
        return [
            f"Let S be the sum of all {n} numbers. Equation i says S - x_i = {a}i + {b}.",
            f"Add all {n} equations: the left sides give {n}S - S = {n - 1}S.",
            f"The right sides give {a}*(1 + 2 + ... + {n}) + {n}*{b} = {a}*{n * (n + 1) // 2} + {n * b} = {right}.",
            f"So S = {divided(right, n - 1)}.",
            f"x_{k} = S - ({a}*{k} + {b}) = {total} - {a * k + b} = {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Eliminate unknown by unknown."""
        n, a, b = p["n"], p["a"], p["b"]
        if n * n > steps:  # even writing the coefficients down takes that long
            return None
        rows = [[Fraction(i != j) for j in range(n)] + [Fraction(a * (i + 1) + b)] for i in range(n)]
        for j in range(n):
            at = next(i for i in range(j, n) if rows[i][j])
            rows[j], rows[at] = rows[at], rows[j]
            for i in range(n):
                if i != j and rows[i][j]:
                    steps -= n + 1 - j
                    factor = rows[i][j] / rows[j][j]
                    rows[i] = [x - factor * y for x, y in zip(rows[i], rows[j], strict=True)]
            if steps < 0:
                return None
        return str(rows[p["k"] - 1][n] / rows[p["k"] - 1][p["k"] - 1])


class Circle(Template):
    """Sums of neighbours on a circle of odd length: the alternating sum of all equations gives the first number."""

    name = "circle"
    opens = "c"
    phrasings = (
        "The numbers x_1, x_2, ..., x_{n} stand on a circle. For every i from 1 to {last}, x_i + x_(i+1) = {formula}, "
        "and x_{n} + x_1 = {c}. Find x_{k}.",
        "A system in {n} unknowns x_1, x_2, ..., x_{n} consists of the equations x_i + x_(i+1) = {formula} for "
        "i = 1, 2, ..., {last}, and of x_{n} + x_1 = {c}. What is x_{k}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers, and a quadratic formula from tier 3 on."""
        return self._pick(rng, tier, 3 + 2 * between(rng, tier, 2 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many numbers to go round."""
        return self._pick(rng, tier, 2 * between(rng, 10**4, 10 ** (4 + 2 * tier)) + 1)

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        q = nonzero(rng, 1 + tier // 2) if tier > 2 else 0
        p: Params = {"n": n, "q": q, "a": nonzero(rng, 3 + 2 * tier), "b": nonzero(rng, 9 + tier), "c": 0}
        first = nonzero(rng, 9 + 3 * tier)
        p["c"] = 2 * first - self._alternating(p)
        k = between(rng, 1, n)
        return p | {"k": k if self.answer(p | {"k": k}) != "0" else 1}

    def _alternating(self, p: Params) -> int:
        """Return s_1 - s_2 + ... - s_(n-1), where s_i is what the i-th equation says."""
        m = (int(p["n"]) - 1) // 2
        return -int(p["a"]) * m - int(p["q"]) * (2 * m * m + m)

    def _first(self, p: Params) -> Fraction:
        return Fraction(p["c"] + self._alternating(p), 2)

    def _at(self, p: Params, i: int) -> int:
        return int(p["q"]) * i * i + int(p["a"]) * i + int(p["b"])

    def answer(self, p: Params) -> str:
        """Go from the first number in steps of two."""
        a, q, k, first = p["a"], p["q"], p["k"], self._first(p)
        j = (k - 1) // 2
        if k % 2:
            return str(first + a * j + q * (2 * j * j + j))
        return str(self._at(p, 1) - first + a * j + q * (2 * j * j + 3 * j))

    def words(self, p: Params) -> Params:
        """Write the formula out."""
        return {"formula": combination([p["q"], p["a"], p["b"]], ["i^2", "i", ""]), "last": p["n"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Take the alternating sum, then steps of two."""
        n, a, q, k, c, first = p["n"], p["a"], p["q"], p["k"], p["c"], self._first(p)
        m, j, turn = (n - 1) // 2, (k - 1) // 2, self._alternating(p)
        drop = combination([4 * q, a - q], ["j", ""])
        lines = [
            f"Write s_i for the right sides. As {n} is odd, s_1 - s_2 + s_3 - ... + s_{n} = 2x_1: all others cancel.",
            f"For j = 1 to {m}, s_(2j) - s_(2j-1) = {drop}. "
            + (f"The sum of these is {4 * q}*{m * (m + 1) // 2} + {m}*{inside(a - q)} = {-turn}." if q else
               f"The sum of these is {m}*{inside(a)} = {-turn}."),
            f"So 2x_1 = {c} - {inside(-turn)} = {2 * first}, and x_1 = {first}.",
        ]  # fmt: skip
        start = first
        if k % 2 == 0:
            start = self._at(p, 1) - first
            lines.append(f"x_2 = s_1 - x_1 = {self._at(p, 1)} - {inside(first)} = {start}.")
        if j:
            i = "2j - 1" if k % 2 else "2j"
            gain = combination([4 * q, a + (-q if k % 2 else q)], ["j", ""])
            lines.append(f"From x_i to x_(i+2) one adds s_(i+1) - s_i, which for i = {i} is {gain}.")
            total = a * j + q * (2 * j * j + (j if k % 2 else 3 * j))
            lines.append(f"From x_{2 - k % 2} to x_{k} one goes through j = 1 to {j}, which adds {total}.")
            lines.append(f"x_{k} = {start} + {inside(total)} = {self.answer(p)}.")
        return lines

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Express every number by the first one, all the way round."""
        if p["n"] > steps:
            return None
        sign, rest = 1, 0  # x_i = sign * x_1 + rest
        seen = [(sign, rest)]
        for i in range(1, p["n"]):
            sign, rest = -sign, self._at(p, i) - rest
            seen.append((sign, rest))
        first = Fraction(p["c"] - rest, 1 + sign)
        sign, rest = seen[p["k"] - 1]
        return str(sign * first + rest)


class Distances(Template):
    """The sum of distances from points in equal steps: symmetry and slopes instead of every piece."""

    name = "distances"
    opens = "s"
    phrasings = (
        "Let f(x) = |x - {d}| + |x - {two}| + ... + |x - {last}| be the sum of the distances of x from the {n} "
        "numbers {d}i with i = 1, 2, ..., {n}. Find all real x with f(x) = {s}. Answer with the set of all solutions.",
        "The distances of a real number x from the {n} multiples {d}, {two}, ..., {last} of {d} add up to {s}. Find "
        "all such x and answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more points."""
        return self._pick(rng, tier, between(rng, 3 + tier, 4 + 3 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many points to look at every piece."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        d = between(rng, 3, 10 + 5 * tier)
        j = between(rng, n // 2 + 1, n)
        r = between(rng, 1, d - 1)
        return {"n": n, "d": d, "s": self._value(n, d, j) + (2 * j - n) * r}

    def _value(self, n: int, d: int, j: int) -> int:
        """Return the sum at the j-th point."""
        return d * (j * (j - 1) // 2 + (n - j) * (n - j + 1) // 2)

    def _piece(self, p: Params) -> int:
        """Return the last point, right of the middle, at which the sum is not larger than s."""
        n, d, s = int(p["n"]), int(p["d"]), int(p["s"])
        # the j-th value is d*(j^2 - (n+1)j + n(n+1)/2)
        low = (n + 1 + isqrt(max(0, (n + 1) ** 2 - 2 * n * (n + 1) + 4 * s // d))) // 2 + 2
        while self._value(n, d, low) > s:
            low -= 1
        return min(low, n)

    def _right(self, p: Params) -> Fraction:
        j = self._piece(p)
        return int(p["d"]) * j + Fraction(p["s"] - self._value(p["n"], p["d"], j), 2 * j - p["n"])

    def answer(self, p: Params) -> str:
        """Find the right solution, and mirror it."""
        x = self._right(p)
        return chosen([x, p["d"] * (p["n"] + 1) - x])

    def words(self, p: Params) -> Params:
        """Name the second and the last point."""
        return {"two": 2 * p["d"], "last": p["n"] * p["d"]}

    def steps(self, p: Params) -> list[str]:
        """Find the piece by the value at its left end, then use its slope."""
        n, d, s, j, x = p["n"], p["d"], p["s"], self._piece(p), self._right(p)
        value, mirror = self._value(n, d, j), d * (n + 1)
        lines = [
            f"f is symmetric about {Fraction(mirror, 2)}, so the solutions are x and {mirror} - x.",
            "Look for the larger one.",
            f"At x = {d}j: j points to the left sum to {d}j(j-1)/2, the others to {d}({n}-j)({n + 1}-j)/2.",
        ]  # fmt: skip
        if j < n:
            lines.append(
                f"f({d}*{j}) = {value} is at most {s}, and f({d}*{j + 1}) = {self._value(n, d, j + 1)} is larger, "
                f"so x lies between {d * j} and {d * (j + 1)}."
            )
        else:
            lines.append(f"f({d}*{n}) = {value} is at most {s}, so x lies to the right of all points.")
        return [
            *lines,
            f"There the slope of f is {j} - {n - j} = {2 * j - n}.",
            f"x = {d * j} + ({s} - {value})/{2 * j - n} = {x}.",
            f"The other solution is {mirror} - {inside(x)} = {mirror - x}.",
        ]  # fmt: skip

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Look at every piece from the left."""
        n, d, s = p["n"], p["d"], p["s"]
        if n > steps:
            return None
        found = set()
        for j in range(n + 1):
            slope, rest = 2 * j - n, d * (n * (n + 1) // 2 - j * (j + 1))
            x = Fraction(s - rest, slope) if slope else None
            if x is not None and (j == 0 or x >= d * j) and (j == n or x <= d * (j + 1)):
                found.add(x)
        return chosen(found)


class PositivePairs(Template):
    """How many pairs of positive whole numbers satisfy one equation."""

    name = "positive_pairs"
    opens = "c"
    phrasings = (
        "How many pairs (x, y) of positive whole numbers satisfy {left} = {c}?",
        "Find the number of solutions of {left} = {c} in positive whole numbers x and y.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger coefficients and more solutions."""
        return self._pick(rng, tier, between(rng, 8, 30 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a right side with far too many solutions to list."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, count: int) -> Params:
        while True:
            a, b = sorted(several(rng, 3, 8 + 5 * tier, 2))
            if gcd(a, b) == 1:
                return {"a": a, "b": b, "c": a * b * count + between(rng, 1, a * b)}

    def _first(self, p: Params) -> int:
        """Return the smallest positive y for which x is whole."""
        a, b, c = p["a"], p["b"], p["c"]
        return int(c * pow(b, -1, a) % a) or int(a)

    def answer(self, p: Params) -> str:
        """Count the steps that keep x positive."""
        a, b, c = p["a"], p["b"], p["c"]
        return str((c - b * self._first(p) - 1) // (a * b) + 1)

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        return {"left": combination([p["a"], p["b"]], ["x", "y"])}

    def steps(self, p: Params) -> list[str]:
        """Find one solution; the others follow in steps."""
        a, b, c, y = p["a"], p["b"], p["c"], self._first(p)
        x = (c - b * y) // a
        return [
            f"{term(a, 'x')} = {linear(-b, c, 'y')} must be divisible by {a}: {b % a}y leaves the remainder {c % a} "
            f"when divided by {a}.",
            f"{a} and {b} have no common factor, so this fixes y up to multiples of {a}: the smallest positive y is "
            f"{y}, since {b}*{y} = {b * y} and {c} - {b * y} = {c - b * y} = {a}*{x}.",
            f"All solutions are x = {x} - {b}t, y = {y} + {a}t with whole t; y > 0 means t >= 0.",
            f"x > 0 means {b}t < {x}, so t is at most {(x - 1) // b}: t = 0, 1, ..., {(x - 1) // b}.",
            f"These are {(x - 1) // b} + 1 = {self.answer(p)} solutions.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try every x."""
        a, b, c = p["a"], p["b"], p["c"]
        if c // max(a, b) > steps:
            return None
        return str(sum((c - max(a, b) * t) % min(a, b) == 0 for t in range(1, (c - 1) // max(a, b) + 1)))
