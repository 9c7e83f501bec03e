"""Terms of the calculus: hash-consed trees with de Bruijn indices, and the substitutions on them.

Equal terms built one after the other are the same object (a table of all living shapes sees to it), so identity is a
quick, sufficient test of equality. The table is only a cache: when it is full it is emptied, between two checks, and
the kernel compares terms from before and after that moment by structure. Tactics do not, so whoever keeps terms for
longer looks at `epoch` and makes them anew. Universe levels are integers where they are closed,
else tuples:
``("p", name)``, ``("m", uid)``, ``("s", l)``, ``("max", a, b)``, ``("imax", a, b)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, final

Level = int | tuple[Any, ...]

MAX_DEPTH: Final = 2_000
MAX_SIZE: Final = 1_000
SMALL: Final = 8  # up to this size, rebuilding a term costs less than looking whether that was done before
TABLE_LIMIT: Final = 300_000

FVAR, MVAR, PARAM, LMVAR, REDEX = 1, 2, 4, 8, 16
DEFAULT, IMPLICIT, STRICT, INSTANCE = "d", "i", "s", "c"


class TermTooDeep(Exception):
    """A term would be nested deeper than `MAX_DEPTH`."""


class Term:
    """One node. ``loose`` is one more than the largest loose index; ``flags`` tells which kinds of variables occur.

    ``size`` counts the nodes of the tree, up to `MAX_SIZE`; it measures what a substitution costs.
    """

    __slots__ = ("depth", "flags", "loose", "size")
    loose: int
    flags: int
    depth: int
    size: int


@final
class BVar(Term):
    """A bound variable: the number of binders between it and its own."""

    __slots__ = ("index",)
    index: int


@final
class Sort(Term):
    """A universe: ``Sort 0`` is ``Prop``, ``Sort 1`` is ``Type``."""

    __slots__ = ("level",)
    level: Level


@final
class Const(Term):
    """A declared name at some universe levels."""

    __slots__ = ("levels", "name")
    name: str
    levels: tuple[Level, ...]


@final
class App(Term):
    """A function applied to one argument."""

    __slots__ = ("arg", "fn")
    fn: Term
    arg: Term


@final
class Lam(Term):
    """``fun (name : dom) => body``."""

    __slots__ = ("body", "dom", "info", "name")
    name: str
    dom: Term
    body: Term
    info: str


@final
class Pi(Term):
    """``(name : dom) → body``."""

    __slots__ = ("body", "dom", "info", "name")
    name: str
    dom: Term
    body: Term
    info: str


@final
class Let(Term):
    """``let name : dom := value; body``."""

    __slots__ = ("body", "dom", "name", "value")
    name: str
    dom: Term
    value: Term
    body: Term


@final
class Lit(Term):
    """A numeral of type ``Nat``."""

    __slots__ = ("value",)
    value: int


@final
class Cert(Term):
    """A proof by certificate: of ``hyps → goal``, by the rule ``"lin"`` or ``"ring"`` (see `certificates`)."""

    __slots__ = ("data", "goal", "hyps", "rule")
    rule: str
    hyps: tuple[Term, ...]
    goal: Term
    data: Any


@final
class FVar(Term):
    """A hypothesis or variable of a goal; carries its type (and value, for ``let``). Never in a checked term."""

    __slots__ = ("info", "name", "type", "value")
    name: str
    type: Term
    value: Term | None
    info: str


@final
class MVar(Term):
    """A hole. Never in a checked term."""

    __slots__ = ("uid",)
    uid: int


_table: dict[Any, Any] = {}
_kept: dict[Any, Any] = {}
_emptied = 0


def keep(t: Term) -> None:
    """Keep the nodes of `t`, part of the library, when the table is emptied."""
    for node in subterms(t):
        kind = type(node)
        if kind is App:
            _kept[(node.fn, node.arg)] = node  # type: ignore[attr-defined]
        elif kind is Lam or kind is Pi:
            _kept[(kind, node.name, node.dom, node.body, node.info)] = node  # type: ignore[attr-defined]
        elif kind is Const:
            _kept[(node.name, node.levels)] = node  # type: ignore[attr-defined]
        elif kind is BVar:
            _kept[node.index] = node  # type: ignore[attr-defined]


def epoch() -> int:
    """How often the table has been emptied: terms of one epoch that are equal are one object."""
    return _emptied


def full() -> bool:
    """Whether the table should be emptied before the next check."""
    return len(_table) > TABLE_LIMIT


def empty() -> None:
    """Empty the table but for the library's terms."""
    global _emptied
    _emptied += 1
    _table.clear()
    _table.update(_kept)


def _new(key: Any, t: Any, loose: int, flags: int, depth: int, size: int) -> None:
    if depth > MAX_DEPTH:
        raise TermTooDeep
    t.loose, t.flags, t.depth, t.size = loose, flags, depth, size if size < MAX_SIZE else MAX_SIZE
    if len(_table) > 8 * TABLE_LIMIT:
        empty()
    _table[key] = t


def _leaf(key: Any, t: Any, loose: int, flags: int, kept: bool) -> None:
    t.loose, t.flags, t.depth, t.size = loose, flags, 1, 1
    _table[key] = t
    if kept:
        _kept[key] = t


def bvar(index: int) -> BVar:
    """The bound variable number `index`."""
    t = _table.get(index)
    if t is None:
        t = BVar()
        t.index = index
        _leaf(index, t, index + 1, 0, index < 1_000)
    return t


def level_flags(level: Level) -> int:
    """PARAM and LMVAR bits of a level."""
    if isinstance(level, int):
        return 0
    tag = level[0]
    if tag == "p":
        return PARAM
    if tag == "m":
        return LMVAR
    flags = level_flags(level[1])
    return flags | level_flags(level[2]) if tag != "s" else flags


def sort(level: Level) -> Sort:
    """The universe of a level."""
    key = ("sort", level)
    t = _table.get(key)
    if t is None:
        t = Sort()
        t.level = level
        _leaf(key, t, 0, level_flags(level), isinstance(level, int))
    return t


def const(name: str, levels: tuple[Level, ...] = ()) -> Const:
    """A constant at the levels given."""
    key = (name, levels)
    t = _table.get(key)
    if t is None:
        t = Const()
        t.name, t.levels = name, levels
        flags = 0
        for level in levels:
            flags |= level_flags(level)
        _leaf(key, t, 0, flags, not flags and not name.endswith("'user"))
    return t


def app(fn: Term, arg: Term) -> App:
    """`fn` applied to `arg`."""
    key = (fn, arg)
    t = _table.get(key)
    if t is None:
        t = App()
        t.fn, t.arg = fn, arg
        _new(
            key,
            t,
            fn.loose if fn.loose > arg.loose else arg.loose,
            fn.flags | arg.flags | REDEX if type(fn) is Lam else fn.flags | arg.flags,
            (fn.depth if fn.depth > arg.depth else arg.depth) + 1,
            fn.size + arg.size + 1,
        )
    return t


def apps(fn: Term, *args: Term) -> Term:
    """`fn` applied to several arguments."""
    for arg in args:
        fn = app(fn, arg)
    return fn


def _binder(cls: type, name: str, dom: Term, body: Term, info: str) -> Any:
    key = (cls, name, dom, body, info)
    t = _table.get(key)
    if t is None:
        t = cls()
        t.name, t.dom, t.body, t.info = name, dom, body, info
        inner = body.loose - 1
        _new(
            key,
            t,
            dom.loose if dom.loose > inner else inner,
            dom.flags | body.flags,
            (dom.depth if dom.depth > body.depth else body.depth) + 1,
            dom.size + body.size + 1,
        )
    return t


def lam(name: str, dom: Term, body: Term, info: str = DEFAULT) -> Lam:
    """A function; its body's index 0 is the argument."""
    return _binder(Lam, name, dom, body, info)  # type: ignore[no-any-return]


def pi(name: str, dom: Term, body: Term, info: str = DEFAULT) -> Pi:
    """A function type; its body's index 0 is the argument."""
    return _binder(Pi, name, dom, body, info)  # type: ignore[no-any-return]


def arrow(dom: Term, body: Term, name: str = "a") -> Pi:
    """``dom → body``: the body is lifted over the nameless binder."""
    return _binder(Pi, name, dom, lift(body, 1), DEFAULT)  # type: ignore[no-any-return]


def let(name: str, dom: Term, value: Term, body: Term) -> Let:
    """A local definition."""
    key = (Let, name, dom, value, body)
    t = _table.get(key)
    if t is None:
        t = Let()
        t.name, t.dom, t.value, t.body = name, dom, value, body
        _new(
            key,
            t,
            max(dom.loose, value.loose, body.loose - 1),
            dom.flags | value.flags | body.flags,
            max(dom.depth, value.depth, body.depth) + 1,
            dom.size + value.size + body.size + 1,
        )
    return t


def lit(value: int) -> Lit:
    """A natural numeral."""
    key = ("lit", value)
    t = _table.get(key)
    if t is None:
        t = Lit()
        t.value = value
        _leaf(key, t, 0, 0, value < 1_000)
    return t


def cert(rule: str, hyps: tuple[Term, ...], goal: Term, data: Any) -> Cert:
    """A certificate; never shared, as its data need not be hashable."""
    t = Cert()
    t.rule, t.hyps, t.goal, t.data = rule, hyps, goal, data
    loose, flags, depth = goal.loose, goal.flags, goal.depth
    for h in hyps:
        loose, flags, depth = max(loose, h.loose), flags | h.flags, max(depth, h.depth)
    if depth >= MAX_DEPTH:
        raise TermTooDeep
    t.loose, t.flags, t.depth, t.size = loose, flags, depth + 1, 100
    return t


def fvar(name: str, type_: Term, value: Term | None = None, info: str = DEFAULT) -> FVar:
    """A fresh local variable (two calls never give the same one)."""
    t = FVar()
    t.name, t.type, t.value, t.info = name, type_, value, info
    t.loose, t.flags, t.depth, t.size = 0, FVAR, 1, 1
    return t


def mvar(uid: int) -> MVar:
    """A hole by its number (shared by nothing: its owner keeps it)."""
    t = MVar()
    t.uid = uid
    t.loose, t.flags, t.depth, t.size = 0, MVAR, 1, 1
    return t


PROP: Final = sort(0)
TYPE: Final = sort(1)
NAT: Final = const("Nat")
INT: Final = const("Int")


def spine(t: Term) -> tuple[Term, list[Term]]:
    """The head of an application and its arguments in order."""
    args: list[Term] = []
    while type(t) is App:
        args.append(t.arg)
        t = t.fn
    args.reverse()
    return t, args


def head(t: Term) -> Term:
    """The head of an application."""
    while type(t) is App:
        t = t.fn
    return t


# --- rebuilding ----------------------------------------------------------------------------------------------------


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
            new = t if dom is t.dom and body is t.body else _binder(kind, t.name, dom, body, t.info)  # type: ignore[attr-defined]
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
        new = _binder(kind, t.name, dom, body, t.info)  # type: ignore[attr-defined]
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
            new = _binder(kind, t.name, dom, body, t.info)  # type: ignore[attr-defined]
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


def subterms(t: Term, mask: int = 0) -> Iterable[Term]:
    """Every different node of `t` once, `t` first; with a mask, only nodes whose flags meet it."""
    stack, seen = [t], {t}
    while stack:
        t = stack.pop()
        if mask and not t.flags & mask:
            continue
        yield t
        kids: tuple[Term, ...] = ()
        kind = type(t)
        if kind is App:
            kids = (t.arg, t.fn)  # type: ignore[attr-defined]
        elif kind is Lam or kind is Pi:
            kids = (t.body, t.dom)  # type: ignore[attr-defined]
        elif kind is Let:
            kids = (t.body, t.value, t.dom)  # type: ignore[attr-defined]
        elif kind is Cert:
            kids = (t.goal, *t.hyps)  # type: ignore[attr-defined]
        for k in kids:
            if k not in seen:
                seen.add(k)
                stack.append(k)


# --- levels --------------------------------------------------------------------------------------------------------


def lsucc(a: Level) -> Level:
    """The next universe."""
    return a + 1 if isinstance(a, int) else ("s", a)


def lmax(a: Level, b: Level) -> Level:
    """The larger of two universes."""
    if isinstance(a, int) and isinstance(b, int):
        return max(a, b)
    if a == b or b == 0:
        return a
    if a == 0:
        return b
    return ("max", a, b)


def limax(a: Level, b: Level) -> Level:
    """The universe of a function type: 0 when `b` is 0, else the larger."""
    if isinstance(b, int):
        return 0 if b == 0 else lmax(a, b)
    if a == b or a in (0, 1):
        return b
    return lmax(a, b) if _positive(b) else ("imax", a, b)


def _positive(level: Level) -> bool:
    """Whether a level is above 0 for all values of the parameters."""
    if isinstance(level, int):
        return level > 0
    tag = level[0]
    if tag == "max":
        return _positive(level[1]) or _positive(level[2])
    return tag == "s" or (tag == "imax" and _positive(level[2]))


def subst_level(level: Level, table: dict[Any, Level]) -> Level:
    """Replace parameters by name (a string key) and level holes by number."""
    if isinstance(level, int):
        return level
    tag = level[0]
    if tag in ("p", "m"):
        return table.get(level[1], level)
    if tag == "s":
        return lsucc(subst_level(level[1], table))
    a, b = subst_level(level[1], table), subst_level(level[2], table)
    return lmax(a, b) if tag == "max" else limax(a, b)


def level_le(a: Level, b: Level, k: int = 0) -> bool:
    """Whether ``a ≤ b + k`` for all values of the parameters."""
    if isinstance(a, int) and isinstance(b, int):
        return a <= b + k
    if a == b and k >= 0:
        return True
    if isinstance(a, int) and a > 0:
        return level_le(0, b, k - a)
    if isinstance(b, int) and b > 0:
        return level_le(a, 0, k + b)
    if a == 0 and k >= 0:
        return True
    ta = a[0] if isinstance(a, tuple) else ""
    tb = b[0] if isinstance(b, tuple) else ""
    if ta == "s":
        return level_le(a[1], b, k - 1)  # type: ignore[index]
    if tb == "s":
        return level_le(a, b[1], k + 1)  # type: ignore[index]
    if ta == "max":
        return level_le(a[1], b, k) and level_le(a[2], b, k)  # type: ignore[index]
    for side in (a, b):
        if isinstance(side, tuple) and side[0] == "imax":
            return _split_imax(a, b, k, side)
    if tb == "max":
        return level_le(a, b[1], k) or level_le(a, b[2], k)  # type: ignore[index]
    return False


def _split_imax(a: Level, b: Level, k: int, side: Level) -> bool:
    """Decide by cases on whether the parameter that an imax hangs on is zero."""
    last: Level = side
    while isinstance(last, tuple) and last[0] in ("imax", "max"):
        last = last[2] if not isinstance(last[2], int) else last[1]
    if not isinstance(last, tuple) or last[0] not in ("p", "m"):
        return False
    name = last[1]
    for value in (0, ("s", last)):
        table: dict[Any, Level] = {name: value}
        if not level_le(subst_level(a, table), subst_level(b, table), k):
            return False
    return True


def level_eq(a: Level, b: Level) -> bool:
    """Whether two levels are the same for all values of the parameters."""
    return a == b or (level_le(a, b) and level_le(b, a))


__all__ = [n for n in dir() if not n.startswith("_")]
