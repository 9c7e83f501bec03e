"""The pattern language of rcases, obtain, rintro and have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..syntax import Syn
from ..terms import FVar, MVar
from .elimination import Branch, eliminate, family_of
from .goals import TacticError, locals_of, rename, replace_hypothesis, try_clear

if TYPE_CHECKING:
    from ..state import Runner


def rcases(run: Runner, g: MVar, x: FVar, p: Syn) -> list[MVar]:
    """Match the hypothesis `x` against a pattern; returns the goals."""
    return [goal for goal, _ in _match(run, g, x, p)]


def _match(run: Runner, g: MVar, x: FVar, p: Syn) -> list[tuple[MVar, None]]:
    meta = run.meta
    meta.burn(5)
    if p.kind == "pname":
        name = p.args[0]
        if name == "_" or name == x.name:
            return [(g, None)]
        return [(rename(meta, g, {x: name}), None)]
    if p.kind == "pclear":
        return [(try_clear(meta, g, [x]), None)]
    if p.kind == "prfl":
        from .contexts import subst_one

        t = meta.whnf_reducible(meta.inst(x.type))
        del t
        from .elimination import solve_equation

        try:
            return [(subst_one(meta, g, x, p.pos), None)]
        except TacticError:
            found = family_of(meta, x.type)
            if found is None or found[0].name != "Eq":
                raise
            left, _ = solve_equation(meta, g, x, [])
            return [] if left is None else [(left, None)]
    if p.kind == "ptyped":
        elab = run.elaborator(g)
        type_ = elab.type(p.args[1])
        elab.synthesize()
        if not meta.unify(meta.inst(type_), meta.inst(x.type)):
            elab.mismatch(x, meta.inst(x.type), type_, p)
        x, g = replace_hypothesis(meta, g, x, meta.inst(type_), x)
        return _match(run, g, x, p.args[0])
    found = family_of(meta, x.type)
    if found is None:
        raise TacticError("rcases failed: the hypothesis is not of an inductive type", p.pos)
    decl = found[0]
    alternatives = list(p.args[0]) if p.kind == "palt" else [p]
    if p.kind == "palt" and len(decl.constructors) == 1:
        raise TacticError(f"rcases: too many alternatives for '{decl.name}'", p.pos)
    rows = _rows(alternatives, len(decl.constructors))
    names: dict[str, Sequence[str | None]] = {}
    plans: dict[str, list[Syn]] = {}
    for ctor, row in zip(decl.constructors, rows, strict=True):
        short = ctor.rsplit(".", 1)[-1]
        c = meta.env.get(ctor)
        assert c is not None
        items = _fields(row, c.fields, ctor, run)
        plans[short] = items
        names[short] = [i.args[0] if i.kind == "pname" and i.args[0] != "_" else None for i in items]
    result: list[tuple[MVar, None]] = []
    for b in eliminate(meta, g, x, names, induction=False):
        result += _continue(run, b, plans[b.ctor])
    return result


def _rows(alternatives: list[Syn], count: int) -> list[Syn | None]:
    """One pattern for each constructor; the last of fewer patterns covers the rest as alternatives."""
    rows: list[Syn | None] = list(alternatives[:count])
    if len(alternatives) > count and count:
        rest = alternatives[count - 1 :]
        rows[count - 1] = Syn("palt", rest[0].pos, (tuple(rest),))
    while len(rows) < count:
        rows.append(None)
    return rows


def _fields(row: Syn | None, count: int, ctor: str, run: Runner) -> list[Syn]:
    """The patterns of a constructor's fields."""
    blank = Syn("pname", 0, ("_",))
    if row is None or count == 0:
        return [blank] * count
    if row.kind == "ptuple":
        items = list(row.args[0])
        explicit = _explicit(ctor, run)
        if len(items) > len(explicit):
            if not explicit:
                return [blank] * count
            tail = items[len(explicit) - 1 :]
            items = [*items[: len(explicit) - 1], Syn("ptuple", tail[0].pos, (tuple(tail),))]
        fields = [blank] * count
        for place, item in zip(explicit, items, strict=False):
            fields[place] = item
        return fields
    explicit = _explicit(ctor, run)
    fields = [blank] * count
    if explicit:
        fields[explicit[0]] = row
    return fields


def _explicit(ctor: str, run: Runner) -> list[int]:
    from ..terms import Pi, Term

    decl = run.meta.env.get(ctor)
    assert decl is not None
    t: Term = decl.type
    found, n = [], 0
    while type(t) is Pi:
        if n >= decl.params and t.info == "d":
            found.append(n - decl.params)
        n += 1
        t = t.body
    return found


def _continue(run: Runner, b: Branch, items: list[Syn]) -> list[tuple[MVar, None]]:
    """Match the fields of one branch, one after the other."""
    work: list[tuple[MVar, list[FVar]]] = [(b.goal, b.fields)]
    for i, item in enumerate(items):
        if item.kind == "pname":
            continue
        new: list[tuple[MVar, list[FVar]]] = []
        for g, fields in work:
            x = fields[i]
            if x not in locals_of(run.meta, g).members:
                new.append((g, fields))
                continue
            before = [f for f in fields]
            old = locals_of(run.meta, g).order
            for goal, _ in _match(run, g, x, item):
                new.append((goal, _follow(old, locals_of(run.meta, goal).order, before)))
        work = new
    return [(g, None) for g, _ in work]


def _follow(old: tuple[FVar, ...], new: tuple[FVar, ...], fields: list[FVar]) -> list[FVar]:
    """Where the remaining fields went, when matching an earlier one replaced them (they keep their names)."""
    members = set(new)
    by_name = {x.name: x for x in new if x not in set(old)}
    return [f if f in members else by_name.get(f.name, f) for f in fields]


__all__ = ["rcases"]
