"""Rewriting with equations: finding occurrences, building the transport, and the term notation ``h ▸ e``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .holes import Locals
from .lexer import SourceError
from .substitution import instantiate, replace
from .syntax import Syn
from .terms import FVAR, App, Const, FVar, Lam, MVar, Pi, Sort, Term, app, apps, bvar, const, fvar, head, lam, spine
from .unify import Meta

if TYPE_CHECKING:
    from .elaborate import Elaborator


def abstract_occurrences(meta: Meta, t: Term, pattern: Term, x: FVar) -> Term:
    """`t` with every instance of `pattern` replaced by `x`; the first match fills the pattern's holes."""
    pattern = meta.inst(pattern)
    t = meta.inst(t)
    key = head(pattern)
    if type(pattern) is FVar and not t.flags & 2:
        return replace(t, lambda n, o: x if n is pattern else None, FVAR)
    arity = _arity(pattern)
    name = key.name if type(key) is Const else ""
    holes = bool(pattern.flags & 10)

    def leaf(n: Term, _: int) -> Term | None:
        if n is pattern:
            return x
        if n.loose or type(n) is not type(pattern):
            return None
        fn = head(n)
        if type(fn) is not type(key) or _arity(n) != arity:
            return None
        if type(fn) is Const:
            if fn.name != name:
                return None
        elif fn is not key and type(fn) is FVar:
            return None
        if meta.unify_reducible(n, pattern):
            return x
        return None

    del holes
    return replace(t, leaf, 0)


def _arity(t: Term) -> int:
    n = 0
    while type(t) is App:
        n += 1
        t = t.fn
    return n


class Equation:
    """A proof of ``left = right`` of some type, with its open arguments (`holes`, in order)."""

    __slots__ = ("holes", "left", "level", "proof", "right", "type")

    def __init__(self, proof: Term, type_: Term, level: object, left: Term, right: Term, holes: list[MVar]) -> None:
        self.proof, self.type, self.level, self.left, self.right, self.holes = proof, type_, level, left, right, holes

    def flipped(self) -> Equation:
        """The same from right to left."""
        proof = apps(const("Eq.symm", (self.level,)), self.type, self.left, self.right, self.proof)  # type: ignore[arg-type]
        return Equation(proof, self.type, self.level, self.right, self.left, self.holes)


def as_equation(meta: Meta, locals_: Locals, proof: Term, type_: Term, *, loose: bool = False) -> Equation | None:
    """Read a proof as an equation, ``∀ …, a = b`` or ``∀ …, a ↔ b``; with `loose`, any proposition (= True)."""
    t = meta.inst(type_)
    holes: list[MVar] = []
    done = 0  # holes before this one are already put into t
    for _ in range(200):
        if type(t) is not Pi and done < len(holes):
            t = meta.inst(instantiate(t, holes[done:]))
            done = len(holes)
            continue
        if type(t) is not Pi:
            fn, args = spine(t)
            if type(fn) is Const and fn.name == "Eq" and len(args) == 3:
                return Equation(proof, args[0], fn.levels[0], args[1], args[2], holes)
            if type(fn) is Const and fn.name == "Iff":
                proof = apps(const("propext"), *args, proof)
                return Equation(proof, const_prop(), 1, args[0], args[1], holes)
            if loose and type(fn) is Const and fn.name in ("Not", "Ne"):
                inner = args[0] if fn.name == "Not" else apps(const("Eq", fn.levels), *args)
                return Equation(apps(const("eq_false"), inner, proof), const_prop(), 1, inner, const("False"), holes)
            if type(fn) is Const and fn.name in ("Not", "Ne") and not loose:
                return None
            reduced = meta.whnf_reducible(t)
            if reduced is not t:
                t = reduced
                continue
            if not loose:
                full = meta.whnf(t, meta.root)
                if full is not t and type(full) is Pi:
                    t = full
                    continue
                return None
            if type(t) is not Pi:
                return Equation(apps(const("eq_true"), t, proof), const_prop(), 1, t, const("True"), holes)
        assert type(t) is Pi
        m = meta.hole(locals_, instantiate(t.dom, holes[done:]), True, t.name)
        holes.append(m)
        proof = app(proof, m)
        t = t.body
    return None


def const_prop() -> Sort:
    """``Prop``."""
    from .terms import PROP

    return PROP


def transport(meta: Meta, eq: Equation, motive: Term, body: Term, level: object) -> Term:
    """From ``body : motive left`` a proof of ``motive right``; `motive` is a function of one argument."""
    dom = eq.type
    inner = motive.body if type(motive) is Lam else app(motive, bvar(0))
    from .substitution import lift

    wide = lam("x", dom, lam("h", apps(const("Eq", (eq.level,)), dom, eq.left, bvar(0)), lift(inner, 1)))  # type: ignore[arg-type]
    return apps(const("Eq.rec", (level, eq.level)), dom, eq.left, wide, body, eq.right, eq.proof)  # type: ignore[arg-type]


def rewrite(meta: Meta, eq: Equation, t: Term) -> tuple[Term, Term] | None:
    """Rewrite the left side everywhere in `t`: the motive (a function) and the new type; None without an instance."""
    from .substitution import abstract

    x = fvar("x", meta.inst(eq.type))
    changed = abstract_occurrences(meta, t, eq.left, x)
    if x not in _variables(changed):
        return None
    x.type = meta.inst(eq.type)
    body = abstract(meta.inst(changed), [x])
    motive = lam("x", x.type, body)
    return motive, meta.inst(instantiate(body, (meta.inst(eq.right),)))


def _variables(t: Term) -> set[Term]:
    from .terms import FVAR, subterms

    return {s for s in subterms(t, FVAR) if type(s) is FVar}


def sort_level(meta: Meta, t: Term) -> object:
    """The universe of a type."""
    s = meta.whnf(meta.type_of(t), meta.root)
    return s.level if type(s) is Sort else 0


def elaborate_triangle(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``h ▸ e``: rewrite the expected type (or the type of `e`) with `h`, in whichever direction works."""
    meta = elab.meta
    h, htype = elab.elab(stx.args[0], None)
    elab.settle_all()
    eq = as_equation(meta, elab.locals, meta.inst(h), htype)
    if eq is None:
        elab.fail(f"invalid `▸` notation, argument\n  {elab.show(h)}\nmust have equality type", stx.pos)
    assert eq is not None
    known = elab.known(expected)
    if known is None:
        if not elab.forced and stx.args[1].kind not in ("ident", "app", "proj", "paren"):
            return elab.wait(stx, expected)
    else:
        for direction in (eq.flipped(), eq):
            mark, pending, blocks, goals = meta.mark(), list(elab.pending), list(elab.blocks), list(elab.goals)
            found = rewrite(meta, direction, known)
            if found is None:
                meta.undo(mark)
                continue
            motive, below = found
            try:
                e = elab.check(stx.args[1], below)
            except SourceError:
                meta.undo(mark)
                elab.pending, elab.blocks, elab.goals = pending, blocks, goals
                continue
            back = direction.flipped() if direction is not eq else eq.flipped()
            if direction is not eq:
                back = eq
            return transport(meta, back, motive, e, sort_level(meta, known)), known
    e, ty = elab.elab(stx.args[1], None)
    ty = meta.inst(ty)
    for direction in (eq, eq.flipped()):
        found = rewrite(meta, direction, ty)
        if found is not None:
            motive, new = found
            made = transport(meta, direction, motive, e, sort_level(meta, ty))
            if known is None:
                return made, new
            if meta.unify(new, known):
                return made, known
            both = rewrite(meta, direction, known)
            if both is not None and meta.unify(both[1], new):
                return transport(meta, direction.flipped(), both[0], made, sort_level(meta, known)), known
    return elab.fail("invalid `▸` notation, failed to compute motive for the substitution", stx.pos)  # type: ignore[no-any-return]


__all__ = [
    "Equation",
    "abstract_occurrences",
    "as_equation",
    "elaborate_triangle",
    "rewrite",
    "sort_level",
    "transport",
]
