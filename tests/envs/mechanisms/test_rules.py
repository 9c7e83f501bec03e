"""Each rule against an enumeration: sound on any masks, complete on decided cells, and strong where it says so."""

import itertools
from collections.abc import Callable, Sequence

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from palaestra.envs.mechanisms import AllDifferent, Line, Network, NotAllEqual, Related, Rule, Sum, Truths, Unlike
from palaestra.envs.mechanisms.constraints import bits

Case = tuple[Rule, Callable[[Sequence[int]], bool], int]


def different(size: int) -> Case:
    return AllDifferent(range(size), "all differ"), lambda v: len(set(v)) == len(v), 4


def total(target: int, factors: tuple[int, ...]) -> Case:
    weights = (1, 2, 5, 7)
    rule = Sum(range(4), target, "sum", weights=weights, factors=factors)
    return rule, lambda v: sum(f * weights[x] for f, x in zip(factors, v, strict=True)) == target, 4


def line(blocks: tuple[int, ...], n: int = 6) -> Case:
    return (
        Line(range(n), blocks, "line"),
        lambda v: tuple(len(list(g)) for k, g in itertools.groupby(v) if k) == blocks,
        2,
    )


CASES: dict[str, Case] = {
    "three of four": different(3),
    "four of four": different(4),
    "five of four": different(5),
    "sum 12": total(12, (1, 1, 1, 1)),
    "sum with signs": total(3, (1, -1, 2, -1)),
    "sum out of reach": total(99, (1, 1, 1, 1)),
    "sum below zero": total(-9, (1, -1, -1, -1)),
    "related": (
        Related(0, 1, [0b0010, 0b0101, 0b1000, 0], "next"),
        lambda v: bool([0b0010, 0b0101, 0b1000, 0][v[0]] >> v[1] & 1),
        4,
    ),
    "truths": (Truths(range(3), 0b10010110, "odd"), lambda v: sum(v) % 2 == 1, 2),
    "truths in another order": (Truths((2, 0), 0b0100, "0 yes, 2 no"), lambda v: v[0] == 1 and v[2] == 0, 2),
    "not all equal": (NotAllEqual(range(3), "no three"), lambda v: len(set(v)) > 1, 2),
    "unlike": (Unlike((0, 1, 2), (3, 4, 5), "unlike"), lambda v: list(v[:3]) != list(v[3:]), 2),
    **{f"line {blocks}": line(blocks) for blocks in ((), (6,), (1, 1), (2, 1), (1, 1, 1), (3, 2), (4, 4))},
}
STRONG = {name for name in CASES if name.startswith(("line", "sum", "related", "truths"))}


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_rule(name: str, data: st.DataObject) -> None:
    rule, holds, values = CASES[name]
    n = max(rule.cells) + 1
    masks = data.draw(st.lists(st.integers(1, (1 << values) - 1), min_size=n, max_size=n))
    ways = [way for way in itertools.product(*map(lambda m: list(bits(m)), masks)) if holds(way)]
    left = list(masks)
    for cell, mask in rule.narrow(masks):
        left[cell] &= mask
    kept = [sum({1 << way[i] for way in ways}) for i in range(len(masks))]
    assert all(have & want == want for have, want in zip(left, kept, strict=True)), "a value of a solution went"
    if all(not mask & (mask - 1) for mask in masks):
        assert (0 in left) == (not ways), "decided cells must be judged"
    if name in STRONG:
        assert [left[cell] for cell in rule.cells] == [kept[cell] for cell in rule.cells] or (not ways and 0 in left)


def magic(given: dict[int, int]) -> Network:
    masks = [1 << (given[i] - 1) if i in given else 511 for i in range(9)]
    lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]]
    rules: list[Rule] = [AllDifferent(range(9), "each number once")]
    rules += [Sum(cells, 15, f"line {i}", weights=range(1, 10)) for i, cells in enumerate(lines)]
    return Network(masks, rules, [f"c{i}" for i in range(9)], [str(i) for i in range(1, 10)])


def test_all_solutions_are_found() -> None:
    assert len(magic({}).solutions(100)) == 8, "Lo Shu and its turns and mirrors"
    assert magic({0: 2, 1: 7}).unique()
    assert not magic({4: 5}).unique()
    assert magic({4: 4}).solutions() == []


@pytest.mark.parametrize("style", ["deduction", "search"])
def test_explanations_end_in_the_solution(style: str) -> None:
    network = magic({0: 2})
    lines = network.explain(style)
    assert lines
    assert lines == magic({0: 2}).explain(style)
    tree = magic({}).explain(style)
    assert any(line.startswith("Suppose") for line in tree)
    assert magic({4: 4}).explain(style) == []


def test_a_search_tells_its_dead_ends() -> None:
    text = "\n".join(magic({0: 8}).explain("search"))
    assert "dead end" in text
    assert "is wrong" in text


def test_broken_names_the_rule() -> None:
    network = magic({0: 2})
    assert network.broken([1, 6, 5, 8, 4, 0, 3, 2, 7]) == ""
    assert network.broken([1, 6, 5, 8, 4, 0, 3, 7, 2]).startswith("broken: line")
    assert "c0 cannot be 4" in network.broken([3, 6, 5, 8, 4, 0, 1, 2, 7])
