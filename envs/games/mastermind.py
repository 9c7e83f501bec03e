"""Mastermind for two: one hides a code, the other finds it; a fair game of wits, not a puzzle."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import knob
from .rules import Rules, hot

State = tuple[int, ...]
"""The code, then the guesses, as places in the list of codes; empty before a code is set."""


@dataclass(frozen=True)
class Mastermind(Rules):
    """Seat 0 chooses a code, seat 1 guesses it; the sooner it is found, the more seat 1 wins from seat 0.

    Description: after each guess seat 1 is told how many pegs have the right colour in the right place (hits), and
    how many more have a right colour in a wrong place (misses). Since the code is chosen and not drawn, a guesser who
    always tries the same codes first can be exploited, and so can a maker who has a favourite.

    Observation: text with all guesses and what they told (seat 0 also sees the code), or the same as zeros and ones.

    Action: a code such as 1123, one digit a peg; as a number, its place in the list of all codes.

    Reward: seat 1 wins 1 for the first guess, less for each later one, and loses 1 if no guess finds the code; seat 0
    the opposite; brought to [0, 1].

    Episode end: the code is found, the last guess, or an illegal move.

    Arguments: `pegs` of a code, `colors` to choose from, and `guesses`.

    Oracle: an equilibrium by CFR+ on the first level, on the others sampled search among the codes that are still
    possible. Floors: a random guesser hardly ever finds the code on the upper levels.

    Version history: v0, the first.
    """

    perfect_information = False

    pegs: int = knob(2, "pegs of a code")
    colors: int = knob(3, "colours to choose from")
    guesses: int = knob(3, "guesses")

    levels: ClassVar[Sequence[Mastermind]]

    def __post_init__(self) -> None:
        for name, least, greatest in (("pegs", 1, 6), ("colors", 2, 9), ("guesses", 1, 20)):
            if not least <= getattr(self, name) <= greatest:
                raise ValueError(f"{name}={getattr(self, name)}: use {least} to {greatest}")
        if self.n_moves > 10_000:
            raise ValueError(f"pegs={self.pegs}, colors={self.colors}: {self.n_moves} codes, 10,000 at most")

    @property
    def n_moves(self) -> int:
        """One for each code."""
        return int(self.colors**self.pegs)

    @property
    def shape(self) -> tuple[int]:
        """The code, then each guess with its hits and misses, or none; peg by peg."""
        return ((1 + self.guesses) * self.pegs * (self.colors + 1) + self.guesses * 2 * (self.pegs + 1),)

    @property
    def max_moves(self) -> int:
        """The code and all guesses."""
        return 1 + self.guesses

    @functools.cached_property
    def codes(self) -> tuple[tuple[int, ...], ...]:
        """Every code, peg by peg."""
        return tuple(itertools.product(range(self.colors), repeat=self.pegs))

    @functools.cached_property
    def _every(self) -> tuple[int, ...]:
        return tuple(range(self.n_moves))

    def answer(self, code: int, guess: int) -> tuple[int, int]:
        """Return hits and misses."""
        one, two = self.codes[code], self.codes[guess]
        hits = sum(a == b for a, b in zip(one, two, strict=True))
        return hits, (Counter(one) & Counter(two)).total() - hits

    def start(self) -> State:
        """Return the table before a code is set."""
        return ()

    def current(self, state: State) -> int | None:
        """Return seat 0 for the code, then seat 1 until it is found."""
        if not state:
            return 0
        found = len(state) > 1 and state[-1] == state[0]
        return None if found or len(state) > self.guesses else 1

    def legal(self, state: State) -> tuple[int, ...]:
        """Return all codes."""
        return () if self.over(state) else self._every

    def apply(self, state: State, move: int) -> State:
        """Set the code, or guess."""
        return (*state, move)

    def returns(self, state: State) -> tuple[float, float]:
        """Return what the guesser wins, and the maker loses."""
        if not self.over(state):
            return 0.0, 0.0
        left = self.guesses + 2 - len(state) if state[-1] == state[0] else 0
        won = 2 * left / self.guesses - 1
        return -won, won

    def _told(self, state: State) -> list[tuple[int, int, int]]:
        return [(guess, *self.answer(state[0], guess)) for guess in state[1:]]

    def known(self, state: State, player: int) -> Hashable:
        """Return the guesses and what they told; for seat 0 also the code."""
        return state if player == 0 else (len(state) > 0, *self._told(state))

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the code (for seat 0), the guesses and what they told as zeros and ones."""
        none = (self.colors,) * self.pegs
        code = self.codes[state[0]] if state and player == 0 else none
        told = self._told(state)
        guesses = [self.codes[told[i][0]] if i < len(told) else none for i in range(self.guesses)]
        pegs = hot(*((peg, self.colors + 1) for shown in (code, *guesses) for peg in shown))
        marks = np.zeros(self.guesses * 2 * (self.pegs + 1), np.float32)
        for i, (_, hits, misses) in enumerate(told):
            marks[(2 * i) * (self.pegs + 1) + hits] = 1
            marks[(2 * i + 1) * (self.pegs + 1) + misses] = 1
        if state and player == 1 and not told:
            marks[0] = 0.5  # a code has been set
        return np.concatenate([pegs, marks])

    def tell(self, state: State, player: int) -> str:
        """Return the guesses and what they told; for seat 0 also the code."""
        lines = [f"{self.write(guess)}: {hits} hits, {misses} misses" for guess, hits, misses in self._told(state)]
        if player == 0:
            head = f"You set the code {self.write(state[0])}." if state else "You set the code."
        else:
            head = "You guess. The code is set." if state else "You guess. The code is not yet set."
        return "\n".join([head, *lines, f"Guesses left: {self.guesses - max(0, len(state) - 1)}."])

    def write(self, move: int) -> str:
        """Return a code, one digit a peg."""
        return "".join(str(peg + 1) for peg in self.codes[move])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        example = self.write(min(1, self.n_moves - 1))
        return (
            f"Mastermind for two. Player 1 sets a code of {self.pegs} digits from 1 to {self.colors}, digits may "
            f"repeat. Player 2 has {self.guesses} guesses. After each it is told how many digits are right and in the "
            "right place (hits) and how many more are right but in a wrong place (misses). The sooner the code is "
            "found the more player 2 wins, and player 1 loses; not found, player 2 loses. A move is a code such as "
            f"{example}. An illegal move loses at once. You are player {player + 1}."
        )

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw a code that fits all that the guesser was told."""
        if player == 0 or not state:
            return state
        told = self._told(state)
        fits = [c for c in self._every if all(self.answer(c, g) == (h, m) for g, h, m in told)]
        return fits[int(rng.integers(len(fits)))], *state[1:]


Mastermind.levels = (Mastermind(2, 3, 3), Mastermind(3, 4, 5), Mastermind(4, 6, 7))
