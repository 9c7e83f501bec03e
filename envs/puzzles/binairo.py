"""Binairo, also known as Takuzu: zeros and ones in balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import Problem, knob
from ..mechanisms import Grid, Network, NotAllEqual, Rule, Sum, Unlike
from ..mechanisms.filling import write_rows


@dataclass(frozen=True)
class Binairo(Grid):
    """Fill a square with zeros and ones.

    Description: no row and no column has three equal digits next to each other; each has as many zeros as ones; no
    two rows are alike, and no two columns. Exactly one completion exists; generation proves it.

    Observation: the grid, one row on a line, "." for an empty cell. As moves: what stands where, one-hot, and what
    the empty cells may take, as a (cells, 2, 2) array.
    Action: the completed rows. As moves: cell * 2 + digit. In chat a move is written like r3c2=1.

    Reward: 1 for the completion, else 0: part of a grid would pay for the clues.

    Episode end: after one answer; as moves when the grid is full, no move is legal or a move is illegal.

    Arguments: an even `size`, and how many cells are `given` at least; as many more are given as it takes for one
    completion.

    Oracle: rules applied until nothing changes, then depth first. Floors: random digits are right in fewer than 1 of
    1,000 cases.

    Version history: v0, the first.
    """

    cells: int = knob(6, "rows and columns, an even number")
    given: int = knob(12, "given cells, at least")

    levels: ClassVar[Sequence[Binairo]]

    def __post_init__(self) -> None:
        if not 4 <= self.cells <= 14 or self.cells % 2:
            raise ValueError(f"cells={self.cells}: use an even number from 4 to 14")
        if not 0 <= self.given < self.cells**2:
            raise ValueError(f"given={self.given}: use 0 to {self.cells**2 - 1}")

    @property
    def size(self) -> tuple[int, int]:
        """A square."""
        return self.cells, self.cells

    @property
    def symbols(self) -> Sequence[str]:
        """Zero and one."""
        return "01"

    def generate(self, rng: np.random.Generator) -> Problem:
        """Fill a grid at random, then empty cells while the completion stays the only one."""
        n = self.cells
        network = self.rules(Problem("", {"grid": [0] * n * n}))
        clues = network.dig(network.draw(rng), rng, keep=self.given)
        grid = [0 if clue is None else clue + 1 for clue in clues]
        prompt = (
            f"Fill this {n} by {n} square with zeros and ones; a dot is an empty cell. No row and no column has three "
            "equal digits next to each other, each has as many zeros as ones, no two rows are alike and no two "
            f"columns are.\n\n{write_rows(['.01'[v] for v in grid], n)}\n\n"
            f"Answer with the {n} completed rows, one row on a line."
        )
        return Problem(prompt, {"grid": grid})

    def rules(self, problem: Problem) -> Network:
        """Return no three in a row, balance, and no two lines alike."""
        n, grid = self.cells, problem.data["grid"]
        rules: list[Rule] = []
        lines = self.lines()
        for name, cells in lines:
            rules += [
                NotAllEqual(cells[i : i + 3], f"{name} has no three equal digits together") for i in range(n - 2)
            ]
            rules.append(Sum(cells, n // 2, f"{name} has as many zeros as ones"))
        for some in (lines[:n], lines[n:]):
            rules += [
                Unlike(a, b, f"{first} is not {second}") for i, (first, a) in enumerate(some) for second, b in some[:i]
            ]
        return Network([1 << (v - 1) if v else 3 for v in grid], rules, self.cell_names(), self.symbols)


Binairo.levels = (Binairo(4, 8), Binairo(6, 18), Binairo(6, 12), Binairo(8, 26), Binairo(8, 18), Binairo(10, 36))
