"""Sort characters by a stated order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board, Cell
from ..core import Problem, Task, Verdict, knob

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Sort(Task):
    """Sort the characters of a string by a stated order.

    Description: A string of characters, and the order to sort by: ascending, descending, or an alphabet given in
    the prompt. Repeated characters stay repeated.

    Observation: The string and the order.

    Action: The sorted string.

    Reward: 1 if every character is in its place, else 0.

    Episode end: After one answer.

    Arguments: `length` characters out of the first `letters` of 0-9a-z, in `order` "ascending", "descending" or
    "given" (an order drawn anew for every problem). Level 0 has 9,285 problems: the 10,000 strings less those that
    are sorted already.

    Oracle: Sorts.

    Floors: A random guess (permutation) is right in 1 of `length`! cases, and more often with repeated characters:
    about 1 in 12 at level 0; copying the
    string is right only if it is sorted already, which is never asked.

    Version history: v0, the first.
    """

    length: int = knob(4, "characters to sort")
    letters: int = knob(10, "size of the alphabet, out of 0-9a-z")
    order: str = knob("ascending", "ascending, descending or given (stated in the prompt)")

    levels: ClassVar[Sequence[Sort]]

    def __post_init__(self) -> None:
        if not 2 <= self.length <= 200:
            raise ValueError(f"length={self.length}: use 2 to 200")
        if not 2 <= self.letters <= len(ALPHABET):
            raise ValueError(f"letters={self.letters}: use 2 to {len(ALPHABET)}")
        if self.order not in ("ascending", "descending", "given"):
            raise ValueError(f"order={self.order!r}: use 'ascending', 'descending' or 'given'")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a string that is not sorted yet."""
        letters = ALPHABET[: self.letters]
        order = letters if self.order == "ascending" else letters[::-1]
        if self.order == "given":
            order = "".join(rng.permutation(list(letters)))
        while True:
            text = "".join(rng.choice(list(letters), self.length))
            if text != "".join(sorted(text, key=order.index)) or len(set(text)) == 1:
                break
        if len(set(text)) == 1:  # nothing to sort: exchange one character, a deterministic way out
            text = order[1] + order[0] * (self.length - 1)
        how = f"in the order {order}" if self.order == "given" else f"in {self.order} order"
        return Problem(f"Sort the characters of {text} {how}.", {"text": text, "order": order})

    def solve(self, problem: Problem) -> str:
        """Return the sorted string."""
        return "".join(sorted(problem.data["text"], key=problem.data["order"].index))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare with the sorted string, character by character."""
        right = self.solve(problem)
        if answer == right:
            return Verdict.correct()
        if len(answer) != len(right):
            return Verdict.wrong(f"{len(right)} characters expected, {len(answer)} given")
        at = next(i for i, (a, b) in enumerate(zip(answer, right, strict=True)) if a != b)
        return Verdict.wrong(f"character {at + 1} is out of place")

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return a random permutation."""
        return "".join(rng.permutation(list(problem.data["text"])))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Take the smallest remaining character, one at a time."""
        rest, out = list(problem.data["text"]), []
        for char in self.solve(problem):
            rest.remove(char)
            out.append(f"{char} from here leaves {''.join(rest) or 'nothing'}.")
        return "\n".join(out)

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the string as a row of cells, and the answer below it with misplaced characters marked."""
        rows = [[Cell(char) for char in problem.data["text"]]]
        if answer is not None:
            right = self.solve(problem)
            rows.append(
                [Cell(char, "answer" if right[i : i + 1] == char else "fault") for i, char in enumerate(answer[:200])]
            )
        return Board.from_grid(rows, block=(1, 1), notes=[f"order: {problem.data['order']}"])


Sort.levels = (Sort(4), Sort(6), Sort(8, 20), Sort(12, 36), Sort(16, 36, "given"))
