"""Kuhn poker for two or three: the smallest poker that has bluffs, and the most studied game that hides something."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import knob
from .rules import CHANCE, Rules, even, hot

State = tuple[tuple[int, ...], str]
"""The cards dealt so far, seat 0's first, and what was done since: `p` for a pass, `b` for a bet."""

PASS, BET = 0, 1
CARDS = "TJQK"
WORDS = {"p": "passes", "b": "bets"}
Turns = dict[str, int | None]


@dataclass(frozen=True)
class KuhnPoker(Rules):
    """One card each, one bet of one chip, and the highest card takes the pot (Kuhn 1950).

    Description: every seat pays an ante of one chip and gets one card of `players` + 1. In turn each passes or bets
    one chip. After the first bet the others answer once: to bet is to call, to pass is to fold. The highest card
    among those who bet takes the pot; if all passed, the highest of all.

    Observation: text with the own card and all bets, or the same as zeros and ones.

    Action: pass or bet; as a number 0 or 1.

    Reward: the chips won or lost, brought to [0, 1]: with two seats -2 gives 0 and 2 gives 1.

    Episode end: the last answer, or an illegal move.

    Arguments: `players`, 2 or 3; the cards are the `players` + 1 highest of T J Q K.

    Oracle: an equilibrium, found by CFR+. With two seats it loses 1/18 of a chip a game in seat 0. Floors: the
    uniform policy's exploitability is 11/24 of a chip with two seats.

    Version history: v0, the first.
    """

    perfect_information = False

    players: int = knob(2, "seats, 2 or 3")

    levels: ClassVar[Sequence[KuhnPoker]]

    def __post_init__(self) -> None:
        if self.players not in (2, 3):
            raise ValueError(f"players={self.players}: use 2 or 3")

    @property
    def stake(self) -> float:
        """Ante and bet: of three seats one can win both others'."""
        return 2.0 * (self.players - 1)

    @property
    def n_moves(self) -> int:
        """Pass and bet."""
        return 2

    @property
    def shape(self) -> tuple[int]:
        """The own card or none, then each bet: not yet, pass, bet."""
        return (self.players + 2 + 3 * self.max_moves,)

    @property
    def max_moves(self) -> int:
        """All pass but the last, who bets, and all others answer."""
        return 2 * self.players - 1

    @functools.cached_property
    def _turns(self) -> Turns:
        """Who is to move after every sequence of bets that can be; None at the end."""
        turns: Turns = {}

        def walk(bets: str) -> None:
            first = bets.find("b")
            end = self.players if first < 0 else first + self.players
            turns[bets] = None if len(bets) == end else len(bets) % self.players
            if len(bets) < end:
                walk(bets + "p")
                walk(bets + "b")

        walk("")
        return turns

    @functools.cached_property
    def _draws(self) -> dict[tuple[int, ...], tuple[tuple[int, float], ...]]:
        """The next card's chances after the cards that are dealt."""
        cards = range(self.players + 1)
        deals = [d for n in range(self.players) for d in itertools.permutations(cards, n)]
        return {dealt: even([card for card in cards if card not in dealt]) for dealt in deals}

    def start(self) -> State:
        """Return the table before the deal."""
        return (), ""

    def current(self, state: State) -> int | None:
        """Return the seat to move, chance while cards are dealt."""
        return CHANCE if len(state[0]) < self.players else self._turns[state[1]]

    def legal(self, state: State) -> tuple[int, ...]:
        """Return pass and bet."""
        cards, bets = state
        return (PASS, BET) if len(cards) == self.players and self._turns[bets] is not None else ()

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return the cards that are left, all alike."""
        return self._draws.get(state[0], ())

    def apply(self, state: State, move: int) -> State:
        """Deal a card, or pass or bet."""
        cards, bets = state
        return ((*cards, move), "") if len(cards) < self.players else (cards, bets + "pb"[move])

    def returns(self, state: State) -> tuple[float, ...]:
        """Return the chips won: the highest card among those who bet, or among all if none did, takes the pot."""
        paid = self._paid.get(state)
        if paid is None:
            paid = self._paid[state] = self._pay(*state)
        return paid

    @functools.cached_property
    def _paid(self) -> dict[State, tuple[float, ...]]:
        """What has been looked up so far: there are few ways to end."""
        return {}

    def _pay(self, cards: tuple[int, ...], bets: str) -> tuple[float, ...]:
        if len(cards) < self.players or self._turns[bets] is not None:
            return (0.0,) * self.players
        bettors = [turn % self.players for turn, bet in enumerate(bets) if bet == "b"]
        winner = max(bettors or range(self.players), key=cards.__getitem__)
        paid = [2.0 if seat in bettors else 1.0 for seat in range(self.players)]
        return tuple(sum(paid) - paid[seat] if seat == winner else -paid[seat] for seat in range(self.players))

    def known(self, state: State, player: int) -> Hashable:
        """Return the own card and all bets."""
        cards, bets = state
        return cards[player : player + 1], bets

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the own card and all bets as zeros and ones."""
        cards, bets = state
        card = cards[player] + 1 if len(cards) > player else 0
        told = [" pb".index(bet) for bet in bets.ljust(self.max_moves)]
        return hot((card, self.players + 2), *((bet, 3) for bet in told))

    def _name(self, card: int) -> str:
        return CARDS[card - self.players - 1 :][0]

    def tell(self, state: State, player: int) -> str:
        """Return the own card and all bets."""
        cards, bets = state
        return self._told(cards[player] if len(cards) > player else None, bets, player)

    @functools.lru_cache(maxsize=512)  # noqa: B019  # rules are few and live long
    def _told(self, own: int | None, bets: str, player: int) -> str:
        card = f"Your card is {self._name(own)}." if own is not None else "You have no card yet."
        acts = [f"player {i % self.players + 1} {WORDS[bet]}" for i, bet in enumerate(bets)]
        return f"You are player {player + 1}. {card} Bets: {', '.join(acts) or 'none yet'}."

    def write(self, move: int) -> str:
        """Return pass or bet."""
        return ("pass", "bet")[move]

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        names = " ".join(self._name(card) for card in range(self.players + 1))
        return (
            f"Kuhn poker with {self.players} players and the {self.players + 1} cards {names}, the last the highest. "
            "Each pays one chip and gets one card, which only they see. In turn, player 1 first, each passes or bets "
            "one chip. After the first bet each of the others answers once: bet to call, pass to fold. The highest "
            "card among those who bet takes all chips; if all pass, the highest of all. A move is pass or bet. An "
            f"illegal move loses {self.stake:g} chips. You are player {player + 1}."
        )


KuhnPoker.levels = (KuhnPoker(2), KuhnPoker(3))
