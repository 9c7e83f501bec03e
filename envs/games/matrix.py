"""Matrix games: two players choose at once, a table says what each wins. Rock-paper-scissors and any other table."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import knob
from ..errors import did_you_mean
from .rounds import Rounds

SIGNS = ("rock", "paper", "scissors", "spock", "lizard", "sponge", "fire", "water", "air")
GAMES: dict[str, tuple[str, str]] = {
    "matching-pennies": ("heads tails", "1 -1; -1 1"),
    "prisoners-dilemma": ("cooperate defect", "3 0; 5 1 | 3 5; 0 1"),
    "chicken": ("swerve straight", "0 -1; 1 -10 | 0 1; -1 -10"),
    "stag-hunt": ("stag hare", "4 1; 3 2 | 4 3; 1 2"),
    "battle-of-the-sexes": ("opera football", "2 0; 0 1 | 1 0; 0 2"),
    "coordination": ("left right", "1 0; 0 1 | 1 0; 0 1"),
}
Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class RockPaperScissors(Rounds):
    """Two players show a sign at once; each sign beats half of the others.

    Description: with three signs paper beats rock, scissors beat paper and rock beats scissors. In general a sign
    beats those that stand one, three, five … places before it in the circle of signs.

    Observation: text with the rounds so far, or the same as zeros and ones.

    Action: the name of a sign; as a number, its place.

    Reward: rounds won minus rounds lost, brought to [0, 1].

    Episode end: the last round, or an illegal move.

    Arguments: `signs`, an odd number of them, and `rounds`.

    Oracle: the equilibrium, which plays every sign equally often and loses to nobody. Floors: so does random play.

    Version history: v0, the first.
    """

    signs: int = knob(3, "signs, an odd number from 3 to 9")
    rounds: int = knob(1, "rounds of a game")

    levels: ClassVar[Sequence[RockPaperScissors]]

    def __post_init__(self) -> None:
        if self.signs not in (3, 5, 7, 9):
            raise ValueError(f"signs={self.signs}: use 3, 5, 7 or 9")
        if not 1 <= self.rounds <= 100:
            raise ValueError(f"rounds={self.rounds}: use 1 to 100")

    @property
    def stake(self) -> float:
        """One for each round."""
        return float(self.rounds)

    @property
    def choices(self) -> tuple[str, ...]:
        """The signs."""
        return SIGNS[: self.signs]

    def pay(self, chosen: Sequence[int]) -> tuple[float, float]:
        """Return 1 for the sign that beats the other."""
        ahead = (chosen[0] - chosen[1]) % self.signs
        return (0.0, 0.0) if not ahead else (1.0, -1.0) if ahead % 2 else (-1.0, 1.0)

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        beats = [
            f"{sign} beats " + " and ".join(self.choices[(i - k) % self.signs] for k in range(1, self.signs, 2))
            for i, sign in enumerate(self.choices)
        ]
        signs, beats[0] = " ".join(self.choices).capitalize(), beats[0].capitalize()
        return (
            f"{signs}, {self.rounds} round{'s' * (self.rounds > 1)}: two players show a sign at the same time. "
            f"{'; '.join(beats)}. Who wins more rounds wins. A move is the name of a sign. An illegal "
            "move loses at once."
        )


@dataclass(frozen=True)
class MatrixGame(Rounds):
    """Two players choose at once, and a table says what each wins: any game in normal form.

    Description: the table of a game from the literature by its name, or one of your own.

    Observation: text with the rounds so far, or the same as zeros and ones.

    Action: the name of a choice; as a number, its place.

    Reward: the sum of what the table paid, brought to [0, 1] by its largest entry, win or loss, in every round.

    Episode end: the last round, or an illegal move.

    Arguments: `game` is matching-pennies, prisoners-dilemma, chicken, stag-hunt, battle-of-the-sexes, coordination or
    a table such as "2 -1; 0 1": a row for each choice of seat 0, a column for each of seat 1, what seat 0 wins from
    seat 1. For a game that is not zero-sum a second table after "|" says what seat 1 wins. `rounds` repeats it.

    Oracle: the equilibrium of a zero-sum table; of others, the policy that CFR+ finds in self-play, a coarse
    correlated equilibrium on average. Floors: random play earns the mean of the table.

    Version history: v0, the first.
    """

    zero_sum = False

    game: str = knob("matching-pennies", "a name, or a table such as '2 -1; 0 1' or '3 0; 5 1 | 3 5; 0 1'")
    rounds: int = knob(1, "rounds of a game")

    levels: ClassVar[Sequence[MatrixGame]]

    def __post_init__(self) -> None:
        if not 1 <= self.rounds <= 100:
            raise ValueError(f"rounds={self.rounds}: use 1 to 100")
        if self.game not in GAMES and not any(sign in self.game for sign in ";| "):
            raise ValueError(f"game={self.game!r}{did_you_mean(self.game, GAMES)}")
        one, two = self.tables
        sizes = {len(row) for row in one + two}
        if len(one) != len(two) or len(sizes) != 1 or not 2 <= len(one) <= 50 or not 1 < max(sizes) <= 50:
            raise ValueError(f"game={self.game!r}: use two tables of one size, from 2 by 2 to 50 by 50 numbers")
        if not (math.isfinite(self.stake) and self.stake > 0):
            raise ValueError(f"game={self.game!r}: the table must hold finite numbers, one of them not 0")

    @functools.cached_property
    def tables(self) -> tuple[Table, Table]:
        """What seat 0 wins and what seat 1 wins, by their choices."""
        text = GAMES[self.game][1] if self.game in GAMES else self.game
        first, bar, second = text.partition("|")
        one, two = (tuple(tuple(map(float, row.split())) for row in half.split(";")) for half in (first, second))
        return one, two if bar else tuple(tuple(-won for won in row) for row in one)

    @functools.cached_property
    def stake(self) -> float:
        """The largest entry, in every round."""
        entries = [abs(won) for table in self.tables for row in table for won in row]
        return self.rounds * max(entries) if all(map(math.isfinite, entries)) else 0.0

    @functools.cached_property
    def choices(self) -> tuple[str, ...]:
        """The names of the choices; letters for a table of one's own, as many as its longer side."""
        if self.game in GAMES:
            return tuple(GAMES[self.game][0].split())
        return tuple(f"choice {i + 1}" for i in range(max(map(len, (self.tables[0], self.tables[0][0])))))

    def legal(self, state: tuple[int, ...]) -> tuple[int, ...]:
        """Return the rows or the columns of the table."""
        mover = self.current(state)
        if mover is None:
            return ()
        return tuple(range(len(self.tables[0]) if mover == 0 else len(self.tables[0][0])))

    def pay(self, chosen: Sequence[int]) -> tuple[float, float]:
        """Look it up."""
        row, column = chosen
        return self.tables[0][row][column], self.tables[1][row][column]

    def prompt(self, player: int) -> str:
        """Tell the rules, as a list of what each pair of choices pays."""
        one, two = self.tables
        cells = [
            f"{self.choices[r]} against {self.choices[c]}: {one[r][c]:g} and {two[r][c]:g}"
            for r in range(len(one))
            for c in range(len(one[0]))
        ]
        return (
            f"Two players choose at the same time, {self.rounds} round{'s' * (self.rounds > 1)} in all. What player "
            f"1's choice against player 2's pays player 1 and player 2:\n{'; '.join(cells)}.\nYou want to win as much "
            f"as you can. A move is the name of a choice. An illegal move ends the game and loses {self.stake:g}. "
            f"You are player {player + 1}."
        )


RockPaperScissors.levels = (RockPaperScissors(3, 1), RockPaperScissors(3, 3), RockPaperScissors(5, 3))
MatrixGame.levels = (MatrixGame(), MatrixGame("prisoners-dilemma", 3), MatrixGame("4 -2 1; -3 5 0; 2 0 -1", 2))
