"""From propositions and numbers in the kernel's terms to the plain data that `certificates` works on.

This is trusted: it reads one operator at a time, by the constant's name, and what it does not know becomes an unknown,
the same one for the same term. The caller answers for the propositions being well typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .certificates import Refused, refutes, same_polynomial
from .substitution import instantiate
from .terms import Cert, Const, Lit, Pi, Sort, Term, bvar, spine

if TYPE_CHECKING:
    from .kernel import Context, Kernel

_OPERATORS: Final = {
    "Nat.add": ("+", "nat"),
    "Nat.mul": ("*", "nat"),
    "Nat.sub": ("monus", "nat"),
    "Nat.div": ("/", "nat"),
    "Nat.mod": ("%", "nat"),
    "Nat.min": ("min", "nat"),
    "Nat.max": ("max", "nat"),
    "Int.add": ("+", "int"),
    "Int.mul": ("*", "int"),
    "Int.sub": ("-", "int"),
    "Int.div": ("/", "int"),
    "Int.emod": ("%", "int"),
    "Int.min": ("min", "int"),
    "Int.max": ("max", "int"),
}
_RELATIONS: Final = {
    "Nat.le": ("<=", "nat", False),
    "Nat.lt": ("<", "nat", False),
    "Nat.ge": ("<=", "nat", True),
    "Nat.gt": ("<", "nat", True),
    "Nat.dvd": ("dvd", "nat", False),
    "Int.le": ("<=", "int", False),
    "Int.lt": ("<", "int", False),
    "Int.ge": ("<=", "int", True),
    "Int.gt": ("<", "int", True),
    "Int.dvd": ("dvd", "int", False),
}
_CONNECTIVES: Final = {"And": "and", "Or": "or", "Iff": "iff"}
_MAX_NESTING: Final = 300
_MAX_NODES: Final = 20_000


class Reifier:
    """One translation: remembers which unknown stands for which term."""

    def __init__(self, kernel: Kernel, ctx: Context) -> None:
        self.kernel = kernel
        self.ctx = ctx
        self.atoms: dict[Term, int] = {}
        self.nodes = 0

    def _count(self, depth: int) -> None:
        self.nodes += 1
        if depth > _MAX_NESTING or self.nodes > _MAX_NODES:
            raise Refused("too large")

    def atom(self, kind: str, t: Term) -> tuple[str, int]:
        """The unknown for a term that is not understood."""
        return kind, self.atoms.setdefault(t, len(self.atoms))

    def number(self, t: Term, kind: str, depth: int = 0) -> Any:
        """A term of type Nat (`kind` "nat") or Int ("int")."""
        self._count(depth)
        if type(t) is Lit:
            return t.value
        fn, args = spine(t)
        name = fn.name if type(fn) is Const else ""
        if len(args) == 2:
            if name in _OPERATORS:
                op, inner = _OPERATORS[name]
                return op, self.number(args[0], inner, depth + 1), self.number(args[1], inner, depth + 1)
            if name in ("Nat.pow", "Int.pow"):
                base = "nat" if name == "Nat.pow" else "int"
                return "^", self.number(args[0], base, depth + 1), self.number(args[1], "nat", depth + 1)
        elif len(args) == 1:
            if name == "Nat.succ":
                return "+", self.number(args[0], "nat", depth + 1), 1
            if name == "Int.ofNat":
                return self.number(args[0], "nat", depth + 1)
            if name == "Int.neg":
                return "-", 0, self.number(args[0], "int", depth + 1)
            if name == "Int.negSucc":
                return "-", -1, self.number(args[0], "nat", depth + 1)
            if name == "Int.toNat":
                return "monus", self.number(args[0], "int", depth + 1), 0
            if name == "Int.natAbs":
                inside = self.number(args[0], "int", depth + 1)
                return "max", inside, ("-", 0, inside)
        elif name == "Nat.zero":
            return 0
        return self.atom(kind, t)

    def formula(self, p: Term, depth: int = 0) -> Any:
        """A proposition."""
        self._count(depth)
        if type(p) is Pi:
            if not _uses_argument(p) and self.kernel.is_prop(p.dom, self.ctx):
                body = instantiate(p.body, (p.dom,))
                return "imp", self.formula(p.dom, depth + 1), self.formula(body, depth + 1)
            return self.atom("prop", p)
        fn, args = spine(p)
        name = fn.name if type(fn) is Const else ""
        if not args and name in ("True", "False"):
            return (name.lower(),)
        if len(args) == 1 and name == "Not":
            return "not", self.formula(args[0], depth + 1)
        if len(args) == 2:
            if name in _CONNECTIVES:
                return _CONNECTIVES[name], self.formula(args[0], depth + 1), self.formula(args[1], depth + 1)
            if name in _RELATIONS:
                op, kind, swap = _RELATIONS[name]
                a, b = self.number(args[0], kind), self.number(args[1], kind)
                return (op, b, a) if swap else (op, a, b)
        if len(args) == 3 and name in ("Eq", "Ne"):
            equation = self._equation(args, depth)
            if equation is not None:
                return ("not", equation) if name == "Ne" else equation
        return self.atom("prop", p)

    def _equation(self, args: list[Term], depth: int) -> Any:
        kind = args[0]
        if type(kind) is Const and kind.name in ("Nat", "Int"):
            name = kind.name.lower()
            return "=", self.number(args[1], name), self.number(args[2], name)
        if type(kind) is Sort and kind.level == 0:
            return "iff", self.formula(args[1], depth + 1), self.formula(args[2], depth + 1)
        return None


def _uses_argument(p: Pi) -> bool:
    if not p.body.loose:
        return False
    # index 0 occurs in the body exactly when putting two different things there gives two different terms
    return instantiate(p.body, (bvar(0),)) is not instantiate(p.body, (bvar(1_000_000),))


def accepts(t: Cert, kernel: Kernel, ctx: Context) -> bool:
    """Whether the certificate in `t` proves ``hyps → goal``."""
    reifier = Reifier(kernel, ctx)
    try:
        if t.rule == "lin":
            facts = [reifier.formula(h) for h in t.hyps]
            return refutes([*facts, ("not", reifier.formula(t.goal))], t.data)
        if t.rule == "ring" and not t.hyps:
            goal = reifier.formula(t.goal)
            return goal[0] == "=" and same_polynomial(goal[1], goal[2])
    except Refused:
        return False
    return False


__all__ = ["Reifier", "accepts"]
