"""Every template of Math-Sequences-v0 against terms one by one, floating point, or induction."""

import ast
import re
from decimal import Decimal, getcontext
from fractions import Fraction
from math import prod

import pytest
from template_checks import CHECKS, TIERS, both, compute, has_hard, problems

from palaestra.envs import problem_at
from palaestra.envs.math.sequences import Sequences

getcontext().prec = 60
BY_NAME = {template.name: template for template in Sequences.templates}


def at(text, x):
    """Return the value of a formula as it is printed, with a number for its letter."""
    text = re.sub(r"(?<=[\d)x])(?=[x(])", "·", text)
    return compute(re.sub(r"\bx\b", f"({x})", text))


def test_formulas_are_read_as_printed():
    assert at("20(5x + 9)/((5x + 4)^2(5x + 14)^2)", 1) == Fraction(20 * 14, 81 * 361)
    assert at("8x/9", 2) == Fraction(16, 9)
    assert ast.literal_eval("1") == 1


def extrapolate(xs, ys, x):
    """Return the value at x of the polynomial through given points."""
    total = Fraction(0)
    for a, y in zip(xs, ys, strict=True):
        total += y * prod((Fraction(x - b, a - b) for b in xs if b != a), start=Fraction(1))
    return total


def arithmetic_sum(p, n=None):
    step = (Fraction(p["y"]) - Fraction(p["x"])) / (p["j"] - p["i"])
    return sum((Fraction(p["x"]) + (r - p["i"]) * step for r in range(p["low"], (n or p["n"]) + 1)), start=Fraction(0))


def geometric_sum(p):
    """Add in floating point; a root of odd order is unique."""
    power = float(Fraction(p["y"]) / Fraction(p["x"]))
    ratio = abs(power) ** (1 / (p["j"] - p["i"])) * (1 if power > 0 else -1)
    assert (p["j"] - p["i"]) % 2
    assert abs(ratio) < 1
    first = float(Fraction(p["x"])) * ratio ** (p["m"] - p["i"])
    return sum(first * ratio ** (p["skip"] * k) for k in range(3000))


def polynomial_sum(p, n=None):
    text = BY_NAME["polynomial_sum"].words(p)["poly"]
    total = 0
    for x in range(p["low"], (n or p["n"]) + 1):
        value = 0
        for c in p["poly"]:
            value = value * x + c
        total += value
    assert at(text, 7) == sum(c * 7**i for i, c in enumerate(reversed(p["poly"])))
    return total


def telescoping_sum(p, n=None):
    text, last = BY_NAME["telescoping_sum"].words(p)["term"], n or p["n"]

    def term(x):
        low, high = (p["a"] * x + p["b"]) ** 2, (p["a"] * (x + p["gap"]) + p["b"]) ** 2
        return Fraction(high - low, low * high)

    assert all(at(text, x) == term(x) for x in (p["low"], p["low"] + 1, last))
    return sum(map(term, range(p["low"], last + 1)), start=Fraction(0))


def telescoping_product(p, n=None):
    text, last = BY_NAME["telescoping_product"].words(p)["term"], n or p["n"]

    def term(x):
        return Fraction((x - p["down"]) * (x + p["up"]), x * x)

    assert all(at(text, x) == term(x) for x in (p["low"], p["low"] + 1, last))
    return prod(map(term, range(p["low"], last + 1)), start=Fraction(1))


def floor_sum(p):
    text = BY_NAME["floor_sum"].words(p)["term"]
    assert at(text, 5) == Fraction(5 * p["a"] + p["c"], p["b"])
    return sum(Fraction(p["a"] * x + p["c"], p["b"]).__floor__() for x in range(1, p["n"] + 1))


def arithmetic_geometric(p):
    ratio = p["u"] / p["v"]
    return sum((p["a"] * x + p["b"]) * ratio**x for x in range(p["low"], 3000))


def linear_recurrence(p):
    row = [p["x"], p["y"]]
    while len(row) <= p["n"]:
        row.append(p["p"] * row[-1] + p["q"] * row[-2])
    return row[p["n"]] % p["m"]


def differences(p):
    count = len(p["start"])
    return extrapolate(range(1, count + 1), p["start"], p["n"])


def returning_map(p):
    a, b, c, d = p["map"]
    x = Fraction(p["x"])
    for _ in range(p["n"] - 1):
        x = (a * x + b) / (c * x + d)
    return x


def repeats(p, n=None):
    total, place, x = 0, 0, 0
    n = n or p["n"]
    while place < n:
        x += 1
        count = min(p["a"] * x + p["b"], n - place)
        place, total = place + count, total + count * x
    return x if p["kind"] == "term" else total


def endless_fraction(p):
    """Unroll the fraction; it agrees to very many digits."""
    some = p["head"] + p["block"] * 60
    x = Decimal(some[-1])
    for c in reversed(some[:-1]):
        x = c + 1 / x
    return x


def surd(text):
    """Return the value of an answer such as (3 + 2√21)/6."""
    found = re.fullmatch(r"\(?(?:(-?\d+) ([-+]) )?(-?\d*)√(\d+)\)?(?:/(\d+))?", text)
    u, sign, v, w, t = found.groups()
    root = Decimal(int(v or 1)) * Decimal(int(w)).sqrt() * (-1 if sign == "-" else 1)
    return (Decimal(int(u or 0)) + root) / int(t or 1)


@pytest.mark.parametrize(("template", "tier", "n"), both(Sequences.templates))
def test_a_second_way_agrees(template, tier, n):
    for p in problems(template, tier, n):
        found, want = template.answer(p), globals()[template.name](p)
        if isinstance(want, Decimal):
            assert abs(surd(found) - want) < Decimal("1e-30"), p
        elif isinstance(want, float):
            assert float(Fraction(found)) == pytest.approx(want, rel=1e-9), p
        else:
            assert Fraction(found) == want, p


def hard_arithmetic_sum(p):
    xs = [p["low"] + i for i in (0, 3, 7)]
    return extrapolate(xs, [arithmetic_sum(p, x) for x in xs], p["n"])


def hard_polynomial_sum(p):
    xs = [p["low"] + i for i in range(len(p["poly"]) + 2)]
    return extrapolate(xs, [polynomial_sum(p, x) for x in xs], p["n"])


def hard_telescoping_sum(p):
    """By induction: the first value is right, and so is the step to the last one."""
    template = BY_NAME["telescoping_sum"]
    for n in (p["low"], p["low"] + 5):
        assert Fraction(template.answer({**p, "n": n})) == telescoping_sum(p, n)
    before = Fraction(template.answer({**p, "n": p["n"] - 1}))
    return before + at(template.words(p)["term"], p["n"])


def hard_telescoping_product(p):
    template = BY_NAME["telescoping_product"]
    for n in (p["low"], p["low"] + 5):
        assert Fraction(template.answer({**p, "n": n})) == telescoping_product(p, n)
    before = Fraction(template.answer({**p, "n": p["n"] - 1}))
    return before * at(template.words(p)["term"], p["n"])


def hard_floor_sum(p):
    """Exchange numerator and denominator as in Euclid's algorithm."""

    def total(n, a, b, c):
        """Return the sum of floor((a x + c)/b) for x = 0 to n - 1."""
        if n <= 0:
            return 0
        whole = (a // b) * n * (n - 1) // 2 + (c // b) * n
        a, c = a % b, c % b
        top = a * n + c
        if top < b:
            return whole
        return whole + total(top // b, b, a, top % b)

    return total(p["n"] + 1, p["a"], p["b"], p["c"]) - p["c"] // p["b"]


def hard_linear_recurrence(p):
    def times(s, t):
        return [[sum(s[i][k] * t[k][j] for k in (0, 1)) % p["m"] for j in (0, 1)] for i in (0, 1)]

    power, base, n = [[1, 0], [0, 1]], [[p["p"], p["q"]], [1, 0]], p["n"]
    while n:
        if n % 2:
            power = times(power, base)
        base, n = times(base, base), n // 2
    return (power[1][0] * p["y"] + power[1][1] * p["x"]) % p["m"]


hard_differences = differences


def hard_returning_map(p):
    """Take the power of the map by squaring; its matrix counts up to a factor."""
    from math import gcd

    def times(s, t):
        new = [
            s[0] * t[0] + s[1] * t[2],
            s[0] * t[1] + s[1] * t[3],
            s[2] * t[0] + s[3] * t[2],
            s[2] * t[1] + s[3] * t[3],
        ]
        return [x // (gcd(*new) or 1) for x in new]

    power, base, n = [1, 0, 0, 1], p["map"], p["n"] - 1
    while n:
        if n % 2:
            power = times(power, base)
        base, n = times(base, base), n // 2
    a, b, c, d = power
    return (a * Fraction(p["x"]) + b) / (c * Fraction(p["x"]) + d)


def hard_repeats(p):
    """Bisect for the block; the sum up to the end of a block is a cubic polynomial."""

    def end(x):
        return p["a"] * x * (x + 1) // 2 + p["b"] * x

    low, high = 0, p["n"]
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if end(middle) < p["n"] else (low, middle)
    if p["kind"] == "term":
        return high
    xs = range(1, 6)
    whole = extrapolate(xs, [repeats(p, end(x)) for x in xs], low)
    return whole + (p["n"] - end(low)) * high


@pytest.mark.parametrize("template", [t for t in Sequences.templates if has_hard(t)], ids=lambda t: t.name)
def test_hard_problems_have_the_answer_of_another_formula(template):
    for tier in TIERS:
        for p in problems(template, tier, 20, hard=True):
            assert Fraction(template.answer(p)) == globals()[f"hard_{template.name}"](p), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", Sequences.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_roots_are_read_in_other_forms():
    template = BY_NAME["endless_fraction"]
    for p in problems(template, 4, 10):
        u, v, w, t = template._value(p)
        for text in (
            f"\\frac{{{u} + {v}\\sqrt{{{w}}}}}{{{t}}}",
            f"({u} + {v} sqrt({w}))/{t}",
            f"{u}/{t} + ({v}/{t})√{w}",
        ):
            assert template.verify(p, text).is_correct, text
        assert not template.verify(p, f"({u} - {v} sqrt({w}))/{t}").is_correct


def test_maps_come_back_after_the_number_of_steps_they_are_drawn_for():
    for tier in TIERS:
        for p in problems(BY_NAME["returning_map"], tier, 20):
            assert len(BY_NAME["returning_map"]._cycle(p)) == p["order"]


def test_composite_problems_are_solved_by_their_parts():
    for seed in range(20):
        problem = problem_at("Math-Sequences-v0", Sequences(2), "compositional/test", seed)
        assert Sequences(2).verify(problem, Sequences(2).solve(problem)).is_correct
