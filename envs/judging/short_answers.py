"""Short answers in steps, as pupils write them: for each step the calculation, and the errors that it has room for."""

from __future__ import annotations

import functools
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..math.notation import between
from .worked import SpoiltError, decimal

Params = dict[str, Any]
Error = tuple[str, int]
"""A category, and which of its variants."""

NONE = "none"
CATEGORIES = {
    NONE: "the step is right, or wrong only because of what an earlier step handed on",
    "arithmetic": "the right calculation is written down, but its result is wrong",
    "concept": "another calculation is done than the one that is needed",
    "misread": "a number of the question is copied wrongly",
    "unit": "only the unit of the result is wrong",
    "missing": "the step is not written down, though what it finds may be used later",
    "notation": "the result is right, but what is written does not say what is meant: equal signs between things that "
    "are not equal, or brackets left out",
}
_OPERATION = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "×": lambda a, b: a * b,
    "÷": lambda a, b: a / b,
}
_RANK = {"(": 0, "+": 1, "-": 1, "×": 2, "÷": 2}


@functools.cache
def _tokens(template: str) -> list[str]:
    return re.findall(r"\{\}|\d+|\S", template)


def value_of(template: str, numbers: Sequence[Fraction]) -> Fraction:
    """Return the value of a template such as "{} × ({} + {}) ÷ 100", its places filled with these numbers.

    >>> value_of("{} × ({} + 2)", [Fraction(3), Fraction(4)])
    Fraction(18, 1)
    """
    values: list[Fraction] = []
    signs: list[str] = []
    left = iter(numbers)

    def apply() -> None:
        b, a = values.pop(), values.pop()
        if signs[-1] == "÷" and not b:
            raise SpoiltError
        values.append(_OPERATION[signs.pop()](a, b))

    for token in _tokens(template):
        if token == "(":
            signs.append(token)
        elif token == ")":
            while signs[-1] != "(":
                apply()
            signs.pop()
        elif token in _RANK:
            while signs and _RANK[signs[-1]] >= _RANK[token]:
                apply()
            signs.append(token)
        else:
            values.append(next(left) if token == "{}" else Fraction(token))
    while signs:
        apply()
    return values[0]


@dataclass
class Pupil:
    """Writes the steps of an answer, with errors.

    Attributes:
        errors: One for each step so far; steps beyond them are right.
        draw: Chooses the error of a step that has none yet from those that it has room for.
        lines: What was written, one line for each step; empty where a step is missing.
        names: What each step finds.
        value: What the last step found.
    """

    errors: list[Error] = field(default_factory=list)
    draw: Callable[[list[Error]], Error] | None = None
    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    value: Fraction = Fraction(0)

    def step(
        self,
        name: str,
        template: str,
        numbers: Sequence[Fraction | int],
        unit: str,
        other: str,
        concept: str,
        given: Sequence[int] = (),
    ) -> Fraction:
        """Write a step and return what it finds.

        Args:
            name: What it finds, such as "Area of the wall".
            template: The calculation, with a place for every number.
            numbers: The numbers in it.
            unit: The unit of the result.
            other: A wrong unit.
            concept: A wrong calculation with the same numbers.
            given: Which of the numbers stand in the question.

        Raises:
            SpoiltError: If the result is a number that nobody would go on with.
        """
        exact = [Fraction(number) for number in numbers]
        if self.draw is not None:
            self.errors.append(self.draw(_room(template, exact, concept, given)))
        at = len(self.lines)
        error = self.errors[at] if at < len(self.errors) else (NONE, 0)
        calculation, own = _changed(error, template, exact, concept)
        value, text = value_of(calculation, own), _fill(calculation, own)
        if error[0] == "arithmetic":
            value = _miscalculated(value, error[1])
        elif error[0] == "notation":
            text = _loose(template, exact)
        if not _handy(value):
            raise SpoiltError
        line = f"{text} = {decimal(value)} {other if error[0] == 'unit' else unit}"
        self.names.append(name)
        self.lines.append("" if error[0] == "missing" else line)
        self.value = value
        return value


def _changed(error: Error, template: str, numbers: list[Fraction], concept: str) -> tuple[str, list[Fraction]]:
    """Return the calculation that a pupil with this error does."""
    category, variant = error
    if category == "misread":
        numbers = [_misread(number) if i == variant else number for i, number in enumerate(numbers)]
    return concept if category == "concept" else template, numbers


def _room(template: str, numbers: list[Fraction], concept: str, given: Sequence[int]) -> list[Error]:
    """Return the errors that a step has room for."""
    right = value_of(template, numbers)
    if not _handy(right):
        raise SpoiltError
    found: list[Error] = [("unit", 0), ("missing", 0)]
    found += [("arithmetic", i) for i in range(3) if _handy(_miscalculated(right, i))]
    for error in [("concept", 0), *(("misread", i) for i in given)]:
        calculation, own = _changed(error, template, numbers, concept)
        value = value_of(calculation, own)
        if _handy(value) and value != right and (error[0] == "concept" or own[error[1]] not in numbers):
            found.append(error)
    return [*found, ("notation", 0)] if _loose(template, numbers) else found


def _handy(value: Fraction) -> bool:
    """Return whether a number is positive and has at most six decimals."""
    return value > 0 and 10**6 % value.denominator == 0


def _fill(template: str, numbers: Sequence[Fraction]) -> str:
    return template.format(*(decimal(number) for number in numbers))


def _miscalculated(value: Fraction, variant: int) -> Fraction:
    """Return a wrong result: a digit off, or the decimal point in the wrong place."""
    off = 10 if value >= 20 else 1
    return (value + off, value - off, value * 10 if value < 20 else value / 10)[variant]


def _misread(number: Fraction) -> Fraction:
    """Return a number as it is copied wrongly: two digits exchanged, or another digit."""
    text = decimal(number)
    for i in range(len(text) - 1):
        a, b = text[i], text[i + 1]
        if a != b and a != "." and b != "." and (i > 0 or b != "0"):
            return Fraction(text[:i] + b + a + text[i + 2 :])
    return number + (3 if number < 7 else -3)


def _loose(template: str, numbers: Sequence[Fraction]) -> str:
    """Return the calculation in bad notation, or an empty text if there is none."""
    bare = template.replace("(", "").replace(")", "")
    if bare != template:
        return _fill(bare, numbers) if value_of(bare, numbers) != value_of(template, numbers) else ""
    parts = template.split(" ")
    if len(parts) != 5 or _RANK[parts[1]] < _RANK[parts[3]]:
        return ""
    count = parts[:3].count("{}")
    first = value_of(" ".join(parts[:3]), numbers[:count])
    if first == value_of(template, numbers):
        return ""
    rest = _fill(" ".join(parts[3:]), numbers[count:])
    return f"{_fill(' '.join(parts[:3]), numbers[:count])} = {decimal(first)} {rest}"


class Topic(ABC):
    """A kind of question with an answer in steps."""

    name: ClassVar[str]

    @abstractmethod
    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Return the numbers of a question; as text where they are decimals."""

    @abstractmethod
    def question(self, p: Params) -> str:
        """Return what is asked."""

    @abstractmethod
    def work(self, p: Params, pupil: Pupil) -> None:
        """Let a pupil write the answer."""


def tenths(rng: np.random.Generator, low: int, high: int, tier: int) -> str:
    """Return a number from `low` to `high`: a whole one at tiers 1 and 2, one with one decimal above."""
    if tier < 3:
        return str(between(rng, low, high))
    return decimal(Fraction(between(rng, 10 * low, 10 * high), 10))


def one_of(rng: np.random.Generator, *values: int) -> int:
    """Return one of these numbers."""
    return values[int(rng.integers(len(values)))]
