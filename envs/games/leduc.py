"""Leduc poker: two rounds of bets, one card in the hand and one on the table."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import knob
from .rules import CHANCE, Rules, hot

State = tuple[tuple[int, ...], str, str]
"""Ranks dealt (seat 0's, seat 1's, the table's) and the bets of both rounds: `f` fold, `c` call, `r` raise."""

FOLD, CALL, RAISE = 0, 1, 2
RANKS = "23456789TJQK"
WORDS = {"f": "folds", "c": "calls", "r": "raises"}
RAISES = 2
SIZES = (2, 4)
ROUND = 4  # the longest round: call, raise, raise, call


@dataclass(frozen=True)
class LeducPoker(Rules):
    """One card in the hand, one on the table, two rounds of bets (Southey and others 2005, arXiv 1207.1411).

    Description: the deck has two cards of each rank. Each seat pays an ante of one chip and gets a card; after a
    round of bets a card is laid on the table, and a second round follows. In a round each seat folds, calls (or
    checks, if there is nothing to call) or raises, by 2 chips in the first round and 4 in the second; there are at
    most two raises a round. A pair with the table's card wins, else the higher card; equal cards share the pot.

    Observation: text with the own card, the table's and all bets, or the same as zeros and ones.

    Action: fold, call or raise; as a number 0, 1 or 2. Fold is legal only when there is something to call.

    Reward: the chips won or lost, at most 13, brought to [0, 1]: 0.5 for nothing.

    Episode end: a fold, the end of the second round, or an illegal move.

    Arguments: `ranks`, the highest of 2 3 4 5 6 7 8 9 T J Q K; three in the published game.

    Oracle: an equilibrium by CFR+; seat 0 loses 0.0856 chips a game. Floors: the uniform policy's exploitability is
    2.3736 chips.

    Version history: v0, the first.
    """

    perfect_information = False

    ranks: int = knob(3, "ranks, two cards of each")

    levels: ClassVar[Sequence[LeducPoker]]

    def __post_init__(self) -> None:
        if not 2 <= self.ranks <= len(RANKS):
            raise ValueError(f"ranks={self.ranks}: use 2 to {len(RANKS)}")

    @property
    def stake(self) -> float:
        """The ante and all raises."""
        return 1.0 + RAISES * sum(SIZES)

    @property
    def n_moves(self) -> int:
        """Fold, call and raise."""
        return 3

    @property
    def shape(self) -> tuple[int]:
        """The chips both have paid, own card, table's card, and each bet of both rounds or none."""
        return (2 + 2 * (self.ranks + 1) + 2 * ROUND * 4,)

    @property
    def max_moves(self) -> int:
        """Two rounds of four."""
        return 2 * ROUND

    def start(self) -> State:
        """Return the table before the deal."""
        return (), "", ""

    def current(self, state: State) -> int | None:
        """Return the seat to move, chance while cards are dealt."""
        cards, one, two = state
        if len(cards) < 2:
            return CHANCE
        if len(cards) == 2:
            if not _closed(one):
                return len(one) % 2
            return None if one[-1] == "f" else CHANCE
        return None if _closed(two) else len(two) % 2

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the bets that are allowed."""
        if self.current(state) not in (0, 1):
            return ()
        bets = state[2] if len(state[0]) == 3 else state[1]
        return MOVES[bets.count("r")]

    @functools.cached_property
    def _draws(self) -> dict[tuple[int, ...], tuple[tuple[int, float], ...]]:
        """The next card's chances by the cards that are dealt."""
        ranks = range(self.ranks)
        deals = [(), *((a,) for a in ranks), *((a, b) for a in ranks for b in ranks)]
        left = {dealt: [(r, 2 - dealt.count(r)) for r in ranks if dealt.count(r) < 2] for dealt in deals}
        return {dealt: tuple((r, n / sum(n for _, n in cards)) for r, n in cards) for dealt, cards in left.items()}

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return the ranks that are left, in proportion to their cards."""
        return self._draws[state[0]] if self.current(state) == CHANCE else ()

    def apply(self, state: State, move: int) -> State:
        """Deal a card, or bet."""
        cards, one, two = state
        if len(cards) < 2 or (len(cards) == 2 and _closed(one)):
            return (*cards, move), one, two
        return (cards, one + "fcr"[move], two) if len(cards) == 2 else (cards, one, two + "fcr"[move])

    def chips(self, state: State) -> tuple[int, int]:
        """Return what each seat has paid."""
        return _paid(state[1], state[2])

    def returns(self, state: State) -> tuple[float, float]:
        """Return the chips won."""
        if not self.over(state):
            return 0.0, 0.0
        cards, one, two = state
        paid = self.chips(state)
        bets = two or one
        if bets[-1] == "f":
            loser = (len(bets) - 1) % 2
        else:
            ranks = [(card == cards[2], card) for card in cards[:2]]
            if ranks[0] == ranks[1]:
                return 0.0, 0.0
            loser = 0 if ranks[0] < ranks[1] else 1
        return (-float(paid[0]), float(paid[0])) if loser == 0 else (float(paid[1]), -float(paid[1]))

    def known(self, state: State, player: int) -> Hashable:
        """Return the own card, the table's and all bets."""
        cards, one, two = state
        return cards[player : player + 1], cards[2:], one, two

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the chips paid as parts of the most, then the cards and all bets as zeros and ones."""
        cards, one, two = state
        paid = self.chips(state)
        shown = [cards[i] if len(cards) > i else self.ranks for i in (player, 2)]
        bets = [" fcr".index(bet) for bet in one.ljust(ROUND) + two.ljust(ROUND)]
        numbers = np.array([paid[player], paid[1 - player]], np.float32) / np.float32(self.stake)
        return np.concatenate([numbers, hot(*((c, self.ranks + 1) for c in shown), *((bet, 4) for bet in bets))])

    def _name(self, rank: int) -> str:
        return RANKS[len(RANKS) - self.ranks + rank]

    def tell(self, state: State, player: int) -> str:
        """Return the own card, the table's, all bets and the chips paid."""
        cards, one, two = state
        mine = f"Your card is {self._name(cards[player])}." if len(cards) > player else "You have no card yet."
        table = f"The table's card is {self._name(cards[2])}." if len(cards) > 2 else "No card is on the table."
        acts = [
            ", ".join(f"player {i % 2 + 1} {WORDS[bet]}" for i, bet in enumerate(bets)) or "none"
            for bets in (one, two)
        ]
        paid = self.chips(state)
        return (
            f"You are player {player + 1}. {mine} {table} First round: {acts[0]}. Second round: {acts[1]}. "
            f"Chips paid: you {paid[player]}, the other {paid[1 - player]}."
        )

    def write(self, move: int) -> str:
        """Return fold, call or raise."""
        return ("fold", "call", "raise")[move]

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        names = " ".join(self._name(rank) for rank in range(self.ranks))
        return (
            f"Leduc poker. The deck has two cards of each rank: {names}, the last the highest. Each of two players "
            "pays one chip and gets one card, which only they see. A round of bets follows, then a card is laid on "
            f"the table for both, then a second round. In each round player 1 begins; a move is fold, call or raise. "
            f"A raise matches the other's chips and adds {SIZES[0]} in the first round, {SIZES[1]} in the second, at "
            f"most {RAISES} times a round. To call with nothing to match is to check; to fold is allowed only when "
            "there is something to match. A card of the table's rank wins, else the higher card; equal cards share. "
            f"An illegal move loses {self.stake:g} chips. You are player {player + 1}."
        )

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw the other's card from those not seen."""
        cards, one, two = state
        if len(cards) < 2:
            return state
        seen = [cards[player], *cards[2:]]
        left = [rank for rank in range(self.ranks) for _ in range(2 - seen.count(rank))]
        drawn = left[int(rng.integers(len(left)))]
        return (*((cards[0], drawn) if player == 0 else (drawn, cards[1])), *cards[2:]), one, two


MOVES = ((CALL, RAISE), (FOLD, CALL, RAISE), (FOLD, CALL))
"""The moves after so many raises in a round."""


def _closed(bets: str) -> bool:
    """Return whether a round of bets is over."""
    return bets[-1:] == "f" or (len(bets) > 1 and bets[-1] == "c")


@functools.cache
def _paid(one: str, two: str) -> tuple[int, int]:
    paid = [1, 1]
    for bets, size in ((one, SIZES[0]), (two, SIZES[1])):
        for i, bet in enumerate(bets):
            if bet != "f":
                paid[i % 2] = max(paid) + (size if bet == "r" else 0)
    return paid[0], paid[1]


LeducPoker.levels = (LeducPoker(3), LeducPoker(6), LeducPoker(12))
