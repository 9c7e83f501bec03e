"""Hex: connect your two sides of the board; there is always exactly one winner."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import knob
from .grid import bits, grid_text, planes, square
from .rules import Rules

State = tuple[int, int, int | None]
"""The stones of X and those of O, as bits, square 0 is a1; and who is to move, None at the end."""

MARKS = "XO"


@dataclass(frozen=True)
class Hex(Rules):
    """Two players place stones on a rhombus of hexagons; who connects their two sides wins (Hein 1942, Nash 1948).

    Description: seat 0 plays X, moves first and connects the top with the bottom; O connects left with right. A cell
    touches six others: left, right, above, below, above to the right, and below to the left. There are no draws and no
    swap rule.

    Observation: text with the board, or float32 planes (own stones, the opponent's, empty) of shape (3, size, size),
    for O mirrored in the diagonal, so that every seat connects the top with the bottom.

    Action: a cell such as b2, column letter and row number; as a number, row by row from a1.

    Reward: 1 for a win, 0 for a loss or an illegal move. In PettingZoo 1 and -1.

    Episode end: a connection, or an illegal move.

    Arguments: the board has `size` by `size` cells.

    Oracle: exact minimax on 3 by 3 and late on larger boards, else a search of a few moves that compares how many
    stones each side still needs. The first player wins with best play on every board (Nash). Floors: random play wins
    about 57 % as X on 5 by 5.

    Version history: v0, the first.
    """

    size: int = knob(5, "cells along each side")

    levels: ClassVar[Sequence[Hex]]

    def __post_init__(self) -> None:
        if not 2 <= self.size <= 19:
            raise ValueError(f"size={self.size}: use 2 to 19")

    @property
    def n_moves(self) -> int:
        """One for each cell."""
        return self.size**2

    @property
    def shape(self) -> tuple[int, int, int]:
        """Three planes: own stones, the opponent's, empty."""
        return 3, self.size, self.size

    @property
    def max_moves(self) -> int:
        """A full board."""
        return self.size**2

    @functools.cached_property
    def _edges(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The cells of the two sides that each seat connects."""
        n = self.size
        left = sum(1 << r * n for r in range(n))
        top = (1 << n) - 1
        return (top, top << n * (n - 1)), (left, left << n - 1)

    def _spread(self, cells: int) -> int:
        """Return the cells that touch any of these."""
        n, (left, right) = self.size, self._edges[1]
        inner, outer = cells & ~left, cells & ~right
        return cells << n | cells >> n | inner >> 1 | outer << 1 | outer >> n - 1 | inner << n - 1

    def start(self) -> State:
        """Return the empty board."""
        return 0, 0, 0

    def current(self, state: State) -> int | None:
        """Return 0 for X, 1 for O, None at the end."""
        return state[2]

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the empty cells."""
        xs, os, mover = state
        return () if mover is None else bits(~(xs | os) & (1 << self.size**2) - 1)

    def apply(self, state: State, move: int) -> State:
        """Place a stone, and see whether its group touches both sides."""
        xs, os, mover = state
        stone = 1 << move
        mine = os | stone if mover else xs | stone
        one, two = self._edges[mover or 0]
        won = False
        if mine & one and mine & two:
            group, new = stone, stone
            while new:
                new = self._spread(new) & mine & ~group
                group |= new
            won = bool(group & one and group & two)
        return (xs, mine, None if won else 0) if mover else (mine, os, None if won else 1)

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who made the connection: the last to move."""
        xs, os, mover = state
        if mover is not None:
            return 0.0, 0.0
        return (1.0, -1.0) if xs.bit_count() > os.bit_count() else (-1.0, 1.0)

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return own stones, the opponent's and the empty cells as planes, for O mirrored in the diagonal."""
        shown = planes(self.size, state[:2][player], state[:2][1 - player], ~(state[0] | state[1]))
        return shown if player == 0 else np.ascontiguousarray(shown.transpose(0, 2, 1))

    def tell(self, state: State, player: int) -> str:
        """Return the board, each row half a cell further to the right, and who plays what."""
        rows = grid_text(self.size, state[0], state[1]).splitlines()
        rhombus = [rows[0], *(" " * r + row for r, row in enumerate(rows[1:]))]
        sides = ("top with bottom", "left with right")[player]
        return "\n".join([*rhombus, f"You play {MARKS[player]} and connect {sides}."])

    def write(self, move: int) -> str:
        """Return a cell as column letter and row number."""
        return square(self.size, move)

    def board(self, state: State) -> Board:
        """Draw the rhombus."""
        return Board.from_text(self.tell(state, 0).splitlines()[:-1])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Hex on {self.size} by {self.size} cells. X and O place a stone on an empty cell in turn; X begins, and "
            "there is no swap rule. X wins by a chain of touching stones from the top row to the bottom row, O by one "
            "from the left column to the right column. A cell touches those left, right, above and below it, the one "
            "above to its right and the one below to its left. A move is a cell, column letter and row number, from "
            f"a1 (top left) to {self.write(self.size**2 - 1)} (bottom right). An illegal move loses at once. You play "
            f"{MARKS[player]}."
        )

    def twin(self, state: State) -> Hashable:
        """Return the smaller of the board and the board turned by half."""
        xs, os, mover = state
        cells = self.size**2
        turned = tuple(int(f"{marks:0{cells}b}"[::-1], 2) for marks in (xs, os))
        return min((xs, os), turned), mover

    def _connecting(self, state: State, seat: int) -> int:
        """Return the cells where one stone would connect a seat's sides, as bits."""
        mine, (one, two) = state[:2][seat], self._edges[seat]
        cells = ~(state[0] | state[1]) & (1 << self.size**2) - 1
        for side in (one, two):
            cells &= side | self._spread(self._fill(side & mine, mine))
        return cells

    def bounds(self, state: State) -> tuple[float, float]:
        """Who is to move and can connect wins; who cannot stop two ways to connect next loses."""
        mover = state[2]
        if mover is None:
            return -1.0, 1.0
        if self._connecting(state, mover):
            winner = mover
        elif self._connecting(state, 1 - mover).bit_count() > 1:
            winner = 1 - mover
        else:
            return -1.0, 1.0
        return (1.0, 1.0) if winner == 0 else (-1.0, -1.0)

    def solvable(self, state: State) -> bool:
        """Return whether few cells are left."""
        return self.size**2 - (state[0] | state[1]).bit_count() <= 14

    def needs(self, state: State, seat: int) -> int:
        """Return how many more stones a seat needs if the other never moves; size² if it cannot connect."""
        mine, theirs = state[:2][seat], state[:2][1 - seat]
        one, two = self._edges[seat]
        reached, cost = self._fill(one & mine, mine), 0
        open_cells = ~theirs & (1 << self.size**2) - 1
        while not reached & two:
            step = (self._spread(reached) | one) & open_cells & ~reached
            if not step:
                return self.size**2
            cost += 1
            reached = self._fill(reached | step, mine)
        return cost

    def _fill(self, cells: int, stones: int) -> int:
        """Return cells with all the stones that are connected to them."""
        while more := self._spread(cells) & stones & ~cells:
            cells |= more
        return cells

    def estimate(self, state: State) -> float:
        """Compare how many stones each side needs."""
        ahead = self.needs(state, 1) - self.needs(state, 0) + (0.5 if state[2] == 0 else -0.5)
        return 0.99 * ahead / (2 + abs(ahead))

    def promising(self, state: State) -> tuple[int, ...]:
        """Return only the cell that stops the other's connection if there is one, else cells near the middle first."""
        mid, mover = (self.size - 1) / 2, state[2] or 0
        stop = self._connecting(state, 1 - mover)
        if stop and not self._connecting(state, mover):
            return bits(stop)[:1]

        def far(move: int) -> float:
            return abs(move % self.size - mid) + abs(move // self.size - mid)

        return tuple(sorted(self.legal(state), key=far))


Hex.levels = (Hex(3), Hex(5), Hex(7))
