"""``simp``: rewriting with lemmas, bottom up, each step with its proof; numerals are computed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from ..lexer import SourceError
from ..rewriting import Equation, as_equation, sort_level
from ..syntax import Syn
from ..terms import (
    FVAR,
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
    head,
    instantiate,
    lit,
    pi,
    spine,
    subterms,
)
from ..unify import Meta, beta, beta_reduce
from .basic import find_assumption
from .goals import TacticError, locals_of, new_goal, replace_hypothesis, target, try_clear

if TYPE_CHECKING:
    from ..state import Runner

MAX_STEPS: Final = 4_000
MAX_CONDITIONS: Final = 3


class Rule:
    """One rewriting rule: how to get its equation with fresh holes, and what its left side looks like."""

    __slots__ = ("arity", "back", "commutes", "key", "left", "proof", "type", "variables")

    def __init__(
        self, proof: Term, type_: Term, left: Term, variables: frozenset[Term], back: bool, commutes: bool
    ) -> None:
        self.proof, self.type, self.left, self.variables = proof, type_, left, variables
        self.back, self.commutes = back, commutes
        self.key, self.arity = _key(left)
        if head(left) in variables:
            self.key = "?"


class Result:
    """What a term became, with a proof of ``old = new`` (None: the same by computation)."""

    __slots__ = ("proof", "term")

    def __init__(self, term: Term, proof: Term | None) -> None:
        self.term, self.proof = term, proof


def _key(t: Term) -> tuple[str, int]:
    n = 0
    while type(t) is App:
        n += 1
        t = t.fn
    if type(t) is Const:
        return t.name, n
    if type(t) is FVar:
        return f"fvar {id(t)}", n
    if type(t) is Pi:
        return "→", 0
    if type(t) is Lit:
        return f"lit {t.value}", 0
    return "?", n


class RuleSet:
    """Rules by the head of their left side."""

    def __init__(self, base: RuleSet | None = None) -> None:
        self.base = base
        self.env: Any = None
        self.rules: dict[str, list[Rule]] = {}
        self.erased: set[str] = set()

    def add(self, rule: Rule) -> None:
        """Take in a rule."""
        self.rules.setdefault(rule.key, []).append(rule)

    def find(self, t: Term) -> list[Rule]:
        """The rules that may apply, newest first."""
        key, arity = _key(t)
        found = [r for r in reversed(self.rules.get(key, ())) if r.arity == arity]
        found += [r for r in reversed(self.rules.get("?", ())) if type(head(t)) is not Pi]
        if self.base is not None:
            for r in self.base.find(t):
                name = r.proof.name if type(r.proof) is Const else ""
                if name not in self.erased and (self.base.env is None or not name or self.base.env.visible(name)):
                    found.append(r)
        return found


def make_rules(meta: Meta, proof: Term, type_: Term, back: bool = False, depth: int = 0) -> list[Rule]:
    """The rules that a proved proposition gives."""
    if depth > 8:
        return []
    t = meta.inst(type_)
    xs: list[FVar] = []
    p = proof
    while True:
        if type(t) is Pi:
            x = fvar(t.name, t.dom, None, t.info)
            xs.append(x)
            p = app(p, x)
            t = instantiate(t.body, (x,))
            continue
        reduced = meta.whnf_reducible(t) if head(t) is not _NE else t
        if reduced is not t and type(reduced) is Pi:
            t = reduced
            continue
        t = reduced if head(t) is not _NE else t
        break
    fn, args = spine(t)
    name = fn.name if type(fn) is Const else ""
    if name == "And" and not back:
        found = []
        for i, part in enumerate(args):
            side = apps(const("And.left" if i == 0 else "And.right"), *args, p)
            found += make_rules(meta, meta.bind(xs, side), meta.bind(xs, part, pi), back, depth + 1)
        return found
    if name == "Eq" and len(args) == 3:
        left, right = (args[2], args[1]) if back else (args[1], args[2])
    elif name == "Iff":
        left, right = (args[1], args[0]) if back else (args[0], args[1])
    elif name == "Not":
        left, right = args[0], const("False")
    elif name == "Ne":
        left, right = apps(const("Eq", fn.levels), *args), const("False")  # type: ignore[attr-defined]
    else:
        left, right = t, const("True")
        if name == "True":
            return []
    left = beta_reduce(left)
    if type(left) is FVar and left in xs:
        return []
    commutes = left is not right and _key(left) == _key(right) and _shape(left, xs) == _shape(right, xs)
    return [Rule(proof, type_, left, frozenset(xs), back, commutes)]


def _may_match(meta: Meta, p: Term, t: Term, variables: frozenset[Term]) -> bool:
    """Whether a left side may unify with a term, judging by the constants alone."""
    if p is t:
        return True
    f, xs = spine(p)
    if f in variables or type(f) in (Lam, Pi, MVar):
        return True
    g, ys = spine(t)
    if type(g) is MVar:
        return True
    if type(f) is Const:
        if type(g) is Const and f.name == g.name:
            if len(xs) != len(ys):
                return False
            return all(_may_match(meta, x, y, variables) for x, y in zip(xs, ys, strict=True))
        if f.name in _OFFSETS:
            return type(g) is Lit or (type(g) is Const and g.name in _OFFSETS)
        for c in (f, g):
            if type(c) is Const:
                decl = meta.env.get(c.name)
                if decl is not None and decl.reducible:
                    return True
        return type(g) in (Lam, Pi)
    if type(f) is Lit:
        return type(g) is Const and g.name in _OFFSETS
    if type(f) is FVar:
        return f is g
    return True


_OFFSETS: Final = frozenset({"Nat.zero", "Nat.succ", "Nat.add"})
_NE: Final = const("Ne", (("p", "u"),))


def _shape(t: Term, xs: list[FVar]) -> str:
    """The term with its rule variables blotted out: equal shapes mean that a rule only permutes."""
    from ..terms import replace

    blank = const("_")
    wanted = set(xs)
    return _text(replace(t, lambda n, _: blank if n in wanted else None, FVAR))


def _text(t: Term) -> str:
    from ..printer import show

    return show(t)


def default_rules(meta: Meta) -> RuleSet:
    """The library's simp set."""
    env: Any = meta.env
    while env.base is not None:
        env = env.base
    found = getattr(env, "simp_rules", None)
    if found is None:
        found = RuleSet()
        found.env = env
        for name in env.tagged("simp"):
            decl = env.get(name)
            c = const(name, tuple([("p", u) for u in decl.levels]))
            for rule in make_rules(Meta(env, 100_000), c, decl.type):
                found.add(rule)
        env.simp_rules = found
    return found


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
                and not _loose0(ftype.body)
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
        if not _loose0(t.body) and meta.try_prop(t.dom):
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
            from ..unify import add_offset

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
        if not _may_match(meta, rule.left, t, rule.variables):
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
        if rule.commutes and not _less(new, t):
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
            meta.assign(m, _of_true(ty, r.proof))
            return True
        return False


def _of_true(t: Term, proof: Term | None) -> Term:
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


def _loose0(t: Term) -> bool:
    from ..printer import _has_loose

    return _has_loose(t)


def _lift(t: Term) -> Term:
    from ..terms import lift

    return lift(t, 1)


def _less(a: Term, b: Term) -> bool:
    """A total order on terms that makes permuting rules end."""
    return bool(_order(a) < _order(b))


def _order(t: Term) -> Any:
    fn, args = spine(t)
    shown = _text(fn) if not isinstance(fn, Lam | Pi) else "λ"
    return [tuple_key(a) for a in args] if args else [tuple_key(t)] if shown else []


def tuple_key(t: Term) -> tuple[int, str]:
    """Simple terms come before compound ones; then by text."""
    return (0 if type(t) is not App else 1, _text(t))


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


# --- the tactics ---------------------------------------------------------------------------------------------------


def collect(
    run: Runner, g: MVar, only: bool, syntax: Sequence[tuple[str, Syn]]
) -> tuple[RuleSet, list[str], list[FVar]]:
    """The rules of a simp call: the library's (unless ``only``), and those given; also what to unfold."""
    meta = run.meta
    rules = RuleSet(None if only else default_rules(meta))
    if only:
        for name in ("eq_self", "iff_self", "not_true_eq_false", "not_false_eq_true"):
            decl = meta.env.get(name)
            if decl is not None:
                c = const(name, tuple([("p", u) for u in decl.levels]))
                for rule in make_rules(meta, c, decl.type):
                    rules.add(rule)
    unfoldable: list[str] = []
    used: list[FVar] = []
    for mark, stx in syntax:
        if mark == "*":
            for x in locals_of(meta, g).order:
                if meta.try_prop(x.type):
                    used.append(x)
                    for rule in make_rules(meta, x, meta.inst(x.type)):
                        rules.add(rule)
            continue
        if mark == "-":
            name = stx.args[0] if stx.kind == "ident" else ""
            found = meta.env.resolve(name)  # type: ignore[attr-defined]
            if found is None:
                raise TacticError(f"unknown constant '{name}'", stx.pos)
            rules.erased.add(found)
            continue
        if stx.kind == "ident" and locals_of(meta, g).find(stx.args[0]) is None:
            name = meta.env.resolve(stx.args[0])  # type: ignore[attr-defined]
            decl = meta.env.get(name) if name else None
            if decl is not None and decl.kind == "def" and decl.value is not None and not meta.try_prop(decl.type):
                unfoldable.append(decl.name)
                continue
            if decl is not None and decl.kind in ("theorem", "axiom"):
                made = make_rules(
                    meta, const(decl.name, tuple([("p", u) for u in decl.levels])), decl.type, mark == "←"
                )
                for rule in made:
                    rules.add(rule)
                continue
        e = run.elaborator(g).open_term(stx)
        e = meta.inst(e)
        if e.flags & MVAR:
            holes = [m for m in subterms(e, MVAR) if type(m) is MVar]
            ys = [fvar("x", meta.inst(meta.holes[m].type)) for m in holes]
            e = meta.bind(ys, _swap_holes(e, dict(zip(holes, ys, strict=True))))
        ty = meta.inst(meta.type_of(e))
        if type(e) is FVar and e.value is not None:
            continue
        if not meta.try_prop(ty):
            raise TacticError(
                f"invalid simp argument, it is not a proposition\n  {run.elaborator(g).show(e)}", stx.pos
            )
        for rule in make_rules(meta, e, ty, mark == "←"):
            rules.add(rule)
        if type(e) is FVar:
            used.append(e)
    return rules, unfoldable, used


def _swap_holes(e: Term, table: dict[MVar, FVar]) -> Term:
    from ..terms import replace

    return replace(e, lambda n, _: table.get(n) if type(n) is MVar else None, MVAR)


def simp(run: Runner, stx: Syn) -> None:
    """``simp [h, ← h, f] at h`` and ``simp only``; ``dsimp`` is the same here."""
    from .equality import _locations

    only, syntax, where, _ = stx.args
    g = run.main()
    meta = run.meta
    hyps, goal = _locations(run, g, where)
    everything = where is not None and where[0] and where[0][0][0] == "*"
    if everything:
        hyps = [h for h in hyps if meta.try_prop(h.type)]
    rules, unfoldable, used = collect(run, g, only, syntax)
    progress = False
    for h in hyps:
        if h in used and everything:
            continue
        g2 = simp_hypothesis(meta, g, h, rules, unfoldable)
        if g2 is None:
            run.done([])
            return
        if g2 is not g:
            progress = True
        elif not everything:
            raise TacticError("simp made no progress")
        g = g2
    if goal:
        new = simp_goal(meta, g, rules, unfoldable)
        if new is None:
            run.done([])
            return
        if new is g and not progress:
            raise TacticError("simp made no progress")
        g = new
    run.done([g])


def simp_goal(meta: Meta, g: MVar, rules: RuleSet, unfoldable: Sequence[str]) -> MVar | None:
    """Simplify the goal: None when that closes it, the same goal when nothing changes."""
    t = target(meta, g)
    s = Simplifier(meta, g, rules, unfoldable)
    start = beta_reduce(t)
    r = s.simplify(start)
    if type(r.term) is Const and r.term.name == "True":
        meta.assign(g, _of_true(start, r.proof))
        return None
    if r.term is t:
        return g
    known = meta.holes[g]
    new = new_goal(meta, known.locals, r.term, known.name)
    if r.proof is None:
        meta.assign(g, new)
    else:
        meta.assign(g, apps(const("Eq.mpr", (0,)), start, r.term, r.proof, new))
    return new


def simp_hypothesis(meta: Meta, g: MVar, h: FVar, rules: RuleSet, unfoldable: Sequence[str]) -> MVar | None:
    """Simplify a hypothesis: None when it becomes False (the goal is closed), the same goal when nothing changes."""
    t = meta.inst(h.type)
    start = beta_reduce(t)
    r = Simplifier(meta, g, rules, unfoldable).simplify(start)
    if r.term is t:
        return g
    proof: Term = h if r.proof is None else apps(const("Eq.mp", (0,)), start, r.term, r.proof, h)
    if type(r.term) is Const and r.term.name == "False":
        goal = target(meta, g)
        meta.assign(g, apps(const("False.elim", (sort_level(meta, goal),)), goal, proof))  # type: ignore[arg-type]
        return None
    if type(r.term) is Const and r.term.name == "True":
        return try_clear(meta, g, [h])
    _, g = replace_hypothesis(meta, g, h, r.term, proof)
    return g


def simpa(run: Runner, stx: Syn) -> None:
    """``simpa [..] using e``."""
    only, syntax, where, using = stx.args
    g = run.main()
    meta = run.meta
    rules, unfoldable, _ = collect(run, g, only, syntax)
    if using is None:
        if where is not None:
            raise TacticError("simpa: 'at' is not supported", stx.pos)
        new = simp_goal(meta, g, rules, unfoldable)
        if new is not None:
            x = find_assumption(meta, new)
            if x is None:
                raise TacticError("tactic 'assumption' failed")
            meta.assign(new, x)
        run.done([])
        return
    new = simp_goal(meta, g, rules, unfoldable)
    if new is None:
        run.term(g, using)
        run.done([])
        return
    elab = run.elaborator(new)
    e, ty = elab.elab(using, target(meta, new) if using.kind in ("anon", "lam") else None)
    elab.synthesize()
    e, ty = meta.inst(e), meta.inst(ty)
    from .goals import assert_hypothesis

    h, inner = assert_hypothesis(meta, new, "this✝", ty, e)
    after = simp_hypothesis(meta, inner, h, rules, unfoldable)
    if after is not None:
        last = locals_of(meta, after).order[-1] if after is not inner else h
        if not meta.unify(meta.inst(last.type), target(meta, after)):
            x = find_assumption(meta, after)
            if x is None:
                show = run.elaborator(after).show
                raise TacticError(
                    f"type mismatch, term\n  {show(e)}\nafter simplification has type\n  "
                    f"{show(meta.inst(last.type))}\nbut is expected to have type\n  "
                    f"{show(target(meta, after))}"
                )
            last = x
        meta.assign(after, last)
    run.done([])


def simp_all(run: Runner, stx: Syn) -> None:
    """``simp_all``: hypotheses and goal simplify each other until nothing changes."""
    only, syntax, _, _ = stx.args
    g = run.main()
    meta = run.meta
    changed_ever = False
    for _ in range(20):
        changed = False
        for h in [x for x in locals_of(meta, g).order if meta.try_prop(x.type)]:
            if h not in locals_of(meta, g).members:
                continue
            rules, unfoldable, _ = collect(run, g, only, syntax)
            for x in locals_of(meta, g).order:
                if x is not h and meta.try_prop(x.type):
                    for rule in make_rules(meta, x, meta.inst(x.type)):
                        rules.add(rule)
            g2 = simp_hypothesis(meta, g, h, rules, unfoldable)
            if g2 is None:
                run.done([])
                return
            if g2 is not g:
                changed = True
                g = g2
                run.goals[0] = g
        rules, unfoldable, _ = collect(run, g, only, (*syntax, ("*", Syn("hole", stx.pos))))
        new = simp_goal(meta, g, rules, unfoldable)
        if new is None:
            run.done([])
            return
        if new is not g:
            changed, g = True, new
            run.goals[0] = g
        changed_ever = changed_ever or changed
        if not changed:
            break
    if not changed_ever:
        raise TacticError("simp_all made no progress")
    run.done([g])


TACTICS: Final = {"simp": simp, "dsimp": simp, "simpa": simpa, "simp_all": simp_all}

__all__ = ["TACTICS", "Simplifier", "beta_reduce", "congr_app", "simp"]
