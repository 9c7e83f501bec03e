"""Steps by certificate as named hypotheses: what a proof takes from arithmetic, stated so that anyone can check it."""

from __future__ import annotations

from ..inductive import bind
from ..substitution import instantiate, lift
from ..terms import App, BVar, Cert, FVar, Lam, Let, Pi, Term, apps, bvar, const, fvar, lam, pi, spine, subterms


def name_certificates(t: Term, prefix: str = "cert") -> tuple[Term, list[tuple[str, Term]]]:
    """Replace every certificate step by a named hypothesis.

    Returns:
        The term with free variables ``cert_1``, ``cert_2``… in it, and their names with closed statements, in order.
    """
    if not any(type(s) is Cert for s in subterms(t)):
        return t, []
    namer = _Namer(prefix)
    return namer.walk(t, ()), [(v.name, v.type) for v in namer.found.values()]


class _Namer:
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.found: dict[Term, FVar] = {}  # statement -> hypothesis
        self.memo: dict[tuple[Term, tuple[Term, ...]], Term] = {}
        self.has: dict[Term, bool] = {}

    def walk(self, t: Term, doms: tuple[Term, ...]) -> Term:
        """Rebuild `t` below binders of the types `doms`, outermost first."""
        if not self._has(t):
            return t
        key = (t, doms)
        done = self.memo.get(key)
        if done is None:
            done = self.memo[key] = self._rebuild(t, doms)
        return done

    def _has(self, t: Term) -> bool:
        known = self.has.get(t)
        if known is None:
            known = self.has[t] = any(type(s) is Cert for s in subterms(t))
        return known

    def _rebuild(self, t: Term, doms: tuple[Term, ...]) -> Term:
        kind = type(t)
        if kind is Cert:
            return self._name(t, doms)  # type: ignore[arg-type]
        if kind is App:
            fn, args = spine(t)
            return apps(self.walk(fn, doms), *[self.walk(a, doms) for a in args])
        if kind is Let:
            return self.walk(instantiate(t.body, (t.value,)), doms)  # type: ignore[attr-defined]
        make = lam if kind is Lam else pi
        dom = self.walk(t.dom, doms)  # type: ignore[attr-defined]
        return make(t.name, dom, self.walk(t.body, (*doms, dom)), t.info)  # type: ignore[attr-defined]

    def _name(self, t: Cert, doms: tuple[Term, ...]) -> Term:
        """The hypothesis for one certificate, applied to those variables around it that its statement speaks of."""
        said = lift(t.goal, len(t.hyps))
        for i, h in reversed(list(enumerate(t.hyps))):
            said = pi("h", lift(h, i), said)
        n = len(doms)
        used = _loose(said, n)
        for p in range(n - 1, -1, -1):
            if p in used:
                used |= _loose(doms[p], p)
        xs: list[Term] = []
        for p, dom in enumerate(doms):
            xs.append(fvar("x", instantiate(dom, xs)) if p in used else const("unused"))
        statement = bind([x for x in xs if type(x) is FVar], instantiate(said, xs))
        hypothesis = self.found.get(statement)
        if hypothesis is None:
            hypothesis = self.found[statement] = fvar(f"{self.prefix}_{len(self.found) + 1}", statement)
        return apps(hypothesis, *[bvar(n - 1 - p) for p in sorted(used)])


def _loose(t: Term, n: int) -> set[int]:
    """Which of the `n` variables around `t` occur in it, counted from the outermost."""
    found: set[int] = set()
    stack, seen = [(t, 0)], {(t, 0)}
    while stack:
        t, depth = stack.pop()
        if t.loose <= depth:
            continue
        kind = type(t)
        kids: list[tuple[Term, int]] = []
        if kind is BVar:
            found.add(n - 1 - (t.index - depth))  # type: ignore[attr-defined]
        elif kind is App:
            kids = [(t.fn, depth), (t.arg, depth)]  # type: ignore[attr-defined]
        elif kind is Lam or kind is Pi:
            kids = [(t.dom, depth), (t.body, depth + 1)]  # type: ignore[attr-defined]
        elif kind is Let:
            kids = [(t.dom, depth), (t.value, depth), (t.body, depth + 1)]  # type: ignore[attr-defined]
        elif kind is Cert:
            kids = [(x, depth) for x in (*t.hyps, t.goal)]  # type: ignore[attr-defined]
        for k in kids:
            if k not in seen:
                seen.add(k)
                stack.append(k)
    return found


__all__ = ["name_certificates"]
