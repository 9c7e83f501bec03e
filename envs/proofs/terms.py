"""Terms of the calculus: hash-consed trees with de Bruijn indices.

Equal terms built one after the other are the same object (a table of all living shapes sees to it), so identity is a
quick, sufficient test of equality. The table is only a cache: when it is full it is emptied, between two checks, and
the kernel compares terms from before and after that moment by structure. Tactics do not, so whoever keeps terms for
longer looks at `epoch` and makes them anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, final

from .levels import Level

MAX_DEPTH: Final = 2_000
MAX_SIZE: Final = 1_000
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


def binder(cls: type, name: str, dom: Term, body: Term, info: str) -> Any:
    """A `Lam` or a `Pi`, as `cls` says."""
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
    return binder(Lam, name, dom, body, info)  # type: ignore[no-any-return]


def pi(name: str, dom: Term, body: Term, info: str = DEFAULT) -> Pi:
    """A function type; its body's index 0 is the argument."""
    return binder(Pi, name, dom, body, info)  # type: ignore[no-any-return]


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


def has_loose(body: Term) -> bool:
    """Whether the body of a binder mentions what it binds: whether index 0 occurs."""
    if not body.loose:
        return False
    stack, seen = [(body, 0)], set()
    while stack:
        t, k = stack.pop()
        if t.loose <= k or (t, k) in seen:
            continue
        seen.add((t, k))
        kind = type(t)
        if kind is BVar:
            if t.index == k:  # type: ignore[attr-defined]
                return True
        elif kind is App:
            stack += [(t.fn, k), (t.arg, k)]  # type: ignore[attr-defined]
        elif kind is Lam or kind is Pi:
            stack += [(t.dom, k), (t.body, k + 1)]  # type: ignore[attr-defined]
        elif kind is Let:
            stack += [(t.dom, k), (t.value, k), (t.body, k + 1)]  # type: ignore[attr-defined]
        elif kind is Cert:
            stack += [(x, k) for x in (*t.hyps, t.goal)]  # type: ignore[attr-defined]
    return False


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


__all__ = [
    "DEFAULT", "FVAR", "IMPLICIT", "INSTANCE", "INT", "LMVAR", "MAX_DEPTH", "MVAR", "NAT", "PARAM", "PROP", "REDEX",
    "STRICT", "TYPE", "App", "BVar", "Cert", "Const", "FVar", "Lam", "Let", "Lit", "MVar", "Pi", "Sort", "Term",
    "TermTooDeep", "app", "apps", "binder", "bvar", "cert", "const", "empty", "epoch", "full", "fvar", "has_loose",
    "head", "keep", "lam", "let", "level_flags", "lit", "mvar", "pi", "sort", "spine", "subterms",
]  # fmt: skip
