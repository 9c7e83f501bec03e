"""Best constants in inequalities between means: Cauchy-Schwarz, AM-GM, Hölder, Minkowski, rearrangement."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import ceil, factorial, isqrt, lcm, prod

import numpy as np

from ..notation import between, combination, join, power, signed, term
from ..template import STEPS, Params, Template
from .surds import Surd, brackets, chain, root

LETTERS = ("x", "y", "z", "u", "v", "w")


def names(p: Params) -> tuple[str, ...]:
    """Return the letters of a problem whose weights are in `u`."""
    return LETTERS[: len(p["u"])]


def values(p: Params, numbers: list[Fraction]) -> str:
    """Write x = 1, y = 2 and z = 3."""
    return join([f"{x} = {n}" for x, n in zip(names(p), numbers, strict=True)])


class Titu(Template):
    """Sums of reciprocals under a linear condition."""

    name = "reciprocals"
    opens = "s"
    phrasings = (
        "Find the largest real number C such that {left} >= C for all positive real numbers {who} with "
        "{weighted} = {s}. Give an exact value.",
        "Positive real numbers {who} satisfy {weighted} = {s}. What is the largest constant C for which the "
        "inequality "
        "{left} >= C always holds? Give an exact value.",
        "For positive reals {who} with {weighted} = {s}, determine the exact minimum of {left}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw numerators and weights whose products are squares; from tier 4 on one product is not."""
        n, p, u = 1 + tier, [], []
        for _ in range(n):
            g, a, b = between(rng, 1, 1 + tier), between(rng, 1, 3 + tier), between(rng, 1, 2 + tier)
            p.append(g * a * a)
            u.append(g * b * b)
        if tier > 3:
            p[between(rng, 0, n - 1)] *= (2, 3, 5)[between(rng, 0, 2)]
        return {"p": p, "u": u, "s": between(rng, 4, 20 * tier)}

    def words(self, p: Params) -> Params:
        """Write both sums."""
        left = " + ".join(f"{a}/{x}" for a, x in zip(p["p"], names(p), strict=True))
        return {"left": left, "weighted": combination(p["u"], names(p)), "who": join(list(names(p)))}

    def _roots(self, p: Params) -> list[Surd]:
        return [root(a * b) for a, b in zip(p["p"], p["u"], strict=True)]

    def _square(self, p: Params) -> Surd:
        total = sum(self._roots(p), Surd())
        return total * total

    def answer(self, p: Params) -> str:
        """Use Cauchy-Schwarz."""
        return str(self._square(p) / p["s"])

    def steps(self, p: Params) -> list[str]:
        """Multiply by the condition."""
        w, roots = self.words(p), self._roots(p)
        shown = [f"sqrt({a} * {b}) = {r}" for a, b, r in zip(p["p"], p["u"], roots, strict=True)]
        ratio = " : ".join(f"{x}" for x in names(p))
        share = " : ".join(f"sqrt({a}/{b})" for a, b in zip(p["p"], p["u"], strict=True))
        return [
            f"By Cauchy-Schwarz, ({w['left']})({w['weighted']}) is at least the square of a sum of roots.",
            f"The roots are {', '.join(shown)}.",
            f"Their sum is {sum(roots, Surd())}, and its square is {self._square(p)}.",
            f"Equality holds for {ratio} = {share}, which are positive and can be scaled to fit the condition.",
            f"Dividing by {p['s']}, the smallest value of the left side is {self.answer(p)}.",
        ]


class WeightedMeans(Template):
    """A linear sum under a condition on a product."""

    name = "sum_under_product"
    opens = "product"
    phrasings = (
        "Find the largest real number C such that {left} >= C for all positive real numbers {who} with "
        "{monomial} = {product}.",
        "Positive real numbers {who} satisfy {monomial} = {product}. What is the largest constant C for which "
        "{left} >= C always holds?",
        "Determine the minimum of {left} over all positive reals {who} with {monomial} = {product}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the point of equality and the exponents first."""
        n = 1 + tier
        exponents = [between(rng, 1, 1 + (tier + 3) // 3) for _ in range(n)]
        at = [between(rng, 1, 4 + tier) for _ in range(n)]
        at[0] += at[0] == 1
        scale = lcm(*at) * between(rng, 1, 2 + 2 * tier)
        return {
            "e": exponents,
            "u": [e * scale // x for e, x in zip(exponents, at, strict=True)],
            "product": prod(x**e for e, x in zip(exponents, at, strict=True)),
        }

    def words(self, p: Params) -> Params:
        """Write sum and product."""
        monomial = " ".join(power(x, e) for x, e in zip(names(p), p["e"], strict=True))
        return {"left": combination(p["u"], names(p)), "monomial": monomial, "who": join(list(names(p)))}

    def _mean(self, p: Params) -> int:
        """Return the geometric mean of the terms; it is whole."""
        total = sum(p["e"])
        inside = p["product"] * prod(Fraction(u, e) ** e for u, e in zip(p["u"], p["e"], strict=True))
        guess: int = round(float(inside) ** (1 / total))
        assert guess**total == inside
        return guess

    def answer(self, p: Params) -> str:
        """Use the weighted inequality of means."""
        return str(sum(p["e"]) * self._mean(p))

    def steps(self, p: Params) -> list[str]:
        """Split every term into equal parts."""
        total, mean = sum(p["e"]), self._mean(p)
        pairs = list(zip(names(p), p["u"], p["e"], strict=True))
        parts = [f"{e} of {term(Fraction(u, e), x)}" for x, u, e in pairs]
        factors = [power(brackets(Fraction(u, e)), e) for _, u, e in pairs]
        at = [Fraction(mean * e, u) for _, u, e in pairs]
        return [
            f"Write {self.words(p)['left']} as a sum of {total} parts: {join(parts)}.",
            f"The product of all parts is {' * '.join(factors)} * {self.words(p)['monomial']}, and with the condition "
            f"this is {' * '.join(factors)} * {p['product']} = {mean}^{total}.",
            f"By AM-GM the sum is at least {total} times the root of order {total} of this product, "
            f"that is {total} * {mean} = {total * mean}.",
            f"Equality holds if every part is {mean}: {values(p, at)}, which satisfies the condition.",
        ]


class WeightedProduct(Template):
    """A product under a condition on a linear sum."""

    name = "product_under_sum"
    opens = "s"
    phrasings = (
        "Find the smallest real number C such that {monomial} <= C for all positive real numbers {who} with "
        "{weighted} = {s}. Give an exact value.",
        "For positive reals {who} with {weighted} = {s}, what is the exact maximum of {monomial}?",
        "Positive real numbers {who} satisfy {weighted} = {s}. Find the least constant C with {monomial} <= C. Give "
        "an "
        "exact value.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw exponents and weights."""
        n = 2 + tier // 2
        e = [between(rng, 1, 2 + tier // 4) for _ in range(n)]
        e[0] += sum(e) == n
        return {"e": e, "u": [between(rng, 1, 3 + tier) for _ in range(n)], "s": between(rng, 3, 6 + 6 * tier)}

    def words(self, p: Params) -> Params:
        """Write sum and product."""
        monomial = " ".join(power(x, e) for x, e in zip(names(p), p["e"], strict=True))
        return {"weighted": combination(p["u"], names(p)), "monomial": monomial, "who": join(list(names(p)))}

    def _at(self, p: Params) -> list[Fraction]:
        return [Fraction(e * p["s"], u * sum(p["e"])) for e, u in zip(p["e"], p["u"], strict=True)]

    def answer(self, p: Params) -> str:
        """Use the weighted inequality of means."""
        return str(prod((x**e for x, e in zip(self._at(p), p["e"], strict=True)), start=Fraction(1)))

    def steps(self, p: Params) -> list[str]:
        """Split the sum into parts whose product is a multiple of the monomial."""
        m, s, at = sum(p["e"]), p["s"], self._at(p)
        pairs = list(zip(names(p), p["u"], p["e"], strict=True))
        parts = [f"{e} of {term(Fraction(u, e), x)}" for x, u, e in pairs]
        shown = [power(brackets(a), e) for a, e in zip(at, p["e"], strict=True)]
        return [
            f"Write {self.words(p)['weighted']} = {p['s']} as a sum of {m} parts: {join(parts)}.",
            f"By AM-GM their product, a multiple of {self.words(p)['monomial']}, is largest when all parts are equal, "
            f"that is, each is {chain(f'{s}/{m}', Fraction(s, m))}.",
            f"This happens at {values(p, at)}.",
            f"There {self.words(p)['monomial']} = {' * '.join(shown)} = {self.answer(p)}.",
        ]


class RootSum(Template):
    """A sum of square roots of linear terms."""

    name = "sum_of_roots"
    opens = "s"
    phrasings = (
        "Find the smallest real number C such that {left} <= C for all nonnegative real numbers {who} with "
        "{total} = {s}. Give an exact value.",
        "Nonnegative real numbers {who} have the sum {total} = {s}. What is the exact maximum of {left}?",
        "Determine the least constant C for which {left} <= C whenever {who} >= 0 and {total} = {s}. Give an exact "
        "value.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the terms, and a sum that leaves room for equality."""
        n = 1 + tier
        a = [between(rng, 1, 3 + 2 * tier) for _ in range(n)]
        c = [between(rng, 0, 2 + 2 * tier) for _ in range(n)]
        least = max(ceil(Fraction(ci * sum(a), ai)) for ai, ci in zip(a, c, strict=True)) - sum(c)
        return {"u": a, "c": c, "s": max(least, 0) + between(rng, 1, 10 * tier)}

    def words(self, p: Params) -> Params:
        """Write the roots."""
        inside = [
            signed([term(a, x), *([str(a * c)] if c else [])])
            for a, c, x in zip(p["u"], p["c"], names(p), strict=True)
        ]
        left = " + ".join(f"sqrt({text})" for text in inside)
        return {"left": left, "total": " + ".join(names(p)), "who": join(list(names(p)))}

    def answer(self, p: Params) -> str:
        """Use Cauchy-Schwarz."""
        return str(root(sum(p["u"]) * (p["s"] + sum(p["c"]))))

    def steps(self, p: Params) -> list[str]:
        """Take the factors out of the roots."""
        a, c, s = p["u"], p["c"], p["s"]
        shifted = [f"({x} + {ci})" if ci else x for x, ci in zip(names(p), c, strict=True)]
        products = [f"sqrt({ai}) * sqrt{y if '(' in y else f'({y})'}" for ai, y in zip(a, shifted, strict=True)]
        share = Fraction(s + sum(c), sum(a))
        at = [ai * share - ci for ai, ci in zip(a, c, strict=True)]
        total = sum(a) * (s + sum(c))
        return [
            f"Take factors out: the left side is {' + '.join(products)}.",
            f"By Cauchy-Schwarz its square is at most ({' + '.join(map(str, a))})({' + '.join(shifted)}).",
            f"The first factor is {sum(a)}; the second is {s} + {sum(c)} = {s + sum(c)}. The product is {total}.",
            f"Equality needs {' : '.join(shifted)} = {' : '.join(map(str, a))}, so {values(p, at)}, all of them >= 0.",
            f"The largest value is {chain(f'sqrt({total})', self.answer(p))}.",
        ]


class PowerSum(Template):
    """A sum of equal powers under a linear condition."""

    name = "sum_of_powers"
    opens = "s"
    phrasings = (
        "Find the largest real number C such that {left} >= C for all positive real numbers {who} with "
        "{weighted} = {s}. Give an exact value.",
        "Positive real numbers {who} satisfy {weighted} = {s}. What is the exact minimum of {left}?",
        "What is the largest constant C with {left} >= C for all positive {who} such that {weighted} = {s}? Give an "
        "exact value.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the proportions at equality first."""
        n, m = 1 + tier, 2 + tier // 3 + between(rng, 0, 1)
        c, t = [between(rng, 1, 3 + tier) for _ in range(n)], [between(rng, 1, 2 + (tier + 1) // 2) for _ in range(n)]
        weights = [ci * ti ** (m - 1) for ci, ti in zip(c, t, strict=True)]
        return {"c": c, "u": weights, "m": m, "s": between(rng, 3, 10 + 8 * tier)}

    def words(self, p: Params) -> Params:
        """Write both sums."""
        powers = [power(x, p["m"]) for x in names(p)]
        return {
            "left": combination(p["c"], powers),
            "weighted": combination(p["u"], names(p)),
            "who": join(list(names(p))),
        }

    def _proportions(self, p: Params) -> list[int]:
        ratios = [u // c for u, c in zip(p["u"], p["c"], strict=True)]
        return [round(r ** (1 / (p["m"] - 1))) for r in ratios]

    def _total(self, p: Params) -> int:
        return sum(int(u) * t for u, t in zip(p["u"], self._proportions(p), strict=True))

    def answer(self, p: Params) -> str:
        """Use the tangent line at the point of equality."""
        return str(Fraction(p["s"] ** p["m"], self._total(p) ** (p["m"] - 1)))

    def steps(self, p: Params) -> list[str]:
        """Find the point, and bound every power by its tangent."""
        m, s, t, total = p["m"], p["s"], self._proportions(p), self._total(p)
        k = Fraction(s, total)
        shown = " + ".join(f"{u} * {ti}" for u, ti in zip(p["u"], t, strict=True))
        powers = " + ".join(f"{c} * {power(str(ti), m)}" for c, ti in zip(p["c"], t, strict=True))
        return [
            f"At the minimum the derivatives of the terms are proportional to the weights "
            f"{', '.join(map(str, p['u']))}: "
            f"{' : '.join(names(p))} = {' : '.join(map(str, t))}, as a coefficient times a power of order {m - 1} "
            f"shows.",
            f"With x = {t[0]}k and so on, the condition says ({shown})k = {total}k = {s}, so k = {k}.",
            f"Powers of positive numbers are convex, so each lies above its tangent: x^{m} >= a^{m} + "
            f"{term(m, power('a', m - 1))}(x - a), with a the value of that variable at this point.",
            "Adding these up with their coefficients, the linear parts cancel by the condition, so this is the "
            "minimum.",
            f"Its value is ({powers}) k^{m} = {total} * {brackets(k)}^{m} = {self.answer(p)}.",
        ]


class Minkowski(Template):
    """A sum of many lengths."""

    name = "sum_of_lengths"
    opens = "n"
    phrasings = (
        "Let n = {n}. Find the largest real number C such that the sum over k = 1, 2, ..., n of sqrt(x_k^2 + "
        "({leg})^2)"
        " is at least C for all real numbers x_1, ..., x_n with x_1 + ... + x_n = {s}. Give an exact value.",
        "For n = {n}, real numbers x_1, x_2, ..., x_n have the sum {s}. Determine the exact minimum of "
        "sqrt(x_1^2 + a_1^2) + ... + sqrt(x_n^2 + a_n^2), where a_k = {leg} for each k.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more and longer legs."""
        n = between(rng, *((3, 6), (5, 12), (10, 30), (25, 99), (100, 999))[tier - 1])
        return self._with(rng, tier, n)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far more legs than one can add one by one."""
        return self._with(rng, tier, between(rng, 10 ** (4 + tier), 10 ** (5 + tier)))

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        a, b = between(rng, 1, 1 + tier), between(rng, 0, 2 + tier)
        height = a * n * (n + 1) // 2 + b * n
        s = between(rng, 1, 20 * tier * n)
        if rng.random() < 0.4:  # a whole answer: legs 3 : 4, 5 : 12 or 8 : 15 if they fit
            for u, v in ((3, 4), (4, 3), (5, 12), (12, 5), (8, 15), (15, 8)):
                if height % v == 0:
                    s = height // v * u
        return {"n": n, "a": a, "b": b, "s": s}

    def words(self, p: Params) -> Params:
        """Write the k-th leg."""
        return {"leg": signed([term(p["a"], "k"), *([str(p["b"])] if p["b"] else [])])}

    def _height(self, p: Params) -> int:
        return int(p["a"] * p["n"] * (p["n"] + 1) // 2 + p["b"] * p["n"])

    def _length(self, p: Params, height: int) -> str:
        square = p["s"] ** 2 + height**2
        return f"sqrt({square})" if square > 10**9 and not _is_square(square) else str(_root(square))

    def answer(self, p: Params) -> str:
        """Lay the segments end to end."""
        return self._length(p, self._height(p))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add the legs up one by one."""
        if p["n"] > steps:
            return None
        return self._length(p, sum(p["a"] * k + p["b"] for k in range(1, p["n"] + 1)))

    def steps(self, p: Params) -> list[str]:
        """Use the triangle inequality."""
        n, a, b, height = p["n"], p["a"], p["b"], self._height(p)
        square = p["s"] ** 2 + height**2
        more = f" + {b} * {n}" if b else ""
        return [
            f"sqrt(x_k^2 + ({self.words(p)['leg']})^2) is the length of the vector (x_k, {self.words(p)['leg']}).",
            "The sum of the lengths is at least the length of the sum of the vectors, with equality if all have the "
            "same direction, which some choice of the x_k gives.",
            f"The first coordinates add up to {p['s']}.",
            f"The second ones add up to {a} * {n} * {n + 1}/2{more} = {height}.",
            f"So the minimum is sqrt({p['s']}^2 + {height}^2) = {chain(f'sqrt({square})', self.answer(p))}.",
        ]


def _is_square(n: int) -> bool:
    return isqrt(n) ** 2 == n


def _root(n: int) -> Surd:
    return Surd(isqrt(n)) if _is_square(n) else root(n)


class Rearrangement(Template):
    """Sums of products in the worst order."""

    name = "rearrangement"
    phrasings = (
        "Let {letters} be the numbers {b} in some order. Find the largest number C such that {left} >= C whatever "
        "the order.",
        "The numbers {b} are given to the letters {letters}, one each. What is the largest C for which one can be "
        "sure "
        "that {left} >= C?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more and larger numbers."""
        return self._with(rng, tier, (3, 4, 5, 6, 7)[tier - 1])

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw so many that not all orders can be tried."""
        return self._with(rng, tier, 8 + tier)

    def _with(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        high = 12 + 12 * tier
        a, b = (rng.choice(high, n, replace=False) + 1 for _ in range(2))
        return {"u": a.tolist(), "b": b.tolist()}

    def words(self, p: Params) -> Params:
        """Write the sum with numbered letters."""
        letters = [f"x_{i + 1}" for i in range(len(p["u"]))]
        return {"letters": join(letters), "b": join(list(map(str, p["b"]))), "left": combination(p["u"], letters)}

    def identity(self, p: Params) -> list[list[int]]:
        """The order of the numbers to give out does not matter."""
        return [p["u"], sorted(p["b"])]

    def _pairs(self, p: Params) -> list[tuple[int, int]]:
        return list(zip(sorted(p["u"], reverse=True), sorted(p["b"]), strict=True))

    def answer(self, p: Params) -> str:
        """Pair large with small."""
        return str(sum(a * b for a, b in self._pairs(p)))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try all orders."""
        if factorial(len(p["u"])) > steps:
            return None
        return str(min(sum(a * b for a, b in zip(p["u"], order, strict=True)) for order in permutations(p["b"])))

    def steps(self, p: Params) -> list[str]:
        """Show the pairs and the running total."""
        lines, total = [], 0
        for a, b in self._pairs(p):
            before, total = total, total + a * b
            lines.append(f"{a} * {b} = {a * b}" + (f", and {before} + {a * b} = {total}." if before else "."))
        return [
            "If a > a' and b > b', then ab' + a'b < ab + a'b', because the difference is (a - a')(b - b') > 0.",
            "So the sum is smallest when the largest coefficient meets the smallest number, and so on:",
            *lines,
        ]


MEANS: tuple[Template, ...] = (
    Titu(),
    WeightedMeans(),
    WeightedProduct(),
    RootSum(),
    PowerSum(),
    Minkowski(),
    Rearrangement(),
)
"""Templates about means."""
