"""The task under test: how it is found, named and rebuilt, and the problems that all laws share."""

from __future__ import annotations

import inspect
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import gymnasium as gym
from gymnasium.envs.registration import EnvSpec

from ..core import HEADINGS, Knobs, Problem, Task, canonical, problem_at
from ..env import class_id, load, make
from ..errors import KnobError
from ..registry import ENTRY_POINT, entry_of
from .report import Report

K = TypeVar("K", bound=Knobs)
Named = tuple[str | None, int, Problem]
"""A problem with the split and the seed that it was drawn by."""

GENERATE_LIMIT = 2.0  # seconds of CPU for one problem
EACH_SPLIT = 20  # problems that a level must have in either split
SPLIT_SEEDS = 60  # seeds drawn of either split, at most, where so many problems turn up


def resolve(task: Any, id: str | None, base: type[K]) -> tuple[str, Sequence[K]]:
    """Return the id and the levels of a task or of rules given as id, `"module:Class"`, class or instance."""
    if isinstance(task, str):
        id = id or task
        task = load(task if ":" in task and "/" not in task else entry_of(task))
    cls = task if inspect.isclass(task) else type(task)
    if not issubclass(cls, base):
        raise KnobError(f"{task!r} is no {base.__name__}: give an id, 'module:Class', a class or an instance")
    return id or class_id(cls), list(cls.ladder()) if inspect.isclass(task) else [task]


def entry(cls: type) -> str | None:
    """Return `"module:Class"`, or None for a class that no other process can import by that."""
    return (
        f"{cls.__module__}:{cls.__name__}"
        if getattr(sys.modules.get(cls.__module__), cls.__name__, 0) is cls
        else None
    )


def spec_of(id: str, task: Knobs) -> EnvSpec:
    """Return what `gym.make` needs for a task at its knobs: the registered spec, or one for this check alone."""
    if id in gym.registry and gym.registry[id].entry_point == ENTRY_POINT:
        return gym.spec(id)
    found = entry(type(task))
    kwargs: dict[str, Any] = {"_entry": found or task, "task_id": id}
    return EnvSpec(id=f"{type(task).__name__}-v0", entry_point=ENTRY_POINT, kwargs=kwargs)


def knobs_for(task: Knobs, spec: EnvSpec) -> dict[str, Any]:
    """Return the keyword arguments that make `spec` build exactly this task."""
    if not isinstance(spec.kwargs["_entry"], str):
        return {}
    return {"level": task.level} if task.level >= 0 else task.knobs()


TAKEN = frozenset(
    name
    for function in (make, gym.make, gym.make_vec)
    for name, parameter in inspect.signature(function).parameters.items()
    if parameter.kind in (parameter.KEYWORD_ONLY, parameter.POSITIONAL_OR_KEYWORD)
)
"""Names that say something to `gym.make` and so can be no knob's."""


def check_page(report: Report, cls: type[Knobs]) -> None:
    """The docstring has its headings; every knob is documented and can be given by its name (law 0)."""
    for heading in HEADINGS:
        found = re.search(rf"(^|\s){heading}:\s*\S", cls.__doc__ or "") is not None
        seen, do = f"no '{heading}:' in the docstring", "write it: the docstring is the page"
        report.expect(found, 0, -1, None, seen, do)
    for name, (_, _, text) in cls.documented().items():
        seen, do = f"knob {name!r} has no documentation", f"{name}: ... = knob(default, 'one line')"
        report.expect(bool(text.strip()), 0, -1, None, seen, do)
        seen, do = f"gym.make takes {name!r} for itself", "call the knob something else"
        report.expect(name not in TAKEN, 0, -1, None, seen, do)


def fresh(id: str, task: Task, split: str | None, seed: int) -> Problem:
    """Return a problem by its name, generated anew and not taken from the cache."""
    return problem_at.__wrapped__(id, task, split, seed)


def fingerprint(problem: Problem) -> list[Any]:
    """Return all that must be the same wherever a name is resolved."""
    return [problem.key, problem.prompt, canonical(problem.data)]


@dataclass
class Subject:
    """A task under test.

    Attributes:
        id: The id that names are made with.
        ladder: The levels.
        seeds: Seeds drawn at each.
        report: Where checks are counted.
        drawn: For each level and split, the problems by seed; filled in by law 7.
    """

    id: str
    ladder: Sequence[Task]
    seeds: int
    report: Report
    drawn: list[dict[str | None, dict[int, Problem]]] = field(default_factory=list)

    def draw(self) -> None:
        """Draw all problems that the laws look at, and measure what each costs (law 7)."""
        for level, task in enumerate(self.ladder):
            rows: dict[str | None, dict[int, Problem]] = {}
            costs: list[float] = []
            for split in (None, "train", "test"):
                rows[split] = self._draw(level, task, split, costs)
            self.drawn.append(rows)
            self._publish(level, costs)

    def _draw(self, level: int, task: Task, split: str | None, costs: list[float]) -> dict[int, Problem]:
        rows: dict[int, Problem] = {}
        keys: set[str] = set()
        most = self.seeds if split is None else max(self.seeds, 10 * EACH_SPLIT)
        do = "generate must always end: end its search after a fixed count with a deterministic way out"
        for seed in range(most):
            if split is not None and seed >= min(self.seeds, SPLIT_SEEDS) and len(keys) >= EACH_SPLIT:
                break
            with self.report.guard(7, level, seed, f"generating a problem (split={split!r})", do):
                problem, cost = self._timed(task, split, seed)
                if cost >= GENERATE_LIMIT:  # it may be the interpreter collecting what earlier work left: once more
                    cost = min(cost, self._timed(task, split, seed)[1])
                if split == "test":
                    costs.append(cost)
                rows[seed] = problem
                keys.add(problem.key)
                continue
            if not rows and seed >= 2:  # it never works: three tries show it
                break
        return rows

    def _timed(self, task: Task, split: str | None, seed: int) -> tuple[Problem, float]:
        """Return a problem drawn anew and the seconds of CPU that it took."""
        begin = time.thread_time()
        return fresh(self.id, task, split, seed), time.thread_time() - begin

    def _publish(self, level: int, costs: list[float]) -> None:
        costs.sort()
        worst, p99 = (costs[-1], costs[min(len(costs) - 1, round(0.99 * (len(costs) - 1)))]) if costs else (0.0, 0.0)
        self.report.figures.append({"level": level, "generate p99 ms": 1000 * p99, "max ms": 1000 * worst})
        seen = f"the dearest of {len(costs)} problems of split='test' took {worst:.1f} s of CPU"
        self.report.expect(worst < GENERATE_LIMIT, 7, level, None, seen, "make generate cheaper: 2 s at most")

    def walk(self) -> Iterator[tuple[int, Task, dict[int, Problem]]]:
        """Yield each level with its task and its problems of no split."""
        for level, task in enumerate(self.ladder):
            yield level, task, self.drawn[level][None]

    def pool(self, level: int) -> list[Named]:
        """Return the level's distinct problems, from every split, in a fixed order."""
        rows = [(split, seed, p) for split, drawn in self.drawn[level].items() for seed, p in drawn.items()]
        return list({problem.key: (split, seed, problem) for split, seed, problem in rows}.values())
