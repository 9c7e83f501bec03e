"""Trading goods with private values: who gains more by their own values wins (the negotiation of SPIRAL)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import knob
from .rules import CHANCE, Rules, even, hot

State = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""The value profiles drawn so far by seat, what seat 0 holds of each good, and all moves."""

GOODS = ("wheat", "wood", "sheep", "brick", "ore")
ACCEPT, PASS = 0, 1


@dataclass(frozen=True)
class Negotiation(Rules):
    """Two players trade goods whose worth to each is private; who gains more value wins.

    Description: both hold the same goods, which all can see; what a good is worth to a seat only that seat knows. In
    turn each offers a trade, accepts the one that was just offered to it, or passes. At the end the winner is who
    raised the value of their own goods more, by their own values: a good trade is one that helps you more than it
    helps the other, whose values show in what they offer and refuse. After SPIRAL's simple negotiation (arXiv
    2506.24119), with offers of one good for another.

    Observation: text with the own values, all holdings and all moves, or the same as numbers from 0 to 1.

    Action: "accept", "pass" or "offer 2 wheat for 1 wood"; as a number 0, 1, or a place in the list of trades.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: after `turns` moves, two passes one after the other, or an illegal move.

    Arguments: `goods` kinds, `each` of which a seat holds so many, `most` that a trade may move of one kind, `values`
    from 1 upwards, `turns` of both seats together.

    Oracle: an equilibrium by CFR+ on the first level, sampled search on the others. Floors: random play against
    random play is even; more than half of its games on the first level are draws.

    Version history: v0, the first.
    """

    perfect_information = False

    goods: int = knob(2, "kinds of goods, 2 to 5")
    each: int = knob(2, "how many of each kind a seat holds at first")
    most: int = knob(1, "how many of one kind a trade may move")
    values: int = knob(3, "a good is worth 1 to this to a seat")
    turns: int = knob(4, "moves of both seats together")

    levels: ClassVar[Sequence[Negotiation]]

    def __post_init__(self) -> None:
        if not 2 <= self.goods <= len(GOODS):
            raise ValueError(f"goods={self.goods}: use 2 to {len(GOODS)}")
        for name, least, greatest in (("each", 1, 50), ("most", 1, 9), ("values", 2, 20), ("turns", 2, 50)):
            if not least <= getattr(self, name) <= greatest:
                raise ValueError(f"{name}={getattr(self, name)}: use {least} to {greatest}")
        if self.values**self.goods > 20_000:
            raise ValueError(f"values={self.values}: too many for {self.goods} goods; at most 20,000 profiles")

    @functools.cached_property
    def _trades(self) -> tuple[tuple[int, int, int, int], ...]:
        """(given good, how many, asked good, how many) of each offer; its move is two higher than its place."""
        counts = range(1, self.most + 1)
        pairs = itertools.permutations(range(self.goods), 2)
        return tuple((give, n, take, m) for give, take in pairs for n in counts for m in counts)

    @functools.cached_property
    def _profiles(self) -> tuple[tuple[int, ...], ...]:
        """What each good is worth, in every way."""
        return tuple(itertools.product(range(1, self.values + 1), repeat=self.goods))

    @functools.cached_property
    def _draws(self) -> tuple[tuple[int, float], ...]:
        return even(range(len(self._profiles)))

    @property
    def n_moves(self) -> int:
        """Accept, pass, and every trade of one good for another."""
        return 2 + self.goods * (self.goods - 1) * self.most**2

    @property
    def shape(self) -> tuple[int]:
        """The own values, what both hold, whether it is the seat's turn, and every move or none."""
        return (3 * self.goods + 2 + self.turns * (self.n_moves + 1),)

    @property
    def max_moves(self) -> int:
        """All turns."""
        return self.turns

    def start(self) -> State:
        """Return the table before values are drawn."""
        return (), (self.each,) * self.goods, ()

    def current(self, state: State) -> int | None:
        """Return the seats in turn, chance while values are drawn."""
        profiles, _, moves = state
        if len(profiles) < 2:
            return CHANCE
        if len(moves) == self.turns or (len(moves) > 1 and moves[-1] == moves[-2] == PASS):
            return None
        return len(moves) % 2

    def legal(self, state: State) -> tuple[int, ...]:
        """Return accept if there is an offer, pass, and the trades that both can pay."""
        if (mover := self.current(state)) is None or mover == CHANCE:
            return ()
        _, held, moves = state
        total = 2 * self.each
        mine = held if mover == 0 else [total - n for n in held]
        yours = [total - n for n in mine]
        offers = [i for i, (g, n, t, m) in enumerate(self._trades, 2) if mine[g] >= n and yours[t] >= m]
        return (ACCEPT, PASS, *offers) if moves and moves[-1] > PASS else (PASS, *offers)

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return all value profiles, all alike."""
        return self._draws if len(state[0]) < 2 else ()

    def apply(self, state: State, move: int) -> State:
        """Draw a seat's values, or make a move; to accept moves the goods."""
        profiles, held, moves = state
        if len(profiles) < 2:
            return (*profiles, move), held, moves
        if move == ACCEPT:
            give, n, take, m = self._trades[moves[-1] - 2]
            after, sign = list(held), 1 if len(moves) % 2 else -1  # seat 1 accepts what seat 0 offered
            after[give] -= sign * n
            after[take] += sign * m
            held = tuple(after)
        return profiles, held, (*moves, move)

    def gains(self, state: State) -> tuple[int, int]:
        """Return how much the value of each seat's goods has grown, by its own values."""
        profiles, held, _ = state
        changes = [now - self.each for now in held]
        one, two = (self._profiles[profile] for profile in profiles)
        return (
            sum(worth * change for worth, change in zip(one, changes, strict=True)),
            -sum(worth * change for worth, change in zip(two, changes, strict=True)),
        )

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who gained more."""
        if not self.over(state):
            return 0.0, 0.0
        one, two = self.gains(state)
        return (1.0, -1.0) if one > two else (-1.0, 1.0) if two > one else (0.0, 0.0)

    def known(self, state: State, player: int) -> Hashable:
        """Return the own values and all moves."""
        profiles, _, moves = state
        return profiles[player : player + 1], moves

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the own values and all holdings as parts of the largest, whose turn it is, and all moves."""
        profiles, held, moves = state
        worth = self._profiles[profiles[player]] if len(profiles) > player else (0,) * self.goods
        total = 2 * self.each
        mine = held if player == 0 else tuple(total - n for n in held)
        numbers = [v / self.values for v in worth] + [n / total for n in mine] + [1 - n / total for n in mine]
        told = (*moves, *(self.n_moves,) * (self.turns - len(moves)))
        turns = hot((int(len(moves) % 2 == player), 2), *((move, self.n_moves + 1) for move in told))
        return np.concatenate([np.array(numbers, np.float32), turns])

    def tell(self, state: State, player: int) -> str:
        """Return the own values, all holdings and all moves."""
        profiles, held, moves = state
        names, total = GOODS[: self.goods], 2 * self.each
        mine = held if player == 0 else [total - n for n in held]
        worth = "not known yet"
        if len(profiles) > player:
            profile = self._profiles[profiles[player]]
            worth = ", ".join(f"{name} {value}" for name, value in zip(names, profile, strict=True))
        acts = [f"{'you' if i % 2 == player else 'the other'}: {self.write(move)}" for i, move in enumerate(moves)]
        return (
            f"You are player {player + 1}. What one of each is worth to you: {worth}.\n"
            f"You have {', '.join(f'{n} {name}' for n, name in zip(mine, names, strict=True))}; the other has "
            f"{', '.join(f'{total - n} {name}' for n, name in zip(mine, names, strict=True))}.\n"
            f"Moves so far ({len(moves)} of {self.turns}): {'; '.join(acts) or 'none'}."
        )

    def write(self, move: int) -> str:
        """Return accept, pass or the offer."""
        if move < 2:
            return ("accept", "pass")[move]
        give, n, take, m = self._trades[move - 2]
        return f"offer {n} {GOODS[give]} for {m} {GOODS[take]}"

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Two players trade {', '.join(GOODS[: self.goods])}. Each begins with {self.each} of each. One of a good "
            f"is worth 1 to {self.values} to a player; what it is worth to you only you know, and it may differ from "
            "what it is worth to the other. In turn each offers a trade of one good for another, accepts the offer "
            f"just made, or passes. After {self.turns} moves, or two passes one after the other, who raised the total "
            "value of their own goods more, by their own values, wins. A move is written 'offer 1 wheat for 1 wood' "
            f"(you give 1 wheat and get 1 wood; at most {self.most} of a kind), 'accept' or 'pass'. An illegal move "
            f"loses at once. You are player {player + 1}; player 1 begins."
        )

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw the other's values anew."""
        profiles, held, moves = state
        drawn = int(rng.integers(len(self._profiles)))
        return (profiles[0], drawn) if player == 0 else (drawn, profiles[1]), held, moves


Negotiation.levels = (
    Negotiation(2, 2, 1, 3, 4),
    Negotiation(3, 4, 2, 4, 6),
    Negotiation(5, 10, 3, 5, 10),
)
