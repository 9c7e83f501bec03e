"""Countdown: every valid expression that a brute-force enumerator finds is accepted, and nothing else."""

import re
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import KnobError, Problem, make, problem_at
from palaestra.envs.puzzles.countdown import Countdown
from palaestra.envs.verify.expressions import ExpressionError, read_expression
from palaestra.envs.verify.reach import find_tree, operate, write_tree

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


def parted(text):
    """Return the numbers in the parts of a list of expressions, and the value of each part in exact fractions."""
    found = [read_expression(part) for part in text.split(", ")]
    return sorted(n for part in found for n in part.numbers), [part.value for part in found]


def check_state(task, problem, state):
    """What holds in every state of a play, by the reader of expressions; returns whether the state is solved."""
    numbers, target = problem.data["numbers"], problem.data["target"]
    left = [slot[0] for slot in state if slot is not None]
    for slot in state:
        assert slot is None or read_expression(write_tree(slot[1])).value == slot[0]
    reached = len(left) == 1 or not problem.data["use_all"]
    solved = reached and target in left
    shown = task.show(problem, state)
    assert task.verify(problem, shown).is_correct == solved
    assert task.over(problem, state) == (solved or len(left) == 1)
    if not solved:
        assert parted(shown) == (sorted(numbers), left)
    told = dict(re.findall(r"([a-z]) = ([-\d/]+)", task.tell(problem, state)))
    assert [Fraction(value) for value in told.values()] == left
    assert list(told) == ["abcdef"[i] for i, slot in enumerate(state) if slot is not None]
    assert task.tell(problem, state).endswith(f" (target {target})")
    mask = task.legal(problem, state).reshape(-1, 6)
    for (i, j), legal in zip(combinations(range(task.count), 2), mask, strict=True):
        a, b = state[i], state[j]
        assert legal.tolist() == ([True] * 4 + [b[0] != 0, a[0] != 0] if a and b else [False] * 6)
    seen = task.observe(problem, state)
    assert (seen.shape, seen.dtype) == (task.shape, np.float32)
    assert 0 <= seen.min() <= seen.max() <= 1
    assert seen[:-1, 0].tolist() == [slot is not None for slot in state]
    assert seen[-1].tolist() == task.observe(problem, task.start(problem))[-1].tolist()
    assert task.board(problem, shown).text()
    return solved


@settings(deadline=None)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.integers(0, 10**6))
def test_random_plays_end_and_are_judged_rightly(level, seed, luck):
    task = Countdown.levels[level]
    problem = problem_at(ID, task, None, seed)
    rng, state, turns = np.random.default_rng(luck), task.start(problem), 0
    while not task.over(problem, state):
        assert not check_state(task, problem, state)
        move = int(rng.choice(np.flatnonzero(task.legal(problem, state))))
        a, sign, b = task.write(problem, move).split()
        values = [state["abcdef".index(name)][0] for name in (a, b)]
        state, turns = task.apply(problem, state, move), turns + 1
        assert state["abcdef".index(a)][0] == operate(values[0], sign, values[1])
        assert state["abcdef".index(b)] is None
    assert turns <= task.horizon
    check_state(task, problem, state)


def played(task, problem):
    state = task.start(problem)
    for move in task.plan(problem):
        assert task.legal(problem, state)[move]
        assert not check_state(task, problem, state)
        state = task.apply(problem, state, move)
    return state


@given(st.sampled_from(LEVELS), st.integers(0, 10**6))
def test_the_plan_solves(level, seed):
    task = Countdown.levels[level]
    problem = problem_at(ID, task, None, seed)
    assert check_state(task, problem, played(task, problem))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5), st.integers(1, 60), st.booleans())
def test_the_plan_solves_whatever_can_be_solved(numbers, target, use_all):
    task, problem = Countdown(6), problem_of(numbers, target, use_all)
    state = played(task, problem)
    if target not in numbers or use_all:
        assert bool(task.plan(problem)) == bool(task.solve(problem))
    assert not task.plan(problem) or check_state(task, problem, state)


def test_plans_with_fractions_and_with_zeros():
    for numbers in ([3, 3, 8, 8], [1, 3, 4, 6], [1, 5, 5, 5], [3, 3, 7, 7], [4, 4, 10, 10], [13, 13, 77, 24]):
        problem = problem_of(numbers, 24, True)
        assert check_state(TASK, problem, played(TASK, problem))
    problem = problem_of([3, 3, 8, 8], 24, True)
    state = TASK.start(problem)
    for text in ("c / a", "b - c", "d / b"):  # 8 / (3 - 8 / 3)
        state = TASK.apply(problem, state, TASK.parse(problem, text))
    assert TASK.tell(problem, state) == "d = 24 (target 24)"
    assert TASK.show(problem, state) == "8 / (3 - 8 / 3)"
    assert TASK.plan(problem_of([1, 1, 1, 1], 24, True)) == []


@pytest.mark.parametrize("count", range(2, 7))
def test_moves_are_written_and_read(count):
    task, problem = Countdown(count), problem_of([1] * count, 24)
    written = [task.write(problem, move) for move in range(task.n_moves)]
    assert len(set(written)) == task.n_moves == 3 * count * (count - 1)
    assert [task.parse(problem, text) for text in written] == list(range(task.n_moves))
    assert written[:6] == ["a + b", "a * b", "a - b", "b - a", "a / b", "b / a"]


@pytest.mark.parametrize(
    ("text", "move"),
    [("B+A", "a + b"), ("c * a", "a * c"), ("a × c", "a * c"), ("c ÷ a", "c / a"), ("a\\times b", "a * b"),
     ("a \\cdot b", "a * b"), ("a \\div b", "a / b"), ("\\frac{b}{a}", "b / a"), ("a − b", "a - b"),
     (" a - b.\n", "a - b"), ("a x b", "a * b"), ("a·b", "a * b"), ("a – b", "a - b")],
)  # fmt: skip
def test_moves_in_other_forms(text, move):
    assert TASK.write(Problem(""), TASK.parse(Problem(""), text)) == move


@pytest.mark.parametrize(
    "text",
    ["", "a", "a b", "a -", "- a", "a - a", "a - e", "7 - 3", "a - b - c", "a - b or a + b", "a - b, a + b",
     "a - b\nc", "a ^ b", "-a - b", "(a - b)", "a - b = 3", "not a - b", "a - b?", "а - b", "ａ - b", "a - \ud800",
     "\\frac{a}b", "\\frac{a}{b}{c}", "a - b" * 10**5, "a" + " " * 10**6, "a" + " " * 10**6 + "- b or c"],
)  # fmt: skip
def test_what_is_no_move(text):
    assert TASK.parse(Problem(""), text) is None


def test_a_play_in_chat():
    env = make(TASK, interface="chat", format="plain", task_id=ID)
    problem = problem_of([7, 3, 6, 5], 29, True)
    text, _ = env.reset(seed=0, options={"problem": problem})
    assert "like a - b" in text
    assert env.step("a - b")[0] == "a = 4, c = 6, d = 5 (target 29)"
    assert env.step("c * a")[:2] == ("a = 24, d = 5 (target 29)", 0.0)
    seen, reward, ended, _, info = env.step("d + a")
    assert (seen, reward, ended, info["answer"]) == ("correct", 1.0, True, "(7 - 3) * 6 + 5")
    env.reset(seed=0, options={"problem": problem})
    env.step("a - b")
    assert env.step("a - b")[1:3] == (0.0, True)  # b is used up


def test_the_play_ends_at_the_target_only_where_the_rest_may_stay():
    for use_all in (True, False):
        problem = problem_of([7, 3, 5, 6], 21, use_all)
        state = TASK.apply(problem, TASK.start(problem), TASK.parse(problem, "a * b"))
        assert TASK.over(problem, state) == (not use_all)
        assert TASK.show(problem, state) == ("7 * 3, 5, 6" if use_all else "7 * 3")


def test_given_problems_of_other_sizes():
    few = problem_of([7, 3], 21, True)
    assert check_state(TASK, few, played(TASK, few))
    with pytest.raises(KnobError, match="5 numbers"):
        TASK.start(problem_of([1, 2, 3, 4, 5], 20))


def test_what_a_network_sees_of_numbers():
    problem = problem_of([30, 15, 7, 8], 15, True)
    state = TASK.start(problem)
    for text in ("c - d", "a / c"):
        state = TASK.apply(problem, state, TASK.parse(problem, text))
    seen = TASK.observe(problem, state)
    assert seen[:, [0, 1, 3, 4]].tolist() == [[1, 1, 1, 1], [1, 0.5, 0, 1], [0] * 4, [0] * 4, [1, 0.5, 0, 1]]
    assert seen[0, 2] > seen[1, 2] == seen[4, 2] > 0
    huge = problem_of([10**400, 10**400 + 1, 3], 10**400 + 4, True)
    assert TASK.observe(huge, played(TASK, huge)).max() == 1


def inks(board):
    return [(cell.text, cell.ink) for cell in board.rows[0]]


def test_the_board_shows_which_numbers_are_used():
    problem = problem_of([9, 11, 6, 9], 63, False)
    board = TASK.board(problem)
    assert (inks(board), board.notes) == ([(n, "given") for n in ("9", "11", "6", "9")], ("target 63",))
    board = TASK.board(problem, "(11 - 9) * 6 = 63")
    assert inks(board) == [("9", "answer"), ("11", "answer"), ("6", "answer"), ("9", "given")]
    assert board.notes == ("target 63", "(11 - 9) * 6 = 63", "the value is 12, not 63")
    board = TASK.board(problem, "9 * 9 - 9 - 17 - 17")
    assert inks(board) == [("9", "answer"), ("11", "given"), ("6", "given"), ("9", "answer"),
                           ("9", "fault"), ("17", "fault")]  # fmt: skip
    assert board.notes[1:] == ("9 * 9 - 9 - 17 - 17 = 38", "9 is not given, or not that often")
    assert TASK.board(problem, "63 or so").notes[1].startswith("no expression")
    assert TASK.board(problem, "9 * (11 - 6) + 9 * 2, 63").notes[1].startswith("no expression")
    assert TASK.board(problem, "11 * 6, 9, 9").notes == ("target 63", "now 66, 9, 9")
    assert inks(TASK.board(problem, "11 * 6, 9, 9"))[1:3] == [("11", "answer"), ("6", "answer")]
    solved = TASK.board(problem, TASK.solve(problem))
    assert solved.notes == ("target 63", f"{TASK.solve(problem)} = 63")
    assert all(ink != "fault" for _, ink in inks(solved))


@settings(deadline=None)
@given(st.one_of(nasty_texts(), st.text(alphabet="0123456789+-*/()=., x\\fracdiv{}", max_size=80)))
def test_any_answer_draws(text):
    problem = problem_of([9, 11, 6, 12], 63, True)
    assert TASK.board(problem, text).text().startswith("+")


def test_a_huge_answer_draws_soon():
    problem = problem_of([9, 11, 6, 12], 63, True)
    for text in ("1, " * 10**6, "9" * 10**6, "1+" * 10**6, "=" * 10**6, "+".join(["999999999999"] * 64)):
        assert len(TASK.board(problem, text).text()) < 10_000
