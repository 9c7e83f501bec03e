"""Types and head normal forms of terms with holes: the kernel's, that look through what is filled.

Recursive functions are unfolded only where they compute, and keep their names after: what a proof shows is then
``n + m`` again, not the recursor that addition is made of.
"""

from __future__ import annotations

from .holes import Assignment
from .kernel import Context, Declaration, Environment, Kernel, KernelError
from .redexes import add_offset, beta
from .substitution import lift, replace
from .terms import App, BVar, Const, FVar, Lam, Lit, MVar, Pi, Term, app, apps, const, head, lit, spine

_SUCC = const("Nat.succ")


class Reducer(Kernel, Assignment):
    """A kernel over holes that never checks arguments, and unfolds no more than it is told to.

    Holes are inherited, not held: `inst` is what elaboration calls most.
    """

    def __init__(self, env: Environment, fuel: int) -> None:
        Kernel.__init__(self, env, fuel)
        Assignment.__init__(self)
        self.transparent = True  # whether definitions that are not reducible may be unfolded

    # --- types ---

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

    def try_prop(self, t: Term) -> bool:
        """Whether `t` is a proposition, as far as can be told."""
        try:
            return self.is_prop(t, self.root)
        except KernelError:
            return False

    # --- head normal forms ---

    def whnf_core(self, t: Term, ctx: Context) -> Term:
        """As the kernel's, looking through filled holes."""
        while True:
            t = super().whnf_core(t, ctx)
            fn = head(t)
            if type(fn) is MVar:
                new = self.filled(t, fn)
                if new is not t:
                    t = new
                    continue
            elif type(fn) is FVar and fn.value is not None:
                _, args = spine(t)
                t = apps(fn.value, *args)
                continue
            return t

    def filled(self, t: Term, fn: MVar) -> Term:
        """`t`, an application of the hole `fn`, with the value of the hole put in; `t` itself while there is none."""
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

    def whnf_reducible(self, t: Term) -> Term:
        """Weak head normal form, unfolding reducible definitions only."""
        saved, self.transparent = self.transparent, False
        normal, self.normal = self.normal, {}
        try:
            return self.whnf(t, self.root)
        finally:
            self.transparent, self.normal = saved, normal

    def as_pi(self, t: Term) -> Pi | None:
        """The function type that `t` is, if it is one."""
        t = self.inst(t)
        if type(t) is not Pi:
            t = self.whnf(t, self.root)
        return t if type(t) is Pi else None

    # --- definitions ---

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
        arity = _count_lambdas(decl.value)
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
        return replace(reduced, fold, 0)


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


def _count_lambdas(t: Term | None) -> int:
    """How many arguments a definition takes at once."""
    n = 0
    while type(t) is Lam:
        t = t.body
        n += 1
    return n


__all__ = ["Reducer"]
