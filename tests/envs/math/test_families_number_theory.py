"""Every family of number theory, against a search or another computation that goes another way."""

from __future__ import annotations

import json
import re
from itertools import product
from math import gcd, isqrt, prod

import numpy as np
import pytest
import sympy

from palaestra.envs.math.families.family import Family
from palaestra.envs.math.families.number_theory import FAMILIES

TIERS = (1, 2, 3, 4, 5)
BY_NAME = {family.name: family for family in FAMILIES}


def problems(family: Family, tier: int, n: int = 25):
    rng = np.random.default_rng([tier, len(family.name)])
    return [family.draw(rng, tier) for _ in range(n)]


def divisors(p):
    """Go through all exponent vectors."""
    primes = sympy.factorint(prod(b for b, _ in p["powers"]))
    top = {q: sum(k * sympy.multiplicity(q, b) for b, k in p["powers"]) for q in primes}
    need = {q: sympy.multiplicity(q, p["multiple"]) for q in primes}
    assert prod(q**e for q, e in need.items()) == p["multiple"]
    vectors = product(*(range(e + 1) for e in top.values()))
    return sum(all(e >= d for e, d in zip(v, need.values(), strict=True)) and any(e % 2 for e in v) for v in vectors)


def factorial_powers(p):
    """Divide the very product."""
    n, k = prod(range(p["low"], p["high"] + 1)), 0
    while n % p["base"] == 0:
        n, k = n // p["base"], k + 1
    return k


def square_values(p):
    """Beyond the bound the value lies strictly between the squares of two neighbours."""
    d, total = abs(4 * p["b"] - p["a"] ** 2), 0
    for n in range(1, d + 2 * abs(p["a"]) + 10):
        value = n * n + p["a"] * n + p["b"]
        total += n if value >= 0 and isqrt(value) ** 2 == value else 0
    return total


def hyperbola(p):
    """Solve for y at every x until y would be below 1; before the pole y is never positive."""
    lead, a, b, c = p["lead"], p["a"], p["b"], p["c"]
    total = 0
    for x in range(1, lead * c + a * b + b + 2):
        top, below = c + a * x, lead * x - b
        if below and top % below == 0 and top // below > 0:
            total += x + top // below
    return total


def reducible(p):
    return sum(gcd(n * n + p["b"], n + p["a"]) > 1 for n in range(1, p["n"] + 1))


def congruences(p):
    n = np.arange(1, prod(m for *_, m in p["rows"]) + 1)
    for c, r, m in p["rows"]:
        n = n[c * n % m == r]
    assert len(n) == 1
    return int(n[0])


def towers(p):
    return pow(p["a"], p["b"] ** p["c"], p["m"])


def quadratic_congruence(p):
    n = np.arange(1, p["n"] + 1)
    return int(((n * n + p["b"] * n + p["c"]) % p["m"] == 0).sum())


def stamps(p):
    """Mark what can be made; after `smallest` successes in a row everything can."""
    can, bad, run = [True], 0, 0
    while run < p["values"][0]:
        n = len(can)
        can.append(any(v <= n and can[n - v] for v in p["values"]))
        bad, run = bad + (not can[n]), run + 1 if can[n] else 0
    return bad


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
        assert len({json.dumps(p) for p in drawn}) >= 52
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
            lines = family.explain(p).splitlines()
            assert 3 <= len(lines) <= 14
            assert family.answer(p) in [int(n) for n in re.findall(r"\d+", lines[-1])]


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_equations_and_congruences_in_solutions_hold(name):
    """Every chain of equal numbers or of congruent numbers is true; factorials are left out."""
    family, checked = BY_NAME[name], 0
    for tier in TIERS:
        for p in problems(family, tier, 10):
            for line in family.explain(p).splitlines():
                mod = re.search(r"\(mod (\d+)\)[.;,]?$", line)
                text = line[: mod.start()] if mod else line
                for clause in re.split(r", | and |: |; ", text):
                    sides = re.split(r" = | ≡ ", clause.strip().rstrip(".,:;"))
                    plain = [s for s in sides if re.fullmatch(r"[-+×·/() 0-9^]+", s) and s.count("(") == s.count(")")]
                    values = [sympy.sympify(re.sub("[×·]", "*", s).replace("^", "**")) for s in plain]
                    if mod and "≡" in clause:
                        values = [v % int(mod[1]) for v in values]
                    assert len(set(values)) <= 1, line
                    checked += len(values) > 1
    assert checked
