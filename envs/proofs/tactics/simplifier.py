"""Simplification: rewriting by rules, bottom up, each step with its proof; numerals are computed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..lexer import SourceError
from ..redexes import beta, beta_reduce
from ..rewriting import Equation, as_equation, sort_level
from ..substitution import instantiate
from ..terms import (
    MVAR,
    PROP,
    App,
    Const,
    FVar,
    Lam,
    Lit,
    MVar,
    Pi,
    Term,
    app,
    apps,
    const,
    fvar,
    has_loose,
    head,
    lit,
    pi,
    spine,
)
from ..unify import Meta
from .goals import TacticError, locals_of
from .simp_rules import Result, Rule, RuleSet, less, may_match

MAX_STEPS: Final = 4_000
MAX_CONDITIONS: Final = 3


class Simplifier:
    """One run of simp in a goal's context."""

    def __init__(self, meta: Meta, g: MVar, rules: RuleSet, unfoldable: Sequence[str] = ()) -> None:
        self.meta = meta
        self.goal = g
        self.rules = rules
        self.unfoldable = set(unfoldable)
        self.memo: dict[Term, Result] = {}
        self.steps = 0
        self.conditions = 0
        self.locals = locals_of(meta, g)

    def simplify(self, t: Term) -> Result:
        """Simplify completely."""
        known = self.memo.get(t)
        if known is not None:
            return known
        self.meta.burn(2)
        result = self._visit(t)
        self.memo[t] = result
        return result

    def _visit(self, t: Term) -> Result:
        current = Result(t, None)
        for _ in range(200):
            inner = self._inside(current.term)
            current = self._join(t, current, inner)
            step = self._top(current.term)
            if step is None or step.term is current.term:
                return current
            self.steps += 1
            self.meta.burn(10)
            if self.steps > MAX_STEPS:
                raise TacticError(
                    "maximum recursion depth has been reached\nuse `set_option maxRecDepth <num>` to increase limit"
                )
            current = self._join(t, current, step)
        return current

    def _join(self, start: Term, a: Result, b: Result) -> Result:
        if b.term is a.term:
            return a
        if a.proof is None:
            return b
        if b.proof is None:
            return Result(b.term, a.proof)
        ty = self.meta.type_of(start)
        level = sort_level(self.meta, ty)
        return Result(b.term, apps(const("Eq.trans", (level,)), ty, start, a.term, b.term, a.proof, b.proof))  # type: ignore[arg-type]

    # --- below the head ---

    def _inside(self, t: Term) -> Result:
        kind = type(t)
        if kind is App:
            return self._application(t)  # type: ignore[arg-type]
        if kind is Pi:
            return self._pi(t)  # type: ignore[arg-type]
        if kind is Lam:
            return self._lambda(t)  # type: ignore[arg-type]
        return Result(t, None)

    def _application(self, t: App) -> Result:
        meta = self.meta
        fn, args = spine(t)
        if type(fn) is Lam:
            return self.simplify(beta(fn, args))
        if type(fn) is Const and fn.name == "Int.ofNat" and type(args[0]) is Lit:
            return Result(t, None)
        if type(fn) is Const and fn.name == "ite" and len(args) >= 5:
            return self._ite(t, fn, args)
        try:
            ftype = meta.type_of(fn)
        except SourceError:
            return Result(t, None)
        old: Term = fn
        new: Term = fn
        proof: Term | None = None
        done = 0
        for i, a in enumerate(args):
            if type(ftype) is not Pi:
                ftype = meta.whnf(instantiate(ftype, args[done:i]), meta.root)
                done = i
                if type(ftype) is not Pi:
                    return Result(t, None)
            sub = Result(a, None)
            if (ftype.info == "d" and not ftype.body.loose and self._wanted(a, i, args, ftype, done)) or (
                ftype.info == "d"
                and ftype.body.loose
                and not has_loose(ftype.body)
                and self._wanted(a, i, args, ftype, done)
            ):
                sub = self.simplify(a)
            proof = congr_app(meta, old, new, proof, a, sub.term, sub.proof)
            old, new = app(old, a), app(new, sub.term)
            ftype = ftype.body
        return Result(new, proof)

    def _wanted(self, a: Term, i: int, args: list[Term], ftype: Pi, done: int) -> bool:
        dom = instantiate(ftype.dom, args[done:i])
        if type(dom) is Const:
            return True
        s = self.meta.type_of(a)
        return not self.meta.try_prop(s)

    def _ite(self, t: App, fn: Const, args: list[Term]) -> Result:
        c = self.simplify(args[1])
        name = c.term.name if type(c.term) is Const else ""
        if name in ("True", "False"):
            lemma = "ite_cond_eq_true" if name == "True" else "ite_cond_eq_false"
            level = fn.levels
            p = c.proof
            if p is None:
                p = apps(const("Eq.refl", (1,)), PROP, args[1])
            chosen = args[3] if name == "True" else args[4]
            proof = apps(const(lemma, level), *args[:5], p)
            rest = self.simplify(chosen)
            return self._join(t, Result(chosen, proof), rest) if len(args) == 5 else Result(t, None)
        old: Term = apps(fn, *args[:3])
        new, proof2 = old, None
        for a in args[3:]:
            sub = self.simplify(a)
            proof2 = congr_app(self.meta, old, new, proof2, a, sub.term, sub.proof)
            old, new = app(old, a), app(new, sub.term)
        return Result(new, proof2)

    def _pi(self, t: Pi) -> Result:
        meta = self.meta
        if not has_loose(t.body) and meta.try_prop(t.dom):
            q = instantiate(t.body, (t.dom,))
            if not meta.try_prop(q):
                return Result(t, None)
            a, b = self.simplify(t.dom), self.simplify(q)
            if a.term is t.dom and b.term is q:
                return Result(t, None)
            new = pi(t.name, a.term, _lift(b.term), t.info)
            if a.proof is None and b.proof is None:
                return Result(new, None)
            proof = apps(const("implies_congr"), t.dom, a.term, q, b.term, self._proof(t.dom, a), self._proof(q, b))
            return Result(new, proof)
        x = fvar(t.name, t.dom)
        body = instantiate(t.body, (x,))
        if not meta.try_prop(body):
            return Result(t, None)
        b = self._under(x, body)
        if b.term is body:
            return Result(t, None)
        new_body = meta.bind([x], b.term, pi)
        if b.proof is None:
            return Result(new_body, None)
        level = sort_level(meta, t.dom)
        proof = apps(
            const("forall_congr", (level,)),  # type: ignore[arg-type]
            t.dom, meta.bind([x], body), meta.bind([x], b.term), meta.bind([x], b.proof),
        )  # fmt: skip
        return Result(new_body, proof)

    def _under(self, x: FVar, body: Term) -> Result:
        """Simplify below a binder."""
        saved, self.locals = self.locals, self.locals.push(x)
        try:
            return self.simplify(body)
        finally:
            self.locals = saved

    def _lambda(self, t: Lam) -> Result:
        meta = self.meta
        x = fvar(t.name, t.dom)
        body = instantiate(t.body, (x,))
        b = self._under(x, body)
        if b.term is body:
            return Result(t, None)
        new = meta.bind([x], b.term)
        if b.proof is None:
            return Result(new, None)
        ty = meta.type_of(body)
        u, v = sort_level(meta, t.dom), sort_level(meta, ty)
        proof = apps(const("funext", (u, v)), t.dom, meta.bind([x], ty), t, new, meta.bind([x], b.proof))  # type: ignore[arg-type]
        return Result(new, proof)

    def _proof(self, old: Term, r: Result) -> Term:
        if r.proof is not None:
            return r.proof
        return apps(const("Eq.refl", (1,)), PROP, old)

    # --- at the head ---

    def _top(self, t: Term) -> Result | None:
        meta = self.meta
        if type(t) is Lam or type(t) is Lit:
            return None
        computed = self._compute(t)
        if computed is not None:
            return computed
        for rule in self.rules.find(t):
            found = self._apply(rule, t)
            if found is not None:
                return found
        fn = head(t)
        if type(fn) is Const and self.unfoldable and fn.name in self.unfoldable:
            new = meta.unfold(t)
            if new is not None:
                return Result(beta_reduce(new), None)
        reduced = meta.whnf_core(t, meta.root) if type(fn) is Lam else t
        return Result(reduced, None) if reduced is not t else None

    def _compute(self, t: Term) -> Result | None:
        """Arithmetic and comparisons of numerals, and reflexivity."""
        meta = self.meta
        fn, args = spine(t)
        if type(fn) is not Const:
            return None
        name = fn.name
        if (
            name == "Eq"
            and len(args) == 3
            and (
                args[1] is args[2]
                or (
                    head(args[1]) is head(args[2])
                    and type(args[1]) is not Lit
                    and meta.unify_reducible(args[1], args[2])
                )
            )
        ):
            return Result(const("True"), apps(const("eq_self", fn.levels), args[0], args[1]))
        if name in _LITERAL_OPS and len(args) == 2:
            a, b = _literal(args[0]), _literal(args[1])
            if a is not None and b is not None:
                value = meta.whnf(t, meta.root)
                new = _as_literal(meta, value)
                if new is not None and new is not t:
                    return Result(new, None)
        if name == "Nat.succ" and len(args) == 1:
            from ..redexes import add_offset

            return Result(lit(args[0].value + 1) if type(args[0]) is Lit else add_offset(args[0], 1), None)
        if name == "Int.neg" and _literal(args[0]) is not None:
            inner = _literal(args[0])
            if inner is not None and inner <= 0:
                from .arithmetic import to_term

                return Result(to_term(-inner, {}, "Int"), None) if to_term(-inner, {}, "Int") is not t else None
        test = (name in _LITERAL_TESTS and len(args) == 2) or (name == "Eq" and len(args) == 3)
        if test and _literal(args[-1]) is not None and _literal(args[-2]) is not None:
            from .arithmetic import literal_fact

            found = literal_fact(meta, t)
            if found is not None:
                lemma = "eq_true" if found[0] else "eq_false"
                return Result(const("True" if found[0] else "False"), apps(const(lemma), t, found[1]))
        return None

    def _apply(self, rule: Rule, t: Term) -> Result | None:
        meta = self.meta
        if not may_match(meta, rule.left, t, rule.variables):
            return None
        mark = meta.mark()
        proof, type_ = rule.proof, rule.type
        if type(proof) is Const and proof.levels and any([isinstance(x, tuple) and x[0] == "p" for x in proof.levels]):
            decl = meta.env.get(proof.name)
            assert decl is not None
            proof = const(proof.name, tuple([meta.level_hole() for _ in decl.levels]))
            type_ = meta.const_type(proof)
        eq = as_equation(meta, self.locals, proof, type_, loose=True)
        if eq is None:
            meta.undo(mark)
            return None
        if rule.back:
            eq = eq.flipped()
        if not meta.unify_reducible(eq.left, t) or not self._discharge(eq):
            meta.undo(mark)
            return None
        new = beta_reduce(meta.inst(eq.right))
        value = meta.inst(eq.proof)
        if new.flags & MVAR or value.flags & MVAR or new is t:
            meta.undo(mark)
            return None
        if rule.commutes and not less(new, t):
            meta.undo(mark)
            return None
        return Result(new, value)

    def _discharge(self, eq: Equation) -> bool:
        meta = self.meta
        for m in eq.holes:
            if m in meta.values:
                continue
            ty = meta.inst(meta.holes[m].type)
            if not meta.try_prop(ty):
                from ..instances import find_instance

                if type(head(ty)) is Const and head(ty).name == "Decidable":  # type: ignore[attr-defined]
                    found = find_instance(meta, self.locals, ty)
                    if found is not None:
                        meta.assign(m, found)
                        continue
                return False
            if ty.flags & MVAR or not self._prove(m, ty):
                return False
        return True

    def _prove(self, m: MVar, ty: Term) -> bool:
        """A side condition: simplify it to True."""
        meta = self.meta
        if self.conditions >= MAX_CONDITIONS:
            return False
        for x in reversed(self.locals.order):
            if meta.inst(x.type) is ty:
                meta.assign(m, x)
                return True
        self.conditions += 1
        try:
            r = self.simplify(ty)
        finally:
            self.conditions -= 1
        if type(r.term) is Const and r.term.name == "True":
            meta.assign(m, of_true(ty, r.proof))
            return True
        return False


def of_true(t: Term, proof: Term | None) -> Term:
    """A proof of a proposition from its equality with True (None: it is True by computation)."""
    if proof is None:
        return const("True.intro")
    return apps(const("of_eq_true"), t, proof)


_LITERAL_OPS: Final = frozenset(
    f"{k}.{n}" for k in ("Nat", "Int") for n in ("add", "sub", "mul", "div", "mod", "emod", "pow", "min", "max")
)
_LITERAL_TESTS: Final = frozenset(f"{k}.{n}" for k in ("Nat", "Int") for n in ("le", "lt", "ge", "gt", "dvd"))


def _literal(t: Term) -> int | None:
    if type(t) is Lit:
        return t.value
    if type(t) is App and type(t.fn) is Const:
        if t.fn.name == "Int.ofNat" and type(t.arg) is Lit:
            return t.arg.value
        if t.fn.name == "Int.neg":
            inner = _literal(t.arg)
            return None if inner is None else -inner
    return None


def _as_literal(meta: Meta, value: Term) -> Term | None:
    if type(value) is Lit:
        return value
    fn, args = spine(value)
    if type(fn) is Const and fn.name in ("Int.ofNat", "Int.negSucc"):
        n = meta.whnf(args[0], meta.root)
        number = n.value if type(n) is Lit else 0 if type(n) is Const and n.name == "Nat.zero" else None
        if number is None:
            return None
        from .arithmetic import to_term

        return to_term(number if fn.name == "Int.ofNat" else -number - 1, {}, "Int")
    return None


def _lift(t: Term) -> Term:
    from ..substitution import lift

    return lift(t, 1)


def congr_app(
    meta: Meta, f: Term, f2: Term, f_proof: Term | None, a: Term, a2: Term, a_proof: Term | None
) -> Term | None:
    """A proof of ``f a = f2 a2`` from proofs of ``f = f2`` and ``a = a2`` (None: equal by computation)."""
    if f_proof is None and a_proof is None:
        return None
    ftype = meta.as_pi(meta.type_of(f))
    assert ftype is not None
    dom = ftype.dom
    u = sort_level(meta, dom)
    if a_proof is None:
        out = meta.bind([x := fvar(ftype.name, dom)], instantiate(ftype.body, (x,)))
        v = sort_level(meta, instantiate(ftype.body, (a,)))
        return apps(const("congrFun", (u, v)), dom, out, f, f2, f_proof, a)  # type: ignore[arg-type]
    cod = instantiate(ftype.body, (a,))
    v = sort_level(meta, cod)
    if f_proof is None:
        return apps(const("congrArg", (u, v)), dom, cod, a, a2, f2, a_proof)  # type: ignore[arg-type]
    return apps(const("congr", (u, v)), dom, cod, f, f2, a, a2, f_proof, a_proof)  # type: ignore[arg-type]
