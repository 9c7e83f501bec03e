"""A game by the recipe of docs/new_game.md: `palaestra check chomp:Chomp` in this folder."""

from dataclasses import dataclass

import numpy as np

from palaestra import knob
from palaestra.envs.games import Rules


@dataclass(frozen=True)
class Chomp(Rules):
    """Bite corners off a bar of chocolate whose first square is poisoned.

    Description: a bite takes a square and all that are not above it or left of it. Who must take a1 loses.
    Observation: text with the bar, or 0 and 1 of shape (rows * columns + 1,): chocolate, and whether you move.
    Action: a square such as b2, column letter and row number. Reward: 1 for a win, 0 for a loss or an illegal move.
    Episode end: a1 is taken, or an illegal move is made. Arguments: the `rows` and `columns` of the bar.
    Oracle: exact minimax. Floors: random play wins half of its games against random play and 2 % against the oracle.
    Version history: v0, the first.
    """

    rows: int = knob(3, "rows of the bar, up to 9")
    columns: int = knob(4, "columns of the bar, up to 9")

    def __post_init__(self):
        if not (1 <= self.rows <= 9 and 1 <= self.columns <= 9):
            raise ValueError(f"a bar of {self.rows} by {self.columns}: use 1 to 9")

    n_moves = max_moves = property(lambda self: self.rows * self.columns)
    shape = property(lambda self: (self.rows * self.columns + 1,))

    def start(self):
        return (self.columns,) * self.rows, 0  # how much is left of each row, and who moves

    def current(self, state):
        return state[1] if state[0][0] else None

    def legal(self, state):
        return tuple(r * self.columns + c for r, left in enumerate(state[0]) for c in range(left))

    def apply(self, state, move):
        row, column = divmod(move, self.columns)
        return tuple(min(left, column) if r >= row else left for r, left in enumerate(state[0])), 1 - state[1]

    def returns(self, state):
        return (0.0, 0.0) if state[0][0] else ((1.0, -1.0), (-1.0, 1.0))[state[1]]

    def observe(self, state, player):
        bar = np.arange(self.columns) < np.array(state[0])[:, None]
        return np.append(bar, state[1] == player).astype(np.float32)

    def tell(self, state, player):
        whose = "Your turn." if state[1] == player else "The other player's turn."
        return "\n".join(["#" * left or "-" for left in state[0]] + [whose])

    def write(self, move):
        return f"{'abcdefghi'[move % self.columns]}{move // self.columns + 1}"

    def prompt(self, player):
        return (
            f"Chomp: a bar of {self.rows} rows and {self.columns} columns of chocolate. In turn a player takes a "
            "square with all that remains below it, to the right of it, or both. Who takes a1, the top left, loses. "
            "A square is its column letter and row number, such as b1. An illegal move loses at once."
        )


Chomp.levels = (Chomp(2, 3), Chomp(3, 4), Chomp(4, 5))
