from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb, prod

import numpy as np
import pytest
from sympy import Matrix, Rational, zeros

from palaestra.envs.math.families.family import Family
from palaestra.envs.math.families.probability import FAMILIES

TIERS = (1, 2, 3, 4, 5)


def problems(family: Family, tier: int, n: int = 25):
    rng = np.random.default_rng([tier, len(family.name)])
    return [family.draw(rng, tier) for _ in range(n)]


def absorb(moves, n, start, reward):
    """Solve x = M x + reward for a chain of n states whose moves are (from, to, chance)."""
    m, r = zeros(n, n), zeros(n, 1)
    for i, j, chance in moves:
        m[i, j] += Rational(chance.numerator, chance.denominator)
    for i, x in enumerate(reward):
        r[i] = Rational(x.numerator, x.denominator)
    x = (Matrix.eye(n) - m).LUsolve(r)[start]
    return Fraction(int(x.p), int(x.q))


def all_colours(p):
    """Take ball after ball, remembering how many of each colour are left."""

    @cache
    def take(left, k):
        if k == 0:
            return Fraction(all(a < b for a, b in zip(left, p["counts"], strict=True)))
        return sum(
            Fraction(c, sum(left)) * take((*left[:i], c - 1, *left[i + 1 :]), k - 1) for i, c in enumerate(left) if c
        )

    return take(tuple(p["counts"]), p["k"])


def dice_total(p):
    """Count the totals with the generating function ∏ x(1 - x^f)/(1 - x), by inclusion and exclusion."""
    n, count = len(p["faces"]), 0
    for over in product((0, 1), repeat=n):
        rest = p["t"] - n - sum(f for f, o in zip(p["faces"], over, strict=True) if o)
        if rest >= 0:
            count += (-1) ** sum(over) * comb(rest + n - 1, n - 1)
    return Fraction(count, prod(p["faces"]))


def largest_given_smallest(p):
    """Roll die after die, remembering smallest and largest."""
    states = {(v, v): 1 for v in range(1, p["s"] + 1)}
    for _ in range(p["n"] - 1):
        after = {}
        for (low, high), ways in states.items():
            for v in range(1, p["s"] + 1):
                key = (min(low, v), max(high, v))
                after[key] = after.get(key, 0) + ways
        states = after
    given = sum(ways for (low, _), ways in states.items() if low == p["low"])
    return Fraction(states.get((p["low"], p["high"]), 0), given)


def turns(p):
    """Solve the chain whose state is the player to move."""
    hits = [Fraction(u, v) for u, v in p["hits"]]
    k = len(hits)
    moves = [(i, (i + 1) % k, 1 - hits[i]) for i in range(k)]
    return absorb(moves, k, 0, [hits[i] if i == p["i"] else Fraction(0) for i in range(k)])


def walk(p):
    """Solve the chain of positions."""
    n, right = p["n"], Fraction(p["u"], p["v"])
    moves = [(i - 1, i, right) for i in range(1, n - 1)] + [(i - 1, i - 2, 1 - right) for i in range(2, n)]
    return absorb(moves, n - 1, p["a"] - 1, [right if i == n - 1 else Fraction(0) for i in range(1, n)])


def pattern(p):
    """Solve the chain whose state is how much of the pattern the last tosses match."""
    w, heads = p["pattern"], Fraction(p["u"], p["v"])
    moves = []
    for i in range(len(w)):
        for c, chance in (("H", heads), ("T", 1 - heads)):
            text = w[:i] + c
            j = max(k for k in range(len(text) + 1) if text.endswith(w[:k]))
            if j < len(w):
                moves.append((i, j, chance))
    return absorb(moves, len(w), 0, [Fraction(1)] * len(w))


def points(p):
    """Play game after game."""

    @cache
    def win(x, y):
        if p["g"] in (x, y):
            return Fraction(x == p["g"])
        return Fraction(p["u"], p["v"]) * win(x + 1, y) + Fraction(p["v"] - p["u"], p["v"]) * win(x, y + 1)

    return win(p["x"], p["y"])


def which_urn(p):
    """Draw the balls in order from each urn."""

    def chance(red, blue, k, wanted):
        if k == 0:
            return Fraction(wanted == 0)
        total = Fraction(0)
        if red:
            total += Fraction(red, red + blue) * chance(red - 1, blue, k - 1, wanted - 1)
        if blue:
            total += Fraction(blue, red + blue) * chance(red, blue - 1, k - 1, wanted)
        return total

    joint = [w * chance(*urn, p["k"], p["red"]) for urn, w in zip(p["urns"], p["weights"], strict=True)]
    return joint[0] / sum(joint)


SECOND = {
    f.__name__: f for f in (all_colours, dice_total, largest_given_smallest, turns, walk, pattern, points, which_urn)
}


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_answer_is_found_a_second_way(family, tier):
    for p in problems(family, tier):
        value = SECOND[family.name](p)
        assert family.value(p) == value, p
        assert family.answer(p) == (value.numerator + value.denominator) % 1000
        assert value > 0
        assert value < 1 or family.name == "pattern"


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_problems_are_plain_varied_and_do_not_give_the_answer_away(family, tier):
    drawn = problems(family, tier, 100)
    assert all(json.loads(json.dumps(p)) == p for p in drawn)
    assert drawn == problems(family, tier, 100)
    assert len({json.dumps(p) for p in drawn}) >= 60
    assert len({family.answer(p) for p in drawn}) >= 30
    shown = 0
    for p in drawn:
        value = family.value(p)
        texts = [family.ask(p, i) for i in range(len(family.phrasings))]
        assert len(set(texts)) == len(texts) >= 2
        for text in texts:
            assert ("remainder" in text) == (value.numerator + value.denominator >= 1000)
            assert text.endswith(".")
            assert text.isprintable()
        shown += str(family.answer(p)) in re.findall(r"\d+", texts[0])
    assert shown <= 15


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_solution_reaches_the_fraction_and_its_sums_are_right(family):
    checked = 0
    for tier in TIERS:
        for p in problems(family, tier, 10):
            text, value = family.explain(p), family.value(p)
            assert text.count("\n") >= 2
            assert f"In lowest terms this is {value.numerator}/{value.denominator}, so" in text
            for chain in re.findall(
                r"(?:\n|[:=;] |with probability |tosses is |given |P = )([-+×/() \d^]+(?: = [-+×/() \d^]+)+)", text
            ):
                sides = [compute(side) for side in chain.split(" = ")]
                assert len(set(sides)) == 1, text
                checked += 1
    assert checked >= 40


def compute(text):
    """Compute with whole numbers, fractions, + - × / ^ and brackets."""
    tokens = re.findall(r"\d+|[-+×/()^]", text)

    def atom():
        token = tokens.pop(0)
        if token == "(":
            value = add()
            assert tokens.pop(0) == ")"
        else:
            value = Fraction(int(token)) if token != "-" else -atom()
        if tokens[:1] == ["^"]:
            tokens.pop(0)
            value **= int(tokens.pop(0))
        return value

    def multiply():
        value = atom()
        while tokens[:1] in (["×"], ["/"]):
            value = value * atom() if tokens.pop(0) == "×" else value / atom()
        return value

    def add():
        value = multiply()
        while tokens[:1] in (["+"], ["-"]):
            value = value + multiply() if tokens.pop(0) == "+" else value - multiply()
        return value

    return add()


def test_small_cases_that_are_known():
    by_name = {f.name: f for f in FAMILIES}
    assert by_name["pattern"].value({"pattern": "HTH", "u": 1, "v": 2}) == 10
    assert by_name["pattern"].value({"pattern": "HTT", "u": 1, "v": 2}) == 8
    assert by_name["dice_total"].value({"faces": [6, 6], "t": 7}) == Fraction(1, 6)
    assert by_name["turns"].value({"hits": [[1, 6], [1, 6]], "i": 0}) == Fraction(6, 11)
    assert by_name["points"].value({"g": 3, "x": 2, "y": 1, "u": 1, "v": 2}) == Fraction(3, 4)
    assert by_name["walk"].value({"a": 1, "n": 3, "u": 2, "v": 3}) == Fraction(4, 7)
