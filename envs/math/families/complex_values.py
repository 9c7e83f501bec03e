"""Complex numbers: arithmetic, equations, sizes and distances."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..complex_plane import Complex, bracketed
from ..exact import Exact
from ..notation import between, inside, nonzero, pick
from ..surds import Surd
from ..template import Params, Template


def gaussian(pair: list[int]) -> Complex:
    """Return a number with whole parts."""
    return Complex.of(pair[0], pair[1])


def size(z: Complex) -> int:
    """Return the square of the absolute value of a number with whole parts."""
    value = z.norm().rational
    assert value is not None
    return int(value)


class Expression(Exact):
    """Products and quotients of complex numbers."""

    name = "expression"
    opens = "a"
    phrasings = (
        "Calculate ({a} {im}){rest} and write the result in the form x + yi.",
        "Bring ({a} {im}){rest} to the form x + yi.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors, and denominators from tier 2 on."""
        bound = 3 + 2 * tier
        while True:
            count = 2 + tier
            factors = [[nonzero(rng, bound), nonzero(rng, bound)] for _ in range(count)]
            below = [int(i > 0 and (i == 1 or rng.random() < 0.3) and tier > 1) for i in range(count)]
            p: Params = {"a": factors[0][0], "b": factors[0][1], "factors": factors[1:], "below": below[1:],
                         "plus": [nonzero(rng, bound), nonzero(rng, bound)] if tier > 2 else []}  # fmt: skip
            if self._value(p).im.terms and self._value(p).re.terms:
                return p

    def _value(self, p: Params) -> Complex:
        z = Complex.of(p["a"], p["b"])
        for pair, below in zip(p["factors"], p["below"], strict=True):
            z = z / gaussian(pair) if below else z * gaussian(pair)
        return z + gaussian(p["plus"]) if p["plus"] else z

    def answer(self, p: Params) -> str:
        """Multiply and divide."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the other factors out."""
        rest = "".join(
            f"{'/' if below else '*'}{bracketed(gaussian(pair))}"
            for pair, below in zip(p["factors"], p["below"], strict=True)
        )
        rest += f" + {bracketed(gaussian(p['plus']))}" if p["plus"] else ""
        return {"im": str(Complex.of(1, p["b"])).removeprefix("1 "), "rest": rest}

    def steps(self, p: Params) -> list[str]:
        """Go factor by factor."""
        z, lines = Complex.of(p["a"], p["b"]), []
        for pair, below in zip(p["factors"], p["below"], strict=True):
            w = gaussian(pair)
            if below:
                top = z * w.conjugate()
                lines.append(
                    f"Divide by {w}: multiply above and below by {w.conjugate()}; above {top}, below "
                    f"{inside(pair[0])}^2 + {inside(pair[1])}^2 = {size(w)}. The quotient is {z / w}."
                )
                z = z / w
            else:
                lines.append(f"{bracketed(z)}*{bracketed(w)} = {z * w}, since i^2 = -1.")
                z = z * w
        if p["plus"]:
            w = gaussian(p["plus"])
            lines.append(f"{bracketed(z)} + {bracketed(w)} = {z + w}.")
        return lines


class Quadratic(Template):
    """A quadratic equation with complex coefficients."""

    name = "quadratic"
    phrasings = (
        "Find all complex numbers z with z^2 {first} {second} = 0. Answer with the set of all solutions.",
        "Solve z^2 {first} {second} = 0 over the complex numbers. Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two solutions; conjugate ones at tier 1."""
        bound = 9 if tier == 1 else 3 + 2 * tier
        u = [nonzero(rng, bound), nonzero(rng, bound)]
        while True:
            v = [u[0], -u[1]] if tier == 1 else [between(rng, -bound, bound), nonzero(rng, bound)]
            if v != u and [-c for c in v] != u:
                return {"u": u, "v": v}

    def answer(self, p: Params) -> str:
        """List the solutions."""
        return "{" + ", ".join(sorted(str(gaussian(p[key])) for key in "uv")) + "}"

    def words(self, p: Params) -> Params:
        """Write the coefficients out."""
        u, v = gaussian(p["u"]), gaussian(p["v"])
        first, second = (u + v) * -1, u * v
        return {"first": _with_sign(first, "z"), "second": _with_sign(second, "")}

    def steps(self, p: Params) -> list[str]:
        """Complete the square, and take the root of a complex number."""
        u, v = gaussian(p["u"]), gaussian(p["v"])
        s, product = u + v, u * v
        d = s * s - product * Complex.of(4)
        r = u - v
        x, y = r.re, r.im
        return [
            f"The discriminant is {bracketed(s * -1)}^2 - 4*{bracketed(product)} = {d}.",
            f"Its roots are x + yi with x^2 - y^2 = {d.re} and 2xy = {d.im}; x^2 + y^2 = {size(r)} is its size.",
            f"So x^2 = {x * x} and y^2 = {y * y}, and the roots are {r} and {r * -1}.",
            f"z = ({s} + {bracketed(r)})/2 = {u} or z = ({s} - {bracketed(r)})/2 = {v}.",
        ]


def _with_sign(z: Complex, name: str) -> str:
    """Write a coefficient with a sign in front, in brackets if it has two parts."""
    text = str(z)
    if " " in text:
        return f"+ ({text}){name}"
    sign, body = ("-", text[1:]) if text.startswith("-") else ("+", text)
    body = f"({body})" if name and "i" in body else body
    return f"{sign} {'' if body == '1' and name else body}{name}"


class Conjugate(Template):
    """A linear equation between a number and its conjugate."""

    name = "conjugate"
    phrasings = (
        "Let w be the complex conjugate of z. Find the complex number z with {a}z + {b}w = {c}.",
        "Solve {a}z + {b}w = {c}, where w denotes the complex conjugate of z. What is z?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw whole coefficients, then complex ones."""
        bound = 3 + tier
        while True:
            a, b = ([nonzero(rng, bound), nonzero(rng, bound) if tier > 1 else 0] for _ in range(2))
            z = [nonzero(rng, 5 + 2 * tier), nonzero(rng, 5 + 2 * tier)]
            if size(gaussian(a)) != size(gaussian(b)):
                c = gaussian(a) * gaussian(z) + gaussian(b) * gaussian([z[0], -z[1]])
                if c:
                    return {"a": a, "b": b, "c": [int(c.re.rational or 0), int(c.im.rational or 0)]}

    def _parts(self, p: Params) -> tuple[Complex, Complex, Complex]:
        return gaussian(p["a"]), gaussian(p["b"]), gaussian(p["c"])

    def answer(self, p: Params) -> str:
        """Combine the equation with its conjugate."""
        a, b, c = self._parts(p)
        return str((a.conjugate() * c - b * c.conjugate()) / Complex.of(size(a) - size(b)))

    def words(self, p: Params) -> Params:
        """Write the coefficients out."""
        a, b, c = self._parts(p)
        return {"a": bracketed(a).replace("(1)", ""), "b": bracketed(b), "c": c}

    def steps(self, p: Params) -> list[str]:
        """Eliminate the conjugate."""
        a, b, c = self._parts(p)
        d = size(a) - size(b)
        top = a.conjugate() * c - b * c.conjugate()
        return [
            f"The conjugate equation is {bracketed(a.conjugate())}w + {bracketed(b.conjugate())}z = {c.conjugate()}.",
            f"Multiply the equation by {a.conjugate()}, subtract {bracketed(b)} times the conjugate one: w drops out.",
            f"({size(a)} - {size(b)})z = {bracketed(a.conjugate())}*{bracketed(c)} - {bracketed(b)}*"
            f"{bracketed(c.conjugate())} = {top}.",
            f"z = {bracketed(top)}/{inside(d)} = {self.answer(p)}.",
        ]


class Modulus(Exact):
    """The absolute value of a product of powers."""

    name = "modulus"
    phrasings = (
        "Find the exact absolute value of {product}, simplified.",
        "What is |{product}|? Give the exact value in simplest form.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors and higher powers."""
        bound = 4 + tier // 2
        while True:
            factors = [
                [nonzero(rng, bound), nonzero(rng, bound), between(rng, 1, 1 + tier // 2) * pick(rng, (1, 1, -1))]
                for _ in range(1 + tier)
            ]
            p: Params = {"factors": factors}
            value = self._square(p)
            if factors[0][2] > 0 and value != 1 and max(value.numerator, value.denominator) < 10 ** (4 + tier):
                return p

    def _square(self, p: Params) -> Fraction:
        value = Fraction(1)
        for a, b, n in p["factors"]:
            value *= Fraction(a * a + b * b) ** n
        return value

    def answer(self, p: Params) -> str:
        """Multiply the absolute values."""
        return str(Surd.root(self._square(p)))

    def words(self, p: Params) -> Params:
        """Write the product out."""
        text = ""
        for a, b, n in p["factors"]:
            power = f"({Complex.of(a, b)})" + (f"^{abs(n)}" if abs(n) > 1 else "")
            text += ("/" if n < 0 else "*") + power
        return {"product": text[1:]}

    def steps(self, p: Params) -> list[str]:
        """Take the absolute value of every factor."""
        lines = ["The absolute value of a product is the product of the absolute values; work with their squares."]
        for a, b, n in p["factors"]:
            s = a * a + b * b
            power = f"; to the power {n} that is {Fraction(s) ** n}" if n != 1 else ""
            lines.append(f"|{Complex.of(a, b)}|^2 = {inside(a)}^2 + {inside(b)}^2 = {s}{power}.")
        square = self._square(p)
        return [*lines, f"The square of the result is {square}, and sqrt({square}) = {self.answer(p)}."]


class Distance(Exact):
    """The largest or smallest distance between a point and a circle."""

    name = "distance"
    opens = "r"
    phrasings = (
        "Complex numbers z satisfy |z - {centre}| = {r}. Find the {which} value of |z - {point}|, exactly.",
        "What is the {which} value of |z - {point}| for complex numbers z with |z - {centre}| = {r}? Give it exactly.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers; centre and point with both parts."""
        bound = 4 + 3 * tier
        while True:
            c, q = ([between(rng, -bound, bound), nonzero(rng, bound)] for _ in range(2))
            p: Params = {"c": c, "q": q, "r": between(rng, 1, 3 + 2 * tier), "large": between(rng, 0, 1)}
            if c != q and self._value(p).terms and c[0] and q[0]:
                return p

    def _apart(self, p: Params) -> int:
        return int((p["c"][0] - p["q"][0]) ** 2 + (p["c"][1] - p["q"][1]) ** 2)

    def _value(self, p: Params) -> Surd:
        d, r = Surd.root(self._apart(p)), int(p["r"])
        if p["large"]:
            return d + r
        return d - r if self._apart(p) > r * r else Surd.of(r) - d

    def answer(self, p: Params) -> str:
        """Add or subtract the radius."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write both points out."""
        return {"centre": bracketed(gaussian(p["c"])), "point": bracketed(gaussian(p["q"])),
                "which": "largest" if p["large"] else "smallest"}  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Find the distance of the centre."""
        (a, b), (c, d), r, s = p["c"], p["q"], p["r"], self._apart(p)
        root = Surd.root(s)
        lines = [
            f"z runs along a circle with centre {gaussian(p['c'])} and radius {r}.",
            f"The point {gaussian(p['q'])} has the distance sqrt({inside(a - c)}^2 + {inside(b - d)}^2) = sqrt({s})"
            + (f" = {root}" if str(root) != f"sqrt({s})" else "") + " from the centre.",
        ]  # fmt: skip
        if p["large"]:
            return [*lines, f"The farthest point of the circle lies beyond the centre: {root} + {r}."]
        place = "outside" if s > r * r else "inside"
        how = f"{root} - {r}" if s > r * r else f"{r} - {bracket_of(root)}"
        return [
            *lines,
            f"Since {s} {'>' if s > r * r else '<'} {r * r}, the point lies {place}: the distance is {how}.",
        ]


def bracket_of(value: Surd) -> str:
    """Return a sum of roots as it stands behind a minus sign."""
    return f"({value})" if len(value.terms) > 1 else str(value)


class LinearPair(Template):
    """Two linear equations with complex coefficients."""

    name = "linear_pair"
    phrasings = (
        "Find the complex numbers z and w with {first} and {second}. Answer with the tuple (z, w).",
        "Solve the system {first}, {second} over the complex numbers. Answer with the tuple (z, w).",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger coefficients, with more of them complex."""
        bound = 2 + tier
        z, w = ([nonzero(rng, 3 + tier), nonzero(rng, 3 + tier)] for _ in range(2))
        while True:
            rows = [
                [[nonzero(rng, bound), nonzero(rng, bound) if k < tier else 0] for k in (2 * i, 2 * i + 1)]
                for i in (0, 1)
            ]
            (a, b), (c, d) = rows
            det = gaussian(a) * gaussian(d) - gaussian(b) * gaussian(c)
            if det:
                right = []
                for u, v in rows:
                    value = gaussian(u) * gaussian(z) + gaussian(v) * gaussian(w)
                    right.append([int(value.re.rational or 0), int(value.im.rational or 0)])
                return {"rows": rows, "right": right}

    def _solved(self, p: Params) -> tuple[Complex, Complex, Complex]:
        (a, b), (c, d) = ([gaussian(u) for u in row] for row in p["rows"])
        e, f = (gaussian(u) for u in p["right"])
        det = a * d - b * c
        return det, (e * d - b * f) / det, (a * f - e * c) / det

    def answer(self, p: Params) -> str:
        """Eliminate."""
        _, z, w = self._solved(p)
        return f"({z}, {w})"

    def words(self, p: Params) -> Params:
        """Write both equations out."""
        texts = []
        for (u, v), e in zip(p["rows"], p["right"], strict=True):
            sign, first = _with_sign(gaussian(u), "z").split(" ", 1)
            texts.append(f"{sign.strip('+')}{first} {_with_sign(gaussian(v), 'w')} = {gaussian(e)}")
        return {"first": texts[0], "second": texts[1]}

    def steps(self, p: Params) -> list[str]:
        """Multiply crosswise."""
        (a, b), (c, d) = ([gaussian(u) for u in row] for row in p["rows"])
        e, f = (gaussian(u) for u in p["right"])
        det, z, w = self._solved(p)
        return [
            f"Multiply the first equation by {d}, the second by {b}, and subtract: w drops out.",
            f"The factor of z is {bracketed(a)}*{bracketed(d)} - {bracketed(b)}*{bracketed(c)} = {det}.",
            f"The right side is {bracketed(e)}*{bracketed(d)} - {bracketed(b)}*{bracketed(f)} = {e * d - b * f}.",
            f"z = {bracketed(e * d - b * f)}/{bracketed(det)} = {z}.",
            f"Likewise ({det})w = {bracketed(a)}*{bracketed(f)} - {bracketed(e)}*{bracketed(c)} = {a * f - e * c}.",
            f"w = {bracketed(a * f - e * c)}/{bracketed(det)} = {w}.",
        ]
