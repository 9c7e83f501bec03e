"""Which values a set of numbers reaches by + - * /, and how: the exact search behind Countdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

Tree = Any  # a number, or (sign, tree, tree)
Value = int | Fraction
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def results(a: Value, b: Value, whole: bool) -> Iterator[tuple[str, bool, Value]]:
    """Yield every result of one operation on a and b as (sign, whether b comes first, value).

    With `whole`, only results that are whole numbers above zero.
    """
    yield "+", False, a + b
    yield "*", False, a * b
    for swapped, x, y in ((False, a, b), (True, b, a)):
        if not whole or x > y:
            yield "-", swapped, x - y
        if y and (not whole or x % y == 0):
            yield "/", swapped, x // y if whole else Fraction(x) / y


class Reach:
    """The values that subsets of the numbers reach; a subset is a bit mask over their places.

    Subsets of up to three numbers are listed; a goal of a larger one is split into a smaller part's value and the
    goal that this leaves to the rest, so six numbers take a fraction of a second.
    """

    def __init__(self, numbers: Sequence[int], *, whole: bool) -> None:
        self.numbers, self.whole = list(numbers), whole
        self._listed: dict[int, dict[Value, Tree]] = {}
        self._found: dict[tuple[int, Value], Tree] = {}

    def listed(self, mask: int) -> dict[Value, Tree]:
        """Return each value that exactly this subset reaches, with one way to reach it."""
        if mask not in self._listed:
            out: dict[Value, Tree] = {}
            if mask.bit_count() == 1:
                number = self.numbers[mask.bit_length() - 1]
                out[number if self.whole else Fraction(number)] = number
            for part in _parts(mask):
                for a, left in self.listed(mask ^ part).items():
                    for b, right in self.listed(part).items():
                        for sign, swapped, value in results(a, b, self.whole):
                            out.setdefault(value, (sign, right, left) if swapped else (sign, left, right))
            self._listed[mask] = out
        return self._listed[mask]

    def find(self, mask: int, goal: Value) -> Tree:
        """Return a way to reach the goal with exactly this subset, or None."""
        if mask.bit_count() <= 3:
            return self.listed(mask).get(goal)
        if (mask, goal) not in self._found:
            self._found[mask, goal] = next(self._split(mask, goal), None)
        return self._found[mask, goal]

    def _split(self, mask: int, goal: Value) -> Iterator[Tree]:
        for part in _parts(mask):
            rest = mask ^ part
            for y, tree in self.listed(part).items():
                for sign, swapped, x in self._left(goal, y):
                    other = self.find(rest, x)
                    if other is not None:
                        yield (sign, tree, other) if swapped else (sign, other, tree)

    def _left(self, goal: Value, y: Value) -> Iterator[tuple[str, bool, Value]]:
        """Yield the x with x sign y = goal (or y sign x = goal, if swapped)."""
        whole = self.whole
        if not whole or goal > y:
            yield "+", False, goal - y
        yield "-", False, goal + y
        if not whole or y > goal:
            yield "-", True, y - goal
        if y and (not whole or goal % y == 0):
            yield "*", False, goal // y if whole else Fraction(goal) / y
        if y:
            yield "/", False, goal * y
        if goal and y and (not whole or y % goal == 0):
            yield "/", True, y // goal if whole else Fraction(y) / goal


def _parts(mask: int) -> Iterator[int]:
    """Yield the subsets of at most half the size, never empty."""
    part = (mask - 1) & mask
    while part:
        if 2 * part.bit_count() <= mask.bit_count():
            yield part
        part = (part - 1) & mask


def find_tree(numbers: Sequence[int], target: int, use_all: bool) -> Tree:
    """Return an expression for the target, the shortest subset first and whole numbers before fractions, or None."""
    full = (1 << len(numbers)) - 1
    masks = [full] if use_all else sorted(range(1, full + 1), key=lambda mask: (mask.bit_count(), mask))
    for whole in (True, False):
        reach = Reach(numbers, whole=whole)
        for mask in masks:
            tree = reach.find(mask, target)
            if tree is not None:
                return tree
    return None


def write_tree(tree: Tree, rank: int = 0) -> str:
    """Return the expression as text, with the brackets it needs.

    >>> write_tree(("*", ("-", 7, ("-", 5, 2)), 6))
    '(7 - (5 - 2)) * 6'
    """
    if not isinstance(tree, tuple):
        return str(tree)
    sign, left, right = tree
    mine = _RANK[sign]
    text = f"{write_tree(left, mine)} {sign} {write_tree(right, mine + (sign in '-/'))}"
    return f"({text})" if mine < rank else text


def steps(tree: Tree) -> tuple[Value, list[tuple[Value, str, Value, Value]]]:
    """Return an expression's value and its operations (a, sign, b, result), inner ones first."""
    if not isinstance(tree, tuple):
        return tree, []
    sign, (a, before), (b, after) = tree[0], steps(tree[1]), steps(tree[2])
    value = operate(a, sign, b)
    return value, [*before, *after, (a, sign, b, value)]


def operate(a: Value, sign: str, b: Value) -> Value:
    """Return the result of one operation, exact, and an int if it is a whole number."""
    value: Value = a + b if sign == "+" else a - b if sign == "-" else a * b if sign == "*" else Fraction(a) / b
    return int(value) if value.denominator == 1 else value
