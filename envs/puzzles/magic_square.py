"""Magic squares with empty cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from operator import lt
from typing import ClassVar

import numpy as np

from ..core import Problem, Verdict, knob
from ..mechanisms import AllDifferent, Grid, Network, Rule, Sum
from ..mechanisms.filling import write_rows

FIRST = {  # a magic square of each size, from which others are made
    4: "8 5 9 12 11 10 6 7 2 3 15 14 13 16 4 1",
    5: "20 4 3 21 17 15 11 9 8 22 24 2 16 10 13 5 23 18 12 7 1 25 19 14 6",
    6: "10 25 3 5 36 32 1 11 31 24 9 35 20 26 21 7 15 22 27 13 23 28 18 2 19 6 16 33 29 8 34 30 17 14 4 12",
}
STEPS, TURNS = 60, 60  # exchanges tried, six times as many at first; searches for diagonals before FIRST is taken
BRANCHES = 5  # suppositions in the proof that a cell need not be given


@dataclass(frozen=True)
class MagicSquare(Grid):
    """Complete a magic square.

    Description: an n by n square holds each number from 1 to n * n once; all rows, all columns and both diagonals have
    the same sum. Exactly one completion exists; generation proves it.

    Observation: the grid, one row on a line, "." for an empty cell. As moves: what stands where, one-hot, and what the
    empty cells may take, as a (cells, numbers, 2) array.
    Action: the completed rows. As moves: cell * numbers + number - 1. In chat a move is written like r3c2=16.

    Reward: 1 for the completion, else 0: part of a square would pay for what is given.

    Episode end: after one answer; as moves when the square is full, no move is legal or a move is illegal.

    Arguments: the `order` n, and how many cells are `given` at least; as many more are given as it takes for one
    completion. Squares are made by exchanging parts of lines with equal sums, and whole lines.

    Oracle: rules applied until nothing changes, then depth first. Floors: random numbers are right in fewer than 1 of
    1,000 cases, the missing ones in random order in 1 of 24 at level 0.

    Version history: v0, the first.
    """

    order: int = knob(4, "rows and columns")
    given: int = knob(9, "given cells, at least")

    levels: ClassVar[Sequence[MagicSquare]]

    def __post_init__(self) -> None:
        if self.order not in FIRST or not 0 <= self.given < self.order**2:
            raise ValueError(f"order={self.order}, given={self.given}: use 4 to 6, and 0 to order * order - 1")

    @property
    def size(self) -> tuple[int, int]:
        """A square."""
        return self.order, self.order

    @property
    def symbols(self) -> Sequence[str]:
        """The numbers from 1."""
        return [str(number + 1) for number in range(self.order**2)]

    @property
    def total(self) -> int:
        """What every line sums to."""
        return self.order * (self.order**2 + 1) // 2

    def generate(self, rng: np.random.Generator) -> Problem:
        """Make a magic square at random, then empty cells while the completion stays the only one."""
        n = self.order
        network = self.rules(Problem("", {"grid": [0] * n * n}))
        clues = network.dig([v - 1 for v in self._square(rng)], rng, keep=self.given, budget=BRANCHES)
        grid = [0 if clue is None else clue + 1 for clue in clues]
        prompt = (
            f"Complete this {n} by {n} magic square; a dot is an empty cell. It holds each number from 1 to {n * n} "
            f"once, and every row, every column and both diagonals sum to {self.total}.\n\n"
            f"{write_rows([str(v) if v else '.' for v in grid], n)}\n\n"
            f"Answer with the {n} completed rows, one row on a line."
        )
        return Problem(prompt, {"grid": grid})

    def _square(self, rng: np.random.Generator) -> list[int]:
        """Exchange parts of lines, which keeps the sums of rows and columns, until both diagonals can be put right."""
        n, first = self.order, [int(word) for word in FIRST[self.order].split()]
        rows = [first[i : i + n] for i in range(0, n * n, n)]
        orders = list(permutations(range(n)))
        pairings = list(filter(_first_of_its_pairs, orders))
        parts = [part for size in range(2, n // 2 + 1) for part in combinations(range(n), size)]
        for turn in range(TURNS):
            for i, k, part in rng.integers((n, n - 1, len(parts)), size=(STEPS if turn else 6 * STEPS, 3)).tolist():
                one, other = rows[i], rows[k + (k >= i)]
                if sum([one[c] for c in parts[part]]) == sum([other[c] for c in parts[part]]):
                    for c in parts[part]:
                        one[c], other[c] = other[c], one[c]
                rows = [list(column) for column in zip(*rows, strict=True)]
            rows = [rows[i] for i in rng.permutation(n).tolist()]
            for k in rng.permutation(len(orders)).tolist():
                at = orders[k]  # the diagonal's column in each row
                fits = sum(row[c] for row, c in zip(rows, at, strict=True)) == self.total
                for order in pairings if fits else ():
                    if sum(rows[i][at[k]] for i, k in zip(order, order[::-1], strict=True)) == self.total:
                        return [rows[i][at[k]] for i in order for k in order]
        return first

    def lines(self) -> list[tuple[str, list[int]]]:
        """Add the diagonals."""
        n = self.order
        falling, rising = range(0, n * n, n + 1), range(n - 1, n * n - 1, n - 1)
        return [*super().lines(), ("the falling diagonal", [*falling]), ("the rising diagonal", [*rising])]

    def rules(self, problem: Problem) -> Network:
        """Return that numbers differ and that lines have the same sum."""
        cells, total = self.order**2, self.total - self.order  # values count from 0
        rules: list[Rule] = [Sum(some, total, f"{name} sums to {self.total}") for name, some in self.lines()]
        rules.append(AllDifferent(range(cells), "no number stands twice"))
        masks = [1 << (v - 1) if v else (1 << cells) - 1 for v in problem.data["grid"]]
        return Network(masks, rules, self.cell_names(), self.symbols)

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare with what is given, look for every number, and add up the lines."""
        values = self.read_answer(problem, answer)
        if isinstance(values, str):
            return Verdict.wrong(values)
        for name, value, clue in zip(self.cell_names(), values, problem.data["grid"], strict=True):
            if not value or clue not in (0, value):
                return Verdict.wrong(f"{name} is {f'given as {clue}' if clue else 'empty'}")
        missing = set(range(1, len(values) + 1)).difference(values)
        if missing:
            return Verdict.wrong(f"{min(missing)} is missing")
        for name, cells in self.lines():
            found = sum(values[cell] for cell in cells)
            if found != self.total:
                return Verdict.wrong(f"{name} sums to {found} instead of {self.total}")
        return Verdict.correct()


def _first_of_its_pairs(order: tuple[int, ...]) -> bool:
    """Return whether no other order pairs its ends, then what is next to them, and so on, in the same way."""
    half = order[: len(order) // 2]
    return all(map(lt, half, reversed(order))) and all(map(lt, half, half[1:]))


_knobs = ((4, 12), (4, 9), (4, 7), (5, 14), (5, 12), (6, 21), (6, 19))
MagicSquare.levels = tuple(MagicSquare(order, given) for order, given in _knobs)
