"""Every template of Math-Probability-v0 against recursions, linear systems in floating point, or other formulas."""

from fractions import Fraction
from functools import cache
from itertools import combinations
from math import comb, prod

import numpy as np
import pytest
from template_checks import CHECKS, TIERS, both, has_hard, problems

from palaestra.envs import problem_at
from palaestra.envs.math.probability import Probability

BY_NAME = {template.name: template for template in Probability.templates}


def transfer(p):
    """Move and draw ball by ball."""

    @cache
    def chance(a, b, c, d, moved, drawn, red):
        """Return the probability that red balls are drawn, and that so many of those moved are red."""
        if moved:
            total = Fraction(0)
            for kind, left in enumerate((a, b)):
                if left:
                    after = (a - 1, b, c + 1, d) if kind == 0 else (a, b - 1, c, d + 1)
                    total += Fraction(left, a + b) * chance(*after, moved - 1, drawn, red - (kind == 0))
            return total
        if drawn:
            return Fraction(c, c + d) * chance(a, b, c - 1, d, 0, drawn - 1, red) if c else Fraction(0)
        return Fraction(int(red == 0))

    start = [p[name] for name in ("a", "b", "c", "d", "moved", "drawn")]
    parts = [chance(*start, red) for red in range(p["moved"] + 1)]
    return sum(parts) if p["given"] < 0 else parts[p["given"]] / sum(parts)


def next_toss(p):
    """Change the weights of the coins toss by toss."""
    coins = [Fraction(u, p["v"]) for u in p["u"]]
    weights = [Fraction(1, len(coins))] * len(coins)
    for head in [True] * p["h"] + [False] * p["t"]:
        joint = [w * (c if head else 1 - c) for w, c in zip(weights, coins, strict=True)]
        weights = [x / sum(joint) for x in joint]
    return sum(w * c for w, c in zip(weights, coins, strict=True))


def polya(p, n=None, places=None):
    """Follow the urn through all draws."""
    n, places = n or p["n"], places or [i for i, _ in p["seen"]]
    known = dict(zip(places, (colour for _, colour in p["seen"]), strict=True))

    @cache
    def chance(i, r, b, last):
        if i > n:
            return Fraction(1)
        colour = known.get(i, "red" if last and i == n else "")
        total = Fraction(0)
        if colour != "blue":
            total += Fraction(r, r + b) * chance(i + 1, r + p["c"], b, last)
        if colour != "red":
            total += Fraction(b, r + b) * chance(i + 1, r, b + p["c"], last)
        return total

    both = chance(1, p["r"], p["b"], True)
    return both / chance(1, p["r"], p["b"], False) if p["given"] else both


def event(p, x):
    r, n = p["r"], p["r"] + x
    if p["kind"] == "mixed":
        return Fraction(r * x, comb(n, 2))
    k = 2 if p["kind"] == "red" else 3
    return prod((Fraction(r - i, n - i) for i in range(k)), start=Fraction(1))


def unknown_urn(p):
    fits = [x for x in range(1, 400) if event(p, x) == Fraction(*p["chance"])]
    assert len(fits) == 1
    return fits[0]


def walk(n, s, right, left, stop, wall):
    """Solve for the mean times until the walk stops, or for the probabilities of the right end."""
    matrix, times, aims = np.eye(n + 1), np.zeros(n + 1), np.zeros(n + 1)
    aims[n] = 1
    for i in range(n):
        if i == 0 and not wall:
            continue
        times[i] = 1
        matrix[i, i] -= 1 - right - left
        matrix[i, i + 1] -= right
        matrix[i, max(i - 1, 0)] -= left
    return np.linalg.solve(matrix, times if stop == "time" else aims)[s]


def walk_time(p):
    c = p["u"] / p["v"]
    return walk(p["n"], p["s"], c, c, "time", p["wall"])


def ruin(p):
    c = p["u"] / p["v"]
    return walk(p["n"], p["s"], c, 1 - c, "time" if p["ask"] == "games" else "aim", False)


def rooms(p):
    n = p["n"]
    matrix, right = np.eye(n), np.zeros(n)
    for i in range(1, n + 1):
        near = [a + b - i for a, b in p["doors"] if i in (a, b)]
        assert near
        assert len(set(near)) == len(near)
        if i == p["end"] or i == p["trap"]:
            right[i - 1] = float(i == p["end"] and bool(p["trap"]))
            continue
        right[i - 1] = 0 if p["trap"] else 1
        for j in near:
            matrix[i - 1, j - 1] -= 1 / len(near)
    return np.linalg.lstsq(matrix, right, rcond=None)[0][p["start"] - 1]


def turns(p):
    """Play many rounds."""
    chances = [Fraction(1, p["a"]), *(Fraction(u, v) for u, v in p["others"])]
    alive, won = 1.0, 0.0
    for _ in range(3000):
        for i, (c, t) in enumerate(zip(chances, p["tries"], strict=True)):
            for _ in range(t):
                won += alive * float(c) * (i == p["who"])
                alive *= 1 - float(c)
    return won


def order_statistic(p):
    """Add the probabilities that the j-th smallest is at least x: fewer than j lie below x."""
    size, m = p["n"] - p["low"] + 1, p["m"]

    def mean(j):
        total = 0
        for x in range(1, size + 1):
            total += sum(comb(x - 1, i) * comb(size - x + 1, m - i) for i in range(j))
        return p["low"] - 1 + Fraction(total, comb(size, m))

    first, second = mean(p["i"]), mean(p["j"])
    return {"one": second, "gap": second - first, "sum": first + second}[p["kind"]]


def extremes(p):
    f, k = p["f"], p["k"]
    largest = sum(x * Fraction(x**k - (x - 1) ** k) for x in range(1, f + 1)) / f**k
    smallest = sum(x * Fraction((f - x + 1) ** k - (f - x) ** k) for x in range(1, f + 1)) / f**k
    return {"largest": largest, "smallest": smallest, "range": largest - smallest}[p["kind"]]


def hard_neighbours(p):
    """Formulas for each kind."""
    m, w, ring = p["m"], p["w"], p["ring"]
    n = m + w
    pairs, triples = (n - 1, (n - 1) * (n - 2)) if ring else (n, n * (n - 1))
    mixed = Fraction(2 * m * w, pairs)
    return {
        "mixed": mixed,
        "women": Fraction(w * (w - 1), pairs),
        "same": (n if ring else n - 1) - mixed,
        "between": Fraction(m * (m - 1) * w, triples),
        "three": Fraction(m * (m - 1) * (m - 2), triples),
    }[p["kind"]]


def neighbours(p):
    """List all seatings of few people; the formula has to agree with them."""
    m, w = p["m"] % 4 + 3, p["w"] % 3 + 3
    hits = BY_NAME["neighbours"]._hits(p["kind"])
    size, total, count = len(hits[0]), 0, 0
    for women in combinations(range(m + w), w):
        row = "".join("W" if i in women else "M" for i in range(m + w))
        row += row[: size - 1] if p["ring"] else ""
        total += sum(row[i : i + size] in hits for i in range(len(row) - size + 1))
        count += 1
    assert hard_neighbours({**p, "m": m, "w": w}) == Fraction(total, count)
    assert BY_NAME["neighbours"].answer({**p, "m": m, "w": w}) == str(Fraction(total, count))
    return hard_neighbours(p)


def coupons(p):
    """Add the probabilities that the collection is not yet large enough after 0, 1, 2, ... draws."""
    n, row, total = p["n"], {p["s"]: 1.0}, 0.0
    while (rest := sum(row.values())) > 1e-12:
        total += rest
        new = {}
        for i, c in row.items():
            new[i] = new.get(i, 0) + c * i / n
            if i + 1 < p["j"]:
                new[i + 1] = new.get(i + 1, 0) + c * (n - i) / n
        row = new
    return total


def fewest(p):
    n, f = 1, p["f"]
    while True:
        fails = Fraction(f - 1, f) ** n
        if p["twice"]:
            fails += n * Fraction(f - 1, f) ** (n - 1) / f
        if 1 - fails > Fraction(p["percent"], 100):
            return n
        n += 1


@pytest.mark.parametrize(("template", "tier", "n"), both(Probability.templates))
def test_a_second_way_agrees(template, tier, n):
    for p in problems(template, tier, n):
        found, want = Fraction(template.answer(p)), globals()[template.name](p)
        if isinstance(want, float):
            assert float(found) == pytest.approx(want, rel=1e-7), p
        else:
            assert found == want, p


def hard_polya(p):
    """Draws far apart are like draws close together: only their order matters."""
    return polya(p, n=len(p["seen"]) + 2, places=list(range(2, len(p["seen"]) + 2)))


def hard_unknown_urn(p):
    x = int(BY_NAME["unknown_urn"].answer(p))
    assert event(p, x) == Fraction(*p["chance"])
    if p["kind"] == "mixed":  # a quadratic equation for x, whose roots have the product r(r - 1)
        assert p["r"] * (p["r"] - 1) % x
    else:  # the event gets rarer with every blue ball
        assert event(p, x + 1) < event(p, x) < event(p, x - 1)
    return x


def hard_walk_time(p):
    """The times of all places solve their equations, so there is only one solution."""
    template, c = BY_NAME["walk_time"], Fraction(p["u"], p["v"])

    def time(s):
        return Fraction(template.answer({**p, "s": s}))

    assert time(p["n"]) == 0
    if p["wall"]:
        assert time(0) == 1 + c * time(1) + (1 - c) * time(0)
    else:
        assert time(0) == 0
    for s in (1, p["s"], p["n"] - 1):
        assert time(s) == 1 + c * time(s - 1) + c * time(s + 1) + (1 - 2 * c) * time(s)
    return time(p["s"])


def extrapolate(xs, ys, x):
    """Return the value at x of the polynomial through given points."""
    total = Fraction(0)
    for a, y in zip(xs, ys, strict=True):
        total += y * prod((Fraction(x - b, a - b) for b in xs if b != a), start=Fraction(1))
    return total


def hard_order_statistic(p):
    """Means are linear in the largest number."""
    xs = [p["low"] + p["m"], p["low"] + p["m"] + 5]
    return extrapolate(xs, [order_statistic({**p, "n": x}) for x in xs], p["n"])


def hard_extremes(p):
    """The mean times f^k is a polynomial in f."""
    xs = list(range(1, p["k"] + 3))
    ys = [extremes({**p, "f": x}) * x ** p["k"] for x in xs]
    return extrapolate(xs, ys, p["f"]) / p["f"] ** p["k"]


@pytest.mark.parametrize("template", [t for t in Probability.templates if has_hard(t)], ids=lambda t: t.name)
def test_hard_problems_have_the_answer_of_another_formula(template):
    for tier in TIERS:
        for p in problems(template, tier, 20, hard=True):
            assert Fraction(template.answer(p)) == globals()[f"hard_{template.name}"](p), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", Probability.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_fractions_need_not_be_in_lowest_terms():
    template = BY_NAME["turns"]
    p = problems(template, 2, 1)[0]
    value = Fraction(template.answer(p))
    for text in (
        f"{3 * value.numerator}/{3 * value.denominator}",
        f"\\frac{{{value.numerator}}}{{{value.denominator}}}",
    ):
        assert template.verify(p, text).is_correct
    assert not template.verify(p, str(1 - value)).is_correct


def test_composite_problems_are_solved_by_their_parts():
    for seed in range(20):
        problem = problem_at("Math-Probability-v0", Probability(2), "compositional/test", seed)
        assert Probability(2).verify(problem, Probability(2).solve(problem)).is_correct
