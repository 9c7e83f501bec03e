"""How fast problems are made and answers judged, per second of CPU, beside another package in the same run.

    python -m palaestra.benchmarks.speed --against reasoning-gym

Each line of `TABLE` matches one of our tasks with a data set of the same puzzle at the same size; the size is asserted
on every problem of both sides. What still differs is said under the table. Rates count process time, not the clock.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import gc
import importlib
import io
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from palaestra.envs import (
    MissingExtraError,
    PalaestraError,
    Problem,
    RegistrationError,
    Task,
    entry_of,
    load,
    problem_at,
)

from . import game_speed

PACKAGES = ("reasoning-gym",)
MOST = 2_000  # problems a side; the budget ends earlier for all but the quickest
LEAST = 3

Size = tuple[int, ...]
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Match:
    """One line: a task of ours at some knobs, and a data set at the same.

    Attributes:
        puzzle: What the line is called.
        id: Our id.
        knobs: Our knobs.
        size: What both sides must have, as `of_ours` and `of_theirs` count it.
        counts: What the numbers of `size` count.
        of_ours: Our problem to its size.
        dataset: The other package's name for it; empty if it has no such puzzle.
        config: The data set's settings.
        of_theirs: An entry to its size.
        note: What differs all the same.
        other: Why the two are no pair of the same puzzle; such a line is shown, and left out of the summary.
    """

    puzzle: str
    id: str
    knobs: Mapping[str, Any]
    size: Size
    counts: str
    of_ours: Callable[[Problem], Size]
    dataset: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    of_theirs: Callable[[Entry], Size] = lambda entry: ()
    note: str = ""
    other: str = ""


def _zeros(problem: Problem) -> Size:
    return (sum(cell == 0 for cell in problem.data["grid"]),)


def _blanks(entry: Entry) -> Size:
    return (sum(cell == 0 for row in entry["metadata"]["puzzle"] for cell in row),)


def _room(problem: Problem) -> Size:
    room = problem.data["room"]
    return len(room), max(map(len, room)), sum(row.count("$") + row.count("*") for row in room)


def _board(entry: Entry) -> Size:
    rows = [row.split() for row in entry["metadata"]["gamestr"].strip().splitlines()]
    return len(rows), len(rows[0]), sum(row.count("@") + row.count("$") for row in rows)


def _terms(text: str) -> Size:
    numbers = re.findall(r"[0-9]+", text)
    return len(numbers), max(map(len, numbers))


def _tiles(problem: Problem) -> Size:
    return (len(problem.data["tiles"]),)


def _range(name: str, value: int) -> dict[str, Any]:
    return {f"min_{name}": value, f"max_{name}": value}


def _sudoku(empty: int, note: str = "") -> Match:
    knobs = {"box_rows": 3, "box_cols": 3, "holes": empty}
    config = _range("empty", empty)
    return Match("sudoku", "Puzzle-Sudoku-v0", knobs, (empty,), "empty", _zeros, "sudoku", config, _blanks, note)


def _knights(people: int) -> Match:
    return Match(
        "knights and knaves", "Puzzle-KnightsAndKnaves-v0", {"people": people, "depth": 2}, (people,), "people",
        lambda problem: (len(problem.data["names"]),),
        "knights_knaves", {"n_people": people, "depth_constraint": 2, "width_constraint": 2},
        lambda entry: (len(entry["metadata"]["names"]),),
    )  # fmt: skip


def _zebra(houses: int, attributes: int) -> Match:
    return Match(
        "zebra", "Puzzle-Zebra-v0", {"houses": houses, "attributes": attributes}, (houses, attributes),
        "houses, attributes", lambda problem: (len(problem.data["values"][0]), len(problem.data["values"])),
        "zebra_puzzles", {"num_people": houses, "num_characteristics": attributes},
        lambda entry: (int(re.findall(r"There are (\d+) houses", entry["question"])[0]),
                       len(re.findall(r"^ - ", entry["question"], re.MULTILINE))),
        "theirs asks who lives in house 1, ours for all houses",
    )  # fmt: skip


def _sokoban(side: int, boxes: int, pushes: int) -> Match:
    return Match(
        "sokoban", "Puzzle-Sokoban-v0", {"height": side, "width": side, "boxes": boxes, "pushes": pushes},
        (side, side, boxes), "rows, columns, boxes", _room, "sokoban",
        _range("w", side) | _range("h", side) | _range("boxes", boxes), _board,
        f"ours needs at least {pushes} pushes, theirs may need none",
    )  # fmt: skip


def _countdown(count: int) -> Match:
    return Match(
        "countdown", "Puzzle-Countdown-v0", {"count": count, "largest": 100, "target": 999, "use_all": True},
        (count,), "numbers", lambda problem: (len(problem.data["numbers"]),),
        "countdown", _range("numbers", count), lambda entry: (len(entry["metadata"]["numbers"]),),
    )  # fmt: skip


SUMS = "no puzzle: drawing takes microseconds, and what is measured are our names, keys and splits"

TABLE: tuple[Match, ...] = (
    Match("mini sudoku", "Puzzle-Sudoku-v0", {"box_rows": 2, "box_cols": 2, "holes": 10}, (10,), "empty", _zeros,
          "mini_sudoku", _range("empty", 10), _blanks),
    _sudoku(40),
    _sudoku(50),
    _countdown(4),
    _countdown(6),
    _knights(4),
    _knights(7),
    _zebra(3, 3),
    _zebra(4, 4),
    _sokoban(8, 3, 13),
    Match("cryptarithm", "Puzzle-Cryptarithm-v0", {"words": 2, "length": 5}, (2,), "words",
          lambda problem: (len(problem.data["words"]) - 1,),
          "cryptarithm", _range("words", 2), lambda entry: (len(entry["metadata"]["words_letters"]),),
          "words of ours have up to 5 letters, theirs 3 to 5",
          "theirs puts letters for digits and never looks how many solutions there are, ours proves there is one"),
    Match("path in a graph", "Puzzle-GraphConnectivity-v0", {"nodes": 15, "edges": 15, "distance": 4}, (15,), "edges",
          lambda problem: (len(problem.data["edges"]),),
          "path_star", {"degree": 3} | _range("path_length", 5), lambda entry: (entry["question"].count("|") - 5,),
          other="theirs is a star of paths with one answer, ours any graph, which may have no path"),
    Match("chain of sums", "Math-Arithmetic-v0", {"operation": "add", "digits": 4, "terms": 5}, (5, 4),
          "terms, digits", lambda problem: _terms(problem.prompt),
          "chain_sum", _range("terms", 5) | _range("digits", 4),
          lambda entry: _terms(entry["metadata"]["expression"]), other=SUMS),
    Match("basic arithmetic", "Math-Arithmetic-v0", {"operation": "mixed", "digits": 2, "terms": 4}, (4,), "terms",
          lambda problem: _terms(problem.prompt)[:1], "basic_arithmetic",
          _range("terms", 4) | _range("digits", 2)
          | {"operators": ["+", "-", "*"], "allow_parentheses": False, "allow_negation": False},
          lambda entry: _terms(entry["metadata"]["expression"])[:1],
          "theirs also draws 100 among numbers of two digits", SUMS),
    Match("eight puzzle", "Puzzle-EightPuzzle-v0", {"least": 20, "most": 22}, (9,), "tiles", _tiles),
    Match("fifteen puzzle", "Puzzle-FifteenPuzzle-v0", {"least": 18, "most": 22}, (16,), "tiles", _tiles),
    Match("nonogram", "Puzzle-Nonogram-v0", {"rows": 8, "columns": 8}, (16,), "lines",
          lambda problem: (len(problem.data["clues"]),)),
    Match("lights out", "Puzzle-LightsOut-v0", {"rows": 5, "columns": 5}, (25,), "cells",
          lambda problem: (len(problem.data["lights"]),)),
    Match("binairo", "Puzzle-Binairo-v0", {"cells": 8, "given": 26}, (64,), "cells",
          lambda problem: (len(problem.data["grid"]),)),
)  # fmt: skip


@dataclass(frozen=True)
class Rates:
    """One side of a line, per second of CPU.

    Attributes:
        generated: Problems made a second.
        verified: Right answers judged a second.
        problems: How many problems the first number rests on.
    """

    generated: float
    verified: float
    problems: int


@dataclass(frozen=True)
class Line:
    """One measured line.

    Attributes:
        match: What was measured.
        ours: Our rates.
        theirs: The other package's; None without one, or if it has no such puzzle.
        p99: Milliseconds of CPU that all but one in a hundred of our problems take, drawn in the test split.
        worst: The most that one took.
        drawn: How many problems of the test split those two rest on.
    """

    match: Match
    ours: Rates
    theirs: Rates | None
    p99: float
    worst: float
    drawn: int

    def to_json(self) -> dict[str, Any]:
        """Return the line as a JSON object."""
        match: dict[str, Any] = {"puzzle": self.match.puzzle, "id": self.match.id, "knobs": dict(self.match.knobs)}
        match |= {"dataset": self.match.dataset, "config": dict(self.match.config), "size": list(self.match.size)}
        theirs = asdict(self.theirs) if self.theirs else None
        numbers = {"ours": asdict(self.ours), "theirs": theirs, "p99_ms": self.p99, "max_ms": self.worst}
        return match | numbers | {"drawn": self.drawn}


def _each(make: Callable[[int], Any], seconds: float) -> tuple[list[Any], list[float]]:
    """Return what `make(0)`, `make(1)`… return and the CPU seconds each takes, until the budget is spent."""
    made: list[Any] = []
    times: list[float] = []
    spent = 0.0
    gc.freeze()  # else whoever's turn it is pays for walking over what all imported packages hold
    while len(made) < MOST and (spent < seconds or len(made) < LEAST):
        start = time.process_time()
        made.append(make(len(made)))
        times.append(time.process_time() - start)
        spent += times[-1]
    gc.unfreeze()
    return made, times


def _rate(judge: Callable[[Any], float], asked: Sequence[Any], seconds: float) -> float:
    """Return how many of these are judged right in a second of CPU; one that is judged wrong is an error."""
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds or count < len(asked):
        for one in asked:
            if judge(one) != 1.0:
                raise PalaestraError(f"the stored answer is judged wrong: {str(one)[:300]}")
        count += len(asked)
    return count / max(spent, 1e-9)


def _tail(times: Sequence[float]) -> tuple[float, float]:
    """Return the milliseconds that all but one in a hundred take at most, and the most that one takes."""
    milliseconds = np.array(times) * 1000
    return float(np.quantile(milliseconds, 0.99)), float(milliseconds.max())


def hardest(table: Sequence[Match], seconds: float) -> list[str]:
    """Return how long problems of the hardest levels take to make in the test split, as lines of text."""
    out = ["Hardest levels, test split, milliseconds of CPU: p99, max, problems"]
    for id in dict.fromkeys(match.id for match in table):
        task = load(entry_of(id)).ladder()[-1]
        _, times = _each(functools.partial(problem_at.__wrapped__, id, task, "test"), seconds)
        p99, worst = _tail(times)
        out.append(f"{id:<30} {_short(p99):>6} {_short(worst):>6} {len(times):>6}")
    return out


def _demand(match: Match, sizes: Iterator[Size], whose: str) -> None:
    for size in sizes:
        if size != match.size:
            raise PalaestraError(f"{match.counts}: {whose} has {size}, the table says {match.size}")


def measure_ours(match: Match, seconds: float) -> tuple[Rates, list[float]]:
    """Return our rates, and how long each of some problems of the test split takes.

    Raises:
        RegistrationError: If the id is not registered.
        PalaestraError: If a problem has another size than the table says.
    """
    task = load(entry_of(match.id)).resolve(**match.knobs)
    assert isinstance(task, Task)

    def draw(split: str | None) -> Callable[[int], Problem]:
        return lambda seed: problem_at.__wrapped__(match.id, task, split, seed)

    draw(None)(MOST)  # tables that are built once for all problems
    problems, times = _each(draw(None), seconds)
    _demand(match, map(match.of_ours, problems), "ours")
    asked = [(problem, task.solve(problem)) for problem in problems[:10]]
    verified = _rate(lambda one: task.verify(*one).score, asked, seconds / 5)
    return Rates(len(times) / max(sum(times), 1e-9), verified, len(times)), _each(draw("test"), seconds)[1]


def measure_theirs(match: Match, seconds: float) -> Rates:
    """Return reasoning-gym's rates; building the data set does not count.

    Raises:
        MissingExtraError: If the package is not installed.
        PalaestraError: If an entry has another size than the table says.
    """
    try:
        create = importlib.import_module("reasoning_gym.factory").create_dataset
    except ImportError as error:
        raise MissingExtraError("--against reasoning-gym needs: pip install reasoning-gym") from error
    with contextlib.redirect_stdout(io.StringIO()):  # some generators print
        dataset = create(match.dataset, seed=1, size=MOST + 1, **match.config)
        dataset[MOST]
        entries, times = _each(dataset.__getitem__, seconds)
    _demand(match, map(match.of_theirs, entries), "theirs")
    verified = _rate(lambda entry: float(dataset.score_answer(entry["answer"], entry)), entries[:10], seconds / 5)
    return Rates(len(times) / max(sum(times), 1e-9), verified, len(times))


def measure(match: Match, against: bool, seconds: float) -> Line:
    """Return one line of the table."""
    ours, tail = measure_ours(match, seconds)
    theirs = measure_theirs(match, seconds) if against and match.dataset else None
    return Line(match, ours, theirs, *_tail(tail), len(tail))


COLUMNS = (
    "puzzle",
    "size",
    "made/s",
    "theirs",
    "ratio",
    "judged/s",
    "theirs",
    "ratio",
    "p99 ms",
    "max ms",
    "problems",
)


def _short(number: float) -> str:
    if number >= 10_000:
        return f"{number / 1000:.0f}k"
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def cells(line: Line) -> tuple[str, ...]:
    """Return a line as texts, one for each of COLUMNS."""
    ours, theirs, size = line.ours, line.theirs, ", ".join(map(str, line.match.size))
    made = (_short(theirs.generated), _short(ours.generated / theirs.generated)) if theirs else ("-", "-")
    judged = (_short(theirs.verified), _short(ours.verified / theirs.verified)) if theirs else ("-", "-")
    counted = f"{ours.problems}/{theirs.problems if theirs else '-'}/{line.drawn}"
    return (
        line.match.puzzle, f"{size} {line.match.counts}", _short(ours.generated), *made,
        _short(ours.verified), *judged, _short(line.p99), _short(line.worst), counted,
    )  # fmt: skip


def report(lines: Sequence[Line], skipped: Sequence[str] = (), failed: Sequence[str] = ()) -> str:
    """Return the table, what was left out and what the pairs do not share, as text."""
    rows = [COLUMNS, *map(cells, lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
    text = []
    for row in rows:
        parts = [
            part.ljust(w) if i < 2 else part.rjust(w) for i, (part, w) in enumerate(zip(row, widths, strict=True))
        ]
        text.append("  ".join(parts).rstrip())
    text.append("")
    text.append("Per second of CPU. p99 and max: our problems of the test split. problems: ours/theirs/test split.")
    pairs = [line.match for line in lines if line.theirs]
    text += dict.fromkeys(f"{pair.puzzle}: {note}." for pair in pairs for note in (pair.note, pair.other) if note)
    text += ["", *summary(lines)]
    text += [f"skipped: {reason}" for reason in skipped] + [f"failed: {reason}" for reason in failed]
    return "\n".join(text)


def summary(lines: Sequence[Line]) -> list[str]:
    """Return the median and the extremes in words; pairs that are not the same puzzle do not count."""
    out = []
    same = [(line.ours, line.theirs, line.match.puzzle) for line in lines if line.theirs and not line.match.other]
    if same:
        ratios = sorted((ours.generated / theirs.generated, puzzle) for ours, theirs, puzzle in same)
        middle = float(np.median([ratio for ratio, _ in ratios]))
        low = ", ".join(f"{_short(ratio)} ({puzzle})" for ratio, puzzle in ratios[:3])
        out.append(
            f"Made, ours to theirs, {len(same)} pairs of the same puzzle: median {_short(middle)}; lowest {low}."
        )
    if lines:
        judged = float(np.median([line.ours.verified for line in lines]))
        slow = max(lines, key=lambda line: line.worst)
        out.append(f"Judged by ours: median {_short(judged)} a second.")
        out.append(f"Slowest of ours in the test split: {_short(slow.worst)} ms ({slow.match.puzzle}).")
    return out


def run(
    table: Sequence[Match] = TABLE, *, against: bool = False, seconds: float = 1.0
) -> tuple[list[Line], list[str], list[str]]:
    """Measure a table; return its lines, why some are left out, and what went wrong in others."""
    lines, skipped, failed = [], [], []
    for match in table:
        try:
            lines.append(measure(match, against, seconds))
        except RegistrationError:
            skipped.append(f"{match.puzzle}: {match.id} is not registered")
        except MissingExtraError:
            raise
        except PalaestraError as error:
            failed.append(f"{match.puzzle}: {error}")
    return lines, skipped, failed


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; the exit status is 2 if the other package is missing or the two sides do not match."""
    parser = argparse.ArgumentParser(prog="python -m palaestra.benchmarks.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--games", action="store_true", help="random games instead of problems")
    parser.add_argument("--against", default="", help="reasoning-gym; with --games textarena,pettingzoo,openspiel")
    parser.add_argument("--seconds", type=float, default=0.8, help="CPU seconds for each number (default %(default)s)")
    parser.add_argument("--only", default="", help="lines whose puzzle or id holds this text")
    parser.add_argument("--hardest", action="store_true", help="also measure every puzzle's hardest level")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to a file, too")
    args = parser.parse_args(argv)
    if args.games:
        return game_speed.run(args.against, seconds=args.seconds, only=args.only, json_file=args.json)
    if args.against and args.against not in PACKAGES:
        parser.error(f"argument --against: {args.against!r}; use {' or '.join(PACKAGES)}")
    wanted = args.only.lower()
    table = [match for match in TABLE if wanted in f"{match.puzzle} {match.id}".lower()]
    try:
        lines, skipped, failed = run(table, against=bool(args.against), seconds=args.seconds)
    except MissingExtraError as error:
        print(error, file=sys.stderr)
        return 2
    print(report(lines, skipped, failed))
    if args.hardest:
        print("\n" + "\n".join(hardest(table, 5 * args.seconds)))
    if args.json:
        args.json.write_text(json.dumps([line.to_json() for line in lines], indent=1) + "\n", encoding="utf-8")
    return 2 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
