"""Tokens of the Lean subset. Code points come from an allow-list; comments nest and must be closed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MAX_SOURCE: Final = 60_000
MAX_TOKENS: Final = 20_000
MAX_DIGITS: Final = 1_000


class SourceError(Exception):
    """The text is not a program of the subset: a message in Lean's words, and where (a character offset)."""

    def __init__(self, message: str, pos: int = 0, kind: str = "parse") -> None:
        super().__init__(message)
        self.message = message
        self.pos = pos
        self.kind = kind


class Token(NamedTuple):
    """One token. `kind` is id, num, sym, proj (``.1`` or ``.left`` right after a term), dot (``.inl``) or eof."""

    kind: str
    text: str
    pos: int
    line: int
    col: int
    end: int


KEYWORDS: Final = frozenset(
    [
        "fun",
        "λ",
        "forall",
        "∀",
        "∃",
        "exists",
        "let",
        "have",
        "show",
        "from",
        "suffices",
        "match",
        "with",
        "by",
        "if",
        "then",
        "else",
        "at",
        "theorem",
        "def",
        "example",
        "axiom",
        "in",
        "do",
        "where",
        "open",
        "import",
        "namespace",
        "end",
        "section",
        "variable",
        "universe",
        "instance",
        "structure",
        "class",
        "inductive",
        "abbrev",
        "opaque",
        "macro",
        "syntax",
        "notation",
        "elab",
        "attribute",
        "set_option",
        "mutual",
        "unsafe",
        "private",
        "protected",
        "partial",
        "noncomputable",
        "sorry",
        "nomatch",
        "using",
        "generalizing",
        "calc",
        "deriving",
        "extends",
        "return",
        "termination_by",
        "decreasing_by",
        "lemma",
        "Prop",
        "Type",
        "Sort",
    ]
) - {"exists", "calc", "lemma", "let", "have", "show", "suffices", "if", "match", "end", "class", "section", "elab"}

_GREEK = "αβγδεζηθικμνξοπρσςτυφχψωΓΔΘΛΞΦΨΩ"
_SUB = "₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ"
_START = f"A-Za-z_{_GREEK}ℕℤ"
_PART = f"[{_START}][{_START}0-9'!?{_SUB}]*"
_SYMBOLS = sorted(
    [
        "∀",
        "∃",
        "λ",
        "→",
        "->",
        "←",
        "<-",
        "↔",
        "<->",
        "∧",
        "/\\",
        "∨",
        "\\/",
        "¬",
        "=",
        "≠",
        "!=",
        "==",
        ":=",
        "=>",
        "↦",
        "<",
        "≤",
        "<=",
        ">",
        "≥",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "∣",
        "×",
        "∈",
        "∉",
        "▸",
        "∘",
        "::",
        "++",
        "&&",
        "||",
        "!",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "⟨",
        "⟩",
        "⦃",
        "⦄",
        ",",
        ":",
        ";",
        "<;>",
        "·",
        ".",
        "..",
        "|",
        "<|",
        "|>",
        "$",
        "@",
        "@&",
        "↑",
        "_",
        "?_",
        "?a",
        "⊢",
        "‹",
        "›",
        "∅",
        "⁻¹",
        "|>.",
        "⊤",
        "⊥",
    ],
    key=len,
    reverse=True,
)
_SYMBOLS.remove("?a")
_SYMBOLS.remove("_")
_SYMBOLS.remove("?_")
_TOKEN = re.compile(
    rf"(?P<space>[ \n]+|--[^\n]*)|(?P<comment>/-)|(?P<id>{_PART}(?:\.{_PART})*)|(?P<num>[0-9]+)"
    rf"|(?P<hole>\?(?:{_PART}))|(?P<proj>\.(?:[0-9]+|{_PART}))|(?P<sym>{'|'.join(map(re.escape, _SYMBOLS))})"
)
_COMMENT = re.compile(r"/-|-/")
_SAME: Final = {"->": "→", "<-": "←", "<->": "↔", "/\\": "∧", "\\/": "∨", "<=": "≤", ">=": "≥", "λ": "fun", "↦": "=>"}
_SAME_WORD: Final = {"forall": "∀", "ℕ": "Nat", "ℤ": "Int"}


def tokenize(source: str) -> list[Token]:
    """The tokens of a text, with an eof token at the end.

    Raises:
        SourceError: A character that is not allowed, an unclosed comment, or too long a text.
    """
    if len(source) > MAX_SOURCE:
        raise SourceError(f"the text is longer than {MAX_SOURCE} characters")
    if "\r" in source:
        source = source.replace("\r\n", "\n")
    tokens: list[Token] = []
    at, line, start, n = 0, 1, 0, len(source)
    glued = False  # whether the previous token ends right here and ends a term
    while at < n:
        m = _TOKEN.match(source, at)
        if m is None:
            c = source[at]
            if c == "\t":
                raise SourceError("tabs are not allowed; please configure your editor to expand them", at)
            raise SourceError(f"unexpected character {c!a} (U+{ord(c):04X})", at)
        kind, text, end = str(m.lastgroup), m.group(), m.end()
        if kind == "comment":
            end = _comment_end(source, at)
            text = source[at:end]
        if kind in ("space", "comment"):
            if "\n" in text:
                line += text.count("\n")
                start = at + text.rindex("\n") + 1
            at, glued = end, False
            continue
        if kind == "num" and (len(text) > MAX_DIGITS or (end < n and re.match(f"[{_START}]", source[end]))):
            raise SourceError("numeral expected" if len(text) <= MAX_DIGITS else "numeral too long", at)
        if kind == "proj":
            if not glued:
                kind = "dot"
                if text[1].isdigit():
                    raise SourceError("unexpected token '.'", at)
        elif kind == "id":
            text = _SAME_WORD.get(text, text)
            if text in KEYWORDS or text in ("∀", "_"):
                kind = "sym"
        elif kind == "sym":
            text = _SAME.get(text, text)
        tokens.append(Token(kind, text, at, line, at - start, end))
        if len(tokens) > MAX_TOKENS:
            raise SourceError(f"more than {MAX_TOKENS} tokens", at)
        at = end
        glued = kind in ("id", "proj", "num") or text in (")", "]", "⟩", "›", "·")
    tokens.append(Token("eof", "end of input", n, line + 1, -1, n))
    return tokens


def _comment_end(source: str, at: int) -> int:
    if source.startswith(("/--", "/-!"), at) and not source.startswith("/--/", at):
        raise SourceError("unexpected doc comment", at)
    depth, i = 0, at
    while True:
        m = _COMMENT.search(source, i)
        if m is None:
            raise SourceError("unterminated comment", at)
        depth += 1 if m.group() == "/-" else -1
        i = m.end()
        if depth == 0:
            return i


__all__ = ["SourceError", "Token", "tokenize"]
