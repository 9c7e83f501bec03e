"""Instances of `Decidable`, found by the shape of the proposition."""

from __future__ import annotations

from typing import Final

from .holes import Locals
from .substitution import instantiate
from .terms import Const, FVar, Lam, Lit, Pi, Sort, Term, app, apps, const, fvar, has_loose, spine
from .unify import Meta

_BINARY: Final = {
    "Nat.le": "Nat.decLe", "Nat.lt": "Nat.decLt", "Nat.dvd": "Nat.decDvd", "Int.le": "Int.decLe",
    "Int.lt": "Int.decLt", "Int.dvd": "Int.decDvd",
}  # fmt: skip
_CONNECTIVE: Final = {"And": "instDecidableAnd", "Or": "instDecidableOr", "Iff": "instDecidableIff"}
MAX_DEPTH: Final = 60


def find_instance(meta: Meta, locals_: Locals, t: Term, depth: int = 0) -> Term | None:
    """A term of the type `t`: ``Decidable p`` or functions into that."""
    meta.burn()
    if depth > MAX_DEPTH:
        return None
    t = meta.whnf_reducible(meta.inst(t))
    if type(t) is Pi:
        x = fvar(t.name, t.dom)
        inner = find_instance(meta, locals_.push(x), instantiate(t.body, (x,)), depth + 1)
        return None if inner is None else meta.bind([x], inner)
    fn, args = spine(t)
    for x in reversed(locals_.order):
        found = _local(meta, locals_, x, t)
        if found is not None:
            return found
    if type(fn) is Const and fn.name == "Nonempty":
        return _nonempty(meta, args[0], fn)
    if type(fn) is not Const or fn.name != "Decidable":
        return None
    return decidable(meta, locals_, args[0], depth)


def _nonempty(meta: Meta, t: Term, fn: Const) -> Term | None:
    values = {"Nat": Lit, "Bool": const("Bool.true"), "Int": app(const("Int.ofNat"), const("Nat.zero"))}
    name = t.name if type(t) is Const else ""
    if name == "Nat":
        return apps(const("Nonempty.intro", fn.levels), t, const("Nat.zero"))
    return apps(const("Nonempty.intro", fn.levels), t, values[name]) if name in values else None  # type: ignore[arg-type]


def _local(meta: Meta, locals_: Locals, x: FVar, t: Term) -> Term | None:
    """A local instance, perhaps a family of them."""
    ty = meta.inst(x.type)
    last = ty
    while type(last) is Pi:
        last = last.body
    head = spine(last)[0]
    if type(head) is not Const or head.name not in ("Decidable", "DecidableEq", "DecidablePred"):
        return None
    e: Term = x
    ty = meta.whnf_reducible(ty)
    while type(ty) is Pi:
        m = meta.hole(locals_, ty.dom)
        e, ty = app(e, m), meta.whnf_reducible(instantiate(ty.body, (m,)))
    return meta.inst(e) if meta.unify(ty, t) else None


def decidable(meta: Meta, locals_: Locals, p: Term, depth: int) -> Term | None:
    """An instance of ``Decidable p``."""
    p = meta.whnf_core(meta.inst(p), meta.root)
    if type(p) is Pi:
        return _implication(meta, locals_, p, depth)
    fn, args = spine(p)
    name = fn.name if type(fn) is Const else ""
    assert type(fn) is Const or not name

    def sub(q: Term) -> Term | None:
        return find_instance(meta, locals_, app(const("Decidable"), q), depth + 1)

    if name == "True":
        return const("instDecidableTrue")
    if name == "False":
        return const("instDecidableFalse")
    if name == "Not":
        d = sub(args[0])
        return None if d is None else apps(const("instDecidableNot"), args[0], d)
    if name in _CONNECTIVE:
        d1 = sub(args[0])
        d2 = None if d1 is None else sub(args[1])
        return None if d1 is None or d2 is None else apps(const(_CONNECTIVE[name]), args[0], args[1], d1, d2)
    if name in _BINARY and len(args) == 2:
        return apps(const(_BINARY[name]), *args)
    if name == "Eq":
        return equality(meta, locals_, args[0], args[1], args[2], depth)
    if name == "Exists" and type(args[1]) is Lam:
        return _exists(meta, locals_, args, depth)
    if name == "List.Mem" and type(fn) is Const:
        x, y = fvar("a", args[0]), fvar("b", args[0])
        d = equality(meta, locals_.push(x, y), args[0], x, y, depth)
        return (
            None
            if d is None
            else apps(const("List.decMem", fn.levels), args[0], meta.bind([x, y], d), args[1], args[2])
        )
    reduced = meta.whnf_reducible(p)
    if reduced is not p:
        return decidable(meta, locals_, reduced, depth + 1)
    decl = meta.definition(p)
    if decl is not None and name not in ("Nat.dvd",):
        unfolded = meta.unfold(p)
        if unfolded is not None and "'user" in name:
            return decidable(meta, locals_, unfolded, depth + 1)
    return None


def equality(meta: Meta, locals_: Locals, type_: Term, a: Term, b: Term, depth: int) -> Term | None:
    """An instance of ``Decidable (a = b)``."""
    t = meta.whnf(meta.inst(type_), meta.root)
    fn, args = spine(t)
    name = fn.name if type(fn) is Const else ""
    if name in ("Nat", "Int"):
        return apps(const(f"{name}.decEq"), a, b)
    if name == "Bool":
        return apps(const("instDecidableEqBool"), a, b)
    if type(t) is Sort and t.level == 0:
        d1 = find_instance(meta, locals_, app(const("Decidable"), a), depth + 1)
        d2 = None if d1 is None else find_instance(meta, locals_, app(const("Decidable"), b), depth + 1)
        return None if d1 is None or d2 is None else apps(const("instDecidableEqProp"), a, b, d1, d2)
    if name in ("List", "Option"):
        x, y = fvar("a", args[0]), fvar("b", args[0])
        inner = equality(meta, locals_.push(x, y), args[0], x, y, depth + 1)
        if inner is None:
            for z in reversed(locals_.order):
                want = apps(const("Decidable"), apps(const("Eq", (1,)), args[0], x, y))
                inner = _local(meta, locals_.push(x, y), z, want)
                if inner is not None:
                    break
        if inner is None:
            return None
        assert type(fn) is Const
        return apps(const(f"instDecidableEq{name}", fn.levels), args[0], meta.bind([x, y], inner), a, b)
    if name == "Prod":
        d = []
        for i in (0, 1):
            x, y = fvar("a", args[i]), fvar("b", args[i])
            inner = equality(meta, locals_.push(x, y), args[i], x, y, depth + 1)
            if inner is None:
                return None
            d.append(meta.bind([x, y], inner))
        assert type(fn) is Const
        return apps(const("instDecidableEqProd", fn.levels), *args, *d, a, b)
    return None


def _implication(meta: Meta, locals_: Locals, p: Pi, depth: int) -> Term | None:
    dom = meta.whnf_core(p.dom, meta.root)
    if not has_loose(p.body) and meta.try_prop(dom):
        body = instantiate(p.body, (dom,))
        d1 = find_instance(meta, locals_, app(const("Decidable"), dom), depth + 1)
        d2 = None if d1 is None else find_instance(meta, locals_, app(const("Decidable"), body), depth + 1)
        return None if d1 is None or d2 is None else apps(const("instDecidableForall"), dom, body, d1, d2)
    member = _members(meta, locals_, p, dom, depth)
    if member is not None:
        return member
    name = dom.name if type(dom) is Const else ""
    if name == "Bool":
        x = fvar("b", dom)
        d = find_instance(meta, locals_.push(x), app(const("Decidable"), instantiate(p.body, (x,))), depth + 1)
        return (
            None
            if d is None
            else apps(const("Bool.decidableForall"), meta.bind([x], instantiate(p.body, (x,))), meta.bind([x], d))
        )
    if name == "Nat":
        x = fvar(p.name, dom)
        body = meta.whnf_core(instantiate(p.body, (x,)), meta.root)
        if type(body) is Pi and not has_loose(body.body):
            bound = spine(meta.whnf_reducible(body.dom))
            fn, args = bound
            if type(fn) is Const and fn.name in ("Nat.lt", "Nat.le") and args[0] is x and not _mentions(args[1], x):
                inner = instantiate(body.body, (x,))
                d = find_instance(meta, locals_.push(x), app(const("Decidable"), inner), depth + 1)
                if d is not None:
                    lemma = "Nat.decidableBallLT" if fn.name == "Nat.lt" else "Nat.decidableBallLE"
                    return apps(const(lemma), args[1], meta.bind([x], inner), meta.bind([x], d))
    return None


def _members(meta: Meta, locals_: Locals, p: Pi, dom: Term, depth: int) -> Term | None:
    """``∀ x ∈ l, p x``."""
    x = fvar(p.name, dom)
    body = meta.whnf_core(instantiate(p.body, (x,)), meta.root)
    if type(body) is not Pi or has_loose(body.body):
        return None
    fn, args = spine(meta.whnf_reducible(body.dom))
    if type(fn) is not Const or fn.name != "List.Mem" or args[1] is not x or _mentions(args[2], x):
        return None
    inner = instantiate(body.body, (x,))
    d = find_instance(meta, locals_.push(x), app(const("Decidable"), inner), depth + 1)
    if d is None:
        return None
    return apps(const("List.decidableBAll", fn.levels), dom, meta.bind([x], inner), meta.bind([x], d), args[2])


def _exists(meta: Meta, locals_: Locals, args: list[Term], depth: int) -> Term | None:
    dom = meta.whnf_core(args[0], meta.root)
    name = dom.name if type(dom) is Const else ""
    predicate = args[1]
    assert type(predicate) is Lam
    x = fvar(predicate.name, dom)
    body = meta.whnf_core(instantiate(predicate.body, (x,)), meta.root)
    if name == "Bool":
        d = find_instance(meta, locals_.push(x), app(const("Decidable"), body), depth + 1)
        return None if d is None else apps(const("Bool.decidableExists"), meta.bind([x], body), meta.bind([x], d))
    if name == "Nat":
        fn, parts = spine(body)
        if type(fn) is Const and fn.name == "And":
            bf, bargs = spine(meta.whnf_reducible(parts[0]))
            if type(bf) is Const and bf.name in ("Nat.lt", "Nat.le") and bargs[0] is x and not _mentions(bargs[1], x):
                d = find_instance(meta, locals_.push(x), app(const("Decidable"), parts[1]), depth + 1)
                if d is not None:
                    lemma = "Nat.decidableExistsLT" if bf.name == "Nat.lt" else "Nat.decidableExistsLE"
                    return apps(const(lemma), bargs[1], meta.bind([x], parts[1]), meta.bind([x], d))
    return None


def _mentions(t: Term, x: FVar) -> bool:
    from .tactics.goals import mentions

    return mentions(t, [x])


__all__ = ["decidable", "find_instance"]
