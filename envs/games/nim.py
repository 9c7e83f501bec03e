"""Nim: piles of counters, and whoever takes the last one wins (or, in misère play, loses)."""

from __future__ import annotations

import functools
import operator
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import knob
from .impartial import Impartial, State
from .rules import hot

Piles = tuple[int, ...]
"""The counters left in each pile."""


@dataclass(frozen=True)
class Nim(Impartial):
    """Two players take counters from piles; who takes the last wins, or in misère play loses (Bouton 1901).

    Description: a move takes one counter or more from one pile.

    Observation: text with the piles and who is to move, or the same as zeros and ones.

    Action: "take 2 from pile 3"; as a number, (counters - 1) times the number of piles, plus the pile from 0.

    Reward: 1 for a win, 0 for a loss or an illegal move. In PettingZoo 1 and -1.

    Episode end: no counter is left, or an illegal move.

    Arguments: `piles`, the counters of each; `most`, how many a move may take, 0 for any number; `misere`.

    Oracle: exact, by the nim sum; with misère play and a limit, by search. Floors: random play wins half of the games
    against random play, and hardly any against the oracle in the seat that should lose.

    Version history: v0, the first.
    """

    piles: tuple[int, ...] = knob((3, 4, 5), "counters in each pile")
    most: int = knob(0, "the largest number of counters a move may take; 0 for any")
    misere: bool = knob(False, "who takes the last counter loses")

    levels: ClassVar[Sequence[Nim]]

    def __post_init__(self) -> None:
        if not 1 <= len(self.piles) <= 9 or not all(1 <= pile <= 99 for pile in self.piles):
            raise ValueError(f"piles={self.piles}: use 1 to 9 piles of 1 to 99 counters")
        if self.n_moves < 2:
            raise ValueError(f"piles={self.piles}: there must be more than one move")
        if not 0 <= self.most <= 99:
            raise ValueError(f"most={self.most}: use 1 to 99, or 0 for any number")

    @property
    def _largest(self) -> int:
        return min(max(self.piles), self.most or 99)

    @property
    def n_moves(self) -> int:
        """Any number of counters from any pile."""
        return len(self.piles) * self._largest

    @property
    def shape(self) -> tuple[int]:
        """Each pile's counters, and whether it is the seat's turn."""
        return (sum(self.piles) + len(self.piles) + 2,)

    @property
    def max_moves(self) -> int:
        """One counter at a time."""
        return sum(self.piles)

    @functools.cached_property
    def _moves(self) -> tuple[tuple[int, int], ...]:
        """(pile, counters) of each move."""
        return tuple((i % len(self.piles), i // len(self.piles) + 1) for i in range(self.n_moves))

    @property
    def first(self) -> Piles:
        """The full piles."""
        return self.piles

    def options(self, position: Piles) -> tuple[int, ...]:
        """Return the moves that take no more than there is."""
        return tuple([move for move, (pile, count) in enumerate(self._moves) if position[pile] >= count])

    def after(self, position: Piles, move: int) -> Piles:
        """Take counters."""
        pile, count = self._moves[move]
        return (*position[:pile], position[pile] - count, *position[pile + 1 :])

    def nimber(self, position: Piles) -> int:
        """Return the nim sum: the exclusive or of the piles, of what is left of each by `most` + 1 if that is set."""
        heaps = (n % (self.most + 1) for n in position) if self.most else position
        return functools.reduce(operator.xor, heaps)

    def current(self, state: State) -> int | None:
        """Return whose turn it is, None when no counter is left."""
        return state[1] if any(state[0]) else None

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return each pile's counters and whose turn it is as zeros and ones."""
        piles, mover = state
        return hot(*((n, most + 1) for n, most in zip(piles, self.piles, strict=True)), (int(mover == player), 2))

    def tell(self, state: State, player: int) -> str:
        """Return the piles and whose turn it is."""
        piles = ", ".join(f"pile {i + 1}: {n}" for i, n in enumerate(state[0]))
        return f"Counters left: {piles}. {self._turn(state, player)}"

    def write(self, move: int) -> str:
        """Return the counters and the pile."""
        pile, count = self._moves[move]
        return f"take {count} from pile {pile + 1}"

    def board(self, state: State) -> Board:
        """Draw the counters of each pile."""
        return Board.from_text([f"pile {i + 1}: {'o ' * n}" for i, n in enumerate(state[0])])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        limit = f"one to {self.most} counters" if self.most else "one counter or more"
        aim = "loses" if self.misere else "wins"
        return (
            f"Nim with {len(self.piles)} piles of {', '.join(map(str, self.piles))} counters. Two players take "
            f"{limit} from one pile in turn. Whoever takes the last counter of all {aim}. A move is written like "
            f"'take 1 from pile 1'. An illegal move loses at once. You move {('first', 'second')[player]}."
        )

    def twin(self, state: State) -> Hashable:
        """Return the piles in order, whatever their places."""
        return tuple(sorted(filter(None, state[0]))), state[1]

    def bounds(self, state: State) -> tuple[float, float]:
        """Misère play differs only when all piles have one counter: then it is their number that counts (Bouton)."""
        piles, mover = state
        if not self.misere:
            return super().bounds(state)
        if self.most and max(piles) > 1:
            return -1.0, 1.0
        ahead = sum(piles) % 2 == 0 if max(piles) < 2 else self.nimber(piles) != 0
        value = 1.0 if ahead == (mover == 0) else -1.0
        return value, value


Nim.levels = (Nim((3, 4, 5)), Nim((1, 3, 5, 7), misere=True), Nim((5, 7, 9, 11)))
