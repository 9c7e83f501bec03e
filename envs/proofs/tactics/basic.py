"""Tactics that build the goal's own proof: introduce, apply, refine, construct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..elaborate import Elaborator
from ..lexer import SourceError
from ..redexes import beta_reduce
from ..substitution import instantiate
from ..syntax import Syn
from ..terms import MVAR, App, FVar, MVar, Pi, Term, app, const, fvar, head, spine, subterms
from ..unify import Meta
from .contexts import find_assumption
from .elimination import family_of
from .goals import (
    TacticError,
    close_with,
    intro,
    locals_of,
    name_goal,
    replace_hypothesis,
    target,
)
from .patterns import rcases

if TYPE_CHECKING:
    from ..state import Runner


def intro_tactic(run: Runner, stx: Syn) -> None:
    """``intro x ⟨a, b⟩``; alone, one inaccessible name."""
    g = run.main()
    patterns = stx.args[0]
    if not patterns:
        run.done([intro(run.meta, g, None)[1]])
        return
    run.done(_intro_patterns(run, g, list(patterns)))


def _intro_patterns(run: Runner, g: MVar, patterns: list[Syn]) -> list[MVar]:
    meta = run.meta
    for i, p in enumerate(patterns):
        if p.kind == "pname":
            name = p.args[0]
            _, g = intro(meta, g, None if name == "_" else name)
        elif p.kind == "ptyped" and p.args[0].kind == "pname":
            name = p.args[0].args[0]
            x, g = intro(meta, g, None if name == "_" else name)
            elab = run.elaborator(g)
            type_ = elab.type(p.args[1])
            elab.synthesize()
            if not meta.unify(meta.inst(type_), meta.inst(x.type)):
                elab.mismatch(x, meta.inst(x.type), type_, p)
            if meta.inst(type_) is not meta.inst(x.type):
                _, g = replace_hypothesis(meta, g, x, meta.inst(type_), x)
        else:
            x, g = intro(meta, g, None)
            goals = rcases(run, g, x, p)
            result: list[MVar] = []
            for h in goals:
                result += _intro_patterns(run, h, patterns[i + 1 :])
            return result
    return [g]


def intros(run: Runner, stx: Syn) -> None:
    """``intros`` and ``intros x y``."""
    g = run.main()
    if stx.args[0]:
        for name, _ in stx.args[0]:
            _, g = intro(run.meta, g, None if name == "_" else name)
    else:
        while type(target(run.meta, g)) is Pi:
            _, g = intro(run.meta, g, None)
    run.done([g])


def exact(run: Runner, stx: Syn) -> None:
    """``exact e``."""
    g = run.main()
    e = run.term(g, stx.args[0], target(run.meta, g))
    close_with(run, g, e)


def refine(run: Runner, stx: Syn) -> None:
    """``refine e`` with ``?_`` for new goals."""
    g = run.main()
    e, new = run.open_term(g, stx.args[0], target(run.meta, g))
    _tag(run, g, new)
    run.meta.assign(g, e)
    run.done(new)


def _tag(run: Runner, g: MVar, new: list[MVar]) -> None:
    outer = run.meta.holes[g].name
    if len(new) == 1 and not run.meta.holes[new[0]].name:
        name_goal(run.meta, new[0], outer)
    elif outer:
        for h in new:
            name = run.meta.holes[h].name
            name_goal(run.meta, h, f"{outer}.{name}" if name else outer)


def apply(run: Runner, stx: Syn) -> None:
    """``apply e``: new goals for the arguments that unification does not find."""
    g = run.main()
    meta = run.meta
    elab = run.elaborator(g)
    elab.allow_goals = True
    goal = target(meta, g)
    syntax = stx.args[0]
    e, ty = elab.elab(_as_function(syntax), None)
    elab.settle_all()
    e, ty = meta.inst(e), meta.inst(ty)
    new = apply_term(meta, elab, g, e, ty, goal, stx.pos)
    elab.synthesize()
    rest = [h for h in elab.goals if h not in meta.values]
    meta.inst(e)
    goals = [h for h in new if h not in meta.values]
    for h in _open_holes(meta, e):
        if h not in goals and h not in rest and meta.holes[h].natural and h.uid > elab.start:
            rest.append(h)
    everything = [*goals, *rest]
    outer = meta.holes[g].name
    if len(everything) == 1:
        name_goal(meta, everything[0], outer)
    else:
        _tag(run, g, everything)
    run.done(everything)


def _as_function(stx: Syn) -> Syn:
    return stx


def _open_holes(meta: Meta, e: Term) -> list[MVar]:
    e = meta.inst(e)
    return [m for m in subterms(e, MVAR) if type(m) is MVar and m not in meta.values and m not in meta.delayed]


def _result_arity(meta: Meta, t: Term) -> int:
    n = 0
    t = meta.inst(t)
    while type(t) is Pi:
        n += 1
        t = t.body
    return n


def apply_term(meta: Meta, elab: Elaborator, g: MVar, e: Term, ty: Term, goal: Term, pos: int) -> list[MVar]:
    """Apply `e` to fresh holes until its type fits the goal; returns the holes that become goals, in Lean's order."""
    locals_ = locals_of(meta, g)
    most = _result_arity(meta, ty)
    least = max(0, most - _result_arity(meta, goal))
    original_e, original_ty = e, ty
    shown: tuple[Term, Term] | None = None
    for count in [*range(least, most + 1), *range(most + 1, most + 4)]:
        mark = meta.mark()
        e, ty = original_e, original_ty
        holes: list[tuple[MVar, bool, str]] = []
        failed = False
        for _ in range(count):
            if type(ty) is not Pi:
                full = meta.whnf(meta.inst(ty), meta.root)
                if type(full) is not Pi:
                    failed = True
                    break
                ty = full
            dependent = ty.body.loose > 0
            m = meta.hole(locals_, beta_reduce(ty.dom), True, "" if "✝" in ty.name else ty.name)
            holes.append((m, dependent, ty.info))
            e = app(e, m)
            ty = instantiate(ty.body, (m,))
        if failed:
            break
        if shown is None or count <= most:
            shown = (e, ty)
        fits = _fit(meta, elab, meta.inst(ty), goal)
        if fits:
            for m, _, info in holes:
                if info == "c" and m not in meta.values:
                    meta.assign(m, elab.instance(meta.inst(meta.holes[m].type), pos))
            meta.retry()
            meta.assign(g, e)
            explicit = [m for m, dependent, _ in holes if m not in meta.values and not dependent]
            for m in explicit:  # the others may still be found by unification
                known = meta.holes[m]
                meta.holes[m] = type(known)(known.locals, known.type, False, known.name)
            return [*explicit, *[m for m, dependent, _ in holes if m not in meta.values and dependent]]
        meta.undo(mark)
    show = elab.show
    final = shown[1] if shown is not None else ty
    raise TacticError(
        f"tactic 'apply' failed, could not unify the conclusion of\n  "
        f"{show(original_ty)}\nwith the goal\n  {show(goal)}"
        if final is not None and _result_arity(meta, original_ty)
        else f"tactic 'apply' failed, could not unify the type of\n  {show(original_e)} "
        f": {show(original_ty)}\nwith the goal\n  {show(goal)}",
        pos,
    )


def _fit(meta: Meta, elab: Elaborator, ty: Term, goal: Term) -> bool:
    """Unify a conclusion with the goal, finding motives by abstraction where the conclusion is ``motive a …``."""
    fn = head(ty)
    if type(fn) is MVar and type(ty) is App:
        from ..rewriting import abstract_occurrences

        args = spine(ty)[1]
        if all([type(a) is FVar for a in args]):
            return meta.unify(ty, goal)
        if any([type(head(a)) is MVar for a in args]):
            return meta.unify(ty, goal)
        body = goal
        xs = []
        for a in args:
            x = fvar("x", meta.type_of(a))
            body = abstract_occurrences(meta, body, a, x)
            xs.append(x)
        value = meta.bind(xs, body)
        return meta.unify(fn, value)
    return meta.unify(ty, goal)


def constructor(run: Runner, stx: Syn) -> None:
    """``constructor``: the first constructor that fits."""
    g = run.main()
    meta = run.meta
    found = family_of(meta, target(meta, g))
    if found is None or not found[0].constructors:
        raise TacticError("constructor failed, target is not an inductive datatype")
    error: SourceError | None = None
    for name in found[0].constructors:
        error = run.attempt(lambda name=name: use_constructor(run, name, found, stx.pos))  # type: ignore[misc]
        if error is None:
            return
    if len(found[0].constructors) == 1 and error is not None:
        raise error
    raise TacticError("constructor failed, no applicable constructors found")


def use_constructor(run: Runner, name: str, found: Any, pos: int) -> None:
    """Apply one constructor; its fields become goals, those that nothing depends on first."""
    g = run.main()
    meta = run.meta
    decl, family, args = found
    elab = run.elaborator(g)
    e: Term = const(name, family.levels)
    ty = meta.const_type(e)  # type: ignore[arg-type]
    for p in args[: decl.params]:
        assert type(ty) is Pi
        e, ty = app(e, p), instantiate(ty.body, (p,))
    new = apply_term(meta, elab, g, e, ty, target(meta, g), pos)
    outer = meta.holes[g].name
    for h in new:
        known = meta.holes[h]
        label = known.name
        tag = outer if len(new) == 1 and not label else (f"{outer}.{label}" if outer and label else label or outer)
        meta.holes[h] = type(known)(known.locals, known.type, known.natural, tag)
    run.done(new)


def left_right(run: Runner, stx: Syn) -> None:
    """``left`` and ``right``."""
    g = run.main()
    found = family_of(run.meta, target(run.meta, g))
    if found is None or len(found[0].constructors) != 2:
        raise TacticError(f"{stx.kind} tactic failed, target is not an inductive datatype with two constructors")
    use_constructor(run, found[0].constructors[0 if stx.kind == "left" else 1], found, stx.pos)
    if run.goals:
        name_goal(run.meta, run.goals[0], run.meta.holes[g].name or run.meta.holes[run.goals[0]].name)


def exists(run: Runner, stx: Syn) -> None:
    """``exists a, b`` and ``use a, b``: anonymous constructors, then easy ways to close what is left."""
    items = stx.args[0]
    pos = stx.pos
    if stx.kind == "use":
        for item in items:
            g = run.main()
            run.done(_use_one(run, g, item))
            if not run.goals:
                return
        g = run.main()
        run.attempt(lambda: _finish_use(run))
        return
    body = Syn("anon", pos, ((*items, Syn("goal", pos, ("_",))),))
    refine(run, Syn("refine", pos, (body,)))
    from .equality import try_trivial

    if run.goals:
        run.attempt(lambda: try_trivial(run))


def _use_one(run: Runner, g: MVar, item: Syn) -> list[MVar]:
    meta = run.meta
    found = family_of(meta, target(meta, g))
    if found is None or len(found[0].constructors) != 1:
        e = run.term(g, item, target(meta, g))
        meta.assign(g, e)
        return []
    body = Syn("anon", item.pos, ((item, Syn("goal", item.pos, ("_",))),))
    e, new = run.open_term(g, body, target(meta, g))
    meta.assign(g, e)
    return new


def _finish_use(run: Runner) -> None:
    """Close what is left: by more than Lean does where nothing follows, by less where a tactic may want the goal."""
    from .equality import close_by_rfl, try_trivial

    g = run.main()
    if run.last:
        try_trivial(run)
    elif (x := find_assumption(run.meta, g)) is not None:
        close_with(run, g, x)
    elif close_by_rfl(run.meta, g, full=False):
        run.done([])


def exact_calc(run: Runner, stx: Syn) -> None:
    """The tactic ``calc``."""
    exact(run, stx)


TACTICS: Final = {
    "intro": intro_tactic,
    "rintro": intro_tactic,
    "intros": intros,
    "exact": exact,
    "refine": refine,
    "apply": apply,
    "constructor": constructor,
    "left": left_right,
    "right": left_right,
    "exists": exists,
    "use": exists,
    "exact_calc": exact_calc,
}

__all__ = ["TACTICS", "apply_term", "use_constructor"]
