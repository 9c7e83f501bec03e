"""Terms without a structure of their own: holes, numerals, universes, blocks, and what stands in parentheses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .levels import parameters
from .syntax import Binder, Syn
from .terms import INT, NAT, Const, Term, app, const, lit, sort

if TYPE_CHECKING:
    from .elaborate import Elaborator, Form


def _paren(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    inner = stx.args[0]
    dots: list[str] = []
    replaced = _fill_dots(inner, dots)
    if dots:
        binders = tuple([Binder(n, None, "d", stx.pos) for n in dots])
        inner = Syn("lam", stx.pos, (binders, replaced))
    return elab.elab(inner, expected)


def _fill_dots(stx: Any, names: list[str]) -> Any:
    """Replace each ``·`` (not inside further parentheses) by a variable; their names are put into `names`."""
    if not has_dot(stx):
        return stx
    if stx.kind == "cdot":
        names.append(f"x{len(names) + 1}✝")
        return Syn("ident", stx.pos, (names[-1], None))
    new: list[Any] = []
    for a in stx.args:
        if isinstance(a, Syn):
            new.append(_fill_dots(a, names))
        elif isinstance(a, tuple) and stx.kind == "app":
            new.append(tuple([(n, _fill_dots(x, names)) for n, x in a]))
        elif isinstance(a, tuple) and stx.kind in ("anon", "list"):
            new.append(tuple([_fill_dots(x, names) for x in a]))
        else:
            new.append(a)
    return Syn(stx.kind, stx.pos, tuple(new))


def has_dot(stx: Any) -> bool:
    """Whether a ``·`` stands in it, outside further parentheses."""
    return isinstance(stx, Syn) and (
        stx.kind == "cdot" or (stx.kind != "paren" and any([has_dot(a) for a in _parts(stx)]))
    )


def _parts(stx: Syn) -> list[Any]:
    found: list[Any] = []
    for a in stx.args:
        if isinstance(a, Syn):
            found.append(a)
        elif isinstance(a, tuple) and stx.kind in ("app", "anon", "list"):
            found += [x[1] if isinstance(x, tuple) and not isinstance(x, Syn) else x for x in a]
    return found


def _cdot(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    return elab.fail("invalid occurrence of `·` notation, it must be surrounded by parentheses", stx.pos)  # type: ignore[no-any-return]


def _embed(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """A term that was elaborated before, put among syntax."""
    e: Term = stx.args[0]
    return e, elab.meta.type_of(e)


def _typed(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    type_ = elab.type(stx.args[1])
    return elab.check(stx.args[0], type_), type_


def _hole(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    type_ = expected if expected is not None else elab.type_hole()
    return elab.meta.hole(elab.locals, type_), type_


def _goal(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``?x``: a goal for the caller; the same name is the same goal."""
    if not elab.allow_goals:
        elab.fail("don't know how to synthesize placeholder", stx.pos)
    name = stx.args[0]
    if name != "_":
        for g in elab.goals:
            if elab.meta.holes[g].name == name:
                return g, elab.meta.holes[g].type
    type_ = expected if expected is not None else elab.type_hole()
    g = elab.meta.hole(elab.locals, type_, False, "" if name == "_" else name)
    elab.goals.append(g)
    return g, type_


def _by(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    type_ = expected if expected is not None else elab.type_hole()
    m = elab.meta.hole(elab.locals, type_, False)
    elab.blocks.append((m, stx))
    return m, type_


def _sort(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    level = stx.args[0]
    if level is None:
        level = elab.meta.level_hole()
    for name in parameters(level):
        if name not in elab.level_names:
            elab.fail(f"unknown universe level '{name}'", stx.pos)
    s = sort(level)
    return s, elab.meta.type_of(s)


def _num(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    t = elab.known(expected)
    value = lit(stx.args[0])
    if t is None:
        return elab.wait(stx, expected) if not elab.forced else (value, NAT)
    t = elab.meta.whnf_reducible(t)
    if type(t) is Const and t.name == "Int":
        return app(const("Int.ofNat"), value), INT
    if type(t) is Const and t.name == "Nat":
        return value, NAT
    return elab.fail(  # type: ignore[no-any-return]
        f"failed to synthesize\n  OfNat {elab.show(t)} {stx.args[0]}\n"
        f"numerals are polymorphic in Lean, but the numeral "
        f"`{stx.args[0]}` cannot be used in a context where the expected "
        f"type is\n  {elab.show(t)}\ndue to the absence of the "
        "instance above",
        stx.pos,
    )


def _coe(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``↑e``."""
    e, ty = elab.elab(stx.args[0], None)
    if elab.meta.unify(ty, NAT):
        return app(const("Int.ofNat"), e), INT
    return e, ty


def _assumption(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """``‹p›``."""
    p = elab.type(stx.args[0])
    for x in reversed(elab.locals.order):
        if elab.meta.unify(elab.meta.inst(x.type), p):
            return x, p
    return elab.fail(f"failed to find a hypothesis of type\n  {elab.show(p)}", stx.pos)  # type: ignore[no-any-return]


FORMS: Final[dict[str, Form]] = {
    "paren": _paren,
    "cdot": _cdot,
    "embed": _embed,
    "typed": _typed,
    "hole": _hole,
    "goal": _goal,
    "by": _by,
    "sort": _sort,
    "num": _num,
    "coe": _coe,
    "assumption": _assumption,
}

__all__ = ["FORMS", "has_dot"]
