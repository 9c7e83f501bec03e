"""Roots and high powers of complex numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np

from ..angles import angle
from ..complex_plane import Complex, bracketed
from ..exact import Exact
from ..notation import between, inside, nonzero, pick, signed, term
from ..surds import Surd
from ..template import STEPS, Params, Template
from .complex_values import gaussian


class UnitPower(Exact):
    """A high power of a number of size 1: only the angle counts."""

    name = "unit_power"
    opens = "n"
    phrasings = (
        "Find the exact value of {front}*({base})^{n} in the form x + yi.",
        "What is {front}*({base})^{n}? Answer in the form x + yi, exactly.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small exponent."""
        return self._pick(rng, tier, between(rng, 4 + 2 * tier, 20 + 20 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a huge exponent."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (6 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        angles = ((3, 6, 9), (3, 4, 8, 9), (2, 3, 4, 8, 9, 10), (2, 10, 14, 22, 4, 20), (1, 5, 7, 11, 13, 2, 10))[
            tier - 1
        ]
        front = [nonzero(rng, 5 + 3 * tier), nonzero(rng, 5 + 3 * tier)]
        return {"k": pick(rng, angles) * pick(rng, (1, -1)), "n": n, "front": front}

    def _value(self, p: Params) -> Complex:
        return gaussian(p["front"]) * Complex.unit(p["k"] * (p["n"] % 24))

    def answer(self, p: Params) -> str:
        """Multiply the angle."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write base and factor out."""
        return {"base": Complex.unit(p["k"]), "front": bracketed(gaussian(p["front"]))}

    def steps(self, p: Params) -> list[str]:
        """Use the polar form."""
        k, n = p["k"], p["n"]
        turn, left = Fraction(k, 12), Fraction(k, 12) * n % 2
        power = Complex.unit(k * (n % 24))
        return [
            f"The base is cos(u) + i*sin(u) with u = {angle(turn)}: its size is 1.",
            f"The power has the angle {n}*u = {angle(turn * n)}, which is {angle(left)} after whole turns.",
            f"So the power is cos({angle(left)}) + i*sin({angle(left)}) = {power}.",
            f"{bracketed(gaussian(p['front']))}*{bracketed(power)} = {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply one factor at a time."""
        if p["n"] > steps:
            return None
        z, base = gaussian(p["front"]), Complex.unit(p["k"])
        for _ in range(p["n"]):
            z = z * base
        return str(z)


class UnitSum(Exact):
    """A sum of multiples of powers of i: a geometric sum and its derivative."""

    name = "unit_sum"
    opens = "n"
    phrasings = (
        "Find the exact value of the sum of ({factor})*{base}^j over j = 0, 1, ..., {n}, in the form x + yi.",
        "Add ({factor})*{base}^j for all whole j from 0 to {n}. What is the sum, in the form x + yi?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw few terms."""
        return self._pick(rng, tier, between(rng, 4 + 2 * tier, 14 + 10 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (6 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        k = pick(rng, ((6, -6), (6, -6), (8, 4, 6), (4, 8, -4, -8), (3, 9, -3, 4, 8))[tier - 1])
        while True:
            p: Params = {"n": n, "k": k, "a": nonzero(rng, 4 + 2 * tier), "b": nonzero(rng, 9 + 2 * tier)}
            if self._value(p).im.terms:
                return p

    def _sums(self, p: Params) -> tuple[Complex, Complex, Complex]:
        """Return z^(n+1), the sum of the powers, and the sum of j times the powers."""
        z, n = Complex.unit(p["k"]), p["n"]
        last, one = Complex.unit(p["k"] * ((n + 1) % 24)), Complex.of(1)
        total = (last - one) / (z - one)
        # S = z + 2z^2 + ... + nz^n satisfies zS - S = (n + 1)z^(n+1) - z(1 + z + ... + z^n)
        weighted = (last * Complex.of(n + 1) - total * z) / (z - one)
        return last, total, weighted

    def _value(self, p: Params) -> Complex:
        _, total, weighted = self._sums(p)
        return weighted * Complex.of(p["a"]) + total * Complex.of(p["b"])

    def answer(self, p: Params) -> str:
        """Combine both sums."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write factor and base out."""
        return {"factor": signed([term(p["a"], "j"), str(p["b"])]), "base": bracketed(Complex.unit(p["k"]))}

    def steps(self, p: Params) -> list[str]:
        """Use the geometric sum, and the same trick again."""
        n, z = p["n"], Complex.unit(p["k"])
        last, total, weighted = self._sums(p)
        below = z - Complex.of(1)
        return [
            f"Let z = {z}. Its powers go round with period {24 // _shared(p['k'])}, so z^{n + 1} = {last}.",
            f"The sum of z^j over j = 0, ..., {n} is T = (z^{n + 1} - 1)/(z - 1).",
            f"That is {bracketed(last - Complex.of(1))}/{bracketed(below)} = {total}.",
            f"Let S be the sum of j*z^j. Then (z - 1)S = {n + 1}*z^{n + 1} - z*T, so S = {weighted}.",
            f"The answer is {inside(p['a'])}*S + {inside(p['b'])}*T.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] > steps:
            return None
        total, power, z = Complex.of(0), Complex.of(1), Complex.unit(p["k"])
        for j in range(p["n"] + 1):
            total, power = total + power * Complex.of(p["a"] * j + p["b"]), power * z
        return str(total)


def _shared(k: int) -> int:
    """Return the greatest common divisor of k and 24."""
    return next(d for d in (24, 12, 8, 6, 4, 3, 2, 1) if k % d == 0)


class Argument(Template):
    """The angle of a product of powers."""

    name = "argument"
    opens = "n"
    phrasings = (
        "Find the argument of ({first})^{n} * ({second})^{m}, as a number t with 0 <= t < 2*pi.",
        "The complex number ({first})^{n} * ({second})^{m} is written as r*e^(t*i) with r > 0 and 0 <= t < 2*pi. What "
        "is t?",
    )
    bases: ClassVar[tuple[tuple[tuple[int, int], int], ...]] = (
        ((1, 1), 3), ((1, 3), 4), ((3, 1), 2), ((1, -1), -3), ((1, -3), -4), ((3, -1), -2), ((-1, 1), 9), ((-1, 3), 8),
        ((-3, 1), 10),
    )  # fmt: skip

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw small exponents."""
        return self._pick(rng, tier, 5 + 2 * tier, 15 + 15 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw huge exponents."""
        return self._pick(rng, tier, 10**5, 10 ** (5 + 2 * tier))

    def _pick(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            i, j = (between(rng, 0, min(8, 3 + 2 * tier)) for _ in range(2))
            p: Params = {"i": i, "j": j, "n": between(rng, low, high), "m": between(rng, low, high)}
            scale = between(rng, 1, 2 + tier), between(rng, 1, 2 + tier)
            if (self.bases[i][1] + self.bases[j][1]) % 2 and self._turn(p):  # then all angles are equally likely
                return p | {"scale": list(scale)}

    def _turn(self, p: Params) -> Fraction:
        k = self.bases[p["i"]][1] * p["n"] + self.bases[p["j"]][1] * p["m"]
        return Fraction(k % 24, 12)

    def answer(self, p: Params) -> str:
        """Add the angles."""
        return angle(self._turn(p))

    def _base(self, index: int, scale: int) -> Complex:
        a, b = self.bases[index][0]
        # sqrt(3) stands where a 3 is noted
        parts = [Surd.root(3, scale if c > 0 else -scale) if abs(c) == 3 else Surd.of(c * scale) for c in (a, b)]
        return Complex(*parts)

    def words(self, p: Params) -> Params:
        """Write the bases out."""
        return {"first": self._base(p["i"], p["scale"][0]), "second": self._base(p["j"], p["scale"][1])}

    def steps(self, p: Params) -> list[str]:
        """Multiply the angles, and drop whole turns."""
        lines, words = [], self.words(p)
        for key, index, n in (("first", p["i"], p["n"]), ("second", p["j"], p["m"])):
            turn = Fraction(self.bases[index][1], 12)
            lines.append(f"{words[key]} has the angle {angle(turn % 2)}; times {n} that is {angle(turn * n % 2)} "
                         "after whole turns.")  # fmt: skip
        total = sum(
            (Fraction(self.bases[i][1], 12) * n % 2 for i, n in ((p["i"], p["n"]), (p["j"], p["m"]))), Fraction(0)
        )
        return [*lines, f"The angles add up to {angle(total)}, which is {angle(total % 2)} between 0 and 2*pi."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply out, and read the angle off."""
        if p["n"] + p["m"] > steps:
            return None
        z = Complex.of(1)
        for index, n in ((p["i"], p["n"]), (p["j"], p["m"])):
            for _ in range(n):
                z = z * self._base(index, 1)
        return next(angle(Fraction(k, 12)) for k in range(24) if _along(z, k))


def _along(z: Complex, k: int) -> bool:
    """Return whether a number lies in the direction k*pi/12."""
    turned = z * Complex.unit(-k)
    return not turned.im.terms and turned.re.terms[0][1] > 0


class PowerRemainder(Template):
    """The real part of a power, modulo a number: squaring instead of multiplying."""

    name = "power_remainder"
    opens = "n"
    phrasings = (
        "Write ({base})^{n} = A + Bi with whole numbers A and B. Find the remainder when {part} is divided by {m}, "
        "as a number from 0 to {top}.",
        "Let A and B be the real and the imaginary part of ({base})^{n}. Which of the numbers 0, 1, ..., {top} is "
        "congruent to {part} modulo {m}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small exponent."""
        return self._pick(rng, tier, between(rng, 3 + tier, 6 + 4 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a huge exponent."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        while True:
            p: Params = {"a": between(rng, 1, 4 + tier), "b": nonzero(rng, 4 + tier), "n": n,
                         "m": between(rng, 40, 100 + 150 * tier), "part": between(rng, 0, 1)}  # fmt: skip
            if p["a"] != abs(p["b"]) and self.answer(p) != "0":
                return p

    def _table(self, p: Params) -> list[tuple[int, int, int]]:
        """Return exponent and remainders of both parts along the binary digits of n."""
        m, x, y, k, out = p["m"], 1, 0, 0, []
        for bit in bin(p["n"])[2:]:
            k, x, y = 2 * k, (x * x - y * y) % m, 2 * x * y % m
            if bit == "1":
                k, x, y = k + 1, (x * p["a"] - y * p["b"]) % m, (x * p["b"] + y * p["a"]) % m
            out.append((k, x, y))
        return out

    def answer(self, p: Params) -> str:
        """Square and multiply."""
        return str(self._table(p)[-1][1 + p["part"]])

    def words(self, p: Params) -> Params:
        """Write the base out."""
        return {"base": Complex.of(p["a"], p["b"]), "part": "AB"[p["part"]], "top": p["m"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Follow the binary digits."""
        base = Complex.of(p["a"], p["b"])
        lines = [
            f"Let z = {base}. From z^j = x + yi follow z^(2j) = (x^2 - y^2) + 2xyi and z^(j+1) = z*z^j.",
            f"Follow the binary digits of {p['n']}, all modulo {p['m']}:",
        ]
        return lines + [f"z^{k}: x = {x}, y = {y}." for k, x, y in self._table(p)]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply one factor at a time."""
        if p["n"] > steps:
            return None
        x, y = 1, 0
        for _ in range(p["n"]):
            x, y = x * p["a"] - y * p["b"], x * p["b"] + y * p["a"]
        return str((x, y)[p["part"]] % p["m"])


class AllRoots(Template):
    """All roots of a number."""

    name = "all_roots"
    phrasings = (
        "Find all complex numbers z with z^{n} = {w}. Answer with the set of all solutions, in the form x + yi.",
        "Determine the set of all complex solutions of z^{n} = {w}, each in the form x + yi.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw square roots, then third to eighth ones."""
        n = pick(rng, ((2,), (2, 3), (3, 4), (4, 6), (6, 8))[tier - 1])
        if n == 2:
            return {"n": 2, "z": [nonzero(rng, 6 + 3 * tier), nonzero(rng, 6 + 3 * tier)], "k": 0, "r": 0, "two": 0}
        return {"n": n, "z": [], "k": between(rng, 0, 24 // n - 1), "r": between(rng, 1, 15),
                "two": between(rng, 0, 2)}  # fmt: skip

    def _roots(self, p: Params) -> list[Complex]:
        n = p["n"]
        if p["z"]:
            z = gaussian(p["z"])
            return [z, z * -1]
        size = Surd.of(p["r"]) * (Surd.of(1), Surd.root(2), Surd.root(3))[p["two"]]
        return [Complex.unit(p["k"] + 24 // n * j) * size for j in range(n)]

    def answer(self, p: Params) -> str:
        """List the roots."""
        return "{" + ", ".join(map(str, self._roots(p))) + "}"

    def words(self, p: Params) -> Params:
        """Write the power out."""
        return {"w": self._roots(p)[0] ** p["n"]}

    def steps(self, p: Params) -> list[str]:
        """Use the polar form, or compare the parts of a square."""
        n, roots = p["n"], self._roots(p)
        w = roots[0] ** n
        if p["z"]:
            a, b = p["z"]
            return [
                f"With z = x + yi: x^2 - y^2 = {w.re} and 2xy = {w.im}.",
                f"|z|^2 = |w| gives x^2 + y^2 = sqrt({w.re * w.re} + {w.im * w.im}) = {a * a + b * b}.",
                f"So x^2 = {a * a} and y^2 = {b * b}; x and y have {'equal' if a * b > 0 else 'different'} signs.",
                f"z = {roots[0]} or z = {roots[1]}.",
            ]
        norm = roots[0].norm().rational
        turn = Fraction(p["k"] * n, 12) % 2
        return [
            f"{w} has the size sqrt({norm})^{n} and the angle {angle(turn)}.",
            f"So every z has the size sqrt({norm}) = {Surd.root(norm or 0)}, and an angle t with "
            f"{n}*t = {angle(turn)} up to whole turns.",
            f"The angles are {', '.join(angle((Fraction(p['k'], 12) + Fraction(2 * j, n)) % 2) for j in range(n))}.",
            f"With cosines and sines: {', '.join(map(str, roots))}.",
        ]
