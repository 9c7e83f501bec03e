"""``cases``, ``induction``, ``rcases``, ``obtain``, ``injection``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ..binders import local_value
from ..syntax import Syn
from ..terms import FVar, MVar, Term
from .contexts import hypothesis
from .elimination import Branch, eliminate, family_of, generalize_major, injection
from .goals import (
    TacticError,
    assert_hypothesis,
    dependents,
    intro_many,
    locals_of,
    new_goal,
    revert,
    try_clear,
)
from .patterns import rcases

if TYPE_CHECKING:
    from ..state import Runner


def _major(run: Runner, g: MVar, stx: Syn) -> Term:
    if stx.kind == "ident":
        x = locals_of(run.meta, g).find(stx.args[0])
        if x is not None:
            return x
    return run.term(g, stx)


def strong_induction(run: Runner, stx: Syn) -> None:
    """``induction n using Nat.strongRecOn``: hypotheses about `n` are generalised with it."""
    target_stx, generalizing, names = stx.args
    g = run.main()
    meta = run.meta
    x = _major(run, g, target_stx)
    if type(x) is not FVar:
        raise TacticError("the target of this induction must be a variable", stx.pos)
    extra = [hypothesis(run, g, name, pos) for name, pos in generalizing]
    moved = [y for y in dependents(meta, locals_of(meta, g), [x, *extra]) if y is not x]
    moved += [y for y in extra if y not in moved]
    moved, g = revert(meta, g, moved)
    run.done([g])
    function = Syn("ident", stx.pos, ("Nat.strongRecOn", None))
    call = Syn("app", stx.pos, (function, (("", Syn("embed", stx.pos, (x,))), ("", Syn("goal", stx.pos, ("_",))))))
    run.run(Syn("refine", stx.pos, (call,)))
    names = [n if n != "_" else None for n in (*names, "_", "_")[:2]]
    _, g = intro_many(meta, run.main(), [*names, *[y.name for y in moved]])
    run.done([try_clear(meta, g, [x])])


def cases(run: Runner, stx: Syn) -> None:
    """``cases e with | inl h => … | inr h => …`` and the same for ``induction``."""
    targets, generalizing, alts, pre = stx.args
    meta = run.meta
    induction = stx.kind == "induction"
    if len(targets) != 1:
        raise TacticError(f"'{stx.kind}' takes one target in this subset", stx.pos)
    g = run.main()
    label, body = targets[0]
    major = _major(run, g, body)
    found = family_of(meta, meta.type_of(major))
    if found is None:
        eliminate(meta, g, major, None, induction=induction)  # raises
        return
    decl = found[0]
    if label:
        major, g = remember(run, g, label, major)
    names, bodies = _plan(run, decl, alts or (), induction, stx.pos) if alts is not None else ({}, {})
    extra = [hypothesis(run, g, n, p) for n, p in generalizing]
    if induction and isinstance(major, FVar):
        for y in extra:
            if y is major:
                raise TacticError("variable cannot be generalized because it is an induction target", stx.pos)
    run.goals[0] = g
    branches = eliminate(meta, g, major, names, induction=induction, extra=extra)
    if alts is None:
        run.done([b.goal for b in branches])
        return
    run.done([])
    rest, run.goals = run.goals, []
    left: list[MVar] = []
    if pre is not None:
        done: list[Branch] = []
        for b in branches:
            goals = run.on_goal(b.goal, lambda r: r.run_all(pre))
            done += [Branch(b.ctor, h, b.fields, b.hyps) for h in goals]
        branches = done
    used: set[str] = set()
    for b in branches:
        entry = bodies.get(b.ctor, bodies.get("_"))
        if entry is None:
            raise TacticError(f"alternative '{b.ctor}' has not been provided", stx.pos)
        used.add(b.ctor if b.ctor in bodies else "_")
        tactics, pos = entry
        if tactics is None:
            left.append(b.goal)
            continue
        remaining = run.on_goal(b.goal, lambda r, t=tactics: r.run_all(t))  # type: ignore[misc]
        if remaining:
            from ..state import Runner as Machine

            shown = Machine(meta, remaining).show_goals()
            raise TacticError(f"unsolved goals\n{shown}", pos)
    for name, (_, pos) in bodies.items():
        known = any([c.rsplit(".", 1)[-1] == name for c in decl.constructors])
        if name not in used and name != "_" and known and not induction:
            raise TacticError(f"alternative '{name}' is not needed", pos)
    run.goals = left + rest


def remember(run: Runner, g: MVar, label: str, major: Term) -> tuple[FVar, MVar]:
    """``cases h : e``: keep the equation ``h : e = x``."""
    from ..rewriting import abstract_occurrences, sort_level
    from ..terms import apps, const, fvar, pi
    from .goals import intro, target

    meta = run.meta
    type_ = meta.inst(meta.type_of(major))
    level = sort_level(meta, type_)
    x = fvar("x✝", type_)
    eq = apps(const("Eq", (level,)), type_, major, x)  # type: ignore[arg-type]
    h = fvar(label, eq)
    body = abstract_occurrences(meta, target(meta, g), major, x)
    known = meta.holes[g]
    inner = new_goal(meta, known.locals, meta.close([x, h], body, pi), known.name)
    meta.assign(g, apps(inner, major, apps(const("Eq.refl", (level,)), type_, major)))  # type: ignore[arg-type]
    y, inner = intro(meta, inner, "x✝")
    _, inner = intro(meta, inner, label)
    return y, inner


def _plan(
    run: Runner, decl: Any, alts: Sequence[Any], induction: bool, pos: int
) -> tuple[dict[str, Sequence[str | None]], dict[str, Any]]:
    names: dict[str, Sequence[str | None]] = {}
    bodies: dict[str, Any] = {}
    shorts = [c.rsplit(".", 1)[-1] for c in decl.constructors]
    for ctor, given, body, at, explicit in alts:
        if ctor != "_" and ctor not in shorts:
            raise TacticError(f"invalid alternative name '{ctor}'", at)
        if ctor in bodies:
            raise TacticError(f"duplicate alternative name '{ctor}'", at)
        bodies[ctor] = (body, at)
        if ctor == "_":
            continue
        c = run.meta.env.get(f"{decl.name}.{ctor}")
        rec = run.meta.env.get(f"{decl.name}.rec")
        assert c is not None
        assert rec is not None
        assert rec.recursor is not None
        recursive = next(r[2] for r in rec.recursor.rules if r[0] == c.name)
        fields = _field_infos(c)
        slots: list[str | None] = []
        queue = list(given)
        for info in fields:
            if info == "d" or explicit:
                slots.append(_blank(queue.pop(0)) if queue else None)
            else:
                slots.append(None)
        if induction:
            for again in recursive:
                if again:
                    slots.append(_blank(queue.pop(0)) if queue else None)
        if queue:
            raise TacticError(
                f"too many variable names provided at alternative '{ctor}', #{len(given)} "
                f"provided, but #{len(given) - len(queue)} expected",
                at,
            )
        names[ctor] = slots
    return names, bodies


def _field_infos(c: Any) -> list[str]:
    from ..terms import Pi

    infos, t = [], c.type
    while type(t) is Pi:
        infos.append(t.info)
        t = t.body
    return infos[c.params :]


def _blank(name: str) -> str | None:
    return None if name == "_" else name


def rcases_tactic(run: Runner, stx: Syn) -> None:
    """``rcases e with p``."""
    targets, patterns = stx.args
    g = run.main()
    goals = [g]
    for i, (label, body) in enumerate(targets):
        p = patterns[i] if i < len(patterns) else Syn("ptuple", stx.pos, ((),))
        new: list[MVar] = []
        for h in goals:
            new += destruct(run, h, body, p, label)
        goals = new
    run.done(goals)


def destruct(run: Runner, g: MVar, body: Syn, p: Syn, label: str = "") -> list[MVar]:
    """Match a term against a pattern."""
    meta = run.meta
    e = _major(run, g, body)
    if label:
        x, g = remember(run, g, label, e)
        return rcases(run, g, x, p)
    if isinstance(e, FVar) and e in locals_of(meta, g).members:
        return rcases(run, g, e, p)
    ty = meta.inst(meta.type_of(e))
    if meta.try_prop(ty):
        x, g = assert_hypothesis(meta, g, "this✝", ty, e)
        return rcases(run, g, x, p)
    x, g = generalize_major(meta, g, e)
    return rcases(run, g, x, p)


def obtain(run: Runner, stx: Syn) -> None:
    """``obtain ⟨x, h⟩ : T := e``."""
    p, type_stx, value = stx.args
    g = run.main()
    meta = run.meta
    if value is None:
        elab = run.elaborator(g)
        ty = elab.type(type_stx)
        elab.synthesize()
        known = meta.holes[g]
        first = new_goal(meta, known.locals, meta.inst(ty), known.name)
        x, g2 = assert_hypothesis(meta, g, "this✝", meta.inst(ty), first)
        run.done([first, *rcases(run, g2, x, p)])
        return
    if type_stx is None:
        run.done(destruct(run, g, value, p))
        return
    elab = run.elaborator(g)
    elab.allow_goals = True
    v, ty = local_value(elab, (), type_stx, value)
    elab.synthesize()
    v = elab.finish(meta.inst(v), value.pos)
    x, g = assert_hypothesis(meta, g, "this✝", meta.inst(ty), v)
    run.done([*[h for h in elab.goals if h not in meta.values], *rcases(run, g, x, p)])


def injection_tactic(run: Runner, stx: Syn) -> None:
    """``injection h with h₁ h₂``."""
    g = run.main()
    body, names = stx.args
    h = _major(run, g, body)
    new = injection(run.meta, g, h, [n if n != "_" else "a✝" for n, _ in names])
    if new is not None and isinstance(h, FVar):
        from .goals import try_clear

        new = try_clear(run.meta, new, [h])
        from .contexts import find_assumption

        x = find_assumption(run.meta, new)
        if x is not None:
            run.meta.assign(new, x)
            new = None
    run.done([] if new is None else [new])


TACTICS: Final = {
    "cases": cases,
    "induction": cases,
    "strong_induction": strong_induction,
    "rcases": rcases_tactic,
    "obtain": obtain,
    "injection": injection_tactic,
}

__all__ = ["TACTICS", "destruct", "remember"]
