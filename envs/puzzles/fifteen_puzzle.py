"""The 15-puzzle: a four by four board of sliding tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..core import knob
from .sliding import Sliding


@dataclass(frozen=True)
class FifteenPuzzle(Sliding):
    """Slide fifteen tiles on a board of four by four until they are in order.

    Description: a move slides a tile next to the gap into it. In the goal the tiles stand in order, row by row, and
    the gap is last. Any moves that get there are right, not only the fewest.

    Observation: the board and the goal, a dot for the gap. As moves: square by tile, one-hot; tile 0 is the gap.
    Action: moves such as up left. They name the way in which the TILE goes, so up is the tile below the gap. As moves:
    0 up, 1 down, 2 left, 3 right; legal are those for which there is a tile.

    Reward: 1 if the moves can be made and end at the goal, else 0.

    Episode end: after one answer; as moves at the goal, or after four times `most` moves.

    Arguments: the shortest solution has from `least` to `most` moves, each number being equally likely. Level 0 has
    407 problems, level 1 has 15,086.

    Oracle: A* with Manhattan distance and linear conflicts, so solutions are shortest. Floors: random moves, as many
    as the shortest solution has, solve 1 % at level 0 and hardly ever later.

    Version history: v0, the first.
    """

    limit: ClassVar[int] = 36
    least: int = knob(3, "moves of the shortest solution, at least")
    most: int = knob(7, "moves of the shortest solution, at most")

    levels: ClassVar[Sequence[FifteenPuzzle]]

    @property
    def size(self) -> tuple[int, int]:
        """Four by four."""
        return 4, 4


FifteenPuzzle.levels = (
    FifteenPuzzle(3, 7), FifteenPuzzle(8, 12), FifteenPuzzle(13, 17), FifteenPuzzle(18, 22), FifteenPuzzle(23, 26),
    FifteenPuzzle(27, 29),
)  # fmt: skip
