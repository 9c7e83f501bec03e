"""Kayles and all octal games whose pins stand in a row: knock down pins that touch; who cannot move loses."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import knob
from .impartial import Impartial, State, mex


@dataclass(frozen=True)
class Kayles(Impartial):
    """Two players knock down pins that stand side by side in a row; who cannot move loses (Dudeney, Loyd).

    Description: in Kayles a move knocks down one pin, or two that touch. Other octal codes (Guy and Smith 1956) make
    other games: digit d of number k says when k pins that touch may go: d has 1 if they may be a whole run of pins, 2
    if that leaves pins on one side of them, 4 if on both. 0.77 is Kayles, 0.07 Dawson's Kayles, 0.137 Dawson's chess.

    Observation: text with the pins and who is to move, or the same as zeros and ones.

    Action: "hit 4" or "hit 4 to 5"; as a number, first those of one pin, then those of two, each from the left.

    Reward: 1 for a win, 0 for a loss or an illegal move. In PettingZoo 1 and -1.

    Episode end: no move is left, or an illegal move.

    Arguments: `pins` in the row and the `code` of the game.

    Oracle: exact, by nimbers. Floors: random play is about even against random play.

    Version history: v0, the first.
    """

    pins: int = knob(8, "pins in the row")
    code: str = knob("0.77", "the octal code of the game")

    levels: ClassVar[Sequence[Kayles]]

    def __post_init__(self) -> None:
        if not 2 <= self.pins <= 60:
            raise ValueError(f"pins={self.pins}: use 2 to 60")
        if not (self.code.startswith("0.") and 1 <= len(self.code) - 2 <= 9 and set(self.code[2:]) <= set("01234567")):
            raise ValueError(f"code={self.code!r}: write it like '0.77', one to nine digits from 0 to 7")
        if not self.options(self.first) or self.n_moves < 2:
            raise ValueError(f"pins={self.pins}, code={self.code!r}: there is no move")

    @property
    def first(self) -> int:
        """All pins stand, as bits."""
        return (1 << self.pins) - 1

    @functools.cached_property
    def _hits(self) -> tuple[tuple[int, int], ...]:
        """(leftmost pin, how many) of each move."""
        counts = range(1, min(len(self.code) - 2, self.pins) + 1)
        return tuple((i, k) for k in counts for i in range(self.pins - k + 1))

    @property
    def n_moves(self) -> int:
        """Every run of pins as long as the code is."""
        return len(self._hits)

    @property
    def shape(self) -> tuple[int]:
        """Each pin, and whether it is the seat's turn or the other's."""
        return (self.pins + 2,)

    @property
    def max_moves(self) -> int:
        """One pin at a time."""
        return self.pins

    def options(self, position: int) -> tuple[int, ...]:
        """Return the runs that may be knocked down."""
        out = []
        for move, (i, k) in enumerate(self._hits):
            run = (1 << k) - 1 << i
            if position & run == run:
                sides = (position >> i - 1 & 1 if i else 0) + (position >> i + k & 1)
                if int(self.code[k + 1]) >> sides & 1:
                    out.append(move)
        return tuple(out)

    def after(self, position: int, move: int) -> int:
        """Knock down a run."""
        i, k = self._hits[move]
        return position & ~((1 << k) - 1 << i)

    @functools.cached_property
    def nimbers(self) -> list[int]:
        """The nimbers of runs of 0, 1, 2, … pins."""
        out = [0]
        for n in range(1, self.pins + 1):
            seen: set[int] = set()
            for k, digit in enumerate(map(int, self.code[2:]), start=1):
                for left in range(n - k + 1):
                    right = n - k - left
                    if digit >> (left > 0) + (right > 0) & 1:
                        seen.add(out[left] ^ out[right])
            out.append(mex(seen))
        return out

    def nimber(self, position: int) -> int:
        """Return the exclusive or of the nimbers of the runs."""
        worth = 0
        for run in f"{position:b}".split("0"):
            worth ^= self.nimbers[len(run)]
        return worth

    def twin(self, state: State) -> Hashable:
        """Return the lengths of the runs."""
        return tuple(sorted(map(len, f"{state[0]:b}".split("0")))), state[1]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return the pins and whose turn it is as zeros and ones."""
        mine = state[1] == player
        return np.array([*(state[0] >> i & 1 for i in range(self.pins)), mine, not mine], np.float32)

    def tell(self, state: State, player: int) -> str:
        """Return the numbers of the pins that stand and whose turn it is."""
        pins = [str(i + 1) if state[0] >> i & 1 else "-" for i in range(self.pins)]
        return f"Pins: {' '.join(pins)}. {self._turn(state, player)}"

    def write(self, move: int) -> str:
        """Return the pins that are hit."""
        i, k = self._hits[move]
        return f"hit {i + 1}" if k == 1 else f"hit {i + 1} to {i + k}"

    def board(self, state: State) -> Board:
        """Draw the pins."""
        return Board.from_text(["".join("| " if state[0] >> i & 1 else ". " for i in range(self.pins))])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        places = ("a whole run", "one end of a run", "the middle of a run")
        rules = []
        for k, digit in enumerate(map(int, self.code[2:]), start=1):
            allowed = [place for bit, place in enumerate(places) if digit >> bit & 1]
            if allowed:
                run = "one pin" if k == 1 else f"{k} pins that touch"
                rules.append(f"{run}{'' if len(allowed) == 3 else ', if they are ' + ' or '.join(allowed)}")
        example = self.options(self.first)[0]
        return (
            f"{self.pins} pins stand in a row. Two players in turn knock down {'; or '.join(rules)}. Pins that fell "
            "leave a gap: pins on its two sides do not touch. Whoever cannot move loses. A move is written like "
            f"'{self.write(example)}'. An illegal move loses at once. You move {('first', 'second')[player]}."
        )


Kayles.levels = (Kayles(8), Kayles(15), Kayles(15, "0.137"))
