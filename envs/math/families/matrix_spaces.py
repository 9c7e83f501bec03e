"""Orthogonal projections and lines of best fit."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np

from ..matrices import Arrays, dot, product, whole
from ..notation import between, divided, inside, join, nonzero, ordered, polynomial, several, signed, term
from ..template import STEPS, Params, Template
from .linear_systems import eliminated


def _dot(u: list[int], v: list[int]) -> str:
    """Show a scalar product."""
    return " + ".join(f"{inside(x)}*{inside(y)}" for x, y in zip(u, v, strict=True)) + f" = {dot(u, v)}"


class Projection(Arrays):
    """The orthogonal projection onto a line or a plane."""

    name = "projection"
    phrasings = (
        "Find the orthogonal projection of the vector {x} onto the {space} spanned by {spanning} in R^{n}.",
        "Which vector of the {space} spanned by {spanning} in R^{n} is nearest to {x}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a line, then a plane in more dimensions."""
        n = (3, 4, 3, 4, 5)[tier - 1]
        if tier < 3:
            while True:
                u, x = ([nonzero(rng, 3 + 3 * tier) for _ in range(n)] for _ in range(2))
                if dot(u, x) and len(set(u)) > 1:
                    return {"vectors": [u], "x": x}
        while True:  # the part that falls away is drawn first, then vectors that are orthogonal to it
            w = [nonzero(rng, 2 + tier // 4) for _ in range(n)]
            swaps = [[w[j] * (k == i) - w[i] * (k == j) for k in range(n)] for i, j in self._pairs[n]]
            u, v = whole(product([[nonzero(rng, 2) for _ in swaps] for _ in range(2)], swaps))
            s, t = nonzero(rng, 4), nonzero(rng, 4)
            p: Params = {"vectors": [u, v], "x": [s * a + t * b + c for a, b, c in zip(u, v, w, strict=True)]}
            area = dot(u, u) * dot(v, v) - dot(u, v) ** 2
            if area and dot(u, v) and sum(x == 0 for x in (*u, *v)) < 3 and max(map(abs, p["x"])) < 40 + 10 * tier:
                return p

    _pairs: ClassVar[dict[int, tuple[tuple[int, int], ...]]] = {
        3: ((0, 1), (1, 2)), 4: ((0, 1), (1, 2), (2, 3)), 5: ((0, 1), (1, 2), (2, 3), (3, 4)),
    }  # fmt: skip

    def _factors(self, p: Params) -> tuple[list[Fraction], list[str]]:
        """Return the multiples of the spanning vectors, from the normal equations."""
        vectors, x = p["vectors"], p["x"]
        rows = [[*(int(dot(u, v)) for v in vectors), int(dot(u, x))] for u in vectors]
        return eliminated(rows, ["s", "t"][: len(vectors)])

    def answer(self, p: Params) -> str:
        """Combine the spanning vectors."""
        factors, vectors = self._factors(p)[0], p["vectors"]
        return ordered([dot(factors, column) for column in zip(*vectors, strict=True)])

    def words(self, p: Params) -> Params:
        """Write the vectors out."""
        space = "plane" if len(p["vectors"]) > 1 else "line"
        spanning = join([ordered(v) for v in p["vectors"]])
        return {"space": space, "spanning": spanning, "x": ordered(p["x"]), "n": len(p["x"])}

    def steps(self, p: Params) -> list[str]:
        """Ask for a difference that is orthogonal to the spanning vectors."""
        vectors, x = p["vectors"], p["x"]
        factors, lines = self._factors(p)
        if len(vectors) == 1:
            (u,) = vectors
            return [
                "Write x for the vector and u for the spanning one. The projection su has x - su orthogonal to u, so "
                "s = (x·u)/(u·u).",
                f"x·u = {_dot(x, u)}.",
                f"u·u = {_dot(u, u)}.",
                f"s = {divided(int(dot(x, u)), int(dot(u, u)))}, and su = {self.answer(p)}.",
            ]
        u, v = vectors
        rows = [f"{signed([term(int(dot(a, u)), 's'), term(int(dot(a, v)), 't')])} = {dot(a, x)}" for a in vectors]
        return [
            "Write x for the vector, u and v for the spanning ones. The projection su + tv has x - su - tv orthogonal "
            "to u and to v.",
            f"u·u = {_dot(u, u)}.",
            f"u·v = {_dot(u, v)}.",
            f"v·v = {_dot(v, v)}.",
            f"x·u = {_dot(x, u)}.",
            f"x·v = {_dot(x, v)}.",
            f"So (1): {rows[0]} and (2): {rows[1]}.",
            *lines,
            f"s = {factors[0]} and t = {factors[1]} give su + tv = {self.answer(p)}.",
        ]


class LeastSquares(Template):
    """The value of the line or parabola of best fit."""

    name = "least_squares"
    opens = "c"
    phrasings = (
        "Among all curves {curve}, the one that fits the points {points} best in the sense of least squares is "
        "chosen. What is its value y at x = {c}?",
        "The {what} {curve} is fitted to the data {points} by the method of least squares. Which y does it predict "
        "for x = {c}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more points, and a parabola from tier 4 on."""
        count, size = (3, 4, 5, 4, 5)[tier - 1], (4, 6, 9, 2, 3)[tier - 1]
        while True:
            xs = sorted(several(rng, -size, size, count))
            slope = nonzero(rng, 4)
            points = [[x, slope * x + between(rng, -9, 9)] for x in xs]
            p: Params = {
                "points": points,
                "degree": 2 if tier > 3 else 1,
                "c": between(rng, size + 1, size + 5 + tier),
            }
            factors, _ = self._factors(p)
            if all(factors) and any(x.denominator > 1 for x in factors):
                return p

    def _rows(self, p: Params) -> list[list[int]]:
        """Return the normal equations."""
        d, points = p["degree"], p["points"]
        left = [[sum(x ** (2 * d - i - j) for x, _ in points) for j in range(d + 1)] for i in range(d + 1)]
        return [[*row, sum(x ** (d - i) * y for x, y in points)] for i, row in enumerate(left)]

    def _factors(self, p: Params) -> tuple[list[Fraction], list[str]]:
        return eliminated(self._rows(p), ["u", "v", "w"][: p["degree"] + 1])

    def answer(self, p: Params) -> str:
        """Put the place in."""
        return str(sum((f * p["c"] ** k for k, f in enumerate(reversed(self._factors(p)[0]))), Fraction(0)))

    def words(self, p: Params) -> Params:
        """Name the curve and the points."""
        line = p["degree"] == 1
        return {
            "what": "line" if line else "parabola", "curve": "y = ux + v" if line else "y = ux^2 + vx + w",
            "points": join([ordered(point) for point in p["points"]]),
        }  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Show the sums, the normal equations and their solution."""
        d, points, c = p["degree"], p["points"], p["c"]
        names = ["u", "v", "w"][: d + 1]
        factors, lines = self._factors(p)
        sums = []
        for k in range(1, 2 * d + 1):
            parts = " + ".join(f"{inside(x)}^{k}" if k > 1 else inside(x) for x, _ in points)
            sums.append(f"Sum of {'x' if k == 1 else f'x^{k}'}: {parts} = {sum(x**k for x, _ in points)}.")
        for k in range(d + 1):
            before = ("", "x*", "x^2*")[k]
            factors_of = [("", f"{inside(x)}*", f"{inside(x)}^2*")[k] for x, _ in points]
            parts = " + ".join(f"{x}{inside(y)}" for x, (_, y) in zip(factors_of, points, strict=True))
            sums.append(f"Sum of {before}y: {parts} = {sum(x**k * y for x, y in points)}.")
        rows = [
            f"{signed(term(a, name) for a, name in zip(row, names, strict=False))} = {row[-1]}"
            for row in self._rows(p)
        ]
        value = " + ".join(f"{inside(f)}*{c}^{d - i}" if d - i > 1 else f"{inside(f)}*{c}" if i < d else inside(f)
                           for i, f in enumerate(factors))  # fmt: skip
        return [
            f"There are {len(points)} points.",
            *sums,
            "The sum of the squared errors is least where its derivatives by the coefficients are 0: "
            + ", ".join(f"({i}): {row}" for i, row in enumerate(rows, 1)) + ".",
            *lines,
            f"At x = {c}: y = {value} = {self.answer(p)}.",
        ]  # fmt: skip


class FittedLine(Arrays):
    """The line of best fit to many points on a curve: symmetry instead of sums."""

    name = "fitted_line"
    opens = "n"
    phrasings = (
        "The line y = mx + b is fitted by least squares to the {n} points (i, y_i) with i = 1, 2, ..., {n}, where "
        "y_i = {curve}. Find the pair (m, b).",
        "For i = 1, 2, ..., {n} let y_i = {curve}. The line y = mx + b for which the sum of (y_i - mi - b)^2 over "
        "these {n} values of i is least has which pair (m, b)?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more points, and a cubic from tier 3 on."""
        return self._pick(rng, tier, between(rng, 3 + tier, 8 + 8 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many points to add up."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        cubic = [nonzero(rng, 1 + tier)] if tier > 2 else []
        return {"n": n, "curve": [*cubic, *(nonzero(rng, 4 + 2 * tier) for _ in range(3))]}

    def _parts(self, p: Params) -> tuple[Fraction, list[Fraction], Fraction, Fraction]:
        """Return the middle, the curve in t = i - middle, the mean of t^2, and the slope of t^3."""
        n = p["n"]
        middle = Fraction(n + 1, 2)
        shifted = [Fraction(c) for c in p["curve"]]
        size = len(shifted)
        for top in range(size, 1, -1):  # Horner's scheme, again and again
            for k in range(1, top):
                shifted[k] += middle * shifted[k - 1]
        return middle, shifted, Fraction(n * n - 1, 12), Fraction(3 * n * n - 7, 20)

    def _line(self, p: Params) -> tuple[Fraction, Fraction]:
        middle, (*high, square, slope, constant), mean, cube = self._parts(p)
        m = slope + sum(high) * cube
        return m, constant + square * mean - m * middle

    def answer(self, p: Params) -> str:
        """Replace t^2 by its mean and t^3 by its slope times t."""
        return ordered(self._line(p))

    def words(self, p: Params) -> Params:
        """Write the curve out."""
        return {"curve": polynomial(p["curve"], "i")}

    def steps(self, p: Params) -> list[str]:
        """Centre the points; then even powers only lift the line, and odd ones only turn it."""
        n = p["n"]
        middle, shifted, mean, cube = self._parts(p)
        m, b = self._line(p)
        constant = shifted[-1] + shifted[-3] * mean
        lines = [
            f"Let t = i - {inside(middle)}, so that the values of t lie symmetrically about 0. In t, y_i = "
            f"{polynomial(shifted, 't')}.",
            "Fitting is linear: fit a line to each power of t and add up. 1 and t are lines themselves.",
            f"t^2 is even, so its line is flat, at the mean of t^2: (n^2 - 1)/12 = ({n}^2 - 1)/12 = {mean}.",
        ]
        if len(shifted) == 4:
            lines.append(
                "t^3 is odd, so its line goes through 0; its slope is the sum of t^4 over the sum of t^2: "
                f"(3n^2 - 7)/20 = (3*{n}^2 - 7)/20 = {cube}."
            )
            lines.append(f"The slope is {shifted[2]} + {inside(shifted[0])}*{inside(cube)} = {m}.")
        else:
            lines.append(f"The slope is {m}.")
        return [
            *lines,
            f"At t = 0 the line has the value {shifted[-1]} + {inside(shifted[-3])}*{inside(mean)} = {constant}.",
            f"So b = {constant} - {inside(m)}*{inside(middle)} = {b}, and the pair (m, b) is {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add up the sums of the normal equations."""
        n = p["n"]
        if n > steps:
            return None
        points = [(i, sum(c * i**k for k, c in enumerate(reversed(p["curve"])))) for i in range(1, n + 1)]
        first, second = sum(x for x, _ in points), sum(x * x for x, _ in points)
        high, mixed = sum(y for _, y in points), sum(x * y for x, y in points)
        m = Fraction(n * mixed - first * high, n * second - first * first)
        return ordered([m, (high - m * first) / n])
