"""Elaboration of infix signs: one numeric type for a tree of ``+ - * / %``, casts from Nat to Int at its leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .atoms import has_dot
from .heads import application, is_builtin
from .syntax import Syn
from .terms import NAT, PROP, Const, MVar, Term, app, apps, const, head, lit, spine

if TYPE_CHECKING:
    from .elaborate import Elaborator, Form

_ARITHMETIC: Final = {
    "max": "max",
    "min": "min",
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "%": "mod",
    "^": "pow",
}
_COMPARISONS: Final = {"<": "lt", "≤": "le", ">": "gt", "≥": "ge", "∣": "dvd"}
_RELATIONS = frozenset({"=", "≠", "<", "≤", ">", "≥", "∣", "==", "!="})
_PLAIN = {"∧": "And", "∨": "Or", "↔": "Iff"}
_BOOLEAN = {"&&": "Bool.and", "||": "Bool.or"}


class _Leaf:
    __slots__ = ("stx", "term", "type")

    def __init__(self, stx: Syn, term: Term | None, type_: Term | None) -> None:
        self.stx, self.term, self.type = stx, term, type_


def _operation(kind: str, op: str) -> Const:
    """The constant of an arithmetic sign on Nat or Int."""
    name = _ARITHMETIC.get(op) or _COMPARISONS[op]
    return const(f"{kind}.emod" if kind == "Int" and op == "%" else f"{kind}.{name}")


def _prefix(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    op, inner = stx.args
    if op == "¬":
        return app(const("Not"), elab.check(inner, PROP)), PROP
    if op == "!":
        boolean = const("Bool")
        return app(const("Bool.not"), elab.check(inner, boolean)), boolean
    return elaborate_operator(elab, stx, expected)


def elaborate_operator(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    """A binary (or unary minus) operator and its operands."""
    if stx.kind == "unop":
        return _arithmetic(elab, stx, expected)
    op, left, right = stx.args
    if op in _PLAIN:
        return apps(const(_PLAIN[op]), _prop(elab, left), _prop(elab, right)), PROP
    if op in _RELATIONS:
        return _relation(elab, op, left, right, stx)
    if op in _ARITHMETIC:
        return _arithmetic(elab, stx, expected)
    if op in _BOOLEAN:
        boolean = const("Bool")
        return apps(const(_BOOLEAN[op]), elab.check(left, boolean), elab.check(right, boolean)), boolean
    if op in ("∈", "∉"):
        return _member(elab, op, left, right)
    call = {"::": "List.cons", "++": "List.append", "∘": "Function.comp", "×": "Prod"}[op]
    return application(elab, Syn("ident", stx.pos, (call, None)), (("", left), ("", right)), expected, stx)


def _prop(elab: Elaborator, stx: Syn) -> Term:
    return elab.check(stx, PROP)


def _strip(elab: Elaborator, stx: Syn) -> Syn:
    """An operand without its parentheses, ``max a b`` and ``min a b`` read as operators."""
    stx = _without_parens(stx)
    if stx.kind == "app" and stx.args[0].kind == "ident" and stx.args[0].args[0] in ("max", "min"):
        args = stx.args[1]
        if not is_builtin(elab, stx.args[0].args[0]):
            return stx
        if len(args) == 2 and not args[0][0] and not args[1][0]:
            return Syn("binop", stx.pos, (stx.args[0].args[0], args[0][1], args[1][1]))
    return stx


def _without_parens(stx: Syn) -> Syn:
    while stx.kind == "paren" and stx.args[0].kind in ("binop", "unop", "num", "paren", "app"):
        inner = stx.args[0]
        if inner.kind == "binop" and inner.args[0] not in _ARITHMETIC:
            break
        if inner.kind == "unop" and inner.args[0] != "-":
            break
        if has_dot(inner):
            break
        stx = inner
    return stx


def _leaves(elab: Elaborator, stx: Syn, found: list[_Leaf]) -> Any:
    """The tree of arithmetic signs over leaves, which are elaborated on the way without an expected type."""
    stx = _strip(elab, stx)
    if stx.kind == "binop" and stx.args[0] in _ARITHMETIC:
        op, a, b = stx.args
        left = _leaves(elab, a, found)
        if op == "^":
            return ("^", stx, left, elab.check(b, NAT))
        return (op, stx, left, _leaves(elab, b, found))
    if stx.kind == "unop" and stx.args[0] == "-":
        return ("neg", stx, _leaves(elab, stx.args[1], found))
    leaf = _Leaf(stx, None, None)
    if stx.kind not in ("num", "hole", "goal", "anon", "by", "dot", "cdot", "coe", "list", "lam", "ite", "match"):
        leaf.term, ty = elab.elab(stx, None)
        leaf.type = elab.meta.inst(ty)
    found.append(leaf)
    return leaf


def _number_type(elab: Elaborator, t: Term | None) -> str:
    """The head of a type: Nat, Int, another name, or nothing while it is open."""
    if t is None:
        return ""
    t = elab.meta.inst(t)
    fn = head(t)
    if type(fn) is MVar:
        return ""
    if type(fn) is Const:
        if fn.name in ("Nat", "Int"):
            return fn.name
        t = elab.meta.whnf(t, elab.meta.root)
        fn = head(t)
    return fn.name if type(fn) is Const else "?"


def _join(elab: Elaborator, leaves: list[_Leaf], expected: Term | None) -> tuple[str, Term | None]:
    """The type of all leaves: Int if one is, else the first known one, else the expected one."""
    first: Term | None = None
    kinds = set()
    for leaf in leaves:
        kind = _number_type(elab, leaf.type)
        if kind:
            kinds.add(kind)
            if first is None:
                first = leaf.type
    if any([leaf.stx.kind == "coe" for leaf in leaves]):
        kinds.add("Int")
    if kinds and kinds <= {"Nat", "Int"}:
        wanted = _number_type(elab, expected)
        kind = "Int" if "Int" in kinds or wanted == "Int" else "Nat"
        return kind, const(kind)
    if first is not None:
        return "", first
    kind = _number_type(elab, expected)
    if kind in ("Nat", "Int"):
        return kind, const(kind)
    return "", expected if kind else None


def _finish_leaf(elab: Elaborator, leaf: _Leaf, type_: Term) -> Term:
    if leaf.term is None:
        if leaf.stx.kind == "num" and type(type_) is Const:
            if type_.name == "Nat":
                return lit(leaf.stx.args[0])
            if type_.name == "Int":
                return app(const("Int.ofNat"), lit(leaf.stx.args[0]))
        leaf.term = elab.check(leaf.stx, type_)
        return leaf.term
    assert leaf.type is not None
    return elab.coerce(leaf.term, leaf.type, type_, leaf.stx)


def _build(elab: Elaborator, tree: Any, type_: Term, kind: str) -> Term:
    if isinstance(tree, _Leaf):
        return _finish_leaf(elab, tree, type_)
    op, stx = tree[0], tree[1]
    if kind not in ("Nat", "Int"):
        sign = "-" if op == "neg" else op
        return elab.fail(  # type: ignore[no-any-return]
            f"failed to synthesize\n  H{_CLASS.get(sign, 'Add')} {elab.show(type_)} {elab.show(type_)} ?γ", stx.pos
        )
    if op == "neg":
        inner = _build(elab, tree[2], type_, kind)
        if kind == "Nat":
            elab.fail("failed to synthesize\n  Neg Nat", stx.pos)
        return app(const("Int.neg"), inner)
    left = _build(elab, tree[2], type_, kind)
    right = tree[3] if op == "^" else _build(elab, tree[3], type_, kind)
    return apps(_operation(kind, op), left, right)


_CLASS = {"+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "%": "Mod", "^": "Pow"}


def _arithmetic(elab: Elaborator, stx: Syn, expected: Term | None) -> tuple[Term, Term]:
    leaves: list[_Leaf] = []
    tree = _leaves(elab, stx, leaves)
    if isinstance(tree, _Leaf):
        return elab.elab(tree.stx, expected)
    kind, type_ = _join(elab, leaves, expected)
    if type_ is None:
        hole = next((leaf.type for leaf in leaves if leaf.type is not None), None)
        if hole is not None and not elab.forced:
            elab.settle_all()
            kind, type_ = _join(elab, leaves, expected)
        if type_ is None:
            if hole is not None:
                elab.meta.unify(hole, NAT)
            kind, type_ = "Nat", NAT
    return _build(elab, tree, type_, kind or _number_type(elab, type_)), type_


def _relation(elab: Elaborator, op: str, left: Syn, right: Syn, stx: Syn) -> tuple[Term, Term]:
    meta = elab.meta
    leaves: list[_Leaf] = []
    sides = [_leaves(elab, left, leaves)]
    if (
        isinstance(sides[0], _Leaf)
        and sides[0].type is not None
        and _number_type(elab, sides[0].type) not in ("Nat", "Int", "")
    ):
        # not numbers: the right side is read with the left side's type
        type_ = meta.inst(sides[0].type)
        a = sides[0].term
        assert a is not None
        b, other = elab.elab(right, type_)
        if not meta.unify(other, type_):
            made = elab.coercion(b, other, type_)
            if made is None:
                made = elab.coercion(a, type_, other)
                if made is None:
                    elab.mismatch(b, other, type_, right)
                a, type_ = made, meta.inst(other)
            else:
                b = made
        assert a is not None
        assert type_ is not None
        return _related(elab, op, type_, a, b, stx)
    sides.append(_leaves(elab, right, leaves))
    kind, joined = _join(elab, leaves, None)
    if joined is None:
        typed = next((leaf.type for leaf in leaves if leaf.type is not None), None)
        if typed is not None:
            joined = typed
            if any([leaf.stx.kind == "num" for leaf in leaves]) or not (
                isinstance(sides[0], _Leaf) and isinstance(sides[1], _Leaf)
            ):
                elab.settle_all()
                kind, joined = _join(elab, leaves, None)
                if joined is None:
                    meta.unify(typed, NAT)
                    kind, joined = "Nat", NAT
        elif all([leaf.stx.kind == "num" for leaf in leaves]) or not all([isinstance(s, _Leaf) for s in sides]):
            kind, joined = "Nat", NAT
        else:
            first = leaves[0].stx if leaves[0].stx.kind not in ("num", "hole", "anon", "lam") else leaves[-1].stx
            term, ty = elab.elab(first, None)
            for leaf in leaves:
                if leaf.stx is first:
                    leaf.term, leaf.type = term, ty
            joined = ty
            kind = _number_type(elab, ty)
            if not kind:
                for leaf in leaves:
                    if leaf.stx.kind == "num":
                        meta.unify(ty, NAT)
                        kind = "Nat"
    kind = kind or _number_type(elab, joined)
    if op == "∣" and kind == "":
        meta.unify(joined, NAT)
        kind = "Nat"
    a = _build(elab, sides[0], joined, kind)
    b = _build(elab, sides[1], joined, kind)
    return _related(elab, op, meta.inst(joined), a, b, stx)


def _related(elab: Elaborator, op: str, type_: Term, a: Term, b: Term, stx: Syn) -> tuple[Term, Term]:
    if op in ("=", "≠"):
        level = elab.sort_level(type_, stx.pos)
        return apps(const("Eq" if op == "=" else "Ne", (level,)), type_, a, b), PROP
    if op in ("==", "!="):
        e = _boolean_equality(elab, type_, a, b, stx)
        return (e if op == "==" else app(const("Bool.not"), e)), const("Bool")
    kind = _number_type(elab, type_)
    if kind == "":
        elab.meta.unify(type_, NAT)
        kind = "Nat"
    if kind not in ("Nat", "Int"):
        names = {"<": "LT", "≤": "LE", ">": "LT", "≥": "LE", "∣": "Dvd"}
        elab.fail(f"failed to synthesize\n  {names[op]} {elab.show(type_)}", stx.pos)
    assert op in _COMPARISONS
    return apps(_operation(kind, op), a, b), PROP


def _boolean_equality(elab: Elaborator, type_: Term, a: Term, b: Term, stx: Syn) -> Term:
    if _number_type(elab, type_) == "Nat":
        return apps(const("Nat.beq"), a, b)
    level = elab.sort_level(type_, stx.pos)
    p = apps(const("Eq", (level,)), type_, a, b)
    return apps(const("Decidable.decide"), p, elab.instance(app(const("Decidable"), p), stx.pos))


def _member(elab: Elaborator, op: str, left: Syn, right: Syn) -> tuple[Term, Term]:
    b, ty = elab.elab(right, None)
    fn, args = spine(elab.meta.whnf(elab.meta.inst(ty), elab.meta.root))
    if type(fn) is not Const or fn.name != "List":
        elab.fail(f"failed to synthesize\n  Membership ?m {elab.show(ty)}", right.pos)
    a = elab.check(left, args[0])
    assert type(fn) is Const
    p = apps(const("List.Mem", fn.levels), args[0], a, b)
    return (p if op == "∈" else app(const("Not"), p)), PROP


FORMS: Final[dict[str, Form]] = {"binop": elaborate_operator, "unop": _prefix}

__all__ = ["FORMS", "elaborate_operator"]
