"""Liar's dice: bid on all dice while you see only your own, or call the last bid a lie."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import knob
from .rules import CHANCE, Rules, hot

State = tuple[tuple[int, ...], tuple[int, ...]]
"""The hands thrown so far by seat, as places in the list of hands, and all moves."""


@dataclass(frozen=True)
class LiarsDice(Rules):
    """Bids on how many dice of all players show a face, each higher than the last, until one is called a lie.

    Description: all throw their dice and look at their own. In turn each bids a number of dice and a face, higher
    than the last bid (more dice, or as many of a higher face), or calls the last bid a lie. The highest face counts
    for every face. A bid that is called and true wins for the bidder, else for who called it.

    Observation: text with the own dice and all bids, or the same as zeros and ones.

    Action: "2 dice of 5" or "liar"; as a number, (dice - 1) times the faces, plus the face from 0; the last is liar.

    Reward: 1 for the winner, 0 for the loser or an illegal move, 0.5 for the others. In PettingZoo 1, -1 and 0.

    Episode end: a call, or an illegal move.

    Arguments: `players`, each with `dice` dice of `sides` faces.

    Oracle: an equilibrium by CFR+ with one die each, up to six faces; sampled search on more. Floors: random play
    is about even.

    Version history: v0, the first.
    """

    perfect_information = False

    players: int = knob(2, "seats, 2 to 4")
    dice: int = knob(1, "dice of each seat")
    sides: int = knob(6, "faces of a die")

    levels: ClassVar[Sequence[LiarsDice]]

    def __post_init__(self) -> None:
        for name, least, greatest in (("players", 2, 4), ("dice", 1, 6), ("sides", 2, 9)):
            if not least <= getattr(self, name) <= greatest:
                raise ValueError(f"{name}={getattr(self, name)}: use {least} to {greatest}")

    @property
    def _bids(self) -> int:
        return self.players * self.dice * self.sides

    @property
    def n_moves(self) -> int:
        """Every bid, and liar."""
        return self._bids + 1

    @functools.cached_property
    def _hands(self) -> tuple[tuple[int, ...], ...]:
        """Every hand, its dice in rising order."""
        return tuple(itertools.combinations_with_replacement(range(self.sides), self.dice))

    @functools.cached_property
    def _draws(self) -> tuple[tuple[int, float], ...]:
        total, ways = self.sides**self.dice, []
        for hand in self._hands:
            ways.append(math.factorial(self.dice) // math.prod(map(math.factorial, Counter(hand).values())))
        return tuple((i, n / total) for i, n in enumerate(ways))

    @property
    def shape(self) -> tuple[int]:
        """The own dice or none, for each bid who made it or nobody, and whether the last was called a lie."""
        return (self.dice * (self.sides + 1) + self._bids * (self.players + 1) + 2,)

    @property
    def max_moves(self) -> int:
        """Every bid from the lowest to the highest, and a call."""
        return self._bids + 1

    def start(self) -> State:
        """Return the table before the throw."""
        return (), ()

    def current(self, state: State) -> int | None:
        """Return the seats in turn, chance while dice are thrown."""
        hands, moves = state
        if len(hands) < self.players:
            return CHANCE
        return None if moves and moves[-1] == self._bids else len(moves) % self.players

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the higher bids, and liar once there is a bid."""
        hands, moves = state
        if len(hands) < self.players:
            return ()
        if not moves:
            return tuple(range(self._bids))
        return () if moves[-1] == self._bids else tuple(range(moves[-1] + 1, self._bids + 1))

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return all hands, in proportion to the throws that give them."""
        return self._draws if len(state[0]) < self.players else ()

    def apply(self, state: State, move: int) -> State:
        """Throw a hand, bid or call."""
        hands, moves = state
        return ((*hands, move), ()) if len(hands) < self.players else (hands, (*moves, move))

    def returns(self, state: State) -> tuple[float, ...]:
        """Return 1 for who was right about the last bid, and -1 for the other."""
        hands, moves = state
        if not moves or moves[-1] != self._bids:
            return (0.0,) * self.players
        count, face = divmod(moves[-2], self.sides)
        shown = [die for hand in hands for die in self._hands[hand]]
        true = sum(die in (face, self.sides - 1) for die in shown) > count
        caller, bidder = (len(moves) - 1) % self.players, (len(moves) - 2) % self.players
        winner, loser = (bidder, caller) if true else (caller, bidder)
        return tuple(1.0 if seat == winner else -1.0 if seat == loser else 0.0 for seat in range(self.players))

    def known(self, state: State, player: int) -> Hashable:
        """Return the own hand and all moves."""
        return state[0][player : player + 1], state[1]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the own dice and who made each bid, from the seat itself on, as zeros and ones."""
        hands, moves = state
        dice = self._hands[hands[player]] if len(hands) > player else (self.sides,) * self.dice
        who = [self.players] * self._bids
        called = bool(moves) and moves[-1] == self._bids
        for turn, bid in enumerate(moves[:-1] if called else moves):
            who[bid] = (turn - player) % self.players
        return hot(*((die, self.sides + 1) for die in dice), *((w, self.players + 1) for w in who), (int(called), 2))

    def tell(self, state: State, player: int) -> str:
        """Return the own dice and all moves."""
        hands, moves = state
        dice = " ".join(str(die + 1) for die in self._hands[hands[player]]) if len(hands) > player else "not thrown"
        acts = [f"player {i % self.players + 1}: {self.write(move)}" for i, move in enumerate(moves)]
        return f"You are player {player + 1}. Your dice: {dice}. Bids: {', '.join(acts) or 'none yet'}."

    def write(self, move: int) -> str:
        """Return the bid, or liar."""
        count, face = divmod(move, self.sides)
        return "liar" if move == self._bids else f"{count + 1} dice of {face + 1}"

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Liar's dice. Each of {self.players} players throws {self.dice} dice with faces 1 to {self.sides} and "
            "sees only their own. In turn, player 1 first, each bids how many of all players' dice show a face, or "
            "calls the last bid a lie. A bid must name more dice than the last, or as many of a higher face. Face "
            f"{self.sides} counts as every face. If a bid that is called is true, who made it wins and who called "
            "loses; else the other way round. A move is written '2 dice of 3' or 'liar'. An illegal move loses at "
            f"once. You are player {player + 1}."
        )

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Throw the others' dice anew."""
        chances = [p for _, p in self._draws]
        drawn = rng.choice(len(chances), self.players, p=chances).tolist()
        hands = state[0]
        return tuple(hand if seat == player else drawn[seat] for seat, hand in enumerate(hands)), state[1]


LiarsDice.levels = (LiarsDice(2, 1, 4), LiarsDice(2, 1, 6), LiarsDice(2, 3, 6))
