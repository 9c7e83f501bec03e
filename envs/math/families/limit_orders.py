"""Limits by the first terms of series: quotients that vanish, and powers whose base tends to 1."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, prod
from typing import Any, ClassVar

import numpy as np

from ..notation import between, divided, inside, linear, nonzero, polynomial, signed, term
from ..power_series import Series, exponential, function, series, times, written
from ..template import Params, Template


class Vanishing(Template):
    """A quotient of functions that both vanish at 0: the first terms of their series."""

    name = "vanishing"
    phrasings = (
        "Find the limit of {top} divided by {bottom} as x tends to 0.",
        "Which number does the quotient ({top})/({bottom}) approach as x tends to 0?",
    )
    orders: ClassVar[tuple[int, ...]] = (1, 2, 3, 2, 3)
    tops: ClassVar[tuple[str, ...]] = ("exp", "ln", "sin", "cos", "sqrt", "arctan", "tan", "cbrt")
    bottoms: ClassVar[tuple[str, ...]] = ("sin", "tan", "ln", "arctan", "exp")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher order; from tier 4 on a product of two functions above."""
        order, size = self.orders[tier - 1], 4 + tier
        while True:
            tops: list[list[Any]] = []
            for _ in range(2 if tier > 3 else 1):
                name = self.tops[between(rng, 0, len(self.tops) - 1)]
                even = name in ("sin", "cos", "tan", "arctan")
                tops.append([name, between(rng, 1, size) if even else nonzero(rng, size)])
            below: list[list[Any]] = []
            powers = order
            while powers and (not below or rng.random() < 0.4):
                name = "cos" if powers > 1 and rng.random() < 0.4 else self.bottoms[between(rng, 0, 4)]
                below.append([name, between(rng, 1, size)])
                powers -= 2 if name == "cos" else 1
            p: Params = {"order": order, "tops": tops, "bottoms": below, "power": powers, "c": between(rng, 2, 9)}
            shown = {str(n) for n in (p["c"], *(abs(a) for _, a in tops), *(b for _, b in below))}
            if self._top(p)[order] and len({name for name, _ in tops}) == len(tops) and self.answer(p) not in shown:
                return p

    def _top(self, p: Params) -> Series:
        out: Series = [Fraction(1)]
        for name, a in p["tops"]:
            out = times(out, series(name, a, p["order"]), p["order"])
        return out

    def _leading(self, p: Params) -> list[Fraction]:
        """Return the first coefficients of what stands below."""
        return [Fraction(b * b, 2) if name == "cos" else Fraction(b) for name, b in p["bottoms"]]

    def answer(self, p: Params) -> str:
        """Divide the first coefficients."""
        value = p["c"] * self._top(p)[p["order"]]
        for c in self._leading(p):
            value /= c
        return str(value)

    def _factors(self, p: Params) -> list[str]:
        out = []
        for name, b in p["bottoms"]:
            text = function(name, b)
            out.append(f"(1 - {text})" if name == "cos" else f"({text} - 1)" if name == "exp" else text)
        return out

    def words(self, p: Params) -> Params:
        """Write numerator and denominator out."""
        shown = "*".join(function(name, a) for name, a in p["tops"])
        lower = written([-x for x in self._top(p)[: p["order"]]])
        inner = signed([shown, "" if lower == "0" else lower])
        top = f"{p['c']}*({inner})" if lower != "0" else f"{p['c']}*{shown}"
        powers = ["", "x", "x^2"][p["power"]]
        return {"top": top, "bottom": "*".join([*([powers] if powers else []), *self._factors(p)])}

    def steps(self, p: Params) -> list[str]:
        """Write every series down to the order that counts."""
        n, lines = p["order"], []
        for name, a in p["tops"]:
            lines.append(f"{function(name, a)} = {written(series(name, a, n))} + ...")
        if len(p["tops"]) > 1:
            lines.append(f"The product is {written(self._top(p))} + ...")
        first = self._top(p)[n]
        variable = "x" if n == 1 else f"x^{n}"
        times_c = f"{p['c']}*{inside(first)} = {p['c'] * first}"
        lines.append(f"So the numerator begins with {term(p['c'] * first, variable)}, as {times_c}.")
        for text, (name, _), c in zip(self._factors(p), p["bottoms"], self._leading(p), strict=True):
            lines.append(f"{text} begins with {term(c, 'x^2' if name == 'cos' else 'x')}.")
        bottom = prod(self._leading(p), start=Fraction(1))
        lines.append(f"The denominator begins with {term(bottom, variable)}, of the same order.")
        return [*lines, f"The limit is {divided(p['c'] * first, bottom)}."]


class Exponential(Template):
    """A power whose base tends to 1 and whose exponent grows: a power of e."""

    name = "exponential"
    opens = "c"
    phrasings = (
        "Find the exact limit of ({base})^({c}{over}) as {going}.",
        "As {going}, which number does ({base})^({c}{over}) approach? Give its exact value.",
    )
    forms: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("one",), ("linear",), ("linear", "quadratic"), ("quadratic", "over", "cos", "exp", "sine"),
        ("cosines", "shifted", "log", "tangent"),
    )  # fmt: skip

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a sequence, then a function at 0."""
        some, size = self.forms[tier - 1], 7 + 2 * tier
        while True:
            p: Params = {name: nonzero(rng, size) for name in "abde"}
            p |= {"form": some[between(rng, 0, len(some) - 1)], "c": between(rng, 2, 8 + 2 * tier)}
            if p["form"] not in ("one", "over", "exp", "log"):
                p["a"] = abs(p["a"])
            if p["form"] in ("one", "cosines"):
                p["b"] = abs(p["b"])
            proper = p["form"] != "one" or (p["b"] > 1 and gcd(p["a"], p["b"]) == 1)
            if proper and abs(p["a"]) != abs(p["b"]) and p["d"] not in (p["a"], p["b"]) and self._rate(p):
                return p

    def _rate(self, p: Params) -> Fraction:
        """Return the factor of 1/n, x or x^2 after the 1 of the base."""
        a, b, d = (int(p[name]) for name in "abd")
        rates: dict[str, Fraction] = {
            "one": Fraction(a, b), "linear": Fraction(b - d, a), "quadratic": Fraction(b - d, a),
            "over": Fraction(a - d), "cos": Fraction(-a * a, 2), "exp": Fraction(a + b), "sine": Fraction(-a * a, 6),
            "cosines": Fraction(b * b - a * a, 2), "shifted": b - Fraction(a * a, 2), "log": Fraction(-a, 2) + b,
            "tangent": Fraction(a * a, 3) + b,
        }  # fmt: skip
        return rates[p["form"]]

    def answer(self, p: Params) -> str:
        """Multiply the exponents."""
        return exponential(self._rate(p) * p["c"])

    def words(self, p: Params) -> Params:
        """Write base, exponent and place out."""
        a, b, d, e, form = p["a"], p["b"], p["d"], p["e"], p["form"]
        base = {
            "one": f"1 {'+' if a > 0 else '-'} {abs(a)}/({b}n)",
            "linear": f"({linear(a, b, 'n')})/({linear(a, d, 'n')})",
            "quadratic": f"({polynomial([a, b, e], 'n')})/({polynomial([a, d, -e], 'n')})",
            "over": f"({written([1, a, b])})/({written([1, d])})", "cos": f"cos({term(a, 'x')})",
            "exp": signed([function("exp", a), term(b, "x")]), "sine": f"sin({term(a, 'x')})/({term(a, 'x')})",
            "cosines": f"cos({term(a, 'x')})/cos({term(b, 'x')})",
            "shifted": signed([f"cos({term(a, 'x')})", term(b, "x^2")]),
            "log": signed([f"{function('ln', a)}/({term(a, 'x')})", term(b, "x")]),
            "tangent": signed([f"tan({term(a, 'x')})/({term(a, 'x')})", term(b, "x^2")]),
        }[form]  # fmt: skip
        at = "x tends to 0" if self._order(p) else "n tends to infinity"
        return {"base": base, "over": ("*n", "/x", "/x^2")[self._order(p)], "going": at}

    def _order(self, p: Params) -> int:
        return {"one": 0, "linear": 0, "quadratic": 0, "over": 1, "exp": 1, "log": 1}.get(p["form"], 2)

    def _why(self, p: Params) -> list[str]:
        """Show how the base begins."""
        a, b, d, form = p["a"], p["b"], p["d"], p["form"]
        square = Fraction(a * a, 2)
        x, rate = term(a, "x"), self._rate(p)
        if form == "one":
            return [f"The base is 1 + t/n with t = {rate}."]
        if form in ("linear", "quadratic"):
            lead, rest = ("n", "") if form == "linear" else ("n^2", "n")
            return [
                f"The base is 1 plus (numerator - denominator)/denominator, which grows like "
                f"{term(b - d, rest)}/({term(a, lead)}).",
                f"So the base is 1 + t/n + ... with t = {divided(b - d, a)}.",
            ]
        if form == "over":
            return [
                f"1/({written([1, d])}) = {written([1, -d])} + ..., so the base is the product of {written([1, a])} "
                f"+ ... and {written([1, -d])} + ..., up to terms with x^2.",
                f"It is 1 + tx + ... with t = {a} - {inside(d)} = {rate}.",
            ]
        if form == "exp":
            return [
                f"e^({x}) = {written([1, a])} + ..., up to terms with x^2.",
                f"So the base is 1 + tx + ... with t = {a} + {inside(b)} = {rate}.",
            ]
        if form == "cos":
            return [
                f"cos(y) = 1 - y^2/2 + ... with y = {x}, up to terms with x^4.",
                f"So the base is 1 + tx^2 + ... with t = -{a}^2/2 = {rate}.",
            ]
        if form == "sine":
            return [
                f"sin(y)/y = 1 - y^2/6 + ... with y = {x}, up to terms with x^4.",
                f"So the base is 1 + tx^2 + ... with t = -{a}^2/6 = {rate}.",
            ]
        if form == "cosines":
            other = Fraction(b * b, 2)
            return [
                f"cos({x}) = {written([1, 0, -square])} + ... and 1/cos({term(b, 'x')}) = {written([1, 0, other])} + "
                "..., up to terms with x^4.",
                f"So the base is 1 + tx^2 + ... with t = {other} - {inside(square)} = {rate}.",
            ]
        first, power, higher, change = {
            "shifted": ("cos(y) = 1 - y^2/2", "x^2", "x^4", -square),
            "log": ("ln(1 + y)/y = 1 - y/2", "x", "x^2", -Fraction(a, 2)),
            "tangent": ("tan(y)/y = 1 + y^2/3", "x^2", "x^4", Fraction(a * a, 3)),
        }[form]
        return [
            f"{first} + ... with y = {x}, which is {signed(['1', term(change, power)])} + ..., up to terms with "
            f"{higher}.",
            f"With {term(b, power)} added, the base is 1 + t{power} + ... with t = {b} + {inside(change)} = {rate}.",
        ]

    def steps(self, p: Params) -> list[str]:
        """Take logarithms: ln(1 + u) is about u."""
        rate, c = self._rate(p), p["c"]
        over = self.words(p)["over"].removeprefix("*")
        small = ("t/n", "tx", "tx^2")[self._order(p)]
        return [
            *self._why(p),
            f"As ln(1 + u)/u tends to 1 with u, the logarithm of the base is {small} up to smaller terms.",
            f"Times {c}{over}, the logarithm of the power tends to {c}t = {c}*{inside(rate)} = {c * rate}.",
            f"So the power tends to {self.answer(p)}.",
        ]
