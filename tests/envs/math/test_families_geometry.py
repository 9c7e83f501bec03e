from __future__ import annotations

import json
import math
import re
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from palaestra.envs.math.families.family import Family
from palaestra.envs.math.families.geometry import FAMILIES

TIERS = (1, 2, 3, 4, 5)


def problems(family: Family, tier: int, n: int = 25):
    rng = np.random.default_rng([tier, len(family.name)])
    return [family.draw(rng, tier) for _ in range(n)]


@pytest.fixture(autouse=True)
def _fifty_digits():
    with mpmath.workdps(50):
        yield


def triangle(a, b, c):
    """Return the corners A, B, C with B at the origin and C on the axis."""
    x = mpf(a * a + c * c - b * b) / (2 * a)
    return mpmath.matrix([x, mpmath.sqrt(c * c - x * x)]), mpmath.matrix([0, 0]), mpmath.matrix([a, 0])


def square(v):
    return v[0] ** 2 + v[1] ** 2


def circumcentre(A, B, C):
    """Return the point as far from A as from B and C."""
    m = mpmath.matrix([[2 * (B[0] - A[0]), 2 * (B[1] - A[1])], [2 * (C[0] - A[0]), 2 * (C[1] - A[1])]])
    return mpmath.lu_solve(m, mpmath.matrix([square(B) - square(A), square(C) - square(A)]))


def cross(p, q, r, s):
    """Return where line pq meets line rs, in rational coordinates."""
    (a, b), (c, d) = (q[0] - p[0], q[1] - p[1]), (s[0] - r[0], s[1] - r[1])
    k = ((r[0] - p[0]) * d - (r[1] - p[1]) * c) / (a * d - b * c)
    return p[0] + k * a, p[1] + k * b


def area(*points):
    turned = points[1:] + points[:1]
    return abs(sum(p[0] * q[1] - p[1] * q[0] for p, q in zip(points, turned, strict=True))) / 2


def between(p, q, r, s):
    """Return the point that divides pq in the ratio r : s."""
    k = Fraction(r, r + s)
    return p[0] + k * (q[0] - p[0]), p[1] + k * (q[1] - p[1])


CORNERS = (Fraction(1), Fraction(7)), (Fraction(0), Fraction(-2)), (Fraction(5), Fraction(1))


def cevian(p):
    """Lay the triangle into the plane, and find E on the circle around the circumcentre."""
    A, B, C = triangle(p["a"], p["b"], p["c"])
    D = B + (C - B) * mpf(p["r"]) / (p["r"] + p["s"])
    if p["part"] == "AD":
        return square(A - D)
    O = circumcentre(A, B, C)  # noqa: E741
    v, w = D - A, A - O
    E = A - v * 2 * (v[0] * w[0] + v[1] * w[1]) / square(v)
    assert abs(square(E - O) - square(A - O)) < mpf(10) ** -40
    return square(E - D)


def mass_points(p):
    """Compute with coordinates in one triangle; ratios are the same in all of them."""
    A, B, C = CORNERS
    D, E = between(B, C, p["r"], p["s"]), between(C, A, p["t"], p["u"])
    P = cross(A, D, B, E)
    if p["area"]:
        return area(P, D, C, E) / area(A, B, C)
    return (P[1] - A[1]) / (D[1] - P[1])


def inner_triangle(p):
    """Compute with coordinates in one triangle."""
    A, B, C = CORNERS
    D, E, F = between(B, C, *p["x"]), between(C, A, *p["y"]), between(A, B, *p["z"])
    return area(cross(A, D, B, E), cross(B, E, C, F), cross(C, F, A, D)) / area(A, B, C)


def centres(p):
    """Find the centres as points."""
    a, b, c = p["a"], p["b"], p["c"]
    A, B, C = triangle(a, b, c)
    O = circumcentre(A, B, C)  # noqa: E741
    incentre = (A * a + B * b + C * c) / (a + b + c)
    # the orthocentre lies above A's foot, on the perpendicular to AC through B = (0, 0)
    orthocentre = mpmath.matrix([A[0], A[0] * (C[0] - A[0]) / A[1]])
    return {
        "Rr": mpmath.sqrt(square(A - O)) * incentre[1],
        "R2": square(A - O),
        "OI": square(O - incentre),
        "OG": square(O - (A + B + C) / 3),
        "OH": square(O - orthocentre),
    }[p["kind"]]


def circle_chain(p):
    """Find each circle by bisection: the higher it reaches, the wider it needs the gap to be."""
    big, t = mpf(p["big"]), mpf(p["first"])

    def apart(r, s):
        return mpmath.sqrt((r + s) ** 2 - (r - s) ** 2)

    for _ in range(p["k"]):
        low, high = mpf(0), min(big, t)
        for _ in range(170):
            middle = (low + high) / 2
            if apart(big, middle) + apart(middle, t) < apart(big, t):
                low = middle
            else:
                high = middle
        t = low
    return t


def cyclic_quadrilateral(p):
    """Bisect for the diagonal at which opposite angles add up to 180 degrees."""
    a, b, c, d = p["a"], p["b"], p["c"], p["d"]

    def angle(u, v, w):
        return mpmath.acos((u * u + v * v - w * w) / (2 * mpf(u) * v))

    low, high = mpf(max(abs(a - b), abs(c - d))), mpf(min(a + b, c + d))
    for _ in range(170):
        x = (low + high) / 2
        if angle(a, b, x) + angle(c, d, x) < mpmath.pi:
            low = x
        else:
            high = x
    return low**2


def lattice_polygon(p):
    """Look at every point of the plane near the polygon."""
    points = p["points"]
    xs, ys = zip(*points, strict=True)
    return sum(
        all(
            (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) > 0
            for a, b in zip(points, points[1:] + points[:1], strict=True)
        )
        for x in range(min(xs), max(xs) + 1)
        for y in range(min(ys), max(ys) + 1)
    )


def cut_corner(p):
    """Use the volume and the base of a pyramid, with vectors."""
    A, B, C = (p["a"], 0, 0), (0, p["b"], 0), (0, 0, p["c"])
    V = (p["x"], p["y"], p["z"]) if p["far"] else (0, 0, 0)

    def minus(u, v):
        return tuple(i - j for i, j in zip(u, v, strict=True))

    (a, b, c), (d, e, f) = minus(B, A), minus(C, A)
    normal = (b * f - c * e, c * d - a * f, a * e - b * d)
    volume = sum(i * j for i, j in zip(normal, minus(V, A), strict=True))
    return Fraction(volume**2, sum(i * i for i in normal))


def bounces(p):
    """Shorten a path by moving one touch at a time; the length is convex, so it ends at the minimum."""
    levels = [p["y"], *(0 if (i % 2 == 0) == p["low"] else p["h"] for i in range(p["k"])), p["t"]]
    at = [float(p["x"])] * (len(levels) - 1) + [float(p["s"])]
    for _ in range(600):
        for i in range(1, len(at) - 1):
            up, down = abs(levels[i] - levels[i - 1]), abs(levels[i + 1] - levels[i])
            at[i] = at[i - 1] + (at[i + 1] - at[i - 1]) * up / (up + down)
    length = sum(math.hypot(at[i + 1] - at[i], levels[i + 1] - levels[i]) for i in range(len(at) - 1))
    # no small move of the touches makes it shorter
    for i in range(1, len(at) - 1):
        for step in (-0.01, 0.01):
            moved = [*at[:i], at[i] + step, *at[i + 1 :]]
            assert (
                sum(math.hypot(moved[j + 1] - moved[j], levels[j + 1] - levels[j]) for j in range(len(at) - 1))
                > length
            )
    return length


SECOND = {
    f.__name__: f
    for f in (
        cevian,
        mass_points,
        inner_triangle,
        centres,
        circle_chain,
        cyclic_quadrilateral,
        lattice_polygon,
        cut_corner,
        bounces,
    )
}


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_answer_is_found_a_second_way(family, tier):
    for p in problems(family, tier):
        found = SECOND[family.name](p)
        if family.name == "lattice_polygon":
            assert family.answer(p) == found
        elif family.name == "bounces":
            a, b = family.root(p)
            assert a * math.sqrt(b) == pytest.approx(found, rel=1e-9)
            assert not any(b % (d * d) == 0 for d in range(2, b + 1) if d * d <= b)
            assert family.answer(p) == a + b
        else:
            value = family.value(p)
            if isinstance(found, Fraction):
                assert value == found, p
            else:
                assert abs(mpf(value.numerator) / value.denominator - found) < mpf(10) ** -35 * (1 + found), p
            assert value > 0
            assert family.answer(p) == (value.numerator + value.denominator) % 1000


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_problems_are_plain_varied_and_do_not_give_the_answer_away(family, tier):
    drawn = problems(family, tier, 100)
    assert all(json.loads(json.dumps(p)) == p for p in drawn)
    assert drawn == problems(family, tier, 100)
    assert len({json.dumps(p) for p in drawn}) >= 60
    assert len({family.answer(p) for p in drawn}) >= 30
    assert sum(0 <= family.answer(p) <= 999 for p in drawn) >= 90
    shown = 0
    for p in drawn:
        texts = [family.ask(p, i) for i in range(len(family.phrasings))]
        assert len(set(texts)) == len(texts) >= 2
        assert all(text.endswith(".") and text.isprintable() for text in texts)
        shown += str(family.answer(p)) in re.findall(r"\d+", texts[0])
    assert shown <= 15


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_the_sums_in_the_solution_are_right(family):
    checked = 0
    for tier in TIERS:
        for p in problems(family, tier, 10):
            text = family.explain(p)
            assert text.count("\n") >= 2
            number = r"[-+×/() \d^]+"
            for chain in re.findall(
                rf"(?:\n|[:=] |[A-Z^2] = |is |by |has )({number}(?: = {number})+)(?=[.,\n]|$)", text
            ):
                sides = [compute(side) for side in chain.split(" = ")]
                assert len(set(sides)) == 1, (chain, text)
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


def test_cases_that_are_known():
    by_name = {f.name: f for f in FAMILIES}
    thirds = {"x": [1, 2], "y": [1, 2], "z": [1, 2]}
    assert by_name["inner_triangle"].value(thirds) == Fraction(1, 7)
    assert by_name["centres"].value({"a": 13, "b": 14, "c": 15, "kind": "R2"}) == Fraction(65, 8) ** 2
    assert by_name["centres"].value({"a": 13, "b": 14, "c": 15, "kind": "Rr"}) == Fraction(65, 2)
    assert by_name["cyclic_quadrilateral"].value({"a": 3, "b": 4, "c": 3, "d": 4}) == 25
    assert by_name["circle_chain"].value({"big": 4, "first": 4, "k": 1}) == 1
    assert by_name["cut_corner"].value({"a": 1, "b": 1, "c": 1, "x": 1, "y": 1, "z": 1, "far": True}) == Fraction(4, 3)
