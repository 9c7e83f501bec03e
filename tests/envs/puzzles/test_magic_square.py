"""Magic squares: one completion, proven by other algorithms; squares vary; only magic ones are accepted."""

import itertools
import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.mechanisms.filling import write_rows
from palaestra.envs.puzzles import magic_square
from palaestra.envs.puzzles.magic_square import MagicSquare

ID = "Puzzle-MagicSquare-v0"
LEVELS = range(len(MagicSquare.levels))
DURER = [16, 3, 2, 13, 5, 10, 11, 8, 9, 6, 7, 12, 4, 15, 14, 1]
GIVEN = [16, 0, 2, 0, 0, 10, 0, 8, 9, 0, 0, 12, 0, 15, 14, 1]
TASK, PROBLEM = MagicSquare(4), Problem("", {"grid": GIVEN})


def lines(n):
    square = np.arange(n * n).reshape(n, n)
    return [*square.tolist(), *square.T.tolist(), np.diag(square).tolist(), np.diag(np.fliplr(square)).tolist()]


def is_magic(values, n):
    sums = {sum(values[c] for c in some) for some in lines(n)}
    return sorted(values) == list(range(1, n * n + 1)) and sums == {n * (n * n + 1) // 2}


def completions(grid, n, most=2):
    """Fill the line with the fewest empty cells in every way that gives the sum, then the next one."""
    total, found = n * (n * n + 1) // 2, []

    def fill(values):
        if len(found) >= most:
            return
        empty = [[c for c in some if not values[c]] for some in lines(n)]
        needs = [total - sum(values[c] for c in some) for some in lines(n)]
        missing = set(range(1, n * n + 1)).difference(values)
        if any(need if not cells else need < len(cells) for cells, need in zip(empty, needs, strict=True)):
            return
        if not missing:
            found.append(list(values))
            return
        cells, need = min((pair for pair in zip(empty, needs, strict=True) if pair[0]), key=lambda pair: len(pair[0]))
        for first in itertools.permutations(missing, len(cells) - 1):
            last = need - sum(first)
            if last in missing and last not in first:
                trial = list(values)
                for cell, value in zip(cells, (*first, last), strict=True):
                    trial[cell] = value
                fill(trial)

    fill(list(grid))
    return found


def numbers(text):
    return [int(word) for word in text.split()]


def test_known_square():
    assert numbers(TASK.solve(PROBLEM)) == DURER
    assert TASK.verify(PROBLEM, write_rows(list(map(str, DURER)), 4)).is_correct
    assert completions(GIVEN, 4) == [DURER]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([0, 1, 2, 3, 5]), st.integers(0, 10**6))
def test_a_second_algorithm_finds_the_same_one_completion(level, seed):
    task = MagicSquare.levels[level]
    problem = problem_at(ID, task, None, seed)
    grid = problem.data["grid"]
    assert len(grid) - grid.count(0) >= task.given
    found = completions(grid, task.order)
    assert found == [numbers(task.solve(problem))]
    assert is_magic(found[0], task.order)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seeds", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_no_second_completion(level, seeds):
    """Ask a constraint solver for any completion, and for one other than the oracle's."""
    cp_model = pytest.importorskip("ortools.sat.python.cp_model")
    task = MagicSquare.levels[level]
    n = task.order
    for seed in range(seeds):
        problem = problem_at(ID, task, None, seed)
        right, model = numbers(task.solve(problem)), cp_model.CpModel()
        cells = [model.new_int_var(v or 1, v or n * n, "") for v in problem.data["grid"]]
        model.add_all_different(cells)
        for some in lines(n):
            model.add(sum(cells[c] for c in some) == n * (n * n + 1) // 2)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        assert [solver.value(cell) for cell in cells] == right
        differs = [model.new_bool_var("") for _ in cells]
        for cell, value, other in zip(cells, right, differs, strict=True):
            model.add(cell != value).only_enforce_if(other)
        model.add_bool_or(differs)
        assert solver.solve(model) == cp_model.INFEASIBLE


@pytest.mark.parametrize("n", [4, 5, 6])
def test_squares_are_magic_and_vary(n):
    task, rng = MagicSquare(n), np.random.default_rng(n)
    drawn = [task._square(rng) for _ in range(300)]
    assert all(is_magic(values, n) for values in drawn)
    assert len({tuple(values) for values in drawn}) > 280
    assert len({values.index(1) for values in drawn}) == n * n
    turned = [np.array(values).reshape(n, n) for values in drawn]
    kinds = {min(tuple(np.rot90(s, k).flat) for s in (t, t.T) for k in range(4)) for t in turned}
    assert len(kinds) > (200 if n == 4 else 280)  # there are 880 for n = 4


@pytest.mark.parametrize("n", [4, 5, 6])
def test_the_way_out_is_a_magic_square(monkeypatch, n):
    monkeypatch.setattr(magic_square, "TURNS", 0)
    first = MagicSquare(n)._square(np.random.default_rng(0))
    assert first == numbers(magic_square.FIRST[n])
    assert is_magic(first, n)
    task = MagicSquare(n, n * n - 5)
    assert completions(task.generate(np.random.default_rng(0)).data["grid"], n) == [first]


def test_every_pairing_of_lines_is_tried_once():
    for n, pairings in ((4, 3), (5, 15), (6, 15)):
        orders = [o for o in itertools.permutations(range(n)) if magic_square._first_of_its_pairs(o)]
        kinds = {frozenset(frozenset((o[d], o[-1 - d])) for d in range(n)) for o in orders}
        assert len(kinds) == len(orders) == pairings


@pytest.mark.parametrize(
    "text",
    [
        "16 3 2 13\n5 10 11 8\n9 6 7 12\n4 15 14 1",
        "16  3  2 13\r\n 5 10 11  8\r\n 9  6  7 12\r\n 4 15 14  1\r\n",
        "[[16, 3, 2, 13], [5, 10, 11, 8], [9, 6, 7, 12], [4, 15, 14, 1]]",
        "((16, 3, 2, 13),\n(5, 10, 11, 8),\n(9, 6, 7, 12),\n(4, 15, 14, 1))",
        "| 16 | 3 | 2 | 13 |\n| 5 | 10 | 11 | 8 |\n| 9 | 6 | 7 | 12 |\n| 4 | 15 | 14 | 1 |",
        "16,3,2,13\n5,10,11,8\n9,6,7,12\n4,15,14,1",
        "16 3 2 13; 5 10 11 8; 9 6 7 12; 4 15 14 1",
        "16\t3\t2\t13\n5\t10\t11\t8\n9\t6\t7\t12\n4\t15\t14\t1",
    ],
)
def test_usual_forms(text):
    assert TASK.verify(PROBLEM, text).is_correct


def changed(**cells):
    """Return the right answer with other values in some cells, numbered from 0."""
    values = list(map(str, DURER))
    for cell, value in cells.items():
        values[int(cell[1:])] = str(value)
    return write_rows(values, 4)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (changed(c1=2, c2=3), "r1c3 is given as 2"),
        (changed(c1="."), "r1c2 is empty"),
        (changed(c1=4), "3 is missing"),
        (changed(c1=5, c4=3), "row 1 sums to 36 instead of 34"),
        (changed(c1=13, c3=3), "column 2 sums to 44 instead of 34"),
        (changed(c1=17), "16 symbols out of 1 2"),
        (changed(c1=0), "16 symbols out of 1 2"),
        (changed(c1="3!"), "16 symbols out of 1 2"),
        (changed() + " 1", "16 symbols out of 1 2"),
        (changed()[:-2], "16 symbols out of 1 2"),
        ("", "16 symbols out of 1 2"),
        (changed() + "\n" + changed(), "16 symbols out of 1 2"),
        ("".join(map(str, DURER)), "16 symbols out of 1 2"),
    ],
)
def test_wrong_answers(answer, reason):
    verdict = TASK.verify(PROBLEM, answer)
    assert not verdict.is_correct
    assert verdict.reason.startswith(reason)


def test_diagonals_count():
    """Rows and columns alone do not make it magic: exchange two rows of a square with nothing given."""
    free, values = Problem("", {"grid": [0] * 16}), DURER[4:8] + DURER[:4] + DURER[8:]
    verdict = TASK.verify(free, write_rows(list(map(str, values)), 4))
    assert verdict.reason == "the falling diagonal sums to 16 instead of 34"
    assert TASK.verify(free, changed()).is_correct
    assert TASK.verify(free, write_rows([str(17 - v) for v in DURER], 4)).is_correct


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.data())
def test_two_exchanged_numbers_are_wrong(level, seed, data):
    task = MagicSquare.levels[level]
    problem = problem_at(ID, task, None, seed)
    values = numbers(task.solve(problem))
    a, b = data.draw(st.lists(st.integers(0, len(values) - 1), min_size=2, max_size=2, unique=True))
    values[a], values[b] = values[b], values[a]
    assert not task.verify(problem, task.write_answer(problem, values)).is_correct


@pytest.mark.parametrize("seed", range(10))
def test_missing_numbers_in_any_order_are_right_once(seed):
    """The floor that the docstring states for level 0."""
    task = MagicSquare.levels[0]
    problem = problem_at(ID, task, None, seed)
    grid = problem.data["grid"]
    missing = sorted(set(range(1, 17)).difference(grid))
    assert len(missing) == 4
    right = 0
    for order in itertools.permutations(missing):
        rest = iter(order)
        right += task.verify(problem, write_rows([str(v or next(rest)) for v in grid], 4)).is_correct
    assert right == 1


@pytest.mark.parametrize("level", LEVELS)
def test_explanations_end_in_the_solution(level):
    task = MagicSquare.levels[level]
    for seed in range(2):
        problem = problem_at(ID, task, None, seed)
        for style in ("deduction", "search"):
            text = task.explain(problem, style)
            told = "\n".join(line for line in text.splitlines() if not line.startswith("So "))
            last = dict(re.findall(r"(r\d+c\d+)=(\d+)", told))
            values = [v or int(last[name]) for v, name in zip(problem.data["grid"], task.cell_names(), strict=True)]
            assert is_magic(values, task.order)
            assert len(text) < 60_000


def test_play_by_moves():
    state = TASK.start(PROBLEM)
    assert list(state) == GIVEN
    assert TASK.write(PROBLEM, 16 + 2) == "r1c2=3"
    assert TASK.parse(PROBLEM, "R1C2 = 3") == 18
    assert TASK.parse(PROBLEM, "r1c2=17") is None
    legal = TASK.legal(PROBLEM, state).reshape(16, 16)
    assert not legal[0].any()  # given cells stay
    assert not legal[:, 15].any()  # 16 stands already
    assert legal[1, 2]
    for move in TASK.plan(PROBLEM):
        assert TASK.legal(PROBLEM, state)[move]
        state = TASK.apply(PROBLEM, state, move)
    assert list(state) == DURER
    assert TASK.over(PROBLEM, state)


def test_prompt_and_board_show_what_is_given():
    task = MagicSquare(5, 14)
    problem = task.generate(np.random.default_rng(1))
    rows = problem.prompt.split("\n\n")[1].splitlines()
    assert [int(w) if w != "." else 0 for row in rows for w in row.split()] == problem.data["grid"]
    assert len(rows) == 5
    assert "sum to 65" in problem.prompt
    assert [cell.text for row in task.board(problem).rows for cell in row] == " ".join(rows).split()
    wrong = TASK.board(PROBLEM, changed(c1=13, c3=3))
    assert [cell.text for row in wrong.rows for cell in row if cell.ink == "fault"] == ["13", "3"]


def test_long_texts_are_judged_at_once():
    for text in ("1 " * 500_000, "1" * 10**6, "\n" * 10**6, ", " * 500_000):
        begin = time.thread_time()
        assert not TASK.verify(PROBLEM, text).is_correct
        assert time.thread_time() - begin < 0.5


@pytest.mark.parametrize("knobs", [{"order": 3}, {"order": 7}, {"given": 16}, {"given": -1}])
def test_knobs(knobs):
    with pytest.raises(KnobError, match="use 4 to 6"):
        MagicSquare.resolve(**knobs)
