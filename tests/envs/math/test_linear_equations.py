"""Linear equations: every question is read back and solved by sympy, by listing or by counting."""

import re
from fractions import Fraction
from itertools import pairwise
from zlib import crc32

import numpy as np
import pytest
import sympy
from sympy.parsing.sympy_parser import implicit_multiplication_application, parse_expr, standard_transformations

from palaestra.envs.math.linear_equations import LinearEquations
from palaestra.envs.math.notation import inside, ordinal, signed, term
from palaestra.envs.math.template import Template

BY_NAME = {t.name: t for t in LinearEquations.templates}
HARD = [t.name for t in LinearEquations.templates if type(t).draw_hard is not Template.draw_hard]
TIERS = range(1, 6)
READ = (*standard_transformations, implicit_multiplication_application)
LETTERS = {c: sympy.Symbol(c, real=True) for c in "xyzuvwamij"}


def draws(name, tier, n, hard=False):
    rng = np.random.default_rng([crc32(name.encode()), tier, hard])
    template = BY_NAME[name]
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def sym(text):
    text = re.sub(r"\|([^|]*)\|", r"Abs(\1)", text).replace("^", "**")
    return parse_expr(text, local_dict=LETTERS | {"Abs": sympy.Abs}, transformations=READ)


def equations(text):
    """Every equation of a text, as left minus right side."""
    parts = [part.split(" = ") for part in re.split(r",? and |, ", text) if " = " in part]
    return [sym(left) - sym(right) for left, right in parts]


def numbers(text):
    return [Fraction(n) for n in re.findall(r"-?\d+(?:/\d+)?", text)]


def one(expression, letter="x"):
    (value,) = sympy.solve(expression, LETTERS[letter])
    return value


def said(question, pattern):
    return re.search(pattern, question).groups()


def brackets(p, q, answer):
    (text,) = said(q, r"Solve for x: (.*)\.$")
    return one(equations(text)[0]) == sympy.Rational(answer)


quotients = brackets


def literal(p, q, answer):
    (text,) = said(q, r"one solution: (.*)\.$")
    return sympy.cancel(one(equations(text)[0]) - sym(answer)) == 0


def absolute_values(p, q, answer):
    """Right at the solutions that are given, and no sign changes between nor outside of them."""
    (text,) = said(q, r"numbers x with (.*)\. Answer")
    f = sympy.lambdify(LETTERS["x"], equations(text)[0], modules={"Abs": abs})
    found = numbers(answer)
    assert all(f(x) == 0 for x in found)
    grid = ({Fraction(n, 8) for n in range(-8 * 400, 8 * 400, 19)} | {sum(found) / 2}) - set(found)
    signs = [f(x) > 0 for x in sorted(grid)]
    return sum(a != b for a, b in pairwise(signs)) == len(found) == 2


def ratios(p, q, answer):
    text, letter = said(q, r"Let (.*)\. Find (\w)\.")
    text = re.sub(r"(\w):(\w) = (\d+):(\d+)", r"\4*\1 = \3*\2", text)
    return sympy.solve(equations(text), dict=True)[0][LETTERS[letter]] == int(answer)


def means(p, q, answer):
    """Add up and divide."""
    n, a, *middle = numbers(q.split("?")[0])
    *others, b, c = middle
    lists = [(n, a), *zip(others[::2], others[1::2], strict=True), (int(answer), b)]
    return sum(k * m for k, m in lists) == c * sum(k for k, _ in lists) and int(answer) > 0


def system(p, q, answer):
    (text,) = said(q, r"equations (.*)\. Answer")
    names = [LETTERS[c] for c in "xyzw"[: len(p["rows"])]]
    (found,) = sympy.linsolve(equations(text), names)
    return str(found) == answer


def consistency(p, q, answer):
    (text,) = said(q, r"equations (.*) have")
    found = sympy.solve([e.subs(LETTERS["m"], sympy.Rational(answer)) for e in equations(text)])
    return len(found) == len(p["last"]) + 1


def singular(p, q, answer):
    (text,) = said(q, r"system (.*) not have")
    names = [LETTERS[c] for c in "xyzw"[: len(p["last"]) + 1]]
    matrix, _ = sympy.linear_eq_to_matrix(equations(text), names)
    return matrix.det().subs(LETTERS["m"], int(answer)) == 0 and matrix.det().has(LETTERS["m"])


def all_but_one(p, q, answer):
    n = p["n"]
    matrix = sympy.ones(n, n) - sympy.eye(n)
    right = sympy.Matrix([p["a"] * i + p["b"] for i in range(1, n + 1)])
    return matrix.LUsolve(right)[p["k"] - 1] == int(answer)


def circle(p, q, answer):
    n = p["n"]
    matrix = sympy.Matrix(n, n, lambda i, j: int(j in (i, (i + 1) % n)))
    right = [p["q"] * i * i + p["a"] * i + p["b"] for i in range(1, n)] + [p["c"]]
    return matrix.LUsolve(sympy.Matrix(right))[p["k"] - 1] == int(answer)


def distances(p, q, answer):
    x, y = numbers(answer)
    points = [p["d"] * k for k in range(1, p["n"] + 1)]
    right = all(sum(abs(t - k) for k in points) == p["s"] for t in (x, y))
    return right and x < y  # the sum is convex, so that there are no more


def positive_pairs(p, q, answer):
    a, b, c = p["a"], p["b"], p["c"]
    return sum((c - b * y) % a == 0 for y in range(1, (c - 1) // b + 1)) == int(answer)


def check(name, tier, n):
    template, referee = BY_NAME[name], globals()[name]
    for p in draws(name, tier, n):
        answer = template.answer(p)
        assert referee(p, template.ask(p), answer), (template.ask(p), answer)
        assert template.verify(p, answer).is_correct


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_second_way_gives_the_same_answer(name, tier):
    check(name, tier, 5)


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_second_way_gives_the_same_answer_often(name, tier):
    check(name, tier, 60)


@pytest.mark.parametrize("tier", TIERS)
def test_structure_answers_what_elimination_cannot(tier):
    """Hard numbers, by formulas of other make: the equation in question holds for the numbers around the answer."""
    for p in draws("all_but_one", tier, 20, hard=True):
        n, a, b = p["n"], p["a"], p["b"]
        x = {k: int(BY_NAME["all_but_one"].answer(p | {"k": k})) for k in (1, p["k"], n)}
        total = (x[1] + x[n]) * n // 2  # the numbers fall in equal steps
        assert all(total - x[k] == a * k + b for k in x)
        assert (x[1] - x[n]) == a * (n - 1)
    for p in draws("circle", tier, 20, hard=True):
        n, k = p["n"], p["k"]
        at = {i: int(BY_NAME["circle"].answer(p | {"k": i})) for i in (1, 2, n - 1, n, k, k % n + 1)}
        for i in (1, n - 1, *([k] if k < n else [])):
            assert at[i] + at[i + 1] == p["q"] * i * i + p["a"] * i + p["b"]
        assert at[n] + at[1] == p["c"]
    for p in draws("distances", tier, 20, hard=True):
        n, d = p["n"], p["d"]
        x, y = numbers(BY_NAME["distances"].answer(p))
        assert x + y == d * (n + 1)
        j = min(n, int(y // d))
        assert j * y - d * j * (j + 1) // 2 + d * (n * (n + 1) - j * (j + 1)) // 2 - (n - j) * y == p["s"]
    for p in draws("positive_pairs", tier, 20, hard=True):
        a, b, c = p["a"], p["b"], p["c"]
        around = [sum((c - b * y) % a == 0 for y in range(1, 2 * a * b // b + 1))]  # two rounds of y
        assert around == [2 * b // b]
        assert abs(int(BY_NAME["positive_pairs"].answer(p)) - Fraction(c, a * b)) < 1


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_where_it_ends(name, tier):
    template = BY_NAME[name]
    for p in draws(name, tier, 20):
        assert template.usual(p) == template.answer(p)
    for p in draws(name, tier, 20, hard=True):
        assert template.usual(p) is None
        assert template.verify(p, template.answer(p)).is_correct
        assert 3 <= len(template.steps(p)) < 12


def test_other_forms_are_accepted_and_neighbours_are_not():
    t, p = BY_NAME["absolute_values"], {"terms": [[1, 2, 3]], "c": 0, "d": 4}
    assert t.answer(p) == "{-7/2, 1/2}"
    for text in ("{1/2, -7/2}", r"\{-3.5, 0.5\}", r"\left\{\frac12, -\frac72\right\}"):
        assert t.verify(p, text).is_correct, text
    for text in ("1/2", "{1/2}", "{1/2, 7/2}", "{-7/2, 1/2, 3}", "", "{", "9**9**9"):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["literal"], {"terms": [[1, 0, 1, 3, 0], [0, 4, 1, 0, -3]], "left": 1}
    assert t.answer(p) == "(-3a^2 - 12)/(a - 4)"
    for text in ("3(a^2 + 4)/(4 - a)", r"x = \frac{3a^2+12}{4-a}"):
        assert t.verify(p, text).is_correct, text
    for text in ("3(a^2 + 4)/(a - 4)", "3", "3(b^2 + 4)/(4 - b)", "a" * 5000):
        assert not t.verify(p, text).is_correct, text


def test_notation_reads_as_people_write():
    assert signed(["-x", "3", "", "-y"]) == "-x + 3 - y"
    assert signed([]) == "0"
    assert (term(-1), term(1, "x"), term(-7, "(x + 1)")) == ("-1", "x", "-7(x + 1)")
    assert (inside(Fraction(-1, 2)), inside(0)) == ("(-1/2)", "0")
    assert [ordinal(n) for n in (1, 2, 3, 12, 21, 113)] == ["1st", "2nd", "3rd", "12th", "21st", "113th"]


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in LinearEquations.levels:
        for part in ("train", "test"):
            for seed in range(4):
                problem = level.generate_for(axis, part, np.random.default_rng([level.tier, seed]))
                assert level.verify(problem, level.solve(problem)).is_correct
                assert level.explain(problem)
                assert ("Now let N =" in problem.prompt) == ((axis, part) == ("compositional", "test"))
