"""Typed comparison: the right answer says what kind of answer is expected, and each kind has its own equality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .members import is_label, members
from .quantity import Mismatch, bare, unnamed
from .read import words
from .regions import NoRegion, Reader, Region
from .statements import REGIONS, Statements, is_region
from .tree import ZERO, Expr, has, is_scalar

MAX_PAIRED = 60  # elements that are compared each with each


class Matcher(Statements):
    """Compares trees; every method raises Mismatch where they differ, with a reason that does not tell the answer."""

    ordered: bool | None = None

    def match(self, gold: Expr, answer: Expr) -> None:
        """Raise Mismatch unless the answer is the right one."""
        if gold == answer:
            return
        if answer.op == "set" and answer.args and all(arg.op == "rel" for arg in answer.args):
            answer = Expr("and", answer.args)
        if answer.op == "rel":
            answer = unnamed(answer)
        op = gold.op
        if op == "rel":
            self.relation(gold, answer)
        elif op in ("set", "seq", "or", "and", "in") or (is_scalar(gold) and has(gold, "pm", "mp")):
            self.collection(gold, answer)
        elif is_scalar(gold):
            self.scalar(gold, answer)
        elif op in ("tuple", "matrix"):
            self.array(gold, bare(answer))
        elif op in REGIONS:
            self.region(gold, bare(answer))
        elif op == "ratio":
            self.ratio(gold, bare(answer))
        elif op == "text":
            if answer.op != "text" or words(gold.value) != words(answer.value):
                raise Mismatch("the words differ")
        elif op == answer.op and gold.value == answer.value and len(gold.args) == len(answer.args) and gold.args:
            self.each(gold.args, answer.args)
        else:
            raise Mismatch("another kind of answer was expected")

    def matches(self, gold: Expr, answer: Expr) -> bool:
        """Return whether a part of an answer is the right one."""
        self.inside += 1
        try:
            self.match(gold, answer)
        except Mismatch:
            return False
        finally:
            self.inside -= 1
        return True

    def each(self, gold: Sequence[Expr], answer: Sequence[Expr]) -> None:
        """Compare part by part, in order."""
        if len(gold) != len(answer):
            raise Mismatch(f"it has {len(answer)} parts, which is not the right number")
        for k, (g, a) in enumerate(zip(gold, answer, strict=True), 1):
            if not self.matches(g, a):
                raise Mismatch(f"part {k} is not the right one")

    # -- collections --------------------------------------------------------------------------------------------------

    def collection(self, gold: Expr, answer: Expr) -> None:
        """Compare sets and lists: in any order unless one is asked for; a list keeps its repetitions."""
        wanted = members(gold)
        if wanted is None:
            return self.all_equations(gold, answer)
        if wanted == [gold]:
            raise Mismatch("it has too many plus-or-minus signs to be compared")
        if has(gold, "dots") or has(answer, "dots"):
            if gold.op != answer.op:
                raise Mismatch("another kind of answer was expected")
            return self.each(gold.args, answer.args)
        if any(value.op not in ("text",) for value in wanted):
            answer = bare(answer)
        if answer.op == "tuple" and gold.op == "seq":
            if self.ordered is False:
                return self.unordered(wanted, answer.args, repeated=True)
            return self.each(wanted, answer.args)
        found = members(answer)
        if found is None:
            if answer.op == "rel" and answer.value == ("=",) and is_label(answer.args[0]):
                answer = answer.args[1]
            if answer.op in ("rel", *REGIONS):
                raise Mismatch("another kind of answer was expected")
            found = [answer]
        if self.ordered:
            if answer.op == "set":
                raise Mismatch("an order is asked for")
            return self.each(wanted, found)
        single = (
            gold.op == "set"
            or answer.op == "set"
            or has(gold, "pm")
            or has(answer, "pm")
            or "or" in (gold.op, answer.op)
        )
        self.unordered(wanted, found, repeated=not single)

    def unordered(self, gold: Sequence[Expr], answer: Sequence[Expr], *, repeated: bool) -> None:
        """Compare as multisets, or as sets where repetitions do not matter."""
        if repeated:
            left, right = Counter(gold), Counter(answer)
            rest, offered = list((left - right).elements()), list((right - left).elements())
            if len(rest) != len(offered):
                raise Mismatch(f"it has {len(answer)} parts, which is not the right number")
        else:
            rest = [g for g in dict.fromkeys(gold) if g not in set(answer)]
            offered = [a for a in dict.fromkeys(answer) if a not in set(gold)]
        if max(len(rest), len(offered)) > MAX_PAIRED:
            raise Mismatch("the parts differ")
        if repeated:
            for g in rest:
                found = next((k for k, a in enumerate(offered) if self.matches(g, a)), None)
                if found is None:
                    raise Mismatch("not all of its parts are right, or one is missing")
                del offered[found]
        else:
            if not all(any(self.matches(g, a) for a in answer) for g in rest):
                raise Mismatch("a part is missing")
            if not all(any(self.matches(g, a) for g in gold) for a in offered):
                raise Mismatch("not all of its parts are right")

    def array(self, gold: Expr, answer: Expr) -> None:
        """Compare tuples, vectors and matrices; a column is a vector, and brackets tell intervals from each other."""
        if gold.op == "tuple" and gold.value in ("()", "[]") and len(gold.args) == 2 and is_region(answer):
            return self.region(gold, answer)
        wide, high = _grid(gold), _grid(answer)
        if wide is not None or high is not None:
            if wide is None or high is None or not _same_shape(wide, high):
                flat = _vector(gold), _vector(answer)
                if flat[0] is None or flat[1] is None or (wide is not None and high is not None):
                    raise Mismatch("the shape is not the right one")
                return self.each(flat[0], flat[1])
            return self.each([cell for row in wide for cell in row], [cell for row in high for cell in row])
        if answer.op == "seq" and not (gold.value == "[]" and len(gold.args) == 2):  # [1, 2] is an interval too
            answer = Expr("tuple", answer.args, gold.value)
        if answer.op == "rel" and answer.value == ("=",) and _are_names(answer.args[0]):
            answer = answer.args[1]  # (x, y) = (1, 2)
        if answer.op == "and":
            raise Mismatch("an order is asked for")
        if answer.op != "tuple":
            raise Mismatch("another kind of answer was expected")
        if self.ordered is False:
            return self.unordered(gold.args, answer.args, repeated=True)
        if len(gold.args) == 2 and {gold.value, answer.value} == {"()", "[]"}:
            raise Mismatch("the brackets are of another kind")
        self.each(gold.args, self.assigned(answer.args))

    def assigned(self, args: Sequence[Expr]) -> list[Expr]:
        """Return the values of `(x = 1, y = 2)` if the names are in their usual order."""
        names = [a.args[0].value for a in args if a.op == "rel" and a.value == ("=",) and a.args[0].op == "sym"]
        if len(names) == len(args) and names == sorted(set(names)):
            return [a.args[1] for a in args]
        return list(args)

    def ratio(self, gold: Expr, answer: Expr) -> None:
        """Compare ratios up to a factor; a ratio of two may also be written as a fraction."""
        if answer.op == "rel" and answer.value == ("=",):
            answer = answer.args[-1] if answer.args[-1].op in ("ratio", "div", "num") else answer
        if answer.op == "ratio":
            if len(answer.args) != len(gold.args):
                raise Mismatch("it has another number of parts")
            first, second = gold.args[0], answer.args[0]
            if not (self.nonzero(first) and self.nonzero(second)):
                return self.each(gold.args, answer.args)
            for g, a in zip(gold.args[1:], answer.args[1:], strict=True):
                if not self.same(Expr("mul", (g, second)), Expr("mul", (a, first))):
                    raise Mismatch("the ratio is not the right one")
        elif len(gold.args) == 2:
            self.scalar(Expr("div", gold.args), answer)
        else:
            raise Mismatch("another kind of answer was expected")

    def nonzero(self, expr: Expr) -> bool:
        """Return whether a scalar is not zero."""
        return is_scalar(expr) and not self.same(expr, ZERO)

    # -- sets of real numbers -----------------------------------------------------------------------------------------

    def region(self, gold: Expr, answer: Expr) -> None:
        """Compare intervals, unions and solved inequalities as sets of real numbers."""
        reader = Reader(self.order)
        try:
            wanted = reader.read(gold)
        except NoRegion:  # with variables in its ends, for example: part by part
            if gold.op != answer.op or gold.value != answer.value or gold.op == "rel":
                raise Mismatch("another kind of answer was expected") from None
            return self.each(gold.args, answer.args)
        try:
            found = reader.read(answer)
        except NoRegion as error:
            raise Mismatch(f"it is not the right set of numbers: {error}") from None
        self.pieces(wanted, found)

    def pieces(self, wanted: Region, found: Region) -> None:
        """Compare intervals, ends and brackets."""
        if wanted.name and found.name and wanted.name != found.name:
            raise Mismatch("it speaks of another variable")
        if len(wanted.pieces) != len(found.pieces):
            raise Mismatch("it is not the right set of numbers")
        for g, a in zip(wanted.pieces, found.pieces, strict=True):
            if (g.low_in, g.high_in) != (a.low_in, a.high_in):
                raise Mismatch("an end is open where it should be closed, or closed where it should be open")
            if not (self.same(g.low, a.low) and self.same(g.high, a.high)):
                raise Mismatch("an end is not the right one")


def _are_names(expr: Expr) -> bool:
    return is_label(expr) or (expr.op == "tuple" and all(is_label(arg) for arg in expr.args))


def _grid(expr: Expr) -> list[Sequence[Expr]] | None:
    """Return the rows of a matrix, or of nested lists that are one."""
    if expr.op == "matrix":
        width = len(expr.args) // expr.value
        return [expr.args[k : k + width] for k in range(0, len(expr.args), width)]
    nested = expr.op == "tuple" and expr.value == "[]" and all(arg.op == "tuple" for arg in expr.args)
    if nested and len({len(arg.args) for arg in expr.args}) == 1:
        return [arg.args for arg in expr.args]
    return None


def _same_shape(a: list[Sequence[Expr]], b: list[Sequence[Expr]]) -> bool:
    return [len(row) for row in a] == [len(row) for row in b]


def _vector(expr: Expr) -> Sequence[Expr] | None:
    if expr.op == "tuple":
        return expr.args
    return expr.args if expr.op == "matrix" and expr.value in (1, len(expr.args)) else None
