"""Competition problems with whole-number answers, generated from families or read from a data set."""

from __future__ import annotations

import dataclasses
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, knob
from ..dataset import ANSWER_COLUMNS, QUESTION_COLUMNS, check_sha256, column, file_sha256, is_file, read_rows
from ..errors import DatasetError, KnobError, did_you_mean
from ..verify.integers import parse_integer, verify_integer
from .families import FAMILIES, TOPICS, Family, Params

TIERS = 5
DRAWS = 200  # a family's answers fit in at least three draws of ten


@dataclass(frozen=True)
class AIME(Task):
    """Solve a competition problem whose answer is a whole number, in the style of the AIME.

    Description: A problem of several steps from algebra, number theory, combinatorics, geometry or probability. It
    is drawn from a family: a kind of problem with its own numbers, worded in one of several ways. Fractions and
    roots are asked for through a sum such as m + n, large numbers through a remainder. With `dataset`, the problems
    are the rows of a file or of a Hugging Face data set instead.

    Observation: The problem, and a line that says what kind of number the answer is.

    Action: The answer as an integer; `204`, `0204`, `m + n = 204` and `1,204` are read, `200 + 4` is not.

    Reward: 1 if the integer is right, else 0.

    Episode end: After one answer.

    Arguments: `tier` is the difficulty, from 1 to 5; `family` is a family's name, a topic (algebra, number_theory,
    combinatorics, geometry, probability) or "any". `dataset` is the path of a JSONL or Parquet file, or a Hugging Face
    id such as "user/name:split"; its rows have a column problem, question or prompt and a column answer, which holds
    an integer. `sha256` is filled in from the file; given, it makes sure that the file is still the same. A data set
    has no tiers: seed k asks the k-th row of a fixed permutation, and split=None is the whole of it.

    Oracle: Each family computes its answer exactly and explains it step by step; a data set states it.

    Space: Two draws at level 0 are the same problem as often as if it had about 10,000 problems; levels 1 to 3 act
    like 25,000, 50,000 and 75,000 problems, level 4 like more.

    Floors: A random integer from 0 to 999 is right in 1 of 1000 cases; no constant, and neither the last nor the
    largest number of the prompt, is right in 1 of 20.

    Version history: v0, the first.
    """

    tier: int = knob(1, "difficulty, from 1 to 5")
    family: str = knob("any", "a family of problems, a topic, or any")
    dataset: str = knob("", "a JSONL or Parquet file, or a Hugging Face id, to ask from instead")
    sha256: str = knob("", "the data file's sha256; filled in if left out, checked if given")

    levels: ClassVar[Sequence[AIME]]

    def __post_init__(self) -> None:
        names = ["any", *TOPICS, *FAMILIES]
        if self.family not in names:
            raise KnobError(f"family={self.family!r}: no such family or topic{did_you_mean(self.family, names)}")
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}; the nearest is {min(max(self.tier, 1), TIERS)}")
        if not self.dataset:
            if self.sha256:
                raise KnobError("sha256 belongs to a data file: give dataset='path/to/file.jsonl' with it")
            return
        if (self.family, self.tier) != ("any", 1):
            raise KnobError("a data set has neither tiers nor families: leave out level, tier and family")
        if is_file(self.dataset):
            found = file_sha256(self.dataset)
            check_sha256(self.dataset, found, self.sha256)
            object.__setattr__(self, "sha256", found)
        elif self.sha256:
            raise KnobError(f"sha256 belongs to files; {self.dataset!r} is a Hugging Face id")

    def _families(self) -> Sequence[Family]:
        if self.family == "any":
            return list(FAMILIES.values())
        return TOPICS.get(self.family) or (FAMILIES[self.family],)

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a family, its numbers until the answer is from 0 to 999, and a phrasing."""
        choice = self._families()
        family = choice[int(rng.integers(len(choice)))]
        params = _fitting(family, self.tier, rng)
        if params is None:  # a deterministic way out: the first numbers that fit in one fixed stream
            params = _fitting(family, self.tier, np.random.Generator(np.random.PCG64(0)), draws=100 * DRAWS)
        phrasing = int(rng.integers(len(family.phrasings)))
        problem = Problem("", {"family": family.name, "params": params, "phrasing": phrasing})
        question = family.ask(problem.data["params"], phrasing)
        return dataclasses.replace(problem, prompt=f"{question}\n\nThe answer is an integer from 0 to 999.")

    def problems(self) -> Sequence[Problem] | None:
        """Return the rows of the data set, or None if there is none."""
        if not self.dataset:
            return None
        rows = read_rows(self.dataset, self.sha256)
        return [_row(row, f"{self.dataset}, row {number}") for number, row in enumerate(rows, start=1)]

    def identity(self, problem: Problem) -> JSON:
        """Return what is asked, without the phrasing; for a row of a data set, its text in one spelling."""
        data = problem.data
        if "family" in data:
            return [data["family"], data["params"]]
        return [" ".join(unicodedata.normalize("NFC", data["problem"]).casefold().split()), data["answer"]]

    def solve(self, problem: Problem) -> str:
        """Compute the answer, or look it up in the row."""
        return str(_answer(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare integers."""
        return verify_integer(_answer(problem), answer)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return a random integer from 0 to 999."""
        return str(int(rng.integers(1000)))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Return the family's worked solution; a data set has none."""
        data = problem.data
        return FAMILIES[data["family"]].explain(data["params"]) if "family" in data else ""

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the problem in lines of readable length, and the answer below it."""
        lines = [part for line in problem.prompt.splitlines() for part in textwrap.wrap(line, 80) or [""]]
        return Board.from_text([*lines, *([f"answer: {answer[:200]}"] if answer is not None else [])])


AIME.levels = tuple(AIME(tier) for tier in range(1, TIERS + 1))


def _fitting(family: Family, tier: int, rng: np.random.Generator, draws: int = DRAWS) -> Params | None:
    for _ in range(draws):
        params = family.draw(rng, tier)
        if 0 <= family.answer(params) <= 999:
            return params
    return None


def _answer(problem: Problem) -> int:
    data = problem.data
    return FAMILIES[data["family"]].answer(data["params"]) if "family" in data else int(data["answer"])


def _row(row: dict[str, Any], where: str) -> Problem:
    """Return a row of a data set as a problem."""
    question = column(row, QUESTION_COLUMNS, where)
    if not isinstance(question, str) or not question.strip():
        raise DatasetError(f"{where}: no problem: expected it as text, found {str(question)[:60]!r}")
    written = column(row, ANSWER_COLUMNS, where)
    usable = isinstance(written, int | float | str) and not isinstance(written, bool)
    gold = parse_integer(str(written)) if usable else None
    if gold is None:
        raise DatasetError(f"{where}: answer {str(written)[:60]!r} is no integer; expected one such as 204")
    text = question.strip()
    return Problem(f"{text}\n\nThe answer is an integer.", {"problem": text, "answer": gold})
