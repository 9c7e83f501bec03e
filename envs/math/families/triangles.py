"""Triangles: cevians, the triangles they cut off, and the distances between centres."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

import numpy as np

from ..notation import between
from .asked import Ratio
from .family import Params


def _sides(rng: np.random.Generator, high: int) -> tuple[int, int, int]:
    """Return the sides of a triangle, all different, none close to the sum of the others."""
    while True:
        a, b, c = (between(rng, 4, high) for _ in range(3))
        if len({a, b, c}) == 3 and 2 * max(a, b, c) < a + b + c - 1:
            return a, b, c


def _ratio(rng: np.random.Generator, high: int) -> tuple[int, int]:
    """Return two different numbers without a common factor."""
    while True:
        r, s = between(rng, 1, high), between(rng, 1, high)
        if r != s and gcd(r, s) == 1:
            return r, s


class Cevian(Ratio):
    """The length of a line from a corner to the opposite side, or of its rest up to the circumcircle."""

    name = "cevian"
    phrasings = (
        "In triangle ABC, AB = {c}, BC = {a} and CA = {b}. Point D lies on side BC with BD : DC = {r} : {s}.{more} "
        "The square of the length {part} is {find}",
        "Triangle ABC has sides AB = {c}, BC = {a}, CA = {b}, and D is the point of side BC that divides it in the "
        "ratio BD : DC = {r} : {s}.{more} Then {part}^2 is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw longer sides; from tier 3 on go on to the circumcircle."""
        a, b, c = _sides(rng, 10 + 3 * tier)
        r, s = _ratio(rng, 3 + tier)
        return {"a": a, "b": b, "c": c, "r": r, "s": s, "part": "DE" if tier >= 3 else "AD"}

    def _parts(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return AD² and BD · DC."""
        r, s = p["r"], p["s"]
        power = Fraction(p["a"] ** 2 * r * s, (r + s) ** 2)
        return Fraction(r * p["b"] ** 2 + s * p["c"] ** 2, r + s) - power, power

    def value(self, p: Params) -> Fraction:
        """Use Stewart's theorem and the power of D."""
        square, power = self._parts(p)
        return square if p["part"] == "AD" else power**2 / square

    def words(self, p: Params) -> Params:
        """Say what E is."""
        more = " Line AD meets the circumcircle of triangle ABC again at E." if p["part"] == "DE" else ""
        return {**super().words(p), "more": more}

    def steps(self, p: Params) -> list[str]:
        """Show both theorems."""
        a, b, c, r, s = (p[k] for k in "abcrs")
        square, power = self._parts(p)
        lines = [
            f"BD = {Fraction(a * r, r + s)} and DC = {Fraction(a * s, r + s)}, so BD · DC = {power}.",
            "Stewart's theorem, divided by BC: AD^2 = (BD · CA^2 + DC · AB^2) / BC - BD · DC.",
            f"Here AD^2 = ({r} × {b}^2 + {s} × {c}^2) / {r + s} - {power} = {square}.",
        ]
        if p["part"] == "DE":
            lines.append("By the power of the point D, AD · DE = BD · DC, so DE^2 = (BD · DC)^2 / AD^2.")
            lines.append(f"DE^2 = ({power})^2 / ({square}) = {self.value(p)}.")
        return lines


class MassPoints(Ratio):
    """Where two cevians cross."""

    name = "mass_points"
    phrasings = (
        "In triangle ABC, point D lies on side BC with BD : DC = {r} : {s}, and point E lies on side CA with "
        "CE : EA = {t} : {u}. Segments AD and BE meet at P. {wanted} {find}",
        "Points D on side BC and E on side CA of triangle ABC satisfy BD/DC = {r}/{s} and CE/EA = {t}/{u}. Let P be "
        "the point where AD and BE cross. {wanted} {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger ratios; from tier 3 on ask for an area."""
        (r, s), (t, u) = _ratio(rng, 6 + 2 * tier), _ratio(rng, 6 + 2 * tier)
        return {"r": r, "s": s, "t": t, "u": u, "area": tier >= 3}

    def value(self, p: Params) -> Fraction:
        """Balance masses at the corners."""
        r, s, t, u = (p[k] for k in "rstu")
        if not p["area"]:
            return Fraction((r + s) * u, r * t)
        return Fraction(t, t + u) - Fraction(r, r + s) * Fraction(r * t, (r + s) * u + r * t)

    def words(self, p: Params) -> Params:
        """Say what is wanted."""
        area = "The area of quadrilateral PDCE divided by the area of triangle ABC is"
        return {**super().words(p), "wanted": area if p["area"] else "The ratio AP/PD is"}

    def steps(self, p: Params) -> list[str]:
        """Show the masses, then the areas."""
        r, s, t, u = (p[k] for k in "rstu")
        lines = [
            f"Put masses {s * u} at B and {r * u} at C, which balance at D, and {r * t} at A: A and C balance at E.",
            "So all three masses balance at P, the point where AD and BE cross.",
            f"D carries {s * u} + {r * u} = {(r + s) * u}, so AP/PD = {(r + s) * u}/{r * t}.",
        ]
        if p["area"]:
            big, small = Fraction(t, t + u), Fraction(r, r + s) * Fraction(r * t, (r + s) * u + r * t)
            lines += [
                f"Triangle BCE has CE/CA = {big} of the area of ABC.",
                f"Triangle BDP has BD/BC × PD/AD = {r}/{r + s} × {r * t}/{(r + s) * u + r * t} = {small} of it.",
                f"The quadrilateral PDCE is the rest of BCE: {big} - {small} = {self.value(p)}.",
            ]
        return lines


class InnerTriangle(Ratio):
    """The triangle between three cevians."""

    name = "inner_triangle"
    phrasings = (
        "Points D, E and F lie on the sides BC, CA and AB of triangle ABC with BD : DC = {x[0]} : {x[1]}, "
        "CE : EA = {y[0]} : {y[1]} and AF : FB = {z[0]} : {z[1]}. The lines AD, BE and CF bound a triangle. Its area "
        "divided by the area of triangle ABC is {find}",
        "The sides of triangle ABC are divided by D on BC, E on CA and F on AB so that BD/DC = {x[0]}/{x[1]}, "
        "CE/EA = {y[0]}/{y[1]} and AF/FB = {z[0]}/{z[1]}. The fraction of the area of ABC that lies in the triangle "
        "formed by the lines AD, BE and CF is {find}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger ratios."""
        while True:
            x, y, z = (list(_ratio(rng, 3 + tier)) for _ in range(3))
            if x[0] * y[0] * z[0] != x[1] * y[1] * z[1]:
                return {"x": x, "y": y, "z": z}

    def _cut(self, p: Params) -> list[Fraction]:
        """Return the shares of the three triangles that are cut off."""
        x, y, z = (Fraction(*p[k]) for k in "xyz")
        return [x / (1 + x + x * y), y / (1 + y + y * z), z / (1 + z + z * x)]

    def value(self, p: Params) -> Fraction:
        """Take the triangles cut off away."""
        return 1 - sum(self._cut(p), start=Fraction(0))

    def steps(self, p: Params) -> list[str]:
        """Show each triangle that is cut off."""
        cut = self._cut(p)
        x, y, z = (str(Fraction(*p[k])) for k in "xyz")
        lines = [
            f"Let x = BD/DC = {x}, y = CE/EA = {y}, z = AF/FB = {z}.",
            "Masses xy at A, 1 at B, x at C balance at P, where AD and BE cross: ABP has x/(1 + x + xy) of the area.",
            "In the same way BCQ has y/(1 + y + yz), Q on BE and CF, and CAR has z/(1 + z + zx), R on CF and AD.",
            f"Here ABP = {cut[0]}, BCQ = {cut[1]}, CAR = {cut[2]}.",
            "These three triangles and the inner one make up the whole triangle:",
        ]
        return [*lines, f"the inner one has 1 - {' - '.join(map(str, cut))} = {self.value(p)}."]


class Centres(Ratio):
    """Circumradius, inradius and distances between centres."""

    name = "centres"
    phrasings = (
        "A triangle has side lengths {a}, {b} and {c}. {wanted} is {find}",
        "Let ABC be a triangle with AB = {c}, BC = {a} and CA = {b}. {wanted} is {find}",
    )
    wanted = {
        "Rr": "The product of the radii of its inscribed and its circumscribed circle",
        "R2": "The square of the radius of its circumscribed circle",
        "OI": "The square of the distance between the centres of its inscribed and its circumscribed circle",
        "OG": "The square of the distance between its circumcentre and its centroid",
        "OH": "The square of the distance between its circumcentre and its orthocentre",
    }

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw longer sides, and distances from tier 3 on."""
        a, b, c = _sides(rng, 11 + 3 * tier)
        kinds = (("Rr",), ("Rr", "R2"), ("R2", "OI"), ("OI", "OG"), ("OI", "OG", "OH"))[tier - 1]
        return {"a": a, "b": b, "c": c, "kind": kinds[between(rng, 0, len(kinds) - 1)]}

    def _radius(self, p: Params) -> tuple[int, Fraction]:
        """Return 16 times the square of the area, and the square of the circumradius."""
        a, b, c = p["a"], p["b"], p["c"]
        heron = int(a + b + c) * (-a + b + c) * (a - b + c) * (a + b - c)
        return heron, Fraction((a * b * c) ** 2, heron)

    def value(self, p: Params) -> Fraction:
        """Use Heron's formula and the formulas for the distances."""
        a, b, c = p["a"], p["b"], p["c"]
        square, both = self._radius(p)[1], Fraction(a * b * c, 2 * (a + b + c))
        squares = a * a + b * b + c * c
        values: dict[str, Fraction] = {
            "Rr": both,
            "R2": square,
            "OI": square - 2 * both,
            "OG": square - Fraction(squares, 9),
            "OH": 9 * square - squares,
        }
        return values[str(p["kind"])]

    def words(self, p: Params) -> Params:
        """Say what is wanted."""
        return {**super().words(p), "wanted": self.wanted[p["kind"]]}

    def steps(self, p: Params) -> list[str]:
        """Show the formulas with numbers."""
        a, b, c, kind = p["a"], p["b"], p["c"], p["kind"]
        heron, square = self._radius(p)
        both, abc = Fraction(a * b * c, 2 * (a + b + c)), f"{a} × {b} × {c}"
        squares, value = a * a + b * b + c * c, self.value(p)
        lines = ["With area K, inradius r and circumradius R: 4KR = abc and K = r (a + b + c) / 2."]
        if kind in ("Rr", "OI"):
            lines.append("Multiplied, these give Rr = abc / (2 (a + b + c)).")
            lines.append(f"Rr = {abc} / (2 × {a + b + c}) = {both}.")
        if kind != "Rr":
            lines.append(f"Heron: 16K^2 = {a + b + c} × {-a + b + c} × {a - b + c} × {a + b - c} = {heron}.")
            lines.append(f"R^2 = (abc)^2 / (16K^2) = ({abc})^2 / {heron} = {square}.")
        if kind == "OI":
            lines.append(f"Euler: the square is R^2 - 2Rr = {square} - 2 × {both} = {value}.")
        if kind in ("OG", "OH"):
            lines.append(f"a^2 + b^2 + c^2 = {squares}. As vectors from the circumcentre H = A + B + C, G = H/3, so")
            lines.append(f"OH^2 = 9R^2 - (a^2 + b^2 + c^2) = 9 × {square} - {squares} = {9 * square - squares}.")
        if kind == "OG":
            lines.append(f"OG^2 = OH^2 / 9 = {value}.")
        return lines
