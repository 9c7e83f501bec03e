"""Trigonometry: every expression asked for is evaluated as it stands, to 40 digits; equations by trying all angles."""

import re
from fractions import Fraction
from zlib import crc32

import mpmath
import numpy as np
import pytest
import sympy
from mpmath import mpf
from sympy.parsing.sympy_parser import implicit_multiplication, parse_expr, standard_transformations

from palaestra.envs.math.angles import angle, cosine, sine, tangent
from palaestra.envs.math.template import Template
from palaestra.envs.math.trigonometry import Trigonometry

BY_NAME = {t.name: t for t in Trigonometry.templates}
HARD = [t.name for t in Trigonometry.templates if type(t).draw_hard is not Template.draw_hard]
TIERS = range(1, 6)
READ = (*standard_transformations, implicit_multiplication)
LETTERS = {c: sympy.Symbol(c, real=True) for c in "xkABn"} | {"arctan": sympy.atan}
SIMPLE = re.compile(r"-?\(?-?(\d+|(\d+\*)?sqrt\(\d+\))( [-+] (\d+\*)?(\d+|sqrt\(\d+\)))*\)?(/\d+)?")


def draws(name, tier, n, hard=False):
    rng = np.random.default_rng([crc32(name.encode()), tier, hard])
    template = BY_NAME[name]
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def sym(text):
    return parse_expr(text.replace("^", "**").replace("j", "k"), transformations=READ, local_dict=LETTERS)


def number(text, **values):
    """The value of an expression, to 45 digits."""
    names = [c for c in "xkABn" if c in values]
    return sympy.lambdify([LETTERS[c] for c in names], sym(text), "mpmath")(*(values[c] for c in names))


def said(question, pattern):
    return re.search(pattern, question).groups()


def equal(a, b, digits=35):
    return abs(a - b) <= mpf(10) ** -digits * max(1, abs(b))


def exact_value(p, q, answer):
    (text,) = said(q, r"value of (.*), simplified")
    return SIMPLE.fullmatch(answer) and equal(number(text), number(answer))


def compound(p, q, answer):
    given, ask = said(q, r"Let (.*)\. Find the exact value of (.*) as a")
    values = {}
    for f, name, value, low, high in re.findall(r"(sin|cos)\((\w)\) = (\S+) with (\S+) < \w < (\S+)", given):
        inverse = mpmath.asin if f == "sin" else mpmath.acos
        first = inverse(number(value))
        options = [first, mpmath.pi - first, 2 * mpmath.pi + first, -first, 2 * mpmath.pi - first]
        right = [v for v in options if number(low) < v < number(high) and equal(getattr(mpmath, f)(v), number(value))]
        values[name] = right[0]
    return equal(number(ask, **values), number(answer)) and Fraction(answer) != 0


def from_tangent(p, q, answer):
    t, text = said(q, r"tan\(x\) = (-?\d+), what is the value of (.*)\?")
    return all(equal(number(text, x=mpmath.atan(int(t)) + m * mpmath.pi), number(answer)) for m in (0, 1))


def sine_cosine_sum(p, q, answer):
    sign, m, ask = said(q, r"sin\(x\) ([-+]) cos\(x\) = (\S+)\. Find the exact value of (.*) as a")
    s = 1 if sign == "+" else -1
    # sqrt(2)*sin(x + s*pi/4) = m, with two solutions in a turn
    u = mpmath.asin(number(m) / mpmath.sqrt(2))
    return all(equal(number(ask, x=v - s * mpmath.pi / 4), number(answer)) for v in (u, mpmath.pi - u))


def angles(answer):
    return [Fraction(str(sym(part) / sympy.pi)) for part in answer[1:-1].split(", ")]


def all_of(text, k, shift, low, high):
    """All turns in the interval at which the expression vanishes, among those where k*x + shift is a special angle."""
    f = sympy.lambdify(LETTERS["x"], sym(text), "mpmath")
    out, step = [], Fraction(1, 12)
    first = (k * low + shift) // step
    for j in range(int(first), int(first) + 24 * k + 2):
        x = (j * step - shift) / k
        if not low <= x < high:
            continue
        try:
            value = f(mpmath.pi * mpf(x.numerator) / x.denominator)
        except ZeroDivisionError:  # where the tangent has a pole
            continue
        if abs(value) < 1e-30:
            out.append(x)
    return out


def equation(p, q, answer):
    left, right = said(q, r"2\*pi and (.*) = (.*)\. Answer")
    found = angles(answer)
    return found == all_of(f"{left} - ({right})", p["k"], Fraction(*p["shift"]), Fraction(0), Fraction(2)) != []


def quadratic_equation(p, q, answer):
    low, high, left = said(q, r"with (\S+) <= x < (\S+) and (.*) = 0\.")
    ends = [Fraction(str(sym(text) / sympy.pi)) for text in (low, high)]
    return angles(answer) == all_of(left, p["k"], Fraction(0), *ends)


def triangle(p, q, answer):
    """Build the triangle from points."""
    a, u, v = mpf(p["a"]), mpf(p["u"]) * mpmath.pi / 12, mpf(p["v"]) * mpmath.pi / 12
    if p["kind"] in ("third", "area"):
        x, y = p["b"] * mpmath.cos(u), p["b"] * mpmath.sin(u)
        value = mpmath.hypot(x - a, y) if p["kind"] == "third" else a * y / 2
    elif p["kind"] == "radius":  # the circle through (0, 0) and (a, 0) that sees them under the angle
        value = mpmath.hypot(a / 2, a / 2 * mpmath.cot(u))
    else:  # base from (0, 0) to (a, 0) with the angles v and pi - u - v at its ends
        w = mpmath.pi - u - v
        height = a / (mpmath.cot(v) + mpmath.cot(w))
        value = height / mpmath.sin(w) if p["kind"] == "sines" else a * height / 2
    degrees = [int(d) for d in re.findall(r"(\d+) degrees", q)]
    return (
        degrees == [15 * n for n in (p["u"], p["v"]) if n]
        and SIMPLE.fullmatch(answer)
        and equal(value, number(answer))
    )


def amplitude(p, q, answer):
    which, text = said(q, r"exact (\w+) value of f\(x\) = (.*) over")
    f = sympy.lambdify(LETTERS["x"], sym(text), "mpmath")
    best = max if which == "largest" else min
    turn = mpmath.atan2(p["a"], p["b"]) / p["k"] if p["k"] else mpmath.atan2(p["b"], p["d"] - p["a"]) / 2
    value = best(f(turn + m * mpmath.pi / (2 * max(1, p["k"]))) for m in range(4 * max(1, p["k"])))
    everywhere = best(f(mpf(k) / 50) for k in range(315))
    return equal(value, number(answer)) and best(value, everywhere) == value


def summed(p, q, answer, pattern):
    text, *_ = said(q, pattern)
    f = sympy.lambdify([LETTERS["k"], LETTERS["n"]], sym(text), "mpmath")
    return f


def periodic_sum(p, q, answer):
    f = summed(p, q, answer, r"sum of (.*) over j = 1, 2, ..., (\d+)\.")
    return SIMPLE.fullmatch(answer) and equal(sum(f(mpf(k), 0) for k in range(1, p["n"] + 1)), number(answer))


def square_sums(p, q, answer):
    f = summed(p, q, answer, r"sum of (.*) over j = 1, 2, ..., n - 1\.")
    assert f"Let n = {p['n']}." in q
    return equal(sum(f(mpf(k), p["n"]) for k in range(1, p["n"])), number(answer), 25)


def arctan_sum(p, q, answer):
    text, m, n = said(q, r"sum of (.*) over j = (\d), \d, ..., (\d+)\.")
    f = sympy.lambdify(LETTERS["k"], sym(text), "mpmath")
    return equal(mpmath.tan(sum(f(mpf(k)) for k in range(int(m), int(n) + 1))), number(answer))


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


def hard_periodic_sum(p, answer):
    """By the closed form of a sum of cosines in arithmetic progression."""
    total = mpf(p["constant"] * p["n"])
    for c, f, m in p["parts"]:
        u, n = mpmath.pi / m, p["n"]
        middle = (mpmath.cos if f else mpmath.sin)((n + 1) * u)
        total += c * mpmath.sin(n * u) / mpmath.sin(u) * middle
    return SIMPLE.fullmatch(answer) and equal(total, number(answer), 30)


def hard_square_sums(p, answer):
    """Each sum is a quadratic polynomial in n, found from three small n."""
    n, total = p["n"], mpf(0)
    forms = (lambda u: mpmath.sin(u) ** 2, lambda u: mpmath.cos(u) ** 2, lambda u: 1 / mpmath.sin(u) ** 2,
             lambda u: mpmath.cot(u) ** 2, lambda u: mpmath.sin(u) ** 4)  # fmt: skip
    for c, i in p["parts"]:
        small = {m: sum(forms[i](k * mpmath.pi / m) for k in range(1, m)) for m in (5, 8, 13, 21)}
        for m in (5, 8, 13):
            others = [s for s in (5, 8, 13) if s != m]
            total += c * small[m] * mpf((n - others[0]) * (n - others[1])) / ((m - others[0]) * (m - others[1]))
    return equal(total, number(answer), 30)


def hard_arctan_sum(p, answer):
    """Up to n the tail is an integral between neighbouring terms; the rest is added up."""
    d, e = p["d"], p["e"]
    g = lambda k: mpmath.atan(mpf(d) / (1 + (d * k + e) * (d * k + d + e)))  # noqa: E731
    first = sum(g(mpf(k)) for k in range(p["m"], 2000))
    tail = mpf(1) / (2000 * d + e) - mpf(1) / (p["n"] * d + d + e)  # of d/x^2 instead of the arctangents
    return abs(mpmath.tan(first + tail) - number(answer)) < 1e-8


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_where_it_ends(name, tier):
    template = BY_NAME[name]
    for p in draws(name, tier, 10):
        assert template.usual(p) == template.answer(p)
    with mpmath.workdps(80):
        for p in draws(name, tier, 5, hard=True):
            assert template.usual(p) is None
            answer = template.answer(p)
            assert globals()[f"hard_{name}"](p, answer), (p, answer)
            assert template.verify(p, answer).is_correct


@pytest.mark.parametrize("name", ["exact_value"])
def test_the_expression_of_the_question_is_no_answer(name):
    template = BY_NAME[name]
    for tier in TIERS:
        for p in draws(name, tier, 20):
            (text,) = said(template.ask(p), r"value of (.*), simplified")
            for copy in (text, f"{text} + 0", f"1*({text})", f"({text})^1"):
                assert not template.verify(p, copy).is_correct, copy


def test_special_angles_are_exact():
    with mpmath.workdps(50):
        for k in range(-50, 50):
            assert equal(number(str(sine(k))), mpmath.sin(k * mpmath.pi / 12))
            assert equal(number(str(cosine(k))), mpmath.cos(k * mpmath.pi / 12))
            if k % 12 != 6:
                assert equal(number(str(tangent(k))), mpmath.tan(k * mpmath.pi / 12))
    with pytest.raises(ZeroDivisionError):
        tangent(6)
    assert [angle(Fraction(n, 4)) for n in (-4, 0, 1, 6)] == ["-pi", "0", "pi/4", "3*pi/2"]


def test_other_forms_are_accepted_and_neighbours_are_not():
    t, p = BY_NAME["equation"], {"f": 0, "j": 2, "k": 2, "c": 2, "shift": [1, 3]}
    assert t.answer(p) == "{pi/4, 11*pi/12, 5*pi/4, 23*pi/12}"
    for text in (r"\left\{\frac{\pi}{4}, \frac{11\pi}{12}, \frac{5\pi}{4}, \frac{23\pi}{12}\right\}",
                 "{5pi/4, pi/4, 11pi/12, 23pi/12}", "{π/4, 11π/12, 5π/4, 23π/12}"):  # fmt: skip
        assert t.verify(p, text).is_correct, text
    for text in (
        "{pi/4, 11*pi/12}",
        "{pi/4, 11*pi/12, 5*pi/4, 22*pi/12}",
        "{0.785, 2.88, 3.93, 6.02}",
        "pi/4",
        "",
        "{",
    ):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["exact_value"], {"terms": [[1, [[0, 5]]], [2, [[1, 4]]]]}
    assert t.answer(p) == "(4 + sqrt(2) + sqrt(6))/4"
    for text in (r"1 + \frac{\sqrt2+\sqrt6}{4}", "(sqrt(6) + sqrt(2) + 4)/4", "1 + sqrt(2)/4 + sqrt(6)/4"):
        assert t.verify(p, text).is_correct, text
    for text in ("1.9659258", "sin(5pi/12) + 1", "(4 + sqrt(2) - sqrt(6))/4", "2", "(" * 3000):
        assert not t.verify(p, text).is_correct, text


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in Trigonometry.levels:
        for part in ("train", "test"):
            for seed in range(4):
                problem = level.generate_for(axis, part, np.random.default_rng([level.tier, seed]))
                assert level.verify(problem, level.solve(problem)).is_correct
                assert level.explain(problem)
                assert ("Now let N =" in problem.prompt) == ((axis, part) == ("compositional", "test"))
