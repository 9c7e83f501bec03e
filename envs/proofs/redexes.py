"""What a term comes to by its shape alone, without environment or holes: beta, and the offsets of naturals."""

from __future__ import annotations

from .substitution import instantiate, replace
from .terms import REDEX, App, Lam, Lit, Term, apps, const, head, lit, spine

_ADD, _SUCC = const("Nat.add"), const("Nat.succ")


def beta(fn: Term, args: list[Term]) -> Term:
    """`fn` applied, reducing where it is a function."""
    n = 0
    while n < len(args) and type(fn) is Lam:
        fn = fn.body
        n += 1
    result = instantiate(fn, args[:n])
    if n < len(args) and n > 0 and type(result) is Lam:
        return beta(result, args[n:])
    return apps(result, *args[n:])


def beta_reduce(t: Term) -> Term:
    """All beta redexes contracted."""
    if not t.flags & REDEX:
        return t

    def leaf(n: Term, _: int) -> Term | None:
        if type(n) is App and type(head(n)) is Lam:
            fn, args = spine(n)
            return beta_reduce(beta(fn, args))
        return None

    return replace(t, leaf, REDEX)


def offset(t: Term) -> int:
    """The `k` of ``n + k``, of ``Nat.succ n`` (1), and of a numeral; 0 for other terms."""
    if type(t) is Lit:
        return t.value
    if type(t) is App:
        if t.fn is _SUCC:
            return 1
        if type(t.fn) is App and t.fn.fn is _ADD and type(t.arg) is Lit:
            return t.arg.value
    return 0


def lower(t: Term, k: int) -> Term:
    """A term with an offset, made smaller by `k`."""
    if type(t) is Lit:
        return lit(t.value - k)
    assert type(t) is App
    if t.fn is _SUCC:
        return t.arg
    assert type(t.fn) is App
    assert type(t.arg) is Lit
    return add_offset(t.fn.arg, t.arg.value - k)


def add_offset(t: Term, n: int) -> Term:
    """``t + n``, plainly `t` when n is 0."""
    return t if n == 0 else apps(_ADD, t, lit(n))


__all__ = ["add_offset", "beta", "beta_reduce", "lower", "offset"]
