"""Words behind a value become one unit: `m/s^2`, `square feet`, `miles per hour`, `red apples`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from .numerals import NUMBER_WORDS
from .tokens import Token
from .tree import listed
from .units import CELSIUS, FAHRENHEIT, Unit, find_count, find_unit, noun

_POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_POWERED = {"squared": 2, "cubed": 3}
_LONE = frozenset("mgsLNJWVhA")  # letters that are a unit when they stand apart behind a number and end it
_MONEY = ("Rs", "USD", "EUR", "GBP", "JPY", "INR", "RUB", "KRW", "CNY")
_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "DEVANAGARI", "BENGALI", "ARABIC", "THAI", "TAMIL", "LATIN")
_NO_NOUN = listed(
    "not nor but maybe perhaps either neither if unless except without than more less greater fewer least most "
    "between about around minus plus times over divided half double twice triple point points is are isnt was no "
    "wrong false true incorrect correct instead rather actually wait nearly almost error undefined ignore base "
    "factorial root through from until till into since because so therefore hence where when which that this then "
    "else otherwise with percentage negative positive infinity infinite approximately roughly exactly yes answer "
    "choose given mod modulo union intersection possibly probably could might can cannot nothing none never any "
    "both and or the for all real raised power squared cubed equals equal solution solutions add added subtract "
    "guess guesses likely unlikely unsure unknown possible impossible approx half halves third thirds fourth "
    "fourths quarter quarters fifth fifths sixth sixths seventh sevenths eighth eighths ninth ninths tenth tenths "
    "hundredth hundredths thousandth thousandths"
)
_VALUES = ("num", "expr", "name", "close", "unit", "count")


def is_noun(word: str) -> bool:
    """Return whether a word may name what is counted; words that change what a number means may not."""
    low = word.lower()
    if low in _NO_NOUN or low in NUMBER_WORDS or len(word) > 30:
        return False
    if word.isascii():
        return len(word) > 2
    return all(unicodedata.name(c, "").startswith(_SCRIPTS) for c in word)


class _Phrase:
    """Reads one unit from tokens; `end` is where it stops."""

    def __init__(self, tokens: Sequence[Token], at: int, letters: str) -> None:
        self.tokens, self.end, self.letters = tokens, at, letters
        self.unit, self.count = Unit(), 1
        self.words = 0  # of units
        self.nouns: list[str] = []
        self.lone = False
        self.behind_name = tokens[at - 1].kind == "name"  # `a circle` counts nothing

    def read(self) -> bool:
        """Read as far as the unit goes; return whether there is one."""
        power, wanted = 1, 1
        sign = 1
        while self.end < len(self.tokens):
            token = self.tokens[self.end]
            if token.kind == "word" and token.value.lower() in _POWERS:
                wanted = _POWERS[token.value.lower()]
            elif self._next_is_unit() and (token[:2] == ("op", "/") or token[:2] == ("word", "per")):
                sign = -1
            elif self._next_is_unit() and token[:2] == ("op", "*") and self.words:
                sign = 1
            elif token.kind == "word" and find_count(token.value) and not self.words:
                self.count *= find_count(token.value) or 1
            elif (found := self._unit_of(token)) is not None:
                self.end += 1
                power = self._power()
                self.unit = self.unit.times(found, sign * wanted * power)
                self.words, wanted = self.words + 1, 1
                continue
            elif token.kind == "word" and is_noun(token.value) and len(self.nouns) < 4 and not self.behind_name:
                if sign < 0:
                    self.unit, self.words = self.unit.times(noun(token.value), -1), self.words + 1
                else:
                    self.nouns.append(token.value)
            else:
                break
            self.end += 1
        if self.nouns and not self.words:
            self.unit = self.unit.times(noun(self.nouns[-1]))
        return bool(self.words or self.nouns or self.count != 1) and not (self.lone and not self._ends())

    def _next_is_unit(self) -> bool:
        if self.end + 1 >= len(self.tokens):
            return False
        after = self.tokens[self.end + 1]
        if after.kind == "name" and self.words:  # behind a unit and a stroke a letter is a unit: km/h
            return find_unit(after.value) is not None
        return after.kind in ("word", "letter") and (
            self._unit_of(after) is not None or after.value.lower() in _POWERS or self.tokens[self.end].value == "per"
        )

    def _unit_of(self, token: Token) -> Unit | None:
        if token.kind in ("word", "letter"):
            return find_unit(token.value)
        if token.kind != "name" or len(token.value) > 1:
            return None
        before = self.tokens[self.end - 1]
        if self.words and (before[:2] in (("op", "/"), ("op", "*")) or self.lone or token.space):
            return find_unit(token.value)
        if self.letters == "unit" or (self.letters == "auto" and token.space and token.value in _LONE):
            self.lone = self.letters == "auto"
            return find_unit(token.value)
        return None

    def _power(self) -> int:
        """Return the power behind a unit: `^2`, `^{-1}`, `squared`."""
        rest = [token[:2] for token in self.tokens[self.end : self.end + 5]]
        if rest[:1] and rest[0][0] == "word" and rest[0][1].lower() in _POWERED:
            self.end += 1
            return _POWERED[rest[0][1].lower()]
        if rest[:1] != [("op", "^")]:
            return 1
        braced = rest[1:2] == [("open", "{")]
        at = 2 if braced else 1
        minus = rest[at : at + 1] == [("op", "-")]
        at += minus
        small = at < len(rest) and rest[at][0] == "num" and rest[at][1] in ("1", "2", "3", "4")
        if small and (not braced or rest[at + 1 : at + 2] == [("close", "}")]):
            self.end += at + 1 + braced
            return -int(rest[at][1]) if minus else int(rest[at][1])
        return 1

    def _ends(self) -> bool:
        after = self.tokens[self.end] if self.end < len(self.tokens) else Token("close", "")
        return after.kind == "close" or (after.kind == "op" and after.value in (",", ";", "=", "or", "and", "~"))


def _money(tokens: Sequence[Token], at: int) -> Unit | None:
    """Return the currency that stands before a number: `EUR 5`."""
    token = tokens[at]
    found = find_unit(token.value) if token.kind == "word" and token.value in _MONEY else None
    return found if found and at + 1 < len(tokens) and tokens[at + 1].kind in ("num", "expr") else None


def _fraction(tokens: Sequence[Token], at: int) -> tuple[Unit, int] | None:
    r"""Return the unit that a `\frac{km}{h}` is, and where it ends."""
    parts = []
    at += 1
    for _ in range(2):
        if at >= len(tokens) or tokens[at][:2] != ("open", "{"):
            return None
        part = _Phrase(tokens, at + 1, "unit")
        if not part.read() or part.nouns or part.end >= len(tokens) or tokens[part.end][:2] != ("close", "}"):
            return None
        parts.append(part.unit)
        at = part.end + 1
    return parts[0].times(parts[1], -1), at


def _degrees(tokens: Sequence[Token]) -> Sequence[Token]:
    r"""Return the tokens with `^\circ` and `^{\circ}` as one sign each."""
    if not any(token.value == "circ" for token in tokens):
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        braced = [token.value for token in tokens[at : at + 4]] == ["^", "{", "circ", "}"]
        if braced or [token.value for token in tokens[at : at + 2]] == ["^", "circ"]:
            out.append(Token("op", "deg"))
            at += 4 if braced else 2
        else:
            out.append(tokens[at])
            at += 1
    return out


def fuse(tokens: Sequence[Token], letters: str = "auto") -> list[Token]:
    """Return the tokens with every unit behind a value as one token.

    `letters` says what a lone letter behind a number is: a `unit`, a variable (`var`), or, if `auto`, a unit where it
    stands apart and ends the quantity (`5 m`, not `5m`).
    """
    tokens = _degrees(tokens)
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        value = bool(out) and (out[-1].kind in _VALUES or (out[-1].kind == "op" and out[-1].value in "!%"))
        degree = token[:2] == ("op", "deg")
        after = tokens[at + 1].value if degree and at + 1 < len(tokens) else None
        money = None if value else _money(tokens, at)
        if degree and value and after in ("C", "F", "Celsius", "Fahrenheit", "celsius", "fahrenheit"):
            out.append(Token("unit", CELSIUS if after[0] in "Cc" else FAHRENHEIT))
            at += 2
            continue
        if money:
            out.append(Token("prefix", money))
        elif value and token[:2] == ("take", "frac") and (fraction := _fraction(tokens, at)):
            out.append(Token("unit", fraction[0]))
            at = fraction[1]
            continue
        elif value and (token.kind in ("word", "letter", "name") or (token[:2] == ("op", "/"))):
            phrase = _Phrase(tokens, at, letters)
            if phrase.read():
                if phrase.count != 1:
                    out.append(Token("count", phrase.count))
                if phrase.unit.dims or phrase.unit.scale != 1:
                    out.append(Token("unit", phrase.unit))
                at = phrase.end
                continue
            out.append(Token("name", token.value, token.space) if token.kind == "letter" else token)
        else:
            out.append(Token("name", token.value, token.space) if token.kind == "letter" else token)
        at += 1
    return out
