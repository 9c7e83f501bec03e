"""Best constants for quadratic and cubic forms, quotients, trigonometric sums and triangles."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import gcd

import numpy as np

from ..notation import between, combination, nonzero, polynomial, signed, term
from ..template import STEPS, Params, Template
from .surds import Surd, brackets, chain, root

_SIZES = (6, 9, 14, 25, 45)
"""The largest number that is drawn at each tier, but for a factor."""


class PathForm(Template):
    """Squares against products of neighbours."""

    name = "neighbours"
    opens = "n"
    phrasings = (
        "Let n = {n}. Find the largest real number C such that {squares} >= C * ({products}) for all real numbers "
        "x_1, "
        "..., x_n. Give an exact value.",
        "For n = {n}, what is the largest constant C for which the inequality {squares} >= C * ({products}) holds for "
        "all positive reals x_1, ..., x_n? Give an exact value.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the number of variables and two coefficients."""
        n = between(rng, *((3, 5), (4, 8), (6, 14), (10, 40), (20, 99))[tier - 1])
        size = 2 * tier * _SIZES[tier - 1]
        return {"n": n, "a": between(rng, 1, size), "b": between(rng, 1, size)}

    def words(self, p: Params) -> Params:
        """Write both sums without the number n."""
        b = term(p["b"], "x_")
        return {
            "squares": f"{p['a']}*(x_1^2 + x_2^2 + ... + x_n^2)",
            "products": f"{b}1 x_2 + {b}2 x_3 + ... + {b}(n-1) x_n",
        }

    def answer(self, p: Params) -> str:
        """Divide by the cosine."""
        a, n, ratio = p["a"], p["n"], Fraction(p["a"], p["b"])
        exact = {3: root(2), 4: root(5) - 1, 5: root(3) * Fraction(2, 3)}
        if n in exact:
            return str(exact[n] * ratio)
        below = f"cos(pi/{n + 1})"
        return f"{a}/{below}" if p["b"] == 1 else f"{a}/({p['b']}*{below})"

    def steps(self, p: Params) -> list[str]:
        """Weigh each product so that all squares get the same coefficient."""
        a, b, n = p["a"], p["b"], p["n"]
        exact = {
            4: "cos(pi/4) = sqrt(2)/2",
            5: "cos(pi/5) = (1 + sqrt(5))/4",
            6: "cos(pi/6) = sqrt(3)/2",
        }
        return [
            f"Let t = pi/{n + 1} and s_k = sin(kt), so that s_0 = s_{n + 1} = 0 and the s_k between are positive.",
            "For k = 1, ..., n - 1, AM-GM gives 2 x_k x_(k+1) <= (s_(k+1)/s_k) x_k^2 + (s_k/s_(k+1)) x_(k+1)^2.",
            "Add these up: the coefficient of x_k^2 is (s_(k+1) + s_(k-1))/s_k, and this is 2 cos t, because "
            "sin(kt + t) + sin(kt - t) = 2 sin(kt) cos t.",
            "So the sum of the products is at most cos t times the sum of the squares, with equality for x_k = s_k.",
            f"Hence {a} * (squares) >= C * {b} * (products) always holds if and only if C * {b} * cos(pi/{n + 1}) <= "
            f"{a}.",
            *([f"Here {exact[n + 1]}, so C = {a}/({b} cos(pi/{n + 1})) = {self.answer(p)}."] if n < 6 else []),
        ]


class TrigForm(Template):
    """The range of a trigonometric expression."""

    name = "trigonometric"
    opens = "e"
    phrasings = (
        "Find the smallest real number C such that {expression} + {e} <= C for all real x. Give an exact value.",
        "What is the exact maximum of {expression} + {e} over all real numbers x?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a linear form, from tier 2 on a quadratic one, from tier 4 on a product."""
        size = (2, 3, 3, 4, 4)[tier - 1]
        return {"c": [nonzero(rng, _SIZES[tier - 1]) for _ in range(size)], "e": between(rng, 1, 10 * tier)}

    def words(self, p: Params) -> Params:
        """Write the expression."""
        c = p["c"]
        if len(c) == 4:
            pair = (combination(c[i : i + 2], ["sin(x)", "cos(x)"]) for i in (0, 2))
            return {"expression": "({})*({})".format(*pair)}
        letters = ["sin(x)", "cos(x)"] if len(c) == 2 else ["sin(x)^2", "sin(x)cos(x)", "cos(x)^2"]
        return {"expression": combination(c, letters).replace("(x)^2", "^2(x)")}

    def _form(self, p: Params) -> tuple[int, int, int]:
        """Return the coefficients of sin², sin cos and cos²."""
        c = p["c"]
        return (c[0] * c[2], c[0] * c[3] + c[1] * c[2], c[1] * c[3]) if len(c) == 4 else (c[0], c[1], c[2])

    def answer(self, p: Params) -> str:
        """Add the amplitude to the mean."""
        if len(p["c"]) == 2:
            return str(root(p["c"][0] ** 2 + p["c"][1] ** 2) + p["e"])
        u, v, w = self._form(p)
        return str((root((u - w) ** 2 + v * v) + u + w) / 2 + p["e"])

    def steps(self, p: Params) -> list[str]:
        """Use double angles."""
        if len(p["c"]) == 2:
            a, b = p["c"]
            return [
                f"By Cauchy-Schwarz, ({combination([a, b], ['sin(x)', 'cos(x)'])})^2 <= (({a})^2 + ({b})^2)(sin^2 x + "
                f"cos^2 x) = {a * a + b * b},",
                f"with equality where (sin x, cos x) points in the direction of ({a}, {b}).",
                f"So the largest value is sqrt({a * a + b * b}) + {p['e']} = {self.answer(p)}.",
            ]
        u, v, w = self._form(p)
        form = combination([u, v, w], ["sin^2(x)", "sin(x)cos(x)", "cos^2(x)"])
        square = (u - w) ** 2 + v * v
        return [
            *([f"Multiply out: {form}."] if len(p["c"]) == 4 else []),
            "Use sin^2 x = (1 - cos 2x)/2, cos^2 x = (1 + cos 2x)/2 and sin x cos x = (sin 2x)/2:",
            f"{form} = ({u + w} + {brackets(w - u)} cos 2x + {brackets(v)} sin 2x)/2.",
            f"The last two terms have the amplitude sqrt(({w - u})^2 + ({v})^2) = "
            f"{chain(f'sqrt({square})', root(square))}.",
            f"So the largest value is ({u + w} + {root(square)})/2 + {p['e']} = {self.answer(p)}.",
        ]


_BLOCKS = {  # a symmetric cubic: how it is written, and its values at (1,0,0), (1,1,0) and (1,1,1)
    "cubes": ("(a^3 + b^3 + c^3)", (1, 2, 3)),
    "mixed": ("(a^2 b + a^2 c + b^2 a + b^2 c + c^2 a + c^2 b)", (0, 2, 6)),
    "product": ("abc", (0, 0, 1)),
    "pairs": ("(a + b)(b + c)(c + a)", (0, 2, 8)),
    "sums": ("(a + b + c)(ab + bc + ca)", (0, 2, 9)),
    "cube": ("(a + b + c)^3", (1, 8, 27)),
    "squares": ("(a + b + c)(a^2 + b^2 + c^2)", (1, 4, 9)),
}
_SIDES = ("left", "right")
_POINTS = ("(1, 0, 0)", "(1, 1, 0)", "(1, 1, 1)")


class SchurCubic(Template):
    """Symmetric cubic forms in three variables."""

    name = "symmetric_cubic"
    phrasings = (
        "Find the largest real number C such that {left} >= C * {right} for all positive real numbers a, b, c.",
        "Let a, b, c be positive reals. What is the largest constant C for which {left} >= C * {right} always holds?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw forms, more of them with every second tier; not below 0 where the right side vanishes."""
        kinds = list(_BLOCKS)
        for _ in range(100):
            order = [kinds[i] for i in rng.permutation(len(kinds)).tolist()]
            few, many = (1, 1, 1, 2, 2)[tier - 1], (2, 2, 3, 3, 4)[tier - 1]
            p = {
                "right": [[kind, between(rng, 1, 5) if few > 1 else 1] for kind in order[:few]],
                "left": [[kind, nonzero(rng, 2 * _SIZES[tier - 1])] for kind in order[few : few + many]],
            }
            ratios = self._ratios(p)
            if all(v >= 0 for v, w in self._values(p) if w == 0) and len(ratios) > 1 and min(ratios):
                return p
        return {"left": [["cubes", between(rng, 1, 5 + 6 * tier)], ["pairs", 2]], "right": [["mixed", 1]]}

    def _values(self, p: Params) -> list[tuple[int, int]]:
        left, right = ([sum(c * _BLOCKS[kind][1][i] for kind, c in p[side]) for i in range(3)] for side in _SIDES)
        return list(zip(left, right, strict=True))

    def _ratios(self, p: Params) -> set[Fraction]:
        return {Fraction(v, w) for v, w in self._values(p) if w}

    def words(self, p: Params) -> Params:
        """Write both forms."""
        left, right = (signed([term(c, _BLOCKS[kind][0]) for kind, c in p[side]]) for side in _SIDES)
        return {"left": left, "right": f"({right})" if len(p["right"]) > 1 else right}

    def identity(self, p: Params) -> Params:
        """The order of the terms does not matter."""
        return {side: sorted(p[side]) for side in _SIDES}

    def answer(self, p: Params) -> str:
        """Try three points."""
        return str(min(self._ratios(p)))

    def steps(self, p: Params) -> list[str]:
        """Say why three points decide, and try them."""
        lines = []
        for point, (v, w) in zip(_POINTS, self._values(p), strict=True):
            allows = f"C <= {Fraction(v, w)}" if w else "no condition on C"
            lines.append(f"At {point} the left side is {v} and the form on the right is {w}: {allows}.")
        return [
            "Let P = left side - C * right side, a symmetric cubic form, and S = the sum of a^2 b over all six "
            "orders.",
            "P = P(1,0,0) * (a^3 + b^3 + c^3 - S + 3abc) + (P(1,1,0)/2) * (S - 6abc) + P(1,1,1) * abc, as both sides "
            "agree at the three points, which determine such a form.",
            "Schur's inequality and AM-GM say that all three brackets are >= 0 for a, b, c >= 0.",
            "So P >= 0 for all positive a, b, c exactly when it is so at (1, 0, 0), (1, 1, 0) and (1, 1, 1).",
            *lines,
            f"The strictest condition is C <= {self.answer(p)}.",
        ]


def _triangle(rng: np.random.Generator, high: int) -> list[int]:
    """Return three numbers of which each is less than the sum of the others, and which are not all equal."""
    while True:
        sides = [between(rng, 1, high) for _ in range(3)]
        if 2 * max(sides) < sum(sides) and len(set(sides)) > 1 and gcd(*sides) == 1:
            return sides


def _gap(rng: np.random.Generator, high: int) -> list[int]:
    """Return three numbers of which one is greater than the sum of the others, in any order."""
    u, v = between(rng, 1, high), between(rng, 1, high)
    numbers = [u, v, u + v + between(rng, 1, high)]
    return [numbers[i] for i in rng.permutation(3).tolist()]


class WeightedNesbitt(Template):
    """A weighted sum of three fractions."""

    name = "three_fractions"
    opens = "a"
    phrasings = (
        "Find the largest real number C such that {a}x/({m}) + {b}y/({n}) + {c}z/({o}) >= C for all positive real "
        "numbers x, y, z.",
        "Let x, y, z be positive reals. What is the largest constant C for which {a}x/({m}) + {b}y/({n}) + {c}z/({o}) "
        "is never less than C?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw weights for which equality is possible."""
        return self._with(rng, tier, _triangle(rng, _SIZES[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw weights for which the bound of Cauchy-Schwarz is never reached."""
        return self._with(rng, tier, _gap(rng, 3 + 2 * tier))

    def _with(self, rng: np.random.Generator, tier: int, roots: list[int]) -> Params:
        k = between(rng, 2, 3 + 2 * tier)
        scale = [between(rng, 1, 1 + tier // 2) for _ in range(3)]
        weights = {key: k * f * r * r for key, f, r in zip("abc", scale, roots, strict=True)}
        return {**weights, "f": scale}

    def words(self, p: Params) -> Params:
        """Write the denominators."""
        x, y, z = (term(f, letter) for f, letter in zip(p["f"], "xyz", strict=True))
        return {"m": f"{y} + {z}", "n": f"{z} + {x}", "o": f"{x} + {y}"}

    def _roots(self, p: Params) -> list[Surd]:
        return [root(Fraction(p[key], f)) for key, f in zip("abc", p["f"], strict=True)]

    def _cauchy(self, p: Params) -> Surd:
        u, v, w = self._roots(p)
        return u * v + v * w + w * u - (u * u + v * v + w * w) / 2

    def answer(self, p: Params) -> str:
        """Use Cauchy-Schwarz, or the boundary where the bound is not reached."""
        u, v, w = sorted(self._roots(p), key=float)
        return str(2 * u * v if float(u + v) <= float(w) else self._cauchy(p))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Use Cauchy-Schwarz and trust it."""
        return str(self._cauchy(p))

    def steps(self, p: Params) -> list[str]:
        """Substitute the denominators."""
        a, b, c = (Fraction(p[key], f) for key, f in zip("abc", p["f"], strict=True))
        u, v, w = self._roots(p)
        lines = []
        if p["f"] != [1, 1, 1]:
            x, y, z = (term(f, letter) for f, letter in zip(p["f"], "xyz", strict=True))
            lines = [f"Write x, y, z for {x}, {y} and {z}, which are positive too; the numerators become "]
            lines[0] += f"{term(a, 'x')}, {term(b, 'y')}, {term(c, 'z')}, the denominators y + z, z + x, x + y."
        s = a + b + c
        lines += [
            f"Let p = y + z, q = z + x, r = x + y. Adding {a} + {b} + {c} = {s} to the sum gives "
            f"(x + y + z)({a}/p + {b}/q + {c}/r) = (p + q + r)({a}/p + {b}/q + {c}/r)/2.",
            f"By Cauchy-Schwarz this is at least (sqrt({a}) + sqrt({b}) + sqrt({c}))^2/2, with equality only for "
            f"p : q : r = {u} : {v} : {w}.",
        ]
        least, middle, most = sorted((u, v, w), key=float)
        if float(least + middle) > float(most):
            total = u + v + w
            return [
                *lines,
                "These three are the sides of a triangle, so there are positive x, y, z with such sums.",
                f"The least value is ({total})^2/2 - {s} = {total * total / 2} - {s} = {self.answer(p)}.",
            ]
        return [
            *lines,
            f"But p < q + r, q < r + p and r < p + q, and {most} >= {least} + {middle}: equality is out of reach.",
            f"Say r goes with {most}, let s = p + q > r, W = ({most})^2 = {most * most} and K = ({least} + "
            f"{middle})^2 = "
            f"{(least + middle) * (least + middle)} <= W. The other two weights are G and H.",
            "Twice the product above is (s + r)(T/s + W/r) = T + W + rT/s + sW/r with T = s(G/p + H/q) >= K.",
            "If T <= W, then rT/s + sW/r decreases on r < s towards T + W, so the whole is more than 2(T + W) >= 2(K "
            "+ W).",
            "If T > W, then by AM-GM the whole is at least T + W + 2 sqrt(TW) > 4W >= 2(K + W).",
            "The bound is approached as r tends to s with T = K, so the largest constant is K + W less the weights:",
            f"{(least + middle) * (least + middle)} + {most * most} - {s} = {self.answer(p)}.",
        ]


class TriangleCosines(Template):
    """A weighted sum of the cosines of a triangle's angles."""

    name = "triangle_cosines"
    opens = "a"
    phrasings = (
        "Find the smallest real number K such that {a} cos A + {b} cos B + {c} cos C <= K for the angles A, B, C of "
        "every triangle.",
        "Let A, B, C be the angles of a triangle. What is the least constant K, over all triangles, with "
        "{a} cos A + {b} cos B + {c} cos C <= K?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw weights for which equality is possible."""
        return self._with(rng, tier, _triangle(rng, 2 + _SIZES[tier - 1]))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw weights for which the usual bound is never reached."""
        return self._with(rng, tier, _gap(rng, 3 + 2 * tier))

    def _with(self, rng: np.random.Generator, tier: int, sides: list[int]) -> Params:
        p, q, r = sides
        k = between(rng, 1, 2 * tier)
        return {"a": k * q * r, "b": k * r * p, "c": k * p * q}

    def _squares(self, p: Params) -> list[Fraction]:
        a, b, c = p["a"], p["b"], p["c"]
        return [Fraction(b * c, a), Fraction(c * a, b), Fraction(a * b, c)]

    def _reached(self, p: Params) -> bool:
        u, v, w = (Fraction(1, p[key]) for key in "abc")
        return 2 * max(u, v, w) < u + v + w

    def answer(self, p: Params) -> str:
        """Complete squares, or go to the flat triangles where that bound is not reached."""
        weights = [p[key] for key in "abc"]
        return self.usual(p) or "" if self._reached(p) else str(sum(weights) - 2 * min(weights))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Complete squares and trust the bound."""
        return str(sum(self._squares(p)) / 2)

    def steps(self, p: Params) -> list[str]:
        """Show the squares, and where they vanish."""
        a, b, c = (p[key] for key in "abc")
        u, v, w = self._squares(p)
        lines = [
            "For all real u, v, w and all angles with A + B + C = pi, (u - v cos C - w cos B)^2 + "
            "(v sin C - w sin B)^2 >= 0.",
            "Multiplied out this is u^2 + v^2 + w^2 >= 2vw cos A + 2wu cos B + 2uv cos C.",
            f"With vw = {a}, wu = {b} and uv = {c}, u^2 = {b} * {c}/{a} = {u}, v^2 = {v}, w^2 = {w}.",
            "Equality holds for u : v : w = sin A : sin B : sin C, when u, v, w are the sides of the triangle.",
            f"Up to a factor u, v, w are 1/{a}, 1/{b}, 1/{c}.",
        ]
        if self._reached(p):
            return [
                *lines,
                "Each of these is less than the sum of the others, so there is such a triangle.",
                f"The largest value is ({u} + {v} + {w})/2 = {self.answer(p)}.",
            ]
        return [
            *lines,
            "One of these is not less than the sum of the others, so there is no such triangle, and no inner maximum.",
            "So the supremum is approached by flat triangles, where one angle tends to 0 and the others add up to pi.",
            "The sum then tends to the weight of that angle plus the difference of the other weights times a cosine.",
            f"The largest such limit gives -1 to the smallest weight: {a} + {b} + {c} - 2 * {min(a, b, c)} = "
            f"{self.answer(p)}.",
        ]


class Quotient(Template):
    """The range of a quotient of quadratics."""

    name = "quotient"
    opens = "c"
    phrasings = (
        "Find the smallest real number C such that ({lead} + {c})/({bottom}) <= C for all real x. Give an exact "
        "value.",
        "What is the exact maximum of ({lead} + {c})/({bottom}) over all real numbers x?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a denominator without real roots."""
        while True:
            high = _SIZES[tier - 1]
            p, q, d = between(rng, -high, high), between(rng, 1, high * high), between(rng, 1, (tier + 1) // 2)
            a, b, c = nonzero(rng, high), nonzero(rng, high), between(rng, 1, 2 * high)
            if p * p < 4 * q * d and a * p != b * d:
                return {"d": d, "p": p, "q": q, "a": a, "b": b, "c": c}

    def words(self, p: Params) -> Params:
        """Write both polynomials; the last term above stands alone."""
        return {"lead": polynomial([p["a"], p["b"], 0]), "bottom": polynomial([p["d"], p["p"], p["q"]])}

    def _equation(self, p: Params) -> tuple[int, int, int]:
        """Return the coefficients of the discriminant as a quadratic in y."""
        d, q1, q0, a, b, c = (p[key] for key in ("d", "p", "q", "a", "b", "c"))
        return q1 * q1 - 4 * d * q0, 4 * a * q0 + 4 * c * d - 2 * b * q1, b * b - 4 * a * c

    def answer(self, p: Params) -> str:
        """Return the larger root."""
        u, v, w = self._equation(p)
        return str((root(v * v - 4 * u * w) + v) / (-2 * u))

    def steps(self, p: Params) -> list[str]:
        """Ask which values are taken."""
        u, v, w = self._equation(p)
        d, q1, q0, a, b, c = (p[key] for key in ("d", "p", "q", "a", "b", "c"))
        one, two = ["", "y"], ["y^2", "y", ""]
        return [
            f"The denominator has the discriminant {q1 * q1 - 4 * d * q0} < 0, so it is positive for all real x.",
            f"The quotient takes the value y if ({combination([a, -d], one)})x^2 + ({combination([b, -q1], one)})x + "
            f"({combination([c, -q0], one)}) = 0 for a real x.",
            "That needs a discriminant that is not negative:",
            f"{combination([u, v, w], two)} >= 0.",
            f"So y lies between the roots of this quadratic, whose own discriminant is ({v})^2 - 4 * ({u}) * ({w}) = "
            f"{v * v - 4 * u * w}.",
            f"The larger root is ({v} + sqrt({v * v - 4 * u * w}))/{-2 * u} = {self.answer(p)}.",
        ]


class Ladder(Template):
    """Squares of differences of neighbours against squares, with both ends fixed at 0."""

    name = "differences"
    opens = "s"
    phrasings = (
        "Real numbers {who} satisfy x_0 = 0 and x_{last} = {s}. Find the largest C such that {left} >= C always "
        "holds. "
        "Give an exact value.",
        "Let x_0 = 0, x_{last} = {s}, and let the numbers in between be any reals. What is the exact minimum of "
        "{left}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more springs in a row."""
        n = 2 + tier
        return {"c": [between(rng, 1, _SIZES[tier - 1]) for _ in range(n)], "s": between(rng, 2, 12 * tier)}

    def words(self, p: Params) -> Params:
        """Write the sum."""
        n = len(p["c"])
        parts = [term(c, f"(x_{j} - x_{i})^2") for c, (i, j) in zip(p["c"], pairwise(range(n + 1)), strict=True)]
        return {"left": " + ".join(parts), "last": str(n), "who": f"x_0, x_1, ..., x_{n}"}

    def answer(self, p: Params) -> str:
        """Use Cauchy-Schwarz on the steps."""
        return str(p["s"] ** 2 / sum(Fraction(1, c) for c in p["c"]))

    def steps(self, p: Params) -> list[str]:
        """Let the steps be the unknowns."""
        total = sum(Fraction(1, c) for c in p["c"])
        shown = " + ".join(f"1/{c}" for c in p["c"])
        return [
            f"Let d_k = x_k - x_(k-1). These steps are free except that they add up to {p['s']}.",
            "By Cauchy-Schwarz, (sum of d_k)^2 <= (sum of c_k d_k^2)(sum of 1/c_k), with the coefficients c_k.",
            f"The last factor is {shown} = {total}.",
            "Equality holds for steps d_k proportional to 1/c_k.",
            f"So the minimum is {p['s']}^2 / ({total}) = {self.answer(p)}.",
        ]


FORMS: tuple[Template, ...] = (
    PathForm(),
    TrigForm(),
    SchurCubic(),
    WeightedNesbitt(),
    TriangleCosines(),
    Quotient(),
    Ladder(),
)
"""Templates about forms."""
