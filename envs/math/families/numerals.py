"""Numerals in any base, also a negative one, and in balanced ternary: how they are written and read."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence

from ...core import Verdict
from ...formats import clean
from ..template import Params, Template

SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_TEXT = 1_000
LETTERS = "The letters A, B, C, ... stand for the digits ten, eleven, twelve, ..."

_LOWERED = {0x2080 + i: f"_{i}" for i in range(10)} | dict.fromkeys(map(ord, "\u2212\u2013\u208b"), "-")
_WRAPPED = re.compile(r"\\(?:boxed|text|mathrm|mathtt|texttt|textbf|mathbf) *\{([^{}]*)\}")
_BASE = re.compile(
    r"(?:_| (?=\())[{(]*(?:base )?(?P<low>-?[0-9]{1,2})[})]*$| \(?(?:in )?base (?P<word>-?[0-9]{1,2})\)?$"
)
_GROUPS = {2: re.compile("[01]{1,4}(?: [01]{4})+"), 16: re.compile("[0-9A-F]{1,4}(?: [0-9A-F]{4})+")}


def digits(n: int, base: int) -> list[int]:
    """Return the digits of a whole number, highest first; the base may be negative, else n is not."""
    found = []
    while n:
        n, rest = divmod(n, base)
        if rest < 0:
            n, rest = n + 1, rest - base
        found.append(rest)
    return found[::-1] or [0]


def value_of(some: Sequence[int], base: int) -> int:
    """Return the number with these digits."""
    n = 0
    for digit in some:
        n = n * base + digit
    return n


def numeral(n: int, base: int) -> str:
    """Write a whole number, with letters for digits above nine.

    >>> numeral(255, 16), numeral(-255, 7), numeral(10, -2)
    ('FF', '-513', '11110')
    """
    if n < 0 < base:
        return "-" + numeral(-n, base)
    return "".join(SYMBOLS[digit] for digit in digits(n, base))


def based(n: int, base: int) -> str:
    """Write a whole number with its base below it.

    >>> based(255, 16), based(9, 7)
    ('FF_{16}', '12_7')
    """
    return f"{numeral(n, base)}_{base}" if 0 < base < 10 else f"{numeral(n, base)}_{{{base}}}"


def spread(parts: Sequence[int], base: int) -> str:
    """Write digits as a numeral."""
    return "".join(SYMBOLS[digit] for digit in parts) + (f"_{base}" if 0 < base < 10 else f"_{{{base}}}")


def _plain(text: str) -> str:
    """Strip markup; a base stands behind one underscore."""
    text = clean(text.translate(_LOWERED).replace("$", ""))
    for _ in range(3):
        text = clean(_WRAPPED.sub(r"\1", text))
    text = re.sub(r"(?<=_[0-9])_(?=[0-9])", "", re.sub(r"\\[,;: ]|~|\s+", " ", text)).strip()
    return clean(text.removesuffix("."))


def read_numeral(text: str, base: int) -> int | None:
    r"""Return the number that a numeral in this base is, or None; linear, and total on any string.

    The base may be named behind it; then it has to be this one. In front of it may stand a name and an equals sign.

    >>> [read_numeral(t, 7) for t in ("513", "513_7", "$513_{7}$", "513 in base 7", "x = (513)_7", "513_8", "519")]
    [255, 255, 255, 255, 255, None, None]
    """
    if len(text) > MAX_TEXT:
        return None
    text = _plain(text)
    if "=" in text:
        name, _, text = text.partition("=")
        if not re.fullmatch(r"[A-Za-z]", name.strip()):
            return None
        text = text.strip()
    found = _BASE.search(text)
    body = text[: found.start()] if found else text
    if found and int(found["low"] or found["word"]) != base:
        return None
    if body.startswith("(") and body.endswith(")"):
        body = body[1:-1]
    body = body.upper()
    negative, body = body.startswith("-"), body.lstrip("+-")
    body = body.removeprefix({2: "0B", 8: "0O", 16: "0X"}.get(base, " "))
    if base in _GROUPS and _GROUPS[base].fullmatch(body):
        body = body.replace(" ", "")
    if not re.fullmatch("[0-9A-Z]+", body):
        return None
    parts = [SYMBOLS.index(char) for char in body]
    if max(parts) >= abs(base) or (negative and base < 0):
        return None
    n = value_of(parts, base)
    return -n if negative else n


def verify_numeral(gold: int, text: str, base: int) -> Verdict:
    """Return whether a text is the number `gold` as a numeral in this base."""
    n = read_numeral(text, base)
    if n is None:
        return Verdict.wrong(f"a numeral in base {base} was expected")
    return Verdict.correct() if n == gold else Verdict.wrong("not the right number")


def ternary(n: int) -> str:
    """Write a whole number in balanced ternary, with T for -1.

    >>> [ternary(n) for n in (0, 5, -5, 26)]
    ['0', '1TT', 'T11', '100T']
    """
    found = ""
    while n:
        rest = (n + 1) % 3 - 1
        found, n = "T01"[rest + 1] + found, (n - rest) // 3
    return found or "0"


def read_ternary(text: str) -> int | None:
    r"""Return the number that a text is in balanced ternary, or None; T, t, \bar{1} and \overline{1} are -1."""
    if len(text) > MAX_TEXT:
        return None
    text = _plain(
        re.sub(r"\\(?:bar|overline) *(?:\{1\}|1)", "T", text.replace("1\u0304", "T").replace("1\u0305", "T"))
    )
    text = re.sub(r"^[A-Za-z] *= *", "", text).upper().replace(" ", "")
    return value_of(["T01".index(c) - 1 for c in text], 3) if re.fullmatch("[T01]+", text) else None


class InBase(Template):
    """A template that asks for a numeral in the base `b`."""

    @abstractmethod
    def value(self, p: Params) -> int:
        """Return the number asked for."""

    def base(self, p: Params) -> int:
        """Return the base of the answer."""
        return int(p["b"])

    def answer(self, p: Params) -> str:
        """Write the number."""
        return based(self.value(p), self.base(p))

    def verify(self, p: Params, answer: str) -> Verdict:
        """Read a numeral."""
        return verify_numeral(self.value(p), answer, self.base(p))
