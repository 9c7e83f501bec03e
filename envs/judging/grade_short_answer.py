"""Score short answers step by step, with the kind of error in each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..core import JSON, Problem, Task, Verdict, knob
from ..errors import KnobError, did_you_mean
from .marks import read_entries
from .short_answers import (
    CATEGORIES,
    NONE,
    Error,
    Pupil,
    Topic,
)
from .topics_measures import Castings, Fencing, Painting, Tank
from .topics_money import Electricity, Journeys, Mixing, Savings, Shopping
from .worked import SpoiltError

TIERS = 5
NAMED = 2  # tiers in which pupils say what each step finds
LABELS = "ABCDEFGH"
WRONG = 0.55  # of the steps
FILLERS = frozenset(("points", "point", "score", "error", "category", "step", "and", "of"))
TOPICS: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        Painting(),
        Fencing(),
        Tank(),
        Shopping(),
        Electricity(),
        Castings(),
        Savings(),
        Mixing(),
        Journeys(),
    )
}
Judgement = tuple[int, str]
"""The points of a step, and the category of its error."""


@dataclass(frozen=True)
class GradeShortAnswer(Task):
    """Score the answers of pupils step by step, and name the error of every step.

    Description: A question that takes four to seven steps, a model answer with the points of every step, and the
    answers of one or more pupils. A step of theirs is right, or has one error: a wrong result of the right calculation
    (arithmetic), another calculation than the one needed (concept), a number copied wrongly from the question
    (misread), a wrong unit (unit), no trace of the step (missing), or equal signs and brackets that do not say what is
    meant (notation). What follows from a wrong step is right if it is worked out rightly. A table says what an
    error costs. There are 9 topics, from paint and fences to interest and mixtures. Scores with error causes for every
    step are what SAS-Bench (arXiv:2505.07247) asks of a grader.

    Observation: Question, model answer with points, table of errors, and the pupils' answers. From tier 3 on pupils
    do not say what a step is about.

    Action: For every step of every pupil the points and the error, as in "A1: 2 none, A2: 0 concept". One entry a
    line, JSON ({"A1": [2, "none"]}) and Markdown lists are read too.

    Reward: 1 if all points and errors of all steps are right, else 0. `accuracy(problem, answer)` is the share of
    steps for which both are right, and is no reward.

    Episode end: After one answer.

    Arguments: `tier` is the size of the numbers, from 1 to 5; `pupils` is how many answers are scored at once; `topic`
    is one topic by name, or "any".

    Oracle: Knows the error that was put into each step.

    Floors: No errors anywhere is right in fewer than 1 of 20 problems at level 0 and hardly ever above; so is any
    other constant answer, and a random one.

    Version history: v0, the first.
    """

    tier: int = knob(1, "size of the numbers, from 1 to 5")
    pupils: int = knob(1, "how many answers are scored at once")
    topic: str = knob("any", "one topic by name, or any")

    levels: ClassVar[Sequence[GradeShortAnswer]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}")
        if not 1 <= self.pupils <= len(LABELS):
            raise KnobError(f"pupils={self.pupils}: use 1 to {len(LABELS)}")
        if self.topic not in ("any", *TOPICS):
            raise KnobError(f"topic={self.topic!r}: no such topic{did_you_mean(self.topic, ['any', *TOPICS])}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a topic with its numbers, points and costs, and the errors of every pupil."""
        names = list(TOPICS) if self.topic == "any" else [self.topic]
        topic = TOPICS[names[int(rng.integers(len(names)))]]
        for _ in range(50):  # long decimals, and two steps that look the same, are drawn again; hardly any have them
            p = topic.draw(rng, self.tier)
            model = _answer(topic, p)
            if model is not None and len(set(model.lines)) == len(model.lines):
                break
        assert model is not None
        data: dict[str, Any] = {
            "topic": topic.name,
            "params": p,
            "points": [int(rng.integers(2, 5)) for _ in model.lines],
            "costs": {name: int(rng.integers(1, 3)) for name in ("arithmetic", "misread", "unit", "notation")},
            "named": self.tier <= NAMED,
            "pupils": [self._errors(topic, p, rng, len(model.lines)) for _ in range(self.pupils)],
        }
        problem = Problem("", data)
        return Problem(_ask(problem), problem.data)

    def _errors(self, topic: Topic, p: Mapping[str, Any], rng: np.random.Generator, steps: int) -> list[Error]:
        """Return the errors of one pupil, each of them one that its step has room for after those before."""

        def draw(room: list[Error]) -> Error:
            if rng.random() >= WRONG:
                return NONE, 0
            names = sorted({name for name, _ in room})
            name = names[int(rng.integers(len(names)))]
            some = [error for error in room if error[0] == name]
            return some[int(rng.integers(len(some)))]

        for _ in range(50):  # an error now and then leads to numbers that nobody would go on with
            pupil = Pupil(draw=draw)
            try:
                topic.work(dict(p), pupil)
            except SpoiltError:
                continue
            return pupil.errors
        return [(NONE, 0)] * steps

    def identity(self, problem: Problem) -> JSON:
        """Return question, points, costs and answers, in one order."""
        data = problem.data
        answers = sorted(pupil.lines for pupil in _pupils(problem))
        return [TOPICS[data["topic"]].question(data["params"]), data["points"], data["costs"], data["named"], answers]

    def solve(self, problem: Problem) -> str:
        """Look the errors up and count the points."""
        return _write(gold(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare points and errors of all steps."""
        right = gold(problem)
        found = read_scores(answer, list(right))
        if isinstance(found, str):
            return Verdict.wrong(found)
        off = [label for label in right if found[label] != right[label]]
        return Verdict.wrong(f"{off[0]} is misjudged") if off else Verdict.correct()

    def accuracy(self, problem: Problem, answer: str) -> float:
        """Return the share of steps with the right points and the right error; 0 if the answer is not read."""
        right = gold(problem)
        found = read_scores(answer, list(right))
        if isinstance(found, str):
            return 0.0
        return sum(found[label] == right[label] for label in right) / len(right)

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Give every step a random error and the points that go with it."""
        names = list(CATEGORIES)
        points, costs = problem.data["points"], problem.data["costs"]
        drawn = {}
        for i, label in enumerate(gold(problem)):
            category = names[int(rng.integers(len(names)))]
            drawn[label] = _points(points[i % len(points)], category, costs), category
        return _write(drawn)

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Compare each step with what the pupil should have written there."""
        data = problem.data
        topic = TOPICS[data["topic"]]
        lines = []
        for label, pupil, errors in zip(LABELS, _pupils(problem), data["pupils"], strict=False):
            for i, (line, (category, _)) in enumerate(zip(pupil.lines, errors, strict=True)):
                points = _points(data["points"][i], category, data["costs"])
                if category == NONE:
                    lines.append(f"{label}{i + 1}: {line} is right. Error: none, points: {points}.")
                    continue
                right = _begun(topic, data["params"], errors[:i])[0]
                says = (
                    f"the pupil writes {line}, and with what stands before it should be"
                    if line
                    else "this is missing:"
                )
                lines.append(f"{label}{i + 1}: {says} {right.lines[i]}. Error: {category}, points: {points}.")
        return "\n".join(lines)


GradeShortAnswer.levels = tuple(GradeShortAnswer(tier, tier) for tier in range(1, TIERS + 1))


def read_scores(answer: str, labels: Sequence[str]) -> dict[str, Judgement] | str:
    """Return points and error for each label, or what is wrong with the answer."""
    entries = read_entries(answer, labels, FILLERS)
    if isinstance(entries, str):
        return entries
    found = {}
    for label in labels:
        words = entries[label]
        numbers = [word for word in words if word.isdecimal()]
        names = [word for word in words if word in CATEGORIES]
        if len(words) != 2 or len(numbers) != 1 or len(names) != 1:
            return f"{label}: {' '.join(words)[:40]!r} is not read; write points and error"
        found[label] = int(numbers[0]), names[0]
    return found


def _begun(topic: Topic, p: Mapping[str, Any], errors: Sequence[Error]) -> tuple[Pupil, bool]:
    """Return the answer with these errors in its first steps, and whether it comes to its end."""
    pupil = Pupil([(name, variant) for name, variant in errors])
    try:
        topic.work(dict(p), pupil)
    except SpoiltError:
        return pupil, False
    return pupil, True


def _answer(topic: Topic, p: Mapping[str, Any], errors: Sequence[Error] = ()) -> Pupil | None:
    """Return the answer with these errors, or None if its numbers get out of hand."""
    pupil, whole = _begun(topic, p, errors)
    return pupil if whole else None


def _pupils(problem: Problem) -> list[Pupil]:
    data = problem.data
    found = [_answer(TOPICS[data["topic"]], data["params"], errors) for errors in data["pupils"]]
    return [pupil for pupil in found if pupil is not None]


def _points(most: int, category: str, costs: Mapping[str, int]) -> int:
    return most - costs.get(category, 0 if category == NONE else most)


def gold(problem: Problem) -> dict[str, Judgement]:
    """Return points and error of every step of every pupil."""
    data = problem.data
    return {
        f"{label}{i + 1}": (_points(data["points"][i], category, data["costs"]), category)
        for label, errors in zip(LABELS, data["pupils"], strict=False)
        for i, (category, _) in enumerate(errors)
    }


def _ask(problem: Problem) -> str:
    data = problem.data
    topic = TOPICS[data["topic"]]
    model = _answer(topic, data["params"])
    assert model is not None
    steps = [
        f"{i}. {name} ({points} points): {line}"
        for i, (name, points, line) in enumerate(zip(model.names, data["points"], model.lines, strict=True), start=1)
    ]
    costs = data["costs"]
    table = []
    for name, text in CATEGORIES.items():
        cost = (
            "all points are given" if name == NONE else f"costs {costs[name]}" if name in costs else "costs all points"
        )
        table.append(f"{name}: {text}; {cost}")
    blocks = [
        f"Question. {topic.question(data['params'])}",
        "\n".join(["Model answer.", *steps]),
        "\n".join(["Every step has one of these errors.", *table]),
    ]
    for label, pupil in zip(LABELS, _pupils(problem), strict=False):
        lines = [
            f"{name}: {line}" if data["named"] else line
            for name, line in zip(pupil.names, pupil.lines, strict=True)
            if line
        ]
        blocks.append("\n".join([f"Pupil {label}.", *(lines or ["(nothing)"])]))
    blocks.append(
        f"Give points and error for the steps 1 to {len(steps)} of every pupil. Answer with a list in this form, "
        "with an "
        "entry for every step:\nA1: 0 missing, A2: ..."
    )
    return "\n\n".join(blocks)


def _write(judgements: Mapping[str, Judgement]) -> str:
    return ", ".join(f"{label}: {points} {category}" for label, (points, category) in judgements.items())
