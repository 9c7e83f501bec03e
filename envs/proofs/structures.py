"""Values of structured types: ``⟨a, b⟩``, ``{ left := a }``, lists, and the two branches of ``if``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .heads import STRUCTURES, application
from .syntax import Binder, Syn
from .terms import PROP, Const, Term, app, apps, const, head, sort, spine

if TYPE_CHECKING:
    from .elaborate import Elaborator, Form


def _anon(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``⟨a, b⟩``; what is too many for one constructor nests to the right."""
    t = elab.known(expected)
    if t is None:
        if elab.forced:
            elab.fail("invalid constructor ⟨...⟩, expected type must be known", stx.pos)
        return elab.wait(stx, expected)
    fn = head(elab.meta.whnf(t, elab.meta.root))
    decl = elab.env.get(fn.name) if type(fn) is Const else None
    if decl is None or decl.kind != "inductive" or len(decl.constructors) != 1:
        return elab.fail(  # type: ignore[no-any-return]
            f"invalid constructor ⟨...⟩, expected type must be an inductive "
            f"type with only one constructor\n  {elab.show(t)}",
            stx.pos,
        )
    ctor = decl.constructors[0]
    items = list(stx.args[0])
    explicit = elab.env.explicit_fields(ctor)
    if len(items) < explicit:
        elab.fail(
            f"invalid constructor ⟨...⟩, insufficient number of arguments, "
            f"constructor '{ctor}' has {explicit} explicit "
            f"argument{'s' if explicit != 1 else ''}, but only {len(items)} "
            f"{'was' if len(items) == 1 else 'were'} provided",
            stx.pos,
        )
    if len(items) > explicit:
        if explicit == 0:
            elab.fail(f"invalid constructor ⟨...⟩, '{ctor}' has no explicit arguments", stx.pos)
        items = [*items[: explicit - 1], Syn("anon", items[explicit - 1].pos, (tuple(items[explicit - 1 :]),))]
    target = Syn("ident", stx.pos, (ctor, None))
    goal = elab.meta.whnf(t, elab.meta.root)
    e, ty = application(elab, target, tuple([("", i) for i in items]), goal, stx)
    return e, ty


def _struct(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``{ left := a, right := b }``: as ``⟨a, b⟩``, with the fields' names."""
    t = elab.known(expected)
    if t is None and not elab.forced:
        return elab.wait(stx, expected)
    fn = head(elab.meta.whnf(t, elab.meta.root)) if t is not None else None
    fields = dict(stx.args[0])
    names = STRUCTURES.get(fn.name, ()) if type(fn) is Const else ()
    if not names or len(fields) < len(stx.args[0]) or fields.keys() != set(names):
        elab.fail("invalid {...} notation, the fields are not those of the structure", stx.pos)
    return _anon(elab, Syn("anon", stx.pos, (tuple([fields[n] for n in names]),)), expected)


def _list(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    t = elab.known(expected)
    if t is not None:
        t = elab.meta.whnf(t, elab.meta.root)
    fn, args = spine(t) if t is not None else (None, [])
    if type(fn) is Const and fn.name == "List":
        level, item = fn.levels[0], args[0]
    else:
        level = elab.meta.level_hole()
        item = elab.meta.hole(elab.locals, sort(("s", level)))
    made: Term = app(const("List.nil", (level,)), item)
    items = [elab.check(s, item) for s in stx.args[0]]
    for x in reversed(items):
        made = apps(const("List.cons", (level,)), item, x, made)
    return made, app(const("List", (level,)), item)


def _ite(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    name, cond, yes, no = stx.args
    if name:
        goal = elab.known(expected)
        if goal is not None and elab.sort_level(goal, stx.pos) == 0:
            not_cond = Syn("unop", cond.pos, ("¬", cond))
            parts = ((cond, yes), (not_cond, no))
            branches = [Syn("lam", e.pos, ((Binder(name, c, "d", c.pos),), e)) for c, e in parts]
            call = Syn(
                "app",
                stx.pos,
                (Syn("ident", stx.pos, ("Decidable.byCases", None)), tuple([("", b) for b in branches])),
            )
            return elab.elab(call, goal)
        elab.fail("dependent if-then-else is not in this subset; use `by_cases` or `if c then a else b`", stx.pos)
    p = elab.check(cond, PROP)
    instance = elab.instance(app(const("Decidable"), p), stx.pos)
    type_ = elab.known(expected)
    if type_ is None:
        a, type_ = elab.elab(yes, None)
    else:
        a = elab.check(yes, type_)
    b = elab.check(no, type_)
    level = elab.sort_level(type_, stx.pos)
    return apps(const("ite", (level,)), type_, p, instance, a, b), type_


FORMS: Final[dict[str, Form]] = {
    "anon": _anon,
    "struct": _struct,
    "list": _list,
    "ite": _ite,
}

__all__ = ["FORMS"]
