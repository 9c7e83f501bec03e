"""Moves on goals that the tactics are made of: introduce, revert, clear, rename, substitute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..holes import Locals
from ..lexer import SourceError
from ..redexes import beta_reduce
from ..substitution import instantiate, swap
from ..terms import FVAR, Const, FVar, MVar, Pi, Term, app, apps, const, fvar, pi, spine, subterms
from ..unify import Meta

if TYPE_CHECKING:
    from ..state import Runner


class TacticError(SourceError):
    """A tactic fails, with Lean's message."""

    def __init__(self, message: str, pos: int = 0) -> None:
        super().__init__(message, pos, "tactic")


def target(meta: Meta, g: MVar) -> Term:
    """The goal's statement."""
    return meta.inst(meta.holes[g].type)


def locals_of(meta: Meta, g: MVar) -> Locals:
    """The goal's hypotheses."""
    return meta.holes[g].locals


def new_goal(meta: Meta, locals_: Locals, type_: Term, tag: str = "") -> MVar:
    """A goal to be proved."""
    return meta.hole(locals_, beta_reduce(type_), False, tag)


def close_with(run: Runner, g: MVar, e: Term) -> None:
    """Close the goal by a term."""
    run.meta.assign(g, e)
    run.done([])


def name_goal(meta: Meta, m: MVar, name: str) -> None:
    """Give a goal a ``case`` name."""
    known = meta.holes[m]
    if known.name != name:
        meta.holes[m] = type(known)(known.locals, known.type, known.natural, name)


def mentions(t: Term, xs: Iterable[FVar]) -> bool:
    """Whether any of the variables occurs in `t`."""
    wanted = set(xs)
    if not t.flags & FVAR:
        return False
    return any(s in wanted for s in subterms(t, FVAR))


def dependents(meta: Meta, locals_: Locals, xs: Sequence[FVar]) -> list[FVar]:
    """The hypotheses, beside `xs`, whose types mention any of `xs`, directly or not, in order."""
    found: list[FVar] = []
    moving = set(xs)
    for y in locals_.order:
        if y not in moving and (
            mentions(meta.inst(y.type), moving) or (y.value is not None and mentions(y.value, moving))
        ):
            found.append(y)
            moving.add(y)
    return found


def intro(meta: Meta, g: MVar, name: str | None) -> tuple[FVar, MVar]:
    """Introduce one variable or hypothesis; without a name it gets the binder's, inaccessible."""
    t = target(meta, g)
    if type(t) is not Pi:
        new = meta.whnf(t, meta.root)
        if type(new) is not Pi:
            from ..terms import Let

            if type(t) is Let:
                new = meta.whnf_core(t, meta.root)
            raise TacticError("introN failed: the goal is not a function or an implication")
        t = new
    x = fvar(name if name is not None else f"{_base(t.name)}✝", beta_reduce(t.dom), None, t.info)
    known = meta.holes[g]
    new_g = new_goal(meta, known.locals.push(x), instantiate(t.body, (x,)), known.name)
    meta.delay(g, (x,), new_g)
    return x, new_g


def _base(name: str) -> str:
    return name.split("✝")[0] or "x"


def intro_many(meta: Meta, g: MVar, names: Sequence[str | None]) -> tuple[list[FVar], MVar]:
    """Introduce several."""
    xs = []
    for name in names:
        x, g = intro(meta, g, name)
        xs.append(x)
    return xs, g


def revert(meta: Meta, g: MVar, xs: Sequence[FVar]) -> tuple[list[FVar], MVar]:
    """Put hypotheses, with all that depend on them, back into the goal; returns what was reverted, in order."""
    known = meta.holes[g]
    moving = set(xs) | set(dependents(meta, known.locals, xs))
    order = [x for x in known.locals.order if x in moving]
    type_ = meta.close(order, target(meta, g), pi)
    new_g = new_goal(meta, known.locals.without(order), type_, known.name)
    meta.assign(g, apps(new_g, *order))
    return order, new_g


def clear(meta: Meta, g: MVar, x: FVar) -> MVar:
    """Forget a hypothesis that nothing depends on."""
    known = meta.holes[g]
    if mentions(target(meta, g), [x]):
        raise TacticError(f"failed to clear '{x.name}', target depends on it")
    for y in dependents(meta, known.locals, [x]):
        raise TacticError(f"failed to clear '{x.name}', '{y.name}' depends on it")
    new_g = new_goal(meta, known.locals.without([x]), known.type, known.name)
    meta.assign(g, new_g)
    return new_g


def try_clear(meta: Meta, g: MVar, xs: Iterable[FVar]) -> MVar:
    """Forget those of the hypotheses that can be forgotten, last first."""
    for x in reversed(list(xs)):
        if x in meta.holes[g].locals.members:
            mark = meta.mark()
            try:
                g = clear(meta, g, x)
            except TacticError:
                meta.undo(mark)
    return g


def assert_hypothesis(meta: Meta, g: MVar, name: str, type_: Term, proof: Term) -> tuple[FVar, MVar]:
    """Add ``name : type_``, proved by `proof`."""
    known = meta.holes[g]
    type_ = beta_reduce(type_)
    x = fvar(name, type_)
    new_g = new_goal(meta, known.locals.push(x), known.type, known.name)
    body = meta.hole(known.locals, pi(name, type_, known.type), False)
    meta.delay(body, (x,), new_g)
    meta.assign(g, app(body, proof))
    return x, new_g


def replace_hypothesis(
    meta: Meta, g: MVar, h: FVar, type_: Term, proof: Term, name: str | None = None
) -> tuple[FVar, MVar]:
    """Give `h` another type, proved by `proof`; it keeps its place where it can, and the old one goes if it can."""
    known = meta.holes[g]
    x = fvar(name or h.name, type_)
    order = list(known.locals.order)
    place = order.index(h)
    rest_uses = bool(dependents(meta, known.locals, [h])) or mentions(target(meta, g), [h])
    later = set(order[place + 1 :])
    if rest_uses:
        new = Locals((*order, x))
    elif mentions(type_, later):
        new = Locals((*order[:place], *order[place + 1 :], x))
    else:
        new = Locals((*order[:place], x, *order[place + 1 :]))
    new_g = new_goal(meta, new, known.type, known.name)
    body = meta.hole(known.locals, pi(x.name, type_, known.type), False)
    meta.delay(body, (x,), new_g)
    meta.assign(g, app(body, proof))
    return x, new_g


def change_target(meta: Meta, g: MVar, type_: Term) -> MVar:
    """State the goal in another, definitionally equal way."""
    known = meta.holes[g]
    new_g = new_goal(meta, known.locals, type_, known.name)
    meta.assign(g, new_g)
    return new_g


def rename(meta: Meta, g: MVar, names: dict[FVar, str]) -> MVar:
    """Give hypotheses other names."""
    known = meta.holes[g]
    order = known.locals.order
    olds: list[FVar] = []
    news: list[FVar] = []
    kept: list[FVar] = []
    for x in order:
        type_ = meta.inst(x.type)
        if x in names or mentions(type_, olds):
            new = fvar(names.get(x, x.name), swap(type_, olds, news), x.value, x.info)
            olds.append(x)
            news.append(new)
            kept.append(new)
        else:
            kept.append(x)
    new_g = new_goal(meta, Locals(tuple(kept)), swap(target(meta, g), olds, news), known.name)
    outer = meta.hole(known.locals, meta.close(news, target(meta, new_g), pi), False)
    meta.delay(outer, tuple(news), new_g)
    meta.assign(g, apps(outer, *olds))
    return new_g


def substitute(meta: Meta, g: MVar, h: FVar, x: FVar) -> MVar:
    """With ``h : x = t`` or ``h : t = x``, put `t` for `x` everywhere, and forget both."""
    fn, args = spine(meta.whnf(meta.inst(h.type), meta.root))
    if type(fn) is not Const or fn.name != "Eq":
        raise TacticError("argument must be an equality proof")
    type_, left, right = args
    level = fn.levels[0]
    if right is x:
        value, proof = left, h
    else:
        value, proof = right, apps(const("Eq.symm", (level,)), type_, left, right, h)  # type: ignore[assignment]
    if mentions(value, [x]):
        raise TacticError(f"motive is not type correct: variable '{x.name}' occurs in its own value")
    order = locals_of(meta, g).order
    place = {y: i for i, y in enumerate(order)}
    if any([place.get(y, -1) > place[x] for y in _free(value)]):
        g = _move_after(meta, g, x, value)
    moved, g = revert(meta, g, [x, h])
    known = meta.holes[g]
    moved_rest = [y for y in moved if y is not x and y is not h]
    goal = target(meta, g)
    for _ in moved:
        assert type(goal) is Pi
        goal = goal.body
    body = meta.close(moved_rest, instantiate(goal, moved), pi)
    from ..substitution import lift
    from ..terms import bvar

    x2 = fvar(x.name, type_)
    h2 = fvar("h", apps(const("Eq", (level,)), type_, value, x2))
    if mentions(body, [h]):
        back = apps(const("Eq.symm", (level,)), type_, value, x2, h2) if right is not x else h2
        body = swap(body, [h], [back])
    motive = meta.bind([x2, h2], swap(body, [x], [x2]))
    refl = apps(const("Eq.refl", (level,)), type_, value)
    new_type = swap(swap(body, [x], [value]), [h2], [refl])
    sort_level = _level(meta, body)
    new_g = new_goal(meta, known.locals, new_type, known.name)
    rec = apps(const("Eq.rec", (sort_level, level)), type_, value, motive, new_g, x, proof)  # type: ignore[arg-type]
    inner = apps(rec, *moved_rest)
    # g : ∀ moved, goal   :=   fun moved => rec … moved_rest
    meta.delay(g, tuple(moved), inner)
    del bvar, lift
    _, new_g = intro_many(meta, new_g, [y.name for y in moved_rest])
    return new_g


def _free(t: Term) -> set[FVar]:
    return {s for s in subterms(t, FVAR) if type(s) is FVar}


def _move_after(meta: Meta, g: MVar, x: FVar, value: Term) -> MVar:
    """Nothing to do: reverting keeps what `value` needs, as long as that does not depend on `x`."""
    needed = _free(value)
    for y in dependents(meta, locals_of(meta, g), [x]):
        if y in needed:
            raise TacticError(f"cannot substitute '{x.name}': its value depends on it")
    return g


def _level(meta: Meta, t: Term) -> object:
    from ..rewriting import sort_level

    return sort_level(meta, t)


__all__ = [
    "TacticError", "assert_hypothesis", "change_target", "clear", "dependents", "intro", "intro_many", "locals_of",
    "mentions", "new_goal", "rename", "replace_hypothesis", "revert", "substitute", "swap", "target", "try_clear",
]  # fmt: skip
