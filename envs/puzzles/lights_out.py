"""Lights Out: press cells until every light is off."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import Problem, knob
from ..mechanisms import Journey, bits, write_rows


@dataclass(frozen=True)
class LightsOut(Journey):
    """Press cells of a board of lights until all are off; a press turns over the cell and its neighbours.

    Description: neighbours are above, below, left and right. The board comes from presses, so it can be solved. The
    order of presses does not matter; two presses of a cell do nothing.
    Observation: the board, one row on a line, 1 for on and 0 for off. As moves: the same as a (rows, columns) array.
    Action: the cells to press, such as r1c2 r3c3. As moves: (row - 1) * columns + column - 1; all are legal.
    Reward: 1 if all lights are off after the last press, else 0. Episode end: after one answer; as moves when all
    lights are off, or after three times as many moves as cells.

    Arguments: `rows`, `columns`; from 1 to `presses` cells were pressed, each number equally likely. Level 0 has 129
    problems, level 1 has 511, level 2 has 4,095. Oracle: elimination over GF(2), then the smallest solution. Floors:
    random presses, as many as the shortest solution has, solve 4 % at level 0. Version history: v0, the first.
    """

    rows: int = knob(5, "rows")
    columns: int = knob(5, "columns")
    presses: int = knob(256, "cells pressed to make the problem, at most")

    squares: ClassVar[bool] = True
    levels: ClassVar[Sequence[LightsOut]]

    def __post_init__(self) -> None:
        if not (2 <= self.rows <= 16 and 2 <= self.columns <= 16 and self.presses >= 1):
            raise ValueError(f"{self.knobs()}: use 2 to 16 rows and columns, and at least 1 of presses")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Press a random set of cells, again if that leaves all lights off."""
        n, lights, crosses = self.n_moves, 0, _table(self.rows, self.columns)[1]
        for count in (*rng.integers(1, min(n, self.presses) + 1, 20).tolist(), 1):  # one press always shows
            lights = lights or functools.reduce(int.__xor__, (crosses[cell] for cell in rng.permutation(n)[:count]))
        prompt = (
            f"{self.rows} rows and {self.columns} columns of lights, 1 on and 0 off. Pressing a cell switches its "
            "light and those above, below, left and right. Turn all off. Cells are named by row and column, r2c3 "
            f"from the top left.\n\n{self.draw(Problem(''), lights)}\n\nAnswer with the cells to press, as r1c2 r2c2."
        )
        return Problem(prompt, {"lights": [lights >> cell & 1 for cell in range(n)]})

    @property
    def moves(self) -> Sequence[str]:
        """Cells by name."""
        return _table(self.rows, self.columns)[0]

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def horizon(self) -> int:
        """Three presses for each cell."""
        return 3 * self.n_moves

    def first(self, problem: Problem) -> int:
        """Return the lights as bits."""
        return sum(on << cell for cell, on in enumerate(problem.data["lights"]))

    def after(self, problem: Problem, position: Any, move: int) -> int:
        """Turn over the cell and its neighbours."""
        return int(position ^ _table(self.rows, self.columns)[1][move])

    def goal(self, problem: Problem, position: Any) -> bool:
        """Return whether all lights are off."""
        return not position

    def draw(self, problem: Problem, position: Any) -> str:
        """Return rows of ones and zeros."""
        return write_rows([str(position >> cell & 1) for cell in range(self.n_moves)], self.columns)

    def look(self, problem: Problem, position: Any) -> np.ndarray:
        """Return the lights."""
        return np.array([position >> cell & 1 for cell in range(self.n_moves)], np.float32).reshape(self.shape)

    def plan(self, problem: Problem) -> list[int]:
        """Return the cells of a smallest set of presses; none if a given problem has no solution."""
        pivots, found, chased, n = dict[int, int](), [0], 0, self.n_moves
        for c in range(self.columns + 1):  # each press in row 1 on a dark board, then the lights
            chased = self._chase(0, 1 << c) if c < self.columns else self._chase(self.first(problem), 0)
            while chased.bit_length() in pivots:
                chased ^= pivots[chased.bit_length()]
            if chased >> n:
                pivots[chased.bit_length()] = chased
            else:  # a quiet pattern, or at last a solution
                found += [chased ^ other for other in found]
        half = found[len(found) // 2 :]  # the solution and its sums with all quiet patterns
        return [] if chased >> n else list(bits(min(half, key=lambda cells: (cells.bit_count(), cells))))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Chase the lights down; what to press in row 1 is computed, or with style="search" tried."""
        lights, full, n = self.first(problem), (1 << self.columns) - 1, self.n_moves
        plan, lines = sum(1 << c for c in self.plan(problem)), ["Press below every light; only row 1 is free."]
        if style == "search":
            for step in range(min(full, 1 + lights % 6), 0, -1):  # a few other ways before the right one
                chased = self._chase(lights, (plan - step) & full)
                if chased.bit_count() > plan.bit_count() or chased >> n:
                    why = "A dead end" if chased >> n else "All are off, but fewer presses may do"
                    lines += [*self._tell(chased), f"{why}: back to row 1."]
        elif plan & full:
            chased, top = self._chase(lights, 0), " ".join(self.moves[c] for c in bits(plan & full))
            lines += [*self._tell(chased), "On a dark board, each press in row 1, chased down:"]
            lines += [f"{self.moves[c]}: {self._tell(self._chase(0, 1 << c))[-1]}" for c in range(self.columns)]
            what = "what is left" if chased >> n else "nothing, but fewer presses do"
            lines.append(f"Together {top} turn over {what}. Again with these.")
        return "\n".join([*lines, *self._tell(plan), f"All lights are off: {self.solve(problem)}."])

    def _chase(self, lights: int, top: int) -> int:
        """Press `top` in row 1, then below every light; return all presses, the last below the board."""
        crosses, c = _table(self.rows, self.columns)[1], self.columns
        below = presses = top
        for row in range(1, self.rows + 1):
            lights = functools.reduce(int.__xor__, (crosses[cell] for cell in bits(below)), lights)
            below = (lights >> (row - 1) * c & (1 << c) - 1) << row * c
            presses |= below
        return presses

    def _tell(self, chased: int) -> list[str]:
        out = []  # the lights of a row are what is pressed in the next one
        for row in range(self.rows + 1):
            part = [chased >> cell & 1 for cell in range(row * self.columns, (row + 1) * self.columns)]
            names = [name for name, on in zip(self.moves[row * self.columns :], part, strict=False) if on]
            lit, press = f"Row {row} is {' '.join(map(str, part))}", f"press {' '.join(names) or 'nothing'}."
            out.append(f"{lit}." if row == self.rows else f"{lit}: {press}" if row else f"Row 1: {press}")
        return out


@functools.cache
def _table(rows: int, columns: int) -> tuple[list[str], list[int]]:
    """Return the names of the cells and what a press of each turns over, as bits."""
    cells = [(r, c) for r in range(rows) for c in range(columns)]
    near = [[i for i, (x, y) in enumerate(cells) if abs(x - r) + abs(y - c) < 2] for r, c in cells]
    return [f"r{r + 1}c{c + 1}" for r, c in cells], [sum(1 << i for i in some) for some in near]


LightsOut.levels = (LightsOut(3, 3, 3), LightsOut(3, 3), LightsOut(3, 4), *(LightsOut(n, n) for n in range(5, 9)))
