"""Nonogram: one picture, proven by other algorithms; any usual signs are read; undecided cells are never right."""

import itertools
import re
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.mechanisms.filling import write_rows
from palaestra.envs.puzzles import nonogram
from palaestra.envs.puzzles.nonogram import Nonogram

ID = "Puzzle-Nonogram-v0"
LEVELS = range(len(Nonogram.levels))
HEART = """
-#-#-
#####
#####
-###-
--#--"""
TASK = Nonogram(5, 5)
PROBLEM = Problem("", {"clues": [[1, 1], [5], [5], [3], [1], [2], [4], [4], [4], [2]]})


def blocks(line):
    return [len(list(group)) for filled, group in itertools.groupby(line) if filled]


def numbers(picture, columns):
    rows = [picture[i : i + columns] for i in range(0, len(picture), columns)]
    return [blocks(row) for row in rows] + [blocks(column) for column in zip(*rows, strict=True)]


def placings(length, clue):
    """Return every line of a length that has these blocks: gaps are what is left, shared out in all ways."""
    free = length - sum(clue) - max(0, len(clue) - 1)
    for cuts in itertools.combinations(range(free + len(clue)), len(clue)):
        line, start = [0] * length, 0
        for k, (cut, block) in enumerate(zip(cuts, clue, strict=True)):
            start = cut - k + sum(clue[:k]) + k
            line[start : start + block] = [1] * block
        yield tuple(line)


def row_by_row(task, clues, most=2):
    """Place whole rows from the top; columns are looked at as far as they go."""
    wanted, found = clues[task.rows :], []

    def fits(rows):
        for column, clue in zip(zip(*rows, strict=True), wanted, strict=True):
            has = blocks(column)
            done = has[:-1] if column[-1] else has
            rest = task.rows - len(rows)
            left = sum(clue[len(has) :]) + len(clue[len(has) :]) - (not column[-1])
            if done != clue[: len(done)] or len(has) > len(clue) or (has and has[-1] > clue[len(has) - 1]):
                return False
            if len(clue) > len(has) and left > rest:
                return False
        return True

    def place(rows):
        if len(found) >= most:
            return
        if len(rows) == task.rows:
            if [blocks(column) for column in zip(*rows, strict=True)] == wanted:
                found.append([value for row in rows for value in row])
            return
        for line in placings(task.columns, clues[len(rows)]):
            if fits([*rows, line]):
                place([*rows, line])

    place([])
    return found


def values_of(task, problem):
    return [value - 1 for value in task.read_answer(problem, task.solve(problem))]


def test_oracle_and_known_picture():
    assert TASK.solve(PROBLEM).replace(" ", "") == HEART.strip()
    assert TASK.verify(PROBLEM, HEART).is_correct


def test_number_of_4_by_4_problems_and_every_verdict_on_doubt():
    """The number of 4 by 4 pictures that are the only one of their numbers is a known one."""
    known = {bits: blocks(bits) for bits in itertools.product((0, 1), repeat=4)}
    lines = {}
    for rows in itertools.product(known, repeat=4):
        key = str([known[line] for line in (*rows, *zip(*rows, strict=True))])
        lines.setdefault(key, []).append([value for row in rows for value in row])
    assert sum(len(some) == 1 for some in lines.values()) == 52_362
    task = Nonogram(4, 4)
    for some in list(lines.values())[::97] + [s for s in lines.values() if len(s) > 1][::23]:
        assert bool(task._doubtful(some[0])) == (len(some) > 1)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 4), st.integers(0, 10**6))
def test_a_second_algorithm_finds_the_same_one_picture(level, seed):
    task = Nonogram.levels[level]
    problem = problem_at(ID, task, None, seed)
    found = row_by_row(task, problem.data["clues"])
    assert found == [values_of(task, problem)]
    assert numbers(found[0], task.columns) == problem.data["clues"]


def second_picture(task, problem):
    """Ask a SAT solver for a picture other than the oracle's."""
    solvers = pytest.importorskip("pysat.solvers")
    rows, columns = task.size
    lines = [[r * columns + c for c in range(columns)] for r in range(rows)]
    lines += [[r * columns + c for r in range(rows)] for c in range(columns)]
    right, fresh = values_of(task, problem), itertools.count(rows * columns + 1)
    with solvers.Solver("g3") as solver:
        for cells, clue in zip(lines, problem.data["clues"], strict=True):
            ways = []
            for line in placings(len(cells), clue):
                ways.append(next(fresh))
                for cell, value in zip(cells, line, strict=True):
                    solver.add_clause([-ways[-1], cell + 1 if value else -cell - 1])
            solver.add_clause(ways)
        assert solver.solve([cell + 1 if value else -cell - 1 for cell, value in enumerate(right)])
        solver.add_clause([-cell - 1 if value else cell + 1 for cell, value in enumerate(right)])
        return solver.solve()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seeds", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_no_second_picture(level, seeds):
    task = Nonogram.levels[level]
    for seed in range(seeds):
        assert not second_picture(task, problem_at(ID, task, None, seed))


class Drawn:
    """A generator whose picture is given; flips take the last doubtful cell."""

    def __init__(self, picture):
        self.picture = picture

    def random(self, _):
        return np.where(np.array(self.picture), 0.0, 0.99)

    def integers(self, n):
        return n - 1


@pytest.mark.parametrize("flips", [0, 8])
@pytest.mark.parametrize("branches", [0, 10])
def test_ambiguous_pictures_are_repaired(monkeypatch, flips, branches):
    """A diagonal shares its numbers with every permutation: 720 pictures."""
    monkeypatch.setattr(nonogram, "FLIPS", flips)
    monkeypatch.setattr(nonogram, "BRANCHES", branches)
    task = Nonogram(6, 6)
    diagonal = np.eye(6, dtype=int).ravel().tolist()
    assert task._doubtful(diagonal)
    problem = task.generate(Drawn(diagonal))
    assert problem.data["clues"] != numbers(diagonal, 6)
    assert len(row_by_row(task, problem.data["clues"])) == 1


def test_pictures_that_need_no_repair_stay():
    heart = [int(sign == "#") for sign in HEART if sign != "\n"]
    assert TASK.generate(Drawn(heart)).data["clues"] == PROBLEM.data["clues"]


FORMS = ["#-", "#.", "X-", "x.", "X_", "10", "1.", "■□", "⬛⬜", "█░", "x·", "X0"]


@pytest.mark.parametrize("signs", FORMS)
def test_usual_forms(signs):
    rows = HEART.replace("#", "\0").replace("-", signs[1]).replace("\0", signs[0]).strip().split("\n")
    spaced = [" ".join(row) for row in rows]
    for text in (
        "\n".join(rows),
        "\r\n".join(spaced) + "\n",
        ", ".join(rows),
        "[" + ",\n".join(f"[{', '.join(row)}]" for row in rows) + "]",
        str(rows),
        "\n".join(f"| {' | '.join(row)} |" for row in rows),
        "```\n" + "\n".join(rows) + "\n```",
        "**" + "\n".join(rows) + "**",
        "$" + " \\\\ ".join(" & ".join(row) for row in rows) + "$",
    ):
        assert TASK.verify(PROBLEM, text).is_correct, text
        assert not TASK.verify(PROBLEM, text.replace(signs[0], signs[1], 1)).is_correct


def test_rows_of_underscores_at_both_ends():
    task, problem = Nonogram(3, 4), Problem("", {"clues": [[], [4], [], [1], [1], [1], [1]]})
    assert task.verify(problem, "____\n####\n____").is_correct
    assert not task.strip_markup


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t: t.replace("-", "#", 1), "row 1 has 2 1 instead of 1 1"),
        (lambda t: "--#" + t[3:], "row 1 has 2 instead of 1 1"),
        (lambda t: t.replace("--#--", "#----"), "column 1 has 2 1 instead of 2"),
        (lambda t: t.replace("#", "-"), "row 1 has 0 instead of 1 1"),
        (lambda t: t.replace("-", "?"), "r1c1 is not decided"),
        (lambda t: t.replace("#", "X", 1), "25 cells expected"),  # an X may mean a blank cell
        (lambda t: t.replace("-", ".", 1), "25 cells expected"),
        (lambda t: t[1:], "25 cells expected"),
        (lambda t: t + "\n" + t, "25 cells expected"),
        (lambda t: t + "!", "25 cells expected"),
        (lambda t: t.replace("-", " "), "25 cells expected"),
        (lambda t: "", "25 cells expected"),
    ],
)
def test_wrong_answers(change, reason):
    verdict = TASK.verify(PROBLEM, change(HEART.strip()))
    assert not verdict.is_correct
    assert verdict.reason.startswith(reason)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.data())
def test_one_changed_cell_is_wrong(level, seed, data):
    task = Nonogram.levels[level]
    problem = problem_at(ID, task, None, seed)
    values = task.read_answer(problem, task.solve(problem))
    cell = data.draw(st.integers(0, len(values) - 1))
    values[cell] = 3 - values[cell]
    assert not task.verify(problem, task.write_answer(problem, values)).is_correct


def test_filled_cells_alone_are_no_answer_in_play():
    """A play is over when blank cells are decided too; what it shows before is wrong."""
    state = TASK.start(PROBLEM)
    for move in TASK.plan(PROBLEM):
        if move % 2:
            assert TASK.legal(PROBLEM, state)[move]
            state = TASK.apply(PROBLEM, state, move)
    assert not TASK.over(PROBLEM, state)
    assert TASK.show(PROBLEM, state).replace(" ", "") == HEART.strip().replace("-", "?")
    assert not TASK.verify(PROBLEM, TASK.show(PROBLEM, state)).is_correct
    legal = np.flatnonzero(TASK.legal(PROBLEM, state))
    assert [TASK.write(PROBLEM, int(move)) for move in legal[:2]] == ["r1c1=-", "r1c3=-"]
    assert all(move % 2 == 0 for move in legal)
    assert TASK.parse(PROBLEM, " R1C3 = - ") == 4


@pytest.mark.parametrize("level", LEVELS)
def test_explanations_end_in_the_solution(level):
    task = Nonogram.levels[level]
    for seed in range(3):
        problem = problem_at(ID, task, None, seed)
        for style in ("deduction", "search"):
            lines = task.explain(problem, style).splitlines()
            last = dict(re.findall(r"(r\d+c\d+)=([#-])", " ".join(s for s in lines if not s.startswith("So "))))
            text = write_rows([last[name] for name in task.cell_names()], task.columns)
            assert task.verify(problem, text).is_correct
            assert len(lines) < 2 + 2 * task.rows * task.columns + 300


def test_board_draws_the_numbers():
    lines = TASK.board(PROBLEM).text().splitlines()
    assert lines[1] == "|   |   | 2 | 4 | 4 | 4 | 2 |"
    assert lines[3] == "| 1 | 1 | . | . | . | . | . |"
    assert lines[5] == "|   | 5 | . | . | . | . | . |"
    rows = TASK.board(PROBLEM, HEART.replace("-", "#", 1)).rows
    faults = [(r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell.ink == "fault"]
    assert faults == [(1, 2)]
    assert "25 cells expected" in TASK.board(PROBLEM, "#").notes[0]
    empty = Problem("", {"clues": [[], [4], [], [1], [1], [1], [1]]})
    assert Nonogram(3, 4).board(empty).text().splitlines()[3].startswith("| 0 |")


def test_prompt_states_every_number():
    task = Nonogram(5, 7)
    problem = task.generate(np.random.default_rng(3))
    _, across, down, _ = (part.splitlines() for part in problem.prompt.split("\n\n"))
    assert (across[0], down[0]) == ("Rows, from the top:", "Columns, from the left:")
    read = [[int(n) for n in line.split() if n != "0"] for line in across[1:] + down[1:]]
    assert read == problem.data["clues"]
    assert len(across) == 6
    assert len(down) == 8


def test_pictures_differ_and_are_filled_as_asked():
    for filled in (45, 75):
        task = Nonogram(8, 8, filled)
        drawn = [problem_at(ID, task, None, seed) for seed in range(40)]
        assert len({problem.key for problem in drawn}) == 40
        share = np.mean([sum(map(sum, problem.data["clues"][:8])) for problem in drawn]) / 64
        assert abs(100 * share - filled) < 6


def test_long_texts_are_judged_at_once():
    for text in ("#" * 10**6, "-\n" * 500_000, " " * 10**6, "\u0130" * 10**6):
        begin = time.thread_time()
        assert not TASK.verify(PROBLEM, text).is_correct
        assert time.thread_time() - begin < 0.5


@pytest.mark.parametrize("knobs", [{"rows": 2}, {"columns": 21}, {"filled": 30}, {"filled": 90}])
def test_knobs(knobs):
    with pytest.raises(KnobError, match="use 3 to 20 rows and columns, 40 to 80 percent"):
        Nonogram.resolve(**knobs)
