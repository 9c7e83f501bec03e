"""How families of algebra and number theory write their formulas."""

from __future__ import annotations

import numpy as np

from .asked import between


def signed(terms: list[str]) -> str:
    """Join terms that may begin with a minus sign."""
    return " + ".join(terms).replace("+ -", "- ")


def polynomial(coefficients: list[int]) -> str:
    """Write a polynomial in x, highest power first."""
    terms = []
    for power, c in zip(range(len(coefficients) - 1, -1, -1), coefficients, strict=True):
        size = "" if abs(c) == 1 and power else str(abs(c))
        if c:
            terms.append(("-" if c < 0 else "") + size + ("" if not power else "x" if power == 1 else f"x^{power}"))
    return signed(terms) or "0"


def nonzero(rng: np.random.Generator, size: int) -> int:
    """Return a whole number between -size and size, but not 0."""
    return between(rng, 1, size) * (1 if rng.random() < 0.5 else -1)
