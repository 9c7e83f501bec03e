"""Taking things apart: cases, induction, injection, and the equations between indices that come up on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..holes import Locals
from ..kernel import Declaration
from ..redexes import add_offset, beta_reduce
from ..rewriting import abstract_occurrences, sort_level
from ..substitution import arrow, instantiate, replace
from ..terms import NAT, App, Const, FVar, Lit, MVar, Pi, Term, app, apps, bvar, const, fvar, head, lam, lit, pi, spine
from ..unify import Meta
from .goals import (
    TacticError,
    assert_hypothesis,
    intro,
    intro_many,
    locals_of,
    mentions,
    new_goal,
    revert,
    substitute,
    swap,
    target,
    try_clear,
)

_SUCC, _ZERO = const("Nat.succ"), const("Nat.zero")


@dataclass(slots=True)
class Branch:
    """One case: its constructor, its goal, and the variables of the fields and induction hypotheses in it."""

    ctor: str
    goal: MVar
    fields: list[FVar]
    hyps: list[FVar]


def family_of(meta: Meta, t: Term) -> tuple[Declaration, Const, list[Term]] | None:
    """The inductive family that a type is, with its arguments."""
    t = meta.inst(t)
    for _ in range(50):
        fn, args = spine(t)
        if type(fn) is Const:
            decl = meta.env.get(fn.name)
            if decl is not None and decl.kind == "inductive":
                return decl, fn, args
        new = meta.whnf_core(t, meta.root)
        if new is t:
            unfolded = meta.unfold(t)
            if unfolded is None:
                return None
            new = unfolded
        t = new
    return None


def tidy(t: Term) -> Term:
    """Write ``n + 1`` and ``0`` for constructors of Nat that an elimination brought in."""

    def leaf(n: Term, _: int) -> Term | None:
        if n is _ZERO:
            return lit(0)
        if type(n) is App and n.fn is _SUCC:
            return add_offset(replace_all(n.arg), 1)
        return None

    def replace_all(n: Term) -> Term:
        return replace(n, leaf, 0)

    return replace_all(t)


def eliminate(
    meta: Meta,
    g: MVar,
    major: Term,
    names: dict[str, Sequence[str | None]] | None,
    *,
    induction: bool,
    extra: Sequence[FVar] = (),
) -> list[Branch]:
    """Split a goal by the constructors of `major`'s type (cases), or with induction hypotheses.

    Args:
        meta: Holes.
        g: The goal.
        major: What is taken apart.
        names: For each constructor the names of its fields, then of its induction hypotheses; None: inaccessible ones.
        induction: Whether induction hypotheses are wanted.
        extra: Hypotheses to generalise.
    """
    found = family_of(meta, meta.type_of(major))
    if found is None:
        raise TacticError(
            f"induction failed, major premise type is not an inductive type\n  {_show(meta, g, meta.type_of(major))}"
            if induction
            else f"cases failed, major premise type is not an inductive type\n  {_show(meta, g, meta.type_of(major))}"
        )
    decl, family, args = found
    params, indices = args[: decl.params], args[decl.params :]
    if type(major) is not FVar or major not in locals_of(meta, g).members:
        major, g = generalize_major(meta, g, major)
    simple = all([type(i) is FVar and i in locals_of(meta, g).members for i in indices]) and len(set(indices)) == len(
        indices
    )
    simple = simple and not any([mentions(p, [i]) for i in indices for p in params])  # type: ignore[list-item]
    if simple and indices and not induction:
        simple = False  # equations keep the other hypotheses in place
    if indices and not simple:
        if induction:
            raise TacticError(
                "index in target's type is not a variable (consider using the `cases` tactic instead)\n  "
                + _show(meta, g, next((i for i in indices if type(i) is not FVar), indices[0]))
            )
        return _indexed_cases(meta, g, major, decl, family, params, indices, names)
    moved, g = revert(meta, g, [*indices, major, *extra])  # type: ignore[list-item]
    fixed = [*indices, major]
    rest = [y for y in moved if y not in fixed]
    goal = target(meta, g)
    for _ in moved:
        assert type(goal) is Pi
        goal = goal.body
    body = meta.close(rest, instantiate(goal, moved), pi)
    return _split(meta, g, decl, family, params, indices, major, moved, rest, body, names, induction)  # type: ignore[arg-type]


def _show(meta: Meta, g: MVar, t: Term) -> str:
    from ..printer import show

    return show(meta.inst(t), locals_of(meta, g))


def generalize_major(meta: Meta, g: MVar, major: Term) -> tuple[FVar, MVar]:
    """Name a compound term, replacing it in the goal when it is data."""
    type_ = meta.inst(meta.type_of(major))
    if meta.try_prop(type_):
        x, g = assert_hypothesis(meta, g, "h✝", type_, major)
        return x, g
    x = fvar("x✝", type_)
    body = abstract_occurrences(meta, target(meta, g), major, x)
    known = meta.holes[g]
    inner = new_goal(meta, known.locals, meta.close([x], body, pi), known.name)
    meta.assign(g, app(inner, major))
    return intro(meta, inner, "x✝")


def _split(
    meta: Meta,
    g: MVar,
    decl: Declaration,
    family: Const,
    params: list[Term],
    indices: list[FVar],
    major: FVar,
    moved: list[FVar],
    rest: list[FVar],
    body: Term,
    names: dict[str, Sequence[str | None]] | None,
    induction: bool,
) -> list[Branch]:
    """Apply the eliminator; `g` is the goal with `moved` reverted, `body` what is to be shown behind them."""
    known = meta.holes[g]
    xs = [*indices, major]
    news: list[FVar] = []
    for x in xs:
        news.append(fvar(x.name.split("✝")[0], swap(meta.inst(x.type), xs[: len(news)], news)))
    motive = meta.bind(news, swap(body, xs, news))
    level = sort_level(meta, body)
    rec = meta.env.get(f"{decl.name}.rec")
    assert rec is not None
    assert rec.recursor is not None
    large = len(rec.levels) > len(decl.levels)
    if not large and level != 0:
        raise TacticError(
            f"induction failed, recursor '{decl.name}.casesOn' can only eliminate into Prop\n{_goal_text(meta, g)}"
        )
    levels = (level, *family.levels) if large else family.levels
    branches, minors = [], []
    for name, fields, recursive in rec.recursor.rules:
        short = name.rsplit(".", 1)[-1]
        ctor = meta.env.get(name)
        assert ctor is not None
        from ..substitution import instantiate_levels

        t = instantiate_levels(ctor.type, ctor.levels, family.levels)
        for p in params:
            assert type(t) is Pi
            t = instantiate(t.body, (p,))
        given = list(names.get(short, ()) if names is not None else ())
        field_vars: list[FVar] = []
        for i in range(fields):
            assert type(t) is Pi
            given_name = given[i] if i < len(given) else None
            x = fvar(given_name or f"{t.name.split('✝')[0]}✝", beta_reduce(t.dom), None, "d")
            field_vars.append(x)
            t = instantiate(t.body, (x,))
        at = spine(t)[1][decl.params :]
        hyps: list[FVar] = []
        if induction:
            for x, again in zip(field_vars, recursive, strict=True):
                if again:
                    place = fields + len(hyps)
                    given_name = given[place] if place < len(given) else None
                    inner = spine(meta.inst(x.type))[1][decl.params :]
                    hyp_type = beta_reduce(tidy_if_nat(decl, _beta(meta, motive, [*inner, x])))
                    hyps.append(fvar(given_name or f"{x.name.split('✝')[0]}_ih✝", hyp_type))
        made = apps(const(name, family.levels), *params, *field_vars)
        goal_type = tidy_if_nat(decl, _beta(meta, motive, [*at, made]))
        sub = new_goal(meta, Locals((*known.locals.order, *field_vars, *hyps)), goal_type, _tag(known.name, short))
        minor = meta.hole(known.locals, NAT, False)
        meta.delay(minor, (*field_vars, *hyps), sub)
        minors.append(minor)
        branches.append((short, sub, field_vars, hyps))
    if induction:
        value = apps(const(rec.name, levels), *params, motive, *minors, *indices, major, *rest)  # type: ignore[arg-type]
    else:
        value = apps(const(f"{decl.name}.casesOn", levels), *params, motive, *indices, major, *minors, *rest)  # type: ignore[arg-type]
    meta.delay(g, tuple(moved), value)
    result = []
    for short, sub, field_vars, hyps in branches:
        _, sub = intro_many(meta, sub, [y.name for y in rest])
        result.append(Branch(short, sub, field_vars, hyps))
    return result


def _goal_text(meta: Meta, g: MVar) -> str:
    from ..printer import show_goal

    return show_goal(meta, locals_of(meta, g), target(meta, g))


def tidy_if_nat(decl: Declaration, t: Term) -> Term:
    """`tidy` where Nat was split."""
    return tidy(t) if decl.name in ("Nat", "Nat.le") else t


def _beta(meta: Meta, fn: Term, args: list[Term]) -> Term:
    from ..redexes import beta

    return beta(fn, args)


def _tag(outer: str, name: str) -> str:
    return f"{outer}.{name}" if outer else name


def _indexed_cases(
    meta: Meta,
    g: MVar,
    major: FVar,
    decl: Declaration,
    family: Const,
    params: list[Term],
    indices: list[Term],
    names: dict[str, Sequence[str | None]] | None,
) -> list[Branch]:
    """Cases where the indices are not variables: generalise them with equations, split, solve the equations."""
    fresh: list[FVar] = []
    t = instantiate_params(meta, decl, family, params)
    for i in range(len(indices)):
        assert type(t) is Pi
        x = fvar(f"{t.name.split('✝')[0]}", meta.inst(t.dom))
        fresh.append(x)
        t = instantiate(t.body, (x,))
        if i and mentions(x.type, fresh[:-1]):
            raise TacticError("cases failed, dependent indices are not supported")
    copy = fvar(major.name, apps(family, *params, *fresh))
    equations: list[Term] = []
    levels = []
    for x, index in zip(fresh, indices, strict=True):
        level = sort_level(meta, x.type)
        levels.append(level)
        equations.append(apps(const("Eq", (level,)), x.type, index, x))  # type: ignore[arg-type]
    goal = target(meta, g)
    body = swap(goal, [major], [copy]) if mentions(goal, [major]) else goal
    if mentions(body, [copy]) and not meta.try_prop(copy.type):
        raise TacticError("cases failed, the goal depends on the term that is taken apart")
    if mentions(body, [copy]):
        body = goal
    for e in reversed(equations):
        body = arrow(e, body, "h✝")
    known = meta.holes[g]
    inner = new_goal(meta, known.locals.push(*fresh, copy), body, known.name)
    outer = meta.hole(known.locals, NAT, False)
    meta.delay(outer, (*fresh, copy), inner)
    refls = [apps(const("Eq.refl", (level,)), x.type, i) for level, x, i in zip(levels, fresh, indices, strict=True)]  # type: ignore[arg-type]
    meta.assign(g, apps(outer, *indices, major, *refls))
    moved, inner = revert(meta, inner, [*fresh, copy])
    rest = [y for y in moved if y not in fresh and y is not copy]
    t2 = target(meta, inner)
    for _ in moved:
        assert type(t2) is Pi
        t2 = t2.body
    body2 = meta.close(rest, instantiate(t2, moved), pi)
    branches = _split(meta, inner, decl, family, params, fresh, copy, moved, rest, body2, names, False)
    result = []
    for b in branches:
        goal_m: MVar | None = b.goal
        for _ in indices:
            assert goal_m is not None
            eq, goal_m = intro(meta, goal_m, "h✝")
            b.goal = goal_m
            goal_m, fields = solve_equation(meta, goal_m, eq, b.fields)
            b.fields = fields
            if goal_m is None:
                break
        if goal_m is None:
            continue
        goal_m = try_clear(meta, goal_m, [major])
        b.goal = goal_m
        result.append(b)
    return result


def instantiate_params(meta: Meta, decl: Declaration, family: Const, params: list[Term]) -> Term:
    """The family's type with its parameters put in."""
    t = meta.const_type(family)
    for p in params:
        assert type(t) is Pi
        t = instantiate(t.body, (p,))
    return t


def constructor_form(meta: Meta, t: Term) -> tuple[Const, list[Term]] | None:
    """`t` as a constructor with arguments, if it reduces to that."""
    t = meta.whnf(meta.inst(t), meta.root)
    if type(t) is Lit:
        return (_SUCC, [lit(t.value - 1)]) if t.value else (_ZERO, [])
    fn, args = spine(t)
    if type(fn) is Const:
        decl = meta.env.get(fn.name)
        if decl is not None and decl.kind == "constructor":
            return fn, args
    return None


def solve_equation(
    meta: Meta, g: MVar, eq: FVar, fields: list[FVar], depth: int = 0
) -> tuple[MVar | None, list[FVar]]:
    """Use up a hypothesis ``eq : a = b``: substitute, take constructors apart, or close the goal.

    Returns:
        The goal that is left (None: closed) and `fields` with variables replaced where names moved.
    """
    meta.burn(5)
    if depth > 200:
        raise TacticError("dependent elimination failed")
    _fn, args = spine(meta.inst(eq.type))
    type_, a, b = args
    order = locals_of(meta, g).order
    free = set(order)
    for x, other in ((b, a), (a, b)):
        if type(x) is FVar and x in free and x.value is None and not mentions(other, [x]):
            before = [y for y in order if y is not x and y is not eq]
            new = substitute(meta, g, eq, x)
            after = locals_of(meta, new).order
            table = _match_names(before, after)
            put = {**table, x: other}
            return new, [put.get(f, f) for f in fields]  # type: ignore[misc]
    if meta.unify(a, b):
        return try_clear(meta, g, [eq]), fields
    ca, cb = constructor_form(meta, a), constructor_form(meta, b)
    if ca is None or cb is None:
        raise TacticError(
            f"dependent elimination failed, failed to solve equation\n  {_show(meta, g, a)} = {_show(meta, g, b)}"
        )
    if ca[0].name != cb[0].name:
        meta.assign(g, absurd_equation(meta, g, eq, type_, a, b, ca[0].name))
        return None, fields
    new_eqs, g = _inject(meta, g, eq, type_, a, b, ca, cb)
    result: MVar | None = try_clear(meta, g, [eq])
    names = [e.name for e in new_eqs]
    for name in names:
        assert result is not None
        e = locals_of(meta, result).find(name)
        assert e is not None
        result, fields = solve_equation(meta, result, e, fields, depth + 1)
        if result is None:
            return None, fields
    return result, fields


def _match_names(before: list[FVar], after: Sequence[FVar]) -> dict[FVar, FVar]:
    kept = set(after)
    lost = [x for x in before if x not in kept]
    fresh = [x for x in after if x not in set(before)]
    return dict(zip(lost, fresh, strict=False))


def absurd_equation(meta: Meta, g: MVar, eq: Term, type_: Term, a: Term, b: Term, ctor: str) -> Term:
    """From ``eq : C … = D …`` with different constructors, a proof of anything: transport along a discriminator."""
    found = family_of(meta, type_)
    assert found is not None
    decl, family, params = found
    is_c = _discriminator(decl, family, params, type_, ctor)
    level = sort_level(meta, type_)
    goal = target(meta, g)
    x = fvar("x", type_)
    h = fvar("h", apps(const("Eq", (level,)), type_, a, x))  # type: ignore[arg-type]
    motive = meta.bind([x, h], app(is_c, x))
    false = apps(const("Eq.rec", (0, level)), type_, a, motive, const("True.intro"), b, eq)  # type: ignore[arg-type]
    return apps(const("False.rec", (sort_level(meta, goal),)), lam("_", const("False"), goal), false)  # type: ignore[arg-type]


def _discriminator(decl: Declaration, family: Const, params: list[Term], type_: Term, ctor: str) -> Term:
    """``fun x => x.casesOn …``: True at `ctor`, False elsewhere."""
    from ..terms import PROP

    minors: list[tuple[str, Term]] = []
    for name in decl.constructors:
        minors.append((name, const("True") if name == ctor else const("False")))
    return lam("x", type_, _cases_body(decl, family, params, lam("_", type_, PROP), bvar(0), minors, 1))


def _cases_body(
    decl: Declaration,
    family: Const,
    params: list[Term],
    motive: Term,
    major: Term,
    minors: list[tuple[str, Term]],
    level: object,
) -> Term:
    """``casesOn`` with a constant result for each constructor (a closed term, put under its fields)."""
    from ..library import library
    from ..substitution import instantiate_levels

    env = library()
    made = []
    for name, value in minors:
        ctor = env.get(name)
        assert ctor is not None
        t = instantiate_levels(ctor.type, ctor.levels, family.levels)
        for p in params:
            assert type(t) is Pi
            t = instantiate(t.body, (p,))
        doms = []
        while type(t) is Pi:
            doms.append((t.name, t.dom))
            t = t.body
        body = value
        for name_, dom in reversed(doms):
            body = lam(name_, dom, body)
        made.append(body)
    return apps(const(f"{decl.name}.casesOn", (level, *family.levels)), *params, motive, major, *made)  # type: ignore[arg-type]


def _inject(
    meta: Meta, g: MVar, eq: Term, type_: Term, a: Term, b: Term, ca: tuple[Const, list[Term]],
    cb: tuple[Const, list[Term]],
    names: Sequence[str] = (),
) -> tuple[list[FVar], MVar]:  # fmt: skip
    """Add the equations between the fields of two equal constructor applications."""
    found = family_of(meta, type_)
    assert found is not None
    decl, family, params = found
    n = decl.params
    made: list[FVar] = []
    level = sort_level(meta, type_)
    for i, (x, y) in enumerate(zip(ca[1][n:], cb[1][n:], strict=True)):
        field_type = meta.inst(meta.type_of(x))
        if meta.try_prop(field_type):
            continue
        if not meta.unify(field_type, meta.type_of(y)):
            raise TacticError("injection failed, the fields have different types")
        pick = _projector(meta, decl, family, params, type_, ca[0].name, i, x, field_type)
        field_level = sort_level(meta, field_type)
        proof = apps(
            const("congrArg", (level, field_level)),  # type: ignore[arg-type]
            type_,
            field_type,
            a,
            b,
            pick,
            eq,
        )
        statement = apps(const("Eq", (field_level,)), field_type, _plain(x), _plain(y))  # type: ignore[arg-type]
        name = names[len(made)] if len(made) < len(names) else f"h_eq{len(made)}_{g.uid}✝"
        h, g = assert_hypothesis(meta, g, name, statement, proof)
        made.append(h)
    return made, g


def _plain(t: Term) -> Term:
    return tidy(t) if type(head(t)) is Const and head(t) in (_SUCC, _ZERO) else t


def _projector(
    meta: Meta,
    decl: Declaration,
    family: Const,
    params: list[Term],
    type_: Term,
    ctor: str,
    i: int,
    default: Term,
    field_type: Term,
) -> Term:
    """``fun x => x.casesOn …``: the i-th field at `ctor`, `default` elsewhere."""
    level = sort_level(meta, field_type)
    x = fvar("x", type_)
    made = []
    for name in decl.constructors:
        from ..substitution import instantiate_levels

        c = meta.env.get(name)
        assert c is not None
        t = instantiate_levels(c.type, c.levels, family.levels)
        for p in params:
            assert type(t) is Pi
            t = instantiate(t.body, (p,))
        xs = []
        while type(t) is Pi:
            y = fvar(t.name, t.dom)
            xs.append(y)
            t = instantiate(t.body, (y,))
        made.append(meta.bind(xs, xs[i] if name == ctor else default))
    body = apps(const(f"{decl.name}.casesOn", (level, *family.levels)), *params, lam("_", type_, field_type), x, *made)  # type: ignore[arg-type]
    return meta.bind([x], body)


def injection(meta: Meta, g: MVar, eq: Term, names: Sequence[str]) -> MVar | None:
    """The tactic ``injection h with h₁ …``; None when the goal is closed."""
    t = meta.whnf_reducible(meta.inst(meta.type_of(eq)))
    fn, args = spine(t)
    if type(fn) is not Const or fn.name != "Eq":
        raise TacticError("injection failed, argument must be an equality proof")
    type_, a, b = args
    ca, cb = constructor_form(meta, a), constructor_form(meta, b)
    if ca is None or cb is None:
        raise TacticError("injection failed, both sides of the equality must be constructor applications")
    if ca[0].name != cb[0].name:
        meta.assign(g, absurd_equation(meta, g, eq, type_, a, b, ca[0].name))
        return None
    _, g = _inject(meta, g, eq, type_, a, b, ca, cb, names)
    return g


__all__ = [
    "Branch",
    "absurd_equation",
    "constructor_form",
    "eliminate",
    "family_of",
    "generalize_major",
    "injection",
    "solve_equation",
    "tidy",
]
