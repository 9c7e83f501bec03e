"""Questions about many digits or numerals: final zeros, sums of digits, numbers with given digits."""

from __future__ import annotations

from math import comb, gcd

import numpy as np

from ..notation import between, join
from ..template import STEPS, Params, Template
from .bases_written import horner, some_base
from .factors import factored, factors
from .numerals import SYMBOLS, digits, spread, value_of


class FinalZeros(Template):
    """The zeros at the end of a factorial in some base."""

    name = "final_zeros"
    opens = "n"
    phrasings = (
        "With how many zeros does {n}! (the factorial of {n}) end when it is written in base {b}?",
        "The product of all integers from 1 to {n} is written in base {b}. How many zeros are at the end of the "
        "numeral?",
    )
    bases = ((6, 14, 15), (12, 18, 20, 21), (24, 28, 36, 45, 48), (54, 60, 72, 80, 90, 96), (120, 144, 162, 168, 360))

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        pool = self.bases[tier - 1]
        return {"n": between(rng, low, high), "b": pool[between(rng, 0, len(pool) - 1)]}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer product, and a base with more prime factors."""
        return self._draw(rng, tier, 50 * tier, 900 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a product with too many factors to go through."""
        return self._draw(rng, tier, 10**6, 10 ** (7 + 2 * tier))

    def _exponent(self, n: int, q: int) -> list[int]:
        parts = []
        while n >= q:
            n //= q
            parts.append(n)
        return parts

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Go through all multiples of each prime of the base."""
        found = []
        for q, e in factors(p["b"]).items():
            total = 0
            for m in range(q, p["n"] + 1, q):
                steps -= 1
                if steps < 0:
                    return None
                while m % q == 0:
                    m, total = m // q, total + 1
            found.append(total // e)
        return str(min(found))

    def answer(self, p: Params) -> str:
        """Take the scarcest prime."""
        return str(min(sum(self._exponent(p["n"], q)) // e for q, e in factors(p["b"]).items()))

    def steps(self, p: Params) -> list[str]:
        """Apply Legendre's formula."""
        n, b = p["n"], p["b"]
        lines = [f"{b} = {factored(b)}, and the zeros are as many as the factors {b} in {n}!."]
        for q, e in factors(b).items():
            parts = self._exponent(n, q)
            lines.append(f"Exponent of {q}: divide {n} by {q} again and again and round down:")
            total = sum(parts)
            lines.append(" + ".join(map(str, parts)) + (f" = {total}." if len(parts) > 1 else "."))
            if e > 1:
                lines.append(f"Each factor {b} takes {e} of them, which is enough for {total // e}.")
        return [*lines, f"The least of these numbers decides: {self.answer(p)}."]


class ExpansionSum(Template):
    """The sum of the first digits of a fraction's expansion."""

    name = "expansion_sum"
    opens = "n"
    phrasings = (
        "The fraction {u}/{v} is expanded in base {b}: 0.d_1 d_2 d_3 ... in this base. Find d_1 + d_2 + ... + d_n for "
        "n = {n}, as a number in base 10.",
        "Let d_1, d_2, d_3, ... be the digits after the point in the base-{b} expansion of {u}/{v}. What is the sum "
        "of the first {n} of them, as a number in base 10?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            b, v = some_base(rng, tier), between(rng, 5 + 3 * tier, 12 + 10 * tier)
            p: Params = {"u": between(rng, 1, v - 1), "v": v, "b": b, "n": between(rng, low, high)}
            if gcd(p["u"], v) == 1 and 2 + tier <= len(self._run(p)[1]) <= 4 + 4 * tier and len(self._run(p)[0]) < 4:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer period and more digits."""
        return self._draw(rng, tier, 40 * tier, 400 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more digits than can be written down."""
        return self._draw(rng, tier, 10**6, 10 ** (7 + 2 * tier))

    def _run(self, p: Params) -> tuple[list[int], list[int]]:
        """Return the digits before the period and those of one period."""
        seen: dict[int, int] = {}
        rest = int(p["u"])
        found: list[int] = []
        while rest not in seen:
            seen[rest] = len(found)
            digit, rest = divmod(rest * p["b"], p["v"])
            found.append(digit)
        return found[: seen[rest]], found[seen[rest] :]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Divide on and on."""
        total, rest = 0, p["u"]
        for _ in range(min(p["n"], steps)):
            digit, rest = divmod(rest * p["b"], p["v"])
            total += digit
        return str(total) if p["n"] <= steps else None

    def answer(self, p: Params) -> str:
        """Count whole periods."""
        head, block = self._run(p)
        whole, rest = divmod(p["n"] - len(head), len(block))
        return str(sum(head) + whole * sum(block) + sum(block[:rest]))

    def steps(self, p: Params) -> list[str]:
        """Divide until a remainder comes back."""
        (head, block), b, v, n = self._run(p), p["b"], p["v"], p["n"]
        lines, rest = [f"Multiply the remainder by {b} and divide by {v}; the quotient is the next digit."], p["u"]
        for digit in head + block:
            lines.append(f"{b} × {rest} = {v} × {digit} + {rest * b - v * digit}")
            rest = rest * b - v * digit
        size, whole = len(block), (n - len(head)) // len(block)
        few = block[: (n - len(head)) % size]
        lines.append(f"The remainder {rest} comes back, so the digits repeat with period {size}; a period sums to")
        lines.append(f"{' + '.join(map(str, block))} = {sum(block)}.")
        if head:
            head_sum = " + ".join(map(str, head)) + (f" = {sum(head)}" if len(head) > 1 else "")
            lines.append(f"Before the first period there {'are' if len(head) > 1 else 'is'} {head_sum}.")
            lines.append(f"This leaves {n} - {len(head)} = {n - len(head)} digits.")
        lines.append(f"{n - len(head)} = {whole} × {size} + {len(few)}: {whole} whole periods")
        if few:
            one = f" = {sum(few)}" if len(few) > 1 else ""
            lines[-1] += f" and then {' + '.join(map(str, few))}{one}."
        else:
            lines[-1] += " and nothing more."
        before = f"{sum(head)} + " if head else ""
        return [*lines, f"The sum is {before}{whole} × {sum(block)} + {sum(few)} = {self.answer(p)}."]


class DigitCount(Template):
    """How many numbers have a digit a given number of times."""

    name = "digit_count"
    opens = "n"
    phrasings = (
        "How many integers from 1 to {n} contain the digit {d} exactly {j} times when they are written in base {b}?",
        "All integers from 1 to {n} (in base 10) are written in base {b}. How many of the numerals have exactly {j} "
        "digits equal to {d}?",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        while True:
            b = between(rng, 2, 5 + tier // 2)
            most = 2 + tier // 2 + (2 if b < 4 else 0)
            p: Params = {"n": between(rng, low, high), "b": b, "d": between(rng, 1, b - 1), "j": between(rng, 2, most)}
            if int(self.answer(p)) > 9:
                return p

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers and more digits."""
        return self._draw(rng, tier, 100 * tier, 1500 * tier)

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more numbers than can be looked at."""
        return self._draw(rng, tier, 10**6, 10 ** (7 + tier))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write every number."""
        if p["n"] > steps:
            return None
        return str(sum(digits(k, p["b"]).count(p["d"]) == p["j"] for k in range(1, p["n"] + 1)))

    def _rows(self, p: Params) -> list[tuple[str, int, int, int, int]]:
        """Return beginnings of smaller numbers, with free places, needed digits and the counts below a place.

        Numbers from 0 to n are those that agree with n + 1 up to some place and have a smaller digit there.
        """
        b, d, rows, seen = p["b"], p["d"], [], 0
        parts = digits(p["n"] + 1, b)
        for i, top in enumerate(parts):
            free, need = len(parts) - i - 1, p["j"] - seen
            for hit in (0, 1):  # the digit here is another one, or d
                choices = (1 if d < top else 0) if hit else top - (1 if d < top else 0)
                if choices and 0 <= need - hit <= free:
                    start = "".join(SYMBOLS[x] for x in parts[:i])
                    rows.append((start, choices, free, need - hit, hit))
            seen += top == d
        return rows

    def answer(self, p: Params) -> str:
        """Count by the first place that differs from n + 1; a leading zero is never d."""
        b = p["b"]
        return str(sum(c * comb(free, need) * (b - 1) ** (free - need) for _, c, free, need, _ in self._rows(p)))

    def steps(self, p: Params) -> list[str]:
        """Show the counts."""
        b, d, n, terms = p["b"], p["d"], p["n"], []
        lines = [
            f"{n} + 1 = {n + 1} is {spread(digits(n + 1, b), b)}. A smaller number, with zeros in front up to the",
            "same length, agrees with it up to some place and has a smaller digit there; the places behind are free.",
            f"k free places have C(k, i) × {b - 1}^(k-i) ways to show {d} exactly i times.",
        ]
        for start, choices, free, need, hit in self._rows(p):
            terms.append(choices * comb(free, need) * (b - 1) ** (free - need))
            after = f"The digits {start}, then" if len(start) > 1 else f"The digit {start}, then" if start else "First"
            other = f"a smaller digit other than {d} ({choices} choice{'s' if choices > 1 else ''})"
            product = f"{choices} × C({free}, {need}) × {b - 1}^{free - need} = {terms[-1]}"
            lines.append(f"{after} {f'the digit {d}' if hit else other}; still to come, {need}: {product}")
        return [*lines, f"{' + '.join(map(str, terms)) or 0}" + (f" = {sum(terms)}" if len(terms) > 1 else "")]


class AllowedDigits(Template):
    """The n-th number that can be written with some digits only."""

    name = "allowed_digits"
    opens = "n"
    phrasings = (
        "The positive integers whose base-{b} numerals use no digits but {text} are listed in increasing order. What "
        "is number {n} of the list, in base 10?",
        "Consider all positive integers that are written in base {b} with no other digits than {text}. When they are "
        "sorted in increasing order, which one stands in position {n}? Give it in base 10.",
    )

    def _draw(self, rng: np.random.Generator, tier: int, low: int, high: int) -> Params:
        b = between(rng, 4, 6 + tier)
        size = between(rng, 2, min(b - 2, 2 + tier // 2))
        others = sorted(int(x) + 1 for x in rng.permutation(b - 1)[: size - 1])
        some = [0, *others] if tier < 4 or rng.random() < 0.5 else sorted({*others, 1 + (others[-1] % (b - 1))})
        return {"b": b, "digits": some, "n": between(rng, low, high)}

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a later number; from tier 4 on 0 may be no digit."""
        return self._draw(rng, tier, 6 + 6 * tier, 60 * 3 ** (tier - 1))

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number too far down the list to be reached one by one."""
        return self._draw(rng, tier, 10**5, 10 ** (6 + tier // 2))

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Write the list down, length by length."""
        some, b, count = p["digits"], p["b"], 0
        row = [d for d in some if d]
        while True:
            if p["n"] - count <= len(row):
                return str(row[p["n"] - count - 1])
            count += len(row)
            if count > steps:
                return None
            row = [x * b + d for x in row for d in some]

    def _chosen(self, p: Params) -> list[tuple[int, int]]:
        """Return at each place, the lowest first, the quotient n had and the position of the digit chosen."""
        some, n, rows = p["digits"], int(p["n"]), []
        low = 0 if 0 in some else 1
        while n:
            i = (n - low) % len(some)
            rows.append((n, i))
            n = (n - low - i) // len(some)
        return rows

    def answer(self, p: Params) -> str:
        """Write n with as many digits, then read it in base b."""
        return str(value_of([p["digits"][i] for _, i in self._chosen(p)][::-1], p["b"]))

    def words(self, p: Params) -> Params:
        """List the digits."""
        return {"text": join([str(d) for d in p["digits"]])}

    def steps(self, p: Params) -> list[str]:
        """Translate digit by digit."""
        some, b, rows = p["digits"], p["b"], self._chosen(p)
        m, low = len(some), 0 if 0 in some else 1
        parts = [some[i] for _, i in rows][::-1]
        lines = [
            f"Replace the allowed digits {join([str(d) for d in some])} by {join([str(i + low) for i in range(m)])}: "
            "this keeps the order, and the list becomes",
            f"all positive integers, written in base {m} with the digits {low} to {m - 1 + low}. So write {p['n']} "
            f"that way and replace the digits back.",
        ]
        for n, i in rows:
            lines.append(f"{n} = {m} × {(n - low - i) // m} + {i + low}, digit {i + low}, which stands for {some[i]}")
        lines.append(f"The numeral is {spread(parts, b)}; from its first digit on:")
        return [*lines, *(horner(parts, b) or [f"It is {parts[0]}."])]
