"""Claims with proofs in parts: for each criterion of a marking scheme good wordings, and faulty ones with their marks.

Formulas stand between dollar signs. What a good part says is true; what a faulty part lacks is what its marks say.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

Params = dict[str, Any]
TOTAL = 7  # marks of a proof


@dataclass(frozen=True)
class Flaw:
    """A faulty version of one part of a proof.

    Attributes:
        marks: What the scheme gives for it.
        text: What the proof says; empty where the part is missing.
        why: What is wrong, for the explanation.
        since: The tier that it is used from; the later, the harder to see.
    """

    marks: int
    text: str
    why: str
    since: int = 1


@dataclass(frozen=True)
class Criterion:
    """One line of a marking scheme.

    Attributes:
        name: What it is about.
        marks: How many marks it has.
        rule: Which marks are given for what.
        good: Wordings that earn all marks; the first one stands in the reference proof.
        flaws: Faulty versions, each with fewer marks.
    """

    name: str
    marks: int
    rule: str
    good: tuple[str, ...]
    flaws: tuple[Flaw, ...]


class Claim(ABC):
    """A kind of claim with its marking scheme and the parts of its proofs."""

    name: ClassVar[str]
    letters: ClassVar[tuple[tuple[str, ...], ...]] = (("k",), ("m",), ("j",))
    """What the proof's own variables may be called."""

    @abstractmethod
    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Return the numbers of a claim; larger with every tier from 1 to 5."""

    @abstractmethod
    def statement(self, p: Params) -> str:
        """Return the claim."""

    @abstractmethod
    def criteria(self, p: Params, *names: str) -> tuple[Criterion, ...]:
        """Return the marking scheme, with the parts of a proof that uses these names."""


MISSING = "it is missing"


def signed(value: int) -> str:
    """Write a number as it stands behind another one: "+ 5" or "- 5"."""
    return f"- {-value}" if value < 0 else f"+ {value}"


def induction(
    k: str, base: tuple[str, str, str], assumed: str, steps: tuple[str, str], slip: str, wanted: str, samples: str
) -> tuple[Criterion, ...]:
    """Return the scheme of a proof by induction from 1.

    Args:
        k: The running variable.
        base: The case n = 1 worked out in two wordings, and the case n = 2 worked out.
        assumed: The claim for k.
        steps: The induction step in two wordings.
        slip: The step with one slip in it.
        wanted: The claim for k + 1.
        samples: A few cases instead of an argument.
    """
    first, other, second = base
    return (
        Criterion(
            "Base case",
            2,
            "2 if the claim is checked for n = 1; 1 if it is only said to hold for n = 1; 0 if there is no base "
            "case, or another number is checked in place of 1",
            (f"For $n = 1$ we have {first}.", f"The claim is true for $n = 1$, because {other}."),
            (
                Flaw(1, "For $n = 1$ the claim is clear.", "the base case is not checked"),
                Flaw(0, "", "there is no base case"),
                Flaw(0, f"For $n = 2$ we have {second}.", "n = 2 is checked, and n = 1 is left open", 2),
            ),
        ),
        Criterion(
            "Induction hypothesis",
            1,
            "1 if the claim is assumed for one number; 0 if that is missing, or if the claim is assumed for all "
            "numbers",
            (
                f"Now suppose that {assumed} for some ${k} ≥ 1$.",
                f"Let ${k} ≥ 1$ be a number for which {assumed}.",
            ),
            (
                Flaw(0, "", "the induction hypothesis is not stated"),
                Flaw(0, f"Now suppose that {assumed} for all ${k} ≥ 1$.", "that is the whole claim", 2),
            ),
        ),
        Criterion(
            "Induction step",
            3,
            "3 if the claim is derived for the next number; 2 if that is done with one slip in a calculation; 1 if "
            "the next case is only said to follow; 0 if it is missing, circular, or replaced by examples",
            steps,
            (
                Flaw(1, f"From this it follows that {wanted}.", "the step is asserted and not derived"),
                Flaw(0, "", "there is no induction step"),
                Flaw(2, slip, "the calculation has a slip", 2),
                Flaw(0, f"Suppose that {wanted}. Then the claim is true for ${k} + 1$ as well.", "it is circular", 2),
                Flaw(0, samples, "examples are no argument", 3),
            ),
        ),
        Criterion(
            "Conclusion",
            1,
            "1 if the claim is concluded for all n ≥ 1; 0 if not",
            ("By induction the claim is true for all $n ≥ 1$.", "Hence, by induction, it holds for every $n ≥ 1$."),
            (
                Flaw(0, "", "nothing is concluded"),
                Flaw(0, f"So the claim is true for ${k} + 1$.", "only the case k + 1 is concluded", 2),
            ),
        ),
    )
