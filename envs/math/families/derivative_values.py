"""Derivatives as values: implicit, inverse, parametric, higher ones, extrema, long products."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..notation import (
    between,
    combination,
    derived,
    divided,
    inside,
    linear,
    nonzero,
    pick,
    plus,
    polynomial,
    several,
    signed,
    times,
    value_at,
)  # fmt: skip
from ..template import STEPS, Params, Template


class Implicit(Template):
    """The slope of a curve at a point."""

    name = "implicit"
    phrasings = (
        "The curve {left} = {e} passes through the point ({x}, {y}). Find {ask} there.",
        "Near the point ({x}, {y}) the equation {left} = {e} makes y a function of x. What is {ask} at that point?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a conic, then cubic terms, and the second derivative at tier 5."""
        while True:
            c = [nonzero(rng, 3 + tier) for _ in range(5)] + [
                nonzero(rng, 1 + tier) if tier > 2 else 0 for _ in range(2)
            ]
            p: Params = {
                "c": c,
                "x": nonzero(rng, 3 + tier // 2),
                "y": nonzero(rng, 3 + tier // 2),
                "order": 1 + (tier > 4),
            }
            fx, fy, *_ = self._partial(p)
            if fx and fy:
                return p

    def _partial(self, p: Params) -> tuple[int, int, int, int, int]:
        """Return F_x, F_y, F_xx, F_xy, F_yy of F = ax^2 + bxy + cy^2 + dx + ey + fx^3 + gy^3."""
        a, b, c, d, e, f, g = p["c"]
        x, y = p["x"], p["y"]
        return (2 * a * x + b * y + d + 3 * f * x * x, b * x + 2 * c * y + e + 3 * g * y * y, 2 * a + 6 * f * x, b,
                2 * c + 6 * g * y)  # fmt: skip

    def answer(self, p: Params) -> str:
        """Differentiate the equation once or twice."""
        fx, fy, fxx, fxy, fyy = self._partial(p)
        slope = Fraction(-fx, fy)
        return str(slope if p["order"] == 1 else -(fxx + 2 * fxy * slope + fyy * slope**2) / fy)

    def words(self, p: Params) -> Params:
        """Write the curve out."""
        a, b, c, d, e, f, g = p["c"]
        x, y = p["x"], p["y"]
        value = a * x * x + b * x * y + c * y * y + d * x + e * y + f * x**3 + g * y**3
        left = combination([f, g, a, b, c, d, e], ["x^3", "y^3", "x^2", "x*y", "y^2", "x", "y"])
        return {"left": left, "e": value, "ask": "dy/dx" if p["order"] == 1 else "the second derivative d^2y/dx^2"}

    def steps(self, p: Params) -> list[str]:
        """Differentiate with respect to x."""
        a, b, c, d, e, f, g = p["c"]
        fx, fy, fxx, fxy, fyy = self._partial(p)
        slope = Fraction(-fx, fy)
        free = combination([3 * f, 2 * a, b, d], ["x^2", "x", "y", ""])
        bound = combination([3 * g, b, 2 * c, e], ["y^2", "x", "y", ""])
        lines = [
            f"Differentiate with respect to x: {free} + ({bound})*y' = 0.",
            f"At ({p['x']}, {p['y']}): {fx} + {inside(fy)}*y' = 0, so y' = {divided(-fx, fy)}.",
        ]
        if p["order"] == 2:
            lines += [
                "Differentiate again: F_xx + 2F_xy*y' + F_yy*y'^2 + F_y*y'' = 0 with "
                f"F_xx = {fxx}, F_xy = {fxy}, F_yy = {fyy} and F_y = {fy} at the point.",
                f"F_xx + 2F_xy*y' + F_yy*y'^2 = {fxx + 2 * fxy * slope + fyy * slope**2}; divide by {-fy}.",
            ]
        return lines


class Inverse(Template):
    """The derivative of an inverse function."""

    name = "inverse"
    opens = "b"
    phrasings = (
        "The function f(x) = {f} is increasing and has an inverse g. Find g'({b}).",
        "Let g be the inverse function of the increasing function f(x) = {f}. What is g'({b})?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw odd powers with positive coefficients."""
        high = 3 + 2 * (tier > 2)
        while True:
            poly = [0] * (high + 1)
            poly[0], poly[-2], poly[-1] = between(rng, 1, 2 + tier), between(rng, 1, 12 + tier), nonzero(rng, 9 + tier)
            if high == 5:
                poly[2] = between(rng, 0, 4)
            x = nonzero(rng, 3 + tier // 3) if rng.random() < 0.9 else 0
            return {"poly": poly, "b": int(value_at(poly, x))}

    def _root(self, p: Params) -> int:
        return next(x for k in range(50) for x in (k, -k) if value_at(p["poly"], x) == p["b"])

    def answer(self, p: Params) -> str:
        """Take the reciprocal of the slope."""
        return str(1 / value_at(derived(p["poly"]), self._root(p)))

    def words(self, p: Params) -> Params:
        """Write the function out."""
        return {"f": polynomial(p["poly"])}

    def steps(self, p: Params) -> list[str]:
        """Find the place, then the slope there."""
        poly, x, slope = p["poly"], self._root(p), derived(p["poly"])
        tried = [t for k in range(abs(x) + 1) for t in ((k, -k) if k else (0,))]
        tried = tried[: tried.index(x)]
        lines = [f"g({p['b']}) is the x with {polynomial(p['poly'])} = {p['b']}."]
        if tried:
            lines.append(f"Try whole numbers: {', '.join(f'f({t}) = {value_at(poly, t)}' for t in tried)}.")
        return [
            *lines,
            f"f({x}) = {p['b']}, so g({p['b']}) = {x}.",
            f"g'({p['b']}) = 1/f'({x}), and f'(x) = {polynomial(slope)}, so f'({x}) = {value_at(slope, x)}.",
        ]


class Parametric(Template):
    """The slope of a curve given by a parameter, or its change."""

    name = "parametric"
    opens = "t"
    phrasings = (
        "A curve is given by x = {x} and y = {y}. Find {ask} at t = {t}.",
        "A point moves so that x = {x} and y = {y} at time t. What is {ask} of its path at t = {t}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw higher degrees, and the second derivative from tier 4 on."""
        size = 3 + tier
        while True:
            x = [nonzero(rng, size) for _ in range(2 + (tier + 1) // 2)]
            y = [nonzero(rng, size) for _ in range(3 + tier // 2)]
            p: Params = {"xs": x, "ys": y, "t": nonzero(rng, 2 + tier // 2), "order": 1 + (tier > 3)}
            if value_at(derived(x), p["t"]) and value_at(derived(y), p["t"]) and self.answer(p) != "0":
                return p

    def _slopes(self, p: Params) -> list[Fraction]:
        """Return x', y', x'' and y''."""
        x, y = derived(p["xs"]), derived(p["ys"])
        return [value_at(f, p["t"]) for f in (x, y, derived(x), derived(y))]

    def answer(self, p: Params) -> str:
        """Divide the derivatives."""
        dx, dy, ddx, ddy = self._slopes(p)
        return str(dy / dx if p["order"] == 1 else (ddy * dx - dy * ddx) / dx**3)

    def words(self, p: Params) -> Params:
        """Write the curve out."""
        ask = "the slope dy/dx" if p["order"] == 1 else "the second derivative d^2y/dx^2"
        return {"x": polynomial(p["xs"], "t"), "y": polynomial(p["ys"], "t"), "ask": ask}

    def steps(self, p: Params) -> list[str]:
        """Differentiate with respect to the parameter."""
        x, y = derived(p["xs"]), derived(p["ys"])
        dx, dy, ddx, ddy = self._slopes(p)
        t = p["t"]
        lines = [
            f"dx/dt = {polynomial(x, 't')}, at t = {t} it is {dx}.",
            f"dy/dt = {polynomial(y, 't')}, at t = {t} it is {dy}.",
            f"dy/dx = {divided(dy, dx)}.",
        ]
        if p["order"] == 2:
            lines += [
                f"The second derivatives with respect to t are {polynomial(derived(x), 't')} and "
                f"{polynomial(derived(y), 't')}, at t = {t}: {ddx} and {ddy}.",
                "d^2y/dx^2 = (y''*x' - y'*x'')/x'^3 = "
                f"({inside(ddy)}*{inside(dx)} - {inside(dy)}*{inside(ddx)})/{inside(dx)}^3.",
            ]
        return lines


class Extremum(Template):
    """The largest or smallest value of a polynomial on an interval."""

    name = "extremum"
    opens = "high"
    phrasings = (
        "Find the {which} value of f(x) = {f} for x from {low} to {high}.",
        "What is the {which} value that f(x) = {f} takes on the interval [{low}, {high}]?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two zeros of the derivative, then three."""
        size, count = 3 + tier, 2 if tier < 4 else 3
        zeros = sorted(several(rng, -size, size, count))
        low, high = between(rng, zeros[0] - 3, zeros[0] + 1), between(rng, zeros[-1] - 1, zeros[-1] + 3)
        p: Params = {"zeros": zeros, "low": low, "high": max(high, low + 1), "sign": pick(rng, (1, -1))}
        while True:
            p |= {
                "scale": pick(rng, (1, -1)) * between(rng, 1, (tier + 1) // 2),
                "constant": nonzero(rng, 9 + 5 * tier),
            }
            if self.answer(p) != "0":
                return p

    def _poly(self, p: Params) -> list[int]:
        slope = [p["scale"] * (6 if len(p["zeros"]) == 2 else 12)]
        for zero in p["zeros"]:
            slope = times(slope, [1, -zero])
        degree = len(slope)
        return [*(c // (degree - i) for i, c in enumerate(slope)), p["constant"]]

    def _places(self, p: Params) -> list[int]:
        inner = [zero for zero in p["zeros"] if p["low"] < zero < p["high"]]
        return [p["low"], *inner, p["high"]]

    def answer(self, p: Params) -> str:
        """Compare the values at zeros of the derivative and at the ends."""
        values = [value_at(self._poly(p), x) for x in self._places(p)]
        return str(max(values) if p["sign"] > 0 else min(values))

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        return {"f": polynomial(self._poly(p)), "which": "largest" if p["sign"] > 0 else "smallest"}

    def steps(self, p: Params) -> list[str]:
        """Differentiate, find the zeros, compare."""
        poly = self._poly(p)
        slope = derived(poly)
        factors = "".join(f"({linear(1, -z)})" if z else "x" for z in p["zeros"])
        lines = [
            f"f'(x) = {polynomial(slope)} = {slope[0]}*{factors}, with the zeros {', '.join(map(str, p['zeros']))}."
        ]
        outside = [z for z in p["zeros"] if not p["low"] < z < p["high"]]
        if outside:
            lines.append(f"Not inside the interval: {', '.join(map(str, outside))}.")
        lines += [f"f({x}) = {value_at(poly, x)}." for x in self._places(p)]
        return [*lines, f"Take the {self.words(p)['which']} of these values."]


class HighOrder(Template):
    """A derivative of high order at 0: Leibniz's rule instead of differentiating again and again."""

    name = "high_order"
    opens = "n"
    phrasings = (
        "Let f(x) = ({poly})*{function}. Find the derivative of f of order {n} at x = 0.",
        "The function f(x) = ({poly})*{function} is differentiated {n} times. What is the result at x = 0?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an order that can be reached."""
        return self._pick(rng, tier, between(rng, 3 + tier, 8 + 4 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an order that cannot."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        kind = pick(rng, (0, 1)) if tier < 3 else pick(rng, (1, 2, 3))
        degree = (1, 2, 2, 3, 3)[tier - 1]
        return {"poly": [nonzero(rng, 4 + 2 * tier) for _ in range(degree + 1)], "kind": kind, "n": n}

    def _at(self, kind: int, k: int) -> int:
        """Return the k-th derivative of the function at 0."""
        return (1, (-1) ** (k % 2), (0, 1, 0, -1)[k % 4], (1, 0, -1, 0)[k % 4])[kind]

    def _terms(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return j, n(n-1)...(n-j+1), the coefficient of x^j, and the derivative of order n - j at 0."""
        n, out, falling = p["n"], [], 1
        for j, c in enumerate(reversed(p["poly"])):
            out.append((j, falling, c, self._at(p["kind"], n - j)))
            falling *= n - j
        return out

    def answer(self, p: Params) -> str:
        """Use Leibniz's rule."""
        return str(sum(falling * c * value for _, falling, c, value in self._terms(p)))

    def words(self, p: Params) -> Params:
        """Write the function out."""
        return {"poly": polynomial(p["poly"]), "function": ("e^x", "e^(-x)", "sin(x)", "cos(x)")[p["kind"]]}

    def steps(self, p: Params) -> list[str]:
        """Let j of the derivatives fall on the polynomial."""
        n, function = p["n"], self.words(p)["function"]
        lines = [
            f"Leibniz: the derivative of order {n} of u*v is the sum of C({n}, j)*u^(j)*v^({n} - j), where (j) counts "
            "derivatives. Only powers x^j differentiated exactly j times are not 0 at x = 0.",
            f"So c*x^j contributes c*{n}*({n} - 1)*...*({n} - j + 1) times the derivative of {function} of order "
            f"{n} - j at 0.",
        ]
        for j, falling, c, value in self._terms(p):
            lines.append(f"j = {j}: {inside(c)}*{falling}*{inside(value)} = {falling * c * value}.")
        values = [str(falling * c * value) for _, falling, c, value in self._terms(p) if value]
        return [*lines, f"The sum is {signed(values)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Differentiate again and again: u*s + v*c for sine and cosine, or u*e."""
        if p["n"] > steps:
            return None
        kind, zero = p["kind"], [0] * len(p["poly"])
        u, v = (zero, list(p["poly"])) if kind == 3 else (list(p["poly"]), zero)
        for _ in range(p["n"]):
            du, dv = ([0, *derived(f)][-len(zero) :] for f in (u, v))
            if kind < 2:
                u = plus(du, [c * (1 - 2 * kind) for c in u])
            else:
                u, v = plus(du, [-c for c in v]), plus(dv, u)
        return str(u[-1] if kind < 2 else v[-1])


class FactorProduct(Template):
    """Derivatives of a long product at 0: sums over its factors instead of multiplying out."""

    name = "factor_product"
    opens = "n"
    phrasings = (
        "Let f(x) be the product of the factors 1 + {factor}*x over i = 1, 2, ..., {n}. Find {ask}.",
        "Take the factors 1 + {factor}*x for i = 1, 2, ..., {n}, and let f(x) be their product. What is {ask}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw few factors."""
        return self._pick(rng, tier, between(rng, 3 + tier, 8 + 3 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many factors to multiply out."""
        return self._pick(rng, tier, between(rng, 10**4, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        while True:
            p: Params = {"n": n, "a": nonzero(rng, 2 + 2 * tier), "b": nonzero(rng, 5 + 2 * tier)}
            p["order"] = (1, 1, 2, 2, 3)[tier - 1]
            if self.answer(p) != "0":
                return p

    def _sums(self, p: Params) -> list[int]:
        """Return the sums of first, second and third powers of the coefficients."""
        n, a, b = p["n"], p["a"], p["b"]
        one, two, three = n * (n + 1) // 2, n * (n + 1) * (2 * n + 1) // 6, (n * (n + 1) // 2) ** 2
        return [
            a * one + b * n,
            a * a * two + 2 * a * b * one + b * b * n,
            a**3 * three + 3 * a * a * b * two + 3 * a * b * b * one + b**3 * n,
        ]

    def answer(self, p: Params) -> str:
        """Use Newton's identities."""
        s, t, u = self._sums(p)
        return str((s, s * s - t, s**3 - 3 * s * t + 2 * u)[p["order"] - 1])

    def words(self, p: Params) -> Params:
        """Write the factor out."""
        ask = ("f'(0)", "the second derivative f''(0)", "the third derivative f'''(0)")[p["order"] - 1]
        return {"factor": f"({linear(p['a'], p['b'], 'i')})", "ask": ask}

    def steps(self, p: Params) -> list[str]:
        """Read the coefficients off as symmetric functions."""
        n, factor, (s, t, u) = p["n"], self.words(p)["factor"], self._sums(p)
        lines = [
            "Multiplied out, f(x) = 1 + e_1*x + e_2*x^2 + e_3*x^3 + ..., with the elementary symmetric functions of "
            f"the numbers {factor}; so f'(0) = e_1, f''(0) = 2e_2 and f'''(0) = 6e_3.",
            f"Their sum is S_1 = {p['a']}*{n}*{n + 1}/2 + {n}*{inside(p['b'])} = {s}.",
        ]
        if p["order"] > 1:
            squares = n * (n + 1) * (2 * n + 1) // 6
            lines.append(f"1^2 + ... + {n}^2 = {squares}, so their squares add up to S_2 = {t}; 2e_2 = S_1^2 - S_2.")
        if p["order"] > 2:
            cubes = (n * (n + 1) // 2) ** 2
            lines.append(f"1^3 + ... + {n}^3 = {cubes}, so their cubes add up to S_3 = {u}.")
            lines.append("6e_3 = S_1^3 - 3*S_1*S_2 + 2*S_3.")
        return [*lines, f"So the derivative of order {p['order']} at 0 is {self.answer(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply out."""
        if p["n"] > steps:
            return None
        out = [1]
        for k in range(1, p["n"] + 1):
            steps -= len(out)
            if steps < 0:
                return None
            out = times(out, [p["a"] * k + p["b"], 1])
        coefficient = out[-1 - p["order"]] if len(out) > p["order"] else 0
        return str(coefficient * (1, 2, 6)[p["order"] - 1])
