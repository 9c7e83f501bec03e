"""Indefinite integrals: an answer is right if its derivative is the integrand."""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod
from typing import ClassVar

import numpy as np

from ...core import Verdict
from ...verify.answers import Expr, ReadError, free_symbols, read_math
from ..calculus import agree, differentiate, read_formula
from ..notation import (
    Number,
    between,
    combination,
    derived,
    from_roots,
    inside,
    linear,
    nonzero,
    pick,
    plus,
    polynomial,
    power,
    scaled,
    several,
    signed,
    term,
    value_at,
)  # fmt: skip
from ..template import Params, Template

_CONSTANT = re.compile(r"[CcKk](?:_\w)?")


class Antiderivative(Template):
    """A template that asks for an indefinite integral."""

    phrasings: ClassVar[tuple[str, ...]] = (
        "Find the indefinite integral of {f} with respect to x.",
        "Find an antiderivative of f(x) = {f}.",
    )

    def integrand(self, p: Params) -> str:
        """Return the function that is integrated, as text."""
        raise NotImplementedError

    def integral(self, p: Params) -> str:
        """Return one antiderivative, as text."""
        raise NotImplementedError

    def answer(self, p: Params) -> str:
        """Add a constant to an antiderivative."""
        return f"{self.integral(p)} + C"

    def words(self, p: Params) -> Params:
        """Write the integrand out."""
        return {"f": self.integrand(p)}

    def verify(self, p: Params, answer: str) -> Verdict:
        """Differentiate the answer; every antiderivative is accepted, with a constant or without."""
        try:
            formula = read_formula(answer)
            if not all(_CONSTANT.fullmatch(name) for name in free_symbols(formula) - {"x"}):
                return Verdict.wrong("a letter that is neither x nor a constant of integration")
            if _constants(formula) > 1:
                return Verdict.wrong("more than one constant")  # "F + C - 7" may be two answers side by side
            slope = differentiate(formula)
        except ReadError as error:
            return Verdict.wrong(f"no antiderivative: {error}")
        if agree(read_math(self.integrand(p)), slope):
            return Verdict.correct()
        return Verdict.wrong("its derivative is another function")


def _constants(formula: Expr) -> int:
    """Return how many terms of a sum are constants; `C` times something, as in `F + C pi/6`, may be two answers."""
    stack, count = [formula], 0
    while stack:
        term = stack.pop()
        if term.op in ("add", "neg"):
            stack.extend(term.args)
        elif "x" not in free_symbols(term):
            plain = not free_symbols(term) or term.op in ("sym", "call")
            scaled = (term.op, *(arg.op for arg in term.args)) in (("mul", "num", "sym"), ("div", "sym", "num"))
            count += 1 if plain or scaled else 2
    return count


def grown(coefficients: list[int]) -> list[Fraction]:
    """Return the antiderivative of a polynomial that is 0 at 0."""
    n = len(coefficients)
    return [*(Fraction(c, n - i) for i, c in enumerate(coefficients)), Fraction(0)]


class PowerSum(Antiderivative):
    """A sum of powers, roots and reciprocals."""

    name = "power_sum"
    opens = "n"
    phrasings: ClassVar[tuple[str, ...]] = (
        "Find the indefinite integral of {lead}x^{n} {rest} with respect to x.",
        "Find an antiderivative of f(x) = {lead}x^{n} {rest}.",
    )
    exponents: ClassVar[tuple[Fraction, ...]] = tuple(
        map(Fraction, ("1", "0", "-1", "1/2", "-2", "-1/2", "3/2", "-3", "1/3", "-3/2"))
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms, with negative and broken exponents."""
        which = sorted(int(i) for i in rng.permutation(min(10, 2 + 2 * tier))[: 1 + tier])
        return {"n": between(rng, 2, 4 + tier), "lead": nonzero(rng, 6 + 2 * tier),
                "terms": [[nonzero(rng, 6 + 2 * tier), i] for i in which]}  # fmt: skip

    def _pairs(self, p: Params) -> list[tuple[int, Fraction]]:
        return [(p["lead"], Fraction(p["n"])), *((c, self.exponents[i]) for c, i in p["terms"])]

    def _written(self, c: Number, e: Fraction) -> str:
        if e < 0:
            low = "sqrt(x)" if e == Fraction(-1, 2) else power("x", int(-e)) if e.denominator == 1 else f"x^({-e})"
            value = Fraction(c)
            below = f"({value.denominator}*{low})" if value.denominator > 1 else low
            return f"{value.numerator}/{below}"
        if e == Fraction(1, 2):
            return scaled(c, "sqrt(x)")
        return term(c, power("x", int(e)) if e.denominator == 1 else f"x^({e})")

    def integrand(self, p: Params) -> str:
        """Add the terms."""
        return signed(self._written(c, e) for c, e in self._pairs(p))

    def _grown(self, c: int, e: Fraction) -> str:
        return scaled(c, "ln|x|") if e == -1 else self._written(c / (e + 1), e + 1)

    def integral(self, p: Params) -> str:
        """Integrate term by term."""
        return signed(self._grown(c, e) for c, e in self._pairs(p))

    def words(self, p: Params) -> Params:
        """Write what follows the first term."""
        rest = [self._written(c, e) for c, e in self._pairs(p)[1:]]
        lead = {1: "", -1: "-"}.get(p["lead"], p["lead"])
        return {"lead": lead, "rest": signed(["x", *rest]).removeprefix("x ")}

    def steps(self, p: Params) -> list[str]:
        """Use the power rule."""
        lines = ["x^e has the antiderivative x^(e + 1)/(e + 1), and 1/x has ln|x|. Term by term:"]
        for c, e in self._pairs(p):
            how = "" if e == -1 else f" (e = {e}, divide by {e + 1})"
            lines.append(f"{self._written(c, e)} gives {self._grown(c, e)}{how}.")
        return [*lines, "Add them, and a constant C."]


class Substitution(Antiderivative):
    """An inner function beside its derivative."""

    name = "substitution"
    kinds: ClassVar[tuple[str, ...]] = ("power", "exp", "wave", "log", "reciprocal", "root", "growth", "arctan")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more kinds and higher powers, and sums of them from tier 3 on."""
        kinds = [self.kinds[int(i)] for i in rng.permutation(min(8, 3 + tier))[: (1, 1, 2, 2, 3)[tier - 1]]]
        return {"parts": [{
            "kind": kind, "c": nonzero(rng, 5 + 2 * tier), "m": between(rng, 2, 2 + tier // 2),
            "a": between(rng, 1, 2 + tier), "b": between(rng, 1, 4 + 2 * tier), "n": between(rng, 2, 3 + tier),
        } for kind in kinds]}  # fmt: skip

    def _forms(self, p: Params) -> tuple[str, str, str, str, Fraction]:
        """Return the integrand, u, the form in u, the integral, all without coefficients, and that of the integral."""
        m, a, b, n = p["m"], p["a"], p["b"], p["n"]
        u, before = polynomial([a, *[0] * (m - 1), b]), power("x", m - 1)
        wave = f"sin({linear(a, 0)})"
        return {
            "power": (f"{before}*({u})^{n}", u, f"u^{n}", f"({u})^{n + 1}", Fraction(1, a * m * (n + 1))),
            "exp": (f"{before}*e^({u})", u, "e^u", f"e^({u})", Fraction(1, a * m)),
            "wave": (f"cos({linear(a, 0)})*{wave}^{n}", wave, f"u^{n}", f"{wave}^{n + 1}", Fraction(1, a * (n + 1))),
            "log": (f"ln(x)^{n}/x", "ln(x)", f"u^{n}", f"ln(x)^{n + 1}", Fraction(1, n + 1)),
            "reciprocal": (f"{before}/({u})", u, "1/u", f"ln|{u}|", Fraction(1, a * m)),
            "root": (f"{before}/sqrt({u})", u, "1/sqrt(u)", f"sqrt({u})", Fraction(2, a * m)),
            "growth": (f"e^({linear(a, 0)})/(e^({linear(a, 0)}) + {b})", f"e^({linear(a, 0)}) + {b}", "1/u",
                       f"ln(e^({linear(a, 0)}) + {b})", Fraction(1, a)),
            "arctan": (f"arctan(x)^{n}/(x^2 + 1)", "arctan(x)", f"u^{n}", f"arctan(x)^{n + 1}", Fraction(1, n + 1)),
        }[p["kind"]]  # fmt: skip

    def integrand(self, p: Params) -> str:
        """Write the integrand."""
        return signed(scaled(q["c"], self._forms(q)[0].replace("e^(x)", "e^x")) for q in p["parts"])

    def integral(self, p: Params) -> str:
        """Go back from u."""
        parts = []
        for q in p["parts"]:
            *_, text, factor = self._forms(q)
            parts.append(scaled(q["c"] * factor, text.replace("e^(x)", "e^x")))
        return signed(parts)

    def steps(self, p: Params) -> list[str]:
        """Name the inner function of every part."""
        lines = []
        for q in p["parts"]:
            first, u, form, _, factor = self._forms(q)
            slope = {"log": "1/x", "arctan": "1/(x^2 + 1)"}.get(q["kind"]) or self._slope(q)
            n = q["n"]
            inner = {"1/u": "ln|u|", "e^u": "e^u", "1/sqrt(u)": "2*sqrt(u)"}.get(form, f"u^{n + 1}/{n + 1}")
            outer = factor * (n + 1) if form == f"u^{n}" else factor / 2 if form == "1/sqrt(u)" else factor
            lines += [
                f"In {scaled(q['c'], first)} let u = {u}. Then u' = {slope}, and it is {q['c'] * outer} times "
                f"{form}*u'.",
                f"{form} has the antiderivative {inner} with respect to u. Multiply by {q['c'] * outer}, and put "
                f"u = {u} back.",
            ]
        return [*lines, "Add a constant C."]

    def _slope(self, p: Params) -> str:
        a, m = p["a"], p["m"]
        if p["kind"] == "wave":
            return scaled(a, f"cos({linear(a, 0)})")
        if p["kind"] == "growth":
            return scaled(a, f"e^({linear(a, 0)})")
        return term(a * m, power("x", m - 1))


class Parts(Antiderivative):
    """A polynomial times an exponential function, a wave or a logarithm."""

    name = "parts"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree."""
        degree = (1, 2, 2, 3, 4)[tier - 1]
        kind = ("exp", "sin", "cos", "ln")[between(rng, 0, 3)]
        a = 1 if kind == "ln" else nonzero(rng, 1 + tier) if kind == "exp" else between(rng, 1, 2 + tier)
        coefficients = [nonzero(rng, 4 + tier), *(between(rng, -4 - tier, 4 + tier) for _ in range(degree))]
        return {"kind": kind, "a": a, "coefficients": coefficients}

    def _function(self, p: Params) -> str:
        argument = linear(p["a"], 0)
        if p["kind"] == "exp":
            return "e^x" if p["a"] == 1 else f"e^({argument})"
        return f"{p['kind']}({argument})"

    def integrand(self, p: Params) -> str:
        """Multiply."""
        poly = polynomial(p["coefficients"])
        return (f"({poly})" if " " in poly or poly[0] == "-" else poly) + f"*{self._function(p)}"

    def _rounds(self, p: Params) -> list[tuple[list[int], Fraction, str]]:
        """Return the polynomials that are differentiated, each with a coefficient and the function beside it."""
        left, out, a = list(p["coefficients"]), [], p["a"]
        k = 0
        while any(left):
            sign = (-1) ** k
            if p["kind"] == "exp":
                out.append((left, Fraction(sign, a ** (k + 1)), self._function(p)))
            else:  # integrate sine or cosine k + 1 times
                turn = k % 4 + (p["kind"] == "cos")  # the integrals of sin are -cos, -sin, cos, sin, ...
                name, s = (("cos", -1), ("sin", -1), ("cos", 1), ("sin", 1))[(turn + 2 * (p["kind"] == "cos")) % 4]
                out.append((left, Fraction(sign * s, a ** (k + 1)), f"{name}({linear(a, 0)})"))
            left = derived(left) if len(left) > 1 else [0]
            k += 1
        return out

    def integral(self, p: Params) -> str:
        """Integrate by parts until the polynomial is gone."""
        if p["kind"] == "ln":
            first = grown(p["coefficients"])
            second = grown_fractions(first[:-1])
            return signed([f"({polynomial(first)})*ln(x)", *_negated(second)])
        totals: dict[str, list[Fraction]] = {}
        for left, factor, function in self._rounds(p):
            before, more = totals.get(function, []), [factor * c for c in left]
            size = max(len(before), len(more))
            padded = [[Fraction(0)] * (size - len(f)) + f for f in (before, more)]
            totals[function] = [a + b for a, b in zip(*padded, strict=True)]
        parts = []
        for function, total in totals.items():
            text = polynomial(total)
            some = [(i, c) for i, c in enumerate(reversed(total)) if c]
            name = power("x", some[0][0])
            whole = f"{name}*{function}" if name else function
            parts.append(f"({text})*{function}" if len(some) > 1 else scaled(some[0][1], whole))
        return signed(parts)

    def steps(self, p: Params) -> list[str]:
        """Write every round of integration by parts."""
        poly = polynomial(p["coefficients"])
        if p["kind"] == "ln":
            first = grown(p["coefficients"])
            return [
                f"Integrate by parts with u = ln(x) and v' = {poly}: u' = 1/x and v = {polynomial(first)}.",
                f"The integral is ({polynomial(first)})*ln(x) minus the integral of v*u' = {polynomial(first[:-1])}.",
                f"That one is {polynomial(grown_fractions(first[:-1]))}. Subtract it, and add a constant C.",
            ]
        lines = [
            f"Integrate by parts, with the polynomial differentiated and {self._function(p)} integrated in each round."
        ]
        for k, (left, factor, function) in enumerate(self._rounds(p), 1):
            following = derived(left) if len(left) > 1 else [0]
            rest = f"; the polynomial becomes {polynomial(following)}" if any(following) else ", and nothing is left"
            lines.append(f"Round {k}: {factor} times ({polynomial(left)})*{function}{rest}.")
        return [*lines, "Add these products, and a constant C."]


def grown_fractions(coefficients: list[Fraction]) -> list[Fraction]:
    """Return the antiderivative of a polynomial with fractions that is 0 at 0."""
    n = len(coefficients)
    return [*(c / (n - i) for i, c in enumerate(coefficients)), Fraction(0)]


def _negated(coefficients: list[Fraction]) -> list[str]:
    n = len(coefficients) - 1
    return [term(-c, power("x", n - i)) for i, c in enumerate(coefficients)]


class RationalFunction(Antiderivative):
    """A quotient of polynomials, by partial fractions."""

    name = "rational_function"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors below."""
        roots = several(rng, -4 - tier, 4 + tier, (2, 3, 3, 4, 5)[tier - 1])
        tops = [nonzero(rng, 4 + 2 * tier) for _ in roots]
        return {"roots": roots, "tops": tops}

    def _top(self, p: Params) -> list[int]:
        roots, out = p["roots"], [0]
        for i, a in enumerate(p["tops"]):
            out = plus(out, [a * c for c in from_roots(roots[:i] + roots[i + 1 :])])
        while len(out) > 1 and not out[0]:
            out = out[1:]
        return out

    def integrand(self, p: Params) -> str:
        """Write the quotient with the denominator multiplied out."""
        top = polynomial(self._top(p))
        return (f"({top})" if " " in top else top) + f"/({polynomial(from_roots(p['roots']))})"

    def integral(self, p: Params) -> str:
        """Add logarithms."""
        return signed(scaled(a, f"ln|{linear(1, -r)}|") for a, r in zip(p["tops"], p["roots"], strict=True))

    def steps(self, p: Params) -> list[str]:
        """Factor, cover, integrate."""
        roots, top = p["roots"], self._top(p)
        factors = "*".join(f"({linear(1, -r)})" if r else "x" for r in roots)
        lines = [
            f"The denominator is {polynomial(from_roots(roots))} = {factors}, so the integrand is a sum of A/(x - r)."
        ]
        for i, (a, r) in enumerate(zip(p["tops"], roots, strict=True)):
            low = prod(r - s for s in roots[:i] + roots[i + 1 :])
            lines.append(f"r = {r}: the numerator is {value_at(top, r)}, the other factors give {low}, so A = {a}.")
        return [*lines, "A/(x - r) has the antiderivative A*ln|x - r|. Add them, and a constant C."]


class WavePowers(Antiderivative):
    """Powers and products of sines and cosines."""

    name = "wave_powers"
    opens = "a"
    phrasings: ClassVar[tuple[str, ...]] = (
        "Find the indefinite integral of {before}({a}*x){after} with respect to x.",
        "Find an antiderivative of f(x) = {before}({a}*x){after}.",
    )
    kinds: ClassVar[tuple[str, ...]] = ("sin2", "cos2", "sin3", "cos3", "tan2", "product", "sin4", "cos4")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw squares, then cubes and products, then fourth powers; a polynomial beside them from tier 3 on."""
        kind = self.kinds[between(rng, 0, (2, 3, 5, 7, 7)[tier - 1])]
        a = between(rng, 2, 4 + 2 * tier)
        b = pick(rng, [b for b in range(1, 6 + 2 * tier) if b != a])
        rest = [nonzero(rng, 5 + tier) for _ in range((0, 1, 1, 2, 3)[tier - 1])]
        return {"kind": kind, "a": a, "b": b, "c": nonzero(rng, 7 + 2 * tier), "rest": rest}

    def _rest(self, p: Params) -> list[str]:
        n = len(p["rest"]) - 1
        return [term(c, power("x", n - i)) for i, c in enumerate(p["rest"])]

    def words(self, p: Params) -> Params:
        """Write what stands around the argument."""
        before = scaled(p["c"], p["kind"][:3] if p["kind"] != "product" else "sin")
        after = f"*cos({linear(p['b'], 0)})" if p["kind"] == "product" else f"^{p['kind'][3]}"
        return {"before": before, "after": signed([after, *self._rest(p)])}

    def integrand(self, p: Params) -> str:
        """Write the integrand."""
        words = self.words(p)
        return f"{words['before']}({p['a']}x){words['after']}"

    def _parts(self, p: Params) -> list[tuple[Fraction, str]]:
        """Return the integral of the power or product as multiples of simple functions."""
        a, b, x = p["a"], p["b"], linear(p["a"], 0)
        s, c = f"sin({x})", f"cos({x})"
        if p["kind"] == "product":
            return [
                (Fraction(-1, 2 * (a + b)), f"cos({linear(a + b, 0)})"),
                (Fraction(-1, 2 * abs(a - b) * (1 if a > b else -1)), f"cos({linear(abs(a - b), 0)})"),
            ]
        sign = -1 if p["kind"][0] == "s" else 1
        twice = (Fraction(sign, 4 * a), f"sin({linear(2 * a, 0)})")
        return {
            "2": [(Fraction(1, 2), "x"), twice],
            "3": [(Fraction(sign, a), c if sign < 0 else s), (Fraction(-sign, 3 * a), f"{c if sign < 0 else s}^3")],
            "4": [(Fraction(3, 8), "x"), twice, (Fraction(1, 32 * a), f"sin({linear(4 * a, 0)})")],
        }[p["kind"][3]] if p["kind"] != "tan2" else [(Fraction(1, a), f"tan({x})"), (Fraction(-1), "x")]  # fmt: skip

    def integral(self, p: Params) -> str:
        """Integrate every part."""
        n, parts = len(p["rest"]), self._parts(p)
        rest = [Fraction(c, n - i) for i, c in enumerate(p["rest"])] or [Fraction(0)]
        rest[-1] += sum((p["c"] * k for k, text in parts if text == "x"), Fraction(0))
        waves = [scaled(p["c"] * k, text) for k, text in parts if text != "x"]
        return signed([*waves, *(term(c, power("x", max(n, 1) - i)) for i, c in enumerate(rest))])

    def steps(self, p: Params) -> list[str]:
        """Rewrite the power."""
        u = f"{p['a']}x"
        rule = {
            "sin2": "sin(u)^2 = (1 - cos(2u))/2", "cos2": "cos(u)^2 = (1 + cos(2u))/2",
            "sin3": "sin(u)^3 = sin(u) - cos(u)^2*sin(u), where -sin(u)*u' is the derivative of cos(u)",
            "cos3": "cos(u)^3 = cos(u) - sin(u)^2*cos(u), where cos(u)*u' is the derivative of sin(u)",
            "tan2": "tan(u)^2 = (tan(u)^2 + 1) - 1, where (tan(u)^2 + 1)*u' is the derivative of tan(u)",
            "product": "sin(u)*cos(v) = (sin(u + v) + sin(u - v))/2",
            "sin4": "sin(u)^4 = (3 - 4*cos(2u) + cos(4u))/8", "cos4": "cos(u)^4 = (3 + 4*cos(2u) + cos(4u))/8",
        }[p["kind"]]  # fmt: skip
        second = f" and v = {linear(p['b'], 0)}" if p["kind"] == "product" else ""
        name = self.words(p)["before"].lstrip("-").split("*")[-1]
        lines = [
            f"With u = {u}{second}: {rule}.",
            f"So the part with {name} integrates to {p['c']} times {signed(scaled(k, t) for k, t in self._parts(p))}.",
        ]
        if p["rest"]:
            lines.append(f"The rest, {signed(self._rest(p))}, is integrated term by term.")
        return [*lines, "Add a constant C."]


class ExponentialWave(Antiderivative):
    """An exponential function times a wave: two rounds of parts lead back."""

    name = "exponential_wave"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one wave, then two."""
        both = tier > 2 or rng.random() < 0.3
        p = {"a": nonzero(rng, 2 + tier), "b": between(rng, 1, 2 + tier), "s": nonzero(rng, 5 + 2 * tier), "c": 0}
        if both:
            p["c"] = nonzero(rng, 5 + 2 * tier)
        elif rng.random() < 0.5:
            p["s"], p["c"] = 0, p["s"]
        return dict(p)

    def _exp(self, p: Params) -> str:
        return "e^x" if p["a"] == 1 else f"e^({linear(p['a'], 0)})"

    def _wave(self, p: Params, s: Number, c: Number) -> str:
        x = linear(p["b"], 0)
        return signed([scaled(s, f"sin({x})"), scaled(c, f"cos({x})")])

    def integrand(self, p: Params) -> str:
        """Write the product."""
        wave = self._wave(p, p["s"], p["c"])
        return f"{self._exp(p)}*({wave})" if " " in wave or wave[0] == "-" else f"{self._exp(p)}*{wave}"

    def _solved(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return the coefficients of sine and cosine in the integral."""
        a, b, s, c = p["a"], p["b"], p["s"], p["c"]
        n = a * a + b * b
        return Fraction(a * s + b * c, n), Fraction(a * c - b * s, n)

    def integral(self, p: Params) -> str:
        """Solve for the coefficients."""
        return f"{self._exp(p)}*({self._wave(p, *self._solved(p))})"

    def steps(self, p: Params) -> list[str]:
        """Compare the derivative of a product of the same kind."""
        a, b, s, c, (u, v) = p["a"], p["b"], p["s"], p["c"], self._solved(p)
        x = linear(b, 0)
        return [
            f"Integrating by parts twice leads back to functions of the same kind, so try "
            f"F = {self._exp(p)}*(p*sin({x}) + q*cos({x})).",
            f"F' = {self._exp(p)}*(({combination([a, -b], 'pq')})*sin({x}) + ({combination([b, a], 'pq')})*cos({x})).",
            f"Compare: {combination([a, -b], 'pq')} = {s} and {combination([b, a], 'pq')} = {c}.",
            f"So p = ({inside(a)}*{inside(s)} + {b}*{inside(c)})/{a * a + b * b} = {u} and "
            f"q = ({inside(a)}*{inside(c)} - {b}*{inside(s)})/{a * a + b * b} = {v}. Add a constant C.",
        ]
