"""Coefficients, remainders and values of polynomials, where writing everything out takes too long."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial, gcd
from typing import ClassVar

import numpy as np

from ..notation import (
    between,
    divided,
    from_roots,
    inside,
    join,
    linear,
    multiple,
    nonzero,
    ordered,
    pick,
    plus,
    polynomial,
    power,
    several,
    signed,
    term,
    times,
    value_at,
)  # fmt: skip
from ..template import STEPS, Params, Template


class ProductCoefficient(Template):
    """One coefficient in a product of powers: binomials instead of expansion."""

    name = "product_coefficient"
    opens = "m"
    phrasings = (
        "Find the coefficient of {x} in the expansion of ({first})^{m} {others}.",
        "When ({first})^{m} {others} is multiplied out and like terms are collected, what is the coefficient of {x}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw small powers."""
        return self._pick(rng, tier, 3 + tier, 5 + 2 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw powers far too high to expand."""
        return self._pick(rng, tier, 10**4 + 1, 10 ** (5 + tier))

    def _pick(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        m, n, r = (between(rng, low, high) for _ in range(3))
        while True:
            a, b = nonzero(rng, 2 + tier), nonzero(rng, 2 + tier)
            p: Params = {"a": a, "m": m, "b": b, "n": n, "k": 2 + (tier + 1) // 2 - (tier == 1)}
            p |= {"c": nonzero(rng, 1 + tier), "r": r} if tier > 3 else {"c": 0, "r": 0}
            if a != b and self._value(p):
                return p

    def _parts(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return the ways i + j + 2l = k, each with its product."""
        k, out = p["k"], []
        for low in range(k // 2 + 1 if p["c"] else 1):
            for i in range(k - 2 * low + 1):
                j = k - 2 * low - i
                value = comb(p["m"], i) * p["a"] ** i * comb(p["n"], j) * p["b"] ** j * comb(p["r"], low)
                out.append((i, j, low, value * p["c"] ** low))
        return out

    def _value(self, p: Params) -> int:
        return sum(value for *_, value in self._parts(p))

    def answer(self, p: Params) -> str:
        """Sum over the ways to make the power."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the factors out."""
        first = f"1 {'+' if p['a'] > 0 else '-'} {term(abs(p['a']), 'x')}"
        others = f"(1 {'+' if p['b'] > 0 else '-'} {term(abs(p['b']), 'x')})^{p['n']}"
        if p["c"]:
            others += f" (1 {'+' if p['c'] > 0 else '-'} {term(abs(p['c']), 'x^2')})^{p['r']}"
        return {"first": first, "others": others, "x": power("x", p["k"])}

    def steps(self, p: Params) -> list[str]:
        """List the ways to make the power."""
        m, n, r = p["m"], p["n"], p["r"]
        lines = [f"The coefficient of x^i in ({self.words(p)['first']})^{m} is C({m}, i)*{inside(p['a'])}^i; likewise "
                 "for the other factors."]  # fmt: skip
        for i, j, low, value in self._parts(p):
            made = join([f"x^{i} from the first", f"x^{j} from the second"]
                        + ([f"x^{2 * low} from the third factor"] if p["c"] else []))  # fmt: skip
            text = f"C({m}, {i})*{inside(p['a'])}^{i}*C({n}, {j})*{inside(p['b'])}^{j}"
            text += f"*C({r}, {low})*{inside(p['c'])}^{low}" if p["c"] else ""
            lines.append(f"{made}: {text} = {value}.")
        return [*lines, f"The sum is {signed(str(v) for *_, v in self._parts(p))} = {self._value(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply the factors one by one."""
        factors = [([p["a"], 1], p["m"]), ([p["b"], 1], p["n"])] + ([([p["c"], 0, 1], p["r"])] if p["c"] else [])
        out = [1]
        for factor, count in factors:
            for _ in range(count):
                steps -= len(out)
                if steps < 0:
                    return None
                out = times(out, factor)
        return str(out[-1 - p["k"]])


class Remainder(Template):
    """The remainder of high powers: the divisor says what a low power equals."""

    name = "remainder"
    opens = "n"
    phrasings = (
        "Find the remainder when {lead}x^{n} {rest} is divided by {divisor}.",
        "Which polynomial of lower degree remains when {lead}x^{n} {rest} is divided by {divisor}?",
    )
    divisors: ClassVar[tuple[tuple[tuple[int, ...], str], ...]] = (
        ((1, 0, -1), "Where x^2 = 1, even powers of x equal 1 and odd powers equal x"),
        ((1, -1, 0), "Where x^2 = x, all powers of x equal x"),
        ((1, 1, 0), "Where x^2 = -x, odd powers of x equal x and even powers equal -x"),
        ((1, 0, 1), "Where x^2 = -1, the powers of x go round 1, x, -1, -x"),
        ((1, 1, 1), "Where x^2 = -x - 1, x^3 = 1, and the powers of x go round 1, x, -x - 1"),
        ((1, -1, 1), "Where x^2 = x - 1, x^3 = -1, and the powers of x go round 1, x, x - 1, -1, -x, -x + 1"),
        ((1, -2, 1), "Where (x - 1)^2 = 0, x^i = (1 + (x - 1))^i = 1 + i(x - 1) = ix - (i - 1)"),
        ((1, 2, 1), "Where (x + 1)^2 = 0, x^i = (-1 + (x + 1))^i = (-1)^i + (-1)^(i-1)*i(x + 1)"),
        ((1, 0, -1, 0), "Where x^3 = x, odd powers of x equal x and even powers equal x^2"),
        ((1, 0, 0, -1), "Where x^3 = 1, the powers of x go round 1, x, x^2"),
        ((1, 0, 0, 1), "Where x^3 = -1, the powers of x go round 1, x, x^2, -1, -x, -x^2"),
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw exponents that a long division reaches."""
        return self._pick(rng, tier, 4 + tier, 8 + 6 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw exponents that it does not reach."""
        return self._pick(rng, tier, 10**5, 10 ** (6 + 2 * tier))

    def _pick(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        which = pick(rng, ((0, 1, 2), (1, 2, 3), (3, 4, 5), (4, 5, 6, 7), (5, 7, 8, 9, 10))[tier - 1])
        exponents: set[int] = set()
        while len(exponents) < 2 + (tier + 1) // 2:
            exponents.add(between(rng, low, high))
        powers = sorted(exponents, reverse=True)
        while True:
            coefficients = [between(rng, 1, 4 + 2 * tier), *(nonzero(rng, 4 + 2 * tier) for _ in powers[1:])]
            p: Params = {"divisor": which, "n": powers[0], "powers": powers[1:], "coefficients": coefficients,
                         "constant": nonzero(rng, 9 + tier)}  # fmt: skip
            if self.answer(p) != "0":
                return p

    def _of_power(self, n: int, divisor: Sequence[int]) -> list[int]:
        """Return the remainder of x^n by squaring."""
        out: list[int] = [1]
        for bit in bin(n)[2:]:
            out = times(out, out) if bit == "0" else times(times(out, out), [1, 0])
            while len(out) >= len(divisor):
                out = plus(out, [-out[0] * c for c in divisor] + [0] * (len(out) - len(divisor)))[1:]
        return [0] * (len(divisor) - 1 - len(out)) + out

    def _parts(self, p: Params) -> list[tuple[int, int, list[int]]]:
        divisor = self.divisors[p["divisor"]][0]
        exponents = [p["n"], *p["powers"], 0]
        return [
            (c, n, self._of_power(n, divisor))
            for c, n in zip([*p["coefficients"], p["constant"]], exponents, strict=True)
        ]

    def answer(self, p: Params) -> str:
        """Reduce every power."""
        total = [0] * (len(self.divisors[p["divisor"]][0]) - 1)
        for c, _, rest in self._parts(p):
            total = plus(total, [c * x for x in rest])
        return polynomial(total)

    def words(self, p: Params) -> Params:
        """Write the polynomial and the divisor out."""
        terms = [term(c, f"x^{n}") for c, n in zip(p["coefficients"][1:], p["powers"], strict=True)]
        rest = signed(["x", *terms, str(p["constant"])]).removeprefix("x ")
        lead = "" if p["coefficients"][0] == 1 else p["coefficients"][0]
        return {"lead": lead, "rest": rest, "divisor": polynomial(self.divisors[p["divisor"]][0])}

    def steps(self, p: Params) -> list[str]:
        """Say what the powers equal, and collect."""
        divisor, rule = self.divisors[p["divisor"]]
        lines = [f"Replace {power('x', len(divisor) - 1)} by {polynomial([-c for c in divisor[1:]])}. {rule}."]
        lines += [f"x^{n} becomes {polynomial(rest)}." for _, n, rest in self._parts(p) if n]
        texts = [multiple(c, polynomial(rest)) for c, _, rest in self._parts(p)]
        return [*lines, f"Together: {signed(texts)} = {self.answer(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Divide step by step."""
        divisor = self.divisors[p["divisor"]][0]
        if p["n"] > steps:
            return None
        left = [0] * (p["n"] + 1)
        for c, n in zip([*p["coefficients"], p["constant"]], [p["n"], *p["powers"], 0], strict=True):
            left[p["n"] - n] = c
        while len(left) >= len(divisor):
            left = [a - left[0] * b for a, b in zip(left, divisor, strict=False)][1:] + left[len(divisor) :]
        return polynomial(left)


class CoefficientSums(Template):
    """The coefficients of all even or all odd powers: two values of the polynomial instead of its expansion."""

    name = "coefficient_sums"
    opens = "n"
    phrasings = (
        "Find the sum of the coefficients of all {which} powers of x in the expansion of ({base})^{n} "
        "({factor}).{note}",
        "({base})^{n} ({factor}) is multiplied out and like terms are collected. What is the sum of the coefficients "
        "of x^i over all {which} i?{note}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small power."""
        return self._pick(rng, tier, between(rng, 2 + tier // 2, 4 + tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a power far too high to expand."""
        return self._pick(rng, tier, between(rng, 10**4, 10 ** (6 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        while True:  # a base with the values 1 or -1 at 1 and -1
            base = times([nonzero(rng, 1 + tier) for _ in range(1 + (tier > 2))], [1, 0, -1])
            sign = pick(rng, (1, -1))
            base = plus(base, [sign] if rng.random() < 0.5 else [sign, 0])
            factor = [nonzero(rng, 15 + 5 * tier) for _ in range(2 + (tier + 1) // 2)]
            if sum(factor) % 2 == 0:
                factor[-1] += 1
            p: Params = {"base": base, "n": n, "factor": factor, "odd": between(rng, 0, 1)}
            shown = {0} | {abs(c) for c in (*base, *factor, n)}
            if all(factor) and len([c for c in base if c]) > 1 and abs(int(self.answer(p))) not in shown:
                return p

    def _values(self, p: Params) -> tuple[int, int]:
        """Return the values at 1 and -1."""
        one, minus = (
            int(value_at(p["base"], x)) ** (p["n"] % 2) * int(value_at(p["factor"], x)) for x in (1, -1)
        )  # fmt: skip
        return one, minus

    def answer(self, p: Params) -> str:
        """Add or subtract the two values."""
        one, minus = self._values(p)
        return str((one - minus) // 2 if p["odd"] else (one + minus) // 2)

    def words(self, p: Params) -> Params:
        """Write both factors out."""
        which, note = ("odd", "") if p["odd"] else ("even", " The constant term counts as the coefficient of x^0.")
        return {"which": which, "note": note, "base": polynomial(p["base"]), "factor": polynomial(p["factor"])}

    def steps(self, p: Params) -> list[str]:
        """Put 1 and -1 in."""
        one, minus = self._values(p)
        lines = [
            "Let F be the product. F(1) is the sum of all coefficients, and in F(-1) those of odd powers change sign."
        ]
        for x, value in ((1, one), (-1, minus)):
            b, f = value_at(p["base"], x), value_at(p["factor"], x)
            raised = f"{inside(b)}^{p['n']}"
            lines.append(
                f"At x = {x} the base is {b}, the other factor {f}, and F({x}) = {raised}*{inside(f)} = {value}."
            )
        sign, which = ("-", "odd") if p["odd"] else ("+", "even")
        return [
            *lines,
            f"The {which} powers have (F(1) {sign} F(-1))/2 = ({one} {sign} {inside(minus)})/2 = {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply out."""
        out = p["factor"]
        for _ in range(p["n"]):
            steps -= len(out)
            if steps < 0:
                return None
            out = times(out, p["base"])
        return str(sum(out[-1 - p["odd"] :: -2]))


class BinomialDivisor(Template):
    """The common divisor of x^a - 1 and x^b - 1: Euclid with the exponents instead of the polynomials."""

    name = "binomial_divisor"
    phrasings = (
        "Find the monic greatest common divisor of the polynomials {f} and {g}.",
        "Which polynomial with first coefficient 1 and highest possible degree divides both {f} and {g}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw small exponents."""
        return self._pick(rng, tier, 2, 6 + tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw exponents far too high to divide by."""
        return self._pick(rng, tier, 10**4 + 1, 10 ** (4 + tier))

    def _pick(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        g, sign = between(rng, 2, 16 + 8 * tier), pick(rng, (1, -1))
        while True:
            u, v = between(rng, low, high), between(rng, low, high)
            if u != v and gcd(u, v) == 1 and (sign < 0 or u % 2 == v % 2 == 1):
                break
        root = pick(rng, (1, 1, 2, 3)) if max(u, v) * g < 60 else 1
        return {"a": g * u, "b": g * v, "sign": sign, "root": root}

    def answer(self, p: Params) -> str:
        """Take the common divisor of the exponents."""
        g = gcd(p["a"], p["b"])
        return polynomial([1, *[0] * (g - 1), p["sign"] * p["root"] ** g])

    def words(self, p: Params) -> Params:
        """Write both polynomials out."""
        f, g = (signed([f"x^{n}", str(p["sign"] * p["root"] ** n)]) for n in (p["a"], p["b"]))
        return {"f": f, "g": g}

    def steps(self, p: Params) -> list[str]:
        """Do Euclid's algorithm on the exponents."""
        a, b, r = p["a"], p["b"], p["root"]
        g, w = gcd(a, b), "" if r == 1 else f"{r}^"
        sign = "-" if p["sign"] < 0 else "+"

        def binomial(n: int | str) -> str:
            return f"x^{n} {sign} " + (f"{w}{n}" if w else "1")

        lines = ["Dividing polynomials of this form leaves one of this form, whose exponent is the remainder of the "
                 "exponents." if p["sign"] < 0 else
                 f"With d = gcd({a}, {b}), both {a}/d and {b}/d are odd, so {binomial('d')} divides both; and nothing "
                 "larger does. It remains to find d."]  # fmt: skip
        x, y = max(a, b), min(a, b)
        while y:
            lines.append(f"{x} = {x // y}*{y} + {x % y}.")
            x, y = y, x % y
        return [*lines, f"So gcd({a}, {b}) = {g}, and the divisor is {binomial(g)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Divide the polynomials, term by term."""
        f, g = ({n: 1, 0: p["sign"] * p["root"] ** n} if n <= steps else {} for n in (p["a"], p["b"]))
        if not f or not g:
            return None
        while True:
            while max(f) >= max(g):
                steps -= 1
                factor, shift = Fraction(f[max(f)]) / g[max(g)], max(f) - max(g)
                for n, c in g.items():
                    f[n + shift] = f.get(n + shift, 0) - factor * c
                f = {n: c for n, c in f.items() if c}
                if not f or steps < 0:
                    break
            if steps < 0:
                return None
            if not f:
                top = g[max(g)]
                return polynomial([Fraction(g.get(n, 0)) / top for n in range(max(g), -1, -1)])
            f, g = g, f


class PartialFractions(Template):
    """The numerators of partial fractions."""

    name = "partial_fractions"
    phrasings = (
        "Find the numbers {list} for which ({top})/({bottom}) = {right} holds for all x. Answer with the "
        "tuple {tuple}.",
        "Decompose ({top})/({bottom}) into partial fractions {right}. Answer with the tuple {tuple}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two, then three denominators; fractions as numerators from tier 4 on."""
        n = (2, 2, 3, 3, 4)[tier - 1]
        roots = several(rng, -5 - tier, 5 + tier, n)
        if tier in (1, 2, 3):
            tops = [nonzero(rng, 5 + 3 * tier) for _ in roots]
            top = [0] * n
            for i, a in enumerate(tops):
                top = plus(top, [a * c for c in from_roots(roots[:i] + roots[i + 1 :])])
        else:
            top = [nonzero(rng, 5 + 2 * tier) for _ in range(n)]
        return {"roots": roots, "top": top}

    def _values(self, p: Params) -> list[Fraction]:
        roots = p["roots"]
        return [
            value_at(p["top"], r) / value_at(from_roots(roots[:i] + roots[i + 1 :]), r) for i, r in enumerate(roots)
        ]

    def answer(self, p: Params) -> str:
        """Cover every factor in turn."""
        return ordered(self._values(p))

    def words(self, p: Params) -> Params:
        """Write both sides out."""
        names, factors = "ABCD"[: len(p["roots"])], [linear(1, -r) for r in p["roots"]]
        right = " + ".join(f"{a}/({f})" if len(f) > 1 else f"{a}/{f}" for a, f in zip(names, factors, strict=True))
        bottom = "".join(f"({f})" if len(f) > 1 else f for f in sorted(factors, key=len))
        top = polynomial(p["top"])
        return {"list": join(names), "tuple": f"({', '.join(names)})", "right": right, "top": top, "bottom": bottom}

    def steps(self, p: Params) -> list[str]:
        """Multiply by one denominator and put its zero in."""
        roots = p["roots"]
        lines = ["Multiply both sides by one denominator and put its zero in: all other terms on the right vanish."]
        for i, (name, r) in enumerate(zip("ABCD", roots, strict=False)):
            others = roots[:i] + roots[i + 1 :]
            bottom = "*".join(inside(r - s) for s in others)
            top, low = value_at(p["top"], r), value_at(from_roots(others), r)
            bottom += f" = {low}" if len(others) > 1 else ""
            lines.append(
                f"x = {r}: the numerator is {top}, the other factors give {bottom}, so {name} = {divided(top, low)}."
            )
        return lines


class Interpolation(Template):
    """A polynomial from its values at consecutive numbers: Newton's formula instead of a longer and longer table."""

    name = "interpolation"
    opens = "m"
    phrasings = (
        "A polynomial P of degree at most {d} satisfies {values}. Find P({m}).",
        "Let P be the polynomial of lowest degree (at most {d}) with {values}. What is P({m})?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree, and a place further away."""
        return self._pick(rng, tier, between(rng, 3, 4 + 2 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a place that no table reaches."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, ahead: int) -> Params:
        d, start = 2 + tier // 2, between(rng, -2, 2 + tier)
        while True:
            values = [between(rng, -8 - 2 * tier, 8 + 2 * tier) for _ in range(d + 1)]
            p: Params = {"start": start, "values": values, "m": start + d + ahead, "d": d}
            if self._differences(p)[-1] and self.answer(p) != "0":
                return p

    def _differences(self, p: Params) -> list[int]:
        """Return the first entries of the rows of differences."""
        row, out = list(p["values"]), []
        while row:
            out.append(row[0])
            row = [b - a for a, b in pairwise(row)]
        return out

    def answer(self, p: Params) -> str:
        """Put the differences into Newton's formula."""
        t = p["m"] - p["start"]
        return str(sum(c * comb(t, k) for k, c in enumerate(self._differences(p))))

    def words(self, p: Params) -> Params:
        """Write the values out."""
        return {"values": join([f"P({p['start'] + i}) = {v}" for i, v in enumerate(p["values"])])}

    def steps(self, p: Params) -> list[str]:
        """Build the table of differences, then Newton's formula."""
        row, lines = list(p["values"]), [f"Values: {', '.join(map(str, p['values']))}."]
        for k in range(p["d"]):
            row = [b - a for a, b in pairwise(row)]
            lines.append(f"Differences of order {k + 1}: {', '.join(map(str, row))}.")
        t, first = p["m"] - p["start"], self._differences(p)
        formula = " + ".join(f"{inside(c)}*C(t, {k})" if k else str(c) for k, c in enumerate(first))
        lines.append(f"Newton's formula with t = {p['m']} - {inside(p['start'])} = {t}: P = {formula}.")
        lines.append(", ".join(f"C({t}, {k}) = {comb(t, k)}" for k in range(1, len(first))) + ".")
        parts = [str(c * comb(t, k)) for k, c in enumerate(first) if c]
        return [*lines, f"P({p['m']}) = {signed(parts)} = {self.answer(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Continue the table of differences place by place."""
        row = list(p["values"])
        ends = []
        while row:
            ends.append(row[-1])
            row = [b - a for a, b in pairwise(row)]
        for _ in range(p["m"] - p["start"] - p["d"]):
            steps -= len(ends)
            if steps < 0:
                return None
            for k in range(len(ends) - 2, -1, -1):
                ends[k] += ends[k + 1]
        return str(ends[0])


class ReciprocalValues(Template):
    """A polynomial whose values are reciprocals: its product with the denominator has known roots."""

    name = "reciprocal_values"
    opens = "n"
    phrasings = (
        "The polynomial P has degree at most {n} and satisfies P(i) = {a}/(i + {c}) for i = 0, 1, ..., {n}. Find "
        "P({n} + 1).",
        "For i = 0, 1, ..., {n} the value of a polynomial P at i is {a}/(i + {c}), and the degree of P is at most "
        "{n}. What is P({n} + 1)?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a low degree."""
        return self._pick(rng, tier, between(rng, 2 + tier // 2, 4 + 2 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a degree with far too many terms in Lagrange's formula."""
        return self._pick(rng, tier, between(rng, 10**3, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        return {"n": n, "a": between(rng, 2, 50 + 10 * tier), "c": between(rng, 2, 3 + tier // 2)}

    def _top(self, p: Params) -> Fraction:
        """Return (x + c)P(x) - a at x = n + 1."""
        n, c, rest = p["n"], p["c"], Fraction((-1) ** (p["n"] % 2) * p["a"] * factorial(p["c"] - 1))
        for i in range(2, c + 1):
            rest /= n + i
        return rest

    def answer(self, p: Params) -> str:
        """Divide by n + 1 + c."""
        return str((p["a"] + self._top(p)) / (p["n"] + 1 + p["c"]))

    def steps(self, p: Params) -> list[str]:
        """Look at the polynomial (x + c)P(x) - a."""
        n, a, c, top = p["n"], p["a"], p["c"], self._top(p)
        below = "*".join(str(n + i) for i in range(2, c + 1))
        below = f"({below})" if c > 2 else below
        sign = "" if n % 2 == 0 else "-"
        return [
            f"Q(x) = (x + {c})P(x) - {a} has degree at most {n} + 1 and the roots 0, 1, ..., {n}.",
            f"So Q(x) = K*x(x - 1)...(x - {n}) with a number K.",
            f"At x = -{c}: -{a} = K*(-{c})(-{c + 1})...(-{n + c}), a product of {n + 1} factors, so "
            f"K = {sign}{a}*{c - 1}!/({n + c}!).",
            f"At x = {n + 1}: Q = K*{n + 1}! = {sign}{a}*{factorial(c - 1)}/{below} = {top}.",
            f"P({n + 1}) = ({a} + {inside(top)})/({n + 1} + {c}) = {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Use Lagrange's formula."""
        n, total = p["n"], Fraction(0)
        if (n + 1) ** 2 > steps:
            return None
        for k in range(n + 1):
            part = Fraction(p["a"], k + p["c"])
            for i in range(n + 1):
                if i != k:
                    part *= Fraction(n + 1 - i, k - i)
            total += part
        return str(total)
