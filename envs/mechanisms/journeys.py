"""Puzzles that are sequences of moves: one list of moves is the answer, and every move can be played by itself."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import Problem, Verdict
from ..play import Playable

MOST = 2_000  # moves of an answer that are read
_GLUE = frozenset(("and", "then", "-", "*", "•", "->", "→"))  # may stand between moves
_IGNORED = str.maketrans(dict.fromkeys(",;.[](){}'\"", " "))
State = tuple[Hashable, tuple[int, ...]]
"""Where we are, and the moves that led there."""


@dataclass(frozen=True)
class Journey(Playable):
    """A puzzle in which moves lead from a first position to a goal.

    A subclass gives positions (hashable), the names of the moves, what a move does and where the goal is; this derives
    the verifier, which plays the answer's moves, and the episode. Any sequence that ends at the goal is right.
    """

    squares: ClassVar[bool] = False  # whether `draw` writes a grid, its words being the squares

    @property
    @abstractmethod
    def moves(self) -> Sequence[str]:
        """The moves' names, one word each, all in lower case."""

    @abstractmethod
    def first(self, problem: Problem) -> Hashable:
        """Return the first position."""

    @abstractmethod
    def after(self, problem: Problem, position: Hashable, move: int) -> Hashable | None:
        """Return the position after a move, or None if it cannot be made."""

    @abstractmethod
    def goal(self, problem: Problem, position: Hashable) -> bool:
        """Return whether the puzzle is solved."""

    @abstractmethod
    def draw(self, problem: Problem, position: Hashable) -> str:
        """Return the position as text."""

    @abstractmethod
    def look(self, problem: Problem, position: Hashable) -> np.ndarray:
        """Return the position as float32 numbers in [0, 1] of shape `shape`."""

    @property
    def spellings(self) -> Mapping[str, int]:
        """Other names of moves, in lower case. Names of one letter may be run together in an answer."""
        return {}

    def solve(self, problem: Problem) -> str:
        """Return the plan's moves."""
        return " ".join(self.moves[move] for move in self.plan(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Make every move of the answer; the last must reach the goal."""
        read = self.read_moves(answer)
        if isinstance(read, str):
            return Verdict.wrong(read)
        position: Hashable | None = self.first(problem)
        for turn, move in enumerate(read, 1):
            position = self.after(problem, position, move)
            if position is None:
                return Verdict.wrong(f"move {turn}, {self.moves[move]}, cannot be made")
        if not self.goal(problem, position):
            return Verdict.wrong(f"after {len(read)} moves the puzzle is not solved")
        return Verdict.correct()

    def read_moves(self, answer: str) -> list[int] | str:
        """Return the moves that a text lists, or what is wrong with it."""
        if len(answer) > 20 * MOST:
            return f"the answer is too long; at most {MOST} moves are read"
        known = {**self.spellings, **{name: i for i, name in enumerate(self.moves)}}
        out: list[int] = []
        for word in answer.translate(_IGNORED).lower().split():
            if word in known:
                out.append(known[word])
            elif all(letter in known for letter in word):  # moves of one letter, run together
                out += [known[letter] for letter in word]
            elif word not in _GLUE:
                return f"{word[:20]!r} is no move; moves are {_some(self.moves)}"
        return out if len(out) <= MOST else f"more than {MOST} moves"

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return moves at random, as many as the plan has, each one that can be made."""
        state, out = self.start(problem), []
        for _ in self.plan(problem):
            choices = np.flatnonzero(self.legal(problem, state))
            if not len(choices):
                break
            out.append(int(choices[rng.integers(len(choices))]))
            state = self.apply(problem, state, out[-1])
        return " ".join(self.moves[move] for move in out)

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw the first position, or how far an answer's moves get, with what it is worth."""
        position = self.first(problem)
        read = self.read_moves(answer) if answer is not None else []
        for move in read if isinstance(read, list) else []:
            after = self.after(problem, position, move)
            if after is None:
                break
            position = after
        notes = [self.verify(problem, answer).reason] if answer is not None else []
        lines = self.draw(problem, position).splitlines()
        if not self.squares:
            return Board.from_text([*lines, *notes])
        return Board.from_grid([line.split() for line in lines], block=(1, 1), notes=notes)

    # -- moves --------------------------------------------------------------------------------------------------------

    @property
    def n_moves(self) -> int:
        """As many as have names."""
        return len(self.moves)

    @property
    def move_help(self) -> str:
        """How a move is written."""
        return f"Write one move: {_some(self.moves)}."

    def start(self, problem: Problem) -> State:
        """Return the first position, with no moves made."""
        return self.first(problem), ()

    def legal(self, problem: Problem, state: State) -> np.ndarray:
        """Return which moves can be made."""
        return np.array([self.after(problem, state[0], move) is not None for move in range(self.n_moves)], bool)

    def apply(self, problem: Problem, state: State, move: int) -> State:
        """Make a move."""
        position = self.after(problem, state[0], move)
        assert position is not None
        return position, (*state[1], move)

    def over(self, problem: Problem, state: State) -> bool:
        """Return whether the goal is reached."""
        return self.goal(problem, state[0])

    def observe(self, problem: Problem, state: State) -> np.ndarray:
        """Return the position as numbers."""
        return self.look(problem, state[0])

    def show(self, problem: Problem, state: State) -> str:
        """Return the moves made: the answer that the play amounts to."""
        return " ".join(self.moves[move] for move in state[1])

    def tell(self, problem: Problem, state: State) -> str:
        """Return the position, which is what chat shows."""
        return self.draw(problem, state[0])

    def parse(self, problem: Problem, text: str) -> int | None:
        """Read one move."""
        read = self.read_moves(text)
        return read[0] if isinstance(read, list) and len(read) == 1 else None

    def write(self, problem: Problem, move: int) -> str:
        """Write a move."""
        return self.moves[move]


def _some(moves: Sequence[str]) -> str:
    return ", ".join(moves) if len(moves) <= 8 else f"{moves[0]}, {moves[1]}, … {moves[-1]}"
