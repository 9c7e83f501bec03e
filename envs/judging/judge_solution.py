"""Say of worked solutions whether they are right, and which step is wrong where they are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, knob
from ..errors import KnobError, did_you_mean
from .kinds_algebra import (
    ArithmeticSequence,
    CompletedSquare,
    LinearEquation,
    LinearSystem,
    PolynomialProduct,
    Tangent,
)
from .kinds_counting import Committee, Journey, Multiples, Plate, Urn
from .kinds_numbers import Calculation, CommonMultiple, Fractions, LongProduct, ModularPower, Percentages
from .marks import read_entries
from .worked import SLIPS, Kind, Worked, draw_slip, worked

TIERS = 5
LABELS = "ABCDEFGHIJ"
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Calculation(),
        LongProduct(),
        Fractions(),
        Percentages(),
        ModularPower(),
        CommonMultiple(),
        LinearEquation(),
        LinearSystem(),
        PolynomialProduct(),
        Tangent(),
        CompletedSquare(),
        ArithmeticSequence(),
        Committee(),
        Multiples(),
        Urn(),
        Plate(),
        Journey(),
    )
}
FILLERS = frozenset(("solution", "solutions", "is", "at", "in", "the", "verdict", "and", "first"))
_RIGHT = re.compile(r"(?:right|correct)(?: step)?(?: none| null)?")
_WRONG = re.compile(r"(?:(?:wrong|incorrect|error|mistake) )?(?:step )?([0-9]+)(?: (?:wrong|incorrect))?")


@dataclass(frozen=True)
class JudgeSolution(Task):
    """Say of each of several worked solutions whether it is right, and which step is wrong if it is not.

    Description: Several problems, each with a solution in numbered steps. A coin decides for each solution whether
    every step is right or exactly one is wrong, in the way a pupil's would be: a lost carry, a wrong sign, a bracket
    multiplied out halfway, a fraction upside down, a forgotten case, the wrong formula. The later steps are worked out
    from the wrong one, and the result is wrong. There are 17 kinds of problems, from calculations, fractions,
    percentages and powers over equations, polynomials and sequences to counting, chance, areas and speeds. Judging
    solutions, with half of them right, is the task that Heimdall (arXiv:2504.10337) trains on; asking for the step,
    and for several solutions at once, leaves nothing to guess.

    Observation: The problems with their solutions, called A, B, C and so on.

    Action: For each solution "right" or the number of the wrong step, as in "A: right, B: step 3". One entry a line,
    JSON ({"A": "right", "B": 3}) and Markdown lists are read too.

    Reward: 1 if every solution is judged right, the step included, else 0. `accuracy(problem, answer)` is the share of
    solutions judged right, and is no reward.

    Episode end: After one answer.

    Arguments: `tier` is the length of the solutions and the size of their numbers, from 1 to 5; `solutions` is how
    many there are; `kind` is one kind of problem by name, or "any" for different ones.

    Oracle: Knows which step was spoilt when the solution was written.

    Floors: All solutions are right in 1 of 16 problems at levels 0 and 1, in 1 of 32 at levels 2 and 3 and in 1 of 64
    at level 4, which is what the constant answer "all right" earns. A random judgement of every solution, and any
    rule by length or by position, earns less.

    Version history: v0, the first.
    """

    tier: int = knob(1, "length of the solutions and size of their numbers, from 1 to 5")
    solutions: int = knob(4, "how many solutions are judged at once")
    kind: str = knob("any", "one kind of problem by name, or any")

    levels: ClassVar[Sequence[JudgeSolution]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}")
        if not 1 <= self.solutions <= len(LABELS):
            raise KnobError(f"solutions={self.solutions}: use 1 to {len(LABELS)}")
        if self.kind not in ("any", *KINDS):
            raise KnobError(f"kind={self.kind!r}: no such kind{did_you_mean(self.kind, ['any', *KINDS])}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw the kinds, their numbers, and for every second solution a slip."""
        names = list(KINDS) if self.kind == "any" else [self.kind] * self.solutions
        items = []
        for i in rng.permutation(len(names))[: self.solutions].tolist():
            kind, slip = KINDS[names[i]], None
            for _ in range(50):  # one draw nearly always has room for a slip; right solutions are drawn the same way
                p = kind.draw(rng, self.tier)
                slip = draw_slip(kind, p, rng)
                if slip:
                    break
            items.append({"kind": kind.name, "params": p, "slip": slip if rng.random() < 0.5 else None})
        problem = Problem("", {"items": items})
        return Problem(self._ask(problem), problem.data)

    def _ask(self, problem: Problem) -> str:
        parts = []
        for label, item, solution in zip(LABELS, problem.data["items"], _solutions(problem), strict=False):
            steps = [f"Step {i}. {line}" for i, line in enumerate(solution.lines, start=1)]
            question = KINDS[item["kind"]].question(item["params"])
            parts.append("\n".join([f"Problem {label}. {question}", *steps, f"Result: {solution.result}"]))
        intro = (
            f"Here are {len(parts)} problems with solutions. In each solution either all steps are right, or exactly "
            "one step is wrong and the later ones are worked out from it."
        )
        ask = (
            'Judge every solution: write "right", or the number of the step that is wrong. Answer with a list in this '
            "form, with an entry for every letter:\nA: right, B: step 1, ..."
        )
        return "\n\n".join([intro, *parts, ask])

    def identity(self, problem: Problem) -> JSON:
        """Return questions and solutions, in one order."""
        items = zip(problem.data["items"], _solutions(problem), strict=True)
        return sorted([KINDS[item["kind"]].question(item["params"]), *found.lines] for item, found in items)

    def solve(self, problem: Problem) -> str:
        """Name the spoilt steps."""
        return _write(_gold(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare all judgements."""
        gold = _gold(problem)
        found = read_judgements(answer, len(gold))
        if isinstance(found, str):
            return Verdict.wrong(found)
        off = [label for label, a, b in zip(LABELS, found, gold, strict=False) if a != b]
        return Verdict.wrong(f"{off[0]} is misjudged") if off else Verdict.correct()

    def accuracy(self, problem: Problem, answer: str, steps: bool = True) -> float:
        """Return the share of solutions judged right, with or without regard to which step; 0 if nothing is read."""
        gold = _gold(problem)
        found = read_judgements(answer, len(gold))
        if isinstance(found, str):
            return 0.0
        return sum(a == b if steps else bool(a) == bool(b) for a, b in zip(found, gold, strict=True)) / len(gold)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Judge at random: half are right, the others wrong at any step."""
        sizes = [len(solution.lines) for solution in _solutions(problem)]
        return _write([0 if rng.random() < 0.5 else int(rng.integers(1, size + 1)) for size in sizes])

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Go through the steps of every solution as far as the wrong one, and say what should stand there."""
        lines = []
        for label, item, found in zip(LABELS, problem.data["items"], _solutions(problem), strict=False):
            last = found.wrong or len(found.lines) + 1
            lines += [
                f"{label}, step {i}: {line} This holds." for i, line in enumerate(found.lines[: last - 1], start=1)
            ]
            if found.wrong:
                right = worked(KINDS[item["kind"]], item["params"]).lines[last - 1]
                lines.append(
                    f"{label}, step {last}: {found.lines[last - 1]} This is wrong: {SLIPS[item['slip'][1]]}. "
                    f"It should be: {right}"
                )
            else:
                lines.append(f"All steps of {label} hold.")
        return "\n".join(lines)


JudgeSolution.levels = (
    JudgeSolution(1, 4),
    JudgeSolution(2, 4),
    JudgeSolution(3, 5),
    JudgeSolution(4, 5),
    JudgeSolution(5, 6),
)


def read_judgements(answer: str, count: int) -> list[int] | str:
    """Return for each of so many solutions the wrong step, 0 for none; or what is wrong with the answer."""
    entries = read_entries(answer, LABELS[:count], FILLERS)
    if isinstance(entries, str):
        return entries
    found = []
    for label in LABELS[:count]:
        text = " ".join(entries[label])
        wrong = _WRONG.fullmatch(text)
        if not _RIGHT.fullmatch(text) and (wrong is None or int(wrong[1]) == 0):
            return f"{label}: {text[:40]!r} is not read; write right, or step and its number"
        found.append(int(wrong[1]) if wrong else 0)
    return found


def _solutions(problem: Problem) -> list[Worked]:
    items = problem.data["items"]
    return [worked(KINDS[i["kind"]], i["params"], tuple(i["slip"]) if i["slip"] else None) for i in items]


def _gold(problem: Problem) -> list[int]:
    return [solution.wrong for solution in _solutions(problem)]


def _write(judgements: Sequence[int]) -> str:
    return ", ".join(f"{a}: {f'step {j}' if j else 'right'}" for a, j in zip(LABELS, judgements, strict=False))
