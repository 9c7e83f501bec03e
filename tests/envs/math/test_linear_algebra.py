"""Linear algebra: questions are read back and answered by sympy, by numbers, by residues or by roots of unity."""

import ast
import re
from fractions import Fraction
from itertools import permutations
from math import gcd, prod

import numpy as np
import pytest
import sympy
import template_checks
from template_checks import CHECKS, TIERS, both, has_hard, problems

from palaestra.envs.math.linear_algebra import LinearAlgebra

BY_NAME = {template.name: template for template in LinearAlgebra.templates}


def rows(text):
    """Every matrix of a text, as lists of fractions."""
    found = re.findall(r"\[\[.*?\]\]", text)
    return [ast.literal_eval(re.sub(r"-?\d+(/\d+)?", lambda m: f"'{m[0]}'", t)) for t in found]


def matrices(text):
    return [sympy.Matrix([[sympy.Rational(x) for x in row] for row in m]) for m in rows(text)]


def vectors(text):
    found = re.findall(r"\((-?[\d/]+(?:, -?[\d/]+)+)\)", text)
    return [[Fraction(x) for x in v.split(", ")] for v in found]


def expression(p, q, answer):
    given = dict(zip("ABC", matrices(q), strict=False))
    (formula,) = re.findall(r"the matrix (\S+.*)\.$", q)
    first, last = re.fullmatch(r"(.*) \+ (\d+\*[ABC].*)", formula).groups()
    c, name = last.split("*")
    out = int(c) * (given[name[0]].T if name.endswith("^T") else given[name])
    for sign, word in re.findall(r"(- )?([ABC]+)", first):
        out += (-1 if sign else 1) * sympy.prod(given[letter] for letter in word)
    return out == matrices(answer)[0]


def inverse(p, q, answer):
    (a,), (b,) = matrices(q), matrices(answer)
    return a * b == b * a == sympy.eye(a.rows)


def echelon(p, q, answer):
    return matrices(q)[0].rref()[0] == matrices(answer)[0]


def linear_map(p, q, answer):
    (a,) = matrices(answer)
    pairs = vectors(q)
    assert len(pairs) == 2 * a.cols
    return all(list(a * sympy.Matrix(v)) == w for v, w in zip(pairs[::2], pairs[1::2], strict=True))


def determinant(p, q, answer):
    """Leibniz's sum over permutations."""
    (a,) = [[[int(x) for x in row] for row in m] for m in rows(q)]
    total = 0
    for order in permutations(range(len(a))):
        swaps = sum(i > j for k, i in enumerate(order) for j in order[k:])
        total += (-1) ** swaps * prod(a[i][j] for i, j in enumerate(order))
    return total == int(answer)


def characteristic(p, q, answer):
    t = sympy.Symbol("t")
    told = sympy.sympify(re.sub(r"(\d)t", r"\1*t", answer).replace("^", "**"), locals={"t": t})
    return sympy.expand(matrices(q)[0].charpoly(t).as_expr() - told) == 0


def eigenvalues(p, q, answer):
    (a,) = matrices(q)
    found = [sympy.sympify(part) for part in answer[1:-1].split(", ")]
    assert found == sorted(set(found))
    assert len(found) == a.rows
    return all(sympy.expand((a - t * sympy.eye(a.rows)).det(method="berkowitz")) == 0 for t in found)


def cayley_hamilton(p, q, answer):
    a, b = ast.literal_eval(answer)
    (m,) = matrices(q)
    return m ** p["n"] == a * m + b * sympy.eye(2)


def projection(p, q, answer):
    x, *spanning = vectors(q)
    (found,) = vectors(answer)
    rest = [a - b for a, b in zip(x, found, strict=True)]
    assert all(sum(a * b for a, b in zip(rest, u, strict=True)) == 0 for u in spanning)
    return sympy.Matrix([*spanning, found]).rank() == sympy.Matrix(spanning).rank() == len(spanning)


def least_squares(p, q, answer):
    """By numbers."""
    points = np.array(vectors(q), dtype=float)
    assert len(points) == len(p["points"])
    curve = np.polyfit(points[:, 0], points[:, 1], 2 if "x^2" in q else 1)
    return abs(np.polyval(curve, p["c"]) - float(Fraction(answer))) < 1e-7


def power(p, q, answer):
    """With numbers of any size, or modulo a prime by squaring."""
    (a,), (b,) = matrices(q), matrices(answer)
    if p["n"] < 100:
        return a ** p["n"] == b
    m = 10**9 + 7
    out, base, n = sympy.eye(a.rows), a, p["n"]
    while n:
        out, base, n = (out * base if n % 2 else out).applyfunc(lambda x: x % m), (base * base) % m, n // 2
    return all((x - y) % m == 0 for x, y in zip(out, b, strict=True))


def interpolated(values, n):
    """The value at n of the polynomial with these values at 0, 1, 2, ..."""
    total = Fraction(0)
    for i, value in enumerate(values):
        others = [j for j in range(len(values)) if j != i]
        total += value * prod((Fraction(n - j, i - j) for j in others), start=Fraction(1))
    return total


def rank_one(p, q, answer):
    """Eliminate; where the size is large, the trace of the second matrix is a cubic in the size."""
    a, b, c, e, d, n = (p[k] for k in "abcedn")
    if n < 100:
        size = range(1, n + 1)
        full = [[(a * i + b) * (c * j + e) + d * (i == j) for j in size] for i in size]
        return sympy.Matrix(full).det(method="bareiss") == int(answer)
    traces = [sum((a * i + b) * (c * i + e) for i in range(1, m + 1)) for m in range(5)]
    return d ** ((n - 1) % 2) * (d + interpolated(traces, n)) == int(answer)  # d is 1 or -1


def tridiagonal(p, q, answer):
    """Eliminate modulo q, or raise the step of the recurrence to a power."""
    n, m = p["n"], p["q"]
    a, b, c, last = p["a"], p["b"], p["c"], p["last"]
    if n < 100:
        full = sympy.zeros(n, n)
        for i in range(n):
            full[i, i] = last if i == n - 1 else a
            if i:
                full[i - 1, i], full[i, i - 1] = b, c
        return full.det(method="bareiss") % m == int(answer)
    step = np.array([[a, -b * c], [1, 0]], dtype=object)
    out, k = np.array([[1, 0], [0, 1]], dtype=object), n - 1
    while k:
        out, step, k = (out.dot(step) if k % 2 else out) % m, step.dot(step) % m, k // 2
    now, before = out.dot(np.array([a, 1], dtype=object))
    return (now + (last - a) * before) % m == int(answer)


def inverse_entry(p, q, answer):
    """The column of the inverse has three different values at most: put them into three equations."""
    template, n, b = BY_NAME["inverse_entry"], p["n"], p["b"]
    i, j = p["i"], p["j"]

    def at(row):
        return Fraction(template.answer(p | {"i": row}))

    other = [next((r for r in (k, k + 2) if r != j), None) for k in (1, 2)]
    total = Fraction(0)
    for r, count in zip(other, ((n + 1) // 2, n // 2), strict=True):
        if r is not None and r <= n:
            total += at(r) * (count - (j % 2 == r % 2))
    total += at(j)
    for r in {j, i, *(r for r in other if r <= n)}:
        d = (p["odd"] if r % 2 else p["even"]) - b
        assert b * total + d * at(r) == (r == j)
    if n < 20:
        full = sympy.Matrix(n, n, lambda r, s: (p["even"] if r % 2 else p["odd"]) if r == s else b)
        return full.inv()[i - 1, j - 1] == sympy.Rational(answer)
    return at(i) == Fraction(answer)


def window_rank(p, q, answer):
    """By numbers, or count the roots of unity that are eigenvalues 0: by their order."""
    n, m, gap = p["n"], p["m"], p["gap"]
    if n < 100:
        full = np.zeros((n, n))
        for i in range(n):
            for k in range(m):
                full[i, (i + k * gap) % n] += 1
        assert full.max() == 1
        return np.linalg.matrix_rank(full) == int(answer)
    common = gcd(n, m * gap)
    zero = sum(int(sympy.totient(d)) for d in sympy.divisors(common) if gap % d)
    return n - zero == int(answer)


def fitted_line(p, q, answer):
    """The error is orthogonal to 1 and to i, where sums of powers are interpolated."""
    m, b = (Fraction(x) for x in answer[1:-1].split(", "))
    rest = [Fraction(c) for c in p["curve"]]
    rest[-2] -= m
    rest[-1] -= b
    size = len(rest)
    for extra in (0, 1):
        values, total = [Fraction(0)], Fraction(0)
        for i in range(1, size + 3):
            total += sum(c * i ** (size - 1 - k) for k, c in enumerate(rest)) * i**extra
            values.append(total)
        assert interpolated(values, p["n"]) == 0
    return True


@pytest.mark.parametrize(("template", "tier", "n"), both(LinearAlgebra.templates))
def test_a_second_way_gives_the_same_answer(template, tier, n):
    referee = globals()[template.name]
    for p in problems(template, tier, max(3, n // 12) if n == 40 else n // 3, salt=n):
        answer = template.answer(p)
        assert referee(p, template.ask(p), answer), (template.ask(p), answer)


@pytest.mark.parametrize("template", [t for t in LinearAlgebra.templates if has_hard(t)], ids=lambda t: t.name)
@pytest.mark.parametrize("tier", TIERS)
def test_hard_numbers_by_another_way(template, tier):
    for p in problems(template, tier, 12, hard=True):
        assert globals()[template.name](p, template.ask(p), template.answer(p)), p


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
@pytest.mark.parametrize("template", LinearAlgebra.templates, ids=lambda t: t.name)
def test_templates_keep_their_promises(template, check):
    check(template)


def test_equations_in_solutions_are_true():
    for template in LinearAlgebra.templates:
        found = 0
        for tier in TIERS:
            for p in problems(template, tier, 4, salt=9):
                found += sum(template_checks.check_line(line.replace("*", "·")) for line in template.steps(p))
        assert found >= 20 or template.name in ("echelon", "linear_map", "inverse"), (template.name, found)


def test_matrices_are_read_as_people_write_them():
    template, p = BY_NAME["inverse"], {"a": [[1, 2], [3, 9]]}
    assert template.answer(p) == "[[3, -2/3], [-1, 1/3]]"
    right = (
        r"\begin{pmatrix} 3 & -\frac23 \\ -1 & \frac{1}{3} \end{pmatrix}",
        r"\frac{1}{3}\begin{pmatrix} 9 & -2 \\ -3 & 1 \end{pmatrix}",
        r"A^{-1} = \frac{1}{3}\begin{bmatrix} 9 & -2 \\ -3 & 1 \end{bmatrix}",
        "(1/3)[[9, -2], [-3, 1]]",
        "[[9, -2], [-3, 1]]/3",
        "-[[-3, 2/3], [1, -1/3]]",
        "B = [[3, -2/3], [-1, 1/3]]",
        "((3, -2/3), (-1, 1/3))",
    )
    wrong = (
        r"\begin{pmatrix} 3 & -1 \\ -\frac23 & \frac13 \end{pmatrix}",
        "[[9, -2], [-3, 1]]",
        "3[[9, -2], [-3, 1]]",
        "[[9, -2], [-3, 1]]/0",
        "[[3, -2/3], [-1, 1/3], [0, 0]]",
        "[[3, -2/3], [-1]]",
        "3A = [[3, -2/3], [-1, 1/3]]",
        "[[3, -2/3], [-1, x]]",
        "[[1, 2], [3, 9]]^(-1)",
        "[[1, 0], [0, 1]][[3, -2/3], [-1, 1/3]]",
        "[[3, -2/3, -1, 1/3]]",
        "[" * 3000,
    )
    for text in right:
        assert template.verify(p, text).is_correct, text
    for text in wrong:
        assert not template.verify(p, text).is_correct, text
    template, p = BY_NAME["projection"], {"vectors": [[1, 1]], "x": [1, 2]}
    assert template.answer(p) == "(3/2, 3/2)"
    for text in (
        r"\begin{pmatrix}3/2\\3/2\end{pmatrix}",
        r"\frac32(1, 1)",
        r"\frac{3}{2}\begin{pmatrix}1\\1\end{pmatrix}",
    ):
        assert template.verify(p, text).is_correct, text
    for text in ("3/2", "(3, 3)", "1/2(1, 1)", "(3/2, 3/2, 0)"):
        assert not template.verify(p, text).is_correct, text


@pytest.mark.parametrize("axis", ["exploratory", "compositional", "transformative"])
def test_the_splits_have_problems(axis):
    for level in LinearAlgebra.levels:
        for part in ("train", "test"):
            problem = level.generate_for(axis, part, np.random.default_rng(level.tier))
            assert level.verify(problem, level.solve(problem)).is_correct
            assert level.explain(problem)
