"""Subtraction games: one heap, and a list of how many counters a move may take."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import knob
from .impartial import Impartial, State, mex
from .rules import hot


@dataclass(frozen=True)
class Subtraction(Impartial):
    """Two players take counters from one heap, only so many at a time as the rules name; who cannot move loses.

    Description: with takes 1, 2 and 3 the multiples of 4 lose; other sets of takes have other patterns.

    Observation: text with the heap and who is to move, or the same as zeros and ones.

    Action: "take 3"; as a number, the place in the list of takes.

    Reward: 1 for a win, 0 for a loss or an illegal move. In PettingZoo 1 and -1.

    Episode end: no move is left, or an illegal move.

    Arguments: `heap` counters and the `takes` that are allowed.

    Oracle: exact, by nimbers. Floors: random play is even against random play.

    Version history: v0, the first.
    """

    heap: int = knob(15, "counters")
    takes: tuple[int, ...] = knob((1, 2, 3), "how many a move may take")

    levels: ClassVar[Sequence[Subtraction]]

    def __post_init__(self) -> None:
        if not 1 <= self.heap <= 500:
            raise ValueError(f"heap={self.heap}: use 1 to 500")
        if len(self.takes) < 2 or list(self.takes) != sorted(set(self.takes)) or self.takes[0] < 1:
            raise ValueError(f"takes={self.takes}: use two or more rising numbers from 1")

    @property
    def first(self) -> int:
        """The full heap."""
        return self.heap

    @property
    def n_moves(self) -> int:
        """One for each take."""
        return len(self.takes)

    @property
    def shape(self) -> tuple[int]:
        """The heap, and whether it is the seat's turn."""
        return (self.heap + 3,)

    @property
    def max_moves(self) -> int:
        """The smallest take at a time."""
        return self.heap // self.takes[0]

    def options(self, position: int) -> tuple[int, ...]:
        """Return the takes that the heap allows."""
        return tuple(i for i, take in enumerate(self.takes) if take <= position)

    def after(self, position: int, move: int) -> int:
        """Take counters."""
        return position - self.takes[move]

    @functools.cached_property
    def _nimbers(self) -> list[int]:
        out: list[int] = []
        for n in range(self.heap + 1):
            out.append(mex({out[n - take] for take in self.takes if take <= n}))
        return out

    def nimber(self, position: int) -> int:
        """Return the nimber of a heap."""
        return self._nimbers[position]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the heap and whose turn it is as zeros and ones."""
        return hot((state[0], self.heap + 1), (int(state[1] == player), 2))

    def tell(self, state: State, player: int) -> str:
        """Return the heap and whose turn it is."""
        return f"Counters left: {state[0]}. {self._turn(state, player)}"

    def write(self, move: int) -> str:
        """Return how many counters are taken."""
        return f"take {self.takes[move]}"

    def board(self, state: State) -> Board:
        """Draw the counters."""
        return Board.from_text(["o " * min(25, state[0] - i) for i in range(0, state[0], 25)] or ["none left"])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        takes = " or ".join(map(str, self.takes))
        return (
            f"A heap of {self.heap} counters. Two players in turn take {takes} of them. Whoever cannot move loses. A "
            f"move is written like 'take {self.takes[0]}'. An illegal move loses at once. You move "
            f"{('first', 'second')[player]}."
        )


Subtraction.levels = (Subtraction(15, (1, 2, 3)), Subtraction(25, (1, 3, 4)), Subtraction(60, (2, 5, 7)))
