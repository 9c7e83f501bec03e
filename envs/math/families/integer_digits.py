"""Decimal digits: all those written when counting, and those that are missing."""

from __future__ import annotations

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template
from .factors import factored


class DigitTotal(Template):
    """The sum of all digits written down when counting."""

    name = "digit_total"
    opens = "n"
    phrasings = (
        "All integers from {low} to {n} are written down in base 10. What is the sum of all the digits written?",
        "For every integer from {low} to {n} the sum of its decimal digits is computed. Find the total of these sums.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        n = between(rng, low, high)
        return {"low": 1 if tier < 3 else between(rng, n // 5, n // 2), "n": n}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers; from tier 3 on they do not begin with 1."""
        return self._draw(rng, tier, 200 * tier, 1800 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers than can be written."""
        return self._draw(rng, tier, 10**6, 10 ** (7 + 2 * tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write them all."""
        if p["n"] > steps:
            return None
        return str(sum(sum(map(int, str(x))) for x in range(p["low"], p["n"] + 1)))

    def _rows(self, n: int) -> list[tuple[int, int, int, int, int]]:
        """Return place value, whole rounds, digit and rest of n + 1 at every place, and the sum of that place."""
        rows, place = [], 1
        while place <= n:
            whole, left = divmod(n + 1, 10 * place)
            digit, rest = divmod(left, place)
            rows.append((place, whole, digit, rest, (45 * whole + digit * (digit - 1) // 2) * place + digit * rest))
            place *= 10
        return rows

    def _total(self, n: int) -> int:
        return sum(row[-1] for row in self._rows(n))

    def answer(self, p: Params) -> str:
        """Add place by place."""
        return str(self._total(p["n"]) - self._total(p["low"] - 1))

    def _lines(self, n: int) -> list[str]:
        lines = [f"The numbers 0 to {n}, which are {n + 1} numbers:"]
        for place, whole, digit, rest, total in self._rows(n):
            lines.append(
                f"place {place}: {n + 1} = {whole} × {10 * place} + {digit} × {place} + {rest}, which gives "
                f"{45 * whole} × {place} + {digit * (digit - 1) // 2} × {place} + {digit} × {rest} = {total}"
            )
        terms = [str(row[-1]) for row in self._rows(n)]
        return [*lines, f"Together {' + '.join(terms)}" + (f" = {self._total(n)}." if len(terms) > 1 else ".")]

    def steps(self, p: Params) -> list[str]:
        """Count every place by itself."""
        low, n = p["low"], p["n"]
        lines = [
            "At the place of value v the digits run through 0, 1, ..., 9, each v times in a row. A whole round of 10v "
            "numbers adds 45v.",
            "If after the whole rounds d·v + r numbers are left, with r < v, they add (0 + 1 + ... + (d - 1))·v + "
            "d·r.",
            *self._lines(n),
        ]
        if low > 1:
            lines += [*self._lines(low - 1), f"{self._total(n)} - {self._total(low - 1)} = {self.answer(p)}."]
        return lines


class MissingDigits(Template):
    """All numbers that a pattern with missing digits can be, if they are divisible by something."""

    name = "missing_digits"
    phrasings = (
        "In the {size}-digit number {text}, each letter stands for a digit from 0 to 9; different letters may stand "
        "for the same digit. The number is divisible by {m}. Find the sum of all numbers that it can be.",
        "Replace the letters in {text} by digits from 0 to 9, which need not be different, so that the {size}-digit "
        "number is a multiple of {m}. What is the sum of all numbers that can be made in this way?",
    )
    moduli = (
        (44, 45, 55, 63, 66, 72, 75),
        (24, 28, 33, 36, 44, 45),
        (12, 14, 15, 18, 21, 22),
        (91, 99, 104, 117, 119, 132, 143),
        (52, 63, 66, 72, 77, 88),
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more missing digits, and divisors that leave more possibilities."""
        size, gaps, pool = 4 + tier // 2, 2 if tier < 4 else 3, self.moduli[tier - 1]
        while True:
            parts = [str(between(rng, 1, 9)), *(str(between(rng, 0, 9)) for _ in range(size - 1))]
            for letter, i in zip("ABC", sorted(int(x) + 1 for x in rng.permutation(size - 1)[:gaps]), strict=False):
                parts[i] = letter
            p: Params = {"text": "".join(parts), "m": pool[between(rng, 0, len(pool) - 1)]}
            if 2 <= len(self._fits(p)) <= 20:
                return p

    def _places(self, p: Params) -> tuple[int, list[int]]:
        """Return the number with zeros for letters, and the place values of the letters."""
        text = p["text"]
        places = [10 ** (len(text) - 1 - i) for i, c in enumerate(text) if c in "ABC"]
        return int("".join("0" if c in "ABC" else c for c in text)), places

    def _fits(self, p: Params) -> list[int]:
        """Find the last letter for all digits of the others."""
        base, places = self._places(p)
        found, m = [], p["m"]
        for i in range(10 ** (len(places) - 1)):
            n = base + sum(int(c) * v for c, v in zip(str(i).rjust(len(places) - 1, "0"), places, strict=False))
            found += [n + d * places[-1] for d in range(10) if (n + d * places[-1]) % m == 0]
        return found

    def answer(self, p: Params) -> str:
        """Add all that fit."""
        return str(sum(self._fits(p)))

    def words(self, p: Params) -> Params:
        """Say how many digits there are."""
        return {"size": len(p["text"])}

    def steps(self, p: Params) -> list[str]:
        """Reduce to a congruence for the letters, and list what solves it."""
        (base, places), m, fits = self._places(p), p["m"], self._fits(p)
        letters = "ABC"[: len(places)]
        sums = " + ".join(f"{v}{c}" if v > 1 else c for c, v in zip(letters, places, strict=True))
        small = " + ".join(f"{v % m}{c}" if v % m != 1 else c for c, v in zip(letters, places, strict=True) if v % m)
        right = -base % m
        lines = [
            f"The number is {base} + {sums}. Modulo {m} = {factored(m)} its parts leave {base} ≡ {base % m} and "
            + ", ".join(f"{v} ≡ {v % m}" for v in places)
            + f" (mod {m}), so {small} has to be a multiple of {m} plus {right}.",
            f"Go through the digits for {join(list(letters[:-1]))} and look for {letters[-1]}; what fits is",
        ]
        for n in fits:
            chosen = [n // v % 10 for v in places]
            total = sum(d * (v % m) for d, v in zip(chosen, places, strict=True))
            names = ", ".join(f"{c} = {d}" for c, d in zip(letters, chosen, strict=True))
            lines.append(f"{names}, where the sum is {total} = {total // m} × {m} + {right}: {n}")
        return [*lines, f"The sum is {' + '.join(map(str, fits))} = {sum(fits)}."]
