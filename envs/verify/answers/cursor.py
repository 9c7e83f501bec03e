"""A place in a list of tokens, and what is read by looking ahead: subscripts, bases, functions by their brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .tokens import Token
from .tree import Expr, ReadError, call, num

_WORD_BASES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
               "eleven": 11, "twelve": 12, "sixteen": 16, "bin": 2, "oct": 8, "hex": 16}  # fmt: skip


class Cursor:
    """Tokens, and the place of the next one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.at = 0

    def peek(self, ahead: int = 0) -> tuple[str, Any]:
        """Return the kind and value of a token ahead."""
        at = self.at + ahead
        return self.tokens[at][:2] if at < len(self.tokens) else ("", None)

    def chosen(self, name: str) -> Expr | None:
        """Return C_5^2 as the number of choices that it is."""
        n, (kind, value) = name.removeprefix("C_"), self.peek(1)
        if name[:2] != "C_" or not n.isdecimal() or self.peek() != ("op", "^"):
            return None
        braced = (kind, value) == ("open", "{")
        kind, value = self.peek(2) if braced else (kind, value)
        if kind != "num" or not value.isdecimal() or not 0 < int(value) <= int(n) or int(n) < 2:
            return None
        if braced and self.peek(3) != ("close", "}"):
            return None
        self.at += 4 if braced else 2
        return call("binom", num(int(n)), num(int(value)))

    def is_called(self, name: str) -> bool:
        """Return whether a letter before a bracket is a function: f and g are, C(5,2) is, h(a + b) is a product."""
        if name[0] in "fg":
            return True
        inside = [token.kind for token in self.tokens[self.at + 1 : self.at + 5]]
        if name == "C":
            return inside == ["num", "op", "num", "close"] and self.tokens[self.at + 2].value in (",", ";")
        return name[0] in "hFGHP" and inside[:2] in (["num", "close"], ["name", "close"])

    def subscript(self) -> str:
        """Return the subscript that follows, if one does, as the rest of a name."""
        if self.peek() != ("op", "_"):
            return ""
        kind, value = self.peek(1)
        if kind in ("num", "name", "word", "letter"):
            self.at += 2
            return f"_{value}"
        if (kind, value) != ("open", "{"):
            raise ReadError("a subscript is missing")
        out, at = "_", self.at + 2
        while at < len(self.tokens) and self.tokens[at][:2] != ("close", "}"):
            if self.tokens[at].kind not in ("num", "name", "word", "letter", "op", "open", "close"):
                break
            out += str(self.tokens[at].value)
            at += 1
        if at >= len(self.tokens) or self.tokens[at][:2] != ("close", "}") or len(out) < 2:
            raise ReadError("a subscript is not read")
        self.at = at + 1
        return out

    def based(self, digits: str) -> Expr:
        """Return a number whose base follows as a subscript: `101_2`."""
        found = self.subscript()[1:].removeprefix("base").strip("()")
        base = _WORD_BASES.get(found.lower(), int(found) if found.isdecimal() and len(found) < 3 else 0)
        if not 2 <= base <= 36 or not digits.isdecimal() or len(digits) > 1000:
            raise ReadError("a base is not read")
        try:
            return num(int(digits, base))
        except ValueError:
            raise ReadError("a digit is too large for its base") from None

    def refuse_unseen_braces(self) -> None:
        """Refuse a group behind a value if it reads otherwise without its braces, which TeX does not show: 4{3}."""
        depth, at = 1, self.at
        while depth and at < len(self.tokens):
            kind, value = self.tokens[at][:2]
            depth += (kind == "open") - (kind == "close")
            first = all(token[:2] == ("open", "{") for token in self.tokens[self.at : at])
            if (first and kind == "num") or (depth == 1 and kind == "op" and value in ("+", "-", "pm", "mp")):
                raise ReadError("a number or a sum in braces stands side by side with a value")
            at += 1
