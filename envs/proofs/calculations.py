"""``calc``: steps chained by transitivity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .rewriting import Equation, transport
from .substitution import lift
from .syntax import Syn
from .terms import Const, Term, apps, bvar, const, lam, spine
from .unify import Meta

if TYPE_CHECKING:
    from .elaborate import Elaborator

_TRANS: Final = {
    ("lt", "lt"): ("lt_trans", "lt"),
    ("le", "le"): ("le_trans", "le"),
    ("lt", "le"): ("lt_of_lt_of_le", "lt"),
    ("le", "lt"): ("lt_of_le_of_lt", "lt"),
    ("dvd", "dvd"): ("dvd_trans", "dvd"),
}


def relation_parts(t: Term) -> tuple[Term, list[Term], Term, Term] | None:
    """A binary relation as (head, leading arguments, left, right)."""
    fn, args = spine(t)
    if type(fn) is Const and len(args) >= 2:
        return fn, args[:-2], args[-2], args[-1]
    return None


def chain(meta: Meta, p: Term, p_type: Term, q: Term, q_type: Term) -> tuple[Term, Term] | None:
    """From ``p : a R b`` and ``q : b S c`` a proof of ``a T c`` with its type."""
    left, right = relation_parts(meta.inst(p_type)), relation_parts(meta.inst(q_type))
    if left is None or right is None:
        return None
    f, f_args, a, b = left
    g, g_args, b2, c = right
    assert type(f) is Const
    assert type(g) is Const
    if not meta.unify(b, b2):
        return None
    if g.name == "Eq":
        if f.name == "Eq":
            return apps(const("Eq.trans", f.levels), f_args[0], a, b, c, p, q), apps(f, *f_args, a, c)
        motive = lam("x", g_args[0], lift(apps(f, *f_args, a), 1))
        motive = lam("x", g_args[0], apps(lift(apps(f, *f_args, a), 1), bvar(0)))
        eq = Equation(q, g_args[0], g.levels[0], b, c, [])
        return transport(meta, eq, motive, p, 0), apps(f, *f_args, a, c)
    if f.name == "Eq":
        motive = lam("x", f_args[0], apps(lift(apps(g, *g_args), 1), bvar(0), lift(c, 1)))
        eq = Equation(apps(const("Eq.symm", f.levels), f_args[0], a, b, p), f_args[0], f.levels[0], b, a, [])
        return transport(meta, eq, motive, q, 0), apps(g, *g_args, a, c)
    if f.name == "Iff" and g.name == "Iff":
        return apps(const("Iff.trans"), a, b, c, p, q), apps(f, a, c)
    kind, _, op = f.name.rpartition(".")
    kind2, _, op2 = g.name.rpartition(".")
    if kind != kind2 or kind not in ("Nat", "Int"):
        return None
    if op in ("gt", "ge") and op2 in ("gt", "ge"):
        flip = {"gt": "lt", "ge": "le"}
        found = _TRANS.get((flip[op2], flip[op]))
        if found is None:
            return None
        name, result = found
        back = {"lt": "gt", "le": "ge"}[result]
        return apps(const(f"{kind}.{name}"), c, b, a, q, p), apps(const(f"{kind}.{back}"), a, c)
    found = _TRANS.get((op, op2))
    if found is None:
        return None
    name, result = found
    return apps(const(f"{kind}.{name}"), a, b, c, p, q), apps(const(f"{kind}.{result}"), a, c)


def elaborate_calc(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """The whole chain."""
    meta = elab.meta
    proof: Term | None = None
    type_: Term | None = None
    for relation, how in stx.args[0]:
        if type_ is not None:
            parts = relation_parts(meta.inst(type_))
            assert parts is not None
            relation = _fill(relation, parts[3])
        if how is None:
            rel, rel_sort = elab.elab(Syn("binop", relation.pos, ("=", relation, relation)), None)
            parts = relation_parts(rel)
            assert parts is not None
            proof, type_ = apps(const("Eq.refl", parts[0].levels), *parts[1], parts[2]), rel  # type: ignore[attr-defined]
            continue
        rel, rel_sort = elab.elab(relation, None)
        rel = elab.as_type(rel, rel_sort, relation)
        elab.settle_all()
        rel = meta.inst(rel)
        if relation_parts(rel) is None:
            elab.fail(f"invalid 'calc' step, relation expected\n  {elab.show(rel)}", relation.pos)
        step = elab.check(how, rel)
        rel = meta.inst(rel)
        if type_ is None or proof is None:
            proof, type_ = step, rel
            continue
        before = relation_parts(meta.inst(type_))
        here = relation_parts(rel)
        assert before is not None
        assert here is not None
        if not meta.unify(before[3], here[2]):
            elab.fail(
                f"invalid 'calc' step, left-hand side is\n  {elab.show(here[2])}\n"
                f"previous right-hand side is\n  {elab.show(before[3])}",
                relation.pos,
            )
        made = chain(meta, proof, type_, step, rel)
        if made is None:
            elab.fail("invalid 'calc' step, failed to synthesize `Trans` instance", relation.pos)
        proof, type_ = made  # type: ignore[misc]
    assert proof is not None
    assert type_ is not None
    if expected is not None and not meta.unify(type_, expected):
        have, want = relation_parts(meta.inst(type_)), relation_parts(meta.inst(expected))
        if have is not None and want is not None and type(have[0]) is Const and type(want[0]) is Const:
            # a chain of < may prove ≤
            kind = have[0].name.rpartition(".")[0]
            if (
                have[0].name.endswith(".lt")
                and want[0].name == f"{kind}.le"
                and meta.unify(have[2], want[2])
                and False
            ):
                return proof, type_
        elab.fail(
            f"'calc' expression has type\n  {elab.show(type_)}\nbut is expected to have type\n  {elab.show(expected)}",
            stx.pos,
        )
    return proof, type_


def _fill(relation: Syn, previous: Term) -> Syn:
    """Put the previous right side for ``_`` on the left of a step."""
    if relation.kind == "binop" and relation.args[1].kind == "hole":
        op, left, right = relation.args
        return Syn("binop", relation.pos, (op, Syn("embed", left.pos, (previous,)), right))
    return relation


__all__ = ["chain", "elaborate_calc", "relation_parts"]
