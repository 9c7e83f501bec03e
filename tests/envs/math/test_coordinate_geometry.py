"""Coordinate geometry: every answer against its defining property, in numbers."""

import cmath
import math
import re
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
import sympy

from palaestra.envs import problem_at
from palaestra.envs.math.coordinate_geometry import CoordinateGeometry

ID = "Math-CoordinateGeometry-v0"
TIERS = (1, 2, 3, 4, 5)
KINDS = {template.name: template for template in CoordinateGeometry.templates}
HARD = ("parabola_polygon", "mirrors", "lattice_triangle", "turns")


def number(text):
    """Value of an answer of ours; sympify is for our own texts only."""
    return float(sympy.sympify(text))


def point(text):
    return tuple(number(part) for part in text.strip()[1:-1].split(","))


def curve(text):
    """Left side minus right side of an equation, as a function of x and y."""
    text = re.sub(r"(?<=[0-9)])(?=[xy(])", "*", text.replace("xy", "x*y").replace("^", "**"))
    left, right = text.split("=")
    return sympy.lambdify(sympy.symbols("x y"), sympy.sympify(f"{left} - ({right})"), "math")


def near(a, b, slack=1e-8):
    return math.isclose(a, b, rel_tol=slack, abs_tol=slack)


def corners(p, names="abc"):
    return [complex(p[f"{n}x"], p[f"{n}y"]) for n in names]


def dot(u, v):
    return (u * v.conjugate()).real


def special_line(p, answer):
    f, (a, b, c) = curve(answer), corners(p)
    zero = f(0, 0)
    normal = complex(f(1, 0) - zero, f(0, 1) - zero)
    assert near(f(2, 3), zero + 2 * normal.real + 3 * normal.imag)  # it is a line
    if p["which"] == 0:  # two points of it are equally far from A and B
        foot = -zero * normal / abs(normal) ** 2
        for q in (foot, foot + 1j * normal):
            assert near(abs(q - a), abs(q - b))
    elif p["which"] == 1:
        assert near(f(c.real, c.imag), 0)
        assert near(dot(1j * normal, b - a), 0)
    else:
        centroid = (a + b + c) / 3
        assert near(f(centroid.real, centroid.imag), 0)
        other = c
        if p["which"] == 3:
            other = a + b + c - 2 * circumcentre(a, b, c)  # the orthocentre
            assert near(dot(other - a, b - c), 0)
            assert abs(other - centroid) > 1e-9
        assert near(f(other.real, other.imag), 0, 1e-6)


def circumcentre(a, b, c):
    matrix = np.array([[(b - a).real, (b - a).imag], [(c - a).real, (c - a).imag]])
    x, y = np.linalg.solve(matrix, [(abs(b) ** 2 - abs(a) ** 2) / 2, (abs(c) ** 2 - abs(a) ** 2) / 2])
    return complex(x, y)


def circle_through(p, answer):
    f = curve(answer)
    for q in corners(p):
        assert near(f(q.real, q.imag), 0)
    second = [f(2, 0) - 2 * f(1, 0) + f(0, 0), f(0, 2) - 2 * f(0, 1) + f(0, 0)]
    assert near(*second)
    assert second[0] != 0
    assert near(f(1, 1) - f(1, 0) - f(0, 1) + f(0, 0), 0)


def tangents(p, answer):
    q, m, r = complex(p["px"], p["py"]), complex(p["h"], p["k"]), math.sqrt(p["square"])
    half = math.acos(r / abs(q - m))
    s, t = (m + cmath.rect(r, cmath.phase(q - m) + sign * half) for sign in (1, -1))
    assert near(dot(s - q, s - m), 0)
    shoelace = abs(sum((u.conjugate() * v).imag for u, v in ((q, s), (s, m), (m, t), (t, q)))) / 2
    assert near(number(answer), (abs(s - q), shoelace, abs(s - t))[p["which"]])


def parabola_polygon(p, answer):
    n, a, b = p["n"], p["a"], p["b"]
    if n < 2000:
        points = [(a * k + p["d"], b * k * k + p["c"] * k) for k in range(n + 1)]
        twice = sum(s[0] * t[1] - s[1] * t[0] for s, t in zip(points, points[1:] + points[:1], strict=True))
        assert Fraction(answer) == Fraction(abs(twice), 2)
    assert Fraction(answer) == a * b * math.comb(n + 1, 3)  # triangles P_0 P_k P_(k+1)


def reflected(q, a, b, c):
    move = 2 * (c - a * q[0] - b * q[1]) / Fraction(a * a + b * b)
    return q[0] + a * move, q[1] + b * move


def mirrors(p, answer):
    a, b, c, d, n = (p[key] for key in "abcdn")
    q = (Fraction(p["px"]), Fraction(p["py"]))
    twice = reflected(reflected(q, a, b, c), a, b, d)
    q = tuple(x + (y - x) * (n // 2) for x, y in zip(q, twice, strict=True))
    q = reflected(q, a, b, c) if n % 2 else q
    assert answer == f"({q[0]}, {q[1]})"


def chord(p, answer):
    m, r = complex(p["h"], p["k"]), math.sqrt(p["s"])
    if "a" in p:
        normal = complex(p["a"], p["b"])
        foot = m + normal * (p["c"] - dot(normal, m)) / abs(normal) ** 2
        ends = [foot + s * 1j * normal / abs(normal) * math.sqrt(r * r - abs(foot - m) ** 2) for s in (1, -1)]
        assert all(near(dot(normal, e), p["c"]) for e in ends)
    else:
        other, gap = complex(p["u"], p["v"]), abs(complex(p["u"], p["v"]) - m)
        angle = math.acos((p["s"] + gap * gap - p["t"]) / (2 * r * gap))
        ends = [m + cmath.rect(r, cmath.phase(other - m) + s * angle) for s in (1, -1)]
        assert all(near(abs(e - other) ** 2, p["t"]) for e in ends)
    assert all(near(abs(e - m), r) for e in ends)
    assert near(number(answer), abs(ends[0] - ends[1]))


def lattice_triangle(p, answer):
    """Count row by row, all rows at once."""
    points = [(p[f"{n}x"], p[f"{n}y"]) for n in "abc"]
    low, high = min(y for _, y in points), max(y for _, y in points)
    rows = np.arange(low + 1, high, dtype=np.int64)
    left, right = np.full(rows.shape, np.iinfo(np.int64).max), np.full(rows.shape, np.iinfo(np.int64).min)
    for (x, y), (s, t) in combinations(points, 2):
        if y == t:
            continue
        (x, y), (s, t) = sorted([(x, y), (s, t)], key=lambda q: q[1])
        on = (rows >= y) & (rows <= t)
        scaled = x * (t - y) + (rows[on] - y) * (s - x)  # the place of the side, times t - y
        left[on] = np.minimum(left[on], scaled // (t - y) + 1)
        right[on] = np.maximum(right[on], -(-scaled // (t - y)) - 1)
    assert int(answer) == int(np.maximum(right - left + 1, 0).sum())


def conic(p, answer):
    """Walk around the centre and look at the radii."""
    a, b, h, k, f = (p[key] for key in "abhkf")
    c = f + a * h * h + b * k * k
    angles = np.linspace(0, math.tau, 200_001)
    form = a * np.cos(angles) ** 2 + b * np.sin(angles) ** 2
    radii = np.sqrt(c / form[form > 0])
    if b > 0:
        long, short = radii.max(), radii.min()
        focal = math.sqrt(long**2 - short**2)
        want = (2 * focal, focal / long, (radii[:-1] ** 2).sum() * (angles[1] - angles[0]) / 2)[p["which"]]
    else:
        long = radii.min()
        opening = angles[np.argmax(form <= 0)]  # where the curve goes to infinity
        focal = long * math.hypot(1, math.tan(opening))
        want = (2 * focal, focal / long)[p["which"]]
    assert near(number(answer), want, 1e-3)


def locus(p, answer):
    f = curve(answer)
    a, b = corners(p, "ab")

    def condition(q):
        if p["which"] < 2:
            return abs(q - a) ** 2 + (-1 if p["which"] == 0 else 1) * abs(q - b) ** 2 - p["s"]
        if p["which"] == 2:
            return p["n"] ** 2 * abs(q - a) ** 2 - p["m"] ** 2 * abs(q - b) ** 2
        return abs(q - a) ** 2 - (b.real * q.real + b.imag * q.imag - p["w"]) ** 2 / abs(b) ** 2

    places = [complex(x, y) for x in (-3, 0.5, 4, 9) for y in (-7, 1.25, 6)]
    ratios = [f(q.real, q.imag) / condition(q) for q in places if abs(condition(q)) > 1e-9]
    assert all(near(ratio, ratios[0], 1e-6) for ratio in ratios)
    assert abs(ratios[0]) > 0


def centre(p, answer):
    a, b, c = corners(p)
    q = complex(*point(answer))
    if p["which"] == 0:
        assert near(abs(q - (a + b + c) / 3), 0)
    elif p["which"] == 1:
        assert near(abs(q - a), abs(q - b))
        assert near(abs(q - a), abs(q - c))
    elif p["which"] == 2:
        assert near(dot(q - a, b - c), 0)
        assert near(dot(q - b, c - a), 0)
    else:
        gaps = [((v - u).conjugate() * (q - u)).imag / abs(v - u) for u, v in ((a, b), (b, c), (c, a))]
        assert near(gaps[0], gaps[1])
        assert near(gaps[1], gaps[2])  # one sign: inside


def turns(p, answer):
    m, q = complex(p["h"], p["k"]), complex(p["px"], p["py"])
    want = m + (q - m) * cmath.exp(1j * math.radians(p["angle"] * p["n"] % 360))
    got = point(answer)
    assert near(got[0], want.real)
    assert near(got[1], want.imag)


def space(p):
    return [np.array([p[f"{n}{c}"] for c in "xyz"], float) for n in "abcd"]


def space_distance(p, answer):
    a, b, c, d = space(p)
    basis, target = {
        0: (np.array([b - a]).T, c - a),
        1: (np.array([b - a, c - a]).T, d - a),
        2: (np.array([b - a, c - d]).T, c - a),
    }[p["which"]]
    best = np.linalg.lstsq(basis, target, rcond=None)[0]
    assert near(number(answer), np.linalg.norm(basis @ best - target))


def tetrahedron(p, answer):
    a, b, c, d = space(p)
    volume = abs(np.linalg.det(np.array([b - a, c - a, d - a]))) / 6
    x, y, z = (np.linalg.norm(v) for v in (b - a, c - b, a - c))
    s = (x + y + z) / 2
    area = math.sqrt(s * (s - x) * (s - y) * (s - z))
    assert near(number(answer), (volume, area, volume * area)[p["which"]], 1e-6)


def drawn(name, tier, n, hard=False):
    rng = np.random.default_rng([tier, n, len(name), hard])
    return [(KINDS[name].draw_hard if hard else KINDS[name].draw)(rng, tier) for _ in range(n)]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_answers_have_the_property_that_defines_them(name, tier):
    for p in drawn(name, tier, 4):
        globals()[name](p, KINDS[name].answer(p))


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_answers_have_the_property_on_many_draws(name, tier):
    for p in drawn(name, tier, 30):
        globals()[name](p, KINDS[name].answer(p))


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_hard_numbers_and_the_usual_method(name, tier):
    template = KINDS[name]
    for p in drawn(name, tier, 3):
        assert template.usual(p) == template.answer(p)
    for p in drawn(name, tier, 6, hard=True):
        assert template.usual(p) is None
        if name != "lattice_triangle":
            globals()[name](p, template.answer(p))
    if name == "lattice_triangle" and tier == 1:
        for p in drawn(name, tier, 2, hard=True):
            lattice_triangle(p, template.answer(p))


@pytest.mark.parametrize("level", range(5))
def test_other_answers_are_wrong(level):
    task = CoordinateGeometry.levels[level]
    rng = np.random.default_rng(level)
    hits = 0
    for seed in range(60):
        problem = problem_at(ID, task, None, seed)
        right = task.solve(problem)
        assert task.verify(problem, right).is_correct
        for wrong in ("", "x", "0", "(0, 0)", f"{right} or 5987", f"not {right}", "x + y = 987", "9^9^9^9", "\ud800"):
            if wrong != right:
                assert not task.verify(problem, wrong).is_correct, (problem.prompt, wrong)
        hits += task.verify(problem, task.guess(problem, rng)).is_correct
    assert hits <= 3


def test_equations_are_accepted_in_other_forms():
    p = {"ax": 0, "ay": 0, "bx": 4, "by": 2, "cx": 1, "cy": 5, "which": 0}
    for text in ("2x + y = 5", "y = 5 - 2x", "y - 1 = -2(x - 2)", "4x + 2y - 10 = 0"):
        assert KINDS["special_line"].verify(p, text).is_correct, text
    assert not KINDS["special_line"].verify(p, "2x + y = 6").is_correct
    p = {"ax": 5, "ay": 0, "bx": 0, "by": 5, "cx": -3, "cy": 4}
    for text in ("x^2 + y^2 = 25", "x^2+y^2-25=0", r"x^2 = (5-y)(5+y)"):
        assert KINDS["circle_through"].verify(p, text).is_correct, text


def test_a_chain_puts_the_first_answer_into_the_second_question():
    task = CoordinateGeometry.levels[2]
    rng = np.random.default_rng(0)
    for _ in range(20):
        problem = task.generate_for("compositional", "test", rng)
        (first, p), (second, q) = task._parts(problem)
        shift = re.search(r"let N = k(?: ([+-]) (\d+))?,", problem.prompt)
        value = int(first.answer(p)) + (int(shift[1] + shift[2]) if shift[1] else 0)
        assert second.answer({**q, second.opens: value}) == task.solve(problem)
        assert "N" in problem.prompt.split("answer this question:", 1)[1]
