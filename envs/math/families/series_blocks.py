"""Sequences with blocks of equal numbers, and endless continued fractions."""

from __future__ import annotations

from math import gcd, isqrt

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template
from .factors import factors


class Repeats(Template):
    """A late term, or the sum of many terms, of a sequence in which numbers come more and more often."""

    name = "repeats"
    opens = "n"
    phrasings = (
        "In a sequence, first the number 1 comes {one} times, then the number 2 comes {two} times, then 3 comes "
        "{three} times, and so on: the number x comes {rule} times in a row. {find} {n}{end}",
        "A sequence consists of blocks of equal numbers. Block x consists of {rule} numbers x, for x = 1, 2, 3, and "
        "so on, so that the first blocks have {one}, {two} and {three} numbers. {find} {n}{end}",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        a = between(rng, 1, 2 + tier)
        b = between(rng, 1 if a == 1 else 0, 3 * tier)
        return {"a": a, "b": b, "n": between(rng, low, high), "kind": "term" if tier < 3 else "sum"}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw longer blocks; from tier 3 on the sum is asked for."""
        return self._draw(rng, tier, 200 * tier, 1800 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a place too late to be reached."""
        return self._draw(rng, tier, 10**6, 10 ** (8 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write the terms down."""
        if p["n"] > steps:
            return None
        row: list[int] = []
        x = 1
        while len(row) < p["n"]:
            row += [x] * (p["a"] * x + p["b"])
            x += 1
        row = row[: p["n"]]
        return str(row[-1] if p["kind"] == "term" else sum(row))

    def _before(self, p: Params, x: int) -> int:
        """Return how many terms are at most x."""
        return int(p["a"] * x * (x + 1) // 2 + p["b"] * x)

    def _block(self, p: Params) -> int:
        """Return the number of whole blocks among the first n - 1 terms, at least."""
        a, b = p["a"], p["b"]
        x = (isqrt((a + 2 * b) ** 2 + 8 * a * (p["n"] - 1)) - a - 2 * b) // (2 * a)
        while self._before(p, x) >= p["n"]:
            x -= 1
        while self._before(p, x + 1) < p["n"]:
            x += 1
        return int(x)

    def _sum(self, p: Params, x: int) -> int:
        """Return the sum of the blocks up to x."""
        return int(p["a"] * (x * (x + 1) * (2 * x + 1) // 6) + p["b"] * (x * (x + 1) // 2))

    def answer(self, p: Params) -> str:
        """Find the block with a quadratic equation."""
        x = self._block(p)
        if p["kind"] == "term":
            return str(x + 1)
        return str(self._sum(p, x) + (p["n"] - self._before(p, x)) * (x + 1))

    def words(self, p: Params) -> Params:
        """Write the rule."""
        a, b = p["a"], p["b"]
        rule = ("x" if a == 1 else f"{a}x") + (f" + {b}" if b else "")
        find, end = (
            ("Which number stands in position", "?")
            if p["kind"] == "term"
            else ("Find the sum of the first", " terms.")
        )
        return {"rule": rule, "one": a + b, "two": 2 * a + b, "three": 3 * a + b, "find": find, "end": end}

    def steps(self, p: Params) -> list[str]:
        """Compare with the ends of blocks."""
        a, b, n, x = p["a"], p["b"], p["n"], self._block(p)
        before, after = self._before(p, x), self._before(p, x + 1)
        more, then = (f" + {b} × {x}", f" + {b} × {x + 1}") if b else ("", "")
        added = (f" + {b}x" if b > 1 else " + x") if b else ""
        lines = [
            f"Up to the end of block x there are {a}·x(x + 1)/2{added} terms. This is about {n} for x near the "
            f"positive root",
            f"of {a}x^2 + {a + 2 * b}x = {2 * n}, which is about {x}.",
            f"Up to block {x}: {a} × {x} × {x + 1}/2{more} = {before} terms, fewer than {n}.",
            f"Up to block {x + 1}: {a} × {x + 1} × {x + 2}/2{then} = {after} terms, not fewer than {n}.",
        ]
        if p["kind"] == "term":
            return [*lines, f"So position {n} lies in block {x + 1}."]
        whole, left = self._sum(p, x), n - before
        extra = f" + {b} × {x} × {x + 1}/2" if b else ""
        return [
            *lines,
            f"Block x adds x·({self.words(p)['rule']}). The blocks up to {x} add {a} × {x} × {x + 1} × "
            f"{2 * x + 1}/6{extra} = {whole}.",
            f"The {left} further terms are all {x + 1}: {left} × {x + 1} = {left * (x + 1)}.",
            f"{whole} + {left * (x + 1)} = {whole + left * (x + 1)}.",
        ]


class EndlessFraction(Template):
    """The value of a periodic continued fraction."""

    name = "endless_fraction"
    phrasings = (
        "The notation [c_0; c_1, c_2, ...] stands for the continued fraction c_0 + 1/(c_1 + 1/(c_2 + ...)). Find the "
        "exact value of [{shown}, ...], in which the block {block} repeats without end{after}.",
        "Let x = c_0 + 1/(c_1 + 1/(c_2 + ...)), an infinite continued fraction whose numbers c_0, c_1, c_2, ... are "
        "{list}, ...; here {block} repeats for ever{after}. What is x, exactly?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer block, and numbers before it from tier 3 on."""
        while True:
            block = [between(rng, 1, (40, 16, 16, 10, 8)[tier - 1]) for _ in range((2, 3, 2, 3, 4)[tier - 1])]
            head = [between(rng, 1, 9) for _ in range((0, 0, 1, 1, 2)[tier - 1])]
            short = any(block == block[:k] * (len(block) // k) for k in range(1, len(block)) if len(block) % k == 0)
            if not short and not (head and head[-1] == block[-1]):
                return {"head": head, "block": block}

    def _matrix(self, some: list[int]) -> tuple[int, int, int, int]:
        """Return p, q, r, s so that the fraction of these numbers with the tail y is (py + q)/(ry + s)."""
        p, q, r, s = 1, 0, 0, 1
        for c in some:
            p, q, r, s = c * p + q, p, c * r + s, r
        return p, q, r, s

    def _tail(self, p: Params) -> tuple[int, int, int]:
        """Return the coefficients of the quadratic equation for the block."""
        a, b, c, d = self._matrix(p["block"])
        g = gcd(c, d - a, b)
        return c // g, (d - a) // g, -b // g

    def _value(self, p: Params) -> tuple[int, int, int, int]:
        """Return u, v, w, t for (u + v√w)/t in lowest terms."""
        a, b, c = self._tail(p)
        square, out = b * b - 4 * a * c, 1
        for q, e in factors(square).items():
            out *= q ** (e // 2)
        square //= out * out
        # y = (-b + out·√square)/(2a), put into (fy + g)/(hy + i)
        f, g, h, i = self._matrix(p["head"])
        top, below = (g * 2 * a - f * b, f * out), (i * 2 * a - h * b, h * out)
        # multiply by the conjugate of the denominator
        u = top[0] * below[0] - top[1] * below[1] * square
        v = top[1] * below[0] - top[0] * below[1]
        t = below[0] ** 2 - below[1] ** 2 * square
        sign = -1 if t < 0 else 1
        common = gcd(u, v, t) * sign
        return u // common, v // common, square, t // common

    def _written(self, u: int, v: int, w: int, t: int) -> str:
        root = f"{'' if abs(v) == 1 else abs(v)}√{w}"
        top = (f"{u} {'-' if v < 0 else '+'} {root}") if u else ("-" if v < 0 else "") + root
        return top if t == 1 else f"({top})/{t}"

    def answer(self, p: Params) -> str:
        """Solve the quadratic equation."""
        return self._written(*self._value(p))

    def words(self, p: Params) -> Params:
        """Write the numbers."""
        head, block = p["head"], p["block"]
        some = [*head, *block, *block]
        first, *rest = map(str, some)
        text = ", ".join(map(str, block))
        after = f" after the first {'number' if len(head) == 1 else f'{len(head)} numbers'}" if head else ""
        return {
            "shown": f"{first}; {', '.join(rest)}",
            "list": ", ".join(map(str, some)),
            "block": text,
            "after": after,
        }

    def steps(self, p: Params) -> list[str]:
        """Write the tail in terms of itself."""
        head, block, (a, b, c) = p["head"], p["block"], self._tail(p)
        f, g, h, i = self._matrix(block)
        name = "y" if head else "x"
        nested = f"{block[-1]} + 1/{name}"
        for number in block[-2::-1]:
            nested = f"{number} + 1/({nested})"
        second = f"{'' if a == 1 else a}{name}^2"
        middle = f"{'-' if b < 0 else '+'} {'' if abs(b) == 1 else abs(b)}{name} " if b else ""
        square = b * b - 4 * a * c
        lines = [
            f"Let {name} be the value of the part that repeats. After one block it begins anew: {name} = {nested}.",
            f"This is {name} = ({f}{name} + {g})/({h}{name} + {i}), so {second} {middle}- {-c} = 0.",
        ]
        tail = self._written(*self._value({"head": [], "block": block}))
        made = f"({-b} + √{square})/{2 * a}" if b else f"√{square}/{2 * a}"
        lines.append(f"The positive root is {name} = {made}" + (f" = {tail}." if tail != made else "."))
        if head:
            nested = f"{head[-1]} + 1/y"
            for number in head[-2::-1]:
                nested = f"{number} + 1/({nested})"
            lines.append(f"The whole fraction is x = {nested}.")
            lines.append(f"Making the denominator rational, x = {self.answer(p)}.")
        return lines
