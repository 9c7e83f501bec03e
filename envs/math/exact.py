"""Templates that ask for an exact value in simplest form: the question's own expression is no answer to it."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from ..core import Verdict
from ..verify.answers import read_math
from ..verify.answers.tree import E, Expr, walk
from .template import Params, Template

_LEAVES = ("num", "const", "sym")


def _work(expr: Expr) -> Counter[str]:
    """Count what is still to be done in an expression: roots, powers, functions, numbers."""
    found: Counter[str] = Counter()
    for node in walk(expr):
        if node.op == "root" or (node.op == "pow" and not _whole(node.args[1]) and node.args[0] != E):
            found["roots"] += 1
            inner = any(part.op == "root" or part.op == "pow" for part in walk(node.args[0]))
            found["nested"] += inner
        elif node.op == "pow" and node.args[0].op not in _LEAVES:
            found["powers"] += 1
        elif node.op == "call":
            found["log" if node.value in ("ln", "log") else str(node.value)] += 1
        elif node.op in ("fact", "fact2", "abs"):
            found["calls"] += 1
        elif node.op == "num":
            found["numbers"] += 1
        elif node.op == "const" and node.value == "i":
            found["i"] += 1
    return found


def _whole(exponent: Expr) -> bool:
    while exponent.op == "neg":
        exponent = exponent.args[0]
    return exponent.op == "num" and exponent.value.denominator == 1


def is_simple(answer: str, gold: str, below: bool = True) -> bool:
    """Return whether an answer that is equal to `gold` is about as simple.

    It has no more roots, powers and functions, at most two logarithms for one (a change of base), and not many more
    numbers; without `below`, no root in a denominator.
    """
    try:
        tree = read_math(answer)
        mine, right = _work(tree), _work(read_math(gold))
    except ValueError:
        return False
    if not below and any(_work(node.args[1])["roots"] for node in walk(tree) if node.op == "div"):
        return False
    room = Counter(right)
    room["numbers"] += right["numbers"] + 3
    room["log"] *= 2
    return all(count <= room[what] for what, count in mine.items())


class Exact(Template):
    """A template whose answer is an exact value; an equal expression with work left in it is not accepted."""

    below: ClassVar[bool] = True
    """Whether roots may stand in a denominator."""

    def verify(self, p: Params, answer: str) -> Verdict:
        """Compare with the answer, and refuse what is not simplified."""
        verdict = super().verify(p, answer)
        if verdict.is_correct and not is_simple(answer, self.right(p), self.below):
            return Verdict.wrong("equal, but not in simplest form")
        return verdict
