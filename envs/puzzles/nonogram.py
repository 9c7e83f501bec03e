"""Nonogram, also known as Picross or Hanjie: a picture from the lengths of its blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import Problem, Verdict, knob
from ..mechanisms import Budget, Grid, Line, Network
from ..mechanisms.filling import write_rows

FLIPS, BRANCHES = 8, 10  # ambiguous cells changed before they are filled instead; suppositions in a proof
FILLED, BLANK = "#x1■█⬛", "-._0·□⬜░"  # how cells are usually written, in lower case
_NOISE = dict.fromkeys(" \t\r\n|,;[](){}'\"`*$&\\\ufe0e\ufe0f", "")
_READ = str.maketrans(_NOISE | dict.fromkeys(FILLED + "X", "#") | dict.fromkeys(BLANK, "-"))


@dataclass(frozen=True)
class Nonogram(Grid):
    """Find the picture whose blocks of filled cells have given lengths.

    Description: the numbers of a row or column are the lengths of its blocks of filled cells, in order; at least one
    blank cell lies between two blocks. Exactly one picture fits; generation proves it.

    Observation: the numbers. As moves: what stands where and what other cells may be, as a (cells, 2, 2) array.
    Action: the rows, "#" for a filled cell and "-" for a blank one; other usual pairs, such as X and . or 1 and 0, are
    read too. As moves: cell * 2, plus 1 to fill it. In chat: like r3c2=#; "?" shows a cell not decided yet.

    Reward: 1 for the picture, else 0.

    Episode end: after one answer; as moves when every cell is decided, no move is legal or a move is illegal.

    Arguments: `rows`, `columns`, and how many percent of the cells are `filled`, about. Level 0 has 52,362 problems,
    the 4 by 4 pictures that share their numbers with no other.

    Oracle: line by line until nothing changes, then depth first. Floors: a random picture is right in 1 of 10,000.

    Version history: v0, the first.
    """

    rows: int = knob(5, "rows")
    columns: int = knob(5, "columns")
    filled: int = knob(60, "filled cells in percent, about; fewer make it harder")

    levels: ClassVar[Sequence[Nonogram]]
    strip_markup: ClassVar[bool] = False  # rows may begin and end with underscores; other markup is ignored

    def __post_init__(self) -> None:
        if not (3 <= self.rows <= 20 and 3 <= self.columns <= 20 and 40 <= self.filled <= 80):
            raise ValueError(f"{self.knobs()}: use 3 to 20 rows and columns, 40 to 80 percent")

    @property
    def size(self) -> tuple[int, int]:
        """A rectangle."""
        return self.rows, self.columns

    @property
    def symbols(self) -> Sequence[str]:
        """Blank and filled."""
        return "-#"

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a picture at random and change ambiguous cells until there are none."""
        picture = (100 * rng.random(self.rows * self.columns) < self.filled).astype(int).tolist()
        turn = 0
        while doubtful := self._doubtful(picture):
            if turn < FLIPS:
                picture[doubtful[int(rng.integers(len(doubtful)))]] ^= 1
            else:  # some of these are blank, so the picture grows, and a full one is the only one of its numbers
                picture = [value or int(cell in doubtful) for cell, value in enumerate(picture)]
            turn += 1
        clues = self._clues(picture)
        across, down = ("\n".join(map(_numbers, some)) for some in (clues[: self.rows], clues[self.rows :]))
        prompt = (
            f"Solve this nonogram of {self.rows} rows and {self.columns} columns: every cell is filled or blank. The "
            "numbers of a row or column are the lengths of its blocks of filled cells, in order, with at least one "
            "blank cell between two blocks; 0 means that no cell is filled. Exactly one picture fits.\n\n"
            f"Rows, from the top:\n{across}\n\nColumns, from the left:\n{down}\n\n"
            f"Answer with the {self.rows} rows, one row on a line: # for a filled cell, - for a blank one."
        )
        return Problem(prompt, {"clues": clues})

    def rules(self, problem: Problem) -> Network:
        """Return one rule for each line."""
        lines = zip(self.lines(), problem.data["clues"], strict=True)
        rules = [Line(cells, clue, f"{name} has {_numbers(clue)}") for (name, cells), clue in lines]
        return Network([0b11] * (self.rows * self.columns), rules, self.cell_names(), self.symbols)

    def _clues(self, picture: Sequence[int]) -> list[list[int]]:
        """Return the lengths of the blocks of a picture: the rows', then the columns'."""
        text, n = "".join(" #"[value] for value in picture), self.columns
        lines = [text[i : i + n] for i in range(0, len(text), n)] + [text[i::n] for i in range(n)]
        return [[*map(len, line.split())] for line in lines]

    def _doubtful(self, picture: Sequence[int]) -> list[int]:
        """Return where another picture differs, or what lines leave open if the search gets too long for a proof."""
        network = self.rules(Problem("", {"clues": self._clues(picture)}))
        try:
            found = network.solutions(2, BRANCHES)
        except Budget:
            network.settle(network.masks)
            return [cell for cell, mask in enumerate(network.masks) if mask == 0b11]
        return [cell for cell, value in enumerate(picture) if any(other[cell] != value for other in found)]

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Count the blocks of every line."""
        values = self.read_answer(problem, answer)
        if isinstance(values, str):
            return Verdict.wrong(values)
        if 0 in values:
            return Verdict.wrong(f"{self.cell_names()[values.index(0)]} is not decided")
        found, clues = self._clues([value - 1 for value in values]), problem.data["clues"]
        for (name, _), has, clue in zip(self.lines(), found, clues, strict=True) if found != clues else ():
            if has != clue:
                return Verdict.wrong(f"{name} has {_numbers(has)} instead of {_numbers(clue)}")
        return Verdict.correct()

    def write_answer(self, problem: Problem, values: Sequence[int]) -> str:
        """Return the rows as lines, a question mark for a cell not decided yet: many write a dot for a blank one."""
        return write_rows(["?-#"[value] for value in values], self.columns)

    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Read rows in the usual signs; two signs for filled cells could mean anything: some cross out blank ones."""
        cells, signs = self.rows * self.columns, set(answer.lower())
        text = answer.translate(_READ) if len(answer) <= 12 * cells + 1_000 else ""
        mixed = len(signs & set(FILLED)) > 1 or len(signs & set(BLANK)) > 1
        if mixed or len(text) != cells or not set(text) <= set("?-#"):
            return f"{cells} cells expected, {self.columns} in a row: one sign for filled ones, one for blank ones"
        return ["?-#".index(sign) for sign in text]

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw the numbers beside and above the cells."""
        inner, words = super().board(problem, answer), [_numbers(clue).split() for clue in problem.data["clues"]]
        sides = words[: self.rows], words[self.rows :]
        beside, above = ([[""] * (max(map(len, some)) - len(line)) + line for line in some] for some in sides)
        top = [[""] * len(beside[0]) + [*level] for level in zip(*above, strict=True)]
        rows = [[*line, *row] for line, row in zip(beside, inner.rows, strict=True)]
        return Board.from_grid([*top, *rows], block=(1, 1), notes=inner.notes)


def _numbers(clue: Sequence[int]) -> str:
    return " ".join(map(str, clue)) or "0"


_knobs = ((4, 60), (5, 60), (6, 55), (8, 55), (10, 53), (12, 55), (15, 58))
Nonogram.levels = tuple(Nonogram(size, size, filled) for size, filled in _knobs)
