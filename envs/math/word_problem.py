"""Word problems in four languages, told from programs of quantities, in variants of one seed."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..board import Board
from ..core import JSON, Problem, Task, Verdict, canonical, knob
from ..errors import KnobError, did_you_mean
from .situations.chains import SHAPES, Chain, draw_chain
from .situations.telling import (
    LANGUAGES,
    add_extra,
    draw_style,
    explain,
    invert,
    read_number,
    situations,
    solution,
    swap,
    tell,
)

VARIANTS = ("plain", "paraphrase", "adversarial", "inverse")
MOST_SEEDS = 2**62


def group_of(identity: JSON) -> str:
    """Return the id that all variants of one problem share."""
    return hashlib.sha256(canonical(identity).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class WordProblem(Task):
    """Solve a word problem in English, Chinese, Spanish or Bengali.

    Description: A story about shopping, work, ways, tanks, ages, shapes, clubs and so on, from 44 situations. Each is
    a small program of whole quantities, told in one of three phrasings in each language. The higher tiers link two or
    three stories: what the first one asks for is called N, and the second one tells a quantity through N. The
    variants are those of ParaMAWPS (arXiv:2306.13899): "plain" tells the facts in order; "paraphrase" uses the other
    two phrasings; "adversarial" adds a fact that is not needed or changes the order of the facts; "inverse" tells
    what was asked for and asks for something that was told.

    Observation: The story and its question. Action: the number, in any digits; a unit behind it is not looked at.

    Reward: 1 if the number is right, else 0.

    Episode end: After one answer.

    Arguments: `tier` is the difficulty from 1 to 5: one story with small numbers, one with larger ones, two stories,
    two with large numbers, three. `language` is "en", "zh", "es" or "bn"; `variant` is one of the four or "any";
    `situation` is a name or "any" (of linked stories it is the last).

    Twins: All that is told from the same numbers, in any variant and language, shares `problem.data["group"]` and
    stands in one split. `generate` draws the same numbers whatever `language` and `variant` are, and `twin` tells a
    problem in another language or variant.

    Oracle: Runs the program; an inverse question is answered by undoing its steps. The worked solution is in the
    problem's language.

    Floors: The answer to another problem of the same situation is right in 1 of 20 cases at level 0 and in fewer than
    1 of 30 above; a constant, and the first, last, largest or smallest number of the prompt, in fewer than 1 of 25.

    Space: Two draws at level 0 are the same problem as often as if it had 17,000 problems, at level 1 100,000
    problems; higher levels have many more.

    Version history: v0, the first.
    """

    tier: int = knob(1, "difficulty, from 1 to 5")
    language: str = knob("en", "en, zh, es or bn")
    variant: str = knob("any", "plain, paraphrase, adversarial, inverse or any")
    situation: str = knob("any", "the kind of story, or any")

    manner: ClassVar[frozenset[str]] = frozenset({"language", "variant"})
    levels: ClassVar[Sequence[WordProblem]]

    def __post_init__(self) -> None:
        if self.tier not in range(1, len(SHAPES) + 1):
            raise KnobError(f"tier={self.tier}: use 1 to {len(SHAPES)}")
        known = {"language": LANGUAGES, "variant": ("any", *VARIANTS), "situation": ("any", *situations())}
        for name, values in known.items():
            if getattr(self, name) not in values:
                raise KnobError(f"no {name} {getattr(self, name)!r}{did_you_mean(getattr(self, name), values)}")

    def generate(self, rng: np.random.Generator) -> Problem:
        """Draw the numbers and the manner of telling, each by a seed, so that neither depends on the other."""
        numbers, manner = (int(rng.integers(MOST_SEEDS)) for _ in range(2))
        chain = draw_chain(np.random.default_rng(numbers), self.tier, self.situation)
        return self._told(chain, manner, self.language, self.variant)

    def _told(self, chain: Chain, manner: int, language: str, variant: str) -> Problem:
        """Tell a chain in a manner, which the seed decides for all variants and languages alike."""
        rng = np.random.default_rng(manner)
        drawn = VARIANTS[int(rng.integers(len(VARIANTS)))]
        variant = drawn if variant == "any" else variant
        style = draw_style(rng, chain, {"plain": (0,), "paraphrase": (1, 2)}.get(variant, (0, 1, 2)))
        if variant == "adversarial":
            (add_extra if rng.random() < 0.5 else swap)(rng, style)
        elif variant == "inverse":
            last, link = chain.situations[-1], chain.link(len(chain.names) - 1)
            free = [unknown for unknown in last.inverses if unknown != link]
            invert(style, last.inverses[free[int(rng.integers(len(free)))]])
        told = {"style": style, "manner": manner, "variant": variant, "language": language}
        data = {**chain.to_json(), **told, "group": group_of(_identity(chain))}
        return Problem(tell(chain, style, language), data)

    def twin(self, problem: Problem, language: str = "", variant: str = "") -> Problem:
        """Return the problem told in another language, as another variant, or both."""
        told = (language or problem.data["language"], variant or problem.data["variant"])
        return self._told(Chain.of(problem.data), problem.data["manner"], *told)

    def identity(self, problem: Problem) -> JSON:
        """Return situations and numbers: the same for every variant and language."""
        return _identity(Chain.of(problem.data))

    def _answer(self, problem: Problem) -> int:
        _, step, values = solution(Chain.of(problem.data), problem.data["style"])[-1]
        return values[step.result]

    def solve(self, problem: Problem) -> str:
        """Run the program, forwards or backwards."""
        return str(self._answer(problem))

    def verify(self, problem: Problem, answer: str) -> Verdict:
        """Compare whole numbers."""
        value = read_number(answer, problem.data["language"])
        if value is None:
            return Verdict.wrong("a whole number was expected")
        return Verdict.correct() if value == self._answer(problem) else Verdict.wrong("not the right number")

    def guess(self, problem: Problem, rng: np.random.Generator) -> str:
        """Return the answer to the same question with other numbers."""
        chain, ask = Chain.of(problem.data), problem.data["style"]["ask"]
        return str(draw_chain(rng, self.tier, chain.names[-1]).solve()[-1][ask])

    def effort(self, problem: Problem) -> float:
        """Return the digits that the worked solution reckons with."""
        steps = solution(Chain.of(problem.data), problem.data["style"])
        return float(sum(len(str(values[step.result])) + 2 for _, step, values in steps))

    def explain(self, problem: Problem, style: str = "deduction") -> str:
        """Work the steps out, each by the name of what it finds."""
        return "\n".join(explain(Chain.of(problem.data), problem.data["style"], problem.data["language"]))

    def board(self, problem: Problem, answer: str | None = None) -> Board:
        """Show the problem in lines of readable length, and the answer below it."""
        width = 40 if problem.data["language"] == "zh" else 80
        lines = [part for line in problem.prompt.splitlines() for part in textwrap.wrap(line, width) or [""]]
        return Board.from_text([*lines, *([f"answer: {answer[:200]}"] if answer is not None else [])])


def _identity(chain: Chain) -> JSON:
    return [[name, sorted(known.items())] for name, known in zip(chain.names, chain.known, strict=True)]


WordProblem.levels = tuple(WordProblem(tier) for tier in range(1, len(SHAPES) + 1))
