"""Goofspiel: bid your cards for prizes, both at once, each card only once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import knob
from .rules import CHANCE, Rules, even, hot

State = tuple[tuple[int, ...], tuple[int, ...]]
"""The prizes shown so far, and all bids, those of each round by seat; card 0 counts 1."""


@dataclass(frozen=True)
class Goofspiel(Rules):
    """Prizes come one by one; both bid a card of their hand for each at once, and the higher card takes it.

    Description: each seat holds the cards 1 to `cards`, and so does the pile of prizes. In each round a prize is
    shown, all bid a card at the same time, and the highest bid takes the prize; if two bid the same highest card, the
    prize is lost. Who has taken more points at the end wins.

    Observation: text with all rounds and the own hand, or the same as zeros and ones.

    Action: "bid 3"; as a number, the card from 0.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: all cards are played, or an illegal move.

    Arguments: `cards` of each seat and the `order` of the prizes: random or descending.

    Oracle: the equilibrium by CFR+ up to 4 cards; sampled search on more. Floors: random play is even.

    Version history: v0, the first.
    """

    perfect_information = False
    simultaneous = True

    cards: int = knob(3, "cards of each seat, and prizes")
    order: str = knob("random", "the order of the prizes: random or descending")

    levels: ClassVar[Sequence[Goofspiel]]

    def __post_init__(self) -> None:
        if not 2 <= self.cards <= 13:
            raise ValueError(f"cards={self.cards}: use 2 to 13")
        if self.order not in ("random", "descending"):
            raise ValueError(f"order={self.order!r}: use 'random' or 'descending'")

    @property
    def n_moves(self) -> int:
        """One for each card."""
        return self.cards

    @property
    def shape(self) -> tuple[int]:
        """Each round's prize and bids, or none."""
        return (3 * self.cards * (self.cards + 1),)

    @property
    def max_moves(self) -> int:
        """Every card of both."""
        return 2 * self.cards

    def start(self) -> State:
        """Return full hands; in descending order the highest prize lies on the table."""
        return ((), ()) if self.order == "random" else (tuple(range(self.cards - 1, -1, -1)), ())

    def current(self, state: State) -> int | None:
        """Return the seat that has not bid, chance while a prize is shown."""
        prizes, bids = state
        if len(bids) == 2 * self.cards:
            return None
        return CHANCE if len(prizes) * 2 == len(bids) else len(bids) % 2

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the cards in the hand."""
        seat = self.current(state)
        if seat is None or seat == CHANCE:
            return ()
        played = state[1][seat::2]
        return tuple([card for card in range(self.cards) if card not in played])

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return the prizes that are left, all alike."""
        prizes, bids = state
        if len(bids) == 2 * self.cards or len(prizes) * 2 > len(bids):
            return ()
        return even([card for card in range(self.cards) if card not in prizes])

    def apply(self, state: State, move: int) -> State:
        """Show a prize, or bid."""
        prizes, bids = state
        return ((*prizes, move), bids) if len(prizes) * 2 == len(bids) else (prizes, (*bids, move))

    def points(self, state: State) -> tuple[int, int]:
        """Return the points of both after the rounds that are over."""
        prizes, bids = state
        won = [0, 0]
        for prize, one, two in zip(prizes, bids[::2], bids[1::2], strict=False):
            if one != two:
                won[one < two] += prize + 1
        return won[0], won[1]

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who has more points."""
        if len(state[1]) < 2 * self.cards:
            return 0.0, 0.0
        one, two = self.points(state)
        return (1.0, -1.0) if one > two else (-1.0, 1.0) if one < two else (0.0, 0.0)

    def known(self, state: State, player: int) -> Hashable:
        """Return the prizes, the rounds that are over, and the own bid in this one."""
        prizes, bids = state
        done = len(bids) - len(bids) % 2
        return self._shown(prizes, bids), bids[:done], bids[done + player : done + player + 1]

    def _shown(self, prizes: tuple[int, ...], bids: tuple[int, ...]) -> tuple[int, ...]:
        """Return the prizes up to this round's; those of a fixed order are known, but not yet on the table."""
        return prizes[: len(bids) // 2 + 1]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return each round's prize, own bid and the other's as zeros and ones."""
        prizes, bids = state
        done, none = len(bids) // 2, self.cards
        prizes, out = self._shown(prizes, bids), []
        for r in range(self.cards):
            out.append(prizes[r] if r < len(prizes) else none)
            for seat in (player, 1 - player):
                known = r < done or (seat == player and 2 * r + seat < len(bids))
                out.append(bids[2 * r + seat] if known else none)
        return hot(*((card, none + 1) for card in out))

    def tell(self, state: State, player: int) -> str:
        """Return all rounds, the points and the own hand."""
        prizes, bids = state
        shown, lines, won = self._shown(prizes, bids), [], self.points(state)
        for r, prize in enumerate(shown):
            mine, theirs = bids[2 * r + player : 2 * r + player + 1], bids[2 * r + 1 - player : 2 * r + 2 - player]
            over = len(bids) >= 2 * r + 2
            text = f"Round {r + 1}: prize {prize + 1}"
            text += f", you bid {mine[0] + 1}" if mine else ""
            lines.append(text + (f", the other {theirs[0] + 1}." if over else "."))
        hand = [str(card + 1) for card in range(self.cards) if card not in bids[player::2]]
        lines.append(
            f"Your hand: {' '.join(hand) or 'empty'}. Points: you {won[player]}, the other {won[1 - player]}."
        )
        return "\n".join([f"You are player {player + 1}.", *lines])

    def write(self, move: int) -> str:
        """Return the card that is bid."""
        return f"bid {move + 1}"

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        order = "in random order" if self.order == "random" else "from the highest to the lowest"
        return (
            f"Goofspiel. Two players hold the cards 1 to {self.cards}; prizes of 1 to {self.cards} points come one by "
            f"one, {order}. Both bid a card of their hand at the same time, and the higher takes the prize; equal "
            "cards lose it to nobody. A card is bid only once. Who has more points at the end wins. A move is written "
            "like 'bid 1'. An illegal move loses at once."
        )

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw the other's bid of this round anew, if there is one."""
        prizes, bids = state
        if len(bids) % 2 == 0 or player == 0:
            return state
        left = [card for card in range(self.cards) if card not in bids[:-1:2]]
        return prizes, (*bids[:-1], left[int(rng.integers(len(left)))])


Goofspiel.levels = (Goofspiel(3), Goofspiel(4), Goofspiel(8))
