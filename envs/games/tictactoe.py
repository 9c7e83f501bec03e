"""Tic-tac-toe on a board of any size: k marks in a row on n by n squares."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board, Cell
from ..core import knob
from .grid import drawn, empty, full, grid_text, images, lines, planes
from .rules import Rules

State = tuple[int, int]
"""The squares of X and those of O, as bits; square 0 is a1, square 1 is b1."""

MARKS = "XO"


@functools.lru_cache(maxsize=1 << 15)  # every position of 3 by 3, and the last few of the larger boards
def _turn(size: int, line: int, state: State) -> tuple[int | None, tuple[int, ...]]:
    """Return who is to move, None at the end, and the empty squares."""
    xs, os = state
    squares = empty(size * size, xs | os)
    if not squares or full(size, line, xs) or full(size, line, os):
        return None, ()
    return (size * size - len(squares)) % 2, squares


@dataclass(frozen=True)
class TicTacToe(Rules):
    """Two players mark squares in turn; the first with enough marks in a row wins.

    Description: seat 0 plays X and moves first, seat 1 plays O. A row runs across, down or along a diagonal. A full
    board without one is a draw.

    Observation: text with the board, or float32 planes (own marks, the opponent's, empty) of shape (3, size, size).

    Action: a square such as b2, column letter and row number; as a number, row by row from a1.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: a row, a full board or an illegal move.

    Arguments: `line` marks in a row on a board of `size` by `size` squares.

    Oracle: exact minimax up to 4 by 4; on 5 by 5 from 14 empty squares on, before
    that a search of a few moves. The first two levels are draws with
    best play. Floors: random play against random play wins 58 % as X and 29 % as O on 3 by 3, a mean reward of 0.65
    and 0.35, because half the work is done by the opponent's blunders; against the oracle the mean reward is 0.12 as
    X and 0.01 as O.

    Version history: v0, the first.
    """

    size: int = knob(3, "squares along each side")
    line: int = knob(3, "marks in a row that win")

    levels: ClassVar[Sequence[TicTacToe]]

    def __post_init__(self) -> None:
        if not 2 <= self.size <= 9:
            raise ValueError(f"size={self.size}: use 2 to 9")
        if not 2 <= self.line <= self.size:
            raise ValueError(f"line={self.line}: use 2 to size, which is {self.size}")

    @property
    def n_moves(self) -> int:
        """One for each square."""
        return self.size * self.size

    @property
    def shape(self) -> tuple[int, int, int]:
        """Three planes: own marks, the opponent's, empty."""
        return 3, self.size, self.size

    @property
    def max_moves(self) -> int:
        """A full board."""
        return self.size * self.size

    def start(self) -> State:
        """Return the empty board."""
        return 0, 0

    def _winner(self, state: State) -> int | None:
        for seat in (0, 1):
            if full(self.size, self.line, state[seat]):
                return seat
        return None

    def current(self, state: State) -> int | None:
        """Return 0 for X, 1 for O, None at the end."""
        return _turn(self.size, self.line, state)[0]

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the empty squares."""
        return _turn(self.size, self.line, state)[1]

    def apply(self, state: State, move: int) -> State:
        """Mark a square."""
        xs, os = state
        return (xs | 1 << move, os) if xs.bit_count() == os.bit_count() else (xs, os | 1 << move)

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for the winner and -1 for the loser."""
        winner = self._winner(state)
        return (0.0, 0.0) if winner is None else ((1.0, -1.0), (-1.0, 1.0))[winner]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return own marks, the opponent's and the empty squares as planes of 0 and 1."""
        return planes(self.size, state[player], state[1 - player], ~(state[0] | state[1]))

    def _rows(self, state: State) -> list[str]:
        marks = drawn(self.n_moves, state[0], state[1])
        return [marks[i : i + self.size] for i in range(0, self.n_moves, self.size)]

    def tell(self, state: State, player: int) -> str:
        """Return the board with its letters and numbers, and who plays what."""
        return f"{grid_text(self.size, state[0], state[1])}\nYou play {MARKS[player]}."

    def write(self, move: int) -> str:
        """Return a square as column letter and row number."""
        return f"{'abcdefghi'[move % self.size]}{move // self.size + 1}"

    def parse(self, text: str) -> int | None:
        """Read one square, in small or capital letters, and nothing else."""
        found = re.fullmatch(r"\s*([a-i])([1-9])\s*", text[:100].lower(), re.ASCII)
        if found is None or len(text) > 100:
            return None
        column, row = ord(found[1]) - ord("a"), int(found[2]) - 1
        return row * self.size + column if max(column, row) < self.size else None

    def board(self, state: State) -> Board:
        """Draw the squares, the winning row in green."""
        won = 0
        for line in lines(self.size, self.line):
            won |= line if line in (state[0] & line, state[1] & line) else 0
        inks = {MARKS[0]: "given", MARKS[1]: "answer", ".": "mute"}
        rows = [
            [Cell(mark, "good" if won >> (r * self.size + c) & 1 else inks[mark]) for c, mark in enumerate(row)]
            for r, row in enumerate(self._rows(state))
        ]
        return Board.from_grid(rows, block=(1, 1))

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        last = self.write(self.n_moves - 1)
        return (
            f"Tic-tac-toe on {self.size} by {self.size} squares. X and O mark one empty square in turn; X begins. "
            f"The first with {self.line} marks in a row, across, down or diagonally, wins; a full board is a draw. "
            f"A square is named by its column letter and row number, from a1 (top left) to {last} (bottom right). "
            f"An illegal move loses at once. You play {MARKS[player]}."
        )

    def twin(self, state: State) -> Hashable:
        """Return the smallest of the eight turned and reflected boards."""
        return min(zip(images(self.size, state[0]), images(self.size, state[1]), strict=True))

    def _needs(self, state: State, seat: int) -> list[int]:
        """Return the squares that each row still open to a seat needs, as bits."""
        mine, theirs = state[seat], state[1 - seat]
        return [line & ~mine for line in lines(self.size, self.line) if not line & theirs]

    def bounds(self, state: State) -> tuple[float, float]:
        """Who can complete a row now wins, or one of two rows next; who has every row blocked cannot win."""
        needs = self._needs(state, 0), self._needs(state, 1)
        mover = self.current(state) or 0
        threats = [{need for need in each if need.bit_count() == 1} for each in needs]
        winner = mover if threats[mover] else 1 - mover if len(threats[1 - mover]) > 1 else None
        if winner is not None:
            return (1.0, 1.0) if winner == 0 else (-1.0, -1.0)
        return (-1.0 if needs[1] else 0.0), (1.0 if needs[0] else 0.0)

    def solvable(self, state: State) -> bool:
        """Boards up to 4 by 4, and larger ones with few squares left."""
        return self.size <= 4 or self.n_moves - (state[0] | state[1]).bit_count() <= 14

    def estimate(self, state: State) -> float:
        """Weigh the rows still open to each side by the marks in them."""
        score = sum(4.0 ** (self.line - n.bit_count()) for n in self._needs(state, 0))
        score -= sum(4.0 ** (self.line - n.bit_count()) for n in self._needs(state, 1))
        return 0.99 * score / (1 + abs(score))

    def promising(self, state: State) -> tuple[int, ...]:
        """Return only the block if the opponent threatens to complete a row, else squares in many open rows first."""
        mover = self.current(state) or 0
        mine, theirs = self._needs(state, mover), self._needs(state, 1 - mover)
        blocks = [need.bit_length() - 1 for need in theirs if need.bit_count() == 1]
        if blocks and not any(need.bit_count() == 1 for need in mine):
            return (blocks[0],)
        weights = [sum(4 ** -need.bit_count() for need in mine + theirs if need >> i & 1) for i in range(self.n_moves)]
        return tuple(sorted(self.legal(state), key=lambda move: -weights[move]))


TicTacToe.levels = (TicTacToe(3, 3), TicTacToe(4, 4), TicTacToe(5, 4))
