"""Polynomials: every question is read back and answered by sympy, hard ones modulo a large prime."""

import re
from fractions import Fraction
from math import gcd, prod
from zlib import crc32

import numpy as np
import pytest
import sympy
from sympy.parsing.sympy_parser import implicit_multiplication_application, parse_expr, standard_transformations
from sympy.polys.domains import ZZ
from sympy.polys.galoistools import gf_mul, gf_pow_mod, gf_rem

from palaestra.envs.math.families.polynomial_coefficients import Remainder
from palaestra.envs.math.polynomials import Polynomials
from palaestra.envs.math.template import Template

BY_NAME = {t.name: t for t in Polynomials.templates}
HARD = [t.name for t in Polynomials.templates if type(t).draw_hard is not Template.draw_hard]
TIERS = range(1, 6)
READ = (*standard_transformations, implicit_multiplication_application)
x = sympy.Symbol("x")
P = 2**61 - 1


def draws(name, tier, n, hard=False):
    rng = np.random.default_rng([crc32(name.encode()), tier, hard])
    template = BY_NAME[name]
    return [template.draw_hard(rng, tier) if hard else template.draw(rng, tier) for _ in range(n)]


def sym(text):
    return parse_expr(text.replace("^", "**"), local_dict={"x": x}, transformations=READ)


def poly(text):
    return sympy.Poly(sym(text), x)


def said(question, pattern):
    return re.search(pattern, question).groups()


def parts(answer):
    return [sym(part) for part in answer[1:-1].split(", ")]


def roots(p, q, answer):
    (text,) = said(q, r"polynomial (.*)\. Answer")
    real = sorted(complex(z).real for z in poly(text).nroots(30) if abs(sympy.im(z)) < 1e-20)
    found = [complex(z).real for z in parts(answer)]
    exact = all(sympy.expand(sym(text).subs(x, z)) == 0 for z in parts(answer))
    return exact and len(found) == len(real) and np.allclose(found, real)


def palindrome(p, q, answer):
    (text,) = said(q, r"solutions of (.*) = 0")
    return sorted(sympy.roots(poly(text), filter="Q")) == parts(answer)


def vieta(p, q, answer):
    """By traces and determinants of a matrix with these roots as eigenvalues."""
    left, right = said(q, r"roots of (.*) = (-?\d+), listed")
    coefficients = (poly(left) - int(right)).monic().all_coeffs()
    d = len(coefficients) - 1
    m = sympy.Matrix(d, d, lambda i, j: -coefficients[j + 1] if i == 0 else int(i == j + 1))
    value = {
        "squares": lambda: (m**2).trace(),
        "cubes": lambda: (m**3).trace(),
        "reciprocals": lambda: m.inv().trace(),
        "shifted": lambda: (m + p["m"] * sympy.eye(d)).det(),
        "mixed": lambda: m.trace() * (m**2).trace() - (m**3).trace(),
        "inverse_squares": lambda: (m.inv() ** 2).trace(),
    }[p["ask"]]()
    return value == sym(answer)


def discriminant(p, q, answer):
    left, right = said(q, r"equation (.*) = (-?\d+), where")
    return sympy.discriminant(poly(left) - int(right)) == int(answer)


def common_divisor(p, q, answer):
    f, g = said(q, r"polynomials (.*) and (.*)\.")
    return sympy.gcd(poly(f), poly(g)).monic().as_expr() == sympy.expand(sym(answer))


binomial_divisor = common_divisor


def product_coefficient(p, q, answer):
    k, text = said(q, r"coefficient of x\^(\d) in the expansion of (.*)\.")
    factors = re.findall(r"\(([^()]*)\)\^(\d+)", text)
    return prod([poly(f) ** int(n) for f, n in factors]).coeff_monomial(x ** int(k)) == int(answer)


def coefficient_sums(p, q, answer):
    which, base, n, factor = said(q, r"all (\w+) powers .* of \((.*)\)\^(\d+) \((.*)\)\.")
    terms = (poly(base) ** int(n) * poly(factor)).terms()
    return sum(c for (k,), c in terms if k % 2 == (which == "odd")) == int(answer)


def remainder(p, q, answer):
    f, g = said(q, r"when (.*) is divided by (.*)\.")
    return sympy.rem(poly(f), poly(g)) == poly(answer)


def partial_fractions(p, q, answer):
    top, bottom, right = said(q, r"for which \((.*?)\)/\((.*)\) = (.*) holds")
    for name, value in zip("ABCD", parts(answer), strict=False):
        right = right.replace(f"{name}/", f"({value})/")
    return sympy.cancel(sym(top) / sym(bottom) - sym(right)) == 0


def interpolation(p, q, answer):
    points = [(int(a), int(b)) for a, b in re.findall(r"P\((-?\d+)\) = (-?\d+)", q)]
    (m,) = said(q, r"P\((-?\d+)\)\.$")
    f = sympy.Poly(sympy.interpolate(points, x), x)
    return f.degree() <= int(said(q, r"most (\d+)")[0]) == len(points) - 1 and f.eval(int(m)) == int(answer)


def reciprocal_values(p, q, answer):
    n, a, c = (int(v) for v in said(q, r"most (\d+) .* = (\d+)/\(i \+ (\d+)\)"))
    return sympy.interpolate([(k, sympy.Rational(a, k + c)) for k in range(n + 1)], n + 1) == sym(answer)


def check(name, tier, n):
    template, referee = BY_NAME[name], globals()[name]
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


def modulo(coefficients):
    out = [c % P for c in coefficients]
    while out and not out[0]:
        out = out[1:]
    return out


def hard_product_coefficient(p, answer):
    """By the recursion that the derivative of the logarithm gives."""
    powers = [(p["a"], p["m"], 1), (p["b"], p["n"], 1), (p["c"], p["r"], 2)]
    sums = [sum(step * n * (-1) ** (i // step - 1) * a ** (i // step) for a, n, step in powers if i % step == 0)
            for i in range(1, p["k"] + 1)]  # fmt: skip
    c = [Fraction(1)]
    for k in range(1, p["k"] + 1):
        c.append(sum(s * c[k - i] for i, s in enumerate(sums[:k], 1)) / k)
    return c[-1] == int(answer)


def hard_remainder(p, answer):
    divisor = modulo(Remainder.divisors[p["divisor"]][0])
    total = [p["constant"] % P]
    for c, n in zip(p["coefficients"], [p["n"], *p["powers"]], strict=True):
        power = gf_pow_mod([1, 0], n, divisor, P, ZZ)
        size = max(len(total), len(power))
        total = [
            a + c * b
            for a, b in zip([0] * (size - len(total)) + total, [0] * (size - len(power)) + power, strict=True)
        ]
    return modulo(total) == modulo([int(c) for c in poly(answer).all_coeffs()])


def hard_coefficient_sums(p, answer):
    """By the remainder modulo x^2 - 1, whose coefficients are the two sums."""
    divisor = modulo([1, 0, -1])
    power = gf_pow_mod(modulo(p["base"]), p["n"], divisor, P, ZZ)
    out = gf_rem(gf_mul(power, modulo(p["factor"]), P, ZZ), divisor, P, ZZ)
    odd, even = [0] * (2 - len(out)) + out
    return (odd if p["odd"] else even) == int(answer) % P


def hard_binomial_divisor(p, answer):
    g = poly(answer).degree()
    rest = gcd(p["a"] // g, p["b"] // g) == 1 and p["a"] % g == p["b"] % g == 0
    return rest and all(
        gf_pow_mod([1, 0], n, modulo(poly(answer).all_coeffs()), P, ZZ) == [-p["sign"] % P] for n in (p["a"], p["b"])
    )


def hard_interpolation(p, answer):
    points = range(p["start"], p["start"] + p["d"] + 1)
    total = Fraction(0)
    for k, v in zip(points, p["values"], strict=True):
        total += v * prod((Fraction(p["m"] - i, k - i) for i in points if i != k), start=Fraction(1))
    return total == int(answer)


def hard_reciprocal_values(p, answer):
    """The differences of order n + 1 vanish; those of 1/(k + c) are a beta function."""
    n, a, c = p["n"], p["a"], p["c"]
    beta = Fraction(sympy.factorial(c - 1)) / prod(range(n + 2, n + 2 + c))
    return a * (Fraction(1, n + 1 + c) + (-1) ** n * beta) == Fraction(answer)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_where_it_ends(name, tier):
    template = BY_NAME[name]
    for p in draws(name, tier, 8):
        assert template.usual(p) == template.answer(p)
    for p in draws(name, tier, 8, hard=True):
        assert template.usual(p) is None
        answer = template.answer(p)
        assert globals()[f"hard_{name}"](p, answer), (p, answer)
        assert template.verify(p, answer).is_correct
        assert len(template.steps(p)) < 50


def test_other_forms_are_accepted_and_neighbours_are_not():
    t, p = BY_NAME["roots"], {"factors": [[1, 3], [2, 1]], "pair": [1, 2]}
    assert t.answer(p) == "{1 - sqrt(2), 1/2, 1 + sqrt(2), 3}"
    for text in (r"\{3, \frac12, 1\pm\sqrt2\}", "{3, 0.5, 1 + 2^(1/2), 1 - 2^(1/2)}"):
        assert t.verify(p, text).is_correct, text
    for text in ("{3, 1/2}", "{3, 1/2, 1 + sqrt(2)}", "{3, 1/2, 2.41421, -0.41421}", "3", "", "{{{", "9**9**9**9"):
        assert not t.verify(p, text).is_correct, text
    t, p = BY_NAME["common_divisor"], {"common": [1, 2], "f": [3], "g": [4], "lead": [1, 1]}
    assert t.answer(p) == "x^2 - 3x + 2"
    for text in ("(x - 1)(x - 2)", "2 - 3x + x^2", r"x^{2}-3x+2"):
        assert t.verify(p, text).is_correct, text
    for text in ("2x^2 - 6x + 4", "x - 1", "x^2 - 3x", "x^2 - 3x + 2 or x - 1", "(x-1)^999999999"):
        assert not t.verify(p, text).is_correct, text


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in Polynomials.levels:
        for part in ("train", "test"):
            for seed in range(4):
                problem = level.generate_for(axis, part, np.random.default_rng([level.tier, seed]))
                assert level.verify(problem, level.solve(problem)).is_correct
                assert level.explain(problem)
                assert ("Now let N =" in problem.prompt) == ((axis, part) == ("compositional", "test"))
