"""Objects that are to be found: how they are read from an answer, and what all kinds share."""

from __future__ import annotations

import re
from abc import abstractmethod
from fractions import Fraction

from ...core import Verdict
from ...verify.answers import Expr, read_math
from ..template import Params, Template

MAX_LENGTH = 6_000  # characters of an answer
MAX_DIGITS = 400  # of one number

_FILL = re.compile(r"\\(?:left|right|text|mathrm|quad|qquad|cdot|ldots)(?![a-zA-Z])|\\[ ,;:!]|[$~*]")
_BETWEEN = re.compile(r"[\s,;:{}\[\]()|.]+")
_NESTED = re.compile(r"[{\[(]\s*[{\[(]")
_GROUP = re.compile(r"[{\[(]([^{}\[\]()]*)[}\])]")


def plain(text: str) -> str:
    r"""Return an answer without the commands that only change its look; `\{` and `\\` become `{` and `;`."""
    text = text.replace("−", "-").replace("–", "-").replace("\\{", "{").replace("\\}", "}")
    text = re.sub(r"\\(?:begin|end)\{[a-z]*matrix\}", " ", text.replace("\\\\", ";").replace("&", " "))
    return _FILL.sub(" ", text).strip()


def integers(text: str, names: str = "", edges: bool = False) -> list[int] | None:
    """Return the whole numbers of a list; None if there is anything else in it.

    `names` are letters that may stand before a number, as in `x = 3`; with `edges` a minus only joins two numbers.
    """
    if len(text) > MAX_LENGTH:
        return None
    text = plain(text)
    if names:
        text = re.sub(rf"(?<![a-zA-Z])[{names}]\s*=", " ", text)
    if edges:
        text = re.sub(r"(?<=[0-9])\s*-+\s*(?=[0-9])", " ", text)
    out = []
    for piece in _BETWEEN.split(text):
        if piece:
            digits = piece.removeprefix("-").removeprefix("+")
            if not digits.isascii() or not digits.isdecimal() or len(digits) > MAX_DIGITS:
                return None
            out.append(int(piece))
    return out


def groups(text: str) -> list[list[int]] | None:
    """Return the groups of numbers in brackets, on lines, or between semicolons; None for other texts."""
    if len(text) > MAX_LENGTH:
        return None
    text = plain(text)
    if _NESTED.match(text) and text[-1] in "}])":
        text = text[1:-1]
    inner = _GROUP.findall(text)
    if inner:
        if _BETWEEN.sub("", _GROUP.sub("", text)):
            return None
    else:
        inner = [part for part in re.split(r"[;\n|]", text) if part.strip()]
    found = [integers(part) for part in inner]
    return None if any(part is None for part in found) else [part for part in found if part is not None]


def coefficients(text: str, degree: int) -> list[Fraction] | None:
    """Return the coefficients of a polynomial in x, constant first; None for other texts and higher degrees."""
    if len(text) > MAX_LENGTH:
        return None
    try:
        expr = read_math(text)
        if expr.op == "rel" and expr.value == ("=",) and expr.args[1] == Expr("num", (), Fraction(0)):
            expr = expr.args[0]
        elif expr.op == "rel" and expr.value == ("=",) and expr.args[0].op in ("sym", "call"):
            expr = expr.args[1]
        return _expand(expr, degree)
    except ValueError:
        return None


def _expand(expr: Expr, degree: int) -> list[Fraction]:
    if expr.op == "num" and expr.value.numerator.bit_length() + expr.value.denominator.bit_length() < 4 * MAX_DIGITS:
        return [Fraction(expr.value)]
    if expr.op == "sym" and expr.value == "x":
        return [Fraction(0), Fraction(1)]
    if expr.op == "pow":
        exponent = expr.args[1]
        if exponent.op != "num" or exponent.value.denominator != 1 or not 0 <= exponent.value <= degree:
            raise ValueError("no polynomial, or one of too high a degree")
        out = [Fraction(1)]
        base = _expand(expr.args[0], degree)
        for _ in range(int(exponent.value)):
            out = _product(out, base, degree)
        return out
    parts = [_expand(arg, degree) for arg in expr.args]
    if expr.op == "neg":
        return [-c for c in parts[0]]
    if expr.op == "add":
        length = max(map(len, parts))
        return [sum((part[i] for part in parts if i < len(part)), Fraction(0)) for i in range(length)]
    if expr.op == "mul":
        out = [Fraction(1)]
        for part in parts:
            out = _product(out, part, degree)
        return out
    if expr.op == "div" and len(parts[1]) == 1 and parts[1][0]:
        return [c / parts[1][0] for c in parts[0]]
    raise ValueError("it is no polynomial")


def _product(a: list[Fraction], b: list[Fraction], degree: int) -> list[Fraction]:
    out = [Fraction(0)] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            out[i + j] += x * y
    while len(out) > 1 and not out[-1]:
        out.pop()
    if len(out) > degree + 1 or any(c.numerator.bit_length() > 8 * MAX_DIGITS for c in out):
        raise ValueError("a polynomial of too high a degree")
    return out


class Witness(Template):
    """A kind of object to find. Any object with the properties is right, not only the one that `answer` builds."""

    @abstractmethod
    def fault(self, p: Params, answer: str) -> str:
        """Return what is wrong with an answer, or nothing."""

    def verify(self, p: Params, answer: str) -> Verdict:
        """Read the object and check its properties."""
        fault = self.fault(p, answer)
        return Verdict.wrong(fault) if fault else Verdict.correct()
