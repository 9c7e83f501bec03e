"""Whether two scalars are equal: by structure, by exact arithmetic, by numbers; and what is only undecided is not."""

from __future__ import annotations

import zlib

from .balls import Cost
from .exact import Field, Undefined, Unfit, rational
from .numeric import is_defined, same_constant, same_formula, sign_of
from .regions import NoRegion
from .tree import INF, MINUS_ONE, Expr, free_symbols, is_constant, listed, neg, num, walk

_RISKY = listed("call fact fact2 div pow root")


class Scalars:
    """Comparisons of scalars that share one bound on their work."""

    def __init__(self, *texts: str) -> None:
        self.seed = 0
        for text in texts:
            self.seed ^= zlib.crc32(text.encode("utf-8", "surrogatepass"))
        self.cost = Cost()

    def same(self, a: Expr, b: Expr) -> bool:
        """Return whether two scalars are equal; raises Costly at the limit of work."""
        if a == b:
            return True
        if a.op == b.op == "num":
            return bool(a.value == b.value)
        if _mentions_infinity(a) or _mentions_infinity(b):
            ends = infinity(a), infinity(b)
            return ends[0] == ends[1] is not None
        answer = self.exactly(a, b)
        if answer is None:
            if free_symbols(a) or free_symbols(b):
                answer = same_formula(a, b, self.seed, self.cost)
            else:
                answer = same_constant(a, b, self.cost)
        return bool(answer)

    def exactly(self, a: Expr, b: Expr) -> bool | None:
        """Return whether two scalars are equal where exact arithmetic can tell."""
        x, y = rational(a), rational(b)
        if x is not None and y is not None:
            return x == y
        field = Field()
        try:
            left, right = field.form(a), field.form(b)
            equal = left == right or field.times(left[0], right[1]) == field.times(right[0], left[1])
        except Undefined:
            return False
        except (Unfit, RecursionError):
            return None
        if equal:
            return self.has_value(a, b)
        return False if field.independent else None

    def has_value(self, *exprs: Expr) -> bool:
        """Return whether no constant part, which may have cancelled, is without a value, as ln 0 is."""
        for expr in exprs:
            for node in walk(expr):
                risky = node.op in _RISKY and rational(node) is None and is_constant(node)
                if risky and not is_defined(node, self.cost):
                    return False
        return True

    def order(self, a: Expr, b: Expr) -> int:
        """Return -1, 0 or 1 as a is less than, equal to or greater than b; raises NoRegion where that is open."""
        x, y = rational(a), rational(b)
        if x is not None and y is not None:
            return (x > y) - (x < y)
        ends = infinity(a), infinity(b)
        if ends != (None, None):
            return ((ends[0] or 0) > (ends[1] or 0)) - ((ends[0] or 0) < (ends[1] or 0))
        if self.same(a, b):
            return 0
        sign = sign_of(Expr("add", (a, neg(b))), self.cost) if is_constant(a) and is_constant(b) else None
        if sign is None:
            raise NoRegion("the ends cannot be put in order")
        return sign


def _mentions_infinity(expr: Expr) -> bool:
    return any(node is INF or node == INF for node in walk(expr))


def infinity(expr: Expr) -> int | None:
    """Return 1 or -1 for plus or minus infinity, None for all else."""
    sign = 1
    while expr.op == "neg":
        sign, expr = -sign, expr.args[0]
    if expr.op == "mul" and len(expr.args) == 2 and expr.args[0] in (MINUS_ONE, num(1)):
        sign, expr = sign * int(expr.args[0].value), expr.args[1]
    return sign if expr == INF else None
