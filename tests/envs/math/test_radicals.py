"""Radicals: every expression asked for is evaluated as it stands, to 40 digits; sums and products term by term."""

import re
from fractions import Fraction
from zlib import crc32

import mpmath
import numpy as np
import pytest
import sympy
from sympy.parsing.sympy_parser import implicit_multiplication_application, parse_expr, standard_transformations

from palaestra.envs.math.radicals import Radicals
from palaestra.envs.math.surds import Surd, squares
from palaestra.envs.math.template import Template

BY_NAME = {t.name: t for t in Radicals.templates}
HARD = [t.name for t in Radicals.templates if type(t).draw_hard is not Template.draw_hard]
TIERS = range(1, 6)
READ = (*standard_transformations, implicit_multiplication_application)
SIMPLE = re.compile(r"-?\(?-?(\d+|(\d+\*)?sqrt\(\d+\))( [-+] (\d+\*)?(\d+|sqrt\(\d+\)))*\)?(/\d+)?")


def draws(name, tier, n, hard=False):
    rng = np.random.default_rng([crc32(name.encode()), tier, hard])
    template = BY_NAME[name]
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def sym(text):
    return parse_expr(text.replace("^", "**"), transformations=READ)


def said(question, pattern):
    return re.search(pattern, question).groups()


def equal(a, b, digits=35):
    a, b = (mpmath.mpf(str(sympy.N(v, 60))) if isinstance(v, sympy.Basic) else v for v in (a, b))
    return abs(a - b) <= mpmath.mpf(10) ** -digits * max(1, abs(a))


def simple(answer):
    """Whole numbers and roots of numbers without squares, each root once, over one denominator."""
    inner = [int(n) for n in re.findall(r"sqrt\((\d+)\)", answer)]
    return SIMPLE.fullmatch(answer) and len(set(inner)) == len(inner) and all(squares(n)[0] == 1 for n in inner)


def value_of(pattern):
    def referee(p, q, answer):
        (text,) = said(q, pattern)
        return simple(answer) and equal(sym(text), sym(answer))

    return referee


collect = value_of(r"Simplify (.*) as far")
rationalise = value_of(r"simplify (.*)\.$")
nested = value_of(r"Write (.*) as a sum")


def rational_powers(p, q, answer):
    (text,) = said(q, r"value of (.*) as a")
    return sympy.nsimplify(sym(text)) == sympy.Rational(answer)


def cube_roots(p, q, answer):
    plus, sign, minus = said(q, r"value of \((.*)\)\^\(1/3\) ([-+]) \((.*)\)\^\(1/3\),")
    x, y = (mpmath.mpf(str(sympy.N(sym(text), 60))) for text in (plus, minus))
    x, y = (mpmath.sign(v) * mpmath.cbrt(abs(v)) for v in (x, y))
    return simple(answer) and equal(x + y if sign == "+" else x - y, sym(answer))


def value_at(p, q, answer):
    at, text = said(q, r"Let x = (.*)\. Find the exact value of (.*), simplified")
    return simple(answer) and sympy.expand(sym(text).subs(sympy.Symbol("x"), sym(at)) - sym(answer)) == 0


def endless(p, q, answer):
    """Close the pattern somewhere far inside."""
    (text,) = said(q, r"value of (.*), where")
    a, *rest = (int(n) for n in re.findall(r"-? ?\d+|\.", text.replace("- ", "-").split("...")[0]) if n != ".")
    x = mpmath.mpf(1)
    if text.startswith("sqrt"):
        sign, size = said(text, r"^sqrt\(\d+ ([-+]) (?:(\d+)\*)?sqrt")
        b = int(sign + (size or "1"))
        for _ in range(3000):
            x = mpmath.sqrt(a + b * x)
    elif text.count(f"{a} + ") == 4:
        for _ in range(3000):
            x = a + rest[0] / x
    else:
        top, c = rest[0], rest[1]
        for _ in range(3000):
            x = a + top / (c + top / x)
    return simple(answer) and equal(x, sym(answer), 20)


def equation(p, q, answer):
    """With t for a root, the other side has to be a root as well: both not negative."""
    t = sympy.Symbol("t")
    a, b, c, d, e, s = (sympy.Integer(p[k]) for k in "abcdes")
    found = set()
    if s == 0:
        for r in sympy.real_roots(sympy.Poly(t - (t**2 - b) / a - c, t)):
            found |= {(r**2 - b) / a} if r >= 0 else set()
    else:
        f = sympy.expand(a * (t**2 - e) / d + b - (c - s * t) ** 2)
        for r in sympy.real_roots(sympy.Poly(f, t)):
            found |= {sympy.expand((r**2 - e) / d)} if r >= 0 and c - s * r >= 0 else set()
    left, right = said(q, r"numbers x with (.*) = (-?\d+)\.")
    given = [sympy.Rational(part) for part in answer[1:-1].split(", ")]
    right = all(sym(left).subs(sympy.Symbol("x"), x) == int(right) for x in given)
    return right and sorted(found) == given


def telescope(p, q, answer):
    text, n = said(q, r"sum of (.*) over i = 1, 2, ..., (\d+)\.")
    f = sympy.lambdify(sympy.Symbol("i"), sym(text), "mpmath")
    return simple(answer) and equal(sum(f(mpmath.mpf(k)) for k in range(1, int(n) + 1)), sym(answer))


def root_product(p, q, answer):
    text, m, n = said(q, r"product of sqrt\((.*)\) over i = (\d+), \d+, ..., (\d+)\.")
    value = sympy.prod([sym(text).subs(sympy.Symbol("i"), k) for k in range(int(m), int(n) + 1)])
    return sym(answer) ** 2 == value and sym(answer) > 0


def conjugate_power(p, q, answer):
    u, n, v, _, m = said(q, r"\((.*)\)\^(\d+) \+ \((.*)\)\^(\d+) is whole.* by (\d+)\.")
    return sympy.expand(sym(u) ** int(n) + sym(v) ** int(n)) % int(m) == int(answer)


def check(name, tier, n):
    template, referee = BY_NAME[name], globals()[name]
    with mpmath.workdps(60):
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


def hard_telescope(p, answer):
    """The terms fall, so that the sum lies between two integrals."""
    a, b, gap, n = p["a"], p["b"], p["a"] * p["skip"], p["n"]

    def area(low, high):
        f = [mpmath.mpf(a * k + b + d) ** mpmath.mpf("1.5") for k in (low, high) for d in (gap, 0)]
        return mpmath.mpf(2) * p["top"] / (3 * a * gap) * (f[2] - f[3] - f[0] + f[1])

    value = mpmath.mpf(str(sympy.N(sym(answer), 60)))
    last = mpmath.mpf(p["top"]) / gap * (mpmath.sqrt(a * n + b + gap) - mpmath.sqrt(a * n + b))
    return area(1, n) + last < value < area(0, n) and simple(answer)


def hard_root_product(p, answer):
    r, m, n = p["r"], p["m"], p["n"]
    g = mpmath.loggamma
    log = g(n + 1 - r) + g(n + 1 + r) - 2 * g(n + 1) + 2 * g(m) - g(m - r) - g(m + r)
    return equal(mpmath.exp(log / 2), sym(answer), 20)


def hard_conjugate_power(p, answer):
    s, q, m = 2 * p["a"], p["a"] ** 2 - p["b"], p["m"]
    matrix = sympy.Matrix([[s, -q], [1, 0]])
    out = sympy.eye(2)
    for bit in bin(p["n"])[2:]:
        out = (out * out * (matrix if bit == "1" else sympy.eye(2))).applyfunc(lambda v: v % m)
    return out.trace() % m == int(answer)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_where_it_ends(name, tier):
    template = BY_NAME[name]
    for p in draws(name, tier, 10):
        assert template.usual(p) == template.answer(p)
    with mpmath.workdps(80):
        for p in draws(name, tier, 10, hard=True):
            assert template.usual(p) is None
            answer = template.answer(p)
            assert globals()[f"hard_{name}"](p, answer), (p, answer)
            assert template.verify(p, answer).is_correct


@pytest.mark.parametrize("name", ["collect", "rationalise", "nested", "cube_roots", "rational_powers"])
def test_the_expression_of_the_question_is_no_answer(name):
    template = BY_NAME[name]
    pattern = {
        "collect": r"Simplify (.*) as far", "rationalise": r"simplify (.*)\.$", "nested": r"Write (.*) as a sum",
        "cube_roots": r"value of (.*), where", "rational_powers": r"value of (.*) as a",
    }[name]  # fmt: skip
    for tier in TIERS:
        for p in draws(name, tier, 10):
            (text,) = said(template.ask(p), pattern)
            for copy in (text, f"{text} + 0", f"1*({text})", f"({text})^1"):
                assert not template.verify(p, copy).is_correct, copy


def test_other_forms_are_accepted_and_neighbours_are_not():
    t, p = BY_NAME["rationalise"], {"parts": [[[[1, 4]], [[1, 3], [5, -1]]]]}
    assert t.answer(p) == "3 + sqrt(5)"
    for text in ("sqrt(5)+3", r"3+\sqrt{5}", "3 + 5^(1/2)", r"\sqrt5 + 3", r"\frac{6+2\sqrt5}{2}"):
        assert t.verify(p, text).is_correct, text
    for text in (
        "3 - sqrt(5)",
        "5.236",
        "5.2360679774997896964",
        "sqrt(14 + 6sqrt(5))",
        "4/(3 - sqrt(5))",
        "",
        "9^9^9^9",
    ):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["collect"], {"lead": 1, "n": 8, "terms": [[1, 18, 1], [1, 9, 4]]}
    assert t.answer(p) == "(3 + 10*sqrt(2))/2"
    for text in (r"\frac{3}{2} + 5\sqrt{2}", "1.5 + 5*sqrt(2)", "5√2 + 3/2", r"\frac{3+10\sqrt2}{2}"):
        assert t.verify(p, text).is_correct, text


def test_sums_of_roots_compute_as_floats_do():
    rng = np.random.default_rng(1)
    for _ in range(200):
        a, b = (Surd.make({int(n): Fraction(int(c), 7) for n, c in rng.integers(1, 30, (2, 2))}) for _ in range(2))
        for value, real in ((a + b, float(a) + float(b)), (a - b, float(a) - float(b)), (a * b, float(a) * float(b)),
                            (a / b, float(a) / float(b)), (a**3, float(a) ** 3)):  # fmt: skip
            assert float(value) == pytest.approx(real)
            assert float(sym(str(value))) == pytest.approx(real)
    with pytest.raises(ZeroDivisionError):
        Surd(()).inverse()


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in Radicals.levels:
        for part in ("train", "test"):
            for seed in range(4):
                problem = level.generate_for(axis, part, np.random.default_rng([level.tier, seed]))
                assert level.verify(problem, level.solve(problem)).is_correct
                assert level.explain(problem)
                assert ("Now let N =" in problem.prompt) == ((axis, part) == ("compositional", "test"))
