"""Limits: questions are read back and evaluated with many digits near the limit, summed, iterated or expanded."""

import re
from fractions import Fraction
from itertools import pairwise
from math import isclose, prod

import mpmath
import numpy as np
import pytest
import sympy
import template_checks
from mpmath import mp, mpf
from sympy.parsing.sympy_parser import implicit_multiplication_application, parse_expr, standard_transformations
from template_checks import CHECKS, TIERS, both, has_hard, problems

from palaestra.envs.math.limits import Limits
from palaestra.envs.math.power_series import power_sum, series

BY_NAME = {template.name: template for template in Limits.templates}
READ = (*standard_transformations, implicit_multiplication_application)
LETTERS = {c: sympy.Symbol(c) for c in "xnihtL"} | {"e": sympy.E, "arctan": sympy.atan}


@pytest.fixture(autouse=True)
def digits():
    with mp.workdps(60):
        yield


def sym(text):
    return parse_expr(text.replace("^", "**"), local_dict=LETTERS, transformations=READ)


def function(text, letter="x"):
    return sympy.lambdify(LETTERS[letter], sym(text), "mpmath")


def value(answer):
    return mpmath.mpmathify(sympy.N(sym(answer), 50))


def said(question, pattern):
    return re.search(pattern, question).groups()


def near(a, b, digits=15):
    return abs(a - b) <= mpf(10) ** -digits * max(1, abs(b))


def at(text, x, answer, letter="x"):
    """The value of a text very near to the limit."""
    with mp.workdps(400):
        found = function(text, letter)(mpf(x))
    return near(found, value(answer))


def quotient(p, q, answer):
    text, a = said(q, r"limit of (.*) as x tends to (-?\d+)\.")
    with mp.workdps(400):
        return at(text, mpf(a) + mpf(10) ** -60, answer)


def roots(p, q, answer):
    (text,) = said(q, r"limit of (.*) as x tends to infinity")
    return at(text, "1e60", answer)


def difference_quotient(p, q, answer):
    formula, a, right, left = said(q, r"f\(x\) = (.*)\. Find .*\(f\((-?\d+) \+ (\d*)h\) - f\(-?\d+ - (\d*)h\)\)/h")
    f = function(formula)
    with mp.workdps(200):
        h = mpf(10) ** -60
        return near((f(int(a) + int(right or 1) * h) - f(int(a) - int(left or 1) * h)) / h, value(answer))


def vanishing(p, q, answer):
    top, bottom = said(q, r"limit of (.*) divided by (.*) as x tends")
    return at(f"({top})/({bottom})", "1e-60", answer)


def exponential(p, q, answer):
    text, letter, where = said(q, r"limit of (.*) as (\w) tends to (\w+)")
    with mp.workdps(400):
        base, over = re.fullmatch(r"\((.*)\)\^\((.*)\)", text).groups()
        place = mpf("1e60") if where == "infinity" else mpf("1e-60")
        found = function(base, letter)(place) ** function(over, letter)(place)
        return abs(found / value(answer) - 1) < mpf(10) ** -15


def taylor_coefficient(p, q, answer):
    n, text = said(q, r"coefficient of x\^(\d+) in the power series of (.*) about")
    with mp.workdps(120):
        return near(mpmath.taylor(function(text), 0, int(n))[-1], value(answer))


def polynomial_series(p, q, answer):
    text, start = said(q, r"sum of (.*) over all whole numbers i from (\d+) on")
    poly, r = re.fullmatch(r"\((.*)\)\*\((.*)\)\^i", text).groups()
    f, r = function(poly, "i"), value(r)
    assert abs(r) < 1
    return near(mpmath.fsum(f(i) * r**i for i in range(int(start), int(start) + 900)), value(answer))


def exponential_series(p, q, answer):
    poly, r = said(q, r"sum of \((.*)\)\*(\S+)\^i/i! over")
    f, r = function(poly, "i"), value(r)
    return near(mpmath.fsum(f(i) * r**i / mpmath.factorial(i) for i in range(150)), value(answer))


def radius(p, q, answer):
    """The quotient of two neighbouring coefficients, far out."""
    (text,) = said(q, r"x\^i is (.*), for i")
    f, far = function(text, "i"), mpf(10) ** 12
    with mp.workdps(80):
        return near(f(far) / f(far + 1), value(answer), 9)


def recursive(p, q, answer):
    starts = dict(re.findall(r"([xy]_\d) = (-?\d+)", q.split(" for all")[0]))
    rules = dict(re.findall(r"([xy]_\(n\+\d\)) = (.*?)(?=, y_| for all)", q))
    names = [re.sub(r"\W", "", name) for name in ("x_n", "x_(n+1)", "x_(n+2)")]
    order = 1 if "y_0" in starts else len(starts)
    state = [float(v) for _, v in sorted(starts.items())]
    if "y_0" in starts:
        names = ["x_n", "y_n"]
    codes = []
    for text in rules.values():
        plain = re.sub(r"x_\(n\+(\d)\)", r"x_n\1", text)
        plain = re.sub(r"(\d)([xy]_n)", r"\1*\2", plain)
        codes.append(sympy.lambdify(sympy.symbols(names[: len(state)]), sympy.sympify(plain), "math"))
    for _ in range(3000):
        new = [code(*state) for code in codes]
        state = new if len(new) == len(state) else [*state[1:], *new]
    assert order >= 1
    return isclose(state[0], float(value(answer)), rel_tol=1e-9, abs_tol=1e-9)


def riemann_sum(p, q, answer):
    """Three sums, and what they tend to as a polynomial in 1/n."""
    text, c = said(q, r"sum of (.*) over i = 1, 2, ..., (\d+)\*n")
    f = sympy.lambdify([LETTERS["i"], LETTERS["n"]], sym(text), "numpy")
    sums = [float(np.sum(f(np.arange(1.0, int(c) * n + 1), float(n)))) for n in (500, 1000, 2000, 4000)]
    while len(sums) > 1:
        k = 5 - len(sums)
        sums = [(2**k * b - a) / (2**k - 1) for a, b in pairwise(sums)]
    return isclose(sums[0], float(value(answer)), rel_tol=1e-8)


def expanded(top, bottom, n):
    """Coefficients by the recurrence that the whole denominator gives."""
    out = []
    for i in range(n + 1):
        rest = top[i] if i < len(top) else 0
        out.append(rest - sum(bottom[j] * out[i - j] for j in range(1, min(i, len(bottom) - 1) + 1)))
    return out


def rational_series(p, q, answer):
    n, top, below, k = said(q, r"x\^(\d+) in the power series of \((.*)\)/\((.*)\)\^(\d) about")
    x, n = LETTERS["x"], int(n)
    top, bottom = ([int(c) for c in reversed(sympy.Poly(f, x).all_coeffs())] for f in (sym(top), sym(below) ** int(k)))
    if n < 1000:
        return expanded(top, bottom, n)[n] == int(answer)
    period = 2 * p["m"]  # on a residue class the coefficients are a polynomial
    first = n % period + period * 4
    row = expanded(top, bottom, first + period * 6)
    points = [Fraction(row[first + period * j]) for j in range(6)]
    place = Fraction(n - first, period)
    total = sum(
        y * prod((Fraction(place - b, a - b) for b in range(6) if b != a), start=Fraction(1))
        for a, y in enumerate(points)
    )
    return total == int(answer)


def telescope(p, q, answer):
    (text,) = said(q, r"sum of (.*) over i")
    c, factors = re.fullmatch(r"(\d+)/\((.*)\)", text).groups()
    f, n = sym(factors), p["n"]

    def one(i):
        return Fraction(int(c), int(f.subs(LETTERS["i"], i)))

    if n < 100:
        return sum(one(i) for i in range(1, n + 1)) == Fraction(answer)
    before = Fraction(BY_NAME["telescope"].answer(p | {"n": n - 1}))
    return Fraction(answer) - before == one(n) and telescope(
        p | {"n": 5}, q, BY_NAME["telescope"].answer(p | {"n": 5})
    )


def many_powers(p, q, answer):
    weight, n, m, square = said(q, r"sum of \((.*)\)x\^i .*, (\d+)\. Find .*/\(x\^(\d+) - 1\)(\^2)? as x")
    w, n, m = sym(weight), int(n), int(m)
    f = sympy.lambdify(LETTERS["i"], w, "math")
    if n < 200:
        with mp.workdps(200):
            x = 1 + mpf(10) ** -40
            top = mpmath.fsum(f(i) * (x**i - 1 - (i * (x - 1) if square else 0)) for i in range(1, n + 1))
            return near(top / (x**m - 1) ** (2 if square else 1), value(answer))
    before = Fraction(BY_NAME["many_powers"].answer(p | {"n": n - 1}))
    last = Fraction(f(n) * n * (n - 1), 2 * m * m) if square else Fraction(f(n) * n, m)
    return Fraction(answer) - before == last


def many_factors(p, q, answer):
    text, n, top = said(q, r"product of (.*) over i = 1, 2, ..., (\d+)\. Find the limit of (.*) as x tends")
    f = sympy.lambdify([LETTERS["i"], LETTERS["x"]], sym(text), "mpmath")
    outer, n = top.replace("P(x)", "t"), int(n)

    def limit(size):
        with mp.workdps(200):
            x = mpf(10) ** -50
            t = mpmath.fprod(f(i, x) for i in range(1, size + 1))
            return sympy.lambdify([LETTERS["t"], LETTERS["x"]], sym(outer), "mpmath")(t, x)

    if n < 100:
        return near(limit(n), value(answer))
    rule = BY_NAME["many_factors"]
    step = Fraction(answer) - Fraction(rule.answer(p | {"n": n - 1}))
    first = Fraction(rule.answer(p | {"n": 1}))
    e = {"plain": 1, "power": 1, "exp": 1, "cos square": 4, "ratio": 3}.get(p["form"], 2)
    return step == first * n**e and near(limit(1), value(str(first)))


@pytest.mark.parametrize(("template", "tier", "n"), both(Limits.templates))
def test_a_second_way_gives_the_same_answer(template, tier, n):
    referee = globals()[template.name]
    for p in problems(template, tier, 3 if n == 40 else 40, salt=n):
        answer = template.answer(p)
        assert referee(p, template.ask(p), answer), (template.ask(p), answer)


@pytest.mark.parametrize("template", [t for t in Limits.templates if has_hard(t)], ids=lambda t: t.name)
@pytest.mark.parametrize("tier", TIERS)
def test_hard_numbers_by_another_way(template, tier):
    for p in problems(template, tier, 10, hard=True):
        assert globals()[template.name](p, template.ask(p), template.answer(p)), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", Limits.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_equations_in_solutions_are_true():
    for template in Limits.templates:
        found = 0
        for tier in TIERS:
            for p in problems(template, tier, 6, salt=9):
                found += sum(template_checks.check_line(line.replace("*", "·")) for line in template.steps(p))
        assert found >= 15 or template.name in ("radius", "telescope"), (template.name, found)


def test_answers_are_read_in_every_notation():
    t, p = BY_NAME["exponential"], {"form": "one", "a": 3, "b": 2, "d": 1, "e": 1, "c": 5}
    assert t.answer(p) == "e^(15/2)"
    for text in (r"e^{15/2}", r"\exp(7.5)", r"e^7\sqrt{e}", r"\sqrt{e^{15}}", "(1/e)^(-15/2)"):
        assert t.verify(p, text).is_correct, text
    for text in ("15/2", "e^(15)/2", "1808.04", "e^(-15/2)", r"\lim_{n\to\infty}(1 + 3/(2n))^{5n}", "e^x"):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["riemann_sum"], {"form": "log", "a": 2, "b": 5, "c": 6, "p": 3, "m": 2}
    assert t.answer(p) == "(3/2)*ln(17/5)"
    for text in (r"\frac{3}{2}\ln\frac{17}{5}", "1.5(ln 17 - ln 5)", r"\ln\left((17/5)^{3/2}\right)"):
        assert t.verify(p, text).is_correct, text
    for text in (r"\frac32 \ln 17", "1.8356", r"\int_0^6 \frac{3}{2x+5} dx", "(3/2)*log(17/5)"):
        assert not t.verify(p, text).is_correct, text


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in Limits.levels:
        for part in ("train", "test"):
            problem = level.generate_for(axis, part, np.random.default_rng(level.tier))
            assert level.verify(problem, level.solve(problem)).is_correct
            assert level.explain(problem)


def test_series_and_sums_of_powers():
    x = LETTERS["x"]
    known = {
        "exp": sympy.exp(x), "sin": sympy.sin(x), "cos": sympy.cos(x), "tan": sympy.tan(x), "ln": sympy.log(1 + x),
        "arctan": sympy.atan(x), "sqrt": sympy.sqrt(1 + x), "geometric": 1 / (1 - x),
    }  # fmt: skip
    for name, f in known.items():
        poly = sympy.series(f.subs(x, 3 * x), x, 0, 8).removeO()
        assert [sympy.Rational(str(c)) for c in series(name, 3, 7)] == [poly.coeff(x, i) for i in range(8)]
    assert series("cbrt", 1, 2) == [1, Fraction(1, 3), Fraction(-1, 9)]
    for e in range(5):
        assert [power_sum(n, e) for n in range(1, 9)] == [sum(i**e for i in range(1, n + 1)) for n in range(1, 9)]
