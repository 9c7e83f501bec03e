"""Powers, orders, logarithms and factorials modulo m."""

from __future__ import annotations

from math import gcd, isqrt, lcm

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template
from .factors import factored, factors
from .modular_lines import bracket, inverse, is_prime, phi, reduced, some_prime


class Power(Template):
    """The remainder of a high power."""

    name = "power"
    opens = "e"
    phrasings = (
        "Find the remainder when {a}^{e} is divided by {m}.",
        "Which number from 0 to {last} is congruent to {a}^{e} modulo {m}?",
    )
    moduli = ((20, 80), (60, 200), (150, 600), (500, 1500), (1000, 5000))

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            m = between(rng, *self.moduli[tier - 1])
            p: Params = {"a": between(rng, 2, min(m - 2, 20 * tier)), "e": between(rng, low, high), "m": m}
            shared, free = self._parts(p)
            fits = (shared == 1) == (tier < 3) and free > 6 and phi(free) > 10
            if fits and int(self.answer(p)) not in (0, 1, p["a"], p["m"] - 1):
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger modulus; from tier 3 on it has a common divisor with the base."""
        return self._draw(rng, tier, 60 * tier, 1000 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw an exponent too high for one multiplication after the other."""
        return self._draw(rng, tier, 10**6, 10 ** (8 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply again and again."""
        if p["e"] > steps:
            return None
        r = 1
        for _ in range(p["e"]):
            r = r * p["a"] % p["m"]
        return str(r)

    def _parts(self, p: Params) -> tuple[int, int]:
        """Return the factor of m made of the primes of a, and the other one."""
        shared, free = 1, int(p["m"])
        while (d := gcd(free, p["a"])) > 1:
            shared, free = shared * d, free // d
        return shared, free

    def answer(self, p: Params) -> str:
        """Compute it."""
        return str(pow(p["a"], p["e"], p["m"]))

    def words(self, p: Params) -> Params:
        """Name the largest remainder."""
        return {"last": p["m"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Reduce the exponent, then square; a common factor is split off."""
        a, e, m = p["a"], p["e"], p["m"]
        shared, free = self._parts(p)
        if shared == 1:
            return reduced(a, e, m)
        r = pow(a, e, free)
        t = r * pow(shared, -1, free) % free
        lines = [
            f"{m} = {shared} × {free}: every prime factor of {shared} divides {a}, and {free} has no prime factor of "
            f"{a}. The exponent is high, so {a}^{e} is a multiple of {shared}.",
            f"Modulo {free}:",
            *reduced(a, e, free),
            f"So {a}^{e} = {shared}t for some t, and {shared}t ≡ {r} (mod {free}).",
            *self._divide(shared % free, r, free, t),
        ]
        return [*lines, f"The remainder is {shared} × {t} = {shared * t}."]

    def _divide(self, s: int, r: int, free: int, t: int) -> list[str]:
        if s == 1:
            return [f"So t ≡ {t} (mod {free})."]
        inv = pow(s, -1, free)
        return [*inverse(s, free), f"So {s} has the inverse {inv}, and t ≡ {inv} × {r} ≡ {t} (mod {free})."]


class Order(Template):
    """The order of a residue."""

    name = "order"
    opens = "a"
    phrasings = (
        "Find the least positive integer n for which {a}^n leaves the remainder 1 when divided by {m}.",
        "What is the multiplicative order of {a} modulo {m}, that is, the least n > 0 with {a}^n ≡ 1 (mod {m})?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a prime, then numbers with more and larger factors."""
        while True:
            if tier == 1:
                m = some_prime(rng, 30, 250)
            else:
                m = between(rng, 60 * tier, 250 + 450 * tier)
            p: Params = {"a": between(rng, 2, m - 2), "m": m}
            if gcd(p["a"], m) == 1 and len(factors(m)) >= min(tier, 2) and int(self.answer(p)) >= 6 + 2 * tier:
                return p

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the product of two primes with an order that is too high to reach by multiplying."""
        while True:
            m = some_prime(rng, 300, 500 * tier) * some_prime(rng, 300, 700 * tier)
            p: Params = {"a": between(rng, 2, m - 2), "m": m}
            if gcd(p["a"], m) == 1 and int(self.answer(p)) > STEPS:
                return p

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Multiply until 1 comes."""
        r, n = p["a"] % p["m"], 1
        while r != 1:
            r, n = r * p["a"] % p["m"], n + 1
            if n > steps:
                return None
        return str(n)

    def _order(self, a: int, q: int, e: int) -> tuple[int, list[str]]:
        """Take primes out of Euler's exponent as long as the power stays 1."""
        m = q**e
        n = full = (q - 1) * q ** (e - 1)
        a %= m
        if a == 1:
            return 1, [f"Modulo {m}, a is 1 and has the order 1."]
        lines = [
            f"Modulo {m}, a is {a}, and its order divides {full}" + (f" = {factored(full)}." if full > 3 else ".")
        ]
        for s, k in factors(full).items():
            for _ in range(k):
                r = pow(a, n // s, m)
                lines.append(f"{a}^{n // s} ≡ {r} (mod {m})" + ("" if r == 1 else f", so the factor {s} stays."))
                if r != 1:
                    break
                n //= s
        return n, [*lines, f"The order modulo {m} is {n}."]

    def answer(self, p: Params) -> str:
        """Combine the orders modulo the prime powers."""
        return str(lcm(*(self._order(p["a"], q, e)[0] for q, e in factors(p["m"]).items())))

    def steps(self, p: Params) -> list[str]:
        """Do the same."""
        parts = factors(p["m"])
        if len(parts) == 1 and not is_prime(p["m"]):
            lines = [f"{p['m']} = {factored(p['m'])}."]
        elif len(parts) == 1:
            lines = [f"{p['m']} is a prime."]
        else:
            lines = [f"{p['m']} = {factored(p['m'])}. Find the order of a = {p['a']} modulo each prime power."]
        found = []
        for q, e in parts.items():
            n, more = self._order(p["a"], q, e)
            found.append(n)
            lines += more
        if len(found) > 1:
            lines.append(f"{p['a']}^n ≡ 1 (mod {p['m']}) holds if n is a multiple of {join([str(n) for n in found])}.")
            lines.append(f"The least such n is their least common multiple, {lcm(*found)}.")
        return lines


class DiscreteLog(Template):
    """The exponent that gives a residue."""

    name = "discrete_log"
    opens = "h"
    phrasings = (
        "Find the least positive integer n for which {g}^n leaves the same remainder as {h} when divided by the prime "
        "{p}.",
        "Solve {g}^n ≡ {h} (mod {p}), where {p} is a prime. What is the least positive solution n?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger prime."""
        while True:
            q = some_prime(rng, 20 + 40 * (tier - 1) ** 2, 70 + 60 * tier**2)
            p: Params = {"g": between(rng, 2, min(q - 2, 30)), "p": q}
            row = self._powers(p)
            if len(row) >= q // 3:
                n = between(rng, 5, len(row) - 1)
                return {**p, "h": row[n - 1]}

    def _powers(self, p: Params) -> list[int]:
        """Return the powers of g, from the first one to 1."""
        row = [p["g"] % p["p"]]
        while row[-1] != 1:
            row.append(row[-1] * p["g"] % p["p"])
        return row

    def answer(self, p: Params) -> str:
        """Look it up."""
        return str(self._powers(p).index(p["h"] % p["p"]) + 1)

    def steps(self, p: Params) -> list[str]:
        """List powers of small primes; make small and giant steps otherwise."""
        g, h, q, n = p["g"], p["h"], p["p"], int(self.answer(p))
        if q < 100:
            row = self._powers(p)[:n]
            return [
                f"Multiply by {g} again and again modulo {q}, starting with {g}:",
                ", ".join(map(str, row)) + ".",
                f"{h} comes as number {n}.",
            ]
        s = isqrt(q - 1) + 1
        small = [h * pow(g, j, q) % q for j in range(s)]
        i = 1
        while pow(g, s * i, q) not in small:
            i += 1
        j = max(j for j in range(s) if small[j] == pow(g, s * i, q))
        giant = pow(g, s, q)
        return [
            f"Write n = {s}i - j with j from 0 to {s - 1}; then {g}^({s}i) ≡ {h} × {g}^j (mod {q}).",
            f"{h} × {g}^j for j = 0, 1, 2, ...: {', '.join(map(str, small))}.",
            f"{g}^{s} ≡ {giant} (mod {q}). Multiply by {giant} until a number of that list comes:",
            ", ".join(str(pow(giant, t, q)) for t in range(1, i + 1)) + f", the last one for i = {i}.",
            f"In the list it belongs to j = {j}" + (", its last place there." if small.count(small[j]) > 1 else "."),
            f"So n = {s} × {i} - {j} = {s * i - j}.",
        ]


class Generator(Template):
    """A late term of x -> ax + c modulo a prime."""

    name = "generator"
    opens = "n"
    phrasings = (
        "A sequence begins with x_0 = {x}, and x_(i+1) is the remainder of {a}·x_i + {c} when divided by {m}. Find "
        "x_i for i = {n}.",
        "Start with {x}. In each step, multiply by {a}, add {c} and take the remainder after division by {m}. Which "
        "number is there after {n} steps?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            m = some_prime(rng, (20, 60, 100, 200, 500)[tier - 1], (80, 150, 300, 600, 2000)[tier - 1])
            p: Params = {"m": m, "a": between(rng, 2, m - 1), "c": between(rng, 1, m - 1), "x": between(rng, 0, m - 1)}
            p["n"] = between(rng, low, high)
            power = pow(p["a"], p["n"], m)
            shown = int(self.answer(p)) in (p["x"], p["a"], p["c"])
            if power not in (0, 1, p["a"]) and self._fixed(p) != p["x"] and not shown:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger prime and a later term."""
        return self._draw(rng, tier, 40 * tier, 1000 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a term that is too late to be reached."""
        return self._draw(rng, tier, 10**6, 10 ** (8 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go step by step."""
        x = p["x"]
        for _ in range(min(p["n"], steps)):
            x = (p["a"] * x + p["c"]) % p["m"]
        return str(x) if p["n"] <= steps else None

    def _fixed(self, p: Params) -> int:
        """Return the number that the rule does not change."""
        return int(-p["c"] * pow(p["a"] - 1, -1, p["m"]) % p["m"])

    def answer(self, p: Params) -> str:
        """Multiply the distance from the fixed number by a power."""
        f = self._fixed(p)
        return str((f + pow(p["a"], p["n"], p["m"]) * (p["x"] - f)) % p["m"])

    def steps(self, p: Params) -> list[str]:
        """Find the fixed number and the power."""
        a, c, m, x, n, f = p["a"], p["c"], p["m"], p["x"], p["n"], self._fixed(p)
        power = pow(a, n, m)
        lines = [
            f"Look for a number f that the rule does not change: f ≡ {a}f + {c}, so {a - 1}f ≡ {-c % m} (mod {m})."
        ]
        if a > 2:
            inv = pow(a - 1, -1, m)
            lines += inverse(a - 1, m)
            lines.append(f"So {a - 1} has the inverse {inv % m}, and f ≡ {inv} × {-c % m} ≡ {f} (mod {m}).")
        else:
            lines.append(f"So f = {f}.")
        return [
            *lines,
            f"Each step multiplies the difference from {f} by {a}: after {n} steps the number is",
            f"{f} + {a}^{n} × ({x} - {f}) modulo {m}.",
            *reduced(a, n, m),
            f"So it is {f} + {power} × {bracket(x - f)} = {f + power * (x - f)} ≡ {self.answer(p)} (mod {m}).",
        ]
