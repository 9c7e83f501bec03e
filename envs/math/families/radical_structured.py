"""Equations with radicals, and sums, products and powers too long to work through."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt, prod

import numpy as np

from ..exact import Exact
from ..notation import between, chosen, inside, linear, nonzero, pick, polynomial, signed, term
from ..surds import Surd
from ..template import STEPS, Params, Template


class Equation(Template):
    """An equation with one or two radicals."""

    name = "equation"
    opens = "c"
    phrasings = (
        "Find all real numbers x with {left} = {c}. Answer with the set of all solutions.",
        "Solve {left} = {c} over the real numbers. Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one radical, then two."""
        while True:
            x = nonzero(rng, 6 + 4 * tier)
            a, u = nonzero(rng, 3 + tier), between(rng, 0, 5 + 2 * tier)
            p: Params = {"a": a, "b": u * u - a * x, "d": 0, "e": 0, "s": 0, "c": u - x}
            if tier > 2:
                d, v, s = nonzero(rng, 3 + tier), between(rng, 1, 5 + 2 * tier), pick(rng, (1, -1))
                p |= {"d": d, "e": v * v - d * x, "s": s, "c": u + s * v}
            if p["c"] and self._solutions(p) and p["b"]:
                return p

    def _quadratic(self, p: Params) -> list[int]:
        """Return the equation after all squaring."""
        a, b, c, d, e = p["a"], p["b"], p["c"], p["d"], p["e"]
        if not p["s"]:  # ax + b = (x + c)^2
            return [1, 2 * c - a, c * c - b]
        m, n = a - d, b - e - c * c  # mx + n = -2cs*sqrt(dx + e)
        return [m * m, 2 * m * n - 4 * c * c * d, n * n - 4 * c * c * e]

    def _candidates(self, p: Params) -> list[Fraction]:
        u, v, w = self._quadratic(p)
        if not u:
            return [Fraction(-w, v)] if v else []
        size = v * v - 4 * u * w
        if size < 0 or isqrt(size) ** 2 != size:
            return []
        return sorted({Fraction(-v + s * isqrt(size), 2 * u) for s in (1, -1)})

    def _root(self, value: Fraction) -> Fraction | None:
        """Return the square root of a square."""
        if value < 0:
            return None
        top, low = isqrt(value.numerator), isqrt(value.denominator)
        return Fraction(top, low) if top * top == value.numerator and low * low == value.denominator else None

    def _left(self, p: Params, x: Fraction) -> Fraction | None:
        u, v = self._root(p["a"] * x + p["b"]), self._root(p["d"] * x + p["e"])
        if u is None or v is None:
            return None
        return u + p["s"] * v if p["s"] else u - x

    def _solutions(self, p: Params) -> list[Fraction]:
        return [x for x in self._candidates(p) if self._left(p, x) == p["c"]]

    def answer(self, p: Params) -> str:
        """Square, solve, test."""
        return chosen(self._solutions(p))

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        first = f"sqrt({linear(p['a'], p['b'])})"
        second = term(p["s"], f"sqrt({linear(p['d'], p['e'])})") if p["s"] else "-x"
        return {"left": signed([first, second])}

    def steps(self, p: Params) -> list[str]:
        """Square once or twice, then test the candidates."""
        a, b, c, d, e, s = (p[k] for k in "abcdes")
        first, second = linear(a, b), linear(d, e)
        if s:
            m, n = a - d, b - e - c * c
            lines = [
                f"Write sqrt({first}) = {signed([str(c), term(-s, f'sqrt({second})')])} and square: "
                f"{first} = {signed([str(c * c), term(-2 * c * s, f'sqrt({second})'), linear(d, e)])}.",
                f"So {linear(m, n)} = {term(-2 * c * s, f'sqrt({second})')}. Square again: "
                f"{polynomial([m * m, 2 * m * n, n * n])} = {4 * c * c}({second}).",
            ]
        else:
            lines = [f"Write sqrt({first}) = {linear(1, c)} and square: {first} = {polynomial([1, 2 * c, c * c])}."]
        found = " or x = ".join(map(str, self._candidates(p)))
        lines.append(f"Collected: {polynomial(self._quadratic(p))} = 0, so x = {found}.")
        for x in self._candidates(p):
            left = self._left(p, x)
            good = left == c
            shown = f"sqrt({a * x + b})" + (f" {'+' if s > 0 else '-'} sqrt({d * x + e})" if s else f" - {inside(x)}")
            lines.append(
                f"Test x = {x}: {shown} " + (f"= {c}, right." if good else f"is not {c}, so this is no solution.")
            )
        return lines


class Telescope(Exact):
    """A sum of reciprocals of sums of roots."""

    name = "telescope"
    opens = "n"
    phrasings = (
        "Find the exact value of the sum of {top}/(sqrt({first}) + sqrt({second})) over i = 1, 2, ..., {n}.",
        "Add up {top}/(sqrt({first}) + sqrt({second})) for all whole i from 1 to {n}. Give the exact sum.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms, and roots two steps apart from tier 4 on."""
        a = between(rng, 1, 2 + tier)
        return {"a": a, "b": between(rng, 0, 3 + 2 * tier), "top": between(rng, 1, 2 + 2 * tier),
                "skip": 1 + (tier > 3), "n": between(rng, 4 + 4 * tier, 14 + 10 * tier)}  # fmt: skip

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms, up to a root that comes out."""
        a, d, s = between(rng, 2, 2 + tier), between(rng, 1, 5), between(rng, 10**3, 10 ** (4 + tier))
        b = d * s * s % a + a * between(rng, 0, 3)
        return {"a": a, "b": b, "top": between(rng, 1, 2 + 2 * tier), "skip": 1, "n": (d * s * s - b) // a - 1}

    def _ends(self, p: Params) -> tuple[list[int], list[int]]:
        """Return the radicands that remain with plus and with minus."""
        a, b, n, skip = p["a"], p["b"], p["n"], p["skip"]
        return [a * (n + i) + b for i in range(1, skip + 1)], [a * i + b for i in range(1, skip + 1)]

    def answer(self, p: Params) -> str:
        """Keep the ends."""
        plus, minus = self._ends(p)
        total = sum((Surd.root(n) for n in plus), Surd(())) - sum((Surd.root(n) for n in minus), Surd(()))
        return str(total * Fraction(p["top"], p["a"] * p["skip"]))

    def words(self, p: Params) -> Params:
        """Write the radicands out."""
        a, b = p["a"], p["b"]
        return {"first": linear(a, b, "i"), "second": linear(a, b + a * p["skip"], "i")}

    def steps(self, p: Params) -> list[str]:
        """Rationalise one term, and cancel."""
        a, b, skip = p["a"], p["b"], p["skip"]
        w, gap = self.words(p), a * skip
        plus, minus = self._ends(p)
        lines = [
            f"Multiply above and below by sqrt({w['second']}) - sqrt({w['first']}): the denominator becomes {gap}, "
            f"and a term is {Fraction(p['top'], gap)} times sqrt({w['second']}) - sqrt({w['first']}).",
            f"In the sum everything cancels but {' + '.join(f'sqrt({n})' for n in plus)} at the upper end and "
            f"{' + '.join(f'sqrt({n})' for n in minus)} at the lower end.",
        ]
        lines += [f"sqrt({n}) = {Surd.root(n)}." for n in (*plus, *minus) if str(Surd.root(n)) != f"sqrt({n})"]
        lines.append(f"Multiply their difference by {Fraction(p['top'], gap)}.")
        assert b >= 0
        return lines

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Rationalise and add term by term."""
        if p["n"] > steps:
            return None
        total, gap = Surd(()), p["a"] * p["skip"]
        for k in range(1, p["n"] + 1):
            low = p["a"] * k + p["b"]
            total = total + (Surd.root(low + gap) - Surd.root(low)) * Fraction(p["top"], gap)
        return str(total)


class RootProduct(Exact):
    """A product of roots, in which almost everything cancels."""

    name = "root_product"
    opens = "n"
    phrasings = (
        "Find the exact value of the product of sqrt(1 - {c}/i^2) over i = {m}, {next}, ..., {n}.",
        "Multiply sqrt(1 - {c}/i^2) for all whole i from {m} to {n}. Give the exact product.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors, and larger steps."""
        return self._pick(rng, tier, between(rng, 15 + 5 * tier, 40 + 20 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many factors."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        r = (1, 1, 2, 2, 3)[tier - 1]
        return {"r": r, "m": between(rng, r + 1, r + 10 + tier), "n": n}

    def _square(self, p: Params) -> Fraction:
        m, n = p["m"], p["n"]
        return prod(
            (Fraction((m - i) * (n + i), (n - i + 1) * (m + i - 1)) for i in range(1, p["r"] + 1)), start=Fraction(1)
        )

    def answer(self, p: Params) -> str:
        """Take the root of what remains."""
        return _root(self._square(p))

    def words(self, p: Params) -> Params:
        """Name the square and the second factor."""
        return {"c": p["r"] ** 2, "next": p["m"] + 1}

    def steps(self, p: Params) -> list[str]:
        """Factor and cancel."""
        r, m, n = p["r"], p["m"], p["n"]
        low = "*".join(str(m - i) for i in range(r, 0, -1))
        down = "*".join(str(n - i) for i in range(r - 1, -1, -1))
        up = "*".join(str(n + i) for i in range(1, r + 1))
        first = "*".join(str(m + i) for i in range(r))
        return [
            f"1 - {r * r}/i^2 = (i - {r})/i * (i + {r})/i.",
            f"The product of (i - {r})/i is ({low})/({down}), all else cancels.",
            f"The product of (i + {r})/i is ({up})/({first}).",
            f"So the square of the product is {self._square(p)}; take its root.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply factor by factor."""
        if p["n"] - p["m"] > steps:
            return None
        value = Fraction(1)
        for k in range(p["m"], p["n"] + 1):
            value *= 1 - Fraction(p["r"] ** 2, k * k)
        return _root(value)


def _root(value: Fraction) -> str:
    """Write the square root of a fraction, without looking for squares in large numbers."""
    return str(Surd.root(value)) if value.numerator * value.denominator < 10**9 else f"sqrt({value})"


class ConjugatePower(Template):
    """The remainder of (a + sqrt(b))^n + (a - sqrt(b))^n: doubling instead of multiplying."""

    name = "conjugate_power"
    opens = "n"
    phrasings = (
        "The number ({plus})^{n} + ({minus})^{n} is whole. Find its remainder when divided by {m}.",
        "What remainder does the whole number ({plus})^{n} + ({minus})^{n} leave when divided by {m}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small exponent."""
        return self._pick(rng, tier, between(rng, 3 + tier, 6 + 4 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a huge exponent."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        b = pick(rng, [b for b in range(2, 8 + 4 * tier) if isqrt(b) ** 2 != b])
        while True:
            p: Params = {"a": between(rng, 2, 5 + tier), "b": b, "n": n, "m": between(rng, 50, 200 * tier + 100)}
            if self.answer(p) != "0":
                return p

    def answer(self, p: Params) -> str:
        """Double the index, digit by binary digit."""
        return str(self._doubling(p)[-1][1])

    def _doubling(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return k, V_k, V_(k+1) and Q^k along the binary digits of n."""
        m, s, q = p["m"], 2 * p["a"], p["a"] ** 2 - p["b"]
        k, v, w, x = 0, 2 % m, s % m, 1 % m
        out = []
        for bit in bin(p["n"])[2:]:
            k, v, w, x = 2 * k, (v * v - 2 * x) % m, (v * w - s * x) % m, x * x % m
            if bit == "1":
                k, v, w, x = k + 1, w, (s * w - q * v) % m, x * q % m
            out.append((k, v, w, x))
        return out

    def words(self, p: Params) -> Params:
        """Write the two numbers out."""
        return {"plus": f"{p['a']} + sqrt({p['b']})", "minus": f"{p['a']} - sqrt({p['b']})"}

    def steps(self, p: Params) -> list[str]:
        """Give the rules and the table."""
        s, q, m = 2 * p["a"], p["a"] ** 2 - p["b"], p["m"]
        lines = [
            f"Let V_i be the sum for the exponent i. The two numbers have sum {s} and product Q = {q}.",
            f"So V_(i+1) = {s}*V_i - {inside(q)}*V_(i-1), V_(2i) = V_i^2 - 2Q^i and V_(2i+1) = V_i*V_(i+1) - {s}*Q^i.",
            f"Follow the binary digits of {p['n']}, all modulo {m}:",
        ]
        return lines + [f"i = {k}: V_i = {v}, V_(i+1) = {w}, Q^i = {x}." for k, v, w, x in self._doubling(p)]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply one factor at a time."""
        if p["n"] > steps:
            return None
        u, v = 1, 0  # u + v*sqrt(b)
        for _ in range(p["n"]):
            u, v = u * p["a"] + v * p["b"], u + v * p["a"]
        return str(2 * u % p["m"])
