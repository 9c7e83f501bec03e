"""Cryptarithms: one solution by referees that read the sum from the prompt, and the ways to write an answer."""

import itertools
import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import KnobError, Problem, make, problem_at
from palaestra.envs.puzzles import cryptarithm
from palaestra.envs.puzzles.cryptarithm import LETTERS, Cryptarithm

ID = "Puzzle-Cryptarithm-v0"
LEVELS = range(len(Cryptarithm.levels))
MONEY = Problem("", {"words": ["SEND", "MORE", "MONEY"]})
TASK = Cryptarithm(2, 4)
RIGHT = {"S": 9, "E": 5, "N": 6, "D": 7, "M": 1, "O": 0, "R": 8, "Y": 2}


def words_of(prompt):
    """Return the added words and the total, from the text alone."""
    line = prompt.split("\n\n")[1]
    assert re.fullmatch(r"[A-Z]+( \+ [A-Z]+)+ = [A-Z]+", line)
    return re.findall("[A-Z]+", line)


def solutions(words):
    """Return all solutions: column by column from the right, every way to put digits for the new letters of each."""
    *added, total = words
    first, out = {word[0] for word in words}, []

    def walk(k, carry, where):
        if k == len(total):
            if carry == 0:
                out.append(where)
            return
        column = [word[-1 - k] for word in added if k < len(word)]
        new = sorted({*column, total[-1 - k]} - where.keys())
        for digits in itertools.permutations(sorted({*range(10)} - {*where.values()}), len(new)):
            at = where | dict(zip(new, digits, strict=True))
            carried, digit = divmod(sum(at[c] for c in column) + carry, 10)
            if digit == at[total[-1 - k]] and not any(at[c] == 0 for c in first & at.keys()):
                walk(k + 1, carried, at)

    assert len(total) >= max(map(len, added))
    walk(0, 0, {})
    return out


def said(text):
    return {letter: int(digit) for letter, digit in (pair.split("=") for pair in text.split(", "))}


@pytest.mark.parametrize("level", LEVELS)
def test_exactly_one_solution_by_columns(level):
    task = Cryptarithm.levels[level]
    for seed in range((60, 60, 40, 15, 4, 1)[level]):
        problem = problem_at(ID, task, None, seed)
        words = words_of(problem.prompt)
        assert words == problem.data["words"]
        assert len(words) == task.words + 1
        assert len(words[0]) == task.length
        assert all(len(word) in (task.length, task.length - 1) for word in words[:-1])
        assert solutions(words) == [said(task.solve(problem))]


def check_by_constraints(level, seeds):
    cp = pytest.importorskip("ortools.sat.python.cp_model")
    task = Cryptarithm.levels[level]
    for seed in seeds:
        problem = problem_at(ID, task, None, seed)
        *added, total = words_of(problem.prompt)
        model = cp.CpModel()
        first = {word[0] for word in (*added, total)}
        digit = {c: model.new_int_var(int(c in first), 9, c) for c in sorted(set("".join([*added, total])))}
        model.add_all_different(digit.values())

        def value(word, digit=digit):
            return sum(10**k * digit[c] for k, c in enumerate(reversed(word)))

        model.add(sum(map(value, added)) == value(total))
        solver = cp.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp.OPTIMAL
        right = {c: solver.value(x) for c, x in digit.items()}
        assert said(task.solve(problem)) == right
        other = []
        for c, x in digit.items():
            other.append(model.new_bool_var(f"other {c}"))
            model.add(x != right[c]).only_enforce_if(other[-1])
        model.add_bool_or(other)
        assert solver.solve(model) == cp.INFEASIBLE


@pytest.mark.parametrize("level", LEVELS)
def test_exactly_one_solution_by_a_constraint_solver(level):
    check_by_constraints(level, range(5))


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_the_same_for_many_more(level):
    check_by_constraints(level, range(5, 105))


@pytest.mark.parametrize("words", [2, 3, 4])
@pytest.mark.parametrize("length", [3, 8])
def test_other_knobs(words, length):
    task = Cryptarithm(words, length)
    problem = problem_at(ID, task, "test", 0)
    assert task.network(problem).unique(100_000)
    assert task.verify(problem, task.solve(problem)).is_correct


@pytest.mark.parametrize("knobs", [{"words": 1}, {"words": 5}, {"length": 2}, {"length": 9}])
def test_knobs_out_of_range(knobs):
    with pytest.raises(KnobError):
        Cryptarithm.resolve(**knobs)


@pytest.mark.parametrize("words", [2, 3, 4])
@pytest.mark.parametrize("name", ["DRAWS", "PROOFS"])
def test_the_way_out_has_one_solution(monkeypatch, words, name):
    monkeypatch.setattr(cryptarithm, name, 0)
    task = Cryptarithm(words, 4)
    problem = task.generate(np.random.default_rng(0))
    added = words_of(problem.prompt)
    assert len(set(added[0])) == 1
    assert len(solutions(added)) == 1
    assert task.verify(problem, f"9999{'+1' * (words - 1)}={9999 + words - 1}").is_correct


def test_sums_alike_are_one_problem():
    twin = Problem("", {"words": ["ABCD", "QUNE", "QBNUZ"]})  # MORE + SEND
    assert TASK.identity(twin) != TASK.identity(MONEY)
    renamed = str.maketrans("SENDMORY", "MORYSEND")
    twin = Problem("", {"words": [word.translate(renamed) for word in ("MORE", "SEND", "MONEY")]})
    assert TASK.identity(twin) == TASK.identity(MONEY)


def test_send_more_money():
    assert said(TASK.solve(MONEY)) == RIGHT == solutions(["SEND", "MORE", "MONEY"])[0]
    assert len(solutions(["SEND", "MORE", "MONEY"])) == 1
    assert len(solutions(["AB", "CD", "EFG"])) > 1
    assert not TASK.network(Problem("", {"words": ["AB", "CD", "EFG"]})).unique()
    assert TASK.solve(Problem("", {"words": ["AB", "BA", "AB"]})) == ""


LISTED = "S=9, E=5, N=6, D=7, M=1, O=0, R=8, Y=2"


@pytest.mark.parametrize(
    "text",
    [
        LISTED,
        LISTED.lower(),
        LISTED.replace(",", ""),
        LISTED.replace(",", ";").replace("=", " = "),
        LISTED.replace(", ", "\n") + ".",
        LISTED.replace("=", ": "),
        LISTED.replace("=", " - "),
        LISTED.replace("=", " → "),
        LISTED.replace("=", "->"),
        LISTED.replace("=", " is ").replace(", Y", " and Y"),
        LISTED.replace(", ", "\\quad "),
        LISTED.replace(", ", ",\\ "),
        f"\\text{{{LISTED}}}",
        ", ".join(reversed(LISTED.split(", "))),
        "| S | 9 |\n|---|---|\n| E | 5 |\n| N | 6 |\n| D | 7 |\n| M | 1 |\n| O | 0 |\n| R | 8 |\n| Y | 2 |",
        "| Letter | Digit |\n|:--|:-:|\n| S | 9 |\n| E | 5 |\n| N | 6 |\n| D | 7 |\n| M | 1 |\n"
        "| O | 0 |\n| R | 8 |\n| Y | 2 |",
        "- S: 9\n- E: 5\n- N: 6\n- D: 7\n- M: 1\n- O: 0\n- R: 8\n- Y: 2",
        json.dumps(RIGHT),
        json.dumps({c: str(d) for c, d in RIGHT.items()}, indent=2),
        json.dumps([*RIGHT.items()]),
        "9567+1085=10652",
        "9567 + 1085 = 10652.",
        "10652 = 9567 + 1085",
        "9,567 + 1,085 = 10,652",
        "9{,}567 + 1{,}085 = 10{,}652",
        "  9567\n+ 1085\n------\n 10652",
    ],
)
def test_written_forms(text):
    assert TASK.verify(MONEY, text).is_correct, TASK.verify(MONEY, text).reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LISTED.replace("S=9", "S=8").replace("R=8", "R=9"), "8567+1095 is 9662, not 10652"),
        (LISTED.replace("S=9", "S=8"), "S and R are both 8"),
        (LISTED.replace("M=1", "M=0").replace("O=0", "O=1"), "0185 begins with 0"),
        (LISTED.replace(", Y=2", ""), "Y has no digit"),
        (LISTED.replace("Y=2", "Y="), "no letter of the sum with its digit"),
        (LISTED.replace("Y=2", "Y=."), "no letter of the sum with its digit"),
        (LISTED.replace("Y=2", "Y=12"), "no letter of the sum with its digit"),
        (LISTED.replace("Y=2", "Y=-2"), "negative"),
        (LISTED.replace("Y=2", "Y: - 2"), "negative"),
        (json.dumps({**RIGHT, "Y": "-2"}), "negative"),
        (LISTED.replace("Y=2", "Y=−2"), "no letter"),
        (LISTED.replace("Y=2", "Y=2 or Y=3"), "no letter"),
        (LISTED.replace("Y=2", "Y=2/3"), "no letter"),
        (LISTED.replace("Y=2", "Y≠2"), "no letter"),
        (LISTED.replace("Y=2", "not Y=2"), "no letter"),
        (LISTED.replace("Y=2", "Y=2²"), "no letter"),
        (LISTED.replace("Y=2", "Y=٢"), "no letter"),
        (LISTED + ", Y=3", "Y stands for 2 and 3"),
        (LISTED + ", Z=3", "'Z' with '3'"),
        (LISTED + ", 3", "no letter"),
        ("SEND=9567, MORE=1085, MONEY=10652", "no letter"),
        ("9567+1085=10653", "9567+1085 is 10652, not 10653"),
        ("9557+1085=10652", "N stands for 5 and 6"),
        ("9567+1085=10652 or 9567+1085=10653", "no letter"),
        ("9567+1085=10652=9567+1085", "write each letter"),
        ("9567-1085=10652", "write each letter"),
        ("9567+1085", "write each letter"),
        ("9567 1085 10652", "write each letter"),
        ("09567+1085=10652", "not as long"),
        ("1085+9567=10652", "stands for"),
        ("-9567+1085=10652", "write each letter"),
        ("9567+1085≠10652", "write each letter"),
        ("9.567+1.085=10.652", "write each letter"),
        ("", "write each letter"),
        ("9" * 1_999, "write each letter"),
        ("\ud800", "write each letter"),
        (LISTED * 1_000, "characters"),
        (LISTED.replace(", ", ""), ""),
    ],
)
def test_wrong_answers_have_reasons(text, reason):
    verdict = TASK.verify(MONEY, text)
    if not reason:  # without separators it can still be read in one way only
        assert verdict.is_correct
    else:
        assert not verdict.is_correct
        assert reason in verdict.reason


@settings(deadline=None, max_examples=300)
@given(st.permutations(range(10)), st.permutations(list(RIGHT)), st.booleans())
def test_exactly_the_solution_is_correct(digits, order, close):
    where = RIGHT | dict(zip(order[: 2 if close else 8], digits, strict=False))
    text = ", ".join(f"{c}={where[c]}" for c in order)
    assert TASK.verify(MONEY, text).is_correct == (where == RIGHT)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.sampled_from(["deduction", "search"]))
def test_explanations_end_in_the_solution(level, seed, style):
    task = Cryptarithm.levels[level]
    problem = problem_at(ID, task, None, seed)
    text = task.explain(problem, style)
    last = dict(re.findall(r"\b([A-Z])=(\d)", text))
    assert {c: int(d) for c, d in last.items()} == said(task.solve(problem))
    assert len(text) < 200_000


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.integers(0, 10**6))
def test_moves_are_letters_and_digits_only(level, seed, turn):
    task = Cryptarithm.levels[level]
    problem = problem_at(ID, task, None, seed)
    letters = list(dict.fromkeys("".join(words_of(problem.prompt))))
    rng, state = np.random.default_rng(turn), task.start(problem)
    right = said(task.solve(problem))
    for _ in letters:
        mask = task.legal(problem, state).reshape(-1, 10)
        assert not mask[len(letters) :].any()
        assert not mask[[i for i, v in enumerate(state[: len(letters)]) if v]].any()
        fits = all(not v or v - 1 == right[c] for c, v in zip(letters, state, strict=False))
        if fits:
            assert all(v or mask[i, right[c]] for i, (c, v) in enumerate(zip(letters, state, strict=False)))
        moves = np.flatnonzero(mask)
        if not len(moves):
            assert not fits
            return
        state = task.apply(problem, state, int(moves[rng.integers(len(moves))]))
    assert task.over(problem, state)
    assert task.verify(problem, task.show(problem, state)).is_correct == (said(task.show(problem, state)) == right)


def test_a_move_in_chat():
    env = make(TASK, interface="chat", format="plain", task_id=ID)
    env.reset(seed=0)
    task, problem = env.unwrapped.task, env.unwrapped.problem
    for letter, digit in said(task.solve(problem)).items():
        _, reward, ended, _, _ = env.step(f"{letter.lower()} = {digit}")
    assert (reward, ended) == (1.0, True)
    env.reset(seed=0)
    _, reward, ended, _, info = env.step("c1=0")
    assert (reward, ended) == (0.0, True)
    assert "no legal move" in info["verdict"].reason


def test_letters_are_none_that_look_like_digits():
    assert len(set(LETTERS)) == len(LETTERS) == 24
    assert not set("IO") & set(LETTERS)


def test_the_board_is_the_sum_in_columns():
    assert TASK.board(MONEY).text() == "\n".join(
        [
            "+------------------+",
            "|       S  E  N  D |",
            "| +     M  O  R  E |",
            "+------------------+",
            "|    M  O  N  E  Y |",
            "+------------------+",
        ]
    )
    assert TASK.board(MONEY, "9567 + 1085 = 10652").text().splitlines() == [
        "+------------------+------------------+",
        "|       S  E  N  D |       9  5  6  7 |",
        "| +     M  O  R  E | +     1  0  8  5 |",
        "+------------------+------------------+",
        "|    M  O  N  E  Y |    1  0  6  5  2 |",
        "+------------------+------------------+",
        "correct",
    ]
    three = TASK.board(Problem("", {"words": ["ABC", "BC", "C", "DEF"]}))
    assert [[cell.text for cell in row] for row in three.rows] == [
        ["", "A", "B", "C"], ["+", "", "B", "C"], ["+", "", "", "C"], ["", "D", "E", "F"],
    ]  # fmt: skip


@settings(deadline=None)
@given(st.permutations(range(10)))
def test_the_board_marks_what_contradicts_the_solution(digits):
    where = dict(zip(RIGHT, digits, strict=False))
    board = TASK.board(MONEY, ", ".join(f"{c}={d}" for c, d in where.items()))
    for row in board.rows:
        for letter, digit in zip(row[:6], row[6:], strict=True):
            if letter.text.isalpha():
                right = where[letter.text] == RIGHT[letter.text]
                assert (digit.text, digit.ink) == (str(where[letter.text]), "answer" if right else "fault")
    assert (board.notes == ("correct",)) == (where == RIGHT)


def test_the_board_of_other_answers():
    for text in ("", "nonsense", "S=9"):
        board = TASK.board(MONEY, text)
        assert (board.rows, board.notes) == (TASK.board(MONEY).rows, (TASK.verify(MONEY, text).reason,))
    state = TASK.start(MONEY)
    for move in TASK.plan(MONEY):
        board = TASK.board(MONEY, TASK.show(MONEY, state))
        found = {cell.text: digit.text for row in board.rows for cell, digit in zip(row[:6], row[6:], strict=True)}
        done = dict(zip(RIGHT, state, strict=False))
        assert {c: found[c] for c in RIGHT} == {c: str(v - 1) if v else "." for c, v in done.items()}
        assert board.notes == ()
        state = TASK.apply(MONEY, state, move)
    none = Problem("", {"words": ["AB", "BA", "AB"]})  # has no solution to compare with
    assert TASK.board(none, "A=1, B=2").notes == ("12+21 is 33, not 12",)


@settings(deadline=None)
@given(st.one_of(nasty_texts(), st.text(alphabet="SENDMORY0123456789=.,+ ", max_size=60)))
def test_any_answer_draws(text):
    assert TASK.board(MONEY, text).text().startswith("+---")
