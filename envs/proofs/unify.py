"""Metavariables and unification: the kernel's reductions and conversion, extended by holes.

Nothing here is trusted. `Meta` is a `Kernel` that never checks arguments, knows the types of local variables and of
holes, and fills holes when comparing terms: Miller patterns, then first-order approximation; the rest is postponed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .kernel import Context, Declaration, Environment, Kernel, KernelError
from .terms import (
    FVAR,
    LMVAR,
    MVAR,
    REDEX,
    App,
    BVar,
    Cert,
    Const,
    FVar,
    Lam,
    Let,
    Level,
    Lit,
    MVar,
    Pi,
    Sort,
    Term,
    abstract,
    app,
    apps,
    cert,
    const,
    fvar,
    head,
    instantiate,
    lam,
    let,
    lift,
    lit,
    lsucc,
    mvar,
    pi,
    replace,
    sort,
    spine,
    subst_level,
    subterms,
    swap,
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


class Meta(Kernel):
    """Holes, their assignments, and unification."""

    def __init__(self, env: Environment, fuel: int) -> None:
        super().__init__(env, fuel)
        self.holes: dict[MVar, Hole] = {}
        self.values: dict[MVar, Term] = {}
        self.delayed: dict[MVar, tuple[tuple[FVar, ...], Term]] = {}
        self.levels: dict[Any, Level] = {}
        self.trail: list[Any] = []
        self.postponed: list[tuple[Term, Term]] = []
        self.counter = 0
        self.memo: dict[Term, Term] | None = None
        self.transparent = True  # whether definitions that are not reducible may be unfolded

    def fork(self) -> Meta:
        """An independent copy with the same fuel."""
        new = object.__new__(type(self))
        new.__dict__.update(self.__dict__)
        for name in ("holes", "values", "delayed", "levels"):
            setattr(new, name, dict(getattr(self, name)))
        new.trail, new.postponed = [], list(self.postponed)
        new.nesting = 0
        return new

    # --- holes ---

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

    def assign(self, m: MVar, value: Term) -> None:
        """Fill a hole."""
        self.values[m] = value
        self.trail.append((self.values, m))

    def delay(self, m: MVar, xs: tuple[FVar, ...], body: Term) -> None:
        """Let `m` be ``fun xs => body`` once `body` has no holes left."""
        self.delayed[m] = (xs, body)
        self.trail.append((self.delayed, m))

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
            for t in [*types, body]:
                self._raise_holes(xs, t)
            body = self.inst(body)
            swaps = self._swaps
            if swaps:
                body = replace(body, lambda t, _: swaps.get(t), MVAR)
        return self.bind(xs, body, make)

    _swaps: dict[Term, Term]

    def _raise_holes(self, xs: list[FVar], t: Term) -> None:
        swaps: dict[Term, Term] = {}
        self._swaps = swaps
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
        self._swaps = swaps

    # --- the kernel's hooks ---

    def type_of(self, t: Term) -> Term:
        """The type, arguments unchecked."""
        return self.infer(t, self.root, False)

    def infer_free(self, t: Term) -> Term:
        """Types of variables and holes."""
        if type(t) is FVar:
            return self.inst(t.type)
        if type(t) is MVar:
            value = self.values.get(t)
            if value is not None:
                return self.infer(value, self.root, False)
            return self.inst(self.holes[t].type)
        raise KernelError("unexpected term")

    def infer(self, t: Term, ctx: Context, check: bool = True) -> Term:
        """As the kernel's, never checking arguments."""
        if type(t) is FVar:
            return self.inst(t.type)
        return super().infer(t, ctx, False)

    def whnf_core(self, t: Term, ctx: Context) -> Term:
        """As the kernel's, looking through filled holes."""
        while True:
            t = super().whnf_core(t, ctx)
            fn = head(t)
            if type(fn) is MVar:
                new = self._filled(t, fn)
                if new is not t:
                    t = new
                    continue
            elif type(fn) is FVar and fn.value is not None:
                _, args = spine(t)
                t = apps(fn.value, *args)
                continue
            return t

    def _filled(self, t: Term, fn: MVar) -> Term:
        value = self.values.get(fn)
        if value is None:
            if fn in self.delayed:
                value = self.inst(fn)
                if value is fn:
                    return t
            else:
                return t
        _, args = spine(t)
        return beta(value, args)

    def definition(self, t: Term) -> Declaration | None:
        """As the kernel's, within the transparency, and not where a recursive function is stuck."""
        decl = super().definition(t)
        if decl is None or (not self.transparent and not decl.reducible):
            return None
        if self.recursive_argument(decl) >= 0 and self.unfold(t) is None:
            return None
        return decl

    def unfold(self, t: Term) -> Term | None:
        """As the kernel's, but recursive functions only where they compute, and written with their own name after."""
        decl = super().definition(t)
        if decl is None or (not self.transparent and not decl.reducible):
            return None
        place = self.recursive_argument(decl)
        if place < 0:
            return self.expand(t, decl)
        fn, args = spine(t)
        if len(args) <= place:
            return self.expand(t, decl)
        if decl.name == "Nat.add" and type(args[1]) is Lit:
            return args[0] if args[1].value == 0 else app(_SUCC, add_offset(args[0], args[1].value - 1))
        return self._smart(decl, place, fn, args, self.expand(t, decl))

    def recursive_argument(self, decl: Declaration) -> int:
        """Which argument a definition recurses on (its value is ``fun xs => T.rec … xᵢ …``); -1 if it does not."""
        if decl.value is None:
            return -1
        place = self.env.recursion.get(decl.value)  # type: ignore[attr-defined]
        if place is None:
            place = -1
            body, n = decl.value, 0
            while type(body) is Lam:
                body = body.body
                n += 1
            fn, args = spine(body)
            rec = self.env.get(fn.name) if type(fn) is Const else None
            if rec is not None and rec.recursor is not None and len(args) > rec.recursor.major:
                major = args[rec.recursor.major]
                if type(major) is BVar and (len(rec.recursor.rules) != 1 or True in rec.recursor.rules[0][2]):
                    place = n - 1 - major.index
            self.env.recursion[decl.value] = place  # type: ignore[attr-defined]
        return place  # type: ignore[no-any-return]

    def _smart(self, decl: Declaration, place: int, fn: Term, args: list[Term], body: Term) -> Term | None:
        rec_fn, rec_args = spine(body)
        rec = self.env.get(rec_fn.name).recursor if type(rec_fn) is Const else None  # type: ignore[union-attr]
        if rec is None:
            return None
        prefix = apps(rec_fn, *rec_args[: rec.major])
        major = self.whnf(rec_args[rec.major], self.root)
        if type(major) is Lit:
            major = app(_SUCC, lit(major.value - 1)) if major.value else const("Nat.zero")
        ctor = head(major)
        if type(ctor) is not Const or not any([r[0] == ctor.name for r in rec.rules]):
            return None
        reduced = self._iota(apps(prefix, major, *rec_args[rec.major + 1 :]), rec, self.root)
        if reduced is None:
            return None
        arity = count_lambdas(decl.value)
        if arity > len(args):
            return None
        order = _trailing(decl.value, rec.major, arity)
        if order is None:
            return reduced
        in_order = order == list(range(arity - len(order), arity)) and place < arity - len(order)

        def fold(t: Term, _: int) -> Term | None:
            if type(t) is not App:
                return None
            f, xs = spine(t)
            if f is not rec_fn or len(xs) <= rec.major or apps(f, *xs[: rec.major]) is not prefix:
                return None
            rest = xs[rec.major + 1 :]
            lead = list(args[:arity])
            lead[place] = xs[rec.major]
            if len(rest) < len(order):
                return apps(fn, *lead[: arity - len(order)], *rest) if in_order else None
            for j, i in enumerate(order):
                lead[i] = rest[j]
            return apps(fn, *lead, *rest[len(order) :])

        reduced = self.whnf_core(reduced, self.root) if type(head(reduced)) is Lam else reduced
        return _replace_all(reduced, fold)

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

    # --- unification ---

    def unify(self, a: Term, b: Term) -> bool:
        """Make two terms equal by filling holes; nothing is filled when that fails."""
        return self.attempt(lambda: self.defeq(a, b, self.root))

    def defeq(self, a: Term, b: Term, ctx: Context) -> bool:
        """As the kernel's, with holes."""
        if a is b:
            return True
        if not (a.flags | b.flags) & HOLES:
            ka = _offset(a)
            kb = _offset(b) if ka else 0
            if ka and kb and not (type(a) is Lit and type(b) is Lit):
                k = min(ka, kb)
                return self.defeq(_lower(a, k), _lower(b, k), ctx)
            return super().defeq(a, b, ctx)
        fa, fb = head(a), head(b)
        if type(fa) is MVar:
            new = self._filled(a, fa)
            if new is not a:
                return self.defeq(new, b, ctx)
        if type(fb) is MVar:
            new = self._filled(b, fb)
            if new is not b:
                return self.defeq(a, new, ctx)
        if type(fa) is MVar or type(fb) is MVar:
            done = self._flex(a, fa, b, fb, ctx)
            if done is not None:
                return done
        else:
            ka, kb = _offset(a), _offset(b)
            if ka and kb:
                k = min(ka, kb)
                return self.defeq(_lower(a, k), _lower(b, k), ctx)
        return super().defeq(a, b, ctx)

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
                    if t.value is not None:
                        return None
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

    def whnf_reducible(self, t: Term) -> Term:
        """Weak head normal form, unfolding reducible definitions only."""
        saved, self.transparent = self.transparent, False
        normal, self.normal = self.normal, {}
        try:
            return self.whnf(t, self.root)
        finally:
            self.transparent, self.normal = saved, normal

    def unify_reducible(self, a: Term, b: Term) -> bool:
        """`unify`, unfolding reducible definitions only."""
        saved, self.transparent = self.transparent, False
        normal, self.normal = self.normal, {}
        same, self.same = self.same, set()
        try:
            return self.unify(a, b)
        finally:
            self.transparent, self.normal, self.same = saved, normal, same

    def as_pi(self, t: Term) -> Pi | None:
        """The function type that `t` is, if it is one."""
        t = self.inst(t)
        if type(t) is not Pi:
            t = self.whnf(t, self.root)
        return t if type(t) is Pi else None

    def try_prop(self, t: Term) -> bool:
        """Whether `t` is a proposition, as far as can be told."""
        try:
            return self.is_prop(t, self.root)
        except KernelError:
            return False


_ADD, _SUCC = const("Nat.add"), const("Nat.succ")


def _replace_all(t: Term, fold: Callable[[Term, int], Term | None]) -> Term:
    return replace(t, fold, 0)


def _occurs(x: Term, t: Term) -> bool:
    return bool(t.flags & FVAR) and any([s is x for s in subterms(t, FVAR)])


def _offset(t: Term) -> int:
    """The `k` of ``n + k``, of ``Nat.succ n`` (1), and of a numeral; 0 for other terms."""
    if type(t) is Lit:
        return t.value
    if type(t) is App:
        if t.fn is _SUCC:
            return 1
        if type(t.fn) is App and t.fn.fn is _ADD and type(t.arg) is Lit:
            return t.arg.value
    return 0


def _lower(t: Term, k: int) -> Term:
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


def _trailing(value: Term | None, major: int, arity: int) -> list[int] | None:
    """Which variables follow the major premise in a definition's body, by position.

    None if other terms do, or if one of them also occurs elsewhere: then a recursive call is not the function again.
    """
    while type(value) is Lam:
        value = value.body
    assert value is not None
    places = []
    args = spine(value)[1]
    for a in args[major + 1 :]:
        if type(a) is not BVar or a.index >= arity:
            return None
        if any([lift(b, 1, a.index) is not lift(b, 1, a.index + 1) for b in args[: major + 1]]):
            return None
        places.append(arity - 1 - a.index)
    return places if len(set(places)) == len(places) else None


def count_lambdas(t: Term | None) -> int:
    """How many arguments a definition takes at once."""
    n = 0
    while type(t) is Lam:
        t = t.body
        n += 1
    return n


def _level_has_hole(level: Level) -> bool:
    if isinstance(level, int):
        return False
    return level[0] == "m" or any([_level_has_hole(x) for x in level[1:] if isinstance(x, (int, tuple))])


def _level_occurs(hole: Level, level: Level) -> bool:
    if isinstance(level, int):
        return False
    return level == hole or any([_level_occurs(hole, x) for x in level[1:] if isinstance(x, tuple)])


__all__ = ["HOLES", "Hole", "Locals", "Meta", "add_offset", "beta", "beta_reduce", "count_lambdas", "lsucc"]
