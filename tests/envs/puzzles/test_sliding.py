"""Sliding tiles: the 8-puzzle's exact distances, by breadth-first search, are the referee for A*."""

import functools
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.mechanisms.tiles import by_hand, distance, search, solution
from palaestra.envs.puzzles.eight_puzzle import EightPuzzle
from palaestra.envs.puzzles.fifteen_puzzle import FifteenPuzzle
from palaestra.envs.puzzles.sliding import Sliding

PUZZLES = ((EightPuzzle, "Puzzle-EightPuzzle-v0"), (FifteenPuzzle, "Puzzle-FifteenPuzzle-v0"))
LEVELS = [(cls, id, level) for cls, id in PUZZLES for level in range(len(cls.levels))]
FAR = "8 6 7 2 5 4 3 . 1"  # one of the two positions that take 31 moves


@dataclass(frozen=True)
class AnySize(Sliding):
    """A board of any size, as a third party would make it."""

    rows: int = 2
    columns: int = 3

    @property
    def size(self):
        return self.rows, self.columns


def slide(rows, columns, tiles, word):
    """Return the board after a move, or None; on letters and rows, unlike what is tested."""
    grid = [list(tiles[r * columns : (r + 1) * columns]) for r in range(rows)]
    (r, c), *_ = [(r, c) for r in range(rows) for c in range(columns) if not grid[r][c]]
    x, y = {"up": (r + 1, c), "down": (r - 1, c), "left": (r, c + 1), "right": (r, c - 1)}[word]
    if not (0 <= x < rows and 0 <= y < columns):
        return None
    grid[r][c], grid[x][y] = grid[x][y], 0
    return tuple(tile for row in grid for tile in row)


def play(rows, columns, tiles, words):
    for word in words:
        tiles = slide(rows, columns, tiles, word) if tiles else None
    return tiles


@functools.cache
def distances(rows, columns, most=99):
    """Return the exact distance of every position that is no farther than `most`."""
    goal = (*range(1, rows * columns), 0)
    found, layer = {goal: 0}, [goal]
    while layer and found[layer[0]] < most:
        following = []
        for tiles in layer:
            gap = tiles.index(0)
            for other in (gap - columns, gap + columns, gap - 1, gap + 1):
                straight = other // columns == gap // columns or other % columns == gap % columns
                if 0 <= other < len(tiles) and straight:
                    after = list(tiles)
                    after[gap], after[other] = after[other], 0
                    after = tuple(after)
                    if after not in found:
                        found[after] = found[tiles] + 1
                        following.append(after)
        layer = following
    return found


def test_known_numbers_of_positions():
    """Published: 181,440 positions, two of them 31 moves away; 2x3 has 360, the farthest 21 moves away."""
    eight = Counter(distances(3, 3).values())
    assert sum(eight.values()) == 181_440
    assert [eight[d] for d in (0, 1, 2, 3, 4, 24, 31)] == [1, 2, 4, 8, 16, 24_047, 2]
    six = distances(2, 3)
    assert (len(six), max(six.values())) == (360, 21)
    assert sum(eight[d] for d in range(2, 9)) == 265
    assert sum(eight[d] for d in range(9, 13)) == 1_582
    assert sum(eight[d] for d in range(13, 17)) == 9_914
    fifteen = Counter(distances(4, 4, 12).values())
    assert sum(fifteen[d] for d in range(3, 8)) == 407
    assert sum(fifteen[d] for d in range(8, 13)) == 15_086


@pytest.mark.parametrize(("rows", "columns"), [(2, 2), (2, 3), (3, 2), (2, 4)])
def test_every_position_of_small_boards(rows, columns):
    """A* is shortest, the bound never more than the distance, and changes by one with every move."""
    for tiles, moves in list(distances(rows, columns).items())[:: 1 if rows * columns < 8 else 37]:
        assert len(search(rows, columns, tiles)) == moves
        assert distance(rows, columns, tiles) <= moves
        for word in ("up", "down", "left", "right"):
            after = slide(rows, columns, tiles, word)
            if after:
                assert abs(distance(rows, columns, after) - distance(rows, columns, tiles)) == 1


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 181_439))
def test_the_search_is_shortest_on_the_8_puzzle(at):
    tiles = list(distances(3, 3))[at] if at % 10 else max(distances(3, 3), key=distances(3, 3).get)
    task, problem = EightPuzzle(), Problem("", {"tiles": tiles})
    words = task.solve(problem).split()
    assert len(words) == distances(3, 3)[tiles]
    assert play(3, 3, tiles, words) == (1, 2, 3, 4, 5, 6, 7, 8, 0)
    assert distance(3, 3, tiles) <= len(words)


def test_the_farthest_position():
    tiles = tuple(int(word) for word in FAR.replace(".", "0").split())
    assert distances(3, 3)[tiles] == 31 == len(search(3, 3, tiles))


@pytest.mark.parametrize(
    ("tiles", "bound"), [("2 1 3 4 5 6 7 8 .", 4), ("3 2 1 4 5 6 7 8 .", 8), ("4 2 3 1 5 6 7 8 .", 4)]
)
def test_linear_conflicts(tiles, bound):
    assert distance(3, 3, tuple(int(word) for word in tiles.replace(".", "0").split())) == bound


@pytest.mark.parametrize(("cls", "id", "level"), LEVELS)
def test_problems_are_as_far_as_they_say(cls, id, level):
    task = cls.levels[level]
    seen = set()
    for seed in range(25 if level < 4 else 6):
        problem = problem_at(id, task, None, seed)
        tiles, words = tuple(problem.data["tiles"]), task.solve(problem).split()
        assert task.least <= len(words) <= task.most
        assert play(*task.size, tiles, words) == (*range(1, len(tiles)), 0)
        if cls is EightPuzzle:
            assert distances(3, 3)[tiles] == len(words)
        elif len(words) <= 12:
            assert distances(4, 4, 12)[tiles] == len(words)
        seen.add(len(words))
    assert len(seen) > 1


@pytest.mark.parametrize("seed", range(6))
def test_the_15_puzzles_are_shortest_by_iterative_deepening(seed):
    """Depth first with a limit on Manhattan distance alone: no solution is shorter."""
    task = FifteenPuzzle.levels[2 + seed % 2]
    tiles = tuple(problem_at("Puzzle-FifteenPuzzle-v0", task, None, seed).data["tiles"])
    best = len(search(4, 4, tiles))

    def manhattan(tiles):
        return sum(abs(i // 4 - (t - 1) // 4) + abs(i % 4 - (t - 1) % 4) for i, t in enumerate(tiles) if t)

    def reach(tiles, left, came):
        if manhattan(tiles) > left:
            return False
        if not manhattan(tiles):
            return True
        back = {"up": "down", "down": "up", "left": "right", "right": "left", "": ""}[came]
        after = ((word, slide(4, 4, tiles, word)) for word in ("up", "down", "left", "right") if word != back)
        return any(reach(board, left - 1, word) for word, board in after if board)

    assert reach(tiles, best, "")
    assert not reach(tiles, best - 2, "")


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([(2, 2), (2, 3), (3, 2), (3, 3), (2, 5), (4, 4), (5, 3), (4, 5), (5, 5)]), st.integers(0, 10**6)
)
def test_the_way_out_solves_any_size(size, seed):
    rows, columns = size
    rng, tiles, words = np.random.default_rng(seed), (*range(1, rows * columns), 0), ("up", "down", "left", "right")
    for move in rng.integers(0, 4, 400):
        tiles = slide(rows, columns, tiles, words[move]) or tiles
    found = by_hand(rows, columns, tiles)
    assert play(rows, columns, tiles, [words[move] for move in found]) == (*range(1, rows * columns), 0)
    assert len(found) < 12 * rows * columns * max(size)


def test_too_few_nodes():
    tiles = tuple(int(word) for word in FAR.replace(".", "0").split())
    assert search(3, 3, tiles, nodes=50) is None
    far = (0, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
    assert search(4, 4, far, nodes=1000) is None


def test_positions_that_cannot_be_solved():
    """A given problem may have none: nothing is planned, nothing accepted, and it ends soon."""
    for task, tiles in (
        (EightPuzzle(), [2, 1, 3, 4, 5, 6, 7, 8, 0]),
        (AnySize(rows=2, columns=3), [2, 1, 3, 4, 5, 0]),
    ):
        problem = Problem("", {"tiles": tiles})
        assert task.solve(problem) == ""
        assert not task.verify(problem, "").is_correct
        assert solution(*task.size, tuple(tiles)) == by_hand(*task.size, tuple(tiles)) == ()


def test_reading():
    task, problem = EightPuzzle(), Problem("", {"tiles": [1, 2, 0, 4, 5, 3, 7, 8, 6]})
    for text in ("up up", "UP, UP", "u u", "UU", "['up', 'up']", "up -> up.", "- up\n- up", "up then up", "(up; up)"):
        assert task.verify(problem, text).is_correct, text
    reasons = {
        "": "after 0 moves the puzzle is not solved",
        "up": "after 1 moves the puzzle is not solved",
        "down": "move 1, down, cannot be made",
        "up up up": "move 3, up, cannot be made",
        "up or up": "'or' is no move; moves are up, down, left, right",
        "6": "'6' is no move; moves are up, down, left, right",
        "u" * 2001: "more than 2000 moves",
    }
    for text, reason in reasons.items():
        verdict = task.verify(problem, text)
        assert (verdict.score, verdict.reason) == (0, reason)
    assert task.verify(problem, "up up down up").is_correct
    assert task.parse(problem, " Up ") == task.parse(problem, "u") == 0
    assert task.parse(problem, "uu") is None


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 60), st.data())
def test_verify_agrees_with_a_second_board(seed, data):
    task = EightPuzzle.levels[0]
    problem = problem_at("Puzzle-EightPuzzle-v0", task, None, seed)
    right = task.solve(problem).split()
    words = data.draw(
        st.one_of(st.lists(st.sampled_from(["up", "down", "left", "right"]), max_size=12), st.just(right))
    )
    solved = play(3, 3, tuple(problem.data["tiles"]), words) == (1, 2, 3, 4, 5, 6, 7, 8, 0)
    assert task.verify(problem, " ".join(words)).is_correct == solved


def test_which_way_a_tile_goes():
    task, problem = EightPuzzle(), Problem("", {"tiles": [1, 2, 3, 4, 0, 5, 6, 7, 8]})
    state = task.start(problem)
    assert [task.tell(problem, task.apply(problem, state, move)) for move in range(4)] == [
        "1 2 3\n4 7 5\n6 . 8", "1 . 3\n4 2 5\n6 7 8", "1 2 3\n4 5 .\n6 7 8", "1 2 3\n. 4 5\n6 7 8",
    ]  # fmt: skip
    corner = Problem("", {"tiles": [0, 1, 2, 3, 4, 5, 6, 7, 8]})
    assert task.legal(corner, task.start(corner)).tolist() == [True, False, True, False]
    seen = task.observe(corner, task.start(corner))
    assert seen.tolist() == np.eye(9).tolist()
    assert "| 1 | 2 | 3 |" in task.board(problem).text()


@pytest.mark.parametrize(("cls", "id", "level"), LEVELS)
@pytest.mark.parametrize("style", ["deduction", "search"])
def test_explanations_show_the_boards_they_reach(cls, id, level, style):
    task = cls.levels[level]
    backs = 0
    for seed in range(4):
        problem = problem_at(id, task, None, seed)
        lines = task.explain(problem, style).split("\n")
        assert lines[-1] == f"Solved by {task.solve(problem)}."
        assert len(lines) < 250
        path = [tuple(problem.data["tiles"])]
        for line in lines[1:-1]:
            word, _, rest = line.partition(": ")
            if line.startswith("Back before "):
                path.pop()
            if word not in task.moves:
                continue
            path.append(slide(*task.size, path[-1], word))
            assert [str(tile or ".") for tile in path[-1]] == rest.split(",")[0].replace("/", "").split()
            if "too many, back" in line:
                path.pop()
                backs += 1
        assert path[-1] == (*range(1, len(path[0])), 0)
        assert len(path) == 1 + len(task.plan(problem))
    assert (backs > 0) == (style == "search")


def test_any_size_can_be_made():
    for rows, columns in ((2, 3), (3, 4), (5, 5), (6, 2)):
        task = AnySize(4, 8, rows, columns)
        for seed in range(10):
            problem = task.generate(np.random.default_rng(seed))
            assert 4 <= len(task.plan(problem)) <= 8
            assert task.verify(problem, task.solve(problem)).is_correct
            assert task.observe(problem, task.start(problem)).shape == task.shape


def test_a_draw_that_cannot_be_had_ends_and_is_no_goal():
    task = AnySize(28, 28, 2, 3)  # 21 moves are the most there are
    for seed in range(3):
        problem = task.generate(np.random.default_rng(seed))
        assert 1 <= len(task.plan(problem)) <= 21


def test_level_0_has_enough_problems_in_each_split():
    for cls, id in PUZZLES:
        assert 35 <= len({problem_at(id, cls.levels[0], "test", seed).key for seed in range(500)}) <= 110


def test_a_random_player_meets_the_goal_now_and_then():
    """Level 0 of the 8-puzzle is meant for learning from reward alone."""
    task, rng, won = EightPuzzle.levels[0], np.random.default_rng(0), 0
    for seed in range(400):
        problem = problem_at("Puzzle-EightPuzzle-v0", task, None, seed)
        state = task.start(problem)
        for _ in range(task.horizon):
            state = task.apply(problem, state, int(rng.choice(np.flatnonzero(task.legal(problem, state)))))
            if task.over(problem, state):
                won += 1
                break
    assert 0.05 < won / 400 < 0.16


@pytest.mark.parametrize("knobs", [{"least": 0}, {"least": 9, "most": 8}, {"most": 29}])
def test_knobs(knobs):
    with pytest.raises(KnobError):
        EightPuzzle.resolve(**knobs)
