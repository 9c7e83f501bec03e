"""Logarithms: every expression asked for is evaluated as it stands, to 40 digits; long ones factor by factor."""

import re
from fractions import Fraction
from itertools import pairwise
from zlib import crc32

import mpmath
import numpy as np
import pytest
import sympy
from sympy.parsing.sympy_parser import implicit_multiplication, parse_expr, standard_transformations

from palaestra.envs.math.logarithms import Logarithms
from palaestra.envs.math.template import Template

BY_NAME = {t.name: t for t in Logarithms.templates}
HARD = [t.name for t in Logarithms.templates if type(t).draw_hard is not Template.draw_hard]
TIERS = range(1, 6)
READ = (*standard_transformations, implicit_multiplication)
LETTERS = {c: sympy.Symbol(c, real=True) for c in "xypqr"} | {"e": sympy.E, "ln": sympy.log}


def draws(name, tier, n, hard=False):
    rng = np.random.default_rng([crc32(name.encode()), tier, hard])
    template = BY_NAME[name]
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def sym(text):
    return parse_expr(re.sub(r"log_(\d+)\(", r"LOG(\1, ", text).replace("^", "**"), transformations=READ,
                      local_dict=LETTERS | {"LOG": lambda b, v: sympy.log(v) / sympy.log(b)})  # fmt: skip


def said(question, pattern):
    return re.search(pattern, question).groups()


def equal(a, b, digits=30):
    return abs(sympy.N(a - b, 50)) < sympy.Float(10) ** -digits * max(1, abs(sympy.N(b)))


def value_of(pattern):
    def referee(p, q, answer):
        (text,) = said(q, pattern)
        return equal(sym(text), Fraction(answer))

    return referee


log_sum = value_of(r"value of (.*) as a")
combine = value_of(r"value of (.*) as a")
natural_powers = value_of(r"value of (.*) as a")


def change_of_base(p, q, answer):
    given, asked = said(q, r"Let (.*)\. Express (.*) in terms")
    values = {LETTERS[name]: sym(text) for name, text in re.findall(r"(\w) = (log_\d+\(\d+\))", given)}
    return equal(sym(asked), sym(answer).subs(values)) and sym(answer).free_symbols <= set(values)


def log_equation(p, q, answer):
    """Between the bounds of its domain the left side has as many roots as are given."""
    left, right = said(q, r"numbers x with (.*) = (-?\d+)\.")
    f = sympy.lambdify(LETTERS["x"], sym(left) - int(right), "mpmath")
    given = [sympy.Rational(part) for part in answer[1:-1].split(", ")]
    low = max(sympy.Rational(-p["p"], p["a"]), sympy.Rational(-p["q"], p["d"]))
    assert all(x > low and abs(f(mpmath.mpf(x.p) / x.q)) < 1e-40 for x in given)
    grid = sorted({low + sympy.Rational(k * k + 1, 97) for k in range(600)} - set(given))
    signs = [f(mpmath.mpf(x.p) / x.q) > 0 for x in grid]
    crossed = [x for x in given if abs(mpmath.diff(f, mpmath.mpf(x.p) / x.q)) > 1e-15]  # a double root only touches
    return sum(a != b for a, b in pairwise(signs)) == len(crossed)


def exponential_equation(p, q, answer):
    left, right = said(q, r"Solve for x: (.*) = (\S*)\.$")
    return equal(sym(left).subs(LETTERS["x"], sympy.Rational(answer)) / sym(right), 1)


def quadratic_exponential(p, q, answer):
    (text,) = said(q, r"numbers x with (.*) = 0\.")
    given = [sym(part) for part in answer[1:-1].split(", ")]
    y, b = sympy.Symbol("y"), p["b"]
    text = re.sub(r"\d+\^\(2x(?: \+ (\d+))?\)", lambda m: f"{b ** int(m[1] or 0)}*y^2", text).replace(f"{b}^x", "y")
    f = parse_expr(text.replace("^", "**"), local_dict={"y": y})
    roots = sorted({r for r in sympy.real_roots(f) if r > 0})
    return len(roots) == len(given) and all(equal(b**x, r) for x, r in zip(given, roots, strict=True))


def log_system(p, q, answer):
    first, second = said(q, r"with (.*) and (.*)\. Answer")
    x, y = (sym(part) for part in answer[1:-1].split(", "))
    for text in (first, second):
        left, right = text.split(" = ")
        assert equal(sym(left).subs({LETTERS["x"]: x, LETTERS["y"]: y}), int(right))
    m = sympy.Matrix([row[:2] for row in p["rows"]])
    return m.det() != 0


def chain_product(p, q, answer):
    product = mpmath.mpf(p["c"])
    for k in range(p["a"] ** p["j"], p["n"] + 1):
        product *= mpmath.log(k + 1) / mpmath.log(k)
    return abs(product - mpmath.mpf(Fraction(answer).numerator) / Fraction(answer).denominator) < 1e-30


def quotient_sum(p, q, answer):
    total = mpmath.fsum(mpmath.log(1 + mpmath.mpf(1) / k) for k in range(p["m"], p["n"] + 1))
    value = p["c"] * total / mpmath.log(p["a"] ** p["s"])
    return abs(value - mpmath.mpf(Fraction(answer).numerator) / Fraction(answer).denominator) < 1e-30


def digits(p, q, answer):
    c, a, n = (int(v) for v in said(q, r"number (\d+) \* (\d+)\^(\d+) have"))
    return 10 ** (int(answer) - 1) <= c * a**n < 10 ** int(answer)


def check(name, tier, n):
    template, referee = BY_NAME[name], globals()[name]
    with mpmath.workdps(50):
        for p in draws(name, tier, n):
            answer = template.answer(p)
            assert referee(p, template.ask(p), answer), (template.ask(p), answer)
            assert template.verify(p, answer).is_correct


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_second_way_gives_the_same_answer(name, tier):
    check(name, tier, 4)


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_second_way_gives_the_same_answer_often(name, tier):
    check(name, tier, 40)


def hard_chain_product(p, answer):
    exact = mpmath.log(p["n"] + 1) / mpmath.log(p["a"] ** p["j"]) * p["c"]
    return abs(exact - mpmath.mpf(Fraction(answer).numerator) / Fraction(answer).denominator) < 1e-30


def hard_quotient_sum(p, answer):
    """By the digamma-free way: an integral between neighbouring sums."""
    value = (
        mpmath.mpf(Fraction(answer).numerator) / Fraction(answer).denominator / p["c"] * mpmath.log(p["a"] ** p["s"])
    )
    m, n = mpmath.mpf(p["m"]), mpmath.mpf(p["n"])
    g = lambda t: (t + 1) * mpmath.log(t + 1) - t * mpmath.log(t)  # noqa: E731  # its derivative is the term
    return g(n + 1) - g(m) < value < g(n) - g(m - 1)


def hard_digits(p, answer):
    """By a power of ten from below and above, in a number with a short mantissa."""
    with mpmath.workdps(60):
        size = mpmath.mpf(p["c"]) * mpmath.power(p["a"], p["n"])
        return mpmath.mpf(10) ** (int(answer) - 1) <= size < mpmath.mpf(10) ** int(answer)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_where_it_ends(name, tier):
    template = BY_NAME[name]
    for p in draws(name, tier, 30):
        assert template.usual(p) == template.answer(p)
    with mpmath.workdps(80):
        for p in draws(name, tier, 30, hard=True):
            assert template.usual(p) is None
            answer = template.answer(p)
            assert globals()[f"hard_{name}"](p, answer), (p, answer)
            assert template.verify(p, answer).is_correct


@pytest.mark.parametrize("name", ["log_sum", "combine", "natural_powers"])
def test_the_expression_of_the_question_is_no_answer(name):
    template = BY_NAME[name]
    for tier in TIERS:
        for p in draws(name, tier, 10):
            (text,) = said(template.ask(p), r"value of (.*) as a")
            for copy in (text, f"{text} + 0", f"1*({text})", f"({text})^1"):
                assert not template.verify(p, copy).is_correct, copy


def test_other_forms_are_accepted_and_neighbours_are_not():
    t, p = BY_NAME["quadratic_exponential"], {"b": 3, "a": 1, "u": 9, "v": 5, "e": 0}
    assert t.answer(p) == "{log_3(5), 2}"
    for text in (r"\{2, \log_3 5\}", r"\{2, \frac{\ln 5}{\ln 3}\}", "{2, ln(5)/ln(3)}", "{2, log_3(5)}"):
        assert t.verify(p, text).is_correct, text
    for text in ("{2, log_5(3)}", "{2}", "{2, 1.4649735}", "2", "{5, 9}", "", "log_3(5)", "log(" * 400):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["change_of_base"], {"primes": [2, 3, 5], "u": [1, 1, 0], "v": [0, 1, 1]}
    assert t.answer(p) == "(p + q)/(p + 1)"
    for text in (r"\frac{p+q}{1+p}", "p/(1+p) + q/(1+p)", "(q+p)/(p+1)"):
        assert t.verify(p, text).is_correct, text
    for text in ("(p+q)/p", "(p + q)/(q + 1)", "1", "log_6(15)", "p"):
        assert not t.verify(p, text).is_correct, text


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in Logarithms.levels:
        for part in ("train", "test"):
            for seed in range(4):
                problem = level.generate_for(axis, part, np.random.default_rng([level.tier, seed]))
                assert level.verify(problem, level.solve(problem)).is_correct
                assert level.explain(problem)
                assert ("Now let N =" in problem.prompt) == ((axis, part) == ("compositional", "test"))
