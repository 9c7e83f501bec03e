"""Equations, inequalities and systems of them, as answers."""

from __future__ import annotations

from collections.abc import Sequence

from .exact import rational
from .members import is_label
from .numeric import points
from .quantity import Mismatch, Quantities, bare
from .regions import NoRegion, Reader
from .tree import ZERO, Expr, free_symbols, has, is_scalar, neg, num, put

REGIONS = ("interval", "union", "inter", "minus", "such", "numbers")


class Statements(Quantities):
    """Comparisons of equations and inequalities; what they are made of is compared by the class below."""

    def match(self, gold: Expr, answer: Expr) -> None:
        """Raise Mismatch unless the answer is the right one."""
        raise NotImplementedError

    def region(self, gold: Expr, answer: Expr) -> None:
        """Compare sets of real numbers."""
        raise NotImplementedError

    def each(self, gold: Sequence[Expr], answer: Sequence[Expr]) -> None:
        """Compare part by part."""
        raise NotImplementedError

    def unordered(self, gold: Sequence[Expr], answer: Sequence[Expr], *, repeated: bool) -> None:
        """Compare in any order."""
        raise NotImplementedError

    def relation(self, gold: Expr, answer: Expr) -> None:
        """Compare an equation or inequality."""
        answer = bare(answer) if answer.op == "ratio" else answer
        if any(sign not in ("=", "~") for sign in gold.value):
            return self.inequality(gold, answer)
        if _assignments(gold) is not None:  # (x, y) = (1, 2)
            return self.all_equations(gold, answer)
        if len(gold.args) == 2:
            for label, value in (gold.args, gold.args[::-1]):
                if is_label(label) and not (free_symbols(label) & free_symbols(value) and label.op == "sym"):
                    return self.assignment(label, value, gold, answer)
        if answer.op != "rel" or any(sign != "=" for sign in answer.value):
            raise Mismatch("an equation was expected")
        if len(gold.args) > 2 or len(answer.args) > 2:
            return self.each(gold.args, answer.args)
        self.proportional(gold, answer)

    def assignment(self, label: Expr, value: Expr, gold: Expr, answer: Expr) -> None:
        """Compare `x = 5`, `y = 2x + 1` and `f(x) = 2x + 1`: by name and value, or by the value alone."""
        if not is_scalar(value) or has(value, "pm", "mp"):
            if answer.op == "rel" and is_label(answer.args[0]) and not self.same_label(label, answer.args[0], value):
                raise Mismatch("it speaks of another variable")
            return self.match(value, answer)
        if answer.op != "rel":
            return self.scalar(value, answer)
        if any(sign not in ("=", "~") for sign in answer.value):
            raise Mismatch("an equation was expected")
        if len(answer.args) == 2 and is_label(answer.args[1]) and not is_label(answer.args[0]):
            answer = Expr("rel", answer.args[::-1], answer.value)
        first = answer.args[0]
        if is_label(first) and self.same_label(label, first, value):
            return self.scalar(value, _renamed(label, answer))
        if len(answer.args) == 2 and answer.value == ("=",) and free_symbols(value) and label.op == "sym":
            return self.proportional(gold, answer)
        raise Mismatch("it speaks of another variable")

    def same_label(self, gold: Expr, answer: Expr, value: Expr) -> bool:
        """Return whether two names may name the same: the same name, a function for y, or words."""
        if gold == answer or "text" in (gold.op, answer.op):
            return True
        if gold.op == answer.op == "call":
            return bool(gold.value == answer.value) and len(gold.args) == len(answer.args)
        if not free_symbols(value):
            return False
        function, name = (gold, answer) if gold.op == "call" else (answer, gold)
        return function.op == "call" and name == Expr("sym", (), "y") and "y" not in free_symbols(function)

    def all_equations(self, gold: Expr, answer: Expr) -> None:
        """Compare several equations, or inequalities joined by "or" and "and"."""
        if is_region(gold):
            try:
                return self.region(gold, answer)
            except Mismatch:
                if answer.op not in ("seq", "and", "or") or any(g.op != "rel" for g in gold.args):
                    raise
        wanted = _assignments(gold)
        if wanted is not None:
            found = _assignments(answer)
            if found is None and answer.op == "tuple" and len(answer.args) == len(wanted):
                return self.each(list(wanted.values()), answer.args)
            if found is None or set(found) != set(wanted):
                raise Mismatch("it does not give a value to each of the right variables")
            return self.each([wanted[name] for name in wanted], [found[name] for name in wanted])
        if answer.op not in ("seq", "and", "or") or ("or" in (gold.op, answer.op) and gold.op != answer.op):
            raise Mismatch("another kind of answer was expected")
        self.unordered(gold.args, answer.args, repeated=True)

    def inequality(self, gold: Expr, answer: Expr) -> None:
        """Compare inequalities, as sets if they can be solved."""
        try:
            Reader(self.order).read(gold)
        except NoRegion:
            pass
        else:
            return self.region(gold, answer)
        if answer.op != "rel" or len(answer.args) != len(gold.args):
            raise Mismatch("an inequality was expected")
        for turned in (answer, Expr("rel", answer.args[::-1], tuple(_TURNED.get(s, s) for s in answer.value[::-1]))):
            if all(
                self.matches_link(gold.value[k], gold.args[k : k + 2], turned.value[k], turned.args[k : k + 2])
                for k in range(len(gold.value))
            ):
                return
        raise Mismatch("the inequality is not the right one")

    def matches_link(self, sign: str, gold: Sequence[Expr], other: str, answer: Sequence[Expr]) -> bool:
        """Return whether one inequality is another up to a positive factor."""
        if sign in (">", ">="):
            sign, gold = _TURNED[sign], gold[::-1]
        if other in (">", ">="):
            other, answer = _TURNED[other], answer[::-1]
        if sign != other or not all(is_scalar(side) for side in (*gold, *answer)):
            return False
        if not any(free_symbols(side) for side in gold):
            return all(self.same(g, a) for g, a in zip(gold, answer, strict=True))
        return self.factor(_difference(gold), _difference(answer), positive=sign != "!=")

    def proportional(self, gold: Expr, answer: Expr) -> None:
        """Compare equations: right where one is the other times a constant that is not zero."""
        if not all(is_scalar(side) for side in (*gold.args, *answer.args)):
            if gold.args[0].op == answer.args[0].op:
                return self.each(gold.args, answer.args)
            raise Mismatch("the equation is not the right one")
        if free_symbols(answer) != free_symbols(gold):
            raise Mismatch("the equation has other variables")
        if not self.factor(_difference(gold.args), _difference(answer.args), positive=False):
            raise Mismatch("the equation is not the right one")

    def factor(self, gold: Expr, answer: Expr, *, positive: bool) -> bool:
        """Return whether one formula is the other times a constant, which may have to be positive."""
        names = sorted(free_symbols(gold) | free_symbols(answer))
        for point in points(names, ([], []), 1):
            g, a = (put(expr, {name: num(value) for name, value in point.items()}) for expr in (gold, answer))
            signs = self.sign(g), self.sign(a)
            if None in signs or 0 in signs:
                continue
            if positive and signs[0] != signs[1]:
                return False
            return self.same(Expr("mul", (gold, a)), Expr("mul", (answer, g)))
        return False

    def sign(self, expr: Expr) -> int | None:
        """Return the sign of a constant, or None."""
        value = rational(expr)
        if value is not None:
            return (value > 0) - (value < 0)
        try:
            return self.order(expr, ZERO)
        except NoRegion:
            return None


_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _difference(sides: Sequence[Expr]) -> Expr:
    return Expr("add", (sides[0], neg(sides[1])))


def is_region(expr: Expr) -> bool:
    """Return whether an expression speaks of intervals or inequalities."""
    if expr.op in REGIONS:
        return True
    if expr.op == "rel":
        return any(sign not in ("=", "~") for sign in expr.value)
    if expr.op == "in":
        return is_region(expr.args[1]) or expr.args[1].op == "tuple"
    return expr.op in ("or", "and", "seq") and any(is_region(arg) for arg in expr.args)


def _assignments(expr: Expr) -> dict[str, Expr] | None:
    """Return the values of `x = 1, y = 2` or `(x, y) = (1, 2)` by name, or None."""
    out: dict[str, Expr] = {}
    if expr.op == "rel" and expr.value == ("=",) and expr.args[0].op == expr.args[1].op == "tuple":
        names, values = expr.args[0].args, expr.args[1].args
        if len(names) != len(values):
            return None
        pairs = list(zip(names, values, strict=True))
    elif expr.op in ("seq", "and"):
        pairs = []
        for arg in expr.args:
            if arg.op != "rel" or arg.value != ("=",):
                return None
            pairs.append((arg.args[0], arg.args[1]))
    else:
        return None
    for name, value in pairs:
        if name.op != "sym" or name.value in out:
            return None
        out[name.value] = value
    return out


def _renamed(label: Expr, answer: Expr) -> Expr:
    """Return an answer `f(t) = …` in the variable of the right one, `f(x)`."""
    first = answer.args[0]
    if label.op != "call" or first.op != "call" or first.args == label.args:
        return answer
    names = {old.value: new for old, new in zip(first.args, label.args, strict=True)}
    others = (free_symbols(answer) - set(names)) & {arg.value for arg in label.args}
    if any(arg.op != "sym" for arg in (*label.args, *first.args)) or len(names) < len(first.args) or others:
        raise Mismatch("the function has another variable")

    return put(answer, names)
