"""Angles on circles, regular polygons, pyramids, and constructions that are repeated many times."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import gcd, isqrt

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template
from .surds import Surd, brackets, chain, root
from .synthetic import SIZES, inside


class Arcs(Template):
    """Angles between chords and secants, from arcs."""

    name = "arcs"
    opens = "q"
    phrasings = (
        "The points A, B, C, D lie on a circle in this order, and the arcs AB, BC, CD, DA have the ratio {p} : {q} : "
        "{r} : "
        "{s}. Find, in degrees, {what}.",
        "Four points A, B, C, D, in this order, divide a circle into arcs AB : BC : CD : DA = {p} : {q} : {r} : {s}. "
        "How "
        "many degrees is {what}?",
    )
    whats = (
        "the angle ACB",
        "the angle AXB, where X is the point where the chords AC and BD meet",
        "the angle at which the lines AB and DC meet outside the circle",
        "the angle between the tangent at A and the line CD",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the ratio; the lines asked for must not be parallel."""
        size = SIZES[tier - 1]
        while True:
            p, q, r, s = (between(rng, 1, size) for _ in range(4))
            which = between(rng, tier // 2, min(3, (tier + 2) // 2))
            gap = {2: q - s, 3: q + p - s}.get(which, 1)  # the lines are not parallel, and the angle is not obtuse
            if gap and (which < 2 or 2 * abs(gap) <= p + q + r + s) and gcd(p, q, r, s) == 1:
                return {"p": p, "q": q, "r": r, "s": s, "which": which}

    def words(self, p: Params) -> Params:
        """Say what is asked."""
        return {"what": self.whats[p["which"]]}

    def _share(self, p: Params) -> int:
        """Return the arc, or the sum or difference of arcs, whose half is the angle."""
        return int((p["p"], p["p"] + p["r"], abs(p["q"] - p["s"]), abs(p["p"] + p["q"] - p["s"]))[p["which"]])

    def answer(self, p: Params) -> str:
        """Halve an arc, a sum or a difference of arcs."""
        return str(Fraction(180 * self._share(p), p["p"] + p["q"] + p["r"] + p["s"]))

    def steps(self, p: Params) -> list[str]:
        """Use inscribed angles."""
        parts = [p[key] for key in "pqrs"]
        total = sum(parts)
        arcs = [Fraction(360 * x, total) for x in parts]
        names = [f"{name} = {arc}" for name, arc in zip(("AB", "BC", "CD", "DA"), arcs, strict=True)]
        lines = [f"The parts add up to {total}, so the arcs in degrees are {join(names)}."]
        if p["which"] == 0:
            return [*lines, f"The angle ACB is inscribed over the arc AB, so it is half of it: {self.answer(p)}."]
        if p["which"] == 1:
            return [
                *lines,
                "AXB is an outer angle of triangle XBC: it is the sum of the inscribed angles over the arcs AB and "
                "CD.",
                f"That is ({arcs[0]} + {arcs[2]})/2 = {self.answer(p)}.",
            ]
        if p["which"] == 2:
            return [
                *lines,
                "By outer angles of triangles, the angle outside is half the difference of the arcs BC and DA between "
                "the "
                "lines.",
                f"That is |{arcs[1]} - {brackets(arcs[3])}|/2 = {self.answer(p)}.",
            ]
        return [
            *lines,
            "The angle between a tangent and a secant that meet outside is half the difference of the arcs between "
            "them: "
            "here the arc from A over B to C and the arc DA.",
            f"That is |{arcs[0]} + {arcs[1]} - {brackets(arcs[3])}|/2 = {self.answer(p)}.",
        ]


_COT = {3: root(Fraction(1, 3)), 4: Surd(1), 6: root(3), 8: root(2) + 1, 12: root(3) + 2}
_COS_SQUARE = {3: Surd(Fraction(1, 4)), 4: Surd(Fraction(1, 2)), 6: Surd(Fraction(3, 4)), 8: (root(2) + 2) / 4,
               12: (root(3) + 2) / 4}  # fmt: skip
_NAMES = {3: "equilateral triangle", 4: "square", 6: "regular hexagon", 8: "regular octagon", 12: "regular dodecagon"}


class RegularPolygon(Template):
    """Regular polygons, and polygons that join the midpoints of their sides."""

    name = "regular_polygon"
    opens = "a"
    phrasings = (
        "{start} with side {a} is given. The midpoints of its sides are joined to a smaller {name}, and this is done "
        "{k} "
        "times in all, each time with the last polygon. Find the area of {what}. Give an exact value.",
        "Begin with {lower} of side {a}. Joining the midpoints of neighbouring sides gives a smaller {name}; repeat "
        "this "
        "until {k} smaller ones have been drawn. What is the exact area of {what}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the polygon, its side and how often the midpoints are joined."""
        n = (3, 4, 6, 8, 12)[between(rng, 0, min(4, 1 + tier))]
        k = between(rng, 2, 2 + tier)
        return {"n": n, "a": between(rng, 2, SIZES[tier - 1]), "k": k, "ring": bool(tier > 1 and rng.random() < 0.5)}

    def words(self, p: Params) -> Params:
        """Name the polygon."""
        name = _NAMES[p["n"]]
        article = "an" if name[0] in "eo" else "a"
        what = "the region between the last two polygons" if p["ring"] else "the last polygon"
        return {"name": name, "start": f"{article.capitalize()} {name}", "lower": f"{article} {name}", "what": what}

    def _areas(self, p: Params) -> list[Surd]:
        """Return the areas of all polygons."""
        areas = [_COT[p["n"]] * Fraction(p["n"] * p["a"] ** 2, 4)]
        for _ in range(p["k"]):
            areas.append(areas[-1] * _COS_SQUARE[p["n"]])
        return areas

    def answer(self, p: Params) -> str:
        """Multiply by the square of a cosine."""
        *_, before, last = self._areas(p)
        return str(before - last if p["ring"] else last)

    def steps(self, p: Params) -> list[str]:
        """Compute polygon after polygon."""
        n, a, areas = p["n"], p["a"], self._areas(p)
        lines = [
            f"The polygon consists of {n} triangles with base {a} and height {a}/2 * cot({180 / n:g} degrees), where "
            f"this "
            f"cotangent is {_COT[n]}.",
            f"Its area is {n} * {a}^2/4 * {inside(_COT[n])} = {areas[0]}.",
            f"The next polygon has its corners on the incircle of the one before: lengths shrink by cos(180/{n}), "
            f"areas by "
            f"its square, {_COS_SQUARE[n]}.",
        ]
        for i, (before, after) in enumerate(pairwise(areas), start=1):
            lines.append(f"Polygon {i}: {inside(before)} * {inside(_COS_SQUARE[n])} = {after}.")
        if p["ring"]:
            lines.append(f"The region between has the area {areas[-2]} - {inside(areas[-1])} = {self.answer(p)}.")
        return lines


class Pyramid(Template):
    """Regular pyramids."""

    name = "pyramid"
    opens = "a"
    phrasings = (
        "A pyramid has {base} of side {a} as its base, and all its other edges have the length {e}. Find {what}. Give "
        "an "
        "exact value.",
        "The base of a pyramid is {base} with side {a}; the edges that meet at its apex are all {e} long. What is "
        "{what}, "
        "exactly?",
    )
    whats = ("its height", "its volume", "the total area of its slanted faces", "the radius of the sphere inside that "
             "touches all faces", "the radius of the sphere through all its vertices")  # fmt: skip

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw base and edges."""
        n, a = (3, 4, 6)[between(rng, 0, 2)], between(rng, 2, SIZES[tier - 1])
        which = between(rng, tier // 2, min(4, tier))
        return {"n": n, "a": a, "e": a + between(rng, 1, 2 * SIZES[tier - 1]), "which": which}

    def words(self, p: Params) -> Params:
        """Name the base."""
        return {"base": f"{'an' if p['n'] == 3 else 'a'} {_NAMES[p['n']]}", "what": self.whats[p["which"]]}

    def _parts(self, p: Params) -> tuple[Fraction, Surd, Surd, Surd]:
        """Return the square of the base's circumradius, the base's area, the height and the area of the faces."""
        n, a, e = p["n"], p["a"], p["e"]
        square = {3: Fraction(a * a, 3), 4: Fraction(a * a, 2), 6: Fraction(a * a)}[n]
        base = _COT[n] * Fraction(n * a * a, 4)
        faces = root(Fraction(4 * e * e - a * a)) * Fraction(n * a, 4)
        return square, base, root(e * e - square), faces

    def _value(self, p: Params) -> Surd:
        _, base, height, faces = self._parts(p)
        volume = base * height / 3
        if p["which"] == 3:
            return volume * 3 / (base + faces)
        if p["which"] == 4:
            return Surd(Fraction(p["e"] ** 2, 2)) / height
        return (height, volume, faces)[p["which"]]

    def answer(self, p: Params) -> str:
        """Use right triangles over the base."""
        return str(self._value(p))

    def steps(self, p: Params) -> list[str]:
        """Show the triangles."""
        n, a, e = p["n"], p["a"], p["e"]
        square, base, height, faces = self._parts(p)
        lines = []
        if p["which"] != 2:
            lines += [
                f"The distance from the centre of the base to its corners has the square {square}.",
                f"The height has the square {e}^2 - {brackets(square)} = {e * e - square}, so it is "
                f"{chain(f'sqrt({e * e - square})', height)}.",
            ]
        if p["which"] in (1, 3):
            lines.append(f"The base has the area {n} * {a}^2/4 * {inside(_COT[n])} = {base}.")
        if p["which"] == 1:
            lines.append(
                f"The volume is a third of base times height: {inside(base)} * {inside(height)}/3 = {self.answer(p)}."
            )
        if p["which"] in (2, 3):
            lines += [
                f"A slanted face is an isosceles triangle with base {a} and height sqrt({e}^2 - {a}^2/4) = "
                f"{root(e * e - Fraction(a * a, 4))}.",
                f"All {n} together have the area {faces}.",
            ]
        if p["which"] == 3:
            lines += [
                "Pyramids from the centre of the inner sphere over all faces fill the solid: 3 * volume = radius * "
                "surface.",
                f"The radius is {inside(base * height)}/({base} + {faces}) = {self.answer(p)}.",
            ]
        if p["which"] == 4:
            lines += [
                "The centre of the sphere lies on the height h; from R^2 = (h - R)^2 + (square above) follows 2hR = "
                "h^2 + "
                f"{square} = {e}^2.",
                f"R = {e * e}/(2 * {inside(height)}) = {self.answer(p)}.",
            ]
        return lines


class Strips(Template):
    """A triangle that is cut into strips, painted in turn."""

    name = "strips"
    opens = "n"
    phrasings = (
        "A triangle of area {s} is cut into {n} strips of equal height by lines parallel to its base. Beginning with "
        "the "
        "strip at the tip, every second strip is painted. What is the painted area?",
        "Lines parallel to the base divide a triangle with the area {s} into {n} strips that are equally high. The "
        "strips "
        "number 1, 3, 5, ... counted from the tip are painted. Find the total area of the painted strips.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more strips."""
        return self._with(rng, tier, between(rng, *((2, 7), (5, 15), (10, 50), (40, 300), (200, 2000))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more strips than one can add."""
        return self._with(rng, tier, between(rng, 10 ** (5 + tier), 10 ** (7 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        s = between(rng, 3, 60 * tier * tier)
        return {"n": n, "s": 2 * n * between(rng, 1, 9 * tier) if rng.random() < 0.5 else s}

    def answer(self, p: Params) -> str:
        """Sum the odd-numbered strips."""
        n = p["n"]
        return str(Fraction(p["s"] * (n - 1 if n % 2 == 0 else n + 1), 2 * n))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add strip after strip."""
        if p["n"] > steps:
            return None
        return str(Fraction(p["s"] * sum(2 * k - 1 for k in range(1, p["n"] + 1, 2)), p["n"] ** 2))

    def steps(self, p: Params) -> list[str]:
        """Pair neighbouring strips."""
        n, s = p["n"], p["s"]
        lines = [
            f"The first k strips form a triangle similar to the whole, of area {s} * k^2/{n}^2, so strip k has the "
            f"area "
            f"{s} * (2k - 1)/{n}^2.",
        ]
        if n % 2:
            lines += [
                f"There are {(n + 1) // 2} painted strips. Each but the first exceeds the unpainted one before it by "
                f"2 units "
                f"of {s}/{n}^2, and the first has 1 unit.",
                f"So painted - unpainted = 1 + 2 * {(n - 1) // 2} = {n} units, and painted + unpainted = {n}^2 units.",
                f"Painted: ({n}^2 + {n})/2 = {n * (n + 1) // 2} units, that is {s} * {n * (n + 1) // 2}/{n}^2 = "
                f"{self.answer(p)}.",
            ]
        else:
            lines += [
                f"Each of the {n // 2} painted strips is 2 units of {s}/{n}^2 smaller than the unpainted one after "
                f"it.",
                f"So unpainted - painted = {n} units, and painted + unpainted = {n}^2 units.",
                f"Painted: ({n}^2 - {n})/2 = {n * (n - 1) // 2} units, that is {s} * {n * (n - 1) // 2}/{n}^2 = "
                f"{self.answer(p)}.",
            ]
        return lines


class Poles(Template):
    """Crossing wires between poles, again and again."""

    name = "poles"
    opens = "k"
    phrasings = (
        "Two vertical poles of heights {a} and {b} stand on level ground. Wires are stretched from the top of each to "
        "the "
        "foot of the other. A third pole is put under the point where they cross, just reaching it. Then wires join "
        "the "
        "top of the new pole with the foot of the pole of height {b}, and the foot of the new pole with the top of "
        "the "
        "latter, and a pole is put under this crossing, and so on. How high is the new pole number {k}?",
        "On level ground stand two poles, {a} and {b} high. Joining the top of each with the foot of the other gives "
        "a "
        "crossing, and new pole number 1 reaches from the ground up to it. New pole number j + 1 is found in the same "
        "way "
        "from new pole number j and the pole of height {b}. Find the height of new pole number {k}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more poles."""
        return self._with(rng, tier, between(rng, *((1, 3), (2, 7), (5, 30), (20, 200), (100, 3000))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more poles than one can follow."""
        return self._with(rng, tier, between(rng, 10 ** (5 + tier), 10 ** (8 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, k: int) -> Params:
        return {"a": between(rng, 2, SIZES[tier - 1]), "b": between(rng, 2, SIZES[tier - 1]), "k": k}

    def answer(self, p: Params) -> str:
        """Add reciprocals."""
        return str(1 / (Fraction(1, p["a"]) + Fraction(p["k"], p["b"])))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Find crossing after crossing."""
        if p["k"] > steps:
            return None
        height = Fraction(p["a"])
        for _ in range(p["k"]):
            height = height * p["b"] / (height + p["b"])
        return str(height)

    def steps(self, p: Params) -> list[str]:
        """See how the reciprocals grow."""
        a, b, k = p["a"], p["b"], p["k"]
        total = Fraction(1, a) + Fraction(k, b)
        return [
            "Let the wires of poles of heights h and H cross at height x. By similar triangles x/h + x/H = 1, because "
            "the "
            "two shares of the distance between the poles add up to the whole.",
            f"So 1/x = 1/h + 1/H: every new pole adds 1/{b} to the reciprocal of the height.",
            f"After {k} of them it is 1/{a} + {k}/{b} = {total}.",
            f"The height is 1/({total}) = {self.answer(p)}.",
        ]


class Theodorus(Template):
    """A spiral of right triangles."""

    name = "spiral"
    opens = "n"
    phrasings = (
        "The segment OA_0 has the length {a}. At A_0 a segment A_0A_1 of length {b} is drawn perpendicular to OA_0, "
        "at A_1 a "
        "segment A_1A_2 of length {b} perpendicular to OA_1, and so on. Find the length of OA_n for n = {n}. Give an "
        "exact "
        "value.",
        "A spiral of right triangles begins with a triangle that has the legs {a} and {b} and the right angle at the "
        "end of "
        "the leg {a}. The hypotenuse of each triangle is a leg of the next one, whose other leg is {b} again. How "
        "long, "
        "exactly, is the hypotenuse of triangle number {n}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more triangles."""
        return self._with(rng, tier, between(rng, *((2, 9), (5, 30), (20, 99), (80, 600), (500, 3000))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more triangles than one can draw."""
        return self._with(rng, tier, between(rng, 10 ** (5 + tier), 10 ** (7 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        a, b = between(rng, 1, 2 * SIZES[tier - 1]), between(rng, 1, SIZES[tier - 1])
        if rng.random() < 0.5:  # a whole length: c² - a² a multiple of b²
            c = a + b * max(1, isqrt(n // 2))
            if (c * c - a * a) % (b * b) == 0 and (c * c - a * a) // (b * b) > n // 3:
                n = (c * c - a * a) // (b * b)
        return {"a": a, "b": b, "n": n}

    def _write(self, square: int) -> str:
        whole = isqrt(square)
        if whole * whole == square:
            return str(whole)
        return str(root(square)) if square < 10**9 else f"sqrt({square})"

    def answer(self, p: Params) -> str:
        """Use Pythagoras n times at once."""
        return self._write(p["a"] ** 2 + p["n"] * p["b"] ** 2)

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go from triangle to triangle."""
        if p["n"] > steps:
            return None
        square = p["a"] ** 2
        for _ in range(p["n"]):
            square += p["b"] ** 2
        return self._write(square)

    def steps(self, p: Params) -> list[str]:
        """Add squares."""
        a, b, n = p["a"], p["b"], p["n"]
        square = a * a + n * b * b
        return [
            f"By Pythagoras each step adds {b}^2 = {b * b} to the square of the distance from O.",
            f"It begins with {a}^2 = {a * a}, so after {n} steps it is {a * a} + {n} * {b * b} = {square}.",
            f"The length is {chain(f'sqrt({square})', self.answer(p))}.",
        ]


class Zigzag(Template):
    """A zigzag of equal segments between two rays."""

    name = "zigzag"
    opens = "n"
    phrasings = (
        "Two rays from O enclose an angle of {alpha} degrees. Points A_1, A_2, A_3, ... are marked by turns on one "
        "ray and on "
        "the other, further and further from O, so that OA_1 = A_1A_2 = A_2A_3 = .... For n = {n}, how many degrees "
        "is the "
        "angle between the segment A_nA_(n+1) and the ray on which A_(n+1) lies, that is, the angle A_nA_(n+1)O?",
        "Starting at the vertex O of an angle of {alpha} degrees, a zigzag line of equal segments OA_1, A_1A_2, "
        "A_2A_3, ... "
        "runs between its two sides, never back towards O (OA_1 lies on a side). Find, in degrees, the angle "
        "A_nA_(n+1)O "
        "for n = {n}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more segments."""
        return self._with(rng, between(rng, *((2, 6), (5, 15), (10, 60), (50, 500), (400, 3000))[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more segments than one can follow."""
        return self._with(rng, between(rng, 10 ** (5 + tier), 10 ** (7 + tier)))

    def _with(self, rng: np.random.Generator, n: int) -> Params:
        below = 1 if n < 15 and rng.random() < 0.5 else between(rng, n // 8 + 2, n + 20)
        most = max(1, 89 * below // n)
        return {"n": n, "top": between(rng, 1, most), "below": below}

    def words(self, p: Params) -> Params:
        """Write the angle."""
        return {"alpha": str(Fraction(p["top"], p["below"]))}

    def identity(self, p: Params) -> list[str]:
        """Equal fractions are one angle."""
        return [str(p["n"]), str(Fraction(p["top"], p["below"]))]

    def answer(self, p: Params) -> str:
        """Multiply."""
        return str(p["n"] * Fraction(p["top"], p["below"]))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go from triangle to triangle."""
        if p["n"] > steps:
            return None
        alpha = Fraction(p["top"], p["below"])
        angle = alpha  # of the first triangle, at A_2
        for _ in range(p["n"] - 1):
            angle += alpha  # the outer angle at O's side, which the next isosceles triangle repeats
        return str(angle)

    def steps(self, p: Params) -> list[str]:
        """Use outer angles."""
        alpha, n = Fraction(p["top"], p["below"]), p["n"]
        return [
            f"Triangle OA_1A_2 is isosceles with OA_1 = A_1A_2, so its angle at A_2 is {alpha}, the angle at O.",
            "Suppose the angle A_(k-1)A_kO is (k - 1) times the angle at O, as for k = 2. The angle A_kA_(k-1)A_(k+1) "
            "is an "
            "outer angle of triangle OA_(k-1)A_k, so it is the sum of the inner angles at O and at A_k,",
            f"that is, {alpha} + (k - 1) * {brackets(alpha)} = k * {brackets(alpha)}. As A_(k-1)A_k = A_kA_(k+1), the "
            f"angle "
            "A_kA_(k+1)A_(k-1), which is the angle A_kA_(k+1)O, is the same.",
            f"For n = {n} it is {n} * {brackets(alpha)} = {self.answer(p)}, still less than 90 degrees.",
        ]


REPEATED: tuple[Template, ...] = (Arcs(), RegularPolygon(), Pyramid(), Strips(), Poles(), Theodorus(), Zigzag())
"""Angles, polygons, solids and repeated constructions."""
