"""Exact values and equations with logarithms and powers."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt, prod

import numpy as np

from ..exact import Exact
from ..notation import (
    between,
    chosen,
    combination,
    divided,
    inside,
    join,
    linear,
    multiple_of,
    nonzero,
    pick,
    polynomial,
    several,
    signed,
    term,
)  # fmt: skip
from ..template import Params, Template


class LogSum(Exact):
    """A sum of logarithms whose bases and arguments are powers of one number each."""

    name = "log_sum"
    phrasings = (
        "Find the exact value of {sum} as a whole number or a fraction.",
        "Evaluate {sum}. Answer with a whole number or a fraction.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more logarithms, and roots in the arguments from tier 3 on."""
        while True:
            terms: list[list[int]] = []
            while len(terms) < (2, 3, 5, 7, 9)[tier - 1]:
                b = pick(rng, (2, 2, 3, 3, 5, 6, 7, 10))
                m = between(rng, 1 + (b < 4), 2 + (b < 4) * (1 + tier // 2))
                n, half = nonzero(rng, 3 + (b < 4) * tier // 2), between(rng, 0, 1) if tier > 2 else 0
                if n != m and (n > 0 or not half):
                    terms.append([nonzero(rng, 2 + tier), b, m, n, half])
            p: Params = {"terms": terms}
            if self._value(p):
                return p

    def _value(self, p: Params) -> Fraction:
        return sum((c * (n + Fraction(half, 2)) / m for c, _, m, n, half in p["terms"]), Fraction(0))

    def answer(self, p: Params) -> str:
        """Add the quotients of the exponents."""
        return str(self._value(p))

    def _argument(self, b: int, n: int, half: int) -> str:
        return f"{Fraction(b) ** n}*sqrt({b})" if half else str(Fraction(b) ** n)

    def words(self, p: Params) -> Params:
        """Write the sum out."""
        parts = [multiple_of(c, f"log_{b**m}({self._argument(b, n, half)})") for c, b, m, n, half in p["terms"]]
        return {"sum": signed(parts)}

    def steps(self, p: Params) -> list[str]:
        """Write base and argument as powers."""
        lines, values = [], []
        for c, b, m, n, half in p["terms"]:
            exponent, argument = n + Fraction(half, 2), self._argument(b, n, half)
            values.append(c * exponent / m)
            lines.append(
                f"{b**m} = {b}^{m} and {argument} = {b}^{inside(exponent)}, so log_{b**m}({argument}) = "
                f"{divided(exponent, m)}" + (f", and {c} times that is {values[-1]}." if c != 1 else ".")
            )
        return [*lines, f"The sum is {signed(map(str, values))}."]


class Combine(Exact):
    """Logarithms to one base that combine to a power of it."""

    name = "combine"
    opens = "a"
    phrasings = (
        "Find the exact value of {a} {sum} as a whole number or a fraction.",
        "Combine the logarithms: what whole number or fraction is {a} {sum} equal to?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more logarithms."""
        root, size = pick(rng, (2, 3, 5, 6, 10)), 3 + 2 * tier
        while True:
            s, k = between(rng, 1, 3 if root < 4 else 2), nonzero(rng, 3 + tier // 2)
            terms = [[nonzero(rng, 2 + tier // 3), between(rng, 2, size)] for _ in range(1 + tier)]
            rest = Fraction(root) ** k / prod((Fraction(u) ** c for c, u in terms), start=Fraction(1))
            a = nonzero(rng, 9 + 2 * tier)
            last = [rest.numerator, rest.denominator]
            value = abs(a + Fraction(k, s))
            shown = {0, abs(a), root**s, *last, *(u for _, u in terms), *(abs(c) for c, _ in terms)}
            if rest != 1 and last[0] * last[1] < 10**4 * tier and value not in shown:
                return {"a": a, "root": root, "s": s, "terms": terms, "last": last}

    def _product(self, p: Params) -> Fraction:
        return Fraction(*p["last"]) * prod((Fraction(u) ** c for c, u in p["terms"]), start=Fraction(1))

    def _power(self, p: Params) -> int:
        """Return k, where the product is root^k."""
        value, k = self._product(p), 0
        while value > 1:
            value, k = value / p["root"], k + 1
        while value < 1:
            value, k = value * p["root"], k - 1
        return k

    def answer(self, p: Params) -> str:
        """Compare exponents."""
        return str(p["a"] + Fraction(self._power(p), p["s"]))

    def words(self, p: Params) -> Params:
        """Write the logarithms out."""
        base = p["root"] ** p["s"]
        parts = [multiple_of(c, f"log_{base}({u})") for c, u in p["terms"]] + [f"log_{base}({Fraction(*p['last'])})"]
        return {"sum": signed(["a", *parts]).removeprefix("a ")}

    def steps(self, p: Params) -> list[str]:
        """Multiply the arguments."""
        base, k = p["root"] ** p["s"], self._power(p)
        powers = "*".join([*(f"{u}^{inside(c)}" for c, u in p["terms"]), inside(Fraction(*p["last"]))])
        lines = [
            f"The logarithms add up to the logarithm of {powers} = {self._product(p)} to base {base}.",
            f"{self._product(p)} = {p['root']}^{inside(k)}"
            + (f" and {base} = {p['root']}^{p['s']}, so" if p["s"] > 1 else ", so") + f" it is {divided(k, p['s'])}.",
        ]  # fmt: skip
        return [*lines, f"Altogether {p['a']} + {inside(Fraction(k, p['s']))}."]


class NaturalPowers(Exact):
    """Powers whose exponents are logarithms."""

    name = "natural_powers"
    phrasings = (
        "Find the exact value of {product} as a whole number or a fraction.",
        "Evaluate {product}. Answer with a whole number or a fraction.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors."""
        while True:
            factors = []
            for _ in range((2, 3, 4, 6, 7)[tier - 1]):
                b, k = (0, 1) if rng.random() < 0.5 else (pick(rng, (2, 3, 5, 7)), between(rng, 2, 3))
                parts = [[nonzero(rng, 3 - (b > 0)), between(rng, 2, 5 + tier)] for _ in range(1 + (b == 0))]
                factors.append([b, k, parts])
            p: Params = {"factors": factors}
            value = self._value(p)
            if value not in (0, 1) and max(value.numerator, value.denominator) < 10 ** (5 + tier):
                return p

    def _factor(self, k: int, parts: list[list[int]]) -> Fraction:
        return prod((Fraction(u) ** (k * c) for c, u in parts), start=Fraction(1))

    def _value(self, p: Params) -> Fraction:
        return prod((self._factor(k, parts) for _, k, parts in p["factors"]), start=Fraction(1))

    def answer(self, p: Params) -> str:
        """Multiply the powers."""
        return str(self._value(p))

    def _written(self, b: int, k: int, parts: list[list[int]]) -> str:
        if not b:
            return f"e^({signed(multiple_of(c, f'ln({u})') for c, u in parts)})"
        return f"{b**k}^({signed(multiple_of(c, f'log_{b}({u})') for c, u in parts)})"

    def words(self, p: Params) -> Params:
        """Write the product out."""
        return {"product": " * ".join(self._written(*factor) for factor in p["factors"])}

    def steps(self, p: Params) -> list[str]:
        """Turn every factor into a power."""
        lines = []
        for b, k, parts in p["factors"]:
            value = self._factor(k, parts)
            power = "*".join(f"{u}^{inside(k * c)}" for c, u in parts)
            why = "e^(ln(u)) = u" if not b else f"{b**k} = {b}^{k} and {b}^(log_{b}(u)) = u"
            lines.append(f"{self._written(b, k, parts)} = {power} = {value}, since {why}.")
        values = [inside(self._factor(k, parts)) for _, k, parts in p["factors"]]
        return [*lines, f"The product is {'*'.join(values)}."]


class LogEquation(Template):
    """An equation between logarithms of linear terms."""

    name = "log_equation"
    opens = "c"
    phrasings = (
        "Find all real numbers x with {left} = {c}. Answer with the set of all solutions.",
        "Solve {left} = {c} over the real numbers. Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a product of arguments, then also quotients and squares."""
        kind = ("product", "product", "quotient", "square", "square")[between(rng, 0, min(4, 1 + tier // 2 * 2))]
        while True:
            b, c = pick(rng, (2, 3, 4, 5, 6, 10, 12)), between(rng, 1, 4)
            x, a, d = nonzero(rng, 20 + 6 * tier), between(rng, 1, 1 + tier // 2), between(rng, 1, 1 + tier // 2)
            target = b**c
            if kind == "product":
                u = pick(rng, [u for u in range(1, target + 1) if target % u == 0])
                v = target // u
            elif kind == "quotient":
                v = between(rng, 1, 9)
                u = v * target
            else:
                root = [v for v in range(1, 60) if isqrt(v * target) ** 2 == v * target]
                v = pick(rng, root) if root else 0
                u = isqrt(v * target)
            p: Params = {"kind": kind, "base": b, "a": a, "p": u - a * x, "d": d, "q": v - d * x, "c": c}
            distinct = p["a"] * p["q"] != p["d"] * p["p"]
            if v and target < 2000 and max(u, v) < 500 and distinct and p["p"] and p["q"] and self._solutions(p):
                return p

    def _quadratic(self, p: Params) -> list[int]:
        a, u, d, v, t = p["a"], p["p"], p["d"], p["q"], p["base"] ** p["c"]
        if p["kind"] == "product":
            return [a * d, a * v + d * u, u * v - t]
        if p["kind"] == "quotient":
            return [a - t * d, u - t * v]
        return [a * a, 2 * a * u - t * d, u * u - t * v]

    def _candidates(self, p: Params) -> list[Fraction]:
        parts = self._quadratic(p)
        if len(parts) == 2:
            return [Fraction(-parts[1], parts[0])] if parts[0] else []
        u, v, w = parts
        size = v * v - 4 * u * w
        if size < 0 or isqrt(size) ** 2 != size:
            return []
        return sorted({Fraction(-v + s * isqrt(size), 2 * u) for s in (1, -1)})

    def _solutions(self, p: Params) -> list[Fraction]:
        return [x for x in self._candidates(p) if p["a"] * x + p["p"] > 0 and p["d"] * x + p["q"] > 0]

    def answer(self, p: Params) -> str:
        """Solve without logarithms, then test the arguments."""
        return chosen(self._solutions(p))

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        first, second = (f"log_{p['base']}({linear(p[a], p[b])})" for a, b in ("ap", "dq"))
        lead = "2*" if p["kind"] == "square" else ""
        return {"left": f"{lead}{first} {'+' if p['kind'] == 'product' else '-'} {second}"}

    def steps(self, p: Params) -> list[str]:
        """Remove the logarithms, solve, test."""
        b, c = p["base"], p["c"]
        first, second = linear(p["a"], p["p"]), linear(p["d"], p["q"])
        made = {
            "product": f"({first})({second}) = {b}^{c} = {b**c}",
            "quotient": f"({first})/({second}) = {b}^{c} = {b**c}, so {first} = {b**c}({second})",
            "square": f"({first})^2/({second}) = {b}^{c} = {b**c}, so ({first})^2 = {b**c}({second})",
        }[p["kind"]]
        lines = [
            f"Combine the logarithms: {made}.",
            f"This is {polynomial(self._quadratic(p))} = 0, so x = {' or x = '.join(map(str, self._candidates(p)))}.",
        ]
        for x in self._candidates(p):
            u, v = p["a"] * x + p["p"], p["d"] * x + p["q"]
            good = u > 0 and v > 0
            lines.append(f"x = {x} makes the arguments {u} and {v}: "
                         + ("both positive, a solution." if good else "not both positive, no solution."))  # fmt: skip
        return lines


class ExponentialEquation(Template):
    """Powers of powers of one number."""

    name = "exponential_equation"
    opens = "c"
    phrasings = (
        "Solve for x: {left} = {b}^({c}).",
        "Find the real number x with {left} = {b}^({c}).",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors."""
        b = pick(rng, (2, 2, 3, 3, 5, 7))
        top = {2: 6, 3: 4, 5: 3, 7: 2}[b]
        while True:
            factors = [
                [between(rng, 1 + (i == 0), top), nonzero(rng, 2 + tier), nonzero(rng, 4 + 2 * tier)]
                for i in range((2, 3, 4, 6, 8)[tier - 1])
            ]
            signs = [1, *(pick(rng, (1, 1, -1)) for _ in factors[1:])]
            p: Params = {"b": b, "factors": factors, "signs": signs, "c": 0}
            k, m = self._sum(p)
            if not k or abs(k) > 12 + 8 * tier:
                continue
            x = nonzero(rng, 10 + 4 * tier) if tier < 3 else Fraction(nonzero(rng, 30 + 10 * tier), _divisor(rng, k))
            p["c"] = int(k * x + m)
            return p

    def _sum(self, p: Params) -> tuple[int, int]:
        """Return k and m, where the left side is b^(kx + m)."""
        rows = list(zip(p["signs"], p["factors"], strict=True))
        return sum(s * e * u for s, (e, u, _) in rows), sum(s * e * v for s, (e, _, v) in rows)

    def answer(self, p: Params) -> str:
        """Compare exponents."""
        k, m = self._sum(p)
        return str(Fraction(p["c"] - m, k))

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        text = ""
        for s, (e, u, v) in zip(p["signs"], p["factors"], strict=True):
            text += (" * " if s > 0 else " / ") + f"{p['b'] ** e}^({linear(u, v)})"
        return {"left": text[3:]}

    def steps(self, p: Params) -> list[str]:
        """Write all as powers of one number."""
        b, (k, m) = p["b"], self._sum(p)
        lines = [
            f"{b**e} = {b}^{e}, so {b**e}^({linear(u, v)}) = {b}^({linear(e * u, e * v)})."
            for e, u, v in p["factors"] if e > 1
        ]  # fmt: skip
        parts = [term(s, f"({linear(e * u, e * v)})") for s, (e, u, v) in zip(p["signs"], p["factors"], strict=True)]
        return [
            *lines,
            f"The left side is {b} to the power {signed(parts)} = {linear(k, m)}.",
            f"So {linear(k, m)} = {p['c']}, {term(k, 'x')} = {p['c'] - m}, and x = {divided(p['c'] - m, k)}.",
        ]


def _divisor(rng: np.random.Generator, k: int) -> int:
    return pick(rng, [q for q in range(1, 10) if k % q == 0])


class QuadraticExponential(Template):
    """An equation that is quadratic in a power."""

    name = "quadratic_exponential"
    phrasings = (
        "Find all real numbers x with {left} = 0. Answer with the set of all solutions, in exact form.",
        "Solve {left} = 0 over the real numbers. Answer with the set of all solutions, in exact form.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers, and a first coefficient from tier 3 on."""
        while True:
            b, a = pick(rng, (2, 3, 4, 5, 6, 7, 10)), between(rng, 1, 1 + (tier > 2) * tier)
            u, v = between(rng, 1, 18 + 5 * tier), between(rng, -9, 9 + 5 * tier)
            if v > 0 and rng.random() < 0.4:
                u = b ** between(rng, 0, 2 + (b < 4))
            e = between(rng, 0, tier // 2)
            if u != v and v and 1 not in (v, Fraction(u, a)) and gcd(a, b) == 1 and u < 200:
                return {"b": b, "a": a, "u": u, "v": v, "e": e}

    def _values(self, p: Params) -> list[Fraction]:
        """Return the solutions for the power: u/a and v."""
        return [Fraction(p["u"], p["a"]), Fraction(p["v"])]

    def _written(self, b: int, value: Fraction) -> str:
        k, rest = 0, value
        while rest > 1:
            rest, k = rest / b, k + 1
        while rest < 1:
            rest, k = rest * b, k - 1
        return str(k) if rest == 1 else f"log_{b}({value})"

    def answer(self, p: Params) -> str:
        """Solve for the power, then take logarithms."""
        found = sorted({w for w in self._values(p) if w > 0})
        return "{" + ", ".join(self._written(p["b"], w) for w in found) + "}"

    def _coefficients(self, p: Params) -> list[int]:
        """Return the equation for b^x: (a*y - u)(y - v), with b^e taken out of the first coefficient."""
        a, u, v = p["a"], p["u"], p["v"]
        return [a, -(a * v + u), u * v]

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        b, (a, m, n) = p["b"], self._coefficients(p)
        scale = b ** p["e"]
        high = f"{b}^(2x + {p['e']})" if p["e"] else f"{b}^(2x)"
        return {"left": signed([multiple_of(a, high), multiple_of(m * scale, f"{b}^x") if m else "", str(n * scale)])}

    def steps(self, p: Params) -> list[str]:
        """Put y for the power."""
        b, scale = p["b"], p["b"] ** p["e"]
        a, m, n = self._coefficients(p)
        equation = [a * scale, m * scale, n * scale]
        lines = [f"With y = {b}^x, {b}^(2x) = y^2" + (f" and {b}^(2x + {p['e']}) = {scale}y^2" if p["e"] else "")
                 + f", the equation is {polynomial(equation, 'y')} = 0."]  # fmt: skip
        if scale > 1:
            lines.append(f"Divided by {scale}: {polynomial([a, m, n], 'y')} = 0.")
        size = m * m - 4 * a * n
        lines.append(
            f"Its discriminant is {inside(m)}^2 - 4*{a}*{inside(n)} = {size} = {isqrt(size)}^2, so y = "
            + " or y = ".join(map(str, sorted(set(self._values(p))))) + "."
        )  # fmt: skip
        for w in sorted(set(self._values(p))):
            if w > 0:
                lines.append(f"{b}^x = {w} means x = log_{b}({w})" + (
                    "." if self._written(b, w).startswith("log") else f" = {self._written(b, w)}."))  # fmt: skip
            else:
                lines.append(f"{b}^x = {w} is impossible, since powers of {b} are positive.")
        return lines


class ChangeOfBase(Template):
    """A logarithm in terms of others."""

    name = "change_of_base"
    phrasings = (
        "Let {given}. Express log_{u}({v}) in terms of {names}.",
        "Write log_{u}({v}) as an expression in {names}, where {given}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw higher exponents, and a third letter from tier 4 on."""
        primes = [(2, 3, 5, 7)[int(i)] for i in rng.permutation(4)[: 3 + tier // 4]]
        size = (2, 3, 4, 3, 4)[tier - 1]
        while True:
            u = [between(rng, 0, (1, 2, 2, 2, 3)[tier - 1]) for _ in primes]
            v = [between(rng, -1 if tier > 2 else 0, size) for _ in primes]
            p: Params = {"primes": primes, "u": u, "v": v}
            different = any(a * d != b * c for a, b in zip(u, v, strict=True) for c, d in zip(u, v, strict=True))
            below, above = self._number(p, "u"), self._number(p, "v")
            small = all(n < 3000 for n in (below.numerator, above.numerator, above.denominator))
            if different and small and min(sum(map(bool, u)), sum(map(bool, v))) > 1:
                return p

    def _number(self, p: Params, key: str) -> Fraction:
        return prod((Fraction(q) ** k for q, k in zip(p["primes"], p[key], strict=True)), start=Fraction(1))

    def _combination(self, p: Params, key: str) -> str:
        one, *rest = p[key]
        return combination([*rest, one], [*"pqr"[: len(rest)], ""])

    def answer(self, p: Params) -> str:
        """Divide two combinations."""
        return f"({self._combination(p, 'v')})/({self._combination(p, 'u')})"

    def words(self, p: Params) -> Params:
        """Write the logarithms out."""
        base, *rest = p["primes"]
        given = join([f"{name} = log_{base}({q})" for name, q in zip("pqr", rest, strict=False)])
        return {
            "given": given,
            "names": join("pqr"[: len(rest)]),
            "u": self._number(p, "u"),
            "v": self._number(p, "v"),
        }

    def steps(self, p: Params) -> list[str]:
        """Change to the common base, and factor."""
        base, u, v = p["primes"][0], self._number(p, "u"), self._number(p, "v")
        lines = [f"Change to base {base}: log_{u}({v}) = log_{base}({v})/log_{base}({u})."]
        for key, value in (("v", v), ("u", u)):
            made = "*".join(f"{q}^{inside(k)}" for q, k in zip(p["primes"], p[key], strict=True) if k)
            lines.append(f"{value} = {made}, so log_{base}({value}) = {self._combination(p, key)}.")
        return lines


class LogSystem(Template):
    """Two equations between the logarithms of two numbers."""

    name = "log_system"
    phrasings = (
        "Find the positive numbers x and y with {first} and {second}. Answer with the tuple (x, y).",
        "Solve the system {first}, {second} in positive numbers. Answer with the tuple (x, y).",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger coefficients, and two bases from tier 3 on."""
        b = pick(rng, (2, 3, 4, 5, 6, 10))
        top = {2: 8, 3: 6, 4: 5}.get(b, 4)
        i, j = several(rng, -2 if tier > 1 else 0, top, 2)
        while True:
            rows = [[nonzero(rng, 1 + tier) for _ in range(2)] for _ in range(2)]
            if rows[0][0] * rows[1][1] != rows[0][1] * rows[1][0]:
                break
        wide = 2 if tier > 2 and b < 5 else 1
        if wide == 2:
            rows[1] = [2 * c for c in rows[1]]
        full = [[m, n, (m * i + n * j) // (1 if k == 0 else wide)] for k, (m, n) in enumerate(rows)]
        return {"b": b, "wide": wide, "rows": full}

    def _solved(self, p: Params) -> tuple[Fraction, Fraction]:
        """Return the logarithms of x and y to base b."""
        (a, b, e), (c, d, f) = p["rows"]
        f *= p["wide"]
        det = a * d - b * c
        return Fraction(e * d - b * f, det), Fraction(a * f - e * c, det)

    def answer(self, p: Params) -> str:
        """Solve for the logarithms."""
        i, j = self._solved(p)
        return f"({Fraction(p['b']) ** int(i)}, {Fraction(p['b']) ** int(j)})"

    def words(self, p: Params) -> Params:
        """Write the equations out."""
        out = {}
        for key, base, (m, n, right) in zip(
            ("first", "second"), (p["b"], p["b"] ** p["wide"]), p["rows"], strict=True
        ):
            out[key] = f"{signed([multiple_of(m, f'log_{base}(x)'), multiple_of(n, f'log_{base}(y)')])} = {right}"
        return out

    def steps(self, p: Params) -> list[str]:
        """Solve a linear system for the logarithms."""
        b, (one, two), (i, j) = p["b"], p["rows"], self._solved(p)
        two = [two[0], two[1], two[2] * p["wide"]]
        lines = [f"Let u = log_{b}(x) and v = log_{b}(y)."]
        if p["wide"] > 1:
            lines.append(
                f"log_{b**2}(x) = u/2, so the second equation, times 2, is {combination(two[:2], 'uv')} = {two[2]}."
            )
        det = one[0] * two[1] - one[1] * two[0]
        lines += [
            f"The system is {combination(one[:2], 'uv')} = {one[2]} and {combination(two[:2], 'uv')} = {two[2]}.",
            f"{inside(two[1])} times the first minus {inside(one[1])} times the second: "
            f"{term(det, 'u')} = {one[2] * two[1] - one[1] * two[2]}, so u = {i}.",
            f"{inside(one[0])} times the second minus {inside(two[0])} times the first: "
            f"{term(det, 'v')} = {one[0] * two[2] - one[2] * two[0]}, so v = {j}.",
            f"x = {b}^{inside(i)} and y = {b}^{inside(j)}.",
        ]
        return lines
