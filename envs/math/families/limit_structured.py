"""Coefficients, sums and limits with very many terms or factors: where a formula answers what listing cannot."""

from __future__ import annotations

from fractions import Fraction
from math import comb, gcd, prod
from typing import ClassVar

import numpy as np

from ..notation import between, divided, inside, linear, nonzero, pick, signed, term
from ..power_series import SUMS, power_sum, written
from ..template import STEPS, Params, Template


class RationalSeries(Template):
    """A coefficient of a polynomial over a power of 1 - x^m or 1 + x^m."""

    name = "rational_series"
    opens = "n"
    phrasings = (
        "Find the coefficient of x^{n} in the power series of ({poly})/({below})^{power} about x = 0.",
        "When ({poly})/({below})^{power} is expanded in powers of x, what is the coefficient of x^{n}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a small exponent."""
        return self._pick(rng, tier, 8 + 2 * tier, 25 + 10 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an exponent far too large to expand to."""
        return self._pick(rng, tier, 10**5, 10 ** (4 + 2 * tier))

    def _pick(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        m, power = (1, 1, 2, 2, 3)[tier - 1], (2, 3, 2, 3, 4)[tier - 1]
        while True:
            poly = [nonzero(rng, 3 + tier) for _ in range((2, 3, 6, 8, 12)[tier - 1])]
            p: Params = {
                "poly": poly,
                "m": m,
                "sign": pick(rng, (1, -1)),
                "power": power,
                "n": between(rng, low, high),
            }
            if self._value(p):
                return p

    def _parts(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return the powers of the numerator that count: j, coefficient, i with j + mi = n, and the other factor."""
        out = []
        for j, c in enumerate(p["poly"]):
            i, rest = divmod(p["n"] - j, p["m"])
            if rest == 0 and i >= 0:
                sign = -1 if p["sign"] < 0 and i % 2 else 1
                out.append((j, c, i, sign * comb(i + p["power"] - 1, p["power"] - 1)))
        return out

    def _value(self, p: Params) -> int:
        return sum(c * factor for _, c, _, factor in self._parts(p))

    def answer(self, p: Params) -> str:
        """Use the binomial series."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write both polynomials out."""
        return {"poly": written(p["poly"]), "below": f"1 {'-' if p['sign'] > 0 else '+'} {_power('x', p['m'])}"}

    def steps(self, p: Params) -> list[str]:
        """Use the binomial series, and collect."""
        m, k, n = p["m"], p["power"], p["n"]
        y, sign = _power("x", m), "" if p["sign"] > 0 else "(-1)^i*"
        lines = [
            f"1/({self.words(p)['below']})^{k} is the sum of {sign}C(i + {k - 1}, "
            f"{k - 1})*{y if m == 1 else f'({y})'}^i over i = 0, 1, 2, ...",
        ]
        for j, c, i, factor in self._parts(p):
            top = "*".join([*(["(-1)^" + str(i)] if sign else []), *(str(i + s) for s in range(1, k))])
            shown = f"{top}/{prod(range(1, k))} = {factor}" if k > 2 else f"{top} = {factor}" if sign else top
            what = term(c, _power("x", j)) if j else str(c)
            at = f"({n} - {j})/{m}" if m > 1 else f"{n} - {j}"
            lines.append(f"The term {what} goes with i = {at} = {i}, whose factor is {shown}.")
        shown = " + ".join(f"{inside(c)}*{inside(factor)}" for _, c, _, factor in self._parts(p))
        return [*lines, f"The coefficient is {shown} = {self._value(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Divide by 1 - x^m or 1 + x^m again and again, term by term."""
        n, m = p["n"], p["m"]
        if n * p["power"] > steps:
            return None
        row = [*p["poly"], *[0] * (n + 1)][: n + 1]
        for _ in range(p["power"]):
            for i in range(m, n + 1):
                row[i] += p["sign"] * row[i - m]
        return str(row[n])


def _power(name: str, n: int) -> str:
    return name if n == 1 else f"{name}^{n}"


def _below(text: str) -> str:
    """Write 1 over a product, whose brackets serve where there is only one."""
    return f"1/{text}" if text.count("i") == 1 else f"1/({text})"


def _value(factors: list[int], value: Fraction) -> str:
    return f"1/({'*'.join(map(str, factors))}) = {value}" if len(factors) > 1 else str(value)


class Telescope(Template):
    """A sum of reciprocals of products of neighbours."""

    name = "telescope"
    opens = "n"
    phrasings = (
        "Find the sum of {c}/({factors}) over i = 1, 2, ..., {n}. Give an exact value.",
        "For i = 1, 2, ..., {n} the numbers {c}/({factors}) are added. What is their exact sum?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw few terms."""
        return self._pick(rng, tier, between(rng, 8 + 4 * tier, 20 + 10 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms to add."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (5 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        d, count = between(rng, 1, 3 + tier), (2, 2, 3, 3, 4)[tier - 1]
        a = between(rng, 1 - d, 4 + 2 * tier)
        return {"d": d, "a": a, "count": count, "c": between(rng, 1, 6 + 3 * tier), "n": n}

    def _ends(self, p: Params) -> tuple[list[int], list[int]]:
        """Return the factors of the first and of the last product that remains."""
        d, a, r, n = p["d"], p["a"], p["count"], p["n"]
        return [d * i + a for i in range(1, r)], [d * i + a for i in range(n + 1, n + r)]

    def answer(self, p: Params) -> str:
        """Keep the ends."""
        first, last = self._ends(p)
        factor = Fraction(p["c"], (p["count"] - 1) * p["d"])
        return str(factor * (Fraction(1, prod(first)) - Fraction(1, prod(last))))

    def words(self, p: Params) -> Params:
        """Write the product out."""
        d, a = p["d"], p["a"]
        factors = [linear(d, a + d * s, "i") for s in range(p["count"])]
        return {"factors": "".join(f if f == "i" else f"({f})" for f in factors)}

    def steps(self, p: Params) -> list[str]:
        """Write a term as a difference."""
        d, r, n, c = p["d"], p["count"], p["n"], p["c"]
        factors = [linear(d, p["a"] + d * s, "i") for s in range(r)]
        short = [f if f == "i" else f"({f})" for f in factors]
        gap = (r - 1) * d
        first, last = self._ends(p)
        front, back = Fraction(1, prod(first)), Fraction(1, prod(last))
        left, right = (_below("".join(part)) for part in (short[:-1], short[1:]))
        share = "" if gap == 1 else f"1/{gap} times "
        return [
            f"The last factor is larger than the first by {gap}, so 1/({''.join(short)}) is {share}{left} - {right}.",
            "The second part for i is the first part for i + 1: in the sum everything cancels but the first part for "
            f"i = 1 and the second for i = {n}.",
            f"For i = 1 the first part is {_value(first, front)}.",
            f"For i = {n} the second part is {_value(last, back)}.",
            f"The sum is {c if gap == 1 else f'{c}/{gap}'}*({front} - {back}) = {self.answer(p)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add term by term."""
        if p["n"] > steps:
            return None
        d, a, r = p["d"], p["a"], p["count"]
        return str(sum(Fraction(p["c"], prod(d * (i + s) + a for s in range(r))) for i in range(1, p["n"] + 1)))


class ManyPowers(Template):
    """A difference quotient of a long polynomial at 1: the sum of its derivatives by a formula."""

    name = "many_powers"
    opens = "n"
    phrasings = (
        "Let f(x) be the sum of ({weight})x^i over i = 1, 2, ..., {n}. Find the limit of {quotient} as x tends to 1.",
        "The polynomial f(x) has the coefficient {weight} at x^i for i = 1, 2, ..., {n}, and no other terms. Which "
        "number does {quotient} approach as x tends to 1?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw few terms."""
        return self._pick(rng, tier, between(rng, 4 + 2 * tier, 12 + 8 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many terms."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        while True:
            square = nonzero(rng, tier) if tier > 2 else 0
            p: Params = {"weights": [nonzero(rng, 6 + 2 * tier), nonzero(rng, 2 + 2 * tier), square], "n": n,
                         "m": between(rng, 2, 5 + 2 * tier), "second": int(tier > 3)}  # fmt: skip
            if self._value(p):
                return p

    def _factors(self, p: Params) -> list[int]:
        """Return the coefficients of what is summed over i: the weight times i, or times i(i - 1)."""
        a, b, c = p["weights"]
        return [0, -a, a - b, b - c, c] if p["second"] else [0, a, b, c]

    def _value(self, p: Params) -> int:
        return sum(k * power_sum(p["n"], e) for e, k in enumerate(self._factors(p)) if e)

    def _below(self, p: Params) -> int:
        return 2 * int(p["m"]) ** 2 if p["second"] else int(p["m"])

    def answer(self, p: Params) -> str:
        """Divide the derivatives."""
        return str(Fraction(self._value(p), self._below(p)))

    def words(self, p: Params) -> Params:
        """Write weights and quotient out."""
        a, b, c = p["weights"]
        weight = signed([term(c, "i^2"), term(b, "i"), str(a)])
        top = "f(x) - f(1) - f'(1)(x - 1)" if p["second"] else "f(x) - f(1)"
        bottom = f"(x^{p['m']} - 1)" + ("^2" if p["second"] else "")
        return {"weight": weight, "quotient": f"({top})/{bottom}"}

    def steps(self, p: Params) -> list[str]:
        """Replace the sum of derivatives by formulas."""
        n, m, weight = p["n"], p["m"], self.words(p)["weight"]
        factors = self._factors(p)
        used = [e for e in range(1, len(factors)) if factors[e]]
        shown = signed(term(factors[e], _power("i", e)) for e in reversed(used))
        if p["second"]:
            lines = [
                "Near x = 1, f(x) - f(1) - f'(1)(x - 1) is f''(1)/2 times (x - 1)^2, up to smaller terms.",
                f"x^{m} - 1 is {m}(x - 1) up to smaller terms, so the limit is f''(1)/(2*{m}^2) = "
                f"f''(1)/{self._below(p)}.",
                f"f''(1) is the sum of i(i - 1)({weight}) = {shown} over i = 1, ..., {n}.",
            ]
        else:
            lines = [
                f"Divide above and below by x - 1: (f(x) - f(1))/(x - 1) tends to f'(1), and (x^{m} - 1)/(x - 1) to "
                f"{m}.",
                f"f'(1) is the sum of i({weight}) = {shown} over i = 1, ..., {n}.",
            ]
        for e in used:
            lines.append(f"With n = {n}, the sum of {_power('i', e)} is {SUMS[e]} = {power_sum(n, e)}.")
        total = " + ".join(f"{inside(factors[e])}*{power_sum(n, e)}" for e in reversed(used))
        below = self._below(p)
        return [
            *lines,
            f"The sum is {total} = {self._value(p)}.",
            f"The limit is {divided(self._value(p), below)}.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Differentiate term by term, and add up."""
        if p["n"] > steps:
            return None
        a, b, c = p["weights"]
        total = 0
        for i in range(1, p["n"] + 1):
            total += (a + b * i + c * i * i) * i * (i - 1 if p["second"] else 1)
        return str(Fraction(total, self._below(p)))


class ManyFactors(Template):
    """The first order of a product of many factors."""

    name = "many_factors"
    opens = "n"
    phrasings = (
        "Let P(x) be the product of {factor} over i = 1, 2, ..., {n}. Find the limit of {quotient} as x tends to 0.",
        "P(x) stands for the product of the {n} factors {factor} with i = 1, 2, ..., {n}. Which number does "
        "{quotient} approach as x tends to 0?",
    )
    forms: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("plain",), ("power", "exp"), ("cos", "root"), ("sine", "tangent"), ("cos square", "ratio"),
    )  # fmt: skip

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw few factors."""
        return self._pick(rng, tier, between(rng, 3 + tier, 9 + 6 * tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw far too many factors."""
        return self._pick(rng, tier, between(rng, 10**5, 10 ** (4 + 2 * tier)))

    def _pick(self, rng: np.random.Generator, tier: int, n: int) -> Params:
        some = self.forms[tier - 1]
        while True:
            u, v = between(rng, 1, 7), between(rng, 2, 7)
            p: Params = {"form": some[between(rng, 0, len(some) - 1)], "n": n, "a": between(rng, 2, 9 + tier),
                         "b": between(rng, 1, 9), "c": between(rng, 1, 5 + tier), "u": u, "v": v}  # fmt: skip
            if gcd(u, v) == 1 and p["a"] != p["b"]:
                return p

    def _first(self, p: Params) -> tuple[Fraction, int, int]:
        """Return t, e and d, where a factor is 1 + t*i^e*x^d up to smaller terms."""
        a, b = int(p["a"]), int(p["b"])
        found: dict[str, tuple[Fraction, int, int]] = {
            "plain": (Fraction(a), 1, 1), "power": (Fraction(a), 1, 1), "exp": (Fraction(a + b), 1, 1),
            "cos": (Fraction(-a * a, 2), 2, 2), "root": (Fraction(a, 2), 2, 1), "sine": (Fraction(-a * a, 6), 2, 2),
            "tangent": (Fraction(a * a, 3), 2, 2), "cos square": (Fraction(-a * a, 2), 4, 2),
            "ratio": (Fraction(a - b), 3, 1),
        }  # fmt: skip
        return found[p["form"]]

    def _outer(self, p: Params) -> Fraction:
        """Return the power to which the product is raised, times the factor in front."""
        return int(p["c"]) * (Fraction(p["u"], p["v"]) if p["form"] == "power" else Fraction(1))

    def _value(self, p: Params) -> Fraction:
        t, e, _ = self._first(p)
        return t * power_sum(p["n"], e)

    def answer(self, p: Params) -> str:
        """Add the first terms."""
        return str(self._outer(p) * self._value(p))

    def words(self, p: Params) -> Params:
        """Write a factor and the quotient out."""
        a, b, c = p["a"], p["b"], p["c"]
        factor = {
            "plain": f"(1 + {a}ix)", "power": f"(1 + {a}ix)", "exp": f"(e^({a}ix) + {term(b, 'ix')})",
            "cos": f"cos({a}ix)", "root": f"sqrt(1 + {a}i^2x)", "sine": f"sin({a}ix)/({a}ix)",
            "tangent": f"tan({a}ix)/({a}ix)", "cos square": f"cos({a}i^2x)",
            "ratio": f"(1 + {a}i^3x)/(1 + {term(b, 'i^3x')})",
        }[p["form"]]  # fmt: skip
        power = f"^({p['u']}/{p['v']})" if p["form"] == "power" else ""
        top = f"P(x){power} - 1" if c == 1 else f"{c}*(P(x){power} - 1)"
        return {
            "factor": factor,
            "quotient": f"{f'({top})' if c == 1 else top}/{'x' if self._first(p)[2] == 1 else 'x^2'}",
        }

    def _why(self, p: Params) -> str:
        a, b = p["a"], p["b"]
        t, e, d = self._first(p)
        begins = f"1 {'+' if t > 0 else '-'} {term(abs(t), _power('i', e) + _power('x', d))}"
        reason = {
            "exp": f"e^({a}ix) = 1 + {a}ix + ..., so ", "cos": "cos(y) = 1 - y^2/2 + ..., so ",
            "cos square": "cos(y) = 1 - y^2/2 + ..., so ", "root": "sqrt(1 + y) = 1 + y/2 + ..., so ",
            "sine": "sin(y)/y = 1 - y^2/6 + ..., so ", "tangent": "tan(y)/y = 1 + y^2/3 + ..., so ",
            "ratio": f"1/(1 + y) = 1 - y + ..., and {a} - {b} = {a - b}, so ",
        }.get(p["form"], "")  # fmt: skip
        text = f"{reason}a factor is {begins} up to smaller terms."
        return text[0].upper() + text[1:] if not reason else text

    def steps(self, p: Params) -> list[str]:
        """Add the first terms of all factors."""
        n, c = p["n"], p["c"]
        t, e, d = self._first(p)
        s, x = power_sum(n, e), _power("x", d)
        value = self._value(p)
        lines = [
            self._why(p),
            f"In the product the terms of this order add up: P(x) is 1 + {inside(t)}*s*{x} up to smaller terms, with "
            f"the sum s of {_power('i', e)} over i = 1, ..., {n}.",
            f"With n = {n}, s = {SUMS[e]} = {s}, and {inside(t)}*{s} = {value}.",
        ]
        if p["form"] == "power":
            lines.append(f"The power {p['u']}/{p['v']} multiplies this by {p['u']}/{p['v']}, up to smaller terms.")
        outer = f"{c}*({p['u']}/{p['v']})" if p["form"] == "power" else str(c)
        return [*lines, f"The limit is {outer}*{inside(value)} = {self.answer(p)}."]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply factor by factor, without higher powers of x."""
        if p["n"] > steps:
            return None
        t, e, _ = self._first(p)
        first = Fraction(0)
        for i in range(1, p["n"] + 1):
            first += t * i**e
        return str(self._outer(p) * first)
