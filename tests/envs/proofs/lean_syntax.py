"""A parser of statements in Lean's syntax, for the model finder. Written apart from the prover that it judges.

Trees: ("num", n), ("id", name), ("app", f, x), ("bin", operator, a, b), ("not" | "neg" | "up", a), ("as", a, type),
("dot", a, name), ("list", items), ("if", c, a, b), and ("∀" | "∃" | "fun", name, type or None, body).
"""

from __future__ import annotations

import re
from typing import Any

Tree = tuple[Any, ...]

TOKEN = re.compile(
    r"\s+|(?P<num>\d+)|(?P<id>[A-Za-z_α-κμ-ωℕℤ][A-Za-z0-9_'!?α-κμ-ωℕℤ₀-₉]*(?:\.[A-Za-z_][A-Za-z0-9_'!?₀-₉]*)*)"
    r"|(?P<sym>:=|=>|->|<->|<=|>=|!=|==|::|\+\+|&&|\|\||/\\|\\/|[()\[\]{}⦃⦄,:.=≠<≤>≥∣∈∉+\-*/%^¬∧∨→↔∀∃λ!↑∘])"
)
ASCII = {"->": "→", "<->": "↔", "<=": "≤", ">=": "≥", "/\\": "∧", "\\/": "∨", "λ": "fun"}
# operator -> (precedence, of the left side, of the right side)
INFIX = {
    "↔": (20, 21, 21), "→": (25, 26, 25), "∨": (30, 31, 30), "||": (30, 30, 31), "∧": (35, 36, 35), "&&": (35, 35, 36),
    **{op: (50, 51, 51) for op in ("=", "≠", "<", "≤", ">", "≥", "∣", "∈", "∉", "==", "!=")},
    "++": (65, 65, 66), "::": (67, 68, 67), "+": (65, 65, 66), "-": (65, 65, 66),
    "*": (70, 70, 71), "/": (70, 70, 71), "%": (70, 70, 71), "^": (75, 76, 75), "∘": (90, 91, 90),
}  # fmt: skip
CLOSING = {"(": ")", "{": "}", "[": "]", "⦃": "⦄"}
WORDS = {"fun", "if", "then", "else", "theorem", "lemma", "example"}
MAX_LENGTH, MAX_DEPTH = 20_000, 100


class Unsupported(Exception):
    """The text is not in the subset of Lean that is read here."""


def tokens(text: str) -> list[str]:
    """The tokens of a text without comments."""
    if len(text) > MAX_LENGTH:
        raise Unsupported("too long")
    found, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise Unsupported(f"the character {text[position]!r}")
        position = match.end()
        if match.lastgroup:
            found.append(ASCII.get(match.group(), match.group()))
    return [*found, ""]


class Parser:
    """Recursive descent with Lean's precedences."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    def next(self) -> str:
        """Take a token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self) -> str:
        """The token that comes."""
        return self.tokens[self.at]

    def expect(self, token: str) -> None:
        """Take this token."""
        if self.next() != token:
            raise Unsupported(f"{self.tokens[self.at - 1]!r} where {token!r} is expected")

    def name(self) -> str:
        """Take a variable's name."""
        token = self.next()
        if not re.match(r"[^\W\d]", token) or token in WORDS:
            raise Unsupported(f"{token!r} where a name is expected")
        return token

    def expression(self, least: int = 0) -> Tree:
        """An expression whose operators bind at least so tightly."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unsupported("too deep")
        left, bound = self.prefix(least)
        while (op := self.peek()) in INFIX:
            precedence, left_least, right_least = INFIX[op]
            if precedence < least or bound < left_least:
                break
            self.next()
            left, bound = ("bin", op, left, self.expression(right_least)), precedence
        self.depth -= 1
        return left

    def prefix(self, least: int) -> tuple[Tree, int]:
        """A prefix operator, binder or application, and how tightly it binds."""
        token = self.peek()
        if token == "¬":
            self.next()
            return ("not", self.expression(40)), 100
        if token == "!":
            self.next()
            return ("app", ("id", "Bool.not"), self.expression(40)), 100
        if token == "-":
            self.next()
            return ("neg", self.expression(75)), 75
        if token in ("∀", "∃", "fun"):
            self.next()
            return self.binders(token), 0
        if token == "if":
            self.next()
            condition = self.expression()
            self.expect("then")
            first = self.expression()
            self.expect("else")
            return ("if", condition, first, self.expression()), 0
        head = self.atom()
        while True:
            following = self.peek()
            if following == "fun":
                self.next()
                return ("app", head, self.binders("fun")), 0
            if not (following in ("(", "[", "↑") or re.match(r"\w", following)) or following in WORDS:
                return head, 100
            head = ("app", head, self.atom())

    def atom(self) -> Tree:
        """A name, numeral, list, or something in parentheses, and what is projected from it."""
        token = self.next()
        if token == "(":
            inner = self.expression()
            if self.peek() == ":":
                self.next()
                inner = ("as", inner, self.expression())
            self.expect(")")
        elif token == "[":
            items = []
            while self.peek() != "]":
                items.append(self.expression())
                if self.peek() != "]":
                    self.expect(",")
            self.next()
            inner = ("list", tuple(items))
        elif token == "↑":
            return ("up", self.atom())
        elif token.isdecimal():
            inner = ("num", int(token))
        elif re.match(r"[^\W\d]", token) and token not in WORDS:
            inner = ("id", token)
        else:
            raise Unsupported(f"{token!r} where an expression is expected")
        while self.peek() == ".":
            self.next()
            inner = ("dot", inner, self.name())
        return inner

    def binders(self, kind: str) -> Tree:
        """What follows ∀, ∃ or fun."""
        groups: list[tuple[list[str], Tree | None]] = []
        bounds: list[Tree] = []
        while self.peek() in CLOSING:
            groups.append(self.group())
        if not groups:
            names = [self.name()]
            while self.peek() not in (":", ",", "=>", "<", "≤", ">", "≥", "∈", "≠", ""):
                names.append(self.name())
            kind_of = None
            if self.peek() == ":":
                self.next()
                kind_of = self.expression()
            elif self.peek() in INFIX:
                op = self.next()
                bounds = [("bin", op, ("id", name), self.expression(51)) for name in names[-1:]]
            groups.append((names, kind_of))
        self.expect("=>" if kind == "fun" else ",")
        body = self.expression()
        for bound in bounds:
            body = ("bin", "→" if kind == "∀" else "∧", bound, body)
        for names, kind_of in reversed(groups):
            for name in reversed(names):
                body = (kind, name, kind_of, body)
        return body

    def group(self) -> tuple[list[str], Tree | None]:
        """A binder in parentheses of some kind."""
        opening = self.next()
        start = self.at
        names = []
        while self.peek() not in (":", CLOSING[opening], ""):
            names.append(self.next())
        if self.peek() == ":":
            self.next()
        elif opening == "[":  # an instance without a name
            self.at, names = start, ["inst"]
        else:
            raise Unsupported("a binder without a type")
        kind = self.expression()
        self.expect(CLOSING[opening])
        return names, ("instance", kind) if opening == "[" else kind

    def statement(self) -> Tree:
        """A theorem's binders and proposition as one ∀."""
        groups = []
        if self.peek() in ("theorem", "lemma", "example"):
            if self.next() != "example":
                self.name()
            while self.peek() in CLOSING:
                groups.append(self.group())
            self.expect(":")
        body = self.expression()
        if self.peek() not in ("", ":="):
            raise Unsupported(f"{self.peek()!r} after the statement")
        for names, kind in reversed(groups):
            for name in reversed(names):
                body = ("∀", name, kind, body)
        return body
