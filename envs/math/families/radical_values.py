"""Exact values with radicals."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt, prod

import numpy as np

from ..exact import Exact
from ..notation import between, inside, linear, nonzero, pick, polynomial, power, signed, term
from ..surds import Surd, squares
from ..template import Params

BASES = (2, 3, 5, 6, 7, 10, 11, 13)


class Collect(Exact):
    """A sum of radicals over one or two roots."""

    name = "collect"
    opens = "n"
    phrasings = (
        "Simplify {lead}sqrt({n}) {rest} as far as possible.",
        "Write {lead}sqrt({n}) {rest} with as few radicals as possible, and no squares under them.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more terms, a second root from tier 3 on, and fractions under the root from tier 4 on."""
        bases = [BASES[int(i)] for i in rng.permutation(len(BASES))[: 1 + tier // 3]]
        while True:
            terms = []
            for i in range(2 + tier):
                d, a = bases[i % len(bases)], between(rng, 2, 4 + 2 * tier)
                below = [q for q in (2, 3, 5, 7) if a * d % q] if tier > 3 and i % 2 else []
                terms.append([nonzero(rng, 4 + tier), a * a * d, pick(rng, below) ** 2 if below else 1])
            p: Params = {"n": terms[0][1], "lead": terms[0][0], "terms": terms[1:]}
            if len(self._value(p).terms) == len(bases) and all(n != p["n"] for _, n, _ in p["terms"]):
                return p

    def _terms(self, p: Params) -> list[tuple[int, int, int]]:
        return [(p["lead"], p["n"], 1), *((c, n, q) for c, n, q in p["terms"])]

    def _value(self, p: Params) -> Surd:
        return sum((Surd.root(Fraction(n, q), c) for c, n, q in self._terms(p)), Surd(()))

    def answer(self, p: Params) -> str:
        """Collect by roots."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the other terms out."""
        rest = signed(["x", *(_times(c, f"sqrt({Fraction(n, q)})") for c, n, q in p["terms"])])
        return {"lead": _times(p["lead"], ""), "rest": rest.removeprefix("x ")}

    def steps(self, p: Params) -> list[str]:
        """Take the squares out of every root."""
        lines = []
        for c, n, q in self._terms(p):
            a, d = squares(n)
            below = f"/{isqrt(q)}" if q > 1 else ""
            root = f"{a}*sqrt({d}){below}"
            now = Surd.root(Fraction(n, q), c)
            lines.append(f"{n} = {a}^2*{d}, so sqrt({Fraction(n, q)}) = {root}"
                         + (f", and {c} times that is {now}." if c != 1 else "."))  # fmt: skip
        kept = sorted({squares(n)[1] for _, n, _ in self._terms(p)})
        for d in kept:
            parts = [Surd.root(Fraction(n, q), c).terms[0][1] for c, n, q in self._terms(p) if squares(n)[1] == d]
            lines.append(f"Multiples of sqrt({d}): {signed(map(str, parts))} = {sum(parts)}.")
        return lines


def _surd(pairs: list[list[int]]) -> Surd:
    return Surd.make({d: c for d, c in pairs})


def _times(c: int, text: str) -> str:
    return text if c == 1 else f"-{text}" if c == -1 else f"{c}*{text}"


class Rationalise(Exact):
    """Fractions with radicals in the denominator."""

    name = "rationalise"
    below = False
    phrasings = (
        "Rationalise the denominator and simplify {sum}.",
        "Write {sum} without radicals in a denominator, as simply as possible.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number over a sum, then sums over sums, then two of them, then three terms below."""
        size = 3 + 2 * tier
        while True:
            bases = [BASES[int(i)] for i in rng.permutation(6)[:2]]
            parts = []
            for _ in range(1 + (tier == 4)):
                top = {1: nonzero(rng, size)}
                low = {1: nonzero(rng, size), bases[0]: nonzero(rng, 1 + tier // 2)}
                if tier > 1:
                    top |= {bases[0]: nonzero(rng, size)}
                if tier == 3:
                    low = {bases[0]: nonzero(rng, 3), bases[1]: nonzero(rng, 3)}
                if tier == 5:
                    low |= {bases[1]: nonzero(rng, 2)}
                    top = {1: nonzero(rng, 2 * size)}
                parts.append([[list(item) for item in top.items()], [list(item) for item in low.items()]])
            p: Params = {"parts": parts}
            surds = [(_surd(a), _surd(b)) for a, b in parts]
            if all(len(b.terms) > 1 and float(b) for _, b in surds) and self._value(p).rational is None:
                return p

    def _value(self, p: Params) -> Surd:
        return sum((_surd(a) / _surd(b) for a, b in p["parts"]), Surd(()))

    def answer(self, p: Params) -> str:
        """Divide."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the fractions out."""
        texts = []
        for a, b in p["parts"]:
            top, low = _surd(a), _surd(b)
            texts.append((f"({top})" if len(top.terms) > 1 else str(top)) + f"/({low})")
        return {"sum": signed(texts)}

    def steps(self, p: Params) -> list[str]:
        """Multiply above and below by conjugates until the denominator is rational."""
        lines = []
        for a, b in p["parts"]:
            top, low = _surd(a), _surd(b)
            lines.append(f"Take ({top})/({low}).")
            while low.rational is None:
                last = low.terms[-1][0]
                shared = max(k for k in BASES if last % k == 0 and k in (2, 3, 5, 7, 11, 13))
                conjugate = Surd(tuple((d, -c if d % shared == 0 else c) for d, c in low.terms))
                top, low = top * conjugate, low * conjugate
                lines.append(f"Multiply above and below by {conjugate}: above {top}, below {low}.")
            lines.append(f"The quotient is {top / low}.")
        if len(p["parts"]) > 1:
            lines.append("Add the results.")
        return lines


class Nested(Exact):
    """Radicals inside radicals."""

    name = "nested"
    phrasings = (
        "Write {sum} as a sum of rational multiples of square roots of whole numbers.",
        "Denest the radicals and simplify {sum}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw roots of larger numbers, and two of them from tier 4 on."""
        while True:
            parts = []
            for _ in range((1, 1, 1, 2, 3)[tier - 1]):
                u = between(rng, 2, 9 + 2 * tier) ** 2 if tier < 3 else between(rng, 3, 9 + 4 * tier)
                v = between(rng, 2, 20 + 2 * tier)
                parts.append([max(u, v), min(u, v), pick(rng, (1, -1)), between(rng, 1, tier)])
            p: Params = {"parts": parts}
            inner = all(u != v and isqrt(u * v) ** 2 != u * v for u, v, *_ in parts)
            if inner and self._value(p).rational is None and len(p["parts"]) == len({tuple(q) for q in parts}):
                return p

    def _value(self, p: Params) -> Surd:
        return sum(((Surd.root(u) + Surd.root(v, s)) * c for u, v, s, c in p["parts"]), Surd(()))

    def _inner(self, u: int, v: int, s: int) -> Surd:
        return Surd.of(u + v) + Surd.root(u * v, 2 * s)

    def answer(self, p: Params) -> str:
        """Denest."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the radicals out."""
        return {"sum": signed(_times(c, f"sqrt({self._inner(u, v, s)})") for u, v, s, c in p["parts"])}

    def steps(self, p: Params) -> list[str]:
        """Find two numbers with the right sum and product."""
        lines = []
        for u, v, s, c in p["parts"]:
            inner, value = self._inner(u, v, s), Surd.root(u) + Surd.root(v, s)
            sign = "+" if s > 0 else "-"
            lines += [
                f"Try sqrt({inner}) = sqrt(u) {sign} sqrt(v) with u > v: its square is u + v {sign} 2*sqrt(uv).",
                f"So u + v = {u + v} and 4uv = {4 * u * v}, that is uv = {u * v}; u and v solve "
                f"{polynomial([1, -u - v, u * v], 't')} = 0.",
                f"The discriminant is {u + v}^2 - 4*{u * v} = {(u - v) ** 2} = {u - v}^2, so u = {u} and v = {v}.",
                f"sqrt({inner}) = {value}" + (f", and {c} times that is {value * c}." if c > 1 else "."),
            ]
        if len(p["parts"]) > 1:
            lines.append("Add the results.")
        return lines


class CubeRoots(Exact):
    """Cube roots of conjugate numbers."""

    name = "cube_roots"
    phrasings = (
        "Find the exact value of ({plus})^(1/3) {sign} ({minus})^(1/3), where both cube roots are real.",
        "Simplify ({plus})^(1/3) {sign} ({minus})^(1/3), with real cube roots.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger numbers, and halves from tier 4 on."""
        if tier > 3 and rng.random() < 0.5:
            c, half = pick(rng, (5, 13, 21, 29)), 2
            u, v = (2 * between(rng, 0, 3 + tier) + 1 for _ in range(2))
        else:
            c, half = pick(rng, BASES), 1
            u, v = between(rng, 1, 6 + 3 * tier), between(rng, 1, 2 + tier)
        return {"u": u * pick(rng, (1, -1)), "v": v, "c": c, "half": half, "sign": pick(rng, (1, -1))}

    def _cube(self, p: Params) -> tuple[int, int]:
        u, v, c, h = p["u"], p["v"], p["c"], p["half"]
        return (u**3 + 3 * u * v * v * c) // h**3, (3 * u * u * v + v**3 * c) // h**3

    def answer(self, p: Params) -> str:
        """Take the cube roots."""
        h = Fraction(2, p["half"])
        return str(Surd.of(p["u"] * h) if p["sign"] > 0 else Surd.root(p["c"], p["v"] * h))

    def words(self, p: Params) -> Params:
        """Write the radicands out."""
        a, b = self._cube(p)
        plus, minus = (str(Surd.of(a) + Surd.root(p["c"], s * b)) for s in (1, -1))
        return {"plus": plus, "minus": minus, "sign": "+" if p["sign"] > 0 else "-"}

    def steps(self, p: Params) -> list[str]:
        """Find the cube root as u + v*sqrt(c)."""
        (a, b), u, v, c, h = self._cube(p), p["u"], p["v"], p["c"], p["half"]
        norm, root = a * a - b * b * c, Fraction(u * u - v * v * c, h * h)
        words = self.words(p)
        x = Surd.of(Fraction(u, h)) + Surd.root(c, Fraction(v, h))
        y = Surd.of(Fraction(u, h)) - Surd.root(c, Fraction(v, h))
        s = Fraction(2 * u, h)
        return [
            f"Call the cube roots x and y. Then x^3 + y^3 = {2 * a}, x^3*y^3 = {inside(a)}^2 - {b * b}*{c} = {norm}, "
            f"so xy = {root}.",
            f"The sum s = x + y satisfies s^3 = x^3 + y^3 + 3xy*s = {signed([str(2 * a), term(3 * root, 's')])}; its "
            f"real solution is s = {s}.",
            f"So x and y are the solutions of {polynomial([1, -s, root], 't')} = 0: x = {x}, y = {y}.",
            f"Check: ({x})^3 = {words['plus']}.",
        ]


class RationalPowers(Exact):
    """A product of powers with fractions as exponents."""

    name = "rational_powers"
    phrasings = (
        "Find the exact value of {product} as a whole number or a fraction.",
        "Evaluate {product}. Answer with a whole number or a fraction.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors, higher roots and fractions as bases."""
        while True:
            factors = []
            for _ in range(2 + tier // 2):
                a, b = between(rng, 2, 9 + tier), between(rng, 1, 3) if tier > 2 else 1
                k, m = between(rng, 2, 3 + tier // 3), between(rng, 1, 2 + tier // 3) * pick(rng, (1, 1, -1))
                factors.append([a, b, k, m])
            p: Params = {"factors": factors}
            fine = all(gcd(a, b) == 1 and gcd(k, m) == 1 and max(a, b) ** k < 20_000 for a, b, k, m in factors)
            value = self._value(p)
            if fine and value != 1 and max(value.numerator, value.denominator) < 10**6:
                return p

    def _value(self, p: Params) -> Fraction:
        return prod((Fraction(a, b) ** m for a, b, _, m in p["factors"]), start=Fraction(1))

    def answer(self, p: Params) -> str:
        """Take the roots first."""
        return str(self._value(p))

    def words(self, p: Params) -> Params:
        """Write the product out."""
        return {"product": " * ".join(f"{inside(Fraction(a, b) ** k)}^({m}/{k})" for a, b, k, m in p["factors"])}

    def steps(self, p: Params) -> list[str]:
        """Go factor by factor."""
        lines = []
        for a, b, k, m in p["factors"]:
            base, root = Fraction(a, b) ** k, Fraction(a, b)
            lines.append(
                f"{base} = {inside(root)}^{k}, so {inside(base)}^({m}/{k}) = {inside(root)}^{inside(m)} = {root**m}."
            )
        return [*lines, f"The product is {'*'.join(inside(Fraction(a, b) ** m) for a, b, _, m in p['factors'])}."]


class ValueAt(Exact):
    """A polynomial at a + b*sqrt(c)."""

    name = "value_at"
    opens = "a"
    phrasings = (
        "Let x = {a} {root}. Find the exact value of {poly}, simplified.",
        "What is the exact value of {poly} for x = {a} {root}? Simplify it.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree."""
        coefficients = [nonzero(rng, 2 + tier) for _ in range(2 + tier)]
        return {"a": nonzero(rng, 3 + tier), "b": nonzero(rng, 1 + tier // 2), "c": pick(rng, BASES),
                "coefficients": coefficients}  # fmt: skip

    def answer(self, p: Params) -> str:
        """Use Horner's rule."""
        x, total = Surd.of(p["a"]) + Surd.root(p["c"], p["b"]), Surd(())
        for c in p["coefficients"]:
            total = total * x + c
        return str(total)

    def words(self, p: Params) -> Params:
        """Write the polynomial and the root."""
        root = signed(["a", str(Surd.root(p["c"], p["b"]))]).removeprefix("a ")
        return {"root": root, "poly": polynomial(p["coefficients"])}

    def steps(self, p: Params) -> list[str]:
        """Reduce the powers by the quadratic equation of x."""
        a, b, c = p["a"], p["b"], p["c"]
        s, n = 2 * a, a * a - b * b * c
        lines = [
            f"(x - {inside(a)})^2 = {b * b * c}, so x^2 = {linear(s, -n)}.",
        ]
        u, v = 1, 0  # the power is ux + v
        size = len(p["coefficients"]) - 1
        us, vs = [0, 1], [1, 0]
        for k in range(2, size + 1):
            u, v = u * s + v, -u * n
            us.append(u)
            vs.append(v)
            if k > 2:
                lines.append(f"{power('x', k)} = {linear(u, v)}.")
        total = [sum(k * w for k, w in zip(p["coefficients"], reversed(seq), strict=True)) for seq in (us, vs)]
        lines.append(f"The polynomial becomes {linear(*total)}.")
        return [*lines, f"With x = {Surd.of(a) + Surd.root(c, b)} this is {self.answer(p)}."]


class Endless(Exact):
    """Radicals and fractions without end."""

    name = "endless"
    phrasings = (
        "Find the exact value of {open}, where the pattern goes on without end.",
        "The expression {open} never ends. What is its exact value?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw nested radicals, then fractions with one or two numbers in turn."""
        shape = pick(rng, ((0, 0, 1), (0, 1), (0, 1, 2), (1, 2, 2), (2, 2, 3))[tier - 1])
        size = 12 + 4 * tier
        b = between(rng, 1, (2, 4, 6, 8, 10)[tier - 1])
        if shape == 0:
            b = b * pick(rng, (1, -1))
            return {"shape": 0, "a": between(rng, b * b + 1, b * b + 4 * size), "b": b, "c": 0}
        return {"shape": shape, "a": between(rng, 2, size), "b": b, "c": between(rng, 1, size)}

    def _equation(self, p: Params) -> tuple[int, int, int]:
        """Return the quadratic equation of the value."""
        a, b, c = p["a"], p["b"], p["c"]
        if p["shape"] == 0:
            return 1, -b, -a
        if p["shape"] == 1:
            return 1, -a, -b
        if p["shape"] == 2:  # x = a + 1/(c + 1/x)
            return c, -a * c, -a
        return c, -a * c, -a * b  # x = a + b/(c + b/x): cx^2 + bx = acx + ab + bx

    def answer(self, p: Params) -> str:
        """Take the positive solution."""
        u, v, w = self._equation(p)
        return str((Surd.root(v * v - 4 * u * w) - v) / (2 * u))

    def words(self, p: Params) -> Params:
        """Write the beginning of the pattern."""
        a, b, c = p["a"], p["b"], p["c"]
        if p["shape"] == 0:
            step = signed([str(a), term(b, "*sqrt(").replace("1*", "") if abs(b) > 1 else term(b, "sqrt(")])
            text = f"{step}{step}{a} {'+' if b > 0 else '-'} ...))"
            return {"open": f"sqrt({text})"}
        if p["shape"] == 1:
            return {"open": f"{a} + {b}/({a} + {b}/({a} + {b}/({a} + ...)))"}
        top = 1 if p["shape"] == 2 else b
        return {"open": f"{a} + {top}/({c} + {top}/({a} + {top}/({c} + {top}/({a} + ...))))"}

    def steps(self, p: Params) -> list[str]:
        """Find the expression inside itself."""
        a, b, c, (u, v, w) = p["a"], p["b"], p["c"], self._equation(p)
        top = 1 if p["shape"] == 2 else b
        first = {
            0: f"x = sqrt({signed([str(a), term(b, 'x')])}), so x^2 = {signed([str(a), term(b, 'x')])}",
            1: f"x = {a} + {b}/x, so x^2 = {linear(a, b)}",
        }.get(p["shape"], f"x = {a} + {top}/({c} + {top}/x) = {a} + {term(top, 'x')}/({linear(c, top)})")
        d = v * v - 4 * u * w
        return [
            f"Call the value x. The same expression stands inside: {first}.",
            f"This gives {polynomial([u, v, w])} = 0 with the discriminant {inside(v)}^2 - 4*{u}*{inside(w)} = {d}.",
            f"x is positive, so x = ({signed([str(-v) if v else '', f'sqrt({d})'])})/{2 * u}.",
            f"sqrt({d}) = {Surd.root(d)}.",
        ]
