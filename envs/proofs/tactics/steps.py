"""Tactics that state things: intermediate goals, another form of the goal, cases by a proposition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..binders import local_value
from ..lexer import SourceError
from ..syntax import Syn
from ..terms import (
    PROP,
    Const,
    MVar,
    Term,
    app,
    apps,
    const,
    fvar,
    pi,
    spine,
)
from .contexts import hypothesis
from .elimination import eliminate
from .goals import (
    TacticError,
    assert_hypothesis,
    change_target,
    intro,
    name_goal,
    new_goal,
    replace_hypothesis,
    target,
    try_clear,
)
from .patterns import rcases

if TYPE_CHECKING:
    from ..state import Runner


def have(run: Runner, stx: Syn) -> None:
    """``have h : T := e``, also with patterns; ``let x := e``; ``replace h := e`` forgets the older `h` if it can."""
    name, binders, type_stx, pattern, value = stx.args
    g = run.main()
    meta = run.meta
    elab = run.elaborator(g)
    elab.allow_goals = True
    v, ty = local_value(elab, binders, type_stx, value)
    elab.synthesize()
    v, ty = meta.inst(v), meta.inst(ty)
    elab.finish(v, value.pos)
    new = [x for x in elab.goals if x not in meta.values]
    if pattern is not None:
        x, g = assert_hypothesis(meta, g, "this✝", ty, v)
        run.done([*new, *rcases(run, g, x, pattern)])
        return
    if stx.kind == "let":
        known = meta.holes[g]
        x = fvar(name or "this", ty, v)
        h = new_goal(meta, known.locals.push(x), known.type, known.name)
        body = meta.hole(known.locals, pi(x.name, ty, known.type), False)
        meta.delay(body, (x,), h)
        meta.assign(g, app(body, v))
        run.done([*new, h])
        return
    old = meta.holes[g].locals.find(name or "this") if stx.kind == "replace" else None
    _, g = assert_hypothesis(meta, g, name or "this", ty, v)
    run.done([*new, g if old is None else try_clear(meta, g, [old])])


def suffices(run: Runner, stx: Syn) -> None:
    """``suffices h : T from e`` (or ``by …``); without, both goals."""
    name, type_stx, how = stx.args
    g = run.main()
    meta = run.meta
    elab = run.elaborator(g)
    ty = elab.type(type_stx)
    elab.synthesize()
    ty = meta.inst(ty)
    known = meta.holes[g]
    remaining = new_goal(meta, known.locals, ty, known.name)
    _x, g2 = assert_hypothesis(meta, g, name or "this", ty, remaining)
    if how is None:
        run.done([g2, remaining])
        return
    e = run.term(g2, how, target(meta, g2))
    meta.assign(g2, e)
    run.done([remaining])


def show(run: Runner, stx: Syn) -> None:
    """``show T``: the first goal that is definitionally `T` becomes the main one."""
    meta = run.meta
    run.main()
    error: SourceError | None = None
    for i, g in enumerate(run.goals):
        mark = meta.mark()
        try:
            elab = run.elaborator(g)
            ty = elab.type(stx.args[0])
            elab.settle_all()
            if not meta.unify(meta.inst(ty), target(meta, g)):
                raise TacticError(
                    f"'show' tactic failed, no goals unify with the given pattern.\n\nIn "
                    f"the first goal, the pattern\n  {elab.show(ty)}\nis not "
                    f"definitionally equal to the target\n  {elab.show(target(meta, g))}"
                )
            elab.synthesize()
            new = change_target(meta, g, meta.inst(ty))
        except SourceError as e:
            meta.undo(mark)
            error = error or e
            continue
        run.goals.pop(i)
        run.goals.insert(0, new)
        return
    raise error or TacticError("no goals to be proved")


def change(run: Runner, stx: Syn) -> None:
    """``change T`` and ``change T at h``."""
    meta = run.meta
    g = run.main()
    where = stx.args[1]
    names = [] if where is None else list(where[0])
    goals_too = where is None or where[1]
    for name, pos in names:
        h = hypothesis(run, g, name, pos)
        ty = _changed(run, g, stx.args[0], meta.inst(h.type))
        _, g = replace_hypothesis(meta, g, h, ty, h)
    if goals_too:
        g = change_target(meta, g, _changed(run, g, stx.args[0], target(meta, g)))
    run.done([g])


def _changed(run: Runner, g: MVar, stx: Syn, old: Term) -> Term:
    elab = run.elaborator(g)
    ty = elab.type(stx)
    elab.settle_all()
    if not run.meta.unify(run.meta.inst(ty), old):
        raise TacticError(
            f"type mismatch\n  'change' applied to\n  {elab.show(old)}\n"
            f"is not definitionally equal to\n  {elab.show(ty)}",
            stx.pos,
        )
    elab.synthesize()
    return run.meta.inst(ty)


def by_cases(run: Runner, stx: Syn) -> None:
    """``by_cases h : p``: two goals, tagged pos and neg."""
    name, p_stx = stx.args
    g = run.main()
    meta = run.meta
    p = run.term(g, p_stx, PROP)
    h = fvar("h", app(const("Not"), p))
    del h
    em = app(const("Classical.em"), p)
    x, g2 = assert_hypothesis(meta, g, "h✝", apps(const("Or"), p, app(const("Not"), p)), em)
    label = name or "h✝"
    branches = eliminate(meta, g2, x, {"inl": [label], "inr": [label]}, induction=False)
    outer = meta.holes[g].name
    for b, tag in zip(branches, ("pos", "neg"), strict=True):
        name_goal(meta, b.goal, f"{outer}.{tag}" if outer else tag)
    run.done([b.goal for b in branches])


def by_contra(run: Runner, stx: Syn) -> None:
    """``by_contra h``."""
    pattern, type_stx = stx.args
    g = run.main()
    meta = run.meta
    t = target(meta, g)
    if not meta.try_prop(t):
        raise TacticError("by_contra failed, the goal is not a proposition")
    shape = meta.whnf_reducible(t)
    fn, args = spine(shape)
    negated = type(fn) is Const and fn.name == "Not"
    known = meta.holes[g]
    p = args[0] if negated else app(const("Not"), t)
    inner = new_goal(meta, known.locals, pi("h", p, const("False")), known.name)
    if negated:
        meta.assign(g, inner)
    else:
        meta.assign(g, apps(const("Classical.byContradiction"), t, inner))
    name = "this" if pattern is None else None
    if pattern is not None and pattern.kind == "pname":
        name = None if pattern.args[0] == "_" else pattern.args[0]
    x, g2 = intro(meta, inner, name)
    if type_stx is not None:
        ty = _changed(run, g2, type_stx, meta.inst(x.type))
        x, g2 = replace_hypothesis(meta, g2, x, ty, x)
    if pattern is not None and pattern.kind != "pname":
        run.done(rcases(run, g2, x, pattern))
        return
    run.done([g2])


def exfalso(run: Runner, stx: Syn) -> None:
    """``exfalso``."""
    g = run.main()
    meta = run.meta
    known = meta.holes[g]
    t = target(meta, g)
    new = new_goal(meta, known.locals, const("False"), known.name)
    from ..rewriting import sort_level

    meta.assign(g, apps(const("False.elim", (sort_level(meta, t),)), t, new))  # type: ignore[arg-type]
    run.done([new])


TACTICS: Final = {
    "have": have,
    "replace": have,
    "let": have,
    "suffices": suffices,
    "show": show,
    "change": change,
    "by_cases": by_cases,
    "by_contra": by_contra,
    "exfalso": exfalso,
}

__all__ = ["TACTICS"]
