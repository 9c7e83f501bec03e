"""Worked solutions whose steps are data, so that one of them can go wrong in the way a pupil's would.

A kind of problem writes its solution with a `Pen` and asks it for every value that a pupil could get wrong. The pen
hands back the right one, or at one place a wrong one; what follows is worked out from that.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar, TypeVar

import numpy as np

T = TypeVar("T")
Params = dict[str, Any]
Slip = tuple[int, str]
"""Which of a pen's choices goes wrong, and how."""

SLIPS = {
    "addition": "the addition is wrong: a carry is lost, or a borrow",
    "base": "the percentage is taken of the wrong amount",
    "bracket": "the factor is multiplied with one term of the bracket only",
    "case": "a case is forgotten",
    "combine": "the numbers are combined with the wrong operation",
    "constant": "the derivative of a constant is 0",
    "count": "the count is off by one",
    "cross": "a term of the product is left out",
    "direction": "the change goes in the wrong direction",
    "formula": "the formula is another one",
    "grouping": "the terms are grouped as if there were a bracket",
    "half": "the coefficient is not halved",
    "inverted": "the fraction is upside down",
    "multiplication": "the multiplication is wrong",
    "one side": "only one side is changed",
    "order": "the order of the operations is wrong",
    "ordered": "the order is counted although it does not matter",
    "overlap": "what belongs to both is not treated as it must be",
    "place": "a place is lost",
    "power": "the power is wrong",
    "quotient": "the quotient is wrong",
    "reading": "a number is taken for another one",
    "remainder": "the remainder is wrong",
    "replacement": "what was drawn is treated as if it were put back, or the other way round",
    "sign": "a sign is wrong",
    "split": "the sum of powers of two is another number",
    "stopped": "the work stops one step too early",
    "unscaled": "a numerator is not multiplied along with its denominator",
}


class SpoiltError(Exception):
    """The slip leads to something that nobody would write on with, such as a division by 0."""


@dataclass
class Pen:
    """Writes the steps of a solution.

    Attributes:
        slip: Where to go wrong, or None.
        lines: The steps written.
        places: Every slip that would have been possible, with the step it falls into.
        slipped: The step that went wrong; 0 if none did.
    """

    slip: Slip | None = None
    lines: list[str] = field(default_factory=list)
    places: list[tuple[Slip, int]] = field(default_factory=list)
    slipped: int = 0
    _calls: int = 0

    def choose(self, right: T, **wrong: T) -> T:
        """Return the right value, or the wrong one of that name if this is where the slip is."""
        here, self._calls = self._calls, self._calls + 1
        for name, value in wrong.items():
            name = name.replace("_", " ")
            if value == right:
                continue
            self.places.append(((here, name), len(self.lines) + 1))
            if self.slip == (here, name):
                self.slipped = len(self.lines) + 1
                return value
        return right

    def step(self, text: str) -> None:
        """Write the next step."""
        self.lines.append(text)

    def plus(self, a: int, b: int) -> int:
        """Return a + b."""
        return self.choose(a + b, addition=wrong_sum(a, b))

    def times(self, a: int, b: int) -> int:
        """Return a × b."""
        return self.choose(a * b, multiplication=wrong_product(a, b))


class Kind(ABC):
    """A kind of problem with worked solutions."""

    name: ClassVar[str]

    @abstractmethod
    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Return the numbers of a problem; more steps and bigger numbers with every tier from 1 to 5."""

    @abstractmethod
    def question(self, p: Params) -> str:
        """Return what is asked."""

    @abstractmethod
    def work(self, p: Params, pen: Pen) -> str:
        """Write the solution and return its result."""


@dataclass(frozen=True)
class Worked:
    """A worked solution.

    Attributes:
        lines: Its steps.
        result: What it arrives at.
        wrong: The number of the step that is wrong, or 0.
        places: The slips that the right solution has room for; empty where one is planted.
    """

    lines: tuple[str, ...]
    result: str
    wrong: int = 0
    places: tuple[tuple[Slip, int], ...] = ()


def worked(kind: Kind, p: Params, slip: Slip | None = None) -> Worked:
    """Return the solution of a problem with this slip in it.

    Raises:
        SpoiltError: If nobody would write on after that slip.
    """
    pen = Pen(slip)
    result = kind.work(p, pen)
    return Worked(tuple(pen.lines), result, pen.slipped, () if slip else tuple(pen.places))


def with_slip(kind: Kind, p: Params, right: Worked, slip: Slip) -> Worked | None:
    """Return the solution with this slip, or None if it leads nowhere or to the right result all the same."""
    try:
        wrong = worked(kind, p, slip)
    except SpoiltError:
        return None
    step = wrong.wrong
    return wrong if wrong.result != right.result and wrong.lines[step - 1] != right.lines[step - 1] else None


def draw_slip(kind: Kind, p: Params, rng: np.random.Generator) -> Slip | None:
    """Return a slip that spoils the result, in a random step; None if the solution has room for none."""
    right = worked(kind, p)
    by_step: dict[int, list[Slip]] = {}
    for slip, step in right.places:
        by_step.setdefault(step, []).append(slip)
    steps = list(by_step)
    for at in rng.permutation(len(steps)):
        some = by_step[steps[int(at)]]
        for i in rng.permutation(len(some)):
            slip = some[int(i)]
            if with_slip(kind, p, right, slip):
                return slip
    return None


def draw_until(draw: Callable[[], T], fits: Callable[[T], bool]) -> T:
    """Return the first draw that fits. Nearly every one of ours does; after 1000 the last is returned as it is."""
    found = draw()
    for _ in range(1000):
        if fits(found):
            break
        found = draw()
    return found


def wrong_sum(a: int, b: int) -> int:
    """Return a + b as it comes out when one carry or one borrow is lost; off by one where there is none.

    >>> wrong_sum(17, 25), wrong_sum(52, -38), wrong_sum(3, 4)
    (32, 24, 8)
    """
    total, sign = a + b, -1 if a + b < 0 else 1
    if (a < 0) == (b < 0):
        carried = column(abs(a), abs(b), 1)
        return total - sign * carried if carried else total + sign
    big, small = sorted((abs(a), abs(b)), reverse=True)
    borrowed = column(big, small, -1)
    return total + sign * borrowed if borrowed else total + sign


def column(a: int, b: int, sign: int) -> int:
    """Return what the first carry of a + b (or borrow of a - b) is worth, or 0."""
    place = 1
    while place <= max(a, b):
        digit = a // place % 10 + sign * (b // place % 10)
        if not 0 <= digit <= 9:
            return place * 10
        place *= 10
    return 0


def wrong_product(a: int, b: int) -> int:
    """Return a × b without its first carry, or the entry one row before it in the multiplication table.

    >>> wrong_product(7, 8), wrong_product(23, 4), wrong_product(0, 5)
    (48, 82, 0)
    """
    x, y = abs(a), abs(b)
    carried = x % 10 * (y % 10) // 10 * 10
    if carried and max(x, y) > 9:
        size = x * y - carried
    else:
        size = max(x, y) * (min(x, y) - 1) if min(x, y) > 1 else x * y
    return size if (a < 0) == (b < 0) else -size


def show(value: Fraction | int, bracket: bool = False) -> str:
    """Write a number as a whole number or a fraction; in brackets, if asked, where it is negative or a fraction."""
    text = str(Fraction(value))
    return f"({text})" if bracket and not text.isdecimal() else text


def decimal(value: Fraction) -> str:
    """Write a number whose denominator divides a power of ten as a decimal.

    >>> decimal(Fraction(5, 4)), decimal(Fraction(-3)), decimal(Fraction(1, 20))
    ('1.25', '-3', '0.05')
    """
    digits, scale = 0, 1
    while digits < 30 and scale % value.denominator:
        digits, scale = digits + 1, scale * 10
    whole = str(abs(value.numerator) * scale // value.denominator).rjust(digits + 1, "0")
    text = whole[: len(whole) - digits] + ("." + whole[len(whole) - digits :] if digits else "")
    return ("-" if value < 0 else "") + text


def linear(terms: list[tuple[Fraction | int, str]]) -> str:
    """Write a sum of multiples of names, such as 3x - 4y + 5; a constant has the name "".

    >>> linear([(3, "x"), (-1, "y"), (0, "z"), (Fraction(1, 2), "")])
    '3x - y + 1/2'
    """
    text = ""
    for value, name in terms:
        if not value:
            continue
        size = "" if abs(value) == 1 and name else show(max(value, -value), bracket=bool(name))
        text += (" - " if value < 0 else " + ") + size + name
    text = text.removeprefix(" + ")
    return ("-" + text[3:] if text.startswith(" - ") else text) or "0"
