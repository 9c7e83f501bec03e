"""Derivatives as expressions: products, quotients, chains, powers with variable exponents, tangents."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

import numpy as np

from ...core import Verdict
from ...verify.answers import read_math
from ...verify.answers.tree import walk
from ..calculus import differentiate, judge_formula, written
from ..notation import between, derived, inside, linear, nonzero, pick, polynomial, signed, term, value_at
from ..template import Params, Template


def derivative(text: str) -> str:
    """Return the derivative of a formula in x, as text."""
    return written(differentiate(read_math(text)))


def elementary(kind: str, a: int, b: int = 0) -> str:
    """Return a simple function of ax + b, such as sin(3x)."""
    argument = linear(a, b)
    if kind == "exp":
        return "e^x" if argument == "x" else f"e^({argument})"
    return f"{kind}({argument})"


class Differentiate(Template):
    """A template that asks for the derivative of a formula."""

    phrasings = (
        "Find the derivative of f(x) = {f} with respect to x.",
        "Differentiate f(x) = {f} with respect to x.",
    )

    def formula(self, p: Params) -> str:
        """Return the formula of f."""
        raise NotImplementedError

    def answer(self, p: Params) -> str:
        """Differentiate."""
        return derivative(self.formula(p))

    def words(self, p: Params) -> Params:
        """Write the formula out."""
        return {"f": self.formula(p)}

    def verify(self, p: Params, answer: str) -> Verdict:
        """Accept every formula with the same values."""
        return judge_formula(differentiate(read_math(self.formula(p))), answer)


class Product(Differentiate):
    """A polynomial times one or two elementary functions."""

    name = "product"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree; two functions from tier 4 on."""
        coefficients = [nonzero(rng, 4 + tier), *(between(rng, -4 - tier, 4 + tier) for _ in range(1 + tier // 2))]
        kinds = ("exp", "sin", "cos", "ln")
        factors = []
        for i in rng.permutation(4)[: 1 + (tier > 3)]:
            kind = kinds[int(i)]
            a = {"ln": 1, "exp": nonzero(rng, 1 + tier)}.get(kind) or between(rng, 1, 2 + tier)
            factors.append([kind, a, 0 if tier < 3 or kind == "ln" else between(rng, -3, 3)])
        return {"coefficients": coefficients, "factors": factors}

    def _parts(self, p: Params) -> list[str]:
        return [polynomial(p["coefficients"]), *(elementary(*factor) for factor in p["factors"])]

    def formula(self, p: Params) -> str:
        """Multiply the parts."""
        first, *rest = self._parts(p)
        return "*".join([f"({first})" if " " in first or first.startswith("-") else first, *rest])

    def steps(self, p: Params) -> list[str]:
        """Differentiate every factor, then use the product rule."""
        parts = self._parts(p)
        names = "uvw"[: len(parts)]
        lines = [
            f"Write f = {'*'.join(names)} with {', '.join(f'{n} = {t}' for n, t in zip(names, parts, strict=True))}."
        ]
        lines += [f"{n}' = {derivative(t)}." for n, t in zip(names, parts, strict=True)]
        terms = ["*".join(m + ("'" if m == n else "") for m in names) for n in names]
        lines.append(f"The product rule gives f' = {' + '.join(terms)}. Put the parts in.")
        return lines


class Quotient(Differentiate):
    """A quotient of polynomials, or of a polynomial and a function."""

    name = "quotient"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw higher degrees, and a function above from tier 3 on."""
        size = 4 + tier
        while True:
            top = [nonzero(rng, size), *(between(rng, -size, size) for _ in range(1 + tier // 3))]
            low = [between(rng, 1, 3), *(between(rng, -size, size) for _ in range(1 + tier // 3)), nonzero(rng, size)]
            above: list[object] = []
            if tier > 2 and rng.random() < 0.7:
                above = [("exp", "sin", "cos")[between(rng, 0, 2)], between(rng, 1, tier)]
            if above or len(low) != len(top) or any(a * low[0] != b * top[0] for a, b in zip(top, low, strict=True)):
                return {"top": top, "low": low, "above": above}

    def _parts(self, p: Params) -> tuple[str, str]:
        top = polynomial(p["top"])
        if p["above"]:
            function = elementary(*p["above"])
            top = (
                function
                if top == "1"
                else f"({top})*{function}"
                if " " in top or top[0] == "-"
                else f"{top}*{function}"
            )
        return top, polynomial(p["low"])

    def formula(self, p: Params) -> str:
        """Divide."""
        top, low = self._parts(p)
        return (f"({top})" if " " in top or top.startswith("-") else top) + f"/({low})"

    def steps(self, p: Params) -> list[str]:
        """Differentiate above and below, then use the quotient rule."""
        top, low = self._parts(p)
        return [
            f"Write f = u/v with u = {top} and v = {low}.",
            f"u' = {derivative(top)}" + (" by the product rule." if p["above"] else "."),
            f"v' = {derivative(low)}.",
            "The quotient rule gives f' = (u'*v - u*v')/v^2. Put the parts in.",
        ]


class Chain(Differentiate):
    """Functions inside functions."""

    name = "chain"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one to four layers around a polynomial that is positive."""
        layers: list[list[object]] = []
        positive, count = True, (1, 2, 3, 3, 4)[tier - 1]
        for i in range(count):
            kinds = ["sin", "cos", "arctan", "exp"] + (["sqrt", "ln", "power"] if positive else ["power"])
            if i:
                kinds = [
                    kind for kind in kinds if kind != layers[-1][0] and (kind, layers[-1][0]) != ("sqrt", "power")
                ]
            if any(layer[0] == "exp" for layer in layers) or (layers and layers[-1][0] == "power"):
                kinds = [kind for kind in kinds if kind not in ("exp", "power")]
            if layers[-1:] not in ([["sin", 0]], [["cos", 0]], [["arctan", 0]]) and i < count - 1:
                kinds = [kind for kind in kinds if kind != "exp"]  # functions of it would be too wild
            kind = kinds[between(rng, 0, len(kinds) - 1)]
            layers.append([kind, between(rng, 2, 3 + tier) if kind == "power" else 0])
            positive = kind in ("exp", "sqrt") and (positive or kind == "exp")
        inner = [between(rng, 1, 2 + tier), 0, between(rng, 1, 4 + 2 * tier)]
        if tier > 2 and rng.random() < 0.5:
            inner = [between(rng, 1, 3), 0, between(rng, 0, 4), 0, between(rng, 1, 5)]
        return {"inner": inner, "layers": layers, "scale": nonzero(rng, 2 + 2 * tier)}

    def _around(self, layer: list[object], text: str) -> str:
        kind, n = layer
        if kind == "exp":
            return f"e^({text})"
        if kind == "power":
            return f"({text})^{n}"
        return f"{kind}({text})"

    def formula(self, p: Params) -> str:
        """Put the layers around the polynomial."""
        text = polynomial(p["inner"])
        for layer in p["layers"]:
            text = self._around(layer, text)
        return {1: text, -1: f"-{text}"}.get(p["scale"], f"{p['scale']}*{text}")

    def steps(self, p: Params) -> list[str]:
        """Go from the innermost function outwards."""
        text = polynomial(p["inner"])
        lines = [f"Innermost is u_0 = {text} with u_0' = {derivative(text)}."]
        for i, layer in enumerate(p["layers"]):
            outer = self._around(layer, "x")
            slope = derivative(outer)
            text = self._around(layer, text)
            name = f"u_{i}"
            lines.append(
                f"Around it is u_{i + 1} = {self._around(layer, name)}. The outer function has the derivative "
                f"{slope}, taken at x = {name}, and u_{i + 1}' is that times {name}'."
            )
        if p["scale"] != 1:
            lines.append(f"Multiply by {p['scale']}.")
        return [*lines, "Multiply all factors, and write every u in terms of x."]


class VariableExponent(Differentiate):
    """A power whose base and exponent both hold x."""

    name = "variable_exponent"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw linear bases, then quadratic and trigonometric ones."""
        base = [1, 0] if tier == 1 else [between(rng, 1, 1 + tier), between(rng, 1, 4 + tier)]
        if tier > 3:
            base = [base[0], 0, base[1]]
        kind = pick(rng, (0, 0, 1, 2)) if tier > 2 else 0
        return {"base": base, "kind": kind, "exponent": [nonzero(rng, 5 + tier), between(rng, -7, 7)],
                "scale": nonzero(rng, 5 + tier)}  # fmt: skip

    def _parts(self, p: Params) -> tuple[str, str]:
        base = polynomial(p["base"])
        a, b = p["exponent"]
        exponent = (linear(a, b), elementary("sin", a), elementary("cos", a))[p["kind"]]
        return base, exponent

    def formula(self, p: Params) -> str:
        """Write the power."""
        base, exponent = self._parts(p)
        text = (base if base == "x" else f"({base})") + (f"^{exponent}" if exponent == "x" else f"^({exponent})")
        return {1: text, -1: f"-{text}"}.get(p["scale"], f"{p['scale']}*{text}")

    def steps(self, p: Params) -> list[str]:
        """Take logarithms."""
        base, exponent = self._parts(p)
        return [
            f"Where the base is positive, write the power as e^(v*ln(u)) with u = {base} and v = {exponent}.",
            "Its derivative is the power itself times (v*ln(u))' = v'*ln(u) + v*u'/u.",
            f"u' = {derivative(base)} and v' = {derivative(exponent)}.",
            f"Put the parts in{'' if p['scale'] == 1 else ', and keep the factor ' + str(p['scale'])}.",
        ]


class Tangent(Template):
    """The tangent to a graph, as an equation."""

    name = "tangent"
    opens = "a"
    phrasings = (
        "Find the equation of the tangent to the graph of f(x) = {f} at x = {a}. Answer in the form y = mx + b.",
        "The line y = mx + b touches the graph of f(x) = {f} at x = {a}. Write down its equation.",
    )
    shapes: ClassVar[tuple[str, ...]] = ("polynomial", "polynomial", "root", "quotient", "product")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a polynomial, then a quotient, a root, and a polynomial times a root."""
        a, shape = nonzero(rng, 3 + tier), self.shapes[tier - 1]
        size = 3 + tier
        poly = [nonzero(rng, size) for _ in range(2 + tier if tier < 3 else 2)]
        c, s = nonzero(rng, 3), between(rng, 1, 4 + tier)
        if shape == "quotient":
            d = pick(rng, [d for d in range(-9, 10) if c * a + d and d])
            return {"shape": shape, "a": a, "poly": poly, "low": [c, d]}
        if shape in ("root", "product"):
            return {"shape": shape, "a": a, "poly": poly if shape == "product" else [nonzero(rng, size)],
                    "low": [c, s * s - c * a]}  # fmt: skip
        return {"shape": shape, "a": a, "poly": poly, "low": []}

    def _values(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return f(a) and f'(a)."""
        u, du = value_at(p["poly"], p["a"]), value_at(derived(p["poly"]), p["a"])
        if p["shape"] == "polynomial":
            return u, du
        v, dv = value_at(p["low"], p["a"]), Fraction(p["low"][0])
        if p["shape"] == "quotient":
            return u / v, (du * v - u * dv) / v**2
        root = next(Fraction(s) for s in range(1, 100) if s * s == v)
        return u * root, du * root + u * dv / (2 * root)

    def answer(self, p: Params) -> str:
        """Use the point and the slope."""
        y, m = self._values(p)
        return f"y = {linear(m, y - m * p['a'])}"

    def verify(self, p: Params, answer: str) -> Verdict:
        """Compare lines; no words may stand beside them."""
        verdict = super().verify(p, answer)
        if verdict.is_correct and any(node.op == "text" for node in walk(read_math(answer))):
            return Verdict.wrong("an equation without words was expected")
        return verdict

    def words(self, p: Params) -> Params:
        """Write the function out."""
        poly, low = polynomial(p["poly"]), linear(*p["low"]) if p["low"] else ""
        if p["shape"] == "polynomial":
            return {"f": poly}
        if p["shape"] == "quotient":
            return {"f": f"({poly})/({low})"}
        front = f"({poly})*" if len(p["poly"]) > 1 else {"1": "", "-1": "-"}.get(poly, f"{poly}*")
        return {"f": f"{front}sqrt({low})"}

    def steps(self, p: Params) -> list[str]:
        """Differentiate and put in."""
        y, m = self._values(p)
        a, f = p["a"], self.words(p)["f"]
        return [
            f"f'(x) = {derivative(f)}.",
            f"At x = {a}: f({a}) = {y} and f'({a}) = {m}.",
            f"The tangent is y = {inside(m)}*(x - {inside(a)}) + {inside(y)}.",
            f"Its constant term is {y} - {inside(m)}*{inside(a)} = {y - m * a}.",
        ]


class PowerTerms(Template):
    """The derivative of a sum of powers, roots and reciprocals at a square."""

    name = "power_terms"
    opens = "a"
    phrasings = (
        "Let f(x) = {f}. Find the exact value of f'({a}).",
        "What is the derivative of f(x) = {f} at x = {a}?",
    )
    exponents: ClassVar[tuple[Fraction, ...]] = tuple(
        map(Fraction, ("1/2", "-1", "2", "3", "3/2", "-2", "-1/2", "4", "5/2"))
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms."""
        which = sorted(int(i) for i in rng.permutation(3 + tier)[: 2 + tier // 2])
        while True:
            p: Params = {
                "a": between(rng, 1, 3 + tier) ** 2,
                "terms": [[nonzero(rng, 6 + 2 * tier), i] for i in which],
            }
            if self.answer(p) != "0":
                return p

    def _slopes(self, p: Params) -> list[tuple[Fraction, Fraction]]:
        """Return exponent and value of the derivative of every term."""
        root = next(s for s in range(1, 100) if s * s == p["a"])
        out = []
        for c, i in p["terms"]:
            e = self.exponents[i]
            out.append((e, c * e * Fraction(root) ** int(2 * (e - 1))))
        return out

    def answer(self, p: Params) -> str:
        """Differentiate term by term."""
        return str(sum((value for _, value in self._slopes(p)), Fraction(0)))

    def _written(self, c: int, e: Fraction) -> str:
        if e == Fraction(1, 2):
            return term(c, "sqrt(x)") if abs(c) == 1 else f"{c}*sqrt(x)"
        if e < 0:
            low = {Fraction(-1): "x", Fraction(-1, 2): "sqrt(x)"}.get(e, f"x^{-e}")
            return f"{c}/{low}"
        return term(c, f"x^{e}" if e.denominator == 1 else f"x^({e})")

    def words(self, p: Params) -> Params:
        """Write the function out."""
        return {"f": signed(self._written(c, self.exponents[i]) for c, i in p["terms"])}

    def steps(self, p: Params) -> list[str]:
        """Use the power rule."""
        a, lines = p["a"], []
        for (c, i), (e, value) in zip(p["terms"], self._slopes(p), strict=True):
            text, power = self._written(c, self.exponents[i]), term(c, f"x^({e})")
            first = f"{text} = {power}" if e < 0 or e.denominator > 1 else text
            slope = f"{inside(c * e)}*x^({e - 1})"
            lines.append(f"{first} has the derivative {slope}, at x = {a}: {slope.replace('x', str(a))} = {value}.")
        return [*lines, f"The sum is {signed(str(value) for _, value in self._slopes(p))}."]
