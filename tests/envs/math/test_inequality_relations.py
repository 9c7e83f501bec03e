"""Relations: the written expressions, evaluated at many points, behave as each letter says."""

import math
import re
from collections import Counter

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import problem_at
from palaestra.envs.math.families.relations import read_letters
from palaestra.envs.math.inequality_relations import InequalityRelations

ID = "Math-InequalityRelations-v0"
TIERS = (1, 2, 3, 4, 5)
KINDS = {template.name: template for template in InequalityRelations.templates}
TOKEN = re.compile(r"floor|abs|E|C1|S1|C2|S2|[0-9]+|[a-z]|\*\*|[-+*/()]")


def compiled(text):
    """Turn an expression as we write it into a Python function of named values."""
    for word, name in (("cos 2x", "C2"), ("sin 2x", "S2"), ("cos x", "C1"), ("sin x", "S1"), ("e^", "E^")):
        text = text.replace(word, name)
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text).replace("^", "**").replace(" ", "")
    out = []
    for token in TOKEN.findall(text):
        begins, ended = token[0].isalnum() or token == "(", bool(out) and (out[-1][-1].isalnum() or out[-1] == ")")
        if begins and ended and out[-1] not in ("floor", "abs"):
            out.append("*")
        out.append(token)
    code = compile("".join(out), text, "eval")

    def value(**names):
        if isinstance(names.get("x"), np.ndarray):
            x = names["x"]
            names |= {"C1": np.cos(x), "S1": np.sin(x), "C2": np.cos(2 * x), "S2": np.sin(2 * x)}
        return eval(code, {"floor": np.vectorize(math.floor), "abs": abs, "E": math.e}, names)

    return value


def side(text):
    """Compile one side of a pair; a sum over k becomes a running total."""
    found = re.fullmatch(r"the sum of (.*) over k = 1, 2, \.\.\., n", text)
    if not found:
        return compiled(text)
    term = compiled(found[1])
    return lambda n: np.cumsum(np.broadcast_to(term(k=n), n.shape))


def points(name, domain, rng):
    """Return many points of a domain, with those at which equality or a change of sign is likely."""
    if name in ("squares", "fractions"):
        x, y = np.meshgrid(np.arange(1.0, 26), np.arange(1.0, 26))
        return {"x": x.ravel(), "y": y.ravel()}
    if name == "exponentials":
        x, y = np.meshgrid(np.arange(1.0, 31), np.arange(1.0, 31))
        logs = np.log((x / y).ravel())
        return {"x": np.concatenate([logs, logs / 2, logs / 3])}
    if name == "mean_of_powers":
        x, y = rng.uniform(0, 30, (2, 300))
        x, y = np.append(x, [1, 1, 200, 1e-3, 7]), np.append(y, [1, 1e-3, 1e-3, 300, 7])
        if "real" in domain:
            x, y = np.concatenate([x, -x, x]), np.concatenate([y, -y, -y])
        return {"x": x, "y": y, "m": (x + y) / 2, "d": (x - y) / 2}
    if name == "sums":
        return {"n": np.arange(1.0, 1000)}
    if name == "waves":
        return {"x": np.linspace(0, 2 * math.pi, 5_001)}
    if name in ("three_numbers", "cubics"):
        special = np.array([[1, 1, 1], [1, 0.01, 0.01], [1, 1, 0.01], [1, 1, 0.5], [2, 3, 4]])
        if "triangle" in domain:
            special[1] = special[2]
            y, z, x = rng.uniform(0.05, 1, (3, 200))
            random = np.stack([y + z, z + x, x + y], axis=1)
        else:
            random = rng.uniform(0.05, 1, (200, 3))
        return dict(zip("abc", np.concatenate([special, random]).T, strict=True))
    if name == "whole_parts":
        return {"x": rng.integers(-9000, 9000, 4000) / 907, "y": rng.integers(-9000, 9000, 4000) / 911}
    low, high = map(int, re.search(r"(-?\d+) <= x <= (-?\d+)", domain).groups())
    return {"x": np.linspace(low, high, 2 * (high - low) + 1)}


def behaviour(name, line, rng):
    """Say which letters the values of a written pair allow."""
    left, right, domain = re.fullmatch(r"\d+\. left: (.*?); right: (.*?); (.*)", line).groups()
    at = points(name, domain, rng)
    names = set(re.findall(r"\b[a-z]\b", domain)) & set(at) | ({"m", "d"} & set(at))
    one, two = (
        np.broadcast_to(side(text)(**{k: v for k, v in at.items() if k in names}), next(iter(at.values())).shape)
        for text in (left, right)
    )
    slack = 1e-12 * (np.abs(one) + np.abs(two) + 1) if name != "waves" else 0.01
    gap = np.where(np.abs(one - two) <= slack, 0, np.sign(one - two))
    found = {int(g) for g in gap}
    return {
        frozenset({0}): "C",
        frozenset({1}): "E",
        frozenset({-1}): "D",
        frozenset({0, 1}): "B",
        frozenset({0, -1}): "A",
    }.get(frozenset(found), "F")


def check(name, tier, n):
    rng = np.random.default_rng([tier, n, len(name)])
    template = KINDS[name]
    for _ in range(n):
        p = template.draw(rng, tier)
        lines = template.words(p)["pairs"].split("\n")
        assert "".join(behaviour(name, line, rng) for line in lines) == template.answer(p), (name, tier, lines)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_written_expressions_behave_as_the_letters_say(name, tier):
    check(name, tier, 4)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_written_expressions_behave_as_the_letters_say_on_many_draws(name, tier):
    check(name, tier, 30)


def poly(text):
    text = re.sub(r"(?<=[0-9a-z)])(?=[a-z(])", "*", text.replace("^", "**"))
    return sympy.sympify(text)


@pytest.mark.parametrize("tier", TIERS)
def test_hard_squares_by_the_roots_of_the_difference(tier):
    x = sympy.Symbol("x", positive=True)
    template = KINDS["squares"]
    for p in (template.draw_hard(np.random.default_rng([tier, i]), tier) for i in range(3)):
        want = ""
        for line in template.words(p)["pairs"].split("\n"):
            left, right = re.fullmatch(r"\d+\. left: (.*?); right: (.*?); .*", line).groups()
            gap = sympy.Poly((poly(left) - poly(right)).subs({"y": 1, "x": x}), x)
            roots = [r for r in sympy.roots(gap, x).items() if r[0].is_positive] if not gap.is_zero else []
            up = gap.LC() > 0
            kind = "C" if gap.is_zero else "BA" if any(k == 2 for _, k in roots) else "FF" if roots else "ED"
            want += kind if kind == "C" else kind[not up]
        assert want == template.answer(p)
        assert template.usual(p) != want


@pytest.mark.parametrize("tier", TIERS)
def test_hard_sums_by_the_sign_at_the_roots_of_the_difference(tier):
    k, n = sympy.symbols("k n")
    template = KINDS["sums"]
    for p in (template.draw_hard(np.random.default_rng([tier, i]), tier) for i in range(2)):
        want = ""
        for line in template.words(p)["pairs"].split("\n"):
            sides = []
            for text in re.fullmatch(r"\d+\. left: (.*?); right: (.*?); .*", line).groups():
                found = re.fullmatch(r"the sum of (.*) over k = 1, 2, \.\.\., n", text)
                sides.append(sympy.summation(poly(found[1]), (k, 1, n)) if found else poly(text))
            gap = sympy.expand(sides[0] - sides[1])
            near = {1, 2, 10**20}
            for r in sympy.roots(gap, n) if gap.free_symbols else []:
                base = int(sympy.floor(sympy.re(r)))
                near |= {max(1, base + i) for i in (-1, 0, 1, 2)}
            signs = {int(sympy.sign(gap.subs(n, i))) for i in near}
            want += {(0,): "C", (1,): "E", (-1,): "D", (0, 1): "B", (-1, 0): "A"}.get(tuple(sorted(signs)), "F")
        assert want == template.answer(p)
        assert template.usual(p) != want


@pytest.mark.parametrize("name", ["squares", "sums"])
@pytest.mark.parametrize("tier", TIERS)
def test_the_usual_method_is_right_on_ordinary_numbers(name, tier):
    rng = np.random.default_rng(tier)
    for _ in range(3):
        p = KINDS[name].draw(rng, tier)
        assert KINDS[name].usual(p) == KINDS[name].answer(p)


@pytest.mark.parametrize("name", KINDS)
def test_all_six_letters_are_equally_common(name):
    rng = np.random.default_rng(5)
    counts = Counter("".join(KINDS[name].answer(KINDS[name].draw(rng, 1 + i % 5)) for i in range(200)))
    assert set(counts) == set("ABCDEF")
    total = sum(counts.values())
    assert all(0.11 < count / total < 0.23 for count in counts.values()), counts


@pytest.mark.parametrize(
    "text",
    ["BAD", "b, a, d", "(B), (A), (D)", "B A D", "1. B 2. A 3. D", "1: B; 2: A; 3: D", r"\text{BAD}", "[B,A,D]"],
)
def test_usual_ways_to_write_letters_are_read(text):
    assert read_letters(text, 3) == ["B", "A", "D"]


@pytest.mark.parametrize(
    "text", ["", "BA", "BADE", "B/A/D", "B or A, D", "not BAD", "BAG", "1. B 3. A 2. D", "B, A, D, B, A, E", "ＢＡＤ"]
)
def test_other_texts_are_no_letters(text):
    assert read_letters(text, 3) is None


@given(st.text(max_size=60))
def test_reading_is_total(text):
    read = read_letters(text, 3)
    assert read is None or (len(read) == 3 and set(read) <= set("ABCDEF"))


@pytest.mark.parametrize("level", range(5))
def test_one_wrong_letter_is_wrong_and_guesses_fail(level):
    task = InequalityRelations.levels[level]
    rng = np.random.default_rng(level)
    hits = 0
    for seed in range(60):
        problem = problem_at(ID, task, None, seed)
        right = task.solve(problem)
        assert len(right) == level + 3
        assert task.verify(problem, right).is_correct
        other = "ABCDEF"[("ABCDEF".index(right[1]) + 1) % 6]
        assert task.verify(problem, right[0] + other + right[2:]).reason == f"pair 2 is not {other}"
        hits += task.verify(problem, task.guess(problem, rng)).is_correct
    assert hits <= 3


def test_worked_solutions_name_every_letter():
    for level in range(5):
        task = InequalityRelations.levels[level]
        for seed in range(20):
            problem = problem_at(ID, task, None, seed)
            told = re.findall(r": ([A-F])\.$", task.explain(problem), re.M)
            assert "".join(told) == task.solve(problem)
