"""Othello (Reversi) on an even board: discs enclosed between yours become yours."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board, Cell
from ..core import knob
from .grid import bits, grid_text, images, planes, square
from .rules import Rules

State = tuple[int, int, int | None]
"""The discs of X and those of O, as bits, square 0 is a1; and who is to move, None at the end."""

MARKS = "XO"


@dataclass(frozen=True)
class Othello(Rules):
    """Two players place discs that turn the opponent's discs between; who has more at the end wins.

    Description: seat 0 plays X and moves first. A disc must enclose at least one row of the opponent's discs, across,
    down or diagonally, between itself and another own disc; all that are enclosed are turned. Who cannot do so
    passes, and only then; when neither can, the game is over.

    Observation: text with the board and who is to move, or float32 planes (own discs, the opponent's, empty, whose
    turn) of shape (4, size, size).

    Action: a square such as c4, or "pass"; as a number, row by row from a1; the last is pass.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: neither can move, or an illegal move.

    Arguments: the board has `size` by `size` squares, an even number.

    Oracle: exact minimax on 4 by 4, where the second player wins, and late on larger boards; before that a search of
    a few moves that counts corners and moves. Floors: random play is about even.

    Version history: v0, the first.
    """

    size: int = knob(8, "squares along each side, 4, 6 or 8")

    levels: ClassVar[Sequence[Othello]]

    def __post_init__(self) -> None:
        if self.size not in (4, 6, 8):
            raise ValueError(f"size={self.size}: use 4, 6 or 8")

    @property
    def n_moves(self) -> int:
        """One for each square, and pass."""
        return self.size**2 + 1

    @property
    def shape(self) -> tuple[int, int, int]:
        """Four planes: own discs, the opponent's, empty, and whose turn it is."""
        return 4, self.size, self.size

    @property
    def max_moves(self) -> int:
        """Every square, and at most one pass after each."""
        return 2 * (self.size**2 - 4)

    @functools.cached_property
    def _ways(self) -> tuple[tuple[int, int], ...]:
        """(shift, squares that a disc may come to) for each of the eight directions; negative shifts go right."""
        n, every = self.size, (1 << self.size**2) - 1
        left = sum(1 << r * n for r in range(n))
        not_left, not_right = every & ~left, every & ~(left << n - 1)
        return (
            (1, not_left), (-1, not_right), (n, every), (-n, every),
            (n + 1, not_left), (n - 1, not_right), (-n + 1, not_left), (-n - 1, not_right),
        )  # fmt: skip

    def start(self) -> State:
        """Return the four discs in the middle; X has the diagonal that rises to the right."""
        n, mid = self.size, self.size // 2
        return (
            1 << (mid - 1) * n + mid | 1 << mid * n + mid - 1,
            1 << (mid - 1) * n + mid - 1 | 1 << mid * n + mid,
            0,
        )

    def _moves(self, mine: int, theirs: int) -> int:
        """Return the squares where a disc encloses something, as bits."""
        found, free = 0, ~(mine | theirs)
        for shift, fits in self._ways:
            between = theirs & fits
            if shift > 0:
                run = mine << shift & between
                while more := run << shift & between & ~run:
                    run |= more
                found |= run << shift & fits
            else:
                run = mine >> -shift & between
                while more := run >> -shift & between & ~run:
                    run |= more
                found |= run >> -shift & fits
        return found & free

    def current(self, state: State) -> int | None:
        """Return 0 for X, 1 for O, None at the end."""
        return state[2]

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the squares that enclose something, else pass."""
        xs, os, mover = state
        if mover is None:
            return ()
        moves = self._moves(os, xs) if mover else self._moves(xs, os)
        return bits(moves) if moves else (self.size**2,)

    def apply(self, state: State, move: int) -> State:
        """Place a disc and turn what it encloses, or pass."""
        xs, os, mover = state
        if move == self.size**2:
            return xs, os, 1 - (mover or 0)
        mine, theirs = (os, xs) if mover else (xs, os)
        disc, turned = 1 << move, 0
        for shift, fits in self._ways:
            run, at = 0, (disc << shift if shift > 0 else disc >> -shift) & fits
            while at & theirs:
                run |= at
                at = (at << shift if shift > 0 else at >> -shift) & fits
            if at & mine:
                turned |= run
        mine, theirs = mine | disc | turned, theirs & ~turned
        going = self._moves(theirs, mine) or self._moves(mine, theirs)
        return (theirs, mine, 0 if going else None) if mover else (mine, theirs, 1 if going else None)

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who has more discs."""
        xs, os, mover = state
        ahead = xs.bit_count() - os.bit_count()
        if mover is not None or ahead == 0:
            return 0.0, 0.0
        return (1.0, -1.0) if ahead > 0 else (-1.0, 1.0)

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return own discs, the opponent's, the empty squares and whose turn it is, as planes of 0 and 1."""
        turn = -1 if state[2] == player else 0
        return planes(self.size, state[:2][player], state[:2][1 - player], ~(state[0] | state[1]), turn)

    def tell(self, state: State, player: int) -> str:
        """Return the board with its letters and numbers, who plays what and who is to move."""
        turn = "The game is over." if state[2] is None else f"{MARKS[state[2]]} is to move."
        discs = f"X has {state[0].bit_count()}, O {state[1].bit_count()}."
        return f"{grid_text(self.size, state[0], state[1])}\n{discs} You play {MARKS[player]}. {turn}"

    def write(self, move: int) -> str:
        """Return a square as column letter and row number, or pass."""
        return "pass" if move == self.size**2 else square(self.size, move)

    def board(self, state: State) -> Board:
        """Draw the discs."""
        inks = {"X": "given", "O": "answer", ".": "mute"}
        rows = [row.split()[1:] for row in grid_text(self.size, state[0], state[1]).splitlines()[1:]]
        return Board.from_grid([[Cell(mark, inks[mark]) for mark in row] for row in rows], block=(1, 1))

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Othello on {self.size} by {self.size} squares. X and O place a disc on an empty square in turn; X "
            "begins. It must enclose discs of the other, in a row across, down or diagonally, between itself and an "
            "own disc; all discs enclosed are turned. Who cannot do so must pass. When neither can, who has more "
            "discs wins. A move is a square, column letter and row number, from a1 (top left) to "
            f"{square(self.size, self.size**2 - 1)} (bottom right), or 'pass'. An illegal move loses at once. You "
            f"play {MARKS[player]}."
        )

    def twin(self, state: State) -> Hashable:
        """Return the smallest of the eight turned and reflected boards, and who is to move."""
        xs, os, mover = state
        return min(zip(images(self.size, xs), images(self.size, os), strict=True)), mover

    def solvable(self, state: State) -> bool:
        """Return whether few squares are left."""
        return self.size**2 - (state[0] | state[1]).bit_count() <= 12 - (self.size == 8) * 2

    def estimate(self, state: State) -> float:
        """Weigh discs in corners, then moves, then discs."""
        xs, os, _ = state
        n = self.size
        corners = 1 | 1 << n - 1 | 1 << n * (n - 1) | 1 << n * n - 1
        moves = self._moves(xs, os).bit_count() - self._moves(os, xs).bit_count()
        score: float = 10 * ((xs & corners).bit_count() - (os & corners).bit_count()) + moves
        score += 0.1 * (xs.bit_count() - os.bit_count())
        return 0.99 * score / (5 + abs(score))

    def promising(self, state: State) -> tuple[int, ...]:
        """Return corners first, then moves that leave the opponent few."""
        n = self.size
        corners = {0, n - 1, n * (n - 1), n * n - 1}

        def answers(move: int) -> int:
            xs, os, mover = self.apply(state, move)
            return self._moves(os, xs).bit_count() if mover else self._moves(xs, os).bit_count()

        return tuple(sorted(self.legal(state), key=lambda move: (move not in corners, answers(move))))


Othello.levels = (Othello(4), Othello(6), Othello(8))
