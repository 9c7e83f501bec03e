"""Small numbers in English words."""

from __future__ import annotations

from fractions import Fraction

from .tree import Expr, num

_NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = _NAMES.split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}


def _number_words() -> dict[str, Expr]:
    table = {word: num(n) for n, word in enumerate(_SMALL)}
    for n, ten in enumerate(_TENS, 2):
        table[ten] = num(10 * n)
        table |= {f"{ten} {word}": num(10 * n + k) for k, word in enumerate(_SMALL[1:10], 1)}
    table |= {f"one {part}": num(Fraction(1, n)) for part, n in _PARTS.items()}
    table |= {
        f"{word} {part}s": num(Fraction(k, n)) for k, word in enumerate(_SMALL) for part, n in _PARTS.items() if k > 1
    }
    return table | {"half": num(Fraction(1, 2)), "one hundred": num(100), "hundred": num(100)}


NUMBER_WORDS = _number_words()
"""Numbers by their words, without hyphens: `twenty one`, `three quarters`."""
