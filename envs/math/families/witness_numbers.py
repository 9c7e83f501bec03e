"""Numbers and sets of numbers to find."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import isqrt, lcm, prod

import numpy as np

from ..notation import between, combination, join, power
from ..template import STEPS, Params, Template
from .surds import Surd, root
from .witnesses import Witness, coefficients, groups, integers


def factors(n: int) -> dict[int, int]:
    """Return the prime factors of a number with their exponents, by trial division."""
    out: dict[int, int] = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1 if d == 2 else 2
    return out | ({n: 1} if n > 1 else {})


class DivisorCount(Witness):
    """A number with so many divisors, in a window and a residue class."""

    name = "divisor_count"
    phrasings = (
        "Find an integer n from {low} to {high} that has exactly {d} positive divisors and leaves the remainder {r} "
        "when "
        "divided by {m}.",
        "Give one integer n with {low} <= n <= {high}, with n = {r} modulo {m}, and with exactly {d} positive "
        "divisors.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number with a rare count of divisors, and put the window around it."""
        size = (600, 4_000, 30_000, 300_000, 3_000_000)[tier - 1]
        n, d = 0, 0
        for _ in range(60):
            n = between(rng, size // 3, size)
            d = prod(e + 1 for e in factors(n).values())
            if d not in (2, 4, 8, 16):
                break
        m = between(rng, 3, 5 + 4 * tier)
        width = m * between(rng, 6, 10 + 6 * tier)
        low = max(2, n - between(rng, 0, width))
        return {"low": low, "high": low + width, "d": d, "m": m, "r": n % m}

    def answer(self, p: Params) -> str:
        """Return the least one."""
        first = p["low"] + (p["r"] - p["low"]) % p["m"]
        for n in range(first, p["high"] + 1, p["m"]):
            if prod(e + 1 for e in factors(n).values()) == p["d"]:
                return str(n)
        raise AssertionError("the window holds the number that was drawn")

    def fault(self, p: Params, answer: str) -> str:
        """Factor the number."""
        found = integers(answer, "n")
        if found is None or len(found) != 1:
            return "expected one whole number"
        n = found[0]
        if not p["low"] <= n <= p["high"]:
            return f"{str(n)[:20]} is not from {p['low']} to {p['high']}"
        if n % p["m"] != p["r"]:
            return f"{n} leaves the remainder {n % p['m']}"
        count = prod(e + 1 for e in factors(n).values())
        return "" if count == p["d"] else f"{n} has {count} divisors"

    def steps(self, p: Params) -> list[str]:
        """Go through the residue class."""
        lines = [
            "The number of divisors of p^a q^b ... with different primes p, q, ... is (a + 1)(b + 1)....",
            f"The candidates are {p['low'] + (p['r'] - p['low']) % p['m']} and every {p['m']}-th number after it.",
        ]
        found = int(self.answer(p))
        for n in range(p["low"] + (p["r"] - p["low"]) % p["m"], found + 1, p["m"]):
            parts = factors(n)
            shown = " * ".join(power(str(q), e) for q, e in parts.items())
            lines.append(f"{n} = {shown} has {prod(e + 1 for e in parts.values())} divisors.")
        return lines


_HIGHLY = (24, 36, 48, 60, 72, 84, 90, 96, 120, 144, 168, 180, 210, 240, 252, 300, 336, 360, 420, 480, 504, 540, 720)


class Egyptian(Witness):
    """A fraction as a sum of different unit fractions."""

    name = "egyptian"
    phrasings = (
        "Write {fraction} as a sum of exactly {k} different unit fractions 1/a, with all denominators a at most "
        "{most}. "
        "Give the denominators.",
        "Find {k} different positive integers, none above {most}, whose reciprocals add up to {fraction}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw divisors of one number."""
        options = _HIGHLY[: 6 + 4 * tier]
        while True:
            most = options[between(rng, len(options) // 2, len(options) - 1)]
            divisors = [d for d in range(2, most + 1) if most % d == 0]
            k = min(2 + tier, len(divisors) - 2)
            chosen = [divisors[i] for i in rng.permutation(len(divisors))[:k].tolist()]
            total = sum(Fraction(1, a) for a in chosen)
            if total.numerator > 1:
                return {"most": most, "k": k, "top": total.numerator, "below": total.denominator}

    def words(self, p: Params) -> Params:
        """Write the fraction."""
        return {"fraction": f"{p['top']}/{p['below']}"}

    def _parts(self, p: Params) -> list[int]:
        """Return shares of the common denominator that add up as they should, by dynamic programming."""
        most = p["most"]
        goal = Fraction(p["top"] * most, p["below"])
        assert goal.denominator == 1
        reach: list[dict[int, tuple[int, ...]]] = [{0: ()}, *({} for _ in range(p["k"]))]
        for share in sorted((most // d for d in range(2, most + 1) if most % d == 0), reverse=True):
            for count in range(p["k"] - 1, -1, -1):
                for total, parts in list(reach[count].items()):
                    if total + share <= goal:
                        reach[count + 1].setdefault(total + share, (*parts, share))
        return list(reach[p["k"]][int(goal)])

    def answer(self, p: Params) -> str:
        """Turn the shares into denominators."""
        return ", ".join(str(p["most"] // share) for share in self._parts(p))

    def fault(self, p: Params, answer: str) -> str:
        """Add the reciprocals."""
        found = integers(answer, "a")
        if found is None or len(found) != p["k"] or len(set(found)) != len(found):
            return f"expected {p['k']} different whole numbers"
        if min(found) < 1 or max(found) > p["most"]:
            return f"a denominator is not from 1 to {p['most']}"
        total = sum((Fraction(1, a) for a in found), Fraction(0))
        return "" if total == Fraction(p["top"], p["below"]) else f"the sum is {total}"

    def steps(self, p: Params) -> list[str]:
        """Split a numerator into divisors."""
        most, parts = p["most"], self._parts(p)
        goal = Fraction(p["top"] * most, p["below"])
        divisors = [str(most // d) for d in range(2, most + 1) if most % d == 0]
        return [
            f"Take {most} as the common denominator: {p['top']}/{p['below']} = {goal}/{most}.",
            f"A divisor s of {most} gives the unit fraction s/{most} = 1/({most}/s); the divisors are "
            f"{', '.join(divisors)}.",
            f"So {goal} is to be a sum of {p['k']} different ones: {' + '.join(map(str, parts))} = {goal}.",
            *(f"{share}/{most} = 1/{most // share}." for share in parts),
        ]


class NoProgression(Witness):
    """Many numbers without three in arithmetic progression."""

    name = "no_progression"
    phrasings = (
        "Find {k} different integers from {low} to {high}, all of which leave the remainder {r} when divided by {m}, "
        "such "
        "that no three of them form an arithmetic progression.",
        "Give a set of {k} integers between {low} and {high} (both allowed), each equal to {r} modulo {m}, with no "
        "three "
        "in arithmetic progression.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the size of the set, and a window that is not much wider than needed."""
        k = between(rng, *((5, 7), (8, 10), (11, 14), (15, 20), (22, 30))[tier - 1])
        m = between(rng, 2, 6 + 5 * tier)
        low = between(rng, 1, 40 * tier * tier)
        r = between(rng, 0, m - 1)
        first = low + (r - low) % m
        return {"k": k, "m": m, "r": r, "low": low, "high": first + m * _ternary(k - 1) + between(rng, 0, m * tier)}

    def _set(self, p: Params) -> list[int]:
        first = p["low"] + (p["r"] - p["low"]) % p["m"]
        return [first + p["m"] * _ternary(i) for i in range(p["k"])]

    def answer(self, p: Params) -> str:
        """Use numbers without the digit 2 in base 3."""
        return ", ".join(map(str, self._set(p)))

    def fault(self, p: Params, answer: str) -> str:
        """Check all pairs for a third between them."""
        found = integers(answer)
        if found is None or len(found) != p["k"] or len(set(found)) != len(found):
            return f"expected {p['k']} different whole numbers"
        if min(found) < p["low"] or max(found) > p["high"]:
            return f"a number is not from {p['low']} to {p['high']}"
        if any(x % p["m"] != p["r"] for x in found):
            return f"a number does not leave the remainder {p['r']}"
        have = set(found)
        for x, y in combinations(sorted(found), 2):
            if (x + y) % 2 == 0 and (x + y) // 2 in have:
                return f"{x}, {(x + y) // 2}, {y} is an arithmetic progression"
        return ""

    def steps(self, p: Params) -> list[str]:
        """Explain why digits 0 and 1 do it."""
        first = p["low"] + (p["r"] - p["low"]) % p["m"]
        digits = [_ternary(i) for i in range(p["k"])]
        return [
            "Numbers whose digits in base 3 are all 0 or 1 hold no progression: in x + z = 2y the right side has only "
            "the "
            "digits 0 and 2, so x and z agree in every digit, and x = z.",
            f"The first {p['k']} of these numbers are {', '.join(map(str, digits))}.",
            f"Multiplying by {p['m']} and adding {first}, the first allowed number, keeps this and the remainder "
            f"{p['r']}.",
            f"The largest becomes {first} + {p['m']} * {digits[-1]} = {first + p['m'] * digits[-1]} <= {p['high']}.",
        ]


def _ternary(i: int) -> int:
    """Read the binary digits of i in base 3."""
    return int(f"{i:b}", 3)


class Ruler(Witness):
    """Marks with all distances different."""

    name = "ruler"
    phrasings = (
        "Find {k} different integers from {low} to {high}, all of them multiples of {m}, such that the differences of "
        "any "
        "two of them are all different.",
        "A scale from {low} to {high} is to get {k} marks at multiples of {m} so that no distance between two marks "
        "occurs twice. Give the places of the marks.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the number of marks, and a window that is not much wider than needed."""
        k = between(rng, *((4, 6), (5, 8), (7, 10), (9, 12), (12, 15))[tier - 1])
        m = between(rng, 1, 3 + 3 * tier)
        low = m * between(rng, 0, 30 * tier) - between(rng, 0, m - 1)
        first = low + -low % m
        return {"k": k, "m": m, "low": low, "high": first + m * _greedy(k)[-1] + between(rng, 0, m * tier)}

    def _marks(self, p: Params) -> list[int]:
        first = p["low"] + -p["low"] % p["m"]
        return [first + p["m"] * x for x in _greedy(p["k"])]

    def answer(self, p: Params) -> str:
        """Take greedily what makes no difference twice."""
        return ", ".join(map(str, self._marks(p)))

    def fault(self, p: Params, answer: str) -> str:
        """Collect the differences."""
        found = integers(answer)
        if found is None or len(found) != p["k"] or len(set(found)) != len(found):
            return f"expected {p['k']} different whole numbers"
        if min(found) < p["low"] or max(found) > p["high"]:
            return f"a mark is not from {p['low']} to {p['high']}"
        if any(x % p["m"] for x in found):
            return f"a mark is no multiple of {p['m']}"
        seen: set[int] = set()
        for x, y in combinations(sorted(found), 2):
            if y - x in seen:
                return f"the difference {y - x} occurs twice"
            seen.add(y - x)
        return ""

    def steps(self, p: Params) -> list[str]:
        """Show the greedy choice."""
        marks = _greedy(p["k"])
        first = p["low"] + -p["low"] % p["m"]
        lines = ["Begin with 0 and always take the next number whose differences to all chosen ones are new:"]
        for i in range(1, len(marks)):
            new = [str(marks[i] - x) for x in marks[:i]]
            lines.append(f"{marks[i]} adds the differences {', '.join(new)}.")
        lines.append(
            f"Multiply by {p['m']} and add {first}, the first multiple in the window: differences stay different."
        )
        return [
            *lines,
            f"The last mark is {first} + {p['m']} * {marks[-1]} = {first + p['m'] * marks[-1]} <= {p['high']}.",
        ]


def _greedy(k: int) -> list[int]:
    """Return the first k numbers of the greedy sequence with different differences."""
    marks, seen = [0], {0}
    while len(marks) < k:
        x = marks[-1] + 1
        while any(x - y in seen for y in marks):
            x += 1
        seen.update(x - y for y in marks)
        marks.append(x)
    return marks


class RootPolynomial(Witness):
    """A polynomial with a given irrational root."""

    name = "polynomial_with_root"
    phrasings = (
        "Find a polynomial in x with integer coefficients, not all of them 0, of degree at most {degree}, that has "
        "{root} as a root.",
        "The number {root} is a root of some nonzero polynomial in x with integer coefficients and of degree at most "
        "{degree}. Give one.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw one square root, from tier 2 on two, from tier 5 on three."""
        count = (1, 2, 2, 2, 3)[tier - 1]
        primes = [2, 3, 5, 7, 11, 13, 17, 19, 23][: 3 + 2 * min(tier, 3)]
        under = sorted(primes[i] for i in rng.permutation(len(primes))[:count].tolist())
        high = (5, 1, 2, 4, 1)[tier - 1]
        outer = [between(rng, 1, high) for _ in range(count)]
        shift = between(rng, -9, 9) if tier != 2 else between(rng, -3, 3)
        return {"shift": shift, "under": under, "outer": outer}

    def _number(self, p: Params) -> Surd:
        return Surd(p["shift"]) + sum((root(n) * c for n, c in zip(p["under"], p["outer"], strict=True)), Surd())

    def words(self, p: Params) -> Params:
        """Write the root."""
        return {"root": str(self._number(p)), "degree": str(2 ** len(p["under"]))}

    def _minimal(self, p: Params) -> list[int]:
        """Multiply over all choices of signs; one square root after the other goes away."""
        poly: dict[int, Surd] = {0: -self._number(p), 1: Surd(1)}  # x - root, by powers of x
        for n in p["under"]:
            other = {e: Surd({r: -c if r % n == 0 else c for r, c in s.terms.items()}) for e, s in poly.items()}
            out: dict[int, Surd] = {}
            for i, a in poly.items():
                for j, b in other.items():
                    out[i + j] = out.get(i + j, Surd()) + a * b
            poly = out
        return [int(poly[e].rational() or 0) for e in sorted(poly)]

    def answer(self, p: Params) -> str:
        """Write the polynomial."""
        c = self._minimal(p)
        return combination(c[::-1], [power("x", e) if e else "" for e in range(len(c) - 1, -1, -1)])

    def fault(self, p: Params, answer: str) -> str:
        """Put the root in."""
        degree = 2 ** len(p["under"])
        c = coefficients(answer, degree)
        if c is None or any(value.denominator != 1 for value in c):
            return f"expected a polynomial in x with integer coefficients, of degree at most {degree}"
        if not any(c):
            return "all coefficients are 0"
        value, x = Surd(), self._number(p)
        for a in reversed(c):
            value = value * x + a
        return "" if value == 0 else "its value at the number is not 0"

    def steps(self, p: Params) -> list[str]:
        """Square the roots away."""
        lines = [f"Let x = {self._number(p)}."]
        names = [f"{'' if c == 1 else f'{c}*'}sqrt({n})" for n, c in zip(p["under"], p["outer"], strict=True)]
        s, squares = p["shift"], [c * c * n for n, c in zip(p["under"], p["outer"], strict=True)]
        t = f"(x {'-' if s > 0 else '+'} {abs(s)})" if s else "x"
        lines.append(f"Then {t} = {' + '.join(names)}; write t for the left side.")
        if len(names) == 1:
            return [*lines, f"Squaring: t^2 = {squares[0]}.", f"Multiply {t}^2 - {squares[0]} out in powers of x."]
        a, b = squares[:2]
        if len(names) == 2:
            lines += [
                f"Squaring: t^2 = {a + b} + 2*{names[0]}*{names[1]}.",
                f"Isolate the root and square again: (t^2 - {a + b})^2 = 4 * {a} * {b} = {4 * a * b}.",
            ]
        else:
            c = squares[2]
            inner = f"(t^2 {'-' if a + b > c else '+'} {abs(a + b - c)})"
            lines += [
                f"Bring {names[2]} to the left and square: t^2 - 2t*{names[2]} + {c} = {a + b} + "
                f"2*{names[0]}*{names[1]}.",
                f"So {inner} - 2t*{names[2]} = 2*{names[0]}*{names[1]}; square: {inner}^2 + {4 * c}t^2 - {4 * a * b} "
                f"= "
                f"4t{inner}*{names[2]}.",
                f"Square once more: ({inner}^2 + {4 * c}t^2 - {4 * a * b})^2 = {16 * c}t^2 {inner}^2.",
            ]
        return [*lines, f"Put t = {t} in and multiply out in powers of x."]


class SquareDifference(Witness):
    """A difference of two squares."""

    name = "square_difference"
    phrasings = (
        "Find positive integers x and y with x^2 - y^2 = {n} and x + y divisible by {m}.",
        "Give two positive integers x, y such that x^2 exceeds y^2 by exactly {n} and {m} divides x + y.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two factors of the same parity."""
        return self._with(rng, between(rng, 2, 3 + 3 * tier), between(rng, 12, 20 * 3**tier))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw factors so far apart that no small y does it."""
        return self._with(rng, between(rng, 2, 3 + 3 * tier), between(rng, 10 ** (6 + tier), 10 ** (7 + tier)))

    def _with(self, rng: np.random.Generator, one: int, two: int) -> Params:
        m = max(two // between(rng, 2, 6), 2)
        two = (two // m + 1) * m
        while two <= one:
            two += m
        double = 1 if (one - two) % 2 == 0 else 2
        return {"n": one * two * double * double, "m": m}

    def _factors(self, p: Params) -> tuple[int, int]:
        """Return x - y and x + y."""
        rest = p["n"] // p["m"]
        fits = ((rest // t, p["m"] * t) for t in range(1, rest + 1) if rest % t == 0)
        return next((a, b) for a, b in fits if a < b and (a - b) % 2 == 0)

    def answer(self, p: Params) -> str:
        """Add and subtract the factors."""
        a, b = self._factors(p)
        return f"x = {(a + b) // 2}, y = {(b - a) // 2}"

    def fault(self, p: Params, answer: str) -> str:
        """Square."""
        found = integers(answer, "xy")
        if found is None or len(found) != 2 or min(found) < 1:
            return "expected two positive whole numbers"
        x, y = found
        if x * x - y * y != p["n"]:
            return "the difference of the squares is another one"
        return "" if (x + y) % p["m"] == 0 else f"{p['m']} does not divide the sum"

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try y = 1, 2, 3, ...."""
        for y in range(1, steps + 1):
            x = isqrt(p["n"] + y * y)
            if x * x == p["n"] + y * y and (x + y) % p["m"] == 0:
                return f"x = {x}, y = {y}"
        return None

    def steps(self, p: Params) -> list[str]:
        """Factor."""
        a, b = self._factors(p)
        return [
            "x^2 - y^2 = (x - y)(x + y), and both factors have the same parity.",
            f"x + y is to be a multiple of {p['m']}: {p['n']} = {p['m']} * {p['n'] // p['m']}, so move factors "
            f"between the two.",
            f"{a} * {b} = {p['n']}, with {b} = {p['m']} * {b // p['m']}, and {a} and {b} have the same parity.",
            f"From x - y = {a} and x + y = {b}: x = ({b} + {a})/2 = {(a + b) // 2}, y = ({b} - {a})/2 = "
            f"{(b - a) // 2}.",
        ]


class Pell(Witness):
    """Solutions of Pell's equation."""

    name = "pell"
    phrasings = (
        "Find positive integers x and y with x^2 - {d}y^2 = 1 and x > {least}.",
        "Give two positive integers x, y that satisfy x^2 = {d}y^2 + 1, with x greater than {least}.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a coefficient whose equation has a small solution."""
        for _ in range(200):
            d = between(rng, 2, 20 + 60 * tier)
            if isqrt(d) ** 2 == d:
                continue
            x, y = _fundamental(d)
            if y < min(40 * 4**tier, 9_000):
                return {"d": d, "least": between(rng, 1, max(2, x * x if tier > 3 else x - 1))}
        return {"d": 3, "least": between(rng, 1, 9)}

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a coefficient whose smallest solution is large."""
        for _ in range(400):
            d = between(rng, 61, 300 + 200 * tier)
            if isqrt(d) ** 2 != d:
                x, y = _fundamental(d)
                if y > 10**5:
                    return {"d": d, "least": between(rng, 1, min(x - 1, 10**9))}
        return {"d": 61, "least": between(rng, 1, 10**9)}

    def _solutions(self, p: Params) -> list[tuple[int, int]]:
        """Return the fundamental solution and its powers, up to the first that is large enough."""
        a, b = _fundamental(p["d"])
        out = [(a, b)]
        while out[-1][0] <= p["least"]:
            x, y = out[-1]
            out.append((a * x + p["d"] * b * y, a * y + b * x))
        return out

    def answer(self, p: Params) -> str:
        """Return the least one."""
        x, y = self._solutions(p)[-1]
        return f"x = {x}, y = {y}"

    def fault(self, p: Params, answer: str) -> str:
        """Put them in."""
        found = integers(answer, "xy")
        if found is None or len(found) != 2 or min(found) < 1:
            return "expected two positive whole numbers"
        x, y = found
        if x * x - p["d"] * y * y != 1:
            return "they do not solve the equation"
        return "" if x > p["least"] else f"x is not greater than {p['least']}"

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Try y = 1, 2, 3, ..., then multiply."""
        for y in range(1, steps + 1):
            x = isqrt(p["d"] * y * y + 1)
            if x * x == p["d"] * y * y + 1:
                a, b = x, y
                while x <= p["least"]:
                    x, y = a * x + p["d"] * b * y, a * y + b * x
                return f"x = {x}, y = {y}"
        return None

    def steps(self, p: Params) -> list[str]:
        """Expand the square root in a continued fraction."""
        d = p["d"]
        lines = [f"Expand sqrt({d}) in a continued fraction and test its convergents x/y."]
        m, q, a = 0, 1, isqrt(d)
        x, y, before = a, 1, (1, 0)
        while True:
            lines.append(f"Quotient {a}: x/y = {x}/{y}, and x^2 - {d}y^2 = {x * x - d * y * y}.")
            if x * x - d * y * y == 1:
                break
            m = a * q - m
            q = (d - m * m) // q
            a = (isqrt(d) + m) // q
            (x, y), before = (a * x + before[0], a * y + before[1]), (x, y)
        solutions = self._solutions(p)
        if len(solutions) > 1:
            x, y = solutions[0]
            lines.append(f"Further solutions come from the powers of {x} + {y}*sqrt({d}):")
            lines += [f"x = {s}, y = {t}." for s, t in solutions[1:]]
        return lines


def _fundamental(d: int) -> tuple[int, int]:
    """Return the least solution of x² - d y² = 1, for d that is no square."""
    m, q, a = 0, 1, isqrt(d)
    x, y, before = a, 1, (1, 0)
    while x * x - d * y * y != 1:
        m = a * q - m
        q = (d - m * m) // q
        a = (isqrt(d) + m) // q
        (x, y), before = (a * x + before[0], a * y + before[1]), (x, y)
    return x, y


class Covering(Witness):
    """Residue classes that cover all integers."""

    name = "covering"
    phrasings = (
        "Find integers a_1, ..., a_{k} such that every integer n satisfies at least one of the congruences "
        "{congruences}. "
        "Give a_1, ..., a_{k} in this order.",
        "For the moduli {moduli} choose one residue each, in this order, so that every integer lies in at least one "
        "of "
        "the {k} residue classes. Give the residues.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Split classes again and again, then shuffle them."""
        splits, moduli = [], [1]
        for _ in range((3, 4, 5, 7, 10)[tier - 1]):
            small = [i for i, m in enumerate(moduli) if m <= 24 + 12 * tier]
            i = small[between(rng, 0, len(small) - 1)]
            parts = between(rng, 2, 4 if moduli[i] < 12 else 2)
            trial = [*moduli[:i], *moduli[i + 1 :], *[moduli[i] * parts] * parts]
            if lcm(*trial) <= 5000:
                splits.append([i, parts])
                moduli = trial
        return {"splits": splits, "order": rng.permutation(len(moduli)).tolist()}

    def _classes(self, p: Params) -> list[tuple[int, int]]:
        """Replay the splits; return residue and modulus of each class, in the order asked for."""
        classes = [(0, 1)]
        for i, parts in p["splits"]:
            a, m = classes.pop(i)
            classes += [(a + j * m, m * parts) for j in range(parts)]
        return [classes[i] for i in p["order"]]

    def words(self, p: Params) -> Params:
        """Write the moduli."""
        moduli = [m for _, m in self._classes(p)]
        congruences = [f"n = a_{i} (mod {m})" for i, m in enumerate(moduli, start=1)]
        return {"moduli": ", ".join(map(str, moduli)), "congruences": join(congruences), "k": str(len(moduli))}

    def identity(self, p: Params) -> list[int]:
        """How the classes were split is not told."""
        return [m for _, m in self._classes(p)]

    def answer(self, p: Params) -> str:
        """Give the residues."""
        return ", ".join(str(a) for a, _ in self._classes(p))

    def fault(self, p: Params, answer: str) -> str:
        """Try all integers up to the least common multiple."""
        moduli = [m for _, m in self._classes(p)]
        found = integers(answer)
        if found is None or len(found) != len(moduli):
            return f"expected {len(moduli)} whole numbers"
        period = lcm(*moduli)
        left = bytearray(b"\1") * period
        for a, m in zip(found, moduli, strict=True):
            left[a % m :: m] = bytes(len(range(a % m, period, m)))
        return f"{left.index(1)} is in none of the classes" if any(left) else ""

    def steps(self, p: Params) -> list[str]:
        """Split class by class."""
        lines, classes = ["Begin with all integers, the class 0 mod 1, and split classes."], [(0, 1)]
        for i, parts in p["splits"]:
            a, m = classes.pop(i)
            new = [(a + j * m, m * parts) for j in range(parts)]
            classes += new
            shown = join([f"{b} mod {n}" for b, n in new])
            lines.append(f"The class {a} mod {m} is the union of {shown}.")
        lines.append(f"Now the moduli are those given, and every integer is in one class: {_classes_text(classes)}.")
        return [*lines, "Put the residues in the order of the moduli asked for."]


def _classes_text(classes: list[tuple[int, int]]) -> str:
    return join([f"{a} mod {m}" for a, m in classes])


class EqualGroups(Witness):
    """Numbers in groups with the same sum."""

    name = "equal_groups"
    phrasings = (
        "Divide the {n} numbers {first}, {second}, {third}, ..., {last} (steps of {s}) into {k} groups of {g} numbers "
        "each "
        "such that all groups have the same sum. Write each group in braces.",
        "The arithmetic progression {first}, {second}, {third}, ..., {last} has {n} terms. Split its terms into {k} "
        "groups "
        "of {g} terms with equal sums. Give the groups, each in braces.",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw how many groups, and how large; odd sizes need an odd number of groups."""
        g = between(rng, 2 + (tier > 2), 3 + (tier + 1) // 2)
        k = between(rng, 2, 3 + tier)
        k += 1 - k % 2 if g % 2 else 0
        return {"g": g, "k": k, "a": between(rng, 1, 30 * tier), "s": between(rng, 1, 2 + 3 * tier)}

    def words(self, p: Params) -> Params:
        """Write the progression."""
        a, s, n = p["a"], p["s"], p["g"] * p["k"]
        return {"n": n, "first": a, "second": a + s, "third": a + 2 * s, "last": a + (n - 1) * s}

    def _indices(self, p: Params) -> list[list[int]]:
        """Return the groups of places, counted from 0."""
        g, k = p["g"], p["k"]
        out: list[list[int]] = [[] for _ in range(k)]
        done = 0
        if g % 2:  # three blocks of k places: i, then a half turn in steps of two, then what is missing
            half = (k - 1) // 2
            for i in range(k):
                second = half - i // 2 if i % 2 == 0 else k - 1 - i // 2
                out[i] = [i, k + second, 2 * k + 3 * half - i - second]
            done = 3 * k
        while done < g * k:  # pairs of blocks: one forwards, one backwards
            for i in range(k):
                out[i] += [done + i, done + 2 * k - 1 - i]
            done += 2 * k
        return out

    def _groups(self, p: Params) -> list[list[int]]:
        return [[p["a"] + p["s"] * i for i in places] for places in self._indices(p)]

    def answer(self, p: Params) -> str:
        """Write the groups in braces."""
        return ", ".join("{" + ", ".join(map(str, group)) + "}" for group in self._groups(p))

    def fault(self, p: Params, answer: str) -> str:
        """Check the partition and the sums."""
        found = groups(answer)
        if found is None or len(found) != p["k"] or any(len(group) != p["g"] for group in found):
            return f"expected {p['k']} groups of {p['g']} numbers"
        want = [p["a"] + p["s"] * i for i in range(p["g"] * p["k"])]
        if sorted(x for group in found for x in group) != want:
            return "the groups do not hold each number once"
        sums = {sum(group) for group in found}
        return "" if len(sums) == 1 else f"the sums {min(sums)} and {max(sums)} differ"

    def steps(self, p: Params) -> list[str]:
        """Cut into blocks."""
        g, k, w = p["g"], p["k"], self.words(p)
        all_ = [p["a"] + p["s"] * i for i in range(g * k)]
        lines = [
            f"All numbers add up to {sum(all_)}, so each group has the sum {sum(all_)}/{k} = {sum(all_) // k}.",
            f"Cut the {w['n']} numbers into {g} blocks of {k}, and take one number of each block into each group.",
        ]
        for number in range(g):
            lines.append(f"Block {number + 1}: {', '.join(map(str, all_[number * k : number * k + k]))}.")
        if g % 2:
            lines.append(
                "From the first three blocks: go through the first forwards; take from the second the middle, the "
                "last, "
                "the one before the middle, the one before the last, and so on; the third then supplies what is "
                "missing, "
                "each of its numbers once."
            )
        if g > 3 or g % 2 == 0:
            lines.append("Of every two further blocks go through one forwards and through the other backwards.")
        return [*lines, *(f"{' + '.join(map(str, group))} = {sum(group)}." for group in self._groups(p))]


NUMBERS: tuple[Template, ...] = (
    DivisorCount(),
    Egyptian(),
    NoProgression(),
    Ruler(),
    RootPolynomial(),
    SquareDifference(),
    Pell(),
    Covering(),
    EqualGroups(),
)
"""Numbers to find."""
