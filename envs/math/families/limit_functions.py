"""Limits of functions: quotients of polynomials, differences of roots, difference quotients."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import isqrt

import numpy as np

from ..notation import (
    between,
    derived,
    divided,
    from_roots,
    inside,
    linear,
    nonzero,
    pick,
    polynomial,
    signed,
    term,
    times,
    value_at,
)  # fmt: skip
from ..template import Params, Template


class Quotient(Template):
    """A quotient of polynomials that both vanish."""

    name = "quotient"
    opens = "a"
    phrasings = (
        "Find the limit of ({top})/({bottom}) as x tends to {a}.",
        "As x approaches {a}, which number does ({top})/({bottom}) approach?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more common factors and higher degrees."""
        common, extra, size = ((1, 1, 9), (1, 2, 5), (1, 3, 5), (2, 2, 5), (2, 3, 6))[tier - 1]
        while True:
            a = nonzero(rng, 3 + tier)
            tops = [[nonzero(rng, size) for _ in range(extra + 1)] for _ in range(2)]
            if all(value_at(f, a) for f in tops) and value_at(tops[0], a) != value_at(tops[1], a):
                factor = from_roots([a] * common)
                return {"a": a, "top": times(factor, tops[0]), "bottom": times(factor, tops[1])}

    def _parts(self, p: Params) -> list[tuple[list[int], list[int]]]:
        """Return both polynomials, divided by x - a again and again while both vanish."""
        top, bottom, a = p["top"], p["bottom"], p["a"]
        out = [(top, bottom)]
        while not value_at(top, a) and not value_at(bottom, a):
            top, bottom = _divide(top, a), _divide(bottom, a)
            out.append((top, bottom))
        return out

    def answer(self, p: Params) -> str:
        """Divide, then put in."""
        top, bottom = self._parts(p)[-1]
        return str(value_at(top, p["a"]) / value_at(bottom, p["a"]))

    def words(self, p: Params) -> Params:
        """Write the polynomials out."""
        return {"top": polynomial(p["top"]), "bottom": polynomial(p["bottom"])}

    def steps(self, p: Params) -> list[str]:
        """Show every division."""
        a, parts = p["a"], self._parts(p)
        factor = linear(1, -a)
        lines = []
        for k, (before, after) in enumerate(pairwise(parts)):
            again = "still " if k else ""
            lines.append(f"At x = {a} numerator and denominator {again}are 0, so both have the factor {factor}.")
            lines += [f"{polynomial(f)} = ({factor})({polynomial(g)})." for f, g in zip(before, after, strict=True)]
        top, bottom = (value_at(f, a) for f in parts[-1])
        return [
            *lines,
            f"At x = {a}, {polynomial(parts[-1][0])} is {top} and {polynomial(parts[-1][1])} is {bottom}.",
            f"The limit is {divided(top, bottom)}.",
        ]


def _divide(f: list[int], a: int) -> list[int]:
    out = [0]
    for c in f[:-1]:
        out.append(c + a * out[-1])
    return out[1:]


class Roots(Template):
    """A difference of roots that grow alike."""

    name = "roots"
    opens = "c"
    phrasings = (
        "Find the limit of {c}*({what}) as x tends to infinity.",
        "Which number does {c}*({what}) approach as x grows without bound?",
    )
    forms = ("roots", "line", "cube", "second", "mixed")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two roots, a root and a line, a cube root, a second order, and roots of both kinds."""
        form, size = self.forms[tier - 1], 5 + 2 * tier
        a, c = between(rng, 1, 3 + tier // 2), between(rng, 2, 6 + 2 * tier)
        while True:
            b, d, e, f = (nonzero(rng, size) for _ in range(4))
            if form == "second":
                b *= 2 * a  # so that the line has whole coefficients
            p: Params = {"form": form, "a": a, "b": b, "d": d, "e": e, "f": f, "c": c}
            if self._value(p):
                return p

    def _value(self, p: Params) -> Fraction:
        """Return the limit without the factor."""
        a, b, d, e = (int(p[name]) for name in "abde")
        if p["form"] == "line":
            return Fraction(b, 2 * a) - e
        if p["form"] == "roots":
            return Fraction(b - e, 2 * a)
        if p["form"] == "second":
            return (d - Fraction(b * b, 4 * a * a)) / (2 * a)
        if p["form"] == "cube":
            return Fraction(b, 3 * a * a) - e
        return Fraction(b, 2 * a) - Fraction(e, 3 * a * a)

    def answer(self, p: Params) -> str:
        """Multiply by the factor."""
        return str(p["c"] * self._value(p))

    def _texts(self, p: Params) -> list[str]:
        """Return what is under the roots, or a line."""
        a, b, d, e, f = (p[name] for name in "abdef")
        square, cube = polynomial([a * a, b, d]), polynomial([a**3, e, f, 0])
        return {
            "line": [square, linear(a, e)], "roots": [square, polynomial([a * a, e, f])],
            "second": [square, linear(a, b // (2 * a))], "cube": [polynomial([a**3, b, d, 0]), linear(a, e)],
            "mixed": [square, cube],
        }[p["form"]]  # fmt: skip

    def words(self, p: Params) -> Params:
        """Write the difference out."""
        u, v = self._texts(p)
        what = {
            "line": f"sqrt({u}) - ({v})", "roots": f"sqrt({u}) - sqrt({v})", "second": f"x*(sqrt({u}) - ({v}))",
            "cube": f"({u})^(1/3) - ({v})", "mixed": f"sqrt({u}) - ({v})^(1/3)",
        }[p["form"]]  # fmt: skip
        return {"what": what}

    def _square_root(self, a: int, b: int, u: str) -> list[str]:
        line = term(a, "x")
        return [
            f"sqrt({u}) - {line} is ({u} - {term(a * a, 'x^2')}) over sqrt({u}) + {line}. The numerator grows like "
            f"{term(b, 'x')}, the denominator like {term(2 * a, 'x')}: the limit is "
            f"{divided(b, 2 * a)}."
        ]

    def _cube_root(self, a: int, b: int, u: str) -> list[str]:
        line = term(a, "x")
        return [
            f"With r = ({u})^(1/3), r - {line} is (r^3 - {term(a**3, 'x^3')})/(r^2 + {term(a, 'xr')} + "
            f"{term(a * a, 'x^2')}). The numerator grows like {term(b, 'x^2')}, the denominator like "
            f"{term(3 * a * a, 'x^2')}: the limit is {divided(b, 3 * a * a)}."
        ]  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Multiply by the conjugate, and compare the leading terms."""
        a, b, d, e, f, c = (p[name] for name in "abdefc")
        u, v = self._texts(p)
        value, form = self._value(p), p["form"]
        if form == "line":
            lines = [*self._square_root(a, b, u), f"Subtract {e}: {Fraction(b, 2 * a)} - {inside(e)} = {value}."]
        elif form == "roots":
            lines = [
                f"Multiply above and below by sqrt({u}) + sqrt({v}): the numerator becomes {linear(b - e, d - f)}.",
                f"The denominator grows like {term(2 * a, 'x')}, so the difference tends to {b - e}/{2 * a} = "
                f"{value}.",
            ]
        elif form == "second":
            h = b // (2 * a)
            lines = [
                f"The square of {v} is {polynomial([a * a, 2 * a * h, h * h])}, which differs from {u} by "
                f"{d - h * h}: {d} - {h * h} = {d - h * h}.",
                f"So sqrt({u}) - ({v}) is {d - h * h} over sqrt({u}) + {v}.",
                f"That denominator grows like {term(2 * a, 'x')}, so x times the difference tends to "
                f"{divided(d - h * h, 2 * a)}.",
            ]
        elif form == "cube":
            lines = [*self._cube_root(a, b, u), f"Subtract {e}: {Fraction(b, 3 * a * a)} - {inside(e)} = {value}."]
        else:
            first, second = Fraction(b, 2 * a), Fraction(e, 3 * a * a)
            lines = [
                *self._square_root(a, b, u),
                *self._cube_root(a, e, v),
                f"The difference of the two: {first} - {inside(second)} = {value}.",
            ]
        return [*lines, f"Times {c}: {c}*{inside(value)} = {self.answer(p)}."]


class DifferenceQuotient(Template):
    """A difference of values of a function over the step."""

    name = "difference_quotient"
    opens = "a"
    phrasings = (
        "Let f(x) = {formula}. Find the limit of (f({a} + {right}) - f({a} - {left}))/h as h tends to 0.",
        "As h tends to 0, which number does (f({a} + {right}) - f({a} - {left}))/h approach, where f(x) = {formula}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a polynomial, then a reciprocal and a root with it, at tier 5 a product."""
        degree = (2, 3, 2, 3, 2)[tier - 1]
        while True:
            a = nonzero(rng, 2 + tier)
            p: Params = {"a": a, "poly": [], "reciprocal": [], "root": [], "product": []}
            if tier < 5:
                p["poly"] = [*(nonzero(rng, 3 + tier) for _ in range(degree)), 0]
            else:
                p["product"] = [nonzero(rng, 5) for _ in range(3)]
            if tier in (2, 4, 5):
                q = pick(rng, [q for q in range(-8, 9) if q and 0 < abs(a + q) < 4 + tier // 4])
                p["reciprocal"] = [nonzero(rng, 6 + tier), q]
            if tier > 2:
                m, s = nonzero(rng, 3 + tier), between(rng, 1, 3 + tier // 2)
                p["root"] = [m, s * s - m * a]
            if self._derivative(p):
                return p | {"steps": [between(rng, 1, 2 + 2 * tier) for _ in range(2)]}

    def _parts(self, p: Params) -> list[tuple[str, str, Fraction]]:
        """Return the parts of f, their derivatives, and what these are at a."""
        a, out = p["a"], []
        if p["poly"]:
            slope = derived(p["poly"])
            out.append((polynomial(p["poly"]), polynomial(slope), value_at(slope, a)))
        if p["reciprocal"]:
            c, q = p["reciprocal"]
            out.append((f"{c}/({linear(1, q)})", f"{-c}/({linear(1, q)})^2", Fraction(-c, (a + q) ** 2)))
        if p["root"]:
            m, r = p["root"]
            s, root = isqrt(m * a + r), f"sqrt({linear(m, r)})"
            value = Fraction(m, 2 * s)
            if p["product"]:
                f, slope = p["product"], derived(p["product"])
                text = f"({polynomial(slope)})*{root} + ({polynomial(f)})*{m}/(2*{root})"
                out.append((f"({polynomial(f)})*{root}", text, value_at(slope, a) * s + value_at(f, a) * value))
            else:
                out.append((root, f"{m}/(2*{root})", value))
        return out

    def _derivative(self, p: Params) -> Fraction:
        return sum((value for *_, value in self._parts(p)), Fraction(0))

    def answer(self, p: Params) -> str:
        """Multiply the derivative by both steps together."""
        return str(self._derivative(p) * sum(p["steps"]))

    def words(self, p: Params) -> Params:
        """Write the function and the steps out."""
        right, left = (term(step, "h") for step in p["steps"])
        return {"formula": signed(text for text, *_ in self._parts(p)), "right": right, "left": left}

    def steps(self, p: Params) -> list[str]:
        """Split at f(a), and differentiate."""
        a, (right, left) = p["a"], p["steps"]
        parts = self._parts(p)
        lines = [f"The derivative of {text} is {slope}; at x = {a} it is {value}." for text, slope, value in parts]
        if len(parts) > 1:
            lines.append(f"f'({a}) = {' + '.join(inside(value) for *_, value in parts)} = {self._derivative(p)}.")
        return [
            f"Subtract and add f({a}): (f({a} + {term(right, 'h')}) - f({a}))/h tends to {term(right, 'f')}'({a}), "
            f"and (f({a}) - f({a} - {term(left, 'h')}))/h tends to {term(left, 'f')}'({a}).",
            *lines,
            f"The limit is ({right} + {left})*{inside(self._derivative(p))} = {self.answer(p)}.",
        ]
