"""Geometry in words: every figure is built with numbers, and measured."""

import cmath
import math
import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import sympy

from palaestra.envs import problem_at
from palaestra.envs.math.synthetic_geometry import SyntheticGeometry

ID = "Math-SyntheticGeometry-v0"
TIERS = (1, 2, 3, 4, 5)
KINDS = {template.name: template for template in SyntheticGeometry.templates}
HARD = ("strips", "poles", "spiral", "zigzag")


def number(answer):
    """Value of an answer of ours; sympify is for our own texts only."""
    return float(sympy.sympify(answer))


def shoelace(points):
    return abs(sum((u.conjugate() * v).imag for u, v in zip(points, points[1:] + points[:1], strict=True))) / 2


def distance(q, a, b):
    """Distance of q from the line ab."""
    return abs(((b - a).conjugate() * (q - a)).imag) / abs(b - a)


def meet(a, b, c, d):
    """Where the lines ab and cd meet."""
    u, v = b - a, d - c
    return a + u * ((c - a).conjugate() * v).imag / (u.conjugate() * v).imag


def triangle(a, b, c):
    """Corners A, B, C with B at 0 and C on the axis."""
    x = (a * a + c * c - b * b) / (2 * a)
    return complex(x, math.sqrt(c * c - x * x)), 0j, complex(a, 0)


def triangle_measures(p):
    A, B, C = triangle(p["a"], p["b"], p["c"])
    if p["which"] == 0:
        return shoelace([A, B, C])
    if p["which"] == 1:
        return distance(A, B, C)
    if p["which"] == 2:
        return abs(A - (B + C) / 2)

    def bisector(v, one, two, sign=1):
        return v, v + (one - v) / abs(one - v) + sign * (two - v) / abs(two - v)

    if p["which"] == 3:
        return distance(meet(*bisector(A, B, C), *bisector(B, C, A)), B, C)
    if p["which"] == 4:
        turn = 1j
        centre = meet((A + B) / 2, (A + B) / 2 + turn * (A - B), (B + C) / 2, (B + C) / 2 + turn * (B - C))
        return abs(centre - A)
    if p["which"] == 5:
        return abs(A - meet(*bisector(A, B, C), B, C))
    return distance(meet(*bisector(A, B, C), *bisector(B, C, A, -1)), B, C)


def trapezoid(p):
    low, high = 0.0, math.pi  # the angle at A for which BC has the right length
    for _ in range(200):
        angle = (low + high) / 2
        D = cmath.rect(p["d"], angle)
        C = D + p["b"]
        low, high = (angle, high) if abs(C - p["a"]) < p["c"] else (low, angle)
    return (D.imag, shoelace([0j, complex(p["a"]), C, D]), abs(C))[p["which"]]


def cyclic_quadrilateral(p):
    """Find the radius for which the arcs close up."""
    sides = [p[key] for key in "abcd"]
    longest = max(sides)

    def turn(r, far):
        angles = [2 * math.asin(min(1.0, s / (2 * r))) for s in sides]
        return sum(angles) - 2 * max(angles) if far else sum(angles) - math.tau

    far = turn(longest / 2, False) < 0  # the centre lies outside, beyond the longest side
    low, high = longest / 2, 1e7
    for _ in range(300):
        r = (low + high) / 2
        rising = turn(r, far) < 0 if far else turn(r, far) > 0
        low, high = (r, high) if rising else (low, r)
    if p["which"]:
        return r
    at, points = 0.0, []
    for s in sides:
        points.append(cmath.rect(r, at))
        angle = 2 * math.asin(min(1.0, s / (2 * r)))
        at += math.tau - angle if far and s == longest else angle
    return shoelace(points)


def common_tangents(p):
    r, q, d = p["r"], p["q"], p["d"]
    sign = -1 if p["which"] == 1 else 1
    tilt = math.acos((r - sign * q) / d)  # where the radius to the point of contact points
    one, two = cmath.rect(r, tilt), d + sign * cmath.rect(q, tilt)
    assert math.isclose(distance(0j, one, two), r)
    assert math.isclose(distance(complex(d), one, two), q)
    if p["which"] == 2:
        return shoelace([0j, one, two, complex(d)])
    return abs(meet(one, two, 0j, complex(d))) if p["which"] == 3 else abs(one - two)


def perpendicular_chords(p):
    a, b, c = complex(-p["a"]), complex(p["b"]), complex(0, -p["c"])
    turn = 1j
    centre = meet((a + b) / 2, (a + b) / 2 + turn * (a - b), (b + c) / 2, (b + c) / 2 + turn * (b - c))
    d = 2 * centre.imag + p["c"]  # the mirror image of C in the horizontal line through the centre
    return (d, abs(centre - a), abs(centre))[p["which"]]


def clip(polygon, a, b):
    """Cut a convex polygon and keep what lies to the left of ab."""
    out = []
    for u, v in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        inner, outer = (((b - a).conjugate() * (q - a)).imag for q in (u, v))
        if inner >= 0:
            out.append(u)
        if inner * outer < 0:
            out.append(meet(u, v, a, b))
    return out


def fold(p):
    a, b = p["a"], p["b"]
    A, B, C, D = 0j, complex(a), complex(a, b), complex(0, b)
    middle = (A + C) / 2
    e, f = meet(middle, middle + 1j * C, A, B), meet(middle, middle + 1j * C, C, D)
    piece = [A, e, f, D]  # it is turned over
    turned = [e + ((q - e) / (f - e)).conjugate() * (f - e) for q in piece]
    assert abs(turned[0] - C) < 1e-9
    two = turned[::-1]
    rest = [e, B, C, f]
    for u, v in zip(rest, rest[1:] + rest[:1], strict=True):
        two = clip(two, u, v)
    double = shoelace(two)
    around = sum(abs(u - v) for u, v in zip(two, two[1:] + two[:1], strict=True))
    return (abs(e - f), double, a * b - double, around)[p["which"]]


def arcs(p):
    total = p["p"] + p["q"] + p["r"] + p["s"]
    places = np.cumsum([0, p["p"], p["q"], p["r"]]) / total * math.tau
    A, B, C, D = (cmath.rect(1, t) for t in places)

    def angle(u, v):
        return abs(math.degrees(cmath.phase(u / v)))

    if p["which"] == 0:
        return angle(A - C, B - C)
    if p["which"] == 1:
        X = meet(A, C, B, D)
        return angle(A - X, B - X)
    found = angle(A - B, C - D) if p["which"] == 2 else angle(1j * A, C - D)
    return min(found, 180 - found)


def regular_polygon(p):
    n = p["n"]
    points = [cmath.rect(p["a"] / (2 * math.sin(math.pi / n)), math.tau * k / n) for k in range(n)]
    areas = [shoelace(points)]
    for _ in range(p["k"]):
        points = [(u + v) / 2 for u, v in zip(points, points[1:] + points[:1], strict=True)]
        areas.append(shoelace(points))
    return areas[-2] - areas[-1] if p["ring"] else areas[-1]


def pyramid(p):
    n, a, e = p["n"], p["a"], p["e"]
    r = a / (2 * math.sin(math.pi / n))
    h = math.sqrt(e * e - r * r)
    base = [np.array([r * math.cos(math.tau * k / n), r * math.sin(math.tau * k / n), 0]) for k in range(n)]
    apex = np.array([0, 0, h])
    edges = list(zip(base, base[1:] + base[:1], strict=True))
    volume = sum(np.linalg.det([u, v, apex]) for u, v in edges) / 6
    faces = sum(np.linalg.norm(np.cross(u - apex, v - apex)) for u, v in edges) / 2
    normal = np.cross(base[0] - apex, base[1] - apex)
    normal = normal / np.linalg.norm(normal) * np.sign(normal[2])
    inner = normal @ base[0] / (1 + normal[2])  # height z with z = distance from a slanted face
    outer = (h * h + r * r) / (2 * h)
    assert math.isclose(outer, math.hypot(r, h - outer))
    return (h, volume, faces, inner, outer)[p["which"]]


def strips(p):
    cuts = np.linspace(0, 1, p["n"] + 1) ** 2
    return p["s"] * float((cuts[1::2] - cuts[: len(cuts[1::2]) * 2 : 2]).sum())


def poles(p):
    """Put the wires up."""
    x, height = 0.0, float(p["a"])
    for _ in range(p["k"]):
        crossing = meet(complex(x, height), 1 + 0j, complex(x, 0), complex(1, p["b"]))
        x, height = crossing.real, crossing.imag
    return height


def spiral(p):
    at = complex(p["a"])
    for _ in range(p["n"]):
        at += 1j * at / abs(at) * p["b"]
    return abs(at)


def zigzag(p):
    alpha = math.radians(p["top"] / p["below"])
    rays = (1 + 0j, cmath.rect(1, alpha))
    far = [0.0, 1.0]  # distances from O of A_0 = O and A_1
    for _ in range(p["n"]):
        x = far[-1] * math.cos(alpha)  # foot on the other ray
        far.append(x + math.sqrt(1 - (far[-1] * math.sin(alpha)) ** 2))
    here, before = far[-1] * rays[(len(far)) % 2], far[-2] * rays[(len(far) - 1) % 2]
    return abs(math.degrees(cmath.phase((before - here) / (0 - here))))


def drawn(name, tier, n, hard=False):
    rng = np.random.default_rng([tier, n, len(name), hard])
    return [(KINDS[name].draw_hard if hard else KINDS[name].draw)(rng, tier) for _ in range(n)]


def check(name, tier, n):
    for p in drawn(name, tier, n):
        if name == "zigzag" and p["n"] > 80:  # too close to straight for floats
            continue
        want, got = globals()[name](p), number(KINDS[name].answer(p))
        assert math.isclose(want, got, rel_tol=1e-6), (p, want, KINDS[name].answer(p))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_figure_measured_has_the_value(name, tier):
    check(name, tier, 4)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("tier", TIERS)
def test_the_figure_measured_has_the_value_on_many_draws(name, tier):
    check(name, tier, 30)


def other_way(name, p):
    """The answer to hard numbers in another closed form."""
    if name == "strips":
        return Fraction(p["s"], 2) + Fraction(p["s"] * (-1) ** (p["n"] + 1), 2 * p["n"])
    if name == "poles":  # powers of the matrix of h -> bh/(h + b), by squaring
        step, k = [[p["b"], 0], [1, p["b"]]], p["k"]
        power = [[1, 0], [0, 1]]

        def times(x, y):
            made = [[sum(x[i][m] * y[m][j] for m in (0, 1)) for j in (0, 1)] for i in (0, 1)]
            common = math.gcd(*made[0], *made[1])
            return [[v // common for v in row] for row in made]

        while k:
            power = times(power, step) if k % 2 else power
            step, k = times(step, step), k // 2
        (a, b), (c, d) = power
        return Fraction(a * p["a"] + b, c * p["a"] + d)
    if name == "spiral":
        return sympy.sqrt(p["a"] ** 2 + p["n"] * p["b"] ** 2)
    return Fraction(p["n"] * p["top"], p["below"])


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("tier", TIERS)
def test_hard_numbers_and_the_usual_method(name, tier):
    template = KINDS[name]
    for p in drawn(name, tier, 8):
        assert template.usual(p) == template.answer(p)
    for p in drawn(name, tier, 8, hard=True):
        assert template.usual(p) is None
        assert sympy.simplify(sympy.sympify(template.answer(p)) - sympy.sympify(str(other_way(name, p)))) == 0
        if name == "zigzag":
            assert 0 < Fraction(template.answer(p)) < 90


def test_zigzags_end_before_the_right_angle():
    for tier in TIERS:
        for p in drawn("zigzag", tier, 60):
            assert 0 < Fraction(KINDS["zigzag"].answer(p)) < 90


@pytest.mark.parametrize("level", range(5))
def test_other_answers_are_wrong(level):
    task = SyntheticGeometry.levels[level]
    rng = np.random.default_rng(level)
    hits = 0
    for seed in range(60):
        problem = problem_at(ID, task, None, seed)
        right = task.solve(problem)
        assert task.verify(problem, right).is_correct
        wrongs = (
            "",
            "x",
            "0",
            f"{right} or 5987",
            f"not {right}",
            f"-({right})",
            f"({right})*1.001",
            "9^9^9^9",
            "\ud800",
        )
        for wrong in wrongs:
            assert not task.verify(problem, wrong).is_correct, (problem.prompt, wrong)
        hits += task.verify(problem, task.guess(problem, rng)).is_correct
    assert hits <= 5


def test_a_chain_puts_the_first_answer_into_the_second_question():
    task = SyntheticGeometry.levels[2]
    rng = np.random.default_rng(0)
    for _ in range(20):
        problem = task.generate_for("compositional", "test", rng)
        (first, p), (second, q) = task._parts(problem)
        shift = re.search(r"let N = k(?: ([+-]) (\d+))?,", problem.prompt)
        value = int(first.answer(p)) + (int(shift[1] + shift[2]) if shift[1] else 0)
        assert second.answer({**q, second.opens: value}) == task.solve(problem)


def test_degrees_may_be_written():
    p = {"p": 4, "q": 5, "r": 7, "s": 8, "which": 0}
    for text in ("30", "30 degrees", r"30^\circ", "30°"):
        assert KINDS["arcs"].verify(p, text).is_correct, text


def test_worked_solutions_tell_more_with_every_tier():
    sizes = []
    for level in range(5):
        task = SyntheticGeometry.levels[level]
        problems = [problem_at(ID, task, None, seed) for seed in range(80)]
        sizes.append(sum(task.effort(p) for p in problems) / len(problems))
    assert all(a < b for a, b in pairwise(sizes))
