"""Exact values in trigonometry, and equations on an interval."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil
from typing import Any, ClassVar

import numpy as np

from ..angles import angle, cosine, sine, tangent
from ..exact import Exact
from ..notation import between, combination, divided, inside, multiple_of, nonzero, pick, signed
from ..surds import Surd
from ..template import Params, Template

FUNCTIONS: dict[str, Callable[[int], Surd]] = {"sin": sine, "cos": cosine, "tan": tangent}
TRIPLES = ((3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (12, 35, 37), (9, 40, 41))


class ExactValue(Exact):
    """A sum of multiples and products of values at special angles."""

    name = "exact_value"
    phrasings = (
        "Find the exact value of {sum}, simplified.",
        "Evaluate {sum} exactly, and simplify.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms, larger angles, products from tier 3 on, and multiples of pi/12 from tier 4 on."""
        low, high = (0, 24) if tier == 1 else (-24 * tier, 24 * tier)
        while True:
            terms: list[list[Any]] = []
            for i in range(2 + tier // 2):
                factors = []
                for _ in range(2 if 2 < tier > i + 2 else 1):
                    name = pick(rng, (0, 1, 2))
                    k = between(rng, low, high)
                    if tier < 4 and k % 12 in (1, 5, 7, 11):
                        k += 1
                    if name == 2 and k % 12 == 6:
                        k += 2
                    factors.append([name, k])
                terms.append([nonzero(rng, 3 + tier), factors])
            p: Params = {"terms": terms}
            if all(k for _, factors in terms for _, k in factors) and self._value(p).terms:
                return p

    def _factor(self, name: int, k: int) -> tuple[str, Surd]:
        function = ("sin", "cos", "tan")[name]
        return f"{function}({angle(Fraction(k, 12))})", FUNCTIONS[function](k)

    def _value(self, p: Params) -> Surd:
        total = Surd(())
        for c, factors in p["terms"]:
            value = Surd.of(c)
            for name, k in factors:
                value = value * self._factor(name, k)[1]
            total = total + value
        return total

    def answer(self, p: Params) -> str:
        """Add up."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the sum out."""
        parts = [multiple_of(c, "*".join(self._factor(*f)[0] for f in factors)) for c, factors in p["terms"]]
        return {"sum": signed(parts)}

    def steps(self, p: Params) -> list[str]:
        """Reduce every angle, then every term."""
        lines, values = [], []
        for c, factors in p["terms"]:
            value = Surd.of(c)
            for name, k in factors:
                text, exact = self._factor(name, k)
                period = 12 if name == 2 else 24
                function, low = ("sin", "cos", "tan")[name], angle(Fraction(k % period, 12))
                reduced = f" = {function}({low})" if k % period != k else ""
                lines.append(f"{text}{reduced} = {exact}.")
                value = value * exact
            values.append(value)
        texts = [
            f"({v})" if len(v.terms) > 1 else inside(v.rational) if v.rational is not None else str(v) for v in values
        ]
        return [*lines, f"The terms are {', '.join(str(v) for v in values)}; their sum is {' + '.join(texts)}."]


def _solutions(function: str, value: Surd, k: int, shift: Fraction, start: Fraction) -> list[Fraction]:
    """Return all turns t from `start` below `start` + 2 with f(k*t*pi + shift*pi) = value."""
    out = set()
    for j in range(24):
        if (function == "tan" and j % 12 == 6) or FUNCTIONS[function](j) != value:
            continue
        first = ceil((k * start + shift - Fraction(j, 12)) / 2)
        for m in range(first, first + k):
            out.add((Fraction(j, 12) + 2 * m - shift) / k)
    return sorted(out)


class Equation(Template):
    """One function of a linear argument."""

    name = "equation"
    opens = "k"
    phrasings = (
        "Find all x with 0 <= x < 2*pi and {left}({k}*x {shift}) = {right}. Answer with the set of all solutions.",
        "Solve {left}({k}*x {shift}) = {right} for x in the interval [0, 2*pi). Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher multiple of x; finer shifts."""
        function = pick(rng, (0, 1, 1, 0, 2))
        values = (0, 2, -2, 3, -3, 4, -4) if function == 2 else (0, 2, -2, 3, -3, 4, -4, 6, -6)
        shift = Fraction(nonzero(rng, 5), (2, 3, 4, 6, 12)[between(rng, max(0, tier - 3), min(4, tier))])
        return {"f": function, "j": pick(rng, values), "k": between(rng, 2, 3 + tier // 2),
                "c": nonzero(rng, 2 + tier), "shift": [shift.numerator, shift.denominator]}  # fmt: skip

    def _parts(self, p: Params) -> tuple[str, Surd, Fraction]:
        function = ("sin", "cos", "tan")[p["f"]]
        return function, tangent(p["j"]) if p["f"] == 2 else sine(p["j"]), Fraction(*p["shift"])

    def _found(self, p: Params) -> list[Fraction]:
        function, value, shift = self._parts(p)
        return _solutions(function, value, p["k"], shift, Fraction(0))

    def answer(self, p: Params) -> str:
        """List the solutions."""
        return "{" + ", ".join(map(angle, self._found(p))) + "}"

    def words(self, p: Params) -> Params:
        """Write the equation out."""
        function, value, shift = self._parts(p)
        return {"left": multiple_of(p["c"], function), "right": str(value * p["c"]),
                "shift": signed(["x", angle(shift)]).removeprefix("x ")}  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Solve for the argument, then for x."""
        function, value, shift = self._parts(p)
        k, words = p["k"], self.words(p)
        base = [Fraction(j, 12) for j in range(24) if not (p["f"] == 2 and j % 12 == 6)]
        base = [t for t in base if FUNCTIONS[function](int(t * 12)) == value]
        lines = [
            f"Let u = {k}x {words['shift']}. Then {function}(u) = {value}.",
            f"From 0 below 2*pi this holds for u = {' and u = '.join(map(angle, base))}; add multiples of 2*pi.",
            f"As x runs from 0 to 2*pi, u runs from {angle(shift)} to {angle(shift + 2 * k)}, and "
            f"x = (u - {inside_angle(shift)})/{k}.",
        ]
        for t in base:
            found = [x for x in self._found(p) if (k * x + shift - t) % 2 == 0]
            lines.append(f"u = {angle(t)} + 2*pi*m gives x = {', '.join(map(angle, found))}.")
        return lines


def inside_angle(turn: Fraction) -> str:
    """Return an angle as it stands behind a minus sign."""
    return f"({angle(turn)})" if turn < 0 else angle(turn)


class QuadraticEquation(Template):
    """An equation that is quadratic in a function."""

    name = "quadratic_equation"
    phrasings = (
        "Find all x with {low} <= x < {high} and {left} = 0. Answer with the set of all solutions.",
        "Solve {left} = 0 for x in the interval [{low}, {high}). Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers, and from tier 3 on cos(2x) or a multiple of x."""
        while True:
            f, u = pick(rng, (0, 1)), pick(rng, (0, 1, -1, 2, -2))
            v = pick(rng, (0, 1, -1, 2, -2, 3, -3, 4, -4, 6))  # halves, also beyond 1
            if u == v or (tier == 1 and abs(v) > 2) or (0 in (u, v) and tier > 3):
                continue
            double = tier > 2 and rng.random() < 0.5
            k = 1 if double or tier < 3 else between(rng, 1, tier - 1)
            scale = pick(rng, (1, -1)) * between(rng, 1, tier)
            return {"f": f, "u": u, "v": v, "k": k, "double": int(double), "scale": scale,
                    "start": between(rng, -2 - tier, 2 + tier)}  # fmt: skip

    def _quadratic(self, p: Params) -> tuple[int, int, int]:
        """Return the coefficients of (y - u/2)(y - v/2), made whole, times the scale."""
        u, v, s = p["u"], p["v"], p["scale"]
        a, b, c = 4, -2 * (u + v), u * v
        shared = 4 if b % 4 == c % 4 == 0 else 2 if b % 2 == c % 2 == 0 else 1
        if p["double"]:  # cos(2x) has even coefficients of the square
            shared = min(shared, 2)
        return a // shared * s, b // shared * s, c // shared * s

    def _found(self, p: Params) -> list[Fraction]:
        function, out = ("sin", "cos")[p["f"]], set()
        for w in (p["u"], p["v"]):
            if abs(w) <= 2:
                out |= set(_solutions(function, Surd.of(Fraction(w, 2)), p["k"], Fraction(0), Fraction(p["start"])))
        return sorted(out)

    def answer(self, p: Params) -> str:
        """List the solutions."""
        return "{" + ", ".join(map(angle, self._found(p))) + "}"

    def words(self, p: Params) -> Params:
        """Write the equation out."""
        a, b, c = self._quadratic(p)
        x = "x" if p["k"] == 1 else f"{p['k']}x"
        name = f"{('sin', 'cos')[p['f']]}({x})"
        if p["double"]:  # cos(2x) = 1 - 2*sin(x)^2 = 2*cos(x)^2 - 1
            s = -1 if p["f"] == 0 else 1
            parts = [multiple_of(s * a // 2, "cos(2x)"), multiple_of(b, name) if b else "", _constant(c + a // 2)]
        else:
            parts = [multiple_of(a, f"{name}^2"), multiple_of(b, name) if b else "", _constant(c)]
        low, high = angle(Fraction(p["start"])), angle(Fraction(p["start"] + 2))
        return {"left": signed(parts), "low": low, "high": high}

    def steps(self, p: Params) -> list[str]:
        """Solve for the function, then for x."""
        a, b, c = self._quadratic(p)
        x = "x" if p["k"] == 1 else f"{p['k']}x"
        name = f"{('sin', 'cos')[p['f']]}({x})"
        lines = []
        if p["double"]:
            lines.append("Use cos(2x) = " + ("1 - 2*sin(x)^2." if p["f"] == 0 else "2*cos(x)^2 - 1."))
        values = sorted({Fraction(p["u"], 2), Fraction(p["v"], 2)})
        lines += [
            f"With y = {name} the equation is {combination([a, b, c], ['y^2', 'y', ''])} = 0.",
            f"Its solutions are y = {' and y = '.join(map(str, values))}.",
        ]
        for value in values:
            if abs(value) > 1:
                lines.append(f"{name} = {value} is impossible.")
                continue
            found = _solutions(("sin", "cos")[p["f"]], Surd.of(value), p["k"], Fraction(0), Fraction(p["start"]))
            lines.append(f"{name} = {value} in the interval: x = {', '.join(map(angle, found))}.")
        return lines


def _constant(c: int) -> str:
    return str(c) if c else ""


class Compound(Exact):
    """A function of a combination of angles with rational sines and cosines."""

    name = "compound"
    phrasings = (
        "Let {given}. Find the exact value of {ask} as a fraction.",
        "Angles satisfy {given}. What is {ask}? Answer with a fraction.",
    )
    wanted: ClassVar[tuple[tuple[tuple[int, int], ...], ...]] = (
        ((2, 0),), ((2, 0), (1, 1), (1, -1)), ((1, 1), (1, -1), (3, 0)), ((2, 1), (2, -1), (1, 2)),
        ((2, 2), (3, 1), (2, -2)),
    )  # fmt: skip

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw multiples and sums of angles."""
        m, n = self.wanted[tier - 1][int(rng.integers(len(self.wanted[tier - 1])))]
        while True:
            parts = []
            for _ in range(1 + (n != 0)):
                a, b, h = TRIPLES[int(rng.integers(len(TRIPLES)))]
                a, b = (a, b) if rng.random() < 0.5 else (b, a)
                parts.append([a, b, h, between(rng, 1, 4), between(rng, 0, 1)])
            p: Params = {"m": m, "n": n, "parts": parts, "f": between(rng, 0, 2)}
            s, c = self._pair(p)
            if s and c and (n == 0 or parts[0][:3] != parts[1][:3]):
                return p

    def _one(self, part: list[int]) -> tuple[Fraction, Fraction]:
        """Return sine and cosine."""
        a, b, h, quadrant, _ = part
        return Fraction(a if quadrant < 3 else -a, h), Fraction(b if quadrant in (1, 4) else -b, h)

    def _multiple(self, part: list[int], m: int) -> tuple[Fraction, Fraction]:
        s, c = Fraction(0), Fraction(1)
        x, y = self._one(part)
        for _ in range(abs(m)):
            s, c = s * y + c * x, c * y - s * x
        return (s, c) if m > 0 else (-s, c)

    def _pair(self, p: Params) -> tuple[Fraction, Fraction]:
        s, c = self._multiple(p["parts"][0], p["m"])
        if p["n"]:
            x, y = self._multiple(p["parts"][1], p["n"])
            s, c = s * y + c * x, c * y - s * x
        return s, c

    def answer(self, p: Params) -> str:
        """Use the addition formulas."""
        s, c = self._pair(p)
        return str((s, c, s / c if c else Fraction(0))[p["f"]])

    def words(self, p: Params) -> Params:
        """Say what is known of the angles."""
        given = []
        for name, part in zip("AB", p["parts"], strict=False):
            s, c = self._one(part)
            low, high = angle(Fraction(part[3] - 1, 2)), angle(Fraction(part[3], 2))
            given.append(f"{('sin', 'cos')[part[4]]}({name}) = {(s, c)[part[4]]} with {low} < {name} < {high}")
        return {"given": " and ".join(given), "ask": f"{('sin', 'cos', 'tan')[p['f']]}({self._argument(p)})"}

    def _argument(self, p: Params) -> str:
        return combination([p["m"], p["n"]], ["A", "B"])

    def steps(self, p: Params) -> list[str]:
        """Complete the values, then double, triple and add."""
        lines = []
        for name, part, m in zip("AB", p["parts"], (p["m"], p["n"]), strict=False):
            s, c = self._one(part)
            y, known, other = ("sin", c, s) if part[4] else ("cos", s, c)
            lines.append(
                f"{y}({name})^2 = 1 - {inside(known)}^2 = {other**2}; where {name} lies {y}({name}) is "
                f"{'positive' if other > 0 else 'negative'}, so {y}({name}) = {other}."
            )
            for k in range(2, abs(m) + 1):
                u, v = self._multiple(part, k)
                before = "" if k == 2 else str(k - 1)
                w, z = self._multiple(part, k - 1)
                lines.append(
                    f"sin({k}{name}) = sin({before}{name})cos({name}) + cos({before}{name})sin({name}) = "
                    f"{inside(w)}*{inside(c)} + {inside(z)}*{inside(s)} = {u}; "
                    f"cos({k}{name}) = {inside(z)}*{inside(c)} - {inside(w)}*{inside(s)} = {v}."
                )
        if p["n"]:
            s, c = self._multiple(p["parts"][0], p["m"])
            u, v = self._multiple(p["parts"][1], abs(p["n"]))
            sign, back = ("+", "-") if p["n"] > 0 else ("-", "+")
            total = self._pair(p)
            text = self._argument(p)
            lines.append(f"sin({text}) = {inside(s)}*{inside(v)} {sign} {inside(c)}*{inside(u)} = {total[0]}.")
            if p["f"]:
                lines.append(f"cos({text}) = {inside(c)}*{inside(v)} {back} {inside(s)}*{inside(u)} = {total[1]}.")
        if p["f"] == 2:
            s, c = self._pair(p)
            lines.append(f"The tangent is the quotient: {divided(s, c)}.")
        return lines


class FromTangent(Exact):
    """A quotient of sines and cosines, from the tangent."""

    name = "from_tangent"
    opens = "t"
    phrasings = (
        "If tan(x) = {t}, what is the value of ({top})/({low})?",
        "The tangent of an angle x is tan(x) = {t}. Find the exact value of ({top})/({low}).",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw linear terms, then quadratic and cubic ones."""
        degree = 1 + tier // 2
        while True:
            t = nonzero(rng, 6 + 2 * tier)
            top, low = ([nonzero(rng, 4 + 2 * tier) for _ in range(degree + 1)] for _ in range(2))
            p: Params = {"t": t, "top": top, "low": low}
            above, below = self._values(p)
            if above and below and above != below:
                return p

    def _values(self, p: Params) -> tuple[int, int]:
        n = len(p["top"]) - 1
        above, below = (sum(c * p["t"] ** (n - i) for i, c in enumerate(p[key])) for key in ("top", "low"))
        return above, below

    def answer(self, p: Params) -> str:
        """Divide by the highest power of the cosine."""
        return str(Fraction(*self._values(p)))

    def words(self, p: Params) -> Params:
        """Write both sums out."""
        return {key: self._written(p[key]) for key in ("top", "low")}

    def _written(self, coefficients: list[int]) -> str:
        n, parts = len(coefficients) - 1, []
        for i, c in enumerate(coefficients):
            names = [f"sin(x)^{n - i}" if n - i > 1 else "sin(x)"] if n > i else []
            names += [f"cos(x)^{i}" if i > 1 else "cos(x)"] if i else []
            parts.append(multiple_of(c, "*".join(names)))
        return signed(parts)

    def steps(self, p: Params) -> list[str]:
        """Divide and put in."""
        n, t, (above, below) = len(p["top"]) - 1, p["t"], self._values(p)
        lines = [f"cos(x) is not 0. Divide numerator and denominator by cos(x){f'^{n}' if n > 1 else ''}, and use "
                 "sin(x)/cos(x) = tan(x)."]  # fmt: skip
        for what, key, value in (("numerator", "top", above), ("denominator", "low", below)):
            parts = [f"{inside(c)}*{inside(t)}^{n - i}" if i < n else inside(c) for i, c in enumerate(p[key])]
            lines.append(f"The {what} becomes {' + '.join(parts)} = {value}.")
        return [*lines, f"The quotient is {divided(above, below)}."]


class SineCosineSum(Exact):
    """A symmetric function of sine and cosine, from their sum or difference."""

    name = "sine_cosine_sum"
    phrasings = (
        "A real number x satisfies sin(x) {sign} cos(x) = {m}. Find the exact value of {ask} as a fraction.",
        "If sin(x) {sign} cos(x) = {m}, what is {ask}? Answer with a fraction.",
    )
    asks: ClassVar[tuple[str, ...]] = (
        "sin(2x)", "sin(x)^4 + cos(x)^4", "cubes", "1/sin(x) {sign} 1/cos(x)", "sin(x)^6 + cos(x)^6",
        "tan(x) + 1/tan(x)", "cos(4x)",
    )  # fmt: skip

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger fractions and higher powers."""
        while True:
            b = between(rng, 2, 10 + 2 * tier)
            m = Fraction(nonzero(rng, b + b // 3), b)
            if m.denominator > 1 and m * m < 2:
                ask = between(rng, 0, (3, 3, 5, 6, 6)[tier - 1])
                return {"a": m.numerator, "b": m.denominator, "s": pick(rng, (1, -1)), "ask": ask}

    def _product(self, p: Params) -> Fraction:
        """Return sin(x)*cos(x)."""
        return int(p["s"]) * (Fraction(p["a"], p["b"]) ** 2 - 1) / 2

    def answer(self, p: Params) -> str:
        """Express it by the product."""
        return str(self._parts(p)[1])

    def _parts(self, p: Params) -> tuple[str, Fraction]:
        m, q, s = Fraction(p["a"], p["b"]), self._product(p), p["s"]
        sign = "+" if s > 0 else "-"
        back = "-" if s > 0 else "+"
        return (
            (f"sin(2x) = 2q = 2*{inside(q)}", 2 * q),
            (f"sin(x)^4 + cos(x)^4 = 1 - 2q^2 = 1 - 2*{inside(q)}^2", 1 - 2 * q * q),
            (f"sin(x)^3 {sign} cos(x)^3 = (sin(x) {sign} cos(x))(1 {back} q) = {inside(m)}*(1 {back} {inside(q)})",
             m * (1 - s * q)),
            (f"1/sin(x) {sign} 1/cos(x) = (cos(x) {sign} sin(x))/q = {inside(s * m)}/{inside(q)}", s * m / q),
            (f"sin(x)^6 + cos(x)^6 = 1 - 3q^2 = 1 - 3*{inside(q)}^2", 1 - 3 * q * q),
            (f"tan(x) + 1/tan(x) = (sin(x)^2 + cos(x)^2)/q = 1/{inside(q)}", 1 / q),
            (f"cos(4x) = 1 - 2*sin(2x)^2 = 1 - 8q^2 = 1 - 8*{inside(q)}^2", 1 - 8 * q * q),
        )[p["ask"]]  # fmt: skip

    def words(self, p: Params) -> Params:
        """Write the question out."""
        sign = "+" if p["s"] > 0 else "-"
        ask = self.asks[p["ask"]].replace("{sign}", sign).replace("cubes", f"sin(x)^3 {sign} cos(x)^3")
        return {"sign": sign, "m": Fraction(p["a"], p["b"]), "ask": ask}

    def steps(self, p: Params) -> list[str]:
        """Square, then use the product."""
        m, q = Fraction(p["a"], p["b"]), self._product(p)
        two = "2*sin(x)*cos(x)"
        text, value = self._parts(p)
        return [
            f"Square: 1 {'+' if p['s'] > 0 else '-'} {two} = {inside(m)}^2 = {m * m}.",
            f"So q = sin(x)*cos(x) = {q}.",
            f"{text} = {value}.",
        ]
