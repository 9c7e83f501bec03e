r"""Integers as people and models write them: `204`, `0204`, `$m+n = 204$`, `1{,}204`, `\text{204}`.

Strict beyond notation: a plain integer is asked for, so `200+4`, `204 or 205`, `18=17` and `204 cm` are none.
"""

from __future__ import annotations

import re

from ..core import Verdict
from ..formats import clean
from .expressions import ExpressionError, read_expression

MAX_DIGITS = 400
MAX_TEXT = 2_000

_SIGNS = dict.fromkeys(map(ord, "\u2212\u2013\ufe63\uff0d"), "-") | {0xFF0B: "+", 0xFF1D: "="}
# All decimal digits that are 0 to 9 in another typeface: full-width, the mathematical ones, segmented. NFKC would
# make digits of superscripts and of ① too.
_DIGITS = {first + i: str(i % 10) for first, n in ((0xFF10, 10), (0x1D7CE, 50), (0x1FBF0, 10)) for i in range(n)}
_WRAPPED = re.compile(r"\\(?:boxed|fbox|text|textbf|textit|mathrm|mathbf|mbox) *\{(.*)\}", re.DOTALL)
_GROUP_MARK = r",\\!|\{,\}|,|\\[,;: ]|[~\u00a0\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?) ?(?:(?P<plain>[0-9]+)|(?P<grouped>[1-9][0-9]{{0,2}}(?P<mark>{_GROUP_MARK})[0-9]{{3}}"
    r"(?:(?P=mark)[0-9]{3})*))(?:\.0+)?"
)
_INDEX = r"(?:_[A-Za-z0-9]|_\{[A-Za-z0-9]{1,9}\})?"
_TERM = rf"[0-9]{{0,3}}[A-Za-z]{_INDEX}(?:\^[2-9])?"
_NAME = re.compile(rf"[A-Za-z]{{1,20}}{_INDEX}|[A-Za-z]\([0-9A-Za-z]{{1,9}}\)|{_TERM}(?: *[+-] *{_TERM})+")


def parse_integer(text: str) -> int | None:
    r"""Return the integer that a text is, or None; linear, and total on any string.

    An equation counts by its right-most side. Every other side that is arithmetic must be equal to it, and every
    side that is none must be a name or a sum of names (`n`, `f(3)`, `m + n`, `100m + n`): `2x = 204` does not say
    what x is.

    >>> [parse_integer(t) for t in ("0204", "$m+n = 204$", "1,204", "18=17", "204 or 205", "200+4", "x\u00b2")]
    [204, 204, 1204, None, None, None, None]
    """
    if len(text) > MAX_TEXT:
        return None
    text = _peel(text.translate(_SIGNS).translate(_DIGITS))
    if text.endswith("."):
        text = _peel(text[:-1])
    *left, right = map(_peel, text.split("="))
    value = _number(right)
    if value is None or not all(_NAME.fullmatch(side) or _arithmetic(side, value) for side in left):
        return None
    return value


def _peel(text: str) -> str:
    r"""Strip outer markup, and wrappers such as `\boxed{…}` around the whole."""
    for _ in range(4):
        text = clean(text)
        wrapped = _WRAPPED.fullmatch(text)
        if wrapped is None or not _paired(wrapped[1]):
            break
        text = wrapped[1]
    return text


def _paired(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    digits = found["plain"] or found["grouped"].replace(found["mark"], "")
    return int(found["sign"] + digits) if len(digits) <= MAX_DIGITS else None


def _arithmetic(text: str, value: int) -> bool:
    """Return whether a text is arithmetic with this value."""
    number = _number(text)
    if number is not None:
        return number == value
    try:
        return read_expression(text).value == value
    except ExpressionError:
        return False


def verify_integer(gold: int, text: str) -> Verdict:
    """Return whether a text is the integer `gold`."""
    value = parse_integer(text)
    if value is None:
        return Verdict.wrong("a plain integer was expected")
    return Verdict.correct() if value == gold else Verdict.wrong("not the right integer")
