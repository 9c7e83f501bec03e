"""Pairs of expressions from trigonometry, triangles, symmetric forms, whole parts and absolute values."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import numpy as np

from ..notation import between, combination, join, nonzero, signed, term
from ..template import Params, Template
from .relations import ABOVE, AT_LEAST, EQUAL, NONE, Compared, seen
from .surds import Surd, root

_TRIPLES = ((3, 4), (4, 3), (5, 12), (12, 5), (8, 15), (15, 8), (0, 1), (1, 0), (7, 24), (20, 21))


class Waves(Compared):
    """The square of a wave against waves of twice the frequency."""

    name = "waves"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the wave, and the difference d0 + d1 cos 2x + d2 sin 2x."""
        a, b = nonzero(rng, 2 + 2 * tier), nonzero(rng, 2 + 2 * tier)
        if relation == EQUAL:
            return {"a": a, "b": b, "d": [0, 0, 0]}
        u, v = _TRIPLES[between(rng, 0, len(_TRIPLES) - 1)]
        k = between(rng, 1, tier)
        size = k * isqrt(u * u + v * v)
        shift = {AT_LEAST: 0, ABOVE: between(rng, 1, 5), NONE: -between(rng, 1, 2 * size - 1)}[relation]
        signs = [1 if rng.random() < 0.5 else -1 for _ in range(2)]
        return {"a": a, "b": b, "d": [size + shift, signs[0] * k * u, signs[1] * k * v]}

    def relation(self, q: Params) -> str:
        """Compare the mean of the difference with its amplitude."""
        mean, u, v = q["d"]
        square = u * u + v * v
        if mean < 0 or mean * mean < square:
            return NONE
        return EQUAL if not square and not mean else AT_LEAST if mean * mean == square else ABOVE

    def _double(self, q: Params) -> list[int]:
        a, b = q["a"], q["b"]
        return [a * a + b * b, b * b - a * a, 2 * a * b]

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write both with a factor 2."""
        form = [s - d for s, d in zip(self._double(q), q["d"], strict=True)]
        wave = combination([q["a"], q["b"]], ["sin x", "cos x"])
        return f"2({wave})^2", combination(form, ["", "cos 2x", "sin 2x"]), "x real"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Use double angles."""
        mean, u, v = q["d"]
        names = ["", "cos 2x", "sin 2x"]
        lines = [
            "Use 2 sin^2 x = 1 - cos 2x, 2 cos^2 x = 1 + cos 2x and 2 sin x cos x = sin 2x.",
            f"{first} = {combination(self._double(q), names)}, so {first} - {second} = {combination(q['d'], names)}.",
        ]
        if not u and not v:
            return lines
        size = root(u * u + v * v)
        return [*lines, f"The part with the angle takes all values from -{_in(size)} to {size}; {mean} is added."]


def _in(size: Surd) -> str:
    return str(size) if size.rational() is not None else f"({size})"


class Sides(Compared):
    """Quadratic forms in the sides of a triangle, or in three positive numbers."""

    name = "three_numbers"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the difference by its values at both ends of what ab + bc + ca can be."""
        size = 2 + 3 * tier
        ends = {
            EQUAL: (0, 0),
            AT_LEAST: (between(rng, 1, size), 0),
            ABOVE: (between(rng, 0, size), between(rng, 1, size)),
        }
        low, high = ends.get(relation) or (between(rng, 1, size), -between(rng, 1, size))
        if relation == NONE and rng.random() < 0.5:
            low, high = -low, -high
        return {"triangle": bool(rng.random() < 0.6), "ends": [low, high], "k": between(rng, 1, size)}

    def relation(self, q: Params) -> str:
        """Look at both ends: the first is never reached, the second is for a = b = c."""
        low, high = q["ends"]
        if low == high == 0:
            return EQUAL
        if low < 0 or high < 0:
            return NONE
        return AT_LEAST if not high else ABOVE

    def _coefficients(self, q: Params) -> tuple[int, int, int]:
        """Return the coefficients of the squares, of the products, and of the square of the sum."""
        (low, high), k = q["ends"], q["k"]
        # with a + b + c = 1 and t = ab + bc + ca the difference is (f - k) + (g - 2f) t
        if q["triangle"]:  # 4 × its value at t = 1/4 is low, 3 × its value at t = 1/3 is high
            f = k + low - high
            return f, high + 3 * k - f, k
        f = k + low  # its value at t = 0 is low
        return f, high + 3 * k - f, k

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write the forms."""
        f, g, k = self._coefficients(q)
        one = combination([f, g], ["(a^2 + b^2 + c^2)", "(ab + bc + ca)"])
        domain = "a, b, c the sides of a triangle" if q["triangle"] else "a, b, c positive"
        return one, term(k, "(a + b + c)^2"), domain

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Reduce to a linear function of one number."""
        f, g, k = self._coefficients(q)
        low, high = q["ends"]
        value = f"{signed([str(f - k), term(g - 2 * f, 't')])}" if f != k else term(g - 2 * f, "t")
        lines = [
            f"Scale to a + b + c = 1 and let t = ab + bc + ca, so a^2 + b^2 + c^2 = 1 - 2t: {first} - {second} = "
            f"{value if g != 2 * f else f - k}.",
        ]
        if q["triangle"]:
            lines.append(
                "For a triangle 1/4 < t <= 1/3: each side is below 1/2, and (1 - 2a)(1 - 2b)(1 - 2c) > 0 gives 4t > 1 "
                "+ "
                "8abc > 1; and t = 1/3 only for a = b = c."
            )
            return [
                *lines,
                f"The difference tends to {Fraction(low, 4)} as t -> 1/4, and is {Fraction(high, 3)} at 1/3.",
            ]
        lines.append("For positive numbers 0 < t <= 1/3, with t = 1/3 only for a = b = c.")
        return [*lines, f"The difference tends to {low} as t -> 0, and is {Fraction(high, 3)} at t = 1/3."]


_BLOCKS = {
    "(a + b)(b + c)(c + a)": (0, 1, 2),
    "(a + b + c)(ab + bc + ca)": (0, 1, 3),
    "(a + b + c)^3": (1, 3, 6),
    "(a + b + c)(a^2 + b^2 + c^2)": (1, 1, 0),
}
"""Symmetric cubics by their coefficients of a³ + b³ + c³, of the sum of a²b over six orders, and of abc."""
_BASIS = ("(a^3 + b^3 + c^3)", "(a^2 b + a^2 c + b^2 a + b^2 c + c^2 a + c^2 b)", "abc")


class Cubics(Compared):
    """Symmetric cubic forms of three positive numbers."""

    name = "cubics"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the second form, and the difference by its values at three points."""
        size = 1 + tier
        names = list(_BLOCKS)
        blocks = [[i, between(rng, 1, size)] for i in sorted(rng.permutation(len(names))[: 1 + (tier > 2)].tolist())]
        values = [between(rng, 0, size), between(rng, 0, size), between(rng, 1, size)]
        if relation == EQUAL:
            values = [0, 0, 0]
        elif relation == AT_LEAST:
            values = [values[0], values[1], 0] if values[0] or values[1] else [1, 1, 0]
        elif relation == NONE:
            values = [between(rng, 1, size) for _ in range(3)]
            values[between(rng, 0, 2)] *= -1
        return {"blocks": blocks, "at": values}

    def relation(self, q: Params) -> str:
        """Look at the values."""
        low = min(q["at"])
        return NONE if low < 0 else EQUAL if not any(q["at"]) else ABOVE if q["at"][2] else AT_LEAST

    def _difference(self, q: Params) -> list[int]:
        """Return the coefficients of the difference, whose value at (1, 1, 0) is twice the number drawn."""
        one, two, three = q["at"]
        return [one, two - one, three - 6 * two + 3 * one]

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write the sum of blocks, and the same in the basis plus the difference."""
        names = list(_BLOCKS)
        total = self._difference(q)
        for i, c in q["blocks"]:
            total = [t + c * part for t, part in zip(total, _BLOCKS[names[i]], strict=True)]
        blocks = signed([term(c, names[i]) for i, c in q["blocks"]])
        return combination(total, _BASIS), blocks, "a, b, c positive"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Write the difference as a sum of three forms of known sign."""
        one, two, three = q["at"]
        parts = [(one, "[a^3 + b^3 + c^3 - S + 3abc]"), (two, "[S - 6abc]"), (three, "abc")]
        written = combination([c for c, _ in parts], [name for _, name in parts])
        lines = [
            f"Multiplied out, with S = a^2 b + a^2 c + b^2 a + b^2 c + c^2 a + c^2 b, {first} - {second} = "
            f"{combination(self._difference(q), ['(a^3 + b^3 + c^3)', 'S', 'abc'])}."
        ]
        if not any(q["at"]):
            return lines
        lines.append(f"That is {written}. The brackets are >= 0 by Schur and AM-GM, and 0 for a = b = c.")
        if min(q["at"]) < 0:
            return [
                *lines,
                f"Near (1, 0, 0), near (1, 1, 0) and at (1, 1, 1) it has the signs of "
                f"{join(list(map(str, q['at'])))}.",
            ]
        return [*lines, "The last part is positive." if three else "No part is negative; at a = b = c all are 0."]


class Floors(Compared):
    """Whole parts of sums against sums of whole parts."""

    name = "whole_parts"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw the multiples, and a constant; equal only in an identity for one number."""
        n = between(rng, 2, 2 + tier)
        if relation == EQUAL or (relation == ABOVE and rng.random() < 0.5):
            k = 0 if relation == EQUAL else -between(rng, 1, 3 + tier)
            return {"n": n, "k": k, "m": between(rng, -5, 5)}
        a, b = between(rng, 1, 2 + 2 * tier), between(rng, 1, 2 + 2 * tier)
        a += a + b < 3
        top = a + b - 1
        if rng.random() < 0.5:  # from above: the first is then the sum of whole parts
            above = {AT_LEAST: top, ABOVE: top + between(rng, 1, 5), NONE: between(rng, 1, top - 1)}
            return {"a": a, "b": b, "k": above[relation], "up": True}
        below = {AT_LEAST: 0, ABOVE: -between(rng, 1, 5), NONE: between(rng, 1, top - 1)}
        return {"a": a, "b": b, "k": below[relation], "up": False}

    def _range(self, q: Params) -> tuple[int, int]:
        """Return the least and the largest value of first minus second; all whole numbers between occur."""
        if "n" in q:
            return -q["k"], -q["k"]
        top = q["a"] + q["b"] - 1
        return (q["k"] - top, q["k"]) if q["up"] else (-q["k"], top - q["k"])

    def relation(self, q: Params) -> str:
        """Look at both ends of the range."""
        return seen(self._range(q))

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write whole parts as floor(...)."""
        if "n" in q:
            n, m = q["n"], q["m"]
            parts = [
                f"floor({signed(['x', *([str(s)] if s else [])])})" for s in (Fraction(i, n) + m for i in range(n))
            ]
            constant = n * m + q["k"]
            return " + ".join(parts), signed([f"floor({n}x)", *([str(constant)] if constant else [])]), "x real"
        whole = f"floor({combination([q['a'], q['b']], 'xy')})"
        sum_of = signed([term(q["a"], "floor(x)"), term(q["b"], "floor(y)"), *([str(q["k"])] if q["k"] else [])])
        return (sum_of, whole, "x and y real") if q["up"] else (whole, sum_of, "x and y real")

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Split off whole parts."""
        low, high = self._range(q)
        if "n" in q:
            n, m = q["n"], q["m"]
            return [
                f"For each whole number j the sum of floor(x + i/{n}) over i = 0, ..., {n - 1} and floor({n}x) both "
                f"grow "
                f"by 1 at x = j/{n}, and both are 0 just right of 0, so they are equal (Hermite).",
                f"Here every term is {m} more, so the sum is floor({n}x) + {n} * ({m}), and {first} - {second} = "
                f"{low}.",
            ]
        a, b = q["a"], q["b"]
        return [
            f"Write x = floor(x) + r and y = floor(y) + s with 0 <= r, s < 1: floor({combination([a, b], 'xy')}) is "
            f"{combination([a, b], ['floor(x)', 'floor(y)'])} + floor({combination([a, b], 'rs')}).",
            f"The last part takes all whole values from 0 to {a + b - 1}.",
            f"So {first} - {second} takes the values from {low} to {high}.",
        ]


class Distances(Compared):
    """Weighted sums of distances on a line against a linear function, on an interval."""

    name = "distances"

    def pair(self, rng: np.random.Generator, tier: int, relation: str) -> Params:
        """Draw points and weights, and an interval; the line is put where the relation holds."""
        n = 2 + tier // 2
        size = 6 + 4 * tier
        points = sorted((rng.choice(2 * size + 1, n, replace=False) - size).tolist())
        weights = [between(rng, 1, 1 + tier) for _ in range(n)]
        q: Params = {"points": points, "weights": weights}
        if relation == EQUAL:
            i = between(rng, 0, n)  # the line that the sum follows between two neighbouring points
            low, high = ([points[0] - size, *points])[i], ([*points, points[-1] + size])[i]
            slope = sum(weights[:i]) - sum(weights[i:])
            return {**q, "line": [slope, self._sum(q, low) - slope * low], "from": low, "to": high}
        low, high = points[0] - between(rng, 1, size), points[-1] + between(rng, 1, size)
        slope = between(rng, -2, 2)
        q = {**q, "line": [slope, 0], "from": low, "to": high}
        gaps = self._gaps(q)
        least, most = min(gaps), max(gaps)
        if most - least < 2:
            gaps = self._gaps(q := {**q, "to": high + 2})
            least, most = min(gaps), max(gaps)
        shift = {AT_LEAST: 0, ABOVE: -between(rng, 1, 9)}.get(relation)
        if shift is None:
            shift = between(rng, 1, most - least - 1) if most - least > 1 else 0
        return {**q, "line": [slope, least + shift]}

    def _sum(self, q: Params, x: int) -> int:
        return sum(w * abs(x - a) for w, a in zip(q["weights"], q["points"], strict=True))

    def _corners(self, q: Params) -> list[int]:
        return [q["from"], *(a for a in q["points"] if q["from"] < a < q["to"]), q["to"]]

    def _gaps(self, q: Params) -> list[int]:
        slope, constant = q["line"]
        return [self._sum(q, x) - slope * x - constant for x in self._corners(q)]

    def relation(self, q: Params) -> str:
        """Look at the corners: between them the difference is linear."""
        return seen([(g > 0) - (g < 0) for g in self._gaps(q)])

    def write(self, q: Params) -> tuple[str, str, str]:
        """Write absolute values with bars."""
        inside = [signed(["x", str(-a)]) if a else "x" for a in q["points"]]
        one = signed([term(w, f"|{text}|") for w, text in zip(q["weights"], inside, strict=True)])
        return one, combination(q["line"], ["x", ""]), f"x real, {q['from']} <= x <= {q['to']}"

    def why(self, q: Params, first: str, second: str) -> list[str]:
        """Evaluate at the corners."""
        corners, gaps = self._corners(q), self._gaps(q)
        shown = [f"{g} at x = {x}" for x, g in zip(corners, gaps, strict=True)]
        return [
            f"{first} - {second} is linear between neighbouring points of {', '.join(map(str, corners))}.",
            f"It is {join(shown)}.",
        ]


MORE: tuple[Template, ...] = (Waves(), Sides(), Cubics(), Floors(), Distances())
"""Pairs from elsewhere."""
