"""Linear equations in one unknown, and proportions."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm, prod
from typing import ClassVar

import numpy as np

from ..notation import (
    between,
    chosen,
    combination,
    divided,
    inside,
    join,
    linear,
    nonzero,
    pick,
    polynomial,
    signed,
    term,
    times,
    value_at,
)  # fmt: skip
from ..template import Params, Template


class Brackets(Template):
    """An equation with nested brackets."""

    name = "brackets"
    opens = "h"
    phrasings = (
        "Solve for x: {left} = {h}.",
        "For which number x is the value of {left} equal to {h}?",
        "The expression {left} takes the value {h} for exactly one x. Find that x.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more brackets, some of them inside others from tier 3 on, and a fraction as the solution then."""
        deep = max(0, tier - 2)
        while True:
            terms = []  # a(m(bx + c) + d)
            for i in range(1 + (tier + 2) // 2):
                a, b, c = (nonzero(rng, 3 + 2 * tier) for _ in range(3))
                terms.append([a, *((nonzero(rng, 5), b, c, nonzero(rng, 9)) if i < deep else (1, b, c, 0))])
            p: Params = {"terms": terms, "h": 0}
            k, c = self._sum(p)
            if k == 0 or (abs(k) == 1 and tier > 3):
                continue
            q = pick(rng, [q for q in range(2, 13) if k % q == 0] or [1]) if tier > 3 else 1
            p["h"] = k // q * nonzero(rng, (12, 20, 20, 30, 60)[tier - 1]) + c
            return p

    def _sum(self, p: Params) -> tuple[int, int]:
        return sum(a * m * b for a, m, b, _, _ in p["terms"]), sum(a * (m * c + d) for a, m, _, c, d in p["terms"])

    def answer(self, p: Params) -> str:
        """Collect and divide."""
        k, c = self._sum(p)
        return str(Fraction(p["h"] - c, k))

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        texts = []
        for a, m, b, c, d in p["terms"]:
            inner = linear(b, c) if d == 0 else signed([term(m, f"({linear(b, c)})"), str(d)])
            texts.append(term(a, f"({inner})"))
        return {"left": signed(texts)}

    def steps(self, p: Params) -> list[str]:
        """Expand, collect, divide."""
        lines = []
        for a, m, b, c, d in p["terms"]:
            if d:
                lines.append(f"Inside: {signed([term(m, f'({linear(b, c)})'), str(d)])} = {linear(m * b, m * c + d)}.")
            b, c = m * b, m * c + d
            if a != 1:
                lines.append(f"Expand: {term(a, f'({linear(b, c)})')} = {linear(a * b, a * c)}.")
        k, c = self._sum(p)
        lines.append(f"Added up, the left side is {linear(k, c)}, so {linear(k, c)} = {p['h']}.")
        if c:
            lines.append(f"Then {term(k, 'x')} = {p['h']} {'-' if c > 0 else '+'} {abs(c)} = {p['h'] - c}.")
        return [*lines, f"So x = {divided(p['h'] - c, k)}."]


class Quotients(Template):
    """An equation with several denominators."""

    name = "quotients"
    opens = "g"
    phrasings = (
        "Solve for x: {left} = {g}.",
        "Find the number x that makes {left} equal to {g}.",
        "For what value of x does {left} have the value {g}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more and larger denominators."""
        while True:
            x = nonzero(rng, 16 + 4 * tier)
            terms = []
            for _ in range(2 + tier // 2):
                s, a, d = pick(rng, (1, -1)), nonzero(rng, 2 + tier), between(rng, 2, 4 + 2 * tier)
                terms.append([s, a, d * between(rng, -3 - tier, 3 + tier) - a * x, d])
            p: Params = {"terms": terms, "g": 0}
            p["g"] = sum(s * (a * x + b) // d for s, a, b, d in terms)
            shown = {abs(c) for row in terms for c in row} | {abs(p["g"])}
            if self._sum(p)[0] and all(gcd(a, d) < d and b for _, a, b, d in terms) and abs(x) not in shown:
                return p

    def _lcm(self, p: Params) -> int:
        return lcm(*(d for *_, d in p["terms"]))

    def _sum(self, p: Params) -> tuple[int, int]:
        m = self._lcm(p)
        return sum(m // d * s * a for s, a, _, d in p["terms"]), sum(m // d * s * b for s, _, b, d in p["terms"])

    def answer(self, p: Params) -> str:
        """Multiply by the least common denominator."""
        k, c = self._sum(p)
        return str(Fraction(p["g"] * self._lcm(p) - c, k))

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        return {"left": signed(term(s, f"({linear(a, b)})/{d}") for s, a, b, d in p["terms"])}

    def steps(self, p: Params) -> list[str]:
        """Multiply, expand, collect, divide."""
        m, (k, c), right = self._lcm(p), self._sum(p), p["g"] * self._lcm(p)
        lines = [f"The least common multiple of the denominators {join([str(d) for *_, d in p['terms']])} is {m}."]
        texts = [term(s * m // d, f"({linear(a, b)})") for s, a, b, d in p["terms"]]
        lines.append(f"Multiply both sides by {m}: {signed(texts)} = {right}.")
        lines += [
            f"Expand: {term(s * m // d, f'({linear(a, b)})')} = {linear(s * m // d * a, s * m // d * b)}."
            for s, a, b, d in p["terms"]
        ]
        lines.append(f"Collect: {linear(k, c)} = {right}, so {term(k, 'x')} = {right - c}.")
        return [*lines, f"So x = {divided(right - c, k)}."]


class Literal(Template):
    """An equation whose coefficients hold another letter."""

    name = "literal"
    phrasings = (
        "Solve for x in terms of a, where a is a number for which there is exactly one solution: {left} = {right}.",
        "The equation {left} = {right} has exactly one solution x for almost every number a. Express x in terms of a.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more products."""
        while True:
            terms = []  # (ua + v)(wx + ya + z)
            for i in range(2 + tier // 2):
                u = nonzero(rng, 1 + tier) if i == 0 or (tier > 2 and i == 1) else 0
                v = nonzero(rng, 3 + 2 * tier) if i or tier > 2 else 0
                y, z = (nonzero(rng, 2 + 2 * tier) if rng.random() < 0.5 + 0.1 * tier else 0 for _ in range(2))
                terms.append([u, v, nonzero(rng, 1 + tier), y, z])
            p: Params = {"terms": terms, "left": 1 + tier // 4}
            k, c = self._sides(p)
            if k[0] and value_at(c, Fraction(-k[1], k[0])):  # k does not divide c
                return p

    def _sides(self, p: Params) -> tuple[list[int], list[int]]:
        """Return k and c, both polynomials in a, with kx = c."""
        k, c = [0, 0], [0, 0, 0]
        for i, (u, v, w, y, z) in enumerate(p["terms"]):
            s = 1 if i < p["left"] else -1
            k = [k[0] + s * u * w, k[1] + s * v * w]
            c = [e - s * f for e, f in zip(c, times([u, v], [y, z]), strict=True)]
        return k, c

    def _reduced(self, p: Params) -> tuple[list[int], list[int]]:
        k, c = self._sides(p)
        shared = gcd(*k, *c) * (-1 if k[0] < 0 else 1)
        return [e // shared for e in k], [e // shared for e in c]

    def answer(self, p: Params) -> str:
        """Collect and divide."""
        k, c = self._reduced(p)
        return f"({polynomial(c, 'a')})/({polynomial(k, 'a')})"

    def words(self, p: Params) -> Params:
        """Write both sides out."""
        texts = []
        for u, v, w, y, z in p["terms"]:
            inner = combination([w, y, z], ["x", "a", ""])
            if not u:
                texts.append(term(v, f"({inner})" if y or z else inner if w == 1 else f"({inner})"))
            else:
                texts.append((linear(u, v, "a") if not v else f"({linear(u, v, 'a')})") + f"({inner})")
        return {"left": signed(texts[: p["left"]]), "right": signed(texts[p["left"] :])}

    def steps(self, p: Params) -> list[str]:
        """Expand every product, then bring what holds x to one side."""
        lines = []
        for u, v, w, y, z in p["terms"]:
            factor, inner = linear(u, v, "a"), combination([w, y, z], ["x", "a", ""])
            out = combination([u * w, v * w, *times([u, v], [y, z])], ["ax", "x", "a^2", "a", ""])
            lines.append(f"Expand: ({factor})({inner}) = {out}.")
        k, c = self._sides(p)
        lines.append("Bring all that holds x to the left side and all else to the right:")
        lines.append(f"({linear(k[0], k[1], 'a')})x = {polynomial(c, 'a')}.")
        if (k, c) != self._reduced(p):
            k, c = self._reduced(p)
            lines.append(f"Divided by a common factor: ({linear(k[0], k[1], 'a')})x = {polynomial(c, 'a')}.")
        return [*lines, f"Divide by {linear(k[0], k[1], 'a')}, which is not 0."]


class AbsoluteValues(Template):
    """A sum of absolute values."""

    name = "absolute_values"
    opens = "d"
    phrasings = (
        "Find all real numbers x with {left} = {d}. Answer with the set of all solutions.",
        "Solve the equation {left} = {d} over the real numbers. Answer with the set of all solutions.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more absolute values, and a linear term from tier 2 on."""
        size = 2 + tier
        while True:
            terms = [
                [between(rng, 1, 1 + tier // 2), between(rng, 1, size), nonzero(rng, 6 + 3 * tier)]
                for _ in range(1 + tier // 2)
            ]
            c = nonzero(rng, size) if tier > 1 else 0
            p: Params = {"terms": terms, "c": c, "d": 0}
            x = nonzero(rng, 12 + 4 * tier)
            p["d"] = sum(q * abs(a * x + b) for q, a, b in terms) + c * x
            breaks = {Fraction(-b, a) for _, a, b in terms}
            flat = any(k == 0 for k, *_ in self._pieces(p))
            if len(breaks) == len(terms) and not flat and len(self._solutions(p)) == 2:
                return p

    def _pieces(self, p: Params) -> list[tuple[int, int, Fraction | None, Fraction | None]]:
        """Return slope, constant and ends of every piece, from left to right."""
        breaks: list[Fraction | None] = [None, *sorted({Fraction(-b, a) for _, a, b in p["terms"]}), None]
        out = []
        for low, high in pairwise(breaks):
            k, m = p["c"], 0
            for q, a, b in p["terms"]:
                s = 1 if low is not None and low >= Fraction(-b, a) else -1
                k, m = k + s * q * a, m + s * q * b
            out.append((k, m, low, high))
        return out

    def _solutions(self, p: Params) -> set[Fraction]:
        found = set()
        for k, m, low, high in self._pieces(p):
            x = Fraction(p["d"] - m, k) if k else None
            if x is not None and (low is None or low <= x) and (high is None or x <= high):
                found.add(x)
        return found

    def answer(self, p: Params) -> str:
        """Solve on every piece."""
        return chosen(self._solutions(p))

    def words(self, p: Params) -> Params:
        """Write the left side out."""
        return {"left": signed([*(term(q, f"|{linear(a, b)}|") for q, a, b in p["terms"]), term(p["c"], "x")])}

    def steps(self, p: Params) -> list[str]:
        """Go through the pieces."""
        breaks = sorted({Fraction(-b, a) for _, a, b in p["terms"]})
        lines = [f"The signs inside the absolute values change at x = {join([str(b) for b in breaks])}."]
        for k, m, low, high in self._pieces(p):
            where = f"x <= {high}" if low is None else f"x >= {low}" if high is None else f"{low} <= x <= {high}"
            x = Fraction(p["d"] - m, k)
            fits = (low is None or low <= x) and (high is None or x <= high)
            lines.append(
                f"For {where} the equation is {linear(k, m)} = {p['d']}, so x = {x}, "
                + ("which lies there: a solution." if fits else "which does not lie there.")
            )
        return lines


class Ratios(Template):
    """Numbers in given ratios, and one linear condition."""

    name = "ratios"
    opens = "s"
    phrasings = (
        "Let {ratios}, and {sum} = {s}. Find {ask}.",
        "Numbers {names} satisfy {ratios}. If {sum} = {s}, what is {ask}?",
    )
    letters: ClassVar[str] = "xyzuvw"

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer chain of ratios."""
        n = 2 + (tier + 1) // 2
        while True:
            pairs = []
            for _ in range(n - 1):
                a, b = between(rng, 1, 4 + tier), between(rng, 2, 4 + tier)
                pairs.append([a // gcd(a, b), b // gcd(a, b)])
            weights = [nonzero(rng, 1 + tier) for _ in range(n)]
            p: Params = {"pairs": pairs, "weights": weights, "ask": between(rng, 0, n - 1), "s": 0}
            unit = sum(w * u for w, u in zip(weights, self._units(p), strict=True))
            if unit and all(a != b for a, b in pairs):
                p["s"] = unit * between(rng, 2, 6 + 2 * tier)
                return p

    def _units(self, p: Params) -> list[int]:
        """Return the smallest whole numbers in these ratios."""
        pairs = p["pairs"]
        units = [prod(b for _, b in pairs[:i]) * prod(a for a, _ in pairs[i:]) for i in range(len(pairs) + 1)]
        return [u // gcd(*units) for u in units]

    def _scale(self, p: Params) -> Fraction:
        return Fraction(p["s"], sum(w * u for w, u in zip(p["weights"], self._units(p), strict=True)))

    def answer(self, p: Params) -> str:
        """Measure in common units."""
        return str(self._units(p)[p["ask"]] * self._scale(p))

    def words(self, p: Params) -> Params:
        """Name the ratios."""
        names = self.letters[: len(p["weights"])]
        ratios = join([f"{x}:{y} = {a}:{b}" for x, y, (a, b) in zip(names, names[1:], p["pairs"], strict=False)])
        return {
            "ratios": ratios, "sum": combination(p["weights"], names), "ask": names[p["ask"]], "names": join(names),
        }  # fmt: skip

    def steps(self, p: Params) -> list[str]:
        """Choose units, put them into the condition."""
        names, units = self.letters[: len(p["weights"])], self._units(p)
        unit = sum(w * u for w, u in zip(p["weights"], units, strict=True))
        parts = " + ".join(f"{inside(w)}*{u}" for w, u in zip(p["weights"], units, strict=True))
        x, u = names[p["ask"]], units[p["ask"]]
        return [
            f"Bring the ratios to a common measure: {':'.join(names)} = {':'.join(map(str, units))}.",
            f"So {join([f'{x} = ' + term(u, 't') for x, u in zip(names, units, strict=True)])} for some number t.",
            f"The condition becomes ({parts})t = {term(unit, 't')} = {p['s']}.",
            f"Hence t = {divided(p['s'], unit)}.",
            f"{x} = {u}*{inside(self._scale(p))} = {self.answer(p)}.",
        ]


class Means(Template):
    """How many numbers of one mean bring others to a joint mean."""

    name = "means"
    opens = "n"
    phrasings = (
        "A list of {n} numbers has mean {a}. {others}Numbers with mean {b} are then added, and the mean of all "
        "together becomes {c}. How many numbers are added?",
        "The mean of {n} numbers is {a}. {others}How many further numbers, whose mean is {b}, must join them to "
        "make the mean of all numbers {c}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more lists, and larger means."""
        size = 10 + 20 * tier
        while True:
            c, b, m = between(rng, -size, size), between(rng, -size, size), between(rng, 2, 15 + 15 * tier)
            lists = [[between(rng, 2, 10 + 10 * tier), between(rng, -size, size)] for _ in range(tier // 2)]
            rest = m * (c - b) - sum(k * (a - c) for k, a in lists)
            counts = [k for k in range(3, 12 + 10 * tier) if rest % k == 0]
            if b == c or not counts:
                continue
            n = pick(rng, counts)
            if 0 < abs(rest // n) <= 2 * size and m not in (n, abs(b), abs(c), abs(c + rest // n)):
                return {"n": n, "a": c + rest // n, "lists": lists, "b": b, "c": c}

    def answer(self, p: Params) -> str:
        """Balance the surpluses over the joint mean."""
        surplus = sum(k * (a - p["c"]) for k, a in [[p["n"], p["a"]], *p["lists"]])
        return str(Fraction(surplus, p["c"] - p["b"]))

    def words(self, p: Params) -> Params:
        """Name the other lists."""
        return {"others": "".join(f"It is joined by {k} numbers with mean {a}. " for k, a in p["lists"])}

    def steps(self, p: Params) -> list[str]:
        """Take every number's distance from the joint mean; the distances sum to 0."""
        c, lists = p["c"], [[p["n"], p["a"]], *p["lists"]]
        lines = [f"The distances of all numbers from the joint mean {c} add up to 0."]
        lines += [f"{k} numbers with mean {a} contribute {k}*{inside(a - c)} = {k * (a - c)}." for k, a in lists]
        surplus = sum(k * (a - c) for k, a in lists)
        if len(lists) > 1:
            lines.append(f"Together that is {surplus}.")
        lines.append(
            f"m added numbers contribute {p['b'] - c}m, so {signed([str(surplus), term(p['b'] - c, 'm')])} = 0."
        )
        return [*lines, f"So m = {divided(-surplus, p['b'] - c)}."]
