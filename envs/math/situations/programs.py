"""Situations as programs: which quantities are told, how the others follow, and how to go back from the answer.

A step such as "total = n * price" has one operation on two quantities or numbers. Every value is a whole number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

Values = dict[str, int]
MOST = 10**9  # no story tells or asks for more


class Step(NamedTuple):
    """One line of reckoning: `result = a op b`.

    Operations: + - * /, "%" (a percent of b), "of" (the whole of which a is b percent), ^, and of whole numbers
    "up" (a / b rounded up), "mod", "gcd", "lcm".
    """

    result: str
    op: str
    a: str | int
    b: str | int


class Inverse(NamedTuple):
    """How to find a known quantity from the answer: what is told in its place, and the steps."""

    unknown: str
    states: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Dice:
    """Draws numbers of one of three sizes."""

    rng: np.random.Generator
    size: int

    def __call__(self, *ranges: tuple[int, int]) -> int:
        """Return a number from the range of this size, both ends included."""
        low, high = ranges[min(self.size, len(ranges)) - 1]
        return int(self.rng.integers(low, high + 1))

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        return int(self.rng.integers(low, high + 1))

    def pick(self, some: Sequence[int]) -> int:
        """Return one of several numbers."""
        return some[int(self.rng.integers(len(some)))]


def read_steps(text: str) -> tuple[Step, ...]:
    """Return the steps that a text such as "total = n * price; change = paid - total" writes."""
    steps = []
    for part in text.split(";") if text else []:
        result, equals, a, op, b = part.split()
        assert equals == "="
        steps.append(Step(result, op, *(int(term) if term.isdecimal() else term for term in (a, b))))
    return tuple(steps)


def _exact(a: int, b: int) -> int:
    return a // b if b > 0 and a % b == 0 else 0


_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _exact,
    "%": lambda a, b: _exact(a * b, 100),
    "of": lambda a, b: _exact(a * 100, b),
    "^": lambda a, b: a**b if 0 < b <= 24 and a <= 10 else 0,
    "up": lambda a, b: -(-a // b) if b > 0 else 0,
    "mod": lambda a, b: a % b if b > 0 else 0,
    "gcd": math.gcd,
    "lcm": math.lcm,
}
"""What is not whole is 0, which no story has."""


def amount(term: str | int, values: Mapping[str, int]) -> int:
    """Return the number that a term of a step stands for."""
    return values[term] if isinstance(term, str) else term


def run(steps: Sequence[Step], values: Mapping[str, int]) -> Values | None:
    """Return the values with all that follows from them, or None if something is not whole and positive."""
    found = dict(values)
    for result, op, a, b in steps:
        value = _OPERATIONS[op](amount(a, found), amount(b, found))
        if not 0 < value <= MOST:
            return None
        found[result] = value
    return found


_UNDO = {
    "+": (("-", "tb"), ("-", "ta")),
    "-": (("+", "tb"), ("-", "at")),
    "*": (("/", "tb"), ("/", "ta")),
    "/": (("*", "tb"), ("/", "at")),
    "%": (("of", "tb"), ("of", "ta")),
    "of": (("%", "tb"), ("of", "at")),
}
"""For each operation t = a op b, how a and how b follow from the other two."""


@dataclass(frozen=True)
class Situation:
    """A kind of story.

    Attributes:
        name: Its name.
        known: The quantities that are told.
        steps: How the others follow; the last is asked for.
        draw: Draws the known quantities; valid by construction.
        inverses: For each known quantity that can be asked for instead, how it is found.
        after: Steps to quantities that only an inverse question tells.
        where: Pairs of quantities of which the first must be the smaller one.
        unlinked: Known quantities that never follow from another story.
    """

    name: str
    known: tuple[str, ...]
    steps: tuple[Step, ...]
    draw: Callable[[Dice], Values]
    inverses: Mapping[str, Inverse] = field(default_factory=dict)
    after: tuple[Step, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    unlinked: frozenset[str] = frozenset()

    @property
    def target(self) -> str:
        """The quantity that is asked for."""
        return self.steps[-1].result

    def solve(self, known: Mapping[str, int]) -> Values | None:
        """Return all quantities, or None where the story would make no sense."""
        values = run((*self.steps, *self.after), known)
        if values is None or any(values[a] >= values[b] for a, b in self.where):
            return None
        return values

    def quantities(self) -> Iterator[str]:
        """Yield every quantity once."""
        inverse = (step.result for found in self.inverses.values() for step in found.steps)
        forward = (step.result for step in (*self.steps, *self.after))
        yield from dict.fromkeys((*self.known, *forward, *inverse))


def undo(known: Sequence[str], steps: Sequence[Step], unknown: str) -> Inverse:
    """Return how one known quantity, used once on the way to the answer, is found from the answer."""
    made = {step.result: step for step in steps}
    touched: set[str | int] = {unknown}
    for step in steps:
        if step.a in touched or step.b in touched:
            touched.add(step.result)
    at, back = steps[-1].result, []
    needed: set[str | int] = set()
    while at != unknown:
        step = made[at]
        first = step.a in touched
        assert first != (step.b in touched), f"{unknown} is used twice"
        op, order = _UNDO[step.op][0 if first else 1]
        terms = {"t": at, "a": step.a, "b": step.b}
        inner, beside = (step.a, step.b) if first else (step.b, step.a)
        at = str(inner)
        back.append(Step(at, op, terms[order[0]], terms[order[1]]))
        needed.add(beside)
    ahead: list[Step] = []
    for step in reversed(steps):
        if step.result in needed and step.result not in touched:
            ahead.insert(0, step)
            needed |= {step.a, step.b}
    return Inverse(unknown, (steps[-1].result,), (*ahead, *back))
