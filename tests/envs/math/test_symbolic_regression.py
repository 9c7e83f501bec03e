"""Formulas behind tables: sympy agrees with every table, and only the formula itself is paid."""

import math
import re
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import problem_at
from palaestra.envs.math.families.laws import exact_value, size_of
from palaestra.envs.math.symbolic_regression import SymbolicRegression
from palaestra.envs.verify.answers import read_math

ID = "Math-SymbolicRegression-v0"
TIERS = (1, 2, 3, 4, 5)
KINDS = {template.name: template for template in SymbolicRegression.templates}
HARD = ("polynomial", "exponential", "whole_parts")


def parsed(text):
    """Read a formula or a place of ours with sympy; only for our own texts."""
    text = re.sub(r"log_(\d+)\(([^()]*)\)", r"log(\2)/log(\1)", text).replace("^", "**").replace("abs(", "Abs(")
    return sympy.sympify(text, rational=True)


def drawn(name, tier, n, hard=False):
    rng = np.random.default_rng([tier, n, len(name), hard])
    return [(KINDS[name].draw_hard if hard else KINDS[name].draw)(rng, tier) for _ in range(n)]


def same(one, two):
    if isinstance(one, float) or isinstance(two, float):
        return math.isclose(float(one), float(two), rel_tol=1e-9, abs_tol=1e-9)
    return one == two


def check(name, p):
    template = KINDS[name]
    formula = parsed(template.answer(p))
    f = sympy.lambdify(list(map(sympy.Symbol, template.variables)), formula, "math")
    if name == "whole_parts":  # lambdify would write x/3 as a float times x
        f = lambda x: formula.subs("x", sympy.Rational(x))  # noqa: E731
    rows = template.words(p)["table"].split("\n")
    assert len(rows) == len(template.shown(p)) == len(set(rows))
    for row in rows:  # what the prompt says, not what the template holds
        *places, value = (part.partition(" = ")[2] for part in re.split(r", |: ", row))
        at = [float(parsed(x)) if "pi" in x else Fraction(x) for x in places]
        assert same(f(*at), float(value) if "." in value else Fraction(value)), (name, p, row)
    assert len(template.held_out(p)) >= 7
    assert not set(template.held_out(p)) & set(template.shown(p))
    for at in template.held_out(p):
        want = f(*(x if isinstance(x, float) else Fraction(x) for x in at))
        assert same(want, template.value(p, *at)), (p, at)
    assert template.verify(p, template.answer(p)).is_correct
    assert template.verify(p, f"{template.left} = {template.answer(p)}").is_correct


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_table_holds_values_of_the_formula(name, tier):
    for p in drawn(name, tier, 4):
        check(name, p)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_table_holds_values_of_the_formula_on_many_draws(name, tier):
    for p in drawn(name, tier, 25):
        check(name, p)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_on_ordinary_tables_and_fails_on_hard_ones(name, tier):
    template = KINDS[name]
    for p in drawn(name, tier, 4):
        assert template.verify(p, template.usual(p)).is_correct
    for p in drawn(name, tier, 3, hard=True):
        usual = template.usual(p)
        assert usual is None or not template.verify(p, usual).is_correct
        assert template.verify(p, template.answer(p)).is_correct
        formula = parsed(template.answer(p))
        for at, value in template.table(p):
            assert formula.subs("x", at[0]) == value


def lagrange(template, p):
    """The polynomial through all points shown, by sympy."""
    x = sympy.Symbol("x")
    data = [(sympy.nsimplify(at[0]), sympy.nsimplify(value, rational=True)) for at, value in template.table(p)]
    return str(sympy.expand(sympy.interpolate(data, x))).replace("**", "^")


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("polynomial", "two_variables")])
def test_a_polynomial_through_the_points_earns_nothing(name):
    template = KINDS[name]
    for p in drawn(name, 2, 1):
        verdict = template.verify(p, lagrange(template, p))
        assert verdict.score == 0


def test_a_table_in_a_formula_earns_nothing():
    template = KINDS["distances"]
    for p in drawn("distances", 1, 5):
        rows = template.table(p)
        pieces = "+".join(f"({y})*(1 - abs(x - {at[0]}))" for at, y in rows)
        assert template.verify(p, pieces).score == 0
        assert "at most" in template.verify(p, pieces).reason


@pytest.mark.parametrize("level", range(5))
def test_other_formulas_are_wrong(level):
    task = SymbolicRegression.levels[level]
    rng = np.random.default_rng(level)
    hits = 0
    for seed in range(40):
        problem = problem_at(ID, task, None, seed)
        right = task.solve(problem)
        wrongs = ["", "x", "0", f"{right} + 1", f"({right})*1.0001", f"{right} or {right}", "9^9^9^9", "y", "\ud800"]
        wrongs += [f"max({right}, 0)", f"{right} + 0*zz", "1/0", "x^x^x^x", f"{right}!", "1" * 3000]
        for wrong in wrongs:
            assert not task.verify(problem, wrong).is_correct, (problem.prompt, wrong)
        hits += task.verify(problem, task.guess(problem, rng)).is_correct
    assert hits <= 2


def test_other_ways_to_write_a_formula_are_accepted():
    p = {"top": [3, -2], "c": 5, "n": 5}
    for text in (r"\frac{3x-2}{x+5}", "3 - 17/(x+5)", "y = (2 - 3x)/(-x - 5)", "(3x-2)(x+5)^{-1}"):
        assert KINDS["quotient"].verify(p, text).is_correct, text
    p = {"a": -5, "k": 2, "c": 1, "b": -6, "n": 4}
    for text in ("-5*log_2(x+1) - 6", r"-5\log_2(x+1)-6", "-5*ln(x+1)/ln(2) - 6", "log_2((x+1)^(-5)) - 6"):
        assert KINDS["logarithm"].verify(p, text).is_correct, text
    p = {"a": 2, "r": 3, "q": 2, "c": 1, "n": 4}
    for text in ("2*x*sqrt(x) + 1", r"2x^{3/2}+1", r"2\sqrt{x^3}+1", "1 + 2*x^1.5"):
        assert KINDS["power_law"].verify(p, text).is_correct, text


def test_what_is_not_allowed_is_refused():
    p = {"terms": [[3, 2], [1, 0]], "n": 4}
    assert KINDS["polynomial"].verify(p, "3x^2+1").is_correct
    for text in ("3*abs(x)^2 + 1", "3*x^2 + floor(1.5)", "3*sqrt(x^4) + 1", "3*x^2 + t - t + 1"):
        assert "not a" in KINDS["polynomial"].verify(p, text).reason
    assert "symbols" in KINDS["polynomial"].verify(p, "3*x*x + 1 + x - x + x - x + x - x").reason


@pytest.mark.parametrize(
    ("text", "size"),
    [("x", 1), ("3x", 3), ("3*x^2 + 1", 7), ("a - b", 3), ("-x", 2), ("sqrt(x)", 2), ("x/3 - 1/2", 7)],
)
def test_sizes(text, size):
    assert size_of(read_math(text)) == size


def test_exact_values():
    at = {"x": Fraction(3, 2)}
    assert exact_value(read_math("x^2 - 1/x"), at) == Fraction(9, 4) - Fraction(2, 3)
    assert exact_value(read_math("floor(-x) + abs(-x)"), at) == Fraction(-1, 2)
    for text in ("1/(x - 3/2)", "x^(1/2)", "x^99999999", "sin(x)", "0^(x - x)"):
        assert exact_value(read_math(text), at) is None


@given(st.text(max_size=60))
def test_judging_is_total(text):
    for name in ("distances", "wave"):
        KINDS[name].verify(drawn(name, 1, 1)[0], text)


def test_a_value_of_zero_is_no_obstacle():
    p = {"a": -1, "r": 2, "q": 3, "c": 9, "n": 4}  # 0 at x = 27
    assert KINDS["power_law"].verify(p, "9 - x^(2/3)").is_correct
    assert not KINDS["power_law"].verify(p, "9.001 - x^(2/3)").is_correct
    p = {"a": -1, "k": 3, "c": 1, "b": 2, "n": 4}  # 0 at x = 8
    assert KINDS["logarithm"].verify(p, "2 - log_3(x + 1)").is_correct
