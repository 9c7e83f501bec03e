"""Conics, loci, centres and turns in the plane, and distances in space."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import numpy as np

from ..notation import Number, between, combination, nonzero
from ..template import STEPS, Params, Template
from .coordinates import SIZES, at, circumcentre, curve, draw_points, line, pair, squared
from .surds import Surd, brackets, chain, root

Space = tuple[int, int, int]


class Conic(Template):
    """Axes and foci of a conic that is given by its equation."""

    name = "conic"
    opens = "f"
    phrasings = (
        "Find {what} of the {shape} {equation} = {f}. Give an exact value.",
        "The equation {equation} = {f} describes {article} {shape}. What is {what}, exactly?",
    )
    whats = ("the distance between the foci", "the eccentricity", "the area inside")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw axes and centre; hyperbolas come from tier 2 on."""
        size = SIZES[tier - 1] // 2 + 1
        while True:
            a, b = between(rng, 1, size), between(rng, 1, size)
            if a != b:
                break
        sign = -1 if tier > 1 and rng.random() < 0.5 else 1
        h, k, c = between(rng, -size, size), between(rng, -size, size), between(rng, 1, 10 * size)
        which = between(rng, 0, 2 if sign > 0 else 1)
        return {"a": a, "b": sign * b, "h": h, "k": k, "f": c - a * h * h - sign * b * k * k, "which": which}

    def words(self, p: Params) -> Params:
        """Write the equation without its constant."""
        a, b, h, k = (p[key] for key in "abhk")
        equation = combination([a, b, -2 * a * h, -2 * b * k], ["x^2", "y^2", "x", "y"])
        shape, article = ("ellipse", "an") if b > 0 else ("hyperbola", "a")
        return {"equation": equation, "shape": shape, "article": article, "what": self.whats[p["which"]]}

    def _squares(self, p: Params) -> tuple[int, Fraction, Fraction]:
        """Return the right side in the normal form, and the squares of the two half axes (the second may be < 0)."""
        c = p["f"] + p["a"] * p["h"] ** 2 + p["b"] * p["k"] ** 2
        return c, Fraction(c, p["a"]), Fraction(c, p["b"])

    def answer(self, p: Params) -> str:
        """Use the normal form."""
        _, s, t = self._squares(p)
        if p["which"] == 2:
            area = str(root(s * t))
            top, slash, below = area.partition("/")
            return ("pi" if top == "1" else f"{top}*pi") + slash + below
        focal = root(abs(s - t))  # for a hyperbola t < 0, so this is the sum
        if p["which"] == 0:
            return str(focal * 2)
        return str(focal / root(max(s, t)))

    def steps(self, p: Params) -> list[str]:
        """Complete squares."""
        a, b, h, k = (p[key] for key in "abhk")
        c, s, t = self._squares(p)
        squares = combination([a, b], [squared("x", h), squared("y", k)])
        lines = [
            f"Complete squares: {squares} = {p['f']} + ({a * h * h}) + ({b * k * k}) = {c}.",
            f"Divided by {c}, the squares of the half axes are {s} and {abs(t)}.",
        ]
        if p["which"] == 2:
            return [
                *lines,
                f"The area is pi times the product of the half axes, pi * sqrt({s * t}) = {self.answer(p)}.",
            ]
        word = "difference" if b > 0 else "sum"
        lines.append(f"The distance of a focus from the centre has the square {abs(s - t)}, the {word} of these.")
        if p["which"] == 0:
            return [*lines, f"The foci are 2 * sqrt({abs(s - t)}) = {self.answer(p)} apart."]
        return [
            *lines,
            f"The eccentricity is this distance over the half axis through the foci, "
            f"sqrt({abs(s - t)})/sqrt({max(s, t)}) = "
            f"{self.answer(p)}.",
        ]


class Locus(Template):
    """Equations of sets of points."""

    name = "locus"
    kind = "equation"
    opens = "ax"
    phrasings = (
        "Let A = ({ax}, {ay}){other}. Find an equation, in x and y, of the set of all points P = (x, y) with "
        "{condition}.",
        "The points P = (x, y) of a curve satisfy {condition}, where A = ({ax}, {ay}){other}. Give an equation of the "
        "curve.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the condition: squares of distances, then a ratio, then the distance from a line."""
        p = draw_points(rng, "ab", SIZES[tier - 1])
        p["bx"] += p["bx"] == p["ax"]
        p["by"] += p["by"] == p["ay"]
        p |= {"which": between(rng, (tier - 1) // 2, min(3, (tier + 2) // 2))}
        gap = (p["ax"] - p["bx"]) ** 2 + (p["ay"] - p["by"]) ** 2
        if p["which"] == 0:
            p["s"] = nonzero(rng, 10 * tier)
        elif p["which"] == 1:
            p["s"] = gap + between(rng, 1, 20 * tier)
        elif p["which"] == 2:
            p["m"], p["n"] = between(rng, 2, 2 + tier), 1
            p["n"] = p["m"] - 1 if rng.random() < 0.5 else 1
        else:
            while p["bx"] == p["by"] == 0 or p["bx"] * p["ax"] + p["by"] * p["ay"] == p.get("w"):
                p |= {"bx": nonzero(rng, 4), "by": nonzero(rng, 4)}
            p["w"] = between(rng, -9, 9)
            p["w"] += p["bx"] * p["ax"] + p["by"] * p["ay"] == p["w"]
        return p

    def words(self, p: Params) -> Params:
        """Write the condition."""
        if p["which"] == 3:
            shown = f"{combination([p['bx'], p['by']], 'xy')} = {p['w']}"
            return {"other": "", "condition": f"PA equal to the distance of P from the line {shown}"}
        other = f" and B = ({p['bx']}, {p['by']})"
        if p["which"] == 2:
            n = "" if p["n"] == 1 else f"{p['n']} * "
            return {"other": other, "condition": f"{n}PA = {p['m']} * PB"}
        sign = "-" if p["which"] == 0 else "+"
        return {"other": other, "condition": f"PA^2 {sign} PB^2 = {p['s']}"}

    def _numbers(self, p: Params) -> list[Number]:
        """Return the coefficients of x², xy, y², x, y and 1."""
        (a, b), (c, d) = at(p, "A"), at(p, "B")
        one: list[Number] = [1, 0, 1, -2 * a, -2 * b, a * a + b * b]
        two: list[Number] = [1, 0, 1, -2 * c, -2 * d, c * c + d * d]
        if p["which"] < 2:
            sign = -1 if p["which"] == 0 else 1
            return [x + sign * y - (p["s"] if i == 5 else 0) for i, (x, y) in enumerate(zip(one, two, strict=True))]
        if p["which"] == 2:
            return [p["n"] ** 2 * x - p["m"] ** 2 * y for x, y in zip(one, two, strict=True)]
        w = p["w"]
        flat = [c * c, 2 * c * d, d * d, -2 * c * w, -2 * d * w, w * w]
        return [(c * c + d * d) * x - y for x, y in zip(one, flat, strict=True)]

    def answer(self, p: Params) -> str:
        """Multiply out."""
        numbers = self._numbers(p)
        if not any(numbers[:3]):
            return line(numbers[3], numbers[4], -numbers[5])
        return curve(numbers)

    def steps(self, p: Params) -> list[str]:
        """Write the condition in coordinates."""
        (a, b), (c, d) = at(p, "A"), at(p, "B")
        one = f"{squared('x', a)} + {squared('y', b)}"
        two = f"{squared('x', c)} + {squared('y', d)}"
        if p["which"] == 0:
            lines = [f"In coordinates: {one} - [{two}] = {p['s']}.", "The squares of x and y cancel."]
        elif p["which"] == 1:
            lines = [f"In coordinates: {one} + {two} = {p['s']}."]
        elif p["which"] == 2:
            lines = [f"Squared, in coordinates: {p['n'] ** 2} * [{one}] = {p['m'] ** 2} * [{two}]."]
        else:
            below = c * c + d * d
            line = combination([c, d, -p["w"]], ["x", "y", ""])
            lines = [
                f"The square of the distance from the line is ({line})^2/{below}.",
                f"So {below} * [{one}] = ({line})^2.",
            ]
        shown = combination(self._numbers(p), ["x^2", "xy", "y^2", "x", "y", ""])
        return [*lines, f"Multiplied out, with all terms on one side: {shown} = 0.", f"Shortened: {self.answer(p)}."]


_LEGS = (
    (3, 4), (4, 3), (5, 12), (12, 5), (8, 15), (15, 8), (6, 8), (8, 6), (9, 12), (12, 9), (20, 15), (15, 20), (12, 16),
    (16, 12), (24, 10), (10, 24), (24, 7), (7, 24), (20, 21), (21, 20),
)  # fmt: skip


class Centre(Template):
    """Centres of a triangle."""

    name = "centre"
    kind = "tuple"
    opens = "ax"
    phrasings = (
        "Find the {what} of the triangle with the vertices A = ({ax}, {ay}), B = ({bx}, {by}) and C = ({cx}, {cy}). "
        "Answer "
        "with a point (x, y).",
        "A triangle has the vertices ({ax}, {ay}), ({bx}, {by}) and ({cx}, {cy}). What are the coordinates (x, y) of "
        "its "
        "{what}?",
    )
    whats = ("centroid", "circumcentre", "orthocentre", "incentre")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a triangle; for the incentre one with whole sides."""
        which = between(rng, (tier - 1) // 2, min(3, 1 + tier // 2))
        size = SIZES[tier - 1]
        if which < 3:
            return {**draw_points(rng, "abc", size), "which": which}
        while True:  # two right triangles with a common leg
            (u, v), (s, t) = (_LEGS[between(rng, 0, len(_LEGS) - 1)] for _ in range(2))
            if v == t:
                break
            if v % t == 0:
                s, t = s * (v // t), v
                break
        h, k = between(rng, -size, size), between(rng, -size, size)
        points = [(-u, 0), (s, 0), (0, v)]
        if rng.random() < 0.5:
            points = [(y, x) for x, y in points]
        return {
            f"{n}{c}": q[i] + (h, k)[i] for n, q in zip("abc", points, strict=True) for i, c in enumerate("xy")
        } | {"which": which}

    def words(self, p: Params) -> Params:
        """Say which centre."""
        return {"what": self.whats[p["which"]]}

    def _sides(self, p: Params) -> list[int]:
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        return [isqrt(int((u[0] - v[0]) ** 2 + (u[1] - v[1]) ** 2)) for u, v in ((b, c), (c, a), (a, b))]

    def _point(self, p: Params) -> tuple[Fraction, Fraction]:
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        total = [Fraction(a[i] + b[i] + c[i]) for i in (0, 1)]
        if p["which"] == 0:
            return total[0] / 3, total[1] / 3
        if p["which"] == 3:
            weights = self._sides(p)
            x, y = (sum(w * q[i] for w, q in zip(weights, (a, b, c), strict=True)) for i in (0, 1))
            return Fraction(x, sum(weights)), Fraction(y, sum(weights))
        o = circumcentre(a, b, c)
        return o if p["which"] == 1 else (total[0] - 2 * o[0], total[1] - 2 * o[1])

    def answer(self, p: Params) -> str:
        """Write the point."""
        return pair(self._point(p))

    def steps(self, p: Params) -> list[str]:
        """Compute it."""
        a, b, c = at(p, "A"), at(p, "B"), at(p, "C")
        x, y = self._point(p)
        if p["which"] == 0:
            return [
                "The centroid is the mean of the vertices.",
                f"x = ({a[0]} + ({b[0]}) + ({c[0]}))/3 = {x} and y = ({a[1]} + ({b[1]}) + ({c[1]}))/3 = {y}.",
            ]
        if p["which"] == 3:
            k, m, n = self._sides(p)
            return [
                f"The sides opposite A, B, C have the lengths {k}, {m}, {n}.",
                "The incentre is the mean of the vertices with these weights.",
                f"x = ({k}*({a[0]}) + {m}*({b[0]}) + {n}*({c[0]}))/{k + m + n} = {x}.",
                f"y = ({k}*({a[1]}) + {m}*({b[1]}) + {n}*({c[1]}))/{k + m + n} = {y}.",
            ]
        lines, rows = [], []
        for name, u, v, w in (("A", a, b, c), ("B", b, c, a)):
            if p["which"] == 1:
                rows.append([v[0] - u[0], v[1] - u[1], Fraction(v[0] ** 2 + v[1] ** 2 - u[0] ** 2 - u[1] ** 2, 2)])
                lines.append(f"The bisector of the side from {pair(u)} to {pair(v)}: {_row(rows[-1])}.")
            else:
                rows.append([w[0] - v[0], w[1] - v[1], (w[0] - v[0]) * u[0] + (w[1] - v[1]) * u[1]])
                lines.append(f"The altitude from {name} is perpendicular to the opposite side: {_row(rows[-1])}.")
        (e, f, g), (h, i, j) = rows
        det = e * i - f * h
        return [
            *lines,
            f"The determinant of these equations is {det}; by Cramer's rule x = {g * i - f * j}/({det}) = {x} and "
            f"y = {e * j - g * h}/({det}) = {y}.",
        ]


def _row(row: list[Number]) -> str:
    return f"{combination(row[:2], 'xy')} = {row[2]}"


_TURNS = (30, 45, 60, 90, 120, 135, 150)


def turned(v: tuple[Surd, Surd], degrees: int) -> tuple[Surd, Surd]:
    """Turn a vector about the origin, counterclockwise, by a multiple of 15 degrees that has simple values."""
    half = Fraction(1, 2)
    table = {0: Surd(1), 30: root(3) * half, 45: root(2) * half, 60: Surd(half), 90: Surd()}
    small = degrees % 360
    small = min(small, 360 - small)
    cos = table[small] if small <= 90 else -table[180 - small]
    other = abs((degrees - 90) % 360)
    other = min(other, 360 - other)
    sin = table[other] if other <= 90 else -table[180 - other]
    return v[0] * cos - v[1] * sin, v[0] * sin + v[1] * cos


class Turns(Template):
    """A point that is turned about another one, again and again."""

    name = "turns"
    kind = "tuple"
    opens = "n"
    phrasings = (
        "The point ({px}, {py}) is turned about ({h}, {k}) counterclockwise by {angle} degrees, {n} times in a row. "
        "What are "
        "the exact coordinates (x, y) of the point reached?",
        "A rotation about ({h}, {k}) by {angle} degrees (counterclockwise) is applied {n} times to the point ({px}, "
        "{py}). "
        "Give the exact coordinates (x, y) of the image.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more turns."""
        return self._with(rng, tier, between(rng, *((1, 4), (3, 20), (20, 100), (100, 999), (1000, 2999))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more turns than one can follow."""
        return self._with(rng, tier, between(rng, 10 ** (6 + tier), 10 ** (10 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        size = 2 * SIZES[tier - 1]
        angle = 90 if tier == 1 and rng.random() < 0.4 else _TURNS[between(rng, 0, len(_TURNS) - 1)]
        p = {"h": between(rng, -size, size), "k": between(rng, -size, size), "angle": angle, "n": n}
        return {**p, "px": p["h"] + nonzero(rng, size), "py": p["k"] + nonzero(rng, size)}

    def _image(self, p: Params, turns: int) -> tuple[Surd, Surd]:
        x, y = Surd(p["px"] - p["h"]), Surd(p["py"] - p["k"])
        u, v = turned((x, y), p["angle"] * turns % 360)
        return u + p["h"], v + p["k"]

    def answer(self, p: Params) -> str:
        """Write the image."""
        return pair(self._image(p, p["n"] % 24))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Turn again and again."""
        if p["n"] > steps:
            return None
        x, y = Surd(p["px"] - p["h"]), Surd(p["py"] - p["k"])
        for _ in range(p["n"]):
            x, y = turned((x, y), p["angle"])
        return pair((x + p["h"], y + p["k"]))

    def steps(self, p: Params) -> list[str]:
        """Add the angles, modulo a full turn."""
        n, angle, h, k = p["n"], p["angle"], p["h"], p["k"]
        rest = n * angle % 360
        x, y = p["px"] - h, p["py"] - k
        cos, sin = turned((Surd(1), Surd()), rest)
        u, v = turned((Surd(x), Surd(y)), rest)
        return [
            f"All turns together make {n} * {angle} = {n * angle} degrees, which is {rest} degrees after full turns "
            f"are "
            "taken off.",
            f"Seen from the centre the point is ({x}, {y}); cos {rest} = {cos} and sin {rest} = {sin}.",
            f"Turned: ({x}*({cos}) - ({y})*({sin}), {x}*({sin}) + ({y})*({cos})) = {pair((u, v))}.",
            f"Add the centre ({h}, {k}): {pair(self._image(p, n % 24))}.",
        ]


def cross(u: Space, v: Space) -> Space:
    """Return the cross product."""
    return u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]


def dot(u: Space, v: Space) -> int:
    """Return the scalar product."""
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def less(u: Space, v: Space) -> Space:
    """Return the difference."""
    return u[0] - v[0], u[1] - v[1], u[2] - v[2]


def space_point(p: Params, name: str) -> Space:
    """Return a point whose coordinates are stored under `ax`, `ay` and `az`, for the name A."""
    n = name.lower()
    return p[f"{n}x"], p[f"{n}y"], p[f"{n}z"]


class SpaceDistance(Template):
    """Distances of points, lines and planes in space."""

    name = "space_distance"
    opens = "ax"
    phrasings = (
        "Let A = ({ax}, {ay}, {az}), B = ({bx}, {by}, {bz}), C = ({cx}, {cy}, {cz}) and D = ({dx}, {dy}, {dz}). Find "
        "the "
        "distance {what}. Give an exact value.",
        "Four points in space are A = ({ax}, {ay}, {az}), B = ({bx}, {by}, {bz}), C = ({cx}, {cy}, {cz}), D = ({dx}, "
        "{dy}, "
        "{dz}). What is the exact distance {what}?",
    )
    whats = ("of the point C from the line AB", "of the point D from the plane ABC", "between the lines AB and CD")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw points in general position."""
        size = SIZES[tier - 1] // 2 + 1
        while True:
            p: Params = {f"{n}{c}": between(rng, -size, size) for n in "abcd" for c in "xyz"}
            p["which"] = between(rng, (tier - 1) // 2, min(2, (tier + 1) // 2))
            a, b, c, d = (space_point(p, n) for n in "ABCD")
            if dot(cross(less(b, a), less(c, a)), less(d, a)) and any(cross(less(b, a), less(d, c))):
                return p

    def words(self, p: Params) -> Params:
        """Say which distance."""
        return {"what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[Space, Fraction]:
        """Return the cross product that is used, and the square of the distance."""
        a, b, c, d = (space_point(p, n) for n in "ABCD")
        if p["which"] == 0:
            n = cross(less(b, a), less(c, a))
            return n, Fraction(dot(n, n), dot(less(b, a), less(b, a)))
        n = cross(less(b, a), less(c, a) if p["which"] == 1 else less(d, c))
        return n, Fraction(dot(n, less(d, a)) ** 2, dot(n, n))

    def answer(self, p: Params) -> str:
        """Take the root."""
        return str(root(self._parts(p)[1]))

    def steps(self, p: Params) -> list[str]:
        """Use a cross product."""
        a, b, c, d = (space_point(p, n) for n in "ABCD")
        n = self._parts(p)[0]
        u = less(b, a)
        if p["which"] == 0:
            return [
                f"AB = {pair(u)} and AC = {pair(less(c, a))}; their cross product is {pair(n)}.",
                f"Its length is the area of a parallelogram over AB; its square is {dot(n, n)}, and AB^2 = "
                f"{dot(u, u)}.",
                f"The distance is sqrt({dot(n, n)}/{dot(u, u)}) = {self.answer(p)}.",
            ]
        other = less(c, a) if p["which"] == 1 else less(d, c)
        name, what = ("AC", "the plane") if p["which"] == 1 else ("CD", "both lines")
        volume = dot(n, less(d, a))
        return [
            f"AB = {pair(u)} and {name} = {pair(other)}; the cross product {pair(n)} is perpendicular to {what}.",
            f"AD = {pair(less(d, a))}, and its scalar product with this vector is {volume}.",
            f"The distance is |{volume}| over the length sqrt({dot(n, n)}) of the vector.",
            f"That is {chain(f'sqrt({volume * volume}/{dot(n, n)})', self.answer(p))}.",
        ]


class Tetrahedron(Template):
    """Volumes and heights of tetrahedra."""

    name = "tetrahedron"
    opens = "dx"
    phrasings = (
        "A tetrahedron has the vertices A = ({ax}, {ay}, {az}), B = ({bx}, {by}, {bz}), C = ({cx}, {cy}, {cz}) and D "
        "= "
        "({dx}, {dy}, {dz}). Find {what}. Give an exact value.",
        "What is {what} of the tetrahedron ABCD with A = ({ax}, {ay}, {az}), B = ({bx}, {by}, {bz}), C = ({cx}, {cy}, "
        "{cz}), "
        "D = ({dx}, {dy}, {dz})? Give an exact value.",
    )
    whats = ("the volume", "the area of the face ABC", "the volume multiplied by the area of the face ABC")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw vertices in general position."""
        size = SIZES[tier - 1] // 2 + 1
        while True:
            p: Params = {f"{n}{c}": between(rng, -size, size) for n in "abcd" for c in "xyz"}
            p["which"] = 0 if tier == 1 else between(rng, 0, 1 if tier < 4 else 2)
            if self._parts(p)[1]:
                return p

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[Space, int]:
        a, b, c, d = (space_point(p, n) for n in "ABCD")
        n = cross(less(b, a), less(c, a))
        return n, abs(dot(n, less(d, a)))

    def answer(self, p: Params) -> str:
        """Use the triple product."""
        n, six = self._parts(p)
        volume, area = Surd(Fraction(six, 6)), root(dot(n, n)) / 2
        return str((volume, area, volume * area)[p["which"]])

    def steps(self, p: Params) -> list[str]:
        """Show the products."""
        a, b, c, d = (space_point(p, n) for n in "ABCD")
        n, six = self._parts(p)
        lines = [
            f"AB = {pair(less(b, a))} and AC = {pair(less(c, a))}; their cross product is {pair(n)}.",
        ]
        if p["which"] != 1:
            lines += [
                f"Its scalar product with AD = {pair(less(d, a))} is {dot(n, less(d, a))}.",
                f"The volume is a sixth of the absolute value: {chain(f'{six}/6', Fraction(six, 6))}.",
            ]
        if p["which"] > 0:
            shown = chain(f"sqrt({dot(n, n)})/2", root(dot(n, n)) / 2)
            lines.append(f"The face has half the length of the cross product as its area: {shown}.")
        if p["which"] == 2:
            lines.append(f"Together: {brackets(Fraction(six, 6))} * {root(dot(n, n)) / 2} = {self.answer(p)}.")
        return lines


BEYOND: tuple[Template, ...] = (Conic(), Locus(), Centre(), Turns(), SpaceDistance(), Tetrahedron())
"""Conics, loci, centres, turns, and space."""
