"""Masked equations: each model's formula against a computation of another kind, and how blanks are judged."""

import cmath
import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palaestra.envs import problem_at
from palaestra.envs.math.families.equations import compute, parts_of, symbols
from palaestra.envs.math.masked_equation import MaskedEquation

ID = "Math-MaskedEquation-v0"
TIERS = (1, 2, 3, 4, 5)
KINDS = {template.name: template for template in MaskedEquation.templates}


def link_capacity(p, v):
    """Go through watts step by step."""
    area = v["Gr"] * v["wave"] ** 2 / (4 * math.pi)  # of the receiving antenna
    received = v["P"] * v["Gt"] * area / (4 * math.pi * v["d"] ** 2) / (v["L"] if p["loss"] else 1)
    noise = v["k"] * v["T"] * v["B"] * (v["F"] if p["figure"] else 1) + (v["I"] if p["interference"] else 0)
    return (v["n"] if p["streams"] else 1) * v["B"] * math.log2((noise + received) / noise)


def path_loss(p, v):
    """Work with linear powers."""
    power = 10 ** ((v["P"] + v["Gt"] + v["Gr"] - v["L0"]) / 10) * (v["d0"] / v["d"]) ** v["n"] / p["combiner"]
    level = 10 * math.log10(power)
    level -= v["m"] * v["W"] if p["walls"] else 0
    level -= v["q"] * v["S"] if p["floors"] else 0
    return level - (v["X"] if p["margin"] else 0)


def estimation(p, v):
    """Condition a Gaussian vector, with whole numbers of readings."""
    v["n"], v["m"] = 3, 2
    gains = [v["a"] if p["gain"] else 1] * v["n"]
    noise = [v["v"]] * v["n"]
    if p["second"]:
        gains += [v["b"] if p["gain2"] else 1] * v["m"]
        noise += [v["w"]] * v["m"]
    g = np.array(gains)
    cov = v["s"] * np.outer(g, g) + np.diag(noise)
    return v["s"] - v["s"] * g @ np.linalg.solve(cov, v["s"] * g)


def many_sensors(p, v):
    variance = v["s"]
    for j in range(1, p["n"] + 1):  # update reading by reading
        noise = v["v"] * (v["c"] if p["offset"] else 1) / (p["u"] * j + p["t"])
        gain = variance * v["a"] / (v["a"] ** 2 * variance + noise)
        variance *= 1 - gain * v["a"]
    return variance


def queues(p, v):
    """Solve the traffic equations and use Little's law for the whole system."""
    v["a"], v["m"], v["k"], v["q"], v["b"] = 0.3, 2.0, 1.4, 0.35, 0.6
    flow = v["a"] / (1 - v["q"]) if p["repeat"] else v["a"]
    load = flow / v["m"]
    people = load / (1 - load)
    if p["second"]:
        load = v["a"] * (v["b"] if p["share"] else 1) / v["k"]
        people += sum(n * (1 - load) * load**n for n in range(400))
    return people / v["a"] + (v["D"] if p["walk"] else 0)


def doppler(p, v):
    """Send two wave fronts and see when they arrive."""
    v["c"], v["w"], v["a"], v["b"] = 340.0, 13.0, 21.0, 17.0
    wind = v["w"] if p["wind"] else 0
    source = (v["b"] if not p["away"][1] else -v["b"]) if "source" in p["moves"] else 0  # towards the receiver
    body = (-v["a"] if not p["away"][0] else v["a"]) if "observer" in p["moves"] else 0
    sent = 1 / (v["f"] * (v["r"] if p["r"] else 1))
    arrivals = []
    for i in (0, 1):
        t, x = i * sent, source * i * sent
        meet = (10_000 + body * t - x) / (v["c"] + wind - body)
        t, x = t + meet, 10_000 + body * (t + meet)
        if p["mirror"] and "observer" in p["moves"]:
            t += x / (v["c"] - wind)
        arrivals.append(t)
    return 1 / (arrivals[1] - arrivals[0])


def charging(p, v):
    """Follow the charge in small steps (Runge-Kutta)."""
    source = v["R1"] + (v["s"] if p["series"] else 0)
    capacity = v["C"] + (v["K"] if p["second"] else 0)

    def flow(y):
        return ((v["V"] - y) / source - (y / v["R2"] if p["load"] else 0)) / capacity

    y, n = v["q"] if p["start"] else 0.0, 800
    h = v["t"] / n
    for _ in range(n):
        a = flow(y)
        b = flow(y + h * a / 2)
        c = flow(y + h * b / 2)
        y += h * (a + 2 * b + 2 * c + flow(y + h * c)) / 6
    return y


def projectile(p, v):
    v["a"], v["h"], v["k"] = 0.7, 5.0, 2.0
    up, along = v["v"] * math.sin(v["a"]), v["v"] * math.cos(v["a"]) + (v["w"] if p["cart"] else 0)
    if p["what"] == "top":
        t = np.linspace(0, 2 * up / v["g"], 20_001)
        return float((v["h"] + up * t - v["g"] * t * t / 2).max())
    floor = v["k"] if p["target"] else 0
    t = max(np.roots([-v["g"] / 2, up, v["h"] - floor]).real)
    return along * t if p["what"] == "range" else math.hypot(along, up - v["g"] * t)


def braking(p, v):
    v["a"], v["m"], v["g"], v["M"], v["K"] = 0.1, 0.8, 9.8, 1.5, 0.3
    whole = v["M"] + (v["K"] if p["trailer"] else 0)
    slope = {"flat": 0, "up": 1, "down": -1}[p["slope"]]
    force = v["m"] * v["M"] * v["g"] * math.cos(v["a"] if slope else 0)
    force += slope * whole * v["g"] * math.sin(v["a"]) + (v["c"] * whole if p["engine"] else 0)
    energy = whole * v["v"] ** 2 / 2
    return energy / force + (v["v"] * v["r"] if p["reaction"] else 0)


def lens(p, v):
    """Refract at one face after the other."""
    v["n"], v["m"], v["R"], v["S"], v["a"], v["f"] = 1.6, 1.1, 0.4, 0.7, 3.0, 0.9
    outside = v["m"] if p["medium"] else 1.0
    inside = (v["n"] - outside) / v["R"] - outside / v["a"]  # index over distance of the image in the glass
    after = inside + (0 if p["plane"] else (v["n"] - outside) / v["S"])
    after += outside / v["f"] if p["second"] else 0
    image = outside / after
    return image / v["a"] if p["size"] else image


def vessels(p, v):
    gas = 8.3 if not p["injection"] else v["R"]
    end = v["T"]
    one, two = (v["T1"], v["T2"]) if p["temperatures"] else (end, end)
    moles = v["p1"] * v["V1"] / (gas * one) + v["p2"] * v["V2"] / (gas * two) + (v["n"] if p["injection"] else 0)
    room = v["V1"] + v["V2"] + (v["W"] if p["tube"] else 0) - (v["q"] if p["body"] else 0)
    return moles * gas * end / room


def layers(p, v):
    """Solve for the temperatures at all faces."""
    resistances = [(p["u"] * j + p["t"]) * v["d"] / v["k"] for j in range(1, p["n"] + 1)]
    resistances += [1 / v["h"]] if p["film"] else []
    resistances += [v["c"]] if p["coat"] else []
    n = len(resistances)
    matrix, right = np.zeros((n + 1, n + 1)), np.zeros(n + 1)
    for i, r in enumerate(resistances):  # unknowns: n - 1 temperatures between, and the flow
        if i > 0:
            matrix[i, i - 1] = 1
        if i < n - 1:
            matrix[i, i] = -1
        matrix[i, n] = -r
        right[i] = (v["b"] if i == n - 1 else 0) - (v["a"] if i == 0 else 0)
    matrix[n, n - 1] = 1
    return v["A"] * np.linalg.lstsq(matrix, right, rcond=None)[0][n]


def springs(p, v):
    """Press on the springs and see how far they give."""
    mass = v["m"] + (v["s"] / 3 if p["heavy"] else 0) + (v["L"] if p["extra"] else 0)
    if p["joined"] == "one":
        stiffness = v["k"]
    elif p["joined"] == "parallel":
        stiffness = np.ones(2) @ np.diag([v["k"], v["q"]]) @ np.ones(2)
    else:  # the joint between two springs finds its place
        joint = v["q"] / (v["k"] + v["q"])
        stiffness = v["q"] * (1 - joint) + (v["r"] if p["joined"] == "mixed" else 0)
    omega = math.sqrt(stiffness / mass)
    return omega / math.tau if p["frequency"] else math.tau / omega


def drawn(name, tier, n, hard=False):
    rng = np.random.default_rng([tier, n, len(name), hard])
    return [(KINDS[name].draw_hard if hard else KINDS[name].draw)(rng, tier) for _ in range(n)]


def check(name, tier, n):
    template = KINDS[name]
    rng = np.random.default_rng(n)
    for p in drawn(name, tier, n):
        values = dict(zip(template.alternatives, rng.uniform(0.4, 2.5, len(template.alternatives)), strict=True))
        want = globals()[name](p, values)
        assert cmath.isclose(compute(template.formula(p), values), want, rel_tol=1e-6), (p, want)
        assert set(symbols(template.formula(p))) <= set(template.meanings(p))
        assert len(set(p["names"].values())) == len(p["names"])
        assert template.verify(p, template.answer(p)).is_correct, (template.ask(p), template.answer(p))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_formula_is_what_another_computation_gives(name, tier):
    check(name, tier, 4)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_formula_is_what_another_computation_gives_on_many_draws(name, tier):
    check(name, tier, 40)


@pytest.mark.parametrize("name", ["many_sensors", "layers"])
@pytest.mark.parametrize("tier", TIERS)
def test_long_sums_by_pairing_first_and_last(name, tier):
    template = KINDS[name]
    for p in drawn(name, tier, 10, hard=True):
        n, first, last = p["n"], p["u"] + p["t"], p["u"] * p["n"] + p["t"]
        assert str((first + last) * n // 2) in template.answer(p)
        assert template.usual(p) is None
        assert template.verify(p, template.answer(p)).is_correct
    for p in drawn(name, tier, 10):
        assert template.usual(p) == template.answer(p)


@pytest.mark.parametrize("name", KINDS)
def test_more_is_masked_with_every_tier(name):
    template, shares = KINDS[name], []
    for tier in TIERS:
        found = []
        for p in drawn(name, tier, 30):
            total = len(symbols(template.formula(p)))
            blanks = template._shown(p)
            kept = len(symbols(blanks)) if p["blanks"][0] else 0
            found.append(1 - kept / total)
            if tier == 1:
                assert len(p["blanks"]) == 2
                assert all(len(set(options)) == len(options) >= 4 for options in p["choices"])
            elif tier == 2:
                assert len(p["blanks"]) == 1
            elif tier < 5:
                assert len(p["blanks"]) >= 2
        shares.append(np.mean(found))
    assert shares[1] < shares[2] < shares[3] < shares[4] == 1


@pytest.mark.parametrize("name", KINDS)
def test_one_choice_of_letters_is_right(name):
    template = KINDS[name]
    for p in drawn(name, 1, 12):
        pairs = ["".join(pair) for pair in itertools.product("ABCDE", repeat=2)]
        right = [pair for pair in pairs if template.verify(p, pair).is_correct]
        assert right == [template.answer(p)], (template.ask(p), right)


def shown(problem):
    return re.search(r"^\S+ = .*\[1\].*$", problem.prompt, re.M)


@pytest.mark.parametrize("level", range(5))
def test_other_answers_are_wrong(level):
    task = MaskedEquation.levels[level]
    rng = np.random.default_rng(level)
    hits = 0
    for seed in range(60):
        problem = problem_at(ID, task, None, seed)
        right = task.solve(problem)
        left = problem.data["params"]["names"][next(iter(problem.data["params"]["names"]))]
        wrongs = ["", "zz", left, f"{right}; {right}", f"{right} or {right}", f"not {right}", "9^9^9^9", "\ud800"]
        if level:
            wrongs += [right.replace(";", ","), f"2*{right}", f"({right.replace(';', ');(')})^2", f"{right} + 1"]
        for wrong in wrongs:
            if wrong != right:
                assert not task.verify(problem, wrong).is_correct, (problem.prompt, right, wrong)
        hits += task.verify(problem, task.guess(problem, rng)).is_correct
    assert hits <= 7


def fixed(template, tier, **options):
    rng = np.random.default_rng(0)
    return template.masked(rng, tier, options)


def test_other_forms_of_the_right_side_are_accepted():
    template = KINDS["lens"]
    p = fixed(template, 5, medium=False, plane=False, second=False, size=False)
    names = p["names"]
    n, r, s, a, b = (names[key] for key in ("n", "R", "S", "a", "b"))
    for text in (
        f"1/(({n}-1)*(1/{r} + 1/{s}) - 1/{a})",
        f"{b} = {a}*{r}*{s}/(({n}-1)*{a}*({r}+{s}) - {r}*{s})",
        rf"\frac{{1}}{{({n}-1)\left(\frac{{1}}{{{r}}}+\frac{{1}}{{{s}}}\right)-\frac{{1}}{{{a}}}}}",
    ):
        assert template.verify(p, text).is_correct, text
    assert not template.verify(p, b).is_correct
    assert not template.verify(p, f"1/(({n}-1)*(1/{r} - 1/{s}) - 1/{a})").is_correct


def test_factors_may_be_shared_out_over_the_blanks():
    template = KINDS["springs"]
    p = fixed(template, 4, joined="one", heavy=False, extra=True, frequency=False)
    formula = template.formula(p)
    p["blanks"] = [list(path) for path, part in parts_of(formula) if part in (["add", "m", "L"], "k")]
    names = p["names"]
    m, load, k = (names[key] for key in ("m", "L", "k"))
    assert len(p["blanks"]) == 2
    assert template.verify(p, f"{m}+{load}; {k}").is_correct
    assert template.verify(p, f"[1] = 3*({m}+{load}); [2] = 3*{k}").is_correct
    assert not template.verify(p, f"{k}; {m}+{load}").is_correct


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("text", ["0", "-1", "10^400", "0^0", "1/0", "ln(0)", "10^(10^9)"])
def test_values_that_a_formula_cannot_take(name, text):
    for tier in (2, 3, 4, 5):
        for p in drawn(name, tier, 4):
            verdict = KINDS[name].verify(p, ";".join([text] * len(p["blanks"])))
            assert not verdict.is_correct


@given(st.text(max_size=60))
def test_judging_is_total(text):
    for tier in (1, 3, 5):
        p = drawn("charging", tier, 1)[0]
        KINDS["charging"].verify(p, text)
