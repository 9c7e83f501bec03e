"""What binds variables: functions, quantifiers, and ``have``, ``let``, ``suffices`` and ``show`` inside terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .lexer import SourceError
from .matching import elaborate_match
from .substitution import abstract, instantiate
from .syntax import Binder, Syn
from .terms import PROP, FVar, Term, app, apps, const, fvar, let, pi

if TYPE_CHECKING:
    from .elaborate import Elaborator, Form


def bind(elab: Elaborator, b: Binder, dom: Term | None = None) -> FVar:
    """Introduce the variable of a binder."""
    if b.type is not None:
        found = elab.type(b.type)
        if dom is not None and not elab.meta.unify(found, dom):
            elab.fail(
                f"type mismatch: the binder '{b.name}' has type\n  {elab.show(found)}\n"
                f"but is expected to have type\n  {elab.show(dom)}",
                b.pos,
            )
        dom = found
    elif dom is None:
        dom = elab.type_hole()
    name = "x✝" if b.name == "_" else b.name
    x = fvar(name, dom, None, b.info)
    elab.locals = elab.locals.push(x)
    return x


# --- functions ---


def _lam(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    binders, body = stx.args
    saved = elab.locals
    xs: list[FVar] = []
    goal = expected
    try:
        for i, b in enumerate(binders):
            want = elab.meta.as_pi(goal) if goal is not None and elab.known(goal) is not None else None
            if isinstance(b, Syn):
                if want is None and goal is not None and elab.known(goal) is not None:
                    elab.fail(f"type mismatch\n  a function\nis expected to have type\n  {elab.show(goal)}", b.pos)
                if want is None:
                    if goal is not None and elab.known(goal) is not None:
                        _no_function(elab, goal, b.pos)
                    elab.locals = saved
                    return elab.wait(stx, expected)
                name = f"x✝{i}"
                rest = Syn("lam", stx.pos, (tuple(binders[i + 1 :]), body)) if binders[i + 1 :] else body
                alternative = ((b,), rest, b.pos)
                target = Syn("ident", b.pos, (name, None))
                body = Syn("match", b.pos, ((("", target),), (alternative,)))
                b = Binder(name, None, "d", b.pos)
                xs.append(bind(elab, b, want.dom))
                goal = instantiate(want.body, (xs[-1],))
                break
            if goal is not None and want is None and elab.known(goal) is not None:
                _no_function(elab, goal, b.pos)
            if want is not None and want.info in ("i", "c") and b.info == "d":
                x = fvar(f"{want.name}✝", want.dom, None, want.info)
                elab.locals = elab.locals.push(x)
                xs.append(x)
                goal = instantiate(want.body, (x,))
                want = elab.meta.as_pi(goal)
            x = bind(elab, b, want.dom if want is not None else None)
            xs.append(x)
            goal = instantiate(want.body, (x,)) if want is not None else None
        if goal is not None:
            e = elab.check(body, goal)
            return elab.meta.close(xs, e), expected  # type: ignore[return-value]
        e, ty = elab.elab(body, None)
        return elab.meta.close(xs, e), elab.meta.close(xs, ty, pi)
    finally:
        elab.locals = saved


def _no_function(elab: Elaborator, goal: Term, pos: int) -> None:
    elab.fail(f"type mismatch\n  a function\nis expected to have type\n  {elab.show(goal)}", pos)


# --- quantifiers ---


def _forall(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    binders, predicate, body = stx.args
    saved = elab.locals
    try:
        xs = [bind(elab, b) for b in binders]
        conditions: list[FVar] = []
        if predicate is not None:
            for b in binders:
                p = elab.type(_predicate(b, predicate))
                conditions.append(fvar("h✝", p))
            elab.locals = elab.locals.push(*conditions)
        e = elab.type(body)
        elab.settle(xs)
        made = elab.meta.close([*xs, *conditions], e, pi)
        return made, elab.meta.type_of(made)
    finally:
        elab.locals = saved


def _exists(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    binders, predicate, body = stx.args
    saved = elab.locals
    try:
        xs = [bind(elab, b) for b in binders]
        conditions = [elab.type(_predicate(b, predicate)) for b in binders] if predicate is not None else []
        e = elab.type(body)
        elab.settle(xs)
        for c in reversed(conditions):
            e = apps(const("And"), c, e)
        for x in reversed(xs):
            type_ = elab.meta.inst(x.type)
            level = elab.sort_level(type_, stx.pos)
            e = apps(const("Exists", (level,)), type_, elab.meta.close([x], e))
        return e, PROP
    finally:
        elab.locals = saved


def _predicate(b: Binder, predicate: tuple[str, Syn, int]) -> Syn:
    op, bound, pos = predicate
    return Syn("binop", pos, (op, Syn("ident", b.pos, (b.name, None)), bound))


def _arrow(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    a, b = elab.type(stx.args[0]), elab.type(stx.args[1])
    made = pi("a✝", a, b)
    return made, elab.meta.type_of(made)


# --- facts and values on the way ---


def _have(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    kind, name, binders, type_stx, pattern, value, body = stx.args
    if pattern is not None:
        target = Syn("typed", value.pos, (value, type_stx)) if type_stx is not None else value
        return elaborate_match(
            elab, Syn("match", stx.pos, ((("", target),), (((_as_term(pattern),), body, stx.pos),))), expected
        )
    v, ty = local_value(elab, binders, type_stx, value)
    x = fvar(name or "this", ty, v if kind == "let" else None)
    saved, elab.locals = elab.locals, elab.locals.push(x)
    try:
        if expected is None:
            e, out = elab.elab(body, None)
        else:
            e, out = elab.check(body, expected), expected
    finally:
        elab.locals = saved
    if kind == "let":
        e = elab.meta.inst(e)
        elab.meta.close([x], e)
        return let(x.name, ty, v, abstract(elab.meta.inst(e), [x])), out
    return app(elab.meta.close([x], e), v), out


def local_value(elab: Elaborator, binders: tuple[Binder, ...], type_stx: Syn | None, value: Syn) -> tuple[Term, Term]:
    """The value and type of ``have x (binders) : T := value``."""
    saved = elab.locals
    try:
        xs = [bind(elab, b) for b in binders]
        if type_stx is not None:
            ty = elab.type(type_stx)
            elab.settle_all()
            ty = elab.meta.inst(ty)
            v = elab.check(value, ty)
        else:
            v, ty = elab.elab(value, None)
        if xs:
            return elab.meta.close(xs, v), elab.meta.close(xs, ty, pi)
        return v, ty
    finally:
        elab.locals = saved


def _as_term(pattern: Syn) -> Syn:
    """An rcases pattern as a term pattern."""
    if pattern.kind == "ptuple":
        return Syn("anon", pattern.pos, (tuple([_as_term(p) for p in pattern.args[0]]),))
    if pattern.kind == "pname":
        return (
            Syn("hole", pattern.pos) if pattern.args[0] == "_" else Syn("ident", pattern.pos, (pattern.args[0], None))
        )
    if pattern.kind == "prfl":
        return Syn("ident", pattern.pos, ("rfl", None))
    if pattern.kind == "ptyped":
        return _as_term(pattern.args[0])
    raise SourceError("this pattern is not allowed here", pattern.pos, "elab")


def _suffices(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    name, type_stx, how, body = stx.args
    if expected is None:
        return elab.wait(stx, expected)
    ty = elab.type(type_stx)
    x = fvar(name or "this", ty)
    saved, elab.locals = elab.locals, elab.locals.push(x)
    try:
        e = elab.check(how, expected)
    finally:
        elab.locals = saved
    return app(elab.meta.close([x], e), elab.check(body, ty)), expected


def _show(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    ty = elab.type(stx.args[0])
    if expected is not None:
        elab.meta.unify(ty, expected)
    elab.settle_all()
    return elab.check(stx.args[1], elab.meta.inst(ty)), ty


FORMS: Final[dict[str, Form]] = {
    "lam": _lam,
    "forall": _forall,
    "exists": _exists,
    "arrow": _arrow,
    "have": _have,
    "suffices": _suffices,
    "show": _show,
}

__all__ = ["FORMS", "bind", "local_value"]
