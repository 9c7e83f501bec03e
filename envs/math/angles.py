"""Exact sines, cosines and tangents of multiples of pi/12, and angles as people write them."""

from __future__ import annotations

from fractions import Fraction

from .surds import Surd

_FIRST = (
    Surd(()), Surd.make({6: Fraction(1, 4), 2: Fraction(-1, 4)}), Surd.of(Fraction(1, 2)),
    Surd.root(2, Fraction(1, 2)), Surd.root(3, Fraction(1, 2)), Surd.make({6: Fraction(1, 4), 2: Fraction(1, 4)}),
    Surd.of(1),
)  # fmt: skip


def sine(k: int) -> Surd:
    """Return the sine of k*pi/12.

    >>> str(sine(5)), str(sine(-4)), str(cosine(24))
    ('(sqrt(2) + sqrt(6))/4', '-sqrt(3)/2', '1')
    """
    k %= 24
    if k > 12:
        return -sine(k - 12)
    return _FIRST[min(k, 12 - k)]


def cosine(k: int) -> Surd:
    """Return the cosine of k*pi/12."""
    return sine(k + 6)


def tangent(k: int) -> Surd:
    """Return the tangent of k*pi/12.

    Raises:
        ZeroDivisionError: Where there is none.
    """
    return sine(k) / cosine(k)


def angle(turn: Fraction) -> str:
    """Write a multiple of pi.

    >>> angle(Fraction(-5, 6)), angle(Fraction(1)), angle(Fraction(1, 4)), angle(Fraction(0))
    ('-5*pi/6', 'pi', 'pi/4', '0')
    """
    if not turn:
        return "0"
    size = abs(turn.numerator)
    text = ("-" if turn < 0 else "") + ("pi" if size == 1 else f"{size}*pi")
    return text if turn.denominator == 1 else f"{text}/{turn.denominator}"
