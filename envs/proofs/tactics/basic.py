"""Tactics of pure logic: introduce, apply, construct, state intermediate goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..elaborate import Elaborator
from ..lexer import SourceError
from ..syntax import Syn
from ..terms import (
    FVAR,
    MVAR,
    PROP,
    App,
    Const,
    FVar,
    MVar,
    Pi,
    Term,
    app,
    apps,
    const,
    fvar,
    head,
    instantiate,
    pi,
    spine,
    subterms,
)
from ..unify import Locals, Meta, beta_reduce
from .elimination import absurd_equation, constructor_form, eliminate, family_of
from .goals import (
    TacticError,
    assert_hypothesis,
    change_target,
    clear,
    intro,
    locals_of,
    new_goal,
    rename,
    replace_hypothesis,
    revert,
    substitute,
    target,
)
from .patterns import rcases

if TYPE_CHECKING:
    from ..state import Runner


def hypothesis(run: Runner, g: MVar, name: str, pos: int) -> FVar:
    """The hypothesis of a name."""
    x = locals_of(run.meta, g).find(name)
    if x is None:
        raise TacticError(f"unknown identifier '{name}'", pos)
    return x


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
    _close(run, g, e)


def _close(run: Runner, g: MVar, e: Term) -> None:
    run.meta.assign(g, e)
    run.done([])


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
        _name(run.meta, new[0], outer)
    elif outer:
        for h in new:
            name = run.meta.holes[h].name
            _name(run.meta, h, f"{outer}.{name}" if name else outer)


def _name(meta: Meta, m: MVar, name: str) -> None:
    known = meta.holes[m]
    if known.name != name:
        meta.holes[m] = type(known)(known.locals, known.type, known.natural, name)


def apply(run: Runner, stx: Syn) -> None:
    """``apply e``: new goals for the arguments that unification does not find."""
    g = run.main()
    meta = run.meta
    elab = run.elaborator(g)
    elab.allow_goals = True
    goal = target(meta, g)
    syntax = stx.args[0]
    e, ty = elab.elab(_as_function(syntax), None)
    elab._settle_all()
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
        _name(meta, everything[0], outer)
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
        _name(run.meta, run.goals[0], run.meta.holes[g].name or run.meta.holes[run.goals[0]].name)


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
    from .equality import try_trivial

    try_trivial(run)


def have(run: Runner, stx: Syn) -> None:
    """``have h : T := e``, also with patterns; ``let x := e``."""
    name, binders, type_stx, pattern, value = stx.args
    g = run.main()
    meta = run.meta
    elab = run.elaborator(g)
    elab.allow_goals = True
    v, ty = elab.local_value(binders, type_stx, value)
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
    _, g = assert_hypothesis(meta, g, name or "this", ty, v)
    run.done([*new, g])


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
            elab._settle_all()
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
    elab._settle_all()
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
        _name(meta, b.goal, f"{outer}.{tag}" if outer else tag)
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


def contradiction(run: Runner, stx: Syn) -> None:
    """``contradiction``: hypotheses that refute each other or themselves."""
    g = run.main()
    value = find_contradiction(run.meta, g)
    if value is None:
        from ..printer import show_goal

        raise TacticError(f"contradiction failed\n{show_goal(run.meta, locals_of(run.meta, g), target(run.meta, g))}")
    _close(run, g, value)


def find_contradiction(meta: Meta, g: MVar) -> Term | None:
    """A proof of the goal from contradictory hypotheses."""
    from ..rewriting import sort_level

    locals_ = locals_of(meta, g)
    goal = target(meta, g)

    def from_false(proof: Term) -> Term:
        return apps(const("False.elim", (sort_level(meta, goal),)), goal, proof)  # type: ignore[arg-type]

    props = [(x, meta.inst(x.type)) for x in locals_.order if meta.try_prop(x.type)]
    for x, t in props:
        shape = meta.whnf_reducible(t)
        fn, args = spine(shape)
        name = fn.name if type(fn) is Const else ""
        if name == "False":
            return from_false(x)
        if name == "Eq":
            a, b = constructor_form(meta, args[1]), constructor_form(meta, args[2])
            if a is not None and b is not None and a[0].name != b[0].name:
                return absurd_equation(meta, g, x, args[0], args[1], args[2], a[0].name)
        negated = args[0] if name == "Not" else None
        if negated is None and type(shape) is Pi and not shape.body.loose:
            result = meta.whnf(shape.body, meta.root)
            if type(result) is Const and result.name == "False":
                negated = shape.dom
        if negated is not None:
            for y, u in props:
                if u is negated or meta.unify_reducible(u, negated):
                    return from_false(app(x, y))
            n_fn, n_args = spine(negated)
            if type(n_fn) is Const and n_fn.name == "Eq" and meta.unify(n_args[1], n_args[2]):
                refl = apps(const("Eq.refl", n_fn.levels), n_args[0], n_args[1])
                return from_false(app(x, refl))
            if type(n_fn) is Const and n_fn.name == "True":
                return from_false(app(x, const("True.intro")))
        if name and not t.flags & (FVAR | MVAR):
            refuted = _refuted(meta, locals_, t)
            if refuted is not None:
                return from_false(app(refuted, x))
        found = meta.env.get(name) if name else None
        if found is not None and found.kind == "inductive":
            if not found.constructors and name != "False":
                return apps(const(f"{name}.rec", (sort_level(meta, goal), *fn.levels)), pi_motive(shape, goal), x)  # type: ignore[attr-defined, arg-type]
            if found.indices and name != "Eq":
                mark = meta.mark()
                try:
                    sub = new_goal(meta, locals_, goal)
                    if not eliminate(meta, sub, x, None, induction=False):
                        return sub
                except SourceError:
                    pass
                meta.undo(mark)
    return None


def _refuted(meta: Meta, locals_: Locals, p: Term) -> Term | None:
    """A proof of ``¬p`` by evaluation."""
    from ..instances import find_instance

    instance = find_instance(meta, locals_, app(const("Decidable"), p))
    if instance is None:
        return None
    value = meta.whnf(apps(const("Decidable.decide"), p, meta.inst(instance)), meta.root)
    if type(value) is not Const or value.name != "Bool.false":
        return None
    refl = apps(const("Eq.refl", (1,)), const("Bool"), const("Bool.false"))
    return apps(const("of_decide_eq_false"), p, meta.inst(instance), refl)


def pi_motive(t: Term, goal: Term) -> Term:
    """``fun _ : t => goal``."""
    from ..terms import lam

    return lam("_", t, goal)


def assumption(run: Runner, stx: Syn) -> None:
    """``assumption``: the last hypothesis that fits."""
    g = run.main()
    x = find_assumption(run.meta, g)
    if x is None:
        from ..printer import show_goal

        raise TacticError(
            f"tactic 'assumption' failed\n{show_goal(run.meta, locals_of(run.meta, g), target(run.meta, g))}"
        )
    _close(run, g, x)


def find_assumption(meta: Meta, g: MVar) -> FVar | None:
    """The last hypothesis whose type is the goal."""
    goal = target(meta, g)
    order = locals_of(meta, g).order
    for x in reversed(order):
        if meta.inst(x.type) is goal:
            return x
    for x in reversed(order):
        if meta.unify(meta.inst(x.type), goal):
            return x
    return None


def specialize(run: Runner, stx: Syn) -> None:
    """``specialize h a b``."""
    g = run.main()
    meta = run.meta
    body = stx.args[0]
    fn = body.args[0] if body.kind == "app" else body
    if fn.kind != "ident" or body.kind != "app":
        raise TacticError(
            "'specialize' requires a term of the form `h x_1 .. x_n` where `h` appears in the local context"
        )
    h = hypothesis(run, g, fn.args[0], fn.pos)
    e = run.term(g, body)
    _, g = replace_hypothesis(meta, g, h, meta.inst(meta.type_of(e)), e)
    run.done([g])


def clear_tactic(run: Runner, stx: Syn) -> None:
    """``clear h``."""
    g = run.main()
    order = locals_of(run.meta, g).order
    chosen = {hypothesis(run, g, name, pos) for name, pos in stx.args[0]}
    for x in [x for x in reversed(order) if x in chosen]:
        g = clear(run.meta, g, x)
    run.done([g])


def revert_tactic(run: Runner, stx: Syn) -> None:
    """``revert h``."""
    g = run.main()
    xs = [hypothesis(run, g, name, pos) for name, pos in stx.args[0]]
    _, g = revert(run.meta, g, xs)
    run.done([g])


def rename_tactic(run: Runner, stx: Syn) -> None:
    """``rename h => h'``."""
    g = run.main()
    (old, pos), new = stx.args
    run.done([rename(run.meta, g, {hypothesis(run, g, old, pos): new})])


def rename_i(run: Runner, stx: Syn) -> None:
    """``rename_i x y``: the last inaccessible names."""
    g = run.main()
    run.done([rename_inaccessible(run.meta, g, [n for n, _ in stx.args[0]], stx.pos)])


def rename_inaccessible(meta: Meta, g: MVar, names: list[str], pos: int) -> MVar:
    """Name the last inaccessible (or shadowed) hypotheses."""
    if not names:
        return g
    seen: set[str] = set()
    hidden = []
    for x in reversed(locals_of(meta, g).order):
        if "✝" in x.name or x.name in seen:
            hidden.append(x)
        seen.add(x.name)
    hidden.reverse()
    if len(names) > len(hidden):
        raise TacticError("too many variable names provided", pos)
    chosen = hidden[len(hidden) - len(names) :]
    return rename(meta, g, {x: n for x, n in zip(chosen, names, strict=True) if n != "_"})


def subst(run: Runner, stx: Syn) -> None:
    """``subst h`` (an equation with a variable on one side) or ``subst x``."""
    for item in stx.args[0]:
        g = run.main()
        meta = run.meta
        if item.kind == "ident" and locals_of(meta, g).find(item.args[0]) is not None:
            h: Term = hypothesis(run, g, item.args[0], item.pos)
        else:
            h = run.term(g, item)
        if type(h) is not FVar:
            h, g = assert_hypothesis(meta, g, "h✝", meta.inst(meta.type_of(h)), h)
        run.done([subst_one(meta, g, h, item.pos)])


def subst_one(meta: Meta, g: MVar, h: FVar, pos: int) -> MVar:
    """Substitute by a hypothesis, or a variable that some hypothesis equates."""
    order = locals_of(meta, g).order
    members = set(order)
    fn, args = spine(meta.whnf_reducible(meta.inst(h.type)))
    if type(fn) is Const and fn.name == "Eq":
        a, b = args[1], args[2]
        for x, other in ((b, a), (a, b)):
            if type(x) is FVar and x in members and x.value is None and x not in _vars(other):
                return substitute(meta, g, h, x)
        raise TacticError("invalid equality proof, it is not of the form (x = t) or (t = x)", pos)
    for y in reversed(order):
        f, ys = spine(meta.inst(y.type))
        if type(f) is Const and f.name == "Eq" and (ys[1] is h or ys[2] is h):
            return substitute(meta, g, y, h)
    raise TacticError(f"did not find equation for eliminating '{h.name}'", pos)


def _vars(t: Term) -> set[Term]:
    return {s for s in subterms(t, FVAR) if type(s) is FVar}


def nofun(run: Runner, stx: Syn) -> None:
    """``nofun``: introduce, then no case is left."""
    g = run.main()
    _, g = intro(run.meta, g, None)
    run.done([g])
    value = find_contradiction(run.meta, g)
    if value is None:
        raise TacticError("nofun failed: there are cases left")
    _close(run, g, value)


def nomatch(run: Runner, stx: Syn) -> None:
    """``nomatch e``."""
    g = run.main()
    e = run.term(g, stx.args[0])
    left = eliminate(run.meta, g, e, None, induction=False)
    if left:
        raise TacticError("missing cases")
    run.done([])


def exact_calc(run: Runner, stx: Syn) -> None:
    """The tactic ``calc``."""
    exact(run, stx)


TACTICS: Final = {
    "intro": intro_tactic, "rintro": intro_tactic, "intros": intros, "exact": exact, "refine": refine, "apply": apply,
    "constructor": constructor, "left": left_right, "right": left_right, "exists": exists, "use": exists, "have": have,
    "let": have, "suffices": suffices, "show": show, "change": change, "by_cases": by_cases, "by_contra": by_contra,
    "exfalso": exfalso, "contradiction": contradiction, "assumption": assumption, "specialize": specialize,
    "clear": clear_tactic, "revert": revert_tactic, "rename": rename_tactic, "rename_i": rename_i, "subst": subst,
    "nofun": nofun, "nomatch": nomatch, "exact_calc": exact_calc,
}  # fmt: skip

__all__ = ["TACTICS", "apply_term", "find_assumption", "find_contradiction", "hypothesis", "rename_inaccessible"]
