"""Arithmetic: the sums are right, every worked step is an equation that holds, and twins are one problem."""

import re
from itertools import combinations_with_replacement
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at, split_of
from palaestra.envs.core import keyed
from palaestra.envs.math.arithmetic import Arithmetic

ID = "Math-Arithmetic-v0"
LEVELS = range(len(Arithmetic.levels))
EQUATION = re.compile(r"^([0-9]+(?: [-+*] [0-9]+)+) = ([0-9]+)(?:, write ([0-9]), carry ([0-9])|, borrow 1)?$")


def compute(text):
    """Value of a chain of + - * by splitting at the weakest sign; shares nothing with the task."""
    total = 0
    for sign, term in re.findall(r"(?:^|([-+]) )([0-9]+(?: \* [0-9]+)*)", text):
        product = 1
        for factor in term.split(" * "):
            product *= int(factor)
        total += -product if sign == "-" else product
    return total


def draw(level, seed):
    return Arithmetic.levels[level], problem_at(ID, Arithmetic.levels[level], None, seed)


@given(st.sampled_from(LEVELS), st.integers(0, 10**6))
def test_the_answer_is_what_the_question_computes_to(level, seed):
    task, problem = draw(level, seed)
    question = re.search(r"What is (.*)\?", problem.prompt)[1]
    assert task.solve(problem) == str(compute(question))
    assert compute(question) >= 0


@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.sampled_from(["deduction", "totals"]))
def test_every_line_of_an_explanation_is_an_equation_that_holds(level, seed, style):
    task, problem = draw(level, seed)
    lines = task.explain(problem, style).split("\n")
    for line in lines:
        left, right, write, carry = EQUATION.match(line).groups()
        assert compute(left) == int(right), line
        if write is not None:
            assert int(right) == 10 * int(carry) + int(write)
    assert lines[-1].endswith(f" = {task.solve(problem)}")


def test_columns_of_a_difference_spell_the_result():
    task = Arithmetic.levels[2]
    for seed in range(200):
        problem = problem_at(ID, task, None, seed)
        *columns, _ = task.explain(problem).split("\n")
        units = [EQUATION.match(line)[2] for line in columns]
        assert int("".join(reversed(units))) == int(task.solve(problem))


def test_a_borrow_is_paid_back():
    task = Arithmetic("subtract", 3)
    problem = Problem("", {"terms": [[1, [502]], [-1, [347]]]})
    assert task.explain(problem).split("\n") == [
        "12 - 7 = 5, borrow 1",
        "10 - 4 - 1 = 5, borrow 1",
        "5 - 3 - 1 = 1",
        "502 - 347 = 155",
    ]


@given(st.permutations([(1, [3, 5]), (1, [7]), (1, [2, 9]), (-1, [4])]), st.booleans())
def test_twins_share_their_identity(terms, swap):
    task = Arithmetic("mixed")
    terms = [(sign, factors[::-1] if swap else factors) for sign, factors in terms]
    first = Problem("", {"terms": [(-1, [4]), (1, [7]), (1, [3, 5]), (1, [2, 9])]})
    assert task.identity(Problem("", {"terms": terms})) == task.identity(first)
    assert task.identity(Problem("", {"terms": [(1, [4]), (-1, [7])]})) != task.identity(
        Problem("", {"terms": [(-1, [4]), (1, [7])]})
    )


def test_level_0_has_the_problems_that_the_docstring_counts_and_enough_in_either_split():
    task = Arithmetic.levels[0]
    pairs = combinations_with_replacement(range(1, 21), 2)
    keys = {keyed(ID, task, Problem("", {"terms": [(1, [a]), (1, [b])]})).key for a, b in pairs}
    assert len(keys) == 210
    assert "level 0 has 210 problems" in Arithmetic.__doc__
    in_test = sum(split_of(key) == "test" for key in keys)
    assert 20 <= in_test <= len(keys) - 20
    assert {problem_at(ID, task, "test", seed).key for seed in range(1000)} <= keys


def test_levels_take_more_and_more_steps():
    steps = [
        mean(len(re.findall(" [-+*] ", t.explain(p))) for t, p in (draw(lv, s) for s in range(60))) for lv in LEVELS
    ]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize("text", ["{}", "0{}", " {} ", "+{}", "x = {}", "{}.", "$ {} $"])
def test_usual_written_forms_are_accepted(text):
    task, problem = draw(4, 1)
    assert task.verify(problem, text.format(task.solve(problem))).is_correct


@given(st.integers(-(10**6), 10**6))
def test_other_numbers_are_wrong(number):
    task, problem = draw(6, 5)
    assert task.verify(problem, str(number)).is_correct == (number == int(task.solve(problem)))


@pytest.mark.parametrize(
    "text", ["{0} + 0", "{0} or {0}", "9**9**9", "__import__('os').system('x')", "", "\x00", "\ud800"]
)
def test_expressions_and_junk_are_wrong(text):
    task, problem = draw(1, 1)
    assert not task.verify(problem, text.format(task.solve(problem))).is_correct


@given(
    st.sampled_from(["add", "subtract", "multiply", "mixed"]),
    st.integers(1, 12),
    st.integers(0, 12),
    st.integers(0, 99),
)
def test_any_knobs_make_problems_of_the_size_they_ask_for(operation, digits, by, seed):
    task = Arithmetic(operation, digits, by=by)
    problem = problem_at(ID, task, None, seed)
    numbers = [factor for _, factors in problem.data["terms"] for factor in factors]
    sizes = {digits, by or digits} if operation in ("multiply", "mixed") else {digits}
    assert {len(str(n)) for n in numbers} <= sizes
    assert task.verify(problem, task.solve(problem)).is_correct


@pytest.mark.parametrize(
    "knobs",
    [{"operation": "divide"}, {"digits": 0}, {"terms": 1}, {"operation": "multiply", "terms": 3}, {"largest": 1}],
)
def test_impossible_knobs_say_what_is_allowed(knobs):
    with pytest.raises(KnobError, match="use"):
        Arithmetic.resolve(**knobs)
