"""Puzzles as cells with few values and rules that narrow them: one solver, one proof, one way to explain.

A cell's values are the bits of an int. A rule looks at its cells and says which of their values are left; a network
applies rules until nothing changes, and then supposes. Whether there is exactly one solution, how many branches that
took (the measure of difficulty) and how a person would reason all come out of that.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

LINES = 300  # of a search as text; a longer one is told again with every rule at work


class Budget(Exception):
    """The search took more branches than it was allowed."""


class Rule(ABC):
    """One thing that must hold.

    Attributes:
        cells: The cells it is about.
        why: The rule as a phrase for people, such as "row 3 sums to 15".
    """

    __slots__ = ("cells", "why")

    def __init__(self, cells: Sequence[int], why: str) -> None:
        self.cells, self.why = tuple(cells), why

    @abstractmethod
    def narrow(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Return (cell, mask) for cells that have fewer values left than `masks` says; 0 if nothing is left.

        Sound: no value goes that a solution with these masks has. Complete on decided cells: if every cell has one
        value and the rule is broken, some mask is 0.
        """


class Network:
    """Cells, their first values, and the rules; with the names that explanations use.

    Args:
        masks: The values of each cell, as bits.
        rules: What must hold.
        cells: Names of the cells.
        values: Names of the values.
        given: What the masks already hold, as phrases with which explanations begin.
    """

    def __init__(
        self,
        masks: Sequence[int],
        rules: Sequence[Rule],
        cells: Sequence[str] = (),
        values: Sequence[str] = (),
        given: Sequence[str] = (),
    ) -> None:
        self.masks, self.rules, self.given = list(masks), list(rules), given
        self.cells, self.values = cells, values
        self.about: list[list[int]] = [[] for _ in self.masks]
        for number, rule in enumerate(self.rules):
            for cell in rule.cells:
                self.about[cell].append(number)

    # -- solving ------------------------------------------------------------------------------------------------------

    def settle(
        self,
        masks: list[int],
        changed: Sequence[int] | None = None,
        *,
        told: Callable[[Rule, list[tuple[int, int]], list[int]], None] | None = None,
        weak: int = 0,
    ) -> bool:
        """Narrow `masks` in place until no rule has more to say; return whether every cell has a value left.

        Args:
            masks: The values left.
            changed: The cells narrowed since the rules last agreed; None for all.
            told: Called with each rule that narrowed something, what it narrowed, and the masks before that.
            weak: Let a rule speak only when at most so many of its cells are open, as a person who tries and checks; 0
                lets it always speak.
        """
        if changed is None:
            todo = dict.fromkeys(range(len(self.rules)))
        else:
            todo = dict.fromkeys(number for cell in changed for number in self.about[cell])
        if 0 in masks:
            return False
        while todo:
            number = next(iter(todo))
            del todo[number]
            rule = self.rules[number]
            if weak and sum(masks[cell] & (masks[cell] - 1) != 0 for cell in rule.cells) > weak:
                continue
            found = rule.narrow(masks)
            if not found:
                continue
            if told is not None:
                told(rule, found, masks)
            for cell, mask in found:
                mask &= masks[cell]
                if not mask:
                    masks[cell] = 0
                    return False
                if mask != masks[cell]:
                    masks[cell] = mask
                    for other in self.about[cell]:
                        todo[other] = None  # the rule itself too: it may have more to say
        return True

    def search(
        self, masks: Sequence[int] | None = None, budget: int = 100_000, rng: np.random.Generator | None = None
    ) -> Iterator[list[int]]:
        """Yield every solution as value indices, depth first, always on a cell with the fewest values.

        With `rng` values are tried in random order.

        Raises:
            Budget: After `budget` branches.
        """
        self.branches = 0
        start = list(self.masks if masks is None else masks)
        stack: list[tuple[list[int], list[int] | None]] = [(start, None)]
        while stack:
            now, changed = stack.pop()
            if not self.settle(now, changed):
                continue
            cell = self.open_cell(now)
            if cell is None:
                yield [mask.bit_length() - 1 for mask in now]
                continue
            self.branches += 1
            if self.branches > budget:
                raise Budget
            choices = list(bits(now[cell]))
            if rng is not None:
                choices = [choices[k] for k in rng.permutation(len(choices))]
            for value in reversed(choices):
                trial = list(now)
                trial[cell] = 1 << value
                stack.append((trial, [cell]))

    def solutions(self, most: int = 2, budget: int = 100_000) -> list[list[int]]:
        """Return up to `most` solutions; afterwards `branches` says how many suppositions that took."""
        out: list[list[int]] = []
        for found in self.search(budget=budget):
            out.append(found)
            if len(out) == most:
                break
        return out

    def unique(self, budget: int = 2_000) -> bool:
        """Return whether there is exactly one solution; False too where the budget does not suffice to prove it."""
        try:
            return len(self.solutions(2, budget)) == 1
        except Budget:
            return False

    def draw(self, rng: np.random.Generator, budget: int = 200) -> list[int]:
        """Return a random solution: searches in random order, each longer than the one before.

        Raises:
            ValueError: If there is none.
        """
        while True:
            try:
                for found in self.search(budget=budget, rng=rng):
                    return found
                raise ValueError("these rules have no solution")
            except Budget:
                budget *= 2

    def dig(
        self, solution: Sequence[int], rng: np.random.Generator, *, keep: int = 0, budget: int = 50
    ) -> list[int | None]:
        """Return which cells to give so that `solution` is the only one: its values, None where nothing is given.

        Cells are emptied in random order, each if a search of at most `budget` branches proves that no other value
        fits there; the rest, and `keep` cells at least, stay.
        """
        masks = [1 << value for value in solution]
        left = len(masks)
        for cell in rng.permutation(len(masks)).tolist():
            if left <= keep:
                break
            trial = list(masks)
            trial[cell] = self.masks[cell] & ~masks[cell]
            try:
                other = next(self.search(trial, budget), None) if trial[cell] else None
            except Budget:
                continue
            if other is None:
                masks[cell] = self.masks[cell]
                left -= 1
        return [
            None if mask == start else mask.bit_length() - 1 for mask, start in zip(masks, self.masks, strict=True)
        ]

    @staticmethod
    def open_cell(masks: Sequence[int]) -> int | None:
        """Return the first of the cells with the fewest values, at least two; None if all are decided."""
        best, fewest = None, 1 << 30
        for cell, mask in enumerate(masks):
            if mask & (mask - 1) and mask.bit_count() < fewest:
                best, fewest = cell, mask.bit_count()
                if fewest == 2:
                    break
        return best

    def broken(self, values: Sequence[int]) -> str:
        """Return why these values of all cells are no solution, or nothing if they are one."""
        masks = [1 << value for value in values]
        for cell, (mask, given) in enumerate(zip(masks, self.masks, strict=True)):
            if not mask & given:
                return f"{self.cells[cell]} cannot be {self.values[values[cell]]}"
        for rule in self.rules:
            if any(not mask & masks[cell] for cell, mask in rule.narrow(masks)):
                return f"broken: {rule.why}"
        return ""

    # -- explaining ---------------------------------------------------------------------------------------------------

    def explain(self, style: str = "deduction") -> list[str]:
        """Return the way to the solution as lines, or nothing if there is none.

        "deduction" lets every rule speak and supposes only where none has more to say, wrong values first and each
        refuted. "search" tries values in turn and sees a mistake only where few of a rule's cells are open: one, or as
        many more as it takes for a text of no more than `LINES` lines.
        """
        for weak in (1, 2, 3, 4, 6, 8, 12, 16) if style == "search" else ():
            lines = self._tell(weak=weak)
            if lines is not None:
                return lines
        return self._tell(weak=0, most=None) or []

    def _tell(self, *, weak: int, most: int | None = LINES) -> list[str] | None:
        """Return the lines, or None if there would be more than `most`."""
        lines = [f"Given: {phrase}." for phrase in self.given]

        def told(rule: Rule, found: list[tuple[int, int]], masks: list[int]) -> None:
            dead = [cell for cell, mask in found if not mask & masks[cell]]
            if dead:
                lines.append(f"{_upper(rule.why)}: nothing is left for {self.cells[dead[0]]}, a dead end.")
            else:
                parts = (
                    self._left(cell, masks[cell], mask) for cell, mask in found if mask & masks[cell] != masks[cell]
                )
                lines.append(f"{_upper(rule.why)}: {', '.join(parts)}.")

        solved: list[bool] = []

        def walk(masks: list[int], changed: list[int] | None) -> bool:
            """Go on from here; return whether that ends in the solution."""
            if not self.settle(masks, changed, told=told, weak=weak):
                return False
            cell = self.open_cell(masks)
            if cell is None:
                if weak and not self.settle(list(masks)):
                    return False
                solved.append(True)
                return True
            left = list(bits(masks[cell]))
            for turn, value in enumerate(left):
                if most is not None and len(lines) > most:
                    return False
                name = f"{self.cells[cell]}={self.values[value]}"
                last = turn == len(left) - 1
                lines.append(f"Only {name} is left." if last and turn else f"Suppose {name}.")
                trial = list(masks)
                trial[cell] = 1 << value
                if walk(trial, [cell]):
                    return True
                if not last:
                    lines.append(f"So {name} is wrong.")
            return False

        walk(list(self.masks), None)
        if most is not None and len(lines) > most:
            return None
        return lines if solved else []

    def _left(self, cell: int, before: int, after: int) -> str:
        name, left = self.cells[cell], [self.values[value] for value in bits(after)]
        if len(left) == 1:
            return f"{name}={left[0]}"
        gone = [self.values[value] for value in bits(before & ~after)]
        return f"{name} is {_or(left)}" if len(left) <= 3 or len(left) <= len(gone) else f"{name} is not {_or(gone)}"


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of the bits that are set.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _or(words: Sequence[Any]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else str(words[0])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
