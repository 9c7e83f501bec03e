"""Laws 5 and 6: a name is the same problem everywhere, splits share none, levels get harder."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import itertools
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import sqrt
from statistics import fmean, pvariance
from typing import Any

import numpy as np

from ..board import Board
from ..core import Problem, Task, problem_at
from ..play import Playable
from .report import short
from .subject import EACH_SPLIT, Subject, check_page, entry, fingerprint, fresh

MEASURED = 100  # problems of a level that its effort is the mean of, at most
Names = list[tuple[int, str | None, int]]  # level, split, seed


def law_5(subject: Subject) -> None:
    """Names, splits, and the caller's random state."""
    _untouched(subject)
    _everywhere(subject)
    for level in range(len(subject.ladder)):
        _splits(subject, level)
        _neighbours(subject, level)


def _untouched(subject: Subject) -> None:
    """See whether the task moves the caller's generators, from a state that no fixed seed gives."""
    mine = random.getstate(), np.random.get_state()
    random.seed()
    np.random.seed()
    try:
        _watch_globals(subject)
    finally:
        random.setstate(mine[0])
        np.random.set_state(mine[1])


def _watch_globals(subject: Subject) -> None:
    do = "draw from the generator given; solve, verify and explain draw from nothing"
    for level, task, problems in subject.walk():
        for seed in list(problems)[:3]:
            with subject.report.guard(5, level, seed, "the task", "see laws 1 to 3"):
                python, legacy = random.getstate(), _legacy()
                problem = fresh(subject.id, task, None, seed)
                answer = task.solve(problem)
                for text in (answer, task.guess(problem, np.random.default_rng(0)), "", problem.prompt):
                    task.verify(problem, text)
                    task.board(problem, text).text()
                task.explain(problem)
                same = python == random.getstate()
                subject.report.expect(same, 5, level, seed, "the state of Python's `random` changed", do)
                same = legacy == _legacy()
                subject.report.expect(same, 5, level, seed, "the state of numpy.random changed", do)


def _legacy() -> tuple[Any, ...]:
    _, keys, *rest = np.random.get_state(legacy=True)
    return (np.asarray(keys).tobytes(), *rest)


def _everywhere(subject: Subject) -> None:
    """Compare with a thread, with the cache, with another order and with a fresh process."""
    names: Names = [
        (level, split, seed)
        for level, rows in enumerate(subject.drawn)
        for split in rows
        for seed in list(rows[split])[: 20 if split is None else 4]
    ]
    if not names:
        return
    want = {(lv, split, seed): fingerprint(subject.drawn[lv][split][seed]) for lv, split, seed in names}

    def drawn(names: Names, look: Callable[..., Problem]) -> list[Any]:
        return [fingerprint(look(subject.id, subject.ladder[level], split, seed)) for level, split, seed in names]

    def compare(where: str, names: Names, found: list[Any]) -> None:
        for (level, split, seed), got in zip(names, found, strict=True):
            pairs = zip(("key", "prompt", "data"), want[level, split, seed], got, strict=True)
            parts = [part for part, one, two in pairs if one != two]
            seen = f"{where} the {' and '.join(parts)} of split={split!r} differ"
            do = "draw from rng alone: no global state, no clock, no hash(), no walk over a set of strings"
            subject.report.expect(not parts, 5, level, seed, seen, do)

    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(drawn, names[::-1], fresh).result()
    compare("drawn again in reverse order, in another thread,", names[::-1], found)
    compare("from the cache", names[::8], drawn(names[::8], problem_at))
    with subject.report.guard(5, -1, None, "a fresh process", "the class must be importable as module:Class"):
        compare("in a fresh process", names, _in_process(subject, names))


def _in_process(subject: Subject, names: Names) -> list[Any]:
    cls = type(subject.ladder[0])
    if entry(cls) is None:
        raise ImportError(f"{cls.__qualname__} is not at the top of a module, so no other process can import it")
    ask = {
        "module": cls.__module__,
        "name": cls.__name__,
        "file": inspect.getfile(cls),
        "id": subject.id,
        "ladder": [task.knobs() for task in subject.ladder],
        "names": names[::-1],
    }
    path = os.pathsep.join(p for p in ("", *sys.path) if p is not None)
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    child = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import be_asked; be_asked()"],
        input=json.dumps(ask),
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed},
        timeout=600,
        check=False,
    )
    if child.returncode:
        raise RuntimeError((child.stderr.strip().splitlines() or ["no message"])[-1])
    return list(json.loads(child.stdout.splitlines()[-1])[::-1])


def be_asked() -> None:
    """Be the fresh process: read names from standard input, write the problems' fingerprints."""
    ask = json.load(sys.stdin)
    try:
        module = importlib.import_module(ask["module"] if ask["module"] != "__main__" else "no such module")
    except ImportError:
        spec = importlib.util.spec_from_file_location("task_under_test", ask["file"])
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules["task_under_test"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    ladder = [getattr(module, ask["name"]).resolve(**knobs) for knobs in ask["ladder"]]
    print(json.dumps([fingerprint(fresh(ask["id"], ladder[lv], split, seed)) for lv, split, seed in ask["names"]]))


def _splits(subject: Subject, level: int) -> None:
    expect, rows = subject.report.expect, subject.drawn[level]
    prompts: dict[str, Problem] = {}
    for split in ("train", "test"):
        found = len({problem.key for problem in rows[split].values()})
        seen = f"{found} problems in {len(rows[split])} draws of split={split!r}"
        do = f"widen the knobs: a level has at least {EACH_SPLIT} problems in either split"
        expect(found >= EACH_SPLIT, 5, level, None, seen, do)
    for part, seed, problem in ((part, seed, p) for part, drawn in rows.items() for seed, p in drawn.items()):
        first = prompts.setdefault(problem.prompt, problem)
        seen = f"split={part!r}: the prompt {short(problem.prompt)} stands for two problems with different keys"
        do = "return from identity only what the prompt tells; else one prompt gets into both splits"
        expect(first.key == problem.key, 5, level, seed, seen, do)
    train, test = ({p.key for p in rows[split].values()} for split in ("train", "test"))
    expect(
        not train & test, 5, level, None, f"{len(train & test)} problems are in both splits", "identity must be pure"
    )


def _neighbours(subject: Subject, level: int) -> None:
    """Two seeds with one problem mean a small space, or a generator that ignores its rng."""
    rows = subject.drawn[level][None]
    n, distinct = len(rows), len({problem.key for problem in rows.values()})
    task = subject.ladder[level]
    if task.problems() is not None:
        return
    size = "many" if n == distinct else f"about {n * n / (2 * (n - distinct)):.0f}"
    counted = re.search(r"[0-9][\d,. ]*(\w+ )?problems", " ".join((type(task).__doc__ or "").split()))
    seen = f"{n} seeds give {distinct} problems, so the level has {size}, and the docstring does not say how many"
    do = "make the space larger, or write into the docstring how many problems there are ('level 0 has 210 problems')"
    subject.report.expect(n == distinct or counted is not None, 5, level, None, seen, do)


def law_6(subject: Subject) -> None:
    """Levels differ in their knobs and get harder: by `effort(problem)` where a task defines it, else by size."""
    report, ladder = subject.report, subject.ladder
    for level, task in enumerate(ladder):
        twins = [other for other in range(level) if ladder[other].knobs() == task.knobs()]
        seen = f"the same knobs as level {twins}"
        report.expect(not twins, 6, level, None, seen, "give every level knobs of its own")
    has_effort = hasattr(ladder[0], "effort")
    efforts: list[float] = []
    errors: list[float] = []  # of the means, squared
    with report.guard(6, -1, None, "effort, solve or explain", "see law 1"):
        for level, task in enumerate(ladder):
            found = [_effort(task, p) for _, _, p in subject.pool(level)[:MEASURED]] or [0.0]
            efforts.append(fmean(found))
            errors.append(pvariance(found) / len(found))
    for level, (easy, hard) in enumerate(itertools.pairwise(efforts), start=1):
        what = "effort" if has_effort else "prompt and worked solution, in characters"
        seen = f"mean {what} {hard:.3g}, at the level below {easy:.3g}"
        do = "order the levels, or define effort(problem) -> float: the oracle's search effort or the search space"
        chance = 2 * sqrt(errors[level - 1] + errors[level])  # size is a stand-in: only what is sure counts
        fine = hard > easy if has_effort else hard >= 0.98 * easy - chance
        report.expect(fine, 6, level, None, seen, do)
    for level, effort in enumerate(efforts):
        report.figures[level]["effort" if has_effort else "size"] = effort


def _effort(task: Task, problem: Problem) -> float:
    measure = getattr(task, "effort", None)
    if measure is not None:
        return float(measure(problem))
    return float(len(problem.prompt) + len(task.explain(problem) or task.solve(problem)))


def page(subject: Subject) -> None:
    """The docstring has its headings, knobs are documented, boards and explanations can be shown (law 0)."""
    report, cls = subject.report, type(subject.ladder[0])
    check_page(report, cls)
    do = "board and explain must work for every problem, and board for any answer"
    for level, task, problems in subject.walk():
        for seed, problem in list(problems.items())[:5]:
            with report.guard(0, level, seed, "board, guess, show or explain", do):
                for answer in _shown(task, problem, seed):
                    fine = _draws(task.board(problem, answer))
                    report.expect(fine, 0, level, seed, f"the board with answer {short(answer)} does not draw", do)
                told = task.explain(problem)
                report.expect(isinstance(told, str), 0, level, seed, f"explain returned {short(told)}", do)
                report.expect(bool(problem.prompt.strip()), 0, level, seed, "the prompt is empty", "ask something")


def _shown(task: Task, problem: Problem, seed: int) -> list[str | None]:
    """Return answers to draw: none, right ones, wrong ones, nonsense."""
    start = [task.show(problem, task.start(problem))] if isinstance(task, Playable) else []
    guess = task.guess(problem, np.random.default_rng(seed))
    return [None, task.solve(problem), guess, *start, "", "nonsense\x00∀\ud800", "7" * 999]


def _draws(board: Board) -> bool:
    svg, rgb, texts = board.svg(), board.rgb(), (board.text(), board.text(color=True))
    fine = svg.startswith("<svg") and rgb.ndim == 3 and rgb.shape[2] == 3 and rgb.dtype == np.uint8
    return fine and all(isinstance(text, str) for text in texts)
