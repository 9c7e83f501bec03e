"""A toy journey: what is derived of it reads, judges, plays, guesses and draws as the mechanism says."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import Problem, knob
from palaestra.envs.env import make
from palaestra.envs.mechanisms import Journey
from palaestra.envs.mechanisms.journeys import MOST


@dataclass(frozen=True)
class Walk(Journey):
    """Go from 0 to a number: one step on, two on, or one back; never below 0 nor above 9."""

    target: int = knob(7, "where to go")

    squares: ClassVar[bool] = True

    @property
    def moves(self):
        return "step", "jump", "back"

    @property
    def spellings(self):
        return {"s": 0, "j": 1, "b": 2, "forward": 0}

    @property
    def shape(self):
        return (10,)

    @property
    def horizon(self):
        return 12

    def generate(self, rng):
        return Problem(f"Go to {self.target}.", {"from": int(rng.integers(0, 3))})

    def first(self, problem):
        return problem.data["from"]

    def after(self, problem, position, move):
        after = position + (1, 2, -1)[move]
        return after if 0 <= after <= 9 else None

    def goal(self, problem, position):
        return position == self.target

    def draw(self, problem, position):
        return " ".join("x" if i == position else "." for i in range(10))

    def look(self, problem, position):
        return np.eye(10, dtype=np.float32)[position]

    def plan(self, problem):
        return [0] * (self.target - self.first(problem))


@dataclass(frozen=True)
class Lines(Walk):
    """The same, drawn as a line of text."""

    squares: ClassVar[bool] = False


WALK, START = Walk(), Problem("Go to 7.", {"from": 0})


def test_solve_and_verify():
    assert WALK.solve(START) == "step step step step step step step"
    assert WALK.verify(START, WALK.solve(START)).is_correct
    assert WALK.verify(START, "jump jump jump step").is_correct
    assert WALK.verify(START, "jump jump jump jump back").is_correct
    assert WALK.verify(START, WALK.solve(START) + " step back").is_correct  # through the goal and back to it


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "after 0 moves the puzzle is not solved"),
        ("jump jump", "after 2 moves the puzzle is not solved"),
        ("back step", "move 1, back, cannot be made"),
        ("jump jump jump jump jump", "move 5, jump, cannot be made"),
        ("jump hop", "'hop' is no move; moves are step, jump, back"),
        ("jump " + "x" * 99, f"'{'x' * 20}' is no move; moves are step, jump, back"),
        ("jump jump jump step or back", "'or' is no move; moves are step, jump, back"),
        ("not jump jump jump step", "'not' is no move; moves are step, jump, back"),
        ("s" * (MOST + 1), f"more than {MOST} moves"),
        ("step " * (MOST + 1), f"more than {MOST} moves"),
        ("s" * (20 * MOST + 1), f"the answer is too long; at most {MOST} moves are read"),
        ("\ud800", "'\\ud800' is no move; moves are step, jump, back"),
    ],
)
def test_wrong_answers(answer, reason):
    verdict = WALK.verify(START, answer)
    assert (verdict.score, verdict.reason) == (0, reason)


@pytest.mark.parametrize(
    "answer",
    [
        "jump jump jump step", "JUMP, Jump, jump; STEP.", "['jump', 'jump', \"jump\", 'step']",
        "{jump} (jump)\njump step",
        "j j j s", "jjjs", "jjj step", "jump jump jump forward", "- jump\n- jump\n* jump\n• step",
        "jump -> jump → jump -> s",
        "jump and jump, then jump and step", "  \t jump jump\u00a0jump\r\nstep ",
    ],
)  # fmt: skip
def test_written_forms(answer):
    assert WALK.read_moves(answer) == [1, 1, 1, 0]
    assert WALK.verify(START, answer).is_correct


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 2), max_size=15), st.sampled_from([" ", ", ", "\n", "; ", " -> "]), st.booleans())
def test_moves_written_are_read_back_and_judged_as_played(moves, glue, upper):
    text = glue.join(WALK.moves[move] for move in moves)
    assert WALK.read_moves(text.upper() if upper else text) == moves
    position = 0
    for move in moves:
        position = None if position is None else WALK.after(START, position, move)
    assert WALK.verify(START, text).is_correct == (position == 7)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text):
    WALK.verify(START, text)
    assert WALK.parse(START, text) in (None, 0, 1, 2)
    WALK.board(START, text).text()


def test_guesses_are_legal_and_as_long_as_the_plan():
    rng, seen = np.random.default_rng(0), set()
    for _ in range(200):
        guess = WALK.read_moves(WALK.guess(START, rng))
        assert len(guess) == 7
        position = 0
        for move in guess:
            position = WALK.after(START, position, move)
            assert position is not None
        seen.add(tuple(guess))
    assert len(seen) > 50


def test_a_guess_ends_where_no_move_is_left():
    class Stuck(Walk):
        def after(self, problem, position, move):
            return 1 if (position, move) == (0, 0) else None

    assert Stuck().guess(START, np.random.default_rng(0)) == "step"


def test_the_play():
    state = WALK.start(START)
    assert WALK.n_moves == 3
    assert WALK.legal(START, state).tolist() == [True, True, False]
    assert WALK.legal(START, state).dtype == bool
    later = WALK.apply(START, state, 1)
    assert (state, later) == ((0, ()), (2, (1,)))
    assert WALK.show(START, WALK.apply(START, later, 2)) == "jump back"
    assert WALK.tell(START, later) == ". . x . . . . . . ."
    assert WALK.observe(START, later).argmax() == 2
    assert not WALK.over(START, later)
    assert WALK.over(START, (7, (0,)))


def test_one_move_is_read_in_chat():
    for text, move in (("jump", 1), (" Back. ", 2), ("s", 0), ("'step'", 0), ("- step", 0)):
        assert WALK.parse(START, text) == move
    for text in ("", "jump jump", "jj", "jump or back", "hop", "jump" + " " * 300 + "back", "x" * 10**6):
        assert WALK.parse(START, text) is None
    assert [WALK.parse(START, WALK.write(START, move)) for move in range(3)] == [0, 1, 2]
    assert "step, jump, back" in WALK.move_help


@pytest.mark.parametrize(("actions", "score", "ended"), [("1110", 1, True), ("2", 0, True), ("0000", 0, False)])
def test_episodes(actions, score, ended):
    env = make(WALK, interface="moves", task_id="Test-Walk-v0")
    env.reset(options={"problem": START.to_json()})
    for action in actions:
        _, reward, done, _, _ = env.step(int(action))
    assert (reward, done) == (score, ended)


def test_the_horizon_ends_an_episode():
    env = make(WALK, interface="moves", task_id="Test-Walk-v0")
    env.reset(options={"problem": START.to_json()})
    ends = [env.step(action)[2] for action in (0, 2) * 6]
    assert ends == [False] * 11 + [True]


def test_pictures():
    assert "| x | . |" in WALK.board(START).text()
    solved = WALK.board(START, "jjjs")
    assert solved.rows[0][7].text == "x"
    assert solved.notes == ("correct",)
    stopped = WALK.board(START, "jump back back back")
    assert stopped.rows[0][0].text == "x"
    assert stopped.notes == ("move 4, back, cannot be made",)
    assert WALK.board(START, "nonsense").notes == ("'nonsense' is no move; moves are step, jump, back",)
    assert Lines().board(START, "jump").text() == ". . x . . . . . . .\nafter 1 moves the puzzle is not solved"


def test_many_moves_are_listed_short():
    class Many(Walk):
        @property
        def moves(self):
            return [f"go{i}" for i in range(20)]

    assert Many().verify(START, "stay").reason == "'stay' is no move; moves are go0, go1, … go19"
