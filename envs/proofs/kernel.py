"""The kernel: decides whether a closed term is a proof of a stated proposition. Nothing else is trusted to say yes.

The calculus is Lean 4's (universe levels, impredicative `Prop`, proof irrelevance, eta, inductive families with
recursors, numerals with built-in arithmetic) without quotients, mutual or nested inductives. Two rules go beyond it:
`Cert` terms prove linear arithmetic and ring identities by certificates; `certificates` checks them on plain integers.
Every step burns fuel, every recursion is counted, every number is bounded: `check` ends, whatever it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .declarations import Declaration, Environment, Recursor
from .levels import Level, level_eq, limax, lsucc
from .substitution import instantiate, instantiate_levels, lift

from .terms import FVAR, LMVAR, MVAR, App, BVar, Cert, Const, Lam, Let, Lit, Pi, Sort, Term  # isort: skip
from .terms import app, apps, bvar, const, head, lit, pi, sort, spine  # isort: skip

FUEL: Final = 400_000
MAX_BITS: Final = 4_096
MAX_NESTING: Final = 6_000


class KernelError(Exception):
    """The term is not well typed; the message says where it fails."""


class OutOfFuel(Exception):
    """The check would take more steps, or deeper recursion, than allowed."""


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """The types of the loose indices, innermost first. Extended contexts are shared, so identity is equality."""

    type: Term | None
    outer: Context | None

    def lookup(self, index: int) -> Term:
        """The type of a loose index, valid here."""
        at: Context | None = self
        for _ in range(index):
            at = at.outer if at is not None else None
        if at is None or at.type is None:
            raise KernelError("loose bound variable")
        return lift(at.type, index + 1)


def _pow(a: int, b: int) -> int | None:
    return a**b if a < 2 or b * a.bit_length() <= MAX_BITS else None


BINARY: Final[dict[str, Callable[[int, int], int | None]]] = {
    "Nat.add": lambda a, b: a + b,
    "Nat.sub": lambda a, b: max(a - b, 0),
    "Nat.mul": lambda a, b: a * b,
    "Nat.div": lambda a, b: a // b if b else 0,
    "Nat.mod": lambda a, b: a % b if b else a,
    "Nat.pow": _pow,
}
TESTS: Final[dict[str, Callable[[int, int], bool]]] = {
    "Nat.beq": lambda a, b: a == b,
    "Nat.ble": lambda a, b: a <= b,
}
_OPEN: Final = MVAR | LMVAR  # nothing is remembered about terms with holes, which only elaboration has
_ZERO, _SUCC = const("Nat.zero"), const("Nat.succ")


class Kernel:
    """One checking run over an environment, with a fuel tank. Types of checked terms are remembered within the run."""

    def __init__(self, env: Environment, fuel: int = FUEL) -> None:
        self.env = env
        self.fuel = fuel
        self.nesting = 0
        self.root = Context(None, None)
        self.contexts: dict[tuple[Context, Term], Context] = {}
        self.checked: dict[Term | tuple[Term, Context], Term] = {}  # types of terms that were checked
        self.types: dict[Term | tuple[Term, Context], Term] = {}  # and of terms that were not
        self.normal: dict[Term, Term] = {}
        self.same: set[tuple[Term, Term]] = set()
        self.depends: set[str] = set()

    # --- the door ---

    def check(self, term: Term, type_: Term) -> None:
        """Accept `term` as an inhabitant of `type_`, or raise KernelError or OutOfFuel."""
        for t in (term, type_):
            if t.loose or t.flags & (FVAR | _OPEN):
                raise KernelError("the term is not closed: it has holes or free variables")
        self.sort_of(type_, self.root)
        found = self.infer(term, self.root)
        if not self.defeq(found, type_, self.root):
            raise KernelError("the term's type is not the statement")

    def burn(self, steps: int = 1) -> None:
        """Pay for some work."""
        self.fuel -= steps
        if self.fuel < 0:
            raise OutOfFuel

    # --- typing ---

    def push(self, ctx: Context, type_: Term) -> Context:
        """The context under one more binder."""
        got = self.contexts.get((ctx, type_))
        if got is None:
            got = self.contexts[ctx, type_] = Context(type_, ctx)
        return got

    def sort_of(self, t: Term, ctx: Context, check: bool = True) -> Level:
        """The universe level that the type `t` lives in."""
        s = self.infer(t, ctx, check)
        if type(s) is not Sort:
            s = self.whnf(s, ctx)
            if type(s) is not Sort:
                raise KernelError("type expected")
        return s.level

    def infer(self, t: Term, ctx: Context, check: bool = True) -> Term:
        """The type of `t`; with `check`, every argument is checked on the way."""
        kind = type(t)
        if kind is Sort:
            return sort(lsucc(t.level))  # type: ignore[attr-defined]
        if kind is Lit:
            return const("Nat")
        key = (t, ctx) if t.loose else t
        known = self.checked.get(key)
        if known is None and not check:
            known = self.types.get(key)
        if known is not None:
            return known
        if kind is BVar:
            found = self.checked[key] = ctx.lookup(t.index)  # type: ignore[attr-defined]
            return found
        self.burn()
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise OutOfFuel
        if kind is App:
            result = self._infer_app(t, ctx, check)
        elif kind is Const:
            result = self.const_type(t)  # type: ignore[arg-type]
        elif kind is Lam:
            if check:
                self.sort_of(t.dom, ctx)  # type: ignore[attr-defined]
            body = self.infer(t.body, self.push(ctx, t.dom), check)  # type: ignore[attr-defined]
            result = pi(t.name, t.dom, body, t.info)  # type: ignore[attr-defined]
        elif kind is Pi:
            a = self.sort_of(t.dom, ctx, check)  # type: ignore[attr-defined]
            result = sort(limax(a, self.sort_of(t.body, self.push(ctx, t.dom), check)))  # type: ignore[attr-defined]
        elif kind is Let:
            if check:
                self.sort_of(t.dom, ctx)  # type: ignore[attr-defined]
                if not self.defeq(self.infer(t.value, ctx), t.dom, ctx):  # type: ignore[attr-defined]
                    raise KernelError("a local definition does not have its type")
            result = self.infer(instantiate(t.body, (t.value,)), ctx, check)  # type: ignore[attr-defined]
        elif kind is Cert:
            result = self.certified(t, ctx, check)  # type: ignore[arg-type]
        else:
            result = self.infer_free(t)
        self.nesting -= 1
        if not t.flags & _OPEN:
            (self.checked if check else self.types)[key] = result
        return result

    def _infer_app(self, t: Term, ctx: Context, check: bool) -> Term:
        fn, args = spine(t)
        ftype = self.infer(fn, ctx, check)
        done = 0  # arguments before this one are already put into ftype
        for i, arg in enumerate(args):
            if type(ftype) is not Pi:
                ftype = self.whnf(instantiate(ftype, args[done:i]), ctx)
                done = i
                if type(ftype) is not Pi:
                    raise KernelError("function expected")
            if check:
                dom = instantiate(ftype.dom, args[done:i]) if ftype.dom.loose else ftype.dom
                found = self.infer(arg, ctx)
                if found is not dom and not self.defeq(found, dom, ctx):
                    raise KernelError("application type mismatch")
            ftype = ftype.body
        return instantiate(ftype, args[done:])

    def const_type(self, t: Const) -> Term:
        """The declared type of a constant at its levels."""
        decl = self.env.get(t.name)
        if decl is None:
            raise KernelError(f"unknown constant '{t.name}'")
        if len(decl.levels) != len(t.levels):
            raise KernelError(f"wrong number of universe levels for '{t.name}'")
        self.depends.add(t.name)
        return instantiate_levels(decl.type, decl.levels, t.levels)

    def infer_free(self, t: Term) -> Term:
        """Free variables and holes have no place in a checked term."""
        raise KernelError("free variable or hole in a term")

    def certified(self, t: Cert, ctx: Context, check: bool) -> Term:
        """The proposition that a certificate proves, once the certificate is checked."""
        if check:
            from .reify import accepts

            for p in (*t.hyps, t.goal):
                if self.sort_of(p, ctx) != 0:
                    raise KernelError("a certificate is about propositions")
            if not accepts(t, self, ctx):
                raise KernelError("certificate refused")
        result = lift(t.goal, len(t.hyps))
        for i, h in reversed(list(enumerate(t.hyps))):
            result = pi("h", lift(h, i), result)
        return result

    def is_prop(self, t: Term, ctx: Context) -> bool:
        """Whether the type `t` is a proposition."""
        s = self.infer(t, ctx, False)
        if type(s) is not Sort:
            s = self.whnf(s, ctx)
        return type(s) is Sort and s.level == 0

    # --- reduction ---

    def whnf_core(self, t: Term, ctx: Context) -> Term:
        """Reduce the head by beta, zeta and recursors, unfolding no definition at the head."""
        while True:
            kind = type(t)
            if kind is Let:
                self.burn(1 + t.size // 16)
                t = instantiate(t.body, (t.value,))  # type: ignore[attr-defined]
                continue
            if kind is not App:
                return t
            fn = head(t)
            hk = type(fn)
            if hk is Lam:
                fn, args = spine(t)
                n = 0
                while n < len(args) and type(fn) is Lam:
                    fn = fn.body
                    n += 1
                self.burn(1 + fn.size // 16)
                t = apps(instantiate(fn, args[:n]), *args[n:])
            elif hk is Let:
                fn, args = spine(t)
                t = apps(self.whnf_core(fn, ctx), *args)
            elif hk is Const:
                decl = self.env.get(fn.name)  # type: ignore[attr-defined]
                if decl is None or decl.recursor is None:
                    return t
                new = self._iota(t, decl.recursor, ctx)
                if new is None:
                    return t
                t = new
            else:
                return t

    def _iota(self, t: Term, rec: Recursor, ctx: Context) -> Term | None:
        fn, args = spine(t)
        if len(args) <= rec.major:
            return None
        major = args[rec.major]
        if rec.k:
            major = self._to_refl(major, rec, ctx)
        major = self.whnf(major, ctx)
        if type(major) is Lit:
            major = app(_SUCC, lit(major.value - 1)) if major.value else _ZERO
        ctor, cargs = spine(major)
        if type(ctor) is not Const:
            return None
        fits = [
            i
            for i, (name, fields, _) in enumerate(rec.rules)
            if name == ctor.name and len(cargs) == rec.params + fields
        ]
        if not fits:
            return None
        i, recursive = fits[0], rec.rules[fits[0]][2]
        self.burn()
        result = args[rec.params + 1 + i]
        values = cargs[rec.params :]
        for v in values:
            result = app(result, v)
        if True in recursive:
            prefix = fn
            for a in args[: rec.params + 1 + rec.minors]:
                prefix = app(prefix, a)
            for v, again in zip(values, recursive, strict=True):
                if again:  # only families without indices recurse into types; Prop families never compute
                    if rec.indices:
                        return None
                    result = app(result, app(prefix, v))
        for a in args[rec.major + 1 :]:
            result = app(result, a)
        return result

    def _to_refl(self, major: Term, rec: Recursor, ctx: Context) -> Term:
        """K: a proof of a field-less family in Prop counts as its one constructor when the indices fit."""
        name, _fields, _ = rec.rules[0]
        if type(head(major)) is Const and head(major).name == name:  # type: ignore[attr-defined]
            return major
        family, args = spine(self.whnf(self.infer(major, ctx, False), ctx))
        if type(family) is not Const or family.name != rec.inductive:
            return major
        candidate = apps(const(name, family.levels), *args[: rec.params])
        if self.defeq(self.infer(candidate, ctx, False), apps(family, *args), ctx):
            return candidate
        return major

    def whnf(self, t: Term, ctx: Context) -> Term:
        """Weak head normal form."""
        kind = type(t)
        if kind is Sort or kind is Pi or kind is Lam or kind is Lit or kind is BVar:
            return t
        closed = not t.loose and not t.flags & _OPEN
        if closed:
            known = self.normal.get(t)
            if known is not None:
                return known
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise OutOfFuel
        new = t
        while True:
            new = self.whnf_core(new, ctx)
            number = self.arithmetic(new, ctx)
            if number is not None:
                new = number
                break
            unfolded = self.unfold(new)
            if unfolded is None:
                break
            new = unfolded
        self.nesting -= 1
        if closed:
            self.normal[t] = new
        return new

    def definition(self, t: Term) -> Declaration | None:
        """The definition that `t` is headed by, if it can be unfolded."""
        fn = head(t)
        if type(fn) is Const:
            decl = self.env.get(fn.name)
            if decl is not None and decl.value is not None and decl.kind == "def":
                return decl
        return None

    def unfold(self, t: Term) -> Term | None:
        """Unfold the definition at the head of `t`."""
        decl = self.definition(t)
        return None if decl is None else self.expand(t, decl)

    def expand(self, t: Term, decl: Declaration) -> Term:
        """Put a definition's value in the place of its name at the head of `t`."""
        assert decl.value is not None
        fn, args = spine(t)
        if len(fn.levels) != len(decl.levels):  # type: ignore[attr-defined]
            raise KernelError(f"wrong number of universe levels for '{decl.name}'")
        self.burn(1 + decl.value.size // 16)
        self.depends.add(decl.name)
        value = instantiate_levels(decl.value, decl.levels, fn.levels)  # type: ignore[attr-defined]
        n = 0
        while n < len(args) and type(value) is Lam:
            value = value.body
            n += 1
        return apps(instantiate(value, args[:n]), *args[n:])

    def arithmetic(self, t: Term, ctx: Context) -> Term | None:
        """Compute with closed numerals: `Nat.succ 3`, `Nat.add 2 2`, `Nat.ble 1 2`."""
        if type(t) is not App or t.loose or t.flags & (FVAR | MVAR):
            return None
        fn = t.fn
        if type(fn) is Const:
            if fn.name == "Nat.succ":
                n = self._number(t.arg, ctx)
                return None if n is None else self._lit(n + 1)
            return None
        if type(fn) is not App or type(fn.fn) is not Const:
            return None
        name = fn.fn.name
        if name in BINARY or name in TESTS:
            a = self._number(fn.arg, ctx)
            b = None if a is None else self._number(t.arg, ctx)
            if a is not None and b is not None:
                self.burn()
                if name in TESTS:
                    return const("Bool.true" if TESTS[name](a, b) else "Bool.false")
                return self._lit(BINARY[name](a, b))
        return None

    def _number(self, t: Term, ctx: Context) -> int | None:
        t = self.whnf(t, ctx)
        if type(t) is Lit:
            return t.value
        return 0 if type(t) is Const and t.name == "Nat.zero" else None

    def _lit(self, value: int | None) -> Lit:
        if value is None or value.bit_length() > MAX_BITS:
            raise OutOfFuel
        return lit(value)

    # --- definitional equality ---

    def defeq(self, a: Term, b: Term, ctx: Context) -> bool:
        """Whether two well-typed terms are definitionally equal."""
        if a is b:
            return True
        ka, kb = type(a), type(b)
        if ka is Sort and kb is Sort:
            return self.same_level(a.level, b.level)  # type: ignore[attr-defined]
        if ka is Lit and kb is Lit:
            return a.value == b.value  # type: ignore[attr-defined, no-any-return]
        pair = (a, b)
        closed = not (a.loose or b.loose or (a.flags | b.flags) & _OPEN)
        if closed and pair in self.same:
            return True
        self.burn()
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise OutOfFuel
        result = self.defeq_binding(a, b, ctx) if ka is kb and (ka is Lam or ka is Pi) else self._defeq(a, b, ctx)
        self.nesting -= 1
        if result and closed:
            self.same.add(pair)
        return result

    def same_level(self, a: Level, b: Level) -> bool:
        """Whether two universe levels agree."""
        return level_eq(a, b)

    def defeq_binding(self, a: Term, b: Term, ctx: Context) -> bool:
        """Two functions, or two function types."""
        if not self.defeq(a.dom, b.dom, ctx):  # type: ignore[attr-defined]
            return False
        return self.defeq(a.body, b.body, self.push(ctx, a.dom))  # type: ignore[attr-defined]

    def _defeq(self, a: Term, b: Term, ctx: Context) -> bool:
        a1, b1 = self.whnf_core(a, ctx), self.whnf_core(b, ctx)
        if a1 is not a or b1 is not b:
            return self.defeq(a1, b1, ctx)
        quick = self._same_head(a, b, ctx)
        if quick is not None:
            return quick
        if self._both_proofs(a, b, ctx):
            return True
        for x, y in ((a, b), (b, a)):
            n = self.arithmetic(x, ctx)
            if n is not None:
                return self.defeq(n, y, ctx)
        step = self._delta(a, b, ctx)
        if step is not None:
            return step
        return self._stuck(a, b, ctx)

    def _same_head(self, a: Term, b: Term, ctx: Context) -> bool | None:
        """Answer at once where the heads already decide; None where they do not."""
        ka, kb = type(a), type(b)
        if ka is Const and kb is Const and a.name == b.name:  # type: ignore[attr-defined]
            return self._levels_agree(a, b)
        if ka is kb and (ka is Lam or ka is Pi):
            return self.defeq_binding(a, b, ctx)
        if ka is Sort and kb is Sort:
            return self.same_level(a.level, b.level)  # type: ignore[attr-defined]
        if ka is BVar and kb is BVar and a.index == b.index:  # type: ignore[attr-defined]
            return True
        return None

    def _levels_agree(self, a: Term, b: Term) -> bool:
        la, lb = a.levels, b.levels  # type: ignore[attr-defined]
        if len(la) != len(lb):
            return False
        return all(not (x != y and not self.same_level(x, y)) for x, y in zip(la, lb, strict=True))

    def _both_proofs(self, a: Term, b: Term, ctx: Context) -> bool:
        """Proof irrelevance."""
        if type(a) in (Sort, Pi, Lit) or type(b) in (Sort, Pi, Lit):
            return False
        ta = self.infer(a, ctx, False)
        return self.is_prop(ta, ctx) and self.defeq(ta, self.infer(b, ctx, False), ctx)

    def _delta(self, a: Term, b: Term, ctx: Context) -> bool | None:
        """Unfold the side with the taller definition; with the same head, try the arguments first."""
        da, db = self.definition(a), self.definition(b)
        if da is None and db is None:
            return None
        if da is not None and db is not None and da.name == db.name and type(a) is App and type(b) is App:
            before = self.fuel
            if self._args_agree(a, b, ctx):
                return True
            self.burn(max(0, (before - self.fuel) // 8))  # repeated failures below cost more and more
        ha = da.height if da is not None else -1
        hb = db.height if db is not None else -1
        if da is not None and ha >= hb:
            a = self.unfold(a) or a
        if db is not None and hb >= ha:
            b = self.unfold(b) or b
        return self.defeq(a, b, ctx)

    def _args_agree(self, a: Term, b: Term, ctx: Context) -> bool:
        fa, xs = spine(a)
        fb, ys = spine(b)
        if len(xs) != len(ys) or type(fa) is not type(fb):
            return False
        if type(fa) is Const:
            if fa.name != fb.name or not self._levels_agree(fa, fb):  # type: ignore[attr-defined]
                return False
        elif not self.defeq(fa, fb, ctx):
            return False
        return all(not (x is not y and not self.defeq(x, y, ctx)) for x, y in zip(xs, ys, strict=True))

    def _stuck(self, a: Term, b: Term, ctx: Context) -> bool:
        """Neither side reduces: numerals against constructors, arguments, eta."""
        if type(a) is Lit or type(b) is Lit:
            x, y = (a, b) if type(a) is Lit else (b, a)
            if type(y) is Const and y.name == "Nat.zero":
                return x.value == 0  # type: ignore[attr-defined, no-any-return]
            if type(y) is App and type(y.fn) is Const and y.fn.name == "Nat.succ" and x.value > 0:  # type: ignore[attr-defined]
                return self.defeq(lit(x.value - 1), y.arg, ctx)  # type: ignore[attr-defined]
            return False
        if type(a) is App and type(b) is App and self._args_agree(a, b, ctx):
            return True
        return (
            self._eta(a, b, ctx)
            or self._eta(b, a, ctx)
            or self._eta_struct(a, b, ctx)
            or self._eta_struct(b, a, ctx)
            or self._like_unit(a, b, ctx)
        )

    def _eta(self, f: Term, other: Term, ctx: Context) -> bool:
        if type(f) is not Lam or type(other) is Lam:
            return False
        t = self.whnf(self.infer(other, ctx, False), ctx)
        if type(t) is not Pi:
            return False
        wide = app(lift(other, 1), bvar(0))
        return self.defeq(f.dom, t.dom, ctx) and self.defeq(f.body, wide, self.push(ctx, f.dom))

    def _eta_struct(self, made: Term, other: Term, ctx: Context) -> bool:
        """``⟨s.1, s.2⟩`` is `s` for structures: each field must be the projection (a recursor) of the other side."""
        ctor, args = spine(made)
        if type(ctor) is not Const:
            return False
        decl = self.env.get(ctor.name)
        if decl is None or decl.kind != "constructor" or not decl.fields or len(args) != decl.params + decl.fields:
            return False
        family = self.env.get(decl.inductive)
        if family is None or len(family.constructors) != 1 or family.indices:
            return False
        if type(head(other)) is Const and head(other).name == ctor.name:  # type: ignore[attr-defined]
            return False
        t = self.whnf(self.infer(other, ctx, False), ctx)
        if type(head(t)) is not Const or head(t).name != decl.inductive:  # type: ignore[attr-defined]
            return False
        if not self.defeq(self.infer(made, ctx, False), t, ctx):
            return False
        for i in range(decl.fields):
            field = args[decl.params + i]
            fn, fargs = spine(self.whnf(field, ctx))
            name = fn.name if type(fn) is Const else ""
            d = self.env.get(name) if name else None
            rec = d.recursor if d is not None else None
            if rec is None or rec.inductive != decl.inductive or len(fargs) != rec.major + 1:
                return False
            if not self.defeq(fargs[rec.major], other, ctx):
                return False
            pick = fargs[rec.params + 1]
            for _ in range(decl.fields):
                if type(pick) is not Lam:
                    return False
                pick = pick.body
            if type(pick) is not BVar or pick.index != decl.fields - 1 - i:
                return False
        return True

    def _like_unit(self, a: Term, b: Term, ctx: Context) -> bool:
        """Any two members of a type with one constructor and no fields are the same."""
        t = self.whnf(self.infer(a, ctx, False), ctx)
        family = self.env.get(head(t).name) if type(head(t)) is Const else None  # type: ignore[attr-defined]
        if family is None or family.kind != "inductive" or len(family.constructors) != 1 or family.indices:
            return False
        made = self.env.get(family.constructors[0])
        return made is not None and not made.fields and self.defeq(t, self.infer(b, ctx, False), ctx)


__all__ = ["FUEL", "Context", "Declaration", "Environment", "Kernel", "KernelError", "OutOfFuel", "Recursor"]
