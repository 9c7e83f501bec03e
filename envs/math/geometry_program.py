"""Geometry whose answers are programs over the quantities of a figure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, knob
from ..errors import KnobError, did_you_mean
from .families.figures import EXTRAS, LENGTH, Chain, Figure, draw_chain
from .families.figures_flat import FLAT
from .families.figures_round import ROUND
from .families.programs import RULES, ProgramError, read_program, run_program, same, write_program
from .notation import join

FIGURES: Mapping[str, Figure] = {figure.name: figure for figure in (*FLAT, *ROUND)}
SIZES = {(name, goal): len(figure.needed(goal)) for name, figure in FIGURES.items() for goal in figure.goals}
SHAPES = ((1, 1, 2, 0), (1, 3, 5, 1), (2, 4, 6, 1), (2, 7, 9, 2), (3, 9, 14, 2))
"""For each tier the figures in a row, the steps at least and at most, and the needless facts."""
SINGLE = ((1, 1, 2, 0), (1, 3, 4, 1), (1, 4, 5, 1), (1, 5, 6, 2), (1, 6, 8, 2))
LINKED = ((2, 2, 4, 0), (2, 4, 6, 1), *SHAPES[2:])
REDRAWN = 3  # how often a program is tried with other numbers
ATTEMPTS = 300


@dataclass(frozen=True)
class GeometryProgram(Task):
    """Write a short program that computes a length, an angle, an area or a volume from the quantities of a figure.

    Description: the answer form of UniGeo (arXiv:2212.02746): a figure told in words, its given quantities numbered
    N0, N1, ..., and a closed list of 22 operations, from `add` to the area of a circle. There are 24 kinds of figures,
    from right triangles to pyramids, with 133 goals; the higher tiers put two or three figures in a row, where a
    length found in one is given in the next, and add facts that are not needed.

    Observation: the figure, the goal and the operations. Action: a program such as `leg N0 N1; half V0`, with V0, V1,
    ... for the results of its steps.

    Reward: 1 if the program computes the right value, here and for three other draws of the numbers of the same
    figure, else 0. So any right program is accepted, and neither a constant nor a coincidence is. It runs with fifty
    digits; a result that is never used makes a program wrong.

    Episode end: after one answer.

    Arguments: `tier` from 1 to 5 is the number of figures, of steps and of needless facts; `figure` names the kind of
    the last figure.

    Oracle: the steps by which the goal follows, 1 to 14 of them. Level 0 has about 180,000 problems, every other level
    more. Floors: the program of another problem, or a fixed one, is right in about 1 of 20 cases at levels 0 and 1 and
    in fewer than 1 of 50 above; numbers are no programs.

    Generalisation: the exploratory test has the highest tier. The compositional training has single figures, its test
    figures in a row. Programs are no numbers, and a program has no usual method that runs out, so there is no
    transformative split.

    Version history: v0, the first.
    """

    tier: int = knob(1, "difficulty, from 1 to 5")
    figure: str = knob("any", "the kind of the last figure, or any")

    levels: ClassVar[Sequence[GeometryProgram]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, len(SHAPES) + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {len(SHAPES)}")
        if self.figure not in ("any", *FIGURES):
            raise KnobError(f"no figure {self.figure!r}{did_you_mean(self.figure, ('any', *FIGURES))}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw figures and goals of the right size, then the numbers."""
        return self._pose(rng, SHAPES[self.tier - 1])

    def generate_for(self, axis: str, part: str, rng: np.random.Generator) -> Problem:
        """Draw a problem of a generalisation split."""
        if axis == "exploratory":
            return self._pose(rng, SHAPES[-1] if part == "test" else SHAPES[int(rng.integers(2))])
        if axis == "compositional":
            return self._pose(rng, (LINKED if part == "test" else SINGLE)[self.tier - 1])
        return super().generate_for(axis, part, rng)

    def _pose(self, rng: np.random.Generator, shape: tuple[int, int, int, int]) -> Problem:
        links, least, most, facts = shape
        for _ in range(ATTEMPTS):  # all shapes turn up within a few tries, unless `figure` has no goal of that size
            plan = self._plan(rng, links)
            if least <= sum(SIZES[name, goal] for name, goal, _, _ in plan) <= most:
                break
        places = sorted(int(i) for i in rng.integers(links, size=facts))
        extras = [(link, int(kind)) for link, kind in zip(places, rng.permutation(len(EXTRAS))[:facts], strict=True)]
        extras = [e for i, e in enumerate(extras) if e[0] not in [other[0] for other in extras[:i]]]
        return self._told(draw_chain(rng, FIGURES, plan, extras, (20, 120)))

    def _plan(self, rng: np.random.Generator, links: int) -> list[tuple[str, str, str, int]]:
        """Draw figures, goals, what is fed, and wordings."""
        plan: list[tuple[str, str, str, int]] = []
        names = list(FIGURES)
        if self.figure != "any" and not any(FIGURES[self.figure].lengths(goal) for goal in FIGURES[self.figure].goals):
            links = 1  # a figure of angles alone cannot follow another
        while len(plan) < links:
            last = len(plan) == links - 1
            name = self.figure if last and self.figure != "any" else names[int(rng.integers(len(names)))]
            figure = FIGURES[name]
            goals = [goal for goal, (kind, _) in figure.goals.items() if last or kind == LENGTH]
            if plan:
                goals = [goal for goal in goals if figure.lengths(goal)]
            if any(name == other for other, *_ in plan):
                plan = []
            elif goals:
                goal = goals[int(rng.integers(len(goals)))]
                fed = figure.lengths(goal) if plan else [""]
                plan.append((name, goal, fed[int(rng.integers(len(fed)))], int(rng.integers(2))))
        return plan

    def _told(self, chain: Chain) -> Problem:
        return Problem(f"{chain.text}\n\nAnswer with a program that computes this. {RULES}", chain.data)

    def _chain(self, problem: Problem) -> Chain:
        return Chain(problem.data, FIGURES)

    def identity(self, problem: Problem) -> JSON:
        """Return figures, goals and numbers, without the wording."""
        return self._chain(problem).identity()

    def solve(self, problem: Problem) -> str:
        """Return the program by which the goal follows."""
        return write_program(self._chain(problem).steps())

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Run the program on the numbers of the problem, and on other numbers of the same figure."""
        chain = self._chain(problem)
        try:
            steps = read_program(answer)
            if not same(run_program(steps, chain.quantities())[-1], chain.values()[-1]):
                return Verdict.wrong("its value is not right")
        except ProgramError as error:
            return Verdict.wrong(str(error))
        for turn in range(REDRAWN):
            other = chain.redrawn(turn)
            try:
                fine = same(run_program(steps, other.quantities())[-1], other.values()[-1])
            except ProgramError:
                fine = False
            if not fine:
                return Verdict.wrong("its value is right here, but not for other values of the quantities")
        return Verdict.correct()

    def accepts(self, problem: Problem, answer: str) -> bool:
        """Return whether a program is the oracle's but for the order of what is added or multiplied."""

        def ordered(program: str) -> list[list[str]]:
            steps = [step.split() for step in program.split(";")]
            return [[op, *sorted(rest)] if op in ("add", "mul") else [op, *rest] for op, *rest in steps]

        return ordered(answer) == ordered(self.solve(problem))

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return the program of another problem of the tier."""
        return self.solve(self.generate(rng))

    def effort(self, problem: Problem) -> float:
        """Return the number of steps."""
        return float(len(self._chain(problem).steps()))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Say what each step computes, and its value here."""
        chain = self._chain(problem)
        lines = []
        for i, ((step, what), value) in enumerate(zip(chain.solution, chain.values(), strict=True)):
            name, arguments = step
            lines.append(f"V{i} = {name}({', '.join(arguments)}), about {float(value):.6g}: {what}.")
        used = {argument for (_, arguments), _ in chain.solution for argument in arguments}
        idle = [f"N{i}" for i in range(len(chain.quantities())) if f"N{i}" not in used]
        if idle:
            lines.append(f"{join(idle)} {'are' if len(idle) > 1 else 'is'} not needed.")
        return "\n".join([*lines, f"So V{len(chain.solution) - 1} is what is asked for."])

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the figure in lines of readable length, and the answer below it."""
        text = problem.prompt.split("\n\n")[0]
        return Board.from_text(
            [*textwrap.wrap(text, 80), *([f"answer: {answer[:200]}"] if answer is not None else [])]
        )


GeometryProgram.levels = tuple(GeometryProgram(tier) for tier in range(1, len(SHAPES) + 1))
