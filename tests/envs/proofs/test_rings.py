"""Normal forms and numerals, against the trusted checker, the definitions and sympy."""

import random

import pytest
import sympy
from arithmetic import Number, holds, random_expr, random_formula, unknowns, value
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs.proofs import rings
from palaestra.envs.proofs.certificates import Polynomials, same_polynomial

A, B, C = (Number(("int", k)) for k in range(3))
N = Number(("nat", 3))


def text(expr):
    """Lean's notation with all parentheses."""
    if isinstance(expr, int):
        return str(expr)
    if expr[0] in ("int", "nat"):
        return "abcn"[expr[1]]
    return f"({text(expr[1])} {expr[0]} {text(expr[2])})"


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ((A + B) ** 2, "((((a * b) * 2) + (a ^ 2)) + (b ^ 2))"),
        (B + A + 1, "((1 + b) + a)"),
        (A - B * 2, "(a - (b * 2))"),
        (0 - A * 3 - 5, "(-5 - (a * 3))"),
        (A * 0, "0"),
        (B - A, "(b - a)"),
        (2 ** (N + 2) + 2**N, "((2 ^ n) * 5)"),
        (A * A**N, "(a * (a ^ n))"),
        ((A + 1) ** (2 * N), "((1 + a) ^ (n * 2))"),
    ],
)
def test_normal_forms(expr, expected):
    assert text(rings.normal_form(expr.e)) == expected


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_normal_form_is_equal_and_normal(seed):
    expr = random_expr(random.Random(seed), 4, "int", powers=True)
    normal = rings.normal_form(expr)
    if normal is not None:
        assert same_polynomial(expr, normal)
        assert summands(normal) == max(1, len(Polynomials().of(normal)))


def summands(expr):
    count = 0
    while isinstance(expr, tuple) and expr[0] in ("+", "-"):
        count, expr = count + 1, expr[1]
    return count + (expr != 0 or count == 0)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_numerals(seed):
    rng = random.Random(seed)
    expr = random_expr(rng, 4, rng.choice(["nat", "int"]), powers=True)
    env = {name: rng.randint(0 if name[0] == "nat" else -4, 4) for name in unknowns(expr)}
    assert value(rings.fold(expr), env) == value(expr, env)
    closed = close(expr, env)
    assert rings.evaluate(closed) == value(expr, env)
    if env and rings.evaluate(expr) is not None:
        assert all(value(expr, {name: k for name in env}) == value(expr, env) for k in range(3))


def close(tree, env):
    if tree in env:
        return env[tree]
    return (tree[0], *(close(part, env) for part in tree[1:])) if isinstance(tree, tuple) else tree


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_decided_formulas(seed):
    rng = random.Random(seed)
    formula = random_formula(rng, 3)
    env = {name: rng.randint(0, 1) if name[0] == "prop" else rng.randint(0, 4) for name in unknowns(formula)}
    if rings.decide(formula) is not None:
        assert rings.decide(formula) == holds(formula, env)
    if ("prop", 0) not in env:
        assert rings.decide(close(formula, env)) == holds(formula, env)


def test_limits():
    assert rings.evaluate(("^", 2, 10**9)) is None
    assert rings.evaluate(("^", -1, 10**9)) == 1
    assert rings.evaluate(("^", 9, ("^", 9, 9))) is None
    assert rings.evaluate(("^", 2, -1)) is None
    assert rings.normal_form(((A + B + C + 1) ** 900).e) is None
    assert rings.decide(("=", ("^", 2, 10**9), 0)) is None
    assert rings.decide(("or", ("=", ("^", 2, 10**9), 0), ("<", 1, 2))) is True
    deep = A.e
    for _ in range(50_000):
        deep = ("+", deep, 1)
    assert rings.fold(deep) is None
    assert rings.normal_form(deep) is None
    assert rings.decide(("<", deep, 1)) is None


def test_primes():
    assert [n for n in range(-5, 2_000) if rings.is_prime(n)] == list(sympy.primerange(2_000))
    rng = random.Random(4)
    for bits in (30, 50, 64, 80):
        for _ in range(50):
            number = rng.getrandbits(bits) | 1
            assert rings.is_prime(number) == sympy.isprime(number)
    for pseudoprime in (561, 3_215_031_751, 3_474_749_660_383, 341_550_071_728_321, 3_825_123_056_546_413_051):
        assert rings.is_prime(pseudoprime) is False
    assert rings.is_prime(10**30 + 57) is None
    assert rings.is_prime(10**30) is False
