"""What policies that do not reason earn, and how long problems take to make, at every level of every task.

    python -m palaestra.benchmarks.floors --out benchmarks/results/floors.md

The figures are those of the conformance kit: random guesses, constants, parts of the prompt, its numbers, the fields
of `info`, and an untouched board; milliseconds of CPU in the test split, where drawing takes longest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from palaestra.envs import Task, entry_of, load
from palaestra.envs.registry import BUILTIN
from palaestra.envs.testing import check_task

COLUMNS = {
    "floor guess": "random guess", "floor constant": "best constant", "floor prompt": "copies of the prompt",
    "floor number": "a number of the prompt", "floor info": "a field of info", "floor start": "untouched board",
    "generate p99 ms": "p99 ms", "max ms": "max ms",
}  # fmt: skip


def table(ids: Iterable[str], seeds: int) -> Iterable[str]:
    """Yield the table's lines, one for each level of each task; `seeds` problems are drawn in each split."""
    yield "| id | level | " + " | ".join(COLUMNS.values()) + " |"
    yield "|---" * (len(COLUMNS) + 2) + "|"
    for id in ids:
        for level, row in enumerate(check_task(id, seeds=seeds, laws={4}).figures):
            cells = [row.get(column, "") for column in COLUMNS]
            shown = [cell if isinstance(cell, str) else f"{cell:.3g}" for cell in cells]
            yield f"| {id} | {level} | " + " | ".join(shown) + " |"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, or write it to a file."""
    parser = argparse.ArgumentParser(prog="python -m palaestra.benchmarks.floors", description=__doc__.splitlines()[0])
    parser.add_argument("ids", nargs="*", help="ids (all tasks of ours by default)")
    parser.add_argument("--seeds", type=int, default=100, help="problems of each split (default %(default)s)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write Markdown here instead of printing it")
    args = parser.parse_args(argv)
    ids = args.ids or [id for id in sorted(BUILTIN) if issubclass(load(entry_of(id)), Task)]
    lines = []
    for line in table(ids, args.seeds):
        lines.append(line)
        print(line, flush=True)
    if args.out:
        made = " ".join(["python -m palaestra.benchmarks.floors", f"--seeds {args.seeds}", *args.ids])
        args.out.write_text("\n".join(["# Floors and latencies", "", f"Written by `{made}`.", "", *lines, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
