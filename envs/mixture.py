"""Problems of several tasks in one environment, by weight."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from .board import Board
from .core import JSON, Problem, Task, Verdict, knob
from .env import load
from .errors import KnobError
from .registry import entry_of
from .suites import suite, suites


@dataclass(frozen=True)
class Mixture(Task):
    """Draw each problem from one of several tasks, by weight.

    Description: every part is an id, with a level behind a colon and a weight behind a star if you like:
    "Puzzle-Sudoku-v0:2*3" is drawn three times as often as "Math-Arithmetic-v0:0". A problem keeps the key that it has
    by itself, so the train split of a mixture shares no problem with the test split of any of its parts.

    Observation: the part's prompt.
    Action: what the part reads.

    Reward: the part's score.

    Episode end: after one answer.

    Arguments: `parts`. The levels are the suite "seven-puzzles" of "Play to learn" (arXiv:2506.04821), easy, medium
    and hard; `palaestra.envs.suite` returns the parts of a suite.

    Oracle: the part's. Floors: the parts' floors by weight.

    Version history: v0, the first.
    """

    parts: tuple[str, ...] = knob(suite("seven-puzzles"), "ids, each with :level and *weight if wanted")

    levels: ClassVar[Sequence[Mixture]]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("parts is empty; name at least one id")
        _table(self.parts)

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a part by weight, then a problem of it."""
        id, task = self._part(rng)
        rows = task.problems()
        inner = task.generate(rng) if rows is None else rows[int(rng.integers(len(rows)))]
        return Problem(inner.prompt, {"id": id, "knobs": task.knobs(), "data": inner.data})

    def generate_for(self, axis: str, part: str, rng: np.random.Generator) -> Problem:
        """Draw a part by weight, then a problem of its split."""
        id, task = self._part(rng)
        inner = task.generate_for(axis, part, rng)
        return Problem(inner.prompt, {"id": id, "knobs": task.knobs(), "data": inner.data})

    def _part(self, rng: np.random.Generator) -> tuple[str, Task]:
        ids, tasks, shares = _table(self.parts)
        k = int(np.searchsorted(shares, rng.random(), side="right"))
        return ids[k], tasks[k]

    def key(self, task_id: str, problem: Problem) -> str:
        """Return the key that the problem has in its own task."""
        task, inner = part(problem)
        return task.key(problem.data["id"], inner)

    def tidy(self, problem: Problem, answer: str) -> str:
        """Strip what the part lets strip."""
        task, inner = part(problem)
        return task.tidy(inner, answer)

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Ask the part."""
        task, inner = part(problem)
        return task.verify(inner, answer)

    def solve(self, problem: Problem) -> str:
        """Ask the part."""
        task, inner = part(problem)
        return task.solve(inner)

    def identity(self, problem: Problem) -> JSON:
        """Return the part's id and identity."""
        task, inner = part(problem)
        return [problem.data["id"], task.identity(inner)]

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Ask the part."""
        task, inner = part(problem)
        return task.guess(inner, rng)

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Ask the part."""
        task, inner = part(problem)
        return task.explain(inner, style)

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Draw what the part draws."""
        task, inner = part(problem)
        return task.board(inner, answer)


def part(problem: Problem) -> tuple[Task, Problem]:
    """Return the task and the problem that a problem of a mixture is about."""
    data = problem.data
    task = _task(data["id"]).resolve(**data["knobs"])
    return task, Problem(problem.prompt, data["data"])


def _task(id: str) -> type[Task]:
    cls = load(entry_of(id))
    if not issubclass(cls, Task) or issubclass(cls, Mixture):
        raise KnobError(f"{id} is no task that a mixture can hold")
    return cls


@functools.lru_cache(maxsize=64)
def _table(parts: tuple[str, ...]) -> tuple[list[str], list[Task], Any]:
    """Return ids, tasks and cumulative shares."""
    ids, tasks, weights = [], [], []
    for text in parts:
        rest, _, weight = text.partition("*")
        id, _, level = rest.partition(":")
        try:
            weights.append(float(weight or 1))
            task = _task(id).resolve(level=int(level)) if level else _task(id).resolve()
        except ValueError as error:
            raise KnobError(f"part {text!r}: {error}; write 'Puzzle-Sudoku-v0:2*0.5'") from error
        if not 0 < weights[-1] < float("inf"):
            raise KnobError(f"part {text!r}: the weight must be above 0")
        ids.append(id)
        tasks.append(task)
    return ids, tasks, np.cumsum(weights)[:-1] / np.sum(weights)


Mixture.levels = tuple(Mixture(suite("seven-puzzles", difficulty)) for difficulty in suites()["seven-puzzles"])
