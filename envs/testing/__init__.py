"""The conformance kit: hold a task or a game of yours to the laws that ours keep.

    from palaestra.envs.testing import check_task
    print(check_task("acme.puzzles:ReverseWord"))

It needs neither pytest nor any other tool: `check_task(…).require()` raises AssertionError with all that is wrong.
`python -m palaestra.envs.testing golden FOLDER` writes the golden keys of all ids.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..core import Task
from .answers import law_1, law_2, law_3, law_4
from .games import check_game
from .golden import golden, write_golden
from .names import law_5, law_6, page
from .plays import law_11
from .report import LAWS, Report, Violation
from .subject import Subject, resolve
from .views import law_8, law_10

__all__ = ["LAWS", "Report", "Violation", "check_game", "check_task", "golden", "write_golden"]

_CHECKS = {
    0: page, 1: law_1, 2: law_2, 3: law_3, 4: law_4, 5: law_5, 6: law_6, 8: law_8, 10: law_10, 11: law_11,
}  # fmt: skip


def check_task(task: Any, *, seeds: int = 20, id: str | None = None, laws: Collection[int] | None = None) -> Report:
    """Check a task against the laws, at every level, and measure its floors and latencies.

    A task may define two more methods for this kit. `accepts(problem, answer) -> bool` is an independent check of
    an answer, asked where verify accepts another problem's answer. `effort(problem) -> float` is the oracle's search
    effort or the search space; its mean must then grow from level to level.

    Args:
        task: An id, `"module:Class"`, a class (all its levels) or an instance (only that).
        seeds: Problems drawn at each level.
        id: The id to make names with; by default the one given, or `module:Class`.
        laws: Numbers of `LAWS` to check; by default all that tasks owe. Data sets owe 3, 5 and 8.

    Returns:
        The report: print it for a table; `report.ok` says whether all laws hold, `report.require()` raises if not.
    """
    id, ladder = resolve(task, id, Task)  # type: ignore[type-abstract]
    subject = Subject(id, ladder, seeds, Report(id, len(ladder), seeds))
    subject.draw()
    for law, check in _CHECKS.items():
        if laws is None or law in laws:
            with subject.report.guard(law, -1, None, f"law {law}", "see the message"):
                check(subject)
    return subject.report
