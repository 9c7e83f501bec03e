"""Every family of algebra, against a second computation that goes another way."""

from __future__ import annotations

import json
import re
from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor

import numpy as np
import pytest
import sympy

from palaestra.envs.math.families.algebra import FAMILIES
from palaestra.envs.math.families.family import Family

TIERS = (1, 2, 3, 4, 5)
BY_NAME = {family.name: family for family in FAMILIES}


def problems(family: Family, tier: int, n: int = 25):
    rng = np.random.default_rng([tier, len(family.name)])
    return [family.draw(rng, tier) for _ in range(n)]


def companion(c):
    """The matrix whose eigenvalues are the roots."""
    d = len(c)
    return sympy.Matrix(d, d, lambda i, j: -c[d - 1 - i] if j == d - 1 else int(i == j + 1))


def power_sums(p):
    return int((companion(p["c"]) ** p["k"]).trace())


def shifted_product(p):
    m = companion(p["c"])
    return int((m**2 + p["a"] * sympy.eye(m.rows)).det())


def fraction(value):
    value = Fraction(value)
    assert value > 0
    return value.numerator + value.denominator


def logarithms(p):
    """Solve the stated equation in the logarithms to base w."""
    t = sympy.Symbol("t")
    logs = [sympy.Rational(1, a) for a in p["logs"]] + [1 / t]
    (found,) = sympy.solve(sympy.Eq(sum(e * x for e, x in zip(p["powers"], logs, strict=True)) * p["c"], 1), t)
    return fraction(Fraction(int(found.p), int(found.q)))


def telescoping(p):
    total = Fraction(0)
    for k in range(p["low"], p["high"] + 1):
        term = Fraction(1)
        for i in range(p["factors"]):
            term /= p["a"] * k + p["b"] + i * p["a"] * p["skip"]
        total += term
    return fraction(total)


def periodic_sums(p):
    """Solve for the first terms with sympy, after writing every term in them."""
    d = len(p["rule"])
    first = sympy.symbols(f"x0:{d}")
    terms, sums = list(first), []
    for n in range(max([*p["ns"], p["k"]])):
        if n >= d:
            terms.append(sympy.expand(sum(r * terms[n - i] for i, r in enumerate(p["rule"], 1)) + p["constant"]))
        sums.append(sympy.expand((sums[-1] if sums else 0) + terms[n]))
    (found,) = sympy.linsolve([sums[n - 1] - s for n, s in zip(p["ns"], p["sums"], strict=True)], *first)
    assert not set().union(*(x.free_symbols for x in found)), "the first terms are determined"
    return int(sums[p["k"] - 1].subs(dict(zip(first, found, strict=True))))


def floor_sums(p):
    total, k = 0, p["start"] - 1
    while total < p["sum"]:
        k += 1
        v = 0
        while (p["base"] ** (v + 1) if p["kind"] == "log" else (v + 1) ** p["base"]) <= k:
            v += 1
        assert v > 0, "so that only one n fits"
        total += v
    assert total == p["sum"]
    return k


def weighted_powers(p):
    """Solve for s and q with sympy, then for real x, y, a and b with 60 digits."""
    s, q = sympy.symbols("s q")
    u = p["u"]
    (found,) = sympy.linsolve([u[1] * s - u[0] * q - u[2], u[2] * s - u[1] * q - u[3]], s, q)
    with localcontext() as context:
        context.prec = 60
        s, q = (Decimal(int(v.p)) / Decimal(int(v.q)) for v in found)
        root = (s * s - 4 * q).sqrt()
        x, y = (s + root) / 2, (s - root) / 2
        assert x != y
        assert x * y != 0
        b = (u[1] - u[0] * x) / (y * (y - x))
        a = (u[0] - b * y) / x
        for k, given in enumerate(u, 1):
            assert abs(a * x**k + b * y**k - given) < Decimal("1e-30")
        value = a * x ** p["k"] + b * y ** p["k"]
        assert abs(value - round(value)) < Decimal("1e-25")
        return round(value)


def nearest_power(p):
    with localcontext() as context:
        context.prec = 120
        return floor((p["a"] + Decimal(p["b"]).sqrt()) ** p["n"])


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_second_way_gives_the_same_answer(name, tier):
    family = BY_NAME[name]
    for p in problems(family, tier):
        assert family.answer(p) == globals()[name](p) % 1000, p


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_problems_are_json_vary_and_do_not_show_the_answer(family):
    for tier in TIERS:
        drawn = problems(family, tier, 60)
        assert all(json.loads(json.dumps(p)) == p for p in drawn)
        assert len({json.dumps(p) for p in drawn}) >= 55
        assert len({family.answer(p) for p in drawn}) >= 25
        shown = 0
        for p in drawn:
            texts = [family.ask(p, i) for i in range(len(family.phrasings))]
            assert len(set(texts)) >= 2
            assert not any(re.search(r"[{}]|\+ -|--", text) for text in texts)
            shown += str(family.answer(p)) in re.findall(r"\d+", texts[0])
        assert shown <= 6, "the prompt rarely shows the answer"


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_solutions_reach_the_answer_in_a_few_lines(family):
    for tier in TIERS:
        for p in problems(family, tier, 20):
            text = family.explain(p)
            assert 3 <= len(text.splitlines()) <= 12
            last = text.splitlines()[-1]
            shown = [int(n) for n in re.findall(r"\d+", last)]  # a remainder stands in the last line too
            if family.name == "floor_sums":  # its last line gives the block, from which the answer is counted
                assert shown[-2] + shown[-1] - 1 == family.answer(p)
            else:
                assert family.answer(p) in shown


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_equations_in_solutions_between_plain_numbers_hold(name):
    """Every chain of equalities whose sides are sums, products and quotients of numbers is true."""
    family, checked = BY_NAME[name], 0
    for tier in TIERS:
        for p in problems(family, tier, 10):
            for line in re.split(r"\n|, | and ", family.explain(p)):
                sides = re.split(r" = ", line.rstrip(".,:"))
                plain = [s for s in sides if re.fullmatch(r"[-+×/() 0-9^]+", s) and s.count("(") == s.count(")")]
                values = {sympy.Rational(sympy.sympify(s.replace("×", "*").replace("^", "**"))) for s in plain}
                assert len(values) <= 1, line
                checked += len(plain) > 1
    assert checked or name in {"floor_sums", "nearest_power"}
