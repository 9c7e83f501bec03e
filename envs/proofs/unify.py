"""Unification: the kernel's conversion, extended by filling holes. Nothing here is trusted.

Miller patterns are solved, then first-order approximation is tried; the rest is postponed.
"""

from __future__ import annotations

from collections.abc import Callable

from .holes import HOLES, Locals
from .kernel import Context, Environment, KernelError
from .levels import Level
from .redexes import lower, offset
from .substitution import instantiate
from .terms import FVAR, MVAR, App, FVar, Lit, MVar, Pi, Term, fvar, head, spine, subterms
from .unfolding import Reducer


class Meta(Reducer):
    """Holes, their assignments, and unification."""

    def __init__(self, env: Environment, fuel: int) -> None:
        super().__init__(env, fuel)
        self.postponed: list[tuple[Term, Term]] = []

    def fork(self) -> Meta:
        """An independent copy with the same fuel."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        for name in ("holes", "values", "delayed", "levels"):
            setattr(new, name, dict(getattr(self, name)))
        new.trail, new.postponed = [], list(self.postponed)
        new.nesting = 0
        return new

    # --- going back ---

    def mark(self) -> tuple[int, int, int]:
        """A point to return to by `undo`."""
        return len(self.trail), len(self.postponed), self.nesting

    def undo(self, mark: tuple[int, int, int]) -> None:
        """Forget all assignments since the mark."""
        while len(self.trail) > mark[0]:
            table, key = self.trail.pop()
            del table[key]
        del self.postponed[mark[1] :]
        self.nesting = mark[2]

    def attempt(self, action: Callable[[], bool]) -> bool:
        """Run a comparison; undo its assignments if it fails."""
        mark = self.mark()
        try:
            if action():
                return True
        except KernelError:
            pass
        self.undo(mark)
        return False

    # --- the doors ---

    def unify(self, a: Term, b: Term) -> bool:
        """Make two terms equal by filling holes; nothing is filled when that fails."""
        return self.attempt(lambda: self.defeq(a, b, self.root))

    def unify_reducible(self, a: Term, b: Term) -> bool:
        """`unify`, unfolding reducible definitions only."""
        saved, self.transparent = self.transparent, False
        normal, self.normal = self.normal, {}
        same, self.same = self.same, set()
        try:
            return self.unify(a, b)
        finally:
            self.transparent, self.normal, self.same = saved, normal, same

    def retry(self) -> bool:
        """Take up postponed equations again, as long as that helps; whether all hold now or still wait."""
        while self.postponed:
            waiting, self.postponed = self.postponed, []
            before = len(self.values)
            for a, b in waiting:
                if not self.attempt(lambda a=a, b=b: self.defeq(self.inst(a), self.inst(b), self.root)):  # type: ignore[misc]
                    return False
            if len(self.postponed) >= len(waiting) and len(self.values) == before:
                return True
        return True

    # --- conversion with holes ---

    def defeq(self, a: Term, b: Term, ctx: Context) -> bool:
        """As the kernel's, with holes."""
        if a is b:
            return True
        if not (a.flags | b.flags) & HOLES:
            ka = offset(a)
            kb = offset(b) if ka else 0
            if ka and kb and not (type(a) is Lit and type(b) is Lit):
                k = min(ka, kb)
                return self.defeq(lower(a, k), lower(b, k), ctx)
            return super().defeq(a, b, ctx)
        fa, fb = head(a), head(b)
        if type(fa) is MVar:
            new = self.filled(a, fa)
            if new is not a:
                return self.defeq(new, b, ctx)
        if type(fb) is MVar:
            new = self.filled(b, fb)
            if new is not b:
                return self.defeq(a, new, ctx)
        if type(fa) is MVar or type(fb) is MVar:
            done = self._flex(a, fa, b, fb, ctx)
            if done is not None:
                return done
        else:
            ka, kb = offset(a), offset(b)
            if ka and kb:
                k = min(ka, kb)
                return self.defeq(lower(a, k), lower(b, k), ctx)
        return super().defeq(a, b, ctx)

    def defeq_binding(self, a: Term, b: Term, ctx: Context) -> bool:
        """Under binders with holes inside, work with a fresh local variable."""
        if not (a.flags | b.flags) & HOLES or a.loose or b.loose:
            return super().defeq_binding(a, b, ctx)
        if not self.defeq(a.dom, b.dom, ctx):  # type: ignore[attr-defined]
            return False
        x = fvar(a.name, a.dom)  # type: ignore[attr-defined]
        return self.defeq(instantiate(a.body, (x,)), instantiate(b.body, (x,)), ctx)  # type: ignore[attr-defined]

    def _args_agree(self, a: Term, b: Term, ctx: Context) -> bool:
        if not (a.flags | b.flags) & HOLES:
            return super()._args_agree(a, b, ctx)
        return self.attempt(lambda: super(Meta, self)._args_agree(a, b, ctx))

    def _both_proofs(self, a: Term, b: Term, ctx: Context) -> bool:
        if (a.flags | b.flags) & HOLES:
            if type(a) is App and type(b) is App and type(head(a)) is type(head(b)) and self._args_agree(a, b, ctx):
                return True
            try:
                return super()._both_proofs(a, b, ctx)
            except KernelError:
                return False
        return super()._both_proofs(a, b, ctx)

    def same_level(self, a: Level, b: Level) -> bool:
        """Universe levels, filling level holes."""
        a, b = self.inst_level(a), self.inst_level(b)
        if a == b:
            return True
        for x, y in ((a, b), (b, a)):
            if isinstance(x, tuple) and x[0] == "m" and not _level_occurs(x, y):
                self.levels[x[1]] = y
                self.trail.append((self.levels, x[1]))
                return True
        if isinstance(a, tuple) and a[0] == "s" and (isinstance(b, tuple) and b[0] == "s"):
            return self.same_level(a[1], b[1])
        for x, y in ((a, b), (b, a)):
            if isinstance(x, tuple) and x[0] == "s" and isinstance(y, int) and y > 0:
                return self.same_level(x[1], y - 1)
        if _level_has_hole(a) or _level_has_hole(b):
            for x, y in ((a, b), (b, a)):
                if isinstance(x, tuple) and x[0] in ("max", "imax") and isinstance(y, int):
                    return self.same_level(x[1], y) and self.same_level(x[2], y)
            return True
        return super().same_level(a, b)

    # --- filling a hole ---

    def _flex(self, a: Term, fa: Term, b: Term, fb: Term, ctx: Context) -> bool | None:
        self.burn()
        if fa is fb:
            xs, ys = spine(a)[1], spine(b)[1]
            if len(xs) == len(ys) and self.attempt(
                lambda: all([self.defeq(x, y, ctx) for x, y in zip(xs, ys, strict=True)])
            ):
                return True
            self.postponed.append((a, b))
            return True
        sides = [(a, fa, b), (b, fb, a)]
        two = type(fa) is MVar and type(fb) is MVar and b is fb and self.holes[fb].natural
        if two and (a is not fa or fb.uid > fa.uid):  # type: ignore[attr-defined]
            sides.reverse()  # fill a plain hole rather than a function; of two plain ones the younger
        for t, fn, other in sides:
            if type(fn) is MVar and self.holes[fn].natural and self._solve(t, fn, other):
                return True
        for t, fn, other in sides:
            if type(fn) is MVar and t is not fn and self.holes[fn].natural:
                if type(other) is App and type(head(other)) is not MVar and self._first_order(t, other, ctx):
                    return True
                reduced = self.whnf(other, ctx)
                if reduced is not other and self.attempt(lambda t=t, r=reduced: self.defeq(t, r, ctx)):  # type: ignore[misc]
                    return True
                if type(fn) is MVar:
                    self.postponed.append((t, other))
                    return True
        if type(fa) is MVar and type(fb) is MVar:
            return False
        rigid = b if type(fa) is MVar else a
        reduced = self.whnf_core(rigid, ctx)
        if reduced is not rigid:
            return self.defeq(a, reduced, ctx) if rigid is b else self.defeq(reduced, b, ctx)
        return False

    def _first_order(self, t: Term, other: App, ctx: Context) -> bool:
        return self.attempt(lambda: self.defeq(t.fn, other.fn, ctx) and self.defeq(t.arg, other.arg, ctx))  # type: ignore[attr-defined]

    def _solve(self, t: Term, fn: MVar, other: Term) -> bool:
        """Fill the head of `t` when its arguments are different variables (a pattern)."""
        _, args = spine(t)
        known = self.holes[fn]
        for i, x in enumerate(args):
            if type(x) is MVar:
                x = args[i] = self.inst(x)
            if type(x) is not FVar or x in args[:i]:
                return False
        value = self.inst(other)
        if value.loose:
            return False
        if args and type(head(value)) is MVar:
            f, _ys = spine(value)
            if f is fn:
                return False
        mark = self.mark()
        pruned = self._scoped(fn, value, known.locals.members.union(args))  # type: ignore[arg-type]
        if pruned is None:
            self.undo(mark)
            return False
        value = pruned
        if not self._types_fit(known.type, args, value):
            self.undo(mark)
            return False
        value = self.inst(value)
        while args and type(value) is App and value.arg is args[-1] and not _occurs(args[-1], value.fn):
            value = value.fn
            args.pop()
        if args:
            value = self.bind(args, value)  # type: ignore[arg-type]
            if value.flags & MVAR and fn in subterms(value, MVAR):
                self.undo(mark)
                return False
        self.assign(fn, value)
        return True

    def _types_fit(self, type_: Term, args: list[Term], value: Term) -> bool:
        type_ = self.inst(type_)
        for x in args:
            if type(type_) is not Pi:
                type_ = self.whnf(type_, self.root)
                if type(type_) is not Pi:
                    return False
            type_ = instantiate(type_.body, (x,))
        try:
            found = self.type_of(value)
        except KernelError:
            return False
        if found is type_:
            return True
        saved, self.transparent = self.transparent, True
        try:
            return self.defeq(found, type_, self.root)
        finally:
            self.transparent = saved

    def _scoped(self, fn: MVar, value: Term, scope: frozenset[FVar]) -> Term | None:
        """`value` if it only uses variables in scope (holes in it are narrowed to the scope); else None."""
        if not value.flags & (FVAR | MVAR):
            return value
        for t in list(subterms(value, FVAR | MVAR)):
            if type(t) is FVar:
                if t not in scope:
                    return None
            elif type(t) is MVar:
                if t is fn:
                    return None
                known = self.holes[t]
                if not known.locals.members <= scope:
                    if not known.natural:
                        if t in self.delayed:
                            continue
                        return None
                    kept = Locals(tuple([x for x in known.locals.order if x in scope]))
                    type_ = self.inst(known.type)
                    if self._scoped(fn, type_, kept.members) is None:
                        return None
                    self.assign(t, self.hole(kept, self.inst(type_), True, known.name))
        return self.inst(value)


def _occurs(x: Term, t: Term) -> bool:
    return bool(t.flags & FVAR) and any([s is x for s in subterms(t, FVAR)])


def _level_has_hole(level: Level) -> bool:
    if isinstance(level, int):
        return False
    return level[0] == "m" or any([_level_has_hole(x) for x in level[1:] if isinstance(x, (int, tuple))])


def _level_occurs(hole: Level, level: Level) -> bool:
    if isinstance(level, int):
        return False
    return level == hole or any([_level_occurs(hole, x) for x in level[1:] if isinstance(x, tuple)])


__all__ = ["Meta"]
