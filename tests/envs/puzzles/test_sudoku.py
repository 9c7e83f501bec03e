"""Sudoku: one completion, proven by a second solver; only it is accepted; plays end in it or nowhere."""

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.puzzles.sudoku import Sudoku
from palaestra.envs.verify.boxes import Budget, boxes
from palaestra.envs.verify.grids import read_grid

ID = "Puzzle-Sudoku-v0"
SMALL = range(7)  # the levels up to 9x9
HARD = (  # published puzzles that resist simple rules, with one completion each
    "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
    "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9",
)


def exact_cover(grid, high, wide, most=2):
    """Solve by exact cover with sets (algorithm X): shares no idea with the bit boards."""
    n = high * wide
    rows, columns = {}, {}
    for r, c, v in product(range(n), range(n), range(1, n + 1)):
        if grid[r * n + c] in (0, v):
            b = r // high * high + c // wide
            rows[r, c, v] = [("cell", r, c), ("row", r, v), ("column", c, v), ("box", b, v)]
    for row, needs in rows.items():
        for need in needs:
            columns.setdefault(need, set()).add(row)
    if len(columns) < 4 * n * n:
        return []
    found = []

    def search(chosen):
        if len(found) >= most:
            return
        if not columns:
            found.append([v for _, v in sorted(((r, c), v) for r, c, v in chosen)])
            return
        need = min(columns, key=lambda k: len(columns[k]))
        for row in sorted(columns[need]):
            removed = []
            for j in rows[row]:
                for other in columns[j]:
                    for k in rows[other]:
                        if k != j:
                            columns[k].remove(other)
                removed.append((j, columns.pop(j)))
            search([*chosen, row])
            for j, column in reversed(removed):
                columns[j] = column
                for other in column:
                    for k in rows[other]:
                        if k != j:
                            columns[k].add(other)

    search([])
    return found


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(range(len(Sudoku.levels))), st.integers(0, 10**6))
def test_exact_cover_finds_the_same_one_completion(level, seed):
    task = Sudoku.levels[level]
    problem = problem_at(ID, task, None, seed)
    grid = problem.data["grid"]
    assert 0 < grid.count(0) <= task.holes
    found = exact_cover(grid, task.box_rows, task.box_cols)
    assert len(found) == 1
    assert read_grid(task.solve(problem), boxes(task.box_rows, task.box_cols)) == found[0]
    assert task.verify(problem, task.solve(problem)).is_correct


@pytest.mark.parametrize("text", HARD)
def test_published_puzzles(text):
    grid = [int(char) if char != "." else 0 for char in text]
    assert boxes(3, 3).solutions(grid) == exact_cover(grid, 3, 3)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 4), min_size=16, max_size=16))
def test_the_solver_finds_all_solutions_of_any_small_grid(grid):
    thin = [symbol if i % 3 == 0 else 0 for i, symbol in enumerate(grid)]
    found = boxes(2, 2).solutions(thin, 300)
    assert sorted(found) == sorted(exact_cover(thin, 2, 2, 300))


def test_there_are_288_small_grids_and_filling_reaches_them_all():
    geometry, rng = boxes(2, 2), np.random.default_rng(0)
    everything = {tuple(grid) for grid in geometry.solutions([0] * 16, 1000)}
    assert len(everything) == 288
    assert {tuple(geometry.fill(rng)) for _ in range(6000)} == everything


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([(1, 5), (2, 2), (2, 3), (3, 2), (3, 3), (2, 5), (3, 4), (4, 4), (5, 5)]), st.integers(0, 10**6)
)
def test_filled_grids_hold_each_symbol_once_everywhere(box, seed):
    high, wide = box
    n = high * wide
    grid = np.array(boxes(high, wide).fill(np.random.default_rng(seed))).reshape(n, n)
    want = list(range(1, n + 1))
    blocks = grid.reshape(n // high, high, n // wide, wide).swapaxes(1, 2).reshape(n, n)
    assert all(sorted(line.tolist()) == want for lines in (grid, grid.T, blocks) for line in lines)


def test_a_search_without_budget_says_so():
    geometry = boxes(3, 3)
    with pytest.raises(Budget):
        next(geometry.search(*geometry.candidates([0] * 81), budget=3))


def test_digging_for_too_many_holes_stops_with_fewer():
    problem = problem_at(ID, Sudoku(3, 3, 80), None, 0)
    assert 45 <= problem.data["grid"].count(0) < 70
    assert len(exact_cover(problem.data["grid"], 3, 3)) == 1


@settings(deadline=None)
@given(st.sampled_from(SMALL), st.integers(0, 1000), st.data())
def test_any_other_full_grid_is_wrong(level, seed, data):
    task = Sudoku.levels[level]
    problem = problem_at(ID, task, None, seed)
    n = task.box_rows * task.box_cols
    rows = [line.split() for line in task.solve(problem).split("\n")]
    r, c = data.draw(st.integers(0, n - 1)), data.draw(st.integers(0, n - 1))
    symbol = data.draw(st.sampled_from("123456789"[:n] + "."))
    same = rows[r][c] == symbol
    rows[r][c] = symbol
    assert task.verify(problem, "\n".join(map(" ".join, rows))).is_correct == same


def test_another_valid_grid_is_wrong_for_its_clues():
    task = Sudoku.levels[0]
    problem = problem_at(ID, task, None, 0)
    right = read_grid(task.solve(problem), boxes(2, 2))
    for grid in boxes(2, 2).solutions([0] * 16, 1000):
        assert task.verify(problem, " ".join(map(str, grid))).is_correct == (grid == right)


@pytest.mark.parametrize("level", [0, 3, 7])
def test_written_forms(level):
    task = Sudoku.levels[level]
    problem = problem_at(ID, task, None, 1)
    right = task.solve(problem)
    rows = [line.split() for line in right.split("\n")]
    assert task.verify(problem, "".join(map("".join, rows))).is_correct
    assert task.verify(problem, "\n".join("| " + " | ".join(row) + " |" for row in rows)).is_correct
    assert task.verify(problem, str(rows)).is_correct
    assert task.verify(problem, right.lower().replace(" ", ", ")).is_correct
    assert task.verify(problem, task.board(problem, right).text()).is_correct
    for text in (
        right + " 1",
        right[:-1],
        f"{right} or {right}",
        "x" + right,
        problem.prompt,
        "",
        "9" * 10**6,
        "\x00\ud800",
    ):
        assert not task.verify(problem, text).is_correct


def test_reasons_name_the_fault():
    task = Sudoku(2, 2)
    problem = Problem("", {"box": [2, 2], "grid": [1, 2, 3, 4, 3, 4, 1, 2, 2, 1, 4, 3, 0, 0, 0, 0]})
    assert task.verify(problem, "1234 3412 2143 4321").is_correct
    assert task.verify(problem, "1234 3412 2143 4322").reason == "row 4 repeats 2"
    assert task.verify(problem, "1234 3412 2143 4312").reason == "column 3 repeats 1"
    assert task.verify(problem, "1234 3412 2143 43.1").reason == "r4c3 is empty"
    assert task.verify(problem, "4234 3412 2143 4321").reason == "r1c1 was given as 1"


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(SMALL), st.integers(0, 1000), st.integers(0, 1000))
def test_legal_moves_are_those_that_clash_with_nothing(level, seed, turn):
    task = Sudoku.levels[level]
    problem = problem_at(ID, task, None, seed)
    n, rng, state = task.box_rows * task.box_cols, np.random.default_rng(turn), task.start(problem)
    for _ in range(6):
        legal = task.legal(problem, state)
        grid = np.array(state).reshape(n, n)
        for r, c in product(range(n), range(n)):
            top, left = r // task.box_rows * task.box_rows, c // task.box_cols * task.box_cols
            block = grid[top : top + task.box_rows, left : left + task.box_cols]
            seen = {*grid[r].tolist(), *grid[:, c].tolist(), *block.ravel().tolist()}
            want = [grid[r, c] == 0 and v not in seen for v in range(1, n + 1)]
            assert legal[(r * n + c) * n : (r * n + c + 1) * n].tolist() == want
        moves = np.flatnonzero(legal)
        if not len(moves):
            break
        state = task.apply(problem, state, int(moves[rng.integers(len(moves))]))


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(range(3)), st.integers(0, 1000), st.integers(0, 1000))
def test_a_play_ends_full_and_right_or_stuck_and_wrong(level, seed, turn):
    task = Sudoku.levels[level]
    problem = problem_at(ID, task, None, seed)
    rng, state = np.random.default_rng(turn), task.start(problem)
    while not task.over(problem, state):
        moves = np.flatnonzero(task.legal(problem, state))
        if not len(moves):
            break
        state = task.apply(problem, state, int(moves[rng.integers(len(moves))]))
    assert task.verify(problem, task.show(problem, state)).is_correct == task.over(problem, state)


def test_moves_are_written_by_row_and_column():
    task = Sudoku(4, 4, 100)
    problem = problem_at(ID, task, None, 0)
    for move in (0, 17, 4095, 2048):
        assert task.parse(problem, task.write(problem, move)) == move
    assert task.write(problem, 4095) == "r16c16=G"
    assert task.parse(problem, " R2C1 = a ") == 16 * 16 + 9
    for text in (
        "r0c1=1",
        "r17c1=1",
        "r1c1=H",
        "r1c1=12",
        "r1c1=1 or r1c1=2",
        "r1c1=",
        "r١c1=1",
        "x" * 10**6,
        "\ud800",
    ):
        assert task.parse(problem, text) is None


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SMALL), st.integers(0, 1000), st.sampled_from(["deduction", "search"]))
def test_explanations_reach_the_completion_step_by_step(level, seed, style):
    task = Sudoku.levels[level]
    problem = problem_at(ID, task, None, seed)
    right = read_grid(task.solve(problem), boxes(task.box_rows, task.box_cols))
    n, grid, doubt = task.box_rows * task.box_cols, list(problem.data["grid"]), False
    lines = task.explain(problem, style).split("\n")
    for at, line in enumerate(lines):
        if line.startswith("Suppose"):
            rest = [later for later in lines[at + 1 :] if later.startswith(("So", "Suppose"))]
            doubt = bool(rest) and rest[0].startswith("So")
        if line.startswith("So"):
            r, c, v = map(int, re.search(r"r(\d+)c(\d+)=(\d+) is wrong", line).groups())
            assert right[(r - 1) * n + c - 1] != v
            doubt = False
        elif not doubt:
            r, c, v = map(int, re.search(r"r(\d+)c(\d+)=(\d+)", line).groups())
            assert right[(r - 1) * n + c - 1] == v
            grid[(r - 1) * n + c - 1] = v
            for name in re.findall(r"the only place for it in row (\d+)", line):
                assert int(name) == r
    assert grid == right


def test_the_board_marks_what_is_wrong():
    task = Sudoku(2, 2)
    problem = Problem("", {"box": [2, 2], "grid": [1, 2, 3, 4, 3, 4, 1, 2, 2, 1, 4, 3, 0, 0, 0, 0]})
    inks = [cell.ink for cell in task.board(problem, "1234 3412 2143 432.").rows[3]]
    assert inks == ["answer", "answer", "answer", "mute"]
    assert task.board(problem, "1234 3412 2143 4322").rows[3][3].ink == "fault"
    assert task.board(problem).rows[0][0].ink == "given"
    assert task.board(problem, "nonsense").notes


def test_impossible_knobs_say_what_is_allowed():
    for knobs in ({"box_rows": 6, "box_cols": 6}, {"box_rows": 0}, {"holes": 0}, {"holes": 626}):
        with pytest.raises(KnobError, match="use"):
            Sudoku.resolve(**knobs)
