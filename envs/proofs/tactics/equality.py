"""Equations: rfl, rw, symm, trans, unfold, congr, funext, generalize."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..kernel import KernelError
from ..redexes import beta_reduce
from ..rewriting import Equation, abstract_occurrences, as_equation, rewrite, sort_level, transport
from ..substitution import instantiate, replace
from ..syntax import Syn
from ..terms import MVAR, App, Const, FVar, MVar, Pi, Term, app, apps, const, fvar, head, lam, pi, spine
from ..unify import Meta
from .basic import apply_term
from .contexts import find_assumption, hypothesis, locations
from .goals import TacticError, change_target, intro, locals_of, new_goal, replace_hypothesis, target

if TYPE_CHECKING:
    from ..state import Runner

_REFL: Final = {
    "Iff": ("Iff.refl", 0), "Nat.le": ("Nat.le_refl", 0), "Nat.ge": ("Nat.le_refl", 0), "Int.le": ("Int.le_refl", 0),
    "Int.ge": ("Int.le_refl", 0), "Nat.dvd": ("Nat.dvd_refl", 0), "Int.dvd": ("Int.dvd_refl", 0),
}  # fmt: skip


def close_by_rfl(meta: Meta, g: MVar, *, full: bool) -> bool:
    """Close ``a = a`` (or another reflexive relation), unfolding everything or only what is reducible."""
    t = target(meta, g)
    for _ in range(5):
        fn, args = spine(t)
        name = fn.name if type(fn) is Const else ""
        if name == "Eq" and len(args) == 3:
            unify = meta.unify if full else meta.unify_reducible
            if unify(args[1], args[2]):
                meta.assign(g, apps(const("Eq.refl", fn.levels), args[0], args[1]))  # type: ignore[attr-defined]
                return True
            return False
        if name in _REFL and len(args) == 2 and (full or "dvd" not in name):
            unify = meta.unify if full else meta.unify_reducible
            if unify(args[0], args[1]):
                meta.assign(g, app(const(_REFL[name][0]), args[0]))
                return True
            return False
        new = meta.whnf_core(t, meta.root)
        if new is t:
            unfolded = meta.unfold(t) if full else meta.whnf_reducible(t)
            if unfolded is None or unfolded is t:
                return False
            new = unfolded
        t = new
    return False


def rfl(run: Runner, stx: Syn) -> None:
    """``rfl``."""
    g = run.main()
    if close_by_rfl(run.meta, g, full=True):
        run.done([])
        return
    t = target(run.meta, g)
    fn, args = spine(t)
    show = run.elaborator(g).show
    if type(fn) is Const and fn.name in ("Eq", "Iff"):
        raise TacticError(
            f"The rfl tactic failed: the left-hand side\n  {show(args[-2])}\nis not "
            f"definitionally equal to the right-hand side\n  {show(args[-1])}"
        )
    raise TacticError(
        "The rfl tactic failed. Possible reasons:\n- The goal is not a reflexive "
        "relation (neither `=` nor a relation with a @[refl] lemma)."
    )


def try_trivial(run: Runner) -> None:
    """``trivial`` with a little more: rfl, assumption, True, conjunctions of these."""
    g = run.main()
    meta = run.meta
    t = target(meta, g)
    fn, _args = spine(meta.whnf_reducible(t))
    if type(fn) is Const and fn.name == "And":
        from .basic import use_constructor
        from .elimination import family_of

        found = family_of(meta, t)
        use_constructor(run, "And.intro", found, 0)
        try_trivial(run)
        try_trivial(run)
        return
    x: Term | None = find_assumption(meta, g)
    if type(fn) is Const and fn.name == "True":
        x = const("True.intro")
    if x is not None:
        meta.assign(g, x)
        run.done([])
        return
    if close_by_rfl(meta, g, full=True):
        run.done([])
        return
    from .contexts import find_contradiction

    value = find_contradiction(meta, g)
    if value is not None:
        meta.assign(g, value)
        run.done([])
        return
    from .arithmetic import decide_goal

    if not decide_goal(run, g):
        raise TacticError("trivial failed")
    run.done([])


def trivial(run: Runner, stx: Syn) -> None:
    """``trivial``."""
    try_trivial(run)


def rw(run: Runner, stx: Syn) -> None:
    """``rw [h, ← h] at h``, ``rewrite`` and ``rwa``."""
    rules, where = stx.args
    if not rules:
        raise TacticError("rw: no rules given")
    if where is not None and where[0] and where[0][0][0] == "*":
        for name in [x.name for x in locals_of(run.meta, run.main()).order if run.meta.try_prop(x.type)]:
            run.attempt(lambda n=name: _rw_rules(run, rules, ((n, stx.pos),), False))  # type: ignore[misc]
        run.attempt(lambda: _rw_rules(run, rules, (), True))
    else:
        names = () if where is None else tuple(where[0])
        _rw_rules(run, rules, names, where is None or where[1])
    if stx.kind != "rewrite" and run.goals:
        g = run.goals[0]
        mark = run.meta.mark()
        if close_by_rfl(run.meta, g, full=False):
            run.done([])
        else:
            run.meta.undo(mark)
    if stx.kind == "rwa":
        g = run.main()
        x = find_assumption(run.meta, g)
        if x is None:
            raise TacticError("tactic 'assumption' failed")
        run.meta.assign(g, x)
        run.done([])


def _rw_rules(run: Runner, rules: Any, names: Any, goal_too: bool) -> None:
    extra: list[MVar] = []
    for mark, stx in rules:
        for name, pos in names:
            g = run.main()
            h = hypothesis(run, g, name, pos)
            g, new = _rewrite_once(run, g, stx, mark == "←", h)
            run.done([g])
            extra += new
        if goal_too:
            g = run.main()
            g, new = _rewrite_once(run, g, stx, mark == "←", None)
            run.done([g])
            extra += new
    extra = [m for m in extra if m not in run.meta.values]
    for m in extra:
        known = run.meta.holes[m]
        run.meta.holes[m] = type(known)(known.locals, known.type, False, known.name)
    run.goals[1:1] = extra


def _rewrite_once(run: Runner, g: MVar, stx: Syn, back: bool, h: FVar | None) -> tuple[MVar, list[MVar]]:
    meta = run.meta
    elab = run.elaborator(g)
    elab.allow_goals = True
    old = target(meta, g) if h is None else meta.inst(h.type)
    equations = definition_equations(run, stx)
    if equations is None:
        e, ty = elab.elab(stx, None)
        elab.synthesize()
        e, ty = meta.inst(e), meta.inst(ty)
        eq = as_equation(meta, locals_of(meta, g), e, ty)
        if eq is None:
            raise TacticError(f"rewrite failed, equality or iff proof expected\n  {elab.show(ty)}", stx.pos)
        candidates = [eq]
    else:
        candidates = equations
    for eq in candidates:
        if type(head(meta.inst(eq.right if back else eq.left))) is MVar:
            raise TacticError("rewrite failed, pattern is a metavariable", stx.pos)
        mark = meta.mark()
        eq2 = eq.flipped() if back else eq
        found = rewrite(meta, eq2, old)
        if found is None:
            meta.undo(mark)
            continue
        motive, new = found
        level = sort_level(meta, old)
        if h is None:
            known = meta.holes[g]
            g2 = new_goal(meta, known.locals, new, known.name)
            _check_motive(meta, motive, stx.pos)
            meta.assign(g, transport(meta, _inst(meta, eq2.flipped() if not back else eq), motive, g2, level))
        else:
            _check_motive(meta, motive, stx.pos)
            proof = transport(meta, _inst(meta, eq2), motive, h, level)
            _, g2 = replace_hypothesis(meta, g, h, new, proof)
        left = [m for m in eq.holes if m not in meta.values]
        fresh = [x for x in elab.goals if x not in meta.values]
        for m in left:
            if not meta.try_prop(meta.holes[m].type):
                raise TacticError("don't know how to synthesize implicit argument in the rewrite rule", stx.pos)
        return g2, [*fresh, *left]
    eq = candidates[0]
    shown = elab.show(eq.right if back else eq.left)
    raise TacticError(
        f"did not find instance of the pattern in the "
        f"{'target expression' if h is None else 'hypothesis'}\n  {shown}\n"
        f"{_context(run, g, old)}",
        stx.pos,
    )


def _context(run: Runner, g: MVar, old: Term) -> str:
    from ..printer import show_goal

    return show_goal(run.meta, locals_of(run.meta, g), target(run.meta, g))


def _inst(meta: Meta, eq: Equation) -> Equation:
    return Equation(eq.proof, meta.inst(eq.type), eq.level, meta.inst(eq.left), meta.inst(eq.right), eq.holes)


def _check_motive(meta: Meta, motive: Term, pos: int) -> None:
    """The abstracted goal must still be well typed (checked where a dependent argument could break it)."""
    from ..kernel import Kernel

    if motive.flags & MVAR:
        return
    try:
        checker = Kernel(meta.env, meta.fuel)
        checker.infer_free = lambda t: meta.inst(t.type) if type(t) is FVar else _unknown()  # type: ignore[method-assign]
        checker.infer(motive, checker.root)
    except KernelError:
        raise TacticError("motive is not type correct", pos) from None


def _unknown() -> Term:
    raise KernelError("hole")


def definition_equations(run: Runner, stx: Syn) -> list[Equation] | None:
    """``rw [f]`` for a definition `f`: its equation, by unfolding."""
    if stx.kind != "ident" or locals_of(run.meta, run.main()).find(stx.args[0].split(".")[0]) is not None:
        return None
    meta = run.meta
    name = meta.env.resolve(stx.args[0])  # type: ignore[attr-defined]
    decl = meta.env.get(name) if name else None
    if decl is None or decl.kind != "def" or decl.value is None:
        return None
    if meta.as_pi(decl.type) is None and meta.try_prop(decl.type):
        return None
    lemmas = equation_lemmas(meta, name)
    locals_ = locals_of(meta, run.main())
    found = []
    for e, ty in lemmas:
        eq = as_equation(meta, locals_, e, ty)
        if eq is not None:
            found.append(eq)
    return found or None


def equation_lemmas(meta: Meta, name: str) -> list[tuple[Term, Term]]:
    """The defining equations of a definition, proved by rfl: one for each constructor where it recurses."""
    decl = meta.env.get(name)
    assert decl is not None
    assert decl.value is not None
    levels = tuple([meta.level_hole() for _ in decl.levels])
    from ..inductive import telescope
    from ..substitution import instantiate_levels
    from ..terms import Lam

    value = instantiate_levels(decl.value, decl.levels, levels)
    xs: list[FVar] = []
    t = value
    while type(t) is Lam:
        x = fvar(t.name, t.dom, None, "i")
        xs.append(x)
        t = instantiate(t.body, (x,))
    place = meta.recursive_argument(decl)
    made: list[tuple[Term, Term]] = []
    fn = const(name, levels)

    def equation(ys: list[FVar], left: Term, right: Term) -> None:
        type_ = meta.type_of(left)
        level = sort_level(meta, type_)
        statement = apps(const("Eq", (level,)), type_, left, right)  # type: ignore[arg-type]
        proof = apps(const("Eq.refl", (level,)), type_, left)  # type: ignore[arg-type]
        made.append((meta.bind(ys, proof), meta.bind(ys, statement, pi)))

    if place < 0:
        equation(xs, apps(fn, *xs), t)
        return made
    major = xs[place]
    from .elimination import family_of

    found = family_of(meta, major.type)
    if found is None:
        return made
    family_decl, family, params = found
    for ctor in family_decl.constructors:
        c = meta.env.get(ctor)
        assert c is not None
        ty: Term = instantiate_levels(c.type, c.levels, family.levels)
        for p in params:
            assert type(ty) is Pi
            ty = instantiate(ty.body, (p,))
        fields, _ = telescope(ty)
        value_ctor = apps(const(ctor, family.levels), *params, *fields)
        if ctor == "Nat.succ":
            from ..redexes import add_offset

            value_ctor = add_offset(fields[0], 1)
        elif ctor == "Nat.zero":
            from ..terms import lit

            value_ctor = lit(0)
        args: list[Term] = [value_ctor if y is major else y for y in xs]
        left = apps(fn, *args)
        right = meta.unfold(left)
        if right is None:
            continue
        others = [y for y in xs if y is not major]
        equation([*others[:place], *fields, *others[place:]], left, right)
    return made


def symm(run: Runner, stx: Syn) -> None:
    """``symm`` and ``symm at h``."""
    g = run.main()
    meta = run.meta
    hyps, goal = locations(run, g, stx.args[0])
    for h in hyps:
        made = _flip(meta, meta.inst(h.type), h)
        if made is None:
            raise TacticError("symm failed: the hypothesis is not a symmetric relation")
        _, g = replace_hypothesis(meta, g, h, made[0], made[1])
    if goal:
        t = target(meta, g)
        made = _flip(meta, t, None)
        if made is None:
            raise TacticError("symm failed: the goal is not a symmetric relation")
        known = meta.holes[g]
        g2 = new_goal(meta, known.locals, made[0], known.name)
        back = _flip(meta, made[0], g2)
        assert back is not None
        meta.assign(g, back[1])
        g = g2
    run.done([g])


def _flip(meta: Meta, t: Term, proof: Term | None) -> tuple[Term, Term] | None:
    fn, args = spine(meta.whnf_core(t, meta.root))
    if type(fn) is not Const:
        return None
    if fn.name in ("Eq", "Ne"):
        new = apps(fn, args[0], args[2], args[1])
        name = "Eq.symm" if fn.name == "Eq" else "Ne.symm"
        return new, apps(const(name, fn.levels), *args, proof) if proof is not None else new
    if fn.name == "Iff":
        return apps(fn, args[1], args[0]), apps(const("Iff.symm"), *args, proof) if proof is not None else t
    return None


def trans(run: Runner, stx: Syn) -> None:
    """``trans e``: two goals with `e` in the middle."""
    from ..calculations import chain, relation_parts

    g = run.main()
    meta = run.meta
    t = meta.whnf_core(target(meta, g), meta.root)
    parts = relation_parts(t)
    if parts is None:
        raise TacticError("trans failed: the goal is not a transitive relation")
    fn, prefix, left, right = parts
    middle: Term
    type_ = meta.type_of(left)
    if stx.args[0] is None:
        middle = meta.hole(locals_of(meta, g), type_)
    else:
        middle = run.term(g, stx.args[0], type_)
    known = meta.holes[g]
    a = new_goal(meta, known.locals, apps(fn, *prefix, left, middle), known.name)
    b = new_goal(meta, known.locals, apps(fn, *prefix, middle, right), known.name)
    made = chain(meta, a, target(meta, a), b, target(meta, b))
    if made is None:
        raise TacticError("trans failed: the goal is not a transitive relation")
    meta.assign(g, made[0])
    new = [a, b]
    if type(middle) is MVar:
        known_m = meta.holes[middle]
        meta.holes[middle] = type(known_m)(known_m.locals, known_m.type, True, known_m.name)
    run.done(new)


def unfold(run: Runner, stx: Syn) -> None:
    """``unfold f at h``."""
    names, where = stx.args
    g = run.main()
    meta = run.meta
    resolved = []
    for n, pos in names:
        name = meta.env.resolve(n)  # type: ignore[attr-defined]
        decl = meta.env.get(name) if name else None
        if decl is None or decl.value is None:
            raise TacticError(f"unknown constant '{n}'" if decl is None else f"'{n}' cannot be unfolded", pos)
        resolved.append(name)
    hyps, goal = locations(run, g, where)
    for h in hyps:
        new = _unfold_in(run, g, resolved, meta.inst(h.type))
        _, g = replace_hypothesis(meta, g, h, new, h)
    if goal:
        g = change_target(meta, g, _unfold_in(run, g, resolved, target(meta, g)))
    run.done([g])


def _unfold_in(run: Runner, g: MVar, names: list[str], t: Term) -> Term:
    meta = run.meta
    changed = t
    for name in names:

        def leaf(n: Term, _: int, name: str = name) -> Term | None:
            if n.loose or type(n) not in (App, Const):
                return None
            fn = head(n)
            if type(fn) is Const and fn.name == name:
                args = [_walk_all(a, leaf) for a in spine(n)[1]]
                new = meta.unfold(apps(fn, *args))
                if new is not None:
                    return beta_reduce(new)
            return None

        new = _walk_all(changed, leaf)
        if new is changed:
            raise TacticError(f"tactic 'unfold' failed to unfold '{name}' at\n  {run.elaborator(g).show(t)}")
        changed = new
    return changed


def _walk_all(t: Term, leaf: Any) -> Term:
    return replace(t, leaf, 0)


def congr(run: Runner, stx: Syn) -> None:
    """``congr``: equality of applications from equality of the arguments that differ."""
    g = run.main()
    run.done(_congr(run, g, 5))


def _congr(run: Runner, g: MVar, depth: int) -> list[MVar]:
    meta = run.meta
    mark = meta.mark()
    if close_by_rfl(meta, g, full=False):
        return []
    meta.undo(mark)
    x = find_assumption(meta, g)
    if x is not None:
        meta.assign(g, x)
        return []
    fn, args = spine(target(meta, g))
    if depth == 0 or type(fn) is not Const or fn.name != "Eq":
        return [g]
    a, b = args[1], args[2]
    if type(a) is not App or type(b) is not App:
        return [g]
    if meta.unify_reducible(a.arg, b.arg) and a.fn is not b.fn:
        new = _congr_step(run, g, args[0], a, b, "fun")
    elif a.fn is b.fn or meta.unify_reducible(a.fn, b.fn):
        new = _congr_step(run, g, args[0], a, b, "arg")
    else:
        new = _congr_step(run, g, args[0], a, b, "both")
    if new is None:
        return [g]
    result = []
    for h in new:
        result += _congr(run, h, depth - 1)
    return result


def _congr_step(run: Runner, g: MVar, type_: Term, a: App, b: App, mode: str) -> list[MVar] | None:
    meta = run.meta
    known = meta.holes[g]
    dom = meta.type_of(a.arg)
    ftype = meta.type_of(a.fn)
    pi_type = meta.as_pi(ftype)
    if pi_type is None or pi_type.body.loose or not meta.unify(meta.type_of(b.arg), dom):
        return None
    u, v = sort_level(meta, dom), sort_level(meta, type_)
    w = meta.inst_level(sort_level(meta, ftype))  # type: ignore[arg-type]
    eq_arg = new_goal(meta, known.locals, apps(const("Eq", (u,)), dom, a.arg, b.arg))  # type: ignore[arg-type]
    eq_fun = new_goal(meta, known.locals, apps(const("Eq", (w,)), ftype, a.fn, b.fn))
    if mode == "arg":
        meta.assign(g, apps(const("congrArg", (u, v)), dom, type_, a.arg, b.arg, a.fn, eq_arg))  # type: ignore[arg-type]
        return [eq_arg]
    if mode == "fun":
        meta.assign(g, apps(const("congrFun", (u, v)), dom, lam("_", dom, type_), a.fn, b.fn, eq_fun, a.arg))  # type: ignore[arg-type]
        return [eq_fun]
    meta.assign(g, apps(const("congr", (u, v)), dom, type_, a.fn, b.fn, a.arg, b.arg, eq_fun, eq_arg))  # type: ignore[arg-type]
    return [eq_fun, eq_arg]


def funext(run: Runner, stx: Syn) -> None:
    """``funext x`` (and ``ext x``)."""
    g = run.main()
    meta = run.meta
    names = [n for n, _ in stx.args[0]] or ["_"]
    for i, name in enumerate(names):
        fn, args = spine(meta.whnf_reducible(target(meta, g)))
        if (
            stx.kind == "ext"
            and type(fn) is Const
            and fn.name == "Eq"
            and meta.unify(args[0], const("Prop") if False else _prop())
        ):
            c, cty = const("propext"), meta.const_type(const("propext"))
        else:
            if type(fn) is not Const or fn.name != "Eq" or meta.as_pi(args[0]) is None:
                if i and stx.kind == "ext":
                    break
                raise TacticError("funext failed: the goal is not an equation between functions")
            c = const("funext", (meta.level_hole(), meta.level_hole()))
            cty = meta.const_type(c)
        new = apply_term(meta, run.elaborator(g), g, c, cty, target(meta, g), stx.pos)
        g = new[0]
        known = meta.holes[g]
        meta.holes[g] = type(known)(known.locals, known.type, False, "h")
        if c.name == "funext":
            _, g = intro(meta, g, None if name == "_" else name)
    run.done([g])


def _prop() -> Term:
    from ..terms import PROP

    return PROP


def generalize(run: Runner, stx: Syn) -> None:
    """``generalize h : e = x``."""
    label, body, name = stx.args
    g = run.main()
    meta = run.meta
    e = run.term(g, body)
    ty = meta.inst(meta.type_of(e))
    x = fvar(name, ty)
    new = abstract_occurrences(meta, target(meta, g), e, x)
    known = meta.holes[g]
    if label:
        level = sort_level(meta, ty)
        h = fvar(label, apps(const("Eq", (level,)), ty, e, x))  # type: ignore[arg-type]
        inner = new_goal(meta, known.locals, meta.close([x, h], new, pi), known.name)
        meta.assign(g, apps(inner, e, apps(const("Eq.refl", (level,)), ty, e)))  # type: ignore[arg-type]
        _, inner = intro(meta, inner, name)
        _, inner = intro(meta, inner, label)
    else:
        inner = new_goal(meta, known.locals, meta.close([x], new, pi), known.name)
        meta.assign(g, app(inner, e))
        _, inner = intro(meta, inner, name)
    run.done([inner])


def and_intros(run: Runner, stx: Syn) -> None:
    """``and_intros``."""
    from .basic import use_constructor
    from .elimination import family_of

    g = run.main()
    found = family_of(run.meta, target(run.meta, g))
    if found is None or found[0].name != "And":
        raise TacticError("and_intros failed: the goal is not a conjunction")
    rest = run.goals[1:]
    run.goals = [g]
    work, result = [g], []
    while work:
        h = work.pop(0)
        found = family_of(run.meta, target(run.meta, h))
        if found is None or found[0].name != "And":
            result.append(h)
            continue
        run.goals = [h]
        use_constructor(run, "And.intro", found, 0)
        work = run.goals + work
    run.goals = result + rest


TACTICS: Final = {
    "rfl": rfl, "eq_refl": rfl, "rw": rw, "rwa": rw, "rewrite": rw, "symm": symm, "trans": trans, "unfold": unfold,
    "congr": congr, "funext": funext, "ext": funext, "generalize": generalize, "trivial": trivial,
    "and_intros": and_intros,
}  # fmt: skip

__all__ = ["TACTICS", "close_by_rfl", "definition_equations", "equation_lemmas", "try_trivial"]
