"""Decision procedures: omega, ring, ring_nf, norm_num, decide. They search; the kernel checks or evaluates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .. import linear, rings
from ..certificates import Refused, refutes, same_polynomial
from ..instances import find_instance
from ..redexes import beta_reduce
from ..reify import Reifier
from ..syntax import Syn
from ..terms import FVAR, INT, MVAR, NAT, Const, MVar, Term, app, apps, cert, const, lit, spine
from ..unify import Meta
from .contexts import locations
from .goals import TacticError, locals_of, replace_hypothesis, target

if TYPE_CHECKING:
    from ..state import Runner

_ARITHMETIC: Final = frozenset({"=", "<=", "<", "dvd"})


def _is_arithmetic(f: Any) -> bool:
    """Whether a formula says anything about numbers."""
    stack = [f]
    while stack:
        g = stack.pop()
        if g[0] in _ARITHMETIC:
            return True
        if g[0] in ("not", "and", "or", "imp", "iff"):
            stack += g[1:]
    return False


def omega(run: Runner, stx: Syn) -> None:
    """``omega``."""
    g = run.main()
    value, message = omega_term(run, g)
    if value is None:
        raise TacticError(message)
    run.meta.assign(g, value)
    run.done([])


def omega_term(run: Runner, g: MVar) -> tuple[Term | None, str]:
    """A proof of the goal from the arithmetic hypotheses, or the reason why not."""
    from ..rewriting import sort_level

    meta = run.meta
    goal = clean(meta, target(meta, g))
    reifier = Reifier(meta, meta.root)
    used: list[tuple[Term, Term, Any]] = []
    try:
        for x in locals_of(meta, g).order:
            if x.value is not None or not meta.try_prop(x.type):
                continue
            p = clean(meta, meta.inst(x.type))
            f = reifier.formula(p)
            if _is_arithmetic(f) or f[0] == "false":
                used.append((x, p, f))
        wanted = reifier.formula(goal)
    except Refused:
        return None, "omega could not handle the facts: they are too large"
    statement = goal
    if not _is_arithmetic(wanted):
        statement, wanted = const("False"), ("false",)
    formulas = [*[f for _, _, f in used], ("not", wanted)]
    for _, p, _ in used:
        if p.flags & MVAR:
            return None, "omega could not prove the goal: a hypothesis contains metavariables"
    outcome = linear.refute(formulas, fuel=min(100_000, max(2_000, meta.fuel)))
    if not isinstance(outcome, linear.Refuted):
        terms = {k: t for t, k in reifier.atoms.items()}
        show = run.elaborator(g).show

        def name(e: Any) -> str:
            return show(terms[e[1]]) if isinstance(e, tuple) and e[0] in ("nat", "int") and e[1] in terms else str(e)

        return None, linear.explain(outcome, name)
    meta.burn(outcome.fuel // 4)
    proof: Term = cert("lin", tuple([p for _, p, _ in used]), statement, outcome.certificate)
    proof = apps(proof, *[x for x, _, _ in used])
    if statement is not goal:
        proof = apps(const("False.elim", (sort_level(meta, goal),)), goal, proof)  # type: ignore[arg-type]
    return proof, ""


def clean(meta: Meta, t: Term) -> Term:
    """Beta-reduce, so that the arithmetic is seen."""
    return beta_reduce(meta.inst(t))


def ring(run: Runner, stx: Syn) -> None:
    """``ring``."""
    g = run.main()
    if not close_by_ring(run.meta, g):
        raise TacticError(
            f"ring failed, ring_nf subsidiary goal\n⊢ "
            f"{run.elaborator(g).show(_normal_goal(run.meta, target(run.meta, g)))}"
        )
    run.done([])


def close_by_ring(meta: Meta, g: MVar) -> bool:
    """Close an identity of polynomials over Nat or Int."""
    goal = clean(meta, target(meta, g))
    fn, args = spine(goal)
    if type(fn) is not Const or fn.name != "Eq" or len(args) != 3:
        return False
    try:
        f = Reifier(meta, meta.root).formula(goal)
        if f[0] != "=" or not same_polynomial(f[1], f[2]):
            return False
    except Refused:
        return False
    meta.burn(200)
    meta.assign(g, cert("ring", (), goal, ()))
    return True


def _normal_goal(meta: Meta, goal: Term) -> Term:
    fn, args = spine(goal)
    if type(fn) is Const and fn.name == "Eq":
        sides = [ring_normal(meta, a, args[0]) for a in args[1:]]
        return apps(fn, args[0], *[s if s is not None else a for s, a in zip(sides, args[1:], strict=True)])
    return goal


def ring_normal(meta: Meta, t: Term, type_: Term) -> Term | None:
    """The polynomial normal form of a number, as a term; None if it is not of Nat or Int, or too large."""
    kind = type_.name if type(type_) is Const else ""
    if kind not in ("Nat", "Int"):
        return None
    reifier = Reifier(meta, meta.root)
    try:
        expr = reifier.number(t, kind.lower())
        normal = rings.normal_form(expr)
    except Refused:
        return None
    if normal is None:
        return None
    return to_term(normal, {k: a for a, k in reifier.atoms.items()}, kind)


def to_term(e: Any, atoms: dict[int, Term], kind: str) -> Term:
    """An expression of the plain language as a term of a type."""
    if isinstance(e, int):
        if kind == "Nat":
            return lit(max(e, 0))
        return app(const("Int.ofNat"), lit(e)) if e >= 0 else app(const("Int.neg"), app(const("Int.ofNat"), lit(-e)))
    tag = e[0]
    if tag == "nat":
        return atoms[e[1]] if kind == "Nat" else app(const("Int.ofNat"), atoms[e[1]])
    if tag == "int":
        return atoms[e[1]]
    if tag == "^":
        return apps(const(f"{kind}.pow"), to_term(e[1], atoms, kind), to_term(e[2], atoms, "Nat"))
    if tag == "-" and e[1] == 0 and kind == "Int":
        return app(const("Int.neg"), to_term(e[2], atoms, kind))
    name = {
        "+": "add",
        "*": "mul",
        "-": "sub",
        "monus": "sub",
        "/": "div",
        "%": "emod" if kind == "Int" else "mod",
        "min": "min",
        "max": "max",
    }[tag]
    return apps(const(f"{kind}.{name}"), to_term(e[1], atoms, kind), to_term(e[2], atoms, kind))


def ring_nf(run: Runner, stx: Syn) -> None:
    """``ring_nf`` and ``ring_nf at h``."""
    g = run.main()
    meta = run.meta
    hyps, goal = locations(run, g, stx.args[0])
    for h in hyps:
        found = normalize(meta, meta.inst(h.type))
        if found is not None:
            new, proof = found
            _, g = replace_hypothesis(meta, g, h, new, apps(const("Eq.mp", (0,)), meta.inst(h.type), new, proof, h))
        elif len(hyps) == 1:
            raise TacticError("ring_nf failed: no progress")
    if goal:
        if close_by_ring(meta, g):
            run.done([])
            return
        found = normalize(meta, target(meta, g))
        if found is None:
            if not hyps:
                raise TacticError("ring_nf failed: no progress")
        else:
            from .goals import new_goal

            new, proof = found
            known = meta.holes[g]
            g2 = new_goal(meta, known.locals, new, known.name)
            meta.assign(g, apps(const("Eq.mpr", (0,)), target(meta, g), new, proof, g2))
            g = g2
    run.done([g])


def normalize(meta: Meta, t: Term) -> tuple[Term, Term] | None:
    """A proposition with both sides of its relation in normal form, and a proof that it is equal."""
    t = clean(meta, t)
    fn, args = spine(t)
    if type(fn) is not Const or len(args) < 2:
        return None
    kind = (
        NAT
        if fn.name.startswith("Nat.")
        else INT
        if fn.name.startswith("Int.")
        else args[0]
        if len(args) == 3
        else None
    )
    if kind is None:
        return None
    result: Term = apps(fn, *args[:-2])
    proof: Term | None = None
    from .simplifier import congr_app

    current: Term = result
    for a in args[-2:]:
        new = ring_normal(meta, a, kind)
        step: Term | None = None
        if new is not None and new is not a:
            statement = apps(const("Eq", (1,)), kind, a, new)
            step = cert("ring", (), statement, ())
            try:
                f = Reifier(meta, meta.root).formula(statement)
                if not same_polynomial(f[1], f[2]):
                    step = None
            except Refused:
                step = None
        proof = congr_app(meta, current, result, proof, a, new if step is not None else a, step)  # type: ignore[arg-type]
        current = app(current, a)
        result = app(result, new if step is not None and new is not None else a)
    if proof is None:
        return None
    return result, proof


def decide(run: Runner, stx: Syn) -> None:
    """``decide``."""
    g = run.main()
    meta = run.meta
    goal = target(meta, g)
    show = run.elaborator(g).show
    if goal.flags & (FVAR | MVAR):
        raise TacticError(
            f"tactic 'decide' failed for proposition\n  {show(goal)}\nexpected type must not contain free variables"
        )
    outcome = evaluate(run, g)
    if outcome is None:
        raise TacticError(f"failed to synthesize\n  Decidable ({show(goal)})")
    if outcome is False:
        raise TacticError(f"tactic 'decide' proved that the proposition\n  {show(goal)}\nis false")
    if outcome is not True:
        raise TacticError(
            f"tactic 'decide' failed for proposition\n  {show(goal)}\nsince its "
            f"'Decidable' instance did not reduce to 'isTrue' or 'isFalse'"
        )
    run.done([])


def evaluate(run: Runner, g: MVar) -> bool | Term | None:
    """Decide the goal by evaluation: True (and it is closed), False, the stuck term, or None without an instance."""
    meta = run.meta
    goal = target(meta, g)
    instance = find_instance(meta, locals_of(meta, g), app(const("Decidable"), goal))
    if instance is None:
        return None
    value = meta.whnf(apps(const("Decidable.decide"), goal, meta.inst(instance)), meta.root)
    if type(value) is Const and value.name == "Bool.true":
        refl = apps(const("Eq.refl", (1,)), const("Bool"), const("Bool.true"))
        meta.assign(g, apps(const("of_decide_eq_true"), goal, meta.inst(instance), refl))
        return True
    if type(value) is Const and value.name == "Bool.false":
        return False
    return value


def decide_goal(run: Runner, g: MVar) -> bool:
    """Close a closed goal by evaluation, quietly."""
    if target(run.meta, g).flags & (FVAR | MVAR):
        return False
    mark = run.meta.mark()
    if evaluate(run, g) is True:
        return True
    run.meta.undo(mark)
    return False


def literal_fact(meta: Meta, p: Term) -> tuple[bool, Term] | None:
    """A closed arithmetic fact about numerals: its truth with a proof of it or of its negation (by certificate)."""
    if p.flags & (FVAR | MVAR) or p.loose:
        return None
    try:
        f = Reifier(meta, meta.root).formula(p)
        truth = rings.decide(f)
        if truth is None:
            return None
        statement = p if truth else app(const("Not"), p)
        wanted = f if truth else ("not", f)
        outcome = linear.refute([("not", wanted)], fuel=2_000)
        if not isinstance(outcome, linear.Refuted) or not refutes([("not", wanted)], outcome.certificate):
            return None
    except Refused:
        return None
    return truth, cert("lin", (), statement, outcome.certificate)


def norm_num(run: Runner, stx: Syn) -> None:
    """``norm_num [h] at h``: simplification with evaluation of numerals, then easy arithmetic."""
    from .simplify import simp

    rules, where = stx.args
    g = run.main()
    if where is None:
        mark = run.save()
        t = target(run.meta, g)
        if not t.flags & FVAR and literal_goal(run, g):
            run.done([])
            return
        try:
            simp(run, Syn("simp", stx.pos, (False, rules, where, None)))
        except TacticError:
            run.restore(mark)
            g = run.main()
            if close_by_ring(run.meta, g) or literal_goal(run, g):
                run.done([])
                return
            raise TacticError("norm_num failed to simplify") from None
        if run.goals and run.goals[0] not in run.meta.values:
            g2 = run.goals[0]
            if close_by_ring(run.meta, g2) or literal_goal(run, g2):
                run.done([])
        return
    simp(run, Syn("simp", stx.pos, (False, rules, where, None)))


def literal_goal(run: Runner, g: MVar) -> bool:
    """Close a goal about numerals alone."""
    found = literal_fact(run.meta, clean(run.meta, target(run.meta, g)))
    if found is not None and found[0]:
        run.meta.assign(g, found[1])
        return True
    return False


TACTICS: Final = {"omega": omega, "ring": ring, "ring_nf": ring_nf, "decide": decide, "norm_num": norm_num}

__all__ = ["TACTICS", "close_by_ring", "decide_goal", "literal_fact", "omega_term"]
