"""What a game is: pure functions of a state, and a few facts about it that generic tests hold it to.

Nothing here keeps state or draws at random: `chance` tells the probabilities, the environments draw. Poker with hidden
cards, games of pure skill and games for more than two seats all fit.
"""

from __future__ import annotations

import functools
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

AHEAD = 24
"""Random numbers that a playout draws at once."""
LONGEST = 100
"""The longest text that can name a move, in characters."""

State = Any
"""A position: hashable, never changed, and all that the rest of the game depends on."""


@dataclass(frozen=True)
class Rules(Knobs, ABC):
    """The rules of a game. Subclass it as a frozen dataclass whose fields are knobs.

    Moves are numbers from 0 to `n_moves` - 1; chance draws from its own numbers, which need not fit in there. Seats
    are numbers from 0; seat 0 need not be the first to move.

    Seats that choose at the same time do so one after the other, and nothing that the first chooses is in what the
    others see before the last has chosen; `simultaneous` says so.

    Attributes:
        zero_sum: Whether the returns of all seats sum to zero at every end.
        perfect_information: Whether every seat knows the whole state, its past included.
        simultaneous: Whether every move is a round in which all seats choose at once, in the order of their numbers.
    """

    zero_sum: ClassVar[bool] = True
    perfect_information: ClassVar[bool] = True
    simultaneous: ClassVar[bool] = False

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

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.knobs())  # tables that are made when needed are not worth sending to other processes

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

    def parse(self, text: str) -> int | None:
        """Return the one move that a text names, or None; a text that names two moves names none.

        By default the text must be what `write` returns, in small or capital letters, however spaced.
        """
        if len(text) > LONGEST or not text.isascii():
            return None
        return self._named.get(" ".join(text.lower().split()))

    @functools.cached_property
    def _named(self) -> dict[str, int]:
        """The number of each move by its text."""
        return {" ".join(self.write(move).lower().split()): move for move in range(self.n_moves)}

    def board(self, state: State) -> Board:
        """Return the picture of a state, hidden things included; by default what each seat is told."""
        told = [f"Player {seat + 1}\n{self.tell(state, seat)}" for seat in range(self.players)]
        return Board.from_text("\n\n".join(told).splitlines())

    @abstractmethod
    def prompt(self, player: int) -> str:
        """Return the rules as told to a seat: the aim, who it is, and how a move is written."""

    def known(self, state: State, player: int) -> Hashable:
        """Return what `tell` says in a form that is quick to make: the same for the same text, and only then."""
        known: Hashable = state if self.perfect_information else self.tell(state, player)
        return known

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

    def estimate(self, state: State) -> float:
        """Return a guess, within `bounds`, of what seat 0 wins from here: what a search that must stop early asks."""
        low, high = self.bounds(state)
        return (low + high) / 2

    def patience(self, state: State) -> int:
        """Return how many positions a search that must stop early looks at: a fraction of a second for a move."""
        return 4_000

    def solvable(self, state: State) -> bool:
        """Return whether exact search answers from here within seconds; where not, the oracle looks a few moves ahead.

        Asked only of games that hide nothing.
        """
        return True

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw a state that a seat cannot tell from this one: what a search in a game that hides something asks.

        Raises:
            NotImplementedError: If the game does not say how.
        """
        if self.perfect_information:
            return state
        raise NotImplementedError(f"{type(self).__name__} does not say how to draw what a seat cannot see")

    def forfeit(self, player: int) -> tuple[float, ...]:
        """Return what each seat wins if one makes an illegal move: it pays the stake, the others share it."""
        share = self.stake / (self.players - 1) if self.players > 1 else 0.0
        return tuple(-self.stake if seat == player else share for seat in range(self.players))

    def playout(self, rng: np.random.Generator, state: State = None) -> tuple[list[int], tuple[float, ...]]:
        """Play at random to the end, every legal move alike; return the moves, draws among them, and the returns."""
        current, legal, apply = self.current, self.legal, self.apply
        if state is None:
            state = self.start()
        moves: list[int] = []
        points: list[float] = []
        while (mover := current(state)) is not None:
            if not points:
                points = rng.random(AHEAD).tolist()  # one at a time would cost more than the game
            if mover == CHANCE:
                move = pick(self.chance(state), points.pop())
            else:
                options = legal(state)
                move = options[int(points.pop() * len(options))]
            moves.append(move)
            state = apply(state, move)
        return moves, self.returns(state)


def pick(outcomes: Sequence[tuple[int, float]], point: float) -> int:
    """Return the outcome on which a point of [0, 1) falls."""
    for move, probability in outcomes:
        point -= probability
        if point < 0:
            return move
    return outcomes[-1][0]  # rounding left the sum just below 1


def draw(rules: Rules, state: State, rng: np.random.Generator) -> int:
    """Return a draw of chance."""
    return pick(rules.chance(state), float(rng.random()))


def even(moves: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """Return draws that are all alike."""
    return tuple((move, 1 / len(moves)) for move in moves)


def hot(*pairs: tuple[int, int]) -> np.ndarray:
    """Return (value, number of values) pairs as zeros with a one at each value.

    >>> hot((1, 3), (0, 2)).tolist()
    [0.0, 1.0, 0.0, 1.0, 0.0]
    """
    out = np.zeros(sum(size for _, size in pairs), np.float32)
    start = 0
    for value, size in pairs:
        out[start + value] = 1
        start += size
    return out


def mask(rules: Rules, state: State) -> np.ndarray:
    """Return the legal moves of the seat to move as int8 of shape (n_moves,)."""
    return _flagged(rules.n_moves, tuple(rules.legal(state))).copy()


@functools.lru_cache(maxsize=1 << 12)
def _flagged(size: int, ones: tuple[int, ...]) -> np.ndarray:
    out = np.zeros(size, np.int8)
    out[list(ones)] = 1
    return out


def streams(game_id: str, rules: Rules, seed: int, n: int) -> list[np.random.Generator]:
    """Return `n` generators that share an episode's name and nothing else: one for each who draws."""
    entropy = (seed, *_named_by(game_id, rules))
    children = [np.random.SeedSequence(entropy, spawn_key=(i,)) for i in range(n)]
    return [np.random.Generator(np.random.PCG64(child)) for child in children]


@functools.lru_cache(maxsize=256)
def _named_by(game_id: str, rules: Rules) -> tuple[int, int]:
    return zlib.crc32(game_id.encode()), zlib.crc32(canonical(rules.knobs()).encode())
