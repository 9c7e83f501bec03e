"""The 8-puzzle: a three by three board of sliding tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .sliding import Sliding


@dataclass(frozen=True)
class EightPuzzle(Sliding):
    """Slide eight tiles on a board of three by three until they are in order.

    Description: a move slides a tile next to the gap into it. In the goal the tiles stand in order, row by row, and
    the gap is last. Any moves that get there are right, not only the fewest.

    Observation: the board and the goal, a dot for the gap. As moves: square by tile, one-hot; tile 0 is the gap.
    Action: moves such as up left. They name the way in which the TILE goes, so up is the tile below the gap. As moves:
    0 up, 1 down, 2 left, 3 right; legal are those for which there is a tile.

    Reward: 1 if the moves can be made and end at the goal, else 0.

    Episode end: after one answer; as moves at the goal, or after four times `most` moves.

    Arguments: the shortest solution has from `least` to `most` moves, each number being equally likely. Level 0 has
    265 problems, level 1 has 1,582, level 2 has 9,914.

    Oracle: A* with Manhattan distance and linear conflicts, so solutions are shortest. Floors: random moves, as many
    as the shortest solution has, solve 3 % at level 0 and hardly ever later.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[EightPuzzle]]

    @property
    def size(self) -> tuple[int, int]:
        """Three by three."""
        return 3, 3


EightPuzzle.levels = (
    EightPuzzle(2, 8), EightPuzzle(9, 12), EightPuzzle(13, 16), EightPuzzle(17, 19), EightPuzzle(20, 22),
    EightPuzzle(23, 25),
)  # fmt: skip
