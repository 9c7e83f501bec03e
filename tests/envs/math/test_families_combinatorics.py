from __future__ import annotations

import json
import re
from functools import cache
from itertools import permutations
from math import factorial, prod

import numpy as np
import pytest

from palaestra.envs.math.families.combinatorics import FAMILIES
from palaestra.envs.math.families.family import Family

TIERS = (1, 2, 3, 4, 5)


def problems(family: Family, tier: int, n: int = 25):
    rng = np.random.default_rng([tier, len(family.name)])
    return [family.draw(rng, tier) for _ in range(n)]


def grid_paths(p):
    """Walk the grid point by point, remembering whether the required point was met."""
    closed = {tuple(q) for q in p["closed"]}
    via = tuple(p["through"]) if p["through"] else None

    @cache
    def walk(x, y, met):
        if (x, y) in closed or x > p["w"] or y > p["h"]:
            return 0
        met = met or (x, y) == via
        if (x, y) == (p["w"], p["h"]):
            return int(met)
        return walk(x + 1, y, met) + walk(x, y + 1, met)

    return walk(0, 0, via is None)


def apart_letters(p):
    """Write the word letter by letter."""

    @cache
    def write(left, last):
        if not any(left):
            return 1
        return sum(
            write((*left[:i], k - 1, *left[i + 1 :]), i)
            for i, k in enumerate(left)
            if k and not (i == last and i < p["apart"])
        )

    return write(tuple(p["counts"]), -1)


def bounded_shares(p):
    """Hand out to one receiver after the other."""
    ways = [1] + [0] * p["n"]
    for _ in range(p["k"]):
        ways = [sum(ways[m - x] for x in range(p["low"], min(p["high"], m) + 1)) for m in range(p["n"] + 1)]
    return ways[p["n"]]


def shelved_books(p):
    """Place book after book, atlases first, by how many shelves hold something."""
    ways = {0: 1}
    for book in range(p["n"]):
        after = {}
        for used, count in ways.items():
            after[used + 1] = after.get(used + 1, 0) + count * (p["k"] - used)
            if book >= p["r"]:
                after[used] = after.get(used, 0) + count * used
        ways = after
    return ways.get(p["k"] - p["e"], 0)


def forbidden_seats(p):
    """Try every seating."""
    n, refused = p["n"], p["refused"]
    return sum(all(c + 1 not in refused[i] for i, c in enumerate(seats)) for seats in permutations(range(n)))


def beads(p):
    """Write every ring down and keep one of each kind; large ones by sums over symmetries, seen as permutations."""
    n, counts = p["n"], p["counts"]
    if factorial(n) // prod(map(factorial, counts)) <= 3000:
        seen = set()
        for row in distinct_rows(tuple(counts)):
            turns = [row[i:] + row[:i] for i in range(n)]
            seen.add(min(turns + [t[::-1] for t in turns] if p["flips"] else turns))
        return len(seen)
    symmetries = [[(i + s) % n for i in range(n)] for s in range(n)]
    if p["flips"]:
        symmetries += [[(s - i) % n for i in range(n)] for s in range(n)]
    fixed = 0
    for image in symmetries:
        left, cycles = set(range(n)), []
        while left:
            at, length = left.pop(), 1
            while image[at] in left:
                at = image[at]
                left.remove(at)
                length += 1
            cycles.append(length)

        states = {tuple(counts): 1}
        for length in cycles:
            after = {}
            for state, ways in states.items():
                for i, c in enumerate(state):
                    if c >= length:
                        key = (*state[:i], c - length, *state[i + 1 :])
                        after[key] = after.get(key, 0) + ways
            states = after
        fixed += sum(states.values())
    assert fixed % len(symmetries) == 0
    return fixed // len(symmetries)


def distinct_rows(counts):
    if not any(counts):
        yield ()
    for i, c in enumerate(counts):
        if c:
            for row in distinct_rows((*counts[:i], c - 1, *counts[i + 1 :])):
                yield (i, *row)


def letter_runs(p):
    """Write letter after letter, remembering the run of vowels at the end."""
    runs = [1] + [0] * p["r"]
    for _ in range(p["n"]):
        runs = [p["c"] * sum(runs), *(p["v"] * k for k in runs[:-1])]
    return sum(runs)


def nested_sets(p):
    """Add element after element; the state is the size of the measured set."""
    names, sizes = range(p["k"]), {0: 1}
    sign, i, j = p["size"]
    for _ in range(p["n"]):
        after = {}
        for size, ways in sizes.items():
            for mask in range(1 << p["k"]):
                member = {s for s in names if mask >> s & 1}
                if all(
                    (s == "⊆" and (a not in member or b in member))
                    or (s == "∩" and not {a, b} <= member)
                    or (s == "∪" and {a, b} & member)
                    for s, a, b in p["rules"]
                ):
                    step = {i, j} <= member if sign == "∩" else bool({i, j} & member)
                    after[size + step] = after.get(size + step, 0) + ways
        sizes = after
    return sizes[p["t"]]


SECOND = {
    f.__name__: f
    for f in (
        grid_paths,
        apart_letters,
        bounded_shares,
        shelved_books,
        forbidden_seats,
        beads,
        letter_runs,
        nested_sets,
    )
}


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_answer_is_found_a_second_way(family, tier):
    for p in problems(family, tier):
        count = SECOND[family.name](p)
        assert family.total(p) == count, p
        assert family.answer(p) == count % 1000


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_problems_are_plain_varied_and_do_not_give_the_answer_away(family, tier):
    drawn = problems(family, tier, 100)
    assert all(json.loads(json.dumps(p)) == p for p in drawn)
    assert drawn == problems(family, tier, 100)
    assert len({json.dumps(p) for p in drawn}) >= 60
    assert len({family.answer(p) for p in drawn}) >= 25
    shown = 0
    for p in drawn:
        texts = [family.ask(p, i) for i in range(len(family.phrasings))]
        assert len(set(texts)) == len(texts) >= 2
        for text in texts:
            asks_rest = "remainder" in text
            assert asks_rest == (family.total(p) >= 1000)
            assert text.endswith(".")
            assert text.isprintable()
        shown += str(family.answer(p)) in re.findall(r"\d+", texts[0])
    assert shown <= 15


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_solution_reaches_the_count_and_its_sums_are_right(family):
    for tier in TIERS:
        for p in problems(family, tier, 10):
            text = family.explain(p)
            assert text.count("\n") >= 2
            assert re.search(rf"\b{family.total(p)}\b", text)
            for left, right in re.findall(r"(?:\n|[:=;] )([-+×() \d^]+) = (-?\d+)(?:[.;]| ways)", text):
                assert value(left) == int(right), text


def value(text):
    """Compute sums, products and powers of whole numbers; brackets are opened one level."""
    while "(" in text:
        text = re.sub(r"\(([^()]*)\)", lambda m: str(value(m[1])), text)
    total = 0
    for sign, term in re.findall(r"(^|[-+] )\s*(-?\d[\d^ ×]*)", text.strip()):
        numbers = [int(b) ** int(e or 1) for b, e in re.findall(r"(-?\d+)(?:\^(\d+))?", term)]
        total += (-1 if sign == "- " else 1) * prod(numbers)
    return total


def test_small_cases_that_are_known():
    by_name = {f.name: f for f in FAMILIES}
    assert by_name["beads"].total({"counts": [4, 4], "n": 8, "flips": False}) == 10
    assert by_name["beads"].total({"counts": [4, 4], "n": 8, "flips": True}) == 8
    assert by_name["forbidden_seats"].total({"n": 5, "refused": [[1], [2], [3], [4], [5]]}) == 44
    assert by_name["shelved_books"].total({"n": 5, "k": 3, "r": 1, "e": 0}) == 150
    assert by_name["letter_runs"].total({"n": 10, "v": 1, "c": 1, "r": 1}) == 144
    assert by_name["bounded_shares"].total({"n": 10, "k": 3, "low": 1, "high": 6}) == 27
    assert by_name["apart_letters"].total({"counts": [2, 2, 2], "apart": 3, "n": 6}) == 30
