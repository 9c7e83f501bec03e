"""Say of short questions whether they can be answered, and what is wrong with them if not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, knob
from ..errors import KnobError
from .marks import read_entries
from .questions import (
    CONTRADICTION,
    DAMAGED,
    FINE,
    FOREIGN,
    IMPOSSIBLE,
    MISSING,
    UNRELATED,
    Asked,
    damaged,
)
from .questions_numbers import Ages, Average, PrimeBetween, Progression, Remainders, Urns
from .questions_shapes import Angles, Clubs, Discount, Polygon, Rectangle, Ride, RightTriangle

QUESTIONS: dict[str, Asked] = {
    asked.name: asked
    for asked in (
        Rectangle(),
        Angles(),
        Urns(),
        PrimeBetween(),
        Progression(),
        Ages(),
        Ride(),
        Clubs(),
        Discount(),
        RightTriangle(),
        Remainders(),
        Polygon(),
        Average(),
    )
}
TIERS = 5
SOUND = 1 / 3  # of the questions
KINDS = {
    DAMAGED: "the text is cut off, has unreadable places, or words in disorder",
    IMPOSSIBLE: "one condition can never be met, because it goes against what its own words mean",
    CONTRADICTION: "each condition can be met, but not all of them together",
    MISSING: "what is asked for is mentioned, but the conditions do not determine it",
    UNRELATED: "what is asked for is nothing that the conditions mention",
    FINE: "nothing is wrong, and the question has one answer",
}
LETTERS = dict(zip("abcdef", KINDS, strict=True))
FILLERS = frozenset(("question", "questions", "and", "is"))


@dataclass(frozen=True)
class WellPosed(Task):
    """Say of each of several questions whether it is well posed, and what its fault is if it is not.

    Description: Short questions from 13 kinds, with their own numbers: areas and angles, sequences, primes and
    remainders, ages, speeds, prices, means, sets, chances. One in three is sound. Each of the others has one of five
    faults, in the order in which MathQ-Verify (arXiv:2505.13903) looks for them: damaged text; a condition that goes
    against its own definition, such as the prime number 51; conditions that contradict each other; a condition that is
    missing; a goal that has nothing to do with the conditions. Sound questions have superfluous conditions now and
    then, so that a contradiction has to be worked out. `palaestra.envs.judging.question_filter` looks for such faults
    in data sets, as far as rules can.

    Observation: The kinds of faults, called a to e, with f for none, and the questions, by number.

    Action: For each question the letter of its kind, as in "1: f, 2: b". One entry a line, JSON ({"1": "f"}), Markdown
    lists and the names of the kinds are read too.

    Reward: 1 if every question is judged right, else 0. `accuracy(problem, answer)` is the share of questions judged
    right, and is no reward.

    Episode end: After one answer.

    Arguments: `tier` is the size of the numbers and how near unrelated goals are, from 1 to 5; `questions` is how many
    there are.

    Oracle: Knows how each question was made.

    Floors: "All fine" is right in 1 of 27 problems at level 0 and in fewer than 1 of 80 above; any other constant
    answer, and a random one, in fewer.

    Version history: v0, the first.
    """

    tier: int = knob(1, "size of the numbers and nearness of unrelated goals, from 1 to 5")
    questions: int = knob(3, "how many questions are judged at once")

    levels: ClassVar[Sequence[WellPosed]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}")
        if not 1 <= self.questions <= len(QUESTIONS):
            raise KnobError(f"questions={self.questions}: use 1 to {len(QUESTIONS)}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw different kinds of questions, their numbers and their faults."""
        names = list(QUESTIONS)
        items = []
        for i in rng.permutation(len(names))[: self.questions].tolist():
            kinds = [DAMAGED, IMPOSSIBLE, CONTRADICTION, MISSING, UNRELATED]
            kind = FINE if rng.random() < SOUND else kinds[int(rng.integers(len(kinds)))]
            item = {"name": names[i], "params": QUESTIONS[names[i]].draw(rng, self.tier), "kind": kind}
            if kind == DAMAGED:
                item |= {"how": int(rng.integers(3)), "where": [int(x) for x in rng.integers(0, 1000, 2)]}
            if kind == UNRELATED:
                near = rng.random() < 0.2 * (self.tier - 1)
                item["goal"] = _pick(rng, QUESTIONS[names[i]].near if near else FOREIGN)
            items.append(item)
        problem = Problem("", {"items": items})
        return Problem(self._ask(problem), problem.data)

    def _ask(self, problem: Problem) -> str:
        kinds = [f"{letter}: {name}: {KINDS[name]}" for letter, name in LETTERS.items()]
        listed = [f"{i}. {text_of(item)}" for i, item in enumerate(problem.data["items"], start=1)]
        return "\n\n".join([
            "\n".join(["Each of the questions below is of one of these kinds.", *kinds]),
            *listed,
            "Which kind is each question? Answer with a list in this form, with an entry for every question:\n"
            "1: a, 2: ...",
        ])  # fmt: skip

    def identity(self, problem: Problem) -> JSON:
        """Return the questions, in one order."""
        return sorted(text_of(item) for item in problem.data["items"])

    def solve(self, problem: Problem) -> str:
        """Look the faults up."""
        return _write(gold(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare all kinds."""
        right = gold(problem)
        found = read_kinds(answer, len(right))
        if isinstance(found, str):
            return Verdict.wrong(found)
        off = [i for i, (a, b) in enumerate(zip(found, right, strict=True), start=1) if a != b]
        return Verdict.wrong(f"question {off[0]} is misjudged") if off else Verdict.correct()

    def accuracy(self, problem: Problem, answer: str, kinds: bool = True) -> float:
        """Return the share of questions judged right, or only right as to whether they are fine; 0 if none is read."""
        right = gold(problem)
        found = read_kinds(answer, len(right))
        if isinstance(found, str):
            return 0.0
        same = [a == b if kinds else (a == FINE) == (b == FINE) for a, b in zip(found, right, strict=True)]
        return sum(same) / len(same)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Name a random kind for every question."""
        return _write([_pick(rng, list(KINDS)) for _ in problem.data["items"]])

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Say what is wrong with every question."""
        lines = []
        for i, item in enumerate(problem.data["items"], start=1):
            asked, kind = QUESTIONS[item["name"]], item["kind"]
            if kind == FINE:
                why = (
                    "the text is whole, every condition makes sense, they fit together, and they determine the answer"
                )
            elif kind == DAMAGED:
                why = (
                    "the text breaks off" if text_of(item)[-1] not in "?." else "the text cannot be read as it stands"
                )
            elif kind == UNRELATED:
                why = f'the conditions do not mention what is asked for in "{item["goal"]}"'
            else:
                why = asked.why(item["params"], kind)
            lines.append(f"Question {i}: {why}. Kind: {kind}.")
        return "\n".join(lines)


WellPosed.levels = (
    WellPosed(1, 3),
    WellPosed(2, 4),
    WellPosed(3, 5),
    WellPosed(4, 6),
    WellPosed(5, 8),
)


def read_kinds(answer: str, count: int) -> list[str] | str:
    """Return the kinds that an answer names for so many questions, or what is wrong with it."""
    labels = [str(i) for i in range(1, count + 1)]
    entries = read_entries(answer, labels, FILLERS)
    if isinstance(entries, str):
        return entries
    found = []
    for label in labels:
        kinds = {LETTERS.get(word, word) for word in entries[label]}
        if len(kinds) != 1 or len(entries[label]) > 2 or not kinds <= set(KINDS):
            return f"{label}: {' '.join(entries[label])[:40]!r} is not read; write a letter from a to f"
        found.append(kinds.pop())
    return found


def text_of(item: dict[str, Any]) -> str:
    """Return a question with its fault."""
    asked, p, kind = QUESTIONS[item["name"]], item["params"], item["kind"]
    given = asked.given(p, kind if kind in (IMPOSSIBLE, CONTRADICTION, MISSING) else FINE)
    text = f"{given} {item['goal'] if kind == UNRELATED else asked.goal(p)}"
    return damaged(text, item["how"], item["where"]) if kind == DAMAGED else text


def gold(problem: Problem) -> list[str]:
    """Return the kind of every question."""
    return [item["kind"] for item in problem.data["items"]]


def _pick(rng: np.random.Generator, some: Sequence[str]) -> str:
    return some[int(rng.integers(len(some)))]


def _write(kinds: Sequence[str]) -> str:
    by_name = {name: letter for letter, name in LETTERS.items()}
    return ", ".join(f"{i}: {by_name[kind]}" for i, kind in enumerate(kinds, start=1))
