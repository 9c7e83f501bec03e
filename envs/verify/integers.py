r"""Integers as people and models write them: `204`, `0204`, `$m+n = 204$`, `1{,}204`, `\text{204}`.

Strict beyond notation: a plain integer is asked for, so `200+4`, `204 or 205`, `18=17` and `204 cm` are none.
"""

from __future__ import annotations

import re

from ..core import Verdict
from ..formats import clean

MAX_DIGITS = 400
MAX_TEXT = 2_000

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\ufe63": "-", "\uff0d": "-", "\uff0b": "+", "\uff1d": "="})
_FULL_WIDTH = str.maketrans({chr(0xFF10 + i): str(i) for i in range(10)})
_WRAPPED = re.compile(r"\\(?:boxed|fbox|text|textbf|mathrm|mathbf|mbox) *\{([^{}]*)\}")
_SPACE = re.compile(r"\\[,;:! ]|~|\\quad|\\qquad|\s+")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?\.?")
_PLAIN = re.compile(r"([+-]?)([0-9]+)(?:\.0*)?")
_TERM = r"[0-9]{0,3}[A-Za-z](?:_[A-Za-z0-9]|_\{[A-Za-z0-9]{1,9}\})?"
_SIDE = re.compile(rf"[A-Za-z]{{1,20}}(?:_\w|_\{{\w{{1,9}}\}})?|{_TERM}(?: *[+-] *{_TERM})+", re.ASCII)  # n, or 100m + n


def parse_integer(text: str) -> int | None:
    r"""Return the integer that a text is, or None; linear, and total on any string.

    An equation counts by its right-most side; every other side that is a number must be equal to it, and every side
    that is none must be a name or a sum of names (`n`, `m + n`, `100m + n`): `2x = 204` does not say what x is.

    >>> [parse_integer(t) for t in ("0204", "$m+n = 204$", "1,204", "18=17", "204 or 205", "200+4", "x\u00b2")]
    [204, 204, 1204, None, None, None, None]
    """
    if len(text) > MAX_TEXT:
        return None
    text = clean(text).translate(_MINUS).translate(_FULL_WIDTH)
    for _ in range(3):  # `\boxed{\text{204}}`
        text = clean(_WRAPPED.sub(r"\1", text))
    *left, right = (side.strip() for side in text.split("="))
    value = _number(right)
    if value is None:
        return None
    for side in left:
        number = _number(side)
        if number is None and not _SIDE.fullmatch(side):
            return None
        if number is not None and number != value:
            return None
    return value


def _number(text: str) -> int | None:
    text = text.replace("{,}", ",").strip()
    squeezed = _SPACE.sub("", text) if re.fullmatch(r"[+-]?[0-9]{1,3}(?:(?:\\[,;: ]|~)[0-9]{3})+\.?", text) else text
    if _GROUPED.fullmatch(squeezed):
        squeezed = squeezed.replace(",", "")
    found = _PLAIN.fullmatch(squeezed.replace("+ ", "+", 1).replace("- ", "-", 1))
    if not found or len(found[2]) > MAX_DIGITS:
        return None
    return int(found[1] + found[2])


def verify_integer(gold: int, text: str) -> Verdict:
    """Return whether a text is the integer `gold`."""
    value = parse_integer(text)
    if value is None:
        return Verdict.wrong("a plain integer was expected")
    return Verdict.correct() if value == gold else Verdict.wrong("not the right integer")
