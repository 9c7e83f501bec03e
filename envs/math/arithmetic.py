"""Whole-number arithmetic, from one-digit sums to long multiplication."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, knob
from ..verify.integers import verify_integer

OPERATIONS = ("add", "subtract", "multiply", "mixed")
Term = tuple[int, list[int]]  # a sign, and the one or two factors it stands before


@dataclass(frozen=True)
class Arithmetic(Task):
    """Add, subtract and multiply whole numbers.

    Description: a sum of several terms, a difference, a product of two factors, or a mixture in which products come
    before sums. No result and no running total is below zero.

    Observation: the question, such as "What is 3 + 7?". Action: the result as a whole number in digits.

    Reward: 1 if the number is right, else 0.

    Episode end: after one answer.

    Arguments: `operation` over numbers of exactly `digits` digits, or of 1 to `largest` if that is given; `terms`
    numbers in a sum or a mixture; `by` digits in the second factor of a product (0: as many as in the first).

    Oracle: computes. Floors: the most common result is right in 1 of 20 cases at level 0 and in fewer than 1 of 50
    above; the last and the largest number of the prompt in fewer than 1 of 50. Two questions that differ only in the
    order of terms or factors are one problem; level 0 has 210 problems by that count, levels 1 and 5 have 4,095,
    level 3 has 7,200, and every other level has more than 100,000.

    Version history: v0, the first.
    """

    operation: str = knob("add", "add, subtract, multiply or mixed")
    digits: int = knob(2, "digits of each number")
    terms: int = knob(2, "numbers in a sum or a mixture")
    largest: int = knob(0, "draw numbers from 1 to this instead of by digits; 0 for by digits")
    by: int = knob(0, "digits of the second factor; 0 for as many as the first has")

    levels: ClassVar[Sequence[Arithmetic]]

    def __post_init__(self) -> None:
        if self.operation not in OPERATIONS:
            raise ValueError(f"operation={self.operation!r}: use 'add', 'subtract', 'multiply' or 'mixed'")
        if not 1 <= self.digits <= 12 or not 0 <= self.by <= 12:
            raise ValueError(f"digits={self.digits}, by={self.by}: use 1 to 12 digits (by=0: as many as the first)")
        if not 2 <= self.terms <= 50 or (self.terms != 2 and self.operation in ("subtract", "multiply")):
            raise ValueError(f"terms={self.terms}: use 2 to 50 with 'add' and 'mixed', 2 with {self.operation!r}")
        if self.largest != 0 and not 2 <= self.largest <= 10**12:
            raise ValueError(f"largest={self.largest}: use 2 to 10**12, or 0 to draw by digits")

    def _range(self, digits: int, low: int = 1) -> tuple[int, int]:
        return (low, self.largest + 1) if self.largest else (max(low, 10 ** (digits - 1)), 10**digits)

    def _draw(self, rng: np.random.Generator, digits: int, low: int = 1) -> int:
        return int(rng.integers(*self._range(digits, low)))

    def _product(self, rng: np.random.Generator) -> list[int]:
        return [self._draw(rng, self.digits, 2), self._draw(rng, self.by or self.digits, 2)]

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw the numbers; in a mixture also the signs and which terms are products."""
        terms: list[Term]
        if self.operation == "multiply":
            terms = [(1, self._product(rng))]
        elif self.operation == "subtract":
            a, b = sorted((self._draw(rng, self.digits), self._draw(rng, self.digits)), reverse=True)
            terms = [(1, [a]), (-1, [b])]
        elif self.operation == "add":
            numbers = rng.integers(*self._range(self.digits), self.terms).tolist()
            terms = [(1, [number]) for number in numbers]
        else:
            terms = self._mixture(rng)
        text = _write(terms)
        return Problem(f"What is {text}? Answer with a whole number in digits.", {"terms": terms})

    def _mixture(self, rng: np.random.Generator) -> list[Term]:
        terms: list[Term] = []
        total, left, product_due = 0, self.terms, True
        while left:
            multiply = left >= 2 and (rng.random() < 0.5 or (product_due and left <= 3))
            factors = self._product(rng) if multiply else [self._draw(rng, self.digits)]
            value = math.prod(factors)
            sign = -1 if value <= total and rng.random() < 0.5 else 1
            terms.append((sign, factors))
            total, left, product_due = total + sign * value, left - len(factors), product_due and not multiply
        return terms

    def identity(self, problem: Problem) -> JSON:
        """Return the terms in one order, so that a + b and b + a are one problem."""
        return sorted([sign, sorted(factors)] for sign, factors in problem.data["terms"])

    def solve(self, problem: Problem) -> str:
        """Compute the result."""
        return str(_value(problem.data["terms"]))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare whole numbers."""
        return verify_integer(_value(problem.data["terms"]), answer)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return a random number with as many digits as the result."""
        size = min(len(self.solve(problem)), 18)
        return str(int(rng.integers(0 if size == 1 else 10 ** (size - 1), 10**size)))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Work column by column with carries, by partial products, and by a running total over several terms.

        Any style but "deduction" leaves out the columns and keeps the totals.
        """
        columns = style == "deduction"
        lines, total = [], 0
        for i, (sign, factors) in enumerate(problem.data["terms"]):
            value = factors[0]
            if len(factors) == 2:
                value = factors[0] * factors[1]
                lines += _multiplication(factors[0], factors[1], columns)
            if i:
                lines += (_addition if sign > 0 else _subtraction)(total, value, columns)
            total += sign * value
        return "\n".join(lines)


def _value(terms: Sequence[Term]) -> int:
    return sum(sign * (factors[0] * factors[1] if len(factors) == 2 else factors[0]) for sign, factors in terms)


def _write(terms: Sequence[Term]) -> str:
    text = "".join((" + " if sign > 0 else " - ") + " * ".join(map(str, factors)) for sign, factors in terms)
    return text.removeprefix(" + ")


def _addition(a: int, b: int, columns: bool) -> list[str]:
    """Return the lines of a + b: columns from the right, with carries, then the sum."""
    lines, carry, width = [], 0, max(len(str(a)), len(str(b)))
    for x, y in zip(_digits(a, width), _digits(b, width), strict=True):
        column = x + y + carry
        lines.append(f"{x} + {y}" + (f" + {carry}" if carry else "") + f" = {column}")
        if column > 9:
            lines[-1] += f", write {column % 10}, carry 1"
        carry = column // 10
    return [*(lines if columns and width > 1 else []), f"{a} + {b} = {a + b}"]


def _subtraction(a: int, b: int, columns: bool) -> list[str]:
    """Return the lines of a - b for a >= b: columns from the right, with borrows, then the difference."""
    lines, borrow, width = [], 0, len(str(a))
    for x, y in zip(_digits(a, width), _digits(b, width), strict=True):
        column, owed = x - y - borrow, f" - {borrow}" if borrow else ""
        borrow = int(column < 0)
        lines.append(f"{x + 10} - {y}{owed} = {column + 10}, borrow 1" if borrow else f"{x} - {y}{owed} = {column}")
    return [*(lines if columns and width > 1 else []), f"{a} - {b} = {a - b}"]


def _multiplication(a: int, b: int, columns: bool) -> list[str]:
    """Return the lines of a * b: one partial product for each digit of b, then their running total."""
    lines: list[str] = []
    partial = [(digit, 10**i) for i, digit in enumerate(_digits(b, len(str(b)))) if digit]
    for digit, place in partial:
        carry = 0
        for x in _digits(a, len(str(a))) if columns and a > 9 else []:
            column = x * digit + carry
            lines.append(f"{x} * {digit}" + (f" + {carry}" if carry else "") + f" = {column}")
            if column > 9:
                lines[-1] += f", write {column % 10}, carry {column // 10}"
            carry = column // 10
        lines.append(f"{a} * {digit * place} = {a * digit * place}")
    total = 0
    for digit, place in partial:
        lines += _addition(total, a * digit * place, columns) if total else []
        total += a * digit * place
    return [*lines, f"{a} * {b} = {total}"] if len(partial) > 1 else lines


def _digits(value: int, width: int) -> list[int]:
    """Return the digits, units first, padded with zeros."""
    return [int(char) for char in reversed(str(value).rjust(width, "0"))]


Arithmetic.levels = (
    Arithmetic("add", largest=20),
    Arithmetic("add", 2),
    Arithmetic("subtract", 3),
    Arithmetic("multiply", 3, by=1),
    Arithmetic("add", 2, terms=3),
    Arithmetic("multiply", 2),
    Arithmetic("add", 3, terms=4),
    Arithmetic("mixed", 2, terms=4),
    Arithmetic("multiply", 3),
    Arithmetic("multiply", 4),
)
