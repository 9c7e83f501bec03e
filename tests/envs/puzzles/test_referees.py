"""A constraint solver that knows the rules, and none of our code, confirms that there is one solution.

Zebra, Cryptarithm, Nonogram and Magic square have theirs beside their other tests; Knights and Knaves has SymPy's SAT.
"""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from palaestra.envs import Problem, entry_of, load, problem_at

cp_model = pytest.importorskip("ortools.sat.python.cp_model")


def sudoku(model: Any, problem: Problem) -> list[Any]:
    high, wide = problem.data["box"]
    n = high * wide
    cells = [model.new_int_var(1, n, "") for _ in range(n * n)]
    for k in range(n):
        model.add_all_different(cells[k * n : k * n + n])
        model.add_all_different(cells[k::n])
        top, left = k // high * high, k % high * wide
        model.add_all_different([cells[(top + i) * n + left + j] for i in range(high) for j in range(wide)])
    for cell, clue in zip(cells, problem.data["grid"], strict=True):
        if clue:
            model.add(cell == clue)
    return cells


def binairo(model: Any, problem: Problem) -> list[Any]:
    grid = problem.data["grid"]
    n = round(len(grid) ** 0.5)
    cells = [model.new_int_var(0, 1, "") for _ in grid]
    rows, columns = [cells[k * n : k * n + n] for k in range(n)], [cells[k::n] for k in range(n)]
    for line in rows + columns:
        model.add(sum(line) == n // 2)
        for three in zip(line, line[1:], line[2:], strict=False):
            model.add_linear_constraint(sum(three), 1, 2)
    for lines in (rows, columns):  # two lines are alike if they are the same binary number
        for a, b in itertools.combinations(lines, 2):
            model.add(sum((x - y) * 2**i for i, (x, y) in enumerate(zip(a, b, strict=True))) != 0)
    for cell, clue in zip(cells, grid, strict=True):
        if clue:
            model.add(cell == clue - 1)
    return cells


RULES: dict[str, Callable[[Any, Problem], list[Any]]] = {"Puzzle-Sudoku-v0": sudoku, "Puzzle-Binairo-v0": binairo}


def solutions(id: str, problem: Problem) -> list[list[int]]:
    """Solve, forbid what was found, and solve again."""
    model, solver, found = cp_model.CpModel(), cp_model.CpSolver(), []
    solver.parameters.num_workers = 1
    cells = RULES[id](model, problem)
    while len(found) < 2 and solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found.append([solver.value(cell) for cell in cells])
        differs = []
        for cell, value in zip(cells, found[-1], strict=True):
            other = model.new_bool_var("")
            model.add(cell != value).only_enforce_if(other)
            differs.append(other)
        model.add_bool_or(differs)
    return found


def levels(draws: int) -> list[Any]:
    return [
        pytest.param(id, level, draws, marks=pytest.mark.slow if draws > 9 else ())
        for id in RULES
        for level in range(len(load(entry_of(id)).ladder()))
    ]


@pytest.mark.parametrize(("id", "level", "draws"), [*levels(3), *levels(100)])
def test_one_solution(id: str, level: int, draws: int) -> None:
    task: Any = load(entry_of(id)).ladder()[level]
    for seed in range(draws):
        problem = problem_at(id, task, None, seed)
        [found] = solutions(id, problem)
        first = 1 if id == "Puzzle-Sudoku-v0" else 0
        assert task.solve(problem).split() == [task.symbols[value - first] for value in found]


def test_the_referee_sees_a_second_solution() -> None:
    assert len(solutions("Puzzle-Sudoku-v0", Problem("", {"box": [2, 2], "grid": [0] * 16}))) == 2
    assert len(solutions("Puzzle-Binairo-v0", Problem("", {"grid": [0] * 16}))) == 2
