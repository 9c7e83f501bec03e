"""Connect Four on a board of any size: marks fall to the lowest free square of a column."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board, Cell
from ..core import knob
from .grid import flags
from .rules import Rules

State = tuple[int, int, int | None]
"""The squares of X and of O as bits, column by column from below with an empty bit on top of each; who is to move."""

MARKS = "XO"


@dataclass(frozen=True)
class ConnectFour(Rules):
    """Two players drop marks into columns in turn; the first with enough marks in a row wins.

    Description: seat 0 plays X and moves first, seat 1 plays O. A mark falls to the lowest free square of its column.
    A row runs across, up or along a diagonal. A full board without one is a draw.

    Observation: text with the board, or float32 planes (own marks, the opponent's, empty) of shape (3, rows,
    columns).

    Action: the letter of a column; as a number, 0 for column a.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: a row, a full board or an illegal move.

    Arguments: `line` marks in a row on `rows` by `columns` squares.

    Oracle: exact alpha-beta on the first level and late in the others; before that a search of a few moves that
    counts the rows still open to each side. On 6 by 7 the first player wins with best play (Allen 1988, Allis 1988).
    Floors: against random play, random play wins 55.6 % as X and 44.2 % as O on 6 by 7.

    Version history: v0, the first.
    """

    rows: int = knob(6, "squares in a column")
    columns: int = knob(7, "columns")
    line: int = knob(4, "marks in a row that win")

    levels: ClassVar[Sequence[ConnectFour]]

    def __post_init__(self) -> None:
        for name, size in (("rows", self.rows), ("columns", self.columns)):
            if not 2 <= size <= 9:
                raise ValueError(f"{name}={size}: use 2 to 9")
        if not 2 <= self.line <= max(self.rows, self.columns):
            raise ValueError(f"line={self.line}: use 2 to {max(self.rows, self.columns)}, the longer side")

    @property
    def n_moves(self) -> int:
        """One for each column."""
        return self.columns

    @property
    def shape(self) -> tuple[int, int, int]:
        """Three planes: own marks, the opponent's, empty."""
        return 3, self.rows, self.columns

    @property
    def max_moves(self) -> int:
        """A full board."""
        return self.rows * self.columns

    @functools.cached_property
    def _column(self) -> tuple[tuple[int, int], ...]:
        """The lowest square and all squares of each column, as bits."""
        high = self.rows + 1
        return tuple((1 << c * high, ((1 << self.rows) - 1) << c * high) for c in range(self.columns))

    @functools.cached_property
    def _tops(self) -> int:
        """The highest square of every column."""
        return sum(low << self.rows - 1 for low, _ in self._column)

    @functools.cached_property
    def _open(self) -> dict[int, tuple[int, ...]]:
        """The columns that are not full, by the highest squares that are taken."""
        tops = [low << self.rows - 1 for low, _ in self._column]
        every = range(self.columns)
        return {
            sum(tops[c] for c in every if full >> c & 1): tuple(c for c in every if not full >> c & 1)
            for full in range(1 << self.columns)
        }

    @functools.cached_property
    def _lines(self) -> tuple[int, ...]:
        """Every row of `line` squares, as bits."""
        high, out = self.rows + 1, []
        for right, up in ((0, 1), (1, 0), (1, 1), (1, -1)):
            for c in range(self.columns):
                for r in range(self.rows):
                    ends = c + right * (self.line - 1), r + up * (self.line - 1)
                    if ends[0] < self.columns and 0 <= ends[1] < self.rows:
                        out.append(sum(1 << (c + right * i) * high + r + up * i for i in range(self.line)))
        return tuple(out)

    @functools.cached_property
    def _shifts(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Shifts that bring the squares of a row upon each other, doubling: (the first, the others)."""
        out = []
        for step in (1, self.rows, self.rows + 1, self.rows + 2):
            shifts, length = [], 1
            while length < self.line:
                by = min(length, self.line - length)
                shifts.append(by * step)
                length += by
            out.append((shifts[0], tuple(shifts[1:])))
        return tuple(out)

    def _won(self, marks: int) -> bool:
        """Return whether these squares hold a row; the empty bit on top of each column keeps columns apart."""
        for first, others in self._shifts:
            left = marks & marks >> first
            for shift in others:
                left &= left >> shift
            if left:
                return True
        return False

    def start(self) -> State:
        """Return the empty board."""
        return 0, 0, 0

    def current(self, state: State) -> int | None:
        """Return 0 for X, 1 for O, None at the end."""
        return state[2]

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the columns that are not full."""
        xs, os, mover = state
        return () if mover is None else self._open[(xs | os) & self._tops]

    def apply(self, state: State, move: int) -> State:
        """Drop a mark."""
        xs, os, mover = state
        low, column = self._column[move]
        taken = xs | os
        square = taken + low & column  # adding carries through the marks that lie in the column
        marks = os | square if mover else xs | square
        for first, others in self._shifts:
            left = marks & marks >> first
            if left:
                for shift in others:
                    left &= left >> shift
                if left:
                    return (xs, marks, None) if mover else (marks, os, None)
        full = (taken | square) & self._tops == self._tops
        return (xs, marks, None if full else 0) if mover else (marks, os, None if full else 1)

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for the winner and -1 for the loser."""
        if state[2] is not None:
            return 0.0, 0.0
        return (1.0, -1.0) if self._won(state[0]) else (-1.0, 1.0) if self._won(state[1]) else (0.0, 0.0)

    @functools.cached_property
    def _fills(self) -> dict[int, str]:
        """A column from the highest square to the lowest as text, by its Xs and, above them, its Os as bits."""
        fills: dict[int, str] = {}
        for height in range(self.rows + 1):
            for marks in itertools.product((1, 2), repeat=height):
                bits = (sum(1 << i for i, mark in enumerate(marks) if mark == who) for who in (1, 2))
                key = next(bits) | next(bits) << self.rows
                fills[key] = "".join(".XO"[mark] for mark in marks).ljust(self.rows, ".")[::-1]
        return fills

    def _grid(self, state: State) -> list[tuple[str, ...]]:
        """Return the rows from the highest to the lowest, as text."""
        xs, os, _ = state
        fills, rows, every = self._fills, self.rows, (1 << self.rows) - 1
        columns = [
            fills[xs >> low & every | (os >> low & every) << rows]
            for low in range(0, self.columns * (rows + 1), rows + 1)
        ]
        return list(zip(*columns, strict=True))

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return own marks, the opponent's and the empty squares as planes of 0 and 1."""
        xs, os = state[0], state[1]
        sides = (xs, os) if player == 0 else (os, xs)
        marks = [flags(self.columns * (self.rows + 1), each) for each in (*sides, ~(xs | os))]
        columns = np.array(marks, np.float32).reshape(3, self.columns, self.rows + 1)
        return np.ascontiguousarray(columns[:, :, self.rows - 1 :: -1].transpose(0, 2, 1))

    def tell(self, state: State, player: int) -> str:
        """Return the board with its letters, and who plays what."""
        rows = map(" ".join, ["abcdefghi"[: self.columns], *self._grid(state)])
        return "\n".join([*rows, f"You play {MARKS[player]}."])

    def write(self, move: int) -> str:
        """Return the letter of a column."""
        return "abcdefghi"[move]

    def board(self, state: State) -> Board:
        """Draw the squares, the winning row in green."""
        won = 0
        for line in self._lines:
            won |= line if line in (state[0] & line, state[1] & line) else 0
        inks = {MARKS[0]: "given", MARKS[1]: "answer", ".": "mute"}
        high = self.rows + 1
        rows = [
            [Cell(m, "good" if won >> c * high + self.rows - 1 - r & 1 else inks[m]) for c, m in enumerate(row)]
            for r, row in enumerate(self._grid(state))
        ]
        return Board.from_grid(rows, block=(1, 1), notes=["  " + "   ".join("abcdefghi"[: self.columns])])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        last = self.write(self.columns - 1)
        return (
            f"Connect Four with {self.columns} columns of {self.rows} squares. X and O drop one mark in turn into a "
            "column that is not full, where it falls to the lowest free square; X begins. The first with "
            f"{self.line} marks in a row, across, up or diagonally, wins; a full board is a draw. A move is the "
            f"letter of a column, a (left) to {last} (right). An illegal move loses at once. You play {MARKS[player]}."
        )

    def twin(self, state: State) -> Hashable:
        """Return the smaller of the board and its mirror image."""
        return min(state[:2], (self._mirrored(state[0]), self._mirrored(state[1])))

    def _mirrored(self, marks: int) -> int:
        high, out = self.rows + 1, 0
        for _ in range(self.columns):
            out, marks = out << high | marks & (1 << high) - 1, marks >> high
        return out

    def solvable(self, state: State) -> bool:
        """Boards of up to 20 squares, and larger ones with few squares left."""
        return self.max_moves <= 20 or self.max_moves - (state[0] | state[1]).bit_count() <= 18

    def promising(self, state: State) -> tuple[int, ...]:
        """Return a winning move alone, else a block alone, else the columns from the middle outwards."""
        xs, os, mover = state
        mine, theirs = (os, xs) if mover else (xs, os)
        squares = {move: (xs | os) + self._column[move][0] & self._column[move][1] for move in self.legal(state)}
        for marks in (mine, theirs):
            for move, square in squares.items():
                if self._won(marks | square):
                    return (move,)
        return tuple(sorted(squares, key=lambda move: abs(2 * move - self.columns + 1)))

    def estimate(self, state: State) -> float:
        """Weigh the rows still open to each side by the marks in them."""
        xs, os, _ = state
        score = 0.0
        for line in self._lines:
            if not line & os:
                score += 4 ** (line & xs).bit_count() - 1
            elif not line & xs:
                score -= 4 ** (line & os).bit_count() - 1
        return score / (1 + abs(score)) * 0.99


ConnectFour.levels = (ConnectFour(4, 5, 3), ConnectFour(5, 5, 4), ConnectFour(6, 7, 4))
