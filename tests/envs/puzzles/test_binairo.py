"""Binairo: the rules, by an independent reading of them, and one completion only."""

import itertools

import numpy as np
import pytest

from palaestra.envs import Problem
from palaestra.envs.puzzles.binairo import Binairo


def holds(rows: list[str]) -> bool:
    """The rules as the prompt states them."""
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    n = len(rows)
    return (
        all("000" not in line and "111" not in line and line.count("0") == n // 2 for line in (*rows, *columns))
        and len(set(rows)) == len(set(columns)) == n
    )


def completions(grid: list[int], n: int) -> list[list[str]]:
    """All completions, row by row over the lines that hold: nothing of the puzzle's own solver."""
    lines = ["".join(line) for line in itertools.product("01", repeat=n) if line.count("0") == n // 2]
    lines = [line for line in lines if "000" not in line and "111" not in line]
    rows = [[line for line in lines if all(".01"[v] in (".", ch) for v, ch in zip(grid[r * n :], line, strict=False))]
            for r in range(n)]  # fmt: skip
    found: list[list[str]] = []

    def fill(done: list[str]) -> None:
        if len(done) == n:
            found.extend([done] if holds(done) else [])
            return
        for line in rows[len(done)]:
            ahead = [*done, line]
            bad = line in done or any(
                column.count("0") > n // 2 or column.count("1") > n // 2 or "000" in column or "111" in column
                for column in ("".join(c) for c in zip(*ahead, strict=True))
            )
            if not bad:
                fill(ahead)

    fill([])
    return found


@pytest.mark.parametrize("level", range(len(Binairo.levels)))
def test_exactly_one_completion_and_the_oracle_has_it(level: int) -> None:
    task = Binairo.levels[level]
    for seed in range(5):
        problem = task.generate(np.random.default_rng(seed))
        found = completions(list(problem.data["grid"]), task.cells)
        assert len(found) == 1
        assert task.solve(problem).replace(" ", "").split() == found[0]


def test_every_balanced_square_is_judged_as_the_rules_say() -> None:
    task = Binairo(4, 8)
    empty = Problem("", {"grid": [0] * 16})
    right = {tuple(rows) for rows in completions([0] * 16, 4)}
    assert len(right) == 72
    balanced = ["".join(line) for line in itertools.product("01", repeat=4) if line.count("0") == 2]
    for rows in itertools.product(balanced, repeat=4):
        assert task.verify(empty, "\n".join(rows)).is_correct == (rows in right)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("0110 1001 0011 1100", "correct"),
        ("[[0,1,1,0],[1,0,0,1],[0,0,1,1],[1,1,0,0]]", "correct"),
        (r"\begin{pmatrix} 0 & 1 & 1 & 0 \\ 1&0&0&1 \\ 0&0&1&1 \\ 1&1&0&0 \end{pmatrix}", "correct"),
        ("0110 1001 0110 1001", "row 3 is not row 1"),
        ("0110 1001 0011 11", "16 symbols"),
        ("0110 1001 0011 110.", "r4c4 is empty"),
        ("1001 0110 0011 1100", "cannot be"),
        ("0110 1001 0011 1102", "16 symbols"),
    ],
)
def test_answers(answer: str, why: str) -> None:
    verdict = Binairo(4, 8).verify(Problem("", {"grid": [1] + [0] * 15}), answer)
    assert why in verdict.reason
    assert verdict.is_correct == (why == "correct")


def test_knobs_are_checked() -> None:
    for wrong in ({"cells": 5}, {"cells": 16}, {"given": 36}):
        with pytest.raises(ValueError, match="use"):
            Binairo(**wrong)
