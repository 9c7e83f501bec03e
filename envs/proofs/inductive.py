"""Inductive families of the fixed signature: constructors, recursors, `casesOn` and `recOn` from a declaration.

Trusted with the kernel: it says which recursors exist. The families come from `prelude` alone, never from users, so
positivity and universe levels are not checked here; the tests compare every recursor with real Lean's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .kernel import Declaration, Recursor
from .levels import Level
from .substitution import abstract, instantiate
from .terms import PROP, Const, FVar, Pi, Sort, Term, apps, const, fvar, lam, pi, sort, spine


def bind(xs: Sequence[FVar], body: Term, make: Any = pi, infos: str = "") -> Term:
    """Abstract local variables, by function type or function; `infos` overrides their binder kinds."""
    body = abstract(body, xs)
    for i in range(len(xs) - 1, -1, -1):
        x = xs[i]
        body = make(x.name, abstract(x.type, xs[:i]), body, infos[i] if infos else x.info)
    return body


def telescope(t: Term) -> tuple[list[FVar], Term]:
    """The arguments of a function type as local variables, and its result."""
    xs: list[FVar] = []
    while type(t) is Pi:
        x = fvar(t.name, t.dom, None, t.info)
        xs.append(x)
        t = instantiate(t.body, (x,))
    return xs, t


def declare(
    name: str,
    levels: tuple[str, ...],
    params: list[FVar],
    family: Term,
    constructors: list[tuple[str, Term]],
    explicit: bool,
) -> list[Declaration]:
    """All declarations of one family.

    Args:
        name: The family's name.
        levels: Its universe parameters.
        params: Its parameters.
        family: Its type behind the parameters: indices and sort.
        constructors: Names with types behind the parameters.
        explicit: Whether the constructors take the last parameter explicitly (as `Eq.refl` does).
    """
    indices, target = telescope(family)
    assert type(target) is Sort
    n, k = len(params), len(indices)
    own: tuple[Level, ...] = tuple([("p", u) for u in levels])
    base = apps(const(name, own), *params)
    names = tuple([f"{name}.{c}" for c, _ in constructors])
    found = [
        Declaration(
            name, levels, bind(params, family), "inductive", params=n, indices=k, constructors=names, inductive=name
        )
    ]
    hidden = "i" * n
    ctor_infos = hidden[:-1] + "d" if explicit else hidden
    small = target.level == 0 and not _subsingleton(constructors)
    motive_level: Level = 0 if small else ("p", _fresh(levels))
    rec_levels = levels if small else (_fresh(levels), *levels)
    major = fvar("t", apps(base, *indices))
    motive = fvar("motive", bind([*indices, major], sort(motive_level), pi, "d" * (k + 1)), None, "i")
    minors, rules = [], []
    for (ctor, ctype), full in zip(constructors, names, strict=True):
        fields, result = telescope(ctype)
        c = const(full, own)
        found.append(
            Declaration(
                full,
                levels,
                bind(params, ctype, pi, ctor_infos),
                "constructor",
                inductive=name,
                params=n,
                fields=len(fields),
            )
        )
        at = spine(result)[1][n:]
        hyps, recursive = [], []
        for x in fields:
            fn, args = spine(x.type)
            again = type(fn) is Const and fn.name == name
            recursive.append(again)
            if again:
                hyps.append(fvar(f"{x.name}_ih", apps(motive, *args[n:], x)))
        goal = apps(motive, *at, apps(c, *params, *fields))
        minors.append((fvar(ctor, bind([*fields, *hyps], goal, pi, _plain(fields) + "d" * len(hyps))), fields, hyps))
        rules.append((full, len(fields), tuple(recursive)))
    fields0 = rules[0][1] if rules else 1
    k_like = len(rules) == 1 and fields0 == 0 and (target.level == 0 or not indices)  # Eq and True; Unit by its eta
    rec = Recursor(name, n, len(rules), k, tuple(rules), k_like)
    ms = [m for m, _, _ in minors]
    goal = apps(motive, *indices, major)
    shown = "i" if ms else "d"  # without constructors nothing but the goal tells the motive, so Lean has it written
    infos = hidden + shown + "d" * len(ms) + "i" * k + "d"
    rec_type = bind([*params, motive, *ms, *indices, major], goal, pi, infos)
    found.append(Declaration(f"{name}.rec", rec_levels, rec_type, "recursor", inductive=name, recursor=rec))
    rec_const = const(f"{name}.rec", tuple([("p", u) for u in rec_levels]))
    infos = hidden + shown + "i" * k + "d" * (1 + len(ms))
    order = [*params, motive, *indices, major, *ms]
    found.append(
        _variant(
            f"{name}.recOn", rec_levels, order, goal, apps(rec_const, *params, motive, *ms, *indices, major), infos
        )
    )
    cases, given = [], []
    for m, fields, hyps in minors:
        _, goal_m = telescope_upto(m.type, len(fields) + len(hyps))
        y = fvar(m.name, bind(fields, instantiate_back(goal_m, m, fields, hyps), pi, _plain(fields)))
        cases.append(y)
        given.append(bind([*fields, *hyps], apps(y, *fields), lam, "d" * (len(fields) + len(hyps))))
    value = apps(rec_const, *params, motive, *given, *indices, major)
    order = [*params, motive, *indices, major, *cases]
    found.append(_variant(f"{name}.casesOn", rec_levels, order, goal, value, infos))
    return found


def _plain(fields: list[FVar]) -> str:
    return "".join([x.info for x in fields])


def telescope_upto(t: Term, n: int) -> tuple[list[Term], Term]:
    """Drop `n` arguments of a function type, leaving loose indices."""
    doms = []
    for _ in range(n):
        assert type(t) is Pi
        doms.append(t.dom)
        t = t.body
    return doms, t


def instantiate_back(goal: Term, minor: FVar, fields: list[FVar], hyps: list[FVar]) -> Term:
    """The result type of a minor premise over its own field variables."""
    return instantiate(goal, [*fields, *hyps])


def _variant(name: str, levels: tuple[str, ...], xs: list[FVar], goal: Term, value: Term, infos: str) -> Declaration:
    type_ = bind(xs, goal, pi, infos)
    return Declaration(name, levels, type_, "def", value=bind(xs, value, lam, infos), height=1, reducible=True)


def _fresh(levels: tuple[str, ...]) -> str:
    return "u" if "u" not in levels else "u_1"


def _subsingleton(constructors: list[tuple[str, Term]]) -> bool:
    """Whether a family in Prop eliminates into any sort: no constructor, or one whose fields are all proofs."""
    if len(constructors) > 1:
        return False
    for _, ctype in constructors:
        for x in telescope(ctype)[0]:
            if not _is_proof_of_variable(x):
                return False
    return True


def _is_proof_of_variable(x: FVar) -> bool:
    """Enough for this signature: the field's type is a variable of sort Prop, or an arrow between such (And, Iff)."""
    t = x.type
    while type(t) is Pi:
        t = t.body
    return type(t) is FVar and t.type is PROP


__all__ = ["bind", "declare", "telescope"]
