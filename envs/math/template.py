"""Templates: kinds of problems with their own numbers. A mathematics task is a list of them; this derives the rest.

A template says how its numbers are drawn, how they are asked for, what the answer is and how it is found.
`TemplateTask` makes of several templates a task with tiers, with splits by content, and with the three
generalisation splits of OMEGA (arXiv:2506.18880): "exploratory", "compositional" and "transformative".
"""

from __future__ import annotations

import functools
import json
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, canonical, knob
from ..errors import KnobError, SplitError, did_you_mean
from ..verify.answers import equivalent

Params = dict[str, Any]
"""The numbers of one problem, as JSON."""

TIERS = 5
LOW = 2  # tiers that exploratory training sees; its test asks the highest one
CHAINS = 500  # draws of a first problem until its answer is a whole number
STEPS = 10_000  # of a usual method, which has to be enough for ordinary numbers


class Template(ABC):
    """A kind of problem. Stateless: one instance of each stands in its task's `templates`.

    `phrasings` ask for the same thing in different words, each a `str.format` pattern over the numbers and over what
    `words` adds to them.
    """

    name: ClassVar[str]
    phrasings: ClassVar[tuple[str, ...]]
    kind: ClassVar[str | None] = None
    """How the answer is read: a kind of `palaestra.envs.verify.equivalent`; None infers it from the answer."""
    opens: ClassVar[str] = ""
    """The whole number that a composite problem may leave open; it stands as a plain place in every phrasing."""

    @abstractmethod
    def draw(self, rng: np.random.Generator, tier: int) -> Params:
        """Return the numbers of a problem; harder with every tier from 1 to 5."""

    @abstractmethod
    def answer(self, p: Params) -> str:
        """Return the answer, as plain text or LaTeX."""

    @abstractmethod
    def steps(self, p: Params) -> list[str]:
        """Return a worked solution line by line; it ends just before the answer is stated."""

    def words(self, p: Params) -> Params:
        """Return what else the phrasings need, such as a polynomial written out."""
        return {}

    def ask(self, p: Params, phrasing: int = 0, **names: str) -> str:
        """Return the question in one of the phrasings; `names` stand in place of numbers."""
        return self.phrasings[phrasing % len(self.phrasings)].format(**{**p, **self.words(p), **names})

    def verify(self, p: Params, answer: str) -> Verdict:
        """Compare with the answer; override where many answers are right."""
        return equivalent(self.right(p), answer, kind=self.kind)

    def right(self, p: Params) -> str:
        """Return the answer, computed once for all verdicts on a problem."""
        return _answer(self, canonical(p))

    def identity(self, p: Params) -> JSON:
        """Return what makes two problems the same, whatever their wording; by default the first phrasing's text."""
        return self.ask(p)

    # -- the transformative split -------------------------------------------------------------------------------------

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params | None:
        """Return numbers on which the usual method fails and another one works, or None if the template has none."""
        return None

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Answer by the method that one tries first, in at most so many steps; None where they do not suffice.

        It is right on what `draw` returns, and None or wrong on what `draw_hard` returns.
        """
        return None


@functools.lru_cache(maxsize=1024)
def _answer(template: Template, p: str) -> str:
    return template.answer(json.loads(p))


@dataclass(frozen=True)
class TemplateTask(Task):
    """A mathematics task made of templates. A subclass sets `templates`, its docstring and `levels`."""

    tier: int = knob(1, "difficulty, from 1 to 5")
    template: str = knob("any", "one kind of problem by name, or any")

    templates: ClassVar[tuple[Template, ...]] = ()

    def __post_init__(self) -> None:
        if self.tier not in range(1, TIERS + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {TIERS}")
        names = ["any", *(template.name for template in self.templates)]
        if self.template not in names:
            raise KnobError(f"no template {self.template!r}{did_you_mean(self.template, names)}")

    @classmethod
    def ladder(cls) -> Sequence[Any]:
        """Return the tiers."""
        return cls.__dict__.get("levels") or tuple(cls(tier) for tier in range(1, TIERS + 1))

    def _choice(self, rng: np.random.Generator, some: Sequence[Template]) -> Template:
        return some[int(rng.integers(len(some)))]

    def _named(self) -> Sequence[Template]:
        return [t for t in self.templates if self.template in ("any", t.name)]

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw a template, its numbers and a phrasing."""
        template = self._choice(rng, self._named())
        return self._pose(template, template.draw(rng, self.tier), rng)

    def _pose(self, template: Template, p: Params, rng: np.random.Generator) -> Problem:
        phrasing = int(rng.integers(len(template.phrasings)))
        problem = Problem("", {"template": template.name, "params": p, "phrasing": phrasing})
        return Problem(template.ask(problem.data["params"], phrasing), problem.data)

    # -- generalisation -----------------------------------------------------------------------------------------------

    def generate_for(self, axis: str, part: str, rng: np.random.Generator) -> Problem:
        """Draw a problem of a generalisation split.

        "exploratory": tiers 1 and 2 for training, the highest for the test. "compositional": single templates for
        training; for the test two in a chain, where the second needs the first one's answer. "transformative": for
        training numbers that the usual method manages, for the test those on which it fails.
        """
        some, test = self._named(), part == "test"
        if axis == "exploratory":
            template = self._choice(rng, some)
            tier = TIERS if test else int(rng.integers(1, LOW + 1))
            return self._pose(template, template.draw(rng, tier), rng)
        if axis == "compositional":
            return self._chain(rng, some) if test else self._pose_any(rng, some)
        if axis == "transformative":
            apt = [t for t in some if type(t).draw_hard is not Template.draw_hard]
            if not apt:
                raise SplitError(f"{type(self).__name__} has no template for the transformative split")
            template = self._choice(rng, apt)
            p = template.draw_hard(rng, self.tier) if test else template.draw(rng, self.tier)
            assert p is not None
            return self._pose(template, p, rng)
        return super().generate_for(axis, part, rng)

    def _pose_any(self, rng: np.random.Generator, some: Sequence[Template]) -> Problem:
        template = self._choice(rng, some)
        return self._pose(template, template.draw(rng, self.tier), rng)

    def _chain(self, rng: np.random.Generator, some: Sequence[Template]) -> Problem:
        """Pose a problem whose open number follows from another problem's answer."""
        seconds = [t for t in some if t.opens]
        if not seconds:
            raise SplitError(f"{type(self).__name__} has no template that can follow another")
        for _ in range(CHAINS):
            second = self._choice(rng, seconds)
            first = self._choice(rng, [t for t in self.templates if t is not second])
            p, q = first.draw(rng, self.tier), second.draw(rng, self.tier)
            if first.answer(p).removeprefix("-").isdecimal():
                break
        else:
            raise SplitError(f"{type(self).__name__} has no template whose answer is a whole number to go on from")
        turns = [int(rng.integers(len(t.phrasings))) for t in (first, second)]
        data = {"chain": [first.name, second.name], "params": [p, q], "phrasing": turns}
        problem = Problem("", data)
        p, q = problem.data["params"]
        shift = int(q[second.opens]) - int(first.answer(p))
        says = "k" if not shift else f"k {'+' if shift > 0 else '-'} {abs(shift)}"
        text = (
            f"Let k be the answer to this question: {first.ask(p, turns[0])}\n\n"
            f"Now let N = {says}, and answer this question: {second.ask(q, turns[1], **{second.opens: 'N'})}"
        )
        return Problem(text, problem.data)

    # -- what a task owes ---------------------------------------------------------------------------------------------

    def _parts(self, problem: Problem) -> list[tuple[Template, Params]]:
        """Return the templates of a problem with their numbers, in order; the last one's answer is asked for."""
        by_name = {template.name: template for template in self.templates}
        data = problem.data
        if "chain" in data:
            return [(by_name[name], p) for name, p in zip(data["chain"], data["params"], strict=True)]
        return [(by_name[data["template"]], data["params"])]

    def identity(self, problem: Problem) -> JSON:
        """Return what is asked, without the phrasing; two templates may come to ask the same."""
        return [template.identity(p) for template, p in self._parts(problem)]

    def solve(self, problem: Problem) -> str:
        """Compute the answer."""
        template, p = self._parts(problem)[-1]
        return template.right(p)

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Ask the template."""
        template, p = self._parts(problem)[-1]
        return template.verify(p, answer)

    def accepts(self, problem: Problem, answer: str) -> bool:
        """Return whether an answer is the solution but for braces and a name before it (for the conformance kit)."""
        return _value_in(answer) == _value_in(self.solve(problem))

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return the answer to another problem of the same template."""
        template, _ = self._parts(problem)[-1]
        return template.answer(template.draw(rng, self.tier))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Return the template's worked solution; of a chain, both."""
        parts = self._parts(problem)
        lines = parts[-1][0].steps(parts[-1][1])
        if len(parts) > 1:
            (first, p), (second, q) = parts
            found = [*first.steps(p), f"So k = {first.answer(p)} and N = {q[second.opens]}."]
            lines = [*found, *lines]
        return "\n".join(lines)

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the problem in lines of readable length, and the answer below it."""
        lines = [part for line in problem.prompt.splitlines() for part in textwrap.wrap(line, 80) or [""]]
        return Board.from_text([*lines, *([f"answer: {answer[:200]}"] if answer is not None else [])])


def _value_in(answer: str) -> str:
    return "".join(answer.rsplit("=", 1)[-1].split()).strip("{}")
