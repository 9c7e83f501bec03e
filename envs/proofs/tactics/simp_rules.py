"""The rules of ``simp``: equations read off lemmas and hypotheses, found by the head of a term."""

from __future__ import annotations

from typing import Any, Final

from ..redexes import beta_reduce
from ..substitution import instantiate
from ..terms import FVAR, App, Const, FVar, Lam, Lit, MVar, Pi, Term, app, apps, const, fvar, head, pi, spine
from ..unify import Meta


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


def may_match(meta: Meta, p: Term, t: Term, variables: frozenset[Term]) -> bool:
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
            return all(may_match(meta, x, y, variables) for x, y in zip(xs, ys, strict=True))
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
    from ..substitution import replace

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


def less(a: Term, b: Term) -> bool:
    """A total order on terms that makes permuting rules end."""
    return bool(_order(a) < _order(b))


def _order(t: Term) -> Any:
    fn, args = spine(t)
    shown = _text(fn) if not isinstance(fn, Lam | Pi) else "λ"
    return [tuple_key(a) for a in args] if args else [tuple_key(t)] if shown else []


def tuple_key(t: Term) -> tuple[int, str]:
    """Simple terms come before compound ones; then by text."""
    return (0 if type(t) is not App else 1, _text(t))
