"""Tactics about what is assumed: find it, contradict it, specialise, name, clear, substitute."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from ..holes import Locals
from ..lexer import SourceError
from ..syntax import Syn
from ..terms import (
    FVAR,
    MVAR,
    Const,
    FVar,
    MVar,
    Pi,
    Term,
    app,
    apps,
    const,
    spine,
    subterms,
)
from ..unify import Meta
from .elimination import absurd_equation, constructor_form, eliminate
from .goals import (
    TacticError,
    assert_hypothesis,
    clear,
    close_with,
    intro,
    locals_of,
    new_goal,
    rename,
    replace_hypothesis,
    revert,
    substitute,
    target,
)

if TYPE_CHECKING:
    from ..state import Runner


def hypothesis(run: Runner, g: MVar, name: str, pos: int) -> FVar:
    """The hypothesis of a name."""
    x = locals_of(run.meta, g).find(name)
    if x is None:
        raise TacticError(f"unknown identifier '{name}'", pos)
    return x


def locations(run: Runner, g: MVar, where: Any) -> tuple[list[FVar], bool]:
    """The hypotheses that ``at`` names, and whether the goal is meant as well."""
    if where is None:
        return [], True
    names, goal = where
    if names and names[0][0] == "*":
        return list(locals_of(run.meta, g).order), True
    return [hypothesis(run, g, n, p) for n, p in names], goal


def contradiction(run: Runner, stx: Syn) -> None:
    """``contradiction``: hypotheses that refute each other or themselves."""
    g = run.main()
    value = find_contradiction(run.meta, g)
    if value is None:
        from ..printer import show_goal

        raise TacticError(f"contradiction failed\n{show_goal(run.meta, locals_of(run.meta, g), target(run.meta, g))}")
    close_with(run, g, value)


def find_contradiction(meta: Meta, g: MVar, among: Collection[Term] | None = None) -> Term | None:
    """A proof of the goal from contradictory hypotheses, or from those `among` them."""
    from ..rewriting import sort_level

    locals_ = locals_of(meta, g)
    goal = target(meta, g)

    def from_false(proof: Term) -> Term:
        return apps(const("False.elim", (sort_level(meta, goal),)), goal, proof)  # type: ignore[arg-type]

    order = [x for x in locals_.order if among is None or x in among]
    props = [(x, meta.inst(x.type)) for x in order if meta.try_prop(x.type)]
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
    close_with(run, g, x)


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
    close_with(run, g, value)


def nomatch(run: Runner, stx: Syn) -> None:
    """``nomatch e``."""
    g = run.main()
    e = run.term(g, stx.args[0])
    left = eliminate(run.meta, g, e, None, induction=False)
    if left:
        raise TacticError("missing cases")
    run.done([])


TACTICS: Final = {
    "contradiction": contradiction,
    "assumption": assumption,
    "specialize": specialize,
    "clear": clear_tactic,
    "revert": revert_tactic,
    "rename": rename_tactic,
    "rename_i": rename_i,
    "subst": subst,
    "nofun": nofun,
    "nomatch": nomatch,
}

__all__ = [
    "TACTICS",
    "find_assumption",
    "find_contradiction",
    "hypothesis",
    "locations",
    "rename_inaccessible",
    "subst_one",
]
