"""Impartial games: both may make the same moves, and whoever cannot move loses.

Every position is worth a heap of Nim (Sprague 1935, Grundy 1939): its nimber, the smallest number that is not the
nimber of a position one move away. A sum of positions is worth the exclusive or of theirs; who moves wins if that is
not 0.
"""

from __future__ import annotations

import itertools
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from .rules import Rules

Position = Any
"""What is left to play with, whoever is to move; hashable."""
State = tuple[Position, int]
"""The position, and who is to move."""


def mex(nimbers: set[int]) -> int:
    """Return the smallest number from 0 that is not among these.

    >>> mex({0, 1, 3}), mex({1})
    (2, 0)
    """
    return next(n for n in itertools.count() if n not in nimbers)


@dataclass(frozen=True)
class Impartial(Rules):
    """Two players move in turn from one position to another; whoever cannot move loses, or in misère play wins."""

    misere = False

    @property
    @abstractmethod
    def first(self) -> Position:
        """The position at the beginning."""

    @abstractmethod
    def options(self, position: Position) -> tuple[int, ...]:
        """Return the moves that are legal in a position."""

    @abstractmethod
    def after(self, position: Position, move: int) -> Position:
        """Return the position after a move."""

    @abstractmethod
    def nimber(self, position: Position) -> int:
        """Return the heap of Nim that a position is worth."""

    def start(self) -> State:
        """Return the first position."""
        return self.first, 0

    def current(self, state: State) -> int | None:
        """Return whose turn it is, None if there is no move."""
        return state[1] if self.options(state[0]) else None

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the moves of the position."""
        return self.options(state[0])

    def apply(self, state: State, move: int) -> State:
        """Move."""
        return self.after(state[0], move), 1 - state[1]

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who moved last, and -1 for the other; in misère play the other way round."""
        if self.options(state[0]):
            return 0.0, 0.0
        return (1.0, -1.0) if (state[1] == 0) == self.misere else (-1.0, 1.0)

    def bounds(self, state: State) -> tuple[float, float]:
        """Who moves wins unless the nimber is 0; misère play is not so simple."""
        if self.misere:
            return -self.stake, self.stake
        value = 1.0 if (self.nimber(state[0]) != 0) == (state[1] == 0) else -1.0
        return value, value

    def _turn(self, state: State, player: int) -> str:
        return "It is your turn." if state[1] == player else "The other one is to move."
