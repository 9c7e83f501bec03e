"""Roots of polynomials and what they tell without being known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, isqrt, prod, sqrt
from typing import ClassVar

import numpy as np

from ..notation import (
    between,
    chosen,
    from_roots,
    inside,
    join,
    linear,
    nonzero,
    pick,
    polynomial,
    several,
    signed,
    times,
)  # fmt: skip
from ..template import Params, Template


class Roots(Template):
    """A polynomial with rational roots, and from tier 4 on a pair of irrational ones."""

    name = "roots"
    phrasings = (
        "Find all real roots of the polynomial {poly}. Answer with the set of all roots.",
        "Solve {poly} = 0 over the real numbers. Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more factors qx - r; from tier 4 on also (x - m)^2 - d."""
        size, count, big = (16, 9, 9, 10, 11)[tier - 1], (2, 3, 3, 2, 3)[tier - 1], (1, 1, 3, 2, 3)[tier - 1]
        while True:
            factors = [[between(rng, 1, big), nonzero(rng, size)] for _ in range(count)]
            if len({Fraction(r, q) for q, r in factors}) == count and all(gcd(q, r) == 1 for q, r in factors):
                break
        d = pick(rng, [d for d in range(2, 20) if isqrt(d) ** 2 < d])
        return {"factors": factors, "pair": [between(rng, -3, 3), d] if tier > 3 else []}

    def _poly(self, p: Params) -> list[int]:
        out = [1]
        for q, r in p["factors"]:
            out = times(out, [q, -r])
        return times(out, self._square(p)) if p["pair"] else out

    def _square(self, p: Params) -> list[int]:
        m, d = p["pair"]
        return [1, -2 * m, m * m - d]

    def answer(self, p: Params) -> str:
        """List the roots in rising order."""
        found = [(r / q, str(Fraction(r, q))) for q, r in p["factors"]]
        for sign in (-1, 1) if p["pair"] else ():
            m, d = p["pair"]
            text = signed([str(m) if m else "", f"-sqrt({d})" if sign < 0 else f"sqrt({d})"])
            found.append((m + sign * sqrt(d), text))
        return "{" + ", ".join(text for _, text in sorted(found)) + "}"

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        return {"poly": polynomial(self._poly(p))}

    def steps(self, p: Params) -> list[str]:
        """Split one linear factor off after the other."""
        left = self._poly(p)
        lines = [
            f"A rational root u/v in lowest terms has u among the divisors of {abs(left[-1])} and v among those of "
            f"{left[0]}. Where the value is 0, divide by vx - u.",
        ]
        for q, r in sorted(p["factors"], key=lambda f: (f[0], abs(f[1]), f[1])):
            rest, carry = [], 0
            for c in left[:-1]:
                carry = (c + r * carry) // q
                rest.append(carry)
            last, left = polynomial(left), rest
            if len(left) > 1:
                lines.append(
                    f"x = {Fraction(r, q)} is a root; divided by {linear(q, -r)}, {polynomial(left)} remains."
                )
            else:
                lines.append(f"{last} = 0 gives x = {Fraction(r, q)}.")
        if p["pair"]:
            m, d = p["pair"]
            square = "x^2" if m == 0 else f"({linear(1, -m)})^2"
            lines.append(f"{polynomial(left)} = 0 means {square} = {d}, so x = {f'{m} ± ' if m else '±'}sqrt({d}).")
        return lines


class Vieta(Template):
    """A symmetric function of the roots, from the coefficients."""

    name = "vieta"
    opens = "c"
    phrasings = (
        "Let {names} be the complex roots of {left} = {c}, listed with multiplicity. Find {ask}.",
        "The equation {left} = {c} has the complex roots {names} (repeated as often as their multiplicity says). What "
        "is the value of {ask}?",
    )
    asks: ClassVar[tuple[str, ...]] = ("squares", "cubes", "reciprocals", "shifted", "mixed", "inverse_squares")

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher degree, and a first coefficient other than 1 on even tiers and the last."""
        d = (2, 2, 3, 3, 4)[tier - 1]
        lead = between(rng, 2, 4) if tier in (2, 4, 5) else 1
        while True:
            middle = [nonzero(rng, 5 + 2 * tier) for _ in range(d - 1)]
            p: Params = {
                "coefficients": [lead, *middle], "c": nonzero(rng, 9 + 2 * tier), "m": between(rng, 1, 2 + tier),
                "ask": self.asks[between(rng, 0, len(self.asks) - 1)],
            }  # fmt: skip
            if self.answer(p) != "0":
                return p

    def _elementary(self, p: Params) -> list[Fraction]:
        """Return e_1, e_2, ... by Vieta's formulas."""
        full = [*p["coefficients"], -p["c"]]
        return [(-1) ** k * Fraction(c, full[0]) for k, c in enumerate(full) if k]

    def answer(self, p: Params) -> str:
        """Express it by the elementary functions."""
        e = [*self._elementary(p), Fraction(0)]  # e_3 of a quadratic is 0
        d, ask = len(e) - 1, p["ask"]
        if ask == "squares":
            return str(e[0] ** 2 - 2 * e[1])
        if ask == "cubes":
            return str(e[0] ** 3 - 3 * e[0] * e[1] + 3 * e[2])
        if ask == "reciprocals":
            return str(e[d - 2] / e[d - 1])
        if ask == "shifted":
            return str(sum((x * p["m"] ** (d - k) for k, x in enumerate([Fraction(1), *e[:d]])), Fraction(0)))
        if ask == "mixed":
            return str(e[0] * e[1] - 3 * e[2])
        low = e[d - 3] if d > 2 else Fraction(1)
        return str((e[d - 2] ** 2 - 2 * low * e[d - 1]) / e[d - 1] ** 2)

    def words(self, p: Params) -> Params:
        """Name the roots and what is asked."""
        names, m = "rstu"[: len(p["coefficients"])], p["m"]
        pairs = [f"{a}^2*{b}" for a in names for b in names if a != b]
        ask = {
            "squares": " + ".join(f"{x}^2" for x in names),
            "cubes": " + ".join(f"{x}^3" for x in names),
            "reciprocals": " + ".join(f"1/{x}" for x in names),
            "shifted": "".join(f"({x} + {m})" for x in names),
            "mixed": " + ".join(pairs) if len(names) < 4 else "the sum of a^2*b over all ordered pairs of them",
            "inverse_squares": " + ".join(f"1/{x}^2" for x in names),
        }[p["ask"]]
        return {"names": join(names), "left": polynomial([*p["coefficients"], 0]), "ask": ask}

    def steps(self, p: Params) -> list[str]:
        """Write Vieta's formulas down, then the identity."""
        e, m = self._elementary(p), p["m"]
        d = len(e)
        x = [inside(value) for value in [*e, Fraction(0)]]
        lines = [
            f"In {polynomial([*p['coefficients'], -p['c']])} the coefficients give the elementary symmetric functions "
            + ", ".join(f"e_{k} = {value}" for k, value in enumerate(e, 1)) + " of the roots.",
        ]  # fmt: skip
        ask = p["ask"]
        if ask == "squares":
            how = [f"The sum of squares is e_1^2 - 2e_2 = {x[0]}^2 - 2*{x[1]}"]
        elif ask == "cubes":
            third = f" + 3e_3 = {x[0]}^3 - 3*{x[0]}*{x[1]} + 3*{x[2]}" if d > 2 else f" = {x[0]}^3 - 3*{x[0]}*{x[1]}"
            how = [f"The sum of cubes is e_1^3 - 3e_1*e_2{third}"]
        elif ask == "reciprocals":
            how = [f"Over the common denominator this is e_{d - 1}/e_{d} = {x[d - 2]}/{x[d - 1]}"]
        elif ask == "shifted":
            parts = " + ".join([f"{m}^{d}", *(f"{x[k - 1]}*{m}^{d - k}" for k in range(1, d)), x[d - 1]])
            powers = " + ".join([f"{m}^{d}", *(f"e_{k}*{m}^{d - k}" for k in range(1, d)), f"e_{d}"])
            how = [f"Multiplied out this is {powers} = {parts}"]
        elif ask == "mixed":
            third = f" - 3e_3 = {x[0]}*{x[1]} - 3*{x[2]}" if d > 2 else f" = {x[0]}*{x[1]}"
            how = [f"e_1*e_2 holds every a^2*b once and every product of three different roots three times: "
                   f"the sum is e_1*e_2{third}"]  # fmt: skip
        else:
            low = f"e_{d - 2}" if d > 2 else "1"
            how = [
                f"With f = e_{d - 1}/e_{d} for the sum of reciprocals, the sum of their squares is "
                f"f^2 - 2*{low}/e_{d}: (e_{d - 1}^2 - 2*{low}*e_{d})/e_{d}^2 "
                f"= ({x[d - 2]}^2 - 2*{x[d - 3] if d > 2 else 1}*{x[d - 1]})/{x[d - 1]}^2"
            ]
        return [*lines, f"{how[0]} = {self.answer(p)}."]


class Palindrome(Template):
    """A polynomial that reads the same from both ends, with roots in pairs r, 1/r."""

    name = "palindrome"
    phrasings = (
        "Find all real solutions of {poly} = 0. Answer with the set of all solutions.",
        "The coefficients of {poly} read the same forwards and backwards. Find the set of all its real roots.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one pair and -1, then two pairs, then two pairs and -1; larger numbers with the tier."""
        size = 4 + tier + (7 if tier == 1 else 0)
        while True:
            pairs = []
            for _ in range(1 + (tier > 1)):
                a, b = between(rng, 1, size - 1), nonzero(rng, size)
                pairs.append([a, b])
            if all(gcd(a, b) == 1 and a < abs(b) for a, b in pairs) and len(set(map(tuple, pairs))) == len(pairs):
                return {"pairs": pairs, "odd": int(tier == 1 or tier > 3), "scale": between(rng, 1, 3 + tier)}

    def _poly(self, p: Params) -> list[int]:
        out = [p["scale"]]
        for a, b in p["pairs"]:
            out = times(out, [a * b, -(a * a + b * b), a * b])
        return times(out, [1, 1]) if p["odd"] else out

    def answer(self, p: Params) -> str:
        """List the pairs."""
        found = {Fraction(-1)} if p["odd"] else set()
        for a, b in p["pairs"]:
            found |= {Fraction(a, b), Fraction(b, a)}
        return chosen(found)

    def words(self, p: Params) -> Params:
        """Write the polynomial out."""
        return {"poly": polynomial(self._poly(p))}

    def steps(self, p: Params) -> list[str]:
        """Substitute y = x + 1/x."""
        poly = self._poly(p)
        lines = []
        if p["odd"]:
            rest = [p["scale"]]
            for a, b in p["pairs"]:
                rest = times(rest, [a * b, -(a * a + b * b), a * b])
            poly = rest
            lines.append(f"The degree is odd, so -1 is a root; divided by x + 1, {polynomial(poly)} remains.")
        k = len(poly) // 2
        lines.append(f"0 is no root. Divide by {'x' if k == 1 else f'x^{k}'} and put y = x + 1/x"
                     + (", so that x^2 + 1/x^2 = y^2 - 2." if k > 1 else "."))  # fmt: skip
        equation = [poly[0], poly[1]] if k == 1 else [poly[0], poly[1], poly[2] - 2 * poly[0]]
        ys = [Fraction(a * a + b * b, a * b) for a, b in p["pairs"]]
        lines.append(f"This gives {polynomial(equation, 'y')} = 0, so y = {' or y = '.join(map(str, ys))}.")
        for (a, b), y in zip(p["pairs"], ys, strict=True):
            lines.append(
                f"x + 1/x = {y} means {polynomial([y.denominator, -y.numerator, y.denominator])} = 0, "
                f"so x = {Fraction(a, b)} or x = {Fraction(b, a)}."
            )
        return lines


class Discriminant(Template):
    """The discriminant of a cubic."""

    name = "discriminant"
    opens = "d"
    phrasings = (
        "Find the discriminant of the cubic equation {left} = {d}, where the discriminant of "
        "ax^3 + bx^2 + cx + d = 0 is b^2*c^2 - 4ac^3 - 4b^3*d - 27a^2*d^2 + 18abcd.",
        "Let r, s and t be the complex roots of {left} = {d}, and let a be its first coefficient. Find "
        "a^4*(r - s)^2*(s - t)^2*(t - r)^2.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw cubics without a square, then any."""
        while True:
            b = nonzero(rng, 2 * tier) if tier > 2 else 0
            a = between(rng, 2, tier) if tier > 3 else 1
            p: Params = {"a": a, "b": b, "c": nonzero(rng, 9 + 2 * tier), "d": nonzero(rng, 12 + 2 * tier)}
            if self.answer(p) != "0":
                return p

    def answer(self, p: Params) -> str:
        """Put into the formula."""
        return str(sum(value for _, value in self._terms(p)))

    def _terms(self, p: Params) -> list[tuple[str, int]]:
        a, b, c, d = p["a"], p["b"], p["c"], -p["d"]
        return [
            ("b^2*c^2", b * b * c * c), ("-4a*c^3", -4 * a * c**3), ("-4b^3*d", -4 * b**3 * d),
            ("-27a^2*d^2", -27 * a * a * d * d), ("18abcd", 18 * a * b * c * d),
        ]  # fmt: skip

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        return {"left": polynomial([p["a"], p["b"], p["c"], 0])}

    def steps(self, p: Params) -> list[str]:
        """Work out the five terms."""
        lines = [
            "Both descriptions give the discriminant b^2*c^2 - 4ac^3 - 4b^3*d - 27a^2*d^2 + 18abcd.",
            f"Bring all to the left side: a = {p['a']}, b = {p['b']}, c = {p['c']}, d = {-p['d']}.",
        ]
        terms = [(name, value) for name, value in self._terms(p) if value]
        lines += [f"{name} = {value}." for name, value in terms]
        return [*lines, f"Their sum is {signed(str(value) for _, value in terms)} = {self.answer(p)}."]


class CommonDivisor(Template):
    """The greatest common divisor of two polynomials."""

    name = "common_divisor"
    phrasings = (
        "Find the monic greatest common divisor of the polynomials {f} and {g}.",
        "Which polynomial with first coefficient 1 and highest possible degree divides both {f} and {g}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw common roots and roots of one alone."""
        common, alone = (1, 2, 2, 2, 3)[tier - 1], (1, 1, 2, 2, 2)[tier - 1]
        size = (14, 7, 7, 8, 10)[tier - 1]
        roots = [r + (r >= 0) for r in several(rng, -size, size - 1, common + 2 * alone)]  # not 0
        lead = [between(rng, 1, 1 + tier // 2) for _ in range(2)]
        return {"common": sorted(roots[:common]), "f": roots[common : common + alone], "g": roots[common + alone :],
                "lead": lead}  # fmt: skip

    def _polys(self, p: Params) -> tuple[list[int], list[int]]:
        f = from_roots(p["common"] + p["f"])
        g = from_roots(p["common"] + p["g"])
        return [p["lead"][0] * c for c in f], [p["lead"][1] * c for c in g]

    def answer(self, p: Params) -> str:
        """Multiply the common factors."""
        return polynomial(from_roots(p["common"]))

    def words(self, p: Params) -> Params:
        """Write both polynomials out."""
        f, g = self._polys(p)
        return {"f": polynomial(f), "g": polynomial(g)}

    def steps(self, p: Params) -> list[str]:
        """Divide with remainder as Euclid does; factors that are numbers are dropped."""
        f, g = self._polys(p)
        lines = ["Divide with remainder until nothing remains; factors that are numbers may be dropped on the way."]
        while True:
            rest = _primitive(remainder(f, g))
            if not rest:
                break
            lines.append(f"{polynomial(f)} divided by {polynomial(g)} leaves a multiple of {polynomial(rest)}.")
            f, g = g, rest
        lines.append(f"{polynomial(f)} is divisible by {polynomial(g)}, so this is the common divisor.")
        if g[0] != 1:
            lines.append(f"Its first coefficient is {g[0]}; divide by it.")
        return lines


def remainder(f: Sequence[int], g: Sequence[int]) -> list[Fraction]:
    """Return the remainder of a division of polynomials, without leading zeros."""
    left = [Fraction(c) for c in f]
    while len(left) >= len(g):
        factor = left[0] / g[0]
        left = [a - factor * b for a, b in zip(left, [*g, *[0] * (len(left) - len(g))], strict=True)][1:]
    while left and not left[0]:
        left = left[1:]
    return left


def _primitive(f: Sequence[Fraction]) -> list[int]:
    """Return the multiple with whole coefficients, no common factor and a positive first one."""
    if not f:
        return []
    whole = prod(c.denominator for c in f)
    numbers = [int(c * whole) for c in f]
    shared = gcd(*numbers) * (-1 if numbers[0] < 0 else 1)
    return [c // shared for c in numbers]


__all__ = ["CommonDivisor", "Discriminant", "Palindrome", "Roots", "Vieta", "remainder"]
