"""Triangles, quadrilaterals and circles by their lengths: no coordinates, exact values."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..notation import Number, between
from ..template import Params, Template
from .surds import Surd, brackets, chain, root

SIZES = (7, 13, 24, 45, 100)
"""The longest length that is drawn at each tier, up to a factor."""


def sixteen(a: Number, b: Number, c: Number) -> Number:
    """Return the square of four times the area of a triangle with these sides (Heron)."""
    return (a + b + c) * (b + c - a) * (c + a - b) * (a + b - c)


def draw_sides(rng: np.random.Generator, size: int) -> tuple[int, int, int]:
    """Draw the sides of a triangle, not all equal."""
    while True:
        a, b, c = (between(rng, 2, size) for _ in range(3))
        if 2 * max(a, b, c) < a + b + c and len({a, b, c}) > 1:
            return a, b, c


def inside(value: Surd) -> str:
    """Put a surd in brackets where it stands in a product or quotient."""
    text = str(value)
    return f"({text})" if set(text) & set(" /*") else text


class TriangleMeasures(Template):
    """A length or an area in a triangle with given sides."""

    name = "triangle_measures"
    opens = "a"
    phrasings = (
        "In triangle ABC, BC = {a}, CA = {b} and AB = {c}. Find {what}. Give an exact value.",
        "A triangle ABC has the sides AB = {c}, BC = {a} and CA = {b}. What is {what}, exactly?",
    )
    whats = (
        "its area",
        "the altitude from A",
        "the median from A",
        "the radius of its incircle",
        "the radius of its circumcircle",
        "the length of the bisector of angle A, from A to side BC",
        "the radius of the excircle that touches side BC from outside",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sides; the tier decides what is asked."""
        a, b, c = draw_sides(rng, SIZES[tier - 1])
        return {"a": a, "b": b, "c": c, "which": between(rng, tier - 1, min(6, tier + 1))}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _value(self, p: Params) -> Surd:
        a, b, c = (int(p[key]) for key in "abc")
        area, s = root(sixteen(a, b, c)) / 4, Fraction(a + b + c, 2)
        if p["which"] == 2:
            return root(2 * b * b + 2 * c * c - a * a) / 2
        if p["which"] == 5:
            return root(b * c * ((b + c) ** 2 - a * a)) / (b + c)
        if p["which"] == 4:
            return Surd(Fraction(a * b * c, 4)) / area
        return {0: area, 1: area * 2 / a, 3: area / s, 6: area / (s - a)}[p["which"]]

    def answer(self, p: Params) -> str:
        """Use Heron's formula, or that of the median or the bisector."""
        return str(self._value(p))

    def steps(self, p: Params) -> list[str]:
        """Show the formula and its value."""
        a, b, c, which = p["a"], p["b"], p["c"], p["which"]
        s, square = Fraction(a + b + c, 2), Fraction(sixteen(a, b, c), 16)
        area, value = root(square), self._value(p)
        if which == 2:
            return [
                "Complete the triangle to a parallelogram: the squares of its diagonals add up to those of its sides,",
                f"so (2m)^2 + {a}^2 = 2 * {b}^2 + 2 * {c}^2 for the median m.",
                f"4m^2 = {2 * b * b} + {2 * c * c} - {a * a} = {2 * b * b + 2 * c * c - a * a}.",
                f"m = {chain(f'sqrt({2 * b * b + 2 * c * c - a * a})/2', value)}.",
            ]
        if which == 5:
            d, e = Fraction(a * c, b + c), Fraction(a * b, b + c)
            return [
                f"The bisector divides BC in the ratio {c} : {b}: BD = {a} * {c}/{b + c} = {d} and DC = {e}.",
                f"Its square is AB * AC - BD * DC = {c} * {b} - {brackets(d)} * {brackets(e)} = {b * c - d * e}.",
                f"AD = sqrt({b * c - d * e}) = {value}.",
            ]
        lines = [
            f"Half the perimeter is s = ({a} + {b} + {c})/2 = {s}.",
            f"Heron: the square of the area is {s} * {brackets(s - a)} * {brackets(s - b)} * {brackets(s - c)} = "
            f"{square}, "
            f"so the area is {chain(f'sqrt({square})', area)}.",
        ]
        last = {
            1: f"The altitude is twice the area over BC: 2 * {inside(area)}/{a} = {value}.",
            3: f"The inradius is the area over s: {inside(area)}/{brackets(s)} = {value}.",
            4: f"The circumradius is the product of the sides over 4 areas: {a * b * c}/(4 * {area}) = {value}.",
            6: f"The exradius is the area over s - BC: {inside(area)}/{brackets(s - a)} = {value}.",
        }
        return [*lines, *([last[which]] if which in last else [])]


class Trapezoid(Template):
    """A trapezoid by its four sides."""

    name = "trapezoid"
    opens = "b"
    phrasings = (
        "ABCD is a trapezoid with parallel sides AB = {a} and CD = {b} and legs BC = {c} and DA = {d}. Find {what}. "
        "Give an "
        "exact value.",
        "In trapezoid ABCD the sides AB and CD are parallel; AB = {a}, BC = {c}, CD = {b}, DA = {d}. What is {what}, "
        "exactly?",
    )
    whats = ("its height", "its area", "the length of the diagonal AC")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a triangle, and the shorter base."""
        e, c, d = draw_sides(rng, SIZES[tier - 1])
        b = between(rng, 1, SIZES[tier - 1])
        which = between(rng, min(1, (tier - 1) // 2), min(2, (tier + 1) // 2))
        return {"a": b + e, "b": b, "c": c, "d": d, "which": which}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[int, Fraction, Fraction]:
        """Return the base of the triangle, the square of its height, and where the height from D meets AB."""
        e, c, d = p["a"] - p["b"], p["c"], p["d"]
        x = Fraction(d * d - c * c + e * e, 2 * e)
        return e, d * d - x * x, x

    def answer(self, p: Params) -> str:
        """Use the triangle that is left when a parallelogram is cut off."""
        _, square, x = self._parts(p)
        height = root(square)
        return str((height, height * Fraction(p["a"] + p["b"], 2), root((x + p["b"]) ** 2 + square))[p["which"]])

    def steps(self, p: Params) -> list[str]:
        """Cut a parallelogram off."""
        e, square, x = self._parts(p)
        a, b, c, d = p["a"], p["b"], p["c"], p["d"]
        lines = [
            f"The parallel to BC through D cuts off a triangle with the sides {a} - {b} = {e} (on AB), {d} and {c}.",
            f"Its height meets AB at the distance x from A, with {d}^2 - x^2 = {c}^2 - ({e} - x)^2, so x = ({d * d} - "
            f"{c * c} + {e * e})/{2 * e} = {x}.",
            f"The square of the height is {d}^2 - {brackets(x)}^2 = {square}.",
        ]
        if p["which"] == 2:
            return [
                *lines,
                f"C lies {b} to the right of D, so AC^2 = ({x} + {b})^2 + {square} = {(x + b) ** 2 + square}.",
                f"AC = sqrt({(x + b) ** 2 + square}) = {self.answer(p)}.",
            ]
        lines.append(f"The height is sqrt({square}) = {root(square)}.")
        if p["which"] == 1:
            lines.append(f"The area is ({a} + {b})/2 * {inside(root(square))} = {self.answer(p)}.")
        return lines


class CyclicQuadrilateral(Template):
    """Area and circumradius of a quadrilateral whose corners lie on a circle."""

    name = "cyclic_quadrilateral"
    opens = "a"
    phrasings = (
        "The quadrilateral ABCD with AB = {a}, BC = {b}, CD = {c}, DA = {d} is inscribed in a circle. Find {what}. "
        "Give an "
        "exact value.",
        "The corners of a convex quadrilateral with the sides {a}, {b}, {c}, {d} (in this order) lie on a circle. "
        "What is "
        "{what}, exactly?",
    )
    whats = ("its area", "the radius of the circle")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sides."""
        while True:
            a, b, c, d = (between(rng, 1, SIZES[tier - 1]) for _ in range(4))
            if 2 * max(a, b, c, d) < a + b + c + d and len({a, b, c, d}) > 1:
                return {"a": a, "b": b, "c": c, "d": d, "which": 0 if tier < 2 else between(rng, (tier - 1) // 3, 1)}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _square(self, p: Params) -> Fraction:
        a, b, c, d = (int(p[key]) for key in "abcd")
        s = Fraction(a + b + c + d, 2)
        return (s - a) * (s - b) * (s - c) * (s - d)

    def _product(self, p: Params) -> int:
        a, b, c, d = (p[key] for key in "abcd")
        return int((a * b + c * d) * (a * c + b * d) * (a * d + b * c))

    def answer(self, p: Params) -> str:
        """Use Brahmagupta's formula."""
        area = root(self._square(p))
        return str(area if not p["which"] else root(self._product(p)) / 4 / area)

    def steps(self, p: Params) -> list[str]:
        """Show the formulas."""
        a, b, c, d = (p[key] for key in "abcd")
        s, square = Fraction(a + b + c + d, 2), self._square(p)
        lines = [
            f"Half the perimeter is s = {s}.",
            f"Brahmagupta: the square of the area is {brackets(s - a)} * {brackets(s - b)} * {brackets(s - c)} * "
            f"{brackets(s - d)} = {square}, so the area is {chain(f'sqrt({square})', root(square))}.",
        ]
        if p["which"]:
            lines += [
                f"The diagonals have the squares ({a * b} + {c * d})({a * c} + {b * d})/({a * d} + {b * c}) and so on "
                "(Ptolemy and the law of cosines), and a triangle's area is the product of its sides over 4R.",
                f"This gives 4 * area * R = sqrt(({a * b} + {c * d})({a * c} + {b * d})({a * d} + {b * c})) = "
                f"sqrt({self._product(p)}).",
                f"R = sqrt({self._product(p)})/(4 * {inside(root(square))}) = {self.answer(p)}.",
            ]
        return lines


class CommonTangent(Template):
    """Common tangents of two circles."""

    name = "common_tangents"
    opens = "d"
    phrasings = (
        "Two circles with radii {r} and {q} have their centres {d} apart. Find {what}. Give an exact value.",
        "The centres of two circles, of radii {r} and {q}, are at the distance {d} from each other. What is {what}, "
        "exactly?",
    )
    whats = (
        "the length of a common outer tangent, from point of contact to point of contact",
        "the length of a common inner tangent (one that crosses the line of the centres), between its points of "
        "contact",
        "the area of the quadrilateral formed by the centres and the points of contact of a common outer tangent",
        "the distance from the centre of the larger circle to the point where the common outer tangents meet",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw radii, and a distance with room between the circles."""
        r = between(rng, 2, SIZES[tier - 1])
        q = between(rng, 1, r - 1)
        return {"r": r, "q": q, "d": r + q + between(rng, 1, 2 * r), "which": between(rng, tier // 3, (tier + 1) // 2)}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def answer(self, p: Params) -> str:
        """Use a right triangle."""
        r, q, d = p["r"], p["q"], p["d"]
        outer = root(d * d - (r - q) ** 2)
        values = (outer, root(d * d - (r + q) ** 2), outer * Fraction(r + q, 2), Surd(Fraction(d * r, r - q)))
        return str(values[p["which"]])

    def steps(self, p: Params) -> list[str]:
        """Move the tangent through a centre."""
        r, q, d = p["r"], p["q"], p["d"]
        if p["which"] == 3:
            return [
                "A common tangent and the line of centres make similar right triangles with both radii.",
                f"With x for the distance asked for, x : (x - {d}) = {r} : {q}.",
                f"So {q}x = {r}x - {r * d}, and x = {chain(f'{r * d}/{r - q}', self.answer(p))}.",
            ]
        sign, total = ("+", r + q) if p["which"] == 1 else ("-", r - q)
        gap = d * d - total * total
        lines = [
            "Move the tangent along a radius until it goes through a centre: a right triangle with the distance of "
            "the "
            "centres as its hypotenuse appears.",
            f"Its legs are the tangent and {r} {sign} {q} = {total}.",
            f"The square of the tangent is {d}^2 - {total}^2 = {gap}, so it has the length "
            f"{chain(f'sqrt({gap})', root(gap))}.",
        ]
        if p["which"] == 2:
            lines.append(
                f"The quadrilateral is a trapezoid with the parallel sides {r} and {q}, which the tangent joins"
            )
            lines[-1] += f" at right angles: its area is ({r} + {q})/2 * {inside(root(gap))} = {self.answer(p)}."
        return lines


class PerpendicularChords(Template):
    """Two chords that cross at right angles."""

    name = "perpendicular_chords"
    opens = "a"
    phrasings = (
        "Two perpendicular chords AB and CD of a circle meet at P, with PA = {a}, PB = {b} and PC = {c}. Find {what}. "
        "Give "
        "an exact value.",
        "In a circle the chords AB and CD cross at right angles at the point P. Given PA = {a}, PB = {b} and PC = "
        "{c}, what "
        "is {what}, exactly?",
    )
    whats = ("the length PD", "the radius of the circle", "the distance from P to the centre of the circle")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw three of the four pieces."""
        size = SIZES[tier - 1]
        a, b, c = (between(rng, 1, size) for _ in range(3))
        b += a == b and c == a
        return {"a": a, "b": b, "c": c, "which": min(2, between(rng, (tier - 1) // 2, (tier + 1) // 2))}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return PD, and the square of the radius."""
        a, b, c = p["a"], p["b"], p["c"]
        d = Fraction(a * b, c)
        return d, Fraction(a * a + b * b + c * c + d * d) / 4

    def answer(self, p: Params) -> str:
        """Use the power of P and right triangles."""
        d, square = self._parts(p)
        return str((Surd(d), root(square), root(square - p["a"] * p["b"]))[p["which"]])

    def steps(self, p: Params) -> list[str]:
        """Go from P to the midpoints of the chords."""
        a, b, c = p["a"], p["b"], p["c"]
        d, square = self._parts(p)
        lines = [f"The power of P: PA * PB = PC * PD, so PD = {a} * {b}/{c} = {d}."]
        if p["which"]:
            lines += [
                f"Half of AB is {Fraction(a + b, 2)}, and the middle of CD is {abs(c - d) / 2} away from P, which is "
                f"also the "
                "distance of AB from the centre.",
                f"The square of the radius is {brackets(Fraction(a + b, 2))}^2 + {brackets(abs(c - d) / 2)}^2 = "
                f"{square}.",
            ]
        if p["which"] == 1:
            lines.append(f"The radius is sqrt({square}) = {self.answer(p)}.")
        if p["which"] == 2:
            lines += [
                f"The power of P is also R^2 - OP^2 = {a * b}, so OP^2 = {square} - {a * b} = {square - a * b}.",
                f"OP = sqrt({square - a * b}) = {self.answer(p)}.",
            ]
        return lines


class Fold(Template):
    """A sheet of paper that is folded corner to corner."""

    name = "fold"
    opens = "a"
    phrasings = (
        "A rectangular sheet ABCD with AB = {a} and BC = {b} is folded so that A comes to lie on C. Find {what}. Give "
        "an "
        "exact value.",
        "The rectangle ABCD (AB = {a}, BC = {b}) is made of paper. It is folded along a straight line so that the "
        "corner A "
        "meets the corner C. What is {what}, exactly?",
    )
    whats = (
        "the length of the crease",
        "the area that is covered by two layers of paper",
        "the area of the pentagon that the folded sheet covers",
        "the perimeter of the part that is covered by two layers",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the sides."""
        size = 2 * SIZES[tier - 1]
        a = between(rng, 4, size)
        return {"a": a, "b": between(rng, 2, a - 1), "which": between(rng, tier // 2, min(3, (tier + 1) // 2))}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[Fraction, Surd]:
        """Return the distance from C of both ends of the crease, and the length of the crease."""
        a, b = p["a"], p["b"]
        return Fraction(a * a + b * b, 2 * a), root(a * a + b * b) * Fraction(b, a)

    def answer(self, p: Params) -> str:
        """Use the rhombus around the crease."""
        side, crease = self._parts(p)
        two = side * p["b"] / 2
        return str((crease, Surd(two), Surd(p["a"] * p["b"] - two), crease + 2 * side)[p["which"]])

    def steps(self, p: Params) -> list[str]:
        """Find the ends of the crease."""
        a, b = p["a"], p["b"]
        side, crease = self._parts(p)
        lines = [
            "The crease is the perpendicular bisector of AC. It meets AB at E and CD at F, and EC = EA = x = FC.",
            f"In the right triangle EBC, x^2 = ({a} - x)^2 + {b}^2, so {2 * a}x = {a * a + b * b} and x = {side}.",
        ]
        if p["which"] in (0, 3):
            lines += [
                f"AECF is a rhombus of area x * {b} = {side * b}, and half the product of its diagonals EF and AC is "
                f"the "
                "same.",
                f"AC = sqrt({a * a + b * b}), so EF = 2 * {brackets(side * b)}/sqrt({a * a + b * b}) = {crease}.",
            ]
        if p["which"] == 3:
            lines.append(
                f"The double part is triangle ECF: its perimeter is {side} + {side} + {crease} = {self.answer(p)}."
            )
        if p["which"] in (1, 2):
            lines.append(
                f"Two layers lie on triangle ECF, with FC = {side} and height {b}: its area is {side * b / 2}."
            )
        if p["which"] == 2:
            lines.append(
                f"The folded sheet covers the whole less this area: {a * b} - {side * b / 2} = {self.answer(p)}."
            )
        return lines


FLAT: tuple[Template, ...] = (
    TriangleMeasures(),
    Trapezoid(),
    CyclicQuadrilateral(),
    CommonTangent(),
    PerpendicularChords(),
    Fold(),
)
"""Figures by their lengths."""
