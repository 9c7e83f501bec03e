"""What a game is: pure functions of a state, and a few facts about it that generic tests hold it to.

Nothing here keeps state or draws at random: `chance` tells the probabilities, the environments draw. Poker with hidden
cards, games of pure skill and games for more than two seats all fit.
"""

from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board
from ..core import Knobs, canonical

CHANCE = -1
"""What `current` returns where the next move is drawn and nobody's."""

State = Any
"""A position: hashable, never changed, and all that the rest of the game depends on."""


@dataclass(frozen=True)
class Rules(Knobs, ABC):
    """The rules of a game. Subclass it as a frozen dataclass whose fields are knobs.

    Moves are numbers from 0 to `n_moves` - 1; chance draws from its own numbers, which need not fit in there. Seats
    are numbers from 0; seat 0 need not be the first to move.

    Attributes:
        zero_sum: Whether the returns of all seats sum to zero at every end.
        perfect_information: Whether every seat knows the whole state, its past included.
    """

    zero_sum: ClassVar[bool] = True
    perfect_information: ClassVar[bool] = True

    @property
    def players(self) -> int:
        """The number of seats."""
        return 2

    @property
    def stake(self) -> float:
        """The largest return, win or loss, that a seat can have; what an illegal move costs."""
        return 1.0

    @property
    @abstractmethod
    def n_moves(self) -> int:
        """The number of moves there are, legal or not; fixed by the knobs."""

    @property
    @abstractmethod
    def shape(self) -> tuple[int, ...]:
        """The shape of `observe`; fixed by the knobs."""

    @property
    @abstractmethod
    def max_moves(self) -> int:
        """The length of the longest game, draws of chance not counted."""

    @abstractmethod
    def start(self) -> State:
        """Return the first state."""

    @abstractmethod
    def current(self, state: State) -> int | None:
        """Return the seat to move, `CHANCE`, or None if the game is over."""

    @abstractmethod
    def legal(self, state: State) -> tuple[int, ...]:
        """Return the legal moves of the seat to move, in rising order; none when the game is over or at chance."""

    @abstractmethod
    def apply(self, state: State, move: int) -> State:
        """Return the state after a legal move or a draw of chance."""

    @abstractmethod
    def returns(self, state: State) -> tuple[float, ...]:
        """Return what each seat has won at the end; zeros before it."""

    def over(self, state: State) -> bool:
        """Return whether the game has ended."""
        return self.current(state) is None

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return the draws and their probabilities, which sum to 1; none unless `current` is `CHANCE`."""
        return ()

    @abstractmethod
    def observe(self, state: State, player: int) -> np.ndarray:
        """Return what a seat knows, as float32 numbers in [0, 1] of shape `shape`."""

    @abstractmethod
    def tell(self, state: State, player: int) -> str:
        """Return what a seat knows, as text: the same information as `observe`, no more and no less."""

    @abstractmethod
    def write(self, move: int) -> str:
        """Return a move as text that `parse` reads."""

    @abstractmethod
    def parse(self, text: str) -> int | None:
        """Return the one move that a text names, or None; a text that names two moves names none."""

    @abstractmethod
    def board(self, state: State) -> Board:
        """Return the picture of a state, hidden things included."""

    @abstractmethod
    def prompt(self, player: int) -> str:
        """Return the rules as told to a seat: the aim, who it is, and how a move is written."""

    def twin(self, state: State) -> Hashable:
        """Return the same for states that symmetry makes equal, so that solvers need only look at one of them."""
        twin: Hashable = state
        return twin

    def bounds(self, state: State) -> tuple[float, float]:
        """Return proven limits, low and high, of what seat 0 wins from here with best play: a solver's shortcut."""
        return -self.stake, self.stake

    def promising(self, state: State) -> tuple[int, ...]:
        """Return legal moves, the best of them among these, in the order in which a solver should look at them."""
        return self.legal(state)

    def forfeit(self, player: int) -> tuple[float, ...]:
        """Return what each seat wins if one makes an illegal move: it pays the stake, the others share it."""
        share = self.stake / (self.players - 1) if self.players > 1 else 0.0
        return tuple(-self.stake if seat == player else share for seat in range(self.players))


def draw(rules: Rules, state: State, rng: np.random.Generator) -> int:
    """Return a draw of chance."""
    outcomes = rules.chance(state)
    point, total = float(rng.random()), 0.0
    for move, probability in outcomes:
        total += probability
        if point < total:
            return move
    return outcomes[-1][0]  # rounding left the sum just below 1


def mask(rules: Rules, state: State) -> np.ndarray:
    """Return the legal moves of the seat to move as int8 of shape (n_moves,)."""
    out = np.zeros(rules.n_moves, np.int8)
    out[list(rules.legal(state))] = 1
    return out


def streams(game_id: str, rules: Rules, seed: int, n: int) -> list[np.random.Generator]:
    """Return `n` generators that share an episode's name and nothing else: one for each who draws."""
    knobs = zlib.crc32(canonical(rules.knobs()).encode())
    sequence = np.random.SeedSequence((seed, zlib.crc32(game_id.encode()), knobs))
    return [np.random.Generator(np.random.PCG64(child)) for child in sequence.spawn(n)]
