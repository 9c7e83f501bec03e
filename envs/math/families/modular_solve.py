"""Unknowns modulo m: linear congruences, systems of them, and roots modulo powers of primes."""

from __future__ import annotations

from itertools import pairwise
from math import gcd, lcm

import numpy as np

from ...core import JSON
from ..notation import between, join, nonzero, polynomial
from ..template import STEPS, Params, Template
from .modular_lines import bracket, inverse, some_prime


class Linear(Template):
    """All solutions of a linear congruence."""

    name = "linear"
    opens = "b"
    phrasings = (
        "Find the sum of all integers x from 0 to {last} for which {a}x ≡ {b} (mod {m}).",
        "For some integers x with 0 <= x < {m}, the number {a}x leaves the same remainder as {b} when divided by {m}. "
        "What is the sum of all these x?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            g = 1 if tier < 3 else between(rng, 2, 4 * tier)
            m = between(rng, low // g, high // g)
            a = between(rng, m // 3, m - 2)
            if gcd(a, m) == 1 and len(inverse(a, m)) >= 1 + tier // 2:
                return {"a": a * g, "b": g * between(rng, 1, m - 1), "m": m * g}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger modulus; from tier 3 on there are several solutions."""
        return self._draw(rng, tier, 20 * tier, 80 * 2**tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a modulus with too many residues to try."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try all residues."""
        if p["m"] > steps:
            return None
        return str(sum(x for x in range(p["m"]) if (p["a"] * x - p["b"]) % p["m"] == 0))

    def _parts(self, p: Params) -> tuple[int, int, int, int, int]:
        """Return the common divisor, the congruence without it and its solution."""
        g = gcd(p["a"], p["m"])
        a, b, m = p["a"] // g, p["b"] // g, p["m"] // g
        return g, a, b, m, b * pow(a, -1, m) % m

    def answer(self, p: Params) -> str:
        """Add the solutions."""
        g, _, _, m, x = self._parts(p)
        return str(g * x + m * g * (g - 1) // 2)

    def words(self, p: Params) -> Params:
        """Name the last residue."""
        return {"last": p["m"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Divide by the common divisor, invert, and add the solutions."""
        g, a, b, m, x = self._parts(p)
        lines = []
        if g > 1:
            lines += [
                f"The greatest common divisor of {p['a']} and {p['m']} is {g}, and it divides {p['b']} = {g} × {b}.",
                f"Dividing by it: {a}x ≡ {b} (mod {m}).",
            ]
        inv = pow(a, -1, m)
        lines += [f"The inverse of {a} modulo {m}, by Euclid's algorithm:", *inverse(a, m)]
        lines.append(f"So it is {inv}, and x ≡ {inv} × {b} = {inv * b} ≡ {x} (mod {m}).")
        if g == 1:
            return [*lines, f"There is one such x below {m}: x = {x}."]
        lines.append(f"From 0 to {p['m'] - 1} there are {g} such x: {x} + {m}t for t from 0 to {g - 1}.")
        return [*lines, f"Their sum is {g} × {x} + {m} × {g * (g - 1) // 2} = {self.answer(p)}."]


class Remainders(Template):
    """The first number beyond a bound that has given remainders."""

    name = "remainders"
    opens = "low"
    phrasings = (
        "Find the least integer x > {low} for which {facts}.",
        "Among all integers greater than {low}, take those x for which {facts}. Which is the least one?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw larger moduli, and more of them; from tier 3 on some have common divisors."""
        size, low, high = ((2, 7, 25), (2, 15, 60), (3, 6, 30), (3, 12, 50), (4, 10, 50))[tier - 1]
        while True:
            mods = [between(rng, low, high) for _ in range(size)]
            pairs = [(a, b) for i, a in enumerate(mods) for b in mods[:i]]
            coprime = all(gcd(a, b) == 1 for a, b in pairs)
            if coprime == (tier < 3) and all(a % b and b % a for a, b in pairs):
                return self._rest(rng, mods)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two moduli so large that the numbers with one remainder cannot be tried."""
        while True:
            high = (2, 5, 20, 100, 500)[tier - 1] * 10**6
            mods = [between(rng, 10**6, high) for _ in range(2)]
            p = self._rest(rng, mods)
            if gcd(*mods) == 1 and self._run(p)[1][1] > STEPS:
                return p

    def _rest(self, rng: np.random.Generator, mods: list[int]) -> Params:
        x = between(rng, 0, min(lcm(*mods), 10**15) - 1)
        return {"rows": [[x % m, m] for m in mods], "low": between(rng, lcm(*mods) // 2, 4 * lcm(*mods))}

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Step through the numbers that fit so far until the next remainder fits too."""
        x, whole = 0, 1
        for r, m in p["rows"]:
            while x % m != r:
                x, steps = x + whole, steps - 1
                if steps < 0:
                    return None
            whole = lcm(whole, m)
        return str(x + ((p["low"] - x) // whole + 1) * whole)

    def _run(self, p: Params) -> list[tuple[int, int, int, int]]:
        """Return for each row the common divisor with what is known, the step taken, and what is known then."""
        x, whole, rows = 0, 1, []
        for r, m in p["rows"]:
            g = gcd(whole, m)
            t = (r - x) // g * pow(whole // g, -1, m // g) % (m // g)
            x, whole = x + whole * t, lcm(whole, m)
            rows.append((g, t, x, whole))
        return rows

    def answer(self, p: Params) -> str:
        """Combine the rows, then go beyond the bound."""
        _, _, x, whole = self._run(p)[-1]
        return str(x + ((p["low"] - x) // whole + 1) * whole)

    def words(self, p: Params) -> Params:
        """Write the remainders out."""
        return {"facts": join([f"x leaves the remainder {r} when divided by {m}" for r, m in p["rows"]])}

    def identity(self, p: Params) -> JSON:
        """Return the rows in one order."""
        return {**p, "rows": sorted(p["rows"])}

    def steps(self, p: Params) -> list[str]:
        """Combine one congruence after the other."""
        rows = self._run(p)
        (r, m), last = p["rows"][0], rows[0]
        lines = [f"Begin with x = {r} + {m}t for some integer t."]
        for (r, m), (g, t, x, whole) in zip(p["rows"][1:], rows[1:], strict=True):
            _, _, y, step = last
            a, b, c = step // g, (r - y) // g, m // g
            lines.append(f"The remainder {r} modulo {m} means {step}t ≡ {r} - {y} = {r - y} (mod {m}).")
            if g > 1:
                lines.append(f"All these numbers are multiples of {g}: {a}t ≡ {b} (mod {c}).")
            if a % c > 1:
                inv = pow(a, -1, c)
                more = inverse(a % c, c)
                lines += (
                    [f"Invert {a % c} modulo {c}:", *more] if a < c else [f"Invert {a} ≡ {a % c} (mod {c}):", *more]
                )
                lines.append(f"The inverse is {inv}, so t ≡ {inv} × {bracket(b)} ≡ {t} (mod {c}).")
            else:
                lines.append(f"So t ≡ {t} (mod {c}).")
            lines.append(f"Hence x ≡ {y} + {step} × {t} = {x} (mod {whole}), so x = {x} + {whole}t again.")
            last = (g, t, x, whole)
        _, _, x, whole = last
        n = (p["low"] - x) // whole + 1
        return [
            *lines,
            f"{x} + {whole} × {n - 1} = {x + whole * (n - 1)} is not greater than {p['low']}, and the next one is",
            f"{x} + {whole} × {n} = {x + whole * n}.",
        ]


class LiftedRoot(Template):
    """A root modulo a power of a prime, with a given remainder modulo the prime."""

    name = "lifted_root"
    opens = "c"
    phrasings = (
        "Exactly one integer x with 0 <= x < {q}^{e} satisfies {left} ≡ {c} (mod {q}^{e}) and x ≡ {r} (mod {q}). "
        "Find x.",
        "Find the integer x from 0 to {q}^{e} - 1 that leaves the remainder {r} when divided by {q} and for which "
        "{left} - {c} is divisible by {q}^{e}.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, q: int, e: int) -> Params:
        while True:
            x = between(rng, q ** (e - 1), q**e - 1)
            poly = [1, *(nonzero(rng, 3 + 3 * tier) for _ in range(1 if tier < 4 else 2)), 0]
            p: Params = {"q": q, "e": e, "r": x % q, "poly": poly, "c": 0}
            if self._slope(p) % q:
                return {**p, "c": self._value(p, x) % q**e}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a higher power of a larger prime; from tier 4 on the polynomial is cubic."""
        q = (3, 5, 7, 11, 13)[between(rng, 0, min(tier + 1, 4))]
        most = {3: 7, 5: 5, 7: 4, 11: 4, 13: 4}[q]
        return self._draw(rng, tier, q, max(3, min(most, between(rng, 1 + tier, 2 + tier))))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a power with too many candidates."""
        q = (3, 5, 7, 11, 13)[between(rng, 0, 4)]
        while True:
            p = self._draw(rng, tier, q, between(rng, 10, 11 + tier))
            if int(self.answer(p)) // q > STEPS:
                return p

    def _value(self, p: Params, x: int) -> int:
        """Return the polynomial less c, at x."""
        value = 0
        for coefficient in p["poly"]:
            value = value * x + coefficient
        return int(value - p["c"])

    def _slope(self, p: Params) -> int:
        """Return the derivative at the given remainder."""
        size, value = len(p["poly"]) - 1, 0
        for i, coefficient in enumerate(p["poly"][:-1]):
            value = value * p["r"] + (size - i) * coefficient
        return int(value)

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try all numbers with the given remainder."""
        for x in range(p["r"], p["q"] * steps, p["q"]):
            if self._value(p, x) % p["q"] ** p["e"] == 0:
                return str(x)
        return None

    def _lifts(self, p: Params) -> list[tuple[int, int]]:
        """Return the root modulo every power of the prime, and the digit found before it."""
        q, x = p["q"], p["r"]
        inv, rows = pow(self._slope(p), -1, q), [(x, 0)]
        for i in range(1, p["e"]):
            t = -(self._value(p, x) // q**i) * inv % q
            x += t * q**i
            rows.append((x, t))
        return rows

    def answer(self, p: Params) -> str:
        """Lift from power to power."""
        return str(self._lifts(p)[-1][0])

    def words(self, p: Params) -> Params:
        """Write the polynomial."""
        return {"left": polynomial(p["poly"])}

    def steps(self, p: Params) -> list[str]:
        """Show every lift."""
        q, r, rows = p["q"], p["r"], self._lifts(p)
        slope = self._slope(p) % q
        size = len(p["poly"]) - 1
        derivative = polynomial([(size - i) * c for i, c in enumerate(p["poly"][:-1])])
        lines = [
            f"Let f(x) = {polynomial([*p['poly'][:-1], -p['c']])}. f'(x) = {derivative}, and f'({r}) ≡ {slope} (mod "
            f"{q}), with the inverse {pow(slope, -1, q)}.",
            f"If f(x) is a multiple of {q}^i, then f(x + t·{q}^i) ≡ f(x) + t·{q}^i·f'({r}) modulo the next power of "
            f"{q};",
            f"so t ≡ -{pow(slope, -1, q)}·f(x)/{q}^i (mod {q}) lifts x to the next power. Begin with x = {r}.",
        ]
        for i, ((x, _), (y, t)) in enumerate(pairwise(rows), 1):
            part = self._value(p, x) // q**i
            lines.append(
                f"f({x}) = {self._value(p, x)} = {q}^{i} × {bracket(part)}, {part} ≡ {part % q} (mod {q}), so t = "
                f"{t} and x = {x} + {t} × {q**i} = {y}."
            )
        return lines


class System(Template):
    """Two linear congruences with two unknowns."""

    name = "system"
    kind = "tuple"
    phrasings = (
        "Integers x and y from 0 to {last} satisfy {first} and {second}, where {m} is a prime. Find the ordered pair "
        "(x, y).",
        "Modulo the prime {m}, solve {first} together with {second}. Give the solution with 0 <= x < {m} and "
        "0 <= y < {m} as an ordered pair (x, y).",
    )

    def _draw(self, rng: np.random.Generator, low: int, high: int) -> Params:
        while True:
            m = some_prime(rng, low, high)
            a, b, c, d, x, y = (between(rng, 2, m - 2) for _ in range(6))
            if (a * d - b * c) % m and x != y:
                return {"m": m, "rows": [[a, b, (a * x + b * y) % m], [c, d, (c * x + d * y) % m]]}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger prime."""
        return self._draw(rng, (7, 13, 23, 37, 60)[tier - 1], (13, 30, 50, 70, 95)[tier - 1])

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a prime with too many pairs of residues."""
        while True:
            p = self._draw(rng, 10**3, 10 ** (3 + tier))
            if self.usual(p) is None:
                return p

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try all pairs."""
        (a, b, e), (c, d, f) = p["rows"]
        m = p["m"]
        for i in range(min(steps, m * m)):
            x, y = divmod(i, m)
            if (a * x + b * y - e) % m == 0 and (c * x + d * y - f) % m == 0:
                return f"({x}, {y})"
        return None

    def _solved(self, p: Params) -> tuple[int, int]:
        (a, b, e), (c, d, f) = p["rows"]
        m = p["m"]
        inv = pow(a * d - b * c, -1, m)
        return (e * d - b * f) * inv % m, (a * f - c * e) * inv % m

    def answer(self, p: Params) -> str:
        """Use Cramer's rule."""
        x, y = self._solved(p)
        return f"({x}, {y})"

    def words(self, p: Params) -> Params:
        """Write the congruences."""
        first, second = (f"{a}x + {b}y ≡ {e} (mod {p['m']})" for a, b, e in p["rows"])
        return {"first": first, "second": second, "last": p["m"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Take y away, invert, and put x in."""
        (a, b, e), (c, d, f) = p["rows"]
        m, (x, y) = p["m"], self._solved(p)
        det, right = (a * d - b * c) % m, (e * d - f * b) % m
        lines = [
            f"Multiply the first congruence by {d} and the second by {b}, and subtract: y disappears, and",
            f"({a} × {d} - {c} × {b})x ≡ {e} × {d} - {f} × {b} (mod {m}), that is, {det}x ≡ {right} (mod {m}).",
        ]
        inv, other = pow(det, -1, m), pow(b, -1, m)
        if det > 1:
            lines += [f"The inverse of {det} modulo {m}:", *inverse(det, m)]
            lines.append(f"It is {inv}, so x ≡ {inv} × {right} ≡ {x} (mod {m}).")
        else:
            lines.append(f"So x = {x}.")
        lines.append(f"In the first congruence: {b}y ≡ {e} - {a} × {x} ≡ {(e - a * x) % m} (mod {m}).")
        lines += [f"The inverse of {b} modulo {m}:", *inverse(b, m)]
        lines.append(f"It is {other}, so y ≡ {other} × {(e - a * x) % m} ≡ {y} (mod {m}).")
        return [*lines, f"The pair is ({x}, {y})."]
