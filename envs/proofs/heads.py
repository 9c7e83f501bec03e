"""What is applied, and to what: names, ``e.field``, ``.name``; `Application` then puts the arguments in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .application import Application
from .atoms import has_dot
from .levels import parameters
from .substitution import instantiate
from .syntax import Syn
from .terms import Const, MVar, Pi, Term, app, const, head, pi

if TYPE_CHECKING:
    from .elaborate import Elaborator, Form

STRUCTURES: Final = {
    "And": ("left", "right"),
    "Iff": ("mp", "mpr"),
    "Prod": ("fst", "snd"),
    "Subtype": ("val", "property"),
}

# --- names ---


def constant(elab: Elaborator, name: str, levels: tuple[Any, ...] | None, pos: int) -> tuple[Term, Term] | None:
    """A declared name at fresh levels, with its type."""
    found = elab.env.resolve(name)
    if found is None:
        return None
    decl = elab.env.get(found)
    if decl is None:
        return None
    if levels is None:
        levels = tuple([elab.meta.level_hole() for _ in decl.levels])
    elif len(levels) != len(decl.levels):
        elab.fail(f"too many explicit universe levels for '{name}'", pos)
    else:
        for level in levels:
            for p in parameters(level):
                if p not in elab.level_names:
                    elab.fail(f"unknown universe level '{p}'", pos)
    c = const(found, levels)
    return c, elab.meta.const_type(c)


def is_builtin(elab: Elaborator, name: str) -> bool:
    """Whether neither a local variable nor a declaration of the user has the name."""
    return elab.locals.find(name) is None and name not in elab.env.own


def resolve(elab: Elaborator, name: str, levels: tuple[Any, ...] | None, pos: int) -> tuple[Term, Term, list[str]]:
    """A (dotted) identifier: its head, the head's type, and the fields that follow."""
    x = elab.locals.find(name)
    if x is not None:
        return x, elab.meta.inst(x.type), []
    if "." in name:
        parts = name.split(".")
        x = elab.locals.find(parts[0])
        if x is not None:
            return x, elab.meta.inst(x.type), parts[1:]
        for n in range(len(parts), 0, -1):
            found = constant(elab, ".".join(parts[:n]), levels if n == len(parts) else None, pos)
            if found is not None:
                return *found, parts[n:]
    else:
        found = constant(elab, name, levels, pos)
        if found is not None:
            return *found, []
    if "." in name:
        elab.fail(f"unknown constant '{name}'", pos)
    return elab.fail(f"unknown identifier '{name}'", pos)  # type: ignore[no-any-return]


# --- applications ---


def _ident(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    return application(elab, stx, (), expected, stx)


def _app(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    return application(elab, stx.args[0], stx.args[1], expected, stx)


def application(
    elab: Elaborator, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn
) -> tuple[Term, Term]:
    """A head with arguments, implicit ones filled in."""
    explicit = False
    while fn.kind == "paren" and args and not has_dot(fn.args[0]):
        fn = fn.args[0]
    if fn.kind == "explicit":
        explicit, fn = True, fn.args[0]
    if fn.kind == "app":
        return application(elab, fn.args[0], (*fn.args[1], *args), expected, stx)
    if fn.kind == "ident":
        return _named(elab, fn, args, expected, stx, explicit)
    if fn.kind == "proj":
        return _field(elab, fn, args, expected, stx, explicit)
    if fn.kind == "dot":
        return _dotted(elab, fn, args, expected, stx, explicit)
    if not args:
        return elab.elab(fn, expected)
    if fn.kind in ("lam", "funmatch"):
        return _beta(elab, fn, args, expected, stx)
    e, ty = elab.elab(fn, None)
    return _apply(elab, e, ty, args, expected, stx, explicit)


def _named(
    elab: Elaborator, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn, explicit: bool
) -> tuple[Term, Term]:
    """``f a``, and ``x.f a`` where the lexer saw one name."""
    if fn.args[0] in ("max", "min") and len(args) == 2 and is_builtin(elab, fn.args[0]):
        from .operators import elaborate_operator

        return elaborate_operator(elab, Syn("binop", fn.pos, (fn.args[0], args[0][1], args[1][1])), expected)
    e, ty, fields = resolve(elab, fn.args[0], fn.args[1], fn.pos)
    if fields and type(head(elab.meta.whnf(ty, elab.meta.root))) is MVar:
        return elab.wait(stx, expected)
    for i, field in enumerate(fields):
        last = i == len(fields) - 1
        e, ty, args2 = projection(elab, e, ty, field, args if last else (), fn.pos)
        if args2 is not None:
            if last:
                return _apply(elab, e, ty, args2, expected, stx, explicit)
            e, ty = _apply(elab, e, ty, args2, None, stx, explicit)
    return _apply(elab, e, ty, args, expected, stx, explicit)


def _field(
    elab: Elaborator, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn, explicit: bool
) -> tuple[Term, Term]:
    """``(e).f a``."""
    inner, field = fn.args
    e, ty = elab.elab(inner, None)
    if type(head(elab.meta.inst(ty))) is MVar:
        elab.settle_all()
        if type(head(elab.meta.whnf(elab.meta.inst(ty), elab.meta.root))) is MVar:
            if args or elab.forced:
                elab.fail(f"invalid field notation, type is not of the form (C ...)\n  {elab.show(e)}", fn.pos)
            return elab.wait(stx, expected)
    e, ty, args2 = projection(elab, e, elab.meta.inst(ty), field, args, fn.pos)
    return _apply(elab, e, ty, args if args2 is None else args2, expected, stx, explicit)


def _dotted(
    elab: Elaborator, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn, explicit: bool
) -> tuple[Term, Term]:
    """``.f a``: a name in the namespace of the expected type."""
    t = elab.known(expected)
    if t is None:
        if elab.forced:
            elab.fail("invalid dotted identifier notation, expected type must be known", fn.pos)
        return elab.wait(stx, expected)
    while type(t) is Pi:
        t = t.body
    name = head(t)
    if type(name) is not Const:
        t = elab.meta.whnf(t, elab.meta.root)
        name = head(t)
    found = None
    for _ in range(8):
        if type(name) is Const:
            found = constant(elab, name.name.removesuffix("'user") + f".{fn.args[0]}", None, fn.pos)
        if found is not None or type(name) is not Const:
            break
        unfolded = None if t.loose else elab.meta.unfold(t)
        if unfolded is None:
            break
        t = unfolded
        name = head(t)
    if found is None:
        shown = name.name if type(name) is Const else "?"
        elab.fail(f"unknown identifier '{shown}.{fn.args[0]}' from dotted identifier '.{fn.args[0]}'", fn.pos)
    assert found is not None
    return _apply(elab, found[0], found[1], args, expected, stx, explicit)


def _beta(
    elab: Elaborator, fn: Syn, args: tuple[tuple[str, Syn], ...], expected: Term | None, stx: Syn
) -> tuple[Term, Term]:
    """``(fun x => e) a``: the arguments tell the types of the variables."""
    items = [elab.elab(a, None) for _, a in args]
    type_: Term = expected if expected is not None else elab.type_hole()
    for _, ty in reversed(items):
        type_ = pi("x", elab.meta.inst(ty), type_)
    e, ty = elab.elab(fn, type_)
    return _apply(elab, e, ty, tuple([("", Syn("embed", stx.pos, (x,))) for x, _ in items]), expected, stx, False)


def _apply(
    elab: Elaborator,
    fn: Term,
    ftype: Term,
    args: tuple[tuple[str, Syn], ...],
    expected: Term | None,
    stx: Syn,
    explicit: bool,
) -> tuple[Term, Term]:
    """Apply an elaborated head to arguments."""
    if not args and type(ftype) is not Pi:
        return fn, ftype
    return Application(elab, fn, ftype, args, stx, explicit).run(expected)


# --- fields ---


def projection(
    elab: Elaborator, e: Term, ty: Term, field: str | int, args: Any, pos: int
) -> tuple[Term, Term, tuple[tuple[str, Syn], ...] | None]:
    """``e.field``: the constant and the arguments with `e` put among them."""
    t = elab.meta.inst(ty)
    for _ in range(12):
        while type(t) is Pi and t.info in ("i", "c", "s"):
            m = elab.meta.hole(elab.locals, t.dom)
            e, t = app(e, m), instantiate(t.body, (m,))
        fn = head(t)
        if type(fn) is MVar:
            t = elab.meta.whnf(t, elab.meta.root)
            fn = head(t)
        if type(fn) is Const:
            name = fn.name
            if isinstance(field, int):
                names = STRUCTURES.get(name)
                if names is not None:
                    if not 1 <= field <= len(names):
                        elab.fail(f"invalid projection, structure '{name}' has {len(names)} fields", pos)
                    found = constant(elab, f"{name}.{names[field - 1]}", None, pos)
                    return *found, (("", Syn("embed", pos, (e,))), *args)  # type: ignore[misc]
            else:
                found = constant(elab, name.removesuffix("'user") + f".{field}", None, pos)
                if found is not None:
                    return *found, _with_self(elab, found[1], name, e, args, pos)
        elif type(t) is Pi and isinstance(field, str):
            found = constant(elab, f"Function.{field}", None, pos)
            if found is not None:
                return *found, (("", Syn("embed", pos, (e,))), *args)
        unfolded = elab.meta.whnf_core(t, elab.meta.root)
        if unfolded is t:
            nxt = elab.meta.unfold(t)
            if nxt is None:
                break
            unfolded = nxt
        t = unfolded
    shown = elab.show(ty)
    if isinstance(field, int):
        return elab.fail(f"invalid projection, structure expected\n  {elab.show(e)}\nhas type\n  {shown}", pos)  # type: ignore[no-any-return]
    return elab.fail(  # type: ignore[no-any-return]
        f"invalid field '{field}', the environment does not contain "
        f"'{_head_name(t)}.{field}'\n  {elab.show(e)}\nhas type\n  {shown}",
        pos,
    )


def _with_self(elab: Elaborator, ftype: Term, name: str, e: Term, args: Any, pos: int) -> tuple[tuple[str, Syn], ...]:
    """Put `e` as the first explicit argument whose type is headed by `name`."""
    place = 0
    t = ftype
    while type(t) is Pi:
        if t.info == "d":
            fn = head(t.dom)
            if type(fn) is Const and fn.name == name:
                break
            place += 1
        t = t.body
    else:
        place = 0
    positional = [a for a in args if not a[0]]
    named = [a for a in args if a[0]]
    if type(ftype) is Pi and ftype.name == "motive":  # `h.rec` with `h : False`: Lean finds the motive
        positional = [("", Syn("hole", pos)), *positional]
    if place > len(positional) and type(t) is Pi and t.name not in dict(named):
        return (*args, (t.name, Syn("embed", pos, (e,))))
    place = min(place, len(positional))
    return (*named, *positional[:place], ("", Syn("embed", pos, (e,))), *positional[place:])


def _head_name(t: Term) -> str:
    fn = head(t)
    return fn.name if type(fn) is Const else "?"


FORMS: Final[dict[str, Form]] = {
    "app": _app,
    "ident": _ident,
    "proj": _ident,
    "dot": _ident,
    "explicit": _ident,
}

__all__ = ["FORMS", "STRUCTURES", "application", "is_builtin"]
