"""Grade proofs in words by a marking scheme, from 0 to 7."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, knob
from ..errors import KnobError, did_you_mean
from .claims import TOTAL, Claim, Criterion, Flaw
from .claims_counting import Handshakes, Pigeonhole
from .claims_equations import Means, NoSolution
from .claims_induction import Divisibility, GeometricSum, Growth, LinearSum, Recursion
from .claims_numbers import Irrational, ManyPrimes, Parity
from .marks import read_entries

TIERS = 5
LABELS = "ABCDEFGH"
FAULTY = 0.45  # of the parts of a proof
FILLERS = frozenset(("proof", "marks", "mark", "points", "and"))
CLAIMS: dict[str, Claim] = {
    claim.name: claim
    for claim in (
        Divisibility(),
        LinearSum(),
        GeometricSum(),
        Growth(),
        Recursion(),
        Irrational(),
        Parity(),
        ManyPrimes(),
        NoSolution(),
        Means(),
        Pigeonhole(),
        Handshakes(),
    )
}
Part = tuple[Criterion, str, int, str]  # a criterion, what the proof says, its marks, and what is wrong with it


@dataclass(frozen=True)
class GradeProof(Task):
    """Grade several proofs of a claim by a marking scheme.

    Description: A claim with a proof for reference, a marking scheme of 7 marks over three or four criteria, and
    several other proofs of the same claim, in other words. In each proof some parts are faulty: missing, asserted
    instead of shown, circular, with a slip in a calculation, with the wrong base case, the converse, or examples
    instead of an argument. The scheme says what each costs. There are 12 kinds of claims with their own numbers:
    induction over divisibility, sums and growth, a recursive sequence, irrational numbers, parity, primes in a residue
    class, equations without solutions, means, pigeonholes, handshakes. Marking proofs from 0 to 7 with a reference and
    a scheme is what ProofGrader (arXiv:2510.13888) does. It is measured there by the mean absolute error; a constant
    grade would earn most of such a score, so here every mark has to be right, and `error(problem, answer)` gives the
    mean absolute error of the totals beside it.

    Observation: Claim, reference proof, scheme, and the proofs, called A, B and so on.

    Action: For each proof its marks under the criteria in their order, as in "A: 2, 1, 0, 1; B: 0, 1, 3, 1". One proof
    a line, JSON ({"A": [2, 1, 0, 1]}) and Markdown lists are read too. Totals are not.

    Reward: 1 if all marks of all proofs are right, else 0.

    Episode end: After one answer.

    Arguments: `tier` is the size of the numbers and how well hidden the faults are, from 1 to 5; `proofs` is how many
    are graded at once; `claim` is one kind of claim by name, or "any".

    Oracle: Knows how each part was made.

    Floors: Full marks for everything are right in fewer than 1 of 40 problems at level 0 and hardly ever above; so are
    any other constant marks, and random ones.

    Version history: v0, the first.
    """

    tier: int = knob(1, "size of the numbers and subtlety of the faults, from 1 to 5")
    proofs: int = knob(2, "how many proofs are graded at once")
    claim: str = knob("any", "one kind of claim by name, or any")

    levels: ClassVar[Sequence[GradeProof]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}")
        if not 1 <= self.proofs <= len(LABELS):
            raise KnobError(f"proofs={self.proofs}: use 1 to {len(LABELS)}")
        if self.claim not in ("any", *CLAIMS):
            raise KnobError(f"claim={self.claim!r}: no such claim{did_you_mean(self.claim, ['any', *CLAIMS])}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a claim with its numbers, and for every part of every proof a version."""
        names = list(CLAIMS) if self.claim == "any" else [self.claim]
        claim = CLAIMS[names[int(rng.integers(len(names)))]]
        p = claim.draw(rng, self.tier)
        proofs = []
        for _ in range(self.proofs):
            letters = int(rng.integers(len(claim.letters)))
            versions = [self._version(c, rng) for c in claim.criteria(p, *claim.letters[letters])]
            proofs.append({"letters": letters, "versions": versions})
        problem = Problem("", {"claim": claim.name, "params": p, "proofs": proofs})
        return Problem(_ask(problem), problem.data)

    def _version(self, criterion: Criterion, rng: np.random.Generator) -> int:
        """Return the index of a good wording, or of a flaw below zero: -1 is the first."""
        if rng.random() >= FAULTY:
            return int(rng.integers(len(criterion.good)))
        known = [i for i, flaw in enumerate(criterion.flaws) if flaw.since <= self.tier]
        subtle = [i for i in known if criterion.flaws[i].since > 1]
        if self.tier > 2 and subtle and rng.random() < 0.2 * self.tier - 0.2:
            known = subtle
        return -1 - known[int(rng.integers(len(known)))]

    def identity(self, problem: Problem) -> JSON:
        """Return the claim and the proofs, in one order."""
        claim = CLAIMS[problem.data["claim"]]
        proofs = [[text for _, text, _, _ in parts] for parts in _proofs(problem)]
        return [claim.statement(problem.data["params"]), *sorted(proofs)]

    def solve(self, problem: Problem) -> str:
        """Add nothing up: state the marks of the parts."""
        return _write(gold(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare all marks."""
        right = gold(problem)
        found = read_marks(answer, _limits(problem), len(right))
        if isinstance(found, str):
            return Verdict.wrong(found)
        off = [label for label, a, b in zip(LABELS, found, right, strict=False) if a != b]
        return Verdict.wrong(f"not the marks of proof {off[0]}") if off else Verdict.correct()

    def error(self, problem: Problem, answer: str) -> float:
        """Return the mean absolute error of the totals; 7 if the answer is not read."""
        right = gold(problem)
        found = read_marks(answer, _limits(problem), len(right))
        if isinstance(found, str):
            return float(TOTAL)
        return sum(abs(sum(a) - sum(b)) for a, b in zip(found, right, strict=True)) / len(right)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Give random marks."""
        limits = _limits(problem)
        return _write([[int(rng.integers(0, most + 1)) for most in limits] for _ in problem.data["proofs"]])

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Go through the scheme for every proof."""
        lines = []
        for label, parts in zip(LABELS, _proofs(problem), strict=False):
            for criterion, text, marks, why in parts:
                says = f'"{text}"' if text else "Nothing is said."
                verdict = f"{why}, so {marks} of {criterion.marks}" if why else f"that is complete, {marks} marks"
                lines.append(f"Proof {label}, {criterion.name.lower()}: {says} - {verdict}.")
            lines.append(f"Proof {label} has {sum(marks for _, _, marks, _ in parts)} marks in all.")
        return "\n".join(lines)


GradeProof.levels = tuple(GradeProof(tier, 1 + tier) for tier in range(1, TIERS + 1))


def read_marks(answer: str, limits: Sequence[int], count: int) -> list[list[int]] | str:
    """Return the marks that an answer gives to so many proofs, or what is wrong with it."""
    entries = read_entries(answer, LABELS[:count], FILLERS)
    if isinstance(entries, str):
        return entries
    found = []
    for label in LABELS[:count]:
        words = entries[label]
        if len(words) != len(limits) or not all(word.isdecimal() for word in words):
            return f"{label}: {' '.join(words)[:40]!r} is not read; write {len(limits)} marks"
        marks = [int(word) for word in words]
        if any(mark > most for mark, most in zip(marks, limits, strict=True)):
            return f"{label}: the most that can be given is {', '.join(map(str, limits))}"
        found.append(marks)
    return found


def _proofs(problem: Problem) -> list[list[Part]]:
    """Return the parts of every proof."""
    data: dict[str, Any] = dict(problem.data)
    claim = CLAIMS[data["claim"]]
    found = []
    for proof in data["proofs"]:
        criteria = claim.criteria(data["params"], *claim.letters[proof["letters"]])
        parts: list[Part] = []
        for criterion, version in zip(criteria, proof["versions"], strict=True):
            if version >= 0:
                parts.append((criterion, criterion.good[version], criterion.marks, ""))
            else:
                flaw: Flaw = criterion.flaws[-1 - version]
                parts.append((criterion, flaw.text, flaw.marks, flaw.why))
        found.append(parts)
    return found


def gold(problem: Problem) -> list[list[int]]:
    """Return the right marks of every proof."""
    return [[marks for _, _, marks, _ in parts] for parts in _proofs(problem)]


def _scheme(problem: Problem) -> tuple[Criterion, ...]:
    claim = CLAIMS[problem.data["claim"]]
    return claim.criteria(problem.data["params"], *claim.letters[0])


def _limits(problem: Problem) -> list[int]:
    return [criterion.marks for criterion in _scheme(problem)]


def _ask(problem: Problem) -> str:
    claim, scheme = CLAIMS[problem.data["claim"]], _scheme(problem)
    rules = [f"{i}. {c.name} ({c.marks}): {c.rule}." for i, c in enumerate(scheme, start=1)]
    blocks = [
        f"Claim. {claim.statement(problem.data['params'])}",
        "Proof for reference. " + " ".join(c.good[0] for c in scheme),
        "\n".join([f"Marking scheme, {TOTAL} marks in all. Judge every criterion as if all else were right.", *rules]),
    ]
    for label, parts in zip(LABELS, _proofs(problem), strict=False):
        text = " ".join(text for _, text, _, _ in parts if text)
        blocks.append(f"Proof {label}. {text or '(The page is empty.)'}")
    places = ", ".join(["0"] * len(scheme))
    blocks.append(
        f"Mark every proof under the criteria 1 to {len(scheme)}, in this order. Answer with a list in this form, "
        "with "
        f"an entry for every proof:\nA: {places}; B: ..."
    )
    return "\n\n".join(blocks)


def _write(marks: Sequence[Sequence[int]]) -> str:
    return "; ".join(f"{label}: {', '.join(map(str, some))}" for label, some in zip(LABELS, marks, strict=False))
