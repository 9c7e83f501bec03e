"""Numbers written in one base and another: conversion, sums and products, signed digits, repeating fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ...core import JSON, Verdict
from ..notation import between
from ..template import Params, Template
from .numerals import (
    LETTERS,
    SYMBOLS,
    InBase,
    based,
    digits,
    numeral,
    read_ternary,
    spread,
    ternary,
    value_of,
)

LARGEST = (9, 9, 12, 16, 20)  # base, by tier


def some_base(rng: np.random.Generator, tier: int, low: int = 2) -> int:
    """Return a base other than ten."""
    base = between(rng, low, LARGEST[tier - 1])
    return base if base != 10 else 11


def letters(*bases: int) -> str:
    """Return a sentence about letters as digits, if a base needs them."""
    return f" {LETTERS}" if max(map(abs, bases)) > 10 else ""


def divisions(n: int, base: int) -> list[str]:
    """Divide again and again; each line gives one digit, the last one first."""
    lines = []
    while n:
        q = n // base if base > 0 else -(n // -base)
        rest = n - q * base
        if rest < 0:
            q, rest = q + 1, rest - base
        what = f", the digit {SYMBOLS[rest]}" if rest > 9 else ""
        shown = f"({base})" if base < 0 else str(base)
        lines.append(f"{n} = {shown} × {f'({q})' if q < 0 else q} + {rest}{what}")
        n = q
    return lines


def horner(parts: list[int], base: int) -> list[str]:
    """Evaluate a numeral from its first digit on."""
    lines, n = [], parts[0]
    for digit in parts[1:]:
        lines.append(f"{n} × {base} + {digit} = {n * base + digit}")
        n = n * base + digit
    return lines


class ToBase(InBase):
    """A number in another base."""

    name = "to_base"
    opens = "n"
    phrasings = (
        "Write the number {n} in base {b}.{letters}",
        "What is the base-{b} numeral of the number {n}?{letters}",
        "Convert {n} from base 10 to base {b}.{letters}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number of more digits, and a larger base."""
        b, size = some_base(rng, tier), between(rng, 3 + tier, 4 + tier)
        size += 2 if b < 4 else 0
        return {"n": between(rng, b ** (size - 1), b**size - 1), "b": b}

    def value(self, p: Params) -> int:
        """Return the number."""
        return int(p["n"])

    def words(self, p: Params) -> Params:
        """Explain letters."""
        return {"letters": letters(p["b"])}

    def steps(self, p: Params) -> list[str]:
        """Divide by the base."""
        return [
            f"Divide by {p['b']} until the quotient is 0; the remainders are the digits, the last one first.",
            *divisions(p["n"], p["b"]),
            f"Read from the last remainder to the first, the numeral is {based(p['n'], p['b'])}.",
        ]


class BetweenBases(InBase):
    """A numeral in another base than its own."""

    name = "between_bases"
    phrasings = (
        "Convert the base-{a} numeral {text} to base {b}.{letters}",
        "A number is written {text} in base {a}. How is it written in base {b}?{letters}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a number of more digits, and larger bases."""
        while True:
            a, b = some_base(rng, tier, 3), some_base(rng, tier)
            if a != b:
                size = 2 + tier + (1 if a < 5 else 0)
                return {"a": a, "b": b, "n": between(rng, a ** (size - 1), a**size - 1)}

    def value(self, p: Params) -> int:
        """Return the number."""
        return int(p["n"])

    def words(self, p: Params) -> Params:
        """Write the numeral that is given."""
        return {"text": numeral(p["n"], p["a"]), "letters": letters(p["a"], p["b"])}

    def steps(self, p: Params) -> list[str]:
        """Go through base ten."""
        n, a, b = p["n"], p["a"], p["b"]
        return [
            f"Find the number first, from its first digit on: multiply by {a} and add the next digit.",
            *horner(digits(n, a), a),
            f"Then divide {n} by {b} until the quotient is 0.",
            *divisions(n, b),
            f"The remainders, the last one first, are the digits: {based(n, b)}.",
        ]


class Columns(InBase):
    """Sums, differences and products of numerals."""

    name = "columns"
    phrasings = (
        "All numerals here are in base {b}. Compute {text} and give the result in base {b}.{letters}",
        "In base {b}, what is {text}? Write the result in base {b} too.{letters}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw two summands, then differences and products, then a product and a summand."""
        b = some_base(rng, tier, 3)

        def number(size: int) -> int:
            return between(rng, b ** (size - 1), b**size - 1)

        if tier == 1 or (tier == 2 and rng.random() < 0.5):
            return {"b": b, "kind": "+", "terms": [number(2 + tier) for _ in range(1 + tier)]}
        if tier == 2:
            x, y = sorted(number(5) for _ in range(2))
            return {"b": b, "kind": "-", "terms": [y + 1, x]}
        p: Params = {"b": b, "kind": "×", "terms": [number(tier), number(2 if tier < 5 else 3)]}
        if tier >= 4:
            p |= {"kind": "×+", "terms": [*p["terms"], number(tier + 1)]}
        return p

    def value(self, p: Params) -> int:
        """Compute."""
        x, y, *rest = p["terms"]
        if p["kind"][0] == "×":
            return int(x * y + sum(rest))
        return int(x - y) if p["kind"] == "-" else int(sum(p["terms"]))

    def identity(self, p: Params) -> JSON:
        """Return summands in one order, and factors too."""
        first = p["terms"] if p["kind"] == "+" else p["terms"][:2]
        return p if p["kind"] == "-" else {**p, "terms": [*sorted(first), *p["terms"][len(first) :]]}

    def words(self, p: Params) -> Params:
        """Write the terms."""
        x, y, *rest = [numeral(n, p["b"]) for n in p["terms"]]
        text = " + ".join([x, y, *rest]) if p["kind"] == "+" else " + ".join([f"{x} {p['kind'][0]} {y}", *rest])
        return {"text": text, "letters": letters(p["b"])}

    def _sum(self, terms: list[int], b: int) -> list[str]:
        lines, carry = [], 0
        rows = [digits(n, b)[::-1] for n in terms]
        for i in range(max(map(len, rows))):
            column = [row[i] for row in rows if i < len(row)] + ([carry] if carry else [])
            carry, digit = divmod(sum(column), b)
            made = " + ".join(map(str, column)) + (f" = {sum(column)}" if len(column) > 1 else "")
            lines.append(f"{made} = {carry} × {b} + {digit}: write {SYMBOLS[digit]}, carry {carry}")
        return [*lines, f"{' + '.join(based(n, b) for n in terms)} = {based(sum(terms), b)}"]

    def _difference(self, x: int, y: int, b: int) -> list[str]:
        lines, borrow = [], 0
        low = digits(y, b)[::-1]
        for i, digit in enumerate(digits(x, b)[::-1]):
            other = low[i] if i < len(low) else 0
            left = digit - other - borrow
            more, owed = f"{b} + " if left < 0 else "", f" - {borrow}" if borrow else ""
            borrow, left = int(left < 0), left % b
            lines.append(f"{more}{digit} - {other}{owed} = {left}" + (", borrow 1" if borrow else ""))
        return [*lines, f"{based(x, b)} - {based(y, b)} = {based(x - y, b)}"]

    def _product(self, x: int, y: int, b: int) -> list[str]:
        lines, rows = [], []
        for i, factor in enumerate(digits(y, b)[::-1]):
            carry, shift = 0, b**i
            if factor > 1:
                for digit in digits(x, b)[::-1]:
                    total, owed = digit * factor + carry, f" + {carry}" if carry else ""
                    carry, rest = divmod(total, b)
                    start = f"{digit} × {factor}{owed} = {total}"
                    lines.append(f"{start} = {carry} × {b} + {rest}: write {SYMBOLS[rest]}, carry {carry}")
            lines.append(f"{based(x, b)} × {based(factor * shift, b)} = {based(x * factor * shift, b)}")
            rows += [x * factor * shift] if factor else []
        if len(rows) > 1:
            lines += ["Add these products by columns, from the right:", *self._sum(rows, b)]
        return lines

    def steps(self, p: Params) -> list[str]:
        """Work by columns, from the right."""
        b, (x, y, *rest) = p["b"], p["terms"]
        if p["kind"] == "+":
            return [f"Add by columns from the right, with carries in base {b}.", *self._sum(p["terms"], b)]
        if p["kind"] == "-":
            return [f"Subtract by columns from the right; a borrowed 1 is worth {b}.", *self._difference(x, y, b)]
        lines = [f"Multiply by one digit after the other, with carries in base {b}.", *self._product(x, y, b)]
        return [*lines, "Add the last term:", *self._sum([x * y, *rest], b)] if rest else lines


class BalancedTernary(Template):
    """A number in balanced ternary."""

    name = "balanced_ternary"
    opens = "n"
    phrasings = (
        "In balanced ternary a number is a sum of powers of 3, each with coefficient 1, 0 or -1; the digit -1 is "
        "written T, so that 1T0 is 9 - 3 = 6. Write {n} in balanced ternary.",
        "Balanced ternary is base 3 with the digits 1, 0 and T, where T means -1: for instance 1TT is 9 - 3 - 1 = 5. "
        "What is {n} in balanced ternary?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger number; from tier 3 on it may be negative."""
        while True:
            n = between(rng, 3 ** (2 + tier), 3 ** (6 + tier))
            n = -n if tier > 2 and rng.random() < 0.5 else n
            if "T" in ternary(n):
                return {"n": n}

    def answer(self, p: Params) -> str:
        """Write it."""
        return ternary(p["n"])

    def verify(self, p: Params, answer: str) -> Verdict:
        """Read balanced ternary."""
        n = read_ternary(answer)
        if n is None:
            return Verdict.wrong("the digits 1, 0 and T were expected")
        return Verdict.correct() if n == p["n"] else Verdict.wrong("not the right number")

    def steps(self, p: Params) -> list[str]:
        """Divide by 3 with remainders -1, 0 and 1."""
        lines, n = ["Divide by 3 with remainder 1, 0 or -1 until the quotient is 0; -1 gives the digit T."], p["n"]
        while n:
            rest = (n + 1) % 3 - 1
            q = (n - rest) // 3
            lines.append(f"{n} = 3 × {f'({q})' if q < 0 else q} {'-' if rest < 0 else '+'} {abs(rest)}")
            n = q
        return [*lines, f"The remainders, the last one first, are the digits {', '.join(ternary(p['n']))}."]


class NegativeBase(InBase):
    """A number in a negative base."""

    name = "negative_base"
    opens = "n"
    phrasings = (
        "In base -{c} a number is a sum of powers of -{c}, each taken 0 to {top} times; these numbers are the digits, "
        "the highest power first. Write {n} in base -{c}.",
        "Every integer can be written in base -{c} with the digits 0 to {top}: digits d_r ... d_1 d_0 stand for "
        "d_0 + d_1·(-{c}) + d_2·(-{c})^2 + ... + d_r·(-{c})^r. How is {n} written in base -{c}?",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a larger number and base; from tier 2 on it may be negative."""
        c = between(rng, 2, min(10, 3 + tier))
        size = 5 + tier + (2 if c < 4 else 0)
        n = between(rng, c ** (size - 1), c**size - 1)
        return {"n": -n if tier > 1 and rng.random() < 0.5 else n, "c": c}

    def base(self, p: Params) -> int:
        """Return the negative base."""
        return -int(p["c"])

    def value(self, p: Params) -> int:
        """Return the number."""
        return int(p["n"])

    def words(self, p: Params) -> Params:
        """Name the largest digit."""
        return {"top": p["c"] - 1}

    def steps(self, p: Params) -> list[str]:
        """Divide by the negative base."""
        n, b = p["n"], -p["c"]
        return [
            f"Divide by {b} with remainders from 0 to {p['c'] - 1} until the quotient is 0.",
            *divisions(n, b),
            f"The remainders, the last one first, are the digits {', '.join(numeral(n, b))}.",
        ]


class RepeatingValue(Template):
    """The fraction that a repeating expansion is."""

    name = "repeating_value"
    phrasings = (
        "In base {b}, the expansion {text} goes on for ever by repeating the digits in parentheses. Which fraction is "
        "it? Give numerator and denominator in base 10.{letters}",
        "Find the number whose base-{b} expansion is {text}, where the block in parentheses repeats without end. "
        "Answer with a fraction in base 10.{letters}",
    )

    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a longer period, and digits before it from tier 2 on."""
        while True:
            b = some_base(rng, tier)
            head = [between(rng, 0, b - 1) for _ in range(tier // 2)]
            block = [between(rng, 0, b - 1) for _ in range(2 + (tier + 1) // 2 + (1 if b == 2 else 0))]
            short = any(block == block[:k] * (len(block) // k) for k in range(1, len(block)) if len(block) % k == 0)
            if not short and not (head and head[-1] == block[-1]):
                return {"b": b, "head": head, "block": block}

    def _parts(self, p: Params) -> tuple[int, int, int, int]:
        """Return the digits up to the end of the first period as a number, those before it, and both denominators."""
        b, head, block = p["b"], p["head"], p["block"]
        return value_of(head + block, b), value_of(head, b), b ** len(head), b ** len(block) - 1

    def answer(self, p: Params) -> str:
        """Divide."""
        whole, before, shift, nines = self._parts(p)
        return str(Fraction(whole - before, shift * nines))

    def words(self, p: Params) -> Params:
        """Write the expansion."""
        head, block = ("".join(SYMBOLS[d] for d in part) for part in (p["head"], p["block"]))
        return {"text": f"0.{head}({block})", "letters": letters(p["b"])}

    def steps(self, p: Params) -> list[str]:
        """Subtract two multiples with the same digits behind the point."""
        b, head, block = p["b"], p["head"], p["block"]
        whole, before, shift, nines = self._parts(p)
        i, k = len(head), len(head) + len(block)
        value = Fraction(whole - before, shift * nines)
        small = "x" if not i else f"{b}·x" if i == 1 else f"{b}^{i}·x"
        lines = [f"Let x be the number. {b}^{k}·x and {small} have the same digits behind the point."]
        lines.append(f"In front of the point {b}^{k}·x has {spread(head + block, b)}; in base 10, digit by digit:")
        lines += horner(head + block, b)
        if i:
            lines += [f"and {small} has {spread(head, b)}, which is {before}" + (":" if i > 1 else ".")]
            lines += horner(head, b)
            lines.append(f"So ({b}^{k} - {b}^{i})·x = {whole} - {before} = {whole - before},")
            lines.append(f"where {b}^{k} - {b}^{i} = {b**k} - {b**i} = {shift * nines}.")
        else:
            lines.append(f"So ({b}^{k} - 1)·x = {whole}, where {b}^{k} - 1 = {nines}.")
        made = f"{whole - before}/{shift * nines}"
        lines.append(f"x = {made}" + (f" = {value}." if str(value) != made else "."))
        return lines
