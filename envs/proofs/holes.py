"""Holes and what fills them: the metavariables of a proof under construction.

A hole is filled by a value, or it waits: a delayed one becomes ``fun xs => body`` once `body` has no holes left.
Nothing here compares or reduces terms; `unify` decides what fills a hole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .levels import Level, subst_level
from .redexes import beta
from .substitution import abstract, replace, swap
from .terms import (
    LMVAR,
    MVAR,
    App,
    Cert,
    Const,
    FVar,
    Lam,
    Let,
    MVar,
    Pi,
    Sort,
    Term,
    apps,
    cert,
    const,
    lam,
    let,
    mvar,
    pi,
    sort,
    spine,
    subterms,
)

HOLES = MVAR | LMVAR


class Locals:
    """The local context of a hole: an ordered, immutable list of variables."""

    __slots__ = ("members", "order")

    def __init__(self, order: tuple[FVar, ...] = ()) -> None:
        self.order = order
        self.members = frozenset(order)

    def push(self, *xs: FVar) -> Locals:
        """With more variables at the end."""
        return Locals((*self.order, *xs))

    def find(self, name: str) -> FVar | None:
        """The innermost variable of that name."""
        for x in reversed(self.order):
            if x.name == name:
                return x
        return None

    def without(self, gone: Iterable[FVar]) -> Locals:
        """Without some variables."""
        dropped = set(gone)
        return Locals(tuple([x for x in self.order if x not in dropped]))


@dataclass(frozen=True, slots=True)
class Hole:
    """What is known of a metavariable. `natural` ones are filled by unification; the others only by their own task."""

    locals: Locals
    type: Term
    natural: bool
    name: str


class Assignment:
    """The holes there are, their values, and the trail of what was filled since when."""

    def __init__(self) -> None:
        self.holes: dict[MVar, Hole] = {}
        self.values: dict[MVar, Term] = {}
        self.delayed: dict[MVar, tuple[tuple[FVar, ...], Term]] = {}
        self.levels: dict[Any, Level] = {}
        self.trail: list[Any] = []
        self.counter = 0
        self.memo: dict[Term, Term] | None = None

    # --- making and filling ---

    def hole(self, locals_: Locals, type_: Term, natural: bool = True, name: str = "") -> MVar:
        """A new hole."""
        self.counter += 1
        m = mvar(self.counter)
        self.holes[m] = Hole(locals_, type_, natural, name)
        return m

    def level_hole(self) -> Level:
        """A new universe level to be found."""
        self.counter += 1
        return ("m", self.counter)

    def assign(self, m: MVar, value: Term) -> None:
        """Fill a hole."""
        self.values[m] = value
        self.trail.append((self.values, m))

    def delay(self, m: MVar, xs: tuple[FVar, ...], body: Term) -> None:
        """Let `m` be ``fun xs => body`` once `body` has no holes left."""
        self.delayed[m] = (xs, body)
        self.trail.append((self.delayed, m))

    # --- putting in values ---

    def inst(self, t: Term) -> Term:
        """Put in the values of all filled holes."""
        if not t.flags & HOLES or not (self.values or self.levels or self.delayed):
            return t
        if self.memo is not None:
            return self._inst(t, self.memo)
        self.memo = {}
        try:
            return self._inst(t, self.memo)
        finally:
            self.memo = None

    def _inst(self, t: Term, memo: dict[Term, Term]) -> Term:
        if not t.flags & HOLES:
            return t
        done = memo.get(t)
        if done is not None:
            return done
        new, kind = t, type(t)
        if kind is App:
            fn, args = spine(t)
            if type(fn) is MVar:
                new = self._applied(t, memo)
            else:
                found = self._inst(fn, memo)
                given = [self._inst(a, memo) for a in args]
                if found is not fn or any([a is not b for a, b in zip(args, given, strict=True)]):
                    new = apps(found, *given)
        elif kind is MVar:
            new = self._value(t, memo)  # type: ignore[arg-type]
        elif kind is Lam or kind is Pi:
            dom, body = self._inst(t.dom, memo), self._inst(t.body, memo)  # type: ignore[attr-defined]
            if dom is not t.dom or body is not t.body:  # type: ignore[attr-defined]
                new = (lam if kind is Lam else pi)(t.name, dom, body, t.info)  # type: ignore[attr-defined]
        elif kind is Sort:
            new = sort(self.inst_level(t.level))  # type: ignore[attr-defined]
        elif kind is Const:
            new = const(t.name, tuple([self.inst_level(x) for x in t.levels]))  # type: ignore[attr-defined]
        elif kind is Let:
            new = let(t.name, *[self._inst(x, memo) for x in (t.dom, t.value, t.body)])  # type: ignore[attr-defined]
        elif kind is Cert:
            hyps = tuple([self._inst(h, memo) for h in t.hyps])  # type: ignore[attr-defined]
            new = cert(t.rule, hyps, self._inst(t.goal, memo), t.data)  # type: ignore[attr-defined]
        memo[t] = new
        return new

    def _value(self, m: MVar, memo: dict[Term, Term]) -> Term:
        value = self.values.get(m)
        if value is not None:
            return self._inst(value, memo)
        if m not in self.delayed:
            return m
        xs, inner = self._waiting(m)
        body = self._inst(inner, memo)
        return m if body.flags & MVAR else self.bind(xs, body)

    def _waiting(self, m: MVar) -> tuple[list[FVar], Term]:
        """The variables and the body of a delayed hole, through delayed holes that are its whole body.

        One pass over the body then binds them all, where one for each would take time in the square of their number.
        """
        xs: list[FVar] = []
        t: Term = m
        while type(t) is MVar:
            value = self.values.get(t)
            if value is None:
                if t not in self.delayed:
                    break
                ys, value = self.delayed[t]
                xs += ys
            t = value
        return xs, t

    def _applied(self, t: Term, memo: dict[Term, Term]) -> Term:
        """An application of a hole. Delayed holes take their arguments without being bound first, all in one pass."""
        xs: list[FVar] = []
        values: list[Term] = []
        body: Term = t
        m, args = spine(body)
        while m in self.delayed and m not in self.values and len(self.delayed[m][0]) == len(args):
            ys, body = self.delayed[m]
            values += [swap(self._inst(a, memo), xs, values) for a in args]
            xs += ys
            while body in self.values:
                body = self.values[body]
            m, args = spine(body)
        if xs:
            body = self._inst(body, memo)
            if not body.flags & MVAR:
                return swap(body, xs, values)
        m, args = spine(t)
        args = [self._inst(a, memo) for a in args]
        found = self._inst(m, memo)
        return beta(found, args) if found is not m else apps(m, *args)

    def inst_level(self, level: Level) -> Level:
        """Put in the values of level holes."""
        while not isinstance(level, int) and self.levels:
            new = subst_level(level, self.levels)
            if new == level:
                return new
            level = new
        return level

    # --- binding variables ---

    def bind(self, xs: tuple[FVar, ...] | list[FVar], body: Term, make: Any = lam) -> Term:
        """``fun xs => body`` of a body without holes that depend on `xs` (or a function type, with ``make=pi``)."""
        body = abstract(body, xs)
        for i in range(len(xs) - 1, -1, -1):
            x = xs[i]
            body = make(x.name, abstract(self.inst(x.type), xs[:i]), body, x.info)
        return body

    def close(self, xs: list[FVar], body: Term, make: Any = lam) -> Term:
        """As `bind`, first making every hole in `body` that may depend on `xs` a function of them."""
        body = self.inst(body)
        types = [self.inst(x.type) for x in xs]
        if body.flags & MVAR or any([t.flags & MVAR for t in types]):
            for t in types:
                self._raise_holes(xs, t)
            swaps = self._raise_holes(xs, body)
            body = self.inst(body)
            if swaps:
                body = replace(body, lambda t, _: swaps.get(t), MVAR)
        return self.bind(xs, body, make)

    def _raise_holes(self, xs: list[FVar], t: Term) -> dict[Term, Term]:
        """Make the open holes of `t` functions of `xs`; the applications to put for those that are not natural."""
        swaps: dict[Term, Term] = {}
        for m in list(subterms(t, MVAR)):
            if type(m) is not MVar or m in self.values:
                continue
            known = self.holes[m]
            bound = tuple([x for x in xs if x in known.locals.members])
            if not bound:
                continue
            outer = known.locals.without(bound)
            if known.natural:
                m_type = self.close(list(bound), known.type, pi)
                new = self.hole(outer, m_type, True, known.name)
                self.assign(m, apps(new, *bound))
            else:
                if m in self.delayed:
                    ys, body = self.delayed[m]
                    new = self.hole(outer, self.bind(bound, self.inst(known.type), pi), False, known.name)
                    self.delay(new, (*bound, *ys), body)
                else:
                    new = self.hole(outer, self.bind(bound, self.inst(known.type), pi), False, known.name)
                    self.delay(new, bound, m)
                swaps[m] = apps(new, *bound)
        return swaps


__all__ = ["HOLES", "Assignment", "Hole", "Locals"]
