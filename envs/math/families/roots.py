"""Whole roots."""

from __future__ import annotations


def root(n: int, k: int) -> int:
    """Return the greatest integer whose k-th power is at most n.

    >>> root(26, 3), root(27, 3), root(0, 2)
    (2, 3, 0)
    """
    low, high = 0, 1 << (n.bit_length() // k + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**k <= n else (low, middle)
    return low
