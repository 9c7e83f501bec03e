"""Goals as numbers of a fixed shape, for agents that read no text."""

from __future__ import annotations

from typing import Final

import numpy as np

from .naming import is_name, tokens

ROWS, WIDTH, BITS = 10, 32, 6
SHAPE: Final = (ROWS, WIDTH, BITS)
_SIGNS = "( ) [ ] , : → ↔ ∧ ∨ ¬ ∀ ∃ = ≠ < ≤ > ≥ + - * ^ % / ∣ :: ++ False True Prop Type Nat Int List Bool 0 1 2 3 4 5"
_CODES = {sign: i for i, sign in enumerate(_SIGNS.split(), 1)}
_OTHER = len(_CODES) + 1  # every sign and number that has no code
_FIRST = _OTHER + 1  # the codes of names begin here; the rest of the 64 is theirs
_NAMES = (1 << BITS) - _FIRST
_POWERS = 1 << np.arange(BITS)


def encode(goals: str) -> np.ndarray:
    """Return the first goal of some goals that Lean printed: float32 of `SHAPE`, each symbol in binary.

    Row 0 says how many goals there are; row 1 is what is to be shown; then the hypotheses, the last ones if there is
    no room for all. A name's code is the order in which it comes up in the context, so equal goals look the same
    whatever the names are.
    """
    codes = np.zeros((ROWS, WIDTH), np.int64)
    blocks = goals.split("\n\n")
    if "⊢" not in goals:
        return np.zeros(SHAPE, np.float32)
    codes[0, : len(blocks)] = 1
    lines: list[str] = []
    for line in blocks[0].splitlines():
        if line.startswith(" ") and lines:
            lines[-1] += line
        elif not line.startswith("case "):
            lines.append(line)
    order: dict[str, int] = {}
    rows = [[_code(token, order) for token in tokens(line)[:WIDTH]] for line in lines]
    for row, found in zip(range(1, ROWS), [*rows[-1:], *rows[:-1][1 - ROWS + 1 :]], strict=False):
        codes[row, : len(found)] = found
    return (codes[..., None] // _POWERS % 2).astype(np.float32)


def _code(token: str, order: dict[str, int]) -> int:
    if token in _CODES:
        return _CODES[token]
    if not is_name(token):
        return _OTHER
    return _FIRST + order.setdefault(token, len(order)) % _NAMES
