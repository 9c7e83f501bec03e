"""``simp``, ``simpa``, ``simp_all`` and ``simp at``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..redexes import beta_reduce
from ..rewriting import sort_level
from ..syntax import Syn
from ..terms import (
    MVAR,
    Const,
    FVar,
    MVar,
    Term,
    apps,
    const,
    fvar,
    subterms,
)
from ..unify import Meta
from .contexts import find_assumption, locations
from .goals import TacticError, locals_of, new_goal, replace_hypothesis, target, try_clear
from .simp_rules import RuleSet, default_rules, make_rules
from .simplifier import Simplifier, of_true

if TYPE_CHECKING:
    from ..state import Runner


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
    from ..substitution import replace

    return replace(e, lambda n, _: table.get(n) if type(n) is MVar else None, MVAR)


def simp(run: Runner, stx: Syn) -> None:
    """``simp [h, ← h, f] at h`` and ``simp only``; ``dsimp`` is the same here."""
    only, syntax, where, _ = stx.args
    g = run.main()
    meta = run.meta
    hyps, goal = locations(run, g, where)
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
        meta.assign(g, of_true(start, r.proof))
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

__all__ = ["TACTICS", "simp"]
