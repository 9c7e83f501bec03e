"""Mathematics of many kinds: problems of fourteen template tasks, or rows of a data set with answers of any form."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, knob
from ..dataset import ANSWER_COLUMNS, QUESTION_COLUMNS, check_sha256, column, file_sha256, is_file, read_rows
from ..errors import DatasetError, KnobError
from ..mixture import Mixture
from ..suites import suite
from ..verify.answers import check_gold, equivalent
from .template import TIERS


@functools.cache
def parts(tier: int) -> Mixture:
    """Return the mixture of the suite "mathematics" at a tier."""
    return Mixture(suite("mathematics", f"tier {tier}"))


@dataclass(frozen=True)
class Mixed(Task):
    """Solve a mathematical problem whose answer may have any form: a number, an expression, a set, an equation.

    Description: A problem of one of the fourteen tasks of the suite "mathematics", from bases to trigonometry, each as
    likely as any other. With `dataset`, the problems are the rows of a file, of a Hugging Face data set or of a public
    set such as "math-500" instead.

    Observation: The problem. Action: The answer, in LaTeX or plain notation.

    Reward: 1 if the answer is equal to the right one, else 0; see `palaestra.envs.verify.verify_answer`.

    Episode end: After one answer.

    Arguments: `tier` is the difficulty, from 1 to 5. `dataset` is the path of a JSONL or Parquet file, a Hugging Face
    id such as "user/name:split", or a public set's name; its rows have a column problem, question or prompt and a
    column answer. `sha256` is filled in from the file; given, it makes sure that the file is still the same. A data
    set has no tiers: seed k asks the k-th row of a fixed permutation, and split=None is the whole of it.

    Oracle: That of the problem's task; a data set states the answer. Every level has more than 100,000 problems.

    Floors: The answer to another problem of the same kind is right in fewer than 1 of 10 cases; no constant, and
    neither the last nor the largest number of the prompt, is right in 1 of 20.

    Version history: v0, the first.
    """

    tier: int = knob(1, "difficulty, from 1 to 5")
    dataset: str = knob("", "a JSONL or Parquet file, a Hugging Face id or a public set, to ask from instead")
    sha256: str = knob("", "the data file's sha256; filled in if left out, checked if given")

    levels: ClassVar[Sequence[Mixed]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}")
        if not self.dataset:
            if self.sha256:
                raise KnobError("sha256 belongs to a data file: give dataset='path/to/file.jsonl' with it")
        elif self.tier != 1:
            raise KnobError("a data set has no tiers: leave out level and tier")
        elif is_file(self.dataset):
            found = file_sha256(self.dataset)
            check_sha256(self.dataset, found, self.sha256)
            object.__setattr__(self, "sha256", found)
        elif self.sha256:
            raise KnobError(f"sha256 belongs to files; {self.dataset!r} is a Hugging Face id")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a task, and a problem of it."""
        return parts(self.tier).generate(rng)

    def generate_for(self, axis: str, part: str, rng: np.random.Generator) -> Problem:
        """Draw a task, and a problem of its split."""
        return parts(self.tier).generate_for(axis, part, rng)

    def problems(self) -> Sequence[Problem] | None:
        """Return the rows of the data set, or None if there is none."""
        if not self.dataset:
            return None
        rows = read_rows(self.dataset, self.sha256)
        return [_row(row, f"{self.dataset}, row {number}") for number, row in enumerate(rows, start=1)]

    def key(self, task_id: str, problem: Problem) -> str:
        """Return the key that the problem has in its own task, or a row's."""
        return super().key(task_id, problem) if "answer" in problem.data else parts(1).key(task_id, problem)

    def identity(self, problem: Problem) -> JSON:
        """Return the task's id and identity, or a row's text in one spelling."""
        data = problem.data
        if "answer" not in data:
            return parts(1).identity(problem)
        return [" ".join(unicodedata.normalize("NFC", problem.prompt).casefold().split()), data["answer"]]

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Ask the task, or compare with the row's answer."""
        if "answer" in problem.data:
            return equivalent(problem.data["answer"], answer)
        return parts(1).verify(problem, answer)

    def solve(self, problem: Problem) -> str:
        """Ask the task, or look the answer up."""
        return str(problem.data["answer"]) if "answer" in problem.data else parts(1).solve(problem)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Ask the task; for a row, a small number."""
        return super().guess(problem, rng) if "answer" in problem.data else parts(1).guess(problem, rng)

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Ask the task; a data set has no worked solutions."""
        return "" if "answer" in problem.data else parts(1).explain(problem, style)

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw what the task draws; a row as text."""
        return super().board(problem, answer) if "answer" in problem.data else parts(1).board(problem, answer)


Mixed.levels = tuple(Mixed(tier) for tier in range(1, TIERS + 1))


def _row(row: dict[str, Any], where: str) -> Problem:
    """Return a row of a data set as a problem."""
    question, answer = column(row, QUESTION_COLUMNS, where), column(row, ANSWER_COLUMNS, where)
    if not isinstance(question, str) or not question.strip():
        raise DatasetError(f"{where}: no problem: expected it as text, found {str(question)[:60]!r}")
    try:
        check_gold(str(answer))
    except ValueError as error:
        raise DatasetError(f"{where}: answer {str(answer)[:60]!r} cannot be read: {error}") from error
    return Problem(question.strip(), {"answer": str(answer)})
