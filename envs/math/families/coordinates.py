"""Lines, circles and triangles in the coordinate plane."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, gcd, isqrt, lcm

import numpy as np

from ..notation import Number, between, combination, join, nonzero, signed, term
from ..template import STEPS, Params, Template
from .laws import solved
from .surds import Surd, brackets, chain, root

Vector = tuple[Number, Number]
SIZES = (5, 10, 16, 27, 60)
"""The largest coordinate that is drawn at each tier, up to a factor."""


def whole(numbers: Sequence[Number]) -> list[int]:
    """Return the same proportions in whole numbers without a common factor, the first one that is not 0 positive."""
    below = lcm(*(Fraction(x).denominator for x in numbers))
    scaled = [int(x * below) for x in numbers]
    common = gcd(*scaled) or 1
    if next((x for x in scaled if x), 1) < 0:
        common = -common
    return [x // common for x in scaled]


def line(a: Number, b: Number, c: Number) -> str:
    """Write the line ax + by = c, or ax = -by."""
    a, b, c = whole([a, b, c])
    return f"{combination([a, b], 'xy')} = {c}" if c else f"{combination([a], 'x')} = {combination([-b], 'y')}"


def curve(numbers: Sequence[Number]) -> str:
    """Write a curve by its coefficients of x², xy, y², x, y and 1; the right side is not 0 if that can be."""
    *names, n = whole(numbers)
    letters = ["x^2", "xy", "y^2", "x", "y"]
    if n or not any(names[3:]):
        return f"{combination(names, letters)} = {-n}"
    return f"{combination(names[:3], letters[:3])} = {combination([-c for c in names[3:]], letters[3:])}"


def at(p: Params, name: str) -> Vector:
    """Return a point whose coordinates are stored under `ax` and `ay`, for the name A."""
    return p[f"{name.lower()}x"], p[f"{name.lower()}y"]


def pair(v: Sequence[object]) -> str:
    """Write a point."""
    return f"({', '.join(map(str, v))})"


def minus(x: str, value: Number) -> str:
    """Write x - value."""
    return signed([x, str(-value)]) if value else x


def squared(x: str, value: Number) -> str:
    """Write the square of x - value."""
    return f"({minus(x, value)})^2" if value else f"{x}^2"


def draw_points(rng: np.random.Generator, names: str, size: int) -> Params:
    """Draw points that are not on one line."""
    while True:
        p: Params = {f"{n}{c}": between(rng, -size, size) for n in names for c in "xy"}
        if len(names) < 3 and at(p, names[0]) != at(p, names[-1]):
            return p
        if len(names) > 2 and twice_area(at(p, names[0]), at(p, names[1]), at(p, names[2])):
            return p


def twice_area(a: Vector, b: Vector, c: Vector) -> Number:
    """Return twice the signed area of a triangle."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def circumcentre(a: Vector, b: Vector, c: Vector) -> tuple[Fraction, Fraction]:
    """Return the point at the same distance from three points."""
    twice = 2 * twice_area(a, b, c)
    s, t, u = (x * x + y * y for x, y in (a, b, c))
    x = Fraction(s * (b[1] - c[1]) + t * (c[1] - a[1]) + u * (a[1] - b[1]), 1) / twice
    y = Fraction(s * (c[0] - b[0]) + t * (a[0] - c[0]) + u * (b[0] - a[0]), 1) / twice
    return x, y


class SpecialLine(Template):
    """A bisector, an altitude, a median or the Euler line of a triangle."""

    name = "special_line"
    kind = "equation"
    opens = "ax"
    phrasings = (
        "Triangle ABC has the vertices A = ({ax}, {ay}), B = ({bx}, {by}) and C = ({cx}, {cy}). Find an equation of "
        "{what}.",
        "In the coordinate plane let A = ({ax}, {ay}), B = ({bx}, {by}), C = ({cx}, {cy}). Give an equation, in x and "
        "y, of "
        "{what} of triangle ABC.",
    )
    whats = (
        "the perpendicular bisector of side AB",
        "the altitude from C",
        "the median from C",
        "the Euler line (through centroid and circumcentre)",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a triangle; the Euler line comes from tier 4 on only."""
        while True:  # neither parallel to an axis, which would be easy to see
            p = {
                **draw_points(rng, "abc", SIZES[tier - 1]),
                "which": between(rng, (tier - 1) // 2, 2 if tier < 4 else 3),
            }
            if all(self._line(p)[:2]):
                return p

    def words(self, p: Params) -> Params:
        """Say which line."""
        return {"what": self.whats[p["which"]]}

    def _line(self, p: Params) -> tuple[Number, Number, Number]:
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        u, v = b[0] - a[0], b[1] - a[1]
        if p["which"] == 0:
            return u, v, Fraction(b[0] ** 2 + b[1] ** 2 - a[0] ** 2 - a[1] ** 2, 2)
        if p["which"] == 1:
            return u, v, u * c[0] + v * c[1]
        if p["which"] == 2:
            return _through(c, (Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2)))
        return _through((Fraction(a[0] + b[0] + c[0], 3), Fraction(a[1] + b[1] + c[1], 3)), circumcentre(a, b, c))

    def answer(self, p: Params) -> str:
        """Write the line."""
        return line(*self._line(p))

    def steps(self, p: Params) -> list[str]:
        """Find a normal vector or two points."""
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        u, v = b[0] - a[0], b[1] - a[1]
        mid = (Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2))
        if p["which"] < 2:
            through, name = (mid, f"the midpoint {pair(mid)} of AB") if not p["which"] else (c, f"C = {pair(c)}")
            value = u * through[0] + v * through[1]
            return [
                f"The line is perpendicular to AB, whose direction is ({b[0]} - ({a[0]}), {b[1]} - ({a[1]})) = ({u}, "
                f"{v}).",
                f"So it has the form {combination([u, v], 'xy')} = c, and it goes through {name}.",
                f"c = {u}*({through[0]}) + ({v})*({through[1]}) = {value}, so {combination([u, v], 'xy')} = {value}.",
                f"Shortened: {self.answer(p)}.",
            ]
        first, second = c, mid
        lines = [f"The midpoint of AB is {pair(mid)}; the median joins it to C = {pair(c)}."]
        if p["which"] == 3:
            first = (Fraction(a[0] + b[0] + c[0], 3), Fraction(a[1] + b[1] + c[1], 3))
            second = circumcentre(a, b, c)
            s, t, w = (x * x + y * y for x, y in (a, b, c))
            rows = [[2 * (b[0] - a[0]), 2 * (b[1] - a[1]), t - s], [2 * (c[0] - a[0]), 2 * (c[1] - a[1]), w - s]]
            found, _ = solved([[Fraction(x) for x in row] for row in rows], ["x", "y"])
            lines = [
                f"The centroid is the mean of the vertices, {pair(first)}.",
                "The circumcentre (x, y) has the same distance from A as from B and from C:",
                *found,
            ]
        d, e = second[0] - first[0], second[1] - first[1]
        value = e * first[0] - d * first[1]
        return [
            *lines,
            f"The direction of the line is ({d}, {e}), so it has the form {combination([e, -d], 'xy')} = c.",
            f"At {pair(first)}: c = {value}. In whole numbers: {self.answer(p)}.",
        ]


def _through(p: Vector, q: Vector) -> tuple[Number, Number, Number]:
    """Return a, b, c of the line ax + by = c through two points."""
    a, b = q[1] - p[1], p[0] - q[0]
    return a, b, a * p[0] + b * p[1]


_RICH = (25, 50, 65, 85, 100, 125, 130, 145, 169, 170, 185, 200, 205, 221, 225, 250, 260, 265, 289, 290, 305, 325)


def lattice(square: int) -> list[tuple[int, int]]:
    """Return the points with whole coordinates on a circle about the origin."""
    r = isqrt(square)
    found = [(x, isqrt(square - x * x)) for x in range(-r, r + 1) if isqrt(square - x * x) ** 2 == square - x * x]
    return sorted({(x, s * y) for x, y in found for s in (1, -1)})


class CircleThrough(Template):
    """A circle by three of its points."""

    name = "circle_through"
    kind = "equation"
    opens = "ax"
    phrasings = (
        "Find an equation of the circle through the points ({ax}, {ay}), ({bx}, {by}) and ({cx}, {cy}).",
        "A circle passes through A = ({ax}, {ay}), B = ({bx}, {by}) and C = ({cx}, {cy}). Give its equation in x and "
        "y.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw points of a circle with a whole centre, from tier 4 on any points."""
        if tier > 3:
            return draw_points(rng, "abc", SIZES[tier - 2])
        points = lattice(_RICH[between(rng, 0, 6 * tier)])
        h, k = between(rng, -4 * tier, 4 * tier), between(rng, -4 * tier, 4 * tier)
        chosen = [points[i] for i in rng.permutation(len(points))[:3].tolist()]
        return {
            f"{n}{c}": v for n, q in zip("abc", chosen, strict=True) for c, v in (("x", q[0] + h), ("y", q[1] + k))
        }

    def answer(self, p: Params) -> str:
        """Write the circle."""
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        h, k = circumcentre(a, b, c)
        return curve([1, 0, 1, -2 * h, -2 * k, 2 * h * a[0] + 2 * k * a[1] - a[0] ** 2 - a[1] ** 2])

    def steps(self, p: Params) -> list[str]:
        """Solve for the coefficients."""
        rows = [
            [Fraction(x), Fraction(y), Fraction(1), Fraction(-x * x - y * y)] for x, y in (at(p, n) for n in "ABC")
        ]
        lines, (d, e, f) = solved(rows, ["d", "e", "f"])
        return [
            "Put the points into x^2 + y^2 + dx + ey + f = 0:",
            *lines,
            f"The equation is {combination([1, 1, d, e, f], ['x^2', 'y^2', 'x', 'y', ''])} = 0; "
            "fractions can be cleared.",
        ]


class Tangents(Template):
    """The tangents from a point to a circle."""

    name = "tangents"
    opens = "px"
    phrasings = (
        "From the point P = ({px}, {py}) the two tangents are drawn to the circle {circle}; they touch it at S and T. "
        "Find "
        "{what}. Give an exact value.",
        "The lines PS and PT touch the circle {circle} at S and T, where P = ({px}, {py}). What is {what}, exactly?",
    )
    whats = ("the length PS", "the area of the quadrilateral PSMT, where M is the centre", "the length ST")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a circle and a point outside."""
        while True:
            size = SIZES[tier - 1]
            h, k, x, y = (between(rng, -size, size) for _ in range(4))
            square = between(rng, 2, size * size // 2)
            if (x - h) ** 2 + (y - k) ** 2 > square:
                which = between(rng, max(0, (tier - 2) // 2), min(2, tier // 2))
                return {"px": x, "py": y, "h": h, "k": k, "square": square, "which": which}

    def words(self, p: Params) -> Params:
        """Write the circle."""
        h, k = p["h"], p["k"]
        expanded = curve([1, 0, 1, -2 * h, -2 * k, h * h + k * k - p["square"]])
        return {"circle": expanded, "what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[int, Surd]:
        """Return the square of PM, and the length of a tangent."""
        distance = (p["px"] - p["h"]) ** 2 + (p["py"] - p["k"]) ** 2
        return distance, root(distance - p["square"])

    def _value(self, p: Params) -> Surd:
        distance, tangent = self._parts(p)
        radius = root(p["square"])
        return (tangent, tangent * radius, tangent * radius * 2 / root(distance))[p["which"]]

    def answer(self, p: Params) -> str:
        """Use the right angles at S and T."""
        return str(self._value(p))

    def steps(self, p: Params) -> list[str]:
        """Show the right triangle."""
        h, k, square = p["h"], p["k"], p["square"]
        distance, tangent = self._parts(p)
        lines = [
            f"Completing squares, the circle is {squared('x', h)} + {squared('y', k)} = {square}: M = ({h}, {k}) "
            f"and "
            f"the square of the radius is {square}.",
            f"PM^2 = ({p['px']} - {brackets(h)})^2 + ({p['py']} - {brackets(k)})^2 = {distance}.",
            f"The angle PSM is right: PS^2 = {distance} - {square} = {distance - square}, and PS = "
            f"{chain(f'sqrt({distance - square})', tangent)}.",
        ]
        area = tangent * root(square)
        if p["which"] > 0:
            lines.append(f"Twice the triangle PSM has the area PS * SM = {tangent} * {root(square)} = {area}.")
        if p["which"] > 1:
            lines.append("ST is perpendicular to PM, so this area is also PM * ST/2.")
            lines.append(f"ST = 2 * {_in(area)}/{_in(root(distance))} = {self._value(p)}.")
        return lines


def _in(value: Surd) -> str:
    text = str(value)
    return f"({text})" if " " in text or "/" in text or "*" in text else text


class ParabolaPolygon(Template):
    """A polygon whose corners lie on a parabola."""

    name = "parabola_polygon"
    opens = "n"
    phrasings = (
        "Let n = {n}. For k = 0, 1, ..., n let P_k be the point ({x}, {y}). Find the area of the polygon with the "
        "vertices "
        "P_0, P_1, ..., P_n, in this order.",
        "The points ({x}, {y}) with k = 0, 1, 2, ..., {n} are joined in this order, and the last with the first. What "
        "is "
        "the area of this polygon?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more corners."""
        return self._with(rng, tier, between(rng, *((3, 6), (5, 12), (10, 40), (30, 200), (150, 999))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more corners than one can go round."""
        return self._with(rng, tier, between(rng, 10 ** (4 + tier), 10 ** (6 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        size = 2 + 2 * tier
        a, b = between(rng, 1, size), between(rng, 1, size)
        return {"n": n, "a": a, "b": b, "c": between(rng, -size, size), "d": between(rng, -size, size)}

    def words(self, p: Params) -> Params:
        """Write the coordinates."""
        x = combination([p["a"], p["d"]], ["k", ""])
        return {"x": x, "y": combination([p["b"], p["c"]], ["k^2", "k"])}

    def answer(self, p: Params) -> str:
        """Use a formula for the sum."""
        n = p["n"]
        return str(Fraction(p["a"] * p["b"] * (n**3 - n), 6))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Use the shoelace formula, corner after corner."""
        if p["n"] > steps:
            return None
        points = [(p["a"] * k + p["d"], p["b"] * k * k + p["c"] * k) for k in range(p["n"] + 1)]
        twice = sum(s[0] * t[1] - s[1] * t[0] for s, t in zip(points, points[1:] + points[:1], strict=True))
        return str(Fraction(abs(twice), 2))

    def steps(self, p: Params) -> list[str]:
        """Shear, then subtract trapezoids."""
        n, a, b = p["n"], p["a"], p["b"]
        return [
            "Neither moving the polygon nor a shear that takes a multiple of the abscissa off the ordinate changes "
            "the "
            f"area: take the points ({combination([a], 'k')}, {combination([b], ['k^2'])}).",
            f"Below the chord from P_0 to P_n lies a triangle of area {term(a, 'n')} * {term(b, 'n^2')}/2 = "
            f"{term(Fraction(a * b, 2), 'n^3')}.",
            f"Below the side from P_k to P_(k+1) lies a trapezoid of area {a} * {b}(k^2 + (k+1)^2)/2.",
            f"These add up to {a * b} * (n^3/3 + n/6), since 1^2 + ... + m^2 = m(m + 1)(2m + 1)/6.",
            f"The difference is {a * b} * (n^3 - n)/6 with n = {n}: {a * b} * {n**3 - n}/6 = {self.answer(p)}.",
        ]


class Mirrors(Template):
    """A point that is reflected in two parallel lines, again and again."""

    name = "mirrors"
    kind = "tuple"
    opens = "n"
    phrasings = (
        "The point ({px}, {py}) is reflected in the line {one}, its image in the line {two}, the new image in the "
        "first line "
        "again, and so on, in turn. Where is the image after {n} reflections? Answer with a point (x, y).",
        "Start with ({px}, {py}) and reflect alternately in the lines {one} and {two}, beginning with the first. Give "
        "the "
        "coordinates (x, y) of the point reached after {n} reflections.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more reflections."""
        return self._with(rng, tier, between(rng, *((2, 5), (5, 12), (10, 50), (40, 300), (200, 2000))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more reflections than one can follow."""
        return self._with(rng, tier, between(rng, 10 ** (5 + tier), 10 ** (7 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        while True:
            a, b = between(rng, 1, 1 + (tier + 1) // 2), nonzero(rng, 1 + (tier + 1) // 2)
            if gcd(a, b) == 1:
                break
        size = SIZES[tier - 1]
        c = between(rng, -size, size)
        p = {"px": between(rng, -size, size), "py": between(rng, -size, size), "a": a, "b": b, "n": n}
        return {**p, "c": c, "d": c + nonzero(rng, size)}

    def words(self, p: Params) -> Params:
        """Write the lines."""
        return {key: f"{combination([p['a'], p['b']], 'xy')} = {p[c]}" for key, c in (("one", "c"), ("two", "d"))}

    def _image(self, p: Params) -> Vector:
        a, b, c, d, n = (p[key] for key in "abcdn")
        s = a * p["px"] + b * p["py"]
        t = s + (n - n % 2) * (d - c)
        t = 2 * c - t if n % 2 else t
        move = Fraction(t - s, a * a + b * b)
        return p["px"] + a * move, p["py"] + b * move

    def answer(self, p: Params) -> str:
        """Write the image."""
        return pair(self._image(p))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Reflect again and again."""
        if p["n"] > steps:
            return None
        a, b = p["a"], p["b"]
        x, y = Fraction(p["px"]), Fraction(p["py"])
        for i in range(p["n"]):
            move = 2 * (p["d" if i % 2 else "c"] - a * x - b * y) / (a * a + b * b)
            x, y = x + a * move, y + b * move
        return pair((x, y))

    def steps(self, p: Params) -> list[str]:
        """Join two reflections to a translation."""
        a, b, c, d, n = (p[key] for key in "abcdn")
        form, s = combination([a, b], "xy"), a * p["px"] + b * p["py"]
        even, move = s + (n - n % 2) * (d - c), self._image(p)
        lines = [
            f"Let s = {form}; at ({p['px']}, {p['py']}) it is {s}. A reflection in {form} = c turns s into 2c - s and "
            f"moves "
            f"the point along ({a}, {b}).",
            f"Two reflections turn s into {2 * d} - ({2 * c} - s) = s {'+' if d > c else '-'} {abs(2 * (d - c))}.",
            f"After {n - n % 2} reflections s = {s} + {n // 2} * ({2 * (d - c)}) = {even}.",
        ]
        final = even
        if n % 2:
            final = 2 * c - even
            lines.append(f"The last reflection gives s = {2 * c} - ({even}) = {final}.")
        k = Fraction(final - s, a * a + b * b)
        return [
            *lines,
            f"The point has moved by k({a}, {b}) with k * ({a * a + b * b}) = {final} - ({s}), so k = {k}.",
            f"x = {p['px']} + {brackets(k)} * {brackets(a)} = {move[0]} and y = {p['py']} + {brackets(k)} * "
            f"{brackets(b)} = "
            f"{move[1]}.",
        ]


class Chord(Template):
    """A chord that a line or a second circle cuts off."""

    name = "chord"
    opens = "s"
    phrasings = (
        "Find the length of the chord that {cutter} cuts off from the circle with centre ({h}, {k}) whose radius has "
        "the "
        "square {s}. Give an exact value.",
        "A circle about ({h}, {k}) has a radius whose square is {s}. What is the exact length of the chord it has in "
        "common "
        "with {cutter}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a line, from tier 3 on often a second circle."""
        size = SIZES[tier - 1]
        while True:
            h, k, s = between(rng, -size, size), between(rng, -size, size), between(rng, 5, size * size)
            p = {"h": h, "k": k, "s": s}
            if tier > 2 and rng.random() < 0.7:
                u, v, t = between(rng, -size, size), between(rng, -size, size), between(rng, 5, size * size)
                p |= {"u": u, "v": v, "t": t}
            else:
                p |= {"a": nonzero(rng, size), "b": nonzero(rng, size), "c": between(rng, -size * size, size * size)}
            if ("a" in p or (p["u"], p["v"]) != (h, k)) and self._square(p) > 0:
                return p

    def _line(self, p: Params) -> tuple[int, int, int]:
        """Return the line that holds the chord."""
        if "a" in p:
            return p["a"], p["b"], p["c"]
        h, k, s, u, v, t = (p[key] for key in "hksuvt")
        return 2 * (u - h), 2 * (v - k), s - t + u * u + v * v - h * h - k * k

    def _square(self, p: Params) -> Fraction:
        """Return the square of half the chord."""
        a, b, c = self._line(p)
        gap = a * p["h"] + b * p["k"] - c
        return int(p["s"]) - Fraction(gap * gap, a * a + b * b)

    def words(self, p: Params) -> Params:
        """Write what cuts."""
        if "a" in p:
            return {"cutter": f"the line {combination([p['a'], p['b']], 'xy')} = {p['c']}"}
        return {"cutter": f"the circle {squared('x', p['u'])} + {squared('y', p['v'])} = {p['t']}"}

    def answer(self, p: Params) -> str:
        """Use the distance of the chord from the centre."""
        return str(root(self._square(p)) * 2)

    def steps(self, p: Params) -> list[str]:
        """Use Pythagoras."""
        a, b, c = self._line(p)
        h, k, s = p["h"], p["k"], p["s"]
        gap = a * h + b * k - c
        square = self._square(p)
        lines = []
        if "a" not in p:
            lines = [
                f"Subtract the equations of the circles: the common points lie on {combination([a, b], 'xy')} = {c}.",
            ]
        return [
            *lines,
            f"The square of the distance of the centre from the line is ({a}*({h}) + ({b})*({k}) - ({c}))^2/({a * a} "
            f"+ "
            f"{b * b}) = {chain(f'{gap * gap}/{a * a + b * b}', Fraction(gap * gap, a * a + b * b))}.",
            f"Half the chord has the square {s} - {brackets(Fraction(gap * gap, a * a + b * b))} = {square}.",
            f"The chord is 2 * sqrt({square}) = {self.answer(p)}.",
        ]


class LatticeTriangle(Template):
    """Points with whole coordinates inside a triangle."""

    name = "lattice_triangle"
    opens = "ax"
    phrasings = (
        "How many points with integer coordinates lie strictly inside the triangle with the vertices ({ax}, {ay}), "
        "({bx}, "
        "{by}) and ({cx}, {cy})?",
        "Let A = ({ax}, {ay}), B = ({bx}, {by}) and C = ({cx}, {cy}). Count the points of the inner part of triangle "
        "ABC "
        "whose coordinates are both whole numbers.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger triangle."""
        return self._with(rng, (8, 20, 60, 300, 1000)[tier - 1])

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a triangle with more rows than one can count."""
        return self._with(rng, 10 ** (5 + tier))

    def _with(self, rng: np.random.Generator, size: int) -> Params:
        g = between(rng, 1, 6)
        p = draw_points(rng, "abc", size // g + 1)
        p = {key: value * g for key, value in p.items()}
        rows = [p[f"{n}y"] for n in "abc"]
        if max(rows) - min(rows) < size // 2:
            p["cy"] = max(rows) + size
            p["cx"] += not twice_area(at(p, "A"), at(p, "B"), at(p, "C"))
        return p if twice_area(at(p, "A"), at(p, "B"), at(p, "C")) else {**p, "ay": p["ay"] - 1}

    def _parts(self, p: Params) -> tuple[int, list[int]]:
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        corners: list[tuple[int, int]] = [(p[f"{n}x"], p[f"{n}y"]) for n in "abca"]
        sides = [gcd(s - u, t - v) for (s, t), (u, v) in pairwise(corners)]
        return abs(int(twice_area(a, b, c))), sides

    def answer(self, p: Params) -> str:
        """Use Pick's theorem."""
        twice, sides = self._parts(p)
        return str((twice - sum(sides) + 2) // 2)

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Count row by row."""
        points: list[tuple[int, int]] = [(p[f"{n}x"], p[f"{n}y"]) for n in "abc"]
        low, high = min(y for _, y in points), max(y for _, y in points)
        if high - low > steps:
            return None
        count = 0
        for y in range(low + 1, high):
            cuts: list[Fraction] = []
            for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
                if y1 != y2 and min(y1, y2) <= y <= max(y1, y2):
                    cuts.append(x1 + Fraction((y - y1) * (x2 - x1), y2 - y1))
            count += max(0, ceil(max(cuts)) - floor(min(cuts)) - 1)
        return str(count)

    def steps(self, p: Params) -> list[str]:
        """Show area and boundary."""
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        twice, sides = self._parts(p)
        u, v = (b[0] - a[0], b[1] - a[1]), (c[0] - a[0], c[1] - a[1])
        names = [
            f"gcd({abs(s[0] - t[0])}, {abs(s[1] - t[1])}) = {g}"
            for (s, t), g in zip(((a, b), (b, c), (c, a)), sides, strict=True)
        ]
        return [
            f"Two sides are the vectors {pair(u)} and {pair(v)}; twice the area is |{u[0]}*({v[1]}) - "
            f"({u[1]})*({v[0]})| = "
            f"{twice}.",
            f"A side holds as many steps between lattice points as the common divisor says: {join(names)}.",
            f"So {sum(sides)} lattice points lie on the boundary.",
            f"By Pick's theorem the number inside is ({twice} - {sum(sides)} + 2)/2 = {self.answer(p)}.",
        ]


PLANE: tuple[Template, ...] = (
    SpecialLine(),
    CircleThrough(),
    Tangents(),
    ParabolaPolygon(),
    Mirrors(),
    Chord(),
    LatticeTriangle(),
)
"""Lines, circles and triangles."""
