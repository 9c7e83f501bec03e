"""Pig: roll on and risk the turn's points, or hold and keep them."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..board import Board
from ..core import knob
from .rules import CHANCE, Rules, even, hot

ROLL, HOLD = 0, 1


class State(NamedTuple):
    """The scores of both, the points of this turn, whose turn it is, its number from 0, and whether a die rolls."""

    scores: tuple[int, int] = (0, 0)
    points: int = 0
    mover: int = 0
    turn: int = 0
    rolls: bool = False


@dataclass(frozen=True)
class Pig(Rules):
    """A die, rolled as often as you dare: a 1 loses the turn's points; who first holds enough wins (Scarne 1945).

    Description: in a turn a seat rolls a die as often as it likes and adds up the points; a 1 ends the turn and loses
    them, to hold ends it and keeps them. Who reaches the goal by holding wins. Nothing is hidden.

    Observation: text with the scores and the turn's points, or the same as zeros and ones.

    Action: roll or hold; as a number 0 or 1. With enough points for the goal there is only hold.

    Reward: 1 for a win, 0 for a loss or an illegal move, 0.5 if the turns are used up. In PettingZoo 1, -1 and 0.

    Episode end: the goal, the last of `turns`, or an illegal move.

    Arguments: the `goal`, the `sides` of the die, and the `turns` of both together.

    Oracle: exact, by backward induction over the turns; with 100 points it wins 53.06 % of games against itself when
    it begins, the known value (Neller and Presser 2004). Floors: random play against random play is even; the oracle
    wins almost always against it.

    Version history: v0, the first.
    """

    goal: int = knob(20, "points that win")
    sides: int = knob(6, "faces of the die")
    turns: int = knob(40, "turns of both seats together, after which nobody wins")

    levels: ClassVar[Sequence[Pig]]

    def __post_init__(self) -> None:
        for name, least, greatest in (("goal", 2, 100), ("sides", 2, 20), ("turns", 2, 1000)):
            if not least <= getattr(self, name) <= greatest:
                raise ValueError(f"{name}={getattr(self, name)}: use {least} to {greatest}")

    @property
    def n_moves(self) -> int:
        """Roll and hold."""
        return 2

    @property
    def shape(self) -> tuple[int]:
        """Both scores, the turn's points, whose turn it is, whether a die rolls, and the part of turns played."""
        return (3 * self.goal + self.sides + 5,)

    @property
    def max_moves(self) -> int:
        """The longest turns there can be."""
        return self.turns * (self.goal // 2 + 2)

    def start(self) -> State:
        """Return no points."""
        return State()

    def current(self, state: State) -> int | None:
        """Return whose turn it is, chance while the die rolls."""
        if state.rolls:
            return CHANCE
        over = state.turn == self.turns or max(state.scores) >= self.goal
        return None if over else state.mover

    def legal(self, state: State) -> tuple[int, ...]:
        """Return roll and hold, or only hold with enough points."""
        if self.current(state) not in (0, 1):
            return ()
        return (HOLD,) if state.scores[state.mover] + state.points >= self.goal else (ROLL, HOLD)

    @functools.cached_property
    def _faces(self) -> tuple[tuple[int, float], ...]:
        return even(range(1, self.sides + 1))

    def chance(self, state: State) -> Sequence[tuple[int, float]]:
        """Return the faces of the die, all alike."""
        return self._faces if state.rolls else ()

    def apply(self, state: State, move: int) -> State:
        """Roll, hold, or let the die fall."""
        scores, points, mover, turn, rolls = state
        if rolls and move > 1:
            return State(scores, points + move, mover, turn)
        if rolls:
            return State(scores, 0, 1 - mover, turn + 1)
        if move == ROLL:
            return State(scores, points, mover, turn, True)
        mine = scores[mover] + points
        return State((mine, scores[1]) if mover == 0 else (scores[0], mine), 0, 1 - mover, turn + 1)

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who reached the goal."""
        one, two = (score >= self.goal for score in state.scores)
        return (1.0, -1.0) if one else (-1.0, 1.0) if two else (0.0, 0.0)

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return scores, points, whose turn it is and whether a die rolls as zeros and ones, and the part of turns."""
        cap = self.goal + self.sides
        mine, theirs = (min(state.scores[seat], self.goal) for seat in (player, 1 - player))
        over = max(0, max(state.scores) - self.goal)  # what the winner has beyond the goal; the points are 0 then
        places = (mine, self.goal + 1), (theirs, self.goal + 1), (over or state.points, cap)
        flags = [state.mover == player, state.rolls, state.turn / self.turns]
        return np.concatenate([hot(*places), np.array(flags, np.float32)])

    def tell(self, state: State, player: int) -> str:
        """Return the scores, the turn's points and whose turn it is."""
        turn = "It is your turn" if state.mover == player else "It is the other's turn"
        rolls = " A die is rolling." if state.rolls else ""
        return (
            f"Scores: you {state.scores[player]}, the other {state.scores[1 - player]}. {turn}, number "
            f"{state.turn + 1} of {self.turns}, with {state.points} points so far.{rolls}"
        )

    def write(self, move: int) -> str:
        """Return roll or hold."""
        return ("roll", "hold")[move]

    def board(self, state: State) -> Board:
        """Draw the scores."""
        marks = [f"{'*' if state.mover == seat else ' '} player {seat + 1}: {state.scores[seat]}" for seat in (0, 1)]
        return Board.from_text([*marks, f"points of this turn: {state.points}"])

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            f"Pig with a die of {self.sides} faces. In your turn you roll as often as you like; the points add up, "
            "but a 1 ends your turn and loses them. Hold ends your turn and adds them to your score. Who first has "
            f"{self.goal} points wins; after {self.turns} turns of both together nobody does. A move is roll or hold. "
            f"An illegal move loses at once. You move {('first', 'second')[player]}."
        )

    @functools.cached_property
    def _fresh(self) -> np.ndarray:
        """What the mover wins at the beginning of a turn with best play: by turn, own score and the other's."""
        goal, turns = self.goal, self.turns
        out = np.zeros((turns + 1, goal, goal))
        for turn in range(turns - 1, -1, -1):
            after = -out[turn + 1].T  # the other begins the next turn; [own score, other's] of the one who moved
            out[turn] = self._turn_values(after)[0]
        return out

    def _turn_values(self, after: np.ndarray) -> list[np.ndarray]:
        """Return what the mover wins by its points, for scores (own, other's), given what it wins after the turn."""
        goal = self.goal
        kept = np.concatenate([after, np.ones((goal + self.sides, after.shape[1]))])  # at the goal: won
        values: list[np.ndarray] = [np.ones_like(after)] * (goal + self.sides + 1)
        own = np.arange(goal)[:, None]
        for points in range(goal - 1, -1, -1):
            hold = kept[points : points + goal]
            roll = (after + sum(values[points + face] for face in range(2, self.sides + 1))) / self.sides
            values[points] = np.where(own + points >= goal, 1.0, np.maximum(hold, roll))
        return values

    def _after(self, turn: int, theirs: int) -> np.ndarray:
        """Return what the mover wins once the turn is over, by its score then; the other has `theirs`."""
        after: np.ndarray = -self._fresh[turn + 1].T[:, [theirs]]
        return after

    def bounds(self, state: State) -> tuple[float, float]:
        """Return the exact value, by backward induction."""
        if max(state.scores) >= self.goal or state.turn == self.turns:
            value = self.returns(state)[0]
            return value, value
        mine, theirs = state.scores[state.mover], state.scores[1 - state.mover]
        after = self._after(state.turn, theirs)
        values = [column[mine, 0] for column in _values_of_turn(self, state.turn, theirs)]
        if state.rolls:
            on = values[state.points + 2 : state.points + self.sides + 1]
            value = float((after[mine, 0] + sum(on)) / self.sides)
        else:
            value = float(values[state.points])
        value = value if state.mover == 0 else -value
        return value, value

    def twin(self, state: State) -> Hashable:
        """Return the state as a plain tuple."""
        return tuple(state)


@functools.lru_cache(maxsize=64)  # a turn asks for these at each of its rolls
def _values_of_turn(rules: Pig, turn: int, theirs: int) -> list[np.ndarray]:
    return rules._turn_values(rules._after(turn, theirs))


Pig.levels = (Pig(20, 6, 40), Pig(50, 6, 80), Pig(100, 6, 120))
