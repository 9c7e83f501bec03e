"""Sokoban: a keeper of our own, on sets of squares, agrees on every move; plain breadth-first search on pushes."""

from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, make
from palaestra.envs.mechanisms.rooms import hall, least_pushes, moves_of, search
from palaestra.envs.puzzles import sokoban
from palaestra.envs.puzzles.sokoban import SEARCH, Sokoban

TASK = Sokoban()
LEVELS = Sokoban.levels
STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def problem_of(room):
    return Problem("", {"room": room.split("\n")})


def drawn(level, seeds):
    return [LEVELS[level].generate(np.random.default_rng(seed)) for seed in range(seeds)]


def squares(problem, signs):
    rows = problem.data["room"]
    return {(r, c) for r, row in enumerate(rows) for c, sign in enumerate(row) if sign in signs}


def referee(problem, moves):
    """Return whether all moves can be made, and whether the boxes are on goals then, and the pushes made."""
    walls, goals, boxes = squares(problem, "#"), squares(problem, ".*+"), squares(problem, "$*")
    (at,) = squares(problem, "@+")
    pushes = 0
    for move in moves:
        dr, dc = STEPS[move]
        to, beyond = (at[0] + dr, at[1] + dc), (at[0] + 2 * dr, at[1] + 2 * dc)
        if to in walls or boxes == goals or (to in boxes and beyond in walls | boxes):
            return False, False, pushes
        if to in boxes:
            boxes = boxes - {to} | {beyond}
            pushes += 1
        at = to
    return True, boxes == goals, pushes


def fewest_pushes(problem, most=10**9):
    """Search breadth first by pushes over every position of keeper and boxes; None if there is no solution."""
    walls, goals = squares(problem, "#"), squares(problem, ".*+")
    (at,) = squares(problem, "@+")
    start = (at, frozenset(squares(problem, "$*")))
    queue, seen = deque([(0, start)]), set()
    while queue:
        pushes, (at, boxes) = queue.popleft()
        if boxes == goals:
            return pushes
        if (at, boxes) in seen or pushes > most:
            continue
        seen.add((at, boxes))
        for dr, dc in STEPS.values():
            to, beyond = (at[0] + dr, at[1] + dc), (at[0] + 2 * dr, at[1] + 2 * dc)
            if to in walls or (to in boxes and beyond in walls | boxes):
                continue
            if to in boxes:
                queue.append((pushes + 1, (to, boxes - {to} | {beyond})))
            else:
                queue.appendleft((pushes, (to, boxes)))
    return None


ROW = problem_of("#######\n#@ $ .#\n#######")


@pytest.mark.parametrize(
    "answer",
    ["right right right", "rrr", "RRR", "r r r", "Right, right, right.", "r, R right", "rrR", "[right, right, right]",
     "right\nright\nright", '["right", "right", "right"]', "right -> right -> right"],
)  # fmt: skip
def test_moves_in_all_forms(answer):
    assert TASK.verify(ROW, answer).is_correct


@pytest.mark.parametrize(
    ("answer", "why"),
    [("right right", "not solved"), ("", "not solved"), ("left", "move 1, left, cannot be made"), ("jump", "no move"),
     ("rrrr", "move 4, right, cannot be made"), ("rrrl", "move 4, left, cannot be made"), ("up", "move 1, up"),
     ("right right right or left", "no move"), ("r" * 3000, "more than"), ("x" * 10**6, "too long")],
)  # fmt: skip
def test_wrong_moves_say_why(answer, why):
    verdict = TASK.verify(ROW, answer)
    assert not verdict.is_correct
    assert why in verdict.reason


def test_two_boxes_in_a_row_do_not_move():
    room = problem_of("########\n#@$$ ..#\n########")
    assert "move 1, right, cannot be made" in TASK.verify(room, "right").reason
    assert fewest_pushes(room) is None
    assert TASK.plan(room) == []


def test_a_room_is_written_in_the_usual_signs():
    room = problem_of("########\n#+ $ * #\n#   .$ #\n########")
    assert TASK.draw(room, TASK.first(room)) == "\n".join(room.data["room"])
    state = TASK.start(room)
    for move in (3, 3):
        state = TASK.apply(room, state, move)
    assert TASK.tell(room, state) == "########\n#. @$* #\n#   .$ #\n########"
    assert not TASK.legal(room, state)[3]  # a box behind the box
    on = problem_of("#####\n#@*.#\n# $ #\n#####")
    moved = TASK.apply(on, TASK.start(on), 3)
    assert TASK.tell(on, moved) == "#####\n# +*#\n# $ #\n#####"


def test_numbers_are_walls_goals_boxes_and_player():
    problem = drawn(3, 1)[0]
    seen = LEVELS[3].observe(problem, LEVELS[3].start(problem))
    for layer, signs in zip(seen, ("#", ".*+", "$*", "@+"), strict=True):
        assert {(int(r), int(c)) for r, c in np.argwhere(layer)} == squares(problem, signs)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 40), st.integers(0, 6), st.lists(st.sampled_from(list(STEPS)), max_size=40), st.integers(0, 99))
def test_our_own_keeper_agrees_on_every_move(seed, level, moves, cut):
    task = LEVELS[level]
    problem = task.generate(np.random.default_rng(seed))
    right = task.solve(problem).split()
    for answer in (moves, right, right[: cut % len(right)], right[: cut % len(right)] + moves, right + moves):
        possible, solved, _ = referee(problem, answer)
        assert task.verify(problem, " ".join(answer)).is_correct == (possible and solved)
        letters = "".join(move[0] for move in answer)
        assert not letters or task.verify(problem, letters).is_correct == (possible and solved)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_oracle_solves_exactly_what_can_be_solved(data):
    inner = data.draw(st.lists(st.sampled_from("    #"), min_size=12, max_size=12))
    order = data.draw(st.permutations(range(12)))
    n = data.draw(st.integers(1, 2))
    for place, sign in zip(order, "@" + "$." * n, strict=False):
        inner[place] = sign
    room = Problem("", {"room": ["######", *("#" + "".join(inner[i : i + 4]) + "#" for i in (0, 4, 8)), "######"]})
    fewest, plan = fewest_pushes(room), TASK.solve(room).split()
    assert (fewest is None) == (not plan)
    if plan:
        possible, solved, pushes = referee(room, plan)
        assert possible
        assert solved
        assert fewest <= pushes
        assert least_pushes(TASK.first(room)) <= fewest


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_drawn_rooms_keep_their_knobs(level):
    task = LEVELS[level]
    rooms = drawn(level, 30)
    for problem in rooms:
        rows = problem.data["room"]
        assert "\n".join(rows) in problem.prompt
        assert (len(rows), {len(row) for row in rows}) == (task.height, {task.width})
        assert set(rows[0] + rows[-1] + "".join(row[0] + row[-1] for row in rows)) == {"#"}
        assert len(squares(problem, "$*")) == len(squares(problem, ".*+")) == task.boxes
        assert len(squares(problem, "@+")) == 1
        possible, solved, pushes = referee(problem, task.solve(problem).split())
        assert possible
        assert solved
        assert pushes >= task.pushes
        assert len(task.plan(problem)) <= task.horizon
        assert search(task.first(problem), SEARCH)[0]
    assert len({str(problem.data) for problem in rooms}) == 30


@pytest.mark.parametrize("level", [0, 1, 2])
def test_no_drawn_room_takes_fewer_pushes_than_the_knob_says(level):
    for problem in drawn(level, 6):
        fewest = fewest_pushes(problem)
        made = referee(problem, LEVELS[level].solve(problem).split())[2]
        assert LEVELS[level].pushes <= fewest <= made


@pytest.mark.slow
@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_no_drawn_room_takes_fewer_pushes_than_the_knob_says_for_long(level):
    for problem in drawn(level, 40):
        assert LEVELS[level].pushes <= fewest_pushes(problem)


@pytest.mark.parametrize("knobs", [(6, 6, 1, 4), (6, 14, 4, 20), (14, 6, 2, 20), (10, 10, 4, 30), (14, 14, 4, 60)])
def test_the_way_out_is_a_room_that_the_oracle_solves(knobs, monkeypatch):
    monkeypatch.setattr(sokoban, "DRAWS", 0)
    task = Sokoban(*knobs)
    problem = task.generate(np.random.default_rng(0))
    possible, solved, pushes = referee(problem, task.solve(problem).split())
    assert possible
    assert solved
    assert pushes >= task.pushes
    assert len(task.plan(problem)) <= task.horizon


def test_every_way_out_is_solved_within_the_bound():
    for height in (6, 9, 14):
        for width in range(6, 15):
            for boxes in range(1, min(4, width - 4) + 1):
                task = Sokoban(height, width, boxes, 1)
                pushes = search(hall(task.height, task.width, task.boxes), SEARCH)[0]
                assert 0 < len(moves_of(hall(task.height, task.width, task.boxes), pushes)) <= task.horizon


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_random_moves_and_other_answers_earn_little(level):
    task, problems, rng = LEVELS[level], drawn(level, 60), np.random.default_rng(1)
    assert np.mean([task.verify(p, task.guess(p, rng)).score for p in problems for _ in range(3)]) < 0.05
    for answer in {task.solve(p) for p in problems}:
        assert np.mean([task.verify(p, answer).score for p in problems]) < 0.1


@pytest.mark.parametrize("level", [0, 3, 6])
def test_explanations_end_in_the_solution(level):
    task = LEVELS[level]
    for problem in drawn(level, 5):
        answer = task.solve(problem)
        for style in ("deduction", "search"):
            told = task.explain(problem, style).split("\n")
            assert told[-1] == f"All moves: {' '.join(answer.split())}."
            assert len(told) < 60 + 200
            words = [line for line in told[1:-1] if "Push" in line or line.startswith("Walk")]
            moves = []
            for line in words:
                walk, _, push = line.rpartition("Push the box at ")
                moves += walk.removeprefix("Walk ").rstrip(". ").split(", ") if walk else []
                moves.append(push.split()[1].rstrip(","))
            assert moves == answer.split()


def test_search_tells_dead_ends_and_going_back():
    told = "\n".join(TASK.explain(problem, "search") for level in (4, 5, 6) for problem in drawn(level, 12))
    assert "dead end" in told
    assert "Back: " in told


def test_chat_shows_the_room_after_every_move():
    task = LEVELS[1]
    env = make(task, interface="chat", task_id="Puzzle-Sokoban-v0", format="plain")
    text, _ = env.reset(seed=0)
    problem = env.unwrapped.problem
    assert "\n".join(problem.data["room"]) in text
    plan = task.solve(problem).split()
    for n, move in enumerate(plan, 1):
        text, reward, ended, _, _ = env.step(move[0].upper())
        assert ended == (n == len(plan))
        assert ended or (text.count("#") > 10 and "@" in text.replace("+", "@"))
    assert reward == 1


@pytest.mark.parametrize("knobs", [{"boxes": 5}, {"height": 5}, {"width": 15}, {"pushes": 0}, {"pushes": 99}])
def test_bad_knobs_say_what_fits(knobs):
    with pytest.raises(KnobError, match="use"):
        Sokoban.resolve(**knobs)


def test_an_answer_to_another_room_may_be_right_here():
    task = Sokoban.levels[1]
    problems = [task.generate(np.random.default_rng(seed)) for seed in range(40)]
    answers = [task.solve(problem) for problem in problems]
    for problem in problems:
        for answer in [*answers, "up", "", "up up up up up up up up"]:
            assert task.verify(problem, answer).is_correct == task.accepts(problem, answer)
