"""Statements in Lean's syntax, read and typed: the front of the model finder. Written apart from the prover it judges.

`read(text)` takes `theorem name binders : proposition`, or a proposition alone, and gives a `Statement`: a telescope
of typed variables and hypotheses, and a conclusion. What is outside the subset raises `Unsupported`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lean_syntax import Parser, Tree, Unsupported

# Types: "Prop", "Nat", "Int", "Bool", ("type", name), ("List", t), ("→", s, t), or Hole
Type = Any
PROP, NAT, INT, BOOL = "Prop", "Nat", "Int", "Bool"
BASIC = {"Prop": PROP, "Nat": NAT, "Int": INT, "Bool": BOOL, "ℕ": NAT, "ℤ": INT}


@dataclass(eq=False)
class Hole:
    """A type to be found."""

    value: Type = None


def find(kind: Type) -> Type:
    """The type with the holes filled that are known."""
    while isinstance(kind, Hole) and kind.value is not None:
        kind = kind.value
    return kind if not isinstance(kind, tuple) or kind[0] == "type" else (kind[0], *map(find, kind[1:]))


def unify(left: Type, right: Type) -> None:
    """Make two types equal."""
    left, right = find(left), find(right)
    if left is right or left == right:
        return
    if isinstance(left, Hole):
        if occurs(left, right):
            raise Unsupported("a circular type")
        left.value = right
    elif isinstance(right, Hole):
        unify(right, left)
    elif isinstance(left, tuple) and isinstance(right, tuple) and left[0] == right[0] != "type":
        for a, b in zip(left[1:], right[1:], strict=True):
            unify(a, b)
    else:
        raise Unsupported(f"the type {left} where {right} is expected")


def occurs(hole: Hole, kind: Type) -> bool:
    """Whether the hole is part of a type."""
    kind = find(kind)
    return kind is hole or (isinstance(kind, tuple) and kind[0] != "type" and any(occurs(hole, k) for k in kind[1:]))


def arrow(*kinds: Type) -> Type:
    """The type of a function of several arguments."""
    return kinds[0] if len(kinds) == 1 else ("→", kinds[0], arrow(*kinds[1:]))


def builtin(name: str) -> tuple[Type, int] | None:
    """The type of a constant of Lean's, and which argument is the one before the dot."""
    a, b = Hole(), Hole()
    la, lb = ("List", a), ("List", b)
    bool2, prop2, nat2 = arrow(BOOL, BOOL, BOOL), arrow(PROP, PROP, PROP), arrow(NAT, NAT, NAT)
    table: dict[str, tuple[Type, int]] = {
        **dict.fromkeys(("True", "False"), (PROP, 0)),
        **dict.fromkeys(("true", "false", "Bool.true", "Bool.false"), (BOOL, 0)),
        **dict.fromkeys(("not", "Bool.not"), (arrow(BOOL, BOOL), 0)),
        **dict.fromkeys(("and", "or", "xor", "Bool.and", "Bool.or", "Bool.xor"), (bool2, 0)),
        **dict.fromkeys(("And", "Or", "Iff"), (prop2, 0)), "Not": (arrow(PROP, PROP), 0), "id": (arrow(a, a), 0),
        "Nat.zero": (NAT, 0), "Nat.succ": (arrow(NAT, NAT), 0), "Nat.pred": (arrow(NAT, NAT), 0),
        "Nat.gcd": (nat2, 0), "Nat.lcm": (nat2, 0), "Int.natAbs": (arrow(INT, NAT), 0),
        "Int.toNat": (arrow(INT, NAT), 0), "Int.ofNat": (arrow(NAT, INT), 0), "Int.neg": (arrow(INT, INT), 0),
        "List.nil": (la, 0), "List.cons": (arrow(a, la, la), 1), "List.length": (arrow(la, NAT), 0),
        "List.reverse": (arrow(la, la), 0), "List.append": (arrow(la, la, la), 0), "List.tail": (arrow(la, la), 0),
        "List.map": (arrow(arrow(a, b), la, lb), 1), "List.filter": (arrow(arrow(a, BOOL), la, la), 1),
        "List.foldr": (arrow(arrow(a, b, b), b, la, b), 2), "List.foldl": (arrow(arrow(b, a, b), b, la, b), 2),
        "List.sum": (arrow(("List", NAT), NAT), 0), "List.replicate": (arrow(NAT, a, la), 0),
        "List.take": (arrow(NAT, la, la), 1), "List.drop": (arrow(NAT, la, la), 1),
        "List.range": (arrow(NAT, ("List", NAT)), 0), "List.all": (arrow(la, arrow(a, BOOL), BOOL), 0),
        "List.any": (arrow(la, arrow(a, BOOL), BOOL), 0),
    }  # fmt: skip
    for op in ("add", "sub", "mul", "div", "mod", "pow", "le", "lt", "min", "max"):
        result = PROP if op in ("le", "lt") else None
        table["Nat." + op] = (arrow(NAT, NAT, result or NAT), 0)
        table["Int." + op] = (arrow(INT, NAT if op == "pow" else INT, result or INT), 0)
    return table.get(name)


ARITHMETIC = ("+", "-", "*", "/", "%")
ORDER = ("<", "≤", ">", "≥", "∣")


@dataclass
class Statement:
    """`variables`: name, type (or a list `["Type", nonempty]`, or None for a hypothesis), and the hypothesis' tree."""

    variables: list[tuple[str, Type, Tree | None]] = field(default_factory=list)
    conclusion: Tree = ()


class Typer:
    """Finds types and makes implicit things explicit.

    Typed trees: ("num", n), ("var", name), ("const", name), ("app", f, x), ("fun" | "∀" | "∃", name, type, body),
    ("if", c, a, b), ("list", items), ("not", p), ("istrue", b), ("neg", a), and ("bin", op, type of the sides, a, b).
    """

    def __init__(self) -> None:
        self.count = 0

    def kind(self, tree: Tree, scope: dict[str, Any]) -> Type:
        """The tree as a type of data; None when it is a proposition."""
        if tree[0] == "id" and tree[1] not in scope and tree[1] in BASIC:
            return BASIC[tree[1]]
        if tree[0] == "id" and scope.get(tree[1], ("", 0))[1] == "Type":
            return ("type", scope[tree[1]][0])
        if tree[0] == "app" and tree[1] == ("id", "List"):
            return ("List", self.kind(tree[2], scope) or self._no_type())
        if tree[0] == "bin" and tree[1] == "→":
            right = self.kind(tree[3], scope)
            return None if right is None else ("→", self.kind(tree[2], scope) or self._no_type(), right)
        return None

    def _no_type(self) -> Type:
        raise Unsupported("a type that is not understood")

    def fresh(self, name: str) -> str:
        """A name of its own."""
        self.count += 1
        return f"{name}#{self.count}"

    def statement(self, tree: Tree) -> Statement:
        """The telescope of a proposition, and what it concludes."""
        result, scope = Statement(), {}
        while True:
            if tree[0] == "∀":
                _, name, kind, body = tree
                unique = self.fresh(name)
                if kind is not None and kind[0] == "instance":
                    result.variables += self._instance(kind[1], scope)
                elif kind is not None and (kind == ("id", "Type") or kind[:2] == ("app", ("id", "Type"))):
                    result.variables.append((unique, ["Type"], None))
                    scope = {**scope, name: (unique, "Type")}
                elif kind is not None and self.kind(kind, scope) is None:
                    result.variables.append((unique, None, self.check(kind, PROP, scope)))
                    scope = {**scope, name: (unique, "proof")}
                else:
                    known = Hole() if kind is None else self.kind(kind, scope)
                    result.variables.append((unique, known, None))
                    scope = {**scope, name: (unique, known)}
                tree = body
            elif tree[:2] == ("bin", "→"):
                result.variables.append((self.fresh("h"), None, self.check(tree[2], PROP, scope)))
                tree = tree[3]
            else:
                result.conclusion = self.check(tree, PROP, scope)
                return result

    def _instance(self, tree: Tree, scope: dict[str, Any]) -> list[tuple[str, Type, Tree | None]]:
        if tree[0] == "app" and tree[1][1] in ("DecidableEq", "Decidable", "BEq"):
            return []
        if tree[0] == "app" and tree[1][1] in ("Inhabited", "Nonempty"):
            kind = self.kind(tree[2], scope)
            name = self.fresh("x")  # there is an element
            return [(self.fresh("h"), None, ("∃", name, kind, ("const", "True")))]
        raise Unsupported("an instance that is not understood")

    def check(self, tree: Tree, expected: Type, scope: dict[str, Any]) -> Tree:
        """The typed tree of an expression of the expected type."""
        found, typed = self.infer(tree, expected, scope)
        found, wanted = find(found), find(expected)
        if found == BOOL and wanted == PROP:
            return ("istrue", typed)
        if not (found == NAT and wanted == INT):
            unify(found, wanted)
        return typed

    def infer(self, tree: Tree, expected: Type, scope: dict[str, Any]) -> tuple[Type, Tree]:
        """The type of an expression, and its typed tree; the expected type is a hint."""
        match tree:
            case ("num" | "neg", _) | ("bin", "+" | "-" | "*" | "/" | "%" | "^", _, _):
                return self.arithmetic([tree], find(expected), scope)
            case ("id", name):
                return self.identifier(name, scope)
            case ("up", inner):
                found, typed = self.infer(inner, None, scope)
                return (INT, typed) if find(found) == NAT and find(expected) == INT else (found, typed)
            case ("as", inner, kind):
                known = self.kind(kind, scope)
                if known is None:
                    raise Unsupported("a type that is not understood")
                return known, self.check(inner, known, scope)
            case ("dot", inner, name):
                return self.projection(*self.infer(inner, None, scope), name)
            case ("app", function, argument):
                found, typed = self.infer(function, None, scope)
                found = find(found)
                if isinstance(found, Hole):
                    unify(found, ("→", Hole(), Hole()))
                    found = find(found)
                if found[0] != "→":
                    raise Unsupported("an application of what is no function")
                return found[2], ("app", typed, self.check(argument, found[1], scope))
            case ("fun", name, kind, body):
                wanted = find(expected)
                hint = wanted if isinstance(wanted, tuple) and wanted[0] == "→" else ("→", Hole(), Hole())
                domain = hint[1] if kind is None else self.kind(kind, scope) or self._no_type()
                unify(domain, hint[1])
                unique = self.fresh(name)
                inner = {**scope, name: (unique, domain)}
                found, typed = self.infer(body, hint[2], inner)
                return ("→", domain, found), ("fun", unique, domain, typed)
            case ("∀" | "∃" as binder, name, kind, body):
                unique = self.fresh(name)
                known = Hole() if kind is None else self.kind(kind, scope)
                if known is None:  # over a proposition
                    first = self.check(kind, PROP, scope)
                    second = self.check(body, PROP, {**scope, name: (unique, PROP)})
                    return PROP, ("bin", "→" if binder == "∀" else "∧", PROP, first, second)
                typed = self.check(body, PROP, {**scope, name: (unique, known)})
                return PROP, (binder, unique, known, typed)
            case ("not", inner):
                return PROP, ("not", self.check(inner, PROP, scope))
            case ("if", condition, first, second):
                found, typed = self.infer(first, expected, scope)
                return found, ("if", self.check(condition, PROP, scope), typed, self.check(second, found, scope))
            case ("list", items):
                element = Hole()
                return ("List", element), ("list", tuple(self.check(item, element, scope) for item in items))
            case ("bin", op, left, right):
                return self.binary(op, left, right, scope)
        raise Unsupported("an expression")

    def identifier(self, name: str, scope: dict[str, Any]) -> tuple[Type, Tree]:
        """A variable, constant, or method of a variable."""
        if name in scope:
            unique, kind = scope[name]
            if kind == "proof":
                raise Unsupported("a proof where a value is expected")
            if kind == "Type":
                raise Unsupported("a type as an expression")
            return kind, ("var", unique)
        known = builtin(name)
        if known is not None:
            return known[0], ("const", name)
        if name in ("min", "max"):
            kind = Hole()
            return arrow(kind, kind, kind), ("const", name)
        if "." in name and name.split(".")[0] in scope:
            first, *rest = name.split(".")
            found, typed = self.identifier(first, scope)
            for part in rest:
                found, typed = self.projection(found, typed, part)
            return found, typed
        raise Unsupported(f"the name {name}")

    def projection(self, kind: Type, typed: Tree, name: str) -> tuple[Type, Tree]:
        """`x.name`: the function of the type's own name space, with x in its place."""
        kind = find(kind)
        space = kind[0] if isinstance(kind, tuple) else kind
        known = builtin(f"{space}.{name}")
        if known is None:
            raise Unsupported(f"the method {name}")
        function, place = known
        arguments = []
        for _ in range(place):
            function = find(function)
            arguments.append((self.fresh("a"), function[1]))
            function = function[2]
        unify(find(function)[1], kind)
        result, tree = find(function)[2], ("const", f"{space}.{name}")
        for unique, _ in arguments:
            tree = ("app", tree, ("var", unique))
        tree = ("app", tree, typed)
        for unique, domain in reversed(arguments):
            result, tree = ("→", domain, result), ("fun", unique, domain, tree)
        return result, tree

    def arithmetic(self, sides: list[Tree], expected: Type, scope: dict[str, Any]) -> tuple[Type, Any]:
        """Trees of arithmetic that share one type, the largest of their leaves' (Lean's `binop%`)."""
        leaves: list[tuple[Type, Tree]] = []

        def collect(tree: Tree) -> Any:
            match tree:
                case ("bin", "+" | "-" | "*" | "/" | "%" as op, left, right):
                    return (op, collect(left), collect(right))
                case ("bin", "^", base, exponent):
                    return ("^", collect(base), self.check(exponent, NAT, scope))
                case ("neg", inner):
                    return ("neg", collect(inner))
                case ("num", number):
                    return ("leaf", ("num", number))
                case _:
                    leaves.append(self.infer(tree, None, scope))
                    return ("leaf", leaves[-1][1])

        shapes = [collect(side) for side in sides]
        kinds = [find(kind) for kind, _ in leaves]
        wanted = [INT for kind in [*kinds, expected] if kind == INT]
        known = [kind for kind in [*kinds, expected] if kind is not None and not isinstance(kind, Hole)]
        common = wanted[0] if wanted else known[0] if known else next(iter([*kinds, expected]), None) or Hole()
        for kind in kinds:
            if not (kind == NAT and common == INT):
                unify(kind, common)
        plain = all(shape[0] == "leaf" and shape[1][0] != "num" for shape in shapes)
        if not plain and find(common) not in (NAT, INT):
            if not isinstance(find(common), Hole):
                raise Unsupported("arithmetic on what is no number")
            unify(common, NAT)  # the default

        def build(shape: Any) -> Tree:
            if shape[0] == "leaf":
                return shape[1]  # type: ignore[no-any-return]
            if shape[0] == "neg":
                if find(common) != INT:
                    raise Unsupported("a negative natural number")
                return ("neg", build(shape[1]))
            right = shape[2] if shape[0] == "^" else build(shape[2])
            return ("bin", shape[0], common, build(shape[1]), right)

        built = [build(shape) for shape in shapes]
        return common, built[0] if len(built) == 1 else built

    def binary(self, op: str, left: Tree, right: Tree, scope: dict[str, Any]) -> tuple[Type, Tree]:
        """A connective, relation, or operation on lists, truth values or functions."""
        if op in ("→", "∧", "∨", "↔"):
            return PROP, ("bin", op, PROP, self.check(left, PROP, scope), self.check(right, PROP, scope))
        if op in ("&&", "||"):
            return BOOL, ("bin", op, BOOL, self.check(left, BOOL, scope), self.check(right, BOOL, scope))
        if op in ("=", "≠", "==", "!=", *ORDER):
            if any(side[0] in ("fun", "list", "if", "∀", "∃", "not") or self._logical(side) for side in (left, right)):
                swap = left[0] in ("fun", "list")
                kind, first = self.infer(right if swap else left, None, scope)
                second = self.check(left if swap else right, kind, scope)
                first, second = (second, first) if swap else (first, second)
            else:
                kind, (first, second) = self.arithmetic([left, right], None, scope)
            if op in ORDER and find(kind) not in (NAT, INT):
                raise Unsupported("an order of what are no numbers")
            return (BOOL if op in ("==", "!=") else PROP), ("bin", op, kind, first, second)
        element = Hole()
        if op in ("∈", "∉"):
            kind, second = self.infer(right, None, scope)
            unify(kind, ("List", element))
            return PROP, ("bin", op, element, self.check(left, element, scope), second)
        if op == "::":
            first = self.check(left, element, scope)
            return ("List", element), ("bin", op, element, first, self.check(right, ("List", element), scope))
        if op == "++":
            first = self.check(left, ("List", element), scope)
            return ("List", element), ("bin", op, element, first, self.check(right, ("List", element), scope))
        a, b, c = Hole(), Hole(), Hole()  # composition
        first = self.check(left, ("→", b, c), scope)
        return ("→", a, c), ("bin", op, a, first, self.check(right, ("→", a, b), scope))

    def _logical(self, tree: Tree) -> bool:
        return tree[0] == "bin" and tree[1] in ("→", "∧", "∨", "↔", "&&", "||", "::", "++", "∘", "=", "≠", *ORDER)


def read(text: str) -> Statement:
    """The statement in a text; raises `Unsupported` when it is not in the subset."""
    try:
        return Typer().statement(Parser(text).statement())
    except RecursionError:
        raise Unsupported("too deep") from None
