"""Problems of geometry: circles, quadrilaterals, lattice polygons, boxes, paths; and triangles."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt

import numpy as np

from ..notation import between, join
from .asked import Count, Ratio, Root
from .family import Family, Params
from .triangles import Centres, Cevian, InnerTriangle, MassPoints


class CircleChain(Ratio):
    """Circles that fill the gap between a circle and a line."""

    name = "circle_chain"
    phrasings = (
        "Circles C and C_0 with radii {big} and {first} touch each other externally, and both touch a line l on the "
        "same side. For k = 1, 2, ..., circle C_k lies in the region bounded by l, C and C_(k-1) and touches all "
        "three. The radius of C_{k} is {find}",
        "Two circles of radii {big} and {first} stand side by side on a straight line, touching each other. A circle "
        "is put into the gap between them and the line so that it touches all three; then one into the gap between "
        "the line, the circle of radius {big} and the circle just added; and so on. The radius of the circle that is "
        "number {k} among those added is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer chain."""
        a, b, g = between(rng, 2, 5 + tier), between(rng, 2, 5 + tier), between(rng, 1, 5)
        return {"big": g * a * a, "first": g * b * b, "k": between(rng, (tier + 1) // 2, tier + 1)}

    def _roots(self, p: Params) -> tuple[int, int, int]:
        """Return g, a and b for radii ga² and gb²."""
        g = gcd(p["big"], p["first"])
        square = max(d for d in range(1, isqrt(g) + 1) if g % (d * d) == 0)
        g //= square * square
        return g, isqrt(p["big"] // g), isqrt(p["first"] // g)

    def value(self, p: Params) -> Fraction:
        """Add reciprocals of roots."""
        g, a, b = self._roots(p)
        return g / (Fraction(1, b) + Fraction(p["k"], a)) ** 2

    def steps(self, p: Params) -> list[str]:
        """Show how the roots add up."""
        g, a, b = self._roots(p)
        k, total = p["k"], Fraction(1, b) + Fraction(p["k"], a)
        return [
            "Circles of radii R and r that stand on a line and touch each other do so at points 2√(Rr) apart.",
            "A circle of radius t between them gives 2√(Rt) + 2√(rt) = 2√(Rr); divide by 2√(Rrt): 1/√t = 1/√r + 1/√R.",
            f"So every step adds 1/√{p['big']}, and after {k} step{'s' if k > 1 else ''} "
            f"1/√t = 1/√{p['first']} + {k}/√{p['big']}.",
            f"With {p['first']} = {g} × {b}^2 and {p['big']} = {g} × {a}^2, √{g}/√t = 1/{b} + {k}/{a} = {total}.",
            f"t = {g} / ({total})^2 = {self.value(p)}.",
        ]


class CyclicQuadrilateral(Ratio):
    """A diagonal of a quadrilateral with a circumcircle."""

    name = "cyclic_quadrilateral"
    phrasings = (
        "Quadrilateral ABCD is inscribed in a circle, with AB = {a}, BC = {b}, CD = {c} and DA = {d}. The square of "
        "the length of diagonal AC is {find}",
        "The corners of the convex quadrilateral ABCD lie on a circle, in this order. Its sides are AB = {a}, BC = "
        "{b}, CD = {c}, DA = {d}. Then AC^2 is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw longer sides."""
        while True:
            a, b, c, d = (between(rng, 2, 6 + 3 * tier) for _ in range(4))
            if 2 * max(a, b, c, d) < a + b + c + d and len({a, b, c, d}) >= 3:
                return {"a": a, "b": b, "c": c, "d": d}

    def value(self, p: Params) -> Fraction:
        """Equate the cosines of opposite angles."""
        a, b, c, d = (p[k] for k in "abcd")
        return Fraction((a * c + b * d) * (a * d + b * c), a * b + c * d)

    def steps(self, p: Params) -> list[str]:
        """Use the law of cosines twice."""
        a, b, c, d = (p[k] for k in "abcd")
        cos = Fraction(a * a + b * b - c * c - d * d, 2 * (a * b + c * d))
        return [
            "Opposite angles add up to 180°, so cos D = -cos B; let x = cos B.",
            f"Law of cosines in ABC: AC^2 = {a}^2 + {b}^2 - 2 × {a} × {b} x = {a * a + b * b} - {2 * a * b}x.",
            f"Law of cosines in CDA: AC^2 = {c}^2 + {d}^2 + 2 × {c} × {d} x = {c * c + d * d} + {2 * c * d}x.",
            f"Equating gives {2 * (a * b + c * d)}x = {a * a + b * b - c * c - d * d}, so x = {cos}.",
            f"AC^2 = {a * a + b * b} - {2 * a * b} × ({cos}) = {self.value(p)}.",
        ]


class LatticePolygon(Count):
    """Lattice points inside a polygon."""

    name = "lattice_polygon"
    what = "the number of points with integer coordinates strictly inside this polygon"
    phrasings = (
        "A convex polygon has the vertices {text}, in this order. {find}",
        "In the coordinate plane, connect {text} in this order, and the last point with the first, by straight "
        "segments to get a polygon. {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a polygon with more corners."""
        size, corners = 8 + 5 * tier, 3 + tier // 2
        while True:
            points = [[between(rng, -size // 2, size), between(rng, -size // 2, size)] for _ in range(corners)]
            p: Params = {"points": _hull(points)}
            if len(p["points"]) == corners and 10 <= self.total(p) <= 999:
                return p

    def _parts(self, p: Params) -> tuple[list[int], list[int]]:
        """Return for every side its share of twice the area, and how many lattice steps it has."""
        points = p["points"]
        pairs = list(zip(points, points[1:] + points[:1], strict=True))
        return [a[0] * b[1] - b[0] * a[1] for a, b in pairs], [gcd(a[0] - b[0], a[1] - b[1]) for a, b in pairs]

    def total(self, p: Params) -> int:
        """Use Pick's theorem."""
        twice, steps = self._parts(p)
        return (abs(sum(twice)) - sum(steps) + 2) // 2

    def words(self, p: Params) -> Params:
        """Write the corners out."""
        return {**super().words(p), "text": join([f"({x}, {y})" for x, y in p["points"]])}

    def steps(self, p: Params) -> list[str]:
        """Show area and boundary."""
        twice, steps = self._parts(p)
        area = Fraction(sum(twice), 2)
        shown = " + ".join(map(str, twice)).replace("+ -", "- ")
        return [
            "Shoelace formula: twice the area is the sum of x_i y_(i+1) - x_(i+1) y_i over the sides.",
            f"{shown} = {sum(twice)}, so the area is {area}.",
            "A side contributes gcd(|dx|, |dy|) points to the boundary, one end not counted:",
            f"{' + '.join(map(str, steps))} = {sum(steps)}.",
            f"Pick's theorem: the number inside is {area} - {sum(steps)}/2 + 1 = {self.total(p)}.",
        ]


def _hull(points: list[list[int]]) -> list[list[int]]:
    """Return the corners of the convex hull, counterclockwise."""
    chains: list[list[list[int]]] = []
    for order in (sorted(points), sorted(points, reverse=True)):
        chain: list[list[int]] = []
        for q in order:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], q) <= 0:
                chain.pop()
            chain.append(q)
        chains.append(chain[:-1])
    return chains[0] + chains[1]


def _turn(a: list[int], b: list[int], c: list[int]) -> int:
    """Return a positive number for a left turn, a negative one for a right turn."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


class CutCorner(Ratio):
    """A plane through three edges of a box."""

    name = "cut_corner"
    phrasings = (
        "Three edges of a rectangular box meet at the vertex O and have lengths {x}, {y} and {z}. Points A, B and C "
        "lie on these edges, respectively, with OA = {a}, OB = {b} and OC = {c}. The square of the distance from "
        "{vertex} to the plane ABC is {find}",
        "A box has the edges OX = {x}, OY = {y} and OZ = {z}, which are perpendicular to each other. A plane meets "
        "OX, OY and OZ at distances {a}, {b} and {c} from O, respectively. The square of the distance of this plane "
        "from {vertex} is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger box; from tier 3 on ask for the vertex opposite O."""
        edges = [between(rng, 3, 7 + 2 * tier) for _ in range(3)]
        marks = [between(rng, 1, e) for e in edges]
        return {**dict(zip("xyz", edges, strict=True)), **dict(zip("abc", marks, strict=True)), "far": tier >= 3}

    def value(self, p: Params) -> Fraction:
        """Use the equation of the plane."""
        a, b, c, x, y, z = (p[k] for k in "abcxyz")
        offset = Fraction(x, a) + Fraction(y, b) + Fraction(z, c) if p["far"] else Fraction(0)
        return (offset - 1) ** 2 / (Fraction(1, a * a) + Fraction(1, b * b) + Fraction(1, c * c))

    def words(self, p: Params) -> Params:
        """Say which vertex is meant."""
        return {**super().words(p), "vertex": "the vertex of the box opposite to O" if p["far"] else "the point O"}

    def steps(self, p: Params) -> list[str]:
        """Show the plane and the distance."""
        a, b, c, x, y, z = (p[k] for k in "abcxyz")
        normal = Fraction(1, a * a) + Fraction(1, b * b) + Fraction(1, c * c)
        at = [x, y, z] if p["far"] else [0, 0, 0]
        left = Fraction(at[0], a) + Fraction(at[1], b) + Fraction(at[2], c) - 1
        return [
            f"With O at the origin and the edges as axes the plane is X/{a} + Y/{b} + Z/{c} - 1 = 0.",
            f"At ({at[0]}, {at[1]}, {at[2]}) its left side is {at[0]}/{a} + {at[1]}/{b} + {at[2]}/{c} - 1 = {left}.",
            f"The square of the normal vector is 1/{a}^2 + 1/{b}^2 + 1/{c}^2 = {normal}.",
            f"The square of the distance is ({left})^2 / ({normal}) = {self.value(p)}.",
        ]


class Bounces(Root):
    """The shortest path that touches two parallel lines in turn."""

    name = "bounces"
    phrasings = (
        "A path in the plane leads from ({x}, {y}) to ({s}, {t}). On its way it touches the lines {lines}, one after "
        "the other in this order. The shortest possible length of such a path is {find}",
        "An ant walks in the coordinate plane from ({x}, {y}) to ({s}, {t}) and must visit the lines {lines} in this "
        "order before it arrives. The length of its shortest walk is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more touches."""
        while True:
            h = between(rng, 6, 12 + 2 * tier)
            x, s = between(rng, -9, 9), between(rng, -9 - 5 * tier, 9 + 5 * tier)
            y, t = between(rng, 1, h - 1), between(rng, 1, h - 1)
            p: Params = {"h": h, "x": x, "y": y, "s": s, "t": t, "k": 2 + tier // 2, "low": bool(between(rng, 0, 1))}
            a, b = self.root(p)
            if x != s and a > 1 and b > 1 and a + b < 1000:
                return p

    def _levels(self, p: Params) -> list[int]:
        return [0 if (i % 2 == 0) == p["low"] else p["h"] for i in range(p["k"])]

    def _rise(self, p: Params) -> list[int]:
        """Return how far up or down each piece of the path leads."""
        stops = [p["y"], *self._levels(p), p["t"]]
        return [abs(stops[i + 1] - stops[i]) for i in range(len(stops) - 1)]

    def square(self, p: Params) -> int:
        """Reflect until the path is straight."""
        return int((p["x"] - p["s"]) ** 2) + sum(self._rise(p)) ** 2

    def words(self, p: Params) -> Params:
        """Write the lines out."""
        names = [f"y = {level}" for level in self._levels(p)]
        return {**super().words(p), "lines": ", then ".join(names)}

    def steps(self, p: Params) -> list[str]:
        """Unfold."""
        rise, across = self._rise(p), abs(p["x"] - p["s"])
        return [
            "Reflect the rest of the path in each line where it touches: all pieces then lead in the same direction,",
            f"up or down, by {' + '.join(map(str, rise))} = {sum(rise)} together, and {across} across.",
            "Unfolded, a shortest path is a straight segment, and folding it back gives a path as required.",
            f"The square of its length is {across}^2 + {sum(rise)}^2 = {self.square(p)}.",
        ]


FAMILIES: tuple[Family, ...] = (
    Cevian(),
    MassPoints(),
    InnerTriangle(),
    Centres(),
    CircleChain(),
    CyclicQuadrilateral(),
    LatticePolygon(),
    CutCorner(),
    Bounces(),
)
"""The families of geometry."""
