"""Countdown: every valid expression that a brute-force enumerator finds is accepted, and nothing else."""

import re
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.puzzles.countdown import Countdown
from palaestra.envs.verify.expressions import ExpressionError, read_expression
from palaestra.envs.verify.reach import find_tree, write_tree

ID = "Puzzle-Countdown-v0"
LEVELS = range(len(Countdown.levels))
TASK = Countdown()


def problem_of(numbers, target, use_all=False):
    return Problem("", {"numbers": list(numbers), "target": target, "use_all": use_all})


def expressions(numbers):
    """Yield (value, bracketed text) of every expression over all the numbers in this order, in exact fractions."""
    if len(numbers) == 1:
        yield Fraction(numbers[0]), str(numbers[0])
    for i in range(1, len(numbers)):
        for a, left in expressions(numbers[:i]):
            for b, right in expressions(numbers[i:]):
                yield a + b, f"({left}+{right})"
                yield a - b, f"({left} - {right})"
                yield a * b, f"({left}*{right})"
                if b:
                    yield a / b, f"({left} / {right})"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=2, max_size=4), st.booleans(), st.data())
def test_verify_and_solve_agree_with_brute_force(numbers, use_all, data):
    sizes = [len(numbers)] if use_all else range(1, len(numbers) + 1)
    orders = {order for size in sizes for part in combinations(numbers, size) for order in permutations(part)}
    found = [pair for order in sorted(orders) for pair in expressions(order)]
    reached = {int(v) for v, _ in found if v.denominator == 1 and v > 0}
    target = data.draw(st.one_of(st.sampled_from(sorted(reached)), st.integers(1, 200)))
    problem = problem_of(numbers, target, use_all)
    for value, text in found[:: max(1, len(found) // 3000)]:
        assert TASK.verify(problem, text).is_correct == (value == target), text
    for value, text in found:
        if value == target:
            assert TASK.verify(problem, text).is_correct, text
    answer = TASK.solve(problem)
    assert bool(answer) == (target in reached)
    assert not answer or TASK.verify(problem, answer).is_correct


@settings(deadline=None)
@given(st.lists(st.integers(1, 99), min_size=1, max_size=6), st.integers(0, 10**6))
def test_the_reader_values_random_expressions_as_fractions_do(numbers, seed):
    rng = np.random.default_rng(seed)
    pool = [(Fraction(n), n) for n in numbers]
    while len(pool) > 1:
        i = int(rng.integers(len(pool) - 1))
        (a, left), (b, right) = pool[i : i + 2]
        sign = "+-*/"[int(rng.integers(4))]
        if sign == "/" and b == 0:
            sign = "*"
        value = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[sign]
        pool[i : i + 2] = [(value, (sign, left, right))]
    value, tree = pool[0]
    text = write_tree(tree)
    assert read_expression(text).value == value
    assert read_expression(text).numbers == tuple(numbers)
    latex = text.replace("*", "\\times").replace("/", "\\div").replace("(", "\\left(").replace(")", "\\right)")
    assert read_expression(latex).value == value
    assert read_expression(text.replace("*", "×").replace("/", "÷").replace("-", "−")).value == value


def test_known_hard_targets_that_need_fractions():
    for numbers in ([3, 3, 8, 8], [1, 3, 4, 6], [1, 5, 5, 5], [3, 3, 7, 7], [4, 4, 10, 10]):
        problem = problem_of(numbers, 24, True)
        assert TASK.verify(problem, TASK.solve(problem)).is_correct
    assert find_tree([1, 1, 1, 1], 24, True) is None
    for zeros in (
        [13, 13, 77, 24],
        [13, 13, 77, 61, 24],
        [13, 13, 77, 61, 59, 24],
    ):  # only zero times the rest will do
        problem = problem_of(zeros, 24, True)
        assert TASK.verify(problem, TASK.solve(problem)).is_correct


@given(st.sampled_from(LEVELS), st.integers(0, 10**6))
def test_generated_problems_keep_their_promises(level, seed):
    task = Countdown.levels[level]
    problem = problem_at(ID, task, None, seed)
    numbers, target = problem.data["numbers"], problem.data["target"]
    assert len(numbers) == task.count
    assert all(1 <= n <= task.largest for n in numbers)
    assert 10 <= target <= task.target
    assert target not in numbers
    assert target != sum(numbers)
    assert all(target not in (a + b, a - b, a * b, Fraction(a, b)) for a, b in permutations(numbers, 2))
    assert str(target) in problem.prompt
    assert ", ".join(map(str, numbers)) in problem.prompt
    answer = task.solve(problem)
    assert task.verify(problem, answer).is_correct
    assert task.verify(problem, f"{answer} = {target}").is_correct
    assert task.verify(problem, f"{target} = {answer}.").is_correct
    assert not task.verify(problem, f"{answer} = {target + 1}").is_correct
    assert not task.verify(problem, f"{answer} + 0").is_correct
    assert not task.verify(problem, f"{answer} = {target} = {target}").is_correct


def test_generation_ends_where_no_fair_target_exists():
    task = Countdown(2, 5, 20)
    problems = [problem_at(ID, task, None, seed) for seed in range(60)]
    assert all(task.verify(p, task.solve(p)).is_correct for p in problems)

    class Low:  # a generator that only ever draws the lowest number: 1 and 1 reach no fair target
        def integers(self, low, high=None, size=None):
            return np.full(size, low) if size else 0

        def permutation(self, n):
            return np.arange(n)

    assert task.generate(Low()).data == {"numbers": [1, 1], "target": 2, "use_all": True}


def test_use_all_asks_for_every_number():
    assert TASK.verify(problem_of([2, 3, 4], 6), "2 * 3").is_correct
    assert TASK.verify(problem_of([2, 3, 4], 6, True), "2 * 3").reason == "4 is not used"
    assert TASK.verify(problem_of([2, 3], 12), "2 * 3 * 2").reason == "2 is not given, or not that often"


@pytest.mark.parametrize(
    "text",
    [
        "\\frac{8}{2} \\cdot 6",
        "\\dfrac{8}{2}\\times 6",
        "(8 ÷ 2) × 6",
        "8/2·6",
        "[8/2]*6",
        "\\left(8 \\div 2\\right)*6",
        "8 / 2 * 6 = 24",
        "24 = 8 / 2 * 6",
        "6\\,\\times\\,\\frac{8}{2}",
        "6 x (8 / 2)",
    ],
)
def test_written_forms(text):
    assert TASK.verify(problem_of([8, 2, 6, 3], 24), text).is_correct


@pytest.mark.parametrize(
    "text",
    [
        "24",
        "82 - 58",
        "8 ** 2 - 40",
        "8^2",
        "-8 + 32",
        "8 - -2",
        "+8",
        "8!",
        "8.0 * 3",
        "8 3",
        "8(3)",
        "sqrt(576)",
        "8 * 3 # no",
        "8 * 3 or 6 * 4",
        "8 * 3, 6 * 4",
        "8 * 3\n6 * 4",
        "8 / (2 - 2)",
        "8 * 3 = 24 = 24",
        "= 24",
        "8 * 3 =",
        "9**9**9",
        "__import__('os').system('x')",
        "(" * 10**5,
        "(" * 10**5 + "8" + ")" * 10**5,
        "8" * 10**6,
        "8 *\x003",
        "8 * 3\ud800",
        "８ * ３",
        "8 * ³",
        "\\frac{8}{1",
        "\\frac8 3",
        "\\frac{8}",
        "{8} * 3",
        "8 * 3)",
        "(8 * 3]",
        "8 * (3",
        "\\frac{8)}{(3}",
        "\\times",
        "8 \\foo 3",
        "()",
        "",
    ],
)
def test_what_is_no_such_expression_is_wrong(text):
    assert not TASK.verify(problem_of([8, 2, 6, 4], 24), text).is_correct


@given(st.text(alphabet="0123456789+-*/()[]{}=. x\\fractimes×÷−\x00\ud800", max_size=80))
def test_the_reader_is_total(text):
    try:
        numbers = read_expression(text).numbers
    except ExpressionError:
        return
    assert list(map(int, re.findall("[0-9]+", text))) == list(numbers)


def test_the_reader_is_bounded():
    for text in ("1+" * 900 + "1", "9" * 13, "(" * 65 + "1" + ")" * 65, "1+" * 10**6):
        with pytest.raises(ExpressionError, match=r"more|deeper|at most"):
            read_expression(text)
    assert read_expression("(" * 64 + "1" + ")" * 64).value == 1


@settings(deadline=None)
@given(st.sampled_from(LEVELS), st.integers(0, 1000), st.sampled_from(["deduction", "search"]))
def test_explanations_state_only_what_holds(level, seed, style):
    task = Countdown.levels[level]
    problem = problem_at(ID, task, None, seed)
    text = task.explain(problem, style)
    found = re.findall(r"(?<![\d)] )\b(\d+) ([-+*/]) (\d+) = (\d+)", "\n".join(text.split("\n")[:-1]))
    assert found
    for a, sign, b, value in found:
        left, right = Fraction(a), Fraction(b)
        results = {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else None}
        assert results[sign] == int(value)
    assert text.endswith(f"{task.solve(problem)} = {problem.data['target']}.")
    for state in re.findall(r"Try .*; now ([\d, ]+);.* out of reach", text):
        left = [int(n) for n in state.split(", ")]
        sizes = [len(left)] if task.use_all else range(1, len(left) + 1)
        if len(left) <= 3:
            orders = {order for size in sizes for order in permutations(left, size)}
            assert all(v != problem.data["target"] for order in orders for v, _ in expressions(order))


def test_impossible_knobs_say_what_is_allowed():
    for knobs in ({"count": 7}, {"largest": 4}, {"target": 1}):
        with pytest.raises(KnobError, match="use"):
            Countdown.resolve(**knobs)
