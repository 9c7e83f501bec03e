"""Intervals, unions and inequalities in one variable as sets of real numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cmp_to_key
from typing import NamedTuple

from .exact import Field, Monomial
from .tree import INF, Expr, free_symbols, is_constant, neg, num

MINUS_INF = neg(INF)


class Piece(NamedTuple):
    """An interval; an infinite end is open."""

    low: Expr
    low_in: bool
    high: Expr
    high_in: bool


class Region(NamedTuple):
    """Intervals in rising order that do not touch, and the variable they speak of, if one is named."""

    name: str | None
    pieces: tuple[Piece, ...]


class NoRegion(ValueError):
    """A statement that is no set of real numbers in a way this module solves."""


Order = Callable[[Expr, Expr], int]
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_EVERYTHING = Piece(MINUS_INF, False, INF, False)


class Reader:
    """Reads regions; `order` compares two ends and returns -1, 0 or 1, or raises NoRegion."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def read(self, expr: Expr) -> Region:
        """Return an expression as a region, or raise NoRegion."""
        op, args = expr.op, expr.args
        if op == "interval" or (op == "tuple" and expr.value in ("()", "[]") and len(args) == 2):
            return self.tidy(None, [self.piece(args[0], expr.value[0] == "[", args[1], expr.value[1] == "]")])
        if op == "numbers" and expr.value == "R":
            return Region(None, (_EVERYTHING,))
        if op == "set":
            return self.tidy(None, [self.piece(arg, True, arg, True) for arg in args])
        if op in ("union", "or"):
            parts = [self.read(arg) for arg in args]
            return self.tidy(_one_name(parts), [piece for part in parts for piece in part.pieces])
        if op in ("inter", "and"):
            return self.all_of([self.read(arg) for arg in args])
        if op == "minus" and len(args) == 2:
            return self.all_of([self.read(args[0]), self.complement(self.read(args[1]))])
        if op == "in" and args[0].op == "sym":
            return Region(args[0].value, self.read(args[1]).pieces)
        if op == "such":
            return self.such(args[0], args[1])
        if op == "rel":
            links = zip(expr.value, args, args[1:], strict=False)
            return self.all_of([self.link(sign, a, b) for sign, a, b in links])
        if op == "seq" and all(arg.op in ("rel", "in") for arg in args):
            parts = [self.read(arg) for arg in args]
            both = self.all_of(parts)  # x > 1, x < 3 is both; x < 1, x > 3 can only be either
            return both if both.pieces else self.read(Expr("or", args))
        raise NoRegion("no set of real numbers")

    def such(self, element: Expr, condition: Expr) -> Region:
        """Return the numbers of a set that is given by a condition."""
        home = Region(None, (_EVERYTHING,))
        if element.op == "in":
            home, element = self.read(element.args[1]), element.args[0]
        region = self.read(condition)
        if element.op != "sym" or region.name != element.value:
            raise NoRegion("a condition speaks of another variable")
        return Region(None, self.all_of([home, region]).pieces)

    def link(self, sign: str, a: Expr, b: Expr) -> Region:
        """Return where a relation holds that is linear in its one variable, or linear inside of bars."""
        if sign == "!=":
            return self.complement(self.link("=", a, b))
        if sign not in _FLIPPED and sign != "=":
            raise NoRegion("no inequality")
        if is_constant(a) and not is_constant(b):
            a, b, sign = b, a, _FLIPPED.get(sign, sign)
        if a.op == "abs" and is_constant(b):
            inner = a.args[0]
            if sign in ("<", "<="):
                return self.all_of([self.link(sign, inner, b), self.link(_FLIPPED[sign], inner, neg(b))])
            if sign != "=":
                parts = [self.link(sign, inner, b), self.link(_FLIPPED[sign], inner, neg(b))]
                return self.tidy(parts[0].name, [piece for part in parts for piece in part.pieces])
        if a.op == "sym" and is_constant(b):
            name, end = a.value, b
        else:
            name, end, flip = _solved(a, b)
            sign = _FLIPPED.get(sign, sign) if flip else sign
        if sign == "=":
            return Region(name, (Piece(end, True, end, True),))
        closed = sign.endswith("=")
        low, high = (MINUS_INF, end) if sign[0] == "<" else (end, INF)
        return self.tidy(name, [self.piece(low, closed, high, closed)])

    # -- sets ---------------------------------------------------------------------------------------------------------

    def piece(self, low: Expr, low_in: bool, high: Expr, high_in: bool) -> Piece:
        """Return an interval; one with swapped ends is refused, so that it is never taken for the empty set."""
        if self.order(low, high) > 0 or not (is_constant(low) and is_constant(high)):
            raise NoRegion("the ends of an interval are swapped")
        return Piece(low, low_in and not is_infinite(low), high, high_in and not is_infinite(high))

    def tidy(self, name: str | None, pieces: list[Piece]) -> Region:
        """Return the union of intervals, sorted and merged."""
        full = [p for p in pieces if self.order(p.low, p.high) < 0 or (p.low_in and p.high_in)]
        full.sort(key=cmp_to_key(self.before))
        out: list[Piece] = []
        for piece in full:
            if out:
                last, gap = out[-1], self.order(piece.low, out[-1].high)
                if gap < 0 or (gap == 0 and (piece.low_in or last.high_in)):
                    further = self.order(piece.high, last.high)
                    closed = piece.high_in if further > 0 else last.high_in or (further == 0 and piece.high_in)
                    out[-1] = Piece(last.low, last.low_in, piece.high if further > 0 else last.high, closed)
                    continue
            out.append(piece)
        return Region(name, tuple(out))

    def before(self, a: Piece, b: Piece) -> int:
        """Return which of two intervals begins first."""
        return self.order(a.low, b.low) or b.low_in - a.low_in

    def complement(self, region: Region) -> Region:
        """Return all other real numbers."""
        out: list[Piece] = []
        low, low_in = MINUS_INF, False
        for piece in region.pieces:
            out.append(Piece(low, low_in, piece.low, not piece.low_in and not is_infinite(piece.low)))
            low, low_in = piece.high, not piece.high_in and not is_infinite(piece.high)
        out.append(Piece(low, low_in, INF, False))
        return self.tidy(region.name, out)

    def all_of(self, parts: list[Region]) -> Region:
        """Return the intersection, by way of complements."""
        if len(parts) == 1:
            return parts[0]
        name = _one_name(parts)
        outside = [piece for part in parts for piece in self.complement(part).pieces]
        return Region(name, self.complement(self.tidy(name, outside)).pieces)


def is_infinite(expr: Expr) -> bool:
    """Return whether an end is plus or minus infinity."""
    return expr in (INF, MINUS_INF)


def _one_name(parts: list[Region]) -> str | None:
    names = {part.name for part in parts if part.name is not None}
    if len(names) > 1:
        raise NoRegion("more than one variable")
    return next(iter(names), None)


def _solved(a: Expr, b: Expr) -> tuple[str, Expr, bool]:
    """Solve a ? b for its one variable; return its name, the end, and whether the sign turns round."""
    names = free_symbols(a) | free_symbols(b)
    if len(names) != 1:
        raise NoRegion("not one variable")
    name = next(iter(names))
    field = Field()
    try:
        left, right = field.form(a), field.form(b)
        top, bottom = field.add(left, ({m: -c for m, c in right[0].items()}, right[1]))
    except ArithmeticError:
        raise NoRegion("not linear") from None
    unknown: Monomial = ((field.ids[("sym", name)], 1),) if ("sym", name) in field.ids else ()
    if not set(top) <= {unknown, ()} or unknown not in top or set(bottom) != {()} or not unknown:
        raise NoRegion("not linear")
    slope = top[unknown] / bottom[()]
    return name, num(-top.get((), Fraction(0)) / top[unknown]), slope < 0
