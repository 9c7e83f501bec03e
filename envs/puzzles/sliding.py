"""Sliding-tile puzzles of any size: what the 8-puzzle and the 15-puzzle share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import Problem, knob
from ..mechanisms import Journey
from ..mechanisms.filling import write_rows
from ..mechanisms.tiles import Tiles, distance, search, slid, solution, steps_of

ROUNDS = 60  # searches in one draw
DEAD_END, DEAD_ENDS = 8, 100  # lines told of one dead end, and of all


@dataclass(frozen=True)
class Sliding(Journey):
    """Tiles on a rectangle with one gap; a move slides a tile into it. A subclass gives `size` and the levels."""

    least: int = knob(2, "moves of the shortest solution, at least")
    most: int = knob(8, "moves of the shortest solution, at most")

    squares: ClassVar[bool] = True
    limit: ClassVar[int] = 28  # the largest `most`

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most <= self.limit:
            raise ValueError(f"least={self.least}, most={self.most}: use 1 to {self.limit}, least no more than most")

    @property
    @abstractmethod
    def size(self) -> tuple[int, int]:
        """Rows and columns, two at least."""

    def generate(self, rng: np.random.Generator) -> Problem:
        """Walk from the goal until it is as far as wanted; if it is farther, go back on a shortest way."""
        (rows, columns), want = self.size, int(rng.integers(self.least, self.most + 1))
        goal, came, length, way = (*range(1, rows * columns), 0), -1, 0, Tiles()
        tiles, best = goal, slid(goal, rows * columns - 2)  # best is the farthest seen, and never the goal
        for _ in range(ROUNDS):
            for _ in range(max(want - length, 4 if length else 0)):
                steps = [step for step in steps_of(rows, columns)[tiles.index(0)].items() if step[0] != came ^ 1]
                came, square = steps[int(rng.integers(len(steps)))]
                tiles = slid(tiles, square)
            found = search(rows, columns, tiles)
            if found is None:  # too far to know how far: once more
                tiles, came, length = goal, -1, 0
                continue
            length = len(found)
            if length > len(way):
                best, way = tiles, found
            if length >= want:
                break
        for move in way[: max(0, len(way) - want)]:
            best = slid(best, steps_of(rows, columns)[best.index(0)][move])
        prompt = (
            f"Slide the tiles of this {rows} by {columns} board until it looks like the goal; a dot is the gap.\n\n"
            f"{self.draw(Problem(''), best)}\n\nGoal:\n\n{self.draw(Problem(''), goal)}\n\n"
            "A move slides one TILE next to the gap into the gap and says which way the tile goes: up moves the tile "
            "below the gap, down the one above it, left the one right of it, right the one left of it. Answer with "
            "the moves in order, such as: up left down"
        )
        return Problem(prompt, {"tiles": best})

    @property
    def moves(self) -> Sequence[str]:
        """Which way a tile slides."""
        return "up", "down", "left", "right"

    @property
    def spellings(self) -> Mapping[str, int]:
        """Initials."""
        return {"u": 0, "d": 1, "l": 2, "r": 3}

    @property
    def shape(self) -> tuple[int, ...]:
        """Squares and tiles, one-hot; tile 0 is the gap."""
        return (self.size[0] * self.size[1],) * 2

    @property
    def horizon(self) -> int:
        """Four times as many moves as the longest shortest solution."""
        return 4 * self.most

    def first(self, problem: Problem) -> Tiles:
        """Return the tiles."""
        return tuple(problem.data["tiles"])

    def after(self, problem: Problem, position: Any, move: int) -> Tiles | None:
        """Slide a tile into the gap."""
        square = steps_of(*self.size)[position.index(0)].get(move)
        return None if square is None else slid(position, square)

    def goal(self, problem: Problem, position: Any) -> bool:
        """Return whether the tiles are in order, the gap last."""
        return bool(position == (*range(1, len(position)), 0))

    def draw(self, problem: Problem, position: Any) -> str:
        """Return rows of numbers, a dot for the gap."""
        return write_rows([str(tile or ".") for tile in position], self.size[1])

    def look(self, problem: Problem, position: Any) -> np.ndarray:
        """Return which tile is where."""
        return np.eye(len(position), dtype=np.float32)[list(position)]

    def plan(self, problem: Problem) -> Sequence[int]:
        """Return a shortest solution, a longer one where that takes too long, or none if there is none."""
        return solution(*self.size, self.first(problem))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Tell the moves and how many are left; with style="search" also ways that turn out to be too long."""
        plan, tiles, came = self.plan(problem), self.first(problem), -1
        lines = [f"{self._row(tiles)}: at least {distance(*self.size, tiles)} moves."]
        if style == "search":
            lines.append(f"Allow {len(plan)} moves; add to the moves made what the rest takes at least.")
        for made, move in enumerate(plan, 1):
            steps = steps_of(*self.size)[tiles.index(0)]
            for other, square in steps.items() if style == "search" else ():
                if other not in (move, came ^ 1) and len(lines) < DEAD_ENDS:
                    lines += self._dead_end(slid(tiles, square), other, made, len(plan), DEAD_END) or []
            tiles, came = slid(tiles, steps[move]), move
            least = f"{made} + {distance(*self.size, tiles)}" if style == "search" else f"{len(plan) - made} left"
            lines.append(f"{self.moves[move]}: {self._row(tiles)}, {least}.")
        return "\n".join([*lines, f"Solved by {self.solve(problem)}."])

    def _dead_end(self, tiles: Tiles, move: int, made: int, allowed: int, room: int) -> list[str] | None:
        """Return what is seen after a wrong move; None if it is right, or if that takes more than `room` lines."""
        least = distance(*self.size, tiles)
        lines = [f"{self.moves[move]}: {self._row(tiles)}, {made} + {least}."]
        if made + least > allowed:
            return [f"{lines[0][:-1]}: too many, back."]
        if not least or room < 1:
            return None
        for other, square in steps_of(*self.size)[tiles.index(0)].items():
            if other != move ^ 1:
                more = self._dead_end(slid(tiles, square), other, made + 1, allowed, room - len(lines))
                if more is None or len(lines) + len(more) > room:
                    return None
                lines += more
        return [*lines, f"Back before {self.moves[move]}."]

    def _row(self, tiles: Tiles) -> str:
        columns = self.size[1]
        words = [str(tile or ".") for tile in tiles]
        return " / ".join(" ".join(words[i : i + columns]) for i in range(0, len(words), columns))
