"""The search for certificates: finds them where there are any, gives solutions where there are none."""

import random

import pytest
from arithmetic import Number, box, holds, in_box, random_formula, unknowns, value
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs.proofs.certificates import Facts, Refused, refutes
from palaestra.envs.proofs.linear import OutOfFuel, Possible, Refuted, explain, refute

X, Y, Z = (Number(("int", k)) for k in range(3))
N, M, K = (Number(("nat", k)) for k in range(3))


def implies(*formulas):
    """The problem for `hypotheses → goal`."""
    *hypotheses, goal = formulas
    return [*hypotheses, ("not", goal)]


def both(f, g):
    return ("and", f, g)


def either(f, g):
    return ("or", f, g)


def no(f):
    return ("not", f)


PROVED = {
    "le_trans": implies(X <= Y, Y <= Z, X <= Z),
    "lt_irrefl": implies(X < Y, Y < X, ("false",)),
    "strict": implies(X < Y, X + 1 <= Y),
    "parity": implies((2 * X).eq(2 * Y + 1), ("false",)),
    "parity of a sum": implies((N % 2).eq(0), (M % 2).eq(1), ((N + M) % 2).eq(1)),
    "even or odd": implies(either((N % 2).eq(0), (N % 2).eq(1))),
    "even or odd, witnesses": implies(either(N.eq(2 * (N // 2)), N.eq(2 * (N // 2) + 1))),
    "squares mod 4 need more": implies((N % 4).eq(3), (N % 2).eq(1)),
    "division algorithm": implies((7 * (X // 7) + X % 7).eq(X)),
    "remainder bounds": implies(both((X % 5) < 5, (X % 5) >= 0)),
    "remainder by a negative": implies(both((X % Number(-5)) < 5, (X % Number(-5)) >= 0)),
    "quotient by a negative": implies((X // Number(-5)).eq(0 - X // 5)),
    "by zero": implies(both((X // Number(0)).eq(0), (X % Number(0)).eq(X))),
    "iterated division": implies((N // 2 // 3).eq(N // 6)),
    "division is monotone": implies(N <= M, N // 3 <= M // 3),
    "divisibility": implies(Number(6).divides(X), both(Number(2).divides(X), Number(3).divides(X))),
    "coprime divisors": implies(Number(2).divides(X), Number(3).divides(X), Number(6).divides(X)),
    "not divisible": implies(no(Number(2).divides(N)), (N % 2).eq(1)),
    "0 divides only 0": implies(Number(0).divides(X), X.eq(0)),
    "sub_add_cancel": implies(M <= N, (N.monus(M) + M).eq(N)),
    "sub_eq_zero": implies(N < M, N.monus(M).eq(0)),
    "sub_sub": implies(N.monus(M).monus(K).eq(N.monus(M + K))),
    "sub_self": implies(N.monus(N).eq(0)),
    "sub_le": implies(N.monus(M) <= N),
    "sub_lt": implies(N > 0, M > 0, N.monus(M) < N),
    "pred_succ": implies((N + 1).monus(1).eq(N)),
    "one_le": implies(N.eq(0), N >= 1, ("false",)),
    "nonzero": implies(no(N.eq(0)), N >= 1),
    "nonnegative products": implies(N * M >= 0),
    "equal products": implies((N * M).eq(K), K.eq(7), N * M > 6),
    "min and max": implies((X.lower(Y) + X.upper(Y)).eq(X + Y)),
    "toNat": implies(X >= 0, X.monus(0).eq(X)),
    "natAbs": implies(X.upper(0 - X) >= X),
    "powers": implies((2 ** (N + 1)).eq(2 * 2**N)),
    "powers of literals": implies((Number(2) ** 10).eq(1024)),
    "implication": implies(("imp", X < Y, Y < Z), X < Y, X < Z),
    "iff": implies(("iff", X < Y, Z < 3), X < Y, Z <= 2),
    "not iff": implies(no(("iff", X < Y, Z < 3)), X < Y, Z >= 3),
    "nested": implies(either(both(X > 0, Y > 0), both(X < 0, Y < 0)), no(X.eq(0))),
    "trichotomy": implies(either(X < Y, either(X.eq(Y), X > Y))),
    "propositions are ignored": implies(both(("prop", 0), X < 0), either(("prop", 1), X < 1)),
    "Frobenius": implies((3 * N + 5 * M).eq(7), ("false",)),
    "Pugh's example": implies(
        both(11 * X + 13 * Y >= 27, 11 * X + 13 * Y <= 45), both(7 * X - 9 * Y >= -10, 7 * X - 9 * Y <= 4), ("false",)
    ),
    "unbounded": implies(3 * X - 2 * Y + 6 * Z >= 1, 3 * X - 2 * Y + 6 * Z <= 1, X.eq(2 * Y), ("false",)),
    "big numbers": implies((10**40 * X).eq(10**41), X.eq(10)),
    "gcd": implies((6 * X + 10 * Y + 15 * Z).eq(1), (6 * X + 10 * Y).eq(2), (15 * Z + 1).eq(0)),
    "average": implies(X <= Y, both(X <= (X + Y) // 2, (X + Y) // 2 <= Y)),
    "chinese remainders": implies((N % 3).eq(2), (N % 5).eq(3), (N % 7).eq(2), (N % 105).eq(23)),
    "many cases": implies(
        (N.monus(M) + M.monus(K) + K.monus(N)).eq(M.monus(N) + K.monus(M) + N.monus(K)),
    ),
}

OPEN = {
    "strict from weak": implies(X <= Y, X < Y),
    "truncated": implies((N.monus(M) + M).eq(N)),
    "division is not exact": implies((2 * (N // 2)).eq(N)),
    "order of product": implies((N * M).eq(M * N)),  # products are compared as written
    "square": implies(X * X >= 0),
    "propositions": implies(("prop", 0), ("prop", 0)),
    "postage": implies((3 * N + 5 * M).eq(8), ("false",)),
}


@pytest.mark.parametrize("name", PROVED)
def test_proved(name):
    outcome = refute(PROVED[name])
    assert isinstance(outcome, Refuted)
    assert refutes(PROVED[name], outcome.certificate)


@pytest.mark.parametrize("name", OPEN)
def test_not_proved(name):
    outcome = refute(OPEN[name])
    assert isinstance(outcome, Possible)
    assert outcome.model is not None


def check(formulas, outcome):
    """The certificate is accepted, or the model satisfies all facts."""
    if isinstance(outcome, Refuted):
        assert refutes(formulas, outcome.certificate)
        return
    facts = Facts(formulas)
    values = {column: outcome.model[expr] for expr, column in facts.columns.items()} | {0: 1}
    for row, equality in facts.rows:
        total = sum(c * values[column] for column, c in row.items())
        assert total == 0 if equality else total <= 0


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_a_box_decides(seed):
    rng = random.Random(seed)
    formulas = [random_formula(rng, 2, count=rng.randint(1, 2)) for _ in range(2)]
    names = unknowns(*formulas)
    formulas += in_box(names, 3)
    outcome = refute(formulas)
    solutions = [env for env in box(names, 3) if all(holds(formula, env) for formula in formulas)]
    check(formulas, outcome)
    if isinstance(outcome, Refuted):
        assert not solutions
    elif all(len(expr) == 2 or isinstance(expr[2], int) for expr in outcome.model):
        assert solutions  # nothing but unknowns and quotients by numbers, so the model is one
        if ("prop", 0) not in names:
            assert {name: outcome.model.get(name, 0) for name in names} in solutions


def test_agrees_with_z3():
    z3 = pytest.importorskip("z3")
    rng = random.Random(5)
    outcomes = {Refuted: 0, Possible: 0}
    for _ in range(400):
        formulas = [random_linear(rng) for _ in range(rng.randint(2, 6))] if rng.random() < 0.3 else [
            random_formula(rng, 2) for _ in range(rng.randint(1, 4))
        ]  # fmt: skip
        solver = z3.Solver()
        names = {
            name: (z3.Bool if name[0] == "prop" else z3.Int)(f"{name[0]}{name[1]}") for name in unknowns(*formulas)
        }
        solver.add(*(variable >= 0 for name, variable in names.items() if name[0] == "nat"))
        solver.add(*(to_z3(formula, names, z3) for formula in formulas))
        solver.set("timeout", 5_000)
        outcome = refute(formulas)
        if isinstance(outcome, OutOfFuel):
            continue
        outcomes[type(outcome)] += 1
        check(formulas, outcome)
        assert solver.check() != (z3.sat if isinstance(outcome, Refuted) else z3.unsat) or not exact(formulas)
    assert min(outcomes.values()) > 100


def exact(formulas):
    """Whether no products or quotients of unknowns occur."""
    return all(len(expr) == 2 or isinstance(expr[2], int) for expr in Facts(formulas).columns if expr[0] in "*/%^")


def random_linear(rng):
    total = rng.randint(-20, 20)
    for k in range(3):
        total = ("+", ("*", rng.randint(-9, 9), ("int", k)), total)
    band = ("and", ("<=", 0, total), ("<=", total, rng.randint(0, 4)))
    return rng.choice([band, ("<=", total, 0), ("=", total, 0)])


def to_z3(tree, names, z3):
    if isinstance(tree, int):
        return z3.IntVal(tree)
    if tree in names:
        return names[tree]
    op, *parts = tree
    if op in ("true", "false"):
        return z3.BoolVal(op == "true")
    a, *rest = (to_z3(part, names, z3) for part in parts)
    b = rest[0] if rest else a
    table = {
        "not": lambda: z3.Not(a),
        "and": lambda: z3.And(a, b),
        "or": lambda: z3.Or(a, b),
        "imp": lambda: z3.Implies(a, b),
        "iff": lambda: a == b,
        "=": lambda: a == b,
        "<=": lambda: a <= b,
        "<": lambda: a < b,
        "dvd": lambda: z3.If(a == 0, b == 0, b % a == 0),
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
        "/": lambda: z3.If(b == 0, 0, a / b),
        "%": lambda: z3.If(b == 0, a, a % b),
        "monus": lambda: z3.If(a >= b, a - b, 0),
        "min": lambda: z3.If(a <= b, a, b),
        "max": lambda: z3.If(a <= b, b, a),
    }
    return table[op]()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 300))
def test_little_fuel_is_no_error(seed, fuel):
    rng = random.Random(seed)
    formulas = [random_formula(rng, 3) for _ in range(3)]
    outcome = refute(formulas, fuel=fuel)
    if not isinstance(outcome, OutOfFuel):
        assert outcome == refute(formulas)
    assert outcome.fuel <= fuel


def test_work_is_bounded():
    """Exponentially many cases end by fuel."""
    bits = [("nat", k) for k in range(40)]
    total = 0
    for bit in bits:
        total = ("+", ("*", 7 if bit[1] % 2 else 9, ("monus", bit, 1)), total)
    problem = [("=", total, 10_007), *(either(("=", bit, 0), ("=", bit, 3)) for bit in bits)]
    assert isinstance(refute(problem, fuel=50_000), OutOfFuel | Possible | Refuted)
    iffs = X < Y
    for _ in range(60):
        iffs = ("iff", iffs, iffs)
    assert isinstance(refute([("iff", X < Y, ("iff", Y < Z, ("iff", Z < X, X <= Z)))] * 20), Possible)
    with pytest.raises(Refused, match="too large"):
        refute([iffs])


def test_without_gaps_as_in_lean():
    pugh = PROVED["Pugh's example"]
    assert isinstance(refute(pugh, complete=False), Possible)
    assert refute(pugh, complete=False).model is None


def test_messages_are_lean_s():
    names = {("nat", 0): "↑n", ("nat", 1): "↑m", ("int", 0): "x"}
    outcome = refute(implies(2 * N + 3 <= M, M <= 10, N < 2))
    assert explain(outcome, names.__getitem__) == (
        "omega could not prove the goal:\n"
        "a possible counterexample may satisfy the constraints\n"
        "  0 ≤ b ≤ 10\n"
        "  a ≥ 2\n"
        "  2*a - b ≤ -3\n"
        "where\n"
        " a := ↑n\n"
        " b := ↑m"
    )
    assert " c := ↑n" in explain(outcome, names.__getitem__, taken=("a", "b"))
    assert explain(refute([("prop", 0)]), names.__getitem__) == (
        "omega could not prove the goal:\n"
        "No usable constraints found. You may need to unfold definitions so `omega` can see linear arithmetic facts "
        "about `Nat` and `Int`, which may also involve multiplication, division, and modular remainder by constants."
    )


def test_models_are_counterexamples():
    outcome = refute(implies(X <= Y, Y <= Z, 2 * X < Z + 3))
    assert isinstance(outcome, Possible)
    assert all(holds(formula, outcome.model) for formula in implies(X <= Y, Y <= Z, 2 * X < Z + 3))
    assert value((X + Y).e, outcome.model) == outcome.model[X.e] + outcome.model[Y.e]
