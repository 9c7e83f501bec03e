"""The trusted arithmetic: whatever it accepts is true at every point where it can be tried."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
import sympy
from arithmetic import (
    Number,
    change,
    holds,
    mutate,
    quotient_and_remainder,
    random_expr,
    random_formula,
    unknowns,
    value,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs.proofs import certificates
from palaestra.envs.proofs.certificates import Facts, Refused, refutes, same_polynomial
from palaestra.envs.proofs.linear import Possible, Refuted, refute

X, Y, N, M = (Number(e) for e in (("int", 0), ("int", 1), ("nat", 2), ("nat", 3)))
SEEDS = st.integers(0, 2**32)


def fact_holds(fact, values):
    if fact[0] in ("and", "or"):
        return (all if fact[0] == "and" else any)(fact_holds(part, values) for part in fact[1:])
    total = 0 if fact[0] == "true" else sum(c * values[column] for column, c in fact[1].items())
    return total == 0 if fact[0] in ("=", "true") else total <= 0


@settings(max_examples=500, deadline=None)
@given(SEEDS)
def test_facts_hold_wherever_the_formulas_do(seed):
    rng = random.Random(seed)
    formulas = [random_formula(rng, 3, powers=True) for _ in range(rng.randint(1, 3))]
    env = {name: rng.randint(0 if name[0] == "nat" else -5, 5) for name in unknowns(*formulas)}
    formulas = [formula if holds(formula, env) else ("not", formula) for formula in formulas]
    facts = Facts(formulas)
    values = {column: value(expr, env) for expr, column in facts.columns.items()} | {0: 1}
    for row, equality in facts.rows:
        assert fact_holds(("=" if equality else "<=", row), values)
    for split in facts.splits:
        assert any(fact_holds(side, values) for side in split)


def test_rows_are_equal_to_their_expressions():
    rng = random.Random(6)
    for _ in range(3_000):
        kinds = rng.choice(["nat", "int"]), rng.choice(["nat", "int"])
        left, right = (random_expr(rng, 2, kind, powers=True) for kind in kinds)
        op = rng.choice(["+", "-", "*", "/", "%", "monus", "min", "max"])
        expr = (op, left, right) if rng.random() < 0.9 else ("^", left, ("+", ("nat", 0), rng.randint(0, 3)))
        env = {name: rng.randint(0 if name[0] == "nat" else -5, 5) for name in unknowns(expr)}
        facts = Facts([])
        row, positive = facts.row(expr)
        values = {column: value(expr, env) for expr, column in facts.columns.items()} | {0: 1}
        assert sum(c * values[column] for column, c in row.items()) == value(expr, env)
        assert value(expr, env) >= 0 or not positive


@settings(max_examples=1000, deadline=None)
@given(SEEDS)
def test_a_derived_row_holds_wherever_its_rows_do(seed):
    rng = random.Random(seed)
    values = {0: 1} | {column: rng.randint(-9, 9) for column in range(1, 4)}
    facts = Facts([])
    for _ in range(5):
        row = {column: c for column in range(1, 4) if (c := rng.randint(-4, 4))}
        equality, slack = rng.random() < 0.4, rng.choice([0, 0, 1, 2])
        row[0] = -sum(c * values[column] for column, c in row.items()) - (0 if equality else slack)
        facts.rows.append((row, equality))
        opposite = {column: -c for column, c in row.items()}
        opposite[0] -= 0 if equality else slack + rng.choice([0, 0, 1])
        facts.rows.append((opposite, opposite[0] == -row[0] and (equality or slack == 0) and rng.random() < 0.5))
    for _ in range(30):
        i, j = rng.randrange(len(facts.rows)), rng.randrange(len(facts.rows))
        a, b, d = rng.randint(-3, 5), rng.randint(-3, 5), rng.choice([1, 1, 1, 2, 3, -1, 0])
        step = ("combine", ((i, a), (j, b)), d) if rng.random() < 0.7 else ("equate", 2 * (i % 5), 2 * (i % 5) + 1)
        known = len(facts.rows)
        try:
            absurd = facts.derive(step)
        except Refused:
            assert len(facts.rows) == known
            continue
        assert not absurd
        row, equality = facts.rows[-1]
        assert fact_holds(("=" if equality else "<=", row), values)


@pytest.mark.parametrize("op", ["/", "%", "monus", "min", "max"])
def test_operations_mean_what_lean_means(op):
    for a in range(-20, 21):
        for b in range(-20, 21):
            quotient, remainder = quotient_and_remainder(a, b)
            assert quotient * b + remainder == a
            assert 0 <= remainder < abs(b) or (b, remainder) == (0, a)
            true = {"/": quotient, "%": remainder, "monus": max(a - b, 0), "min": min(a, b), "max": max(a, b)}[op]
            assert value((op, a, b), {}) == true
            hypothesis = X.eq(a)
            claim = ("not", ("=", (op, X.e, b), true))
            proof = refute([hypothesis, claim])
            assert isinstance(proof, Refuted)
            assert refutes([hypothesis, claim], proof.certificate)
            assert not refutes([claim], proof.certificate)
            if (a + b) % 8 == 0:
                assert isinstance(refute([hypothesis, ("=", (op, X.e, b), true)]), Possible)


def test_planted_faults_are_refused():
    """Problems that have a solution are refuted by no certificate: that of a similar problem, whole or mutated."""
    rng = random.Random(1)
    tried = 0
    while tried < 8_000:
        formulas = [random_formula(rng, 2) for _ in range(rng.randint(1, 3))]
        proof = refute(formulas)
        if not isinstance(proof, Refuted):
            continue
        assert refutes(formulas, proof.certificate)
        for _ in range(6):
            changed = [change(formula, rng) for formula in formulas]
            solution = refute(changed, fuel=5_000)
            if not isinstance(solution, Possible) or solution.model is None:
                continue
            names = unknowns(*changed)
            env = {name: solution.model.get(name, 0) for name in names}
            if not all(holds(formula, env) for formula in changed):
                continue  # products were taken as unknowns
            for _ in range(25):
                certificate = proof.certificate
                for _ in range(rng.randint(0, 3)):
                    certificate = mutate(certificate, rng)
                assert not refutes(changed, certificate), (changed, certificate, env)
                tried += 1


def test_certificates_must_follow_the_rules():
    le, eq = [X <= 0, X >= 1], [X.eq(0), X.eq(1)]
    assert refutes(le, ("linear", (("combine", ((0, 1), (1, 1)), 1),)))
    assert refutes(eq, ("linear", (("combine", ((0, 1), (1, -1)), 1),)))
    assert not refutes(le, ("linear", (("combine", ((0, -1), (1, -1)), 1),)))  # negative factors for inequalities
    assert not refutes([X >= 0, X <= 1], ("linear", (("combine", ((0, -1), (1, 1)), 1),)))
    assert not refutes(le, ("linear", (("combine", ((0, 0.5), (1, 0.5)), 1),)))
    assert not refutes(le, ("linear", (("combine", ((0, True), (1, True)), 1),)))
    assert not refutes(le, ("linear", (("combine", ((0, 1), (-1, 1)), 1),)))
    assert not refutes(le, ("linear", (("combine", ((0, 1), (2, 1)), 1),)))
    assert not refutes([2 * X + Y <= 0, 2 * X + Y >= 0], ("linear", (("combine", ((0, 1),), 2),)))  # 2 does not divide
    equate = ("linear", (("equate", 0, 1), ("combine", ((3, -1), (2, 1)), 1)))
    assert refutes([X <= 1, X >= 1, X <= 0], equate)
    assert not refutes([X <= 1, X >= 0, X <= 0], equate)
    assert not refutes(le, ("linear", ()))
    assert not refutes([], ("linear", (("combine", (), 1),)))
    assert not refutes([("true",)], ("split", 0, ("linear", ()), ("linear", ())))
    assert refutes([("false",)], ("linear", (("combine", ((0, 1),), 1),)))
    closed = ("linear", (("combine", ((0, 1), (1, 1)), 1),))
    assert refutes([2 * X >= 1, 2 * X <= 1], ("linear", (("combine", ((0, 1),), 2), ("combine", ((1, 1), (2, 2)), 1))))
    assert refutes(le, ("case", ((1, 1),), closed, closed))
    assert not refutes([X <= 5, X >= 1], ("case", ((1, 1),), closed, closed))
    assert not refutes([("or", X <= 0, Y <= 0), X >= 1], ("split", 0, closed, closed))


JUNK = st.recursive(
    st.one_of(st.integers(), st.floats(), st.text(max_size=3), st.none(), st.booleans(), st.binary(max_size=2)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.tuples(st.sampled_from(["linear", "split", "case", "combine", "equate", "+", "dvd", "nat"]), inner, inner),
        st.dictionaries(st.integers(), inner, max_size=2),
    ),
)


@settings(max_examples=400, deadline=None)
@given(JUNK)
def test_junk_gets_a_verdict(junk):
    assert refutes([X <= 0, N <= 3], junk) is False
    assert refutes([junk], ("linear", (("combine", ((0, 1),), 1),))) in (False, True)
    assert same_polynomial(junk, X.e) is False


def nested(op, depth):
    expr = X.e
    for _ in range(depth):
        expr = (op, expr, 1)
    return expr


def test_size_is_bounded():
    deep, wide, huge = nested("+", 50_000), nested("+", 200), 10**5000
    for _ in range(40):
        wide = ("+", wide, wide)  # a tree of more than 10**12 nodes, shared
    for expr in (deep, wide, huge, nested("monus", 50_000), nested("^", 50_000)):
        assert not refutes([("=", expr, expr), ("false",)], ("linear", (("combine", ((1, 1),), 1),)))
        assert not same_polynomial(expr, expr)
        with pytest.raises(Refused):
            refute([("<", expr, 0)])
    certificate = ("linear", ())
    for _ in range(50_000):
        certificate = ("case", ((1, 1),), certificate, certificate)
    assert not refutes([X <= 0], certificate)
    absurd = ("combine", ((0, 1), (1, 1)), 1)
    assert refutes([X <= 0, X >= 1], ("linear", (*(("combine", ((0, 1),), 1),) * 10**4, absurd)))
    assert not refutes([X <= 0, X >= 1], ("linear", (*(("combine", ((0, 1),), 1),) * 10**6, absurd)))
    assert not refutes([X <= 0, X >= 1], ("linear", (absurd,)), fuel=3)
    assert not same_polynomial((X + Y + N + M + 1).e, ((X + 1) ** 100_000).e)
    assert not same_polynomial(((X + Y + N + M + 1) ** 500).e, ((X + Y + N + M + 1) ** 500).e)
    assert not same_polynomial((X ** (10**1200)).e, (X ** (10**1200)).e)
    assert not same_polynomial(((X + 1) ** 5).e, ((X + 1) ** 5).e, fuel=10)
    assert not same_polynomial(("^", 2, 10**9), 0)
    assert not same_polynomial(("^", ("^", 9, ("^", 9, 9)), 9), 0)
    assert isinstance(refute([("<", ("^", 2, 10**9), 7)]), Possible)  # an unknown
    squares = X.e
    for _ in range(30):
        squares = ("*", squares, squares) if _ < 12 else ("^", squares, 2)
    assert not same_polynomial(squares, 0)


def test_polynomials_agree_with_sympy():
    rng = random.Random(2)
    atoms = {("int", k): sympy.Symbol(f"x{k}") for k in range(3)}
    outcomes = set()

    def draw(depth):
        if depth == 0 or rng.random() < 0.2:
            return rng.choice([*atoms, *atoms, rng.randint(-3, 3)])
        if rng.random() < 0.2:
            return ("^", draw(depth - 1), rng.randint(0, 3))
        return (rng.choice("+-*"), draw(depth - 1), draw(depth - 1))

    def to_sympy(expr):
        if not isinstance(expr, tuple):
            return sympy.Integer(expr)
        if expr in atoms:
            return atoms[expr]
        a, b = to_sympy(expr[1]), to_sympy(expr[2])
        return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "^": lambda: a**b}[expr[0]]()

    for _ in range(400):
        left = draw(4)
        right = rng.choice([draw(4), mutate_atoms(left, rng), rewrite(left, rng)])
        equal = sympy.expand(to_sympy(left) - to_sympy(right)) == 0
        assert same_polynomial(left, right) == equal, (left, right)
        outcomes.add(equal)
    assert outcomes == {True, False}


def mutate_atoms(expr, rng):
    if not isinstance(expr, tuple):
        return expr + 1
    if expr[0] in ("int", "nat"):
        return expr if rng.random() < 0.5 else (expr[0], (expr[1] + 1) % 3)
    i = rng.randint(1, 1 if expr[0] == "^" else 2)
    return (*expr[:i], mutate_atoms(expr[i], rng), *expr[i + 1 :])


def rewrite(expr, rng):
    """An equal expression, by the laws of commutative rings."""
    if not isinstance(expr, tuple) or expr[0] in ("int", "nat"):
        return expr if rng.random() < 0.8 else ("+", expr, 0)
    op, a, b = expr[0], rewrite(expr[1], rng), rewrite(expr[2], rng) if expr[0] != "^" else expr[2]
    if op == "^":
        return ("*", a, ("^", a, b - 1)) if isinstance(b, int) and b and rng.random() < 0.5 else (op, a, b)
    if op == "*" and isinstance(b, tuple) and b[0] in ("+", "-"):
        return (b[0], ("*", a, b[1]), ("*", a, b[2]))
    return (op, b, a) if op in ("+", "*") and rng.random() < 0.5 else (op, a, b)


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_equal_polynomials_are_equal_at_every_point(seed):
    rng = random.Random(seed)
    left = random_expr(rng, 4, rng.choice(["nat", "int"]), powers=True)
    right = rewrite(left, rng) if rng.random() < 0.7 else mutate_atoms(left, rng)
    names = unknowns(left, right)
    if same_polynomial(left, right):
        for _ in range(20):
            env = {name: rng.randint(0 if name[0] == "nat" else -3, 3) for name in names}
            assert value(left, env) == value(right, env)


def test_powers_with_unknown_exponents():
    assert same_polynomial((2 ** (N + 1)).e, (2 * 2**N).e)
    assert same_polynomial((X ** (2 * N + M)).e, ((X**N) ** 2 * X**M).e)
    assert same_polynomial(((X**N) ** M).e, ((X**M) ** N).e)
    assert same_polynomial(((X * Y) ** N).e, (X**N * Y**N).e)
    assert same_polynomial(((X + 1) ** (N + 1)).e, ((X + 1) ** N + X * (1 + X) ** N).e)
    assert same_polynomial((1**N).e, 1)
    assert same_polynomial((X ** (N * 0)).e, 1)
    assert not same_polynomial((X**N).e, (X**M).e)
    assert not same_polynomial((0**N).e, 0)
    assert not same_polynomial((X ** (N - M)).e, (X ** (N - M)).e)  # no natural number
    assert not same_polynomial((2**N).e, (3**N).e)
    assert not same_polynomial(((-2 * X) ** N).e, (2 * X**N).e)
    assert not same_polynomial(((-2 * X) ** N).e, ((2 * X) ** N).e)
    assert not same_polynomial(((-1 * X) ** N).e, (X**N).e)
    assert not same_polynomial((X + Y).monus(Y).e, X.e)


def test_only_the_standard_library_is_imported():
    code = f"import runpy, sys; runpy.run_path({str(Path(certificates.__file__))!r}); print(*sys.modules)"
    output = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True).stdout
    foreign = {name.split(".")[0] for name in output.split()} - set(sys.stdlib_module_names) - {"__main__"}
    assert not {name for name in foreign if not name.startswith("_")}
