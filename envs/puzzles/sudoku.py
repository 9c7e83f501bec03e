"""Sudoku of any box size, answered at once or played move by move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import Problem, Verdict, knob
from ..mechanisms import AllDifferent, Grid, Network
from ..mechanisms.constraints import bits
from ..mechanisms.filling import State
from ..verify.boxes import Boxes, boxes
from ..verify.grids import SYMBOLS, fault_of, read_grid, reasons, write_grid


@dataclass(frozen=True)
class Sudoku(Grid):
    """Complete a Sudoku.

    Description: a square grid with some cells filled in. Fill the others so that every row, every column and every
    box holds each symbol once. Exactly one completion exists; generation proves it.

    Observation: the grid, one row on a line, "." for an empty cell; symbols after 9 are A, B, C and so on. As moves:
    which symbol stands in which cell, one-hot, as a (rows, columns, symbols) array.
    Action: the completed rows; spaces, line breaks, commas, brackets and the marks | - + between them are ignored.
    As moves: cell * symbols + symbol, rows first, both from 0; a move is legal if the cell is empty and its row,
    column and box lack the symbol. In chat a move is written like r3c7=5.

    Reward: 1 for the completion, else 0: part of a grid would pay for the clues.

    Episode end: after one answer; as moves when the grid is full, no move is legal or a move is illegal.

    Arguments: boxes of `box_rows` x `box_cols` cells and `holes` empty cells. Where no further clue can go, the
    puzzle has fewer holes, which happens at level 6 to 1 problem of 20 and to knobs that ask for more.

    Oracle: an exact search with bit boards. Floors: filling in symbols at random is right in fewer than 1 of 1,000
    cases. A small grid leaves few legal moves, so as moves random play solves 3 of 4 problems of level 0, 1 of 5 of
    level 1 and fewer than 1 of 50 above. Level 0 has 2,204,928 problems, level 1 1,041,408, the others far more.

    Version history: v0, the first.
    """

    box_rows: int = knob(3, "rows of a box")
    box_cols: int = knob(3, "columns of a box")
    holes: int = knob(42, "empty cells, at most")

    levels: ClassVar[Sequence[Sudoku]]

    def __post_init__(self) -> None:
        if not (self.box_rows >= 1 and self.box_cols >= 1 and 4 <= self.box_rows * self.box_cols <= len(SYMBOLS)):
            raise ValueError(f"box_rows={self.box_rows}, box_cols={self.box_cols}: use boxes of 4 to 25 cells")
        if not 1 <= self.holes <= len(SYMBOLS) ** 2:
            raise ValueError(f"holes={self.holes}: use 1 to 625; where fewer can be, there are fewer")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Fill a grid at random, then empty cells while the completion stays the only one."""
        geometry, n = boxes(self.box_rows, self.box_cols), self.box_rows * self.box_cols
        grid = geometry.dig(geometry.fill(rng), self.holes, rng)
        named = "" if n <= 9 else f" {SYMBOLS[9]} to {SYMBOLS[n - 1]} stand for 10 to {n}." if n > 10 else " A is 10."
        prompt = (
            f"Complete this Sudoku: every row, every column and every box of {self.box_rows} rows and {self.box_cols} "
            f"columns holds each of {' '.join(SYMBOLS[:n])} exactly once; a dot is an empty cell.{named}\n\n"
            f"{write_grid(grid, n)}\n\nAnswer with the {n} completed rows, one row on a line."
        )
        return Problem(prompt, {"box": [self.box_rows, self.box_cols], "grid": grid})

    def solution(self, problem: Problem) -> list[int]:
        """Search with bit boards, many times faster than the rules one by one."""
        return (_geometry(problem).solutions(problem.data["grid"], 1) or [[]])[0]

    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Read rows; the lines of a drawn grid are ignored too."""
        geometry = _geometry(problem)
        expected = f"{geometry.cells} symbols out of {SYMBOLS[: geometry.size]} expected"
        return read_grid(answer, geometry) or expected

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Check that the grid is full, keeps every clue and repeats nothing; no stored solution is needed."""
        grid = self.read_answer(problem, answer)
        fault = grid if isinstance(grid, str) else fault_of(grid, problem.data["grid"], _geometry(problem))
        return Verdict.wrong(fault) if fault else Verdict.correct()

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Place symbol after symbol with the reason; where none is forced, refute a symbol by supposing it.

        With style="search" only cells with one symbol left are seen as forced, so that more is tried and taken back.
        """
        return "\n".join(reasons(_geometry(problem), problem.data["grid"], units=style == "deduction"))

    @property
    def symbols(self) -> Sequence[str]:
        """1 to 9, then A, B and so on."""
        return SYMBOLS[: self.box_rows * self.box_cols]

    @property
    def size(self) -> tuple[int, int]:
        """A square with as many rows as symbols."""
        return (self.box_rows * self.box_cols,) * 2

    @property
    def shape(self) -> tuple[int, ...]:
        """(rows, columns, symbols)."""
        return (self.box_rows * self.box_cols,) * 3

    @property
    def block(self) -> tuple[int, int]:
        """The boxes."""
        return self.box_rows, self.box_cols

    def rules(self, problem: Problem) -> Network:
        """Return that every row, column and box holds each symbol once."""
        geometry = _geometry(problem)
        rules = [AllDifferent(list(bits(unit)), f"{name} holds each symbol once") for name, unit in geometry.units]
        anything = (1 << geometry.size) - 1
        masks = [1 << (symbol - 1) if symbol else anything for symbol in problem.data["grid"]]
        return Network(masks, rules, self.cell_names(), self.symbols)

    def legal(self, problem: Problem, state: State) -> np.ndarray:
        """Return the symbols that an empty cell's row, column and box lack."""
        n, (high, wide) = self.box_rows * self.box_cols, (self.box_rows, self.box_cols)
        here = self.observe(problem, state).astype(bool)
        boxed = here.reshape(n // high, high, n // wide, wide, n).any(axis=(1, 3)).repeat(high, 0).repeat(wide, 1)
        lines = here.any(axis=0, keepdims=True) | here.any(axis=1, keepdims=True) | here.any(axis=2, keepdims=True)
        return np.asarray(~(lines | boxed)).reshape(-1)

    def observe(self, problem: Problem, state: State) -> np.ndarray:
        """Return the grid one-hot; empty cells are all zero."""
        n = _geometry(problem).size
        return np.eye(n + 1, dtype=np.float32)[list(state), 1:].reshape(n, n, n)


def _geometry(problem: Problem) -> Boxes:
    return boxes(*problem.data["box"])


Sudoku.levels = (
    Sudoku(2, 2, 6),
    Sudoku(2, 2, 10),
    Sudoku(2, 3, 20),
    Sudoku(3, 3, 32),
    Sudoku(3, 3, 42),
    Sudoku(3, 3, 50),
    Sudoku(3, 3, 55),
    Sudoku(3, 4, 85),
    Sudoku(4, 4, 145),
)
