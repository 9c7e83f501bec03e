r"""Collections of values: what `\pm`, "or", lists and sets name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from .tree import Expr, has, is_scalar, listed, neg, sym, walk

MAX_SIGNS = 4
_DENYING = listed(
    "not no never neither nor isn isnt aren arent cannot without except but other unlike wrong incorrect false "
    "nothing or maybe if unless untrue impossible rather instead minus negative opposite inverse reciprocal"
)
_CHANGING = listed(
    "half double twice triple thrice square squared cube cubed root plus times over less more than most"
)


def expand(expr: Expr) -> list[Expr]:
    """Return the values of a scalar with plus-or-minus signs: independent ones, unless minus-or-plus pairs them."""
    signs = [node.op for node in walk(expr) if node.op in ("pm", "mp")]
    if not signs:
        return [expr]
    if len(signs) > MAX_SIGNS:
        return [expr]
    if "mp" in signs:
        choices = [[s == "pm" for s in signs], [s != "pm" for s in signs]]
    else:
        choices = [list(choice) for choice in product((True, False), repeat=len(signs))]
    return [_signed(expr, iter(choice)) for choice in choices]


def _signed(expr: Expr, plus: Iterator[bool]) -> Expr:
    if not has(expr, "pm", "mp"):
        return expr
    if expr.op in ("pm", "mp"):
        chosen = next(plus)  # in the order of walk: a sign before what stands under it
        inner = _signed(expr.args[0], plus)
        return inner if chosen else neg(inner)
    return Expr(expr.op, tuple(_signed(arg, plus) for arg in expr.args), expr.value)


def is_label(expr: Expr) -> bool:
    """Return whether an expression may stand left of an equals sign only to name what follows."""
    if expr.op == "div":  # dy/dx
        return all(part.op == "mul" and len(part.args) == 2 and part.args[0] == sym("d") for part in expr.args)
    if expr.op == "text":  # "not y = 7" names nothing, "twice x = 7" names something else
        said = expr.value.lower().split()
        lone = any(len(word) == 1 and word != "a" for word in said)
        return not any(word in _DENYING or (lone and word in _CHANGING) for word in said)
    return expr.op == "sym" or (expr.op == "call" and expr.value.endswith("()"))


def _alike(label: Expr, other: Expr | None) -> bool:
    """Return whether two labels name values of the same thing: `x` and `x`, `x_1` and `x_2`."""
    if other is None or label.op != "sym" or other.op != "sym":
        return label == other
    return bool(label.value.split("_")[0] == other.value.split("_")[0]) and (label == other or "_" in label.value)


def members(expr: Expr) -> list[Expr] | None:
    r"""Return the values that an answer names one by one, or None if it is no such collection.

    >>> from .parse import parse
    >>> [len(members(parse(t)) or ()) for t in (r"\{1,2\}", "x=1 or x=2", r"x=\pm 3", "1, 2, 3", "x=1, y=2")]
    [2, 2, 2, 3, 0]
    """
    if expr.op in ("set", "seq", "or", "and"):
        out: list[Expr] = []
        label: Expr | None = None
        for k, arg in enumerate(expr.args):
            if arg.op == "rel" and expr.op != "set":
                if arg.value != ("=",) or not is_label(arg.args[0]) or (k and not _alike(arg.args[0], label)):
                    return None
                label, arg = arg.args[0], arg.args[1]
            elif arg.op in ("rel", "in"):
                return None
            inner = members(arg) if arg.op in ("and", "or", "seq") else expand(arg) if is_scalar(arg) else [arg]
            if inner is None:
                return None
            out += inner
        return out
    if expr.op == "in" and expr.args[0].op == "sym":
        return members(expr.args[1])
    if expr.op == "rel" and expr.value == ("=",) and is_label(expr.args[0]):
        return members(expr.args[1])
    if expr.op == "union" and all(arg.op == "set" for arg in expr.args):
        return [value for arg in expr.args for value in arg.args]
    if is_scalar(expr) and has(expr, "pm", "mp"):
        return expand(expr)
    return None
