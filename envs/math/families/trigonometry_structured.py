"""Triangles, largest values, and long sums in trigonometry."""

from __future__ import annotations

from fractions import Fraction
from math import cos, gcd, pi, sin

import numpy as np

from ..angles import cosine, sine
from ..exact import Exact
from ..notation import between, divided, inside, multiple_of, nonzero, pick, polynomial, signed
from ..surds import Surd
from ..template import STEPS, Params


class Triangle(Exact):
    """A length or an area in a triangle with special angles."""

    name = "triangle"
    opens = "a"
    phrasings = (
        "In a triangle one side has the length {a}, {rest} Find the exact value, simplified.",
        "A triangle has a side of length {a}, {rest} Give the exact value in simplest form.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the law of cosines and areas, then the law of sines with finer angles."""
        a, b = between(rng, 2, 12 + 6 * tier), between(rng, 2, 12 + 6 * tier)
        kinds = (("third", "area"), ("third", "radius"), ("sines", "third"), ("sines", "sides"), ("sides", "sines"))
        kind = kinds[tier - 1][between(rng, 0, 1)]
        if kind == "third":
            return {"kind": kind, "a": a, "b": b, "u": pick(rng, (4, 6, 8)), "v": 0}
        if kind in ("area", "radius"):
            return {"kind": kind, "a": a, "b": b, "u": pick(rng, (2, 3, 4, 8, 9, 10)), "v": 0}
        fine = (2, 3, 4, 6, 8, 9) if tier < 4 else (1, 2, 3, 4, 5, 6, 7, 8, 9)
        while True:
            u, v = pick(rng, fine), pick(rng, fine)
            if u + v < 12 and u != v and {u, v, u + v} & ({1, 3, 5, 7, 9} if tier > 3 else {3, 9}):
                return {"kind": kind, "a": a, "b": 0, "u": u, "v": v}

    def _value(self, p: Params) -> Surd:
        a, b, u, v = int(p["a"]), int(p["b"]), int(p["u"]), int(p["v"])
        if p["kind"] == "third":
            square = (cosine(u) * (-2 * a * b) + (a * a + b * b)).rational
            assert square is not None
            return Surd.root(square)
        if p["kind"] == "area":
            return sine(u) * Fraction(int(a) * b, 2)
        if p["kind"] == "radius":
            return sine(u).inverse() * Fraction(a, 2)
        if p["kind"] == "sines":
            return sine(v) * a / sine(u)
        return sine(v) * sine(u + v) * Fraction(a * a, 2) / sine(u)

    def answer(self, p: Params) -> str:
        """Use the law of cosines or of sines."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Say what is known and what is asked."""
        u, v = 15 * p["u"], 15 * p["v"]
        return {"rest": {
            "third": f"another {p['b']}, and they include an angle of {u} degrees. How long is the third side?",
            "area": f"another {p['b']}, and they include an angle of {u} degrees. What is the area?",
            "radius": f"and the angle opposite to it is {u} degrees. What is the radius of the circumscribed circle?",
            "sines": f"and the angle opposite to it is {u} degrees. How long is the side opposite to an angle of {v} "
                     "degrees?",
            "sides": f"the angle opposite to it is {u} degrees, and another angle is {v} degrees. What is the area?",
        }[p["kind"]]}  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Write the law down, and put in."""
        a, b, u, v, x = p["a"], p["b"], p["u"], p["v"], self._value(p)
        if p["kind"] == "third":
            return [
                f"By the law of cosines c^2 = {a}^2 + {b}^2 - 2*{a}*{b}*cos({15 * u} degrees).",
                f"cos({15 * u} degrees) = {cosine(u)}, so c^2 = {(x * x).rational}.",
                f"c = sqrt({(x * x).rational}) = {x}.",
            ]
        if p["kind"] == "area":
            return [
                f"The area is half of {a}*{b}*sin({15 * u} degrees).",
                f"sin({15 * u} degrees) = {sine(u)}, so it is {Fraction(a * b, 2)} times {sine(u)}.",
            ]
        if p["kind"] == "radius":
            return [
                f"By the law of sines 2R = {a}/sin({15 * u} degrees).",
                f"sin({15 * u} degrees) = {sine(u)}, and 1/({sine(u)}) = {sine(u).inverse()}.",
                f"R is {Fraction(a, 2)} times that.",
            ]
        lines = [f"sin({15 * k} degrees) = {sine(k)}." for k in (u, v)]
        if p["kind"] == "sines":
            return [
                f"By the law of sines the side is {a}*sin({15 * v} degrees)/sin({15 * u} degrees).",
                *lines,
                f"1/({sine(u)}) = {sine(u).inverse()}, so the side is {a}*({sine(v)})*({sine(u).inverse()}).",
            ]
        w, side = u + v, sine(v) * a / sine(u)
        return [
            f"The third angle is {180 - 15 * w} degrees, with the sine {sine(w)}.",
            *lines,
            f"By the law of sines the side opposite to {15 * v} degrees is {a}*({sine(v)})/({sine(u)}) = {side}.",
            f"It and the side of length {a} include the third angle, so the area is ({a}/2)*({side})*({sine(w)}).",
        ]


class Amplitude(Exact):
    """The largest or smallest value of a combination of sine and cosine."""

    name = "amplitude"
    opens = "c"
    phrasings = (
        "Find the exact {which} value of f(x) = {c} {rest} over all real x.",
        "What is the {which} value that {c} {rest} takes for real x? Give it exactly.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a linear combination, then a quadratic one."""
        size = 5 + 3 * tier
        line = tier < 3 or (tier == 3 and rng.random() < 0.5)
        while True:
            p: Params = {name: nonzero(rng, size) for name in "abd"}
            p |= {"c": nonzero(rng, 9 + 2 * tier), "sign": pick(rng, (1, -1)), "k": between(rng, 1, 1 + tier) * line}
            p["d"] *= not line
            if self._value(p).terms:
                return p

    def _value(self, p: Params) -> Surd:
        a, b, d, c = int(p["a"]), int(p["b"]), int(p["d"]), int(p["c"])
        if p["k"]:
            return Surd.root(a * a + b * b, p["sign"]) + c
        return Surd.root(Fraction((a - d) ** 2 + b * b, 4), p["sign"]) + c + Fraction(a + d, 2)

    def answer(self, p: Params) -> str:
        """Find the amplitude."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the function out."""
        a, b, d, k = p["a"], p["b"], p["d"], p["k"]
        x = "x" if k in (0, 1) else f"{k}x"
        if k:
            parts = [multiple_of(a, f"sin({x})"), multiple_of(b, f"cos({x})")]
        else:
            parts = [multiple_of(a, "sin(x)^2"), multiple_of(b, "sin(x)*cos(x)"), multiple_of(d, "cos(x)^2")]
        return {"which": "largest" if p["sign"] > 0 else "smallest", "rest": signed(["c", *parts]).removeprefix("c ")}

    def steps(self, p: Params) -> list[str]:
        """Bring it to one sine wave."""
        a, b, c, d, k, value = p["a"], p["b"], p["c"], p["d"], p["k"], self._value(p)
        sign, word = ("+", "largest") if p["sign"] > 0 else ("-", "smallest")
        if k:
            r = a * a + b * b
            return [
                f"A*sin(u) + B*cos(u) is a sine wave of amplitude sqrt(A^2 + B^2), here sqrt({a * a} + {b * b}) = "
                f"sqrt({r}) = {Surd.root(r)}.",
                f"So the {word} value is {c} {sign} {Surd.root(r)}.",
            ]
        u, v = Fraction(d - a, 2), Fraction(b, 2)
        r = u * u + v * v
        middle = c + Fraction(a + d, 2)
        return [
            "Use sin(x)^2 = (1 - cos(2x))/2, cos(x)^2 = (1 + cos(2x))/2 and sin(x)*cos(x) = sin(2x)/2.",
            f"The constant part is {c} + ({a} + {inside(d)})/2 = {middle}, the rest is "
            f"{inside(v)}*sin(2x) + {inside(u)}*cos(2x).",
            f"Its amplitude is sqrt({inside(v)}^2 + {inside(u)}^2) = sqrt({r}) = {Surd.root(r)}.",
            f"The {word} value is {middle} {sign} {Surd.root(r)} = {value}.",
        ]


class PeriodicSum(Exact):
    """A sum of cosines and sines along a period: whole periods vanish."""

    name = "periodic_sum"
    opens = "n"
    phrasings = (
        "Find the exact value of the sum of {term} over j = 1, 2, ..., {n}.",
        "Add {term} for all whole j from 1 to {n}. What is the exact sum?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a sum that can be added up."""
        return self._pick(rng, tier, between(rng, 4 + 2 * tier, 16 + 8 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (6 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        periods = ((6, 4, 8), (6, 4, 8, 12), (6, 8, 12), (8, 12, 24), (12, 24))[tier - 1]
        while True:
            parts = [
                [nonzero(rng, 6 + 3 * tier), between(rng, 0, 1), pick(rng, periods)]
                for _ in range(1 + (tier + 1) // 2)
            ]
            p: Params = {"n": n, "parts": parts, "constant": 0 if tier < 3 else nonzero(rng, 3)}
            n += 1  # all may vanish for one n
            if self._value(p).terms and len({(f, m) for _, f, m in parts}) == len(parts):
                return p

    def _at(self, f: int, m: int, k: int) -> Surd:
        return (cosine if f else sine)(24 // m * k)

    def _rest(self, p: Params, f: int, m: int) -> Surd:
        return sum((self._at(f, m, k) for k in range(1, p["n"] % m + 1)), Surd(()))

    def _value(self, p: Params) -> Surd:
        return sum((self._rest(p, f, m) * c for c, f, m in p["parts"]), Surd.of(p["constant"] * p["n"]))

    def answer(self, p: Params) -> str:
        """Add what is left of the last period."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write a term out."""
        parts = [multiple_of(c, self._written(f, m)) for c, f, m in p["parts"]]
        text = signed([*parts, str(p["constant"]) if p["constant"] else ""])
        return {"term": text}

    def _written(self, f: int, m: int) -> str:
        step = Fraction(2, m)
        top = "j*pi" if step.numerator == 1 else f"{step.numerator}*j*pi"
        return f"{'cos' if f else 'sin'}({top}{f'/{step.denominator}' if step.denominator > 1 else ''})"

    def steps(self, p: Params) -> list[str]:
        """Drop whole periods."""
        n, lines = p["n"], []
        for c, f, m in p["parts"]:
            left = n % m
            lines.append(
                f"{self._written(f, m)} has period {m}, and over a period the sum is 0. {n} leaves the remainder "
                f"{left} when divided by {m}."
            )
            shown = ", ".join(str(self._at(f, m, k)) for k in range(1, left + 1))
            total = self._rest(p, f, m)
            found = f"The values left are {shown}, with the sum {total}" if left else "Nothing is left, the sum is 0"
            lines.append(found + (f"; {c} times that is {total * c}." if c != 1 else "."))
        if p["constant"]:
            lines.append(f"The constants add up to {n}*{inside(p['constant'])} = {n * p['constant']}.")
        return [*lines, "Add these parts."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] * len(p["parts"]) > steps:
            return None
        total = Surd.of(p["constant"] * p["n"])
        for k in range(1, p["n"] + 1):
            for c, f, m in p["parts"]:
                total = total + self._at(f, m, k) * c
        return str(total)


class SquareSums(Exact):
    """Sums of squares of functions along equal divisions of a half turn, with known closed forms."""

    name = "square_sums"
    opens = "n"
    phrasings = (
        "Let n = {n}. Find the exact value of the sum of {term} over j = 1, 2, ..., n - 1.",
        "With n = {n}, add {term} for all whole j from 1 to n - 1. What is the exact sum?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a sum that can be added up."""
        return self._pick(rng, tier, between(rng, 4 + tier, 12 + 10 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        which = sorted(int(i) for i in rng.permutation(5)[: 1 + tier // 2])
        while True:
            p: Params = {"n": n, "parts": [[nonzero(rng, 5 + 3 * tier), i] for i in which]}
            if self.answer(p) != "0":
                return p

    def _form(self, i: int, n: int) -> tuple[str, str, Fraction]:
        """Return a function, why its sum is what it is, and the sum."""
        u, none = "j*pi/n", "the cosines over j = 0, ..., n - 1 add up to 0"
        return (
            (f"sin({u})^2", f"sin(u)^2 = (1 - cos(2u))/2, and {none}, so the sum is n/2", Fraction(n, 2)),
            (f"cos({u})^2", f"cos(u)^2 = (1 + cos(2u))/2, and {none}, so the sum is n/2 less "
             "the 1 of j = 0", Fraction(n, 2) - 1),
            (f"1/sin({u})^2", "1/sin(u)^2 = 1 + cot(u)^2. The numbers cot(u) are the roots of the imaginary part of "
             "(t + i)^n, n*t^(n-1) - C(n, 3)*t^(n-3) + ...; by Vieta the sum of their squares is 2*C(n, 3)/n "
             "= (n - 1)(n - 2)/3, so the sum is n - 1 + (n - 1)(n - 2)/3 = (n^2 - 1)/3", Fraction(n * n - 1, 3)),
            (f"1/tan({u})^2", "the numbers cot(u) are the roots of the imaginary part of (t + i)^n, "
             "n*t^(n-1) - C(n, 3)*t^(n-3) + ...; by Vieta the sum of their squares is 2*C(n, 3)/n "
             "= (n - 1)(n - 2)/3", Fraction((n - 1) * (n - 2), 3)),
            (f"sin({u})^4", f"sin(u)^4 = (3 - 4*cos(2u) + cos(4u))/8, and for n > 2 {none}, so the sum is 3n/8",
             Fraction(3 * n, 8)),
        )[i]  # fmt: skip

    def answer(self, p: Params) -> str:
        """Use the closed forms."""
        return str(sum((c * self._form(i, p["n"])[2] for c, i in p["parts"]), Fraction(0)))

    def words(self, p: Params) -> Params:
        """Write a term out."""
        texts = []
        for c, i in p["parts"]:
            form = self._form(i, p["n"])[0]
            texts.append(f"{c}{form[1:]}" if form.startswith("1/") else multiple_of(c, form))
        return {"term": signed(texts)}

    def steps(self, p: Params) -> list[str]:
        """Give the closed form of every part."""
        n, lines = p["n"], [f"Take each part with u = j*pi/n and n = {p['n']}."]
        for c, i in p["parts"]:
            form, why, value = self._form(i, n)
            lines.append(f"{form}: {why} = {value}" + (f"; {c} times that is {c * value}." if c != 1 else "."))
        values = [str(c * self._form(i, n)[2]) for c, i in p["parts"]]
        return [*lines, *([f"Together: {signed(values)}."] if len(values) > 1 else [])]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add the terms as decimals, and recognise the sum."""
        n = p["n"]
        if n > steps:
            return None
        total = 0.0
        for k in range(1, n):
            s, c = sin(k * pi / n), cos(k * pi / n)
            values = (s * s, c * c, 1 / (s * s), c * c / (s * s), s**4)
            total += sum(factor * values[i] for factor, i in p["parts"])
        return str(Fraction(round(total * 24), 24))


class ArctanSum(Exact):
    """The tangent of a sum of arctangents that telescopes."""

    name = "arctan_sum"
    opens = "n"
    phrasings = (
        "Let S be the sum of arctan({d}/({poly})) over j = {m}, {next}, ..., {n}. Find tan(S) as a fraction.",
        "Add arctan({d}/({poly})) for all whole j from {m} to {n}. What is the tangent of the sum, as a fraction?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a sum that can be added up."""
        return self._pick(rng, tier, between(rng, 3 + tier, 12 + 10 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        m = between(rng, 0, 2)
        return {"n": n, "d": between(rng, 1, 3 + tier), "e": between(rng, int(m == 0), 3 + tier), "m": m}

    def _at(self, p: Params, k: int) -> int:
        return int(p["d"]) * k + int(p["e"])

    def answer(self, p: Params) -> str:
        """Subtract the arctangents at the ends."""
        high, low = self._at(p, p["n"] + 1), self._at(p, p["m"])
        return str(Fraction(high - low, 1 + high * low))

    def words(self, p: Params) -> Params:
        """Write the argument out."""
        d, e = p["d"], p["e"]
        return {"poly": polynomial([d * d, 2 * d * e + d * d, e * e + d * e + 1], "j"), "next": p["m"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Write a term as a difference."""
        d, e = p["d"], p["e"]
        first, second = polynomial([d, e], "j"), polynomial([d, d + e], "j")
        high, low = self._at(p, p["n"] + 1), self._at(p, p["m"])
        return [
            f"{self.words(p)['poly']} = 1 + ({first})({second}), and {d} is the difference of the two factors.",
            f"So every term is arctan({second}) - arctan({first}), and neighbours cancel.",
            f"S = arctan({high}) - arctan({low}).",
            f"tan(S) = ({high} - {low})/(1 + {high}*{low}) = {divided(high - low, 1 + high * low)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add one arctangent at a time by the addition formula."""
        if p["n"] - p["m"] > steps:
            return None
        top, low = 0, 1
        for k in range(p["m"], p["n"] + 1):
            a, b = p["d"], 1 + self._at(p, k) * self._at(p, k + 1)
            top, low = top * b + a * low, low * b - top * a
            shared = gcd(top, low)
            top, low = top // shared, low // shared
        return str(Fraction(top, low))
