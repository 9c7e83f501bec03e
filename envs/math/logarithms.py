"""Logarithms and powers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from .families.logarithm_structured import ChainProduct, Digits, QuotientSum
from .families.logarithm_values import (
    ChangeOfBase,
    Combine,
    ExponentialEquation,
    LogEquation,
    LogSum,
    LogSystem,
    NaturalPowers,
    QuadraticExponential,
)  # fmt: skip
from .template import Template, TemplateTask


@dataclass(frozen=True)
class Logarithms(TemplateTask):
    """Work exactly with logarithms and powers: values, equations, changes of base, long products, numbers of digits.

    Description: eleven kinds of problems. Sums of logarithms (`log_sum`, `combine`), powers with logarithms as
    exponents (`natural_powers`), one logarithm in terms of others (`change_of_base`); equations between logarithms
    (`log_equation`), between powers (`exponential_equation`, `quadratic_exponential`) and systems (`log_system`); a
    long product (`chain_product`) and a long sum (`quotient_sum`) in which almost everything cancels; the number of
    digits of a power (`digits`).

    Observation: the question in one of two phrasings. `log_b(x)` is the logarithm of x to base b, `ln(x)` the natural
    one.

    Action: a number, a set such as {2, log_3(5)}, a tuple, or for `change_of_base` an expression. Where a value is
    asked for, it has to be a number: the expression of the question, and anything like it, is no answer.

    Reward: 1 if the answer is equal to the right one, else 0.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 draws larger numbers and more terms; `template` keeps to one kind. In the split
    "transformative/test" the product, the sum and the power are so long that working through them term by term runs
    out, while cancelling and the decimal logarithm still answer.

    Oracle: computes with whole numbers, fractions and long decimals. Two draws at levels 0 to 2 are the same problem
    as often as if there were about 24,000, 87,000 and 94,000 problems; the levels above act like more than 100,000.
    Floors: the answer to another problem of the same kind, a constant, and any number of the prompt are right in fewer
    than 1 of 20 cases.

    Version history: v0, the first.
    """

    templates: ClassVar[tuple[Template, ...]] = (
        LogSum(), Combine(), NaturalPowers(), ChangeOfBase(), LogEquation(), ExponentialEquation(),
        QuadraticExponential(), LogSystem(), ChainProduct(), QuotientSum(), Digits(),
    )  # fmt: skip
    levels: ClassVar[Sequence[Logarithms]]


Logarithms.levels = tuple(Logarithms(tier) for tier in range(1, 6))
