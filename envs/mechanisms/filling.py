"""Boards that are filled in: a network of rules becomes oracle, verifier, explanation, moves and pictures."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..board import Board, Cell
from ..core import Problem, Verdict
from ..play import Playable
from .constraints import Network, bits

State = tuple[int, ...]
"""A symbol's number, from 1, for each cell; 0 for an empty one."""

_recent: tuple[Any, Any, Network | None] = (None, None, None)
_last: tuple[Network | None, State, np.ndarray] = (None, (), np.zeros(0, bool))
"""The last board that was asked for its moves: a step does so for the mask and for the observation."""


@dataclass(frozen=True)
class Filling(Playable):
    """A puzzle whose answer is a symbol for each cell, such that every rule of a network holds.

    A subclass says what the network is and how answers are written and read; this derives the oracle, the verifier
    (which accepts whatever keeps the rules), both styles of explanation and the moves. As moves, symbol s (from 0) in
    cell c is move c * symbols + s; legal is what an empty cell may take without breaking a rule at once.
    """

    @property
    @abstractmethod
    def board_size(self) -> tuple[int, int]:
        """Cells, at most, and symbols; fixed by the knobs."""

    @abstractmethod
    def rules(self, problem: Problem) -> Network:
        """Return cells, symbols and rules; cells that are given have one value."""

    def network(self, problem: Problem) -> Network:
        """Return `rules(problem)`; the last one is kept, since an episode asks for the same one at every move."""
        global _recent
        task, data, network = _recent
        if network is None or task != self or data != problem.data:
            network = self.rules(problem)
            _recent = (self, problem.data, network)
        return network

    @abstractmethod
    def write_answer(self, problem: Problem, values: Sequence[int]) -> str:
        """Return an answer; values are symbols' numbers from 1, 0 for a cell left empty (in chat)."""

    @abstractmethod
    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Return the symbols' numbers of a text, 0 for an empty cell, or what is wrong with it. Total and bounded."""

    def shown(self, problem: Problem) -> int:
        """Return how many cells are filled in; those behind them, such as carries, only serve the rules."""
        return len(self.network(problem).masks)

    def solution(self, problem: Problem) -> list[int]:
        """Return the symbols' numbers from 1, or nothing if a given problem has no solution."""
        found = self.network(problem).solutions(1)
        return [value + 1 for value in found[0]] if found else []

    def solve(self, problem: Problem) -> str:
        """Return the solution as an answer; empty if there is none."""
        found = self.solution(problem)
        return self.write_answer(problem, found) if found else ""

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Check every rule; no stored solution is needed."""
        values = self.read_answer(problem, answer)
        if isinstance(values, str):
            return Verdict.wrong(values)
        network = self.network(problem)
        if 0 in values:
            return Verdict.wrong(f"{network.cells[values.index(0)]} is empty")
        fault = network.broken([value - 1 for value in values])
        return Verdict.wrong(fault) if fault else Verdict.correct()

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return a random symbol for each cell, of those that it may have at first."""
        choices = [list(bits(mask)) for mask in self.network(problem).masks]
        return self.write_answer(problem, [some[int(rng.integers(len(some)))] + 1 for some in choices])

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Apply rule after rule; suppose where none has more to say. With style="search", try and take back."""
        return "\n".join(self.network(problem).explain(style))

    # -- moves --------------------------------------------------------------------------------------------------------

    @property
    def n_moves(self) -> int:
        """Cells times symbols."""
        cells, symbols = self.board_size
        return cells * symbols

    @property
    def shape(self) -> tuple[int, ...]:
        """(cells, symbols, 2): what stands there, and what a cell may take."""
        return (*self.board_size, 2)

    @property
    def horizon(self) -> int:
        """One move for each cell."""
        return self.board_size[0]

    @property
    def move_help(self) -> str:
        """How a move is written."""
        return "Write a move as name=value, as in an answer; what is set stays."

    def start(self, problem: Problem) -> State:
        """Return what is given."""
        return tuple(mask.bit_length() if not mask & (mask - 1) else 0 for mask in self.network(problem).masks)

    def legal(self, problem: Problem, state: State) -> np.ndarray:
        """Return what the empty cells may take: no rule is broken by that and the filled cells alone."""
        global _last
        network = self.network(problem)
        known, where, moves = _last
        if known is not network or where != state:
            moves = self._legal_now(problem, network, state)
            _last = (network, state, moves)
        return moves.copy()

    def _legal_now(self, problem: Problem, network: Network, state: State) -> np.ndarray:
        cells, symbols = self.board_size
        masks = [1 << (value - 1) if value else mask for value, mask in zip(state, network.masks, strict=True)]
        left = list(masks)
        for rule in network.rules:
            for cell, mask in rule.narrow(masks):
                left[cell] &= mask
        out = np.zeros((cells, symbols), bool)
        if 0 not in left:
            for cell, value in enumerate(state[: self.shown(problem)]):
                if not value:
                    out[cell, list(bits(left[cell]))] = True
        return out.reshape(-1)

    def apply(self, problem: Problem, state: State, move: int) -> State:
        """Fill a cell."""
        cell, symbol = divmod(move, self.board_size[1])
        return (*state[:cell], symbol + 1, *state[cell + 1 :])

    def over(self, problem: Problem, state: State) -> bool:
        """Return whether every cell is filled."""
        return 0 not in state[: self.shown(problem)]

    def observe(self, problem: Problem, state: State) -> np.ndarray:
        """Return what stands where, one-hot, and what the empty cells may take."""
        cells, symbols = self.board_size
        out = np.zeros((cells, symbols, 2), np.float32)
        for cell, value in enumerate(state):
            if value:
                out[cell, value - 1, 0] = 1
        out[..., 1] = self.legal(problem, state).reshape(cells, symbols)
        return out

    def show(self, problem: Problem, state: State) -> str:
        """Return the board as it stands."""
        return self.write_answer(problem, state)

    def parse(self, problem: Problem, text: str) -> int | None:
        """Read a move such as r3c7=5."""
        name, _, symbol = (part.strip().lower() for part in text.partition("="))
        network = self.network(problem)
        cells = [i for i, known in enumerate(network.cells) if known.lower() == name]
        symbols = [i for i, known in enumerate(network.values) if known.lower() == symbol]
        return cells[0] * self.board_size[1] + symbols[0] if cells and symbols else None

    def write(self, problem: Problem, move: int) -> str:
        """Write a move as r3c7=5."""
        cell, symbol = divmod(move, self.board_size[1])
        network = self.network(problem)
        return f"{network.cells[cell]}={network.values[symbol]}"

    def plan(self, problem: Problem) -> list[int]:
        """Fill the empty cells in order, as in the solution."""
        start = self.start(problem)
        symbols, shown = self.board_size[1], self.solution(problem)[: self.shown(problem)]
        return [i * symbols + value - 1 for i, value in enumerate(shown) if not start[i]]


@dataclass(frozen=True)
class Grid(Filling):
    """A filling on a rectangle, written row by row.

    A subclass sets `symbols` and `size`; what it gives is in `problem.data["grid"]`, rows as one list, 0 for empty.
    """

    @property
    @abstractmethod
    def symbols(self) -> Sequence[str]:
        """How the symbols are written, in order."""

    @property
    @abstractmethod
    def size(self) -> tuple[int, int]:
        """Rows and columns."""

    @property
    def block(self) -> tuple[int, int]:
        """Height and width of what heavy lines surround in the picture; the whole board unless overridden."""
        return self.size

    @property
    def move_help(self) -> str:
        """How a move is written."""
        symbol = self.symbols[-1]
        example = f"r3c2={symbol} puts {symbol} into row 3, column 2"
        return f"Write a move as row, column and symbol: {example}. Cells once filled stay."

    @property
    def board_size(self) -> tuple[int, int]:
        """Cells and symbols."""
        return self.size[0] * self.size[1], len(self.symbols)

    def cell_names(self) -> list[str]:
        """Return r1c1, r1c2, …, row by row."""
        rows, columns = self.size
        return [f"r{r + 1}c{c + 1}" for r in range(rows) for c in range(columns)]

    def lines(self) -> list[tuple[str, list[int]]]:
        """Return ("row 1", its cells) and so on, then the columns."""
        rows, columns = self.size
        across = [(f"row {r + 1}", [r * columns + c for c in range(columns)]) for r in range(rows)]
        return across + [(f"column {c + 1}", [r * columns + c for r in range(rows)]) for c in range(columns)]

    def write_answer(self, problem: Problem, values: Sequence[int]) -> str:
        """Return the rows as lines, a dot for an empty cell."""
        words = [self.symbols[value - 1] if value else "." for value in values]
        return write_rows(words, self.size[1])

    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Read rows: symbols of one character need no space between them; commas, brackets and | are ignored."""
        cells, words = self.board_size[0], read_rows(answer, self.symbols, self.board_size[0])
        if words is None or len(words) != cells:
            return f"{cells} symbols out of {' '.join(self.symbols)} expected, {self.size[1]} in a row"
        return words

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw the grid; in an answer, what contradicts the solution is a fault."""
        network = self.network(problem)
        given = [mask.bit_length() if not mask & (mask - 1) else 0 for mask in network.masks]
        values: list[int] | str = given if answer is None else self.read_answer(problem, answer)
        notes = [values] if isinstance(values, str) else []
        shown = given if isinstance(values, str) else values
        fault = [False] * len(given)
        if answer is not None and not isinstance(values, str) and not self.verify(problem, answer).is_correct:
            right = self.solution(problem)
            fault = [bool(v) and v != r for v, r in zip(shown, right, strict=False)] or fault
        cells = []
        for value, clue, bad in zip(shown, given, fault, strict=True):
            ink = "fault" if bad else "given" if clue else "answer"
            cells.append(Cell(self.symbols[value - 1] if value else ".", ink if value else "mute"))
        columns = self.size[1]
        rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
        return Board.from_grid(rows, block=self.block, notes=notes)


def write_rows(words: Sequence[str], columns: int) -> str:
    """Return words as lines of `columns`, padded to one width."""
    width = max(map(len, words))
    padded = [word.rjust(width) for word in words]
    return "\n".join(" ".join(padded[i : i + columns]) for i in range(0, len(padded), columns))


_IGNORED = str.maketrans(dict.fromkeys("|,;[](){}'\"&\\`*$", " "))
_MATRIX = re.compile(r"\\(?:begin|end)\{[a-z]{0,6}(?:matrix|array)\}")


def read_rows(text: str, symbols: Sequence[str], most: int) -> list[int] | None:
    """Return the symbols of a text as numbers from 1, 0 for a dot, or None if something else stands there."""
    if len(text) > 12 * most * max(map(len, symbols)) + 1_000:
        return None
    words = _MATRIX.sub(" ", text).translate(_IGNORED).split()
    if all(len(symbol) == 1 for symbol in symbols):
        words = list("".join(words))
    known = {symbol.lower(): i for i, symbol in enumerate(symbols, 1)} | {".": 0}
    numbers = [known.get(word.lower(), -1) for word in words]
    return None if -1 in numbers else numbers
