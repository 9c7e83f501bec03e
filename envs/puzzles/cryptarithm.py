"""Cryptarithms, also known as alphametics: a sum in letters."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Verdict, knob
from ..mechanisms import AllDifferent, Filling, Network, Rule, Sum
from ..mechanisms.sums import LETTERS, columns_of, draw_sum, letters_of, pose, read_sum

DRAWS, PROOFS, BUDGET = 20_000, 100, 60  # sums drawn; searches for a second solution; branches of one


@dataclass(frozen=True)
class Cryptarithm(Filling):
    """Find the digits that letters stand for, so that a sum of words comes out right.

    Description: different letters stand for different digits; no word begins with 0. Exactly one solution exists;
    generation proves it. The words are drawn, not taken from a language.

    Observation: the sum. As moves: what stands where, one-hot, and what each letter may take, as a (cells, 10, 2)
    array with a cell for each letter, in the order of the sum, and unused ones up to a fixed number.
    Action: each letter with its digit, such as A=1, B=2, also as JSON; or the sum in digits. As moves:
    cell * 10 + digit. In chat a move is written like A=1.

    Reward: 1 for the solution, else 0. Episode end: after one answer; as moves when all letters have digits, no move
    is legal or a move is illegal.

    Arguments: how many `words` are added, and the `length` of the longest; others may be one shorter.
    Oracle: rules for the columns and their carries applied until nothing changes, then depth first. Floors: random
    digits are right in at most 1 of 90 cases. Sums that differ only in the letters and the order of the words are one
    problem; level 0 has 1,464 problems. Version history: v0, the first.
    """

    words: int = knob(2, "words that are added")
    length: int = knob(4, "letters of the longest of them")

    levels: ClassVar[Sequence[Cryptarithm]]

    def __post_init__(self) -> None:
        if not (2 <= self.words <= 4 and 3 <= self.length <= 8):
            raise ValueError(f"words={self.words}, length={self.length}: use 2 to 4 words of 3 to 8")

    @property
    def board_size(self) -> tuple[int, int]:
        """Ten letters and the carries, which no move sets; ten digits."""
        return 10 + self.length, 10

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a sum of numbers, put letters for its digits, and keep it if no other digits fit."""
        proofs = 0
        for _ in range(DRAWS // 100):
            lengths = self.length - rng.integers(0, 2, (100, self.words)) * (np.arange(self.words) > 0)
            for numbers in rng.integers(10 ** (lengths - 1), 10**lengths).tolist():
                words = [str(number) for number in (*numbers, sum(numbers))]
                digits = set("".join(words))
                if math.perm(10, len(digits)) > 10 ** len(words[-1]):
                    continue  # more ways to put digits than sums to miss: one solution is unlikely
                worth = {sum(column.get(d, 0) * 10**k for k, column in enumerate(columns_of(words))) for d in digits}
                if len(worth) < len(digits) or proofs == PROOFS:
                    continue  # two could be exchanged
                problem, proofs = pose(words, rng), proofs + 1
                if self.rules(problem).unique(BUDGET):
                    return problem
        ones = ["1"] * (self.words - 1)  # the way out: 999 + 1 = 1000
        return pose(["9" * self.length, *ones, str(10**self.length + self.words - 2)], rng)

    def identity(self, problem: Problem) -> JSON:
        """Return the sum with its letters named in order, for the first of all orders of the words."""
        *added, total = problem.data["words"]
        out = []
        for words in ([*order, total] for order in itertools.permutations(added)):
            letters = letters_of(words)
            out.append("+".join(words).translate(str.maketrans(letters, LETTERS[: len(letters)])))
        return min(out)

    def rules(self, problem: Problem) -> Network:
        """Return one rule for each column; its carries are cells behind the letters."""
        words = problem.data["words"]
        letters, columns = letters_of(words), columns_of(words)
        n, last = len(letters), len(columns) - 1
        first = {word[0] for word in words}
        masks = [1022 if c in first else 1023 for c in letters] + [(1 << len(words) - 1) - 1] * last
        rules: list[Rule] = [AllDifferent(range(n), "different letters stand for different digits")]
        for k, column in enumerate(columns):
            factors = {letters.index(c): factor for c, factor in column.items() if factor}
            factors |= ({n + k - 1: 1} if k else {}) | ({n + k: -10} if k < last else {})
            left = [word[-1 - k] for word in words[:-1] if k < len(word)] + [f"c{k}"] * (k > 0)
            why = f"column {k + 1}, {' + '.join(left)} = {words[-1][-1 - k]}" + f" + 10 c{k + 1}" * (k < last)
            if factors:
                rules.append(Sum(list(factors), 0, why, factors=list(factors.values())))
        given = ["columns count from the right", "c1 is what column 1 carries"]
        given.append(f"no word begins with 0, so {', '.join(sorted(first))} are not 0")
        return Network(masks, rules, [*letters, *(f"c{k + 1}" for k in range(last))], [*"0123456789"], given)

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Put the digits in and add."""
        values, words = self.read_answer(problem, answer), problem.data["words"]
        if isinstance(values, str):
            return Verdict.wrong(values)
        letters = letters_of(words)
        for i, value in enumerate(values):
            if value in values[:i]:
                return Verdict.wrong(f"{letters[values.index(value)]} and {letters[i]} are both {value - 1}")
        *added, total = ["".join(str(values[letters.index(c)] - 1) for c in word) for word in words]
        for number in (*added, total):
            if number[0] == "0":
                return Verdict.wrong(f"{number} begins with 0")
        if sum(map(int, added)) != int(total):
            return Verdict.wrong(f"{'+'.join(added)} is {sum(map(int, added))}, not {total}")
        return Verdict.correct()

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return different digits at random."""
        return self.write_answer(problem, (rng.permutation(10) + 1).tolist())

    def write_answer(self, problem: Problem, values: Sequence[int]) -> str:
        """Return the letters in the order of the sum, a dot for what is missing."""
        letters = letters_of(problem.data["words"])
        return ", ".join(f"{c}={value - 1 if value else '.'}" for c, value in zip(letters, values, strict=False))

    def read_answer(self, problem: Problem, answer: str) -> list[int] | str:
        """Read letters with their digits, or the sum in digits."""
        return read_sum(answer, problem.data["words"])

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw the sum in columns, and beside it in digits; what contradicts the solution is a fault."""
        verdict = Verdict.correct("") if answer is None else self.verify(problem, answer)
        right = [] if verdict.is_correct else self.solution(problem)
        return draw_sum(problem.data["words"], answer or "", right, verdict.reason)

    def shown(self, problem: Problem) -> int:
        """Letters; the cells behind them are carries."""
        return len(letters_of(problem.data["words"]))


Cryptarithm.levels = tuple(Cryptarithm(words, n) for words, n in ((2, 3), (2, 4), (2, 5), (2, 6), (3, 6), (4, 7)))
