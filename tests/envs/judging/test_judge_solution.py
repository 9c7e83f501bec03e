"""Worked solutions: an examiner who reads only the text finds the planted step, and none where all is right."""

import itertools
import json
import math
import re
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from strategies import nasty_texts
from written_sums import evaluate as val

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.judging.judge_solution import KINDS, JudgeSolution, _gold, read_judgements
from palaestra.envs.judging.worked import SLIPS, SpoiltError, draw_slip, with_slip, worked

ID = "Math-JudgeSolution-v0"


# -- an examiner of its own: it knows the question's text and the steps written, and nothing else --------------------


def sides(line):
    left, right = line.rstrip(".").split(" = ")
    return left, right


def ints(text):
    return [int(x) for x in re.findall(r"-?\d+", text.replace(" - ", " "))]


def same_poly(one, two, points=range(-5, 6)):
    return all(val(one, x=F(x)) == val(two, x=F(x)) for x in points)


def chain_calculation(question, lines):
    now = question.removeprefix("Calculate ").rstrip(".")
    for line in lines:
        done, rest = line.rstrip(".").split(", which leaves ")
        left, right = sides(done)
        yield val(left) == val(right) and val(rest) == val(now)
        now = rest


def chain_long_product(question, lines):
    a, b = ints(question)
    left, right = sides(lines[0])
    parts = ints(right)
    yield int(left) == b == sum(parts)
    seen = []
    for part, line in zip(parts, lines[1:], strict=False):
        left, right = sides(line)
        assert left == f"{a} × {part}"
        yield val(left) == val(right)
        seen.append(int(right))
    total = seen[0]
    for value, line in zip(seen[1:], lines[1 + len(parts) :], strict=True):
        left, right = sides(line)
        assert left == f"{total} + {value}"
        yield val(left) == val(right)
        total = int(right)


def chain_fractions(question, lines):
    for line in lines:
        left, right = sides(line.replace(" in lowest terms", ""))
        yield val(left) == val(right)


def chain_percentages(question, lines):
    price = F(re.search(r"of (\d+) euros", question)[1])
    for (way, rate), share, change in zip(
        re.findall(r"(raised|lowered) by (\d+)%", question), lines[::2], lines[1::2], strict=True
    ):
        told, base, part = re.fullmatch(r"(\d+)% of (\S+) is (\S+)\.", share).groups()
        yield told == rate and F(base) == price and F(part) == price * int(rate) / 100
        old, sign, by, new = re.fullmatch(r"(\S+) ([+-]) (\S+) = (\S+)\.", change).groups()
        assert F(old) == price
        assert by == part
        yield sign == ("+" if way == "raised" else "-") and F(new) == val(f"{old} {sign} {by}")
        price = F(new)


def chain_modular_power(question, lines):
    base, exponent, m = ints(question.replace("^", " "))
    parts = ints(sides(lines[0])[1])
    yield int(sides(lines[0])[0]) == exponent == sum(parts)
    known, reached, total = {1: base % m}, parts[0], None
    for line in lines[1:]:
        e, work, product, rest = re.fullmatch(rf"{base}\^(\d+) ≡ (.+) = (\d+) ≡ (\d+) \(mod {m}\)\.", line).groups()
        e, product, rest = int(e), int(product), int(rest)
        if "^" in work:
            assert work == f"{known[e // 2]}^2"
            known[e] = rest
        else:
            total = known[parts[0]] if total is None else total
            part = e - reached
            assert work == f"{total} × {known[part]}"
            reached, total = e, rest
        yield val(work) == product and product % m == rest
    assert reached == sum(parts)


def chain_common_multiple(question, lines):
    a, b = start = ints(question)
    for line in lines:
        if "greatest" in line:
            g = ints(line)[0]
            yield b == 0 and g == a
        elif "÷" in line:
            left, right = sides(line)
            assert left == f"{start[0]} ÷ {g}"
            yield val(left) == val(right)
            share = right
        elif "least" in line:
            left, right = sides(line.removeprefix("The least common multiple is "))
            assert left == f"{share} × {start[1]}"
            yield val(left) == val(right)
        else:
            old, q, by, rest = ints(line)
            assert (old, by) == (a, b)
            yield old == q * by + rest and 0 <= rest < by
            a, b = by, rest


def root(equation):
    """The solution of a linear equation in x."""
    left, right = sides(equation)
    at = [val(left, x=F(x)) - val(right, x=F(x)) for x in (0, 1)]
    return -at[0] / (at[1] - at[0])


def chain_linear_equation(question, lines):
    now = root(question.removeprefix("Solve "))
    for line in lines:
        yield root(line) == now
        now = root(line)


def coefficients(equation):
    left, right = sides(equation)
    c = val(left, x=F(0), y=F(0))
    return val(left, x=F(1), y=F(0)) - c, val(left, x=F(0), y=F(1)) - c, val(right) - c


def chain_linear_system(question, lines):
    one, two = (coefficients(e) for e in question.removeprefix("Solve the system ").rstrip(".").split(" and "))
    by, scaled = lines[0].removeprefix("The first equation times ").split(": ")
    first = coefficients(scaled)
    yield first == tuple(int(by) * c for c in one) and int(by) == two[0]
    by, scaled = lines[1].removeprefix("The second equation times ").split(": ")
    second = coefficients(scaled)
    yield second == tuple(int(by) * c for c in two) and int(by) == one[0]
    rest = coefficients(lines[2].split(": ")[1])
    yield rest == tuple(a - b for a, b in zip(first, second, strict=True))
    y = val(sides(lines[3])[1])
    yield rest[1] * y == rest[2]
    left, work, value = lines[4].removeprefix("From the first equation, ").rstrip(".").split(" = ")
    yield val(left, x=F(1)) == one[0] and val(work) == val(value) == one[2] - one[1] * y
    yield one[0] * val(sides(lines[5])[1]) == val(value)


def chain_polynomial_product(question, lines):
    one, two = re.search(r"\((.+)\)\((.+)\),", question).groups()
    at = ints(question)[-1]
    shown = []
    for line in lines[:2]:
        factor, other, product = re.fullmatch(r"(.+) times (.+) is (.+)\.", line).groups()
        assert other == two
        yield same_poly(f"({factor}) * ({other})", product)
        shown.append((factor, product))
    assert same_poly(f"{shown[0][0]} + ({shown[1][0]})", one)
    whole = lines[2].removeprefix("Together ").rstrip(".")
    yield same_poly(f"{shown[0][1]} + ({shown[1][1]})", whole)
    terms = ints(lines[3].split(" are ")[1])
    monomials = re.findall(r"[+-]?[^+-]+", whole.replace(" ", ""))
    yield [val(m.lstrip("+"), x=F(at)) for m in monomials] == [t for t in terms if t]
    yield sum(terms) == ints(lines[4])[0]


def chain_tangent(question, lines):
    f, at = re.search(r"f\(x\) = (.+) at x = (-?\d+),", question).groups()
    _, terms, height = lines[0].rstrip(".").split(" = ")
    yield val(terms) == int(height) == val(f, x=F(at))
    slope_of = lines[1].removeprefix("f'(x) = ").rstrip(".")
    step = F(1, 10**6)
    yield all(
        abs((val(f, x=x + step) - val(f, x=x - step)) / (2 * step) - val(slope_of, x=F(x))) < F(1, 1000)
        for x in range(-3, 4)
    )
    _, terms, slope = lines[2].rstrip(".").split(" = ")
    yield val(terms) == int(slope) == val(slope_of, x=F(at))
    _, work, line = lines[3].rstrip(".").split(" = ")
    assert work == f"{height} + ({slope})(x - ({at}))"
    yield same_poly(work.replace(")(", ") * ("), line)


def chain_completed_square(question, lines):
    left, right = sides(question.removeprefix("Solve ").replace(" by completing the square", ""))
    now, told = [val(left, x=F(x)) - val(right) for x in range(-3, 4)], ""
    for line in lines:
        left, right = sides(line)
        if "√" not in line:
            then = [val(left, x=F(x)) - val(right) for x in range(-3, 4)]
            yield all(a * then[0] == b * now[0] for a, b in zip(now, then, strict=True))
            now = then
            if "^2" in left and left.startswith("("):
                shift, square = left.removeprefix("(").removesuffix(")^2"), right
        elif left == "x":
            h = val(right.split(" ± " if "±" in right else " + √")[0].replace("√", ""))
            yield h == -val(shift, x=F(0)) and ("±" in right) == ("±" in told)
        else:
            told = right
            yield told == f"±√{square if square.isdecimal() else f'({square})'}" and left == shift


def chain_arithmetic_sequence(question, lines):
    i, u, j, v, n = ints(question)
    d = val(sides(lines[0].removeprefix("The difference is "))[1])
    yield d == F(v - u, j - i)
    _, first = sides(lines[1].removeprefix("Term 1 is "))
    first = val(first)
    yield first == u - (i - 1) * d
    _, last = sides(lines[2].split(" is ", 1)[1])
    last = val(last)
    yield last == first + (n - 1) * d
    pair = val(lines[3].split("the sum ")[1].rstrip("."))
    yield pair == first + last
    yield val(lines[4].split(" is ")[1].rstrip(".")) == n * pair / 2


def chain_committee(question, lines):
    r, s, m, n = ints(question)[:4]
    now = None
    counts = []
    for line in lines:
        left, right = sides(re.search(r"[\d(C][^a-zA-Z]*(?:C\()?.* = \d+", line)[0])
        value = int(right)
        if "can be chosen" in line:
            yield value == math.comb(*((m, r) if "women" in line else (n, s))) == val(left)
            counts.append(value)
            now = math.prod(counts)
        elif "Together" in line:
            yield value == now == val(left)
            now = value
        elif "both" in line:
            both = value
            yield value == math.comb(m - 2, r - 2) * counts[1] == val(left)
        elif "Without" in line:
            yield value == now - both
            now = value
        else:
            ways = (r + s) * (r + s - 1 if "minutes" in question else 1)
            yield value == now * ways == val(left)


def chain_multiples(question, lines):
    low, high, a, b = ints(question)
    counts = []
    for line in lines:
        numbers = ints(line)
        if line.startswith("Multiples"):
            of, upto, _, before, _, count = numbers
            assert of == (a, b, None)[len(counts)] or len(counts) == 2
            counts.append(count)
            yield count == sum(k % of == 0 for k in range(low, high + 1)) == upto - before and upto == high // of
        elif line.startswith("A number"):
            yield numbers[0] == math.lcm(a, b)
        elif line.startswith("Divisible"):
            total = numbers[-1]
            yield total == counts[0] + counts[1] - (2 if "exactly" in line else 1) * counts[2]
        else:
            size, _, _, rest = numbers
            yield size == high - low + 1 and rest == size - total


def chain_urn(question, lines):
    red, white, k = ints(question)
    back, exactly = "and each" in question, "exactly" in question
    n = ints(lines[0])[0]
    yield n == red + white
    balls = ["r"] * red + ["w"] * white
    runs = itertools.product(balls, repeat=k) if back else itertools.permutations(balls, k)
    wanted = ("r" + "w" * (k - 1)) if exactly else "w" * k
    if n == len(balls) and n**k < 3000:
        total = hits = 0
        for run in runs:
            total, hits = total + 1, hits + ("".join(run) == wanted)
        path = F(hits, total)
    else:
        path, left = F(1), {"r": red, "w": white}
        for i, ball in enumerate(wanted):
            path *= F(left[ball], n if back else n - i)
            left[ball] -= not back
    product, shown = sides(lines[1].split(": " if exactly else "probability ")[1])
    yield val(product) == val(shown) == path
    end = val(re.split("= |probability ", lines[2])[-1].rstrip("."))
    yield end == (k if exactly else -1) * val(shown) + (0 if exactly else 1)


def chain_plate(question, lines):
    w, h, hole, *slot, a, b = ints(question)
    corners = 4 if "four" in question else 2 if "two" in question else 1
    lost = 0
    for line in lines:
        value = ints(line)[-1]
        if "whole" in line:
            area = value
            yield value == w * h
        elif "radius" in line:
            radius = value
            yield 2 * value == hole
        elif "hole has" in line:
            pi = value
            yield value == radius**2 and f"π × {radius}^2" in line
        elif "A cut" in line:
            lost = corner = value
            yield 2 * value == a * b
        elif "together" in line and "slot" not in line:
            lost = value
            yield value == corners * corner
        elif "The slot" in line:
            cut = value
            yield value == slot[0] * slot[1]
        elif "slot" in line:
            before, lost = lost, value
            yield value == before + cut
        else:
            work, end = line.rstrip(".").split(" = ")
            yield int(end.split(" - ")[0]) == area - lost and end.endswith(f" - {pi}π") and work.endswith(f" - {pi}π")


def chain_journey(question, lines):
    legs = [(int(km), int(speed)) for km, speed in re.findall(r"(\d+) km at (\d+) km/h", question)]
    rest = re.search(r"(\d+) minutes", question)
    times = []
    for line in lines:
        if " take " in line:
            km, speed = legs[len(times)]
            times.append(val(re.search(r"= (\S+) hours", line)[1]))
            yield times[-1] == F(km, speed) and f"{km} ÷ {speed}" in line
        elif "rest takes" in line:
            times.append(val(re.search(r"takes (\S+) hours", line)[1]))
            yield times[-1] == F(int(rest[1]), 60)
        elif "together" in line:
            total = val(re.search(r"= (\S+) hours", line)[1])
            yield total == sum(times)
        elif "way" in line:
            way = int(re.search(r"= (\d+) km", line)[1])
            yield way == sum(km for km, _ in legs)
        else:
            yield val(re.search(r"= (\S+) km/h", line)[1]) == way / total


def first_wrong(kind, question, lines):
    """The number of the first step that does not follow, or 0; all steps behind it follow from those before."""
    held = list(globals()[f"chain_{kind}"](question, list(lines)))
    assert len(held) == len(lines)
    assert held.count(False) <= 1, (held, question, lines)
    return held.index(False) + 1 if False in held else 0


# -- the solutions ---------------------------------------------------------------------------------------------------


def examine(name, tier, count, seed):
    kind, rng = KINDS[name], np.random.default_rng([seed, tier])
    used = set()
    for _ in range(count):
        p = json.loads(json.dumps(kind.draw(rng, tier)))
        question, right = kind.question(p), worked(kind, p)
        assert first_wrong(name, question, right.lines) == 0, (question, right.lines)
        assert len(right.lines) >= 3
        for slip, step in right.places:
            wrong = with_slip(kind, p, right, slip)
            if wrong is None:
                continue
            used.add(slip[1])
            assert wrong.wrong == step
            assert wrong.lines[: step - 1] == right.lines[: step - 1]
            assert wrong.result != right.result
            assert first_wrong(name, question, wrong.lines) == step, (slip, question, wrong.lines)
    assert used <= set(SLIPS)
    return used


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_examiner_finds_every_slip_in_its_step_and_none_elsewhere(name):
    used = set().union(*(examine(name, tier, 4, 1) for tier in range(1, 6)))
    assert len(used) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("tier", range(1, 6))
def test_the_examiner_finds_every_slip_in_many_solutions(name, tier):
    examine(name, tier, 200, 2)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_right_solutions_are_never_spoilt_and_nearly_always_have_room_for_a_slip(name):
    kind, rng = KINDS[name], np.random.default_rng(3)
    found = []
    for tier in range(1, 6):
        for _ in range(40):
            p = kind.draw(rng, tier)
            try:
                worked(kind, p)
            except SpoiltError:
                pytest.fail(f"{p}")
            found.append(draw_slip(kind, p, rng) is not None)
    assert np.mean(found) > 0.95


def final_values():
    """Results found by other means than the steps."""
    yield "calculation", lambda q: val(q.removeprefix("Calculate ").rstrip("."))
    yield "long_product", lambda q: val(q.removeprefix("Calculate ").rstrip("."))
    yield "fractions", lambda q: val(q.removeprefix("Calculate ").rstrip("."))
    yield "modular_power", lambda q: pow(*ints(q.replace("^", " ")))
    yield "common_multiple", lambda q: math.lcm(*ints(q))
    yield "multiples", count_multiples


def count_multiples(question):
    low, high, a, b = ints(question)
    wanted = (1,) if "exactly" in question else (0,) if "neither" in question else (1, 2)
    return sum((k % a == 0) + (k % b == 0) in wanted for k in range(low, high + 1))


@pytest.mark.parametrize(("name", "other"), list(final_values()))
def test_results_are_those_of_another_method(name, other):
    rng = np.random.default_rng(4)
    for tier in (1, 2, 3, 4, 5) * 4:
        p = KINDS[name].draw(rng, tier)
        assert F(worked(KINDS[name], p).result) == other(KINDS[name].question(p))


# -- the task --------------------------------------------------------------------------------------------------------


def problems(level, n=60):
    return [problem_at(ID, JudgeSolution.levels[level], None, seed) for seed in range(n)]


@pytest.mark.parametrize("level", range(5))
def test_the_examiner_agrees_with_the_oracle_on_whole_prompts(level):
    task = JudgeSolution.levels[level]
    for problem in problems(level, 12):
        parts = re.split(r"\n\nProblem [A-J]\. ", problem.prompt.rsplit("\n\n", 1)[0])[1:]
        assert len(parts) == task.solutions
        found = []
        for item, part in zip(problem.data["items"], parts, strict=True):
            question, *lines, result = part.split("\n")
            assert result.startswith("Result: ")
            found.append(first_wrong(item["kind"], question, [line.split(". ", 1)[1] for line in lines]))
        assert found == _gold(problem)


@pytest.mark.parametrize("level", range(5))
def test_policies_that_do_not_read_earn_next_to_nothing(level):
    task = JudgeSolution.levels[level]
    rows = problems(level, 250)
    letters = "ABCDEF"[: task.solutions]

    def earn(judge):
        return np.mean([task.verify(p, judge(p)).score for p in rows])

    def sizes(problem):
        return [part.count("\nStep ") for part in problem.prompt.split("\n\nProblem ")[1:]]

    def by(rule):
        return lambda p: ", ".join(f"{a}: {rule(n, sizes(p))}" for a, n in zip(letters, sizes(p), strict=True))

    policies = {
        "all right": by(lambda n, _: "right"),
        "last step": by(lambda n, _: f"step {n}"),
        "longest wrong": by(lambda n, all_: f"step {n}" if n == max(all_) else "right"),
        "shortest wrong": by(lambda n, all_: f"step {n}" if n == min(all_) else "right"),
        "last but one": by(lambda n, _: f"step {n - 1}"),
        "yes": lambda p: "yes",
        "last number": lambda p: re.findall(r"\d+", p.prompt)[-1],
    }
    scores = {name: earn(policy) for name, policy in policies.items()}
    assert max(scores.values()) < 0.1, scores
    wrong = [step > 0 for p in rows for step in _gold(p)]
    assert 0.45 < np.mean(wrong) < 0.55


def test_no_shape_of_a_solution_gives_it_away():
    """A rule by length, by minus signs, by fractions or by size of the result is right in at most 2 of 3 cases."""
    features = {
        "length": lambda s: len(" ".join(s.lines)),
        "steps": lambda s: len(s.lines),
        "minus": lambda s: " ".join(s.lines).count("-"),
        "fractions": lambda s: " ".join(s.lines).count("/"),
        "result": lambda s: len(s.result),
        "negative": lambda s: s.result.startswith("-"),
    }
    rng = np.random.default_rng(6)
    for name, kind in KINDS.items():
        solutions = []
        for _ in range(300):
            p = kind.draw(rng, 3)
            slip = draw_slip(kind, p, rng)
            if slip:
                solutions.append(worked(kind, p, slip if rng.random() < 0.5 else None))
        wrong = np.array([s.wrong > 0 for s in solutions])
        for feature, of in features.items():
            x = np.array([float(of(s)) for s in solutions])
            best = max(np.mean((x > t) == (wrong == up)) for t in np.unique(x) for up in (True, False))
            assert best < 0.68, (name, feature, best)


RIGHT = ["right", "step 3", "right", "step 1"]


@pytest.mark.parametrize(
    "answer",
    [
        "A: right, B: step 3, C: right, D: step 1",
        "A: right; B: step 3; C: right; D: step 1.",
        "A: right\nB: step 3\nC: right\nD: step 1",
        "- **A**: right\n- **B**: step 3\n- **C**: right\n- **D**: step 1",
        "* A - right\n* B - step 3\n* C - right\n* D - step 1",
        '{"A": "right", "B": "step 3", "C": "right", "D": "step 1"}',
        '{"A": "right", "B": 3, "C": "right", "D": 1}',
        '{"A": {"verdict": "right", "step": null}, "B": {"verdict": "wrong", "step": 3}, "C": "right", "D": 1}',
        "| Solution | Verdict |\n|---|---|\n| A | right |\n| B | step 3 |\n| C | right |\n| D | step 1 |",
        "A is right, B is wrong at step 3, C is correct, and D is wrong in step 1",
        "Solution A: right\nSolution B: step 3 is wrong\nSolution C: right\nSolution D: mistake in step 1",
        "D: step 1, C: right, B: step 3, A: right",
        "a: Right, b: Step 3, c: RIGHT, d: STEP 1",
        "\\text{A: right, B: step 3, C: right, D: step 1}",
        "A: right, B: 3, C: right, D: 1",
    ],
)
def test_usual_notations_are_read(answer):
    assert read_judgements(answer, 4) == [0, 3, 0, 1]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "right",
        "A: right, B: step 3, C: right",
        "A: right, B: wrong, C: right, D: step 1",
        "A: right, B: step 3, C: right, D: step 1, A: step 2",
        "A: right, B: step 3, C: right, D: step 1, E: right",
        "A: right, B: step 3 or 4, C: right, D: step 1",
        "A: right, B: step 3, 4, C: right, D: step 1",
        "A: right, B: step 3.5, C: right, D: step 1",
        "A: right, B: step -3, C: right, D: step 1",
        "A: step 0, B: step 3, C: right, D: step 1",
        "A: not right, B: step 3, C: right, D: step 1",
        "not A: right, B: step 3, C: right, D: step 1",
        "A: right wrong, B: step 3, C: right, D: step 1",
        "A: right?, B: step 3, C: right, D: step 1",
        "A: right, B: step three, C: right, D: step 1",
        "A: right, B: step 3, C: , D: step 1",
        "A, C: right, B: step 3, D: step 1",
        "A: right step 2, B: step 3, C: right, D: step 1",
        "A: right, B: step 3" + " " * 3000 + ", C: right, D: step 1",
        "A: right, B: step ٣, C: right, D: step 1",
        "A: right/wrong, B: step 3, C: right, D: step 1",
    ],
)
def test_what_is_no_whole_judgement_is_refused(answer):
    assert isinstance(read_judgements(answer, 4), str)


def test_one_wrong_judgement_is_wrong():
    task = JudgeSolution(2, 4)
    for problem in problems(1, 20):
        gold = _gold(problem)
        for i in range(4):
            for other in {0, 1, gold[i] + 1} - {gold[i]}:
                said = [*gold[:i], other, *gold[i + 1 :]]
                answer = ", ".join(f"{a}: {f'step {s}' if s else 'right'}" for a, s in zip("ABCD", said, strict=True))
                assert not task.verify(problem, answer).is_correct
                assert task.accuracy(problem, answer) == 0.75


def test_accuracy_with_and_without_the_step():
    task, problem = JudgeSolution(1, 4), problems(0, 1)[0]
    assert task.accuracy(problem, task.solve(problem)) == 1.0
    assert task.accuracy(problem, "nonsense") == 0.0
    moved = [g + 1 if g else 0 for g in _gold(problem)]
    answer = ", ".join(f"{a}: {f'step {s}' if s else 'right'}" for a, s in zip("ABCD", moved, strict=True))
    assert task.accuracy(problem, answer, steps=False) == 1.0
    assert task.accuracy(problem, answer) == moved.count(0) / 4


def test_the_order_of_the_solutions_makes_no_other_problem():
    task, problem = JudgeSolution(1, 4), problems(0, 1)[0]
    turned = Problem("the same, turned", {"items": problem.data["items"][::-1]})
    assert task.identity(turned) == task.identity(problem)
    assert task.key(ID, turned) == task.key(ID, problem)


PROBLEM = problem_at(ID, JudgeSolution(), None, 0)


@given(nasty_texts())
def test_any_text_gets_a_verdict(text):
    assert JudgeSolution().verify(PROBLEM, text) == JudgeSolution().verify(PROBLEM, text)


@pytest.mark.parametrize(
    ("knobs", "says"),
    [({"tier": 6}, "1 to 5"), ({"solutions": 11}, "1 to 10"), ({"kind": "fraction"}, "did you mean 'fractions'")],
)
def test_wrong_knobs_are_told(knobs, says):
    with pytest.raises(KnobError, match=says):
        JudgeSolution(**knobs)


def test_one_kind_alone():
    problem = JudgeSolution(2, 3, "urn").generate(np.random.default_rng(0))
    assert [item["kind"] for item in problem.data["items"]] == ["urn"] * 3
