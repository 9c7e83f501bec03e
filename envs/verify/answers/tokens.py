r"""Texts to tokens, in one pass: numbers in every notation, names, words, functions, signs and brackets.

Commands that only change the look (`\left`, `\displaystyle`, `\mathbf`) go; a command that is not known is an error,
so that nothing which hides, crosses out or redefines (`\phantom`, `\cancel`, `\newcommand`) can pass for mathematics.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, NamedTuple

from .tree import MAX_DIGITS, MAX_NODES, TEN, Expr, ReadError, num
from .units import DOLLAR, find_unit
from .vocabulary import (
    BIG,
    BRACKETS,
    COMMAND_OPS,
    CONSTANTS,
    FONTS,
    FUNCTIONS,
    HIDDEN,
    IGNORED,
    JOINED,
    LAYOUTS,
    MATRICES,
    SAME,
    SHORT,
    SYMBOLS,
    TAKES,
    TEXTS,
    WORD_OPS,
    is_word,
)  # fmt: skip


class Token(NamedTuple):
    """A piece of a text: its kind, what it says, and whether a space stands before it."""

    kind: str  # num, expr, name, letter (one in \text), word, func, op, open, close, take, prefix, unit, count
    value: Any
    space: bool = False


_SPACE = re.compile(r"(?:\s|~|\\[ ,;:!>/]|\\\n)+")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*? *")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"\*\*|<=|>=|!=(?!=)|==|:=|->|=<|\.\.\.+|[-+*/^_!'=<>:,;&|%]")
_SIGNS = {"**": "^", "==": "=", ":=": "=", "=<": "<=", "|": "|"}
_MARK = r"(?:,\\! ?|\{,\}|\\[,;: ]|[~ ']|,)"
_GROUPS = re.compile(rf"[1-9]\d{{0,2}}({_MARK})\d{{3}}(?:\1\d{{3}}){{0,400}}(?!,?\d)(?!\s{{0,9}}/\s*\d)")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}(?!,?\d)")
_PLAIN = re.compile(r"\d+")
_POINT = re.compile(r"\.\d+|\{,\}\d+|\.(?![\d.])")
_POWER = re.compile(r"[eE]([+-]?\d{1,6})(?![\d.^A-Za-z])")
_REPEATING = re.compile(
    r"(\d{0,40})\.(\d{0,40})(?:\\(?:overline|bar|dot)(?: *\{(\d{1,40})\}| *(\d))(?:(\d{0,40})\\dot *\{?(\d)\}?)?"
    r"|\((\d{1,40})\)(?![\d(^]))"
)
_ENDLESS = re.compile(r"(\d{0,40})\.(\d{0,20}?)(\d)\3{2,40}(?:\.{3}|\\(?:ldots|dots|cdots)(?![A-Za-z]))")
_MIXED = re.compile(r"(\d{1,9})(?:(?:\s|~|\\[ ,;])+(?:and\s+)?)(?!0)(\d{1,9})\s*/\s*(\d{1,9})(?![\d.,/^!]|\s*\^)")
_TIMES = re.compile(r"\s*[xX]\s*(?=10\s*\^)")
_BASED = re.compile(
    r"(?:(?=[A-Z]{0,20}[0-9]|[A-F]{2})([0-9A-Z]{1,20})_\{?(1[1-9]|2\d|3[0-6])\}?|([0-9][0-9a-f]{0,20})_\{?(16)\}?)(?!\d)"
)
_MODEL = re.compile(r"\s*\[[A-Za-z]{0,10}\]")
_ALIGNED = re.compile(r"\s*(?:[=<>≤≥]|\\(?:le|ge|l|g|ne|approx|equiv)(?![a-z])|\\[lg]eq)")
_CLOSING = re.compile(r"\s*(?:\\end|\Z)")
_CODED = re.compile(r"0(?:[xX]([0-9a-fA-F]{1,40})|[bB]([01]{1,200}))(?![0-9A-Za-z_.])")
_LOG_BASE = re.compile(r"(2|10)(?=\s*\()")
_END = re.compile(r"[ .}$]*\Z")
_UNION = re.compile(r"[\s$]*(?:\\left)?[(\[]")
_ROW = re.compile(r"\\\\\*?(?:\[[^\]\n]{0,12}\])?")
_NAME_GROUP = re.compile(r"\s*\{([^{}]{0,40})\}")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_NUMBERS = re.compile(r"\{?\s*([RZQNC])\s*\}?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![A-Za-z])")


class _Scanner:
    """One pass over a text; `split` reads every comma as a separator, `sums` reads `3e-2` as 3e - 2."""

    def __init__(self, text: str, split: bool, sums: bool) -> None:
        self.text, self.split, self.sums = text, split, sums
        self.at = 0
        self.out: list[Token] = []
        self.braces: list[str] = []  # what each open brace is: group, skip (of a font), text
        self.depth = 0  # of brackets that hold lists
        self.space = False
        self.layouts = 0  # open environments that only arrange lines

    def put(self, kind: str, value: Any) -> None:
        self.out.append(Token(kind, value, self.space))
        self.space = False
        if len(self.out) > 2 * MAX_NODES:
            raise ReadError("it is too long")

    def run(self) -> list[Token]:
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            found: re.Match[str] | None
            if found := _SPACE.match(text, self.at):
                self.at, self.space = found.end(), True
            elif char.isdecimal() or (char == "." and text[self.at + 1 : self.at + 2].isdecimal()):
                self.number()
            elif found := _COMMAND.match(text, self.at):
                self.at = found.end()
                self.command(found[1])
            elif found := _LETTERS.match(text, self.at):
                self.letters(found[0])
            elif char == "$":  # a delimiter of mathematics; the reader has told dollars apart
                self.at, self.space = self.at + 1, True
            elif found := _SIGN.match(text, self.at):
                self.sign(found[0])
            elif char in "{}":
                self.brace(char)
            elif char in "()[]":
                self.bracket(char)
            elif char == "\\":
                self.escape()
            elif char == ".":
                if not (self.out and self.out[-1].kind == "word") and not _END.match(text, self.at):
                    raise ReadError("a full stop in the middle")
                self.at += 1
            else:
                raise ReadError(f"{char!r} is not read")
        if self.braces:
            raise ReadError("a brace is never closed")
        return self.out

    def sign(self, sign: str) -> None:
        if sign == "&" and self.layouts > 0:
            self.at += 1
            if not _ALIGNED.match(self.text, self.at):
                raise ReadError("cases by condition are not read")
            return
        if sign == "!=" and self.out and self.out[-1].kind == "num" and not self.space:
            sign = "!"  # 5!=120 is a factorial
        self.at += len(sign)
        self.put("op", "dots" if sign.startswith("..") else _SIGNS.get(sign, sign))

    def brace(self, char: str) -> None:
        self.at += 1
        if char == "{":
            self.braces.append("group")
            self.put("open", "{")
        elif not self.braces:
            raise ReadError("a brace was never opened")
        elif self.braces.pop() == "group":
            self.put("close", "}")

    def bracket(self, name: str) -> None:
        self.at += len(name) if name in "()[]" else 0
        kind, value = BRACKETS[name]
        if value in ("(", ")", "[", "]", "set", "<"):
            self.depth += 1 if kind == "open" else -1
        self.put(kind, value)

    def escape(self) -> None:
        pair = self.text[self.at : self.at + 2]
        if pair in ("\\{", "\\}"):
            self.at += 2
            self.bracket(pair)
        elif pair == "\\%":
            self.at += 2
            self.put("op", "%")
        elif pair in ("\\(", "\\)", "\\[", "\\]"):
            self.at += 2
            self.space = True
        elif pair == "\\|":
            self.at += 2
            self.put("op", "|")
        elif pair == "\\\\":
            found = _ROW.match(self.text, self.at)
            self.at = found.end() if found else self.at + 2
            if self.layouts <= 0:
                self.put("op", "row")
            elif not _CLOSING.match(self.text, self.at):
                self.put("op", "and")
        elif pair == "\\$":
            self.at += 2
            self.put("prefix", DOLLAR)
        else:
            raise ReadError(f"{pair!r} is not read")

    def group(self, what: str) -> str:
        """Return the text of a `{…}` without braces inside, which a command takes as a name."""
        found = _NAME_GROUP.match(self.text, self.at)
        if found is None:
            raise ReadError(f"\\{what} takes a name in braces")
        self.at = found.end()
        return found[1]

    def skip_group(self) -> None:
        """Pass over a `{…}` that is not printed."""
        if self.text[self.at : self.at + 1] != "{":
            raise ReadError("a command takes braces")
        depth = 0
        for brace in _BRACES.finditer(self.text, self.at):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth <= 0:
                self.at = brace.end()
                return
        raise ReadError("a brace is never closed")

    def command(self, name: str) -> None:
        if name in IGNORED:
            if name in ("left", "right", "middle") and self.text[self.at : self.at + 1] == ".":
                self.at += 1
            self.space = True
        elif name in FONTS or name in TEXTS:
            self.space = self.space or name in TEXTS
            if self.text[self.at : self.at + 1] == "{":
                self.at += 1
                self.braces.append("text" if name in TEXTS else "skip")
        elif name in ("boxed", "fbox"):
            pass
        elif name in TAKES:
            self.put("take", TAKES[name])
        elif name in BIG:
            self.put("take", name)
        elif name in HIDDEN:
            self.skip_group()
        elif name in COMMAND_OPS:
            self.put("op", COMMAND_OPS[name])
        elif name in BRACKETS:
            self.bracket(name)
        elif name in FUNCTIONS:
            self.put("func", FUNCTIONS[name])
        elif name in CONSTANTS:
            self.put("expr", Expr("const", (), CONSTANTS[name]))
        elif name in SYMBOLS:
            self.put("name", SAME.get(name, name))
        elif name in ("textcolor", "color", "colorbox", "fcolorbox"):
            model = _MODEL.match(self.text, self.at)
            self.at = model.end() if model else self.at
            for _ in range(1 + (name == "fcolorbox")):
                self.group(name)
        elif name == "top":
            self.put("name", "T")
        elif name in ("mathbb", "Bbb"):
            found = _NUMBERS.match(self.text, self.at)
            if found is None:
                raise ReadError("only number sets are written in \\mathbb")
            self.at = found.end()
            self.put("expr", Expr("numbers", (), found[1]))
        elif name == "R":
            self.put("expr", Expr("numbers", (), "R"))
        elif name in ("emptyset", "varnothing"):
            self.put("expr", Expr("set"))
        elif name in ("begin", "end"):
            environment = self.group(name).rstrip("*")
            if environment in LAYOUTS:
                self.layouts += 1 if name == "begin" else -1
                self.space = True
                return
            if environment not in MATRICES:
                raise ReadError(f"\\begin{{{environment[:20]}}} is not read")
            if environment == "array" and name == "begin":
                self.group("begin{array}")
            self.put("open" if name == "begin" else "close", "matrix")
        else:
            raise ReadError(f"\\{name[:20]} is not read")

    def number(self) -> None:
        text, at = self.text, self.at
        after = self.out[-1] if self.out else Token("", "")
        if after.kind != "op" or after.value not in ("/", "^", "_"):
            found = _MIXED.match(text, at)
            if found and int(found[2]) < int(found[3]):
                self.at = found.end()
                return self.put("expr", num(int(found[1]) + Fraction(int(found[2]), int(found[3]))))
        found = _REPEATING.match(text, at)
        if found and len(found[0]) < 200:
            self.at = found.end()
            again = found[3] or found[7] or (found[4] + (found[5] or "") + (found[6] or ""))
            return self.put("expr", num(_repeat(found[1], found[2], again)))
        found = _ENDLESS.match(text, at)
        if found and len(found[0]) < 200:
            self.at = found.end()
            return self.put("expr", num(_repeat(found[1], found[2], found[3])))
        coded = _CODED.match(text, at)
        if coded:
            self.at = coded.end()
            return self.put("expr", _based(coded[1] or coded[2], 16 if coded[1] else 2))
        based = _BASED.match(text, at)
        if based:
            self.at = based.end()
            return self.put("expr", _based(based[1] or based[3], int(based[2] or based[4])))
        found = self.grouped() or _PLAIN.match(text, at)
        digits = re.sub(r"\D", "", found[0]) if found else ""
        self.at = found.end() if found else at
        point = _POINT.match(text, self.at)
        if point and (point[0] != "." or _ends_number(text, point.end())):
            self.at = point.end()
            digits += "." + point[0].lstrip(".{,}") if len(point[0]) > 1 else ""
        if self.split and digits[:1] == "0" and digits[1:2].isdecimal():
            raise ReadError("a number in a list begins with 0")  # 1,000 is no list of 1 and 0
        if len(digits) > MAX_DIGITS:
            raise ReadError("a number has too many digits")
        power = None if self.sums else _POWER.match(text, self.at)
        if power:
            self.at = power.end()
            return self.put("expr", _scaled(Fraction(digits), int(power[1])))
        ordinal = _ORDINAL.match(text, self.at)
        if ordinal:
            self.at = ordinal.end()
        self.put("num", digits)
        times = _TIMES.match(text, self.at)
        if times:
            self.at = times.end()
            self.put("op", "*")

    def grouped(self) -> re.Match[str] | None:
        """Return digits in groups of three. In brackets a comma separates, unless a group begins with 0."""
        found = _GROUPS.match(self.text, self.at)
        if found and found[1].startswith(",") and len(found[1]) == 1:
            if self.split or (self.depth and ",0" not in found[0]):
                return None
        elif found is None and not self.split and not self.depth:
            found = _INDIAN.match(self.text, self.at)
        return found

    def letters(self, run: str) -> None:
        based = _BASED.match(self.text, self.at)
        if based:
            self.at = based.end()
            return self.put("expr", _based(based[1] or based[3], int(based[2] or based[4])))
        self.at += len(run)
        follows = self.text[self.at : self.at + 1]
        if "text" in self.braces:
            return self.word(run, follows) if len(run) > 1 else self.put("letter", run)
        if not run.isascii():
            return self.put("word", run)
        value = bool(self.out) and self.out[-1].kind in ("num", "expr", "name", "close", "unit")
        if len(run) == 1:
            if run in "uU" and value and self.out[-1].kind == "close" and _UNION.match(self.text, self.at):
                return self.put("op", "cup")
            return self.put("name", run)
        self.word(run, follows)

    def word(self, run: str, follows: str) -> None:
        """Put a word: a function, a constant, a sign in words, a product of functions and names, or just a word."""
        low = run if run in FUNCTIONS else run.lower()
        value = bool(self.out) and self.out[-1].kind in ("num", "expr", "close", "name", "letter", "word")
        if low in ("min", "max") and follows not in ("(", "{", "\\"):
            self.put("word", run)
        elif low in FUNCTIONS:
            self.put("func", FUNCTIONS[low])
            base = _LOG_BASE.match(self.text, self.at) if low == "log" else None
            if base:
                self.at = base.end()
                self.put("op", "_")
                self.put("num", base[1])
        elif low in CONSTANTS:
            self.put("expr", Expr("const", (), CONSTANTS[low]))
        elif run in SYMBOLS:
            self.put("name", run)
        elif low in WORD_OPS:
            self.put("op", WORD_OPS[low])
        elif "text" in self.braces or low in SHORT or (value and find_unit(run) is not None) or not self.names(run):
            self.put("word", run)

    def names(self, run: str) -> bool:
        """Put letters side by side, with function names among them: `xy`, `sinx`, `xln`; tell whether they are."""
        if len(run) > 16:
            return False
        pieces: list[Token] = []
        at = 0
        while at < len(run):
            name = next((run[at:end] for end in range(len(run), at + 1, -1) if run[at:end] in JOINED), "")
            if name in FUNCTIONS:
                pieces.append(Token("func", FUNCTIONS[name]))
            elif name:
                pieces.append(Token("expr", Expr("const", (), "pi")))
            else:
                pieces.append(Token("name", run[at]))
            at += len(name) or 1
        plain = sum(piece.kind == "name" for piece in pieces)
        if plain > 2 + (len(run) < 4) or (plain == len(pieces) and is_word(run)):
            return False
        for piece in pieces:
            self.put(piece.kind, piece.value)
        return True


def _ends_number(text: str, at: int) -> bool:
    """Return whether a point with no digit after it still belongs to the number: `5.` and `5.)`, not `5..6`."""
    return _END.match(text, at) is not None or text[at] in ")]}*+-/^="


def _repeat(whole: str, head: str, again: str) -> Fraction:
    """Return whole.head(again again …)."""
    first = Fraction(int(whole + head or "0"), 10 ** len(head))
    return first + Fraction(int(again), (10 ** len(again) - 1) * 10 ** len(head))


def _scaled(value: Fraction, power: int) -> Expr:
    """Return value times a power of ten; a large one stays a power."""
    if abs(power) <= 1000:
        return num(value * Fraction(10) ** power)
    return Expr("mul", (num(value), Expr("pow", (TEN, num(power)))))


def _based(digits: str, base: int) -> Expr:
    try:
        return num(int(digits, base))
    except ValueError:
        raise ReadError("a digit is too large for its base") from None


def tokenize(text: str, *, split: bool = False, sums: bool = False) -> list[Token]:
    r"""Return the tokens of a text in ASCII and LaTeX.

    >>> [t.value for t in tokenize(r"1{,}000x + \left(\sin y\right)^2")]
    ['1000', 'x', '+', '(', 'sin', 'y', ')', '^', '2']
    """
    return _Scanner(text, split, sums).run()
