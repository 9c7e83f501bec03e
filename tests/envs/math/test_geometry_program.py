"""Programs over figures: every goal is checked by coordinates, the interpreter by mpmath and by what it refuses."""

import math
import re
from cmath import exp, phase
from decimal import Decimal

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs import problem_at
from palaestra.envs.errors import KnobError, SplitError
from palaestra.envs.math.families.figures import Chain, draw_chain, rounded
from palaestra.envs.math.families.programs import (
    BY_NAME,
    OPERATIONS,
    ProgramError,
    read_program,
    run_program,
    same,
    write_program,
)
from palaestra.envs.math.geometry_program import FIGURES, GeometryProgram

ID = "Math-GeometryProgram-v0"
TIERS = (1, 2, 3, 4, 5)
DEGREE = math.pi / 180


# -- the figures, by coordinates --------------------------------------------------------------------------------------


def cross(a, b):
    return (a.conjugate() * b).imag


def area(*z):
    return abs(sum(cross(a, b) for a, b in zip(z, z[1:] + z[:1], strict=True))) / 2


def off(p, a, b):
    """The distance of p from the line ab."""
    return abs(cross(b - a, p - a)) / abs(b - a)


def angle(a, b, c):
    """The angle abc in degrees."""
    return abs(phase((a - b) / (c - b))) / DEGREE


def around(*z):
    return sum(abs(a - b) for a, b in zip(z, z[1:] + z[:1], strict=True))


def inradius(a, b, c):
    return 2 * area(a, b, c) / around(a, b, c)


def circumradius(a, b, c):
    return abs(a - b) * abs(b - c) * abs(c - a) / (4 * area(a, b, c))


def meet(a, b, c, d):
    """Where the lines ab and cd cross."""
    t = cross(c - a, d - c) / cross(b - a, d - c)
    return a + t * (b - a)


def third(ab, ac, turn):
    """A triangle with A at 0 and B on the real axis."""
    return 0j, complex(ab), ac * exp(1j * turn)


def corner(ab, bc, ca):
    """A triangle by its sides, with B at 0 and C on the real axis."""
    x = (ab * ab + bc * bc - ca * ca) / (2 * bc)
    return complex(x, math.sqrt(ab * ab - x * x)), 0j, complex(bc)


def right(a, b, c):
    foot = a + (b - a) * ((c - a) / (b - a)).real
    return {
        "other": abs(b - c), "hypotenuse": abs(a - b), "area": area(a, b, c), "altitude": abs(c - foot),
        "perimeter": around(a, b, c), "inradius": inradius(a, b, c), "angle": angle(b, a, c), "near": abs(a - foot),
        "far": abs(b - foot), "radius": circumradius(a, b, c), "median": abs(a - (b + c) / 2),
        "circle": math.pi * circumradius(a, b, c) ** 2,
    }  # fmt: skip


def right_hypotenuse(a, b):
    turn = math.acos(b / a)
    return right(0j, a * exp(1j * turn), complex(b))


def right_legs(a, b):
    return right(complex(a), b * 1j, 0j)


def parallel(a, b, c, d):
    """The sides AB and AC follow from AD : AB = AE : AC."""
    ab, ac = a + b, d * (a + b) / a
    A, B, C = corner(ab, c, ac)
    D = A + (B - A) * a / ab
    E = meet(A, C, D, D + C - B)
    assert abs(abs(A - E) - d) < 1e-6
    return {"parallel": abs(D - E), "rest": abs(E - C), "side": abs(A - C), "times": area(A, B, C) / area(A, D, E),
            "perimeter": around(A, B, C), "small": around(A, D, E)}  # fmt: skip


def isosceles(a, b):
    A, B, C = corner(a, b, a)
    return {"height": off(A, B, C), "area": area(A, B, C), "radius": circumradius(A, B, C),
            "inradius": inradius(A, B, C), "angle": angle(B, A, C), "base": angle(A, B, C)}  # fmt: skip


def two_angles(a, b, c):
    B, C = 0j, complex(a)
    A = meet(B, B + exp(1j * c * DEGREE), C, C + exp(-1j * (180 - b - c) * DEGREE))
    assert abs(angle(B, A, C) - b) < 1e-6
    return {"side": abs(C - A), "base": abs(A - B), "last": angle(A, C, B), "radius": circumradius(A, B, C),
            "height": off(C, A, B), "area": area(A, B, C)}  # fmt: skip


def two_sides(a, b, c):
    A, B, C = third(a, b, c * DEGREE)
    return {"height": off(C, A, B), "area": area(A, B, C), "side": abs(B - C), "altitude": off(A, B, C),
            "radius": circumradius(A, B, C)}  # fmt: skip


def bisector(a, b, c):
    A, B, C = corner(a, c, b)
    D = meet(B, C, A, A + (B - A) / a + (C - A) / b)
    return {"first": abs(B - D), "second": abs(D - C), "length": abs(A - D)}


def rhombus(a, b):
    A, B, C, D = -a / 2 + 0j, b / 2 * 1j, a / 2 + 0j, -b / 2 * 1j
    return {"side": abs(A - B), "area": area(A, B, C, D), "height": off(C, A, B), "radius": off(0j, A, B),
            "perimeter": around(A, B, C, D), "angle": angle(D, A, B)}  # fmt: skip


def trapezoid(a, b, c):
    A, B, C, D = 0j, complex(a), complex((a + b) / 2, c), complex((a - b) / 2, c)
    return {"area": area(A, B, C, D), "side": abs(A - D), "diagonal": abs(A - C), "perimeter": around(A, B, C, D),
            "angle": angle(D, A, B), "far": meet(A, C, B, D).imag}  # fmt: skip


def rectangle(a, b):
    C = b + 1j * math.sqrt(a * a - b * b)
    A, B, D = 0j, complex(b), C - b
    disc = math.pi * circumradius(A, B, C) ** 2
    return {"side": abs(B - C), "area": area(A, B, C, D), "distance": off(B, A, C), "perimeter": around(A, B, C, D),
            "circle": disc, "outside": disc - area(A, B, C, D), "turn": angle(B, A, C)}  # fmt: skip


def parallelogram(a, b, c):
    A, B, D = third(a, b, c * DEGREE)
    C = B + D
    return {"height": off(D, A, B), "across": off(B, A, D), "area": area(A, B, C, D), "short": abs(B - D),
            "long": abs(A - C), "other": angle(A, B, C)}  # fmt: skip


def regular_polygon(a, b):
    z = [a * exp(2j * math.pi * i / b) for i in range(round(b))]
    return {"side": abs(z[0] - z[1]), "height": off(0j, z[0], z[1]), "perimeter": around(*z), "area": area(*z),
            "inner": angle(z[0], z[1], z[2]), "piece": area(0j, z[0], z[1])}  # fmt: skip


def angle_hunt(a, b):
    A, B, C = third(1, 1, a * DEGREE)
    D = meet(A, C, B, B - exp(-1j * b * DEGREE))
    assert abs(angle(A, B, D) - b) < 1e-6
    assert abs(D) < 1
    return {"base": angle(A, C, B), "rest": angle(D, B, C), "outer": angle(B, D, C), "inner": angle(A, D, B)}


def chord(a, b):
    """The arc and the segment by adding up thin slices."""
    half = math.sqrt(a * a - b * b)
    S, T, M = complex(b, half), complex(b, -half), 0j
    t = np.linspace(-phase(S), phase(S), 20001)
    z = a * np.exp(1j * t)
    return {"chord": abs(S - T), "area": area(M, S, T), "arrow": a - b, "angle": angle(S, M, T),
            "arc": np.abs(np.diff(z)).sum(), "segment": np.trapezoid(z.real - b, z.imag)}  # fmt: skip


def tangents(a, b):
    P, M = complex(b), 0j
    S = a * exp(1j * math.acos(a / b))
    T = S.conjugate()
    assert abs(((P - S) / (M - S)).real) < 1e-9
    return {"tangent": abs(P - S), "chord": abs(S - T), "kite": area(P, S, M, T), "near": b - a,
            "angle": angle(S, P, T), "around": angle(S, M, T)}  # fmt: skip


def sector(a, b):
    t = np.linspace(0, b * DEGREE, 20001)
    z = a * np.exp(1j * t)
    arc = np.abs(np.diff(z)).sum()
    r = arc / (2 * math.pi)
    h = math.sqrt(a * a - r * r)
    return {"arc": arc, "perimeter": arc + 2 * a, "area": a * arc / 2, "chord": abs(z[0] - z[-1]), "radius": r,
            "height": h, "volume": math.pi * r * r * h / 3}  # fmt: skip


def crossing_chords(a, b, c):
    """Put P at 0 and the chords at an angle; the circle goes through A, B and C."""
    A, B, C = complex(-a), complex(b), c * exp(2j)
    M = (A + B) / 2 + 1j * (abs(C) ** 2 - a * b - (b - a) * C.real) / (2 * C.imag)
    assert abs(abs(M - A) - abs(M - C)) < 1e-6
    D = -C / abs(C) * (abs(A - M) ** 2 - abs(M) ** 2) / c
    assert abs(abs(D - M) - abs(A - M)) < 1e-6
    return {"rest": abs(D), "chord": abs(C - D), "shortest": 2 * math.sqrt(abs(A - M) ** 2 - abs(M) ** 2)}


def secants(a, b, c):
    A, B, C = complex(a), complex(a + b), c * exp(0.3j)
    M = (A + B) / 2 + 1j * (abs(C) ** 2 + a * (a + b) - (2 * a + b) * C.real) / (2 * C.imag)
    r = abs(A - M)
    assert abs(abs(C - M) - r) < 1e-6 * r
    D = C + 2 * (exp(0.3j) * ((M - C) * exp(-0.3j)).real)
    assert abs(abs(D - M) - r) < 1e-6 * r
    return {"other": abs(D), "chord": abs(D - C), "tangent": math.sqrt(abs(M) ** 2 - r * r)}


def touching_circles(a, b):
    S, K = 0j, a * 1j
    L = complex(math.sqrt((a + b) ** 2 - (a - b) ** 2), b)
    T = complex(L.real)
    return {"apart": abs(S - T), "area": area(S, K, L, T), "angle": abs(phase(L - K)) / DEGREE}


def inscribed_angles(a, b):
    A, B = exp(0j), exp(2j * (180 - a - b) * DEGREE)
    C = B * exp(2j * b * DEGREE)
    D = C * exp(1j * (2 * math.pi - 2 * (180 - a) * DEGREE) / 2)
    assert abs(angle(A, B, C) - a) < 1e-6
    assert abs(angle(B, A, C) - b) < 1e-6
    return {"opposite": angle(A, D, C), "last": angle(A, D, B), "centre": angle(B, 0j, C), "small": angle(0j, B, C),
            "wide": angle(A, 0j, B)}  # fmt: skip


def tower(a, b, c):
    A, B = 0j, complex(a)
    T = meet(A, A + exp(1j * b * DEGREE), B, B + exp(1j * c * DEGREE))
    return {"sight": abs(B - T), "height": T.imag, "ground": T.real - a, "whole": T.real, "gap": angle(A, T, B)}


def cone(a, b):
    """Volume and surface by thin slices, the ball from the section."""
    t = np.linspace(0, 1, 20001)
    r = a * t
    slant = math.sqrt(a * a + b * b)
    mantle = np.trapezoid(2 * math.pi * r * slant, t)
    return {"slant": slant, "volume": np.trapezoid(math.pi * r * r * b, t), "mantle": mantle,
            "surface": mantle + math.pi * a * a, "angle": angle(complex(-a), b * 1j, complex(a)),
            "ball": inradius(complex(-a), b * 1j, complex(a)), "opened": 2 * math.pi * a / slant / DEGREE}  # fmt: skip


def box(a, b, c):
    g = np.array([a, b, c])
    size = float(np.linalg.norm(g))
    bends = np.linspace(0, c, 4001)  # where the way crosses the edge
    ways = np.hypot(a, bends) + np.hypot(b, c - bends)
    return {"diagonal": size, "radius": size / 2, "volume": a * b * c, "surface": 2 * (a * b + b * c + c * a),
            "angle": math.asin(c / size) / DEGREE, "unrolled": ways.min()}  # fmt: skip


def pyramid(a, b):
    T, A, B = np.array([0, 0, b]), np.array([a, a, 0]) / 2, np.array([-a, a, 0]) / 2
    n = np.cross(A - T, B - T)
    side = float(np.linalg.norm(n)) / 2
    return {"slant": 2 * side / a, "edge": float(np.linalg.norm(T - A)), "volume": a * a * b / 3,
            "surface": a * a + 4 * side, "angle": math.acos(abs(n[2]) / np.linalg.norm(n)) / DEGREE}  # fmt: skip


def near(a, b):
    return abs(float(a) - b) <= 2e-6 * max(1e-3, abs(b))


def check(name, n):
    figure = FIGURES[name]
    for i in range(n):
        for goal in figure.goals:
            rng = np.random.default_rng([i, len(goal)])
            chain = draw_chain(rng, FIGURES, [(name, goal, "", i)], [], (20, 120))
            given = {a: float(v) for a, v in chain.data["links"][0]["values"].items()}
            want = globals()[name](**given)[goal]
            assert near(chain.values()[-1], want), (chain.text, chain.values()[-1], want)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_goal_is_right_by_coordinates(name):
    check(name, 4)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_goal_is_right_by_coordinates_often(name):
    check(name, 60)


def check_chains(tier, n):
    """Feed what coordinates say of one figure into the next."""
    task = GeometryProgram(tier)
    for seed in range(n):
        problem = problem_at(ID, task, None, seed)
        x = None
        for link in problem.data["links"]:
            given = {a: float(v) for a, v in link["values"].items()}
            if link["fed"]:
                given[link["fed"]] = x
            x = globals()[link["figure"]](**given)[link["goal"]]
        answer = task.solve(problem)
        chain = Chain(problem.data, FIGURES)
        assert near(run_program(read_program(answer), chain.quantities())[-1], x), problem.prompt
        assert task.verify(problem, answer).is_correct
        said = re.findall(r"([\d.]+)(?: degrees)? \(N(\d+)\)", chain.text)
        assert [(str(v), str(i)) for i, v in enumerate(chain.quantities())] == said


@pytest.mark.parametrize("tier", TIERS)
def test_rows_of_figures_are_right_by_coordinates(tier):
    check_chains(tier, 40)


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
def test_rows_of_figures_are_right_by_coordinates_often(tier):
    check_chains(tier, 300)


def test_other_numbers_make_other_figures_that_exist():
    for tier in TIERS:
        for seed in range(40):
            chain = Chain(problem_at(ID, GeometryProgram(tier), None, seed).data, FIGURES)
            others = [chain.redrawn(turn) for turn in range(3)]
            values = [tuple(c.quantities()) for c in (chain, *others)]
            assert len(set(values)) == 4
            assert len({c.values()[-1] for c in (chain, *others)}) > 2
            assert [c.steps() for c in others] == [chain.steps()] * 3
            assert all(v > 0 for c in others for v in c.quantities())
            assert [c.data for c in others] == [chain.redrawn(turn).data for turn in range(3)]


# -- the interpreter --------------------------------------------------------------------------------------------------


@given(st.decimals("0.001", "1000", places=3), st.decimals("0.001", "1000", places=3))
@settings(deadline=None, max_examples=60)
def test_operations_agree_with_mpmath(a, b):
    mpmath.mp.dps = 60
    x, y, degree = mpmath.mpf(str(a)), mpmath.mpf(str(b)), mpmath.pi / 180
    small, large = min(x, y), max(x, y)
    want = {
        "add N0 N1": x + y, "sub N0 N1": x - y, "mul N0 N1": x * y, "div N0 N1": x / y, "half N0": x / 2,
        "double N0": 2 * x, "square N0": x**2, "root N0": mpmath.sqrt(x), "hyp N0 N1": mpmath.hypot(x, y),
        "fourth N0 N1 7": y * 7 / x, "comp N0": 90 - x, "supp N0": 180 - x, "third N0 N1": 180 - x - y,
        "sin N0": mpmath.sin(x * degree), "cos N0": mpmath.cos(x * degree), "arctan N0": mpmath.atan(x) / degree,
        "rim N0": 2 * mpmath.pi * x, "disc N0": mpmath.pi * x * x,
        f"leg N{int(x < y)} N{int(x >= y)}": mpmath.sqrt(large**2 - small**2),
        f"div N{int(x > y)} N{int(x <= y)}; arcsin V0": mpmath.asin(small / large) / degree,
        f"div N{int(x > y)} N{int(x <= y)}; arccos V0": mpmath.acos(small / large) / degree,
    }  # fmt: skip
    if a % 90 != 0:
        want["tan N0"] = mpmath.tan(x * degree)
    for text, value in want.items():
        got = run_program(read_program(text), [a, b])[-1]
        assert abs(mpmath.mpf(str(got)) - value) <= mpmath.mpf(10) ** -40 * max(1, abs(value)), (text, got, value)
    assert {text.split()[0] for text in want} >= set(BY_NAME) - {"tan", "arcsin", "arccos"}


def test_programs_are_read_in_several_spellings():
    want = [("hyp", ("N0", "N1")), ("half", ("V0",))]
    for text in ("hyp N0 N1; half V0", "hyp(N0, N1); half(V0)", "V0 = hyp N0 N1\nV1 = half V0", "HYP n0 n1 ; Half v0;",
                 " hyp ( N0 , N1 );half( V0 ) ", "V0 := hyp(N0 N1); V1 := half(V0)"):  # fmt: skip
        assert read_program(text) == want, text
    assert write_program(want) == "hyp N0 N1; half V0"
    assert read_program("mul pi 360") == [("mul", ("pi", "360"))]


def test_what_is_no_program_is_refused():
    bad = ("", ";", "x", "7", "N0", "hyp N0", "hyp N0 N1 N2", "half 0", "half 361", "half -3", "half 2.5", "half V0",
           "half N0; half V1", "half N0; half N1", "hyp N0 N1; half N0", "V1 = half N0", "half (half N0)", "half N0)",
           "half(N0", "half N0 and half N1", "not half N0", "half N0 or 7", "half N0, half N1", "half N", "half NN0",
           "half N0; ; half V0", "__import__ N0", "half N0\x00", "half N1000", "; ".join(["half N0"] * 31),
           "half N0" + " " * 3000)  # fmt: skip
    for text in bad:
        with pytest.raises(ProgramError):
            read_program(text)
    square = "; ".join(["square N0", *(f"square V{i}" for i in range(29))])
    for text in ("root V0", square, "div N0 V0", "leg N0 N1", "arcsin N1", "tan 90", "half N7"):
        full = {"root V0": "sub N0 N1; root V0", "div N0 V0": "sub N0 N0; div N0 V0"}.get(text, text)
        with pytest.raises(ProgramError):
            run_program(read_program(full), [Decimal(3), Decimal(5)])


def test_other_ways_to_the_value_are_right_and_constants_are_not():
    chain = draw_chain(np.random.default_rng(3), FIGURES, [("right_hypotenuse", "area", "", 0)], [], (65, 65))
    links = chain.data["links"]
    links[0]["values"] = {"a": "65", "b": "25"}
    task, problem = GeometryProgram(1), GeometryProgram(1)._told(Chain(chain.data, FIGURES))
    for text in (
        "leg N0 N1; mul N1 V0; half V1",
        "square N0; square N1; sub V0 V1; root V2; mul V3 N1; div V4 2",
        "div N1 N0; arccos V0; tan V1; square N1; mul V2 V3; half V4",
        "add N0 N1; sub N0 N1; mul V0 V1; root V2; half N1; mul V3 V4",
    ):
        assert task.verify(problem, text).is_correct, text
    for text in ("mul 60 25; half V0", "mul 60 N1; half V0", "mul 15 50", "750", "leg N0 25; mul N1 V0; half V1",
                 "mul N0 N1; half V0", "fourth 13 12 N0; mul V0 N1; half V1"):  # fmt: skip
        verdict = task.verify(problem, text)
        assert not verdict.is_correct, text
    assert "other values" in task.verify(problem, "mul 60 N1; half V0").reason


def test_what_is_close_is_not_the_same():
    assert same(Decimal(1) / 3, Decimal("0." + "3" * 40))
    assert not same(Decimal(1) / 3, Decimal("0." + "3" * 20))
    assert not same(Decimal(0), Decimal("1e-30"))


# -- the task ---------------------------------------------------------------------------------------------------------


def test_the_prompt_names_every_operation_and_figures_are_told_in_two_ways():
    prompt = problem_at(ID, GeometryProgram(5), None, 0).prompt
    for operation in OPERATIONS:
        assert f"\n{operation.name} {operation.takes}: " in prompt
    for figure in FIGURES.values():
        assert len(set(figure.texts)) == 2
        for text in figure.texts:
            assert all(f"{{{a}}}" in text for a in figure.inputs)
            assert text.count(".") == text.count(". ") + 1
    assert len(FIGURES) == 24
    assert sum(len(figure.goals) for figure in FIGURES.values()) == 133


def test_letters_of_different_figures_differ():
    for seed in range(60):
        chain = Chain(problem_at(ID, GeometryProgram(5), None, seed).data, FIGURES)
        used = [set(names.values()) for names in chain.names]
        assert sum(map(len, used)) == len(set().union(*used))
        assert not re.search(r"[{}<>]|  ", chain.text), chain.text


@pytest.mark.parametrize("tier", TIERS)
def test_floors_are_low(tier):
    task, rng = GeometryProgram(tier), np.random.default_rng(0)
    problems = [problem_at(ID, task, None, seed) for seed in range(150)]
    assert np.mean([task.verify(p, task.guess(p, rng)).score for p in problems]) < 0.08
    answers = [task.solve(p) for p in problems]
    often = max(set(answers), key=answers.count)
    assert np.mean([task.verify(p, often).score for p in problems]) < 0.12


def test_splits_keep_to_their_shapes():
    for seed in range(25):
        for tier in TIERS:
            task = GeometryProgram(tier)
            one = problem_at(ID, task, "compositional/train", seed)
            row = problem_at(ID, task, "compositional/test", seed)
            assert len(one.data["links"]) == 1 < len(row.data["links"])
            assert task.verify(row, task.solve(row)).is_correct
            low = problem_at(ID, task, "exploratory/train", seed)
            assert task.effort(low) <= 5
            assert task.effort(problem_at(ID, task, "exploratory/test", seed)) >= 9
    with pytest.raises(SplitError):
        problem_at(ID, GeometryProgram(1), "transformative/test", 0)


def test_knobs():
    for name in FIGURES:
        problem = problem_at(ID, GeometryProgram(3, name), None, 1)
        assert problem.data["links"][-1]["figure"] == name
    for bad in (dict(tier=0), dict(tier=6), dict(figure="right_hypotenus")):
        with pytest.raises(KnobError):
            GeometryProgram(**bad)


def test_explanations_name_every_step_and_what_is_not_needed():
    for seed in range(40):
        task = GeometryProgram(4)
        problem = problem_at(ID, task, None, seed)
        lines = task.explain(problem).splitlines()
        steps = read_program(task.solve(problem))
        for i, (name, arguments) in enumerate(steps):
            assert lines[i].startswith(f"V{i} = {name}({', '.join(arguments)})")
        assert any("not needed" in line for line in lines)


def test_numbers_are_written_short():
    assert [rounded(x) for x in (123.4, 10.2, 9.96, 5.678, 3, 1.5, 0.444, 0.123, 0.0301)] == [
        "123", "10", "10", "5.7", "3", "1.5", "0.44", "0.123", "0.0301"
    ]  # fmt: skip
