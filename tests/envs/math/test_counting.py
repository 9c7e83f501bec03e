"""Every template of Math-Counting-v0 against a search, a recurrence or a table that goes another way."""

from fractions import Fraction
from functools import cache
from itertools import permutations, product
from math import comb, factorial, lcm

import numpy as np
import pytest
from template_checks import CHECKS, TIERS, both, has_hard, problems

from palaestra.envs import problem_at
from palaestra.envs.math.counting import Counting
from palaestra.envs.math.families.counting_colours import SOLIDS

BY_NAME = {template.name: template for template in Counting.templates}


def row_rules(p):
    """Count words of kinds from left to right; X is the block, A, T and P are single people."""
    rules = p["rules"]
    block = "block" in rules
    whole = {"X": int(block), "A": 0 if block else p["a"], "T": p["b"], "P": p["c"]}
    size = sum(whole.values())

    @cache
    def words(left, last):
        done = size - sum(left)
        if done == size:
            return 1
        total = 0
        for i, kind in enumerate("XATP"):
            bad = not left[i] or ("apart" in rules and kind == last == "T")
            bad = bad or ("ends" in rules and done in (0, size - 1) and kind != "P")
            if not bad:
                total += words(tuple(n - (i == j) for j, n in enumerate(left)), kind)
        return total

    total = words(tuple(whole.values()), "") * factorial(p["a"]) * factorial(p["b"]) * factorial(p["c"])
    return total // 2 if "order" in rules else total


@cache
def free(n, m):
    """Permutations of n in which none of the first m is fixed."""
    return factorial(n) if m == 0 else free(n, m - 1) - free(n - 1, m - 1)


def hats(p):
    n, m, j = p["n"], p["m"], p["j"]
    total = comb(m, j) * free(n - j, m - j)
    if n <= 6:
        rows = permutations(range(n))
        assert total == sum(sum(row[i] == i for i in range(m)) == j for row in rows)
    return total


@cache
def divisions(sizes, rule):
    """Choose the group of the first person, Ana."""
    if not sizes:
        return 1
    n, total = sum(sizes), 0
    for s in set(sizes):
        rest = list(sizes)
        rest.remove(s)
        choices = {"any": comb(n - 1, s - 1), "same": comb(n - 2, s - 2), "different": comb(n - 2, s - 1)}[rule]
        total += choices * divisions(tuple(rest), "any")
    return total


def groups(p):
    assert p["n"] == sum(p["sizes"])
    return divisions(tuple(p["sizes"]), p["rule"])


def exact_colours(p):
    """Paint cup by cup and count the colours in use."""
    row = {1: p["q"]}
    for i in range(1, p["n"]):
        new = {}
        for used, ways in row.items():
            same = used - 1 if p["differ"] and i == 1 else used
            new[used] = new.get(used, 0) + ways * same
            new[used + 1] = new.get(used + 1, 0) + ways * (p["q"] - used)
        row = new
    return row.get(p["j"], 0)


def committee(p):
    total = 0
    for anne, carl in product((0, 1), repeat=2):
        if (p["rule"] == "apart" and anne and carl) or (p["rule"] == "either" and not anne and not carl):
            continue
        for women in range(p["least"], p["size"] + 1):
            more, men = women - anne, p["size"] - women - carl
            if more >= 0 <= men:
                total += comb(p["w"] - 1, more) * comb(p["m"] - 1, men)
    return total


def bounded_sum(p):
    row = {0: 1}
    for low, high in p["rows"]:
        new = {}
        for s, ways in row.items():
            for x in range(low, high + 1):
                new[s + x] = new.get(s + x, 0) + ways
        row = new
    return row[p["n"]]


FITS = {
    "at least one of": lambda hits: hits > 0,
    "none of": lambda hits: hits == 0,
    "exactly one of": lambda hits: hits == 1,
    "exactly two of": lambda hits: hits == 2,
}


def multiples(p, first=1, last=None):
    x = np.arange(first, (last or p["n"]) + 1)
    return int(FITS[p["rule"]](sum((x % d == 0).astype(int) for d in p["of"])).sum())


def ballot(p):
    @cache
    def paths(x, y):
        if x < 0 or y < 0 or y > x + p["c"]:
            return 0
        if p["via"] and not ((x <= p["via"][0] and y <= p["via"][1]) or (x >= p["via"][0] and y >= p["via"][1])):
            return 0
        return 1 if x == y == 0 else paths(x - 1, y) + paths(x, y - 1)

    return paths(p["m"], p["n"])


def closed_points(p):
    @cache
    def routes(x, y):
        if x == p["m"] and y == p["n"]:
            return 1
        ends = [(x + u, y + v) for u, v in p["moves"]]
        return sum(routes(*e) for e in ends if e[0] <= p["m"] and e[1] <= p["n"] and list(e) not in p["closed"])

    return routes(0, 0)


def triangulations(p):
    """Sum over the third corner of the triangle at a side; a triangle may not be crossed by a given diagonal."""

    def crossed(a, b):
        return any(a < c < b < d or c < a < d < b for c, d in p["given"])

    @cache
    def ways(i, j):
        if j - i == 1:
            return 1
        return sum(ways(i, k) * ways(k, j) for k in range(i + 1, j) if not crossed(i, k) and not crossed(k, j))

    return ways(1, p["n"])


def chromatic(n, edges, q):
    """Delete and contract."""
    if not edges:
        return q**n
    (a, b), *rest = edges
    merged = {tuple(sorted((a if x == b else x, a if y == b else y))) for x, y in rest}
    return chromatic(n, rest, q) - chromatic(n - 1, sorted(merged), q)


def graph_colourings(p):
    names = BY_NAME["graph_colourings"].words(p)
    edges = [tuple(sorted((ord(e[0]), ord(e[1])))) for e in names["edges"].split(", ")]
    assert len(names["names"].split(", ")) == p["n"] == len({x for edge in edges for x in edge})
    total = chromatic(p["n"], edges, p["q"])
    if p["n"] <= 6 and p["q"] <= 5:
        rows = product(range(p["q"]), repeat=p["n"])
        pairs = [(a - 65, b - 65) for a, b in edges]
        assert total == sum(all(row[a] != row[b] for a, b in pairs) for row in rows)
    assert total * p["r"] % p["q"] == 0
    return total * p["r"] // p["q"]


def closure(generators):
    found = {tuple(range(len(generators[0])))}
    edge = list(found)
    while edge:
        new = {tuple(g[i] for i in one) for one in edge for g in generators} - found
        found |= new
        edge = list(new)
    return found


def cube(points):
    """Return the rotations of the cube as permutations of points given by coordinates."""
    turns = [lambda x, y, z: (-y, x, z), lambda x, y, z: (x, -z, y)]
    return [[points.index(turn(*point)) for point in points] for turn in turns]


def rotations(kind):
    """Return generators of the rotations as permutations of what is coloured."""
    name, _, n = kind.partition(" ")
    if name == "cube":
        space = list(product((-1, 0, 1), repeat=3))
        return cube([v for v in space if sum(map(abs, v)) == {"": 1, "edges": 2, "vertices": 3}[n]])
    if name == "tetrahedron":
        things = list(range(4)) if not n else [{a, b} for a in range(4) for b in range(a)]
        turns = [(1, 2, 0, 3), (1, 0, 3, 2)]
        if not n:
            return [list(turn) for turn in turns]
        return [[things.index({turn[i] for i in edge}) for edge in things] for turn in turns]
    n = int(n)
    if name == "board":
        return [np.rot90(np.arange(n * n).reshape(n, n)).ravel().tolist()]
    ring = [*((i + 1) % n for i in range(n))]
    if name == "pyramid":
        return [[*ring, n]]
    return [[*ring, n, n + 1], [*((-i) % n for i in range(n)), n + 1, n]]


@cache
def cycle_counts(kind):
    found = []
    for turn in closure(rotations(kind)):
        seen, cycles = set(), 0
        for i in range(len(turn)):
            cycles += i not in seen
            while i not in seen:
                seen.add(i)
                i = turn[i]
        found.append(cycles)
    return found


def solids(p):
    counts = cycle_counts(p["kind"])
    total = sum(p["q"] ** c for c in counts)
    assert total % len(counts) == 0
    return total // len(counts)


@pytest.mark.parametrize(("template", "tier", "n"), both(Counting.templates))
def test_another_count_agrees(template, tier, n):
    for p in problems(template, tier, n):
        assert template.answer(p) == str(globals()[template.name](p)), p


def hard_bounded_sum(p):
    """Near n the count is a polynomial in a common scale; take the alternating sum by complement instead.

    Replacing x_i by its upper bound less x_i turns the problem into one with another sum and the same bounds.
    """
    caps = [b - a for a, b in p["rows"]]
    rest, r, total = p["n"] - sum(a for a, _ in p["rows"]), len(caps), 0
    for some in product((0, 1), repeat=r):
        left = sum(caps) - rest - sum((c + 1) * s for c, s in zip(caps, some, strict=True))
        total += (-1) ** sum(some) * comb(left + r - 1, r - 1) if left >= 0 else 0
    return total


def hard_multiples(p):
    """Count in one period, and in what is left."""
    period = lcm(*p["of"])
    whole, rest = divmod(p["n"], period)
    return whole * multiples(p, 1, period) + (multiples(p, 1, rest) if rest else 0)


def hard_ballot(p):
    """The number of paths to (m, n) is a polynomial of degree n in m; take it from small m."""
    start = p["n"] + (p["via"][0] if p["via"] else 0)
    xs = range(start, start + p["n"] + 1)
    ys = [ballot({**p, "m": x}) for x in xs]
    total = Fraction(0)
    for x, y in zip(xs, ys, strict=True):
        term = Fraction(y)
        for other in xs:
            term *= Fraction(p["m"] - other, x - other) if other != x else 1
        total += term
    return total


hard_graph_colourings = graph_colourings


@pytest.mark.parametrize("template", [t for t in Counting.templates if has_hard(t)], ids=lambda t: t.name)
def test_hard_problems_have_the_answer_of_another_formula(template):
    for tier in TIERS:
        for p in problems(template, tier, 15, hard=True):
            assert template.answer(p) == str(globals()[f"hard_{template.name}"](p)), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", Counting.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


@pytest.mark.parametrize("kind", sorted(SOLIDS))
def test_cycles_of_rotations_are_those_of_the_permutations(kind):
    told = [c for k, c, _ in SOLIDS[kind][1] for _ in range(k)]
    assert sorted(told) == sorted(cycle_counts(kind))


def test_all_divisions_of_six_people_are_what_a_list_gives():
    template = BY_NAME["groups"]
    for rule in ("any", "same", "different"):
        found = set()
        for row in permutations(range(6)):
            parts = frozenset({frozenset(row[:2]), frozenset(row[2:4]), frozenset(row[4:])})
            same = any({0, 1} <= part for part in parts)
            if rule == "any" or same == (rule == "same"):
                found.add(parts)
        assert template.answer({"sizes": [2, 2, 2], "n": 6, "rule": rule}) == str(len(found))


def test_composite_problems_are_solved_by_their_parts():
    for seed in range(20):
        problem = problem_at("Math-Counting-v0", Counting(2), "compositional/test", seed)
        assert Counting(2).verify(problem, Counting(2).solve(problem)).is_correct
