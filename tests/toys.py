"""A task, a played task and a game that keep every law, small enough to see through."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from palaestra.envs import Board, Playable, Problem, Task, Verdict, knob
from palaestra.envs.games.rules import Rules

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Reverse(Task):
    """Write a word backwards.

    Description: a word of random letters. Observation: the word. Action: it backwards.

    Reward: 1 if right, else 0. Episode end: after one answer.

    Arguments: `length` letters. Oracle: reverses. Floors: none above 0.1.

    Version history: v0, the first.
    """

    length: int = knob(6, "letters in the word")

    def generate(self, rng: np.random.Generator) -> Problem:
        word = "".join(LETTERS[int(i)] for i in rng.integers(0, 26, self.length))
        return Problem(f"Write the word {word} backwards.", {"word": word})

    def solve(self, problem: Problem) -> str:
        return str(problem.data["word"][::-1])

    def verify(self, problem: Problem, answer: str) -> Verdict:
        return Verdict.correct() if answer == problem.data["word"][::-1] else Verdict.wrong("not backwards")

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        return "".join(LETTERS[int(i)] for i in rng.integers(0, 26, self.length))


Reverse.levels = (Reverse(6), Reverse(8))


@dataclass(frozen=True)
class Spell(Reverse, Playable):
    """Write a word backwards, letter by letter.

    Description: a word. Observation: the word. Action: a letter. Reward: 1 if right, else 0. Episode end: when all
    letters are written. Arguments: `length` letters. Oracle: reverses. Floors: none above 0.1. Version history: v0.
    """

    n_moves = 26
    move_help = "A move is one letter."

    @property
    def shape(self) -> tuple[int, ...]:
        return (self.length,)

    @property
    def horizon(self) -> int:
        return self.length

    def start(self, problem: Problem) -> Any:
        return ()

    def legal(self, problem: Problem, state: Any) -> np.ndarray:
        return np.array([letter in problem.data["word"] for letter in LETTERS])

    def apply(self, problem: Problem, state: Any, move: int) -> Any:
        return (*state, move)

    def over(self, problem: Problem, state: Any) -> bool:
        return len(state) == self.length

    def observe(self, problem: Problem, state: Any) -> np.ndarray:
        out = np.zeros(self.length, np.float32)
        out[: len(state)] = np.array(state, np.float32) / 26
        return out

    def show(self, problem: Problem, state: Any) -> str:
        return "".join(LETTERS[move] for move in state)

    def parse(self, problem: Problem, text: str) -> int | None:
        return LETTERS.index(text) if len(text) == 1 and text in LETTERS else None

    def write(self, problem: Problem, move: int) -> str:
        return LETTERS[move]

    def plan(self, problem: Problem) -> list[int]:
        return [LETTERS.index(letter) for letter in self.solve(problem)]


Spell.levels = (Spell(6), Spell(8))


@dataclass(frozen=True)
class Take(Rules):
    """Take one to three of a heap of counters; whoever takes the last one wins.

    Description: a heap. Observation: its size. Action: how many. Reward: 1 for a win. Episode end: no counter is left.
    Arguments: the `heap`. Oracle: exact. Floors: 0.5 against random play. Version history: v0.
    """

    heap: int = knob(7, "counters at the start")

    n_moves = 3
    shape = (2,)

    @property
    def max_moves(self) -> int:
        return self.heap

    def start(self) -> Any:
        return self.heap, 0

    def current(self, state: Any) -> int | None:
        return int(state[1]) if state[0] else None

    def legal(self, state: Any) -> tuple[int, ...]:
        return tuple(move for move in range(3) if move < state[0])

    def apply(self, state: Any, move: int) -> Any:
        return state[0] - move - 1, 1 - state[1]

    def returns(self, state: Any) -> tuple[float, ...]:
        return (0.0, 0.0) if state[0] else ((-1.0, 1.0) if state[1] == 0 else (1.0, -1.0))

    def observe(self, state: Any, player: int) -> np.ndarray:
        return np.array([state[0] / self.heap, state[1]], np.float32)

    def tell(self, state: Any, player: int) -> str:
        return f"{state[0]} counters, player {state[1]} to move"

    def write(self, move: int) -> str:
        return f"take {move + 1}"

    def parse(self, text: str) -> int | None:
        return {"take 1": 0, "take 2": 1, "take 3": 2}.get(text)

    def board(self, state: Any) -> Board:
        return Board.from_text(["o" * state[0]])

    def prompt(self, player: int) -> str:
        return "Write take 1, take 2 or take 3."
