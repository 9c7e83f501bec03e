"""Sokoban: push boxes onto goals, never pull."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import Problem, knob
from ..mechanisms import Journey, rooms
from ..mechanisms.rooms import Room, hall, search

SEARCH = 500  # positions in which the oracle finds a way, or the room is drawn anew
DRAWS = 400


@dataclass(frozen=True)
class Sokoban(Journey):
    """Push every box onto a goal.

    Description: a keeper walks through a room and pushes boxes, one at a time; nothing can be pulled, so a box in a
    corner stays there.

    Observation: the room in the usual signs: wall #, player @, box $, goal ., box on a goal *, player on a goal +.
    As moves: walls, goals, boxes and player as a (4, height, width) array.
    Action: the moves, up, down, left and right, or their first letters, such as uulldR. As moves: 0 to 3.

    Reward: 1 if every move can be made and the last one puts the last box on a goal, else 0.
    Episode end: after one answer; as moves when the room is solved, a move cannot be made or after 4 moves a square.

    Arguments: `height` and `width`, outer walls included, the number of `boxes`, and how many `pushes` it takes at
    least. A room with random walls is drawn and boxes are pulled away from the goals until their distances to the
    nearest goals add up to `pushes`. After 400 draws, or 3,000 positions searched, an empty room with the boxes at one
    end and the goals at the other.

    Oracle: best first over what stands where and the part of the room that the player can reach, by the pushes made
    and twice the distances; boxes never go where no goal can be reached. Every room drawn is solved so within 500
    positions. Floors: as many random moves as the oracle makes solve fewer than 1 in 100 rooms at level 0.

    Version history: v0, the first.
    """

    height: int = knob(8, "rows, with the outer walls")
    width: int = knob(8, "columns, with the outer walls")
    boxes: int = knob(2, "boxes, and as many goals")
    pushes: int = knob(12, "pushes, at least")

    levels: ClassVar[Sequence[Sokoban]]

    def __post_init__(self) -> None:
        if not (6 <= self.height <= 14 and 6 <= self.width <= 14):
            raise ValueError(f"height={self.height}, width={self.width}: use 6 to 14")
        if not 1 <= self.boxes <= min(4, self.width - 4):
            raise ValueError(f"boxes={self.boxes}: use 1 to {min(4, self.width - 4)} in this room")
        most = rooms.least_pushes(hall(self.height, self.width, self.boxes))
        if not 1 <= self.pushes <= most:
            raise ValueError(f"pushes={self.pushes}: use 1 to {most} with these boxes in this room")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw rooms until one is far enough from solved and the oracle solves it."""
        spare = 6 * SEARCH
        for _ in range(DRAWS):
            room = rooms.draw_room(rng, self.height, self.width, self.boxes, self.pushes)
            if spare > 0 and rooms.least_pushes(room) >= self.pushes:
                pushes, looked = search(room, SEARCH)
                spare -= len(looked)
                if 0 < len(rooms.moves_of(room, pushes)) <= self.horizon:
                    break
        else:
            room = hall(self.height, self.width, self.boxes)
        text = rooms.write_room(room, self.height)
        prompt = (
            "Push every box onto a goal. # is a wall, @ is you, $ a box, . a goal, * a box on a goal, + you on it; "
            f"all else is free.\n\n{text}\n\nYou move up, down, left or right by one square. If a box is there, you "
            "push it one square further, which must be free; you cannot pull. Answer with your moves in order until "
            "all boxes are on goals, such as: up left left down."
        )
        return Problem(prompt, {"room": text.split("\n")})

    @property
    def moves(self) -> Sequence[str]:
        """The four directions."""
        return "up", "down", "left", "right"

    @property
    def spellings(self) -> Mapping[str, int]:
        """Their first letters."""
        return {name[0]: i for i, name in enumerate(self.moves)}

    @property
    def shape(self) -> tuple[int, ...]:
        """Walls, goals, boxes and the player."""
        return 4, self.height, self.width

    @property
    def horizon(self) -> int:
        """Four moves a square."""
        return 4 * self.height * self.width

    def first(self, problem: Problem) -> Room:
        """Read the room."""
        text = "".join(problem.data["room"])[::-1]
        floor, goals, boxes, player = (int(text.translate(table), 2) for table in rooms.TABLES)
        return len(problem.data["room"][0]), floor, goals, boxes, player

    def after(self, problem: Problem, position: Any, move: int) -> Room | None:
        """Walk or push; in a room that is solved nobody moves on."""
        w, floor, goals, boxes, player = position
        step = (-w, w, -1, 1)[move]
        to = rooms.shift(player, step)
        if to & boxes and boxes & ~goals:
            beyond = rooms.shift(to, step)
            return (w, floor, goals, boxes ^ to ^ beyond, to) if beyond & floor & ~boxes else None
        return (w, floor, goals, boxes, to) if to & floor and boxes & ~goals else None

    def goal(self, problem: Problem, position: Any) -> bool:
        """Return whether all boxes are on goals."""
        return not position[3] & ~position[2]

    def accepts(self, problem: Problem, answer: str) -> bool:
        """Play the answer on the text of the room: the conformance kit's second opinion."""
        read = self.read_moves(answer)
        return isinstance(read, list) and rooms.solved_by(problem.data["room"], [self.moves[m] for m in read])

    def draw(self, problem: Problem, position: Any) -> str:
        """Write the room in the usual signs."""
        return rooms.write_room(position, len(problem.data["room"]))

    def look(self, problem: Problem, position: Any) -> np.ndarray:
        """Return walls, goals, boxes and the player."""
        masks = (~position[1], *position[2:])
        size = self.height * self.width
        return np.array([[mask >> i & 1 for i in range(size)] for mask in masks], np.float32).reshape(self.shape)

    def plan(self, problem: Problem) -> list[int]:
        """Search; of a room that is not solved within the limit there is no plan."""
        room = self.first(problem)
        return rooms.moves_of(room, search(room, rooms.LIMIT)[0])

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Tell the walks and pushes one by one; with style="search" first the positions looked at."""
        return "\n".join([*rooms.tell(self.first(problem), self.moves, style), f"All moves: {self.solve(problem)}."])


Sokoban.levels = (
    Sokoban(6, 6, 1, 3), Sokoban(7, 7, 1, 6), Sokoban(7, 7, 2, 8), Sokoban(8, 8, 2, 12), Sokoban(8, 8, 3, 13),
    Sokoban(9, 9, 3, 16), Sokoban(10, 10, 4, 19),
)  # fmt: skip
