"""Lights Out: the oracle is as short as a search over all boards finds; any list of presses that works is right."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.puzzles.lights_out import LightsOut

ID = "Puzzle-LightsOut-v0"


def press(grid, rows, columns, cells):
    """Play on a list of lists: shares nothing with the bit boards."""
    grid = [list(grid[r * columns : (r + 1) * columns]) for r in range(rows)]
    for r, c in cells:
        for x, y in ((r, c), (r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= x < rows and 0 <= y < columns:
                grid[x][y] ^= 1
    return [light for row in grid for light in row]


def distances(rows, columns):
    """Return for every board that can be solved the fewest presses, by breadth-first search from the dark one."""
    cells = list(itertools.product(range(rows), range(columns)))
    found, layer = {(0,) * len(cells): 0}, [(0,) * len(cells)]
    while layer:
        following = []
        for board in layer:
            for cell in cells:
                after = tuple(press(board, rows, columns, [cell]))
                if after not in found:
                    found[after] = found[board] + 1
                    following.append(after)
        layer = following
    return found


def read(answer):
    return [(int(r) - 1, int(c) - 1) for r, c in (word[1:].split("c") for word in answer.split())]


@pytest.mark.parametrize(
    ("rows", "columns", "quiet"), [(2, 2, 0), (2, 3, 2), (3, 2, 2), (3, 3, 0), (2, 5, 1), (3, 4, 0)]
)
def test_the_oracle_is_shortest_on_every_board(rows, columns, quiet):
    task = LightsOut(rows, columns)
    found = distances(rows, columns)
    assert len(found) == 2 ** (rows * columns - quiet)
    for board in itertools.product((0, 1), repeat=rows * columns):
        plan = task.plan(Problem("", {"lights": board}))
        if board not in found:
            assert plan == []
            continue
        assert len(plan) == found[board]
        assert not any(press(board, rows, columns, [divmod(cell, columns) for cell in plan]))


@pytest.mark.parametrize(
    ("rows", "columns", "quiet"), [(4, 4, 4), (5, 5, 2), (6, 6, 0), (9, 9, 8), (11, 11, 6), (16, 16, 8), (5, 9, 1)]
)
def test_published_numbers_of_quiet_patterns(rows, columns, quiet):
    """The dimension of the null space, by elimination over all cells."""
    pivots, patterns = {}, 0
    for cell in itertools.product(range(rows), range(columns)):
        value = int("".join(map(str, press([0] * rows * columns, rows, columns, [cell]))), 2)
        while value.bit_length() in pivots:
            value ^= pivots[value.bit_length()]
        patterns += not value
        if value:
            pivots[value.bit_length()] = value
    assert patterns == quiet
    task, rng = LightsOut(rows, columns), np.random.default_rng(0)
    for turn in range(12):
        lights = rng.integers(0, 2, rows * columns).tolist() if turn % 2 else task.generate(rng).data["lights"]
        value = int("".join(map(str, lights)), 2)
        while value.bit_length() in pivots:
            value ^= pivots[value.bit_length()]
        plan = task.plan(Problem("", {"lights": lights}))
        assert bool(plan) == (not value)
        assert not plan or not any(press(lights, rows, columns, [divmod(cell, columns) for cell in plan]))


def test_four_by_four_never_takes_more_than_seven():
    task, rng = LightsOut(4, 4), np.random.default_rng(0)
    assert max(len(task.plan(task.generate(rng))) for _ in range(300)) <= 7


def test_five_by_five_never_takes_more_than_fifteen():
    task, rng = LightsOut(5, 5), np.random.default_rng(0)
    assert max(len(task.plan(task.generate(rng))) for _ in range(300)) <= 15


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9), st.integers(2, 9), st.integers(1, 90), st.integers(0, 10**6))
def test_any_size_is_solvable_and_every_solution_is_accepted(rows, columns, presses, seed):
    task = LightsOut(rows, columns, presses)
    rng = np.random.default_rng(seed)
    problem = task.generate(rng)
    answer = task.solve(problem)
    cells = read(answer)
    assert any(problem.data["lights"])
    assert 1 <= len(cells) <= min(presses, rows * columns)
    assert not any(press(problem.data["lights"], rows, columns, cells))
    words = answer.split()
    rng.shuffle(words)
    assert task.verify(problem, ", ".join(words)).is_correct
    assert not task.verify(problem, " ".join(words[1:])).is_correct
    assert task.verify(problem, " ".join(["r1c1", *words, "r1c1"])).is_correct


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2), st.integers(0, 10**6), st.data())
def test_verify_agrees_with_a_second_board(level, seed, data):
    task = LightsOut.levels[level]
    problem = problem_at(ID, task, None, seed % 50)
    cells = st.tuples(st.integers(0, task.rows - 1), st.integers(0, task.columns - 1))
    pressed = data.draw(st.one_of(st.lists(cells, max_size=12), st.just(read(task.solve(problem)))))
    answer = " ".join(f"r{r + 1}c{c + 1}" for r, c in pressed)
    dark = not any(press(problem.data["lights"], task.rows, task.columns, pressed))
    assert task.verify(problem, answer).is_correct == dark


def test_other_solutions_of_a_board_with_quiet_patterns():
    task = LightsOut(2, 3)
    problem = Problem("", {"lights": [1, 1, 0, 1, 0, 0]})
    right = [
        answer
        for size in range(7)
        for some in itertools.combinations(task.moves, size)
        if task.verify(problem, answer := " ".join(some)).is_correct
    ]
    assert right[0] == task.solve(problem) == "r1c1"
    assert len(right) == 4


def test_reading():
    task, problem = LightsOut(3, 3), Problem("", {"lights": [0, 1, 1, 0, 1, 0, 1, 1, 0]})
    for text in (
        "r1c1 r1c2 r2c2 r3c2 r3c3",
        "R1C1, R1C2, R2C2, R3C2, R3C3.",
        "[r1c1; r1c2; r2c2; r3c2; r3c3]",
        "('r3c3', 'r3c2', 'r2c2', 'r1c2', 'r1c1')",
        "- r1c1\n- r1c2\n- r2c2\n- r3c2\n- r3c3\n",
        "r1c1, r1c2, r2c2, r3c2 and r3c3",
    ):
        assert task.verify(problem, text).is_correct, text
    reasons = {
        "": "after 0 moves the puzzle is not solved",
        "r1c1": "after 1 moves the puzzle is not solved",
        "r1c4": "'r1c4' is no move; moves are r1c1, r1c2, … r3c3",
        "r0c1": "'r0c1' is no move; moves are r1c1, r1c2, … r3c3",
        "r1c1 or r1c2": "'or' is no move; moves are r1c1, r1c2, … r3c3",
        "r1c1r1c2": "'r1c1r1c2' is no move; moves are r1c1, r1c2, … r3c3",
        "r1c1 " * 2001: "more than 2000 moves",
        "r" * 100_000: "the answer is too long; at most 2000 moves are read",
    }
    for text, reason in reasons.items():
        verdict = task.verify(problem, text)
        assert (verdict.score, verdict.reason) == (0, reason)


@pytest.mark.parametrize("level", range(len(LightsOut.levels)))
@pytest.mark.parametrize("style", ["deduction", "search"])
def test_explanations_press_what_they_say(level, style):
    task = LightsOut.levels[level]
    for seed in range(12):
        problem = problem_at(ID, task, None, seed)
        lines = task.explain(problem, style).split("\n")
        assert len(lines) < 12 * (task.rows + 3)
        assert lines[-1] == f"All lights are off: {task.solve(problem)}."
        pressed = []
        for line in lines[1:-1]:
            if line.startswith("Row 1: press"):
                pressed = []
            if line.startswith("Row") and " is " in line:
                row = int(line.split()[1]) - 1
                seen = [int(word.strip(".:")) for word in line.split(":")[0].split()[3:]]
                lights = press(problem.data["lights"], task.rows, task.columns, pressed)
                assert lights[row * task.columns :][: task.columns] == seen
                assert not any(lights[: row * task.columns])
            if line.startswith("Row") and ": press" in line and "nothing" not in line:
                pressed += read(line.split("press ")[1].rstrip("."))
        assert sorted(pressed) == read(task.solve(problem))


def test_search_goes_back():
    texts = [LightsOut(5, 5).explain(problem_at(ID, LightsOut(5, 5), None, seed), "search") for seed in range(5)]
    assert all("A dead end: back to row 1." in text for text in texts)
    assert all(len(text) < 10_000 for text in texts)


def test_level_0_has_129_problems_and_each_split_enough():
    found = {problem_at(ID, LightsOut.levels[0], None, seed).key for seed in range(1500)}
    test = {problem_at(ID, LightsOut.levels[0], "test", seed).key for seed in range(300)}
    assert 125 <= len(found) <= 129
    assert 20 <= len(test) <= 40


def test_a_random_player_meets_the_goal_now_and_then():
    """The first levels are meant for learning from reward alone."""
    for level, (low, high) in enumerate(((0.06, 0.16), (0.03, 0.11))):
        task, rng, won = LightsOut.levels[level], np.random.default_rng(0), 0
        for seed in range(300):
            problem = problem_at(ID, task, None, seed)
            state = task.start(problem)
            for _ in range(task.horizon):
                assert task.legal(problem, state).all()
                state = task.apply(problem, state, int(rng.integers(task.n_moves)))
                if task.over(problem, state):
                    won += 1
                    break
        assert low < won / 300 < high


def test_what_is_seen():
    task, problem = LightsOut(2, 2), Problem("", {"lights": [1, 0, 0, 0]})
    state = task.start(problem)
    assert task.observe(problem, state).tolist() == [[1, 0], [0, 0]]
    assert task.tell(problem, state) == "1 0\n0 0"
    state = task.apply(problem, state, 3)
    assert task.tell(problem, state) == "1 1\n1 1"
    assert task.show(problem, state) == "r2c2"
    assert "| 1 | 1 |" in task.board(problem, "r2c2").text()
    assert task.board(problem, "r2c2").notes == ("after 1 moves the puzzle is not solved",)


@pytest.mark.parametrize("knobs", [{"rows": 1}, {"columns": 17}, {"presses": 0}])
def test_knobs(knobs):
    with pytest.raises(KnobError):
        LightsOut.resolve(**knobs)
