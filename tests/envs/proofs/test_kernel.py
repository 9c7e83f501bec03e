import json
import pathlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palaestra.envs.proofs.check import Statement, confirm, deep_terms, prove
from palaestra.envs.proofs.kernel import Kernel, KernelError, OutOfFuel
from palaestra.envs.proofs.levels import level_eq, level_le, limax, lmax, lsucc, subst_level
from palaestra.envs.proofs.library import library
from palaestra.envs.proofs.substitution import abstract, instantiate, lift
from palaestra.envs.proofs.terms import (
    MAX_DEPTH,
    NAT,
    PROP,
    TYPE,
    App,
    Const,
    Lam,
    Pi,
    TermTooDeep,
    app,
    apps,
    bvar,
    cert,
    const,
    fvar,
    lam,
    lit,
    mvar,
    pi,
    sort,
    subterms,
)

HERE = pathlib.Path(__file__).parent


def nat(op, *args):
    return apps(const(f"Nat.{op}"), *args)


def equal(a, b, type_=NAT):
    return apps(const("Eq", (1,)), type_, a, b)


def whnf(t):
    kernel = Kernel(library())
    return kernel.whnf(t, kernel.root)


OPERATIONS = {
    "add": lambda a, b: a + b, "mul": lambda a, b: a * b, "sub": lambda a, b: max(a - b, 0),
    "div": lambda a, b: a // b if b else 0, "mod": lambda a, b: a % b if b else a, "pow": lambda a, b: a**b,
}  # fmt: skip


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_fast_arithmetic_agrees_with_the_definitions(op):
    """The accelerated operation and the recursor that defines it give the same numbers."""
    env = library()
    decl = env.get(f"Nat.{op}")
    top = 4 if op == "pow" else 9
    for a in range(top):
        for b in range(top):
            assert whnf(nat(op, lit(a), lit(b))) is lit(OPERATIONS[op](a, b))
            slow = apps(decl.value, unary(a), unary(b))
            kernel = Kernel(env)
            assert kernel.defeq(slow, lit(OPERATIONS[op](a, b)), kernel.root)


def unary(n):
    t = const("Nat.zero")
    for _ in range(n):
        t = app(const("Nat.succ"), t)
    return t


def integer(n):
    return app(const("Int.ofNat"), lit(n)) if n >= 0 else app(const("Int.negSucc"), lit(-n - 1))


def floor_mod(a, b):
    return a % abs(b) if b else a


INTEGER_OPERATIONS = {
    "add": lambda a, b: a + b, "mul": lambda a, b: a * b, "sub": lambda a, b: a - b, "emod": floor_mod,
    "div": lambda a, b: (a - floor_mod(a, b)) // b if b else 0,
}  # fmt: skip


@pytest.mark.parametrize("op", sorted(INTEGER_OPERATIONS))
def test_integers_are_euclidean(op):
    kernel = Kernel(library(), 10**8)
    for a in range(-7, 8):
        for b in range(-7, 8):
            assert kernel.defeq(
                apps(const(f"Int.{op}"), integer(a), integer(b)), integer(INTEGER_OPERATIONS[op](a, b)), kernel.root
            )


def test_or_and_exists_are_not_taken_apart_into_data():
    env = library()
    for name in ("Or", "Exists", "Nat.le", "List.Mem", "Nonempty"):
        assert len(env.get(f"{name}.rec").levels) == len(env.get(name).levels)
    for name in ("And", "Eq", "False", "True", "Iff", "Nat", "List"):
        assert len(env.get(f"{name}.rec").levels) == len(env.get(name).levels) + 1


def test_ill_typed_terms_are_refused():
    kernel = Kernel(library())
    for t in (
        app(lit(0), lit(0)),
        app(const("Nat.succ"), PROP),
        lam("x", lit(3), bvar(0)),
        const("Nat.succ", (0,)),
        const("nobody"),
    ):
        with pytest.raises(KernelError):
            kernel.infer(t, kernel.root)
    x = fvar("x", NAT)
    for t in (x, mvar(1), bvar(0), sort(("m", 1)), lam("y", NAT, x)):
        with pytest.raises(KernelError, match="closed"):
            kernel.check(t, NAT)


def test_type_is_not_its_own_type():
    kernel = Kernel(library())
    with pytest.raises(KernelError):
        kernel.check(TYPE, TYPE)
    kernel.check(TYPE, sort(2))
    kernel.check(pi("p", PROP, bvar(0)), PROP)  # Prop is impredicative
    with pytest.raises(KernelError):
        kernel.check(pi("a", TYPE, bvar(0)), TYPE)


def test_forged_certificates_are_refused():
    kernel = Kernel(library())
    false = const("False")
    for rule in ("lin", "ring", "magic"):
        for data in (
            (),
            ("linear", ()),
            ("linear", (("combine", ((0, 1),), 1),)),
            ("split", 0, ("linear", ()), ("linear", ())),
            None,
            7,
            "x",
        ):
            for goal in (false, equal(lit(0), lit(1)), pi("p", PROP, bvar(0))):
                with pytest.raises(KernelError):
                    kernel.check(cert(rule, (), goal, data), goal)


def test_big_numbers_and_long_reductions_stop():
    kernel = Kernel(library(), 20_000)
    with pytest.raises(OutOfFuel):
        kernel.whnf(nat("pow", lit(2), lit(10**8)), kernel.root)
    with deep_terms(), pytest.raises(OutOfFuel):
        kernel.defeq(apps(library().get("Nat.add").value, lit(0), lit(10**6)), lit(7), kernel.root)
    with pytest.raises(TermTooDeep):
        unary(MAX_DEPTH + 1)


def terms(depth=4):
    leaves = st.one_of(st.integers(0, 3).map(bvar), st.sampled_from([NAT, PROP, const("Nat.succ"), lit(2)]))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(app, inner, inner),
            st.builds(lambda d, b: lam("x", d, b), inner, inner),
            st.builds(lambda d, b: pi("x", d, b), inner, inner),
        ),
        max_leaves=12,
    )


@settings(max_examples=200, deadline=None)
@given(terms(), st.integers(0, 3))
def test_opening_and_closing_binders_are_inverse(t, n):
    xs = [fvar(f"x{i}", NAT) for i in range(n)]
    opened = instantiate(t, xs) if n else t
    if t.loose <= n:
        assert abstract(opened, xs) is t
    assert lift(lift(t, 2), 3) is lift(t, 5)
    assert instantiate(lift(t, 1), [lit(5)]) is t


def levels():
    base = st.one_of(st.integers(0, 3), st.sampled_from([("p", "u"), ("p", "v")]))
    return st.recursive(
        base, lambda i: st.one_of(st.builds(lsucc, i), st.builds(lmax, i, i), st.builds(limax, i, i)), max_leaves=6
    )


def value(level, u, v):
    return subst_level(level, {"u": u, "v": v})


@settings(max_examples=300, deadline=None)
@given(levels(), levels())
def test_universe_inequalities_hold_for_all_values(a, b):
    box = [(value(a, u, v), value(b, u, v)) for u in range(5) for v in range(5)]
    if level_le(a, b):
        assert all(x <= y for x, y in box)
    if level_eq(a, b):
        assert all(x == y for x, y in box)
    assert level_le(a, a)


def mutations(t, rng):
    """Terms that differ from `t` at one place."""
    nodes = [s for s in subterms(t) if type(s) in (App, Const, Lam, Pi)]
    pool = [const("True.intro"), const("False"), lit(0), PROP, NAT, bvar(0), bvar(1)]
    for _ in range(4):
        old = nodes[int(rng.integers(len(nodes)))]
        new = pool[int(rng.integers(len(pool)))]
        if type(old) is App and rng.random() < 0.5:
            new = app(old.fn, nodes[int(rng.integers(len(nodes)))]) if rng.random() < 0.5 else old.arg
        changed = swap(t, old, new)
        if changed is not t:
            yield changed


def swap(t, old, new):
    if t is old:
        return new
    if type(t) is App:
        return app(swap(t.fn, old, new), swap(t.arg, old, new))
    if type(t) in (Lam, Pi):
        make = lam if type(t) is Lam else pi
        return make(t.name, swap(t.dom, old, new), swap(t.body, old, new), t.info)
    return t


def test_no_mutated_proof_proves_false():
    """What is still accepted after a fault is a proof of the same statement, never of its negation."""
    rng = np.random.default_rng(7)
    rows = json.loads((HERE / "accepted.json").read_text())[::12]
    refused = tried = 0
    with deep_terms():
        for row in rows:
            s = Statement(row["statement"])
            term = prove(s, row["proof"])
            for wrong in mutations(term, rng):
                tried += 1
                with pytest.raises((KernelError, OutOfFuel)):
                    confirm(library(), wrong, app(const("Not"), s.type))
                with pytest.raises((KernelError, OutOfFuel)):
                    confirm(library(), wrong, const("False"))
                try:
                    confirm(library(), wrong, s.type)
                except (KernelError, OutOfFuel):
                    refused += 1
    assert tried > 60
    assert refused > 0.8 * tried
