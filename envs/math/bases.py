"""Positional numerals: other bases, negative ones and balanced ternary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.bases_counted import (
    AllowedDigits,
    DigitCount,
    ExpansionSum,
    FinalZeros,
)
from .families.bases_unknown import DigitSum, TwoBases, UnknownBase
from .families.bases_written import (
    BalancedTernary,
    BetweenBases,
    Columns,
    NegativeBase,
    RepeatingValue,
    ToBase,
)
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Bases(TemplateTask):
    """Convert, compute and count with numerals in many bases.

    Description: a problem of one of 13 kinds: conversion from base 10 or between two bases; sums, differences and
    products within a base; balanced ternary; negative bases; the fraction that a repeating expansion is; a base that
    is unknown, or two of them; the sum of the digits of a long number, or of a fraction's first digits; the zeros at
    the end of a factorial; how many numbers have a digit so many times; the n-th number with some digits only.

    Observation: the question, which says in what base the answer is wanted. Action: a whole number in base 10, a
    fraction, or a numeral. Behind a numeral its base may stand or be left out: `513`, `513_7`, `513_{7}` and
    `513 in base 7` are read; a wrong base is wrong. Digits above nine are letters, of either case; T is -1 in
    balanced ternary.

    Reward: 1 if the answer is right, else 0.

    Episode end: after one answer.

    Arguments: `tier` is the difficulty: larger bases, longer numerals. `template` keeps to one kind of problem:
    to_base, between_bases, columns, balanced_ternary, negative_base, repeating_value, unknown_base, two_bases,
    digit_sum, final_zeros, expansion_sum, digit_count or allowed_digits.

    Oracle: computes, and explains digit by digit.

    Space: Two draws at levels 0 and 1 are the same problem as often as if there were about 30,000 and 87,000 problems;
    the levels above act like more than 100,000.

    Floors: the answer to another problem of the same kind is right in fewer than 1 of 20 cases, and so are any
    constant and the last or largest number of the prompt.

    Version history: v0, the first.
    """

    levels: ClassVar[Sequence[Bases]]
    templates: ClassVar[tuple[Template, ...]] = (
        ToBase(),
        BetweenBases(),
        Columns(),
        BalancedTernary(),
        NegativeBase(),
        RepeatingValue(),
        UnknownBase(),
        TwoBases(),
        DigitSum(),
        FinalZeros(),
        ExpansionSum(),
        DigitCount(),
        AllowedDigits(),
    )


Bases.levels = tuple(Bases(tier) for tier in range(1, 6))
