"""Battleship: place your ships unseen, then shoot at the other's."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..core import knob
from .grid import bits
from .rules import Rules

Known = tuple[tuple[int, ...], int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Own ships, how many the other has placed, own shots, their results, the other's shots."""
RESULTS = ("miss", "hit", "sunk")


class State(NamedTuple):
    """The ships of each seat, squares as bits, in the order of their lengths; and the shots of each, in order."""

    ships: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    shots: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


@dataclass(frozen=True)
class Battleship(Rules):
    """Two players place ships on boards of their own and shoot at the other's in turn; who sinks more wins.

    Description: the seats place their ships in turn, in the order of `ships`, where the other cannot see. Then they
    shoot in turn, never twice at a square, and are told miss, hit or sunk. It ends when one side has no ship left or
    the shots are used up.

    Observation: text with the own ships, the own shots with their results and the other's shots, or the same as
    float32 planes of shape (6, rows, columns).

    Action: "place a1 across", "place a1 down" or "shoot b2"; as a number, the shots by square, then the places.

    Reward: ships sunk minus ships lost, brought to [0, 1] by the number of ships.

    Episode end: all ships of a side are sunk, no shots are left, or an illegal move.

    Arguments: boards of `rows` by `columns` squares, the lengths of the `ships`, and the `shots` of each seat.

    Oracle: an equilibrium by CFR+ on the first level, sampled search on the others. Floors: random play is about
    even.

    Version history: v0, the first.
    """

    perfect_information = False

    rows: int = knob(2, "rows of a board")
    columns: int = knob(3, "columns of a board")
    ships: tuple[int, ...] = knob((2,), "lengths of the ships of each seat")
    shots: int = knob(2, "shots of each seat")

    levels: ClassVar[Sequence[Battleship]]

    def __post_init__(self) -> None:
        if not 1 <= self.rows <= 10 or not 2 <= self.columns <= 10:
            raise ValueError(f"rows={self.rows}, columns={self.columns}: use 1 to 10 rows and 2 to 10 columns")
        longest = max(self.rows, self.columns)
        if not 1 <= len(self.ships) <= 6 or not all(1 <= ship <= longest for ship in self.ships):
            raise ValueError(f"ships={self.ships}: use one to six ships of 1 to {longest} squares")
        if 3 * sum(self.ships) > 2 * self.cells and len(self.ships) > 1:
            raise ValueError(f"ships={self.ships}: they may fill two thirds of the {self.cells} squares at most")
        if not 1 <= self.shots <= self.cells:
            raise ValueError(f"shots={self.shots}: use 1 to {self.cells}, the squares of a board")
        if self._places((), 0) == ():
            raise ValueError(f"ships={self.ships}: they do not fit")

    @property
    def cells(self) -> int:
        """The squares of a board."""
        return self.rows * self.columns

    @property
    def stake(self) -> float:
        """All ships."""
        return float(len(self.ships))

    @property
    def n_moves(self) -> int:
        """A shot at each square, and from each square a ship across or down."""
        return 3 * self.cells

    @property
    def shape(self) -> tuple[int, int, int]:
        """Planes: own ships, own shots, hits, sinking shots, the other's shots, the other's ships already placed."""
        return 6, self.rows, self.columns

    @property
    def max_moves(self) -> int:
        """All ships and all shots."""
        return 2 * (len(self.ships) + self.shots)

    @functools.cached_property
    def _spots(self) -> tuple[dict[int, int], ...]:
        """For each ship, the squares of every place on the board, by move."""
        out = []
        for length in self.ships:
            spots = {}
            for down in (0, 1) if length > 1 else (0,):
                for cell in range(self.cells):
                    r, c = divmod(cell, self.columns)
                    if r + down * (length - 1) < self.rows and c + (1 - down) * (length - 1) < self.columns:
                        step = self.columns if down else 1
                        spots[(1 + down) * self.cells + cell] = sum(1 << cell + i * step for i in range(length))
            out.append(spots)
        return tuple(out)

    def _places(self, placed: tuple[int, ...], ship: int) -> tuple[int, ...]:
        """Return the moves that place a ship so that there is room for the rest."""
        taken = sum(placed)
        spots = [(move, spot) for move, spot in self._spots[ship].items() if not spot & taken]
        return tuple([move for move, spot in spots if self._room(taken | spot, ship + 1)])

    @functools.lru_cache(maxsize=1 << 14)  # noqa: B019  # rules are values, few and small
    def _room(self, taken: int, ship: int) -> bool:
        if ship == len(self.ships):
            return True
        return any(not spot & taken and self._room(taken | spot, ship + 1) for spot in self._spots[ship].values())

    def start(self) -> State:
        """Return empty boards."""
        return State()

    def sunk(self, state: State, seat: int) -> int:
        """Return how many ships a seat has lost."""
        shot = sum(1 << cell for cell in state.shots[1 - seat])
        return sum(not ship & ~shot for ship in state.ships[seat])

    def current(self, state: State) -> int | None:
        """Return whose turn it is; ships are placed in turn, too."""
        ships, shots = state
        if len(ships[1]) < len(self.ships):
            return int(len(ships[1]) < len(ships[0]))
        if len(shots[1]) == self.shots:
            return None
        turn = int(len(shots[1]) < len(shots[0]))
        if shots[0] and self.sunk(state, turn) == len(self.ships):
            return None
        return turn

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the places of the next ship, or the squares not yet shot at."""
        seat = self.current(state)
        if seat is None:
            return ()
        if len(state.ships[seat]) < len(self.ships):
            return self._places(state.ships[seat], len(state.ships[seat]))
        shot = state.shots[seat]
        return tuple([cell for cell in range(self.cells) if cell not in shot])

    def apply(self, state: State, move: int) -> State:
        """Place a ship, or shoot."""
        ships, shots = state
        if move < self.cells:
            seat = int(len(shots[1]) < len(shots[0]))
            return State(ships, ((*shots[0], move), shots[1]) if seat == 0 else (shots[0], (*shots[1], move)))
        seat = int(len(ships[1]) < len(ships[0]))
        ship = self._spots[len(ships[seat])][move]
        return State(((*ships[0], ship), ships[1]) if seat == 0 else (ships[0], (*ships[1], ship)), shots)

    def returns(self, state: State) -> tuple[float, float]:
        """Return ships sunk minus ships lost."""
        if not self.over(state):
            return 0.0, 0.0
        ahead = float(self.sunk(state, 1) - self.sunk(state, 0))
        return ahead, -ahead

    def results(self, ships: tuple[int, ...], shots: tuple[int, ...]) -> tuple[int, ...]:
        """Return 0 for a miss, 1 for a hit and 2 for a ship sunk, shot by shot."""
        left, out = list(ships), []
        for cell in shots:
            result = 0
            for i, ship in enumerate(left):
                if ship >> cell & 1:
                    left[i] = ship & ~(1 << cell)
                    result = 1 if left[i] else 2
            out.append(result)
        return tuple(out)

    def known(self, state: State, player: int) -> Known:
        """Return the own ships, all shots, and the results of the own ones."""
        theirs = state.ships[1 - player]
        mine, shots = state.ships[player], state.shots[player]
        return mine, len(theirs), shots, self.results(theirs, shots), state.shots[1 - player]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return ships and shots as planes; numbers tell the order, the last of all is 1."""
        mine, placed, shots, results, theirs = self.known(state, player)
        out = np.zeros((6, self.cells), np.float32)
        for i, ship in enumerate(mine):
            out[0, list(bits(ship))] = (i + 1) / len(self.ships)
        for i, (cell, result) in enumerate(zip(shots, results, strict=True)):
            out[1, cell] = (i + 1) / self.shots
            out[2, cell], out[3, cell] = result > 0, result == 2
        for i, cell in enumerate(theirs):
            out[4, cell] = (i + 1) / self.shots
        out[5] = (1 + placed) / (1 + len(self.ships))
        return out.reshape(self.shape)

    def _name(self, cell: int) -> str:
        return f"{'abcdefghij'[cell % self.columns]}{cell // self.columns + 1}"

    def tell(self, state: State, player: int) -> str:
        """Return the own ships, the own shots with their results and the other's shots."""
        mine, placed, shots, results, theirs = self.known(state, player)
        ships = [" ".join(map(self._name, bits(ship))) for ship in mine]
        fired = [f"{self._name(cell)} {RESULTS[result]}" for cell, result in zip(shots, results, strict=True)]
        hit = sum(mine)
        got = [f"{self._name(cell)} {'hit' if hit >> cell & 1 else 'miss'}" for cell in theirs]
        to_place = self.ships[len(mine) : len(mine) + 1]
        return "\n".join(
            [
                f"You are player {player + 1}. Your ships: {', '.join(ships) or 'none yet'}.",
                *(f"Your next ship has {length} squares." for length in to_place),
                f"The other has placed {placed} of {len(self.ships)} ships.",
                f"Your shots: {', '.join(fired) or 'none'}; {self.shots - len(shots)} left.",
                f"The other's shots: {', '.join(got) or 'none'}.",
            ]
        )

    def write(self, move: int) -> str:
        """Return a shot or a place."""
        kind, cell = divmod(move, self.cells)
        name = self._name(cell)
        return f"shoot {name}" if kind == 0 else f"place {name} {('across', 'down')[kind - 1]}"

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Battleship. Two players have a board of {self.rows} rows and {self.columns} columns each, and place "
            f"{len(self.ships)} ships of {', '.join(map(str, self.ships))} squares on it, in this order, unseen by "
            f"the other. Then they shoot in turn, {self.shots} shots each, never twice at a square, and are told "
            "miss, hit or sunk. Who has sunk more ships at the end wins. A move is written 'place a1 across' (the "
            "ship goes right from a1), 'place a1 down' or 'shoot b2'; a1 is the upper left corner. An illegal move "
            "loses all. "
            f"You are player {player + 1}."
        )

    def world(self, state: State, player: int, rng: np.random.Generator) -> State:
        """Draw the other's ships anew, so that all results of the own shots stay as they were."""
        theirs, shots = state.ships[1 - player], state.shots[player]
        results = self.results(theirs, shots)
        hits = sum(1 << cell for cell, result in zip(shots, results, strict=True) if result)
        misses = sum(1 << cell for cell in shots) & ~hits

        def place(placed: tuple[int, ...]) -> tuple[int, ...] | None:
            if len(placed) == len(theirs):
                return placed if self.results(placed, shots) == results else None
            taken, rest = sum(placed) | misses, sum(self.ships[len(placed) : len(theirs)])
            if (hits & ~taken).bit_count() > rest:
                return None
            spots = [spot for spot in self._spots[len(placed)].values() if not spot & taken]
            for i in rng.permutation(len(spots)).tolist():
                if (found := place((*placed, spots[i]))) is not None:
                    return found
            return None

        drawn = place(())
        assert drawn is not None  # the true ships fit
        return State((state.ships[0], drawn) if player == 0 else (drawn, state.ships[1]), state.shots)


Battleship.levels = (
    Battleship(2, 3, (2,), 2),
    Battleship(4, 4, (2, 3), 8),
    Battleship(6, 6, (2, 3, 3), 18),
)
