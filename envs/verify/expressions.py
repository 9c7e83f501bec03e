r"""Arithmetic expressions over whole numbers, read by a tokenizer and an operator stack, valued in exact fractions.

Nothing is evaluated as code. `+ - * /`, parentheses, the signs × ÷ − ·, and LaTeX's `\times \cdot \div \frac{a}{b}`
are read; powers, unary signs, decimal points and numbers side by side are not. Length, nesting and the size of
numbers are bounded, so that time and memory are too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

MAX_LENGTH = 2_000  # characters
MAX_DIGITS = 12  # of one number
MAX_NUMBERS = 64
MAX_DEPTH = 64

_TOKEN = re.compile(
    r"(?P<number>[0-9]+)|(?P<sign>[-+*/×÷−–·⋅∗∕⁄xX])|(?P<open>[(\[])|(?P<close>[)\]])|(?P<brace>[{}])"
    r"|(?P<space>\s+|\\[,;:! ]|~)|\\(?P<word>[A-Za-z]+)"
)
_SIGNS = {"×": "*", "·": "*", "⋅": "*", "∗": "*", "x": "*", "X": "*", "÷": "/", "∕": "/", "⁄": "/", "−": "-", "–": "-"}
_WORDS = {"times": "*", "cdot": "*", "div": "/"}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_CLOSES = {"(": ")", "[": "]"}


class ExpressionError(ValueError):
    """A text that is no expression of the allowed form, or one that divides by zero; the message says why."""


@dataclass(frozen=True, slots=True)
class Expression:
    """The value of an expression and the numbers written in it, from left to right."""

    value: Fraction
    numbers: tuple[int, ...]


def read_expression(text: str) -> Expression:
    r"""Return the value and the numbers of an expression.

    >>> read_expression(r"(3 + 4) \times \frac{10}{5}")
    Expression(value=Fraction(14, 1), numbers=(3, 4, 10, 5))

    Raises:
        ExpressionError: If the text is not an expression, or is longer or deeper than is read.
    """
    tokens = _tokens(text)
    values: list[Fraction] = []
    signs: list[str] = []
    numbers: list[int] = []
    value_due = True  # the next token begins an operand
    for token in tokens:
        if token == ")":
            if value_due:
                raise ExpressionError("a number is missing before a closing bracket")
            while signs[-1] != "(":  # _tokens has paired the brackets
                _apply(values, signs.pop())
            signs.pop()
        elif token in _RANK:
            if value_due:
                raise ExpressionError(f"a number is missing before {token!r}")
            while signs and signs[-1] != "(" and _RANK[signs[-1]] >= _RANK[token]:
                _apply(values, signs.pop())
            signs.append(token)
            value_due = True
        elif not value_due:
            raise ExpressionError(f"an operator is missing before {token!r}")
        elif token == "(":
            signs.append("(")
        else:
            numbers.append(int(token))
            values.append(Fraction(numbers[-1]))
            value_due = False
    if value_due:
        raise ExpressionError("a number is missing at the end" if tokens else "there is no expression")
    while signs:
        _apply(values, signs.pop())
    return Expression(values[0], tuple(numbers))


def _apply(values: list[Fraction], sign: str) -> None:
    b, a = values.pop(), values.pop()
    if sign == "/" and b == 0:
        raise ExpressionError("it divides by zero")
    values.append(a + b if sign == "+" else a - b if sign == "-" else a * b if sign == "*" else a / b)


def _tokens(text: str) -> list[str]:
    r"""Return numbers, `+ - * /` and paired round brackets; `\frac{a}{b}` becomes `((a)/(b))`."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"it has {len(text)} characters; at most {MAX_LENGTH} are read")
    out: list[str] = []
    due: list[str] = []  # what closes the open brackets; "}{" is a numerator, "}" a denominator
    brace = ""  # what the next brace opens
    at = count = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionError(f"{text[at]!r} is not read; use numbers, + - * / and brackets")
        at, kind, token = match.end(), match.lastgroup, match[0]
        if kind == "space" or match["word"] in ("left", "right"):
            continue
        if brace and token != "{":
            raise ExpressionError("\\frac takes two parts in braces")
        if kind == "number":
            count += 1
            if len(token) > MAX_DIGITS or count > MAX_NUMBERS:
                raise ExpressionError(f"more than {MAX_DIGITS} digits in a number, or more than {MAX_NUMBERS} numbers")
            out.append(token)
        elif kind == "sign" or match["word"] in _WORDS:
            out.append(_WORDS.get(match["word"] or "") or _SIGNS.get(token, token))
        elif match["word"] in ("frac", "dfrac", "tfrac"):
            out.append("(")
            brace = "}{"
        elif kind == "open" or (token == "{" and brace):
            out.append("(")
            due.append(_CLOSES.get(token) or brace)
            brace = ""
        elif due and token == due[-1][0] and (kind == "close" or token == "}"):
            if due.pop() == "}{":
                out += [")", "/"]
                brace = "}"
            else:
                out += [")", ")"] if token == "}" else [")"]
        else:
            raise ExpressionError(f"{token[:20]!r} is not read here")
        if len(due) > MAX_DEPTH:
            raise ExpressionError(f"brackets are nested deeper than {MAX_DEPTH}")
    if due or brace:
        raise ExpressionError("a bracket is never closed")
    return out
