"""Constructions: checked again by other means, and every valid object is accepted."""

import random
import re
from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import isqrt

import networkx as nx
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import problem_at
from palaestra.envs.math.construction import Construction
from palaestra.envs.math.families.witnesses import coefficients, groups, integers

ID = "Math-Construction-v0"
TIERS = (1, 2, 3, 4, 5)
KINDS = {template.name: template for template in Construction.templates}
HARD = ("square_difference", "pell")


def ints(text):
    return [int(x) for x in re.findall(r"-?[0-9]+", text)]


def divisor_count(p, ask, answer):
    low, high, d, r, m = (p[key] for key in ("low", "high", "d", "r", "m"))
    assert {str(v) for v in (low, high, d, r, m)} <= set(re.findall(r"[0-9]+", ask))
    (n,) = ints(answer)
    return low <= n <= high and n % m == r and sympy.divisor_count(n) == d


def egyptian(p, ask, answer):
    found = ints(answer)
    fine = len(set(found)) == len(found) == p["k"] and max(found) <= p["most"]
    total = sum(sympy.Rational(1, a) for a in found)
    return fine and f"{total.p}/{total.q}" in ask and f"{p['top']}/{p['below']}" == f"{total.p}/{total.q}"


def no_progression(p, ask, answer):
    found = ints(answer)
    fine = len(set(found)) == p["k"] == len(found) and all(p["low"] <= x <= p["high"] for x in found)
    fine = fine and {x % p["m"] for x in found} == {p["r"]}
    return fine and not any(b - a == c - b for a, b, c in combinations(sorted(found), 3))


def ruler(p, ask, answer):
    found = ints(answer)
    fine = len(found) == p["k"] and all(p["low"] <= x <= p["high"] and x % p["m"] == 0 for x in found)
    return fine and len({abs(a - b) for a, b in combinations(found, 2)} - {0}) == p["k"] * (p["k"] - 1) // 2


def polynomial_with_root(p, ask, answer):
    x = sympy.Symbol("x")
    text = re.sub(r"(?<=[0-9])x", "*x", answer).replace("^", "**")
    poly = sympy.Poly(sympy.sympify(text), x)
    number = p["shift"] + sum(c * sympy.sqrt(n) for c, n in zip(p["outer"], p["under"], strict=True))
    fine = poly.degree() <= 2 ** len(p["under"]) and all(c.is_Integer for c in poly.all_coeffs()) and not poly.is_zero
    return fine and sympy.expand(poly.as_expr().subs(x, number)) == 0


def square_difference(p, ask, answer):
    x, y = ints(answer)
    return x > 0 < y and (x + y) * (x - y) == p["n"] and (x + y) % p["m"] == 0


def pell(p, ask, answer):
    x, y = ints(answer)
    return x > p["least"] and y > 0 and x * x == p["d"] * y * y + 1


def covering(p, ask, answer):
    if "moduli" in ask.split("choose")[0] and ask.startswith("For"):
        moduli = ints(ask.split("choose")[0])
    else:
        moduli = [int(m) for m in re.findall(r"mod ([0-9]+)", ask)]
    found = ints(answer)
    period = int(np.lcm.reduce(moduli))
    n = np.arange(period)
    return len(found) == len(moduli) and bool(
        np.any([n % m == a % m for a, m in zip(found, moduli, strict=True)], axis=0).all()
    )


def equal_groups(p, ask, answer):
    found = [ints(part) for part in re.findall(r"\{([^{}]*)\}", answer)]
    a, s, n = p["a"], p["s"], p["g"] * p["k"]
    every = Counter(x for group in found for x in group)
    fine = every == Counter(range(a, a + n * s, s)) and {len(group) for group in found} == {p["g"]}
    return fine and len({sum(group) for group in found}) == 1


def degrees(p, ask, answer):
    pairs = re.findall(r"([0-9]+)-([0-9]+)", answer)
    graph = nx.Graph([(int(a), int(b)) for a, b in pairs])
    want = dict(enumerate(p["degrees"], start=1))
    simple = graph.size() == len(pairs) and nx.number_of_selfloops(graph) == 0
    return simple and dict(graph.degree) == want and nx.is_connected(graph)


def margins(p, ask, answer):
    matrix = np.array([[int(x) for x in row.split()] for row in answer.split(";")])
    return matrix.sum(axis=1).tolist() == p["rows"] and matrix.sum(axis=0).tolist() == p["columns"]


def graceful(p, ask, answer):
    edges = [(int(a), int(b)) for a, b in re.findall(r"([0-9]+)-([0-9]+)", ask)]
    found = ints(answer)
    assert nx.is_tree(nx.Graph(edges))
    fine = sorted(found) == list(range(len(edges) + 1))
    return fine and len({abs(found[a - 1] - found[b - 1]) for a, b in edges}) == len(edges)


def drawn(name, tier, n, hard=False):
    rng = np.random.default_rng([tier, n, len(name), hard])
    return [(KINDS[name].draw_hard if hard else KINDS[name].draw)(rng, tier) for _ in range(n)]


def changed(answer, rng):
    """Change the answer a little: a number, or the places of two numbers."""
    places = [(m.start(), m.end()) for m in re.finditer("[0-9]+", answer)]
    i, j = rng.choice(places), rng.choice(places)
    if rng.random() < 0.5 or i == j:
        return answer[: i[0]] + str(max(0, int(answer[slice(*i)]) + rng.choice([-1, 1, 2]))) + answer[i[1] :]
    (a, b), (c, d) = sorted([i, j])
    return answer[:a] + answer[c:d] + answer[b:c] + answer[a:b] + answer[d:]


def check(name, tier, n, hard=False):
    template, judge, rng = KINDS[name], globals()[name], random.Random(tier)
    for i, p in enumerate(drawn(name, tier, n, hard)):
        ask, answer = template.ask(p, i), template.answer(p)
        assert judge(p, ask, answer), (p, answer)
        verdict = template.verify(p, answer)
        assert verdict.is_correct, (p, answer, verdict)
        for _ in range(4):  # both judges agree on answers that are nearly right
            other = changed(answer, rng)
            try:
                fine = bool(judge(p, ask, other))
            except (ValueError, ZeroDivisionError, IndexError, OverflowError):
                fine = False
            assert template.verify(p, other).is_correct == fine, (p, answer, other)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_answers_have_the_properties_and_near_misses_are_told_apart(name, tier):
    check(name, tier, 4)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_answers_have_the_properties_on_many_draws(name, tier):
    check(name, tier, 40)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_on_ordinary_numbers_and_fails_on_hard_ones(name, tier):
    template = KINDS[name]
    for p in drawn(name, tier, 12):
        assert template.verify(p, template.usual(p)).is_correct
    for p in drawn(name, tier, 6, hard=True):
        assert template.usual(p) is None
    check(name, tier, 6, hard=True)


def test_every_valid_object_is_accepted():
    random.seed(3)
    for tier in (1, 3, 5):
        p = drawn("pell", tier, 1)[0]
        x, y = ints(KINDS["pell"].answer(p))
        a, b = next(
            (isqrt(p["d"] * y * y + 1), y) for y in range(1, 10**5) if sympy.sqrt(p["d"] * y * y + 1).is_Integer
        )
        x, y = a * x + p["d"] * b * y, a * y + b * x
        assert KINDS["pell"].verify(p, f"$x={x}, y={y}$").is_correct
        p = drawn("graceful", tier, 1)[0]
        labels = ints(KINDS["graceful"].answer(p))
        assert KINDS["graceful"].verify(p, str([len(labels) - 1 - x for x in labels])).is_correct
        p = drawn("covering", tier, 1)[0]
        assert KINDS["covering"].verify(p, str([a + 5 for a in ints(KINDS["covering"].answer(p))])).is_correct
        p = drawn("degrees", tier, 1)[0]
        graph = nx.havel_hakimi_graph(p["degrees"])
        for _ in range(200):
            if nx.is_connected(graph):
                edges = ", ".join(f"({a + 1}, {b + 1})" for a, b in graph.edges)
                assert KINDS["degrees"].verify(p, edges).is_correct
                break
            nx.double_edge_swap(graph, 1, max_tries=1000, seed=random.randrange(10**6))
        p = drawn("polynomial_with_root", min(tier, 3), 1)[0]
        right = KINDS["polynomial_with_root"].answer(p)
        assert KINDS["polynomial_with_root"].verify(p, f"-3({right}) = 0").is_correct
        assert not KINDS["polynomial_with_root"].verify(p, f"x({right})").is_correct
        assert not KINDS["polynomial_with_root"].verify(p, f"({right})/2").is_correct
        assert not KINDS["polynomial_with_root"].verify(p, "0").is_correct
    p = {"most": 60, "k": 3, "top": 7, "below": 12}
    for text in ("3, 6, 12", "{4, 6, 6}", "1/3 + 1/6 + 1/12", "[3, 5, 20]"):
        assert KINDS["egyptian"].verify(p, text).is_correct == (text in ("3, 6, 12", "[3, 5, 20]"))
    p = {"k": 4, "m": 1, "low": 0, "high": 7}
    assert KINDS["ruler"].verify(p, "0, 1, 4, 6").is_correct
    assert KINDS["ruler"].verify(p, r"\{6, 1, 0, 4\}").is_correct
    assert not KINDS["ruler"].verify(p, "0, 1, 2, 6").is_correct
    p = {"g": 2, "k": 2, "a": 1, "s": 1}
    for text in ("{1,4},{2,3}", r"\{\{3, 2\}, \{4, 1\}\}", "(1,4), (3,2)", "1, 4\n2, 3", "1 4; 3 2"):
        assert KINDS["equal_groups"].verify(p, text).is_correct, text
    for text in ("{1,3},{2,4}", "{1,4,2,3}", "{1,4}", "{1,4},{2,3},{}", "{1,4} or {2,3}"):
        assert not KINDS["equal_groups"].verify(p, text).is_correct, text
    p = {"rows": [1, 2], "columns": [1, 2]}
    for text in ("0 1; 1 1", "01\n11", r"\begin{pmatrix}0&1\\1&1\end{pmatrix}", "[[0, 1], [1, 1]]"):
        assert KINDS["margins"].verify(p, text).is_correct, text


@pytest.mark.parametrize("level", range(5))
def test_other_answers_are_wrong(level):
    task = Construction.levels[level]
    rng = np.random.default_rng(level)
    hits = 0
    for seed in range(60):
        problem = problem_at(ID, task, None, seed)
        right = task.solve(problem)
        for wrong in (
            "",
            "0",
            "1, 2, 3",
            f"{right}, {right}",
            f"{right} or 5",
            f"not {right}",
            "9" * 5000,
            "x",
            "\ud800",
        ):
            assert not task.verify(problem, wrong).is_correct, (problem.prompt, wrong)
        hits += task.verify(problem, task.guess(problem, rng)).is_correct
    assert hits <= 2


def test_reading():
    assert integers("{3, -5,\n7}") == [3, -5, 7]
    assert integers("x = 3, y=4", "xy") == [3, 4]
    assert integers("1-2, 2 - 3", edges=True) == [1, 2, 2, 3]
    for text in ("1.5e3", "3 and 4", "1/2", "٣", "3!", "x=3", "9" * 500):
        assert integers(text) is None
    assert groups("{1,2}, {3,4}") == [[1, 2], [3, 4]]
    assert groups("a{1,2}") is None
    assert coefficients("(x-1)(x+1)/2", 2) == [Fraction(-1, 2), 0, Fraction(1, 2)]
    for text in ("x^3", "1/x", "y", "sqrt(x)", "x^x", "x^(10^10)", "(x+1)^2*(x-1)^2"):
        assert coefficients(text, 2) is None


@given(st.text(max_size=60))
def test_judging_is_total(text):
    for name in KINDS:
        KINDS[name].verify(drawn(name, 1, 1)[0], text)
