"""Games of rounds in which all seats choose at once: who chooses later in code learns nothing of who chose before."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from .rules import Rules, hot

State = tuple[int, ...]
"""All choices: those of the first round by seat, then those of the second, and so on."""


@dataclass(frozen=True)
class Rounds(Rules):
    """A game played in rounds; every round pays by itself, and all see it when it is over."""

    perfect_information = False
    simultaneous = True

    rounds = 1

    @property
    @abstractmethod
    def choices(self) -> Sequence[str]:
        """What can be chosen, as text; the same in every round."""

    @abstractmethod
    def pay(self, chosen: Sequence[int]) -> tuple[float, ...]:
        """Return what a round pays each seat."""

    @property
    def n_moves(self) -> int:
        """One for each choice."""
        return len(self.choices)

    @property
    def shape(self) -> tuple[int]:
        """Each seat's choice in each round, or none yet."""
        return ((len(self.choices) + 1) * self.max_moves,)

    @property
    def max_moves(self) -> int:
        """One of each seat in each round."""
        return self.players * self.rounds

    def start(self) -> State:
        """Return no choices."""
        return ()

    def current(self, state: State) -> int | None:
        """Return the next seat that has not chosen."""
        return None if len(state) == self.players * self.rounds else len(state) % self.players

    def legal(self, state: State) -> tuple[int, ...]:
        """Return all choices."""
        return () if len(state) == self.max_moves else tuple(range(self.n_moves))

    def apply(self, state: State, move: int) -> State:
        """Choose."""
        return (*state, move)

    def _rounds(self, state: State) -> list[State]:
        """Return the rounds that are over."""
        n = self.players
        return [state[i : i + n] for i in range(0, len(state) - len(state) % n, n)]

    def returns(self, state: State) -> tuple[float, ...]:
        """Return what all rounds have paid."""
        if len(state) < self.max_moves:
            return (0.0,) * self.players
        return tuple(map(sum, zip(*map(self.pay, self._rounds(state)), strict=True)))

    def known(self, state: State, player: int) -> Hashable:
        """Return the rounds that are over, and the own choice in this one."""
        chosen = len(state) % self.players
        done = len(state) - chosen
        return state[:done], state[done + player : done + player + 1]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return every choice that the seat knows, its own first, as zeros and ones."""
        n, none = self.players, self.n_moves
        done = len(state) - len(state) % n
        shown = [
            state[i] if i < done or (i < len(state) and i % n == player) else none
            for i in (r * n + (player + seat) % n for r in range(self.rounds) for seat in range(n))
        ]
        return hot(*((choice, none + 1) for choice in shown))

    def tell(self, state: State, player: int) -> str:
        """Return the rounds that are over, and the own choice in this one."""
        done = self._rounds(state)
        order = [(player + seat) % self.players for seat in range(self.players)]
        lines = [
            f"Round {number}: " + ", ".join(f"{self._name(s, player)} {self.choices[chosen[s]]}" for s in order) + "."
            for number, chosen in enumerate(done, start=1)
        ]
        mine = self.known(state, player)[1]  # type: ignore[index]
        if mine:
            lines.append(f"Round {len(done) + 1}: you have chosen {self.choices[mine[0]]}.")
        elif len(done) < self.rounds:
            lines.append(f"Round {len(done) + 1} of {self.rounds}: nobody knows your choice before all have chosen.")
        return "\n".join([f"You are player {player + 1}.", *lines])

    def _name(self, seat: int, player: int) -> str:
        return "you" if seat == player else "the other" if self.players == 2 else f"player {seat + 1}"

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw the others' choices of this round anew."""
        world: State = state[: len(state) - len(state) % self.players]
        while len(world) < len(state):
            seat, legal = len(world) % self.players, self.legal(world)
            world = (*world, state[len(world)] if seat == player else legal[int(rng.integers(len(legal)))])
        return world

    def write(self, move: int) -> str:
        """Return a choice as text."""
        return self.choices[move]
