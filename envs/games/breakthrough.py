"""Breakthrough: pawns that move forward and take diagonally; the first on the far side wins."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board, Cell
from ..core import knob
from .grid import bits, drawn
from .rules import Rules

State = tuple[int, int, int | None]
"""The pawns of X and those of O, as bits row by row from row 1; and who is to move, None at the end."""

MARKS = "XO"


@dataclass(frozen=True)
class Breakthrough(Rules):
    """Two players race their pawns across the board (Troyka 2000).

    Description: seat 0 plays X, begins on the two lowest rows and moves up; O begins on the two highest and moves
    down. A pawn moves one square forward, straight or diagonally, to an empty square; diagonally it may also take.
    Who reaches the far row, or takes all pawns of the other, wins.

    Observation: text with the board and who is to move, or float32 planes (own pawns, the opponent's, empty, whose
    turn) of shape (4, rows, columns), for O upside down, so that every seat moves up.

    Action: from and to, such as a2b3; as a number, a place in the list of all steps.

    Reward: 1 for a win, 0 for a loss or an illegal move. In PettingZoo 1 and -1.

    Episode end: a pawn on the far row, no pawn of one side, or an illegal move.

    Arguments: `rows` and `columns` of the board.

    Oracle: exact minimax up to 15 squares, else a search of a few moves that counts pawns and how far they came.
    Floors: random play is about even.

    Version history: v0, the first.
    """

    rows: int = knob(8, "rows, of which each side fills two at first")
    columns: int = knob(8, "columns")

    levels: ClassVar[Sequence[Breakthrough]]

    def __post_init__(self) -> None:
        if not 4 <= self.rows <= 9 or not 2 <= self.columns <= 9:
            raise ValueError(f"rows={self.rows}, columns={self.columns}: use 4 to 9 rows and 2 to 9 columns")

    @functools.cached_property
    def _steps(self) -> tuple[tuple[int, int], ...]:
        """(from, to) of each move, those up and those down."""
        cells = [(r, c) for r in range(self.rows) for c in range(self.columns)]
        return tuple(
            (r * self.columns + c, (r + up) * self.columns + c + side)
            for r, c in cells
            for up in (-1, 1)
            for side in (-1, 0, 1)
            if 0 <= r + up < self.rows and 0 <= c + side < self.columns
        )

    @functools.cached_property
    def _from(self) -> tuple[tuple[tuple[tuple[int, int, bool], ...], ...], ...]:
        """For each seat and square: (move, target as a bit, whether it may take) of its steps."""
        out = []
        for seat in (0, 1):
            per_square: list[list[tuple[int, int, bool]]] = [[] for _ in range(self.rows * self.columns)]
            for move, (a, b) in enumerate(self._steps):
                if (b // self.columns > a // self.columns) == (seat == 0):
                    per_square[a].append((move, 1 << b, b % self.columns != a % self.columns))
            out.append(tuple(map(tuple, per_square)))
        return tuple(out)

    @property
    def n_moves(self) -> int:
        """Every step of one square up or down."""
        return len(self._steps)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Four planes: own pawns, the opponent's, empty, and whose turn it is."""
        return 4, self.rows, self.columns

    @property
    def max_moves(self) -> int:
        """Every pawn to the last row but one, and one step more."""
        return 4 * self.columns * (self.rows - 2) + 1

    def start(self) -> State:
        """Return two full rows on each side."""
        two = (1 << 2 * self.columns) - 1
        return two, two << self.columns * (self.rows - 2), 0

    def current(self, state: State) -> int | None:
        """Return 0 for X, 1 for O, None at the end."""
        return state[2]

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the steps of the pawns of the seat to move."""
        xs, os, mover = state
        if mover is None:
            return ()
        mine, theirs = (os, xs) if mover else (xs, os)
        steps, taken, out = self._from[mover], xs | os, []
        for pawn in bits(mine):
            for move, target, diagonal in steps[pawn]:
                if not taken & target or (diagonal and theirs & target):
                    out.append(move)
        return tuple(out)

    def apply(self, state: State, move: int) -> State:
        """Move a pawn, and take what stands there."""
        xs, os, mover = state
        start, end = self._steps[move]
        mine, theirs = (os, xs) if mover else (xs, os)
        target = 1 << end
        mine, theirs = mine ^ 1 << start | target, theirs & ~target
        won = not theirs or end // self.columns == (0 if mover else self.rows - 1)
        return (theirs, mine, None if won else 0) if mover else (mine, theirs, None if won else 1)

    def _winner(self, state: State) -> int:
        return 0 if not state[1] or state[0] >> self.columns * (self.rows - 1) else 1

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who broke through."""
        if state[2] is not None:
            return 0.0, 0.0
        return ((1.0, -1.0), (-1.0, 1.0))[self._winner(state)]

    def _grid(self, state: State) -> list[str]:
        """Return the rows from the highest to the lowest."""
        marks = drawn(self.rows * self.columns, state[0], state[1])
        return [marks[r * self.columns : (r + 1) * self.columns] for r in range(self.rows - 1, -1, -1)]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return own pawns, the opponent's, empty squares and whose turn it is, as planes; for O upside down."""
        order = MARKS[player] + MARKS[1 - player] + "."
        shown = [[[mark == who for mark in row] for row in self._grid(state)] for who in order]
        turn = [[state[2] == player] * self.columns] * self.rows
        out = np.array([*shown, turn], np.float32)
        return out if player == 0 else np.ascontiguousarray(out[:, ::-1])

    def tell(self, state: State, player: int) -> str:
        """Return the board with its letters and numbers, who plays what and who is to move."""
        rows = [f"{self.rows - r} {' '.join(row)}" for r, row in enumerate(self._grid(state))]
        foot = "  " + " ".join("abcdefghi"[: self.columns])
        way = ("up", "down")[player]
        turn = "The game is over." if state[2] is None else f"{MARKS[state[2]]} is to move."
        return "\n".join([*rows, foot, f"You play {MARKS[player]} and move {way}. {turn}"])

    def write(self, move: int) -> str:
        """Return from and to."""
        names = [f"{'abcdefghi'[s % self.columns]}{s // self.columns + 1}" for s in self._steps[move]]
        return "".join(names)

    def board(self, state: State) -> Board:
        """Draw the pawns."""
        inks = {"X": "given", "O": "answer", ".": "mute"}
        return Board.from_grid([[Cell(m, inks[m]) for m in row] for row in self._grid(state)], block=(1, 1))

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Breakthrough with {self.rows} rows and {self.columns} columns. X begins on rows 1 and 2 and moves up, O "
            f"on rows {self.rows - 1} and {self.rows} and moves down; X moves first. A pawn moves one square forward, "
            "straight or diagonally, to an empty square, and takes a pawn of the other only diagonally. Who reaches "
            "the far row or takes all pawns wins. A move is written from and to, such as "
            f"{self.write(self.legal(self.start())[0])}. An illegal move loses at once. You play {MARKS[player]}."
        )

    def twin(self, state: State) -> Hashable:
        """Return the smaller of the board and its mirror image."""
        cells = [f"{marks:0{self.rows * self.columns}b}" for marks in state[:2]]
        starts = range(0, self.rows * self.columns, self.columns)
        mirrored = tuple(int("".join(row[i : i + self.columns][::-1] for i in starts), 2) for row in cells)
        return min(state[:2], mirrored), state[2]

    def bounds(self, state: State) -> tuple[float, float]:
        """Who is to move and has a pawn on the last row but one wins."""
        xs, os, mover = state
        if mover == 0 and xs >> self.columns * (self.rows - 2):
            return 1.0, 1.0
        if mover == 1 and os & ((1 << 2 * self.columns) - 1):
            return -1.0, -1.0
        return -1.0, 1.0

    def solvable(self, state: State) -> bool:
        """Only the smallest boards."""
        return self.rows * self.columns <= 15

    def estimate(self, state: State) -> float:
        """Count pawns, and a little how far they came."""
        score = 0.0
        for seat, sign in ((0, 1), (1, -1)):
            for pawn in bits(state[:2][seat]):
                row = pawn // self.columns
                score += sign * (1 + 0.02 * (row if seat == 0 else self.rows - 1 - row) ** 2)
        return 0.99 * score / (3 + abs(score))

    def promising(self, state: State) -> tuple[int, ...]:
        """Return steps that take first, then those that have come farthest."""
        _, _, mover = state
        theirs = state[0] if mover else state[1]

        def worth(move: int) -> tuple[int, int]:
            row = self._steps[move][1] // self.columns
            return -(theirs >> self._steps[move][1] & 1), row if mover else -row

        return tuple(sorted(self.legal(state), key=worth))


Breakthrough.levels = (Breakthrough(5, 3), Breakthrough(6, 6), Breakthrough(8, 8))
