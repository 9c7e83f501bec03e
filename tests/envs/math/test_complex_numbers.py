"""Complex numbers: every question is read back and evaluated to 40 digits, long ones factor by factor."""

import re
from fractions import Fraction
from zlib import crc32

import mpmath
import numpy as np
import pytest
import sympy
from mpmath import mpf
from sympy.parsing.sympy_parser import implicit_multiplication, parse_expr, standard_transformations

from palaestra.envs.math.complex_numbers import ComplexNumbers
from palaestra.envs.math.complex_plane import Complex
from palaestra.envs.math.surds import Surd
from palaestra.envs.math.template import Template

BY_NAME = {t.name: t for t in ComplexNumbers.templates}
HARD = [t.name for t in ComplexNumbers.templates if type(t).draw_hard is not Template.draw_hard]
TIERS = range(1, 6)
READ = (*standard_transformations, implicit_multiplication)
LETTERS = {"i": sympy.I, "z": sympy.Symbol("z"), "w": sympy.Symbol("w"), "j": sympy.Symbol("k")}


def draws(name, tier, n, hard=False):
    rng = np.random.default_rng([crc32(name.encode()), tier, hard])
    template = BY_NAME[name]
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def sym(text):
    text = re.sub(r"(\d)([ij])\b", r"\1*\2", text)  # else 3j were a number of Python
    return parse_expr(text.replace("^", "**"), transformations=READ, local_dict=LETTERS)


def value(text):
    return mpmath.mpmathify(sympy.N(sym(text), 45))


def said(question, pattern):
    return re.search(pattern, question).groups()


def equal(a, b, digits=30):
    return abs(a - b) <= mpf(10) ** -digits * max(1, abs(b))


def worked_out(answer):
    """Nothing is left to multiply, but a root with a number or with i."""
    return not re.search(r"\*\(|\)\(|\^|i\*|/\(", answer)


def members(answer):
    return [value(part) for part in answer[1:-1].split(", ")]


def expression(p, q, answer):
    (text,) = said(q, r"Calculate (.*) and write")
    return worked_out(answer) and equal(value(text), value(answer))


def quadratic(p, q, answer):
    (text,) = said(q, r"numbers z with (.*) = 0\.")
    f = sym(text)
    roots = members(answer)
    coefficients = [mpmath.mpmathify(sympy.N(c, 45)) for c in sympy.Poly(f, LETTERS["z"]).all_coeffs()]
    return len(roots) == 2 and equal(-sum(roots), coefficients[1]) and equal(roots[0] * roots[1], coefficients[2])


def linear_pair(p, q, answer):
    first, second = said(q, r"numbers z and w with (.*) and (.*)\. Answer")
    z, w = members(answer)
    rows = []
    for text in (first, second):
        left, right = text.split(" = ")
        f = sympy.lambdify([LETTERS["z"], LETTERS["w"]], sym(left), "mpmath")
        assert equal(f(z, w), value(right))
        rows.append([f(1, 0), f(0, 1)])
    return rows[0][0] * rows[1][1] != rows[0][1] * rows[1][0]


def conjugate(p, q, answer):
    left, right = said(q, r"number z with (.*) = (.*)\.$")
    f = sympy.lambdify([LETTERS["z"], LETTERS["w"]], sym(left), "mpmath")
    z = value(answer)
    return equal(f(z, mpmath.conj(z)), value(right)) and abs(f(1, 0)) != abs(f(0, 1))


def modulus(p, q, answer):
    (text,) = said(q, r"absolute value of (.*), simplified")
    return equal(abs(value(text)), value(answer)) and answer.count("sqrt") <= 1


def distance(p, q, answer):
    """Go round the circle in small steps."""
    centre, r, which, point = said(q, r"\|z - (.*)\| = (\d+)\. Find the (\w+) value of \|z - (.*)\|,")
    c, a, r = complex(value(centre)), complex(value(point)), int(r)
    around = [abs(c + r * np.exp(2j * np.pi * k / 5000) - a) for k in range(5000)]
    best = max(around) if which == "largest" else min(around)
    exact = float(value(answer).real)
    return abs(best - exact) < 1e-4 * (1 + exact) and (
        best <= exact + 1e-9 if which == "largest" else best >= exact - 1e-9
    )


def all_roots(p, q, answer):
    n, w = said(q, r"z\^(\d) = (.*)\. Answer")
    roots, w = members(answer), value(w)
    apart = min(abs(a - b) for k, a in enumerate(roots) for b in roots[:k])
    return len(roots) == int(n) and apart > 0.1 and all(equal(z ** int(n), w, 25) for z in roots)


def unit_power(p, q, answer):
    text, n = said(q, r"value of (.*)\^(\d+) in the form")
    front, base = re.fullmatch(r"(.*?)\*(\(.*\))", text).groups()
    return worked_out(answer) and equal(value(front) * mpmath.power(value(base), int(n)), value(answer))


def unit_sum(p, q, answer):
    factor, base, n = said(q, r"sum of \((.*?)\)\*(.*)\^j over j = 0, 1, ..., (\d+),")
    f, z = sympy.lambdify(LETTERS["j"], sym(factor), "mpmath"), value(base)
    return worked_out(answer) and equal(sum(f(k) * z**k for k in range(int(n) + 1)), value(answer))


def argument(p, q, answer):
    u, n, v, m = said(q, r"argument of \((.*)\)\^(\d+) \* \((.*)\)\^(\d+), as")
    z = mpmath.power(value(u), int(n)) * mpmath.power(value(v), int(m))
    return equal(mpmath.arg(z) % (2 * mpmath.pi), value(answer), 25) and 0 <= value(answer) < 2 * mpmath.pi


def power_remainder(p, q, answer):
    base, n, part, m = said(q, r"Write \((.*)\)\^(\d+) = .* when (\w) is divided by (\d+),")
    z = sympy.expand(sym(base) ** int(n))
    return (sympy.re(z) if part == "A" else sympy.im(z)) % int(m) == int(answer)


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


def hard_unit_power(p, answer):
    z = value(BY_NAME["unit_power"].words(p)["front"])
    turn = Fraction(p["k"] * p["n"], 12) % 2
    return equal(z * mpmath.expjpi(mpf(turn.numerator) / turn.denominator), value(answer))


def hard_unit_sum(p, answer):
    """A whole period of 24 terms more adds what the terms themselves say."""
    template, n = BY_NAME["unit_sum"], p["n"]
    z = mpmath.expjpi(mpf(p["k"]) / 12)
    step = sum((p["a"] * j + p["b"]) * z ** (j % 24) for j in range(n + 1, n + 25))
    return equal(value(template.answer(p | {"n": n + 24})) - value(answer), step, 20)


def hard_argument(p, answer):
    template = BY_NAME["argument"]
    angles = [mpmath.arg(value(str(template.words(p)[key]))) / mpmath.pi for key in ("first", "second")]
    total = angles[0] * p["n"] + angles[1] * p["m"]
    return abs((total - value(answer) / mpmath.pi + 1) % 2 - 1) < 1e-20


def hard_power_remainder(p, answer):
    m = p["m"]
    out, base = sympy.eye(2), sympy.Matrix([[p["a"], -p["b"]], [p["b"], p["a"]]])
    for bit in bin(p["n"])[2:]:
        out = (out * out * (base if bit == "1" else sympy.eye(2))).applyfunc(lambda c: c % m)
    return out[p["part"], 0] == int(answer)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_where_it_ends(name, tier):
    template = BY_NAME[name]
    for p in draws(name, tier, 12):
        assert template.usual(p) == template.answer(p)
    with mpmath.workdps(80):
        for p in draws(name, tier, 12, hard=True):
            assert template.usual(p) is None
            answer = template.answer(p)
            assert globals()[f"hard_{name}"](p, answer), (p, answer)
            assert template.verify(p, answer).is_correct


def test_the_expression_of_the_question_is_no_answer():
    patterns = {"expression": r"Calculate (.*) and write", "modulus": r"absolute value of (.*), simplified",
                "unit_power": r"value of (.*) in the form"}  # fmt: skip
    for name, pattern in patterns.items():
        template = BY_NAME[name]
        for tier in TIERS:
            for p in draws(name, tier, 10):
                (text,) = said(template.ask(p), pattern)
                for copy in (text, f"|{text}|", f"{text} + 0", f"1*({text})"):
                    assert not template.verify(p, copy).is_correct, copy


def test_complex_numbers_compute_as_floats_do():
    rng = np.random.default_rng(1)
    for _ in range(100):
        u, v = (Complex(Surd.make({2: int(a), 1: int(b)}), Surd.make({3: int(c), 1: int(d)}))
                for a, b, c, d in rng.integers(-5, 6, (2, 4)))  # fmt: skip
        x, y = (complex(float(z.re), float(z.im)) for z in (u, v))
        for exact, real in ((u + v, x + y), (u - v, x - y), (u * v, x * y), (u**3, x**3)):
            assert complex(float(exact.re), float(exact.im)) == pytest.approx(real)
            assert complex(sympy.N(sym(str(exact)))) == pytest.approx(real)
        if v:
            quotient = u / v
            assert complex(float(quotient.re), float(quotient.im)) == pytest.approx(x / y)


def test_other_forms_are_accepted_and_neighbours_are_not():
    t, p = BY_NAME["expression"], {"a": 1, "b": 2, "factors": [[3, 4]], "below": [1], "plus": []}
    assert t.answer(p) == "(11 + 2i)/25"
    for text in ("11/25 + 2i/25", r"\frac{11}{25}+\frac{2}{25}i", "0.44 + 0.08i", "(2i + 11)/25"):
        assert t.verify(p, text).is_correct, text
    for text in ("(1 + 2i)/(3 + 4i)", "(11 - 2i)/25", "11/25", "", "i", "(1+2i)(3-4i)/25", "(" * 4000):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["all_roots"], {"n": 3, "z": [], "k": 0, "r": 2, "two": 0}
    assert t.answer(p) == "{2, -1 + sqrt(3)*i, -1 - sqrt(3)*i}"
    for text in (r"\{2, -1+i\sqrt3, -1-i\sqrt3\}", r"\{-1\pm\sqrt{3}i, 2\}"):
        assert t.verify(p, text).is_correct, text
    for text in ("2", "{2}", "{2, -1 + sqrt(3)*i}", "{2, 1 + sqrt(3)*i, 1 - sqrt(3)*i}", "{2, -2}"):
        assert not t.verify(p, text).is_correct, text


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in ComplexNumbers.levels:
        for part in ("train", "test"):
            for seed in range(4):
                problem = level.generate_for(axis, part, np.random.default_rng([level.tier, seed]))
                assert level.verify(problem, level.solve(problem)).is_correct
                assert level.explain(problem)
                assert ("Now let N =" in problem.prompt) == ((axis, part) == ("compositional", "test"))
