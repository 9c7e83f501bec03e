"""What the kit hands back: the laws, each violation with what was seen and what to do, and figures per level."""

from __future__ import annotations

import contextlib
import reprlib
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LAWS: Mapping[int, str] = {
    0: "page and pictures",
    1: "the oracle is right",
    2: "wrong answers stay wrong",
    3: "total on any text",
    4: "no free lunch",
    5: "a name is a problem",
    6: "levels get harder",
    7: "generation ends",
    8: "environments keep their API",
    9: "games are fair",
    10: "rewards add up",
    11: "plays end as they should",
}
Seen = str | Callable[[], str]
"""What happened, or what writes it: most checks hold, and then nobody reads it."""
SHOWN = 3  # violations printed of each kind; the report holds all

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 120


def short(value: Any) -> str:
    """Return a value's repr in at most about 120 characters, whatever its size."""
    try:
        return _short.repr(value)
    except Exception:
        return f"<{type(value).__name__} without a repr>"


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken law.

    Attributes:
        law: Its number in `LAWS`.
        level: The level at which it broke, or -1 for the task as a whole.
        seed: The seed of the problem, or None.
        seen: What happened.
        do: What to do about it.
    """

    law: int
    level: int
    seed: int | None
    seen: str
    do: str

    def __str__(self) -> str:
        where = ("" if self.level < 0 else f", level {self.level}") + (
            "" if self.seed is None else f", seed {self.seed}"
        )
        return f"law {self.law} ({LAWS[self.law]}){where}: {self.seen}\n    do: {self.do}"


@dataclass
class Report:
    """The outcome of `check_task` or `check_game`; printing it gives a table and all that is wrong.

    Attributes:
        id: The id, or `module:Class`.
        levels: How many levels were checked.
        seeds: How many seeds at each.
        checked: How many single checks each law had.
        violations: Every check that failed.
        figures: One row of measurements per level: latencies in milliseconds of CPU, floors, problem counts.
    """

    id: str
    levels: int = 0
    seeds: int = 0
    checked: Counter[int] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)
    figures: list[dict[str, float | str]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether every law holds."""
        return not self.violations

    def broken(self) -> list[int]:
        """Return the numbers of the laws that are broken."""
        return sorted({violation.law for violation in self.violations})

    def expect(self, ok: bool, law: int, level: int, seed: int | None, seen: Seen, do: str) -> bool:
        """Count a check and keep a violation if it failed."""
        self.checked[law] += 1
        if not ok:
            self.violations.append(Violation(law, level, seed, seen if isinstance(seen, str) else seen(), do))
        return ok

    @contextlib.contextmanager
    def guard(self, law: int, level: int, seed: int | None, what: str, do: str) -> Iterator[None]:
        """Turn whatever is raised inside into a violation, so that one fault does not hide the others."""
        try:
            yield
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            at = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
            message = str(error).strip().split("\n", 1)[0][:300]
            self.expect(False, law, level, seed, f"{what} raised {type(error).__name__}: {message}{at}", do)

    def require(self) -> Report:
        """Return the report, or raise AssertionError with all that is wrong."""
        if not self.ok:
            raise AssertionError(str(self))
        return self

    def __str__(self) -> str:
        lines = [f"{self.id}: {self.levels} levels, {self.seeds} seeds each"]
        for law, name in LAWS.items():
            if self.checked[law]:
                bad = sum(violation.law == law for violation in self.violations)
                state = "ok" if not bad else f"{bad} FAILED"
                lines.append(f"  law {law:>2}  {name:<28} {self.checked[law]:>7} checks  {state}")
        if self.figures:
            lines += ["", *_table(self.figures)]
        seen: Counter[tuple[int, str]] = Counter()
        for violation in self.violations:
            seen[violation.law, violation.do] += 1
            if seen[violation.law, violation.do] <= SHOWN:
                lines += ["", str(violation)]
        hidden = sum(max(0, n - SHOWN) for n in seen.values())
        if hidden:
            lines += ["", f"and {hidden} more of the same kinds"]
        return "\n".join([*lines, "", "all laws hold" if self.ok else f"{len(self.violations)} violations"])


def _table(rows: Sequence[Mapping[str, float | str]]) -> list[str]:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [columns] + [[_cell(row.get(column, "")) for column in columns] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    return ["  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]


def _cell(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}" if isinstance(value, int) else f"{value:.3g}"
