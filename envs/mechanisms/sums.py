"""Sums of words: their letters, their columns, and solutions as people write them and as a picture."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np

from ..board import Board, Cell
from ..core import Problem

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # no I and no O, which look like digits
THOUSANDS = re.compile(r"(?<=[0-9])\{?,\}?(?=[0-9]{3}(?![0-9]))")
NEGATIVE = re.compile(r"[=:][^\w=:-]*-[^\w=:-]*[0-9]")
TOKEN = re.compile(  # what is read over, then words, numbers and signs
    r"(?i:is|and|letters?|digits?)(?![^\W_])|\\(?:text|mathrm|q?quad)(?![A-Za-z])|\\[\\,;: ]"
    r"|[\s,;:.>|{}\[\]()\"'`*_&→]+|([^\W\d_]+|[0-9]+|[-–—]+|.)"
)


def pose(numbers: Sequence[str], rng: np.random.Generator) -> Problem:
    """Put random letters for the digits of a sum."""
    table = str.maketrans("0123456789", "".join(rng.permutation(list(LETTERS))[:10]))
    words = [number.translate(table) for number in numbers]
    prompt = (
        "In this sum of words each letter stands for a digit, different letters for different digits. No word begins "
        f"with 0.\n\n{' + '.join(words[:-1])} = {words[-1]}\n\nExactly one solution exists. Answer with every letter "
        "and its digit, like this: LETTER=DIGIT, LETTER=DIGIT and so on."
    )
    return Problem(prompt, {"words": words})


def letters_of(words: Sequence[str]) -> str:
    """Return the letters of a sum, each once."""
    return "".join(dict.fromkeys("".join(words)))


def columns_of(words: Sequence[str]) -> list[dict[str, int]]:
    """Return for each column from the right how often each letter is added; the last word is taken away."""
    columns: list[dict[str, int]] = [{} for _ in words[-1]]
    for i, word in enumerate(words):
        for column, c in zip(columns, reversed(word), strict=False):
            column[c] = column.get(c, 0) + (1 if i < len(words) - 1 else -1)
    return columns


def read_sum(answer: str, words: Sequence[str]) -> list[int] | str:
    """Return each letter's digit, plus 1, from letters with their digits or the sum in digits; or what is wrong."""
    if len(answer) > 2_000:
        return f"the answer has {len(answer)} characters; at most 2000 are read"
    read = [token for token in TOKEN.findall(THOUSANDS.sub("", answer)) if token]
    if any(token.isalpha() for token in read):
        if NEGATIVE.search(answer):
            return "no digit is negative"
        read = [token.upper() for token in read if token[0] not in "=-–—"]
        pairs = list(itertools.zip_longest(read[::2], read[1::2], fillvalue=""))
    else:
        numbers = [token for token in read if token[0] in "0123456789"]
        shape = "".join("n" if token in numbers else "=" if token[:2] == "--" else token for token in read)
        sides = "n" + "+n" * (len(words) - 2), "n"
        if shape == "=".join(sides[::-1]):
            numbers = [*numbers[1:], numbers[0]]
        elif shape != "=".join(sides):
            return "write each letter with its digit, such as A=1, or the whole sum in digits"
        if [*map(len, numbers)] != [*map(len, words)]:
            return "the numbers are not as long as the words"
        pairs = list(zip("".join(words), "".join(numbers), strict=True))
    found: dict[str, str] = {}
    letters = letters_of(words)
    for letter, digit in pairs:
        if letter not in letters or digit not in [*"0123456789"]:
            return f"{letter[:20]!r} with {digit[:20]!r} is no letter of the sum with its digit"
        if found.setdefault(letter, digit) != digit:
            return f"{letter} stands for {found[letter]} and {digit}"
    missing = [c for c in letters if c not in found]
    return f"{missing[0]} has no digit" if missing else [int(found[c]) + 1 for c in letters]


def _begun(answer: str, letters: str) -> list[int]:
    """Return each letter's digit, plus 1, from the text of a play that goes on, such as A=1, B=., or nothing."""
    found = re.findall(r"([A-Z])=([0-9.])(?:, |$)", answer[:200])
    return [0 if digit == "." else int(digit) + 1 for _, digit in found] if [c for c, _ in found] == [*letters] else []


def draw_sum(words: Sequence[str], answer: str, right: Sequence[int], note: str) -> Board:
    """Draw the sum in columns, and beside it in the answer's digits; those that are not the right ones are faults."""
    letters, width, read = letters_of(words), max(map(len, words)) + 1, read_sum(answer, words)
    digits = _begun(answer, letters) if isinstance(read, str) else read
    rows = []
    for i, word in enumerate(words):
        front = ["+" if 0 < i < len(words) - 1 else "", *[""] * (width - 1 - len(word))]
        rows.append([*front, *word])
        if digits:
            rows[-1] += front
        for letter in map(letters.index, word if digits else ""):
            fault = right and right[letter] != digits[letter]
            ink = "mute" if not digits[letter] else "fault" if fault else "answer"
            rows[-1].append(Cell(str(digits[letter] - 1) if digits[letter] else ".", ink))
    notes = [note] if note and (digits == read or not digits) else []
    return Board.from_grid(rows, block=(len(words) - 1, width), notes=notes)
