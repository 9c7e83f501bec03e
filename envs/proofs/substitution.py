"""Rebuilding terms: indices lifted, filled in and made of variables again; variables, levels and any nodes replaced.

What does not change is never made anew: flags and the largest loose index tell on the way down where nothing can
happen, and what occurs twice is rebuilt once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from .levels import Level, subst_level
from .terms import (
    DEFAULT,
    FVAR,
    PARAM,
    App,
    BVar,
    Cert,
    Const,
    FVar,
    Lam,
    Let,
    Pi,
    Sort,
    Term,
    app,
    binder,
    bvar,
    cert,
    const,
    let,
    sort,
)

SMALL: Final = 8  # up to this size, rebuilding a term costs less than looking whether that was done before


def walk(t: Term, offset: int, mask: int, leaf: Callable[[Term, int], Term | None], memo: dict[Any, Term]) -> Term:
    """Rebuild `t`: `leaf(node, offset)` replaces a node when it answers; where flags miss `mask`, nothing changes."""
    key = (t, offset)
    done = memo.get(key)
    if done is not None:
        return done
    new = leaf(t, offset)
    if new is None:
        kind = type(t)
        if kind is App:
            fn, arg = t.fn, t.arg  # type: ignore[attr-defined]
            if not mask or fn.flags & mask:
                fn = walk(fn, offset, mask, leaf, memo)
            if not mask or arg.flags & mask:
                arg = walk(arg, offset, mask, leaf, memo)
            new = t if fn is t.fn and arg is t.arg else app(fn, arg)  # type: ignore[attr-defined]
        elif kind is Lam or kind is Pi:
            dom, body = t.dom, t.body  # type: ignore[attr-defined]
            if not mask or dom.flags & mask:
                dom = walk(dom, offset, mask, leaf, memo)
            if not mask or body.flags & mask:
                body = walk(body, offset + 1, mask, leaf, memo)
            new = t if dom is t.dom and body is t.body else binder(kind, t.name, dom, body, t.info)  # type: ignore[attr-defined]
        elif kind is Let:
            new = let(
                t.name,  # type: ignore[attr-defined]
                walk(t.dom, offset, mask, leaf, memo),  # type: ignore[attr-defined]
                walk(t.value, offset, mask, leaf, memo),  # type: ignore[attr-defined]
                walk(t.body, offset + 1, mask, leaf, memo),  # type: ignore[attr-defined]
            )
        elif kind is Cert:
            hyps = []
            for h in t.hyps:  # type: ignore[attr-defined]
                hyps.append(walk(h, offset, mask, leaf, memo))
            new = cert(t.rule, tuple(hyps), walk(t.goal, offset, mask, leaf, memo), t.data)  # type: ignore[attr-defined]
        else:
            new = t
    memo[key] = new
    return new


def lift(t: Term, by: int, start: int = 0) -> Term:
    """Add `by` to every loose index from `start` on."""
    if by == 0 or t.loose <= start:
        return t
    return bvar(t.index + by) if type(t) is BVar else _shift(t, start, start, (), by, {})


def instantiate(t: Term, subs: Sequence[Term]) -> Term:
    """Replace the innermost ``len(subs)`` loose indices; ``subs[-1]`` takes the place of index 0."""
    if t.loose == 0:
        return t
    n = len(subs)
    if type(t) is BVar:
        return subs[n - 1 - t.index] if t.index < n else bvar(t.index - n)
    return _shift(t, 0, 0, subs, -n, {}) if n else t


def _shift(t: Term, offset: int, start: int, subs: Sequence[Term], by: int, memo: dict[Any, Term]) -> Term:
    """Replace the ``len(subs)`` loose indices from `offset` on, and add `by` to those above them.

    `start` is the offset at the root. (A function inside `instantiate` would be a cycle, and `memo` wait for the
    collector with it.)
    """
    kind = type(t)
    if kind is BVar:
        i, n = t.index - offset, len(subs)  # type: ignore[attr-defined]
        return lift(subs[n - 1 - i], offset - start) if i < n else bvar(t.index + by)  # type: ignore[attr-defined]
    large = t.size > SMALL
    if large:
        done = memo.get((t, offset))
        if done is not None:
            return done
    new: Term
    if kind is App:
        fn, arg = t.fn, t.arg  # type: ignore[attr-defined]
        if fn.loose > offset:
            fn = _shift(fn, offset, start, subs, by, memo)
        if arg.loose > offset:
            arg = _shift(arg, offset, start, subs, by, memo)
        new = app(fn, arg)
    elif kind is Lam or kind is Pi:
        dom, body = t.dom, t.body  # type: ignore[attr-defined]
        if dom.loose > offset:
            dom = _shift(dom, offset, start, subs, by, memo)
        if body.loose > offset + 1:
            body = _shift(body, offset + 1, start, subs, by, memo)
        new = binder(kind, t.name, dom, body, t.info)  # type: ignore[attr-defined]
    elif kind is Let:
        dom, value, body = t.dom, t.value, t.body  # type: ignore[attr-defined]
        dom, value = [_shift(x, offset, start, subs, by, memo) if x.loose > offset else x for x in (dom, value)]
        if body.loose > offset + 1:
            body = _shift(body, offset + 1, start, subs, by, memo)
        new = let(t.name, dom, value, body)  # type: ignore[attr-defined]
    else:
        assert type(t) is Cert
        parts = [_shift(x, offset, start, subs, by, memo) if x.loose > offset else x for x in (*t.hyps, t.goal)]
        new = cert(t.rule, tuple(parts[:-1]), parts[-1], t.data)
    if large:
        memo[t, offset] = new
    return new


def abstract(t: Term, fvars: Sequence[FVar]) -> Term:
    """Turn `fvars` into loose indices; the last becomes index 0. The inverse of `instantiate` on closed terms."""
    n = len(fvars)
    return swap(t, fvars, [bvar(n - 1 - i) for i in range(n)])


def swap(t: Term, fvars: Sequence[FVar], values: Sequence[Term]) -> Term:
    """Put `values` for `fvars`, all at once."""
    if not t.flags & FVAR:
        return t
    table: dict[Term, Term] = {x: v for x, v in zip(fvars, values, strict=True) if x is not v}
    if not table:
        return t
    return _swap(t, 0, table, {})


def _swap(t: Term, offset: int, table: dict[Term, Term], memo: dict[Any, Term]) -> Term:
    kind = type(t)
    if kind is FVar:
        value = table.get(t)
        return t if value is None else lift(value, offset)
    large = t.size > SMALL
    if large:
        done = memo.get((t, offset))
        if done is not None:
            return done
    new = t  # also for a hole: its type speaks of variables, itself it does not
    if kind is App:
        fn, arg = t.fn, t.arg  # type: ignore[attr-defined]
        if fn.flags & FVAR:
            fn = _swap(fn, offset, table, memo)
        if arg.flags & FVAR:
            arg = _swap(arg, offset, table, memo)
        if fn is not t.fn or arg is not t.arg:  # type: ignore[attr-defined]
            new = app(fn, arg)
    elif kind is Lam or kind is Pi:
        dom, body = t.dom, t.body  # type: ignore[attr-defined]
        if dom.flags & FVAR:
            dom = _swap(dom, offset, table, memo)
        if body.flags & FVAR:
            body = _swap(body, offset + 1, table, memo)
        if dom is not t.dom or body is not t.body:  # type: ignore[attr-defined]
            new = binder(kind, t.name, dom, body, t.info)  # type: ignore[attr-defined]
    elif kind is Let:
        dom, value = [_swap(x, offset, table, memo) for x in (t.dom, t.value)]  # type: ignore[attr-defined]
        new = let(t.name, dom, value, _swap(t.body, offset + 1, table, memo))  # type: ignore[attr-defined]
    elif kind is Cert:
        parts = [_swap(x, offset, table, memo) for x in (*t.hyps, t.goal)]  # type: ignore[attr-defined]
        new = cert(t.rule, tuple(parts[:-1]), parts[-1], t.data)  # type: ignore[attr-defined]
    if large:
        memo[t, offset] = new
    return new


def replace(t: Term, leaf: Callable[[Term, int], Term | None], mask: int) -> Term:
    """Rebuild `t` top down where its flags meet `mask`, putting `leaf(node, offset)` where that is not None."""
    return walk(t, 0, mask, leaf, {}) if not mask or t.flags & mask else t


def instantiate_levels(t: Term, names: Sequence[str], levels: Sequence[Level]) -> Term:
    """Replace universe parameters."""
    if not t.flags & PARAM or not names:
        return t
    table = dict(zip(names, levels, strict=True))

    def leaf(t: Term, offset: int) -> Term | None:
        if type(t) is Sort:
            return sort(subst_level(t.level, table))
        if type(t) is Const:
            return const(t.name, tuple([subst_level(x, table) for x in t.levels]))
        return None

    return walk(t, 0, PARAM, leaf, {})


def arrow(dom: Term, body: Term, name: str = "a") -> Pi:
    """``dom → body``: the body is lifted over the nameless binder."""
    return binder(Pi, name, dom, lift(body, 1), DEFAULT)  # type: ignore[no-any-return]


__all__ = ["abstract", "arrow", "instantiate", "instantiate_levels", "lift", "replace", "swap", "walk"]
