"""How families of counting, chance and geometry ask for one whole number."""

from __future__ import annotations

from abc import abstractmethod
from fractions import Fraction
from typing import ClassVar

from .family import Family, Params


class Count(Family):
    """A count, asked for itself if it is below 1000, else by its remainder when divided by 1000."""

    what: ClassVar[str]

    @abstractmethod
    def total(self, p: Params) -> int:
        """Return the count."""

    @abstractmethod
    def steps(self, p: Params) -> list[str]:
        """Return the lines of the solution, down to the count."""

    def answer(self, p: Params) -> int:
        """Return the count, or its last three digits."""
        return self.total(p) % 1000

    def words(self, p: Params) -> Params:
        """Return the sentence that asks."""
        if self.total(p) < 1000:
            return {"find": f"Find {self.what}."}
        return {"find": f"Find the remainder when {self.what} is divided by 1000."}

    def explain(self, p: Params) -> str:
        """Return the steps, and how the answer follows from the count."""
        lines, total = self.steps(p), self.total(p)
        if total >= 1000:
            lines.append(f"{total} = {total // 1000} × 1000 + {total % 1000}, which gives the remainder.")
        return "\n".join(lines)


class Ratio(Family):
    """A positive fraction m/n in lowest terms, asked for by m + n, or by its remainder when divided by 1000."""

    @abstractmethod
    def value(self, p: Params) -> Fraction:
        """Return the fraction."""

    @abstractmethod
    def steps(self, p: Params) -> list[str]:
        """Return the lines of the solution, down to the fraction."""

    def _sum(self, p: Params) -> int:
        value = self.value(p)
        return value.numerator + value.denominator

    def answer(self, p: Params) -> int:
        """Return m + n, or its last three digits."""
        return self._sum(p) % 1000

    def words(self, p: Params) -> Params:
        """Return the sentence that asks."""
        ask = "m + n" if self._sum(p) < 1000 else "the remainder when m + n is divided by 1000"
        return {"find": f"m/n, where m and n are relatively prime positive integers. Find {ask}."}

    def explain(self, p: Params) -> str:
        """Return the steps, and how the answer follows from the fraction."""
        value, total = self.value(p), self._sum(p)
        lines = self.steps(p)
        lines.append(f"In lowest terms this is {value.numerator}/{value.denominator}, so m + n = {total}.")
        if total >= 1000:
            lines.append(f"{total} = {total // 1000} × 1000 + {total % 1000}, which gives the remainder.")
        return "\n".join(lines)


class Root(Family):
    """A length a√b with b free of squares, asked for by a + b."""

    @abstractmethod
    def square(self, p: Params) -> int:
        """Return the square of the length."""

    @abstractmethod
    def steps(self, p: Params) -> list[str]:
        """Return the lines of the solution, down to the square."""

    def root(self, p: Params) -> tuple[int, int]:
        """Return a and b."""
        a, b, d = 1, self.square(p), 2
        while d * d <= b:
            while b % (d * d) == 0:
                a, b = a * d, b // (d * d)
            d += 1
        return a, b

    def answer(self, p: Params) -> int:
        """Return a + b."""
        return sum(self.root(p))

    def words(self, p: Params) -> Params:
        """Return the sentence that asks."""
        find = (
            "a√b, where a and b are positive integers and b is not divisible by the square of any prime. Find a + b."
        )
        return {"find": find}

    def explain(self, p: Params) -> str:
        """Return the steps, and how the answer follows from the square."""
        a, b = self.root(p)
        lines = [*self.steps(p), f"{self.square(p)} = {a}^2 × {b}, so the length is {a}√{b} and a + b = {a} + {b}."]
        return "\n".join(lines)
